//! The candidate chooses the language; mails speak it, tell times by their clocks, and let them sleep.

use actors::{
    Clock,
    disclosure::{self, Disclosure},
    jurisdictions,
};
use chrono::{Duration, FixedOffset, Timelike};
use entities::Language;
use serde_json::{Value, json};
use server::SystemClock;
use tests::{App, Backend, Candidate, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    who_chose_french_is_reminded_in_french_by_their_own_clocks,
    a_reminder_waits_until_the_night_is_over_where_the_candidate_is,
    a_reminder_that_slept_too_long_gives_way_to_the_next_one,
    who_begins_at_night_is_not_reminded_in_the_morning,
    who_has_not_chosen_is_written_to_in_the_language_of_the_questions,
    an_unknown_language_or_zone_is_refused_and_nothing_is_lost,
    what_is_agreed_to_is_the_text_in_the_language_that_was_shown,
    the_choice_holds_after_the_end_and_over_a_restart,
    questions_are_asked_in_the_language_that_was_chosen,
    what_an_operator_wrote_is_asked_as_it_is,
    a_letter_is_in_one_language,
    names_are_found_as_they_are_written,
);

/// Fourteen hours ahead of UTC, all year.
const FAR: &str = "Pacific/Kiritimati";
const FAR_SECONDS: i32 = 14 * 3600;

async fn post(app: &App, url: &str, body: &Value) -> (u16, Value) {
    let answer = app.http.post(url).json(body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

async fn speak(app: &App, link: &str, language: &str, zone: Option<&str>) -> Value {
    let body = json!({"language": language, "zone": zone});
    let (status, room) = post(app, &format!("{link}/language"), &body).await;
    assert_eq!(status, 200, "{room}");
    room
}

async fn after(app: &App, by: Duration) {
    app.advance(by);
    app.settle().await;
}

/// Subjects and plain texts of a candidate's mails but the invite, oldest first.
async fn later_mails(app: &App, candidate: &Candidate) -> Vec<(String, String)> {
    let mails = app.mails(candidate).await;
    let later = mails.into_iter().filter(|mail| !mail.is_invite());
    later.map(|mail| (mail.subject, mail.text)).collect()
}

/// A server on which it is quiet, at the other end of the world, from an hour before the first
/// reminder is due until some hours after.
async fn quiet_when_the_first_is_due(on: Backend, hours: u32) -> App {
    let app = App::start_with(on, None, |config| {
        // The server's clock is set right after.
        let due_at = SystemClock.now() + Duration::hours(3);
        let there = FixedOffset::east_opt(FAR_SECONDS).expect("an offset");
        let hour = due_at.with_timezone(&there).hour();
        let hour_of_day = |hour: u32| u8::try_from(hour % 24).expect("an hour");
        config.mail.quiet_from_hour = hour_of_day(hour + 23);
        config.mail.quiet_until_hour = hour_of_day(hour + hours);
    })
    .await;
    app.connect().await;
    app
}

async fn who_chose_french_is_reminded_in_french_by_their_own_clocks(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let room = speak(&app, &link, "fr-CA", Some(FAR)).await;
    assert_eq!((&room["language"], &room["zone"]), (&json!("fr"), &json!(FAR)));
    assert_eq!(
        (&room["planLanguage"], &room["disclosure"]["language"]),
        (&json!("fr"), &json!("fr"))
    );
    after(&app, Duration::hours(3)).await;
    let mails = later_mails(&app, &candidate).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let (subject, text) = &mails[0];
    assert!(subject.starts_with("Rappel\u{a0}: votre entretien pour Embedded"), "{subject}");
    assert!(text.contains("Bonjour Ada,"), "{text}");
    assert!(text.contains("(Pacific/Kiritimati, UTC+14)"), "{text}");
    assert!(text.contains("parler à une personne"), "{text}");

    let at = app.server().means.clock.now() + Duration::hours(5);
    let chosen = json!({"at": at, "zone": "Europe/Paris"});
    assert_eq!(post(&app, &format!("{link}/schedule"), &chosen).await.0, 200);
    app.settle().await;
    let (subject, text) = later_mails(&app, &candidate).await.remove(1);
    assert!(subject.starts_with("Votre entretien avec Larkspur le "), "{subject}");
    assert!(text.contains("(Europe/Paris, UTC+"), "the zone of the choice: {text}");
    assert!(!text.contains("heure UTC"), "{text}");
    assert_eq!(app.entries(&candidate).await.len(), 1);
    app.take_interview(&link).await;
    app.settle().await;
    let (subject, _) = later_mails(&app, &candidate).await.remove(2);
    assert_eq!(subject, "Merci pour votre entretien avec Larkspur");
    app.finish().await;
}

async fn a_reminder_waits_until_the_night_is_over_where_the_candidate_is(on: Backend) {
    let app = quiet_when_the_first_is_due(on, 2).await;
    let (asleep, awake) = (app.invited("Bo Chen").await, app.invited("Cleo Dahl").await);
    speak(&app, &app.room_link(&asleep).await, "de", Some(FAR)).await;
    after(&app, Duration::hours(3)).await;
    assert!(later_mails(&app, &asleep).await.is_empty(), "at night");
    assert_eq!(app.reminders(&awake).await, 1, "by the clocks of the settings it is day");
    after(&app, Duration::hours(2)).await;
    let mails = later_mails(&app, &asleep).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].0.starts_with("Erinnerung: Ihr Interview für "), "{mails:?}");
    app.finish().await;
}

