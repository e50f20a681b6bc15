//! `/opportunities`: one candidacy of a contact each.

use reqwest::Method;
use serde::{Deserialize, Deserializer, de::IgnoredAny};
use serde_json::json;

use crate::{Client, Error, error::shown, wire::or_default};

/// An opportunity, expanded by applications, contact and stage. Only what we use.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opportunity {
    /// Lever's id.
    pub id: String,
    /// May be empty.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Often empty.
    #[serde(default, deserialize_with = "or_default")]
    pub emails: Vec<String>,
    /// The person.
    #[serde(default, deserialize_with = "contact")]
    pub contact: Option<Contact>,
    /// Where it is.
    pub stage: Option<Stage>,
    /// None when active.
    pub archived: Option<Archived>,
    /// None or one.
    #[serde(default, deserialize_with = "or_default")]
    pub applications: Vec<Application>,
    /// Its own tags.
    #[serde(default, deserialize_with = "or_default")]
    pub tags: Vec<String>,
    /// True when personal data is gone.
    #[serde(default, deserialize_with = "or_default")]
    pub is_anonymized: bool,
    /// What the person agreed to.
    pub data_protection: Option<DataProtection>,
    /// Its pages.
    pub urls: Option<Urls>,
    /// `agency`, `applied`, `internal`, `referred`, `sourced`, `university`.
    pub origin: Option<String>,
    /// Every stage it was in, in order; the last one is the current stage (so recorded for each
    /// of 1,004).
    #[serde(default, deserialize_with = "or_default")]
    pub stage_changes: Vec<StageChange>,
    /// Milliseconds since 1970.
    pub created_at: Option<i64>,
    /// Milliseconds since 1970; null when untouched since an import.
    pub updated_at: Option<i64>,
    /// Milliseconds since 1970.
    pub last_advanced_at: Option<i64>,
}

/// A move into a stage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StageChange {
    /// Lever's id of the stage; empty when Lever does not tell.
    #[serde(default, deserialize_with = "or_default")]
    pub to_stage_id: String,
    /// When; milliseconds since 1970, 0 when Lever does not tell.
    #[serde(default, deserialize_with = "or_default")]
    pub updated_at: i64,
}

/// The person behind opportunities.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Lever's id.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// May be empty.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Often empty.
    #[serde(default, deserialize_with = "or_default")]
    pub emails: Vec<String>,
    /// True when personal data is gone.
    #[serde(default, deserialize_with = "or_default")]
    pub is_anonymized: bool,
}

/// A contact, or only its id, as it is where Lever does not expand it: that has a scope of its own, for
/// which we do not ask. The opportunity itself has the name and the addresses, too.
fn contact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Contact>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Shown {
        Whole(Contact),
        Id(String),
    }
    Ok(Option::deserialize(deserializer)?.map(|shown| match shown {
        Shown::Whole(contact) => contact,
        Shown::Id(id) => {
            Contact { id, name: String::new(), emails: Vec::new(), is_anonymized: false }
        }
    }))
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Stage {
    /// A UUID, or a word for the default stages.
    pub id: String,
    /// The account's name for it.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
}

/// Why and when archived.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Archived {
    /// Lever's id of the reason.
    pub reason: Option<String>,
    /// Milliseconds since 1970.
    pub archived_at: Option<i64>,
}

/// A person applying to a posting.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// Lever's id.
    pub id: String,
    /// Lever's id of the posting.
    pub posting: Option<String>,
    /// As typed in the form; may differ from the contact's.
    pub email: Option<String>,
    /// Milliseconds since 1970.
    pub created_at: Option<i64>,
}

/// What the person agreed to.
#[derive(Clone, Debug, Deserialize)]
pub struct DataProtection {
    /// Whether we may write to them.
    pub contact: Option<Permission>,
}

/// One permission.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Permission {
    /// Whether it was given.
    pub allowed: Option<bool>,
    /// Until when; milliseconds since 1970. Null: for good.
    pub expires_at: Option<i64>,
}

/// An opportunity's pages.
#[derive(Clone, Debug, Deserialize)]
pub struct Urls {
    /// In Lever's web app.
    pub show: Option<String>,
}

