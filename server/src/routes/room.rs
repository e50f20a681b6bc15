//! The candidate's room as JSON: `/i/{token}/interview`, `…/schedule`, `…/consent`, `…/answers`,
//! `…/time`, `…/human`, `…/language`, `…/requests`, `…/requested`, `…/data`, `…/self-report`; and for those
//! who speak, `…/speech`, `…/transcription`, `…/recordings/{key}`.
//!
//! Durable: every answer is committed before the next question is given. What to ask next is read
//! from the rows, so closing the browser loses nothing and sending twice is one turn.

mod data;
mod requests;
mod self_report;
mod time;
mod voice;

use std::collections::BTreeMap;

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    http::{Method, StatusCode},
    middleware::from_fn,
    web,
};
use actors::{
    Means, Place, disclosure,
    jurisdictions::{self, Jurisdiction},
    limit,
    pipeline::TIME_CHANGES_MAX,
    plans, zone,
};
use chrono::{Duration, SecondsFormat, SubsecRound};
use entities::{
    DbErr, Instant, Language, Tx, answer_time,
    audit_entry::{self, Act, Actor},
    connection::{self, Status},
    consent,
    ids::MessageId,
    inbox::{self, Arrival, Message},
    invite, mail, notice, pipeline,
    pipeline::StateName,
    plan, posting,
    sea_orm::Iterable,
    tenant,
    turn::{self, Signals},
    vault::VaultError,
};
use interviewer::{Answer, Plan, Question, QuestionKind, Renditions};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use utoipa::{
    IntoResponses, OpenApi, ToSchema,
    openapi::{
        KnownFormat, RefOr, Response, Schema, SchemaFormat, Type,
        schema::{AdditionalProperties, Object, ObjectBuilder, OneOfBuilder, SchemaType},
    },
};
use uuid::Uuid;

use super::problem::{Problem, only, problems};
use crate::limits;

/// Longest answer, in characters: about an hour of typing.
const ANSWER_CHARS_MAX: usize = 20_000;
/// Largest request.
const BODY_BYTES_MAX: usize = 256 * 1024;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    let query = web::QueryConfig::default().error_handler(|_, _| Error::Malformed.into());
    let json = web::JsonConfig::default()
        .limit(BODY_BYTES_MAX)
        .error_handler(|error, _| Error::from(error).into());
    let path = web::PathConfig::default().error_handler(|_, _| Error::NotFound.into());
    config.route("/i/{token}", web::get().to(super::assets::room)).service(
        web::scope("/i/{token}")
            .app_data(json)
            .app_data(query)
            .app_data(path)
            .service(only("/interview", Method::GET, show))
            .service(only("/opened", Method::POST, opened))
            .service(only("/schedule", Method::POST, schedule))
            .service(only("/consent", Method::POST, agree))
            .service(only("/answers", Method::POST, answer))
            .service(only("/time", Method::POST, time::keep))
            .service(only("/human", Method::POST, ask_for_a_human))
            .service(only("/language", Method::POST, speak))
            .service(only("/requests", Method::POST, requests::make))
            .service(only("/requested", Method::GET, requests::list))
            .service(only("/data", Method::GET, data::show))
            .service(only("/speech", Method::GET, voice::say))
            .service(only("/transcription", Method::POST, voice::transcribe))
            .service(only("/recordings/{key}", Method::GET, voice::hear))
            .service(
                web::resource("/self-report")
                    .route(web::get().to(self_report::show))
                    .route(web::post().to(self_report::keep))
                    .route(web::delete().to(self_report::forget)),
            )
            .wrap(from_fn(limits::of_rooms)),
    );
}

#[derive(OpenApi)]
#[openapi(paths(
    show,
    opened,
    schedule,
    agree,
    answer,
    time::keep,
    ask_for_a_human,
    speak,
    requests::make,
    requests::list,
    data::show,
    self_report::show,
    self_report::keep,
    self_report::forget,
    voice::say,
    voice::transcribe,
    voice::hear
))]
pub(super) struct Described;

/// How an endpoint of the room refuses.
enum Refusals {}

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems([
            (StatusCode::BAD_REQUEST, "The body is not what is described here."),
            (StatusCode::NOT_FOUND, "There is no such link."),
            (StatusCode::CONFLICT, "Not as the interview stands; read it again."),
            (StatusCode::GONE, "The interview is over, or was erased."),
            (StatusCode::PAYLOAD_TOO_LARGE, "The body or the answer is too long."),
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                "What was given cannot be taken, such as a time gone by.",
            ),
            (StatusCode::TOO_MANY_REQUESTS, "Too much at once; `Retry-After` tells when to go on."),
            (StatusCode::INTERNAL_SERVER_ERROR, "A fault of ours. Nothing was kept; try again."),
        ])
    }
}

