//! What operators change. A mutation edits rows and wakes; it never calls Lever.

mod account;
mod backfill;
mod brand;
mod by_hand;
mod cancel;
mod compliance;
mod connecting;
mod dead_letters;
mod evidence;
mod interviewing;
mod mailing;
mod members;
mod operators;
mod outbound;
mod plan_input;
mod plans;
mod recordings;
mod report;
mod requests;
mod retention;
mod retry;
mod scoring;
mod sessions;
mod tokens;
mod triggers;
mod writeback;

use actors::{Means, Place};
use async_graphql::{Context, MergedObject};
use entities::{
    DbErr,
    connection::{self, Status},
    health,
    ids::TenantId,
    sea_orm::ConnectionTrait,
    stage,
    tenant::TriggerStage,
};

use crate::{
    problem::{Problem, Refusal},
    types::integration::Integration,
};

/// What operators change. In groups: each part is a level of the type that carries them out, and of the
/// stack.
#[derive(Default, MergedObject)]
pub(crate) struct Mutation(OfAccounts, OfKeeping, OfLooks, OfLever, OfInterviews);

/// Of operators and their access.
#[derive(Default, MergedObject)]
struct OfAccounts(
    account::Account,
    sessions::Ending,
    tokens::Tokens,
    outbound::BeingTold,
    operators::Operators,
    members::Members,
);

/// Of what is kept of candidates, and what they are told.
#[derive(Default, MergedObject)]
struct OfKeeping(
    retention::Retention,
    evidence::Evidence,
    recordings::Recordings,
    compliance::Compliance,
    requests::Requests,
);

/// Of how interviews are conducted and what comes of them looks like.
#[derive(Default, MergedObject)]
struct OfLooks(
    interviewing::Interviewing,
    brand::Branding,
    mailing::Mailing,
    report::Reports,
    scoring::Scoring,
);

/// Of the connection to Lever and what triggers an invite.
#[derive(Default, MergedObject)]
struct OfLever(
    connecting::Connecting,
    triggers::Triggers,
    writeback::Writeback,
    backfill::Backfilling,
    by_hand::ByHand,
);

/// Of single interviews and of plans.
#[derive(Default, MergedObject)]
struct OfInterviews(retry::Retry, cancel::Cancel, dead_letters::DeadLetters, plans::Plans);

/// The result of a mutation that changes the integration.
macro_rules! integration_result {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(async_graphql::Union)]
        enum $name {
            Integration(Box<$crate::types::integration::Integration>),
            Problem($crate::problem::Problem),
        }

        impl $name {
            fn of(
                done: Result<Box<$crate::types::integration::Integration>, $crate::problem::Refusal>,
            ) -> async_graphql::Result<Self> {
                $crate::problem::answer(done, Self::Integration, Self::Problem)
            }
        }
    };
}
use integration_result;

/// What is stored now.
async fn now_stored(ctx: &Context<'_>, tenant_id: TenantId) -> Result<Box<Integration>, Refusal> {
    Ok(Box::new(Integration::of(ctx, tenant_id).await?))
}

/// Has Lever looked at, if it is connected, so that what is shown of it fits the new settings.
async fn look_anew(means: &Means, tenant_id: TenantId) -> Result<(), DbErr> {
    if is_connected(&means.db, tenant_id).await? {
        health::look_at(&means.db, tenant_id, means.clock.now()).await?;
        // It has looks taken.
        means.directory.wake(Place::Root);
    }
    Ok(())
}

async fn is_connected(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<bool, DbErr> {
    let connection = connection::find(db, tenant_id).await?;
    Ok(connection.is_some_and(|connection| connection.status == Status::Connected))
}

/// Refuses what needs a connection when there is none.
async fn must_be_connected(means: &Means, tenant_id: TenantId) -> Result<(), Refusal> {
    if is_connected(&means.db, tenant_id).await? {
        Ok(())
    } else {
        Err(Problem::conflict("Lever is not connected; connect it first").into())
    }
}

/// These of Lever's stages, each once, since `since`.
fn chosen_stages(
    there: &[stage::Model],
    ids: &[async_graphql::ID],
    since: Option<entities::Instant>,
) -> Result<Vec<TriggerStage>, Problem> {
    let mut chosen: Vec<TriggerStage> = Vec::new();
    for id in ids {
        let Some(row) = there.iter().find(|row| row.lever_id == id.as_str()) else {
            let message = "Lever has no such stage; check the connection and choose again";
            return Err(Problem::not_found(message));
        };
        if chosen.iter().all(|stage| stage.lever_id != row.lever_id) {
            let (lever_id, text) = (row.lever_id.clone(), row.text.clone());
            chosen.push(TriggerStage { lever_id, text, since });
        }
    }
    Ok(chosen)
}
