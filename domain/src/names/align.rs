//! Whether two words are the same word.

use super::script::Script;
use super::sound::{Pair, Sound};
use super::word::Word;

/// Words with more sounds than this are compared by their keys alone.
const MAX_SOUNDS: usize = 60;

/// In a shorter word s and sh tell names apart.
const LONG_WORD: usize = 5;

/// Equal after normalisation.
pub(super) fn same(left: &Word, right: &Word) -> bool {
    if left.form.is_some() && left.form == right.form {
        return true;
    }
    if left.script == right.script && !left.script.is_indic() {
        return left.key == right.key;
    }
    aligned(&left.sounds, &right.sounds, Pair { left: left.script, right: right.script })
        .unwrap_or(left.key == right.key)
}

/// How many letters differ between two words that sound the same; `None` when they do not, or when it is `limit` letters or more.
pub(super) fn changed_letters(left: &Word, right: &Word, limit: usize) -> Option<usize> {
    let changed = super::distance::distance(&left.key, &right.key, limit)?;
    let pair = Pair { left: left.script, right: right.script };
    let is_long = left.key.len().min(right.key.len()) >= LONG_WORD;
    aligned(&loosened(left, is_long), &loosened(right, is_long), pair)?.then_some(changed.max(1))
}

/// Follows all ways through both words at once: bit `j` of the row says that the left sounds so far can stand for the
/// first `j` right ones. `None` when a word is too long for a row.
fn aligned(left: &[Sound], right: &[Sound], pair: Pair) -> Option<bool> {
    if left.len() > MAX_SOUNDS || right.len() > MAX_SOUNDS {
        return None;
    }
    let mut row = skip_silent(1, right);
    for sound in left {
        let mut next = if sound.may_be_silent() { row } else { 0 };
        for (at, other) in right.iter().enumerate() {
            if row >> at & 1 == 1 && pair.meets(*sound, *other) {
                next |= 1 << (at + 1);
            }
        }
        if next == 0 {
            return Some(false);
        }
        row = skip_silent(next, right);
    }
    Some(row >> right.len() & 1 == 1)
}

fn skip_silent(mut row: u64, right: &[Sound]) -> u64 {
    for (at, sound) in right.iter().enumerate() {
        if row >> at & 1 == 1 && sound.may_be_silent() {
            row |= 1 << (at + 1);
        }
    }
    row
}

/// The sounds with the liberties of a tolerant provider. Its two words go through the same liberties.
fn loosened(word: &Word, is_long: bool) -> Vec<Sound> {
    let mut sounds = word.sounds.clone();
    if word.script == Script::Latin {
        loosen_vowels(&mut sounds);
    }
    let last = sounds.len().saturating_sub(1);
    for (at, sound) in sounds.iter_mut().enumerate() {
        match *sound {
            // Sharma and Sarma, but not Das and Dash, nor Sen and Shen
            Sound::Sh if is_long && at != last => *sound = Sound::S,
            // Nazim and Najim, but not Zain and Jain
            Sound::Z if at != 0 => *sound = Sound::J,
            _ => {}
        }
    }
    sounds
}

/// Sara and Sarah, Rajendra and Rajender, Kamala and Kamla.
fn loosen_vowels(sounds: &mut Vec<Sound>) {
    use Sound::{A, D, E, Fleeting, H, N, R, Y};

    if sounds.ends_with(&[A, H]) && sounds.iter().filter(|sound| sound.is_vowel()).count() > 1 {
        sounds.pop();
    }
    if sounds.ends_with(&[E, N, D, E, R]) || sounds.ends_with(&[E, N, D, A, R]) {
        sounds.truncate(sounds.len() - 2);
        sounds.extend([R, A]);
    }
    for at in 2..sounds.len().saturating_sub(2) {
        let around = [at - 2, at - 1, at + 1, at + 2].map(|place| sounds[place].is_vowel());
        if sounds[at] == A && around == [true, false, false, true] && sounds[at - 1] != Y {
            sounds[at] = Fleeting;
        }
    }
}
