// A posting with its interview plan, and the list of them, as the pages about plans read them.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { PostingListQuery, PostingPlanQuery } from "../../gql/graphql";
import { keys, POLL_CALM_MS, POLL_MS, POLL_SHELL_MS } from "../keys";
import { request } from "../request";

const listQuery = graphql(`
  query PostingList {
    postings {
      id
      title
      location
      team
      plan {
        version
        minutes
        coverage {
          share
        }
      }
      proposal {
        status
      }
    }
  }
`);

const planQuery = graphql(`
  query PostingPlan($id: ID!) {
    posting(id: $id) {
      id
      title
      location
      team
      url
      leverDescription
      description
      jurisdiction
      suggestedJurisdiction {
        id
      }
      plan {
        text
        id
        version
        author
        createdAt
        source
        fallback
        minutes
        language
        wording
        coverage {
          covered
          missing
        }
        facts {
          topic
          text
        }
        questions {
          id
        }
        ...PlanContent
        ...PlanDraft
      }
      plans {
        ...PlanVersion
      }
      proposal {
        status
        baseVersion
        updatedAt
        minutes
        questions {
          id
          text
        }
        changes {
          ...PlanChangeWords
        }
        conflicts {
          kind
          questionId
          kept
          offered
        }
      }
    }
  }
`);

export type ListedPosting = PostingListQuery["postings"][number];
export type Posting = NonNullable<PostingPlanQuery["posting"]>;
export type Plan = NonNullable<Posting["plan"]>;

/** Where a posting's plan is. */
export function planPage(postingId: string): string {
  return `/postings/${encodeURIComponent(postingId)}/plan`;
}

export function usePostingList() {
  return useQuery({
    queryKey: keys.planList,
    queryFn: async () => (await request(listQuery)).postings,
    // Coverage is worked out anew for each of them.
    refetchInterval: POLL_SHELL_MS,
  });
}

/** Null data means that there is no such posting, or not for the viewer. */
export function usePosting(id: string) {
  return useQuery({
    queryKey: keys.plan(id),
    queryFn: async () => (await request(planQuery, { id })).posting ?? null,
    refetchInterval: ({ state }) => (isMaking(state.data) ? POLL_MS : POLL_CALM_MS),
  });
}

/** Whether a plan may be on its way. */
function isMaking(posting: Posting | null | undefined): boolean {
  return posting?.plan === null || posting?.proposal?.status === "MAKING";
}
