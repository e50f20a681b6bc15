//! The whole admin API, field by field, as every role, as another company and as nobody: each sees
//! and does what the rules say, and nothing of others. What is asked is made from the schema, so a
//! new field is asked too; one without a rule fails here.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    num::NonZeroUsize,
};

use chrono::Duration;
use entities::{
    answer_time, backfill,
    ids::{BackfillId, EffectId, OperatorId, PipelineId, TenantId},
    operator::{self, Role},
    outbox::{self, Effect},
    recording,
    sea_orm::{ConnectionTrait, FromQueryResult, JsonValue, Statement},
    sign_in_link, tenant,
};
use graphql::rules;
use reqwest::Client;
use serde_json::{Map, Value, json};
use tests::{App, Backend, on_both_stores};
use uuid::Uuid;

on_both_stores!(nobody_sees_or_does_what_is_not_theirs);

const SCHEMA: &str = "{ __schema { types { kind name
    fields { name args { name type { ...T } } type { ...T } }
    inputFields { name type { ...T } } enumValues { name } possibleTypes { name } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// Tables with a tenant's rows.
const TABLES: [&str; 36] = [
    "answer_time",
    "api_token",
    "audit_entry",
    "audit_head",
    "backfill",
    "candidate_request",
    "connection",
    "consent",
    "health",
    "human_rating",
    "inbox",
    "invite",
    "letter",
    "mail",
    "notice",
    "oauth_state",
    "operator",
    "operator_identity",
    "outbound_webhook",
    "outbox",
    "pipeline",
    "plan",
    "plan_proposal",
    "plan_template",
    "posting",
    "recording",
    "report",
    "report_share",
    "scorecard",
    "self_report",
    "session",
    "stage",
    "tenant",
    "transition",
    "turn",
    "webhook",
];

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asker {
    Nobody,
    Of(Role),
}

impl Asker {
    fn role(self) -> Option<Role> {
        match self {
            Self::Nobody => None,
            Self::Of(role) => Some(role),
        }
    }

    fn may(self, kind: &str, field: &str) -> bool {
        let rule = rules::of(kind, field);
        rule.is_some_and(|rule| rule.who.includes(self.role()))
    }

    /// With which code they are refused.
    fn refusal(self) -> &'static str {
        if self == Self::Nobody { "UNAUTHENTICATED" } else { "FORBIDDEN" }
    }
}

const ROLES: [Role; 4] = [Role::SuperAdmin, Role::Admin, Role::TeamMember, Role::LimitedTeamMember];

const SUPER_ADMIN: Asker = Asker::Of(Role::SuperAdmin);

/// The schema as it tells itself.
struct Schema(BTreeMap<String, Value>);

/// The type that is meant, without lists and whether it may be null; and whether it is a list.
fn named(kind: &Value) -> (&str, bool) {
    if let Some(name) = kind["name"].as_str() {
        return (name, false);
    }
    let (name, list) = named(&kind["ofType"]);
    (name, list || kind["kind"] == "LIST")
}

fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

impl Schema {
    fn fields(&self, kind: &str) -> impl Iterator<Item = &Value> {
        each(&self.0[kind]["fields"])
    }

    /// Every field of every object, but those by which the schema tells itself.
    fn all(&self) -> impl Iterator<Item = (&str, &Value)> {
        let ours = self
            .0
            .iter()
            .filter(|(name, kind)| kind["kind"] == "OBJECT" && !name.starts_with("__"));
        ours.flat_map(|(name, kind)| each(&kind["fields"]).map(move |field| (name.as_str(), field)))
    }

    /// Everything below a type that somebody may see.
    fn everything(&self, kind: &str, asker: Asker) -> String {
        self.all_below(kind, asker, &[])
    }

