//! What Tamil does differently: one letter for all stops of a place, and vowels that break up clusters.

use super::builder::Builder;
use super::sound::Sound::{
    self, F, Helping, Inherent, J, K, OpenE, R, RetroT, Ri, Sh, TamilC, TamilK, TamilP, TamilRetroT, TamilT, Z,
};

const VIRAMA: u32 = 0x4D;
const I_LETTER: u32 = 0x07;
const I_SIGN: u32 = 0x3F;
const U_SIGN: u32 = 0x41;
const KA: u32 = 0x15;
const CA: u32 = 0x1A;
const JA: u32 = 0x1C;
const TTA: u32 = 0x1F;
const PA: u32 = 0x2A;
const RA: u32 = 0x30;
const RRA: u32 = 0x31;
const LA: u32 = 0x32;
const AYTHAM: u32 = 0x03;

/// The stops that stand for voiced and voiceless sounds alike.
pub(super) fn consonant(place: u32) -> Option<Sound> {
    Some(match place {
        KA => TamilK,
        CA => TamilC,
        TTA => TamilRetroT,
        0x24 => TamilT,
        PA => TamilP,
        _ => return None,
    })
}

/// Reads letter groups with a sound of their own; returns how many letters were read.
pub(super) fn special(rest: &[u32], first: bool, out: &mut Builder) -> Option<usize> {
    match *rest {
        // ஃப is f, ஃஜ is z; the vowel that follows is read as usual
        [AYTHAM, PA, ref after @ ..] => Some(2 + close(F, after, out)),
        [AYTHAM, JA, ref after @ ..] => Some(2 + close(Z, after, out)),
        // ட்ச is ksh, as in லட்சுமி
        [TTA, VIRAMA, CA, ref after @ ..] => {
            out.push(K);
            Some(3 + close(Sh, after, out))
        }
        // ற்ற is tr
        [RRA, VIRAMA, RRA, ref after @ ..] => {
            out.push(RetroT);
            Some(3 + close(R, after, out))
        }
        // an i is put before a first r or l: இராமன் is Raman
        [I_LETTER, RA | LA, ..] if first => {
            out.push(Helping);
            Some(1)
        }
        // and between a stop and an r: பிரகாஷ் is Prakash
        [I_SIGN, RA, ..] if out.last().is_some_and(is_stop) => {
            out.push(Helping);
            Some(1)
        }
        // ஜெய is Jaya and Jeya
        [0x46 | 0x47, ..] if out.last() == Some(J) => {
            out.push(OpenE);
            Some(1)
        }
        // கிருஷ்ணன்: the u of ru may be the vowel of ऋ
        [RA, U_SIGN, ..] if out.last() == Some(Helping) => {
            out.push(R);
            out.push(Ri);
            Some(2)
        }
        _ => None,
    }
}

/// Adds a consonant, and the unwritten vowel if no sign follows; returns how many signs were read.
fn close(consonant: Sound, after: &[u32], out: &mut Builder) -> usize {
    out.push(consonant);
    match after {
        [VIRAMA, ..] => 1,
        [0x3E..=0x4C | 0x57, ..] => 0,
        _ => {
            out.push(Inherent);
            0
        }
    }
}

fn is_stop(sound: Sound) -> bool {
    matches!(sound, TamilK | TamilC | TamilRetroT | TamilT | TamilP)
}

/// The Latin letters of an ambiguous stop in a key, by its neighbours: voiced after a nasal, `g` between vowels.
pub(super) fn letters(sound: Sound, before: Option<Sound>, after: Option<Sound>) -> Option<&'static str> {
    let after_nasal = before.is_some_and(|sound| matches!(sound, Sound::N | Sound::M));
    let between_vowels = before.is_some_and(Sound::is_vowel) && after.is_some_and(Sound::is_vowel);
    Some(match sound {
        TamilK if after_nasal || between_vowels => "g",
        TamilC if after_nasal => "j",
        TamilT | TamilRetroT if after_nasal => "d",
        TamilP if after_nasal => "b",
        _ => return None,
    })
}
