//! "This is wrong".

use domain::case::{CaseNumber, Outcome};
use reqwest::StatusCode;
use server::ports::{Clock as _, Mark};

use crate::world::World;

const RAMESH: (&str, &str) = ("Ramesh Yadav", "9810000005");

#[tokio::test]
async fn a_report_gets_a_number_that_stays_and_an_outcome() {
    let world = World::new().await;
    let page = world.own_page(RAMESH).await;
    let session = page.hidden("session");
    let dose = page.html.split("<option value=\"2021").next().unwrap();
    assert!(dose.contains("<select"), "doses can be chosen");
    let dose = page.html.split("<option value=\"1@").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let dose = format!("1@{dose}");
    let form =
        [("session", session.as_str()), ("action", "report"), ("fault", "duplicate-first-dose"), ("dose", &dose)];
    let page = world.press(&form).await;
    assert_eq!((page.status, page.step()), (StatusCode::OK, "own"));
    let cases = world.store.cases(false).await.unwrap();
    let [case] = cases.as_slice() else { panic!("{cases:?}") };
    assert_eq!((case.reference_id.as_str(), case.report.dose.unwrap().to_string()), ("10000000000010", dose.clone()));
    let text = page.text();
    assert!(text.contains(&format!("Your report was taken. Keep its number: {}", case.number)), "{text}");
    assert!(text.contains("It is being looked at."), "{text}");

    assert!(world.press(&form).await.text().contains(case.number.as_str()), "the same report is the same case");
    assert_eq!(world.store.cases(true).await.unwrap().len(), 1);

    let mark = Mark { provider: String::new(), reference: [0; 16], salt: [1; 16], now: world.clock.now() };
    let number = CaseNumber::parse(case.number.as_str()).unwrap();
    assert!(world.store.close_case(number, Outcome::Corrected, mark).await.unwrap());
    let later = world.own_page(RAMESH).await.text();
    assert!(later.contains(case.number.as_str()) && later.contains("The record was put right."), "{later}");
}

#[tokio::test]
async fn a_report_without_a_choice_says_what_to_choose_and_loses_nothing() {
    let world = World::new().await;
    let session = world.own_page(RAMESH).await.hidden("session");
    let dose = ["1@1999-01-01", "1@", "x"];
    for (fault, dose, error) in [
        ("", "", "Choose what is wrong"),
        ("nonsense", "", "Choose what is wrong"),
        ("wrong-date", dose[0], "Choose one of your recorded doses, or none"),
        ("wrong-date", dose[1], "Choose one of your recorded doses, or none"),
        ("wrong-date", dose[2], "Choose one of your recorded doses, or none"),
    ] {
        let form = [("session", session.as_str()), ("action", "report"), ("fault", fault), ("dose", dose)];
        let page = world.press(&form).await;
        assert_eq!((page.status, page.step()), (StatusCode::BAD_REQUEST, "own"));
        assert!(page.html.contains("<title>Error: "), "{}", page.html);
        assert!(page.text().contains(error), "{}", page.text());
        assert!(page.html.contains("href=\"#fault\"") && page.html.contains("id=\"fault\""));
        if fault == "wrong-date" {
            let chosen = page.html.split("value=\"wrong-date\"").nth(1).unwrap();
            assert!(chosen.starts_with(" checked"), "{}", &chosen[..40]);
        }
    }
    assert!(world.store.cases(true).await.unwrap().is_empty());
}

#[tokio::test]
async fn nobody_sees_another_persons_reports() {
    let world = World::new().await;
    let session = world.own_page(RAMESH).await.hidden("session");
    world.press(&[("session", &session), ("action", "report"), ("fault", "wrong-name")]).await;
    let number = world.store.cases(true).await.unwrap()[0].number.to_string();
    let other = world.own_page(crate::world::FULLY).await;
    assert!(!other.html.contains(&number) && !other.text().contains("Your reports"));
}
