//! The dashboard of a company with 100,000 interviews. The list's page of fifty, with candidate,
//! posting, scorecard and report, for 32 clients at once, beside `PostgreSQL` alone with the one
//! statement that says the same; and what one person waits for in the list and the overview.
//!
//! Clients ask by a token on connections that are kept. Server and `pgbench` take turns, and every
//! answer is compared, byte by byte, with one that was read.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use chrono::SecondsFormat;
use entities::{
    pipeline::COUNT_MAX,
    sea_orm::{ConnectionTrait, Statement},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Done, World};
use crate::{
    Bench,
    interviews::{self, Filled, MAILS, TURNS},
    load::{Hammered, Latencies, repeat},
    postgres::Postgres,
    seed,
    served::Place,
    wire::Wire,
};

const INTERVIEWS: usize = 100_000;
const PAGE: usize = 50;
const CLIENTS: usize = 32;
/// Server and `pgbench` take turns, so that both have the same share of a machine's bad moments.
const ROUNDS: u64 = 3;
const SECONDS: u64 = 5;
const WARM_UP_SECONDS: u64 = 2;
/// Of the rate of the statement alone.
const SHARE_GOAL: f64 = 0.5;
const P99_GOAL_MS: f64 = 60.0;
/// How often one person asks the same.
const ASKED: usize = 20;
/// What feels as if nobody had to wait.
const P50_GOAL_MS: f64 = 300.0;
/// The list's rows as the dashboard asks for them, with the address and the report.
const ROW: &str = "id candidateName candidateEmail posting { id title location } state pausedReason \
    scorecard { id overall leverScore } report { url sizeBytes sha256 renderedAt } updatedAt";
const COUNTS: &str = "invited started completed scored";
const STATEMENT: &str = include_str!("../list.sql");
/// In the statement, what counts.
const TOTAL: &str = ",\n    (SELECT count(*) FROM (SELECT 1 FROM pipeline WHERE tenant_id = '{tenant}' \
    LIMIT {max}) AS some_of_them)";

/// A server whose company has interviews.
struct Filling {
    world: World,
    filled: Filled,
}

/// What one person asks for, and what the answer must be.
struct Question {
    words: &'static str,
    query: String,
    variables: Value,
    fits: Box<dyn Fn(&Value) -> bool>,
}

/// Both sides, from round to round.
struct Sides {
    served: Latencies,
    answers: u64,
    seconds: f64,
    /// How long the server's threads worked.
    worked: Duration,
    statements: f64,
}

impl Filling {
    async fn start(bench: &Bench, place: Place, store: &str) -> Result<Self, Box<dyn Error>> {
        let mut world = World::start(bench, place, store, 1).await?;
        world.served.kill()?;
        let db = seed::open(store).await;
        let tenant_id = world.companies.first().ok_or("there is no company")?.tenant_id;
        let filled = interviews::fill(&db, tenant_id, bench.count(INTERVIEWS)).await?;
        db.close().await?;
        world.served = world.settings.start().await?.0;
        Ok(Self { world, filled })
    }

    fn request(&self, query: &str, variables: &Value) -> Vec<u8> {
        self.post(&json!({"query": query, "variables": variables}))
    }

