//! The mail catcher: what goes in over SMTP comes out on the page and as JSON.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{MultiPart, SinglePart},
};
use sandbox::mail;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use crate::harness::client;

struct Catcher {
    running: mail::Running,
    client: reqwest::Client,
    smtp: AsyncSmtpTransport<Tokio1Executor>,
}

impl Catcher {
    async fn start() -> Self {
        let any = || "127.0.0.1:0".parse().unwrap();
        let running = mail::start(mail::Options { smtp: any(), http: any() }).await.unwrap();
        Self {
            client: client(),
            smtp: AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
                .port(running.smtp_addr().port())
                .build(),
            running,
        }
    }

    async fn json(&self, path: &str) -> Value {
        let request = self.client.get(format!("{}{path}", self.running.url()));
        request.send().await.unwrap().json().await.unwrap()
    }

    async fn page(&self, path: &str) -> reqwest::Response {
        let request = self.client.get(format!("{}{path}", self.running.url()));
        request.send().await.unwrap()
    }

    async fn fault(&self, fault: Value) {
        let request = self.client.post(format!("{}/api/faults", self.running.url()));
        assert_eq!(request.json(&fault).send().await.unwrap().status(), 200);
    }

    async fn stop(self) {
        self.running.stop().await;
    }
}

const HOSTILE: &str = "<script>alert(1)</script> Grüße \"to\" <b>you</b>";

fn message(to: &str, subject: &str) -> Message {
    Message::builder()
        .from("Alex at Fernhill <alex@fernhill.example>".parse().unwrap())
        .to(to.parse().unwrap())
        .subject(subject)
        .message_id(Some("<invite-1@fernhill.example>".to_owned()))
        .multipart(
            MultiPart::alternative()
                .singlepart(SinglePart::plain("Hello\n.\n.. and dots: é".to_owned()))
                .singlepart(SinglePart::html(
                    "<p>Hello <a href=\"https://example.net/i/1\">é</a></p><script>x</script>"
                        .to_owned(),
                )),
        )
        .unwrap()
}

