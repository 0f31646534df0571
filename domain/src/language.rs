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

/// One language that the service means to speak, whether or not its texts are ready.
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
}

/// A line of the table.
const fn ltr(code: &'static str, own_name: &'static str, english: &'static str) -> Tongue {
    Tongue { code, own_name, english, direction: Direction::Ltr }
}

/// The twelve languages, in the order of the switch.
pub const TONGUES: [Tongue; 12] = [
    ltr("en", "English", "English"),
    ltr("hi", "हिन्दी", "Hindi"),
    ltr("gu", "ગુજરાતી", "Gujarati"),
    ltr("mr", "मराठी", "Marathi"),
    ltr("bn", "বাংলা", "Bengali"),
    ltr("ta", "தமிழ்", "Tamil"),
    ltr("te", "తెలుగు", "Telugu"),
    ltr("kn", "ಕನ್ನಡ", "Kannada"),
    ltr("ml", "മലയാളം", "Malayalam"),
    ltr("pa", "ਪੰਜਾਬੀ", "Punjabi"),
    ltr("or", "ଓଡ଼ିଆ", "Odia"),
    ltr("as", "অসমীয়া", "Assamese"),
];

/// Makes the enum of the languages whose texts are ready. Each is one line: variant and place in [`TONGUES`].
macro_rules! ready {
    ($($(#[$doc:meta])* $variant:ident = $place:literal,)+) => {
        /// A language whose texts are complete.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Language {
            $($(#[$doc])* $variant,)+
        }

        impl Language {
            /// All that are ready, in the order of the switch.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its line in the table.
            pub const fn tongue(self) -> &'static Tongue {
                match self {
                    $(Self::$variant => &TONGUES[$place],)+
                }
            }
        }
    };
}

ready! {
    /// English, and whatever is not known.
    #[default]
    En = 0,
    /// Hindi.
    Hi = 1,
    /// Gujarati.
    Gu = 2,
}

impl Language {
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

    /// The language of a code such as `hi`, `HI` or `hi-IN`; `None` when its texts are not ready.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The language to speak. A `lang` that was asked for decides, and is English when it is not known or not ready; without
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

    /// The most wanted ready language of an `Accept-Language` header; of two equally wanted ones the first.
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
    fn ready_languages_stand_at_their_place_in_the_table() {
        let codes: Vec<_> = Language::ALL.iter().map(|language| language.code()).collect();
        assert_eq!(codes, ["en", "hi", "gu"]);
        for language in Language::ALL {
            let wire = serde_json::to_value(language).unwrap();
            assert_eq!(wire, language.code(), "the wire name of {language:?} is its code");
            assert_eq!(Language::from_code(language.code()), Some(*language));
            assert_eq!(language.dir(), "ltr");
        }
        assert_eq!(TONGUES.len(), 12);
    }

    #[test]
    fn the_header_is_read_by_weight() {
        for (query, header, expected) in [
            (None, None, Language::En),
            (Some(""), Some("gu"), Language::Gu),
            (Some("AUTO"), Some("gu"), Language::Gu),
            (Some("hi-IN"), None, Language::Hi),
            (Some("mr"), Some("hi"), Language::En),
            (None, Some("mr, bn"), Language::En),
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
