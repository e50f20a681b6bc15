//! Plans as they are kept: what a posting's plan is made from, its next version, what a changed
//! posting proposes.
//!
//! Knows: plans, postings, proposals. Does not know: who may change them.

use entities::{
    DbErr, Instant, Tx,
    ids::{EffectId, PlanId, TenantId},
    outbox::{self, Effect},
    plan, plan_proposal, posting, turn,
};
use interviewer::{Plan, Posting, Renditions};
use serde_json::Value;

use crate::Means;

/// What the plan of a posting is made from: what Lever shows of it, or what an operator wrote in place
/// of that. Fails when what is stored is no posting.
pub fn source(row: &posting::Model) -> Result<Posting, serde_json::Error> {
    let shown: Posting = serde_json::from_value(row.content.clone())?;
    let Some(own) = &row.description else { return Ok(shown) };
    Ok(Posting {
        description_html: String::new(),
        description_text: own.clone(),
        lists: Vec::new(),
        closing_html: String::new(),
        closing_text: String::new(),
        ..shown
    })
}

/// A version to be published.
#[derive(Clone, Debug)]
pub struct Version {
    /// Whose.
    pub tenant_id: TenantId,
    /// Lever's id of the posting.
    pub posting_id: String,
    /// Which, from 1.
    pub number: i32,
    /// What is asked.
    pub plan: Plan,
    /// What the interviewer had made, where an operator changed it.
    pub base: Option<Value>,
    /// Hash of what it was made from.
    pub posting_hash: Option<String>,
    /// The operator who made it.
    pub author: Option<String>,
}

/// Publishes a version: whoever is invited from then on is asked by it. Gives the version of that
/// number that is there now, which is another where somebody was faster.
pub async fn publish(
    means: &Means,
    tx: &Tx,
    version: Version,
) -> Result<plan::Model, PublishError> {
    let Version { tenant_id, posting_id, number, plan, base, posting_hash, author } = version;
    let renditions = renditions(tx, (tenant_id, &posting_id), &plan).await?;
    let row = plan::Model {
        tenant_id,
        id: PlanId(means.ids.fresh()),
        posting_id: posting_id.clone(),
        version: number,
        hash: plan.hash.clone(),
        body: serde_json::to_value(&plan).map_err(PublishError::Plan)?,
        base,
        posting_hash,
        renditions: Some(renditions),
        author,
        created_at: means.clock.now(),
    };
    plan::store(tx, row).await?;
    let there = plan::newest(tx, tenant_id, &posting_id).await?;
    there.ok_or_else(|| DbErr::RecordNotFound(format!("the plan of {posting_id}")).into())
}

/// The questions of a version in the other languages, as far as they are known.
async fn renditions(
    tx: &Tx,
    (tenant_id, posting_id): (TenantId, &str),
    plan: &Plan,
) -> Result<Value, PublishError> {
    let row = posting::find(tx, tenant_id, posting_id).await?;
    // What cannot be read now is asked in one language.
    let source = row.as_ref().and_then(|row| source(row).ok()).unwrap_or_default();
    let before = plan::newest(tx, tenant_id, posting_id).await?.and_then(|row| {
        let renditions = read_renditions(&row);
        Some((serde_json::from_value::<Plan>(row.body).ok()?, renditions))
    });
    let before = before.as_ref().map(|(plan, renditions)| (plan, renditions));
    serde_json::to_value(interviewer::renditions(plan, &source, before)).map_err(PublishError::Plan)
}

/// The questions of a version in other languages; those of an earlier program have none.
pub fn read_renditions(row: &plan::Model) -> Renditions {
    let stored = row.renditions.clone();
    stored.and_then(|stored| serde_json::from_value(stored).ok()).unwrap_or_default()
}

