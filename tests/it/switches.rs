//! Lever's two switches for events: which one is off is told, and invites do not depend on it.

use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(a_switch_that_is_off_is_named_and_candidates_are_invited_all_the_same);

async fn events(app: &App) -> [Value; 2] {
    [app.check("STAGE_EVENTS").await, app.check("APPLICATION_EVENTS").await]
}

async fn health(app: &App, field: &str) -> Value {
    app.integration(&format!("health {{ {field} }}")).await["health"][field].take()
}

async fn a_switch_that_is_off_is_named_and_candidates_are_invited_all_the_same(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let by_tag = app.add_posting("Hydrologist").await;
    app.outside.tag_posting(&by_tag, "Alex - On Application").await.unwrap();
    // Once, so that both are known to work.
    trigger_both(&app, &posting, &by_tag, [1, 1]).await;
    app.look_now().await;
    for check in events(&app).await {
        assert_eq!(check["outcome"], "PASS", "{check}");
    }
    for (toggle, switch, off) in [
        ("candidateStageChange", "Candidate Stage Change", 0),
        ("applicationCreated", "Application Created", 1),
    ] {
        app.tell("toggles", &json!({toggle: false})).await;
        let mut at_once = [1, 1];
        at_once[off] = 0;
        let candidates = trigger_both(&app, &posting, &by_tag, at_once).await;
        app.look_now().await;
        for candidate in &candidates {
            assert_eq!(app.invites(candidate).await, 1, "without {toggle}");
        }
        let checks = events(&app).await;
        assert_eq!(checks[off]["outcome"], "FAIL", "{checks:?}");
        assert!(checks[off]["detail"].as_str().unwrap().contains("Not receiving"), "{checks:?}");
        let remedy = checks[off]["remedy"].as_str().unwrap();
        assert!(remedy.contains("Settings > Integrations and API > Webhooks"), "{remedy}");
        assert!(remedy.contains(&format!("\"{switch}\"")), "{remedy}");
        assert_eq!(checks[1 - off]["outcome"], "PASS", "{checks:?}");
        assert_eq!(health(&app, "webhooks").await, "NOT_RECEIVING");
        assert_eq!(health(&app, "status").await, "FAILING");

        // On again, it is known to be on by the first event that comes.
        app.tell("toggles", &json!({toggle: true})).await;
        app.look_now().await;
        assert_eq!(events(&app).await[off]["outcome"], "FAIL");
        trigger_both(&app, &posting, &by_tag, [1, 1]).await;
        app.look_now().await;
        for check in events(&app).await {
            assert_eq!(check["outcome"], "PASS", "{check}");
        }
        assert_eq!(health(&app, "webhooks").await, "RECEIVING");
        assert_ne!(health(&app, "status").await, "FAILING");
    }
    app.finish().await;
}

/// One is moved to the trigger stage, one applies to a tagged posting; invited by the events alone.
async fn trigger_both(
    app: &App,
    posting: &str,
    tagged: &str,
    invited: [usize; 2],
) -> [Candidate; 2] {
    let moved = app.apply_to(posting, "Amina Yusuf").await;
    app.move_to_trigger(&moved).await;
    let applied = app.apply_to(tagged, "Boris Ivanov").await;
    app.settle().await;
    assert_eq!([app.invites(&moved).await, app.invites(&applied).await], invited);
    [moved, applied]
}
