//! `health`: how a tenant's connection to Lever is doing, and how far it was reconciled. Durable.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set,
    ExprTrait, FromJsonQueryResult, IntoActiveModel, QuerySelect, QueryTrait,
    entity::prelude::*,
    sea_query::{Alias, OnConflict},
};
use serde::{Deserialize, Serialize};

use crate::{Instant, ids::TenantId, outbox, store::Write};

/// One tenant's.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "health")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// When to look at Lever next; `None` while it is looked at, and when not connected.
    pub look_due_at: Option<Instant>,
    /// When Lever was last looked at.
    pub looked_at: Option<Instant>,
    /// Everything that happened in Lever before this was seen.
    pub reconciled_to: Option<Instant>,
    /// What the last look found.
    pub checks: Checks,
    /// Users in whose name our writes may appear.
    pub users: Users,
    /// Feedback forms that could be filled in, where those are wanted.
    pub forms: Forms,
    /// When the last good event came.
    pub event_at: Option<Instant>,
    /// When, by Lever's clock, the last announced move happened.
    pub stage_event_at: Option<Instant>,
    /// When, by Lever's clock, the last announced application happened.
    pub application_event_at: Option<Instant>,
    /// When, by Lever's clock, the last move happened that no event announced.
    pub missed_move_at: Option<Instant>,
    /// When, by Lever's clock, the last application happened that no event announced.
    pub missed_application_at: Option<Instant>,
    /// Moves found that no event announced.
    pub found_moves: i32,
    /// Applications found that no event announced.
    pub found_applications: i32,
    /// Deliveries at our address that were refused.
    pub refused_events: i32,
    /// When the last was.
    pub refused_at: Option<Instant>,
    /// Why it was.
    pub refusal: Option<String>,
}

crate::no_relations!();

/// What a look found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Checks(pub Vec<Check>);

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Which.
    pub subject: Subject,
    /// How it is.
    pub outcome: Outcome,
    /// What was found, for people.
    pub detail: String,
    /// What to do about it, for people.
    pub remedy: Option<String>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Whether Lever takes our credentials.
    Connection,
    /// Whether Lever granted what is needed.
    Scopes,
    /// In whose name our writes appear.
    PerformAs,
    /// Whether the trigger stages are there.
    TriggerStages,
    /// Whether each of our webhooks is there, once.
    Webhooks,
    /// Whether moves are announced.
    StageEvents,
    /// Whether applications are announced.
    ApplicationEvents,
    /// Whether postings have tags that only nearly match.
    PostingTags,
    /// Whether our tags can be put on opportunities.
    Tags,
    /// Whether notes can be read and written.
    Notes,
    /// Whether files can be read and written.
    Files,
    /// Whether the feedback form can be filled in, where one is chosen.
    Feedback,
    /// How much of Lever's allowance is used.
    Rate,
}

/// How a thing looked at is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As it must be.
    Pass,
    /// Cannot be told yet.
    Unknown,
    /// Works, and should be looked at.
    Warn,
    /// Does not work.
    Fail,
}

/// Users of Lever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Users(pub Vec<User>);

/// A user of Lever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Lever's id.
    pub lever_id: String,
    /// As Lever shows it.
    pub name: String,
    /// Lever's word for what they may do.
    pub role: Option<String>,
}

/// Feedback forms of Lever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Forms(pub Vec<Form>);

/// A feedback form of Lever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Lever's id.
    pub lever_id: String,
    /// As Lever names it.
    pub text: String,
}

/// An event Lever announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Announced {
    /// A move.
    Move,
    /// An application.
    Application,
    /// A test delivery, or an event we did not ask for.
    Other,
}

