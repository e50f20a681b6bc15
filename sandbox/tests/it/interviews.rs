//! Feedback with its templates, panels with their interviews, and what archiving does to them.

use serde_json::{Value, json};

use crate::harness::{Lever, Receiver, SCOPES};

const MORE: &str = "feedback:write:admin feedback_templates:write:admin panels:write:admin \
     requisitions:read:admin requisition_fields:read:admin";
/// In the next century: an interview still to come.
const COMING: i64 = 4_102_444_800_000;

async fn connected() -> Lever {
    let lever = Lever::start_with(None, &format!("{SCOPES} {MORE}")).await;
    lever.seed().await;
    lever
}

async fn opportunity(lever: &Lever) -> String {
    let ids = lever.apply("Ada", Some("ada@example.net")).await;
    format!("/opportunities/{}", ids["opportunity"].as_str().unwrap())
}

#[actix_rt::test]
async fn the_usual_template_has_a_score_and_room_for_text() {
    let lever = connected().await;
    let (_, templates) = lever.get("/feedback_templates").await;
    let templates = templates["data"].as_array().unwrap().clone();
    assert!(templates.len() > 1);
    let usual = templates.iter().find(|it| it["text"] == "Interview").unwrap();
    let fields = usual["fields"].as_array().unwrap();
    let options: Vec<_> =
        fields[0]["options"].as_array().unwrap().iter().map(|it| &it["text"]).collect();
    assert_eq!(options, ["4 - Strong Hire", "3 - Hire", "2 - No Hire", "1 - Strong No Hire"]);
    assert!(fields.iter().any(|field| field["type"] == "textarea"));
    for template in &templates {
        let fields = template["fields"].as_array().unwrap();
        assert_eq!(fields.iter().filter(|field| field["type"] == "score-system").count(), 1);
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn a_template_has_exactly_one_score_and_known_fields() {
    let lever = connected().await;
    let send = async |fields: Value| {
        lever.send("POST", "/feedback_templates", json!({"text": "T", "fields": fields})).await
    };
    let score = json!({"type": "score-system", "text": "Rating"});
    assert_eq!(send(json!([])).await.0, 400);
    assert_eq!(send(json!([score, score])).await.0, 400);
    assert_eq!(send(json!([score, {"type": "mood"}])).await.0, 400);
    assert_eq!(send(json!([score, {"type": "dropdown"}])).await.0, 400, "nothing to choose from");
    let (status, made) = send(json!([score, {"type": "yes-no", "text": "On time?"}])).await;
    assert_eq!(status, 201);
    let path = format!("/feedback_templates/{}", made["data"]["id"].as_str().unwrap());
    let other = json!({"text": "U", "fields": [score]});
    let (_, replaced) = lever.send("PUT", &path, other).await;
    assert_eq!(replaced["data"]["id"], made["data"]["id"]);
    assert_eq!(lever.get(&path).await.1["data"]["text"], "U");
    assert_eq!(lever.send("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(lever.get(&path).await.0, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn feedback_is_given_changed_and_deleted() {
    let lever = connected().await;
    let id = opportunity(&lever).await;
    let admin = lever.admin().await;
    let (_, templates) = lever.get("/feedback_templates").await;
    let template = &templates["data"][0];
    let (score, summary) = (&template["fields"][0]["id"], &template["fields"][1]["id"]);
    let path = format!("{id}/feedback?perform_as={admin}");
    let give = async |values: Value| {
        let body = json!({"baseTemplateId": template["id"], "fieldValues": values});
        lever.send("POST", &path, body).await
    };
    assert_eq!(
        give(json!([{"id": score, "value": "3"}])).await.0,
        400,
        "the whole text of an option"
    );
    assert_eq!(give(json!([{"id": "nope", "value": "x"}])).await.0, 400);
    let lost = json!({"baseTemplateId": "nope", "fieldValues": []});
    assert_eq!(lever.send("POST", &path, lost).await.0, 400);
    let half = json!({"baseTemplateId": template["id"], "panel": "x"});
    assert_eq!(lever.send("POST", &path, half).await.0, 400, "panel and interview go together");
    let (status, form) = give(json!([{"id": score, "value": "3 - Hire"}])).await;
    assert_eq!(status, 201);
    let form = &form["data"];
    assert_eq!(form["fields"][0]["value"], "3 - Hire");
    assert_eq!(form["fields"][1]["value"], Value::Null, "not sent is null");
    assert_eq!(form["user"], json!(admin));
    assert!(form["completedAt"].is_i64());
    assert_eq!(form["updatedAt"], Value::Null);

    let one = format!("{id}/feedback/{}", form["id"].as_str().unwrap());
    let as_admin = format!("{one}?perform_as={admin}");
    let change = json!({"fieldValues": [{"id": summary, "value": "Good."}]});
    let (_, changed) = lever.send("PUT", &as_admin, change.clone()).await;
    assert_eq!(changed["data"]["userId"], json!(admin), "other names than reading it");
    assert_eq!(changed["data"]["fields"][0]["type"], "score");
    let (_, read) = lever.get(&one).await;
    assert_eq!(read["data"]["fields"][0]["value"], "3 - Hire");
    assert_eq!(read["data"]["fields"][1]["value"], "Good.");
    assert_eq!(lever.send("DELETE", &as_admin, Value::Null).await.0, 204);
    let (status, read) = lever.get(&one).await;
    assert_eq!(status, 200, "still there to read");
    assert!(read["data"]["deletedAt"].is_i64());
    assert_eq!(lever.send("PUT", &as_admin, change).await.0, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn panels_and_interviews_by_lever_s_rules() {
    let lever = connected().await;
    let id = opportunity(&lever).await;
    let admin = lever.admin().await;
    let as_admin = format!("perform_as={admin}");
    let one = json!({"interviewers": [{"id": admin}], "date": COMING, "duration": 45});
    let path = format!("{id}/panels?{as_admin}");
    let refused = [
        json!({"interviews": [one]}),
        json!({"timezone": "Europe/Lisbon", "interviews": []}),
        json!({"timezone": "Europe/Lisbon", "interviews": [one], "applications": []}),
        json!({"timezone": "Europe/Lisbon", "interviews": [one], "applications": ["x"]}),
        json!({"timezone": "Europe/Lisbon", "interviews": [one], "feedbackReminder": "hourly"}),
        json!({"timezone": "Europe/Lisbon", "interviews": [{"interviewers": [], "date": 1, "duration": 1}]}),
        json!({"timezone": "Europe/Lisbon", "interviews": [{"interviewers": [{"id": "x"}], "date": 1, "duration": 1}]}),
        json!({"timezone": "Europe/Lisbon", "interviews": [{"interviewers": [{"id": admin}], "date": 1, "duration": 0}]}),
    ];
    for body in refused {
        assert_eq!(lever.send("POST", &path, body.clone()).await.0, 400, "{body}");
    }
    let (status, panel) =
        lever.send("POST", &path, json!({"timezone": "Europe/Lisbon", "interviews": [one]})).await;
    assert_eq!(status, 201);
    let panel = &panel["data"];
    assert_eq!(panel["end"], COMING + 45 * 60_000);
    assert_eq!(panel["applications"].as_array().unwrap().len(), 1, "all there are");
    assert_eq!(panel["interviews"][0]["feedbackReminder"], "daily");
    assert_eq!(panel["interviews"][0]["feedbackTemplate"], "no-feedback");
    let panel_id = panel["id"].as_str().unwrap();

    let mut second = one.clone();
    second["panel"] = json!(panel_id);
    let path = format!("{id}/interviews?{as_admin}");
    assert_eq!(lever.send("POST", &path, one.clone()).await.0, 400, "lives in a panel");
    let (status, made) = lever.send("POST", &path, second.clone()).await;
    assert_eq!(status, 201);
    let interview = format!("{id}/interviews/{}", made["data"]["id"].as_str().unwrap());
    second["subject"] = json!("Moved");
    let (status, moved) = lever.send("PUT", &format!("{interview}?{as_admin}"), second).await;
    assert_eq!((status.as_u16(), &moved["data"]["subject"]), (200, &json!("Moved")));

    // Feedback for an interview is found at it.
    let (_, templates) = lever.get("/feedback_templates").await;
    let body = json!({"baseTemplateId": templates["data"][0]["id"], "panel": panel_id,
        "interview": made["data"]["id"]});
    let (_, form) = lever.send("POST", &format!("{id}/feedback?{as_admin}"), body).await;
    let (_, read) = lever.get(&interview).await;
    assert_eq!(read["data"]["feedbackForms"], json!([form["data"]["id"]]));

    // Replacing the panel keeps the interview that is named, and deletes the other.
    let first = panel["interviews"][0]["id"].clone();
    let mut kept = one.clone();
    kept["id"] = first.clone();
    let whole = json!({"timezone": "Europe/Rome", "interviews": [kept]});
    let path = format!("{id}/panels/{panel_id}");
    let (status, replaced) = lever.send("PUT", &format!("{path}?{as_admin}"), whole).await;
    assert_eq!(status, 200);
    assert_eq!(replaced["data"]["timezone"], "Europe/Rome");
    assert_eq!(replaced["data"]["interviews"][0]["id"], first);
    assert_eq!(lever.get(&interview).await.0, 404);
    let last = format!("{id}/interviews/{}", first.as_str().unwrap());
    let gone = lever.send("DELETE", &format!("{last}?{as_admin}"), Value::Null).await;
    assert_eq!(gone.0, 204);
    assert_eq!(lever.get(&path).await.0, 404, "the last interview takes the panel with it");
    lever.stop().await;
}

#[actix_rt::test]
async fn interviews_are_told_of() {
    let lever = connected().await;
    let mut receiver = Receiver::start([]);
    for event in ["interviewCreated", "interviewUpdated", "interviewDeleted"] {
        let hook = json!({"url": receiver.url, "event": event});
        assert_eq!(lever.send("POST", "/webhooks", hook).await.0, 201);
    }
    let id = opportunity(&lever).await;
    let admin = lever.admin().await;
    let interview = json!({"interviewers": [{"id": admin}], "date": COMING, "duration": 45});
    let body = json!({"timezone": "Europe/Lisbon", "interviews": [interview]});
    let (_, panel) = lever.send("POST", &format!("{id}/panels?perform_as={admin}"), body).await;
    let made = panel["data"]["interviews"][0]["id"].as_str().unwrap();
    let one = format!("{id}/interviews/{made}?perform_as={admin}");
    for (method, event, at) in [
        ("", "interviewCreated", "createdAt"),
        ("PUT", "interviewUpdated", "updatedAt"),
        ("DELETE", "interviewDeleted", "deletedAt"),
    ] {
        if !method.is_empty() {
            lever.send(method, &one, interview.clone()).await;
        }
        let (_, body) = receiver.next().await;
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(body["event"], event);
        assert_eq!(body["data"]["interviewId"], made);
        assert_eq!(body["data"]["panelId"], panel["data"]["id"]);
        assert!(body["data"][at].is_i64());
    }
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn archiving_can_clean_interviews_and_hire_on_a_requisition() {
    let lever = connected().await;
    let id = opportunity(&lever).await;
    let admin = lever.admin().await;
    let as_admin = format!("perform_as={admin}");
    let at = |date: i64| json!({"interviewers": [{"id": admin}], "date": date, "duration": 45});
    let body = json!({"timezone": "Europe/Lisbon", "interviews": [at(1000), at(COMING)]});
    lever.send("POST", &format!("{id}/panels?{as_admin}"), body).await;
    let (_, hired) = lever.get("/archive_reasons?type=hired").await;
    let reason = &hired["data"][0]["id"];
    let (_, requisitions) = lever.get("/requisitions").await;
    let requisitions = requisitions["data"].as_array().unwrap().clone();
    let with = |status: &str| {
        requisitions.iter().find(|it| it["status"] == status).unwrap()["id"].as_str().unwrap()
    };
    let path = format!("{id}/archived?{as_admin}");
    let archive = async |requisition: &str| {
        let body = json!({"reason": reason, "cleanInterviews": true, "requisitionId": requisition});
        lever.send("PUT", &path, body).await.0
    };
    assert_eq!(archive(with("closed")).await, 400);
    assert_eq!(lever.get(&id).await.1["data"]["archived"], Value::Null, "refused is undone");
    assert_eq!(archive(with("open")).await, 200);
    let (_, interviews) = lever.get(&format!("{id}/interviews")).await;
    let left: Vec<_> =
        interviews["data"].as_array().unwrap().iter().map(|it| &it["date"]).collect();
    assert_eq!(left, [1000], "what has been stays");
    let (_, applications) = lever.get(&format!("{id}/applications")).await;
    let application = &applications["data"][0];
    assert_eq!(application["requisitionForHire"]["id"], with("open"));
    assert_eq!(application["archived"]["reason"], *reason);
    let (_, one) = lever.get(&format!("/requisitions/{}", with("open"))).await;
    assert_eq!(one["data"]["headcountHired"], 1);
    let (_, fields) = lever.get("/requisition_fields").await;
    let field = fields["data"][0]["id"].as_str().unwrap();
    assert_eq!(
        lever.get(&format!("/requisition_fields/{field}")).await.1["data"],
        fields["data"][0]
    );
    lever.stop().await;
}
