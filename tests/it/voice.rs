//! Voice as a mode of the room: questions are read aloud and answers taken down by an endpoint of the
//! company's choice; of what is said nothing is kept but where the company says so; and whoever types
//! needs none of it.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest, HttpResponse,
    dev::ServerHandle,
    http::header::ContentDisposition,
    web::{self, Bytes},
};
use entities::{operator::Role, recording};
use futures_util::TryStreamExt;
use secrecy::SecretString;
use serde_json::{Value, json};
use server::config::Config;
use tests::{App, Backend, on_both_stores, serve};
use uuid::Uuid;

on_both_stores!(
    the_question_that_is_asked_is_spoken_in_its_language_and_no_other,
    what_is_said_is_heard_as_it_was_and_nothing_of_it_is_kept,
    recordings_are_kept_where_the_company_says_so_until_they_are_erased,
    who_was_told_otherwise_is_neither_heard_elsewhere_nor_recorded,
    while_the_endpoint_is_away_answers_are_typed,
);

/// What a browser records: no text, with an end of line as multipart has it.
const SOUND: &[u8] = b"\x1aE\xdf\xa3\x00\xff\r\n--not a boundary\r\n\xfe webm";
/// What the endpoint hears in it.
const HEARD: &str = "I measured the leak and closed the valve.";
/// What it says in its own way.
const SPOKEN: &[u8] = b"ID3\x04\x00\xff\xfb sound";

/// A server that speaks like `OpenAI`'s and keeps what it was asked.
struct Endpoint {
    url: String,
    seen: web::Data<Seen>,
    handle: ServerHandle,
}

/// What it was asked.
#[derive(Default)]
struct Seen {
    /// Every text to be spoken.
    spoken: Mutex<Vec<Value>>,
    /// Every recording: its texts, and its file with name and media type.
    heard: Mutex<Vec<(Value, Vec<u8>)>>,
    /// The status that it answers with; 0: as it should.
    fails: Arc<AtomicU16>,
}

impl Endpoint {
    fn start() -> Self {
        let seen = web::Data::new(Seen::default());
        let data = seen.clone();
        let (address, handle) = serve(move |routes| {
            routes
                .app_data(data.clone())
                .route("/v1/audio/speech", web::post().to(speak))
                .route("/v1/audio/transcriptions", web::post().to(hear));
        });
        let url = format!("http://{address}/v1");
        Self { url, seen, handle }
    }

    fn settings(&self) -> impl FnOnce(&mut Config) + use<> {
        let url = self.url.clone();
        move |config| {
            config.speech.url = url;
            config.speech.key = SecretString::from("s3cret");
            config.speech.voices.insert("de".to_owned(), "thorsten".to_owned());
        }
    }

    fn heard(&self) -> Vec<(Value, Vec<u8>)> {
        self.seen.heard.lock().unwrap().clone()
    }
}

fn failing(seen: &Seen, request: &HttpRequest) -> Option<HttpResponse> {
    assert_eq!(request.headers().get("authorization").unwrap(), "Bearer s3cret");
    let status = seen.fails.load(Ordering::SeqCst);
    let status = actix_web::http::StatusCode::from_u16(status).ok()?;
    Some(HttpResponse::build(status).finish())
}

async fn speak(
    seen: web::Data<Seen>,
    request: HttpRequest,
    asked: web::Json<Value>,
) -> HttpResponse {
    if let Some(failure) = failing(&seen, &request) {
        return failure;
    }
    seen.spoken.lock().unwrap().push(asked.into_inner());
    HttpResponse::Ok().content_type("audio/mpeg").body(SPOKEN)
}

