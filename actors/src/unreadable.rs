//! Sets aside what is stored and cannot be read, so that nothing behind it waits for it.
//!
//! It is not tried again by itself: whoever reads it again reads the same.

use entities::{
    DbErr, health,
    ids::{MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, Message},
    outbox,
    unreadable::lies_in_the_data,
};

use crate::{Means, Place};

/// Claims messages, those set aside that cannot be read.
pub(crate) async fn claim(
    means: &Means,
    tenant_id: TenantId,
    pipeline_id: Option<PipelineId>,
    limit: u64,
) -> Result<Vec<inbox::Model>, DbErr> {
    loop {
        let (db, now) = (&means.db, means.clock.now());
        match inbox::claim(db, tenant_id, pipeline_id, limit, now).await {
            Err(error) if lies_in_the_data(&error) => {
                let buried = inbox::bury_unreadable(db, tenant_id, pipeline_id, limit, now).await?;
                for id in &buried {
                    tracing::error!(tenant.id = %tenant_id, message.id = %id, "cannot be read");
                }
                if buried.is_empty() {
                    return Err(error);
                }
            }
            claimed => return claimed,
        }
    }
}

/// Effects that are due, those set aside that cannot be read.
pub(crate) async fn due(
    means: &Means,
    tenant_id: TenantId,
    room: outbox::Room<'_>,
) -> Result<Vec<outbox::Model>, DbErr> {
    loop {
        let (db, now) = (&means.db, means.clock.now());
        match outbox::due(db, tenant_id, room, now).await {
            Err(error) if lies_in_the_data(&error) => {
                let found = outbox::unreadable(db, tenant_id, room, now).await?;
                if found.is_empty() {
                    return Err(error);
                }
                for effect in found {
                    give_up(means, tenant_id, effect).await?;
                }
            }
            due => return due,
        }
    }
}

/// Gives an effect up, and tells who waits for it, in one transaction.
async fn give_up(
    means: &Means,
    tenant_id: TenantId,
    effect: outbox::Unreadable,
) -> Result<(), DbErr> {
    let now = means.clock.now();
    tracing::error!(tenant.id = %tenant_id, effect.id = %effect.id, "cannot be read");
    let tx = means.db.begin().await?;
    outbox::bury(&tx, tenant_id, effect.id, &effect.error, now).await?;
    if effect.pipeline_id.is_some() {
        let id = MessageId(means.ids.fresh());
        let arrival = Arrival {
            pipeline_id: effect.pipeline_id,
            dedup_key: format!("{} died {id}", effect.id),
            message: Message::EffectDied {
                effect: outbox::UNREADABLE.to_owned(),
                error: effect.error,
            },
            due_at: now,
        };
        inbox::insert(&tx, (tenant_id, id), arrival, now).await?;
    } else {
        // It may have been the look at Lever that asks for the next one.
        health::look_at(&tx, tenant_id, now).await?;
    }
    tx.commit().await?;
    means.directory.wake(match effect.pipeline_id {
        Some(pipeline_id) => Place::Pipeline(tenant_id, pipeline_id),
        None => Place::Tenant(tenant_id),
    });
    Ok(())
}
