//! A whole server with the outside around it.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    sync::{Arc, Mutex},
    time::{Duration as StdDuration, Instant as StdInstant},
};

use actors::{Clock, Place};
use chrono::Duration;
use entities::{
    Instant, connection,
    ids::TenantId,
    inbox, operator, outbox,
    sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement},
    store::Watch,
};
use reqwest::{Client, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use server::{
    SystemClock, SystemIds,
    config::Config,
    demo::{Mail, Outside, Seen},
    startup::Server,
};
use uuid::Uuid;

use crate::{Backend, Postgres};

/// Longer than anything here takes on a busy machine.
const PATIENCE: StdDuration = StdDuration::from_secs(90);

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(Mutex<Instant>);

impl Clock for TestClock {
    fn now(&self) -> Instant {
        *self.0.lock().expect("nobody panics with it")
    }
}

/// A candidate in Lever.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Lever's id.
    pub opportunity: String,
    /// Their address, if they gave one.
    pub email: String,
}

/// A server with its outside.
pub struct App {
    /// The server; `None` only while it is being restarted.
    server: Option<Server>,
    config: Config,
    clock: Arc<TestClock>,
    lever: sandbox::lever::Running,
    mail: sandbox::mail::Running,
    /// The operator's browser, candidates, people at Lever.
    pub outside: Outside,
    /// Another browser, with cookies of its own and following no redirects.
    pub http: Client,
    folder: tempfile::TempDir,
}