async fn hear(seen: web::Data<Seen>, request: HttpRequest, mut form: Multipart) -> HttpResponse {
    let (mut texts, mut file) = (json!({}), Vec::new());
    while let Some(mut field) = form.try_next().await.unwrap() {
        let name = field.name().unwrap().to_owned();
        let file_name = field.content_disposition().and_then(ContentDisposition::get_filename);
        let told = (json!(file_name), json!(field.content_type().map(ToString::to_string)));
        let bytes: Bytes = field.bytes(1 << 26).await.unwrap().unwrap();
        if name == "file" {
            (texts["name"], texts["type"]) = told;
            file = bytes.to_vec();
        } else {
            texts[&name] = json!(String::from_utf8(bytes.to_vec()).unwrap());
        }
    }
    seen.heard.lock().unwrap().push((texts, file));
    if let Some(failure) = failing(&seen, &request) {
        return failure;
    }
    HttpResponse::Ok().json(json!({"text": format!(" {HEARD}\n")}))
}

async fn read(app: &App, url: &str) -> (u16, Value) {
    let answer = app.http.get(url).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

/// The question that a room asks now.
async fn asked(app: &App, link: &str) -> Value {
    let (status, mut room) = read(app, &format!("{link}/interview")).await;
    assert_eq!(status, 200, "{room}");
    room["question"].take()
}

/// Begins an interview; what the room says then.
async fn begun(app: &App, link: &str) -> Value {
    let version = app.outside.room(link).await.unwrap().disclosure.version;
    app.outside.consent(link, &version).await.unwrap();
    read(app, &format!("{link}/interview")).await.1
}

/// A piece of an answer is sent to be heard.
async fn say(
    app: &App,
    link: &str,
    (question, key): (&str, Uuid),
    (kind, sound): (&str, &[u8]),
) -> (u16, Value) {
    let key = key.to_string();
    let request = app.http.post(format!("{link}/transcription"));
    let request = request.query(&[("question", question), ("key", key.as_str())]);
    let answer = request.header("content-type", kind).body(sound.to_vec()).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

async fn pieces(app: &App) -> Vec<recording::Model> {
    let all = recording::Entity::of_tenant(app.tenant_id().await);
    all.all(&app.server().means.db).await.unwrap()
}

/// Somebody who is invited for a posting in German.
async fn invited_in_german(app: &App) -> String {
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
    let candidate = app.apply_to(seeded["postings"][0].as_str().unwrap(), "Finn Gray").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    app.room_link(&candidate).await
}

async fn the_question_that_is_asked_is_spoken_in_its_language_and_no_other(on: Backend) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings()).await;
    app.connect().await;
    // Before there is another posting, which may come first.
    let english = app.invited("Ada Reed").await;
    let link = invited_in_german(&app).await;
    let aloud = async |link: &str, question: &str| {
        let request = app.http.get(format!("{link}/speech")).query(&[("question", question)]);
        request.send().await.unwrap()
    };
    assert_eq!(aloud(&link, "q1").await.status(), 409, "nothing is asked before consent");
    let room = begun(&app, &link).await;
    assert_eq!(room["voice"]["speech"], true);
    let first = room["question"].clone();
    let id = first["id"].as_str().unwrap();
    for _ in 0..2 {
        let sound = aloud(&link, id).await;
        assert_eq!(sound.headers()["content-type"], "audio/mpeg");
        assert_eq!(sound.headers()["cache-control"], "private, max-age=3600");
        assert_eq!(sound.bytes().await.unwrap(), SPOKEN);
    }
    let spoken = endpoint.seen.spoken.lock().unwrap().clone();
    assert_eq!(spoken.len(), 1, "what was spoken is remembered");
    assert_eq!(
        (&spoken[0]["input"], &spoken[0]["voice"], &spoken[0]["model"]),
        (&first["text"], &json!("thorsten"), &json!("tts-1"))
    );

    app.outside.answer(&link, id, "Weil ich gern helfe.").await.unwrap();
    let refused = aloud(&link, id).await;
    assert_eq!(refused.status(), 409, "it is not asked any more");
    assert_eq!(refused.json::<Value>().await.unwrap()["code"], "NOT_THE_QUESTION");
    let unknown = app.url("/i/0123456789abcdef0123456789abcdef");
    assert_eq!(aloud(&unknown, id).await.status(), 404);
    let next = asked(&app, &link).await;
    app.outside.ask_for_a_human(&link).await.unwrap();
    app.settle().await;
    assert_eq!(aloud(&link, next["id"].as_str().unwrap()).await.status(), 410);
    let without = app.http.get(format!("{link}/speech")).send().await.unwrap();
    assert_eq!(without.json::<Value>().await.unwrap()["code"], "MALFORMED");

    // In English, by the voice of everybody else.
    let link = app.room_link(&english).await;
    let question = begun(&app, &link).await["question"].take();
    assert!(aloud(&link, question["id"].as_str().unwrap()).await.status().is_success());
    let spoken = endpoint.seen.spoken.lock().unwrap().last().unwrap().clone();
    assert_eq!((&spoken["input"], &spoken["voice"]), (&question["text"], &json!("alloy")));
    app.finish().await;
    endpoint.handle.stop(false).await;
}

