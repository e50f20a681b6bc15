//! Finds moves and applications that no event announced, and puts them through the same door;
//! and candidates of ours who are gone.
//!
//! Lists of Lever may show an opportunity twice or skip one that moves meanwhile; looking back
//! further than the last look makes up for it. By Lever's clock: moves, applications, events.

use std::collections::BTreeMap;

use chrono::Duration;
use entities::{
    Instant, connection,
    health::{self, Announced},
    ids::{MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, Message},
    pipeline::{self, LIVE},
    posting,
    tenant::{PostingRule, Settings},
};
use lever::{Opportunity, OpportunityFilter};

use super::{
    super::{
        backfill::on_application,
        lever::{gone, instant},
    },
    ERRAND, Error, call_for,
};
use crate::{Means, Place};

/// How much further than the last look is looked back.
const OVERLAP: Duration = Duration::minutes(10);
/// How far is looked back at most; earlier ones are for a backfill, which has a preview.
const LOOK_BACK_MAX: Duration = Duration::days(3);
/// An event this much earlier than what it announces is still its own.
const EVENT_EARLY: Duration = Duration::seconds(2);
/// How long an event may be on its way before it counts as missing.
const ON_ITS_WAY: Duration = Duration::seconds(60);
/// Lever's addresses get too long with more postings than this in one question.
const POSTINGS_MAX: usize = 20;

/// What came of it.
pub(super) struct Reconciled {
    /// Lever's id of some opportunity, to try things with.
    pub(super) some_opportunity: Option<String>,
}

/// Something that happened, and was not announced so far.
struct Happened {
    opportunity_id: String,
    at: Instant,
    kind: Announced,
    /// Lever's id of the stage moved to.
    stage_id: String,
}

/// Looks for what happened since the last look. `postings`: the open ones, if they could be read.
pub(super) async fn reconcile(
    means: &Means,
    (connection, before, settings): (&connection::Model, &health::Model, &Settings),
    postings: Option<&[posting::Model]>,
    at: Instant,
) -> Result<Reconciled, Error> {
    let tenant_id = connection.tenant_id;
    let seen_to = before.reconciled_to.map_or(connection.connected_at, |to| to - OVERLAP);
    let floor = seen_to.max(at - LOOK_BACK_MAX);
    let wanted = Wanted { settings, postings: postings.unwrap_or_default(), floor };
    let there = list(means, tenant_id, &wanted).await?;
    let every = chrono::Duration::from_std(means.lever.look_every).unwrap_or(ON_ITS_WAY);
    let happened: Vec<_> = there
        .values()
        .flat_map(|opportunity| wanted.happened(opportunity))
        .filter(|happened| happened.at <= at - every.min(ON_ITS_WAY))
        .collect();
    announce(means, connection, happened).await?;
    stop_gone(means, (tenant_id, floor), &there).await?;
    Ok(Reconciled { some_opportunity: there.into_keys().next() })
}

/// What is looked for.
struct Wanted<'a> {
    settings: &'a Settings,
    postings: &'a [posting::Model],
    floor: Instant,
}

/// Who is in the trigger stages, who applied to postings that invite on application, and whoever
/// else was changed.
async fn list(
    means: &Means,
    tenant_id: TenantId,
    wanted: &Wanted<'_>,
) -> Result<BTreeMap<String, Opportunity>, Error> {
    let since = Some(wanted.floor.timestamp_millis());
    let archived = Some(false);
    let mut filters = vec![OpportunityFilter { updated_at_start: since, ..Default::default() }];
    let stage_ids: Vec<_> =
        wanted.settings.all_stages().map(|stage| stage.lever_id.clone()).collect();
    if !stage_ids.is_empty() {
        filters.push(OpportunityFilter { stage_ids, archived, ..Default::default() });
    }
    for some in on_application(wanted.settings, wanted.postings).chunks(POSTINGS_MAX) {
        let posting_ids = some.to_vec();
        let created_at_start = since;
        filters.push(OpportunityFilter {
            posting_ids,
            archived,
            created_at_start,
            ..Default::default()
        });
    }
    let mut there = BTreeMap::new();
    for filter in filters {
        let listed = match listed(means, tenant_id, &filter).await {
            // A trigger stage that is too full to be read whole: whoever came into it lately.
            Err(Error::Lever(lever::Error::TooMany { .. })) if !filter.stage_ids.is_empty() => {
                let lately = OpportunityFilter { advanced_at_start: since, ..filter };
                listed(means, tenant_id, &lately).await
            }
            listed => listed,
        };
        there.extend(listed?.into_iter().map(|each| (each.id.clone(), each)));
    }
    Ok(there)
}

