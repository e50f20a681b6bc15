//! What was seen at the outside: mails, tags and notes of each opportunity. Every number that the
//! bench prints about effects is counted here, none is read from the server's tables.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::mpsc::UnboundedSender;

/// Effects of one pipeline: mail, tag, note.
pub(crate) const EFFECTS: u64 = 3;

/// Something happened at the outside.
pub(crate) enum Seen {
    /// A candidate got a mail; the secret part of the link in it.
    Mailed { token: String },
    /// The last effect of a pipeline is there.
    Done { number: usize, at: Instant },
}

/// Of all opportunities.
pub(crate) struct Ledger {
    marks: Mutex<Vec<Marks>>,
    /// Effects seen for the first time.
    first: AtomicU64,
    /// Requests that the outside had no answer for.
    unknown: AtomicU64,
    seen: UnboundedSender<Seen>,
}

/// Of one opportunity.
#[derive(Default)]
struct Marks {
    /// The ids of the mails, in the order they came.
    mails: Vec<String>,
    tags: Vec<String>,
    tag_writes: usize,
    /// The bodies of the requests.
    notes: Vec<Vec<u8>>,
}

/// What was doubled.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Doubles {
    /// Mails with the id of an earlier one: mailbox programs show one.
    pub(crate) mails_again: usize,
    /// Second mails with an id of their own.
    pub(crate) mails: usize,
    /// Second notes.
    pub(crate) notes: usize,
    /// Tags that were there already, and are there once.
    pub(crate) tags_again: usize,
}

impl Marks {
    fn complete(&self) -> bool {
        !self.mails.is_empty() && !self.tags.is_empty() && !self.notes.is_empty()
    }
}

impl Ledger {
    pub(crate) fn new(seen: UnboundedSender<Seen>) -> Self {
        let (first, unknown) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { marks: Mutex::default(), first, unknown, seen }
    }

    fn marks(&self) -> MutexGuard<'_, Vec<Marks>> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down one effect; `put` tells whether it is the first of its kind.
    fn put(&self, number: usize, put: impl FnOnce(&mut Marks) -> bool) {
        let mut all = self.marks();
        if all.len() <= number {
            all.resize_with(number + 1, Marks::default);
        }
        let marks = &mut all[number];
        if !put(marks) {
            return;
        }
        let done = marks.complete();
        drop(all);
        self.first.fetch_add(1, Ordering::Relaxed);
        if done {
            self.tell(Seen::Done { number, at: Instant::now() });
        }
    }

    fn tell(&self, seen: Seen) {
        // Nobody listens any more once a job is over.
        self.seen.send(seen).unwrap_or_default();
    }

    pub(crate) fn mail(&self, number: usize, id: &str, token: Option<&str>) {
        self.put(number, |marks| {
            marks.mails.push(id.to_owned());
            marks.mails.len() == 1
        });
        if let Some(token) = token {
            self.tell(Seen::Mailed { token: token.to_owned() });
        }
    }

    /// Adds tags; all that are there then.
    pub(crate) fn tag(&self, number: usize, tags: Vec<String>) -> Vec<String> {
        self.put(number, |marks| {
            let first = marks.tags.is_empty();
            marks.tag_writes += 1;
            for tag in tags {
                if !marks.tags.contains(&tag) {
                    marks.tags.push(tag);
                }
            }
            first && !marks.tags.is_empty()
        });
        self.tags(number)
    }

    pub(crate) fn note(&self, number: usize, body: &[u8]) {
        self.put(number, |marks| {
            marks.notes.push(body.to_vec());
            marks.notes.len() == 1
        });
    }

    pub(crate) fn tags(&self, number: usize) -> Vec<String> {
        self.marks().get(number).map(|marks| marks.tags.clone()).unwrap_or_default()
    }

    pub(crate) fn notes(&self, number: usize) -> Vec<Vec<u8>> {
        self.marks().get(number).map(|marks| marks.notes.clone()).unwrap_or_default()
    }

    pub(crate) fn unanswered(&self) {
        self.unknown.fetch_add(1, Ordering::Relaxed);
    }

    /// Requests that the outside had no answer for.
    pub(crate) fn unknown(&self) -> u64 {
        self.unknown.load(Ordering::Relaxed)
    }

    /// Effects seen, each counted once.
    pub(crate) fn effects(&self) -> u64 {
        self.first.load(Ordering::Relaxed)
    }

    pub(crate) fn doubles(&self) -> Doubles {
        let mut doubles = Doubles::default();
        for marks in self.marks().iter() {
            let mut ids: Vec<_> = marks.mails.iter().collect();
            ids.sort_unstable();
            ids.dedup();
            doubles.mails_again += marks.mails.len() - ids.len();
            doubles.mails += ids.len().saturating_sub(1);
            doubles.notes += marks.notes.len().saturating_sub(1);
            doubles.tags_again += marks.tag_writes.saturating_sub(marks.tags.len());
        }
        doubles
    }
}
