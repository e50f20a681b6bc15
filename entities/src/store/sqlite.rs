//! `SQLite`: connections that read, and one writer. Transactions take turns on it, and those that
//! wait when one ends are committed together with it, so that many share the one wait for the disk.
//!
//! What is said to `SQLite` goes to a thread of each connection and back, which takes longer than
//! most of what is said; so as little as possible is said about transactions.
//!
//! In memory: the turns' order, and who waits for the commit in hand.

use std::sync::{
    Arc, Weak,
    atomic::{AtomicUsize, Ordering},
};

use futures_util::TryStreamExt;
use sea_orm::{
    DbErr, ExecResult, QueryResult, RuntimeErr, Statement, Values,
    sqlx::{
        self, AssertSqlSafe, ConnectOptions, Connection, Either, Executor, Sqlite,
        SqliteConnection, query::Query, sqlite::SqliteConnectOptions,
    },
};
use sea_query_sqlx::SqlxValues;
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use super::{COMMITTED, Survives, Watch, overtaken};

/// One connection, used by one at a time; `None` once it is closed.
struct Line(Mutex<Option<SqliteConnection>>);

impl Line {
    async fn open(options: &SqliteConnectOptions) -> Result<Self, DbErr> {
        let connection = options.connect().await.map_err(conn_error)?;
        Ok(Self(Mutex::new(Some(connection))))
    }

    async fn execute(&self, statement: &Statement) -> Result<ExecResult, DbErr> {
        let mut line = self.0.lock().await;
        let connection = line.as_mut().ok_or_else(over)?;
        let done = query(statement).execute(connection).await;
        Ok(done.map_err(exec_error)?.into())
    }

    async fn one(&self, statement: &Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut line = self.0.lock().await;
        let connection = line.as_mut().ok_or_else(over)?;
        let row = query(statement).fetch_optional(connection).await;
        Ok(row.map_err(query_error)?.map(Into::into))
    }

    async fn all(&self, statement: &Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut line = self.0.lock().await;
        let connection = line.as_mut().ok_or_else(over)?;
        let rows = query(statement).fetch_all(connection).await;
        Ok(rows.map_err(query_error)?.into_iter().map(Into::into).collect())
    }

    /// Statements one after the other; how many rows each changed, up to the first that fails.
    async fn batch(&self, sql: String, values: Values) -> (Vec<u64>, Result<(), DbErr>) {
        let mut line = self.0.lock().await;
        let mut changed = Vec::new();
        let Some(connection) = line.as_mut() else { return (changed, Err(over())) };
        let query = sqlx::query_with(AssertSqlSafe(sql), SqlxValues(values));
        let mut results = connection.fetch_many(query);
        loop {
            match results.try_next().await {
                Ok(Some(Either::Left(done))) => changed.push(done.rows_affected()),
                Ok(Some(Either::Right(_))) => {}
                Ok(None) => return (changed, Ok(())),
                Err(error) => return (changed, Err(exec_error(error))),
            }
        }
    }

    /// Statements without values, one after the other.
    async fn say(&self, sql: String) -> Result<(), DbErr> {
        let mut line = self.0.lock().await;
        let connection = line.as_mut().ok_or_else(over)?;
        connection.execute(AssertSqlSafe(sql)).await.map_err(exec_error)?;
        Ok(())
    }

    async fn close(&self) -> Result<(), DbErr> {
        let connection = self.0.lock().await.take();
        match connection {
            Some(connection) => connection.close().await.map_err(conn_error),
            None => Ok(()),
        }
    }
}

fn query(statement: &Statement) -> Query<'_, Sqlite, SqlxValues> {
    let values = statement.values.clone().unwrap_or_else(|| Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), SqlxValues(values))
}

