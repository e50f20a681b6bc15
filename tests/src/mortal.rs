//! A world whose one node dies now and then, and is started again; whoever speaks with it tries
//! again, as browsers and Lever do.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use chrono::Duration as Span;
use entities::sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use serde_json::{Value, json};
use server::{
    SystemClock,
    demo::{Mail, Outside, Room},
};
use tokio::time::{Interval, interval};
use uuid::Uuid;

use crate::{
    Backend, Candidate, Node, Postgres, Receiver, Settings,
    app::{answer_to, posting},
};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);
/// How many events are delivered once more when a node is back: more than a scenario has.
const DELIVERED_AGAIN: usize = 6;
/// How often the store is asked whether anything is due.
const ASK_EVERY: Duration = Duration::from_millis(5);

/// A node with its outside, and a store that outlives it.
pub struct Mortal {
    settings: Settings,
    lever: sandbox::lever::Running,
    mail: sandbox::mail::Running,
    /// The operator's browser, candidates, people at Lever.
    pub outside: Outside,
    store: DatabaseConnection,
    receiver: Receiver,
    node: Option<Node>,
    asks: Interval,
    /// Where the next node dies, if it is to.
    dies_next: Option<u64>,
    /// How often a node died.
    pub deaths: u32,
    _folder: tempfile::TempDir,
}

/// What is left of a candidate's interview in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Where the pipeline stands, and why; empty when there is none.
    pub state: String,
    /// How often Lever has each of our tags, how many notes and files.
    pub written: BTreeMap<String, usize>,
    /// Mails by subject, without days; the same mail handed over twice is one.
    pub mails: BTreeMap<String, usize>,
    /// What still waits for its time, by kind.
    pub waiting: BTreeMap<String, usize>,
    /// What the company was told, each once however often it was sent.
    pub told: Vec<String>,
    /// What was given up.
    pub dead: i64,
}

impl Mortal {
    /// Starts everything and connects Lever. `program`: `env!("CARGO_BIN_EXE_node")`.
    pub async fn start(on: Backend, program: &'static str) -> Self {
        Self::start_with(on, program, |_| {}).await
    }

    /// The same, with further settings.
    pub async fn start_with(
        on: Backend,
        program: &'static str,
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        server::startup::install_tls();
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let options =
            sandbox::lever::Options { bind: free, rate_per_second: None, public_url: None };
        let lever = sandbox::lever::start(options).await.expect("the sandbox starts");
        let mail = sandbox::mail::start(sandbox::mail::Options { smtp: free, http: free })
            .await
            .expect("the mail catcher starts");
        let folder = tempfile::tempdir().expect("a folder is made");
        let url = match on {
            Backend::Sqlite => {
                format!("sqlite://{}?mode=rwc", folder.path().join("fulcrum.db").display())
            }
            Backend::Postgres => Postgres::database().await,
        };
        let mut settings = Settings::new(program, &url, &lever.url(), mail.smtp_addr());
        settings.now_ms = Some(actors::Clock::now(&SystemClock).timestamp_millis());
        let receiver = Receiver::start();
        let hosts = format!("[\"{}\"]", receiver.host);
        settings.set("OUTBOUND__EVENT_HOSTS", &hosts);
        set(&mut settings);
        let node = Node::start(&settings, None).await.expect("the node starts");
        let mut options = ConnectOptions::new(&url);
        options.sqlx_logging(false).max_connections(1);
        let store = Database::connect(options).await.expect("the store opens");
        let outside = Outside::new(&node.url, &lever.url(), &mail.url()).expect("a client");
        let mut world = Self {
            settings,
            lever,
            mail,
            outside,
            store,
            receiver,
            node: Some(node),
            asks: interval(ASK_EVERY),
            dies_next: None,
            deaths: 0,
            _folder: folder,
        };
        world.outside.seed(vec![posting("Embedded Software Engineer")]).await.expect("seeded");
        // A node that died is back soon.
        world.tell("retries", &json!({"pauses_ms": [50, 100, 200, 400, 800]})).await;
        world.connect().await;
        world
    }

