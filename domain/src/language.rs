//! Languages of pages and messages.

use serde::{Deserialize, Serialize};

/// Direction of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// What there is to know of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// BCP 47 code.
    pub code: &'static str,
    /// Its name in itself, in its own script.
    pub own_name: &'static str,
    /// Its name in English.
    pub english: &'static str,
    /// Direction of its script.
    pub direction: Direction,
    /// The zero of the digits that it writes numbers with: the default numbering system of Unicode's CLDR.
    pub zero: char,
}

/// A line of the table.
const fn ltr(code: &'static str, own_name: &'static str, english: &'static str, zero: char) -> Tongue {
    Tongue { code, own_name, english, direction: Direction::Ltr, zero }
}

/// One line a language, in the order of [`Language`].
const TONGUES: [Tongue; 12] = [
    ltr("en", "English", "English", '0'),
    ltr("hi", "हिन्दी", "Hindi", '0'),
    ltr("gu", "ગુજરાતી", "Gujarati", '0'),
    ltr("mr", "मराठी", "Marathi", '०'),
    ltr("bn", "বাংলা", "Bengali", '০'),
    ltr("ta", "தமிழ்", "Tamil", '0'),
    ltr("te", "తెలుగు", "Telugu", '0'),
    ltr("kn", "ಕನ್ನಡ", "Kannada", '0'),
    ltr("ml", "മലയാളം", "Malayalam", '0'),
    ltr("pa", "ਪੰਜਾਬੀ", "Punjabi", '0'),
    ltr("or", "ଓଡ଼ିଆ", "Odia", '0'),
    ltr("as", "অসমীয়া", "Assamese", '০'),
];

/// A language of the service: the twelve that CoWIN spoke. The order is that of the switch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, and whatever is not known.
    #[default]
    En,
    /// Hindi.
    Hi,
    /// Gujarati.
    Gu,
    /// Marathi.
    Mr,
    /// Bengali.
    Bn,
    /// Tamil.
    Ta,
    /// Telugu.
    Te,
    /// Kannada.
    Kn,
    /// Malayalam.
    Ml,
    /// Punjabi.
    Pa,
    /// Odia.
    Or,
    /// Assamese.
    As,
}

impl Language {
    /// All, in the order of the switch.
    pub const ALL: [Self; 12] = [
        Self::En,
        Self::Hi,
        Self::Gu,
        Self::Mr,
        Self::Bn,
        Self::Ta,
        Self::Te,
        Self::Kn,
        Self::Ml,
        Self::Pa,
        Self::Or,
        Self::As,
    ];

    /// What there is to know of it.
    pub const fn tongue(self) -> &'static Tongue {
        &TONGUES[self as usize]
    }

    /// Its name in English.
    pub const fn english(self) -> &'static str {
        self.tongue().english
    }

    /// A number that was written with Latin digits, as the language writes it. Everything else stays.
    ///
    /// ```
    /// use domain::language::Language;
    ///
    /// assert_eq!(Language::Bn.digits("2:41"), "২:৪১");
    /// assert_eq!(Language::Hi.digits("2:41"), "2:41");
    /// ```
    pub fn digits(self, number: &str) -> String {
        in_digits(number, self.tongue().zero)
    }

    /// BCP 47 code.
    pub const fn code(self) -> &'static str {
        self.tongue().code
    }

    /// Its name in itself, in its own script.
    pub const fn own_name(self) -> &'static str {
        self.tongue().own_name
    }

    /// The value of HTML's `dir`.
    pub const fn dir(self) -> &'static str {
        self.tongue().direction.as_str()
    }

    /// The language of a code such as `hi`, `HI` or `hi-IN`; `None` when it is none of the twelve.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The language to speak. A `lang` that was asked for decides, and is English when it is not known; without
    /// one, or with `auto`, the browser's `Accept-Language` decides; English is the last resort.
    ///
    /// ```
    /// use domain::language::Language;
    ///
    /// assert_eq!(Language::negotiate(Some("gu"), Some("hi")), Language::Gu);
    /// assert_eq!(Language::negotiate(Some("auto"), Some("fr, hi-IN;q=0.8, en;q=0.5")), Language::Hi);
    /// assert_eq!(Language::negotiate(Some("xx"), Some("hi")), Language::En);
    /// ```
    pub fn negotiate(query: Option<&str>, accept_language: Option<&str>) -> Self {
        let asked = query.map(str::trim).filter(|code| !code.is_empty() && !code.eq_ignore_ascii_case("auto"));
        match asked {
            Some(code) => Self::from_code(code),
            None => accept_language.and_then(Self::preferred),
        }
        .unwrap_or_default()
    }

    /// The most wanted language of an `Accept-Language` header; of two equally wanted ones the first.
    fn preferred(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for range in header.split(',').take(32) {
            let mut parts = range.split(';');
            let language = parts.next().and_then(Self::from_code);
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=").map(weight)).unwrap_or(1000);
            if let Some(language) = language
                && weight > best.map_or(0, |(_, weight)| weight)
            {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// A number that was written with Latin digits, in those that follow `zero`. Everything else stays.
pub fn in_digits(number: &str, zero: char) -> String {
    let written = |c: char| c.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value)).unwrap_or(c);
    number.chars().map(written).collect()
}

/// A quality value (RFC 9110, 12.4.2) in thousandths; nonsense counts as 0.
fn weight(text: &str) -> u16 {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return 0;
    }
    let thousandths = format!("{fraction:0<3}").parse().unwrap_or(0);
    match whole {
        "0" => thousandths,
        "1" => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn languages_stand_at_their_place_in_the_table() {
        assert_eq!(Language::ALL.len(), TONGUES.len());
        for language in Language::ALL {
            let wire = serde_json::to_value(language).unwrap();
            assert_eq!(wire, language.code(), "the wire name of {language:?} is its code");
            assert_eq!(Language::from_code(language.code()), Some(language));
            assert_eq!(language.dir(), "ltr");
            let digits = language.digits("0123456789");
            assert!(digits.chars().all(char::is_numeric) && digits.chars().count() == 10, "{digits}");
        }
        assert_eq!(Language::Mr.digits("21, 10:05"), "२१, १०:०५");
    }

    #[test]
    fn the_header_is_read_by_weight() {
        for (query, header, expected) in [
            (None, None, Language::En),
            (Some(""), Some("gu"), Language::Gu),
            (Some("AUTO"), Some("gu"), Language::Gu),
            (Some("hi-IN"), None, Language::Hi),
            (Some("mr"), Some("hi"), Language::Mr),
            (Some("ur"), Some("hi"), Language::En),
            (None, Some("ur, bn;q=0.2"), Language::Bn),
            (None, Some("ur, sa"), Language::En),
            (None, Some("en;q=0.5, gu;q=0.9, hi;q=0.9"), Language::Gu),
            (None, Some("hi;q=0, en;q=0.1"), Language::En),
            (None, Some("hi;q=0"), Language::En),
            (None, Some("hi;q=2, gu;q=x"), Language::En),
            (None, Some("hi;q=0.8000, gu;q=0.001"), Language::Gu),
            (None, Some("*, hi"), Language::Hi),
            (None, Some(";;;,,,"), Language::En),
        ] {
            assert_eq!(Language::negotiate(query, header), expected, "{query:?} {header:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(query in any::<Option<String>>(), header in any::<Option<String>>()) {
            let _ = Language::negotiate(query.as_deref(), header.as_deref());
        }
    }
}
