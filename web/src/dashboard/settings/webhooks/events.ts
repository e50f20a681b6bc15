// Single messages to the company's own system, as the webhooks page lists them.
import { useInfiniteQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { OutboundEventsQuery } from "../../../gql/graphql";
import { keys, POLL_CALM_MS } from "../../keys";
import { nextCursor } from "../../paging";
import { request } from "../../request";
import { POLL_WAITING_MS } from "./webhooks";

const PAGE_ROWS = 20;

export type OutboundEvent = OutboundEventsQuery["outboundEvents"]["nodes"][number];

const eventsQuery = graphql(`
  query OutboundEvents($first: Int!, $after: String) {
    outboundEvents(first: $first, after: $after) {
      nodes {
        id
        webhookId
        type
        status
        attempts
        error
        createdAt
        endedAt
        nextTryAt
        interview {
          id
          candidateName
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What is on its way for the first time is soon taken, or not. */
const isOnItsWay = ({ status, error }: OutboundEvent) => status === "WAITING" && error === null;

export function useEvents() {
  return useInfiniteQuery({
    queryKey: keys.outboundEvents,
    queryFn: async ({ pageParam }) =>
      (await request(eventsQuery, { first: PAGE_ROWS, after: pageParam })).outboundEvents,
    initialPageParam: null as string | null,
    getNextPageParam: nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ nodes }) => nodes.some(isOnItsWay))
        ? POLL_WAITING_MS
        : POLL_CALM_MS,
  });
}
