// The state of the connection as a coloured dot with its word.
import type { ConnectionStatus } from "../../gql/graphql";
import type { Family } from "../interviews/states";
import { STATUS_WORDS } from "./integration";

const FAMILIES: Record<ConnectionStatus, Family> = {
  NOT_CONNECTED: "over",
  CONNECTED: "done",
  DISCONNECTED: "alarm",
  DISCONNECTING: "live",
};

export function StatusBadge({ status }: { status: ConnectionStatus }) {
  return (
    <span className="state" data-family={FAMILIES[status]}>
      {STATUS_WORDS[status]}
    </span>
  );
}
