//! Who may do what: a Super Admin connects, an Admin sets, others look.

use entities::operator::Role;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    only_a_super_admin_connects_disconnects_and_chooses_who_writes,
    an_admin_changes_what_triggers_and_what_is_written_and_nobody_below,
);

/// Each mutation with an input that a Super Admin's would be taken with.
fn connecting() -> [(&'static str, Value); 4] {
    [
        ("connectLever", Value::Null),
        ("connectLeverByApiKey", json!({"apiKey": "0123456789"})),
        ("setPerformAs", json!({"userId": "u"})),
        ("disconnectLever", Value::Null),
    ]
}

fn setting(stage: &Value, posting: &str) -> [(&'static str, Value); 11] {
    [
        ("checkIntegration", Value::Null),
        ("setTriggerStages", json!({"stageIds": [stage]})),
        ("setTriggerRules", json!({"inviteDelayMinutes": 5})),
        ("setPostingTrigger", json!({"postingId": posting, "invites": "NEVER"})),
        ("setWriteback", json!({"addLink": true})),
        ("backfill", json!({"dryRun": true, "stageIds": [stage]})),
        ("retryInterview", json!({"id": "nowhere"})),
        ("retryDeadLetter", json!({"id": "nowhere"})),
        ("retryDeadLetters", Value::Null),
        ("dropDeadLetter", json!({"id": "nowhere"})),
        ("dropDeadLetters", json!({})),
    ]
}

/// The code of the problem that a mutation ends in; null when it ends in none.
async fn code(app: &App, browser: &reqwest::Client, name: &str, input: &Value) -> Value {
    let kind = name.replacen(&name[..1], &name[..1].to_uppercase(), 1);
    let query = if input.is_null() {
        format!("mutation {{ {name} {{ ... on Problem {{ code }} }} }}")
    } else {
        format!(
            "mutation($input: {kind}Input!) {{ {name}(input: $input) {{ \
             ... on Problem {{ code }} }} }}"
        )
    };
    let answer = app.ask_as(browser, &query, json!({"input": input})).await;
    answer[name]["code"].clone()
}

async fn only_a_super_admin_connects_disconnects_and_chooses_who_writes(on: Backend) {
    let app = App::connected(on).await;
    let before = app.integration("status performAs { id } authentication").await;
    let roles = [Role::Admin, Role::TeamMember, Role::LimitedTeamMember];
    for (number, role) in roles.into_iter().enumerate() {
        let browser = app.browser_of(role, &format!("{number}@larkspur.example")).await;
        for (name, input) in connecting() {
            assert_eq!(code(&app, &browser, name, &input).await, "FORBIDDEN", "{role:?} {name}");
        }
    }
    app.settle().await;
    let after = app.integration("status performAs { id } authentication").await;
    assert_eq!(after, before);

    let second = app.browser_of(Role::SuperAdmin, "second@larkspur.example").await;
    let users = app.integration("users { id name role }").await["users"].take();
    let users = users.as_array().unwrap();
    let other = users.iter().find(|user| user["role"] == "admin").expect("Lever has an admin");
    let choose = json!({"userId": other["id"]});
    assert_eq!(code(&app, &second, "setPerformAs", &choose).await, Value::Null);
    let nobody = json!({"userId": "nobody"});
    assert_eq!(code(&app, &second, "setPerformAs", &nobody).await, "NOT_FOUND");
    assert_eq!(code(&app, &second, "connectLever", &Value::Null).await, Value::Null);
    // What is written appears as whom they chose.
    let candidate = app.invited("Hiro Ito").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    assert_eq!(app.seen(&candidate).await.notes[0]["user"], other["id"]);
    // Connecting again, as for more access, is no reason to write as somebody else.
    app.connect().await;
    assert_eq!(app.integration("performAs { id }").await["performAs"]["id"], other["id"]);
    app.connect_by_key().await;
    assert_eq!(app.integration("performAs { id }").await["performAs"]["id"], other["id"]);
    assert_eq!(code(&app, &second, "disconnectLever", &Value::Null).await, Value::Null);
    app.finish().await;
}

async fn an_admin_changes_what_triggers_and_what_is_written_and_nobody_below(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let stages = app.integration("stages { id }").await;
    let stage = &stages["stages"][4]["id"];
    let fields = "triggerStages { id } inviteDelayMinutes addLink postings { invites }";
    let before = app.integration(fields).await;
    for (number, role) in [Role::TeamMember, Role::LimitedTeamMember].into_iter().enumerate() {
        let browser = app.browser_of(role, &format!("{number}@larkspur.example")).await;
        for (name, input) in setting(stage, &posting) {
            assert_eq!(code(&app, &browser, name, &input).await, "FORBIDDEN", "{role:?} {name}");
        }
        let seen = app.ask_as(&browser, "{ integration { status } }", json!({})).await;
        assert_eq!(seen["integration"]["status"], "CONNECTED", "they may look");
    }
    assert_eq!(app.integration(fields).await, before);

    let browser = app.browser_of(Role::Admin, "admin@larkspur.example").await;
    for (name, input) in setting(stage, &posting) {
        let missing = if input["id"] == "nowhere" { json!("NOT_FOUND") } else { Value::Null };
        assert_eq!(code(&app, &browser, name, &input).await, missing, "{name}");
    }
    let after = app.integration(fields).await;
    assert_eq!(after["triggerStages"], json!([{"id": stage}]));
    assert_eq!(after["inviteDelayMinutes"], 5);
    assert_eq!(after["addLink"], true);
    assert_eq!(after["postings"], json!([{"invites": "NEVER"}]));
    app.finish().await;
}
