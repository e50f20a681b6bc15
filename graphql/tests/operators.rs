//! What operators ask and change, over a store of their own; no actor is awake and Lever is not there.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its own functions too"
)]

mod dead_letters;
mod documents;
mod fences;
mod signing_in;
mod statements;

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use actors::{
    Clock, Directory, Ids, Links, Means,
    outbox::{Allowed, Lever, Mailer},
};
use chrono::DateTime;
use entities::{
    Instant, answer_time, api_token,
    audit_entry::{self, Actor},
    audit_head,
    backfill::{self, Candidate},
    candidate_request, connection, health, human_rating,
    ids::{BackfillId, EffectId, OperatorId, PipelineId, PlanId, TenantId},
    inbox::{self, Message},
    letter, mail, notice, oauth_state,
    operator::{self, Role},
    operator_identity, outbound_webhook,
    outbox::{self, Effect},
    pipeline::{self, State, Trigger},
    plan, plan_proposal, plan_template, posting, recording, report, report_share, scorecard,
    sea_orm::{ConnectionTrait, DbBackend, Schema},
    session, stage, tenant,
    tenant::PostingRule,
    transition, turn,
    vault::Vault,
    webhook,
};
use graphql::{Api, Documents, Limits, session::Session};
use lever::oauth::App;
use secrecy::SecretString;
use serde_json::{Value, json};
use uuid::Uuid;

/// Stands still.
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Instant {
        now()
    }
}

struct Random;

impl Ids for Random {
    fn fresh(&self) -> Uuid {
        Uuid::new_v4()
    }
}