    /// The operator signs in and connects Lever, and it is set up.
    pub async fn connect(&mut self) {
        let link = loop {
            if let Ok(link) = self.node().await.sign_in_link().await {
                break link;
            }
            self.revive().await;
        };
        self.surely(async |outside| outside.sign_in(&link).await).await;
        self.connect_again().await;
    }

    /// The operator, signed in, connects Lever.
    pub async fn connect_again(&mut self) {
        self.surely(async |outside| {
            // Half of it may be done.
            if !outside.is_set_up().await? {
                outside.connect_signed_in().await?;
            }
            Ok(())
        })
        .await;
        self.settle().await;
        assert!(self.surely(async |outside| outside.is_set_up().await).await, "not set up");
    }

    /// The company has itself told how interviews go from now on.
    pub async fn be_told(&mut self) {
        let set =
            "mutation($url: String!) { setOutboundWebhook(input: {url: $url}) { __typename } }";
        let url = json!({"url": self.receiver.url()});
        let set = self.surely(async |outside| outside.graphql(set, url.clone()).await).await;
        assert_eq!(set["setOutboundWebhook"]["__typename"], "OutboundWebhookSet");
    }

    /// What the company was told of a candidate, each once however often it was sent.
    fn told(&self, candidate: &Candidate) -> Vec<String> {
        let got = self.receiver.got();
        let mut events: Vec<_> = got.iter().map(|got| (got.id(), got.event())).collect();
        events.retain(|(_, event)| event["data"]["opportunityId"] == candidate.opportunity);
        events.sort_by(|one, other| one.0.cmp(other.0));
        events.dedup_by(|one, other| one.0 == other.0);
        events.iter().map(|(_, event)| event["type"].to_string()).collect()
    }

    async fn node(&mut self) -> &mut Node {
        if self.node.as_mut().is_none_or(|node| !node.runs()) {
            self.revive().await;
        }
        self.node.as_mut().expect("it was revived")
    }

    /// The node dies at the nth place from now on, and once more soon after it is back.
    pub async fn arm(&mut self, place: u64) {
        self.node().await.arm(place).await.expect("it runs");
        self.dies_next = Some(place % 5 + 2);
    }

    /// Nothing dies any more. Whether everything took place before the place it was to die at.
    pub async fn disarm(&mut self) {
        self.dies_next = None;
        if self.node().await.arm(0).await.is_err() {
            self.revive().await;
        }
    }

    /// Starts a node where the last one died.
    async fn revive(&mut self) {
        self.node = None;
        self.deaths += 1;
        let dies_at = self.dies_next.take();
        self.node = Node::start(&self.settings, dies_at).await.ok();
        if self.node.is_none() {
            // It died while it started: that was the last time.
            self.deaths += 1;
            self.node = Some(Node::start(&self.settings, None).await.expect("the node starts"));
        }
        // What Lever delivered last it delivers again, whether it arrived or not.
        let last = self.control(&format!("deliveries?limit={DELIVERED_AGAIN}")).await;
        for delivery in last["deliveries"].as_array().expect("a list") {
            self.tell(&format!("deliveries/{}/rerun", delivery["id"]), &json!({})).await;
        }
    }

    /// Something that is tried until there is a node that bears it.
    pub async fn surely<T>(&mut self, what: impl AsyncFn(&Outside) -> anyhow::Result<T>) -> T {
        let begun = Instant::now();
        loop {
            let failure = match what(&self.outside).await {
                Ok(done) => return done,
                Err(failure) => failure,
            };
            // It may be on its way out.
            self.asks.tick().await;
            if self.node.as_mut().is_none_or(|node| !node.runs()) {
                self.revive().await;
            }
            assert!(begun.elapsed() < PATIENCE, "again and again: {failure:#}");
        }
    }

    /// Moves the clock.
    pub async fn advance(&mut self, by: Span) {
        // Also for the nodes to come.
        let now_ms = self.settings.now_ms.as_mut().expect("its clock is told the time");
        *now_ms += by.num_milliseconds();
        if self.node().await.advance(by).await.is_err() {
            self.revive().await;
        }
    }

