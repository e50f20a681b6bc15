//! A posting's plan in the hands of operators: versions, what may not be asked, a posting that
//! changes, text files, templates.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores, posting};

on_both_stores!(
    an_edit_is_a_next_version_and_who_was_invited_keeps_theirs,
    what_may_not_be_asked_is_refused_or_overridden_with_a_reason,
    a_changed_posting_proposes_and_nothing_changes_until_an_operator_approves,
    an_edit_survives_a_changed_posting_and_a_proposal_may_be_dismissed,
    a_plan_is_made_before_the_first_candidate_and_from_an_operator_s_own_description,
    a_plan_and_a_template_go_through_text_files,
    a_template_has_no_follow_up_that_may_not_be_asked,
    the_character_that_postgresql_lacks_is_left_out_of_texts,
);

const PLAN: &str = "version author hash minutes competencies { key name because weight }
    questions { id kind competency text because probes { when text } anchors { level text } lookFor
                weight minutes mustAsk source overrideReason overriddenBy }";
const OUTCOME: &str = "published faults { severity questionId forbidden message }";

/// What the operator sees of a posting.
async fn seen(app: &App, posting: &str, fields: &str) -> Value {
    let query = format!("query($id: ID!) {{ posting(id: $id) {{ {fields} }} }}");
    app.graphql(&query, json!({"id": posting})).await["posting"].take()
}

async fn newest(app: &App, posting: &str) -> Value {
    seen(app, posting, &format!("plan {{ {PLAN} }}")).await["plan"].take()
}

/// A plan as it was seen, in the form in which it is sent.
fn to_input(plan: &Value) -> Value {
    let keep = |from: &Value, names: &[&str]| {
        names.iter().map(|name| ((*name).to_owned(), from[*name].clone())).collect::<Value>()
    };
    let competencies = plan["competencies"].as_array().unwrap().iter();
    let questions = plan["questions"].as_array().unwrap().iter();
    let names = ["id", "kind", "competency", "text", "because", "probes", "anchors", "lookFor"];
    let names = [&names[..], &["weight", "minutes", "mustAsk"]].concat();
    json!({
        "competencies": competencies
            .map(|each| keep(each, &["key", "name", "because", "weight"]))
            .collect::<Vec<_>>(),
        "questions": questions.map(|each| keep(each, &names)).collect::<Vec<_>>(),
    })
}

async fn publish(app: &App, posting: &str, base_version: i64, plan: &Value) -> Value {
    let input = json!({"postingId": posting, "baseVersion": base_version, "plan": plan});
    app.mutate("publishPlan", &input, OUTCOME).await
}

