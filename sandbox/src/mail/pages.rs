//! The page that shows the mails, and their JSON.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, Bytes, Data, Path, Query},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Catcher, store::View};
use crate::page::{Slice, see_other};

const PER_PAGE: usize = 50;

/// A mail can show pictures and styles, and open links in a new tab; it can run nothing.
const MAIL_POLICY: &str = "default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'; \
     sandbox allow-popups allow-popups-to-escape-sandbox";

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(mails))
        .route("/clear", web::post().to(clear))
        .route("/mails/{id}", web::get().to(mail))
        .route("/mails/{id}/body", web::get().to(body))
        .route("/mails/{id}/source", web::get().to(source))
        .route("/api/mails", web::get().to(list))
        .route("/api/mails", web::delete().to(delete))
        .route("/api/summary", web::get().to(summary))
        .route("/api/faults", web::get().to(faults))
        .route("/api/faults", web::post().to(set_faults))
        .route("/api/faults", web::delete().to(clear_faults));
}

#[derive(Deserialize)]
struct Asked {
    page: Option<usize>,
    #[serde(default)]
    search: String,
}

async fn mails(catcher: Data<Catcher>, asked: Query<Asked>) -> HttpResponse {
    let search = asked.search.trim();
    let mailbox = catcher.mailbox();
    let mut found: Vec<_> = mailbox.mails().rev().filter(|mail| mail.matches(search)).collect();
    let slice = Slice::cut(&mut found, asked.page.unwrap_or(1), PER_PAGE, search);
    let rows: Vec<View> = found.into_iter().map(super::store::Mail::brief).collect();
    let view = json!({
        "title": "Mails",
        "smtp": catcher.smtp.to_string(),
        "rows": rows,
        "slice": slice,
    });
    catcher.pages.show("mails.html", view)
}

fn no_such_mail(catcher: &Catcher) -> HttpResponse {
    let view = json!({"title": "Not found", "message": "There is no such mail (any more)."});
    catcher.pages.show_as(StatusCode::NOT_FOUND, "refusal.html", view)
}

async fn mail(catcher: Data<Catcher>, id: Path<usize>) -> HttpResponse {
    let mailbox = catcher.mailbox();
    let Some(mail) = mailbox.mail(*id) else {
        return no_such_mail(&catcher);
    };
    let attachments: Vec<_> = mail
        .attachments()
        .into_iter()
        .map(|(name, size)| json!({"name": name, "size": size}))
        .collect();
    let view = json!({
        "mail": mail.whole(),
        "headers": mail.headers(),
        "attachments": attachments,
    });
    catcher.pages.show("mail.html", view)
}

/// The HTML body, for the frame on the mail's page.
async fn body(catcher: Data<Catcher>, id: Path<usize>) -> HttpResponse {
    let html = catcher.mailbox().mail(*id).and_then(|mail| mail.whole().html());
    match html {
        Some(html) => HttpResponse::Ok()
            .insert_header((header::CONTENT_SECURITY_POLICY, MAIL_POLICY))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((header::REFERRER_POLICY, "no-referrer"))
            .content_type("text/html; charset=utf-8")
            .body(with_base(&html)),
        None => no_such_mail(&catcher),
    }
}

/// The mail with its links opening in a tab of their own: before anything else in it, but after a
/// doctype, without which the browser would lay it out as in the nineties.
fn with_base(html: &str) -> String {
    const BASE: &str = "<base target=\"_blank\">";
    let text = html.trim_start();
    let is_doctype = text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    match text.split_once('>') {
        Some((doctype, rest)) if is_doctype => format!("{doctype}>{BASE}{rest}"),
        _ => format!("{BASE}{html}"),
    }
}

async fn source(catcher: Data<Catcher>, id: Path<usize>) -> HttpResponse {
    let source = catcher.mailbox().mail(*id).map(|mail| mail.source.clone());
    match source {
        Some(source) => HttpResponse::Ok()
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .content_type("text/plain; charset=utf-8")
            .body(source),
        None => no_such_mail(&catcher),
    }
}

async fn clear(catcher: Data<Catcher>) -> HttpResponse {
    catcher.mailbox().clear();
    see_other("/")
}

#[derive(Deserialize)]
struct Wanted {
    to: Option<String>,
}

/// Every mail kept, oldest first.
async fn list(catcher: Data<Catcher>, wanted: Query<Wanted>) -> HttpResponse {
    // Parsing is left until the lock is free again.
    let mails: Vec<_> = catcher
        .mailbox()
        .mails()
        .filter(|mail| wanted.to.as_deref().is_none_or(|to| mail.is_to(to)))
        .cloned()
        .collect();
    let views: Vec<_> = mails.iter().map(super::store::Mail::whole).collect();
    HttpResponse::Ok().json(views)
}

async fn delete(catcher: Data<Catcher>) -> HttpResponse {
    catcher.mailbox().clear();
    HttpResponse::NoContent().finish()
}

async fn summary(catcher: Data<Catcher>) -> HttpResponse {
    let mailbox = catcher.mailbox();
    HttpResponse::Ok().json(json!({
        "mails": mailbox.mails().count(),
        "received": mailbox.received(),
    }))
}

fn faults_of(catcher: &Catcher) -> Value {
    let refusals = catcher.refusals();
    let mut addresses: Vec<_> = refusals.forever_for.iter().collect();
    addresses.sort();
    json!({
        "refuse_next": refusals.next,
        "lose_reply": refusals.lose_reply,
        "refuse_forever_for": addresses,
    })
}

async fn faults(catcher: Data<Catcher>) -> HttpResponse {
    HttpResponse::Ok().json(faults_of(&catcher))
}

#[derive(Deserialize)]
struct SetFaults {
    refuse_next: Option<u32>,
    lose_reply: Option<u32>,
    refuse_forever_for: Option<String>,
}

async fn set_faults(catcher: Data<Catcher>, body: Bytes) -> HttpResponse {
    let set: SetFaults = match serde_json::from_slice(&body) {
        Ok(set) => set,
        Err(error) => {
            return HttpResponse::BadRequest().json(json!({"message": error.to_string()}));
        }
    };
    {
        let mut refusals = catcher.refusals();
        refusals.next = set.refuse_next.unwrap_or(refusals.next);
        refusals.lose_reply = set.lose_reply.unwrap_or(refusals.lose_reply);
        refusals.forever_for.extend(set.refuse_forever_for.map(|address| address.to_lowercase()));
    }
    HttpResponse::Ok().json(faults_of(&catcher))
}

async fn clear_faults(catcher: Data<Catcher>) -> HttpResponse {
    *catcher.refusals() = super::Refusals::default();
    HttpResponse::Ok().json(faults_of(&catcher))
}

#[cfg(test)]
mod tests {
    use super::with_base;

    #[test]
    fn links_open_in_a_tab_and_the_doctype_stays_first() {
        let mail = with_base("<!DOCTYPE html><p>hello");
        assert_eq!(mail, "<!DOCTYPE html><base target=\"_blank\"><p>hello");
        assert_eq!(with_base("<p>é"), "<base target=\"_blank\"><p>é");
        assert_eq!(with_base(""), "<base target=\"_blank\">");
    }
}
