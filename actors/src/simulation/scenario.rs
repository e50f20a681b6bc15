//! What happens in one seed's world: who there is, what the tenants want, what people do and when.
//!
//! The same for the run with faults and for the calm one that it is compared with.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use entities::{
    Instant,
    tenant::{Advance, FeedbackForm, PostingRule, Settings, TriggerStage},
};
use rand::{Rng, rngs::SmallRng, seq::IndexedRandom};

use super::outside::{
    APPLICATION_TAG, FINAL, OFFER, ON_SITE, Opportunity, POSTINGS, SCREEN, STAGES,
};

/// Questions in every plan.
pub(super) const QUESTIONS: u32 = 2;
/// What people do, they do within this time.
const SCRIPT: Duration = Duration::hours(30);
/// The tag that asks for attention, where a tenant wants one.
pub(super) const ERROR_TAG: &str = "Alex - Attention";

/// What a candidate does with an invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Agrees and answers everything.
    Answers,
    /// Agrees, answers so much, and is not seen again.
    Stops(u32),
    /// Asks for a person after so many answers; with none, before agreeing.
    WantsPerson(u32),
    /// Never opens the link.
    Silent,
}

/// A candidate.
pub(super) struct Person {
    pub(super) opportunity: Opportunity,
    pub(super) manner: Manner,
    /// How long after the invite they first do something.
    pub(super) dawdles: Duration,
    /// When after the invite they choose which time after it; `None`: they give it back.
    pub(super) wishes: Vec<(Duration, Option<Duration>)>,
    /// What becomes of them may depend on which of two things comes first.
    pub(super) disturbed: bool,
}

/// What people do to an opportunity, or an operator does here.
#[derive(Clone, Debug)]
pub(super) enum Event {
    Applied { posting: usize },
    Moved { stage: usize },
    Archived(bool),
    Anonymized,
    Deleted,
    ContactAllowed(bool),
    Email(bool),
    Merged,
    Backfilled,
    RetriedByOperator,
    CancelledByOperator,
    ResentByOperator,
    Ruled(PostingRule),
    AccountChanged,
}

/// One seed's world.
pub(super) struct Scenario {
    pub(super) start: Instant,
    /// How often Lever is looked at.
    pub(super) look_every: Duration,
    pub(super) tenants: Vec<Settings>,
    pub(super) people: Vec<Person>,
    /// By time; each with the opportunity it is about.
    pub(super) script: Vec<(Instant, usize, Event)>,
}

/// `true` in so many of a thousand cases.
pub(super) fn chance(rng: &mut SmallRng, per_mille: u32) -> bool {
    per_mille > 0 && rng.random_range(0..1000) < per_mille
}

impl Scenario {
    pub(super) fn new(rng: &mut SmallRng) -> Self {
        let start = Instant::from_timestamp(1_790_000_000, 0).expect("a time");
        let (people, script) = (Vec::new(), Vec::new());
        let look_every = Duration::minutes(if chance(rng, 300) { 5 } else { 120 });
        let tenants = Vec::new();
        let mut scenario = Self { start, look_every, tenants, people, script };
        for tenant in 0..rng.random_range(1..=2) {
            let settings = settings(rng, start);
            // Who comes too late for an invite that ends soon depends on what was slow.
            let hasty = settings.invite_days < 14;
            scenario.tenants.push(settings);
            for _ in 0..rng.random_range(1..=2) {
                scenario.add_person(rng, tenant, hasty);
            }
            if chance(rng, 60) {
                scenario.disturb_tenant(rng, tenant);
            }
        }
        scenario.script.sort_by_key(|(at, ..)| *at);
        scenario
    }