async fn an_edit_is_a_next_version_and_who_was_invited_keeps_theirs(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let early = app.invited("Marit Hoekstra").await;
    let first = newest(&app, &posting).await;
    assert_eq!((&first["version"], &first["author"]), (&json!(1), &Value::Null));

    let mut plan = to_input(&first);
    let questions = plan["questions"].as_array_mut().unwrap();
    let asked = questions.len();
    questions[1]["text"] = json!("Tell me about firmware of yours that ran for years.");
    questions.remove(2);
    questions.swap(2, 3);
    let mut added = questions[1].clone();
    added["id"] = Value::Null;
    added["text"] = json!("How do you find out why a sensor stopped reporting?");
    added["kind"] = json!("SITUATIONAL");
    questions.insert(2, added);
    let measured: Vec<Value> = questions.iter().map(|each| each["competency"].clone()).collect();
    let listed = plan["competencies"].as_array_mut().unwrap();
    listed.retain(|each| measured.contains(&each["key"]));

    // First only looked at.
    let input = json!({"postingId": posting, "baseVersion": 1, "plan": plan, "dryRun": true});
    let checked = app.mutate("publishPlan", &input, OUTCOME).await;
    assert_eq!((&checked["published"], &checked["faults"]), (&json!(false), &json!([])));
    assert_eq!(newest(&app, &posting).await["version"], 1);
    let published = publish(&app, &posting, 1, &plan).await;
    assert_eq!(published["published"], true, "{published}");
    let second = newest(&app, &posting).await;
    assert_eq!(second["version"], 2);
    assert!(second["author"].is_string());
    assert_eq!(second["questions"].as_array().unwrap().len(), asked);
    assert_eq!(second["questions"][1]["source"], second["author"], "who edited it wrote it");
    assert_eq!(second["questions"][2]["id"], "own-1");
    assert_eq!(second["questions"][0]["source"], first["questions"][0]["source"]);
    let changes = seen(&app, &posting, "plan { changes { kind part key before after } }").await;
    let changes = changes["plan"]["changes"].as_array().unwrap().clone();
    let kinds: Vec<&str> = changes.iter().map(|each| each["kind"].as_str().unwrap()).collect();
    for kind in ["ADDED", "REMOVED", "CHANGED", "MOVED"] {
        assert!(kinds.contains(&kind), "{kind} in {changes:#?}");
    }

    // Whoever edits the former version has not seen this one.
    let stale = publish(&app, &posting, 1, &plan).await;
    assert_eq!(stale["code"], "CONFLICT", "{stale}");
    let same = publish(&app, &posting, 2, &to_input(&second)).await;
    assert_eq!(same["code"], "CONFLICT", "nothing was changed: {same}");

    let late = app.invited("Alba Ruiz").await;
    for (candidate, plan) in [(&early, &first), (&late, &second)] {
        app.take_interview(&app.room_link(candidate).await).await;
        app.settle().await;
        let interview = app.interview(candidate).await;
        let query = "query($id: ID!) { interview(id: $id) { plan { hash }
                     transcript { question } } }";
        let asked = app.graphql(query, json!({"id": interview["id"]})).await;
        assert_eq!(asked["interview"]["plan"]["hash"], plan["hash"]);
        let turns = asked["interview"]["transcript"].as_array().unwrap();
        assert_eq!(turns[1]["question"], plan["questions"][1]["text"]);
    }
    app.finish().await;
}

async fn what_may_not_be_asked_is_refused_or_overridden_with_a_reason(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.invited("Marit Hoekstra").await;
    let mut plan = to_input(&newest(&app, &posting).await);
    plan["questions"][1]["text"] = json!("How old are you, and are you married?");
    let refused = publish(&app, &posting, 1, &plan).await;
    assert_eq!(refused["published"], false, "{refused}");
    let faults = refused["faults"].as_array().unwrap();
    let about: Vec<&Value> = faults.iter().filter(|fault| fault["forbidden"] == true).collect();
    assert_eq!(about.len(), 2, "age and family: {faults:#?}");
    assert_eq!(about[0]["questionId"], plan["questions"][1]["id"]);
    assert_eq!(newest(&app, &posting).await["version"], 1);

    plan["questions"][1]["overrideReason"] = json!(" ");
    let empty = publish(&app, &posting, 1, &plan).await;
    assert_eq!(empty["code"], "INVALID", "{empty}");
    plan["questions"][1]["text"] = json!("How old are you?");
    plan["questions"][1]["overrideReason"] = json!("The law sets an age for this work.");
    let overridden = publish(&app, &posting, 1, &plan).await;
    assert_eq!(overridden["published"], true, "{overridden}");
    let kept = newest(&app, &posting).await;
    assert_eq!(kept["questions"][1]["overrideReason"], "The law sets an age for this work.");
    assert_eq!(kept["questions"][1]["overriddenBy"], kept["author"]);

    // The reason was given for those words only.
    let mut plan = to_input(&kept);
    plan["questions"][1]["text"] = json!("How old are you? Which religion do you have?");
    let other = publish(&app, &posting, 2, &plan).await;
    assert_eq!(other["published"], false, "{other}");
    // Nor is it asked as a follow-up.
    let mut plan = to_input(&kept);
    plan["questions"][2]["probes"][0]["text"] = json!("What was your last salary?");
    let probe = publish(&app, &posting, 2, &plan).await;
    assert_eq!(probe["faults"][0]["forbidden"], true, "{probe}");
    // What makes no plan at all is told as well.
    let mut plan = to_input(&kept);
    plan["questions"][2]["anchors"][0]["level"] = json!(2);
    plan["questions"][3]["text"] = json!("");
    let wrong = publish(&app, &posting, 2, &plan).await;
    let faults = wrong["faults"].as_array().unwrap();
    assert_eq!(faults.len(), 2, "{wrong}");
    app.finish().await;
}