/// Why the room does not do what was asked; for the candidate to read.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("This link is not valid. Please use the link in our mail.")]
    NotFound,
    #[error("This interview is over: {0}.")]
    Over(&'static str),
    #[error("What was kept of this interview was erased on {}.", .0.format("%-d %B %Y"))]
    Erased(Instant),
    #[error(
        "The company has paused its interviews. Your link stays valid; please try again later."
    )]
    Paused,
    #[error("You have begun already. There is no time left to choose.")]
    Begun,
    #[error("Please choose a time that is still to come.")]
    Past,
    #[error("Please choose a time before your link ends.")]
    AfterTheEnd,
    #[error("You have changed the time very often. Please begin whenever it suits you.")]
    TooOften,
    #[error("We do not speak that language. Please choose English, Spanish, French or German.")]
    UnknownLanguage,
    #[error("We do not know that time zone. Please choose another one.")]
    UnknownZone,
    #[error("Please read and agree to the information first.")]
    NoConsent,
    #[error("The information has changed since you opened this page. Please load it again.")]
    OtherDisclosure,
    #[error("This question was answered already. Please load the page again.")]
    NotTheQuestion,
    #[error("This company does not ask for this, or your interview is not over yet.")]
    NotAsked,
    #[error("Please write an answer first.")]
    Empty,
    #[error("This answer is too long. Please shorten it to {ANSWER_CHARS_MAX} characters.")]
    TooLong,
    #[error("Please write what you would like to know, or what you need.")]
    NothingAsked,
    #[error("This is too long. Please shorten it to 2,000 characters.")]
    AskedAtLength,
    #[error("You have asked very often. Please reply to our mail; a person reads it.")]
    AskedOften,
    #[error("The page sent something we could not read. Please load it again.")]
    Malformed,
    #[error("Nobody reads aloud or listens here. Your answer can be typed.")]
    NoVoice,
    #[error("We cannot play or take sound of this kind. Your answer can be typed.")]
    NotAudio,
    #[error("This recording is too long. Please record a shorter one, or type your answer.")]
    RecordingTooLong,
    #[error(
        "You have spoken very often or for very long here. Please type the rest of your answer."
    )]
    SpokenTooOften,
    #[error("We could not hear that. Please try again, or type your answer.")]
    NotHeard,
    #[error("We cannot listen or read aloud just now. Your answer can be typed.")]
    SpeechAway,
    #[error("There is no such recording.")]
    NoRecording,
    #[error("Something went wrong on our side. Nothing you sent before is lost. Please try again.")]
    Store(#[from] DbErr),
    #[error("Something went wrong on our side. Nothing you sent before is lost. Please try again.")]
    Plan(#[from] serde_json::Error),
    #[error("Something went wrong on our side. Nothing you sent before is lost. Please try again.")]
    Vault(#[from] VaultError),
}

impl From<actix_web::error::JsonPayloadError> for Error {
    fn from(error: actix_web::error::JsonPayloadError) -> Self {
        use actix_web::error::JsonPayloadError as E;
        if matches!(error, E::Overflow { .. } | E::OverflowKnownLength { .. }) {
            Self::TooLong
        } else {
            Self::Malformed
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NoRecording => StatusCode::NOT_FOUND,
            Self::Over(_) | Self::Erased(_) => StatusCode::GONE,
            Self::Paused
            | Self::Begun
            | Self::TooOften
            | Self::AskedOften
            | Self::NoConsent
            | Self::OtherDisclosure
            | Self::NoVoice
            | Self::NotAsked
            | Self::NotTheQuestion => StatusCode::CONFLICT,
            Self::Empty
            | Self::NothingAsked
            | Self::Past
            | Self::AfterTheEnd
            | Self::UnknownLanguage
            | Self::NotHeard
            | Self::UnknownZone => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLong | Self::AskedAtLength | Self::RecordingTooLong => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            Self::NotAudio => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::SpokenTooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::SpeechAway => StatusCode::SERVICE_UNAVAILABLE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Store(_) | Self::Plan(_) | Self::Vault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let code = match self {
            Self::NotFound => "NOT_FOUND",
            Self::Over(_) => "OVER",
            Self::Erased(_) => "ERASED",
            Self::Paused => "PAUSED",
            Self::Begun => "BEGUN",
            Self::Past => "PAST",
            Self::AfterTheEnd => "AFTER_THE_END",
            Self::TooOften => "TOO_OFTEN",
            Self::UnknownLanguage => "UNKNOWN_LANGUAGE",
            Self::UnknownZone => "UNKNOWN_ZONE",
            Self::NoConsent => "NO_CONSENT",
            Self::OtherDisclosure => "OTHER_DISCLOSURE",
            Self::NotTheQuestion => "NOT_THE_QUESTION",
            Self::NotAsked => "NOT_ASKED",
            Self::Empty => "EMPTY",
            Self::TooLong => "TOO_LONG",
            Self::NothingAsked => "NOTHING_ASKED",
            Self::AskedAtLength => "ASKED_AT_LENGTH",
            Self::AskedOften => "ASKED_OFTEN",
            Self::Malformed => "MALFORMED",
            Self::NoVoice => "NO_VOICE",
            Self::NotAudio => "NOT_AUDIO",
            Self::RecordingTooLong => "RECORDING_TOO_LONG",
            Self::SpokenTooOften => "SPOKEN_TOO_OFTEN",
            Self::NotHeard => "NOT_HEARD",
            Self::SpeechAway => "SPEECH_AWAY",
            Self::NoRecording => "NO_RECORDING",
            Self::Store(error) => {
                tracing::error!(%error, "the room could not use the store");
                "FAULT"
            }
            Self::Plan(error) => {
                tracing::error!(%error, "the room could not read the plan");
                "FAULT"
            }
            Self::Vault(error) => {
                tracing::error!(%error, "the room could not seal or open a recording");
                "FAULT"
            }
        };
        let problem = Problem { code, message: self.to_string() };
        HttpResponse::build(self.status_code()).json(problem)
    }
}

/// Everything behind one link.
struct Room {
    invite: invite::Model,
    pipeline: pipeline::Model,
    tenant: tenant::Model,
    posting: Option<posting::Model>,
    plan: Plan,
    /// Its questions in other languages.
    renditions: Renditions,
    turns: Vec<turn::Model>,
    consented: bool,
    /// Whose rules hold.
    jurisdiction: &'static Jurisdiction,
    /// Whether the page counts pastes and the like: the company wants it, and whoever agreed was told.
    signals: bool,
    /// How long one may take for an answer, in minutes, where there is a limit for this candidate.
    limit_minutes: Option<u8>,
    /// Since when the question that is asked now is shown, where there is a limit and it was.
    time: Option<answer_time::Model>,
    /// What of speaking there is.
    voice: voice::Offer,
    /// Whether the company's Lever is connected: who revoked it begins no interviews.
    connected: bool,
    /// When the candidate wants to take it, if they chose a time.
    scheduled_at: Option<Instant>,
    /// What is asked now; `None`: everything is answered.
    now_asked: Option<NowAsked>,
    /// When all of this was read.
    read_at: Instant,
}

/// What is asked now.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NowAsked {
    /// Place of the question in the plan.
    place: usize,
    /// Place among its follow-ups, if it is one.
    follow_up: Option<usize>,
}

/// Where the candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Standing {
    /// Has not begun.
    Invited,
    /// Has not begun, and cannot: the company has paused its interviews.
    Paused,
    /// Agreed, and has a question to answer.
    InProgress,
    /// Answered everything.
    Completed,
    /// Asked for a person.
    Declined,
    /// The link's time is over.
    Expired,
    /// The company has closed it.
    Closed,
}

fn languages() -> Schema {
    spoken(vec![Type::String], &Language::ALL.map(|it| Value::from(it.code())))
}

fn languages_or_none() -> Schema {
    let codes = Language::ALL.map(|it| Value::from(it.code()));
    spoken(vec![Type::String, Type::Null], &[&codes[..], &[Value::Null]].concat())
}

fn spoken(types: Vec<Type>, codes: &[Value]) -> Schema {
    let schema = ObjectBuilder::new().schema_type(SchemaType::Array(types));
    schema.description(Some("An ISO 639-1 code.")).enum_values(Some(codes.to_vec())).build().into()
}

fn signals() -> Schema {
    let count = || {
        let count = ObjectBuilder::new().schema_type(Type::Integer);
        count.minimum(Some(0)).maximum(Some(u32::MAX))
    };
    let closed = AdditionalProperties::FreeForm(false);
    let mut signals =
        ObjectBuilder::new().schema_type(Type::Object).additional_properties(Some(closed));
    for field in ["pastes", "pastedCharacters", "focusLost"] {
        signals = signals.property(field, count()).required(field);
    }
    or_null(signals)
}

fn kinds() -> Schema {
    let kinds = [
        QuestionKind::Opener,
        QuestionKind::PastBehaviour,
        QuestionKind::Situational,
        QuestionKind::Closer,
    ];
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(kinds.map(|it| json!(it))))
        .build()
        .into()
}

