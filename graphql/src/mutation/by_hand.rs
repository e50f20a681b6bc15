//! Invites a candidate by hand, whatever their stage.

use actors::{Means, Place};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject, Union};
use entities::{
    ids::MessageId,
    inbox::{self, Arrival, Message},
    pipeline::{self, State},
};
use serde_json::json;
use uuid::Uuid;

use super::is_connected;
use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
};

/// Inviting by hand.
#[derive(Default)]
pub(super) struct ByHand;

/// Whom to invite.
#[derive(InputObject)]
struct InviteCandidateInput {
    /// The opportunity in Lever: its id, or its address in Lever's web app.
    opportunity: String,
}

/// An invite that is on its way.
#[derive(SimpleObject)]
struct InvitedByHand {
    /// Lever's id of the opportunity. Its interview is there once it was read from Lever.
    opportunity_id: String,
}

/// Result of `inviteCandidate`.
#[derive(Union)]
enum InviteCandidateResult {
    InvitedByHand(InvitedByHand),
    Problem(Problem),
}

#[Object]
impl ByHand {
    /// Reads an opportunity from Lever, in the background, and invites its candidate, whatever their
    /// stage, origin or posting's rule. Nobody is invited twice, and nobody who must not be written to.
    /// Super Admin or Admin.
    async fn invite_candidate(
        &self,
        ctx: &Context<'_>,
        input: InviteCandidateInput,
    ) -> Result<InviteCandidateResult> {
        let invited = invite(ctx, &input.opportunity).await;
        let done =
            |opportunity_id| InviteCandidateResult::InvitedByHand(InvitedByHand { opportunity_id });
        answer(invited, done, InviteCandidateResult::Problem)
    }
}

async fn invite(ctx: &Context<'_>, given: &str) -> Result<String, Refusal> {
    let tenant_id = permit(ctx, "invite candidates")?.tenant_id;
    let opportunity_id = named(given).ok_or_else(|| {
        Problem::invalid("give the opportunity's id, or its address as Lever shows it")
    })?;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    if !is_connected(&tx, tenant_id).await? {
        return Err(Problem::conflict("Lever is not connected").into());
    }
    let there = pipeline::of_opportunity(&tx, tenant_id, &opportunity_id).await?;
    // Whom Lever took from another posting may be invited for this one.
    let stands = |state: &State| !matches!(state, State::Withdrawn { cancelled_at: None, .. });
    if there.iter().any(|row| row.invited_at.is_some() && stands(&row.state)) {
        let message = "the candidate was invited already; send the invite again from the interview";
        return Err(Problem::conflict(message).into());
    }
    let arrival = Arrival {
        pipeline_id: None,
        dedup_key: format!("by hand {}", means.ids.fresh()),
        message: Message::InvitedByHand { opportunity_id: opportunity_id.clone() },
        due_at: now,
    };
    inbox::insert(&tx, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?;
    record(ctx, &tx, &opportunity_id, json!({})).await?;
    tx.commit().await?;
    means.directory.wake(Place::Tenant(tenant_id));
    Ok(opportunity_id)
}

/// The id in what was given: Lever's ids are UUIDs, and the last part of an opportunity's address.
fn named(given: &str) -> Option<String> {
    let path = given.trim().split(['?', '#']).next()?.trim_end_matches('/');
    let id = path.rsplit('/').next()?;
    Uuid::parse_str(id).ok().map(|id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn an_opportunity_is_named_by_its_id_or_its_address() {
        let id = "250d8f03-738a-4bba-a671-8a3d73477145";
        for given in [
            id.to_owned(),
            format!("  https://hire.lever.co/candidates/{id}?tab=interviews "),
            format!("https://hire.lever.co/candidates/{id}/"),
            id.to_uppercase(),
        ] {
            assert_eq!(named(&given).as_deref(), Some(id), "{given}");
        }
        for rubbish in ["", "Jane", "https://hire.lever.co/candidates/", "250d8f03"] {
            assert_eq!(named(rubbish), None, "{rubbish}");
        }
    }
}
