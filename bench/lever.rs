//! How well Lever's allowance is used: `make bench-lever`, or with `WRITEBACKS=200` for less.
//!
//! A whole server on SQLite with the real clock, at its default pace, beside the sandbox. Every
//! writeback is two requests: the opportunity is read, then it gets a tag. Requests, refusals and
//! tags are counted by the sandbox, at Lever's end. Exits with 1 when any request was refused for
//! being too fast, or less than 98 % of the allowance was used by one company's backlog.
//!
//! With many companies, each has an allowance of its own at the sandbox as well; this machine may
//! reach its limit before they do, and then shows how it is shared.

use std::{
    collections::BTreeMap,
    env,
    net::{Ipv4Addr, SocketAddr},
    ops::Range,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use actors::{Means, Place};
use entities::{
    Tx,
    audit_entry::Actor,
    health,
    ids::{EffectId, PipelineId, PlanId, TenantId},
    outbox::{self, Effect},
    pipeline::{self, State, Trigger},
    sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder},
    tenant,
};
use reqwest::{Client, Url, redirect::Policy};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;
use server::{SystemClock, SystemIds, config::Config, demo::Outside, startup::Server};
use uuid::Uuid;

/// What Lever allows each account: requests a second. The sandbox lets twice as many through at
/// once, as Lever does.
const LEVER_ALLOWS: u32 = 10;
const GOAL_PERCENT: f64 = 98.0;
const WRITEBACKS: u32 = 2_000;
/// Writebacks that wait while Lever is looked at.
const BESIDE_A_LOOK: u32 = 200;
const COMPANIES: u32 = 50;
/// More than any company's allowance lets through in [`FAIRNESS_SPAN`].
const BACKLOG_OF_EACH: u32 = 200;
const FAIRNESS_SPAN: Duration = Duration::from_secs(30);
/// How often the sandbox is asked.
const ASK_EVERY: Duration = Duration::from_millis(50);
/// Longer than anything but a backlog takes.
const PATIENCE: Duration = Duration::from_mins(2);

/// A server, its Lever, and companies that are connected to it.
struct World {
    server: Server,
    lever: sandbox::lever::Running,
    outside: Outside,
    /// Follows no redirects.
    http: Client,
    companies: Vec<Company>,
    burst: u32,
    _folder: tempfile::TempDir,
}

/// A tenant, and who has applied there.
struct Company {
    id: TenantId,
    /// Its own, by which its writebacks are told from those of others in Lever.
    tag: String,
    posting: String,
    candidates: Vec<Applied>,
}

/// A candidate in Lever.
#[derive(Deserialize)]
struct Applied {
    opportunity: String,
    contact: String,
}

/// What the sandbox counted.
#[derive(Clone, Copy, Default)]
struct Usage {
    requests: u32,
    throttled: u32,
    /// The most in one second of the last two minutes.
    busiest_second: u32,
}

/// What came of a backlog of one company.
struct Backlog {
    requests: u32,
    throttled: u32,
    busiest_second: u32,
    seconds: f64,
    /// Of ten requests a second, once the opening burst is over.
    percent: f64,
}

impl World {
    /// Candidates apply before Lever is connected, so no webhook of theirs disturbs.
    async fn start(companies: u32, candidates_of_each: u32) -> Self {
        server::startup::install_tls();
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        // Each company's grant has a bucket of its own, as each account has at Lever.
        let options = sandbox::lever::Options {
            bind: free,
            rate_per_second: Some(LEVER_ALLOWS),
            public_url: None,
        };
        let lever = sandbox::lever::start(options).await.expect("the sandbox starts");
        let folder = tempfile::tempdir().expect("a folder is made");
        let config = config(free, &lever.url(), folder.path());
        let burst = config.lever.burst.get();
        let server = Server::start(&config, Arc::new(SystemClock), Arc::new(SystemIds))
            .await
            .expect("the server starts");
        let outside = Outside::new(&server.url, &lever.url(), "").expect("a client");
        outside.seed_samples().await.expect("there are postings");
        let http = Client::builder().redirect(Policy::none()).build().expect("a client");
        let mut world =
            Self { server, lever, outside, http, companies: Vec::new(), burst, _folder: folder };
        for number in 1..=companies {
            let company = world.found(number, candidates_of_each).await;
            world.companies.push(company);
        }
        for company in &world.companies {
            world.connect(company.id).await;
        }
        world.idle().await;
        world
    }