/// What the page shows.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RoomState {
    state: Standing,
    company: String,
    /// The interviewer's name, which is the name of an AI.
    interviewer: String,
    first_name: String,
    posting: PostingFacts,
    /// How long the whole interview takes about.
    minutes: u32,
    questions: usize,
    /// How many of the questions are done with, follow-ups and all.
    answered: usize,
    disclosure: DisclosureText,
    consented: bool,
    /// The one to answer now; none before consent and after the end.
    #[schema(required)]
    question: Option<Asked>,
    /// What the candidate chose; none: nothing yet.
    #[schema(schema_with = languages_or_none, required)]
    language: Option<Language>,
    /// The time zone they live by, by its IANA name.
    #[schema(required)]
    zone: Option<String>,
    /// What the questions are worded in, as an ISO 639-1 code; where not all are known in the
    /// candidate's language, what the plan is.
    plan_language: String,
    /// Whether the page counts what was pasted, and how often it was left.
    signals: bool,
    /// How long one may take for an answer; left out where there is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<time::Limit>,
    /// Why the interview is over: a clause, in English.
    #[schema(required)]
    reason: Option<&'static str>,
    /// When the candidate wants to take it, if they chose a time.
    #[schema(format = DateTime, required)]
    scheduled_at: Option<String>,
    #[schema(format = DateTime)]
    expires_at: String,
    voice: voice::Offer,
    /// Whether the candidate may say of themselves what the adverse-impact report is made from.
    self_report: bool,
}

/// What the interview is for.
#[derive(Serialize, ToSchema)]
struct PostingFacts {
    title: String,
    #[schema(required)]
    location: Option<String>,
}

