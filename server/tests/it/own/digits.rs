//! Numbers on pages stand in the digits of their language. What is told, typed or compared with another place is the same in all.

use app::words::Words;
use domain::{language::Language, vaccination::Rules};
use reqwest::StatusCode;
use server::ports::Clock as _;

use super::{Page, history};
use crate::world::{FULLY, World};

/// Those that do not write Latin digits.
const LANGUAGES: [Language; 3] = [Language::Mr, Language::Bn, Language::As];

/// How the words begin that are the same in every language: numbers of receipts and cases, and masked mobiles.
const SAME: [&str; 3] = ["R-", "W-", "******"];

impl World {
    /// A check by the airline's page, answered: the page of the answer.
    async fn answer_page(&self, lang: &str) -> Page {
        let ask = self.airline_asks();
        let sent = self.start(&ask, FULLY).await;
        let code = self.code(&sent).await;
        let form = [
            ("k", ask.site_key.as_str()),
            ("o", &ask.origin),
            ("purpose", "check-in"),
            ("lang", lang),
            ("id", &sent.id),
            ("otp", &code),
            ("events", "true"),
            ("demographics", "true"),
            ("action", "confirm"),
        ];
        let page = fetched(self.http.post(format!("{}/embed", self.url)).form(&form)).await;
        assert_eq!((page.status, page.step()), (StatusCode::OK, "answer"), "{}", page.html);
        page
    }

    /// Opens a person's own page in a language: the id of the session.
    async fn own_session_in(&self, lang: &str) -> String {
        let start = [("action", "start"), ("lang", lang), ("full_name", FULLY.0), ("mobile", FULLY.1)];
        let id = self.press(&start).await.hidden("id");
        let code = self.code_of(&id, 0).await;
        self.press(&[("action", "confirm"), ("lang", lang), ("id", &id), ("otp", &code)]).await.hidden("session")
    }

    /// Presses a button of the own page.
    async fn press_in(&self, lang: &str, session: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.press(&[&[("lang", lang), ("session", session)], fields].concat()).await;
        assert_eq!((page.status, page.step()), (StatusCode::OK, "own"), "{}", page.html);
        page
    }
}

async fn fetched(request: reqwest::RequestBuilder) -> Page {
    let answer = request.send().await.unwrap();
    Page { status: answer.status(), headers: Vec::new(), html: answer.text().await.unwrap() }
}

/// What a person reads of a page, without what is the same in every language.
fn read(page: &Page) -> String {
    let pass = page.html.split("class=\"pass__text\"").nth(1).and_then(|rest| rest.split(['<', '>']).nth(1));
    let mut text = page.text();
    for same in [Some(Rules::builtin().version()), Some("RFC 9162"), pass].into_iter().flatten() {
        text = text.replace(same, "");
    }
    let words = text.split(' ').filter(|word| !SAME.iter().any(|start| word.starts_with(start)));
    words.collect::<Vec<_>>().join(" ")
}

/// Fails where Latin digits stand, or where what should be there in other digits is not.
fn assert_own_digits(language: Language, page: &Page, expected: &str) {
    let text = read(page);
    let latin: Vec<_> = text.split(' ').filter(|word| word.contains(|letter: char| letter.is_ascii_digit())).collect();
    assert_eq!(latin, [""; 0], "{}: {text}", language.code());
    assert!(text.contains(expected), "{}: {expected:?} in {text}", language.code());
}

#[tokio::test]
async fn the_own_page_and_all_its_lists_are_in_the_digits_of_the_language() {
    let world = history::world().await;
    world.answer_page("en").await;
    let today = world.clock.now().date().to_string();
    for language in LANGUAGES {
        let lang = language.code();
        let session = world.own_session_in(lang).await;
        let report = [("action", "report"), ("fault", "wrong-date"), ("dose", "1@2021-05-20")];
        let pass = [("action", "pass"), ("pass_minutes", "1440"), ("pass_name", "first"), ("pass_birth_year", "yes")];
        let today = Words::of(language).date(&today);
        for (fields, expected) in [
            (&[("action", "share"), ("named", "yes")][..], today.as_str()),
            (&report, &language.digits("2021")),
            (&[("action", "pause")], &today),
            (&pass, &language.digits("1980")),
        ] {
            let page = world.press_in(lang, &session, fields).await;
            assert_own_digits(language, &page, expected);
        }
    }
}

#[tokio::test]
async fn answers_and_receipts_are_in_the_digits_of_the_language() {
    let world = history::world().await;
    let today = world.clock.now();
    for language in LANGUAGES {
        let lang = language.code();
        let answer = world.answer_page(lang).await;
        assert_own_digits(language, &answer, &language.digits("1980"));
        let form = [("id", answer.hidden("id")), ("lang", lang.to_owned())];
        let receipt = fetched(world.http.post(format!("{}/receipt", world.url)).form(&form)).await;
        assert_eq!(receipt.status, StatusCode::OK);
        assert_own_digits(language, &receipt, &Words::of(language).moment(today));
    }
}
