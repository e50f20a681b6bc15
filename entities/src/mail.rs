//! `mail`: each mail that was to be sent, and what became of it: queued, accepted, refused, bounced,
//! its link opened. None of these is taken for another. Durable.
//!
//! A mail is there as soon as its effect is, and what became of it is written in the transaction that
//! ends the effect. A repeat of an effect is the same mail.

use sea_orm::{
    ActiveValue::Set,
    ExprTrait, IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait,
    entity::prelude::*,
    sea_query::{CaseStatement, OnConflict},
};
use serde::{Deserialize, Serialize};

use crate::{
    Instant,
    ids::{MailId, PipelineId, TenantId},
    place,
    store::Write,
};

/// Most characters that are kept of what a mail server says.
const REPLY_CHARS_MAX: usize = 500;

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// What its `Message-ID` begins with.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    /// What it is.
    pub kind: Kind,
    /// To the candidate of which pipeline; `None`: to an operator.
    pub pipeline_id: Option<PipelineId>,
    /// The address that it was handed over for; empty until then, and once erased.
    pub recipient: String,
    /// Empty until it was handed over, and once erased.
    pub subject: String,
    /// What became of it last.
    pub state: State,
    /// When it was wanted.
    pub queued_at: Instant,
    /// When the mail server took it.
    pub accepted_at: Option<Instant>,
    /// What the mail server said then.
    pub accepted_reply: Option<String>,
    /// When the mail server refused it for good.
    pub refused_at: Option<Instant>,
    /// What the mail server said then.
    pub refused_reply: Option<String>,
    /// When a report said that it cannot be delivered.
    pub bounced_at: Option<Instant>,
    /// What the report said.
    pub bounce_reason: Option<String>,
    /// When a report last said that it is late.
    pub delayed_at: Option<Instant>,
    /// What the report said.
    pub delay_reason: Option<String>,
    /// When the link in it was first opened.
    pub link_opened_at: Option<Instant>,
}

crate::no_relations!();

/// Kinds of mails; but for the preview, each has templates of its name.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
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

impl Kind {
    /// Those that candidates get.
    pub const TO_CANDIDATES: [Self; 8] = [
        Self::Invite,
        Self::Reminder,
        Self::Confirmation,
        Self::Start,
        Self::Cancelled,
        Self::FollowUp,
        Self::Letter,
        Self::Reply,
    ];

    /// What it is called; as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Reminder => "reminder",
            Self::Confirmation => "confirmation",
            Self::Start => "start",
            Self::Cancelled => "cancelled",
            Self::FollowUp => "follow_up",
            Self::Letter => "letter",
            Self::Reply => "reply",
            Self::Disconnected => "disconnected",
            Self::Member => "member",
            Self::Preview => "preview",
        }
    }
}

/// What became of a mail last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum State {
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

/// A mail as it was handed to the mail server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
}

/// How the effect that sends a mail ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not handed over.
    NotSent,
    /// The mail server took it, and said so.
    Accepted(Handed, String),
    /// The mail server refused it for good, with this reply.
    Refused(Handed, String),
}

