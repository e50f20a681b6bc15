//! Renders the report of a scorecard.

use std::collections::BTreeMap;

use entities::{
    Language, consent,
    ids::{ReportId, ScorecardId},
    inbox::Message,
    pipeline::{self, Writeback},
    posting, report,
    tenant::{self, ReportSection, Settings},
    turn,
};
use interviewer::{Level, Plan, ProvenanceKind, Renditions, Scorecard};
use reports::{Criterion, Parts, Quote, ScorecardReport, Turn};
use sha2::{Digest, Sha256};

use super::{Error, stored};
use crate::{
    Means,
    disclosure::{self, Addenda, Disclosure},
    jurisdictions,
    plans::{asked_in_another_language, read_renditions},
};

/// Renders and keeps the PDF.
pub(super) async fn render(
    means: &Means,
    pipeline: &pipeline::Model,
    scorecard_id: ScorecardId,
) -> Result<Message, Error> {
    let (tenant_id, pipeline_id) = (pipeline.tenant_id, pipeline.id);
    let mut scorecard = stored::scorecard(means, tenant_id, scorecard_id).await?;
    let tenant = stored::tenant(means, tenant_id).await?;
    let evidence_only = tenant.settings.evidence_only;
    if evidence_only {
        scorecard = interviewer::evidence_only(scorecard);
    }
    let extras = extras(&tenant.settings);
    let now = means.clock.now();
    let report_id = ReportId(means.ids.fresh());
    let content = content(means, tenant, pipeline, &scorecard, report_id).await?;
    let content = ScorecardReport { evidence_only, ..content };
    // Typst computes for tens of milliseconds: not on the thread where actors take turns.
    let pdf = tokio::task::spawn_blocking(move || reports::scorecard(&content))
        .await
        .map_err(|error| Error::Panicked(error.to_string()))??;
    let row = report::Model {
        tenant_id,
        id: report_id,
        pipeline_id,
        scorecard_id,
        size_bytes: i32::try_from(pdf.len()).unwrap_or(i32::MAX),
        sha256: hex::encode(Sha256::digest(&pdf)),
        pdf,
        rendered_at: now,
    };
    let tx = means.db.begin().await?;
    stored::must_not_be_erased(&tx, (tenant_id, pipeline_id)).await?;
    let report_id = report::store(&tx, row).await?;
    tx.commit().await?;
    Ok(Message::ReportRendered { report_id, extras })
}

/// What the tenant wants written besides tag, note and file.
fn extras(settings: &Settings) -> Vec<Writeback> {
    let wanted = [
        (settings.add_link, Writeback::Link),
        (settings.feedback_template_id().is_some(), Writeback::Feedback),
        (settings.advance.is_some(), Writeback::Advance),
    ];
    wanted.into_iter().filter_map(|(wanted, which)| wanted.then_some(which)).collect()
}

async fn content(
    means: &Means,
    tenant: tenant::Model,
    pipeline: &pipeline::Model,
    scorecard: &Scorecard,
    report_id: ReportId,
) -> Result<ScorecardReport, Error> {
    let tenant_id = tenant.id;
    let posting = posting::find(&means.db, tenant_id, &pipeline.posting_id).await?;
    let plan_id = pipeline.plan_id.ok_or(Error::Missing("the plan"))?;
    let (plan_row, plan) = stored::plan(means, tenant_id, plan_id).await?;
    let settings = tenant.settings;
    let language = settings
        .report_language
        .or_else(|| Language::of(&plan.language))
        .unwrap_or(Language::English);
    let agreed = consent::find(&means.db, tenant_id, pipeline.id).await?;
    let jurisdiction =
        jurisdictions::of_candidate(&means.db, &settings, pipeline, agreed.is_some()).await?;
    let facts = disclosure::Facts {
        company: &tenant.name,
        interviewer: &settings.interviewer_name,
        posting: &plan.title,
        competencies: plan.competencies.iter().map(|each| each.name.as_str()).collect(),
        retention_days: settings.retention_days,
        jurisdiction,
    };
    let agreed = agreed.map(|agreed| agreed.text_version);
    let told = Addenda::told(agreed.as_deref().unwrap_or_default());
    let disclosure = Disclosure::new(language, &facts).with(language, facts.company, &told);
    let turns = turn::of_pipeline(&means.db, tenant_id, pipeline.id).await?;
    let renditions = read_renditions(&plan_row);
    let report_url = means.links.interview(pipeline.id);
    Ok(ScorecardReport {
        language: report_language(language),
        parts: parts(&settings),
        accent: settings.brand.accent,
        footer: settings.brand.footer,
        document_id: report_id.to_string(),
        rendered_at: means.clock.now(),
        company: tenant.name,
        interviewer_name: settings.interviewer_name,
        candidate_name: pipeline.candidate_name.clone(),
        posting_title: plan.title.clone(),
        posting_location: posting.and_then(|posting| posting.location),
        interviewed_at: pipeline.completed_at,
        overall: scorecard.overall,
        lever_score: scorecard.lever_score,
        evidence_only: false,
        cutoffs: [scorecard.cutoffs.two, scorecard.cutoffs.three, scorecard.cutoffs.four],
        scorer: scorecard.scorer.to_string(),
        by_rules: scorecard.scorer.kind == ProvenanceKind::Rules,
        feedback: scorecard.feedback.clone(),
        transcript_url: format!("{report_url}/transcript"),
        report_url,
        criteria: criteria(&plan, scorecard),
        transcript: turns.into_iter().map(|turn| asked(&plan, &renditions, turn)).collect(),
        plan_version: u32::try_from(plan_row.version).unwrap_or_default(),
        plan_hash: plan.hash.clone(),
        plan_source: plan.provenance.to_string(),
        disclosure: disclosure.paragraphs.join("\n\n"),
        disclosure_version: agreed,
    })
}

