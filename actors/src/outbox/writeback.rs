//! Writes to Lever what an interview led to: tags, the note, the PDF; and what a tenant wants
//! besides: the link, the feedback form, the move to another stage.
//!
//! Lever has no idempotency keys. A tag or a link added twice is there once; a note, a file and a
//! form would double, so before a repeated try we look for our own mark: the report's address, the
//! file's name. Nothing that people wrote is changed or removed.

use entities::{
    candidate_request::{self, Kind, Status},
    ids::{MailId, PipelineId, ReportId, RequestId, ScorecardId},
    inbox::Message,
    mail,
    pipeline::{self, State},
    report, stage,
    tenant::{self, Settings},
};
use interviewer::{ProvenanceKind, Scorecard};
use lever::{FeedbackTemplate, FieldValue, Opportunity, TemplateField};
use serde_json::json;

use super::{Error, lever::call, mailer::Slip, stored};
use crate::{Means, pipeline::is_unaddressed};

/// Where something is written.
pub(super) struct At {
    /// Whose pipeline.
    pub(super) pipeline: pipeline::Model,
    /// The opportunity as Lever showed it a moment ago.
    pub(super) opportunity: Opportunity,
    /// The company's name and settings.
    pub(super) tenant: tenant::Model,
    /// An earlier try may have succeeded without our hearing of it.
    pub(super) repeated: bool,
    /// Where it is noted what becomes of a mail.
    pub(super) slip: Slip,
}

impl At {
    fn settings(&self) -> &Settings {
        &self.tenant.settings
    }

    fn needs_operator(&self) -> bool {
        matches!(self.pipeline.state, State::NeedsOperator { .. })
    }

    fn has_tag(&self, tag: &str) -> bool {
        self.opportunity.tags.iter().any(|there| there == tag)
    }
}

pub(super) async fn add_invited_tag(means: &Means, at: &At) -> Result<Message, Error> {
    add_tag(means, at, &at.settings().invited_tag).await?;
    Ok(Message::InvitedTagAdded)
}

pub(super) async fn add_complete_tag(means: &Means, at: &At) -> Result<Message, Error> {
    add_tag(means, at, &at.settings().complete_tag).await?;
    Ok(Message::CompleteTagAdded)
}

/// Asks for attention in Lever, where the tenant wants that.
pub(super) async fn add_error_tag(means: &Means, at: &At) -> Result<Option<Message>, Error> {
    let Some(tag) = &at.settings().error_tag else { return Ok(None) };
    if !at.needs_operator() {
        // All is well again meanwhile; but an earlier try may have put it there.
        let ours = at.repeated && at.has_tag(tag);
        return Ok(ours.then_some(Message::ErrorTagAdded { ours }));
    }
    // A tag that is there on a first try was put there by somebody else, and is theirs.
    let ours = at.repeated || !at.has_tag(tag);
    add_tag(means, at, tag).await?;
    Ok(Some(Message::ErrorTagAdded { ours }))
}

/// Takes our own tag off again, unless it is needed again.
pub(super) async fn remove_error_tag(means: &Means, at: &At) -> Result<Message, Error> {
    if at.needs_operator() {
        return Ok(Message::ErrorTagAdded { ours: true });
    }
    let settings = at.settings();
    if let Some(tag) = settings.error_tag.as_ref().filter(|tag| at.has_tag(tag)) {
        let (tenant_id, id) = (at.pipeline.tenant_id, &at.pipeline.opportunity_id);
        call(means, tenant_id, async |client| client.opportunities().remove_tags(id, &[tag]).await)
            .await?;
    }
    Ok(Message::ErrorTagRemoved)
}

async fn add_tag(means: &Means, at: &At, tag: &str) -> Result<(), Error> {
    if at.has_tag(tag) {
        return Ok(());
    }
    let (tenant_id, id) = (at.pipeline.tenant_id, &at.pipeline.opportunity_id);
    let added =
        call(means, tenant_id, async |client| client.opportunities().add_tags(id, &[tag]).await);
    match added.await {
        // An account may allow only tags that exist; Lever's documents do not say how it answers.
        Ok(tags) if !tags.is_empty() && !tags.iter().any(|there| there == tag) => {
            Err(Error::TagRefused(tag.to_owned()))
        }
        Ok(_) => Ok(()),
        // Who left Lever, and in whose name we write, is no fault of the tag.
        Err(Error::Lever(error))
            if matches!(error.status(), Some(400 | 403 | 422)) && !error.is_about("perform_as") =>
        {
            Err(Error::TagRefused(tag.to_owned()))
        }
        Err(error) => Err(error),
    }
}

