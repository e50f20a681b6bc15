//! Settings: the defaults file, then a file of the operator's, then the environment. Unknown keys
//! and unsafe pairs stop the start with one clear line.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    net::SocketAddr,
    num::{NonZeroU32, NonZeroU64, NonZeroUsize},
    path::Path,
};

use actors::zone::QuietHours;
use anyhow::Context;
use entities::{operator::Role, vault::Vault};
use figment::{
    Figment,
    error::Kind,
    providers::{Env, Format, Toml},
};
use interviewer::{ModelKind, ModelSettings, SpeechSettings};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// Every setting with its default and a comment.
pub const DEFAULTS: &str = include_str!("../../config.default.toml");

/// Least of `graphql.complexity_max`: signing in counts as 11000, so that one query tries one
/// password.
const COMPLEXITY_MIN: usize = 12_000;

/// Fewest characters of `mail.bounce_secret`.
const BOUNCE_SECRET_MIN: usize = 16;

/// All settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen.
    pub server: Server,
    /// Where to store.
    pub store: Store,
    /// The key.
    pub secret: Secret,
    /// Lever.
    pub lever: Lever,
    /// Mail.
    pub mail: Mail,
    /// The language model, if any.
    pub model: Model,
    /// The speech endpoint, if any.
    pub speech: Speech,
    /// The first company.
    pub tenant: Tenant,
    /// Its own accounts.
    pub openid: OpenId,
    /// Whom companies may have this server speak to.
    pub outbound: Outbound,
    /// The admin API.
    pub graphql: Graphql,
    /// How often the candidate's pages may ask.
    pub limits: Limits,
    /// Logs.
    pub log: Log,
}

/// Where to listen.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address and port.
    pub bind: SocketAddr,
    /// How browsers and Lever reach it; empty: `http://` and `bind`.
    pub public_url: String,
    /// Threads that answer requests.
    pub workers: usize,
    /// How many proxies stand in front.
    pub proxies: usize,
    /// How long requests in hand may take when stopping, in seconds.
    pub stop_grace_secs: u64,
}

/// Where to store.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Store {
    /// `sqlite://…` or `postgres://…`.
    pub url: SecretString,
    /// A file with it.
    pub url_file: String,
    /// Most connections to `PostgreSQL`.
    pub connections: u32,
    /// How long `PostgreSQL` has to answer a statement, in seconds.
    pub timeout_secs: NonZeroU64,
}

/// The key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secret {
    /// 64 hexadecimal digits.
    pub key: SecretString,
    /// Where it is when `key` is empty; made on first start.
    pub key_file: String,
}

/// Lever.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lever {
    /// As registered.
    pub client_id: String,
    /// As registered.
    pub client_secret: SecretString,
    /// A file with it.
    pub client_secret_file: String,
    /// Which Lever, where no other addresses are set.
    pub environment: Environment,
    /// Consent page.
    pub authorize_url: String,
    /// Token address.
    pub token_url: String,
    /// Which API the tokens are for.
    pub audience: String,
    /// Root of the API.
    pub api_root: String,
    /// Whether authorization codes are bound to this server.
    pub pkce: bool,
    /// What Lever allows per account.
    pub requests_per_second: NonZeroU32,
    /// How much of it at once.
    pub burst: NonZeroU32,
    /// How often Lever is looked at without an event, in seconds.
    pub look_secs: NonZeroU64,
}

/// Lever's own environments (documentation, "Authentication", read 2026-08-26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Where companies hire; also for accounts in the EU.
    Production,
    /// Test accounts.
    Sandbox,
}

impl Lever {
    /// The addresses in the order consent page, tokens, audience, API.
    fn addresses(&mut self) -> [&mut String; 4] {
        [&mut self.authorize_url, &mut self.token_url, &mut self.audience, &mut self.api_root]
    }

