//! What is stored as JSON can still be read: a sample of each kind as it is written, and of each
//! form that only earlier versions wrote. Changing one of these lines is a migration, or must be
//! compatible.

use std::fmt::Debug;

use entities::{
    inbox::Message,
    outbox::{Effect, Event, Slow},
    pipeline::State,
    tenant::Settings,
};
use serde::{Serialize, de::DeserializeOwned};

const ID: &str = "0198c0de-0000-7000-8000-000000000001";
const AT: &str = "2026-11-22T09:00:00Z";

const STATES: [&str; 15] = [
    r#"{"name":"received"}"#,
    r#"{"name":"ineligible","reason":"r"}"#,
    r#"{"name":"eligible"}"#,
    r#"{"name":"planned","plan_id":"ID","expires_at":"AT"}"#,
    r#"{"name":"invited","plan_id":"ID","expires_at":"AT","reminded":2,"sequence":3}"#,
    r#"{"name":"scheduled","plan_id":"ID","expires_at":"AT","reminded":2,"sequence":3,"at":"AT","told":true}"#,
    r#"{"name":"in_progress","plan_id":"ID","expires_at":"AT","answered":2}"#,
    r#"{"name":"completed","plan_id":"ID"}"#,
    r#"{"name":"scored","scorecard_id":"ID"}"#,
    r#"{"name":"reported","scorecard_id":"ID","report_id":"ID","written":["complete_tag","note","file"],"extras":["link","feedback","advance"]}"#,
    r#"{"name":"written_back","scorecard_id":"ID","report_id":"ID"}"#,
    r#"{"name":"declined"}"#,
    r#"{"name":"withdrawn","reason":"r","was":{"name":"completed","plan_id":"ID"},"cancelled_at":"AT"}"#,
    r#"{"name":"expired","was":{"name":"in_progress","plan_id":"ID","expires_at":"AT","answered":2}}"#,
    r#"{"name":"needs_operator","effect":"write note","error":"e","was":{"name":"eligible"},"tagged":true,"bounced":"r"}"#,
];

/// As the first version wrote them; read to something that may be written otherwise.
const FORMER_STATES: [&str; 7] = [
    r#"{"name":"needs_operator","effect":"write note","error":"e","was":{"name":"eligible"},"tagged":true}"#,
    r#"{"name":"expired"}"#,
    r#"{"name":"withdrawn","reason":"r","was":{"name":"completed","plan_id":"ID"}}"#,
    r#"{"name":"invited","plan_id":"ID","expires_at":"AT"}"#,
    r#"{"name":"reported","scorecard_id":"ID","report_id":"ID","written":["note"]}"#,
    r#"{"name":"withdrawn","reason":"r"}"#,
    r#"{"name":"needs_operator","effect":"write note","error":"e","was":{"name":"eligible"}}"#,
];

const EFFECTS: [&str; 39] = [
    r#"{"kind":"set_up_lever"}"#,
    r#"{"kind":"look_at_lever"}"#,
    r#"{"kind":"tear_down_lever"}"#,
    r#"{"kind":"preview_backfill","backfill_id":"ID"}"#,
    r#"{"kind":"tell_operator","operator_id":"ID","reason":"r"}"#,
    r#"{"kind":"invite_operator","operator_id":"ID"}"#,
    r#"{"kind":"apply_retention"}"#,
    r#"{"kind":"confirm_deletion","opportunity_id":"o"}"#,
    r#"{"kind":"erase_deleted"}"#,
    r#"{"kind":"read_opportunity","opportunity_id":"o","trigger":"stage"}"#,
    r#"{"kind":"plan_interview","posting_id":"p","invite_days":14,"delay_minutes":5}"#,
    r#"{"kind":"propose_plan","posting_id":"p"}"#,
    r#"{"kind":"send_invite","plan_id":"ID","expires_at":"AT"}"#,
    r#"{"kind":"send_reminder","number":2,"expires_at":"AT","until":"AT"}"#,
    r#"{"kind":"send_confirmation","at":"AT","sequence":3}"#,
    r#"{"kind":"send_start_reminder","at":"AT","sequence":3}"#,
    r#"{"kind":"resend_invite","plan_id":"ID","expires_at":"AT"}"#,
    r#"{"kind":"send_cancellation","cancelled_at":"AT"}"#,
    r#"{"kind":"send_follow_up"}"#,
    r#"{"kind":"add_invited_tag"}"#,
    r#"{"kind":"score_interview","plan_id":"ID"}"#,
    r#"{"kind":"rescore_interview","plan_id":"ID","version":2}"#,
    r#"{"kind":"send_letter"}"#,
    r#"{"kind":"render_report","scorecard_id":"ID"}"#,
    r#"{"kind":"add_complete_tag"}"#,
    r#"{"kind":"tell_human_wanted"}"#,
    r#"{"kind":"pass_on_request","request_id":"ID"}"#,
    r#"{"kind":"send_reply","request_id":"ID"}"#,
    r#"{"kind":"write_note","scorecard_id":"ID"}"#,
    r#"{"kind":"upload_file","report_id":"ID"}"#,
    r#"{"kind":"add_link"}"#,
    r#"{"kind":"write_feedback","scorecard_id":"ID"}"#,
    r#"{"kind":"advance_stage","scorecard_id":"ID"}"#,
    r#"{"kind":"add_error_tag"}"#,
    r#"{"kind":"remove_error_tag"}"#,
    r#"{"kind":"tell_no_address"}"#,
    r#"{"kind":"tell_bounced","mail_id":"ID"}"#,
    r#"{"kind":"send_preview","operator_id":"ID","of":"invite","language":"de"}"#,
    r#"{"kind":"send_event","event":{"of":"step","transition_id":"ID","version":3}}"#,
];

