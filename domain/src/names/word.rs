//! One word of a name, ready to be compared.

use super::script::Script;
use super::sound::Sound;
use super::split::Token;
use super::{forms, indic, latin, tamil, unwritten};

/// A word with its sounds and its spelling in keys.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) script: Script,
    /// As written, in lower case, without joiners.
    pub(super) text: String,
    /// The one letter, when the word is an initial.
    pub(super) initial: Option<char>,
    /// The name that this is another form of.
    pub(super) form: Option<&'static str>,
    pub(super) sounds: Vec<Sound>,
    pub(super) key: String,
}

impl Word {
    /// Reads a token; `None` when nothing in it is heard.
    pub(super) fn read(token: &Token) -> Option<Self> {
        let mut word = Self::of(&token.text, token.script)?;
        word.form = forms::of(&word.key, word.script);
        if word.form.is_none() {
            word.initial = word.as_initial(token.dotted);
        }
        if let Some(form) = word.form {
            form.clone_into(&mut word.key);
        } else if let Some(letter) = word.initial {
            word.key = letter.to_string();
        }
        Some(word)
    }

    /// A word that is one Latin letter.
    pub(super) fn initial(letter: char) -> Option<Self> {
        let mut word = Self::of(letter.encode_utf8(&mut [0; 4]), Script::Latin)?;
        word.initial = Some(letter);
        word.key = letter.to_string();
        Some(word)
    }

    /// The word that neighbours make when they are written as one; `None` when they may not be joined.
    pub(super) fn joined(parts: &[Self]) -> Option<Self> {
        let first = parts.first()?;
        let initials: String = parts.iter().filter_map(|part| part.initial).collect();
        if initials.chars().count() == parts.len() {
            return Self::of(&initials, Script::Latin);
        }
        let is_prefix = initials.len() == 1 && matches!(first.initial, Some('d' | 'o'));
        if parts.iter().any(|part| part.script != first.script) || !(initials.is_empty() || is_prefix) {
            return None;
        }
        let mut word = Self::of(&parts.iter().map(|part| part.text.as_str()).collect::<String>(), first.script)?;
        word.form = forms::of(&word.key, word.script);
        if let Some(form) = word.form {
            form.clone_into(&mut word.key);
        }
        Some(word)
    }

    fn of(text: &str, script: Script) -> Option<Self> {
        let sounds = sounds(text, script);
        let key = spell(&sounds, script);
        (!key.is_empty()).then(|| Self { script, text: text.to_owned(), initial: None, form: None, sounds, key })
    }

    /// A single Latin letter, the Indic name of one (के), or one Indic letter before a full stop.
    fn as_initial(&self, dotted: bool) -> Option<char> {
        let mut letters = self.text.chars();
        let first = letters.next()?;
        let single = letters.next().is_none();
        match self.script {
            Script::Latin if single => Some(first),
            // Aa and A are one letter in a key
            Script::Latin => self.key.chars().next().filter(|letter| letter.len_utf8() == self.key.len()),
            script if script.is_indic() => {
                let named = letter_name(&self.key).filter(|letter| *letter != 'g' || dotted);
                let consonants = self.sounds.iter().filter(|sound| !sound.is_vowel()).count();
                let one_letter = single || (dotted && consonants <= 1);
                named.or_else(|| if one_letter { self.key.chars().next() } else { None })
            }
            _ => None,
        }
    }
}

fn sounds(text: &str, script: Script) -> Vec<Sound> {
    match script {
        Script::Latin => latin::sounds(text),
        script if script.is_indic() => {
            let mut sounds = indic::sounds(text, script);
            unwritten::settle(&mut sounds, script);
            latin::drop_last_glide(&mut sounds);
            sounds
        }
        _ => text.chars().map(Sound::Letter).collect(),
    }
}

/// The Latin spelling in keys. Spelling and reading are repeated until nothing changes, so that a key is its own key.
fn spell(sounds: &[Sound], script: Script) -> String {
    let mut spelling = if script.is_indic() { write(&unwritten::spelled(sounds, script)) } else { write(sounds) };
    if script == Script::Apart {
        return spelling;
    }
    for _ in 0..spelling.len() {
        let again = write(&latin::sounds(&spelling));
        if again == spelling {
            break;
        }
        spelling = again;
    }
    spelling
}

fn write(sounds: &[Sound]) -> String {
    let mut out = String::with_capacity(sounds.len() + 4);
    let mut before = None;
    for (at, sound) in sounds.iter().copied().enumerate() {
        match sound {
            Sound::Letter(letter) => out.push(letter),
            Sound::Nasal if at + 1 == sounds.len() => out.push('m'),
            Sound::Lax if sounds.get(at + 1) == Some(&Sound::R) => out.push('e'),
            _ => out.push_str(
                tamil::letters(sound, before, sounds.get(at + 1).copied()).unwrap_or_else(|| latin::letters(sound)),
            ),
        }
        before = Some(sound);
    }
    out
}

/// The Latin letter whose English name an Indic word spells: एस is S.
fn letter_name(key: &str) -> Option<char> {
    Some(match key {
        "e" => 'a',
        "bi" => 'b',
        "si" => 'c',
        "di" => 'd',
        "i" => 'e',
        "ef" => 'f',
        "ji" => 'g',
        "ech" | "hech" => 'h',
        "ay" => 'i',
        "je" => 'j',
        "ke" => 'k',
        "el" => 'l',
        "em" => 'm',
        "en" => 'n',
        "o" => 'o',
        "pi" => 'p',
        "kyu" => 'q',
        "ar" => 'r',
        "es" => 's',
        "ti" => 't',
        "yu" => 'u',
        "vi" => 'v',
        "dablyu" => 'w',
        "eksh" | "eks" => 'x',
        "vay" => 'y',
        "jed" | "zed" => 'z',
        _ => return None,
    })
}