async fn a_reminder_that_slept_too_long_gives_way_to_the_next_one(on: Backend) {
    // One hour of the day is left.
    let app = quiet_when_the_first_is_due(on, 22).await;
    let candidate = app.invited("Dino Egg").await;
    speak(&app, &app.room_link(&candidate).await, "en", Some(FAR)).await;
    for hours in [3, 21] {
        after(&app, Duration::hours(hours)).await;
        assert_eq!(app.reminders(&candidate).await, 0);
    }
    after(&app, Duration::hours(1)).await;
    assert_eq!(app.reminders(&candidate).await, 1, "the second alone");
    let timeline = app.interview(&candidate).await["timeline"].to_string();
    assert!(timeline.contains("took reminder 2"), "{timeline}");
    app.finish().await;
}

async fn who_begins_at_night_is_not_reminded_in_the_morning(on: Backend) {
    let app = quiet_when_the_first_is_due(on, 2).await;
    let candidate = app.invited("Esra Fox").await;
    let link = app.room_link(&candidate).await;
    speak(&app, &link, "es", Some(FAR)).await;
    after(&app, Duration::hours(3)).await;
    let room = app.outside.room(&link).await.unwrap();
    app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    after(&app, Duration::hours(2)).await;
    assert!(later_mails(&app, &candidate).await.is_empty());
    app.finish().await;
}

async fn who_has_not_chosen_is_written_to_in_the_language_of_the_questions(on: Backend) {
    let app = App::connected(on).await;
    let posting = json!({
        "id": Uuid::new_v4().to_string(),
        "text": "Sachbearbeitung Kundendienst",
        "createdAt": 1_780_000_000_000_i64,
        "categories": {"location": "Köln", "team": "Service", "commitment": "Vollzeit"},
        "description": "<div>Wir suchen eine freundliche Person für unseren Kundendienst, die \
                        unseren Kundinnen und Kunden am Telefon und per E-Mail hilft.</div>",
        "lists": [{"text": "Ihre Aufgaben", "content":
            "<li>Sie beantworten Anfragen unserer Kundinnen und Kunden</li>\
             <li>Sie bearbeiten Beschwerden und finden Lösungen mit dem Team</li>"}],
        "additional": "<div>Wir freuen uns auf Ihre Bewerbung.</div>",
        "hostedUrl": "https://jobs.example/larkspur/2",
        "applyUrl": "https://jobs.example/larkspur/2/apply"
    });
    let seeded = app.tell("seed", &json!({"postings": [posting]})).await;
    let posting = seeded["postings"][0].as_str().unwrap();
    let candidate = app.apply_to(posting, "Finn Gray").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    let mails = app.mails(&candidate).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let subject = "Ihr Interview für Sachbearbeitung Kundendienst bei Larkspur";
    assert_eq!(mails[0].subject, subject);
    let link = mails[0].room().unwrap();
    let room: Value =
        app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap();
    assert_eq!((&room["language"], &room["planLanguage"]), (&Value::Null, &json!("de")));
    assert_eq!(room["disclosure"]["version"], "2026-11-de default-2026-11");
    app.finish().await;
}

