//! What a candidate's calendar is told by mail.

use mail_parser::{MessageParser, MimeHeaders};

use crate::{App, Candidate};

/// One state of a calendar entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is done with it.
    pub method: String,
    /// What it is called to programs.
    pub uid: String,
    /// Grows with each change.
    pub sequence: u32,
    /// When it begins, as the file writes it.
    pub start: Option<String>,
}

impl Entry {
    /// Out of a mail's source, in whatever way its part is encoded.
    fn of(source: &str) -> Option<Self> {
        let mail = MessageParser::default().parse(source.as_bytes())?;
        let file = mail.attachments().find(|part| part.attachment_name() == Some("interview.ics"));
        let text = file?.text_contents()?.replace("\r\n ", "");
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
            line.map(ToOwned::to_owned)
        };
        Some(Self {
            method: value("METHOD")?,
            uid: value("UID")?,
            sequence: value("SEQUENCE")?.parse().ok()?,
            start: value("DTSTART"),
        })
    }
}

impl App {
    /// The calendar entries that a candidate was sent, oldest first.
    pub async fn entries(&self, candidate: &Candidate) -> Vec<Entry> {
        let mut entries = Vec::new();
        for mail in self.caught(candidate).await {
            let url = self.mail_url(&format!("/mails/{}/source", mail["id"]));
            let source = self.http.get(url).send().await.expect("it answers");
            entries.extend(Entry::of(&source.text().await.expect("it is text")));
        }
        entries
    }
}
