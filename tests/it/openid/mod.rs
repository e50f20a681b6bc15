//! Signing in by the company's own accounts, at an OpenID provider that nobody here wrote: who is let
//! in, who is not and is told why, and what an attacker gets.

mod provider;

use chrono::Duration;
use entities::{
    ids::{OperatorId, TenantId},
    operator::{self, Role},
    tenant,
};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use server::config::NewMembers;
use tests::{App, Backend, on_both_stores};
use uuid::Uuid;

use self::provider::{Browser, Provider, cookie, location, parameter};

on_both_stores!(
    a_member_signs_in_and_stays_who_they_are,
    who_is_nobody_here_is_told_what_to_do,
    people_of_the_domain_become_members_where_that_is_set,
    an_answer_counts_once_in_the_browser_that_asked,
    a_forged_token_signs_nobody_in,
    the_provider_comes_and_goes_without_a_restart,
    who_is_removed_or_signed_out_is_out_at_once,
    company_accounts_may_take_the_place_of_passwords,
);

/// A member of the company.
async fn member(app: &App, email: &str) -> OperatorId {
    let (means, tenant_id) = (&app.server().means, app.tenant_id().await);
    let id = OperatorId(Uuid::new_v4());
    let now = means.clock.now();
    let made = operator::create(&means.db, (tenant_id, id), email, "Noor", Role::TeamMember, now);
    made.await.unwrap();
    id
}

fn verified(email: &str) -> Value {
    json!({"email": email, "email_verified": true, "name": "Noor at Larkspur"})
}

/// Nobody was signed in, and the page says why.
async fn refused(answer: Response, status: StatusCode, why: &str) {
    assert_eq!(answer.status(), status, "{why}");
    assert_eq!(cookie(&answer, "fulcrum_session"), None, "{why}");
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let page = answer.text().await.unwrap();
    assert!(page.contains(why), "{why}: {page}");
}

/// How often the audit log has this, about this if that is given.
async fn told(app: &App, action: &str, subject: Option<&str>) -> u64 {
    let query = "query($filter: AuditFilter) { auditLog(filter: $filter) { totalCount } }";
    let filter = json!({"action": action, "subject": subject});
    let answer = app.graphql(query, json!({"filter": filter})).await;
    answer["auditLog"]["totalCount"].as_u64().unwrap()
}

