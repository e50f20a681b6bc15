//! How interviews are conducted, and how their scores become Lever's.

use actors::Means;
use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result, Union};
use entities::tenant::{self, ANSWER_MINUTES_MAX, FOLLOW_UPS_MAX};

use crate::{
    audit::edit_settings,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::Tenant,
};

/// The highest overall score.
const OVERALL_MAX: u8 = 100;

/// How interviews are conducted.
#[derive(Default)]
pub(super) struct Interviewing;

/// How interviews are conducted; what is left out stays as it is.
#[derive(InputObject)]
struct SetInterviewRulesInput {
    /// Most follow-ups to one question, 0 to 2; the same for all candidates.
    follow_ups: Option<i32>,
    /// From which overall scores on Lever's is higher.
    cutoffs: Option<CutoffsInput>,
    /// Whether the page counts how often something is pasted into an answer and how often it is left.
    /// Only of who agrees from now on, since they are told.
    integrity_signals: Option<bool>,
    /// How long candidates are to take for an answer, in minutes, 1 to 60; null: as long as they like. Only
    /// for who agrees from now on, since they are told.
    answer_minutes: MaybeUndefined<i32>,
}

/// The least overall scores for Lever's 2, 3 and 4: 1 to 100, each higher than the one before.
#[derive(InputObject)]
struct CutoffsInput {
    /// From here on, 2.
    two: i32,
    /// From here on, 3.
    three: i32,
    /// From here on, 4.
    four: i32,
}

/// Result of `setInterviewRules`.
#[derive(Union)]
enum SetInterviewRulesResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

#[Object]
impl Interviewing {
    /// Chooses how many follow-ups a question may have, for interviews that go on, too; and how scores
    /// become Lever's, for interviews that are scored from now on. Super Admin or Admin.
    async fn set_interview_rules(
        &self,
        ctx: &Context<'_>,
        input: SetInterviewRulesInput,
    ) -> Result<SetInterviewRulesResult> {
        let set = set(ctx, input).await;
        answer(set, SetInterviewRulesResult::Tenant, SetInterviewRulesResult::Problem)
    }
}

async fn set(ctx: &Context<'_>, input: SetInterviewRulesInput) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose how interviews are conducted")?.tenant_id;
    let follow_ups = input.follow_ups.map(follow_ups).transpose()?;
    let cutoffs = input.cutoffs.as_ref().map(cutoffs).transpose()?;
    let answer_minutes = input.answer_minutes.map_value(answer_minutes).transpose()?;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let change = |settings: &mut tenant::Settings| {
        settings.follow_ups = follow_ups.unwrap_or(settings.follow_ups);
        settings.cutoffs = cutoffs.unwrap_or(settings.cutoffs);
        settings.integrity_signals = input.integrity_signals.unwrap_or(settings.integrity_signals);
        answer_minutes.update_to(&mut settings.answer_minutes);
    };
    edit_settings(ctx, &tx, tenant_id, change).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}

fn follow_ups(most: i32) -> Result<u8, Problem> {
    let most = u8::try_from(most).ok().filter(|most| *most <= FOLLOW_UPS_MAX);
    most.ok_or_else(|| Problem::invalid(format!("choose 0 to {FOLLOW_UPS_MAX} follow-ups")))
}

fn answer_minutes(minutes: i32) -> Result<u8, Problem> {
    let fits = u8::try_from(minutes).ok().filter(|it| (1..=ANSWER_MINUTES_MAX).contains(it));
    fits.ok_or_else(|| {
        Problem::invalid(format!("choose 1 to {ANSWER_MINUTES_MAX} minutes, or no limit"))
    })
}

fn cutoffs(given: &CutoffsInput) -> Result<[u8; 3], Problem> {
    let overall = |score: i32| u8::try_from(score).ok().filter(|it| (1..=OVERALL_MAX).contains(it));
    let fits =
        |[two, three, four]: [u8; 3]| (two < three && three < four).then_some([two, three, four]);
    let all = overall(given.two).zip(overall(given.three)).zip(overall(given.four));
    let all = all.and_then(|((two, three), four)| fits([two, three, four]));
    all.ok_or_else(|| {
        Problem::invalid("give three scores of 1 to 100, each higher than the one before")
    })
}
