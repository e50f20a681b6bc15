//! What must hold after each step, and once everything has come to rest.
//!
//! Judged by what people and mail servers would see, and by what the room knows: not by the rules
//! under test.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use entities::{
    Instant,
    inbox::{Message, Status},
    outbox::Effect,
    pipeline::{State, StateName},
};

use super::{
    outside::{Letter, MailId},
    perform::Seen,
    scenario::{ERROR_TAG, QUESTIONS},
    world::{Broken, World},
};
use crate::pipeline::{Decision, uninvited};

/// What the checks remember.
#[derive(Default)]
pub(super) struct Kept {
    commits: HashSet<(usize, i32)>,
    versions: Vec<i32>,
    /// Opportunities that were gone for a time, in which nothing is done about them.
    pub(super) gone: BTreeSet<usize>,
}

/// What became of an opportunity, as far as people can see it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ending {
    states: BTreeSet<(String, String)>,
    mails: BTreeMap<Letter, usize>,
    tags: BTreeSet<String>,
    notes: usize,
    files: usize,
    links: usize,
    forms: usize,
}

fn must(holds: bool, what: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(what()) }
}

/// Where a pipeline may go from where it is, an operator's need aside.
fn may_follow(from: &State, to: &State, message: &Message) -> bool {
    use StateName as N;
    let (stuck, next) = (matches!(from, State::NeedsOperator { .. }), to.inner().name());
    let anew = matches!(message, Message::Triggered(_));
    if matches!(message, Message::DeletedInLever) && stuck && next == N::Withdrawn {
        return true;
    }
    let considered = matches!(next, N::Eligible | N::Ineligible) && anew;
    next == from.inner().name()
        || match from.inner() {
            State::Received => considered || next == N::Withdrawn,
            State::Ineligible { .. } => considered,
            State::Eligible => matches!(next, N::Planned | N::Withdrawn) || stuck && considered,
            State::Planned { .. } => {
                matches!(
                    next,
                    N::Invited
                        | N::Scheduled
                        | N::InProgress
                        | N::Completed
                        | N::Declined
                        | N::Expired
                        | N::Withdrawn
                ) || stuck && considered
            }
            State::Invited { .. } | State::Scheduled { .. } => matches!(
                next,
                N::Invited
                    | N::Scheduled
                    | N::InProgress
                    | N::Completed
                    | N::Declined
                    | N::Expired
                    | N::Withdrawn
            ),
            State::InProgress { .. } => {
                matches!(next, N::Completed | N::Declined | N::Expired | N::Withdrawn)
            }
            State::Completed { .. } => matches!(next, N::Scored | N::Withdrawn),
            State::Scored { .. } => matches!(next, N::Reported | N::Withdrawn),
            State::Reported { .. } => matches!(next, N::WrittenBack | N::Withdrawn),
            State::Withdrawn { was: Some(was), cancelled_at, .. } => {
                let (cancelled, stood) = (cancelled_at.is_some(), was.inner().name());
                let goes_on = matches!(message, Message::Retried) && next == stood;
                let invited_again = match stood {
                    N::Eligible => next == N::Received,
                    N::Scheduled => next == N::Invited,
                    N::Received | N::Planned | N::Invited | N::InProgress => next == stood,
                    N::Ineligible
                    | N::Completed
                    | N::Scored
                    | N::Reported
                    | N::WrittenBack
                    | N::Declined
                    | N::Withdrawn
                    | N::Expired
                    | N::NeedsOperator => false,
                };
                let resent = matches!(message, Message::ResendRequested { .. });
                goes_on
                    || cancelled && resent && invited_again
                    || !cancelled && uninvited(was.inner()) && considered
            }
            State::Expired { was: Some(was) } => {
                let stood = was.inner().name();
                let invited_again = if stood == N::Scheduled { N::Invited } else { stood } == next;
                let in_time = matches!(next, N::InProgress | N::Completed | N::Declined);
                if matches!(message, Message::ResendRequested { .. }) {
                    invited_again
                } else {
                    in_time
                }
            }
            State::WrittenBack { .. }
            | State::Declined
            | State::Expired { was: None }
            | State::Withdrawn { was: None, .. }
            | State::NeedsOperator { .. } => false,
        }
}

