//! The outbox and its performers as a model: what each effect does outside, in which order it asks,
//! looks and writes, and what it does when any of that fails.
//!
//! The two tables of effects are exhaustive, so that the compiler names what a new effect lacks.

use chrono::Duration;
use entities::{
    Instant,
    connection::Status as Connection,
    ids::{ReportId, ScorecardId},
    inbox::{Message, Snapshot, Status},
    outbox::Effect,
    pipeline::{LIVE, State, Trigger, Writeback},
};
use rand::Rng;

use super::{
    outside::{Letter, MailId, OFFER, numbered},
    world::{Broken, World},
};
use crate::{
    outbox::{has_arrived, is_stopped, is_too_late},
    pipeline::{refusal, unreachable},
    tenant::candidacy,
};

/// Tries of one effect before it is given up: fewer than there are, so that it comes to that.
const ATTEMPTS_MAX: i32 = 6;
const IN_HAND_MAX: usize = 16;
/// The slowest answer, in seconds, that is still waited for.
const SLOW_MAX: i64 = 90;
const RECONNECT_PAUSE: Duration = Duration::minutes(5);

/// An effect that an owner has in hand.
pub(super) struct InHand {
    pub(super) row: usize,
    tenant: usize,
    pipeline: Option<usize>,
    effect: Effect,
    attempts: i32,
    phase: Phase,
    /// Something was done outside of which nobody has been told yet.
    pub(super) took_place: bool,
    /// The outside is slow: it goes on from then.
    pub(super) goes_on_at: Instant,
}

/// How far it is.
#[expect(clippy::large_enum_variant, reason = "few at once, and each moved a few times")]
enum Phase {
    Claimed,
    /// Lever was asked; what is done next rests on this.
    Checked(Box<Seen>),
    /// It was looked for what an earlier try may have written.
    Looked(Box<Seen>, bool),
    Performed(Result<Option<Message>, Failure>),
}

/// What was known right before something is done about an opportunity.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) at: Instant,
    pub(super) state: State,
    pub(super) trigger: Trigger,
    pub(super) snapshot: Snapshot,
    pub(super) gone: Option<&'static str>,
    tags: std::collections::BTreeSet<String>,
    stage: usize,
}

/// Why a try failed, by what that allows.
#[derive(Clone, Debug)]
enum Failure {
    Later,
    Never,
    NotConnected,
    Revoked,
    NotBefore(Instant),
}

/// Whom, where and how something is done.
#[derive(Clone, Copy)]
struct At {
    tenant: usize,
    pipeline: usize,
    opportunity: usize,
    row: usize,
    repeated: bool,
}

impl World {
    /// Takes an effect into hand for one try, which is counted before it is made.
    pub(super) fn claim_effect(&mut self, owner: usize) -> bool {
        let in_hand = &self.owners[owner].in_hand;
        let free = |id: &&usize| {
            let row = &self.store.outbox[**id];
            let full = in_hand.iter().filter(|one| one.tenant == row.tenant).count() >= IN_HAND_MAX;
            row.due_at <= self.now && !full && !in_hand.iter().any(|one| one.row == **id)
        };
        let due = self.store.waiting_effects.iter().filter(free);
        let Some(id) = due.min_by_key(|id| self.store.outbox[**id].due_at).copied() else {
            return false;
        };
        let twice = self.owners.iter().any(|owner| owner.in_hand.iter().any(|one| one.row == id));
        let row = &mut self.store.outbox[id];
        row.attempts += 1;
        let (tenant, pipeline, attempts) = (row.tenant, row.pipeline, row.attempts);
        let effect = row.effect.clone();
        if let Some(pipeline) = pipeline.filter(|_| twice) {
            self.store.pipelines[pipeline].shared = true;
        }
        self.owners[owner].in_hand.push(InHand {
            row: id,
            tenant,
            pipeline,
            effect,
            attempts,
            phase: Phase::Claimed,
            took_place: false,
            goes_on_at: self.now,
        });
        true
    }

