//! What people do: recruiters in Lever, candidates in the room, operators here; and the look at
//! Lever that finds what no event announced.

use chrono::Duration;
use entities::{
    Instant,
    connection::Status as Connection,
    inbox::{Message, Status},
    invite::FINISH_WITHIN,
    outbox::Effect,
    pipeline::{LIVE, State},
    tenant::PostingRule,
};
use rand::{Rng, seq::IndexedRandom};

use super::{
    outside::{APPLICATION_TAG, Delivery, POSTINGS, STAGES, opportunity_id, posting_id},
    scenario::{Event, Manner, QUESTIONS},
    world::World,
};
use crate::pipeline::{
    TIME_CHANGES_MAX, is_unanswered, may_be_cancelled, may_be_resent, uninvited,
};

const OVERLAP: Duration = Duration::minutes(10);
const LOOK_BACK_MAX: Duration = Duration::days(3);
const EVENT_EARLY: Duration = Duration::seconds(2);
const ON_ITS_WAY: Duration = Duration::seconds(60);

impl World {
    /// The next thing that people do, if it is time for one.
    pub(super) fn people_act(&mut self) -> bool {
        if self.script.last().is_some_and(|(at, ..)| *at <= self.now) {
            if let Some((_, number, event)) = self.script.pop() {
                self.tell(|_| format!("opportunity {number}: {event:?}"));
                self.happen(number, event);
            }
            return true;
        }
        for tenant in 0..self.reconnect_at.len() {
            if self.reconnect_at[tenant].is_some_and(|at| at <= self.now) {
                self.reconnect_at[tenant] = None;
                self.connect(tenant);
                return true;
            }
        }
        let count = self.store.pipelines.len();
        let first = self.rng.random_range(0..count.max(1));
        (first..count).chain(0..first.min(count)).any(|pipeline| self.candidate_acts(pipeline))
    }

    fn happen(&mut self, number: usize, event: Event) {
        let now = self.now;
        let opportunity = &mut self.outside.opportunities[number];
        let (tenant, deleted) = (opportunity.tenant, opportunity.deleted);
        let triggered_at = Some(now);
        let opportunity_id = opportunity_id(number);
        opportunity.changes += 1;
        let goes = matches!(
            event,
            Event::Archived(true) | Event::Anonymized | Event::Deleted | Event::Merged
        );
        if goes {
            self.kept.gone.insert(number);
        }
        match event {
            Event::Applied { posting } => {
                (opportunity.posting, opportunity.applied_at) = (Some(posting), Some(now));
                let applied = Message::ApplicationCreated { opportunity_id, triggered_at };
                self.announce(tenant, &applied);
            }
            Event::Moved { stage } if stage != opportunity.stage && !deleted => {
                opportunity.stage = stage;
                opportunity.stage_changes += 1;
                opportunity.moved_at = now;
                let to_stage_id = STAGES[stage].to_owned();
                let moved = Message::StageChanged { opportunity_id, to_stage_id, triggered_at };
                self.announce(tenant, &moved);
            }
            Event::Moved { .. } => {}
            Event::Archived(archived) => opportunity.archived = archived,
            Event::Anonymized => opportunity.anonymized = true,
            Event::Deleted => {
                opportunity.deleted = true;
                let deleted = Message::CandidateDeleted { opportunity_id, triggered_at };
                self.announce(tenant, &deleted);
            }
            Event::ContactAllowed(allowed) => opportunity.contact_allowed = allowed,
            Event::Email(there) => opportunity.has_email = there,
            Event::Merged => opportunity.contact_id = format!("merged {number}"),
            Event::Backfilled => {
                let key = format!("backfill {}", self.store.fresh_id());
                let message = Message::Backfilled { opportunity_id };
                self.store.insert((tenant, None), key, message, now);
            }
            Event::RetriedByOperator => self.of_opportunity(number, Self::retry_interview),
            Event::CancelledByOperator => self.of_opportunity(number, Self::cancel_interview),
            Event::ResentByOperator => self.of_opportunity(number, Self::resend_invite),
            Event::Ruled(rule) => {
                let rules = &mut self.store.tenants[tenant].settings.posting_rules;
                rules.extend(posting_id(opportunity.posting).map(|posting| (posting, rule)));
            }
            Event::AccountChanged => self.change_account(tenant),
        }
    }