/// Text as far as it is kept.
fn cut(text: &str) -> String {
    // No store takes NUL in text.
    text.chars().filter(|it| *it != '\0').take(REPLY_CHARS_MAX).collect()
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// Puts a mail down as wanted, at the latest with the commit. One that was wanted before stays as it
/// is, unless it had come to nothing.
pub(crate) async fn queue(
    tx: &impl Write,
    (tenant_id, id): (TenantId, MailId),
    (kind, pipeline_id): (Kind, Option<PipelineId>),
    now: Instant,
) -> Result<(), DbErr> {
    let row = Model {
        tenant_id,
        id,
        kind,
        pipeline_id,
        recipient: String::new(),
        subject: String::new(),
        state: State::Queued,
        queued_at: now,
        accepted_at: None,
        accepted_reply: None,
        refused_at: None,
        refused_reply: None,
        bounced_at: None,
        bounce_reason: None,
        delayed_at: None,
        delay_reason: None,
        link_opened_at: None,
    };
    let came_to_nothing = [State::NotSent, State::Refused, State::Bounced];
    let conflict = OnConflict::columns([Column::TenantId, Column::Id])
        .update_columns([Column::State, Column::QueuedAt])
        .action_and_where(Expr::col((Entity, Column::State)).is_in(came_to_nothing))
        .to_owned();
    let insert = Entity::insert(row.into_active_model().reset_all()).on_conflict(conflict);
    tx.write(insert.build(tx.get_database_backend()), None).await
}

/// Writes down how the effect of a mail ended, at the latest with the commit.
pub async fn settle(
    tx: &impl Write,
    (tenant_id, id): (TenantId, MailId),
    outcome: &Outcome,
    now: Instant,
) -> Result<(), DbErr> {
    // What was heard of it meanwhile is newer: a report, or the candidate.
    let (state, open) = match outcome {
        Outcome::NotSent => (State::NotSent, vec![State::Queued]),
        Outcome::Accepted(..) => {
            (State::Accepted, vec![State::Queued, State::NotSent, State::Refused])
        }
        Outcome::Refused(..) => (State::Refused, vec![State::Queued, State::NotSent]),
    };
    let mut change = <ActiveModel as Default>::default();
    if let Outcome::Accepted(handed, _) | Outcome::Refused(handed, _) = outcome
        && !handed.recipient.is_empty()
    {
        change.recipient = Set(handed.recipient.clone());
        change.subject = Set(cut(&handed.subject));
    }
    match outcome {
        Outcome::NotSent => {}
        Outcome::Accepted(_, reply) => {
            change.accepted_at = Set(Some(now));
            change.accepted_reply = Set(Some(cut(reply)));
        }
        Outcome::Refused(_, reply) => {
            change.refused_at = Set(Some(now));
            change.refused_reply = Set(Some(cut(reply)));
        }
    }
    let state = CaseStatement::new()
        .case(Expr::col(Column::State).is_in(open), Expr::value(state))
        .finally(Expr::col(Column::State));
    let settle = Entity::update_many()
        .set(change)
        .col_expr(Column::State, state.into())
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id));
    tx.write(settle.build(tx.get_database_backend()), None).await
}

/// A mail by its id; the report about it tells whose it is.
pub async fn across_tenants_find(
    db: &impl ConnectionTrait,
    id: MailId,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Id.eq(id)).one(db).await
}

/// A mail by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: MailId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

fn change(row: &Model, change: ActiveModel) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .set(change)
        .filter(Column::TenantId.eq(row.tenant_id))
        .filter(Column::Id.eq(row.id))
}

/// Puts a mail down as bounced, with what the report said; whether that is new, and nothing says that
/// the mail arrived all the same.
pub async fn bounce(
    tx: &impl ConnectionTrait,
    row: &Model,
    reason: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let (bounced_at, bounce_reason) = (Set(Some(now)), Set(Some(cut(reason))));
    let bounced = ActiveModel { bounced_at, bounce_reason, ..Default::default() };
    let state = ActiveModel { state: Set(State::Bounced), ..bounced.clone() };
    let open = [State::Queued, State::NotSent, State::Accepted];
    let newly = change(row, state).filter(Column::State.is_in(open)).exec(tx).await?;
    if newly.rows_affected == 0 {
        change(row, bounced).filter(Column::BouncedAt.is_null()).exec(tx).await?;
    }
    Ok(newly.rows_affected == 1)
}

/// Notes that a report said that a mail is late.
pub async fn delay(
    tx: &impl ConnectionTrait,
    row: &Model,
    reason: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let (delayed_at, delay_reason) = (Set(Some(now)), Set(Some(cut(reason))));
    change(row, ActiveModel { delayed_at, delay_reason, ..Default::default() }).exec(tx).await?;
    Ok(())
}

