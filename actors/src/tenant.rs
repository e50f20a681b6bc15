//! One per tenant: routes its inbox rows to pipelines, starts and retires their actors.
//!
//! In memory: the addresses of live pipelines and of the outbox, which it alone owns.
//! Durable: `inbox`, `pipeline`, `outbox`.

use std::collections::{HashMap, HashSet, hash_map};

use actix::{Actor, Addr, AtomicResponse, Context, Handler, Supervised, Supervisor};
use entities::{
    Instant, Tx, erasure,
    ids::{EffectId, MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, Candidacy, Message, Snapshot},
    outbox::{self, Effect},
    pipeline::{self, Candidate, Trigger},
    tenant::{self, PostingRule, Settings},
};

use crate::{
    Directory, Error, Means, Place, Wake,
    outbox::OutboxActor,
    pipeline::PipelineActor,
    shell::{self, Drain},
    unreadable,
};

/// Tries of one message before it is given up.
pub(crate) const ATTEMPTS_MAX: i32 = 5;

/// One tenant.
#[derive(Debug)]
pub(crate) struct TenantActor {
    tenant_id: TenantId,
    means: Means,
    outbox: Addr<OutboxActor>,
    pipelines: HashMap<PipelineId, Addr<PipelineActor>>,
    /// Whether it has looked at everything once.
    looked: bool,
    failures: u32,
}

impl TenantActor {
    pub(crate) fn start(tenant_id: TenantId, means: &Means) -> Addr<Self> {
        let outbox = OutboxActor::start(tenant_id, means);
        let actor = Self {
            tenant_id,
            means: means.clone(),
            outbox,
            pipelines: HashMap::new(),
            looked: false,
            failures: 0,
        };
        let address = Supervisor::start(|_| actor);
        means.directory.enter(Place::Tenant(tenant_id), address.downgrade().recipient());
        address
    }

    /// Wakes the pipelines with something due. When all of them are known, lets the others go: a
    /// parked pipeline is a row.
    fn reach(&mut self, due: Due) {
        self.looked = true;
        let (tenant_id, means) = (self.tenant_id, &self.means);
        if due.all {
            self.pipelines.retain(|id, _| {
                let keep = due.pipelines.contains(id);
                if !keep {
                    means.directory.leave(Place::Pipeline(tenant_id, *id));
                }
                keep
            });
        }
        for id in due.pipelines {
            // Started, it looks.
            if let hash_map::Entry::Vacant(place) = self.pipelines.entry(id) {
                place.insert(PipelineActor::start((tenant_id, id), means));
            } else {
                means.directory.wake(Place::Pipeline(tenant_id, id));
            }
        }
    }
}

/// Pipelines with something due.
struct Due {
    pipelines: HashSet<PipelineId>,
    /// Whether these are all.
    all: bool,
}

impl Actor for TenantActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Context<Self>) {
        shell::begin(self, ctx);
    }
}

impl Supervised for TenantActor {}

impl Drain for TenantActor {
    fn failures(&mut self) -> &mut u32 {
        &mut self.failures
    }

    fn directory(&self) -> &Directory {
        &self.means.directory
    }

    fn place(&self) -> Place {
        Place::Tenant(self.tenant_id)
    }
}

impl Handler<Wake> for TenantActor {
    type Result = AtomicResponse<Self, ()>;

    fn handle(&mut self, _: Wake, _: &mut Context<Self>) -> Self::Result {
        debug_assert!(self.outbox.connected(), "a tenant owns its outbox");
        let at_once = shell::at_once(self.failures);
        let first = !self.looked || self.failures > 0;
        let work = drain(self.means.clone(), self.tenant_id, at_once, first);
        shell::turn(self, work, Self::reach)
    }
}

/// Routes what is due, if there may be something, and tells which pipelines have something due.
async fn drain(means: Means, tenant_id: TenantId, at_once: u64, first: bool) -> Result<Due, Error> {
    let asked = means.directory.asked(Place::Tenant(tenant_id));
    let all = first || asked.everything;
    let mut pipelines = HashSet::new();
    if all || asked.places.contains(&Place::Tenant(tenant_id)) {
        loop {
            let rows = unreadable::claim(&means, tenant_id, None, at_once).await?;
            if rows.is_empty() {
                break;
            }
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let routed = Box::pin(commit_all(&means, tenant_id, rows));
            let routed = shell::attempt(&means, tenant_id, &ids, routed).await?;
            pipelines.extend(routed.pipelines);
            if routed.effects {
                means.directory.wake(Place::Outbox(tenant_id));
            }
            if (ids.len() as u64) < at_once {
                // Who comes later wakes this once more.
                break;
            }
        }
    }
    if all {
        let now = means.clock.now();
        pipelines = inbox::due_pipelines(&means.db, tenant_id, now).await?.into_iter().collect();
    }
    for place in asked.places {
        if let Place::Pipeline(_, id) = place {
            pipelines.insert(id);
        }
    }
    Ok(Due { pipelines, all })
}