    fn means(&self) -> &Means {
        &self.server.means
    }

    async fn found(&self, number: u32, candidates: u32) -> Company {
        let means = self.means();
        let id = TenantId(means.ids.fresh());
        let tag = format!("Invited by company {number}");
        let tx = means.db.begin().await.expect("the store answers");
        let name = format!("Company {number}");
        tenant::create(&tx, id, &name, means.clock.now()).await.expect("it is made");
        let own_tag = |settings: &mut tenant::Settings| settings.invited_tag.clone_from(&tag);
        tenant::edit(&tx, id, own_tag).await.expect("it is edited");
        tx.commit().await.expect("the store answers");
        let posting = self.outside.postings().await.expect("it lists").remove(0);
        let mut applied = Vec::new();
        for number in 1..=candidates {
            let (name, email) = (format!("Candidate {number}"), format!("{number}@{id}.example"));
            let body = json!({"posting": posting, "name": name, "email": email});
            let sent = self.http.post(self.control("apply")).json(&body).send().await;
            applied.push(sent.expect("it answers").json().await.expect("they apply"));
        }
        Company { id, tag, posting, candidates: applied }
    }

    /// What the operator's browser and the callback do, with tokens of the tenant's own.
    async fn connect(&self, tenant_id: TenantId) {
        let (means, app) = (self.means(), &self.means().lever.app);
        let asked = app.authorize_url("bench", None, &[]).expect("an address");
        let asked = Url::parse(&asked).expect("an address");
        let mut form: Vec<_> = asked.query_pairs().into_owned().collect();
        form.push(("decision".to_owned(), "accept".to_owned()));
        let sent = self.http.post(format!("{}/authorize", self.lever.url())).form(&form).send();
        let answer = sent.await.expect("it answers");
        let back = answer.headers()["location"].to_str().expect("an address");
        let back = Url::parse(back).expect("an address");
        let code = back.query_pairs().find(|(name, _)| name == "code").expect("a code").1;
        let now = means.clock.now();
        let tokens = app.exchange(&means.lever.http, &code, None, now).await.expect("tokens");
        actors::connect(means, tenant_id, &tokens, Actor::System).await.expect("it is connected");
    }

    fn control(&self, path: &str) -> String {
        format!("{}/control/{path}", self.lever.url())
    }

    /// Waits until nothing is left to be done.
    async fn idle(&self) {
        let begun = Instant::now();
        loop {
            let db = &self.means().db;
            let pending = outbox::Column::Status.eq(outbox::Status::Pending);
            let effects = outbox::Entity::find().filter(pending).count(db).await;
            let now = self.means().clock.now();
            let looks = health::across_tenants_due(db, now).await.expect("the store answers");
            if effects.expect("the store answers") == 0 && looks.is_empty() {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "there is still something to be done");
            tokio::time::sleep(ASK_EVERY).await;
        }
    }

    async fn usage(&self) -> Usage {
        #[derive(Deserialize)]
        struct Listed {
            credentials: Vec<Credential>,
        }
        #[derive(Deserialize)]
        struct Credential {
            requests: u32,
            throttled: u32,
            seconds: Vec<u32>,
        }
        let answer = self.http.get(self.control("usage")).send().await.expect("it answers");
        let listed: Listed = answer.json().await.expect("it is usage");
        // Of one app.
        let used = listed.credentials.into_iter().next();
        used.map_or_else(Usage::default, |used| Usage {
            requests: used.requests,
            throttled: used.throttled,
            busiest_second: used.seconds.into_iter().max().unwrap_or_default(),
        })
    }

    /// How many writebacks of each company are in Lever.
    async fn written(&self) -> Vec<u32> {
        let tags: BTreeMap<_, _> =
            self.outside.lever_summary().await.expect("it tells").tags_written;
        let of = |company: &Company| tags.get(&company.tag).copied().unwrap_or_default();
        self.companies.iter().map(|company| count(of(company))).collect()
    }