/// Whether nothing was forgotten within a state.
fn only_grows(from: &State, to: &State) -> bool {
    match (from.inner(), to.inner()) {
        (State::InProgress { answered: before, .. }, State::InProgress { answered, .. }) => {
            before <= answered
        }
        (
            State::Invited { reminded: before, sequence: first, expires_at: of, .. }
            | State::Scheduled { reminded: before, sequence: first, expires_at: of, .. },
            State::Invited { reminded, sequence, expires_at, .. }
            | State::Scheduled { reminded, sequence, expires_at, .. },
        ) => of == expires_at && before <= reminded && first <= sequence,
        (State::Reported { written: before, .. }, State::Reported { written, .. }) => {
            before.iter().all(|each| written.contains(each))
        }
        _ => true,
    }
}

impl World {
    /// After each step.
    pub(super) fn check_always(&mut self) -> Result<(), Broken> {
        let versions = &mut self.kept.versions;
        versions.resize(self.store.pipelines.len(), 0);
        for (id, (kept, there)) in versions.iter_mut().zip(&self.store.pipelines).enumerate() {
            must(*kept <= there.version, || format!("pipeline {id} went back to an old version"))?;
            *kept = there.version;
        }
        let pending = |id: &usize| self.store.inbox[*id].status == Status::Pending;
        must(self.store.waiting_messages.iter().all(pending), || "a finished row waits".into())
    }

    /// What a step of a pipeline may be.
    pub(super) fn check_commit(
        &mut self,
        pipeline: usize,
        (version, from): (i32, &State),
        message: &Message,
        decision: &Decision,
    ) -> Result<(), Broken> {
        let fresh = self.kept.commits.insert((pipeline, version));
        must(fresh, || format!("pipeline {pipeline}: two commits on version {version}"))?;
        let to = &decision.next;
        must(may_follow(from, to, message), || {
            format!("pipeline {pipeline}: {message:?} led from {from:?} to {to:?}")
        })?;
        must(only_grows(from, to), || {
            format!("pipeline {pipeline}: {to:?} forgets what {from:?} knew")
        })?;
        let now = self.now;
        must(decision.timers.iter().all(|(at, _)| *at >= now), || "a timer in the past".into())?;
        let invites = decision.effects.iter().any(|it| matches!(it, Effect::SendInvite { .. }));
        must(!invites || matches!(to.inner(), State::Planned { .. }), || {
            format!("pipeline {pipeline}: an invite is sent in {to:?}")
        })?;
        let resends =
            decision.effects.iter().filter(|it| matches!(it, Effect::ResendInvite { .. })).count();
        let asked = usize::from(matches!(message, Message::ResendRequested { .. }));
        must(resends <= asked, || {
            format!("pipeline {pipeline}: {message:?} sends the invite again {resends} times")
        })?;
        let tells = |it: &&Effect| matches!(it, Effect::SendCancellation { .. });
        must(decision.effects.iter().filter(tells).count() <= 1, || {
            format!("pipeline {pipeline}: {message:?} tells twice that it is cancelled")
        })
    }

    /// A finished row never changes.
    pub(super) fn check_finished_once(&self, row: usize) -> Result<(), Broken> {
        let status = self.store.inbox[row].status;
        must(status == Status::Pending, || format!("message {row} took effect twice"))
    }

    /// Nobody is erased whom Lever has.
    pub(super) fn check_erased(&self, opportunity: usize) -> Result<(), Broken> {
        let deleted = self.outside.opportunities[opportunity].deleted;
        must(deleted, || format!("opportunity {opportunity} is erased, and Lever has it"))
    }

