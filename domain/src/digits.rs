//! Digits as people type them: Latin, the scripts of India, Arabic and Urdu, and fullwidth forms.

/// The digit zero of each script whose ten digits follow one another; nine more code points belong to each.
const ZEROS: [char; 15] = [
    '0',        // Latin
    '\u{0660}', // Arabic
    '\u{06F0}', // Urdu, Persian, Kashmiri, Sindhi
    '\u{0966}', // Devanagari
    '\u{09E6}', // Bengali, Assamese
    '\u{0A66}', // Gurmukhi
    '\u{0AE6}', // Gujarati
    '\u{0B66}', // Odia
    '\u{0BE6}', // Tamil
    '\u{0C66}', // Telugu
    '\u{0CE6}', // Kannada
    '\u{0D66}', // Malayalam
    '\u{1C50}', // Ol Chiki (Santali)
    '\u{ABF0}', // Meetei Mayek (Manipuri)
    '\u{FF10}', // fullwidth
];

/// The Latin digit that a character stands for, or `None` when it is no digit of these scripts.
pub(crate) fn latin(c: char) -> Option<char> {
    let value = ZEROS.iter().find_map(|zero| {
        let distance = u32::from(c).checked_sub(u32::from(*zero))?;
        (distance < 10).then_some(distance)
    })?;
    char::from_digit(value, 10)
}

/// Whether a character cannot be seen: joiners, direction marks and the like, which phones put around copied numbers.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a character is a dash of any kind.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether a character only separates groups of digits: white space, dashes, or nothing that can be seen.
pub(crate) fn is_separator(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_has_ten_digits() {
        for zero in ZEROS {
            for value in 0..10 {
                let c = char::from_u32(u32::from(zero) + value).unwrap();
                assert_eq!(latin(c), char::from_digit(value, 10), "{c}");
                assert!(c.is_numeric(), "{c} is a number to Unicode too");
            }
            let before = char::from_u32(u32::from(zero) - 1).unwrap();
            let after = char::from_u32(u32::from(zero) + 10).unwrap();
            assert_eq!((latin(before), latin(after)), (None, None), "{zero}");
        }
    }

    #[test]
    fn letters_and_marks_are_no_digits() {
        for c in "aO|l.,+५a".chars().filter(|c| *c != '५') {
            assert_eq!(latin(c), None);
        }
        assert!(is_separator('\u{00A0}') && is_separator('\u{2011}') && is_separator('\u{202C}'));
        assert!(!is_separator('.') && !is_separator('1'));
    }
}
