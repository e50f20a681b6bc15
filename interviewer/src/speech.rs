//! The one client of endpoints that turn speech into text and text into speech, as `OpenAI`'s do:
//! what candidates say goes in, its words come out; a question goes in, its sound comes out.
//!
//! A request is sent once, with a time-out on the whole exchange and without redirects; what comes
//! back has a limit. No more than [`AT_ONCE_MAX`] recordings are in hand at a time.
//!
//! In memory: the last [`SPOKEN_MAX`] texts with their sound. They are questions of a plan, which all
//! candidates for a posting are asked. Of what candidates say nothing is kept or logged.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use reqwest::{RequestBuilder, Response, StatusCode, Url, header::CONTENT_TYPE, multipart};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Recordings that are in hand at a time.
const AT_ONCE_MAX: usize = 16;
/// A longer transcript is not read: more than the longest answer.
const TEXT_BYTES_MAX: usize = 256 * 1024;
/// More sound than this is not read: longer than any question takes.
const SOUND_BYTES_MAX: usize = 8 * 1024 * 1024;
/// How many spoken texts are remembered.
const SPOKEN_MAX: usize = 64;

/// Which endpoint to ask, and for what.
#[derive(Clone, Debug, Default)]
pub struct SpeechSettings {
    /// Where it is, up to the version, such as `http://localhost:8000/v1`. Empty: there is none.
    pub url: String,
    /// May be empty where the endpoint wants none.
    pub key: SecretString,
    /// The model that turns speech into text. Empty: it is not asked for that.
    pub transcription_model: String,
    /// The model that turns text into speech. Empty: it is not asked for that.
    pub speech_model: String,
    /// Whose voice speaks, as the endpoint names it.
    pub voice: String,
    /// Whose voice speaks a language, by its ISO 639-1 code, where it is another.
    pub voices: BTreeMap<String, String>,
    /// How long one request may take, in seconds.
    pub timeout_secs: u64,
}

