//! Writes mails to candidates and hands them to the mail server.

use std::fmt;

use chrono::Duration;
use entities::{
    Instant,
    connection::Status,
    consent,
    ids::{EffectId, OperatorId, PlanId, TenantId},
    inbox::Message,
    invite, invite_slot, letter, operator,
    outbox::Effect,
    pipeline::{self, State},
    posting,
    vault::token_hash,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};
use minijinja::{Environment, Value, context};
use uuid::Uuid;

use super::{
    Error,
    calendar::Entry,
    lever::{connected, snapshot},
    stored,
    writeback::At,
};
use crate::{
    Means,
    pipeline::{refusal, unreachable},
    tenant::candidacy,
};

/// A person gets no second invite this soon, where the tenant wants that.
const INVITE_SPACE: Duration = Duration::hours(24);

/// Templates, compiled in. The ending decides what is escaped.
const TEMPLATES: [(&str, &str); 18] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("layout.txt", include_str!("templates/layout.txt")),
    ("invite.html", include_str!("templates/invite.html")),
    ("invite.txt", include_str!("templates/invite.txt")),
    ("reminder.html", include_str!("templates/reminder.html")),
    ("reminder.txt", include_str!("templates/reminder.txt")),
    ("confirmation.html", include_str!("templates/confirmation.html")),
    ("confirmation.txt", include_str!("templates/confirmation.txt")),
    ("start.html", include_str!("templates/start.html")),
    ("start.txt", include_str!("templates/start.txt")),
    ("cancelled.html", include_str!("templates/cancelled.html")),
    ("cancelled.txt", include_str!("templates/cancelled.txt")),
    ("follow_up.html", include_str!("templates/follow_up.html")),
    ("follow_up.txt", include_str!("templates/follow_up.txt")),
    ("letter.html", include_str!("templates/letter.html")),
    ("letter.txt", include_str!("templates/letter.txt")),
    ("disconnected.html", include_str!("templates/disconnected.html")),
    ("disconnected.txt", include_str!("templates/disconnected.txt")),
];

/// The way to the mail server.
pub struct Mailer {
    /// `None` only while it is dropped.
    transport: Option<AsyncSmtpTransport<Tokio1Executor>>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    templates: Environment<'static>,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").finish_non_exhaustive()
    }
}

impl Drop for Mailer {
    /// The pool of connections spawns a task when it is dropped. After the runtime has ended there
    /// is nowhere to spawn it, and the connections end with the process anyway.
    fn drop(&mut self) {
        if tokio::runtime::Handle::try_current().is_err() {
            std::mem::forget(self.transport.take());
        }
    }
}

/// Settings of which no mailer can be made.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// Not a mail server's address.
    #[error("`mail.smtp_url` is not an address such as smtps://user:password@mail.example:465")]
    Url(#[from] lettre::transport::smtp::Error),
    /// Not a mailbox.
    #[error("`mail.from` or `mail.reply_to` is not a mail address")]
    Address(#[from] lettre::address::AddressError),
    /// A template of ours is wrong.
    #[error("read a mail template")]
    Template(#[from] minijinja::Error),
}

impl Mailer {
    /// `smtp_url`: `smtp://host:port`, or `smtps://user:password@host:port`.
    pub fn new(smtp_url: &str, from: &str, reply_to: Option<&str>) -> Result<Self, MailerError> {
        let mut templates = Environment::new();
        for (name, text) in TEMPLATES {
            templates.add_template(name, text)?;
        }
        Ok(Self {
            transport: Some(AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)?.build()),
            from: from.parse()?,
            reply_to: reply_to.map(str::parse).transpose()?,
            templates,
        })
    }

    fn render(&self, name: &str, values: &Value) -> Result<String, Error> {
        self.templates
            .get_template(name)
            .and_then(|template| template.render(values))
            .map_err(|error| Error::Compose(error.into()))
    }
}

/// A mail to write.
struct Letter<'a> {
    /// Names the templates, `<name>.html` and `<name>.txt`.
    template: &'static str,
    subject: String,
    /// Whom it is from, as people read it.
    sender: String,
    to: &'a str,
    values: Value,
    /// What the candidate's calendar is to have.
    entry: Option<Entry<'a>>,
}

