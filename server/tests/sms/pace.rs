//! What page and API say of the way of a message: the truth about the service, nothing about a person.

use serde_json::Value;

use crate::{
    gateway::Gateway,
    place::{ANOTHER, NOBODY, Place, SOMEBODY},
};

const QUEUED: &str = "Messages are going out slowly at the moment.";
const USUAL: &str = "the SMS arrives within a minute.";

/// All that an answer says of messages.
fn of_messages(answer: &Value) -> Vec<(&String, &Value)> {
    answer.as_object().unwrap().iter().filter(|(name, _)| *name == "sms" || name.starts_with("sms_us")).collect()
}

fn settings(gateway: &Gateway) -> String {
    format!("[sms]\ngateways = [\"one\"]\n{}", gateway.section(""))
}

#[tokio::test]
async fn a_gateway_that_is_gone_is_told_to_all_alike_and_forgotten_when_it_is_back() {
    let (place, mut gateway) = (Place::new().await, Gateway::closed("one").await);
    let service = place.serve(&settings(&gateway)).await;
    let (nobody, somebody) = (service.start(NOBODY).await, service.start(SOMEBODY).await);
    service.standing_as_soon_as(&nobody["id"], "queued").await;
    for who in [NOBODY, SOMEBODY] {
        let page = service.page(who, "en").await;
        assert!(page.contains(QUEUED) && page.contains("within 3 minutes") && !page.contains(USUAL), "{page}");
    }
    let (real, decoy) = (service.start(ANOTHER).await, service.start(NOBODY).await);
    assert_eq!(of_messages(&real), of_messages(&decoy));
    assert_eq!(real["sms"], "queued");
    assert_eq!(service.standing(&somebody["id"]).await["sms"], service.standing(&nobody["id"]).await["sms"]);
    assert!(service.page(SOMEBODY, "hi").await.contains("कतार में"));

    gateway.answer(200).await;
    service.standing_as_soon_as(&somebody["id"], "sending").await;
    assert_eq!(service.standing(&nobody["id"]).await["sms"], "sending");
    for who in [NOBODY, ANOTHER] {
        let page = service.page(who, "en").await;
        assert!(page.contains(USUAL) && !page.contains(QUEUED), "{page}");
    }
}

#[tokio::test]
async fn an_answer_that_is_asked_for_again_is_the_same_to_the_byte() {
    let (place, mut gateway) = (Place::new().await, Gateway::closed("one").await);
    let service = place.serve(&settings(&gateway)).await;
    let probe = service.start(NOBODY).await;
    service.standing_as_soon_as(&probe["id"], "queued").await;
    let first = service.start_once(SOMEBODY, "k-1").await;
    assert!(first.contains(r#""sms":"queued""#), "{first}");
    gateway.answer(200).await;
    service.standing_as_soon_as(&probe["id"], "sending").await;
    assert_eq!(service.start_once(SOMEBODY, "k-1").await, first);
}

#[tokio::test]
async fn one_persons_messages_alone_do_not_show() {
    let (place, mut gateway) = (Place::new().await, Gateway::closed("one").await);
    gateway.answer(500).await;
    let service = place.serve(&settings(&gateway)).await;
    let started = service.start(SOMEBODY).await;
    for tried in 1..=6 {
        service.metrics_with(&format!("kyvs_sms_total{{outcome=\"retried\"}} {tried}")).await;
        place.clock.advance(20);
    }
    assert_eq!(service.standing(&started["id"]).await["sms"], "sending");
    for (name, mobile) in place.people.iter().skip(1).take(5) {
        service.start((name, mobile)).await;
    }
    service.standing_as_soon_as(&started["id"], "queued").await;
}
