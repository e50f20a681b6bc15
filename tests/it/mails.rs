//! What becomes of mails: queued, accepted, refused, bounced, link opened, each told from the others;
//! and how mails look, by a company's brand and an operator's own templates.

use actors::Clock;
use chrono::{Duration, Timelike};
use reqwest::{Method, StatusCode};
use secrecy::SecretString;
use serde_json::{Value, json};
use server::SystemClock;
use tests::{App, Backend, Candidate, on_both_stores, posting};

on_both_stores!(
    what_the_mail_server_did_not_take_yet_is_queued_and_then_accepted_once,
    what_the_mail_server_refused_for_good_says_so_until_it_is_tried_again,
    an_invite_that_bounced_stops_reminders_and_asks_for_help_until_the_address_is_mended,
    a_report_of_another_mail_server_s_form_is_read_too,
    a_report_does_nothing_where_it_must_not,
    a_link_is_opened_by_who_looks_at_the_page_and_by_nothing_else,
    a_mail_whose_reply_was_lost_is_the_same_mail,
    mails_carry_the_company_s_brand,
    an_operator_looks_at_a_mail_and_has_it_sent_to_themselves,
    a_company_has_quiet_hours_of_its_own,
    times_are_told_by_the_clocks_of_the_place_of_work,
    an_operator_s_own_templates_take_the_place_of_ours,
);

const MAIL: &str = "id kind to subject state queuedAt acceptedAt acceptedReply refusedAt \
                    refusedReply bouncedAt bounceReason delayedAt linkOpenedAt interviewId \
                    candidateName";
const SECRET: &str = "a secret of sixteen characters";
const ATTENTION: &str = "Please look";

/// A candidate's mails, oldest first, as operators see them.
async fn mails(app: &App, candidate: &Candidate) -> Vec<Value> {
    let id = app.interview(candidate).await["id"].take();
    let query = format!("query($id: ID!) {{ interview(id: $id) {{ mails {{ {MAIL} }} }} }}");
    let mut answer = app.graphql(&query, json!({"id": id})).await;
    answer["interview"]["mails"].as_array_mut().expect("a list").drain(..).collect()
}

/// Kind and state of each.
async fn states(app: &App, candidate: &Candidate) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mails = mails(app, candidate).await;
    mails.iter().map(|mail| (text(&mail["kind"]), text(&mail["state"]))).collect()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(kind, state)| ((*kind).to_owned(), (*state).to_owned())).collect()
}

/// The ids of mails in a state, company-wide.
async fn in_state(app: &App, state: &str) -> Vec<Value> {
    let query = "query($filter: MailFilter) { mails(first: 10, filter: $filter) { \
                 nodes { id state } totalCount pageInfo { hasNextPage } } }";
    let mut answer = app.graphql(query, json!({"filter": {"state": state}})).await;
    let page = answer["mails"].take();
    let nodes = page["nodes"].as_array().expect("a list");
    assert_eq!(page["totalCount"], nodes.len());
    assert!(nodes.iter().all(|node| node["state"] == state), "{nodes:?}");
    nodes.iter().map(|node| node["id"].clone()).collect()
}

async fn no_more_mail_faults(app: &App) {
    let url = app.mail_url("/api/faults");
    assert!(app.http.delete(url).send().await.expect("it answers").status().is_success());
}

/// A server that takes reports by a secret, with Lever connected and a tag for attention.
async fn reported_to(on: Backend) -> App {
    let app = App::start_with(on, None, |config| {
        config.mail.bounce_secret = SecretString::from(SECRET);
    })
    .await;
    app.connect().await;
    app.change("setWriteback", &json!({"errorTag": ATTENTION}), "errorTag").await;
    app
}

/// The id of the last mail to a candidate, as mail servers know it.
async fn last_message_id(app: &App, candidate: &Candidate) -> String {
    let mails = app.caught(candidate).await;
    mails.last().expect("there is one")["message_id"].as_str().expect("it has one").to_owned()
}

