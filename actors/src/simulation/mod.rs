//! Proof by simulation: the rules that decide, in thousands of worlds where everything goes wrong.
//!
//! A seed makes a world: tenants, candidates, what people do and when; and what goes wrong beside
//! it, which is crashes, second owners, events that are lost, late or doubled, an outside that
//! fails, refuses, is slow, or does what it was asked without our hearing of it. Decisions and
//! routing are the program's own; tables, performers and outside are models of theirs, in memory.
//! A seed is run twice: as it is, and calmly. Whoever nobody disturbed must end alike in both.
//!
//! `SEED=n` runs that one seed and prints all of it; `SEEDS=n` runs so many.

mod invariants;
mod outside;
mod people;
mod perform;
mod scenario;
mod store;
mod turns;
mod world;

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
};

use entities::{Instant, inbox::Message, outbox::Effect, pipeline::State};
use rand::{SeedableRng, rngs::SmallRng};
use scenario::Scenario;
use world::{Broken, Rules, World};

use crate::pipeline::{Decision, decide};

/// Seeds that every run of the tests tries.
const SEEDS: u64 = 20_000;
/// Within so many seeds a broken rule must be noticed.
const SEEDS_TO_NOTICE: u64 = 4_000;
/// Lines of a failing seed's trace that are printed without asking for all.
const TRACE_TAIL: usize = 60;

/// A panic breaks a world like anything else, and must name its seed.
fn run(world: &mut World) -> Result<(), Broken> {
    catch_unwind(AssertUnwindSafe(|| world.run())).unwrap_or_else(|_| Err("panicked".to_owned()))
}

/// One seed, with faults and without.
fn try_seed(seed: u64, rules: Rules, trace: Option<&mut Vec<String>>) -> Result<(), Broken> {
    let scenario = Scenario::new(&mut SmallRng::seed_from_u64(seed));
    let mut calm = World::new(&scenario, rules, None, trace.is_some());
    if let Err(broken) = run(&mut calm) {
        if let Some(trace) = trace {
            *trace = calm.trace();
        }
        return Err(format!("with nothing going wrong: {broken}"));
    }
    let mut rough = World::new(&scenario, rules, Some(!seed), trace.is_some());
    let outcome = run(&mut rough);
    if let Some(trace) = trace {
        *trace = rough.trace();
    }
    outcome?;
    for (number, person) in scenario.people.iter().enumerate() {
        let (ended, should) = (rough.ending(number), calm.ending(number));
        if !person.disturbed && !rough.is_deaf(number) && ended != should {
            return Err(format!("opportunity {number} ended as {ended:?}, calmly as {should:?}"));
        }
    }
    Ok(())
}

/// The first of so many seeds that is found to break something.
fn first_broken(seeds: u64, rules: Rules) -> Option<u64> {
    let (next, found) = (AtomicU64::new(0), AtomicBool::new(false));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let search = || {
        while !found.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds {
                return None;
            }
            if try_seed(seed, rules, None).is_err() {
                found.store(true, Ordering::Relaxed);
                return Some(seed);
            }
        }
        None
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(search)).collect();
        workers.into_iter().filter_map(|worker| worker.join().expect("no panic gets out")).min()
    })
}

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} must be a number, and is {text:?}")))
}

/// Runs a seed again, and tells what came of it.
fn replay(seed: u64, lines: usize) {
    let mut trace = Vec::new();
    let outcome = try_seed(seed, Rules::OURS, Some(&mut trace));
    let tail: Vec<_> = trace.iter().skip(trace.len().saturating_sub(lines)).cloned().collect();
    if let Err(broken) = outcome {
        panic!(
            "seed {seed}: {broken}\n\n{}\n\nSEED={seed} make simulate shows all of it",
            tail.join("\n")
        );
    }
    println!("{}\nseed {seed}: everything holds", tail.join("\n"));
}

