//! `plan_template`: questions that a company asks for many postings. Durable.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Instant,
    ids::{PlanTemplateId, TenantId},
};

/// One template.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_template")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanTemplateId,
    /// What operators call it; one of each name.
    pub name: String,
    /// The template as the interviewer reads it.
    pub body: Json,
    /// When it last changed.
    pub updated_at: Instant,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts; by name.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id)).order_by_asc(Column::Name)
    }
}

/// One by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PlanTemplateId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// Stores a template in place of the one of its name, whose id it keeps; the one that is there now.
pub async fn store(tx: &impl ConnectionTrait, template: Model) -> Result<Model, DbErr> {
    let (tenant_id, name) = (template.tenant_id, template.name.clone());
    Entity::insert(template.into_active_model().reset_all())
        .on_conflict(
            OnConflict::columns([Column::TenantId, Column::Name])
                .update_columns([Column::Body, Column::UpdatedAt])
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    let there = Entity::of_tenant(tenant_id).filter(Column::Name.eq(&name)).one(tx).await?;
    there.ok_or_else(|| DbErr::RecordNotFound(format!("the template {name}")))
}

/// Deletes one; `false` when there is none by this id.
pub async fn delete(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PlanTemplateId,
) -> Result<bool, DbErr> {
    let deleted = Entity::delete_by_id((tenant_id, id)).exec(db).await?;
    Ok(deleted.rows_affected == 1)
}