    fn of_opportunity(&mut self, number: usize, each: fn(&mut Self, usize)) {
        for pipeline in 0..self.store.pipelines.len() {
            if self.store.pipelines[pipeline].opportunity == number {
                each(self, pipeline);
            }
        }
    }

    fn cancel_interview(&mut self, pipeline: usize) {
        let there = &self.store.pipelines[pipeline];
        if may_be_cancelled(there.state.inner()) {
            let (tenant, key) = (there.tenant, format!("cancel {pipeline} {}", there.version));
            let message = Message::Cancelled { reason: None };
            self.store.insert((tenant, Some(pipeline)), key, message, self.now);
        }
    }

    fn resend_invite(&mut self, pipeline: usize) {
        let (there, now) = (&self.store.pipelines[pipeline], self.now);
        let tenant = there.tenant;
        let on_its_way = self.store.waiting_effects.iter().any(|id| {
            let row = &self.store.outbox[*id];
            row.pipeline == Some(pipeline) && matches!(row.effect, Effect::ResendInvite { .. })
        });
        if on_its_way || !may_be_resent(&there.state) {
            return;
        }
        let unplanned = matches!(
            &there.state,
            State::Withdrawn { was: Some(was), .. }
                if matches!(**was, State::Received | State::Eligible)
        );
        let key = format!("resend {pipeline} {}", there.version);
        let opportunity_id = opportunity_id(there.opportunity);
        let invite_days = self.store.tenants[tenant].settings.invite_days;
        let message = Message::ResendRequested { invite_days };
        if self.store.insert((tenant, Some(pipeline)), key.clone(), message, now) {
            self.store.pipelines[pipeline].resends += 1;
        }
        if unplanned {
            let message = Message::Backfilled { opportunity_id };
            self.store.insert((tenant, None), format!("{key} anew"), message, now);
        }
    }

    /// Sends an event; it may be lost, come late, or come twice.
    fn announce(&mut self, tenant: usize, message: &Message) {
        let token = self.outside.fresh_token();
        let lost = self.chance(self.faults.webhook_lost);
        let times = if self.chance(self.faults.webhook_twice) { 2 } else { 1 };
        if lost || self.store.tenants[tenant].connection != Connection::Connected {
            self.tell(|_| "its event is lost".to_owned());
            return;
        }
        for _ in 0..times {
            let late = self.chance(self.faults.webhook_late);
            let at = if late { self.now + self.some_time() } else { self.now };
            let message = message.clone();
            self.outside.deliveries.push(Delivery { token, tenant, message, at });
        }
    }

    /// Takes an event that has reached us, in any order.
    pub(super) fn take_delivery(&mut self) -> bool {
        let count = self.outside.deliveries.len();
        let first = self.rng.random_range(0..count.max(1));
        let due = |place: &usize| self.outside.deliveries[*place].at <= self.now;
        let Some(place) = (first..count).chain(0..first.min(count)).find(due) else {
            return false;
        };
        let Delivery { token, tenant, message, .. } = self.outside.deliveries.swap_remove(place);
        self.store.insert((tenant, None), format!("delivery {token}"), message, self.now);
        true
    }

    fn change_account(&mut self, tenant: usize) {
        let of_tenant = self.outside.opportunities.iter().enumerate();
        let of_tenant = of_tenant.filter(|(_, it)| it.tenant == tenant).map(|(id, _)| id);
        self.kept.gone.extend(of_tenant);
        let there = &mut self.store.tenants[tenant];
        there.account += 1;
        there.reconciled_to = None;
        there.settings.trigger_stages.clear();
        there.settings.stages_chosen = false;
        there.settings.posting_rules.clear();
        there.settings.advance = None;
        there.settings.feedback = None;
        let key = format!("account changed {}", self.store.fresh_id());
        self.store.insert((tenant, None), key, Message::AccountChanged, self.now);
        self.reconnect_at[tenant] = None;
        self.connect(tenant);
    }

