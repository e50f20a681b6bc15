//! How often the candidate's endpoints may be asked: by link, by address, by guessing; and that nobody
//! who takes an interview notices.

use std::num::NonZeroU32;

use futures_util::future::join_all;
use reqwest::Response;
use serde_json::Value;
use server::config::Limits;
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    beyond_the_limit_of_a_link_it_is_told_when_to_go_on_and_other_links_go_on,
    an_address_that_asks_too_much_harms_no_other,
    who_guesses_links_harms_nobody_whose_link_is_known,
    candidates_who_share_an_address_take_their_interviews_at_once,
);

/// More than any test asks.
const MANY: u32 = 1_000_000;

async fn start(on: Backend, link: u32, address: u32, unknown: u32) -> App {
    let [link, address, unknown] =
        [link, address, unknown].map(|number| NonZeroU32::new(number).expect("it is not 0"));
    let app = App::start_with(on, None, |config| {
        config.server.proxies = 1;
        config.limits = Limits {
            link_per_minute: link,
            address_per_minute: address,
            unknown_links_per_minute: unknown,
        };
    })
    .await;
    app.connect().await;
    app
}

/// Asks from an address.
async fn from(app: &App, address: &str, url: &str) -> Response {
    app.http.get(url).header("x-forwarded-for", address).send().await.expect("it answers")
}

/// The statuses that so many requests at once are answered by, in order.
async fn at_once(app: &App, address: &str, urls: &[String]) -> Vec<u16> {
    let answers = join_all(urls.iter().map(|url| from(app, address, url))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status().as_u16()).collect();
    statuses.sort_unstable();
    statuses
}

fn times(url: &str, times: usize) -> Vec<String> {
    vec![url.to_owned(); times]
}

/// A refusal, as the page reads it.
async fn assert_told_when(answer: Response) {
    assert_eq!(answer.status(), 429);
    let seconds = answer.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "TOO_FAST");
    let message = problem["message"].as_str().unwrap();
    assert!(message.contains(&format!("in {seconds} seconds")), "{message}");
}

async fn beyond_the_limit_of_a_link_it_is_told_when_to_go_on_and_other_links_go_on(on: Backend) {
    // One comes back in a minute, which no test takes.
    let app = start(on, 1, MANY, MANY).await;
    let (one, other) = (app.invited("Ada Reed").await, app.invited("Bo Chen").await);
    let (one, other) = (app.room_link(&one).await, app.room_link(&other).await);
    assert_eq!(from(&app, "192.0.2.1", &format!("{one}/interview")).await.status(), 200);
    assert_told_when(from(&app, "192.0.2.1", &format!("{one}/interview")).await).await;
    let elsewhere = from(&app, "198.51.100.1", &format!("{one}/data")).await;
    assert_told_when(elsewhere).await;
    assert_eq!(from(&app, "192.0.2.1", &format!("{other}/interview")).await.status(), 200);
    let page = from(&app, "192.0.2.1", &one).await;
    assert_eq!(page.status(), 200, "the page itself is there to say so");
    app.finish().await;
}

async fn an_address_that_asks_too_much_harms_no_other(on: Backend) {
    let app = start(on, MANY, 20, MANY).await;
    let candidate = app.invited("Ada Reed").await;
    let link = format!("{}/interview", app.room_link(&candidate).await);
    let statuses = at_once(&app, "192.0.2.1", &times(&link, 40)).await;
    // While they were asked, one or two may have come back.
    let good = statuses.iter().filter(|status| **status == 200).count();
    assert!(
        (20..40).contains(&good) && statuses[good..].iter().all(|it| *it == 429),
        "{statuses:?}"
    );
    assert_eq!(from(&app, "198.51.100.1", &link).await.status(), 200);
    // What the sender wrote is in front of what the proxy saw.
    let pretends = from(&app, "198.51.100.77, 192.0.2.1", &link).await;
    let seen_twice = from(&app, "198.51.100.78, 192.0.2.1", &link).await;
    assert!(pretends.status() == 429 || seen_twice.status() == 429, "an address cannot be made up");
    app.finish().await;
}

async fn who_guesses_links_harms_nobody_whose_link_is_known(on: Backend) {
    let app = start(on, MANY, MANY, 2).await;
    let candidate = app.invited("Ada Reed").await;
    let link = format!("{}/interview", app.room_link(&candidate).await);
    assert_eq!(from(&app, "192.0.2.1", &link).await.status(), 200);
    let guess = |number: usize| app.url(&format!("/i/guess-{number}/interview"));
    assert_eq!(from(&app, "192.0.2.1", &guess(0)).await.status(), 404);
    assert_told_when(from(&app, "192.0.2.1", &guess(1)).await).await;
    let guessed = app.http.post(app.url("/sign-in/guess")).header("x-forwarded-for", "192.0.2.1");
    let signing_in = guessed.send().await.unwrap();
    assert_eq!(signing_in.status(), 429);
    assert!(signing_in.headers().contains_key("retry-after"));
    assert_eq!(from(&app, "192.0.2.1", &link).await.status(), 200, "their link is known");
    assert_eq!(from(&app, "198.51.100.1", &guess(2)).await.status(), 404, "another address");
    app.finish().await;
}

async fn candidates_who_share_an_address_take_their_interviews_at_once(on: Backend) {
    let app = App::connected(on).await;
    let mut candidates = Vec::new();
    for number in 0..12 {
        candidates.push(app.apply(&format!("Candidate {number}")).await);
    }
    join_all(candidates.iter().map(|candidate| app.move_to_trigger(candidate))).await;
    app.settle().await;
    let links = join_all(candidates.iter().map(|candidate| app.room_link(candidate))).await;
    // Whoever is refused anything fails the test.
    join_all(links.iter().map(|link| app.take_interview(link))).await;
    app.finish().await;
}
