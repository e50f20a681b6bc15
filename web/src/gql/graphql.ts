/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
/** Which entries are wanted. */
export type AuditFilter = {
  /** Only of this action, such as `setWriteback`. */
  action?: string | null | undefined;
  /** Only from this instant on. */
  from?: string | null | undefined;
  /** Only about this: an id as entries have it, such as `pipeline:<uuid>`. */
  subject?: string | null | undefined;
  /** Only before this instant. */
  until?: string | null | undefined;
};

/** How we show Lever who we are. */
export type Authentication =
  /** By an API key of the account. */
  | "API_KEY"
  /** By access that a Super Admin of Lever granted. */
  | "OAUTH";

/** A look at who is there already, or the start of inviting them. */
export type BackfillInput = {
  /** True: only looks, and invites nobody. False: invites those of a look who may be. */
  dryRun: boolean;
  /** Without `dryRun`: the id of the look, which must be `PREVIEWED`. */
  previewId?: string | number | null | undefined;
  /**
   * With `dryRun`: Lever's ids of trigger stages to look in; none: in all, and at postings that
   * invite on application.
   */
  stageIds?: Array<string | number> | null | undefined;
};

/** How far a backfill is. */
export type BackfillStatus =
  /** Lever could not be read. */
  | "FAILED"
  /** Lever is being read. */
  | "LOOKING"
  /** The list is there; nobody was invited. */
  | "PREVIEWED"
  /** Those of the list who may be invited are on their way. */
  | "STARTED";

/** What to cancel. */
export type CancelInterviewInput = {
  /** `pipeline:<uuid>`, with `canCancel`. */
  id: string | number;
  /** Why, for the timeline, 500 characters or fewer. The candidate is not told. */
  reason?: string | null | undefined;
};

/** An API key of Lever. */
export type ConnectLeverByApiKeyInput = {
  /** As Lever showed it, 8 to 512 characters. */
  apiKey: string;
};

/** Whether Lever is connected. */
export type ConnectionStatus =
  /** Connected. */
  | "CONNECTED"
  /** Lever no longer accepts the connection, or it was ended here. */
  | "DISCONNECTED"
  /** It was ended here; our webhooks in Lever are being deleted. */
  | "DISCONNECTING"
  /** Never connected. */
  | "NOT_CONNECTED";

/** A token to be made. */
export type CreateApiTokenInput = {
  /** How long it lasts, in days; 1 to 366, or 90 when left out. */
  days?: number | null | undefined;
  /** What to call it, such as the program it is for; 1 to 100 characters. */
  name: string;
  /** What it may do of what the viewer may. */
  scope: TokenScope;
};

/** What was given up. */
export type DeadLetterKind =
  /** Something that was to be done and could not. */
  | "EFFECT"
  /** Something that came in and could not be decided. */
  | "MESSAGE";

/** What to drop. */
export type DropDeadLetterInput = {
  /** `message:<uuid>` or `effect:<uuid>`. */
  id: string | number;
  /** Why, for other operators; 500 characters at most. */
  reason?: string | null | undefined;
};

/** Why to drop everything. */
export type DropDeadLettersInput = {
  /** Why, for other operators; 500 characters at most. */
  reason?: string | null | undefined;
};

/** How a thing looked at is. */
export type HealthOutcome =
  /** Does not work. */
  | "FAIL"
  /** As it must be. */
  | "PASS"
  /** Cannot be told yet. */
  | "UNKNOWN"
  /** Works, and should be looked at. */
  | "WARN";

/** How the connection is doing as a whole. */
export type HealthStatus =
  /** Something does not work. */
  | "FAILING"
  /** Everything works, as far as can be told. */
  | "HEALTHY"
  /** Not looked at yet, or not connected. */
  | "UNKNOWN"
  /** Works, and something should be looked at. */
  | "WARNING";

/** What is looked at. */
export type HealthSubject =
  /** Whether applications are announced. */
  | "APPLICATION_EVENTS"
  /** Whether Lever takes our credentials. */
  | "CONNECTION"
  /** Whether the feedback form can be filled in, where one is chosen. */
  | "FEEDBACK"
  /** Whether files can be read and written. */
  | "FILES"
  /** Whether notes can be read and written. */
  | "NOTES"
  /** In whose name our writes appear. */
  | "PERFORM_AS"
  /** Whether postings have tags that only nearly match. */
  | "POSTING_TAGS"
  /** How much of Lever's allowance is used. */
  | "RATE"
  /** Whether Lever granted what is needed. */
  | "SCOPES"
  /** Whether moves are announced. */
  | "STAGE_EVENTS"
  /** Whether our tags can be put on opportunities. */
  | "TAGS"
  /** Whether the trigger stages are there. */
  | "TRIGGER_STAGES"
  /** Whether both webhooks are there, once each. */
  | "WEBHOOKS";

/** How a candidate came to Lever. */
export type Origin =
  /** By an agency. */
  | "AGENCY"
  /** By applying. */
  | "APPLIED"
  /** From within the company. */
  | "INTERNAL"
  /** By somebody's referral. */
  | "REFERRED"
  /** By being approached. */
  | "SOURCED"
  /** From a university. */
  | "UNIVERSITY";