    /// One step of any effect that the owner has in hand.
    pub(super) fn progress_effect(&mut self, owner: usize) -> Result<bool, Broken> {
        let in_hand = &mut self.owners[owner].in_hand;
        let first = self.rng.random_range(0..in_hand.len().max(1));
        let ready = |place: &usize| in_hand[*place].goes_on_at <= self.now;
        let Some(place) = (first..in_hand.len()).chain(0..first).find(ready) else {
            return Ok(false);
        };
        let mut one = in_hand.swap_remove(place);
        one.phase = match std::mem::replace(&mut one.phase, Phase::Claimed) {
            Phase::Claimed if one.attempts > ATTEMPTS_MAX => Phase::Performed(Err(Failure::Never)),
            Phase::Claimed => self.begin(&one)?,
            Phase::Checked(seen) => match self.look_for(&one) {
                Ok(Some(there)) => Phase::Looked(seen, there),
                Ok(None) => self.write(&mut one, &seen, false)?,
                Err(failure) => Phase::Performed(Err(failure)),
            },
            Phase::Looked(seen, there) => self.write(&mut one, &seen, there)?,
            Phase::Performed(outcome) => {
                self.settle(&one, outcome);
                return Ok(true);
            }
        };
        if self.chance(self.faults.slow) {
            one.goes_on_at = self.now + Duration::seconds(self.rng.random_range(1..SLOW_MAX));
        }
        let quiet = |outcome| matches!(outcome, &Ok(None)) && one.effect == Effect::LookAtLever;
        if let Phase::Performed(outcome) = &one.phase
            && !quiet(outcome)
        {
            self.tell(|_| {
                let attempt = one.attempts;
                format!("effect {} {:?} try {attempt}: {outcome:?}", one.row, one.effect)
            });
        }
        self.owners[owner].in_hand.push(one);
        Ok(true)
    }

    /// Whether Lever answers this tenant now.
    fn lever(&mut self, tenant: usize) -> Result<(), Failure> {
        if self.store.tenants[tenant].connection != Connection::Connected {
            return Err(Failure::NotConnected);
        }
        if self.now < self.lever_back_at || self.chance(self.faults.lever_fails) {
            return Err(Failure::Later);
        }
        if self.chance(self.faults.revoked) {
            return Err(Failure::Revoked);
        }
        if self.chance(self.faults.lever_refuses) {
            return Err(Failure::Never);
        }
        Ok(())
    }

    /// What is done at once; or, for what reaches out, the question to Lever before it.
    fn begin(&mut self, one: &InHand) -> Result<Phase, Broken> {
        let (tenant, now) = (one.tenant, self.now);
        let done = match &one.effect {
            Effect::SetUpLever => self.lever(tenant).map(|()| None),
            Effect::LookAtLever => match self.lever(tenant) {
                Ok(()) => {
                    self.look(tenant);
                    Ok(None)
                }
                Err(Failure::NotConnected) => Ok(None),
                Err(failure) => Err(failure),
            },
            Effect::ConfirmDeletion { opportunity_id } => {
                let gone = self.outside.opportunities[numbered(opportunity_id)].deleted;
                let opportunity_id = opportunity_id.clone();
                let confirmed = gone.then_some(Message::DeletionConfirmed { opportunity_id });
                self.lever(tenant).map(|()| confirmed)
            }
            Effect::EraseDeleted => {
                let there = &self.store.pipelines[one.pipeline.expect("of a pipeline")];
                // An operator had it go on meanwhile.
                let live = LIVE.contains(&there.state.name());
                self.check_erased(there.opportunity)?;
                Ok(live.then_some(Message::DeletedInLever))
            }
            // What they ask of a connection is not modelled, and a pipeline takes no notice of them:
            // nobody here has time erase anything, changes plans, has an interview scored again or a letter
            // sent, or asks for anything but a person.
            Effect::TearDownLever
            | Effect::PreviewBackfill { .. }
            | Effect::ApplyRetention
            | Effect::ProposePlan { .. }
            | Effect::RescoreInterview { .. }
            | Effect::SendLetter
            | Effect::PassOnRequest { .. }
            | Effect::SendReply { .. }
            | Effect::SendPreview { .. }
            | Effect::SendEvent { .. } => Ok(None),
            Effect::TellOperator { .. } | Effect::InviteOperator { .. } => self
                .mail((one.row, MailId::Effect(one.row)), Letter::Operator, None)?
                .map(|()| None),
            Effect::ReadOpportunity { opportunity_id, trigger } => {
                self.lever(tenant).map(|()| Some(self.read(tenant, opportunity_id, *trigger)))
            }
            Effect::PlanInterview { posting_id, invite_days, delay_minutes } => {
                let plan_id = self.store.plan(tenant, posting_id);
                let (invite_days, delay_minutes) = (*invite_days, *delay_minutes);
                Ok(Some(Message::PlanReady { plan_id, invite_days, delay_minutes }))
            }
            Effect::ScoreInterview { .. } => {
                let fresh = ScorecardId(self.store.fresh_id());
                let pipeline = &mut self.store.pipelines[one.pipeline.expect("of a pipeline")];
                if is_stopped(&one.effect, &pipeline.state) {
                    return Ok(Phase::Performed(Ok(None)));
                }
                let scorecard_id = *pipeline.scorecard_id.get_or_insert(fresh);
                Ok(Some(Message::InterviewScored { scorecard_id }))
            }
            Effect::RenderReport { .. } => {
                let fresh = ReportId(self.store.fresh_id());
                let pipeline = &mut self.store.pipelines[one.pipeline.expect("of a pipeline")];
                if is_stopped(&one.effect, &pipeline.state) {
                    return Ok(Phase::Performed(Ok(None)));
                }
                let report_id = *pipeline.report_id.get_or_insert(fresh);
                Ok(Some(Message::ReportRendered { report_id, extras: self.extras(tenant) }))
            }
            Effect::SendInvite { .. }
            | Effect::SendReminder { .. }
            | Effect::SendConfirmation { .. }
            | Effect::SendStartReminder { .. }
            | Effect::ResendInvite { .. }
            | Effect::SendCancellation { .. }
            | Effect::SendFollowUp
            | Effect::AddInvitedTag
            | Effect::AddCompleteTag
            | Effect::TellHumanWanted
            | Effect::WriteNote { .. }
            | Effect::UploadFile { .. }
            | Effect::AddLink
            | Effect::WriteFeedback { .. }
            | Effect::AdvanceStage { .. }
            | Effect::AddErrorTag
            | Effect::RemoveErrorTag
            | Effect::TellNoAddress
            | Effect::TellBounced { .. } => return Ok(self.ask_before(one, now)),
        };
        Ok(Phase::Performed(done))
    }

