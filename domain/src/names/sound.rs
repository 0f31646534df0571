//! The sounds in which names of all scripts meet.
//!
//! A Latin spelling is vague (`t` is त or ट, `a` is अ or आ) and an Indic one is precise, so they are not pressed into
//! one code: each Indic sound lists the Latin sounds it is written with, its readings.

use super::script::Script;

/// One sound of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    /// Latin `a`, and an Indic vowel that is spoken as one for certain.
    A,
    /// The unwritten vowel of an Indic consonant letter, before [`super::word`] has decided what becomes of it.
    Inherent,
    /// An unwritten vowel that is spoken.
    Schwa,
    /// An unwritten vowel that may be silent: कमला is Kamala and Kamla.
    Fleeting,
    /// An unwritten vowel before h or a last r, also written `e`: महमूद is Mehmood, ਸੁਰਿੰਦਰ is Surinder.
    Lax,
    /// A long ā that is written.
    LongA,
    I,
    U,
    E,
    O,
    Au,
    /// The vowel of ऋ, after its r: Krishna, Krushna.
    Ri,
    /// ऍ: `e` or `a`.
    OpenE,
    /// ऑ, and the Bengali vowel before a last y (Roy, Ray): `o` or `a`.
    OpenO,
    /// The helping i of Tamil (பிரகாஷ் is Prakash): may be silent.
    Helping,

    K,
    Kh,
    G,
    Gh,
    /// `ch` and `chh`.
    C,
    J,
    Jh,
    T,
    Th,
    D,
    Dh,
    RetroT,
    RetroTh,
    RetroD,
    RetroDh,
    N,
    P,
    F,
    B,
    Bh,
    M,
    Y,
    R,
    L,
    V,
    Sh,
    S,
    H,
    Z,
    Zh,

    /// ग़: `g` or `gh`.
    Ghain,
    /// ड़, ढ़: `r` or `d`.
    Flap,
    /// An anusvara that is n or m.
    Nasal,
    /// A nasal vowel: n, m or nothing.
    Tilde,
    /// ज्ञ: `gy`, `gn`, `jn`; first and second half.
    JnaHead,
    JnaTail,
    /// A last v after ā: राव is Rao.
    Ao,
    /// ব, ବ: b or v.
    EasternV,
    /// য, ଯ: y or j.
    EasternY,
    /// க: k, kh, g, gh or h.
    TamilK,
    /// ச: ch, j, s or sh.
    TamilC,
    /// ட: t or d.
    TamilRetroT,
    /// த: t, th, d or dh.
    TamilT,
    /// ப: p, b, bh or f.
    TamilP,

    /// A letter of a script that meets no other.
    Letter(char),
}

use Sound::{
    A, Ao, Au, B, Bh, C, D, Dh, E, EasternV, EasternY, F, Flap, Fleeting, G, Gh, Ghain, H, Helping, I, Inherent, J, Jh,
    JnaHead, JnaTail, K, Kh, L, Lax, Letter, LongA, M, N, Nasal, O, OpenE, OpenO, P, R, RetroD, RetroDh, RetroT,
    RetroTh, Ri, S, Schwa, Sh, T, TamilC, TamilK, TamilP, TamilRetroT, TamilT, Th, Tilde, U, V, Y, Z, Zh,
};

impl Sound {
    pub(super) fn is_vowel(self) -> bool {
        matches!(
            self,
            A | Inherent | Schwa | Fleeting | Lax | LongA | I | U | E | O | Au | Ri | OpenE | OpenO | Helping
        )
    }

    /// May be left out when the other side has nothing for it.
    pub(super) fn may_be_silent(self) -> bool {
        matches!(self, Fleeting | Helping | Tilde)
    }

    pub(super) fn is_labial(self) -> bool {
        matches!(self, P | F | B | Bh | M | EasternV | TamilP)
    }