    /// Fills the addresses in by the environment, unless others are set.
    fn resolve(&mut self) -> Result<(), Error> {
        let of_environment = match self.environment {
            Environment::Production => [
                "https://auth.lever.co/authorize",
                "https://auth.lever.co/oauth/token",
                "https://api.lever.co/v1/",
                "https://api.lever.co/v1",
            ],
            Environment::Sandbox => [
                "https://sandbox-lever.auth0.com/authorize",
                "https://sandbox-lever.auth0.com/oauth/token",
                "https://api.sandbox.lever.co/v1/",
                "https://api.sandbox.lever.co/v1",
            ],
        };
        let addresses = self.addresses();
        match addresses.iter().filter(|address| address.is_empty()).count() {
            0 => {}
            4 => {
                for (address, known) in addresses.into_iter().zip(of_environment) {
                    known.clone_into(address);
                }
            }
            _ => {
                return Err(Error::Unsafe(
                    "`lever.authorize_url`, `lever.token_url`, `lever.audience` and \
                     `lever.api_root` go together: set all four, or none and \
                     `lever.environment`",
                ));
            }
        }
        Ok(())
    }
}

/// Mail.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The mail server.
    pub smtp_url: SecretString,
    /// A file with it.
    pub smtp_url_file: String,
    /// Who mails come from.
    pub from: String,
    /// Who reads replies; empty: the same.
    pub reply_to: String,
    /// Where reports of bounces go; empty: where mails come from.
    pub return_path: String,
    /// By what reports of bounces are taken over HTTP; empty: by API tokens only.
    pub bounce_secret: SecretString,
    /// A file with it.
    pub bounce_secret_file: String,
    /// Templates and words in place of those compiled in; empty: none.
    pub templates_dir: String,
    /// From which hour of the day on nobody is reminded.
    pub quiet_from_hour: u8,
    /// Until which.
    pub quiet_until_hour: u8,
    /// The zone of candidates whose own is not known.
    pub zone: String,
}

impl Mail {
    /// When nobody is reminded; `None` if it is set to no hours of the day, or to no zone.
    pub fn quiet_hours(&self) -> Option<QuietHours> {
        QuietHours::new(self.quiet_from_hour, self.quiet_until_hour, &self.zone)
    }
}

/// The language model, if any.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Whose way of speaking the endpoint has.
    pub kind: ModelKind,
    /// Where it is; empty: the provider's own.
    pub url: String,
    /// The model's id.
    pub name: String,
    /// May be empty where the endpoint wants none.
    pub key: SecretString,
    /// A file with it.
    pub key_file: String,
    /// How often each answer is rated.
    pub runs: u8,
    /// How long one request may take, in seconds.
    pub timeout_secs: u64,
    /// Sampling temperature; `None` leaves it to the provider.
    pub temperature: Option<f64>,
    /// What is done when the model cannot be asked.
    pub unreachable: Unreachable,
}

impl Model {
    /// As the interviewer takes it.
    pub fn settings(&self) -> ModelSettings {
        ModelSettings {
            kind: self.kind,
            url: self.url.clone(),
            name: self.name.clone(),
            key: self.key.clone(),
            runs: self.runs,
            timeout_secs: self.timeout_secs,
            temperature: self.temperature,
        }
    }
}

/// What is done when the model cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unreachable {
    /// It is asked again later, a limited number of times.
    Wait,
    /// The rules take its place, and what they made says so.
    Rules,
}

/// The speech endpoint, if any.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speech {
    /// Where it is; empty: there is none.
    pub url: String,
    /// May be empty where the endpoint wants none.
    pub key: SecretString,
    /// A file with it.
    pub key_file: String,
    /// Turns speech into text; empty: it is not asked for that.
    pub transcription_model: String,
    /// Turns text into speech; empty: it is not asked for that.
    pub speech_model: String,
    /// Whose voice speaks.
    pub voice: String,
    /// Whose voice speaks a language, by its code, where it is another.
    pub voices: BTreeMap<String, String>,
    /// How long one request may take, in seconds.
    pub timeout_secs: u64,
}

impl Speech {
    /// As the interviewer takes it.
    pub fn settings(&self) -> SpeechSettings {
        SpeechSettings {
            url: self.url.clone(),
            key: self.key.clone(),
            transcription_model: self.transcription_model.clone(),
            speech_model: self.speech_model.clone(),
            voice: self.voice.clone(),
            voices: self.voices.clone(),
            timeout_secs: self.timeout_secs,
        }
    }
}

/// The first company and its Super Admin.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenant {
    /// As candidates read it.
    pub name: String,
    /// The Super Admin's address.
    pub admin_email: String,
    /// The Super Admin's name.
    pub admin_name: String,
}

