// A state as a coloured dot with its words.
import type { PipelineState } from "../../gql/graphql";
import { STATES } from "./states";

export function StateBadge({ state }: { state: PipelineState }) {
  const { words, family } = STATES[state];
  return (
    <span className="state" data-family={family}>
      {words}
    </span>
  );
}
