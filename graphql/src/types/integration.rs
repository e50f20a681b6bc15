//! The connection to Lever.

use actors::{Means, outbox::Usage};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entities::{
    Instant,
    connection::{self, Status},
    health,
    ids::TenantId,
    posting, stage,
    tenant::{self, Settings},
    webhook,
};
use lever::oauth::{FEEDBACK_SCOPES, SCOPES};

use super::{
    health::Health,
    posting_trigger::PostingTrigger,
    stage::{Stage, TriggerStage, is_missing},
};
use crate::error::fault;

/// The connection to Lever, what triggers an invite, and what is written back.
pub(crate) struct Integration {
    tenant_id: TenantId,
    settings: Settings,
    connection: Option<connection::Model>,
    health: health::Model,
    /// In Lever's order.
    stages: Vec<stage::Model>,
    usage: Usage,
    now: Instant,
}

/// Whether Lever is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum ConnectionStatus {
    /// Never connected.
    NotConnected,
    /// Connected.
    Connected,
    /// Lever no longer accepts the connection, or it was ended here.
    Disconnected,
    /// It was ended here; our webhooks in Lever are being deleted.
    Disconnecting,
}

/// How we show Lever who we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "connection::Authentication")]
enum Authentication {
    /// By access that a Super Admin of Lever granted.
    #[graphql(name = "OAUTH")]
    OAuth,
    /// By an API key of the account.
    ApiKey,
}

/// An access asked for at Lever.
#[derive(SimpleObject)]
pub(crate) struct Scope {
    /// Lever's name for it.
    name: &'static str,
    /// What it is needed for.
    reason: &'static str,
    /// Whether Lever granted it; null when it did not say.
    granted: Option<bool>,
}

/// A webhook we made in Lever.
#[derive(SimpleObject)]
struct Webhook {
    /// Lever's name of the event.
    event: String,
    /// Lever's id of the webhook.
    lever_id: String,
    /// When made.
    created_at: Instant,
}

/// A user of Lever.
#[derive(SimpleObject)]
struct LeverUser {
    /// Lever's id.
    id: ID,
    /// As Lever shows it.
    name: String,
    /// Lever's word for what they may do.
    role: Option<String>,
}

/// A feedback form of Lever.
#[derive(SimpleObject)]
struct FeedbackForm {
    /// Lever's id.
    id: ID,
    /// As Lever names it.
    text: String,
}

/// Whether stages can trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum TriggerStatus {
    /// They can, or nobody is to be invited by stage.
    Ready,
    /// None was found by its name, and none chosen.
    NeedsSelection,
    /// One of them is no longer in Lever.
    StageMissing,
}

/// How a candidate came to Lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum Origin {
    /// By an agency.
    Agency,
    /// By applying.
    Applied,
    /// From within the company.
    Internal,
    /// By somebody's referral.
    Referred,
    /// By being approached.
    Sourced,
    /// From a university.
    University,
}

/// The feedback form that is filled in.
#[derive(SimpleObject)]
struct FeedbackSettings {
    /// Lever's id of the form; null until chosen.
    form_id: Option<ID>,
}

/// Where to move who did well. Upward only, never back.
#[derive(SimpleObject)]
struct Advance {
    /// The stage.
    stage: Stage,
    /// From this of Lever's scores (1 to 4) on.
    from_score: u8,
}

/// How far Lever was looked through for what it did not announce.
#[derive(SimpleObject)]
struct Reconciliation {
    /// Everything that happened in Lever before this was seen.
    up_to: Option<Instant>,
    /// Moves found that no event announced.
    found_moves: i32,
    /// Applications found that no event announced.
    found_applications: i32,
}

/// How much of Lever's allowance is used.
#[derive(SimpleObject)]
struct RateUse {
    /// Requests sent in the last minute.
    last_minute: u32,
    /// Requests Lever refused for being too fast, since this server started.
    refused: u32,
}

impl Origin {
    /// Every one.
    const ALL: [Self; 6] = [
        Self::Agency,
        Self::Applied,
        Self::Internal,
        Self::Referred,
        Self::Sourced,
        Self::University,
    ];

    /// Lever's word.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Applied => "applied",
            Self::Internal => "internal",
            Self::Referred => "referred",
            Self::Sourced => "sourced",
            Self::University => "university",
        }
    }
}