fn now() -> Instant {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

fn earlier() -> Instant {
    now() - chrono::Duration::days(3)
}

const TENANT: TenantId = TenantId(Uuid::from_u128(1));

/// A company whose Lever has two stages, one posting, one user and one feedback form.
struct Company {
    means: Means,
    api: Api,
    _folder: tempfile::TempDir,
}

/// As a server has them unless it is told otherwise.
fn limits() -> Limits {
    Limits {
        depth: 15,
        complexity: 20_000,
        aliases: 50,
        batch: 5,
        timeout: Duration::from_secs(20),
        introspection: true,
    }
}

impl Company {
    async fn new() -> Self {
        Self::within(limits()).await
    }

    async fn within(limits: Limits) -> Self {
        rustls::crypto::ring::default_provider().install_default().ok();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("t.db").display());
        let options = entities::store::Options {
            url,
            connections: 1,
            patience: Duration::from_secs(30),
            watch: None,
        };
        let db = entities::Store::open(options).await.unwrap();
        let tables = Schema::new(DbBackend::Sqlite);
        macro_rules! make {
            ($($table:ident),*) => {
                $(db.execute(&tables.create_table_from_entity($table::Entity)).await.unwrap();)*
            };
        }
        make!(
            answer_time,
            api_token,
            audit_entry,
            audit_head,
            backfill,
            candidate_request,
            connection,
            health,
            human_rating,
            inbox,
            letter,
            mail,
            notice,
            oauth_state,
            operator,
            operator_identity,
            outbound_webhook,
            outbox,
            pipeline,
            plan,
            plan_proposal,
            plan_template,
            posting,
            recording,
            report,
            report_share,
            scorecard,
            session,
            stage,
            tenant,
            transition,
            turn,
            webhook
        );
        for unique in [
            "inbox (tenant_id, dedup_key)",
            "plan (tenant_id, posting_id, version)",
            "scorecard (tenant_id, pipeline_id, version)",
            "report (tenant_id, scorecard_id)",
            "plan_template (tenant_id, name)",
        ] {
            let name = unique.split(' ').next().unwrap();
            let unique = format!("create unique index {name}_once on {unique}");
            db.execute_unprepared(&unique).await.unwrap();
        }
        tenant::create(&db, TENANT, "Blauwal", earlier()).await.unwrap();
        let app = App {
            authorize_url: "https://auth.example/authorize".to_owned(),
            token_url: "https://auth.example/oauth/token".to_owned(),
            audience: "https://api.example/v1/".to_owned(),
            client_id: "app".to_owned(),
            client_secret: SecretString::from("secret"),
            redirect_uri: "https://fulcrum.example/oauth/lever/callback".to_owned(),
        };
        let allowed = Allowed {
            per_second: NonZeroU32::MIN,
            burst: NonZeroU32::MIN,
            look_every: Duration::from_mins(5),
        };
        let api_root = "https://api.example/v1".to_owned();
        let http = lever::http_client().unwrap();
        let means = Means {
            db,
            clock: Arc::new(Noon),
            ids: Arc::new(Random),
            vault: Arc::new(Vault::new(&SecretString::from("0".repeat(64))).unwrap()),
            directory: Directory::default(),
            links: Links::new("https://fulcrum.example"),
            lever: Arc::new(Lever::new(http, app, api_root, true, allowed)),
            mailer: Arc::new(Mailer::new("smtp://localhost:1", "a@b.example", None).unwrap()),
            model: None,
            speech: None,
            outside: Arc::default(),
            skills: Arc::new(interviewer::skills::SkillFinder::new(None)),
            watch: None,
        };
        Self {
            api: Api::new(means.clone(), limits, Documents::default(), Arc::default()).unwrap(),
            means,
            _folder: folder,
        }
    }

    /// One with a connection that was looked at.
    async fn connected() -> Self {
        let company = Self::new().await;
        let db = &company.means.db;
        let key = SecretString::from("key-of-the-account");
        actors::connect_by_api_key(&company.means, TENANT, &key, Actor::System).await.unwrap();
        let stage = |id: &str, text: &str, position| stage::Model {
            tenant_id: TENANT,
            lever_id: id.to_owned(),
            text: text.to_owned(),
            position,
        };
        let stages = vec![stage("s1", "On-site Interview", 0), stage("s2", "Offer", 1)];
        stage::replace(db, TENANT, stages).await.unwrap();
        let posting = posting::Model {
            tenant_id: TENANT,
            lever_id: "p".to_owned(),
            title: "Engineer".to_owned(),
            location: None,
            team: None,
            url: None,
            content: json!({}),
            read_at: earlier(),
            tags: Some(posting::Tags(vec!["alex – on application".to_owned()])),
            state: Some("published".to_owned()),
            updated_at: None,
            tagged_since: None,
            seen_at: None,
            description: None,
        };
        posting::store(db, posting).await.unwrap();
        let (lever_id, name) = ("u".to_owned(), "Kim".to_owned());
        let looked = health::Looked {
            at: earlier(),
            checks: vec![health::Check {
                subject: health::Subject::Notes,
                outcome: health::Outcome::Warn,
                detail: "slow".to_owned(),
                remedy: None,
            }],
            users: Some(vec![health::User { lever_id, name, role: None }]),
            forms: Some(vec![health::Form { lever_id: "f".to_owned(), text: "Form".to_owned() }]),
            reconciled: true,
        };
        health::looked(db, TENANT, looked).await.unwrap();
        health::look_at(db, TENANT, now() + chrono::Duration::minutes(5)).await.unwrap();
        company
    }

    /// What a session is answered, errors and all.
    async fn answer(
        &self,
        session: Session,
        request: impl Into<async_graphql::Request>,
    ) -> async_graphql::Response {
        // Loaders run beside the query.
        let local = tokio::task::LocalSet::new();
        local.run_until(self.api.answer(request.into(), session)).await
    }

    async fn ask_as(&self, role: Role, query: &str) -> Value {
        let answer = self.answer(signed_in(role), query).await;
        assert!(answer.errors.is_empty(), "{query}: {:?}", answer.errors);
        serde_json::to_value(answer.data).unwrap()
    }

    async fn ask(&self, query: &str) -> Value {
        self.ask_as(Role::SuperAdmin, query).await
    }

    /// The result of one mutation that gives the integration: those fields of it, or a problem.
    async fn change(&self, mutation: &str, fields: &str) -> Value {
        let query = format!(
            "mutation {{ it: {mutation} {{ ... on Integration {{ {fields} }} \
             ... on Problem {{ code message }} }} }}"
        );
        self.ask(&query).await["it"].clone()
    }

    async fn settings(&self) -> tenant::Settings {
        tenant::find(&self.means.db, TENANT).await.unwrap().unwrap().settings
    }

    async fn messages(&self) -> Vec<inbox::Model> {
        inbox::Entity::of_tenant(TENANT).all(&self.means.db).await.unwrap()
    }

    async fn effects(&self) -> Vec<outbox::Model> {
        outbox::Entity::of_tenant(TENANT).all(&self.means.db).await.unwrap()
    }

    /// A pipeline that stands there.
    async fn pipeline(&self, number: u128, state: State) -> PipelineId {
        let (db, id) = (&self.means.db, PipelineId(Uuid::from_u128(number)));
        let candidate = pipeline::Candidate {
            name: "Marit".to_owned(),
            email: None,
            opportunity_url: None,
            contact_id: None,
        };
        let opportunity = format!("o{number}");
        let (key, of) = ((TENANT, id), (opportunity.as_str(), "p"));
        pipeline::ensure(db, key, of, candidate, Trigger::Stage, earlier()).await.unwrap();
        let seen = pipeline::find(db, TENANT, id).await.unwrap().unwrap();
        pipeline::advance(db, &seen, &state, earlier()).await.unwrap();
        id
    }

    /// An effect that was given up.
    async fn dead_effect(&self, pipeline_id: Option<PipelineId>, effect: Effect) -> EffectId {
        self.dead_effect_of(TENANT, pipeline_id, effect, earlier()).await
    }

    /// The same of any company, at any time.
    async fn dead_effect_of(
        &self,
        tenant_id: TenantId,
        pipeline_id: Option<PipelineId>,
        effect: Effect,
        at: Instant,
    ) -> EffectId {
        let (db, id) = (&self.means.db, EffectId(Uuid::new_v4()));
        outbox::append(db, (tenant_id, id), pipeline_id, effect, earlier()).await.unwrap();
        assert!(outbox::bury(db, tenant_id, id, "refused", at).await.unwrap());
        id
    }
}

