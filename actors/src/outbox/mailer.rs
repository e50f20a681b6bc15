//! The way to the mail server: what mails are written with, and how one is handed over.

use std::{
    fmt,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use entities::{
    Language,
    connection::Status,
    ids::{MailId, TenantId},
    mail::{Handed, Outcome},
    tenant,
};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    address::Envelope,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};
use minijinja::{Environment, Value};

use super::{
    Error,
    calendar::Entry,
    lever::connected,
    templates::{self, TemplateError},
};
use crate::{Means, zone::QuietHours};

/// How long the mail server may take for each step.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// The way to the mail server.
pub struct Mailer {
    /// `None` only while it is dropped.
    transport: Option<AsyncSmtpTransport<Tokio1Executor>>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    return_path: Option<Address>,
    templates: Environment<'static>,
    quiet: QuietHours,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").finish_non_exhaustive()
    }
}

impl Drop for Mailer {
    /// The pool of connections spawns a task when it is dropped. After the runtime has ended there
    /// is nowhere to spawn it, and the connections end with the process anyway.
    fn drop(&mut self) {
        if tokio::runtime::Handle::try_current().is_err() {
            std::mem::forget(self.transport.take());
        }
    }
}

/// Settings of which no mailer can be made.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// Not a mail server's address.
    #[error("`mail.smtp_url` is not an address such as smtps://user:password@mail.example:465")]
    Url(#[from] lettre::transport::smtp::Error),
    /// Not a mailbox.
    #[error("`mail.from`, `mail.reply_to` or `mail.return_path` is not a mail address")]
    Address(#[from] lettre::address::AddressError),
    /// Templates or words that cannot be used.
    #[error("read the templates of mails")]
    Template(#[from] TemplateError),
}

impl Mailer {
    /// `smtp_url`: `smtp://host:port`, or `smtps://user:password@host:port`. No hours are quiet.
    pub fn new(smtp_url: &str, from: &str, reply_to: Option<&str>) -> Result<Self, MailerError> {
        Ok(Self {
            transport: Some(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)?
                    .timeout(Some(ANSWER_TIMEOUT))
                    .build(),
            ),
            from: from.parse()?,
            reply_to: reply_to.map(str::parse).transpose()?,
            return_path: None,
            templates: templates::compiled_in()?,
            quiet: QuietHours::NONE,
        })
    }

    /// The same, that reminds nobody in these hours.
    #[must_use]
    pub fn with_quiet_hours(mut self, quiet: QuietHours) -> Self {
        self.quiet = quiet;
        self
    }

    /// The same, with the files of a folder in place of the templates and words compiled in.
    pub fn with_templates(mut self, folder: &Path) -> Result<Self, MailerError> {
        self.templates = templates::with_folder(folder)?;
        Ok(self)
    }

    /// The same, that has reports of bounces sent to this address, with a plus sign and the mail's id
    /// after its name.
    pub fn with_return_path(mut self, address: &str) -> Result<Self, MailerError> {
        self.return_path = Some(address.parse()?);
        Ok(self)
    }

    /// When a company's candidates are not reminded.
    pub fn quiet_of(&self, settings: &tenant::Settings) -> QuietHours {
        let own = settings.quiet_hours.as_ref();
        let own = own.and_then(|it| QuietHours::new(it.from_hour, it.until_hour, &it.zone));
        own.unwrap_or(self.quiet)
    }

    /// Where mails come from.
    pub(super) fn sends_from(&self) -> &Address {
        &self.from.email
    }

    /// An entry of the words of the language in `values`, as one line of plain text.
    pub(super) fn say(
        &self,
        language: Language,
        entry: &str,
        values: &Value,
    ) -> Result<String, Error> {
        let text = self.render(&format!("{}/{entry}.txt", language.code()), values)?;
        Ok(one_line(&text))
    }

    pub(super) fn render(&self, name: &str, values: &Value) -> Result<String, Error> {
        self.templates
            .get_template(name)
            .and_then(|template| template.render(values))
            .map_err(|error| Error::Compose(error.into()))
    }

    /// A mail's HTML and its plain text.
    pub(super) fn bodies(&self, letter: &Letter<'_>) -> Result<(String, String), Error> {
        let render = |ending| self.render(&format!("{}.{ending}", letter.template), &letter.values);
        Ok((render("html")?, render("txt")?))
    }
}

/// A mail to write.
pub(super) struct Letter<'a> {
    /// Names the templates, `<name>.html` and `<name>.txt`.
    pub(super) template: &'static str,
    pub(super) subject: String,
    /// Whom it is from, as people read it.
    pub(super) sender: String,
    pub(super) to: &'a str,
    /// Who reads replies; `None`: whom the settings name.
    pub(super) reply_to: Option<&'a str>,
    pub(super) values: Value,
    /// What the candidate's calendar is to have.
    pub(super) entry: Option<Entry<'a>>,
}

/// What is known, when an effect ends, of the mail that it was to send.
#[derive(Clone, Debug, Default)]
pub(super) struct Slip(Arc<Mutex<Option<Noted>>>);

/// A mail that was handed over, and what the mail server said when it took it.
type Noted = (Handed, Option<String>);

impl Slip {
    fn note(&self, handed: Handed, reply: Option<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((handed, reply));
    }

    /// The candidate has it, although we never heard that the mail server took it.
    pub(super) fn arrived(&self) {
        let reply = "not heard; the candidate used its link".to_owned();
        self.note(Handed::default(), Some(reply));
    }

