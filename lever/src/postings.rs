//! `/postings`: the advertised positions.

use std::collections::HashSet;

use serde::{Deserialize, de::IgnoredAny};

use crate::{Client, Error, error::shown, wire::or_default};

/// A posting. Only what we use; anything but the id may be missing.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Posting {
    /// Lever's id.
    pub id: String,
    /// The title.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
    /// Put there by people.
    #[serde(default, deserialize_with = "or_default")]
    pub tags: Vec<String>,
    /// Where and what.
    pub categories: Option<Categories>,
    /// The text, in HTML and plain.
    pub content: Option<Content>,
    /// Absent when unset.
    pub salary_range: Option<SalaryRange>,
    /// Absent when unset, independently of the range.
    pub salary_description: Option<String>,
    /// The same in HTML, which has more of it more often.
    pub salary_description_html: Option<String>,
    /// `unspecified`, `onsite`, `remote`, `hybrid`.
    pub workplace_type: Option<String>,
    /// Null for drafts and closed postings.
    pub urls: Option<PostingUrls>,
    /// `published`, `internal` (people see "unlisted"), `closed`, `draft`, `pending`, `rejected`.
    pub state: Option<String>,
    /// Milliseconds since 1970.
    pub updated_at: Option<i64>,
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
    #[serde(deserialize_with = "or_default")]
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
    #[serde(deserialize_with = "or_default")]
    pub text: String,
    /// A run of `<li>`, mostly.
    #[serde(deserialize_with = "or_default")]
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

    /// Whether any are ours to see: `GET /postings`, one of them.
    pub async fn are_shown(&self) -> Result<bool, Error> {
        let request = self.client.read(&["postings"]).query(&[("limit", "1")]);
        shown(self.client.data::<Vec<IgnoredAny>>("list a posting", request).await)
    }

    /// `GET /postings`, all pages: those that people can apply to, published on either channel
    /// or internal.
    pub async fn open(&self) -> Result<Vec<Posting>, Error> {
        // Published ones of just the public channel come unless channels are named; but internal
        // ones may have no channel at all, so they are asked for without. Hence two lists.
        let published = [
            ("state", "published"),
            ("distributionChannel", "public"),
            ("distributionChannel", "internal"),
        ];
        let mut postings = self.list(&published).await?;
        postings.extend(self.list(&[("state", "internal")]).await?);
        let mut seen = HashSet::new();
        // One that changed its state meanwhile is in both.
        postings.retain(|posting| seen.insert(posting.id.clone()));
        Ok(postings)
    }

    async fn list(&self, filter: &[(&str, &str)]) -> Result<Vec<Posting>, Error> {
        let request = || self.client.read(&["postings"]).query(filter);
        self.client.pages("list the postings", request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_the_id_may_be_null() {
        let posting: Posting = serde_json::from_str(
            r#"{"id":"p","text":null,"tags":null,"categories":null,"state":null,"urls":null,
            "content":{"description":null,"lists":[{"text":null,"content":null}]},
            "salaryRange":null,"updatedAt":null,"screening":{"enabled":true}}"#,
        )
        .unwrap();
        assert_eq!(posting.content.unwrap().lists.len(), 1);
        assert!(posting.text.is_empty() && posting.state.is_none());
        let posting: Posting =
            serde_json::from_str(r#"{"id":"p","state":"internal","updatedAt":1788249600000}"#)
                .unwrap();
        assert_eq!(posting.state.as_deref(), Some("internal"));
        assert_eq!(posting.updated_at, Some(1_788_249_600_000));
    }
}
