//! Signing in and how often it may fail; sessions, tokens, and who sees which postings.

use std::sync::Mutex;

use async_graphql::{BatchRequest, BatchResponse, Request};
use entities::{api_token::Scope, sea_orm::ConnectionTrait};
use graphql::session::{Credential, Origin, begin};

use super::*;

/// Moves when told to.
struct Moved(Mutex<Instant>);

impl Clock for Moved {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

/// A company with an operator who has a password, and its clock.
async fn company() -> (Company, Arc<Moved>, operator::Model) {
    let mut company = Company::new().await;
    let clock = Arc::new(Moved(Mutex::new(now())));
    company.means.clock = clock.clone();
    company.api =
        Api::new(company.means.clone(), limits(), Documents::default(), Arc::default()).unwrap();
    let who = (TENANT, OperatorId(Uuid::from_u128(2)));
    let (db, email) = (&company.means.db, "kim@blauwal.example");
    let kim = operator::create(db, who, email, "Kim", Role::SuperAdmin, now()).await.unwrap();
    let set = "mutation { setPassword(input: {password: \"correct horse battery\"}) \
               { ... on Operator { hasPassword } } }";
    assert_eq!(company.ask(set).await["setPassword"]["hasPassword"], true);
    (company, clock, kim)
}

impl Moved {
    fn advance(&self, minutes: i64) {
        *self.0.lock().unwrap() += chrono::Duration::minutes(minutes);
    }
}

impl Company {
    /// What comes of signing in from an address.
    async fn sign_in(&self, address: &str, email: &str, password: &str) -> Value {
        let address = Some(address.parse().unwrap());
        let origin = Origin { address, browser: Some("Firefox\u{7}".to_owned()) };
        let query = format!(
            "mutation {{ signIn(input: {{email: \"{email}\", password: \"{password}\"}}) \
             {{ ... on Operator {{ name }} ... on Problem {{ code message retryAt }} }} }}"
        );
        let answer = self.answer(Session { origin, ..Session::default() }, query).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        serde_json::to_value(answer.data).unwrap()["signIn"].take()
    }

    /// The session of a new browser of an operator.
    async fn browser_of(&self, operator: &operator::Model, name: &str) -> Session {
        let origin = Origin { address: None, browser: Some(name.to_owned()) };
        let cookie = begin(&self.means, operator, &origin, "link").await.unwrap();
        let token = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
        self.session(Credential::Cookie(token)).await
    }

    async fn session(&self, credential: Credential) -> Session {
        Session::of(&self.means, Some(credential), Origin::default()).await.unwrap()
    }

