//! What people do in a demo, over HTTP: Lever's users, candidates, the operator at a browser.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Context, bail, ensure};
use reqwest::{Client, Response};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

/// How long a connection is kept for the next request: less than servers keep it, because what is
/// sent while they close it is lost.
const IDLE_MAX: Duration = Duration::from_secs(2);

/// Everybody who is not the server.
#[derive(Clone, Debug)]
pub struct Outside {
    http: Client,
    server: String,
    lever: String,
    mail: String,
}

/// A mail as the catcher shows it.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    /// The addresses it went to, with commas between.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// Its id: a repeat has the same.
    pub message_id: Option<String>,
}

/// What stands before and after a posting's title in the subject of an invite, in each language.
const INVITES: [(&str, &str); 4] = [
    ("Your interview for ", " at "),
    ("Su entrevista para ", " en "),
    ("Votre entretien pour ", " chez "),
    ("Ihr Interview für ", " bei "),
];

/// How the subject of the mail after an interview begins, in each language.
const THANKS: [&str; 4] = ["Thank you for ", "Gracias por ", "Merci pour ", "Vielen Dank für "];

impl Mail {
    /// Whether it was sent to this address.
    pub fn is_to(&self, address: &str) -> bool {
        self.to.split(", ").any(|one| one == address)
    }

    /// Whether it invites, and does not merely remind.
    pub fn is_invite(&self) -> bool {
        self.posting().is_some() && self.room().is_some()
    }

    /// The posting's title, if it invites.
    pub fn posting(&self) -> Option<&str> {
        INVITES.iter().find_map(|(before, after)| {
            let rest = self.subject.strip_prefix(before)?;
            Some(rest.rsplit_once(after).map_or(rest, |(title, _)| title))
        })
    }

    /// Whether it thanks for an interview.
    pub fn is_thanks(&self) -> bool {
        THANKS.iter().any(|words| self.subject.starts_with(words))
    }

    /// The address of the room in it.
    pub fn room(&self) -> Option<&str> {
        self.text.split_whitespace().find(|word| word.contains("/i/"))
    }
}

/// What the sandbox counts.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct LeverSummary {
    /// How many postings.
    pub postings: usize,
    /// How many opportunities.
    pub opportunities: usize,
    /// How many opportunities carry each tag.
    pub tags_written: BTreeMap<String, usize>,
    /// How many notes in all.
    pub notes: usize,
    /// How many files in all.
    pub files: usize,
}

/// An opportunity as a person at Lever sees it.
#[derive(Clone, Debug, Deserialize)]
pub struct Seen {
    /// The opportunity.
    pub opportunity: SeenOpportunity,
    /// Its notes, as Lever stores them.
    pub notes: Vec<Value>,
    /// Its files.
    pub files: Vec<SeenFile>,
}

/// An opportunity, as far as a demo looks at it.
#[derive(Clone, Debug, Deserialize)]
pub struct SeenOpportunity {
    /// Its tags.
    pub tags: Vec<String>,
}

/// A file of an opportunity.
#[derive(Clone, Debug, Deserialize)]
pub struct SeenFile {
    /// Its id.
    pub id: String,
}

/// The room as its page reads it.
#[derive(Clone, Debug, Deserialize)]
pub struct Room {
    /// Where the candidate stands.
    pub state: String,
    /// How many questions there are.
    pub questions: usize,
    /// What must be agreed to.
    pub disclosure: RoomDisclosure,
    /// The question to answer now.
    pub question: Option<RoomQuestion>,
}

/// What a candidate must agree to.
#[derive(Clone, Debug, Deserialize)]
pub struct RoomDisclosure {
    /// Which wording.
    pub version: String,
}

