//! Whom the server speaks to is whom it says it speaks to, and nobody else.

use std::collections::BTreeSet;

use serde_json::json;
use tests::{Backend, Mortal, Proxy, Receiver};

/// A whole interview, with everything that is asked over HTTP: Lever, its sign-in, a language model, and
/// whoever is told of events. Whatever the program asks over HTTP goes through a proxy that knows whom.
#[actix::test]
async fn nobody_is_spoken_to_who_is_not_listed() {
    let (proxy, model) = (Proxy::start(), Receiver::start());
    let mut world = Mortal::start_with(Backend::Sqlite, env!("CARGO_BIN_EXE_node"), |settings| {
        for variable in ["HTTP_PROXY", "HTTPS_PROXY"] {
            settings.environment.push((variable.to_owned(), proxy.url.clone()));
        }
        settings.set("MODEL__KIND", "openai");
        settings.set("MODEL__NAME", "\"scripted\"");
        settings.set("MODEL__URL", &format!("http://{}/v1", model.host));
        // It knows nothing that it is asked.
        settings.set("MODEL__UNREACHABLE", "rules");
    })
    .await;
    world.be_told().await;
    let candidate = world.apply(None).await;
    world.move_to_trigger(&candidate).await;
    world.settle().await;
    let link = world.room_link(&candidate).await;
    assert_eq!(world.answer(&link, usize::MAX).await.state, "completed");
    world.settle().await;
    assert!(world.end(&candidate).await.state.starts_with("written_back"));

    let query = "{ outsideHosts { purpose host } }";
    let answer = world.surely(async |outside| outside.graphql(query, json!({})).await).await;
    let listed = answer["outsideHosts"].as_array().unwrap().iter();
    // What goes there is not HTTP; the proxy asks nobody to be asked.
    let listed = listed.filter(|it| it["purpose"] != "MAIL" && it["purpose"] != "PROXY");
    let listed: BTreeSet<_> = listed.map(|it| it["host"].as_str().unwrap().to_owned()).collect();
    assert_eq!(proxy.hosts(), listed);
    assert_eq!(listed.len(), 3, "Lever, the model, the receiver of events: {listed:?}");
    world.finish().await;
    proxy.stop().await;
    model.stop().await;
}
