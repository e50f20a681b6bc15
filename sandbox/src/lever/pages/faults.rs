//! The faults page: what goes wrong on request, for people.

use actix_web::{
    HttpResponse,
    web::{self, Data, Form},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        answer::Refusal,
        control::change_retries,
        delivery::RETRIES,
        faults::{Count, FAULTS, Fault, Faults, Place, Wish},
        locked,
    },
    done,
};
use crate::page::see_other;

const HERE: &str = "/faults";

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/faults", web::get().to(faults))
        .route("/faults", web::post().to(set_fault))
        .route("/faults/clear", web::post().to(clear))
        .route("/faults/retries", web::post().to(set_retries));
}

fn of_place(place: Place) -> Vec<Value> {
    let here = FAULTS.iter().filter(|fault| fault.place == place);
    here.map(|fault| json!({"name": fault.name, "words": fault.words})).collect()
}

fn words_of(name: &Value) -> Option<&'static str> {
    FAULTS.iter().find(|fault| name == fault.name).map(|fault| fault.words)
}

async fn faults(sandbox: Data<Sandbox>) -> HttpResponse {
    let (active, happened) = {
        let faults = locked(&sandbox.faults);
        (faults.active(), faults.happened())
    };
    let active: Vec<_> = active
        .into_iter()
        .map(|rule| json!({"words": rule.get("name").and_then(words_of), "rule": rule}))
        .collect();
    let view = json!({
        "title": "Faults",
        "here": "faults",
        "active": active,
        "happened": happened,
        "held": sandbox.post.counts().held,
        "deliveries": of_place(Place::Delivery),
        "api": of_place(Place::Api),
        "token": of_place(Place::Token),
        "pauses_ms": sandbox.post.pauses_ms(),
    });
    sandbox.pages.show("faults.html", view)
}

/// What a form sends; numbers as text, since one that does not matter may be empty.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    name: String,
    /// `share`, or else the next so many.
    often: String,
    count: String,
    percent: String,
    seed: String,
    ms: String,
    path: String,
    method: String,
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, Refusal> {
    text.trim().parse().map_err(|_| Refusal::bad_request(format!("Invalid number: {name}")))
}

impl Asked {
    fn wish(self) -> Result<Wish, Refusal> {
        let timed = FAULTS.iter().any(|fault: &Fault| fault.name == self.name && fault.timed);
        let ms = if timed && !self.ms.trim().is_empty() {
            Some(number("milliseconds", &self.ms)?)
        } else {
            None
        };
        let seed = if self.seed.trim().is_empty() { 0 } else { number("seed", &self.seed)? };
        let (count, share) = if self.often == "share" {
            (None, Some(number::<f64>("percent", &self.percent)? / 100.0))
        } else {
            (Some(Count::Times(number("times", &self.count)?)), None)
        };
        let path = self.path.trim().to_owned();
        Ok(Wish { name: self.name, count, share, ms, path, method: self.method, seed })
    }
}

async fn set_fault(sandbox: Data<Sandbox>, form: Form<Asked>) -> HttpResponse {
    let outcome = form.into_inner().wish().and_then(|wish| {
        sandbox.change_faults(|faults| faults.set(wish).map_err(Refusal::bad_request))
    });
    done(&sandbox, outcome, HERE)
}

async fn clear(sandbox: Data<Sandbox>) -> HttpResponse {
    sandbox.change_faults(Faults::clear);
    see_other(HERE)
}

#[derive(Deserialize)]
struct SetRetries {
    /// Separated by blanks or commas.
    pauses_ms: String,
}

async fn set_retries(sandbox: Data<Sandbox>, form: Form<SetRetries>) -> HttpResponse {
    let words = form.pauses_ms.split([' ', ',']).filter(|word| !word.is_empty());
    let pauses: Result<Vec<u64>, _> = words.map(|word| number("pause", word)).collect();
    let outcome = pauses.and_then(|pauses| {
        let five = <[u64; RETRIES]>::try_from(pauses)
            .map_err(|_| Refusal::bad_request(format!("Give {RETRIES} pauses")))?;
        change_retries(&sandbox, five)
    });
    done(&sandbox, outcome, HERE)
}
