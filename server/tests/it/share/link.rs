//! A link: what it shows, to whom, and until when.

use domain::person::ReferenceId;
use reqwest::StatusCode;
use server::{ports::Acting, system::OsEntropy};

use crate::{
    own::Page,
    world::{FULLY, PARTIALLY, World},
};

const DAY: u64 = 24 * 3_600;

/// The reference id of the first of the invented people, [`FULLY`].
const REFERENCE: &str = "10000000000001";

/// The address on the page that has just made a link.
fn address(page: &Page) -> String {
    let rest = page.html.split("id=\"share_address\"").nth(1).unwrap_or_else(|| panic!("no link: {}", page.text()));
    rest.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

impl World {
    async fn share(&self, session: &str, named: bool) -> Page {
        let named = if named { "yes" } else { "" };
        self.press(&[("action", "share"), ("session", session), ("picture_lang", "hi"), ("named", named)]).await
    }
}

#[tokio::test]
async fn a_crawler_finds_what_a_preview_needs() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let address = address(&world.share(&session, true).await);
    let id = address.strip_prefix(&format!("{}/s/", world.url)).unwrap();
    assert_eq!(id.len(), 22, "128 random bits");

    let page = world.visit(&address).await;
    assert_eq!((page.status, page.header("x-robots-tag")), (StatusCode::OK, "noindex"));
    assert_eq!(page.header("cache-control"), "public, max-age=60");
    assert!(page.headers.get("set-cookie").is_none());
    assert_eq!(page.tag("og:title"), "पूर्ण रूप से टीकाकृत");
    assert_eq!(page.tag("og:url"), address);
    assert_eq!(page.tag("twitter:card"), "summary_large_image");
    assert_eq!((page.tag("og:image:width"), page.tag("og:image:height")), ("1200".into(), "630".into()));
    let picture = page.tag("og:image");
    assert_eq!((&picture, &page.tag("twitter:image")), (&format!("{address}/wide.png"), &picture));
    assert!(page.text().contains("<html lang=\"hi\"") && page.text().contains("href=\"/status?lang=hi\""));

    let picture = world.visit(&picture).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(picture.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(picture.png_size(), (1200, 630));
    assert_eq!(world.visit(&format!("{address}/square.png")).await.png_size(), (1080, 1080));

    for secret in [FULLY.0, "Sharma", FULLY.1, "0001", "1980", "Covishield"] {
        assert!(!page.text().contains(secret), "the badge and nothing else: {secret}");
    }
    assert!(page.text().contains("Rajesh"), "the first name was chosen");
}

#[tokio::test]
async fn a_link_without_the_name_names_nobody() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let address = address(&world.share(&session, false).await);
    let page = world.visit(&address).await;
    assert!(!page.text().contains("Rajesh"));
}

#[tokio::test]
async fn gone_links_are_all_the_same() {
    let world = World::with("[citizen]\nshare_days = 2\n").await;
    let session = world.own_page(FULLY).await.hidden("session");
    let (ended, back) = (world.share(&session, false).await, world.share(&session, false).await);
    let (ended, back) = (address(&ended), address(&back));
    let page = world.press(&[("session", &session)]).await;
    let key = page.hidden("share");
    let page = world.press(&[("session", &session), ("action", "unshare"), ("share", &key)]).await;
    assert!(page.text().contains("The link was taken back"), "{}", page.text());
    world.advance(2 * DAY);
    let never = format!("{}/s/AAAAAAAAAAAAAAAAAAAAAA", world.url);
    let odd = format!("{}/s/1", world.url);
    let mut seen = Vec::new();
    for address in [&ended, &back, &never, &odd] {
        let page = world.visit(address).await;
        assert_eq!(page.status, StatusCode::GONE);
        let nonce = page.header("content-security-policy").split("'nonce-").nth(1).unwrap();
        let nonce = nonce.split('\'').next().unwrap();
        seen.push(page.text().replace(nonce, ""));
        assert_eq!(world.visit(&format!("{address}/wide.png")).await.status, StatusCode::GONE);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(seen[0].contains("This link shows nothing") && seen[0].contains("href=\"/?lang=en\""));
}

#[tokio::test]
async fn it_is_taken_back_by_its_owner_alone() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let made = world.share(&session, false).await;
    let (key, address) = (made.hidden("share"), address(&made));
    let other = world.own_page(PARTIALLY).await.hidden("session");
    let page = world.press(&[("session", &other), ("action", "unshare"), ("share", &key)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(world.visit(&address).await.status, StatusCode::OK);
    world.press(&[("session", &session), ("action", "unshare"), ("share", &key)]).await;
    assert_eq!(world.visit(&address).await.status, StatusCode::GONE);
    assert_eq!(world.visit(&format!("{address}/wide.png")).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn the_eleventh_of_a_day_is_refused() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    for _ in 0..10 {
        assert_eq!(world.share(&session, false).await.status, StatusCode::OK);
    }
    let page = world.share(&session, false).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().contains("You have made many links today"), "{}", page.text());
    assert_eq!(world.rows()["shares"], 10);
}

#[tokio::test]
async fn a_forgotten_person_s_link_shows_nothing() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let address = address(&world.share(&session, true).await);
    let reference = ReferenceId::parse(REFERENCE).unwrap();
    assert!(world.beside().erase(&reference, Acting::now(&*world.clock, &OsEntropy)).await.unwrap());
    assert_eq!(world.visit(&address).await.status, StatusCode::GONE);
    assert_eq!(world.rows()["shares"], 0);
}