    /// What a candidate may do in the room, and does.
    fn candidate_acts(&mut self, pipeline: usize) -> bool {
        let there = &self.store.pipelines[pipeline];
        let (tenant, now) = (there.tenant, self.now);
        let manner = self.manners[there.opportunity];
        let Some(invited_at) = self.outside.invited_at(pipeline) else { return false };
        let over = match there.state.inner() {
            State::Declined | State::Withdrawn { .. } | State::Expired { .. } => true,
            State::Received
            | State::Ineligible { .. }
            | State::Eligible
            | State::Planned { .. }
            | State::Invited { .. }
            | State::Scheduled { .. }
            | State::InProgress { .. }
            | State::Completed { .. }
            | State::Scored { .. }
            | State::Reported { .. }
            | State::WrittenBack { .. }
            | State::NeedsOperator { .. } => false,
        };
        let finish = if there.consented { FINISH_WITHIN } else { Duration::zero() };
        let ended = there.link_expires_at.is_none_or(|at| at + finish <= now);
        if over || ended || there.answered >= QUESTIONS || there.wants_person {
            return false;
        }
        let connected = self.store.tenants[tenant].connection == Connection::Connected;
        if !there.consented && connected && self.chooses_time(pipeline, invited_at) {
            return true;
        }
        let there = &mut self.store.pipelines[pipeline];
        if manner == Manner::Silent || now < invited_at + self.dawdles[there.opportunity] {
            return false;
        }
        let (key, message) = if manner == Manner::WantsPerson(there.answered) {
            there.wants_person = true;
            (format!("human {pipeline}"), Message::HumanRequested)
        } else if !there.consented {
            if !connected {
                return false;
            }
            there.consented = true;
            (format!("consent {pipeline}"), Message::ConsentGiven)
        } else if manner == Manner::Stops(there.answered) {
            return false;
        } else {
            there.answered += 1;
            let (answered, questions) = (there.answered, QUESTIONS);
            (format!("turn {pipeline} {answered}"), Message::Answered { answered, questions })
        };
        self.tell(|_| format!("the candidate of pipeline {pipeline}: {message:?}"));
        self.store.insert((tenant, Some(pipeline)), key, message, now);
        true
    }

    /// The next time that a candidate chooses or gives back, if it is time for that.
    fn chooses_time(&mut self, pipeline: usize, invited_at: Instant) -> bool {
        let there = &mut self.store.pipelines[pipeline];
        let (tenant, now, number) = (there.tenant, self.now, there.wished);
        let wish = self.wishes[there.opportunity].get(number).copied();
        let Some((_, after)) = wish.filter(|(when, _)| invited_at + *when <= now) else {
            return false;
        };
        there.wished += 1;
        let at = after.map(|after| invited_at + after);
        let in_time =
            at.is_none_or(|at| at > now && there.link_expires_at.is_some_and(|end| at < end));
        let refused =
            at == there.state.scheduled_at() || there.state.time_changes() >= TIME_CHANGES_MAX;
        if !in_time || refused {
            return false;
        }
        self.tell(|_| format!("the candidate of pipeline {pipeline} chooses {at:?}"));
        let key = format!("schedule {pipeline} {number}");
        self.store.insert((tenant, Some(pipeline)), key, Message::TimeChosen { at }, now);
        true
    }

    /// When candidates do something next, as far as they know.
    pub(super) fn candidates_due(&self) -> impl Iterator<Item = Instant> {
        let each = self.store.pipelines.iter().enumerate();
        each.filter(|(_, there)| !there.consented && !there.wants_person).flat_map(|(id, there)| {
            let wish = self.wishes[there.opportunity].get(there.wished).map(|(when, _)| *when);
            let silent = self.manners[there.opportunity] == Manner::Silent;
            let begins = (!silent).then_some(self.dawdles[there.opportunity]);
            let invited_at = self.outside.invited_at(id);
            invited_at
                .into_iter()
                .flat_map(move |at| wish.into_iter().chain(begins).map(move |after| at + after))
        })
    }

