//! The store: reads, and transactions that are kept once their commit is answered.
//!
//! `SQLite` has one writer, whose waiting transactions are committed together; what reads never
//! waits for it. On `PostgreSQL` each transaction is its own, and the server groups them.
//! Knows: the two engines. Does not know: any table, or who reads and writes.

mod postgres;
mod sqlite;

use std::{fmt, str::FromStr, sync::Arc, time::Duration};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, ExecResult, QueryResult, RuntimeErr, Statement, TransactionTrait,
    sqlx::{
        self,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use self::{
    postgres::Patience,
    sqlite::{Readers, Turn, Writer},
};

/// Connections that read from `SQLite`.
const READERS: usize = 4;
/// Kibibytes of the file, as `SQLite` writes that, which the writer keeps at most.
const WRITER_CACHE: &str = "-65536";
/// Pages after which what was written ahead is put in its place: 32 MiB. Seldom, for what was
/// written often meanwhile is put there once.
const CHECKPOINT_PAGES: &str = "8000";

/// Told where the process is: after each commit, before whoever waits for it is; and, by others
/// than the store, around what is done outside of it.
pub type Watch = Arc<dyn Fn(&'static str) + Send + Sync>;

/// Told after each commit.
const COMMITTED: &str = "committed";

/// Under which name the log has each statement that is none of a transaction, when asked for it.
pub const STATEMENTS: &str = "entities::statements";

/// What a commit must still hold, so that only one node works for a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The tenant's partition.
    pub partition: i32,
    /// The partition's epoch when this node took it over.
    pub epoch: i64,
}

/// What is said when a fence no longer holds.
const FENCED: &str = "another node works for this tenant now";

/// How the store is opened.
#[derive(Clone)]
pub struct Options {
    /// `sqlite://path?mode=rwc`, or `postgres://user:password@host/database`.
    pub url: String,
    /// Connections kept open to `PostgreSQL`; `SQLite` has its own number.
    pub connections: u32,
    /// How long `PostgreSQL` has to answer a statement, and to give a connection.
    pub patience: Duration,
    /// Told of commits.
    pub watch: Option<Watch>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password.
        f.debug_struct("Options").field("connections", &self.connections).finish_non_exhaustive()
    }
}

/// What a commit must survive before it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Survives {
    /// The death of this process. A power cut takes it back unless a later commit that survives
    /// one has been answered.
    Crash,
    /// A power cut, as far as the disk keeps its promise.
    PowerCut,
}

/// A store, shared by all who use it.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    watch: Option<Watch>,
    fence: Option<Fence>,
    survives: Survives,
}

#[derive(Clone)]
enum Engine {
    Sqlite { migrations: DatabaseConnection, readers: Readers, writer: Writer },
    Postgres { migrations: DatabaseConnection, db: DatabaseConnection, patience: Patience },
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("backend", &self.get_database_backend()).finish()
    }
}

impl Store {
    /// Opens a store, inside a runtime on which it may wait.
    pub async fn open(options: Options) -> Result<Self, DbErr> {
        let watch = options.watch.clone();
        let engine = if options.url.starts_with("sqlite:") {
            let sqlite = sqlite(&options.url)?;
            // The first to connect, since it makes the file.
            let with_cache = sqlite.clone().pragma("cache_size", WRITER_CACHE);
            let writer = Writer::open(&with_cache, watch.clone()).await?;
            let reads_only = sqlite.clone().pragma("query_only", "ON");
            let readers = Readers::open(&reads_only, READERS).await?;
            let mut connect = ConnectOptions::new(&options.url);
            connect.max_connections(1).map_sqlx_sqlite_opts(move |_| sqlite.clone());
            let migrations = Database::connect(connect).await?;
            Engine::Sqlite { migrations, readers, writer }
        } else {
            let patience = Patience::new(options.patience);
            let db = postgres::connect(&options.url, options.connections, &patience).await?;
            let migrations = postgres::connect_for_migrations(&options.url).await?;
            Engine::Postgres { migrations, db, patience }
        };
        Ok(Self { engine, watch, fence: None, survives: Survives::PowerCut })
    }

    /// A connection for migrations, which take place before anything else does.
    pub fn for_migrations(&self) -> &DatabaseConnection {
        match &self.engine {
            Engine::Sqlite { migrations, .. } | Engine::Postgres { migrations, .. } => migrations,
        }
    }

