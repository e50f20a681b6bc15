//! What was given up: the dead rows of `inbox` and `outbox` in one list, and what operators do with
//! them.
//!
//! One may be here because it cannot be read, so what it says is read apart from the rest.

use std::{collections::HashMap, fmt, str::FromStr};

use sea_orm::{
    ActiveValue::Set,
    Condition, ExprTrait, PaginatorTrait, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{BinOper, Func},
};

use crate::{
    Instant,
    constant::is,
    ids::{EffectId, MessageId, ParseIdError, PipelineId, TenantId},
    inbox::{GivenUp, Message, Status},
    outbox::{ADD_ERROR_TAG, Effect, UNREADABLE},
    unreadable::lies_in_the_data,
};

/// Rows that one statement asks for by their ids; stores limit how many.
const AT_ONCE: usize = 500;

/// What one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something that came in.
    Message,
    /// Something that was to be done.
    Effect,
    /// Something that a company's own endpoint was to be told.
    Event,
}

/// The id of a row of either table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// Of the inbox.
    Message(MessageId),
    /// Of the outbox.
    Effect(EffectId),
}

impl Id {
    /// Without its table.
    pub fn uuid(self) -> Uuid {
        match self {
            Self::Message(id) => id.0,
            Self::Effect(id) => id.0,
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(id) => id.fmt(f),
            Self::Effect(id) => id.fmt(f),
        }
    }
}

impl FromStr for Id {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::Message).or_else(|_| text.parse().map(Self::Effect))
    }
}

/// What one says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// What came in.
    Message(Box<Message>),
    /// What was to be done.
    Effect(Box<Effect>),
    /// Nobody knows: it is damaged, or of a later version.
    Unreadable,
}

/// One row, dead or dead before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// Which.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// The pipeline it belongs to; `None` for the tenant's own.
    pub pipeline_id: Option<PipelineId>,
    /// What it says.
    pub content: Content,
    /// Whether it is still dead.
    pub status: Status,
    /// Tries so far.
    pub attempts: i32,
    /// Why the last try failed.
    pub error: Option<String>,
    /// When it came, or was decided.
    pub created_at: Instant,
    /// When it was given up, done or dropped.
    pub finished_at: Option<Instant>,
}

/// Some of what is dead of a tenant.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// All of it, or all of one kind.
    All(Option<Kind>),
    /// What belongs to this pipeline.
    OfPipeline(PipelineId),
    /// These.
    These(&'a [Id]),
}

/// A row without what it says: id, pipeline, status, tries, error, when it came, when it ended, and
/// whether it is an event.
type Envelope<Id> =
    (Id, Option<PipelineId>, Status, i32, Option<String>, Instant, Option<Instant>, bool);