/// Where messages led.
#[derive(Default)]
struct Led {
    /// To pipelines.
    pipelines: Vec<PipelineId>,
    /// To effects.
    effects: bool,
}

/// Commits where these lead.
async fn commit_all(
    means: &Means,
    tenant_id: TenantId,
    rows: Vec<inbox::Model>,
) -> Result<Led, Error> {
    let now = means.clock.now();
    let settings = match tenant::find(&means.db, tenant_id).await? {
        Some(tenant) => tenant.settings,
        None => Settings::default(),
    };
    let tx = means.db.begin().await?;
    let mut done = Vec::new();
    let mut led = Led::default();
    for row in rows {
        if row.attempts > ATTEMPTS_MAX {
            inbox::bury(&tx, &row, shell::GAVE_UP, now).await?;
            continue;
        }
        let read = matches!(row.message, Message::OpportunityRead { .. });
        let read = read.then(|| row.message.clone());
        let routed = route(row.message, &settings);
        if let (Some(read), Routed::Nowhere) = (read, &routed) {
            // Lever tells of everybody who applies to anything.
            erasure::forget(&tx, (tenant_id, row.id), &read).await?;
        }
        led.effects |= matches!(routed, Routed::Effect(_));
        led.pipelines.extend(commit(means, &tx, (tenant_id, row.id), routed, now).await?);
        done.push(row.id);
    }
    inbox::finish(&tx, tenant_id, &done, now).await?;
    tx.commit().await?;
    Ok(led)
}

/// Where a message of a tenant leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Routed {
    /// Nowhere: of no interest, or of no tenant.
    Nowhere,
    /// To an effect of the tenant's own.
    Effect(Effect),
    /// To the pipeline of this opportunity on its posting, which is made if there is none.
    Pipeline(Box<Candidacy>),
    /// To the pipelines that there are for this opportunity: it is gone.
    Known { opportunity_id: String, message: Box<Message> },
    /// To every pipeline that is not at an end: all are gone.
    All { reason: String },
}

/// Pure: what to do with a message of the tenant's own. An event is a hint only, so it leads to
/// reading Lever, and what was read leads to a pipeline.
pub(crate) fn route(message: Message, settings: &Settings) -> Routed {
    match message {
        Message::StageChanged { opportunity_id, to_stage_id, .. } => {
            if settings.all_stages().any(|stage| stage.lever_id == to_stage_id) {
                let trigger = Trigger::Stage;
                Routed::Effect(Effect::ReadOpportunity { opportunity_id, trigger })
            } else {
                Routed::Nowhere
            }
        }
        Message::ApplicationCreated { opportunity_id, .. } => {
            let trigger = Trigger::Application;
            Routed::Effect(Effect::ReadOpportunity { opportunity_id, trigger })
        }
        Message::Backfilled { opportunity_id } => {
            let trigger = Trigger::Backfill;
            Routed::Effect(Effect::ReadOpportunity { opportunity_id, trigger })
        }
        Message::InvitedByHand { opportunity_id } => {
            let trigger = Trigger::ByHand;
            Routed::Effect(Effect::ReadOpportunity { opportunity_id, trigger })
        }
        Message::OpportunityRead { trigger, snapshot } => {
            if concerns(trigger, &snapshot, settings) {
                Routed::Pipeline(Box::new(candidacy(trigger, snapshot, settings)))
            } else {
                Routed::Nowhere
            }
        }
        Message::AccountChanged => {
            Routed::All { reason: "another Lever account was connected".to_owned() }
        }
        Message::CandidateDeleted { opportunity_id, .. } => {
            Routed::Effect(Effect::ConfirmDeletion { opportunity_id })
        }
        Message::OpportunityMissing { opportunity_id, reason } => {
            let message = Box::new(Message::Withdrawn { reason });
            Routed::Known { opportunity_id, message }
        }
        Message::DeletionConfirmed { opportunity_id } => {
            Routed::Known { opportunity_id, message: Box::new(Message::DeletedInLever) }
        }
        Message::Triggered(_)
        | Message::Withdrawn { .. }
        | Message::DeletedInLever
        | Message::PlanReady { .. }
        | Message::InviteDue { .. }
        | Message::InviteSent
        | Message::ReminderDue { .. }
        | Message::ReminderSent { .. }
        | Message::TimeChosen { .. }
        | Message::ConfirmationSent
        | Message::StartDue { .. }
        | Message::StartReminderSent
        | Message::Cancelled { .. }
        | Message::CancellationSent
        | Message::ResendRequested { .. }
        | Message::InviteResent
        | Message::FollowUpSent
        | Message::MailBounced { .. }
        | Message::InvitedTagAdded
        | Message::ConsentGiven
        | Message::Answered { .. }
        | Message::HumanRequested
        | Message::HumanWantedTold
        | Message::RequestMade { .. }
        | Message::RequestAnswered { .. }
        | Message::InterviewScored { .. }
        | Message::ReportRendered { .. }
        | Message::CompleteTagAdded
        | Message::NoteWritten
        | Message::FileUploaded
        | Message::LinkAdded
        | Message::FeedbackWritten { .. }
        | Message::StageAdvanced { .. }
        | Message::ErrorTagAdded { .. }
        | Message::ErrorTagRemoved
        | Message::Retried
        | Message::InviteExpired
        | Message::EffectDied { .. }
        | Message::EffectRetried { .. }
        | Message::EffectDropped { .. }
        | Message::MessageDropped { .. } => Routed::Nowhere,
    }
}