impl From<&health::User> for LeverUser {
    fn from(user: &health::User) -> Self {
        Self { id: user.lever_id.clone().into(), name: user.name.clone(), role: user.role.clone() }
    }
}

impl Integration {
    pub(crate) async fn of(ctx: &Context<'_>, tenant_id: TenantId) -> Result<Self> {
        let means = ctx.data::<Means>()?;
        let tenant = tenant::find(&means.db, tenant_id).await.map_err(fault)?;
        let settings = tenant.map(|tenant| tenant.settings).unwrap_or_default();
        let connection = connection::find(&means.db, tenant_id).await.map_err(fault)?;
        let health = health::find(&means.db, tenant_id).await.map_err(fault)?;
        let stages = stage::Entity::of_tenant(tenant_id).all(&means.db).await.map_err(fault)?;
        let (usage, now) = (means.lever.usage(tenant_id), means.clock.now());
        Ok(Self { tenant_id, settings, connection, health, stages, usage, now })
    }

    fn connected(&self) -> bool {
        let status = self.connection.as_ref().map(|connection| connection.status);
        status == Some(Status::Connected)
    }

    /// Whether Lever granted a scope, as far as it said.
    fn granted(&self, scope: &str) -> Option<bool> {
        let connection = self.connection.as_ref()?;
        if connection.scopes.is_empty() {
            return None;
        }
        if connection.scopes.split_whitespace().any(|granted| granted == scope) {
            return Some(true);
        }
        // The answer need not repeat what is not about the API; the token tells.
        if scope == "offline_access" {
            return connection.refresh_token.is_some().then_some(true);
        }
        Some(false)
    }
}

#[Object]
impl Integration {
    /// Whether Lever is connected.
    async fn status(&self) -> ConnectionStatus {
        match self.connection.as_ref().map(|connection| connection.status) {
            None => ConnectionStatus::NotConnected,
            Some(Status::Connected) => ConnectionStatus::Connected,
            Some(Status::Disconnected) => ConnectionStatus::Disconnected,
            Some(Status::Disconnecting) => ConnectionStatus::Disconnecting,
        }
    }

    /// Why it is disconnected, for people.
    async fn reason(&self) -> Option<&str> {
        self.connection.as_ref().and_then(|connection| connection.reason.as_deref())
    }

    /// How we show Lever who we are; null when never connected.
    async fn authentication(&self) -> Option<Authentication> {
        self.connection.as_ref().map(|connection| connection.authentication.into())
    }

    /// Lever's account id, once known.
    async fn account_id(&self) -> Option<&str> {
        self.connection.as_ref().and_then(|connection| connection.account_id.as_deref())
    }

    /// When last connected.
    async fn connected_at(&self) -> Option<Instant> {
        self.connection.as_ref().map(|connection| connection.connected_at)
    }

    /// The access that connecting asks for now, each with the reason.
    async fn scopes(&self) -> Vec<Scope> {
        let feedback = self.settings.feedback.is_some();
        let optional = if feedback { FEEDBACK_SCOPES.as_slice() } else { &[] };
        let each = SCOPES.iter().chain(optional);
        each.map(|&(name, reason)| Scope { name, reason, granted: self.granted(name) }).collect()
    }

    /// The webhooks we made in Lever.
    async fn webhooks(&self, ctx: &Context<'_>) -> Result<Vec<Webhook>> {
        let means = ctx.data::<Means>()?;
        let rows = webhook::of_tenant(&means.db, self.tenant_id).await;
        let each = rows.map_err(fault)?.into_iter().map(|row| Webhook {
            event: row.event,
            lever_id: row.lever_id,
            created_at: row.created_at,
        });
        Ok(each.collect())
    }

    /// Who our tags, notes and files appear as in Lever; null until chosen.
    async fn perform_as(&self) -> Option<LeverUser> {
        let id = self.connection.as_ref()?.perform_as.as_ref()?;
        let user = self.health.users.0.iter().find(|user| user.lever_id == *id);
        let unknown = || LeverUser { id: id.clone().into(), name: id.clone(), role: None };
        Some(user.map_or_else(unknown, LeverUser::from))
    }

    /// Active users of Lever, who our tags, notes and files may appear as.
    async fn users(&self) -> Vec<LeverUser> {
        self.health.users.0.iter().map(LeverUser::from).collect()
    }

