//! What is stored as JSON can still be read: a sample of each kind as the first version wrote it.
//! Changing one of these lines is a migration, or must be compatible.

use entities::{inbox::Message, outbox::Effect, pipeline::State};
use serde::{Serialize, de::DeserializeOwned};

const ID: &str = "0198c0de-0000-7000-8000-000000000001";
const AT: &str = "2026-11-22T09:00:00Z";

const STATES: [&str; 14] = [
    r#"{"name":"received"}"#,
    r#"{"name":"ineligible","reason":"r"}"#,
    r#"{"name":"eligible"}"#,
    r#"{"name":"planned","plan_id":"ID","expires_at":"AT"}"#,
    r#"{"name":"invited","plan_id":"ID","expires_at":"AT"}"#,
    r#"{"name":"in_progress","plan_id":"ID","expires_at":"AT","answered":2}"#,
    r#"{"name":"completed","plan_id":"ID"}"#,
    r#"{"name":"scored","scorecard_id":"ID"}"#,
    r#"{"name":"reported","scorecard_id":"ID","report_id":"ID","written":["complete_tag","note","file"]}"#,
    r#"{"name":"written_back","scorecard_id":"ID","report_id":"ID"}"#,
    r#"{"name":"declined"}"#,
    r#"{"name":"withdrawn","reason":"r"}"#,
    r#"{"name":"expired"}"#,
    r#"{"name":"needs_operator","effect":"write note","error":"e","was":{"name":"eligible"}}"#,
];

const EFFECTS: [&str; 13] = [
    r#"{"kind":"set_up_lever"}"#,
    r#"{"kind":"read_stages"}"#,
    r#"{"kind":"read_opportunity","opportunity_id":"o","trigger":"stage"}"#,
    r#"{"kind":"plan_interview","posting_id":"p","invite_days":14}"#,
    r#"{"kind":"send_invite","plan_id":"ID","expires_at":"AT"}"#,
    r#"{"kind":"send_follow_up"}"#,
    r#"{"kind":"add_invited_tag"}"#,
    r#"{"kind":"score_interview","plan_id":"ID"}"#,
    r#"{"kind":"render_report","scorecard_id":"ID"}"#,
    r#"{"kind":"add_complete_tag"}"#,
    r#"{"kind":"tell_human_wanted"}"#,
    r#"{"kind":"write_note","scorecard_id":"ID"}"#,
    r#"{"kind":"upload_file","report_id":"ID"}"#,
];

const MESSAGES: [&str; 21] = [
    r#"{"kind":"stage_changed","opportunity_id":"o","to_stage_id":"s"}"#,
    r#"{"kind":"application_created","opportunity_id":"o"}"#,
    r#"{"kind":"opportunity_read","trigger":"application","snapshot":{"opportunity_id":"o","posting_id":"p","name":"n","email":"e","url":null,"stage_id":"s","archived":false,"anonymized":false,"contact_allowed":true,"posting_tags":["t"]}}"#,
    r#"{"kind":"opportunity_missing","opportunity_id":"o","reason":"r"}"#,
    r#"{"kind":"triggered","trigger":"stage","snapshot":{"opportunity_id":"o","posting_id":null,"name":"","email":null,"url":"u","stage_id":"s","archived":true,"anonymized":true,"contact_allowed":false,"posting_tags":[]},"trigger_stage_id":"s","application_tag":"t","invite_days":14}"#,
    r#"{"kind":"withdrawn","reason":"r"}"#,
    r#"{"kind":"plan_ready","plan_id":"ID","invite_days":14}"#,
    r#"{"kind":"invite_sent"}"#,
    r#"{"kind":"follow_up_sent"}"#,
    r#"{"kind":"invited_tag_added"}"#,
    r#"{"kind":"consent_given"}"#,
    r#"{"kind":"answered","answered":1,"questions":7}"#,
    r#"{"kind":"human_requested"}"#,
    r#"{"kind":"human_wanted_told"}"#,
    r#"{"kind":"interview_scored","scorecard_id":"ID"}"#,
    r#"{"kind":"report_rendered","report_id":"ID"}"#,
    r#"{"kind":"complete_tag_added"}"#,
    r#"{"kind":"note_written"}"#,
    r#"{"kind":"file_uploaded"}"#,
    r#"{"kind":"invite_expired"}"#,
    r#"{"kind":"effect_died","effect":"write note","error":"e"}"#,
];

fn still_reads<T: DeserializeOwned + Serialize>(samples: &[&str]) {
    for sample in samples {
        let sample = sample.replace("ID", ID).replace("AT", AT);
        let value: T = serde_json::from_str(&sample).unwrap_or_else(|e| panic!("{sample}: {e}"));
        assert_eq!(serde_json::to_string(&value).unwrap(), sample);
    }
}

#[test]
fn every_kind_that_was_ever_stored_can_be_read() {
    still_reads::<State>(&STATES);
    still_reads::<Effect>(&EFFECTS);
    still_reads::<Message>(&MESSAGES);
}

/// Whether a source file has as many variants of an enum as there are samples.
#[test]
fn there_is_a_sample_of_each_kind() {
    for (file, name, samples) in [
        ("pipeline", "State", STATES.len()),
        ("outbox", "Effect", EFFECTS.len()),
        ("inbox", "Message", MESSAGES.len()),
    ] {
        let path = format!("{}/../entities/src/{file}.rs", env!("CARGO_MANIFEST_DIR"));
        let source = std::fs::read_to_string(path).unwrap();
        let body = source.split(&format!("pub enum {name} {{\n")).nth(1).expect("the enum");
        let body = body.split("\n}").next().unwrap();
        let variants = body
            .lines()
            .filter(|line| line.starts_with("    ") && !line.starts_with("     "))
            .filter(|line| line.trim_start().starts_with(char::is_uppercase));
        assert_eq!(variants.count(), samples, "variants of {name} and samples of it");
    }
}
