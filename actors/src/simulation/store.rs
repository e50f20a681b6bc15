//! The tables: rows with the meaning that they have in the store, in memory.
//!
//! Knows: keys that are there once, attempts that are counted before a try, due times, ends,
//! versions. Does not know: what a message or an effect means. Rows outlive every crash.

use std::collections::{BTreeMap, HashSet};

use chrono::Duration;
use entities::{
    Instant,
    connection::Status as Connection,
    ids::{PlanId, ReportId, ScorecardId},
    inbox::{GivenUp, Message, Status},
    outbox::Effect,
    pipeline::{State, Trigger},
    tenant::Settings,
};
use uuid::Uuid;

/// A tenant with its connection, and what its looks at Lever remember.
pub(super) struct Tenant {
    pub(super) settings: Settings,
    pub(super) connection: Connection,
    /// Which account of Lever is connected.
    pub(super) account: u32,
    pub(super) connected_at: Instant,
    pub(super) look_due_at: Option<Instant>,
    pub(super) reconciled_to: Option<Instant>,
}

/// A pipeline with what the room, the plan, the scorecard and the report keep of it.
#[expect(clippy::struct_excessive_bools, reason = "each is a column or row of its own")]
pub(super) struct Pipeline {
    pub(super) tenant: usize,
    pub(super) opportunity: usize,
    pub(super) posting_id: String,
    pub(super) contact_id: Option<String>,
    pub(super) has_email: bool,
    pub(super) trigger: Trigger,
    pub(super) state: State,
    pub(super) version: i32,
    pub(super) plan_id: Option<PlanId>,
    pub(super) scorecard_id: Option<ScorecardId>,
    pub(super) report_id: Option<ReportId>,
    /// When the link in the mail ends, once there is one.
    pub(super) link_expires_at: Option<Instant>,
    pub(super) consented: bool,
    pub(super) answered: u32,
    pub(super) wants_person: bool,
    /// How many of their wishes for a time the candidate told the room.
    pub(super) wished: usize,
    /// How often an operator asked for the invite once more.
    pub(super) resends: usize,
    /// An operator dropped a message of it, which it may wait for; or an invite that was in hand
    /// when its candidate was considered anew arrived all the same, and no state knows of it.
    pub(super) deaf: bool,
    /// Two owners had the same effect of it in hand: Lever has no key that would keep both from
    /// writing, so a note or a file may be there twice.
    pub(super) shared: bool,
}

/// A row of the inbox; its place is its id.
pub(super) struct Arrived {
    pub(super) tenant: usize,
    pub(super) pipeline: Option<usize>,
    pub(super) message: Message,
    pub(super) status: Status,
    pub(super) attempts: i32,
    pub(super) due_at: Instant,
}

/// A row of the outbox; its place is its id.
pub(super) struct Asked {
    pub(super) tenant: usize,
    pub(super) pipeline: Option<usize>,
    pub(super) effect: Effect,
    pub(super) status: Status,
    pub(super) attempts: i32,
    pub(super) due_at: Instant,
    /// How often it took place without anybody's hearing of it.
    pub(super) unheard: u32,
    /// When it was given up last; in which order, where that was at once.
    pub(super) given_up: u32,
}

/// The tables.
#[derive(Default)]
pub(super) struct Store {
    pub(super) tenants: Vec<Tenant>,
    pub(super) pipelines: Vec<Pipeline>,
    pub(super) inbox: Vec<Arrived>,
    pub(super) outbox: Vec<Asked>,
    /// Places of pending rows, oldest first.
    pub(super) waiting_messages: Vec<usize>,
    pub(super) waiting_effects: Vec<usize>,
    /// Who has a person's slot for an invite, by tenant and contact, and since when.
    pub(super) slots: BTreeMap<(usize, String), (usize, Instant)>,
    keys: HashSet<(usize, String)>,
    plans: BTreeMap<(usize, String), PlanId>,
    ids: u128,
    deaths: u32,
}

impl Store {
    pub(super) fn fresh_id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    /// The same key again inserts nothing.
    pub(super) fn insert(
        &mut self,
        (tenant, pipeline): (usize, Option<usize>),
        dedup_key: String,
        message: Message,
        due_at: Instant,
    ) -> bool {
        if !self.keys.insert((tenant, dedup_key)) {
            return false;
        }
        self.waiting_messages.push(self.inbox.len());
        let status = Status::Pending;
        self.inbox.push(Arrived { tenant, pipeline, message, status, attempts: 0, due_at });
        true
    }

    pub(super) fn append(
        &mut self,
        (tenant, pipeline): (usize, Option<usize>),
        effect: Effect,
        due_at: Instant,
    ) -> usize {
        let id = self.outbox.len();
        self.waiting_effects.push(id);
        let (status, attempts, unheard) = (Status::Pending, 0, 0);
        let given_up = 0;
        self.outbox.push(Asked {
            tenant,
            pipeline,
            effect,
            status,
            attempts,
            due_at,
            unheard,
            given_up,
        });
        id
    }

    /// Whether a look at Lever waits or is under way.
    pub(super) fn is_looking(&self, tenant: usize) -> bool {
        let mut waiting = self.waiting_effects.iter().map(|id| &self.outbox[*id]);
        waiting.any(|row| row.tenant == tenant && row.effect == Effect::LookAtLever)
    }