/// The same for either table.
macro_rules! dead_of {
    ($table:ident, $kind:ident, $id:ident, $content:ident, $attempts:literal, $is_event:expr) => {
        mod $table {
            use super::*;
            use crate::$table::{ActiveModel, Column, Entity};

            pub(super) fn dead(tenant_id: TenantId) -> Select<Entity> {
                Entity::of_tenant(tenant_id).filter(is(Column::Status, &Status::Dead))
            }

            fn is_event(db: &impl ConnectionTrait) -> Expr {
                $is_event(db.get_database_backend())
            }

            /// Which rows are of this kind.
            fn of_kind(db: &impl ConnectionTrait, kind: Option<Kind>) -> Condition {
                match kind {
                    None => Condition::all(),
                    Some(Kind::Event) => Condition::all().add(is_event(db)),
                    Some(Kind::$kind) => Condition::all().add(is_event(db).not()),
                    Some(_) => Condition::all().add(Expr::val(false)),
                }
            }

            pub(super) async fn read(
                db: &impl ConnectionTrait,
                tenant_id: TenantId,
                rows: Select<Entity>,
            ) -> Result<Vec<DeadLetter>, DbErr> {
                let columns = [
                    Column::Id,
                    Column::PipelineId,
                    Column::Status,
                    Column::Attempts,
                    Column::Error,
                    Column::CreatedAt,
                    Column::FinishedAt,
                ];
                let rows = rows.select_only().columns(columns).column_as(is_event(db), "is_event");
                let rows: Vec<Envelope<$id>> = rows.into_tuple().all(db).await?;
                let mut said = contents(db, tenant_id, rows.iter().map(|row| row.0)).await?;
                let each = rows.into_iter().map(
                    |(id, pipeline_id, status, attempts, error, created_at, finished_at, event)| {
                        DeadLetter {
                            id: Id::$kind(id),
                            kind: if event { Kind::Event } else { Kind::$kind },
                            pipeline_id,
                            content: said
                                .remove(&id)
                                .map_or(Content::Unreadable, |said| Content::$kind(Box::new(said))),
                            status,
                            attempts,
                            error,
                            created_at,
                            finished_at,
                        }
                    },
                );
                Ok(each.collect())
            }

            /// What these say, as far as it can be read.
            async fn contents(
                db: &impl ConnectionTrait,
                tenant_id: TenantId,
                ids: impl Iterator<Item = $id>,
            ) -> Result<HashMap<$id, $kind>, DbErr> {
                let said = |some: &[$id]| {
                    Entity::of_tenant(tenant_id)
                        .select_only()
                        .columns([Column::Id, Column::$content])
                        .filter(Column::Id.is_in(some.iter().copied()))
                        .into_tuple::<($id, $kind)>()
                };
                let mut found = HashMap::new();
                for some in ids.collect::<Vec<_>>().chunks(AT_ONCE) {
                    match said(some).all(db).await {
                        Ok(rows) => found.extend(rows),
                        Err(error) if lies_in_the_data(&error) => {
                            for id in some {
                                match said(&[*id]).one(db).await {
                                    Ok(row) => found.extend(row),
                                    Err(error) if lies_in_the_data(&error) => {}
                                    Err(error) => return Err(error),
                                }
                            }
                        }
                        Err(error) => return Err(error),
                    }
                }
                Ok(found)
            }

            pub(super) async fn page(
                db: &impl ConnectionTrait,
                (tenant_id, kind): (TenantId, Option<Kind>),
                after: Option<(Instant, Uuid)>,
                limit: u64,
            ) -> Result<Vec<DeadLetter>, DbErr> {
                let mut rows = dead(tenant_id).filter(of_kind(db, kind));
                if let Some((at, id)) = after {
                    rows = rows.filter(Condition::any().add(Column::FinishedAt.lt(at)).add(
                        Condition::all().add(Column::FinishedAt.eq(at)).add(Column::Id.lt($id(id))),
                    ));
                }
                let rows =
                    rows.order_by_desc(Column::FinishedAt).order_by_desc(Column::Id).limit(limit);
                read(db, tenant_id, rows).await
            }

            pub(super) async fn count(
                db: &impl ConnectionTrait,
                (tenant_id, kind): (TenantId, Option<Kind>),
            ) -> Result<u64, DbErr> {
                dead(tenant_id).filter(of_kind(db, kind)).count(db).await
            }

            pub(super) async fn find(
                db: &impl ConnectionTrait,
                tenant_id: TenantId,
                id: $id,
            ) -> Result<Option<DeadLetter>, DbErr> {
                let row = Entity::of_tenant(tenant_id).filter(Column::Id.eq(id));
                Ok(read(db, tenant_id, row).await?.pop())
            }

            /// Changes those that are dead.
            pub(super) async fn change(
                tx: &impl ConnectionTrait,
                tenant_id: TenantId,
                which: Which<'_>,
                change: &Change<'_>,
            ) -> Result<u64, DbErr> {
                let each = match which {
                    Which::All(kind) => vec![of_kind(tx, kind)],
                    Which::OfPipeline(id) => {
                        vec![Condition::all().add(Column::PipelineId.eq(id))]
                    }
                    Which::These(ids) => {
                        let ours = ids.iter().filter(|id| matches!(id, Id::$kind(_)));
                        let ours: Vec<$id> = ours.map(|id| $id(id.uuid())).collect();
                        let some = |some: &[$id]| {
                            Condition::all().add(Column::Id.is_in(some.iter().copied()))
                        };
                        ours.chunks(AT_ONCE).map(some).collect()
                    }
                };
                let mut changed = 0;
                for of in each {
                    let rows = match change {
                        Change::Revive(now) => Entity::update_many().set(ActiveModel {
                            status: Set(Status::Pending),
                            attempts: Set($attempts),
                            due_at: Set(*now),
                            finished_at: Set(None),
                            ..Default::default()
                        }),
                        Change::Drop(words, now) => {
                            let error = Func::coalesce([Expr::col(Column::Error), Expr::val("")]);
                            let error =
                                Expr::from(error).binary(BinOper::Custom("||"), Expr::val(*words));
                            Entity::update_many()
                                .set(ActiveModel {
                                    status: Set(Status::Dropped),
                                    finished_at: Set(Some(*now)),
                                    ..Default::default()
                                })
                                .col_expr(Column::Error, error)
                        }
                    };
                    changed += rows
                        .filter(Column::TenantId.eq(tenant_id))
                        .filter(is(Column::Status, &Status::Dead))
                        .filter(of)
                        .exec(tx)
                        .await?
                        .rows_affected;
                }
                Ok(changed)
            }
        }
    };
}

