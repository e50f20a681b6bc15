//! One signed-in client: builds requests, reads answers.

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use reqwest::{
    Method, RequestBuilder, StatusCode,
    header::{HeaderMap, RETRY_AFTER},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Error, Feedback, FeedbackTemplates, Files, Notes, Opportunities, Postings, Stages, Tags, Users,
    Webhooks, error::message_of, wire::or_default,
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
/// Less than servers keep idle connections (60 seconds and more, as a rule): one that is used just
/// as it is closed costs a try.
const IDLE_MAX: Duration = Duration::from_secs(30);
/// The most pages of one list that are read, of 100 items each as a rule.
pub(crate) const PAGES_MAX: usize = 100;

/// The HTTP client all calls share: with time-outs, following no redirects.
pub fn http_client() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(ANSWER_TIMEOUT)
        .pool_idle_timeout(IDLE_MAX)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("fulcrum/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// What shows Lever who we are (<https://hire.lever.co/developer/documentation#authentication>,
/// read 2026-08-26).
#[derive(Clone, Debug)]
pub enum Credential {
    /// An OAuth access token, sent as `Bearer`.
    Token(SecretString),
    /// A customer's own API key, sent as HTTP Basic: the key is the user name, the password empty.
    ApiKey(SecretString),
}

/// Who says when a request may be sent. Lever grants each credential 10 requests a second and
/// bursts of 20 (documentation, "Rate limits", read 2026-08-26).
#[async_trait]
pub trait Pace: Send + Sync {
    /// Waits for leave to send one request. `false`: it must not be sent any more.
    async fn turn(&self) -> bool;
    /// The request was answered, or will not be.
    fn answered(&self) {}
    /// Lever answered 429, perhaps with how long to wait; that is not documented and was never
    /// recorded, so there may well be none.
    fn throttled(&self, retry_after: Option<Duration>);
}

/// A client with one credential.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    api_root: String,
    credential: Credential,
    perform_as: Option<String>,
    pace: Arc<dyn Pace>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api_root", &self.api_root)
            .field("credential", &self.credential)
            .field("perform_as", &self.perform_as)
            .finish_non_exhaustive()
    }
}

/// `{"data": …}`, with the mark of a next page in lists.
#[derive(Deserialize)]
pub(crate) struct Answer<T> {
    pub(crate) data: T,
    #[serde(default, rename = "hasNext", deserialize_with = "or_default")]
    has_next: bool,
    next: Option<String>,
}

impl Client {
    /// `api_root`: `https://api.lever.co/v1`, without a slash at the end. `perform_as`: the user
    /// whose name writes carry. Every request waits for its turn at `pace`.
    pub fn new(
        http: reqwest::Client,
        api_root: &str,
        credential: Credential,
        perform_as: Option<String>,
        pace: Arc<dyn Pace>,
    ) -> Self {
        let api_root = api_root.trim_end_matches('/').to_owned();
        Self { http, api_root, credential, perform_as, pace }
    }

