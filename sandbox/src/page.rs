//! Renders the pages both halves show, with one look; whatever is put into them is escaped.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web,
};
use minijinja::{Environment, HtmlEscape, Value, context};
use serde::Serialize;

const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("../templates/layout.html")),
    ("pager.html", include_str!("../templates/pager.html")),
    ("candidates.html", include_str!("../templates/candidates.html")),
    ("opportunity.html", include_str!("../templates/opportunity.html")),
    ("postings.html", include_str!("../templates/postings.html")),
    ("webhooks.html", include_str!("../templates/webhooks.html")),
    ("faults.html", include_str!("../templates/faults.html")),
    ("settings.html", include_str!("../templates/settings.html")),
    ("consent.html", include_str!("../templates/consent.html")),
    ("refusal.html", include_str!("../templates/refusal.html")),
    ("mails.html", include_str!("../templates/mails.html")),
    ("mail.html", include_str!("../templates/mail.html")),
];

/// Nothing but our own style, script and frames; the reader's data can load nothing.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'self'";

/// The compiled templates.
pub(crate) struct Pages(Environment<'static>);

impl Pages {
    /// Compiles every template.
    pub(crate) fn new() -> Result<Self, minijinja::Error> {
        let mut environment = Environment::new();
        environment.add_filter("instant", instant);
        environment.add_filter("size", size);
        environment.add_filter("urlencode", urlencode);
        environment.add_filter("linked", linked);
        for (name, source) in TEMPLATES {
            environment.add_template(name, source)?;
        }
        Ok(Self(environment))
    }

    /// A page with `view` as its `view`.
    pub(crate) fn show(&self, template: &str, view: impl Serialize) -> HttpResponse {
        self.show_as(StatusCode::OK, template, view)
    }

    /// The same with another status than 200.
    pub(crate) fn show_as(
        &self,
        status: StatusCode,
        template: &str,
        view: impl Serialize,
    ) -> HttpResponse {
        let html =
            self.0.get_template(template).and_then(|page| page.render(context! { view => view }));
        match html {
            Ok(html) => HttpResponse::build(status)
                .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
                .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .insert_header((header::REFERRER_POLICY, "same-origin"))
                .content_type("text/html; charset=utf-8")
                .body(html),
            Err(error) => {
                tracing::error!(template, %error, "could not render a page");
                HttpResponse::InternalServerError()
                    .content_type("text/plain; charset=utf-8")
                    .body("this page could not be rendered")
            }
        }
    }
}

/// The style sheet and the script every page uses.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/assets/sandbox.css", web::get().to(style))
        .route("/assets/sandbox.js", web::get().to(script));
}

async fn style() -> HttpResponse {
    asset("text/css; charset=utf-8", include_str!("../static/sandbox.css"))
}

async fn script() -> HttpResponse {
    asset("text/javascript; charset=utf-8", include_str!("../static/sandbox.js"))
}

fn asset(content_type: &'static str, body: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "max-age=300"))
        .content_type(content_type)
        .body(body)
}

/// Back to a page of ours after a form was handled.
pub(crate) fn see_other(path: &str) -> HttpResponse {
    // "//host" would be another site.
    let path = if path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') {
        path
    } else {
        "/"
    };
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}

fn instant(ms: i64) -> String {
    chrono::DateTime::from_timestamp_millis(ms)
        .map(|at| at.format("%Y-%m-%d %H:%M:%S UTC").to_string())
        .unwrap_or_default()
}

fn urlencode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Text with its web addresses made links, the rest escaped.
fn linked(text: &str) -> Value {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let address = word.trim_end();
        let blank = word.strip_prefix(address).unwrap_or_default();
        let escaped = HtmlEscape(address);
        if address.starts_with("http://") || address.starts_with("https://") {
            format!("<a href=\"{escaped}\" target=\"_blank\" rel=\"noopener noreferrer\">{escaped}</a>{blank}")
        } else {
            format!("{escaped}{blank}")
        }
    });
    let html: String = words.collect();
    Value::from_safe_string(html)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KiB", bytes / 1_024),
        _ => format!("{} MiB", bytes / 1_048_576),
    }
}

/// One page of a long list, as the pager under it needs it.
#[derive(Serialize)]
pub(crate) struct Slice {
    /// Counted from 1.
    page: usize,
    pages: usize,
    total: usize,
    /// The search, kept when turning pages.
    search: String,
}

impl Slice {
    /// Cuts `items` down to page `page` of `per_page` items.
    pub(crate) fn cut<T>(items: &mut Vec<T>, page: usize, per_page: usize, search: &str) -> Self {
        let total = items.len();
        let pages = total.div_ceil(per_page).max(1);
        let page = page.clamp(1, pages);
        items.drain(..(page - 1).saturating_mul(per_page).min(total));
        items.truncate(per_page);
        Self { page, pages, total, search: search.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_nothing_else_becomes_html() {
        let html =
            linked("see https://a.example/r?x=1&y=\"><b>\njavascript:alert(1) <i>").to_string();
        assert!(html.starts_with(
            "see <a href=\"https:&#x2f;&#x2f;a.example&#x2f;r?x=1&amp;y=&quot;&gt;&lt;b&gt;\""
        ));
        assert!(html.ends_with("</a>\njavascript:alert(1) &lt;i&gt;"));
    }

    #[test]
    fn forms_lead_back_to_our_own_pages_only() {
        for (asked, given) in [
            ("/postings?page=2", "/postings?page=2"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("", "/"),
        ] {
            let answer = see_other(asked);
            assert_eq!(answer.headers().get("location").unwrap(), given);
        }
    }

    #[test]
    fn a_slice_is_cut_within_its_bounds() {
        for (page, expected) in [(0, vec![1, 2]), (2, vec![3, 4]), (9, vec![5])] {
            let mut items = vec![1, 2, 3, 4, 5];
            let slice = Slice::cut(&mut items, page, 2, "");
            assert_eq!((items, slice.pages, slice.total), (expected, 3, 5));
        }
        let slice = Slice::cut(&mut Vec::<u8>::new(), 1, 2, "");
        assert_eq!((slice.page, slice.pages), (1, 1));
    }
}