/// Whether nothing comes of a message of a tenant's own.
pub fn leads_nowhere(message: &Message, settings: &Settings) -> bool {
    route(message.clone(), settings) == Routed::Nowhere
}

/// Whether an opportunity is ours to look at. One that is not leaves no pipeline behind.
fn concerns(trigger: Trigger, snapshot: &Snapshot, settings: &Settings) -> bool {
    let posting_id = snapshot.posting_id.as_deref();
    match trigger {
        // In a stage that triggers for other postings only.
        Trigger::Stage => {
            let here = |stage: &tenant::TriggerStage| stage.lever_id == snapshot.stage_id;
            settings.stages_of(posting_id).iter().any(here) || !settings.all_stages().any(here)
        }
        // If its posting only nearly has the tag, the pipeline says why nobody was invited.
        Trigger::Application => match posting_id.and_then(|id| settings.posting_rules.get(id)) {
            Some(PostingRule::OnApplication { .. }) => true,
            Some(PostingRule::Never | PostingRule::Stages { .. }) => false,
            None => {
                let tag = nearly(&settings.application_tag);
                snapshot.posting_tags.iter().any(|there| nearly(there) == tag)
            }
        },
        Trigger::Backfill | Trigger::ByHand => true,
    }
}

/// What is decided with: what Lever said, and what the tenant wants at this time.
pub(crate) fn candidacy(trigger: Trigger, snapshot: Snapshot, settings: &Settings) -> Candidacy {
    let posting_id = snapshot.posting_id.as_deref();
    Candidacy {
        trigger,
        trigger_stages: settings.stages_of(posting_id).to_vec(),
        application_tag: settings.application_tag.clone(),
        posting_rule: posting_id.and_then(|id| settings.posting_rules.get(id)).cloned(),
        blocked_origins: settings.blocked_origins.clone(),
        invite_days: settings.invite_days,
        delay_minutes: settings.invite_delay_minutes,
        snapshot,
    }
}

/// A tag without what people get wrong in it: case, kinds of dashes, blanks.
pub fn nearly(tag: &str) -> String {
    let plain: String = tag
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' => '-',
            other => other,
        })
        .filter(|c| !c.is_whitespace())
        .collect();
    plain.to_lowercase()
}

/// Commits where one message leads; to which pipelines.
async fn commit(
    means: &Means,
    tx: &Tx,
    (tenant_id, message_id): (TenantId, MessageId),
    routed: Routed,
    now: Instant,
) -> Result<Vec<PipelineId>, Error> {
    let mut pipelines = Vec::new();
    match routed {
        Routed::Nowhere => {}
        Routed::Effect(effect) => {
            let id = EffectId(means.ids.fresh());
            outbox::append(tx, (tenant_id, id), None, effect, now).await?;
        }
        Routed::Pipeline(candidacy) => {
            let snapshot = &candidacy.snapshot;
            let pipeline_id = pipeline::ensure(
                tx,
                (tenant_id, PipelineId(means.ids.fresh())),
                (&snapshot.opportunity_id, snapshot.posting_id.as_deref().unwrap_or_default()),
                Candidate {
                    name: snapshot.name.clone(),
                    email: snapshot.email.clone(),
                    opportunity_url: snapshot.url.clone(),
                    contact_id: snapshot.contact_id.clone(),
                },
                candidacy.trigger,
                now,
            )
            .await?;
            let message = Message::Triggered(*candidacy);
            forward(means, tx, (tenant_id, message_id), pipeline_id, message, now).await?;
            pipelines.push(pipeline_id);
        }
        Routed::Known { opportunity_id, message } => {
            for known in pipeline::of_opportunity(tx, tenant_id, &opportunity_id).await? {
                let message = Message::clone(&message);
                forward(means, tx, (tenant_id, message_id), known.id, message, now).await?;
                pipelines.push(known.id);
            }
        }
        Routed::All { reason } => {
            for id in pipeline::live(tx, tenant_id).await? {
                let message = Message::Withdrawn { reason: reason.clone() };
                forward(means, tx, (tenant_id, message_id), id, message, now).await?;
                pipelines.push(id);
            }
        }
    }
    Ok(pipelines)
}