/// The first posting with one more duty and another in place of one.
fn changed(id: &str) -> Value {
    let mut changed = posting("Embedded Software Engineer");
    changed["id"] = json!(id);
    // The sandbox's clock of when it was last changed.
    changed["createdAt"] = json!(1_790_000_000_000_i64);
    changed["lists"][0]["content"] = json!(
        "<li>Write and test firmware in C and Rust for battery-powered sensors</li>\
         <li>Negotiate contracts with suppliers of batteries</li>\
         <li>Train new colleagues in soldering and measuring</li>"
    );
    changed
}

const PROPOSAL: &str =
    "proposal { status baseVersion updatedAt changes { kind part key before after }
    conflicts { kind questionId kept offered } questions { text } }";

async fn a_changed_posting_proposes_and_nothing_changes_until_an_operator_approves(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.invited("Marit Hoekstra").await;
    app.look_now().await;
    let nothing = seen(&app, &posting, PROPOSAL).await;
    assert_eq!(nothing["proposal"], Value::Null, "nothing has changed");
    let first = newest(&app, &posting).await;

    app.tell("seed", &json!({"postings": [changed(&posting)]})).await;
    app.look_now().await;
    let proposed = seen(&app, &posting, PROPOSAL).await["proposal"].take();
    assert_eq!((&proposed["status"], &proposed["baseVersion"]), (&json!("OPEN"), &json!(1)));
    assert!(!proposed["changes"].as_array().unwrap().is_empty());
    assert!(proposed["questions"].to_string().contains("supplier"), "{proposed}");
    assert_eq!(newest(&app, &posting).await["hash"], first["hash"]);
    // One more look proposes nothing more.
    app.look_now().await;
    let again = seen(&app, &posting, "proposal { updatedAt }").await;
    app.look_now().await;
    assert_eq!(seen(&app, &posting, "proposal { updatedAt }").await, again);

    let seen_at = &proposed["updatedAt"];
    let input = json!({"postingId": posting, "baseVersion": 1, "updatedAt": seen_at});
    let approved = app.mutate("approvePlanProposal", &input, OUTCOME).await;
    assert_eq!(approved["published"], true, "{approved}");
    let second = newest(&app, &posting).await;
    assert_eq!(second["version"], 2);
    assert!(second["questions"].to_string().contains("supplier"));
    assert_eq!(seen(&app, &posting, PROPOSAL).await["proposal"]["status"], "APPROVED");
    let twice = app.mutate("approvePlanProposal", &input, OUTCOME).await;
    assert_eq!(twice["code"], "CONFLICT", "{twice}");
    app.look_now().await;
    assert_eq!(seen(&app, &posting, PROPOSAL).await["proposal"]["status"], "APPROVED");
    app.finish().await;
}

