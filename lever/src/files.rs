//! `/opportunities/:id/files`.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde::Deserialize;

use crate::{Client, Error, wire::or_default};

/// A file of an opportunity.
#[derive(Clone, Debug, Deserialize)]
pub struct File {
    /// Lever's id.
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
}

/// The calls under `/opportunities/:id/files`.
#[derive(Debug)]
pub struct Files<'a> {
    pub(crate) client: &'a Client,
    pub(crate) opportunity_id: &'a str,
}

impl Files<'_> {
    /// `GET /opportunities/:id/files`, all pages. Lever's documents show the usual list of it in one place,
    /// in another a bare array.
    pub async fn list(&self) -> Result<Vec<File>, Error> {
        let attempted = "list the files";
        let request = || self.client.read(&["opportunities", self.opportunity_id, "files"]);
        match self.client.pages(attempted, request).await {
            Err(Error::Unreadable { .. }) => self.client.bare(attempted, request()).await,
            files => files,
        }
    }

    /// Uploads a PDF of at most 30 MB. Doing it twice makes two files.
    pub async fn upload_pdf(&self, name: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let attempted = "upload a file";
        let part = Part::bytes(bytes)
            .file_name(name.to_owned())
            .mime_str("application/pdf")
            .map_err(|source| Error::NoAnswer { attempted: attempted.to_owned(), source })?;
        let path = ["opportunities", self.opportunity_id, "files"];
        let request =
            self.client.write(Method::POST, &path).multipart(Form::new().part("file", part));
        self.client.done(attempted, request).await
    }
}
