//! What tests ask of the admin API and of the sandbox again and again.

use chrono::Duration;
use entities::{
    ids::OperatorId,
    operator::{self, Role},
    sign_in_link,
};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{App, Candidate};

/// What an operator reads of an interview.
const INTERVIEW: &str = "id opportunityId candidateName state stateReason scheduledAt pausedReason canRetry \
                         canCancel canResend \
                         report { url } scorecard { overall leverScore } \
                         timeline { cause reason to }";

impl App {
    /// Long enough for a look at Lever, which sees what happened up to now; and the look.
    pub async fn look(&self) {
        self.advance(Duration::minutes(5));
        self.settle().await;
    }

    /// These fields of the integration.
    pub async fn integration(&self, fields: &str) -> Value {
        let mut answer =
            self.graphql(&format!("{{ integration {{ {fields} }} }}"), json!({})).await;
        answer["integration"].take()
    }

    /// What the last look found of this.
    pub async fn check(&self, subject: &str) -> Value {
        let fields = "health { checks { subject outcome detail remedy } }";
        let integration = self.integration(fields).await;
        let checks = integration["health"]["checks"].as_array().expect("a list");
        let found = checks.iter().find(|check| check["subject"] == subject);
        found.unwrap_or_else(|| panic!("{subject} was not looked at: {checks:?}")).clone()
    }

    /// Nothing goes wrong in Lever any more; what was held back is delivered.
    pub async fn clear_faults(&self) {
        let url = self.lever_url("/control/faults");
        assert!(self.http.delete(url).send().await.expect("it answers").status().is_success());
    }

    /// What a mutation of this name gives, with this input if it takes any: the thing's `fields`, or
    /// a problem's `code`.
    pub async fn mutate(&self, name: &str, input: &Value, fields: &str) -> Value {
        let kind = name.replacen(&name[..1], &name[..1].to_uppercase(), 1);
        let given = match name {
            "setLegalHold" | "eraseInterview" | "retryInterview" | "cancelInterview"
            | "resendInvite" | "rescoreInterview" | "rateInterview" | "sendLetter" => "Interview",
            "regeneratePlan" | "dismissPlanProposal" | "setPostingDescription" => "Posting",
            "publishPlan" | "importPlan" | "applyPlanTemplate" | "approvePlanProposal" => {
                "PlanOutcome"
            }
            "savePlanTemplate" | "importPlanTemplate" => "PlanTemplate",
            "deletePlanTemplate" => "PlanTemplates",
            "setRetention" | "setEvidenceOnly" | "setKeepRecordings" | "setJurisdiction"
            | "setSelfReport" | "setReportOptions" | "setBrand" | "setQuietHours"
            | "setInterviewRules" => "Tenant",
            "answerRequest" => "CandidateRequest",
            "inviteCandidate" => "InvitedByHand",
            "sendMailPreview" => "Mail",
            "shareReport" => "SharedReport",
            "revokeReportShare" => "ReportShare",
            "setOutboundWebhook" => "OutboundWebhookSet",
            "testOutboundWebhook" => "Outbound",
            "inviteOperator" => "InvitedOperator",
            "setOperatorRole" | "removeOperator" => "Operator",
            "retryDeadLetter" | "dropDeadLetter" => "DeadLetter",
            "retryDeadLetters" | "dropDeadLetters" => "DeadLetterConnection",
            _ => "Integration",
        };
        let kind = match name {
            "approvePlanProposal" | "dismissPlanProposal" => "PlanProposal".to_owned(),
            _ => kind,
        };
        let (declared, passed) = match input {
            Value::Null => (String::new(), ""),
            _ => (format!("($input: {kind}Input!)"), "(input: $input)"),
        };
        let query = format!(
            "mutation{declared} {{ {name}{passed} {{ \
             ... on {given} {{ {fields} }} ... on Problem {{ code message }} }} }}"
        );
        let mut answer = self.graphql(&query, json!({"input": input})).await;
        answer[name].take()
    }

    /// The interview of a candidate, as an operator sees it.
    pub async fn interview(&self, candidate: &Candidate) -> Value {
        let list = "{ interviews(first: 100) { nodes { id opportunityId } } }";
        let answer = self.graphql(list, json!({})).await;
        let nodes = answer["interviews"]["nodes"].as_array().expect("a list");
        let found = nodes.iter().find(|node| node["opportunityId"] == *candidate.opportunity);
        let found = found.unwrap_or_else(|| panic!("no interview of {candidate:?}: {nodes:?}"));
        let query = format!("query($id: ID!) {{ interview(id: $id) {{ {INTERVIEW} }} }}");
        let mut answer = self.graphql(&query, json!({"id": found["id"]})).await;
        answer["interview"].take()
    }

