//! How many statements a query takes: of a table no more than one, however long the list; and how much
//! of a list they read and count.

use std::{
    collections::BTreeMap,
    io::Write,
    sync::{Arc, Mutex},
};

use entities::{
    ids::{ReportId, ScorecardId, TransitionId},
    sea_orm::{IdenStatic, Iterable},
    store::STATEMENTS,
};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use super::*;

/// What was logged.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    /// Listens in this thread until the guard is dropped.
    pub(crate) fn listen(filter: &str) -> (Self, tracing::subscriber::DefaultGuard) {
        let log = Self::default();
        let lines = tracing_subscriber::fmt().json().with_writer(log.clone());
        let listening = lines.with_env_filter(EnvFilter::new(filter)).finish();
        (log, tracing::subscriber::set_default(listening))
    }

    /// The fields of each line.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let each = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        each.map(|mut line| line["fields"].take()).collect()
    }
}

/// One at a time: a statement of another, made just when this one begins to listen, may leave it with
/// nothing to hear.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// How often each table was read.
fn reads(log: &Log) -> BTreeMap<String, usize> {
    let mut reads = BTreeMap::new();
    for line in log.lines() {
        let sql = line["sql"].as_str().unwrap();
        let (_, tables) = sql.split_once("FROM \"").unwrap();
        for read in tables.split("FROM \"").flat_map(|from| from.split("JOIN \"")) {
            let table = read.split('"').next().unwrap();
            *reads.entry(table.to_owned()).or_default() += 1;
        }
    }
    reads
}

impl Company {
    /// An interview with all that one may have.
    async fn whole_interview(&self, number: u128) {
        let (db, id) = (&self.means.db, self.pipeline(number, invited()).await);
        let posting = interviewer::Posting { title: "Engineer".into(), ..Default::default() };
        let planned = interviewer::plan(&posting);
        let scored = interviewer::score(&planned, &[], &interviewer::Cutoffs::default());
        let plan_id = PlanId(Uuid::from_u128(1_000 + number));
        let scorecard_id = ScorecardId(Uuid::from_u128(number));
        let report_id = ReportId(Uuid::from_u128(number));
        let version = i32::try_from(number).unwrap();
        let row = plan::Model {
            tenant_id: TENANT,
            id: plan_id,
            posting_id: "p".to_owned(),
            version,
            hash: number.to_string(),
            body: serde_json::to_value(&planned).unwrap(),
            base: None,
            posting_hash: None,
            renditions: None,
            author: None,
            created_at: earlier(),
        };
        plan::store(db, row).await.unwrap();
        let row = scorecard::Model {
            tenant_id: TENANT,
            id: scorecard_id,
            pipeline_id: id,
            version: 1,
            overall: None,
            lever_score: None,
            body: serde_json::to_value(&scored).unwrap(),
            created_at: earlier(),
        };
        scorecard::store(db, row).await.unwrap();
        let row = report::Model {
            tenant_id: TENANT,
            id: report_id,
            pipeline_id: id,
            scorecard_id,
            pdf: vec![0],
            size_bytes: 1,
            sha256: "x".to_owned(),
            rendered_at: earlier(),
        };
        report::store(db, row).await.unwrap();
        let row = turn::Model {
            tenant_id: TENANT,
            pipeline_id: id,
            number: 1,
            question_id: planned.questions[0].id.clone(),
            client_key: Uuid::new_v4(),
            answer: format!("answer {number}"),
            follow_up: None,
            asked_in: None,
            signals: None,
            answered_at: earlier(),
        };
        turn::insert(db, row).await.unwrap();
        let row = transition::Model {
            tenant_id: TENANT,
            id: TransitionId(Uuid::new_v4()),
            pipeline_id: id,
            from_state: pipeline::StateName::Received,
            to_state: pipeline::StateName::Invited,
            cause: format!("cause {number}"),
            reason: None,
            at: earlier(),
        };
        transition::append(db, row).await.unwrap();
        let (written, extras) = (Vec::new(), Vec::new());
        let planned = State::Planned { plan_id, expires_at: now() };
        let scored = State::Scored { scorecard_id };
        let reported = State::Reported { scorecard_id, report_id, written, extras };
        for state in [planned, scored, reported] {
            let seen = pipeline::find(db, TENANT, id).await.unwrap().unwrap();
            pipeline::advance(db, &seen, &state, earlier()).await.unwrap();
        }
    }
}

const EVERYTHING: &str = "id candidateName candidateEmail opportunityId opportunityUrl trigger
    posting { id title location team url } state stateReason pausedReason canRetry canCancel
    canResend plan { id version hash minutes language wording source fallback competencies { key name because }
        questions { id kind competency text minutes scored probes { when text }
            anchors { level text } lookFor } }
    transcript { questionId number question answer answeredAt }
    scorecard { id version scorer byRules overall leverScore thresholds feedback fallback
        ratings { questionId competency competencyName level anchor quotes { text turn } missing
            explanation needsHuman spread runs { level seed void } } createdAt }
    scorecards { version comparison { samePlan } flags { kind turn } letter }
    humanRatings { by ratings { level } agreement { count } } letter { text }
    recordings { turn url }
    requests { id kind text status passages { text } } notice { version givenAt }
    mails { kind state to queuedAt acceptedAt bouncedAt linkOpenedAt }
    report { url sizeBytes sha256 renderedAt } timeline { at from to cause reason }
    scheduledAt invitedAt completedAt createdAt updatedAt";

