//! Letters of the nine Indic scripts to sounds.
//!
//! The nine blocks share one layout: the letter for k stands at place 0x15 of each. One table by place serves all of
//! them; what a script does differently is listed in [`consonant`] and [`super::tamil`].

use super::builder::Builder;
use super::script::{Script, place};
use super::sound::Sound::{
    self, A, Au, B, Bh, C, D, Dh, E, EasternV, EasternY, F, Flap, G, Gh, Ghain, H, I, Inherent, J, Jh, JnaHead,
    JnaTail, K, Kh, L, LongA, M, N, Nasal, O, OpenE, OpenO, P, R, RetroD, RetroDh, RetroT, RetroTh, Ri, S, Sh, T,
    TamilP, TamilRetroT, Th, Tilde, U, V, Y, Z, Zh,
};
use super::tamil;

const NUKTA: u32 = 0x3C;
const VIRAMA: u32 = 0x4D;
const YA: u32 = 0x2F;

/// The sounds of one word; unwritten vowels are still [`Sound::Inherent`].
pub(super) fn sounds(word: &str, script: Script) -> Vec<Sound> {
    let mut reader = Reader {
        places: word.chars().map(place).collect(),
        at: 0,
        script,
        out: Builder::with_capacity(2 * word.len() / 3),
    };
    while reader.at < reader.places.len() {
        reader.step();
    }
    let mut sounds = reader.out.finish();
    settle_nasals(&mut sounds, script);
    sounds
}

struct Reader {
    places: Vec<u32>,
    at: usize,
    script: Script,
    out: Builder,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<u32> {
        self.places.get(self.at + ahead).copied()
    }

    fn after_virama(&self) -> bool {
        self.at > 0 && self.places.get(self.at - 1) == Some(&VIRAMA)
    }

    fn step(&mut self) {
        let Some(here) = self.peek(0) else { return };
        if self.script == Script::Tamil
            && let Some(length) = tamil::special(&self.places[self.at..], self.at == 0, &mut self.out)
        {
            self.at += length;
        } else if let Some(sound) = bare_consonant(self.script, here) {
            self.out.push(sound);
            self.at += 1;
        } else if let Some(sound) = consonant(self.script, here, self.after_virama()) {
            self.consonant(here, sound);
        } else {
            self.mark_or_vowel(here);
            self.at += 1;
        }
    }

    /// A consonant letter with its nukta, and what says which vowel follows.
    fn consonant(&mut self, here: u32, plain: Sound) {
        self.at += 1;
        let mut sound = plain;
        if self.peek(0) == Some(NUKTA) {
            sound = with_nukta(plain);
            self.at += 1;
        }
        if here == 0x19 && self.places.get(self.at..) == Some(&[VIRAMA]) {
            // சிங் ends in ng
            self.out.push(N);
            self.out.push(G);
            self.at += 1;
            return;
        }
        if self.is_jna(here) {
            self.out.push(JnaHead);
            self.out.push(JnaTail);
            self.at += 2;
        } else if self.script == Script::Malayalam {
            self.malayalam(here, sound);
        } else {
            self.out.push(sound);
        }
        match self.peek(0) {
            Some(VIRAMA) => self.at += 1,
            Some(next) if is_vowel_sign(next) => {}
            _ => self.out.push(Inherent),
        }
    }

    /// ज्ञ, with `at` already behind the ज.
    fn is_jna(&self, here: u32) -> bool {
        here == 0x1C && self.peek(0) == Some(VIRAMA) && self.peek(1) == Some(0x1E)
    }

    /// Malayalam letters that sound by their neighbours, with `at` already behind the letter.
    fn malayalam(&mut self, here: u32, sound: Sound) {
        let before = self.out.last();
        let doubled = self.peek(0) == Some(VIRAMA) && self.peek(1) == Some(here);
        let after_n =
            self.at.checked_sub(2).and_then(|at| self.places.get(at)).is_some_and(|p| matches!(*p, VIRAMA | 0x7B));
        let sounds: &[Sound] = match here {
            // റ്റ is tt, ന്റ is nt
            0x31 if doubled => &[RetroT],
            0x31 if after_n && before == Some(N) => &[RetroT],
            // ഞ്ഞ is nj
            0x1E if doubled => &[N, J],
            // മ്പ is mb
            0x2A if before == Some(M) => &[TamilP],
            // ട between vowels is d
            0x1F if !doubled && before.is_some_and(Sound::is_vowel) => &[TamilRetroT],
            _ => &[],
        };
        if sounds.is_empty() {
            self.out.push(sound);
        }
        self.out.extend(sounds);
        if doubled && matches!(here, 0x31 | 0x1E) {
            self.at += 2;
        }
    }

