//! A company's interviews of a year, in the states that real ones have, with what is kept of each: as
//! its entities write them, so that nothing is in the store that the program would not put there.
//!
//! Pipelines, timelines, scorecards and reports are written so; turns, mails, consents and notices are
//! copied in the store from those of the first interview. A report has a thousand bytes, for no list
//! reads them.

use std::error::Error;

use actors::{Clock, Ids};
use chrono::{DateTime, Duration, SubsecRound, Utc};
use entities::{
    DbErr, Store, api_token, consent, health,
    ids::{
        ApiTokenId, MailId, OperatorId, PipelineId, PlanId, ReportId, ScorecardId, TenantId,
        TransitionId,
    },
    mail, notice, operator,
    pipeline::{self, State, StateName, Trigger, Writeback},
    plan, posting, report, scorecard,
    sea_orm::{
        ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, IdenStatic, IntoActiveModel,
        Iterable, Statement,
    },
    transition, turn,
    vault::{random_token, token_hash},
};
use interviewer::{Answer, Cutoffs, Plan};
use serde_json::Value;
use server::{SystemClock, SystemIds};

use crate::outside::{opportunity_id, posting_id};

/// Postings that candidates came to.
pub(crate) const POSTINGS: usize = 40;
/// Answers of each interview.
pub(crate) const TURNS: usize = 3;
/// Mails of each.
pub(crate) const MAILS: usize = 2;
/// How many rows one statement inserts: stores limit how many values it may have.
const AT_ONCE: usize = 500;
/// Over which time they came; a year without its last days, so that all had time to be done.
const DAYS: i64 = 355;
const ROLES: [&str; 8] =
    ["Engineer", "Nurse", "Accountant", "Driver", "Designer", "Analyst", "Teacher", "Electrician"];
const FIRST_NAMES: [&str; 7] = ["Marit", "Jonas", "Aylin", "Pierre", "Lucía", "Chidi", "Linh"];
const LAST_NAMES: [&str; 9] =
    ["Hoekstra", "Weber", "Yılmaz", "Durand", "García", "Okafor", "Nguyễn", "Kowalska", "Silva"];
/// About what people write.
const ANSWER: &str = "In my last company the nightly import failed every other week, and nobody knew \
    why. I measured where the time went, talked to the six colleagues who had touched it, and found \
    that two jobs waited for each other. I built a small version that took them one by one, tried it \
    with two customers, and wrote down how to go back. As a result failures fell from 26 a year to \
    one, and the import ends an hour earlier. I would look at the logs sooner next time.";

/// What was written.
pub(crate) struct Filled {
    /// Lets whoever shows it ask in the name of an operator.
    pub(crate) token: String,
    /// How many there are.
    pub(crate) count: usize,
    /// How many were invited.
    pub(crate) invited: usize,
    /// How many need an operator.
    pub(crate) in_need: usize,
    /// One that is written back, somewhere in the middle of the list.
    pub(crate) middle: pipeline::Model,
}

/// One posting with its plan.
struct Position {
    lever_id: String,
    plan_id: PlanId,
}

/// A scorecard that interviews have.
struct Card {
    overall: Option<i16>,
    lever_score: Option<i16>,
    body: Value,
}

/// What is written for some of them.
#[derive(Default)]
struct Batch {
    pipelines: Vec<pipeline::ActiveModel>,
    steps: Vec<transition::ActiveModel>,
    scorecards: Vec<scorecard::ActiveModel>,
    reports: Vec<report::ActiveModel>,
}

/// What all interviews are made of.
struct Company {
    tenant_id: TenantId,
    positions: Vec<Position>,
    cards: Vec<Card>,
    begun: DateTime<Utc>,
    count: usize,
}

/// The name of the candidate with this number.
pub(crate) fn candidate_name(number: usize) -> String {
    let (first, last) = (number % FIRST_NAMES.len(), number % LAST_NAMES.len());
    format!("{} {} {number}", FIRST_NAMES[first], LAST_NAMES[last])
}