    /// The Latin sounds that an Indic sound is written with. For a Latin sound: itself.
    fn readings(self) -> &'static [Self] {
        match self {
            A | Inherent | Schwa | Fleeting | LongA => &[A],
            Lax | OpenE => &[A, E],
            OpenO => &[A, O],
            I | Helping => &[I],
            U => &[U],
            Ri => &[I, U],
            E => &[E],
            O => &[O],
            Au => &[Au],
            Ao => &[O, V],
            K => &[K],
            Kh => &[Kh],
            G => &[G],
            Gh => &[Gh],
            C => &[C],
            // the nukta of z is often left out
            J => &[J, Z],
            Z => &[Z],
            Jh => &[Jh],
            T => &[T, Th],
            Th | RetroTh => &[Th],
            RetroT => &[T],
            D => &[D, Dh],
            Dh | RetroDh => &[Dh],
            RetroD => &[D],
            Ghain => &[G, Gh],
            Flap => &[R, D, Dh],
            N => &[N],
            M => &[M],
            Nasal | Tilde => &[N, M],
            P => &[P],
            F => &[F],
            B => &[B],
            Bh => &[Bh],
            V => &[V],
            EasternV => &[B, V],
            Y => &[Y],
            EasternY => &[Y, J],
            JnaHead => &[G, J],
            JnaTail => &[Y, N],
            R => &[R],
            L => &[L],
            Zh => &[Zh, L],
            Sh => &[Sh, S],
            S => &[S],
            H => &[H],
            TamilK => &[K, Kh, G, Gh, H],
            TamilC => &[C, J, Jh, S, Sh, Z],
            TamilRetroT | TamilT => &[T, Th, D, Dh],
            TamilP => &[P, B, Bh, F],
            Letter(_) => &[],
        }
    }

    /// Whether a Latin sound can be a writing of this Indic one.
    fn reads_as(self, latin: Self, script: Script) -> bool {
        let latin = if latin == Fleeting { A } else { latin };
        self.readings().contains(&latin)
            || (latin == Sh && self == S && script.has_one_sibilant())
            // অমল is Amal and Amol, ମହାନ୍ତି is Mohanty
            || (latin == O && matches!(self, Schwa | Fleeting) && script.is_eastern())
    }
}

/// Between which scripts two words are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) left: Script,
    pub(super) right: Script,
}

impl Pair {
    /// Whether two sounds are the same. Symmetric: turning the pair round turns the arguments round.
    pub(super) fn meets(self, left: Sound, right: Sound) -> bool {
        left == right || self.meets_across(left, right)
    }

    fn meets_across(self, left: Sound, right: Sound) -> bool {
        match (self.left.is_indic(), self.right.is_indic()) {
            (false, false) => same_latin(left, right),
            (false, true) => right.reads_as(left, self.right),
            (true, false) => left.reads_as(right, self.left),
            (true, true) if self.left == self.right => same_indic(left, right),
            (true, true) => across_indic(left, right),
        }
    }
}

/// Latin spelling does not tell थ from a southern त, nor ध from a southern द.
fn same_latin(left: Sound, right: Sound) -> bool {
    either(left, right, |a, b| matches!((a, b), (T, Th) | (D, Dh) | (A, Fleeting)))
}

/// Within one Indic script the letters decide; only ways to write the same letter are equal.
fn same_indic(left: Sound, right: Sound) -> bool {
    either(left, right, |a, b| {
        matches!(
            (a, b),
            (Schwa, Fleeting | Lax | OpenO | A)
                | (Fleeting, Lax | A)
                | (A, LongA)
                | (J, Z)
                | (G, Ghain)
                | (RetroD | RetroDh, Flap)
                | (N | M, Nasal | Tilde)
                | (Nasal, Tilde)
                | (Y, EasternY)
                | (V, Ao | EasternV)
                | (E, OpenE)
                | (O, OpenO)
                | (I | U, Ri)
                | (I, Helping)
        )
    })
}

/// Two Indic scripts: the sounds can be written alike in Latin, and neither side writes an ā the other lacks.
fn across_indic(left: Sound, right: Sound) -> bool {
    if either(left, right, |a, b| a == LongA && matches!(b, Schwa | Fleeting | Lax)) {
        return false;
    }
    left.readings().iter().any(|reading| right.readings().contains(reading))
}

fn either(left: Sound, right: Sound, rule: impl Fn(Sound, Sound) -> bool) -> bool {
    rule(left, right) || rule(right, left)
}