/// What Postfix sends back.
fn by_postfix(message_id: &str, to: &str) -> String {
    format!(
        "Return-Path: <>\r\n\
         Received: by mx.larkspur.example (Postfix) id 4F2B81C0A7;\r\n\
         \tThu, 26 Nov 2026 10:00:02 +0000 (UTC)\r\n\
         Date: Thu, 26 Nov 2026 10:00:02 +0000 (UTC)\r\n\
         From: MAILER-DAEMON@mx.larkspur.example (Mail Delivery System)\r\n\
         Subject: Undelivered Mail Returned to Sender\r\n\
         To: interviews@fulcrum.example\r\n\
         Auto-Submitted: auto-replied\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n\
         \tboundary=\"3E1A91C0A6.1795687202/mx.larkspur.example\"\r\n\
         Content-Transfer-Encoding: 8bit\r\n\
         Message-Id: <20261126100002.4F2B81C0A7@mx.larkspur.example>\r\n\r\n\
         This is a MIME-encapsulated message.\r\n\r\n\
         --3E1A91C0A6.1795687202/mx.larkspur.example\r\n\
         Content-Description: Notification\r\n\
         Content-Type: text/plain; charset=us-ascii\r\n\r\n\
         This is the mail system at host mx.larkspur.example.\r\n\r\n\
         I'm sorry to have to inform you that your message could not\r\n\
         be delivered to one or more recipients. It's attached below.\r\n\r\n\
         <{to}>: host mx.candidates.example[192.0.2.7] said: 550 5.1.1\r\n\
         \x20   <{to}>: Recipient address rejected: User unknown (in reply to RCPT TO command)\r\n\r\n\
         --3E1A91C0A6.1795687202/mx.larkspur.example\r\n\
         Content-Description: Delivery report\r\n\
         Content-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.larkspur.example\r\n\
         X-Postfix-Queue-ID: 3E1A91C0A6\r\n\
         X-Postfix-Sender: rfc822; interviews@fulcrum.example\r\n\
         Arrival-Date: Thu, 26 Nov 2026 10:00:01 +0000 (UTC)\r\n\r\n\
         Final-Recipient: rfc822; {to}\r\n\
         Original-Recipient: rfc822;{to}\r\n\
         Action: failed\r\n\
         Status: 5.1.1\r\n\
         Remote-MTA: dns; mx.candidates.example\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 <{to}>: Recipient address\r\n\
         \x20   rejected: User unknown\r\n\r\n\
         --3E1A91C0A6.1795687202/mx.larkspur.example\r\n\
         Content-Description: Undelivered Message\r\n\
         Content-Type: message/rfc822\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n\
         Return-Path: <interviews@fulcrum.example>\r\n\
         Message-ID: <{message_id}>\r\n\
         From: \"Alex\" <interviews@fulcrum.example>\r\n\
         To: {to}\r\n\
         Subject: Your interview\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n\
         Hello,\r\n\r\n\
         --3E1A91C0A6.1795687202/mx.larkspur.example--\r\n"
    )
}

/// What Exim sends back, with the headers of the mail only.
fn by_exim(message_id: &str, to: &str, action: &str) -> String {
    format!(
        "Return-path: <>\n\
         X-Failed-Recipients: {to}\n\
         Auto-Submitted: auto-replied\n\
         From: Mail Delivery System <Mailer-Daemon@relay.example>\n\
         To: interviews@fulcrum.example\n\
         Content-Type: multipart/report; report-type=delivery-status; \
         boundary=1795687202-eximdsn-1804289383\n\
         MIME-Version: 1.0\n\
         Subject: Mail delivery failed: returning message to sender\n\
         Message-Id: <E1x-000-AB@relay.example>\n\n\
         --1795687202-eximdsn-1804289383\n\
         Content-type: text/plain; charset=us-ascii\n\n\
         This message was created automatically by mail delivery software.\n\n\
         --1795687202-eximdsn-1804289383\n\
         Content-type: message/delivery-status\n\n\
         Reporting-MTA: dns; relay.example\n\n\
         Action: {action}\n\
         Final-Recipient: rfc822;{to}\n\
         Status: 5.0.0\n\
         Remote-MTA: dns; mx.candidates.example\n\
         Diagnostic-Code: smtp; 550 No such person at this address\n\n\
         --1795687202-eximdsn-1804289383\n\
         Content-type: text/rfc822-headers\n\n\
         Return-path: <interviews@fulcrum.example>\n\
         Received: from fulcrum by relay.example with esmtp id 1x-000-AA\n\
         Message-ID: <{message_id}>\n\
         To: {to}\n\
         Subject: Your interview\n\n\
         --1795687202-eximdsn-1804289383--\n"
    )
}