    /// What a session is answered, which is no error.
    async fn data(&self, session: &Session, query: &str) -> Value {
        let answer = self.answer(session.clone(), query).await;
        assert!(answer.errors.is_empty(), "{query}: {:?}", answer.errors);
        serde_json::to_value(answer.data).unwrap()
    }
}

#[tokio::test(flavor = "current_thread")]
async fn after_ten_failures_an_account_waits_whether_it_is_there_or_not() {
    let (company, clock, _) = company().await;
    for email in ["kim@blauwal.example", "nobody@blauwal.example"] {
        for number in 0..10 {
            let address = format!("192.0.2.{number}");
            let failed = company.sign_in(&address, email, "wrong").await;
            assert_eq!(failed["code"], "UNAUTHENTICATED", "{email}");
        }
        let waits = company.sign_in("192.0.2.99", email, "correct horse battery").await;
        assert_eq!(waits["code"], "THROTTLED", "{email}");
        assert_eq!(waits["message"], "too many failed sign-ins; try again in 6 minutes");
        let retry_at: Instant = waits["retryAt"].as_str().unwrap().parse().unwrap();
        assert_eq!(retry_at, clock.now() + chrono::Duration::minutes(6));
    }
    let kim = |password| company.sign_in("192.0.2.99", " Kim@Blauwal.example", password);
    clock.advance(5);
    let waits = kim("correct horse battery").await;
    assert_eq!(waits["message"], "too many failed sign-ins; try again in 1 minute");
    clock.advance(1);
    // One that is good is not counted.
    for _ in 0..3 {
        assert_eq!(kim("correct horse battery").await["name"], "Kim");
    }
    assert_eq!(kim("wrong").await["code"], "UNAUTHENTICATED");
    assert_eq!(kim("correct horse battery").await["code"], "THROTTLED");
}

#[tokio::test(flavor = "current_thread")]
async fn after_fifty_failures_an_address_waits_and_no_other_does() {
    let (company, clock, _) = company().await;
    for number in 0..50 {
        let email = format!("{number}@blauwal.example");
        let failed = company.sign_in("198.51.100.1", &email, &"x".repeat(1024)).await;
        assert_eq!(failed["code"], "UNAUTHENTICATED");
    }
    let kim = |address| company.sign_in(address, "kim@blauwal.example", "correct horse battery");
    let waits = kim("198.51.100.1").await;
    assert_eq!(waits["code"], "THROTTLED");
    assert_eq!(waits["message"], "too many failed sign-ins; try again in 1 minute");
    assert_eq!(kim("198.51.100.2").await["name"], "Kim");
    clock.advance(1);
    assert_eq!(kim("198.51.100.1").await["name"], "Kim");
}

#[tokio::test(flavor = "current_thread")]
async fn one_request_tries_one_password() {
    let (company, _, _) = company().await;
    let twice = "mutation { a: signIn(input: {email: \"a\", password: \"b\"}) { __typename } \
                 b: signIn(input: {email: \"a\", password: \"c\"}) { __typename } }";
    let answer = company.answer(Session::default(), twice).await;
    assert_eq!(answer.errors[0].message, "Query is too complex.");
}

const SESSIONS: &str = "id browser current createdAt expiresAt";

#[tokio::test(flavor = "current_thread")]
async fn an_operator_lists_and_ends_their_own_sessions_and_nobody_elses() {
    let (company, clock, kim) = company().await;
    let who = (TENANT, OperatorId(Uuid::from_u128(3)));
    let (db, email) = (&company.means.db, "lou@blauwal.example");
    let lou = operator::create(db, who, email, "Lou", Role::TeamMember, now()).await.unwrap();
    let laptop = company.browser_of(&kim, "Firefox\u{7} on a laptop").await;
    clock.advance(1);
    let phone = company.browser_of(&kim, "Safari on a phone").await;
    let of_lou = company.browser_of(&lou, "Firefox").await;

    let list = format!("{{ sessions {{ nodes {{ {SESSIONS} }} }} }}");
    let nodes = |answer: Value| answer["sessions"]["nodes"].as_array().unwrap().clone();
    let seen = nodes(company.data(&laptop, &list).await);
    let short: Vec<_> =
        seen.iter().map(|it| (it["browser"].clone(), it["current"].clone())).collect();
    let phones = (json!("Safari on a phone"), json!(false));
    assert_eq!(short, [phones, (json!("Firefox on a laptop"), json!(true))]);
    let token = laptop.token().unwrap();
    assert!(!format!("{seen:?}").contains(token), "a session's id is not its token");

    let revoke = |id: &Value| {
        format!(
            "mutation {{ it: revokeSession(input: {{id: {id}}}) {{ ... on Problem {{ code }} \
             ... on Sessions {{ nodes {{ {SESSIONS} }} }} }} }}"
        )
    };
    let id = &seen[0]["id"];
    assert_eq!(company.data(&of_lou, &revoke(id)).await["it"]["code"], "NOT_FOUND");
    assert_eq!(
        company.data(&Session::default(), &revoke(id)).await["it"]["code"],
        "UNAUTHENTICATED"
    );
    let left = company.data(&laptop, &revoke(id)).await;
    assert_eq!(left["it"]["nodes"].as_array().unwrap().len(), 1);
    let gone = company.session(phone.credential.unwrap()).await;
    assert!(gone.operator.is_none(), "it ended at once");

    let everywhere = "mutation { it: signOutEverywhere { ... on Sessions { nodes { id } } } }";
    company.browser_of(&kim, "Safari on a phone").await;
    let answer = company.answer(laptop.clone(), everywhere).await;
    let cookie = answer.http_headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("Max-Age=0"), "{cookie}");
    assert!(session::live(db, (TENANT, kim.id), clock.now()).await.unwrap().is_empty());
    let lous = company.session(of_lou.credential.unwrap()).await;
    assert!(lous.operator.is_some(), "who else is signed in stays so");
}

