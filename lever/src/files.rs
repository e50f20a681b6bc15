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

/// D's example shows a bare array, its list format the usual object: both are read.
#[derive(Deserialize)]
#[serde(untagged)]
enum FileList {
    Wrapped(Vec<File>),
    Nested { data: Vec<File> },
}

impl Files<'_> {
    /// The newest files, 100 at most.
    pub async fn list(&self) -> Result<Vec<File>, Error> {
        let request = self.client.read(&["opportunities", self.opportunity_id, "files"]);
        let list: FileList = self.client.data("list the files", request).await?;
        Ok(match list {
            FileList::Wrapped(files) | FileList::Nested { data: files } => files,
        })
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