#[test]
fn whatever_goes_wrong_everyone_is_invited_once_and_everything_is_written_once() {
    if let Some(seed) = number("SEED") {
        return replay(seed, usize::MAX);
    }
    let seeds = number("SEEDS").unwrap_or(SEEDS);
    if let Some(seed) = first_broken(seeds, Rules::OURS) {
        replay(seed, TRACE_TAIL);
        panic!("seed {seed} broke something, and does not when it is run again");
    }
    println!("{seeds} seeds: everything holds");
}

/// Invites again who is moved again.
fn invites_twice(state: State, message: &Message, now: Instant) -> Decision {
    let mut decision = decide(state, message, now);
    if let (Message::Triggered(_), State::Invited { plan_id, expires_at, .. }) =
        (message, &decision.next)
    {
        let (plan_id, expires_at) = (*plan_id, *expires_at);
        decision.effects.push(Effect::SendInvite { plan_id, expires_at });
    }
    decision
}

/// Writes a note before the interview is done.
fn hurries(state: State, message: &Message, now: Instant) -> Decision {
    let mut decision = decide(state, message, now);
    if matches!(message, Message::ConsentGiven) {
        decision.effects.push(Effect::AddCompleteTag);
    }
    decision
}

/// Reminds once more when the mail server took a reminder.
fn insists(state: State, message: &Message, now: Instant) -> Decision {
    let mut decision = decide(state, message, now);
    if let (Message::ReminderSent { .. }, State::Invited { expires_at, reminded, .. }) =
        (message, &decision.next)
    {
        let (number, expires_at) = (*reminded, *expires_at);
        decision.effects.push(Effect::SendReminder { number, expires_at, until: expires_at });
    }
    decision
}

/// Makes up for reminders that are late.
fn catches_up(state: State, message: &Message, now: Instant) -> Decision {
    if let Message::ReminderDue { number, expires_at, .. } = message {
        let (number, expires_at) = (*number, *expires_at);
        return decide(state, &Message::ReminderDue { number, expires_at, until: expires_at }, now);
    }
    decide(state, message, now)
}

/// Tells who was cancelled as often as anything arrives of them.
fn dwells(state: State, message: &Message, now: Instant) -> Decision {
    let mut decision = decide(state, message, now);
    if let (Message::CancellationSent, State::Withdrawn { cancelled_at: Some(at), .. }) =
        (message, &decision.next)
    {
        decision.effects.push(Effect::SendCancellation { cancelled_at: *at });
    }
    decision
}

/// Does not wait for what was written.
fn forgets(state: State, message: &Message, now: Instant) -> Decision {
    let mut decision = decide(state, message, now);
    if matches!(message, Message::ReportRendered { .. }) {
        decision.effects.truncate(1);
    }
    decision
}

#[test]
fn a_broken_rule_is_noticed() {
    let ours = Rules::OURS;
    for (what, broken) in [
        ("invites twice", Rules { decide: invites_twice, ..ours }),
        ("tags too early", Rules { decide: hurries, ..ours }),
        ("forgets what is to be written", Rules { decide: forgets, ..ours }),
        ("insists", Rules { decide: insists, ..ours }),
        ("catches up with reminders", Rules { decide: catches_up, ..ours }),
        ("dwells on a cancellation", Rules { decide: dwells, ..ours }),
        ("commits on an old version", Rules { fenced: false, ..ours }),
        ("does not ask Lever before", Rules { asks_before: false, ..ours }),
        ("does not look before it repeats", Rules { looks_first: false, ..ours }),
    ] {
        let noticed = first_broken(SEEDS_TO_NOTICE, broken);
        assert!(noticed.is_some(), "no seed notices a program that {what}");
    }
}

#[test]
fn a_seed_is_the_same_each_time() {
    let run = |seed| {
        let mut trace = Vec::new();
        let outcome = try_seed(seed, Rules::OURS, Some(&mut trace));
        (outcome, trace)
    };
    for seed in 0..20 {
        let (first, again) = (run(seed), run(seed));
        assert!(!first.1.is_empty());
        assert_eq!(first, again, "seed {seed}");
    }
}
