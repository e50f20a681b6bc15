//! What a candidate may say of themselves once the interview is over: `/i/{token}/self-report`.
//!
//! Kept apart from the interview, under a name that only the installation's key makes. Nothing is
//! written to the audit log or the timeline: those are read by who decides.

use actix_web::web;
use actors::{Means, impact::month};
use entities::{
    self_report::{self, RaceEthnicity, Sex},
    vault::Vault,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Error, Refusals, Room, Standing, name_or_null, open};

/// What they said.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Said {
    /// `None`: they prefer not to say.
    #[schema(schema_with = name_or_null::<Sex>)]
    sex: Option<Sex>,
    /// `None`: they prefer not to say.
    #[schema(schema_with = name_or_null::<RaceEthnicity>)]
    race_ethnicity: Option<RaceEthnicity>,
}

/// What is kept of it.
#[derive(Serialize, ToSchema)]
#[schema(as = SelfReport)]
pub(super) struct Kept {
    /// `None`: nothing.
    #[schema(required)]
    said: Option<Said>,
}

impl Room {
    /// Whether the company asks, and the interview is over.
    pub(super) fn may_self_report(&self, standing: Standing) -> bool {
        self.tenant.settings.self_report && standing == Standing::Completed
    }

    fn pseudonym(&self, vault: &Vault) -> String {
        self_report::pseudonym(vault, self.pipeline.id)
    }
}

/// Also after the company stopped asking: what was said is theirs.
#[utoipa::path(
    get, path = "/i/{token}/self-report", tag = "room", operation_id = "showSelfReport",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "What is kept.", body = Kept), Refusals),
)]
pub(super) async fn show(
    token: web::Path<String>,
    means: web::Data<Means>,
) -> Result<web::Json<Kept>, Error> {
    let room = open(&means, &token).await?;
    let pseudonym = room.pseudonym(&means.vault);
    let said = self_report::find(&means.db, room.invite.tenant_id, &pseudonym).await?;
    let said = said.map(|said| Said { sex: said.sex, race_ethnicity: said.race_ethnicity });
    Ok(web::Json(Kept { said }))
}

/// Keeps what the candidate says of themselves.
#[utoipa::path(
    post, path = "/i/{token}/self-report", tag = "room", operation_id = "keepSelfReport", request_body = Said,
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "What is kept.", body = Kept), Refusals),
)]
pub(super) async fn keep(
    token: web::Path<String>,
    said: web::Json<Said>,
    means: web::Data<Means>,
) -> Result<web::Json<Kept>, Error> {
    let room = open(&means, &token).await?;
    let now = means.clock.now();
    if !room.may_self_report(room.standing(now)) {
        return Err(Error::NotAsked);
    }
    let Said { sex, race_ethnicity } = said.into_inner();
    let row = self_report::Model {
        tenant_id: room.invite.tenant_id,
        pseudonym: room.pseudonym(&means.vault),
        sex,
        race_ethnicity,
        month: month(now),
    };
    let tx = means.db.begin().await?;
    // Not beside an erasure, which would miss it.
    room.must_still_be_kept(&tx).await?;
    self_report::keep(&tx, row).await?;
    tx.commit().await?;
    Ok(web::Json(Kept { said: Some(Said { sex, race_ethnicity }) }))
}

/// Forgets it.
#[utoipa::path(
    delete, path = "/i/{token}/self-report", tag = "room", operation_id = "forgetSelfReport",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "What is kept.", body = Kept), Refusals),
)]
pub(super) async fn forget(
    token: web::Path<String>,
    means: web::Data<Means>,
) -> Result<web::Json<Kept>, Error> {
    let room = open(&means, &token).await?;
    let pseudonym = room.pseudonym(&means.vault);
    self_report::forget(&means.db, room.invite.tenant_id, &[pseudonym]).await?;
    Ok(web::Json(Kept { said: None }))
}
