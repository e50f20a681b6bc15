//! What people at the company do to the account, outside any app: stages, merged people, hires, origins.
//!
//! Knows: the account. Does not know: HTTP. Where Lever documents no rule, the rule is ours and is said.

use super::{
    account::{Account, STAGE_OF_APPLICANTS, STAGE_OF_LEADS, append_new, new_id},
    answer::Refusal,
    lists::Rank,
    wire::{Stage, StageChange},
};

/// Where an opportunity can have come from.
pub(super) const ORIGINS: [&str; 6] =
    ["agency", "applied", "internal", "referred", "sourced", "university"];
const STAGES_MAX: usize = 200;
const STAGE_TEXT_CHARS_MAX: usize = 200;
/// What lies between the ranks of the last stage and of one added behind it.
const RANK_STEP: f64 = 10.0;

impl Stage {
    /// Whether people arrive in it; such a stage cannot be deleted.
    pub(super) fn takes_arrivals(&self) -> bool {
        self.id == STAGE_OF_APPLICANTS || self.id == STAGE_OF_LEADS
    }
}

impl Account {
    /// Adds a stage behind the last one.
    pub(super) fn add_stage(&mut self, text: &str) -> Result<Stage, Refusal> {
        let text = stage_text(text)?;
        if self.stages.len() >= STAGES_MAX {
            return Err(Refusal::bad_request(format!("There are {STAGES_MAX} stages already")));
        }
        let last = self.stages.last().map_or(0.0, |stage| stage.rank.0);
        let stage = Stage { id: new_id(), text, rank: Rank(last + RANK_STEP) };
        self.stages.push(stage.clone());
        Ok(stage)
    }

    /// Gives a stage another name; its id stays.
    pub(super) fn rename_stage(&mut self, id: &str, text: &str) -> Result<Stage, Refusal> {
        let text = stage_text(text)?;
        let stage = self
            .stages
            .iter_mut()
            .find(|stage| stage.id == id)
            .ok_or_else(|| Refusal::not_found("stages", id))?;
        stage.text = text;
        Ok(stage.clone())
    }

    /// Deletes a stage. Whoever is in it is then in the stage before it, in the history without a user,
    /// and no event tells of it (our rule). The two stages people arrive in stay. Answers where they
    /// are now, and how many they were.
    pub(super) fn delete_stage(&mut self, id: &str, now: i64) -> Result<(Stage, usize), Refusal> {
        let index = self
            .stages
            .iter()
            .position(|stage| stage.id == id)
            .ok_or_else(|| Refusal::not_found("stages", id))?;
        if self.stages.iter().any(|stage| stage.id == id && stage.takes_arrivals()) {
            return Err(Refusal::bad_request("A stage people arrive in cannot be deleted"));
        }
        // The two above are never deleted, so others are left.
        self.stages.remove(index);
        let before = index.saturating_sub(1);
        let stage =
            self.stages.get(before).cloned().ok_or_else(|| Refusal::not_found("stages", id))?;
        let mut moved = 0;
        for opportunity in self.opportunities.values_mut().filter(|it| it.stage == id) {
            opportunity.stage.clone_from(&stage.id);
            opportunity.stage_changes.push(StageChange {
                to_stage_id: stage.id.clone(),
                to_stage_index: before,
                updated_at: now,
                user_id: None,
            });
            opportunity.updated_at = now;
            moved += 1;
        }
        Ok((stage, moved))
    }

    /// Makes the people of two opportunities one. The first one's contact is gone, and all its
    /// opportunities and addresses are the second one's. Answers the contact that stays and the
    /// opportunities whose contact changed.
    pub(super) fn merge(
        &mut self,
        from: &str,
        into: &str,
        now: i64,
    ) -> Result<(String, Vec<String>), Refusal> {
        let from = self.opportunity(from)?.contact.clone();
        let into = self.opportunity(into)?.contact.clone();
        if from == into {
            return Ok((into, Vec::new()));
        }
        let gone = self.contacts.get(&from).cloned();
        let gone = gone.ok_or_else(|| Refusal::not_found("contacts", &from))?;
        // First what may be refused: an anonymized contact stays as it is.
        self.change_contact(
            &into,
            |contact| {
                append_new(&mut contact.emails, gone.emails);
                append_new(&mut contact.links, gone.links);
                for phone in gone.phones {
                    if !contact.phones.iter().any(|known| known.value == phone.value) {
                        contact.phones.push(phone);
                    }
                }
            },
            now,
        )?;
        self.contacts.remove(&from);
        for owner in self.contact_of_email.values_mut().filter(|owner| **owner == from) {
            owner.clone_from(&into);
        }
        let mut moved = Vec::new();
        for opportunity in self.opportunities.values_mut().filter(|it| it.contact == from) {
            opportunity.contact.clone_from(&into);
            opportunity.updated_at = now;
            moved.push(opportunity.id.clone());
        }
        moved.sort();
        Ok((into, moved))
    }

    /// Archives with the account's first hired reason.
    pub(super) fn hire(&mut self, id: &str, now: i64) -> Result<(), Refusal> {
        let hired = self.archive_reasons.iter().find(|reason| reason.kind == "hired");
        let hired = hired.map(|reason| reason.id.clone());
        let hired = hired.ok_or_else(|| Refusal::bad_request("There is no hired reason"))?;
        self.archive(id, Some(hired), now)
    }

    /// Corrects where an opportunity came from.
    pub(super) fn correct_origin(
        &mut self,
        id: &str,
        origin: String,
        now: i64,
    ) -> Result<(), Refusal> {
        if !ORIGINS.contains(&origin.as_str()) {
            return Err(Refusal::bad_request(format!("Invalid origin: {origin}")));
        }
        self.opportunity_mut(id, now)?.origin = origin;
        Ok(())
    }
}

fn stage_text(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::missing("text"));
    }
    if text.chars().count() > STAGE_TEXT_CHARS_MAX {
        return Err(Refusal::bad_request("Invalid text: too long"));
    }
    Ok(text.to_owned())
}
