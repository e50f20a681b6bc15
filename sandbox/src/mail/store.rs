//! The mails kept, and which are to be refused.

use std::collections::{HashSet, VecDeque};

use mail_parser::{Address, Message, MessageParser};
use serde::Serialize;

/// Mails kept; the oldest go first.
const MAILS_MAX: usize = 50_000;

/// One mail, as it arrived.
#[derive(Clone)]
pub(super) struct Mail {
    /// Counts up from 1.
    pub(super) id: usize,
    /// The envelope's sender.
    sender: String,
    /// The envelope's recipients.
    recipients: Vec<String>,
    subject: String,
    from: String,
    pub(super) received_at: i64,
    pub(super) source: Vec<u8>,
}

/// A mail as the page and its JSON show it.
#[derive(Serialize)]
pub(super) struct View {
    id: usize,
    /// The envelope's recipients, with a comma between.
    to: String,
    /// The header's sender with name; the envelope's when there is no header.
    from: String,
    subject: String,
    /// Without its angle brackets.
    message_id: Option<String>,
    /// Milliseconds since 1970.
    received_at: i64,
    text: Option<String>,
    html: Option<String>,
}

impl View {
    /// The HTML body, if the mail has one.
    pub(super) fn html(self) -> Option<String> {
        self.html
    }
}

impl Mail {
    pub(super) fn new(
        sender: String,
        recipients: Vec<String>,
        source: Vec<u8>,
        received_at: i64,
    ) -> Self {
        let parsed = parse(&source);
        let subject = parsed.as_ref().and_then(Message::subject);
        let from = parsed.as_ref().and_then(Message::from).and_then(shown);
        Self {
            id: 0,
            subject: subject.unwrap_or_default().to_owned(),
            from: from.unwrap_or_else(|| sender.clone()),
            sender,
            recipients,
            received_at,
            source,
        }
    }

    /// Whether it went to `address`, case ignored.
    pub(super) fn is_to(&self, address: &str) -> bool {
        self.recipients.iter().any(|recipient| recipient.eq_ignore_ascii_case(address))
    }

    /// Whether a recipient or the subject has `search` in it, case ignored.
    pub(super) fn matches(&self, search: &str) -> bool {
        let search = search.to_lowercase();
        self.recipients
            .iter()
            .chain([&self.subject])
            .any(|text| text.to_lowercase().contains(&search))
    }

    /// Everything but the bodies.
    pub(super) fn brief(&self) -> View {
        View {
            id: self.id,
            to: self.recipients.join(", "),
            from: self.from.clone(),
            subject: self.subject.clone(),
            message_id: None,
            received_at: self.received_at,
            text: None,
            html: None,
        }
    }

    /// Everything; a body the mail does not have is null.
    pub(super) fn whole(&self) -> View {
        let parsed = parse(&self.source);
        let parsed = parsed.as_ref();
        // The parser offers one kind as the other when a mail has only one.
        let has = |wanted: &str| {
            parsed.is_some_and(|message| {
                let mut bodies = message.text_bodies().chain(message.html_bodies());
                bodies.any(|part| match wanted {
                    "html" => part.is_text_html(),
                    _ => part.is_text() && !part.is_text_html(),
                })
            })
        };
        let text = parsed.filter(|_| has("text"));
        let html = parsed.filter(|_| has("html"));
        View {
            message_id: parsed.and_then(Message::message_id).map(str::to_owned),
            text: text.and_then(|it| it.body_text(0)).map(Into::into),
            html: html.and_then(|it| it.body_html(0)).map(Into::into),
            ..self.brief()
        }
    }

    /// Name and value of each header, in order, and the envelope's sender.
    pub(super) fn headers(&self) -> Vec<(String, String)> {
        let mut headers = vec![("(envelope) From".to_owned(), self.sender.clone())];
        if let Some(message) = parse(&self.source) {
            headers.extend(
                message
                    .headers_raw()
                    .map(|(name, value)| (name.to_owned(), value.trim().to_owned())),
            );
        }
        headers
    }

    /// Name and bytes of each attachment.
    pub(super) fn attachments(&self) -> Vec<(String, usize)> {
        use mail_parser::MimeHeaders;
        let Some(message) = parse(&self.source) else {
            return Vec::new();
        };
        message
            .attachments()
            .map(|part| {
                let name = part.attachment_name().unwrap_or("(no name)");
                (name.to_owned(), part.len())
            })
            .collect()
    }
}

fn parse(source: &[u8]) -> Option<Message<'_>> {
    MessageParser::default().parse(source)
}

/// `Name <address>`, or the address alone.
fn shown(address: &Address<'_>) -> Option<String> {
    let first = address.first()?;
    let email = first.address()?;
    Some(match first.name() {
        Some(name) => format!("{name} <{email}>"),
        None => email.to_owned(),
    })
}

/// The mails kept, oldest first.
#[derive(Default)]
pub(super) struct Mailbox {
    mails: VecDeque<Mail>,
    /// Mails ever received.
    received: usize,
}

impl Mailbox {
    pub(super) fn put(&mut self, mut mail: Mail) {
        self.received += 1;
        mail.id = self.received;
        if self.mails.len() >= MAILS_MAX {
            self.mails.pop_front();
        }
        self.mails.push_back(mail);
    }

    pub(super) fn mails(&self) -> impl DoubleEndedIterator<Item = &Mail> {
        self.mails.iter()
    }

    pub(super) fn mail(&self, id: usize) -> Option<&Mail> {
        let index = self.mails.binary_search_by_key(&id, |mail| mail.id).ok()?;
        self.mails.get(index)
    }

    /// Mails received since the start, deleted ones included.
    pub(super) fn received(&self) -> usize {
        self.received
    }

    pub(super) fn clear(&mut self) {
        self.mails.clear();
    }
}

/// Which mails are refused, on request.
#[derive(Default)]
pub(super) struct Refusals {
    /// How many more mails are answered 451, try later.
    pub(super) next: u32,
    /// How many more mails are taken without an answer.
    pub(super) lose_reply: u32,
    /// Addresses, in lower case, answered 550, no such mailbox.
    pub(super) forever_for: HashSet<String>,
}

impl Refusals {
    /// Whether the answer to a mail that was taken is one to be lost.
    pub(super) fn hang_up(&mut self) -> bool {
        let due = self.lose_reply > 0;
        self.lose_reply = self.lose_reply.saturating_sub(1);
        due
    }

    /// Whether this mail is one to be put off.
    pub(super) fn put_off(&mut self) -> bool {
        let due = self.next > 0;
        self.next = self.next.saturating_sub(1);
        due
    }
}