/// Whether the candidate was written to at another address since, and the mail server took it.
pub async fn went_elsewhere_since(db: &impl ConnectionTrait, row: &Model) -> Result<bool, DbErr> {
    let (Some(pipeline_id), Some(accepted_at)) = (row.pipeline_id, row.accepted_at) else {
        return Ok(false);
    };
    let later = Entity::of_tenant(row.tenant_id)
        .filter(Column::PipelineId.eq(pipeline_id))
        .filter(Column::AcceptedAt.gt(accepted_at))
        .filter(Column::Recipient.ne(row.recipient.as_str()))
        .filter(Column::State.is_in([State::Accepted, State::LinkOpened]))
        .count(db)
        .await?;
    Ok(later > 0)
}

/// Notes at the newest invite of a pipeline that its link was opened, the first time. All mails of
/// an interview have the same link, so which of them it was is not known.
pub async fn open_link(
    tx: &impl ConnectionTrait,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
    now: Instant,
) -> Result<(), DbErr> {
    let invites = Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.eq(pipeline_id))
        .filter(Column::Kind.eq(Kind::Invite))
        .order_by_desc(Column::QueuedAt)
        .order_by_desc(Column::Id)
        .all(tx)
        .await?;
    if invites.iter().any(|row| row.link_opened_at.is_some()) {
        return Ok(());
    }
    // One that is queued may have arrived without our hearing of it.
    let arrived = invites.iter().find(|row| row.state == State::Accepted).or(invites.first());
    let Some(row) = arrived else { return Ok(()) };
    let opened = ActiveModel {
        state: Set(State::LinkOpened),
        link_opened_at: Set(Some(now)),
        ..Default::default()
    };
    change(row, opened).filter(Column::LinkOpenedAt.is_null()).exec(tx).await?;
    Ok(())
}

/// Those of these pipelines, oldest first.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.is_in(pipeline_ids.iter().copied()))
        .order_by_asc(Column::QueuedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Which mails a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those of this kind.
    pub kind: Option<Kind>,
}

impl Filter {
    fn select(self, tenant_id: TenantId) -> Select<Entity> {
        let mut select = Entity::of_tenant(tenant_id);
        if let Some(state) = self.state {
            select = select.filter(Column::State.eq(state));
        }
        if let Some(kind) = self.kind {
            select = select.filter(Column::Kind.eq(kind));
        }
        select
    }
}

/// Mails, the newest first, from after a place in that order.
pub async fn page(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: Filter,
    after: Option<(Instant, MailId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut select = filter.select(tenant_id);
    if let Some(row) = after {
        select = select.filter(place::after((Column::QueuedAt, Column::Id), row));
    }
    select.order_by_desc(Column::QueuedAt).order_by_desc(Column::Id).limit(limit).all(db).await
}

/// How many mails a filter leaves.
pub async fn count(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: Filter,
) -> Result<u64, DbErr> {
    filter.select(tenant_id).count(db).await
}

/// Takes out of a pipeline's mails what they say of the candidate; what was still to be sent is not.
pub(crate) async fn erase(
    tx: &impl ConnectionTrait,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
) -> Result<(), DbErr> {
    let of = |change: ActiveModel| {
        Entity::update_many()
            .set(change)
            .filter(Column::TenantId.eq(tenant_id))
            .filter(Column::PipelineId.eq(pipeline_id))
    };
    let erased = ActiveModel {
        recipient: Set(String::new()),
        subject: Set(String::new()),
        accepted_reply: Set(None),
        refused_reply: Set(None),
        bounce_reason: Set(None),
        delay_reason: Set(None),
        ..Default::default()
    };
    of(erased).exec(tx).await?;
    let not_sent = ActiveModel { state: Set(State::NotSent), ..Default::default() };
    of(not_sent).filter(Column::State.eq(State::Queued)).exec(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sea_orm::Iterable;

    use super::*;

    #[test]
    fn a_kind_is_called_as_it_is_stored() {
        for kind in Kind::iter() {
            assert_eq!(kind.to_value(), kind.name());
        }
    }

    #[test]
    fn of_what_a_mail_server_says_only_so_much_is_kept() {
        assert_eq!(cut("250 2.0.0 Ok\0"), "250 2.0.0 Ok");
        assert_eq!(cut(&"é".repeat(2_000)).chars().count(), REPLY_CHARS_MAX);
    }
}
