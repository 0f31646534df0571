//! Puts sounds together to a word, with the joining rules that all scripts share.

use super::sound::Sound;

/// Collects the sounds of a word in order.
#[derive(Debug, Default)]
pub(super) struct Builder(Vec<Sound>);

impl Builder {
    pub(super) fn with_capacity(sounds: usize) -> Self {
        Self(Vec::with_capacity(sounds))
    }

    pub(super) fn last(&self) -> Option<Sound> {
        self.0.last().copied()
    }

    fn before_last(&self) -> Option<Sound> {
        self.0.len().checked_sub(2).and_then(|at| self.0.get(at)).copied()
    }

    fn ends_in_vowel(&self) -> bool {
        self.last().is_some_and(Sound::is_vowel)
    }

    /// Adds some sounds in order.
    pub(super) fn extend(&mut self, sounds: &[Sound]) {
        for sound in sounds {
            self.push(*sound);
        }
    }

    /// Replaces the last sound.
    pub(super) fn replace_last(&mut self, sound: Sound) {
        self.0.pop();
        self.0.push(sound);
    }

    /// Adds a sound; doubled letters, glides and diphthongs come out alike however they were written.
    pub(super) fn push(&mut self, sound: Sound) {
        match sound {
            Sound::I => self.push_i(),
            Sound::U if self.last().is_some_and(glides) => self.replace_last(Sound::Au),
            _ if self.last() == Some(sound) => {}
            _ if self.last().is_some_and(|last| aspirate(last) == Some(sound)) => self.replace_last(sound),
            // Saxena and Saksena
            Sound::S if matches!(self.last(), Some(Sound::K | Sound::TamilK)) => self.0.push(Sound::Sh),
            // the gh of Singh is heard as h, and सिंह is written with h
            Sound::Gh if self.last() == Some(Sound::N) => self.0.push(Sound::H),
            _ => {
                if sound.is_vowel() && self.last() == Some(Sound::Y) && self.before_last() == Some(Sound::I) {
                    // Priya and Pria
                    self.0.pop();
                }
                self.0.push(sound);
            }
        }
    }

    /// An i after another vowel is the second half of a diphthong: Jai and Jay, Saeed and Sayeed.
    fn push_i(&mut self) {
        match self.last() {
            Some(Sound::I) => {}
            Some(Sound::Y) if self.before_last().is_some_and(Sound::is_vowel) => {}
            Some(Sound::E) => {
                // Zubeida and Zubaida
                self.replace_last(Sound::A);
                self.0.push(Sound::Y);
            }
            Some(last) if glides(last) => self.0.push(Sound::Y),
            _ => self.0.push(Sound::I),
        }
    }

    /// A y that no vowel follows: a glide after a vowel, else an i (Reddy).
    pub(super) fn push_closing_y(&mut self) {
        if self.last() == Some(Sound::I) {
            return;
        }
        if self.ends_in_vowel() { self.push(Sound::Y) } else { self.push(Sound::I) }
    }

    pub(super) fn finish(self) -> Vec<Sound> {
        self.0
    }
}

fn glides(last: Sound) -> bool {
    matches!(last, Sound::A | Sound::LongA | Sound::Inherent | Sound::O)
}

/// The aspirated form of a plain stop: द्ध is one sound.
fn aspirate(plain: Sound) -> Option<Sound> {
    Some(match plain {
        Sound::K => Sound::Kh,
        Sound::G => Sound::Gh,
        Sound::J => Sound::Jh,
        Sound::T => Sound::Th,
        Sound::D => Sound::Dh,
        Sound::RetroT => Sound::RetroTh,
        Sound::RetroD => Sound::RetroDh,
        Sound::B => Sound::Bh,
        _ => return None,
    })
}
