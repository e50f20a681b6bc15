//! `GET /sign-in/{token}`: a one-time link signs its operator in.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use actors::Means;
use entities::{DbErr, operator, sign_in_link};
use graphql::session::{self, SignIns};

use super::origin_of;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.route("/sign-in/{token}", web::get().to(sign_in));
}

async fn sign_in(
    request: HttpRequest,
    token: web::Path<String>,
    means: web::Data<Means>,
    sign_ins: web::Data<SignIns>,
) -> HttpResponse {
    match redeem(&request, &token, &means, &sign_ins).await {
        Ok(Redeemed::Session(cookie)) => HttpResponse::SeeOther()
            .insert_header((header::SET_COOKIE, cookie))
            .insert_header((header::LOCATION, "/"))
            .finish(),
        Ok(Redeemed::Company(path)) => {
            HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
        }
        Ok(Redeemed::Nothing) => {
            HttpResponse::SeeOther().insert_header((header::LOCATION, "/?link=used")).finish()
        }
        Err(error) => {
            tracing::error!(%error, "sign-in link failed");
            HttpResponse::ServiceUnavailable().body("The store does not answer. Try again.")
        }
    }
}

/// What a link leads to.
enum Redeemed {
    /// A session, in this cookie.
    Session(String),
    /// Signing in by the company's own accounts, there.
    Company(&'static str),
    /// It cannot be used, or not any more.
    Nothing,
}

async fn redeem(
    request: &HttpRequest,
    token: &str,
    means: &Means,
    sign_ins: &SignIns,
) -> Result<Redeemed, DbErr> {
    let Some(link) = sign_in_link::redeem(&means.db, token, means.clock.now()).await? else {
        return Ok(Redeemed::Nothing);
    };
    // Who was invited by mail signs in like everybody. A link of the command line is the way in that
    // is left when the provider is gone.
    let invited = means.vault.link_token(&sign_in_link::purpose(link.operator_id)) == token;
    if let Some(company) = sign_ins.instead_of_passwords().filter(|_| invited) {
        return Ok(Redeemed::Company(company.path));
    }
    match operator::find(&means.db, link.tenant_id, link.operator_id).await? {
        Some(operator) => {
            let origin = origin_of(request);
            Ok(Redeemed::Session(session::begin(means, &operator, &origin, "link").await?))
        }
        None => Ok(Redeemed::Nothing),
    }
}
