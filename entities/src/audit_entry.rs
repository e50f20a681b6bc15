//! `audit_entry`: who did or read what, and when. Durable, append-only, never changed.
//!
//! A tenant's entries are a chain: each has the hash of the one before it, and a hash over all it
//! says. Nothing here is a secret, or a candidate's name, address or words, so entries outlive what
//! they tell of.

use std::{collections::BTreeSet, fmt};

use chrono::SubsecRound;
use sea_orm::{
    ActiveValue::Set, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    Instant, Tx, audit_head,
    ids::{ApiTokenId, OperatorId, TenantId},
    store::Write,
};

/// Names the form that hashes are made of, so that another one may follow.
const FORM: &str = "fulcrum audit 1";
/// Digits of a second that are kept, as both stores do.
const SECOND_DIGITS: u16 = 6;
/// Entries that are read at once.
const PAGE: u64 = 1_000;

/// Whose log has what belongs to no company, such as a sign-in by an unknown address.
pub const INSTALLATION: TenantId = TenantId(Uuid::nil());

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// From 1, without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    /// When; whole microseconds.
    pub at: Instant,
    /// Who, as [`Actor`] is written.
    pub actor: String,
    /// What they did, such as a mutation's name.
    pub action: String,
    /// To what; an id wherever there is one.
    pub subject: String,
    /// More about it, as JSON; the very text that the hash covers.
    pub details: String,
    /// The hash of the entry before; empty in the first.
    pub previous_hash: String,
    /// SHA-256 over everything above, hexadecimal.
    pub hash: String,
}

crate::no_relations!();

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An operator, by a browser.
    Operator(OperatorId),
    /// A program, by a token of an operator's.
    ApiToken(ApiTokenId, OperatorId),
    /// The candidate whose interview it is about.
    Candidate,
    /// Somebody who is not known.
    Nobody,
    /// This program by itself, or whoever runs it.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operator(id) => id.fmt(f),
            Self::ApiToken(id, of) => write!(f, "{id} of {of}"),
            Self::Candidate => f.write_str("candidate"),
            Self::Nobody => f.write_str("nobody"),
            Self::System => f.write_str("system"),
        }
    }
}

/// What is written down.
#[derive(Clone, Debug)]
pub struct Act {
    /// Who did it.
    pub actor: Actor,
    /// What they did, such as a mutation's name.
    pub action: String,
    /// To what; an id wherever there is one.
    pub subject: String,
    /// More about it. No secrets, and nothing that a candidate is or wrote.
    pub details: Value,
}

/// Which entries are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this action.
    pub action: Option<String>,
    /// Only about this.
    pub subject: Option<String>,
    /// Only from this instant on.
    pub from: Option<Instant>,
    /// Only before this instant.
    pub until: Option<Instant>,
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }

    fn matching(tenant_id: TenantId, filter: &Filter) -> Select<Self> {
        Self::of_tenant(tenant_id)
            .apply_if(filter.action.as_ref(), |it, action| it.filter(Column::Action.eq(action)))
            .apply_if(filter.subject.as_ref(), |it, subject| it.filter(Column::Subject.eq(subject)))
            .apply_if(filter.from, |it, from| it.filter(Column::At.gte(from)))
            .apply_if(filter.until, |it, until| it.filter(Column::At.lt(until)))
    }
}

impl Model {
    /// The hash that an entry with this content has.
    fn content_hash(&self) -> String {
        // A JSON array: no two contents are written the same, and anybody can make it again.
        let form = json!([
            FORM,
            self.tenant_id.to_string(),
            self.sequence,
            self.at.timestamp_micros(),
            self.actor,
            self.action,
            self.subject,
            self.details,
            self.previous_hash,
        ]);
        hex::encode(Sha256::digest(form.to_string().as_bytes()))
    }
}