    /// The same, without what leads back to the types above.
    fn all_below(&self, kind: &str, asker: Asker, above: &[&str]) -> String {
        let path = [above, &[kind]].concat();
        let there = &self.0[kind];
        match text(&there["kind"]) {
            "UNION" => {
                let each = each(&there["possibleTypes"]).map(|one| {
                    let one = text(&one["name"]);
                    format!("... on {one} {}", self.all_below(one, asker, &path))
                });
                format!("{{ __typename {} }}", each.collect::<Vec<_>>().join(" "))
            }
            "OBJECT" => {
                let may = self.fields(kind).filter(|field| {
                    let back = path.contains(&named(&field["type"]).0);
                    !back && asker.may(kind, text(&field["name"]))
                });
                let each = may.map(|field| {
                    let below = self.all_below(named(&field["type"]).0, asker, &path);
                    format!("{} {below}", text(&field["name"]))
                });
                format!("{{ __typename {} }}", each.collect::<Vec<_>>().join(" "))
            }
            _ => String::new(),
        }
    }

    /// The same below a mutation, where only its own rule counts.
    fn whole_result(&self, mutation: &Value) -> String {
        let kind = named(&mutation["type"]).0;
        // Whatever two of a union call by one name must be of one type; so each is asked alone.
        self.everything(kind, SUPER_ADMIN)
    }

    /// A field under those that lead to it.
    fn path_to(&self, kind: &str, field: &Value, id: &str) -> Option<String> {
        let below = |field: &Value| {
            let (name, _) = named(&field["type"]);
            let leaf = !["OBJECT", "UNION"].contains(&text(&self.0[name]["kind"]));
            if leaf { "" } else { "{ __typename }" }
        };
        let asked =
            |field: &Value| format!("{}{}", text(&field["name"]), Self::arguments(field, id));
        let mut open = VecDeque::from([("Query", Vec::new())]);
        let mut seen = BTreeSet::new();
        while let Some((at, path)) = open.pop_front() {
            if at == kind {
                let mut query = format!("{} {}", asked(field), below(field));
                for step in path.iter().rev() {
                    query = format!("{step} {{ {query} }}");
                }
                return Some(format!("{{ {query} }}"));
            }
            if seen.insert(at) && self.0[at]["kind"] == "OBJECT" {
                for next in self.fields(at) {
                    let path = [path.clone(), vec![asked(next)]].concat();
                    open.push_back((named(&next["type"]).0, path));
                }
            }
        }
        None
    }

    /// The arguments of a query's field: this id wherever one is asked for.
    fn arguments(field: &Value, id: &str) -> String {
        let given = each(&field["args"]).filter_map(|arg| match text(&arg["name"]) {
            "first" => Some("first: 10".to_owned()),
            "language" => Some("language: \"en\"".to_owned()),
            name => (named(&arg["type"]).0 == "ID").then(|| format!("{name}: {}", json!(id))),
        });
        let given: Vec<_> = given.collect();
        if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) }
    }

    /// A value for an input, with this id in every place for one.
    fn value(&self, kind: &Value, name: &str, id: &str, yes: bool) -> Value {
        let (of, list) = named(kind);
        let one = match of {
            "ID" => json!(id),
            "Boolean" => json!(yes),
            "Int" => json!(1),
            "DateTime" => json!("2026-07-01T12:00:00Z"),
            "String" if name == "password" => json!("a password of the walk"),
            "String" => json!("0123456789"),
            input => {
                let there = &self.0[input];
                if let Some(value) = there["enumValues"][0]["name"].as_str() {
                    json!(value)
                } else {
                    let each = each(&there["inputFields"]).map(|field| {
                        let name = text(&field["name"]);
                        (name.to_owned(), self.value(&field["type"], name, id, yes))
                    });
                    Value::Object(each.collect::<Map<_, _>>())
                }
            }
        };
        if list { json!([one]) } else { one }
    }

    /// A mutation with its variables.
    fn mutation(&self, mutation: &Value, id: &str, yes: bool) -> (String, Value) {
        let (name, below) = (text(&mutation["name"]), self.whole_result(mutation));
        let Some(input) = each(&mutation["args"]).next() else {
            return (format!("mutation {{ it: {name} {below} }}"), json!({}));
        };
        let query = format!(
            "mutation($input: {}!) {{ it: {name}(input: $input) {below} }}",
            named(&input["type"]).0
        );
        (query, json!({"input": self.value(&input["type"], "input", id, yes)}))
    }
}

