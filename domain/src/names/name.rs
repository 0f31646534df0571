//! A whole name, ready to be compared.

use super::script::Script;
use super::word::Word;
use super::{split, titles};

/// The longest run of neighbours that is tried as one word.
const MAX_JOIN: usize = 3;

/// The words of a name, and the words that neighbours make when written as one.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) singles: Vec<Word>,
    pub(super) joins: Vec<Join>,
}

/// `length` neighbours from `start` on, as one word.
#[derive(Debug)]
pub(super) struct Join {
    pub(super) start: usize,
    pub(super) length: usize,
    pub(super) word: Word,
}

/// A name without its titles, and with them where there are any.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) bare: Words,
    pub(super) whole: Option<Words>,
}

impl Name {
    pub(super) fn read(name: &str) -> Self {
        let words: Vec<Word> = split::tokens(name).iter().filter_map(Word::read).collect();
        let bare: Vec<Word> = words.iter().filter(|word| !titles::is_title(word)).cloned().collect();
        let keeps_titles = bare.len() == words.len() || !bare.iter().any(|word| word.initial.is_none());
        let whole = open_initials(words);
        if keeps_titles {
            Self { bare: Words::of(whole), whole: None }
        } else {
            Self { bare: Words::of(open_initials(bare)), whole: Some(Words::of(whole)) }
        }
    }

    /// The name in its normalised, order-free form.
    pub(super) fn key(name: &str) -> String {
        let words = Self::read(name).bare.singles;
        let mut keys: Vec<String> = words.into_iter().map(|word| word.key).collect();
        keys.sort_unstable();
        keys.join(" ")
    }
}

impl Words {
    pub(super) fn of(singles: Vec<Word>) -> Self {
        let mut joins = Vec::new();
        for length in 2..=MAX_JOIN {
            for (start, parts) in singles.windows(length).enumerate() {
                if let Some(word) = Word::joined(parts) {
                    joins.push(Join { start, length, word });
                }
            }
        }
        Self { singles, joins }
    }

    /// These words without the one at `index`.
    pub(super) fn without(&self, index: usize) -> Self {
        let mut singles = self.singles.clone();
        singles.remove(index);
        Self::of(singles)
    }
}

/// Two or three Latin consonants without a vowel are initials written together: `VS Achuthan`.
fn open_initials(words: Vec<Word>) -> Vec<Word> {
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        if is_initials(&word) {
            out.extend(word.text.chars().filter_map(Word::initial));
        } else {
            out.push(word);
        }
    }
    out
}

fn is_initials(word: &Word) -> bool {
    word.script == Script::Latin
        && word.form.is_none()
        && (2..=3).contains(&word.text.len())
        && !word.text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}
