//! Who asks is checked on every call.

use app::flow::{AskForm, Refusal};
use domain::problem::ErrorCode;

use crate::world::{FULLY, World};

#[tokio::test]
async fn the_registry_says_who_asks() {
    let world = World::new().await;
    let asker = world.service.asker(&world.hotel_asks()).await.unwrap();
    assert_eq!((asker.name.as_str(), asker.purpose.as_str()), ("Hotel Sagar", "check-in"));
    assert!(!asker.events && !asker.demographics && !asker.test);
    let hindi = AskForm { lang: "hi".to_owned(), purpose: String::new(), ..world.airline_asks() };
    let asker = world.service.asker(&hindi).await.unwrap();
    assert_eq!((asker.name.as_str(), asker.purpose.as_str()), ("होटल सागर", "check-in"));
    assert!(asker.events && asker.demographics);
}

#[tokio::test]
async fn what_is_not_registered_is_refused() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let change = |change: fn(&mut AskForm)| {
        let mut ask = ask.clone();
        change(&mut ask);
        ask
    };
    let table = [
        (change(|ask| ask.site_key = "pk_live_nobody".to_owned()), ErrorCode::InvalidSiteKey),
        (change(|ask| ask.site_key = String::new()), ErrorCode::InvalidSiteKey),
        (change(|ask| ask.origin = "https://evil.example".to_owned()), ErrorCode::OriginNotAllowed),
        (change(|ask| ask.origin = "https://sub.hotel.example".to_owned()), ErrorCode::OriginNotAllowed),
        (change(|ask| ask.origin = "https://hotel.example:8443".to_owned()), ErrorCode::OriginNotAllowed),
        (change(|ask| ask.origin = "null".to_owned()), ErrorCode::OriginNotAllowed),
        (change(|ask| ask.purpose = "marketing".to_owned()), ErrorCode::PurposeNotAllowed),
        (change(|ask| ask.purpose = "Check in!".to_owned()), ErrorCode::PurposeNotAllowed),
        (change(|ask| ask.return_url = "https://hotel.example/elsewhere".to_owned()), ErrorCode::BadParameter),
        (change(|ask| ask.nonce = "x".repeat(257)), ErrorCode::BadParameter),
        (change(|ask| ask.reference = "a\nb".to_owned()), ErrorCode::BadParameter),
    ];
    for (ask, code) in table {
        assert_eq!(world.service.asker(&ask).await, Err(Refusal::of(code)), "{ask:?}");
        assert_eq!(world.service.start(&ask, FULLY.0, FULLY.1).await, Err(Refusal::of(code)), "{ask:?}");
    }
    let full_page = change(|ask| {
        ask.origin = String::new();
        ask.return_url = "https://hotel.example/return".to_owned();
    });
    assert!(world.service.asker(&full_page).await.is_ok());
    assert_eq!(world.sms_count().await, 0);
}

#[tokio::test]
async fn a_suspension_works_within_moments() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let code = world.code(&sent).await;
    world.set_suspended(&world.hotel.id, true).await;
    let refused = Refusal::of(ErrorCode::ProviderSuspended);
    assert_eq!(world.service.asker(&ask).await, Err(refused.clone()));
    assert_eq!(world.confirm(&ask, &sent.id, &code).await, Err(refused));
    world.set_suspended(&world.hotel.id, false).await;
    assert!(world.confirm(&ask, &sent.id, &code).await.is_ok());
}

#[tokio::test]
async fn wrong_fields_are_all_named() {
    let world = World::new().await;
    let refusal = world.service.start(&world.hotel_asks(), " ", "12").await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::InvalidName);
    let keys: Vec<&str> = refusal.fields.iter().map(|(_, key)| key.as_ref()).collect();
    assert_eq!(keys, ["error-name-empty", "error-mobile-format"]);
    let table = [
        ("Rajesh 7", "9810000001", "error-name-letters"),
        ("Rаjesh Sharma", "9810000001", "error-name-mixed-scripts"),
        (&"Rajesh ".repeat(30), "9810000001", "error-name-too-long"),
        ("Rajesh Sharma", "", "error-mobile-empty"),
        ("Rajesh Sharma", "011 2345 6789", "error-mobile-format"),
    ];
    for (name, mobile, key) in table {
        let refusal = world.service.start(&world.hotel_asks(), name, mobile).await.unwrap_err();
        assert_eq!(refusal.fields.first().map(|(_, key)| key.as_ref()), Some(key), "{name} {mobile}");
    }
}
