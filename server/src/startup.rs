//! Starts and stops a server: store, actors, routes.

use std::{fs::File, net::TcpListener, path::Path, sync::Arc};

use actix::Addr;
use actix_web::{App, HttpServer, dev::ServerHandle, middleware, web};
use actors::zone::QuietHours;
use actors::{Clock, Directory, Ids, LanguageModel, Links, Means, Ownership, RootActor};
use anyhow::Context;
use chrono::Duration;
use entities::{
    audit_entry::{self, Act, Actor},
    ids::{OperatorId, TenantId},
    operator, operator_identity, sign_in_link,
    store::{self, Store},
    tenant,
    vault::{Vault, random_token},
};
use graphql::session::{CompanySignIn, SignIns};
use interviewer::{Model, Speech};
use secrecy::ExposeSecret;
use serde_json::json;
use tokio::sync::watch;

use crate::{
    config::{self, Config, Unreachable},
    intake::Intake,
    limits::Limits,
    openid::{self, OpenId},
    outside, routes, taxonomy,
};

/// How long a one-time sign-in link may be used.
const SIGN_IN_LINK_HOURS: i64 = 24;

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// Where it is reached.
    pub url: String,
    /// What its actors work with.
    pub means: Means,
    root: Addr<RootActor>,
    /// Held as long as this is the one server of an `SQLite` store.
    _alone: Option<File>,
    http: ServerHandle,
    /// Tells sockets that the server stops.
    stopping: watch::Sender<bool>,
    stop_grace: std::time::Duration,
}

/// Installs the TLS implementation of the whole program; harmless when done twice.
pub fn install_tls() {
    // The error says that there is one already, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
}

/// Opens the store and brings its schema up to date.
pub async fn open_store(
    config: &config::Store,
    watch: Option<store::Watch>,
) -> anyhow::Result<Store> {
    let store = open(config, watch).await?;
    migrations::bring_up_to_date(store.for_migrations())
        .await
        .context("bring the store's schema up to date")?;
    Ok(store)
}

/// Opens the store of a server, which may be running: its schema is not touched.
pub async fn open_store_of_server(config: &config::Store) -> anyhow::Result<Store> {
    let store = open(config, None).await?;
    let ready = migrations::is_up_to_date(store.for_migrations())
        .await
        .context("read which version the store's schema is of")?;
    anyhow::ensure!(
        ready,
        "the store at `store.url` is new, or of an earlier version: check the settings (`--config`), \
         and start the server there or run `fulcrum migrate` first"
    );
    Ok(store)
}

async fn open(config: &config::Store, watch: Option<store::Watch>) -> anyhow::Result<Store> {
    let options = store::Options {
        url: config.url.expose_secret().to_owned(),
        connections: config.connections,
        patience: std::time::Duration::from_secs(config.timeout_secs.get()),
        watch,
    };
    Store::open(options).await.context("open the store at `store.url`")
}

/// Makes sure that no other server works on the same `SQLite` store: nothing there tells them
/// apart. The system lets go of it when the process ends, however it ends.
fn be_alone(url: &str) -> anyhow::Result<Option<File>> {
    let Some(address) = url.strip_prefix("sqlite:") else { return Ok(None) };
    let path = address.trim_start_matches("//").split('?').next().unwrap_or_default();
    if path.is_empty() || path.starts_with(':') {
        return Ok(None);
    }
    let path = format!("{path}.lock");
    let file = File::create(&path).with_context(|| format!("make {path}"))?;
    file.try_lock().with_context(|| {
        format!(
            "another server works on this store ({path} is locked): stop it first, or use \
             PostgreSQL, which several servers can share"
        )
    })?;
    Ok(Some(file))
}