async fn a_member_signs_in_and_stays_who_they_are(on: Backend) {
    let provider = Provider::start();
    let app = provider.app(on, |_| {}).await;
    let id = member(&app, "noor@larkspur.example").await.to_string();
    // The address comes from the user info address, and in capitals.
    provider.tell(&json!({"accounts": {"n1": verified("Noor@Larkspur.example")}})).await;

    let noor = Browser::new();
    let sent = noor.open(&app.url("/sign-in/openid?return_to=/interviews")).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    let kept = cookie(&sent, "fulcrum_openid").unwrap();
    for part in ["; Path=/sign-in/openid;", "; HttpOnly", "; SameSite=Lax", "; Max-Age=600"] {
        assert!(kept.contains(part), "{kept}");
    }
    let url = location(&sent);
    assert!(url.starts_with(&format!("{}/auth?", provider.issuer())), "{url}");
    assert_eq!(parameter(url, "code_challenge_method").as_deref(), Some("S256"));
    assert_eq!(parameter(url, "scope").as_deref(), Some("openid email profile"));
    assert_eq!(parameter(url, "response_type").as_deref(), Some("code"));
    for secret in ["state", "nonce", "code_challenge"] {
        let secret = parameter(url, secret).unwrap();
        assert!(secret.len() >= 32 && !kept.contains(&secret), "{secret}");
    }

    let callback = noor.to_callback(&app, Some("n1")).await;
    let done = noor.open(&callback).await;
    assert_eq!((done.status(), location(&done)), (StatusCode::SEE_OTHER, "/postings"));
    let session = cookie(&done, "fulcrum_session").unwrap();
    assert!(session.contains("; HttpOnly; SameSite=Lax"), "{session}");
    assert!(cookie(&done, "fulcrum_openid").unwrap().contains("=; "), "it is used up");
    let viewer = noor.viewer(&app).await;
    assert_eq!((&viewer["id"], &viewer["role"]), (&json!(id), &json!("TEAM_MEMBER")));
    assert_eq!(told(&app, "bindIdentity", Some(&id)).await, 1);
    assert_eq!(told(&app, "signIn", Some(&id)).await, 1);

    // Now their address is another's, and not verified; they are still who they are.
    let moved = json!({"email": "kim@larkspur.example", "email_verified": false});
    let recycled = verified("noor@larkspur.example");
    let accounts = json!({"n1": moved, "n2": recycled});
    provider.tell(&json!({"accounts": accounts, "claimsInIdToken": true})).await;
    let again = Browser::new();
    assert_eq!(again.sign_in(&app, "n1").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(again.viewer(&app).await["id"], json!(id));
    assert_eq!(told(&app, "bindIdentity", Some(&id)).await, 1);
    // Whoever got the address is somebody else.
    let other = Browser::new();
    let answer = other.sign_in(&app, "n2").await;
    refused(answer, StatusCode::FORBIDDEN, "with another account").await;
    assert_eq!(other.viewer(&app).await, Value::Null);
    assert_eq!(told(&app, "signInFailed", Some(&id)).await, 1);

    for elsewhere in ["//evil.example", "https://evil.example/", "/\\evil.example"] {
        let start = app.url(&format!("/sign-in/openid?return_to={elsewhere}"));
        let callback = again.follow(&start, Some("n1")).await;
        assert_eq!(location(&again.open(&callback).await), "/", "{elsewhere}");
    }
    app.finish().await;
}

async fn who_is_nobody_here_is_told_what_to_do(on: Backend) {
    let provider = Provider::start();
    let app = provider.app(on, |_| {}).await;
    member(&app, "noor@larkspur.example").await;
    let (db, now) = (&app.server().means.db, app.server().means.clock.now());
    let elsewhere = (TenantId(Uuid::new_v4()), OperatorId(Uuid::new_v4()));
    tenant::create(db, elsewhere.0, "Elsewhere", now + Duration::hours(1)).await.unwrap();
    let eve = "eve@elsewhere.example";
    operator::create(db, elsewhere, eve, "Eve", Role::SuperAdmin, now).await.unwrap();
    provider
        .tell(&json!({"accounts": {
            "stranger": verified("stranger@larkspur.example"),
            "eve": verified(eve),
            "silent": {},
            "odd": verified("no address"),
            // A Kelvin sign, which is a `k` in small letters.
            "kelvin": verified("noor@lar\u{212a}spur.example"),
            "unverified": {"email": "noor@larkspur.example", "email_verified": false},
            "unsaid": {"email": "noor@larkspur.example"},
        }}))
        .await;
    for (account, why) in [
        ("stranger", "Ask a Super Admin of your company to invite that address"),
        ("eve", "Ask a Super Admin of your company to invite that address"),
        ("silent", "did not tell your mail address"),
        ("odd", "did not tell your mail address"),
        ("kelvin", "did not tell your mail address"),
        ("unverified", "Verify it there"),
        ("unsaid", "Verify it there"),
    ] {
        let browser = Browser::new();
        refused(browser.sign_in(&app, account).await, StatusCode::FORBIDDEN, why).await;
        assert_eq!(browser.viewer(&app).await, Value::Null, "{account}");
    }
    assert_eq!(told(&app, "signInFailed", Some("nobody")).await, 7);
    assert_eq!(told(&app, "signIn", None).await, 1, "the Super Admin's own");
    let browser = Browser::new();
    let callback = browser.to_callback(&app, None).await;
    refused(browser.open(&callback).await, StatusCode::FORBIDDEN, "did not let you in").await;
    app.finish().await;
}

async fn people_of_the_domain_become_members_where_that_is_set(on: Backend) {
    let provider = Provider::start();
    let app = provider
        .app(on, |config| {
            config.openid.email_domains = vec!["larkspur.example".to_owned()];
            config.openid.new_members = NewMembers::LimitedTeamMember;
            config.openid.trust_email = true;
            config.openid.required_claims = [("groups".into(), "hiring".into())].into();
        })
        .await;
    let groups = ["sales", "hiring"];
    provider
        .tell(&json!({"claimsInIdToken": true, "accounts": {
            "zoe": {"email": "Zoe@larkspur.example", "name": "Zoe\u{7} Zimmer", "groups": groups},
            "eve": {"email": "eve@evil.example", "email_verified": true, "groups": groups},
            "below": {"email": "eve@evil.larkspur.example", "groups": groups},
            "unverified": {"email": "yan@larkspur.example", "email_verified": false,
                           "groups": "hiring"},
            "elsewhere": {"email": "yan@larkspur.example", "groups": ["sales", "hiring-not"]},
            "nowhere": {"email": "yan@larkspur.example"},
        }}))
        .await;
    let zoe = Browser::new();
    assert_eq!(zoe.sign_in(&app, "zoe").await.status(), StatusCode::SEE_OTHER);
    let viewer = zoe.viewer(&app).await;
    let id = viewer["id"].as_str().unwrap().to_owned();
    let wanted = json!({"id": id, "email": "zoe@larkspur.example", "name": "Zoe Zimmer",
                        "role": "LIMITED_TEAM_MEMBER"});
    assert_eq!(viewer, wanted);
    assert_eq!(told(&app, "joinByCompanySignIn", Some(&id)).await, 1);
    let again = Browser::new();
    again.sign_in(&app, "zoe").await;
    assert_eq!(again.viewer(&app).await["id"], json!(id));
    for (account, why) in [
        ("eve", "Addresses of your domain may not sign in here"),
        ("below", "Addresses of your domain may not sign in here"),
        ("unverified", "Verify it there"),
        ("elsewhere", "is not one of those that may sign in here"),
        ("nowhere", "is not one of those that may sign in here"),
    ] {
        let browser = Browser::new();
        refused(browser.sign_in(&app, account).await, StatusCode::FORBIDDEN, why).await;
    }
    app.finish().await;
}

async fn an_answer_counts_once_in_the_browser_that_asked(on: Backend) {
    let provider = Provider::start();
    let app = provider.app(on, |_| {}).await;
    member(&app, "noor@larkspur.example").await;
    provider.tell(&json!({"accounts": {"n1": verified("noor@larkspur.example")}})).await;
    let (bad, begun) = (StatusCode::BAD_REQUEST, "was begun in another browser");

    let noor = Browser::new();
    let callback = noor.to_callback(&app, Some("n1")).await;
    let state = parameter(&callback, "state").unwrap();
    // Sent on to somebody else, who would be signed in as whoever sent it.
    refused(Browser::new().open(&callback).await, bad, begun).await;
    let other = Browser::new();
    other.open(&app.url("/sign-in/openid")).await;
    refused(other.open(&callback).await, bad, begun).await;
    // Another state, in the right browser, uses the sign-in up.
    let wrong = callback.replace(&state, &"0".repeat(32));
    refused(noor.open(&wrong).await, bad, begun).await;
    refused(noor.open(&callback).await, bad, begun).await;
    // Of another provider.
    let callback = noor.to_callback(&app, Some("n1")).await;
    let issuer = parameter(&callback, "iss").expect("the provider names itself");
    let mixed_up = format!("{}&iss=https://evil.example", callback.split("&iss=").next().unwrap());
    assert!(!mixed_up.contains(&issuer));
    refused(noor.open(&mixed_up).await, bad, begun).await;

    // It took too long.
    let callback = noor.to_callback(&app, Some("n1")).await;
    app.advance(Duration::minutes(10));
    refused(noor.open(&callback).await, bad, begun).await;
    app.catch_up();

    // Once more, even by somebody who copied the cookie.
    let begun_at = noor.open(&app.url("/sign-in/openid")).await;
    let kept = cookie(&begun_at, "fulcrum_openid").unwrap();
    let kept = kept.split(';').next().unwrap().to_owned();
    let callback = noor.follow(location(&begun_at), Some("n1")).await;
    assert_eq!(noor.open(&callback).await.status(), StatusCode::SEE_OTHER);
    refused(noor.open(&callback).await, bad, begun).await;
    let copied = Client::new().get(&callback).header("cookie", kept).send().await.unwrap();
    refused(copied, bad, "was used already, or has run out").await;

    // So many, and nobody is asked any more.
    let guess = app.url("/sign-in/openid/callback?state=x&code=y");
    let mut tries = 0;
    let stopped = loop {
        let answer = noor.open(&guess).await;
        if answer.status() != bad {
            break answer;
        }
        tries += 1;
        assert!(tries <= 50, "nobody stops them");
    };
    refused(stopped, StatusCode::TOO_MANY_REQUESTS, "Too many sign-ins").await;
    // Nobody is kept from their password by that.
    let sign_in = "mutation { signIn(input: {email: \"noor@larkspur.example\", \
                   password: \"not the password\"}) { ... on Problem { code } } }";
    let answer = app.ask_as(&app.http, sign_in, json!({})).await;
    assert_eq!(answer["signIn"]["code"], "UNAUTHENTICATED");
    app.finish().await;
}

async fn a_forged_token_signs_nobody_in(on: Backend) {
    let provider = Provider::start();
    let app = provider.app(on, |_| {}).await;
    let id = member(&app, "noor@larkspur.example").await;
    let victim = verified("noor@larkspur.example");
    provider.tell(&json!({"accounts": {"n1": victim, "eve": {}}, "claimsInIdToken": true})).await;
    let other_issuer = json!({"iss": "https://evil.example"});
    for (by, claims) in [
        ("somebody else", victim.clone()),
        ("the client", victim.clone()),
        ("nobody", victim.clone()),
        ("what it was", victim.clone()),
        ("itself", json!({"aud": "another client"})),
        ("itself", json!({"aud": ["fulcrum", "another client"]})),
        ("itself", json!({"nonce": "of another sign-in"})),
        ("itself", json!({"nonce": null})),
        ("itself", json!({"exp": 1_500_000_000})),
        ("itself", other_issuer),
    ] {
        provider.tell(&json!({"forge": {"by": by, "claims": claims}})).await;
        let browser = Browser::new();
        let account = if by == "itself" { "n1" } else { "eve" };
        let answer = browser.sign_in(&app, account).await;
        refused(answer, StatusCode::BAD_REQUEST, "could not be trusted").await;
        assert_eq!(browser.viewer(&app).await, Value::Null, "{by} {claims}");
    }
    // The token is what was wrong, and not that it was made again.
    provider.tell(&json!({"forge": {"by": "itself", "claims": {}}})).await;
    let noor = Browser::new();
    assert_eq!(noor.sign_in(&app, "n1").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(noor.viewer(&app).await["id"], json!(id.to_string()));
    app.finish().await;
}

async fn the_provider_comes_and_goes_without_a_restart(on: Backend) {
    let provider = Provider::start();
    provider.tell(&json!({"down": true})).await;
    // The server starts, and answers.
    let app = provider.app(on, |_| {}).await;
    member(&app, "noor@larkspur.example").await;
    let accounts = json!({"n1": verified("noor@larkspur.example")});
    let noor = Browser::new();
    let start = app.url("/sign-in/openid");
    let (gateway, why) = (StatusCode::BAD_GATEWAY, "Larkspur ID does not answer as it should");
    refused(noor.open(&start).await, gateway, why).await;
    provider.tell(&json!({"down": false, "accounts": accounts})).await;
    // It is left alone for a moment, so that nobody here floods it.
    refused(noor.open(&start).await, gateway, why).await;
    app.advance(Duration::seconds(5));
    assert_eq!(noor.sign_in(&app, "n1").await.status(), StatusCode::SEE_OTHER);

    // Other keys, without a word.
    provider.tell(&json!({"rotate": true})).await;
    let again = Browser::new();
    assert_eq!(again.sign_in(&app, "n1").await.status(), StatusCode::SEE_OTHER);

    // Gone while somebody is there; back in time, the same sign-in is used up.
    let callback = noor.to_callback(&app, Some("n1")).await;
    provider.tell(&json!({"down": true})).await;
    refused(noor.open(&callback).await, gateway, why).await;
    // What is known of it is old, and better than nothing.
    app.advance(Duration::hours(2));
    assert_eq!(noor.open(&start).await.status(), StatusCode::SEE_OTHER);
    provider.tell(&json!({"down": false})).await;
    assert_eq!(
        noor.sign_in(&app, "n1").await.status(),
        StatusCode::BAD_REQUEST,
        "too old by our clock"
    );
    app.finish().await;
}

async fn who_is_removed_or_signed_out_is_out_at_once(on: Backend) {
    let provider = Provider::start();
    let app = provider.app(on, |_| {}).await;
    let id = member(&app, "noor@larkspur.example").await.to_string();
    provider.tell(&json!({"accounts": {"n1": verified("noor@larkspur.example")}})).await;
    let (noor, laptop) = (Browser::new(), Browser::new());
    noor.sign_in(&app, "n1").await;
    laptop.sign_in(&app, "n1").await;
    let sessions = "{ sessions { nodes { id current } } }";
    let there = app.ask_as(&noor.0, sessions, json!({})).await;
    let nodes = there["sessions"]["nodes"].as_array().unwrap();
    let other = nodes.iter().find(|node| node["current"] == false).unwrap();
    let revoke = "mutation($id: ID!) { revokeSession(input: {id: $id}) { __typename } }";
    app.ask_as(&noor.0, revoke, json!({"id": other["id"]})).await;
    assert_eq!(laptop.viewer(&app).await, Value::Null);
    assert_eq!(noor.viewer(&app).await["id"], json!(id));

    let removed = app.mutate("removeOperator", &json!({"operatorId": id}), "email").await;
    assert_eq!(removed["email"], "noor@larkspur.example");
    assert_eq!(noor.viewer(&app).await, Value::Null);
    let why = "Ask a Super Admin of your company to invite that address";
    refused(noor.sign_in(&app, "n1").await, StatusCode::FORBIDDEN, why).await;
    // Invited anew, they are somebody new, with the account they have.
    let anew = member(&app, "noor@larkspur.example").await.to_string();
    assert_eq!(noor.sign_in(&app, "n1").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(noor.viewer(&app).await["id"], json!(anew));
    app.finish().await;
}

async fn company_accounts_may_take_the_place_of_passwords(on: Backend) {
    let without = App::start(on).await;
    let nobody = Client::new();
    let page = nobody.get(without.url("/sign-in/openid")).send().await.unwrap();
    refused(page, StatusCode::NOT_FOUND, "is not set up here").await;
    let asked = "{ companySignIn { name path only } }";
    assert_eq!(without.ask_as(&nobody, asked, json!({})).await, json!({"companySignIn": null}));
    without.finish().await;

    let provider = Provider::start();
    let app = provider.app(on, |config| config.openid.only = true).await;
    let company = json!({"name": "Larkspur ID", "path": "/sign-in/openid", "only": true});
    assert_eq!(app.ask_as(&nobody, asked, json!({})).await["companySignIn"], company);
    let password = "mutation { signIn(input: {email: \"admin@localhost\", \
                    password: \"correct horse battery\"}) { ... on Problem { code message } } }";
    let refused = app.ask_as(&nobody, password, json!({})).await;
    assert_eq!(refused["signIn"]["code"], "FORBIDDEN", "{refused}");
    assert!(refused["signIn"]["message"].as_str().unwrap().contains("Larkspur ID"));
    // The Super Admin got in by the link of the command line, and sets no password either.
    let set = "mutation { setPassword(input: {password: \"correct horse battery\"}) \
               { ... on Problem { code } } }";
    assert_eq!(app.graphql(set, json!({})).await["setPassword"]["code"], "FORBIDDEN");

    // Who is invited by mail is led to the company's accounts.
    let input = json!({"email": "noor@larkspur.example", "name": "Noor", "role": "ADMIN"});
    let fields = "signInLink operator { id }";
    let invited = app.mutate("inviteOperator", &input, fields).await;
    let noor = Browser::new();
    let led = noor.press(invited["signInLink"].as_str().unwrap()).await;
    assert_eq!((led.status(), location(&led)), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(noor.viewer(&app).await, Value::Null);
    provider.tell(&json!({"accounts": {"n1": verified("noor@larkspur.example")}})).await;
    assert_eq!(noor.sign_in(&app, "n1").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(noor.viewer(&app).await["id"], invited["operator"]["id"]);
    app.finish().await;
}
