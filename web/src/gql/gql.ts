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
  "\n  query CompanySignIn {\n    companySignIn {\n      name\n      path\n      only\n    }\n  }\n": typeof types.CompanySignInDocument;
  "\n  query Deliveries($first: Int!, $after: String) {\n    deliveries(first: $first, after: $after) {\n      nodes {\n        id\n        event\n        announced\n        opportunityId\n        receivedAt\n        status\n        error\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.DeliveriesDocument;
  "\n  query GivenUp($first: Int!, $after: String, $kind: DeadLetterKind) {\n    deadLetters(first: $first, after: $after, kind: $kind) {\n      nodes {\n        id\n        kind\n        what\n        error\n        attempts\n        diedAt\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.GivenUpDocument;
  "\n  query GivenUpCount {\n    deadLetters(first: 1) {\n      totalCount\n    }\n  }\n": typeof types.GivenUpCountDocument;
  "\n  mutation RetryDeadLetter($input: RetryDeadLetterInput!) {\n    retryDeadLetter(input: $input) {\n      ... on DeadLetter {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RetryDeadLetterDocument;
  "\n  mutation RetryDeadLetters($input: RetryDeadLettersInput!) {\n    retryDeadLetters(input: $input) {\n      ... on DeadLetterConnection {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RetryDeadLettersDocument;
  "\n  mutation DropDeadLetter($input: DropDeadLetterInput!) {\n    dropDeadLetter(input: $input) {\n      ... on DeadLetter {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.DropDeadLetterDocument;
  "\n  mutation DropDeadLetters($input: DropDeadLettersInput!) {\n    dropDeadLetters(input: $input) {\n      ... on DeadLetterConnection {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.DropDeadLettersDocument;
  "\n  fragment ScorecardChange on ScorecardComparison {\n    samePlan\n    overallBefore\n    overallAfter\n    ratings {\n      questionId\n      competencyName\n      before\n      after\n      steps\n      sameRubric\n    }\n  }\n": typeof types.ScorecardChangeFragmentDoc;
  "\n  mutation EraseInterview($input: EraseInterviewInput!) {\n    eraseInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.EraseInterviewDocument;
  "\n  fragment InterviewHeader on Interview {\n    id\n    candidateName\n    candidateEmail\n    opportunityUrl\n    trigger\n    state\n    stateReason\n    pausedReason\n    canRetry\n    scheduledAt\n    updatedAt\n    erasedAt\n    deletedAt\n    notice {\n      scoringNotBefore\n    }\n    ...InviteActions\n    posting {\n      id\n      title\n      location\n      team\n      url\n    }\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    report {\n      url\n    }\n  }\n": typeof types.InterviewHeaderFragmentDoc;
  "\n  query Interview($id: ID!) {\n    interview(id: $id) {\n      id\n      state\n      canRetry\n      erasedAt\n      completedAt\n      candidateEmail\n      ...InterviewHeader\n      ...KeepingSection\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        ...PlanSection\n        ...RatePlan\n      }\n      transcript {\n        number\n        questionId\n        question\n        answer\n        ...TranscriptTurn\n      }\n      scorecard {\n        id\n        ratings {\n          questionId\n          level\n          needsHuman\n        }\n      }\n      scorecards {\n        id\n        version\n        letter\n        comparison {\n          ...ScorecardChange\n        }\n        ...ScorecardSection\n      }\n      humanRatings {\n        byViewer\n        ...PeopleRating\n      }\n      requests {\n        id\n        status\n        ...RequestCard\n      }\n      letter {\n        text\n        by\n        at\n      }\n      report {\n        url\n        ...ReportSection\n      }\n      mails {\n        id\n        ...MailRow\n      }\n      timeline {\n        at\n        ...TimelineStep\n      }\n    }\n  }\n": typeof types.InterviewDocument;
  "\n  fragment InterviewRow on Interview {\n    id\n    candidateName\n    posting {\n      id\n      title\n      location\n    }\n    state\n    pausedReason\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    updatedAt\n  }\n": typeof types.InterviewRowFragmentDoc;
  "\n  query Interviews($first: Int!, $after: String, $state: PipelineState, $search: String) {\n    interviews(first: $first, after: $after, state: $state, search: $search) {\n      nodes {\n        id\n        ...InterviewRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.InterviewsDocument;
  "\n  fragment InviteActions on Interview {\n    id\n    state\n    completedAt\n    canCancel\n    canResend\n  }\n": typeof types.InviteActionsFragmentDoc;
  "\n  mutation CancelInterview($input: CancelInterviewInput!) {\n    cancelInterview(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.CancelInterviewDocument;
  "\n  mutation ResendInvite($input: ResendInviteInput!) {\n    resendInvite(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ResendInviteDocument;
  "\n  mutation InviteCandidate($input: InviteCandidateInput!) {\n    inviteCandidate(input: $input) {\n      ... on InvitedByHand {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.InviteCandidateDocument;
  "\n  fragment KeepingSection on Interview {\n    id\n    state\n    legalHold\n    erasedAt\n  }\n": typeof types.KeepingSectionFragmentDoc;
  "\n  mutation SetLegalHold($input: SetLegalHoldInput!) {\n    setLegalHold(input: $input) {\n      ... on Interview {\n        __typename\n        legalHold\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetLegalHoldDocument;
  "\n  mutation SendLetter($input: SendLetterInput!) {\n    sendLetter(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SendLetterDocument;
  "\n  fragment PeopleRating on HumanRating {\n    id\n    by\n    createdAt\n    ratings {\n      questionId\n      competencyName\n      level\n      comment\n    }\n    agreement {\n      count\n      exact\n      withinOne\n    }\n  }\n": typeof types.PeopleRatingFragmentDoc;
  "\n  fragment PlanContent on Plan {\n    competencies {\n      key\n      name\n      because\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      because\n      minutes\n      mustAsk\n      weight\n      source\n      overrideReason\n      overriddenBy\n      scored\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n": typeof types.PlanContentFragmentDoc;
  "\n  fragment PlanSection on Plan {\n    id\n    version\n    hash\n    minutes\n    language\n    source\n    questions {\n      id\n    }\n    ...PlanContent\n  }\n": typeof types.PlanSectionFragmentDoc;
  "\n  fragment RatePlan on Plan {\n    competencies {\n      key\n      name\n    }\n    questions {\n      id\n      competency\n      text\n      scored\n      anchors {\n        level\n        text\n      }\n    }\n  }\n": typeof types.RatePlanFragmentDoc;
  "\n  mutation RateInterview($input: RateInterviewInput!) {\n    rateInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RateInterviewDocument;
  "\n  query Recordings($id: ID!) {\n    interview(id: $id) {\n      id\n      recordings {\n        turn\n        url\n        recordedAt\n      }\n    }\n  }\n": typeof types.RecordingsDocument;
  "\n  fragment ReportSection on Report {\n    url\n    sizeBytes\n    sha256\n    renderedAt\n  }\n": typeof types.ReportSectionFragmentDoc;
  "\n  query ReportShares($id: ID!) {\n    interview(id: $id) {\n      id\n      report {\n        shares {\n          id\n          by {\n            id\n            name\n          }\n          createdAt\n          expiresAt\n          revokedAt\n          live\n          opens\n          openedAt\n        }\n      }\n    }\n  }\n": typeof types.ReportSharesDocument;
  "\n  mutation ShareReport($input: ShareReportInput!) {\n    shareReport(input: $input) {\n      ... on SharedReport {\n        __typename\n        url\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ShareReportDocument;
  "\n  mutation RevokeReportShare($input: RevokeReportShareInput!) {\n    revokeReportShare(input: $input) {\n      ... on ReportShare {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RevokeReportShareDocument;
  "\n  mutation RetryInterview($input: RetryInterviewInput!) {\n    retryInterview(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RetryInterviewDocument;
  "\n  mutation RescoreInterview($input: RescoreInterviewInput!) {\n    rescoreInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RescoreInterviewDocument;
  "\n  fragment ScorecardSection on Scorecard {\n    id\n    version\n    scorer\n    byRules\n    fallback\n    overall\n    leverScore\n    thresholds\n    feedback\n    createdAt\n    flags {\n      kind\n      turn\n    }\n    ratings {\n      questionId\n      competency\n      competencyName\n      level\n      needsHuman\n      spread\n      runs {\n        level\n      }\n      anchor\n      quotes {\n        text\n        turn\n      }\n      missing\n      explanation\n    }\n  }\n": typeof types.ScorecardSectionFragmentDoc;
  "\n  fragment TimelineStep on Transition {\n    at\n    from\n    to\n    cause\n    reason\n  }\n": typeof types.TimelineStepFragmentDoc;
  "\n  fragment TranscriptTurn on Turn {\n    number\n    question\n    askedAs {\n      language\n      text\n    }\n    followUpBecause\n    answer\n    answeredAt\n    signals {\n      pastes\n      pastedCharacters\n      focusLost\n    }\n    time {\n      seconds\n      limitMinutes\n      extended\n    }\n  }\n": typeof types.TranscriptTurnFragmentDoc;
  "\n  query ComparedInterview($id: ID!) {\n    interview(id: $id) {\n      id\n      candidateName\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        version\n        hash\n      }\n      scorecard {\n        id\n        scorer\n        overall\n        leverScore\n        ratings {\n          questionId\n          competency\n          competencyName\n          level\n          needsHuman\n          quotes {\n            turn\n          }\n        }\n      }\n    }\n  }\n": typeof types.ComparedInterviewDocument;
  "\n  subscription InterviewProgress($id: ID) {\n    interviewProgress(id: $id) {\n      interviewId\n    }\n  }\n": typeof types.InterviewProgressDocument;
  "\n  fragment MailRow on Mail {\n    id\n    kind\n    to\n    subject\n    state\n    queuedAt\n    acceptedAt\n    acceptedReply\n    refusedAt\n    refusedReply\n    bouncedAt\n    bounceReason\n    delayedAt\n    delayReason\n    linkOpenedAt\n    interviewId\n    candidateName\n  }\n": typeof types.MailRowFragmentDoc;
  "\n  query Mails($first: Int!, $after: String, $filter: MailFilter) {\n    mails(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        ...MailRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.MailsDocument;
  "\n  query Funnel($weeks: Int!) {\n    funnel(weeks: $weeks) {\n      total {\n        invited\n        started\n        completed\n        scored\n      }\n      byPosting {\n        posting {\n          id\n          title\n        }\n        counts {\n          invited\n          started\n          completed\n          scored\n        }\n      }\n      byWeek {\n        monday\n        counts {\n          invited\n          started\n          completed\n          scored\n        }\n      }\n    }\n  }\n": typeof types.FunnelDocument;
  "\n  query StuckCount {\n    interviews(first: 1, state: NEEDS_OPERATOR) {\n      totalCount\n    }\n  }\n": typeof types.StuckCountDocument;
  "\n  query QuestionBank($language: String!) {\n    questionBank(language: $language) {\n      competency {\n        key\n        name\n        weight\n      }\n      questions {\n        kind\n        text\n        minutes\n        mustAsk\n        weight\n        probes {\n          when\n          text\n        }\n        anchors {\n          level\n          text\n        }\n        lookFor\n      }\n    }\n  }\n": typeof types.QuestionBankDocument;
  "\n  fragment PlanChangeWords on PlanChange {\n    kind\n    part\n    key\n    before\n    after\n    details\n  }\n": typeof types.PlanChangeWordsFragmentDoc;
  "\n  mutation SetPostingDescription($input: SetPostingDescriptionInput!) {\n    setPostingDescription(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n        code\n      }\n    }\n  }\n": typeof types.SetPostingDescriptionDocument;
  "\n  mutation ApprovePlanProposal($input: PlanProposalInput!) {\n    approvePlanProposal(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        code\n        message\n      }\n    }\n  }\n": typeof types.ApprovePlanProposalDocument;
  "\n  mutation DismissPlanProposal($input: PlanProposalInput!) {\n    dismissPlanProposal(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        code\n        message\n      }\n    }\n  }\n": typeof types.DismissPlanProposalDocument;
  "\n  mutation RegeneratePlan($input: RegeneratePlanInput!) {\n    regeneratePlan(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RegeneratePlanDocument;
  "\n  fragment PlanVersion on Plan {\n    version\n    author\n    source\n    createdAt\n    questions {\n      id\n      text\n    }\n    changes {\n      ...PlanChangeWords\n    }\n  }\n": typeof types.PlanVersionFragmentDoc;
  "\n  fragment PlanDraft on Plan {\n    competencies {\n      key\n      name\n      because\n      weight\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      because\n      minutes\n      mustAsk\n      weight\n      overrideReason\n      overriddenBy\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n": typeof types.PlanDraftFragmentDoc;
  "\n  query PostingList {\n    postings {\n      id\n      title\n      location\n      team\n      plan {\n        version\n        minutes\n        coverage {\n          share\n        }\n      }\n      proposal {\n        status\n      }\n    }\n  }\n": typeof types.PostingListDocument;
  "\n  query PostingPlan($id: ID!) {\n    posting(id: $id) {\n      id\n      title\n      location\n      team\n      url\n      leverDescription\n      description\n      jurisdiction\n      suggestedJurisdiction {\n        id\n      }\n      plan {\n        text\n        id\n        version\n        author\n        createdAt\n        source\n        fallback\n        minutes\n        language\n        wording\n        coverage {\n          covered\n          missing\n        }\n        facts {\n          topic\n          text\n        }\n        questions {\n          id\n        }\n        ...PlanContent\n        ...PlanDraft\n      }\n      plans {\n        ...PlanVersion\n      }\n      proposal {\n        status\n        baseVersion\n        updatedAt\n        minutes\n        questions {\n          id\n          text\n        }\n        changes {\n          ...PlanChangeWords\n        }\n        conflicts {\n          kind\n          questionId\n          kept\n          offered\n        }\n      }\n    }\n  }\n": typeof types.PostingPlanDocument;
  "\n  mutation PublishPlan($input: PublishPlanInput!) {\n    publishPlan(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.PublishPlanDocument;
  "\n  mutation ImportPlan($input: ImportPlanInput!) {\n    importPlan(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ImportPlanDocument;
  "\n  mutation ApplyPlanTemplate($input: ApplyPlanTemplateInput!) {\n    applyPlanTemplate(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ApplyPlanTemplateDocument;
  "\n  fragment RequestCard on CandidateRequest {\n    id\n    kind\n    text\n    status\n    passages {\n      text\n    }\n    madeAt\n    dueAt\n    reply\n    repliedBy\n    repliedAt\n    interview {\n      id\n      candidateName\n      candidateEmail\n      posting {\n        id\n        title\n      }\n    }\n  }\n": typeof types.RequestCardFragmentDoc;
  "\n  query OpenRequests {\n    openRequests {\n      id\n      status\n      ...RequestCard\n    }\n  }\n": typeof types.OpenRequestsDocument;
  "\n  query OpenRequestCount {\n    openRequests {\n      id\n    }\n  }\n": typeof types.OpenRequestCountDocument;
  "\n  mutation AnswerRequest($input: AnswerRequestInput!) {\n    answerRequest(input: $input) {\n      ... on CandidateRequest {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.AnswerRequestDocument;
  "\n  query ScoringAgreement {\n    scoringAgreement {\n      count\n      exact\n      withinOne\n      qwk\n    }\n  }\n": typeof types.ScoringAgreementDocument;
  "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      ... on CreatedApiToken {\n        __typename\n        token\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.CreateApiTokenDocument;
  "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      ... on ApiTokens {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RevokeApiTokenDocument;
  "\n  query Sessions {\n    sessions {\n      nodes {\n        id\n        browser\n        createdAt\n        expiresAt\n        current\n      }\n    }\n  }\n": typeof types.SessionsDocument;
  "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      ... on Sessions {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RevokeSessionDocument;
  "\n  mutation SignOutEverywhere {\n    signOutEverywhere {\n      ... on Sessions {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SignOutEverywhereDocument;
  "\n  query ApiTokens {\n    apiTokens {\n      nodes {\n        id\n        name\n        scope\n        createdAt\n        expiresAt\n      }\n    }\n  }\n": typeof types.ApiTokensDocument;
  "\n  query AuditLog($first: Int!, $after: String, $filter: AuditFilter) {\n    auditLog(first: $first, after: $after, filter: $filter) {\n      nodes {\n        sequence\n        at\n        actor\n        operator {\n          id\n          name\n        }\n        action\n        subject\n        details\n        hash\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      headHash\n    }\n  }\n": typeof types.AuditLogDocument;
  "\n  query Integration {\n    integration {\n      status\n      reason\n      authentication\n      accountId\n      connectedAt\n      scopes {\n        name\n        reason\n        granted\n      }\n      webhooks {\n        event\n        leverId\n        createdAt\n      }\n      performAs {\n        id\n        name\n        role\n      }\n      users {\n        id\n        name\n        role\n      }\n      feedbackForms {\n        id\n        text\n      }\n      stages {\n        id\n        text\n      }\n      triggerStages {\n        id\n        text\n        since\n        missing\n      }\n      triggerStatus\n      applicationTag\n      invitedTag\n      completeTag\n      blockedOrigins\n      inviteDelayMinutes\n      oneInvitePerDay\n      errorTag\n      addLink\n      feedback {\n        formId\n      }\n      advance {\n        stage {\n          id\n          text\n        }\n        fromScore\n      }\n      health {\n        checkedAt\n        checking\n        status\n        checks {\n          subject\n          title\n          outcome\n          detail\n          remedy\n        }\n        webhooks\n        lastEventAt\n        refusedEvents\n        lastRefusal\n        lastRefusedAt\n      }\n      reconciliation {\n        upTo\n        foundMoves\n        foundApplications\n      }\n    }\n  }\n": typeof types.IntegrationDocument;
  "\n  query Connection {\n    integration {\n      status\n      reason\n    }\n  }\n": typeof types.ConnectionDocument;
  "\n  query Postings {\n    integration {\n      postings {\n        id\n        title\n        location\n        team\n        url\n        tags\n        invites\n        stages {\n          id\n          text\n          missing\n        }\n        invitesOnApplication\n        nearMiss\n      }\n    }\n  }\n": typeof types.PostingsDocument;
  "\n  query InterviewRules {\n    viewer {\n      id\n      tenant {\n        id\n        followUps\n        integritySignals\n        answerMinutes\n        cutoffs {\n          two\n          three\n          four\n        }\n      }\n    }\n  }\n": typeof types.InterviewRulesDocument;
  "\n  mutation SetInterviewRules($input: SetInterviewRulesInput!) {\n    setInterviewRules(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetInterviewRulesDocument;
  "\n  mutation ConnectLeverByApiKey($input: ConnectLeverByApiKeyInput!) {\n    connectLeverByApiKey(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ConnectLeverByApiKeyDocument;
  "\n  mutation Backfill($input: BackfillInput!) {\n    backfill(input: $input) {\n      ... on Backfill {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.BackfillDocument;
  "\n  query BackfillPreview($id: ID!) {\n    backfill(id: $id) {\n      id\n      status\n      error\n      inviteCount\n      candidates {\n        opportunityId\n        ...BackfillRow\n      }\n    }\n  }\n": typeof types.BackfillPreviewDocument;
  "\n  fragment BackfillRow on BackfillCandidate {\n    name\n    posting\n    url\n    wouldBeInvited\n    reason\n  }\n": typeof types.BackfillRowFragmentDoc;
  "\n  mutation ConnectLever {\n    connectLever {\n      ... on ConnectLever {\n        __typename\n        authorizeUrl\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ConnectLeverDocument;
  "\n  mutation DisconnectLever {\n    disconnectLever {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.DisconnectLeverDocument;
  "\n  mutation CheckIntegration {\n    checkIntegration {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.CheckIntegrationDocument;
  "\n  mutation SetPerformAs($input: SetPerformAsInput!) {\n    setPerformAs(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetPerformAsDocument;
  "\n  mutation SetPostingTrigger($input: SetPostingTriggerInput!) {\n    setPostingTrigger(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetPostingTriggerDocument;
  "\n  mutation SetTriggerRules($input: SetTriggerRulesInput!) {\n    setTriggerRules(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetTriggerRulesDocument;
  "\n  mutation SetTriggerStages($input: SetTriggerStagesInput!) {\n    setTriggerStages(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n        code\n      }\n    }\n  }\n": typeof types.SetTriggerStagesDocument;
  "\n  mutation SetWriteback($input: SetWritebackInput!) {\n    setWriteback(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetWritebackDocument;
  "\n  mutation SetBrand($input: SetBrandInput!) {\n    setBrand(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetBrandDocument;
  "\n  mutation SendMailPreview($input: SendMailPreviewInput!) {\n    sendMailPreview(input: $input) {\n      ... on Mail {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SendMailPreviewDocument;
  "\n  mutation SetQuietHours($input: SetQuietHoursInput!) {\n    setQuietHours(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetQuietHoursDocument;
  "\n  query MailLooks {\n    viewer {\n      id\n      email\n      tenant {\n        id\n        name\n        brand {\n          accent\n          footer\n          replyTo\n        }\n        quietHours {\n          fromHour\n          untilHour\n          zone\n          own\n        }\n      }\n    }\n  }\n": typeof types.MailLooksDocument;
  "\n  query MailPreview($kind: MailKind!, $language: String!) {\n    mailPreview(kind: $kind, language: $language) {\n      subject\n      html\n      text\n    }\n  }\n": typeof types.MailPreviewDocument;
  "\n  mutation InviteOperator($input: InviteOperatorInput!) {\n    inviteOperator(input: $input) {\n      ... on InvitedOperator {\n        __typename\n        signInLink\n        expiresAt\n        operator {\n          id\n          email\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.InviteOperatorDocument;
  "\n  mutation SetOperatorPostings($input: SetOperatorPostingsInput!) {\n    setOperatorPostings(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetOperatorPostingsDocument;
  "\n  mutation RemoveOperator($input: RemoveOperatorInput!) {\n    removeOperator(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.RemoveOperatorDocument;
  "\n  mutation SetOperatorRole($input: SetOperatorRoleInput!) {\n    setOperatorRole(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetOperatorRoleDocument;
  "\n  query Operators {\n    operators {\n      id\n      name\n      email\n      role\n      hasPassword\n      postingIds\n    }\n  }\n": typeof types.OperatorsDocument;
  "\n  mutation SetEvidenceOnly($input: SetEvidenceOnlyInput!) {\n    setEvidenceOnly(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetEvidenceOnlyDocument;
  "\n  query AdverseImpact($year: Int) {\n    adverseImpact(year: $year) {\n      scored\n      median\n      sexUnknown\n      raceEthnicityUnknown\n      csv\n      bySex {\n        ...ImpactRowFields\n      }\n      byRaceEthnicity {\n        ...ImpactRowFields\n      }\n      byBoth {\n        ...ImpactRowFields\n      }\n    }\n  }\n": typeof types.AdverseImpactDocument;
  "\n  fragment ImpactRowFields on ImpactRow {\n    sex\n    raceEthnicity\n    count\n    scoringRate\n    impactRatio\n    belowFourFifths\n    fisherExactP\n    leftOut\n  }\n": typeof types.ImpactRowFieldsFragmentDoc;
  "\n  mutation SetKeepRecordings($input: SetKeepRecordingsInput!) {\n    setKeepRecordings(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetKeepRecordingsDocument;
  "\n  mutation SetRetention($input: SetRetentionInput!) {\n    setRetention(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetRetentionDocument;
  "\n  mutation SetSelfReport($input: SetSelfReportInput!) {\n    setSelfReport(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetSelfReportDocument;
  "\n  query Jurisdictions {\n    jurisdictions {\n      id\n      version\n      name\n      about\n      laws\n      scoringAfterBusinessDays\n      keepDaysMin\n      keepDaysMax\n      texts {\n        language\n        notice\n        consent\n      }\n    }\n  }\n": typeof types.JurisdictionsDocument;
  "\n  mutation SetJurisdiction($input: SetJurisdictionInput!) {\n    setJurisdiction(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetJurisdictionDocument;
  "\n  query Privacy {\n    viewer {\n      id\n      tenant {\n        id\n        retentionDays\n        evidenceOnly\n        keepRecordings\n        jurisdiction\n        selfReport\n      }\n    }\n  }\n": typeof types.PrivacyDocument;
  "\n  query ReportOptions {\n    viewer {\n      id\n      tenant {\n        id\n        reportLanguage\n        reportSections\n      }\n    }\n  }\n": typeof types.ReportOptionsDocument;
  "\n  mutation SetReportOptions($input: SetReportOptionsInput!) {\n    setReportOptions(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetReportOptionsDocument;
  "\n  query OutsideHosts {\n    outsideHosts {\n      host\n      purpose\n      setting\n    }\n  }\n": typeof types.OutsideHostsDocument;
  "\n  query SystemCard {\n    systemCard {\n      madeAt\n      markdown\n      sections {\n        title\n        paragraphs\n        facts {\n          name\n          value\n        }\n      }\n    }\n  }\n": typeof types.SystemCardDocument;
  "\n  query PlanTemplates {\n    planTemplates {\n      id\n      name\n      wording\n      updatedAt\n      text\n      questions {\n        id\n      }\n    }\n  }\n": typeof types.PlanTemplatesDocument;
  "\n  mutation SavePlanTemplate($input: SavePlanTemplateInput!) {\n    savePlanTemplate(input: $input) {\n      ... on PlanTemplate {\n        __typename\n        name\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SavePlanTemplateDocument;
  "\n  mutation ImportPlanTemplate($input: ImportPlanTemplateInput!) {\n    importPlanTemplate(input: $input) {\n      ... on PlanTemplate {\n        __typename\n        name\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.ImportPlanTemplateDocument;
  "\n  mutation DeletePlanTemplate($input: DeletePlanTemplateInput!) {\n    deletePlanTemplate(input: $input) {\n      ... on PlanTemplates {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.DeletePlanTemplateDocument;
  "\n  mutation TestOutboundWebhook {\n    testOutboundWebhook {\n      ... on Outbound {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.TestOutboundWebhookDocument;
  "\n  query OutboundEvents($first: Int!, $after: String) {\n    outboundEvents(first: $first, after: $after) {\n      nodes {\n        id\n        webhookId\n        type\n        status\n        attempts\n        error\n        createdAt\n        endedAt\n        nextTryAt\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.OutboundEventsDocument;
  "\n  query Outbound {\n    outbound {\n      allowedHosts\n      webhook {\n        url\n        createdAt\n        deliveredAt\n        failedAt\n        error\n        waiting\n      }\n    }\n  }\n": typeof types.OutboundDocument;
  "\n  mutation SetOutboundWebhook($input: SetOutboundWebhookInput!) {\n    setOutboundWebhook(input: $input) {\n      ... on OutboundWebhookSet {\n        __typename\n        secret\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n": typeof types.SetOutboundWebhookDocument;
  "\n  query Viewer {\n    viewer {\n      id\n      email\n      name\n      role\n      hasPassword\n      tenant {\n        id\n        name\n        interviewerName\n        evidenceOnly\n      }\n    }\n  }\n": typeof types.ViewerDocument;
};
const documents: Documents = {
  "\n  mutation SetPassword($input: SetPasswordInput!) {\n    setPassword(input: $input) {\n      ... on Operator {\n        __typename\n        id\n        hasPassword\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetPasswordDocument,
  "\n  mutation SignOut {\n    signOut\n  }\n": types.SignOutDocument,
  "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on Operator {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SignInDocument,
  "\n  query CompanySignIn {\n    companySignIn {\n      name\n      path\n      only\n    }\n  }\n":
    types.CompanySignInDocument,
  "\n  query Deliveries($first: Int!, $after: String) {\n    deliveries(first: $first, after: $after) {\n      nodes {\n        id\n        event\n        announced\n        opportunityId\n        receivedAt\n        status\n        error\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n":
    types.DeliveriesDocument,
  "\n  query GivenUp($first: Int!, $after: String, $kind: DeadLetterKind) {\n    deadLetters(first: $first, after: $after, kind: $kind) {\n      nodes {\n        id\n        kind\n        what\n        error\n        attempts\n        diedAt\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n":
    types.GivenUpDocument,
  "\n  query GivenUpCount {\n    deadLetters(first: 1) {\n      totalCount\n    }\n  }\n":
    types.GivenUpCountDocument,
  "\n  mutation RetryDeadLetter($input: RetryDeadLetterInput!) {\n    retryDeadLetter(input: $input) {\n      ... on DeadLetter {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RetryDeadLetterDocument,
  "\n  mutation RetryDeadLetters($input: RetryDeadLettersInput!) {\n    retryDeadLetters(input: $input) {\n      ... on DeadLetterConnection {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RetryDeadLettersDocument,
  "\n  mutation DropDeadLetter($input: DropDeadLetterInput!) {\n    dropDeadLetter(input: $input) {\n      ... on DeadLetter {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.DropDeadLetterDocument,
  "\n  mutation DropDeadLetters($input: DropDeadLettersInput!) {\n    dropDeadLetters(input: $input) {\n      ... on DeadLetterConnection {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.DropDeadLettersDocument,
  "\n  fragment ScorecardChange on ScorecardComparison {\n    samePlan\n    overallBefore\n    overallAfter\n    ratings {\n      questionId\n      competencyName\n      before\n      after\n      steps\n      sameRubric\n    }\n  }\n":
    types.ScorecardChangeFragmentDoc,
  "\n  mutation EraseInterview($input: EraseInterviewInput!) {\n    eraseInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.EraseInterviewDocument,
  "\n  fragment InterviewHeader on Interview {\n    id\n    candidateName\n    candidateEmail\n    opportunityUrl\n    trigger\n    state\n    stateReason\n    pausedReason\n    canRetry\n    scheduledAt\n    updatedAt\n    erasedAt\n    deletedAt\n    notice {\n      scoringNotBefore\n    }\n    ...InviteActions\n    posting {\n      id\n      title\n      location\n      team\n      url\n    }\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    report {\n      url\n    }\n  }\n":
    types.InterviewHeaderFragmentDoc,
  "\n  query Interview($id: ID!) {\n    interview(id: $id) {\n      id\n      state\n      canRetry\n      erasedAt\n      completedAt\n      candidateEmail\n      ...InterviewHeader\n      ...KeepingSection\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        ...PlanSection\n        ...RatePlan\n      }\n      transcript {\n        number\n        questionId\n        question\n        answer\n        ...TranscriptTurn\n      }\n      scorecard {\n        id\n        ratings {\n          questionId\n          level\n          needsHuman\n        }\n      }\n      scorecards {\n        id\n        version\n        letter\n        comparison {\n          ...ScorecardChange\n        }\n        ...ScorecardSection\n      }\n      humanRatings {\n        byViewer\n        ...PeopleRating\n      }\n      requests {\n        id\n        status\n        ...RequestCard\n      }\n      letter {\n        text\n        by\n        at\n      }\n      report {\n        url\n        ...ReportSection\n      }\n      mails {\n        id\n        ...MailRow\n      }\n      timeline {\n        at\n        ...TimelineStep\n      }\n    }\n  }\n":
    types.InterviewDocument,
  "\n  fragment InterviewRow on Interview {\n    id\n    candidateName\n    posting {\n      id\n      title\n      location\n    }\n    state\n    pausedReason\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    updatedAt\n  }\n":
    types.InterviewRowFragmentDoc,
  "\n  query Interviews($first: Int!, $after: String, $state: PipelineState, $search: String) {\n    interviews(first: $first, after: $after, state: $state, search: $search) {\n      nodes {\n        id\n        ...InterviewRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n":
    types.InterviewsDocument,
  "\n  fragment InviteActions on Interview {\n    id\n    state\n    completedAt\n    canCancel\n    canResend\n  }\n":
    types.InviteActionsFragmentDoc,
  "\n  mutation CancelInterview($input: CancelInterviewInput!) {\n    cancelInterview(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.CancelInterviewDocument,
  "\n  mutation ResendInvite($input: ResendInviteInput!) {\n    resendInvite(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ResendInviteDocument,
  "\n  mutation InviteCandidate($input: InviteCandidateInput!) {\n    inviteCandidate(input: $input) {\n      ... on InvitedByHand {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.InviteCandidateDocument,
  "\n  fragment KeepingSection on Interview {\n    id\n    state\n    legalHold\n    erasedAt\n  }\n":
    types.KeepingSectionFragmentDoc,
  "\n  mutation SetLegalHold($input: SetLegalHoldInput!) {\n    setLegalHold(input: $input) {\n      ... on Interview {\n        __typename\n        legalHold\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetLegalHoldDocument,
  "\n  mutation SendLetter($input: SendLetterInput!) {\n    sendLetter(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SendLetterDocument,
  "\n  fragment PeopleRating on HumanRating {\n    id\n    by\n    createdAt\n    ratings {\n      questionId\n      competencyName\n      level\n      comment\n    }\n    agreement {\n      count\n      exact\n      withinOne\n    }\n  }\n":
    types.PeopleRatingFragmentDoc,
  "\n  fragment PlanContent on Plan {\n    competencies {\n      key\n      name\n      because\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      because\n      minutes\n      mustAsk\n      weight\n      source\n      overrideReason\n      overriddenBy\n      scored\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n":
    types.PlanContentFragmentDoc,
  "\n  fragment PlanSection on Plan {\n    id\n    version\n    hash\n    minutes\n    language\n    source\n    questions {\n      id\n    }\n    ...PlanContent\n  }\n":
    types.PlanSectionFragmentDoc,
  "\n  fragment RatePlan on Plan {\n    competencies {\n      key\n      name\n    }\n    questions {\n      id\n      competency\n      text\n      scored\n      anchors {\n        level\n        text\n      }\n    }\n  }\n":
    types.RatePlanFragmentDoc,
  "\n  mutation RateInterview($input: RateInterviewInput!) {\n    rateInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RateInterviewDocument,
  "\n  query Recordings($id: ID!) {\n    interview(id: $id) {\n      id\n      recordings {\n        turn\n        url\n        recordedAt\n      }\n    }\n  }\n":
    types.RecordingsDocument,
  "\n  fragment ReportSection on Report {\n    url\n    sizeBytes\n    sha256\n    renderedAt\n  }\n":
    types.ReportSectionFragmentDoc,
  "\n  query ReportShares($id: ID!) {\n    interview(id: $id) {\n      id\n      report {\n        shares {\n          id\n          by {\n            id\n            name\n          }\n          createdAt\n          expiresAt\n          revokedAt\n          live\n          opens\n          openedAt\n        }\n      }\n    }\n  }\n":
    types.ReportSharesDocument,
  "\n  mutation ShareReport($input: ShareReportInput!) {\n    shareReport(input: $input) {\n      ... on SharedReport {\n        __typename\n        url\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ShareReportDocument,
  "\n  mutation RevokeReportShare($input: RevokeReportShareInput!) {\n    revokeReportShare(input: $input) {\n      ... on ReportShare {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RevokeReportShareDocument,
  "\n  mutation RetryInterview($input: RetryInterviewInput!) {\n    retryInterview(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RetryInterviewDocument,
  "\n  mutation RescoreInterview($input: RescoreInterviewInput!) {\n    rescoreInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RescoreInterviewDocument,
  "\n  fragment ScorecardSection on Scorecard {\n    id\n    version\n    scorer\n    byRules\n    fallback\n    overall\n    leverScore\n    thresholds\n    feedback\n    createdAt\n    flags {\n      kind\n      turn\n    }\n    ratings {\n      questionId\n      competency\n      competencyName\n      level\n      needsHuman\n      spread\n      runs {\n        level\n      }\n      anchor\n      quotes {\n        text\n        turn\n      }\n      missing\n      explanation\n    }\n  }\n":
    types.ScorecardSectionFragmentDoc,
  "\n  fragment TimelineStep on Transition {\n    at\n    from\n    to\n    cause\n    reason\n  }\n":
    types.TimelineStepFragmentDoc,
  "\n  fragment TranscriptTurn on Turn {\n    number\n    question\n    askedAs {\n      language\n      text\n    }\n    followUpBecause\n    answer\n    answeredAt\n    signals {\n      pastes\n      pastedCharacters\n      focusLost\n    }\n    time {\n      seconds\n      limitMinutes\n      extended\n    }\n  }\n":
    types.TranscriptTurnFragmentDoc,
  "\n  query ComparedInterview($id: ID!) {\n    interview(id: $id) {\n      id\n      candidateName\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        version\n        hash\n      }\n      scorecard {\n        id\n        scorer\n        overall\n        leverScore\n        ratings {\n          questionId\n          competency\n          competencyName\n          level\n          needsHuman\n          quotes {\n            turn\n          }\n        }\n      }\n    }\n  }\n":
    types.ComparedInterviewDocument,
  "\n  subscription InterviewProgress($id: ID) {\n    interviewProgress(id: $id) {\n      interviewId\n    }\n  }\n":
    types.InterviewProgressDocument,
  "\n  fragment MailRow on Mail {\n    id\n    kind\n    to\n    subject\n    state\n    queuedAt\n    acceptedAt\n    acceptedReply\n    refusedAt\n    refusedReply\n    bouncedAt\n    bounceReason\n    delayedAt\n    delayReason\n    linkOpenedAt\n    interviewId\n    candidateName\n  }\n":
    types.MailRowFragmentDoc,
  "\n  query Mails($first: Int!, $after: String, $filter: MailFilter) {\n    mails(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        ...MailRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n":
    types.MailsDocument,
  "\n  query Funnel($weeks: Int!) {\n    funnel(weeks: $weeks) {\n      total {\n        invited\n        started\n        completed\n        scored\n      }\n      byPosting {\n        posting {\n          id\n          title\n        }\n        counts {\n          invited\n          started\n          completed\n          scored\n        }\n      }\n      byWeek {\n        monday\n        counts {\n          invited\n          started\n          completed\n          scored\n        }\n      }\n    }\n  }\n":
    types.FunnelDocument,
  "\n  query StuckCount {\n    interviews(first: 1, state: NEEDS_OPERATOR) {\n      totalCount\n    }\n  }\n":
    types.StuckCountDocument,
  "\n  query QuestionBank($language: String!) {\n    questionBank(language: $language) {\n      competency {\n        key\n        name\n        weight\n      }\n      questions {\n        kind\n        text\n        minutes\n        mustAsk\n        weight\n        probes {\n          when\n          text\n        }\n        anchors {\n          level\n          text\n        }\n        lookFor\n      }\n    }\n  }\n":
    types.QuestionBankDocument,
  "\n  fragment PlanChangeWords on PlanChange {\n    kind\n    part\n    key\n    before\n    after\n    details\n  }\n":
    types.PlanChangeWordsFragmentDoc,
  "\n  mutation SetPostingDescription($input: SetPostingDescriptionInput!) {\n    setPostingDescription(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n        code\n      }\n    }\n  }\n":
    types.SetPostingDescriptionDocument,
  "\n  mutation ApprovePlanProposal($input: PlanProposalInput!) {\n    approvePlanProposal(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        code\n        message\n      }\n    }\n  }\n":
    types.ApprovePlanProposalDocument,
  "\n  mutation DismissPlanProposal($input: PlanProposalInput!) {\n    dismissPlanProposal(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        code\n        message\n      }\n    }\n  }\n":
    types.DismissPlanProposalDocument,
  "\n  mutation RegeneratePlan($input: RegeneratePlanInput!) {\n    regeneratePlan(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RegeneratePlanDocument,
  "\n  fragment PlanVersion on Plan {\n    version\n    author\n    source\n    createdAt\n    questions {\n      id\n      text\n    }\n    changes {\n      ...PlanChangeWords\n    }\n  }\n":
    types.PlanVersionFragmentDoc,
  "\n  fragment PlanDraft on Plan {\n    competencies {\n      key\n      name\n      because\n      weight\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      because\n      minutes\n      mustAsk\n      weight\n      overrideReason\n      overriddenBy\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n":
    types.PlanDraftFragmentDoc,
  "\n  query PostingList {\n    postings {\n      id\n      title\n      location\n      team\n      plan {\n        version\n        minutes\n        coverage {\n          share\n        }\n      }\n      proposal {\n        status\n      }\n    }\n  }\n":
    types.PostingListDocument,
  "\n  query PostingPlan($id: ID!) {\n    posting(id: $id) {\n      id\n      title\n      location\n      team\n      url\n      leverDescription\n      description\n      jurisdiction\n      suggestedJurisdiction {\n        id\n      }\n      plan {\n        text\n        id\n        version\n        author\n        createdAt\n        source\n        fallback\n        minutes\n        language\n        wording\n        coverage {\n          covered\n          missing\n        }\n        facts {\n          topic\n          text\n        }\n        questions {\n          id\n        }\n        ...PlanContent\n        ...PlanDraft\n      }\n      plans {\n        ...PlanVersion\n      }\n      proposal {\n        status\n        baseVersion\n        updatedAt\n        minutes\n        questions {\n          id\n          text\n        }\n        changes {\n          ...PlanChangeWords\n        }\n        conflicts {\n          kind\n          questionId\n          kept\n          offered\n        }\n      }\n    }\n  }\n":
    types.PostingPlanDocument,
  "\n  mutation PublishPlan($input: PublishPlanInput!) {\n    publishPlan(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.PublishPlanDocument,
  "\n  mutation ImportPlan($input: ImportPlanInput!) {\n    importPlan(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ImportPlanDocument,
  "\n  mutation ApplyPlanTemplate($input: ApplyPlanTemplateInput!) {\n    applyPlanTemplate(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ApplyPlanTemplateDocument,
  "\n  fragment RequestCard on CandidateRequest {\n    id\n    kind\n    text\n    status\n    passages {\n      text\n    }\n    madeAt\n    dueAt\n    reply\n    repliedBy\n    repliedAt\n    interview {\n      id\n      candidateName\n      candidateEmail\n      posting {\n        id\n        title\n      }\n    }\n  }\n":
    types.RequestCardFragmentDoc,
  "\n  query OpenRequests {\n    openRequests {\n      id\n      status\n      ...RequestCard\n    }\n  }\n":
    types.OpenRequestsDocument,
  "\n  query OpenRequestCount {\n    openRequests {\n      id\n    }\n  }\n":
    types.OpenRequestCountDocument,
  "\n  mutation AnswerRequest($input: AnswerRequestInput!) {\n    answerRequest(input: $input) {\n      ... on CandidateRequest {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.AnswerRequestDocument,
  "\n  query ScoringAgreement {\n    scoringAgreement {\n      count\n      exact\n      withinOne\n      qwk\n    }\n  }\n":
    types.ScoringAgreementDocument,
  "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      ... on CreatedApiToken {\n        __typename\n        token\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.CreateApiTokenDocument,
  "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      ... on ApiTokens {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RevokeApiTokenDocument,
  "\n  query Sessions {\n    sessions {\n      nodes {\n        id\n        browser\n        createdAt\n        expiresAt\n        current\n      }\n    }\n  }\n":
    types.SessionsDocument,
  "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      ... on Sessions {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RevokeSessionDocument,
  "\n  mutation SignOutEverywhere {\n    signOutEverywhere {\n      ... on Sessions {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SignOutEverywhereDocument,
  "\n  query ApiTokens {\n    apiTokens {\n      nodes {\n        id\n        name\n        scope\n        createdAt\n        expiresAt\n      }\n    }\n  }\n":
    types.ApiTokensDocument,
  "\n  query AuditLog($first: Int!, $after: String, $filter: AuditFilter) {\n    auditLog(first: $first, after: $after, filter: $filter) {\n      nodes {\n        sequence\n        at\n        actor\n        operator {\n          id\n          name\n        }\n        action\n        subject\n        details\n        hash\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      headHash\n    }\n  }\n":
    types.AuditLogDocument,
  "\n  query Integration {\n    integration {\n      status\n      reason\n      authentication\n      accountId\n      connectedAt\n      scopes {\n        name\n        reason\n        granted\n      }\n      webhooks {\n        event\n        leverId\n        createdAt\n      }\n      performAs {\n        id\n        name\n        role\n      }\n      users {\n        id\n        name\n        role\n      }\n      feedbackForms {\n        id\n        text\n      }\n      stages {\n        id\n        text\n      }\n      triggerStages {\n        id\n        text\n        since\n        missing\n      }\n      triggerStatus\n      applicationTag\n      invitedTag\n      completeTag\n      blockedOrigins\n      inviteDelayMinutes\n      oneInvitePerDay\n      errorTag\n      addLink\n      feedback {\n        formId\n      }\n      advance {\n        stage {\n          id\n          text\n        }\n        fromScore\n      }\n      health {\n        checkedAt\n        checking\n        status\n        checks {\n          subject\n          title\n          outcome\n          detail\n          remedy\n        }\n        webhooks\n        lastEventAt\n        refusedEvents\n        lastRefusal\n        lastRefusedAt\n      }\n      reconciliation {\n        upTo\n        foundMoves\n        foundApplications\n      }\n    }\n  }\n":
    types.IntegrationDocument,
  "\n  query Connection {\n    integration {\n      status\n      reason\n    }\n  }\n":
    types.ConnectionDocument,
  "\n  query Postings {\n    integration {\n      postings {\n        id\n        title\n        location\n        team\n        url\n        tags\n        invites\n        stages {\n          id\n          text\n          missing\n        }\n        invitesOnApplication\n        nearMiss\n      }\n    }\n  }\n":
    types.PostingsDocument,
  "\n  query InterviewRules {\n    viewer {\n      id\n      tenant {\n        id\n        followUps\n        integritySignals\n        answerMinutes\n        cutoffs {\n          two\n          three\n          four\n        }\n      }\n    }\n  }\n":
    types.InterviewRulesDocument,
  "\n  mutation SetInterviewRules($input: SetInterviewRulesInput!) {\n    setInterviewRules(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetInterviewRulesDocument,
  "\n  mutation ConnectLeverByApiKey($input: ConnectLeverByApiKeyInput!) {\n    connectLeverByApiKey(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ConnectLeverByApiKeyDocument,
  "\n  mutation Backfill($input: BackfillInput!) {\n    backfill(input: $input) {\n      ... on Backfill {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.BackfillDocument,
  "\n  query BackfillPreview($id: ID!) {\n    backfill(id: $id) {\n      id\n      status\n      error\n      inviteCount\n      candidates {\n        opportunityId\n        ...BackfillRow\n      }\n    }\n  }\n":
    types.BackfillPreviewDocument,
  "\n  fragment BackfillRow on BackfillCandidate {\n    name\n    posting\n    url\n    wouldBeInvited\n    reason\n  }\n":
    types.BackfillRowFragmentDoc,
  "\n  mutation ConnectLever {\n    connectLever {\n      ... on ConnectLever {\n        __typename\n        authorizeUrl\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ConnectLeverDocument,
  "\n  mutation DisconnectLever {\n    disconnectLever {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.DisconnectLeverDocument,
  "\n  mutation CheckIntegration {\n    checkIntegration {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.CheckIntegrationDocument,
  "\n  mutation SetPerformAs($input: SetPerformAsInput!) {\n    setPerformAs(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetPerformAsDocument,
  "\n  mutation SetPostingTrigger($input: SetPostingTriggerInput!) {\n    setPostingTrigger(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetPostingTriggerDocument,
  "\n  mutation SetTriggerRules($input: SetTriggerRulesInput!) {\n    setTriggerRules(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetTriggerRulesDocument,
  "\n  mutation SetTriggerStages($input: SetTriggerStagesInput!) {\n    setTriggerStages(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n        code\n      }\n    }\n  }\n":
    types.SetTriggerStagesDocument,
  "\n  mutation SetWriteback($input: SetWritebackInput!) {\n    setWriteback(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetWritebackDocument,
  "\n  mutation SetBrand($input: SetBrandInput!) {\n    setBrand(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetBrandDocument,
  "\n  mutation SendMailPreview($input: SendMailPreviewInput!) {\n    sendMailPreview(input: $input) {\n      ... on Mail {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SendMailPreviewDocument,
  "\n  mutation SetQuietHours($input: SetQuietHoursInput!) {\n    setQuietHours(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetQuietHoursDocument,
  "\n  query MailLooks {\n    viewer {\n      id\n      email\n      tenant {\n        id\n        name\n        brand {\n          accent\n          footer\n          replyTo\n        }\n        quietHours {\n          fromHour\n          untilHour\n          zone\n          own\n        }\n      }\n    }\n  }\n":
    types.MailLooksDocument,
  "\n  query MailPreview($kind: MailKind!, $language: String!) {\n    mailPreview(kind: $kind, language: $language) {\n      subject\n      html\n      text\n    }\n  }\n":
    types.MailPreviewDocument,
  "\n  mutation InviteOperator($input: InviteOperatorInput!) {\n    inviteOperator(input: $input) {\n      ... on InvitedOperator {\n        __typename\n        signInLink\n        expiresAt\n        operator {\n          id\n          email\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.InviteOperatorDocument,
  "\n  mutation SetOperatorPostings($input: SetOperatorPostingsInput!) {\n    setOperatorPostings(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetOperatorPostingsDocument,
  "\n  mutation RemoveOperator($input: RemoveOperatorInput!) {\n    removeOperator(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.RemoveOperatorDocument,
  "\n  mutation SetOperatorRole($input: SetOperatorRoleInput!) {\n    setOperatorRole(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetOperatorRoleDocument,
  "\n  query Operators {\n    operators {\n      id\n      name\n      email\n      role\n      hasPassword\n      postingIds\n    }\n  }\n":
    types.OperatorsDocument,
  "\n  mutation SetEvidenceOnly($input: SetEvidenceOnlyInput!) {\n    setEvidenceOnly(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetEvidenceOnlyDocument,
  "\n  query AdverseImpact($year: Int) {\n    adverseImpact(year: $year) {\n      scored\n      median\n      sexUnknown\n      raceEthnicityUnknown\n      csv\n      bySex {\n        ...ImpactRowFields\n      }\n      byRaceEthnicity {\n        ...ImpactRowFields\n      }\n      byBoth {\n        ...ImpactRowFields\n      }\n    }\n  }\n":
    types.AdverseImpactDocument,
  "\n  fragment ImpactRowFields on ImpactRow {\n    sex\n    raceEthnicity\n    count\n    scoringRate\n    impactRatio\n    belowFourFifths\n    fisherExactP\n    leftOut\n  }\n":
    types.ImpactRowFieldsFragmentDoc,
  "\n  mutation SetKeepRecordings($input: SetKeepRecordingsInput!) {\n    setKeepRecordings(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetKeepRecordingsDocument,
  "\n  mutation SetRetention($input: SetRetentionInput!) {\n    setRetention(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetRetentionDocument,
  "\n  mutation SetSelfReport($input: SetSelfReportInput!) {\n    setSelfReport(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetSelfReportDocument,
  "\n  query Jurisdictions {\n    jurisdictions {\n      id\n      version\n      name\n      about\n      laws\n      scoringAfterBusinessDays\n      keepDaysMin\n      keepDaysMax\n      texts {\n        language\n        notice\n        consent\n      }\n    }\n  }\n":
    types.JurisdictionsDocument,
  "\n  mutation SetJurisdiction($input: SetJurisdictionInput!) {\n    setJurisdiction(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetJurisdictionDocument,
  "\n  query Privacy {\n    viewer {\n      id\n      tenant {\n        id\n        retentionDays\n        evidenceOnly\n        keepRecordings\n        jurisdiction\n        selfReport\n      }\n    }\n  }\n":
    types.PrivacyDocument,
  "\n  query ReportOptions {\n    viewer {\n      id\n      tenant {\n        id\n        reportLanguage\n        reportSections\n      }\n    }\n  }\n":
    types.ReportOptionsDocument,
  "\n  mutation SetReportOptions($input: SetReportOptionsInput!) {\n    setReportOptions(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetReportOptionsDocument,
  "\n  query OutsideHosts {\n    outsideHosts {\n      host\n      purpose\n      setting\n    }\n  }\n":
    types.OutsideHostsDocument,
  "\n  query SystemCard {\n    systemCard {\n      madeAt\n      markdown\n      sections {\n        title\n        paragraphs\n        facts {\n          name\n          value\n        }\n      }\n    }\n  }\n":
    types.SystemCardDocument,
  "\n  query PlanTemplates {\n    planTemplates {\n      id\n      name\n      wording\n      updatedAt\n      text\n      questions {\n        id\n      }\n    }\n  }\n":
    types.PlanTemplatesDocument,
  "\n  mutation SavePlanTemplate($input: SavePlanTemplateInput!) {\n    savePlanTemplate(input: $input) {\n      ... on PlanTemplate {\n        __typename\n        name\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SavePlanTemplateDocument,
  "\n  mutation ImportPlanTemplate($input: ImportPlanTemplateInput!) {\n    importPlanTemplate(input: $input) {\n      ... on PlanTemplate {\n        __typename\n        name\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.ImportPlanTemplateDocument,
  "\n  mutation DeletePlanTemplate($input: DeletePlanTemplateInput!) {\n    deletePlanTemplate(input: $input) {\n      ... on PlanTemplates {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.DeletePlanTemplateDocument,
  "\n  mutation TestOutboundWebhook {\n    testOutboundWebhook {\n      ... on Outbound {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.TestOutboundWebhookDocument,
  "\n  query OutboundEvents($first: Int!, $after: String) {\n    outboundEvents(first: $first, after: $after) {\n      nodes {\n        id\n        webhookId\n        type\n        status\n        attempts\n        error\n        createdAt\n        endedAt\n        nextTryAt\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n":
    types.OutboundEventsDocument,
  "\n  query Outbound {\n    outbound {\n      allowedHosts\n      webhook {\n        url\n        createdAt\n        deliveredAt\n        failedAt\n        error\n        waiting\n      }\n    }\n  }\n":
    types.OutboundDocument,
  "\n  mutation SetOutboundWebhook($input: SetOutboundWebhookInput!) {\n    setOutboundWebhook(input: $input) {\n      ... on OutboundWebhookSet {\n        __typename\n        secret\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n":
    types.SetOutboundWebhookDocument,
  "\n  query Viewer {\n    viewer {\n      id\n      email\n      name\n      role\n      hasPassword\n      tenant {\n        id\n        name\n        interviewerName\n        evidenceOnly\n      }\n    }\n  }\n":
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
  source: "\n  query CompanySignIn {\n    companySignIn {\n      name\n      path\n      only\n    }\n  }\n",
): typeof import("./graphql").CompanySignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Deliveries($first: Int!, $after: String) {\n    deliveries(first: $first, after: $after) {\n      nodes {\n        id\n        event\n        announced\n        opportunityId\n        receivedAt\n        status\n        error\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n",
): typeof import("./graphql").DeliveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query GivenUp($first: Int!, $after: String, $kind: DeadLetterKind) {\n    deadLetters(first: $first, after: $after, kind: $kind) {\n      nodes {\n        id\n        kind\n        what\n        error\n        attempts\n        diedAt\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n",
): typeof import("./graphql").GivenUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query GivenUpCount {\n    deadLetters(first: 1) {\n      totalCount\n    }\n  }\n",
): typeof import("./graphql").GivenUpCountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RetryDeadLetter($input: RetryDeadLetterInput!) {\n    retryDeadLetter(input: $input) {\n      ... on DeadLetter {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RetryDeadLetterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RetryDeadLetters($input: RetryDeadLettersInput!) {\n    retryDeadLetters(input: $input) {\n      ... on DeadLetterConnection {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RetryDeadLettersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation DropDeadLetter($input: DropDeadLetterInput!) {\n    dropDeadLetter(input: $input) {\n      ... on DeadLetter {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").DropDeadLetterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation DropDeadLetters($input: DropDeadLettersInput!) {\n    dropDeadLetters(input: $input) {\n      ... on DeadLetterConnection {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").DropDeadLettersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment ScorecardChange on ScorecardComparison {\n    samePlan\n    overallBefore\n    overallAfter\n    ratings {\n      questionId\n      competencyName\n      before\n      after\n      steps\n      sameRubric\n    }\n  }\n",
): typeof import("./graphql").ScorecardChangeFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation EraseInterview($input: EraseInterviewInput!) {\n    eraseInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").EraseInterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment InterviewHeader on Interview {\n    id\n    candidateName\n    candidateEmail\n    opportunityUrl\n    trigger\n    state\n    stateReason\n    pausedReason\n    canRetry\n    scheduledAt\n    updatedAt\n    erasedAt\n    deletedAt\n    notice {\n      scoringNotBefore\n    }\n    ...InviteActions\n    posting {\n      id\n      title\n      location\n      team\n      url\n    }\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    report {\n      url\n    }\n  }\n",
): typeof import("./graphql").InterviewHeaderFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Interview($id: ID!) {\n    interview(id: $id) {\n      id\n      state\n      canRetry\n      erasedAt\n      completedAt\n      candidateEmail\n      ...InterviewHeader\n      ...KeepingSection\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        ...PlanSection\n        ...RatePlan\n      }\n      transcript {\n        number\n        questionId\n        question\n        answer\n        ...TranscriptTurn\n      }\n      scorecard {\n        id\n        ratings {\n          questionId\n          level\n          needsHuman\n        }\n      }\n      scorecards {\n        id\n        version\n        letter\n        comparison {\n          ...ScorecardChange\n        }\n        ...ScorecardSection\n      }\n      humanRatings {\n        byViewer\n        ...PeopleRating\n      }\n      requests {\n        id\n        status\n        ...RequestCard\n      }\n      letter {\n        text\n        by\n        at\n      }\n      report {\n        url\n        ...ReportSection\n      }\n      mails {\n        id\n        ...MailRow\n      }\n      timeline {\n        at\n        ...TimelineStep\n      }\n    }\n  }\n",
): typeof import("./graphql").InterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment InterviewRow on Interview {\n    id\n    candidateName\n    posting {\n      id\n      title\n      location\n    }\n    state\n    pausedReason\n    scorecard {\n      id\n      overall\n      leverScore\n    }\n    updatedAt\n  }\n",
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
  source: "\n  fragment InviteActions on Interview {\n    id\n    state\n    completedAt\n    canCancel\n    canResend\n  }\n",
): typeof import("./graphql").InviteActionsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation CancelInterview($input: CancelInterviewInput!) {\n    cancelInterview(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").CancelInterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ResendInvite($input: ResendInviteInput!) {\n    resendInvite(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ResendInviteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation InviteCandidate($input: InviteCandidateInput!) {\n    inviteCandidate(input: $input) {\n      ... on InvitedByHand {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").InviteCandidateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment KeepingSection on Interview {\n    id\n    state\n    legalHold\n    erasedAt\n  }\n",
): typeof import("./graphql").KeepingSectionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetLegalHold($input: SetLegalHoldInput!) {\n    setLegalHold(input: $input) {\n      ... on Interview {\n        __typename\n        legalHold\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetLegalHoldDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SendLetter($input: SendLetterInput!) {\n    sendLetter(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SendLetterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment PeopleRating on HumanRating {\n    id\n    by\n    createdAt\n    ratings {\n      questionId\n      competencyName\n      level\n      comment\n    }\n    agreement {\n      count\n      exact\n      withinOne\n    }\n  }\n",
): typeof import("./graphql").PeopleRatingFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment PlanContent on Plan {\n    competencies {\n      key\n      name\n      because\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      because\n      minutes\n      mustAsk\n      weight\n      source\n      overrideReason\n      overriddenBy\n      scored\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n",
): typeof import("./graphql").PlanContentFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment PlanSection on Plan {\n    id\n    version\n    hash\n    minutes\n    language\n    source\n    questions {\n      id\n    }\n    ...PlanContent\n  }\n",
): typeof import("./graphql").PlanSectionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment RatePlan on Plan {\n    competencies {\n      key\n      name\n    }\n    questions {\n      id\n      competency\n      text\n      scored\n      anchors {\n        level\n        text\n      }\n    }\n  }\n",
): typeof import("./graphql").RatePlanFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RateInterview($input: RateInterviewInput!) {\n    rateInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RateInterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Recordings($id: ID!) {\n    interview(id: $id) {\n      id\n      recordings {\n        turn\n        url\n        recordedAt\n      }\n    }\n  }\n",
): typeof import("./graphql").RecordingsDocument;
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
  source: "\n  query ReportShares($id: ID!) {\n    interview(id: $id) {\n      id\n      report {\n        shares {\n          id\n          by {\n            id\n            name\n          }\n          createdAt\n          expiresAt\n          revokedAt\n          live\n          opens\n          openedAt\n        }\n      }\n    }\n  }\n",
): typeof import("./graphql").ReportSharesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ShareReport($input: ShareReportInput!) {\n    shareReport(input: $input) {\n      ... on SharedReport {\n        __typename\n        url\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ShareReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RevokeReportShare($input: RevokeReportShareInput!) {\n    revokeReportShare(input: $input) {\n      ... on ReportShare {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RevokeReportShareDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RetryInterview($input: RetryInterviewInput!) {\n    retryInterview(input: $input) {\n      ... on Interview {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RetryInterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RescoreInterview($input: RescoreInterviewInput!) {\n    rescoreInterview(input: $input) {\n      ... on Interview {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RescoreInterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment ScorecardSection on Scorecard {\n    id\n    version\n    scorer\n    byRules\n    fallback\n    overall\n    leverScore\n    thresholds\n    feedback\n    createdAt\n    flags {\n      kind\n      turn\n    }\n    ratings {\n      questionId\n      competency\n      competencyName\n      level\n      needsHuman\n      spread\n      runs {\n        level\n      }\n      anchor\n      quotes {\n        text\n        turn\n      }\n      missing\n      explanation\n    }\n  }\n",
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
  source: "\n  fragment TranscriptTurn on Turn {\n    number\n    question\n    askedAs {\n      language\n      text\n    }\n    followUpBecause\n    answer\n    answeredAt\n    signals {\n      pastes\n      pastedCharacters\n      focusLost\n    }\n    time {\n      seconds\n      limitMinutes\n      extended\n    }\n  }\n",
): typeof import("./graphql").TranscriptTurnFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query ComparedInterview($id: ID!) {\n    interview(id: $id) {\n      id\n      candidateName\n      posting {\n        id\n        title\n      }\n      plan {\n        id\n        version\n        hash\n      }\n      scorecard {\n        id\n        scorer\n        overall\n        leverScore\n        ratings {\n          questionId\n          competency\n          competencyName\n          level\n          needsHuman\n          quotes {\n            turn\n          }\n        }\n      }\n    }\n  }\n",
): typeof import("./graphql").ComparedInterviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  subscription InterviewProgress($id: ID) {\n    interviewProgress(id: $id) {\n      interviewId\n    }\n  }\n",
): typeof import("./graphql").InterviewProgressDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment MailRow on Mail {\n    id\n    kind\n    to\n    subject\n    state\n    queuedAt\n    acceptedAt\n    acceptedReply\n    refusedAt\n    refusedReply\n    bouncedAt\n    bounceReason\n    delayedAt\n    delayReason\n    linkOpenedAt\n    interviewId\n    candidateName\n  }\n",
): typeof import("./graphql").MailRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Mails($first: Int!, $after: String, $filter: MailFilter) {\n    mails(first: $first, after: $after, filter: $filter) {\n      nodes {\n        id\n        ...MailRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n",
): typeof import("./graphql").MailsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Funnel($weeks: Int!) {\n    funnel(weeks: $weeks) {\n      total {\n        invited\n        started\n        completed\n        scored\n      }\n      byPosting {\n        posting {\n          id\n          title\n        }\n        counts {\n          invited\n          started\n          completed\n          scored\n        }\n      }\n      byWeek {\n        monday\n        counts {\n          invited\n          started\n          completed\n          scored\n        }\n      }\n    }\n  }\n",
): typeof import("./graphql").FunnelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query StuckCount {\n    interviews(first: 1, state: NEEDS_OPERATOR) {\n      totalCount\n    }\n  }\n",
): typeof import("./graphql").StuckCountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query QuestionBank($language: String!) {\n    questionBank(language: $language) {\n      competency {\n        key\n        name\n        weight\n      }\n      questions {\n        kind\n        text\n        minutes\n        mustAsk\n        weight\n        probes {\n          when\n          text\n        }\n        anchors {\n          level\n          text\n        }\n        lookFor\n      }\n    }\n  }\n",
): typeof import("./graphql").QuestionBankDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment PlanChangeWords on PlanChange {\n    kind\n    part\n    key\n    before\n    after\n    details\n  }\n",
): typeof import("./graphql").PlanChangeWordsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetPostingDescription($input: SetPostingDescriptionInput!) {\n    setPostingDescription(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n        code\n      }\n    }\n  }\n",
): typeof import("./graphql").SetPostingDescriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ApprovePlanProposal($input: PlanProposalInput!) {\n    approvePlanProposal(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        code\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ApprovePlanProposalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation DismissPlanProposal($input: PlanProposalInput!) {\n    dismissPlanProposal(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        code\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").DismissPlanProposalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RegeneratePlan($input: RegeneratePlanInput!) {\n    regeneratePlan(input: $input) {\n      ... on Posting {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RegeneratePlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment PlanVersion on Plan {\n    version\n    author\n    source\n    createdAt\n    questions {\n      id\n      text\n    }\n    changes {\n      ...PlanChangeWords\n    }\n  }\n",
): typeof import("./graphql").PlanVersionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment PlanDraft on Plan {\n    competencies {\n      key\n      name\n      because\n      weight\n    }\n    questions {\n      id\n      kind\n      competency\n      text\n      because\n      minutes\n      mustAsk\n      weight\n      overrideReason\n      overriddenBy\n      probes {\n        when\n        text\n      }\n      anchors {\n        level\n        text\n      }\n      lookFor\n    }\n  }\n",
): typeof import("./graphql").PlanDraftFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query PostingList {\n    postings {\n      id\n      title\n      location\n      team\n      plan {\n        version\n        minutes\n        coverage {\n          share\n        }\n      }\n      proposal {\n        status\n      }\n    }\n  }\n",
): typeof import("./graphql").PostingListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query PostingPlan($id: ID!) {\n    posting(id: $id) {\n      id\n      title\n      location\n      team\n      url\n      leverDescription\n      description\n      jurisdiction\n      suggestedJurisdiction {\n        id\n      }\n      plan {\n        text\n        id\n        version\n        author\n        createdAt\n        source\n        fallback\n        minutes\n        language\n        wording\n        coverage {\n          covered\n          missing\n        }\n        facts {\n          topic\n          text\n        }\n        questions {\n          id\n        }\n        ...PlanContent\n        ...PlanDraft\n      }\n      plans {\n        ...PlanVersion\n      }\n      proposal {\n        status\n        baseVersion\n        updatedAt\n        minutes\n        questions {\n          id\n          text\n        }\n        changes {\n          ...PlanChangeWords\n        }\n        conflicts {\n          kind\n          questionId\n          kept\n          offered\n        }\n      }\n    }\n  }\n",
): typeof import("./graphql").PostingPlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation PublishPlan($input: PublishPlanInput!) {\n    publishPlan(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").PublishPlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ImportPlan($input: ImportPlanInput!) {\n    importPlan(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ImportPlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ApplyPlanTemplate($input: ApplyPlanTemplateInput!) {\n    applyPlanTemplate(input: $input) {\n      ... on PlanOutcome {\n        __typename\n        published\n        faults {\n          severity\n          questionId\n          forbidden\n          message\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ApplyPlanTemplateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment RequestCard on CandidateRequest {\n    id\n    kind\n    text\n    status\n    passages {\n      text\n    }\n    madeAt\n    dueAt\n    reply\n    repliedBy\n    repliedAt\n    interview {\n      id\n      candidateName\n      candidateEmail\n      posting {\n        id\n        title\n      }\n    }\n  }\n",
): typeof import("./graphql").RequestCardFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query OpenRequests {\n    openRequests {\n      id\n      status\n      ...RequestCard\n    }\n  }\n",
): typeof import("./graphql").OpenRequestsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query OpenRequestCount {\n    openRequests {\n      id\n    }\n  }\n",
): typeof import("./graphql").OpenRequestCountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation AnswerRequest($input: AnswerRequestInput!) {\n    answerRequest(input: $input) {\n      ... on CandidateRequest {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").AnswerRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query ScoringAgreement {\n    scoringAgreement {\n      count\n      exact\n      withinOne\n      qwk\n    }\n  }\n",
): typeof import("./graphql").ScoringAgreementDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      ... on CreatedApiToken {\n        __typename\n        token\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").CreateApiTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n    revokeApiToken(input: $input) {\n      ... on ApiTokens {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RevokeApiTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Sessions {\n    sessions {\n      nodes {\n        id\n        browser\n        createdAt\n        expiresAt\n        current\n      }\n    }\n  }\n",
): typeof import("./graphql").SessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      ... on Sessions {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RevokeSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SignOutEverywhere {\n    signOutEverywhere {\n      ... on Sessions {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SignOutEverywhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query ApiTokens {\n    apiTokens {\n      nodes {\n        id\n        name\n        scope\n        createdAt\n        expiresAt\n      }\n    }\n  }\n",
): typeof import("./graphql").ApiTokensDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query AuditLog($first: Int!, $after: String, $filter: AuditFilter) {\n    auditLog(first: $first, after: $after, filter: $filter) {\n      nodes {\n        sequence\n        at\n        actor\n        operator {\n          id\n          name\n        }\n        action\n        subject\n        details\n        hash\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      headHash\n    }\n  }\n",
): typeof import("./graphql").AuditLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Integration {\n    integration {\n      status\n      reason\n      authentication\n      accountId\n      connectedAt\n      scopes {\n        name\n        reason\n        granted\n      }\n      webhooks {\n        event\n        leverId\n        createdAt\n      }\n      performAs {\n        id\n        name\n        role\n      }\n      users {\n        id\n        name\n        role\n      }\n      feedbackForms {\n        id\n        text\n      }\n      stages {\n        id\n        text\n      }\n      triggerStages {\n        id\n        text\n        since\n        missing\n      }\n      triggerStatus\n      applicationTag\n      invitedTag\n      completeTag\n      blockedOrigins\n      inviteDelayMinutes\n      oneInvitePerDay\n      errorTag\n      addLink\n      feedback {\n        formId\n      }\n      advance {\n        stage {\n          id\n          text\n        }\n        fromScore\n      }\n      health {\n        checkedAt\n        checking\n        status\n        checks {\n          subject\n          title\n          outcome\n          detail\n          remedy\n        }\n        webhooks\n        lastEventAt\n        refusedEvents\n        lastRefusal\n        lastRefusedAt\n      }\n      reconciliation {\n        upTo\n        foundMoves\n        foundApplications\n      }\n    }\n  }\n",
): typeof import("./graphql").IntegrationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Connection {\n    integration {\n      status\n      reason\n    }\n  }\n",
): typeof import("./graphql").ConnectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Postings {\n    integration {\n      postings {\n        id\n        title\n        location\n        team\n        url\n        tags\n        invites\n        stages {\n          id\n          text\n          missing\n        }\n        invitesOnApplication\n        nearMiss\n      }\n    }\n  }\n",
): typeof import("./graphql").PostingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query InterviewRules {\n    viewer {\n      id\n      tenant {\n        id\n        followUps\n        integritySignals\n        answerMinutes\n        cutoffs {\n          two\n          three\n          four\n        }\n      }\n    }\n  }\n",
): typeof import("./graphql").InterviewRulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetInterviewRules($input: SetInterviewRulesInput!) {\n    setInterviewRules(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetInterviewRulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ConnectLeverByApiKey($input: ConnectLeverByApiKeyInput!) {\n    connectLeverByApiKey(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ConnectLeverByApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation Backfill($input: BackfillInput!) {\n    backfill(input: $input) {\n      ... on Backfill {\n        __typename\n        id\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").BackfillDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query BackfillPreview($id: ID!) {\n    backfill(id: $id) {\n      id\n      status\n      error\n      inviteCount\n      candidates {\n        opportunityId\n        ...BackfillRow\n      }\n    }\n  }\n",
): typeof import("./graphql").BackfillPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment BackfillRow on BackfillCandidate {\n    name\n    posting\n    url\n    wouldBeInvited\n    reason\n  }\n",
): typeof import("./graphql").BackfillRowFragmentDoc;
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
  source: "\n  mutation DisconnectLever {\n    disconnectLever {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").DisconnectLeverDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation CheckIntegration {\n    checkIntegration {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").CheckIntegrationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetPerformAs($input: SetPerformAsInput!) {\n    setPerformAs(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetPerformAsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetPostingTrigger($input: SetPostingTriggerInput!) {\n    setPostingTrigger(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetPostingTriggerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetTriggerRules($input: SetTriggerRulesInput!) {\n    setTriggerRules(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetTriggerRulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetTriggerStages($input: SetTriggerStagesInput!) {\n    setTriggerStages(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n        code\n      }\n    }\n  }\n",
): typeof import("./graphql").SetTriggerStagesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetWriteback($input: SetWritebackInput!) {\n    setWriteback(input: $input) {\n      ... on Integration {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetWritebackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetBrand($input: SetBrandInput!) {\n    setBrand(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetBrandDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SendMailPreview($input: SendMailPreviewInput!) {\n    sendMailPreview(input: $input) {\n      ... on Mail {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SendMailPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetQuietHours($input: SetQuietHoursInput!) {\n    setQuietHours(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetQuietHoursDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query MailLooks {\n    viewer {\n      id\n      email\n      tenant {\n        id\n        name\n        brand {\n          accent\n          footer\n          replyTo\n        }\n        quietHours {\n          fromHour\n          untilHour\n          zone\n          own\n        }\n      }\n    }\n  }\n",
): typeof import("./graphql").MailLooksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query MailPreview($kind: MailKind!, $language: String!) {\n    mailPreview(kind: $kind, language: $language) {\n      subject\n      html\n      text\n    }\n  }\n",
): typeof import("./graphql").MailPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation InviteOperator($input: InviteOperatorInput!) {\n    inviteOperator(input: $input) {\n      ... on InvitedOperator {\n        __typename\n        signInLink\n        expiresAt\n        operator {\n          id\n          email\n        }\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").InviteOperatorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetOperatorPostings($input: SetOperatorPostingsInput!) {\n    setOperatorPostings(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetOperatorPostingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation RemoveOperator($input: RemoveOperatorInput!) {\n    removeOperator(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").RemoveOperatorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetOperatorRole($input: SetOperatorRoleInput!) {\n    setOperatorRole(input: $input) {\n      ... on Operator {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetOperatorRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Operators {\n    operators {\n      id\n      name\n      email\n      role\n      hasPassword\n      postingIds\n    }\n  }\n",
): typeof import("./graphql").OperatorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetEvidenceOnly($input: SetEvidenceOnlyInput!) {\n    setEvidenceOnly(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetEvidenceOnlyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query AdverseImpact($year: Int) {\n    adverseImpact(year: $year) {\n      scored\n      median\n      sexUnknown\n      raceEthnicityUnknown\n      csv\n      bySex {\n        ...ImpactRowFields\n      }\n      byRaceEthnicity {\n        ...ImpactRowFields\n      }\n      byBoth {\n        ...ImpactRowFields\n      }\n    }\n  }\n",
): typeof import("./graphql").AdverseImpactDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  fragment ImpactRowFields on ImpactRow {\n    sex\n    raceEthnicity\n    count\n    scoringRate\n    impactRatio\n    belowFourFifths\n    fisherExactP\n    leftOut\n  }\n",
): typeof import("./graphql").ImpactRowFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetKeepRecordings($input: SetKeepRecordingsInput!) {\n    setKeepRecordings(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetKeepRecordingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetRetention($input: SetRetentionInput!) {\n    setRetention(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetRetentionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetSelfReport($input: SetSelfReportInput!) {\n    setSelfReport(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetSelfReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Jurisdictions {\n    jurisdictions {\n      id\n      version\n      name\n      about\n      laws\n      scoringAfterBusinessDays\n      keepDaysMin\n      keepDaysMax\n      texts {\n        language\n        notice\n        consent\n      }\n    }\n  }\n",
): typeof import("./graphql").JurisdictionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetJurisdiction($input: SetJurisdictionInput!) {\n    setJurisdiction(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetJurisdictionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Privacy {\n    viewer {\n      id\n      tenant {\n        id\n        retentionDays\n        evidenceOnly\n        keepRecordings\n        jurisdiction\n        selfReport\n      }\n    }\n  }\n",
): typeof import("./graphql").PrivacyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query ReportOptions {\n    viewer {\n      id\n      tenant {\n        id\n        reportLanguage\n        reportSections\n      }\n    }\n  }\n",
): typeof import("./graphql").ReportOptionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetReportOptions($input: SetReportOptionsInput!) {\n    setReportOptions(input: $input) {\n      ... on Tenant {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetReportOptionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query OutsideHosts {\n    outsideHosts {\n      host\n      purpose\n      setting\n    }\n  }\n",
): typeof import("./graphql").OutsideHostsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query SystemCard {\n    systemCard {\n      madeAt\n      markdown\n      sections {\n        title\n        paragraphs\n        facts {\n          name\n          value\n        }\n      }\n    }\n  }\n",
): typeof import("./graphql").SystemCardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query PlanTemplates {\n    planTemplates {\n      id\n      name\n      wording\n      updatedAt\n      text\n      questions {\n        id\n      }\n    }\n  }\n",
): typeof import("./graphql").PlanTemplatesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SavePlanTemplate($input: SavePlanTemplateInput!) {\n    savePlanTemplate(input: $input) {\n      ... on PlanTemplate {\n        __typename\n        name\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SavePlanTemplateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation ImportPlanTemplate($input: ImportPlanTemplateInput!) {\n    importPlanTemplate(input: $input) {\n      ... on PlanTemplate {\n        __typename\n        name\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").ImportPlanTemplateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation DeletePlanTemplate($input: DeletePlanTemplateInput!) {\n    deletePlanTemplate(input: $input) {\n      ... on PlanTemplates {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").DeletePlanTemplateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation TestOutboundWebhook {\n    testOutboundWebhook {\n      ... on Outbound {\n        __typename\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").TestOutboundWebhookDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query OutboundEvents($first: Int!, $after: String) {\n    outboundEvents(first: $first, after: $after) {\n      nodes {\n        id\n        webhookId\n        type\n        status\n        attempts\n        error\n        createdAt\n        endedAt\n        nextTryAt\n        interview {\n          id\n          candidateName\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n",
): typeof import("./graphql").OutboundEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Outbound {\n    outbound {\n      allowedHosts\n      webhook {\n        url\n        createdAt\n        deliveredAt\n        failedAt\n        error\n        waiting\n      }\n    }\n  }\n",
): typeof import("./graphql").OutboundDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  mutation SetOutboundWebhook($input: SetOutboundWebhookInput!) {\n    setOutboundWebhook(input: $input) {\n      ... on OutboundWebhookSet {\n        __typename\n        secret\n      }\n      ... on Problem {\n        __typename\n        message\n      }\n    }\n  }\n",
): typeof import("./graphql").SetOutboundWebhookDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "\n  query Viewer {\n    viewer {\n      id\n      email\n      name\n      role\n      hasPassword\n      tenant {\n        id\n        name\n        interviewerName\n        evidenceOnly\n      }\n    }\n  }\n",
): typeof import("./graphql").ViewerDocument;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