    fn mark_or_vowel(&mut self, here: u32) {
        let sounds: &[Sound] = match here {
            0x00 | 0x01 => &[Tilde],
            0x02 if self.script == Script::Gurmukhi => &[Tilde],
            0x02 => &[Nasal],
            0x70 if self.script == Script::Gurmukhi => &[Nasal],
            0x05 => &[Inherent],
            0x06 | 0x3E => &[LongA],
            0x07 | 0x08 | 0x3F | 0x40 => &[I],
            0x09 | 0x0A | 0x41 | 0x42 => &[U],
            0x0B | 0x60 | 0x43 | 0x44 => &[R, Ri],
            0x0D | 0x45 | 0x72 => &[OpenE],
            0x0E | 0x0F | 0x46 | 0x47 => &[E],
            0x10 | 0x48 if self.script == Script::Bengali => &[OpenO, Y],
            0x10 | 0x48 => &[A, Y],
            0x11 | 0x49 => &[OpenO],
            0x12 | 0x13 | 0x4A | 0x4B => &[O],
            0x14 | 0x4C => &[Au],
            0x57 if matches!(self.script, Script::Malayalam | Script::Tamil) => &[Au],
            0x50 => &[O, M],
            _ => &[],
        };
        self.out.extend(sounds);
    }
}

fn is_vowel_sign(place: u32) -> bool {
    matches!(place, 0x3E..=0x4C | 0x55..=0x57 | 0x62 | 0x63)
}

/// Letters that carry no vowel: the chillus of Malayalam, ৎ.
fn bare_consonant(script: Script, place: u32) -> Option<Sound> {
    Some(match (script, place) {
        (Script::Bengali, 0x4E) => T,
        (Script::Malayalam, 0x7A | 0x7B) => N,
        (Script::Malayalam, 0x7C | 0x4E) => R,
        (Script::Malayalam, 0x7D | 0x7E) => L,
        (Script::Malayalam, 0x7F) => K,
        (Script::Malayalam, 0x54) => M,
        (Script::Malayalam, 0x55) => Y,
        (Script::Malayalam, 0x56) => Zh,
        _ => return None,
    })
}

/// The consonant letter at a place: first where the script goes its own way, then the shared layout.
fn consonant(script: Script, place: u32, after_virama: bool) -> Option<Sound> {
    Some(match (script, place) {
        (Script::Tamil, _) => return tamil::consonant(place).or_else(|| shared(place)),
        (Script::Bengali | Script::Odia, YA) if !after_virama => EasternY,
        (Script::Bengali | Script::Odia, 0x2C) => EasternV,
        (Script::Odia, 0x5F) | (Script::Gurmukhi, 0x75) => Y,
        (Script::Odia | Script::Bengali, 0x71) => V,
        (Script::Bengali, 0x70) | (Script::Telugu, 0x5A) => R,
        (Script::Gurmukhi, 0x5C) => Flap,
        (Script::Telugu, 0x58) => C,
        (Script::Telugu, 0x59) => J,
        (Script::Kannada, 0x5E) => Zh,
        _ => return shared(place),
    })
}

fn shared(place: u32) -> Option<Sound> {
    Some(match place {
        0x15 => K,
        0x16 => Kh,
        0x17 => G,
        0x18 => Gh,
        0x19 | 0x1E | 0x23 | 0x28 | 0x29 => N,
        0x1A | 0x1B => C,
        0x1C => J,
        0x1D => Jh,
        0x1F => RetroT,
        0x20 => RetroTh,
        0x21 => RetroD,
        0x22 => RetroDh,
        0x24 => T,
        0x25 => Th,
        0x26 => D,
        0x27 => Dh,
        0x2A => P,
        0x2B => F,
        0x2C => B,
        0x2D => Bh,
        0x2E => M,
        YA => Y,
        0x30 | 0x31 => R,
        0x32 | 0x33 => L,
        0x34 => Zh,
        0x35 => V,
        0x36 | 0x37 => Sh,
        0x38 => S,
        0x39 => H,
        _ => return None,
    })
}

fn with_nukta(plain: Sound) -> Sound {
    match plain {
        J | Jh => Z,
        G => Ghain,
        RetroD | RetroDh => Flap,
        S => Sh,
        EasternY => Y,
        other => other,
    }
}

/// An anusvara is m before a labial and n before other stops; elsewhere it stays open. Bengali ends in ng.
fn settle_nasals(sounds: &mut Vec<Sound>, script: Script) {
    for at in 0..sounds.len() {
        if sounds[at] != Nasal {
            continue;
        }
        match sounds.get(at + 1).copied() {
            Some(next) if next.is_labial() => sounds[at] = M,
            Some(Gh) => {
                sounds[at] = N;
                sounds[at + 1] = H;
            }
            Some(H | S | Sh | V | R | Y | L) => {}
            Some(_) => sounds[at] = N,
            None if script == Script::Bengali => {
                sounds[at] = N;
                sounds.push(G);
            }
            None => {}
        }
    }
}
