//! One signed-in client: builds requests, reads answers.

use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Error, Files, Notes, Opportunities, Postings, Stages, Webhooks, error::message_of};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
const PAGES_MAX: usize = 100;

/// The HTTP client all calls share: with time-outs, following no redirects.
pub fn http_client() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(ANSWER_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("fulcrum/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// A client with one access token.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    api_root: String,
    access_token: SecretString,
    perform_as: Option<String>,
}

/// `{"data": …}`, with the mark of a next page in lists.
#[derive(Deserialize)]
pub(crate) struct Answer<T> {
    pub(crate) data: T,
    #[serde(default, rename = "hasNext")]
    has_next: bool,
    next: Option<String>,
}

impl Client {
    /// `api_root`: `https://api.lever.co/v1`, without a slash at the end. `perform_as`: the user
    /// whose name writes carry.
    pub fn new(
        http: reqwest::Client,
        api_root: &str,
        access_token: SecretString,
        perform_as: Option<String>,
    ) -> Self {
        let api_root = api_root.trim_end_matches('/').to_owned();
        Self { http, api_root, access_token, perform_as }
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

    /// `/postings`.
    pub fn postings(&self) -> Postings<'_> {
        Postings { client: self }
    }

    /// `/stages`.
    pub fn stages(&self) -> Stages<'_> {
        Stages { client: self }
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
            address.extend(url::form_urlencoded::byte_serialize(segment.as_bytes()));
        }
        self.http.request(method, address).bearer_auth(self.access_token.expose_secret())
    }

    /// Sends and reads `{"data": …}`.
    pub(crate) async fn data<T: DeserializeOwned>(
        &self,
        attempted: &str,
        request: RequestBuilder,
    ) -> Result<T, Error> {
        Ok(self.answer::<T>(attempted, request).await?.data)
    }

    /// All pages of a list.
    pub(crate) async fn pages<T: DeserializeOwned>(
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
                Some(_) | None => break,
            }
        }
        Ok(items)
    }

    /// Sends, expecting an answer without content.
    pub(crate) async fn done(&self, attempted: &str, request: RequestBuilder) -> Result<(), Error> {
        send(attempted, request).await.map(drop)
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        attempted: &str,
        request: RequestBuilder,
    ) -> Result<Answer<T>, Error> {
        let body = send(attempted, request).await?;
        serde_json::from_slice(&body)
            .map_err(|source| Error::Unreadable { attempted: attempted.to_owned(), source })
    }
}

async fn send(attempted: &str, request: RequestBuilder) -> Result<Vec<u8>, Error> {
    let no_answer = |source: reqwest::Error| Error::NoAnswer {
        attempted: attempted.to_owned(),
        source: source.without_url(),
    };
    let response = request.send().await.map_err(no_answer)?;
    let status = response.status();
    let body = response.bytes().await.map_err(no_answer)?;
    if status.is_success() {
        Ok(body.to_vec())
    } else {
        let message = message_of(&body);
        Err(Error::Refused { attempted: attempted.to_owned(), status, message })
    }
}