    /// The same store for whoever can do again what a power cut takes back: its commits survive a
    /// crash, and none takes place once `fence` no longer holds.
    #[must_use]
    pub fn for_owner(&self, fence: Option<Fence>) -> Self {
        Self { fence, survives: Survives::Crash, ..self.clone() }
    }

    /// The same store, whose commits survive that.
    #[must_use]
    pub fn surviving(&self, survives: Survives) -> Self {
        Self { survives, ..self.clone() }
    }

    /// Begins a transaction. On `PostgreSQL` every commit survives what the server is set to
    /// survive.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        Ok(Tx(match &self.engine {
            Engine::Sqlite { writer, .. } => Inner::Sqlite(writer.begin(self.survives).await?),
            Engine::Postgres { db, patience, .. } => {
                let tx = patience.wait(db.begin()).await?;
                if let Some(fence) = self.fence {
                    patience.wait(stand_before(&tx, fence)).await?;
                }
                Inner::Postgres(tx, patience.clone(), self.watch.clone())
            }
        }))
    }

    /// The connections to `PostgreSQL`, where that is what is behind this.
    pub fn postgres(&self) -> Option<&sqlx::PgPool> {
        match &self.engine {
            Engine::Sqlite { .. } => None,
            Engine::Postgres { db, .. } => Some(db.get_postgres_connection_pool()),
        }
    }

    /// What commits through this handle must hold.
    pub fn fence(&self) -> Option<Fence> {
        self.fence
    }

    /// Whether the store answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let nothing = Statement::from_string(DbBackend::Sqlite, "SELECT 1");
                readers.one(&nothing).await.map(drop)
            }
            Engine::Postgres { db, patience, .. } => patience.wait(db.ping()).await,
        }
    }

    /// Closes every connection. What is not committed is lost.
    pub async fn close(self) -> Result<(), DbErr> {
        match self.engine {
            Engine::Sqlite { migrations, readers, writer } => {
                migrations.close().await?;
                readers.close().await?;
                writer.close().await
            }
            Engine::Postgres { migrations, db, .. } => {
                migrations.close().await?;
                db.close().await
            }
        }
    }

    /// Where a statement alone goes. It is told on the way, without its values.
    async fn to(&self, statement: &Statement) -> Result<To<'_>, DbErr> {
        tracing::trace!(target: STATEMENTS, sql = statement.sql);
        let reads = statement.sql.get(..6).is_some_and(|verb| verb.eq_ignore_ascii_case("select"));
        Ok(match &self.engine {
            Engine::Sqlite { readers, .. } if reads => To::Readers(readers),
            Engine::Sqlite { writer, .. } => {
                let turn = writer.begin_lone(self.survives).await?;
                To::Transaction(Tx(Inner::Sqlite(turn)))
            }
            Engine::Postgres { db, patience, .. } if reads || self.fence.is_none() => {
                To::Server { db, patience, writes: !reads }
            }
            Engine::Postgres { .. } => To::Transaction(self.begin().await?),
        })
    }

    /// Tells of the commit that a statement alone was.
    fn told<T>(&self, writes: bool, outcome: Result<T, DbErr>) -> Result<T, DbErr> {
        if let (true, Ok(_), Some(watch)) = (writes, &outcome, &self.watch) {
            watch(COMMITTED);
        }
        outcome
    }
}

/// What is said when rows were changed by somebody else meanwhile.
fn overtaken() -> DbErr {
    DbErr::Custom("somebody else changed it meanwhile".to_owned())
}

/// Fails unless the fence holds, and has it hold until the transaction ends.
async fn stand_before(tx: &DatabaseTransaction, fence: Fence) -> Result<(), DbErr> {
    let sql = "SELECT 1 FROM partition WHERE number = $1 AND epoch = $2 FOR SHARE";
    let values = [fence.partition.into(), fence.epoch.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    match tx.query_one_raw(statement).await? {
        Some(_) => Ok(()),
        None => Err(DbErr::Custom(FENCED.to_owned())),
    }
}

/// Where a statement alone goes.
enum To<'a> {
    /// It reads from `SQLite`.
    Readers(&'a Readers),
    /// `PostgreSQL` takes it as it is.
    Server { db: &'a DatabaseConnection, patience: &'a Patience, writes: bool },
    /// It writes in a transaction of its own.
    Transaction(Tx),
}

fn sqlite(url: &str) -> Result<SqliteConnectOptions, DbErr> {
    use sqlx::ConnectOptions as _;
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(error.into())))?;
    Ok(options
        .disable_statement_logging()
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .foreign_keys(true))
}

