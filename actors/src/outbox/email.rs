//! Writes mails to candidates and hands them to the mail server.

use chrono::Duration;
use chrono_tz::Tz;
use entities::{
    Instant, Language, candidate_request, consent,
    ids::{EffectId, MailId, OperatorId, PlanId, RequestId, TenantId},
    inbox::Message,
    invite, invite_slot, letter,
    mail::Kind,
    notice, operator,
    outbox::Effect,
    pipeline::{self, State},
    posting, sign_in_link,
    tenant::Brand,
    vault::token_hash,
};
use minijinja::{Value, context};

use super::{
    Error,
    calendar::Entry,
    lever::snapshot,
    mailer::{Letter, Mailer, Slip, hand_over, one_line, send},
    preview, stored,
    words::in_words,
    writeback::At,
};
use crate::{
    Means, disclosure, jurisdictions, limit,
    pipeline::{refusal, unreachable},
    tenant::candidacy,
    zone,
};

/// A person gets no second invite this soon, where the tenant wants that.
const INVITE_SPACE: Duration = Duration::hours(24);
/// The colour of buttons where a company chose none.
const ACCENT: &str = "#0d5c63";

/// What mails to candidates say of who, whom and what, and how.
pub(super) struct Facts {
    pub(super) company: String,
    pub(super) interviewer: String,
    pub(super) first_name: String,
    pub(super) email: String,
    pub(super) posting: String,
    pub(super) language: Language,
    /// Where the candidate is, if that is known.
    pub(super) zone: Option<Tz>,
    /// By whose clocks times are told.
    pub(super) clocks: Tz,
    /// How long they may take for an answer; `None`: as long as they like.
    pub(super) answer_minutes: Option<u8>,
    pub(super) brand: Brand,
}

impl Facts {
    /// What all templates may ask for; to be added to.
    pub(super) fn values(&self) -> Value {
        let code = self.language.code();
        // A time by other clocks than those of UTC is told with them.
        let zone = self.zone.or((self.clocks != Tz::UTC).then_some(self.clocks));
        context! {
            language => code,
            dir => self.language.direction().code(),
            words => format!("{code}/"),
            company => self.company,
            interviewer => self.interviewer,
            first_name => self.first_name,
            posting => self.posting,
            zone => zone.map(Tz::name),
            answer_minutes => self.answer_minutes,
            accent => self.brand.accent.as_deref().unwrap_or(ACCENT),
            footer => self.brand.footer,
        }
    }

    /// An instant as the candidate reads it.
    fn in_words(&self, at: Instant) -> String {
        in_words(at, self.language, self.clocks)
    }