fn conn_error(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

fn exec_error(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn query_error(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

fn over() -> DbErr {
    DbErr::Conn(RuntimeErr::Internal("the transaction is over, or the store closed".to_owned()))
}

/// Connections that read, shared by all who do.
#[derive(Clone)]
pub(super) struct Readers {
    lines: Arc<[Line]>,
    /// Who reads next takes the next one.
    next: Arc<AtomicUsize>,
}

impl Readers {
    pub(super) async fn open(options: &SqliteConnectOptions, count: usize) -> Result<Self, DbErr> {
        let mut lines = Vec::new();
        for _ in 0..count {
            lines.push(Line::open(options).await?);
        }
        Ok(Self { lines: lines.into(), next: Arc::default() })
    }

    fn line(&self) -> Result<&Line, DbErr> {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let free = self.lines.iter().find(|line| line.0.try_lock().is_ok());
        free.or_else(|| self.lines.get(next.checked_rem(self.lines.len())?)).ok_or_else(over)
    }

    pub(super) async fn execute(&self, statement: &Statement) -> Result<ExecResult, DbErr> {
        self.line()?.execute(statement).await
    }

    pub(super) async fn one(&self, statement: &Statement) -> Result<Option<QueryResult>, DbErr> {
        self.line()?.one(statement).await
    }

    pub(super) async fn all(&self, statement: &Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.line()?.all(statement).await
    }

    pub(super) async fn close(&self) -> Result<(), DbErr> {
        for line in &*self.lines {
            line.close().await?;
        }
        Ok(())
    }
}

/// The writer, shared by all who write.
#[derive(Clone)]
pub(super) struct Writer(Arc<Shared>);

struct Shared {
    /// Locked by one transaction at a time, in the order in which they came.
    group: Arc<Mutex<Group>>,
    /// How many wait for that.
    waiting: AtomicUsize,
    /// Told when there is something that a commit must end.
    open: Notify,
    watch: Option<Watch>,
}

/// Transactions that are committed together.
struct Group {
    line: Line,
    stage: Stage,
    survives: Survives,
    /// What the connection is set to.
    set_to: Option<Survives>,
    /// Who waits for the commit.
    members: Vec<oneshot::Sender<Result<(), DbErr>>>,
}

/// How far a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing is open.
    Closed,
    /// The first turn runs, or was dropped in the middle.
    First,
    /// The first turn ended with a commit.
    FirstKept,
    /// A later turn runs, or was dropped in the middle.
    Later,
    /// A later turn ended with a commit.
    LaterKept,
    /// What was said last was not answered.
    Unsure,
}

/// One transaction's turn.
pub(super) struct Turn {
    inner: Mutex<Inner>,
    writer: Writer,
    survives: Survives,
}

struct Inner {
    /// `None` once it is over.
    group: Option<OwnedMutexGuard<Group>>,
    begun: Begun,
    /// What is written with the next statement, or with the commit; and how many rows each must
    /// change.
    later: Vec<(Statement, Option<u64>)>,
}

/// How far a turn is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begun {
    /// Nothing was said yet.
    Not,
    /// It is part of the group.
    Yes,
    /// It is a single statement, which `SQLite` commits by itself.
    Lone,
}

impl Writer {
    pub(super) async fn open(
        options: &SqliteConnectOptions,
        watch: Option<Watch>,
    ) -> Result<Self, DbErr> {
        let group = Group {
            line: Line::open(options).await?,
            stage: Stage::Closed,
            survives: Survives::Crash,
            set_to: None,
            members: Vec::new(),
        };
        let shared = Arc::new(Shared {
            group: Arc::new(Mutex::new(group)),
            waiting: AtomicUsize::new(0),
            open: Notify::new(),
            watch,
        });
        let weak = Arc::downgrade(&shared);
        #[expect(clippy::disallowed_methods, reason = "it lives as long as the store does")]
        drop(tokio::spawn(close_groups(weak)));
        Ok(Self(shared))
    }

    /// Begins a transaction.
    pub(super) async fn begin(&self, survives: Survives) -> Result<Turn, DbErr> {
        let mut group = self.0.turn().await;
        if group.stage != Stage::Closed && group.survives < survives {
            // Members that need not survive so much do not hold up one that must.
            self.0.end(&mut group).await;
        }
        Ok(self.taken(group, survives, Begun::Not))
    }

    /// Begins a transaction of a single statement.
    pub(super) async fn begin_lone(&self, survives: Survives) -> Result<Turn, DbErr> {
        let mut group = self.0.turn().await;
        // Those that wait for the disk had better wait for it together.
        let alone = survives == Survives::Crash || self.0.waiting.load(Ordering::Relaxed) == 0;
        if group.stage == Stage::Closed && alone {
            group.set(survives).await?;
            return Ok(self.taken(group, survives, Begun::Lone));
        }
        drop(group);
        self.begin(survives).await
    }

    fn taken(&self, group: OwnedMutexGuard<Group>, survives: Survives, begun: Begun) -> Turn {
        let inner = Inner { group: Some(group), begun, later: Vec::new() };
        Turn { inner: Mutex::new(inner), writer: self.clone(), survives }
    }

    pub(super) async fn close(&self) -> Result<(), DbErr> {
        let mut group = self.0.turn().await;
        self.0.end(&mut group).await;
        // Who begins from now on finds the connection closed.
        group.line.close().await
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

/// Counted as long as it waits.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Shared {
    async fn turn(&self) -> OwnedMutexGuard<Group> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let _counted = Waiting(&self.waiting);
        Arc::clone(&self.group).lock_owned().await
    }

    fn told(&self) {
        if let Some(watch) = &self.watch {
            watch(COMMITTED);
        }
    }

    /// Commits what is open, and answers whoever waits for it.
    async fn end(&self, group: &mut Group) {
        let members = std::mem::take(&mut group.members);
        let committed = match group.stage {
            Stage::Closed => return,
            Stage::First => group.say("ROLLBACK".to_owned(), Stage::Closed).await,
            Stage::Later => group.say("ROLLBACK TO turn; COMMIT".to_owned(), Stage::Closed).await,
            Stage::FirstKept | Stage::LaterKept => {
                group.say("COMMIT".to_owned(), Stage::Closed).await
            }
            Stage::Unsure => Err(over()),
        };
        if committed.is_err() {
            group.give_up().await;
        } else if !members.is_empty() {
            self.told();
        }
        for member in members {
            // Who no longer listens will look at the tables.
            drop(member.send(committed.clone()));
        }
    }
}

impl Group {
    /// Says something about transactions; how far the group is when it is answered.
    async fn say(&mut self, sql: String, then: Stage) -> Result<(), DbErr> {
        self.stage = Stage::Unsure;
        self.line.say(sql).await?;
        self.stage = then;
        Ok(())
    }

    /// Takes back whatever may be open. Who waited is told, since nobody answers any more.
    async fn give_up(&mut self) {
        self.members.clear();
        // It fails when nothing is open, which is as good.
        drop(self.line.say("ROLLBACK".to_owned()).await);
        self.stage = Stage::Closed;
    }

    /// What sets the connection to this, unless it is; only between transactions may it be.
    fn setting(&self, survives: Survives) -> Option<&'static str> {
        (self.set_to != Some(survives)).then_some(match survives {
            Survives::Crash => "PRAGMA synchronous = NORMAL",
            Survives::PowerCut => "PRAGMA synchronous = FULL",
        })
    }

    async fn set(&mut self, survives: Survives) -> Result<(), DbErr> {
        if let Some(setting) = self.setting(survives) {
            self.line.say(setting.to_owned()).await?;
            self.set_to = Some(survives);
        }
        Ok(())
    }

    /// What opens a group, or keeps what the turn before this one did, or takes back what it left;
    /// and how far the group is then.
    fn opening(&self, survives: Survives) -> (Vec<&'static str>, Stage) {
        const BEGIN: &str = "BEGIN IMMEDIATE";
        match self.stage {
            Stage::Closed | Stage::Unsure => {
                let setting = self.setting(survives);
                (setting.into_iter().chain([BEGIN]).collect(), Stage::First)
            }
            Stage::First => (vec!["ROLLBACK", BEGIN], Stage::First),
            Stage::FirstKept => (vec!["SAVEPOINT turn"], Stage::Later),
            Stage::Later => (vec!["ROLLBACK TO turn"], Stage::Later),
            Stage::LaterKept => (vec!["RELEASE turn", "SAVEPOINT turn"], Stage::Later),
        }
    }
}

