//! A pass on paper: it is tagged, it says what it shows, and its code scans as it is drawn.

use std::sync::OnceLock;

use app::{sharing::OwnPass, words::Words};
use domain::language::Language;

use super::{super::Fonts, *};
use crate::{config::Config, graphic::sheet_of};

/// A pass as it is signed, of the usual length.
const CODE: &str = "KYVS1:0DK9QW3MXT7PB1Z5RLA8H4YV6CJ2NG0UEF-S*I+O.D/K9QW3MXT7PB1Z5RLA8H4YV6CJ2NG0UEFSIOD0DK9QW3MXT7PB1Z5RLA8H4YV6CJ2NG0UEFS";

fn sheet(status: u8) -> Sheet {
    let fact = |label: &str, value: &str| SheetFact { label: label.to_owned(), value: value.to_owned() };
    Sheet {
        language: "gu".to_owned(),
        title: "રસીકરણ પાસ".to_owned(),
        service: "Vaccination status".to_owned(),
        status,
        word: "સંપૂર્ણ રસીકરણ થયું છે".to_owned(),
        facts: vec![fact("નામ", "Rajesh"), fact("માન્ય", "21 નવેમ્બર 2026, 18:00")],
        code: CODE.to_owned(),
        code_alternative: "પાસનો ક્યૂઆર કોડ".to_owned(),
        code_heading: "કોડ અક્ષરોમાં".to_owned(),
        notes: vec!["કાગળને રેખા પર વાળો: status.example/status".to_owned()],
    }
}

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::find(&["/usr/share/fonts".into()]))
}

/// Where a line of text was set.
pub(super) struct Placed {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
}

fn placed(sheet: &Sheet) -> Vec<Placed> {
    let mut document = Document::new();
    let mut page = document.start_page_with(PageSettings::from_wh(PAGE.0, PAGE.1).unwrap());
    let mut surface = page.surface();
    let mut pen = Pen::new(fonts(), &mut surface);
    sheet.upper(&mut pen).unwrap();
    sheet.lower(&mut pen).unwrap();
    pen.placed
}

/// A pass with all that it can say, with the longest of the three statuses, as a person gets it.
fn printed(language: Language) -> Sheet {
    let length = |status: &u8| Words::of(language).text(&format!("answer-{status}")).chars().count();
    let pass = OwnPass {
        id: String::new(),
        status: (0..=2).max_by_key(length).unwrap(),
        name: Some("Venkatanarasimharajuvaripeta".to_owned()),
        birth_year: Some(1980),
        ends: ("2026-09-21".to_owned(), "18:00".to_owned()),
        code: CODE.to_owned(),
    };
    let embed = Config::parse("none", "", []).unwrap().embed;
    sheet_of(&pass, language, &embed, "vaccination-status.health.example.gov.in")
}

#[test]
fn it_is_written_in_every_language() {
    for language in Language::ALL {
        let pdf = printed(language).pdf(fonts()).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"), "{language:?}");
    }
}

#[test]
fn every_text_fits_in_every_language() {
    // a line may be a little wider than its words that were measured one by one
    const HANG: f32 = 4.0;
    let fold = PAGE.1 / 2.0;
    for language in Language::ALL {
        let sheet = printed(language);
        let lines = placed(&sheet);
        assert!(lines.len() >= 13, "{language:?}: title, service, status, three facts, heading, code and notes");
        for Placed { text, left, right, base, size } in lines {
            let wide = left >= MARGIN && right <= PAGE.0 - MARGIN + HANG;
            let (top, lower) = (base - size, base + size * 0.5);
            let high = top >= MARGIN / 2.0 && (lower <= fold || top >= fold) && lower <= PAGE.1 - MARGIN;
            assert!(wide && high, "{language:?} {text}: {left} to {right} at {base}");
            assert!(size >= 6.0 && !text.ends_with('…'), "{language:?} {text}: {size}");
        }
    }
}

#[test]
fn it_is_tagged_and_small() {
    for status in 0..=2 {
        let pdf = sheet(status).pdf(fonts()).unwrap();
        if let Some(folder) = std::env::var_os("KYVS_GALLERY").map(std::path::PathBuf::from) {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("pass-{status}.pdf")), &pdf).unwrap();
        }
        assert!(pdf.len() < 120_000, "fonts are embedded in part: {} bytes", pdf.len());
        let text = String::from_utf8_lossy(&pdf);
        for needed in ["%PDF-1.7", "/Lang", "/MarkInfo", "/StructTreeRoot", "pdfuaid:part"] {
            assert!(text.contains(needed), "{needed}");
        }
    }
}

#[test]
fn its_code_scans_as_it_is_drawn() {
    let runs = drawn(&plain(&sheet(2)));
    let modules = QrCode::of(CODE).unwrap().side();
    let module = CODE_SIDE / units(modules);
    // five pixels a module, and the quiet zone around it that the page leaves white
    let side = modules * 5;
    let dark = |x: usize, y: usize| {
        let (x, y) = (MARGIN + (units(x) + 0.5) * module / 5.0, 92.0 + (units(y) + 0.5) * module / 5.0);
        runs.iter().any(|(left, top, right, lower)| (*left..*right).contains(&x) && (*top..*lower).contains(&y))
    };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if dark(x, y) { 0 } else { 255 });
    let codes: Vec<String> = picture.detect_grids().into_iter().map(|grid| grid.decode().unwrap().1).collect();
    assert_eq!(codes, [CODE]);
}

#[test]
fn the_letters_below_are_the_code() {
    assert_eq!(groups(CODE).join("").replace(' ', ""), CODE);
    assert!(groups(CODE).iter().all(|row| row.split(' ').all(|group| group.len() <= GROUP)));
}

#[test]
fn without_fonts_there_is_no_paper() {
    assert!(matches!(sheet(2).pdf(&Fonts::find(&[])), Err(DrawError::NoGlyph(_))));
}

/// The page with its content stream as it is written, not compressed.
fn plain(sheet: &Sheet) -> String {
    let pdf = sheet.written(fonts(), false).unwrap();
    String::from_utf8_lossy(&pdf).into_owned()
}

/// The rectangles of a page, in points from its upper left corner: a corner, and lines to the three others.
fn drawn(pdf: &str) -> Vec<(f32, f32, f32, f32)> {
    let words: Vec<&str> = pdf.split_whitespace().collect();
    let mut found = Vec::new();
    for path in words.windows(9).filter(|path| (path[2], path[5], path[8]) == ("m", "l", "l")) {
        let numbers: Vec<f32> = path.iter().filter_map(|number| number.parse().ok()).collect();
        if let [left, top, right, _, _, lower] = numbers[..] {
            found.push((left, top, right, lower));
        }
    }
    assert!(found.len() > 100, "the code's modules are on the page");
    found
}
