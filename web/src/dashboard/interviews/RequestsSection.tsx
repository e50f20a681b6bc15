// Everything that the candidate asked for, and what was answered.
import { type FragmentType, readFragment } from "../../gql";
import { RequestList } from "../requests/RequestList";
import { requestFragment } from "../requests/requests";
import { Nothing } from "./Nothing";

export function RequestsSection(props: { requests: FragmentType<typeof requestFragment>[] }) {
  if (props.requests.length === 0) return <Nothing>The candidate has asked for nothing.</Nothing>;
  const requests = props.requests.map((each) => readFragment(requestFragment, each));
  return <RequestList named={false} requests={requests} />;
}