async fn listed(
    means: &Means,
    tenant_id: TenantId,
    filter: &OpportunityFilter,
) -> Result<Vec<Opportunity>, Error> {
    call_for(ERRAND, means, tenant_id, async |client| client.opportunities().list(filter).await)
        .await
}

impl Wanted<'_> {
    fn happened(&self, opportunity: &Opportunity) -> Vec<Happened> {
        let id = &opportunity.id;
        let happened = |kind, at, stage_id: &str| Happened {
            opportunity_id: id.clone(),
            at,
            kind,
            stage_id: stage_id.to_owned(),
        };
        let stage_id = opportunity.stage.as_ref().map(|stage| stage.id.as_str());
        let moved = stage_id.zip(self.moved_at(opportunity));
        let moved = moved.map(|(stage_id, at)| happened(Announced::Move, at, stage_id));
        let applied = self.applied_at(opportunity);
        let applied = applied.map(|at| happened(Announced::Application, at, ""));
        moved.into_iter().chain(applied).collect()
    }

    /// When it was moved to where it is, if that is of interest.
    fn moved_at(&self, opportunity: &Opportunity) -> Option<Instant> {
        // The first entry is how it came to be, which is no move and is not announced as one.
        if opportunity.stage_changes.len() < 2 {
            return None;
        }
        let stage_id = &opportunity.stage.as_ref()?.id;
        let moved_at = opportunity.moved_at().and_then(instant)?;
        // Moved there by us, perhaps, and perhaps Lever does not announce that.
        let ours = self.settings.advance.as_ref().map(|advance| &advance.stage.lever_id);
        // Moved before that was a trigger stage: those are for a backfill.
        let posting_id = opportunity.posting_id();
        let early = self.settings.stages_of(posting_id).iter().any(|stage| {
            stage.lever_id == *stage_id && stage.since.is_some_and(|since| moved_at < since)
        });
        (moved_at >= self.floor && ours != Some(stage_id) && !early).then_some(moved_at)
    }

    /// When its candidate applied, if that is to invite them.
    fn applied_at(&self, opportunity: &Opportunity) -> Option<Instant> {
        let applied_at = opportunity.applied_at().and_then(instant)?;
        let posting_id = opportunity.posting_id()?;
        let since = match self.settings.posting_rules.get(posting_id) {
            Some(PostingRule::OnApplication { since }) => *since,
            Some(PostingRule::Never | PostingRule::Stages { .. }) => return None,
            None => {
                let posting = self.postings.iter().find(|row| row.lever_id == posting_id)?;
                posting.tagged_since?
            }
        };
        (applied_at >= self.floor.max(since)).then_some(applied_at)
    }
}