/// What must be agreed to.
#[derive(Serialize, ToSchema)]
struct DisclosureText {
    #[schema(schema_with = languages, required)]
    language: Language,
    /// Which wording; to be sent with the consent.
    version: String,
    paragraphs: Vec<String>,
    /// The sentence that is agreed to.
    consent: String,
}

/// The question to answer now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Asked {
    /// The question's; of a follow-up, followed by `#` and its place.
    id: String,
    /// Whether it is a follow-up to the answer before.
    follow_up: bool,
    /// Counts from 1; a follow-up has that of its question.
    number: usize,
    #[schema(schema_with = kinds, required)]
    kind: QuestionKind,
    text: String,
    /// What it is worded in, as an ISO 639-1 code.
    language: String,
}

type Answered = Result<web::Json<RoomState>, Error>;

async fn open(means: &Means, token: &str) -> Result<Room, Error> {
    let db = &means.db;
    let invite = invite::across_tenants_by_token(db, token).await?.ok_or(Error::NotFound)?;
    let tenant_id = invite.tenant_id;
    let pipeline =
        pipeline::find(db, tenant_id, invite.pipeline_id).await?.ok_or(Error::NotFound)?;
    if let Some(at) = pipeline.erased_at {
        return Err(Error::Erased(at));
    }
    let tenant = tenant::find(db, tenant_id).await?.ok_or(Error::NotFound)?;
    let plan_id = pipeline.plan_id.ok_or(Error::NotFound)?;
    let plan = plan::find(db, tenant_id, plan_id).await?.ok_or(Error::NotFound)?;
    let consent = consent::find(db, tenant_id, pipeline.id).await?;
    let of = (tenant_id, pipeline.id);
    let mut room = Room {
        limit_minutes: limit::of(db, &tenant.settings, consent.as_ref(), of).await?,
        time: None,
        posting: posting::find(db, tenant_id, &pipeline.posting_id).await?,
        turns: turn::of_pipeline(db, tenant_id, pipeline.id).await?,
        signals: tenant.settings.integrity_signals
            && consent
                .as_ref()
                .is_none_or(|it| disclosure::Addenda::told(&it.text_version).signals),
        jurisdiction: jurisdictions::of_candidate(
            db,
            &tenant.settings,
            &pipeline,
            consent.is_some(),
        )
        .await?,
        consented: consent.is_some(),
        voice: voice::Offer::of(means, &tenant.settings, consent.as_ref()),
        connected: connection::find(db, tenant_id)
            .await?
            .is_some_and(|connection| connection.status == Status::Connected),
        renditions: plans::read_renditions(&plan),
        plan: serde_json::from_value(plan.body)?,
        scheduled_at: pipeline.state.scheduled_at(),
        now_asked: None,
        read_at: means.clock.now(),
        invite,
        pipeline,
        tenant,
    };
    room.look_ahead();
    if room.limit_minutes.is_some() {
        room.time = answer_time::find(db, room.turn_now()).await?;
    }
    Ok(room)
}

impl Room {
    fn standing(&self, now: Instant) -> Standing {
        let state = self.pipeline.state.inner().name();
        if state == StateName::Declined {
            Standing::Declined
        } else if state == StateName::Withdrawn {
            Standing::Closed
        } else if self.pipeline.completed_at.is_some() || self.now_asked.is_none() {
            Standing::Completed
        } else if state == StateName::Expired || now >= self.invite.ends_at(self.consented) {
            Standing::Expired
        } else if self.consented {
            // Whoever began may finish, connected or not.
            Standing::InProgress
        } else if self.connected {
            Standing::Invited
        } else {
            Standing::Paused
        }
    }

    /// How many of the plan's questions were asked.
    fn questions_asked(&self) -> usize {
        self.turns.iter().filter(|turn| turn.follow_up.is_none()).count()
    }

    /// How many of the plan's questions are done with, follow-ups and all.
    fn questions_done(&self) -> usize {
        let follows = self.now_asked.as_ref().is_some_and(|now| now.follow_up.is_some());
        self.questions_asked() - usize::from(follows)
    }

    /// Works out what is asked now: a follow-up to the last answer where it wants one, else the next of
    /// the plan's questions, in its order.
    fn look_ahead(&mut self) {
        let place = self.questions_asked();
        let last = place.checked_sub(1);
        let follow_up = last.and_then(|last| self.follow_up(self.plan.questions.get(last)?));
        let follows = || Some(NowAsked { place: last?, follow_up });
        let next = || (place < self.plan.questions.len()).then_some(NowAsked { place, follow_up });
        self.now_asked = if follow_up.is_some() { follows() } else { next() };
    }

    /// The follow-up that the answers to a question want, if they may have one more.
    fn follow_up(&self, question: &Question) -> Option<usize> {
        let turns = || self.turns.iter().filter(|turn| turn.question_id == question.id);
        let place = |turn: &turn::Model| turn.follow_up.and_then(|it| usize::try_from(it).ok());
        let asked: Vec<usize> = turns().filter_map(place).collect();
        if asked.len() >= usize::from(self.tenant.settings.follow_ups) {
            return None;
        }
        let answers: Vec<Answer> = turns()
            .map(|turn| Answer {
                question_id: turn.question_id.clone(),
                turn: u32::try_from(turn.number).unwrap_or_default(),
                text: turn.answer.clone(),
            })
            .collect();
        let names = [self.pipeline.candidate_name.as_str()];
        interviewer::follow_up(&self.plan, &question.id, &answers, &names, &asked)
    }