    /// After a scenario that took days, its clock is set back: what happens in Lever next must not
    /// have happened long ago.
    pub async fn return_to_present(&mut self) {
        let present = actors::Clock::now(&SystemClock);
        if self.now() - present > Span::hours(1) {
            if let Some(node) = self.node.take() {
                node.stop().await;
            }
            self.settings.now_ms = Some(present.timestamp_millis());
            self.node = Node::start(&self.settings, None).await.ok();
        }
    }

    /// The time of day at which the clock stands.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        let now_ms = self.settings.now_ms.expect("its clock is told the time");
        chrono::DateTime::from_timestamp_millis(now_ms).expect("a time of day")
    }

    /// The id by which the operator knows a candidate's interview.
    pub async fn interview_id(&mut self, candidate: &Candidate) -> String {
        let query = "{ interviews(first: 100) { nodes { id opportunityId } } }";
        let answer = self.surely(async |outside| outside.graphql(query, json!({})).await).await;
        let nodes = answer["interviews"]["nodes"].as_array().expect("a list");
        let found = nodes.iter().find(|node| node["opportunityId"] == candidate.opportunity);
        found.expect("it is listed")["id"].as_str().expect("an id").to_owned()
    }

    /// Waits until nothing is due and Lever has nothing to deliver.
    pub async fn settle(&mut self) {
        let begun = Instant::now();
        loop {
            self.node().await;
            let pending = self.control("summary").await["deliveries"]["pending"].as_u64();
            let due = self.due().await;
            if pending == Some(0) && due == 0 && self.node.as_mut().is_some_and(Node::runs) {
                return;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{due} rows and {pending:?} deliveries are still due after {PATIENCE:?}"
            );
            self.asks.tick().await;
        }
    }

    async fn number(&self, sql: &str, values: Vec<entities::sea_orm::Value>) -> i64 {
        let backend = self.store.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        let row = self.store.query_one_raw(statement).await.expect("the store answers");
        row.expect("a row").try_get("", "n").expect("a number")
    }

    async fn due(&self) -> i64 {
        let sql = "SELECT (SELECT count(*) FROM inbox WHERE status = 'pending' AND due_at <= $1) \
                   + (SELECT count(*) FROM outbox WHERE status = 'pending' AND due_at <= $1) \
                   + (SELECT count(*) FROM health WHERE look_due_at <= $1) AS n";
        self.number(sql, vec![self.now().into()]).await
    }

    /// Reads the sandbox's control API.
    pub async fn control(&self, path: &str) -> Value {
        let url = format!("{}/control/{path}", self.lever.url());
        let answer = reqwest::get(url).await.expect("it answers");
        answer.json().await.expect("it is JSON")
    }

    /// Tells the sandbox's control API.
    pub async fn tell(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}/control/{path}", self.lever.url());
        let sent = reqwest::Client::new().post(url).json(body).send().await;
        let answer = sent.expect("it answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.unwrap_or_default()
    }

    /// A further posting in Lever; its id.
    pub async fn add_posting(&self, title: &str) -> String {
        let seeded = self.tell("seed", &json!({"postings": [posting(title)]})).await;
        seeded["postings"][0].as_str().expect("an id").to_owned()
    }

    /// A candidate applies.
    pub async fn apply(&self, posting: Option<&str>) -> Candidate {
        let first = self.outside.postings().await.expect("it lists").swap_remove(0);
        let email = format!("{}@candidates.example", Uuid::new_v4().simple());
        let posting = posting.unwrap_or(&first);
        let applied = self.outside.apply(posting, "Marit Hoekstra", &email).await;
        Candidate { opportunity: applied.expect("they apply"), email }
    }

    /// A person at Lever moves a candidate to the trigger stage.
    pub async fn move_to_trigger(&self, candidate: &Candidate) {
        let stage = self.outside.stage("On-site Interview").await.expect("there is such a stage");
        self.outside.move_to(&candidate.opportunity, &stage).await.expect("it is moved");
    }

    /// Mails to a candidate, each once however often it was handed over.
    pub async fn mails(&self, candidate: &Candidate) -> Vec<Mail> {
        let mut mails = self.outside.mails_to(&candidate.email).await.expect("it lists");
        mails.sort_by(|a, b| a.message_id.cmp(&b.message_id));
        mails.dedup_by(|a, b| a.message_id == b.message_id);
        mails
    }

    /// The room's address out of the candidate's mails.
    pub async fn room_link(&self, candidate: &Candidate) -> String {
        let mails = self.mails(candidate).await;
        let link = mails.iter().find_map(Mail::room);
        link.unwrap_or_else(|| panic!("no invite among {mails:?}")).to_owned()
    }

    /// The candidate agrees, and answers so many of the questions still open.
    pub async fn answer(&mut self, link: &str, most: usize) -> Room {
        let mut given = 0;
        loop {
            let room = self.surely(async |outside| outside.room(link).await).await;
            let open = room.state == "invited" || room.question.is_some();
            if !open || given == most {
                return room;
            }
            // What fails is looked at once more, as a page does: it may have been kept.
            let next = match &room.question {
                None => self.outside.consent(link, &room.disclosure.version).await,
                Some(question) => {
                    let text = answer_to(&question.text);
                    self.outside.answer(link, &question.id, &text).await
                }
            };
            given += usize::from(next.is_ok() && room.question.is_some());
        }
    }

    /// What is left of a candidate's interview.
    pub async fn end(&mut self, candidate: &Candidate) -> End {
        let id = candidate.opportunity.clone();
        let seen = self.outside.seen(&id).await.expect("Lever has them");
        let mut written: BTreeMap<String, usize> =
            [("notes".into(), seen.notes.len()), ("files".into(), seen.files.len())].into();
        for tag in seen.opportunity.tags {
            *written.entry(tag).or_default() += 1;
        }
        let mut mails = BTreeMap::new();
        for mail in self.mails(candidate).await {
            // Without the day that some have, which is another each time.
            let subject = mail.subject.split(" on ").next().unwrap_or_default().to_owned();
            *mails.entry(subject).or_default() += 1;
        }
        let backend = self.store.get_database_backend();
        let sql = "SELECT state_name || coalesce(': ' || (SELECT reason FROM transition t \
                   WHERE t.pipeline_id = p.id AND t.to_state = p.state_name \
                   AND t.from_state <> t.to_state ORDER BY t.id DESC LIMIT 1), '') AS state \
                   FROM pipeline p WHERE opportunity_id = $1";
        let statement = Statement::from_sql_and_values(backend, sql, [id.clone().into()]);
        let row = self.store.query_one_raw(statement).await.expect("the store answers");
        let state = row.map(|row| row.try_get("", "state").expect("a text")).unwrap_or_default();
        let (message, effect) = match backend {
            entities::sea_orm::DbBackend::Sqlite => {
                ("json_extract(message, '$.kind')", "json_extract(effect, '$.kind')")
            }
            _ => ("message ->> 'kind'", "effect ->> 'kind'"),
        };
        let of = "pipeline_id IN (SELECT id FROM pipeline WHERE opportunity_id = $1)";
        let sql = format!(
            "SELECT {message} AS kind FROM inbox WHERE status = 'pending' AND {of} \
             UNION ALL SELECT {effect} FROM outbox WHERE status = 'pending' AND {of}"
        );
        let statement = Statement::from_sql_and_values(backend, sql, [id.into()]);
        let mut waiting = BTreeMap::new();
        for row in self.store.query_all_raw(statement).await.expect("the store answers") {
            let kind: String = row.try_get("", "kind").expect("a text");
            *waiting.entry(kind).or_default() += 1;
        }
        let sql = "SELECT (SELECT count(*) FROM inbox WHERE status = 'dead') \
                   + (SELECT count(*) FROM outbox WHERE status = 'dead') AS n";
        let dead = self.number(sql, Vec::new()).await;
        let told = self.told(candidate);
        End { state, written, mails, waiting, told, dead }
    }

    /// Stops everything.
    pub async fn finish(self) {
        if let Some(node) = self.node {
            node.stop().await;
        }
        self.lever.stop().await;
        self.mail.stop().await;
        self.receiver.stop().await;
    }
}
