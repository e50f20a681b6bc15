//! Who may use what: every field of every type, and every mutation, has one row here.
//!
//! A field is reached through those above it, each with its own rule; below a mutation only the
//! mutation's counts. What a role may see of a list it may use, such as a Limited Team Member of
//! interviews, is the business of the query, by [`operator::Model::sees_only`].

use async_graphql::Context;
use entities::{
    api_token::Scope,
    operator::{self, Role},
};

use crate::{
    loaders::Loaders,
    problem::{Problem, ProblemCode},
    session::Session,
};

/// Whom a rule lets in; each lets in those of the ones below it, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Whoever asks, signed in or not.
    Anyone,
    /// Whoever is signed in.
    Operator,
    /// Team Members, Admins and Super Admins.
    TeamMember,
    /// Admins and Super Admins.
    Admin,
    /// Super Admins.
    SuperAdmin,
}

/// By what a rule lets them in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By a session, or any token of theirs.
    Any,
    /// By a session, or a token of theirs that may write.
    Write,
    /// By a session only.
    Session,
}

/// The rule of some fields of a type.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The type.
    pub of: &'static str,
    /// Whom it lets in.
    pub who: Who,
    /// By what.
    pub by: By,
    /// Its fields.
    pub fields: &'static [&'static str],
}

