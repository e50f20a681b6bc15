//! Reports of mail servers that a mail is late or cannot be delivered, as RFC 3464 has them: read, and
//! kept at the mail that they are about.
//!
//! Anybody may send anything to where reports are read: what is none, or is about no mail of ours,
//! does nothing.

use actors::Means;
use entities::{
    DbErr, Instant, Store,
    ids::{MailId, MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, Message},
    mail, pipeline,
};
use mail_parser::{Message as Parsed, MessageParser, MessagePart, MimeHeaders, PartType};
use serde::Serialize;
use uuid::Uuid;

/// Largest report that is read. Most have no more than the headers of the mail.
pub const REPORT_BYTES_MAX: usize = 1024 * 1024;
/// Most recipients of one report that are looked at; our mails have one.
const RECIPIENTS_MAX: usize = 20;

/// What a report says of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Report {
    mail_id: MailId,
    /// Whether it cannot be delivered; else it is late.
    failed: bool,
    /// In the words of the mail server.
    reason: String,
}

/// What a report led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The mail has bounced.
    Bounced,
    /// The mail is late; that is noted at it.
    Delayed,
    /// The same was known before, or the mail is known to have arrived.
    Known,
    /// It is about no mail of ours.
    UnknownMail,
    /// It is no report of a mail that is late or cannot be delivered.
    NoReport,
}

impl Outcome {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Bounced => "the mail has bounced; whoever must know is told",
            Self::Delayed => "the mail is late, which is noted; nothing else is done",
            Self::Known => "nothing new: the same was known before, or the mail has arrived",
            Self::UnknownMail => "nothing done: the report is about no mail of ours",
            Self::NoReport => {
                "nothing done: this is no delivery report (RFC 3464) of a mail that is late or cannot \
                 be delivered"
            }
        }
    }
}

/// What reports are kept with.
#[derive(Clone, Copy, Debug)]
pub struct Keeper<'a> {
    /// The store.
    pub db: &'a Store,
    /// The time.
    pub now: Instant,
    /// For a new message.
    pub fresh: Uuid,
    /// Whose mails it may be about; `None`: anybody's.
    pub tenant_id: Option<TenantId>,
}

impl<'a> Keeper<'a> {
    /// A running server's.
    pub(crate) fn of(means: &'a Means, tenant_id: Option<TenantId>) -> Self {
        Self { db: &means.db, now: means.clock.now(), fresh: means.ids.fresh(), tenant_id }
    }
}

/// Reads a report and keeps what it says; who is to be woken, if somebody is told.
pub async fn take(
    keeper: Keeper<'_>,
    bytes: &[u8],
) -> Result<(Outcome, Option<(TenantId, PipelineId)>), DbErr> {
    let Keeper { db, now, fresh, tenant_id } = keeper;
    let Some(report) = read(bytes) else { return Ok((Outcome::NoReport, None)) };
    let tx = db.begin().await?;
    let row = mail::across_tenants_find(&tx, report.mail_id).await?;
    let row = row.filter(|row| tenant_id.is_none_or(|tenant_id| tenant_id == row.tenant_id));
    let Some(row) = row else { return Ok((Outcome::UnknownMail, None)) };
    let of = match row.pipeline_id {
        None => None,
        Some(id) => pipeline::find(&tx, row.tenant_id, id).await?,
    };
    if of.as_ref().is_some_and(|of| of.erased_at.is_some()) {
        // What it says may be about somebody of whom nothing is kept.
        return Ok((Outcome::Known, None));
    }
    if !report.failed {
        mail::delay(&tx, &row, &report.reason, now).await?;
        tx.commit().await?;
        return Ok((Outcome::Delayed, None));
    }
    let newly = mail::bounce(&tx, &row, &report.reason, now).await?;
    let mut woken = None;
    if let Some(of) = of.filter(|_| newly)
        && !mail::went_elsewhere_since(&tx, &row).await?
    {
        let key = (row.tenant_id, of.id);
        let message = Message::MailBounced { mail_id: row.id, reason: report.reason };
        // One that is sent once more, because it bounced, may bounce once more.
        let dedup_key = format!("{} of {} bounced", row.id, row.queued_at);
        let arrival = Arrival { pipeline_id: Some(of.id), dedup_key, message, due_at: now };
        inbox::insert(&tx, (row.tenant_id, MessageId(fresh)), arrival, now).await?;
        woken = Some(key);
    }
    tx.commit().await?;
    Ok((if newly { Outcome::Bounced } else { Outcome::Known }, woken))
}

/// What a report says; `None` if it is none, names no mail that could be ours, or tells of success.
fn read(bytes: &[u8]) -> Option<Report> {
    let bytes = bytes.get(..REPORT_BYTES_MAX.min(bytes.len()))?;
    let message = MessageParser::default().parse(bytes)?;
    let status = message.parts.iter().find(|part| is(part, "message", "delivery-status"))?;
    let (failed, reason) = verdict(status.contents())?;
    Some(Report { mail_id: about(&message)?, failed, reason })
}

fn is(part: &MessagePart<'_>, kind: &str, subtype: &str) -> bool {
    part.content_type().is_some_and(|it| {
        it.ctype().eq_ignore_ascii_case(kind)
            && it.subtype().is_some_and(|it| it.eq_ignore_ascii_case(subtype))
    })
}

