//! The account: what people and apps have put into this Lever, and what may happen to it.
//!
//! In memory: all of it. Every change notes the events it gives rise to; who calls sends them.
//! Knows: Lever's rules. Does not know: HTTP, tokens, the time of day.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::{
    answer::Refusal,
    wire::{
        Application, ArchiveReason, Archived, Contact, Event, Opportunity, Phone, Posting, Stage,
        StageChange, User, Webhook,
    },
};

/// Where applicants of the job site arrive.
pub(super) const STAGE_OF_APPLICANTS: &str = "applicant-new";
/// Where opportunities made by hand or by API arrive.
pub(super) const STAGE_OF_LEADS: &str = "lead-new";

/// The two switches of Lever's webhook settings page that matter here.
#[derive(Clone, Copy)]
pub(super) struct Toggles {
    pub(super) application_created: bool,
    pub(super) candidate_stage_change: bool,
}

/// Everything in the account.
pub(super) struct Account {
    pub(super) id: String,
    pub(super) name: &'static str,
    pub(super) users: Vec<User>,
    /// In pipeline order.
    pub(super) stages: Vec<Stage>,
    pub(super) archive_reasons: Vec<ArchiveReason>,
    pub(super) postings: HashMap<String, Posting>,
    pub(super) contacts: HashMap<String, Contact>,
    pub(super) opportunities: HashMap<String, Opportunity>,
    pub(super) applications: HashMap<String, Application>,
    pub(super) webhooks: Vec<Webhook>,
    pub(super) toggles: Toggles,
    /// Contact by email in lower case.
    contact_of_email: HashMap<String, String>,
    events: Vec<Event>,
}

/// A person as an application or a new opportunity brings them in.
#[derive(Default)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) headline: String,
    pub(super) location: String,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<Phone>,
    pub(super) links: Vec<String>,
}

/// A new opportunity, but for the person.
pub(super) struct Candidacy {
    pub(super) stage: String,
    pub(super) origin: String,
    pub(super) tags: Vec<String>,
    pub(super) sources: Vec<String>,
    /// The user who adds it; none when the candidate applies.
    pub(super) by: Option<String>,
    /// An existing contact to attach it to.
    pub(super) contact: Option<String>,
}

/// What came of it.
pub(super) struct Arrival {
    pub(super) opportunity: String,
    pub(super) application: Option<String>,
    pub(super) contact: String,
    /// The contact was known before.
    pub(super) deduped: bool,
}

impl Account {
    pub(super) fn new(
        id: String,
        name: &'static str,
        users: Vec<User>,
        stages: Vec<Stage>,
        archive_reasons: Vec<ArchiveReason>,
    ) -> Self {
        Self {
            id,
            name,
            users,
            stages,
            archive_reasons,
            postings: HashMap::new(),
            contacts: HashMap::new(),
            opportunities: HashMap::new(),
            applications: HashMap::new(),
            webhooks: Vec::new(),
            toggles: Toggles { application_created: true, candidate_stage_change: true },
            contact_of_email: HashMap::new(),
            events: Vec::new(),
        }
    }

    /// The events since the last call.
    pub(super) fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// The user who owns everything nobody else does.
    pub(super) fn super_admin(&self) -> String {
        self.users
            .iter()
            .find(|user| user.access_role == "super admin")
            .map(|user| user.id.clone())
            .unwrap_or_default()
    }

    pub(super) fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    pub(super) fn posting(&self, id: &str) -> Result<&Posting, Refusal> {
        self.postings.get(id).ok_or_else(|| Refusal::not_found("postings", id))
    }

    pub(super) fn opportunity(&self, id: &str) -> Result<&Opportunity, Refusal> {
        self.opportunities.get(id).ok_or_else(|| Refusal::not_found("opportunities", id))
    }