#[tokio::test(flavor = "current_thread")]
async fn a_new_password_ends_the_other_sessions() {
    let (company, clock, kim) = company().await;
    let stolen = company.browser_of(&kim, "Firefox").await;
    let own = company.browser_of(&kim, "Firefox").await;
    let set = "mutation { setPassword(input: {password: \"another horse battery\"}) \
               { __typename } }";
    assert_eq!(company.data(&own, set).await["setPassword"]["__typename"], "Operator");
    let still = async |session: Session| {
        company.session(session.credential.unwrap()).await.operator.is_some()
    };
    assert!(!still(stolen).await);
    assert!(still(own).await);
    let _ = clock;
}

#[tokio::test(flavor = "current_thread")]
async fn an_operator_has_so_many_sessions_and_those_that_ended_are_deleted() {
    let (company, clock, kim) = company().await;
    let oldest = company.browser_of(&kim, "the oldest").await;
    for _ in 0..session::SESSIONS_MAX {
        clock.advance(1);
        company.browser_of(&kim, "Firefox").await;
    }
    let (db, who) = (&company.means.db, (TENANT, kim.id));
    let live = session::live(db, who, clock.now()).await.unwrap();
    assert_eq!(live.len(), session::SESSIONS_MAX);
    let oldest = company.session(oldest.credential.unwrap()).await;
    assert!(oldest.operator.is_none());
    clock.advance(60 * 24 * 15);
    company.browser_of(&kim, "Firefox").await;
    let kept = session::Entity::of_operator(who.0, who.1).all(db).await.unwrap();
    assert_eq!(kept.len(), 1);
}

const MADE: &str = "... on Problem { code message } ... on CreatedApiToken { token \
                    apiToken { id name scope createdAt expiresAt } }";

