//! What becomes of the vowel that an Indic consonant letter carries when no sign says otherwise.
//!
//! राजेश is rājēśa letter by letter and Rajesh when spoken. Where a vowel may be heard or not, it stays as
//! [`Sound::Fleeting`] and both Latin spellings meet it (कमला: Kamala, Kamla). At the end of a word the habit of the
//! script decides, because there an `a` can be another person: अरुण is Arun only, अरुणा and అరుణ are Aruna only.

use super::script::{FinalVowel, Script};
use super::sound::Sound::{
    self, Ao, D, Fleeting, H, Inherent, Lax, LongA, N, OpenO, R, RetroD, RetroT, Schwa, T, V, Y,
};

/// Settles every [`Sound::Inherent`] of a word.
pub(super) fn settle(sounds: &mut Vec<Sound>, script: Script) {
    settle_last(sounds, script);
    for at in 0..sounds.len() {
        if sounds[at] == Inherent {
            sounds[at] = medial(sounds, at, script);
        }
    }
    settle_ending(sounds, script);
}

fn settle_last(sounds: &mut Vec<Sound>, script: Script) {
    if sounds.last() != Some(&Inherent) {
        return;
    }
    sounds.pop();
    if !sounds.iter().any(|sound| sound.is_vowel()) {
        sounds.push(Schwa);
        return;
    }
    match script.final_vowel() {
        FinalVowel::Spoken => sounds.push(Sound::A),
        FinalVowel::Open => sounds.push(Fleeting),
        FinalVowel::Silent if is_heard_after(sounds, script) => sounds.push(Fleeting),
        FinalVowel::Silent => {}
    }
}

/// Whether a last unwritten vowel is heard in a script that usually drops it: Mishra, Krishna, Gupta; in the east also
/// Ananta and Subrata. Not after h, or सिंह would be Sinha.
fn is_heard_after(sounds: &[Sound], script: Script) -> bool {
    let [.., before, last] = *sounds else { return false };
    if last == H {
        return false;
    }
    if before == Y && sounds.len() > 2 && sounds[sounds.len() - 3].is_vowel() {
        // हुसैन: a glide is no consonant
        return false;
    }
    if before.is_vowel() {
        return script.is_eastern() && last == T && matches!(before, Inherent);
    }
    script.is_eastern()
        || matches!(last, R | Y | Sound::L | V | N | Sound::M | Sound::JnaTail)
        || (is_stop(before) && is_stop(last))
}

fn is_stop(sound: Sound) -> bool {
    use Sound::{B, C, G, J, K, P};
    matches!(sound, K | G | C | J | T | D | RetroT | RetroD | P | B)
}

/// A vowel inside a word may be silent unless it is the first one, stands beside a vowel, or is the last one.
fn medial(sounds: &[Sound], at: usize, script: Script) -> Sound {
    let (before, rest) = sounds.split_at(at);
    let after = rest.get(1..).unwrap_or_default();
    let between_consonants =
        before.last().is_some_and(|sound| !sound.is_vowel()) && after.first().is_some_and(|sound| !sound.is_vowel());
    if before_silent_h(after) && between_consonants {
        return Lax;
    }
    let is_first = !before.iter().any(|sound| sound.is_vowel());
    if is_first || !between_consonants {
        Schwa
    } else if matches!(before, [.., vowel, Y] if vowel.is_vowel()) {
        // नायर is Nair and Nayar
        Fleeting
    } else if after.iter().any(|sound| sound.is_vowel()) {
        Fleeting
    } else if after == [R] && before.last().is_some_and(|sound| matches!(sound, T | D | RetroT | RetroD)) {
        Lax
    } else if script == Script::Gurmukhi && before.last() == Some(&R) {
        // Gurmukhi writes few clusters: ਹਰਸ਼ is Harsh
        Fleeting
    } else {
        Schwa
    }
}

/// An h that no written vowel follows: the unwritten vowel before it turns to e.
fn before_silent_h(after: &[Sound]) -> bool {
    matches!(after, [H, next, ..] if !next.is_vowel() || *next == Inherent)
}

/// Endings with spellings of their own: राव and రావు are Rao, রায় is Roy and Ray.
fn settle_ending(sounds: &mut Vec<Sound>, script: Script) {
    if script == Script::Telugu && sounds.ends_with(&[LongA, V, Sound::U]) {
        sounds.pop();
    }
    match sounds.as_mut_slice() {
        [.., LongA, last] if *last == V => *last = Ao,
        [.., vowel, Y] if script == Script::Bengali && matches!(*vowel, LongA | Schwa) => *vowel = OpenO,
        _ => {}
    }
}

/// Which unwritten vowels a key spells out: the northern scripts drop one between two syllables (कमला: kamla).
pub(super) fn spelled(sounds: &[Sound], script: Script) -> Vec<Sound> {
    let drops = matches!(script, Script::Devanagari | Script::Gujarati | Script::Gurmukhi);
    let mut out = sounds.to_vec();
    for at in (1..out.len()).rev() {
        if out.get(at) == Some(&Fleeting) && is_left_out(&out, at, drops) {
            out.remove(at);
        }
    }
    out
}

fn is_left_out(sounds: &[Sound], at: usize, drops: bool) -> bool {
    let vowel = |place: Option<usize>| place.and_then(|p| sounds.get(p)).is_some_and(|sound| sound.is_vowel());
    let after_single = vowel(at.checked_sub(2));
    if at + 1 == sounds.len() {
        return after_single && !matches!(sounds.get(at - 2), Some(Schwa | Fleeting));
    }
    drops && after_single && vowel(Some(at + 2))
}
