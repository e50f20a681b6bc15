//! `/tags`: the tags that are on anything of the account.

use serde::Deserialize;

use crate::{Client, Error};

#[derive(Deserialize)]
struct Tag {
    text: String,
}

/// The calls under `/tags`.
#[derive(Debug)]
pub struct Tags<'a> {
    pub(crate) client: &'a Client,
}

impl Tags<'_> {
    /// `GET /tags`, all pages: their texts. "Full-time" and "Full-Time" are two tags.
    pub async fn list(&self) -> Result<Vec<String>, Error> {
        let tags: Vec<Tag> =
            self.client.pages("list the tags", || self.client.read(&["tags"])).await?;
        Ok(tags.into_iter().map(|tag| tag.text).collect())
    }
}
