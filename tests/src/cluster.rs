//! Several nodes on one `PostgreSQL`, and the companies they work for.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use actors::{Clock, Means};
use entities::{
    audit_entry::Actor,
    ids::TenantId,
    sea_orm::{
        ConnectOptions, ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement,
    },
    tenant,
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use reqwest::{Client, Url, redirect::Policy};
use secrecy::SecretString;
use serde_json::{Value, json};
use server::{SystemClock, SystemIds, config::Config, demo::Outside, startup::Server};
use tokio::time::{Interval, interval};
use uuid::Uuid;

use crate::{Balancer, Node, Settings, app::posting};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(5);
/// How often it is looked whether what is waited for is there.
const ASK_EVERY: Duration = Duration::from_millis(20);
/// What Lever allows each company: requests a second.
const LEVER_ALLOWS: u32 = 10;

/// Nodes, and what is around them.
pub struct Cluster {
    settings: Settings,
    /// By their names. `None`: stopped, killed or frozen.
    nodes: BTreeMap<&'static str, Placed>,
    balancer: Balancer,
    lever: sandbox::lever::Running,
    mail: sandbox::mail::Running,
    outside: Outside,
    store: DatabaseConnection,
    asks: Interval,
    companies: usize,
    /// Opportunities that were moved to the trigger stage, with the candidates' addresses.
    moved: Vec<(String, String)>,
}

struct Placed {
    node: Node,
    bind: SocketAddr,
    frozen: bool,
}

impl Cluster {
    /// Connects so many companies to Lever, with no node running. `program`:
    /// `env!("CARGO_BIN_EXE_node")`; `store`: an empty database.
    pub async fn found(program: &'static str, store: &str, companies: usize) -> Self {
        server::startup::install_tls();
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let options = sandbox::lever::Options {
            bind: free,
            // Each company's grant has its own.
            rate_per_second: Some(LEVER_ALLOWS),
            public_url: None,
        };
        let lever = sandbox::lever::start(options).await.expect("the sandbox starts");
        let mail = sandbox::mail::start(sandbox::mail::Options { smtp: free, http: free })
            .await
            .expect("the mail catcher starts");
        let balancer = Balancer::start().await;
        let mut settings = Settings::new(program, store, &lever.url(), mail.smtp_addr());
        settings.set("SERVER__PUBLIC_URL", &balancer.url);
        settings.set("LEVER__REQUESTS_PER_SECOND", &LEVER_ALLOWS.to_string());
        settings.set("LEVER__BURST", &LEVER_ALLOWS.to_string());
        let outside = Outside::new(&balancer.url, &lever.url(), &mail.url()).expect("a client");
        outside.seed(vec![posting("Embedded Software Engineer")]).await.expect("it is seeded");
        let mut connect = ConnectOptions::new(store);
        connect.sqlx_logging(false).max_connections(1).test_before_acquire(true);
        let db = Database::connect(connect).await.expect("the store opens");
        let mut cluster = Self {
            settings,
            nodes: BTreeMap::new(),
            balancer,
            lever,
            mail,
            outside,
            store: db,
            asks: interval(ASK_EVERY),
            companies,
            moved: Vec::new(),
        };
        cluster.connect_all(store).await;
        cluster
    }

    /// What operators of every company do at their browsers, by a server that ends before the
    /// first node begins.
    async fn connect_all(&mut self, store: &str) {
        let mut config = Config::read(None).expect("the defaults are good");
        config.server.bind = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        config.server.public_url.clone_from(&self.balancer.url);
        config.server.workers = 1;
        config.store.url = SecretString::from(store.to_owned());
        config.secret.key = SecretString::from("5a".repeat(32));
        let url = self.lever.url();
        config.lever.client_id = "fulcrum-demo".into();
        config.lever.client_secret = SecretString::from("fulcrum-demo-secret");
        config.lever.authorize_url = format!("{url}/authorize");
        config.lever.token_url = format!("{url}/oauth/token");
        config.lever.audience = format!("{url}/v1/");
        config.lever.api_root = format!("{url}/v1");
        let server = Server::start(&config, Arc::new(SystemClock), Arc::new(SystemIds)).await;
        let server = server.expect("the server starts");
        for number in 1..=self.companies {
            let means = &server.means;
            let id = TenantId(Uuid::new_v4());
            let name = format!("Company {number}");
            tenant::create(&means.db, id, &name, SystemClock.now()).await.expect("it is made");
            self.connect(means, id).await;
        }
        let begun = Instant::now();
        let sql = "SELECT count(*) AS n FROM outbox WHERE status = 'pending'";
        while self.number(sql).await > 0 {
            assert!(begun.elapsed() < PATIENCE, "the companies are not set up");
            self.asks.tick().await;
        }
        server.stop().await;
    }

    async fn connect(&self, means: &Means, tenant_id: TenantId) {
        let app = &means.lever.app;
        let asked = app.authorize_url("cluster", None, &[]).expect("an address");
        let asked = Url::parse(&asked).expect("an address");
        let mut form: Vec<_> = asked.query_pairs().into_owned().collect();
        form.push(("decision".to_owned(), "accept".to_owned()));
        let http = Client::builder().redirect(Policy::none()).build().expect("a client");
        let sent = http.post(format!("{}/authorize", self.lever.url())).form(&form).send();
        let answer = sent.await.expect("it answers");
        let back = answer.headers()["location"].to_str().expect("an address");
        let back = Url::parse(back).expect("an address");
        let code = back.query_pairs().find(|(name, _)| name == "code").expect("a code").1;
        let now = means.clock.now();
        let tokens = app.exchange(&means.lever.http, &code, None, now).await.expect("tokens");
        actors::connect(means, tenant_id, &tokens, Actor::System).await.expect("it is connected");
    }

    fn point(&self) {
        let there = self.nodes.values().filter(|placed| !placed.frozen);
        self.balancer.point_to(there.map(|placed| placed.bind).collect());
    }

    /// Starts a node.
    pub async fn start(&mut self, name: &'static str) {
        let mut settings = self.settings.clone();
        settings.bind = Settings::free();
        let node = Node::start(&settings, None).await.expect("the node starts");
        self.nodes.insert(name, Placed { node, bind: settings.bind, frozen: false });
        self.point();
    }

    /// `kill -9`.
    pub fn kill(&mut self, name: &'static str) {
        self.nodes.remove(name).expect("it runs").node.kill();
        self.point();
    }

    /// Has a node stop in its own time. New connections go to the others first.
    pub async fn stop(&mut self, name: &'static str) {
        let placed = self.nodes.remove(name).expect("it runs");
        self.point();
        placed.node.stop().await;
    }

    /// Has a node stand still.
    pub fn freeze(&mut self, name: &'static str) {
        let placed = self.nodes.get_mut(name).expect("it runs");
        placed.node.freeze();
        placed.frozen = true;
        self.point();
    }

    /// Has it go on.
    pub fn thaw(&mut self, name: &'static str) {
        let placed = self.nodes.get_mut(name).expect("it runs");
        placed.node.thaw();
        placed.frozen = false;
        self.point();
    }

    /// How many partitions each node that is not frozen owns.
    pub async fn partitions(&mut self) -> Vec<usize> {
        let mut owned = Vec::new();
        for placed in self.nodes.values_mut().filter(|placed| !placed.frozen) {
            owned.push(placed.node.partitions().await.expect("it runs"));
        }
        owned.sort_unstable();
        owned
    }

    /// Waits until the partitions are spread like this; how long that took.
    pub async fn spread(&mut self, wanted: &[usize]) -> Duration {
        let begun = Instant::now();
        loop {
            let owned = self.partitions().await;
            if owned == wanted {
                return begun.elapsed();
            }
            assert!(begun.elapsed() < PATIENCE, "{owned:?} instead of {wanted:?}");
            self.asks.tick().await;
        }
    }

    /// Cuts every connection that a node, or anybody, has to the store.
    pub async fn cut_connections(&self) {
        let sql = "SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        self.number(sql).await;
    }

    /// Sets one more for the nodes to come.
    pub fn set(&mut self, key: &str, value: &str) {
        self.settings.set(key, value);
    }

    /// Has `PostgreSQL` say nothing more on each connection that nothing happens on, as a machine that
    /// vanished from the network does, and new ones answered. Those that hold on to tenants end when they
    /// are silent, and are left alone. Which processes these were.
    pub async fn silence_connections(&self) -> Vec<Pid> {
        let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
                   AND pid <> pg_backend_pid() AND state = 'idle' \
                   AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')";
        let statement = Statement::from_string(self.store.get_database_backend(), sql);
        let rows = self.store.query_all_raw(statement).await.expect("the store answers");
        let pid = |row: QueryResult| Pid::from_raw(row.try_get("", "pid").expect("a number"));
        let silent: Vec<Pid> = rows.into_iter().map(pid).collect();
        for pid in &silent {
            kill(*pid, Signal::SIGSTOP).expect("the process is there");
        }
        silent
    }

    /// Has them go on, for what is left to them.
    pub fn let_them_speak(silent: Vec<Pid>) {
        for pid in silent {
            kill(pid, Signal::SIGCONT).expect("a process that stands still does not end");
        }
    }

    /// Candidates apply, and are moved to the trigger stage of every company.
    pub async fn move_candidates(&mut self, count: usize) {
        let postings = self.outside.postings().await.expect("it lists");
        let stage = self.outside.stage("On-site Interview").await.expect("there is such a stage");
        for _ in 0..count {
            let email = format!("{}@candidates.example", Uuid::new_v4().simple());
            let applied = self.outside.apply(&postings[0], "Marit Hoekstra", &email).await;
            let opportunity = applied.expect("they apply");
            self.outside.move_to(&opportunity, &stage).await.expect("it is moved");
            self.moved.push((opportunity, email));
        }
    }

    /// Waits until the mails of at least so many invites were handed over.
    pub async fn invited(&mut self, at_least: usize) {
        let begun = Instant::now();
        while self.outside.mails().await.expect("it lists").len() < at_least {
            assert!(begun.elapsed() < PATIENCE, "fewer than {at_least} invites");
            self.asks.tick().await;
        }
    }

    async fn number(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.store.get_database_backend(), sql);
        let row = self.store.query_one_raw(statement).await.expect("the store answers");
        row.expect("a row").try_get("", "n").expect("a number")
    }

    /// For whoever reads why a test failed.
    async fn stuck(&self) -> String {
        let sql = "SELECT string_agg(t.name || ' ' || p.state_name, ', ') AS n FROM pipeline p \
                   JOIN tenant t ON t.id = p.tenant_id WHERE p.state_name <> 'invited'";
        let statement = Statement::from_string(self.store.get_database_backend(), sql);
        let row = self.store.query_one_raw(statement).await.expect("the store answers");
        let text: Option<String> = row.expect("a row").try_get("", "n").expect("a text");
        text.unwrap_or_default()
    }

    async fn control(&self, path: &str) -> Value {
        let url = format!("{}/control/{path}", self.lever.url());
        let answer = reqwest::get(url).await.expect("it answers");
        answer.json().await.expect("it is JSON")
    }

    /// Waits until everybody who was moved is invited by every company, and nothing is to be done.
    pub async fn settle(&mut self) {
        let begun = Instant::now();
        let expected = self.companies * self.moved.len();
        // Whoever is found by looking at Lever, and not by an event, may come minutes later.
        let redeliver = format!("{}/control/redeliver_all", self.lever.url());
        let mut redelivered = false;
        loop {
            let pending = self.control("summary").await["deliveries"]["pending"].as_u64();
            let sql = "SELECT (SELECT count(*) FROM inbox WHERE status = 'pending' AND due_at \
                       <= now()) + (SELECT count(*) FROM outbox WHERE status = 'pending') AS n";
            let busy = self.number(sql).await;
            let sql = "SELECT count(*) AS n FROM pipeline WHERE state_name = 'invited'";
            let invited = self.number(sql).await;
            if pending == Some(0) && busy == 0 {
                if invited == i64::try_from(expected).expect("it is small") {
                    return;
                }
                if !redelivered {
                    // A connection that broke may have taken a delivery's last try with it.
                    redelivered = true;
                    Client::new().post(&redeliver).json(&json!({})).send().await.expect("told");
                }
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{invited} of {expected} are invited; {busy} rows and {pending:?} deliveries \
                 wait: {}",
                self.stuck().await
            );
            self.asks.tick().await;
        }
    }

    /// Fails unless everybody was invited once by every company, nothing was given up, each
    /// company's events were taken in their order, and Lever refused nothing for being too fast.
    /// Events that different nodes take in at the same time have no order before they are kept,
    /// which takes five seconds at most.
    /// How many mails were handed over a second time.
    pub async fn check(&self) -> usize {
        let mut invites: BTreeMap<(String, String), BTreeMap<String, usize>> = BTreeMap::new();
        for mail in self.outside.mails().await.expect("it lists") {
            let id = mail.message_id.expect("every mail has an id");
            *invites.entry((mail.to, mail.subject)).or_default().entry(id).or_default() += 1;
        }
        assert_eq!(invites.len(), self.companies * self.moved.len(), "invites");
        let twice: Vec<_> = invites.iter().filter(|(_, ids)| ids.len() > 1).collect();
        assert!(twice.is_empty(), "invited twice: {twice:?}");
        for (opportunity, _) in &self.moved {
            let seen = self.outside.seen(opportunity).await.expect("Lever has them");
            let tagged = seen.opportunity.tags.iter();
            let tagged = tagged.filter(|tag| *tag == "Alex - Interview Invited").count();
            assert_eq!((tagged, seen.notes.len()), (1, 0), "{opportunity}");
        }
        let sql = "SELECT (SELECT count(*) FROM inbox WHERE status = 'dead') \
                   + (SELECT count(*) FROM outbox WHERE status = 'dead') AS n";
        assert_eq!(self.number(sql).await, 0, "given up");
        let sql = "SELECT count(*) AS n FROM inbox earlier JOIN inbox later \
                   ON later.tenant_id = earlier.tenant_id AND later.id > earlier.id \
                   WHERE earlier.pipeline_id IS NULL AND later.pipeline_id IS NULL \
                   AND later.created_at > earlier.created_at + interval '5 seconds' \
                   AND later.finished_at < earlier.finished_at";
        assert_eq!(self.number(sql).await, 0, "taken out of order");
        let usage = self.control("usage").await;
        for credential in usage["credentials"].as_array().expect("a list") {
            assert_eq!(credential["throttled"], 0, "{credential}");
        }
        let handed: usize = invites.values().flat_map(BTreeMap::values).sum();
        handed - invites.len()
    }

    /// Stops everything.
    pub async fn finish(mut self) {
        while let Some((_, placed)) = self.nodes.pop_first() {
            placed.node.stop().await;
        }
        self.lever.stop().await;
        self.mail.stop().await;
    }
}
