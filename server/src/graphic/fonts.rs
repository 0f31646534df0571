//! The fonts that pictures and papers are set in: found once, at the start, in the operator's folders.
//!
//! Nothing is ever drawn with a box in place of a letter: whoever sets a text here gets an error that names the font it needs.

use std::{path::PathBuf, sync::Arc};

use resvg::usvg::{
    FontResolver, Options,
    fontdb::{Database, Family, ID, Query, Weight},
};

/// A family, and where it comes from.
struct Source {
    /// First character of the block of 128 that the family is for; the first line is for everything else.
    block: u32,
    family: &'static str,
    /// Debian's package.
    package: &'static str,
}

const fn noto(block: u32, family: &'static str) -> Source {
    Source { block, family, package: "fonts-noto-core" }
}

/// The families by script; a character that a text's own family lacks is looked for in the others, in this order.
const SOURCES: [Source; 10] = [
    noto(0, "Noto Sans"),
    noto(0x0900, "Noto Sans Devanagari"),
    noto(0x0980, "Noto Sans Bengali"),
    noto(0x0A00, "Noto Sans Gurmukhi"),
    noto(0x0A80, "Noto Sans Gujarati"),
    noto(0x0B00, "Noto Sans Oriya"),
    noto(0x0B80, "Noto Sans Tamil"),
    noto(0x0C00, "Noto Sans Telugu"),
    noto(0x0C80, "Noto Sans Kannada"),
    noto(0x0D00, "Noto Sans Malayalam"),
];

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    Regular,
    Bold,
}

impl Strength {
    /// As in CSS.
    pub(super) const fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 700,
        }
    }
}

/// A character that no font here has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no font here has U+{:04X}; the family {family} of Debian's package {package} does", u32::from(*.letter))]
pub struct NoGlyph {
    /// The character.
    pub letter: char,
    /// The family that it is expected in.
    pub family: &'static str,
    /// Debian's package with that family.
    pub package: &'static str,
}

impl NoGlyph {
    pub(super) fn of(letter: char) -> Self {
        let source = source_of(letter);
        Self { letter, family: source.family, package: source.package }
    }
}

/// The fonts that were found. Cheap to clone; the files are mapped, not read.
#[derive(Clone)]
pub struct Fonts {
    database: Arc<Database>,
}

impl Fonts {
    /// Looks through folders and what is below them. A folder that is not there is no error: what is missing is said for each
    /// language by [`lacking`](super::lacking).
    pub fn find(folders: &[PathBuf]) -> Self {
        let mut database = Database::new();
        for folder in folders {
            database.load_fonts_dir(folder);
        }
        let strange: Vec<ID> = database
            .faces()
            .filter(|face| !face.families.iter().any(|(name, _)| SOURCES.iter().any(|source| source.family == name)))
            .map(|face| face.id)
            .collect();
        for id in strange {
            database.remove_face(id);
        }
        Self { database: Arc::new(database) }
    }

    /// What a parser of pictures needs to set their texts.
    pub(super) fn options(&self) -> Options<'static> {
        Options { fontdb: Arc::clone(&self.database), font_resolver: resolver(), ..Options::default() }
    }

    /// The file and the index of a face, for embedding.
    pub(super) fn face(&self, id: ID) -> Option<(Vec<u8>, u32)> {
        self.database.with_face_data(id, |data, index| (data.to_vec(), index))
    }

    /// Splits a text into parts of one family each. What belongs to no script (spaces, digits, full stops) stays with what is
    /// before it where that family has it, so that few parts are made and words are shaped whole.
    pub(super) fn runs<'t>(&self, text: &'t str, strength: Strength) -> Vec<(&'static str, &'t str)> {
        let mut runs: Vec<(&'static str, &str)> = Vec::new();
        let (mut family, mut start) = (family_of(text), 0);
        for (at, letter) in text.char_indices() {
            let own = source_of(letter).family;
            let stays = own == family || (is_everybodys(letter) && self.has(family, strength, letter));
            if !stays {
                if at > start {
                    runs.push((family, &text[start..at]));
                }
                (family, start) = (own, at);
            }
        }
        runs.push((family, &text[start..]));
        runs
    }

    fn has(&self, family: &str, strength: Strength, letter: char) -> bool {
        find(&self.database, family, strength).is_some_and(|id| has(&self.database, id, letter))
    }
}

/// The family that a text is set in: that of its first character that is not everybody's.
pub(super) fn family_of(text: &str) -> &'static str {
    let letter = text.chars().find(|letter| !is_everybodys(*letter));
    letter.map_or(&SOURCES[0], source_of).family
}

/// Whether a character is written in every script: the danda of Devanagari ends sentences in most of them.
fn is_everybodys(letter: char) -> bool {
    !letter.is_alphabetic() && source_of(letter).block == 0 || matches!(letter, '\u{0964}' | '\u{0965}')
}

fn source_of(letter: char) -> &'static Source {
    let block = u32::from(letter) & !0x7F;
    SOURCES.iter().find(|source| source.block == block).unwrap_or(&SOURCES[0])
}

fn find(database: &Database, family: &str, strength: Strength) -> Option<ID> {
    let weight = Weight(strength.weight());
    let query = Query { families: &[Family::Name(family)], weight, ..Query::default() };
    // The query settles for the nearest weight; a bold word in regular letters would be a missing font unnoticed.
    database.query(&query).filter(|id| database.face(*id).is_some_and(|face| face.weight == weight))
}

/// Exactly the families above, and a fallback in the weight of the text: what else the machine has is nobody's surprise.
fn resolver() -> FontResolver<'static> {
    let of_text = |font: &resvg::usvg::Font, database: &mut Arc<Database>| {
        let strength = if font.weight() >= 600 { Strength::Bold } else { Strength::Regular };
        font.families().iter().find_map(|family| match family {
            resvg::usvg::FontFamily::Named(name) => find(database, name, strength),
            _ => None,
        })
    };
    let of_letter = |letter: char, used: &[ID], database: &mut Arc<Database>| {
        let weight = database.face(*used.first()?)?.weight;
        let strength = if weight.0 >= 600 { Strength::Bold } else { Strength::Regular };
        let own = source_of(letter).family;
        std::iter::once(own)
            .chain(SOURCES.iter().map(|source| source.family))
            .filter_map(|family| find(database, family, strength))
            .find(|id| !used.contains(id) && has(database, *id, letter))
    };
    FontResolver { select_font: Box::new(of_text), select_fallback: Box::new(of_letter) }
}

fn has(database: &Database, id: ID, letter: char) -> bool {
    let looked = database.with_face_data(id, |data, index| {
        let face = skrifa::FontRef::from_index(data, index).ok()?;
        skrifa::MetadataProvider::charmap(&face).map(letter)
    });
    looked.flatten().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_set_in_the_family_of_its_script() {
        assert_eq!(family_of("Rajesh"), "Noto Sans");
        assert_eq!(family_of("12 નવેમ્બર"), "Noto Sans Gujarati");
        assert_eq!(family_of("ଟୀକା"), "Noto Sans Oriya");
        assert_eq!(family_of(""), "Noto Sans");
    }

    #[test]
    fn a_missing_character_names_its_package() {
        let said = NoGlyph::of('ક').to_string();
        assert!(said.contains("U+0A95") && said.contains("Noto Sans Gujarati") && said.contains("fonts-noto-core"));
    }
}