async fn an_edit_survives_a_changed_posting_and_a_proposal_may_be_dismissed(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.invited("Marit Hoekstra").await;
    let mut plan = to_input(&newest(&app, &posting).await);
    let own = "Which part of your firmware are you proud of, and why?";
    plan["questions"][1]["text"] = json!(own);
    assert_eq!(publish(&app, &posting, 1, &plan).await["published"], true);
    app.tell("seed", &json!({"postings": [changed(&posting)]})).await;
    app.look_now().await;
    let proposed = seen(&app, &posting, PROPOSAL).await["proposal"].take();
    assert_eq!((&proposed["status"], &proposed["baseVersion"]), (&json!("OPEN"), &json!(2)));
    assert!(proposed["questions"].to_string().contains(own), "the edit stays: {proposed}");
    let input = json!({"postingId": posting, "baseVersion": 2});
    let dismissed = app.mutate("dismissPlanProposal", &input, "proposal { status }").await;
    assert_eq!(dismissed["proposal"]["status"], "DISMISSED", "{dismissed}");
    app.look_now().await;
    assert_eq!(seen(&app, &posting, PROPOSAL).await["proposal"]["status"], "DISMISSED");
    // Whoever asks for it gets it all the same; an edit meanwhile is worked in.
    let anew = json!({"postingId": posting});
    app.mutate("regeneratePlan", &anew, "id").await;
    app.settle().await;
    let open = seen(&app, &posting, PROPOSAL).await["proposal"].take();
    assert_eq!(open["status"], "OPEN");
    // Who saw the former one decides nothing about this one, though it is for the same version.
    let seen_at = &proposed["updatedAt"];
    let former = json!({"postingId": posting, "baseVersion": 2, "updatedAt": seen_at});
    for (mutation, fields) in [("approvePlanProposal", OUTCOME), ("dismissPlanProposal", "id")] {
        let refused = app.mutate(mutation, &former, fields).await;
        assert_eq!(refused["code"], "CONFLICT", "{refused}");
        assert_eq!(seen(&app, &posting, PROPOSAL).await["proposal"], open);
    }
    let mut plan = to_input(&newest(&app, &posting).await);
    plan["questions"][2]["minutes"] = json!(5);
    assert_eq!(publish(&app, &posting, 2, &plan).await["published"], true);
    app.settle().await;
    let proposed = seen(&app, &posting, PROPOSAL).await["proposal"].take();
    assert_eq!((&proposed["status"], &proposed["baseVersion"]), (&json!("OPEN"), &json!(3)));
    // A version of another origin approves nothing, though it is made from the posting as it is now.
    let save = json!({"postingId": posting, "name": "Firmware"});
    let template = app.mutate("savePlanTemplate", &save, "id").await["id"].take();
    let apply = json!({"postingId": posting, "baseVersion": 3, "templateId": template});
    assert_eq!(app.mutate("applyPlanTemplate", &apply, OUTCOME).await["published"], true);
    let waits = seen(&app, &posting, PROPOSAL).await["proposal"]["status"].take();
    assert!(waits == "MAKING" || waits == "SAME" || waits == "OPEN", "{waits}");
    app.finish().await;
}