    /// Feedback forms of Lever; listed only when they are wanted.
    async fn feedback_forms(&self) -> Vec<FeedbackForm> {
        let each =
            self.health.forms.0.iter().map(|form| FeedbackForm {
                id: form.lever_id.clone().into(),
                text: form.text.clone(),
            });
        each.collect()
    }

    /// Stages as Lever listed them last, in its order; empty until connected.
    async fn stages(&self) -> Vec<Stage> {
        self.stages.iter().map(Stage::from).collect()
    }

    /// Candidates moved to these stages are invited, unless their posting has a rule of its own.
    async fn trigger_stages(&self) -> Vec<TriggerStage> {
        let each = self.settings.trigger_stages.iter();
        each.map(|stage| TriggerStage::chosen(stage, &self.stages)).collect()
    }

    /// Whether those stages can trigger.
    async fn trigger_status(&self) -> TriggerStatus {
        let chosen = &self.settings.trigger_stages;
        if chosen.iter().any(|stage| is_missing(stage, &self.stages)) {
            TriggerStatus::StageMissing
        } else if chosen.is_empty() && !self.settings.stages_chosen {
            TriggerStatus::NeedsSelection
        } else {
            TriggerStatus::Ready
        }
    }

    /// Candidates who apply to a posting with this tag are invited.
    async fn application_tag(&self) -> &str {
        &self.settings.application_tag
    }

    /// Put on an opportunity once the invite was sent.
    async fn invited_tag(&self) -> &str {
        &self.settings.invited_tag
    }

    /// Put on an opportunity once the interview was scored.
    async fn complete_tag(&self) -> &str {
        &self.settings.complete_tag
    }

    /// Candidates of these origins are not invited.
    async fn blocked_origins(&self) -> Vec<Origin> {
        let blocked = |origin: &Origin| {
            self.settings.blocked_origins.iter().any(|text| text == origin.text())
        };
        Origin::ALL.into_iter().filter(blocked).collect()
    }

    /// How long after the trigger the invite is sent, in minutes.
    async fn invite_delay_minutes(&self) -> u32 {
        self.settings.invite_delay_minutes
    }

    /// Whether a person gets one invite in 24 hours at most, on whatever posting.
    async fn one_invite_per_day(&self) -> bool {
        self.settings.one_invite_per_day
    }

    /// Put on an opportunity while something about it cannot be done; null: not wanted.
    async fn error_tag(&self) -> Option<&str> {
        self.settings.error_tag.as_deref()
    }

    /// Whether the report's address is put among the candidate's links.
    async fn add_link(&self) -> bool {
        self.settings.add_link
    }

    /// The feedback form that is filled in; null: not wanted.
    async fn feedback(&self) -> Option<FeedbackSettings> {
        let feedback = self.settings.feedback.as_ref()?;
        Some(FeedbackSettings { form_id: feedback.template_id.clone().map(ID) })
    }

    /// Where to move who did well; null: nowhere.
    async fn advance(&self) -> Option<Advance> {
        let advance = self.settings.advance.as_ref()?;
        let stage = Stage::chosen(&advance.stage, &self.stages);
        Some(Advance { stage, from_score: advance.from_score })
    }

    /// Open postings by title, each with what triggers an invite for its candidates.
    // Up to a thousand, but of one statement.
    #[graphql(complexity = "100 * child_complexity")]
    async fn postings(&self, ctx: &Context<'_>) -> Result<Vec<PostingTrigger>> {
        let means = ctx.data::<Means>()?;
        let rows = posting::open(&means.db, self.tenant_id).await.map_err(fault)?;
        let each = rows.into_iter();
        Ok(each.map(|row| PostingTrigger::of(row, &self.settings, &self.stages)).collect())
    }

    /// How the connection is doing.
    async fn health(&self) -> Health {
        Health::of(&self.health, self.connected(), self.now)
    }

    /// How far Lever was looked through for what it did not announce.
    async fn reconciliation(&self) -> Reconciliation {
        Reconciliation {
            up_to: self.health.reconciled_to,
            found_moves: self.health.found_moves,
            found_applications: self.health.found_applications,
        }
    }

    /// How much of Lever's allowance is used.
    async fn rate(&self) -> RateUse {
        RateUse { last_minute: self.usage.last_minute, refused: self.usage.refused }
    }
}
