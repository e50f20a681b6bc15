//! Ownership by `PostgreSQL`'s own means: a node owns a partition as long as its session holds the
//! advisory lock of it, and `LISTEN`/`NOTIFY` carries wake-ups to the node that does.
//!
//! The server frees a session's locks when the node dies, when its connection breaks, and when the
//! node stands still for [`SESSION_IDLE_MS`]. What a node that stood still does afterwards is
//! refused: its commits by the epoch, its calls by the lease, which ends before the session can.

use std::{
    collections::BTreeSet,
    sync::{Arc, PoisonError, Weak},
    time::Duration,
};

use entities::{
    Store,
    ids::TenantId,
    partition::{self, PARTITIONS},
    sea_orm::sqlx::{
        self, Connection, PgConnection, PgPool, Row,
        postgres::{PgConnectOptions, PgListener, PgPoolOptions},
    },
};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};

use super::{JoinError, Ownership, Partition, Shared};
use crate::Directory;

/// How often a node looks at who is there and what is free.
const TICK: Duration = Duration::from_millis(500);
/// After how long without a sign of life the server ends a session.
const SESSION_IDLE_MS: &str = "3000";
/// How long a sign of life is good for. Shorter than the above, for clocks do not tick alike.
const LEASE: Duration = Duration::from_millis(2500);
/// How long one look may take.
const LOOK_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a session may take to begin: a server that is silent is none.
const BEGIN_TIMEOUT: Duration = Duration::from_secs(10);
/// The pause before a lost session is begun anew.
const PAUSE: Duration = Duration::from_millis(500);
/// First half of the keys of our advisory locks: nodes hold the first, shared; owners the second.
const NODES: i32 = 0x4675_6c01;
const OWNERS: i32 = 0x4675_6c02;
/// After how long without a word who listens does so by a new connection.
const SILENCE_MAX: Duration = Duration::from_mins(1);
/// Where wake-ups are announced.
const CHANNEL: &str = "fulcrum_wake";
/// Tenants in one announcement, whose text may have 8,000 bytes.
const TENANTS_TOLD: usize = 150;

/// One session with the server, whose locks are what this node owns.
struct Session {
    connection: PgConnection,
    process: i32,
    store: Store,
}

/// Begins a session, takes a share, and keeps both up.
pub(super) async fn start(
    ownership: &Ownership,
    store: Store,
    pool: PgPool,
) -> Result<(), JoinError> {
    let options = pool.connect_options();
    let mut session = Session::begin(&options, store.clone()).await?;
    session.look(ownership).await?;
    let shared = Arc::downgrade(&ownership.0);
    actix::spawn(keep(shared.clone(), session, options, store));
    actix::spawn(announce(shared, pool));
    Ok(())
}

/// Looks again and again; begins a new session when the one there was is lost.
async fn keep(
    shared: Weak<Shared>,
    session: Session,
    options: Arc<PgConnectOptions>,
    store: Store,
) {
    let mut session = Some(session);
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let Some(ownership) = shared.upgrade().map(Ownership) else { return };
        tokio::select! {
            _ = ticks.tick() => {}
            () = ownership.0.leaving.notified() => {
                if let Some(session) = session {
                    session.end(&ownership).await;
                }
                ownership.0.left.notify_waiters();
                return;
            }
        }
        let looked = match &mut session {
            Some(there) => timeout(LOOK_TIMEOUT, there.look(&ownership)).await,
            None => {
                timeout(BEGIN_TIMEOUT, async {
                    session = Some(Session::begin(&options, store.clone()).await?);
                    Ok(())
                })
                .await
            }
        };
        let looked = looked.unwrap_or(Err(JoinError::Session(sqlx::Error::PoolTimedOut)));
        if let Err(error) = looked {
            tracing::warn!(error = %crate::shell::with_sources(&error), "lost hold of the tenants");
            session = None;
            ownership.write(|held| {
                held.partitions.clear();
                held.leased_until = None;
            });
            drop(ownership);
            sleep(PAUSE).await;
        }
    }
}

impl Session {
    async fn begin(options: &PgConnectOptions, store: Store) -> Result<Self, JoinError> {
        let options = options.clone().options([("idle_session_timeout", SESSION_IDLE_MS)]);
        let mut connection = PgConnection::connect_with(&options).await?;
        let process = sqlx::query("SELECT pg_backend_pid(), pg_advisory_lock_shared($1, 0)")
            .bind(NODES)
            .fetch_one(&mut connection)
            .await?
            .try_get(0)?;
        Ok(Self { connection, process, store })
    }

