//! `GET /sign-in/{token}`: a one-time link signs its operator in.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use actors::Means;
use entities::{DbErr, operator, sign_in_link};

use super::origin_of;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.route("/sign-in/{token}", web::get().to(sign_in));
}

async fn sign_in(
    request: HttpRequest,
    token: web::Path<String>,
    means: web::Data<Means>,
) -> HttpResponse {
    match redeem(&request, &token, &means).await {
        Ok(Some(cookie)) => HttpResponse::SeeOther()
            .insert_header((header::SET_COOKIE, cookie))
            .insert_header((header::LOCATION, "/"))
            .finish(),
        Ok(None) => {
            HttpResponse::SeeOther().insert_header((header::LOCATION, "/?link=used")).finish()
        }
        Err(error) => {
            tracing::error!(%error, "sign-in link failed");
            HttpResponse::ServiceUnavailable().body("The store does not answer. Try again.")
        }
    }
}

async fn redeem(
    request: &HttpRequest,
    token: &str,
    means: &Means,
) -> Result<Option<String>, DbErr> {
    let Some(link) = sign_in_link::redeem(&means.db, token, means.clock.now()).await? else {
        return Ok(None);
    };
    match operator::find(&means.db, link.tenant_id, link.operator_id).await? {
        Some(operator) => {
            let origin = origin_of(request);
            Ok(Some(graphql::session::begin(means, &operator, &origin, "link").await?))
        }
        None => Ok(None),
    }
}
