//! The shorter forms of a registered name that a person may choose to show: the first name, or the initials.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{split, titles, word::Word};

/// The first name: the first word that is neither a title nor an initial, as it is written. Where there is none, the first
/// word; empty for an empty name.
///
/// ```
/// assert_eq!(domain::names::first_name("Dr. Asha Rao"), "Asha");
/// assert_eq!(domain::names::first_name("K. Dinesh"), "Dinesh");
/// assert_eq!(domain::names::first_name("श्री राजेश शर्मा"), "राजेश");
/// ```
pub fn first_name(full: &str) -> &str {
    let words = words(full);
    let whole = words.iter().find(|(_, kind)| *kind == Kind::Name);
    whole.or_else(|| words.iter().find(|(_, kind)| *kind != Kind::Title)).or(words.first()).map_or("", |(word, _)| word)
}

/// The initials: of each word that is no title the first letter as readers see it, with its vowel sign, and a full stop.
///
/// ```
/// assert_eq!(domain::names::initials("Smt. Asha Devi Rao"), "A. D. R.");
/// assert_eq!(domain::names::initials("राजेश शर्मा"), "रा. श.");
/// ```
pub fn initials(full: &str) -> String {
    let words = words(full);
    let titles_only = words.iter().all(|(_, kind)| *kind == Kind::Title);
    let shown = words.iter().filter(|(_, kind)| titles_only || *kind != Kind::Title);
    let letters =
        shown.filter_map(|(word, _)| word.graphemes(true).find(|letter| letter.chars().any(char::is_alphabetic)));
    letters.map(|letter| format!("{}.", letter.to_uppercase())).collect::<Vec<_>>().join(" ")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Initial,
    Title,
}

/// The words of a name without the punctuation around them, and what each is.
fn words(full: &str) -> Vec<(&str, Kind)> {
    let bare = |word: &'_ str| word.trim_matches(|c: char| c.is_ascii_punctuation() || c == '॰').is_empty();
    let kept = full.split_whitespace().filter(|word| !bare(word));
    kept.map(|word| (word.trim_end_matches([',', '.', '॰']), kind(word))).collect()
}

fn kind(word: &str) -> Kind {
    let read: Vec<Word> = split::tokens(word).iter().filter_map(Word::read).collect();
    if !read.is_empty() && read.iter().all(titles::is_title) {
        Kind::Title
    } else if read.iter().all(|part| part.initial.is_some()) {
        Kind::Initial
    } else {
        Kind::Name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_initials_are_no_first_name() {
        for (full, expected) in [
            ("Shri Rajesh Sharma", "Rajesh"),
            ("Dr.", "Dr"),
            ("A. P. J. Abdul Kalam", "Abdul"),
            ("K. S.", "K"),
            ("શ્રીમતી આશા પટેલ", "આશા"),
            ("  ", ""),
            ("Rajesh", "Rajesh"),
        ] {
            assert_eq!(first_name(full), expected, "{full}");
        }
    }

    #[test]
    fn initials_keep_conjuncts_and_vowel_signs_whole() {
        for (full, expected) in [
            ("rajesh sharma", "R. S."),
            ("K. Dinesh", "K. D."),
            ("श्वेता शर्मा", "श्वे. श."),
            ("ગીતા પટેલ", "ગી. પ."),
            ("", ""),
        ] {
            assert_eq!(initials(full), expected, "{full}");
        }
    }
}