/// Writes and hands over a mail to a candidate, as long as the company's Lever is connected: who
/// revoked it wants no more mail in its name.
async fn send(
    means: &Means,
    (tenant_id, mail_id): (TenantId, Uuid),
    letter: Letter<'_>,
) -> Result<(), Error> {
    connected(means, tenant_id, Status::Connected).await?;
    hand_over(means, mail_id, letter).await
}

/// Writes and hands over one mail; with the same id again, the same mail.
async fn hand_over(means: &Means, mail_id: Uuid, letter: Letter<'_>) -> Result<(), Error> {
    let compose = |error: Box<dyn std::error::Error>| Error::Compose(error);
    let mailer = &means.mailer;
    let text = mailer.render(&format!("{}.txt", letter.template), &letter.values)?;
    let html = mailer.render(&format!("{}.html", letter.template), &letter.values)?;
    let from = Mailbox::new(Some(letter.sender), mailer.from.email.clone());
    let message_id = format!("<{mail_id}@{}>", mailer.from.email.domain());
    let to =
        letter.to.parse().map_err(|error: lettre::address::AddressError| compose(error.into()))?;
    let mut message = lettre::Message::builder()
        .message_id(Some(message_id))
        .date(means.clock.now().into())
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(letter.subject);
    if let Some(reply_to) = &mailer.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    let mut body = MultiPart::alternative_plain_html(text, html);
    if let Some(entry) = &letter.entry {
        body = MultiPart::mixed().multipart(body).singlepart(attached(entry)?);
    }
    let message = message.multipart(body).map_err(|error| compose(error.into()))?;
    let transport = mailer.transport.as_ref().ok_or(Error::Missing("the mail server"))?;
    if !means.is_sure() {
        return Err(Error::Unsure);
    }
    means.pass("before a mail");
    let sent = transport.send(message).await;
    means.pass("after a mail");
    sent?;
    Ok(())
}

/// The calendar entry as a part of a mail.
fn attached(entry: &Entry<'_>) -> Result<SinglePart, Error> {
    let kind = format!("text/calendar; charset=utf-8; method={}", entry.method());
    let kind = ContentType::parse(&kind).map_err(|error| Error::Compose(error.into()))?;
    Ok(Attachment::new("interview.ics".to_owned()).body(entry.file(), kind))
}

/// What mails to candidates say of who, whom and what.
struct Facts {
    company: String,
    interviewer: String,
    first_name: String,
    email: String,
    posting: String,
}

impl Facts {
    /// Whom mails to candidates are from.
    fn sender(&self) -> String {
        format!("{} (AI interviewer) at {}", self.interviewer, self.company)
    }

    /// What a calendar calls the interview.
    fn title(&self) -> String {
        format!("Interview for {} at {}", one_line(&self.posting), self.company)
    }
}

/// What an interview's calendar entry is called to programs, whatever becomes of it.
fn uid(means: &Means, pipeline: &pipeline::Model) -> String {
    format!("{}@{}", pipeline.id.0, means.mailer.from.email.domain())
}

/// An instant as mails name it.
fn in_words(at: Instant) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}

async fn facts(means: &Means, at: &At) -> Result<Facts, Error> {
    let pipeline = &at.pipeline;
    let tenant = &at.tenant;
    let posting = posting::find(&means.db, pipeline.tenant_id, &pipeline.posting_id).await?;
    // The address as it is in Lever now, where there is one.
    let email = at.opportunity.email().or(pipeline.candidate_email.as_deref());
    Ok(Facts {
        company: tenant.name.clone(),
        interviewer: tenant.settings.interviewer_name.clone(),
        first_name: pipeline.first_name().to_owned(),
        email: email.ok_or(Error::Missing("the candidate's address"))?.to_owned(),
        posting: posting.map(|posting| posting.title).unwrap_or_default(),
    })
}

