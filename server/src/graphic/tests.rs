//! What is drawn: in every script, within its bounds, with codes that scan. The pictures are written where `KYVS_GALLERY` says, for
//! the eye.

use std::{fs, path::PathBuf, sync::OnceLock};

use app::{sharing::BadgeFacts, words::Words};
use domain::language::Language;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::Tree,
};

use super::{badge::Badge, *};
use crate::config::Config;

/// Words of every script, the longest that we know: status, line, name.
const SAMPLES: [(&str, &str, &str, &str); 12] = [
    (
        "en",
        "Partially vaccinated",
        "I have had one of my doses, and the next one is on its way",
        "Venkatanarasimharajuvaripeta",
    ),
    ("hi", "आंशिक रूप से टीकाकृत", "मैंने टीके की एक ख़ुराक ले ली है, अगली जल्द। और आपने?", "राजेश्वरप्रसाद"),
    ("gu", "સંપૂર્ણ રસીકરણ થયું છે", "મેં રસી લીધી છે, અને તમે? બીજો ડોઝ ક્યારે લેશો?", "હર્ષવર્ધનસિંહ"),
    ("mr", "अंशतः लसीकरण झाले आहे", "एक पाऊल पूर्ण, पुढचे लवकरच. तुम्ही लस घेतली का?", "ज्ञानेश्वर"),
    ("bn", "সম্পূর্ণ টিকাপ্রাপ্ত", "আমি টিকা নিয়েছি। আপনি কবে নেবেন?", "বিশ্বজিৎকুমার"),
    ("ta", "பகுதியளவு தடுப்பூசி செலுத்தப்பட்டது", "நான் தடுப்பூசி போட்டுக்கொண்டேன். நீங்களும் போட்டுக்கொள்ளுங்கள்.", "வெங்கடாசலபதி"),
    ("te", "పాక్షికంగా టీకా వేయించుకున్నారు", "నేను టీకా వేయించుకున్నాను. మీరు కూడా వేయించుకోండి.", "వెంకటేశ్వరరావు"),
    ("kn", "ಸಂಪೂರ್ಣವಾಗಿ ಲಸಿಕೆ ಪಡೆದಿದ್ದಾರೆ", "ನಾನು ಲಸಿಕೆ ಪಡೆದಿದ್ದೇನೆ. ನೀವೂ ಪಡೆಯಿರಿ.", "ವೆಂಕಟೇಶಪ್ರಸಾದ್"),
    ("ml", "ഭാഗികമായി വാക്സിൻ എടുത്തിട്ടുണ്ട്", "ഞാൻ വാക്സിൻ എടുത്തു. നിങ്ങളും എടുക്കൂ.", "ശ്രീകൃഷ്ണകുമാർ"),
    ("pa", "ਅੰਸ਼ਕ ਟੀਕਾਕਰਨ ਹੋਇਆ ਹੈ", "ਮੈਂ ਟੀਕਾ ਲਗਵਾ ਲਿਆ। ਤੁਸੀਂ ਕਦੋਂ ਲਗਵਾਓਗੇ?", "ਹਰਪ੍ਰੀਤਸਿੰਘ"),
    ("or", "ସମ୍ପୂର୍ଣ୍ଣ ଟୀକାକରଣ ହୋଇଛି", "ମୁଁ ଟୀକା ନେଇଛି। ଆପଣ କେବେ ନେବେ?", "ଜଗନ୍ନାଥପ୍ରସାଦ"),
    ("as", "সম্পূৰ্ণভাৱে টীকাকৃত", "মই টীকা লৈছোঁ। আপুনি কেতিয়া ল'ব?", "হৰ্ষবৰ্ধন"),
];

const LINK: &str = "https://status.example/s/MDEyMzQ1Njc4OWFiY2RlZg";

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::find(&["/usr/share/fonts".into()]))
}

