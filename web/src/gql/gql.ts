/* eslint-disable */
import * as types from "./graphql";

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
  "\n  mutation SetPassword($input: SetPasswordInput!) {\n    setPassword(input: $input) {\n      ... on Operator {\n        __typename\n        id\n        hasPassword\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetPasswordDocument;
  "\n  mutation SignOut {\n    signOut\n  }\n": typeof types.SignOutDocument;
  "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on Operator {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SignInDocument;
  "\n  fragment InterviewHeader on Interview {\n    candidateName\n    candidateEmail\n    opportunityUrl\n    trigger\n    state\n    stateReason\n    updatedAt\n    posting {\n      id\n      title\n      location\n      team\n      url\n    }\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    report {\n      url\n    }\n  }\n": typeof types.InterviewHeaderFragmentDoc;
  "\n  query Interview($id: ID!) {\n    interview(id: $id) {\n      id\n      state\n      ...InterviewHeader\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        ...PlanSection\n      }\n      transcript {\n        number\n        questionId\n        question\n        ...TranscriptTurn\n      }\n      scorecard {\n        id\n        ...ScorecardSection\n      }\n      report {\n        url\n        ...ReportSection\n      }\n      timeline {\n        at\n        ...TimelineStep\n      }\n    }\n  }\n": typeof types.InterviewDocument;
  "\n  fragment InterviewRow on Interview {\n    id\n    candidateName\n    posting {\n      id\n      title\n      location\n    }\n    state\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    updatedAt\n  }\n": typeof types.InterviewRowFragmentDoc;
  "\n  query Interviews($first: Int!, $after: String, $state: PipelineState, $search: String) {\n    interviews(first: $first, after: $after, state: $state, search: $search) {\n      nodes {\n        id\n        ...InterviewRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.InterviewsDocument;
  "\n  fragment PlanSection on Plan {\n    id\n    version\n    hash\n    minutes\n    language\n    source\n    competencies {\n      key\n      name\n      because\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      minutes\n      scored\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n": typeof types.PlanSectionFragmentDoc;
  "\n  fragment ReportSection on Report {\n    url\n    sizeBytes\n    sha256\n    renderedAt\n  }\n": typeof types.ReportSectionFragmentDoc;
  "\n  fragment ScorecardSection on Scorecard {\n    id\n    version\n    scorer\n    byRules\n    overall\n    leverScore\n    thresholds\n    feedback\n    createdAt\n    ratings {\n      questionId\n      competency\n      competencyName\n      level\n      anchor\n      quotes {\n        text\n        turn\n      }\n      missing\n      explanation\n    }\n  }\n": typeof types.ScorecardSectionFragmentDoc;
  "\n  fragment TimelineStep on Transition {\n    at\n    from\n    to\n    cause\n    reason\n  }\n": typeof types.TimelineStepFragmentDoc;
  "\n  fragment TranscriptTurn on Turn {\n    number\n    question\n    answer\n    answeredAt\n  }\n": typeof types.TranscriptTurnFragmentDoc;
  "\n  mutation ConnectLever {\n    connectLever {\n      ... on ConnectLever {\n        __typename\n        authorizeUrl\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ConnectLeverDocument;
  "\n  mutation SetTriggerStage($input: SetTriggerStageInput!) {\n    setTriggerStage(input: $input) {\n      ... on Integration {\n        __typename\n        triggerStage {\n          id\n          text\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetTriggerStageDocument;
  "\n  mutation RefreshStages {\n    refreshStages {\n      ... on Integration {\n        __typename\n        status\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RefreshStagesDocument;
  "\n  query Integration {\n    integration {\n      status\n      reason\n      accountId\n      connectedAt\n      lastEventAt\n      scopes {\n        name\n        reason\n      }\n      webhooks {\n        event\n        leverId\n        createdAt\n      }\n      stages {\n        id\n        text\n      }\n      triggerStage {\n        id\n        text\n      }\n      applicationTag\n      invitedTag\n      completeTag\n      warnings\n    }\n  }\n": typeof types.IntegrationDocument;
  "\n  query Viewer {\n    viewer {\n      id\n      email\n      name\n      role\n      hasPassword\n      tenant {\n        id\n        name\n        interviewerName\n      }\n    }\n  }\n": typeof types.ViewerDocument;
};
const documents: Documents = {
  "\n  mutation SetPassword($input: SetPasswordInput!) {\n    setPassword(input: $input) {\n      ... on Operator {\n        __typename\n        id\n        hasPassword\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetPasswordDocument,
  "\n  mutation SignOut {\n    signOut\n  }\n": types.SignOutDocument,
  "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on Operator {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SignInDocument,
  "\n  fragment InterviewHeader on Interview {\n    candidateName\n    candidateEmail\n    opportunityUrl\n    trigger\n    state\n    stateReason\n    updatedAt\n    posting {\n      id\n      title\n      location\n      team\n      url\n    }\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    report {\n      url\n    }\n  }\n":
    types.InterviewHeaderFragmentDoc,
  "\n  query Interview($id: ID!) {\n    interview(id: $id) {\n      id\n      state\n      ...InterviewHeader\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        ...PlanSection\n      }\n      transcript {\n        number\n        questionId\n        question\n        ...TranscriptTurn\n      }\n      scorecard {\n        id\n        ...ScorecardSection\n      }\n      report {\n        url\n        ...ReportSection\n      }\n      timeline {\n        at\n        ...TimelineStep\n      }\n    }\n  }\n":
    types.InterviewDocument,
  "\n  fragment InterviewRow on Interview {\n    id\n    candidateName\n    posting {\n      id\n      title\n      location\n    }\n    state\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    updatedAt\n  }\n":
    types.InterviewRowFragmentDoc,
  "\n  query Interviews($first: Int!, $after: String, $state: PipelineState, $search: String) {\n    interviews(first: $first, after: $after, state: $state, search: $search) {\n      nodes {\n        id\n        ...InterviewRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n":
    types.InterviewsDocument,
  "\n  fragment PlanSection on Plan {\n    id\n    version\n    hash\n    minutes\n    language\n    source\n    competencies {\n      key\n      name\n      because\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      minutes\n      scored\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n":
    types.PlanSectionFragmentDoc,
  "\n  fragment ReportSection on Report {\n    url\n    sizeBytes\n    sha256\n    renderedAt\n  }\n":
    types.ReportSectionFragmentDoc,
  "\n  fragment ScorecardSection on Scorecard {\n    id\n    version\n    scorer\n    byRules\n    overall\n    leverScore\n    thresholds\n    feedback\n    createdAt\n    ratings {\n      questionId\n      competency\n      competencyName\n      level\n      anchor\n      quotes {\n        text\n        turn\n      }\n      missing\n      explanation\n    }\n  }\n":
    types.ScorecardSectionFragmentDoc,
  "\n  fragment TimelineStep on Transition {\n    at\n    from\n    to\n    cause\n    reason\n  }\n":
    types.TimelineStepFragmentDoc,
  "\n  fragment TranscriptTurn on Turn {\n    number\n    question\n    answer\n    answeredAt\n  }\n":
    types.TranscriptTurnFragmentDoc,
  "\n  mutation ConnectLever {\n    connectLever {\n      ... on ConnectLever {\n        __typename\n        authorizeUrl\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ConnectLeverDocument,
  "\n  mutation SetTriggerStage($input: SetTriggerStageInput!) {\n    setTriggerStage(input: $input) {\n      ... on Integration {\n        __typename\n        triggerStage {\n          id\n          text\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetTriggerStageDocument,
  "\n  mutation RefreshStages {\n    refreshStages {\n      ... on Integration {\n        __typename\n        status\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RefreshStagesDocument,
  "\n  query Integration {\n    integration {\n      status\n      reason\n      accountId\n      connectedAt\n      lastEventAt\n      scopes {\n        name\n        reason\n      }\n      webhooks {\n        event\n        leverId\n        createdAt\n      }\n      stages {\n        id\n        text\n      }\n      triggerStage {\n        id\n        text\n      }\n      applicationTag\n      invitedTag\n      completeTag\n      warnings\n    }\n  }\n":
    types.IntegrationDocument,
  "\n  query Viewer {\n    viewer {\n      id\n      email\n      name\n      role\n      hasPassword\n      tenant {\n        id\n        name\n        interviewerName\n      }\n    }\n  }\n":
    types.ViewerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetPassword($input: SetPasswordInput!) {\n    setPassword(input: $input) {\n      ... on Operator {\n        __typename\n        id\n        hasPassword\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SignOut {\n    signOut\n  }\n",
): typeof import("./graphql").SignOutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on Operator {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment InterviewHeader on Interview {\n    candidateName\n    candidateEmail\n    opportunityUrl\n    trigger\n    state\n    stateReason\n    updatedAt\n    posting {\n      id\n      title\n      location\n      team\n      url\n    }\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    report {\n      url\n    }\n  }\n",
): typeof import("./graphql").InterviewHeaderFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Interview($id: ID!) {\n    interview(id: $id) {\n      id\n      state\n      ...InterviewHeader\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        ...PlanSection\n      }\n      transcript {\n        number\n        questionId\n        question\n        ...TranscriptTurn\n      }\n      scorecard {\n        id\n        ...ScorecardSection\n      }\n      report {\n        url\n        ...ReportSection\n      }\n      timeline {\n        at\n        ...TimelineStep\n      }\n    }\n  }\n",
): typeof import("./graphql").InterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment InterviewRow on Interview {\n    id\n    candidateName\n    posting {\n      id\n      title\n      location\n    }\n    state\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    updatedAt\n  }\n",
): typeof import("./graphql").InterviewRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Interviews($first: Int!, $after: String, $state: PipelineState, $search: String) {\n    interviews(first: $first, after: $after, state: $state, search: $search) {\n      nodes {\n        id\n        ...InterviewRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n",
): typeof import("./graphql").InterviewsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment PlanSection on Plan {\n    id\n    version\n    hash\n    minutes\n    language\n    source\n    competencies {\n      key\n      name\n      because\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      minutes\n      scored\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n",
): typeof import("./graphql").PlanSectionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment ReportSection on Report {\n    url\n    sizeBytes\n    sha256\n    renderedAt\n  }\n",
): typeof import("./graphql").ReportSectionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment ScorecardSection on Scorecard {\n    id\n    version\n    scorer\n    byRules\n    overall\n    leverScore\n    thresholds\n    feedback\n    createdAt\n    ratings {\n      questionId\n      competency\n      competencyName\n      level\n      anchor\n      quotes {\n        text\n        turn\n      }\n      missing\n      explanation\n    }\n  }\n",
): typeof import("./graphql").ScorecardSectionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment TimelineStep on Transition {\n    at\n    from\n    to\n    cause\n    reason\n  }\n",
): typeof import("./graphql").TimelineStepFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment TranscriptTurn on Turn {\n    number\n    question\n    answer\n    answeredAt\n  }\n",
): typeof import("./graphql").TranscriptTurnFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ConnectLever {\n    connectLever {\n      ... on ConnectLever {\n        __typename\n        authorizeUrl\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ConnectLeverDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetTriggerStage($input: SetTriggerStageInput!) {\n    setTriggerStage(input: $input) {\n      ... on Integration {\n        __typename\n        triggerStage {\n          id\n          text\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetTriggerStageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RefreshStages {\n    refreshStages {\n      ... on Integration {\n        __typename\n        status\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RefreshStagesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Integration {\n    integration {\n      status\n      reason\n      accountId\n      connectedAt\n      lastEventAt\n      scopes {\n        name\n        reason\n      }\n      webhooks {\n        event\n        leverId\n        createdAt\n      }\n      stages {\n        id\n        text\n      }\n      triggerStage {\n        id\n        text\n      }\n      applicationTag\n      invitedTag\n      completeTag\n      warnings\n    }\n  }\n",
): typeof import("./graphql").IntegrationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Viewer {\n    viewer {\n      id\n      email\n      name\n      role\n      hasPassword\n      tenant {\n        id\n        name\n        interviewerName\n      }\n    }\n  }\n",
): typeof import("./graphql").ViewerDocument;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
