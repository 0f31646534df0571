//! Providers see nothing: a pause and a withdrawal look, to the byte, like a pair that matched nobody (checks ENU-1 to ENU-3).

use serde_json::{Value, json};

use super::world;
use crate::world::{FULLY, NOBODY, PARTIALLY, World, secret_key};

/// One who has paused all checks, one who has withdrawn from the hotel, and nobody. Their checks so far are over.
async fn three(world: &World) -> [(&'static str, &'static str); 3] {
    let session = world.own_page(FULLY).await.hidden("session");
    assert_eq!(world.say(&session, "pause", "").await.step(), "own");
    let (_, record) = world.answered(PARTIALLY).await;
    let session = world.own_page(PARTIALLY).await.hidden("session");
    assert_eq!(world.say(&session, "withdraw-confirm", &record).await.step(), "own");
    [FULLY, PARTIALLY, NOBODY]
}

/// Status, headers and body, without what is random and what was typed.
async fn bytes(answer: reqwest::Response, random: &[&str], mobile: &str) -> (u16, Vec<String>, String) {
    let status = answer.status().as_u16();
    let passing = ["date", "x-request-id", "content-security-policy"];
    let headers: Vec<String> = answer
        .headers()
        .iter()
        .filter(|(name, _)| !passing.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    let policy = answer.headers().get("content-security-policy").map(|policy| policy.to_str().unwrap().to_owned());
    let nonce = policy.as_deref().and_then(|policy| policy.split("'nonce-").nth(1)?.split('\'').next());
    let request = answer.headers().get("x-request-id").map(|id| id.to_str().unwrap().to_owned());
    let mut body = answer.text().await.unwrap();
    for part in random.iter().copied().chain(nonce).chain(request.as_deref()) {
        body = body.replace(part, "X");
    }
    (status, headers, without_reference(&body.replace(&mobile[6..], "0000")))
}

/// The two letters differ from message to message.
fn without_reference(text: &str) -> String {
    let marks = ["reference ", "\"sms_ref\":\""];
    let letters = marks.iter().find_map(|mark| text.split(mark).last().filter(|_| text.contains(mark))?.get(..2));
    letters.map_or_else(
        || text.to_owned(),
        |letters| {
            ["reference ", "reference is ", "\"sms_ref\":\""]
                .iter()
                .fold(text.to_owned(), |text, mark| text.replace(&format!("{mark}{letters}"), &format!("{mark}XX")))
        },
    )
}

fn same<T: PartialEq + std::fmt::Debug>(seen: &[T]) {
    for other in &seen[1..] {
        assert_eq!(seen[0], *other);
    }
}

#[tokio::test]
async fn pages_are_the_same_bytes() {
    let world = world().await;
    let ask = world.hotel_asks();
    let mut seen = Vec::new();
    let people = three(&world).await;
    let sms = world.sms_count().await;
    for (name, mobile) in people {
        let base = [("k", ask.site_key.as_str()), ("o", &ask.origin), ("purpose", "check-in"), ("lang", "en")];
        let post = async |more: &[(&str, &str)]| {
            let form: Vec<_> = base.iter().chain(more).copied().collect();
            world.http.post(format!("{}/embed", world.url)).form(&form).send().await.unwrap()
        };
        let id = world.start(&ask, (name, mobile)).await.id;
        let started = bytes(post(&[("action", "language"), ("id", &id)]).await, &[&id], mobile).await;
        let wrong = bytes(post(&[("action", "confirm"), ("id", &id), ("otp", "000000")]).await, &[&id], mobile).await;
        world.advance(31);
        let resent = bytes(post(&[("action", "resend"), ("id", &id)]).await, &[&id], mobile).await;
        seen.push([started, wrong, resent]);
    }
    assert!(seen[0][1].2.contains("That code is not right. 2 tries left."), "{}", seen[0][1].2);
    same(&seen);
    assert_eq!(world.sms_count().await, sms, "nothing reaches anybody");
}

#[tokio::test]
async fn calls_of_the_api_are_the_same_bytes() {
    let world = world().await;
    let mut seen = Vec::new();
    for (name, mobile) in three(&world).await {
        let call = async |path: &str, body: Value| {
            let url = format!("{}/api/v1/{path}", world.url);
            world.http.post(url).bearer_auth(secret_key(&world.hotel)).json(&body).send().await.unwrap()
        };
        let answer = call("verifications", json!({ "full_name": name, "mobile": mobile })).await;
        let (status, text) = (answer.status().as_u16(), answer.text().await.unwrap());
        let id = serde_json::from_str::<Value>(&text).unwrap()["id"].as_str().unwrap().to_owned();
        let started = without_reference(&text.replace(&id, "X").replace(&mobile[6..], "0000"));
        let wrong = json!({ "otp": "000000", "consent": true });
        let mut after = Vec::new();
        for _ in 0..4 {
            let told = call(&format!("verifications/{id}/confirm"), wrong.clone()).await;
            after.push(bytes(told, &[&id], mobile).await);
        }
        seen.push((status, started, after));
    }
    same(&seen);
}

#[tokio::test]
async fn the_calls_of_2021_are_the_same_bytes() {
    let world = world().await;
    let mut seen = Vec::new();
    for (name, mobile) in three(&world).await {
        let call = async |path: &str, body: Value| {
            let url = format!("{}/api/v3/vaccination/{path}", world.url);
            world.http.post(url).header("x-api-key", secret_key(&world.hotel)).json(&body).send().await.unwrap()
        };
        let answer = call("generateOTP", json!({ "full_name": name, "mobile_number": mobile })).await;
        let (status, told) = (answer.status().as_u16(), answer.json::<Value>().await.unwrap());
        let id = told["txnId"].as_str().unwrap().to_owned();
        let wrong = bytes(call("confirmOTP", json!({ "otp": "000000", "txnId": id })).await, &[&id], mobile).await;
        seen.push((status, told.as_object().unwrap().len(), id.len(), wrong));
    }
    same(&seen);
}

/// Medians of interleaved starts; the bound is wide, for this runs on any machine beside other tests.
#[tokio::test]
async fn the_time_is_the_same() {
    let world = world().await;
    let (ask, people) = (world.hotel_asks(), three(&world).await);
    let mut times = [const { Vec::new() }; 3];
    for round in 0..40 {
        for place in 0..3 {
            let kind = (round + place) % 3;
            let started = std::time::Instant::now();
            world.start(&ask, people[kind]).await;
            times[kind].push(started.elapsed());
        }
        world.advance(60);
    }
    let [paused, withdrawn, nobody] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    for other in [withdrawn, nobody] {
        assert!(paused.abs_diff(other).as_millis() < 20, "{paused:?} and {other:?}");
    }
    eprintln!("medians: paused {paused:?}, withdrawn {withdrawn:?}, nobody {nobody:?}");
}