#[tokio::test(flavor = "current_thread")]
async fn a_token_does_what_its_scope_and_its_operator_may_until_it_ends() {
    let (company, clock, kim) = company().await;
    let browser = company.browser_of(&kim, "Firefox").await;
    let make = |scope: &str, more: &str| {
        format!(
            "mutation {{ it: createApiToken(input: {{name: \"Reports\", scope: {scope}{more}}}) {{ {MADE} }} }}"
        )
    };
    for bad in [", days: 0", ", days: 367"] {
        assert_eq!(company.data(&browser, &make("READ", bad)).await["it"]["code"], "INVALID");
    }
    let nameless = make("READ", "").replace("Reports", " ");
    assert_eq!(company.data(&browser, &nameless).await["it"]["code"], "INVALID");
    let read = company.data(&browser, &make("READ", ", days: 2")).await["it"].take();
    let write = company.data(&browser, &make("WRITE", "")).await["it"].take();
    let token = |made: &Value| made["token"].as_str().unwrap().to_owned();
    assert!(token(&read).starts_with("fulcrum_") && token(&read).len() > 64);

    let list = "{ apiTokens { nodes { id name scope expiresAt } } }";
    let listed = company.data(&browser, list).await;
    assert_eq!(listed["apiTokens"]["nodes"].as_array().unwrap().len(), 2);
    assert!(!listed.to_string().contains(&token(&read)), "it is shown once");
    let rows = api_token::Entity::of_operator(TENANT, kim.id).all(&company.means.db).await.unwrap();
    assert!(rows.iter().all(|row| !token(&read).contains(&row.token_hash)), "a hash is kept");

    let reader = company.session(Credential::Bearer(token(&read))).await;
    let writer = company.session(Credential::Bearer(token(&write))).await;
    assert_eq!((reader.scope, writer.scope), (Some(Scope::Read), Some(Scope::Write)));
    let rules = "mutation { it: setTriggerRules(input: {inviteDelayMinutes: 9}) { __typename \
                 ... on Problem { code message } } }";
    company.data(&reader, "{ viewer { name } interviews { nodes { id } } }").await;
    let refused = company.data(&reader, rules).await["it"].take();
    assert_eq!(refused["code"], "FORBIDDEN");
    assert!(refused["message"].as_str().unwrap().contains("may only read"), "{refused}");
    assert_eq!(company.data(&writer, rules).await["it"]["__typename"], "Integration");
    for only_by_browser in [
        "signOutEverywhere { ... on Problem { code } }",
        "connectLever { ... on Problem { code } }",
        "disconnectLever { ... on Problem { code } }",
        "setPassword(input: {password: \"a stolen password\"}) { ... on Problem { code } }",
        "createApiToken(input: {name: \"a\", scope: READ}) { ... on Problem { code } }",
    ] {
        let query = format!("mutation {{ it: {only_by_browser} }}");
        assert_eq!(company.data(&writer, &query).await["it"]["code"], "FORBIDDEN", "{query}");
    }
    for query in [list, "{ sessions { nodes { id } } }"] {
        let answer = company.answer(writer.clone(), query).await;
        assert!(answer.errors[0].message.contains("no token may"), "{:?}", answer.errors);
    }

    clock.advance(60 * 24 * 2);
    let ended = company.session(Credential::Bearer(token(&read))).await;
    assert!(ended.operator.is_none(), "two days are over");
    let revoke = format!(
        "mutation {{ it: revokeApiToken(input: {{id: {}}}) {{ ... on ApiTokens {{ nodes {{ id }} }} \
         ... on Problem {{ code }} }} }}",
        write["apiToken"]["id"]
    );
    let left = company.data(&browser, &revoke).await;
    assert_eq!(left["it"]["nodes"], json!([{"id": read["apiToken"]["id"]}]));
    let revoked = company.session(Credential::Bearer(token(&write))).await;
    assert!(revoked.operator.is_none(), "it ended at once");
    assert_eq!(company.data(&browser, &revoke).await["it"]["code"], "NOT_FOUND");
    for _ in 0..49 {
        company.data(&browser, &make("READ", "")).await;
    }
    assert_eq!(company.data(&browser, &make("READ", "")).await["it"]["code"], "CONFLICT");
}