    /// To change it; the caller says when.
    pub(super) fn opportunity_mut(
        &mut self,
        id: &str,
        now: i64,
    ) -> Result<&mut Opportunity, Refusal> {
        let opportunity = self
            .opportunities
            .get_mut(id)
            .ok_or_else(|| Refusal::not_found("opportunities", id))?;
        opportunity.updated_at = now;
        Ok(opportunity)
    }

    /// The posting an opportunity applied to, if any.
    pub(super) fn posting_of(&self, opportunity: &Opportunity) -> Option<&Posting> {
        let application = self.applications.get(opportunity.applications.first()?)?;
        self.postings.get(&application.posting)
    }

    /// Each tag with the number of opportunities that carry it.
    pub(super) fn tag_counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for tag in self.opportunities.values().flat_map(|o| &o.tags) {
            *counts.entry(tag.as_str()).or_default() += 1;
        }
        counts
    }

    /// Puts a posting in; one of the same id is replaced but keeps its tags.
    pub(super) fn add_posting(&mut self, mut posting: Posting) {
        if let Some(old) = self.postings.get(&posting.id) {
            posting.tags.clone_from(&old.tags);
        }
        self.postings.insert(posting.id.clone(), posting);
    }

    /// Replaces a posting's tags.
    pub(super) fn tag_posting(
        &mut self,
        id: &str,
        tags: Vec<String>,
        now: i64,
    ) -> Result<(), Refusal> {
        let posting =
            self.postings.get_mut(id).ok_or_else(|| Refusal::not_found("postings", id))?;
        posting.tags.clear();
        append_new(&mut posting.tags, tags);
        posting.updated_at = now;
        Ok(())
    }

    /// A new opportunity, on a posting if one is named; a known email attaches it to the contact who has it.
    pub(super) fn arrive(
        &mut self,
        person: Person,
        candidacy: Candidacy,
        posting: Option<&str>,
        now: i64,
    ) -> Result<Arrival, Refusal> {
        let posting = posting.map(|id| self.posting(id).cloned()).transpose()?;
        let stage_index = self.stage_index(&candidacy.stage)?;
        let application_as = ApplicantFields::of(&person, candidacy.by.as_ref());
        let (contact, deduped) = self.contact_for(person, candidacy.contact.as_deref(), now)?;
        let owner = posting
            .as_ref()
            .and_then(|posting| posting.owner.clone())
            .or_else(|| candidacy.by.clone())
            .unwrap_or_else(|| self.super_admin());
        let mut tags = Vec::new();
        append_new(&mut tags, candidacy.tags);
        if let Some(posting) = &posting {
            append_new(&mut tags, inherited_tags(posting));
        }
        let mut opportunity = Opportunity {
            id: new_id(),
            contact: contact.clone(),
            stage: candidacy.stage.clone(),
            archived: None,
            tags,
            sources: candidacy.sources,
            stage_changes: vec![StageChange {
                to_stage_id: candidacy.stage,
                to_stage_index: stage_index,
                updated_at: now,
                user_id: candidacy.by.clone(),
            }],
            origin: candidacy.origin,
            sourced_by: candidacy.by.clone(),
            followers: vec![owner.clone()],
            owner: Some(owner),
            applications: Vec::new(),
            created_at: now,
            updated_at: now,
            last_interaction_at: now,
            last_advanced_at: now,
            data_protection: Value::Null,
            location: posting.as_ref().map(|posting| {
                let location = posting.categories.location.clone();
                location.unwrap_or_else(|| "unspecified".to_owned())
            }),
            notes: Vec::new(),
            files: Vec::new(),
        };
        let application = posting
            .map(|posting| self.file_application(&mut opportunity, posting, application_as, now));
        let arrival =
            Arrival { opportunity: opportunity.id.clone(), application, contact, deduped };
        self.opportunities.insert(opportunity.id.clone(), opportunity);
        Ok(arrival)
    }

    fn file_application(
        &mut self,
        opportunity: &mut Opportunity,
        posting: Posting,
        fields: ApplicantFields,
        now: i64,
    ) -> String {
        let application = Application {
            id: new_id(),
            kind: fields.kind,
            candidate_id: opportunity.id.clone(),
            opportunity_id: opportunity.id.clone(),
            posting: posting.id,
            posting_hiring_manager: posting.hiring_manager,
            posting_owner: posting.owner,
            name: fields.name,
            company: fields.company,
            phone: fields.phone,
            email: fields.email,
            links: fields.links,
            comments: None,
            user: fields.user,
            custom_questions: Vec::new(),
            created_at: now,
            archived: None,
            requisition_for_hire: None,
            ip_address: None,
            referer: None,
            user_agent: None,
            accept_language: None,
            timezone: None,
        };
        let id = application.id.clone();
        opportunity.applications.push(id.clone());
        self.events.push(Event {
            name: "applicationCreated",
            origin: Some(opportunity.origin.clone()),
            data: json!({
                "applicationId": id,
                "opportunityId": opportunity.id,
                "candidateId": opportunity.id,
                "contactId": opportunity.contact,
            }),
        });
        self.applications.insert(id.clone(), application);
        id
    }

    /// The contact a person is: named, known by email, or new. The known one's data wins.
    fn contact_for(
        &mut self,
        person: Person,
        named: Option<&str>,
        now: i64,
    ) -> Result<(String, bool), Refusal> {
        if let Some(id) = named {
            return if self.contacts.contains_key(id) {
                Ok((id.to_owned(), true))
            } else {
                Err(Refusal::not_found("contacts", id))
            };
        }
        let known =
            person.emails.iter().find_map(|email| self.contact_of_email.get(&email.to_lowercase()));
        if let Some(id) = known {
            return Ok((id.clone(), true));
        }
        let contact = Contact {
            id: new_id(),
            name: person.name,
            headline: person.headline,
            location: person.location,
            emails: person.emails,
            phones: person.phones,
            links: person.links,
            is_anonymized: false,
        };
        let id = contact.id.clone();
        for email in &contact.emails {
            self.contact_of_email.insert(email.to_lowercase(), id.clone());
        }
        self.events.push(Event {
            name: "contactCreated",
            origin: None,
            data: json!({"contactId": id, "accountId": self.id, "createdAt": now}),
        });
        self.contacts.insert(id.clone(), contact);
        Ok((id, false))
    }

    fn stage_index(&self, id: &str) -> Result<usize, Refusal> {
        self.stages
            .iter()
            .position(|stage| stage.id == id)
            .ok_or_else(|| Refusal::bad_request(format!("Invalid stage: {id}")))
    }

    /// Moves an opportunity; an archived one moves too and stays archived.
    pub(super) fn move_to(
        &mut self,
        id: &str,
        stage: &str,
        by: Option<String>,
        now: i64,
    ) -> Result<(), Refusal> {
        self.opportunity(id)?;
        let to_stage_index = self.stage_index(stage)?;
        let opportunity = self.opportunity_mut(id, now)?;
        if opportunity.stage == stage {
            return Ok(());
        }
        let from = std::mem::replace(&mut opportunity.stage, stage.to_owned());
        opportunity.stage_changes.push(StageChange {
            to_stage_id: stage.to_owned(),
            to_stage_index,
            updated_at: now,
            user_id: by,
        });
        opportunity.last_advanced_at = now;
        opportunity.last_interaction_at = now;
        let event = Event {
            name: "candidateStageChange",
            origin: Some(opportunity.origin.clone()),
            data: json!({
                "opportunityId": opportunity.id,
                "candidateId": opportunity.id,
                "contactId": opportunity.contact,
                "toStageId": stage,
                "fromStageId": from,
            }),
        };
        self.events.push(event);
        Ok(())
    }

    /// Archives for a reason, or takes out of the archive when there is none.
    pub(super) fn archive(
        &mut self,
        id: &str,
        reason: Option<String>,
        now: i64,
    ) -> Result<(), Refusal> {
        self.opportunity(id)?;
        let hired = match &reason {
            None => false,
            Some(reason) => {
                let known = self.archive_reasons.iter().find(|known| known.id == *reason);
                known.ok_or_else(|| Refusal::bad_request(format!("Invalid reason: {reason}")))?.kind
                    == "hired"
            }
        };
        let opportunity = self.opportunity_mut(id, now)?;
        let to = reason.map(|reason| Archived { reason, archived_at: now });
        let from = std::mem::replace(&mut opportunity.archived, to);
        let who = json!({
            "opportunityId": opportunity.id,
            "candidateId": opportunity.id,
            "contactId": opportunity.contact,
        });
        let mut change = who.clone();
        if let Some(fields) = change.as_object_mut() {
            fields.insert("fromArchived".to_owned(), json!(from));
            fields.insert("toArchived".to_owned(), json!(opportunity.archived));
        }
        let origin = Some(opportunity.origin.clone());
        self.events.push(Event {
            name: "candidateArchiveChange",
            origin: origin.clone(),
            data: change,
        });
        if hired {
            self.events.push(Event { name: "candidateHired", origin, data: who });
        }
        Ok(())
    }

    /// Deletes an opportunity; reading it then answers 404.
    pub(super) fn delete(&mut self, id: &str) -> Result<(), Refusal> {
        let opportunity =
            self.opportunities.remove(id).ok_or_else(|| Refusal::not_found("opportunities", id))?;
        for application in &opportunity.applications {
            self.applications.remove(application);
        }
        self.events.push(Event {
            name: "candidateDeleted",
            origin: Some(opportunity.origin),
            data: json!({
                "opportunityId": opportunity.id,
                "candidateId": opportunity.id,
                "contactId": opportunity.contact,
                "deletedBy": self.super_admin(),
            }),
        });
        Ok(())
    }

    /// Takes everything personal from the contact of an opportunity.
    pub(super) fn anonymize(&mut self, id: &str, now: i64) -> Result<(), Refusal> {
        let contact = self.opportunity_mut(id, now)?.contact.clone();
        self.contact_of_email.retain(|_, owner| *owner != contact);
        if let Some(known) = self.contacts.get_mut(&contact) {
            *known = Contact { id: contact, is_anonymized: true, ..Contact::default() };
        }
        Ok(())
    }
}

