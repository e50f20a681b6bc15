//! Every endpoint is described, and what is described is there.

use std::{collections::BTreeSet, fs, path::Path};

use reqwest::{Client, Method};
use serde_json::{Value, json};
use tests::{App, Backend};

/// What is no endpoint: pages and their files.
const PAGES: [&str; 3] = ["get /i/{token}", "get /assets/{name:.*}", "get /sign-in/{token}"];
/// What is a key of something, and of nothing here.
const KEY: &str = "0198c0de-0000-7000-8000-000000000001";
/// For browsers alone, before they let a page ask.
const PREFLIGHT: &str = "options /graphql";

/// The text in quotes that is given first to each call of `name`, with what follows it.
fn calls<'text>(code: &'text str, name: &str) -> Vec<(&'text str, &'text str)> {
    let after = code.split(name).skip(1).map(str::trim_start);
    after.filter_map(|rest| rest.strip_prefix('"')?.split_once('"')).collect()
}

/// The methods that a text names: `web::get()`, or `Method::GET`.
fn methods(text: &str) -> Vec<&'static str> {
    let words = ["get", "post", "put", "patch", "delete", "head", "options"];
    let named = |word: &str| {
        let constant = format!("Method::{}", word.to_uppercase());
        text.contains(&format!("web::{word}()")) || text.contains(&constant)
    };
    words.into_iter().filter(|word| named(word)).collect()
}

/// The routes that a file of the server adds, as method and path. Each kind of call, with what comes
/// after all that names its methods.
fn routes_of(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let scope = calls(code, "web::scope(").first().map_or("", |(path, _)| *path);
    let mut routes = Vec::new();
    for (name, end) in
        [(".route(", ".to("), ("only(", ")"), ("taking(", "])"), ("web::resource(", ";")]
    {
        for (path, rest) in calls(code, name) {
            let within = if path.starts_with(scope) { "" } else { scope };
            let methods = methods(rest.split(end).next().unwrap_or_default());
            routes.extend(methods.into_iter().map(|method| format!("{method} {within}{path}")));
        }
    }
    routes
}

/// Every route of the server.
fn routes() -> BTreeSet<String> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../server/src/routes"));
    let mut folders = vec![folder.to_owned()];
    let mut routes = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                routes.extend(routes_of(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    routes
}

async fn document(app: &App) -> Value {
    app.http.get(app.url("/openapi.json")).send().await.unwrap().json().await.unwrap()
}

/// Method and path of each endpoint that is described.
fn described(document: &Value) -> BTreeSet<String> {
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().expect("methods").keys();
        methods.map(|method| format!("{method} {path}")).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

#[actix::test]
async fn every_route_is_described_and_the_pages_alone_are_not() {
    let app = App::start(Backend::Sqlite).await;
    let mut routes = routes();
    assert!(routes.len() > 15, "{routes:?}");
    for other in PAGES.iter().chain([&PREFLIGHT]) {
        assert!(routes.remove(*other), "{other} is not among {routes:?}");
    }
    assert_eq!(routes, described(&document(&app).await));
    app.finish().await;
}

#[actix::test]
async fn what_is_described_is_there_and_takes_no_other_method() {
    let app = App::start(Backend::Sqlite).await;
    for endpoint in described(&document(&app).await) {
        let (method, path) = endpoint.split_once(' ').expect("both");
        let url = app.url(
            &path
                .replace("{token}", "x")
                .replace("{secret}", "x")
                .replace("{id}", "x")
                .replace("{pipeline}", "x")
                .replace("{key}", KEY),
        );
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        let answer = app.http.request(method, &url).send().await.unwrap();
        assert_ne!(answer.status(), 405, "{endpoint}");
        let kind =
            answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        assert_ne!(kind.as_deref(), Some("text/html"), "{endpoint} is a page");
        let refused = app.http.put(&url).send().await.unwrap();
        assert_eq!(refused.status(), 405, "{endpoint}");
    }
    app.finish().await;
}

#[actix::test]
async fn every_refusal_of_the_room_is_a_problem_that_is_described() {
    let app = App::connected(Backend::Sqlite).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let document = document(&app).await;
    let ask = async |method: Method, url: String, body: Value| {
        let request = Client::new().request(method, url).json(&body);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap_or_default())
    };
    let answers =
        |text: &str| json!({"key": uuid::Uuid::new_v4(), "questionId": "q", "text": text});
    let unknown = app.url("/i/unknown");
    for (status, url, path, body) in [
        (400, format!("{link}/answers"), "answers", json!({"key": 1})),
        (404, format!("{unknown}/answers"), "answers", answers("a")),
        (409, format!("{link}/answers"), "answers", answers("a")),
        (413, format!("{link}/answers"), "answers", answers(&"a".repeat(300_000))),
        (422, format!("{link}/language"), "language", json!({"language": "tlh"})),
        (422, format!("{link}/schedule"), "schedule", json!({"at": "2001-01-01T00:00:00Z"})),
        (409, format!("{link}/consent"), "consent", json!({"version": "none"})),
    ] {
        let (given, problem) = ask(Method::POST, url, body).await;
        assert_eq!(given, status, "{path}: {problem}");
        assert!(problem["code"].is_string() && problem["message"].is_string(), "{problem}");
        let responses = &document["paths"][format!("/i/{{token}}/{path}")]["post"]["responses"];
        let schema =
            &responses[status.to_string()]["content"]["application/json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/Problem", "{path} {status}");
    }
    app.finish().await;
}
