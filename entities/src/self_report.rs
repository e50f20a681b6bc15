//! `self_report`: what candidates said of themselves for the adverse-impact report, apart from
//! everything else. Durable until they take it back or are erased.
//!
//! A row names no pipeline and no time. Whose it is, is a pseudonym that only the installation's key
//! makes; nothing shows it beside a candidate.

use sea_orm::{IntoActiveModel, entity::prelude::*, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use crate::{
    ids::{PipelineId, TenantId},
    vault::Vault,
};

/// What one candidate said.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "self_report")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Of which candidate, to who has the key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pseudonym: String,
    /// Their sex; `None`: they prefer not to say.
    pub sex: Option<Sex>,
    /// Their race or ethnicity; `None`: they prefer not to say.
    pub race_ethnicity: Option<RaceEthnicity>,
    /// The month in which they said so, `2026-11`.
    pub month: String,
}

crate::no_relations!();

/// Sex, as EEO-1 reports have it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are EEO-1's own")]
pub enum Sex {
    Female,
    Male,
}

/// Race or ethnicity, as EEO-1 reports have it: all but the first are of people who are not
/// Hispanic or Latino.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are EEO-1's own")]
pub enum RaceEthnicity {
    HispanicOrLatino,
    White,
    BlackOrAfricanAmerican,
    NativeHawaiianOrPacificIslander,
    Asian,
    NativeAmericanOrAlaskaNative,
    TwoOrMoreRaces,
}

impl Sex {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Female, Self::Male];
}

impl RaceEthnicity {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::HispanicOrLatino,
        Self::White,
        Self::BlackOrAfricanAmerican,
        Self::NativeHawaiianOrPacificIslander,
        Self::Asian,
        Self::NativeAmericanOrAlaskaNative,
        Self::TwoOrMoreRaces,
    ];
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// Under what a candidate's row is kept.
pub fn pseudonym(vault: &Vault, pipeline_id: PipelineId) -> String {
    vault.link_token(&format!("self-report {pipeline_id}"))
}

/// What was said under a pseudonym.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pseudonym: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, pseudonym.to_owned())).one(db).await
}

/// Keeps what was said, in place of what was said before.
pub async fn keep(db: &impl ConnectionTrait, said: Model) -> Result<(), DbErr> {
    let anew = OnConflict::columns([Column::TenantId, Column::Pseudonym])
        .update_columns([Column::Sex, Column::RaceEthnicity, Column::Month])
        .to_owned();
    Entity::insert(said.into_active_model().reset_all())
        .on_conflict(anew)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Forgets what was said under these pseudonyms.
pub async fn forget(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pseudonyms: &[String],
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Pseudonym.is_in(pseudonyms.iter().map(String::as_str)))
        .exec(db)
        .await?;
    Ok(())
}