    fn extras(&self, tenant: usize) -> Vec<Writeback> {
        let settings = &self.store.tenants[tenant].settings;
        let wanted = [
            (settings.add_link, Writeback::Link),
            (settings.feedback_template_id().is_some(), Writeback::Feedback),
            (settings.advance.is_some(), Writeback::Advance),
        ];
        wanted.into_iter().filter_map(|(wanted, which)| wanted.then_some(which)).collect()
    }

    fn read(&self, tenant: usize, opportunity_id: &str, trigger: Trigger) -> Message {
        let number = numbered(opportunity_id);
        let opportunity = &self.outside.opportunities[number];
        if opportunity.deleted || opportunity.account != self.store.tenants[tenant].account {
            let (opportunity_id, reason) = (opportunity_id.to_owned(), "not there".to_owned());
            return Message::OpportunityMissing { opportunity_id, reason };
        }
        Message::OpportunityRead { trigger, snapshot: opportunity.snapshot(number) }
    }

    /// Asks Lever whether the opportunity is still there, unless its pipeline was stopped.
    fn ask_before(&mut self, one: &InHand, now: Instant) -> Phase {
        let marks =
            |effect: &Effect| matches!(effect, Effect::AddErrorTag | Effect::RemoveErrorTag);
        let older = |id: &usize| {
            let row = &self.store.outbox[*id];
            *id < one.row && row.pipeline == one.pipeline && marks(&row.effect)
        };
        if marks(&one.effect) && self.store.waiting_effects.iter().any(older) {
            return Phase::Performed(Err(Failure::NotBefore(now + Duration::seconds(1))));
        }
        let there = &self.store.pipelines[one.pipeline.expect("of a pipeline")];
        let state = there.state.clone();
        if is_stopped(&one.effect, &state) {
            return Phase::Performed(Ok(None));
        }
        if is_too_late(&one.effect, &state, now) {
            let arrived = has_arrived(&one.effect, &state);
            return Phase::Performed(Ok(arrived.then_some(Message::InviteSent)));
        }
        let (number, trigger) = (there.opportunity, there.trigger);
        let contact_id = there.contact_id.clone();
        if let Err(failure) = self.lever(one.tenant) {
            return Phase::Performed(Err(failure));
        }
        let opportunity = &self.outside.opportunities[number];
        let other_account = opportunity.account != self.store.tenants[one.tenant].account;
        let gone = if other_account {
            Some("in another account")
        } else {
            opportunity.gone(contact_id.as_deref())
        };
        if let (Some(reason), true) = (gone, self.rules.asks_before) {
            let reason = reason.to_owned();
            return Phase::Performed(Ok(Some(Message::Withdrawn { reason })));
        }
        Phase::Checked(Box::new(Seen {
            at: now,
            state,
            trigger,
            snapshot: opportunity.snapshot(number),
            gone,
            tags: opportunity.tags.clone(),
            stage: opportunity.stage,
        }))
    }

