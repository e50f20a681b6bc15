//! The account: what people and apps have put into this Lever, and what may happen to it.
//!
//! In memory: all of it. Every change notes the events it gives rise to; who calls sends them.
//! Knows: Lever's rules. Does not know: HTTP, tokens, the time of day.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use super::{
    answer::Refusal,
    wire::{
        Application, ArchiveReason, Archived, Contact, Deleted, Event, Opportunity, Phone, Posting,
        Requisition, Stage, StageChange, Template, Upload, User, Webhook,
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
    pub(super) feedback_templates: Vec<Template>,
    /// Of profile forms.
    pub(super) form_templates: Vec<Template>,
    pub(super) requisitions: Vec<Requisition>,
    /// By id.
    pub(super) uploads: HashMap<String, Upload>,
    /// While on, apps may only put tags on things that the account already has.
    pub(super) tags_locked: bool,
    /// Tags the account has though nothing carries them.
    pub(super) known_tags: BTreeSet<String>,
    pub(super) deleted_postings: Vec<Deleted<Posting>>,
    pub(super) deleted_opportunities: Vec<Deleted<Opportunity>>,
    pub(super) deleted_applications: Vec<Deleted<Application>>,
    /// Contact by email in lower case.
    pub(super) contact_of_email: HashMap<String, String>,
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
    /// Missing, the posting's owner, else who adds it.
    pub(super) owner: Option<String>,
    pub(super) followers: Vec<String>,
    /// Missing, now.
    pub(super) created_at: Option<i64>,
    /// Missing, the posting's.
    pub(super) location: Option<String>,
    pub(super) custom_questions: Vec<Value>,
}

impl Candidacy {
    /// As the job site brings candidates in.
    pub(super) fn applied(source: &str) -> Self {
        Self {
            stage: STAGE_OF_APPLICANTS.to_owned(),
            origin: "applied".to_owned(),
            tags: Vec::new(),
            sources: vec![source.to_owned()],
            by: None,
            contact: None,
            owner: None,
            followers: Vec::new(),
            created_at: None,
            location: None,
            custom_questions: Vec::new(),
        }
    }
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
            feedback_templates: Vec::new(),
            form_templates: Vec::new(),
            requisitions: Vec::new(),
            uploads: HashMap::new(),
            tags_locked: false,
            known_tags: BTreeSet::new(),
            deleted_postings: Vec::new(),
            deleted_opportunities: Vec::new(),
            deleted_applications: Vec::new(),
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

    /// Every tag there is: with a count of zero those that only postings carry, or nothing does.
    pub(super) fn tags(&self) -> BTreeMap<&str, usize> {
        let mut counts = self.tag_counts();
        let others = self.postings.values().flat_map(|posting| &posting.tags);
        for tag in others.chain(&self.known_tags) {
            counts.entry(tag).or_default();
        }
        counts
    }