#[actix_rt::test]
async fn a_mail_comes_out_as_it_went_in() {
    let catcher = Catcher::start().await;
    catcher.smtp.send(message("ada@example.net", HOSTILE)).await.unwrap();
    catcher.smtp.send(message("bo@example.net", "Second")).await.unwrap();
    let mails = catcher.json("/api/mails").await;
    assert_eq!(mails.as_array().unwrap().len(), 2);
    let mails = catcher.json("/api/mails?to=ADA@example.net").await;
    assert_eq!(mails.as_array().unwrap().len(), 1);
    let mail = &mails[0];
    assert_eq!(mail["to"], "ada@example.net");
    assert_eq!(mail["from"], "Alex at Fernhill <alex@fernhill.example>");
    assert_eq!(mail["subject"], HOSTILE);
    assert_eq!(mail["message_id"], "invite-1@fernhill.example");
    let text = mail["text"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(text.trim_end(), "Hello\n.\n.. and dots: é");
    assert!(mail["html"].as_str().unwrap().contains("https://example.net/i/1"));
    assert!(mail["received_at"].as_i64().unwrap() > 1_700_000_000_000);
    catcher.stop().await;
}

#[actix_rt::test]
async fn a_hostile_mail_is_shown_harmless() {
    let catcher = Catcher::start().await;
    catcher.smtp.send(message("ada@example.net", HOSTILE)).await.unwrap();
    for path in ["/", "/mails/1", "/?search=%3Cscript%3E"] {
        let page = catcher.page(path).await.text().await.unwrap();
        assert!(page.contains("&lt;script&gt;alert(1)"), "{path}");
        assert!(!page.contains("<script>alert"), "{path}");
    }
    let page = catcher.page("/mails/1").await.text().await.unwrap();
    assert!(page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""));
    let body = catcher.page("/mails/1/body").await;
    let policy = body.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"));
    assert!(!policy.contains("script"));
    let body = body.text().await.unwrap();
    assert!(body.starts_with("<base target=\"_blank\">"));
    let source = catcher.page("/mails/1/source").await;
    assert_eq!(source.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(catcher.page("/mails/2").await.status(), 404);
    catcher.stop().await;
}

#[actix_rt::test]
async fn a_mail_of_one_kind_has_no_other() {
    let catcher = Catcher::start().await;
    let plain = Message::builder()
        .from("a@example.net".parse().unwrap())
        .to("b@example.net".parse().unwrap())
        .body("only text".to_owned())
        .unwrap();
    catcher.smtp.send(plain).await.unwrap();
    let mails = catcher.json("/api/mails").await;
    assert_eq!(mails[0]["html"], Value::Null);
    assert_eq!(mails[0]["from"], "a@example.net");
    assert!(mails[0]["text"].as_str().unwrap().starts_with("only text"));
    catcher.stop().await;
}

#[actix_rt::test]
async fn a_mail_is_taken_whose_reply_is_lost() {
    let catcher = Catcher::start().await;
    catcher.fault(json!({"lose_reply": 1})).await;
    let lost = catcher.smtp.send(message("ada@example.net", "x")).await.unwrap_err();
    assert!(!lost.is_permanent() && lost.status().is_none(), "{lost}");
    catcher.smtp.send(message("ada@example.net", "x")).await.unwrap();
    assert_eq!(catcher.json("/api/summary").await, json!({"mails": 2, "received": 2}));
    catcher.stop().await;
}

#[actix_rt::test]
async fn refusals_for_now_and_forever() {
    let catcher = Catcher::start().await;
    catcher.fault(json!({"refuse_next": 1})).await;
    let later = catcher.smtp.send(message("ada@example.net", "x")).await;
    let later = later.unwrap_err();
    assert!(later.is_transient(), "{later}");
    assert_eq!(u16::from(later.status().unwrap()), 451);
    catcher.smtp.send(message("ada@example.net", "x")).await.unwrap();
    catcher.fault(json!({"refuse_forever_for": "Bo@example.net"})).await;
    for _ in 0..2 {
        let never = catcher.smtp.send(message("bo@example.net", "x")).await;
        let never = never.unwrap_err();
        assert!(never.is_permanent(), "{never}");
        assert_eq!(u16::from(never.status().unwrap()), 550);
    }
    catcher.smtp.send(message("ada@example.net", "x")).await.unwrap();
    assert_eq!(catcher.json("/api/summary").await, json!({"mails": 2, "received": 2}));
    let address = format!("{}/api/mails", catcher.running.url());
    assert_eq!(catcher.client.delete(address).send().await.unwrap().status(), 204);
    assert_eq!(catcher.json("/api/mails").await, json!([]));
    catcher.stop().await;
}

#[actix_rt::test]
async fn a_conversation_by_hand_with_several_recipients() {
    let catcher = Catcher::start().await;
    let stream = TcpStream::connect(catcher.running.smtp_addr()).await.unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut said = Vec::new();
    for line in [
        "",
        "HELO me",
        "MAIL FROM:<a@x.example>",
        "RCPT TO:<b@x.example>",
        "RCPT TO:<c@x.example>",
        "NONSENSE",
        "DATA",
        "Subject: hi\r\n\r\n..dot\r\n.",
        "QUIT",
    ] {
        if !line.is_empty() {
            let line = format!("{line}\r\n");
            lines.get_mut().get_mut().write_all(line.as_bytes()).await.unwrap();
        }
        let answer = lines.next_line().await.unwrap().unwrap();
        said.push(answer.split(' ').next().unwrap().to_owned());
    }
    assert_eq!(said, ["220", "250", "250", "250", "250", "500", "354", "250", "221"]);
    let mails = catcher.json("/api/mails?to=c@x.example").await;
    assert_eq!(mails[0]["to"], "b@x.example, c@x.example");
    assert_eq!(mails[0]["text"].as_str().unwrap().trim(), ".dot");
    catcher.stop().await;
}

#[actix_rt::test]
async fn a_mail_over_ten_megabytes_is_refused() {
    let catcher = Catcher::start().await;
    let large = Message::builder()
        .from("a@example.net".parse().unwrap())
        .to("b@example.net".parse().unwrap())
        .body("x".repeat(11 * 1024 * 1024))
        .unwrap();
    let refused = catcher.smtp.send(large).await.unwrap_err();
    assert_eq!(u16::from(refused.status().unwrap()), 552);
    catcher.smtp.send(message("ada@example.net", "small")).await.unwrap();
    assert_eq!(catcher.json("/api/summary").await["received"], 1);
    catcher.stop().await;
}
