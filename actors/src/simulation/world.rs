//! One seed's world: tables, outside, clock, owners, and what may go wrong; one step at a time.

use chrono::Duration;
use entities::{
    Instant, connection::Status as Connection, inbox::Message, outbox::Effect, pipeline::State,
    tenant::Settings,
};
use rand::{Rng, SeedableRng, rngs::SmallRng};

use super::{
    invariants::Kept,
    outside::Outside,
    perform::InHand,
    scenario::{Event, Manner, Scenario, chance},
    store::{Store, Tenant},
};
use crate::{
    pipeline::{Decision, decide},
    tenant::{Routed, route},
};

/// What must hold and does not, in words.
pub(super) type Broken = String;

/// How often Lever is looked at where nothing goes wrong that a look would find.
const LOOK_SELDOM: Duration = Duration::hours(4);
/// Faults end after so many steps, or at the end of this time.
const ROUGH_STEPS: u32 = 260;
const ROUGH_TIME: Duration = Duration::hours(48);
/// The longest that nothing runs, once in a world: several reminders are due by then, and what no
/// event announced is still looked for.
const SLEEP_HOURS_MAX: i64 = 60;
/// A world that takes more steps than this does not come to rest.
const STEPS_MAX: u32 = 100_000;

/// The rules under test: ours, or others in their place to see that the checks notice.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) decide: fn(State, &Message, Instant) -> Decision,
    pub(super) route: fn(Message, &Settings) -> Routed,
    /// Whether a commit that saw an older version, or a row that was finished since, is refused.
    pub(super) fenced: bool,
    /// Whether Lever is asked right before something is done about an opportunity.
    pub(super) asks_before: bool,
    /// Whether a repeated try looks for what an earlier one wrote.
    pub(super) looks_first: bool,
}

impl Rules {
    /// Those of the program.
    pub(super) const OURS: Self =
        Self { decide, route, fenced: true, asks_before: true, looks_first: true };
}

/// How likely each fault is at each chance, per mille; drawn for each seed, so that each may be
/// absent, rare or frequent beside the others.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    pub(super) crash: u32,
    pub(super) second_owner: u32,
    pub(super) webhook_lost: u32,
    pub(super) webhook_twice: u32,
    pub(super) webhook_late: u32,
    pub(super) lever_fails: u32,
    pub(super) lever_refuses: u32,
    pub(super) lever_out: u32,
    pub(super) mail_fails: u32,
    pub(super) mail_refuses: u32,
    pub(super) mail_out: u32,
    pub(super) reply_lost: u32,
    pub(super) slow: u32,
    pub(super) revoked: u32,
    pub(super) disconnected: u32,
    pub(super) operator: u32,
    pub(super) clock_jumps: u32,
    pub(super) sleeps: u32,
    pub(super) decides: u32,
}

impl Faults {
    fn new(rng: &mut SmallRng) -> Self {
        let mut up_to = |most: u32| match rng.random_range(0..4) {
            0 | 1 => 0,
            2 => most.div_ceil(8),
            _ => most,
        };
        Self {
            crash: up_to(60),
            second_owner: up_to(30),
            webhook_lost: up_to(400),
            webhook_twice: up_to(400),
            webhook_late: up_to(500),
            lever_fails: up_to(200),
            lever_refuses: up_to(40),
            lever_out: up_to(10),
            mail_fails: up_to(300),
            mail_refuses: up_to(80),
            mail_out: up_to(10),
            reply_lost: up_to(250),
            slow: up_to(200),
            revoked: up_to(10),
            disconnected: up_to(6),
            operator: up_to(30),
            clock_jumps: up_to(30),
            sleeps: up_to(10),
            decides: up_to(60),
        }
    }
}

/// A message that an actor has claimed, and what it saw of the pipeline before it decides.
pub(super) struct Turn {
    pub(super) tenant: usize,
    pub(super) pipeline: Option<usize>,
    pub(super) row: usize,
    pub(super) attempts: i32,
    pub(super) seen: Option<(i32, State)>,
}

/// A process that believes that the store is its own. All of it is lost in a crash.
#[derive(Default)]
pub(super) struct Owner {
    pub(super) turns: Vec<Turn>,
    pub(super) in_hand: Vec<InHand>,
}

/// One seed's world.
pub(super) struct World {
    pub(super) rules: Rules,
    pub(super) store: Store,
    pub(super) outside: Outside,
    pub(super) manners: Vec<Manner>,
    /// See [`Person`].
    pub(super) dawdles: Vec<Duration>,
    pub(super) wishes: Vec<Vec<(Duration, Option<Duration>)>>,
    pub(super) disturbed: Vec<bool>,
    pub(super) now: Instant,
    pub(super) owners: Vec<Owner>,
    pub(super) faults: Faults,
    pub(super) rng: SmallRng,
    pub(super) kept: Kept,
    /// What is still to happen, the next one last.
    pub(super) script: Vec<(Instant, usize, Event)>,
    /// When whoever can connect does so, by tenant.
    pub(super) reconnect_at: Vec<Option<Instant>>,
    pub(super) lever_back_at: Instant,
    pub(super) mail_back_at: Instant,
    pub(super) looking: bool,
    pub(super) look_every: Duration,
    trace: Option<Vec<String>>,
    slept: bool,
    steps: u32,
}