const EVENTS: [&str; 3] = [
    r#"{"of":"step","transition_id":"ID","version":3}"#,
    r#"{"of":"erased","pipeline_id":"ID","version":3}"#,
    r#"{"of":"test"}"#,
];

const FORMER_EFFECTS: [&str; 2] =
    [r#"{"kind":"read_stages"}"#, r#"{"kind":"plan_interview","posting_id":"p","invite_days":14}"#];

const MESSAGES: [&str; 50] = [
    r#"{"kind":"stage_changed","opportunity_id":"o","to_stage_id":"s","triggered_at":"AT"}"#,
    r#"{"kind":"application_created","opportunity_id":"o","triggered_at":"AT"}"#,
    r#"{"kind":"candidate_deleted","opportunity_id":"o","triggered_at":"AT"}"#,
    r#"{"kind":"deletion_confirmed","opportunity_id":"o"}"#,
    r#"{"kind":"deleted_in_lever"}"#,
    r#"{"kind":"backfilled","opportunity_id":"o"}"#,
    r#"{"kind":"invited_by_hand","opportunity_id":"o"}"#,
    r#"{"kind":"account_changed"}"#,
    r#"{"kind":"opportunity_read","trigger":"backfill","snapshot":{"opportunity_id":"o","posting_id":"p","name":"n","email":"e","url":null,"stage_id":"s","archived":false,"anonymized":false,"contact_allowed":true,"posting_tags":["t"],"contact_id":"c","origin":"applied","moved_at":"AT","applied_at":"AT"}}"#,
    r#"{"kind":"opportunity_missing","opportunity_id":"o","reason":"r"}"#,
    r#"{"kind":"triggered","trigger":"stage","snapshot":{"opportunity_id":"o","posting_id":null,"name":"","email":null,"url":"u","stage_id":"s","archived":true,"anonymized":true,"contact_allowed":false,"posting_tags":[]},"trigger_stages":[{"lever_id":"s","text":"t","since":"AT"}],"application_tag":"t","posting_rule":{"invite":"never"},"blocked_origins":["agency"],"invite_days":14,"delay_minutes":5}"#,
    r#"{"kind":"withdrawn","reason":"r"}"#,
    r#"{"kind":"plan_ready","plan_id":"ID","invite_days":14,"delay_minutes":5}"#,
    r#"{"kind":"invite_due","expires_at":"AT"}"#,
    r#"{"kind":"invite_sent"}"#,
    r#"{"kind":"reminder_due","number":2,"expires_at":"AT","until":"AT"}"#,
    r#"{"kind":"reminder_sent","number":2}"#,
    r#"{"kind":"time_chosen","at":"AT"}"#,
    r#"{"kind":"confirmation_sent"}"#,
    r#"{"kind":"start_due","sequence":3}"#,
    r#"{"kind":"start_reminder_sent"}"#,
    r#"{"kind":"cancelled","reason":"r"}"#,
    r#"{"kind":"cancellation_sent"}"#,
    r#"{"kind":"resend_requested","invite_days":14}"#,
    r#"{"kind":"invite_resent"}"#,
    r#"{"kind":"follow_up_sent"}"#,
    r#"{"kind":"mail_bounced","mail_id":"ID","reason":"r"}"#,
    r#"{"kind":"invited_tag_added"}"#,
    r#"{"kind":"consent_given"}"#,
    r#"{"kind":"answered","answered":1,"questions":7}"#,
    r#"{"kind":"human_requested"}"#,
    r#"{"kind":"human_wanted_told"}"#,
    r#"{"kind":"request_made","request":"accommodation","until":"AT"}"#,
    r#"{"kind":"request_answered","until":"AT"}"#,
    r#"{"kind":"interview_scored","scorecard_id":"ID"}"#,
    r#"{"kind":"report_rendered","report_id":"ID","extras":["link"]}"#,
    r#"{"kind":"complete_tag_added"}"#,
    r#"{"kind":"note_written"}"#,
    r#"{"kind":"file_uploaded"}"#,
    r#"{"kind":"link_added"}"#,
    r#"{"kind":"feedback_written","outcome":"o"}"#,
    r#"{"kind":"stage_advanced","outcome":"o"}"#,
    r#"{"kind":"error_tag_added","ours":true}"#,
    r#"{"kind":"error_tag_removed"}"#,
    r#"{"kind":"retried"}"#,
    r#"{"kind":"invite_expired"}"#,
    r#"{"kind":"effect_died","effect":"write note","error":"e"}"#,
    r#"{"kind":"effect_retried","effect":"write note","left":{"effect":"upload file","error":"e"}}"#,
    r#"{"kind":"effect_dropped","name":"write note","effect":{"kind":"write_note","scorecard_id":"ID"},"words":"w","left":{"effect":"upload file","error":"e"}}"#,
    r#"{"kind":"message_dropped","words":"w"}"#,
];

const FORMER_MESSAGES: [&str; 6] = [
    r#"{"kind":"stage_changed","opportunity_id":"o","to_stage_id":"s"}"#,
    r#"{"kind":"application_created","opportunity_id":"o"}"#,
    r#"{"kind":"opportunity_read","trigger":"application","snapshot":{"opportunity_id":"o","posting_id":"p","name":"n","email":"e","url":null,"stage_id":"s","archived":false,"anonymized":false,"contact_allowed":true,"posting_tags":["t"]}}"#,
    r#"{"kind":"triggered","trigger":"stage","snapshot":{"opportunity_id":"o","posting_id":null,"name":"","email":null,"url":"u","stage_id":"s","archived":true,"anonymized":true,"contact_allowed":false,"posting_tags":[]},"trigger_stage_id":"s","application_tag":"t","invite_days":14}"#,
    r#"{"kind":"plan_ready","plan_id":"ID","invite_days":14}"#,
    r#"{"kind":"report_rendered","report_id":"ID"}"#,
];

/// The settings of a tenant as the first version wrote them.
const FORMER_SETTINGS: &str = r#"{"interviewer_name":"Alex","trigger_stage":{"lever_id":"s","text":"t"},"application_tag":"a","invited_tag":"i","complete_tag":"c","invite_days":14,"cutoffs":[40,60,80]}"#;

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
    still_reads::<Event>(&EVENTS);
    still_reads::<Message>(&MESSAGES);
}