    fn add_person(&mut self, rng: &mut SmallRng, tenant: usize, disturbed: bool) {
        let number = self.people.len();
        let before = self.people.last().filter(|person| person.opportunity.tenant == tenant);
        let contact_id = match before {
            Some(before) if chance(rng, 200) => before.opportunity.contact_id.clone(),
            _ => format!("c{number}"),
        };
        let long_ago = self.start - Duration::days(5);
        let opportunity = Opportunity {
            tenant,
            account: 0,
            posting: Some(rng.random_range(0..POSTINGS.len())),
            contact_id,
            stage: 0,
            stage_changes: 1,
            changes: 1,
            moved_at: long_ago,
            applied_at: Some(long_ago),
            archived: chance(rng, 30),
            anonymized: false,
            deleted: false,
            contact_allowed: !chance(rng, 40),
            has_email: !chance(rng, 40),
            origin: if chance(rng, 100) { "agency" } else { "applied" },
            tags: BTreeSet::new(),
            tagged: BTreeMap::new(),
            notes: BTreeMap::new(),
            files: BTreeMap::new(),
            links: BTreeSet::new(),
            forms: BTreeMap::new(),
        };
        let manner = match rng.random_range(0..10) {
            0..6 => Manner::Answers,
            6 => Manner::Stops(rng.random_range(0..QUESTIONS)),
            7 | 8 => Manner::WantsPerson(rng.random_range(0..QUESTIONS)),
            _ => Manner::Silent,
        };
        let (dawdles, wishes) = timing(rng);
        self.people.push(Person { opportunity, manner, dawdles, wishes, disturbed });
        self.add_journey(rng, number);
        if chance(rng, 350) {
            self.people[number].disturbed = true;
            for _ in 0..rng.random_range(1..=4) {
                let event = disturbance(rng);
                self.schedule(rng, number, event);
            }
            match rng.random_range(0..5) {
                0 | 1 => self.add_detour(rng, number),
                2 => self.add_second_thoughts(rng, number),
                _ => {}
            }
        }
    }

    /// How a candidate comes to where we hear of them.
    fn add_journey(&mut self, rng: &mut SmallRng, number: usize) {
        match rng.random_range(0..10) {
            0..6 => {
                self.schedule(rng, number, Event::Moved { stage: ON_SITE });
                if chance(rng, 300) {
                    self.schedule(rng, number, Event::Moved { stage: FINAL });
                }
            }
            6 | 7 => {
                let opportunity = &mut self.people[number].opportunity;
                (opportunity.posting, opportunity.applied_at) = (None, None);
                let posting = rng.random_range(0..POSTINGS.len());
                self.schedule(rng, number, Event::Applied { posting });
            }
            8 => {
                // There since before that was a trigger stage.
                self.people[number].opportunity.stage = ON_SITE;
                self.people[number].opportunity.stage_changes = 2;
                self.schedule(rng, number, Event::Backfilled);
            }
            _ => self.schedule(rng, number, Event::Moved { stage: SCREEN }),
        }
    }

    /// Somebody is taken out by mistake, put back, and tried again.
    fn add_detour(&mut self, rng: &mut SmallRng, number: usize) {
        let begins = self.script.iter().find(|(_, of, _)| *of == number).map(|(at, ..)| *at);
        let mut at = begins.unwrap_or(self.start);
        let again = match rng.random_range(0..3) {
            0 => Event::Backfilled,
            1 => Event::Moved { stage: FINAL },
            _ => Event::RetriedByOperator,
        };
        for event in [Event::Archived(true), Event::Archived(false), again] {
            at += Duration::seconds(rng.random_range(0..900));
            self.script.push((at, number, event));
        }
    }

    /// An operator cancels, and thinks better of it.
    fn add_second_thoughts(&mut self, rng: &mut SmallRng, number: usize) {
        let begins = self.script.iter().find(|(_, of, _)| *of == number).map(|(at, ..)| *at);
        let mut at = begins.unwrap_or(self.start);
        let within = *[60, 7200, SCRIPT.num_seconds()].choose(rng).expect("some");
        let mut events = vec![Event::CancelledByOperator, Event::ResentByOperator];
        events.extend(chance(rng, 300).then_some(Event::ResentByOperator));
        events.extend(chance(rng, 300).then_some(Event::CancelledByOperator));
        for event in events {
            at += Duration::seconds(rng.random_range(0..within));
            self.script.push((at, number, event));
        }
    }

