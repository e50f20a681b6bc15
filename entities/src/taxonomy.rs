//! `taxonomy`: names of skills out of files that the machine's operator supplied; one for all
//! companies of the installation. Durable.

use sea_orm::{IntoActiveModel, entity::prelude::*, sea_query::OnConflict};

use crate::Instant;

/// The only row there is.
const ID: i32 = 1;

/// The taxonomy.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "taxonomy")]
pub struct Model {
    /// Always the same.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// As the interviewer reads it.
    pub body: Json,
    /// When it last changed.
    pub updated_at: Instant,
}

crate::no_relations!();

/// What was imported so far; `None` where nothing was.
pub async fn find(db: &impl ConnectionTrait) -> Result<Option<Json>, DbErr> {
    Ok(Entity::find_by_id(ID).one(db).await?.map(|row| row.body))
}

/// Stores it in place of what was there.
pub async fn store(db: &impl ConnectionTrait, body: Json, now: Instant) -> Result<(), DbErr> {
    let row = Model { id: ID, body, updated_at: now };
    Entity::insert(row.into_active_model().reset_all())
        .on_conflict(
            OnConflict::column(Column::Id)
                .update_columns([Column::Body, Column::UpdatedAt])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Deletes it; `false` when nothing was there.
pub async fn delete(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(Entity::delete_by_id(ID).exec(db).await?.rows_affected == 1)
}
