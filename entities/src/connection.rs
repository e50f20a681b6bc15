//! `connection`: a tenant's connection to Lever, tokens sealed. Durable.

use sea_orm::{ActiveValue::Set, IntoActiveModel, entity::prelude::*, sea_query::OnConflict};

use crate::{Instant, ids::TenantId, vault::Sealed};

/// One tenant's connection.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "connection")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Whether it works.
    pub status: Status,
    /// Why it does not, for people.
    pub reason: Option<String>,
    /// Lever's id of the account, from the access token's claims.
    pub account_id: Option<String>,
    /// Lever's id of the user whose name our writes carry.
    pub perform_as: Option<String>,
    /// Lives about an hour.
    pub access_token: Sealed,
    /// When the access token ends.
    pub access_expires_at: Instant,
    /// Replaced at each refresh; `None` if Lever granted no offline access.
    pub refresh_token: Option<Sealed>,
    /// SHA-256 of the secret part of the webhook address.
    pub hook_hash: String,
    /// When last connected.
    pub connected_at: Instant,
    /// When the last good webhook came.
    pub last_event_at: Option<Instant>,
}

crate::no_relations!();

/// Whether a connection works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Status {
    /// Tokens are there and were not refused.
    Connected,
    /// Lever refuses the tokens; an operator must connect again.
    Disconnected,
}

/// The seal's place of access tokens.
pub fn access_place(tenant_id: TenantId) -> String {
    format!("connection.access_token {tenant_id}")
}

/// The seal's place of refresh tokens.
pub fn refresh_place(tenant_id: TenantId) -> String {
    format!("connection.refresh_token {tenant_id}")
}

/// What the secret part of a tenant's webhook address is derived from.
pub fn hook_purpose(tenant_id: TenantId) -> String {
    format!("webhook {tenant_id}")
}

/// A tenant's connection.
pub async fn find(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(tenant_id).one(db).await
}

/// The connection with this webhook address; the address is what tells the tenant.
pub async fn across_tenants_by_hook(
    db: &impl ConnectionTrait,
    hook_hash: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::HookHash.eq(hook_hash)).one(db).await
}

/// Stores a new connection in place of an older one.
pub async fn connect(db: &impl ConnectionTrait, connection: Model) -> Result<(), DbErr> {
    Entity::insert(connection.into_active_model().reset_all())
        .on_conflict(
            OnConflict::column(Column::TenantId)
                .update_columns([
                    Column::Status,
                    Column::Reason,
                    Column::AccountId,
                    Column::PerformAs,
                    Column::AccessToken,
                    Column::AccessExpiresAt,
                    Column::RefreshToken,
                    Column::HookHash,
                    Column::ConnectedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Stores refreshed tokens.
pub async fn set_tokens(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    access_token: Sealed,
    access_expires_at: Instant,
    refresh_token: Option<Sealed>,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        access_token: Set(access_token),
        access_expires_at: Set(access_expires_at),
        refresh_token: refresh_token.map_or_else(Default::default, |token| Set(Some(token))),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Marks the connection as lost. The first reason stays: what follows from it says less.
pub async fn disconnect(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    reason: &str,
) -> Result<(), DbErr> {
    let lost = ActiveModel {
        status: Set(Status::Disconnected),
        reason: Set(Some(reason.to_owned())),
        ..Default::default()
    };
    Entity::update_many()
        .set(lost)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Status.eq(Status::Connected))
        .exec(db)
        .await?;
    Ok(())
}

/// Remembers that a good webhook came.
pub async fn saw_event(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    now: Instant,
) -> Result<(), DbErr> {
    ActiveModel { tenant_id: Set(tenant_id), last_event_at: Set(Some(now)), ..Default::default() }
        .update(db)
        .await?;
    Ok(())
}
