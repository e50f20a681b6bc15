//! `/opportunities`: one candidacy of a contact each.

use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{Client, Error};

/// An opportunity, expanded by applications, contact and stage. Only what we use.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opportunity {
    /// Lever's id.
    pub id: String,
    /// May be empty.
    #[serde(default)]
    pub name: String,
    /// Often empty.
    #[serde(default)]
    pub emails: Vec<String>,
    /// The person.
    pub contact: Option<Contact>,
    /// Where it is.
    pub stage: Option<Stage>,
    /// None when active.
    pub archived: Option<Archived>,
    /// None or one.
    #[serde(default)]
    pub applications: Vec<Application>,
    /// Its own tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// True when personal data is gone.
    #[serde(default)]
    pub is_anonymized: bool,
    /// What the person agreed to.
    pub data_protection: Option<DataProtection>,
    /// Its pages.
    pub urls: Option<Urls>,
}

/// The person behind opportunities.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// May be empty.
    #[serde(default)]
    pub name: String,
    /// Often empty.
    #[serde(default)]
    pub emails: Vec<String>,
    /// True when personal data is gone.
    #[serde(default)]
    pub is_anonymized: bool,
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Stage {
    /// A UUID, or a word for the default stages.
    pub id: String,
    /// The account's name for it.
    pub text: String,
}

/// Why and when archived.
#[derive(Clone, Debug, Deserialize)]
pub struct Archived {
    /// Lever's id of the reason.
    pub reason: Option<String>,
}

/// A person applying to a posting.
#[derive(Clone, Debug, Deserialize)]
pub struct Application {
    /// Lever's id.
    pub id: String,
    /// Lever's id of the posting.
    pub posting: Option<String>,
    /// As typed in the form; may differ from the contact's.
    pub email: Option<String>,
}

/// What the person agreed to.
#[derive(Clone, Debug, Deserialize)]
pub struct DataProtection {
    /// Whether we may write to them.
    pub contact: Option<Permission>,
}

/// One permission.
#[derive(Clone, Debug, Deserialize)]
pub struct Permission {
    /// Whether it was given.
    pub allowed: Option<bool>,
}

/// An opportunity's pages.
#[derive(Clone, Debug, Deserialize)]
pub struct Urls {
    /// In Lever's web app.
    pub show: Option<String>,
}

impl Opportunity {
    /// The person's name: the contact's, else the opportunity's; may be empty.
    pub fn candidate_name(&self) -> &str {
        match &self.contact {
            Some(contact) if !contact.name.trim().is_empty() => contact.name.trim(),
            Some(_) | None => self.name.trim(),
        }
    }

    /// The first address of the contact, the opportunity or the application.
    pub fn email(&self) -> Option<&str> {
        let contact = self.contact.iter().flat_map(|contact| &contact.emails);
        let typed = self.applications.iter().filter_map(|application| application.email.as_ref());
        let mut known = contact.chain(&self.emails).chain(typed).map(|email| email.trim());
        known.find(|email| !email.is_empty())
    }

    /// The posting of its application.
    pub fn posting_id(&self) -> Option<&str> {
        self.applications.iter().find_map(|application| application.posting.as_deref())
    }

    /// False when the person must not be written to.
    pub fn may_contact(&self) -> bool {
        let permission = self.data_protection.as_ref().and_then(|data| data.contact.as_ref());
        permission.and_then(|contact| contact.allowed).unwrap_or(true)
    }

    /// True when personal data is gone.
    pub fn anonymized(&self) -> bool {
        self.is_anonymized || self.contact.as_ref().is_some_and(|contact| contact.is_anonymized)
    }
}

/// The calls under `/opportunities`.
#[derive(Debug)]
pub struct Opportunities<'a> {
    pub(crate) client: &'a Client,
}

impl Opportunities<'_> {
    /// `GET /opportunities/:id`, with applications, contact and stage.
    pub async fn read(&self, id: &str) -> Result<Opportunity, Error> {
        let expand = [("expand", "applications"), ("expand", "contact"), ("expand", "stage")];
        let request = self.client.read(&["opportunities", id]).query(&expand);
        self.client.data("read an opportunity", request).await
    }

    /// `POST /opportunities/:id/addTags`. Adding a tag that is there leaves one.
    pub async fn add_tags(&self, id: &str, tags: &[&str]) -> Result<(), Error> {
        let request = self
            .client
            .write(Method::POST, &["opportunities", id, "addTags"])
            .json(&json!({ "tags": tags }));
        // The answer has blank names and addresses: it is not read.
        self.client.done("add a tag", request).await
    }
}