    /// Looks, on a repeated try, for what Lever would have twice; `None`: no need to.
    fn look_for(&mut self, one: &InHand) -> Result<Option<bool>, Failure> {
        let pipeline = one.pipeline.expect("of a pipeline");
        let number = self.store.pipelines[pipeline].opportunity;
        let there = |world: &Self, effect: &Effect| {
            let opportunity = &world.outside.opportunities[number];
            if let Effect::UploadFile { .. } = effect {
                opportunity.files.contains_key(&pipeline)
            } else if let Effect::WriteFeedback { .. } = effect {
                opportunity.forms.contains_key(&pipeline)
            } else {
                opportunity.notes.contains_key(&mark(effect, pipeline))
            }
        };
        let doubles = matches!(
            one.effect,
            Effect::WriteNote { .. }
                | Effect::TellHumanWanted
                | Effect::UploadFile { .. }
                | Effect::WriteFeedback { .. }
        );
        if !doubles || one.attempts <= 1 || !self.rules.looks_first {
            return Ok(None);
        }
        self.lever(one.tenant)?;
        Ok(Some(there(self, &one.effect)))
    }

    /// Hands a mail over; `Err` inside: the mail server did not take it, or did not say so.
    fn mail(
        &mut self,
        (row, id): (usize, MailId),
        letter: Letter,
        pipeline: Option<usize>,
    ) -> Result<Result<(), Failure>, Broken> {
        if self.now < self.mail_back_at || self.chance(self.faults.mail_fails) {
            return Ok(Err(Failure::Later));
        }
        if self.chance(self.faults.mail_refuses) {
            return Ok(Err(Failure::Never));
        }
        self.outside.take(id, letter, pipeline, self.now);
        self.check_mail(id)?;
        Ok(self.reply(row))
    }

    /// Something took place; whether we are told.
    fn reply(&mut self, row: usize) -> Result<(), Failure> {
        if self.chance(self.faults.reply_lost) {
            self.store.outbox[row].unheard += 1;
            return Err(Failure::Later);
        }
        Ok(())
    }

    fn write(&mut self, one: &mut InHand, seen: &Seen, there: bool) -> Result<Phase, Broken> {
        let pipeline = one.pipeline.expect("of a pipeline");
        let at = At {
            tenant: one.tenant,
            pipeline,
            opportunity: self.store.pipelines[pipeline].opportunity,
            row: one.row,
            repeated: one.attempts > 1,
        };
        let before = self.store.outbox[one.row].unheard;
        let outcome =
            if there { Ok(written(&one.effect)) } else { self.reach(&one.effect, at, seen)? };
        // Heard of or not: if the process ends now, nobody has written it down.
        one.took_place = outcome.is_ok() && self.store.outbox[one.row].unheard == before;
        Ok(Phase::Performed(outcome))
    }

