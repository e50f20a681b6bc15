//! An OpenID provider that nobody here wrote: the npm package `oidc-provider`, in the versions of
//! `tests/openid/package-lock.json`, installed once beside what is built. And whoever signs in at it.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::OnceLock,
};

use reqwest::{Client, Response, Url};
use serde_json::{Value, json};
use server::config::Config;
use tests::{App, Backend};

/// More steps than signing in takes.
const STEPS_MAX: usize = 20;

/// What Fulcrum is registered with at the provider.
const CLIENT: (&str, &str) = ("fulcrum", "a secret of forty characters, at the least");

/// Where the provider is installed. Several test programs may come at once.
fn installed() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("openid");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openid");
        fs::create_dir_all(&folder).unwrap();
        let turn = File::create(folder.join("turn")).unwrap();
        turn.lock().unwrap();
        for name in ["package.json", "package-lock.json", ".npmrc", "provider.mjs"] {
            fs::copy(from.join(name), folder.join(name)).unwrap();
        }
        let wanted = fs::read(from.join("package-lock.json")).unwrap();
        let mark = folder.join("node_modules/.installed");
        if fs::read(&mark).ok().as_ref() != Some(&wanted) {
            let mut npm = Command::new("npm");
            let npm = npm.args(["ci", "--ignore-scripts"]).current_dir(&folder);
            let npm = npm.output().expect("npm runs");
            let said = String::from_utf8_lossy(&npm.stderr);
            assert!(npm.status.success(), "npm ci, which needs npm's registry: {said}");
            fs::write(&mark, &wanted).unwrap();
        }
        folder
    })
}

/// A provider that runs. It ends when it is dropped.
pub(super) struct Provider {
    issuer: String,
    process: Child,
    /// It would end if nobody listened.
    _output: BufReader<ChildStdout>,
    http: Client,
}

impl Provider {
    pub(super) fn start() -> Self {
        server::startup::install_tls();
        let mut process = Command::new("node")
            .arg(installed().join("provider.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs");
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut issuer = String::new();
        output.read_line(&mut issuer).unwrap();
        assert!(issuer.starts_with("http://127.0.0.1:"), "the provider did not start: {issuer}");
        let issuer = issuer.trim().to_owned();
        Self { issuer, process, _output: output, http: Client::new() }
    }

    /// A server that is registered there, with these settings besides; its Super Admin is signed in.
    pub(super) async fn app(&self, on: Backend, change: impl FnOnce(&mut Config)) -> App {
        let app = App::start_with(on, None, |config| {
            config.openid.issuer.clone_from(&self.issuer);
            config.openid.client_id = CLIENT.0.into();
            config.openid.client_secret = CLIENT.1.to_owned().into();
            config.openid.name = "Larkspur ID".into();
            change(config);
        })
        .await;
        self.tell(&json!({"redirectUri": app.url("/sign-in/openid/callback")})).await;
        app.sign_in().await;
        app
    }

    /// Says who has an account, or what goes wrong; see `provider.mjs`.
    pub(super) async fn tell(&self, what: &Value) {
        let url = format!("{}/control", self.issuer);
        let told = self.http.post(url).json(what).send().await.unwrap();
        assert!(told.status().is_success());
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        drop(self.process.wait());
    }
}

/// A browser with cookies, which goes where it is sent when it is told to.
pub(super) struct Browser(pub(super) Client);

impl Browser {
    pub(super) fn new() -> Self {
        let none = reqwest::redirect::Policy::none();
        Self(Client::builder().cookie_store(true).redirect(none).build().unwrap())
    }

    pub(super) async fn open(&self, url: &str) -> Response {
        self.0.get(url).send().await.unwrap()
    }

    /// Presses the button of a sign-in link's page.
    pub(super) async fn press(&self, url: &str) -> Response {
        self.0.post(url).send().await.unwrap()
    }

    /// Begins to sign in, and has the provider's pages filled in for an account: the address that the
    /// provider sends the browser back to. `None` for an account: they say no there.
    pub(super) async fn to_callback(&self, app: &App, account: Option<&str>) -> String {
        self.follow(&app.url("/sign-in/openid?return_to=/postings"), account).await
    }

    /// The same from a page on.
    pub(super) async fn follow(&self, from: &str, account: Option<&str>) -> String {
        let mut answer = self.open(from).await;
        for _ in 0..STEPS_MAX {
            let at = answer.url().clone();
            if answer.status().is_redirection() {
                let next = at.join(location(&answer)).unwrap();
                if next.path() == "/sign-in/openid/callback" {
                    return next.into();
                }
                answer = self.open(next.as_str()).await;
                continue;
            }
            assert_eq!(answer.status(), 200, "{at}");
            let page = answer.text().await.unwrap();
            let Some(account) = account else {
                answer = self.open(&format!("{at}/abort")).await;
                continue;
            };
            let action = page.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
            let action = at.join(action.expect("a form")).unwrap();
            let form = if page.contains("value=\"login\"") {
                vec![("prompt", "login"), ("login", account), ("password", "any")]
            } else {
                vec![("prompt", "consent")]
            };
            answer = self.0.post(action).form(&form).send().await.unwrap();
        }
        panic!("the provider did not send the browser back")
    }

    /// Signs in with an account: what the server answers in the end.
    pub(super) async fn sign_in(&self, app: &App, account: &str) -> Response {
        let callback = self.to_callback(app, Some(account)).await;
        self.open(&callback).await
    }

    /// Who it is signed in as.
    pub(super) async fn viewer(&self, app: &App) -> Value {
        app.ask_as(&self.0, "{ viewer { id email name role } }", json!({})).await["viewer"].take()
    }
}

/// Where an answer sends the browser.
pub(super) fn location(answer: &Response) -> &str {
    answer.headers()["location"].to_str().unwrap()
}

/// The cookie of this name that an answer sets, with everything it says.
pub(super) fn cookie(answer: &Response, name: &str) -> Option<String> {
    let set = answer.headers().get_all("set-cookie").iter().filter_map(|it| it.to_str().ok());
    let of_name = set.filter(|it| it.starts_with(&format!("{name}=")));
    of_name.map(str::to_owned).collect::<Vec<_>>().pop()
}

/// What a parameter of an address says.
pub(super) fn parameter(url: &str, name: &str) -> Option<String> {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