/// Whether a mail would come too late: while it waited for the mail server, the invite may have
/// ended, another mail be due, or its pipeline gone on without it.
pub(crate) fn is_too_late(effect: &Effect, state: &State, now: Instant) -> bool {
    let state = state.inner();
    match effect {
        Effect::SendInvite { plan_id, expires_at } => {
            let waited_for = State::Planned { plan_id: *plan_id, expires_at: *expires_at };
            *state != waited_for || now >= *expires_at
        }
        Effect::SendReminder { number, expires_at: of, until } => {
            let invited = matches!(
                state,
                State::Invited { expires_at, reminded, .. } if expires_at == of && reminded == number
            );
            // Not before a time that was chosen, but after it has passed in vain.
            let missed = matches!(
                state,
                State::Scheduled { expires_at, reminded, at, .. }
                    if expires_at == of && reminded == number && now >= *at
            );
            let waits = invited || missed;
            !waits || now >= *until
        }
        Effect::ResendInvite { expires_at: of, .. } => {
            let waits = matches!(
                state,
                State::Planned { expires_at, .. }
                | State::Invited { expires_at, .. }
                | State::Scheduled { expires_at, .. }
                | State::InProgress { expires_at, .. } if expires_at == of
            );
            !waits || now >= *of
        }
        // Invited again since.
        Effect::SendCancellation { cancelled_at: of } => !matches!(
            state,
            State::Withdrawn { cancelled_at: Some(at), .. } if at == of
        ),
        // Another change has come after this one.
        Effect::SendConfirmation { sequence: of, .. } => !matches!(
            state,
            State::Invited { sequence, .. } | State::Scheduled { sequence, .. } if sequence == of
        ),
        Effect::SendStartReminder { at, sequence: of } => {
            let waits = matches!(state, State::Scheduled { sequence, .. } if sequence == of);
            !waits || now >= *at
        }
        Effect::SetUpLever
        | Effect::LookAtLever
        | Effect::TearDownLever
        | Effect::PreviewBackfill { .. }
        | Effect::TellOperator { .. }
        | Effect::ReadOpportunity { .. }
        | Effect::PlanInterview { .. }
        | Effect::ProposePlan { .. }
        | Effect::SendFollowUp
        | Effect::SendLetter
        | Effect::AddInvitedTag
        | Effect::ScoreInterview { .. }
        | Effect::RescoreInterview { .. }
        | Effect::RenderReport { .. }
        | Effect::AddCompleteTag
        | Effect::TellHumanWanted
        | Effect::WriteNote { .. }
        | Effect::UploadFile { .. }
        | Effect::AddLink
        | Effect::WriteFeedback { .. }
        | Effect::AdvanceStage { .. }
        | Effect::AddErrorTag
        | Effect::RemoveErrorTag => false,
    }
}

/// Whether the candidate has used an invite of which we never heard that it was sent. One that was
/// planned before this one is none of those.
pub(crate) fn has_arrived(effect: &Effect, state: &State) -> bool {
    let Effect::SendInvite { expires_at: of, .. } = effect else { return false };
    if let State::Invited { expires_at, .. }
    | State::Scheduled { expires_at, .. }
    | State::InProgress { expires_at, .. } = state.inner()
    {
        return expires_at == of;
    }
    matches!(
        state.inner(),
        State::Completed { .. }
            | State::Scored { .. }
            | State::Reported { .. }
            | State::WrittenBack { .. }
            | State::Declined
    )
}

/// Why somebody must not be invited after all, if so: since it was decided, people in Lever and
/// operators here may have thought better of it.
async fn second_thoughts(means: &Means, at: &At) -> Result<Option<String>, Error> {
    let pipeline = &at.pipeline;
    let tenant = &at.tenant;
    let posting = posting::find(&means.db, pipeline.tenant_id, &pipeline.posting_id).await?;
    // A version that kept no tags decided with them all the same.
    let tags = posting.and_then(|posting| posting.tags).map(|tags| tags.0);
    let tags = tags.unwrap_or_else(|| vec![tenant.settings.application_tag.clone()]);
    let snapshot = snapshot(&at.opportunity, Some((pipeline.posting_id.clone(), tags)));
    Ok(refusal(&candidacy(pipeline.trigger, snapshot, &tenant.settings)))
}