    /// What reaches a candidate or their opportunity.
    fn reach(
        &mut self,
        effect: &Effect,
        at: At,
        seen: &Seen,
    ) -> Result<Result<Option<Message>, Failure>, Broken> {
        self.check_reach(effect, (at.pipeline, at.row), seen)?;
        if let Effect::SendInvite { expires_at, .. } = effect {
            return self.invite(at, seen, *expires_at);
        }
        if let Effect::ResendInvite { expires_at, .. } = effect {
            return self.invite_once_more(at, seen, *expires_at);
        }
        if let Some(letter) = letter(effect) {
            return self.write_letter(effect, letter, at, seen);
        }
        if let Err(failure) = self.lever(at.tenant) {
            return Ok(Err(failure));
        }
        let settings = self.store.tenants[at.tenant].settings.clone();
        let opportunity = &mut self.outside.opportunities[at.opportunity];
        let needs_operator = matches!(seen.state, State::NeedsOperator { .. });
        let mut outcome = written(effect);
        match effect {
            Effect::AddInvitedTag => opportunity.tag(&settings.invited_tag),
            Effect::AddCompleteTag => opportunity.tag(&settings.complete_tag),
            Effect::TellHumanWanted | Effect::WriteNote { .. } => {
                *opportunity.notes.entry(mark(effect, at.pipeline)).or_default() += 1;
            }
            Effect::UploadFile { .. } => {
                *opportunity.files.entry(at.pipeline).or_default() += 1;
            }
            Effect::AddLink => {
                opportunity.links.insert(at.pipeline);
            }
            Effect::WriteFeedback { .. } => {
                if settings.feedback_template_id().is_some() {
                    *opportunity.forms.entry(at.pipeline).or_default() += 1;
                }
            }
            Effect::AdvanceStage { .. } => {
                if settings.advance.is_some()
                    && at.opportunity.is_multiple_of(2)
                    && seen.stage < OFFER
                {
                    opportunity.stage = OFFER;
                    opportunity.stage_changes += 1;
                    opportunity.changes += 1;
                    opportunity.moved_at = self.now;
                }
            }
            Effect::AddErrorTag => {
                let Some(tag) = settings.error_tag else { return Ok(Ok(None)) };
                let there = seen.tags.contains(&tag);
                if !needs_operator {
                    let ours = at.repeated && there;
                    return Ok(Ok(ours.then_some(Message::ErrorTagAdded { ours })));
                }
                let ours = at.repeated || !there;
                opportunity.tag(&tag);
                outcome = Some(Message::ErrorTagAdded { ours });
            }
            Effect::RemoveErrorTag => {
                if needs_operator {
                    return Ok(Ok(Some(Message::ErrorTagAdded { ours: true })));
                }
                if let Some(tag) = settings.error_tag {
                    opportunity.tags.remove(&tag);
                }
            }
            Effect::SendInvite { .. }
            | Effect::SendReminder { .. }
            | Effect::SendConfirmation { .. }
            | Effect::SendStartReminder { .. }
            | Effect::ResendInvite { .. }
            | Effect::SendCancellation { .. }
            | Effect::SendFollowUp
            | Effect::SetUpLever
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
            | Effect::ScoreInterview { .. }
            | Effect::RescoreInterview { .. }
            | Effect::SendLetter
            | Effect::PassOnRequest { .. }
            | Effect::SendReply { .. }
            | Effect::SendPreview { .. }
            | Effect::SendEvent { .. }
            | Effect::TellNoAddress
            | Effect::TellBounced { .. }
            | Effect::RenderReport { .. } => return Ok(Ok(None)),
        }
        self.check_written(at.pipeline)?;
        Ok(self.reply(at.row).map(|()| outcome))
    }

    /// Sends the invite, if nothing speaks against it by now.
    fn invite(
        &mut self,
        at: At,
        seen: &Seen,
        expires_at: Instant,
    ) -> Result<Result<Option<Message>, Failure>, Broken> {
        let there = &self.store.pipelines[at.pipeline];
        let mut snapshot = seen.snapshot.clone();
        snapshot.posting_id = Some(there.posting_id.clone());
        let settings = &self.store.tenants[at.tenant].settings;
        let one_per_day = settings.one_invite_per_day;
        if let Some(reason) = refusal(&candidacy(seen.trigger, snapshot, settings)) {
            return Ok(Ok(Some(Message::Withdrawn { reason })));
        }
        if let (true, Some(contact_id)) = (one_per_day, &seen.snapshot.contact_id) {
            let slot = self.store.take_slot((at.tenant, contact_id), at.pipeline, self.now);
            if slot.0 != at.pipeline {
                return Ok(Err(Failure::NotBefore(slot.1 + Duration::hours(24))));
            }
        }
        let sent = self.hand_invite(at, seen, expires_at, MailId::Invite(at.pipeline))?;
        Ok(sent.map(|()| Some(Message::InviteSent)))
    }

