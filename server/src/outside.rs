//! Whom the settings, and the environment's proxies, have this server speak to.

use std::{collections::HashSet, env, str::FromStr};

use actors::{
    Outside, OutsideHost,
    outside::{Purpose, host_of},
};
use entities::sea_orm::sqlx::postgres::PgConnectOptions;
use interviewer::{Model, Speech};
use reqwest::Url;
use secrecy::ExposeSecret;

use crate::config::Config;

/// Where the HTTP client learns of proxies, in upper or lower case.
const PROXIES: [&str; 3] = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
/// The usual port of `PostgreSQL`.
const PG_PORT: u16 = 5432;

/// Proxies may be named without `http://`.
fn with_scheme(proxy: String) -> String {
    if proxy.is_empty() || proxy.contains("://") { proxy } else { format!("http://{proxy}") }
}

/// All of them; `model` and `speech` are what was made of their settings.
pub(crate) fn of(config: &Config, model: Option<&Model>, speech: Option<&Speech>) -> Outside {
    let mut hosts = Vec::new();
    let mut add = |purpose, setting, url: &str| {
        let host = Url::parse(url).ok().as_ref().and_then(host_of);
        hosts.extend(host.map(|host| OutsideHost { purpose, host, setting }));
    };
    add(Purpose::Lever, "lever", &config.lever.api_root);
    if !config.lever.client_id.is_empty() {
        add(Purpose::LeverSignIn, "lever", &config.lever.token_url);
    }
    add(Purpose::Mail, "mail", config.mail.smtp_url.expose_secret());
    if let Some(model) = model {
        add(Purpose::Model, "model", model.url());
    }
    if speech.is_some() {
        add(Purpose::Speech, "speech", &config.speech.url);
    }
    add(Purpose::OpenId, "openid", &config.openid.issuer);
    for variable in PROXIES {
        for name in [variable.to_owned(), variable.to_lowercase()] {
            add(Purpose::Proxy, "environment", &with_scheme(env::var(name).unwrap_or_default()));
        }
    }
    let store = config.store.url.expose_secret();
    // A file is nowhere outside, and no address of PostgreSQL's.
    let store = if store.starts_with("sqlite:") { None } else { Some(store) };
    if let Some(Ok(store)) = store.map(PgConnectOptions::from_str) {
        let (host, port) = (store.get_host(), store.get_port());
        let host = if port == PG_PORT { host.to_owned() } else { format!("{host}:{port}") };
        hosts.push(OutsideHost { purpose: Purpose::Store, host, setting: "store" });
    }
    let provider = if config.openid.is_set() { config.openid.hosts.as_slice() } else { &[] };
    let named = [
        (Purpose::OpenId, "openid", provider),
        (Purpose::Events, "outbound", &config.outbound.event_hosts),
    ];
    for (purpose, setting, more) in named {
        let more = more.iter().cloned();
        hosts.extend(more.map(|host| OutsideHost { purpose, host, setting }));
    }
    let mut seen = HashSet::new();
    hosts.retain(|it| seen.insert((it.purpose, it.host.clone())));
    Outside::new(hosts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(settings: &str) -> Vec<(Purpose, String)> {
        crate::startup::install_tls();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fulcrum.toml");
        std::fs::write(&path, settings).unwrap();
        let config = Config::read(Some(&path)).unwrap();
        let model = Model::new(&config.model.settings()).unwrap();
        let speech = Speech::new(&config.speech.settings()).unwrap();
        let outside = of(&config, model.as_ref(), speech.as_ref());
        // Whoever tests may be behind one.
        let hosts = outside.hosts().iter().filter(|host| host.purpose != Purpose::Proxy);
        hosts.map(|host| (host.purpose, host.host.clone())).collect()
    }

    #[test]
    fn by_default_there_are_lever_and_a_mail_server_here() {
        let here = (Purpose::Mail, "127.0.0.1:1025".to_owned());
        assert_eq!(hosts(""), [(Purpose::Lever, "api.lever.co".to_owned()), here]);
    }

    #[test]
    fn a_proxy_is_known_with_and_without_http() {
        for (named, host) in [
            ("proxy.corp:3128", Some("proxy.corp:3128")),
            ("10.0.0.5:3128", Some("10.0.0.5:3128")),
            ("http://user:secret@proxy.corp:3128", Some("proxy.corp:3128")),
            ("", None),
        ] {
            let url = Url::parse(&with_scheme(named.to_owned())).ok();
            assert_eq!(url.as_ref().and_then(host_of).as_deref(), host, "{named}");
        }
    }

    #[test]
    fn whatever_the_settings_name_is_told_without_secrets() {
        let all = hosts(
            "[lever]\nclient_id = \"i\"\nclient_secret = \"s\"\n\
             [mail]\nsmtp_url = \"smtps://user:secret@mail.example.com:2465\"\n\
             [model]\nkind = \"anthropic\"\nname = \"m\"\n\
             [speech]\nurl = \"http://127.0.0.1:9100/v1\"\ntranscription_model = \"t\"\n\
             [openid]\nissuer = \"https://id.example.com\"\nclient_id = \"i\"\nclient_secret = \"s\"\n\
             hosts = [\"keys.example.com\"]\n\
             [store]\nurl = \"postgres://user:secret@db.example.com/fulcrum\"\n\
             [outbound]\nevent_hosts = [\"hooks.example.com\"]",
        );
        let all: Vec<_> = all.iter().map(|(purpose, host)| (*purpose, host.as_str())).collect();
        assert_eq!(
            all,
            [
                (Purpose::Lever, "api.lever.co"),
                (Purpose::LeverSignIn, "auth.lever.co"),
                (Purpose::Mail, "mail.example.com:2465"),
                (Purpose::Model, "api.anthropic.com"),
                (Purpose::Speech, "127.0.0.1:9100"),
                (Purpose::OpenId, "id.example.com"),
                (Purpose::Store, "db.example.com"),
                (Purpose::OpenId, "keys.example.com"),
                (Purpose::Events, "hooks.example.com"),
            ]
        );
    }
}
