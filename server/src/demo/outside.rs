//! What people do in a demo, over HTTP: Lever's users, candidates, the operator at a browser.

use std::collections::BTreeMap;

use anyhow::{Context, bail, ensure};
use reqwest::{Client, Response};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

/// Everybody who is not the server.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    http: Client,
    server: String,
    lever: String,
    mail: String,
}

/// A mail as the catcher shows it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mail {
    pub(crate) to: Value,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Mail {
    /// Whether it was sent to this address.
    pub(crate) fn is_to(&self, address: &str) -> bool {
        match &self.to {
            Value::Array(many) => many.iter().any(|one| one.as_str() == Some(address)),
            one => one.as_str().is_some_and(|one| one.contains(address)),
        }
    }

    /// The address of the room in it.
    pub(crate) fn room(&self) -> Option<&str> {
        self.text.split_whitespace().find(|word| word.contains("/i/"))
    }
}

/// What the sandbox counts.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct LeverSummary {
    pub(crate) postings: usize,
    pub(crate) opportunities: usize,
    pub(crate) tags_written: BTreeMap<String, usize>,
    pub(crate) notes: usize,
    pub(crate) files: usize,
}

/// An opportunity as a person at Lever sees it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Seen {
    pub(crate) opportunity: SeenOpportunity,
    pub(crate) notes: Vec<Value>,
    pub(crate) files: Vec<SeenFile>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SeenOpportunity {
    pub(crate) tags: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SeenFile {
    pub(crate) id: String,
}

/// The room as its page reads it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Room {
    pub(crate) state: String,
    pub(crate) questions: usize,
    pub(crate) disclosure: RoomDisclosure,
    pub(crate) question: Option<RoomQuestion>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RoomDisclosure {
    pub(crate) version: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RoomQuestion {
    pub(crate) id: String,
    pub(crate) number: usize,
    pub(crate) text: String,
}

async fn good(response: Response, doing: &str) -> anyhow::Result<Response> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let body = response.text().await.unwrap_or_default();
    bail!("{doing}: {status} {body}")
}

impl Outside {
    pub(crate) fn new(server: &str, lever: &str, mail: &str) -> anyhow::Result<Self> {
        // A browser: it keeps cookies and follows redirects.
        let http = Client::builder().cookie_store(true).build().context("make an HTTP client")?;
        let (server, lever, mail) = (server.to_owned(), lever.to_owned(), mail.to_owned());
        Ok(Self { http, server, lever, mail })
    }

    async fn read<T: DeserializeOwned>(&self, url: &str) -> anyhow::Result<T> {
        let response = self.http.get(url).send().await.with_context(|| format!("read {url}"))?;
        Ok(good(response, url).await?.json().await?)
    }

    async fn send<T: DeserializeOwned>(&self, url: &str, body: &Value) -> anyhow::Result<T> {
        let sent = self.http.post(url).json(body).send();
        let response = sent.await.with_context(|| format!("send to {url}"))?;
        Ok(good(response, url).await?.json().await?)
    }

    /// Puts postings in Lever.
    pub(crate) async fn seed(&self, postings: Vec<Value>) -> anyhow::Result<()> {
        let url = format!("{}/control/seed", self.lever);
        let _ids: Value = self.send(&url, &json!({ "postings": postings })).await?;
        Ok(())
    }

    /// Puts the sandbox's own samples in Lever.
    pub(crate) async fn seed_samples(&self) -> anyhow::Result<()> {
        let response = self.http.post(format!("{}/postings/samples", self.lever)).send().await?;
        good(response, "add sample postings").await?;
        Ok(())
    }

    /// Ids of all postings in Lever.
    pub(crate) async fn postings(&self) -> anyhow::Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Listed {
            postings: Vec<Posting>,
        }
        #[derive(Deserialize)]
        struct Posting {
            id: String,
        }
        let listed: Listed = self.read(&format!("{}/control/postings", self.lever)).await?;
        Ok(listed.postings.into_iter().map(|posting| posting.id).collect())
    }

    /// Lever's id of the stage with this name.
    pub(crate) async fn stage(&self, name: &str) -> anyhow::Result<String> {
        #[derive(Deserialize)]
        struct Listed {
            stages: Vec<Stage>,
        }
        #[derive(Deserialize)]
        struct Stage {
            id: String,
            text: String,
        }
        let listed: Listed = self.read(&format!("{}/control/stages", self.lever)).await?;
        let found = listed.stages.into_iter().find(|stage| stage.text == name);
        Ok(found.with_context(|| format!("Lever has no stage {name}"))?.id)
    }

    /// A person at Lever tags a posting.
    pub(crate) async fn tag_posting(&self, posting: &str, tag: &str) -> anyhow::Result<()> {
        let url = format!("{}/control/postings/{posting}/tags", self.lever);
        let _tags: Value = self.send(&url, &json!({ "tags": [tag] })).await?;
        Ok(())
    }

    /// A candidate applies; Lever's id of the opportunity.
    pub(crate) async fn apply(
        &self,
        posting: &str,
        name: &str,
        email: &str,
    ) -> anyhow::Result<String> {
        #[derive(Deserialize)]
        struct Applied {
            opportunity: String,
        }
        let body = json!({ "posting": posting, "name": name, "email": email });
        let applied: Applied = self.send(&format!("{}/control/apply", self.lever), &body).await?;
        Ok(applied.opportunity)
    }

    /// A person at Lever moves a candidate.
    pub(crate) async fn move_to(&self, opportunity: &str, stage: &str) -> anyhow::Result<()> {
        let body = json!({ "opportunity": opportunity, "stage": stage });
        let _moved: Value = self.send(&format!("{}/control/move", self.lever), &body).await?;
        Ok(())
    }

    /// What Lever has by now.
    pub(crate) async fn lever_summary(&self) -> anyhow::Result<LeverSummary> {
        self.read(&format!("{}/control/summary", self.lever)).await
    }

    /// One opportunity as Lever has it by now.
    pub(crate) async fn seen(&self, opportunity: &str) -> anyhow::Result<Seen> {
        self.read(&format!("{}/control/opportunities/{opportunity}", self.lever)).await
    }

    /// A file as a person at Lever downloads it.
    pub(crate) async fn file(&self, opportunity: &str, file: &str) -> anyhow::Result<Vec<u8>> {
        let url = format!("{}/opportunities/{opportunity}/files/{file}/download", self.lever);
        let response = self.http.get(url).send().await?;
        Ok(good(response, "download a file").await?.bytes().await?.to_vec())
    }

    /// All mails caught so far.
    pub(crate) async fn mails(&self) -> anyhow::Result<Vec<Mail>> {
        self.read(&format!("{}/api/mails", self.mail)).await
    }

    /// The operator signs in and connects Lever, as a browser would.
    pub(crate) async fn connect(&self, sign_in_link: &str) -> anyhow::Result<()> {
        good(self.http.get(sign_in_link).send().await?, "sign in").await?;
        let query = "mutation { connectLever { __typename \
                     ... on ConnectLever { authorizeUrl } ... on Problem { message } } }";
        let answer = self.graphql(query).await?;
        let authorize = answer
            .pointer("/connectLever/authorizeUrl")
            .and_then(Value::as_str)
            .with_context(|| format!("connect Lever: {answer}"))?;
        good(self.http.get(authorize).send().await?, "open Lever's consent page").await?;
        let url = reqwest::Url::parse(authorize)?;
        let mut form: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        form.push(("decision".to_owned(), "accept".to_owned()));
        let sent = self.http.post(format!("{}/authorize", self.lever)).form(&form).send().await?;
        let back = good(sent, "accept at Lever").await?;
        let landed = back.url().to_string();
        ensure!(landed.contains("connected=1"), "connecting Lever ended at {landed}");
        Ok(())
    }

    /// Whether Lever is connected, with both webhooks and a trigger stage.
    pub(crate) async fn is_set_up(&self) -> anyhow::Result<bool> {
        let query = "{ integration { status webhooks { event } triggerStage { text } } }";
        let answer = self.graphql(query).await?;
        let integration = answer.pointer("/integration").cloned().unwrap_or_default();
        let hooks = integration.pointer("/webhooks").and_then(Value::as_array).map_or(0, Vec::len);
        Ok(integration.pointer("/status").and_then(Value::as_str) == Some("CONNECTED")
            && hooks == 2
            && integration.pointer("/triggerStage/text").is_some())
    }

    async fn graphql(&self, query: &str) -> anyhow::Result<Value> {
        let url = format!("{}/graphql", self.server);
        let mut answer: Value = self.send(&url, &json!({ "query": query })).await?;
        if let Some(errors) = answer.get("errors") {
            bail!("the dashboard's query failed: {errors}");
        }
        Ok(answer.get_mut("data").map(Value::take).unwrap_or_default())
    }

    /// The room behind a link.
    pub(crate) async fn room(&self, link: &str) -> anyhow::Result<Room> {
        self.read(&format!("{link}/interview")).await
    }

    /// The candidate agrees to the disclosure.
    pub(crate) async fn consent(&self, link: &str, version: &str) -> anyhow::Result<Room> {
        self.send(&format!("{link}/consent"), &json!({ "version": version })).await
    }

    /// The candidate answers a question.
    pub(crate) async fn answer(
        &self,
        link: &str,
        question: &str,
        text: &str,
    ) -> anyhow::Result<Room> {
        let body = json!({ "key": Uuid::new_v4(), "questionId": question, "text": text });
        self.send(&format!("{link}/answers"), &body).await
    }
}