/// Whether a mail cannot be delivered or is late, and why: fields of the report as a whole, then,
/// after an empty line each, those of each recipient.
fn verdict(fields: &[u8]) -> Option<(bool, String)> {
    let text = String::from_utf8_lossy(fields).replace("\r\n", "\n");
    let mut late = None;
    for group in text.split("\n\n").take(RECIPIENTS_MAX + 1) {
        let group = format!("{}\n\n", group.trim_start_matches('\n'));
        let Some(group) = MessageParser::default().parse_headers(&group) else { continue };
        let action = field(&group, "Action").unwrap_or_default().to_ascii_lowercase();
        let status = field(&group, "Status").unwrap_or_default();
        let said = field(&group, "Diagnostic-Code").map(|said| match said.split_once(';') {
            Some((_, said)) => said.trim().to_owned(),
            None => said,
        });
        let reason = said.filter(|said| !said.is_empty());
        let reason = reason.unwrap_or_else(|| format!("{action} {status}").trim().to_owned());
        match action.as_str() {
            "failed" => return Some((true, reason)),
            "" if status.starts_with("5.") => return Some((true, reason)),
            "delayed" => late = late.or(Some((false, reason))),
            _ => {}
        }
    }
    late
}

/// A field on one line.
fn field(of: &Parsed<'_>, name: &'static str) -> Option<String> {
    let raw = of.header_raw(name)?;
    Some(raw.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Which mail a report is about: the one that it returns, the one that it answers, or the one whose
/// own address for reports it was sent to.
fn about(report: &Parsed<'_>) -> Option<MailId> {
    let returned = report.parts.iter().find_map(|part| {
        if let PartType::Message(returned) = &part.body {
            return returned.message_id().and_then(ours);
        }
        if is(part, "text", "rfc822-headers") || is(part, "message", "rfc822-headers") {
            let headers = MessageParser::default().parse_headers(part.contents())?;
            return headers.message_id().and_then(ours);
        }
        None
    });
    let answered = || ours(field(report, "In-Reply-To")?.trim_matches(['<', '>']));
    let addressed = || {
        let names = ["X-Original-To", "Delivered-To", "To"];
        names.into_iter().find_map(|name| {
            let address = field(report, name)?;
            let tagged = address.split_once('+')?.1;
            ours(tagged)
        })
    };
    returned.or_else(answered).or_else(addressed)
}

/// The mail whose id stands before the `@`.
fn ours(text: &str) -> Option<MailId> {
    let (id, _) = text.split_once('@')?;
    Uuid::parse_str(id).ok().map(MailId)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0198c0de-0000-7000-8000-000000000001";

    fn report(status: &str, returned: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example\r\nTo: interviews@fulcrum.example\r\n\
             Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n\
             --b\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.example\r\n\r\n{status}\r\n\r\n{returned}--b--\r\n"
        )
    }

    fn headers() -> String {
        format!(
            "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{ID}@fulcrum.example>\r\n\
             Subject: Your interview\r\n\r\n"
        )
    }

    const FAILED: &str = "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\
        Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n <a@b.example>: no such user";

    #[test]
    fn a_mail_that_cannot_be_delivered_is_told_from_one_that_is_late() {
        let read = |status: &str| read(report(status, &headers()).as_bytes());
        let failed = read(FAILED).unwrap();
        assert_eq!(failed.mail_id, MailId(ID.parse().unwrap()));
        let reason = "550 5.1.1 <a@b.example>: no such user".to_owned();
        assert_eq!((failed.failed, failed.reason), (true, reason));
        // Given up after days of trying.
        let expired = read("Action: failed\r\nStatus: 4.4.1").unwrap();
        assert_eq!((expired.failed, expired.reason.as_str()), (true, "failed 4.4.1"));
        let late =
            read("Action: delayed\r\nStatus: 4.4.1\r\nDiagnostic-Code: X; no route").unwrap();
        assert_eq!((late.failed, late.reason.as_str()), (false, "no route"));
        for success in
            ["Action: delivered\r\nStatus: 2.0.0", "Action: relayed", "", "Status: 4.0.0"]
        {
            assert_eq!(read(success), None, "{success}");
        }
        let both = format!("Action: delayed\r\nStatus: 4.0.0\r\n\r\n{FAILED}");
        assert!(read(&both).unwrap().failed);
    }

    #[test]
    fn the_mail_is_found_by_what_is_returned_or_answered_or_addressed() {
        let whole = format!(
            "--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{ID}@fulcrum.example>\r\n\
             Content-Type: text/plain\r\n\r\nhello\r\n\r\n"
        );
        let answers = report(FAILED, "")
            .replace("Subject:", &format!("In-Reply-To: <{ID}@fulcrum.example>\r\nSubject:"));
        let tagged = ID.replace('-', "");
        let addressed = report(FAILED, "").replace("interviews@", &format!("bounces+{tagged}@"));
        for text in [report(FAILED, &whole), answers, addressed] {
            let found = read(text.as_bytes()).map(|report| report.mail_id);
            assert_eq!(found, Some(MailId(ID.parse().unwrap())), "{text}");
        }
        assert_eq!(read(report(FAILED, "").as_bytes()), None);
        let other = headers().replace(ID, "another-id");
        assert_eq!(read(report(FAILED, &other).as_bytes()), None);
    }

    #[test]
    fn anything_else_is_no_report() {
        let no_status = report(FAILED, &headers()).replace("delivery-status\r\n", "other\r\n");
        for text in ["", "rubbish", "\0\0\0", no_status.as_str(), "Content-Type: multipart/report"]
        {
            assert_eq!(read(text.as_bytes()), None, "{text:?}");
        }
        let long = format!("{}{}", " ".repeat(REPORT_BYTES_MAX), report(FAILED, &headers()));
        assert_eq!(read(long.as_bytes()), None);
    }
}
