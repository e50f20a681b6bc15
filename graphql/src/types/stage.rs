//! A stage in Lever.

use async_graphql::{ID, SimpleObject};
use entities::{Instant, stage, tenant};

/// A stage in Lever.
#[derive(SimpleObject)]
pub(crate) struct Stage {
    /// Lever's id.
    id: ID,
    /// Lever's name for it.
    text: String,
}

/// A stage that triggers an invite.
#[derive(SimpleObject)]
pub(crate) struct TriggerStage {
    /// Lever's id.
    id: ID,
    /// Lever's name for it; the last one known when it is missing.
    text: String,
    /// Since when it triggers: who was moved to it earlier is not invited.
    since: Option<Instant>,
    /// Whether it is no longer in Lever, so that it invites nobody.
    missing: bool,
}

impl From<&stage::Model> for Stage {
    fn from(row: &stage::Model) -> Self {
        Self { id: row.lever_id.clone().into(), text: row.text.clone() }
    }
}

impl Stage {
    /// A chosen stage, with its name as it is now: the id decides, and people rename stages.
    pub(crate) fn chosen(stage: &tenant::TriggerStage, there: &[stage::Model]) -> Self {
        let chosen = TriggerStage::chosen(stage, there);
        Self { id: chosen.id, text: chosen.text }
    }
}

impl TriggerStage {
    /// A chosen stage, with its name as it is now.
    pub(crate) fn chosen(stage: &tenant::TriggerStage, there: &[stage::Model]) -> Self {
        let row = there.iter().find(|row| row.lever_id == stage.lever_id);
        Self {
            id: stage.lever_id.clone().into(),
            text: row.map_or_else(|| stage.text.clone(), |row| row.text.clone()),
            since: stage.since,
            missing: is_missing(stage, there),
        }
    }
}

/// Whether Lever no longer has a stage; nothing is missing as long as none were listed.
pub(crate) fn is_missing(stage: &tenant::TriggerStage, there: &[stage::Model]) -> bool {
    !there.is_empty() && there.iter().all(|row| row.lever_id != stage.lever_id)
}