async fn what_is_said_is_heard_as_it_was_and_nothing_of_it_is_kept(on: Backend) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings()).await;
    app.connect().await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let webm = ("audio/webm;codecs=opus", SOUND);
    let early = say(&app, &link, ("q1", Uuid::new_v4()), webm).await;
    assert_eq!((early.0, &early.1["code"]), (409, &json!("NO_CONSENT")));
    let room = begun(&app, &link).await;
    let voice = json!({"speech": true, "transcription": true, "recordingKept": false,
                       "host": "127.0.0.1"});
    assert_eq!(room["voice"], voice);
    assert_eq!(room["disclosure"]["version"], "2026-11-en default-2026-11-spoken@127.0.0.1");
    assert!(room["disclosure"]["paragraphs"].to_string().contains("sent to 127.0.0.1"), "{room}");
    let id = room["question"]["id"].as_str().unwrap();

    let (status, heard) = say(&app, &link, (id, Uuid::new_v4()), webm).await;
    assert_eq!((status, heard), (200, json!({"text": HEARD})));
    let told = json!({"name": "answer.webm", "type": "audio/webm", "model": "whisper-1",
                      "language": "en", "response_format": "json"});
    assert_eq!(endpoint.heard(), [(told, SOUND.to_vec())]);
    let kept = pieces(&app).await;
    assert_eq!((kept.len(), kept[0].turn, &kept[0].audio), (1, 1, &None));

    // Who chose another language is asked in it, and understood in it.
    let french = json!({"language": "fr"});
    app.http.post(format!("{link}/language")).json(&french).send().await.unwrap();
    say(&app, &link, (id, Uuid::new_v4()), ("audio/mp4", SOUND)).await;
    let (told, _) = endpoint.heard().pop().unwrap();
    assert_eq!((&told["name"], &told["language"]), (&json!("answer.mp4"), &json!("fr")));

    let long = vec![0_u8; 25 * 1024 * 1024 + 1];
    let refused: [(&str, &str, &[u8], u16, &str); 4] = [
        ("other", "audio/webm", SOUND, 409, "NOT_THE_QUESTION"),
        (id, "text/html", SOUND, 415, "NOT_AUDIO"),
        (id, "audio/wav", &[], 422, "NOT_HEARD"),
        (id, "audio/ogg", long.as_slice(), 413, "RECORDING_TOO_LONG"),
    ];
    for (question, kind, sound, status, code) in refused {
        let refused = say(&app, &link, (question, Uuid::new_v4()), (kind, sound)).await;
        assert_eq!((refused.0, &refused.1["code"]), (status, &json!(code)), "{kind}");
        assert!(refused.1["message"].as_str().unwrap().ends_with('.'), "{refused:?}");
    }
    let unknown = app.url("/i/0123456789abcdef0123456789abcdef");
    assert_eq!(say(&app, &unknown, (id, Uuid::new_v4()), webm).await.0, 404);
    assert_eq!(endpoint.heard().len(), 2, "nothing of that was sent on");

    // What was heard is the candidate's to change, and is sent as if it was typed.
    app.outside.answer(&link, id, "I measured it, and closed the valve.").await.unwrap();
    assert_ne!(asked(&app, &link).await["id"], id);
    app.outside.ask_for_a_human(&link).await.unwrap();
    app.settle().await;
    assert_eq!(say(&app, &link, (id, Uuid::new_v4()), webm).await.0, 410);
    app.finish().await;
    endpoint.handle.stop(false).await;
}

