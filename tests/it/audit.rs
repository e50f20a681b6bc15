//! The audit log: who did what is in it, and what was done to it is found.

use chrono::Duration;
use entities::{
    audit_entry::{self, Act, Actor, INSTALLATION, Verdict, What},
    ids::TenantId,
    operator::Role,
    sea_orm::ConnectionTrait,
};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    who_did_what_is_written_down,
    what_was_changed_removed_or_swapped_is_found,
    whoever_writes_at_the_same_time_writes_one_chain,
    only_admins_read_it_and_by_what_they_look_for,
);

/// Action, actor and subject of every entry, oldest first.
async fn log(app: &App) -> Vec<(String, String, String)> {
    let query = "query($after: String) { auditLog(first: 100, after: $after) { \
                 nodes { action actor subject } pageInfo { hasNextPage endCursor } } }";
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = app.graphql(query, json!({"after": after})).await["auditLog"].take();
        let text = |node: &Value, field: &str| node[field].as_str().unwrap().to_owned();
        for node in page["nodes"].as_array().unwrap() {
            all.push((text(node, "action"), text(node, "actor"), text(node, "subject")));
        }
        if page["pageInfo"]["hasNextPage"] != true {
            all.reverse();
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

async fn verify(app: &App, tenant_id: TenantId) -> Verdict {
    audit_entry::verify(&app.server().means.db, tenant_id).await.unwrap()
}

fn an_act(number: usize) -> Act {
    let action = format!("act {number}");
    Act { actor: Actor::System, action, subject: "it".to_owned(), details: json!({"n": number}) }
}

async fn append(app: &App, tenant_id: TenantId, act: Act) {
    let means = &app.server().means;
    let tx = means.db.begin().await.unwrap();
    audit_entry::append(&tx, tenant_id, act, means.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn who_did_what_is_written_down(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Amara Abara").await;
    let link = app.room_link(&candidate).await;
    app.take_interview(&link).await;
    app.settle().await;
    // Twice, which is written down once.
    app.http.get(format!("{link}/data")).send().await.unwrap();
    let kept = app.http.get(format!("{link}/data")).send().await.unwrap();
    assert!(kept.status().is_success());
    let kept: Value = kept.json().await.unwrap();
    let other = app.invited("Hiro Ito").await;
    let human = format!("{}/human", app.room_link(&other).await);
    assert!(app.http.post(human).send().await.unwrap().status().is_success());
    app.settle().await;

    let interview = app.interview(&candidate).await;
    let pdf = interview["report"]["url"].as_str().unwrap();
    let member = app.browser_of(Role::TeamMember, "member@larkspur.example").await;
    assert!(member.get(app.url(pdf)).send().await.unwrap().status().is_success());
    let stranger = app.http.get(app.url(pdf)).send().await.unwrap();
    assert_eq!(stranger.status(), 404);
    app.change("setWriteback", &json!({"addLink": true}), "addLink").await;
    app.change("setTriggerRules", &json!({"inviteDelayMinutes": 5}), "inviteDelayMinutes").await;
    // Refused, so nothing to write down.
    let refused = json!({"inviteDelayMinutes": -1});
    assert_eq!(app.mutate("setTriggerRules", &refused, "status").await["code"], "INVALID");
    let wrong = "mutation { signIn(input: {email: \"member@larkspur.example\", \
                 password: \"not the password\"}) { ... on Problem { code } } }";
    app.ask_as(&app.http, wrong, json!({})).await;
    app.ask_as(&app.http, &wrong.replace("member@", "nobody@"), json!({})).await;

    let id = interview["id"].as_str().unwrap();
    let all = log(&app).await;
    let of = |action: &str| all.iter().filter(|entry| entry.0 == action).collect::<Vec<_>>();
    for (action, count) in [
        ("signIn", 2),
        ("connectLever", 1),
        ("leverConnected", 1),
        ("giveConsent", 1),
        ("readData", 1),
        ("askForHuman", 1),
        ("readReport", 1),
        ("setWriteback", 1),
        ("setTriggerRules", 1),
        ("signInFailed", 1),
    ] {
        assert_eq!(of(action).len(), count, "{action}: {all:#?}");
    }
    assert_eq!(
        (of("giveConsent")[0].1.as_str(), of("giveConsent")[0].2.as_str()),
        ("candidate", id)
    );
    let query = "{ auditLog(filter: {action: \"giveConsent\"}) { nodes { details } } }";
    let told = app.graphql(query, json!({})).await["auditLog"]["nodes"][0]["details"].take();
    let told: Value = serde_json::from_str(told.as_str().unwrap()).unwrap();
    let agreed = &kept["consent"];
    assert_eq!((&told["version"], &told["sha256"]), (&agreed["version"], &agreed["textHash"]));
    assert_eq!(of("readReport")[0].2, id);
    assert_eq!(of("readReport")[0].1, of("signIn")[1].2, "who read it is who signed in last");
    assert_eq!(of("signInFailed")[0].1, "nobody");

    let means = &app.server().means;
    let entries =
        audit_entry::Entity::of_tenant(app.tenant_id().await).all(&means.db).await.unwrap();
    let text = serde_json::to_string(&entries.iter().map(|it| &it.details).collect::<Vec<_>>());
    let text = text.unwrap();
    for hidden in ["Amara", "Hiro", candidate.email.as_str(), "340 to 60", "password:"] {
        assert!(!text.contains(hidden), "{hidden} is in the log: {text}");
    }
    let changed = entries.iter().find(|entry| entry.action == "setWriteback").unwrap();
    assert_eq!(changed.details, r#"{"add_link":{"from":false,"to":true}}"#);
    assert_eq!(verify(&app, app.tenant_id().await).await.broken, None);
    assert_eq!(verify(&app, INSTALLATION).await.good, 1, "an address of nobody");
    app.finish().await;
}

/// What is done to a log, and the first entry that is found wrong.
type Done<'a> = (&'a [&'a str], Option<(i64, What)>);

async fn what_was_changed_removed_or_swapped_is_found(on: Backend) {
    let app = App::start(on).await;
    app.sign_in().await;
    let db = &app.server().means.db;
    let one = |number: i64, what: What| Some((number, what));
    // What is done to a log of five, and what is found.
    let done: [Done<'_>; 9] = [
        (&[], None),
        (
            &["UPDATE audit_entry SET actor = 'nobody' WHERE T AND sequence = 3"],
            one(3, What::Changed),
        ),
        (
            &["UPDATE audit_entry SET details = '{}' WHERE T AND sequence = 5"],
            one(5, What::Changed),
        ),
        (&["DELETE FROM audit_entry WHERE T AND sequence = 3"], one(3, What::Missing)),
        (&["DELETE FROM audit_entry WHERE T AND sequence > 3"], one(4, What::Missing)),
        (&["DELETE FROM audit_entry WHERE T"], one(1, What::Missing)),
        (
            &[
                "UPDATE audit_entry SET sequence = 99 WHERE T AND sequence = 2",
                "UPDATE audit_entry SET sequence = 2 WHERE T AND sequence = 3",
                "UPDATE audit_entry SET sequence = 3 WHERE T AND sequence = 99",
            ],
            one(2, What::Changed),
        ),
        (
            &["UPDATE audit_head SET sequence = 4, hash = (SELECT hash FROM audit_entry e \
                 WHERE e.tenant_id = audit_head.tenant_id AND e.sequence = 4) WHERE T"],
            one(5, What::Added),
        ),
        (
            &[
                "DELETE FROM audit_entry WHERE T AND sequence = 3",
                "UPDATE audit_entry SET sequence = sequence - 1 WHERE T AND sequence = 4",
                "UPDATE audit_entry SET sequence = sequence - 1 WHERE T AND sequence = 5",
            ],
            one(3, What::Changed),
        ),
    ];
    for (statements, found) in done {
        let tenant_id = TenantId(Uuid::new_v4());
        for number in 0..5 {
            append(&app, tenant_id, an_act(number)).await;
        }
        let of = match on {
            Backend::Sqlite => format!("tenant_id = x'{}'", tenant_id.0.simple()),
            Backend::Postgres => format!("tenant_id = '{}'", tenant_id.0),
        };
        for statement in statements {
            let statement = statement.replace("WHERE T", &format!("WHERE {of}"));
            let changed = db.execute_unprepared(&statement).await.unwrap().rows_affected();
            assert!(changed > 0, "{statement}");
        }
        let broken = verify(&app, tenant_id).await.broken;
        let broken = broken.map(|broken| (broken.sequence, broken.what));
        assert_eq!(broken, found, "{statements:?}");
    }
    // A log that was written anew as a whole is good in itself, but its head was kept.
    let tenant_id = app.tenant_id().await;
    let kept = verify(&app, tenant_id).await.hash;
    let heads = [kept, "0".repeat(64)];
    let found = server::audit::verify(db, &heads[..1]).await.unwrap();
    assert!(!found.good, "some of them are broken");
    let broken = found.lines.iter().filter(|line| line.contains("BROKEN"));
    assert_eq!(broken.count(), 8, "{:#?}", found.lines);
    assert!(!found.lines.iter().any(|line| line.starts_with("no log")), "{:#?}", found.lines);
    let found = server::audit::verify(db, &heads).await.unwrap();
    assert!(found.lines.last().unwrap().starts_with("no log has an entry"));
    app.finish().await;
}

async fn whoever_writes_at_the_same_time_writes_one_chain(on: Backend) {
    let app = App::start(on).await;
    let tenants = [TenantId(Uuid::new_v4()), TenantId(Uuid::new_v4())];
    let writers = (0..40).map(|number| append(&app, tenants[number % 2], an_act(number)));
    join_all(writers).await;
    for tenant_id in tenants {
        let verdict = verify(&app, tenant_id).await;
        assert_eq!((verdict.good, verdict.broken), (20, None));
    }
    // What is not committed is not in it.
    let means = &app.server().means;
    let tx = means.db.begin().await.unwrap();
    audit_entry::append(&tx, tenants[0], an_act(99), means.clock.now()).await.unwrap();
    drop(tx);
    append(&app, tenants[0], an_act(100)).await;
    let verdict = verify(&app, tenants[0]).await;
    assert_eq!((verdict.good, verdict.broken), (21, None));
    app.finish().await;
}

async fn only_admins_read_it_and_by_what_they_look_for(on: Backend) {
    let app = App::connected(on).await;
    let list = "query($filter: AuditFilter) { auditLog(first: 100, filter: $filter) { \
                totalCount headHash nodes { sequence action subject at hash operator { email } } } }";
    let ask =
        async |filter: Value| app.graphql(list, json!({"filter": filter})).await["auditLog"].take();
    let all = ask(Value::Null).await;
    let count = all["totalCount"].as_u64().unwrap();
    assert!(count >= 4, "{all}");
    assert_eq!(all["nodes"][0]["hash"], all["headHash"]);
    app.advance(Duration::hours(1));
    let from = app.server().means.clock.now() - Duration::seconds(1);
    app.change("setWriteback", &json!({"addLink": true}), "addLink").await;
    let late = ask(json!({"from": from})).await;
    assert_eq!(late["totalCount"], 1, "{late}");
    assert_eq!(late["nodes"][0]["operator"]["email"], "admin@localhost");
    assert_eq!(ask(json!({"until": from})).await["totalCount"], count);
    assert_eq!(ask(json!({"action": "setWriteback"})).await["totalCount"], 1);
    let subject = app.tenant_id().await.to_string();
    let about = ask(json!({"subject": subject, "action": "leverConnected"})).await;
    assert_eq!(about["totalCount"], 1, "{about}");
    assert_eq!(ask(json!({"subject": "pipeline:nowhere"})).await["totalCount"], 0);

    let member = app.browser_of(Role::TeamMember, "member@larkspur.example").await;
    let asked = json!({"query": "{ auditLog { totalCount } }"});
    let answer = member.post(app.url("/graphql")).json(&asked).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer}");
    app.finish().await;
}
