//! `/postings`: the advertised positions.

use serde::Deserialize;

use crate::{Client, Error};

/// A posting. Only what we use; anything but the id may be missing.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Posting {
    /// Lever's id.
    pub id: String,
    /// The title.
    #[serde(default)]
    pub text: String,
    /// Put there by people.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Where and what.
    pub categories: Option<Categories>,
    /// The text, in HTML and plain.
    pub content: Option<Content>,
    /// Absent when unset.
    pub salary_range: Option<SalaryRange>,
    /// Absent when unset, independently of the range.
    pub salary_description: Option<String>,
    /// `unspecified`, `onsite`, `remote`, `hybrid`.
    pub workplace_type: Option<String>,
    /// Null for drafts and closed postings.
    pub urls: Option<PostingUrls>,
}

/// Where and what.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Categories {
    /// Full-time, …
    pub commitment: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Place.
    pub location: Option<String>,
    /// Team.
    pub team: Option<String>,
}

/// The text of a posting.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Content {
    /// Plain; often lacks text that the HTML has.
    pub description: Option<String>,
    /// HTML.
    pub description_html: Option<String>,
    /// Headed lists.
    pub lists: Vec<List>,
    /// Plain.
    pub closing: Option<String>,
    /// HTML.
    pub closing_html: Option<String>,
}

/// A headed list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct List {
    /// Heading.
    pub text: String,
    /// A run of `<li>`, mostly.
    pub content: String,
}

/// A salary range. Both ends 0 means nothing.
#[derive(Clone, Debug, Deserialize)]
pub struct SalaryRange {
    /// Lower end.
    pub min: Option<f64>,
    /// Upper end.
    pub max: Option<f64>,
    /// Three letters.
    pub currency: Option<String>,
    /// `per-year-salary`, …; not a closed list.
    pub interval: Option<String>,
}

/// A posting's pages.
#[derive(Clone, Debug, Deserialize)]
pub struct PostingUrls {
    /// The public page.
    pub show: Option<String>,
}

/// The calls under `/postings`.
#[derive(Debug)]
pub struct Postings<'a> {
    pub(crate) client: &'a Client,
}

impl Postings<'_> {
    /// `GET /postings/:id`.
    pub async fn read(&self, id: &str) -> Result<Posting, Error> {
        self.client.data("read a posting", self.client.read(&["postings", id])).await
    }
}