async fn recordings_are_kept_where_the_company_says_so_until_they_are_erased(on: Backend) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings()).await;
    app.connect().await;
    let on_it = json!({"keepRecordings": true});
    let set = app.mutate("setKeepRecordings", &on_it, "keepRecordings").await;
    assert_eq!(set, on_it);
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let room = begun(&app, &link).await;
    assert_eq!(room["voice"]["recordingKept"], true);
    assert_eq!(room["disclosure"]["version"], "2026-11-en default-2026-11-recorded@127.0.0.1");
    let (id, key) = (room["question"]["id"].as_str().unwrap(), Uuid::new_v4());
    for _ in 0..2 {
        let heard = say(&app, &link, (id, key), ("audio/webm", SOUND)).await;
        assert_eq!(heard, (200, json!({"text": HEARD})));
    }
    let kept = pieces(&app).await;
    assert_eq!((kept.len(), kept[0].attempts), (1, 2), "the same piece again is one");
    let stored = entities::sea_orm::Value::from(kept[0].audio.clone().unwrap());
    assert!(!format!("{stored:?}").contains(&format!("{SOUND:?}")[1..20]), "it is sealed");
    app.take_interview(&link).await;
    app.settle().await;

    // The candidate hears what is kept of them.
    let (_, data) = read(&app, &format!("{link}/data")).await;
    assert_eq!(data["recordings"][0]["number"], 1);
    let own = format!("{link}{}", data["recordings"][0]["path"].as_str().unwrap());
    let sound = app.http.get(&own).send().await.unwrap();
    assert_eq!(sound.headers()["content-type"], "audio/webm");
    assert_eq!(sound.bytes().await.unwrap(), SOUND);
    let other = app.room_link(&app.invited("Hiro Ito").await).await;
    let foreign = own.replace(&link, &other);
    assert_eq!(read(&app, &foreign).await.1["code"], "NO_RECORDING");

    // So does who works on it.
    let interview = app.interview(&candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { recordings { turn url sizeBytes } } }";
    let ask = async || app.graphql(query, json!({"id": interview})).await["interview"].take();
    let found = ask().await["recordings"].take();
    assert_eq!(found[0]["turn"], 1);
    assert_eq!(found[0]["sizeBytes"], SOUND.len());
    let url = app.url(found[0]["url"].as_str().unwrap());
    let member = app.browser_of(Role::TeamMember, "member@larkspur.example").await;
    let sound = member.get(&url).send().await.unwrap();
    assert_eq!(sound.headers()["cache-control"], "private, no-store");
    assert_eq!(sound.bytes().await.unwrap(), SOUND);
    let limited = app.browser_of(Role::LimitedTeamMember, "limited@larkspur.example").await;
    for browser in [&limited, &app.http] {
        assert_eq!(browser.get(&url).send().await.unwrap().status(), 404);
    }
    let log = "{ auditLog(filter: {action: \"hearRecording\"}) { nodes { actor subject } } }";
    let log = app.graphql(log, json!({})).await["auditLog"]["nodes"].take();
    assert_eq!(log.as_array().unwrap().len(), 2, "{log}");
    assert_eq!((&log[0]["subject"], &log[1]["actor"]), (&interview, &json!("candidate")));

    let erase = json!({"id": interview, "reason": "they asked for it"});
    assert!(app.mutate("eraseInterview", &erase, "erasedAt").await["erasedAt"].is_string());
    assert!(pieces(&app).await.is_empty());
    assert_eq!(ask().await["recordings"], json!([]));
    assert_eq!(member.get(&url).send().await.unwrap().status(), 404);
    assert_eq!(read(&app, &own).await.0, 410);
    let log = "{ auditLog(filter: {action: \"eraseInterview\"}) { nodes { details } } }";
    let told = app.graphql(log, json!({})).await["auditLog"]["nodes"][0]["details"].take();
    assert!(told.as_str().unwrap().contains("\"recordings\":1"), "{told}");
    app.finish().await;
    endpoint.handle.stop(false).await;
}