/// A note for the people at Lever, who are to get in touch.
pub(super) async fn tell_human_wanted(means: &Means, at: &At) -> Result<Message, Error> {
    let interviewer_name = &at.settings().interviewer_name;
    let mark = format!("Timeline: {}", means.links.interview(at.pipeline.id));
    let text = format!(
        "This candidate would rather talk to a person than to {interviewer_name}, the AI \
         interviewer. Please get in touch. It must not count against them.\n\n{mark}"
    );
    note_once(means, at, &mark, &text, None).await?;
    Ok(Message::HumanWantedTold)
}

/// A note for the people at Lever with what the candidate asks for, unless it was answered meanwhile.
pub(super) async fn pass_on_request(means: &Means, at: &At, id: RequestId) -> Result<(), Error> {
    let found = candidate_request::find(&means.db, at.pipeline.tenant_id, id).await?;
    let request = found.ok_or(Error::Missing("the request"))?;
    if request.status != Status::Open {
        return Ok(());
    }
    let interviewer_name = &at.settings().interviewer_name;
    let asks = match request.kind {
        Kind::Question => "has a question about the position, which the posting does not answer",
        Kind::Correction => "wants something corrected that is kept of them",
        Kind::Deletion => "wants deleted what is kept of them",
        Kind::Accommodation => "needs the interview to be another way. The clock stands still",
    };
    let mark = format!("Request {}: {}", id.0, means.links.interview(at.pipeline.id));
    let words = request.text.trim();
    let said =
        if words.is_empty() { String::new() } else { format!("\n\n\u{201c}{words}\u{201d}") };
    let text = format!(
        "This candidate {asks}.{said}\n\nPlease answer in {interviewer_name}'s dashboard, which \
         writes to them. It must not count against them.\n\n{mark}"
    );
    note_once(means, at, &mark, &text, None).await
}

/// A note for the people at Lever, who can add what is missing; one for each candidate, and none once
/// that is done.
pub(super) async fn tell_no_address(means: &Means, at: At) -> Result<(), Error> {
    if !is_unaddressed(&at.pipeline.state) || at.opportunity.email().is_some() {
        return Ok(());
    }
    let interviewer_name = &at.settings().interviewer_name;
    let mark = format!("No address: {}", means.links.interview(at.pipeline.id));
    let text = format!(
        "{interviewer_name}, the AI interviewer, could not invite this candidate: there is no email \
         address here. Please add one, then move them to the trigger stage again.\n\n{mark}"
    );
    // Whoever is moved there once more is told of already.
    let at = At { repeated: true, ..at };
    note_once(means, &at, &mark, &text, None).await
}

/// A note for the people at Lever, who can mend the candidate's address; not once that is done.
pub(super) async fn tell_bounced(means: &Means, at: &At, mail_id: MailId) -> Result<(), Error> {
    if !at.pipeline.state.mail_bounced() {
        return Ok(());
    }
    let row = mail::find(&means.db, at.pipeline.tenant_id, mail_id).await?;
    let reason = row.and_then(|row| row.bounce_reason).unwrap_or_default();
    let interviewer_name = &at.settings().interviewer_name;
    let link = means.links.interview(at.pipeline.id);
    let mark = format!("Mail: {link}#{}", mail_id.0);
    let text = format!(
        "A mail of {interviewer_name}, the AI interviewer, to this candidate came back: their \
         address does not work. Please mend it here, then send the invite again from the interview's \
         page. Until then they are not reminded.\n\nWhat the mail server said: {reason}\n\n{mark}"
    );
    note_once(means, at, &mark, &text, None).await
}

/// Writes a note unless, on a repeated try, one with our mark is there.
async fn note_once(
    means: &Means,
    at: &At,
    mark: &str,
    text: &str,
    score: Option<u8>,
) -> Result<(), Error> {
    let (tenant_id, id) = (at.pipeline.tenant_id, &at.pipeline.opportunity_id);
    if at.repeated {
        let looked = call(means, tenant_id, async |client| client.notes(id).contain(mark).await);
        if looked.await? {
            return Ok(());
        }
    }
    let text = without_mentions(text);
    call(means, tenant_id, async |client| client.notes(id).create(&text, score).await).await
}

