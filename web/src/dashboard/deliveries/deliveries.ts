// What Lever announced, as the page that lists it reads it, and what its events are called.
import { useInfiniteQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { DeliveriesQuery, DeliveryEvent } from "../../gql/graphql";
import { keys, POLL_CALM_MS } from "../keys";
import { nextCursor } from "../paging";
import { request } from "../request";

export const DELIVERIES_PAGE = "/settings/integrations/lever/deliveries";

const PAGE_ROWS = 50;

export type Delivery = DeliveriesQuery["deliveries"]["nodes"][number];

export const DELIVERY_EVENTS: Record<DeliveryEvent, string> = {
  APPLICATION: "Somebody applied",
  DELETION: "A candidate was deleted",
  STAGE_CHANGE: "Moved to another stage",
};

const deliveriesQuery = graphql(`
  query Deliveries($first: Int!, $after: String) {
    deliveries(first: $first, after: $after) {
      nodes {
        id
        event
        announced
        opportunityId
        receivedAt
        status
        error
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

export function useDeliveries() {
  return useInfiniteQuery({
    queryKey: keys.deliveries,
    queryFn: async ({ pageParam }) =>
      (await request(deliveriesQuery, { first: PAGE_ROWS, after: pageParam })).deliveries,
    initialPageParam: null as string | null,
    getNextPageParam: nextCursor,
    refetchInterval: POLL_CALM_MS,
  });
}
