//! Delivery reports.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    gateway::{Gateway, SOON},
    place::{ANOTHER, NOBODY, Place, SOMEBODY, Service},
};

const TOKEN: &str = "a-token-0123456789";

fn settings(gateway: &Gateway) -> String {
    let report = format!(
        "[sms.one.report]\ntoken = \"{TOKEN}\"\nstatus = \"state\"\ndelivered = [\"1\", \"DELIVRD\"]\nfailed = [\"2\"]\n"
    );
    format!("[sms]\ngateways = [\"one\"]\n{}", gateway.section(&report))
}

async fn report(service: &Service, token: &str, query: &str) -> (StatusCode, String) {
    let answer = service.http.get(format!("{}/sms/report/{token}?{query}", service.url)).send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

#[tokio::test]
async fn a_report_is_counted_once_and_tells_its_sender_nothing() {
    let (place, gateway) = (Place::new().await, Gateway::open("one").await);
    let service = place.serve(&settings(&gateway)).await;
    service.start(SOMEBODY).await;
    let id = gateway.sent(1).await.remove(0).id;
    place.clock.advance(7);
    let nothing = (StatusCode::NO_CONTENT, String::new());
    for query in ["", "message_id=1&state=1", "message_id=x&state=1", &format!("message_id={id}&state=8")] {
        assert_eq!(report(&service, TOKEN, query).await, nothing, "{query}");
    }
    for _ in 0..2 {
        assert_eq!(report(&service, TOKEN, &format!("message_id={id}&state=DELIVRD")).await, nothing);
    }
    let metrics = service.metrics().await;
    for line in [
        "kyvs_sms_delivered_total{gateway=\"one\",outcome=\"delivered\"} 1",
        "kyvs_sms_delivered_total{gateway=\"one\",outcome=\"failed\"} 0",
        "kyvs_sms_delivery_seconds_sum{gateway=\"one\"} 7.000000000",
        "kyvs_requests_total{route=\"/sms/report/{token}\",class=\"2xx\"} 6",
    ] {
        assert!(metrics.lines().any(|found| found == line), "{line} is not in\n{metrics}");
    }
    assert!(!metrics.contains(TOKEN) && !metrics.contains(&id));
}

#[tokio::test]
async fn a_form_and_json_report_too() {
    let (place, gateway) = (Place::new().await, Gateway::open("one").await);
    let service = place.serve(&settings(&gateway)).await;
    let url = format!("{}/sms/report/{TOKEN}", service.url);
    for (name, mobile) in place.people.iter().take(2) {
        service.start((name, mobile)).await;
    }
    let sent = gateway.sent(2).await;
    let form = service.http.post(&url).form(&[("message_id", sent[0].id.as_str()), ("state", "2")]);
    assert_eq!(form.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    let number: i64 = sent[1].id.parse().unwrap();
    let json = service.http.post(&url).json(&json!({ "message_id": number, "state": 1 }));
    assert_eq!(json.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    let metrics = service.metrics().await;
    for outcome in ["delivered", "failed"] {
        let line = format!("kyvs_sms_delivered_total{{gateway=\"one\",outcome=\"{outcome}\"}} 1");
        assert!(metrics.lines().any(|found| found == line), "{line} is not in\n{metrics}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_known_is_not_there() {
    let (place, gateway) = (Place::new().await, Gateway::open("one").await);
    let service = place.serve(&settings(&gateway)).await;
    for token in ["a-token-012345678", "a-token-0123456789x", "A-TOKEN-0123456789"] {
        assert_eq!(report(&service, token, "message_id=1&state=1").await.0, StatusCode::NOT_FOUND, "{token}");
    }
    assert!(!service.metrics().await.contains("kyvs_sms_delivered_total{"));
}

/// Waits until the service says that messages usually take so many seconds.
async fn usually(service: &Service, id: &Value, seconds: Option<u32>) -> Value {
    let said = async {
        loop {
            let standing = service.standing(id).await;
            if standing["sms_usually_seconds"] == json!(seconds) {
                return standing;
            }
        }
    };
    tokio::time::timeout(SOON, said).await.expect("the usual time")
}

#[tokio::test]
async fn enough_reports_say_how_long_messages_take_to_all_alike_and_for_a_while() {
    let (place, gateway) = (Place::new().await, Gateway::open("one").await);
    let service = place.serve(&settings(&gateway)).await;
    // Twenty must count, and every second one does: enough for chance, and few enough not to slow their provider.
    for (name, mobile) in place.people.iter().skip(20).cycle().take(98) {
        service.start((name, mobile)).await;
    }
    let sent = gateway.sent(90).await;
    place.clock.advance(12);
    for message in sent {
        report(&service, TOKEN, &format!("message_id={}&state=1", message.id)).await;
    }
    place.clock.advance(10 * 60);
    let nobody = service.start(NOBODY).await;
    assert_eq!(usually(&service, &nobody["id"], Some(15)).await["sms"], "sending");
    let somebody = service.start(SOMEBODY).await;
    assert_eq!(somebody["sms_usually_seconds"], 15);
    for who in [NOBODY, SOMEBODY] {
        assert!(service.page(who, "en").await.contains("Messages usually take about 15 seconds."));
    }
    // What is void keeps no figure alive.
    for _ in 0..20 {
        service.start(NOBODY).await;
    }
    place.clock.advance(10 * 60 + 1);
    let nobody = service.start(NOBODY).await;
    usually(&service, &nobody["id"], None).await;
}

#[tokio::test]
async fn a_gateway_whose_messages_do_not_arrive_is_tried_last_until_one_does() {
    let (place, gateway, other) = (Place::new().await, Gateway::open("one").await, Gateway::open("two").await);
    let settings = settings(&gateway).replace("[\"one\"]", "[\"one\", \"two\"]") + &other.section("");
    let service = place.serve(&settings).await;
    for (name, mobile) in place.people.iter().skip(20).take(5) {
        service.start((name, mobile)).await;
    }
    for message in gateway.sent(5).await {
        report(&service, TOKEN, &format!("message_id={}&state=2", message.id)).await;
    }
    service.start(SOMEBODY).await;
    assert_eq!((other.sent(1).await.len(), gateway.messages().len()), (1, 5));
    // One is tried with it, and the others go the other way while nobody knows whether that one arrives.
    place.clock.advance(10);
    service.start(ANOTHER).await;
    let tried = gateway.sent(6).await.remove(5);
    service.start(SOMEBODY).await;
    assert_eq!((other.sent(2).await.len(), gateway.messages().len()), (2, 6));
    report(&service, TOKEN, &format!("message_id={}&state=1", tried.id)).await;
    service.start(ANOTHER).await;
    assert_eq!((gateway.sent(7).await.len(), other.messages().len()), (7, 2));
}