/** Where an interview stands. */
export type PipelineState =
  /** Every question is answered. */
  | "COMPLETED"
  /** The candidate wants a person. */
  | "DECLINED"
  /** To be invited; the plan is being made. */
  | "ELIGIBLE"
  /** The invite ended before the interview did. */
  | "EXPIRED"
  /** Not invited; the reason says why. */
  | "INELIGIBLE"
  /** The mail server took the invite. */
  | "INVITED"
  /** The candidate answers. */
  | "IN_PROGRESS"
  /** Something was given up; an operator decides. */
  | "NEEDS_OPERATOR"
  /** The plan is there; the invite is on its way. */
  | "PLANNED"
  /** Heard of, nothing decided. */
  | "RECEIVED"
  /** The report is there; Lever is being written to. */
  | "REPORTED"
  /** The candidate chose a time for it. */
  | "SCHEDULED"
  /** Scored. */
  | "SCORED"
  /** Stopped from outside, or cancelled by an operator; the reason says why. */
  | "WITHDRAWN"
  /** Lever has everything. */
  | "WRITTEN_BACK";

/** What triggers an invite for the candidates of one posting. */
export type PostingInvites =
  /** What does for the company as a whole. */
  | "AS_COMPANY"
  /** Nothing does. */
  | "NEVER"
  /** Applying does, without the tag. */
  | "ON_APPLICATION"
  /** Being moved to stages of its own does. */
  | "STAGES";

/** What a question is for. */
export type QuestionKind =
  /** What the candidate wants to add or ask; not scored. */
  | "CLOSER"
  /** Warms up; not scored. */
  | "OPENER"
  /** What the candidate did. */
  | "PAST_BEHAVIOUR"
  /** What the candidate would do. */
  | "SITUATIONAL";

/** What to send again. */
export type ResendInviteInput = {
  /** `pipeline:<uuid>`, with `canResend`. */
  id: string | number;
  /**
   * Made by the caller, 100 characters or fewer: the same request again is one mail. With or
   * without it, nothing more is sent while one is on its way.
   */
  requestKey?: string | null | undefined;
};

/** What to try again. */
export type RetryDeadLetterInput = {
  /** `message:<uuid>` or `effect:<uuid>`. */
  id: string | number;
};

/** What to take up again. */
export type RetryInterviewInput = {
  /** `pipeline:<uuid>`, with `canRetry`. */
  id: string | number;
};

/** Which token to end. */
export type RevokeApiTokenInput = {
  /** `api_token:<uuid>`, out of `apiTokens`. */
  id: string | number;
};

/** Which session to end. */
export type RevokeSessionInput = {
  /** `session:<uuid>`, out of `sessions`. */
  id: string | number;
};

/** What an operator may do, after Lever's roles. */
export type Role =
  /** May change settings. */
  | "ADMIN"
  /** May read interviews for the postings they were given. */
  | "LIMITED_TEAM_MEMBER"
  /** May also connect and disconnect Lever. */
  | "SUPER_ADMIN"
  /** May read every interview. */
  | "TEAM_MEMBER";

/** Whether who did well is moved, and where. */
export type SetAdvanceInput = {
  /** From this of Lever's scores on, 1 to 4; left out: as it is, or 3. */
  fromScore?: number | null | undefined;
  /** Lever's id of a stage out of `integration.stages`; left out: as it is. */
  stageId?: string | number | null | undefined;
  /** Whether they are. Upward only, never back. */
  wanted: boolean;
};

/** Whether a feedback form is filled in, and which. */
export type SetFeedbackInput = {
  /** Lever's id of a form out of `integration.feedbackForms`; left out: as it is. */
  formId?: string | number | null | undefined;
  /** Whether one is. The access it takes is granted by connecting again. */
  wanted: boolean;
};

/** The postings of an operator. */
export type SetOperatorPostingsInput = {
  /** `operator:<uuid>`, out of `operators`. */
  operatorId: string | number;
  /** Lever's ids of postings, 1000 at most; none: they see no interviews. */
  postingIds: Array<string | number>;
};

/** A new password. */
export type SetPasswordInput = {
  /** 12 characters or more. */
  password: string;
};

/** Who our writes appear as. */
export type SetPerformAsInput = {
  /** Lever's id of a user out of `integration.users`. */
  userId: string | number;
};

/** What triggers an invite for one posting. */
export type SetPostingTriggerInput = {
  /** What triggers an invite for its candidates. */
  invites: PostingInvites;
  /** Lever's id of a posting out of `integration.postings`. */
  postingId: string | number;
  /** With `STAGES`: Lever's ids of stages out of `integration.stages`, 1 to 20. */
  stageIds?: Array<string | number> | null | undefined;
};

/** Rules for all triggers; what is left out stays as it is. */
export type SetTriggerRulesInput = {
  /** Candidates of these origins are not invited. */
  blockedOrigins?: Array<Origin> | null | undefined;
  /** How long after the trigger the invite is sent, in minutes; 0 to 10080. */
  inviteDelayMinutes?: number | null | undefined;
  /** Whether a person gets one invite in 24 hours at most, on whatever posting. */
  oneInvitePerDay?: boolean | null | undefined;
};

/** The stages to trigger invites. */
export type SetTriggerStagesInput = {
  /**
   * Lever's ids of stages out of `integration.stages`, 20 at most; none: nobody is invited by
   * stage.
   */
  stageIds: Array<string | number>;
};