    fn post(&self, body: &Value) -> Vec<u8> {
        let body = body.to_string();
        let (token, length) = (&self.filled.token, body.len());
        format!(
            "POST /graphql HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n\
             authorization: Bearer {token}\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into_bytes()
    }

    /// The same as the dashboard asks: by the hash of a query that the server knows.
    async fn request_by_hash(
        &self,
        query: &str,
        variables: &Value,
    ) -> Result<Vec<u8>, Box<dyn Error>> {
        let hash = hex::encode(Sha256::digest(query));
        let extensions = json!({"persistedQuery": {"version": 1, "sha256Hash": hash}});
        let left = json!({"query": query, "variables": variables, "extensions": extensions});
        answer(&mut self.connect().await?, &self.post(&left)).await?;
        Ok(self.post(&json!({"variables": variables, "extensions": extensions})))
    }

    async fn connect(&self) -> Result<Wire, Box<dyn Error>> {
        Ok(Wire::connect(self.world.settings.bind).await?)
    }

    /// Reads an interview back and finds in it what was written.
    async fn read_back(&self) -> Done {
        let row = &self.filled.middle;
        let query = "query($id: ID!) { interview(id: $id) { candidateName candidateEmail state \
            posting { title } plan { questions { id } } transcript { question answer } \
            scorecard { scorer ratings { level } } report { sizeBytes } timeline { to } \
            mails { state } notice { version } invitedAt completedAt } }";
        let request = self.request(query, &json!({"id": row.id.to_string()}));
        let found = answer(&mut self.connect().await?, &request).await?["interview"].take();
        let count = |field: &str| found[field].as_array().map_or(0, Vec::len);
        let whole = found["candidateName"] == json!(row.candidate_name)
            && found["candidateEmail"] == json!(row.candidate_email)
            && found["state"] == "WRITTEN_BACK"
            && found["posting"]["title"].is_string()
            && found["plan"]["questions"].is_array()
            && count("transcript") == TURNS
            && found["transcript"][0]["question"].as_str().is_some_and(|text| !text.is_empty())
            && found["scorecard"]["ratings"].is_array()
            && found["report"]["sizeBytes"] == 1_000
            && count("timeline") == 8
            && count("mails") == MAILS
            && found["notice"]["version"] == "1"
            && found["completedAt"].is_string();
        if whole { Ok(()) } else { Err(format!("an interview reads otherwise: {found}").into()) }
    }

    /// What one person asks for.
    fn questions(&self) -> Vec<Question> {
        let filled = &self.filled;
        let query = format!(
            "query($after: String, $state: PipelineState, $search: String) {{ \
             interviews(first: {PAGE}, after: $after, state: $state, search: $search) {{ \
             nodes {{ {ROW} }} pageInfo {{ hasNextPage endCursor }} totalCount }} }}"
        );
        let list = |words, variables, least: usize, total: Option<u64>| {
            let query = query.clone();
            let fits = move |data: &Value| {
                let list = &data["interviews"];
                let rows = list["nodes"].as_array().map_or(0, Vec::len);
                (least..=PAGE).contains(&rows)
                    && total.is_none_or(|total| list["totalCount"] == total)
            };
            Question { words, query, variables, fits: Box::new(fits) }
        };
        let middle = &filled.middle;
        let at = middle.updated_at.to_rfc3339_opts(SecondsFormat::Nanos, true);
        let place = format!("{at} {}", middle.id.0);
        let (all, one) = (counted(filled.count), interviews::candidate_name(filled.count / 3));
        let (in_need, invited) = (counted(filled.in_need), filled.invited as u64);
        let few = PAGE.min(filled.in_need);
        let of_state =
            |state: &str, search: Option<String>| json!({"state": state, "search": search});
        let funnel = |words, weeks: u64, total: Option<u64>| {
            let query = format!(
                "query($weeks: Int!) {{ funnel(weeks: $weeks) {{ total {{ {COUNTS} }} \
                 byPosting {{ posting {{ id title }} counts {{ {COUNTS} }} }} \
                 byWeek {{ monday counts {{ {COUNTS} }} }} }} }}"
            );
            let fits = move |data: &Value| {
                let funnel = &data["funnel"];
                let came = |step: &str| funnel["total"][step].as_u64().unwrap_or_default();
                total.is_none_or(|total| came("invited") == total)
                    && came("invited") >= came("started")
                    && came("started") >= came("completed")
                    && came("completed") == came("scored")
                    && came("scored") > 0
                    && funnel["byWeek"].as_array().map(Vec::len) == Some(weeks as usize)
            };
            let variables = json!({"weeks": weeks});
            Question { words, query, variables, fits: Box::new(fits) }
        };
        let stuck = Question {
            words: "the count of those that need an operator",
            query: "{ interviews(first: 1, state: NEEDS_OPERATOR) { totalCount } }".to_owned(),
            variables: json!({}),
            fits: Box::new(move |data| data["interviews"]["totalCount"] == in_need),
        };
        vec![
            list("the first page", json!({}), PAGE, Some(all)),
            list("a page in the middle", json!({"after": place}), 1, Some(all)),
            list("a search that finds one", json!({"search": one}), 1, Some(1)),
            list("a search that finds nobody", json!({"search": "nobody at all"}), 0, Some(0)),
            list("a search that finds many", json!({"search": "okafor"}), 1, None),
            list("a posting, by its title", json!({"search": interviews::title(7)}), 1, None),
            list("a state that most are in", of_state("WRITTEN_BACK", None), PAGE, None),
            list("a state that few are in", of_state("NEEDS_OPERATOR", None), few, Some(in_need)),
            list(
                "a state of one posting",
                of_state("WRITTEN_BACK", Some(interviews::title(7))),
                1,
                None,
            ),
            stuck,
            funnel("the funnel of 12 weeks", 12, None),
            funnel("the funnel of a year", 53, Some(invited)),
        ]
    }

    /// Has one person ask for everything.
    async fn ask_all(&self, bench: &mut Bench, store: &str) -> Done {
        let mut wire = self.connect().await?;
        for question in self.questions() {
            let request = self.request(&question.query, &question.variables);
            let mut latencies = Latencies::new();
            for _ in 0..bench.count(ASKED).max(3) {
                let sent = Instant::now();
                let data = answer(&mut wire, &request).await?;
                latencies.record(sent.elapsed());
                if !(question.fits)(&data) {
                    return Err(format!("{}: {data}", question.words).into());
                }
            }
            let name = format!("list, {store}: {}, p50", question.words);
            bench.report.at_most(name, latencies.ms(50.0), "ms", P50_GOAL_MS);
        }
        self.world.check()
    }
}

/// What so many are counted as.
fn counted(count: usize) -> u64 {
    (count as u64).min(COUNT_MAX)
}

/// What is in the answer to a request, which has no errors.
async fn answer(wire: &mut Wire, request: &[u8]) -> Result<Value, Box<dyn Error>> {
    let (status, body) = wire.ask_for(request).await?;
    let mut body: Value = serde_json::from_slice(body)?;
    if status != 200 || body.get("errors").is_some() {
        return Err(format!("{status}: {body}").into());
    }
    Ok(body["data"].take())
}

/// The statement that says the same as the list.
fn statement(filling: &Filling, counts: bool) -> String {
    let tenant = filling.world.companies[0].tenant_id.0.to_string();
    let total = if counts { TOTAL } else { "" };
    STATEMENT
        .replace("{total}", total)
        .replace("{tenant}", &tenant)
        .replace("{max}", &COUNT_MAX.to_string())
}

impl Sides {
    fn new() -> Self {
        let (served, worked) = (Latencies::new(), Duration::ZERO);
        Self { served, answers: 0, seconds: 0.0, worked, statements: 0.0 }
    }