/// Why there is no text, or no sound.
#[derive(Debug, thiserror::Error)]
pub enum SpeechError {
    /// The settings are of no use.
    #[error("set up the speech endpoint: {0}")]
    Settings(&'static str),
    /// The HTTP client cannot be made.
    #[error("set up the speech endpoint: no HTTP client can be made")]
    Client(#[source] reqwest::Error),
    /// Too many recordings are in hand.
    #[error("have speech turned into text: {AT_ONCE_MAX} recordings are in hand already")]
    Busy,
    /// The endpoint was not reached, or took too long.
    #[error("ask the speech endpoint: it is not reached, or takes too long")]
    Away(#[source] reqwest::Error),
    /// The endpoint refuses the request: the key, the model's name or the address, as a rule.
    #[error("ask the speech endpoint: it refuses the request ({0})")]
    Refused(StatusCode),
    /// The endpoint answers, but not with what was asked for.
    #[error("ask the speech endpoint: its answer could not be read: {0}")]
    Unreadable(&'static str),
    /// The endpoint makes nothing of the recording.
    #[error("have speech turned into text: the endpoint makes nothing of the recording")]
    NotHeard,
}

/// A kind of recording that browsers make and endpoints take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioKind {
    /// Its media type, without parameters.
    pub media_type: &'static str,
    /// By which ending of a file's name endpoints know it.
    ending: &'static str,
}

const KINDS: [AudioKind; 5] = [
    AudioKind { media_type: "audio/webm", ending: "webm" },
    AudioKind { media_type: "audio/ogg", ending: "ogg" },
    AudioKind { media_type: "audio/mp4", ending: "mp4" },
    AudioKind { media_type: "audio/wav", ending: "wav" },
    AudioKind { media_type: "audio/mpeg", ending: "mp3" },
];

impl AudioKind {
    /// The kind that a `Content-Type` names, with parameters or without.
    pub fn of(content_type: &str) -> Option<Self> {
        let named = content_type.split(';').next()?.trim();
        KINDS.into_iter().find(|kind| kind.media_type.eq_ignore_ascii_case(named))
    }
}

/// A text as sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Its media type.
    pub media_type: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A text that was spoken before, in a voice.
struct Spoken {
    voice: String,
    text: String,
    sound: Arc<Sound>,
}

/// An endpoint that can be asked. Prints as where it is.
pub struct Speech {
    http: reqwest::Client,
    url: String,
    host: String,
    key: SecretString,
    /// The model that turns speech into text.
    hears: Option<String>,
    /// The model that turns text into speech.
    says: Option<String>,
    voice: String,
    voices: BTreeMap<String, String>,
    places: Semaphore,
    spoken: Mutex<VecDeque<Spoken>>,
}

#[derive(Deserialize)]
struct Transcript {
    text: String,
}

impl Speech {
    /// The endpoint of these settings; `None` where they name none.
    ///
    /// # Panics
    /// When no TLS provider is installed in the process, as `main` does.
    pub fn new(settings: &SpeechSettings) -> Result<Option<Self>, SpeechError> {
        let address = settings.url.trim();
        if address.is_empty() {
            return Ok(None);
        }
        let fault = |fault| Err(SpeechError::Settings(fault));
        let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let Some(host) = url.as_ref().and_then(Url::host_str).map(str::to_owned) else {
            return fault("`speech.url` must be an http or https address");
        };
        let named = |name: &String| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        let hears = named(&settings.transcription_model);
        let says = named(&settings.speech_model);
        if hears.is_none() && says.is_none() {
            return fault("name `speech.transcription_model`, `speech.speech_model`, or both");
        }
        if says.is_some() && settings.voice.trim().is_empty() {
            return fault("`speech.voice` is missing");
        }
        if settings.timeout_secs == 0 {
            return fault("`speech.timeout_secs` must be 1 or more");
        }
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(Duration::from_secs(settings.timeout_secs))
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("fulcrum/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(SpeechError::Client)?;
        Ok(Some(Self {
            http,
            url: address.trim_end_matches('/').to_owned(),
            host,
            key: settings.key.clone(),
            hears,
            says,
            voice: settings.voice.trim().to_owned(),
            voices: settings.voices.clone(),
            places: Semaphore::new(AT_ONCE_MAX),
            spoken: Mutex::default(),
        }))
    }

    /// Where it is, for those whose speech is sent there.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it turns speech into text.
    pub fn transcribes(&self) -> bool {
        self.hears.is_some()
    }

    /// Whether it turns text into speech.
    pub fn speaks(&self) -> bool {
        self.says.is_some()
    }

    /// A place for one recording, to be had before it is read and held until there is a text.
    pub fn place(&self) -> Result<SemaphorePermit<'_>, SpeechError> {
        self.places.try_acquire().map_err(|_| SpeechError::Busy)
    }

    /// The words of a recording. `language`: an ISO 639-1 code, where it is known what is spoken.
    pub async fn transcribe(
        &self,
        recording: Vec<u8>,
        kind: AudioKind,
        language: Option<&str>,
    ) -> Result<String, SpeechError> {
        let model = self.hears.clone();
        let model = model.ok_or(SpeechError::Settings("it turns no speech into text"))?;
        let file = multipart::Part::bytes(recording)
            .file_name(format!("answer.{}", kind.ending))
            .mime_str(kind.media_type)
            .map_err(SpeechError::Away)?;
        let mut form = multipart::Form::new()
            .text("model", model)
            .text("response_format", "json")
            .part("file", file);
        if let Some(language) = language {
            form = form.text("language", language.to_owned());
        }
        let request = self.http.post(format!("{}/audio/transcriptions", self.url)).multipart(form);
        let answer = self.send(request).await.map_err(of_recording)?;
        let body = read(answer, TEXT_BYTES_MAX).await?;
        let unreadable = |_| SpeechError::Unreadable("it is no transcript");
        let transcript: Transcript = serde_json::from_slice(&body).map_err(unreadable)?;
        let text = transcript.text.trim();
        if text.is_empty() { Err(SpeechError::NotHeard) } else { Ok(text.to_owned()) }
    }

    /// A text as sound. `language`: the ISO 639-1 code of what it is worded in.
    pub async fn say(&self, text: &str, language: &str) -> Result<Arc<Sound>, SpeechError> {
        let model = self.says.as_ref();
        let model = model.ok_or(SpeechError::Settings("it turns no text into speech"))?;
        let voice = self.voices.get(language).unwrap_or(&self.voice);
        if let Some(sound) = self.remembered(voice, text) {
            return Ok(sound);
        }
        let asked =
            json!({"model": model, "input": text, "voice": voice, "response_format": "mp3"});
        let request = self.http.post(format!("{}/audio/speech", self.url)).json(&asked);
        let answer = self.send(request).await?;
        // Some make another kind of sound than what they are asked for, and say so.
        let told = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let media_type = told.and_then(AudioKind::of).map_or("audio/mpeg", |kind| kind.media_type);
        let bytes = read(answer, SOUND_BYTES_MAX).await?;
        if bytes.is_empty() {
            return Err(SpeechError::Unreadable("it has no sound"));
        }
        let sound = Arc::new(Sound { media_type, bytes });
        self.remember(Spoken { voice: voice.clone(), text: text.to_owned(), sound: sound.clone() });
        Ok(sound)
    }

    fn remembered(&self, voice: &str, text: &str) -> Option<Arc<Sound>> {
        let spoken = self.spoken.lock().unwrap_or_else(PoisonError::into_inner);
        let found = spoken.iter().find(|it| it.voice == voice && it.text == text);
        found.map(|it| it.sound.clone())
    }

    fn remember(&self, it: Spoken) {
        let mut spoken = self.spoken.lock().unwrap_or_else(PoisonError::into_inner);
        if spoken.len() >= SPOKEN_MAX {
            spoken.pop_front();
        }
        spoken.push_back(it);
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, SpeechError> {
        let key = self.key.expose_secret();
        let request = if key.is_empty() { request } else { request.bearer_auth(key) };
        let answer = request.send().await.map_err(away)?;
        let status = answer.status();
        if status.is_success() { Ok(answer) } else { Err(SpeechError::Refused(status)) }
    }
}

/// A refusal for which the recording is the reason, as a rule.
fn of_recording(error: SpeechError) -> SpeechError {
    match error {
        SpeechError::Refused(
            StatusCode::BAD_REQUEST
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::UNPROCESSABLE_ENTITY,
        ) => SpeechError::NotHeard,
        error @ (SpeechError::Settings(_)
        | SpeechError::Client(_)
        | SpeechError::Busy
        | SpeechError::Away(_)
        | SpeechError::Refused(_)
        | SpeechError::Unreadable(_)
        | SpeechError::NotHeard) => error,
    }
}

/// The body of an answer, up to a limit.
async fn read(mut answer: Response, bytes_max: usize) -> Result<Vec<u8>, SpeechError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(away)? {
        if body.len() + chunk.len() > bytes_max {
            return Err(SpeechError::Unreadable("it is too long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Without the address, which may have a secret in it.
fn away(error: reqwest::Error) -> SpeechError {
    SpeechError::Away(error.without_url())
}

impl fmt::Debug for Speech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speech").field("host", &self.host).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> SpeechSettings {
        SpeechSettings {
            url: "https://speech.example:8443/v1/".to_owned(),
            transcription_model: "whisper-1".to_owned(),
            speech_model: "tts-1".to_owned(),
            voice: "alloy".to_owned(),
            timeout_secs: 1,
            ..SpeechSettings::default()
        }
    }

    fn speech(settings: &SpeechSettings) -> Result<Option<Speech>, SpeechError> {
        drop(rustls::crypto::ring::default_provider().install_default());
        Speech::new(settings)
    }

    #[test]
    fn a_kind_is_known_with_its_parameters_and_others_are_not() {
        let kind = AudioKind::of("Audio/WebM;codecs=opus").unwrap();
        assert_eq!((kind.media_type, kind.ending), ("audio/webm", "webm"));
        for other in ["", "video/webm", "audio/webmx", "text/html; audio/ogg"] {
            assert_eq!(AudioKind::of(other), None, "{other}");
        }
    }

    #[test]
    fn settings_of_no_use_are_refused_and_none_is_none() {
        assert!(speech(&SpeechSettings::default()).unwrap().is_none());
        let whole = speech(&settings()).unwrap().unwrap();
        assert_eq!(whole.host(), "speech.example");
        assert!(whole.speaks() && whole.transcribes());
        let deaf = SpeechSettings { transcription_model: " ".to_owned(), ..settings() };
        assert!(!speech(&deaf).unwrap().unwrap().transcribes());
        for unfit in [
            SpeechSettings { url: "ftp://speech.example".to_owned(), ..settings() },
            SpeechSettings { voice: String::new(), ..settings() },
            SpeechSettings { timeout_secs: 0, ..settings() },
            SpeechSettings { speech_model: String::new(), ..deaf.clone() },
        ] {
            let refused = speech(&unfit);
            assert!(matches!(refused, Err(SpeechError::Settings(_))), "{unfit:?}");
        }
    }

    #[test]
    fn only_so_many_recordings_are_in_hand_and_texts_remembered() {
        let speech = speech(&settings()).unwrap().unwrap();
        let places: Vec<_> = (0..AT_ONCE_MAX).map(|_| speech.place().unwrap()).collect();
        assert!(matches!(speech.place(), Err(SpeechError::Busy)));
        drop(places);
        assert!(speech.place().is_ok());
        let sound = Arc::new(Sound { media_type: "audio/mpeg", bytes: vec![1] });
        for number in 0..=SPOKEN_MAX {
            let (voice, text) = ("alloy".to_owned(), number.to_string());
            speech.remember(Spoken { voice, text, sound: sound.clone() });
        }
        assert_eq!(speech.remembered("alloy", "0"), None, "the oldest gave way");
        assert_eq!(speech.remembered("alloy", "1"), Some(sound));
        assert_eq!(speech.remembered("nova", "1"), None);
    }
}