/// Every text in an answer, by where it stands.
type Texts = BTreeMap<String, BTreeSet<String>>;

fn texts(value: &Value, at: &str, found: &mut Texts) {
    match value {
        Value::String(text) if !at.ends_with("__typename") => {
            found.entry(at.to_owned()).or_default().insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, at, found)),
        Value::Object(fields) => {
            fields.iter().for_each(|(key, it)| texts(it, &format!("{at}.{key}"), found));
        }
        _ => {}
    }
}

/// An id of each kind that is told.
fn ids(found: &Texts) -> BTreeSet<&String> {
    let places =
        found.iter().filter(|(at, _)| at.ends_with("Id") || at.rsplit('.').next() == Some("id"));
    places.filter_map(|(_, texts)| texts.first()).collect()
}

async fn ask(app: &App, browser: &Client, query: &str, variables: &Value) -> Value {
    let body = json!({"query": query, "variables": variables});
    let sent = browser.post(app.url("/graphql")).json(&body).send().await.unwrap();
    sent.json().await.unwrap()
}

/// A new browser, signed in.
async fn browser_of(app: &App, who: (TenantId, OperatorId)) -> Client {
    let (means, token) = (&app.server().means, Uuid::new_v4().to_string());
    let ends = means.clock.now() + Duration::hours(1);
    sign_in_link::create(&means.db, &token, who, ends).await.unwrap();
    let browser = Client::builder().cookie_store(true).build().unwrap();
    let signed_in = browser.post(app.url(&format!("/sign-in/{token}"))).send().await.unwrap();
    assert!(signed_in.status().is_success());
    browser
}

/// Every row of a company.
async fn rows(app: &App, tenant_id: TenantId) -> BTreeMap<&'static str, Vec<String>> {
    let db = &app.server().means.db;
    let mut rows = BTreeMap::new();
    for table in TABLES {
        let owner = if table == "tenant" { "id" } else { "tenant_id" };
        let sql = format!("SELECT * FROM {table} WHERE {owner} = $1");
        let of = [tenant_id.0.into()];
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, of);
        let found = JsonValue::find_by_statement(statement).all(db).await.unwrap();
        let mut found: Vec<_> = found.iter().map(Value::to_string).collect();
        // Whoever may read an interview leaves this behind, and the log's end.
        found.retain(|row| !row.contains("readInterview") && table != "audit_head");
        found.sort();
        rows.insert(table, found);
    }
    rows
}

/// What only operators bring about: ratings, a letter, a template, a proposal.
async fn what_operators_add(app: &App, id: &Value) {
    app.settle().await;
    let query = "query($id: ID!) { interview(id: $id) { plan { questions { id scored } } } }";
    let seen = app.graphql(query, json!({"id": id})).await;
    let mut questions = each(&seen["interview"]["plan"]["questions"]);
    let scored = questions.find(|question| question["scored"] == true).unwrap();
    let rating =
        json!({"questionId": scored["id"], "level": 4, "comment": "Told in our own words."});
    app.mutate("rateInterview", &json!({"id": id, "ratings": [rating]}), "id").await;
    app.mutate("sendLetter", &json!({"id": id}), "id").await;
    app.mutate("shareReport", &json!({"interviewId": id, "days": 7}), "share { id }").await;
    let posting = app.posting().await;
    let named = json!({"postingId": posting, "name": "Our own questions"});
    app.mutate("savePlanTemplate", &named, "id").await;
    let own = "Measure rivers with our own sensors.\nTrain wardens in reading them.";
    let described = json!({"postingId": posting, "description": own});
    app.mutate("setPostingDescription", &described, "id").await;
    app.settle().await;
}

