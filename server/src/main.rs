//! The program `fulcrum`.

use std::{
    io::{IsTerminal, Read},
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

use actors::{Clock, Ids};
use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use secrecy::SecretString;
use serde_json::json;
use server::{
    SystemClock, SystemIds, audit, bounces,
    config::{self, Config, LogFormat},
    demo::{self, Demo},
    startup::{Server, open_store, open_store_of_server, sign_in_link},
    taxonomy,
};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Rows and statements are many small allocations, which take less time from this one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The self-hosted AI interviewer for Lever.
///
/// Settings: `fulcrum settings` prints every one with its default. They come from a file
/// (`--config`) and from the environment, which wins: `FULCRUM__SECTION__KEY`.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the server until it is told to stop.
    Serve(ServeArgs),
    /// Shows everything on this machine: the server, a stand-in for Lever, a mail catcher.
    Demo(DemoArgs),
    /// Runs the stand-in for Lever and the mail catcher alone.
    Sandbox(SandboxArgs),
    /// Prints a link that signs the first Super Admin in, once, within 24 hours.
    SignInLink(ServeArgs),
    /// Reads a mail server's report that a mail is late or cannot be delivered from standard input: for
    /// an alias that pipes reports here. A server may go on running.
    MailBounced(ServeArgs),
    /// Audit logs: who did or read what.
    #[command(subcommand)]
    Audit(Audit),
    /// Brings the store's schema up to date and ends.
    Migrate(ServeArgs),
    /// Takes in or forgets names of skills, so that more of what postings ask for is recognised.
    #[command(subcommand)]
    Taxonomy(TaxonomyCommand),
    /// Prints the admin API's schema.
    Schema,
    /// Prints every setting with its default.
    Settings,
}

