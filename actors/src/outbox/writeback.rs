//! Writes to Lever what an interview led to: tags, the note, the PDF.
//!
//! Lever has no idempotency keys. Adding a tag twice leaves one; a note and a file would double,
//! so before a repeated try we look for our own mark: the report's address, the file's name.

use entities::{
    ids::{PipelineId, ReportId, ScorecardId, TenantId},
    inbox::Message,
    pipeline, report,
    tenant::Settings,
};
use interviewer::{ProvenanceKind, Scorecard};

use super::{Error, lever::call, stored};
use crate::Means;

type Key = (TenantId, PipelineId);

pub(super) async fn add_invited_tag(means: &Means, key: Key) -> Result<Message, Error> {
    add_tag(means, key, |settings| &settings.invited_tag).await?;
    Ok(Message::InvitedTagAdded)
}

pub(super) async fn add_complete_tag(means: &Means, key: Key) -> Result<Message, Error> {
    add_tag(means, key, |settings| &settings.complete_tag).await?;
    Ok(Message::CompleteTagAdded)
}

async fn add_tag(
    means: &Means,
    (tenant_id, pipeline_id): Key,
    tag: impl Fn(&Settings) -> &str,
) -> Result<(), Error> {
    let tenant = stored::tenant(means, tenant_id).await?;
    let pipeline = stored::pipeline(means, (tenant_id, pipeline_id)).await?;
    let tag = tag(&tenant.settings);
    let opportunity_id = &pipeline.opportunity_id;
    call(means, tenant_id, async |client| {
        client.opportunities().add_tags(opportunity_id, &[tag]).await
    })
    .await
}

/// A note for the people at Lever, who are to get in touch. `repeated`: an earlier try may have
/// succeeded without our hearing of it.
pub(super) async fn tell_human_wanted(
    means: &Means,
    (tenant_id, pipeline_id): Key,
    repeated: bool,
) -> Result<Message, Error> {
    let tenant = stored::tenant(means, tenant_id).await?;
    let pipeline = stored::pipeline(means, (tenant_id, pipeline_id)).await?;
    let mark = means.links.interview(pipeline_id);
    let text = format!(
        "This candidate would rather talk to a person than to {}, the AI interviewer. Please get \
         in touch. It must not count against them.\n\nTimeline: {mark}",
        tenant.settings.interviewer_name
    );
    note_once(means, &pipeline, &mark, &text, None, repeated).await?;
    Ok(Message::HumanWantedTold)
}

/// Writes a note unless, on a repeated try, one with our mark is there.
async fn note_once(
    means: &Means,
    pipeline: &pipeline::Model,
    mark: &str,
    text: &str,
    score: Option<u8>,
    repeated: bool,
) -> Result<(), Error> {
    let opportunity_id = &pipeline.opportunity_id;
    let tenant_id = pipeline.tenant_id;
    if repeated {
        let looked =
            call(means, tenant_id, async |client| client.notes(opportunity_id).contain(mark).await);
        if looked.await? {
            return Ok(());
        }
    }
    let text = without_mentions(text);
    call(means, tenant_id, async |client| client.notes(opportunity_id).create(&text, score).await)
        .await
}

/// `repeated`: an earlier try may have succeeded without our hearing of it.
pub(super) async fn write_note(
    means: &Means,
    (tenant_id, pipeline_id): Key,
    scorecard_id: ScorecardId,
    repeated: bool,
) -> Result<Message, Error> {
    let pipeline = stored::pipeline(means, (tenant_id, pipeline_id)).await?;
    let scorecard = stored::scorecard(means, tenant_id, scorecard_id).await?;
    let mark = means.links.interview(pipeline_id);
    let tenant = stored::tenant(means, tenant_id).await?;
    let text = note(&tenant.settings.interviewer_name, &scorecard, &mark);
    note_once(means, &pipeline, &mark, &text, scorecard.lever_score, repeated).await?;
    Ok(Message::NoteWritten)
}

/// Lever's words for its scores.
fn lever_words(score: u8) -> &'static str {
    match score {
        1 => "Strong No",
        2 => "No",
        3 => "Yes",
        _ => "Strong Yes",
    }
}

fn note(interviewer_name: &str, scorecard: &Scorecard, report_url: &str) -> String {
    let score = match (scorecard.overall, scorecard.lever_score) {
        (Some(overall), Some(lever)) => format!(
            "Score: {overall} out of 100\nLever score: {lever} ({}); {}",
            lever_words(lever),
            scorecard.cutoffs
        ),
        _ => "No overall score: the answers do not carry enough evidence for a number.".to_owned(),
    };
    let by = match scorecard.scorer.kind {
        ProvenanceKind::Rules => "by rules, without a language model",
        ProvenanceKind::Model => "with a language model",
        ProvenanceKind::Operator => "by a person",
    };
    format!(
        "{interviewer_name} interviewed this candidate.\n\n{score}\nScored {by} ({}). \
         It is advice; a person decides.\n\nFeedback\n{}\n\nFull report: {report_url}",
        scorecard.scorer, scorecard.feedback
    )
}

/// `@name` in a note notifies that user: text out of answers must not.
fn without_mentions(text: &str) -> String {
    text.replace('@', "@\u{200b}")
}

/// `repeated`: an earlier try may have succeeded without our hearing of it.
pub(super) async fn upload_file(
    means: &Means,
    (tenant_id, pipeline_id): Key,
    report_id: ReportId,
    repeated: bool,
) -> Result<Message, Error> {
    let pipeline = stored::pipeline(means, (tenant_id, pipeline_id)).await?;
    let report =
        report::find(&means.db, tenant_id, report_id).await?.ok_or(Error::Missing("the report"))?;
    let name = file_name(pipeline_id);
    let opportunity_id = &pipeline.opportunity_id;
    if repeated {
        let listed =
            call(means, tenant_id, async |client| client.files(opportunity_id).list().await);
        if listed.await?.iter().any(|file| file.name == name) {
            return Ok(Message::FileUploaded);
        }
    }
    call(means, tenant_id, async |client| {
        client.files(opportunity_id).upload_pdf(&name, report.pdf.clone()).await
    })
    .await?;
    Ok(Message::FileUploaded)
}

/// Says what it is, and is known again by the pipeline's id.
fn file_name(pipeline_id: PipelineId) -> String {
    format!("Interview Report {}.pdf", pipeline_id.0.simple())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_mentioned_by_a_candidate_s_words() {
        assert_eq!(without_mentions("ask @priya"), "ask @\u{200b}priya");
    }

    #[test]
    fn a_note_says_score_feedback_link_and_who_scored() {
        let posting = interviewer::Posting { title: "Engineer".into(), ..Default::default() };
        let plan = interviewer::plan(&posting);
        let mut scorecard = interviewer::score(&plan, &[], &interviewer::Cutoffs::default());
        let none = note("Alex", &scorecard, "https://f.example/interviews/1");
        assert!(none.contains("No overall score"));
        assert!(!none.contains("out of 100"));
        scorecard.overall = Some(72);
        scorecard.lever_score = Some(3);
        let some = note("Alex", &scorecard, "https://f.example/interviews/1");
        assert!(some.contains("Score: 72 out of 100"));
        assert!(some.contains("Lever score: 3 (Yes)"));
        assert!(some.contains("without a language model"));
        assert!(some.contains("Full report: https://f.example/interviews/1"));
        assert!(some.contains(&scorecard.feedback));
    }
}
