// Every query key of the dashboard.
import type {
  AuditFilter,
  DeadLetterKind,
  MailFilter,
  MailKind,
  PipelineState,
} from "../gql/graphql";

export const keys = {
  /** The beginning of every key. */
  everything: [] as const,
  viewer: ["viewer"] as const,
  companySignIn: ["company-sign-in"] as const,
  sessions: ["sessions"] as const,
  apiTokens: ["api-tokens"] as const,
  operators: ["operators"] as const,
  interviewRules: ["interview-rules"] as const,
  privacy: ["privacy"] as const,
  jurisdictions: ["jurisdictions"] as const,
  adverseImpact: (year: number | null) => ["adverse-impact", { year }] as const,
  reportOptions: ["report-options"] as const,
  outbound: ["outbound"] as const,
  outboundEvents: ["outbound", "events"] as const,
  deliveries: ["deliveries"] as const,
  outsideHosts: ["outside-hosts"] as const,
  systemCard: ["system-card"] as const,
  reportShares: (interviewId: string) => ["report-shares", interviewId] as const,
  /** Also the beginning of everything that changes with it, so that one call makes all of it stale. */
  integration: ["integration"] as const,
  connection: ["integration", "connection"] as const,
  postings: (checkedAt: string | null) => ["integration", "postings", { checkedAt }] as const,
  backfill: (id: string) => ["backfill", id] as const,
  /** The beginning of the list and of every interview in it. */
  everyInterview: ["interviews"] as const,
  /** How many wait for an operator. */
  stuckCount: ["interviews", "stuck"] as const,
  /** The beginning of every funnel. */
  everyFunnel: ["funnel"] as const,
  funnel: (weeks: number) => ["funnel", { weeks }] as const,
  /** The beginning of all that was given up. */
  givenUp: ["given-up"] as const,
  givenUpList: (kind: DeadLetterKind | null) => ["given-up", "list", kind] as const,
  givenUpCount: ["given-up", "count"] as const,
  /** The beginning of what candidates ask for that waits for a person. */
  openRequests: ["open-requests"] as const,
  openRequestList: ["open-requests", "list"] as const,
  openRequestCount: ["open-requests", "count"] as const,
  interviews: (search: string, state: PipelineState | null) =>
    ["interviews", { search, state }] as const,
  compared: (id: string) => ["compared", id] as const,
  auditLog: (filter: AuditFilter) => ["audit-log", filter] as const,
  recordings: (id: string) => ["recordings", id] as const,
  /** The beginning of every list of mails. */
  everyMail: ["mails"] as const,
  mails: (filter: MailFilter) => ["mails", filter] as const,
  mailLooks: ["mail-looks"] as const,
  mailPreview: (kind: MailKind, language: string) =>
    ["mail-looks", "preview", { kind, language }] as const,
  interview: (id: string) => ["interview", id] as const,
  /** The beginning of every posting with its plan, and of their list. */
  everyPlan: ["plans"] as const,
  planList: ["plans", "list"] as const,
  scoringAgreement: ["scoring-agreement"] as const,
  templates: ["templates"] as const,
  questionBank: (language: string) => ["question-bank", language] as const,
  plan: (postingId: string) => ["plans", "of", postingId] as const,
};

/** How often a page that is being looked at asks again. */
export const POLL_MS = 3_000;

/** How often while nothing is expected to change. */
export const POLL_CALM_MS = 15_000;

/** How often what stands above every page asks again. */
export const POLL_SHELL_MS = 30_000;