    /// A mail to the candidate.
    pub(super) fn letter(
        &self,
        mailer: &Mailer,
        kind: Kind,
        values: Value,
    ) -> Result<Letter<'_>, Error> {
        let template = kind.name();
        Ok(Letter {
            template,
            subject: mailer.say(self.language, &format!("{template}.subject"), &values)?,
            sender: self.sender(mailer)?,
            to: &self.email,
            reply_to: self.brand.reply_to.as_deref(),
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
    format!("{}@{}", pipeline.id.0, means.mailer.sends_from().domain())
}

async fn facts(means: &Means, at: &At) -> Result<Facts, Error> {
    let pipeline = &at.pipeline;
    let tenant = &at.tenant;
    let posting = posting::find(&means.db, pipeline.tenant_id, &pipeline.posting_id).await?;
    // The address as it is in Lever now, where there is one.
    let email = at.opportunity.email().or(pipeline.candidate_email.as_deref());
    let language = match pipeline.language {
        Some(chosen) => chosen,
        None => language_of_plan(means, pipeline).await?,
    };
    let zone = zone_of(pipeline, posting.as_ref());
    let brand = tenant.settings.brand.clone();
    let of = (pipeline.tenant_id, pipeline.id);
    let agreed = consent::find(&means.db, of.0, of.1).await?;
    Ok(Facts {
        company: tenant.name.clone(),
        interviewer: tenant.settings.interviewer_name.clone(),
        first_name: pipeline.first_name().to_owned(),
        email: email.ok_or(Error::Missing("the candidate's address"))?.to_owned(),
        posting: one_line(&posting.map(|posting| posting.title).unwrap_or_default()),
        language,
        zone,
        clocks: zone.unwrap_or(means.mailer.quiet_of(&tenant.settings).zone()),
        answer_minutes: limit::of(&means.db, &tenant.settings, agreed.as_ref(), of).await?,
        brand,
    })
}

/// What the questions are worded in.
async fn language_of_plan(means: &Means, pipeline: &pipeline::Model) -> Result<Language, Error> {
    let Some(plan_id) = pipeline.plan_id else { return Ok(Language::English) };
    let (_, plan) = stored::plan(means, pipeline.tenant_id, plan_id).await?;
    Ok(Language::of(&plan.wording).unwrap_or(Language::English))
}

/// Where the candidate is, if that is known: where they said or, until then, where the work is.
fn zone_of(pipeline: &pipeline::Model, posting: Option<&posting::Model>) -> Option<Tz> {
    let place = || zone::of_place(posting?.location.as_deref()?);
    pipeline.zone.as_deref().and_then(zone::named).or_else(place)
}

/// Until when an effect waits, because nobody is reminded of anything at this hour where the
/// candidate is. By then it may be too late for it, which is then seen. Looked at when the mail is
/// about to be sent, not when it is decided: mails may wait for other things, too.
pub(super) async fn quiet_until(
    means: &Means,
    effect: &Effect,
    pipeline: &pipeline::Model,
) -> Result<Option<Instant>, Error> {
    if !matches!(effect, Effect::SendReminder { .. }) {
        return Ok(None);
    }
    let tenant = stored::tenant(means, pipeline.tenant_id).await?;
    let posting = posting::find(&means.db, pipeline.tenant_id, &pipeline.posting_id).await?;
    let zone = zone_of(pipeline, posting.as_ref());
    Ok(means.mailer.quiet_of(&tenant.settings).end(means.clock.now(), zone))
}

/// Whether a mail would come too late: while it waited for the mail server, the invite may have
/// ended, another mail be due, its pipeline gone on without it, or the mail before have come back.
pub(crate) fn is_too_late(effect: &Effect, state: &State, now: Instant) -> bool {
    let reminds = matches!(effect, Effect::SendReminder { .. } | Effect::SendStartReminder { .. });
    if reminds && state.mail_bounced() {
        return true;
    }
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
        | Effect::RemoveErrorTag
        | Effect::TellNoAddress
        | Effect::TellBounced { .. }
        | Effect::SendPreview { .. }
        | Effect::SendEvent { .. } => false,
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
    let shown = Some((pipeline.posting_id.clone(), tags));
    let snapshot = snapshot(&at.opportunity, shown, means.clock.now());
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
    // The invite's own id, not the effect's: see `entities::outbox::Model::mail_id`.
    let mail_id = MailId(at.pipeline.id.invite().0);
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
    if let Some(reason) = unreachable(&snapshot(&at.opportunity, None, means.clock.now())) {
        return Ok(Message::Withdrawn { reason });
    }
    invite(means, &at, MailId(effect_id.0), plan_id, expires_at).await?;
    let first = matches!(at.pipeline.state.inner(), State::Planned { .. });
    Ok(if first { Message::InviteSent } else { Message::InviteResent })
}

/// Makes the candidate's link and sends it.
async fn invite(
    means: &Means,
    at: &At,
    mail_id: MailId,
    plan_id: PlanId,
    expires_at: Instant,
) -> Result<(), Error> {
    let (tenant_id, pipeline_id) = (at.pipeline.tenant_id, at.pipeline.id);
    let facts = facts(means, at).await?;
    if at.pipeline.candidate_email.as_ref() != Some(&facts.email) {
        pipeline::set_email(&means.db, (tenant_id, pipeline_id), &facts.email).await?;
    }
    let (_, plan) = stored::plan(means, tenant_id, plan_id).await?;
    let there = invite::find(&means.db, tenant_id, pipeline_id.invite()).await?;
    let link = link_to(means, at, there, &facts.email, expires_at).await?;
    let settings = &at.tenant.settings;
    let agreed = consent::find(&means.db, tenant_id, pipeline_id).await?.is_some();
    let jurisdiction =
        jurisdictions::of_candidate(&means.db, settings, &at.pipeline, agreed).await?;
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
        link,
        expires_on => facts.in_words(expires_at),
        notice => told.notice(facts.language),
        ..facts.values()
    };
    let letter = facts.letter(&means.mailer, Kind::Invite, values)?;
    send(means, (tenant_id, mail_id), letter, &at.slip).await?;
    let given = notice::Model {
        tenant_id,
        pipeline_id,
        jurisdiction: jurisdiction.id.clone(),
        version: jurisdiction.version.clone(),
        given_at: means.clock.now(),
    };
    let tx = means.db.begin().await?;
    // Looked at once more, while nobody agrees: sending may have taken a while.
    pipeline::lock(&tx, tenant_id, pipeline_id).await?;
    if consent::find(&tx, tenant_id, pipeline_id).await?.is_none() {
        notice::give(&tx, given).await?;
    }
    Ok(tx.commit().await?)
}

/// The link for whoever reads this address, which is kept. Where the one before was sent to another
/// address, it ends: that may be a stranger's.
async fn link_to(
    means: &Means,
    at: &At,
    there: Option<invite::Model>,
    address: &str,
    expires_at: Instant,
) -> Result<String, Error> {
    let (tenant_id, pipeline_id) = (at.pipeline.tenant_id, at.pipeline.id);
    let (id, sent_to) = (pipeline_id.invite(), token_hash(&address.to_lowercase()));
    let renewed = there.as_ref().map_or(0, |there| {
        let elsewhere = there.sent_to.as_ref().is_some_and(|before| *before != sent_to);
        there.renewed + i32::from(elsewhere)
    });
    let token = means.vault.link_token(&invite::link_purpose(id, renewed));
    let row = invite::Model {
        tenant_id,
        id,
        pipeline_id,
        token_hash: token_hash(&token),
        expires_at,
        created_at: there.as_ref().map_or_else(|| means.clock.now(), |there| there.created_at),
        renewed,
        sent_to: Some(sent_to),
    };
    if there.as_ref() != Some(&row) {
        invite::ensure(&means.db, row).await?;
    }
    Ok(means.links.room(&token))
}

/// The link that a candidate has, for the address that a mail goes to now.
async fn link_again(means: &Means, at: &At, facts: &Facts) -> Result<String, Error> {
    let (tenant_id, id) = (at.pipeline.tenant_id, at.pipeline.id.invite());
    let there = invite::find(&means.db, tenant_id, id).await?;
    let there = there.ok_or(Error::Missing("the invite"))?;
    let expires_at = there.expires_at;
    link_to(means, at, Some(there), &facts.email, expires_at).await
}

/// Whether the candidate may be written to at this time, as Lever has it.
fn may_contact(means: &Means, at: &At) -> bool {
    at.opportunity.may_contact(means.clock.now().timestamp_millis())
}

/// Whether a candidate is still to be written to about an interview they have not begun: a consent
/// may be there that its pipeline has not heard of yet.
async fn still_waited_for(means: &Means, at: &At) -> Result<bool, Error> {
    let (tenant_id, pipeline_id) = (at.pipeline.tenant_id, at.pipeline.id);
    let begun = consent::find(&means.db, tenant_id, pipeline_id).await?.is_some();
    Ok(may_contact(means, at) && !begun)
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
    let plan_id = at.pipeline.plan_id.ok_or(Error::Missing("the plan"))?;
    let (_, plan) = stored::plan(means, at.pipeline.tenant_id, plan_id).await?;
    let values = context! {
        minutes => plan.minutes,
        questions => plan.questions.len(),
        link => link_again(means, &at, &facts).await?,
        expires_on => facts.in_words(expires_at),
        ..facts.values()
    };
    let letter = facts.letter(&means.mailer, Kind::Reminder, values)?;
    send(means, (at.pipeline.tenant_id, MailId(effect_id.0)), letter, &at.slip).await?;
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
    let link = link_again(means, &at, &facts).await?;
    let values = context! {
        minutes => plan.minutes,
        link,
        start_at => start_at.map(|at| facts.in_words(at)),
        ..facts.values()
    };
    let title = facts.title(mailer)?;
    let text = mailer.say(facts.language, "entry.text", &values)?;
    let mut letter = facts.letter(mailer, Kind::Confirmation, values)?;
    let (sender, from) = (letter.sender.clone(), mailer.sends_from().to_string());
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
    send(means, (pipeline.tenant_id, MailId(effect_id.0)), letter, &at.slip).await?;
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
        link => link_again(means, &at, &facts).await?,
        start_at => facts.in_words(start_at),
        ..facts.values()
    };
    let letter = facts.letter(&means.mailer, Kind::Start, values)?;
    send(means, (at.pipeline.tenant_id, MailId(effect_id.0)), letter, &at.slip).await?;
    Ok(Some(Message::StartReminderSent))
}

