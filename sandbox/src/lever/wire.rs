//! Lever's objects, as they are kept and as they are answered.

mod feedback;
mod panels;
mod requisitions;

use std::sync::Arc;

use actix_web::web::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(super) use self::{
    feedback::{FeedbackForm, FieldOption, FilledField, ProfileForm, Template, TemplateField},
    panels::{Interview, Interviewer, Panel},
    requisitions::{CompensationBand, Requisition},
};
use super::{account::new_id, lists::Rank};

/// A person with a login.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) username: String,
    pub(super) email: String,
    pub(super) access_role: &'static str,
    pub(super) photo: Option<String>,
    pub(super) created_at: i64,
    pub(super) deactivated_at: Option<i64>,
    pub(super) external_directory_id: Option<String>,
    pub(super) linked_contact_ids: Option<Vec<String>>,
    pub(super) job_title: Option<String>,
    pub(super) manager_id: Option<String>,
}

/// A step of the account's pipeline.
#[derive(Clone)]
pub(super) struct Stage {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) rank: Rank,
}

/// Why an opportunity was archived.
#[derive(Clone, Serialize)]
pub(super) struct ArchiveReason {
    pub(super) id: String,
    pub(super) text: &'static str,
    pub(super) status: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// A posting's categories; a missing one is null.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Categories {
    pub(super) commitment: Option<String>,
    pub(super) department: Option<String>,
    pub(super) level: Option<String>,
    pub(super) location: Option<String>,
    pub(super) team: Option<String>,
    pub(super) all_locations: Vec<String>,
}

/// A heading and its run of `<li>`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ContentList {
    pub(super) text: String,
    pub(super) content: String,
}

/// The text of a posting.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) description: String,
    pub(super) description_html: String,
    pub(super) lists: Vec<ContentList>,
    pub(super) closing: String,
    pub(super) closing_html: String,
}

/// Where a posting can be seen.
#[derive(Clone, Serialize)]
pub(super) struct PostingUrls {
    pub(super) list: String,
    pub(super) show: String,
    pub(super) apply: String,
}

impl PostingUrls {
    /// Where the company's job site has a posting.
    pub(super) fn of(id: &str) -> Self {
        let list = "https://jobs.lever.co/fernhill";
        let show = format!("{list}/{id}");
        Self { list: list.to_owned(), apply: format!("{show}/apply"), show }
    }
}

/// Whether Lever's own screening is on.
#[derive(Clone, Default, Serialize)]
pub(super) struct Screening {
    pub(super) enabled: bool,
}

/// An advertised position.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Posting {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) state: &'static str,
    pub(super) distribution_channels: Option<Vec<&'static str>>,
    pub(super) user: String,
    pub(super) owner: Option<String>,
    pub(super) hiring_manager: Option<String>,
    pub(super) categories: Categories,
    pub(super) tags: Vec<String>,
    pub(super) content: Content,
    pub(super) country: Option<String>,
    pub(super) followers: Vec<String>,
    pub(super) req_code: Option<String>,
    pub(super) requisition_codes: Vec<String>,
    pub(super) urls: Option<PostingUrls>,
    pub(super) confidentiality: &'static str,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
    pub(super) workplace_type: String,
    pub(super) transcribe_interviews: bool,
    pub(super) screening: Screening,
    /// What the application form asks besides the usual.
    #[serde(skip)]
    pub(super) questions: Vec<Template>,
    // The three salary fields are absent when unset, not null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) salary_range: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) salary_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) salary_description_html: Option<String>,
}

/// A telephone number.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Phone {
    #[serde(rename = "type", default)]
    pub(super) kind: Option<String>,
    pub(super) value: String,
}

/// A person who may have several opportunities.
#[derive(Clone, Default)]
pub(super) struct Contact {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) headline: String,
    pub(super) location: String,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<Phone>,
    pub(super) links: Vec<String>,
    pub(super) is_anonymized: bool,
}

/// An arrival in a stage. `user_id` is absent when no user did it.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StageChange {
    pub(super) to_stage_id: String,
    pub(super) to_stage_index: usize,
    pub(super) updated_at: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_id: Option<String>,
}

/// When and why an opportunity was archived.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Archived {
    pub(super) reason: String,
    pub(super) archived_at: i64,
}

/// One candidacy of a contact.
#[derive(Clone)]
pub(super) struct Opportunity {
    pub(super) id: String,
    pub(super) contact: String,
    pub(super) stage: String,
    pub(super) archived: Option<Archived>,
    pub(super) tags: Vec<String>,
    pub(super) sources: Vec<String>,
    pub(super) stage_changes: Vec<StageChange>,
    pub(super) origin: String,
    pub(super) sourced_by: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) followers: Vec<String>,
    pub(super) applications: Vec<String>,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
    pub(super) last_interaction_at: i64,
    pub(super) last_advanced_at: i64,
    /// Whether the person may be written to; null until someone says.
    pub(super) data_protection: Value,
    pub(super) location: Option<String>,
    /// As its posting is.
    pub(super) confidentiality: &'static str,
    pub(super) snoozed_until: Option<i64>,
    pub(super) notes: Vec<Note>,
    pub(super) files: Vec<File>,
    pub(super) resumes: Vec<Resume>,
    pub(super) feedback: Vec<FeedbackForm>,
    pub(super) forms: Vec<ProfileForm>,
    pub(super) panels: Vec<Panel>,
}

