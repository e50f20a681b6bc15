//! `/control`: what goes wrong on request, what became of webhooks, and what each credential used.

use actix_web::{
    HttpResponse,
    web::{self, Bytes, Data, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    answer::{Answer, Refusal, read_body},
    delivery::{RETRIES, Status},
    faults::{Faults, REORDER, Wish},
    lists::Params,
    locked,
    rate::second,
};
use super::ok;

/// Deliveries shown when no limit is given.
const DELIVERIES_DEFAULT: usize = 1000;
/// The longest pause before a further try.
const PAUSE_MS_MAX: u64 = 3_600_000;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/faults", web::get().to(faults))
        .route("/faults", web::post().to(set_fault))
        .route("/faults", web::delete().to(clear_faults))
        .route("/deliveries", web::get().to(deliveries))
        .route("/deliveries/{id}/rerun", web::post().to(rerun))
        .route("/redeliver_all", web::post().to(redeliver_all))
        .route("/retries", web::get().to(retries))
        .route("/retries", web::post().to(set_retries))
        .route("/usage", web::get().to(usage));
}

async fn faults(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&locked(&sandbox.faults).list())
}

impl Sandbox {
    /// Changes what goes wrong; what was held back for a fault that is off now goes out.
    pub(in super::super) fn change_faults<T>(&self, change: impl FnOnce(&mut Faults) -> T) -> T {
        let mut faults = locked(&self.faults);
        let outcome = change(&mut faults);
        if !faults.is_on(REORDER) {
            self.post.release();
        }
        outcome
    }
}

async fn set_fault(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let wish: Wish = read_body(&body)?;
    sandbox.change_faults(|faults| {
        faults.set(wish).map_err(Refusal::bad_request)?;
        Ok(ok(&faults.list()))
    })
}

async fn clear_faults(sandbox: Data<Sandbox>) -> HttpResponse {
    sandbox.change_faults(|faults| {
        faults.clear();
        ok(&faults.list())
    })
}

async fn deliveries(sandbox: Data<Sandbox>, params: Params) -> Answer {
    let limit = params.one("limit").and_then(|limit| limit.parse().ok());
    let status = params
        .one("status")
        .map(|status| serde_json::from_value::<Status>(Value::from(status)))
        .transpose()
        .map_err(|_| Refusal::bad_request("Invalid parameter: status"))?;
    let newest_first = sandbox.post.deliveries(status, limit.unwrap_or(DELIVERIES_DEFAULT));
    Ok(ok(&json!({"deliveries": newest_first})))
}

async fn rerun(sandbox: Data<Sandbox>, id: Path<usize>) -> Answer {
    if sandbox.post.repeat(*id) {
        Ok(ok(&json!({"delivery": *id})))
    } else {
        Err(Refusal::not_found("deliveries", &id.to_string()))
    }
}

async fn redeliver_all(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!({"redelivered": sandbox.post.repeat_all()}))
}

async fn retries(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!({"pauses_ms": sandbox.post.pauses_ms()}))
}

#[derive(Deserialize)]
struct SetRetries {
    pauses_ms: [u64; RETRIES],
}

/// Pauses before the further tries, each at least as long as the one before.
pub(in super::super) fn change_retries(
    sandbox: &Sandbox,
    pauses_ms: [u64; RETRIES],
) -> Result<(), Refusal> {
    if !pauses_ms.is_sorted() || pauses_ms.iter().any(|pause| *pause > PAUSE_MS_MAX) {
        return Err(Refusal::bad_request(format!(
            "pauses_ms are {RETRIES} numbers that do not become smaller, up to {PAUSE_MS_MAX}"
        )));
    }
    sandbox.post.set_pauses_ms(pauses_ms);
    Ok(())
}

async fn set_retries(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let SetRetries { pauses_ms } = read_body(&body)?;
    change_retries(&sandbox, pauses_ms)?;
    Ok(ok(&json!({"pauses_ms": pauses_ms})))
}

async fn usage(sandbox: Data<Sandbox>) -> HttpResponse {
    let mut usage = locked(&sandbox.usage).list(second());
    if let Some(fields) = usage.as_object_mut() {
        fields.insert("rate_per_second".to_owned(), json!(sandbox.rate_per_second));
    }
    ok(&usage)
}