/// Passes a report on, by a token or the secret; the status, and what it led to.
async fn report(app: &App, bearer: &str, report: String) -> (StatusCode, Value) {
    let request = app.http.post(app.url("/mail/bounced")).header("content-type", "message/rfc822");
    let answer = request.bearer_auth(bearer).body(report).send().await.expect("it answers");
    let status = answer.status();
    let body: Value = answer.json().await.expect("it is JSON");
    assert!(body["message"].is_string(), "it says what it did: {body}");
    (status, body["outcome"].clone())
}

async fn api_token(app: &App, scope: &str) -> String {
    let query = format!(
        "mutation {{ createApiToken(input: {{name: \"mail server\", scope: {scope}}}) {{ \
         ... on CreatedApiToken {{ token }} }} }}"
    );
    let made = app.graphql(&query, json!({})).await;
    made["createApiToken"]["token"].as_str().expect("a token").to_owned()
}

async fn has_tag(app: &App, candidate: &Candidate, tag: &str) -> bool {
    app.seen(candidate).await.opportunity.tags.iter().any(|there| there == tag)
}

/// Somebody at Lever mends a candidate's address.
async fn mend_address(app: &App, candidate: &Candidate) -> Candidate {
    let path = format!("/opportunities/{}", candidate.opportunity);
    let (_, opportunity) = app.lever_api(Method::GET, &path, &Value::Null).await;
    let contact = opportunity["data"]["contact"].as_str().expect("an id").to_owned();
    let email = format!("mended.{}", candidate.email);
    let body = json!({"emails": [email]});
    let (status, answer) = app.lever_api(Method::PUT, &format!("/contacts/{contact}"), &body).await;
    assert_eq!(status, 200, "{answer}");
    Candidate { email, ..candidate.clone() }
}

async fn after(app: &App, by: Duration) {
    app.advance(by);
    app.settle().await;
}

async fn what_the_mail_server_did_not_take_yet_is_queued_and_then_accepted_once(on: Backend) {
    let app = App::connected(on).await;
    app.fail_mail(&json!({"refuse_next": 1_000})).await;
    let candidate = app.invited("Ada Reed").await;
    assert_eq!(states(&app, &candidate).await, pairs(&[("INVITE", "QUEUED")]));
    let queued = mails(&app, &candidate).await.remove(0);
    assert_eq!((&queued["acceptedAt"], &queued["to"]), (&Value::Null, &Value::Null));
    assert_eq!(in_state(&app, "QUEUED").await, [queued["id"].clone()]);
    assert!(!has_tag(&app, &candidate, "Alex - Interview Invited").await);
    no_more_mail_faults(&app).await;
    app.wait_out_the_pauses().await;
    let mails = mails(&app, &candidate).await;
    let invites: Vec<_> = mails.iter().filter(|mail| mail["kind"] == "INVITE").collect();
    assert_eq!(invites.len(), 1, "{mails:?}");
    let invite = invites[0];
    assert_eq!((&invite["id"], &invite["state"]), (&queued["id"], &json!("ACCEPTED")));
    assert_eq!((&invite["to"], &invite["refusedAt"]), (&json!(candidate.email), &Value::Null));
    assert!(invite["acceptedReply"].as_str().unwrap().starts_with("250"), "{invite}");
    assert!(invite["subject"].as_str().unwrap().starts_with("Your interview for"), "{invite}");
    let id = invite["id"].as_str().unwrap().trim_start_matches("mail:");
    let caught = app.caught(&candidate).await;
    assert!(caught[0]["message_id"].as_str().unwrap().starts_with(id), "{caught:?}");
    assert_eq!(app.invites(&candidate).await, 1);
    assert!(in_state(&app, "QUEUED").await.is_empty());
    app.finish().await;
}