/// A statement alone is a transaction of its own, if it writes.
#[async_trait::async_trait]
impl ConnectionTrait for Store {
    fn get_database_backend(&self) -> DbBackend {
        match &self.engine {
            Engine::Sqlite { .. } => DbBackend::Sqlite,
            Engine::Postgres { .. } => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self.to(&statement).await? {
            To::Readers(readers) => readers.execute(&statement).await,
            To::Server { db, patience, writes } => {
                self.told(writes, patience.wait(db.execute_raw(statement)).await)
            }
            To::Transaction(tx) => {
                let result = tx.execute_raw(statement).await?;
                tx.commit().await?;
                Ok(result)
            }
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.execute_raw(Statement::from_string(self.get_database_backend(), sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self.to(&statement).await? {
            To::Readers(readers) => readers.one(&statement).await,
            To::Server { db, patience, writes } => {
                self.told(writes, patience.wait(db.query_one_raw(statement)).await)
            }
            To::Transaction(tx) => {
                let row = tx.query_one_raw(statement).await?;
                tx.commit().await?;
                Ok(row)
            }
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self.to(&statement).await? {
            To::Readers(readers) => readers.all(&statement).await,
            To::Server { db, patience, writes } => {
                self.told(writes, patience.wait(db.query_all_raw(statement)).await)
            }
            To::Transaction(tx) => {
                let rows = tx.query_all_raw(statement).await?;
                tx.commit().await?;
                Ok(rows)
            }
        }
    }
}

/// Takes what is written without waiting for what comes of it.
pub trait Write: ConnectionTrait {
    /// Writes, at the latest with the commit. Where `rows` is given and another number of them is
    /// changed, this fails, or the commit does.
    fn write(
        &self,
        statement: Statement,
        rows: Option<u64>,
    ) -> impl Future<Output = Result<(), DbErr>> + Send;
}

async fn write_now(
    db: &impl ConnectionTrait,
    statement: Statement,
    rows: Option<u64>,
) -> Result<(), DbErr> {
    let changed = db.execute_raw(statement).await?.rows_affected();
    if rows.is_some_and(|rows| rows != changed) { Err(overtaken()) } else { Ok(()) }
}

impl Write for Store {
    async fn write(&self, statement: Statement, rows: Option<u64>) -> Result<(), DbErr> {
        write_now(self, statement, rows).await
    }
}

impl Write for Tx {
    async fn write(&self, statement: Statement, rows: Option<u64>) -> Result<(), DbErr> {
        match &self.0 {
            Inner::Sqlite(turn) => turn.write(statement, rows).await,
            Inner::Postgres(tx, patience, _) => {
                patience.wait(write_now(tx, statement, rows)).await?;
            }
        }
        Ok(())
    }
}

/// A transaction. Dropped without a commit, it changes nothing.
pub struct Tx(Inner);

enum Inner {
    Sqlite(Turn),
    Postgres(DatabaseTransaction, Patience, Option<Watch>),
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}

impl Tx {
    /// Commits. Once this is answered, it is kept.
    pub async fn commit(self) -> Result<(), DbErr> {
        match self.0 {
            Inner::Sqlite(turn) => turn.commit().await,
            Inner::Postgres(tx, patience, watch) => {
                patience.wait(tx.commit()).await?;
                if let Some(watch) = watch {
                    watch(COMMITTED);
                }
                Ok(())
            }
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        match &self.0 {
            Inner::Sqlite(_) => DbBackend::Sqlite,
            Inner::Postgres(..) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match &self.0 {
            Inner::Sqlite(turn) => turn.execute(&statement).await,
            Inner::Postgres(tx, patience, _) => patience.wait(tx.execute_raw(statement)).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.execute_raw(Statement::from_string(self.get_database_backend(), sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match &self.0 {
            Inner::Sqlite(turn) => turn.one(&statement).await,
            Inner::Postgres(tx, patience, _) => patience.wait(tx.query_one_raw(statement)).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match &self.0 {
            Inner::Sqlite(turn) => turn.all(&statement).await,
            Inner::Postgres(tx, patience, _) => patience.wait(tx.query_all_raw(statement)).await,
        }
    }
}