/// Waits until a person's last invite is a day old, where the tenant wants that.
async fn wait_for_slot(means: &Means, at: &At) -> Result<(), Error> {
    let contact_id = at.opportunity.contact_id().filter(|_| at.tenant.settings.one_invite_per_day);
    let Some(contact_id) = contact_id else { return Ok(()) };
    let now = means.clock.now();
    let wanted = invite_slot::Model {
        tenant_id: at.pipeline.tenant_id,
        contact_id: contact_id.to_owned(),
        pipeline_id: at.pipeline.id,
        taken_at: now,
    };
    let slot = invite_slot::take(&means.db, wanted, now - INVITE_SPACE).await?;
    if slot.pipeline_id == at.pipeline.id {
        return Ok(());
    }
    let why = "this person was sent another invite within a day";
    Err(Error::NotBefore(why, slot.taken_at + INVITE_SPACE))
}

/// Makes the candidate's link and sends it, if nothing speaks against it by now.
pub(super) async fn send_invite(
    means: &Means,
    at: At,
    plan_id: PlanId,
    expires_at: Instant,
) -> Result<Message, Error> {
    if let Some(reason) = second_thoughts(means, &at).await? {
        return Ok(Message::Withdrawn { reason });
    }
    wait_for_slot(means, &at).await?;
    // The invite's own id, not the effect's: one that is sent by a later effect, because nobody was
    // told that the mail server took it, is still the same mail with the same link.
    let mail_id = at.pipeline.id.invite().0;
    invite(means, &at, mail_id, plan_id, expires_at).await?;
    Ok(Message::InviteSent)
}

/// Sends the invite once more, or again to who was cancelled. An operator wants it, so no rule of
/// when to invite is asked; but who must not be written to is not.
pub(super) async fn resend_invite(
    means: &Means,
    at: At,
    effect_id: EffectId,
    plan_id: PlanId,
    expires_at: Instant,
) -> Result<Message, Error> {
    if let Some(reason) = unreachable(&snapshot(&at.opportunity, None)) {
        return Ok(Message::Withdrawn { reason });
    }
    invite(means, &at, effect_id.0, plan_id, expires_at).await?;
    let first = matches!(at.pipeline.state.inner(), State::Planned { .. });
    Ok(if first { Message::InviteSent } else { Message::InviteResent })
}

/// Makes the candidate's link and sends it.
async fn invite(
    means: &Means,
    at: &At,
    mail_id: Uuid,
    plan_id: PlanId,
    expires_at: Instant,
) -> Result<(), Error> {
    let (tenant_id, pipeline_id) = (at.pipeline.tenant_id, at.pipeline.id);
    let facts = facts(means, at).await?;
    if at.pipeline.candidate_email.as_ref() != Some(&facts.email) {
        pipeline::set_email(&means.db, (tenant_id, pipeline_id), &facts.email).await?;
    }
    let (_, plan) = stored::plan(means, tenant_id, plan_id).await?;
    let id = pipeline_id.invite();
    let row = invite::Model {
        tenant_id,
        id,
        pipeline_id,
        token_hash: token_hash(&means.vault.link_token(&invite::link_purpose(id))),
        expires_at,
        created_at: means.clock.now(),
    };
    invite::ensure(&means.db, row).await?;
    let letter = Letter {
        template: "invite",
        subject: format!("Your interview for {} at {}", one_line(&facts.posting), facts.company),
        sender: facts.sender(),
        to: &facts.email,
        values: context! {
            company => facts.company,
            interviewer => facts.interviewer,
            first_name => facts.first_name,
            posting => facts.posting,
            minutes => plan.minutes,
            questions => plan.questions.len(),
            link => means.links.room(&means.vault, id),
            expires_on => in_words(expires_at),
        },
        entry: None,
    };
    send(means, (tenant_id, mail_id), letter).await
}