/// The title of the posting with this number.
pub(crate) fn title(number: usize) -> String {
    format!("{} {number}", ROLES[number % ROLES.len()])
}

/// Gives the company so many interviews, and an operator who may ask for them.
pub(crate) async fn fill(
    db: &Store,
    tenant_id: TenantId,
    count: usize,
) -> Result<Filled, Box<dyn Error>> {
    let now = SystemClock.now().trunc_subsecs(0);
    let token = member(db, tenant_id, now).await?;
    // So that Lever is not looked at in the middle, which would close what is not open there.
    health::forget(db, tenant_id).await?;
    health::look_at(db, tenant_id, now + Duration::days(1)).await?;
    let (positions, plan) = positions(db, tenant_id).await?;
    let begun = now - Duration::days(DAYS);
    let company = Company { tenant_id, positions, cards: cards(&plan)?, begun, count };
    let (mut first, mut middle) = (None, None);
    let (mut invited, mut in_need) = (0, 0);
    for from in (0..count).step_by(AT_ONCE) {
        let mut batch = Batch::default();
        for number in from..(from + AT_ONCE).min(count) {
            let row = company.interview(number, &mut batch);
            invited += usize::from(row.invited_at.is_some());
            in_need += usize::from(row.state_name == StateName::NeedsOperator);
            if row.state_name == StateName::WrittenBack {
                if number <= count / 2 {
                    middle = Some(row.clone());
                }
                first.get_or_insert(row);
            }
        }
        batch.insert(db).await?;
    }
    let (first, middle) = (first.ok_or("too few interviews")?, middle.ok_or("too few interviews")?);
    with_the_rest(db, &first, &plan).await?;
    Ok(Filled { token, count, invited, in_need, middle })
}

/// Makes an operator; a token of theirs.
async fn member(db: &Store, tenant_id: TenantId, now: DateTime<Utc>) -> Result<String, DbErr> {
    let operator_id = OperatorId(SystemIds.fresh());
    let (who, role) = ((tenant_id, operator_id), operator::Role::SuperAdmin);
    operator::create(db, who, "lou@bench.example", "Lou", role, now).await?;
    let token = random_token();
    let row = api_token::Model {
        tenant_id,
        id: ApiTokenId(SystemIds.fresh()),
        operator_id,
        name: "bench".to_owned(),
        scope: api_token::Scope::Read,
        token_hash: token_hash(&token),
        created_at: now,
        expires_at: now + Duration::days(30),
    };
    api_token::create(db, row).await?;
    Ok(token)
}

/// Copies of the company's posting and plan, under other titles.
async fn positions(
    db: &Store,
    tenant_id: TenantId,
) -> Result<(Vec<Position>, Plan), Box<dyn Error>> {
    let like = posting_id(0);
    let shown = posting::find(db, tenant_id, &like).await?.ok_or("there is no posting")?;
    let planned = plan::newest(db, tenant_id, &like).await?.ok_or("there is no plan")?;
    let mut made = Vec::new();
    for number in 0..POSTINGS {
        let (lever_id, plan_id) = (format!("posting-{number}"), PlanId(SystemIds.fresh()));
        let row = posting::Model {
            lever_id: lever_id.clone(),
            title: title(number),
            location: Some("Rotterdam".to_owned()),
            team: Some(format!("Team {}", number % 7)),
            ..shown.clone()
        };
        posting::store(db, row).await?;
        let row = plan::Model { id: plan_id, posting_id: lever_id.clone(), ..planned.clone() };
        plan::store(db, row).await?;
        made.push(Position { lever_id, plan_id });
    }
    Ok((made, serde_json::from_value(planned.body)?))
}

