//! `/opportunities/:id/notes`.

use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{Client, Error, wire::or_default};

/// A note; a thread is one note with several fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Lever's id; D shows only `noteId`, recordings have both.
    #[serde(alias = "noteId")]
    pub id: Option<String>,
    /// Its comments.
    #[serde(default, deserialize_with = "or_default")]
    pub fields: Vec<NoteField>,
    /// Set when deleted.
    pub deleted_at: Option<serde_json::Value>,
}

/// A comment of a note.
#[derive(Clone, Debug, Deserialize)]
pub struct NoteField {
    /// Its text.
    pub value: Option<String>,
    /// 1 to 4, or null.
    pub score: Option<u8>,
}

/// The calls under `/opportunities/:id/notes`.
#[derive(Debug)]
pub struct Notes<'a> {
    pub(crate) client: &'a Client,
    pub(crate) opportunity_id: &'a str,
}

impl Notes<'_> {
    /// All notes.
    pub async fn list(&self) -> Result<Vec<Note>, Error> {
        let path = ["opportunities", self.opportunity_id, "notes"];
        self.client.pages("list the notes", || self.client.read(&path)).await
    }

    /// Whether a note has this text in it.
    pub async fn contain(&self, mark: &str) -> Result<bool, Error> {
        let notes = self.list().await?;
        let mut values = notes
            .iter()
            .filter(|note| note.deleted_at.as_ref().is_none_or(serde_json::Value::is_null))
            .flat_map(|note| &note.fields)
            .filter_map(|field| field.value.as_deref());
        Ok(values.any(|value| value.contains(mark)))
    }

    /// Writes a note; `score` is Lever's 1 to 4. Doing it twice makes two notes.
    pub async fn create(&self, value: &str, score: Option<u8>) -> Result<(), Error> {
        let path = ["opportunities", self.opportunity_id, "notes"];
        let request =
            self.client.write(Method::POST, &path).json(&json!({ "value": value, "score": score }));
        self.client.done("write a note", request).await
    }
}