/// Something that was deleted, and by whom.
pub(super) struct Deleted<T> {
    pub(super) was: T,
    pub(super) by: String,
    pub(super) at: i64,
}

/// How an opportunity came to a posting. Personal fields are null when a user added it.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Application {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) candidate_id: String,
    pub(super) opportunity_id: String,
    pub(super) posting: String,
    pub(super) posting_hiring_manager: Option<String>,
    pub(super) posting_owner: Option<String>,
    pub(super) name: Option<String>,
    pub(super) company: Option<String>,
    pub(super) phone: Option<Phone>,
    pub(super) email: Option<String>,
    pub(super) links: Vec<String>,
    pub(super) comments: Option<String>,
    pub(super) user: Option<String>,
    pub(super) custom_questions: Vec<Value>,
    pub(super) created_at: i64,
    pub(super) archived: Option<Archived>,
    pub(super) requisition_for_hire: Option<Value>,
    pub(super) ip_address: Option<String>,
    pub(super) referer: Option<String>,
    pub(super) user_agent: Option<String>,
    pub(super) accept_language: Option<String>,
    pub(super) timezone: Option<String>,
}

impl Application {
    /// Takes away what the applicant said of themselves.
    pub(super) fn forget_the_person(&mut self) {
        self.name = None;
        self.company = None;
        self.phone = None;
        self.email = None;
        self.links.clear();
        self.comments = None;
        self.custom_questions.clear();
        self.ip_address = None;
    }
}

/// One comment of a note's thread.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NoteField {
    pub(super) created_at: i64,
    pub(super) score: Option<u8>,
    pub(super) stage: String,
    pub(super) text: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) user: String,
    pub(super) value: String,
}

/// A note with its thread.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Note {
    pub(super) id: String,
    pub(super) text: &'static str,
    pub(super) fields: Vec<NoteField>,
    pub(super) user: String,
    pub(super) secret: bool,
    pub(super) completed_at: i64,
    pub(super) deleted_at: Option<i64>,
    pub(super) created_at: i64,
    /// Made through the API; only such can be changed through it.
    #[serde(skip)]
    pub(super) by_api: bool,
}

/// A file with its bytes.
#[derive(Clone)]
pub(super) struct File {
    pub(super) id: String,
    pub(super) name: String,
    /// With its dot, in lower case; empty when the name has none.
    pub(super) ext: String,
    /// `processed`, or `unsupported` for kinds Lever cannot show.
    pub(super) status: &'static str,
    pub(super) uploaded_at: i64,
    pub(super) bytes: Bytes,
}

/// Kinds Lever can show; others are kept as `unsupported`.
const EXTENSIONS: &[&str] = &[".docx", ".doc", ".js", ".jpg", ".png", ".pdf", ".txt"];

impl File {
    /// A file as it was uploaded.
    pub(super) fn of(name: String, bytes: Bytes, uploaded_at: i64) -> Self {
        let ext = name
            .rsplit_once('.')
            .map(|(_, ext)| format!(".{}", ext.to_lowercase()))
            .unwrap_or_default();
        let status = if EXTENSIONS.contains(&ext.as_str()) { "processed" } else { "unsupported" };
        Self { id: new_id(), name, ext, status, uploaded_at, bytes }
    }
}

/// A résumé; `parsed` is absent where nothing was read from it.
#[derive(Clone)]
pub(super) struct Resume {
    pub(super) id: String,
    pub(super) created_at: i64,
    pub(super) file: File,
    pub(super) parsed: Option<Value>,
}

/// A file kept for a day, to apply with.
#[derive(Clone)]
pub(super) struct Upload {
    pub(super) file: File,
    pub(super) expires_at: i64,
}

/// An address to be told of one kind of event.
#[derive(Clone)]
pub(super) struct Webhook {
    pub(super) id: String,
    /// The app that made it, and alone sees it in lists.
    pub(super) client_id: String,
    pub(super) event: String,
    pub(super) url: String,
    /// Null for events without an origin.
    pub(super) origins: Option<Vec<String>>,
    pub(super) signature_token: Arc<str>,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

/// Something that happened, before it is addressed to anyone.
pub(super) struct Event {
    pub(super) name: &'static str,
    /// The opportunity's origin, which webhooks may be limited to.
    pub(super) origin: Option<String>,
    pub(super) data: Value,
}