fn sample(index: usize, status: u8, named: bool, coded: bool) -> Badge {
    let (_, word, line, name) = SAMPLES[index];
    Badge {
        status,
        word: word.to_owned(),
        line: line.to_owned(),
        name: named.then(|| name.to_owned()),
        service: "Department of Health and Family Welfare, Government of the State".to_owned(),
        date: "21 Nov 2026".to_owned(),
        link: coded.then(|| LINK.to_owned()),
    }
}

fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("KYVS_GALLERY").map(PathBuf::from) {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// What a scanner reads from a picture.
fn scanned(png: &[u8]) -> Vec<String> {
    let pixels = Pixmap::decode_png(png).unwrap();
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let light = |x: usize, y: usize| {
        let pixel = pixels.pixels()[y * width + x].demultiply();
        let sum = 3 * u32::from(pixel.red()) + 6 * u32::from(pixel.green()) + u32::from(pixel.blue());
        u8::try_from(sum / 10).unwrap()
    };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
    picture.detect_grids().into_iter().map(|grid| grid.decode().unwrap().1).collect()
}

#[test]
fn every_script_stays_within_its_bounds() {
    for (index, (language, ..)) in SAMPLES.iter().enumerate() {
        for shape in Shape::ALL {
            for (named, coded) in [(false, false), (true, false), (true, true)] {
                let (width, height) = shape.size();
                let boxes = sample(index, 1, named, coded).boxes(fonts(), shape).unwrap();
                assert!(boxes.len() >= 4, "{language}: name, status, line, service, date");
                for (text, bounds) in boxes {
                    let inside = bounds.left() >= 60.0
                        && bounds.right() <= f32::from(width) - 60.0
                        && bounds.top() >= 0.0
                        && bounds.bottom() <= f32::from(height) - 20.0;
                    assert!(inside, "{language} {shape:?} {text}: {bounds:?}");
                }
            }
        }
    }
}

#[test]
fn words_keep_clear_of_the_mark_and_the_code() {
    for index in 0..SAMPLES.len() {
        let boxes = sample(index, 2, true, true).boxes(fonts(), Shape::Wide).unwrap();
        for (text, bounds) in boxes.iter().filter(|(_, bounds)| bounds.top() < 480.0) {
            assert!(bounds.left() >= 330.0 && bounds.right() <= 905.0, "{text}: {bounds:?}");
        }
        let boxes = sample(index, 2, true, true).boxes(fonts(), Shape::Square).unwrap();
        for (text, bounds) in boxes {
            assert!(bounds.top() >= 350.0, "{text}: {bounds:?}");
        }
    }
}

#[test]
fn every_ready_language_can_be_drawn() {
    let embed = Config::parse("none", "", []).unwrap().embed;
    assert_eq!(lacking(fonts(), &embed), []);
    for language in Language::ALL {
        for status in 0..=2 {
            let facts =
                BadgeFacts { status, as_of: "2026-11-21".to_owned(), language: language.code().to_owned(), name: None };
            let badge = badge_of(&facts, &embed, None);
            assert_eq!(badge.date, Words::of(language).date("2026-11-21"));
            for shape in Shape::ALL {
                let png = badge.png(fonts(), shape).unwrap();
                assert!(png.len() < 400_000, "messengers show no preview of large pictures");
                keep(&format!("{}-{status}-{}.png", language.code(), shape.as_str()), &png);
            }
        }
    }
}

#[test]
fn a_missing_font_is_said_and_nothing_is_drawn() {
    let none = Fonts::find(&[]);
    let badge = sample(2, 2, false, false);
    assert!(matches!(badge.png(&none, Shape::Square), Err(DrawError::NoGlyph(_))));
    let missing = badge.texts().find_map(|text| typeset::missing(&none, &text));
    assert_eq!(missing.map(|lack| lack.family), Some("Noto Sans Gujarati"));
    // a script that no family of ours has
    let chinese = Badge { name: Some("王".to_owned()), ..sample(0, 2, false, false) };
    assert!(matches!(chinese.svg(fonts(), Shape::Wide), Err(DrawError::NoGlyph(lack)) if lack.letter == '王'));
    let embed = Config::parse("none", "", []).unwrap().embed;
    assert_eq!(lacking(&none, &embed).len(), Language::ALL.len());
}

#[test]
fn a_long_name_is_cut_and_never_ends_in_half_a_letter() {
    let fitted = typeset::shrink(fonts(), "વિશ્વનાથપ્રસાદસિંહજી", fonts::Strength::Bold, 200.0, (60.0, 36.0)).unwrap();
    let [shown] = &fitted.lines[..] else { panic!("one line") };
    let cut = shown.strip_suffix('…').unwrap();
    assert!("વિશ્વનાથપ્રસાદસિંહજી".starts_with(cut) && !cut.is_empty());
    assert!(typeset::line(fonts(), shown, fonts::Strength::Bold).unwrap().width * fitted.size <= 200.5);
}

#[test]
fn scripts_mix_within_a_line() {
    for text in ["Rajesh राजेश રાજેશ 2026", "டாக்டர் K. Dinesh", "মই (Asha)", "ਰਾਜੇਸ਼ · ରାଜେଶ"]
    {
        let line = typeset::line(fonts(), text, fonts::Strength::Regular).unwrap();
        assert_eq!(line.runs.iter().map(|run| run.text.as_str()).collect::<String>(), text);
        assert!(line.runs.windows(2).all(|pair| pair[0].left < pair[1].left));
        let alone: f32 = line
            .runs
            .iter()
            .map(|run| typeset::line(fonts(), &run.text, fonts::Strength::Regular).unwrap().width)
            .sum();
        assert!((alone - line.width).abs() < 0.01);
    }
}

#[test]
fn the_code_on_a_graphic_scans() {
    for shape in Shape::ALL {
        let png = sample(0, 2, true, true).png(fonts(), shape).unwrap();
        keep(&format!("coded-{}.png", shape.as_str()), &png);
        assert_eq!(scanned(&png), [LINK]);
        let without = sample(0, 2, true, false).png(fonts(), shape).unwrap();
        assert_eq!(scanned(&without), [""; 0], "no code unless it is chosen");
    }
}

#[test]
fn the_scalable_form_needs_no_font() {
    let badge = Badge { name: Some("A<b>&\"'".to_owned()), ..sample(2, 2, false, true) };
    let svg = badge.svg(fonts(), Shape::Square).unwrap();
    assert!(!svg.contains("<text") && svg.contains("<title>A&lt;b&gt;&amp;&quot;&#39;"));
    let tree = Tree::from_str(&svg, &Fonts::find(&[]).options()).unwrap();
    let mut pixels = Pixmap::new(1080, 1080).unwrap();
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    assert_eq!(scanned(&pixels.encode_png().unwrap()), [LINK]);
    let white = pixels.pixels().iter().filter(|pixel| pixel.red() > 250 && pixel.blue() > 250).count();
    assert!(white > 60_000, "the words are there as shapes: {white}");
}

#[tokio::test]
async fn a_picture_with_a_name_is_not_kept() {
    let painter = Painter::new(fonts().clone());
    let named = sample(0, 2, true, false);
    let first = painter.badge(named.clone(), Shape::Wide, Picture::Png).await.unwrap();
    assert_eq!(painter.kept().await, 0);
    assert_eq!(painter.badge(named, Shape::Wide, Picture::Png).await.unwrap(), first);
    let shared = painter.badge(sample(0, 2, false, false), Shape::Wide, Picture::Png).await.unwrap();
    assert_ne!(shared, first);
    assert_eq!(painter.kept().await, 1);
    assert_eq!(painter.badge(sample(0, 2, false, false), Shape::Wide, Picture::Png).await.unwrap(), shared);
}
