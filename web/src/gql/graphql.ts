/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
/** Whether Lever is connected. */
export type ConnectionStatus =
  /** Connected. */
  | "CONNECTED"
  /** Lever no longer accepts the connection. */
  | "DISCONNECTED"
  /** Never connected. */
  | "NOT_CONNECTED";

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
  /** Scored. */
  | "SCORED"
  /** Stopped from outside. */
  | "WITHDRAWN"
  /** Lever has everything. */
  | "WRITTEN_BACK";

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

/** What an operator may do, after Lever's roles. */
export type Role =
  /** May change settings. */
  | "ADMIN"
  /** May read what they were given. */
  | "LIMITED_TEAM_MEMBER"
  /** May also connect and disconnect Lever. */
  | "SUPER_ADMIN"
  /** May read every interview. */
  | "TEAM_MEMBER";

/** A new password. */
export type SetPasswordInput = {
  /** 12 characters or more. */
  password: string;
};

/** A stage to trigger invites. */
export type SetTriggerStageInput = {
  /** Lever's id of a stage out of `integration.stages`. */
  stageId: string | number;
};

/** Who signs in. */
export type SignInInput = {
  /** The operator's address. */
  email: string;
  /** Their password. */
  password: string;
};

/** What brought a candidate here. */
export type Trigger =
  /** Applied to a posting with the tag. */
  | "APPLICATION"
  /** Moved to the trigger stage. */
  | "STAGE";

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

export type InterviewHeaderFragment = {
  candidateName: string;
  candidateEmail: string | null;
  opportunityUrl: string | null;
  trigger: Trigger;
  state: PipelineState;
  stateReason: string | null;
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
} & { " $fragmentName"?: "InterviewHeaderFragment" };

export type InterviewQueryVariables = Exact<{
  id: string | number;
}>;

export type InterviewQuery = {
  interview:
    | ({
        id: string;
        state: PipelineState;
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

export type ScorecardSectionFragment = {
  id: string;
  version: number;
  scorer: string;
  byRules: boolean;
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
    anchor: string | null;
    missing: Array<string>;
    explanation: string;
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

export type ConnectLeverMutationVariables = Exact<{ [key: string]: never }>;

export type ConnectLeverMutation = {
  connectLever:
    | { __typename: "ConnectLever"; authorizeUrl: string }
    | { __typename: "Problem"; message: string };
};

export type SetTriggerStageMutationVariables = Exact<{
  input: SetTriggerStageInput;
}>;

export type SetTriggerStageMutation = {
  setTriggerStage:
    | { __typename: "Integration"; triggerStage: { id: string; text: string } | null }
    | { __typename: "Problem"; message: string };
};

export type RefreshStagesMutationVariables = Exact<{ [key: string]: never }>;

export type RefreshStagesMutation = {
  refreshStages:
    | { __typename: "Integration"; status: ConnectionStatus }
    | { __typename: "Problem"; message: string };
};

export type IntegrationQueryVariables = Exact<{ [key: string]: never }>;

export type IntegrationQuery = {
  integration: {
    status: ConnectionStatus;
    reason: string | null;
    accountId: string | null;
    connectedAt: string | null;
    lastEventAt: string | null;
    applicationTag: string;
    invitedTag: string;
    completeTag: string;
    warnings: Array<string>;
    scopes: Array<{ name: string; reason: string }>;
    webhooks: Array<{ event: string; leverId: string; createdAt: string }>;
    stages: Array<{ id: string; text: string }>;
    triggerStage: { id: string; text: string } | null;
  };
};

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = {
  viewer: {
    id: string;
    email: string;
    name: string;
    role: Role;
    hasPassword: boolean;
    tenant: { id: string; name: string; interviewerName: string };
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
export const InterviewHeaderFragmentDoc = new TypedDocumentString(
  `
    fragment InterviewHeader on Interview {
  candidateName
  candidateEmail
  opportunityUrl
  trigger
  state
  stateReason
  updatedAt
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
    `,
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
export const InterviewDocument = new TypedDocumentString(`
    query Interview($id: ID!) {
  interview(id: $id) {
    id
    state
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
  candidateName
  candidateEmail
  opportunityUrl
  trigger
  state
  stateReason
  updatedAt
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
  scorecard {
    id
    overall
    leverScore
  }
  updatedAt
}`) as unknown as TypedDocumentString<InterviewsQuery, InterviewsQueryVariables>;
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
export const SetTriggerStageDocument = new TypedDocumentString(`
    mutation SetTriggerStage($input: SetTriggerStageInput!) {
  setTriggerStage(input: $input) {
    ... on Integration {
      __typename
      triggerStage {
        id
        text
      }
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetTriggerStageMutation, SetTriggerStageMutationVariables>;
export const RefreshStagesDocument = new TypedDocumentString(`
    mutation RefreshStages {
  refreshStages {
    ... on Integration {
      __typename
      status
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefreshStagesMutation, RefreshStagesMutationVariables>;
export const IntegrationDocument = new TypedDocumentString(`
    query Integration {
  integration {
    status
    reason
    accountId
    connectedAt
    lastEventAt
    scopes {
      name
      reason
    }
    webhooks {
      event
      leverId
      createdAt
    }
    stages {
      id
      text
    }
    triggerStage {
      id
      text
    }
    applicationTag
    invitedTag
    completeTag
    warnings
  }
}
    `) as unknown as TypedDocumentString<IntegrationQuery, IntegrationQueryVariables>;
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
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
