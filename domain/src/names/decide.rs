//! Whether two names are the same name.
//!
//! The words of one side are laid against the words of the other in any order, each used once. A word may be laid
//! against neighbours that make it when written as one (Rajkumar, Raj Kumar), and an initial against a word when every
//! other word matches and at least one of them in full.

use super::align::{changed_letters, same};
use super::name::{MAX_WORDS, Name, Words};
use super::titles::is_courtesy;
use super::word::Word;

/// A tolerant provider accepts fewer changed letters than this.
const CHANGED_LIMIT: usize = 3;

/// Equal after normalisation.
pub(super) fn is_same(left: &Name, right: &Name) -> bool {
    matches(&left.bare, &right.bare, Mode::Exact) || matches_whole(left, right)
}

/// For names that are not the same: a small difference that a tolerant provider accepts.
pub(super) fn is_minor(left: &Name, right: &Name) -> bool {
    matches(&left.bare, &right.bare, Mode::Tolerant) || differs_by_courtesy(&left.bare, &right.bare)
}

/// With their titles, for a title that is part of a name: Sri Devi and Sridevi.
fn matches_whole(left: &Name, right: &Name) -> bool {
    if left.whole.is_none() && right.whole.is_none() {
        return false;
    }
    matches(left.whole.as_ref().unwrap_or(&left.bare), right.whole.as_ref().unwrap_or(&right.bare), Mode::Exact)
}

/// One side has a single Devi, Begum, Bhai … that the other lacks, and all else is equal.
fn differs_by_courtesy(left: &Words, right: &Words) -> bool {
    let courtesy = |words: &Words| words.singles.iter().position(is_courtesy);
    match (courtesy(left), courtesy(right)) {
        (Some(index), None) if left.singles.len() > 1 => matches(&left.without(index), right, Mode::Exact),
        (None, Some(index)) if right.singles.len() > 1 => matches(left, &right.without(index), Mode::Exact),
        _ => false,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Exact,
    Tolerant,
}

fn matches(left: &Words, right: &Words, mode: Mode) -> bool {
    let most = left.singles.len().max(right.singles.len());
    if left.singles.is_empty() || right.singles.is_empty() {
        return false;
    }
    if most > MAX_WORDS {
        return sorted_keys(left) == sorted_keys(right);
    }
    let mut table = Table::of(left, right, mode);
    if table.may_fit() && Search::over(&table, mode).run(State::default()) {
        return true;
    }
    let has_initials = |words: &Words| words.singles.iter().any(|word| word.initial.is_some());
    if !left.may_join_to(right) && !has_initials(left) && !has_initials(right) {
        return false;
    }
    table.add_joins(left, right, mode);
    table.has_joins && table.may_fit() && Search::over(&table, mode).run(State::default())
}

fn sorted_keys(words: &Words) -> Vec<&str> {
    let mut keys: Vec<&str> = words.singles.iter().map(|word| word.key.as_str()).collect();
    keys.sort_unstable();
    keys
}

/// How one left unit can be laid against one right unit.
#[derive(Debug, Clone, Copy)]
struct Fit {
    left: Span,
    right: Span,
    cost: usize,
    kind: Kind,
}

/// `length` neighbouring words from `start` on.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    length: usize,
}

impl Span {
    fn single(start: usize) -> Self {
        Self { start, length: 1 }
    }

    fn bits(self) -> usize {
        ((1 << self.length) - 1) << self.start
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Two words.
    Full,
    /// An initial and the same initial.
    Initials,
    /// An initial and a word that begins with it.
    Abbreviated,
}

/// All the ways in which parts of two names fit.
struct Table {
    fits: Vec<Fit>,
    left: usize,
    right: usize,
    has_joins: bool,
}

impl Table {
    fn of(left: &Words, right: &Words, mode: Mode) -> Self {
        let mut table =
            Self { fits: Vec::new(), left: left.singles.len(), right: right.singles.len(), has_joins: false };
        for (i, a) in left.singles.iter().enumerate() {
            for (j, b) in right.singles.iter().enumerate() {
                table.add(a, Span::single(i), b, Span::single(j), mode);
            }
        }
        table
    }

