//! Signing in by the company's own accounts, as whoever is not signed in sees it.

use async_graphql::Object;

use crate::session;

/// Signing in by the company's own accounts.
pub(crate) struct CompanySignIn(pub(crate) session::CompanySignIn);

#[Object]
impl CompanySignIn {
    /// What the company calls it, such as `Larkspur ID`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Where a browser goes for it, on this server. With `?return_to=` and a path, that is where it
    /// ends.
    async fn path(&self) -> &str {
        self.0.path
    }

    /// Whether passwords are turned off.
    async fn only(&self) -> bool {
        self.0.only
    }
}
