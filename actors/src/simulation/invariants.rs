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
                        | N::InProgress
                        | N::Completed
                        | N::Declined
                        | N::Expired
                        | N::Withdrawn
                ) || stuck && considered
            }
            State::Invited { .. } => matches!(
                next,
                N::InProgress | N::Completed | N::Declined | N::Expired | N::Withdrawn
            ),
            State::InProgress { .. } => {
                matches!(next, N::Completed | N::Declined | N::Expired | N::Withdrawn)
            }
            State::Completed { .. } => matches!(next, N::Scored | N::Withdrawn),
            State::Scored { .. } => matches!(next, N::Reported | N::Withdrawn),
            State::Reported { .. } => matches!(next, N::WrittenBack | N::Withdrawn),
            State::Withdrawn { was: Some(was), .. } => {
                let goes_on = matches!(message, Message::Retried) && next == was.inner().name();
                goes_on || uninvited(was.inner()) && considered
            }
            State::WrittenBack { .. }
            | State::Declined
            | State::Expired
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
        })
    }

    /// A finished row never changes.
    pub(super) fn check_finished_once(&self, row: usize) -> Result<(), Broken> {
        let status = self.store.inbox[row].status;
        must(status == Status::Pending, || format!("message {row} took effect twice"))
    }

    /// What may reach a candidate or their opportunity, as it was when Lever was asked before.
    pub(super) fn check_reach(
        &self,
        effect: &Effect,
        pipeline: usize,
        seen: &Seen,
    ) -> Result<(), Broken> {
        let there = &self.store.pipelines[pipeline];
        let name = effect.name();
        must(seen.gone.is_none(), || {
            format!("pipeline {pipeline}: \"{name}\" reaches somebody {:?}", seen.gone)
        })?;
        let done = there.consented && there.answered >= QUESTIONS;
        match effect {
            Effect::SendInvite { .. } | Effect::AddErrorTag | Effect::RemoveErrorTag => Ok(()),
            Effect::AddInvitedTag => {
                must(self.outside.mailed(Letter::Invite, pipeline) > 0, || {
                    format!("pipeline {pipeline}: the tag says invited and nobody is")
                })
            }
            Effect::TellHumanWanted => must(there.wants_person, || {
                format!("pipeline {pipeline}: nobody asked for a person")
            }),
            Effect::SendFollowUp
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
            | Effect::ReadOpportunity { .. }
            | Effect::PlanInterview { .. }
            | Effect::ScoreInterview { .. }
            | Effect::RenderReport { .. } => Err(format!("\"{name}\" reaches an opportunity")),
        }
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
        let ids = self.outside.mailed(letter, pipeline);
        must(ids == 1, || format!("pipeline {pipeline}: {ids} different mails: {letter:?}"))?;
        let excused = 1 + self.unheard(letter, pipeline);
        must(mail.handed <= excused || self.store.pipelines[pipeline].shared, || {
            let handed = mail.handed;
            format!("pipeline {pipeline}: {letter:?} handed over {handed} times, not {excused}")
        })
    }

    /// How often such a mail was taken without anybody's hearing of it.
    fn unheard(&self, letter: Letter, pipeline: usize) -> u32 {
        let sends = |effect: &Effect| match letter {
            Letter::Invite => matches!(effect, Effect::SendInvite { .. }),
            Letter::FollowUp => matches!(effect, Effect::SendFollowUp),
            Letter::Operator => matches!(effect, Effect::TellOperator { .. }),
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
        match &there.state {
            State::Received
            | State::Eligible
            | State::Planned { .. }
            | State::Invited { .. }
            | State::InProgress { .. }
            | State::Completed { .. }
            | State::Scored { .. }
            | State::Reported { .. }
            | State::NeedsOperator { .. } => return Err(wrong("it does not go on")),
            State::WrittenBack { .. } => {
                must(there.answered == QUESTIONS, || wrong("not everything is answered"))?;
                must(invites == 1, || wrong("not invited once"))?;
                let tagged = opportunity.tags.contains(&settings.complete_tag);
                let noted = opportunity.notes.contains_key(&format!("report {pipeline}"));
                let filed = opportunity.files.contains_key(&pipeline);
                must(tagged && noted && filed, || wrong("tag, note or file is missing"))?;
            }
            State::Declined => must(there.wants_person, || wrong("they never said so"))?,
            State::Expired => {
                let answered = there.answered >= QUESTIONS;
                must(!answered, || wrong("everything is answered"))?;
                must(!there.wants_person, || wrong("they asked for a person"))?;
            }
            State::Ineligible { .. } => {
                let unheard = self.unheard(Letter::Invite, pipeline) > 0;
                must(invites == 0 || unheard, || wrong("and was invited"))?;
            }
            State::Withdrawn { .. } => {}
        }
        Ok(())
    }

    /// What became of an opportunity.
    pub(super) fn ending(&self, opportunity: usize) -> Ending {
        let of = |it: &usize| self.store.pipelines[*it].opportunity == opportunity;
        let pipelines: Vec<usize> = (0..self.store.pipelines.len()).filter(of).collect();
        let mut mails = BTreeMap::new();
        for mail in &self.outside.mails {
            if mail.pipeline.is_some_and(|pipeline| pipelines.contains(&pipeline)) {
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
