//! `PostgreSQL`, which has so long to answer and no longer.
//!
//! A server that vanishes without a word would hold whoever asks until the kernel gives up, which takes a
//! quarter of an hour; a connection on which nothing more comes is thrown away, not waited for.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbErr,
    sqlx::{self, Connection, PgConnection},
};
use tokio::time::timeout;

/// After how long `PostgreSQL` ends a transaction in which nothing happens.
const IDLE_IN_TRANSACTION: &str = "3s";
/// A connection that was not used for so long is tried before it is used.
const TRY_AFTER_IDLE: Duration = Duration::from_secs(1);
/// How long a trial takes at most.
const TRIAL: Duration = Duration::from_secs(5);
/// How much longer than the server, which gives a statement up by itself, it is waited for.
const ON_ITS_WAY: Duration = Duration::from_secs(1);

/// How long the server has for each statement.
#[derive(Clone)]
pub(super) struct Patience {
    most: Duration,
    /// Whether it ran out since the server last answered a trial.
    ran_out: Arc<AtomicBool>,
    /// When it last did: what was idle then is not tried any more, each for as long.
    ran_out_at: Arc<Mutex<Option<Instant>>>,
}

impl Patience {
    pub(super) fn new(most: Duration) -> Self {
        Self { most, ran_out: Arc::default(), ran_out_at: Arc::default() }
    }

    /// What is asked, unless the server is silent for too long. What it did of it is unknown then.
    pub(super) async fn wait<T>(
        &self,
        asked: impl Future<Output = Result<T, DbErr>>,
    ) -> Result<T, DbErr> {
        if let Ok(answer) = timeout(self.most + ON_ITS_WAY, asked).await {
            return answer;
        }
        self.note_silence();
        let seconds = self.most.as_secs();
        Err(DbErr::Custom(format!("PostgreSQL did not answer within {seconds} s")))
    }

    fn note_silence(&self) {
        self.ran_out.store(true, Ordering::Relaxed);
        *self.ran_out_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether a connection that was idle for so long was so when the server fell silent.
    fn is_suspect(&self, idle_for: Duration) -> bool {
        let ran_out_at = *self.ran_out_at.lock().unwrap_or_else(PoisonError::into_inner);
        ran_out_at.is_some_and(|at| idle_for >= at.elapsed())
    }

    /// Whether the server still answers on this connection. It has less time than for a statement: there is
    /// nothing to do.
    async fn answers(&self, connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
        let Ok(answer) = timeout(self.most.min(TRIAL), connection.ping()).await else {
            self.note_silence();
            return Err(sqlx::Error::PoolTimedOut);
        };
        answer?;
        self.ran_out.store(false, Ordering::Relaxed);
        Ok(true)
    }
}

/// Connections for all but migrations, which may take as long as they do.
pub(super) async fn connect(
    url: &str,
    connections: u32,
    patience: &Patience,
) -> Result<DatabaseConnection, DbErr> {
    let milliseconds = patience.most.as_millis().to_string();
    let (used, returned) = (patience.clone(), patience.clone());
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .max_connections(connections)
        .acquire_timeout(patience.most)
        .test_before_acquire(false)
        .map_sqlx_postgres_before_acquire(move |connection, of| {
            let patience = used.clone();
            Box::pin(async move {
                if patience.is_suspect(of.idle_for) {
                    return Ok(false);
                }
                let idle = of.idle_for >= TRY_AFTER_IDLE;
                if idle { patience.answers(connection).await } else { Ok(true) }
            })
        })
        .map_sqlx_postgres_pool_opts(move |pool| {
            let patience = returned.clone();
            pool.after_release(move |connection, _| {
                let patience = patience.clone();
                // The library tries each that is given back, and waits as long as that takes.
                Box::pin(async move {
                    let ran_out = patience.ran_out.load(Ordering::Relaxed);
                    if ran_out { patience.answers(connection).await } else { Ok(true) }
                })
            })
        })
        .map_sqlx_postgres_opts(move |postgres| {
            postgres.options([
                ("statement_timeout", milliseconds.as_str()),
                // A node that stands still in the middle of a transaction keeps nobody else from taking
                // over for longer.
                ("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION),
            ])
        });
    Database::connect(options).await
}

/// A connection for migrations, made when there are any.
pub(super) async fn connect_for_migrations(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1).idle_timeout(TRY_AFTER_IDLE).connect_lazy(true);
    Database::connect(options).await
}