async fn who_was_told_otherwise_is_neither_heard_elsewhere_nor_recorded(on: Backend) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings()).await;
    app.connect().await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let before = app.outside.room(&link).await.unwrap().disclosure.version;
    app.mutate("setKeepRecordings", &json!({"keepRecordings": true}), "keepRecordings").await;
    let late = app.outside.consent(&link, &before).await.unwrap_err().to_string();
    assert!(late.contains("OTHER_DISCLOSURE"), "{late}");
    app.mutate("setKeepRecordings", &json!({"keepRecordings": false}), "keepRecordings").await;
    let room = begun(&app, &link).await;
    app.mutate("setKeepRecordings", &json!({"keepRecordings": true}), "keepRecordings").await;
    let (_, now) = read(&app, &format!("{link}/interview")).await;
    assert_eq!(now["voice"]["recordingKept"], false, "they agreed to another text");
    let id = room["question"]["id"].as_str().unwrap();
    assert_eq!(say(&app, &link, (id, Uuid::new_v4()), ("audio/webm", SOUND)).await.0, 200);
    assert!(pieces(&app).await.iter().all(|piece| piece.audio.is_none()));
    app.finish().await;
    endpoint.handle.stop(false).await;
}

async fn while_the_endpoint_is_away_answers_are_typed(on: Backend) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings()).await;
    app.connect().await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let question = begun(&app, &link).await["question"].take();
    let id = question["id"].as_str().unwrap();
    let piece = || (id, Uuid::new_v4());
    for (status, answered, code) in
        [(503, 503, "SPEECH_AWAY"), (401, 503, "SPEECH_AWAY"), (400, 422, "NOT_HEARD")]
    {
        endpoint.seen.fails.store(status, Ordering::SeqCst);
        let refused = say(&app, &link, piece(), ("audio/webm", SOUND)).await;
        assert_eq!((refused.0, &refused.1["code"]), (answered, &json!(code)));
        assert!(refused.1["message"].as_str().unwrap().contains("type"), "{refused:?}");
    }
    let aloud = format!("{link}/speech?question={id}");
    assert_eq!(read(&app, &aloud).await.1["code"], "SPEECH_AWAY");
    endpoint.handle.stop(false).await;
    let refused = say(&app, &link, piece(), ("audio/webm", SOUND)).await;
    assert_eq!((refused.0, &refused.1["code"]), (503, &json!("SPEECH_AWAY")));
    app.take_interview(&link).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;

    // And where there is none.
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let room = begun(&app, &link).await;
    let voice = json!({"speech": false, "transcription": false, "recordingKept": false,
                       "host": null});
    assert_eq!(room["voice"], voice);
    assert_eq!(room["disclosure"]["version"], "2026-11-en default-2026-11");
    let id = room["question"]["id"].as_str().unwrap();
    let refused = say(&app, &link, (id, Uuid::new_v4()), ("audio/webm", SOUND)).await;
    assert_eq!((refused.0, &refused.1["code"]), (409, &json!("NO_VOICE")));
    let aloud = format!("{link}/speech?question={id}");
    assert_eq!(read(&app, &aloud).await.1["code"], "NO_VOICE");
    app.finish().await;
}
