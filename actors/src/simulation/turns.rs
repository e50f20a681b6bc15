//! The turns of tenant and pipeline actors: claim, decide by the rules under test, commit.
//!
//! Each turn is several steps, between which others go on and everything in memory may be lost.

use entities::{
    inbox::{Message, Status},
    outbox::Effect,
    pipeline::{LIVE, State},
};
use rand::Rng;

use super::{
    outside::numbered,
    store::Pipeline,
    world::{Broken, Turn, World},
};
use crate::tenant::{ATTEMPTS_MAX, Routed};

impl World {
    /// Routes one message of a tenant's own, or has its Lever looked at.
    pub(super) fn tenant_turn(&mut self, owner: usize) -> Result<bool, Broken> {
        let count = self.store.tenants.len();
        let first = self.rng.random_range(0..count);
        for tenant in (first..count).chain(0..first) {
            let due = self.store.tenants[tenant].look_due_at.is_some_and(|at| at <= self.now);
            if due && self.looking && !self.store.is_looking(tenant) {
                self.store.tenants[tenant].look_due_at = None;
                self.store.append((tenant, None), Effect::LookAtLever, self.now);
                return Ok(true);
            }
            if self.turn(owner, tenant, None)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// One step of one pipeline, any of those with something to do.
    pub(super) fn pipeline_turn(&mut self, owner: usize) -> Result<bool, Broken> {
        let count = self.store.pipelines.len();
        if count == 0 {
            return Ok(false);
        }
        let first = self.rng.random_range(0..count);
        for pipeline in (first..count).chain(0..first) {
            let tenant = self.store.pipelines[pipeline].tenant;
            if self.turn(owner, tenant, Some(pipeline))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// One step of the actor of this place: it claims, sees, or commits.
    fn turn(
        &mut self,
        owner: usize,
        tenant: usize,
        pipeline: Option<usize>,
    ) -> Result<bool, Broken> {
        let turns = &mut self.owners[owner].turns;
        let of = |turn: &Turn| turn.tenant == tenant && turn.pipeline == pipeline;
        let Some(place) = turns.iter().position(of) else {
            return Ok(self.claim(owner, tenant, pipeline));
        };
        let turn = &mut turns[place];
        if let Some(id) = turn.pipeline
            && turn.seen.is_none()
        {
            let there = &self.store.pipelines[id];
            turn.seen = Some((there.version, there.state.clone()));
            return Ok(true);
        }
        let turn = turns.swap_remove(place);
        self.commit(turn)?;
        Ok(true)
    }

    /// Takes a message for one try, which is counted before it is made.
    fn claim(&mut self, owner: usize, tenant: usize, pipeline: Option<usize>) -> bool {
        let Some(row) = self.store.due_message(tenant, pipeline, self.now) else { return false };
        let claimed = &mut self.store.inbox[row];
        claimed.attempts += 1;
        let attempts = claimed.attempts;
        self.owners[owner].turns.push(Turn { tenant, pipeline, row, attempts, seen: None });
        true
    }

    fn commit(&mut self, turn: Turn) -> Result<(), Broken> {
        let Turn { tenant, row, attempts, .. } = turn;
        if self.rules.fenced && self.store.inbox[row].status != Status::Pending {
            self.tell(|_| format!("message {row} was finished by another owner"));
            return Ok(());
        }
        if attempts > ATTEMPTS_MAX {
            self.tell(|_| format!("message {row} is given up"));
            self.store.end_message(row, Status::Dead);
            return Ok(());
        }
        let message = self.store.inbox[row].message.clone();
        if let (Some(pipeline), Some(seen)) = (turn.pipeline, turn.seen) {
            return self.advance(pipeline, seen, row, &message);
        }
        let routed = (self.rules.route)(message, &self.store.tenants[tenant].settings);
        self.follow(tenant, row, routed);
        self.end_message(row)
    }

    fn end_message(&mut self, row: usize) -> Result<(), Broken> {
        self.check_finished_once(row)?;
        self.store.end_message(row, Status::Done);
        Ok(())
    }

    /// Commits where a message of a tenant's own leads.
    fn follow(&mut self, tenant: usize, row: usize, routed: Routed) {
        self.tell(|world| {
            let message = &world.store.inbox[row].message;
            format!("tenant {tenant} routes message {row} {message:?}: {routed:?}")
        });
        match routed {
            Routed::Nowhere => {}
            Routed::Effect(effect) => {
                self.store.append((tenant, None), effect, self.now);
            }
            Routed::Pipeline(candidacy) => {
                let pipeline = self.ensure(tenant, &candidacy);
                self.forward(tenant, row, pipeline, Message::Triggered(*candidacy));
            }
            Routed::Known { opportunity_id, message } => {
                let opportunity = numbered(&opportunity_id);
                for id in 0..self.store.pipelines.len() {
                    let there = &self.store.pipelines[id];
                    if there.tenant == tenant && there.opportunity == opportunity {
                        self.forward(tenant, row, id, Message::clone(&message));
                    }
                }
            }
            Routed::All { reason } => {
                for id in 0..self.store.pipelines.len() {
                    let there = &self.store.pipelines[id];
                    if there.tenant == tenant && LIVE.contains(&there.state.name()) {
                        let reason = reason.clone();
                        self.forward(tenant, row, id, Message::Withdrawn { reason });
                    }
                }
            }
        }
    }

    fn forward(&mut self, tenant: usize, from: usize, pipeline: usize, message: Message) {
        let key = format!("{from} {pipeline}");
        self.store.insert((tenant, Some(pipeline)), key, message, self.now);
    }

    /// The pipeline of this opportunity on this posting, with the candidate's newest data.
    fn ensure(&mut self, tenant: usize, candidacy: &entities::inbox::Candidacy) -> usize {
        let snapshot = &candidacy.snapshot;
        let opportunity = numbered(&snapshot.opportunity_id);
        let posting_id = snapshot.posting_id.clone().unwrap_or_default();
        let contact_id = snapshot.contact_id.clone();
        let same = |there: &Pipeline| {
            there.tenant == tenant
                && there.opportunity == opportunity
                && there.posting_id == posting_id
        };
        let has_email = snapshot.email.is_some();
        if let Some(there) = self.store.pipelines.iter().position(same) {
            let pipeline = &mut self.store.pipelines[there];
            (pipeline.contact_id, pipeline.has_email) = (contact_id, has_email);
            return there;
        }
        self.store.pipelines.push(Pipeline {
            tenant,
            opportunity,
            posting_id,
            contact_id,
            has_email,
            trigger: candidacy.trigger,
            state: State::Received,
            version: 0,
            plan_id: None,
            scorecard_id: None,
            report_id: None,
            link_expires_at: None,
            consented: false,
            answered: 0,
            wants_person: false,
            wished: 0,
            resends: 0,
            deaf: false,
            shared: false,
        });
        self.store.pipelines.len() - 1
    }

    /// Decides one message on what was seen, and commits that unless somebody was faster.
    fn advance(
        &mut self,
        pipeline: usize,
        (version, state): (i32, State),
        row: usize,
        message: &Message,
    ) -> Result<(), Broken> {
        let decision = (self.rules.decide)(state.clone(), message, self.now);
        self.tell(|_| {
            format!(
                "pipeline {pipeline} v{version} message {row} {message:?}: {state:?} -> {:?}, {:?}{}",
                decision.next,
                decision.effects,
                if decision.again { " again" } else { "" }
            )
        });
        let there = &mut self.store.pipelines[pipeline];
        if self.rules.fenced && there.version != version {
            self.tell(|_| "overtaken: refused".to_owned());
            return Ok(());
        }
        let of_an_invite = matches!(
            message,
            Message::InviteSent
                | Message::TimeChosen { .. }
                | Message::ConsentGiven
                | Message::Answered { .. }
                | Message::HumanRequested
        );
        let anew = matches!(state.inner(), State::Eligible | State::Ineligible { .. });
        there.deaf |= of_an_invite && anew;
        there.version = version + 1;
        there.state = decision.next.clone();
        if let State::Planned { plan_id, .. } = there.state.inner() {
            there.plan_id = Some(*plan_id);
        }
        if let Some(trigger) = decision.trigger {
            there.trigger = trigger;
        }
        let tenant = there.tenant;
        self.check_commit(pipeline, (version, &state), message, &decision)?;
        for effect in decision.effects {
            if decision.again {
                self.store.append_again((tenant, pipeline), effect, self.now);
            } else {
                self.store.append((tenant, Some(pipeline)), effect, self.now);
            }
        }
        for (number, (due_at, message)) in decision.timers.into_iter().enumerate() {
            let key = format!("timer {number} of {row}");
            self.store.insert((tenant, Some(pipeline)), key, message, due_at);
        }
        self.end_message(row)
    }
}
