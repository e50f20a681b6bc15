//! The dashboard's and the room's files, compiled in.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::problem::plain;

/// What `web/` builds.
#[derive(RustEmbed)]
#[folder = "../web/dist"]
struct Dist;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/assets/{name:.*}", web::get().to(asset))
        .default_service(web::get().to(dashboard));
}

/// Names have a hash of the content in them, so they never change.
async fn asset(name: web::Path<String>) -> HttpResponse {
    match Dist::get(&format!("assets/{name}")) {
        Some(file) => answer(file, "public, max-age=31536000, immutable"),
        None => plain(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

/// The candidate's room; the page asks for what is in it.
pub(super) async fn room() -> HttpResponse {
    page("room.html")
}

/// Any other path is a page of the dashboard, unless it looks like a file.
pub(super) async fn dashboard(request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    match Dist::get(path).filter(|_| !path.is_empty()) {
        Some(file) => answer(file, "no-cache"),
        None if path.rsplit('/').next().is_some_and(|name| name.contains('.')) => {
            plain(StatusCode::NOT_FOUND, "there is no such page")
        }
        None => page("index.html"),
    }
}

fn page(name: &str) -> HttpResponse {
    match Dist::get(name) {
        Some(file) => answer(file, "no-cache"),
        None => plain(
            StatusCode::NOT_FOUND,
            "This server was built without its pages. Run `make build` in the checkout.",
        ),
    }
}

fn answer(file: EmbeddedFile, cached: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(file.metadata.mimetype())
        .insert_header((header::CACHE_CONTROL, cached))
        .body(file.data)
}