/// Appends an entry to a tenant's log, with the transaction that does what it tells. It should be
/// the last that the transaction does: whoever else appends to the same log waits for its end.
pub async fn append(tx: &Tx, tenant_id: TenantId, act: Act, now: Instant) -> Result<(), DbErr> {
    append_all(tx, tenant_id, vec![act], now).await
}

/// Appends entries to a tenant's log, in this order, like [`append`].
pub async fn append_all(
    tx: &Tx,
    tenant_id: TenantId,
    acts: Vec<Act>,
    now: Instant,
) -> Result<(), DbErr> {
    let mut head = audit_head::hold(tx, tenant_id).await?;
    let before = head.sequence;
    let mut rows = Vec::new();
    for act in acts {
        head.sequence += 1;
        let mut row = Model {
            tenant_id,
            sequence: head.sequence,
            at: now.trunc_subsecs(SECOND_DIGITS),
            actor: act.actor.to_string(),
            action: act.action,
            // No store takes NUL in text.
            subject: act.subject.replace('\0', ""),
            details: act.details.to_string(),
            previous_hash: std::mem::take(&mut head.hash),
            hash: String::new(),
        };
        row.hash = row.content_hash();
        head.hash.clone_from(&row.hash);
        rows.push(row.into_active_model().reset_all());
    }
    let ends = audit_head::ActiveModel {
        sequence: Set(head.sequence),
        hash: Set(head.hash),
        ..Default::default()
    };
    let backend = tx.get_database_backend();
    tx.write(Entity::insert_many(rows).build(backend), None).await?;
    let moved = audit_head::Entity::update_many()
        .set(ends)
        .filter(audit_head::Column::TenantId.eq(tenant_id))
        .filter(audit_head::Column::Sequence.eq(before));
    tx.write(moved.build(backend), Some(1)).await
}

/// To which of these subjects somebody did this after an instant, as it was written down.
pub async fn subjects_of(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    (actor, action): (Actor, &str),
    subjects: &[String],
    since: Instant,
) -> Result<Vec<String>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .column(Column::Subject)
        .distinct()
        .filter(Column::Subject.is_in(subjects.iter().map(String::as_str)))
        .filter(Column::Action.eq(action))
        .filter(Column::Actor.eq(actor.to_string()))
        .filter(Column::At.gt(since))
        .into_tuple()
        .all(db)
        .await
}

/// Entries of a tenant, the newest first, from before a number.
pub async fn page(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: &Filter,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::matching(tenant_id, filter)
        .apply_if(before, |it, before| it.filter(Column::Sequence.lt(before)))
        .order_by_desc(Column::Sequence)
        .limit(limit)
        .all(db)
        .await
}

/// How many there are in all.
pub async fn count(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: &Filter,
) -> Result<u64, DbErr> {
    Entity::matching(tenant_id, filter).count(db).await
}

/// What became of one tenant's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whose.
    pub tenant_id: TenantId,
    /// How many entries are as they were written, up to the first that is not.
    pub good: i64,
    /// The hash of the last of these; empty when there is none.
    pub hash: String,
    /// The first that is not.
    pub broken: Option<Break>,
}

/// The first entry that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// Its number.
    pub sequence: i64,
    /// What is wrong with it.
    pub what: What,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It is not there.
    Missing,
    /// It does not say what it said.
    Changed,
    /// Its hash is right, but it is not what followed the one before.
    OutOfOrder,
    /// It was not appended by this program.
    Added,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            What::Missing => "is missing",
            What::Changed => "was changed",
            What::OutOfOrder => "does not follow the one before it",
            What::Added => "was added by something else",
        };
        write!(f, "entry {} {what}", self.sequence)
    }
}

/// Every tenant that has a log, or has had one.
pub async fn across_tenants_chained(db: &impl ConnectionTrait) -> Result<Vec<TenantId>, DbErr> {
    let tenants = Entity::find().select_only().column(Column::TenantId).distinct();
    let mut all: BTreeSet<TenantId> =
        tenants.into_tuple::<TenantId>().all(db).await?.into_iter().collect();
    all.extend(audit_head::across_tenants(db).await?);
    Ok(all.into_iter().collect())
}