    /// `/opportunities`.
    pub fn opportunities(&self) -> Opportunities<'_> {
        Opportunities { client: self }
    }

    /// `/opportunities/:id/notes`.
    pub fn notes<'a>(&'a self, opportunity_id: &'a str) -> Notes<'a> {
        Notes { client: self, opportunity_id }
    }

    /// `/opportunities/:id/files`.
    pub fn files<'a>(&'a self, opportunity_id: &'a str) -> Files<'a> {
        Files { client: self, opportunity_id }
    }

    /// `/opportunities/:id/feedback`.
    pub fn feedback<'a>(&'a self, opportunity_id: &'a str) -> Feedback<'a> {
        Feedback { client: self, opportunity_id }
    }

    /// `/feedback_templates`.
    pub fn feedback_templates(&self) -> FeedbackTemplates<'_> {
        FeedbackTemplates { client: self }
    }

    /// `/postings`.
    pub fn postings(&self) -> Postings<'_> {
        Postings { client: self }
    }

    /// `/stages`.
    pub fn stages(&self) -> Stages<'_> {
        Stages { client: self }
    }

    /// `/tags`.
    pub fn tags(&self) -> Tags<'_> {
        Tags { client: self }
    }

    /// `/users`.
    pub fn users(&self) -> Users<'_> {
        Users { client: self }
    }

    /// `/webhooks`.
    pub fn webhooks(&self) -> Webhooks<'_> {
        Webhooks { client: self }
    }

    pub(crate) fn read(&self, path: &[&str]) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    /// A write; carries `perform_as`, which is required by some and allowed by all.
    pub(crate) fn write(&self, method: Method, path: &[&str]) -> RequestBuilder {
        let request = self.request(method, path);
        match &self.perform_as {
            Some(user) => request.query(&[("perform_as", user)]),
            None => request,
        }
    }

    pub(crate) fn request(&self, method: Method, path: &[&str]) -> RequestBuilder {
        // Ids come from outside: each is one encoded segment, so none can climb the path.
        let mut address = self.api_root.clone();
        for segment in path {
            address.push('/');
            // Even encoded dots climb, and nothing at all shortens the path; no id is any of
            // these, so one that Lever does not know takes their place: not found.
            let segment = if matches!(*segment, "" | "." | "..") { "-" } else { *segment };
            address.extend(url::form_urlencoded::byte_serialize(segment.as_bytes()));
        }
        let request = self.http.request(method, address);
        match &self.credential {
            Credential::Token(token) => request.bearer_auth(token.expose_secret()),
            Credential::ApiKey(key) => request.basic_auth(key.expose_secret(), Some("")),
        }
    }

    /// Sends and reads `{"data": …}`.
    pub(crate) async fn data<T: DeserializeOwned>(
        &self,
        attempted: &str,
        request: RequestBuilder,
    ) -> Result<T, Error> {
        Ok(self.answer::<T>(attempted, request).await?.data)
    }

    /// Sends and reads what is in no `{"data": …}`.
    pub(crate) async fn bare<T: DeserializeOwned>(
        &self,
        attempted: &str,
        request: RequestBuilder,
    ) -> Result<T, Error> {
        read(attempted, &self.send(attempted, request).await?)
    }

    /// All pages of a list; [`Error::TooMany`] if it goes on after [`PAGES_MAX`].
    pub(crate) async fn pages<T: DeserializeOwned>(
        &self,
        attempted: &str,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Vec<T>, Error> {
        match self.pages_from_the_start(attempted, &request).await {
            // The list changed under us: once more, from the beginning.
            Err(error) if error.is_lost_offset() => {
                self.pages_from_the_start(attempted, &request).await
            }
            list => list,
        }
    }

    async fn pages_from_the_start<T: DeserializeOwned>(
        &self,
        attempted: &str,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        let mut offset: Option<String> = None;
        for _ in 0..PAGES_MAX {
            let page = match &offset {
                // Opaque, and encoded once more on the wire although it looks encoded already.
                Some(token) => request().query(&[("offset", token)]),
                None => request(),
            };
            let answer = self.answer::<Vec<T>>(attempted, page).await?;
            items.extend(answer.data);
            match answer.next {
                Some(next) if answer.has_next => offset = Some(next),
                Some(_) | None => return Ok(items),
            }
        }
        Err(Error::TooMany { attempted: attempted.to_owned() })
    }

    /// Sends, not reading what a success answers.
    pub(crate) async fn done(&self, attempted: &str, request: RequestBuilder) -> Result<(), Error> {
        self.send(attempted, request).await.map(drop)
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        attempted: &str,
        request: RequestBuilder,
    ) -> Result<Answer<T>, Error> {
        read(attempted, &self.send(attempted, request).await?)
    }

    /// The one place where requests leave.
    async fn send(&self, attempted: &str, request: RequestBuilder) -> Result<Vec<u8>, Error> {
        let no_answer = |source: reqwest::Error| Error::NoAnswer {
            attempted: attempted.to_owned(),
            source: source.without_url(),
        };
        if !self.pace.turn().await {
            return Err(Error::NotSent { attempted: attempted.to_owned() });
        }
        let response = request.send().await;
        self.pace.answered();
        let response = response.map_err(no_answer)?;
        let status = response.status();
        if status == StatusCode::TOO_MANY_REQUESTS {
            self.pace.throttled(retry_after(response.headers()));
        }
        let body = response.bytes().await.map_err(no_answer)?;
        if status.is_success() {
            Ok(body.to_vec())
        } else {
            let message = message_of(&body);
            Err(Error::Refused { attempted: attempted.to_owned(), status, message })
        }
    }
}

/// What an answer says.
fn read<T: DeserializeOwned>(attempted: &str, body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body)
        .map_err(|source| Error::Unreadable { attempted: attempted.to_owned(), source })
}

/// `Retry-After` in seconds; its other form, a date, is taken as absent.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}