    /// One look: a sign of life, then towards an even share.
    async fn look(&mut self, ownership: &Ownership) -> Result<(), JoinError> {
        let alive_at = Instant::now();
        let locks = self.locks().await?;
        let mut nodes: Vec<i32> =
            locks.iter().filter(|lock| lock.class == NODES).map(|lock| lock.process).collect();
        nodes.sort_unstable();
        let taken: BTreeSet<i32> =
            locks.iter().filter(|lock| lock.class == OWNERS).map(|lock| lock.number).collect();
        let mine: BTreeSet<i32> = locks
            .iter()
            .filter(|lock| lock.class == OWNERS && lock.process == self.process)
            .map(|lock| lock.number)
            .collect();
        ownership.write(|held| {
            // What the server does not know of is not ours, whatever we thought.
            held.partitions.retain(|number, _| mine.contains(number));
            held.leased_until = Some(alive_at + LEASE);
        });
        let rank = nodes.iter().position(|node| *node == self.process).unwrap_or_default();
        let share = share(rank, nodes.len());
        if mine.len() < share {
            // Each looks from another place on, so that nodes seldom want the same.
            let from = PARTITIONS / i32::try_from(nodes.len().max(1)).unwrap_or(1)
                * i32::try_from(rank).unwrap_or_default();
            let free: Vec<i32> = (0..PARTITIONS)
                .map(|number| (number + from) % PARTITIONS)
                .filter(|number| !taken.contains(number))
                .take(share - mine.len())
                .collect();
            if !free.is_empty() {
                self.take(ownership, &free).await?;
            }
        }
        self.hand_over(ownership, mine.len().saturating_sub(share)).await
    }

    async fn locks(&mut self) -> Result<Vec<Lock>, JoinError> {
        let rows = sqlx::query(
            "SELECT classid::int8::int4, objid::int8::int4, pid FROM pg_locks \
             WHERE locktype = 'advisory' AND granted AND objsubid = 2 \
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
             AND classid::int8 IN ($1, $2)",
        )
        .bind(i64::from(NODES))
        .bind(i64::from(OWNERS))
        .fetch_all(&mut self.connection)
        .await?;
        let lock = |row: &sqlx::postgres::PgRow| {
            Ok(Lock { class: row.try_get(0)?, number: row.try_get(1)?, process: row.try_get(2)? })
        };
        Ok(rows.iter().map(lock).collect::<Result<_, sqlx::Error>>()?)
    }

    /// Takes free partitions, as far as nobody is faster.
    async fn take(&mut self, ownership: &Ownership, free: &[i32]) -> Result<(), JoinError> {
        let rows = sqlx::query(
            "SELECT number FROM unnest($2::int4[]) AS free (number) \
             WHERE pg_try_advisory_lock($1, number)",
        )
        .bind(OWNERS)
        .bind(free)
        .fetch_all(&mut self.connection)
        .await?;
        let numbers =
            rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i32>, sqlx::Error>>()?;
        if numbers.is_empty() {
            return Ok(());
        }
        // From here on nobody who had them before can commit.
        let taken = partition::across_tenants_take_over(&self.store, &numbers).await?;
        tracing::info!(partitions = taken.len(), "took over tenants");
        ownership.write(|held| {
            for row in taken {
                held.partitions.insert(row.number, Partition::new(row.epoch));
            }
        });
        ownership.0.changed.notify_one();
        Ok(())
    }

