/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
/** What an answer at one level is like. */
export type AnchorInput = {
  /** 1, 3 or 5. */
  level: number;
  /** The behaviour, in words. */
  text: string;
};

/** What to write back. */
export type AnswerRequestInput = {
  /** `request:<uuid>` of an open request. */
  id: string | number;
  /** The words, 10,000 letters or fewer; empty lines set paragraphs apart. */
  reply: string;
};

/** A template to ask by. */
export type ApplyPlanTemplateInput = {
  /** The newest version of its plan. */
  baseVersion: number;
  /** True: only tells what is wrong with it. */
  dryRun?: boolean | null | undefined;
  /** Lever's id of the posting. */
  postingId: string | number;
  /** `plan_template:<uuid>`. */
  templateId: string | number;
};

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

/** Something the interview looks at. */
export type CompetencyInput = {
  /** The words that justify it. */
  because: string;
  /** Stable name, for programs; questions name it. */
  key: string;
  /** Name, for people. */
  name: string;
  /** Its share in the overall score, relative to the others; 1 to 100, or 1 when left out. */
  weight?: number | null | undefined;
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

/** The least overall scores for Lever's 2, 3 and 4: 1 to 100, each higher than the one before. */
export type CutoffsInput = {
  /** From here on, 4. */
  four: number;
  /** From here on, 3. */
  three: number;
  /** From here on, 2. */
  two: number;
};

/** What was given up. */
export type DeadLetterKind =
  /** Something that was to be done and could not. */
  | "EFFECT"
  /** Something that the company's own endpoint was to be told and could not. */
  | "EVENT"
  /** Something that came in and could not be decided. */
  | "MESSAGE";

/** A template to delete. */
export type DeletePlanTemplateInput = {
  /** `plan_template:<uuid>`. */
  id: string | number;
};

/** What happened in Lever. */
export type DeliveryEvent =
  /** Somebody applied, or was added to a posting. */
  | "APPLICATION"
  /** A candidate was deleted. */
  | "DELETION"
  /** An opportunity was moved to another stage. */
  | "STAGE_CHANGE";

/** What became of it here. */
export type DeliveryStatus =
  /** It was given up; an operator decides. */
  | "DEAD"
  /** It was taken up; also where nothing came of it, as of most moves. */
  | "DONE"
  /** An operator dropped it. */
  | "DROPPED"
  /** It waits for its turn. */
  | "PENDING";

/** What to drop. */
export type DropDeadLetterInput = {
  /** `message:<uuid>` or `effect:<uuid>`. */
  id: string | number;
  /** Why, for other operators; 500 characters at most. */
  reason?: string | null | undefined;
};

/** What to drop, and why. */
export type DropDeadLettersInput = {
  /** Only what is of this kind; null: everything. */
  kind?: DeadLetterKind | null | undefined;
  /** Why, for other operators; 500 characters at most. */
  reason?: string | null | undefined;
};

/** What is to be erased. */
export type EraseInterviewInput = {
  /** `pipeline:<uuid>`, of an interview that has ended. */
  id: string | number;
  /** Why, for the audit log, 1 to 500 characters. It is kept for good, so name nobody in it. */
  reason: string;
};

/** What a fact is about. */
export type FactTopic =
  /** What the posting offers besides pay. */
  | "BENEFITS"
  /** Full-time, contract, … */
  | "COMMITMENT"
  /** Department. */
  | "DEPARTMENT"
  /** Where the work is. */
  | "LOCATION"
  /** The pay range, and what the posting says about pay. */
  | "SALARY"
  /** Team. */
  | "TEAM"
  /** On site, hybrid, remote. */
  | "WORKPLACE";

/** What a person should look at. */
export type FlagKind =
  /** Sentences that speak to the scorer instead of answering; they were left out of the rating. */
  | "INJECTION_SUSPECTED"
  /** A language that the scorer does not read; the turn was not rated. */
  | "LANGUAGE_NOT_READ";

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
  /** Whether each of our webhooks is there, once. */
  | "WEBHOOKS";

/** A plan as a text file. */
export type ImportPlanInput = {
  /** The version that was edited; refused when there is a newer one. */
  baseVersion: number;
  /** True: only tells what is wrong with it. */
  dryRun?: boolean | null | undefined;
  /** Lever's id of the posting. */
  postingId: string | number;
  /** As `plan.text` gives it. */
  text: string;
};

/** A template as a text file. */
export type ImportPlanTemplateInput = {
  /** As `planTemplate.text` gives it; one of the same name is replaced. */
  text: string;
};

/** Whom to invite. */
export type InviteCandidateInput = {
  /** The opportunity in Lever: its id, or its address in Lever's web app. */
  opportunity: string;
};

/** Who is to use the dashboard. */
export type InviteOperatorInput = {
  /** Their address, by which they sign in. */
  email: string;
  /** Their name, as shown; 1 to 100 characters. */
  name: string;
  /** What they may do. */
  role: Role;
};

/** Why a category has no ratio. */
export type LeftOut =
  /** Nobody is in it. */
  | "NOBODY"
  /** Fewer than five people are; or, with the totals, it would tell how many are in one of those. */
  | "NOT_SHOWN"
  /** There is one, but the highest rate is that of a category that is not shown. */
  | "NO_REFERENCE"
  /** Fewer than two in a hundred are. */
  | "UNDER_TWO_PERCENT";

/** Which mails are wanted. */
export type MailFilter = {
  /** Only those of this kind. */
  kind?: MailKind | null | undefined;
  /** Only those in this state. */
  state?: MailState | null | undefined;
};

/** What a mail is. */
export type MailKind =
  /** Says that the interview was cancelled. */
  | "CANCELLED"
  /** Confirms a time that was chosen or given back. */
  | "CONFIRMATION"
  /** Tells an operator that Lever is disconnected. */
  | "DISCONNECTED"
  /** Thanks for it. */
  | "FOLLOW_UP"
  /** The invite, also when it is sent again. */
  | "INVITE"
  /** Feedback that an operator wanted sent. */
  | "LETTER"
  /** Tells an operator how to sign in for the first time. */
  | "MEMBER"
  /** Shows an operator what candidates get. */
  | "PREVIEW"
  /** Reminds of it. */
  | "REMINDER"
  /** What an operator wrote back to what a candidate asked for. */
  | "REPLY"
  /** Says that the time is near. */
  | "START";

/** What became of a mail last. */
export type MailState =
  /** The mail server took it. Whether it arrives is not known. */
  | "ACCEPTED"
  /** A report said that it cannot be delivered. */
  | "BOUNCED"
  /** It arrived: the link in it was opened. */
  | "LINK_OPENED"
  /** Something newer took its place, or it was given up, before any mail server had it. */
  | "NOT_SENT"
  /** It waits for its turn, for Lever, or for the mail server. */
  | "QUEUED"
  /** The mail server refused it for good. */
  | "REFUSED";

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

/** How far an event is. */
export type OutboundEventStatus =
  /** The endpoint took it. */
  | "DONE"
  /**
   * It is never sent: an operator dropped it, the endpoint was removed, or what is kept of the candidate
   * was erased.
   */
  | "DROPPED"
  /** It was given up, as a rule after two days of trying; an operator decides. */
  | "GIVEN_UP"
  /** It is sent, or sent again, as soon as its time comes. */
  | "WAITING";

/** What a host is there for. */
export type OutsidePurpose =
  /** Companies that want it are told there how their interviews go. */
  | "EVENTS"
  /** Candidates, postings, stages and users are read there; tags, notes and reports are written. */
  | "LEVER"
  /** The tokens that Lever grants are fetched there. */
  | "LEVER_SIGN_IN"
  /** Mails to candidates and members are handed over there. */
  | "MAIL"
  /** A language model makes questions of postings there, and judges answers, in which names are blanked. */
  | "MODEL"
  /** Members are known there by the company's own accounts. */
  | "OPEN_ID"
  /** All that is asked over HTTP goes through it, as the server's environment says. */
  | "PROXY"
  /** What candidates say becomes text there, and questions become sound. */
  | "SPEECH"
  /** Everything is stored there. */
  | "STORE";

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

/** What happened to a part of a plan. */
export type PlanChangeKind =
  /** It is new. */
  | "ADDED"
  /** It is another. */
  | "CHANGED"
  /** It stands elsewhere. */
  | "MOVED"
  /** It is no longer there. */
  | "REMOVED";

/** What an operator and a changed posting disagree about. */
export type PlanConflictKind =
  /** Both changed the question. */
  | "BOTH_CHANGED"
  /** The operator changed it, and the posting gives no reason to ask it any more. */
  | "NO_REASON_ANYMORE"
  /** The operator removed it, and the posting would have it asked in other words. */
  | "REMOVED_BUT_CHANGED";

/** How much it matters. */
export type PlanFaultSeverity =
  /** The plan cannot be used. */
  | "ERROR"
  /** It can, but should be looked at. */
  | "WARNING";

/**
 * What an interview is to look at and to ask. The rest of a plan, such as what the posting states,
 * stays as it is.
 */
export type PlanInput = {
  /** What is looked at, most important first. */
  competencies: Array<CompetencyInput>;
  /** What is asked, in order. */
  questions: Array<QuestionInput>;
};

/** A part of a plan. */
export type PlanPart =
  /** Something the interview looks at. */
  | "COMPETENCY"
  /** Something the posting states. */
  | "FACT"
  /** A question. */
  | "QUESTION"
  /** The title. */
  | "TITLE";

/** A proposal to approve or to dismiss. */
export type PlanProposalInput = {
  /** The version that it changes, so that nothing else is decided than what was seen. */
  baseVersion: number;
  /** Lever's id of the posting. */
  postingId: string | number;
  /**
   * `PlanProposal.updatedAt` as it was when somebody looked: one that was made anew since then is
   * refused. Absent: whatever is open for this version.
   */
  updatedAt?: string | null | undefined;
};

/** How far a proposal is. */
export type PlanProposalStatus =
  /** Became a version. */
  | "APPROVED"
  /** An operator does not want it. */
  | "DISMISSED"
  /** Being made. */
  | "MAKING"
  /** Waits for an operator. */
  | "OPEN"
  /** It would change nothing. */
  | "SAME";

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

/** A follow-up question and when to ask it. */
export type ProbeInput = {
  /** The wording. */
  text: string;
  /** The condition, in words. */
  when: string;
};

/** Kinds of refusals. */
export type ProblemCode =
  /** It does not go with how things stand. */
  | "CONFLICT"
  /** The operator's role does not allow it. */
  | "FORBIDDEN"
  /** The input is not acceptable. */
  | "INVALID"
  /** The installation lacks a setting. */
  | "NOT_CONFIGURED"
  /** There is no such thing, or not for this operator. */
  | "NOT_FOUND"
  /** It was tried too often. */
  | "THROTTLED"
  /** Nobody is signed in, or the credentials are wrong. */
  | "UNAUTHENTICATED";

/** A plan to publish. */
export type PublishPlanInput = {
  /** The version that was edited; refused when there is a newer one. */
  baseVersion: number;
  /** True: only tells what is wrong with it. */
  dryRun?: boolean | null | undefined;
  /** What is to be asked. */
  plan: PlanInput;
  /** Lever's id of the posting. */
  postingId: string | number;
};

/** A question. */
export type QuestionInput = {
  /** What answers at levels 1, 3 and 5 are like; none for opener and closer. */
  anchors: Array<AnchorInput>;
  /** The posting's words that it is about. */
  because?: string | null | undefined;
  /** Key of the competency it looks at; none for opener and closer. */
  competency?: string | null | undefined;
  /** Its id in the version that was edited; left out for a new one. */
  id?: string | null | undefined;
  /** What it is for. */
  kind: QuestionKind;
  /** What a good answer contains. */
  lookFor: Array<string>;
  /** Estimated length in minutes, 1 to 60. */
  minutes: number;
  /** Whether it is asked even when time runs short. */
  mustAsk: boolean;
  /**
   * Why it may be asked although the guard finds in it what otherwise may not be asked. It is kept
   * with the operator's name. Left out, an earlier reason holds for the words it was given for.
   */
  overrideReason?: string | null | undefined;
  /** Follow-ups, each with its condition; two at most. */
  probes: Array<ProbeInput>;
  /** The exact wording, 30 words or fewer. */
  text: string;
  /** Its share in the overall score, relative to the others; 1 to 100, or 1 when left out. */
  weight?: number | null | undefined;
};

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

/** What a person found in the answers to one question. */
export type QuestionRatingInput = {
  /** Why, 4,000 letters or fewer. */
  comment?: string | null | undefined;
  /** 1 to 5; null: the answers do not show it. */
  level?: number | null | undefined;
  /** The question's id in the plan. */
  questionId: string;
};

/** Race or ethnicity, as EEO-1 reports have it. */
export type RaceEthnicity =
  /** Asian. */
  | "ASIAN"
  /** Black or African American. */
  | "BLACK_OR_AFRICAN_AMERICAN"
  /** Of any race. */
  | "HISPANIC_OR_LATINO"
  /** Native American or Alaska Native. */
  | "NATIVE_AMERICAN_OR_ALASKA_NATIVE"
  /** Native Hawaiian or Pacific Islander. */
  | "NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER"
  /** Two or more races. */
  | "TWO_OR_MORE_RACES"
  /** Not Hispanic or Latino, like all that follow. */
  | "WHITE";

/** What a person found. */
export type RateInterviewInput = {
  /** `pipeline:<uuid>` of an interview that was answered in full. */
  id: string | number;
  /** One for each question that they rate, by its rubric. */
  ratings: Array<QuestionRatingInput>;
};

/** A posting whose plan is made anew. */
export type RegeneratePlanInput = {
  /** Lever's id of the posting. */
  postingId: string | number;
};

/** Who no longer uses the dashboard. */
export type RemoveOperatorInput = {
  /** `operator:<uuid>`, out of `operators`. */
  operatorId: string | number;
};

/** What reports are written in. */
export type ReportLanguage =
  /** Each in the language of its questions, English if reports do not have that. */
  | "AS_INTERVIEW"
  /** English. */
  | "ENGLISH"
  /** French. */
  | "FRENCH"
  /** German. */
  | "GERMAN"
  /** Spanish. */
  | "SPANISH";

/** A part of a report that a company may do without. */
export type ReportSection =
  /** The chart of levels. */
  | "CHART"
  /** General feedback. */
  | "FEEDBACK"
  /** Each question with its level and why. */
  | "QUESTIONS"
  /** What the candidate said, below each question. */
  | "QUOTES"
  /** Strengths and gaps. */
  | "STRENGTHS"
  /** All that was asked and answered. */
  | "TRANSCRIPT"
  /** Versions and hashes of what took part. */
  | "VERSIONS";

/** What a request is about. */
export type RequestKind =
  /**
   * They need the interview to be another way, for example because of a disability. The link does
   * not end while this waits, for 30 days at most.
   */
  | "ACCOMMODATION"
  /** They want something corrected that is kept of them. */
  | "CORRECTION"
  /** They want deleted what is kept of them. */
  | "DELETION"
  /** They want to know something about the position. */
  | "QUESTION";

/** What became of a request. */
export type RequestStatus =
  /** A person did. */
  | "ANSWERED"
  /** A person is to answer. */
  | "OPEN"
  /** The posting said it, and the candidate was shown where. */
  | "STATED";

/** An interview to score once more. */
export type RescoreInterviewInput = {
  /** `pipeline:<uuid>` of an interview with a scorecard. */
  id: string | number;
};

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

/** What to try again. */
export type RetryDeadLettersInput = {
  /** Only what is of this kind; null: everything. */
  kind?: DeadLetterKind | null | undefined;
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

/** Which link to end. */
export type RevokeReportShareInput = {
  /** `report_share:<uuid>`, out of `shares` of a report. */
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

/** A plan to keep as a template. */
export type SavePlanTemplateInput = {
  /** What to call it, 100 letters at most; one of the same name is replaced. */
  name: string;
  /** Lever's id of the posting whose newest plan it is. */
  postingId: string | number;
};

/** Whom to send a letter. */
export type SendLetterInput = {
  /** `pipeline:<uuid>` of an interview with a scorecard. */
  id: string | number;
};

/** Which mail to send. */
export type SendMailPreviewInput = {
  /** One that candidates get. */
  kind: MailKind;
  /** Two letters: en, es, fr or de; another gives English. */
  language: string;
};

/** Whether who did well is moved, and where. */
export type SetAdvanceInput = {
  /** From this of Lever's scores on, 1 to 4; left out: as it is, or 3. */
  fromScore?: number | null | undefined;
  /** Lever's id of a stage out of `integration.stages`; left out: as it is. */
  stageId?: string | number | null | undefined;
  /** Whether they are. Upward only, never back. */
  wanted: boolean;
};

/** How what candidates get looks. All of it is set. */
export type SetBrandInput = {
  /** `#rrggbb`, with a contrast of 4.5 or more with white; null or empty: Fulcrum's. */
  accent?: string | null | undefined;
  /** A line at the end of mails, up to 200 characters; null or empty: none. */
  footer?: string | null | undefined;
  /** The company's name as candidates read it, up to 100 characters; left out: as it is. */
  name?: string | null | undefined;
  /** A mail address; null or empty: the server's. */
  replyTo?: string | null | undefined;
};

/** Whether there are scores. */
export type SetEvidenceOnlyInput = {
  /** True: no number is shown or written anywhere, only the questions and what candidates said. */
  evidenceOnly: boolean;
};

/** Whether a feedback form is filled in, and which. */
export type SetFeedbackInput = {
  /** Lever's id of a form out of `integration.feedbackForms`; left out: as it is. */
  formId?: string | number | null | undefined;
  /** Whether one is. The access it takes is granted by connecting again. */
  wanted: boolean;
};

/** How interviews are conducted; what is left out stays as it is. */
export type SetInterviewRulesInput = {
  /**
   * How long candidates are to take for an answer, in minutes, 1 to 60; null: as long as they like. Only
   * for who agrees from now on, since they are told.
   */
  answerMinutes?: number | null | undefined;
  /** From which overall scores on Lever's is higher. */
  cutoffs?: CutoffsInput | null | undefined;
  /** Most follow-ups to one question, 0 to 2; the same for all candidates. */
  followUps?: number | null | undefined;
  /**
   * Whether the page counts how often something is pasted into an answer and how often it is left.
   * Only of who agrees from now on, since they are told.
   */
  integritySignals?: boolean | null | undefined;
};

/** Whose law holds. */
export type SetJurisdictionInput = {
  /** An id out of `jurisdictions`. Null, with a posting: the company's again. */
  jurisdiction?: string | number | null | undefined;
  /** Lever's id of a posting; null: for all that have none of their own. */
  postingId?: string | number | null | undefined;
};

/** Whether recordings are kept. */
export type SetKeepRecordingsInput = {
  /**
   * True: what candidates say is kept as sound, too, where it is turned into text here. Only of those
   * who were told so before they agreed.
   */
  keepRecordings: boolean;
};

/** Whether an interview must be kept. */
export type SetLegalHoldInput = {
  /** True: nothing of it is erased, by whomever, until this is taken back. */
  held: boolean;
  /** `pipeline:<uuid>`. */
  id: string | number;
};

/** The postings of an operator. */
export type SetOperatorPostingsInput = {
  /** `operator:<uuid>`, out of `operators`. */
  operatorId: string | number;
  /** Lever's ids of postings, 1000 at most; none: they see no interviews. */
  postingIds: Array<string | number>;
};

/** What an operator may do from now on. */
export type SetOperatorRoleInput = {
  /** `operator:<uuid>`, out of `operators`. */
  operatorId: string | number;
  /** What they may do. */
  role: Role;
};

/** Where to send events. */
export type SetOutboundWebhookInput = {
  /** An https address at one of `allowedHosts`; null: nowhere any more. */
  url?: string | null | undefined;
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

/** What interviews of a posting are planned from. */
export type SetPostingDescriptionInput = {
  /**
   * The description that was there when this one was written, so that nobody's words are
   * replaced unseen; null: there was none. Left out: whatever is there is replaced.
   */
  baseDescription?: string | null | undefined;
  /** The description, 40,000 letters at most; null: what Lever describes. */
  description?: string | null | undefined;
  /** Lever's id of the posting. */
  postingId: string | number;
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

/** When candidates are not reminded. */
export type SetQuietHoursInput = {
  /** 0 to 23. */
  fromHour?: number | null | undefined;
  /** Whether the company has hours of its own; if not, the server's count, and the rest is not read. */
  own: boolean;
  /** 0 to 23; the same as `fromHour`: no hours are quiet. */
  untilHour?: number | null | undefined;
  /** The IANA name of the time zone of candidates of whom no other is known. */
  zone?: string | null | undefined;
};

/** What reports look like; what is left out stays as it is. */
export type SetReportOptionsInput = {
  /** What they are written in. */
  language?: ReportLanguage | null | undefined;
  /** Which parts they have, besides the scores, what the report is, and the disclosure. */
  sections?: Array<ReportSection> | null | undefined;
};

/** How long what is kept of candidates is kept. */
export type SetRetentionInput = {
  /** Days after an interview has ended, 1 to 3650; null: for good. */
  days?: number | null | undefined;
};

/** Whether candidates are asked. */
export type SetSelfReportInput = {
  /** True: once their interview is over, candidates may say of which sex, race or ethnicity they are. */
  asked: boolean;
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
   * The ids of the stages that triggered when these were chosen, in any order, so that nobody's
   * choice is replaced unseen. Left out: whatever is chosen is replaced.
   */
  baseStageIds?: Array<string | number> | null | undefined;
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

/** Sex, as EEO-1 reports have it. */
export type Sex =
  /** Female. */
  | "FEMALE"
  /** Male. */
  | "MALE";

/** Of which interview to share the report. */
export type ShareReportInput = {
  /** How long the link works, in days; 1 to 90. */
  days: number;
  /** `pipeline:<uuid>`. */
  interviewId: string | number;
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
  /** An operator wanted just this one invited. */
  | "BY_HAND"
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

export type CompanySignInQueryVariables = Exact<{ [key: string]: never }>;

export type CompanySignInQuery = {
  companySignIn: { name: string; path: string; only: boolean } | null;
};

export type DeliveriesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type DeliveriesQuery = {
  deliveries: {
    nodes: Array<{
      id: string;
      event: DeliveryEvent;
      announced: boolean;
      opportunityId: string;
      receivedAt: string;
      status: DeliveryStatus;
      error: string | null;
      interview: { id: string; candidateName: string } | null;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type GivenUpQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  kind?: DeadLetterKind | null | undefined;
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

export type RetryDeadLettersMutationVariables = Exact<{
  input: RetryDeadLettersInput;
}>;

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

export type ScorecardChangeFragment = {
  samePlan: boolean;
  overallBefore: number | null;
  overallAfter: number | null;
  ratings: Array<{
    questionId: string;
    competencyName: string;
    before: number | null;
    after: number | null;
    steps: number | null;
    sameRubric: boolean;
  }>;
} & { " $fragmentName"?: "ScorecardChangeFragment" };

export type EraseInterviewMutationVariables = Exact<{
  input: EraseInterviewInput;
}>;

export type EraseInterviewMutation = {
  eraseInterview: { __typename: "Interview" } | { __typename: "Problem"; message: string };
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
  erasedAt: string | null;
  deletedAt: string | null;
  notice: { scoringNotBefore: string | null } | null;
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
        completedAt: string | null;
        candidateEmail: string | null;
        posting: { id: string; title: string } | null;
        plan:
          | ({ id: string } & {
              " $fragmentRefs"?: {
                PlanSectionFragment: PlanSectionFragment;
                RatePlanFragment: RatePlanFragment;
              };
            })
          | null;
        transcript: Array<
          { number: number; questionId: string; question: string; answer: string } & {
            " $fragmentRefs"?: { TranscriptTurnFragment: TranscriptTurnFragment };
          }
        >;
        scorecard: {
          id: string;
          ratings: Array<{ questionId: string; level: number | null; needsHuman: boolean }>;
        } | null;
        scorecards: Array<
          {
            id: string;
            version: number;
            letter: string | null;
            comparison: {
              " $fragmentRefs"?: { ScorecardChangeFragment: ScorecardChangeFragment };
            } | null;
          } & { " $fragmentRefs"?: { ScorecardSectionFragment: ScorecardSectionFragment } }
        >;
        humanRatings: Array<
          { byViewer: boolean } & {
            " $fragmentRefs"?: { PeopleRatingFragment: PeopleRatingFragment };
          }
        >;
        requests: Array<
          { id: string; status: RequestStatus } & {
            " $fragmentRefs"?: { RequestCardFragment: RequestCardFragment };
          }
        >;
        letter: { text: string; by: string; at: string } | null;
        report:
          | ({ url: string } & {
              " $fragmentRefs"?: { ReportSectionFragment: ReportSectionFragment };
            })
          | null;
        mails: Array<{ id: string } & { " $fragmentRefs"?: { MailRowFragment: MailRowFragment } }>;
        timeline: Array<
          { at: string } & { " $fragmentRefs"?: { TimelineStepFragment: TimelineStepFragment } }
        >;
      } & {
        " $fragmentRefs"?: {
          InterviewHeaderFragment: InterviewHeaderFragment;
          KeepingSectionFragment: KeepingSectionFragment;
        };
      })
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
  completedAt: string | null;
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

export type InviteCandidateMutationVariables = Exact<{
  input: InviteCandidateInput;
}>;

export type InviteCandidateMutation = {
  inviteCandidate: { __typename: "InvitedByHand" } | { __typename: "Problem"; message: string };
};

export type KeepingSectionFragment = {
  id: string;
  state: PipelineState;
  legalHold: boolean;
  erasedAt: string | null;
} & { " $fragmentName"?: "KeepingSectionFragment" };

export type SetLegalHoldMutationVariables = Exact<{
  input: SetLegalHoldInput;
}>;

export type SetLegalHoldMutation = {
  setLegalHold:
    | { __typename: "Interview"; legalHold: boolean }
    | { __typename: "Problem"; message: string };
};

export type SendLetterMutationVariables = Exact<{
  input: SendLetterInput;
}>;

export type SendLetterMutation = {
  sendLetter: { __typename: "Interview" } | { __typename: "Problem"; message: string };
};

export type PeopleRatingFragment = {
  id: string;
  by: string;
  createdAt: string;
  ratings: Array<{
    questionId: string;
    competencyName: string;
    level: number | null;
    comment: string;
  }>;
  agreement: { count: number; exact: number; withinOne: number } | null;
} & { " $fragmentName"?: "PeopleRatingFragment" };

export type PlanContentFragment = {
  competencies: Array<{ key: string; name: string; because: string }>;
  questions: Array<{
    id: string;
    kind: QuestionKind;
    competency: string | null;
    text: string;
    because: string | null;
    minutes: number;
    mustAsk: boolean;
    weight: number | null;
    source: string;
    overrideReason: string | null;
    overriddenBy: string | null;
    scored: boolean;
    lookFor: Array<string>;
    probes: Array<{ when: string; text: string }>;
    anchors: Array<{ level: number; text: string }>;
  }>;
} & { " $fragmentName"?: "PlanContentFragment" };

export type PlanSectionFragment = ({
  id: string;
  version: number;
  hash: string;
  minutes: number;
  language: string;
  source: string;
  questions: Array<{ id: string }>;
} & { " $fragmentRefs"?: { PlanContentFragment: PlanContentFragment } }) & {
  " $fragmentName"?: "PlanSectionFragment";
};

export type RatePlanFragment = {
  competencies: Array<{ key: string; name: string }>;
  questions: Array<{
    id: string;
    competency: string | null;
    text: string;
    scored: boolean;
    anchors: Array<{ level: number; text: string }>;
  }>;
} & { " $fragmentName"?: "RatePlanFragment" };

export type RateInterviewMutationVariables = Exact<{
  input: RateInterviewInput;
}>;

export type RateInterviewMutation = {
  rateInterview: { __typename: "Interview" } | { __typename: "Problem"; message: string };
};

export type RecordingsQueryVariables = Exact<{
  id: string | number;
}>;

export type RecordingsQuery = {
  interview: {
    id: string;
    recordings: Array<{ turn: number; url: string; recordedAt: string }>;
  } | null;
};

export type ReportSectionFragment = {
  url: string;
  sizeBytes: number;
  sha256: string;
  renderedAt: string;
} & { " $fragmentName"?: "ReportSectionFragment" };

export type ReportSharesQueryVariables = Exact<{
  id: string | number;
}>;

export type ReportSharesQuery = {
  interview: {
    id: string;
    report: {
      shares: Array<{
        id: string;
        createdAt: string;
        expiresAt: string;
        revokedAt: string | null;
        live: boolean;
        opens: number;
        openedAt: string | null;
        by: { id: string; name: string } | null;
      }>;
    } | null;
  } | null;
};

export type ShareReportMutationVariables = Exact<{
  input: ShareReportInput;
}>;

export type ShareReportMutation = {
  shareReport:
    | { __typename: "Problem"; message: string }
    | { __typename: "SharedReport"; url: string };
};

export type RevokeReportShareMutationVariables = Exact<{
  input: RevokeReportShareInput;
}>;

export type RevokeReportShareMutation = {
  revokeReportShare: { __typename: "Problem"; message: string } | { __typename: "ReportShare" };
};

export type RetryInterviewMutationVariables = Exact<{
  input: RetryInterviewInput;
}>;

export type RetryInterviewMutation = {
  retryInterview:
    | { __typename: "Interview"; id: string }
    | { __typename: "Problem"; message: string };
};

export type RescoreInterviewMutationVariables = Exact<{
  input: RescoreInterviewInput;
}>;

export type RescoreInterviewMutation = {
  rescoreInterview: { __typename: "Interview" } | { __typename: "Problem"; message: string };
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
  flags: Array<{ kind: FlagKind; turn: number }>;
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
  followUpBecause: string | null;
  answer: string;
  answeredAt: string;
  askedAs: { language: string; text: string } | null;
  signals: { pastes: number; pastedCharacters: number; focusLost: number } | null;
  time: { seconds: number; limitMinutes: number; extended: number } | null;
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

export type InterviewProgressSubscriptionVariables = Exact<{
  id?: string | number | null | undefined;
}>;

export type InterviewProgressSubscription = { interviewProgress: { interviewId: string } };

export type MailRowFragment = {
  id: string;
  kind: MailKind;
  to: string | null;
  subject: string | null;
  state: MailState;
  queuedAt: string;
  acceptedAt: string | null;
  acceptedReply: string | null;
  refusedAt: string | null;
  refusedReply: string | null;
  bouncedAt: string | null;
  bounceReason: string | null;
  delayedAt: string | null;
  delayReason: string | null;
  linkOpenedAt: string | null;
  interviewId: string | null;
  candidateName: string | null;
} & { " $fragmentName"?: "MailRowFragment" };

export type MailsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: MailFilter | null | undefined;
}>;

export type MailsQuery = {
  mails: {
    totalCount: number;
    nodes: Array<{ id: string } & { " $fragmentRefs"?: { MailRowFragment: MailRowFragment } }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type FunnelQueryVariables = Exact<{
  weeks: number;
}>;

export type FunnelQuery = {
  funnel: {
    total: { invited: number; started: number; completed: number; scored: number };
    byPosting: Array<{
      posting: { id: string; title: string } | null;
      counts: { invited: number; started: number; completed: number; scored: number };
    }>;
    byWeek: Array<{
      monday: string;
      counts: { invited: number; started: number; completed: number; scored: number };
    }>;
  };
};

export type StuckCountQueryVariables = Exact<{ [key: string]: never }>;

export type StuckCountQuery = { interviews: { totalCount: number } };

export type QuestionBankQueryVariables = Exact<{
  language: string;
}>;

export type QuestionBankQuery = {
  questionBank: Array<{
    competency: { key: string; name: string; weight: number };
    questions: Array<{
      kind: QuestionKind;
      text: string;
      minutes: number;
      mustAsk: boolean;
      weight: number | null;
      lookFor: Array<string>;
      probes: Array<{ when: string; text: string }>;
      anchors: Array<{ level: number; text: string }>;
    }>;
  }>;
};

export type PlanChangeWordsFragment = {
  kind: PlanChangeKind;
  part: PlanPart;
  key: string;
  before: string | null;
  after: string | null;
  details: Array<string>;
} & { " $fragmentName"?: "PlanChangeWordsFragment" };

export type SetPostingDescriptionMutationVariables = Exact<{
  input: SetPostingDescriptionInput;
}>;

export type SetPostingDescriptionMutation = {
  setPostingDescription:
    | { __typename: "Posting" }
    | { __typename: "Problem"; message: string; code: ProblemCode };
};

export type ApprovePlanProposalMutationVariables = Exact<{
  input: PlanProposalInput;
}>;

export type ApprovePlanProposalMutation = {
  approvePlanProposal:
    | {
        __typename: "PlanOutcome";
        published: boolean;
        faults: Array<{
          severity: PlanFaultSeverity;
          questionId: string | null;
          forbidden: boolean;
          message: string;
        }>;
      }
    | { __typename: "Problem"; code: ProblemCode; message: string };
};

export type DismissPlanProposalMutationVariables = Exact<{
  input: PlanProposalInput;
}>;

export type DismissPlanProposalMutation = {
  dismissPlanProposal:
    | { __typename: "Posting" }
    | { __typename: "Problem"; code: ProblemCode; message: string };
};

export type RegeneratePlanMutationVariables = Exact<{
  input: RegeneratePlanInput;
}>;

export type RegeneratePlanMutation = {
  regeneratePlan: { __typename: "Posting" } | { __typename: "Problem"; message: string };
};

export type PlanVersionFragment = {
  version: number;
  author: string | null;
  source: string;
  createdAt: string;
  questions: Array<{ id: string; text: string }>;
  changes: Array<{ " $fragmentRefs"?: { PlanChangeWordsFragment: PlanChangeWordsFragment } }>;
} & { " $fragmentName"?: "PlanVersionFragment" };

export type PlanDraftFragment = {
  competencies: Array<{ key: string; name: string; because: string; weight: number }>;
  questions: Array<{
    id: string;
    kind: QuestionKind;
    competency: string | null;
    text: string;
    because: string | null;
    minutes: number;
    mustAsk: boolean;
    weight: number | null;
    overrideReason: string | null;
    overriddenBy: string | null;
    lookFor: Array<string>;
    probes: Array<{ when: string; text: string }>;
    anchors: Array<{ level: number; text: string }>;
  }>;
} & { " $fragmentName"?: "PlanDraftFragment" };

export type PostingListQueryVariables = Exact<{ [key: string]: never }>;

export type PostingListQuery = {
  postings: Array<{
    id: string;
    title: string;
    location: string | null;
    team: string | null;
    plan: { version: number; minutes: number; coverage: { share: number } | null } | null;
    proposal: { status: PlanProposalStatus } | null;
  }>;
};

export type PostingPlanQueryVariables = Exact<{
  id: string | number;
}>;

export type PostingPlanQuery = {
  posting: {
    id: string;
    title: string;
    location: string | null;
    team: string | null;
    url: string | null;
    leverDescription: string | null;
    description: string | null;
    jurisdiction: string | null;
    suggestedJurisdiction: { id: string } | null;
    plan:
      | ({
          text: string;
          id: string;
          version: number;
          author: string | null;
          createdAt: string;
          source: string;
          fallback: string | null;
          minutes: number;
          language: string;
          wording: string;
          coverage: { covered: Array<string>; missing: Array<string> } | null;
          facts: Array<{ topic: FactTopic; text: string }>;
          questions: Array<{ id: string }>;
        } & {
          " $fragmentRefs"?: {
            PlanContentFragment: PlanContentFragment;
            PlanDraftFragment: PlanDraftFragment;
          };
        })
      | null;
    plans: Array<{ " $fragmentRefs"?: { PlanVersionFragment: PlanVersionFragment } }>;
    proposal: {
      status: PlanProposalStatus;
      baseVersion: number;
      updatedAt: string;
      minutes: number | null;
      questions: Array<{ id: string; text: string }>;
      changes: Array<{ " $fragmentRefs"?: { PlanChangeWordsFragment: PlanChangeWordsFragment } }>;
      conflicts: Array<{
        kind: PlanConflictKind;
        questionId: string;
        kept: string | null;
        offered: string | null;
      }>;
    } | null;
  } | null;
};

export type PublishPlanMutationVariables = Exact<{
  input: PublishPlanInput;
}>;

export type PublishPlanMutation = {
  publishPlan:
    | {
        __typename: "PlanOutcome";
        published: boolean;
        faults: Array<{
          severity: PlanFaultSeverity;
          questionId: string | null;
          forbidden: boolean;
          message: string;
        }>;
      }
    | { __typename: "Problem"; message: string };
};

export type ImportPlanMutationVariables = Exact<{
  input: ImportPlanInput;
}>;

export type ImportPlanMutation = {
  importPlan:
    | {
        __typename: "PlanOutcome";
        published: boolean;
        faults: Array<{
          severity: PlanFaultSeverity;
          questionId: string | null;
          forbidden: boolean;
          message: string;
        }>;
      }
    | { __typename: "Problem"; message: string };
};

export type ApplyPlanTemplateMutationVariables = Exact<{
  input: ApplyPlanTemplateInput;
}>;

export type ApplyPlanTemplateMutation = {
  applyPlanTemplate:
    | {
        __typename: "PlanOutcome";
        published: boolean;
        faults: Array<{
          severity: PlanFaultSeverity;
          questionId: string | null;
          forbidden: boolean;
          message: string;
        }>;
      }
    | { __typename: "Problem"; message: string };
};

export type RequestCardFragment = {
  id: string;
  kind: RequestKind;
  text: string;
  status: RequestStatus;
  madeAt: string;
  dueAt: string | null;
  reply: string | null;
  repliedBy: string | null;
  repliedAt: string | null;
  passages: Array<{ text: string }>;
  interview: {
    id: string;
    candidateName: string;
    candidateEmail: string | null;
    posting: { id: string; title: string } | null;
  } | null;
} & { " $fragmentName"?: "RequestCardFragment" };

export type OpenRequestsQueryVariables = Exact<{ [key: string]: never }>;

export type OpenRequestsQuery = {
  openRequests: Array<
    { id: string; status: RequestStatus } & {
      " $fragmentRefs"?: { RequestCardFragment: RequestCardFragment };
    }
  >;
};

export type OpenRequestCountQueryVariables = Exact<{ [key: string]: never }>;

export type OpenRequestCountQuery = { openRequests: Array<{ id: string }> };

export type AnswerRequestMutationVariables = Exact<{
  input: AnswerRequestInput;
}>;

export type AnswerRequestMutation = {
  answerRequest: { __typename: "CandidateRequest" } | { __typename: "Problem"; message: string };
};

export type ScoringAgreementQueryVariables = Exact<{ [key: string]: never }>;

export type ScoringAgreementQuery = {
  scoringAgreement: { count: number; exact: number; withinOne: number; qwk: number | null } | null;
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

export type InterviewRulesQueryVariables = Exact<{ [key: string]: never }>;

export type InterviewRulesQuery = {
  viewer: {
    id: string;
    tenant: {
      id: string;
      followUps: number;
      integritySignals: boolean;
      answerMinutes: number | null;
      cutoffs: { two: number; three: number; four: number };
    };
  } | null;
};

export type SetInterviewRulesMutationVariables = Exact<{
  input: SetInterviewRulesInput;
}>;

export type SetInterviewRulesMutation = {
  setInterviewRules: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
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
  setTriggerStages:
    | { __typename: "Integration" }
    | { __typename: "Problem"; message: string; code: ProblemCode };
};

export type SetWritebackMutationVariables = Exact<{
  input: SetWritebackInput;
}>;

export type SetWritebackMutation = {
  setWriteback: { __typename: "Integration" } | { __typename: "Problem"; message: string };
};

export type SetBrandMutationVariables = Exact<{
  input: SetBrandInput;
}>;

export type SetBrandMutation = {
  setBrand: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type SendMailPreviewMutationVariables = Exact<{
  input: SendMailPreviewInput;
}>;

export type SendMailPreviewMutation = {
  sendMailPreview: { __typename: "Mail" } | { __typename: "Problem"; message: string };
};

export type SetQuietHoursMutationVariables = Exact<{
  input: SetQuietHoursInput;
}>;

export type SetQuietHoursMutation = {
  setQuietHours: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type MailLooksQueryVariables = Exact<{ [key: string]: never }>;

export type MailLooksQuery = {
  viewer: {
    id: string;
    email: string;
    tenant: {
      id: string;
      name: string;
      brand: { accent: string | null; footer: string | null; replyTo: string | null };
      quietHours: { fromHour: number; untilHour: number; zone: string; own: boolean };
    };
  } | null;
};

export type MailPreviewQueryVariables = Exact<{
  kind: MailKind;
  language: string;
}>;

export type MailPreviewQuery = {
  mailPreview: { subject: string; html: string; text: string } | null;
};

export type InviteOperatorMutationVariables = Exact<{
  input: InviteOperatorInput;
}>;

export type InviteOperatorMutation = {
  inviteOperator:
    | {
        __typename: "InvitedOperator";
        signInLink: string;
        expiresAt: string;
        operator: { id: string; email: string };
      }
    | { __typename: "Problem"; message: string };
};

export type SetOperatorPostingsMutationVariables = Exact<{
  input: SetOperatorPostingsInput;
}>;

export type SetOperatorPostingsMutation = {
  setOperatorPostings: { __typename: "Operator" } | { __typename: "Problem"; message: string };
};

export type RemoveOperatorMutationVariables = Exact<{
  input: RemoveOperatorInput;
}>;

export type RemoveOperatorMutation = {
  removeOperator: { __typename: "Operator" } | { __typename: "Problem"; message: string };
};

export type SetOperatorRoleMutationVariables = Exact<{
  input: SetOperatorRoleInput;
}>;

export type SetOperatorRoleMutation = {
  setOperatorRole: { __typename: "Operator" } | { __typename: "Problem"; message: string };
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

export type SetEvidenceOnlyMutationVariables = Exact<{
  input: SetEvidenceOnlyInput;
}>;

export type SetEvidenceOnlyMutation = {
  setEvidenceOnly: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type AdverseImpactQueryVariables = Exact<{
  year?: number | null | undefined;
}>;

export type AdverseImpactQuery = {
  adverseImpact: {
    scored: number;
    median: number | null;
    sexUnknown: number;
    raceEthnicityUnknown: number;
    csv: string;
    bySex: Array<{ " $fragmentRefs"?: { ImpactRowFieldsFragment: ImpactRowFieldsFragment } }>;
    byRaceEthnicity: Array<{
      " $fragmentRefs"?: { ImpactRowFieldsFragment: ImpactRowFieldsFragment };
    }>;
    byBoth: Array<{ " $fragmentRefs"?: { ImpactRowFieldsFragment: ImpactRowFieldsFragment } }>;
  };
};

export type ImpactRowFieldsFragment = {
  sex: Sex | null;
  raceEthnicity: RaceEthnicity | null;
  count: number | null;
  scoringRate: number | null;
  impactRatio: number | null;
  belowFourFifths: boolean;
  fisherExactP: number | null;
  leftOut: LeftOut | null;
} & { " $fragmentName"?: "ImpactRowFieldsFragment" };

export type SetKeepRecordingsMutationVariables = Exact<{
  input: SetKeepRecordingsInput;
}>;

export type SetKeepRecordingsMutation = {
  setKeepRecordings: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type SetRetentionMutationVariables = Exact<{
  input: SetRetentionInput;
}>;

export type SetRetentionMutation = {
  setRetention: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type SetSelfReportMutationVariables = Exact<{
  input: SetSelfReportInput;
}>;

export type SetSelfReportMutation = {
  setSelfReport: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type JurisdictionsQueryVariables = Exact<{ [key: string]: never }>;

export type JurisdictionsQuery = {
  jurisdictions: Array<{
    id: string;
    version: string;
    name: string;
    about: string;
    laws: Array<string>;
    scoringAfterBusinessDays: number | null;
    keepDaysMin: number | null;
    keepDaysMax: number | null;
    texts: Array<{ language: string; notice: Array<string>; consent: string | null }>;
  }>;
};

export type SetJurisdictionMutationVariables = Exact<{
  input: SetJurisdictionInput;
}>;

export type SetJurisdictionMutation = {
  setJurisdiction: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type PrivacyQueryVariables = Exact<{ [key: string]: never }>;

export type PrivacyQuery = {
  viewer: {
    id: string;
    tenant: {
      id: string;
      retentionDays: number | null;
      evidenceOnly: boolean;
      keepRecordings: boolean;
      jurisdiction: string;
      selfReport: boolean;
    };
  } | null;
};

export type ReportOptionsQueryVariables = Exact<{ [key: string]: never }>;

export type ReportOptionsQuery = {
  viewer: {
    id: string;
    tenant: { id: string; reportLanguage: ReportLanguage; reportSections: Array<ReportSection> };
  } | null;
};

export type SetReportOptionsMutationVariables = Exact<{
  input: SetReportOptionsInput;
}>;

export type SetReportOptionsMutation = {
  setReportOptions: { __typename: "Problem"; message: string } | { __typename: "Tenant" };
};

export type OutsideHostsQueryVariables = Exact<{ [key: string]: never }>;

export type OutsideHostsQuery = {
  outsideHosts: Array<{ host: string; purpose: OutsidePurpose; setting: string }>;
};

export type SystemCardQueryVariables = Exact<{ [key: string]: never }>;

export type SystemCardQuery = {
  systemCard: {
    madeAt: string;
    markdown: string;
    sections: Array<{
      title: string;
      paragraphs: Array<string>;
      facts: Array<{ name: string; value: string }>;
    }>;
  };
};

export type PlanTemplatesQueryVariables = Exact<{ [key: string]: never }>;

export type PlanTemplatesQuery = {
  planTemplates: Array<{
    id: string;
    name: string;
    wording: string;
    updatedAt: string;
    text: string;
    questions: Array<{ id: string }>;
  }>;
};

export type SavePlanTemplateMutationVariables = Exact<{
  input: SavePlanTemplateInput;
}>;

export type SavePlanTemplateMutation = {
  savePlanTemplate:
    | { __typename: "PlanTemplate"; name: string }
    | { __typename: "Problem"; message: string };
};

export type ImportPlanTemplateMutationVariables = Exact<{
  input: ImportPlanTemplateInput;
}>;

export type ImportPlanTemplateMutation = {
  importPlanTemplate:
    | { __typename: "PlanTemplate"; name: string }
    | { __typename: "Problem"; message: string };
};

export type DeletePlanTemplateMutationVariables = Exact<{
  input: DeletePlanTemplateInput;
}>;

export type DeletePlanTemplateMutation = {
  deletePlanTemplate: { __typename: "PlanTemplates" } | { __typename: "Problem"; message: string };
};

export type TestOutboundWebhookMutationVariables = Exact<{ [key: string]: never }>;

export type TestOutboundWebhookMutation = {
  testOutboundWebhook: { __typename: "Outbound" } | { __typename: "Problem"; message: string };
};

export type OutboundEventsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type OutboundEventsQuery = {
  outboundEvents: {
    nodes: Array<{
      id: string;
      webhookId: string;
      type: string | null;
      status: OutboundEventStatus;
      attempts: number;
      error: string | null;
      createdAt: string;
      endedAt: string | null;
      nextTryAt: string | null;
      interview: { id: string; candidateName: string } | null;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type OutboundQueryVariables = Exact<{ [key: string]: never }>;

export type OutboundQuery = {
  outbound: {
    allowedHosts: Array<string>;
    webhook: {
      url: string;
      createdAt: string;
      deliveredAt: string | null;
      failedAt: string | null;
      error: string | null;
      waiting: number;
    } | null;
  };
};

export type SetOutboundWebhookMutationVariables = Exact<{
  input: SetOutboundWebhookInput;
}>;

export type SetOutboundWebhookMutation = {
  setOutboundWebhook:
    | { __typename: "OutboundWebhookSet"; secret: string | null }
    | { __typename: "Problem"; message: string };
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
export const ScorecardChangeFragmentDoc = new TypedDocumentString(
  `
    fragment ScorecardChange on ScorecardComparison {
  samePlan
  overallBefore
  overallAfter
  ratings {
    questionId
    competencyName
    before
    after
    steps
    sameRubric
  }
}
    `,
  { fragmentName: "ScorecardChange" },
) as unknown as TypedDocumentString<ScorecardChangeFragment, unknown>;
export const InviteActionsFragmentDoc = new TypedDocumentString(
  `
    fragment InviteActions on Interview {
  id
  state
  completedAt
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
  erasedAt
  deletedAt
  notice {
    scoringNotBefore
  }
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
  completedAt
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
export const KeepingSectionFragmentDoc = new TypedDocumentString(
  `
    fragment KeepingSection on Interview {
  id
  state
  legalHold
  erasedAt
}
    `,
  { fragmentName: "KeepingSection" },
) as unknown as TypedDocumentString<KeepingSectionFragment, unknown>;
export const PeopleRatingFragmentDoc = new TypedDocumentString(
  `
    fragment PeopleRating on HumanRating {
  id
  by
  createdAt
  ratings {
    questionId
    competencyName
    level
    comment
  }
  agreement {
    count
    exact
    withinOne
  }
}
    `,
  { fragmentName: "PeopleRating" },
) as unknown as TypedDocumentString<PeopleRatingFragment, unknown>;
export const PlanContentFragmentDoc = new TypedDocumentString(
  `
    fragment PlanContent on Plan {
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
    because
    minutes
    mustAsk
    weight
    source
    overrideReason
    overriddenBy
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
  { fragmentName: "PlanContent" },
) as unknown as TypedDocumentString<PlanContentFragment, unknown>;
export const PlanSectionFragmentDoc = new TypedDocumentString(
  `
    fragment PlanSection on Plan {
  id
  version
  hash
  minutes
  language
  source
  questions {
    id
  }
  ...PlanContent
}
    fragment PlanContent on Plan {
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
    because
    minutes
    mustAsk
    weight
    source
    overrideReason
    overriddenBy
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
}`,
  { fragmentName: "PlanSection" },
) as unknown as TypedDocumentString<PlanSectionFragment, unknown>;
export const RatePlanFragmentDoc = new TypedDocumentString(
  `
    fragment RatePlan on Plan {
  competencies {
    key
    name
  }
  questions {
    id
    competency
    text
    scored
    anchors {
      level
      text
    }
  }
}
    `,
  { fragmentName: "RatePlan" },
) as unknown as TypedDocumentString<RatePlanFragment, unknown>;
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
  flags {
    kind
    turn
  }
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
  askedAs {
    language
    text
  }
  followUpBecause
  answer
  answeredAt
  signals {
    pastes
    pastedCharacters
    focusLost
  }
  time {
    seconds
    limitMinutes
    extended
  }
}
    `,
  { fragmentName: "TranscriptTurn" },
) as unknown as TypedDocumentString<TranscriptTurnFragment, unknown>;
export const MailRowFragmentDoc = new TypedDocumentString(
  `
    fragment MailRow on Mail {
  id
  kind
  to
  subject
  state
  queuedAt
  acceptedAt
  acceptedReply
  refusedAt
  refusedReply
  bouncedAt
  bounceReason
  delayedAt
  delayReason
  linkOpenedAt
  interviewId
  candidateName
}
    `,
  { fragmentName: "MailRow" },
) as unknown as TypedDocumentString<MailRowFragment, unknown>;
export const PlanChangeWordsFragmentDoc = new TypedDocumentString(
  `
    fragment PlanChangeWords on PlanChange {
  kind
  part
  key
  before
  after
  details
}
    `,
  { fragmentName: "PlanChangeWords" },
) as unknown as TypedDocumentString<PlanChangeWordsFragment, unknown>;
export const PlanVersionFragmentDoc = new TypedDocumentString(
  `
    fragment PlanVersion on Plan {
  version
  author
  source
  createdAt
  questions {
    id
    text
  }
  changes {
    ...PlanChangeWords
  }
}
    fragment PlanChangeWords on PlanChange {
  kind
  part
  key
  before
  after
  details
}`,
  { fragmentName: "PlanVersion" },
) as unknown as TypedDocumentString<PlanVersionFragment, unknown>;
export const PlanDraftFragmentDoc = new TypedDocumentString(
  `
    fragment PlanDraft on Plan {
  competencies {
    key
    name
    because
    weight
  }
  questions {
    id
    kind
    competency
    text
    because
    minutes
    mustAsk
    weight
    overrideReason
    overriddenBy
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
  { fragmentName: "PlanDraft" },
) as unknown as TypedDocumentString<PlanDraftFragment, unknown>;
export const RequestCardFragmentDoc = new TypedDocumentString(
  `
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
    `,
  { fragmentName: "RequestCard" },
) as unknown as TypedDocumentString<RequestCardFragment, unknown>;
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
export const ImpactRowFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment ImpactRowFields on ImpactRow {
  sex
  raceEthnicity
  count
  scoringRate
  impactRatio
  belowFourFifths
  fisherExactP
  leftOut
}
    `,
  { fragmentName: "ImpactRowFields" },
) as unknown as TypedDocumentString<ImpactRowFieldsFragment, unknown>;
export const SetPasswordDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:decb3149ad008a2b10ae24800f1d75414b2d13413698e653eb05451582c9a801" },
) as unknown as TypedDocumentString<SetPasswordMutation, SetPasswordMutationVariables>;
export const SignOutDocument = new TypedDocumentString(
  `
    mutation SignOut {
  signOut
}
    `,
  { hash: "sha256:39300be1f6ff47633a8c264de2a924d5b71367b646d3bf86d82d7c51c6543956" },
) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const SignInDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:77ec53f28cbee0a81e00161182fee509ed05b8cb9b568452d90399a8c9a4eefd" },
) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const CompanySignInDocument = new TypedDocumentString(
  `
    query CompanySignIn {
  companySignIn {
    name
    path
    only
  }
}
    `,
  { hash: "sha256:8d5775bcbc542e2e4e65db4d385fd6a4ff9b078431ebb4f7b53ffc03f23c45c4" },
) as unknown as TypedDocumentString<CompanySignInQuery, CompanySignInQueryVariables>;
export const DeliveriesDocument = new TypedDocumentString(
  `
    query Deliveries($first: Int!, $after: String) {
  deliveries(first: $first, after: $after) {
    nodes {
      id
      event
      announced
      opportunityId
      receivedAt
      status
      error
      interview {
        id
        candidateName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `,
  { hash: "sha256:22ee5a40e3813d2d8196d716e7041675cfbe3b7fff94916717c14edbceb0f800" },
) as unknown as TypedDocumentString<DeliveriesQuery, DeliveriesQueryVariables>;
export const GivenUpDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:cc0d9c1855ea42a827e4e89d68d3be6ba63c082ddb2470134f4199ff0cd07d9d" },
) as unknown as TypedDocumentString<GivenUpQuery, GivenUpQueryVariables>;
export const GivenUpCountDocument = new TypedDocumentString(
  `
    query GivenUpCount {
  deadLetters(first: 1) {
    totalCount
  }
}
    `,
  { hash: "sha256:629448851cd88bac4e9be476737ccb5ca676d74a6ed0f3e831b4b68b6e8f0550" },
) as unknown as TypedDocumentString<GivenUpCountQuery, GivenUpCountQueryVariables>;
export const RetryDeadLetterDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:7f3405dabc26ecb169c45c7d4c532c46cd624dad072655ed0ba2665d5aea12e2" },
) as unknown as TypedDocumentString<RetryDeadLetterMutation, RetryDeadLetterMutationVariables>;
export const RetryDeadLettersDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:bcbf0a440ed050e531b5ba79c9db28728609bd04114c06536cb2311eec564f0c" },
) as unknown as TypedDocumentString<RetryDeadLettersMutation, RetryDeadLettersMutationVariables>;
export const DropDeadLetterDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:d43ed5b61eb2eb961ff4363412c87cf3f15aaf4f9f8d07093d68bfefb67caef2" },
) as unknown as TypedDocumentString<DropDeadLetterMutation, DropDeadLetterMutationVariables>;
export const DropDeadLettersDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:60098ea8710f4ca5163f343c8c3a402f2befbd464ec2a9aa9e2ed40d6f4881df" },
) as unknown as TypedDocumentString<DropDeadLettersMutation, DropDeadLettersMutationVariables>;
export const EraseInterviewDocument = new TypedDocumentString(
  `
    mutation EraseInterview($input: EraseInterviewInput!) {
  eraseInterview(input: $input) {
    ... on Interview {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:70f91ef3e262e3cd9c41793421315bae47dfad6255e070673955b731a853634e" },
) as unknown as TypedDocumentString<EraseInterviewMutation, EraseInterviewMutationVariables>;
export const InterviewDocument = new TypedDocumentString(
  `
    query Interview($id: ID!) {
  interview(id: $id) {
    id
    state
    canRetry
    erasedAt
    completedAt
    candidateEmail
    ...InterviewHeader
    ...KeepingSection
    posting {
      id
      title
    }
    plan {
      id
      ...PlanSection
      ...RatePlan
    }
    transcript {
      number
      questionId
      question
      answer
      ...TranscriptTurn
    }
    scorecard {
      id
      ratings {
        questionId
        level
        needsHuman
      }
    }
    scorecards {
      id
      version
      letter
      comparison {
        ...ScorecardChange
      }
      ...ScorecardSection
    }
    humanRatings {
      byViewer
      ...PeopleRating
    }
    requests {
      id
      status
      ...RequestCard
    }
    letter {
      text
      by
      at
    }
    report {
      url
      ...ReportSection
    }
    mails {
      id
      ...MailRow
    }
    timeline {
      at
      ...TimelineStep
    }
  }
}
    fragment ScorecardChange on ScorecardComparison {
  samePlan
  overallBefore
  overallAfter
  ratings {
    questionId
    competencyName
    before
    after
    steps
    sameRubric
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
  erasedAt
  deletedAt
  notice {
    scoringNotBefore
  }
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
  completedAt
  canCancel
  canResend
}
fragment KeepingSection on Interview {
  id
  state
  legalHold
  erasedAt
}
fragment PeopleRating on HumanRating {
  id
  by
  createdAt
  ratings {
    questionId
    competencyName
    level
    comment
  }
  agreement {
    count
    exact
    withinOne
  }
}
fragment PlanContent on Plan {
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
    because
    minutes
    mustAsk
    weight
    source
    overrideReason
    overriddenBy
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
fragment PlanSection on Plan {
  id
  version
  hash
  minutes
  language
  source
  questions {
    id
  }
  ...PlanContent
}
fragment RatePlan on Plan {
  competencies {
    key
    name
  }
  questions {
    id
    competency
    text
    scored
    anchors {
      level
      text
    }
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
  flags {
    kind
    turn
  }
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
  askedAs {
    language
    text
  }
  followUpBecause
  answer
  answeredAt
  signals {
    pastes
    pastedCharacters
    focusLost
  }
  time {
    seconds
    limitMinutes
    extended
  }
}
fragment MailRow on Mail {
  id
  kind
  to
  subject
  state
  queuedAt
  acceptedAt
  acceptedReply
  refusedAt
  refusedReply
  bouncedAt
  bounceReason
  delayedAt
  delayReason
  linkOpenedAt
  interviewId
  candidateName
}
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
}`,
  { hash: "sha256:bcb569b44c571afb4f8e0084792ed94f33a877c5aad8947e57cbb1bbe0ee02b3" },
) as unknown as TypedDocumentString<InterviewQuery, InterviewQueryVariables>;
export const InterviewsDocument = new TypedDocumentString(
  `
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
}`,
  { hash: "sha256:b562fddb338378245c3dfba6a13ef420fd9c82dc4fdf2e674174b7e0880667a6" },
) as unknown as TypedDocumentString<InterviewsQuery, InterviewsQueryVariables>;
export const CancelInterviewDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:be24b67963ea61c14113e99b63ebbb883085552fae1136c3b9c8472652bc453d" },
) as unknown as TypedDocumentString<CancelInterviewMutation, CancelInterviewMutationVariables>;
export const ResendInviteDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:ea919a1a0935ea6d799e575a19ea28ee1e5ad2a9026645b2f1616e21723c0e6c" },
) as unknown as TypedDocumentString<ResendInviteMutation, ResendInviteMutationVariables>;
export const InviteCandidateDocument = new TypedDocumentString(
  `
    mutation InviteCandidate($input: InviteCandidateInput!) {
  inviteCandidate(input: $input) {
    ... on InvitedByHand {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:a9e10c359891162af9ee13b482cf99b05af5965d85459f268e15470426459bc5" },
) as unknown as TypedDocumentString<InviteCandidateMutation, InviteCandidateMutationVariables>;
export const SetLegalHoldDocument = new TypedDocumentString(
  `
    mutation SetLegalHold($input: SetLegalHoldInput!) {
  setLegalHold(input: $input) {
    ... on Interview {
      __typename
      legalHold
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:437e9d47acadb123f8fb99518cd458e0789c4cf99a5985d9ae3068eca4274619" },
) as unknown as TypedDocumentString<SetLegalHoldMutation, SetLegalHoldMutationVariables>;
export const SendLetterDocument = new TypedDocumentString(
  `
    mutation SendLetter($input: SendLetterInput!) {
  sendLetter(input: $input) {
    ... on Interview {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:f379dc254761010c69a709fad0540a960ca0afa7a011e70a42f2c3caaed673ef" },
) as unknown as TypedDocumentString<SendLetterMutation, SendLetterMutationVariables>;
export const RateInterviewDocument = new TypedDocumentString(
  `
    mutation RateInterview($input: RateInterviewInput!) {
  rateInterview(input: $input) {
    ... on Interview {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:56ffde50be0732762064c24d7dd4836dae06230b62fa2125434d4796498fe0fb" },
) as unknown as TypedDocumentString<RateInterviewMutation, RateInterviewMutationVariables>;
export const RecordingsDocument = new TypedDocumentString(
  `
    query Recordings($id: ID!) {
  interview(id: $id) {
    id
    recordings {
      turn
      url
      recordedAt
    }
  }
}
    `,
  { hash: "sha256:4e35014c9ab6ac23de40a8f1c4f754d1a097129e3e4bf70952f4ddd42453d5e2" },
) as unknown as TypedDocumentString<RecordingsQuery, RecordingsQueryVariables>;
export const ReportSharesDocument = new TypedDocumentString(
  `
    query ReportShares($id: ID!) {
  interview(id: $id) {
    id
    report {
      shares {
        id
        by {
          id
          name
        }
        createdAt
        expiresAt
        revokedAt
        live
        opens
        openedAt
      }
    }
  }
}
    `,
  { hash: "sha256:97dacd92567f8edc3bac169a453374769b7ed6ae50f24e3d2676e27c2d1f2efa" },
) as unknown as TypedDocumentString<ReportSharesQuery, ReportSharesQueryVariables>;
export const ShareReportDocument = new TypedDocumentString(
  `
    mutation ShareReport($input: ShareReportInput!) {
  shareReport(input: $input) {
    ... on SharedReport {
      __typename
      url
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:a4324b8b152a51f523b875a50b067bb23c8e1cb112a8dcf2ed8cdcba4d06a117" },
) as unknown as TypedDocumentString<ShareReportMutation, ShareReportMutationVariables>;
export const RevokeReportShareDocument = new TypedDocumentString(
  `
    mutation RevokeReportShare($input: RevokeReportShareInput!) {
  revokeReportShare(input: $input) {
    ... on ReportShare {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:2620308d001fe01afe1989b688f04527144beb07e1815bc98a6718528395120b" },
) as unknown as TypedDocumentString<RevokeReportShareMutation, RevokeReportShareMutationVariables>;
export const RetryInterviewDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:db5d0fc64698a37fd4385f9131c6a5e222b5e85af0b3154929e28575d454ca7f" },
) as unknown as TypedDocumentString<RetryInterviewMutation, RetryInterviewMutationVariables>;
export const RescoreInterviewDocument = new TypedDocumentString(
  `
    mutation RescoreInterview($input: RescoreInterviewInput!) {
  rescoreInterview(input: $input) {
    ... on Interview {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:4a89e8db7b69c16a4dfd189a90a4e0532b87023d30a5bebbdb97bfdb1633241f" },
) as unknown as TypedDocumentString<RescoreInterviewMutation, RescoreInterviewMutationVariables>;
export const ComparedInterviewDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:325d4038deb1015f6f51541e3ceb48931f0c84034bf4259f444dfd90d6d2710f" },
) as unknown as TypedDocumentString<ComparedInterviewQuery, ComparedInterviewQueryVariables>;
export const InterviewProgressDocument = new TypedDocumentString(
  `
    subscription InterviewProgress($id: ID) {
  interviewProgress(id: $id) {
    interviewId
  }
}
    `,
  { hash: "sha256:e4030dc97ab23554be303819be38178de751eb026ed11feeeb872e4b4b7aa347" },
) as unknown as TypedDocumentString<
  InterviewProgressSubscription,
  InterviewProgressSubscriptionVariables
>;
export const MailsDocument = new TypedDocumentString(
  `
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
    fragment MailRow on Mail {
  id
  kind
  to
  subject
  state
  queuedAt
  acceptedAt
  acceptedReply
  refusedAt
  refusedReply
  bouncedAt
  bounceReason
  delayedAt
  delayReason
  linkOpenedAt
  interviewId
  candidateName
}`,
  { hash: "sha256:2a70abce6e131792dd0e207fd0bc64cbd92b3e5f82cb4ca07f148ef80a601067" },
) as unknown as TypedDocumentString<MailsQuery, MailsQueryVariables>;
export const FunnelDocument = new TypedDocumentString(
  `
    query Funnel($weeks: Int!) {
  funnel(weeks: $weeks) {
    total {
      invited
      started
      completed
      scored
    }
    byPosting {
      posting {
        id
        title
      }
      counts {
        invited
        started
        completed
        scored
      }
    }
    byWeek {
      monday
      counts {
        invited
        started
        completed
        scored
      }
    }
  }
}
    `,
  { hash: "sha256:09c96132c8455e690d112bb525a3e98a4f329fa434df925ca8e5cc580d4ee154" },
) as unknown as TypedDocumentString<FunnelQuery, FunnelQueryVariables>;
export const StuckCountDocument = new TypedDocumentString(
  `
    query StuckCount {
  interviews(first: 1, state: NEEDS_OPERATOR) {
    totalCount
  }
}
    `,
  { hash: "sha256:3c90c0e74c6083773c8714b0b01b278eb02cbdd2fced16fb345b68546685f0f8" },
) as unknown as TypedDocumentString<StuckCountQuery, StuckCountQueryVariables>;
export const QuestionBankDocument = new TypedDocumentString(
  `
    query QuestionBank($language: String!) {
  questionBank(language: $language) {
    competency {
      key
      name
      weight
    }
    questions {
      kind
      text
      minutes
      mustAsk
      weight
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
}
    `,
  { hash: "sha256:9670c326f26af46b8c57e7bfe4af9ec371988d2e66a5ea146a81b5d32295029c" },
) as unknown as TypedDocumentString<QuestionBankQuery, QuestionBankQueryVariables>;
export const SetPostingDescriptionDocument = new TypedDocumentString(
  `
    mutation SetPostingDescription($input: SetPostingDescriptionInput!) {
  setPostingDescription(input: $input) {
    ... on Posting {
      __typename
    }
    ... on Problem {
      __typename
      message
      code
    }
  }
}
    `,
  { hash: "sha256:54138e37807e59a468cc6b57f67d933f8ea18865abd9e44a8b29b4c4c9324690" },
) as unknown as TypedDocumentString<
  SetPostingDescriptionMutation,
  SetPostingDescriptionMutationVariables
>;
export const ApprovePlanProposalDocument = new TypedDocumentString(
  `
    mutation ApprovePlanProposal($input: PlanProposalInput!) {
  approvePlanProposal(input: $input) {
    ... on PlanOutcome {
      __typename
      published
      faults {
        severity
        questionId
        forbidden
        message
      }
    }
    ... on Problem {
      __typename
      code
      message
    }
  }
}
    `,
  { hash: "sha256:bc590620aaa4af694ce7a4be71e1d39866508db3d9c49548e6c509b8d9a0455e" },
) as unknown as TypedDocumentString<
  ApprovePlanProposalMutation,
  ApprovePlanProposalMutationVariables
>;
export const DismissPlanProposalDocument = new TypedDocumentString(
  `
    mutation DismissPlanProposal($input: PlanProposalInput!) {
  dismissPlanProposal(input: $input) {
    ... on Posting {
      __typename
    }
    ... on Problem {
      __typename
      code
      message
    }
  }
}
    `,
  { hash: "sha256:889ea083787ae196f671648bf2a620baace1f6575834eb7ad1a87416a2991fc4" },
) as unknown as TypedDocumentString<
  DismissPlanProposalMutation,
  DismissPlanProposalMutationVariables
>;
export const RegeneratePlanDocument = new TypedDocumentString(
  `
    mutation RegeneratePlan($input: RegeneratePlanInput!) {
  regeneratePlan(input: $input) {
    ... on Posting {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:b24a456ea16ac388a42ab3aa2374064a0998f167f74e14678015a90876552347" },
) as unknown as TypedDocumentString<RegeneratePlanMutation, RegeneratePlanMutationVariables>;
export const PostingListDocument = new TypedDocumentString(
  `
    query PostingList {
  postings {
    id
    title
    location
    team
    plan {
      version
      minutes
      coverage {
        share
      }
    }
    proposal {
      status
    }
  }
}
    `,
  { hash: "sha256:59815fe181aa4ced4254cbb7a5ca2d2575cd774c6fcd1857e83d5270c545a330" },
) as unknown as TypedDocumentString<PostingListQuery, PostingListQueryVariables>;
export const PostingPlanDocument = new TypedDocumentString(
  `
    query PostingPlan($id: ID!) {
  posting(id: $id) {
    id
    title
    location
    team
    url
    leverDescription
    description
    jurisdiction
    suggestedJurisdiction {
      id
    }
    plan {
      text
      id
      version
      author
      createdAt
      source
      fallback
      minutes
      language
      wording
      coverage {
        covered
        missing
      }
      facts {
        topic
        text
      }
      questions {
        id
      }
      ...PlanContent
      ...PlanDraft
    }
    plans {
      ...PlanVersion
    }
    proposal {
      status
      baseVersion
      updatedAt
      minutes
      questions {
        id
        text
      }
      changes {
        ...PlanChangeWords
      }
      conflicts {
        kind
        questionId
        kept
        offered
      }
    }
  }
}
    fragment PlanContent on Plan {
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
    because
    minutes
    mustAsk
    weight
    source
    overrideReason
    overriddenBy
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
fragment PlanChangeWords on PlanChange {
  kind
  part
  key
  before
  after
  details
}
fragment PlanVersion on Plan {
  version
  author
  source
  createdAt
  questions {
    id
    text
  }
  changes {
    ...PlanChangeWords
  }
}
fragment PlanDraft on Plan {
  competencies {
    key
    name
    because
    weight
  }
  questions {
    id
    kind
    competency
    text
    because
    minutes
    mustAsk
    weight
    overrideReason
    overriddenBy
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
}`,
  { hash: "sha256:6b5238e7791245518ddc1f5717f380cafad38fe671f0bb2966cf327cdbf72c06" },
) as unknown as TypedDocumentString<PostingPlanQuery, PostingPlanQueryVariables>;
export const PublishPlanDocument = new TypedDocumentString(
  `
    mutation PublishPlan($input: PublishPlanInput!) {
  publishPlan(input: $input) {
    ... on PlanOutcome {
      __typename
      published
      faults {
        severity
        questionId
        forbidden
        message
      }
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:787ab0fc560c82b3a5375af28bc4a730a40b5996013c9c8e5d59b2bc7af02d53" },
) as unknown as TypedDocumentString<PublishPlanMutation, PublishPlanMutationVariables>;
export const ImportPlanDocument = new TypedDocumentString(
  `
    mutation ImportPlan($input: ImportPlanInput!) {
  importPlan(input: $input) {
    ... on PlanOutcome {
      __typename
      published
      faults {
        severity
        questionId
        forbidden
        message
      }
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:d12add98235c5a797b6da344cbccc5f150e730cf9b3e75bbc5f39be68e5c15bb" },
) as unknown as TypedDocumentString<ImportPlanMutation, ImportPlanMutationVariables>;
export const ApplyPlanTemplateDocument = new TypedDocumentString(
  `
    mutation ApplyPlanTemplate($input: ApplyPlanTemplateInput!) {
  applyPlanTemplate(input: $input) {
    ... on PlanOutcome {
      __typename
      published
      faults {
        severity
        questionId
        forbidden
        message
      }
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:a76fb4243c332558034de0951af979bb8564cdcede12ba8e0fb2219dee6e5f50" },
) as unknown as TypedDocumentString<ApplyPlanTemplateMutation, ApplyPlanTemplateMutationVariables>;
export const OpenRequestsDocument = new TypedDocumentString(
  `
    query OpenRequests {
  openRequests {
    id
    status
    ...RequestCard
  }
}
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
}`,
  { hash: "sha256:e72d3690570847a3023a3a385225361a2478d52ca73307529b3b5c1ddb5d64fe" },
) as unknown as TypedDocumentString<OpenRequestsQuery, OpenRequestsQueryVariables>;
export const OpenRequestCountDocument = new TypedDocumentString(
  `
    query OpenRequestCount {
  openRequests {
    id
  }
}
    `,
  { hash: "sha256:9c5acb82c04ec4d1d3288ee27ecf60a2c537d4d5bd930d93dbbbc7c0da36c821" },
) as unknown as TypedDocumentString<OpenRequestCountQuery, OpenRequestCountQueryVariables>;
export const AnswerRequestDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:f8523b7deb63aab12c0eef80927c34dea4873863cf90ee0aa0cba93b2bf544dd" },
) as unknown as TypedDocumentString<AnswerRequestMutation, AnswerRequestMutationVariables>;
export const ScoringAgreementDocument = new TypedDocumentString(
  `
    query ScoringAgreement {
  scoringAgreement {
    count
    exact
    withinOne
    qwk
  }
}
    `,
  { hash: "sha256:409f08e0b1fb1a280713c3cc4845e4ea843a44d57516989ec793b013154e12b9" },
) as unknown as TypedDocumentString<ScoringAgreementQuery, ScoringAgreementQueryVariables>;
export const CreateApiTokenDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:35c15188eaeb6af83e0e47bc34e80eb6175faa9fd8b388af1c3892ba106a8f68" },
) as unknown as TypedDocumentString<CreateApiTokenMutation, CreateApiTokenMutationVariables>;
export const RevokeApiTokenDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:370f8a0e8485dc8d2da7adf4e21abdbf38a5f0dcec5609b69888d084040c9b96" },
) as unknown as TypedDocumentString<RevokeApiTokenMutation, RevokeApiTokenMutationVariables>;
export const SessionsDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:e2e45737185776070ed836fd8212d1ba5bf0b0c018e4edec5307b8fc039ee822" },
) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const RevokeSessionDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:c941e88924687eff180960b27c78d133a895087319592f7f3533a67cc6701cf3" },
) as unknown as TypedDocumentString<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const SignOutEverywhereDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:e14a6c1fbc4b1f78d614c7a96a4e11ef3bfaa6585e715c29ab6a5578a8ad45c9" },
) as unknown as TypedDocumentString<SignOutEverywhereMutation, SignOutEverywhereMutationVariables>;
export const ApiTokensDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:7e712762ea17938f83527351c8f2189e0f0d95eee7227fe747fc8e896366672d" },
) as unknown as TypedDocumentString<ApiTokensQuery, ApiTokensQueryVariables>;
export const AuditLogDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:51ab07edc24955db13a95a15c875d5d2991b51c53530aca67f1aedf6c3bf55ac" },
) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const IntegrationDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:3acc640fe8a9cdc6c653357525097734eddeb99023633191d5c2d58e84efe22e" },
) as unknown as TypedDocumentString<IntegrationQuery, IntegrationQueryVariables>;
export const ConnectionDocument = new TypedDocumentString(
  `
    query Connection {
  integration {
    status
    reason
  }
}
    `,
  { hash: "sha256:9bff323a72c5f63a65ed320ce692f2ddaf3656fa41763d556431bbf58e409549" },
) as unknown as TypedDocumentString<ConnectionQuery, ConnectionQueryVariables>;
export const PostingsDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:b552f78d4113ed36ad562ad6619062b06435684babe8876e579eed8027cf5c46" },
) as unknown as TypedDocumentString<PostingsQuery, PostingsQueryVariables>;
export const InterviewRulesDocument = new TypedDocumentString(
  `
    query InterviewRules {
  viewer {
    id
    tenant {
      id
      followUps
      integritySignals
      answerMinutes
      cutoffs {
        two
        three
        four
      }
    }
  }
}
    `,
  { hash: "sha256:dbd202c24e52cb16adfab95322e1b80c2a5086154f465b4741addc116098cc3f" },
) as unknown as TypedDocumentString<InterviewRulesQuery, InterviewRulesQueryVariables>;
export const SetInterviewRulesDocument = new TypedDocumentString(
  `
    mutation SetInterviewRules($input: SetInterviewRulesInput!) {
  setInterviewRules(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:7e94008a651ec1c8b9f58877cdb038ebce4644c89763df22ada213e0dc6a3627" },
) as unknown as TypedDocumentString<SetInterviewRulesMutation, SetInterviewRulesMutationVariables>;
export const ConnectLeverByApiKeyDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:3b62c4cea7f395e63d0818b12288774aeab88e81d6cbcae197f58e261e580b19" },
) as unknown as TypedDocumentString<
  ConnectLeverByApiKeyMutation,
  ConnectLeverByApiKeyMutationVariables
>;
export const BackfillDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:cb478f6d74a1668ec44a3b7276eff3d86e1babc537939df5d4dacd39bdaaf57c" },
) as unknown as TypedDocumentString<BackfillMutation, BackfillMutationVariables>;
export const BackfillPreviewDocument = new TypedDocumentString(
  `
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
}`,
  { hash: "sha256:1c344a0a5f78ab456cb83f5a6a343a432e3f72acdd3cf4cdd07c2ddce255cb2a" },
) as unknown as TypedDocumentString<BackfillPreviewQuery, BackfillPreviewQueryVariables>;
export const ConnectLeverDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:97c70989d33f7d1f5e94ac4960a8dcd0a26d3858e6e24f33ddd7dbd4a8a40c25" },
) as unknown as TypedDocumentString<ConnectLeverMutation, ConnectLeverMutationVariables>;
export const DisconnectLeverDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:4d53cf14405ccdfbf01a1eebad0a26422f34b6f115d9755371a73087968a836b" },
) as unknown as TypedDocumentString<DisconnectLeverMutation, DisconnectLeverMutationVariables>;
export const CheckIntegrationDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:59848affcf0a6548fb342f0a27dc69ae35c99dcbac49d6e23ddb33275d12d8a4" },
) as unknown as TypedDocumentString<CheckIntegrationMutation, CheckIntegrationMutationVariables>;
export const SetPerformAsDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:9c18cf8877d80c62bfb2a71bc5f6979769b9a2708ffe9cb37d3e8d76d610c799" },
) as unknown as TypedDocumentString<SetPerformAsMutation, SetPerformAsMutationVariables>;
export const SetPostingTriggerDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:b44589d81b46b0390137790340436c2825ba045b14dc51e06df5fb5015e5900c" },
) as unknown as TypedDocumentString<SetPostingTriggerMutation, SetPostingTriggerMutationVariables>;
export const SetTriggerRulesDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:507a267f769e4d666f86cb789444ea8591a363106b9a7706217ea041de07df95" },
) as unknown as TypedDocumentString<SetTriggerRulesMutation, SetTriggerRulesMutationVariables>;
export const SetTriggerStagesDocument = new TypedDocumentString(
  `
    mutation SetTriggerStages($input: SetTriggerStagesInput!) {
  setTriggerStages(input: $input) {
    ... on Integration {
      __typename
    }
    ... on Problem {
      __typename
      message
      code
    }
  }
}
    `,
  { hash: "sha256:bb144b8dc2ffd882c3d81709cdcfb4690479039f2eeb3e3a1604506c4f6526a7" },
) as unknown as TypedDocumentString<SetTriggerStagesMutation, SetTriggerStagesMutationVariables>;
export const SetWritebackDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:80ab32d58996f5b2256607f0f487130121a1d0026d343fb5d1b66766308d1241" },
) as unknown as TypedDocumentString<SetWritebackMutation, SetWritebackMutationVariables>;
export const SetBrandDocument = new TypedDocumentString(
  `
    mutation SetBrand($input: SetBrandInput!) {
  setBrand(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:54fd31da27e00f3abb0d2f07f1038f729742b724727519a6034b9e171616263e" },
) as unknown as TypedDocumentString<SetBrandMutation, SetBrandMutationVariables>;
export const SendMailPreviewDocument = new TypedDocumentString(
  `
    mutation SendMailPreview($input: SendMailPreviewInput!) {
  sendMailPreview(input: $input) {
    ... on Mail {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:10b3f800b3f71b464e46cf5932cdea188f4cf6f2857da2db9db2b9bdc0459dee" },
) as unknown as TypedDocumentString<SendMailPreviewMutation, SendMailPreviewMutationVariables>;
export const SetQuietHoursDocument = new TypedDocumentString(
  `
    mutation SetQuietHours($input: SetQuietHoursInput!) {
  setQuietHours(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:a4f04c6a3c8233eb85b988d6ed182411c949db11649dcb655b7a1c394b86fe9d" },
) as unknown as TypedDocumentString<SetQuietHoursMutation, SetQuietHoursMutationVariables>;
export const MailLooksDocument = new TypedDocumentString(
  `
    query MailLooks {
  viewer {
    id
    email
    tenant {
      id
      name
      brand {
        accent
        footer
        replyTo
      }
      quietHours {
        fromHour
        untilHour
        zone
        own
      }
    }
  }
}
    `,
  { hash: "sha256:ac6b5022b69dec8478ca30c44f347882bfbafdb3d057dcfb025192ce6b67e9eb" },
) as unknown as TypedDocumentString<MailLooksQuery, MailLooksQueryVariables>;
export const MailPreviewDocument = new TypedDocumentString(
  `
    query MailPreview($kind: MailKind!, $language: String!) {
  mailPreview(kind: $kind, language: $language) {
    subject
    html
    text
  }
}
    `,
  { hash: "sha256:74a82af9518eeab868be77fc8e88f89b123814e0736a1bdc6afcf4f13aa4938e" },
) as unknown as TypedDocumentString<MailPreviewQuery, MailPreviewQueryVariables>;
export const InviteOperatorDocument = new TypedDocumentString(
  `
    mutation InviteOperator($input: InviteOperatorInput!) {
  inviteOperator(input: $input) {
    ... on InvitedOperator {
      __typename
      signInLink
      expiresAt
      operator {
        id
        email
      }
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:cbbab62aa29b086d87570129efbd30f715503f5d433b9b9e2696022644d2712b" },
) as unknown as TypedDocumentString<InviteOperatorMutation, InviteOperatorMutationVariables>;
export const SetOperatorPostingsDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:e719eec5788d6711c730f25fdb0baf275f010f91c99bd9dd4b0986534e41a6bf" },
) as unknown as TypedDocumentString<
  SetOperatorPostingsMutation,
  SetOperatorPostingsMutationVariables
>;
export const RemoveOperatorDocument = new TypedDocumentString(
  `
    mutation RemoveOperator($input: RemoveOperatorInput!) {
  removeOperator(input: $input) {
    ... on Operator {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:457a6f57f438f8052e73a04fd7355e6e09b50f2584598d4714ae95bc84fb33b0" },
) as unknown as TypedDocumentString<RemoveOperatorMutation, RemoveOperatorMutationVariables>;
export const SetOperatorRoleDocument = new TypedDocumentString(
  `
    mutation SetOperatorRole($input: SetOperatorRoleInput!) {
  setOperatorRole(input: $input) {
    ... on Operator {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:9d0a8029e5ae57c8fff1343d8a6bbf25863896ece86bd379c9480ef1f5ce8f56" },
) as unknown as TypedDocumentString<SetOperatorRoleMutation, SetOperatorRoleMutationVariables>;
export const OperatorsDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:d0ba3a779a208afffb65ff5209355cb738a4b355d39035552d42da712f5702ce" },
) as unknown as TypedDocumentString<OperatorsQuery, OperatorsQueryVariables>;
export const SetEvidenceOnlyDocument = new TypedDocumentString(
  `
    mutation SetEvidenceOnly($input: SetEvidenceOnlyInput!) {
  setEvidenceOnly(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:31d5e945ef28c462fa051325bbab49d66e0450262b8e041d1b13f8d0a0831427" },
) as unknown as TypedDocumentString<SetEvidenceOnlyMutation, SetEvidenceOnlyMutationVariables>;
export const AdverseImpactDocument = new TypedDocumentString(
  `
    query AdverseImpact($year: Int) {
  adverseImpact(year: $year) {
    scored
    median
    sexUnknown
    raceEthnicityUnknown
    csv
    bySex {
      ...ImpactRowFields
    }
    byRaceEthnicity {
      ...ImpactRowFields
    }
    byBoth {
      ...ImpactRowFields
    }
  }
}
    fragment ImpactRowFields on ImpactRow {
  sex
  raceEthnicity
  count
  scoringRate
  impactRatio
  belowFourFifths
  fisherExactP
  leftOut
}`,
  { hash: "sha256:27c2959ae01ef33bf07d6d305c564d2f98d1afa3ff0ea766198cdfe05e8e29fe" },
) as unknown as TypedDocumentString<AdverseImpactQuery, AdverseImpactQueryVariables>;
export const SetKeepRecordingsDocument = new TypedDocumentString(
  `
    mutation SetKeepRecordings($input: SetKeepRecordingsInput!) {
  setKeepRecordings(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:21afedbc4069fb497ffe0e3e25173ddfd2015958d82f6a567db2e6b4a5e5cacc" },
) as unknown as TypedDocumentString<SetKeepRecordingsMutation, SetKeepRecordingsMutationVariables>;
export const SetRetentionDocument = new TypedDocumentString(
  `
    mutation SetRetention($input: SetRetentionInput!) {
  setRetention(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:459db34ba4b55f2a434cf67d25614c1c453edd224f9adaa36ead83fc58561eb1" },
) as unknown as TypedDocumentString<SetRetentionMutation, SetRetentionMutationVariables>;
export const SetSelfReportDocument = new TypedDocumentString(
  `
    mutation SetSelfReport($input: SetSelfReportInput!) {
  setSelfReport(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:9d0841398b180deef9e2bb37109b7caf5f1e9c18cf254588bb956c8b8adca6b4" },
) as unknown as TypedDocumentString<SetSelfReportMutation, SetSelfReportMutationVariables>;
export const JurisdictionsDocument = new TypedDocumentString(
  `
    query Jurisdictions {
  jurisdictions {
    id
    version
    name
    about
    laws
    scoringAfterBusinessDays
    keepDaysMin
    keepDaysMax
    texts {
      language
      notice
      consent
    }
  }
}
    `,
  { hash: "sha256:072582837424ae38dff6d62663e9515fd50737f2a4f0ada93c488fcce8bf69ac" },
) as unknown as TypedDocumentString<JurisdictionsQuery, JurisdictionsQueryVariables>;
export const SetJurisdictionDocument = new TypedDocumentString(
  `
    mutation SetJurisdiction($input: SetJurisdictionInput!) {
  setJurisdiction(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:4f8b1a9ee9415ee18f2d88e25660f0b03fc4a7f3165522a6a8b8839751434cac" },
) as unknown as TypedDocumentString<SetJurisdictionMutation, SetJurisdictionMutationVariables>;
export const PrivacyDocument = new TypedDocumentString(
  `
    query Privacy {
  viewer {
    id
    tenant {
      id
      retentionDays
      evidenceOnly
      keepRecordings
      jurisdiction
      selfReport
    }
  }
}
    `,
  { hash: "sha256:a48fda551e77927127f4975f0c44907cfe04c4afab94ec601d355f37fa32dd91" },
) as unknown as TypedDocumentString<PrivacyQuery, PrivacyQueryVariables>;
export const ReportOptionsDocument = new TypedDocumentString(
  `
    query ReportOptions {
  viewer {
    id
    tenant {
      id
      reportLanguage
      reportSections
    }
  }
}
    `,
  { hash: "sha256:477f8f8d85467a74fba4427ae3b3377060cf7a493adccb3a2535ea37565caec7" },
) as unknown as TypedDocumentString<ReportOptionsQuery, ReportOptionsQueryVariables>;
export const SetReportOptionsDocument = new TypedDocumentString(
  `
    mutation SetReportOptions($input: SetReportOptionsInput!) {
  setReportOptions(input: $input) {
    ... on Tenant {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:7b218d50d8091892942145f4d74fb355306df057b39f9fb06198fa44298ec70c" },
) as unknown as TypedDocumentString<SetReportOptionsMutation, SetReportOptionsMutationVariables>;
export const OutsideHostsDocument = new TypedDocumentString(
  `
    query OutsideHosts {
  outsideHosts {
    host
    purpose
    setting
  }
}
    `,
  { hash: "sha256:b48f1dfdd756017fddf02927b8a9bbff2a8d2e371c0841fdd6f1335607f028c4" },
) as unknown as TypedDocumentString<OutsideHostsQuery, OutsideHostsQueryVariables>;
export const SystemCardDocument = new TypedDocumentString(
  `
    query SystemCard {
  systemCard {
    madeAt
    markdown
    sections {
      title
      paragraphs
      facts {
        name
        value
      }
    }
  }
}
    `,
  { hash: "sha256:ea859da59239674e3ab5264772dae94eaf978eb5e149727813f86d31c321d5ba" },
) as unknown as TypedDocumentString<SystemCardQuery, SystemCardQueryVariables>;
export const PlanTemplatesDocument = new TypedDocumentString(
  `
    query PlanTemplates {
  planTemplates {
    id
    name
    wording
    updatedAt
    text
    questions {
      id
    }
  }
}
    `,
  { hash: "sha256:05f340df170a1b3a73cb3222746521a299879fb5abc20f03f02c79876c523ac0" },
) as unknown as TypedDocumentString<PlanTemplatesQuery, PlanTemplatesQueryVariables>;
export const SavePlanTemplateDocument = new TypedDocumentString(
  `
    mutation SavePlanTemplate($input: SavePlanTemplateInput!) {
  savePlanTemplate(input: $input) {
    ... on PlanTemplate {
      __typename
      name
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:1948d582aa2c63c057ff2cf9dd507a9d86647364269c742ef30b2fec33e82233" },
) as unknown as TypedDocumentString<SavePlanTemplateMutation, SavePlanTemplateMutationVariables>;
export const ImportPlanTemplateDocument = new TypedDocumentString(
  `
    mutation ImportPlanTemplate($input: ImportPlanTemplateInput!) {
  importPlanTemplate(input: $input) {
    ... on PlanTemplate {
      __typename
      name
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:2936a18df4ac0a46ab85719a9ac3f0ee4fb3ae0e36a6455ad7e3a7375888bd7d" },
) as unknown as TypedDocumentString<
  ImportPlanTemplateMutation,
  ImportPlanTemplateMutationVariables
>;
export const DeletePlanTemplateDocument = new TypedDocumentString(
  `
    mutation DeletePlanTemplate($input: DeletePlanTemplateInput!) {
  deletePlanTemplate(input: $input) {
    ... on PlanTemplates {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:d54087350862db7c9376ab83744592ff3c00df7c3c432836c91ee57bd08fcf20" },
) as unknown as TypedDocumentString<
  DeletePlanTemplateMutation,
  DeletePlanTemplateMutationVariables
>;
export const TestOutboundWebhookDocument = new TypedDocumentString(
  `
    mutation TestOutboundWebhook {
  testOutboundWebhook {
    ... on Outbound {
      __typename
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:27267b160c65596d60878f762c569378660bd151716d4ec4e22707bb477c719a" },
) as unknown as TypedDocumentString<
  TestOutboundWebhookMutation,
  TestOutboundWebhookMutationVariables
>;
export const OutboundEventsDocument = new TypedDocumentString(
  `
    query OutboundEvents($first: Int!, $after: String) {
  outboundEvents(first: $first, after: $after) {
    nodes {
      id
      webhookId
      type
      status
      attempts
      error
      createdAt
      endedAt
      nextTryAt
      interview {
        id
        candidateName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `,
  { hash: "sha256:103e5d8ef01f13d8cae8e908bcf45c2ab8041437cd49cac408e5c6b7fd501528" },
) as unknown as TypedDocumentString<OutboundEventsQuery, OutboundEventsQueryVariables>;
export const OutboundDocument = new TypedDocumentString(
  `
    query Outbound {
  outbound {
    allowedHosts
    webhook {
      url
      createdAt
      deliveredAt
      failedAt
      error
      waiting
    }
  }
}
    `,
  { hash: "sha256:18e930cbffac3c2b37f8c2a2dad404033fe4e3cf6ae271b32a6070b740607058" },
) as unknown as TypedDocumentString<OutboundQuery, OutboundQueryVariables>;
export const SetOutboundWebhookDocument = new TypedDocumentString(
  `
    mutation SetOutboundWebhook($input: SetOutboundWebhookInput!) {
  setOutboundWebhook(input: $input) {
    ... on OutboundWebhookSet {
      __typename
      secret
    }
    ... on Problem {
      __typename
      message
    }
  }
}
    `,
  { hash: "sha256:9927782bd3dd9b9a328264d562978456e8d4f1b8b56b2fbaa8e833fb670c2e4d" },
) as unknown as TypedDocumentString<
  SetOutboundWebhookMutation,
  SetOutboundWebhookMutationVariables
>;
export const ViewerDocument = new TypedDocumentString(
  `
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
    `,
  { hash: "sha256:74dedbd3d99f7a3e3daa387bfca203d9815b8d07bfd1a07f2ee337b4a05fc839" },
) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