impl Server {
    /// Starts everything. Must be called inside an actix system.
    pub async fn start(
        config: &Config,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> anyhow::Result<Self> {
        Self::start_watched(config, clock, ids, None).await
    }

    /// The same, with somebody who is told of each commit, and of what is done outside.
    pub async fn start_watched(
        config: &Config,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        watch: Option<store::Watch>,
    ) -> anyhow::Result<Self> {
        install_tls();
        routes::metrics::install();
        let alone = be_alone(config.store.url.expose_secret())?;
        let db = open_store(&config.store, watch.clone()).await?;
        let listener = TcpListener::bind(config.server.bind)
            .with_context(|| format!("listen on {} (`server.bind`)", config.server.bind))?;
        let url = match config.server.public_url.as_str() {
            "" => format!("http://{}", listener.local_addr()?),
            set => set.trim_end_matches('/').to_owned(),
        };
        let ownership = Ownership::join(&db).await.context("join the nodes on the store")?;
        let means = means(config, db, &url, clock, ids, ownership).await?;
        let means = Means { watch, ..means };
        ensure_first_tenant(&means, &config.tenant).await?;
        let root = actors::start(means.clone());
        let sign_ins = Arc::new(SignIns::new(company_sign_in(&config.openid)));
        let documents = config.graphql.documents()?;
        let api =
            graphql::Api::new(means.clone(), config.graphql.limits(), documents, sign_ins.clone())
                .context("read the schema of the admin API back")?;
        let api = web::Data::new(api);
        let sign_ins = web::Data::from(sign_ins);
        let callback = means.links.to(openid::CALLBACK);
        let provider = OpenId::new(&config.openid, callback, means.lever.http.clone())
            .context("use the settings of `openid`")?;
        let provider = web::Data::new(provider);
        let gate = routes::graphql::Gate::new(&config.graphql);
        let (stopping, stops) = watch::channel(false);
        let sockets = web::Data::new(routes::socket::Sockets::new(stops));
        let proxies = web::Data::new(routes::Proxies(config.server.proxies));
        let limits = web::Data::new(Limits::new(&config.limits));
        let bounces = config.mail.bounce_secret.clone();
        let bounces = web::Data::new(routes::bounced::BounceSecret(bounces));
        let data = web::Data::new(means.clone());
        let http = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                // One for each thread, whose requests share commits.
                .app_data(web::Data::new(Intake::start(data.get_ref().clone())))
                .app_data(api.clone())
                .app_data(proxies.clone())
                .app_data(limits.clone())
                .app_data(provider.clone())
                .app_data(sign_ins.clone())
                .app_data(bounces.clone())
                .app_data(sockets.clone())
                .wrap(routes::security_headers())
                .wrap(middleware::Compress::default())
                .configure(|app| routes::configure(app, &gate))
        })
        .workers(config.server.workers)
        .shutdown_timeout(config.server.stop_grace_secs)
        .disable_signals()
        .listen(listener)?
        .run();
        let handle = http.handle();
        actix::spawn(http);
        // The first report would otherwise wait for fonts and library.
        drop(tokio::task::spawn_blocking(reports::warm_up));
        let stop_grace = std::time::Duration::from_secs(config.server.stop_grace_secs);
        Ok(Self { url, means, root, _alone: alone, http: handle, stopping, stop_grace })
    }

    /// Lets turns end, stops answering, lets actors go. In this order: a connection that a thread of the
    /// HTTP server opened ends with it, also for the turn that uses it.
    pub async fn stop(self) {
        self.stopping.send_replace(true);
        drop(self.root);
        if !self.means.directory.quiesce(self.stop_grace).await {
            // Harmless: what was not committed is done again at the next start.
            tracing::warn!("stopped before every turn had ended");
        }
        self.http.stop(true).await;
        self.means.directory.ownership().leave().await;
        if let Err(error) = self.means.db.close().await {
            tracing::warn!(%error, "close the store");
        }
    }

    /// A link that signs the first Super Admin in, once.
    pub async fn sign_in_link(&self) -> anyhow::Result<String> {
        sign_in_link(&self.means.db, &*self.means.clock, &self.url).await
    }

    /// Whether the first Super Admin has neither set a password nor come by the company's account yet,
    /// so that a one-time link is the only way in.
    pub async fn needs_first_sign_in(&self) -> anyhow::Result<bool> {
        let db = &self.means.db;
        let Some(operator) = operator::across_tenants_any(db).await? else { return Ok(true) };
        let identities =
            operator_identity::of_operator(db, (operator.tenant_id, operator.id)).await?;
        Ok(operator.password_hash.is_none() && identities.is_empty())
    }
}