    /// An operator has a candidate's interview taken up again, and everything is done.
    pub async fn retry(&self, candidate: &Candidate) {
        let id = self.interview(candidate).await["id"].clone();
        let retried = self.mutate("retryInterview", &json!({"id": id}), "state").await;
        assert!(retried["state"].is_string(), "{retried}");
        self.settle().await;
    }

    /// An operator has a candidate's interview cancelled, or its invite sent again: the code of the
    /// problem, if it is refused. Nothing is waited for.
    pub async fn operate(&self, mutation: &str, candidate: &Candidate, more: Value) -> Value {
        let mut input = json!({"id": self.interview(candidate).await["id"]});
        if let (Some(input), Value::Object(more)) = (input.as_object_mut(), more) {
            input.extend(more);
        }
        self.mutate(mutation, &input, "state").await["code"].take()
    }

    /// A browser that an operator of the company, of this role, is signed in with.
    pub async fn browser_of(&self, role: Role, email: &str) -> Client {
        let (means, tenant_id) = (&self.server().means, self.tenant_id().await);
        let now = means.clock.now();
        let who = (tenant_id, OperatorId(Uuid::new_v4()));
        let made = operator::create(&means.db, who, email, "Somebody", role, now).await;
        made.expect("the store takes it");
        let token = Uuid::new_v4().to_string();
        let made = sign_in_link::create(&means.db, &token, who, now + Duration::hours(1)).await;
        made.expect("the store takes it");
        let browser = Client::builder().cookie_store(true).build().expect("a client");
        let signed_in = browser.post(self.url(&format!("/sign-in/{token}"))).send().await;
        assert!(signed_in.expect("it answers").status().is_success());
        browser
    }

    /// What another browser is answered by the admin API; its `data`.
    pub async fn ask_as(&self, browser: &Client, query: &str, variables: Value) -> Value {
        let body = json!({"query": query, "variables": variables});
        let sent = browser.post(self.url("/graphql")).json(&body).send().await;
        let mut answer: Value = sent.expect("it answers").json().await.expect("it is JSON");
        assert!(answer["errors"].is_null(), "{answer}");
        answer["data"].take()
    }

    /// Lever's API as another program of the company uses it, with the account's API key.
    pub async fn lever_api(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let key = self.control("api_key").await["api_key"].as_str().expect("a key").to_owned();
        let request = self.http.request(method, self.lever_url(&format!("/v1{path}")));
        let answer = request.basic_auth(key, Some("")).json(body).send().await;
        let answer = answer.expect("it answers");
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    /// The operator connects Lever by the account's API key, and it is set up.
    pub async fn connect_by_key(&self) {
        self.sign_in().await;
        let key = self.control("api_key").await["api_key"].clone();
        let input = json!({"apiKey": key});
        let connected = self.mutate("connectLeverByApiKey", &input, "status").await;
        assert_eq!(connected["status"], "CONNECTED", "{connected}");
        self.settle().await;
    }

    /// How often the sandbox gave new tokens for a refresh token.
    pub async fn refreshes(&self) -> u64 {
        self.control("usage").await["tokens"]["refreshed"].as_u64().expect("a count")
    }

    /// What the mail catcher has of the mails to a candidate, oldest first.
    pub async fn caught(&self, candidate: &Candidate) -> Vec<Value> {
        let url = self.mail_url(&format!("/api/mails?to={}", candidate.email));
        let mails: Value =
            self.http.get(url).send().await.expect("it answers").json().await.expect("it is JSON");
        mails.as_array().expect("a list").clone()
    }

    /// How many reminders a candidate was sent.
    pub async fn reminders(&self, candidate: &Candidate) -> usize {
        let subjects = self.subjects_to(&candidate.email).await;
        subjects.iter().filter(|subject| subject.starts_with("Reminder: ")).count()
    }

    /// How much was given up and waits for an operator's decision.
    pub async fn given_up_count(&self) -> u64 {
        let answer = self.graphql("{ deadLetters { totalCount } }", json!({})).await;
        answer["deadLetters"]["totalCount"].as_u64().expect("a count")
    }

    /// Subjects of the mails to an address.
    pub async fn subjects_to(&self, address: &str) -> Vec<String> {
        let mails = self.outside.mails().await.expect("it lists");
        let to = mails.into_iter().filter(|mail| mail.is_to(address));
        to.map(|mail| mail.subject).collect()
    }

    /// Lets everything that waits for a pause have its turn.
    pub async fn wait_out_the_pauses(&self) {
        for _ in 0..8 {
            self.advance(Duration::minutes(25));
            self.settle().await;
        }
    }
}
