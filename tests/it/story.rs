//! The main job, from the trigger to what Lever was told.

use actors::Place;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    a_candidate_moved_to_the_trigger_stage_is_interviewed_and_lever_is_told,
    a_candidate_of_a_tagged_posting_is_invited_on_application_and_never_twice,
    only_the_trigger_stage_and_the_posting_s_own_tag_invite,
    odd_postings_and_odd_names_come_through_to_the_report,
);

async fn a_candidate_moved_to_the_trigger_stage_is_interviewed_and_lever_is_told(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Marit Hoekstra").await;

    let mails = app.mails(&candidate).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("Embedded Software Engineer"), "{}", mails[0].subject);
    assert!(mails[0].text.contains("Hello Marit"));
    assert!(mails[0].text.contains("AI"));
    assert_eq!(app.written(&candidate).await["invited"], 1);
    assert_eq!(app.written(&candidate).await["complete"], 0);

    let link = app.room_link(&candidate).await;
    app.take_interview(&link).await;
    app.settle().await;

    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    let seen = app.seen(&candidate).await;
    let field = &seen.notes[0]["fields"][0];
    let text = field["value"].as_str().unwrap();
    let interview = app.only_interview().await;
    let overall = interview["scorecard"]["overall"].as_u64().expect("a score");
    assert!(text.contains(&format!("Score: {overall} out of 100")), "{text}");
    assert_eq!(field["score"], interview["scorecard"]["leverScore"]);
    assert!(text.contains("without a language model"), "{text}");
    let page = app.url(&format!("/interviews/{}", interview["id"].as_str().unwrap()));
    assert!(text.contains(&page), "{text} lacks {page}");
    let file = app.outside.file(&candidate.opportunity, &seen.files[0].id).await.unwrap();
    assert!(file.starts_with(b"%PDF-"));

    assert_eq!(interview["state"], "WRITTEN_BACK");
    assert_eq!(interview["candidateName"], "Marit Hoekstra");
    quotes_are_verbatim(&interview);
    let subjects: Vec<_> =
        app.mails(&candidate).await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert!(subjects[1].contains("Thank you"));

    nobody_is_awake_but_the_tenant(&app).await;
    app.finish().await;
}

/// No quote is invented: each stands in the answer it names.
fn quotes_are_verbatim(interview: &Value) {
    let plain =
        |text: &Value| text.as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let transcript = interview["transcript"].as_array().unwrap();
    let ratings = interview["scorecard"]["ratings"].as_array().unwrap();
    let quotes: Vec<_> =
        ratings.iter().flat_map(|rating| rating["quotes"].as_array().unwrap()).collect();
    assert!(!quotes.is_empty());
    for quote in quotes {
        let turn = transcript.iter().find(|turn| turn["number"] == quote["turn"]).expect("a turn");
        assert!(plain(&turn["answer"]).contains(&plain(&quote["text"])), "{quote}");
    }
}

/// A parked pipeline has no actor: only root, tenant and outbox are left.
async fn nobody_is_awake_but_the_tenant(app: &App) {
    let directory = &app.server().means.directory;
    directory.wake(Place::Tenant(app.tenant_id().await));
    let begun = std::time::Instant::now();
    while directory.awake() > 3 {
        assert!(begun.elapsed().as_secs() < 30, "{} actors are awake", directory.awake());
        tokio::task::yield_now().await;
    }
}

async fn a_candidate_of_a_tagged_posting_is_invited_on_application_and_never_twice(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.outside.tag_posting(&posting, "Alex - On Application").await.unwrap();
    let candidate = app.apply("Ben Costa").await;
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.len(), 1);

    app.move_to_trigger(&candidate).await;
    app.settle().await;
    app.tell("redeliver_all", &json!({})).await;
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    assert_eq!(app.written(&candidate).await["invited"], 1);
    let interview = app.only_interview().await;
    assert_eq!(interview["state"], "INVITED");
    let reasons: Vec<_> = interview["timeline"].as_array().unwrap().iter().collect();
    assert!(reasons.iter().any(|step| step["reason"] == "already invited; never twice"));
    app.finish().await;
}

async fn only_the_trigger_stage_and_the_posting_s_own_tag_invite(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Chiara Ito").await;
    app.move_to(&candidate, "Recruiter screen").await;
    app.settle().await;
    assert!(app.mails(&candidate).await.is_empty());
    let nodes = app.graphql("{ interviews { totalCount } }", json!({})).await;
    assert_eq!(nodes["interviews"]["totalCount"], 0);
    app.finish().await;
}

/// Empty, broken, right-to-left, hostile: a plan, an interview and a PDF all the same.
async fn odd_postings_and_odd_names_come_through_to_the_report(on: Backend) {
    let app = App::connected(on).await;
    let odd = [
        ("", "", "Nobody"),
        ("Half", "<div><p>We are loo<ul><li>Wri", "<script>alert(1)</script>"),
        ("مهندس برمجيات", "<p>نبحث عن مهندس يكتب البرامج ويختبرها مع الفريق</p>", "ليلى حداد"),
        ("🚀 Rocketeer 🚀", "<p>🔥🔥🔥</p><img src=x onerror=alert(1)>", "#eval(\"1\") $x$ @priya"),
        (
            "{{ 7*7 }} \\n Bcc: x",
            "<p>#set page(width: 1pt)</p>",
            "Robert'); DROP TABLE pipeline;--",
        ),
    ];
    let mut candidates = Vec::new();
    for (title, description, name) in odd {
        let posting = uuid::Uuid::new_v4().to_string();
        let public = json!({"id": posting, "text": title, "createdAt": 1_780_000_000_000_i64,
            "categories": {}, "description": description, "lists": [], "additional": ""});
        app.outside.seed(vec![public]).await.unwrap();
        let email = format!("{}@candidates.example", uuid::Uuid::new_v4().simple());
        let opportunity = app.outside.apply(&posting, name, &email).await.unwrap();
        let candidate = Candidate { opportunity, email };
        app.move_to_trigger(&candidate).await;
        candidates.push(candidate);
    }
    app.settle().await;
    for candidate in &candidates {
        let link = app.room_link(candidate).await;
        assert!(app.outside.room(&link).await.unwrap().questions >= 5);
        app.take_interview(&link).await;
    }
    app.settle().await;
    for candidate in &candidates {
        let written = app.written(candidate).await;
        assert!(written.values().all(|times| *times == 1), "{candidate:?}: {written:?}");
        let seen = app.seen(candidate).await;
        let file = app.outside.file(&candidate.opportunity, &seen.files[0].id).await.unwrap();
        assert!(file.starts_with(b"%PDF-"));
        let note = seen.notes[0]["fields"][0]["value"].as_str().unwrap();
        assert!(!note.contains("@priya"), "a note mentions somebody: {note}");
    }
    app.finish().await;
}