    fn add_joins(&mut self, left: &Words, right: &Words, mode: Mode) {
        let before = self.fits.len();
        for (i, a) in left.singles.iter().enumerate() {
            for join in right.joins() {
                self.add(a, Span::single(i), &join.word, Span { start: join.start, length: join.length }, mode);
            }
        }
        for (j, b) in right.singles.iter().enumerate() {
            for join in left.joins() {
                self.add(&join.word, Span { start: join.start, length: join.length }, b, Span::single(j), mode);
            }
        }
        self.has_joins = self.fits.len() > before;
    }

    fn add(&mut self, a: &Word, left: Span, b: &Word, right: Span, mode: Mode) {
        if let Some((cost, kind)) = fit(a, b, mode) {
            self.fits.push(Fit { left, right, cost, kind });
        }
    }

    /// Every word of both sides fits somewhere.
    fn may_fit(&self) -> bool {
        let left = self.fits.iter().fold(0, |bits, fit| bits | fit.left.bits());
        let right = self.fits.iter().fold(0, |bits, fit| bits | fit.right.bits());
        left == (1 << self.left) - 1 && right == (1 << self.right) - 1
    }
}

fn fit(a: &Word, b: &Word, mode: Mode) -> Option<(usize, Kind)> {
    match (a.initial, b.initial) {
        (Some(a), Some(b)) => (plain_initial(a) == plain_initial(b)).then_some((0, Kind::Initials)),
        (Some(letter), None) => begins(b, letter, mode),
        (None, Some(letter)) => begins(a, letter, mode),
        (None, None) if same(a, b) => Some((0, Kind::Full)),
        (None, None) if mode == Mode::Tolerant => changed_letters(a, b, CHANGED_LIMIT).map(|cost| (cost, Kind::Full)),
        (None, None) => None,
    }
}

fn begins(word: &Word, letter: char, mode: Mode) -> Option<(usize, Kind)> {
    let written = word.text.chars().next();
    let spoken = word.key.chars().next();
    let fits = written == Some(letter)
        || spoken == Some(plain_initial(letter))
        || matches!((letter, spoken), ('c', Some('k' | 's')) | ('p', Some('f')) | ('z', Some('j')) | ('j', Some('z')));
    (fits && mode == Mode::Exact).then_some((0, Kind::Abbreviated))
}

fn plain_initial(letter: char) -> char {
    match letter {
        'w' => 'v',
        'q' => 'k',
        other => other,
    }
}

/// How far a search has come: which words are laid, and at what cost.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    left: usize,
    right: usize,
    cost: usize,
    has_full: bool,
    has_abbreviated: bool,
}

impl State {
    fn with(self, fit: &Fit) -> Self {
        Self {
            left: self.left | fit.left.bits(),
            right: self.right | fit.right.bits(),
            cost: self.cost + fit.cost,
            has_full: self.has_full || fit.kind == Kind::Full,
            has_abbreviated: self.has_abbreviated || fit.kind == Kind::Abbreviated,
        }
    }

    /// A number for this state. Left words are laid in order, so how many there are says which.
    fn index(self, lefts: usize) -> usize {
        let flags = usize::from(self.has_full) | usize::from(self.has_abbreviated) << 1;
        ((self.right * (lefts + 1) + self.left.trailing_ones() as usize) * CHANGED_LIMIT + self.cost) * 4 + flags
    }
}

/// A search over all ways to lay the words; a state that failed once is not tried again.
struct Search<'a> {
    table: &'a Table,
    failed: Vec<bool>,
    mode: Mode,
}

impl<'a> Search<'a> {
    fn over(table: &'a Table, mode: Mode) -> Self {
        let states = (1 << table.right) * (table.left + 1) * CHANGED_LIMIT * 4;
        Self { table, failed: vec![false; states], mode }
    }

    /// Lays the first left word that is still free, in every way.
    fn run(&mut self, state: State) -> bool {
        let next = state.left.trailing_ones() as usize;
        if next == self.table.left {
            return self.is_done(state);
        }
        if self.failed[state.index(self.table.left)] {
            return false;
        }
        let table = self.table;
        let found = table.fits.iter().any(|fit| {
            fit.left.start == next
                && fit.right.bits() & state.right == 0
                && state.cost + fit.cost < CHANGED_LIMIT
                && self.run(state.with(fit))
        });
        self.failed[state.index(self.table.left)] = !found;
        found
    }

    fn is_done(&self, state: State) -> bool {
        state.right == (1 << self.table.right) - 1
            && (self.mode == Mode::Tolerant || state.has_full || !state.has_abbreviated)
    }
}
