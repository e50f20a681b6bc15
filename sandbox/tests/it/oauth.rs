//! Connecting: consent, codes, tokens, revocation.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::harness::{Lever, REDIRECT, SCOPES, query_of};

#[actix_rt::test]
async fn the_consent_page_names_the_app_and_every_scope() {
    let lever = Lever::start().await;
    let form = lever.authorize_form(SCOPES);
    let asked = lever
        .client
        .get(format!("{}/authorize", lever.url))
        .query(&form)
        .query(&[("prompt", "consent")])
        .send()
        .await
        .unwrap();
    assert_eq!(asked.status(), 200);
    let page = asked.text().await.unwrap();
    assert!(page.contains("Authorize Fulcrum"));
    for scope in SCOPES.split(' ').filter(|scope| !scope.is_empty()) {
        assert!(page.contains(scope), "{scope}");
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn accepting_leads_back_with_code_and_state_and_denying_with_an_error() {
    let lever = Lever::start().await;
    for (decision, expected) in [("accept", "code"), ("deny", "error")] {
        let mut form = lever.authorize_form(SCOPES);
        form.push(("decision", decision.to_owned()));
        let address = format!("{}/authorize", lever.url);
        let back = lever.client.post(address).form(&form).send().await.unwrap();
        assert_eq!(back.status(), 302);
        let location = back.headers()["location"].to_str().unwrap();
        assert!(location.starts_with(REDIRECT));
        assert_eq!(query_of(&back, "state").unwrap(), "s t/a&te");
        assert!(query_of(&back, expected).is_some());
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn consent_is_asked_once_and_again_after_a_revocation() {
    let lever = Lever::start().await;
    let address = format!("{}/authorize", lever.url);
    let form = lever.authorize_form(SCOPES);
    let ask = || lever.client.get(&address).query(&form).send();
    let known = ask().await.unwrap();
    assert_eq!(known.status(), 302, "consented to when connecting");
    lever.control("/revoke", json!({})).await;
    assert_eq!(ask().await.unwrap().status(), 200);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_wrong_request_is_refused_on_a_page_and_never_sent_back() {
    let lever = Lever::start().await;
    for (name, value) in [
        ("client_id", "someone-else"),
        ("redirect_uri", "https://evil.example/callback"),
        ("redirect_uri", "http://127.0.0.1.evil.example/"),
        ("response_type", "token"),
        ("state", ""),
        ("audience", "https://api.lever.co/v1"),
        ("scope", "nothing:at:all"),
    ] {
        let mut form = lever.authorize_form(SCOPES);
        form.iter_mut().find(|(key, _)| *key == name).unwrap().1 = value.to_owned();
        form.push(("decision", "accept".to_owned()));
        let address = format!("{}/authorize", lever.url);
        let got = lever.client.get(&address).query(&form).send().await.unwrap();
        assert_eq!(got.status(), 400, "{name}={value}");
        let posted = lever.client.post(&address).form(&form).send().await.unwrap();
        assert_eq!(posted.status(), 400, "{name}={value}");
        assert!(posted.headers().get("location").is_none());
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn only_a_super_admin_can_authorize() {
    let lever = Lever::start().await;
    let (_, users) = lever.get("/users?accessRole=interviewer").await;
    let mut form = lever.authorize_form(SCOPES);
    form.push(("decision", "accept".to_owned()));
    form.push(("user", users["data"][0]["id"].as_str().unwrap().to_owned()));
    let address = format!("{}/authorize", lever.url);
    let answer = lever.client.post(address).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 403);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_code_is_exchanged_once() {
    let lever = Lever::start().await;
    let code = lever.consent(SCOPES).await;
    let (status, tokens) = lever.exchange(&code).await;
    assert_eq!(status, 200);
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 3600);
    assert!(tokens["refresh_token"].as_str().unwrap().starts_with("v1."));
    let (status, refusal) = lever.exchange(&code).await;
    assert_eq!(status, 403);
    assert_eq!(refusal["error"], "invalid_grant");
    assert_eq!(refusal["error_description"], "Invalid authorization code");
    lever.stop().await;
}

#[actix_rt::test]
async fn the_access_token_carries_the_documented_claims() {
    let lever = Lever::start().await;
    let payload = lever.token.split('.').nth(1).unwrap();
    let claims = URL_SAFE_NO_PAD.decode(payload).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["https://oauth.lever.co/userId"], json!(lever.admin().await));
    for claim in [
        "https://oauth.lever.co/accountId",
        "https://oauth.lever.co/clientId",
        "iss",
        "sub",
        "aud",
        "iat",
        "exp",
        "azp",
        "scope",
    ] {
        assert!(!claims[claim].is_null(), "{claim}");
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn a_wrong_secret_is_401_and_json_is_taken_too() {
    let lever = Lever::start().await;
    let code = lever.consent(SCOPES).await;
    let mut body = json!({
        "grant_type": "authorization_code",
        "client_id": "fulcrum-demo",
        "client_secret": "guess",
        "code": code,
        "redirect_uri": REDIRECT,
    });
    let address = format!("{}/oauth/token", lever.url);
    let refused = lever.client.post(&address).json(&body).send().await.unwrap();
    assert_eq!(refused.status(), 401);
    let refusal: Value = refused.json().await.unwrap();
    assert_eq!(refusal, json!({"error": "access_denied", "error_description": "Unauthorized"}));
    body["client_secret"] = json!("fulcrum-demo-secret");
    let taken = lever.client.post(&address).json(&body).send().await.unwrap();
    assert_eq!(taken.status(), 200, "a refused client leaves the code alone");
    lever.stop().await;
}

#[actix_rt::test]
async fn refreshing_rotates_the_refresh_token() {
    let lever = Lever::start().await;
    let code = lever.consent(SCOPES).await;
    let (_, first) = lever.exchange(&code).await;
    let first = first["refresh_token"].as_str().unwrap();
    let (status, second) = lever.refresh(first).await;
    assert_eq!(status, 200);
    assert_ne!(second["refresh_token"], first);
    let (status, refusal) = lever.refresh(first).await;
    assert_eq!(status, 403);
    assert_eq!(refusal["error_description"], "Unknown or invalid refresh token.");
    lever.control("/rotation", json!({"lenient": true})).await;
    let second = second["refresh_token"].as_str().unwrap();
    for _ in 0..2 {
        assert_eq!(lever.refresh(second).await.0, 200);
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn without_offline_access_there_is_no_refresh_token() {
    let lever = Lever::start().await;
    let code = lever.consent("stages:read:admin").await;
    let (_, tokens) = lever.exchange(&code).await;
    assert_eq!(tokens["scope"], "stages:read:admin");
    assert!(tokens.get("refresh_token").is_none());
    lever.stop().await;
}

#[actix_rt::test]
async fn revoking_ends_both_tokens_and_expiring_only_one() {
    let lever = Lever::start().await;
    let code = lever.consent(SCOPES).await;
    let (_, tokens) = lever.exchange(&code).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    lever.control("/expire", json!({})).await;
    let (status, body) = lever.get("/stages").await;
    assert_eq!(status, 401);
    assert_eq!(body["code"], "UnauthorizedError");
    let (status, tokens) = lever.refresh(refresh).await;
    assert_eq!(status, 200);
    lever.control("/revoke", json!({})).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let (status, refusal) = lever.refresh(refresh).await;
    assert_eq!((status.as_u16(), &refusal["error"]), (403, &json!("invalid_grant")));
    lever.stop().await;
}

const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-0123456789";

fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER.as_bytes()))
}

/// Accepts with more in the form; answers where the browser is sent.
async fn accept(lever: &Lever, more: &[(&'static str, String)]) -> reqwest::Response {
    let mut form = lever.authorize_form(SCOPES);
    form.push(("decision", "accept".to_owned()));
    form.extend_from_slice(more);
    lever.client.post(format!("{}/authorize", lever.url)).form(&form).send().await.unwrap()
}

async fn exchange_with(lever: &Lever, code: &str, verifier: Option<&str>) -> (u16, Value) {
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("client_id", "fulcrum-demo"),
        ("client_secret", "fulcrum-demo-secret"),
        ("code", code),
        ("redirect_uri", REDIRECT),
    ];
    form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
    let (status, body) = lever.token(&form).await;
    (status.as_u16(), body)
}

#[actix_rt::test]
async fn a_challenge_asks_for_its_verifier() {
    let lever = Lever::start().await;
    let sent = [("code_challenge", challenge()), ("code_challenge_method", "S256".to_owned())];
    let other = "another-verifier-of-at-least-forty-three-characters-012345";
    for (verifier, status) in
        [(Some(VERIFIER), 200), (Some(other), 403), (Some("short"), 403), (None, 403)]
    {
        let code = query_of(&accept(&lever, &sent).await, "code").unwrap();
        let (got, body) = exchange_with(&lever, &code, verifier).await;
        assert_eq!(got, status, "{verifier:?}: {body}");
        if status == 403 {
            assert_eq!(body["error"], "invalid_grant");
        }
    }
    let code = query_of(&accept(&lever, &[]).await, "code").unwrap();
    let (status, _) = exchange_with(&lever, &code, Some(VERIFIER)).await;
    assert_eq!(status, 403, "a verifier nobody announced");
    lever.stop().await;
}

#[actix_rt::test]
async fn a_challenge_is_kept_by_the_consent_page_and_when_consent_is_known() {
    let lever = Lever::start().await;
    let mut query = lever.authorize_form(SCOPES);
    query.push(("code_challenge", challenge()));
    query.push(("code_challenge_method", "S256".to_owned()));
    let address = format!("{}/authorize", lever.url);
    let known = lever.client.get(&address).query(&query).send().await.unwrap();
    let code = query_of(&known, "code").unwrap();
    assert_eq!(exchange_with(&lever, &code, None).await.0, 403);
    query.push(("prompt", "consent".to_owned()));
    let asked = lever.client.get(&address).query(&query).send().await.unwrap();
    let page = asked.text().await.unwrap();
    assert!(page.contains(&format!("name=\"code_challenge\" value=\"{}\"", challenge())));
    assert!(page.contains("name=\"code_challenge_method\" value=\"S256\""));
    lever.stop().await;
}

#[actix_rt::test]
async fn pkce_can_be_required() {
    let lever = Lever::start().await;
    let plain = [("code_challenge", challenge()), ("code_challenge_method", "plain".to_owned())];
    let refused = accept(&lever, &plain).await;
    assert_eq!(query_of(&refused, "error").unwrap(), "invalid_request");
    assert_eq!(lever.control("/pkce", json!({"required": true})).await["required"], true);
    let refused = accept(&lever, &[]).await;
    assert_eq!(query_of(&refused, "error").unwrap(), "invalid_request");
    assert_eq!(query_of(&refused, "state").unwrap(), "s t/a&te");
    let query = lever.authorize_form(SCOPES);
    let address = format!("{}/authorize", lever.url);
    let refused = lever.client.get(&address).query(&query).send().await.unwrap();
    assert_eq!(query_of(&refused, "error").unwrap(), "invalid_request");
    lever.control("/revoke", json!({})).await;
    assert_eq!(lever.look("/pkce").await["required"], true, "revoking changes no setting");
    let sent = [("code_challenge", challenge()), ("code_challenge_method", "S256".to_owned())];
    let code = query_of(&accept(&lever, &sent).await, "code").unwrap();
    assert_eq!(exchange_with(&lever, &code, Some(VERIFIER)).await.0, 200);
    lever.stop().await;
}

#[actix_rt::test]
async fn revoking_ends_the_access_token_in_hand() {
    let lever = Lever::start().await;
    assert_eq!(lever.get("/stages").await.0, 200);
    lever.control("/revoke", json!({})).await;
    let (status, body) = lever.get("/stages").await;
    assert_eq!((status.as_u16(), &body["code"]), (401, &json!("UnauthorizedError")));
    lever.stop().await;
}

/// Every scope that is known of Lever's API.
const EVERY_SCOPE: &str = "offline_access applications:read:admin archive_reasons:read:admin \
    audit_events:read:admin confidential:access:admin contact:read:admin contact:write:admin \
    diversity_surveys:read:admin eeo_responses:read:admin eeo_responses_pii:read:admin \
    feedback:read:admin feedback:write:admin feedback_templates:read:admin \
    feedback_templates:write:admin files:read:admin files:write:admin forms:read:admin \
    forms:write:admin form_templates:read:admin form_templates:write:admin groups:read:admin \
    groups:write:admin interviews:read:admin interviews:write:admin notes:read:admin \
    notes:write:admin offers:read:admin opportunities:read:admin opportunities:write:admin \
    panels:read:admin panels:write:admin permissions:read:admin permissions:write:admin \
    postings:read:admin postings:write:admin referrals:read:admin requisitions:read:admin \
    requisitions:write:admin requisition_fields:read:admin requisition_fields:write:admin \
    resumes:read:admin roles:read:admin roles:write:admin sources:read:admin stages:read:admin \
    tags:read:admin tasks:read:admin uploads:write:admin users:read:admin users:write:admin \
    webhooks:read:admin webhooks:write:admin";

#[actix_rt::test]
async fn every_scope_is_known_in_words_and_granted() {
    let lever = Lever::start().await;
    let address = format!("{}/authorize", lever.url);
    let form = lever.authorize_form(EVERY_SCOPE);
    let asked = lever.client.get(address).query(&form).send().await.unwrap();
    let page = asked.text().await.unwrap();
    let more = format!("{EVERY_SCOPE} tags:write:admin stages:write:admin uploads:read:admin");
    let code = lever.consent(&more).await;
    let (_, tokens) = lever.exchange(&code).await;
    let granted: Vec<_> = tokens["scope"].as_str().unwrap().split(' ').collect();
    for scope in EVERY_SCOPE.split_whitespace() {
        assert!(page.contains(&format!(" <code>{scope}</code>")), "{scope}");
        assert!(granted.contains(&scope), "{scope}");
    }
    assert!(page.contains("View users <code>users:read:admin</code>"));
    for unknown in ["tags:write:admin", "stages:write:admin", "uploads:read:admin"] {
        assert!(!granted.contains(&unknown), "there is no {unknown}");
    }
    lever.stop().await;
}
