//! Before the code every answer is the same (checks ENU-1, ENU-3, ENU-5, OTP-7).

use app::flow::Sent;
use domain::problem::ErrorCode;

use crate::world::{FAMILY, FAMILY_MOBILE, FULLY, NOBODY, World};

const WRONG_NAME: (&str, &str) = ("Someone Else Entirely", "9810000001");

/// Without what is random.
fn blank(sent: Sent) -> Sent {
    Sent { id: String::new(), sms_ref: String::new(), full_name: String::new(), mobile: String::new(), ..sent }
}

#[tokio::test]
async fn a_match_a_wrong_name_and_an_unknown_mobile_look_alike() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = [
        world.start(&ask, FULLY).await,
        world.start(&ask, WRONG_NAME).await,
        world.start(&ask, ("Someone Else Entirely", "9899990001")).await,
    ];
    assert_eq!(world.sms_count().await, 1, "only a pair that matches gets an SMS");
    for sent in &sent {
        assert_eq!((sent.id.len(), sent.sms_ref.len()), (30, 2));
    }
    let [matched, wrong, unknown] = sent.map(blank);
    assert_eq!(matched, wrong);
    assert_eq!(matched, unknown);
}

#[tokio::test]
async fn the_pages_bytes_are_the_same() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let mut pages = Vec::new();
    for (name, mobile) in [FULLY, WRONG_NAME, NOBODY] {
        let form = [
            ("k", ask.site_key.as_str()),
            ("o", &ask.origin),
            ("purpose", "check-in"),
            ("lang", "en"),
            ("full_name", name),
            ("mobile", mobile),
            ("action", "start"),
        ];
        let answer = world.http.post(format!("{}/embed", world.url)).form(&form).send().await.unwrap();
        let status = answer.status();
        let headers: Vec<String> = answer
            .headers()
            .iter()
            .filter(|(name, _)| !["date", "x-request-id", "content-security-policy"].contains(&name.as_str()))
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
        let html = answer.text().await.unwrap().replace(&nonce, "NONCE");
        let id = value_of(&html, "id");
        let sms_ref = html.split("reference ").nth(1).unwrap()[..2].to_owned();
        let html = html
            .replace(&id, "ID")
            .replace(&format!("reference {sms_ref}"), "reference XX")
            .replace(&mobile[6..], "0000");
        pages.push((status, headers, html));
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0], pages[2]);
}

/// The value of a hidden field.
fn value_of(html: &str, name: &str) -> String {
    let field = html.split("<input").find(|field| field.contains(&format!("name=\"{name}\""))).unwrap();
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

/// Medians of interleaved starts. The bound is wide, for this runs on any machine beside other tests; the drill `uniform`
/// (docs/torture.md) has the narrow one.
#[tokio::test]
async fn the_time_is_the_same() {
    let world = World::with("[limits]\nperson_10m = 30\nperson_day = 100\nmobile_10m = 100\nmobile_day = 300\n").await;
    let ask = world.hotel_asks();
    let mut times = [const { Vec::new() }; 3];
    let kinds = [FULLY, WRONG_NAME, NOBODY];
    for round in 0..60 {
        // Each kind comes first, second and last as often: what a start leaves to do is met by the one after it.
        for place in 0..3 {
            let kind = (round + place) % 3;
            let started = std::time::Instant::now();
            world.start(&ask, kinds[kind]).await;
            times[kind].push(started.elapsed());
        }
        world.advance(60);
    }
    let [matched, wrong, unknown] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    for other in [wrong, unknown] {
        assert!(matched.abs_diff(other).as_millis() < 20, "{matched:?} and {other:?}");
    }
    eprintln!("medians: match {matched:?}, wrong name {wrong:?}, unknown mobile {unknown:?}");
}

#[tokio::test]
async fn a_decoy_behaves_as_a_wrong_code() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let real = world.start(&ask, FULLY).await;
    let right = world.code(&real).await;
    let wrong = crate::world::other_than(&right);
    let decoy = world.start(&ask, NOBODY).await;
    for _ in 0..4 {
        let [one, two] = [world.confirm(&ask, &real.id, &wrong).await, world.confirm(&ask, &decoy.id, &wrong).await]
            .map(|outcome| {
                let refusal = outcome.unwrap_err();
                let mut sent = *refusal.sent.unwrap();
                sent.sent_to.clear();
                (refusal.code, refusal.fields, refusal.attempts_left, refusal.retry_after, blank(sent))
            });
        assert_eq!(one, two);
    }
    world.advance(31);
    let codes = [
        world.service.resend(&ask, &real.id).await.unwrap_err().code,
        world.service.resend(&ask, &decoy.id).await.unwrap_err().code,
    ];
    assert_eq!(codes, [ErrorCode::OtpExpired; 2]);
}

#[tokio::test]
async fn a_shared_phone_reveals_only_the_named_one() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let expected = [2, 2, 2, 1, 2, 0];
    for (name, status) in FAMILY.into_iter().zip(expected) {
        let sent = world.start(&ask, (name, FAMILY_MOBILE)).await;
        let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
        assert_eq!((answer.name.as_str(), answer.status), (name, status));
    }
    let before = world.sms_count().await;
    for name in ["Patel", "Jignesh Sharma", "Jignesh Mehul Patel", "Patel Patel"] {
        world.start(&ask, (name, FAMILY_MOBILE)).await;
    }
    assert_eq!(world.sms_count().await, before);
}
