//! Latin spellings to sounds, and sounds back to the one Latin spelling used in keys.

use super::builder::Builder;
use super::sound::Sound::{
    self, A, Au, B, Bh, C, D, Dh, E, F, G, Gh, H, I, J, Jh, K, Kh, L, M, N, O, P, R, S, Sh, T, Th, U, V, Y, Z, Zh,
};

/// Letter groups, longest first; the first that fits is taken.
const GROUPS: &[(&[u8], &[Sound])] = &[
    (b"ksh", &[K, Sh]),
    (b"chh", &[C]),
    (b"dny", &[G, Y]),
    (b"gny", &[G, Y]),
    (b"shh", &[Sh]),
    (b"ks", &[K, Sh]),
    (b"ck", &[K]),
    (b"ch", &[C]),
    (b"sh", &[Sh]),
    (b"kh", &[Kh]),
    (b"gh", &[Gh]),
    (b"jh", &[Jh]),
    (b"th", &[Th]),
    (b"dh", &[Dh]),
    (b"bh", &[Bh]),
    (b"ph", &[F]),
    (b"zh", &[Zh]),
    (b"aa", &[A]),
    (b"ee", &[I]),
    (b"oo", &[U]),
    (b"a", &[A]),
    (b"b", &[B]),
    (b"d", &[D]),
    (b"e", &[E]),
    (b"f", &[F]),
    (b"g", &[G]),
    (b"h", &[H]),
    (b"i", &[I]),
    (b"j", &[J]),
    (b"k", &[K]),
    (b"l", &[L]),
    (b"m", &[M]),
    (b"n", &[N]),
    (b"o", &[O]),
    (b"p", &[P]),
    (b"q", &[K]),
    (b"r", &[R]),
    (b"s", &[S]),
    (b"t", &[T]),
    (b"u", &[U]),
    (b"v", &[V]),
    (b"w", &[V]),
    (b"x", &[K, Sh]),
    (b"z", &[Z]),
];

/// The sounds of one word in lower-case plain Latin letters.
pub(super) fn sounds(word: &str) -> Vec<Sound> {
    let mut out = Builder::default();
    let bytes = word.as_bytes();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += read_group(rest, at == 0, &mut out, word.get(at..).unwrap_or_default());
    }
    let mut sounds = out.finish();
    soften_sibilants(&mut sounds);
    sounds
}

/// Reads what stands first, and says how many bytes that was.
fn read_group(rest: &[u8], first: bool, out: &mut Builder, text: &str) -> usize {
    let next_is_vowel = |at: usize| rest.get(at).is_some_and(|b| b"aeiou".contains(b));
    match rest {
        [b'j', b'n', ..] if first => {
            out.push(G);
            out.push(Y);
            2
        }
        [b'c', b'e' | b'i' | b'y', ..] => {
            out.push(S);
            1
        }
        [b'o', b'w', ..] if !next_is_vowel(2) => {
            out.push(Au);
            2
        }
        [b'y', ..] => {
            if next_is_vowel(1) {
                out.push(Y);
            } else {
                out.push_closing_y();
            }
            1
        }
        [b'c', b'h' | b'k', ..] => read_listed(rest, out, text),
        [b'c', ..] => {
            out.push(K);
            1
        }
        _ => read_listed(rest, out, text),
    }
}

fn read_listed(rest: &[u8], out: &mut Builder, text: &str) -> usize {
    if let Some((letters, sounds)) = GROUPS.iter().find(|(letters, _)| rest.starts_with(letters)) {
        sounds.iter().for_each(|sound| out.push(*sound));
        return letters.len();
    }
    let Some(other) = text.chars().next() else { return 1 };
    out.push(Sound::Letter(other));
    other.len_utf8()
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
        A | Sound::Schwa | Sound::Fleeting | Sound::Inherent | Sound::LongA => "a",
        I | Sound::Ri | Sound::Helping => "i",
        U => "u",
        E | Sound::Er | Sound::OpenE => "e",
        O | Sound::OpenO | Sound::Ao => "o",
        Au => "au",
        K | Sound::TamilK => "k",
        Kh => "kh",
        G | Sound::JnaHead => "g",
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
