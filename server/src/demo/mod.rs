//! The whole story on one machine: a server, a stand-in for Lever, and a mail catcher, each on a
//! port of its own. The server is the real one and knows nothing of being shown.

mod candidates;
mod once;
mod outside;

use std::{
    net::{Ipv4Addr, SocketAddr},
    num::{NonZeroU32, NonZeroU64},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use entities::vault::Vault;
use secrecy::SecretString;
use serde_json::Value;

pub use once::{PipelineSummary, Summary, play};
pub use outside::{
    LeverSummary, Mail, Outside, Room, RoomDisclosure, RoomQuestion, Seen, SeenFile,
    SeenOpportunity,
};

use crate::{SystemClock, SystemIds, config::Config, startup::Server};

/// The company of the demo: the one whose Lever the sandbox plays.
const COMPANY: &str = "Fernhill Robotics";
/// How often Lever is looked at, in seconds.
const LOOK_SECS: NonZeroU64 = NonZeroU64::new(15).unwrap();
/// Candidates who have applied when the demo starts.
const APPLICANTS: usize = 6;

/// How to start a demo.
#[derive(Clone, Debug)]
pub struct Options {
    /// The dashboard's port; 0 takes any free one.
    pub port: u16,
    /// Where the store is; `None`: a folder that is removed at the end.
    pub data: Option<PathBuf>,
    /// Postings in Lever's public JSON, a file or a folder; `None`: samples.
    pub postings: Option<PathBuf>,
    /// Requests a second, both the stand-in's limit and our pace; `None`: no limit.
    pub lever_rate: Option<NonZeroU32>,
    /// Candidates who have applied at the start.
    pub applicants: bool,
    /// Another store than `SQLite` in `data`.
    pub store: Option<SecretString>,
}

/// A running demo.
pub struct Demo {
    /// The server.
    pub server: Server,
    /// The stand-in for Lever.
    pub lever: sandbox::lever::Running,
    /// The mail catcher.
    pub mail: sandbox::mail::Running,
    outside: Outside,
    /// Removes its folder when dropped.
    _folder: Option<tempfile::TempDir>,
}

impl Demo {
    /// Starts all three and seeds postings.
    pub async fn start(options: &Options) -> anyhow::Result<Self> {
        crate::startup::install_tls();
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let lever = sandbox::lever::start(sandbox::lever::Options {
            bind: free,
            rate_per_second: options.lever_rate.map(NonZeroU32::get),
            public_url: None,
        })
        .await
        .context("start the Lever sandbox")?;
        let mail = sandbox::mail::start(sandbox::mail::Options { smtp: free, http: free })
            .await
            .context("start the mail catcher")?;
        let folder = match &options.data {
            Some(_) => None,
            None => Some(tempfile::tempdir().context("make a folder for the demo")?),
        };
        let data = match (&options.data, &folder) {
            (Some(data), _) => data.clone(),
            (None, Some(folder)) => folder.path().to_owned(),
            (None, None) => anyhow::bail!("there is no folder for the demo"),
        };
        std::fs::create_dir_all(&data).with_context(|| format!("make {}", data.display()))?;
        let config = config(options, &data, &lever, &mail)?;
        let server = Server::start(&config, Arc::new(SystemClock), Arc::new(SystemIds))
            .await
            .context("start the server; if its port is taken, `--port 0` takes any free one")?;
        let outside = Outside::new(&server.url, &lever.url(), &mail.url())?;
        match &options.postings {
            Some(path) => outside.seed(read_postings(path)?).await?,
            None => outside.seed_samples().await?,
        }
        let demo = Self { server, lever, mail, outside, _folder: folder };
        if options.applicants {
            demo.let_some_apply().await?;
        }
        Ok(demo)
    }

    async fn let_some_apply(&self) -> anyhow::Result<()> {
        let postings = self.outside.postings().await?;
        for number in 0..APPLICANTS {
            let Some(posting) = postings.get(number % postings.len().max(1)) else { break };
            let (name, email) = (candidates::name(number), candidates::email(number));
            self.outside.apply(posting, &name, &email).await?;
        }
        Ok(())
    }

    /// Stops all three.
    pub async fn stop(self) {
        self.server.stop().await;
        self.lever.stop().await;
        self.mail.stop().await;
    }
}

fn config(
    options: &Options,
    data: &Path,
    lever: &sandbox::lever::Running,
    mail: &sandbox::mail::Running,
) -> anyhow::Result<Config> {
    let mut config = Config::read(None)?;
    config.server.bind = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    config.server.public_url = String::new();
    let url = format!("sqlite://{}?mode=rwc", data.join("fulcrum.db").display());
    config.store.url = options.store.clone().unwrap_or_else(|| SecretString::from(url));
    config.secret.key = match options.data {
        // Kept with the data, so that the next start can read it.
        Some(_) => {
            config.secret.key = SecretString::default();
            config.secret.key_file = data.join("fulcrum.key").to_string_lossy().into_owned();
            config.key()?
        }
        None => Vault::fresh_key(),
    };
    let url = lever.url();
    config.lever.client_id = "fulcrum-demo".into();
    config.lever.client_secret = SecretString::from("fulcrum-demo-secret");
    config.lever.authorize_url = format!("{url}/authorize");
    config.lever.token_url = format!("{url}/oauth/token");
    config.lever.audience = format!("{url}/v1/");
    config.lever.api_root = format!("{url}/v1");
    config.lever.requests_per_second = options.lever_rate.unwrap_or(NonZeroU32::MAX);
    let burst =
        options.lever_rate.map(|rate| rate.saturating_mul(NonZeroU32::MIN.saturating_add(1)));
    config.lever.burst = burst.unwrap_or(NonZeroU32::MAX);
    // Whoever plays with faults wants to see them healed.
    config.lever.look_secs = LOOK_SECS;
    config.mail.smtp_url = SecretString::from(format!("smtp://{}", mail.smtp_addr()));
    config.mail.from = "interviews@fernhill.example".into();
    config.mail.reply_to = "recruiting@fernhill.example".into();
    // Everybody comes from this machine.
    config.limits.address_per_minute = NonZeroU32::MAX;
    config.limits.unknown_links_per_minute = NonZeroU32::MAX;
    config.tenant.name = COMPANY.into();
    config.tenant.admin_email = "priya@fernhill.example".into();
    config.tenant.admin_name = "Priya Raman".into();
    Ok(config)
}

/// Reads postings in Lever's public JSON: an array in a file, or every `.json` file of a folder.
fn read_postings(path: &Path) -> anyhow::Result<Vec<Value>> {
    let read = |path: &Path| -> anyhow::Result<Vec<Value>> {
        let text = std::fs::read(path).with_context(|| format!("read {}", path.display()))?;
        serde_json::from_slice(&text)
            .with_context(|| format!("{} is no array of postings", path.display()))
    };
    if !path.is_dir() {
        return read(path);
    }
    let mut files: Vec<_> = std::fs::read_dir(path)
        .with_context(|| format!("read {}", path.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    anyhow::ensure!(!files.is_empty(), "{} has no .json file", path.display());
    let mut postings = Vec::new();
    for file in files {
        postings.extend(read(&file)?);
    }
    Ok(postings)
}