fn report_language(language: Language) -> reports::Language {
    match language {
        Language::English => reports::Language::English,
        Language::Spanish => reports::Language::Spanish,
        Language::French => reports::Language::French,
        Language::German => reports::Language::German,
    }
}

fn parts(settings: &Settings) -> Parts {
    let has = |section| settings.report_sections.contains(&section);
    Parts {
        feedback: has(ReportSection::Feedback),
        strengths: has(ReportSection::Strengths),
        chart: has(ReportSection::Chart),
        questions: has(ReportSection::Questions),
        quotes: has(ReportSection::Quotes),
        transcript: has(ReportSection::Transcript),
        versions: has(ReportSection::Versions),
    }
}

/// A turn with the words of its question, or of its follow-up, in the language in which it was asked.
fn asked(plan: &Plan, renditions: &Renditions, turn: turn::Model) -> Turn {
    let question = plan.questions.iter().find(|question| question.id == turn.question_id);
    let probe = turn
        .follow_up
        .and_then(|place| question?.probes.get(usize::try_from(place).unwrap_or(usize::MAX)));
    let heard = asked_in_another_language(renditions, &turn);
    let written = probe.map(|probe| &probe.text).or(question.map(|question| &question.text));
    Turn {
        number: u32::try_from(turn.number).unwrap_or_default(),
        question: heard.or(written).cloned().unwrap_or_default(),
        answer: turn.answer,
        is_follow_up: probe.is_some(),
    }
}

fn criteria(plan: &Plan, scorecard: &Scorecard) -> Vec<Criterion> {
    let names: BTreeMap<_, _> =
        plan.competencies.iter().map(|each| (each.key.as_str(), each.name.as_str())).collect();
    let rated = scorecard.ratings.iter().filter_map(|rating| {
        let question = plan.questions.iter().find(|each| each.id == rating.question_id)?;
        Some((rating, question))
    });
    rated
        .map(|(rating, question)| {
            let level = match rating.level {
                Level::Anchor(level) => Some(level),
                Level::InsufficientEvidence | Level::NeedsHuman => None,
            };
            let anchor = level.and_then(|level| question.rubric.as_ref()?.anchor_at(level));
            Criterion {
                competency: names
                    .get(rating.competency.as_str())
                    .map_or_else(|| rating.competency.clone(), ToString::to_string),
                question: question.text.clone(),
                level,
                needs_human: rating.level == Level::NeedsHuman,
                anchor,
                quotes: rating
                    .quotes
                    .iter()
                    .map(|quote| Quote { text: quote.text.clone(), turn: quote.turn })
                    .collect(),
                missing: rating.missing.clone(),
                explanation: rating.explanation.clone(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entities::ids::{PipelineId, TenantId};
    use interviewer::{Posting, Rendition};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_turn_has_the_words_in_which_it_was_asked() {
        let plan = interviewer::plan(&Posting::default());
        let question = plan.questions.first().unwrap();
        let german = Rendition { text: Some("Was haben Sie gebaut?".into()), probes: Vec::new() };
        let german = BTreeMap::from([(question.id.clone(), german)]);
        let renditions = Renditions::from([("de".to_owned(), german)]);
        let asked_in = |language: Option<&str>| {
            let turn = turn::Model {
                tenant_id: TenantId(Uuid::nil()),
                pipeline_id: PipelineId(Uuid::nil()),
                number: 1,
                question_id: question.id.clone(),
                client_key: Uuid::nil(),
                answer: String::new(),
                answered_at: DateTime::UNIX_EPOCH,
                follow_up: None,
                asked_in: language.map(ToOwned::to_owned),
                signals: None,
            };
            asked(&plan, &renditions, turn).question
        };
        assert_eq!(asked_in(Some("de")), "Was haben Sie gebaut?");
        for unknown in [None, Some("fr")] {
            assert_eq!(asked_in(unknown), question.text);
        }
    }
}