/// Scorecards of five kinds of answers.
fn cards(plan: &Plan) -> Result<Vec<Card>, serde_json::Error> {
    let answers: Vec<Answer> = (1..)
        .zip(&plan.questions)
        .map(|(turn, asked)| Answer {
            question_id: asked.id.clone(),
            turn,
            text: format!("{ANSWER} {}", asked.text),
        })
        .collect();
    let scored = interviewer::score(plan, &answers, &Cutoffs::default());
    let each = [(None, None), (Some(31), Some(1)), (Some(52), Some(2)), (Some(68), Some(3))];
    let each = each.into_iter().chain([(Some(87), Some(4))]).map(|(overall, lever_score)| {
        let card = interviewer::Scorecard { overall, lever_score, ..scored.clone() };
        let body = serde_json::to_value(card)?;
        Ok(Card { overall: overall.map(i16::from), lever_score: lever_score.map(i16::from), body })
    });
    each.collect()
}

impl Company {
    /// The interview with this number, with what belongs to it.
    fn interview(&self, number: usize, batch: &mut Batch) -> pipeline::Model {
        let part = number as f64 / self.count as f64;
        // Some days before the end, so that nothing of it is yet to come.
        let seconds = (Duration::days(DAYS - 5).num_seconds() as f64 * part) as i64;
        let created_at = self.begun + Duration::seconds(seconds);
        let minutes = i64::try_from(number * 37 % 1_440).unwrap_or_default();
        let updated_at = created_at + Duration::days(2) + Duration::minutes(minutes);
        let position = &self.positions[number * 31 % POSTINGS];
        let scorecard_id = ScorecardId(SystemIds.fresh());
        let report_id = ReportId(SystemIds.fresh());
        let state = self.state(number, position.plan_id, (scorecard_id, report_id), updated_at);
        let state_name = state.name();
        let scored = matches!(state_name, StateName::WrittenBack | StateName::NeedsOperator);
        let was_invited = state_name != StateName::Ineligible;
        let row = pipeline::Model {
            tenant_id: self.tenant_id,
            id: PipelineId(SystemIds.fresh()),
            opportunity_id: opportunity_id(number),
            posting_id: position.lever_id.clone(),
            candidate_name: candidate_name(number),
            candidate_email: Some(format!("candidate-{number}@mail.example")),
            opportunity_url: Some(format!("https://hire.lever.co/candidates/{number}")),
            contact_id: Some(format!("contact-{number}")),
            trigger: Trigger::Stage,
            state,
            state_name,
            version: 9,
            plan_id: was_invited.then_some(position.plan_id),
            scorecard_id: scored.then_some(scorecard_id),
            report_id: scored.then_some(report_id),
            invited_at: was_invited.then_some(created_at + Duration::hours(1)),
            completed_at: scored.then_some(created_at + Duration::days(2)),
            language: None,
            zone: Some("Europe/Amsterdam".to_owned()),
            created_at,
            updated_at,
            erased_at: None,
            legal_hold: false,
            deleted_at: None,
        };
        self.timeline(&row, batch);
        if scored {
            self.result(number, &row, (scorecard_id, report_id), batch);
        }
        batch.pipelines.push(row.clone().into_active_model().reset_all());
        row
    }

    /// Most are done; those who are still to act came lately.
    fn state(
        &self,
        number: usize,
        plan_id: PlanId,
        (scorecard_id, report_id): (ScorecardId, ReportId),
        updated_at: DateTime<Utc>,
    ) -> State {
        let lately = number * 10 >= self.count * 9;
        let expires_at = updated_at + Duration::days(14);
        let invited = State::Invited { plan_id, expires_at, reminded: 0, sequence: 0 };
        match number * 37 % 100 {
            0..62 => State::WrittenBack { scorecard_id, report_id },
            62..67 => State::Declined,
            67..77 => State::Ineligible { reason: "the origin is not invited".to_owned() },
            77..82 => State::Withdrawn {
                reason: "archived in Lever".to_owned(),
                was: Some(Box::new(invited)),
                cancelled_at: None,
            },
            82..92 if lately => invited,
            92..94 if lately => State::Scheduled {
                plan_id,
                expires_at,
                reminded: 0,
                sequence: 1,
                at: updated_at + Duration::days(3),
                told: false,
            },
            94..96 if lately => State::InProgress { plan_id, expires_at, answered: 2 },
            96 if number.is_multiple_of(3) => State::NeedsOperator {
                effect: "write note".to_owned(),
                error: "Lever does not take it".to_owned(),
                was: Box::new(State::Reported {
                    scorecard_id,
                    report_id,
                    written: vec![Writeback::CompleteTag],
                    extras: Vec::new(),
                }),
                tagged: false,
                bounced: None,
            },
            _ => State::Expired { was: None },
        }
    }