    /// What may reach a candidate or their opportunity, as it was when Lever was asked before.
    pub(super) fn check_reach(
        &self,
        effect: &Effect,
        (pipeline, row): (usize, usize),
        seen: &Seen,
    ) -> Result<(), Broken> {
        let there = &self.store.pipelines[pipeline];
        let name = effect.name();
        must(seen.gone.is_none(), || {
            format!("pipeline {pipeline}: \"{name}\" reaches somebody {:?}", seen.gone)
        })?;
        // Who had it in hand beside another may not know yet.
        let dropped = self.store.outbox[row].status == Status::Dropped && !there.shared;
        must(!dropped, || format!("pipeline {pipeline}: \"{name}\" after it was dropped"))?;
        self.check_in_time(effect, pipeline, seen)?;
        let done = there.consented && there.answered >= QUESTIONS;
        match effect {
            Effect::SendInvite { .. }
            | Effect::ResendInvite { .. }
            | Effect::SendCancellation { .. }
            | Effect::PassOnRequest { .. }
            | Effect::SendReply { .. }
            | Effect::AddErrorTag
            | Effect::RemoveErrorTag
            | Effect::TellNoAddress
            | Effect::TellBounced { .. } => Ok(()),
            Effect::SendReminder { .. }
            | Effect::SendConfirmation { .. }
            | Effect::SendStartReminder { .. } => {
                must(self.outside.invited_at(pipeline).is_some(), || {
                    format!("pipeline {pipeline}: \"{name}\" to who was not invited")
                })
            }
            Effect::AddInvitedTag => must(self.outside.invited_at(pipeline).is_some(), || {
                format!("pipeline {pipeline}: the tag says invited and nobody is")
            }),
            Effect::TellHumanWanted => must(there.wants_person, || {
                format!("pipeline {pipeline}: nobody asked for a person")
            }),
            Effect::SendFollowUp
            | Effect::SendLetter
            | Effect::AddCompleteTag
            | Effect::WriteNote { .. }
            | Effect::UploadFile { .. }
            | Effect::AddLink
            | Effect::WriteFeedback { .. }
            | Effect::AdvanceStage { .. } => must(done, || {
                format!("pipeline {pipeline}: \"{name}\" before the interview is done")
            }),
            Effect::SetUpLever
            | Effect::LookAtLever
            | Effect::TearDownLever
            | Effect::PreviewBackfill { .. }
            | Effect::TellOperator { .. }
            | Effect::InviteOperator { .. }
            | Effect::SendPreview { .. }
            | Effect::SendEvent { .. }
            | Effect::ApplyRetention
            | Effect::ConfirmDeletion { .. }
            | Effect::EraseDeleted
            | Effect::ReadOpportunity { .. }
            | Effect::PlanInterview { .. }
            | Effect::ProposePlan { .. }
            | Effect::ScoreInterview { .. }
            | Effect::RescoreInterview { .. }
            | Effect::RenderReport { .. } => Err(format!("\"{name}\" reaches an opportunity")),
        }
    }

    /// Whether a mail comes when it should, as it was when Lever was asked before.
    fn check_in_time(&self, effect: &Effect, pipeline: usize, seen: &Seen) -> Result<(), Broken> {
        let (at, state) = (seen.at, seen.state.inner());
        let right = match (effect, state) {
            (
                Effect::SendReminder { expires_at: of, until, .. },
                State::Invited { expires_at, .. },
            ) => of == expires_at && at < *until && until <= expires_at,
            (
                Effect::SendReminder { expires_at: of, until, .. },
                State::Scheduled { expires_at, at: chosen, .. },
            ) => of == expires_at && at < *until && until <= expires_at && at >= *chosen,
            (
                Effect::SendConfirmation { at: Some(of), sequence: number },
                State::Scheduled { at: chosen, sequence, .. },
            ) => of == chosen && number == sequence,
            (
                Effect::SendConfirmation { at: None, sequence: number },
                State::Invited { sequence, .. },
            ) => number == sequence,
            (
                Effect::SendStartReminder { at: of, sequence: number },
                State::Scheduled { at: chosen, sequence, .. },
            ) => of == chosen && number == sequence && at < *chosen,
            (
                Effect::SendCancellation { cancelled_at: of },
                State::Withdrawn { cancelled_at, .. },
            ) => Some(*of) == *cancelled_at,
            (
                Effect::ResendInvite { expires_at: of, .. },
                State::Planned { expires_at, .. }
                | State::Invited { expires_at, .. }
                | State::Scheduled { expires_at, .. }
                | State::InProgress { expires_at, .. },
            ) => of == expires_at && at < *of,
            (
                Effect::SendReminder { .. }
                | Effect::SendConfirmation { .. }
                | Effect::SendStartReminder { .. }
                | Effect::SendCancellation { .. }
                | Effect::ResendInvite { .. },
                _,
            ) => false,
            _ => return Ok(()),
        };
        must(right, || format!("pipeline {pipeline}: {effect:?} in {state:?} at {at}"))?;
        // The one before was for an earlier time than this one.
        let Effect::SendReminder { number, expires_at, .. } = effect else { return Ok(()) };
        for mail in self.outside.mails.iter().filter(|mail| mail.taken_at <= at) {
            let MailId::Effect(row) = mail.id else { continue };
            let row = &self.store.outbox[row];
            if let Effect::SendReminder { number: other, expires_at: of, until } = &row.effect
                && row.pipeline == Some(pipeline)
                && of == expires_at
            {
                must(other == number || other < number && *until <= at, || {
                    format!("pipeline {pipeline}: reminder {number} at {at} after {other}")
                })?;
            }
        }
        Ok(())
    }

