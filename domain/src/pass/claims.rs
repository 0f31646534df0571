//! What a pass says, in values and in bytes.

use std::{fmt, time::Duration};

use super::{MAX_LIFETIME, NameForm, PassName};
use crate::{person::BirthYear, provider::Env, time::Timestamp, vaccination::Status};

/// Id of a pass: random, so that it tells nothing, and the name under which a pass is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassId([u8; Self::BYTES]);

impl PassId {
    /// How many bytes an id has.
    pub const BYTES: usize = 8;

    /// An id of fresh random bytes, or of stored ones.
    pub const fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    /// Reads sixteen hexadecimal digits, as `Display` writes them.
    pub fn parse(text: &str) -> Option<Self> {
        let is_lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 2 * Self::BYTES || !text.bytes().all(is_lower_hex) {
            return None;
        }
        u64::from_str_radix(text, 16).ok().map(|id| Self(id.to_be_bytes()))
    }
}

impl fmt::Display for PassId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", u64::from_be_bytes(self.0))
    }
}

/// For how long a pass is good: whole minutes, from one to [`MAX_LIFETIME`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lifetime(u16);

impl Lifetime {
    /// The longest one, in minutes.
    // 31 days: it fits by far
    #[expect(clippy::cast_possible_truncation, reason = "a constant that fits")]
    pub const MAX_MINUTES: u16 = (MAX_LIFETIME.as_secs() / 60) as u16;

    /// So many minutes; `None` for none and for more than [`Self::MAX_MINUTES`].
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes == 0 || minutes > Self::MAX_MINUTES { None } else { Some(Self(minutes)) }
    }

    /// Minutes.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// The span.
    pub const fn span(self) -> Duration {
        Duration::from_secs(60 * self.0 as u64)
    }
}

/// Why claims are none of a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pass is made between 1970 and 2106")]
pub struct ClaimsError;

/// What a pass says. It holds personal data (name, year of birth): `Debug` shows the id and times only.
#[derive(Clone, PartialEq, Eq)]
pub struct PassClaims {
    id: PassId,
    env: Env,
    status: Status,
    issued: u32,
    lifetime: Lifetime,
    name: Option<PassName>,
    birth_year: Option<BirthYear>,
}

const TEST: u8 = 1 << 2;
const NAME_SHIFT: u8 = 3;
const BIRTH_YEAR: u8 = 1 << 5;
const FIRST_YEAR: u16 = 1900;
/// Bytes of what every pass has, without the key.
const FIXED: usize = 1 + PassId::BYTES + 4 + 2;

impl PassClaims {
    /// A pass without name and year of birth, made at a moment, which counts in whole seconds.
    pub fn new(
        id: PassId,
        env: Env,
        status: Status,
        issued: Timestamp,
        lifetime: Lifetime,
    ) -> Result<Self, ClaimsError> {
        let issued = u32::try_from(issued.as_seconds()).map_err(|_| ClaimsError)?;
        Ok(Self { id, env, status, issued, lifetime, name: None, birth_year: None })
    }

    /// The same with a name on it, or without.
    #[must_use]
    pub fn with_name(self, name: Option<PassName>) -> Self {
        Self { name, ..self }
    }

    /// The same with a year of birth, or without.
    #[must_use]
    pub fn with_birth_year(self, birth_year: Option<BirthYear>) -> Self {
        Self { birth_year, ..self }
    }

    /// Its id.
    pub const fn id(&self) -> PassId {
        self.id
    }

    /// Live or test.
    pub const fn env(&self) -> Env {
        self.env
    }

    /// 0, 1 or 2, as it was when the pass was made.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// When it was made.
    pub const fn issued(&self) -> Timestamp {
        // seconds of an u32
        Timestamp::from_seconds(self.issued as i64)
    }

    /// For how long it is good.
    pub const fn lifetime(&self) -> Lifetime {
        self.lifetime
    }

    /// The moment from which on it is no longer good.
    pub fn expires(&self) -> Timestamp {
        self.issued().plus(self.lifetime.span())
    }

    /// The name that the person chose to show.
    pub const fn name(&self) -> Option<&PassName> {
        self.name.as_ref()
    }

    /// The year of birth, when the person chose to show it.
    pub const fn birth_year(&self) -> Option<BirthYear> {
        self.birth_year
    }

    /// The fields in bytes, without key and signature: what a store keeps.
    pub fn encode(&self) -> Vec<u8> {
        let form = match self.name.as_ref().map(PassName::form) {
            None => 0,
            Some(NameForm::First) => 1,
            Some(NameForm::Initials) => 2,
        };
        let test = if self.env == Env::Test { TEST } else { 0 };
        let year = if self.birth_year.is_some() { BIRTH_YEAR } else { 0 };
        let mut bytes = Vec::with_capacity(FIXED + 2 + PassName::MAX_BYTES);
        bytes.push(self.status.code() | test | form << NAME_SHIFT | year);
        bytes.extend_from_slice(self.id.as_bytes());
        bytes.extend_from_slice(&self.issued.to_be_bytes());
        bytes.extend_from_slice(&self.lifetime.0.to_be_bytes());
        bytes.extend(self.birth_year.and_then(|year| u8::try_from(year.get() - FIRST_YEAR).ok()));
        bytes.extend(self.name.iter().flat_map(PassName::pack));
        bytes
    }

    /// What [`Self::encode`] wrote, and nothing else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (&[flags], rest) = bytes.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (issued, rest) = rest.split_first_chunk()?;
        let (lifetime, rest) = rest.split_first_chunk()?;
        let (birth_year, rest) = if flags & BIRTH_YEAR == 0 {
            (None, rest)
        } else {
            let (year, rest) = rest.split_first()?;
            (Some(BirthYear::new(FIRST_YEAR + u16::from(*year)).ok()?), rest)
        };
        let name = match flags >> NAME_SHIFT & 3 {
            0 => None,
            1 => Some(PassName::unpack(NameForm::First, rest)?),
            2 => Some(PassName::unpack(NameForm::Initials, rest)?),
            _ => return None,
        };
        let claims = Self {
            id: PassId(*id),
            env: if flags & TEST == 0 { Env::Live } else { Env::Test },
            status: Status::try_from(flags & 3).ok()?,
            issued: u32::from_be_bytes(*issued),
            lifetime: Lifetime::from_minutes(u16::from_be_bytes(*lifetime))?,
            name,
            birth_year,
        };
        // Bits that mean nothing, and bytes after the last field.
        (claims.encode() == bytes).then_some(claims)
    }
}

impl fmt::Debug for PassClaims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PassClaims")
            .field("id", &self.id)
            .field("env", &self.env)
            .field("issued", &self.issued)
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}
