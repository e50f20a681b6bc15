//! Bodies of `multipart/form-data`: the files in them, and the texts.

use actix_multipart::Multipart;
use actix_web::{http::header::ContentDisposition, web::Bytes};
use futures_util::TryStreamExt;

use super::super::{answer::Refusal, wire::File};

/// Lever's limit for one request.
const FORM_BYTES_MAX: usize = 30 * 1024 * 1024;

/// What a form brought, each with the name of its field.
#[derive(Default)]
pub(super) struct Form {
    pub(super) texts: Vec<(String, String)>,
    files: Vec<(String, String, Bytes)>,
}

impl Form {
    /// Reads a form to its end.
    pub(super) async fn read(mut form: Multipart) -> Result<Self, Refusal> {
        let broken = |_| Refusal::bad_request("Invalid multipart body");
        let mut read = Self::default();
        let mut left = FORM_BYTES_MAX;
        while let Some(mut field) = form.try_next().await.map_err(broken)? {
            let filename = field
                .content_disposition()
                .and_then(ContentDisposition::get_filename)
                .map(str::to_owned);
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field
                .bytes(left)
                .await
                .map_err(|_| Refusal::bad_request("The file is larger than 30MB"))?
                .map_err(broken)?;
            left = left.saturating_sub(bytes.len());
            match filename {
                Some(filename) => read.files.push((name, filename, bytes)),
                None => read.texts.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(read)
    }

    /// The first file of a field, as uploaded at an instant.
    pub(super) fn file(&self, name: &str, now: i64) -> Option<File> {
        self.files(name, now).next()
    }

    /// Every file of a field, also when it is written `name[]`.
    pub(super) fn files(&self, name: &str, now: i64) -> impl Iterator<Item = File> {
        self.files
            .iter()
            .filter(move |(field, ..)| field.strip_suffix("[]").unwrap_or(field) == name)
            .map(move |(_, filename, bytes)| File::of(filename.clone(), bytes.clone(), now))
    }
}