    /// Refuses tags the account does not have yet, while it is closed to new ones. That an account can be
    /// closed to them is known; status and words of the refusal are our inference.
    pub(super) fn admit_tags(&self, tags: &[String]) -> Result<(), Refusal> {
        if !self.tags_locked {
            return Ok(());
        }
        let known = self.tags();
        if tags.iter().all(|tag| known.contains_key(tag.as_str())) {
            Ok(())
        } else {
            Err(Refusal::restricted("Tag creation is restricted"))
        }
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
        let mut application_as = ApplicantFields::of(&person, candidacy.by.as_ref());
        application_as.custom_questions = candidacy.custom_questions;
        let (contact, deduped) = self.contact_for(person, candidacy.contact.as_deref(), now)?;
        let owner = candidacy
            .owner
            .or_else(|| posting.as_ref().and_then(|posting| posting.owner.clone()))
            .or_else(|| candidacy.by.clone())
            .unwrap_or_else(|| self.super_admin());
        let mut followers = vec![owner.clone()];
        append_new(&mut followers, candidacy.followers);
        let created_at = candidacy.created_at.unwrap_or(now);
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
                updated_at: created_at,
                user_id: candidacy.by.clone(),
            }],
            origin: candidacy.origin,
            sourced_by: candidacy.by.clone(),
            followers,
            owner: Some(owner),
            applications: Vec::new(),
            created_at,
            updated_at: now,
            last_interaction_at: created_at,
            last_advanced_at: created_at,
            data_protection: Value::Null,
            location: posting.as_ref().map(|posting| {
                let location = candidacy.location.or_else(|| posting.categories.location.clone());
                location.unwrap_or_else(|| "unspecified".to_owned())
            }),
            confidentiality: posting
                .as_ref()
                .map_or("non-confidential", |posting| posting.confidentiality),
            snoozed_until: None,
            notes: Vec::new(),
            files: Vec::new(),
            resumes: Vec::new(),
            feedback: Vec::new(),
            forms: Vec::new(),
            panels: Vec::new(),
        };
        let application = posting.map(|posting| {
            self.file_application(&mut opportunity, posting, application_as, created_at)
        });
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
            custom_questions: fields.custom_questions,
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

    /// Has an opportunity's application be for another posting.
    pub(super) fn transfer(&mut self, id: &str, posting: &str, now: i64) -> Result<(), Refusal> {
        self.posting(posting)?;
        for application in self.opportunity_mut(id, now)?.applications.clone() {
            if let Some(application) = self.applications.get_mut(&application) {
                posting.clone_into(&mut application.posting);
            }
        }
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
        let hired = self.hires(reason.as_deref())?;
        let to = reason.map(|reason| Archived { reason, archived_at: now });
        for application in self.opportunity(id)?.applications.clone() {
            if let Some(application) = self.applications.get_mut(&application) {
                application.archived.clone_from(&to);
            }
        }
        let opportunity = self.opportunity_mut(id, now)?;
        opportunity.last_interaction_at = now;
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

    /// Whether archiving for a reason is hiring.
    pub(super) fn hires(&self, reason: Option<&str>) -> Result<bool, Refusal> {
        let Some(reason) = reason else {
            return Ok(false);
        };
        let known = self.archive_reasons.iter().find(|known| known.id == reason);
        let known =
            known.ok_or_else(|| Refusal::bad_request(format!("Invalid reason: {reason}")))?;
        Ok(known.kind == "hired")
    }

    /// Counts a hire on a requisition, which must be open, and notes it on the application.
    pub(super) fn hire_on(&mut self, id: &str, requisition: &str, now: i64) -> Result<(), Refusal> {
        let application = self.opportunity(id)?.applications.first().cloned();
        let requisition =
            self.requisitions.iter_mut().find(|known| known.id == requisition).ok_or_else(
                || Refusal::bad_request(format!("Invalid requisition: {requisition}")),
            )?;
        if requisition.status == "closed" {
            return Err(Refusal::bad_request("The requisition is closed"));
        }
        requisition.headcount_hired = requisition.headcount_hired.saturating_add(1);
        requisition.updated_at = now;
        let hire = json!({
            "id": requisition.id,
            "requisitionCode": requisition.requisition_code,
            "hiringManagerOnHire": requisition.hiring_manager,
        });
        if let Some(application) = application.and_then(|id| self.applications.get_mut(&id)) {
            application.requisition_for_hire = Some(hire);
        }
        Ok(())
    }

    /// Deletes an opportunity; reading it then answers 404, and only the list of deleted ones has it.
    pub(super) fn delete(&mut self, id: &str, now: i64) -> Result<(), Refusal> {
        let mut was =
            self.opportunities.remove(id).ok_or_else(|| Refusal::not_found("opportunities", id))?;
        let by = self.super_admin();
        for application in &was.applications {
            if let Some(was) = self.applications.remove(application) {
                self.deleted_applications.push(Deleted { was, by: by.clone(), at: now });
            }
        }
        self.events.push(Event {
            name: "candidateDeleted",
            origin: Some(was.origin.clone()),
            data: json!({
                "opportunityId": was.id,
                "candidateId": was.id,
                "contactId": was.contact,
                "deletedBy": by,
            }),
        });
        // Nobody can read their bytes any more.
        was.files.clear();
        was.resumes.clear();
        self.deleted_opportunities.push(Deleted { was, by, at: now });
        Ok(())
    }

    /// Deletes a posting; what was applied to it stays.
    pub(super) fn delete_posting(&mut self, id: &str, now: i64) -> Result<(), Refusal> {
        let was = self.postings.remove(id).ok_or_else(|| Refusal::not_found("postings", id))?;
        let by = self.super_admin();
        self.deleted_postings.push(Deleted { was, by, at: now });
        Ok(())
    }

    /// Gives a posting another title, and the tag of that title on opportunities with it.
    pub(super) fn rename_posting(&mut self, id: &str, text: &str) -> Result<(), Refusal> {
        let posting =
            self.postings.get_mut(id).ok_or_else(|| Refusal::not_found("postings", id))?;
        let from = std::mem::replace(&mut posting.text, text.to_owned());
        let applications = &self.applications;
        for opportunity in self.opportunities.values_mut() {
            let applied = opportunity.applications.iter().any(|application| {
                applications.get(application).is_some_and(|known| known.posting == id)
            });
            let tag = opportunity.tags.iter_mut().find(|tag| applied && **tag == from);
            if let Some(tag) = tag {
                text.clone_into(tag);
                let tags = std::mem::take(&mut opportunity.tags);
                append_new(&mut opportunity.tags, tags);
            }
        }
        Ok(())
    }

    /// Changes a contact; emails lead to it from then on.
    pub(super) fn change_contact(
        &mut self,
        id: &str,
        change: impl FnOnce(&mut Contact),
        now: i64,
    ) -> Result<&Contact, Refusal> {
        let contact =
            self.contacts.get_mut(id).ok_or_else(|| Refusal::not_found("contacts", id))?;
        if contact.is_anonymized {
            return Err(Refusal::bad_request("Anonymized contacts cannot be changed"));
        }
        change(contact);
        self.contact_of_email.retain(|_, owner| owner != id);
        for email in &contact.emails {
            self.contact_of_email.entry(email.to_lowercase()).or_insert_with(|| id.to_owned());
        }
        self.events.push(Event {
            name: "contactUpdated",
            origin: None,
            data: json!({"contactId": id, "accountId": self.id, "updatedAt": now}),
        });
        Ok(contact)
    }

    /// Notes something that happened, to be sent to who asked to be told.
    pub(super) fn happened(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Takes everything personal from the contact of an opportunity.
    pub(super) fn anonymize(&mut self, id: &str, now: i64) -> Result<(), Refusal> {
        let contact = self.opportunity_mut(id, now)?.contact.clone();
        self.contact_of_email.retain(|_, owner| *owner != contact);
        for opportunity in self.opportunities.values_mut().filter(|it| it.contact == contact) {
            opportunity.resumes.clear();
            for application in &opportunity.applications {
                if let Some(application) = self.applications.get_mut(application) {
                    application.forget_the_person();
                }
            }
        }
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
    custom_questions: Vec<Value>,
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
                custom_questions: Vec::new(),
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
            custom_questions: Vec::new(),
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
