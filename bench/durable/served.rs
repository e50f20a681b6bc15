//! The server under test: the program itself, as a process of its own, with the settings that
//! users get but for where it listens, stores, and finds Lever and the mail server.

use std::{
    fs::{self, File},
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{outside::Outside, seed::KEY, wire::Wire};

/// Of `/proc/<pid>/stat`, on Linux everywhere.
const TICKS_PER_SECOND: u64 = 100;
const READY_MAX: Duration = Duration::from_mins(1);
const ASK_EVERY: Duration = Duration::from_millis(2);

/// How a server is started, again if need be.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) program: PathBuf,
    pub(crate) store: String,
    pub(crate) bind: SocketAddr,
    /// Of the first node, where there are several.
    pub(crate) public_url: String,
    pub(crate) lever: SocketAddr,
    pub(crate) smtp: SocketAddr,
    /// Takes the logs.
    pub(crate) folder: PathBuf,
}

/// A running server; it is killed when this is dropped.
pub(crate) struct Served {
    child: Child,
    bind: SocketAddr,
    begun: Instant,
}

impl Settings {
    /// `outside` is what the server finds there as Lever and as its mail server.
    pub(crate) fn new(program: &Path, store: &str, place: &Place, outside: &Outside) -> Self {
        Self {
            program: program.to_owned(),
            store: store.to_owned(),
            bind: place.bind,
            public_url: place.url(),
            lever: outside.lever,
            smtp: outside.smtp,
            folder: place.folder.path().to_owned(),
        }
    }

    /// Starts it, without waiting until it answers.
    pub(crate) fn spawn(&self) -> io::Result<Served> {
        let lever = format!("http://{}", self.lever);
        let log = File::options()
            .append(true)
            .create(true)
            .open(self.folder.join(format!("{}.log", self.bind.port())))?;
        let begun = Instant::now();
        let child = Command::new(&self.program)
            .arg("serve")
            .current_dir(&self.folder)
            .env("FULCRUM__SERVER__BIND", self.bind.to_string())
            .env("FULCRUM__SERVER__PUBLIC_URL", &self.public_url)
            .env("FULCRUM__STORE__URL", &self.store)
            .env("FULCRUM__SECRET__KEY", KEY)
            .env("FULCRUM__LEVER__CLIENT_ID", "bench")
            .env("FULCRUM__LEVER__CLIENT_SECRET", "bench-secret")
            .env("FULCRUM__LEVER__AUTHORIZE_URL", format!("{lever}/authorize"))
            .env("FULCRUM__LEVER__TOKEN_URL", format!("{lever}/oauth/token"))
            .env("FULCRUM__LEVER__AUDIENCE", format!("{lever}/v1/"))
            .env("FULCRUM__LEVER__API_ROOT", format!("{lever}/v1"))
            // This Lever has no limit, so none of its is tested here.
            .env("FULCRUM__LEVER__REQUESTS_PER_SECOND", u32::MAX.to_string())
            .env("FULCRUM__LEVER__BURST", u32::MAX.to_string())
            // Every candidate of the bench comes from this machine.
            .env("FULCRUM__LIMITS__ADDRESS_PER_MINUTE", u32::MAX.to_string())
            .env("FULCRUM__LIMITS__UNKNOWN_LINKS_PER_MINUTE", u32::MAX.to_string())
            .env("FULCRUM__MAIL__SMTP_URL", format!("smtp://{}", self.smtp))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        Ok(Served { child, bind: self.bind, begun })
    }

    /// Starts it and waits until it says that it can work; and how long that took.
    pub(crate) async fn start(&self) -> io::Result<(Served, Duration)> {
        let mut served = self.spawn()?;
        let took = served.ready().await?;
        Ok((served, took))
    }
}

/// Where a server runs: a port that was free, and a folder that is removed afterwards.
pub(crate) struct Place {
    pub(crate) bind: SocketAddr,
    pub(crate) folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("fulcrum-bench-").tempdir()?;
        Ok(Self { bind: free()?, folder })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.bind)
    }

    /// A file for an SQLite store.
    pub(crate) fn sqlite(&self) -> String {
        format!("sqlite://{}?mode=rwc", self.folder.path().join("fulcrum.db").display())
    }
}

/// An address that nobody listens on.
pub(crate) fn free() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

impl Served {
    /// Any process of the bench's that serves.
    pub(crate) fn of(child: Child, bind: SocketAddr) -> Self {
        Self { child, bind, begun: Instant::now() }
    }

    /// Waits until `/readyz` says so; how long that took since the start.
    pub(crate) async fn ready(&mut self) -> io::Result<Duration> {
        loop {
            if let Ok(mut wire) = Wire::connect(self.bind).await
                && let Ok(200) = wire.ask(b"GET /readyz HTTP/1.1\r\nhost: bench\r\n\r\n").await
            {
                return Ok(self.begun.elapsed());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(io::Error::other(format!("the server ended: {status}")));
            }
            if self.begun.elapsed() > READY_MAX {
                return Err(io::Error::other("the server does not become ready"));
            }
            tokio::time::sleep(ASK_EVERY).await;
        }
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// How long its threads have worked so far.
    pub(crate) fn worked(&self) -> Duration {
        worked(&self.child.id().to_string())
    }

    /// Bytes of memory in use, without the pages of files that it shares.
    pub(crate) fn memory_bytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kib.unwrap_or_default() * 1024
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.kill().unwrap_or_default();
    }
}

/// How long the threads of a process have worked so far; `self` for this one.
pub(crate) fn worked(process: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the name, which is in parentheses and may have blanks.
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = behind.split_whitespace().collect();
    let ticks: u64 =
        [11, 12].iter().filter_map(|field| fields.get(*field)?.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND)
}
