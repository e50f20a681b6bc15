//! Who did or read what.

use actors::Means;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject, connection::PageInfo};
use entities::{
    DbErr, Instant,
    audit_entry::{self, Filter},
    audit_head,
    ids::{OperatorId, TenantId},
    sea_orm::ConnectionTrait,
};

use super::operator::Operator;
use crate::{connection::page_info, error::fault, loaders::Loaders};

/// Something that somebody did or read. Entries are never changed, and each has the hash of the one
/// before it, so that a change of any can be found.
pub(crate) struct AuditEntry(audit_entry::Model);

/// Which entries are wanted.
#[derive(Default, InputObject)]
pub(crate) struct AuditFilter {
    /// Only of this action, such as `setWriteback`.
    action: Option<String>,
    /// Only about this: an id as entries have it, such as `pipeline:<uuid>`.
    subject: Option<String>,
    /// Only from this instant on.
    from: Option<Instant>,
    /// Only before this instant.
    until: Option<Instant>,
}

impl From<AuditFilter> for Filter {
    fn from(wanted: AuditFilter) -> Self {
        let AuditFilter { action, subject, from, until } = wanted;
        Self { action, subject, from, until }
    }
}

#[Object]
impl AuditEntry {
    /// Its number; from 1, without a gap.
    async fn sequence(&self) -> i64 {
        self.0.sequence
    }

    /// When.
    async fn at(&self) -> Instant {
        self.0.at
    }

    /// Who: `operator:<uuid>`, `api_token:<uuid> of operator:<uuid>`, `candidate`, `nobody` for who
    /// is not known, `system` for Fulcrum by itself.
    async fn actor(&self) -> &str {
        &self.0.actor
    }

    /// The operator that is; null for others, and once they were removed.
    async fn operator(&self, ctx: &Context<'_>) -> Result<Option<Operator>> {
        let id = self.0.actor.rsplit(' ').next().and_then(|id| id.parse::<OperatorId>().ok());
        let Some(id) = id else { return Ok(None) };
        Ok(Loaders::load(ctx, id).await?.map(Operator))
    }

    /// What they did: a mutation's name, or such as `readReport`.
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// To what; an id wherever there is one.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// More about it, as a JSON object. No secrets, and nothing that a candidate is or wrote.
    async fn details(&self) -> &str {
        &self.0.details
    }

    /// The hash of the entry before; empty in the first.
    async fn previous_hash(&self) -> &str {
        &self.0.previous_hash
    }

    /// SHA-256 over all of it, hexadecimal.
    async fn hash(&self) -> &str {
        &self.0.hash
    }
}

/// A page of the audit log.
pub(crate) struct AuditEntryConnection {
    rows: Vec<audit_entry::Model>,
    more: bool,
    continued: bool,
    filter: Filter,
    tenant_id: TenantId,
}

/// An entry in a page.
#[derive(SimpleObject)]
struct AuditEntryEdge {
    /// Its place in the list.
    cursor: String,
    /// The entry.
    node: AuditEntry,
}

impl AuditEntryConnection {
    /// `size` of a tenant's, from before a number.
    pub(crate) async fn page(
        db: &impl ConnectionTrait,
        tenant_id: TenantId,
        filter: Filter,
        before: Option<i64>,
        size: usize,
    ) -> Result<Self, DbErr> {
        // One more than asked for tells whether there is a next page.
        let mut rows = audit_entry::page(db, tenant_id, &filter, before, size as u64 + 1).await?;
        let more = rows.len() > size;
        rows.truncate(size);
        Ok(Self { rows, more, continued: before.is_some(), filter, tenant_id })
    }
}

fn place(row: &audit_entry::Model) -> String {
    row.sequence.to_string()
}

#[Object]
impl AuditEntryConnection {
    /// The page's entries with their places.
    async fn edges(&self) -> Vec<AuditEntryEdge> {
        let each = self.rows.iter();
        each.map(|row| AuditEntryEdge { cursor: place(row), node: AuditEntry(row.clone()) })
            .collect()
    }

    /// The page's entries.
    async fn nodes(&self) -> Vec<AuditEntry> {
        self.rows.iter().cloned().map(AuditEntry).collect()
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        page_info(&self.rows, place, (self.continued, self.more))
    }

    /// How many there are in all; counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<u64> {
        let means = ctx.data::<Means>()?;
        audit_entry::count(&means.db, self.tenant_id, &self.filter).await.map_err(fault)
    }

    /// The hash of the newest entry of all. Who keeps it elsewhere can tell later that nothing up to
    /// it was changed: `fulcrum audit verify --head`. Empty when there is none.
    async fn head_hash(&self, ctx: &Context<'_>) -> Result<String> {
        let means = ctx.data::<Means>()?;
        let head = audit_head::find(&means.db, self.tenant_id).await.map_err(fault)?;
        Ok(head.map(|head| head.hash).unwrap_or_default())
    }
}
