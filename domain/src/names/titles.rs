//! Words beside a name that are not the name.
//!
//! Whole words only: Shivaji keeps its ji. All lists hold keys, so that every script and spelling meets them.

use super::script::Script;
use super::word::Word;

/// Forms of address and titles. They are left out wherever they stand, unless nothing else is left.
const TITLES: &[&str] = &[
    // Shri, Shree, Sri; Shrimati, Smt; Sushri; Shriman; Thiru, Thirumathi, Tmt; -ji; Garu
    "sri", "srimati", "srimti", "smt", "susri", "sriman", "tiru", "tirumati", "tmt", "ji", "garu",
    // Mr, Mrs, Miss, Ms, Master, Kumari, Km, Ku, Kum, Baby, Sau, Chi
    "mr", "mister", "mistar", "mrs", "mis", "ms", "master", "mastar", "mstr", "kumari", "km", "ku", "kum", "babi",
    "sau", "chi", // Late, Swargiya
    "late", "svargia", "svargi", // Dr, Prof, Adv, Er, Capt and other ranks, Rev, Fr, Jr, Sr, Sir, Hon
    "dr", "doktor", "doktar", "daktar", "prof", "profesor", "adv", "advokate", "er", "engr", "kapt", "kaptayn", "kol",
    "lt", "maj", "gen", "sgt", "rev", "fr", "jr", "sr", "sir", "hon",
];

/// Shortened titles in Indic letters whose key could be a name.
const SHORT_TITLES: &[&str] = &[
    "डॉ",
    "डा",
    "डॉक्टर",
    "प्रो",
    "स्व",
    "कु",
    "सौ",
    "चि",
    "ડૉ",
    "ડો",
    "ડા",
    "સ્વ",
    "કુ",
    "ડ",
    "ডা",
    "ডাঃ",
    "ডঃ",
    "ড",
    "ਡਾ",
    "ଡା",
    "ଡଃ",
    "ଡ",
    "டாக்டர்",
    "டாக்",
    "డా",
    "డాక్టర్",
    "ಡಾ",
    "ಡಾಕ್ಟರ್",
    "ഡോ",
    "ഡോക്ടർ",
    "திரு",
    "திருமதி",
];

/// Words of courtesy that are also names. They stay, and only a tolerant provider looks past one that one side lacks.
const COURTESY: &[&str] =
    &["devi", "begam", "bibi", "bano", "khatun", "bhay", "ben", "bahen", "bay", "saheb", "sahib", "sahab"];

/// A title or form of address.
pub(super) fn is_title(word: &Word) -> bool {
    match word.script {
        Script::Latin => is_listed(&word.key) || is_listed(&word.text),
        script if script.is_indic() => {
            (word.initial.is_none() && is_listed(&word.key)) || SHORT_TITLES.contains(&word.text.as_str())
        }
        _ => false,
    }
}

fn is_listed(key: &str) -> bool {
    TITLES.contains(&key)
}

/// A word of courtesy that may be a name.
pub(super) fn is_courtesy(word: &Word) -> bool {
    COURTESY.contains(&word.key.as_str())
}

#[cfg(test)]
mod tests {
    use super::{COURTESY, TITLES};

    #[test]
    fn lists_hold_keys() {
        let spells_itself = |listed: &str| crate::names::key(listed) == listed;
        let wrong: Vec<_> = TITLES
            .iter()
            .chain(COURTESY)
            // shortened to consonants, they read as initials
            .filter(|listed| listed.contains(['a', 'e', 'i', 'o', 'u']) && !spells_itself(listed))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
