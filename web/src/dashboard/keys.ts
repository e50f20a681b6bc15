// Every query key of the dashboard.
import type { PipelineState } from "../gql/graphql";

export const keys = {
  viewer: ["viewer"] as const,
  integration: ["integration"] as const,
  interviews: (search: string, state: PipelineState | null) =>
    ["interviews", { search, state }] as const,
  interview: (id: string) => ["interview", id] as const,
};

/** How often a page that is being looked at asks again. */
export const POLL_MS = 3_000;
