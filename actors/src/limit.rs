//! How long a candidate may take for an answer, if there is a limit for them at all: what their page shows,
//! what they are told before they agree, and what mails say.

use entities::{
    DbErr,
    candidate_request::{self, Kind},
    consent,
    ids::{PipelineId, TenantId},
    sea_orm::ConnectionTrait,
    tenant::Settings,
};

use crate::disclosure::Addenda;

/// The limit in minutes. Of who has agreed, the one that they were told of, whatever the company chose
/// since; and none once they have asked to take the interview another way, whatever became of that.
pub async fn of(
    db: &impl ConnectionTrait,
    settings: &Settings,
    consent: Option<&consent::Model>,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
) -> Result<Option<u8>, DbErr> {
    let told = match consent {
        None => settings.answer_minutes,
        Some(given) => Addenda::told(&given.text_version).limit_minutes,
    };
    match told {
        Some(_) if wants_another_way(db, tenant_id, pipeline_id).await? => Ok(None),
        told => Ok(told),
    }
}

/// Whether the candidate has ever asked to take the interview another way.
pub async fn wants_another_way(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<bool, DbErr> {
    let rows = candidate_request::of_pipelines(db, tenant_id, &[pipeline_id]).await?;
    Ok(rows.iter().any(|row| row.kind == Kind::Accommodation))
}
