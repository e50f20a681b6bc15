//! Whom this server speaks to, and where a company has itself told how its interviews go.

use actors::{Means, outside::Purpose};
use async_graphql::{Enum, Object, Result, SimpleObject};
use entities::{Instant, ids::TenantId, outbound_webhook, outbox, sea_orm::ConnectionTrait};
use secrecy::ExposeSecret;

use crate::error::fault;

/// A host that this server speaks to.
pub(crate) struct OutsideHost(pub(crate) actors::OutsideHost);

/// What a host is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Purpose")]
enum OutsidePurpose {
    /// Candidates, postings, stages and users are read there; tags, notes and reports are written.
    Lever,
    /// The tokens that Lever grants are fetched there.
    LeverSignIn,
    /// Mails to candidates and members are handed over there.
    Mail,
    /// A language model makes questions of postings there, and judges answers, in which names are blanked.
    Model,
    /// What candidates say becomes text there, and questions become sound.
    Speech,
    /// Members are known there by the company's own accounts.
    OpenId,
    /// Everything is stored there.
    Store,
    /// Companies that want it are told there how their interviews go.
    Events,
    /// All that is asked over HTTP goes through it, as the server's environment says.
    Proxy,
}

#[Object]
impl OutsideHost {
    /// What for.
    async fn purpose(&self) -> OutsidePurpose {
        self.0.purpose.into()
    }

    /// Its name, with a port where that is not the usual one.
    async fn host(&self) -> &str {
        &self.0.host
    }

    /// The section of the server's settings that names it.
    async fn setting(&self) -> &str {
        self.0.setting
    }
}

/// Where a company has itself told how its interviews go.
#[derive(SimpleObject)]
pub(crate) struct Outbound {
    /// To which hosts whoever runs the server allows events to be sent, with a port where that is not the
    /// usual one; empty: to none.
    allowed_hosts: Vec<String>,
    /// Where they are sent; null: nowhere.
    webhook: Option<OutboundWebhook>,
}

/// The endpoint that is told of each interview's steps, as Standard Webhooks has it.
#[derive(SimpleObject)]
struct OutboundWebhook {
    /// Where.
    url: String,
    /// When it was set.
    created_at: Instant,
    /// When it last took an event; null: it has taken none.
    delivered_at: Option<Instant>,
    /// When it last took one not; null: it took each.
    failed_at: Option<Instant>,
    /// Why not.
    error: Option<String>,
    /// Events that wait to be sent, or to be sent again.
    waiting: u64,
}

impl Outbound {
    pub(crate) async fn read(
        means: &Means,
        db: &impl ConnectionTrait,
        tenant_id: TenantId,
    ) -> Result<Self> {
        let webhook = outbound_webhook::find(db, tenant_id).await.map_err(fault)?;
        let webhook = match webhook {
            None => None,
            Some(row) => Some(OutboundWebhook {
                url: row.url(&means.vault).map_err(fault)?.expose_secret().to_owned(),
                created_at: row.created_at,
                delivered_at: row.delivered_at,
                failed_at: row.failed_at,
                error: row.error,
                waiting: outbox::events_waiting(db, tenant_id).await.map_err(fault)?,
            }),
        };
        let allowed_hosts = means.outside.event_hosts().map(ToOwned::to_owned).collect();
        Ok(Self { allowed_hosts, webhook })
    }
}