const fn rule(of: &'static str, who: Who, by: By, fields: &'static [&'static str]) -> Rule {
    Rule { of, who, by, fields }
}

/// The rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    rule("Query", Who::Anyone, By::Any, &["viewer", "companySignIn"]),
    rule("CompanySignIn", Who::Anyone, By::Any, &["name", "path", "only"]),
    rule("Query", Who::Operator, By::Any, &[
        "interviews", "interview", "integration", "posting", "postings", "funnel", "jurisdictions",
    ]),
    rule("Query", Who::SuperAdmin, By::Any, &["adverseImpact"]),
    rule("Subscription", Who::Operator, By::Any, &["interviewProgress"]),
    rule("InterviewProgress", Who::Operator, By::Any, &[
        "interviewId", "postingId", "state", "updatedAt",
    ]),
    rule("Query", Who::Operator, By::Session, &["sessions", "apiTokens"]),
    rule("Query", Who::TeamMember, By::Any, &["deadLetters", "openRequests", "deliveries"]),
    rule("Query", Who::Admin, By::Any, &[
        "backfill", "operators", "planTemplates", "questionBank", "scoringAgreement", "auditLog",
        "mails", "mailPreview", "outsideHosts", "systemCard",
    ]),
    // What follows an endpoint's host may be a secret of the receiver's.
    rule("Query", Who::SuperAdmin, By::Session, &["outbound", "outboundEvents"]),

    rule("Mutation", Who::Anyone, By::Session, &["signIn", "signOut"]),
    rule("Mutation", Who::Operator, By::Session, &[
        "setPassword", "revokeSession", "signOutEverywhere", "createApiToken", "revokeApiToken",
    ]),
    rule("Mutation", Who::Admin, By::Write, &[
        "checkIntegration", "setTriggerStages", "setTriggerRules", "setPostingTrigger",
        "setWriteback", "backfill", "inviteCandidate", "retryInterview", "cancelInterview", "resendInvite",
        "retryDeadLetter", "retryDeadLetters", "dropDeadLetter", "dropDeadLetters",
    ]),
    rule("Mutation", Who::Admin, By::Write, &[
        "publishPlan", "importPlan", "applyPlanTemplate", "approvePlanProposal",
        "dismissPlanProposal", "regeneratePlan", "setPostingDescription", "savePlanTemplate",
        "importPlanTemplate", "deletePlanTemplate", "rescoreInterview", "sendLetter", "setInterviewRules",
        "setReportOptions", "shareReport", "revokeReportShare",
    ]),
    rule("Mutation", Who::TeamMember, By::Write, &["rateInterview", "answerRequest"]),
    rule("Mutation", Who::Admin, By::Write, &["setBrand", "setQuietHours"]),
    rule("Mutation", Who::Admin, By::Session, &["setOperatorPostings", "sendMailPreview"]),
    rule("Mutation", Who::SuperAdmin, By::Session, &[
        "connectLever", "connectLeverByApiKey", "disconnectLever", "setPerformAs",
        "inviteOperator", "setOperatorRole", "removeOperator", "setRetention", "setLegalHold",
        "eraseInterview", "setEvidenceOnly", "setKeepRecordings", "setJurisdiction", "setSelfReport",
        "setOutboundWebhook", "testOutboundWebhook",
    ]),

    // Reached through `viewer`, which is null for whoever is not signed in, and `operators`.
    rule("Operator", Who::Anyone, By::Any, &[
        "id", "email", "name", "role", "hasPassword", "postingIds", "tenant",
    ]),
    rule("Tenant", Who::Anyone, By::Any, &[
        "id", "name", "interviewerName", "retentionDays", "evidenceOnly", "keepRecordings", "followUps",
        "cutoffs", "integritySignals", "answerMinutes",
        "jurisdiction", "selfReport", "reportLanguage", "reportSections", "brand", "quietHours",
    ]),
    rule("Brand", Who::Anyone, By::Any, &["accent", "footer", "replyTo"]),
    rule("QuietHours", Who::Anyone, By::Any, &["fromHour", "untilHour", "zone", "own"]),
    rule("Cutoffs", Who::Anyone, By::Any, &["two", "three", "four"]),
    rule("Problem", Who::Anyone, By::Any, &["code", "message", "retryAt"]),
    rule("PageInfo", Who::Anyone, By::Any, &[
        "hasNextPage", "hasPreviousPage", "startCursor", "endCursor",
    ]),

    rule("Session", Who::Operator, By::Session, &[
        "id", "browser", "createdAt", "expiresAt", "current",
    ]),
    rule("Sessions", Who::Operator, By::Session, &["nodes"]),
    rule("ApiToken", Who::Operator, By::Session, &["id", "name", "scope", "createdAt", "expiresAt"]),
    rule("ApiTokens", Who::Operator, By::Session, &["nodes"]),
    rule("CreatedApiToken", Who::Operator, By::Session, &["token", "apiToken"]),

    rule("InterviewConnection", Who::Operator, By::Any, &[
        "edges", "nodes", "pageInfo", "totalCount",
    ]),
    rule("InterviewEdge", Who::Operator, By::Any, &["cursor", "node"]),
    rule("Interview", Who::Operator, By::Any, &[
        "id", "candidateName", "candidateEmail", "opportunityId", "opportunityUrl", "trigger",
        "posting", "state", "stateReason", "pausedReason", "canRetry", "canCancel", "canResend",
        "plan", "transcript", "scorecard", "scorecards", "humanRatings", "letter", "mails", "report",
        "timeline", "scheduledAt", "invitedAt", "completedAt", "createdAt", "updatedAt", "erasedAt",
        "legalHold", "requests", "deletedAt", "notice",
    ]),
    rule("Notice", Who::Operator, By::Any, &[
        "jurisdiction", "version", "givenAt", "scoringNotBefore",
    ]),
    rule("Jurisdiction", Who::Operator, By::Any, &[
        "id", "version", "name", "about", "laws", "scoringAfterBusinessDays", "keepDaysMin",
        "keepDaysMax", "texts",
    ]),
    rule("JurisdictionText", Who::Operator, By::Any, &["language", "notice", "consent"]),
    rule("AdverseImpact", Who::SuperAdmin, By::Any, &[
        "scored", "median", "sexUnknown", "raceEthnicityUnknown", "bySex", "byRaceEthnicity", "byBoth",
        "csv",
    ]),
    rule("ImpactRow", Who::SuperAdmin, By::Any, &[
        "sex", "raceEthnicity", "count", "scoringRate", "impactRatio", "belowFourFifths",
        "fisherExactP", "leftOut",
    ]),
    rule("CandidateRequest", Who::Operator, By::Any, &[
        "id", "kind", "text", "status", "passages", "madeAt", "dueAt", "reply", "repliedBy",
        "repliedAt", "interview",
    ]),
    rule("PostingPassage", Who::Operator, By::Any, &["text"]),
    rule("Funnel", Who::Operator, By::Any, &["total", "byPosting", "byWeek"]),
    rule("FunnelCounts", Who::Operator, By::Any, &["invited", "started", "completed", "scored"]),
    rule("PostingFunnel", Who::Operator, By::Any, &["posting", "counts"]),
    rule("WeekFunnel", Who::Operator, By::Any, &["monday", "counts"]),
    rule("InvitedByHand", Who::Admin, By::Any, &["opportunityId"]),
    rule("Interview", Who::TeamMember, By::Any, &["recordings"]),
    rule("Recording", Who::TeamMember, By::Any, &["turn", "url", "sizeBytes", "recordedAt"]),
    rule("Posting", Who::Operator, By::Any, &[
        "id", "title", "location", "team", "url", "leverDescription", "description", "plan", "plans",
        "proposal", "jurisdiction", "suggestedJurisdiction",
    ]),
    rule("Plan", Who::Operator, By::Any, &[
        "id", "version", "hash", "minutes", "language", "wording", "source", "fallback", "author",
        "createdAt", "competencies", "questions", "facts", "text", "coverage", "changes",
    ]),
    rule("Competency", Who::Operator, By::Any, &["key", "name", "because", "weight"]),
    rule("Question", Who::Operator, By::Any, &[
        "id", "kind", "competency", "text", "because", "minutes", "mustAsk", "scored", "weight",
        "probes", "anchors", "lookFor", "source", "overrideReason", "overriddenBy",
    ]),
    rule("Fact", Who::Operator, By::Any, &["topic", "text"]),
    rule("Coverage", Who::Operator, By::Any, &["share", "covered", "missing"]),
    rule("PlanChange", Who::Operator, By::Any, &[
        "kind", "part", "key", "before", "after", "details",
    ]),
    rule("PlanConflict", Who::Operator, By::Any, &["kind", "questionId", "kept", "offered"]),
    rule("PlanFault", Who::Admin, By::Any, &["severity", "questionId", "forbidden", "message"]),
    rule("PlanProposal", Who::Operator, By::Any, &[
        "status", "baseVersion", "changes", "conflicts", "questions", "minutes", "updatedAt",
    ]),
    rule("PlanOutcome", Who::Admin, By::Any, &["published", "faults", "posting"]),
    rule("PlanTemplate", Who::Admin, By::Any, &[
        "id", "name", "wording", "questions", "text", "updatedAt",
    ]),
    rule("PlanTemplates", Who::Admin, By::Any, &["nodes"]),
    rule("BankEntry", Who::Admin, By::Any, &["competency", "questions"]),
    rule("Probe", Who::Operator, By::Any, &["when", "text"]),
    rule("Anchor", Who::Operator, By::Any, &["level", "text"]),
    rule("Turn", Who::Operator, By::Any, &[
        "questionId", "number", "question", "askedAs", "followUpBecause", "answer", "answeredAt",
        "signals", "time",
    ]),
    rule("AnswerTime", Who::Operator, By::Any, &["seconds", "limitMinutes", "extended"]),
    rule("AskedAs", Who::Operator, By::Any, &["language", "text"]),
    rule("IntegritySignals", Who::Operator, By::Any, &["pastes", "pastedCharacters", "focusLost"]),
    rule("Scorecard", Who::Operator, By::Any, &[
        "id", "version", "scorer", "byRules", "overall", "leverScore", "thresholds", "feedback",
        "fallback", "flags", "letter", "comparison", "ratings", "createdAt",
    ]),
    rule("Flag", Who::Operator, By::Any, &["kind", "turn"]),
    rule("ScorecardComparison", Who::Operator, By::Any, &[
        "samePlan", "overallBefore", "overallAfter", "ratings",
    ]),
    rule("RatingChange", Who::Operator, By::Any, &[
        "questionId", "competencyName", "before", "after", "steps", "sameRubric",
    ]),
    rule("HumanRating", Who::Operator, By::Any, &[
        "id", "by", "byViewer", "createdAt", "ratings", "agreement",
    ]),
    rule("QuestionRating", Who::Operator, By::Any, &[
        "questionId", "competencyName", "level", "comment",
    ]),
    rule("ScoringAgreement", Who::Operator, By::Any, &["count", "exact", "withinOne", "qwk"]),
    rule("SentLetter", Who::Operator, By::Any, &["text", "by", "at"]),
    rule("Mail", Who::Operator, By::Any, &[
        "id", "kind", "to", "subject", "state", "queuedAt", "acceptedAt", "acceptedReply",
        "refusedAt", "refusedReply", "bouncedAt", "bounceReason", "delayedAt", "delayReason",
        "linkOpenedAt", "interviewId", "candidateName",
    ]),
    rule("MailConnection", Who::Admin, By::Any, &["edges", "nodes", "pageInfo", "totalCount"]),
    rule("MailEdge", Who::Admin, By::Any, &["cursor", "node"]),
    rule("MailPreview", Who::Admin, By::Any, &["subject", "html", "text"]),
    rule("Rating", Who::Operator, By::Any, &[
        "questionId", "competency", "competencyName", "level", "anchor", "quotes", "missing",
        "explanation", "needsHuman", "spread", "runs",
    ]),
    rule("Run", Who::Operator, By::Any, &["level", "seed", "void"]),
    rule("Quote", Who::Operator, By::Any, &["text", "turn"]),
    rule("Report", Who::Operator, By::Any, &["url", "sizeBytes", "sha256", "renderedAt"]),
    rule("Report", Who::Admin, By::Any, &["shares"]),
    rule("ReportShare", Who::Admin, By::Any, &[
        "id", "by", "createdAt", "expiresAt", "revokedAt", "live", "opens", "openedAt",
    ]),
    rule("SharedReport", Who::Admin, By::Write, &["url", "share"]),
    rule("Transition", Who::Operator, By::Any, &["at", "from", "to", "cause", "reason"]),

    rule("DeadLetterConnection", Who::TeamMember, By::Any, &[
        "edges", "nodes", "pageInfo", "totalCount",
    ]),
    rule("DeadLetterEdge", Who::TeamMember, By::Any, &["cursor", "node"]),
    rule("DeadLetter", Who::TeamMember, By::Any, &[
        "id", "kind", "what", "status", "error", "attempts", "createdAt", "diedAt", "interview",
    ]),

    rule("DeliveryConnection", Who::TeamMember, By::Any, &["edges", "nodes", "pageInfo"]),
    rule("DeliveryEdge", Who::TeamMember, By::Any, &["cursor", "node"]),
    rule("Delivery", Who::TeamMember, By::Any, &[
        "id", "event", "announced", "opportunityId", "receivedAt", "status", "error", "interview",
    ]),

    // That nothing goes on at this time concerns whoever looks at an interview.
    rule("Integration", Who::Operator, By::Any, &["status", "reason"]),
    rule("Integration", Who::TeamMember, By::Any, &[
        "authentication", "accountId", "connectedAt", "scopes", "webhooks", "performAs", "users",
        "feedbackForms", "stages", "triggerStages", "triggerStatus", "applicationTag",
        "invitedTag", "completeTag", "blockedOrigins", "inviteDelayMinutes", "oneInvitePerDay",
        "errorTag", "addLink", "feedback", "advance", "postings", "health", "reconciliation",
        "rate",
    ]),
    rule("Scope", Who::TeamMember, By::Any, &["name", "reason", "granted"]),
    rule("Webhook", Who::TeamMember, By::Any, &["event", "leverId", "createdAt"]),
    rule("LeverUser", Who::TeamMember, By::Any, &["id", "name", "role"]),
    rule("FeedbackForm", Who::TeamMember, By::Any, &["id", "text"]),
    rule("FeedbackSettings", Who::TeamMember, By::Any, &["formId"]),
    rule("Advance", Who::TeamMember, By::Any, &["stage", "fromScore"]),
    rule("Stage", Who::TeamMember, By::Any, &["id", "text"]),
    rule("TriggerStage", Who::TeamMember, By::Any, &["id", "text", "since", "missing"]),
    rule("PostingTrigger", Who::TeamMember, By::Any, &[
        "id", "title", "location", "team", "url", "tags", "invites", "stages",
        "invitesOnApplication", "nearMiss",
    ]),
    rule("Health", Who::TeamMember, By::Any, &[
        "checkedAt", "checking", "status", "checks", "webhooks", "lastEventAt", "refusedEvents",
        "lastRefusal", "lastRefusedAt",
    ]),
    rule("HealthCheck", Who::TeamMember, By::Any, &[
        "subject", "title", "outcome", "detail", "remedy",
    ]),
    rule("Reconciliation", Who::TeamMember, By::Any, &["upTo", "foundMoves", "foundApplications"]),
    rule("RateUse", Who::TeamMember, By::Any, &["lastMinute", "refused"]),

    rule("AuditEntryConnection", Who::Admin, By::Any, &[
        "edges", "nodes", "pageInfo", "totalCount", "headHash",
    ]),
    rule("AuditEntryEdge", Who::Admin, By::Any, &["cursor", "node"]),
    rule("AuditEntry", Who::Admin, By::Any, &[
        "sequence", "at", "actor", "operator", "action", "subject", "details", "previousHash",
        "hash",
    ]),

    rule("SystemCard", Who::Admin, By::Any, &["madeAt", "sections", "markdown"]),
    rule("SystemCardSection", Who::Admin, By::Any, &["title", "paragraphs", "facts"]),
    rule("SystemCardFact", Who::Admin, By::Any, &["name", "value"]),
    rule("OutsideHost", Who::Admin, By::Any, &["purpose", "host", "setting"]),
    rule("Outbound", Who::SuperAdmin, By::Session, &["allowedHosts", "webhook"]),
    rule("OutboundWebhook", Who::SuperAdmin, By::Session, &[
        "url", "createdAt", "deliveredAt", "failedAt", "error", "waiting",
    ]),
    rule("OutboundEventConnection", Who::SuperAdmin, By::Session, &["edges", "nodes", "pageInfo"]),
    rule("OutboundEventEdge", Who::SuperAdmin, By::Session, &["cursor", "node"]),
    rule("OutboundEvent", Who::SuperAdmin, By::Session, &[
        "id", "webhookId", "type", "status", "attempts", "error", "createdAt", "endedAt", "nextTryAt",
        "interview",
    ]),
    rule("OutboundWebhookSet", Who::SuperAdmin, By::Session, &["outbound", "secret"]),
    rule("InvitedOperator", Who::SuperAdmin, By::Session, &[
        "operator", "signInLink", "expiresAt",
    ]),
    rule("ConnectLever", Who::SuperAdmin, By::Session, &["authorizeUrl"]),
    rule("Backfill", Who::Admin, By::Any, &[
        "id", "status", "error", "createdAt", "previewedAt", "startedAt", "candidates",
        "inviteCount",
    ]),
    rule("BackfillCandidate", Who::Admin, By::Any, &[
        "opportunityId", "name", "posting", "url", "wouldBeInvited", "reason",
    ]),
];

