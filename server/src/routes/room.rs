//! The candidate's room as JSON: `/i/{token}/interview`, `…/opened`, `…/schedule`, `…/consent`,
//! `…/answers`, `…/human`, `…/language`, `…/data`.
//!
//! Durable: every answer is committed before the next question is given. What to ask next is read
//! from the rows, so closing the browser loses nothing and sending twice is one turn.

mod data;

use actix_web::{HttpRequest, HttpResponse, ResponseError, http::StatusCode, web};
use actors::{Means, Place, disclosure, pipeline::TIME_CHANGES_MAX, zone};
use chrono::{SecondsFormat, SubsecRound};
use entities::{
    DbErr, Instant, Language, Tx,
    audit_entry::{self, Act, Actor},
    connection::{self, Status},
    consent,
    ids::MessageId,
    inbox::{self, Arrival, Message},
    invite, mail, pipeline,
    pipeline::StateName,
    plan, posting, tenant, turn,
};
use interviewer::{Answer, Plan, Question, QuestionKind};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

/// Longest answer, in characters: about an hour of typing.
const ANSWER_CHARS_MAX: usize = 20_000;
/// Largest request.
const BODY_BYTES_MAX: usize = 256 * 1024;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    let json = web::JsonConfig::default()
        .limit(BODY_BYTES_MAX)
        .error_handler(|error, _| Error::from(error).into());
    config.service(
        web::scope("/i/{token}")
            .app_data(json)
            .route("/interview", web::get().to(show))
            .route("/opened", web::post().to(opened))
            .route("/schedule", web::post().to(schedule))
            .route("/consent", web::post().to(agree))
            .route("/answers", web::post().to(answer))
            .route("/human", web::post().to(ask_for_a_human))
            .route("/language", web::post().to(speak))
            .route("/data", web::get().to(data::show))
            .route("", web::get().to(super::assets::room)),
    );
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
    #[error("Please write an answer first.")]
    Empty,
    #[error("This answer is too long. Please shorten it to {ANSWER_CHARS_MAX} characters.")]
    TooLong,
    #[error("The page sent something we could not read. Please load it again.")]
    Malformed,
    #[error("Something went wrong on our side. Nothing you sent before is lost. Please try again.")]
    Store(#[from] DbErr),
    #[error("Something went wrong on our side. Nothing you sent before is lost. Please try again.")]
    Plan(#[from] serde_json::Error),
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

#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Over(_) | Self::Erased(_) => StatusCode::GONE,
            Self::Paused
            | Self::Begun
            | Self::TooOften
            | Self::NoConsent
            | Self::OtherDisclosure
            | Self::NotTheQuestion => StatusCode::CONFLICT,
            Self::Empty
            | Self::Past
            | Self::AfterTheEnd
            | Self::UnknownLanguage
            | Self::UnknownZone => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Store(_) | Self::Plan(_) => StatusCode::INTERNAL_SERVER_ERROR,
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
            Self::Empty => "EMPTY",
            Self::TooLong => "TOO_LONG",
            Self::Malformed => "MALFORMED",
            Self::Store(error) => {
                tracing::error!(%error, "the room could not use the store");
                "FAULT"
            }
            Self::Plan(error) => {
                tracing::error!(%error, "the room could not read the plan");
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
    turns: Vec<turn::Model>,
    consented: bool,
    /// Whether the company's Lever is connected: who revoked it begins no interviews.
    connected: bool,
    /// When the candidate wants to take it, if they chose a time.
    scheduled_at: Option<Instant>,
    /// What is asked now; `None`: everything is answered.
    now_asked: Option<NowAsked>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Standing {
    Invited,
    Paused,
    InProgress,
    Completed,
    Declined,
    Expired,
    Closed,
}

/// What the page shows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RoomState {
    state: Standing,
    company: String,
    interviewer: String,
    first_name: String,
    posting: PostingFacts,
    minutes: u32,
    questions: usize,
    answered: usize,
    disclosure: DisclosureText,
    consented: bool,
    question: Option<Asked>,
    /// What the candidate chose; `None`: nothing yet.
    language: Option<Language>,
    zone: Option<String>,
    /// What the questions are worded in, as an ISO 639-1 code.
    plan_language: String,
    reason: Option<&'static str>,
    scheduled_at: Option<String>,
    expires_at: String,
}

#[derive(Serialize)]
struct PostingFacts {
    title: String,
    location: Option<String>,
}

#[derive(Serialize)]
struct DisclosureText {
    language: Language,
    version: String,
    paragraphs: Vec<String>,
    consent: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    /// The question's; of a follow-up, followed by `#` and its place.
    id: String,
    /// Whether it is a follow-up to the answer before.
    follow_up: bool,
    number: usize,
    kind: QuestionKind,
    text: String,
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
    let mut room = Room {
        posting: posting::find(db, tenant_id, &pipeline.posting_id).await?,
        turns: turn::of_pipeline(db, tenant_id, pipeline.id).await?,
        consented: consent::find(db, tenant_id, pipeline.id).await?.is_some(),
        connected: connection::find(db, tenant_id)
            .await?
            .is_some_and(|connection| connection.status == Status::Connected),
        plan: serde_json::from_value(plan.body)?,
        scheduled_at: pipeline.state.scheduled_at(),
        now_asked: None,
        invite,
        pipeline,
        tenant,
    };
    room.look_ahead();
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
        } else if state == StateName::Expired || now >= self.invite.expires_at {
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
        let NowAsked { place, follow_up } = self.now_asked.as_ref()?;
        let question = self.plan.questions.get(*place)?;
        let probe = follow_up.and_then(|it| question.probes.get(it));
        Some(Asked {
            id: match follow_up {
                None => question.id.clone(),
                Some(it) => format!("{}#{it}", question.id),
            },
            follow_up: follow_up.is_some(),
            number: place + 1,
            kind: question.kind,
            text: probe.map_or(&question.text, |probe| &probe.text).clone(),
        })
    }

    /// What the candidate is spoken to in: what they chose, else what the questions are worded in.
    fn language(&self) -> Language {
        let questions = || Language::of(&self.plan.wording).unwrap_or(Language::English);
        self.pipeline.language.unwrap_or_else(questions)
    }

    fn disclosure(&self) -> disclosure::Disclosure {
        let (company, interviewer) = (&self.tenant.name, &self.tenant.settings.interviewer_name);
        disclosure::Disclosure::new(self.language(), company, interviewer, &self.plan.title)
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
            plan_language: self.plan.wording.clone(),
            reason: reason(standing),
            scheduled_at: self.scheduled_at.map(written),
            expires_at: written(self.invite.expires_at),
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

async fn show(token: web::Path<String>, means: web::Data<Means>) -> Answered {
    let room = open(&means, &token).await?;
    let standing = room.standing(means.clock.now());
    Ok(web::Json(room.state(standing)))
}

/// The page is before somebody's eyes: their link was opened. Programs that look at links ahead of them
/// ask for pages, and run none.
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

#[derive(Deserialize)]
struct Choice {
    /// `null` gives the chosen time back; it cannot be left out.
    #[serde(deserialize_with = "given")]
    at: Option<Instant>,
    /// Made by the page: the same request again is one.
    key: Option<Uuid>,
    /// The time zone it was chosen by.
    zone: Option<String>,
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

#[derive(Deserialize)]
struct Speech {
    /// An ISO 639-1 code, with or without a region.
    language: String,
    /// The time zone that the candidate lives by, by its IANA name.
    zone: Option<String>,
}

/// Keeps the language that the candidate chose. In every state: pages and mails go on after the end.
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
    room.keep_speech(&tx, Some(language), zone).await?;
    tx.commit().await?;
    let standing = room.standing(means.clock.now());
    Ok(web::Json(room.state(standing)))
}

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
    room.keep_speech(&tx, None, zone).await?;
    let fresh = changes && room.tell(&means, &tx, key, Message::TimeChosen { at }).await?;
    tx.commit().await?;
    if fresh {
        room.wake(&means);
        room.scheduled_at = at;
    }
    Ok(web::Json(room.state(standing)))
}

#[derive(Deserialize)]
struct Agreement {
    version: String,
}

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
    let tx = means.db.begin().await?;
    consent::insert(&tx, given).await?;
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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Given {
    key: Uuid,
    question_id: String,
    text: String,
}

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
    let standing = room.standing(now).still_open()?;
    if standing == Standing::Paused {
        return Err(Error::Paused);
    }
    if standing == Standing::Invited {
        return Err(Error::NoConsent);
    }
    let asked = room.asked().ok_or(Error::NotTheQuestion)?;
    if asked.id != given.question_id {
        return Err(Error::NotTheQuestion);
    }
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
    let (tenant_id, pipeline_id) = (room.invite.tenant_id, room.pipeline.id);
    let number = i32::try_from(room.turns.len() + 1).unwrap_or(i32::MAX);
    let kept = turn::Model {
        tenant_id,
        pipeline_id,
        number,
        question_id: question.id.clone(),
        client_key: given.key,
        answer: text,
        answered_at: now,
        follow_up: now_asked.follow_up.and_then(|place| i32::try_from(place).ok()),
    };
    let tx = means.db.begin().await?;
    if !turn::insert(&tx, kept.clone()).await? {
        // Two devices at once: the other was faster.
        return Err(Error::NotTheQuestion);
    }
    room.turns.push(kept);
    room.look_ahead();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (answered, questions) = (count(room.questions_done()), count(room.plan.questions.len()));
    let message = Message::Answered { answered, questions };
    room.tell(&means, &tx, format!("turn {pipeline_id} {number}"), message).await?;
    tx.commit().await?;
    room.wake(&means);
    let standing = room.standing(now);
    Ok(web::Json(room.state(standing)))
}

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