impl World {
    /// `rough`: with faults.
    pub(super) fn new(scenario: &Scenario, rules: Rules, rough: Option<u64>, traced: bool) -> Self {
        let mut rng = SmallRng::seed_from_u64(rough.unwrap_or_default());
        let start = scenario.start;
        let mut store = Store::default();
        store.tenants.extend(scenario.tenants.iter().map(|settings| Tenant {
            settings: settings.clone(),
            connection: Connection::Connected,
            account: 0,
            connected_at: start - Duration::hours(1),
            look_due_at: Some(start),
            reconciled_to: Some(start),
        }));
        let people = scenario.people.iter();
        let opportunities = people.clone().map(|person| person.opportunity.clone()).collect();
        Self {
            rules,
            outside: Outside { opportunities, ..Outside::default() },
            manners: people.clone().map(|person| person.manner).collect(),
            dawdles: people.clone().map(|person| person.dawdles).collect(),
            wishes: people.clone().map(|person| person.wishes.clone()).collect(),
            disturbed: people.map(|person| person.disturbed).collect(),
            slept: false,
            now: start,
            owners: vec![Owner::default()],
            faults: if rough.is_some() { Faults::new(&mut rng) } else { Faults::default() },
            rng,
            kept: Kept::default(),
            script: scenario.script.iter().rev().cloned().collect(),
            reconnect_at: vec![None; store.tenants.len()],
            store,
            lever_back_at: start,
            mail_back_at: start,
            looking: true,
            look_every: if rough.is_some() { scenario.look_every } else { LOOK_SELDOM },
            trace: traced.then(Vec::new),
            steps: 0,
        }
    }

    pub(super) fn tell(&mut self, what: impl FnOnce(&Self) -> String) {
        if self.trace.is_some() {
            let line = format!("{} {}", self.now.format("%d %H:%M:%S"), what(self));
            // Ids are small numbers here.
            let line = line.replace("00000000-0000-0000-0000-00000000", "");
            self.trace.get_or_insert_default().push(line);
        }
    }

