//! The name on a pass, packed: a letter of any Indian script takes one byte, as a Latin one does.

use std::fmt;

/// Which part of the person's name a pass shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameForm {
    /// The first name.
    First,
    /// The initials.
    Initials,
}

/// A name on a pass. Personal: `Debug` hides it.
///
/// ```
/// use domain::pass::{NameForm, PassName};
///
/// let name = PassName::first("Dr. राजेश शर्मा")?;
/// assert_eq!((name.form(), name.as_str()), (NameForm::First, "राजेश"));
/// assert_eq!(PassName::initials("Asha Rao")?.as_str(), "A. R.");
/// # Ok::<(), domain::pass::PassNameError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PassName {
    form: NameForm,
    text: String,
}

/// Why a name does not go on a pass. The text never repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassNameError {
    /// Nothing to show.
    #[error("the name has no letter")]
    Empty,
    /// Longer than [`PassName::MAX_BYTES`] in its packed form: show the initials, or no name.
    #[error("the name is too long for a pass")]
    TooLong,
    /// It has characters that are not seen, or spaces at its ends.
    #[error("the name has characters that a pass cannot show")]
    Character,
}

/// First code point of the nine Indic blocks, and how many each has.
const INDIC_START: u32 = 0x0900;
const BLOCK: u32 = 0x80;
const BLOCKS: u8 = 9;
/// What stands before a name: 0 for UTF-8, 1 to 9 for the Indic block that its bytes from 0x80 on lie in.
const UTF8: u8 = 0;
/// Bytes for the joiners, which shape letters of these scripts.
const JOINERS: [(u8, char); 2] = [(0x0C, '\u{200C}'), (0x0D, '\u{200D}')];

impl PassName {
    /// The longest name, in bytes of its packed form.
    pub const MAX_BYTES: usize = 32;

    /// Reads a name that is to be shown as it is.
    pub fn parse(form: NameForm, text: &str) -> Result<Self, PassNameError> {
        let is_shown =
            |c: char| !c.is_control() && (!is_invisible(c) || JOINERS.iter().any(|(_, joiner)| *joiner == c));
        if !text.chars().any(char::is_alphabetic) {
            return Err(PassNameError::Empty);
        }
        if text.trim() != text || !text.chars().all(is_shown) {
            return Err(PassNameError::Character);
        }
        let name = Self { form, text: text.to_owned() };
        if name.pack().len() > 1 + Self::MAX_BYTES { Err(PassNameError::TooLong) } else { Ok(name) }
    }

    /// The first name out of a registered one.
    pub fn first(registered: &str) -> Result<Self, PassNameError> {
        Self::parse(NameForm::First, crate::names::first_name(registered))
    }

    /// The initials of a registered name.
    pub fn initials(registered: &str) -> Result<Self, PassNameError> {
        Self::parse(NameForm::Initials, &crate::names::initials(registered))
    }

    /// What it is.
    pub const fn form(&self) -> NameForm {
        self.form
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The script and the name in bytes.
    pub(super) fn pack(&self) -> Vec<u8> {
        let block = self.text.chars().find_map(block);
        let packed = block.and_then(|block| {
            let bytes = self.text.chars().map(|c| pack(c, block));
            std::iter::once(Some(block)).chain(bytes).collect::<Option<Vec<u8>>>()
        });
        packed.unwrap_or_else(|| [&[UTF8], self.text.as_bytes()].concat())
    }

    /// What [`PassName::pack`] wrote, and nothing else.
    pub(super) fn unpack(form: NameForm, bytes: &[u8]) -> Option<Self> {
        let (script, name) = bytes.split_first()?;
        let text = match *script {
            UTF8 => str::from_utf8(name).ok()?.to_owned(),
            block @ 1..=BLOCKS => name.iter().map(|byte| unpack(*byte, block)).collect::<Option<String>>()?,
            _ => return None,
        };
        Self::parse(form, &text).ok().filter(|name| name.pack() == bytes)
    }
}

impl fmt::Debug for PassName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PassName({:?}, …)", self.form)
    }
}

/// Marks of direction, variation and the like: what cannot be seen could make a name look like another.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E
        | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0xE0000..=0xE0FFF)
}

/// The number of the Indic block that a character lies in, from 1 on.
fn block(c: char) -> Option<u8> {
    let place = u32::from(c).checked_sub(INDIC_START)? / BLOCK;
    u8::try_from(place + 1).ok().filter(|block| *block <= BLOCKS)
}

fn pack(c: char, in_block: u8) -> Option<u8> {
    if let Some((byte, _)) = JOINERS.iter().find(|(_, joiner)| *joiner == c) {
        return Some(*byte);
    }
    if c.is_ascii() {
        return u8::try_from(c).ok();
    }
    if block(c) != Some(in_block) {
        return None;
    }
    u8::try_from((u32::from(c) - INDIC_START) % BLOCK + BLOCK).ok()
}

fn unpack(byte: u8, in_block: u8) -> Option<char> {
    if let Some((_, joiner)) = JOINERS.iter().find(|(known, _)| *known == byte) {
        return Some(*joiner);
    }
    if byte.is_ascii() {
        return Some(char::from(byte));
    }
    char::from_u32(INDIC_START + u32::from(in_block - 1) * BLOCK + u32::from(byte) - BLOCK)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_letter_of_every_script_is_a_byte() {
        for name in ["Rajesh", "राजेश", "রাজেশ", "ਰਾਜੇਸ਼", "રાજેશ", "ରାଜେଶ", "ராஜேஷ்", "రాజేష్", "ರಾಜೇಶ್", "രാജേഷ്‌", "श्‍याम"]
        {
            let parsed = PassName::parse(NameForm::First, name).unwrap();
            let packed = parsed.pack();
            assert_eq!(packed.len(), 1 + name.chars().count(), "{name}");
            assert_eq!(PassName::unpack(NameForm::First, &packed), Some(parsed), "{name}");
        }
    }

    #[test]
    fn what_a_pass_cannot_show_is_refused() {
        let parse = |text: &str| PassName::parse(NameForm::First, text).map(|_| ());
        assert_eq!(parse(""), Err(PassNameError::Empty));
        assert_eq!(parse(" . "), Err(PassNameError::Empty));
        assert_eq!(parse(" Asha"), Err(PassNameError::Character));
        assert_eq!(parse("Asha\u{202E}ahsA"), Err(PassNameError::Character));
        assert_eq!(parse("Asha\nRao"), Err(PassNameError::Character));
        assert_eq!(parse(&"a".repeat(32)), Ok(()));
        assert_eq!(parse(&"a".repeat(33)), Err(PassNameError::TooLong));
        assert_eq!(parse(&"अ".repeat(32)), Ok(()));
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(text in any::<String>(), indic in "[अ-ह ा-ौ.]{1,30}") {
            for text in [text, indic] {
                if let Ok(name) = PassName::parse(NameForm::Initials, &text) {
                    prop_assert_eq!(PassName::unpack(NameForm::Initials, &name.pack()), Some(name));
                }
            }
        }

        #[test]
        fn there_is_one_way_to_pack(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Some(name) = PassName::unpack(NameForm::First, &bytes) {
                prop_assert_eq!(name.pack(), bytes);
            }
        }
    }
}