async fn a_plan_is_made_before_the_first_candidate_and_from_an_operator_s_own_description(
    on: Backend,
) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let listed = app.graphql("{ postings { id plan { version } } }", json!({})).await;
    assert_eq!(listed["postings"], json!([{"id": posting, "plan": null}]));
    let shown = seen(&app, &posting, "leverDescription description").await;
    let text = shown["leverDescription"].as_str().unwrap();
    assert!(text.contains("Debug hardware together with electrical engineers"), "{text}");
    assert_eq!(shown["description"], Value::Null);
    let own = "Grow and graft roses in three greenhouses.\nAdvise gardeners on soil and pests.";
    let input = json!({"postingId": posting, "description": own});
    app.mutate("setPostingDescription", &input, "description").await;
    app.mutate("regeneratePlan", &json!({"postingId": posting}), "id").await;
    app.settle().await;
    let first = newest(&app, &posting).await;
    assert_eq!(first["version"], 1);
    assert!(first["questions"].to_string().contains("roses"), "{first:#}");
    let fields = "plan { coverage { share covered missing } }";
    let coverage = seen(&app, &posting, fields).await["plan"]["coverage"].take();
    assert!(coverage["share"].as_f64().unwrap() > 0.0, "{coverage}");
    // Lever's again.
    let input = json!({"postingId": posting, "description": null});
    app.mutate("setPostingDescription", &input, "description").await;
    app.settle().await;
    let proposed = seen(&app, &posting, PROPOSAL).await["proposal"].take();
    assert!(proposed["questions"].to_string().contains("sensor"), "{proposed}");
    // Nobody's words are replaced unseen.
    let save = async |words: &str, base: Value| {
        let input = json!({"postingId": posting, "description": words, "baseDescription": base});
        app.mutate("setPostingDescription", &input, "description").await
    };
    assert_eq!(save("Of the first.", Value::Null).await["description"], "Of the first.");
    assert_eq!(save("Of the second.", Value::Null).await["code"], "CONFLICT");
    assert_eq!(seen(&app, &posting, "description").await["description"], "Of the first.");
    let replaced = save("Of the second.", json!("Of the first.")).await;
    assert_eq!(replaced["description"], "Of the second.");
    assert_eq!(save("Of the third.", json!("Of the first.")).await["code"], "CONFLICT");
    app.settle().await;
    let gone = json!({"postingId": "nothing", "description": "x"});
    assert_eq!(app.mutate("setPostingDescription", &gone, "id").await["code"], "NOT_FOUND");
    app.finish().await;
}

async fn a_plan_and_a_template_go_through_text_files(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.invited("Marit Hoekstra").await;
    let text = seen(&app, &posting, "plan { text }").await["plan"]["text"].take();
    let text = text.as_str().unwrap();
    let import = async |text: &str, base: i64| {
        let input = json!({"postingId": posting, "baseVersion": base, "text": text});
        app.mutate("importPlan", &input, OUTCOME).await
    };
    let edited = text.replacen("minutes = 3", "minutes = 4", 1);
    assert_eq!(import(&edited, 1).await["published"], true);
    let reread = seen(&app, &posting, "plan { text version }").await;
    assert_eq!(reread["plan"]["version"], 2);
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let after = lines(reread["plan"]["text"].as_str().unwrap());
    let differing = lines(text).iter().zip(&after).filter(|(a, b)| a != b).count();
    assert!((1..=4).contains(&differing), "it differs in {differing} lines");
    let broken = import(&edited.replacen("minutes", "minuets", 1), 2).await;
    assert_eq!(broken["code"], "INVALID");
    assert!(broken["message"].as_str().unwrap().contains("line "), "{broken}");

    let save = json!({"postingId": posting, "name": "Firmware"});
    let saved = app.mutate("savePlanTemplate", &save, "id name text").await;
    assert_eq!(saved["name"], "Firmware", "{saved}");
    let renamed = saved["text"].as_str().unwrap().replacen("Firmware", "Hardware", 1);
    let imported = app.mutate("importPlanTemplate", &json!({"text": renamed}), "id name").await;
    assert_eq!(imported["name"], "Hardware", "{imported}");
    let other = app.add_posting("Test Engineer").await;
    app.look_now().await;
    app.mutate("regeneratePlan", &json!({"postingId": other}), "id").await;
    app.settle().await;
    let apply = json!({"postingId": other, "baseVersion": 1, "templateId": imported["id"]});
    let applied = app.mutate("applyPlanTemplate", &apply, OUTCOME).await;
    assert_eq!(applied["published"], true, "{applied}");
    let texts = |plan: &Value| {
        let questions = plan["questions"].as_array().unwrap().iter();
        questions.map(|each| each["text"].clone()).collect::<Vec<_>>()
    };
    let asked = newest(&app, &other).await;
    assert_eq!(texts(&asked), texts(&newest(&app, &posting).await));
    let delete = json!({"id": imported["id"]});
    let left = app.mutate("deletePlanTemplate", &delete, "nodes { name }").await;
    assert_eq!(left["nodes"], json!([{"name": "Firmware"}]));
    let again = app.mutate("deletePlanTemplate", &delete, "nodes { name }").await;
    assert_eq!(again["code"], "NOT_FOUND");
    let bank = "{ questionBank(language: \"de\") { competency { key name } questions { text } } }";
    let bank = app.graphql(bank, json!({})).await;
    let bank = bank["questionBank"].as_array().unwrap();
    assert!(bank.len() >= 40, "{}", bank.len());
    assert!(bank.iter().all(|each| each["questions"].as_array().unwrap().len() == 2));
    app.finish().await;
}