    /// What is asked now, as the page shows it.
    fn asked(&self) -> Option<Asked> {
        let NowAsked { place, follow_up } = *self.now_asked.as_ref()?;
        let question = self.plan.questions.get(place)?;
        let (text, language) = self.worded(question, follow_up, self.language().code())?;
        Some(Asked {
            id: match follow_up {
                None => question.id.clone(),
                Some(it) => format!("{}#{it}", question.id),
            },
            follow_up: follow_up.is_some(),
            number: place + 1,
            kind: question.kind,
            text: text.to_owned(),
            language: language.to_owned(),
        })
    }

    /// A question, or a follow-up to it, in a language, else in the plan's; and in which it is.
    fn worded<'a>(
        &'a self,
        question: &'a Question,
        follow_up: Option<usize>,
        language: &str,
    ) -> Option<(&'a str, &'a str)> {
        let rendered = || {
            let (code, questions) = self.renditions.get_key_value(language)?;
            let rendition = questions.get(&question.id)?;
            let text = match follow_up {
                None => rendition.text.as_deref(),
                Some(place) => rendition.probes.get(place)?.as_deref(),
            };
            Some((text?, code.as_str()))
        };
        let own = || {
            let text = match follow_up {
                None => &question.text,
                Some(place) => &question.probes.get(place)?.text,
            };
            Some((text.as_str(), self.plan.wording.as_str()))
        };
        rendered().or_else(own)
    }

    /// The language that all questions are known in: the candidate's, else the plan's.
    fn questions_language(&self) -> &str {
        let language = self.language().code();
        let known = |question: &Question| {
            self.worded(question, None, language).is_some_and(|(_, it)| it == language)
        };
        if self.plan.questions.iter().all(known) { language } else { &self.plan.wording }
    }

    /// What the candidate is spoken to in: what they chose, else what the questions are worded in.
    fn language(&self) -> Language {
        let questions = || Language::of(&self.plan.wording).unwrap_or(Language::English);
        self.pipeline.language.unwrap_or_else(questions)
    }

    fn disclosure(&self) -> disclosure::Disclosure {
        let settings = &self.tenant.settings;
        let facts = disclosure::Facts {
            company: &self.tenant.name,
            interviewer: &settings.interviewer_name,
            posting: &self.plan.title,
            competencies: self.plan.competencies.iter().map(|each| each.name.as_str()).collect(),
            retention_days: settings.retention_days,
            jurisdiction: self.jurisdiction,
        };
        let language = self.language();
        let addenda = disclosure::Addenda {
            signals: self.signals,
            limit_minutes: self.limit_minutes,
            speaking: self.voice.speaking(),
        };
        disclosure::Disclosure::new(language, &facts).with(language, facts.company, &addenda)
    }

    /// What is asked now, for whoever names it and may answer it.
    fn asked_now(&self, now: Instant, question_id: &str) -> Result<Asked, Error> {
        match self.standing(now).still_open()? {
            Standing::Paused => return Err(Error::Paused),
            Standing::Invited => return Err(Error::NoConsent),
            Standing::InProgress
            | Standing::Completed
            | Standing::Declined
            | Standing::Expired
            | Standing::Closed => {}
        }
        self.asked().filter(|asked| asked.id == question_id).ok_or(Error::NotTheQuestion)
    }

    fn state(&self, standing: Standing) -> RoomState {
        let disclosure = self.disclosure();
        let question = self.asked().filter(|_| standing == Standing::InProgress);
        RoomState {
            state: standing,
            company: self.tenant.name.clone(),
            interviewer: self.tenant.settings.interviewer_name.clone(),
            first_name: self.pipeline.first_name().to_owned(),
            posting: PostingFacts {
                title: self.plan.title.clone(),
                location: self.posting.as_ref().and_then(|posting| posting.location.clone()),
            },
            minutes: self.plan.minutes,
            questions: self.plan.questions.len(),
            answered: self.questions_done(),
            disclosure: DisclosureText {
                language: self.language(),
                version: disclosure.version,
                paragraphs: disclosure.paragraphs,
                consent: disclosure.consent,
            },
            consented: self.consented,
            question,
            language: self.pipeline.language,
            zone: self.pipeline.zone.clone(),
            plan_language: self.questions_language().to_owned(),
            signals: self.signals,
            limit: self.limit(),
            reason: reason(standing),
            scheduled_at: self.scheduled_at.map(written),
            expires_at: written(self.invite.expires_at),
            voice: self.voice.clone(),
            self_report: self.may_self_report(standing),
        }
    }

    /// Keeps what the candidate wants to be spoken to in; what is `None` stays as it is.
    async fn keep_speech(
        &mut self,
        tx: &Tx,
        language: Option<Language>,
        zone: Option<String>,
    ) -> Result<(), DbErr> {
        let key = (self.invite.tenant_id, self.pipeline.id);
        pipeline::set_speech(tx, key, language, zone.as_deref()).await?;
        self.pipeline.language = language.or(self.pipeline.language);
        self.pipeline.zone = zone.or(self.pipeline.zone.take());
        Ok(())
    }

    /// Inserts a message for the pipeline, once; whether it is a new one.
    async fn tell(
        &self,
        means: &Means,
        tx: &Tx,
        dedup_key: String,
        message: Message,
    ) -> Result<bool, DbErr> {
        let now = means.clock.now();
        let pipeline_id = Some(self.pipeline.id);
        let arrival = Arrival { pipeline_id, dedup_key, message, due_at: now };
        let id = MessageId(means.ids.fresh());
        inbox::insert(tx, (self.invite.tenant_id, id), arrival, now).await
    }

    /// Tells the pipeline that everything is answered, where it has not heard so: the last answer asked
    /// for more, which fewer follow-ups, or other rules for them, have taken back since.
    async fn tell_of_the_end(&self, means: &Means) -> Result<(), DbErr> {
        let waits = self.pipeline.state.inner().name() == StateName::InProgress;
        if !waits || self.now_asked.is_some() {
            return Ok(());
        }
        let questions = u32::try_from(self.plan.questions.len()).unwrap_or(u32::MAX);
        let message = Message::Answered { answered: questions, questions };
        let tx = means.db.begin().await?;
        self.tell(means, &tx, format!("all {}", self.pipeline.id), message).await?;
        tx.commit().await?;
        self.wake(means);
        Ok(())
    }

    /// Holds the pipeline until the transaction ends; refuses what was erased meanwhile.
    async fn must_still_be_kept(&self, tx: &Tx) -> Result<(), Error> {
        let (tenant_id, id) = (self.invite.tenant_id, self.pipeline.id);
        pipeline::lock(tx, tenant_id, id).await?;
        let row = pipeline::find(tx, tenant_id, id).await?.ok_or(Error::NotFound)?;
        row.erased_at.map_or(Ok(()), |at| Err(Error::Erased(at)))
    }

    /// Writes down what the candidate did.
    async fn record(
        &self,
        means: &Means,
        tx: &Tx,
        action: &str,
        details: Value,
    ) -> Result<(), DbErr> {
        let subject = self.pipeline.id.to_string();
        let act = Act { actor: Actor::Candidate, action: action.to_owned(), subject, details };
        audit_entry::append(tx, self.invite.tenant_id, act, means.clock.now()).await
    }

    /// Writes down that the candidate reads something, before they get it; once an hour, or whoever has a
    /// link could fill the log.
    async fn record_reading(&self, means: &Means, action: &str) -> Result<(), DbErr> {
        let (did, since) = ((Actor::Candidate, action), means.clock.now() - Duration::hours(1));
        let subjects = [self.pipeline.id.to_string()];
        let tenant_id = self.invite.tenant_id;
        let known = audit_entry::subjects_of(&means.db, tenant_id, did, &subjects, since).await?;
        if known.is_empty() {
            let tx = means.db.begin().await?;
            self.record(means, &tx, action, json!({})).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn wake(&self, means: &Means) {
        means.directory.wake(Place::Pipeline(self.invite.tenant_id, self.pipeline.id));
    }
}

impl Standing {
    /// Refuses what can no longer be done.
    fn still_open(self) -> Result<Self, Error> {
        match reason(self) {
            Some(reason) => Err(Error::Over(reason)),
            None => Ok(self),
        }
    }
}

/// An instant as the page reads it.
fn written(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn reason(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Declined => Some("you asked to talk to a person"),
        Standing::Expired => Some("the time to take it has passed"),
        Standing::Closed => Some("the company has closed it"),
        Standing::Completed => Some("you have answered every question"),
        Standing::Invited | Standing::Paused | Standing::InProgress => None,
    }
}

/// Reads the interview as it stands.
#[utoipa::path(
    get, path = "/i/{token}/interview", tag = "room",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "As it stands.", body = RoomState), Refusals),
)]
async fn show(token: web::Path<String>, means: web::Data<Means>) -> Answered {
    let room = open(&means, &token).await?;
    room.tell_of_the_end(&means).await?;
    let standing = room.standing(means.clock.now());
    Ok(web::Json(room.state(standing)))
}