/// Puts what no event announced through the door that events take, and counts it, but for what
/// could not be announced because nothing was connected.
async fn announce(
    means: &Means,
    connection: &connection::Model,
    happened: Vec<Happened>,
) -> Result<(), Error> {
    let tenant_id = connection.tenant_id;
    let ids: Vec<&str> = happened.iter().map(|each| each.opportunity_id.as_str()).collect();
    let announced = inbox::announced(&means.db, tenant_id, &ids).await?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let mut found: Vec<&Happened> = Vec::new();
    for each in happened.iter().filter(|each| !announced.iter().any(|event| each.is(event))) {
        let arrival = Arrival {
            pipeline_id: None,
            dedup_key: each.key(),
            message: each.message(),
            due_at: now,
        };
        let id = MessageId(means.ids.fresh());
        if inbox::insert(&tx, (tenant_id, id), arrival, now).await? {
            found.push(each);
        }
    }
    for kind in [Announced::Move, Announced::Application] {
        let missed = |each: &&&Happened| each.kind == kind && each.at >= connection.connected_at;
        let of_kind: Vec<_> = found.iter().filter(missed).collect();
        if let Some(newest) = of_kind.iter().map(|each| each.at).max() {
            let count = i32::try_from(of_kind.len()).unwrap_or(i32::MAX);
            health::missed(&tx, tenant_id, kind, count, newest).await?;
        }
    }
    tx.commit().await?;
    if !found.is_empty() {
        tracing::info!(tenant.id = %tenant_id, found = found.len(), "found what was not announced");
        means.directory.wake(Place::Tenant(tenant_id));
    }
    Ok(())
}

impl Happened {
    /// Whether an event, or an earlier look, announced this.
    fn is(&self, event: &Message) -> bool {
        let in_time = |at: &Option<Instant>| at.is_none_or(|at| at >= self.at - EVENT_EARLY);
        match (self.kind, event) {
            (
                Announced::Move,
                Message::StageChanged { opportunity_id, to_stage_id, triggered_at },
            ) => {
                *opportunity_id == self.opportunity_id
                    && *to_stage_id == self.stage_id
                    && in_time(triggered_at)
            }
            (
                Announced::Application,
                Message::ApplicationCreated { opportunity_id, triggered_at },
            ) => *opportunity_id == self.opportunity_id && in_time(triggered_at),
            _ => false,
        }
    }

    /// The same each time it is found.
    fn key(&self) -> String {
        let (id, stage_id, at) = (&self.opportunity_id, &self.stage_id, self.at.timestamp_millis());
        format!("found {id} {stage_id} {at}")
    }

    fn message(&self) -> Message {
        let (opportunity_id, triggered_at) = (self.opportunity_id.clone(), Some(self.at));
        match self.kind {
            Announced::Move => {
                let to_stage_id = self.stage_id.clone();
                Message::StageChanged { opportunity_id, to_stage_id, triggered_at }
            }
            Announced::Application | Announced::Other => {
                Message::ApplicationCreated { opportunity_id, triggered_at }
            }
        }
    }
}

/// Stops the pipelines of candidates who are gone, so that their links say so at once. What is
/// still to be done about a candidate looks for itself before.
async fn stop_gone(
    means: &Means,
    (tenant_id, floor): (TenantId, Instant),
    there: &BTreeMap<String, Opportunity>,
) -> Result<(), Error> {
    let since = floor.timestamp_millis();
    let deleted = call_for(ERRAND, means, tenant_id, async |client| {
        client.opportunities().deleted(since).await
    })
    .await?;
    let ids: Vec<&str> =
        there.keys().map(String::as_str).chain(deleted.iter().map(String::as_str)).collect();
    for row in pipeline::of_opportunities(&means.db, tenant_id, &ids).await? {
        if !LIVE.contains(&row.state_name) {
            continue;
        }
        let (reason, changed_at) = match there.get(&row.opportunity_id) {
            _ if deleted.contains(&row.opportunity_id) => {
                (Some("deleted in Lever, or merged into another".to_owned()), None)
            }
            Some(opportunity) => (gone(opportunity, &row), opportunity.updated_at),
            None => (None, None),
        };
        if let Some(reason) = reason {
            stop(means, (tenant_id, row.id), reason, changed_at).await?;
        }
    }
    Ok(())
}

async fn stop(
    means: &Means,
    (tenant_id, id): (TenantId, PipelineId),
    reason: String,
    changed_at: Option<i64>,
) -> Result<(), Error> {
    let now = means.clock.now();
    let arrival = Arrival {
        pipeline_id: Some(id),
        dedup_key: format!("gone {id} {}", changed_at.unwrap_or_default()),
        message: Message::Withdrawn { reason },
        due_at: now,
    };
    inbox::insert(&means.db, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?;
    means.directory.wake(Place::Pipeline(tenant_id, id));
    Ok(())
}
