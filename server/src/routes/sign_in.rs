//! `/sign-in/{token}`: a one-time link. Its page is opened by GET, which does nothing, because mail servers
//! open links ahead of people; its button signs the operator in by POST.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method, StatusCode,
        header::{self, ContentType},
    },
    web,
};
use actors::Means;
use entities::{DbErr, operator, sign_in_link};
use graphql::session::{self, SignIns};
use utoipa::OpenApi;

use super::{
    assets, origin_of,
    problem::{plain, taking, wait_secs},
};
use crate::limits::Limits;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    let page = web::get().to(assets::dashboard);
    let button = web::post().to(sign_in);
    config.service(taking("/sign-in/{token}", [(Method::GET, page), (Method::POST, button)]));
}

#[derive(OpenApi)]
#[openapi(paths(sign_in))]
pub(super) struct Described;

/// Signs the operator in whom the link was made for, once, and sends the browser to the dashboard.
#[utoipa::path(
    post, path = "/sign-in/{token}", tag = "admin",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses(
        (status = SEE_OTHER, description = "To the dashboard; with a cookie, if the link was good."),
        (status = NOT_FOUND, description = "The link cannot be read.", body = String),
        (status = TOO_MANY_REQUESTS, description = "Too many links were tried.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
async fn sign_in(
    request: HttpRequest,
    token: web::Path<String>,
    means: web::Data<Means>,
    limits: web::Data<Limits>,
    sign_ins: web::Data<SignIns>,
) -> HttpResponse {
    if let Err(wait) = limits.sign_in(origin_of(&request).address) {
        let seconds = wait_secs(wait);
        return HttpResponse::TooManyRequests()
            .insert_header((header::RETRY_AFTER, seconds))
            .content_type(ContentType::plaintext())
            .body(format!("Too many links were tried. Try again in {seconds} seconds."));
    }
    match redeem(&request, &token, &means, &sign_ins).await {
        Ok(Redeemed::Session(cookie)) => HttpResponse::SeeOther()
            .insert_header((header::SET_COOKIE, cookie))
            .insert_header((header::LOCATION, "/"))
            .finish(),
        // Not to the provider: browsers let no form lead to another site.
        Ok(Redeemed::Company) => {
            HttpResponse::SeeOther().insert_header((header::LOCATION, "/")).finish()
        }
        Ok(Redeemed::Nothing) => {
            HttpResponse::SeeOther().insert_header((header::LOCATION, "/?link=used")).finish()
        }
        Err(error) => {
            tracing::error!(%error, "sign-in link failed");
            plain(StatusCode::SERVICE_UNAVAILABLE, "The store does not answer. Try again.")
        }
    }
}

/// What a link leads to.
enum Redeemed {
    /// A session, in this cookie.
    Session(String),
    /// Signing in by the company's own accounts.
    Company,
    /// It cannot be used, or not any more.
    Nothing,
}

async fn redeem(
    request: &HttpRequest,
    token: &str,
    means: &Means,
    sign_ins: &SignIns,
) -> Result<Redeemed, DbErr> {
    // Together with the session that it is for: a link whose session could not begin is not used up.
    let tx = means.db.begin().await?;
    let Some(link) = sign_in_link::redeem(&tx, token, means.clock.now()).await? else {
        return Ok(Redeemed::Nothing);
    };
    // Who was invited by mail signs in like everybody. A link of the command line is the way in that
    // is left when the provider is gone.
    let invited = means.vault.link_token(&sign_in_link::purpose(link.operator_id)) == token;
    let redeemed = if invited && sign_ins.instead_of_passwords().is_some() {
        Redeemed::Company
    } else if let Some(operator) = operator::find(&tx, link.tenant_id, link.operator_id).await? {
        let origin = origin_of(request);
        Redeemed::Session(session::begin_in(&tx, means, &operator, &origin, "link").await?)
    } else {
        Redeemed::Nothing
    };
    tx.commit().await?;
    Ok(redeemed)
}