    /// Queues a writeback for these candidates of every company, all at the same instant; before
    /// them a look at Lever, if wanted.
    async fn queue(&self, candidates: &Range<u32>, look: bool) {
        let means = self.means();
        let tx = means.db.begin().await.expect("the store answers");
        for company in &self.companies {
            if look {
                let key = (company.id, EffectId(means.ids.fresh()));
                outbox::append(&tx, key, None, Effect::LookAtLever, means.clock.now())
                    .await
                    .expect("it is stored");
            }
            for candidate in &company.candidates[indices(candidates)] {
                queue_one(means, &tx, company, candidate).await;
            }
        }
        tx.commit().await.expect("the store answers");
        means.directory.wake(Place::Root);
    }

    /// Waits until the opening burst is whole again, whatever was sent before.
    async fn rest(&self) {
        self.idle().await;
        tokio::time::sleep(Duration::from_secs(u64::from(self.burst))).await;
    }

    /// Queues writebacks for these of the only company's candidates, and waits for them.
    async fn work_off(&self, candidates: Range<u32>, look: bool) -> Backlog {
        self.rest().await;
        let before = self.usage().await;
        self.queue(&candidates, look).await;
        let begun = Instant::now();
        let needed = Duration::from_secs(u64::from(2 * count(candidates.len()) / LEVER_ALLOWS));
        while self.written().await[0] < candidates.end {
            assert!(begun.elapsed() < 2 * needed + PATIENCE, "the backlog does not end");
            tokio::time::sleep(ASK_EVERY).await;
        }
        let seconds = begun.elapsed().as_secs_f64();
        let after = self.usage().await;
        let requests = after.requests - before.requests;
        let paced = f64::from(requests.saturating_sub(self.burst));
        Backlog {
            requests,
            throttled: after.throttled - before.throttled,
            busiest_second: after.busiest_second,
            seconds,
            percent: 100.0 * paced / (f64::from(LEVER_ALLOWS) * seconds),
        }
    }

    /// How long the only company's last look took, in seconds.
    async fn look_seconds(&self) -> f64 {
        self.idle().await;
        let rows = outbox::Entity::of_tenant(self.companies[0].id)
            .filter(outbox::Column::PipelineId.is_null())
            .order_by_desc(outbox::Column::Id)
            .all(&self.means().db)
            .await
            .expect("the store answers");
        let look = rows.into_iter().find(|row| row.effect == Effect::LookAtLever);
        let look = look.expect("it was looked");
        assert_eq!(look.status, outbox::Status::Done, "{:?}", look.error);
        (look.finished_at.expect("it is over") - look.created_at).as_seconds_f64()
    }

    async fn stop(self) {
        self.server.stop().await;
        self.lever.stop().await;
    }
}

fn config(free: SocketAddr, lever: &str, folder: &std::path::Path) -> Config {
    let mut config = Config::read(None).expect("the defaults are good");
    config.server.bind = free;
    config.store.url =
        SecretString::from(format!("sqlite://{}?mode=rwc", folder.join("bench.db").display()));
    config.secret.key = SecretString::from("5a".repeat(32));
    config.lever.client_id = "fulcrum-demo".into();
    config.lever.client_secret = SecretString::from("fulcrum-demo-secret");
    config.lever.authorize_url = format!("{lever}/authorize");
    config.lever.token_url = format!("{lever}/oauth/token");
    config.lever.audience = format!("{lever}/v1/");
    config.lever.api_root = format!("{lever}/v1");
    // Looks come when they are asked for.
    config.lever.look_secs = 86_400.try_into().expect("it is not 0");
    config
}

/// An invited candidate whose tag is not in Lever yet.
async fn queue_one(means: &Means, tx: &Tx, company: &Company, candidate: &Applied) {
    let now = means.clock.now();
    let known = pipeline::Candidate {
        name: "Candidate".to_owned(),
        email: None,
        opportunity_url: None,
        contact_id: Some(candidate.contact.clone()),
    };
    let id = pipeline::ensure(
        tx,
        (company.id, PipelineId(means.ids.fresh())),
        (&candidate.opportunity, &company.posting),
        known,
        Trigger::Stage,
        now,
    )
    .await
    .expect("it is stored");
    let row = pipeline::find(tx, company.id, id).await.expect("the store answers");
    let invited = State::Invited {
        plan_id: PlanId(Uuid::nil()),
        expires_at: now + chrono::Duration::days(14),
        reminded: 0,
        sequence: 0,
    };
    pipeline::advance(tx, &row.expect("it is there"), &invited, now)
        .await
        .expect("nobody else advances it");
    let effect_id = EffectId(means.ids.fresh());
    outbox::append(tx, (company.id, effect_id), Some(id), Effect::AddInvitedTag, now)
        .await
        .expect("it is stored");
}

