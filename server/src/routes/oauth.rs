//! `GET /oauth/lever/callback`: the browser comes back from Lever's consent page.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web,
};
use actors::{ConnectingError, Means, pkce_verifier};
use entities::{
    ids::{OperatorId, TenantId},
    oauth_state,
    operator::Role,
};
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};

use super::{problem::only, session_of};

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/oauth/lever/callback", Method::GET, callback));
}

#[derive(OpenApi)]
#[openapi(paths(callback))]
pub(super) struct Described;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Answer {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// Why the connection was not made, as the settings page shows it.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("You are not signed in. Sign in, then connect again.")]
    SignedOut,
    #[error("Only a Super Admin connects Lever. Nothing has changed.")]
    NotAllowed,
    #[error(
        "This answer from Lever does not belong to a connection you began here in the last 15 minutes. Please connect again."
    )]
    State,
    #[error("Access was not granted in Lever, and nothing has changed ({0}).")]
    Denied(String),
    #[error("Lever did not accept the exchange: {0}. Please connect again.")]
    Exchange(#[from] lever::Error),
    #[error("The connection could not be stored. Please connect again.")]
    Store(#[from] entities::DbErr),
    #[error("The connection could not be stored. Please connect again.")]
    Keep(#[from] ConnectingError),
}

/// Takes the browser back from Lever's consent page, and sends it on to the settings.
#[utoipa::path(
    get, path = "/oauth/lever/callback", tag = "lever", params(Answer),
    responses(
        (status = SEE_OTHER, description = "To the settings, which tell what came of it."),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = String),
    ),
)]
async fn callback(
    request: HttpRequest,
    answer: web::Query<Answer>,
    means: web::Data<Means>,
) -> HttpResponse {
    let page = "/settings/integrations/lever";
    let target = match connect(&request, answer.into_inner(), &means).await {
        Ok(()) => format!("{page}?connected=1"),
        Err(error) => {
            tracing::warn!(%error, "connecting Lever failed");
            let words = [("error", error.to_string())];
            match reqwest::Url::parse_with_params("http://here/", words) {
                Ok(url) => format!("{page}?{}", url.query().unwrap_or_default()),
                Err(_) => format!("{page}?error=1"),
            }
        }
    };
    HttpResponse::SeeOther().insert_header((header::LOCATION, target)).finish()
}

async fn connect(request: &HttpRequest, answer: Answer, means: &Means) -> Result<(), Error> {
    let session = session_of(request, means).await?;
    let actor = session.actor();
    let operator = session.operator.ok_or(Error::SignedOut)?;
    // Their role may have changed since they began.
    if operator.role != Role::SuperAdmin {
        return Err(Error::NotAllowed);
    }
    let who: (TenantId, OperatorId) = (operator.tenant_id, operator.id);
    let state = answer.state.ok_or(Error::State)?;
    let now = means.clock.now();
    oauth_state::redeem(&means.db, &state, who, now).await?.ok_or(Error::State)?;
    let code = match (answer.code, answer.error) {
        (Some(code), None) => code,
        (_, error) => {
            let words = answer.error_description.or(error);
            return Err(Error::Denied(words.unwrap_or_else(|| "no code came back".to_owned())));
        }
    };
    let verifier = pkce_verifier(means, &state);
    let (lever, verifier) = (&means.lever, verifier.as_deref());
    let tokens = lever.app.exchange(&lever.http, &code, verifier, now).await?;
    Ok(actors::connect(means, operator.tenant_id, &tokens, actor).await?)
}