/// Whether a candidate is still to be written to about an interview they have not begun: a consent
/// may be there that its pipeline has not heard of yet.
async fn still_waited_for(means: &Means, at: &At) -> Result<bool, Error> {
    let (tenant_id, pipeline_id) = (at.pipeline.tenant_id, at.pipeline.id);
    let begun = consent::find(&means.db, tenant_id, pipeline_id).await?.is_some();
    Ok(at.opportunity.may_contact() && !begun)
}

/// Reminds the candidate, with the same link.
pub(super) async fn send_reminder(
    means: &Means,
    at: At,
    effect_id: EffectId,
    number: u32,
    expires_at: Instant,
) -> Result<Option<Message>, Error> {
    if !still_waited_for(means, &at).await? {
        return Ok(None);
    }
    let facts = facts(means, &at).await?;
    let letter = Letter {
        template: "reminder",
        subject: format!(
            "Reminder: your interview for {} at {}",
            one_line(&facts.posting),
            facts.company
        ),
        sender: facts.sender(),
        to: &facts.email,
        values: context! {
            company => facts.company,
            interviewer => facts.interviewer,
            first_name => facts.first_name,
            posting => facts.posting,
            link => means.links.room(&means.vault, at.pipeline.id.invite()),
            expires_on => in_words(expires_at),
        },
        entry: None,
    };
    send(means, (at.pipeline.tenant_id, effect_id.0), letter).await?;
    Ok(Some(Message::ReminderSent { number }))
}

/// Confirms the time that the candidate chose or gave back, and puts it on their calendar or takes
/// it off.
pub(super) async fn send_confirmation(
    means: &Means,
    at: At,
    effect_id: EffectId,
    start_at: Option<Instant>,
    sequence: u32,
) -> Result<Option<Message>, Error> {
    if !still_waited_for(means, &at).await? {
        return Ok(None);
    }
    let pipeline = &at.pipeline;
    let plan_id = pipeline.plan_id.ok_or(Error::Missing("the plan"))?;
    let (_, plan) = stored::plan(means, pipeline.tenant_id, plan_id).await?;
    let facts = facts(means, &at).await?;
    let title = facts.title();
    let link = means.links.room(&means.vault, pipeline.id.invite());
    let text = format!("Begin here, also earlier or later if you like: {link}");
    let (sender, from) = (facts.sender(), means.mailer.from.email.to_string());
    let entry = Entry {
        uid: uid(means, pipeline),
        sequence,
        written_at: means.clock.now(),
        at: start_at,
        minutes: plan.minutes,
        title: &title,
        text: &text,
        link: &link,
        organizer: (&sender, &from),
        attendee: &facts.email,
    };
    let letter = Letter {
        template: "confirmation",
        subject: match start_at {
            Some(at) => format!("Your interview with {} on {}", facts.company, in_words(at)),
            None => format!("Your interview with {}: no time chosen", facts.company),
        },
        sender: sender.clone(),
        to: &facts.email,
        values: context! {
            company => facts.company,
            interviewer => facts.interviewer,
            first_name => facts.first_name,
            posting => facts.posting,
            minutes => plan.minutes,
            link,
            start_at => start_at.map(in_words),
        },
        entry: Some(entry),
    };
    send(means, (pipeline.tenant_id, effect_id.0), letter).await?;
    Ok(Some(Message::ConfirmationSent))
}

/// Says that the time that the candidate chose is near.
pub(super) async fn send_start_reminder(
    means: &Means,
    at: At,
    effect_id: EffectId,
    start_at: Instant,
) -> Result<Option<Message>, Error> {
    if !still_waited_for(means, &at).await? {
        return Ok(None);
    }
    let facts = facts(means, &at).await?;
    let letter = Letter {
        template: "start",
        subject: format!("Soon: your interview with {}", facts.company),
        sender: facts.sender(),
        to: &facts.email,
        values: context! {
            company => facts.company,
            interviewer => facts.interviewer,
            first_name => facts.first_name,
            posting => facts.posting,
            link => means.links.room(&means.vault, at.pipeline.id.invite()),
            start_at => in_words(start_at),
        },
        entry: None,
    };
    send(means, (at.pipeline.tenant_id, effect_id.0), letter).await?;
    Ok(Some(Message::StartReminderSent))
}

