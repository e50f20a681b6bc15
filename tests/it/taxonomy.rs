//! Names of skills that the machine's operator supplies: more of what a posting asks for is seen.

use std::fs;

use chrono::DateTime;
use serde_json::{Value, json};
use server::taxonomy;
use tests::{App, Backend, on_both_stores};

on_both_stores!(a_taxonomy_widens_what_is_recognised_once_servers_start_anew);

async fn missing(app: &App, posting: &str) -> Vec<Value> {
    let query = "query($id: ID!) { posting(id: $id) { plan { coverage { covered missing } } } }";
    let seen = app.graphql(query, json!({"id": posting})).await;
    let coverage = &seen["posting"]["plan"]["coverage"];
    let list = |name: &str| coverage[name].as_array().unwrap().clone();
    [list("covered"), list("missing")].concat()
}

async fn a_taxonomy_widens_what_is_recognised_once_servers_start_anew(on: Backend) {
    let mut app = App::connected(on).await;
    let posting = app.posting().await;
    let own = "Grow and graft roses in three greenhouses.\n\
               Advise gardeners on quillfish grafting, soil and pests.";
    let input = json!({"postingId": posting, "description": own});
    app.mutate("setPostingDescription", &input, "id").await;
    app.mutate("regeneratePlan", &json!({"postingId": posting}), "id").await;
    app.settle().await;
    let label = json!("quillfish grafting");
    assert!(!missing(&app, &posting).await.contains(&label));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("skills_en.csv");
    let esco = "conceptType,conceptUri,skillType,preferredLabel,altLabels\n\
                KnowledgeSkillCompetence,u,knowledge,quillfish grafting,\n";
    fs::write(&file, esco).unwrap();
    let rubbish = folder.path().join("rubbish.txt");
    fs::write(&rubbish, "a\tb\n1\t2\n").unwrap();
    let db = app.server().means.db.clone();
    let now = DateTime::UNIX_EPOCH;
    let refused = taxonomy::import(&db, &[file.clone(), rubbish], now).await.unwrap_err();
    assert!(format!("{refused:#}").contains("line 1"), "{refused:#}");
    assert!(!taxonomy::forget(&db).await.unwrap(), "nothing is taken where one is refused");
    let told = taxonomy::import(&db, &[file], now).await.unwrap();
    assert!(told[0].ends_with("1 new labels and verbs"), "{told:?}");
    app.restart().await;
    app.sign_in().await;
    let seen = missing(&app, &posting).await;
    assert!(seen.contains(&label), "{seen:?}");
    assert!(taxonomy::forget(&app.server().means.db).await.unwrap());
    app.finish().await;
}
