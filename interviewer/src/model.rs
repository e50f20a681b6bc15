//! The one client of language models: OpenAI-style endpoints, Anthropic, Gemini and Ollama.
//!
//! A request is a text and gets a text: no tools, no stream, no redirects, at most
//! [`ANSWER_TOKENS_MAX`] asked for, a time-out on the whole exchange. Who answers with anything but
//! what was asked for is dealt with by [`planning`] and [`scoring`].
//!
//! The client reads an answer whole before it can be measured here: until then only the time-out
//! bounds it. It logs bodies at level trace, and nothing of them at the others.
//!
//! In memory: nothing between requests but open connections. Knows: an endpoint and its key. Does
//! not know: plans, answers, the environment it runs in.

mod error;
mod fence;
mod planning;
mod reply;
mod scoring;

use std::fmt;
use std::time::Duration;

use genai::adapter::AdapterKind;
use genai::chat::{
    ChatMessage, ChatOptions, ChatRequest, ChatResponseFormat, ReasoningEffort, StopReason,
};
use genai::resolver::{AuthData, Endpoint};
use genai::{ModelIden, ServiceTarget};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

pub use error::{Error, Retry};
pub use planning::plan_with;
pub use scoring::score_with;

/// Runs of a rating, where the settings say nothing.
const RUNS: u8 = 5;
/// More runs cost more than they tell.
const RUNS_MAX: u8 = 15;
/// How long one request may take, where the settings say nothing.
const TIMEOUT_SECS: u64 = 60;
/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// A model may write so much, its thinking included.
const ANSWER_TOKENS_MAX: u32 = 8_192;
/// A longer answer is not read. A token is four letters or so, rarely more than eight.
const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// What a local model is to keep in mind: prompt and answer. Ollama's own is 4k on most machines, and
/// a longer prompt is cut without a word (<https://docs.ollama.com/context-length>, read 2026-11-26).
const OLLAMA_CONTEXT_TOKENS: u32 = 24_576;
/// A request that the endpoint is too busy for is sent so often.
const ATTEMPTS_MAX: u32 = 3;
/// Before the second try, unless the endpoint says how long; twice that before the third.
const PAUSE_FIRST: Duration = Duration::from_millis(500);
/// An endpoint that wants a longer pause is left to the caller.
const PAUSE_MAX: Duration = Duration::from_secs(20);
/// What is sent as the key where there is none: local servers want one but read none.
const NO_KEY: &str = "none";

/// Whose way of speaking the endpoint has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelKind {
    /// No model: everything is done by rules.
    #[default]
    None,
    /// `OpenAI`'s chat completions, which many local and hosted servers speak.
    OpenAi,
    /// Anthropic's messages.
    Anthropic,
    /// Gemini's `generateContent`.
    Gemini,
    /// Ollama's own chat.
    Ollama,
}

/// Which model to ask, and how. The section `model` of the settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModelSettings {
    /// Whose way of speaking the endpoint has; [`ModelKind::None`] for no model.
    pub kind: ModelKind,
    /// Where it is, up to the version, for example `http://localhost:8000/v1`. Empty: the
    /// provider's own, for Ollama this machine.
    pub url: String,
    /// The model's id, as the endpoint names it.
    pub name: String,
    /// The key; may be empty where the endpoint wants none.
    pub key: SecretString,
    /// How often each answer is rated, 1 to 15.
    pub runs: u8,
    /// How long one request may take, in seconds.
    pub timeout_secs: u64,
    /// Sampling temperature; none leaves it to the provider, and some models take no other.
    pub temperature: Option<f64>,
}

impl Default for ModelSettings {
    fn default() -> Self {
        Self {
            kind: ModelKind::None,
            url: String::new(),
            name: String::new(),
            key: SecretString::default(),
            runs: RUNS,
            timeout_secs: TIMEOUT_SECS,
            temperature: None,
        }
    }
}

/// A language model that can be asked. Prints as its name and where it is.
#[derive(Clone)]
pub struct Model {
    client: genai::Client,
    kind: ModelKind,
    adapter: AdapterKind,
    url: String,
    name: String,
    key: SecretString,
    runs: u8,
    timeout_secs: u64,
    temperature: Option<f64>,
    first_seed: u64,
}

/// What is asked: the rules, then turns that begin and end with ours.
#[derive(Debug, Clone)]
pub(crate) struct Prompt {
    system: &'static str,
    turns: Vec<Turn>,
}

/// One turn of a conversation with a model.
#[derive(Debug, Clone)]
enum Turn {
    Ours(String),
    Models(String),
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    /// The model's words; its thinking is left out where the endpoint tells it apart.
    text: String,
    /// The model as the provider names it, which is often longer than what was asked for.
    model: String,
    end: End,
}