/// Whether some tenant's log has an entry with this hash.
pub async fn across_tenants_has(db: &impl ConnectionTrait, hash: &str) -> Result<bool, DbErr> {
    Ok(Entity::find().filter(Column::Hash.eq(hash)).one(db).await?.is_some())
}

/// Reads a tenant's log from its beginning. Entries may be appended meanwhile.
pub async fn verify(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<Verdict, DbErr> {
    let end = audit_head::find(db, tenant_id).await?;
    let (end, end_hash) = end.map_or((0, String::new()), |end| (end.sequence, end.hash));
    let mut so_far = Verdict { tenant_id, good: 0, hash: String::new(), broken: None };
    let mut after = None;
    loop {
        let rows = Entity::of_tenant(tenant_id)
            .apply_if(after, |it, after: i64| it.filter(Column::Sequence.gt(after)))
            .order_by_asc(Column::Sequence)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.sequence);
        for row in rows {
            let mut wrong = so_far.wrong_with(&row);
            if row.sequence == end && row.hash != end_hash {
                wrong = wrong.or(Some(What::Changed));
            }
            if let Some(what) = wrong {
                return Ok(so_far.broken(what));
            }
            (so_far.good, so_far.hash) = (row.sequence, row.hash);
        }
    }
    if so_far.good < end {
        return Ok(so_far.broken(What::Missing));
    }
    let now = audit_head::find(db, tenant_id).await?.map_or(0, |end| end.sequence);
    if so_far.good > now {
        let good = Verdict { good: now, ..so_far };
        return Ok(good.broken(What::Added));
    }
    Ok(so_far)
}

impl Verdict {
    /// What is wrong with the next entry, if anything.
    fn wrong_with(&self, next: &Model) -> Option<What> {
        if next.sequence > self.good + 1 {
            Some(What::Missing)
        } else if next.sequence <= self.good {
            Some(What::Added)
        } else if next.hash != next.content_hash() {
            Some(What::Changed)
        } else if next.previous_hash != self.hash {
            Some(What::OutOfOrder)
        } else {
            None
        }
    }

    fn broken(self, what: What) -> Self {
        let sequence = self.good + 1;
        Self { broken: Some(Break { sequence, what }), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Model {
        Model {
            tenant_id: TenantId(Uuid::from_u128(7)),
            sequence: 1,
            at: Instant::from_timestamp(1_790_000_000, 0).unwrap(),
            actor: "system".to_owned(),
            action: "eraseInterview".to_owned(),
            subject: "pipeline:1".to_owned(),
            details: "{}".to_owned(),
            previous_hash: String::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn a_hash_covers_everything_an_entry_says() {
        let hash = entry().content_hash();
        let other = |change: fn(&mut Model)| {
            let mut entry = entry();
            change(&mut entry);
            entry.content_hash()
        };
        for changed in [
            other(|it| it.tenant_id = TenantId(Uuid::from_u128(8))),
            other(|it| it.sequence = 2),
            other(|it| it.at += chrono::Duration::microseconds(1)),
            other(|it| it.actor = "nobody".to_owned()),
            other(|it| it.action.push('s')),
            other(|it| it.subject.clear()),
            other(|it| it.details = "{ }".to_owned()),
            other(|it| it.previous_hash = "0".to_owned()),
        ] {
            assert_ne!(changed, hash);
        }
    }

    /// Others must be able to make the same hash: whoever changes the form names another one.
    #[test]
    fn the_form_that_is_hashed_stays() {
        let form = concat!(
            r#"["fulcrum audit 1","tenant:00000000-0000-0000-0000-000000000007",1,"#,
            r#"1790000000000000,"system","eraseInterview","pipeline:1","{}",""]"#
        );
        assert_eq!(entry().content_hash(), hex::encode(Sha256::digest(form.as_bytes())));
    }
}