/** What is written to Lever besides tag, note and file; what is left out stays as it is. */
export type SetWritebackInput = {
  /** Whether the report's address is put among the candidate's links. */
  addLink?: boolean | null | undefined;
  /** Whether who did well is moved. */
  advance?: SetAdvanceInput | null | undefined;
  /**
   * Put on the opportunity while something about it cannot be done, up to 100 characters; empty
   * or null: not wanted.
   */
  errorTag?: string | null | undefined;
  /** Whether a feedback form is filled in. */
  feedback?: SetFeedbackInput | null | undefined;
};

/** Who signs in. */
export type SignInInput = {
  /** The operator's address. */
  email: string;
  /** Their password. */
  password: string;
};

/** What a token may do of what its operator may. */
export type TokenScope =
  /** Look. */
  | "READ"
  /**
   * Look and change. Never connect Lever, nor change passwords, sessions, tokens and who sees
   * what.
   */
  | "WRITE";

/** What brought a candidate here. */
export type Trigger =
  /** Applied to a posting with the tag. */
  | "APPLICATION"
  /** Was there already, and an operator wanted those invited. */
  | "BACKFILL"
  /** Moved to the trigger stage. */
  | "STAGE";

/** Whether stages can trigger. */
export type TriggerStatus =
  /** None was found by its name, and none chosen. */
  | "NEEDS_SELECTION"
  /** They can, or nobody is to be invited by stage. */
  | "READY"
  /** One of them is no longer in Lever. */
  | "STAGE_MISSING";

/** Whether Lever announces what happens. */
export type WebhookHealth =
  /** Something happened that was not announced. */
  | "NOT_RECEIVING"
  /** Events come. */
  | "RECEIVING"
  /** Nothing happened yet that would tell. */
  | "UNKNOWN";

export type SetPasswordMutationVariables = Exact<{
  input: SetPasswordInput;
}>;

export type SetPasswordMutation = {
  setPassword:
    | { __typename: "Operator"; id: string; hasPassword: boolean }
    | { __typename: "Problem"; message: string };
};

export type SignOutMutationVariables = Exact<{ [key: string]: never }>;

export type SignOutMutation = { signOut: boolean };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;

export type SignInMutation = {
  signIn: { __typename: "Operator"; id: string } | { __typename: "Problem"; message: string };
};