/// A link that signs the first Super Admin in, once, at the server that runs at `url`.
pub async fn sign_in_link(db: &Store, clock: &dyn Clock, url: &str) -> anyhow::Result<String> {
    let operator = operator::across_tenants_any(db)
        .await?
        .context("there is no operator yet: start the server once with `fulcrum serve`")?;
    let token = random_token();
    let ends = clock.now() + Duration::hours(SIGN_IN_LINK_HOURS);
    let tx = db.begin().await?;
    sign_in_link::create(&tx, &token, (operator.tenant_id, operator.id), ends).await?;
    let act = Act {
        actor: Actor::System,
        action: "makeSignInLink".to_owned(),
        subject: operator.id.to_string(),
        details: json!({"expires_at": ends}),
    };
    audit_entry::append(&tx, operator.tenant_id, act, clock.now()).await?;
    tx.commit().await?;
    Ok(format!("{}/sign-in/{token}", url.trim_end_matches('/')))
}

/// Signing in by the company's own accounts, as its people see it.
fn company_sign_in(config: &config::OpenId) -> Option<CompanySignIn> {
    let (name, only) = (config.name.clone(), config.only);
    config.is_set().then_some(CompanySignIn { name, path: openid::PATH, only })
}

async fn means(
    config: &Config,
    db: Store,
    url: &str,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    ownership: Ownership,
) -> anyhow::Result<Means> {
    let vault = Vault::new(&config.key()?).context("use `secret.key` or `secret.key_file`")?;
    let links = Links::new(url);
    let lever = &config.lever;
    let app = lever::oauth::App {
        authorize_url: lever.authorize_url.clone(),
        token_url: lever.token_url.clone(),
        audience: lever.audience.clone(),
        client_id: lever.client_id.clone(),
        client_secret: lever.client_secret.clone(),
        redirect_uri: links.to("/oauth/lever/callback"),
    };
    let http = lever::http_client().context("make the HTTP client")?;
    let api_root = lever.api_root.clone();
    let allowed = actors::outbox::Allowed {
        per_second: lever.requests_per_second,
        burst: lever.burst,
        look_every: std::time::Duration::from_secs(lever.look_secs.get()),
    };
    let lever = actors::outbox::Lever::new(http, app, api_root, lever.pkce, allowed);
    let mail = &config.mail;
    let reply_to = Some(mail.reply_to.as_str()).filter(|address| !address.is_empty());
    let mailer = actors::outbox::Mailer::new(mail.smtp_url.expose_secret(), &mail.from, reply_to)?
        .with_quiet_hours(mail.quiet_hours().unwrap_or(QuietHours::NONE));
    let mailer = match mail.templates_dir.as_str() {
        "" => mailer,
        folder => mailer.with_templates(Path::new(folder))?,
    };
    let mailer = match mail.return_path.as_str() {
        "" => mailer,
        address => mailer.with_return_path(address)?,
    };
    let model = Model::new(&config.model.settings())?.map(|model| {
        let rules_stand_in = config.model.unreachable == Unreachable::Rules;
        Arc::new(LanguageModel { model, rules_stand_in })
    });
    let speech = Speech::new(&config.speech.settings())?.map(Arc::new);
    let outside =
        outside::of(config, model.as_deref().map(|there| &there.model), speech.as_deref());
    let skills = taxonomy::finder(&db).await?;
    Ok(Means {
        db,
        clock,
        ids,
        vault: Arc::new(vault),
        directory: Directory::new(ownership),
        links,
        lever: Arc::new(lever),
        mailer: Arc::new(mailer),
        model,
        speech,
        outside: Arc::new(outside),
        skills: Arc::new(skills),
        watch: None,
    })
}

/// On first start: the company and its Super Admin.
async fn ensure_first_tenant(means: &Means, config: &config::Tenant) -> anyhow::Result<()> {
    if operator::across_tenants_any(&means.db).await?.is_some() {
        return Ok(());
    }
    let now = means.clock.now();
    let tenant_id = TenantId(means.ids.fresh());
    let tx = means.db.begin().await?;
    tenant::across_tenants_lock_first(&tx).await?;
    if operator::across_tenants_any(&tx).await?.is_some() {
        // Another node was faster.
        return Ok(());
    }
    tenant::create(&tx, tenant_id, &config.name, now).await?;
    operator::create(
        &tx,
        (tenant_id, OperatorId(means.ids.fresh())),
        &config.admin_email,
        &config.admin_name,
        operator::Role::SuperAdmin,
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
