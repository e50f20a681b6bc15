//! The PDF.

use async_graphql::Object;
use entities::{Instant, report};

/// The report as a PDF.
pub(crate) struct Report(pub(crate) report::Summary);

#[Object]
impl Report {
    /// Address of the PDF; needs a sign-in.
    async fn url(&self) -> String {
        format!("/reports/{}.pdf", self.0.id)
    }

    /// Size in bytes.
    async fn size_bytes(&self) -> i32 {
        self.0.size_bytes
    }

    /// SHA-256 of the bytes, hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// When rendered.
    async fn rendered_at(&self) -> Instant {
        self.0.rendered_at
    }
}
