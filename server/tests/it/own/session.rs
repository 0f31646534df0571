//! A session: short, one a code, and of one person.

use app::words::Words;
use domain::language::Language;
use reqwest::StatusCode;
use tokio::task::JoinSet;

use crate::world::{FAMILY, FAMILY_MOBILE, FULLY, World, other_than};

#[tokio::test]
async fn it_ends_after_its_minutes_and_leads_back_to_the_start() {
    let world = World::with("[citizen]\nsession_minutes = 3\n").await;
    let session = world.own_page(FULLY).await.hidden("session");
    world.advance(179);
    let page = world.press(&[("session", &session)]).await;
    assert!(page.text().contains("this page closes in 1 minute"), "{}", page.text());
    world.advance(1);
    let report = [("session", session.as_str()), ("action", "report"), ("fault", "dose-missing")];
    for form in [&[("session", session.as_str())][..], &report, &[("session", &session), ("action", "end")]] {
        let page = world.press(form).await;
        assert_eq!((page.status, page.step()), (StatusCode::GONE, "ended"));
        assert!(!page.html.contains(FULLY.0), "nothing of the person is left");
        assert!(page.html.contains("value=\"restart\""));
    }
    assert_eq!(world.press(&[("action", "restart")]).await.step(), "details");
    assert_eq!(world.rows()["cases"], 0);
}

#[tokio::test]
async fn its_page_carries_what_closes_it_with_scripts_and_without() {
    let world = World::with("[citizen]\nsession_minutes = 3\n").await;
    let before = world.own_start(FULLY).await;
    assert!(
        !before.html.contains("<noscript><meta") && !before.html.contains("<template data-over"),
        "nothing to close yet"
    );
    let id = before.hidden("id");
    let session = world.own_enter(&id, &world.code_of(&id, 0).await).await.hidden("session");
    world.advance(100);
    let page = world.press(&[("session", &session), ("action", "language"), ("lang", "hi")]).await;
    let words = Words::of(Language::Hi);
    for part in [
        "data-expires-in=\"80\"",
        "http-equiv=\"refresh\"",
        "content=\"80;url=/status?lang=hi\"",
        include_str!("../../../../public/close.js"),
    ] {
        assert!(page.html.contains(part), "{part:?} in {}", page.html);
    }
    let region = page.html.split('<').find(|tag| tag.contains("class=\"closing\"")).unwrap();
    assert!(region.contains("role=\"status\"") && region.ends_with('>'), "an empty region: {region}");
    let template = |name: &str| page.html.split(name).nth(1).and_then(|rest| rest.split("</template>").next()).unwrap();
    assert!(template("data-soon").contains(&words.text("own-closes-soon")));
    let over = template("data-over");
    assert!(over.contains(&words.text("own-expired-title")) && over.contains("value=\"restart\""), "{over}");
    assert!(!over.contains(FULLY.0) && !over.contains(&session), "{over}");
}

#[tokio::test]
async fn it_ends_by_its_button() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let page = world.press(&[("session", &session), ("action", "end")]).await;
    assert_eq!((page.status, page.step()), (StatusCode::OK, "ended"));
    assert_eq!(world.rows()["sessions"], 0);
    assert_eq!(world.press(&[("session", &session)]).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_guessed_one_is_like_one_that_is_over() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let mut guessed = session.clone();
    let last = if guessed.pop() == Some('A') { 'Q' } else { 'A' };
    guessed.push(last);
    for wrong in [guessed.as_str(), "AAAA", "x"] {
        let page = world.press(&[("session", wrong)]).await;
        assert_eq!((page.status, page.step()), (StatusCode::GONE, "ended"));
    }
}

#[tokio::test]
async fn the_language_changes_within_it() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let page = world.press(&[("session", &session), ("action", "language"), ("lang", "gu")]).await;
    assert!(page.text().contains("સંપૂર્ણ રસીકરણ થયું છે"));
    assert_eq!(page.hidden("session"), session);
}

#[tokio::test]
async fn a_used_code_opens_no_second_one() {
    let world = World::new().await;
    let id = world.own_start(FULLY).await.hidden("id");
    let code = world.code_of(&id, 0).await;
    assert_eq!(world.own_enter(&id, &other_than(&code)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.own_enter(&id, &code).await.step(), "own");
    let page = world.own_enter(&id, &code).await;
    assert_eq!(page.step(), "problem");
    assert_eq!(world.rows()["sessions"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_opens_one_also_in_parallel() {
    let world = World::new().await;
    for round in 1..=3 {
        let id = world.own_start(FULLY).await.hidden("id");
        let code = world.code_of(&id, 0).await;
        let mut tries = JoinSet::new();
        for _ in 0..12 {
            let (http, url) = (world.http.clone(), format!("{}/status", world.url));
            let form = [("action", "confirm".to_owned()), ("id", id.clone()), ("otp", code.clone())];
            tries.spawn(async move { http.post(url).form(&form).send().await.unwrap().text().await.unwrap() });
        }
        let pages = tries.join_all().await;
        assert_eq!(pages.iter().filter(|page| page.contains("data-step=\"own\"")).count(), 1);
        assert_eq!(world.rows()["sessions"], round);
        world.advance(300);
    }
}

#[tokio::test]
async fn it_never_shows_another_person_of_the_mobile() {
    let world = World::new().await;
    let mut pages = Vec::new();
    for name in FAMILY {
        pages.push(world.own_page((name, FAMILY_MOBILE)).await);
    }
    for (name, page) in FAMILY.into_iter().zip(pages) {
        let session = page.hidden("session");
        for text in [page.text(), world.press(&[("session", &session)]).await.text()] {
            for other in FAMILY {
                assert_eq!(text.contains(other), other == name, "{other} on the page of {name}");
            }
        }
    }
}
