//! What the person keeps.

use reqwest::StatusCode;

use super::world;
use crate::world::{FULLY, World};

impl World {
    async fn receipt(&self, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> reqwest::Response {
        let post = self.http.post(format!("{}/receipt", self.url)).form(fields);
        headers.iter().fold(post, |post, (name, value)| post.header(*name, *value)).send().await.unwrap()
    }
}

#[tokio::test]
async fn a_receipt_says_what_was_agreed_to_and_not_the_answer() {
    let world = world().await;
    let ask = world.airline_asks();
    let sent = world.start(&ask, FULLY).await;
    let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    let (record, number) = (answer.receipt.record.as_str(), answer.receipt.number.as_str());
    let page = world.receipt(&[("id", record)], &[]).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert!(!page.headers().contains_key("content-disposition"));
    let html = page.text().await.unwrap();
    for words in
        ["Air Konkan", "check-in", number, "Vaccines and dates of the doses", "How to complain", "Save as a file"]
    {
        assert!(html.contains(words), "{words:?} in {html}");
    }
    assert!(html.contains(&format!("{}/status?lang=en", world.url)));
    for secret in ["Fully vaccinated", FULLY.0, &FULLY.1[6..], "<script"] {
        assert!(!html.contains(secret), "{secret:?}");
    }
    let file = world.receipt(&[("id", record), ("lang", "hi"), ("as", "file")], &[]).await;
    assert_eq!(
        file.headers()["content-disposition"].to_str().unwrap(),
        format!("attachment; filename=\"{number}.html\"")
    );
    let html = file.text().await.unwrap();
    assert!(html.contains("रसीद") && html.contains("lang=\"hi\"") && !html.contains("<form"), "{html}");
}

#[tokio::test]
async fn who_has_no_record_has_no_receipt() {
    let world = world().await;
    let (_, record) = world.answered(FULLY).await;
    for id in ["", "x", &"A".repeat(30)] {
        assert_eq!(world.receipt(&[("id", id)], &[]).await.status(), StatusCode::NOT_FOUND, "{id}");
    }
    let foreign = world.receipt(&[("id", &record)], &[("origin", "https://evil.example")]).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert!(!foreign.text().await.unwrap().contains("Hotel Sagar"));
}

#[tokio::test]
async fn a_receipt_comes_by_sms_to_whoever_wishes() {
    let world = world().await;
    let ask = world.hotel_asks();
    world.answered(FULLY).await;
    let sent = world.start(&ask, FULLY).await;
    let code = world.code(&sent).await;
    let answer = world.service.confirm(&ask, &sent.id, &code, false, false, true).await.unwrap();
    let expected = format!(
        "You agreed that Hotel Sagar learns your vaccination status for check-in. Receipt {}. See it or withdraw: {}/status",
        answer.receipt.number, world.url
    );
    assert_eq!(world.receipts(1).await, [expected], "one, and only for the check that wished for it");
}

#[tokio::test]
async fn where_receipts_always_come_the_page_says_so_and_takes_no_wish() {
    for (settings, always) in [("", false), ("[citizen]\nreceipts = \"always\"\n", true)] {
        let world = World::with(settings).await;
        let ask = world.hotel_asks();
        let form = [
            ("k", ask.site_key.as_str()),
            ("o", &ask.origin),
            ("purpose", "check-in"),
            ("full_name", FULLY.0),
            ("mobile", FULLY.1),
            ("action", "start"),
        ];
        let page = world.http.post(format!("{}/embed", world.url)).form(&form).send().await.unwrap();
        let html = page.text().await.unwrap();
        let tick = html.split('<').find(|tag| tag.contains("name=\"receipt\"")).unwrap();
        assert_eq!((tick.contains(" checked"), tick.contains(" disabled")), (always, always), "{tick}");
        let sent = world.start(&ask, FULLY).await;
        world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
        let receipts = usize::from(always);
        assert_eq!(world.receipts(receipts).await.len(), receipts, "for the one check that was completed");
    }
}

#[tokio::test]
async fn the_answer_page_offers_all_of_it_without_script() {
    let world = world().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let code = world.code(&sent).await;
    let form = [
        ("k", ask.site_key.as_str()),
        ("o", &ask.origin),
        ("purpose", "check-in"),
        ("lang", "en"),
        ("id", &sent.id),
        ("otp", &code),
        ("receipt", "true"),
        ("action", "confirm"),
    ];
    let html = world.http.post(format!("{}/embed", world.url)).form(&form).send().await.unwrap().text().await.unwrap();
    for part in [
        "action=\"/receipt\" target=\"_blank\"",
        "form=\"kyvs-receipt\"",
        "href=\"/status?lang=en\"",
        "Asked by",
        "Hotel Sagar",
        "How to complain",
    ] {
        assert!(html.contains(part), "{part:?} in {html}");
    }
    assert!(world.own_page(FULLY).await.text().contains("Who asked about you"));
}