    /// One that may have been carried out before; one that still waits becomes due instead.
    pub(super) fn append_again(
        &mut self,
        (tenant, pipeline): (usize, usize),
        effect: Effect,
        now: Instant,
    ) {
        let same = |id: &&usize| {
            self.outbox[**id].pipeline == Some(pipeline) && self.outbox[**id].effect == effect
        };
        let there = self.waiting_effects.iter().find(same).copied();
        let id = there.unwrap_or_else(|| self.append((tenant, Some(pipeline)), effect, now));
        let row = &mut self.outbox[id];
        (row.attempts, row.due_at) = (row.attempts.max(1), now);
    }

    /// The next due message of the pipeline, or of the tenant's own.
    pub(super) fn due_message(
        &self,
        tenant: usize,
        pipeline: Option<usize>,
        now: Instant,
    ) -> Option<usize> {
        let due = |id: &&usize| {
            let row = &self.inbox[**id];
            row.pipeline == pipeline && row.tenant == tenant && row.due_at <= now
        };
        self.waiting_messages.iter().filter(due).min_by_key(|id| self.inbox[**id].due_at).copied()
    }

    pub(super) fn end_message(&mut self, id: usize, status: Status) {
        self.waiting_messages.retain(|waiting| *waiting != id);
        self.inbox[id].status = status;
    }

    pub(super) fn end_effect(&mut self, id: usize, status: Status) {
        self.waiting_effects.retain(|waiting| *waiting != id);
        self.outbox[id].status = status;
        if status == Status::Dead {
            self.deaths += 1;
            self.outbox[id].given_up = self.deaths;
        }
    }

    /// The effect given up last for which a pipeline needs an operator.
    pub(super) fn newest_given_up(&self, pipeline: usize) -> Option<GivenUp> {
        let dead = self.outbox.iter().filter(|row| {
            row.pipeline == Some(pipeline)
                && row.status == Status::Dead
                && row.effect != Effect::AddErrorTag
        });
        dead.max_by_key(|row| row.given_up).map(|row| GivenUp {
            effect: row.effect.name().to_owned(),
            error: "gave up".to_owned(),
        })
    }

    /// Takes up again one message that was given up.
    pub(super) fn revive_message(&mut self, id: usize, now: Instant) {
        let row = &mut self.inbox[id];
        (row.status, row.attempts, row.due_at) = (Status::Pending, 0, now);
        self.waiting_messages.push(id);
        self.waiting_messages.sort_unstable();
    }

    /// Takes up again one effect that was given up.
    pub(super) fn revive_effect(&mut self, id: usize, now: Instant) {
        let row = &mut self.outbox[id];
        (row.status, row.attempts, row.due_at) = (Status::Pending, 1, now);
        self.waiting_effects.push(id);
        self.waiting_effects.sort_unstable();
    }

    /// Takes up again what was given up of a pipeline, or of the tenant's own.
    pub(super) fn revive_messages(
        &mut self,
        tenant: usize,
        pipeline: Option<usize>,
        now: Instant,
    ) -> bool {
        let before = self.waiting_messages.len();
        for (id, row) in self.inbox.iter_mut().enumerate() {
            let of = row.tenant == tenant && row.pipeline == pipeline;
            if of && row.status == Status::Dead {
                (row.status, row.attempts, row.due_at) = (Status::Pending, 0, now);
                self.waiting_messages.push(id);
            }
        }
        self.waiting_messages.sort_unstable();
        self.waiting_messages.len() > before
    }

    /// The same for effects. An earlier try counts, so that it is looked for what it did.
    pub(super) fn revive_effects(
        &mut self,
        tenant: usize,
        pipeline: Option<usize>,
        now: Instant,
    ) -> bool {
        let before = self.waiting_effects.len();
        for (id, row) in self.outbox.iter_mut().enumerate() {
            let of = row.tenant == tenant && row.pipeline == pipeline;
            if of && row.status == Status::Dead {
                (row.status, row.attempts, row.due_at) = (Status::Pending, 1, now);
                self.waiting_effects.push(id);
            }
        }
        self.waiting_effects.sort_unstable();
        self.waiting_effects.len() > before
    }

    /// Makes everything of a tenant that waits due at once.
    pub(super) fn make_due(&mut self, tenant: usize, now: Instant) {
        for id in &self.waiting_effects {
            let row = &mut self.outbox[*id];
            if row.tenant == tenant {
                row.due_at = row.due_at.min(now);
            }
        }
    }

    /// The plan of a posting: the one there is, else a new one.
    pub(super) fn plan(&mut self, tenant: usize, posting_id: &str) -> PlanId {
        let fresh = PlanId(self.fresh_id());
        *self.plans.entry((tenant, posting_id.to_owned())).or_insert(fresh)
    }

    /// Takes a person's slot, unless another pipeline took it within a day; the slot as it is then.
    pub(super) fn take_slot(
        &mut self,
        (tenant, contact_id): (usize, &str),
        pipeline: usize,
        now: Instant,
    ) -> (usize, Instant) {
        let slot = self.slots.entry((tenant, contact_id.to_owned())).or_insert((pipeline, now));
        if slot.0 == pipeline || slot.1 <= now - Duration::hours(24) {
            *slot = (pipeline, now);
        }
        *slot
    }

    /// When the rows that wait are due.
    pub(super) fn due(&self) -> impl Iterator<Item = Instant> {
        let messages = self.waiting_messages.iter().map(|id| self.inbox[*id].due_at);
        messages.chain(self.waiting_effects.iter().map(|id| self.outbox[*id].due_at))
    }
}
