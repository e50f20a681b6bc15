//! `/webhooks`: the ones made by API.

use reqwest::Method;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;

use crate::{Client, Error};

/// A webhook.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// Lever's id.
    pub id: String,
    /// Its event.
    pub event: String,
    /// Where it goes.
    pub url: String,
    /// Holds the signing token, at creation only.
    #[serde(default)]
    pub configuration: Option<Configuration>,
}

/// A webhook's configuration.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    /// 48 hexadecimal characters; told once, when the webhook is made.
    pub signature_token: Option<SecretString>,
}

/// D nests the answer twice, recordings once: both are read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Created {
    Recorded(Webhook),
    Documented { data: Webhook },
}

/// The calls under `/webhooks`.
#[derive(Debug)]
pub struct Webhooks<'a> {
    pub(crate) client: &'a Client,
}

impl Webhooks<'_> {
    /// Those of this connection.
    pub async fn list(&self) -> Result<Vec<Webhook>, Error> {
        self.client.pages("list the webhooks", || self.client.read(&["webhooks"])).await
    }

    /// Makes a webhook. The same event and address can be made twice: look before.
    pub async fn create(&self, event: &str, url: &str) -> Result<Webhook, Error> {
        let request = self
            .client
            .request(Method::POST, &["webhooks"])
            .json(&json!({ "event": event, "url": url }));
        Ok(match self.client.data("make a webhook", request).await? {
            Created::Recorded(webhook) | Created::Documented { data: webhook } => webhook,
        })
    }

    /// Removes a webhook.
    pub async fn delete(&self, id: &str) -> Result<(), Error> {
        let request = self.client.request(Method::DELETE, &["webhooks", id]);
        self.client.done("remove a webhook", request).await
    }
}
