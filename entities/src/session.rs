//! `session`: a signed-in browser. Durable; only the token's hash is kept.

use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::{
    Instant,
    ids::{OperatorId, SessionId, TenantId},
    operator, tenant,
    unreadable::lies_in_the_data,
    vault::token_hash,
};

/// Most sessions of one operator; who signs in once more ends the oldest.
pub const SESSIONS_MAX: usize = 50;
/// Digits of the hash that make a session's id.
const ID_DIGITS: usize = 32;

/// One signed-in browser.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the cookie's token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Whose operator.
    pub tenant_id: TenantId,
    /// Who.
    pub operator_id: OperatorId,
    /// When signed in.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
    /// What the browser said it is, when signed in.
    pub browser: Option<String>,
}

crate::no_relations!();

impl Model {
    /// What it is called by. Made of its hash, so that it tells nothing about the token.
    pub fn id(&self) -> SessionId {
        let digits = self.token_hash.get(..ID_DIGITS).unwrap_or_default();
        SessionId(Uuid::try_parse(digits).unwrap_or_default())
    }
}

impl Entity {
    /// Where every query but that for a token starts; the newest first.
    pub fn of_operator(tenant_id: TenantId, operator_id: OperatorId) -> Select<Self> {
        Self::find()
            .filter(Column::TenantId.eq(tenant_id))
            .filter(Column::OperatorId.eq(operator_id))
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::TokenHash)
    }
}

/// Begins a session for the holder of `token`. What ended by itself, and the oldest of too many, is
/// deleted.
pub async fn begin(
    tx: &impl ConnectionTrait,
    token: &str,
    (tenant_id, operator_id): (TenantId, OperatorId),
    browser: Option<String>,
    (now, expires_at): (Instant, Instant),
) -> Result<(), DbErr> {
    let there = Entity::of_operator(tenant_id, operator_id).all(tx).await?;
    let (live, over): (Vec<_>, Vec<_>) = there.into_iter().partition(|row| row.expires_at > now);
    let surplus = live.into_iter().skip(SESSIONS_MAX.saturating_sub(1));
    delete(tx, over.into_iter().chain(surplus)).await?;
    ActiveModel {
        token_hash: Set(token_hash(token)),
        tenant_id: Set(tenant_id),
        operator_id: Set(operator_id),
        created_at: Set(now),
        expires_at: Set(expires_at),
        browser: Set(browser),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Who is signed in, with their company.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
pub struct SignedIn {
    /// Who.
    #[sea_orm(nested)]
    pub operator: operator::Model,
    /// Their company.
    #[sea_orm(nested)]
    pub company: tenant::WithConnection,
}

/// By which columns it is known whose session one is.
const WHOSE: (Column, Column) = (Column::TenantId, Column::OperatorId);

fn live_by_token(token: &str, now: Instant) -> Select<Entity> {
    Entity::find_by_id(token_hash(token)).filter(Column::ExpiresAt.gt(now))
}

/// Whose session has this token, unless it ended.
pub async fn whose(
    db: &impl ConnectionTrait,
    token: &str,
    now: Instant,
) -> Result<Option<operator::Model>, DbErr> {
    let both = operator::with_theirs(live_by_token(token, now), WHOSE).one(db).await?;
    Ok(both.map(|(_, operator)| operator))
}

/// The same with their company, in one statement. A company that cannot be read is left out, and keeps
/// nobody from signing in.
pub async fn find(
    db: &impl ConnectionTrait,
    token: &str,
    now: Instant,
) -> Result<Option<(operator::Model, Option<tenant::WithConnection>)>, DbErr> {
    let all = operator::with_theirs_and_company(live_by_token(token, now), WHOSE);
    match all.into_partial_model::<SignedIn>().one(db).await {
        Ok(found) => Ok(found.map(|found| (found.operator, Some(found.company)))),
        Err(error) if lies_in_the_data(&error) => {
            Ok(whose(db, token, now).await?.map(|operator| (operator, None)))
        }
        Err(error) => Err(error),
    }
}

/// Ends the session of this token.
pub async fn end(db: &impl ConnectionTrait, token: &str) -> Result<(), DbErr> {
    Entity::delete_by_id(token_hash(token)).exec(db).await?;
    Ok(())
}

/// An operator's sessions that did not end, the newest first.
pub async fn live(
    db: &impl ConnectionTrait,
    (tenant_id, operator_id): (TenantId, OperatorId),
    now: Instant,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_operator(tenant_id, operator_id).filter(Column::ExpiresAt.gt(now)).all(db).await
}

/// Ends one of an operator's sessions; `false` when they have no such session.
pub async fn revoke(
    tx: &impl ConnectionTrait,
    (tenant_id, operator_id): (TenantId, OperatorId),
    id: SessionId,
) -> Result<bool, DbErr> {
    let there = Entity::of_operator(tenant_id, operator_id).all(tx).await?;
    let this: Vec<_> = there.into_iter().filter(|row| row.id() == id).collect();
    let found = !this.is_empty();
    delete(tx, this).await?;
    Ok(found)
}

/// Ends all of an operator's sessions but that of the token, if one is given.
pub async fn end_all(
    db: &impl ConnectionTrait,
    (tenant_id, operator_id): (TenantId, OperatorId),
    but: Option<&str>,
) -> Result<(), DbErr> {
    let mut these = Entity::delete_many()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::OperatorId.eq(operator_id));
    if let Some(token) = but {
        these = these.filter(Column::TokenHash.ne(token_hash(token)));
    }
    these.exec(db).await?;
    Ok(())
}

async fn delete(
    tx: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = Model>,
) -> Result<(), DbErr> {
    let hashes: Vec<_> = rows.into_iter().map(|row| row.token_hash).collect();
    if !hashes.is_empty() {
        Entity::delete_many().filter(Column::TokenHash.is_in(hashes)).exec(tx).await?;
    }
    Ok(())
}