async fn an_unknown_language_or_zone_is_refused_and_nothing_is_lost(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Gus Hill").await;
    let link = app.room_link(&candidate).await;
    speak(&app, &link, "es", Some(FAR)).await;
    let language = format!("{link}/language");
    for (body, status, code) in [
        (json!({"language": "tlh"}), 422, "UNKNOWN_LANGUAGE"),
        (json!({"language": ""}), 422, "UNKNOWN_LANGUAGE"),
        (json!({"language": "fr", "zone": "Mars/Olympus"}), 422, "UNKNOWN_ZONE"),
        (json!({"language": "fr", "zone": "CEST\u{0}"}), 422, "UNKNOWN_ZONE"),
        (json!({"zone": "UTC"}), 400, "MALFORMED"),
    ] {
        let (answered, problem) = post(&app, &language, &body).await;
        assert_eq!((answered, &problem["code"]), (status, &json!(code)), "{body}");
        assert!(problem["message"].as_str().unwrap().ends_with('.'), "{problem}");
    }
    let at = app.server().means.clock.now() + Duration::hours(5);
    let chosen = json!({"at": at, "zone": "Europe/Atlantis"});
    let (status, problem) = post(&app, &format!("{link}/schedule"), &chosen).await;
    assert_eq!((status, &problem["code"]), (422, &json!("UNKNOWN_ZONE")));
    app.settle().await;
    let data: Value =
        app.http.get(format!("{link}/data")).send().await.unwrap().json().await.unwrap();
    assert_eq!((&data["language"], &data["zone"]), (&json!("es"), &json!(FAR)));
    assert_eq!((&data["scheduledAt"], &data["state"]), (&Value::Null, &json!("invited")));
    // Another language alone leaves the zone as it is.
    let room = speak(&app, &link, "de", None).await;
    assert_eq!((&room["language"], &room["zone"]), (&json!("de"), &json!(FAR)));
    let unknown = app.url("/i/0123456789abcdef0123456789abcdef/language");
    assert_eq!(post(&app, &unknown, &json!({"language": "fr"})).await.0, 404);
    app.finish().await;
}

async fn what_is_agreed_to_is_the_text_in_the_language_that_was_shown(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Hana Ito").await;
    let link = app.room_link(&candidate).await;
    let consent = format!("{link}/consent");
    speak(&app, &link, "fr", None).await;
    // Shown in English in another window.
    let (status, problem) =
        post(&app, &consent, &json!({"version": "2026-11-en default-2026-11"})).await;
    assert_eq!((status, &problem["code"]), (409, &json!("OTHER_DISCLOSURE")));
    let (status, room) =
        post(&app, &consent, &json!({"version": "2026-11-fr default-2026-11"})).await;
    assert_eq!((status, &room["state"]), (200, &json!("in_progress")));
    let data: Value =
        app.http.get(format!("{link}/data")).send().await.unwrap().json().await.unwrap();
    assert_eq!(data["consent"]["version"], "2026-11-fr default-2026-11");
    let facts = disclosure::Facts {
        company: "Larkspur",
        interviewer: "Alex",
        posting: "Embedded Software Engineer",
        competencies: Vec::new(),
        retention_days: None,
        jurisdiction: jurisdictions::find("default"),
    };
    let shown = Disclosure::new(Language::French, &facts);
    assert_eq!(data["consent"]["textHash"], shown.hash());
    app.finish().await;
}

async fn the_choice_holds_after_the_end_and_over_a_restart(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Iris Jung").await;
    let link = app.room_link(&candidate).await;
    let (status, _) = post(&app, &format!("{link}/human"), &json!({})).await;
    assert_eq!(status, 200);
    app.settle().await;
    let room = speak(&app, &link, "es", None).await;
    assert_eq!((&room["state"], &room["language"]), (&json!("declined"), &json!("es")));
    app.restart().await;
    let room: Value =
        app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap();
    assert_eq!(room["language"], "es");
    app.finish().await;
}

/// Agrees, and answers everything in a few words; what was asked, and in which language.
async fn asked(app: &App, link: &str) -> Vec<(String, String)> {
    let room: Value =
        app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap();
    let version = json!({"version": room["disclosure"]["version"]});
    let (_, mut room) = post(app, &format!("{link}/consent"), &version).await;
    let mut asked = Vec::new();
    while let Some(id) = room["question"]["id"].as_str() {
        let text = |field: &str| room["question"][field].as_str().unwrap().to_owned();
        asked.push((text("text"), text("language")));
        let body = json!({"key": Uuid::new_v4(), "questionId": id, "text": "Una vez lo hice."});
        room = post(app, &format!("{link}/answers"), &body).await.1;
    }
    assert_eq!(room["state"], "completed", "{room}");
    asked
}