pub(super) async fn write_note(
    means: &Means,
    at: &At,
    scorecard_id: ScorecardId,
) -> Result<Message, Error> {
    let scorecard = stored::scorecard(means, at.pipeline.tenant_id, scorecard_id).await?;
    let mark = format!("Full report: {}", means.links.interview(at.pipeline.id));
    let interviewer_name = &at.settings().interviewer_name;
    if at.settings().evidence_only {
        note_once(means, at, &mark, &evidence_note(interviewer_name, &mark), None).await?;
        return Ok(Message::NoteWritten);
    }
    let text = note(interviewer_name, &scorecard, &mark);
    note_once(means, at, &mark, &text, scorecard.lever_score).await?;
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

/// The note; `mark`, its last line, is what it is known again by.
fn note(interviewer_name: &str, scorecard: &Scorecard, mark: &str) -> String {
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
         It is advice; a person decides.\n\nFeedback\n{}\n\n{mark}",
        scorecard.scorer, scorecard.feedback
    )
}

/// The note of a company that wants to see evidence and no score.
fn evidence_note(interviewer_name: &str, mark: &str) -> String {
    format!(
        "{interviewer_name} interviewed this candidate. As your company wants it, there is no \
         score: a person rates, by the questions and what the candidate said, which the report \
         has.\n\n{mark}"
    )
}

/// `@name` in a note notifies that user: text out of answers must not.
fn without_mentions(text: &str) -> String {
    text.replace('@', "@\u{200b}")
}

pub(super) async fn upload_file(
    means: &Means,
    at: &At,
    report_id: ReportId,
) -> Result<Message, Error> {
    let (tenant_id, id) = (at.pipeline.tenant_id, &at.pipeline.opportunity_id);
    let report =
        report::find(&means.db, tenant_id, report_id).await?.ok_or(Error::Missing("the report"))?;
    let name = file_name(at.pipeline.id);
    if at.repeated {
        let listed = call(means, tenant_id, async |client| client.files(id).list().await);
        if listed.await?.iter().any(|file| file.name == name) {
            return Ok(Message::FileUploaded);
        }
    }
    call(means, tenant_id, async |client| {
        client.files(id).upload_pdf(&name, report.pdf.clone()).await
    })
    .await?;
    Ok(Message::FileUploaded)
}

/// Links belong to the person, so the report is found from any of their opportunities.
pub(super) async fn add_link(means: &Means, at: &At) -> Result<Message, Error> {
    let (tenant_id, id) = (at.pipeline.tenant_id, &at.pipeline.opportunity_id);
    let link = means.links.interview(at.pipeline.id);
    call(means, tenant_id, async |client| client.opportunities().add_links(id, &[&link]).await)
        .await?;
    Ok(Message::LinkAdded)
}

/// Fills in the tenant's feedback form, once.
pub(super) async fn write_feedback(
    means: &Means,
    at: &At,
    scorecard_id: ScorecardId,
) -> Result<Message, Error> {
    let done = |outcome: &str| Ok(Message::FeedbackWritten { outcome: outcome.to_owned() });
    let (tenant_id, id) = (at.pipeline.tenant_id, &at.pipeline.opportunity_id);
    let settings = at.settings();
    if settings.evidence_only {
        return done("no feedback form: it needs a score, and the company wants none");
    }
    let Some(template_id) = settings.feedback_template_id() else {
        return done("no feedback form is wanted any more");
    };
    let scorecard = stored::scorecard(means, tenant_id, scorecard_id).await?;
    let Some(score) = scorecard.lever_score else {
        return done("no feedback form: it needs a score, and the answers do not carry one");
    };
    let mark = means.links.interview(at.pipeline.id);
    if at.repeated {
        let looked =
            call(means, tenant_id, async |client| client.feedback(id).contain(&mark).await);
        if looked.await? {
            return done("Lever has the feedback form");
        }
    }
    let template =
        call(means, tenant_id, async |client| client.feedback_templates().read(template_id).await)
            .await?;
    let text = without_mentions(&format!("{}\n\nFull report: {mark}", scorecard.feedback));
    let values = filled(&template, score, &text)?;
    let completed_at = means.clock.now().timestamp_millis();
    call(means, tenant_id, async |client| {
        client.feedback(id).create(&template.id, &values, completed_at).await
    })
    .await?;
    done("Lever has the feedback form")
}

