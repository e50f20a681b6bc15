//! `connection`: a tenant's connection to Lever, tokens sealed. Durable.

use sea_orm::{
    ActiveValue::Set, IntoActiveModel, QuerySelect, entity::prelude::*, sea_query::OnConflict,
};

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
    /// How we show who we are.
    pub authentication: Authentication,
    /// What Lever granted, separated by blanks; empty when it did not say.
    pub scopes: String,
    /// Why it does not, for people.
    pub reason: Option<String>,
    /// Lever's id of the account, from the access token's claims.
    pub account_id: Option<String>,
    /// Lever's id of the user whose name our writes carry.
    pub perform_as: Option<String>,
    /// Lives about an hour; or the API key, which does not end.
    pub access_token: Sealed,
    /// When the access token ends.
    pub access_expires_at: Instant,
    /// Replaced at each refresh; `None` if Lever granted no offline access.
    pub refresh_token: Option<Sealed>,
    /// SHA-256 of the secret part of the webhook address.
    pub hook_hash: String,
    /// When last connected.
    pub connected_at: Instant,
}

crate::no_relations!();

/// How a connection stands, without its secrets.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Summary {
    /// Whether it works.
    pub status: Status,
    /// Why it does not, for people.
    pub reason: Option<String>,
}

/// Whether a connection works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Status {
    /// Tokens are there and were not refused.
    Connected,
    /// Lever refuses the tokens; an operator must connect again.
    Disconnected,
    /// An operator ended it here; our webhooks are being deleted in Lever.
    Disconnecting,
}

/// How we show Lever who we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Authentication {
    /// By access tokens, which a Super Admin of Lever granted.
    #[sea_orm(string_value = "oauth")]
    OAuth,
    /// By an API key of the account.
    ApiKey,
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

/// Whose these webhook addresses are, with the address; the address is what tells the tenant.
pub async fn across_tenants_by_hook<'a>(
    db: &impl ConnectionTrait,
    hook_hashes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(TenantId, String)>, DbErr> {
    Entity::find()
        .select_only()
        .columns([Column::TenantId, Column::HookHash])
        .filter(Column::HookHash.is_in(hook_hashes))
        .into_tuple()
        .all(db)
        .await
}

/// Stores a new connection in place of an older one.
pub async fn connect(db: &impl ConnectionTrait, connection: Model) -> Result<(), DbErr> {
    Entity::insert(connection.into_active_model().reset_all())
        .on_conflict(
            OnConflict::column(Column::TenantId)
                .update_columns([
                    Column::Status,
                    Column::Authentication,
                    Column::Scopes,
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

/// Stores tokens refreshed from those of `stale`; not over those of a newer connection.
pub async fn set_tokens(
    db: &impl ConnectionTrait,
    stale: &Model,
    access_token: Sealed,
    access_expires_at: Instant,
    refresh_token: Option<Sealed>,
) -> Result<(), DbErr> {
    let fresh = ActiveModel {
        access_token: Set(access_token),
        access_expires_at: Set(access_expires_at),
        refresh_token: refresh_token.map_or_else(Default::default, |token| Set(Some(token))),
        ..Default::default()
    };
    Entity::update_many()
        .set(fresh)
        .filter(Column::TenantId.eq(stale.tenant_id))
        .filter(Column::AccessToken.eq(stale.access_token.clone()))
        .exec(db)
        .await?;
    Ok(())
}

/// Chooses the user in whose name our writes appear.
pub async fn set_perform_as(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    lever_user_id: &str,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        perform_as: Set(Some(lever_user_id.to_owned())),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Ends the connection from our side; `false` when it was not connected.
pub async fn begin_disconnecting(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    reason: &str,
) -> Result<bool, DbErr> {
    let ending = ActiveModel {
        status: Set(Status::Disconnecting),
        reason: Set(Some(reason.to_owned())),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(ending)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Status.eq(Status::Connected))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Forgets the tokens of a connection that was ended from our side; `false` when there is none,
/// or it was made anew.
pub async fn forget_tokens(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<bool, DbErr> {
    let ended = ActiveModel {
        status: Set(Status::Disconnected),
        access_token: Set(Sealed::nothing()),
        refresh_token: Set(None),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(ended)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Status.eq(Status::Disconnecting))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Marks the connection whose credentials were refused to a try that began then as lost; `false` when
/// it was lost before, or another has taken its place since. The first reason stays: what follows from
/// it says less.
pub async fn disconnect(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    reason: &str,
    began: Instant,
) -> Result<bool, DbErr> {
    let lost = ActiveModel {
        status: Set(Status::Disconnected),
        reason: Set(Some(reason.to_owned())),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(lost)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Status.eq(Status::Connected))
        .filter(Column::ConnectedAt.lte(began))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}
