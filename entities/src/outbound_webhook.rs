//! `outbound_webhook`: where a company wants to be told how its interviews go, and the secret that what is
//! sent there is signed with, both sealed. Durable; one a company.

use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};
use secrecy::SecretString;

use crate::{
    Instant,
    ids::TenantId,
    vault::{Sealed, Vault, VaultError},
};

/// One endpoint.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbound_webhook")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Where, for [`url_place`]; what follows the host may be a secret of the receiver's.
    pub url: Sealed,
    /// `whsec_…`, for [`secret_place`].
    pub secret: Sealed,
    /// When it was set.
    pub created_at: Instant,
    /// When something was last taken there.
    pub delivered_at: Option<Instant>,
    /// When something was last not taken there.
    pub failed_at: Option<Instant>,
    /// Why not.
    pub error: Option<String>,
}

crate::no_relations!();

/// That a company has one.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub(crate) struct There {
    /// When it was set.
    #[expect(dead_code, reason = "something has to be read for it to be there")]
    created_at: Instant,
}

/// The seal's place of addresses.
pub fn url_place(tenant_id: TenantId) -> String {
    format!("outbound_webhook.url {tenant_id}")
}

/// The seal's place of secrets.
pub fn secret_place(tenant_id: TenantId) -> String {
    format!("outbound_webhook.secret {tenant_id}")
}

impl Model {
    /// Where it is.
    pub fn url(&self, vault: &Vault) -> Result<SecretString, VaultError> {
        vault.open(&url_place(self.tenant_id), &self.url)
    }

    /// What is sent there is signed with this.
    pub fn secret(&self, vault: &Vault) -> Result<SecretString, VaultError> {
        vault.open(&secret_place(self.tenant_id), &self.secret)
    }
}

/// A company's endpoint, if it has one.
pub async fn find(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(tenant_id).one(db).await
}

/// Sets a company's endpoint, in place of the one it had.
pub async fn set(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    (url, secret): (Sealed, Sealed),
    now: Instant,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        tenant_id: Set(tenant_id),
        url: Set(url),
        secret: Set(secret),
        created_at: Set(now),
        delivered_at: Set(None),
        failed_at: Set(None),
        error: Set(None),
    };
    let instead = OnConflict::column(Column::TenantId)
        .update_columns([
            Column::Url,
            Column::Secret,
            Column::CreatedAt,
            Column::DeliveredAt,
            Column::FailedAt,
            Column::Error,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(instead).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes a company's endpoint away.
pub async fn remove(tx: &impl ConnectionTrait, tenant_id: TenantId) -> Result<(), DbErr> {
    Entity::delete_by_id(tenant_id).exec(tx).await?;
    Ok(())
}

/// Keeps how the last delivery went; an endpoint that was set meanwhile knows nothing of it.
pub async fn keep_outcome(
    db: &impl ConnectionTrait,
    endpoint: &Model,
    outcome: Result<(), &str>,
    now: Instant,
) -> Result<(), DbErr> {
    let change = match outcome {
        Ok(()) => ActiveModel { delivered_at: Set(Some(now)), ..Default::default() },
        Err(error) => ActiveModel {
            failed_at: Set(Some(now)),
            error: Set(Some(error.to_owned())),
            ..Default::default()
        },
    };
    Entity::update_many()
        .set(change)
        .filter(Column::TenantId.eq(endpoint.tenant_id))
        .filter(Column::CreatedAt.eq(endpoint.created_at))
        .exec(db)
        .await?;
    Ok(())
}