/// Signing in by the first company's own accounts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenId {
    /// The provider as it names itself; empty: not set up.
    pub issuer: String,
    /// As registered there.
    pub client_id: String,
    /// As registered there.
    pub client_secret: SecretString,
    /// A file with it.
    pub client_secret_file: String,
    /// Hosts besides the issuer's that it may send us to.
    pub hosts: Vec<String>,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// What people know it by.
    pub name: String,
    /// Whose addresses may sign in; empty: anybody's.
    pub email_domains: Vec<String>,
    /// What ID tokens must say.
    pub required_claims: BTreeMap<String, String>,
    /// Whether an address counts as verified where the provider does not say.
    pub trust_email: bool,
    /// What those become who were not invited.
    pub new_members: NewMembers,
    /// Whether passwords are turned off.
    pub only: bool,
}

/// What those become who sign in without having been invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewMembers {
    /// Nothing: they are refused.
    Nobody,
    /// An Admin.
    Admin,
    /// A Team Member.
    TeamMember,
    /// A Limited Team Member.
    LimitedTeamMember,
}

impl NewMembers {
    /// As which they become a member, if at all.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Nobody => None,
            Self::Admin => Some(Role::Admin),
            Self::TeamMember => Some(Role::TeamMember),
            Self::LimitedTeamMember => Some(Role::LimitedTeamMember),
        }
    }
}

impl OpenId {
    /// Whether it is set up.
    pub fn is_set(&self) -> bool {
        !self.issuer.is_empty()
    }

    fn check(&self) -> Result<(), Error> {
        let missing = [self.client_id.is_empty(), self.client_secret.expose_secret().is_empty()];
        if missing.iter().any(|missing| *missing == self.is_set()) {
            return Err(Error::Unsafe(
                "`openid.issuer`, `openid.client_id` and `openid.client_secret` go together: set \
                 all three or none",
            ));
        }
        if !self.is_set() {
            return if self.only {
                Err(Error::Unsafe("`openid.only` needs `openid.issuer`, or nobody can sign in"))
            } else {
                Ok(())
            };
        }
        let plain = |url: &reqwest::Url| url.query().is_none() && url.fragment().is_none();
        if !reqwest::Url::parse(&self.issuer).is_ok_and(|url| plain(&url) && is_safe(&self.issuer))
        {
            return Err(Error::Unsafe(
                "`openid.issuer` must be an https address, as the provider names itself: whoever \
                 answers in its place could sign in as anybody",
            ));
        }
        if !self.hosts.iter().all(is_host) {
            return Err(Error::Unsafe(
                "`openid.hosts` are hosts in lower case, such as `keys.example.com`",
            ));
        }
        let is_domain = |domain: &String| {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            !domain.is_empty() && domain.bytes().all(|byte| plain(byte) || b".-".contains(&byte))
        };
        if !self.email_domains.iter().all(is_domain) {
            return Err(Error::Unsafe(
                "`openid.email_domains` are domains in lower case, such as `example.com`",
            ));
        }
        if self.new_members != NewMembers::Nobody && self.email_domains.is_empty() {
            return Err(Error::Unsafe(
                "`openid.new_members` needs `openid.email_domains`: else whoever has an account at \
                 the provider becomes a member",
            ));
        }
        Ok(())
    }
}

/// Whom companies may have this server speak to, besides those whom other settings name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outbound {
    /// Where companies may have events sent.
    pub event_hosts: Vec<String>,
}

/// Whether it is `host` or `host:port` as addresses are compared, so that none is compared in vain.
fn is_host(text: &String) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let url = reqwest::Url::parse(&format!("https://{text}"));
    let all = text.bytes().all(|byte| plain(byte) || b".-:[]".contains(&byte));
    all && url.is_ok_and(|url| actors::outside::host_of(&url).as_ref() == Some(text))
}

/// What a request to the admin API may cost, and who may ask.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Graphql {
    /// Deepest nesting of fields.
    pub depth_max: NonZeroUsize,
    /// Most fields of a query.
    pub complexity_max: NonZeroUsize,
    /// Most fields that a query gives other names.
    pub aliases_max: usize,
    /// Most queries of a request.
    pub batch_max: NonZeroUsize,
    /// How long a query may take, in seconds.
    pub timeout_secs: NonZeroU64,
    /// Largest request, in bytes.
    pub body_bytes_max: usize,
    /// Whether those who are signed in may ask for the schema.
    pub introspection: bool,
    /// Sites whose pages may ask, by a token.
    pub cors_origins: Vec<String>,
    /// Files with the only queries that are answered besides the dashboard's; empty: any is.
    pub documents: Vec<String>,
}