    /// An operator tries again, or drops, one thing that was given up; drops only what belongs to
    /// somebody who need not end as they would otherwise.
    pub(super) fn decide_one(&mut self) {
        let dead = |status: Status| status == Status::Dead;
        let messages = self.store.inbox.iter().enumerate();
        let messages = messages.filter(|(_, row)| dead(row.status)).map(|(id, _)| (true, id));
        let effects = self.store.outbox.iter().enumerate();
        let effects = effects.filter(|(_, row)| dead(row.status)).map(|(id, _)| (false, id));
        let all: Vec<_> = messages.chain(effects).collect();
        let Some((is_message, id)) = all.choose(&mut self.rng).copied() else { return };
        let (tenant, pipeline) = if is_message {
            (self.store.inbox[id].tenant, self.store.inbox[id].pipeline)
        } else {
            (self.store.outbox[id].tenant, self.store.outbox[id].pipeline)
        };
        let may_drop =
            pipeline.is_some_and(|it| self.disturbed[self.store.pipelines[it].opportunity]);
        let drops = may_drop && self.chance(600);
        self.tell(|_| {
            let what = if is_message { "message" } else { "effect" };
            format!("an operator {} {what} {id}", if drops { "drops" } else { "tries again" })
        });
        match (is_message, drops) {
            (true, true) => self.store.inbox[id].status = Status::Dropped,
            (false, true) => self.store.outbox[id].status = Status::Dropped,
            (true, false) => self.store.revive_message(id, self.now),
            (false, false) => self.store.revive_effect(id, self.now),
        }
        let Some(pipeline) = pipeline else { return };
        let words = "dropped".to_owned();
        let left = self.store.newest_given_up(pipeline);
        let told = if is_message {
            self.store.pipelines[pipeline].deaf |= drops;
            drops.then_some(Message::MessageDropped { words })
        } else {
            let effect = &self.store.outbox[id].effect;
            let name = effect.name().to_owned();
            Some(if drops {
                Message::EffectDropped { name, effect: Some(Box::new(effect.clone())), words, left }
            } else {
                Message::EffectRetried { effect: name, left }
            })
        };
        if let Some(told) = told {
            let key = format!("decided {}", self.store.fresh_id());
            self.store.insert((tenant, Some(pipeline)), key, told, self.now);
        }
    }

    /// An operator takes up again everything of a tenant that was given up; whether there was
    /// anything.
    pub(super) fn retry_failures(&mut self, tenant: usize) -> bool {
        let now = self.now;
        let mut retried = self.store.revive_effects(tenant, None, now);
        retried |= self.store.revive_messages(tenant, None, now);
        for pipeline in 0..self.store.pipelines.len() {
            let there = &self.store.pipelines[pipeline];
            if there.tenant != tenant {
                continue;
            }
            if matches!(there.state, State::NeedsOperator { .. }) {
                self.retry_interview(pipeline);
                retried = true;
            } else {
                retried |= self.store.revive_effects(tenant, Some(pipeline), now);
                retried |= self.store.revive_messages(tenant, Some(pipeline), now);
            }
        }
        if retried {
            self.tell(|_| format!("an operator of tenant {tenant} tries everything again"));
        }
        retried
    }

    /// An operator has one pipeline go on that was stopped, or needs them.
    fn retry_interview(&mut self, pipeline: usize) {
        let there = &self.store.pipelines[pipeline];
        let (tenant, now) = (there.tenant, self.now);
        let (of, message) = match &there.state {
            // Who was cancelled is invited again, unless there is nothing left to answer.
            State::Withdrawn { was: Some(was), cancelled_at: Some(_), .. }
                if is_unanswered(was) =>
            {
                return;
            }
            State::Withdrawn { was: Some(was), .. } => {
                let before = uninvited(was);
                let opportunity_id = opportunity_id(there.opportunity);
                self.store.revive_messages(tenant, Some(pipeline), now);
                if before {
                    (None, Message::Backfilled { opportunity_id })
                } else {
                    (Some(pipeline), Message::Retried)
                }
            }
            State::NeedsOperator { .. } => {
                self.store.revive_effects(tenant, Some(pipeline), now);
                self.store.revive_messages(tenant, Some(pipeline), now);
                (Some(pipeline), Message::Retried)
            }
            State::Received
            | State::Ineligible { .. }
            | State::Eligible
            | State::Planned { .. }
            | State::Invited { .. }
            | State::Scheduled { .. }
            | State::InProgress { .. }
            | State::Completed { .. }
            | State::Scored { .. }
            | State::Reported { .. }
            | State::WrittenBack { .. }
            | State::Declined
            | State::Withdrawn { was: None, .. }
            | State::Expired { .. } => return,
        };
        let key = format!("retry {}", self.store.fresh_id());
        self.store.insert((tenant, of), key, message, now);
    }

