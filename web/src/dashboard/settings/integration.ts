// The connection to Lever, as every page that needs it reads it.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { ConnectionStatus, IntegrationQuery } from "../../gql/graphql";
import { keys, POLL_MS } from "../keys";
import { request } from "../request";

const integrationQuery = graphql(`
  query Integration {
    integration {
      status
      reason
      accountId
      connectedAt
      lastEventAt
      scopes {
        name
        reason
      }
      webhooks {
        event
        leverId
        createdAt
      }
      stages {
        id
        text
      }
      triggerStage {
        id
        text
      }
      applicationTag
      invitedTag
      completeTag
      warnings
    }
  }
`);

export type Integration = IntegrationQuery["integration"];

export function useIntegration() {
  return useQuery({
    queryKey: keys.integration,
    queryFn: async () => (await request(integrationQuery)).integration,
    refetchInterval: POLL_MS,
  });
}

export const STATUS_WORDS: Record<ConnectionStatus, string> = {
  NOT_CONNECTED: "Not connected",
  CONNECTED: "Active",
  DISCONNECTED: "Disconnected",
};