impl Opportunity {
    /// The person's name: the contact's, else the opportunity's; may be empty.
    pub fn candidate_name(&self) -> &str {
        match &self.contact {
            Some(contact) if !contact.name.trim().is_empty() => contact.name.trim(),
            Some(_) | None => self.name.trim(),
        }
    }

    /// The first address of the contact, the opportunity or the application.
    pub fn email(&self) -> Option<&str> {
        let contact = self.contact.iter().flat_map(|contact| &contact.emails);
        let typed = self.applications.iter().filter_map(|application| application.email.as_ref());
        let mut known = contact.chain(&self.emails).chain(typed).map(|email| email.trim());
        known.find(|email| !email.is_empty())
    }

    /// The person's id, by which their other opportunities are known.
    pub fn contact_id(&self) -> Option<&str> {
        self.contact.as_ref().map(|contact| contact.id.as_str()).filter(|id| !id.is_empty())
    }

    /// The posting of its application.
    pub fn posting_id(&self) -> Option<&str> {
        self.applications.iter().find_map(|application| application.posting.as_deref())
    }

    /// When the person applied to that posting; milliseconds since 1970.
    pub fn applied_at(&self) -> Option<i64> {
        self.applications.iter().find(|application| application.posting.is_some())?.created_at
    }

    /// When it came into its current stage; milliseconds since 1970.
    pub fn moved_at(&self) -> Option<i64> {
        let last = self.stage_changes.last()?;
        let current = self.stage.as_ref().is_some_and(|stage| stage.id == last.to_stage_id);
        (current && last.updated_at > 0).then_some(last.updated_at)
    }

    /// False when the person must not be written to, or no longer; `now_ms`: milliseconds since 1970.
    pub fn may_contact(&self, now_ms: i64) -> bool {
        let permission = self.data_protection.as_ref().and_then(|data| data.contact.as_ref());
        let Some(contact) = permission else { return true };
        let ended = contact.expires_at.is_some_and(|expires_at| expires_at <= now_ms);
        contact.allowed.unwrap_or(true) && !ended
    }

    /// True when personal data is gone.
    pub fn anonymized(&self) -> bool {
        self.is_anonymized || self.contact.as_ref().is_some_and(|contact| contact.is_anonymized)
    }
}

/// Which opportunities to list; those that fit all of it. By default, all.
#[derive(Default, Clone, Debug)]
pub struct OpportunityFilter {
    /// In one of these stages; any, if empty.
    pub stage_ids: Vec<String>,
    /// Of one of these postings; any, if empty.
    pub posting_ids: Vec<String>,
    /// Archived or not; without it both.
    pub archived: Option<bool>,
    /// Made then or later; milliseconds since 1970.
    pub created_at_start: Option<i64>,
    /// Changed then or later; milliseconds since 1970.
    pub updated_at_start: Option<i64>,
    /// Last moved to another stage then or later; milliseconds since 1970.
    pub advanced_at_start: Option<i64>,
}

impl OpportunityFilter {
    fn query(&self) -> Vec<(&'static str, String)> {
        let stages = self.stage_ids.iter().map(|id| ("stage_id", id.clone()));
        let postings = self.posting_ids.iter().map(|id| ("posting_id", id.clone()));
        let archived = self.archived.map(|archived| ("archived", archived.to_string()));
        let created = self.created_at_start.map(|at| ("created_at_start", at.to_string()));
        let updated = self.updated_at_start.map(|at| ("updated_at_start", at.to_string()));
        let advanced = self.advanced_at_start.map(|at| ("advanced_at_start", at.to_string()));
        let since = created.into_iter().chain(updated).chain(advanced);
        stages.chain(postings).chain(archived).chain(since).collect()
    }
}

/// The calls under `/opportunities`.
#[derive(Debug)]
pub struct Opportunities<'a> {
    pub(crate) client: &'a Client,
}

/// What [`Opportunity`] needs as objects instead of ids.
const EXPAND: [(&str, &str); 3] =
    [("expand", "applications"), ("expand", "contact"), ("expand", "stage")];

#[derive(Deserialize)]
struct Deleted {
    id: String,
}