    /// Sends the invite once more, because an operator wants it.
    fn invite_once_more(
        &mut self,
        at: At,
        seen: &Seen,
        expires_at: Instant,
    ) -> Result<Result<Option<Message>, Failure>, Broken> {
        if let Some(reason) = unreachable(&seen.snapshot) {
            return Ok(Ok(Some(Message::Withdrawn { reason })));
        }
        let sent = self.hand_invite(at, seen, expires_at, MailId::Effect(at.row))?;
        let first = matches!(seen.state.inner(), State::Planned { .. });
        let told = if first { Message::InviteSent } else { Message::InviteResent };
        Ok(sent.map(|()| Some(told)))
    }

    /// Sends what is no invite; before the interview not to who has begun.
    fn write_letter(
        &mut self,
        effect: &Effect,
        letter: Letter,
        at: At,
        seen: &Seen,
    ) -> Result<Result<Option<Message>, Failure>, Broken> {
        let before = matches!(letter, Letter::Reminder | Letter::Confirmation | Letter::Start);
        let there = &self.store.pipelines[at.pipeline];
        if !seen.snapshot.contact_allowed || before && there.consented {
            return Ok(Ok(None));
        }
        // The address as it is in Lever now, else as it was.
        if seen.snapshot.email.is_none() && !there.has_email {
            return Ok(Err(Failure::Never));
        }
        if self.store.tenants[at.tenant].connection != Connection::Connected {
            return Ok(Err(Failure::NotConnected));
        }
        let sent = self.mail((at.row, MailId::Effect(at.row)), letter, Some(at.pipeline))?;
        Ok(sent.map(|()| written(effect)))
    }

    /// Makes the candidate's link and sends it.
    fn hand_invite(
        &mut self,
        at: At,
        seen: &Seen,
        expires_at: Instant,
        id: MailId,
    ) -> Result<Result<(), Failure>, Broken> {
        let pipeline = &mut self.store.pipelines[at.pipeline];
        pipeline.link_expires_at = Some(expires_at);
        pipeline.has_email = true;
        self.check_invite(at.pipeline, seen, expires_at)?;
        if self.store.tenants[at.tenant].connection != Connection::Connected {
            return Ok(Err(Failure::NotConnected));
        }
        let letter = match id {
            MailId::Invite(_) => Letter::Invite,
            MailId::Effect(_) => Letter::Resent,
        };
        self.mail((at.row, id), letter, Some(at.pipeline))
    }

    /// Writes down what came of a try, unless the row was ended by another owner.
    fn settle(&mut self, one: &InHand, outcome: Result<Option<Message>, Failure>) {
        let InHand { row, tenant, pipeline, ref effect, attempts, .. } = *one;
        let key = (tenant, pipeline);
        if self.rules.fenced && self.store.outbox[row].status != Status::Pending {
            self.tell(|_| format!("effect {row} was ended by another owner"));
            return;
        }
        let failure = match outcome {
            Ok(message) => {
                self.close(tenant, row, effect, Status::Done);
                if let Some(message) = message {
                    self.store.insert(key, format!("{row} done"), message, self.now);
                }
                return;
            }
            Err(failure) => failure,
        };
        let due_at = match failure {
            Failure::NotConnected | Failure::Revoked => {
                if matches!(failure, Failure::Revoked) {
                    self.lose_connection(tenant);
                }
                if matches!(effect, Effect::LookAtLever | Effect::TearDownLever) {
                    self.close(tenant, row, effect, Status::Done);
                    return;
                }
                self.store.outbox[row].attempts = attempts - 1;
                self.now + RECONNECT_PAUSE
            }
            Failure::NotBefore(due_at) => {
                self.store.outbox[row].attempts = attempts - 1;
                due_at
            }
            Failure::Later if attempts < ATTEMPTS_MAX => self.now + self.pause(attempts),
            Failure::Later | Failure::Never => {
                self.close(tenant, row, effect, Status::Dead);
                let (effect, error) = (effect.name().to_owned(), "gave up".to_owned());
                let dedup_key = format!("{row} died {}", self.store.fresh_id());
                let died = Message::EffectDied { effect, error };
                self.store.insert(key, dedup_key, died, self.now);
                return;
            }
        };
        self.store.outbox[row].due_at = due_at;
    }