    /// Whom an invite may reach, as Lever said right before.
    pub(super) fn check_invite(
        &self,
        pipeline: usize,
        seen: &Seen,
        expires_at: Instant,
    ) -> Result<(), Broken> {
        let it = &seen.snapshot;
        let may = !it.archived && !it.anonymized && it.contact_allowed && it.email.is_some();
        must(may, || format!("pipeline {pipeline}: an invite to somebody not to be invited"))?;
        let ends = self.store.pipelines[pipeline].link_expires_at;
        must(ends == Some(expires_at), || {
            format!("pipeline {pipeline}: the link ends {ends:?}, the invite says {expires_at}")
        })
    }

    /// After the mail server took a mail: it is another only if nobody could know of the first.
    pub(super) fn check_mail(&self, id: MailId) -> Result<(), Broken> {
        let mail = self.outside.mails.iter().find(|mail| mail.id == id).expect("it was taken");
        let Some(pipeline) = mail.pipeline else { return Ok(()) };
        let letter = mail.letter;
        let there = &self.store.pipelines[pipeline];
        let before = matches!(letter, Letter::Reminder | Letter::Confirmation | Letter::Start);
        must(!before || !there.consented, || {
            format!("pipeline {pipeline}: {letter:?} to who has begun")
        })?;
        let (ids, most) = match id {
            // One for each request.
            MailId::Effect(_) if letter == Letter::Resent => {
                (self.outside.mailed(letter, pipeline), there.resends)
            }
            // One for each number, change or cancellation.
            MailId::Effect(row) => (self.same_mails(row), 1),
            MailId::Invite(_) => (self.outside.mailed(letter, pipeline), 1),
        };
        must(ids <= most, || format!("pipeline {pipeline}: {ids} different mails: {letter:?}"))?;
        let excused = match id {
            MailId::Invite(_) => 1 + self.unheard(letter, pipeline),
            MailId::Effect(row) => 1 + self.store.outbox[row].unheard,
        };
        must(mail.handed <= excused || there.shared || there.deaf, || {
            let handed = mail.handed;
            format!("pipeline {pipeline}: {letter:?} handed over {handed} times, not {excused}")
        })
    }

    /// How many mails say the same as the one of this effect.
    fn same_mails(&self, row: usize) -> usize {
        let one = &self.store.outbox[row];
        let same = |id: &MailId| {
            let MailId::Effect(other) = id else { return false };
            let other = &self.store.outbox[*other];
            other.pipeline == one.pipeline
                && match (&other.effect, &one.effect) {
                    (
                        Effect::SendReminder { number, expires_at, .. },
                        Effect::SendReminder { number: another, expires_at: of, .. },
                    ) => number == another && expires_at == of,
                    (
                        Effect::SendConfirmation { sequence, .. },
                        Effect::SendConfirmation { sequence: of, .. },
                    )
                    | (
                        Effect::SendStartReminder { sequence, .. },
                        Effect::SendStartReminder { sequence: of, .. },
                    ) => sequence == of,
                    (other, one) => other == one,
                }
        };
        self.outside.mails.iter().filter(|mail| same(&mail.id)).count()
    }