/// The answer of a write: names, headlines and addresses are blank in it, contact and stage are
/// ids. Only the tags are what they say (recorded).
#[derive(Deserialize)]
struct Tagged {
    #[serde(default, deserialize_with = "or_default")]
    tags: Vec<String>,
}

impl Opportunities<'_> {
    /// `GET /opportunities/:id`, with applications, contact and stage.
    pub async fn read(&self, id: &str) -> Result<Opportunity, Error> {
        let request = self.client.read(&["opportunities", id]).query(&EXPAND);
        self.client.data("read an opportunity", request).await
    }

    /// Whether any are ours to see: `GET /opportunities`, one of them, expanded like [`Self::read`].
    pub async fn are_shown(&self) -> Result<bool, Error> {
        let request = self.client.read(&["opportunities"]).query(&[("limit", "1")]).query(&EXPAND);
        shown(self.client.data::<Vec<IgnoredAny>>("list an opportunity", request).await)
    }

    /// `GET /opportunities`, all pages, expanded like [`Self::read`]; confidential ones are not
    /// in it. One that moves meanwhile may be in it twice or not at all: take it as a hint.
    pub async fn list(&self, filter: &OpportunityFilter) -> Result<Vec<Opportunity>, Error> {
        let query = filter.query();
        let request = || {
            let request = self.client.read(&["opportunities"]);
            request.query(&[("limit", "100")]).query(&EXPAND).query(&query)
        };
        self.client.pages("list the opportunities", request).await
    }

    /// `GET /opportunities/deleted`, all pages: the ids of those deleted at `since_ms`
    /// (milliseconds since 1970) or later.
    pub async fn deleted(&self, since_ms: i64) -> Result<Vec<String>, Error> {
        let since = [("deleted_at_start", since_ms)];
        let request = || self.client.read(&["opportunities", "deleted"]).query(&since);
        let deleted: Vec<Deleted> =
            self.client.pages("list the deleted opportunities", request).await?;
        Ok(deleted.into_iter().map(|opportunity| opportunity.id).collect())
    }

    /// `POST /opportunities/:id/addTags`: all tags it has afterwards. Adding a tag that is there
    /// leaves one.
    pub async fn add_tags(&self, id: &str, tags: &[&str]) -> Result<Vec<String>, Error> {
        let request = self
            .client
            .write(Method::POST, &["opportunities", id, "addTags"])
            .json(&json!({ "tags": tags }));
        Ok(self.client.data::<Tagged>("add a tag", request).await?.tags)
    }

    /// `POST /opportunities/:id/removeTags`. Only ever for tags that we put there: the others are
    /// somebody's work, and Lever has no way back.
    pub async fn remove_tags(&self, id: &str, tags: &[&str]) -> Result<(), Error> {
        let request = self
            .client
            .write(Method::POST, &["opportunities", id, "removeTags"])
            .json(&json!({ "tags": tags }));
        self.client.done("remove a tag", request).await
    }

    /// `POST /opportunities/:id/addLinks`. They belong to the contact: all its opportunities show
    /// them.
    pub async fn add_links(&self, id: &str, links: &[&str]) -> Result<(), Error> {
        let request = self
            .client
            .write(Method::POST, &["opportunities", id, "addLinks"])
            .json(&json!({ "links": links }));
        self.client.done("add a link", request).await
    }

    /// `PUT /opportunities/:id/stage`. An archived one moves too, and stays archived.
    pub async fn set_stage(&self, id: &str, stage_id: &str) -> Result<(), Error> {
        let request = self
            .client
            .write(Method::PUT, &["opportunities", id, "stage"])
            .json(&json!({ "stage": stage_id }));
        self.client.done("move to a stage", request).await
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn opportunity(mut json: Value) -> Opportunity {
        json["id"] = json!("o");
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn the_last_move_counts_if_it_led_to_the_current_stage() {
        let moved = |stage: Value, changes: Value| {
            opportunity(json!({ "stage": stage, "stageChanges": changes })).moved_at()
        };
        let here = json!({ "id": "s", "text": "On-site interview" });
        let came = json!({ "toStageId": "s", "toStageIndex": 6, "updatedAt": 20, "userId": "u" });
        let left = json!({ "toStageId": "r", "toStageIndex": 5, "updatedAt": 10 });
        assert_eq!(moved(here.clone(), json!([left, came])), Some(20));
        assert_eq!(moved(here.clone(), json!([came, left])), None);
        assert_eq!(moved(Value::Null, json!([came])), None);
        assert_eq!(moved(here.clone(), Value::Null), None);
        assert_eq!(moved(here, json!([{ "toStageId": "s", "updatedAt": null }])), None);
    }

    #[test]
    fn the_application_with_a_posting_tells_when_and_for_what() {
        let opportunity = opportunity(json!({ "applications": [
            { "id": "a", "posting": null, "createdAt": 1 },
            { "id": "b", "posting": "p", "createdAt": 2, "email": null, "phone": {} },
        ] }));
        assert_eq!(opportunity.posting_id(), Some("p"));
        assert_eq!(opportunity.applied_at(), Some(2));
    }

    #[test]
    fn a_contact_that_is_not_expanded_is_its_id() {
        let json = json!({ "contact": "c", "name": "Marit", "emails": ["marit@example.net"] });
        let opportunity = opportunity(json);
        assert_eq!(opportunity.contact_id(), Some("c"));
        assert_eq!(
            (opportunity.candidate_name(), opportunity.email()),
            ("Marit", Some("marit@example.net"))
        );
    }

    #[test]
    fn a_permission_counts_until_it_ends() {
        let may = |contact: Value, now_ms| {
            opportunity(json!({ "dataProtection": { "contact": contact } })).may_contact(now_ms)
        };
        let until = json!({ "allowed": true, "expiresAt": 10 });
        assert!(may(until.clone(), 9) && !may(until, 10));
        assert!(may(json!({ "allowed": true, "expiresAt": null }), 10));
        assert!(!may(json!({ "allowed": false }), 10) && may(Value::Null, 10));
    }

    #[test]
    fn everything_but_the_id_may_be_null() {
        let names = [
            "name",
            "emails",
            "contact",
            "stage",
            "archived",
            "applications",
            "tags",
            "isAnonymized",
            "dataProtection",
            "urls",
            "origin",
            "stageChanges",
            "createdAt",
            "updatedAt",
            "lastAdvancedAt",
            "somethingNew",
        ];
        let nulls: serde_json::Map<_, _> =
            names.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
        for opportunity in [opportunity(Value::Object(nulls)), opportunity(json!({}))] {
            assert_eq!(opportunity.candidate_name(), "");
            assert_eq!(opportunity.email(), None);
            assert_eq!(opportunity.contact_id(), None);
            assert_eq!(opportunity.applied_at(), None);
            assert!(opportunity.may_contact(0) && !opportunity.anonymized());
        }
        let inner = opportunity(json!({
            "contact": { "id": null, "name": null, "emails": null, "isAnonymized": null },
            "stage": { "id": "s", "text": null },
            "archived": { "reason": null, "archivedAt": null },
            "applications": [{ "id": "a", "posting": null, "createdAt": null }],
            "dataProtection": { "contact": { "allowed": null } },
            "urls": { "show": null },
        }));
        assert_eq!(inner.contact_id(), None);
        assert_eq!(inner.archived.unwrap().archived_at, None);
    }

    #[test]
    fn a_filter_says_only_what_was_chosen() {
        assert!(OpportunityFilter::default().query().is_empty());
        let filter = OpportunityFilter {
            stage_ids: vec!["s".into(), "t".into()],
            posting_ids: vec!["p".into()],
            archived: Some(false),
            created_at_start: Some(1),
            updated_at_start: Some(2),
            advanced_at_start: Some(3),
        };
        let query = filter.query();
        let pairs: Vec<(&str, &str)> = query.iter().map(|(name, it)| (*name, &**it)).collect();
        let expected = [
            ("stage_id", "s"),
            ("stage_id", "t"),
            ("posting_id", "p"),
            ("archived", "false"),
            ("created_at_start", "1"),
            ("updated_at_start", "2"),
            ("advanced_at_start", "3"),
        ];
        assert_eq!(pairs, expected);
    }
}