    /// Lets no further turn begin in as many partitions as are too many, and gives up those whose
    /// turns have ended.
    async fn hand_over(&mut self, ownership: &Ownership, too_many: usize) -> Result<(), JoinError> {
        let now = Instant::now();
        let ended = ownership.write(|held| {
            let leaving =
                held.partitions.values().filter(|there| there.leaving_since.is_some()).count();
            let staying =
                held.partitions.values_mut().filter(|there| there.leaving_since.is_none());
            for there in staying.take(too_many.saturating_sub(leaving)) {
                there.leaving_since = Some(now);
            }
            let ended: Vec<i32> = held
                .partitions
                .iter()
                .filter(|(_, there)| there.is_free(now))
                .map(|(number, _)| *number)
                .collect();
            held.partitions.retain(|number, _| !ended.contains(number));
            ended
        });
        let ended = ended.unwrap_or_default();
        if !ended.is_empty() {
            sqlx::query(
                "SELECT pg_advisory_unlock($1, number) FROM unnest($2::int4[]) AS n (number)",
            )
            .bind(OWNERS)
            .bind(&ended)
            .execute(&mut self.connection)
            .await?;
            tracing::info!(partitions = ended.len(), "handed tenants over");
        }
        Ok(())
    }

    /// Ends the session, and with it all ownership.
    async fn end(self, ownership: &Ownership) {
        ownership.write(|held| {
            held.partitions.clear();
            held.leased_until = None;
        });
        if let Err(error) = self.connection.close().await {
            tracing::warn!(%error, "end the session that holds the tenants");
        }
    }
}

/// An advisory lock that somebody holds.
struct Lock {
    class: i32,
    number: i32,
    process: i32,
}

/// How many partitions are the node's whose place among all is `rank`.
fn share(rank: usize, nodes: usize) -> usize {
    let partitions = PARTITIONS.unsigned_abs() as usize;
    let nodes = nodes.max(1);
    partitions / nodes + usize::from(rank < partitions % nodes)
}

/// Tells other nodes whom to look at.
async fn announce(shared: Weak<Shared>, pool: PgPool) {
    loop {
        let Some(ownership) = shared.upgrade().map(Ownership) else { return };
        tokio::select! {
            () = ownership.0.told.notified() => {}
            // Looks now and then whether anybody is left.
            () = sleep(Duration::from_secs(1)) => continue,
        }
        let elsewhere = {
            let mut elsewhere =
                ownership.0.elsewhere.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *elsewhere)
        };
        let texts: Vec<String> =
            elsewhere.iter().map(|tenant_id| tenant_id.0.to_string()).collect();
        for some in texts.chunks(TENANTS_TOLD) {
            let told = sqlx::query("SELECT pg_notify($1, $2)")
                .bind(CHANNEL)
                .bind(some.join(" "))
                .execute(&pool)
                .await;
            if let Err(error) = told {
                // They look at the tables every second.
                tracing::debug!(%error, "wake another node");
            }
        }
    }
}

/// Wakes what other nodes tell us to look at, as long as the directory's node lasts.
pub(crate) async fn listen(directory: Directory, pool: PgPool) {
    loop {
        let heard = pool.close_event().do_until(hear(&directory, &pool)).await;
        if let Err(error) = heard.and_then(|heard| heard) {
            // Until it is back, the root looks at the tables every second.
            tracing::debug!(%error, "listen to other nodes");
        }
        if pool.is_closed() {
            return;
        }
        sleep(PAUSE).await;
    }
}

/// A listener that may be dropped after the runtime has ended, where sqlx's own panics.
struct Ears(Option<PgListener>);

impl Drop for Ears {
    fn drop(&mut self) {
        if tokio::runtime::Handle::try_current().is_err() {
            std::mem::forget(self.0.take());
        }
    }
}

async fn hear(directory: &Directory, pool: &PgPool) -> Result<(), sqlx::Error> {
    // A connection of its own: one that is silent takes no place from others.
    let alone = PgPoolOptions::new().max_connections(1).acquire_timeout(BEGIN_TIMEOUT);
    let alone = alone.connect_lazy_with((*pool.connect_options()).clone());
    let mut ears = Ears(Some(PgListener::connect_with(&alone).await?));
    let Some(listener) = &mut ears.0 else { return Ok(()) };
    listener.listen(CHANNEL).await?;
    loop {
        // Who listens sends nothing, and so never learns that the server is gone.
        let Ok(told) = timeout(SILENCE_MAX, listener.recv()).await else { return Ok(()) };
        let told = told?;
        for tenant_id in told.payload().split(' ').filter_map(|text| text.parse().ok()) {
            directory.look_here(TenantId(tenant_id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_all_partitions() {
        for nodes in 1..100 {
            let all: usize = (0..nodes).map(|rank| share(rank, nodes)).sum();
            assert_eq!(all, PARTITIONS.unsigned_abs() as usize);
        }
    }
}