/// The page is before somebody's eyes: their link was opened. Programs that look at links ahead of them
/// ask for pages, and run none.
#[utoipa::path(
    post, path = "/i/{token}/opened", tag = "room",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = NO_CONTENT, description = "It is known."), Refusals),
)]
async fn opened(
    token: web::Path<String>,
    request: HttpRequest,
    means: web::Data<Means>,
) -> Result<HttpResponse, Error> {
    let db = &means.db;
    let invite = invite::across_tenants_by_token(db, &token).await?.ok_or(Error::NotFound)?;
    if !is_ahead(&request) {
        mail::open_link(db, (invite.tenant_id, invite.pipeline_id), means.clock.now()).await?;
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Whether a browser asks before anybody wants to see it.
fn is_ahead(request: &HttpRequest) -> bool {
    ["sec-purpose", "purpose", "x-moz", "x-purpose"].into_iter().any(|name| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        let value = value.unwrap_or_default().to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|ahead| value.contains(ahead))
    })
}

/// When to take the interview.
#[derive(Deserialize, ToSchema)]
struct Choice {
    /// `null` gives the chosen time back; it cannot be left out.
    #[serde(deserialize_with = "given")]
    #[schema(schema_with = instant_or_null, required)]
    at: Option<Instant>,
    /// Made by the page: the same request again is one.
    #[schema(schema_with = uuid_or_null)]
    key: Option<Uuid>,
    /// The time zone it was chosen by.
    zone: Option<String>,
}