/// How the question of a turn, or its follow-up, was asked where that was in another language than the
/// plan's.
pub fn asked_in_another_language<'a>(
    renditions: &'a Renditions,
    turn: &turn::Model,
) -> Option<&'a String> {
    let rendition = renditions.get(turn.asked_in.as_ref()?)?.get(&turn.question_id)?;
    match turn.follow_up {
        None => rendition.text.as_ref(),
        Some(place) => rendition.probes.get(usize::try_from(place).ok()?)?.as_ref(),
    }
}

/// Why a version was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] DbErr),
    /// The plan cannot be written down.
    #[error("write the plan down")]
    Plan(#[source] serde_json::Error),
}

/// Has the plan of a posting made anew, for an operator to approve.
pub async fn ask_for_proposal(
    means: &Means,
    tx: &Tx,
    newest: &plan::Origin,
    (tenant_id, posting_hash): (TenantId, String),
    now: Instant,
) -> Result<(), DbErr> {
    let posting_id = newest.posting_id.clone();
    let proposal = plan_proposal::Model {
        tenant_id,
        posting_id: posting_id.clone(),
        status: plan_proposal::Status::Making,
        posting_hash,
        base_version: newest.version,
        body: None,
        base: None,
        conflicts: None,
        updated_at: now,
    };
    plan_proposal::store(tx, proposal).await?;
    let id = EffectId(means.ids.fresh());
    outbox::append(tx, (tenant_id, id), None, Effect::ProposePlan { posting_id }, now).await
}

/// Has plans made anew whose posting is not what they were made from, and of which nothing is
/// proposed yet.
pub(crate) async fn propose_changed(
    means: &Means,
    tenant_id: TenantId,
    postings: &[posting::Model],
    now: Instant,
) -> Result<(), DbErr> {
    let mut changed: Vec<(plan::Origin, String)> = Vec::new();
    for origin in plan::origins(&means.db, tenant_id).await? {
        let row = postings.iter().find(|row| row.lever_id == origin.posting_id);
        // What cannot be read now is no reason to plan anew.
        let Some(Ok(source)) = row.map(source) else { continue };
        let hash = source.hash();
        if origin.posting_hash.as_ref() != Some(&hash) {
            changed.push((origin, hash));
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let ids: Vec<String> = changed.iter().map(|(origin, _)| origin.posting_id.clone()).collect();
    let known = plan_proposal::find_many(&means.db, tenant_id, &ids).await?;
    let seen = |origin: &plan::Origin, hash: &str| {
        let same = |it: &plan_proposal::Model| it.posting_id == origin.posting_id;
        known.iter().any(|it| same(it) && it.posting_hash == hash)
    };
    let tx = means.db.begin().await?;
    for (origin, hash) in changed.into_iter().filter(|(origin, hash)| !seen(origin, hash)) {
        ask_for_proposal(means, &tx, &origin, (tenant_id, hash), now).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_operator_s_description_takes_the_place_of_lever_s_and_of_nothing_else() {
        let content = Posting {
            title: "Florist".to_owned(),
            description_html: "<p>Bind flowers</p>".to_owned(),
            location: Some("Ghent".to_owned()),
            ..Posting::default()
        };
        let row = posting::Model {
            tenant_id: TenantId(Uuid::nil()),
            lever_id: "p".to_owned(),
            title: "Florist".to_owned(),
            location: None,
            team: None,
            url: None,
            content: serde_json::to_value(&content).unwrap(),
            read_at: DateTime::UNIX_EPOCH,
            tags: None,
            state: None,
            updated_at: None,
            tagged_since: None,
            seen_at: None,
            description: None,
        };
        assert_eq!(source(&row).unwrap(), content);
        let own = posting::Model { description: Some("Grow flowers".to_owned()), ..row.clone() };
        let planned_from = source(&own).unwrap();
        assert_eq!(planned_from.description_text, "Grow flowers");
        assert_eq!(planned_from.description_html, "");
        assert_eq!(planned_from.location.as_deref(), Some("Ghent"));
        assert_ne!(planned_from.hash(), content.hash());
        assert!(source(&posting::Model { content: json!(1), ..row }).is_err());
    }
}