/// Says that the interview was cancelled, and takes it off the candidate's calendar if they had
/// chosen a time; not to who must not be written to.
pub(super) async fn send_cancellation(
    means: &Means,
    at: At,
    effect_id: EffectId,
) -> Result<Option<Message>, Error> {
    if !may_contact(means, &at) {
        return Ok(None);
    }
    let pipeline = &at.pipeline;
    let facts = facts(means, &at).await?;
    let mut letter = facts.letter(&means.mailer, Kind::Cancelled, facts.values())?;
    let (title, sender) = (facts.title(&means.mailer)?, letter.sender.clone());
    let from = means.mailer.sends_from().to_string();
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
    send(means, (pipeline.tenant_id, MailId(effect_id.0)), letter, &at.slip).await?;
    Ok(Some(Message::CancellationSent))
}

/// The last change of the time that a candidate had chosen when their interview was cancelled.
fn scheduled_before(state: &State) -> Option<u32> {
    let State::Withdrawn { was: Some(was), .. } = state else { return None };
    if let State::Scheduled { sequence, .. } = **was { Some(sequence) } else { None }
}

/// The letter that an operator wanted sent.
pub(super) async fn send_letter(means: &Means, at: At, effect_id: EffectId) -> Result<(), Error> {
    must_be_written_to(means, &at)?;
    let (tenant_id, id) = (at.pipeline.tenant_id, at.pipeline.id);
    let row = letter::find(&means.db, tenant_id, id).await?.ok_or(Error::Missing("the letter"))?;
    // As its body, which is made with the scorecard, whatever they read the room in.
    let language = language_of_plan(means, &at.pipeline).await?;
    let facts = Facts { language, ..facts(means, &at).await? };
    let paragraphs: Vec<&str> = row.body.split("\n\n").collect();
    let values = context! { paragraphs => paragraphs, ..facts.values() };
    let letter = facts.letter(&means.mailer, Kind::Letter, values)?;
    send(means, (tenant_id, MailId(effect_id.0)), letter, &at.slip).await
}

