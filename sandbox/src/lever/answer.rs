//! Lever's answers: one object, a list, or an error body.

use std::fmt;

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// An error as Lever words it: `{"code", "message"}`.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequestError", message)
    }

    pub(super) fn missing(parameter: &str) -> Self {
        Self::bad_request(format!("Missing required parameter: {parameter}"))
    }

    pub(super) fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "UnauthorizedError",
            "The request requires authentication.",
        )
    }

    pub(super) fn forbidden() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "ForbiddenError",
            "You are not authorized to perform this action.",
        )
    }

    /// What the account's settings forbid.
    pub(super) fn restricted(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "ForbiddenError", message)
    }

    /// `kind` is the path's word for it, such as "stages".
    pub(super) fn not_found(kind: &str, id: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "ResourceNotFound", format!("{kind} {id} was not found"))
    }

    pub(super) fn no_such_path(path: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "ResourceNotFound", format!("{path} does not exist"))
    }

    pub(super) fn unprocessable() -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "UnprocessableEntity",
            "File could not be processed",
        )
    }

    pub(super) fn too_many_requests() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", "Too many requests")
    }

    pub(super) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", "Something went wrong")
    }

    pub(super) fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", "Service unavailable")
    }

    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// The answer itself.
    pub(super) fn response(&self) -> HttpResponse {
        respond(self.status, &json!({"code": self.code, "message": self.message}))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        self.response()
    }
}

/// What a handler answers.
pub(super) type Answer = Result<HttpResponse, Refusal>;

/// 200 with one object.
pub(super) fn one(data: impl Serialize) -> HttpResponse {
    respond(StatusCode::OK, &json!({"data": data}))
}

/// 201 with one object.
pub(super) fn created(data: impl Serialize) -> HttpResponse {
    respond(StatusCode::CREATED, &json!({"data": data}))
}

/// 204, for deletions.
pub(super) fn deleted() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// One page of a list; `next` is there only when more follows.
pub(super) fn list(items: &[Value], next: Option<&str>) -> HttpResponse {
    let mut body = json!({"data": items, "hasNext": next.is_some()});
    if let (Some(next), Some(fields)) = (next, body.as_object_mut()) {
        fields.insert("next".to_owned(), json!(next));
    }
    respond(StatusCode::OK, &body)
}

/// Any JSON, with Lever's content type.
pub(super) fn respond(status: StatusCode, body: &impl Serialize) -> HttpResponse {
    match serde_json::to_vec(body) {
        Ok(bytes) => {
            HttpResponse::build(status).content_type("application/json; charset=utf-8").body(bytes)
        }
        Err(error) => {
            tracing::error!(%error, "could not write an answer");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// The JSON body of a request; an empty one reads as `{}`.
pub(super) fn read_body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    serde_json::from_slice(bytes)
        .map_err(|error| Refusal::bad_request(format!("Invalid request body: {error}")))
}
