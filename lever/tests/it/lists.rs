//! Lists of many pages: how the next one is asked for, and when to stop.

use lever::{Error, OpportunityFilter, Retry};
use serde_json::{Value, json};

use crate::server::{Reply, Server};

const NEXT: &str = "%5B231%2C1788246000000%2C%221f9f774b-5332-4e1c-a954-451928d8ce81%22%5D";

fn page(ids: &[&str], next: Option<&str>) -> Reply {
    let data: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    let mut body = json!({ "data": data, "hasNext": next.is_some() });
    if let Some(next) = next {
        body["next"] = json!(next);
    }
    Reply::json(200, &body)
}

fn lost() -> Reply {
    let message = "Invalid offset token: [3,1788249600000]";
    Reply::json(400, &json!({ "code": "BadRequestError", "message": message }))
}

#[tokio::test]
async fn the_offset_is_encoded_once_more_on_the_wire() {
    let server = Server::start(vec![page(&["a", "b"], Some(NEXT)), page(&["c"], None)]);
    let filter = OpportunityFilter {
        stage_ids: vec!["s 1".to_owned(), "s2".to_owned()],
        archived: Some(false),
        updated_at_start: Some(1_788_246_000_000),
        ..OpportunityFilter::default()
    };
    let opportunities = server.client().opportunities().list(&filter).await.unwrap();
    let ids: Vec<_> = opportunities.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let requests = server.requests();
    let first = "/v1/opportunities?limit=100&expand=applications&expand=contact&expand=stage\
                 &stage_id=s+1&stage_id=s2&archived=false&updated_at_start=1788246000000";
    let offset =
        "%255B231%252C1788246000000%252C%25221f9f774b-5332-4e1c-a954-451928d8ce81%2522%255D";
    assert_eq!(requests[0].target, first);
    assert_eq!(requests[1].target, format!("{first}&offset={offset}"));
}

#[tokio::test]
async fn a_list_that_lost_its_place_starts_again_once() {
    let server = Server::start(vec![
        page(&["a"], Some(NEXT)),
        lost(),
        page(&["b"], Some(NEXT)),
        page(&["a"], None),
    ]);
    let deleted = server.client().opportunities().deleted(5).await.unwrap();
    assert_eq!(deleted, ["b", "a"], "what was read before is read again, not doubled");
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    let first = "/v1/opportunities/deleted?deleted_at_start=5";
    assert_eq!([&targets[0], &targets[2]], [first, first]);

    let server =
        Server::start(vec![page(&["a"], Some(NEXT)), lost(), page(&[], Some(NEXT)), lost()]);
    let refused = server.client().opportunities().deleted(5).await.unwrap_err();
    assert_eq!((refused.status(), refused.retry()), (Some(400), Retry::Never));
    assert_eq!(server.requests().len(), 4, "once, not for ever");
}

#[tokio::test]
async fn a_list_of_100_pages_is_read_and_a_longer_one_refused() {
    let pages = |last: Option<&str>| {
        let mut pages: Vec<_> = (0..99).map(|_| page(&["a"], Some(NEXT))).collect();
        pages.push(page(&["a"], last));
        pages
    };
    let server = Server::start(pages(None));
    assert_eq!(server.client().opportunities().deleted(0).await.unwrap().len(), 100);

    let server = Server::start(pages(Some(NEXT)));
    let refused = server.client().opportunities().deleted(0).await.unwrap_err();
    assert!(matches!(refused, Error::TooMany { .. }), "{refused:?}");
    assert_eq!(refused.retry(), Retry::Never);
    assert_eq!(
        refused.bare(),
        "list the deleted opportunities: there are too many, Lever has still more after 100 pages"
    );
}

#[tokio::test]
async fn open_postings_are_published_on_either_channel_or_internal() {
    let server = Server::start(vec![
        page(&["p", "q"], Some(NEXT)),
        page(&["r"], None),
        page(&["q", "s"], None),
    ]);
    let postings = server.client().postings().open().await.unwrap();
    let ids: Vec<_> = postings.iter().map(|posting| posting.id.as_str()).collect();
    assert_eq!(ids, ["p", "q", "r", "s"]);
    let requests = server.requests();
    let published = "/v1/postings?state=published\
                     &distributionChannel=public&distributionChannel=internal";
    assert_eq!(requests[0].target, published);
    assert!(requests[1].target.starts_with(published));
    assert_eq!(requests[2].target, "/v1/postings?state=internal");
}

#[tokio::test]
async fn files_are_listed_in_either_form() {
    let files = json!([{ "id": "f", "name": "report.pdf", "size": "48213" }]);
    let server = Server::start(vec![Reply::json(200, &files), Reply::json(200, &files)]);
    let listed = server.client().files("o").list().await.unwrap();
    assert_eq!(listed[0].name, "report.pdf");
    let server = Server::start(vec![page(&["a"], Some(NEXT)), page(&["b"], None)]);
    let listed = server.client().files("o").list().await.unwrap();
    assert_eq!(listed.iter().map(|file| file.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}
