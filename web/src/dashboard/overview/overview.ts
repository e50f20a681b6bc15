// How far candidates came, as the overview reads it, and its words for shares.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { graphql } from "../../gql";
import type { FunnelQuery } from "../../gql/graphql";
import { keys, POLL_CALM_MS } from "../keys";
import { request } from "../request";

const funnelQuery = graphql(`
  query Funnel($weeks: Int!) {
    funnel(weeks: $weeks) {
      total {
        invited
        started
        completed
        scored
      }
      byPosting {
        posting {
          id
          title
        }
        counts {
          invited
          started
          completed
          scored
        }
      }
      byWeek {
        monday
        counts {
          invited
          started
          completed
          scored
        }
      }
    }
  }
`);

const stuckQuery = graphql(`
  query StuckCount {
    interviews(first: 1, state: NEEDS_OPERATOR) {
      totalCount
    }
  }
`);

export type Funnel = FunnelQuery["funnel"];
export type Counts = Funnel["total"];

/** The steps in their order, each with what those who came there did. */
export const STEPS = [
  { key: "invited", name: "Invited", who: "of the invited" },
  { key: "started", name: "Started", who: "of those who started" },
  { key: "completed", name: "Completed", who: "of those who completed" },
  { key: "scored", name: "Scored", who: "of the scored" },
] as const satisfies readonly { key: keyof Counts; name: string; who: string }[];

/** Over how many weeks one may look, this one included. */
export const WEEKS = [4, 12, 26, 53] as const;
const WEEKS_AT_FIRST = 12;

/** Over how many weeks one looks; kept in the address, so that it survives a reload. */
export function useWeeks(): [weeks: number, choose: (weeks: string) => void] {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get("weeks"));
  const weeks = WEEKS.find((each) => each === asked) ?? WEEKS_AT_FIRST;
  return [weeks, (chosen) => setParams({ weeks: chosen }, { replace: true })];
}

export function useFunnel(weeks: number) {
  return useQuery({
    queryKey: keys.funnel(weeks),
    queryFn: async () => (await request(funnelQuery, { weeks })).funnel,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_CALM_MS,
  });
}

/** How many interviews wait for an operator. */
export function useStuckCount() {
  return useQuery({
    queryKey: keys.stuckCount,
    queryFn: async () => (await request(stuckQuery)).interviews.totalCount,
    refetchInterval: POLL_CALM_MS,
  });
}

/** "67%": never 0% of some, nor 100% of not all; null of nobody. */
export function share(part: number, whole: number): string | null {
  if (whole === 0) return null;
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) return "under 1%";
  if (percent === 100 && part < whole) return "over 99%";
  return `${percent}%`;
}

export function countOf(count: number): string {
  return count.toLocaleString("en");
}