    /// How often such a mail was taken without anybody's hearing of it.
    fn unheard(&self, letter: Letter, pipeline: usize) -> u32 {
        let sends = |effect: &Effect| match letter {
            Letter::Invite => matches!(effect, Effect::SendInvite { .. }),
            Letter::Resent => matches!(effect, Effect::ResendInvite { .. }),
            Letter::Reminder => matches!(effect, Effect::SendReminder { .. }),
            Letter::Confirmation => matches!(effect, Effect::SendConfirmation { .. }),
            Letter::Start => matches!(effect, Effect::SendStartReminder { .. }),
            Letter::Cancellation => matches!(effect, Effect::SendCancellation { .. }),
            Letter::FollowUp => matches!(effect, Effect::SendFollowUp),
            Letter::Operator => {
                matches!(effect, Effect::TellOperator { .. } | Effect::InviteOperator { .. })
            }
        };
        let of = self.store.outbox.iter().filter(|row| row.pipeline == Some(pipeline));
        of.filter(|row| sends(&row.effect)).map(|row| row.unheard).sum()
    }

    /// After something was written to an opportunity.
    pub(super) fn check_written(&self, pipeline: usize) -> Result<(), Broken> {
        let there = &self.store.pipelines[pipeline];
        let opportunity = &self.outside.opportunities[there.opportunity];
        let settings = &self.store.tenants[there.tenant].settings;
        for tag in [&settings.invited_tag, &settings.complete_tag] {
            let times = opportunity.tagged.get(tag).copied().unwrap_or_default();
            must(times <= 1, || format!("pipeline {pipeline}: \"{tag}\" put on {times} times"))?;
        }
        let shared = |of: usize| self.store.pipelines[of].shared;
        let counts = opportunity.files.iter().chain(&opportunity.forms);
        let mut each =
            counts.map(|(of, times)| (*of, *times)).chain(opportunity.notes.iter().filter_map(
                |(mark, times)| Some((mark.rsplit(' ').next()?.parse().ok()?, *times)),
            ));
        must(each.all(|(of, times)| times <= 1 || shared(of)), || {
            format!(
                "pipeline {pipeline}: written more than once: notes {:?}, files {:?}, forms {:?}",
                opportunity.notes, opportunity.files, opportunity.forms
            )
        })
    }

    /// Once nothing is pending any more and nothing goes wrong.
    pub(super) fn at_rest(&mut self) -> Result<(), Broken> {
        let waiting = (self.store.waiting_messages.len(), self.store.waiting_effects.len());
        must(waiting == (0, 0), || format!("rows that nobody takes up: {waiting:?}"))?;
        let given_up = self.given_up();
        must(given_up == 0, || format!("{given_up} rows given up that nobody can take up again"))?;
        for pipeline in 0..self.store.pipelines.len() {
            self.check_end(pipeline)?;
        }
        Ok(())
    }