async fn what_the_mail_server_refused_for_good_says_so_until_it_is_tried_again(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Bo Chen").await;
    app.fail_mail(&json!({"refuse_forever_for": candidate.email})).await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    let refused = mails(&app, &candidate).await.remove(0);
    assert_eq!((&refused["state"], &refused["to"]), (&json!("REFUSED"), &json!(candidate.email)));
    assert!(refused["refusedReply"].as_str().unwrap().contains("550"), "{refused}");
    assert!(refused["acceptedAt"].is_null() && refused["bouncedAt"].is_null(), "{refused}");
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    assert!(!has_tag(&app, &candidate, "Alex - Interview Invited").await);
    no_more_mail_faults(&app).await;
    app.retry(&candidate).await;
    let accepted = mails(&app, &candidate).await;
    assert_eq!(accepted.len(), 1, "{accepted:?}");
    assert_eq!((&accepted[0]["id"], &accepted[0]["state"]), (&refused["id"], &json!("ACCEPTED")));
    assert_eq!(accepted[0]["refusedAt"], refused["refusedAt"], "what was before is kept");
    app.finish().await;
}

async fn an_invite_that_bounced_stops_reminders_and_asks_for_help_until_the_address_is_mended(
    on: Backend,
) {
    let app = reported_to(on).await;
    let candidate = app.invited("Cleo Dahl").await;
    let returned = by_postfix(&last_message_id(&app, &candidate).await, &candidate.email);
    let told = report(&app, SECRET, returned.clone()).await;
    assert_eq!(told, (StatusCode::OK, json!("bounced")));
    app.settle().await;
    let bounced = mails(&app, &candidate).await.remove(0);
    assert_eq!(bounced["state"], "BOUNCED");
    let why = format!("550 5.1.1 <{}>: Recipient address rejected: User unknown", candidate.email);
    assert_eq!(bounced["bounceReason"], json!(why));
    assert!(bounced["acceptedAt"].is_string(), "it was accepted before: {bounced}");
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "NEEDS_OPERATOR");
    let reason = interview["stateReason"].as_str().unwrap();
    assert!(reason.contains(&why) && reason.contains("mend the address in Lever"), "{reason}");
    assert!(has_tag(&app, &candidate, ATTENTION).await);
    let note = app.seen(&candidate).await.notes[0].to_string();
    assert!(note.contains("came back") && note.contains("User unknown"), "{note}");

    // The same again, and by another form, is one.
    for again in [returned, by_exim(&last_message_id(&app, &candidate).await, "x@e", "failed")] {
        assert_eq!(report(&app, SECRET, again).await, (StatusCode::OK, json!("known")));
    }
    app.settle().await;
    assert_eq!(app.written(&candidate).await["notes"], 1);
    // Nothing that is tried again mends an address.
    app.mutate("retryDeadLetters", &Value::Null, "totalCount").await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    after(&app, Duration::hours(3)).await;
    after(&app, Duration::hours(21)).await;
    assert_eq!(app.reminders(&candidate).await, 0, "nobody reads them");

    let link = app.room_link(&candidate).await;
    let mended = mend_address(&app, &candidate).await;
    assert_eq!(app.operate("resendInvite", &mended, json!({})).await, Value::Null);
    app.settle().await;
    // Whoever reads the former address may be a stranger.
    for page in ["interview", "data"] {
        let former = app.http.get(format!("{link}/{page}")).send().await.unwrap();
        assert_eq!(former.status(), StatusCode::NOT_FOUND, "{page}");
    }
    let fresh = app.room_link(&mended).await;
    assert_ne!(fresh, link);
    assert_eq!(app.outside.room(&fresh).await.unwrap().state, "invited");
    after(&app, Duration::seconds(2)).await;
    assert_eq!(app.interview(&mended).await["state"], "INVITED");
    assert!(!has_tag(&app, &mended, ATTENTION).await, "all is well again");
    assert_eq!(app.invites(&mended).await, 1, "to the address that works");
    let expected = pairs(&[("INVITE", "BOUNCED"), ("INVITE", "ACCEPTED")]);
    assert_eq!(states(&app, &mended).await, expected);
    after(&app, Duration::hours(24)).await;
    assert_eq!(app.reminders(&mended).await, 1);
    assert_eq!(app.reminders(&candidate).await, 0);
    let reminder = app.mails(&mended).await.pop().unwrap();
    assert_eq!(reminder.room(), Some(fresh.as_str()), "the same link again");
    app.finish().await;
}