/// A tenant's health; empty when it was never looked at.
pub async fn find(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<Model, DbErr> {
    let row = Entity::find_by_id(tenant_id).one(db).await?;
    Ok(row.unwrap_or_else(|| empty(tenant_id)))
}

fn empty(tenant_id: TenantId) -> Model {
    Model {
        tenant_id,
        look_due_at: None,
        looked_at: None,
        reconciled_to: None,
        checks: Checks::default(),
        users: Users::default(),
        forms: Forms::default(),
        event_at: None,
        stage_event_at: None,
        application_event_at: None,
        missed_move_at: None,
        missed_application_at: None,
        found_moves: 0,
        found_applications: 0,
        refused_events: 0,
        refused_at: None,
        refusal: None,
    }
}

/// Sees to it that there is a row to change.
async fn ensure(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<(), DbErr> {
    Entity::insert(empty(tenant_id).into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId])
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Has Lever looked at from this instant on. A look that is due sooner stays: a look that ends asks
/// for the next one of every few minutes, and one may have been asked for at once while it ran.
pub async fn look_at(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    due_at: Instant,
) -> Result<(), DbErr> {
    ensure(db, tenant_id).await?;
    Entity::update_many()
        .set(ActiveModel { look_due_at: Set(Some(due_at)), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::LookDueAt.is_null().or(Column::LookDueAt.gt(due_at)))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes a look that is due, so that it is taken once. Not while one is under way, which would put
/// what it saw before over what the later one sees: it stays due until that one has ended.
pub async fn take_look(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    now: Instant,
) -> Result<bool, DbErr> {
    if outbox::is_looking(tx, tenant_id).await? {
        return Ok(false);
    }
    let taken = Entity::update_many()
        .set(ActiveModel { look_due_at: Set(None), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::LookDueAt.lte(now))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Tenants whose Lever is to be looked at, for the root actor only.
pub async fn across_tenants_due(
    db: &impl ConnectionTrait,
    now: Instant,
) -> Result<Vec<TenantId>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::TenantId)
        .filter(Column::LookDueAt.lte(now))
        .into_tuple()
        .all(db)
        .await
}

/// What a look brought.
#[derive(Clone, Debug)]
pub struct Looked {
    /// When it began.
    pub at: Instant,
    /// What was found.
    pub checks: Vec<Check>,
    /// Users in whose name our writes may appear; `None`: not read.
    pub users: Option<Vec<User>>,
    /// Feedback forms that could be filled in; `None`: not read.
    pub forms: Option<Vec<Form>>,
    /// Whether everything up to `at` was seen.
    pub reconciled: bool,
}

/// Keeps what a look brought.
pub async fn looked(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    looked: Looked,
) -> Result<(), DbErr> {
    ensure(db, tenant_id).await?;
    let mut change = ActiveModel {
        tenant_id: Set(tenant_id),
        looked_at: Set(Some(looked.at)),
        checks: Set(Checks(looked.checks)),
        ..Default::default()
    };
    if let Some(users) = looked.users {
        change.users = Set(Users(users));
    }
    if let Some(forms) = looked.forms {
        change.forms = Set(Forms(forms));
    }
    if looked.reconciled {
        change.reconciled_to = Set(Some(looked.at));
    }
    change.update(db).await?;
    Ok(())
}

/// Counts what no event announced; `at`: the newest, by Lever's clock.
pub async fn missed(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    kind: Announced,
    count: i32,
    at: Instant,
) -> Result<(), DbErr> {
    let (counted, newest) = match kind {
        Announced::Move => (Column::FoundMoves, Column::MissedMoveAt),
        Announced::Application => (Column::FoundApplications, Column::MissedApplicationAt),
        Announced::Other => return Ok(()),
    };
    ensure(db, tenant_id).await?;
    Entity::update_many()
        .col_expr(counted, Expr::col(counted).add(count))
        .col_expr(newest, Expr::value(at))
        .filter(Column::TenantId.eq(tenant_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Remembers that good events came, of each kind the newest by Lever's clock.
pub async fn across_tenants_saw(
    tx: &impl Write,
    newest: impl IntoIterator<Item = ((TenantId, Announced), Instant)>,
    now: Instant,
) -> Result<(), DbErr> {
    let mut rows: BTreeMap<TenantId, Model> = BTreeMap::new();
    for ((tenant_id, kind), at) in newest {
        let row = rows.entry(tenant_id).or_insert_with(|| empty(tenant_id));
        row.event_at = Some(now);
        match kind {
            Announced::Move => row.stage_event_at = Some(at),
            Announced::Application => row.application_event_at = Some(at),
            Announced::Other => {}
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    // A late one does not put the clock back.
    let later = |column: Column| {
        let (is, was) = (Expr::col((Alias::new("excluded"), column)), Expr::col((Entity, column)));
        let stays = is.clone().is_null().or(was.clone().gt(is.clone()));
        Expr::case(stays, was).finally(is)
    };
    let merge = OnConflict::column(Column::TenantId)
        .update_column(Column::EventAt)
        .value(Column::StageEventAt, later(Column::StageEventAt))
        .value(Column::ApplicationEventAt, later(Column::ApplicationEventAt))
        .to_owned();
    let rows = rows.into_values().map(|row| row.into_active_model().reset_all());
    let insert = Entity::insert_many(rows).on_conflict(merge);
    tx.write(insert.build(tx.get_database_backend()), None).await
}

/// Counts a delivery that was refused; nothing else of it is kept.
pub async fn refused_event(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    why: &str,
    now: Instant,
) -> Result<(), DbErr> {
    ensure(db, tenant_id).await?;
    Entity::update_many()
        .set(ActiveModel {
            refused_at: Set(Some(now)),
            refusal: Set(Some(why.to_owned())),
            ..Default::default()
        })
        .col_expr(Column::RefusedEvents, Expr::col(Column::RefusedEvents).add(1))
        .filter(Column::TenantId.eq(tenant_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets everything: another account is connected.
pub async fn forget(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<(), DbErr> {
    Entity::delete_by_id(tenant_id).exec(db).await?;
    Ok(())
}