    fn close(&mut self, tenant: usize, row: usize, effect: &Effect, status: Status) {
        self.store.end_effect(row, status);
        let there = &mut self.store.tenants[tenant];
        if matches!(effect, Effect::TearDownLever) && there.connection == Connection::Disconnecting
        {
            there.connection = Connection::Disconnected;
        }
        let looks = matches!(effect, Effect::LookAtLever);
        if (looks || matches!(effect, Effect::SetUpLever))
            && there.connection == Connection::Connected
        {
            let pause = if looks { self.look_every } else { Duration::zero() };
            let due_at = self.now + pause;
            // One that is due sooner stays.
            there.look_due_at = Some(there.look_due_at.map_or(due_at, |it| it.min(due_at)));
        }
    }

    fn lose_connection(&mut self, tenant: usize) {
        if self.store.tenants[tenant].connection != Connection::Connected {
            return;
        }
        self.tell(|_| format!("tenant {tenant} lost its connection"));
        self.store.tenants[tenant].connection = Connection::Disconnected;
        let operator_id = entities::ids::OperatorId(self.store.fresh_id());
        let tell = Effect::TellOperator { operator_id, reason: String::new() };
        self.store.append((tenant, None), tell, self.now);
        self.reconnect_at[tenant] = Some(self.now + self.some_time());
    }

    /// Growing, with jitter.
    fn pause(&mut self, attempts: i32) -> Duration {
        let least = 2 << attempts.clamp(0, 8);
        Duration::seconds(self.rng.random_range(least..2 * least))
    }
}

/// The mail that an effect sends to a candidate, whatever speaks against it; not an invite.
fn letter(effect: &Effect) -> Option<Letter> {
    let pairs = [
        (matches!(effect, Effect::SendReminder { .. }), Letter::Reminder),
        (matches!(effect, Effect::SendConfirmation { .. }), Letter::Confirmation),
        (matches!(effect, Effect::SendStartReminder { .. }), Letter::Start),
        (matches!(effect, Effect::SendCancellation { .. }), Letter::Cancellation),
        (matches!(effect, Effect::SendFollowUp), Letter::FollowUp),
    ];
    pairs.into_iter().find_map(|(sends, letter)| sends.then_some(letter))
}

/// What a note is known again by.
fn mark(effect: &Effect, pipeline: usize) -> String {
    let human = matches!(effect, Effect::TellHumanWanted);
    format!("{} {pipeline}", if human { "timeline" } else { "report" })
}

/// What is told of an effect that was carried out.
fn written(effect: &Effect) -> Option<Message> {
    let outcome = || String::new();
    match effect {
        Effect::SendInvite { .. } => Some(Message::InviteSent),
        Effect::SendReminder { number, .. } => Some(Message::ReminderSent { number: *number }),
        Effect::SendConfirmation { .. } => Some(Message::ConfirmationSent),
        Effect::SendStartReminder { .. } => Some(Message::StartReminderSent),
        Effect::ResendInvite { .. } => Some(Message::InviteResent),
        Effect::SendCancellation { .. } => Some(Message::CancellationSent),
        Effect::SendFollowUp => Some(Message::FollowUpSent),
        Effect::AddInvitedTag => Some(Message::InvitedTagAdded),
        Effect::AddCompleteTag => Some(Message::CompleteTagAdded),
        Effect::TellHumanWanted => Some(Message::HumanWantedTold),
        Effect::WriteNote { .. } => Some(Message::NoteWritten),
        Effect::UploadFile { .. } => Some(Message::FileUploaded),
        Effect::AddLink => Some(Message::LinkAdded),
        Effect::WriteFeedback { .. } => Some(Message::FeedbackWritten { outcome: outcome() }),
        Effect::AdvanceStage { .. } => Some(Message::StageAdvanced { outcome: outcome() }),
        Effect::RemoveErrorTag => Some(Message::ErrorTagRemoved),
        Effect::AddErrorTag
        | Effect::SetUpLever
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
        | Effect::ScoreInterview { .. }
        | Effect::RescoreInterview { .. }
        | Effect::SendLetter
        | Effect::PassOnRequest { .. }
        | Effect::SendReply { .. }
        | Effect::SendPreview { .. }
        | Effect::SendEvent { .. }
        | Effect::TellNoAddress
        | Effect::TellBounced { .. }
        | Effect::RenderReport { .. } => None,
    }
}
