// Where a company has itself told how its interviews go, as the webhooks page reads and sets it.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { OutboundQuery } from "../../../gql/graphql";
import type { Answer } from "../../form/useChange";
import { keys, POLL_CALM_MS } from "../../keys";
import { request } from "../../request";

export const WEBHOOKS_PAGE = "/settings/integrations/webhooks";

/** How often the page asks again while something waits to be sent. */
export const POLL_WAITING_MS = 2_000;

const outboundQuery = graphql(`
  query Outbound {
    outbound {
      allowedHosts
      webhook {
        url
        createdAt
        deliveredAt
        failedAt
        error
        waiting
      }
    }
  }
`);

const setMutation = graphql(`
  mutation SetOutboundWebhook($input: SetOutboundWebhookInput!) {
    setOutboundWebhook(input: $input) {
      ... on OutboundWebhookSet {
        __typename
        secret
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export type Outbound = OutboundQuery["outbound"];
export type Webhook = NonNullable<Outbound["webhook"]>;

export function useOutbound() {
  return useQuery({
    queryKey: keys.outbound,
    queryFn: async () => (await request(outboundQuery)).outbound,
    refetchInterval: ({ state }) => (state.data?.webhook?.waiting ? POLL_WAITING_MS : POLL_CALM_MS),
  });
}

/** Null: nowhere any more. The secret goes to `onSecret` alone, so that nothing else keeps it. */
export async function setWebhook(
  url: string | null,
  onSecret: (secret: string) => void,
): Promise<Answer<{ __typename: "OutboundWebhookSet" }>> {
  const answer = (await request(setMutation, { input: { url } })).setOutboundWebhook;
  if (answer.__typename === "Problem") return answer;
  if (answer.secret) onSecret(answer.secret);
  return { __typename: answer.__typename };
}

/** Whether the last message was refused, and none was taken since. */
export function isRefused({ failedAt, deliveredAt }: Webhook): boolean {
  if (!failedAt) return false;
  return !deliveredAt || new Date(failedAt) > new Date(deliveredAt);
}