impl App {
    /// Starts everything, with one posting in Lever and nothing connected.
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, None, |_| {}).await
    }

    /// The same with other settings, and a Lever that takes so many requests a second.
    pub async fn start_with(
        backend: Backend,
        rate_per_second: Option<u32>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        server::startup::install_tls();
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let lever = sandbox::lever::start(sandbox::lever::Options {
            bind: free,
            rate_per_second,
            public_url: None,
        })
        .await
        .expect("the sandbox starts");
        let mail = sandbox::mail::start(sandbox::mail::Options { smtp: free, http: free })
            .await
            .expect("the mail catcher starts");
        let folder = tempfile::tempdir().expect("a folder is made");
        let mut config = Config::read(None).expect("the defaults are good");
        config.server.bind = free;
        config.server.workers = 1;
        config.store.url = SecretString::from(match backend {
            Backend::Sqlite => {
                format!("sqlite://{}?mode=rwc", folder.path().join("fulcrum.db").display())
            }
            Backend::Postgres => Postgres::database().await,
        });
        config.store.connections = 4;
        config.secret.key = SecretString::from("5a".repeat(32));
        let url = lever.url();
        config.lever.client_id = "fulcrum-demo".into();
        config.lever.client_secret = SecretString::from("fulcrum-demo-secret");
        config.lever.authorize_url = format!("{url}/authorize");
        config.lever.token_url = format!("{url}/oauth/token");
        config.lever.audience = format!("{url}/v1/");
        config.lever.api_root = format!("{url}/v1");
        config.lever.requests_per_second = NonZeroU32::MAX;
        config.lever.burst = NonZeroU32::MAX;
        config.mail.smtp_url = SecretString::from(format!("smtp://{}", mail.smtp_addr()));
        config.mail.from = "interviews@fulcrum.example".into();
        // The clock begins at any hour of the day: whose test it is says when it is quiet.
        config.mail.quiet_until_hour = config.mail.quiet_from_hour;
        config.tenant.name = "Larkspur".into();
        change(&mut config);
        // Stands still unless it is moved; the sandbox's goes on by itself.
        let clock = Arc::new(TestClock(Mutex::new(SystemClock.now())));
        let server = start_server(&config, &clock).await;
        // Room links must survive a restart, so the port stays.
        config.server.bind = server.url.trim_start_matches("http://").parse().expect("an address");
        let outside = Outside::new(&server.url, &lever.url(), &mail.url()).expect("a client");
        let http = Client::builder()
            .cookie_store(true)
            .pool_idle_timeout(StdDuration::from_secs(2))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        let app = Self { server: Some(server), config, clock, lever, mail, outside, http, folder };
        app.outside.seed(vec![posting("Embedded Software Engineer")]).await.expect("it is seeded");
        app
    }

    /// Starts everything and connects Lever.
    pub async fn connected(backend: Backend) -> Self {
        let app = Self::start(backend).await;
        app.connect().await;
        app
    }

    /// The operator connects Lever, and it is set up.
    pub async fn connect(&self) {
        let link = self.server().sign_in_link().await.expect("a link");
        self.outside.connect(&link).await.expect("Lever is connected");
        self.settle().await;
        assert!(self.outside.is_set_up().await.expect("it tells"), "Lever is not set up");
    }

    /// The operator signs in.
    pub async fn sign_in(&self) {
        let link = self.server().sign_in_link().await.expect("a link");
        self.outside.sign_in(&link).await.expect("they are signed in");
    }

    /// The server.
    pub fn server(&self) -> &Server {
        self.server.as_ref().expect("it runs")
    }

    /// A path on the server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server().url)
    }

    /// A path on the sandbox.
    pub fn lever_url(&self, path: &str) -> String {
        format!("{}{path}", self.lever.url())
    }

    /// A path on the mail catcher.
    pub fn mail_url(&self, path: &str) -> String {
        format!("{}{path}", self.mail.url())
    }

    /// The file of a `SQLite` store.
    pub fn store_file(&self) -> std::path::PathBuf {
        self.folder.path().join("fulcrum.db")
    }

    /// The store's address.
    pub fn store_url(&self) -> &str {
        self.config.store.url.expose_secret()
    }

    /// Stops the server and starts it again on the same store.
    pub async fn restart(&mut self) {
        self.server.take().expect("it runs").stop().await;
        self.server = Some(start_server(&self.config, &self.clock).await);
    }

    /// The same, with nobody at home for so long.
    pub async fn restart_after(&mut self, by: Duration) {
        self.server.take().expect("it runs").stop().await;
        *self.clock.0.lock().expect("nobody panics with it") += by;
        self.server = Some(start_server(&self.config, &self.clock).await);
    }

    /// The same, and `watch` is told of what it does from then on.
    pub async fn restart_watched(&mut self, watch: Watch) {
        self.server.take().expect("it runs").stop().await;
        let clock: Arc<dyn Clock> = self.clock.clone();
        let started =
            Server::start_watched(&self.config, clock, Arc::new(SystemIds), Some(watch)).await;
        self.server = Some(started.expect("the server starts"));
    }

    /// Starts one more server on the same store.
    pub async fn start_another(&self) -> anyhow::Result<Server> {
        let mut config = self.config.clone();
        config.server.bind.set_port(0);
        let clock: Arc<dyn Clock> = self.clock.clone();
        Server::start(&config, clock, Arc::new(SystemIds)).await
    }

    /// Moves the clock.
    pub fn advance(&self, by: Duration) {
        *self.clock.0.lock().expect("nobody panics with it") += by;
        self.server().means.directory.wake(Place::Root);
    }

    /// Sets the clock to the time of day, which is the sandbox's: what is chosen now is chosen after
    /// what happened in Lever before, and before what happens there next.
    pub fn catch_up(&self) {
        *self.clock.0.lock().expect("nobody panics with it") = SystemClock.now();
    }

    /// Waits until nothing is due and Lever has nothing to deliver.
    pub async fn settle(&self) {
        let begun = StdInstant::now();
        loop {
            let deliveries: Value = self.control("summary").await;
            let delivering = deliveries["deliveries"]["pending"].as_u64().unwrap_or_default();
            let due = self.due().await;
            if delivering == 0 && due == 0 {
                return self.tell_what_was_put_off().await;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{due} rows and {delivering} deliveries are still due after {PATIENCE:?}"
            );
            tokio::task::yield_now().await;
        }
    }

    /// For whoever reads why a test failed: what waits for another try, and why.
    async fn tell_what_was_put_off(&self) {
        let waiting = outbox::Entity::find()
            .filter(outbox::Column::Status.eq(outbox::Status::Pending))
            .filter(outbox::Column::Error.is_not_null())
            .all(&self.server().means.db)
            .await
            .expect("the store answers");
        for row in waiting {
            let (effect, error) = (row.effect.name(), row.error.unwrap_or_default());
            println!("put off after {} tries: {effect}: {error}", row.attempts);
        }
    }

    /// How many rows are due. One statement, because an effect that ends while two are made moves
    /// from the table not yet read to the one already read.
    async fn due(&self) -> i64 {
        let db = &self.server().means.db;
        let sql = "SELECT (SELECT count(*) FROM inbox WHERE status = 'pending' AND due_at <= $1) \
                   + (SELECT count(*) FROM outbox WHERE status = 'pending' AND due_at <= $1) \
                   + (SELECT count(*) FROM health WHERE look_due_at <= $1) AS n";
        let now = self.clock.now().into();
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [now]);
        let row = db.query_one_raw(statement).await.expect("the store answers").expect("a row");
        row.try_get("", "n").expect("a number")
    }

    /// How many messages were ever taken in.
    pub async fn messages(&self) -> usize {
        inbox::Entity::find().all(&self.server().means.db).await.expect("the store answers").len()
    }

    /// Reads the sandbox's control API.
    pub async fn control(&self, path: &str) -> Value {
        let url = self.lever_url(&format!("/control/{path}"));
        self.http.get(url).send().await.expect("it answers").json().await.expect("it is JSON")
    }

    /// Tells the sandbox's control API.
    pub async fn tell(&self, path: &str, body: &Value) -> Value {
        let url = self.lever_url(&format!("/control/{path}"));
        let answer = self.http.post(url).json(body).send().await.expect("it answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.unwrap_or_default()
    }

    /// The mail catcher is told to fail.
    pub async fn fail_mail(&self, fault: &Value) {
        let url = format!("{}/api/faults", self.mail.url());
        let answer = self.http.post(url).json(fault).send().await.expect("it answers");
        assert!(answer.status().is_success());
    }

    /// Lever's id of the first posting.
    pub async fn posting(&self) -> String {
        let postings = self.outside.postings().await.expect("it lists");
        postings.into_iter().next().expect("there is one")
    }

    /// A further posting in Lever; its id.
    pub async fn add_posting(&self, title: &str) -> String {
        let seeded = self.tell("seed", &json!({"postings": [posting(title)]})).await;
        seeded["postings"][0].as_str().expect("an id").to_owned()
    }

    /// A candidate applies to the first posting.
    pub async fn apply(&self, name: &str) -> Candidate {
        let posting = self.posting().await;
        self.apply_to(&posting, name).await
    }

    /// A candidate applies to a posting.
    pub async fn apply_to(&self, posting: &str, name: &str) -> Candidate {
        let email = format!("{}@candidates.example", Uuid::new_v4().simple());
        let opportunity = self.outside.apply(posting, name, &email).await.expect("they apply");
        Candidate { opportunity, email }
    }

    /// A person at Lever moves a candidate to the trigger stage.
    pub async fn move_to_trigger(&self, candidate: &Candidate) {
        self.move_to(candidate, "On-site Interview").await;
    }

    /// A person at Lever moves a candidate.
    pub async fn move_to(&self, candidate: &Candidate, stage: &str) {
        let stage = self.outside.stage(stage).await.expect("there is such a stage");
        self.outside.move_to(&candidate.opportunity, &stage).await.expect("it is moved");
    }

    /// A candidate who applied, was moved to the trigger stage and invited.
    pub async fn invited(&self, name: &str) -> Candidate {
        let candidate = self.apply(name).await;
        self.move_to_trigger(&candidate).await;
        self.settle().await;
        candidate
    }

    /// Mails to a candidate.
    pub async fn mails(&self, candidate: &Candidate) -> Vec<Mail> {
        let mails = self.outside.mails().await.expect("it lists");
        mails.into_iter().filter(|mail| mail.is_to(&candidate.email)).collect()
    }

    /// The room's address out of the candidate's only invite.
    pub async fn room_link(&self, candidate: &Candidate) -> String {
        let mails = self.mails(candidate).await;
        let invites = mails.iter().filter(|mail| mail.is_invite());
        let links: Vec<_> = invites.filter_map(Mail::room).collect();
        assert_eq!(links.len(), 1, "invites of {candidate:?}");
        links[0].to_owned()
    }

    /// The candidate agrees and answers every question still open.
    pub async fn take_interview(&self, link: &str) {
        let mut room = self.outside.room(link).await.expect("the room opens");
        if room.state == "invited" {
            let version = room.disclosure.version.clone();
            room = self.outside.consent(link, &version).await.expect("they agree");
        }
        while let Some(question) = room.question {
            let text = answer_to(&question.text);
            room = self.outside.answer(link, &question.id, &text).await.expect("they answer");
        }
        assert_eq!(room.state, "completed");
    }

    /// What Lever has of a candidate.
    pub async fn seen(&self, candidate: &Candidate) -> Seen {
        self.outside.seen(&candidate.opportunity).await.expect("Lever has them")
    }

    /// How often Lever has each of our tags on a candidate, how many notes and files.
    pub async fn written(&self, candidate: &Candidate) -> BTreeMap<&'static str, usize> {
        let seen = self.seen(candidate).await;
        let tagged = |tag: &str| seen.opportunity.tags.iter().filter(|there| *there == tag).count();
        BTreeMap::from([
            ("invited", tagged("Alex - Interview Invited")),
            ("complete", tagged("Alex - Interview Complete")),
            ("notes", seen.notes.len()),
            ("files", seen.files.len()),
        ])
    }

    /// The operator asks the admin API; its `data`.
    pub async fn graphql(&self, query: &str, variables: Value) -> Value {
        self.outside.graphql(query, variables).await.expect("the query is answered")
    }

    /// The only interview that the operator sees.
    pub async fn only_interview(&self) -> Value {
        let query = "{ interviews { nodes { id candidateName state stateReason \
                     timeline { cause reason to } report { url } \
                     scorecard { overall leverScore byRules ratings { quotes { text turn } } } \
                     transcript { number answer } plan { hash questions { id scored } } } } }";
        let mut answer = self.graphql(query, json!({})).await;
        let nodes = answer["interviews"]["nodes"].as_array_mut().expect("a list");
        assert_eq!(nodes.len(), 1, "{nodes:?}");
        nodes.remove(0)
    }

    /// The tenant made at the first start.
    pub async fn tenant_id(&self) -> TenantId {
        let operator = operator::across_tenants_any(&self.server().means.db).await;
        operator.expect("the store answers").expect("there is one").tenant_id
    }

    /// The secret part of the tenant's webhook address.
    pub async fn hook_secret(&self) -> String {
        let purpose = connection::hook_purpose(self.tenant_id().await);
        self.server().means.vault.link_token(&purpose)
    }

    /// Sends a body to a webhook address; the status.
    pub async fn deliver(&self, secret: &str, body: impl Into<reqwest::Body>) -> StatusCode {
        let url = self.url(&format!("/webhooks/lever/{secret}"));
        let request = self.http.post(url).header("content-type", "application/json");
        request.body(body).send().await.expect("it answers").status()
    }

    /// Stops everything; fails when something is left undone or dead.
    pub async fn finish(mut self) {
        self.settle().await;
        let db = &self.server().means.db;
        let dead = outbox::Entity::find()
            .filter(outbox::Column::Status.eq(outbox::Status::Dead))
            .all(db)
            .await
            .expect("the store answers");
        assert!(dead.is_empty(), "given up: {dead:#?}");
        let dead = inbox::Entity::find()
            .filter(inbox::Column::Status.eq(inbox::Status::Dead))
            .all(db)
            .await
            .expect("the store answers");
        assert!(dead.is_empty(), "given up: {dead:#?}");
        self.server.take().expect("it runs").stop().await;
        self.lever.stop().await;
        self.mail.stop().await;
    }
}