impl Inner {
    fn line(&self) -> Result<&Line, DbErr> {
        self.group.as_ref().map(|group| &group.line).ok_or_else(over)
    }

    /// Says what was not said yet, all at once.
    async fn catch_up(&mut self, survives: Survives) -> Result<(), DbErr> {
        let later = std::mem::take(&mut self.later);
        if self.begun != Begun::Not && later.is_empty() {
            return Ok(());
        }
        let Some(group) = &mut self.group else { return Err(over()) };
        let (mut said, mut then) = (Vec::new(), group.stage);
        if self.begun == Begun::Not {
            if group.stage == Stage::Unsure {
                group.give_up().await;
            }
            let opens = group.stage == Stage::Closed;
            (said, then) = group.opening(survives);
            group.stage = Stage::Unsure;
            if opens {
                (group.set_to, group.survives) = (Some(survives), survives);
            }
        }
        let opening = said.len();
        let mut values = Vec::new();
        for (statement, _) in &later {
            said.push(&statement.sql);
            values.extend(statement.values.iter().flat_map(|values| values.0.iter().cloned()));
        }
        let (changed, outcome) = group.line.batch(said.join("; "), Values(values)).await;
        if changed.len() < opening {
            group.give_up().await;
            // Whatever it is set to now.
            group.set_to = None;
            return Err(outcome.err().unwrap_or_else(over));
        }
        group.stage = then;
        if self.begun == Begun::Not {
            self.begun = Begun::Yes;
        }
        outcome?;
        let changed = changed.iter().skip(opening);
        if later.iter().zip(changed).any(|((_, must), did)| must.is_some_and(|must| must != *did)) {
            return Err(overtaken());
        }
        Ok(())
    }
}