fn indices(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("there are fewer")
}

/// How equal numbers are: 1 when all are the same, one over how many when one has everything.
fn jain(numbers: &[u32]) -> f64 {
    let sum: f64 = numbers.iter().copied().map(f64::from).sum();
    let squares: f64 = numbers.iter().map(|number| f64::from(*number).powi(2)).sum();
    sum.powi(2) / (f64::from(count(numbers.len())) * squares)
}

fn line(measure: &str, value: impl std::fmt::Display) {
    println!("| {measure:<62} | {value:>12} |");
}

/// One company, first alone with its writebacks, then looked at meanwhile. Whether all is well.
async fn one_company(writebacks: u32) -> bool {
    let beside = BESIDE_A_LOOK.min(writebacks);
    let world = World::start(1, writebacks + beside).await;
    let alone = world.work_off(0..writebacks, false).await;
    line("writebacks queued, one company", writebacks);
    line("requests that reached Lever", alone.requests);
    line("seconds until the last was in Lever", format!("{:.1}", alone.seconds));
    line("share of 10 requests a second used", format!("{:.2} %", alone.percent));
    line("most requests in one second, of the last 120 seconds", alone.busiest_second);
    line("requests refused for being too fast", alone.throttled);

    world.rest().await;
    world.queue(&(0..0), true).await;
    let look_alone = world.look_seconds().await;
    let together = world.work_off(writebacks..writebacks + beside, true).await;
    let look_beside = world.look_seconds().await;
    let throttled = world.usage().await.throttled;
    line("a look at Lever by itself, seconds", format!("{look_alone:.1}"));
    line(&format!("a look begun with {beside} writebacks, seconds"), format!("{look_beside:.1}"));
    line("the writebacks beside it, seconds", format!("{:.1}", together.seconds));
    line("share used by them", format!("{:.2} %", together.percent));
    world.stop().await;
    alone.percent >= GOAL_PERCENT && throttled == 0
}

/// Companies with a backlog each. Whether none was refused.
async fn many_companies() -> bool {
    let world = World::start(COMPANIES, BACKLOG_OF_EACH).await;
    world.rest().await;
    let before = world.usage().await;
    world.queue(&(0..BACKLOG_OF_EACH), false).await;
    let begun = Instant::now();
    tokio::time::sleep(FAIRNESS_SPAN).await;
    let after = world.usage().await;
    let seconds = begun.elapsed().as_secs_f64();
    let mut written = world.written().await;
    written.sort_unstable();
    let total: u32 = written.iter().sum();
    let (least, most) = (written[0], written[written.len() - 1]);
    let share = |number: u32| format!("{:.2} %", 100.0 * f64::from(number) / f64::from(total));
    let requests = after.requests - before.requests;
    let throttled = after.throttled - before.throttled;
    line("companies with a backlog each", written.len());
    line("seconds", format!("{seconds:.1}"));
    line("requests a second, all", format!("{:.1}", f64::from(requests) / seconds));
    line("writebacks of a company, fewest", least);
    line("writebacks of a company, median", written[written.len() / 2]);
    line("writebacks of a company, most", most);
    line("smallest share", share(least));
    line("largest share", share(most));
    line("Jain's index (1 is equal)", format!("{:.4}", jain(&written)));
    line("requests refused for being too fast", throttled);
    world.stop().await;
    throttled == 0 && least > 0
}

#[actix::main]
async fn main() -> ExitCode {
    let writebacks = env::var("WRITEBACKS")
        .map_or(WRITEBACKS, |number| number.parse().expect("WRITEBACKS is a number"));
    line("measure", "value");
    println!("| {} | {}: |", "-".repeat(62), "-".repeat(11));
    let used = one_company(writebacks).await;
    let fair = many_companies().await;
    if used && fair {
        return ExitCode::SUCCESS;
    }
    eprintln!("missed: at least {GOAL_PERCENT} % of the allowance used, no request refused");
    ExitCode::FAILURE
}