/// A company with something of everything, and an operator of each role.
async fn ours(app: &App) -> (TenantId, String, Vec<(Role, Client)>) {
    let candidate = app.invited("Amara Abara").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.invited("Hiro Ito").await;
    app.look().await;
    let (db, tenant_id) = (&app.server().means.db, app.tenant_id().await);
    let now = app.server().means.clock.now();
    let interview = app.interview(&candidate).await;
    what_operators_add(app, &interview["id"]).await;
    let id = EffectId(Uuid::new_v4());
    let pipeline_id: Option<PipelineId> = text(&interview["id"]).parse().ok();
    outbox::append(db, (tenant_id, id), pipeline_id, Effect::AddInvitedTag, now).await.unwrap();
    outbox::bury(db, tenant_id, id, "refused for our own reasons", now).await.unwrap();
    let audio = app.server().means.vault.seal_bytes("a place", b"sound").unwrap();
    let said = recording::Model {
        tenant_id,
        pipeline_id: pipeline_id.unwrap(),
        client_key: Uuid::new_v4(),
        turn: 1,
        media_type: "audio/webm".to_owned(),
        size_bytes: 5,
        audio: Some(audio),
        attempts: 1,
        created_at: now,
    };
    recording::put(db, said).await.unwrap();
    let time = answer_time::Model::begin((tenant_id, pipeline_id.unwrap(), 1), 5, now);
    answer_time::put(db, time).await.unwrap();
    let looked = (tenant_id, BackfillId(Uuid::new_v4()));
    backfill::create(db, looked, Vec::new(), now).await.unwrap();
    let there = backfill::Candidate {
        opportunity_id: candidate.opportunity.clone(),
        name: "Zora Zimmer".to_owned(),
        posting: "Hydrologist".to_owned(),
        url: None,
        refusal: None,
    };
    backfill::previewed(db, looked, Ok(vec![there]), now).await.unwrap();
    let mut browsers = Vec::new();
    for (number, role) in ROLES.into_iter().enumerate() {
        let who = (tenant_id, OperatorId(Uuid::new_v4()));
        let email = format!("ours{number}@larkspur.example");
        operator::create(db, who, &email, "Quintus Quill", role, now).await.unwrap();
        browsers.push((role, browser_of(app, who).await));
    }
    let made = "mutation { createApiToken(input: {name: \"our own program\", scope: READ}) \
                { __typename } }";
    ask(app, &browsers[0].1, made, &json!({})).await;
    (tenant_id, looked.1.to_string(), browsers)
}

/// What somebody is answered who asks for everything they may, with this id wherever one is asked
/// for.
async fn walk(app: &App, schema: &Schema, asker: Asker, browser: &Client, id: &str) -> Value {
    let mut answers = Map::new();
    for field in schema.fields("Query") {
        let name = text(&field["name"]);
        if !asker.may("Query", name) {
            continue;
        }
        let below = schema.everything(named(&field["type"]).0, asker);
        let query = format!("{{ {name}{} {below} }}", Schema::arguments(field, id));
        let answer = ask(app, browser, &query, &json!({})).await;
        assert!(answer["errors"].is_null(), "{asker:?} {query}: {answer}");
        answers.insert(name.to_owned(), answer["data"][name].clone());
    }
    Value::Object(answers)
}

/// Each field that somebody may not see is refused, alone, with everything around it.
async fn refused(app: &App, schema: &Schema, asker: Asker, browser: &Client) -> usize {
    let mut refused = 0;
    for (kind, field) in schema.all() {
        let name = text(&field["name"]);
        if kind == "Mutation" || asker.may(kind, name) {
            continue;
        }
        let Some(query) = schema.path_to(kind, field, "x") else { continue };
        let answer = ask(app, browser, &query, &json!({})).await;
        assert_eq!(answer["data"], Value::Null, "{asker:?} {query}");
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_eq!(*code, asker.refusal(), "{asker:?} {query}: {answer}");
        refused += 1;
    }
    refused
}

