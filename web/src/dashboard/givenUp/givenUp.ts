// What was given up, as the pages that show it read it and decide on it.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { DeadLetterKind, GivenUpQuery } from "../../gql/graphql";
import { type Change, useChange } from "../form/useChange";
import { keys, POLL_CALM_MS, POLL_SHELL_MS } from "../keys";
import { nextCursor } from "../paging";
import { request } from "../request";

export const GIVEN_UP_PAGE = "/given-up";

const PAGE_ROWS = 50;

const listQuery = graphql(`
  query GivenUp($first: Int!, $after: String, $kind: DeadLetterKind) {
    deadLetters(first: $first, after: $after, kind: $kind) {
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
  mutation RetryDeadLetters($input: RetryDeadLettersInput!) {
    retryDeadLetters(input: $input) {
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

/** How each kind is called in the list of kinds. */
export const GIVEN_UP_KINDS: Record<DeadLetterKind, string> = {
  EFFECT: "What was to be done",
  MESSAGE: "What came in",
  EVENT: "Events for your system",
};

export function isGivenUpKind(text: string): text is DeadLetterKind {
  return Object.hasOwn(GIVEN_UP_KINDS, text);
}

/** Everything, or what is of one kind. */
export function useGivenUp(kind: DeadLetterKind | null) {
  return useInfiniteQuery({
    queryKey: keys.givenUpList(kind),
    queryFn: async ({ pageParam }) =>
      (await request(listQuery, { first: PAGE_ROWS, after: pageParam, kind })).deadLetters,
    initialPageParam: null as string | null,
    getNextPageParam: nextCursor,
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

/** One by its id, or all of a kind; of all kinds where that is null. */
export type Which = { id: string } | { kind: DeadLetterKind | null };

/** Has these tried again. */
export function useRetry(): Change<[which: Which], Done> {
  return useChange<[which: Which], Done>(
    async (input) =>
      "id" in input
        ? (await request(retryMutation, { input })).retryDeadLetter
        : (await request(retryAllMutation, { input })).retryDeadLetters,
    undefined,
    STALE,
  );
}

/** Drops these. */
export function useDrop(onDone: () => void): Change<[which: Which, reason: string], Done> {
  return useChange<[which: Which, reason: string], Done>(
    async (which, reason) =>
      "id" in which
        ? (await request(dropMutation, { input: { ...which, reason } })).dropDeadLetter
        : (await request(dropAllMutation, { input: { ...which, reason } })).dropDeadLetters,
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
