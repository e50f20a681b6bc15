// What was given up, as the pages that show it read it and decide on it.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { GivenUpQuery } from "../../gql/graphql";
import { type Change, useChange } from "../form/useChange";
import { keys, POLL_CALM_MS, POLL_SHELL_MS } from "../keys";
import { request } from "../request";

export const GIVEN_UP_PAGE = "/given-up";

const PAGE_ROWS = 50;

const listQuery = graphql(`
  query GivenUp($first: Int!, $after: String) {
    deadLetters(first: $first, after: $after) {
      nodes {
        id
        kind
        what
        error
        attempts
        diedAt
        interview {
          id
          candidateName
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const countQuery = graphql(`
  query GivenUpCount {
    deadLetters(first: 1) {
      totalCount
    }
  }
`);

const retryMutation = graphql(`
  mutation RetryDeadLetter($input: RetryDeadLetterInput!) {
    retryDeadLetter(input: $input) {
      ... on DeadLetter {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const retryAllMutation = graphql(`
  mutation RetryDeadLetters {
    retryDeadLetters {
      ... on DeadLetterConnection {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const dropMutation = graphql(`
  mutation DropDeadLetter($input: DropDeadLetterInput!) {
    dropDeadLetter(input: $input) {
      ... on DeadLetter {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const dropAllMutation = graphql(`
  mutation DropDeadLetters($input: DropDeadLettersInput!) {
    dropDeadLetters(input: $input) {
      ... on DeadLetterConnection {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export type GivenUp = GivenUpQuery["deadLetters"]["nodes"][number];

export function useGivenUp() {
  return useInfiniteQuery({
    queryKey: keys.givenUpList,
    queryFn: async ({ pageParam }) =>
      (await request(listQuery, { first: PAGE_ROWS, after: pageParam })).deadLetters,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
    refetchInterval: POLL_CALM_MS,
  });
}

/** How much was given up. */
export function useGivenUpCount() {
  return useQuery({
    queryKey: keys.givenUpCount,
    queryFn: async () => (await request(countQuery)).deadLetters.totalCount,
    refetchInterval: POLL_SHELL_MS,
  });
}

type Done = { __typename: "DeadLetter" } | { __typename: "DeadLetterConnection" };

/** Has one tried again, or all when none is given. */
export function useRetry(): Change<[id: string | null], Done> {
  return useChange<[id: string | null], Done>(
    async (id) =>
      id === null
        ? (await request(retryAllMutation)).retryDeadLetters
        : (await request(retryMutation, { input: { id } })).retryDeadLetter,
    undefined,
    STALE,
  );
}

/** Drops one, or all when none is given. */
export function useDrop(onDone: () => void): Change<[id: string | null, reason: string], Done> {
  return useChange<[id: string | null, reason: string], Done>(
    async (id, reason) =>
      id === null
        ? (await request(dropAllMutation, { input: { reason } })).dropDeadLetters
        : (await request(dropMutation, { input: { id, reason } })).dropDeadLetter,
    onDone,
    STALE,
  );
}

const STALE = [keys.givenUp, keys.everyInterview];

/** "1 thing was given up", "3 things were given up". */
export function countWords(count: number): string {
  return count === 1
    ? "1 thing was given up"
    : `${count.toLocaleString("en")} things were given up`;
}