/// Each field has one rule, and each rule its field.
fn every_field_has_its_rule(schema: &Schema) {
    let mut ruled = BTreeSet::new();
    for rule in rules::RULES {
        for field in rule.fields {
            assert!(ruled.insert((rule.of, *field)), "{}.{field} has two rules", rule.of);
        }
    }
    let there: BTreeSet<_> = schema.all().map(|(of, it)| (of, text(&it["name"]))).collect();
    let without: Vec<_> = there.difference(&ruled).collect();
    assert!(without.is_empty(), "without a rule in graphql/src/rules.rs: {without:?}");
    let gone: Vec<_> = ruled.difference(&there).collect();
    assert!(gone.is_empty(), "rules of what is not there: {gone:?}");
}

/// Everything of ours that we see, so that what looks for it elsewhere looks for what there is.
async fn seen_by_us(app: &App, schema: &Schema, browser: &Client, backfill: &str) -> Texts {
    let mut all = Texts::new();
    texts(&walk(app, schema, SUPER_ADMIN, browser, backfill).await, "", &mut all);
    for id in all[".interviews.nodes.id"].clone() {
        texts(&walk(app, schema, SUPER_ADMIN, browser, &id).await, "", &mut all);
    }
    texts(&app.graphql("{ viewer { id email } }", json!({})).await, "", &mut all);
    for known in [
        "Amara Abara",
        "Hiro Ito",
        "Quintus Quill",
        "ours3@larkspur.example",
        "our own program",
        "refused for our own reasons",
        "Zora Zimmer",
    ] {
        assert!(all.values().any(|there| there.contains(known)), "we do not see {known}");
    }
    assert!(all.contains_key(".interviews.nodes.recordings.url"), "we do not see what was said");
    all
}

/// Somebody of ours sees and does no more than their role may.
async fn of_a_role(app: &App, schema: &Schema, (role, browser): &(Role, Client), backfill: &str) {
    let asker = Asker::Of(*role);
    let seen = walk(app, schema, asker, browser, backfill).await.to_string();
    let refused = refused(app, schema, asker, browser).await;
    assert_eq!(refused == 0, *role == Role::SuperAdmin, "{role:?}");
    if *role == Role::LimitedTeamMember {
        for hidden in ["Amara", "Hiro", "pipeline:", "Zora", "effect:"] {
            assert!(!seen.contains(hidden), "{hidden} is seen by who was given no posting");
        }
    }
    for mutation in schema.fields("Mutation") {
        let name = text(&mutation["name"]);
        if asker.may("Mutation", name) {
            continue;
        }
        let (query, variables) = schema.mutation(mutation, backfill, true);
        let answer = ask(app, browser, &query, &variables).await;
        assert_eq!(answer["data"]["it"]["code"], "FORBIDDEN", "{role:?} {name}: {answer}");
    }
}

/// Who is not signed in sees and does nothing.
async fn of_nobody(app: &App, schema: &Schema, backfill: &str) {
    let nobody = Client::new();
    refused(app, schema, Asker::Nobody, &nobody).await;
    let seen = walk(app, schema, Asker::Nobody, &nobody, backfill).await;
    assert_eq!(seen, json!({"companySignIn": null, "viewer": null}));
    for mutation in schema.fields("Mutation") {
        let (query, variables) = schema.mutation(mutation, backfill, true);
        let answer = ask(app, &nobody, &query, &variables).await;
        let it = &answer["data"]["it"];
        if mutation["name"] == "signOut" {
            assert_eq!(*it, true);
        } else {
            assert_eq!(it["code"], "UNAUTHENTICATED", "{query}: {answer}");
        }
    }
}

