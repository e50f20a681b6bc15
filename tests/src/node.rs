//! Nodes as processes of their own, which tests kill, stop and start again.

use std::{
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    process::{Child, Command, Stdio},
    time::Duration,
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a node is started with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The program of a node: `env!("CARGO_BIN_EXE_node")`, which only tests know.
    pub program: &'static str,
    /// Where it listens; kept when it is started again.
    pub bind: SocketAddr,
    /// Further settings, `SECTION__KEY`.
    pub values: Vec<(String, String)>,
    /// What else is in its environment.
    pub environment: Vec<(String, String)>,
    /// The time of day at which its clock stands, in milliseconds since 1970; `None`: the clock is
    /// the machine's.
    pub now_ms: Option<i64>,
}

impl Settings {
    /// On a free port, over this store, beside these.
    pub fn new(program: &'static str, store: &str, lever: &str, smtp: SocketAddr) -> Self {
        let bind = Self::free();
        let values = [
            ("SERVER__WORKERS", "1".to_owned()),
            ("STORE__URL", store.to_owned()),
            ("STORE__CONNECTIONS", "6".to_owned()),
            ("SECRET__KEY", "5a".repeat(32)),
            ("LEVER__CLIENT_ID", "fulcrum-demo".to_owned()),
            ("LEVER__CLIENT_SECRET", "fulcrum-demo-secret".to_owned()),
            ("LEVER__AUTHORIZE_URL", format!("{lever}/authorize")),
            ("LEVER__TOKEN_URL", format!("{lever}/oauth/token")),
            ("LEVER__AUDIENCE", format!("{lever}/v1/")),
            ("LEVER__API_ROOT", format!("{lever}/v1")),
            ("LEVER__REQUESTS_PER_SECOND", u32::MAX.to_string()),
            ("LEVER__BURST", u32::MAX.to_string()),
            ("MAIL__SMTP_URL", format!("smtp://{smtp}")),
            ("MAIL__FROM", "interviews@fulcrum.example".to_owned()),
            // Until when it begins: never.
            ("MAIL__QUIET_UNTIL_HOUR", "21".to_owned()),
            ("TENANT__NAME", "Larkspur".to_owned()),
        ];
        let values = values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Self { program, bind, values, environment: Vec::new(), now_ms: None }
    }

    /// An address that is free now, and nobody else's soon: the system hands ports out in turns.
    pub fn free() -> SocketAddr {
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|listener| listener.local_addr())
            .expect("a port is free")
    }

    /// Sets one more.
    pub fn set(&mut self, key: &str, value: &str) {
        self.values.retain(|(there, _)| there != key);
        self.values.push((key.to_owned(), value.to_owned()));
    }
}

/// A node that runs, or ran.
#[derive(Debug)]
pub struct Node {
    child: Child,
    lines: UnboundedReceiver<String>,
    /// Where it is reached.
    pub url: String,
}

/// A node is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone;

impl Node {
    /// Starts one, which dies at the `dies_at`th place that it passes.
    pub async fn start(settings: &Settings, dies_at: Option<u64>) -> Result<Self, Gone> {
        let mut command = Command::new(settings.program);
        command.env("FULCRUM__SERVER__BIND", settings.bind.to_string());
        // Unless it is one of several behind an address of their own.
        command.env("FULCRUM__SERVER__PUBLIC_URL", format!("http://{}", settings.bind));
        for (key, value) in &settings.values {
            command.env(format!("FULCRUM__{key}"), value);
        }
        command.envs(settings.environment.iter().map(|(key, value)| (key, value)));
        if let Some(now_ms) = settings.now_ms {
            command.env("NODE_NOW", now_ms.to_string());
        }
        if let Some(place) = dies_at {
            command.env("NODE_DIES_AT", place.to_string());
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program of a node runs");
        let output = child.stdout.take().expect("it is piped");
        let (told, lines) = unbounded_channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if told.send(line).is_err() {
                    return;
                }
            }
        });
        let mut node = Self { child, lines, url: format!("http://{}", settings.bind) };
        match node.line("ready").await {
            Ok(_) => Ok(node),
            Err(gone) => {
                drop(node.child.wait());
                Err(gone)
            }
        }
    }

    /// The rest of the next line that begins with this word.
    async fn line(&mut self, word: &str) -> Result<String, Gone> {
        loop {
            let line = tokio::time::timeout(PATIENCE, self.lines.recv()).await;
            let line = line.unwrap_or_else(|_| panic!("the node does not say \"{word}\""));
            if let Some(rest) = line.ok_or(Gone)?.strip_prefix(word) {
                return Ok(rest.trim().to_owned());
            }
        }
    }

    async fn ask(&mut self, line: &str, word: &str) -> Result<String, Gone> {
        let input = self.child.stdin.as_mut().ok_or(Gone)?;
        writeln!(input, "{line}").map_err(|_| Gone)?;
        self.line(word).await
    }

    /// Has it die at the nth place that it passes from now on; 0: at none.
    pub async fn arm(&mut self, place: u64) -> Result<(), Gone> {
        self.ask(&format!("arm {place}"), "armed").await.map(drop)
    }

    /// How many places it passed.
    pub async fn passed(&mut self) -> Result<u64, Gone> {
        let said = self.ask("passed", "passed").await?;
        let number = said.split(' ').next().and_then(|number| number.parse().ok());
        Ok(number.expect("it says how many"))
    }

    /// Moves its clock; the time of day then, in milliseconds since 1970.
    pub async fn advance(&mut self, by: chrono::Duration) -> Result<i64, Gone> {
        let said = self.ask(&format!("advance {}", by.num_seconds()), "advanced").await?;
        Ok(said.parse().expect("it says when"))
    }

    /// A link that signs the Super Admin in.
    pub async fn sign_in_link(&mut self) -> Result<String, Gone> {
        self.ask("sign-in", "link").await
    }

    /// How many actors are awake.
    pub async fn awake(&mut self) -> Result<usize, Gone> {
        Ok(self.ask("awake", "awake").await?.parse().expect("it says how many"))
    }

    /// How many partitions it owns.
    pub async fn partitions(&mut self) -> Result<usize, Gone> {
        Ok(self.ask("partitions", "partitions").await?.parse().expect("it says how many"))
    }

    /// Whether its process still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Its process, for whoever looks at it from outside.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    fn signal(&self, signal: Signal) {
        let process = i32::try_from(self.child.id()).expect("process ids are small");
        // It may be gone, which is as good.
        if kill(Pid::from_raw(process), signal).is_err() {
            eprintln!("process {process} is gone");
        }
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.signal(Signal::SIGKILL);
        drop(self.child.wait());
    }

    /// Has it stand still, as a machine that is put to sleep does.
    pub fn freeze(&self) {
        self.signal(Signal::SIGSTOP);
    }

    /// Has it go on.
    pub fn thaw(&self) {
        self.signal(Signal::SIGCONT);
    }

    /// Has it stop in its own time.
    pub async fn stop(mut self) {
        drop(self.ask("stop", "stopped").await);
        drop(self.child.wait());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if self.runs() {
            self.signal(Signal::SIGKILL);
            drop(self.child.wait());
        }
    }
}