#[test]
fn what_a_model_is_asked_for_is_found_by_what_is_stored() {
    for sample in EFFECTS {
        let sample = sample.replace("ID", ID).replace("AT", AT);
        let effect: Effect = serde_json::from_str(&sample).unwrap();
        let kind = serde_json::to_value(&effect).unwrap()["kind"].take();
        let found = Slow::ALL.into_iter().find(|slow| slow.kinds().iter().any(|it| kind == **it));
        assert_eq!(effect.slow(), found, "{sample}");
    }
}

fn still_understood<T: DeserializeOwned + Serialize + PartialEq + Debug>(samples: &[&str]) {
    for sample in samples {
        let sample = sample.replace("ID", ID).replace("AT", AT);
        let value: T = serde_json::from_str(&sample).unwrap_or_else(|e| panic!("{sample}: {e}"));
        let written = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<T>(&written).unwrap(), value);
    }
}

#[test]
fn what_only_earlier_versions_wrote_is_understood() {
    still_understood::<State>(&FORMER_STATES);
    still_understood::<Effect>(&FORMER_EFFECTS);
    still_understood::<Message>(&FORMER_MESSAGES);
    let settings: Settings = serde_json::from_str(FORMER_SETTINGS).unwrap();
    assert_eq!(settings.trigger_stages[0].lever_id, "s");
}

/// Whether a source file has as many variants of an enum as there are samples.
#[test]
fn there_is_a_sample_of_each_kind() {
    for (file, name, samples) in [
        ("pipeline", "State", STATES.len()),
        ("outbox", "Effect", EFFECTS.len()),
        ("outbox", "Event", EVENTS.len()),
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
