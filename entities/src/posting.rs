//! `posting`: an advertised position as Lever last showed it. Durable.

use sea_orm::{IntoActiveModel, entity::prelude::*, sea_query::OnConflict};

use crate::{Instant, ids::TenantId};

/// One posting.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "posting")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Lever's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub lever_id: String,
    /// Lever calls it `text`.
    pub title: String,
    /// Where the work is, as Lever words it.
    pub location: Option<String>,
    /// The team, as Lever words it.
    pub team: Option<String>,
    /// Its public page, if published.
    pub url: Option<String>,
    /// What an interview is planned from, as the interviewer reads it.
    pub content: Json,
    /// When Lever was asked.
    pub read_at: Instant,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// A posting by Lever's id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    lever_id: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, lever_id.to_owned())).one(db).await
}

/// Stores what Lever showed, in place of what it showed before.
pub async fn store(db: &impl ConnectionTrait, posting: Model) -> Result<(), DbErr> {
    Entity::insert(posting.into_active_model().reset_all())
        .on_conflict(
            OnConflict::columns([Column::TenantId, Column::LeverId])
                .update_columns([
                    Column::Title,
                    Column::Location,
                    Column::Team,
                    Column::Url,
                    Column::Content,
                    Column::ReadAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The postings with these of Lever's ids.
pub async fn find_many(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    lever_ids: &[String],
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::LeverId.is_in(lever_ids.iter().map(String::as_str)))
        .all(db)
        .await
}