impl Turn {
    pub(super) async fn execute(&self, statement: &Statement) -> Result<ExecResult, DbErr> {
        let mut inner = self.inner.lock().await;
        inner.catch_up(self.survives).await?;
        inner.line()?.execute(statement).await
    }

    pub(super) async fn one(&self, statement: &Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut inner = self.inner.lock().await;
        inner.catch_up(self.survives).await?;
        inner.line()?.one(statement).await
    }

    pub(super) async fn all(&self, statement: &Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut inner = self.inner.lock().await;
        inner.catch_up(self.survives).await?;
        inner.line()?.all(statement).await
    }

    /// Writes with the next statement, or with the commit.
    pub(super) async fn write(&self, statement: Statement, rows: Option<u64>) {
        self.inner.lock().await.later.push((statement, rows));
    }

    pub(super) async fn commit(self) -> Result<(), DbErr> {
        let committed = {
            let mut inner = self.inner.lock().await;
            inner.catch_up(self.survives).await?;
            let begun = inner.begun;
            let Some(mut group) = inner.group.take() else { return Err(over()) };
            match begun {
                Begun::Not => return Ok(()),
                Begun::Lone => {
                    drop(group);
                    self.writer.0.told();
                    return Ok(());
                }
                Begun::Yes => {}
            }
            let (told, committed) = oneshot::channel();
            group.stage = match group.stage {
                Stage::First => Stage::FirstKept,
                Stage::Later => Stage::LaterKept,
                as_it_is
                @ (Stage::Closed | Stage::FirstKept | Stage::LaterKept | Stage::Unsure) => as_it_is,
            };
            group.members.push(told);
            committed
        };
        self.writer.0.open.notify_one();
        committed.await.unwrap_or_else(|_| Err(over()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Whoever is next takes back what this left; if nobody is, what closes groups does.
        let inner = self.inner.get_mut();
        if inner.group.take().is_some() && inner.begun == Begun::Yes {
            self.writer.0.open.notify_one();
        }
    }
}
