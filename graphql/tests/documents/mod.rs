//! Queries by their hash, and an installation that answers only those it names.

use async_graphql::Request;
use sha2::{Digest, Sha256};

use super::*;

const VIEWER: &str = "{ viewer { name } }";

/// A request that has no text, or both.
fn by_hash(of: &str, text: &str) -> Request {
    let hash = hex::encode(Sha256::digest(of));
    let body = json!({
        "query": text,
        "extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash}},
    });
    serde_json::from_value(body).unwrap()
}

impl Company {
    /// One that knows these.
    async fn knowing(documents: Documents) -> Self {
        let mut company = Self::new().await;
        company.api = Api::new(company.means.clone(), limits(), documents, Arc::default()).unwrap();
        company
    }

    /// The data of an answer, or the code of its error.
    async fn heard(&self, session: Session, request: Request) -> Value {
        let answer = serde_json::to_value(self.answer(session, request).await).unwrap();
        let code = &answer["errors"][0]["extensions"]["code"];
        if code.is_null() { answer["data"].clone() } else { code.clone() }
    }
}

fn kim() -> Value {
    json!({"viewer": {"name": "Kim"}})
}

#[tokio::test(flavor = "current_thread")]
async fn a_query_that_was_left_here_is_asked_for_by_its_hash() {
    let company = Company::new().await;
    let admin = || signed_in(Role::Admin);
    let hash_only = || by_hash(VIEWER, "");
    assert_eq!(company.heard(admin(), hash_only()).await, "PERSISTED_QUERY_NOT_FOUND");
    // What strangers leave is not kept, though it is answered.
    let stranger = company.heard(Session::default(), by_hash(VIEWER, VIEWER)).await;
    assert_eq!(stranger, json!({"viewer": null}));
    assert_eq!(company.heard(admin(), hash_only()).await, "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(company.heard(admin(), by_hash("another", VIEWER)).await, "INVALID");
    assert_eq!(company.heard(admin(), by_hash(VIEWER, VIEWER)).await, kim());
    assert_eq!(company.heard(admin(), hash_only()).await, kim());
    // It is known to all, and each sees what they may.
    assert_eq!(company.heard(Session::default(), hash_only()).await, json!({"viewer": null}));
    // Nor is a large one kept.
    let large = format!("{VIEWER}{}", " ".repeat(20_000));
    assert_eq!(company.heard(admin(), by_hash(&large, &large)).await, kim());
    assert_eq!(company.heard(admin(), by_hash(&large, "")).await, "PERSISTED_QUERY_NOT_FOUND");
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_known_by_its_hash_meets_the_fences_all_the_same() {
    let secret = "{ operators { email } }".to_owned();
    let company = Company::knowing(Documents::known([secret.clone()]).unwrap()).await;
    let by = || by_hash(&secret, "");
    assert_eq!(company.heard(Session::default(), by()).await, "UNAUTHENTICATED");
    assert_eq!(company.heard(signed_in(Role::TeamMember), by()).await, "FORBIDDEN");
    let seen = company.heard(signed_in(Role::Admin), by()).await;
    assert!(seen["operators"].is_array(), "{seen}");
    let left = by_hash("{ auditLog { totalCount } }", "{ auditLog { totalCount } }");
    assert_eq!(company.heard(signed_in(Role::TeamMember), left).await, "FORBIDDEN");
    let again = by_hash("{ auditLog { totalCount } }", "");
    assert_eq!(company.heard(signed_in(Role::TeamMember), again).await, "FORBIDDEN");
}

#[tokio::test(flavor = "current_thread")]
async fn where_queries_are_named_no_other_is_answered() {
    let documents = Documents::known(["{ __typename }".to_owned()]).unwrap();
    let company = Company::knowing(documents.only_with([VIEWER.to_owned()]).unwrap()).await;
    let admin = || signed_in(Role::SuperAdmin);
    assert_eq!(company.heard(admin(), VIEWER.into()).await, kim());
    assert_eq!(company.heard(admin(), by_hash(VIEWER, "")).await, kim());
    let ours = by_hash("{ __typename }", "");
    assert_eq!(company.heard(admin(), ours).await, json!({"__typename": "Query"}));
    let other = "{ viewer { email } }";
    assert_eq!(company.heard(admin(), other.into()).await, "UNKNOWN_QUERY");
    assert_eq!(company.heard(admin(), by_hash(other, other)).await, "UNKNOWN_QUERY");
    assert_eq!(company.heard(admin(), by_hash(other, "")).await, "UNKNOWN_QUERY");
    // The hash of one that is known does not let another through.
    assert_eq!(company.heard(admin(), by_hash(VIEWER, other)).await, "UNKNOWN_QUERY");
    assert_eq!(company.heard(admin(), "".into()).await, "UNKNOWN_QUERY");
}