#[tokio::test(flavor = "current_thread")]
async fn a_page_of_fifty_with_everything_in_them_reads_each_table_once() {
    let _alone = ALONE.lock().await;
    let company = Company::connected().await;
    for number in 1..=51 {
        company.whole_interview(number).await;
    }
    let (log, listening) = Log::listen(&format!("{STATEMENTS}=trace"));
    let query = format!(
        "{{ viewer {{ tenant {{ name }} }} interviews(first: 50) {{          edges {{ cursor node {{ id }} }} nodes {{ {EVERYTHING} }}          pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let answer = company.ask(&query).await;
    drop(listening);
    let nodes = answer["interviews"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 50);
    for node in nodes {
        let number = node["opportunityId"].as_str().unwrap().trim_start_matches('o');
        assert_eq!(node["transcript"][0]["answer"], format!("answer {number}"));
        assert!(!node["transcript"][0]["question"].as_str().unwrap().is_empty());
        assert_eq!(node["timeline"][0]["cause"], format!("cause {number}"));
        assert_eq!(node["plan"]["hash"], number);
        assert!(node["scorecard"]["ratings"].is_array() && node["report"]["url"].is_string());
        assert_eq!(node["posting"]["title"], "Engineer");
    }
    let once = [
        "answer_time",
        // Whether it is known that these are read.
        "audit_entry",
        "candidate_request",
        "human_rating",
        "letter",
        "mail",
        "notice",
        "pipeline",
        "plan",
        "posting",
        "recording",
        "report",
        "tenant",
        "transition",
        "turn",
    ];
    let once = once.into_iter().map(|table| (table.to_owned(), 1)).collect::<BTreeMap<_, _>>();
    let mut read = reads(&log);
    // Asked for by those that are not at an end.
    assert!(read.remove("connection").is_some_and(|reads| reads == 1), "{read:?}");
    // The one that counts without what it says; and all of them, with that.
    assert!(read.remove("scorecard").is_some_and(|reads| reads == 2), "{read:?}");
    assert_eq!(read, once);
}

#[tokio::test(flavor = "current_thread")]
async fn the_list_reads_neither_what_scorecards_say_nor_what_postings_describe() {
    let _alone = ALONE.lock().await;
    let company = Company::connected().await;
    for number in 1..=20 {
        company.whole_interview(number).await;
    }
    let (log, listening) = Log::listen(&format!("{STATEMENTS}=trace"));
    let query = "{ interviews { nodes { candidateName posting { id title location } state
        pausedReason scorecard { id version overall leverScore createdAt }
        report { url sizeBytes } } totalCount } postings { id title description } }";
    let answer = company.ask(query).await;
    drop(listening);
    let nodes = answer["interviews"]["nodes"].as_array().unwrap();
    assert!(nodes.len() == 20 && nodes.iter().all(|node| node["scorecard"]["version"] == 1));
    assert_eq!(answer["interviews"]["totalCount"], 20);
    let read = reads(&log);
    // All of them are there, so nothing is counted; postings are asked for twice, in two places.
    assert_eq!((read["pipeline"], read["scorecard"], read["posting"]), (1, 1, 2), "{read:?}");
    assert_eq!(read.get("plan"), None, "{read:?}");
    for line in log.lines() {
        let sql = line["sql"].as_str().unwrap();
        for long in ["body", "content", "pdf"] {
            assert!(!sql.contains(&format!("\"{long}\"")), "{sql}");
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn pages_follow_each_other_also_where_all_changed_in_the_same_instant() {
    let company = Company::connected().await;
    for number in 1..=23 {
        company.pipeline(number, invited()).await;
    }
    let (mut found, mut place) = (Vec::new(), Value::Null);
    loop {
        let query = "query($after: String) { interviews(first: 10, after: $after) {
            nodes { opportunityId } pageInfo { hasNextPage endCursor } totalCount } }";
        let variables = async_graphql::Variables::from_json(json!({"after": place}));
        let request = async_graphql::Request::new(query).variables(variables);
        let answer = company.answer(signed_in(Role::Admin), request).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        let mut page = serde_json::to_value(answer.data).unwrap()["interviews"].take();
        assert_eq!(page["totalCount"], 23);
        let nodes = page["nodes"].as_array().unwrap();
        found.extend(nodes.iter().map(|node| node["opportunityId"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        place = page["pageInfo"]["endCursor"].take();
    }
    let all: Vec<String> = (1..=23).rev().map(|number| format!("o{number}")).collect();
    assert_eq!(found, all);
}

#[tokio::test(flavor = "current_thread")]
async fn interviews_are_counted_so_far_and_no_further() {
    let _alone = ALONE.lock().await;
    let company = Company::connected().await;
    company.pipeline(1, needs_operator(invited())).await;
    let (db, more) = (&company.means.db, pipeline::COUNT_MAX + 1);
    let columns: Vec<&str> = pipeline::Column::iter().map(|column| column.as_str()).collect();
    let values = columns.iter().map(|column| match *column {
        "id" => "randomblob(16)".to_owned(),
        "opportunity_id" => "'more ' || number.i".to_owned(),
        other => format!("one.\"{other}\""),
    });
    let (columns, values) = (columns.join("\", \""), values.collect::<Vec<_>>().join(", "));
    let multiplied = format!(
        "INSERT INTO pipeline (\"{columns}\") WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL \
         SELECT i + 1 FROM number WHERE i < {more}) SELECT {values} FROM number, pipeline AS one"
    );
    db.execute_unprepared(&multiplied).await.unwrap();
    let (log, listening) = Log::listen(&format!("{STATEMENTS}=trace"));
    let few = "interviews(state: NEEDS_OPERATOR, search: \"marit\", first: 1)";
    for (list, reads_of_pipelines) in [("interviews", 2), (few, 4), ("interviews", 5), (few, 7)] {
        let answer = company.ask(&format!("{{ {list} {{ totalCount }} }}")).await;
        assert_eq!(answer["interviews"]["totalCount"], pipeline::COUNT_MAX, "{list}");
        // All are counted once only: they do not become fewer.
        assert_eq!(reads(&log)["pipeline"], reads_of_pipelines, "{list}");
    }
    drop(listening);
    let nobody = company.ask("{ interviews(state: DECLINED) { totalCount } }").await;
    assert_eq!(nobody["interviews"]["totalCount"], 0);
}

#[tokio::test(flavor = "current_thread")]
async fn however_many_things_were_given_up_their_interviews_are_read_at_once() {
    let _alone = ALONE.lock().await;
    let company = Company::connected().await;
    for number in 1..=20 {
        company.whole_interview(number).await;
        let id = PipelineId(Uuid::from_u128(number));
        company.dead_effect(Some(id), Effect::AddInvitedTag).await;
    }
    let (log, listening) = Log::listen(&format!("{STATEMENTS}=trace"));
    let query = "{ deadLetters(first: 20) { nodes { id interview { id plan { hash }
        posting { title } scorecard { id } report { url } timeline { cause }
        transcript { answer } } } } }";
    let answer = company.ask(query).await;
    drop(listening);
    let nodes = answer["deadLetters"]["nodes"].as_array().unwrap();
    assert!(nodes.len() == 20 && nodes.iter().all(|node| node["interview"]["plan"].is_object()));
    let reads = reads(&log);
    let nested = ["pipeline", "plan", "posting", "scorecard", "report", "transition", "turn"];
    for table in nested {
        assert_eq!(reads.get(table), Some(&1), "{table}: {reads:?}");
    }
    // What each says is read apart from the rest, for it may be damaged.
    assert!(reads["outbox"] <= 2 && reads["inbox"] <= 2, "{reads:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn however_many_events_were_told_their_interviews_are_read_at_once() {
    let _alone = ALONE.lock().await;
    let company = Company::connected().await;
    for number in 1..=20 {
        company.whole_interview(number).await;
        let pipeline_id = PipelineId(Uuid::from_u128(number));
        let event = outbox::Event::Erased { pipeline_id, version: 1 };
        company.dead_effect(None, Effect::SendEvent { event }).await;
    }
    let (log, listening) = Log::listen(&format!("{STATEMENTS}=trace"));
    let query = "{ outboundEvents(first: 20) { nodes { type interview { candidateName } } } }";
    let answer = company.ask(query).await;
    drop(listening);
    let nodes = answer["outboundEvents"]["nodes"].as_array().unwrap();
    let whole = |node: &Value| {
        node["type"] == "interview.erased" && node["interview"]["candidateName"].is_string()
    };
    assert!(nodes.len() == 20 && nodes.iter().all(whole), "{nodes:?}");
    let reads = reads(&log);
    assert!(reads["outbox"] == 1 && reads["pipeline"] == 1, "{reads:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn operators_of_a_company_read_it_once() {
    let _alone = ALONE.lock().await;
    let company = Company::new().await;
    for number in 10..30 {
        let who = (TENANT, OperatorId(Uuid::from_u128(number)));
        let email = format!("{number}@blauwal.example");
        let (db, role) = (&company.means.db, Role::TeamMember);
        operator::create(db, who, &email, "Lou", role, earlier()).await.unwrap();
    }
    let (log, listening) = Log::listen(&format!("{STATEMENTS}=trace"));
    let answer = company.ask("{ operators { name tenant { name } } }").await;
    drop(listening);
    assert_eq!(answer["operators"].as_array().unwrap().len(), 20);
    assert_eq!(reads(&log)["tenant"], 1);
}
