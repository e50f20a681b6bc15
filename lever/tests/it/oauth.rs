//! Trading a code for tokens.

use chrono::{DateTime, Duration};
use lever::oauth::App;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::server::{Reply, Server, http};

fn app(server: &Server) -> App {
    App {
        authorize_url: "https://auth.example/authorize".to_owned(),
        token_url: format!("{}/oauth/token", server.root),
        audience: "https://api.example/v1/".to_owned(),
        client_id: "app".to_owned(),
        client_secret: SecretString::from("secret"),
        redirect_uri: "https://fulcrum.example/oauth/lever/callback".to_owned(),
    }
}

fn answer(scope: &serde_json::Value) -> Reply {
    let mut body = json!({
        "access_token": "a", "refresh_token": "r", "token_type": "Bearer", "expires_in": 3600,
    });
    if !scope.is_null() {
        body["scope"] = scope.clone();
    }
    Reply { headers: "Content-Type: application/json\r\n", ..Reply::json(200, &body) }
}

#[tokio::test]
async fn the_verifier_goes_with_the_code_and_the_scopes_come_back() {
    let server = Server::start(vec![
        answer(&json!("offline_access notes:write:admin")),
        answer(&json!(null)),
        answer(&json!("")),
    ]);
    let app = app(&server);
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let now = DateTime::UNIX_EPOCH;
    let tokens = app.exchange(&http(), "c0de", Some(verifier), now).await.unwrap();
    assert_eq!(tokens.scopes, ["offline_access", "notes:write:admin"]);
    assert_eq!(tokens.access.expose_secret(), "a");
    assert_eq!(tokens.access_expires_at, now + Duration::seconds(3540));
    let tokens = app.exchange(&http(), "c0de", None, now).await.unwrap();
    assert!(tokens.scopes.is_empty(), "the answer names none");
    let tokens = app.refresh(&http(), &tokens.refresh.unwrap(), now).await.unwrap();
    assert!(tokens.scopes.is_empty(), "an empty text names none either");

    let bodies: Vec<_> = server.requests().into_iter().map(|it| it.body).collect();
    assert!(bodies[0].contains("code=c0de"), "{}", bodies[0]);
    assert!(bodies[0].contains(&format!("code_verifier={verifier}")), "{}", bodies[0]);
    assert!(!bodies[1].contains("code_verifier"), "{}", bodies[1]);
    assert!(bodies[2].contains("grant_type=refresh_token"), "{}", bodies[2]);
}
