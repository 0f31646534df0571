//! At most one SMS a code, by the first gateway that takes it, never after it expired (check OTP-9).

use std::time::Duration;

use crate::{
    gateway::Gateway,
    place::{ANOTHER, Place, SOMEBODY},
};

fn two(one: &Gateway, two: &Gateway, more: &str) -> String {
    format!("[sms]\ngateways = [\"one\", \"two\"]\n{}{}", one.section(more), two.section(""))
}

fn alone(one: &Gateway) -> String {
    format!("[sms]\ngateways = [\"one\"]\n{}", one.section(""))
}

#[tokio::test]
async fn the_next_gateway_takes_what_the_first_does_not() {
    let (place, mut one, second) = (Place::new().await, Gateway::closed("one").await, Gateway::open("two").await);
    let service = place.serve(&two(&one, &second, "")).await;
    service.start(SOMEBODY).await;
    let message = second.sent(1).await.remove(0);
    assert_eq!(message.to, "+919810000001");
    one.answer(503).await;
    service.start(ANOTHER).await;
    assert_eq!((second.sent(2).await.len(), one.messages().len()), (2, 1));
    let metrics = service.metrics_with("kyvs_sms_total{outcome=\"sent\"} 2").await;
    assert!(metrics.contains("kyvs_sms_seconds_count{gateway=\"one\"} 2"), "{metrics}");
}

#[tokio::test]
async fn what_may_be_out_is_not_sent_again() {
    let (place, mut one, second) = (Place::new().await, Gateway::closed("one").await, Gateway::open("two").await);
    one.say_nothing().await;
    let service = place.serve(&two(&one, &second, "timeout = \"100ms\"")).await;
    service.start(SOMEBODY).await;
    service.metrics_with("kyvs_sms_total{outcome=\"failed\"} 1").await;
    place.clock.advance(40);
    // The queue is empty: what comes next is another message.
    one.answer(200).await;
    service.start(ANOTHER).await;
    let messages = one.sent(2).await;
    assert_eq!((messages.len(), second.messages().len()), (2, 0));
    assert_eq!((messages[0].to.as_str(), messages[1].to.as_str()), ("+919810000001", "+919810000002"));
}

#[tokio::test]
async fn nothing_leaves_after_it_expired() {
    let (place, mut gateway) = (Place::new().await, Gateway::closed("one").await);
    let service = place.serve(&alone(&gateway)).await;
    service.start(SOMEBODY).await;
    service.metrics_with("kyvs_sms_total{outcome=\"retried\"} 1").await;
    place.clock.advance(181);
    gateway.answer(200).await;
    service.start(ANOTHER).await;
    assert_eq!(gateway.sent(1).await[0].to, "+919810000002");
    service.stop().await;
    assert_eq!(gateway.messages().len(), 1);
}

#[tokio::test]
async fn a_message_that_waits_survives_a_restart_and_lies_sealed() {
    let (place, mut gateway) = (Place::new().await, Gateway::closed("one").await);
    let service = place.serve(&alone(&gateway)).await;
    let started = service.start(SOMEBODY).await;
    service.metrics_with("kyvs_sms_total{outcome=\"retried\"} 1").await;
    service.stop().await;
    for file in [place.database(), place.database().with_extension("db-wal")] {
        let bytes = std::fs::read(file).unwrap_or_default();
        for word in ["9810000001", "is the code to share"] {
            assert!(!bytes.windows(word.len()).any(|found| found == word.as_bytes()), "{word}");
        }
    }
    gateway.answer(200).await;
    place.clock.advance(2);
    let again = place.serve(&alone(&gateway)).await;
    let message = gateway.sent(1).await.remove(0);
    let letters = started["sms_ref"].as_str().unwrap();
    assert!(message.text.ends_with(&format!("Ref {letters}")), "{}", message.text);
    again.metrics_with("kyvs_sms_total{outcome=\"sent\"} 1").await;
    again.stop().await;
    assert_eq!(gateway.messages().len(), 1);
}

#[tokio::test]
async fn a_slow_gateway_slows_nobody() {
    let (place, mut gateway) = (Place::new().await, Gateway::closed("one").await);
    gateway.say_nothing().await;
    let service = place.serve(&alone(&gateway)).await;
    let all = async {
        for (name, mobile) in place.people.iter().take(20) {
            service.start((name, mobile)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), all).await.expect("before the gateway's ten seconds are over once");
}
