//! `/stages`: the account's stages.

use crate::{Client, Error, Stage};

/// The calls under `/stages`.
#[derive(Debug)]
pub struct Stages<'a> {
    pub(crate) client: &'a Client,
}

impl Stages<'_> {
    /// `GET /stages`, all pages, in pipeline order.
    pub async fn list(&self) -> Result<Vec<Stage>, Error> {
        self.client.pages("list the stages", || self.client.read(&["stages"])).await
    }
}