#[tokio::test(flavor = "current_thread")]
async fn a_limited_team_member_sees_interviews_for_the_postings_they_were_given() {
    let company = Company::connected().await;
    let id = company.pipeline(1, invited()).await;
    let who = (TENANT, OperatorId(Uuid::from_u128(3)));
    let (db, role) = (&company.means.db, Role::LimitedTeamMember);
    operator::create(db, who, "lou@blauwal.example", "Lou", role, now()).await.unwrap();
    let lou = async || {
        let operator = operator::find(db, who.0, who.1).await.unwrap();
        Session { operator, ..Session::default() }
    };
    let look = format!(
        "{{ viewer {{ postingIds }} interviews {{ totalCount nodes {{ id }} }} \
         interview(id: \"{id}\") {{ id }} }}"
    );
    let nothing = json!({"viewer": {"postingIds": []}, "interview": null,
                         "interviews": {"totalCount": 0, "nodes": []}});
    assert_eq!(company.data(&lou().await, &look).await, nothing);
    let give = |postings: &str| {
        format!(
            "mutation {{ it: setOperatorPostings(input: {{operatorId: \"{}\", \
             postingIds: {postings}}}) {{ ... on Operator {{ name postingIds }} \
             ... on Problem {{ code }} }} }}",
            who.1
        )
    };
    assert_eq!(company.ask(&give("[\"elsewhere\"]")).await["it"]["code"], "NOT_FOUND");
    assert_eq!(company.data(&lou().await, &give("[\"p\"]")).await["it"]["code"], "FORBIDDEN");
    let given = company.ask(&give("[\"p\", \"p\"]")).await;
    assert_eq!(given["it"], json!({"name": "Lou", "postingIds": ["p"]}));
    let id = json!(id.to_string());
    let theirs = json!({"viewer": {"postingIds": ["p"]}, "interview": {"id": id},
                        "interviews": {"totalCount": 1, "nodes": [{"id": id}]}});
    assert_eq!(company.data(&lou().await, &look).await, theirs);
    company.ask(&give("[]")).await;
    assert_eq!(company.data(&lou().await, &look).await, nothing);
    for query in ["{ deadLetters { totalCount } }", "{ integration { users { name } } }"] {
        let answer = company.answer(lou().await, query).await;
        let message = &answer.errors[0].message;
        assert!(
            message.starts_with("only a Super Admin, Admin or Team Member may read"),
            "{message}"
        );
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_company_that_cannot_be_read_keeps_nobody_from_signing_in() {
    let company = Company::connected().await;
    company.pipeline(5, invited()).await;
    let who = (TENANT, OperatorId(Uuid::from_u128(2)));
    let (db, email) = (&company.means.db, "kim@blauwal.example");
    let kim = operator::create(db, who, email, "Kim", Role::Admin, now()).await.unwrap();
    let browser = company.browser_of(&kim, "Firefox").await;
    let make = "mutation { it: createApiToken(input: {name: \"Reports\", scope: READ}) \
                { ... on CreatedApiToken { token } } }";
    let created = company.data(&browser, make).await["it"]["token"].take();
    let token = Credential::Bearer(created.as_str().unwrap().to_owned());
    let credentials = [browser.credential.unwrap(), token];
    for credential in credentials.clone() {
        let asks = company.session(credential).await;
        assert!(asks.operator.is_some() && asks.company.is_some(), "they are read together");
    }

    db.execute_unprepared("UPDATE connection SET status = 'later'").await.unwrap();
    let query = "{ viewer { name tenant { name } } interviews { nodes { id pausedReason } } }";
    for credential in credentials {
        let asks = company.session(credential).await;
        assert!(asks.company.is_none());
        let answer = company.answer(asks, query).await;
        assert_eq!(answer.errors.len(), 1, "{:?}", answer.errors);
        let answer = serde_json::to_value(answer.data).unwrap();
        assert_eq!(answer["viewer"]["name"], "Kim");
        assert!(answer["viewer"]["tenant"]["name"].is_string(), "{answer}");
        assert!(answer["interviews"]["nodes"][0]["id"].is_string(), "{answer}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn each_query_of_a_request_sees_what_those_before_it_changed() {
    let (company, _, kim) = company().await;
    let browser = company.browser_of(&kim, "Firefox").await;
    let look = "{ viewer { tenant { answerMinutes } } }";
    let set = |to: &str| {
        format!(
            "mutation {{ setInterviewRules(input: {{answerMinutes: {to}}}) \
             {{ ... on Tenant {{ answerMinutes }} ... on Problem {{ message }} }} }}"
        )
    };
    let changed = company.data(&browser, &set("7")).await;
    assert_eq!(changed["setInterviewRules"]["answerMinutes"], 7, "{changed}");
    let browser = company.session(browser.credential.clone().unwrap()).await;
    let queries = [look.to_owned(), set("9"), look.to_owned()];
    let batch = BatchRequest::Batch(queries.into_iter().map(Request::new).collect());
    let BatchResponse::Batch(answers) = company.api.answer_batch(batch, browser).await else {
        panic!("one answer to many");
    };
    let seen = answers.into_iter().map(|answer| {
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        let data = serde_json::to_value(answer.data).unwrap();
        data.pointer("/viewer/tenant/answerMinutes").cloned()
    });
    assert_eq!(seen.collect::<Vec<_>>(), [Some(json!(7)), None, Some(json!(9))]);
}
