//! The notice before consent (Digital Personal Data Protection Act 2023, section 5): items, purpose, how to withdraw, how to complain.

use app::words::Words;
use domain::language::Language;

use crate::world::World;

/// The consent card on the page that wants the code, and what follows it.
async fn notice(world: &World, (path, mode): (&str, &str), language: Language, mobile: &str) -> (String, String) {
    let form = [
        ("k", world.airline.site_key.as_str()),
        ("o", "https://air.example"),
        ("purpose", "boarding"),
        ("lang", language.code()),
        ("mode", mode),
        ("full_name", "Asha Rao"),
        ("mobile", mobile),
        ("action", "start"),
    ];
    let page = world.http.post(format!("{}{path}", world.url)).form(&form).send().await.unwrap();
    let html = page.text().await.unwrap();
    let (_, rest) = html.split_once("class=\"requester\"").unwrap_or_else(|| panic!("no card in {html}"));
    let (card, after) = rest.split_once("</section>").unwrap();
    (card.to_owned(), after.to_owned())
}

#[tokio::test]
async fn in_every_language_the_four_parts_stand_before_the_button_that_agrees() {
    let world = World::new().await;
    let mut mobiles = 9_899_000_000_u64..;
    for language in Language::ALL {
        let (words, code) = (Words::of(language), language.code());
        for (path, mode, withdraw) in [
            ("/embed", "citizen", "consent-withdraw"),
            ("/embed", "staff", "consent-withdraw-staff"),
            ("/check", "citizen", "consent-withdraw"),
        ] {
            let mobile = mobiles.next().unwrap().to_string();
            let (card, after) = notice(&world, (path, mode), language, &mobile).await;
            let item = |key: &str| format!(">{}<", words.text(key));
            let parts = [
                item("consent-status"),
                item("consent-events"),
                item("consent-demographics"),
                words.with("consent-purpose", &[("purpose", words.purpose("boarding").into())]),
                words.text(withdraw),
                format!("href=\"/status?lang={code}\""),
                words.text("consent-complain"),
                format!("href=\"/?lang={code}#complaints\""),
            ];
            for part in parts {
                assert!(card.contains(&part), "{path} {mode} {code}: {part:?} in {card}");
            }
            assert_eq!(card.matches("target=\"_blank\"").count(), 2, "this page is not kept: {card}");
            assert!(after.contains("value=\"confirm\""), "{path} {mode} {code}: {after}");
        }
    }
}

#[tokio::test]
async fn in_every_language_the_home_page_says_how_to_complain() {
    let world = World::new().await;
    for language in Language::ALL {
        let address = format!("{}/?lang={}", world.url, language.code());
        let home = world.http.get(address).send().await.unwrap().text().await.unwrap();
        let (_, section) = home.split_once("id=\"complaints\"").unwrap_or_else(|| panic!("no section in {home}"));
        assert!(section.contains(&Words::of(language).text("home-complaints-text")), "{}: {section}", language.code());
    }
}
