//! Writes mails to candidates and hands them to the mail server.

use std::fmt;

use chrono::Duration;
use chrono_tz::Tz;
use entities::{
    Instant, Language, candidate_request,
    connection::Status,
    consent,
    ids::{EffectId, OperatorId, PlanId, RequestId, TenantId},
    inbox::Message,
    invite, invite_slot, letter, notice, operator,
    outbox::Effect,
    pipeline::{self, State},
    posting, sign_in_link,
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
    words::{self, in_words},
    writeback::At,
};
use crate::{
    Means, disclosure, jurisdictions,
    pipeline::{refusal, unreachable},
    tenant::candidacy,
    zone::{self, QuietHours},
};

/// A person gets no second invite this soon, where the tenant wants that.
const INVITE_SPACE: Duration = Duration::hours(24);

/// Layouts, compiled in; their words are in [`words`]. The ending decides what is escaped.
const TEMPLATES: [(&str, &str); 22] = [
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
    ("reply.html", include_str!("templates/reply.html")),
    ("reply.txt", include_str!("templates/reply.txt")),
    ("disconnected.html", include_str!("templates/disconnected.html")),
    ("disconnected.txt", include_str!("templates/disconnected.txt")),
    ("member.html", include_str!("templates/member.html")),
    ("member.txt", include_str!("templates/member.txt")),
];

/// The way to the mail server.
pub struct Mailer {
    /// `None` only while it is dropped.
    transport: Option<AsyncSmtpTransport<Tokio1Executor>>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    templates: Environment<'static>,
    quiet: QuietHours,
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
    /// Words of ours are wrong.
    #[error("read the words of mails")]
    Words(#[from] serde_json::Error),
}

impl Mailer {
    /// `smtp_url`: `smtp://host:port`, or `smtps://user:password@host:port`. No hours are quiet.
    pub fn new(smtp_url: &str, from: &str, reply_to: Option<&str>) -> Result<Self, MailerError> {
        let mut templates = Environment::new();
        for (name, text) in TEMPLATES {
            templates.add_template(name, text)?;
        }
        words::add_all(&mut templates)?;
        Ok(Self {
            transport: Some(AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)?.build()),
            from: from.parse()?,
            reply_to: reply_to.map(str::parse).transpose()?,
            templates,
            quiet: QuietHours::NONE,
        })
    }

    /// The same, that reminds nobody in these hours.
    #[must_use]
    pub fn with_quiet_hours(mut self, quiet: QuietHours) -> Self {
        self.quiet = quiet;
        self
    }