/// Refuses where Lever says that the candidate must not be written to: whoever wrote hears of it.
fn must_be_written_to(means: &Means, at: &At) -> Result<(), Error> {
    if may_contact(means, at) {
        return Ok(());
    }
    Err(Error::NotWrittenTo("they do not want to be contacted, as Lever has it".to_owned()))
}

/// What an operator wrote back to what the candidate asked for.
pub(super) async fn send_reply(
    means: &Means,
    at: At,
    effect_id: EffectId,
    request_id: RequestId,
) -> Result<(), Error> {
    must_be_written_to(means, &at)?;
    let tenant_id = at.pipeline.tenant_id;
    let found = candidate_request::find(&means.db, tenant_id, request_id).await?;
    let request = found.ok_or(Error::Missing("the request"))?;
    let reply = request.reply.ok_or(Error::Missing("the reply"))?;
    let facts = facts(means, &at).await?;
    let paragraphs: Vec<&str> = reply.split("\n\n").collect();
    let values = context! { asked => request.text.trim(), paragraphs, ..facts.values() };
    let letter = facts.letter(&means.mailer, Kind::Reply, values)?;
    send(means, (tenant_id, MailId(effect_id.0)), letter, &at.slip).await
}

/// Thanks the candidate and says what happens next; not who, meanwhile, must not be written to.
pub(super) async fn send_follow_up(
    means: &Means,
    at: At,
    effect_id: EffectId,
) -> Result<Option<Message>, Error> {
    if !may_contact(means, &at) {
        return Ok(None);
    }
    let tenant_id = at.pipeline.tenant_id;
    let facts = facts(means, &at).await?;
    let letter = facts.letter(&means.mailer, Kind::FollowUp, facts.values())?;
    send(means, (tenant_id, MailId(effect_id.0)), letter, &at.slip).await?;
    Ok(Some(Message::FollowUpSent))
}

/// Tells an operator that Lever no longer takes the connection.
pub(super) async fn tell_operator(
    means: &Means,
    (tenant_id, operator_id): (TenantId, OperatorId),
    (effect_id, slip): (EffectId, &Slip),
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
        reply_to: None,
        values: context! {
            company => tenant.name,
            interviewer => tenant.settings.interviewer_name,
            name => operator.name,
            reason,
            link => means.links.to("/settings/integrations/lever"),
        },
        entry: None,
    };
    hand_over(means, MailId(effect_id.0), letter, slip).await
}