async fn a_report_of_another_mail_server_s_form_is_read_too(on: Backend) {
    let app = reported_to(on).await;
    let candidate = app.invited("Dino Egg").await;
    let id = last_message_id(&app, &candidate).await;
    let late = by_exim(&id, &candidate.email, "delayed");
    assert_eq!(report(&app, SECRET, late).await, (StatusCode::OK, json!("delayed")));
    app.settle().await;
    let delayed = mails(&app, &candidate).await.remove(0);
    assert_eq!(delayed["state"], "ACCEPTED", "late is not bounced");
    assert!(delayed["delayedAt"].is_string() && delayed["bouncedAt"].is_null(), "{delayed}");
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    let failed = by_exim(&id, &candidate.email, "failed");
    assert_eq!(report(&app, SECRET, failed).await, (StatusCode::OK, json!("bounced")));
    app.settle().await;
    let bounced = mails(&app, &candidate).await.remove(0);
    assert_eq!(bounced["state"], "BOUNCED");
    assert_eq!(bounced["bounceReason"], "550 No such person at this address");
    // Who acts all the same has the link from somewhere.
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    after(&app, Duration::seconds(2)).await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    assert!(!has_tag(&app, &candidate, ATTENTION).await);
    app.finish().await;
}

async fn a_report_does_nothing_where_it_must_not(on: Backend) {
    let app = reported_to(on).await;
    let candidate = app.invited("Esra Fox").await;
    let good = by_postfix(&last_message_id(&app, &candidate).await, &candidate.email);
    let before = app.messages().await;
    // Who may.
    let read_only = api_token(&app, "READ").await;
    for wrong in ["", "a secret of sixteen characterz", read_only.as_str()] {
        assert_eq!(report(&app, wrong, good.clone()).await.0, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    let nobody = app.http.post(app.url("/mail/bounced")).body(good.clone()).send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    // What is none.
    let elsewhere = by_postfix("20261126.1@elsewhere.example", &candidate.email);
    let unknown =
        by_postfix("0198c0de-0000-7000-8000-000000000001@fulcrum.example", &candidate.email);
    let delivered = by_exim(&last_message_id(&app, &candidate).await, "x@e", "delivered");
    for (hostile, outcome) in [
        ("rubbish".to_owned(), "no_report"),
        ("\0".repeat(1_000), "no_report"),
        (good.replace("delivery-status\r\n", "nothing\r\n"), "no_report"),
        (delivered, "no_report"),
        (elsewhere, "no_report"),
        (unknown, "unknown_mail"),
    ] {
        let told = report(&app, SECRET, hostile).await;
        assert_eq!(told, (StatusCode::OK, json!(outcome)));
    }
    let empty = report(&app, SECRET, String::new()).await;
    assert_eq!(empty, (StatusCode::BAD_REQUEST, json!(null)));
    let large = format!("{good}{}", " ".repeat(1024 * 1024));
    assert_eq!(report(&app, SECRET, large).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    app.settle().await;
    assert_eq!(app.messages().await, before);
    assert_eq!(states(&app, &candidate).await, pairs(&[("INVITE", "ACCEPTED")]));
    // An Admin's token that may write does.
    let token = api_token(&app, "WRITE").await;
    assert_eq!(report(&app, &token, good).await, (StatusCode::OK, json!("bounced")));
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    app.finish().await;
}

async fn a_link_is_opened_by_who_looks_at_the_page_and_by_nothing_else(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Finn Gray").await;
    let link = app.room_link(&candidate).await;
    let opened = async || mails(&app, &candidate).await[0]["linkOpenedAt"].clone();
    // Programs that look at links ahead of people, and pages that are asked for their contents.
    assert!(app.http.head(&link).send().await.unwrap().status().as_u16() < 500);
    assert!(app.http.get(&link).send().await.unwrap().status().is_success());
    app.outside.room(&link).await.unwrap();
    let open = || app.http.post(format!("{link}/opened"));
    for (name, value) in [("sec-purpose", "prefetch;prerender"), ("x-moz", "prefetch")] {
        assert!(open().header(name, value).send().await.unwrap().status().is_success());
    }
    assert_eq!(opened().await, Value::Null);
    assert!(open().send().await.unwrap().status().is_success());
    let first = opened().await;
    assert!(first.is_string());
    assert_eq!(states(&app, &candidate).await, pairs(&[("INVITE", "LINK_OPENED")]));
    after(&app, Duration::hours(3)).await;
    assert!(open().send().await.unwrap().status().is_success());
    assert_eq!(opened().await, first, "the first time counts");
    let expected = pairs(&[("INVITE", "LINK_OPENED"), ("REMINDER", "ACCEPTED")]);
    assert_eq!(states(&app, &candidate).await, expected);
    let nowhere = app.http.post(app.url("/i/nowhere/opened")).send().await.unwrap();
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    app.finish().await;
}

async fn a_mail_whose_reply_was_lost_is_the_same_mail(on: Backend) {
    let app = App::connected(on).await;
    app.fail_mail(&json!({"lose_reply": 1})).await;
    let candidate = app.invited("Gus Hill").await;
    assert_eq!(states(&app, &candidate).await, pairs(&[("INVITE", "QUEUED")]));
    app.advance(Duration::seconds(10));
    app.settle().await;
    assert_eq!(app.invites(&candidate).await, 2, "taken, and taken again");
    assert_eq!(states(&app, &candidate).await, pairs(&[("INVITE", "ACCEPTED")]));
    app.finish().await;
}

async fn mails_carry_the_company_s_brand(on: Backend) {
    let app = App::connected(on).await;
    let fields = "name brand { accent footer replyTo }";
    for (wrong, why) in [
        (json!({"accent": "#ffdd00"}), "contrast"),
        (json!({"accent": "red"}), "hexadecimal"),
        (json!({"replyTo": "nobody"}), "address"),
        (json!({"name": " "}), "name"),
        (json!({"footer": "a\nb"}), "one line"),
    ] {
        let refused = app.mutate("setBrand", &wrong, fields).await;
        assert_eq!(refused["code"], "INVALID", "{wrong}");
        assert!(refused["message"].as_str().unwrap().contains(why), "{refused}");
    }
    let brand = json!({"name": "Larkspur Labs", "accent": " #7A1FA2 ", "footer": "Quay <1>, Utrecht",
                       "replyTo": "jobs@larkspur.example"});
    let set = app.mutate("setBrand", &brand, fields).await;
    let stored = json!({"accent": "#7a1fa2", "footer": "Quay <1>, Utrecht",
                        "replyTo": "jobs@larkspur.example"});
    assert_eq!(set, json!({"name": "Larkspur Labs", "brand": stored}));
    let candidate = app.invited("Hana Ito").await;
    let caught = app.caught(&candidate).await.remove(0);
    let html = caught["html"].as_str().unwrap();
    assert!(
        html.contains("background:#7a1fa2") && html.contains("Quay &lt;1&gt;, Utrecht"),
        "{html}"
    );
    assert!(!html.contains("src="), "no picture from elsewhere");
    let text = caught["text"].as_str().unwrap();
    assert!(text.contains("at Larkspur Labs") || text.contains("Larkspur Labs"), "{text}");
    assert!(text.trim_end().ends_with("Quay <1>, Utrecht"), "{text}");
    let source = app.mail_url(&format!("/mails/{}/source", caught["id"]));
    let source = app.http.get(source).send().await.unwrap().text().await.unwrap();
    assert!(source.contains("Reply-To: jobs@larkspur.example"), "{source}");
    let back = app.mutate("setBrand", &json!({}), fields).await;
    assert_eq!(back["brand"], json!({"accent": null, "footer": null, "replyTo": null}));
    assert_eq!(back["name"], "Larkspur Labs", "what is left out stays");
    app.finish().await;
}

async fn an_operator_looks_at_a_mail_and_has_it_sent_to_themselves(on: Backend) {
    let app = App::connected(on).await;
    let query = "query($kind: MailKind, $language: String!) { \
                 mailPreview(kind: $kind, language: $language) { subject html text } }";
    let german = json!({"kind": "REMINDER", "language": "de"});
    let preview = app.graphql(query, german).await["mailPreview"].take();
    assert!(preview["subject"].as_str().unwrap().starts_with("Erinnerung: "), "{preview}");
    for part in ["html", "text"] {
        assert!(preview[part].as_str().unwrap().contains("Larkspur"), "{preview}");
    }
    let none = app.graphql(query, json!({"kind": "MEMBER", "language": "en"})).await;
    assert_eq!(none["mailPreview"], Value::Null);

    let wanted = json!({"kind": "REMINDER", "language": "de"});
    let sent = app.mutate("sendMailPreview", &wanted, "kind state interviewId").await;
    assert_eq!(sent, json!({"kind": "PREVIEW", "state": "QUEUED", "interviewId": null}));
    app.settle().await;
    let me = app.graphql("{ viewer { email } }", json!({})).await["viewer"]["email"].take();
    let subjects = app.subjects_to(me.as_str().unwrap()).await;
    assert_eq!(subjects, [preview["subject"].as_str().unwrap()]);
    assert_eq!(in_state(&app, "ACCEPTED").await.len(), 1);
    let log = "{ auditLog(first: 1) { nodes { action details } } }";
    let entry = app.graphql(log, json!({})).await["auditLog"]["nodes"][0].take();
    assert_eq!(entry["action"], "sendMailPreview");
    let refused = json!({"kind": "MEMBER", "language": "en"});
    assert_eq!(app.mutate("sendMailPreview", &refused, "id").await["code"], "INVALID");
    app.finish().await;
}

async fn a_company_has_quiet_hours_of_its_own(on: Backend) {
    let app = App::connected(on).await;
    app.catch_up();
    let fields = "quietHours { fromHour untilHour zone own }";
    let wrong = json!({"own": true, "fromHour": 24, "untilHour": 8, "zone": "UTC"});
    assert_eq!(app.mutate("setQuietHours", &wrong, fields).await["code"], "INVALID");
    let due_at = SystemClock.now() + Duration::hours(3);
    let (from, until) = ((due_at.hour() + 23) % 24, (due_at.hour() + 2) % 24);
    let own = json!({"own": true, "fromHour": from, "untilHour": until, "zone": "UTC"});
    let set = app.mutate("setQuietHours", &own, fields).await;
    assert_eq!(
        set["quietHours"],
        json!({"fromHour": from, "untilHour": until, "zone": "UTC",
                                         "own": true})
    );
    let candidate = app.invited("Iris Jung").await;
    after(&app, Duration::hours(3)).await;
    assert_eq!(app.reminders(&candidate).await, 0, "at night");
    let expected = pairs(&[("INVITE", "ACCEPTED"), ("REMINDER", "QUEUED")]);
    assert_eq!(states(&app, &candidate).await, expected);
    after(&app, Duration::hours(2)).await;
    assert_eq!(app.reminders(&candidate).await, 1);
    let back = app.mutate("setQuietHours", &json!({"own": false}), fields).await;
    assert_eq!(back["quietHours"]["own"], false);
    app.finish().await;
}

async fn times_are_told_by_the_clocks_of_the_place_of_work(on: Backend) {
    let app = App::connected(on).await;
    let mut munich = posting("Glider Pilot");
    munich["categories"]["location"] = json!("Munich, Germany");
    let seeded = app.tell("seed", &json!({"postings": [munich]})).await;
    let id = seeded["postings"][0].as_str().expect("an id").to_owned();
    let candidate = app.apply_to(&id, "Jo Kim").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    let text = app.mails(&candidate).await.remove(0).text;
    assert!(text.contains("(Europe/Berlin, UTC+"), "{text}");
    app.finish().await;
}

async fn an_operator_s_own_templates_take_the_place_of_ours(on: Backend) {
    let folder = tempfile::tempdir().expect("a folder is made");
    let words = r#"{"hello": "Ahoy{% if first_name %} {{ first_name }}{% endif %}!"}"#;
    std::fs::write(folder.path().join("en.json"), words).expect("it is written");
    let app = App::start_with(on, None, |config| {
        config.mail.templates_dir = folder.path().display().to_string();
        config.mail.return_path = "bounces@fulcrum.example".into();
    })
    .await;
    app.connect().await;
    let candidate = app.invited("Kit Lee").await;
    let caught = app.caught(&candidate).await.remove(0);
    assert!(caught["text"].as_str().unwrap().starts_with("Ahoy Kit!"), "{caught}");
    let page = app.mail_url(&format!("/mails/{}", caught["id"]));
    let page = app.http.get(page).send().await.unwrap().text().await.unwrap();
    let id = caught["message_id"].as_str().unwrap().split('@').next().unwrap().replace('-', "");
    assert!(page.contains(&format!("bounces+{id}@fulcrum.example")), "{page}");
    app.finish().await;
}
