//! The store: reads, and transactions that are kept once their commit is answered.
//!
//! `SQLite` has one writer, whose waiting transactions are committed together; what reads never
//! waits for it. On `PostgreSQL` each transaction is its own, and the server groups them.
//! Knows: the two engines. Does not know: any table, or who reads and writes.

mod sqlite;

use std::{fmt, sync::Arc};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, ExecResult, QueryResult, Statement, TransactionTrait,
    sqlx::{
        self,
        sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};

use self::sqlite::{Turn, Writer};

/// After how long `PostgreSQL` ends a transaction in which nothing happens.
const IDLE_IN_TRANSACTION: &str = "3s";
/// Connections that read from `SQLite`.
const READERS: u32 = 4;

/// Told where the process is: after each commit, before whoever waits for it is; and, by others
/// than the store, around what is done outside of it.
pub type Watch = Arc<dyn Fn(&'static str) + Send + Sync>;

/// Told after each commit.
const COMMITTED: &str = "committed";

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
    Sqlite { readers: DatabaseConnection, writer: Writer },
    Postgres(DatabaseConnection),
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
            // The first to connect, since it makes the file.
            let writer = Database::connect(sqlite(&options.url, 1, false)).await?;
            let readers = Database::connect(sqlite(&options.url, READERS, true)).await?;
            Engine::Sqlite { readers, writer: Writer::new(writer, watch.clone()) }
        } else {
            let mut connect = ConnectOptions::new(&options.url);
            connect
                .sqlx_logging(false)
                .max_connections(options.connections)
                .map_sqlx_postgres_opts(|postgres| {
                    // A node that stands still in the middle of a transaction keeps nobody else
                    // from taking over for longer.
                    postgres.options([("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION)])
                });
            Engine::Postgres(Database::connect(connect).await?)
        };
        Ok(Self { engine, watch, fence: None, survives: Survives::PowerCut })
    }

    /// A connection for migrations, which take place before anything else does.
    pub fn for_migrations(&self) -> &DatabaseConnection {
        match &self.engine {
            Engine::Sqlite { writer, .. } => writer.connection(),
            Engine::Postgres(db) => db,
        }
    }

    /// The same store for whoever can do again what a power cut takes back: its commits survive a
    /// crash unless they say more, and none takes place once `fence` no longer holds.
    #[must_use]
    pub fn for_owner(&self, fence: Option<Fence>) -> Self {
        Self { fence, survives: Survives::Crash, ..self.clone() }
    }

    /// Begins a transaction. Its commit survives a power cut, unless this is the handle of an owner.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        self.begin_for(self.survives).await
    }

    /// Begins a transaction. On `PostgreSQL` every commit survives what the server is set to
    /// survive.
    pub async fn begin_for(&self, survives: Survives) -> Result<Tx, DbErr> {
        Ok(Tx(match &self.engine {
            Engine::Sqlite { writer, .. } => Inner::Sqlite(writer.begin(survives).await?),
            Engine::Postgres(db) => {
                let tx = db.begin().await?;
                if let Some(fence) = self.fence {
                    stand_before(&tx, fence).await?;
                }
                Inner::Postgres(tx, self.watch.clone())
            }
        }))
    }

    /// The connections to `PostgreSQL`, where that is what is behind this.
    pub fn postgres(&self) -> Option<&sqlx::PgPool> {
        match &self.engine {
            Engine::Sqlite { .. } => None,
            Engine::Postgres(db) => Some(db.get_postgres_connection_pool()),
        }
    }

    /// What commits through this handle must hold.
    pub fn fence(&self) -> Option<Fence> {
        self.fence
    }

    /// Whether the store answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.readers().ping().await
    }

    /// Closes every connection. What is not committed is lost.
    pub async fn close(self) -> Result<(), DbErr> {
        match self.engine {
            Engine::Sqlite { readers, writer } => {
                readers.close().await?;
                writer.close().await
            }
            Engine::Postgres(db) => db.close().await,
        }
    }

    fn readers(&self) -> &DatabaseConnection {
        match &self.engine {
            Engine::Sqlite { readers, .. } => readers,
            Engine::Postgres(db) => db,
        }
    }

    /// Where a statement alone goes.
    fn to(&self, statement: &Statement) -> To<'_> {
        let reads = statement.sql.get(..6).is_some_and(|verb| verb.eq_ignore_ascii_case("select"));
        match &self.engine {
            Engine::Sqlite { readers, .. } if reads => To::Readers(readers),
            Engine::Sqlite { .. } => To::Writer,
            Engine::Postgres(db) if reads => To::Readers(db),
            Engine::Postgres(_) if self.fence.is_some() => To::Writer,
            Engine::Postgres(db) => To::Server(db),
        }
    }

    /// Tells of the commit that a statement alone was.
    fn told<T>(&self, outcome: Result<T, DbErr>) -> Result<T, DbErr> {
        if let (Ok(_), Some(watch)) = (&outcome, &self.watch) {
            watch(COMMITTED);
        }
        outcome
    }
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
    /// It reads.
    Readers(&'a DatabaseConnection),
    /// It writes, and the server commits it.
    Server(&'a DatabaseConnection),
    /// It writes, and takes its turn on the writer.
    Writer,
}

fn sqlite(url: &str, connections: u32, reads_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .max_connections(connections)
        .min_connections(1)
        // A file does not go away like a server.
        .test_before_acquire(false)
        .map_sqlx_sqlite_pool_opts(|pool| pool.idle_timeout(None).max_lifetime(None))
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true);
            if reads_only { sqlite.pragma("query_only", "ON") } else { sqlite }
        });
    options
}

/// A statement alone is a transaction of its own, if it writes.
#[async_trait::async_trait]
impl ConnectionTrait for Store {
    fn get_database_backend(&self) -> DbBackend {
        self.readers().get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self.to(&statement) {
            To::Readers(db) => db.execute_raw(statement).await,
            To::Server(db) => self.told(db.execute_raw(statement).await),
            To::Writer => {
                let tx = self.begin().await?;
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
        match self.to(&statement) {
            To::Readers(db) => db.query_one_raw(statement).await,
            To::Server(db) => self.told(db.query_one_raw(statement).await),
            To::Writer => {
                let tx = self.begin().await?;
                let row = tx.query_one_raw(statement).await?;
                tx.commit().await?;
                Ok(row)
            }
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self.to(&statement) {
            To::Readers(db) => db.query_all_raw(statement).await,
            To::Server(db) => self.told(db.query_all_raw(statement).await),
            To::Writer => {
                let tx = self.begin().await?;
                let rows = tx.query_all_raw(statement).await?;
                tx.commit().await?;
                Ok(rows)
            }
        }
    }
}

/// A transaction. Dropped without a commit, it changes nothing.
pub struct Tx(Inner);

enum Inner {
    Sqlite(Turn),
    Postgres(DatabaseTransaction, Option<Watch>),
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
            Inner::Postgres(tx, watch) => {
                tx.commit().await?;
                if let Some(watch) = watch {
                    watch(COMMITTED);
                }
                Ok(())
            }
        }
    }

    fn inner(&self) -> Result<&DatabaseTransaction, DbErr> {
        match &self.0 {
            Inner::Sqlite(turn) => turn.tx(),
            Inner::Postgres(tx, _) => Ok(tx),
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
        self.inner()?.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner()?.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner()?.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner()?.query_all_raw(statement).await
    }
}