/// The dashboard's queries by their hashes, as its build writes them.
const OF_DASHBOARD: &str = include_str!("../../web/src/gql/persisted-documents.json");

impl Graphql {
    /// What a request may cost.
    pub fn limits(&self) -> graphql::Limits {
        graphql::Limits {
            depth: self.depth_max.get(),
            complexity: self.complexity_max.get(),
            aliases: self.aliases_max,
            batch: self.batch_max.get(),
            timeout: std::time::Duration::from_secs(self.timeout_secs.get()),
            introspection: self.introspection,
        }
    }

    /// Which queries are answered. Fails when a file, or a query in it, cannot be read.
    pub fn documents(&self) -> anyhow::Result<graphql::Documents> {
        let texts = |json: &str| {
            serde_json::from_str::<HashMap<String, String>>(json).map(HashMap::into_values)
        };
        let ours = texts(OF_DASHBOARD).context("read the queries of the dashboard")?;
        let mut documents =
            graphql::Documents::known(ours).context("read the queries of the dashboard")?;
        for path in &self.documents {
            let named = || {
                format!(
                    "read {path} (`graphql.documents`) as JSON with a query for each hash, as \
                     clients' tools write it: {{\"sha256:…\": \"query …\"}}"
                )
            };
            let text = fs::read_to_string(path).with_context(named)?;
            let texts = texts(&text).with_context(named)?;
            documents = documents.only_with(texts).with_context(named)?;
        }
        Ok(documents)
    }

    /// Whether each origin is one as browsers send it, so that none is compared in vain.
    fn origins_are_plain(&self) -> bool {
        self.cors_origins.iter().all(|origin| {
            let host = ["https://", "http://"].iter().find_map(|kind| origin.strip_prefix(kind));
            host.is_some_and(|host| {
                let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                !host.is_empty() && host.bytes().all(|byte| plain(byte) || b".-:[]".contains(&byte))
            })
        })
    }
}

/// How often the candidate's pages may ask, a minute.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// With one link.
    pub link_per_minute: NonZeroU32,
    /// From one address.
    pub address_per_minute: NonZeroU32,
    /// From one address with links that have led to nothing here yet.
    pub unknown_links_per_minute: NonZeroU32,
}

/// Logs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// Filter.
    pub level: String,
    /// Form.
    pub format: LogFormat,
}

