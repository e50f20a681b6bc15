//! `report_share`: a link by which whoever has it reads a report, for some days. Durable; only the hash of the
//! link's secret is kept.

use sea_orm::{ActiveValue::Set, ExprTrait, IntoActiveModel, QueryOrder, entity::prelude::*};

use crate::{
    Instant,
    ids::{OperatorId, PipelineId, ReportId, ReportShareId, TenantId},
    vault::token_hash,
};

/// How often a link may be used: whoever has it may not fill the audit log.
pub const OPENS_MAX: i32 = 500;

/// One link.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_share")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportShareId,
    /// Of which pipeline.
    pub pipeline_id: PipelineId,
    /// Which report it shows.
    pub report_id: ReportId,
    /// Who made it.
    pub operator_id: OperatorId,
    /// SHA-256 of the secret.
    pub token_hash: String,
    /// When made.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
    /// When an operator ended it.
    pub revoked_at: Option<Instant>,
    /// How often it was used.
    pub opens: i32,
    /// When it was used last.
    pub opened_at: Option<Instant>,
}

crate::no_relations!();

impl Model {
    /// Whether it still shows the report.
    pub fn is_live(&self, now: Instant) -> bool {
        self.revoked_at.is_none() && self.expires_at > now && self.opens < OPENS_MAX
    }
}

impl Entity {
    /// Where every query but that for a secret starts; the newest first.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find()
            .filter(Column::TenantId.eq(tenant_id))
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
    }
}

/// Keeps a link.
pub async fn create(db: &impl ConnectionTrait, share: Model) -> Result<(), DbErr> {
    Entity::insert(share.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Those of these pipelines.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    let ids = pipeline_ids.iter().copied();
    Entity::of_tenant(tenant_id).filter(Column::PipelineId.is_in(ids)).all(db).await
}

/// One of a tenant's.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: ReportShareId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// The row of this secret, of whichever tenant, ended or not.
pub async fn of_secret(db: &impl ConnectionTrait, secret: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(token_hash(secret))).one(db).await
}

/// Counts one more use of a link; `false` when it ended.
pub async fn open(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, ReportShareId),
    now: Instant,
) -> Result<bool, DbErr> {
    let opened = Entity::update_many()
        .col_expr(Column::Opens, Expr::col(Column::Opens).add(1))
        .col_expr(Column::OpenedAt, Expr::value(now))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .filter(Column::Opens.lt(OPENS_MAX))
        .exec(db)
        .await?;
    Ok(opened.rows_affected == 1)
}

/// Ends a link; `false` when an operator had ended it before.
pub async fn revoke(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, ReportShareId),
    now: Instant,
) -> Result<bool, DbErr> {
    let revoked = Entity::update_many()
        .set(ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(revoked.rows_affected == 1)
}

/// Ends every link that an operator made.
pub async fn revoke_all(
    db: &impl ConnectionTrait,
    (tenant_id, operator_id): (TenantId, OperatorId),
    now: Instant,
) -> Result<(), DbErr> {
    Entity::update_many()
        .set(ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::OperatorId.eq(operator_id))
        .filter(Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets a link that ended.
pub async fn forget(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, ReportShareId),
) -> Result<(), DbErr> {
    Entity::delete_by_id((tenant_id, id)).exec(db).await?;
    Ok(())
}
