//! A whole name, ready to be compared.

use std::cell::OnceCell;

use super::script::Script;
use super::word::Word;
use super::{split, titles};

/// Names with more words are compared by their keys alone.
pub(super) const MAX_WORDS: usize = 8;
/// The longest run of neighbours that is tried as one word.
const MAX_JOIN: usize = 3;
/// The most initials that are written together.
const MAX_INITIALS: usize = 3;
/// Consonants that one side may have more when only the gaps differ: glides, nasals and letters doubled at a gap.
const JOIN_SLACK: usize = 4;

/// The words of a name, and the words that neighbours make when written as one.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) singles: Vec<Word>,
    joins: OnceCell<Vec<Join>>,
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
        let titles: Vec<bool> = words.iter().map(titles::is_title).collect();
        let is_name = |(word, title): (&Word, &bool)| word.initial.is_none() && !title;
        if !titles.contains(&true) || !words.iter().zip(&titles).any(is_name) {
            return Self { bare: Words::of(open_initials(words)), whole: None };
        }
        let bare = words.iter().zip(&titles).filter(|(_, title)| !**title).map(|(word, _)| word.clone()).collect();
        Self { bare: Words::of(open_initials(bare)), whole: Some(Words::of(open_initials(words))) }
    }

    /// Does at once what a comparison would do when it first needs it.
    pub(super) fn work_out(&self) {
        for words in [Some(&self.bare), self.whole.as_ref()].into_iter().flatten() {
            if words.singles.len() <= MAX_WORDS {
                words.joins();
            }
        }
    }

    /// The name in its normalised, order-free form.
    pub(super) fn key(&self) -> String {
        let mut keys: Vec<&str> = self.bare.singles.iter().map(|word| word.key.as_str()).collect();
        keys.sort_unstable();
        keys.join(" ")
    }
}

impl Words {
    pub(super) fn of(singles: Vec<Word>) -> Self {
        Self { singles, joins: OnceCell::new() }
    }

    /// The words that neighbours make when written as one; made when first asked for.
    pub(super) fn joins(&self) -> &[Join] {
        self.joins.get_or_init(|| {
            let windows = (2..=MAX_JOIN).flat_map(|length| self.singles.windows(length).enumerate());
            windows
                .filter_map(|(start, parts)| Some(Join { start, length: parts.len(), word: Word::joined(parts)? }))
                .collect()
        })
    }

    /// Whether the words of both can be the same letters with other gaps: their consonants are about as many.
    pub(super) fn may_join_to(&self, other: &Self) -> bool {
        self.consonants().abs_diff(other.consonants()) <= JOIN_SLACK
    }

    fn consonants(&self) -> usize {
        self.singles.iter().flat_map(|word| &word.sounds).filter(|sound| !sound.is_vowel()).count()
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
        match initials(&word) {
            Some(letters) => out.extend(letters.chars().filter_map(Word::initial)),
            None => out.push(word),
        }
    }
    out
}

fn initials(word: &Word) -> Option<&str> {
    if word.script != Script::Latin || word.form.is_some() || word.text.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return None;
    }
    let letters = [&word.text, &word.key].into_iter().find(|letters| letters.len() <= MAX_INITIALS)?;
    (letters.len() > 1).then_some(letters)
}