/// Texts of ours that are not of anybody: neither told to a company that has nothing, nor a word of
/// the schema, nor a time, nor what is said of every connection in the same words.
fn secrets<'a>(all: &'a Texts, fresh: &Value, schema: &Schema) -> Vec<&'a String> {
    let mut common = Texts::new();
    texts(fresh, "", &mut common);
    let mut common: BTreeSet<_> = common.into_values().flatten().collect();
    let words = schema.0.values().flat_map(|kind| each(&kind["enumValues"]));
    common.extend(words.map(|word| text(&word["name"]).to_owned()));
    let secrets: Vec<&String> = all
        .iter()
        .filter(|(at, _)| !at.starts_with(".integration.health") && !at.ends_with("At"))
        .filter(|(at, _)| !matches!(at.rsplit('.').next(), Some("action" | "actor")))
        .flat_map(|(_, texts)| texts)
        .filter(|text| text.len() > 8 && !common.contains(*text))
        .collect();
    assert!(secrets.len() > 50, "{secrets:?}");
    secrets
}

/// Another company is answered as if ours were not there, whatever ids of ours it names.
async fn of_another_company(app: &App, schema: &Schema, all: &Texts) {
    let (db, now) = (&app.server().means.db, app.server().means.clock.now());
    let who = (TenantId(Uuid::new_v4()), OperatorId(Uuid::new_v4()));
    tenant::create(db, who.0, "Elsewhere", now).await.unwrap();
    operator::create(db, who, "e@elsewhere.example", "Eve", Role::SuperAdmin, now).await.unwrap();
    let mut browser = browser_of(app, who).await;
    let fresh = walk(app, schema, SUPER_ADMIN, &browser, "pipeline:nowhere").await;
    let ids = ids(all);
    assert!(ids.len() > 15, "{ids:?}");
    for id in &ids {
        let answer = walk(app, schema, SUPER_ADMIN, &browser, id).await;
        assert_eq!(answer, fresh, "{id} is known to another company");
    }
    let secrets = secrets(all, &fresh, schema);
    for mutation in schema.fields("Mutation") {
        let names_one = schema.mutation(mutation, "THE-ID", true).1.to_string().contains("THE-ID");
        for id in ids.iter().take(if names_one { usize::MAX } else { 1 }) {
            for yes in [true, false] {
                let (query, variables) = schema.mutation(mutation, id, yes);
                let mut answer = ask(app, &browser, &query, &variables).await;
                if answer["data"]["it"]["code"] == "UNAUTHENTICATED" {
                    // The one before ended the session.
                    browser = browser_of(app, who).await;
                    answer = ask(app, &browser, &query, &variables).await;
                }
                assert!(answer["errors"].is_null(), "{query} {variables}: {answer}");
                let mut said = Texts::new();
                texts(&answer, "", &mut said);
                let said: Vec<_> = said.into_values().flatten().collect();
                let told = |secret: &str| said.iter().any(|text| text.contains(secret));
                let leak = secrets.iter().find(|secret| told(secret));
                assert!(leak.is_none(), "{leak:?} by {query} {variables}: {answer}");
            }
        }
    }
}

async fn nobody_sees_or_does_what_is_not_theirs(on: Backend) {
    // Everything at once is more than one query may ask for.
    let app = App::start_with(on, None, |config| {
        config.graphql.complexity_max = NonZeroUsize::MAX;
    })
    .await;
    app.connect().await;
    let (tenant_id, backfill, browsers) = ours(&app).await;
    let told = ask(&app, &browsers[0].1, SCHEMA, &json!({})).await;
    let types = each(&told["data"]["__schema"]["types"]);
    let schema = Schema(types.map(|it| (text(&it["name"]).to_owned(), it.clone())).collect());
    every_field_has_its_rule(&schema);
    let all = seen_by_us(&app, &schema, &browsers[0].1, &backfill).await;
    let before = rows(&app, tenant_id).await;
    for one in &browsers {
        of_a_role(&app, &schema, one, &backfill).await;
    }
    of_nobody(&app, &schema, &backfill).await;
    assert_eq!(rows(&app, tenant_id).await, before, "who may not changed something");
    of_another_company(&app, &schema, &all).await;
    assert_eq!(rows(&app, tenant_id).await, before, "another company changed something of ours");
}
