//! `GET /graphql`, upgraded: subscriptions of the admin API, by `graphql-transport-ws`.
//!
//! As <https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md> has it (read 2026-11-27).

use std::{
    cell::Cell,
    future::ready,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ::graphql::{Api, OnSocketApi, session::Session};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use actix_ws::{AggregatedMessage, AggregatedMessageStream, CloseCode, CloseReason, ProtocolError};
use actors::Means;
use async_graphql::{
    Data, Error,
    http::{WebSocket, WebSocketProtocols, WsMessage},
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture};
use serde_json::Value;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{Instant, interval, sleep, timeout},
};
use utoipa::OpenApi;

use super::{
    bearer,
    graphql::{Gate, Page},
    origin_of,
    problem::plain,
    session_of,
};

/// The protocol, as a handshake names it.
const PROTOCOL: &str = "graphql-transport-ws";
/// Sockets of this node at a time. Pages without one ask again from time to time.
const SOCKETS_MAX: usize = 1_000;
/// Largest message of a client, in bytes.
const MESSAGE_BYTES_MAX: usize = 65_536;
/// How long a client may take to begin.
const BEGIN_WITHIN: Duration = Duration::from_secs(10);
/// How long a client may take to read one message.
const READ_WITHIN: Duration = Duration::from_secs(10);
/// How often a client is asked whether it is there.
const BEAT: Duration = Duration::from_secs(20);
/// After how long without a sign of life a client is taken for gone.
const GONE_AFTER: Duration = Duration::from_mins(1);
/// The client did not begin in time.
const BEGAN_TOO_LATE: u16 = 4408;

/// The sockets of this node.
#[derive(Clone, Debug)]
pub(crate) struct Sockets {
    places: Arc<Semaphore>,
    stopping: watch::Receiver<bool>,
}

impl Sockets {
    /// None yet. They close once `stopping` says so.
    pub(crate) fn new(stopping: watch::Receiver<bool>) -> Self {
        Self { places: Arc::new(Semaphore::new(SOCKETS_MAX)), stopping }
    }
}

#[derive(OpenApi)]
#[openapi(paths(open))]
pub(super) struct Described;

/// Opens a socket for subscriptions of the admin API, by the protocol `graphql-transport-ws`.
///
/// Who asks is told by the cookie, by the header, or by `authorization` in the payload of
/// `connection_init`, as browsers cannot send the header.
#[utoipa::path(
    get, path = "/graphql", tag = "admin", operation_id = "graphqlSocket",
    security((), ("session" = []), ("token" = [])),
    responses(
        (status = SWITCHING_PROTOCOLS, description = "The socket is open."),
        (status = BAD_REQUEST, description = "It does not ask for this protocol.", body = String),
        (status = FORBIDDEN, description = "The page of another site asks.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
pub(super) async fn open(
    request: HttpRequest,
    body: web::Payload,
    api: web::Data<Api>,
    gate: web::Data<Gate>,
    sockets: web::Data<Sockets>,
    means: web::Data<Means>,
) -> actix_web::Result<HttpResponse> {
    let offered = request.headers().get_all(header::SEC_WEBSOCKET_PROTOCOL);
    let mut offered =
        offered.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','));
    if !offered.any(|protocol| protocol.trim() == PROTOCOL) {
        let words = format!("open a WebSocket here by the protocol {PROTOCOL}");
        return Ok(plain(StatusCode::BAD_REQUEST, words));
    }
    // Nothing else keeps the page of another site from opening a socket with our cookie.
    let session = match gate.page(&request, &means) {
        Page::Ours => session_of(&request, &means).await,
        Page::Known => Session::of(&means, None, origin_of(&request)).await,
        Page::Foreign => {
            let words = "this site is not among `graphql.cors_origins`";
            return Ok(plain(StatusCode::FORBIDDEN, words));
        }
    };
    let session = session.map_err(|error| {
        tracing::error!(%error, "session could not be read");
        actix_web::error::ErrorServiceUnavailable("the store does not answer; try again")
    })?;
    let Ok(place) = sockets.places.clone().try_acquire_owned() else {
        let words = "too many sockets are open; try again later";
        return Ok(plain(StatusCode::SERVICE_UNAVAILABLE, words));
    };
    let (answer, out, incoming) = actix_ws::handle_with_protocols(&request, body, &[PROTOCOL])?;
    let incoming = incoming
        .max_frame_size(MESSAGE_BYTES_MAX)
        .aggregate_continuations()
        .max_continuation_size(MESSAGE_BYTES_MAX);
    let means = means.into_inner();
    let api = OnSocketApi::new(api.into_inner());
    let stopping = sockets.stopping.clone();
    let socket = Socket { session, means, api, out, stopping, _place: place };
    actix_web::rt::spawn(socket.serve(incoming));
    Ok(answer)
}

