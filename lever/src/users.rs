//! `/users`: the people who use an account.

use serde::Deserialize;
use serde_json::Value;

use crate::{Client, Error, wire::or_default};

/// A user. Only what we use.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Lever's id; what `perform_as` takes.
    pub id: String,
    /// May be empty.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// For signing in.
    pub email: Option<String>,
    /// `super admin`, `admin`, `team member`, `limited team member`, `interviewer`, or the id of
    /// an account's own role.
    pub access_role: Option<String>,
    /// An instant; none when active.
    pub deactivated_at: Option<Value>,
}

impl User {
    /// Whether the user can still sign in.
    pub fn active(&self) -> bool {
        self.deactivated_at.is_none()
    }

    /// Whether the user may connect apps to the account.
    pub fn super_admin(&self) -> bool {
        self.access_role.as_deref().is_some_and(|role| role.eq_ignore_ascii_case("super admin"))
    }
}

/// The calls under `/users`.
#[derive(Debug)]
pub struct Users<'a> {
    pub(crate) client: &'a Client,
}

impl Users<'_> {
    /// `GET /users`, all pages: the active ones, newest first.
    pub async fn list(&self) -> Result<Vec<User>, Error> {
        self.client.pages("list the users", || self.client.read(&["users"])).await
    }

    /// `GET /users/:id`; deactivated ones too.
    pub async fn read(&self, id: &str) -> Result<User, Error> {
        self.client.data("read a user", self.client.read(&["users", id])).await
    }

    /// `GET /users?email=`: the active user with this address, upper and lower case alike.
    pub async fn by_email(&self, email: &str) -> Result<Option<User>, Error> {
        let email = email.trim();
        let request = || self.client.read(&["users"]).query(&[("email", email)]);
        let users: Vec<User> = self.client.pages("find a user", request).await?;
        // Compared once more: in another's name would be worse than in nobody's.
        Ok(users.into_iter().find(|user| {
            user.email.as_deref().is_some_and(|known| known.trim().eq_ignore_ascii_case(email))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(json: &str) -> User {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn roles_and_deactivation_are_read() {
        let user = user(
            r#"{"id":"u","name":"Priya Raman","username":"priya","email":"priya@example.net",
            "accessRole":"super admin","createdAt":1753689600000,"deactivatedAt":null}"#,
        );
        assert!(user.active() && user.super_admin());
        assert_eq!(user.email.as_deref(), Some("priya@example.net"));
    }

    #[test]
    fn nothing_but_the_id_is_needed() {
        let bare = user(r#"{"id":"u","name":null,"accessRole":null,"photo":null}"#);
        assert!(bare.active() && !bare.super_admin() && bare.name.is_empty());
        for gone in ["1785657600000", r#""2026-08-02""#] {
            let gone = user(&format!(r#"{{"id":"u","deactivatedAt":{gone}}}"#));
            assert!(!gone.active(), "{gone:?}");
        }
        assert!(!user(r#"{"id":"u","accessRole":"admin"}"#).super_admin());
    }
}