/// Tells an operator who was invited how to sign in for the first time.
pub(super) async fn invite_operator(
    means: &Means,
    (tenant_id, operator_id): (TenantId, OperatorId),
    (effect_id, slip): (EffectId, &Slip),
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
        reply_to: None,
        values: context! {
            company => tenant.name,
            interviewer => tenant.settings.interviewer_name,
            name => operator.name,
            link => means.links.to(&format!("/sign-in/{token}")),
        },
        entry: None,
    };
    hand_over(means, MailId(effect_id.0), letter, slip).await
}

/// Sends an operator a mail as the company's candidates get it, with sample values.
pub(super) async fn send_preview(
    means: &Means,
    (tenant_id, operator_id): (TenantId, OperatorId),
    (effect_id, slip): (EffectId, &Slip),
    (kind, language): (Kind, Language),
) -> Result<(), Error> {
    let Some(operator) = operator::find(&means.db, tenant_id, operator_id).await? else {
        return Ok(());
    };
    let tenant = stored::tenant(means, tenant_id).await?;
    let (settings, mailer) = (&tenant.settings, &means.mailer);
    let (name, brand) = (&settings.interviewer_name, &settings.brand);
    let mut of = preview::sample(&tenant.name, name, brand, language);
    of.email.clone_from(&operator.email);
    of.clocks = mailer.quiet_of(settings).zone();
    of.answer_minutes = settings.answer_minutes;
    // A link that leads nowhere: nobody was invited.
    let values = preview::values(&of, &means.links.to("/i/sample"), means.clock.now());
    let letter = of.letter(mailer, kind, values)?;
    hand_over(means, MailId(effect_id.0), letter, slip).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn mailer() -> Mailer {
        Mailer::new("smtp://127.0.0.1:1", "interviews@fulcrum.example", None).unwrap()
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
            answer_minutes: None,
            brand: Brand::default(),
        }
    }

    fn values(facts: &Facts) -> Value {
        context! {
            minutes => 25, questions => 8, link => "https://f.example/i/abc",
            expires_on => "1 December 2026", start_at => "2 December 2026, 10:00 UTC", paragraphs => ["You measured first."],
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
    async fn a_clock_is_told_of_where_there_is_one_and_only_there() {
        for (language, none, some) in [
            (Language::English, "There is no clock.", "7 min for each answer, and more"),
            (Language::Spanish, "No hay cronómetro.", "7 min para cada respuesta, y más"),
            (
                Language::French,
                "Il n’y a pas de chronomètre.",
                "7 min pour chaque réponse, et plus",
            ),
            (Language::German, "Es läuft keine Uhr.", "7 Min. für jede Antwort, und mehr"),
        ] {
            let untimed = facts(language);
            let timed = Facts { answer_minutes: Some(7), ..facts(language) };
            for mail in ["invite.html", "invite.txt", "reminder.html", "reminder.txt"] {
                let render = |facts| mailer().render(mail, &values(facts)).unwrap();
                let (untimed, timed) = (render(&untimed), render(&timed));
                assert!(untimed.contains(none) && !untimed.contains(some), "{untimed}");
                assert!(timed.contains(some) && !timed.contains(none), "{timed}");
            }
        }
    }

    #[actix::test]
    async fn every_mail_is_there_in_every_language() {
        let mailer = mailer();
        for language in Language::ALL {
            let facts = facts(language);
            assert!(facts.title(&mailer).unwrap().contains("Brightwater"));
            for kind in Kind::TO_CANDIDATES {
                let letter = facts.letter(&mailer, kind, values(&facts)).unwrap();
                assert!(letter.subject.contains("Brightwater"), "{language:?} {kind:?}");
                assert!(letter.sender.contains("Alex"), "{language:?} {kind:?}");
                for ending in ["html", "txt"] {
                    let name = format!("{}.{ending}", kind.name());
                    let mail = mailer.render(&name, &letter.values).unwrap();
                    assert!(!mail.contains("{{") && !mail.contains("{%"), "{mail}");
                    assert!(mail.contains("Brightwater"), "{language:?} {kind:?}.{ending}");
                }
                let (html, _) = mailer.bodies(&letter).unwrap();
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
}