/// How an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    CutOff,
    Refused,
}

impl Model {
    /// The model of these settings; `None` where they name none.
    ///
    /// # Panics
    /// When no TLS provider is installed in the process, as `main` does.
    pub fn new(settings: &ModelSettings) -> Result<Option<Self>, Error> {
        let (adapter, own_url) = match settings.kind {
            ModelKind::None => return Ok(None),
            // Where each provider has its endpoint, as the client knows it too (genai 0.7.2).
            ModelKind::OpenAi => (AdapterKind::OpenAI, "https://api.openai.com/v1/"),
            ModelKind::Anthropic => (AdapterKind::Anthropic, "https://api.anthropic.com/v1/"),
            ModelKind::Gemini => {
                (AdapterKind::Gemini, "https://generativelanguage.googleapis.com/v1beta/")
            }
            ModelKind::Ollama => (AdapterKind::Ollama, "http://localhost:11434/"),
        };
        let url = if settings.url.is_empty() { own_url } else { &settings.url };
        let fault = |fault| Err(Error::Settings { fault });
        if settings.name.trim().is_empty() {
            return fault("`model.name` is missing");
        }
        if settings.name.contains("::") {
            return fault("`model.name` must not contain `::`");
        }
        if !(1..=RUNS_MAX).contains(&settings.runs) {
            return fault("`model.runs` must be 1 to 15");
        }
        if settings.timeout_secs == 0 {
            return fault("`model.timeout_secs` must be 1 or more");
        }
        if settings.temperature.is_some_and(|heat| !(0.0..=2.0).contains(&heat)) {
            return fault("`model.temperature` must be 0 to 2");
        }
        let Some(url) = folder(url) else {
            return fault("`model.url` must be an http or https address");
        };
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(Duration::from_secs(settings.timeout_secs))
            .redirect(reqwest::redirect::Policy::none())
            // A few bytes of a packed answer could become a great many.
            .no_gzip()
            .user_agent(concat!("fulcrum/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|source| Error::Client { source })?;
        let client = genai::Client::builder()
            .with_reqwest(http)
            .build()
            .map_err(|_| Error::Settings { fault: "no client can be made of them" })?;
        Ok(Some(Self {
            client,
            kind: settings.kind,
            adapter,
            url,
            name: settings.name.trim().to_owned(),
            key: settings.key.clone(),
            runs: settings.runs,
            timeout_secs: settings.timeout_secs,
            temperature: settings.temperature,
            first_seed: 1,
        }))
    }

    /// The same model, whose runs take the seeds from `first_seed` on instead of from 1: rating
    /// anew is then independent of the ratings before.
    #[must_use]
    pub fn seeded(mut self, first_seed: u64) -> Self {
        self.first_seed = first_seed;
        self
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The model's id, as the settings name it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How often each answer is rated.
    pub fn runs(&self) -> u8 {
        self.runs
    }

    /// The seeds of the runs of one rating; Anthropic takes none.
    fn seeds(&self) -> Vec<Option<u64>> {
        let takes_seeds = self.kind != ModelKind::Anthropic;
        (0..u64::from(self.runs))
            .map(|run| takes_seeds.then(|| self.first_seed.wrapping_add(run)))
            .collect()
    }

    /// Asks, and asks again after a pause where the endpoint is too busy. An answer that is cut
    /// off, refused or nonsense is a [`Reply`]; only an endpoint that gives none is an error.
    async fn ask(&self, prompt: &Prompt, seed: Option<u64>) -> Result<Reply, Error> {
        let mut pause = PAUSE_FIRST;
        for _ in 1..ATTEMPTS_MAX {
            match self.ask_once(prompt, seed).await {
                Err(Error::Busy { after, .. }) if after.unwrap_or(pause) <= PAUSE_MAX => {
                    tokio::time::sleep(after.unwrap_or(pause)).await;
                    pause *= 2;
                }
                told => return told,
            }
        }
        self.ask_once(prompt, seed).await
    }

    async fn ask_once(&self, prompt: &Prompt, seed: Option<u64>) -> Result<Reply, Error> {
        let key = match self.key.expose_secret() {
            "" => NO_KEY,
            key => key,
        };
        let target = ServiceTarget {
            endpoint: Endpoint::from_owned(self.url.as_str()),
            auth: AuthData::from_single(key),
            model: ModelIden::new(self.adapter, self.name.as_str()),
        };
        let messages = prompt.turns.iter().map(|turn| match turn {
            Turn::Ours(text) => ChatMessage::user(text),
            Turn::Models(text) => ChatMessage::assistant(text),
        });
        let request = ChatRequest::new(messages.collect()).with_system(prompt.system);
        let options = self.options(seed, key);
        match self.client.exec_chat(target, request, Some(&options)).await {
            Ok(answer) => Ok(Reply::read(&answer)),
            Err(error) => self.understood(error),
        }
    }

    fn options(&self, seed: Option<u64>, key: &str) -> ChatOptions {
        let mut options = ChatOptions::default()
            .with_max_tokens(ANSWER_TOKENS_MAX)
            .with_capture_raw_body(true)
            .with_normalize_reasoning_content(true);
        options.seed = seed;
        options.temperature = self.temperature;
        match self.kind {
            // A budget means nothing to this way of speaking; without it, the client would take
            // the end of a name like `mistral-medium` for an effort and ask for `mistral`.
            ModelKind::OpenAi => options
                .with_response_format(ChatResponseFormat::JsonMode)
                .with_reasoning_effort(ReasoningEffort::Budget(0)),
            ModelKind::Ollama => {
                let mut own = json!({
                    "num_ctx": OLLAMA_CONTEXT_TOKENS,
                    "num_predict": ANSWER_TOKENS_MAX,
                });
                if let Some(own) = own.as_object_mut() {
                    own.extend(seed.map(|seed| ("seed".to_owned(), json!(seed))));
                    let heat = self.temperature.map(|heat| ("temperature".to_owned(), json!(heat)));
                    own.extend(heat);
                }
                let options = options
                    .with_response_format(ChatResponseFormat::JsonMode)
                    .with_extra_body(json!({ "options": own }));
                if key == NO_KEY {
                    options
                } else {
                    options.with_extra_headers(("Authorization", format!("Bearer {key}")))
                }
            }
            ModelKind::Anthropic | ModelKind::Gemini | ModelKind::None => options,
        }
    }

    /// What the client's error means. Its own words are not kept: they hold the whole prompt.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the client's other errors mean one thing here, and so will those it adds"
    )]
    fn understood(&self, error: genai::Error) -> Result<Reply, Error> {
        match error {
            genai::Error::WebModelCall { webc_error, .. } => {
                Err(error::of_exchange(webc_error, self.timeout_secs))
            }
            // Gemini refuses by an answer without candidates.
            genai::Error::ChatResponseGeneration { response_body, .. }
                if response_body.pointer("/promptFeedback/blockReason").is_some() =>
            {
                Ok(Reply { text: String::new(), model: self.name.clone(), end: End::Refused })
            }
            _ => Err(Error::Unreadable { fault: "it has not the form of an answer" }),
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at {}", self.name, self.url)
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Model")
            .field("kind", &self.kind)
            .field("url", &self.url)
            .field("name", &self.name)
            .field("runs", &self.runs)
            .finish_non_exhaustive()
    }
}

impl Prompt {
    fn new(system: &'static str, ours: String) -> Self {
        Self { system, turns: vec![Turn::Ours(ours)] }
    }

    /// The same conversation, after the model's answer and what is wrong with it.
    fn objecting(mut self, answer: &str, objection: String) -> Self {
        // No provider takes an empty turn, or two of ours in a row.
        let answer = if answer.trim().is_empty() { "(nothing)" } else { answer };
        self.turns.extend([Turn::Models(answer.to_owned()), Turn::Ours(objection)]);
        self
    }
}

impl Reply {
    fn read(answer: &genai::chat::ChatResponse) -> Self {
        let text = answer.texts().concat();
        let body = answer.captured_raw_body.as_ref();
        let refused = body
            .and_then(|body| body.pointer("/choices/0/message/refusal"))
            .is_some_and(Value::is_string);
        let end = match &answer.stop_reason {
            Some(StopReason::MaxTokens(_)) => End::CutOff,
            Some(StopReason::ContentFilter(_)) => End::Refused,
            Some(
                StopReason::Completed(_)
                | StopReason::ToolCall(_)
                | StopReason::StopSequence(_)
                | StopReason::Other(_),
            )
            | None => {
                if refused {
                    End::Refused
                } else {
                    End::Whole
                }
            }
        };
        let model = answer.provider_model_iden.model_name.as_str().to_owned();
        Self { text, model, end }
    }

    /// The model's words, or why they are of no use.
    fn usable(&self) -> Result<&str, &'static str> {
        match self.end {
            End::CutOff => Err("the answer was cut off"),
            End::Refused => Err("the model refused to answer"),
            End::Whole if self.text.len() > ANSWER_BYTES_MAX => Err("the answer is too long"),
            End::Whole if self.text.trim().is_empty() => Err("the answer is empty"),
            End::Whole => Ok(&self.text),
        }
    }
}

/// An address that paths can be put behind; its query stays.
fn folder(url: &str) -> Option<String> {
    let mut url = reqwest::Url::parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Some(url.to_string())
}
