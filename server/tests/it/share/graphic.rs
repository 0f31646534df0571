//! The graphic on the own page, and as a file.

use reqwest::StatusCode;

use crate::world::{FULLY, NOT, World};

#[tokio::test]
async fn it_is_shown_within_the_page_and_saved_as_a_file() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let chosen = [("session", session.as_str()), ("shape", "wide"), ("picture_lang", "gu"), ("named", "yes")];
    let page = world.press(&[&[("action", "graphic")], &chosen[..]].concat()).await;
    assert_eq!((page.status, page.step()), (StatusCode::OK, "own"));
    assert!(page.html.contains("src=\"data:image/png;base64,"));
    assert!(page.html.contains("alt=\"Rajesh · સંપૂર્ણ રસીકરણ થયું છે · મેં રસી લીધી છે. તમે?"), "the words of the picture");
    assert!(!page.html.contains(&format!("{}/s/", world.url)), "no link unless it is asked for");

    let png = world.save(&[&[("action", "png")], &chosen[..]].concat()).await;
    assert_eq!((png.status, png.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(png.header("content-disposition"), "attachment; filename=\"kyvs-wide.png\"");
    assert_eq!(png.header("cache-control"), "no-store");
    assert_eq!(png.png_size(), (1200, 630));
    let square = world.save(&[("action", "png"), ("session", &session)]).await;
    assert_eq!(square.png_size(), (1080, 1080));

    let svg = world.save(&[&[("action", "svg")], &chosen[..]].concat()).await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    let svg = svg.text();
    assert!(svg.contains("<title>Rajesh · સંપૂર્ણ રસીકરણ થયું છે"));
    for secret in [FULLY.1, "Sharma", "1980", "<text"] {
        assert!(!svg.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn without_the_name_it_names_nobody() {
    let world = World::new().await;
    let session = world.own_page(NOT).await.hidden("session");
    let svg = world.save(&[("action", "svg"), ("session", &session), ("picture_lang", "en")]).await.text();
    assert!(svg.contains("Not vaccinated yet") && !svg.contains("Arjun"));
}

#[tokio::test]
async fn a_session_that_is_over_saves_nothing() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    world.press(&[("session", &session), ("action", "end")]).await;
    for action in ["png", "svg", "paper"] {
        let answer = world.save(&[("action", action), ("session", &session)]).await;
        assert_eq!((answer.status, answer.header("content-disposition")), (StatusCode::GONE, ""));
    }
}

#[tokio::test]
async fn other_sites_press_no_button() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let post = world.http.post(format!("{}/status/file", world.url)).form(&[("action", "png"), ("session", &session)]);
    let answer = post.header("origin", "https://evil.example").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(answer.headers().get("content-disposition").is_none());
}

#[tokio::test]
async fn a_missing_font_is_said_in_words() {
    let world = World::with("[graphic]\nfont_dirs = []\n").await;
    let session = world.own_page(FULLY).await.hidden("session");
    let page = world.press(&[("session", &session), ("action", "graphic"), ("picture_lang", "gu")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.text().contains("The graphic cannot be drawn in this script"), "{}", page.text());
    let page = world.press(&[("session", &session), ("action", "share")]).await;
    assert!(page.text().contains("cannot be drawn"));
    assert_eq!(world.rows()["shares"], 0, "a link that shows nothing is not made");
}