/// The fields of a form that an interview can fill in: the score, and the first text.
fn filled(template: &FeedbackTemplate, score: u8, text: &str) -> Result<Vec<FieldValue>, Error> {
    let unsuitable = |why: String| Error::FormUnsuitable(format!("\"{}\" {why}", template.text));
    let field =
        |kinds: &[&str]| template.fields.iter().find(|field| kinds.contains(&field.kind.as_str()));
    let scored = field(&["score-system"])
        .ok_or_else(|| unsuitable("has no field for the overall score".to_owned()))?;
    // The words are the account's; the number in front of them is Lever's.
    let option = scored
        .options
        .iter()
        .find(|option| option.trim_start().starts_with(&score.to_string()))
        .ok_or_else(|| unsuitable(format!("has no choice that begins with {score}")))?;
    let written = field(&["textarea", "text"])
        .ok_or_else(|| unsuitable("has no field for text".to_owned()))?;
    let left =
        |field: &&TemplateField| field.required && field.id != scored.id && field.id != written.id;
    if let Some(left) = template.fields.iter().find(left) {
        return Err(unsuitable(format!("wants \"{}\" to be filled in", left.text)));
    }
    Ok(vec![
        FieldValue { id: scored.id.clone(), value: json!(option) },
        FieldValue { id: written.id.clone(), value: json!(text) },
    ])
}

/// Moves who did well to the stage the tenant chose for them: upward only, never back.
pub(super) async fn advance_stage(
    means: &Means,
    at: &At,
    scorecard_id: ScorecardId,
) -> Result<Message, Error> {
    let done = |outcome: String| Ok(Message::StageAdvanced { outcome });
    let (tenant_id, id) = (at.pipeline.tenant_id, &at.pipeline.opportunity_id);
    let Some(advance) = &at.settings().advance else {
        return done("nobody is to be moved any more".to_owned());
    };
    if at.settings().evidence_only {
        return done("not moved: that needs a score, and the company wants none".to_owned());
    }
    let scorecard = stored::scorecard(means, tenant_id, scorecard_id).await?;
    if scorecard.lever_score.is_none_or(|score| score < advance.from_score) {
        return done(format!("not moved: Lever score below {}", advance.from_score));
    }
    let stages = stage::Entity::of_tenant(tenant_id).all(&means.db).await?;
    let place = |lever_id: &str| {
        stages.iter().find(|stage| stage.lever_id == lever_id).map(|stage| stage.position)
    };
    let text = &advance.stage.text;
    let here = at.opportunity.stage.as_ref().and_then(|stage| place(&stage.id));
    match (here, place(&advance.stage.lever_id)) {
        (Some(here), Some(there)) if here < there => {}
        (_, None) => return done(format!("not moved: \"{text}\" is no longer in Lever")),
        (_, Some(_)) => return done(format!("not moved: in \"{text}\" or beyond it already")),
    }
    call(means, tenant_id, async |client| {
        client.opportunities().set_stage(id, &advance.stage.lever_id).await
    })
    .await?;
    done(format!("moved to \"{text}\""))
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

    fn form(fields: &str) -> FeedbackTemplate {
        let json = format!(r#"{{"id":"t","text":"On-site","fields":{fields}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    const SCORE: &str = r#"{"id":"s","type":"score-system","text":"Rating","required":true,
        "options":[{"text":"4 - Strong Hire"},{"text":"3 - Hire"}]}"#;

    #[test]
    fn a_feedback_form_gets_score_and_text_and_nothing_invented() {
        let text = r#"{"id":"x","type":"textarea","text":"Why","required":true}"#;
        let values = filled(&form(&format!("[{SCORE},{text}]")), 3, "good").unwrap();
        let pairs: Vec<_> = values.iter().map(|field| (&*field.id, &field.value)).collect();
        assert_eq!(pairs, [("s", &json!("3 - Hire")), ("x", &json!("good"))]);
        let more = r#"{"id":"y","type":"dropdown","text":"Level","required":true}"#;
        let error = filled(&form(&format!("[{SCORE},{text},{more}]")), 3, "good").unwrap_err();
        assert!(error.to_string().contains("\"Level\""), "{error}");
        assert!(filled(&form(&format!("[{SCORE},{text}]")), 1, "good").is_err());
        assert!(filled(&form("[]"), 3, "good").is_err());
    }

    #[test]
    fn a_note_says_score_feedback_link_and_who_scored() {
        let posting = interviewer::Posting { title: "Engineer".into(), ..Default::default() };
        let plan = interviewer::plan(&posting);
        let mut scorecard = interviewer::score(&plan, &[], &interviewer::Cutoffs::default());
        let none = note("Alex", &scorecard, "Full report: https://f.example/interviews/1");
        assert!(none.contains("No overall score"));
        assert!(!none.contains("out of 100"));
        scorecard.overall = Some(72);
        scorecard.lever_score = Some(3);
        let some = note("Alex", &scorecard, "Full report: https://f.example/interviews/1");
        assert!(some.contains("Score: 72 out of 100"));
        assert!(some.contains("Lever score: 3 (Yes)"));
        assert!(some.contains("without a language model"));
        assert!(some.contains("Full report: https://f.example/interviews/1"));
        assert!(some.contains(&scorecard.feedback));
    }
}