    pub(super) fn trace(&mut self) -> Vec<String> {
        self.trace.take().unwrap_or_default()
    }

    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        chance(&mut self.rng, per_mille)
    }

    /// Faults and people first; then everything is allowed to come to rest.
    pub(super) fn run(&mut self) -> Result<(), Broken> {
        let end = self.now + ROUGH_TIME;
        self.tell(|world| format!("faults, per mille: {:?}", world.faults));
        while self.steps < ROUGH_STEPS && self.now < end {
            self.suffer();
            if !self.step()? && !self.wait_until(end) {
                break;
            }
        }
        self.mend();
        self.calm_down()?;
        self.at_rest()
    }

    /// Nothing goes wrong from here on.
    fn mend(&mut self) {
        (self.faults, self.look_every) = (Faults::default(), LOOK_SELDOM);
        (self.lever_back_at, self.mail_back_at) = (self.now, self.now);
        while self.owners.len() > 1 {
            self.crash(1);
        }
        for tenant in 0..self.store.tenants.len() {
            self.reconnect_at[tenant] = None;
            if self.store.tenants[tenant].connection != Connection::Connected {
                self.connect(tenant);
            }
        }
        self.tell(|_| "everything works from here on".to_owned());
    }

    /// Until nothing is pending, whatever time that takes; operators try again what was given up.
    fn calm_down(&mut self) -> Result<(), Broken> {
        // What was not announced is found by a look after it could have been.
        let mut looks_until = None;
        loop {
            while self.step()? {}
            self.add_missing_addresses();
            let retried = (0..self.store.tenants.len()).any(|tenant| self.retry_failures(tenant));
            if retried {
                continue;
            }
            if self.script.is_empty() && self.outside.deliveries.is_empty() {
                self.looking =
                    self.now <= *looks_until.get_or_insert(self.now + self.look_every * 2);
            }
            if !self.wait_until(self.now + Duration::days(400)) {
                return Ok(());
            }
        }
    }

    /// Without an address no mail can be sent, however often an operator tries.
    fn add_missing_addresses(&mut self) {
        for there in &mut self.store.pipelines {
            if matches!(
                there.state,
                State::NeedsOperator { .. } | State::Withdrawn { cancelled_at: Some(_), .. }
            ) {
                there.has_email = true;
            }
        }
    }

    /// Lets time pass until something is due; `false` when nothing is before `end`.
    fn wait_until(&mut self, end: Instant) -> bool {
        let looks = self.store.tenants.iter().filter_map(|tenant| tenant.look_due_at);
        let looks = looks.filter(|_| self.looking);
        let in_hand = self.owners.iter().flat_map(|owner| &owner.in_hand);
        let slow = in_hand.map(|one| one.goes_on_at);
        let next = looks
            .chain(self.store.due())
            .chain(self.script.last().map(|(at, ..)| *at))
            .chain(self.outside.deliveries.iter().map(|delivery| delivery.at))
            .chain(self.reconnect_at.iter().flatten().copied())
            .chain(self.candidates_due())
            .chain(slow)
            // What is due and still here is in hand.
            .filter(|at| *at > self.now)
            .min();
        match next {
            Some(next) if next < end => {
                self.now = next;
                true
            }
            _ => false,
        }
    }

    /// What goes wrong between two steps.
    fn suffer(&mut self) {
        if self.chance(self.faults.crash) {
            let owner = self.rng.random_range(0..self.owners.len());
            self.crash(owner);
        }
        if self.chance(self.faults.second_owner) {
            if self.owners.len() > 1 {
                let owner = self.rng.random_range(0..self.owners.len());
                self.crash(owner);
            } else {
                self.tell(|_| "a second owner begins".to_owned());
                self.owners.push(Owner::default());
            }
        }
        if self.chance(self.faults.lever_out) {
            self.lever_back_at = self.now + self.some_time();
            self.tell(|world| format!("Lever is out until {}", world.lever_back_at));
        }
        if self.chance(self.faults.mail_out) {
            self.mail_back_at = self.now + self.some_time();
            self.tell(|world| format!("the mail server is out until {}", world.mail_back_at));
        }
        if self.chance(self.faults.clock_jumps) {
            let jump = self.some_time() / 8;
            self.now += jump;
        }
        if !self.slept && self.chance(self.faults.sleeps) {
            self.slept = true;
            self.now += Duration::hours(self.rng.random_range(1..SLEEP_HOURS_MAX));
            self.tell(|_| "nothing ran until now".to_owned());
        }
        if self.chance(self.faults.disconnected) {
            let tenant = self.rng.random_range(0..self.store.tenants.len());
            self.disconnect(tenant);
        }
        if self.chance(self.faults.operator) {
            let tenant = self.rng.random_range(0..self.store.tenants.len());
            self.retry_failures(tenant);
        }
        if self.chance(self.faults.decides) {
            self.decide_one();
        }
    }

    pub(super) fn some_time(&mut self) -> Duration {
        let most = [30, 600, 7200, 28_800][self.rng.random_range(0..4)];
        Duration::seconds(self.rng.random_range(1..most))
    }

    /// A process ends, and what it had in memory with it.
    fn crash(&mut self, owner: usize) {
        self.tell(|world| format!("crash of one of {} owners", world.owners.len()));
        let lost = std::mem::take(&mut self.owners[owner]);
        for in_hand in lost.in_hand.iter().filter(|in_hand| in_hand.took_place) {
            self.store.outbox[in_hand.row].unheard += 1;
        }
        if self.owners.len() > 1 {
            self.owners.swap_remove(owner);
        }
    }

    /// Somebody does something, in any order; `false` when there is nothing to do now.
    fn step(&mut self) -> Result<bool, Broken> {
        self.steps += 1;
        self.now += Duration::milliseconds(1);
        if self.steps > STEPS_MAX {
            return Err(format!("does not come to rest within {STEPS_MAX} steps"));
        }
        let owner = self.rng.random_range(0..self.owners.len());
        let first = self.rng.random_range(0..6);
        for kind in (first..6).chain(0..first) {
            let done = match kind {
                0 => self.people_act(),
                1 => self.take_delivery(),
                2 => self.tenant_turn(owner)?,
                3 => self.pipeline_turn(owner)?,
                4 => self.claim_effect(owner),
                _ => self.progress_effect(owner)?,
            };
            if done {
                self.check_always()?;
                return Ok(true);
            }
        }
        // With two owners, the other one may have something to do.
        let ready = |owner: &Owner| {
            !owner.turns.is_empty() || owner.in_hand.iter().any(|one| one.goes_on_at <= self.now)
        };
        Ok(self.owners.iter().any(ready))
    }

    /// Connects, or connects again; `account`: another than before.
    pub(super) fn connect(&mut self, tenant: usize) {
        let now = self.now;
        let there = &mut self.store.tenants[tenant];
        (there.connection, there.connected_at) = (Connection::Connected, now);
        self.store.append((tenant, None), Effect::SetUpLever, now);
        self.store.make_due(tenant, now);
        self.tell(|_| format!("tenant {tenant} is connected"));
    }

    fn disconnect(&mut self, tenant: usize) {
        if self.store.tenants[tenant].connection != Connection::Connected {
            return;
        }
        self.store.tenants[tenant].connection = Connection::Disconnecting;
        self.store.append((tenant, None), Effect::TearDownLever, self.now);
        self.reconnect_at[tenant] = Some(self.now + self.some_time());
        self.tell(|_| format!("an operator disconnects tenant {tenant}"));
    }
}