/// Hands a message on to a pipeline, once.
async fn forward(
    means: &Means,
    tx: &Tx,
    (tenant_id, from): (TenantId, MessageId),
    pipeline_id: PipelineId,
    message: Message,
    now: Instant,
) -> Result<(), Error> {
    let arrival = Arrival {
        pipeline_id: Some(pipeline_id),
        dedup_key: format!("{from} {pipeline_id}"),
        message,
        due_at: now,
    };
    inbox::put(tx, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use entities::tenant::TriggerStage;

    use super::*;

    fn stage(id: &str) -> TriggerStage {
        TriggerStage { lever_id: id.into(), text: "On-site".into(), since: None }
    }

    fn settings() -> Settings {
        Settings { trigger_stages: vec![stage("s"), stage("s2")], ..Settings::default() }
    }

    fn moved_to(stage: &str) -> Message {
        let (opportunity_id, to_stage_id) = ("o".into(), stage.into());
        Message::StageChanged { opportunity_id, to_stage_id, triggered_at: None }
    }

    fn read(trigger: Trigger, tag: &str) -> Message {
        let snapshot = Snapshot {
            opportunity_id: "o".into(),
            posting_id: Some("p".into()),
            name: String::new(),
            email: None,
            url: None,
            stage_id: "s".into(),
            archived: false,
            anonymized: false,
            contact_allowed: true,
            posting_tags: vec!["Engineering".into(), tag.into()],
            contact_id: None,
            origin: None,
            moved_at: None,
            applied_at: None,
        };
        Message::OpportunityRead { trigger, snapshot }
    }

    #[test]
    fn only_the_trigger_stage_leads_to_reading_the_opportunity() {
        assert!(matches!(route(moved_to("s"), &settings()), Routed::Effect(_)));
        assert!(matches!(route(moved_to("s2"), &settings()), Routed::Effect(_)));
        assert_eq!(route(moved_to("t"), &settings()), Routed::Nowhere);
        assert_eq!(route(moved_to("s"), &Settings::default()), Routed::Nowhere);
    }

    #[test]
    fn an_application_concerns_us_by_the_posting_s_own_tag_or_something_close_to_it() {
        let led = |tag| route(read(Trigger::Application, tag), &settings());
        assert!(matches!(led("Alex - On Application"), Routed::Pipeline(_)));
        assert!(matches!(led("alex – on  application"), Routed::Pipeline(_)));
        assert_eq!(led("Alex"), Routed::Nowhere);
    }

    #[test]
    fn a_stage_that_triggers_for_another_posting_leads_nowhere_for_this_one() {
        let mut settings = settings();
        settings.trigger_stages.clear();
        let own = PostingRule::Stages { stages: vec![stage("s")] };
        settings.posting_rules.insert("other".into(), own.clone());
        assert!(matches!(route(moved_to("s"), &settings), Routed::Effect(_)));
        assert_eq!(route(read(Trigger::Stage, "x"), &settings), Routed::Nowhere);
        settings.posting_rules.insert("p".into(), own);
        assert!(matches!(route(read(Trigger::Stage, "x"), &settings), Routed::Pipeline(_)));
    }

    #[test]
    fn a_posting_s_own_rule_goes_before_its_tag() {
        let tagged = || read(Trigger::Application, "Alex - On Application");
        let untagged = || read(Trigger::Application, "x");
        let mut settings = settings();
        settings.posting_rules.insert("p".into(), PostingRule::Never);
        assert_eq!(route(tagged(), &settings), Routed::Nowhere);
        let since = chrono::DateTime::UNIX_EPOCH;
        settings.posting_rules.insert("p".into(), PostingRule::OnApplication { since });
        assert!(matches!(route(untagged(), &settings), Routed::Pipeline(_)));
    }

    #[test]
    fn a_move_to_the_stage_needs_no_tag() {
        assert!(matches!(route(read(Trigger::Stage, "x"), &settings()), Routed::Pipeline(_)));
    }
}
