//! `tenant`: a company whose Lever account we serve, with its settings. Durable.

use sea_orm::{ActiveValue::Set, FromJsonQueryResult, QuerySelect, entity::prelude::*};
use serde::{Deserialize, Serialize};

use crate::{Instant, ids::TenantId};

/// One company.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub struct Model {
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TenantId,
    /// As candidates read it in mails and in the room.
    pub name: String,
    /// What its operators may change.
    pub settings: Settings,
    /// When it was made.
    pub created_at: Instant,
}

crate::no_relations!();

/// What a tenant's operators may change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(default)]
pub struct Settings {
    /// The interviewer's name as candidates read it.
    pub interviewer_name: String,
    /// The stage that triggers an invite. `None` until found by name or chosen.
    pub trigger_stage: Option<TriggerStage>,
    /// The posting tag that triggers an invite on application; compared exactly.
    pub application_tag: String,
    /// Put on the opportunity once the mail server took the invite.
    pub invited_tag: String,
    /// Put on the opportunity once the interview was scored.
    pub complete_tag: String,
    /// How long an invite may be used, in days.
    pub invite_days: u16,
    /// The lowest overall scores (0-100) that become Lever's 2, 3 and 4.
    pub cutoffs: [u8; 3],
}

/// A stage as it was when it was chosen; the id decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerStage {
    /// Lever's id.
    pub lever_id: String,
    /// Lever's name for it.
    pub text: String,
}

/// The trigger stage unless another is chosen.
pub const DEFAULT_TRIGGER_STAGE: &str = "On-site Interview";

impl Default for Settings {
    fn default() -> Self {
        Self {
            interviewer_name: "Alex".to_owned(),
            trigger_stage: None,
            application_tag: "Alex - On Application".to_owned(),
            invited_tag: "Alex - Interview Invited".to_owned(),
            complete_tag: "Alex - Interview Complete".to_owned(),
            invite_days: 14,
            cutoffs: [40, 60, 80],
        }
    }
}

/// Makes a tenant with default settings.
pub async fn create(
    db: &impl ConnectionTrait,
    id: TenantId,
    name: &str,
    now: Instant,
) -> Result<Model, DbErr> {
    ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        settings: Set(Settings::default()),
        created_at: Set(now),
    }
    .insert(db)
    .await
}

/// The tenant by its id.
pub async fn find(db: &impl ConnectionTrait, id: TenantId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Replaces the settings.
pub async fn set_settings(
    db: &impl ConnectionTrait,
    id: TenantId,
    settings: Settings,
) -> Result<(), DbErr> {
    ActiveModel { id: Set(id), settings: Set(settings), ..Default::default() }.update(db).await?;
    Ok(())
}

/// Ids of all tenants, for the root actor only.
pub async fn across_tenants_ids(db: &impl ConnectionTrait) -> Result<Vec<TenantId>, DbErr> {
    Entity::find().select_only().column(Column::Id).into_tuple().all(db).await
}