/// Kim of this role, by a browser.
fn signed_in(role: Role) -> Session {
    let operator = operator::Model {
        tenant_id: TENANT,
        id: OperatorId(Uuid::from_u128(2)),
        email: "kim@blauwal.example".to_owned(),
        name: "Kim".to_owned(),
        role,
        password_hash: None,
        created_at: earlier(),
        posting_ids: None,
    };
    Session { operator: Some(operator), ..Session::default() }
}

fn needs_operator(was: State) -> State {
    let (effect, error) = ("write note".to_owned(), "refused".to_owned());
    State::NeedsOperator { effect, error, was: Box::new(was), tagged: false, bounced: None }
}

fn withdrawn(was: Option<State>) -> State {
    let was = was.map(Box::new);
    State::Withdrawn { reason: "archived".to_owned(), was, cancelled_at: None }
}

fn invited() -> State {
    State::Invited {
        plan_id: PlanId(Uuid::from_u128(9)),
        expires_at: now(),
        reminded: 0,
        sequence: 0,
    }
}

#[tokio::test(flavor = "current_thread")]
async fn roles_change_what_they_may() {
    let company = Company::connected().await;
    let of_super_admins = [
        "connectLever",
        "connectLeverByApiKey(input: {apiKey: \"12345678\"})",
        "disconnectLever",
        "setPerformAs(input: {userId: \"u\"})",
    ];
    let of_admins = [
        "checkIntegration",
        "setTriggerStages(input: {stageIds: []})",
        "setTriggerRules(input: {oneInvitePerDay: true})",
        "setPostingTrigger(input: {postingId: \"p\", invites: NEVER})",
        "setWriteback(input: {addLink: true})",
        "backfill(input: {dryRun: true})",
        "retryInterview(input: {id: \"x\"})",
        "retryDeadLetter(input: {id: \"x\"})",
        "retryDeadLetters",
        "dropDeadLetter(input: {id: \"x\"})",
        "dropDeadLetters(input: {})",
    ];
    let code = async |role, mutation: &str| {
        let query = format!("mutation {{ it: {mutation} {{ ... on Problem {{ code }} }} }}");
        company.ask_as(role, &query).await["it"]["code"].clone()
    };
    for mutation in of_super_admins {
        assert_eq!(code(Role::Admin, mutation).await, "FORBIDDEN", "{mutation}");
    }
    for mutation in of_super_admins.into_iter().chain(of_admins) {
        for role in [Role::TeamMember, Role::LimitedTeamMember] {
            assert_eq!(code(role, mutation).await, "FORBIDDEN", "{mutation}");
        }
    }
    for mutation in of_admins {
        assert_ne!(code(Role::Admin, mutation).await, "FORBIDDEN", "{mutation}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_whole_page_is_read_at_once() {
    let company = Company::connected().await;
    let page = "{ integration { status reason authentication accountId connectedAt
        scopes { name reason granted } webhooks { event leverId createdAt }
        performAs { id name role } users { id name role } feedbackForms { id text }
        stages { id text } triggerStages { id text since missing } triggerStatus
        applicationTag invitedTag completeTag blockedOrigins inviteDelayMinutes oneInvitePerDay
        errorTag addLink feedback { formId } advance { stage { id text } fromScore }
        postings { id title location team url tags invites
            stages { id text since missing } invitesOnApplication nearMiss }
        health { checkedAt checking status checks { subject title outcome detail remedy } webhooks
            lastEventAt refusedEvents lastRefusal lastRefusedAt }
        reconciliation { upTo foundMoves foundApplications } rate { lastMinute refused } } }";
    let page = &company.ask_as(Role::TeamMember, page).await["integration"];
    assert_eq!(page["status"], "CONNECTED");
    assert_eq!(page["authentication"], "API_KEY");
    assert_eq!(page["triggerStatus"], "NEEDS_SELECTION");
    assert_eq!(page["scopes"].as_array().unwrap().len(), lever::oauth::SCOPES.len());
    assert_eq!(page["scopes"][0]["granted"], Value::Null);
    assert_eq!(page["postings"][0]["invites"], "AS_COMPANY");
    assert_eq!(page["postings"][0]["nearMiss"], "alex – on application");
    assert_eq!(page["postings"][0]["invitesOnApplication"], false);
    assert_eq!(page["health"]["status"], "WARNING");
    assert_eq!(page["health"]["checking"], false);
    assert_eq!(page["health"]["checks"][0]["title"], "Notes");
    assert_eq!(page["health"]["webhooks"], "UNKNOWN");
    assert_eq!(page["rate"], json!({"lastMinute": 0, "refused": 0}));
}

