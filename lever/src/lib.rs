//! Lever's API and webhooks as Lever speaks them.
//!
//! Knows: paths, scopes, pages, limits, error bodies.
//! Does not know: tenants, our database, when to try again (only what an error allows).
//!
//! Facts are from Lever's developer documentation (<https://hire.lever.co/developer/documentation>,
//! read July 2025 and August 2026) and from recorded answers of July 2026; where the two differ,
//! the recording holds and the place says so.

mod client;
mod error;
mod feedback;
mod files;
mod notes;
pub mod oauth;
mod opportunities;
mod postings;
mod stages;
mod tags;
mod users;
pub mod webhook;
mod webhooks;
mod wire;

pub use client::{Client, Credential, Pace, http_client};
pub use error::{Error, Retry};
pub use feedback::{
    Feedback, FeedbackField, FeedbackForm, FeedbackTemplate, FeedbackTemplates, FieldValue,
    TemplateField,
};
pub use files::{File, Files};
pub use notes::{Note, NoteField, Notes};
pub use opportunities::{
    Application, Archived, Contact, DataProtection, Opportunities, Opportunity, OpportunityFilter,
    Permission, Stage, StageChange, Urls,
};
pub use postings::{Categories, Content, List, Posting, PostingUrls, Postings, SalaryRange};
pub use stages::Stages;
pub use tags::Tags;
pub use users::{User, Users};
pub use webhooks::{Configuration, Webhook, Webhooks};