/// A question as the room shows it.
#[derive(Clone, Debug, Deserialize)]
pub struct RoomQuestion {
    /// Its id.
    pub id: String,
    /// Its place, from 1.
    pub number: usize,
    /// The wording.
    pub text: String,
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
    /// `server`, `lever`, `mail`: where each is reached.
    pub fn new(server: &str, lever: &str, mail: &str) -> anyhow::Result<Self> {
        // A browser: it keeps cookies and follows redirects.
        let http = Client::builder()
            .cookie_store(true)
            .pool_idle_timeout(IDLE_MAX)
            .build()
            .context("make an HTTP client")?;
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
    pub async fn seed(&self, postings: Vec<Value>) -> anyhow::Result<()> {
        let url = format!("{}/control/seed", self.lever);
        let _ids: Value = self.send(&url, &json!({ "postings": postings })).await?;
        Ok(())
    }

    /// Puts the sandbox's own samples in Lever.
    pub async fn seed_samples(&self) -> anyhow::Result<()> {
        let response = self.http.post(format!("{}/postings/samples", self.lever)).send().await?;
        good(response, "add sample postings").await?;
        Ok(())
    }

    /// Ids of all postings in Lever.
    pub async fn postings(&self) -> anyhow::Result<Vec<String>> {
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
    pub async fn stage(&self, name: &str) -> anyhow::Result<String> {
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
    pub async fn tag_posting(&self, posting: &str, tag: &str) -> anyhow::Result<()> {
        let url = format!("{}/control/postings/{posting}/tags", self.lever);
        let _tags: Value = self.send(&url, &json!({ "tags": [tag] })).await?;
        Ok(())
    }

    /// A candidate applies; Lever's id of the opportunity.
    pub async fn apply(&self, posting: &str, name: &str, email: &str) -> anyhow::Result<String> {
        #[derive(Deserialize)]
        struct Applied {
            opportunity: String,
        }
        let body = json!({ "posting": posting, "name": name, "email": email });
        let applied: Applied = self.send(&format!("{}/control/apply", self.lever), &body).await?;
        Ok(applied.opportunity)
    }

    /// A person at Lever moves a candidate.
    pub async fn move_to(&self, opportunity: &str, stage: &str) -> anyhow::Result<()> {
        let body = json!({ "opportunity": opportunity, "stage": stage });
        let _moved: Value = self.send(&format!("{}/control/move", self.lever), &body).await?;
        Ok(())
    }

    /// What Lever has by now.
    pub async fn lever_summary(&self) -> anyhow::Result<LeverSummary> {
        self.read(&format!("{}/control/summary", self.lever)).await
    }

    /// One opportunity as Lever has it by now.
    pub async fn seen(&self, opportunity: &str) -> anyhow::Result<Seen> {
        self.read(&format!("{}/control/opportunities/{opportunity}", self.lever)).await
    }

    /// A file as a person at Lever downloads it.
    pub async fn file(&self, opportunity: &str, file: &str) -> anyhow::Result<Vec<u8>> {
        let url = format!("{}/opportunities/{opportunity}/files/{file}/download", self.lever);
        let response = self.http.get(url).send().await?;
        Ok(good(response, "download a file").await?.bytes().await?.to_vec())
    }

    /// All mails caught so far.
    pub async fn mails(&self) -> anyhow::Result<Vec<Mail>> {
        self.read(&format!("{}/api/mails", self.mail)).await
    }

    /// The mails to one address.
    pub async fn mails_to(&self, address: &str) -> anyhow::Result<Vec<Mail>> {
        self.read(&format!("{}/api/mails?to={address}", self.mail)).await
    }

    /// The operator signs in.
    pub async fn sign_in(&self, link: &str) -> anyhow::Result<()> {
        good(self.http.post(link).send().await?, "sign in").await?;
        Ok(())
    }

    /// The operator signs in and connects Lever, as a browser would.
    pub async fn connect(&self, sign_in_link: &str) -> anyhow::Result<()> {
        self.sign_in(sign_in_link).await?;
        self.connect_signed_in().await
    }

    /// The operator, signed in, connects Lever.
    pub async fn connect_signed_in(&self) -> anyhow::Result<()> {
        let query = "mutation { connectLever { __typename \
                     ... on ConnectLever { authorizeUrl } ... on Problem { message } } }";
        let answer = self.graphql(query, json!({})).await?;
        let authorize = answer
            .pointer("/connectLever/authorizeUrl")
            .and_then(Value::as_str)
            .with_context(|| format!("connect Lever: {answer}"))?;
        let opened = good(self.http.get(authorize).send().await?, "open Lever's page").await?;
        if opened.url().as_str().contains("connected=1") {
            // Consent was given before, so Lever sent the browser straight back.
            return Ok(());
        }
        let url = reqwest::Url::parse(authorize)?;
        let mut form: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        form.push(("decision".to_owned(), "accept".to_owned()));
        let sent = self.http.post(format!("{}/authorize", self.lever)).form(&form).send().await?;
        let back = good(sent, "accept at Lever").await?;
        let landed = back.url().to_string();
        ensure!(landed.contains("connected=1"), "connecting Lever ended at {landed}");
        Ok(())
    }

    /// Whether Lever is connected, with its webhooks and a trigger stage.
    pub async fn is_set_up(&self) -> anyhow::Result<bool> {
        let query = "{ integration { status webhooks { event } triggerStatus } }";
        let answer = self.graphql(query, json!({})).await?;
        let integration = answer.pointer("/integration").cloned().unwrap_or_default();
        let hooks = integration.pointer("/webhooks").and_then(Value::as_array).map_or(0, Vec::len);
        Ok(integration.pointer("/status").and_then(Value::as_str) == Some("CONNECTED")
            && hooks == 3
            && integration.pointer("/triggerStatus").and_then(Value::as_str) == Some("READY"))
    }

    /// The operator asks the admin API; its `data`.
    pub async fn graphql(&self, query: &str, variables: Value) -> anyhow::Result<Value> {
        let url = format!("{}/graphql", self.server);
        let body = json!({ "query": query, "variables": variables });
        let mut answer: Value = self.send(&url, &body).await?;
        if let Some(errors) = answer.get("errors") {
            bail!("the dashboard's query failed: {errors}");
        }
        Ok(answer.get_mut("data").map(Value::take).unwrap_or_default())
    }

    /// The room behind a link.
    pub async fn room(&self, link: &str) -> anyhow::Result<Room> {
        self.read(&format!("{link}/interview")).await
    }

    /// The candidate agrees to the disclosure.
    pub async fn consent(&self, link: &str, version: &str) -> anyhow::Result<Room> {
        self.send(&format!("{link}/consent"), &json!({ "version": version })).await
    }

    /// The candidate answers a question.
    pub async fn answer(&self, link: &str, question: &str, text: &str) -> anyhow::Result<Room> {
        let body = json!({ "key": Uuid::new_v4(), "questionId": question, "text": text });
        self.send(&format!("{link}/answers"), &body).await
    }

    /// The candidate chooses when to take the interview; `key`: the same again is one request.
    pub async fn schedule(
        &self,
        link: &str,
        at: chrono::DateTime<chrono::Utc>,
        key: Uuid,
    ) -> anyhow::Result<Room> {
        self.send(&format!("{link}/schedule"), &json!({ "at": at, "key": key })).await
    }

    /// The candidate wants a person instead.
    pub async fn ask_for_a_human(&self, link: &str) -> anyhow::Result<Room> {
        self.send(&format!("{link}/human"), &json!({})).await
    }
}