    /// The steps to where it stands.
    fn timeline(&self, row: &pipeline::Model, batch: &mut Batch) {
        use StateName::{
            Completed, Eligible, InProgress, Invited, Planned, Received, Reported, Scored,
        };
        let begun = [Received, Eligible, Planned, Invited];
        let done = [InProgress, Completed, Scored, Reported];
        let mut passed = match (row.invited_at, row.completed_at) {
            (None, _) => vec![Received],
            (Some(_), None) => begun.to_vec(),
            (Some(_), Some(_)) => [begun, done].concat(),
        };
        if passed.last() != Some(&row.state_name) {
            passed.push(row.state_name);
        }
        let steps = passed.iter().zip(passed.iter().skip(1));
        batch.steps.extend(steps.map(|(from_state, to_state)| {
            let step = transition::Model {
                tenant_id: self.tenant_id,
                id: TransitionId(SystemIds.fresh()),
                pipeline_id: row.id,
                from_state: *from_state,
                to_state: *to_state,
                cause: "what happened".to_owned(),
                reason: None,
                at: row.updated_at,
            };
            step.into_active_model().reset_all()
        }));
    }

    /// The scorecard and the report.
    fn result(
        &self,
        number: usize,
        row: &pipeline::Model,
        (scorecard_id, report_id): (ScorecardId, ReportId),
        batch: &mut Batch,
    ) {
        let card = &self.cards[number % self.cards.len()];
        let scored = scorecard::Model {
            tenant_id: self.tenant_id,
            id: scorecard_id,
            pipeline_id: row.id,
            version: 1,
            overall: card.overall,
            lever_score: card.lever_score,
            body: card.body.clone(),
            created_at: row.updated_at,
        };
        let pdf = vec![b'%'; 1_000];
        let rendered = report::Model {
            tenant_id: self.tenant_id,
            id: report_id,
            pipeline_id: row.id,
            scorecard_id,
            size_bytes: i32::try_from(pdf.len()).unwrap_or_default(),
            pdf,
            sha256: format!("{number:064x}"),
            rendered_at: row.updated_at,
        };
        batch.scorecards.push(scored.into_active_model().reset_all());
        batch.reports.push(rendered.into_active_model().reset_all());
    }
}

impl Batch {
    async fn insert(self, db: &Store) -> Result<(), DbErr> {
        let tx = db.begin().await?;
        pipeline::Entity::insert_many(self.pipelines).exec_without_returning(&tx).await?;
        let mut steps = self.steps.into_iter().peekable();
        while steps.peek().is_some() {
            let some: Vec<_> = steps.by_ref().take(AT_ONCE * 4).collect();
            transition::Entity::insert_many(some).exec_without_returning(&tx).await?;
        }
        scorecard::Entity::insert_many(self.scorecards).exec_without_returning(&tx).await?;
        report::Entity::insert_many(self.reports).exec_without_returning(&tx).await?;
        tx.commit().await
    }
}

