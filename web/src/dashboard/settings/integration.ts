// The connection to Lever, as every page that needs it reads it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { ConnectionStatus, IntegrationQuery, PostingsQuery } from "../../gql/graphql";
import { keys, POLL_CALM_MS, POLL_MS, POLL_SHELL_MS } from "../keys";
import { request } from "../request";

const integrationQuery = graphql(`
  query Integration {
    integration {
      status
      reason
      authentication
      accountId
      connectedAt
      scopes {
        name
        reason
        granted
      }
      webhooks {
        event
        leverId
        createdAt
      }
      performAs {
        id
        name
        role
      }
      users {
        id
        name
        role
      }
      feedbackForms {
        id
        text
      }
      stages {
        id
        text
      }
      triggerStages {
        id
        text
        since
        missing
      }
      triggerStatus
      applicationTag
      invitedTag
      completeTag
      blockedOrigins
      inviteDelayMinutes
      oneInvitePerDay
      errorTag
      addLink
      feedback {
        formId
      }
      advance {
        stage {
          id
          text
        }
        fromScore
      }
      health {
        checkedAt
        checking
        status
        checks {
          subject
          title
          outcome
          detail
          remedy
        }
        webhooks
        lastEventAt
        refusedEvents
        lastRefusal
        lastRefusedAt
      }
      reconciliation {
        upTo
        foundMoves
        foundApplications
      }
    }
  }
`);

// Apart from the rest: every role may ask for this much.
const connectionQuery = graphql(`
  query Connection {
    integration {
      status
      reason
    }
  }
`);

// Apart from the rest: there may be a thousand of them.
const postingsQuery = graphql(`
  query Postings {
    integration {
      postings {
        id
        title
        location
        team
        url
        tags
        invites
        stages {
          id
          text
          missing
        }
        invitesOnApplication
        nearMiss
      }
    }
  }
`);

export const LEVER_PAGE = "/settings/integrations/lever";

export type Integration = IntegrationQuery["integration"];
export type Posting = PostingsQuery["integration"]["postings"][number];

export function useIntegration() {
  return useQuery({
    queryKey: keys.integration,
    queryFn: async () => (await request(integrationQuery)).integration,
    refetchInterval: ({ state }) => (isMoving(state.data) ? POLL_MS : POLL_CALM_MS),
  });
}

/** Whether something is under way of which the outcome is worth waiting for. */
function isMoving(integration: Integration | undefined): boolean {
  if (integration === undefined) return true;
  if (integration.status === "DISCONNECTING") return true;
  return integration.status === "CONNECTED" && integration.health.checking;
}

/** Whether Lever works, and why not; for every role. */
export function useConnection() {
  return useQuery({
    queryKey: keys.connection,
    queryFn: async () => (await request(connectionQuery)).integration,
    refetchInterval: POLL_SHELL_MS,
  });
}

/** The open postings, read anew after each look at Lever. */
export function usePostings(checkedAt: string | null) {
  return useQuery({
    queryKey: keys.postings(checkedAt),
    queryFn: async () => (await request(postingsQuery)).integration.postings,
    placeholderData: keepPreviousData,
  });
}

/** Every word that was typed stands somewhere in title, team or location. */
export function matches(
  { title, team, location }: Pick<Posting, "title" | "team" | "location">,
  search: string,
): boolean {
  const text = [title, team, location].filter(Boolean).join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export const STATUS_WORDS: Record<ConnectionStatus, string> = {
  NOT_CONNECTED: "Not connected",
  CONNECTED: "Active",
  DISCONNECTED: "Disconnected",
  DISCONNECTING: "Disconnecting",
};