const TRANSCRIPT: &str = "query($id: ID!) { interview(id: $id) {
    transcript { question questionId followUpBecause askedAs { language text } } } }";

async fn questions_are_asked_in_the_language_that_was_chosen(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    speak(&app, &link, "es", None).await;
    let asked = asked(&app, &link).await;
    assert!(asked.iter().all(|(_, language)| language == "es"), "{asked:?}");
    app.settle().await;
    let id = app.interview(&candidate).await["id"].take();
    let seen = app.graphql(TRANSCRIPT, json!({"id": id})).await["interview"].take();
    let turns = seen["transcript"].as_array().unwrap();
    assert_eq!(turns.len(), asked.len());
    assert!(turns.iter().any(|turn| turn["followUpBecause"].is_string()), "follow-ups, too");
    for (turn, (text, _)) in turns.iter().zip(&asked) {
        assert_eq!(turn["askedAs"], json!({"language": "es", "text": text}));
        assert_ne!(turn["question"], *text, "operators read it as they know it");
    }
    let data: Value =
        app.http.get(format!("{link}/data")).send().await.unwrap().json().await.unwrap();
    for (kept, (text, _)) in data["answers"].as_array().unwrap().iter().zip(&asked) {
        assert_eq!(kept["question"], *text, "candidates as they read it");
    }
    app.finish().await;
}

async fn what_an_operator_wrote_is_asked_as_it_is(on: Backend) {
    let app = App::connected(on).await;
    // The first candidate has a plan made.
    app.invited("Ada Reed").await;
    let posting = app.posting().await;
    let query = "query($id: ID!) { posting(id: $id) { plan { text questions { text } } } }";
    let plan = app.graphql(query, json!({"id": posting})).await["posting"]["plan"].take();
    let second = plan["questions"][1]["text"].as_str().unwrap();
    let own = "Which sensor of yours failed last, and what did you do?";
    let edited = plan["text"].as_str().unwrap().replacen(second, own, 1);
    let input = json!({"postingId": posting, "baseVersion": 1, "text": edited});
    let imported = app.mutate("importPlan", &input, "published faults { message }").await;
    assert_eq!(imported["published"], true, "{imported}");
    let candidate = app.invited("Bo Chen").await;
    let link = app.room_link(&candidate).await;
    let room = speak(&app, &link, "de", None).await;
    assert_eq!(room["planLanguage"], "en", "not all are known in German");
    let asked = asked(&app, &link).await;
    let (own_texts, others): (Vec<_>, Vec<_>) =
        asked.iter().partition(|(_, language)| language == "en");
    assert_eq!(own_texts.len(), 1, "{asked:?}");
    assert_eq!(own_texts[0].0, own);
    assert!(others.iter().all(|(_, language)| language == "de"), "{asked:?}");
    app.finish().await;
}

async fn a_letter_is_in_one_language(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Marit Hoekstra").await;
    let link = app.room_link(&candidate).await;
    speak(&app, &link, "fr", None).await;
    app.take_interview(&link).await;
    app.settle().await;
    let id = app.interview(&candidate).await["id"].take();
    app.mutate("sendLetter", &json!({"id": id}), "id").await;
    app.settle().await;
    let mails = app.mails(&candidate).await;
    assert!(mails.iter().any(|mail| mail.subject.starts_with("Feedback")), "{mails:?}");
    app.finish().await;
}

async fn names_are_found_as_they_are_written(on: Backend) {
    let app = App::connected(on).await;
    for name in ["Özlem Kaya", "Иван Петров", "Marit Hoekstra"] {
        app.invited(name).await;
    }
    let query = "query($of: String) { interviews(search: $of) { nodes { candidateName } } }";
    for (search, name) in
        [("Özlem", "Özlem Kaya"), ("Иван П", "Иван Петров"), ("marit", "Marit Hoekstra")]
    {
        let found = app.graphql(query, json!({"of": search})).await["interviews"]["nodes"].take();
        assert_eq!(found, json!([{"candidateName": name}]), "{search}");
    }
    app.finish().await;
}