/// Two schemas and not one of two types: a format, or a list of values, is about text only.
fn or_null(one: ObjectBuilder) -> Schema {
    OneOfBuilder::new().item(one).item(Object::with_type(Type::Null)).build().into()
}

fn formatted(format: KnownFormat) -> ObjectBuilder {
    let format = SchemaFormat::KnownFormat(format);
    ObjectBuilder::new().schema_type(Type::String).format(Some(format))
}

fn instant_or_null() -> Schema {
    or_null(formatted(KnownFormat::DateTime))
}

fn uuid_or_null() -> Schema {
    or_null(formatted(KnownFormat::Uuid))
}

/// The names of an enum, or null.
fn name_or_null<Name: Iterable + Serialize>() -> Schema {
    let names = Name::iter().map(|name| json!(name));
    or_null(ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)))
}

fn given<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Instant>, D::Error> {
    Option::deserialize(source)
}

/// The time zone, if one is given: one that there is.
fn known(zone: Option<String>) -> Result<Option<String>, Error> {
    match zone {
        Some(name) if zone::named(&name).is_none() => Err(Error::UnknownZone),
        zone => Ok(zone),
    }
}

/// What to be spoken to in.
#[derive(Deserialize, ToSchema)]
struct Speech {
    /// An ISO 639-1 code, with or without a region.
    language: String,
    /// The time zone that the candidate lives by, by its IANA name.
    zone: Option<String>,
}

/// Keeps the language that the candidate chose. In every state: pages and mails go on after the end.
#[utoipa::path(
    post, path = "/i/{token}/language", tag = "room", request_body = Speech,
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "As it stands now.", body = RoomState), Refusals),
)]
async fn speak(
    token: web::Path<String>,
    speech: web::Json<Speech>,
    means: web::Data<Means>,
) -> Answered {
    let mut room = open(&means, &token).await?;
    let Speech { language, zone } = speech.into_inner();
    let language = Language::of(&language).ok_or(Error::UnknownLanguage)?;
    let zone = known(zone)?;
    let tx = means.db.begin().await?;
    room.must_still_be_kept(&tx).await?;
    room.keep_speech(&tx, Some(language), zone).await?;
    tx.commit().await?;
    let standing = room.standing(means.clock.now());
    Ok(web::Json(room.state(standing)))
}

/// Chooses when to take the interview, or gives the chosen time back.
#[utoipa::path(
    post, path = "/i/{token}/schedule", tag = "room", request_body = Choice,
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "As it stands now.", body = RoomState), Refusals),
)]
async fn schedule(
    token: web::Path<String>,
    choice: web::Json<Choice>,
    means: web::Data<Means>,
) -> Answered {
    let mut room = open(&means, &token).await?;
    let now = means.clock.now();
    let standing = room.standing(now).still_open()?;
    match standing {
        Standing::Paused => return Err(Error::Paused),
        Standing::InProgress => return Err(Error::Begun),
        Standing::Invited
        | Standing::Completed
        | Standing::Declined
        | Standing::Expired
        | Standing::Closed => {}
    }
    let Choice { at, key, zone } = choice.into_inner();
    let (at, zone) = (at.map(|at| at.trunc_subsecs(0)), known(zone)?);
    if at.is_some_and(|at| at <= now) {
        return Err(Error::Past);
    }
    if at.is_some_and(|at| at >= room.invite.expires_at) {
        return Err(Error::AfterTheEnd);
    }
    let changes = at != room.scheduled_at;
    if changes && room.pipeline.state.time_changes() >= TIME_CHANGES_MAX {
        return Err(Error::TooOften);
    }
    let key = key.unwrap_or_else(|| means.ids.fresh());
    let key = format!("schedule {} {key}", room.pipeline.id);
    let tx = means.db.begin().await?;
    room.must_still_be_kept(&tx).await?;
    room.keep_speech(&tx, None, zone).await?;
    let fresh = changes && room.tell(&means, &tx, key, Message::TimeChosen { at }).await?;
    tx.commit().await?;
    if fresh {
        room.wake(&means);
        room.scheduled_at = at;
    }
    Ok(web::Json(room.state(standing)))
}

/// What is agreed to.
#[derive(Deserialize, ToSchema)]
struct Agreement {
    /// Of the disclosure, as it was shown.
    version: String,
}

