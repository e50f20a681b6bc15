// Mails as the pages that list them read them, and what their states and kinds are called.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { MailFilter, MailKind, MailState } from "../../gql/graphql";
import type { Family } from "../interviews/states";
import { keys, POLL_CALM_MS } from "../keys";
import { nextCursor } from "../paging";
import { request } from "../request";

export const MAILS_PAGE = "/settings/mails";

const PAGE_ROWS = 50;

interface StateWords {
  words: string;
  family: Family;
}

/** None of these says more than is known: what a mail server took has not arrived yet. */
export const MAIL_STATES: Record<MailState, StateWords> = {
  QUEUED: { words: "Queued", family: "idle" },
  NOT_SENT: { words: "Not sent", family: "over" },
  ACCEPTED: { words: "Accepted", family: "open" },
  REFUSED: { words: "Refused", family: "alarm" },
  BOUNCED: { words: "Bounced", family: "alarm" },
  LINK_OPENED: { words: "Link opened", family: "done" },
};

export const MAIL_KINDS: Record<MailKind, string> = {
  INVITE: "Invite",
  REMINDER: "Reminder",
  CONFIRMATION: "Confirmation of a time",
  START: "The time is near",
  CANCELLED: "Cancellation",
  FOLLOW_UP: "Thanks",
  LETTER: "Feedback",
  REPLY: "Reply",
  DISCONNECTED: "Lever is disconnected",
  MEMBER: "Access to the dashboard",
  PREVIEW: "Preview",
};

/** Those that candidates get. */
export const CANDIDATE_KINDS: MailKind[] = [
  "INVITE",
  "REMINDER",
  "CONFIRMATION",
  "START",
  "CANCELLED",
  "FOLLOW_UP",
  "LETTER",
  "REPLY",
];

export function isMailState(text: string): text is MailState {
  return Object.hasOwn(MAIL_STATES, text);
}

export function isMailKind(text: string): text is MailKind {
  return Object.hasOwn(MAIL_KINDS, text);
}

const mailsQuery = graphql(`
  query Mails($first: Int!, $after: String, $filter: MailFilter) {
    mails(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        ...MailRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export function useMails(filter: MailFilter) {
  return useInfiniteQuery({
    queryKey: keys.mails(filter),
    queryFn: async ({ pageParam }) =>
      (await request(mailsQuery, { first: PAGE_ROWS, after: pageParam, filter })).mails,
    initialPageParam: null as string | null,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_CALM_MS,
  });
}
