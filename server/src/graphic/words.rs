//! The words of badges and papers, from the texts of the pages; and whether fonts are there for all of them.

use std::collections::HashSet;

use app::{
    sharing::{BadgeFacts, OwnPass},
    words::Words,
};
use domain::{language::Language, pass::text::PREFIX};

use super::{Badge, Fonts, NoGlyph, Sheet, SheetFact, typeset};
use crate::config::Embed;

/// A badge in words. `link` is the address behind its QR code, where the person wants one.
pub fn badge_of(facts: &BadgeFacts, embed: &Embed, link: Option<String>) -> Badge {
    let language = Language::from_code(&facts.language).unwrap_or_default();
    let words = Words::of(language);
    let status = facts.status.min(2);
    // for 0 the graphic says it more kindly than an answer to somebody who asks
    let word = if status == 0 { "graphic-word-0".to_owned() } else { format!("answer-{status}") };
    Badge {
        status,
        word: words.text(&word),
        line: words.text(&format!("graphic-line-{status}")),
        name: facts.name.clone(),
        service: service_in(language, embed),
        date: words.date(&facts.as_of),
        link,
    }
}

/// A pass in words, for paper.
pub fn sheet_of(pass: &OwnPass, language: Language, embed: &Embed, host: &str) -> Sheet {
    let words = Words::of(language);
    let fact = |key: &str, value: String| SheetFact { label: words.text(key), value };
    let ends = words
        .with("pass-ends", &[("date", words.date(&pass.ends.0).into()), ("time", words.time(&pass.ends.1).into())]);
    let facts = [
        pass.name.clone().map(|name| fact("pass-fact-name", name)),
        pass.birth_year.map(|year| fact("answer-birth-year", words.number(year))),
        Some(fact("pass-until", ends)),
    ];
    Sheet {
        language: language.code().to_owned(),
        title: words.text("pass-paper-title"),
        service: service_in(language, embed),
        status: pass.status.min(2),
        word: words.text(&format!("answer-{}", pass.status.min(2))),
        facts: facts.into_iter().flatten().collect(),
        code: pass.code.clone(),
        code_alternative: words.text("pass-code"),
        code_heading: words.text("pass-text"),
        notes: vec![
            words.text("pass-paper-how"),
            words.with("pass-paper-where", &[("host", format!("{host}/status").into())]),
        ],
    }
}

/// The languages in which a badge or a paper cannot be drawn, each with the first character that no font has.
pub fn lacking(fonts: &Fonts, embed: &Embed) -> Vec<(Language, NoGlyph)> {
    let missing = |language: Language| {
        // Words and lines are the same in every month: each text is set once, for setting one reads fonts.
        let mut seen = HashSet::new();
        let texts = on_badges(language, embed).chain(on_papers(language, embed));
        texts.filter(|text| seen.insert(text.clone())).find_map(|text| typeset::missing(fonts, &text))
    };
    Language::ALL.iter().filter_map(|language| missing(*language).map(|lack| (*language, lack))).collect()
}

/// Every text of badges in a language, but for names.
fn on_badges(language: Language, embed: &Embed) -> impl Iterator<Item = String> {
    let months = (1..=12).flat_map(move |month| {
        (0..=2).map(move |status| BadgeFacts {
            status,
            as_of: format!("2026-{month:02}-28"),
            language: language.code().to_owned(),
            name: None,
        })
    });
    months.flat_map(move |facts| badge_of(&facts, embed, None).texts())
}

/// Every text of papers in a language, but for names and the months, which badges have too. The numbers hold every digit.
fn on_papers(language: Language, embed: &Embed) -> impl Iterator<Item = String> {
    let passes = (0..=2).map(|status| OwnPass {
        id: String::new(),
        status,
        name: Some("A".to_owned()),
        birth_year: Some(1947),
        ends: ("2026-11-28".to_owned(), "13:50".to_owned()),
        code: PREFIX.to_owned(),
    });
    passes.flat_map(move |pass| sheet_of(&pass, language, embed, "status.example").texts())
}

fn service_in(language: Language, embed: &Embed) -> String {
    embed.brand.get(language.code()).cloned().unwrap_or_else(|| Words::of(language).text("service-name"))
}
