//! What the system says of itself follows from how it is set up, and so do the hosts that it names.

use entities::operator::Role;
use interviewer::ModelKind;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(the_card_says_how_it_is_set_up_now);

const CARD: &str =
    "{ systemCard { madeAt markdown sections { title paragraphs facts { name value } } }
                      outsideHosts { purpose host setting } }";

/// The value of a fact, wherever on the card it is.
fn fact<'a>(answer: &'a Value, name: &str) -> &'a str {
    let sections = answer["systemCard"]["sections"].as_array().unwrap();
    let mut facts = sections.iter().flat_map(|section| section["facts"].as_array().unwrap());
    let found = facts.find(|fact| fact["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}: {answer}"))["value"].as_str().unwrap()
}

async fn the_card_says_how_it_is_set_up_now(on: Backend) {
    let app = App::connected(on).await;
    let before = app.graphql(CARD, json!({})).await;
    assert_eq!(fact(&before, "Judged by"), "rule scorer 3, without a language model");
    let rules = fact(&before, "Unless a posting has others");
    assert!(
        rules.ends_with("; judged at once; kept for good, until somebody erases it"),
        "{rules}"
    );
    assert_eq!(fact(&before, "Invited are those moved to"), "On-site Interview");
    assert_eq!(
        fact(&before, "Agreement of the scorer with people"),
        "unknown: nobody has rated what the scorer did, too"
    );
    // Whoever tests may be behind a proxy.
    let hosts = before["outsideHosts"].as_array().unwrap().iter();
    let hosts: Vec<_> = hosts.filter(|host| host["purpose"] != "PROXY").collect();
    let purposes: Vec<_> = hosts.iter().map(|host| host["purpose"].as_str().unwrap()).collect();
    let store: &[&str] = if on == Backend::Postgres { &["STORE"] } else { &[] };
    assert_eq!(purposes, [&["LEVER", "LEVER_SIGN_IN", "MAIL"], store].concat());
    for host in hosts {
        let name = host["host"].as_str().unwrap();
        assert!(name.starts_with("127.0.0.1:") || host["purpose"] == "STORE", "{name}");
        assert!(fact(&before, name).contains(':'), "the card names it, too");
    }

    app.mutate("setJurisdiction", &json!({"jurisdiction": "eu"}), "jurisdiction").await;
    let posting = app.posting().await;
    let other = json!({"jurisdiction": "nyc", "postingId": posting});
    app.mutate("setJurisdiction", &other, "jurisdiction").await;
    app.mutate("setEvidenceOnly", &json!({"evidenceOnly": true}), "evidenceOnly").await;
    let after = app.graphql(CARD, json!({})).await;
    let rules = fact(&after, "Unless a posting has others");
    assert!(rules.starts_with("European Union (version "), "{rules}");
    assert!(rules.ends_with("; judged at once; kept for 180 days after the end"), "{rules}");
    let rules = fact(&after, "On 1 posting");
    assert!(rules.contains("New York City") && rules.contains("10 business days"), "{rules}");
    assert!(fact(&after, "Scores").starts_with("shown and written nowhere"));
    let markdown = after["systemCard"]["markdown"].as_str().unwrap();
    for section in after["systemCard"]["sections"].as_array().unwrap() {
        let title = section["title"].as_str().unwrap();
        assert!(markdown.contains(&format!("\n\n## {title}\n\n")), "{title}: {markdown}");
        for fact in section["facts"].as_array().unwrap() {
            let (name, value) = (fact["name"].as_str().unwrap(), fact["value"].as_str().unwrap());
            assert!(markdown.contains(&format!("- **{name}**: {value}\n")), "{name}: {markdown}");
        }
    }

    let member = app.browser_of(Role::TeamMember, "kim@larkspur.example").await;
    let sent = member.post(app.url("/graphql")).json(&json!({"query": CARD})).send().await.unwrap();
    assert!(sent.text().await.unwrap().contains("FORBIDDEN"));
    app.finish().await;
}

#[actix::test]
async fn a_language_model_is_named_with_its_host() {
    let app = App::start_with(Backend::Sqlite, None, |config| {
        config.model.kind = ModelKind::OpenAi;
        "http://127.0.0.1:9/v1".clone_into(&mut config.model.url);
        "qwen3-30b".clone_into(&mut config.model.name);
    })
    .await;
    app.sign_in().await;
    let answer = app.graphql(CARD, json!({})).await;
    assert_eq!(fact(&answer, "Judged by"), "the language model qwen3-30b");
    assert!(fact(&answer, "Each answer is judged").starts_with("5 times; the median counts"));
    assert_eq!(fact(&answer, "While it cannot be asked"), "answers wait for it");
    assert!(fact(&answer, "127.0.0.1:9").contains("language model"));
    app.finish().await;
}