export type GivenUpQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type GivenUpQuery = {
  deadLetters: {
    totalCount: number;
    nodes: Array<{
      id: string;
      kind: DeadLetterKind;
      what: string;
      error: string;
      attempts: number;
      diedAt: string | null;
      interview: { id: string; candidateName: string } | null;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type GivenUpCountQueryVariables = Exact<{ [key: string]: never }>;

export type GivenUpCountQuery = { deadLetters: { totalCount: number } };

export type RetryDeadLetterMutationVariables = Exact<{
  input: RetryDeadLetterInput;
}>;

export type RetryDeadLetterMutation = {
  retryDeadLetter: { __typename: "DeadLetter" } | { __typename: "Problem"; message: string };
};

export type RetryDeadLettersMutationVariables = Exact<{ [key: string]: never }>;

export type RetryDeadLettersMutation = {
  retryDeadLetters:
    | { __typename: "DeadLetterConnection" }
    | { __typename: "Problem"; message: string };
};

export type DropDeadLetterMutationVariables = Exact<{
  input: DropDeadLetterInput;
}>;

export type DropDeadLetterMutation = {
  dropDeadLetter: { __typename: "DeadLetter" } | { __typename: "Problem"; message: string };
};

export type DropDeadLettersMutationVariables = Exact<{
  input: DropDeadLettersInput;
}>;

export type DropDeadLettersMutation = {
  dropDeadLetters:
    | { __typename: "DeadLetterConnection" }
    | { __typename: "Problem"; message: string };
};

export type InterviewHeaderFragment = ({
  id: string;
  candidateName: string;
  candidateEmail: string | null;
  opportunityUrl: string | null;
  trigger: Trigger;
  state: PipelineState;
  stateReason: string | null;
  pausedReason: string | null;
  canRetry: boolean;
  scheduledAt: string | null;
  updatedAt: string;
  posting: {
    id: string;
    title: string;
    location: string | null;
    team: string | null;
    url: string | null;
  } | null;
  scorecard: { id: string; overall: number | null; leverScore: number | null } | null;
  report: { url: string } | null;
} & { " $fragmentRefs"?: { InviteActionsFragment: InviteActionsFragment } }) & {
  " $fragmentName"?: "InterviewHeaderFragment";
};

export type InterviewQueryVariables = Exact<{
  id: string | number;
}>;

export type InterviewQuery = {
  interview:
    | ({
        id: string;
        state: PipelineState;
        canRetry: boolean;
        erasedAt: string | null;
        posting: { id: string; title: string } | null;
        plan:
          | ({ id: string } & { " $fragmentRefs"?: { PlanSectionFragment: PlanSectionFragment } })
          | null;
        transcript: Array<
          { number: number; questionId: string; question: string } & {
            " $fragmentRefs"?: { TranscriptTurnFragment: TranscriptTurnFragment };
          }
        >;
        scorecard:
          | ({ id: string } & {
              " $fragmentRefs"?: { ScorecardSectionFragment: ScorecardSectionFragment };
            })
          | null;
        report:
          | ({ url: string } & {
              " $fragmentRefs"?: { ReportSectionFragment: ReportSectionFragment };
            })
          | null;
        timeline: Array<
          { at: string } & { " $fragmentRefs"?: { TimelineStepFragment: TimelineStepFragment } }
        >;
      } & { " $fragmentRefs"?: { InterviewHeaderFragment: InterviewHeaderFragment } })
    | null;
};

export type InterviewRowFragment = {
  id: string;
  candidateName: string;
  state: PipelineState;
  pausedReason: string | null;
  updatedAt: string;
  posting: { id: string; title: string; location: string | null } | null;
  scorecard: { id: string; overall: number | null; leverScore: number | null } | null;
} & { " $fragmentName"?: "InterviewRowFragment" };

export type InterviewsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  state?: PipelineState | null | undefined;
  search?: string | null | undefined;
}>;

export type InterviewsQuery = {
  interviews: {
    totalCount: number;
    nodes: Array<
      { id: string } & { " $fragmentRefs"?: { InterviewRowFragment: InterviewRowFragment } }
    >;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type InviteActionsFragment = {
  id: string;
  state: PipelineState;
  canCancel: boolean;
  canResend: boolean;
} & { " $fragmentName"?: "InviteActionsFragment" };

export type CancelInterviewMutationVariables = Exact<{
  input: CancelInterviewInput;
}>;

export type CancelInterviewMutation = {
  cancelInterview:
    | { __typename: "Interview"; id: string }
    | { __typename: "Problem"; message: string };
};

export type ResendInviteMutationVariables = Exact<{
  input: ResendInviteInput;
}>;

export type ResendInviteMutation = {
  resendInvite:
    | { __typename: "Interview"; id: string }
    | { __typename: "Problem"; message: string };
};

export type PlanSectionFragment = {
  id: string;
  version: number;
  hash: string;
  minutes: number;
  language: string;
  source: string;
  competencies: Array<{ key: string; name: string; because: string }>;
  questions: Array<{
    id: string;
    kind: QuestionKind;
    competency: string | null;
    text: string;
    minutes: number;
    scored: boolean;
    lookFor: Array<string>;
    probes: Array<{ when: string; text: string }>;
    anchors: Array<{ level: number; text: string }>;
  }>;
} & { " $fragmentName"?: "PlanSectionFragment" };

export type ReportSectionFragment = {
  url: string;
  sizeBytes: number;
  sha256: string;
  renderedAt: string;
} & { " $fragmentName"?: "ReportSectionFragment" };

export type RetryInterviewMutationVariables = Exact<{
  input: RetryInterviewInput;
}>;

export type RetryInterviewMutation = {
  retryInterview:
    | { __typename: "Interview"; id: string }
    | { __typename: "Problem"; message: string };
};

export type ScorecardSectionFragment = {
  id: string;
  version: number;
  scorer: string;
  byRules: boolean;
  fallback: string | null;
  overall: number | null;
  leverScore: number | null;
  thresholds: string;
  feedback: string;
  createdAt: string;
  ratings: Array<{
    questionId: string;
    competency: string;
    competencyName: string;
    level: number | null;
    needsHuman: boolean;
    spread: number | null;
    anchor: string | null;
    missing: Array<string>;
    explanation: string;
    runs: Array<{ level: number | null }>;
    quotes: Array<{ text: string; turn: number }>;
  }>;
} & { " $fragmentName"?: "ScorecardSectionFragment" };

export type TimelineStepFragment = {
  at: string;
  from: PipelineState;
  to: PipelineState;
  cause: string;
  reason: string | null;
} & { " $fragmentName"?: "TimelineStepFragment" };

export type TranscriptTurnFragment = {
  number: number;
  question: string;
  answer: string;
  answeredAt: string;
} & { " $fragmentName"?: "TranscriptTurnFragment" };

export type ComparedInterviewQueryVariables = Exact<{
  id: string | number;
}>;

export type ComparedInterviewQuery = {
  interview: {
    id: string;
    candidateName: string;
    posting: { id: string; title: string } | null;
    plan: { id: string; version: number; hash: string } | null;
    scorecard: {
      id: string;
      scorer: string;
      overall: number | null;
      leverScore: number | null;
      ratings: Array<{
        questionId: string;
        competency: string;
        competencyName: string;
        level: number | null;
        needsHuman: boolean;
        quotes: Array<{ turn: number }>;
      }>;
    } | null;
  } | null;
};

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;

export type CreateApiTokenMutation = {
  createApiToken:
    | { __typename: "CreatedApiToken"; token: string }
    | { __typename: "Problem"; message: string };
};

export type RevokeApiTokenMutationVariables = Exact<{
  input: RevokeApiTokenInput;
}>;

export type RevokeApiTokenMutation = {
  revokeApiToken: { __typename: "ApiTokens" } | { __typename: "Problem"; message: string };
};

export type SessionsQueryVariables = Exact<{ [key: string]: never }>;

export type SessionsQuery = {
  sessions: {
    nodes: Array<{
      id: string;
      browser: string | null;
      createdAt: string;
      expiresAt: string;
      current: boolean;
    }>;
  };
};

export type RevokeSessionMutationVariables = Exact<{
  input: RevokeSessionInput;
}>;

export type RevokeSessionMutation = {
  revokeSession: { __typename: "Problem"; message: string } | { __typename: "Sessions" };
};

export type SignOutEverywhereMutationVariables = Exact<{ [key: string]: never }>;

export type SignOutEverywhereMutation = {
  signOutEverywhere: { __typename: "Problem"; message: string } | { __typename: "Sessions" };
};

export type ApiTokensQueryVariables = Exact<{ [key: string]: never }>;

export type ApiTokensQuery = {
  apiTokens: {
    nodes: Array<{
      id: string;
      name: string;
      scope: TokenScope;
      createdAt: string;
      expiresAt: string;
    }>;
  };
};

export type AuditLogQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;

export type AuditLogQuery = {
  auditLog: {
    totalCount: number;
    headHash: string;
    nodes: Array<{
      sequence: number;
      at: string;
      actor: string;
      action: string;
      subject: string;
      details: string;
      hash: string;
      operator: { id: string; name: string } | null;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type IntegrationQueryVariables = Exact<{ [key: string]: never }>;

export type IntegrationQuery = {
  integration: {
    status: ConnectionStatus;
    reason: string | null;
    authentication: Authentication | null;
    accountId: string | null;
    connectedAt: string | null;
    triggerStatus: TriggerStatus;
    applicationTag: string;
    invitedTag: string;
    completeTag: string;
    blockedOrigins: Array<Origin>;
    inviteDelayMinutes: number;
    oneInvitePerDay: boolean;
    errorTag: string | null;
    addLink: boolean;
    scopes: Array<{ name: string; reason: string; granted: boolean | null }>;
    webhooks: Array<{ event: string; leverId: string; createdAt: string }>;
    performAs: { id: string; name: string; role: string | null } | null;
    users: Array<{ id: string; name: string; role: string | null }>;
    feedbackForms: Array<{ id: string; text: string }>;
    stages: Array<{ id: string; text: string }>;
    triggerStages: Array<{ id: string; text: string; since: string | null; missing: boolean }>;
    feedback: { formId: string | null } | null;
    advance: { fromScore: number; stage: { id: string; text: string } } | null;
    health: {
      checkedAt: string | null;
      checking: boolean;
      status: HealthStatus;
      webhooks: WebhookHealth;
      lastEventAt: string | null;
      refusedEvents: number;
      lastRefusal: string | null;
      lastRefusedAt: string | null;
      checks: Array<{
        subject: HealthSubject;
        title: string;
        outcome: HealthOutcome;
        detail: string;
        remedy: string | null;
      }>;
    };
    reconciliation: { upTo: string | null; foundMoves: number; foundApplications: number };
  };
};

export type ConnectionQueryVariables = Exact<{ [key: string]: never }>;

export type ConnectionQuery = { integration: { status: ConnectionStatus; reason: string | null } };

export type PostingsQueryVariables = Exact<{ [key: string]: never }>;

export type PostingsQuery = {
  integration: {
    postings: Array<{
      id: string;
      title: string;
      location: string | null;
      team: string | null;
      url: string | null;
      tags: Array<string>;
      invites: PostingInvites;
      invitesOnApplication: boolean;
      nearMiss: string | null;
      stages: Array<{ id: string; text: string; missing: boolean }>;
    }>;
  };
};

export type ConnectLeverByApiKeyMutationVariables = Exact<{
  input: ConnectLeverByApiKeyInput;
}>;

export type ConnectLeverByApiKeyMutation = {
  connectLeverByApiKey: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type BackfillMutationVariables = Exact<{
  input: BackfillInput;
}>;

export type BackfillMutation = {
  backfill: { __typename: "Backfill"; id: string } | { __typename: "Problem"; message: string };
};

export type BackfillPreviewQueryVariables = Exact<{
  id: string | number;
}>;

export type BackfillPreviewQuery = {
  backfill: {
    id: string;
    status: BackfillStatus;
    error: string | null;
    inviteCount: number;
    candidates: Array<
      { opportunityId: string } & {
        " $fragmentRefs"?: { BackfillRowFragment: BackfillRowFragment };
      }
    >;
  } | null;
};

export type BackfillRowFragment = {
  name: string;
  posting: string;
  url: string | null;
  wouldBeInvited: boolean;
  reason: string | null;
} & { " $fragmentName"?: "BackfillRowFragment" };

export type ConnectLeverMutationVariables = Exact<{ [key: string]: never }>;

export type ConnectLeverMutation = {
  connectLever:
    | { __typename: "ConnectLever"; authorizeUrl: string }
    | { __typename: "Problem"; message: string };
};

export type DisconnectLeverMutationVariables = Exact<{ [key: string]: never }>;

export type DisconnectLeverMutation = {
  disconnectLever: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type CheckIntegrationMutationVariables = Exact<{ [key: string]: never }>;

export type CheckIntegrationMutation = {
  checkIntegration: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type SetPerformAsMutationVariables = Exact<{
  input: SetPerformAsInput;
}>;

export type SetPerformAsMutation = {
  setPerformAs: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type SetPostingTriggerMutationVariables = Exact<{
  input: SetPostingTriggerInput;
}>;

export type SetPostingTriggerMutation = {
  setPostingTrigger: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type SetTriggerRulesMutationVariables = Exact<{
  input: SetTriggerRulesInput;
}>;

export type SetTriggerRulesMutation = {
  setTriggerRules: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type SetTriggerStagesMutationVariables = Exact<{
  input: SetTriggerStagesInput;
}>;

export type SetTriggerStagesMutation = {
  setTriggerStages: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type SetWritebackMutationVariables = Exact<{
  input: SetWritebackInput;
}>;

export type SetWritebackMutation = {
  setWriteback: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type SetOperatorPostingsMutationVariables = Exact<{
  input: SetOperatorPostingsInput;
}>;

export type SetOperatorPostingsMutation = {
  setOperatorPostings: { __typename: "Operator" } | { __typename: "Problem"; message: string };
};

export type OperatorsQueryVariables = Exact<{ [key: string]: never }>;

export type OperatorsQuery = {
  operators: Array<{
    id: string;
    name: string;
    email: string;
    role: Role;
    hasPassword: boolean;
    postingIds: Array<string> | null;
  }>;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = {
  viewer: {
    id: string;
    email: string;
    name: string;
    role: Role;
    hasPassword: boolean;
    tenant: { id: string; name: string; interviewerName: string; evidenceOnly: boolean };
  } | null;
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>["__apiType"]>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const InviteActionsFragmentDoc = new TypedDocumentString(
  `
    fragment InviteActions on Interview {
  id
  state
  canCancel
  canResend
}
    `,
  { fragmentName: "InviteActions" },
) as unknown as TypedDocumentString<InviteActionsFragment, unknown>;
export const InterviewHeaderFragmentDoc = new TypedDocumentString(
  `
    fragment InterviewHeader on Interview {
  id
  candidateName
  candidateEmail
  opportunityUrl
  trigger
  state
  stateReason
  pausedReason
  canRetry
  scheduledAt
  updatedAt
  ...InviteActions
  posting {
    id
    title
    location
    team
    url
  }
  scorecard {
    id
    overall
    leverScore
  }
  report {
    url
  }
}
    fragment InviteActions on Interview {
  id
  state
  canCancel
  canResend
}`,
  { fragmentName: "InterviewHeader" },
) as unknown as TypedDocumentString<InterviewHeaderFragment, unknown>;
export const InterviewRowFragmentDoc = new TypedDocumentString(
  `
    fragment InterviewRow on Interview {
  id
  candidateName
  posting {
    id
    title
    location
  }
  state
  pausedReason
  scorecard {
    id
    overall
    leverScore
  }
  updatedAt
}
    `,
  { fragmentName: "InterviewRow" },
) as unknown as TypedDocumentString<InterviewRowFragment, unknown>;
export const PlanSectionFragmentDoc = new TypedDocumentString(
  `
    fragment PlanSection on Plan {
  id
  version
  hash
  minutes
  language
  source
  competencies {
    key
    name
    because
  }
  questions {
    id
    kind
    competency
    text
    minutes
    scored
    probes {
      when
      text
    }
    anchors {
      level
      text
    }
    lookFor
  }
}
    `,
  { fragmentName: "PlanSection" },
) as unknown as TypedDocumentString<PlanSectionFragment, unknown>;
export const ReportSectionFragmentDoc = new TypedDocumentString(
  `
    fragment ReportSection on Report {
  url
  sizeBytes
  sha256
  renderedAt
}
    `,
  { fragmentName: "ReportSection" },
) as unknown as TypedDocumentString<ReportSectionFragment, unknown>;
export const ScorecardSectionFragmentDoc = new TypedDocumentString(
  `
    fragment ScorecardSection on Scorecard {
  id
  version
  scorer
  byRules
  fallback
  overall
  leverScore
  thresholds
  feedback
  createdAt
  ratings {
    questionId
    competency
    competencyName
    level
    needsHuman
    spread
    runs {
      level
    }
    anchor
    quotes {
      text
      turn
    }
    missing
    explanation
  }
}
    `,
  { fragmentName: "ScorecardSection" },
) as unknown as TypedDocumentString<ScorecardSectionFragment, unknown>;
export const TimelineStepFragmentDoc = new TypedDocumentString(
  `
    fragment TimelineStep on Transition {
  at
  from
  to
  cause
  reason
}
    `,
  { fragmentName: "TimelineStep" },
) as unknown as TypedDocumentString<TimelineStepFragment, unknown>;
export const TranscriptTurnFragmentDoc = new TypedDocumentString(
  `
    fragment TranscriptTurn on Turn {
  number
  question
  answer
  answeredAt
}
    `,
  { fragmentName: "TranscriptTurn" },
) as unknown as TypedDocumentString<TranscriptTurnFragment, unknown>;
export const BackfillRowFragmentDoc = new TypedDocumentString(
  `
    fragment BackfillRow on BackfillCandidate {
  name
  posting
  url
  wouldBeInvited
  reason
}
    `,
  { fragmentName: "BackfillRow" },
) as unknown as TypedDocumentString<BackfillRowFragment, unknown>;
export const SetPasswordDocument = new TypedDocumentString(`
    mutation SetPassword($input: SetPasswordInput!) {
  setPassword(input: $input) {
    ... on Operator {
      __typename
      id
      hasPassword
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetPasswordMutation, SetPasswordMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    ... on Operator {
      __typename
      id
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const GivenUpDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<GivenUpQuery, GivenUpQueryVariables>;
export const GivenUpCountDocument = new TypedDocumentString(`
    query GivenUpCount {
  deadLetters(first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<GivenUpCountQuery, GivenUpCountQueryVariables>;
export const RetryDeadLetterDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<RetryDeadLetterMutation, RetryDeadLetterMutationVariables>;
export const RetryDeadLettersDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<
  RetryDeadLettersMutation,
  RetryDeadLettersMutationVariables
>;
export const DropDeadLetterDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<DropDeadLetterMutation, DropDeadLetterMutationVariables>;
export const DropDeadLettersDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<DropDeadLettersMutation, DropDeadLettersMutationVariables>;
export const InterviewDocument = new TypedDocumentString(`
    query Interview($id: ID!) {
  interview(id: $id) {
    id
    state
    canRetry
    erasedAt
    ...InterviewHeader
    posting {
      id
      title
    }
    plan {
      id
      ...PlanSection
    }
    transcript {
      number
      questionId
      question
      ...TranscriptTurn
    }
    scorecard {
      id
      ...ScorecardSection
    }
    report {
      url
      ...ReportSection
    }
    timeline {
      at
      ...TimelineStep
    }
  }
}
    fragment InterviewHeader on Interview {
  id
  candidateName
  candidateEmail
  opportunityUrl
  trigger
  state
  stateReason
  pausedReason
  canRetry
  scheduledAt
  updatedAt
  ...InviteActions
  posting {
    id
    title
    location
    team
    url
  }
  scorecard {
    id
    overall
    leverScore
  }
  report {
    url
  }
}
fragment InviteActions on Interview {
  id
  state
  canCancel
  canResend
}
fragment PlanSection on Plan {
  id
  version
  hash
  minutes
  language
  source
  competencies {
    key
    name
    because
  }
  questions {
    id
    kind
    competency
    text
    minutes
    scored
    probes {
      when
      text
    }
    anchors {
      level
      text
    }
    lookFor
  }
}
fragment ReportSection on Report {
  url
  sizeBytes
  sha256
  renderedAt
}
fragment ScorecardSection on Scorecard {
  id
  version
  scorer
  byRules
  fallback
  overall
  leverScore
  thresholds
  feedback
  createdAt
  ratings {
    questionId
    competency
    competencyName
    level
    needsHuman
    spread
    runs {
      level
    }
    anchor
    quotes {
      text
      turn
    }
    missing
    explanation
  }
}
fragment TimelineStep on Transition {
  at
  from
  to
  cause
  reason
}
fragment TranscriptTurn on Turn {
  number
  question
  answer
  answeredAt
}`) as unknown as TypedDocumentString<InterviewQuery, InterviewQueryVariables>;
export const InterviewsDocument = new TypedDocumentString(`
    query Interviews($first: Int!, $after: String, $state: PipelineState, $search: String) {
  interviews(first: $first, after: $after, state: $state, search: $search) {
    nodes {
      id
      ...InterviewRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment InterviewRow on Interview {
  id
  candidateName
  posting {
    id
    title
    location
  }
  state
  pausedReason
  scorecard {
    id
    overall
    leverScore
  }
  updatedAt
}`) as unknown as TypedDocumentString<InterviewsQuery, InterviewsQueryVariables>;
export const CancelInterviewDocument = new TypedDocumentString(`
    mutation CancelInterview($input: CancelInterviewInput!) {
  cancelInterview(input: $input) {
    ... on Interview {
      __typename
      id
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelInterviewMutation, CancelInterviewMutationVariables>;
export const ResendInviteDocument = new TypedDocumentString(`
    mutation ResendInvite($input: ResendInviteInput!) {
  resendInvite(input: $input) {
    ... on Interview {
      __typename
      id
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResendInviteMutation, ResendInviteMutationVariables>;
export const RetryInterviewDocument = new TypedDocumentString(`
    mutation RetryInterview($input: RetryInterviewInput!) {
  retryInterview(input: $input) {
    ... on Interview {
      __typename
      id
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetryInterviewMutation, RetryInterviewMutationVariables>;
export const ComparedInterviewDocument = new TypedDocumentString(`
    query ComparedInterview($id: ID!) {
  interview(id: $id) {
    id
    candidateName
    posting {
      id
      title
    }
    plan {
      id
      version
      hash
    }
    scorecard {
      id
      scorer
      overall
      leverScore
      ratings {
        questionId
        competency
        competencyName
        level
        needsHuman
        quotes {
          turn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ComparedInterviewQuery, ComparedInterviewQueryVariables>;
export const CreateApiTokenDocument = new TypedDocumentString(`
    mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    ... on CreatedApiToken {
      __typename
      token
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiTokenMutation, CreateApiTokenMutationVariables>;
export const RevokeApiTokenDocument = new TypedDocumentString(`
    mutation RevokeApiToken($input: RevokeApiTokenInput!) {
  revokeApiToken(input: $input) {
    ... on ApiTokens {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeApiTokenMutation, RevokeApiTokenMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  sessions {
    nodes {
      id
      browser
      createdAt
      expiresAt
      current
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const RevokeSessionDocument = new TypedDocumentString(`
    mutation RevokeSession($input: RevokeSessionInput!) {
  revokeSession(input: $input) {
    ... on Sessions {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const SignOutEverywhereDocument = new TypedDocumentString(`
    mutation SignOutEverywhere {
  signOutEverywhere {
    ... on Sessions {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<
  SignOutEverywhereMutation,
  SignOutEverywhereMutationVariables
>;
export const ApiTokensDocument = new TypedDocumentString(`
    query ApiTokens {
  apiTokens {
    nodes {
      id
      name
      scope
      createdAt
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<ApiTokensQuery, ApiTokensQueryVariables>;
export const AuditLogDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const IntegrationDocument = new TypedDocumentString(`
    query Integration {
  integration {
    status
    reason
    authentication
    accountId
    connectedAt
    scopes {
      name
      reason
      granted
    }
    webhooks {
      event
      leverId
      createdAt
    }
    performAs {
      id
      name
      role
    }
    users {
      id
      name
      role
    }
    feedbackForms {
      id
      text
    }
    stages {
      id
      text
    }
    triggerStages {
      id
      text
      since
      missing
    }
    triggerStatus
    applicationTag
    invitedTag
    completeTag
    blockedOrigins
    inviteDelayMinutes
    oneInvitePerDay
    errorTag
    addLink
    feedback {
      formId
    }
    advance {
      stage {
        id
        text
      }
      fromScore
    }
    health {
      checkedAt
      checking
      status
      checks {
        subject
        title
        outcome
        detail
        remedy
      }
      webhooks
      lastEventAt
      refusedEvents
      lastRefusal
      lastRefusedAt
    }
    reconciliation {
      upTo
      foundMoves
      foundApplications
    }
  }
}
    `) as unknown as TypedDocumentString<IntegrationQuery, IntegrationQueryVariables>;
export const ConnectionDocument = new TypedDocumentString(`
    query Connection {
  integration {
    status
    reason
  }
}
    `) as unknown as TypedDocumentString<ConnectionQuery, ConnectionQueryVariables>;
export const PostingsDocument = new TypedDocumentString(`
    query Postings {
  integration {
    postings {
      id
      title
      location
      team
      url
      tags
      invites
      stages {
        id
        text
        missing
      }
      invitesOnApplication
      nearMiss
    }
  }
}
    `) as unknown as TypedDocumentString<PostingsQuery, PostingsQueryVariables>;
export const ConnectLeverByApiKeyDocument = new TypedDocumentString(`
    mutation ConnectLeverByApiKey($input: ConnectLeverByApiKeyInput!) {
  connectLeverByApiKey(input: $input) {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<
  ConnectLeverByApiKeyMutation,
  ConnectLeverByApiKeyMutationVariables
>;
export const BackfillDocument = new TypedDocumentString(`
    mutation Backfill($input: BackfillInput!) {
  backfill(input: $input) {
    ... on Backfill {
      __typename
      id
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<BackfillMutation, BackfillMutationVariables>;
export const BackfillPreviewDocument = new TypedDocumentString(`
    query BackfillPreview($id: ID!) {
  backfill(id: $id) {
    id
    status
    error
    inviteCount
    candidates {
      opportunityId
      ...BackfillRow
    }
  }
}
    fragment BackfillRow on BackfillCandidate {
  name
  posting
  url
  wouldBeInvited
  reason
}`) as unknown as TypedDocumentString<BackfillPreviewQuery, BackfillPreviewQueryVariables>;
export const ConnectLeverDocument = new TypedDocumentString(`
    mutation ConnectLever {
  connectLever {
    ... on ConnectLever {
      __typename
      authorizeUrl
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectLeverMutation, ConnectLeverMutationVariables>;
export const DisconnectLeverDocument = new TypedDocumentString(`
    mutation DisconnectLever {
  disconnectLever {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DisconnectLeverMutation, DisconnectLeverMutationVariables>;
export const CheckIntegrationDocument = new TypedDocumentString(`
    mutation CheckIntegration {
  checkIntegration {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<
  CheckIntegrationMutation,
  CheckIntegrationMutationVariables
>;
export const SetPerformAsDocument = new TypedDocumentString(`
    mutation SetPerformAs($input: SetPerformAsInput!) {
  setPerformAs(input: $input) {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetPerformAsMutation, SetPerformAsMutationVariables>;
export const SetPostingTriggerDocument = new TypedDocumentString(`
    mutation SetPostingTrigger($input: SetPostingTriggerInput!) {
  setPostingTrigger(input: $input) {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<
  SetPostingTriggerMutation,
  SetPostingTriggerMutationVariables
>;
export const SetTriggerRulesDocument = new TypedDocumentString(`
    mutation SetTriggerRules($input: SetTriggerRulesInput!) {
  setTriggerRules(input: $input) {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetTriggerRulesMutation, SetTriggerRulesMutationVariables>;
export const SetTriggerStagesDocument = new TypedDocumentString(`
    mutation SetTriggerStages($input: SetTriggerStagesInput!) {
  setTriggerStages(input: $input) {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<
  SetTriggerStagesMutation,
  SetTriggerStagesMutationVariables
>;
export const SetWritebackDocument = new TypedDocumentString(`
    mutation SetWriteback($input: SetWritebackInput!) {
  setWriteback(input: $input) {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetWritebackMutation, SetWritebackMutationVariables>;
export const SetOperatorPostingsDocument = new TypedDocumentString(`
    mutation SetOperatorPostings($input: SetOperatorPostingsInput!) {
  setOperatorPostings(input: $input) {
    ... on Operator {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<
  SetOperatorPostingsMutation,
  SetOperatorPostingsMutationVariables
>;
export const OperatorsDocument = new TypedDocumentString(`
    query Operators {
  operators {
    id
    name
    email
    role
    hasPassword
    postingIds
  }
}
    `) as unknown as TypedDocumentString<OperatorsQuery, OperatorsQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    email
    name
    role
    hasPassword
    tenant {
      id
      name
      interviewerName
      evidenceOnly
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
