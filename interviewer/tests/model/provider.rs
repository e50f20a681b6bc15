//! An endpoint on this machine that speaks as each provider does, and keeps what it was asked.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, LazyLock, Mutex},
    thread,
};

use interviewer::{Model, ModelKind, ModelSettings};
use serde_json::{Value, json};

/// All that can be spoken.
pub(crate) const KINDS: [ModelKind; 4] =
    [ModelKind::OpenAi, ModelKind::Anthropic, ModelKind::Gemini, ModelKind::Ollama];

/// The key that is sent.
pub(crate) const KEY: &str = "key-of-the-test";

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Method and path.
    pub(crate) line: String,
    /// Names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    /// The body.
    pub(crate) body: Value,
}

/// What the endpoint does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Does {
    /// The model says this.
    Says(String),
    /// It says this, and stops at the limit.
    IsCutOff(String),
    /// It refuses.
    Refuses,
    /// The prompt is not let through to the model.
    Blocks,
    /// A status, with a `Retry-After` or none.
    Fails(u16, Option<u32>),
    /// Success with a body that is no answer: its content type, its text.
    Sends(&'static str, &'static str),
    /// Nothing, with the connection kept open.
    IsSilent,
    /// Nothing, with the connection closed.
    HangsUp,
}

/// An endpoint of one kind. It lives as long as the test process.
pub(crate) struct Provider {
    kind: ModelKind,
    url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Provider {
    /// Starts one; `script` is given the number of the request, from 0, and the request.
    pub(crate) fn start(
        kind: ModelKind,
        script: impl Fn(usize, &Request) -> Does + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/base", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (kept, script) = (Arc::clone(&requests), Arc::new(script));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (kept, script) = (Arc::clone(&kept), Arc::clone(&script));
                thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let Some(request) = read(&mut stream) else { return };
                    let number = {
                        let mut kept: std::sync::MutexGuard<'_, Vec<Request>> =
                            kept.lock().unwrap();
                        kept.push(request.clone());
                        kept.len() - 1
                    };
                    answer(&mut stream, kind, script(number, &request));
                });
            }
        });
        Self { kind, url, requests }
    }

    /// One that always does the same.
    pub(crate) fn always(kind: ModelKind, does: Does) -> Self {
        Self::start(kind, move |_, _| does.clone())
    }

    /// Its model, rating so often.
    pub(crate) fn model(&self, runs: u8) -> Model {
        self.model_of(|settings| settings.runs = runs)
    }

    /// Its model, with other settings.
    pub(crate) fn model_of(&self, change: impl FnOnce(&mut ModelSettings)) -> Model {
        static TLS: LazyLock<()> =
            LazyLock::new(|| drop(rustls::crypto::ring::default_provider().install_default()));
        LazyLock::force(&TLS);
        let mut settings = ModelSettings {
            kind: self.kind,
            url: self.url.clone(),
            name: "some-model".to_owned(),
            key: KEY.into(),
            timeout_secs: 20,
            ..ModelSettings::default()
        };
        change(&mut settings);
        Model::new(&settings).unwrap().unwrap()
    }

    /// What was asked so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Request {
    /// All texts in the body, whatever the form.
    pub(crate) fn texts(&self) -> String {
        fn gather(value: &Value, texts: &mut Vec<String>) {
            match value {
                Value::String(text) => texts.push(text.clone()),
                Value::Array(items) => items.iter().for_each(|item| gather(item, texts)),
                Value::Object(fields) => fields.values().for_each(|field| gather(field, texts)),
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        let mut texts = Vec::new();
        gather(&self.body, &mut texts);
        texts.join("\n")
    }

    /// The seed, wherever the provider has it.
    pub(crate) fn seed(&self) -> Option<u64> {
        ["/seed", "/generationConfig/seed", "/options/seed"]
            .iter()
            .find_map(|place| self.body.pointer(place)?.as_u64())
    }
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let mut body = vec![0; headers.get("content-length")?.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    Some(Request { line, headers, body: serde_json::from_slice(&body).unwrap() })
}

fn answer(stream: &mut TcpStream, kind: ModelKind, does: Does) {
    let (status, header, content_type, body) = match does {
        Does::Says(text) => (200, None, "application/json", said(kind, &text, 0)),
        Does::IsCutOff(text) => (200, None, "application/json", said(kind, &text, 1)),
        Does::Refuses => (200, None, "application/json", refused(kind)),
        Does::Blocks => (200, None, "application/json", blocked(kind)),
        Does::Fails(status, after) => {
            let header = after.map(|secs| format!("Retry-After: {secs}\r\n"));
            (status, header, "application/json", failed(kind, status))
        }
        Does::Sends(content_type, body) => (200, None, content_type, body.to_owned()),
        Does::HangsUp => return,
        Does::IsSilent => {
            // Until the other side goes away.
            stream.read_to_end(&mut Vec::new()).ok();
            return;
        }
    };
    let head = format!(
        "HTTP/1.1 {status} Status\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\
         Connection: close\r\n{}\r\n",
        body.len(),
        header.unwrap_or_default(),
    );
    // The other side may have stopped waiting.
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).ok();
}

/// An answer that ended well (0), or at the limit (1), as the provider says it.
fn said(kind: ModelKind, text: &str, end: usize) -> String {
    match kind {
        ModelKind::OpenAi => json!({
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "some-model-0711",
            "choices": [{
                "index": 0,
                "message": { "role": "assistant", "content": text, "refusal": null },
                "finish_reason": (["stop", "length"][end]),
            }],
            "usage": { "prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18 },
        }),
        ModelKind::Anthropic => json!({
            "id": "msg_1", "type": "message", "role": "assistant", "model": "some-model-0711",
            "content": [{ "type": "text", "text": text }],
            "stop_reason": (["end_turn", "max_tokens"][end]), "stop_sequence": null,
            "usage": { "input_tokens": 9, "output_tokens": 9 },
        }),
        ModelKind::Gemini => json!({
            "candidates": [{
                "content": { "role": "model", "parts": [{ "text": text }] },
                "finishReason": (["STOP", "MAX_TOKENS"][end]), "index": 0,
            }],
            "modelVersion": "some-model-0711",
            "usageMetadata": { "promptTokenCount": 9, "candidatesTokenCount": 9, "totalTokenCount": 18 },
        }),
        ModelKind::Ollama => json!({
            "model": "some-model", "created_at": "2026-12-01T00:00:00Z",
            "message": { "role": "assistant", "content": text },
            "done": true, "done_reason": (["stop", "length"][end]),
            "prompt_eval_count": 9, "eval_count": 9,
        }),
        ModelKind::None => unreachable!("nothing speaks like that"),
    }
    .to_string()
}

fn refused(kind: ModelKind) -> String {
    let mut body: Value = serde_json::from_str(&said(kind, "", 0)).unwrap();
    match kind {
        ModelKind::OpenAi => {
            body["choices"][0]["message"] = json!({ "role": "assistant", "content": null, "refusal": "I cannot help with that." });
        }
        ModelKind::Anthropic => {
            body["stop_reason"] = json!("refusal");
            body["content"] = json!([]);
        }
        ModelKind::Gemini => body["candidates"] = json!([{ "finishReason": "SAFETY", "index": 0 }]),
        // It has no word for it: the model says so.
        ModelKind::Ollama => body["message"]["content"] = json!("I cannot help with that."),
        ModelKind::None => {}
    }
    body.to_string()
}

fn blocked(kind: ModelKind) -> String {
    match kind {
        ModelKind::Gemini => json!({
            "promptFeedback": { "blockReason": "PROHIBITED_CONTENT" },
            "usageMetadata": { "promptTokenCount": 9, "totalTokenCount": 9 },
            "modelVersion": "some-model-0711",
        })
        .to_string(),
        ModelKind::OpenAi => {
            let mut body: Value = serde_json::from_str(&said(kind, "", 0)).unwrap();
            body["choices"][0]["finish_reason"] = json!("content_filter");
            body.to_string()
        }
        ModelKind::Anthropic | ModelKind::Ollama | ModelKind::None => refused(kind),
    }
}

fn failed(kind: ModelKind, status: u16) -> String {
    let message = format!("the endpoint's words on {status}");
    match kind {
        ModelKind::OpenAi => json!({ "error": { "message": message, "type": "t", "code": "c" } }),
        ModelKind::Anthropic => {
            json!({ "type": "error", "error": { "type": "t", "message": message } })
        }
        ModelKind::Gemini => {
            json!({ "error": { "code": status, "message": message, "status": "S" } })
        }
        ModelKind::Ollama | ModelKind::None => json!({ "error": message }),
    }
    .to_string()
}