async fn start_server(config: &Config, clock: &Arc<TestClock>) -> Server {
    let clock: Arc<dyn Clock> = clock.clone();
    Server::start(config, clock, Arc::new(SystemIds)).await.expect("the server starts")
}

/// An answer with a situation, an action and a result.
pub(crate) fn answer_to(question: &str) -> String {
    format!(
        "When we had exactly this at my last company, I was asked to put it right. First I \
         measured what happened and talked to six colleagues, because nobody knew the cause. I \
         then built a small version myself and tested it with two customers. As a result the \
         number of faults fell from 340 to 60 within 3 months. It was about this: {question}"
    )
}

/// A posting in Lever's public JSON.
pub fn posting(title: &str) -> Value {
    json!({
        "id": Uuid::new_v4().to_string(),
        "text": title,
        "createdAt": 1_780_000_000_000_i64,
        "categories": {"location": "Utrecht", "team": "Firmware", "commitment": "Full-time"},
        "description": "<div>We build sensors for rivers. You will write the firmware that \
                        measures water levels and reports them over the air.</div>",
        "lists": [
            {"text": "What you will do", "content":
                "<li>Write and test firmware in C and Rust for battery-powered sensors</li>\
                 <li>Debug hardware together with electrical engineers</li>\
                 <li>Review the code of your colleagues and keep our releases reliable</li>"},
            {"text": "What you bring", "content":
                "<li>Experience with microcontrollers and real-time systems</li>\
                 <li>You communicate clearly with customers and colleagues</li>"}
        ],
        "additional": "<div>We look forward to hearing from you.</div>",
        "workplaceType": "hybrid",
        "country": "NL",
        "salaryRange": {"min": 55000, "max": 75000, "currency": "EUR",
                        "interval": "per-year-salary"},
        "hostedUrl": "https://jobs.example/larkspur/1",
        "applyUrl": "https://jobs.example/larkspur/1/apply"
    })
}