impl Who {
    /// Whether it lets in somebody of that role, or somebody who is not signed in.
    pub fn includes(self, role: Option<Role>) -> bool {
        let is = match role {
            None => Self::Anyone,
            Some(Role::LimitedTeamMember) => Self::Operator,
            Some(Role::TeamMember) => Self::TeamMember,
            Some(Role::Admin) => Self::Admin,
            Some(Role::SuperAdmin) => Self::SuperAdmin,
        };
        self <= is
    }

    /// Whom it lets in, in words.
    fn words(self) -> &'static str {
        match self {
            Self::Anyone | Self::Operator => "whoever is signed in",
            Self::TeamMember => "a Super Admin, Admin or Team Member",
            Self::Admin => "a Super Admin or Admin",
            Self::SuperAdmin => "a Super Admin",
        }
    }
}

/// The rule of a field.
pub fn of(kind: &str, field: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.of == kind && rule.fields.contains(&field))
}

/// Why somebody may not use what has this rule, if so; a field without a rule is for nobody.
pub(crate) fn refusal(rule: Option<&Rule>, session: &Session, what: &str) -> Option<Problem> {
    let forbidden = |message| Some(Problem::new(ProblemCode::Forbidden, message));
    let Some(rule) = rule else { return forbidden(format!("nobody may {what}")) };
    let asker = session.operator.as_ref().map(|operator| operator.role);
    if asker.is_none() && rule.who != Who::Anyone {
        return Some(Problem::signed_out());
    }
    if !rule.who.includes(asker) {
        return forbidden(format!("only {} may {what}", rule.who.words()));
    }
    match (rule.by, session.scope) {
        (By::Any, _) | (_, None) | (By::Write, Some(Scope::Write)) => None,
        (By::Write, Some(Scope::Read)) => {
            forbidden(format!("this token may only read; it takes one that may write to {what}"))
        }
        (By::Session, Some(_)) => forbidden(format!("no token may {what}; sign in with a browser")),
    }
}