struct Socket {
    session: Session,
    means: Arc<Means>,
    api: OnSocketApi,
    out: actix_ws::Session,
    stopping: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

impl Socket {
    /// Goes on until the client goes, or the server stops.
    async fn serve(self, incoming: AggregatedMessageStream) {
        let Self { session, means, api, mut out, mut stopping, _place } = self;
        let heard = Cell::new(Instant::now());
        let begun = Arc::new(AtomicBool::new(false));
        let answering = out.clone();
        let goes_on = |message: &Result<AggregatedMessage, ProtocolError>| {
            ready(matches!(message, Ok(message) if !matches!(message, AggregatedMessage::Close(_))))
        };
        let texts = incoming.take_while(goes_on).filter_map(|message| {
            heard.set(Instant::now());
            let mut out = answering.clone();
            async move {
                match message {
                    Ok(AggregatedMessage::Text(text)) => Some(text.into_bytes()),
                    Ok(AggregatedMessage::Ping(bytes)) => {
                        // The loop below notices when nobody reads.
                        drop(timeout(READ_WITHIN, out.pong(&bytes)).await);
                        None
                    }
                    Ok(_) | Err(_) => None,
                }
            }
        });
        let said = WebSocket::new(api, texts, WebSocketProtocols::GraphQLWS);
        let mut said = pin!(said.on_connection_init(who(session, means, begun.clone())));
        let (mut late, mut beat) = (pin!(sleep(BEGIN_WITHIN)), interval(BEAT));
        let close = loop {
            tokio::select! {
                word = said.next() => match word {
                    Some(WsMessage::Text(text)) => {
                        if !matches!(timeout(READ_WITHIN, out.text(text)).await, Ok(Ok(()))) {
                            return;
                        }
                    }
                    Some(WsMessage::Close(code, why)) => break (CloseCode::Other(code), why),
                    None => break (CloseCode::Normal, String::new()),
                },
                () = &mut late, if !begun.load(Ordering::Relaxed) => {
                    let why = "Connection initialisation timeout".to_owned();
                    break (CloseCode::Other(BEGAN_TOO_LATE), why);
                }
                _ = beat.tick() => {
                    let is_gone = heard.get().elapsed() > GONE_AFTER;
                    if is_gone || !matches!(timeout(READ_WITHIN, out.ping(b"")).await, Ok(Ok(()))) {
                        return;
                    }
                }
                _ = stopping.wait_for(|stops| *stops) => {
                    break (CloseCode::Restart, "the server stops; come back".to_owned());
                }
            }
        };
        let (code, why) = close;
        let reason = CloseReason { code, description: Some(why) };
        // Whoever is gone already needs no farewell.
        drop(timeout(READ_WITHIN, out.close(Some(reason))).await);
    }
}

/// Finds out who began, once the client has said so.
fn who(
    session: Session,
    means: Arc<Means>,
    begun: Arc<AtomicBool>,
) -> impl FnOnce(Value) -> BoxFuture<'static, async_graphql::Result<Data>> + Send + 'static {
    move |payload| {
        async move {
            let token = payload.get("authorization").and_then(Value::as_str);
            let session = match token {
                Some(token) => Session::of(&means, Some(bearer(token)), session.origin).await,
                None => Ok(session),
            };
            let session = session.map_err(|error| {
                tracing::error!(%error, "session could not be read");
                Error::new("the store does not answer; try again")
            })?;
            if session.operator.is_none() {
                return Err(Error::new("sign in first, or send `authorization` with this"));
            }
            begun.store(true, Ordering::Relaxed);
            let mut data = Data::default();
            data.insert(session);
            Ok(data)
        }
        .boxed()
    }
}
