//! Whom the settings have this server speak to.

use actors::{
    Outside, OutsideHost,
    outside::{Purpose, host_of},
};
use interviewer::{Model, Speech};
use reqwest::Url;
use secrecy::ExposeSecret;

use crate::config::Config;

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
    let store = config.store.url.expose_secret();
    if !store.starts_with("sqlite:") {
        add(Purpose::Store, "store", store);
    }
    let named = [
        (Purpose::OpenId, "openid", config.openid.hosts.as_slice()),
        (Purpose::Events, "outbound", &config.outbound.event_hosts),
    ];
    for (purpose, setting, more) in named {
        let more = more.iter().cloned();
        hosts.extend(more.map(|host| OutsideHost { purpose, host, setting }));
    }
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
        outside.hosts().iter().map(|host| (host.purpose, host.host.clone())).collect()
    }

    #[test]
    fn by_default_there_are_lever_and_a_mail_server_here() {
        let here = (Purpose::Mail, "127.0.0.1:1025".to_owned());
        assert_eq!(hosts(""), [(Purpose::Lever, "api.lever.co".to_owned()), here]);
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