    /// How it ended with this error, or without one.
    pub(super) fn outcome(&self, error: Option<&Error>) -> Outcome {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match (noted, error) {
            (Some((handed, Some(reply))), _) => Outcome::Accepted(handed, reply),
            (Some((handed, None)), Some(Error::Mail(error))) if error.is_permanent() => {
                Outcome::Refused(handed, error.to_string())
            }
            (Some((_, None)) | None, _) => Outcome::NotSent,
        }
    }
}

/// Writes and hands over a mail to a candidate, as long as the company's Lever is connected: who
/// revoked it wants no more mail in its name.
pub(super) async fn send(
    means: &Means,
    (tenant_id, mail_id): (TenantId, MailId),
    letter: Letter<'_>,
    slip: &Slip,
) -> Result<(), Error> {
    connected(means, tenant_id, Status::Connected).await?;
    hand_over(means, mail_id, letter, slip).await
}

/// Writes and hands over one mail; with the same id again, the same mail.
pub(super) async fn hand_over(
    means: &Means,
    mail_id: MailId,
    letter: Letter<'_>,
    slip: &Slip,
) -> Result<(), Error> {
    let message = message(means, mail_id, &letter)?;
    let mailer = &means.mailer;
    let transport = mailer.transport.as_ref().ok_or(Error::Missing("the mail server"))?;
    if !means.is_sure() {
        return Err(Error::Unsure);
    }
    let handed = Handed { recipient: letter.to.to_owned(), subject: letter.subject };
    slip.note(handed.clone(), None);
    means.pass("before a mail");
    let sent = transport.send(message).await;
    means.pass("after a mail");
    let reply = sent?;
    let words = reply.message().collect::<Vec<_>>().join(" ");
    slip.note(handed, Some(format!("{} {words}", reply.code())));
    Ok(())
}

fn message(means: &Means, mail_id: MailId, letter: &Letter<'_>) -> Result<lettre::Message, Error> {
    let compose = |error: Box<dyn std::error::Error>| Error::Compose(error);
    let address = |error: lettre::address::AddressError| compose(error.into());
    let mailer = &means.mailer;
    let (html, text) = mailer.bodies(letter)?;
    let from = Mailbox::new(Some(letter.sender.clone()), mailer.from.email.clone());
    let message_id = format!("<{}@{}>", mail_id.0, mailer.from.email.domain());
    let to: Address = letter.to.parse().map_err(address)?;
    let mut message = lettre::Message::builder()
        .message_id(Some(message_id))
        .date(means.clock.now().into())
        .from(from)
        .to(Mailbox::new(None, to.clone()))
        .subject(letter.subject.clone());
    // One that a company set was looked at then.
    let own = letter.reply_to.and_then(|address| address.parse::<Address>().ok());
    let own = own.map(|address| Mailbox::new(None, address));
    if let Some(reply_to) = own.or_else(|| mailer.reply_to.clone()) {
        message = message.reply_to(reply_to);
    }
    if let Some(path) = &mailer.return_path {
        let bounces = format!("{}+{}@{}", path.user(), mail_id.0.simple(), path.domain());
        let bounces = bounces.parse().map_err(address)?;
        let envelope = Envelope::new(Some(bounces), vec![to]);
        message = message.envelope(envelope.map_err(|error| compose(error.into()))?);
    }
    let mut body = MultiPart::alternative_plain_html(text, html);
    if let Some(entry) = &letter.entry {
        body = MultiPart::mixed().multipart(body).singlepart(attached(entry)?);
    }
    message.multipart(body).map_err(|error| compose(error.into()))
}

/// The calendar entry as a part of a mail.
fn attached(entry: &Entry<'_>) -> Result<SinglePart, Error> {
    let kind = format!("text/calendar; charset=utf-8; method={}", entry.method());
    let kind = ContentType::parse(&kind).map_err(|error| Error::Compose(error.into()))?;
    Ok(Attachment::new("interview.ics".to_owned()).body(entry.file(), kind))
}

/// Whether mail can be addressed to it.
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// Text without line breaks, which have no place in a subject. Spaces that must not break stay.
pub(super) fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailer() -> Mailer {
        Mailer::new("smtp://127.0.0.1:1", "interviews@fulcrum.example", None).unwrap()
    }

    #[test]
    fn it_can_be_dropped_after_the_runtime_ended() {
        let mailer = actix::System::new().block_on(async { mailer() });
        drop(mailer);
    }

    #[actix::test]
    async fn settings_that_are_no_addresses_are_refused() {
        assert!(Mailer::new("not an address", "a@b.example", None).is_err());
        assert!(Mailer::new("smtp://127.0.0.1:1", "nobody", None).is_err());
        assert!(mailer().with_return_path("nobody").is_err());
    }

    #[actix::test]
    async fn a_company_s_quiet_hours_take_the_place_of_the_server_s() {
        let server = QuietHours::new(21, 8, "UTC").unwrap();
        let mailer = mailer().with_quiet_hours(server);
        let mut settings = tenant::Settings::default();
        assert_eq!(mailer.quiet_of(&settings), server);
        let zone = "Europe/Berlin".to_owned();
        settings.quiet_hours = Some(tenant::QuietHours { from_hour: 20, until_hour: 9, zone });
        assert_eq!(mailer.quiet_of(&settings), QuietHours::new(20, 9, "Europe/Berlin").unwrap());
    }

    #[test]
    fn a_subject_is_one_line() {
        assert_eq!(one_line("Two\r\nlines"), "Two lines");
    }
}