    /// Finds moves and applications that no event announced, and candidates of ours who are gone.
    pub(super) fn look(&mut self, tenant: usize) {
        let (now, there) = (self.now, &self.store.tenants[tenant]);
        let seen_to = there.reconciled_to.map_or(there.connected_at, |to| to - OVERLAP);
        let floor = seen_to.max(now - LOOK_BACK_MAX);
        for number in 0..self.outside.opportunities.len() {
            let opportunity = &self.outside.opportunities[number];
            let ours = opportunity.tenant == tenant
                && opportunity.account == self.store.tenants[tenant].account;
            if ours && !opportunity.deleted {
                for (key, message) in self.unannounced(tenant, number, floor) {
                    self.tell(|_| format!("found {message:?}"));
                    self.store.insert((tenant, None), key, message, now);
                }
            }
            if ours {
                self.stop_gone(tenant, number);
            }
        }
        self.store.tenants[tenant].reconciled_to = Some(now);
    }

    fn unannounced(&self, tenant: usize, number: usize, floor: Instant) -> Vec<(String, Message)> {
        let opportunity = &self.outside.opportunities[number];
        let settings = &self.store.tenants[tenant].settings;
        let in_time = |at: Instant| at >= floor && at <= self.now - ON_ITS_WAY;
        let known = |kind: &dyn Fn(&Message) -> bool| {
            self.store.inbox.iter().any(|row| row.tenant == tenant && kind(&row.message))
        };
        let mut found = Vec::new();
        let (stage_id, at) = (STAGES[opportunity.stage], opportunity.moved_at);
        let posting_id = posting_id(opportunity.posting);
        let advanced =
            settings.advance.as_ref().is_some_and(|advance| advance.stage.lever_id == stage_id);
        let early = settings
            .stages_of(posting_id.as_deref())
            .iter()
            .any(|stage| stage.lever_id == stage_id && stage.since.is_some_and(|since| at < since));
        let moved = Message::StageChanged {
            opportunity_id: opportunity_id(number),
            to_stage_id: stage_id.to_owned(),
            triggered_at: Some(at),
        };
        let announced = |message: &Message| match (message, &moved) {
            (
                Message::StageChanged { opportunity_id, to_stage_id, triggered_at },
                Message::StageChanged { opportunity_id: id, to_stage_id: to, .. },
            ) => {
                opportunity_id == id
                    && to_stage_id == to
                    && triggered_at.is_none_or(|other| other >= at - EVENT_EARLY)
            }
            _ => false,
        };
        let counts = opportunity.stage_changes > 1 && !advanced && !early && in_time(at);
        if counts && !known(&announced) {
            found.push((format!("found {number} {stage_id} {at}"), moved));
        }
        let invites = opportunity.posting.is_some_and(|posting| {
            match settings.posting_rules.get(POSTINGS[posting].0) {
                Some(PostingRule::OnApplication { since }) => {
                    opportunity.applied_at.is_some_and(|at| at >= *since)
                }
                Some(PostingRule::Never | PostingRule::Stages { .. }) => false,
                None => POSTINGS[posting].1.contains(&APPLICATION_TAG),
            }
        });
        if let Some(at) = opportunity.applied_at.filter(|at| invites && in_time(*at)) {
            let id = opportunity_id(number);
            let announced = |message: &Message| {
                matches!(message, Message::ApplicationCreated { opportunity_id, triggered_at }
                    if *opportunity_id == id
                        && triggered_at.is_none_or(|other| other >= at - EVENT_EARLY))
            };
            if !known(&announced) {
                let (opportunity_id, triggered_at) = (opportunity_id(number), Some(at));
                let applied = Message::ApplicationCreated { opportunity_id, triggered_at };
                found.push((format!("found {number} {at}"), applied));
            }
        }
        found
    }

    fn stop_gone(&mut self, tenant: usize, number: usize) {
        for pipeline in 0..self.store.pipelines.len() {
            let there = &self.store.pipelines[pipeline];
            let opportunity = &self.outside.opportunities[number];
            if there.opportunity != number || !LIVE.contains(&there.state.name()) {
                continue;
            }
            if let Some(reason) = opportunity.gone(there.contact_id.as_deref()) {
                let key = format!("gone {pipeline} {}", opportunity.changes);
                let message = Message::Withdrawn { reason: reason.to_owned() };
                self.store.insert((tenant, Some(pipeline)), key, message, self.now);
            }
        }
    }

    /// What was given up and nobody took up again.
    pub(super) fn given_up(&self) -> usize {
        let messages = self.store.inbox.iter().filter(|row| row.status == Status::Dead).count();
        messages + self.store.outbox.iter().filter(|row| row.status == Status::Dead).count()
    }
}
