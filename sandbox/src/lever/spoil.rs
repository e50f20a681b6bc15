//! Answers gone wrong: none at all, one that breaks off, one that comes in pieces.

use std::{convert::Infallible, io, time::Duration};

use actix_web::{
    HttpResponse,
    body::{BoxBody, SizedStream, to_bytes},
    dev::ServiceResponse,
    http::StatusCode,
    web::Bytes,
};
use futures_util::{StreamExt, stream};

/// Pieces a slow body comes in.
const PIECES: usize = 10;
/// The length promised by an answer that breaks off.
const PROMISED_BYTES: u64 = 512;

fn broken() -> io::Error {
    io::Error::from(io::ErrorKind::ConnectionReset)
}

/// Closes the connection without an answer: the body fails before the head is on its way, and the
/// server then drops both.
pub(super) fn no_answer() -> HttpResponse {
    let body = stream::iter([Err::<Bytes, _>(broken())]);
    HttpResponse::Ok().body(SizedStream::new(PROMISED_BYTES, body))
}

/// Sends the head and the beginning of a body, and breaks off.
pub(super) fn broken_answer(status: StatusCode) -> HttpResponse {
    // 204 has no body to break off.
    let status = if status == StatusCode::NO_CONTENT { StatusCode::OK } else { status };
    let begun = stream::iter([Ok(Bytes::from_static(b"{\"data\":"))]);
    let body = begun.chain(stream::once(async {
        // What is written before is on its way by then.
        tokio::task::yield_now().await;
        Err::<Bytes, _>(broken())
    }));
    HttpResponse::build(status)
        .content_type("application/json; charset=utf-8")
        .body(SizedStream::new(PROMISED_BYTES, Box::pin(body)))
}

/// The same answer with its head at once and its body in pieces over `ms`.
pub(super) async fn slow(response: ServiceResponse<BoxBody>, ms: u64) -> ServiceResponse<BoxBody> {
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let response = match to_bytes(body).await {
        Ok(bytes) if bytes.is_empty() => response.set_body(BoxBody::new(bytes)),
        Ok(bytes) => {
            let pieces: Vec<_> = bytes
                .chunks(bytes.len().div_ceil(PIECES))
                .map(|piece| bytes.slice_ref(piece))
                .collect();
            let pause = Duration::from_millis(ms) / u32::try_from(pieces.len()).unwrap_or(1);
            let slow = stream::iter(pieces).then(move |piece| async move {
                tokio::time::sleep(pause).await;
                Ok::<_, Infallible>(piece)
            });
            response.set_body(BoxBody::new(SizedStream::new(bytes.len() as u64, Box::pin(slow))))
        }
        Err(error) => {
            tracing::error!(%error, "could not read an answer to slow it down");
            response.set_body(BoxBody::new(()))
        }
    };
    ServiceResponse::new(request, response)
}
