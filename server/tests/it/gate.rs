//! `/gate`, `/verify` and the list of revoked passes, as browsers and gates fetch them.

use std::time::Duration;

use app::flow::AskForm;
use domain::{
    pass::{Lifetime, PassClaims, PassId, PassName, RevocationList, Trust, Verdict, check},
    provider::Env,
    vaccination::Status,
};
use server::{
    ports::{NewPass, PassAdded, PersonKey, Witness},
    signing::Signer,
};

use crate::world::{FULLY, World};

const PERSON: PersonKey = PersonKey([1; 16]);

fn witness() -> Witness {
    Witness { provider: String::new(), subject: [5; 16], reference: [6; 16], salt: [7; 16] }
}

fn now(world: &World) -> domain::time::Timestamp {
    use server::ports::Clock as _;
    world.clock.now()
}

/// A pass as the service makes one: stored first, then signed.
async fn pass(world: &World, id: u8) -> (PassClaims, String) {
    let lifetime = Lifetime::from_minutes(60).unwrap();
    let claims = PassClaims::new(PassId::new([id; 8]), Env::Live, Status::Fully, now(world), lifetime)
        .unwrap()
        .with_name(PassName::first(FULLY.0).ok());
    let new = NewPass { person: PERSON, claims: claims.clone(), most: 10, witness: witness() };
    let PassAdded::Added(stored) = world.store.add_pass(new).await.unwrap() else { panic!("too many") };
    let signer = Signer::load(&*world.store, now(world)).await.unwrap();
    (claims, signer.sign_pass(&stored).unwrap())
}

/// What a gate fetches.
async fn trust(world: &World) -> Trust {
    let answer = world.http.get(format!("{}/.well-known/kyvs-revoked", world.url)).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "public, max-age=300");
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let keys = world.keys().await;
    let revoked = RevocationList::verify(&answer.bytes().await.unwrap(), &keys).unwrap();
    Trust { keys, revoked }
}

/// What the page says where the browser runs no script.
async fn pasted(world: &World, text: &str) -> (u16, String) {
    let form = [("text", text), ("lang", "en")];
    let answer = world.http.post(format!("{}/verify", world.url)).form(&form).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn a_pass_is_genuine_until_it_is_taken_back_or_over() {
    let world = World::new().await;
    let (claims, text) = pass(&world, 1).await;
    assert_eq!(check(&text, &trust(&world).await, None, now(&world)), Verdict::Genuine(claims.clone()));
    assert!(pasted(&world, &text).await.1.contains(r#"data-answer="genuine""#));
    assert!(world.store.revoke_pass(PERSON, claims.id(), witness(), now(&world)).await.unwrap());
    assert_eq!(check(&text, &trust(&world).await, None, now(&world)), Verdict::Revoked(claims));
    assert!(pasted(&world, &text).await.1.contains(r#"data-answer="revoked""#));

    let (claims, text) = pass(&world, 2).await;
    world.advance(3600);
    assert_eq!(check(&text, &trust(&world).await, None, now(&world)), Verdict::Expired(claims));
    assert!(pasted(&world, &text).await.1.contains(r#"data-answer="expired""#));
}

#[tokio::test]
async fn the_list_of_test_mode_is_signed_with_its_own_keys() {
    let world = World::new().await;
    let get = async |path: &str| world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
    let list = get("/test/.well-known/kyvs-revoked").await.bytes().await.unwrap();
    let keys = get("/test/.well-known/jwks.json").await.json().await.unwrap();
    assert!(RevocationList::verify(&list, &keys).is_ok());
    assert!(RevocationList::verify(&list, &world.keys().await).is_err(), "the worlds share no key");
}

#[tokio::test]
async fn a_result_is_told_from_a_forged_one_and_nothing_of_a_forged_one_is_shown() {
    let world = World::new().await;
    let ask = AskForm { reference: "<b>7</b>".to_owned(), ..world.hotel_asks() };
    let sent = world.start(&ask, FULLY).await;
    let code = world.code(&sent).await;
    let result = world.confirm(&ask, &sent.id, &code).await.unwrap().result;
    let (status, page) = pasted(&world, &result).await;
    assert!(status == 200 && page.contains(r#"data-answer="result-genuine""#) && page.contains(FULLY.0), "{page}");
    let said =
        ["<bdi>All doses of the series are recorded</bdi>", "<bdi>https://hotel.example</bdi>", "&lt;b&gt;7&lt;/b&gt;"];
    assert!(said.iter().all(|text| page.contains(text)) && !page.contains("<b>7"), "{page}");
    let forged = format!("{}AAAA", &result[..result.len() - 4]);
    let (status, page) = pasted(&world, &forged).await;
    assert!(status == 200 && page.contains(r#"data-answer="result-forged""#), "{page}");
    assert!(!page.contains(FULLY.0));
    world.advance(301);
    assert!(pasted(&world, &result).await.1.contains(r#"data-answer="result-expired""#));
    let shown = pasted(&world, "</textarea><script>alert(1)</script>&lt;").await.1;
    assert!(!shown.contains("<script>alert(1)") && shown.contains(r#"data-answer="result-malformed""#));
    assert!(shown.contains("&lt;/textarea>&lt;script>alert(1)&lt;/script>&amp;lt;</textarea>"), "{shown}");
}

#[tokio::test]
async fn another_site_posts_nothing() {
    let world = World::new().await;
    let post = world.http.post(format!("{}/verify", world.url)).form(&[("text", "x")]);
    let answer = post.header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(answer.status(), 403);
}

#[tokio::test]
async fn only_the_gate_may_use_the_camera_and_nobody_may_frame_it() {
    let world = World::new().await;
    for (path, camera) in [("/gate", "camera=(self)"), ("/verify", "camera=()"), ("/check", "camera=()")] {
        let answer = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert!(header("permissions-policy").starts_with(camera), "{path}");
        assert!(header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe-inline"), "{path}");
    }
    let worker = world.http.get(format!("{}/gate-worker.js", world.url)).send().await.unwrap();
    assert_eq!(worker.headers()["content-security-policy"], "default-src 'none'; connect-src 'self'");
    assert_eq!(worker.headers()["cache-control"], "no-cache");
}

#[tokio::test]
async fn the_gate_can_be_installed_in_the_language_of_its_page() {
    let world = World::new().await;
    let page = world.http.get(format!("{}/gate?lang=hi", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(r#"href="/gate.webmanifest?lang=hi""#), "{page}");
    let manifest = world.http.get(format!("{}/gate.webmanifest?lang=hi", world.url)).send().await.unwrap();
    assert_eq!(manifest.headers()["content-type"], "application/manifest+json");
    let manifest: serde_json::Value = manifest.json().await.unwrap();
    assert_eq!((&manifest["scope"], &manifest["start_url"]), (&"/gate".into(), &"/gate?lang=hi".into()));
    assert_eq!((&manifest["lang"], &manifest["display"]), (&"hi".into(), &"standalone".into()));
}

#[tokio::test]
async fn a_gate_goes_on_for_a_day_without_us() {
    let world = World::new().await;
    let (claims, text) = pass(&world, 3).await;
    let fetched = trust(&world).await;
    let end = fetched.revoked.until();
    assert_eq!(end, fetched.revoked.made().plus(Duration::from_hours(24)));
    assert_eq!(check(&text, &fetched, None, now(&world)), Verdict::Genuine(claims.clone()));
    assert_eq!(check(&text, &fetched, None, end), Verdict::Expired(claims));
}
