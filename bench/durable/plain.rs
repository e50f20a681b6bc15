//! What durable intake is measured against: the same HTTP server with the same layers, the same
//! limit and the same check of the signature, which answers without storing anything.

use std::{
    io,
    net::SocketAddr,
    process::{Command, Stdio},
};

use actix_web::{App, HttpResponse, HttpServer, middleware, web};
use secrecy::SecretString;

use crate::{
    seed::SIGNING_TOKENS,
    served::{Served, free},
};

/// The argument by which the bench becomes this server.
pub(crate) const ARGUMENT: &str = "serve-plain";
/// As in the server under test.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// Starts it as a process of its own.
pub(crate) async fn start(workers: usize) -> io::Result<(Served, SocketAddr)> {
    let bind = free()?;
    let child = Command::new(std::env::current_exe()?)
        .args([ARGUMENT, &bind.to_string(), &workers.to_string()])
        .stdin(Stdio::null())
        .spawn()?;
    let mut served = Served::of(child, bind);
    served.ready().await?;
    Ok((served, bind))
}

/// Serves until it is killed.
pub(crate) async fn serve(bind: SocketAddr, workers: usize) -> io::Result<()> {
    let signing_tokens = web::Data::new(SIGNING_TOKENS.map(SecretString::from));
    HttpServer::new(move || {
        let headers = middleware::DefaultHeaders::new()
            .add(("content-security-policy", "default-src 'self'; frame-ancestors 'self'"))
            .add(("x-content-type-options", "nosniff"))
            .add(("referrer-policy", "no-referrer"));
        App::new()
            .app_data(signing_tokens.clone())
            .wrap(headers)
            .wrap(middleware::Compress::default())
            .route("/readyz", web::get().to(HttpResponse::Ok))
            .service(
                web::resource("/webhooks/lever/{secret}")
                    .app_data(web::PayloadConfig::new(BODY_BYTES_MAX))
                    .route(web::post().to(take)),
            )
    })
    .workers(workers)
    .bind(bind)?
    .run()
    .await
}

async fn take(
    _secret: web::Path<String>,
    body: web::Bytes,
    signing_tokens: web::Data<[SecretString; 2]>,
) -> HttpResponse {
    match lever::webhook::verify(&body, signing_tokens.as_slice()) {
        Ok(_) => HttpResponse::Ok().finish(),
        Err(_) => HttpResponse::Unauthorized().finish(),
    }
}
