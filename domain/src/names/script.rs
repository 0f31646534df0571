//! Which script a character belongs to, and what the spelling habits of that script are.

/// A script in which names can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Devanagari,
    /// Bengali and Assamese.
    Bengali,
    Gurmukhi,
    Gujarati,
    Odia,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    /// Arabic, Ol Chiki, Meetei Mayek: compared letter by letter, they meet no other script.
    Apart,
    /// Combining marks that belong to the letter before them.
    Common,
}

/// The nine Indic blocks lie one after the other, 128 code points each, from Devanagari on.
const INDIC: [Script; 9] = [
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Odia,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
];
const INDIC_START: u32 = 0x0900;
const BLOCK: u32 = 0x80;

/// What becomes of the vowel that a consonant letter carries at the end of a word when no sign says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FinalVowel {
    /// Silent after a single consonant (राम is Ram), open after a cluster (मिश्र is Mishra).
    Silent,
    /// Written both ways (ಸುರೇಶ is Suresh, ಕೃಷ್ಣ is Krishna).
    Open,
    /// Spoken (గీత is Gita).
    Spoken,
}

impl Script {
    /// The script of a letter or mark; `None` for anything that is not part of a word here.
    pub(super) fn of(c: char) -> Option<Self> {
        let code = u32::from(c);
        match code {
            0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA => Some(Self::Latin),
            0xC0..=0x24F | 0x1E00..=0x1EFF => (code != 0xD7 && code != 0xF7).then_some(Self::Latin),
            0x0300..=0x036F | 0x1CD0..=0x1CFA => Some(Self::Common),
            0x0964 | 0x0965 | 0x0970 => None,
            0x0900..=0x0D7F => indic_letter(c),
            0x0620..=0x065F
            | 0x066E..=0x06D3
            | 0x06D5
            | 0x06FA..=0x06FF
            | 0x1C5A..=0x1C7D
            | 0xABC0..=0xABEA
            | 0xABEC..=0xABED => Some(Self::Apart),
            _ => None,
        }
    }

    /// One of the nine scripts that share the Indic layout.
    pub(super) fn is_indic(self) -> bool {
        !matches!(self, Self::Latin | Self::Apart | Self::Common)
    }

    /// See [`FinalVowel`].
    pub(super) fn final_vowel(self) -> FinalVowel {
        match self {
            Self::Telugu | Self::Malayalam | Self::Tamil => FinalVowel::Spoken,
            Self::Kannada => FinalVowel::Open,
            _ => FinalVowel::Silent,
        }
    }

    /// Bengali, Assamese and Odia write v with the letter for b, and y and j alike.
    pub(super) fn is_eastern(self) -> bool {
        matches!(self, Self::Bengali | Self::Odia)
    }

    /// Speaks ś, ṣ and s alike, so that Latin `sh` may stand for any of them.
    pub(super) fn has_one_sibilant(self) -> bool {
        self.is_eastern() || self == Self::Tamil
    }
}

/// The place of a character in its Indic block: the same letter has the same place in all nine.
pub(super) fn place(c: char) -> u32 {
    (u32::from(c) - INDIC_START) % BLOCK
}

fn indic_letter(c: char) -> Option<Script> {
    if c.is_numeric() {
        return None;
    }
    let block = (u32::from(c) - INDIC_START) / BLOCK;
    INDIC.get(block as usize).copied()
}

/// Letters of other scripts that can be mistaken for Latin ones.
pub(super) fn looks_latin(c: char) -> bool {
    matches!(u32::from(c),
        0x0250..=0x02AF        // phonetic letters
        | 0x0370..=0x03FF | 0x1F00..=0x1FFF // Greek
        | 0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F // Cyrillic
        | 0x0530..=0x058F      // Armenian
        | 0x13A0..=0x13FF | 0xAB70..=0xABBF // Cherokee
        | 0x2C80..=0x2CFF      // Coptic
        | 0xA4D0..=0xA4FF      // Lisu
        | 0x1D00..=0x1DBF      // small capitals
        | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xAB30..=0xAB6F)
}

/// Zero-width joiner and non-joiner: they shape Indic letters and change no sound.
pub(super) fn is_join_control(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Invisible characters that are never part of a name.
pub(super) fn is_format(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x061C | 0x180E | 0x200B | 0x200E | 0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF)
}

/// Punctuation that occurs in names.
pub(super) fn is_name_punctuation(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | '-' | '\'' | '/' | '(' | ')' | '`' | '’' | '‘' | 'ʼ' | '´' | '‐' | '‑' | '–' | '॰' | '·' | '।'
    )
}