/// Says that the interview was cancelled, and takes it off the candidate's calendar if they had
/// chosen a time; not to who must not be written to.
pub(super) async fn send_cancellation(
    means: &Means,
    at: At,
    effect_id: EffectId,
) -> Result<Option<Message>, Error> {
    if !at.opportunity.may_contact() {
        return Ok(None);
    }
    let pipeline = &at.pipeline;
    let facts = facts(means, &at).await?;
    let (title, sender) = (facts.title(), facts.sender());
    let from = means.mailer.from.email.to_string();
    let entry = scheduled_before(&pipeline.state).map(|sequence| Entry {
        uid: uid(means, pipeline),
        sequence: sequence + 1,
        written_at: means.clock.now(),
        at: None,
        minutes: 0,
        title: &title,
        text: "",
        link: "",
        organizer: (&sender, &from),
        attendee: &facts.email,
    });
    let letter = Letter {
        template: "cancelled",
        subject: format!("Cancelled: your interview with {}", facts.company),
        sender: sender.clone(),
        to: &facts.email,
        values: context! {
            company => facts.company,
            interviewer => facts.interviewer,
            first_name => facts.first_name,
            posting => facts.posting,
        },
        entry,
    };
    send(means, (pipeline.tenant_id, effect_id.0), letter).await?;
    Ok(Some(Message::CancellationSent))
}

/// The last change of the time that a candidate had chosen when their interview was cancelled.
fn scheduled_before(state: &State) -> Option<u32> {
    let State::Withdrawn { was: Some(was), .. } = state else { return None };
    if let State::Scheduled { sequence, .. } = **was { Some(sequence) } else { None }
}

/// The letter that an operator wanted sent.
pub(super) async fn send_letter(means: &Means, at: At, effect_id: EffectId) -> Result<(), Error> {
    if !at.opportunity.may_contact() {
        return Ok(());
    }
    let (tenant_id, id) = (at.pipeline.tenant_id, at.pipeline.id);
    let row = letter::find(&means.db, tenant_id, id).await?.ok_or(Error::Missing("the letter"))?;
    let facts = facts(means, &at).await?;
    let paragraphs: Vec<&str> = row.body.split("\n\n").collect();
    let letter = Letter {
        template: "letter",
        subject: format!("Feedback on your interview with {}", facts.company),
        sender: facts.sender(),
        to: &facts.email,
        values: context! {
            company => facts.company,
            interviewer => facts.interviewer,
            first_name => facts.first_name,
            paragraphs => paragraphs,
        },
        entry: None,
    };
    send(means, (tenant_id, effect_id.0), letter).await
}

/// Thanks the candidate and says what happens next; not who, meanwhile, must not be written to.
pub(super) async fn send_follow_up(
    means: &Means,
    at: At,
    effect_id: EffectId,
) -> Result<Option<Message>, Error> {
    if !at.opportunity.may_contact() {
        return Ok(None);
    }
    let tenant_id = at.pipeline.tenant_id;
    let facts = facts(means, &at).await?;
    let letter = Letter {
        template: "follow_up",
        subject: format!("Thank you for your interview with {}", facts.company),
        sender: facts.sender(),
        to: &facts.email,
        values: context! {
            company => facts.company,
            interviewer => facts.interviewer,
            first_name => facts.first_name,
            posting => facts.posting,
        },
        entry: None,
    };
    send(means, (tenant_id, effect_id.0), letter).await?;
    Ok(Some(Message::FollowUpSent))
}