/// The form of logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A key is unknown, missing, or of the wrong kind.
    #[error("read the settings: {0}")]
    Read(#[from] Box<figment::Error>),
    /// A file named in the settings cannot be read or written.
    #[error("use the file `{path}` named in the settings")]
    File {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Two settings do not go together.
    #[error("{0}")]
    Unsafe(&'static str),
}

/// The error without what was set, which may be a secret.
fn without_values(mut error: figment::Error) -> figment::Error {
    if let Kind::Message(text) = &error.kind {
        // A line of the file, as the parser shows it: `2 | key = value`.
        let is_shown = |line: &&str| {
            let sign = line.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
            !sign.starts_with('|')
        };
        let told: Vec<&str> = text.lines().filter(is_shown).collect();
        error.kind = Kind::Message(told.join("; "));
    }
    if let Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) = &error.kind {
        let text = expected.contains("string");
        let quotes = if text {
            "; text that looks like a number goes in quotes, in the environment as '\"123\"'"
        } else {
            ""
        };
        error.kind = Kind::Message(format!("invalid value, expected {expected}{quotes}"));
    }
    error
}

impl Config {
    /// Defaults, then `file`, then the environment.
    pub fn read(file: Option<&Path>) -> Result<Self, Error> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        if let Some(path) = file {
            figment = figment.merge(Toml::file_exact(path));
        }
        figment = figment.merge(Env::prefixed("FULCRUM__").split("__"));
        let mut config: Self =
            figment.extract().map_err(|error| Box::new(without_values(error)))?;
        read_file(&config.store.url_file, &mut config.store.url)?;
        read_file(&config.lever.client_secret_file, &mut config.lever.client_secret)?;
        read_file(&config.openid.client_secret_file, &mut config.openid.client_secret)?;
        read_file(&config.mail.smtp_url_file, &mut config.mail.smtp_url)?;
        read_file(&config.mail.bounce_secret_file, &mut config.mail.bounce_secret)?;
        read_file(&config.model.key_file, &mut config.model.key)?;
        read_file(&config.speech.key_file, &mut config.speech.key)?;
        config.lever.resolve()?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), Error> {
        let url = &self.server.public_url;
        if !url.is_empty() {
            if !is_safe(url) {
                return Err(Error::Unsafe(
                    "`server.public_url` must be https: tokens and answers of candidates travel \
                     over it",
                ));
            }
        } else if !self.server.bind.ip().is_loopback() {
            return Err(Error::Unsafe(
                "`server.public_url` must be set when `server.bind` is not this machine alone",
            ));
        }
        if self.graphql.complexity_max.get() < COMPLEXITY_MIN {
            return Err(Error::Unsafe(
                "`graphql.complexity_max` must be 12000 or more, or nobody can sign in",
            ));
        }
        if !self.graphql.origins_are_plain() {
            return Err(Error::Unsafe(
                "`graphql.cors_origins` are sites as browsers name them, such as \
                 `https://hiring.example.com`: in lower case, without a path, never `*`",
            ));
        }
        if !self.lever.audience.ends_with('/') {
            return Err(Error::Unsafe("`lever.audience` must end in a slash, or Lever refuses it"));
        }
        if !self.outbound.event_hosts.iter().all(is_host) {
            return Err(Error::Unsafe(
                "`outbound.event_hosts` are hosts in lower case, such as `hooks.example.com` or \
                 `relay.internal:8443`: no address, never `*`",
            ));
        }
        if self.mail.quiet_hours().is_none() {
            return Err(Error::Unsafe(
                "`mail.quiet_from_hour` and `mail.quiet_until_hour` are hours from 0 to 23, and \
                 `mail.zone` is a time zone such as `Europe/Berlin`",
            ));
        }
        let secret_chars = self.mail.bounce_secret.expose_secret().chars().count();
        if (1..BOUNCE_SECRET_MIN).contains(&secret_chars) {
            return Err(Error::Unsafe(
                "`mail.bounce_secret` must have 16 characters or more, or it can be guessed",
            ));
        }
        if self.lever.client_id.is_empty() != self.lever.client_secret.expose_secret().is_empty() {
            return Err(Error::Unsafe(
                "`lever.client_id` and `lever.client_secret` go together: set both or none",
            ));
        }
        self.openid.check()
    }

    /// The key: as set, else from its file, which is made on first start.
    pub fn key(&self) -> Result<SecretString, Error> {
        if !self.secret.key.expose_secret().is_empty() {
            return Ok(self.secret.key.clone());
        }
        let path = &self.secret.key_file;
        if Path::new(path).exists() {
            return Ok(SecretString::from(read(path)?));
        }
        let key = Vault::fresh_key();
        write_private(path, key.expose_secret())
            .map_err(|source| Error::File { path: path.clone(), source })?;
        Ok(key)
    }
}

/// Whether what goes to this address cannot be read or changed on the way.
fn is_safe(url: &str) -> bool {
    reqwest::Url::parse(url).is_ok_and(|url| actors::outside::is_safe(&url))
}

fn read_file(path: &str, secret: &mut SecretString) -> Result<(), Error> {
    if !path.is_empty() {
        *secret = SecretString::from(read(path)?.trim().to_owned());
    }
    Ok(())
}

fn read(path: &str) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })
}