/// Gives `first` what else belongs to an interview, and the others the same.
async fn with_the_rest(db: &Store, first: &pipeline::Model, plan: &Plan) -> Result<(), DbErr> {
    let (tenant_id, pipeline_id, at) = (first.tenant_id, first.id, first.updated_at);
    for (number, asked) in (1..).zip(plan.questions.iter().take(TURNS)) {
        let row = turn::Model {
            tenant_id,
            pipeline_id,
            number,
            question_id: asked.id.clone(),
            client_key: SystemIds.fresh(),
            answer: ANSWER.to_owned(),
            answered_at: at,
            follow_up: None,
            asked_in: None,
            signals: None,
        };
        turn::insert(db, row).await?;
    }
    let text_hash = token_hash("the disclosure");
    let row = consent::Model {
        tenant_id,
        pipeline_id,
        text_version: "1".to_owned(),
        text_hash,
        given_at: at,
    };
    consent::insert(db, row).await?;
    let (jurisdiction, version) = ("default".to_owned(), "1".to_owned());
    let row = notice::Model { tenant_id, pipeline_id, jurisdiction, version, given_at: at };
    notice::give(db, row).await?;
    for kind in [mail::Kind::Invite, mail::Kind::Reminder] {
        let row = mail::Model {
            tenant_id,
            id: MailId(SystemIds.fresh()),
            kind,
            pipeline_id: Some(pipeline_id),
            recipient: "candidate@mail.example".to_owned(),
            subject: "Your interview".to_owned(),
            state: mail::State::Accepted,
            queued_at: at,
            accepted_at: Some(at),
            accepted_reply: Some("250 2.0.0 Ok: queued".to_owned()),
            refused_at: None,
            refused_reply: None,
            bounced_at: None,
            bounce_reason: None,
            delayed_at: None,
            delay_reason: None,
            link_opened_at: None,
        };
        let row = row.into_active_model().reset_all();
        mail::Entity::insert(row).exec_without_returning(db).await?;
    }
    let (began, invited) = (
        "(pipeline.completed_at IS NOT NULL OR pipeline.state_name = 'in_progress')",
        "pipeline.invited_at IS NOT NULL",
    );
    let told = [("given_at", "pipeline.invited_at")];
    let answered = [("answered_at", "pipeline.updated_at")];
    let sent = [("queued_at", "pipeline.invited_at"), ("accepted_at", "pipeline.invited_at")];
    copy::<turn::Entity>(db, pipeline_id, began, &answered).await?;
    copy::<consent::Entity>(db, pipeline_id, began, &told).await?;
    copy::<notice::Entity>(db, pipeline_id, invited, &told).await?;
    copy::<mail::Entity>(db, pipeline_id, invited, &sent).await
}

/// Copies what the first interview has in a table for all others that fit, with its `own` columns.
async fn copy<E: EntityTrait>(
    db: &Store,
    first: PipelineId,
    fits: &str,
    own: &[(&str, &str)],
) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let fresh = match backend {
        DbBackend::Postgres => "gen_random_uuid()",
        _ => "randomblob(16)",
    };
    let value = |column: &str| match own.iter().find(|(name, _)| *name == column) {
        Some((_, value)) => (*value).to_owned(),
        None if column == "pipeline_id" => "pipeline.id".to_owned(),
        None if column == "id" => fresh.to_owned(),
        None => format!("one.\"{column}\""),
    };
    let columns: Vec<&str> = E::Column::iter().map(|column| column.as_str()).collect();
    let (table, values): (_, Vec<String>) =
        (E::default().table_name(), columns.iter().map(|column| value(column)).collect());
    let sql = format!(
        "INSERT INTO {table} (\"{}\") SELECT {} FROM pipeline, {table} AS one \
         WHERE one.pipeline_id = $1 AND pipeline.tenant_id = one.tenant_id \
         AND pipeline.id <> $1 AND {fits}",
        columns.join("\", \""),
        values.join(", ")
    );
    db.execute_raw(Statement::from_sql_and_values(backend, sql, [first.0.into()])).await?;
    Ok(())
}