/// What an application repeats of the applicant.
struct ApplicantFields {
    kind: &'static str,
    name: Option<String>,
    company: Option<String>,
    phone: Option<Phone>,
    email: Option<String>,
    links: Vec<String>,
    user: Option<String>,
}

impl ApplicantFields {
    /// Added by a user, the personal fields are null, as recorded.
    fn of(person: &Person, by: Option<&String>) -> Self {
        if by.is_some() {
            return Self {
                kind: "user",
                name: None,
                company: None,
                phone: None,
                email: None,
                links: Vec::new(),
                user: by.cloned(),
            };
        }
        Self {
            kind: "posting",
            name: Some(person.name.clone()),
            company: Some(person.headline.clone()).filter(|company| !company.is_empty()),
            phone: person.phones.first().cloned(),
            email: person.emails.first().cloned(),
            links: person.links.clone(),
            user: None,
        }
    }
}

/// A posting puts its title, department, team, location and commitment on an opportunity, then its tags.
fn inherited_tags(posting: &Posting) -> impl Iterator<Item = String> {
    let categories = &posting.categories;
    std::iter::once(&posting.text)
        .chain(&categories.department)
        .chain(&categories.team)
        .chain(&categories.location)
        .chain(&categories.commitment)
        .chain(&posting.tags)
        .cloned()
        .collect::<Vec<_>>()
        .into_iter()
}

/// Appends what is not yet there, in order.
pub(super) fn append_new(list: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for item in more {
        if !item.is_empty() && !list.contains(&item) {
            list.push(item);
        }
    }
}

/// A random id, as Lever gives its objects.
pub(super) fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}
