//! The outside: Lever's opportunities and the mail server, as far as anything of ours reaches them.
//!
//! Knows: what is there. Does not know: us, our tables, or why it is asked. It keeps count of what
//! was done to it, which is what a candidate and a recruiter would see.

use std::collections::{BTreeMap, BTreeSet};

use entities::{
    Instant,
    inbox::{Message, Snapshot},
};

/// The tag that a posting needs to invite on application.
pub(super) const APPLICATION_TAG: &str = "Alex - On Application";
/// Lever's postings with their tags.
pub(super) const POSTINGS: [(&str, &[&str]); 3] = [
    ("plain", &[]),
    ("tagged", &["Engineering", APPLICATION_TAG]),
    ("nearly", &["alex – on application"]),
];
/// Lever's stages in order. The second and third trigger, the last is for who did well.
pub(super) const STAGES: [&str; 5] = ["new", "screen", "on-site", "final", "offer"];
pub(super) const SCREEN: usize = 1;
pub(super) const ON_SITE: usize = 2;
pub(super) const FINAL: usize = 3;
pub(super) const OFFER: usize = 4;

/// An opportunity, and what was written to it.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one that Lever shows of its own")]
pub(super) struct Opportunity {
    pub(super) tenant: usize,
    /// The account it is in.
    pub(super) account: u32,
    pub(super) posting: Option<usize>,
    pub(super) contact_id: String,
    pub(super) stage: usize,
    /// How often it was moved, its beginning included.
    pub(super) stage_changes: u32,
    /// How often anything about it changed.
    pub(super) changes: u32,
    pub(super) moved_at: Instant,
    pub(super) applied_at: Option<Instant>,
    pub(super) archived: bool,
    pub(super) anonymized: bool,
    pub(super) deleted: bool,
    pub(super) contact_allowed: bool,
    pub(super) has_email: bool,
    pub(super) origin: &'static str,
    pub(super) tags: BTreeSet<String>,
    /// How often each tag came to be there.
    pub(super) tagged: BTreeMap<String, u32>,
    /// How often each mark was written.
    pub(super) notes: BTreeMap<String, u32>,
    pub(super) files: BTreeMap<usize, u32>,
    pub(super) links: BTreeSet<usize>,
    pub(super) forms: BTreeMap<usize, u32>,
}

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letter {
    Invite,
    /// The invite once more, because an operator wants it.
    Resent,
    Reminder,
    Confirmation,
    /// The chosen time is near.
    Start,
    Cancellation,
    FollowUp,
    Operator,
}

/// What the id of a mail is made of: the same again is the same mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MailId {
    /// The invite of a pipeline, whichever effect sends it.
    Invite(usize),
    /// The effect that sends it.
    Effect(usize),
}

/// A mail that the mail server took.
pub(super) struct Mail {
    pub(super) id: MailId,
    pub(super) letter: Letter,
    pub(super) pipeline: Option<usize>,
    /// When the mail server took it first.
    pub(super) taken_at: Instant,
    /// How often it was handed over, all with the same message id.
    pub(super) handed: u32,
}

/// An event of Lever's on its way to us.
pub(super) struct Delivery {
    pub(super) token: u32,
    pub(super) tenant: usize,
    pub(super) message: Message,
    pub(super) at: Instant,
}

/// Lever and the mail server.
#[derive(Default)]
pub(super) struct Outside {
    pub(super) opportunities: Vec<Opportunity>,
    pub(super) deliveries: Vec<Delivery>,
    pub(super) mails: Vec<Mail>,
    pub(super) tokens: u32,
}

pub(super) fn opportunity_id(number: usize) -> String {
    format!("o{number}")
}

pub(super) fn numbered(opportunity_id: &str) -> usize {
    opportunity_id.trim_start_matches('o').parse().expect("an id of ours")
}

pub(super) fn posting_id(posting: Option<usize>) -> Option<String> {
    posting.map(|number| POSTINGS[number].0.to_owned())
}

impl Opportunity {
    /// Why nothing more may be done about it, if so. `contact_id`: whose it was.
    pub(super) fn gone(&self, contact_id: Option<&str>) -> Option<&'static str> {
        if self.deleted {
            Some("no longer shown")
        } else if self.anonymized {
            Some("anonymized")
        } else if self.archived {
            Some("archived")
        } else if contact_id.is_some_and(|was| was != self.contact_id) {
            Some("merged")
        } else {
            None
        }
    }

    pub(super) fn snapshot(&self, number: usize) -> Snapshot {
        let tags = self.posting.map(|posting| POSTINGS[posting].1).unwrap_or_default();
        Snapshot {
            opportunity_id: opportunity_id(number),
            posting_id: posting_id(self.posting),
            name: String::new(),
            email: self.has_email.then(String::new),
            url: None,
            stage_id: STAGES[self.stage].to_owned(),
            archived: self.archived,
            anonymized: self.anonymized,
            contact_allowed: self.contact_allowed,
            posting_tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            contact_id: Some(self.contact_id.clone()),
            origin: Some(self.origin.to_owned()),
            moved_at: Some(self.moved_at),
            applied_at: self.applied_at,
        }
    }

    /// Put twice, a tag is there once.
    pub(super) fn tag(&mut self, tag: &str) {
        if self.tags.insert(tag.to_owned()) {
            *self.tagged.entry(tag.to_owned()).or_default() += 1;
        }
    }
}

impl Outside {
    /// Takes a mail; one with the same id is the same mail.
    pub(super) fn take(
        &mut self,
        id: MailId,
        letter: Letter,
        pipeline: Option<usize>,
        taken_at: Instant,
    ) {
        if let Some(mail) = self.mails.iter_mut().find(|mail| mail.id == id) {
            mail.handed += 1;
            return;
        }
        self.mails.push(Mail { id, letter, pipeline, taken_at, handed: 1 });
    }

    /// The ids of such mails of a pipeline.
    pub(super) fn mailed(&self, letter: Letter, pipeline: usize) -> usize {
        let of = |mail: &&Mail| mail.letter == letter && mail.pipeline == Some(pipeline);
        self.mails.iter().filter(of).count()
    }

    /// When a candidate first had an invite.
    pub(super) fn invited_at(&self, pipeline: usize) -> Option<Instant> {
        let invites = |letter| matches!(letter, Letter::Invite | Letter::Resent);
        let of = |mail: &&Mail| invites(mail.letter) && mail.pipeline == Some(pipeline);
        self.mails.iter().find(of).map(|mail| mail.taken_at)
    }

    pub(super) fn fresh_token(&mut self) -> u32 {
        self.tokens += 1;
        self.tokens
    }
}
