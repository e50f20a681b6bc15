// One's own API tokens, as the account page reads them.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { ApiTokensQuery, TokenScope } from "../../../gql/graphql";
import { keys } from "../../keys";
import { request } from "../../request";

const apiTokensQuery = graphql(`
  query ApiTokens {
    apiTokens {
      nodes {
        id
        name
        scope
        createdAt
        expiresAt
      }
    }
  }
`);

export type ApiToken = ApiTokensQuery["apiTokens"]["nodes"][number];

export function useApiTokens() {
  return useQuery({
    queryKey: keys.apiTokens,
    queryFn: async () => (await request(apiTokensQuery)).apiTokens.nodes,
  });
}

export const SCOPES: Record<TokenScope, { name: string; text: string }> = {
  READ: { name: "Read", text: "Looks at what you may see, and changes nothing." },
  WRITE: {
    name: "Read and write",
    text: "Also changes what you may change. Never connects Lever, nor changes passwords, sessions, tokens and who sees what.",
  },
};

export const SCOPE_NAMES = Object.keys(SCOPES) as TokenScope[];
