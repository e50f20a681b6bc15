//! Mails, what became of each, and how they look.

use actors::{Means, outbox::Preview};
use async_graphql::{
    Context, Enum, ID, InputObject, Object, Result, SimpleObject, connection::PageInfo,
};
use entities::{
    DbErr, Instant, Language,
    ids::{MailId, TenantId},
    mail,
    sea_orm::ConnectionTrait,
};

use crate::{
    connection::{cursor, page_info},
    error::fault,
    loaders::Loaders,
};

/// A mail that was to be sent, and what became of it.
pub(crate) struct Mail(pub(crate) mail::Model);

/// What a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "mail::Kind")]
pub(crate) enum MailKind {
    /// The invite, also when it is sent again.
    Invite,
    /// Reminds of it.
    Reminder,
    /// Confirms a time that was chosen or given back.
    Confirmation,
    /// Says that the time is near.
    Start,
    /// Says that the interview was cancelled.
    Cancelled,
    /// Thanks for it.
    FollowUp,
    /// Feedback that an operator wanted sent.
    Letter,
    /// What an operator wrote back to what a candidate asked for.
    Reply,
    /// Tells an operator that Lever is disconnected.
    Disconnected,
    /// Tells an operator how to sign in for the first time.
    Member,
    /// Shows an operator what candidates get.
    Preview,
}

/// What became of a mail last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "mail::State")]
pub(crate) enum MailState {
    /// It waits for its turn, for Lever, or for the mail server.
    Queued,
    /// Something newer took its place, or it was given up, before any mail server had it.
    NotSent,
    /// The mail server took it. Whether it arrives is not known.
    Accepted,
    /// The mail server refused it for good.
    Refused,
    /// A report said that it cannot be delivered.
    Bounced,
    /// It arrived: the link in it was opened.
    LinkOpened,
}

/// Which mails are wanted.
#[derive(Default, InputObject)]
pub(crate) struct MailFilter {
    /// Only those in this state.
    state: Option<MailState>,
    /// Only those of this kind.
    kind: Option<MailKind>,
}

impl From<MailFilter> for mail::Filter {
    fn from(wanted: MailFilter) -> Self {
        Self { state: wanted.state.map(Into::into), kind: wanted.kind.map(Into::into) }
    }
}

fn there(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

#[Object]
impl Mail {
    /// `mail:<uuid>`; its `Message-ID` begins with the same.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What it is.
    async fn kind(&self) -> MailKind {
        self.0.kind.into()
    }

    /// The address; null until it was handed to the mail server, and once erased.
    async fn to(&self) -> Option<&str> {
        there(&self.0.recipient)
    }

    /// Null until it was handed to the mail server, and once erased.
    async fn subject(&self) -> Option<&str> {
        there(&self.0.subject)
    }

    /// What became of it last.
    async fn state(&self) -> MailState {
        self.0.state.into()
    }

    /// When it was wanted.
    async fn queued_at(&self) -> Instant {
        self.0.queued_at
    }

    /// When the mail server took it.
    async fn accepted_at(&self) -> Option<Instant> {
        self.0.accepted_at
    }

    /// What the mail server said then.
    async fn accepted_reply(&self) -> Option<&str> {
        self.0.accepted_reply.as_deref()
    }

    /// When the mail server refused it for good.
    async fn refused_at(&self) -> Option<Instant> {
        self.0.refused_at
    }

    /// What the mail server said then.
    async fn refused_reply(&self) -> Option<&str> {
        self.0.refused_reply.as_deref()
    }

    /// When a report said that it cannot be delivered.
    async fn bounced_at(&self) -> Option<Instant> {
        self.0.bounced_at
    }

    /// What the report said.
    async fn bounce_reason(&self) -> Option<&str> {
        self.0.bounce_reason.as_deref()
    }

    /// When a report last said that it is late.
    async fn delayed_at(&self) -> Option<Instant> {
        self.0.delayed_at
    }

    /// What the report said.
    async fn delay_reason(&self) -> Option<&str> {
        self.0.delay_reason.as_deref()
    }

    /// When the link in it was first opened. All mails of an interview have the same link; it is
    /// noted at the invite.
    async fn link_opened_at(&self) -> Option<Instant> {
        self.0.link_opened_at
    }

    /// The interview it is about, `pipeline:<uuid>`; null for what an operator gets.
    async fn interview_id(&self) -> Option<ID> {
        Some(self.0.pipeline_id?.to_string().into())
    }

    /// The candidate's name as in Lever; may be empty. Null for what an operator gets.
    async fn candidate_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let Some(id) = self.0.pipeline_id else { return Ok(None) };
        Ok(Loaders::load(ctx, id).await?.map(|row| row.candidate_name))
    }
}

/// A page of mails.
pub(crate) struct MailConnection {
    rows: Vec<mail::Model>,
    more: bool,
    continued: bool,
    filter: mail::Filter,
    tenant_id: TenantId,
}

/// A mail in a page.
#[derive(SimpleObject)]
struct MailEdge {
    /// Its place in the list.
    cursor: String,
    /// The mail.
    node: Mail,
}

impl MailConnection {
    /// `size` of a tenant's, from after a place.
    pub(crate) async fn page(
        db: &impl ConnectionTrait,
        (tenant_id, filter): (TenantId, mail::Filter),
        after: Option<(Instant, uuid::Uuid)>,
        size: usize,
    ) -> Result<Self, DbErr> {
        let continued = after.is_some();
        let after = after.map(|(at, id)| (at, MailId(id)));
        // One more than asked for tells whether there is a next page.
        let mut rows = mail::page(db, tenant_id, filter, after, size as u64 + 1).await?;
        let more = rows.len() > size;
        rows.truncate(size);
        Ok(Self { rows, more, continued, filter, tenant_id })
    }
}

fn place(row: &mail::Model) -> String {
    cursor(row.queued_at, row.id.0)
}

#[Object]
impl MailConnection {
    /// The page's mails with their places.
    async fn edges(&self) -> Vec<MailEdge> {
        let each = self.rows.iter();
        each.map(|row| MailEdge { cursor: place(row), node: Mail(row.clone()) }).collect()
    }

    /// The page's mails.
    async fn nodes(&self) -> Vec<Mail> {
        self.rows.iter().cloned().map(Mail).collect()
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        page_info(&self.rows, place, (self.continued, self.more))
    }

    /// How many there are in all; counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<u64> {
        let means = ctx.data::<Means>()?;
        mail::count(&means.db, self.tenant_id, self.filter).await.map_err(fault)
    }
}

/// A mail as it looks, with sample values.
#[derive(SimpleObject)]
pub(crate) struct MailPreview {
    /// The subject.
    subject: String,
    /// The part that mail programs show, a page of its own.
    html: String,
    /// The part for those that show text only.
    text: String,
}

impl MailPreview {
    pub(crate) async fn of(
        ctx: &Context<'_>,
        tenant_id: TenantId,
        kind: mail::Kind,
        language: &str,
    ) -> Result<Option<Self>> {
        let means = ctx.data::<Means>()?;
        let of = Loaders::tenant(ctx, tenant_id).await?.ok_or("the company is missing")?;
        let language = Language::of(language).unwrap_or(Language::English);
        let (link, now) = (means.links.to("/i/sample"), means.clock.now());
        let preview = means.mailer.preview(&of.tenant, (kind, language), &link, now);
        let preview = preview.map_err(fault)?;
        Ok(preview.map(|Preview { subject, html, text }| Self { subject, html, text }))
    }
}