    fn add(&mut self, hammered: &Hammered, worked: Duration, statements: f64) {
        self.served.add(&hammered.latencies);
        self.answers += hammered.acknowledged;
        self.seconds += hammered.seconds;
        self.worked += worked;
        self.statements += statements / ROUNDS as f64;
    }

    fn per_second(&self) -> f64 {
        self.answers as f64 / self.seconds
    }
}

/// Server and statement in turn, with the number of all or without.
async fn side_by_side(
    bench: &Bench,
    filling: &Filling,
    (postgres, database): (&Postgres, &str),
    counts: bool,
) -> Result<Sides, Box<dyn Error>> {
    let count = if counts { "totalCount" } else { "" };
    let query = format!(
        "query($first: Int!) {{ interviews(first: $first) {{ nodes {{ {ROW} }} \
         pageInfo {{ hasNextPage endCursor }} {count} }} }}"
    );
    let request = filling.request_by_hash(&query, &json!({"first": PAGE})).await?;
    let script = statement(filling, counts);
    let expected = checked(filling, &request, (postgres, database, &script)).await?;
    let server = filling.world.settings.bind;
    let both = (request.as_slice(), expected.as_slice());
    repeat(server, CLIENTS, both, bench.time(WARM_UP_SECONDS)).await?;
    let mut sides = Sides::new();
    for _ in 0..ROUNDS {
        let time = bench.time(SECONDS);
        let statements = postgres.pgbench(database, &script, CLIENTS, time.as_secs());
        let before = filling.world.served.worked();
        let hammered = repeat(server, CLIENTS, both, time).await?;
        let worked = filling.world.served.worked().saturating_sub(before);
        sides.add(&hammered, worked, statements);
    }
    Ok(sides)
}

/// The bytes of an answer that has fifty interviews, the same as the statement finds.
async fn checked(
    filling: &Filling,
    request: &[u8],
    (postgres, database, script): (&Postgres, &str, &str),
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut wire = filling.connect().await?;
    let data = answer(&mut wire, request).await?;
    let nodes = data["interviews"]["nodes"].as_array().ok_or("there is no list")?;
    let names: Vec<&str> = nodes.iter().filter_map(|it| it["candidateName"].as_str()).collect();
    let scored = nodes.iter().filter(|it| it["scorecard"]["id"].is_string()).count();
    let reported = nodes.iter().filter(|it| it["report"]["sha256"].is_string()).count();
    let posted = nodes.iter().filter(|it| it["posting"]["title"].is_string()).count();
    if names.len() != PAGE || posted != PAGE || scored < PAGE / 3 || reported != scored {
        return Err(format!("the list is another: {data}").into());
    }
    let db = postgres.connect(database).await;
    let asked = Statement::from_string(db.get_database_backend(), script);
    let rows = db.query_all_raw(asked).await?;
    db.close().await?;
    let found: Vec<String> = rows
        .iter()
        .take(PAGE)
        .map(|row| row.try_get("", "candidate_name"))
        .collect::<Result<_, _>>()?;
    if found != names {
        return Err("the statement finds others than the list".into());
    }
    Ok(wire.ask_for(request).await?.1.to_vec())
}

pub(super) async fn run(bench: &mut Bench) -> Done {
    let postgres = Postgres::plain();
    let (database, url) = postgres.database().await;
    let filling = Filling::start(bench, Place::new()?, &url).await?;
    // What the server does by itself after a while.
    let db = postgres.connect(&database).await;
    db.execute_unprepared("VACUUM ANALYZE").await?;
    db.close().await?;
    filling.read_back().await?;
    bench.report.fact("list: interviews", filling.filled.count as f64, "");
    for (counts, words) in [(false, "the rows alone"), (true, "as the dashboard asks")] {
        let sides = side_by_side(bench, &filling, (postgres, &database), counts).await?;
        let name = |what: &str| format!("list, {words}: {what}");
        let report = &mut bench.report;
        report.fact(name("pages a second, 32 clients"), sides.per_second(), "/s");
        report.fact(name("the statement, pgbench, a second"), sides.statements, "/s");
        report.fact(name("p50"), sides.served.ms(50.0), "ms");
        let each = sides.worked.as_secs_f64() * 1e6 / sides.answers.max(1) as f64;
        report.fact(name("server's CPU time for each"), each, "µs");
        let (share, p99) = (sides.per_second() / sides.statements, sides.served.ms(99.0));
        report.at_least(name("pages / statements"), share, "", SHARE_GOAL);
        report.at_most(name("p99"), p99, "ms", P99_GOAL_MS);
    }
    filling.ask_all(bench, "PostgreSQL").await?;
    drop(filling);

    let place = Place::new()?;
    let store = place.sqlite();
    let filling = Filling::start(bench, place, &store).await?;
    filling.read_back().await?;
    filling.ask_all(bench, "SQLite").await
}