#[derive(Debug, Subcommand)]
enum TaxonomyCommand {
    /// Adds files of O*NET (Occupation Data, Task Statements, Technology Skills, as text) or of ESCO
    /// (skills, as CSV).
    Import {
        #[command(flatten)]
        store: ServeArgs,
        /// The files; they are told by their first lines.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Deletes everything that was imported.
    Forget(ServeArgs),
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// A file of settings, in TOML.
    #[arg(long)]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Reads every log from its beginning, prints its head, and names the first entry of each that
    /// was changed, removed or added. Exits 1 when there is one, when a head is nowhere, or when there is
    /// no log at all. A server may go on running.
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
struct VerifyArgs {
    #[command(flatten)]
    serve: ServeArgs,
    /// A head that was printed earlier and kept elsewhere: it must be there still.
    #[arg(long)]
    head: Vec<String>,
}

#[derive(Debug, Args)]
struct DemoArgs {
    /// The dashboard's port; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Keep the store in this folder. Without: in one that is removed at the end.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Postings in Lever's public JSON: a file, or a folder of .json files. Without: samples.
    #[arg(long)]
    postings: Option<PathBuf>,
    /// Requests a second at the stand-in for Lever; Lever itself allows 10. Without: no limit.
    #[arg(long)]
    lever_rate: Option<NonZeroU32>,
    /// Use this store instead of a file, such as `postgres://user:password@host/database`.
    #[arg(long)]
    store: Option<SecretString>,
    /// Print the links as one line of JSON.
    #[arg(long)]
    json_links: bool,
    /// Play the candidates too, without a person, and end. Exits 1 when anything is missing.
    #[arg(long)]
    once: bool,
    /// With --once: how many candidates.
    #[arg(long, default_value_t = 10, requires = "once")]
    candidates: usize,
    /// With --once: where the PDFs go.
    #[arg(long, default_value = "fulcrum-reports", requires = "once")]
    out: PathBuf,
    /// With --once: print the summary as one JSON object.
    #[arg(long, requires = "once")]
    json: bool,
}

#[derive(Debug, Args)]
struct SandboxArgs {
    /// Lever's port; 0 takes any free one.
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// The mail catcher's page; 0 takes any free port.
    #[arg(long, default_value_t = 8082)]
    mail_port: u16,
    /// The mail catcher's SMTP port; 0 takes any free one.
    #[arg(long, default_value_t = 1025)]
    smtp_port: u16,
    /// Requests a second; Lever itself allows 10. Without: no limit.
    #[arg(long)]
    rate: Option<NonZeroU32>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = actix::System::new().block_on(run(cli.command));
    match ended {
        Ok(code) => code,
        Err(error) => {
            eprintln!("fulcrum: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(args) => serve(&args).await?,
        Command::Demo(args) if args.once => return play(args).await,
        Command::Demo(args) => show(args).await?,
        Command::Sandbox(args) => stand_in(&args).await?,
        Command::SignInLink(args) => {
            let config = Config::read(args.config.as_deref())?;
            let url = match config.server.public_url.as_str() {
                "" => format!("http://{}", config.server.bind),
                set => set.to_owned(),
            };
            // Of a running server only the store is needed, so it may go on running.
            let db = open_store_of_server(&config.store).await?;
            println!("{}", sign_in_link(&db, &SystemClock, &url).await?);
        }
        Command::MailBounced(args) => return mail_bounced(&args).await,
        Command::Audit(Audit::Verify(args)) => return verify(&args).await,
        Command::Migrate(args) => {
            open_store(&Config::read(args.config.as_deref())?.store, None).await?;
            println!("the store's schema is up to date");
        }
        Command::Taxonomy(TaxonomyCommand::Import { store, files }) => {
            let config = Config::read(store.config.as_deref())?;
            let db = open_store_of_server(&config.store).await?;
            for line in taxonomy::import(&db, &files, SystemClock.now()).await? {
                println!("{line}");
            }
        }
        Command::Taxonomy(TaxonomyCommand::Forget(args)) => {
            let config = Config::read(args.config.as_deref())?;
            let db = open_store_of_server(&config.store).await?;
            let forgotten = taxonomy::forget(&db).await?;
            println!("{}", if forgotten { "forgotten" } else { "nothing was imported" });
        }
        Command::Schema => print!("{}", graphql::sdl()),
        Command::Settings => print!("{}", config::DEFAULTS),
    }
    Ok(ExitCode::SUCCESS)
}

fn log(level: &str, format: LogFormat) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(level).context("`log.level` is no filter")?;
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match format {
        LogFormat::Text => logs.init(),
        LogFormat::Json => logs.json().init(),
    }
    Ok(())
}

async fn verify(args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let config = Config::read(args.serve.config.as_deref())?;
    let db = open_store_of_server(&config.store).await?;
    let found = audit::verify(&db, &args.head).await.context("read the audit logs")?;
    for line in &found.lines {
        println!("{line}");
    }
    Ok(if found.good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What tells a mail server that the same is to be tried again later (`EX_TEMPFAIL` of `sysexits.h`).
const TRY_AGAIN: u8 = 75;

async fn mail_bounced(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let mut report = Vec::new();
    // One byte more than is read of one tells that it is too large.
    let most = u64::try_from(bounces::REPORT_BYTES_MAX)? + 1;
    std::io::stdin().take(most).read_to_end(&mut report).context("read standard input")?;
    let kept = async {
        let config = Config::read(args.config.as_deref())?;
        let db = open_store_of_server(&config.store).await?;
        let (now, fresh) = (SystemClock.now(), SystemIds.fresh());
        let keeper = bounces::Keeper { db: &db, now, fresh, tenant_id: None };
        let (outcome, _) = bounces::take(keeper, &report).await?;
        anyhow::Ok(outcome)
    };
    match kept.await {
        Ok(outcome) => {
            println!("{}", outcome.words());
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("fulcrum: keep a delivery report: {error:#}");
            Ok(ExitCode::from(TRY_AGAIN))
        }
    }
}

async fn start(config: &Config) -> anyhow::Result<Server> {
    Server::start(config, Arc::new(SystemClock), Arc::new(SystemIds)).await
}

async fn serve(args: &ServeArgs) -> anyhow::Result<()> {
    let config = Config::read(args.config.as_deref())?;
    log(&config.log.level, config.log.format)?;
    let server = start(&config).await?;
    println!("Fulcrum runs at {}", server.url);
    if server.needs_first_sign_in().await? {
        println!("Sign in once with: {}", server.sign_in_link().await?);
    }
    stopped().await?;
    server.stop().await;
    Ok(())
}

async fn show(args: DemoArgs) -> anyhow::Result<()> {
    log("warn", LogFormat::Text)?;
    let demo = Demo::start(&demo::Options {
        port: args.port,
        data: args.data,
        postings: args.postings,
        lever_rate: args.lever_rate,
        applicants: true,
        store: args.store,
    })
    .await?;
    let dashboard = demo.server.sign_in_link().await?;
    let (lever, mail) = (demo.lever.url(), demo.mail.url());
    if args.json_links {
        let links = json!({ "dashboard": dashboard, "sandbox": lever, "mail": mail });
        println!("{links}");
    } else {
        println!(
            "\nFulcrum is running. Open these three pages:\n\n  \
             Dashboard     {dashboard}\n                (signs you in, once; later: {})\n  \
             Lever sandbox {lever}\n  Mail catcher  {mail}\n\n\
             Five minutes:\n  \
             1. Dashboard: Settings > Integrations > Lever > Connect to Lever, then Accept.\n  \
             2. Lever sandbox: move a candidate to On-site Interview.\n  \
             3. Mail catcher: open the invite and take the interview.\n  \
             4. Dashboard: Interviews shows the score and the report.\n     \
             Lever sandbox: the candidate has two tags, a note and a PDF.\n\n\
             Ctrl-C ends everything.",
            demo.server.url
        );
    }
    stopped().await?;
    demo.stop().await;
    Ok(())
}

async fn play(args: DemoArgs) -> anyhow::Result<ExitCode> {
    log("warn", LogFormat::Text)?;
    let demo = Demo::start(&demo::Options {
        port: 0,
        data: args.data,
        postings: args.postings,
        lever_rate: args.lever_rate,
        applicants: false,
        store: args.store,
    })
    .await?;
    let summary = demo::play(&demo, args.candidates, &args.out).await;
    demo.stop().await;
    let summary = summary?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&summary)?);
    } else {
        println!(
            "{} postings, {} candidates: {} invites, {} interviews, {} reports in {}, {} tags, \
             {} notes, {} files, in {} ms",
            summary.postings,
            summary.candidates,
            summary.invites_sent,
            summary.interviews_completed,
            summary.reports_rendered,
            args.out.display(),
            summary.tags_written,
            summary.notes_written,
            summary.files_uploaded,
            summary.wall_ms
        );
    }
    for error in &summary.errors {
        eprintln!("missing: {error}");
    }
    Ok(if summary.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn stand_in(args: &SandboxArgs) -> anyhow::Result<()> {
    let local = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    server::startup::install_tls();
    let lever = sandbox::lever::start(sandbox::lever::Options {
        bind: local(args.port),
        rate_per_second: args.rate.map(NonZeroU32::get),
        public_url: None,
    })
    .await?;
    let options =
        sandbox::mail::Options { smtp: local(args.smtp_port), http: local(args.mail_port) };
    let mail = sandbox::mail::start(options).await?;
    println!(
        "Lever sandbox {}\nMail catcher  {} (SMTP at {})\nCtrl-C ends both.",
        lever.url(),
        mail.url(),
        mail.smtp_addr()
    );
    stopped().await?;
    lever.stop().await;
    mail.stop().await;
    Ok(())
}

/// Waits for Ctrl-C or a request to end.
async fn stopped() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    eprintln!("stopping");
    Ok(())
}