    fn disturb_tenant(&mut self, rng: &mut SmallRng, tenant: usize) {
        let of_tenant = |person: &Person| person.opportunity.tenant == tenant;
        for person in self.people.iter_mut().filter(|person| of_tenant(person)) {
            person.disturbed = true;
        }
        let number = self.people.iter().position(of_tenant).expect("each tenant has somebody");
        let event = match rng.random_range(0..4) {
            0 => Event::Ruled(PostingRule::Never),
            1 => Event::Ruled(PostingRule::OnApplication { since: self.start }),
            2 => Event::Ruled(PostingRule::Stages { stages: vec![stage(SCREEN, self.start)] }),
            _ => Event::AccountChanged,
        };
        self.schedule(rng, number, event);
    }

    fn schedule(&mut self, rng: &mut SmallRng, number: usize, event: Event) {
        // Often close together, where one may overtake the other.
        let within = *[60, 600, 4 * 3600, SCRIPT.num_seconds()].choose(rng).expect("some");
        let at = self.start + Duration::seconds(rng.random_range(0..within));
        self.script.push((at, number, event));
    }
}

fn disturbance(rng: &mut SmallRng) -> Event {
    match rng.random_range(0..18) {
        0 | 1 => Event::Archived(true),
        2 | 3 => Event::Archived(false),
        4 => Event::Anonymized,
        5 => Event::Deleted,
        6 => Event::ContactAllowed(chance(rng, 500)),
        7 => Event::Email(chance(rng, 500)),
        8 => Event::Merged,
        9 | 10 => Event::Moved { stage: rng.random_range(0..STAGES.len()) },
        11 => Event::Backfilled,
        12 | 13 => Event::CancelledByOperator,
        14 | 15 => Event::ResentByOperator,
        _ => Event::RetriedByOperator,
    }
}

/// When a candidate begins, and which times they choose before: often after some reminders, and
/// some after the time they chose.
fn timing(rng: &mut SmallRng) -> (Duration, Vec<(Duration, Option<Duration>)>) {
    let most = *[1, 1, 1, 4 * 3600, 100 * 3600].choose(rng).expect("some");
    let dawdles = Duration::seconds(rng.random_range(0..most));
    let mut wishes = Vec::new();
    if chance(rng, 400) {
        let mut after = Duration::zero();
        for _ in 0..rng.random_range(1..=4) {
            let within = *[1, 600, 40 * 3600].choose(rng).expect("some");
            after += Duration::seconds(rng.random_range(0..within));
            let later = Duration::seconds(rng.random_range(1..60 * 3600));
            wishes.push((after, (!chance(rng, 250)).then_some(after + later)));
        }
    }
    (dawdles, wishes)
}

fn stage(number: usize, since: Instant) -> TriggerStage {
    let text = STAGES[number].to_owned();
    TriggerStage { lever_id: text.clone(), text, since: Some(since) }
}

pub(super) fn trigger_stages(since: Instant) -> Vec<TriggerStage> {
    vec![stage(ON_SITE, since), stage(FINAL, since)]
}

fn settings(rng: &mut SmallRng, start: Instant) -> Settings {
    let since = start - Duration::days(1);
    Settings {
        trigger_stages: trigger_stages(since),
        stages_chosen: true,
        application_tag: APPLICATION_TAG.to_owned(),
        invite_days: if chance(rng, 200) { rng.random_range(1..3) } else { 14 },
        invite_delay_minutes: if chance(rng, 300) { rng.random_range(1..900) } else { 0 },
        blocked_origins: if chance(rng, 300) { vec!["agency".to_owned()] } else { Vec::new() },
        one_invite_per_day: chance(rng, 300),
        error_tag: chance(rng, 500).then(|| ERROR_TAG.to_owned()),
        add_link: chance(rng, 300),
        feedback: chance(rng, 300).then(|| FeedbackForm { template_id: Some("form".to_owned()) }),
        advance: chance(rng, 300).then(|| Advance { stage: stage(OFFER, since), from_score: 3 }),
        ..Settings::default()
    }
}