/// Tells an operator that Lever no longer takes the connection.
pub(super) async fn tell_operator(
    means: &Means,
    (tenant_id, operator_id): (TenantId, OperatorId),
    effect_id: EffectId,
    reason: &str,
) -> Result<(), Error> {
    let Some(operator) = operator::find(&means.db, tenant_id, operator_id).await? else {
        return Ok(());
    };
    let tenant = stored::tenant(means, tenant_id).await?;
    let letter = Letter {
        template: "disconnected",
        subject: format!("Lever is disconnected: {} is paused", tenant.settings.interviewer_name),
        sender: "Fulcrum".to_owned(),
        to: &operator.email,
        values: context! {
            company => tenant.name,
            interviewer => tenant.settings.interviewer_name,
            name => operator.name,
            reason,
            link => means.links.to("/settings/integrations/lever"),
        },
        entry: None,
    };
    hand_over(means, effect_id.0, letter).await
}

/// A title without line breaks, which have no place in a subject.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailer() -> Mailer {
        Mailer::new("smtp://127.0.0.1:1", "interviews@fulcrum.example", None).unwrap()
    }

    #[test]
    fn it_can_be_dropped_after_the_runtime_ended() {
        let mailer = actix::System::new().block_on(async { mailer() });
        drop(mailer);
    }

    #[actix::test]
    async fn an_invite_says_what_a_candidate_must_know() {
        let values = context! {
            company => "Brightwater", interviewer => "Alex", first_name => "Marit",
            posting => "Embedded <Engineer>", minutes => 25, questions => 8,
            link => "https://f.example/i/abc", expires_on => "1 December 2026",
        };
        for ending in ["html", "txt"] {
            let mail = mailer().render(&format!("invite.{ending}"), &values).unwrap();
            for needed in
                ["Marit", "Brightwater", "AI", "25 minutes", "https:", "a person", "1 December"]
            {
                assert!(mail.contains(needed), "{ending} lacks {needed}: {mail}");
            }
        }
        let html = mailer().render("invite.html", &values).unwrap();
        assert!(html.contains("Embedded &lt;Engineer&gt;"));
        assert!(mailer().render("invite.txt", &values).unwrap().contains("Embedded <Engineer>"));
    }

    #[actix::test]
    async fn a_reminder_says_until_when_and_how_to_reach_a_person() {
        let values = context! {
            company => "Brightwater", interviewer => "Alex", first_name => "Marit",
            posting => "Engineer", link => "https://f.example/i/abc", expires_on => "1 December",
        };
        for ending in ["html", "txt"] {
            let mail = mailer().render(&format!("reminder.{ending}"), &values).unwrap();
            for needed in ["Marit", "Brightwater", "AI", "https:", "a person", "1 December"] {
                assert!(mail.contains(needed), "{ending} lacks {needed}: {mail}");
            }
        }
    }

    #[test]
    fn an_invite_that_was_planned_anew_since_is_not_the_one_that_the_candidate_used() {
        let plan_id = PlanId(Uuid::from_u128(1));
        let ends = |day: i64| Instant::from_timestamp(day * 86_400, 0).unwrap();
        let sent = |day: i64| Effect::SendInvite { plan_id, expires_at: ends(day) };
        let (at, expires_at) = (ends(1), ends(14));
        let chose =
            State::Scheduled { plan_id, expires_at, reminded: 0, sequence: 1, at, told: false };
        assert!(has_arrived(&sent(14), &chose));
        let back = State::Invited { plan_id, expires_at, reminded: 0, sequence: 2 };
        assert!(has_arrived(&sent(14), &back), "chosen, and given back");
        // Else reminders would be due from another instant on, besides those that are.
        assert!(!has_arrived(&sent(13), &chose));
        assert!(!has_arrived(&sent(14), &State::Planned { plan_id, expires_at }));
    }

    #[actix::test]
    async fn settings_that_are_no_addresses_are_refused() {
        assert!(Mailer::new("not an address", "a@b.example", None).is_err());
        assert!(Mailer::new("smtp://127.0.0.1:1", "nobody", None).is_err());
    }

    #[test]
    fn a_subject_is_one_line() {
        assert_eq!(one_line("Two\r\nlines"), "Two lines");
    }
}