enum Change<'a> {
    /// Due at this instant.
    Revive(Instant),
    /// With these words at the end of the error.
    Drop(&'a str, Instant),
}

// A message is tried like a fresh one. An earlier try of an effect counts, so that it is looked for
// what that may have done.
dead_of!(inbox, Message, MessageId, Message, 0, |_| Expr::val(false));
dead_of!(outbox, Effect, EffectId, Effect, 1, crate::outbox::is_event);

/// What is dead of a tenant, last given up first, from after a place in that order.
pub async fn page(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    kind: Option<Kind>,
    after: Option<(Instant, Uuid)>,
    limit: u64,
) -> Result<Vec<DeadLetter>, DbErr> {
    let mut found = inbox::page(db, (tenant_id, kind), after, limit).await?;
    found.extend(outbox::page(db, (tenant_id, kind), after, limit).await?);
    found.sort_by_key(|row| std::cmp::Reverse((row.finished_at, row.id.uuid())));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// How many are dead.
pub async fn count(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    kind: Option<Kind>,
) -> Result<u64, DbErr> {
    let of = (tenant_id, kind);
    Ok(inbox::count(db, of).await? + outbox::count(db, of).await?)
}

/// One by its id, whether it is still dead or not.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: Id,
) -> Result<Option<DeadLetter>, DbErr> {
    match id {
        Id::Message(id) => inbox::find(db, tenant_id, id).await,
        Id::Effect(id) => outbox::find(db, tenant_id, id).await,
    }
}

/// Takes up again what is dead; how many.
pub async fn revive(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    which: Which<'_>,
    now: Instant,
) -> Result<u64, DbErr> {
    let effects = outbox::change(tx, tenant_id, which, &Change::Revive(now)).await?;
    Ok(effects + revive_messages(tx, tenant_id, which, now).await?)
}

/// The same of messages only.
pub async fn revive_messages(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    which: Which<'_>,
    now: Instant,
) -> Result<u64, DbErr> {
    inbox::change(tx, tenant_id, which, &Change::Revive(now)).await
}

/// Marks what is dead as dropped, with `words` at the end of the error; how many. It stays, and is
/// never tried again.
pub async fn dropped(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    which: Which<'_>,
    words: &str,
    now: Instant,
) -> Result<u64, DbErr> {
    let change = Change::Drop(words, now);
    let effects = outbox::change(tx, tenant_id, which, &change).await?;
    Ok(effects + inbox::change(tx, tenant_id, which, &change).await?)
}

/// The newest dead effect for which a pipeline needs an operator.
pub async fn newest_of_pipeline(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PipelineId,
) -> Result<Option<GivenUp>, DbErr> {
    let dead = outbox::dead(tenant_id)
        .filter(crate::outbox::Column::PipelineId.eq(id))
        .order_by_desc(crate::outbox::Column::FinishedAt)
        .order_by_desc(crate::outbox::Column::Id);
    let dead = outbox::read(db, tenant_id, dead).await?;
    Ok(dead.iter().find_map(DeadLetter::given_up))
}

impl DeadLetter {
    /// Why a pipeline needs an operator because of it; `None` if none does.
    pub fn given_up(&self) -> Option<GivenUp> {
        let effect = match &self.content {
            Content::Effect(effect) => effect.name(),
            Content::Unreadable if self.kind == Kind::Effect => UNREADABLE,
            Content::Unreadable | Content::Message(_) => return None,
        };
        (effect != ADD_ERROR_TAG).then(|| GivenUp {
            effect: effect.to_owned(),
            error: self.error.clone().unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_either_kind_reads_back() {
        for text in [MessageId(Uuid::from_u128(1)).to_string(), EffectId(Uuid::nil()).to_string()] {
            assert_eq!(text.parse::<Id>().unwrap().to_string(), text);
        }
        assert!("pipeline:0".parse::<Id>().is_err());
    }
}