#[tokio::test(flavor = "current_thread")]
async fn lever_is_connected_checked_and_disconnected() {
    let company = Company::new().await;
    let status = company.ask("{ integration { status health { status checking } } }").await;
    assert_eq!(status["integration"]["status"], "NOT_CONNECTED");
    assert_eq!(status["integration"]["health"], json!({"status": "UNKNOWN", "checking": false}));
    for mutation in ["disconnectLever", "checkIntegration", "setPerformAs(input: {userId: \"u\"})"]
    {
        assert_eq!(company.change(mutation, "status").await["code"], "CONFLICT", "{mutation}");
    }

    let connect = "mutation { it: connectLever { ... on ConnectLever { authorizeUrl } } }";
    let url = company.ask(connect).await["it"]["authorizeUrl"].as_str().unwrap().to_owned();
    assert!(url.contains("code_challenge=") && !url.contains("feedback"), "{url}");
    let feedback = "setWriteback(input: {feedback: {wanted: true}})";
    assert_eq!(
        company.change(feedback, "feedback { formId }").await["feedback"],
        json!({"formId": null})
    );
    let url = company.ask(connect).await["it"]["authorizeUrl"].as_str().unwrap().to_owned();
    assert!(url.contains("feedback%3Awrite%3Aadmin"), "{url}");

    let by_key = |key: &str| format!("connectLeverByApiKey(input: {{apiKey: {}}})", json!(key));
    for wrong in ["short", "with a blank in it", "señorita", &"x".repeat(513)] {
        assert_eq!(company.change(&by_key(wrong), "status").await["code"], "INVALID", "{wrong}");
    }
    let fields = "status authentication health { checking }";
    let connected = company.change(&by_key("  abcdefgh\n"), fields).await;
    assert_eq!(connected["status"], "CONNECTED");
    assert_eq!(connected["authentication"], "API_KEY");
    assert_eq!(connected["health"]["checking"], true);

    let company = Company::connected().await;
    let checked = company.change("checkIntegration", "health { checking }").await;
    assert_eq!(checked["health"]["checking"], true);
    let chosen = |id: &str| format!("setPerformAs(input: {{userId: \"{id}\"}})");
    let name = "performAs { id name }";
    assert_eq!(company.change(&chosen("nobody"), name).await["code"], "NOT_FOUND");
    let done = company.change(&chosen("u"), name).await;
    assert_eq!(done["performAs"], json!({"id": "u", "name": "Kim"}));

    company.pipeline(5, invited()).await;
    company.pipeline(6, State::Declined).await;
    let paused = "{ interviews { nodes { state pausedReason } } }";
    let nodes = company.ask(paused).await["interviews"]["nodes"].clone();
    assert!(nodes.as_array().unwrap().iter().all(|node| node["pausedReason"].is_null()));
    let ended = company.change("disconnectLever", "status reason health { status }").await;
    assert_eq!(ended["status"], "DISCONNECTING");
    assert_eq!(ended["reason"], "disconnected here by Kim");
    assert_eq!(ended["health"]["status"], "UNKNOWN");
    let nodes = company.ask(paused).await["interviews"]["nodes"].clone();
    for node in nodes.as_array().unwrap() {
        let wanted = match node["state"].as_str().unwrap() {
            "INVITED" => json!("Lever is disconnected: disconnected here by Kim"),
            _ => Value::Null,
        };
        assert_eq!(node["pausedReason"], wanted);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_connection_that_is_not_there_or_cannot_be_read_is_told_of_and_the_rest_is_shown() {
    let company = Company::new().await;
    company.pipeline(5, invited()).await;
    let query = "{ viewer { tenant { name } } interviews { nodes { id pausedReason } } }";
    let answer = company.ask(query).await;
    assert_eq!(answer["interviews"]["nodes"][0]["pausedReason"], "Lever is not connected");

    let company = Company::connected().await;
    company.pipeline(5, invited()).await;
    company.means.db.execute_unprepared("UPDATE connection SET status = 'later'").await.unwrap();
    let answer = company.answer(signed_in(Role::Admin), query).await;
    assert_eq!(answer.errors.len(), 1, "{:?}", answer.errors);
    let answer = serde_json::to_value(answer.data).unwrap();
    assert!(answer["viewer"]["tenant"]["name"].is_string(), "{answer}");
    let node = &answer["interviews"]["nodes"][0];
    assert!(node["id"].is_string() && node["pausedReason"].is_null(), "{answer}");
}

#[tokio::test(flavor = "current_thread")]
async fn stages_trigger_from_when_they_were_chosen() {
    let company = Company::connected().await;
    let choose = async |ids: &str| {
        let mutation = format!("setTriggerStages(input: {{stageIds: [{ids}]}})");
        company.change(&mutation, "triggerStages { id text } triggerStatus").await
    };
    assert_eq!(choose("\"s1\", \"s1\"").await["triggerStages"].as_array().unwrap().len(), 1);
    assert_eq!(company.settings().await.trigger_stages[0].since, Some(now()));
    let db = &company.means.db;
    let tx = db.begin().await.unwrap();
    let long_ago = |settings: &mut tenant::Settings| {
        settings.trigger_stages[0].since = Some(earlier());
    };
    tenant::edit(&tx, TENANT, long_ago).await.unwrap();
    tx.commit().await.unwrap();

    let both = choose("\"s2\", \"s1\"").await;
    assert_eq!(both["triggerStatus"], "READY");
    let since: Vec<_> =
        company.settings().await.trigger_stages.iter().map(|stage| stage.since).collect();
    assert_eq!(since, [Some(now()), Some(earlier())]);
    assert_eq!(choose("\"gone\"").await["code"], "NOT_FOUND");
    assert_eq!(company.settings().await.trigger_stages.len(), 2);

    let rules = |more: &str| format!("setTriggerRules(input: {{{more}}})");
    let fields = "blockedOrigins inviteDelayMinutes oneInvitePerDay";
    company.change(&rules("blockedOrigins: [REFERRED, AGENCY, AGENCY]"), fields).await;
    let changed = company.change(&rules("inviteDelayMinutes: 10080"), fields).await;
    let wanted = json!({
        "blockedOrigins": ["AGENCY", "REFERRED"],
        "inviteDelayMinutes": 10080,
        "oneInvitePerDay": false
    });
    assert_eq!(changed, wanted);
    assert_eq!(company.settings().await.blocked_origins, ["agency", "referred"]);
    for wrong in ["inviteDelayMinutes: 10081", "inviteDelayMinutes: -1"] {
        assert_eq!(company.change(&rules(wrong), fields).await["code"], "INVALID");
    }

    stage::replace(db, TENANT, vec![]).await.unwrap();
    let fields = "{ integration { triggerStatus triggerStages { text missing } } }";
    assert_eq!(company.ask(fields).await["integration"]["triggerStatus"], "READY");
    let other = stage::Model {
        tenant_id: TENANT,
        lever_id: "s1".to_owned(),
        text: "Renamed".to_owned(),
        position: 0,
    };
    stage::replace(db, TENANT, vec![other]).await.unwrap();
    let integration = company.ask(fields).await["integration"].clone();
    assert_eq!(integration["triggerStatus"], "STAGE_MISSING");
    let stages = json!([{"text": "Offer", "missing": true}, {"text": "Renamed", "missing": false}]);
    assert_eq!(integration["triggerStages"], stages);

    let nobody = choose("").await;
    assert_eq!(nobody["triggerStatus"], "READY");
    assert!(company.settings().await.stages_chosen);
}

#[tokio::test(flavor = "current_thread")]
async fn a_posting_has_a_rule_of_its_own() {
    let company = Company::connected().await;
    let set = async |more: &str| {
        let mutation = format!("setPostingTrigger(input: {{postingId: \"p\", {more}}})");
        let fields = "postings { invites invitesOnApplication nearMiss stages { id } }";
        let done = company.change(&mutation, fields).await;
        done["postings"].get(0).cloned().unwrap_or(done["code"].clone())
    };
    assert_eq!(set("invites: STAGES").await, "INVALID");
    assert_eq!(set("invites: STAGES, stageIds: [\"gone\"]").await, "NOT_FOUND");
    let own = set("invites: STAGES, stageIds: [\"s2\"]").await;
    let wanted = json!({
        "invites": "STAGES", "invitesOnApplication": false, "nearMiss": null,
        "stages": [{"id": "s2"}]
    });
    assert_eq!(own, wanted);
    let on_application = set("invites: ON_APPLICATION").await;
    assert_eq!(on_application["invitesOnApplication"], true);
    let rule = company.settings().await.posting_rules["p"].clone();
    assert_eq!(rule, PostingRule::OnApplication { since: now() });
    assert_eq!(set("invites: NEVER").await["invites"], "NEVER");
    assert_eq!(set("invites: AS_COMPANY").await["nearMiss"], "alex – on application");
    assert!(company.settings().await.posting_rules.is_empty());
    let missing = "setPostingTrigger(input: {postingId: \"gone\", invites: NEVER})";
    assert_eq!(company.change(missing, "status").await["code"], "NOT_FOUND");
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_left_out_of_the_writeback_stays() {
    let company = Company::connected().await;
    let fields = "errorTag addLink feedback { formId } advance { stage { id } fromScore }";
    let set = async |more: &str| {
        company.change(&format!("setWriteback(input: {{{more}}})"), fields).await
    };
    set("errorTag: \" Alex - Error \", addLink: true").await;
    set("feedback: {wanted: true, formId: \"f\"}, advance: {wanted: true, stageId: \"s2\"}").await;
    let changed = set("advance: {wanted: true, fromScore: 4}").await;
    let wanted = json!({
        "errorTag": "Alex - Error",
        "addLink": true,
        "feedback": {"formId": "f"},
        "advance": {"stage": {"id": "s2"}, "fromScore": 4}
    });
    assert_eq!(changed, wanted);
    let long = format!("errorTag: \"{}\"", "x".repeat(101));
    for (wrong, code) in [
        (long.as_str(), "INVALID"),
        ("errorTag: \"a\\u0007b\"", "INVALID"),
        ("errorTag: \"Alex - Interview Invited\"", "INVALID"),
        ("advance: {wanted: true, fromScore: 5}", "INVALID"),
        ("advance: {wanted: true, stageId: \"gone\"}", "NOT_FOUND"),
        ("feedback: {wanted: true, formId: \"gone\"}", "NOT_FOUND"),
        ("addLink: false, advance: {wanted: true, fromScore: 0}", "INVALID"),
    ] {
        assert_eq!(set(wrong).await["code"], code, "{wrong}");
    }
    assert_eq!(set("").await, wanted, "a problem changes nothing");
    let off = "errorTag: null, addLink: false, feedback: {wanted: false}, advance: {wanted: false}";
    let nothing = json!({"errorTag": null, "addLink": false, "feedback": null, "advance": null});
    assert_eq!(set(off).await, nothing);
    assert_eq!(set("advance: {wanted: true}").await["code"], "INVALID");
}

#[tokio::test(flavor = "current_thread")]
async fn who_is_there_already_is_invited_once_after_a_look() {
    let company = Company::connected().await;
    let db = &company.means.db;
    let run = async |input: &str| {
        let fields = "id status inviteCount candidates { name posting wouldBeInvited reason }";
        let query = format!(
            "mutation {{ it: backfill(input: {{{input}}}) {{ ... on Backfill {{ {fields} }} \
             ... on Problem {{ code }} }} }}"
        );
        company.ask(&query).await["it"].clone()
    };
    assert_eq!(run("dryRun: true, stageIds: [\"s1\"]").await["code"], "NOT_FOUND");
    company.change("setTriggerStages(input: {stageIds: [\"s1\"]})", "status").await;
    let look = run("dryRun: true, stageIds: [\"s1\"]").await;
    assert_eq!(look["status"], "LOOKING");
    let id: BackfillId = look["id"].as_str().unwrap().parse().unwrap();
    let asked = Effect::PreviewBackfill { backfill_id: id };
    assert!(company.effects().await.iter().any(|row| row.effect == asked));
    let start = format!("dryRun: false, previewId: \"{id}\"");
    assert_eq!(run(&start).await["code"], "CONFLICT", "it is still looking");

    let candidate = |id: &str, refusal: Option<&str>| Candidate {
        opportunity_id: id.to_owned(),
        name: id.to_owned(),
        posting: "Engineer".to_owned(),
        url: None,
        refusal: refusal.map(ToOwned::to_owned),
    };
    let found = vec![candidate("o1", None), candidate("o2", None), candidate("o3", Some("no"))];
    backfill::previewed(db, (TENANT, id), Ok(found), now()).await.unwrap();
    let query = format!("{{ backfill(id: \"{id}\") {{ status inviteCount }} }}");
    let previewed = company.ask(&query).await["backfill"].clone();
    assert_eq!(previewed, json!({"status": "PREVIEWED", "inviteCount": 2}));
    let started = run(&start).await;
    assert_eq!(started["status"], "STARTED");
    assert_eq!(started["candidates"][2]["reason"], "no");
    assert_eq!(run(&start).await["code"], "CONFLICT", "nobody is invited twice");
    let mut invited: Vec<_> = company.messages().await.into_iter().map(|row| row.message).collect();
    invited.sort_by_key(|message| format!("{message:?}"));
    let of = |id: &str| Message::Backfilled { opportunity_id: id.to_owned() };
    assert_eq!(invited, [of("o1"), of("o2")]);

    for missing in ["", ", previewId: \"rubbish\"", ", previewId: \"pipeline:1\""] {
        assert_eq!(run(&format!("dryRun: false{missing}")).await["code"], "NOT_FOUND");
    }
    assert_eq!(company.ask("{ backfill(id: \"rubbish\") { id } }").await["backfill"], Value::Null);
    company.change("disconnectLever", "status").await;
    assert_eq!(run("dryRun: true").await["code"], "CONFLICT");
}

#[tokio::test(flavor = "current_thread")]
async fn what_was_given_up_is_taken_up_again() {
    let company = Company::connected().await;
    let retry = async |id: PipelineId| {
        let query = format!(
            "mutation {{ it: retryInterview(input: {{id: \"{id}\"}}) {{ \
             ... on Interview {{ id canRetry }} ... on Problem {{ code }} }} }}"
        );
        company.ask(&query).await["it"].clone()
    };
    let effect_of = async |id: EffectId| {
        company.effects().await.into_iter().find(|row| row.id == id).unwrap().status
    };
    let told = async |id: Option<PipelineId>| {
        let rows = company.messages().await.into_iter().filter(|row| row.pipeline_id == id);
        rows.map(|row| row.message).collect::<Vec<_>>()
    };

    let stuck = company.pipeline(5, needs_operator(invited())).await;
    let dead = company.dead_effect(Some(stuck), Effect::AddInvitedTag).await;
    let other = company.dead_effect(None, Effect::SetUpLever).await;
    assert_eq!(retry(stuck).await["canRetry"], true);
    assert_eq!(effect_of(dead).await, outbox::Status::Pending);
    assert_eq!(effect_of(other).await, outbox::Status::Dead);
    assert_eq!(told(Some(stuck)).await, [Message::Retried]);

    // Goes on by appending anew what is to be done, so that the old must not be done as well.
    let stopped = company.pipeline(6, withdrawn(Some(invited()))).await;
    let dead = company.dead_effect(Some(stopped), Effect::AddInvitedTag).await;
    assert_eq!(retry(stopped).await["canRetry"], true);
    assert_eq!(effect_of(dead).await, outbox::Status::Dead);
    assert_eq!(told(Some(stopped)).await, [Message::Retried]);

    let early = company.pipeline(7, withdrawn(Some(State::Eligible))).await;
    retry(early).await;
    assert!(told(Some(early)).await.is_empty());
    assert_eq!(told(None).await, [Message::Backfilled { opportunity_id: "o7".to_owned() }]);

    for state in [invited(), State::Declined, withdrawn(None)] {
        let id = company.pipeline(Uuid::new_v4().as_u128(), state).await;
        assert_eq!(retry(id).await["code"], "CONFLICT");
    }
    assert_eq!(retry(PipelineId(Uuid::from_u128(99))).await["code"], "NOT_FOUND");
}