async fn a_template_has_no_follow_up_that_may_not_be_asked(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.invited("Marit Hoekstra").await;
    let save = json!({"postingId": posting, "name": "Firmware"});
    let saved = app.mutate("savePlanTemplate", &save, "text").await;
    let saved = saved["text"].as_str().unwrap();
    // The second `text` of a question with follow-ups is that of the first follow-up.
    let follow_up = saved.find("[[question.probe]]").expect("a follow-up");
    let (before, from) = saved.split_at(follow_up);
    let asked = from.lines().find(|line| line.starts_with("text = ")).unwrap();
    let asking = format!("{before}{}", from.replacen(asked, "text = \"Any kids?\"", 1));
    let refused = app.mutate("importPlanTemplate", &json!({"text": asking}), "id").await;
    assert_eq!(refused["code"], "INVALID", "{refused}");
    assert!(refused["message"].as_str().unwrap().contains("“Any kids”"), "{refused}");
    app.finish().await;
}

async fn the_character_that_postgresql_lacks_is_left_out_of_texts(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.invited("Marit Hoekstra").await;
    let mut plan = to_input(&newest(&app, &posting).await);
    let question = &mut plan["questions"][1];
    question["text"] = json!("What did you\u{0} build?");
    question["because"] = json!("\u{0}It says so");
    question["lookFor"] = json!(["tests\u{0}"]);
    assert_eq!(publish(&app, &posting, 1, &plan).await["published"], true);
    let kept = newest(&app, &posting).await;
    let question = &kept["questions"][1];
    let kept = [&question["text"], &question["because"], &question["lookFor"][0]];
    assert_eq!(kept, ["What did you build?", "It says so", "tests"]);

    // In a file it is an escape.
    let text = seen(&app, &posting, "plan { text }").await;
    let text = text["plan"]["text"].as_str().unwrap();
    let text = text.replace("did you build", "have you built\\u0000");
    let import = json!({"postingId": posting, "baseVersion": 2, "text": text});
    assert_eq!(app.mutate("importPlan", &import, OUTCOME).await["published"], true);
    assert_eq!(newest(&app, &posting).await["questions"][1]["text"], "What have you built?");
    let save = json!({"postingId": posting, "name": "Firm\u{0}ware"});
    let saved = app.mutate("savePlanTemplate", &save, "name text").await;
    assert_eq!(saved["name"], "Firmware", "{saved}");
    let text = saved["text"].as_str().unwrap().replacen("Firmware", "Hard\\u0000ware", 1);
    let imported = app.mutate("importPlanTemplate", &json!({"text": text}), "name").await;
    assert_eq!(imported["name"], "Hardware", "{imported}");

    let describe = json!({"postingId": posting, "description": "Builds\u{0} sensors."});
    app.mutate("setPostingDescription", &describe, "id").await;
    let described = seen(&app, &posting, "description").await;
    assert_eq!(described["description"], "Builds sensors.");
    let search = "query($of: String) { interviews(search: $of) { totalCount } }";
    let found = app.graphql(search, json!({"of": "Marit\u{0}"})).await;
    assert_eq!(found["interviews"]["totalCount"], 1);
    app.settle().await;
    app.finish().await;
}