    /// An entry of the words of the language in `values`, as one line of plain text.
    fn say(&self, language: Language, entry: &str, values: &Value) -> Result<String, Error> {
        let text = self.render(&format!("{}/{entry}.txt", language.code()), values)?;
        Ok(one_line(&text))
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

/// What mails to candidates say of who, whom and what, and how.
struct Facts {
    company: String,
    interviewer: String,
    first_name: String,
    email: String,
    posting: String,
    language: Language,
    /// Where the candidate is, if that is known.
    zone: Option<Tz>,
    /// By whose clocks times are told.
    clocks: Tz,
}

impl Facts {
    /// What all templates may ask for; to be added to.
    fn values(&self) -> Value {
        let code = self.language.code();
        context! {
            language => code,
            dir => self.language.direction().code(),
            words => format!("{code}/"),
            company => self.company,
            interviewer => self.interviewer,
            first_name => self.first_name,
            posting => self.posting,
            zone => self.zone.map(Tz::name),
        }
    }

    /// An instant as the candidate reads it.
    fn in_words(&self, at: Instant) -> String {
        in_words(at, self.language, self.clocks)
    }

    /// A mail to the candidate.
    fn letter(
        &self,
        mailer: &Mailer,
        template: &'static str,
        values: Value,
    ) -> Result<Letter<'_>, Error> {
        Ok(Letter {
            template,
            subject: mailer.say(self.language, &format!("{template}.subject"), &values)?,
            sender: self.sender(mailer)?,
            to: &self.email,
            values,
            entry: None,
        })
    }

    /// Whom mails to candidates are from.
    fn sender(&self, mailer: &Mailer) -> Result<String, Error> {
        mailer.say(self.language, "sender", &self.values())
    }

    /// What a calendar calls the interview.
    fn title(&self, mailer: &Mailer) -> Result<String, Error> {
        mailer.say(self.language, "entry.title", &self.values())
    }
}

/// What an interview's calendar entry is called to programs, whatever becomes of it.
fn uid(means: &Means, pipeline: &pipeline::Model) -> String {
    format!("{}@{}", pipeline.id.0, means.mailer.from.email.domain())
}

async fn facts(means: &Means, at: &At) -> Result<Facts, Error> {
    let pipeline = &at.pipeline;
    let tenant = &at.tenant;
    let posting = posting::find(&means.db, pipeline.tenant_id, &pipeline.posting_id).await?;
    // The address as it is in Lever now, where there is one.
    let email = at.opportunity.email().or(pipeline.candidate_email.as_deref());
    let language = match (pipeline.language, pipeline.plan_id) {
        (Some(chosen), _) => chosen,
        (None, Some(plan_id)) => {
            let (_, plan) = stored::plan(means, pipeline.tenant_id, plan_id).await?;
            Language::of(&plan.wording).unwrap_or(Language::English)
        }
        (None, None) => Language::English,
    };
    let zone = zone_of(pipeline);
    Ok(Facts {
        company: tenant.name.clone(),
        interviewer: tenant.settings.interviewer_name.clone(),
        first_name: pipeline.first_name().to_owned(),
        email: email.ok_or(Error::Missing("the candidate's address"))?.to_owned(),
        posting: one_line(&posting.map(|posting| posting.title).unwrap_or_default()),
        language,
        zone,
        clocks: zone.unwrap_or(means.mailer.quiet.zone()),
    })
}

/// Where the candidate is, if that is known.
fn zone_of(pipeline: &pipeline::Model) -> Option<Tz> {
    pipeline.zone.as_deref().and_then(zone::named)
}

/// Until when an effect waits, because nobody is reminded of anything at this hour where the
/// candidate is. By then it may be too late for it, which is then seen. Looked at when the mail is
/// about to be sent, not when it is decided: mails may wait for other things, too.
pub(super) fn quiet_until(
    means: &Means,
    effect: &Effect,
    pipeline: &pipeline::Model,
) -> Option<Instant> {
    if !matches!(effect, Effect::SendReminder { .. }) {
        return None;
    }
    means.mailer.quiet.end(means.clock.now(), zone_of(pipeline))
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
        | Effect::InviteOperator { .. }
        | Effect::ApplyRetention
        | Effect::ConfirmDeletion { .. }
        | Effect::EraseDeleted
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
        | Effect::PassOnRequest { .. }
        | Effect::SendReply { .. }
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
    let settings = &at.tenant.settings;
    let jurisdiction = jurisdictions::of_posting(settings, &at.pipeline.posting_id);
    let told = disclosure::Facts {
        company: &facts.company,
        interviewer: &facts.interviewer,
        posting: &plan.title,
        competencies: plan.competencies.iter().map(|each| each.name.as_str()).collect(),
        retention_days: settings.retention_days,
        jurisdiction,
    };
    let values = context! {
        minutes => plan.minutes,
        questions => plan.questions.len(),
        link => means.links.room(&means.vault, id),
        expires_on => facts.in_words(expires_at),
        notice => told.notice(facts.language),
        ..facts.values()
    };
    let letter = facts.letter(&means.mailer, "invite", values)?;
    send(means, (tenant_id, mail_id), letter).await?;
    let given = notice::Model {
        tenant_id,
        pipeline_id,
        jurisdiction: jurisdiction.id.clone(),
        version: jurisdiction.version.clone(),
        given_at: means.clock.now(),
    };
    Ok(notice::give(&means.db, given).await?)
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
    let values = context! {
        link => means.links.room(&means.vault, at.pipeline.id.invite()),
        expires_on => facts.in_words(expires_at),
        ..facts.values()
    };
    let letter = facts.letter(&means.mailer, "reminder", values)?;
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
    let mailer = &means.mailer;
    let link = means.links.room(&means.vault, pipeline.id.invite());
    let values = context! {
        minutes => plan.minutes,
        link,
        start_at => start_at.map(|at| facts.in_words(at)),
        ..facts.values()
    };
    let title = facts.title(mailer)?;
    let text = mailer.say(facts.language, "entry.text", &values)?;
    let mut letter = facts.letter(mailer, "confirmation", values)?;
    let (sender, from) = (letter.sender.clone(), mailer.from.email.to_string());
    letter.entry = Some(Entry {
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
    });
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
    let values = context! {
        link => means.links.room(&means.vault, at.pipeline.id.invite()),
        start_at => facts.in_words(start_at),
        ..facts.values()
    };
    let letter = facts.letter(&means.mailer, "start", values)?;
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
    let mut letter = facts.letter(&means.mailer, "cancelled", facts.values())?;
    let (title, sender) = (facts.title(&means.mailer)?, letter.sender.clone());
    let from = means.mailer.from.email.to_string();
    letter.entry = scheduled_before(&pipeline.state).map(|sequence| Entry {
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
    let values = context! { paragraphs => paragraphs, ..facts.values() };
    let letter = facts.letter(&means.mailer, "letter", values)?;
    send(means, (tenant_id, effect_id.0), letter).await
}

/// What an operator wrote back to what the candidate asked for.
pub(super) async fn send_reply(
    means: &Means,
    at: At,
    effect_id: EffectId,
    request_id: RequestId,
) -> Result<(), Error> {
    if !at.opportunity.may_contact() {
        return Ok(());
    }
    let tenant_id = at.pipeline.tenant_id;
    let found = candidate_request::find(&means.db, tenant_id, request_id).await?;
    let request = found.ok_or(Error::Missing("the request"))?;
    let reply = request.reply.ok_or(Error::Missing("the reply"))?;
    let facts = facts(means, &at).await?;
    let paragraphs: Vec<&str> = reply.split("\n\n").collect();
    let values = context! { asked => request.text.trim(), paragraphs, ..facts.values() };
    let letter = facts.letter(&means.mailer, "reply", values)?;
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
    let letter = facts.letter(&means.mailer, "follow_up", facts.values())?;
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

/// Tells an operator who was invited how to sign in for the first time.
pub(super) async fn invite_operator(
    means: &Means,
    (tenant_id, operator_id): (TenantId, OperatorId),
    effect_id: EffectId,
) -> Result<(), Error> {
    let token = means.vault.link_token(&sign_in_link::purpose(operator_id));
    // Used by now, as by the link that whoever invited them has; or they were removed.
    if !sign_in_link::is_live(&means.db, &token, means.clock.now()).await? {
        return Ok(());
    }
    let Some(operator) = operator::find(&means.db, tenant_id, operator_id).await? else {
        return Ok(());
    };
    let tenant = stored::tenant(means, tenant_id).await?;
    let letter = Letter {
        template: "member",
        subject: format!("Your access to the interviews of {}", one_line(&tenant.name)),
        sender: "Fulcrum".to_owned(),
        to: &operator.email,
        values: context! {
            company => tenant.name,
            interviewer => tenant.settings.interviewer_name,
            name => operator.name,
            link => means.links.to(&format!("/sign-in/{token}")),
        },
        entry: None,
    };
    hand_over(means, effect_id.0, letter).await
}

/// Whether mail can be addressed to it.
pub fn is_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}

/// Text without line breaks, which have no place in a subject. Spaces that must not break stay.
fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
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

    fn facts(language: Language) -> Facts {
        Facts {
            company: "Brightwater".into(),
            interviewer: "Alex".into(),
            first_name: "Marit".into(),
            email: "marit@example.net".into(),
            posting: "Embedded <Engineer>".into(),
            language,
            zone: None,
            clocks: Tz::UTC,
        }
    }

    fn values(facts: &Facts) -> Value {
        context! {
            minutes => 25, questions => 8, link => "https://f.example/i/abc",
            expires_on => "1 December 2026", start_at => "2 December 2026, 10:00 UTC",
            ..facts.values()
        }
    }

    #[actix::test]
    async fn an_invite_says_what_a_candidate_must_know() {
        for (language, ai, minutes, person) in [
            (Language::English, "AI", "25 minutes", "a person"),
            (Language::Spanish, "IA", "25 minutos", "una persona"),
            (Language::French, "IA", "25 minutes", "une personne"),
            (Language::German, "KI", "25 Minuten", "einem Menschen"),
        ] {
            let facts = facts(language);
            for (ending, posting) in
                [("html", "Embedded &lt;Engineer&gt;"), ("txt", "Embedded <Engineer>")]
            {
                let mail = mailer().render(&format!("invite.{ending}"), &values(&facts)).unwrap();
                let always = ["Marit", "Brightwater", "https:", "1 December 2026", posting];
                for needed in always.into_iter().chain([ai, minutes, person]) {
                    assert!(mail.contains(needed), "{language:?} {ending} lacks {needed}: {mail}");
                }
            }
        }
    }

    #[actix::test]
    async fn a_reminder_says_until_when_and_how_to_reach_a_person() {
        for (language, person) in [
            (Language::English, "a person"),
            (Language::Spanish, "una persona"),
            (Language::French, "une personne"),
            (Language::German, "einem Menschen"),
        ] {
            let facts = facts(language);
            for ending in ["html", "txt"] {
                let mail = mailer().render(&format!("reminder.{ending}"), &values(&facts)).unwrap();
                for needed in ["Marit", "Brightwater", "https:", "1 December 2026", person] {
                    assert!(mail.contains(needed), "{language:?} {ending} lacks {needed}: {mail}");
                }
            }
        }
    }

    #[actix::test]
    async fn every_mail_is_there_in_every_language() {
        let mailer = mailer();
        let kinds = ["invite", "reminder", "confirmation", "start", "cancelled", "follow_up"];
        for language in Language::ALL {
            let facts = facts(language);
            assert!(facts.title(&mailer).unwrap().contains("Brightwater"));
            for kind in kinds {
                let letter = facts.letter(&mailer, kind, values(&facts)).unwrap();
                assert!(letter.subject.contains("Brightwater"), "{language:?} {kind}");
                assert!(letter.sender.contains("Alex"), "{language:?} {kind}");
                for ending in ["html", "txt"] {
                    let mail = mailer.render(&format!("{kind}.{ending}"), &letter.values).unwrap();
                    assert!(!mail.contains("{{") && !mail.contains("{%"), "{mail}");
                    assert!(mail.contains("Brightwater"), "{language:?} {kind}.{ending}");
                }
                let html = mailer.render(&format!("{kind}.html"), &letter.values).unwrap();
                let opening = format!("<html lang=\"{}\" dir=\"ltr\">", language.code());
                assert!(html.contains(&opening), "{html}");
            }
        }
    }

    #[actix::test]
    async fn who_told_their_zone_is_not_told_of_utc() {
        let mut facts = facts(Language::French);
        let lead = |facts: &Facts| {
            mailer().say(facts.language, "confirmation.lead", &values(facts)).unwrap()
        };
        assert!(lead(&facts).contains("l’heure UTC"), "{}", lead(&facts));
        facts.zone = zone::named("Europe/Paris");
        assert!(!lead(&facts).contains("l’heure UTC"), "{}", lead(&facts));
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