/// Who asks, if they may use the mutation that is being resolved, else why not.
/// What was read before it is forgotten, so that the answer has what it leaves.
pub(crate) fn permit<'a>(ctx: &Context<'a>, what: &str) -> Result<&'a operator::Model, Problem> {
    let session = ctx.data_opt::<Session>().ok_or_else(Problem::signed_out)?;
    if let Some(loaders) = ctx.data_opt::<Loaders>() {
        loaders.forget();
    }
    match refusal(of("Mutation", ctx.field().name()), session, what) {
        None => session.operator.as_ref().ok_or_else(Problem::signed_out),
        Some(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_includes_those_below_it() {
        assert!(Who::Anyone.includes(None));
        assert!(!Who::Operator.includes(None));
        assert!(Who::Operator.includes(Some(Role::LimitedTeamMember)));
        assert!(!Who::TeamMember.includes(Some(Role::LimitedTeamMember)));
        assert!(!Who::Admin.includes(Some(Role::TeamMember)));
        assert!(Who::Admin.includes(Some(Role::SuperAdmin)));
        assert!(!Who::SuperAdmin.includes(Some(Role::Admin)));
    }

    #[test]
    fn what_has_no_rule_is_for_nobody() {
        let nobody = refusal(of("Query", "secret"), &Session::default(), "read it").unwrap();
        assert!(format!("{nobody:?}").contains("Forbidden"));
    }
}
