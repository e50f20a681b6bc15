//! `SQLite`'s one writer: transactions take turns on it, and those that wait when one ends are
//! committed together with it, so that many share the one wait for the disk.
//!
//! In memory: the turns' order, and who waits for the commit in hand.

use std::sync::{Arc, Weak};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use super::{COMMITTED, Survives, Watch};

/// The writer, shared by all who write.
#[derive(Clone)]
pub(super) struct Writer(Arc<Shared>);

struct Shared {
    db: DatabaseConnection,
    /// Locked by one transaction at a time, in the order in which they came.
    group: Arc<Mutex<Group>>,
    /// Told when there is something that a commit must end.
    open: Notify,
    watch: Option<Watch>,
}

/// Transactions that are committed together.
#[derive(Default)]
struct Group {
    /// `None` when nothing is open.
    tx: Option<DatabaseTransaction>,
    survives: Option<Survives>,
    /// What the connection is set to.
    set_to: Option<Survives>,
    last: Last,
    /// Who waits for the commit.
    members: Vec<oneshot::Sender<Result<(), DbErr>>>,
}

/// How the last turn on a group ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    /// There was none.
    #[default]
    None,
    /// With a commit.
    Kept,
    /// It was dropped in the middle, or has not ended.
    Torn,
}

/// One transaction's turn.
pub(super) struct Turn {
    /// `None` once it is over.
    group: Option<OwnedMutexGuard<Group>>,
    writer: Writer,
}

impl Writer {
    pub(super) fn new(db: DatabaseConnection, watch: Option<Watch>) -> Self {
        let shared = Arc::new(Shared { db, group: Arc::default(), open: Notify::new(), watch });
        let weak = Arc::downgrade(&shared);
        #[expect(clippy::disallowed_methods, reason = "it lives as long as the store does")]
        drop(tokio::spawn(close_groups(weak)));
        Self(shared)
    }

    pub(super) fn connection(&self) -> &DatabaseConnection {
        &self.0.db
    }

    pub(super) async fn begin(&self, survives: Survives) -> Result<Turn, DbErr> {
        let mut group = Arc::clone(&self.0.group).lock_owned().await;
        if group.survives.is_some_and(|there| there < survives) {
            // Members that need not survive so much do not hold up one that must.
            self.0.end(&mut group).await;
        }
        if group.tx.is_none() {
            group.open(&self.0.db, survives).await?;
        }
        group.begin_turn().await?;
        Ok(Turn { group: Some(group), writer: self.clone() })
    }

    pub(super) async fn close(self) -> Result<(), DbErr> {
        let mut group = Arc::clone(&self.0.group).lock_owned().await;
        self.0.end(&mut group).await;
        // Who begins from now on finds the connection closed.
        drop(group);
        self.0.db.clone().close().await
    }
}

/// Ends groups that nobody else ends. It queues like a transaction, so what is committed together
/// is what waited when the first of a group was done.
async fn close_groups(shared: Weak<Shared>) {
    loop {
        let Some(alive) = shared.upgrade() else { return };
        let waiting = Arc::clone(&alive.group);
        tokio::select! {
            () = alive.open.notified() => {}
            // Looks now and then whether anybody is left.
            () = tokio::time::sleep(std::time::Duration::from_secs(1)) => continue,
        }
        let mut group = waiting.lock_owned().await;
        alive.end(&mut group).await;
    }
}

impl Shared {
    /// Commits what is open, and answers whoever waits for it.
    async fn end(&self, group: &mut Group) {
        let members = std::mem::take(&mut group.members);
        group.survives = None;
        let last = std::mem::take(&mut group.last);
        let Some(tx) = group.tx.take() else { return };
        // Dropped, the transaction is rolled back, and with it all its members.
        let committed = match last {
            Last::Torn => match tx.execute_unprepared("ROLLBACK TO turn").await {
                Ok(_) => tx.commit().await,
                Err(error) => Err(error),
            },
            Last::None | Last::Kept => tx.commit().await,
        };
        if committed.is_ok()
            && let Some(watch) = &self.watch
        {
            watch(COMMITTED);
        }
        for member in members {
            // Who no longer listens will look at the tables.
            drop(member.send(committed.clone()));
        }
    }
}

impl Group {
    async fn open(&mut self, db: &DatabaseConnection, survives: Survives) -> Result<(), DbErr> {
        if self.set_to != Some(survives) {
            // Between transactions is the only place where it may be changed.
            db.execute_unprepared(match survives {
                Survives::Crash => "PRAGMA synchronous = NORMAL",
                Survives::PowerCut => "PRAGMA synchronous = FULL",
            })
            .await?;
            self.set_to = Some(survives);
        }
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.tx = Some(db.begin_with_options(options).await?);
        self.survives = Some(survives);
        Ok(())
    }

    /// Keeps what the turn before this one did, or takes back what it left.
    async fn begin_turn(&mut self) -> Result<(), DbErr> {
        let sql = match std::mem::replace(&mut self.last, Last::Torn) {
            Last::None => "SAVEPOINT turn",
            Last::Kept => "RELEASE turn; SAVEPOINT turn",
            Last::Torn => "ROLLBACK TO turn",
        };
        self.tx.as_ref().ok_or_else(over)?.execute_unprepared(sql).await?;
        Ok(())
    }
}

fn over() -> DbErr {
    DbErr::Conn(RuntimeErr::Internal("the transaction is over".to_owned()))
}

impl Turn {
    pub(super) fn tx(&self) -> Result<&DatabaseTransaction, DbErr> {
        self.group.as_ref().and_then(|group| group.tx.as_ref()).ok_or_else(over)
    }

    pub(super) async fn commit(mut self) -> Result<(), DbErr> {
        let (told, committed) = oneshot::channel();
        if let Some(mut group) = self.group.take() {
            group.last = Last::Kept;
            group.members.push(told);
        }
        self.writer.0.open.notify_one();
        committed.await.unwrap_or_else(|_| Err(over()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Whoever is next takes back what this left; if nobody is, what closes groups does.
        if self.group.take().is_some() {
            self.writer.0.open.notify_one();
        }
    }
}
