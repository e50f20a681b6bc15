//! A webhook as it arrives: [`verify`] is the only door to a parsed one.

use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The event of a new application.
pub const APPLICATION_CREATED: &str = "applicationCreated";
/// The event of a moved opportunity.
pub const CANDIDATE_STAGE_CHANGE: &str = "candidateStageChange";
/// The event of a deleted candidate.
pub const CANDIDATE_DELETED: &str = "candidateDeleted";

/// A verified delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Unlike any other delivery's; what a redelivery repeats.
    pub token: String,
    /// Milliseconds since 1970.
    pub triggered_at_ms: i64,
    /// What happened.
    pub event: Event,
}

/// What happened. A hint only: read the opportunity back before acting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Someone applied, or was added to a posting by hand.
    ApplicationCreated {
        /// Lever's id.
        opportunity_id: String,
    },
    /// An opportunity was moved.
    CandidateStageChange {
        /// Lever's id.
        opportunity_id: String,
        /// Lever's id of the new stage.
        to_stage_id: String,
    },
    /// A candidate was deleted.
    CandidateDeleted {
        /// Lever's id.
        opportunity_id: String,
    },
    /// Another event, or a test delivery with empty data: nothing to do.
    Other,
}

/// Why a delivery is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Not JSON, or not of the form of a delivery.
    #[error("the body is no webhook delivery")]
    Malformed(#[source] serde_json::Error),
    /// No signature, or one made with none of the signing tokens.
    #[error("the signature is missing or wrong")]
    Signature,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    event: String,
    triggered_at: i64,
    token: String,
    signature: Option<String>,
    #[serde(default)]
    data: Data,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Data {
    opportunity_id: Option<String>,
    to_stage_id: Option<String>,
}

/// Parses `body` if it is signed with one of `signing_tokens`.
///
/// The signature is `hex(HMAC-SHA256(key = signing token as text, token ++ triggeredAt))`, in the
/// body. It does not cover `data`: whoever saw one delivery can send it again with other data,
/// which is why events are hints and the address is secret.
/// (<https://hire.lever.co/developer/documentation#webhooks>, read 2026-08-26)
pub fn verify(body: &[u8], signing_tokens: &[SecretString]) -> Result<Delivery, Refusal> {
    let body: Body = serde_json::from_slice(body).map_err(Refusal::Malformed)?;
    let signature = body.signature.as_deref().ok_or(Refusal::Signature)?;
    let signed = format!("{}{}", body.token, body.triggered_at);
    // Every token is tried, so that the time taken does not tell which one fits.
    let mut fits = false;
    for signing_token in signing_tokens {
        let expected = sign(signing_token, &signed);
        fits |= bool::from(expected.as_bytes().ct_eq(signature.as_bytes()));
    }
    if !fits {
        return Err(Refusal::Signature);
    }
    let event = match (body.event.as_str(), body.data) {
        (APPLICATION_CREATED, Data { opportunity_id: Some(opportunity_id), .. }) => {
            Event::ApplicationCreated { opportunity_id }
        }
        (
            CANDIDATE_STAGE_CHANGE,
            Data { opportunity_id: Some(opportunity_id), to_stage_id: Some(to_stage_id) },
        ) => Event::CandidateStageChange { opportunity_id, to_stage_id },
        (CANDIDATE_DELETED, Data { opportunity_id: Some(opportunity_id), .. }) => {
            Event::CandidateDeleted { opportunity_id }
        }
        _ => Event::Other,
    };
    Ok(Delivery { token: body.token, triggered_at_ms: body.triggered_at, event })
}

fn sign(signing_token: &SecretString, message: &str) -> String {
    let key = signing_token.expose_secret().as_bytes();
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key length will do");
    mac.update(message.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNING_TOKEN: &str = "7d41e0b2a96c4f3385d1c07be26a5f94c3d2810fb6e7490a";

    fn body(signature: &str, event: &str, data: &str) -> String {
        format!(
            r#"{{"event":"{event}","triggeredAt":1788246000000,
            "token":"e7195df72c24e32270e22020471307a7f2e5aa12e997bdc1",
            "signature":"{signature}","data":{data},"extra":1}}"#
        )
    }

    fn keys() -> Vec<SecretString> {
        vec![SecretString::from("another"), SecretString::from(SIGNING_TOKEN)]
    }

    /// The worked example that Lever's rule gives for these values.
    const SIGNATURE: &str = "38132794dc82d76cc5ff66d11fea966aae06fa9bf2a0a23dc734777953290ae7";

    #[test]
    fn a_signed_stage_change_is_read() {
        let data = r#"{"opportunityId":"o","candidateId":"o","toStageId":"s","fromStageId":null}"#;
        let body = body(SIGNATURE, CANDIDATE_STAGE_CHANGE, data);
        let delivery = verify(body.as_bytes(), &keys()).unwrap();
        assert_eq!(
            delivery.event,
            Event::CandidateStageChange { opportunity_id: "o".into(), to_stage_id: "s".into() }
        );
        assert_eq!(delivery.triggered_at_ms, 1_788_246_000_000);
    }

    #[test]
    fn a_signed_deletion_is_read() {
        let data = r#"{"opportunityId":"o","candidateId":"o","contactId":"c","deletedBy":"u"}"#;
        let body = body(SIGNATURE, CANDIDATE_DELETED, data);
        let delivery = verify(body.as_bytes(), &keys()).unwrap();
        assert_eq!(delivery.event, Event::CandidateDeleted { opportunity_id: "o".into() });
    }

    #[test]
    fn a_test_delivery_is_read_and_asks_for_nothing() {
        let body = body(SIGNATURE, APPLICATION_CREATED, "{}");
        assert_eq!(verify(body.as_bytes(), &keys()).unwrap().event, Event::Other);
    }

    #[test]
    fn wrong_missing_and_foreign_signatures_are_refused() {
        let wrong = SIGNATURE.replace('7', "8");
        for body in [body(&wrong, "x", "{}"), body("", "x", "{}")] {
            assert!(matches!(verify(body.as_bytes(), &keys()), Err(Refusal::Signature)));
        }
        let unsigned = r#"{"event":"x","triggeredAt":1,"token":"t","data":{}}"#;
        assert!(matches!(verify(unsigned.as_bytes(), &keys()), Err(Refusal::Signature)));
        let signed = body(SIGNATURE, "x", "{}");
        assert!(matches!(verify(signed.as_bytes(), &[]), Err(Refusal::Signature)));
    }

    #[test]
    fn rubbish_is_malformed() {
        assert!(matches!(verify(b"{", &keys()), Err(Refusal::Malformed(_))));
        assert!(matches!(verify(b"[]", &keys()), Err(Refusal::Malformed(_))));
    }
}