/// Agrees to the disclosure, which begins the interview.
#[utoipa::path(
    post, path = "/i/{token}/consent", tag = "room", request_body = Agreement,
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "As it stands now.", body = RoomState), Refusals),
)]
async fn agree(
    token: web::Path<String>,
    agreement: web::Json<Agreement>,
    means: web::Data<Means>,
) -> Answered {
    let mut room = open(&means, &token).await?;
    let now = means.clock.now();
    let standing = room.standing(now).still_open()?;
    if standing == Standing::InProgress {
        return Ok(web::Json(room.state(standing)));
    }
    if standing == Standing::Paused {
        return Err(Error::Paused);
    }
    let disclosure = room.disclosure();
    if agreement.version != disclosure.version {
        return Err(Error::OtherDisclosure);
    }
    let (tenant_id, pipeline_id) = (room.invite.tenant_id, room.pipeline.id);
    let text_hash = disclosure.hash();
    let text = json!({"version": disclosure.version, "sha256": text_hash});
    let given = consent::Model {
        tenant_id,
        pipeline_id,
        text_hash,
        text_version: disclosure.version,
        given_at: now,
    };
    let jurisdiction = room.jurisdiction;
    // Who was told by the invite keeps the earlier time, unless other rules hold since.
    let told = notice::Model {
        tenant_id,
        pipeline_id,
        jurisdiction: jurisdiction.id.clone(),
        version: jurisdiction.version.clone(),
        given_at: now,
    };
    let tx = means.db.begin().await?;
    room.must_still_be_kept(&tx).await?;
    consent::insert(&tx, given).await?;
    notice::give(&tx, told).await?;
    let key = format!("consent {pipeline_id}");
    if room.tell(&means, &tx, key, Message::ConsentGiven).await? {
        mail::open_link(&tx, (tenant_id, pipeline_id), now).await?;
        room.record(&means, &tx, "giveConsent", text).await?;
    }
    tx.commit().await?;
    room.wake(&means);
    room.consented = true;
    Ok(web::Json(room.state(Standing::InProgress)))
}

/// One answer.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Given {
    /// Made by the page: the same again is one answer.
    key: Uuid,
    /// Of the question that is asked now.
    question_id: String,
    #[schema(min_length = 1, max_length = 20_000)]
    text: String,
    /// What the page noticed, where the company wants that.
    #[schema(schema_with = signals)]
    signals: Option<Signals>,
}

/// Keeps an answer, and asks the next question.
#[utoipa::path(
    post, path = "/i/{token}/answers", tag = "room", request_body = Given,
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "As it stands now.", body = RoomState), Refusals),
)]
async fn answer(
    token: web::Path<String>,
    given: web::Json<Given>,
    means: web::Data<Means>,
) -> Answered {
    let mut room = open(&means, &token).await?;
    let now = means.clock.now();
    if room.turns.iter().any(|turn| turn.client_key == given.key) {
        let standing = room.standing(now);
        return Ok(web::Json(room.state(standing)));
    }
    let asked = room.asked_now(now, &given.question_id)?;
    let now_asked = room.now_asked.clone().ok_or(Error::NotTheQuestion)?;
    let question = room.plan.questions.get(now_asked.place).ok_or(Error::NotTheQuestion)?;
    // No store takes NUL in text, and nobody means to write one.
    let text = given.text.replace('\0', "");
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    if text.chars().count() > ANSWER_CHARS_MAX {
        return Err(Error::TooLong);
    }
    let (tenant_id, pipeline_id, number) = room.turn_now();
    let kept = turn::Model {
        tenant_id,
        pipeline_id,
        number,
        question_id: question.id.clone(),
        client_key: given.key,
        answer: text,
        answered_at: now,
        follow_up: now_asked.follow_up.and_then(|place| i32::try_from(place).ok()),
        asked_in: (asked.language != room.plan.wording).then_some(asked.language),
        signals: given.signals.filter(|_| room.signals),
    };
    let tx = means.db.begin().await?;
    room.must_still_be_kept(&tx).await?;
    if !turn::insert(&tx, kept.clone()).await? {
        // Two devices at once: the other was faster.
        return Err(Error::NotTheQuestion);
    }
    room.turns.push(kept);
    room.look_ahead();
    room.time = None;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (answered, questions) = (count(room.questions_done()), count(room.plan.questions.len()));
    let message = Message::Answered { answered, questions };
    room.tell(&means, &tx, format!("turn {pipeline_id} {number}"), message).await?;
    tx.commit().await?;
    room.wake(&means);
    let standing = room.standing(now);
    Ok(web::Json(room.state(standing)))
}

/// Ends the interview: a person takes over.
#[utoipa::path(
    post, path = "/i/{token}/human", tag = "room",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "As it stands now.", body = RoomState), Refusals),
)]
async fn ask_for_a_human(token: web::Path<String>, means: web::Data<Means>) -> Answered {
    let room = open(&means, &token).await?;
    let standing = room.standing(means.clock.now());
    if standing == Standing::Declined {
        return Ok(web::Json(room.state(standing)));
    }
    standing.still_open()?;
    let tx = means.db.begin().await?;
    let key = format!("human {}", room.pipeline.id);
    if room.tell(&means, &tx, key, Message::HumanRequested).await? {
        room.record(&means, &tx, "askForHuman", json!({})).await?;
    }
    tx.commit().await?;
    room.wake(&means);
    Ok(web::Json(room.state(Standing::Declined)))
}
