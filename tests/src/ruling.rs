//! What operators rule and what becomes of it, as tests of triggers ask again and again.

use std::collections::BTreeSet;

use actors::Clock;
use chrono::Duration;
use serde_json::{Value, json};
use server::SystemClock;

use crate::{App, Candidate};

/// What an operator reads of a backfill.
const BACKFILL: &str = "id status error inviteCount \
                        candidates { opportunityId name posting wouldBeInvited reason }";

impl App {
    /// The operator changes the integration, which must not be refused; `fields` of it afterwards.
    pub async fn change(&self, mutation: &str, input: &Value, fields: &str) -> Value {
        let changed = self.mutate(mutation, input, fields).await;
        assert_eq!(changed["code"], Value::Null, "{mutation}: {changed}");
        changed
    }

    /// The operator has Lever looked at now, when everything there is some minutes old; after
    /// [`Self::catch_up`], that is before the next look would be due by itself.
    pub async fn look_now(&self) {
        let minutes_on = SystemClock.now() + Duration::minutes(5);
        self.advance((minutes_on - self.server().means.clock.now()).max(Duration::zero()));
        let query = "mutation { checkIntegration { ... on Integration { status } \
                     ... on Problem { message } } }";
        let answer = self.graphql(query, json!({})).await;
        assert_eq!(answer["checkIntegration"]["status"], "CONNECTED", "{answer}");
        self.settle().await;
    }

    /// Lets a limited member see the posting of the sandbox.
    pub async fn give_posting(&self, member: &reqwest::Client) {
        let viewer = self.ask_as(member, "{ viewer { id } }", json!({})).await;
        let postings = [self.posting().await];
        let input = json!({"operatorId": viewer["viewer"]["id"], "postingIds": postings});
        let give = "mutation($input: SetOperatorPostingsInput!) { setOperatorPostings(input: $input) \
                    { ... on Operator { name } ... on Problem { code } } }";
        let given = self.graphql(give, json!({"input": input})).await;
        assert_eq!(given["setOperatorPostings"]["name"], "Somebody", "{given}");
    }

    /// The next so many requests or events suffer the fault of this name.
    pub async fn fault(&self, name: &str, count: u32) {
        self.tell("faults", &json!({"name": name, "count": count})).await;
    }

    /// Lever's log of what it sent, or was kept from sending.
    pub async fn deliveries(&self, status: &str) -> Vec<Value> {
        let mut log = self.control(&format!("deliveries?status={status}&limit=100000")).await;
        log["deliveries"].as_array_mut().expect("a list").drain(..).collect()
    }

    /// State, reason and last step of a candidate's interview; null when there is none.
    pub async fn standing(&self, candidate: &Candidate) -> Value {
        let query = "query($after: String) { interviews(first: 100, after: $after) { \
                     pageInfo { hasNextPage endCursor } nodes { opportunityId state stateReason \
                     trigger timeline { cause reason to } } } }";
        let mut after = Value::Null;
        loop {
            let mut page = self.graphql(query, json!({"after": after})).await["interviews"].take();
            let nodes = page["nodes"].as_array_mut().expect("a list");
            let of = |node: &&mut Value| node["opportunityId"] == *candidate.opportunity;
            if let Some(found) = nodes.iter_mut().find(of) {
                return found.take();
            }
            if page["pageInfo"]["hasNextPage"] != true {
                return Value::Null;
            }
            after = page["pageInfo"]["endCursor"].take();
        }
    }

    /// How many invites a candidate was sent, reminders not among them.
    pub async fn invites(&self, candidate: &Candidate) -> usize {
        self.mails(candidate).await.iter().filter(|mail| mail.is_invite()).count()
    }

    /// The operator asks for a backfill; how it is then, or a problem.
    pub async fn backfill(&self, input: &Value) -> Value {
        let query = format!(
            "mutation($input: BackfillInput!) {{ backfill(input: $input) {{ \
             ... on Backfill {{ {BACKFILL} }} ... on Problem {{ code message }} }} }}"
        );
        self.graphql(&query, json!({"input": input})).await["backfill"].take()
    }

    /// A backfill asked for earlier, as it is now.
    pub async fn backfill_now(&self, id: &Value) -> Value {
        let query = format!("query($id: ID!) {{ backfill(id: $id) {{ {BACKFILL} }} }}");
        self.graphql(&query, json!({"id": id})).await["backfill"].take()
    }

    /// The operator looks who is there already, in these stages or wherever somebody would be.
    pub async fn preview(&self, stage_ids: &[String]) -> Value {
        let begun = self.backfill(&json!({"dryRun": true, "stageIds": stage_ids})).await;
        assert_eq!(begun["status"], "LOOKING", "{begun}");
        self.settle().await;
        let preview = self.backfill_now(&begun["id"]).await;
        assert_eq!(preview["status"], "PREVIEWED", "{preview}");
        preview
    }

    /// The operator invites those of a preview.
    pub async fn run_backfill(&self, preview: &Value) {
        let input = json!({"dryRun": false, "previewId": preview["id"]});
        let started = self.backfill(&input).await;
        assert_eq!(started["status"], "STARTED", "{started}");
        self.settle().await;
    }
}

/// Lever's ids of those who would be invited, according to a preview.
pub fn wanted(preview: &Value) -> BTreeSet<&str> {
    let each = preview["candidates"].as_array().expect("a list").iter();
    let wanted = each.filter(|candidate| candidate["wouldBeInvited"] == true);
    wanted.map(|candidate| candidate["opportunityId"].as_str().expect("an id")).collect()
}