    fn check_end(&self, pipeline: usize) -> Result<(), Broken> {
        let there = &self.store.pipelines[pipeline];
        let opportunity = &self.outside.opportunities[there.opportunity];
        let settings = &self.store.tenants[there.tenant].settings;
        let invites = self.outside.mailed(Letter::Invite, pipeline);
        let wrong =
            |what: &str| format!("pipeline {pipeline} came to rest as {:?}: {what}", there.state);
        let resent = self.outside.mailed(Letter::Resent, pipeline);
        must(invites <= 1 && resent <= there.resends, || wrong("invited unasked"))?;
        // What an operator dropped, nobody waits for.
        let was_dropped = |effect: fn(&Effect) -> bool| {
            let mut of = self.store.outbox.iter().filter(|row| row.pipeline == Some(pipeline));
            of.any(|row| row.status == Status::Dropped && effect(&row.effect))
        };
        let used = matches!(there.state, State::WrittenBack { .. } | State::Declined);
        let marked = opportunity.tags.contains(&settings.invited_tag)
            || was_dropped(|it| {
                matches!(
                    it,
                    Effect::SendInvite { .. } | Effect::ResendInvite { .. } | Effect::AddInvitedTag
                )
            })
            || there.deaf
            || self.kept.gone.contains(&there.opportunity);
        must(!used || marked, || wrong("the tag that says invited is missing"))?;
        match &there.state {
            State::Received
            | State::Eligible
            | State::Planned { .. }
            | State::Completed { .. }
            | State::Scored { .. }
            | State::Reported { .. }
            | State::Expired { .. }
                if there.deaf => {}
            State::Received
            | State::Eligible
            | State::Planned { .. }
            | State::Invited { .. }
            | State::Scheduled { .. }
            | State::InProgress { .. }
            | State::Completed { .. }
            | State::Scored { .. }
            | State::Reported { .. }
            | State::NeedsOperator { .. } => return Err(wrong("it does not go on")),
            State::WrittenBack { .. } => {
                must(there.answered == QUESTIONS, || wrong("not everything is answered"))?;
                must(invites + resent >= 1, || wrong("not invited"))?;
                let tagged = opportunity.tags.contains(&settings.complete_tag)
                    || was_dropped(|it| matches!(it, Effect::AddCompleteTag));
                let noted = opportunity.notes.contains_key(&format!("report {pipeline}"))
                    || was_dropped(|it| matches!(it, Effect::WriteNote { .. }));
                let filed = opportunity.files.contains_key(&pipeline)
                    || was_dropped(|it| matches!(it, Effect::UploadFile { .. }));
                must(tagged && noted && filed, || wrong("tag, note or file is missing"))?;
            }
            State::Declined => must(there.wants_person, || wrong("they never said so"))?,
            State::Expired { .. } => {
                let answered = there.answered >= QUESTIONS;
                must(!answered, || wrong("everything is answered"))?;
                must(!there.wants_person, || wrong("they asked for a person"))?;
            }
            State::Ineligible { .. } => {
                let unheard = self.unheard(Letter::Invite, pipeline) > 0;
                let excused = unheard || there.shared || there.deaf;
                must(invites == 0 || excused, || wrong("and was invited"))?;
            }
            State::Withdrawn { .. } => {}
        }
        Ok(())
    }

    /// Whether something about it was never decided, or came when no state knew of it.
    pub(super) fn is_deaf(&self, opportunity: usize) -> bool {
        let mut of = self.store.pipelines.iter().filter(|it| it.opportunity == opportunity);
        of.any(|it| it.deaf)
    }

    /// What became of an opportunity.
    pub(super) fn ending(&self, opportunity: usize) -> Ending {
        let of = |it: &usize| self.store.pipelines[*it].opportunity == opportunity;
        let pipelines: Vec<usize> = (0..self.store.pipelines.len()).filter(of).collect();
        let mut mails = BTreeMap::new();
        for mail in &self.outside.mails {
            // The others depend on when things happen.
            let always = matches!(mail.letter, Letter::Invite | Letter::FollowUp);
            if always && mail.pipeline.is_some_and(|pipeline| pipelines.contains(&pipeline)) {
                *mails.entry(mail.letter).or_default() += 1;
            }
        }
        // Nobody looks for an application that invites nobody, when its event is lost.
        let unsought = |id: &&usize| {
            let there = &self.store.pipelines[**id];
            there.posting_id == "nearly" && matches!(there.state, State::Ineligible { .. })
        };
        let states = pipelines.iter().filter(|id| !unsought(id)).map(|id| {
            let there = &self.store.pipelines[*id];
            (there.posting_id.clone(), format!("{:?}", there.state.name()))
        });
        let it = &self.outside.opportunities[opportunity];
        let mut tags = it.tags.clone();
        // Two owners who put the same tag on each take it for the other's.
        if pipelines.iter().any(|id| self.store.pipelines[*id].shared) {
            tags.remove(ERROR_TAG);
        }
        Ending {
            states: states.collect(),
            mails,
            tags,
            notes: it.notes.len(),
            files: it.files.len(),
            links: it.links.len(),
            forms: it.forms.len(),
        }
    }
}