/// Readable by its owner only.
fn write_private(path: &str, text: &str) -> std::io::Result<()> {
    use std::{fs::OpenOptions, io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(settings: &str) -> Result<Config, Error> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fulcrum.toml");
        std::fs::write(&path, settings).unwrap();
        Config::read(Some(&path))
    }

    #[test]
    fn the_defaults_are_good_as_they_are() {
        let config = with("").unwrap();
        assert_eq!(config.server.bind.port(), 8080);
        assert_eq!(config.lever.requests_per_second.get(), 10);
    }

    #[test]
    fn lever_s_sandbox_is_one_word_away() {
        assert_eq!(with("").unwrap().lever.api_root, "https://api.lever.co/v1");
        let sandbox = with("[lever]\nenvironment = \"sandbox\"").unwrap().lever;
        assert_eq!(sandbox.api_root, "https://api.sandbox.lever.co/v1");
        assert!(sandbox.authorize_url.contains("sandbox-lever"));
        assert!(with("[lever]\nenvironment = \"eu\"").is_err());
    }

    #[test]
    fn an_unknown_key_is_named() {
        let error = with("[server]\nbnid = \"x\"").unwrap_err().to_string();
        assert!(error.contains("bnid"), "{error}");
    }

    #[test]
    fn a_secret_that_looks_like_a_number_is_not_shown() {
        let secret = "[mail]\nbounce_secret = 1234567890123456";
        let error = with(secret).unwrap_err().to_string();
        assert!(error.contains("bounce_secret") && error.contains("in quotes"), "{error}");
        assert!(!error.contains("1234567890123456"), "{error}");
        for wrong in ["12345678901234567890123", "hunter2secret"] {
            let error = with(&format!("[mail]\nbounce_secret = {wrong}")).unwrap_err().to_string();
            assert!(error.contains("line 2") && !error.contains(wrong), "{error}");
        }
    }

    #[test]
    fn unsafe_pairs_stop_the_start() {
        for (settings, word) in [
            ("[server]\npublic_url = \"http://fulcrum.example\"", "https"),
            ("[server]\nbind = \"0.0.0.0:80\"", "public_url"),
            ("[lever]\naudience = \"https://api.lever.co/v1\"", "all four"),
            (
                "[lever]\nauthorize_url = \"a\"\ntoken_url = \"b\"\naudience = \"c\"\n\
                 api_root = \"d\"",
                "slash",
            ),
            ("[lever]\nclient_id = \"x\"", "go together"),
            ("[mail]\nquiet_from_hour = 24", "from 0 to 23"),
            ("[mail]\nbounce_secret = \"short\"", "16 characters"),
            ("[mail]\nzone = \"CEST\"", "time zone"),
            ("[outbound]\nevent_hosts = [\"*\"]", "hooks.example.com"),
            ("[outbound]\nevent_hosts = [\"https://a.example\"]", "hooks.example.com"),
            ("[outbound]\nevent_hosts = [\"A.example\"]", "hooks.example.com"),
            ("[graphql]\ncors_origins = [\"*\"]", "as browsers name them"),
            ("[graphql]\ncors_origins = [\"https://a.example/\"]", "as browsers name them"),
            ("[graphql]\nbatch_max = 0", "nonzero"),
            ("[graphql]\ncomplexity_max = 11999", "sign in"),
            ("[openid]\nissuer = \"https://id.example\"", "all three"),
            ("[openid]\nclient_id = \"x\"", "all three"),
            ("[openid]\nonly = true", "nobody can sign in"),
            (openid("http://id.example", "").as_str(), "https"),
            (openid("https://id.example?x", "").as_str(), "https"),
            (openid("https://id.example", "hosts = [\"b.example/x\"]").as_str(), "keys.example"),
            (
                openid("https://id.example", "email_domains = [\"@a.example\"]").as_str(),
                "lower case",
            ),
            (openid("https://id.example", "new_members = \"admin\"").as_str(), "email_domains"),
            (openid("https://id.example", "new_members = \"super_admin\"").as_str(), "super_admin"),
        ] {
            let error = with(settings).unwrap_err().to_string();
            assert!(error.contains(word), "{settings}: {error}");
        }
    }

    fn openid(issuer: &str, more: &str) -> String {
        format!("[openid]\nissuer = \"{issuer}\"\nclient_id = \"x\"\nclient_secret = \"y\"\n{more}")
    }

    #[test]
    fn a_provider_may_make_members_of_a_domain() {
        let more = "email_domains = [\"a.example\"]\nnew_members = \"team_member\"";
        let openid = with(&openid("https://id.example/realms/a", more)).unwrap().openid;
        assert_eq!(openid.new_members.role(), Some(Role::TeamMember));
    }

    #[test]
    fn the_key_is_made_once_and_kept_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        let mut config = with("").unwrap();
        config.secret.key_file = path.to_string_lossy().into_owned();
        let first = config.key().unwrap();
        assert_eq!(first.expose_secret(), config.key().unwrap().expose_secret());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_secret_may_be_in_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        std::fs::write(&path, "s3cret\n").unwrap();
        let settings =
            format!("[lever]\nclient_id = \"x\"\nclient_secret_file = \"{}\"", path.display());
        assert_eq!(with(&settings).unwrap().lever.client_secret.expose_secret(), "s3cret");
    }
}
