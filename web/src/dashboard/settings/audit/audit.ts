// The audit log as its page reads it, and how it says what was done.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { AuditFilter, AuditLogQuery } from "../../../gql/graphql";
import { keys, POLL_CALM_MS } from "../../keys";
import { nextCursor } from "../../paging";
import { request } from "../../request";

const PAGE_ROWS = 50;

const auditLogQuery = graphql(`
  query AuditLog($first: Int!, $after: String, $filter: AuditFilter) {
    auditLog(first: $first, after: $after, filter: $filter) {
      nodes {
        sequence
        at
        actor
        operator {
          id
          name
        }
        action
        subject
        details
        hash
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      headHash
    }
  }
`);

export type Entry = AuditLogQuery["auditLog"]["nodes"][number];

export function useAuditLog(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: keys.auditLog(filter),
    queryFn: async ({ pageParam }) =>
      (await request(auditLogQuery, { first: PAGE_ROWS, after: pageParam, filter })).auditLog,
    initialPageParam: null as string | null,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_CALM_MS,
  });
}

/** What each action is called here; one that is not is shown by its own name. */
const ACTIONS: Record<string, string> = {
  applyPlanTemplate: "applied a template to a plan",
  approvePlanProposal: "approved a proposal for a plan",
  askForHuman: "asked for a person",
  backfill: "looked for or invited candidates who were there already",
  bindIdentity: "signed in with the company's account for the first time",
  cancelInterview: "cancelled an interview",
  checkIntegration: "had Lever looked at",
  connectLever: "went to connect Lever",
  createApiToken: "made an API token",
  deletePlanTemplate: "deleted a template",
  dismissPlanProposal: "dismissed a proposal for a plan",
  dropDeadLetter: "dropped something that was given up",
  dropDeadLetters: "dropped everything that was given up",
  eraseInterview: "erased an interview",
  exportInterviews: "took the list of interviews as a file",
  giveConsent: "agreed to the interview",
  hearRecording: "heard a recording",
  importPlan: "published a plan out of a file",
  importPlanTemplate: "kept a template out of a file",
  inviteCandidate: "invited a candidate by hand",
  inviteOperator: "invited an operator",
  joinByCompanySignIn: "became a member by the company's account",
  keepDeleted: "kept an interview under legal hold although its candidate was deleted in Lever",
  leverConnected: "connected Lever",
  leverDisconnected: "disconnected Lever",
  makeSignInLink: "made a sign-in link",
  publishPlan: "published a plan",
  rateInterview: "rated an interview",
  readData: "read what is kept of them",
  readInterview: "read an interview",
  readReport: "read a report",
  readSharedReport: "read a report by a link",
  regeneratePlan: "had a plan made anew",
  removeOperator: "removed an operator",
  rescoreInterview: "had an interview scored again",
  resendInvite: "sent an invite again",
  retryDeadLetter: "tried again something that was given up",
  retryDeadLetters: "tried again everything that was given up",
  retryInterview: "took up an interview again",
  revokeApiToken: "ended an API token",
  revokeReportShare: "ended a link to a report",
  revokeSession: "ended a session",
  savePlanTemplate: "kept a plan as a template",
  sendLetter: "sent a letter",
  sendMailPreview: "had a mail sent to try it",
  setBrand: "changed how mails look",
  setEvidenceOnly: "chose whether there are scores",
  setInterviewRules: "changed how interviews are conducted",
  setKeepRecordings: "chose whether recordings are kept",
  setJurisdiction: "chose whose law holds for candidates",
  setLegalHold: "set or took back a legal hold",
  setOperatorPostings: "chose what an operator sees",
  setOperatorRole: "changed an operator's role",
  setOutboundWebhook: "chose where messages of interviews are sent",
  setPassword: "set a password",
  setPerformAs: "chose who we write to Lever as",
  setPostingDescription: "described a posting",
  setPostingTrigger: "changed what triggers an invite for a posting",
  setReportOptions: "chose what reports look like",
  setQuietHours: "chose when candidates are not reminded",
  setRetention: "chose how long interviews are kept",
  setSelfReport: "chose whether candidates are asked of themselves",
  setTriggerRules: "changed the rules for invites",
  setTriggerStages: "chose the trigger stages",
  setWriteback: "changed what is written to Lever",
  shareReport: "made a link to a report",
  signIn: "signed in",
  signInFailed: "failed to sign in",
  signOut: "signed out",
  signOutEverywhere: "signed out everywhere",
  testOutboundWebhook: "had a message sent to try the webhook",
};

/** What each known action is called in a list to choose from. */
export const ACTION_CHOICES = Object.entries(ACTIONS).map(([value, words]) => ({
  value,
  label: words.charAt(0).toUpperCase() + words.slice(1),
}));

/** What was done, in words. */
export function actionWords(action: string): string {
  return ACTIONS[action] ?? action;
}

/** Who did it, in words. */
export function actorWords({ actor, operator }: Entry): string {
  const name = operator?.name ?? "A former operator";
  if (actor.startsWith("operator:")) return name;
  if (actor.startsWith("api_token:"))
    return `A program of ${operator?.name ?? "a former operator"}`;
  if (actor === "candidate") return "The candidate";
  if (actor === "system") return "Fulcrum";
  return "Somebody unknown";
}
