//! `posting`: an advertised position as Lever last showed it. Durable.

use sea_orm::{
    ActiveValue::Set,
    Condition, ExprTrait, FromJsonQueryResult, IntoActiveModel, QueryOrder,
    entity::prelude::*,
    sea_query::{Alias, OnConflict},
};
use serde::{Deserialize, Serialize};

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
    /// Its own tags; `None`: stored by a version that did not keep them.
    pub tags: Option<Tags>,
    /// `published`, `internal`, …; `closed` too when Lever no longer lists it.
    pub state: Option<String>,
    /// When it last changed, by Lever's clock.
    pub updated_at: Option<Instant>,
    /// Since when candidates who apply to it are invited; `None`: they are not.
    pub tagged_since: Option<Instant>,
    /// When it was last among the open ones.
    pub seen_at: Option<Instant>,
    /// What an operator wants interviews planned from in place of what Lever describes.
    pub description: Option<String>,
}

crate::no_relations!();

/// A posting without its content, which is long.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Summary {
    /// Whose.
    pub tenant_id: TenantId,
    /// Lever's id.
    pub lever_id: String,
    /// Lever calls it `text`.
    pub title: String,
    /// Where the work is, as Lever words it.
    pub location: Option<String>,
    /// The team, as Lever words it.
    pub team: Option<String>,
    /// Its public page, if published.
    pub url: Option<String>,
    /// What an operator wants interviews planned from in place of what Lever describes.
    pub description: Option<String>,
}

impl From<Model> for Summary {
    fn from(row: Model) -> Self {
        let Model { tenant_id, lever_id, title, location, team, url, description, .. } = row;
        Self { tenant_id, lever_id, title, location, team, url, description }
    }
}

/// Tags of a posting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Tags(pub Vec<String>);

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

/// Stores what Lever showed, in place of what it showed before. What was read earlier and arrives
/// late, by Lever's own clock, changes nothing.
pub async fn store(db: &impl ConnectionTrait, posting: Model) -> Result<(), DbErr> {
    let column = |table: &'static str| Expr::col((Alias::new(table), Column::UpdatedAt));
    let (there, new) = (column("posting"), column("excluded"));
    let newer = new.clone().is_null().or(there.clone().is_null()).or(new.gte(there));
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
                    Column::Tags,
                    Column::State,
                    Column::UpdatedAt,
                ])
                .action_and_where(newer)
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
    with_ids(tenant_id, lever_ids).all(db).await
}

/// The same, without their content.
pub async fn find_summaries(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    lever_ids: &[String],
) -> Result<Vec<Summary>, DbErr> {
    with_ids(tenant_id, lever_ids).into_partial_model::<Summary>().all(db).await
}

fn with_ids(tenant_id: TenantId, lever_ids: &[String]) -> Select<Entity> {
    let ids = lever_ids.iter().map(String::as_str);
    Entity::of_tenant(tenant_id).filter(Column::LeverId.is_in(ids))
}

/// Those that are open, by title.
pub async fn open(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<Vec<Model>, DbErr> {
    that_are_open(tenant_id).all(db).await
}

/// The same, without their content.
pub async fn open_summaries(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<Summary>, DbErr> {
    that_are_open(tenant_id).into_partial_model::<Summary>().all(db).await
}

fn that_are_open(tenant_id: TenantId) -> Select<Entity> {
    Entity::of_tenant(tenant_id)
        .filter(Column::State.is_in(["published", "internal"]))
        .order_by_asc(Column::Title)
        .order_by_asc(Column::LeverId)
}

/// Remembers that it was listed, and since when those who apply to it are invited.
pub async fn seen(
    db: &impl ConnectionTrait,
    (tenant_id, lever_id): (TenantId, &str),
    tagged_since: Option<Instant>,
    now: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        lever_id: Set(lever_id.to_owned()),
        tagged_since: Set(tagged_since),
        seen_at: Set(Some(now)),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Keeps what interviews are planned from in place of Lever's description; `false` when that is
/// another one than `before`, if any is named.
pub async fn describe(
    tx: &impl ConnectionTrait,
    (tenant_id, lever_id): (TenantId, &str),
    before: Option<Option<String>>,
    description: Option<String>,
) -> Result<bool, DbErr> {
    let as_before = match before {
        None => Condition::all(),
        Some(None) => Condition::all().add(Column::Description.is_null()),
        Some(Some(before)) => Condition::all().add(Column::Description.eq(before)),
    };
    let changed = Entity::update_many()
        .set(ActiveModel { description: Set(description), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::LeverId.eq(lever_id))
        .filter(as_before)
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Closes those that were not listed among the open ones at `now`.
pub async fn close_unseen(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    now: Instant,
) -> Result<(), DbErr> {
    Entity::update_many()
        .set(ActiveModel { state: Set(Some("closed".to_owned())), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::State.is_in(["published", "internal"]))
        .filter(Column::SeenAt.is_null().or(Column::SeenAt.lt(now)))
        .exec(db)
        .await?;
    Ok(())
}
