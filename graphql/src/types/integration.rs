//! The connection to Lever.

use actors::Means;
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entities::{
    Instant, connection,
    ids::TenantId,
    inbox, outbox, stage,
    tenant::{self, DEFAULT_TRIGGER_STAGE, Settings},
    webhook,
};

use crate::error::fault;

/// The connection to Lever, and what triggers an invite.
pub(crate) struct Integration {
    tenant_id: TenantId,
    settings: Settings,
    connection: Option<connection::Model>,
    /// In Lever's order; three fields look at them.
    stages: Vec<stage::Model>,
}

/// Whether Lever is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum ConnectionStatus {
    /// Never connected.
    NotConnected,
    /// Connected.
    Connected,
    /// Lever no longer accepts the connection.
    Disconnected,
}

/// An access asked for at Lever.
#[derive(SimpleObject)]
pub(crate) struct Scope {
    /// Lever's name for it.
    name: &'static str,
    /// What it is needed for.
    reason: &'static str,
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

/// A stage in Lever.
#[derive(SimpleObject)]
struct Stage {
    /// Lever's id.
    id: ID,
    /// Lever's name for it.
    text: String,
}

impl Integration {
    pub(crate) async fn of(ctx: &Context<'_>, tenant_id: TenantId) -> Result<Self> {
        let means = ctx.data::<Means>()?;
        let tenant = tenant::find(&means.db, tenant_id).await.map_err(fault)?;
        let settings = tenant.map(|tenant| tenant.settings).unwrap_or_default();
        let connection = connection::find(&means.db, tenant_id).await.map_err(fault)?;
        let stages = stage::Entity::of_tenant(tenant_id).all(&means.db).await.map_err(fault)?;
        Ok(Self { tenant_id, settings, connection, stages })
    }

    fn connected(&self) -> bool {
        let status = self.connection.as_ref().map(|connection| connection.status);
        status == Some(connection::Status::Connected)
    }
}

#[Object]
impl Integration {
    /// Whether Lever is connected.
    async fn status(&self) -> ConnectionStatus {
        match self.connection.as_ref().map(|connection| connection.status) {
            None => ConnectionStatus::NotConnected,
            Some(connection::Status::Connected) => ConnectionStatus::Connected,
            Some(connection::Status::Disconnected) => ConnectionStatus::Disconnected,
        }
    }

    /// Why it is disconnected, for people.
    async fn reason(&self) -> Option<&str> {
        self.connection.as_ref().and_then(|connection| connection.reason.as_deref())
    }

    /// Lever's account id, once known.
    async fn account_id(&self) -> Option<&str> {
        self.connection.as_ref().and_then(|connection| connection.account_id.as_deref())
    }

    /// When last connected.
    async fn connected_at(&self) -> Option<Instant> {
        self.connection.as_ref().map(|connection| connection.connected_at)
    }

    /// When the last good webhook came.
    async fn last_event_at(&self) -> Option<Instant> {
        self.connection.as_ref().and_then(|connection| connection.last_event_at)
    }

    /// The access asked for, each with the reason.
    async fn scopes(&self) -> Vec<Scope> {
        lever::oauth::SCOPES.iter().map(|&(name, reason)| Scope { name, reason }).collect()
    }

    /// The webhooks we made in Lever.
    async fn webhooks(&self, ctx: &Context<'_>) -> Result<Vec<Webhook>> {
        let means = ctx.data::<Means>()?;
        let rows = webhook::Entity::of_tenant(self.tenant_id).all(&means.db).await;
        let each = rows.map_err(fault)?.into_iter().map(|row| Webhook {
            event: row.event,
            lever_id: row.lever_id,
            created_at: row.created_at,
        });
        Ok(each.collect())
    }

    /// Stages as Lever listed them last, in its order; empty until connected.
    async fn stages(&self) -> Vec<Stage> {
        let each = self.stages.iter();
        each.map(|row| Stage { id: row.lever_id.clone().into(), text: row.text.clone() }).collect()
    }

    /// Candidates moved to this stage are invited. Null until the default was found by its name,
    /// or one was chosen.
    async fn trigger_stage(&self) -> Option<Stage> {
        let chosen = self.settings.trigger_stage.as_ref()?;
        // The name as it is now: the id decides, and people rename stages.
        let row = self.stages.iter().find(|row| row.lever_id == chosen.lever_id);
        let text = row.map_or_else(|| chosen.text.clone(), |row| row.text.clone());
        Some(Stage { id: chosen.lever_id.clone().into(), text })
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

    /// What an operator should look at, for people.
    async fn warnings(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let mut warnings = Vec::new();
        let rows = &self.stages;
        if self.connected() && !rows.is_empty() {
            match &self.settings.trigger_stage {
                None => warnings.push(format!(
                    "Lever has no stage named \"{DEFAULT_TRIGGER_STAGE}\": choose a trigger \
                     stage, until then nobody is invited by stage."
                )),
                Some(chosen) if rows.iter().all(|row| row.lever_id != chosen.lever_id) => {
                    warnings.push(format!(
                        "The trigger stage \"{}\" is no longer in Lever: choose another.",
                        chosen.text
                    ));
                }
                Some(_) => {}
            }
        }
        let means = ctx.data::<Means>()?;
        let effects = outbox::count_dead(&means.db, self.tenant_id).await.map_err(fault)?;
        let messages = inbox::count_dead(&means.db, self.tenant_id).await.map_err(fault)?;
        match effects + messages {
            0 => {}
            1 => warnings.push(
                "One thing could not be done and was given up; if it was about a candidate, \
                 Interviews shows them as needing attention."
                    .to_owned(),
            ),
            many => warnings.push(format!(
                "{many} things could not be done and were given up; those about a candidate are \
                 shown in Interviews as needing attention."
            )),
        }
        Ok(warnings)
    }
}
