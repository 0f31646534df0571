//! Latin spellings to sounds, and sounds back to the one Latin spelling used in keys.

use super::builder::Builder;
use super::sound::Sound::{
    self, A, Au, B, Bh, C, D, Dh, E, F, G, Gh, H, I, J, Jh, K, Kh, L, M, N, O, P, R, S, Sh, T, Th, U, V, Y, Z, Zh,
};

/// The sounds of one word in lower-case plain Latin letters.
pub(super) fn sounds(word: &str) -> Vec<Sound> {
    let mut out = Builder::with_capacity(word.len());
    let bytes = word.as_bytes();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += if rest[0].is_ascii_lowercase() {
            read_letters(rest, at == 0, &mut out)
        } else {
            read_other(word.get(at..).unwrap_or_default(), &mut out)
        };
    }
    let mut sounds = out.finish();
    soften_sibilants(&mut sounds);
    if sounds.ends_with(&[Y, A, H]) {
        // Venkaiah, Venkaiya
        sounds.pop();
    }
    drop_last_glide(&mut sounds);
    sounds
}

/// Pandey and Pande.
pub(super) fn drop_last_glide(sounds: &mut Vec<Sound>) {
    if sounds.ends_with(&[E, Y]) {
        sounds.pop();
    }
}

/// Reads what stands first, and says how many letters that was.
fn read_letters(rest: &[u8], first: bool, out: &mut Builder) -> usize {
    if rest[0] == b'y' {
        if is_vowel_at(rest, 1) {
            out.push(Y);
        } else {
            out.push_closing_y();
        }
        return 1;
    }
    let (length, sounds) = group(rest, first).unwrap_or((1, single(rest[0])));
    out.extend(sounds);
    length
}

/// Letter groups with sounds of their own.
fn group(rest: &[u8], first: bool) -> Option<(usize, &'static [Sound])> {
    Some(match rest {
        [b'k', b's', b'h', ..] => (3, &[K, Sh]),
        [b'c', b'h', b'h', ..] => (3, &[C]),
        [b'd' | b'g', b'n', b'y', ..] => (3, &[G, Y]),
        [b's', b'h', b'h', ..] => (3, &[Sh]),
        [b'k', b's', ..] => (2, &[K, Sh]),
        [b'c', b'k', ..] => (2, &[K]),
        [b'c', b'h', ..] => (2, &[C]),
        [b's', b'h', ..] => (2, &[Sh]),
        [b'k', b'h', ..] => (2, &[Kh]),
        [b'g', b'h', ..] => (2, &[Gh]),
        [b'j', b'h', ..] => (2, &[Jh]),
        [b't', b'h', ..] => (2, &[Th]),
        [b'd', b'h', ..] => (2, &[Dh]),
        [b'b', b'h', ..] => (2, &[Bh]),
        [b'p', b'h', ..] => (2, &[F]),
        [b'z', b'h', ..] => (2, &[Zh]),
        [b'a', b'a', ..] => (2, &[A]),
        [b'e', b'e', ..] => (2, &[I]),
        [b'o', b'o', ..] => (2, &[U]),
        [b'o', b'w', ..] if !is_vowel_at(rest, 2) => (2, &[Au]),
        [b'q', b'u', ..] if is_vowel_at(rest, 2) => (2, &[K]),
        [b'j', b'n', ..] if first => (2, &[G, Y]),
        [b'c', b'e' | b'i' | b'y', ..] => (1, &[S]),
        _ => return None,
    })
}

fn is_vowel_at(rest: &[u8], at: usize) -> bool {
    matches!(rest.get(at), Some(b'a' | b'e' | b'i' | b'o' | b'u'))
}

fn single(letter: u8) -> &'static [Sound] {
    match letter {
        b'a' => &[A],
        b'b' => &[B],
        b'd' => &[D],
        b'e' => &[E],
        b'f' => &[F],
        b'g' => &[G],
        b'h' => &[H],
        b'i' => &[I],
        b'j' => &[J],
        b'c' | b'k' | b'q' => &[K],
        b'l' => &[L],
        b'm' => &[M],
        b'n' => &[N],
        b'o' => &[O],
        b'p' => &[P],
        b'r' => &[R],
        b's' => &[S],
        b't' => &[T],
        b'u' => &[U],
        b'v' | b'w' => &[V],
        b'x' => &[K, Sh],
        b'z' => &[Z],
        _ => &[],
    }
}

/// A letter that is none of a to z.
fn read_other(text: &str, out: &mut Builder) -> usize {
    text.chars().next().map_or(1, |letter| {
        out.push(Sound::Letter(letter));
        letter.len_utf8()
    })
}

/// Before another consonant `sh` and `s` are one spelling: Krishna and Krisna, Vishwas and Viswas.
fn soften_sibilants(sounds: &mut [Sound]) {
    for at in 1..sounds.len() {
        if sounds[at - 1] == Sh && !sounds[at].is_vowel() {
            sounds[at - 1] = S;
        }
    }
}

/// The Latin letters of a sound in a key.
pub(super) fn letters(sound: Sound) -> &'static str {
    match sound {
        A | Sound::Schwa | Sound::Lax | Sound::Fleeting | Sound::Inherent | Sound::LongA => "a",
        I | Sound::Ri | Sound::Helping => "i",
        U => "u",
        E | Sound::OpenE => "e",
        O | Sound::OpenO | Sound::Ao => "o",
        Au => "au",
        K | Sound::TamilK => "k",
        Kh => "kh",
        G | Sound::Ghain | Sound::JnaHead => "g",
        Gh => "gh",
        C => "ch",
        J => "j",
        Jh => "jh",
        T | Th | Sound::RetroT | Sound::RetroTh | Sound::TamilT | Sound::TamilRetroT => "t",
        D | Dh | Sound::RetroD | Sound::RetroDh => "d",
        N | Sound::Nasal | Sound::Tilde => "n",
        P | Sound::TamilP => "p",
        F => "f",
        B | Sound::EasternV => "b",
        Bh => "bh",
        M => "m",
        Y | Sound::JnaTail | Sound::EasternY => "y",
        R | Sound::Flap => "r",
        L => "l",
        V => "v",
        Sh => "sh",
        S | Sound::TamilC => "s",
        H => "h",
        Z => "z",
        Zh => "zh",
        Sound::Letter(_) => "",
    }
}

/// A lower-case Latin letter without its accent; ś and ṣ are `sh`.
pub(super) fn push_plain(letter: char, out: &mut String) {
    use unicode_normalization::char::decompose_canonical;

    match letter {
        'ś' | 'ṣ' | 'š' => out.push_str("sh"),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'a'..='z' => out.push(letter),
        _ => decompose_canonical(letter, |part| {
            if super::script::Script::of(part) == Some(super::script::Script::Latin) {
                out.push(part);
            }
        }),
    }
}
