//! A pass: the signed answer that a person makes for own use, shown as a QR code on a screen or on paper and checked at a gate
//! without a network.
//!
//! # Form
//! A pass is a text of the characters that a QR code holds most densely: the prefix `KYVS1:` and then, three characters for two
//! bytes ([`text`]), the fields of [`PassClaims`] and an Ed25519 signature over them:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | bits 0-1 status, 2 test, 3-4 name (0 none, 1 first name, 2 initials), 5 year of birth; 6-7 are zero |
//! | 4 | beginning of the signing key's thumbprint |
//! | 8 | id, random |
//! | 4 | made at, seconds since 1970 |
//! | 2 | good for so many minutes, at most 31 days |
//! | 0 or 1 | year of birth, less 1900 |
//! | 0 or 2 to 33 | script of the name, and the name ([`PassName`]) |
//! | 64 | signature over `kyvs pass v1`, a line feed, and all bytes before |
//!
//! With a name of 13 letters and a year of birth that is a QR code of version 8 (49 modules a side) at error correction Q, which
//! reads with a quarter of its area lost; with the longest name of version 9. Numbers are big-endian. There is one text for each
//! pass, apart from case and white space, which readers ignore: a printed text may be set in groups.
//!
//! The first line of what is signed keeps passes, revocation lists and results apart, although one key signs them all: none
//! verifies as another.

mod check;
mod claims;
mod name;
mod revoked;
mod sign;
pub mod text;

use std::time::Duration;

pub use self::{
    check::{Trust, Verdict, check},
    claims::{ClaimsError, Lifetime, PassClaims, PassId},
    name::{NameForm, PassName, PassNameError},
    revoked::{GOOD_FOR, ListError, RevocationList},
    sign::{Read, ReadError, read, sign, signing_input},
};

/// How long a pass may be good at most: the operator's limit can be lower.
pub const MAX_LIFETIME: Duration = Duration::from_hours(24 * 31);

/// How far the clocks of service and reader may be apart.
pub const LEEWAY: Duration = Duration::from_mins(5);
