//! What triggers an invite for one posting.

use actors::nearly;
use async_graphql::{Enum, ID, SimpleObject};
use entities::{
    posting, stage,
    tenant::{PostingRule, Settings},
};

use super::stage::TriggerStage;

/// An open posting with what triggers an invite for its candidates.
#[derive(SimpleObject)]
pub(crate) struct PostingTrigger {
    /// Lever's id.
    id: ID,
    /// Its title.
    title: String,
    /// Where the work is, as Lever words it.
    location: Option<String>,
    /// The team, as Lever words it.
    team: Option<String>,
    /// Its public page, if published.
    url: Option<String>,
    /// Its own tags.
    tags: Vec<String>,
    /// What triggers an invite.
    invites: PostingInvites,
    /// With `STAGES`: which.
    stages: Vec<TriggerStage>,
    /// Whether applying triggers an invite, by the tag or as chosen for this posting.
    invites_on_application: bool,
    /// A tag that nearly, but not exactly, invites those who apply; it invites nobody.
    near_miss: Option<String>,
}

/// What triggers an invite for the candidates of one posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum PostingInvites {
    /// What does for the company as a whole.
    AsCompany,
    /// Nothing does.
    Never,
    /// Applying does, without the tag.
    OnApplication,
    /// Being moved to stages of its own does.
    Stages,
}

impl PostingTrigger {
    pub(crate) fn of(row: posting::Model, settings: &Settings, there: &[stage::Model]) -> Self {
        let tags = row.tags.unwrap_or_default().0;
        let tag = &settings.application_tag;
        let tagged = tags.contains(tag);
        let rule = settings.posting_rules.get(&row.lever_id);
        let (invites, on_application) = match rule {
            None => (PostingInvites::AsCompany, tagged),
            Some(PostingRule::Never) => (PostingInvites::Never, false),
            Some(PostingRule::OnApplication { .. }) => (PostingInvites::OnApplication, true),
            Some(PostingRule::Stages { .. }) => (PostingInvites::Stages, false),
        };
        let own = match rule {
            Some(PostingRule::Stages { stages }) => stages.as_slice(),
            Some(PostingRule::Never | PostingRule::OnApplication { .. }) | None => &[],
        };
        let near = || tags.iter().find(|there| nearly(there) == nearly(tag)).cloned();
        Self {
            id: row.lever_id.into(),
            title: row.title,
            location: row.location,
            team: row.team,
            url: row.url,
            invites,
            stages: own.iter().map(|stage| TriggerStage::chosen(stage, there)).collect(),
            invites_on_application: on_application,
            near_miss: if rule.is_none() && !tagged { near() } else { None },
            tags,
        }
    }
}
