// What candidates ask for, as the pages that show it read it and answer it.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { RequestCardFragment, RequestKind } from "../../gql/graphql";
import { type Change, useChange } from "../form/useChange";
import { keys, POLL_CALM_MS, POLL_SHELL_MS } from "../keys";
import { request } from "../request";

export const REQUESTS_PAGE = "/requests";

/** As the server counts it. */
export const REPLY_CHARS_MAX = 10_000;

const DAY_MS = 86_400_000;
/** So many days before the law wants an answer it is said. */
const NEAR_DAYS = 7;

export const requestFragment = graphql(`
  fragment RequestCard on CandidateRequest {
    id
    kind
    text
    status
    passages {
      text
    }
    madeAt
    dueAt
    reply
    repliedBy
    repliedAt
    interview {
      id
      candidateName
      candidateEmail
      posting {
        id
        title
      }
    }
  }
`);

const listQuery = graphql(`
  query OpenRequests {
    openRequests {
      id
      status
      ...RequestCard
    }
  }
`);

const countQuery = graphql(`
  query OpenRequestCount {
    openRequests {
      id
    }
  }
`);

const answerMutation = graphql(`
  mutation AnswerRequest($input: AnswerRequestInput!) {
    answerRequest(input: $input) {
      ... on CandidateRequest {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export type CandidateRequest = RequestCardFragment;

export const KINDS: Record<RequestKind, string> = {
  QUESTION: "Question",
  CORRECTION: "Correction",
  DELETION: "Deletion",
  ACCOMMODATION: "Needs it another way",
};

export function useOpenRequests() {
  return useQuery({
    queryKey: keys.openRequestList,
    queryFn: async () => (await request(listQuery)).openRequests,
    refetchInterval: POLL_CALM_MS,
  });
}

/** How many wait for a person. */
export function useOpenRequestCount() {
  return useQuery({
    queryKey: keys.openRequestCount,
    queryFn: async () => (await request(countQuery)).openRequests.length,
    refetchInterval: POLL_SHELL_MS,
  });
}

type Answered = { __typename: "CandidateRequest" };

/** Writes back to the candidate of an interview. */
export function useAnswer(
  interviewId: string,
  onDone: () => void,
): Change<[id: string, reply: string], Answered> {
  return useChange<[id: string, reply: string], Answered>(
    async (id, reply) => (await request(answerMutation, { input: { id, reply } })).answerRequest,
    onDone,
    [keys.openRequests, keys.interview(interviewId)],
  );
}

/** How urgent the law makes it. */
export function urgency(dueAt: string, now: number): "calm" | "near" | "late" {
  const left = new Date(dueAt).getTime() - now;
  if (left < 0) return "late";
  return left <= NEAR_DAYS * DAY_MS ? "near" : "calm";
}
