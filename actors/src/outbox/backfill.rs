//! Finds out who is in the trigger stages, or applied to a tagged posting, already; and who of
//! them would be invited. Nobody is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use entities::{
    backfill::{self, Candidate},
    ids::{BackfillId, TenantId},
    pipeline::{self, Trigger},
    posting,
    tenant::{PostingRule, Settings},
};
use lever::{Opportunity, OpportunityFilter};

use super::{
    Error,
    lever::{Errand, call_for, read_postings, snapshot},
    stored,
};
use crate::{
    Means,
    pipeline::{may_be_invited, refusal},
    tenant::candidacy,
};

/// Lever's addresses get too long with more postings than this in one question.
const POSTINGS_MAX: usize = 20;

/// Reads Lever and keeps the list.
pub(super) async fn preview(
    means: &Means,
    tenant_id: TenantId,
    id: BackfillId,
) -> Result<(), Error> {
    let row = backfill::find(&means.db, tenant_id, id).await?;
    let row = row.ok_or(Error::Missing("the backfill"))?;
    let settings = stored::tenant(means, tenant_id).await?.settings;
    let all = async || posting::Entity::of_tenant(tenant_id).all(&means.db).await;
    let mut postings = all().await?;
    let found = there_already(means, tenant_id, (&settings, &postings), &row.stage_ids.0).await?;
    let wanted: BTreeSet<&str> = found.values().filter_map(Opportunity::posting_id).collect();
    let known: BTreeSet<&str> = postings.iter().map(|row| row.lever_id.as_str()).collect();
    let unknown: Vec<&str> = wanted.difference(&known).copied().collect();
    if !unknown.is_empty() {
        read_postings(means, tenant_id, &unknown).await?;
        postings = all().await?;
    }
    let ids: Vec<&str> = found.keys().map(String::as_str).collect();
    let known = pipeline::of_opportunities(&means.db, tenant_id, &ids).await?;
    let known: HashMap<_, _> = known
        .iter()
        .map(|row| ((row.opportunity_id.as_str(), row.posting_id.as_str()), row))
        .collect();
    let postings: HashMap<_, _> = postings.iter().map(|row| (row.lever_id.as_str(), row)).collect();
    let erased: HashSet<_> = known
        .values()
        .filter(|row| row.erased_at.is_some())
        .map(|row| row.opportunity_id.as_str())
        .collect();
    let now = means.clock.now();
    let candidates = found.values().map(|opportunity| {
        let posting = opportunity.posting_id().and_then(|id| postings.get(id));
        let shown =
            posting.map(|row| (row.lever_id.clone(), row.tags.clone().unwrap_or_default().0));
        let snapshot = snapshot(opportunity, shown, now);
        let key = (opportunity.id.as_str(), snapshot.posting_id.as_deref().unwrap_or_default());
        let known = known.get(&key);
        let invited = known.is_some_and(|row| !may_be_invited(&row.state));
        let gone = known.is_some_and(|row| row.erased_at.is_some());
        // Who was erased does not come back by a list.
        let named = !erased.contains(opportunity.id.as_str());
        Candidate {
            opportunity_id: opportunity.id.clone(),
            name: if named { snapshot.name.clone() } else { String::new() },
            posting: posting.map(|row| row.title.clone()).unwrap_or_default(),
            url: snapshot.url.clone().filter(|_| named),
            refusal: if gone {
                Some("what was kept of them was erased; nobody comes back by a list".to_owned())
            } else if invited {
                Some("was invited before; nobody is invited twice".to_owned())
            } else {
                refusal(&candidacy(Trigger::Backfill, snapshot, &settings))
            },
        }
    });
    let mut candidates: Vec<_> = candidates.collect();
    candidates.sort_by_key(|each| (each.refusal.is_some(), each.name.to_lowercase()));
    let key = (tenant_id, id);
    backfill::previewed(&means.db, key, Ok(candidates), now).await?;
    Ok(())
}

/// Who is in these of the trigger stages; with none given, in any of them or on a posting that
/// invites on application.
async fn there_already(
    means: &Means,
    tenant_id: TenantId,
    (settings, postings): (&Settings, &[posting::Model]),
    only: &[String],
) -> Result<BTreeMap<String, Opportunity>, Error> {
    let stage_ids: Vec<String> = settings
        .all_stages()
        .map(|stage| stage.lever_id.clone())
        .filter(|id| only.is_empty() || only.contains(id))
        .collect();
    let mut filters = Vec::new();
    let archived = Some(false);
    if !stage_ids.is_empty() {
        filters.push(OpportunityFilter { stage_ids, archived, ..Default::default() });
    }
    if only.is_empty() {
        for some in on_application(settings, postings).chunks(POSTINGS_MAX) {
            let posting_ids = some.to_vec();
            filters.push(OpportunityFilter { posting_ids, archived, ..Default::default() });
        }
    }
    let mut found = BTreeMap::new();
    for filter in filters {
        let listed = call_for(Errand::Background, means, tenant_id, async |client| {
            client.opportunities().list(&filter).await
        });
        found.extend(listed.await?.into_iter().map(|each| (each.id.clone(), each)));
    }
    Ok(found)
}

/// The open postings that invite who applies.
pub(super) fn on_application(settings: &Settings, postings: &[posting::Model]) -> Vec<String> {
    let wanted = |row: &&posting::Model| {
        let tags = row.tags.as_ref().map(|tags| tags.0.as_slice()).unwrap_or_default();
        row.state.as_deref() != Some("closed")
            && match settings.posting_rules.get(&row.lever_id) {
                Some(PostingRule::OnApplication { .. }) => true,
                Some(PostingRule::Never | PostingRule::Stages { .. }) => false,
                None => tags.contains(&settings.application_tag),
            }
    };
    postings.iter().filter(wanted).map(|row| row.lever_id.clone()).collect()
}
