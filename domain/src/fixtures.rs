//! What test mode has built in: people, providers, one code, and how each error is brought about.
//!
//! One table each, for the service that plays them, for the documentation that shows them and for the tests that compare both.
//! Everything here is published on purpose and opens nothing real: test mode has an issuer, keys and a store of its own.

mod errors;
mod people;
mod providers;

pub use errors::how_to_cause;
pub use people::{Dose, Fixture, Outcome, PEOPLE};
pub use providers::{PROVIDERS, PURPOSES, Restriction, TestProvider};

use crate::mobile::Mobile;

/// The one-time code that every fixture's phone would show.
pub const CODE: &str = "000000";
/// The same as a number.
pub const CODE_NUMBER: u64 = 0;

/// Name of the issuer of test results below the service's own address: `https://status.example/test`.
pub const ISSUER_PATH: &str = "/test";

/// What happens when somebody checks a person with this mobile; `None` when it belongs to no fixture, and so matches nobody.
pub fn outcome_of(mobile: &Mobile) -> Option<Outcome> {
    PEOPLE.iter().find(|fixture| fixture.mobile == mobile.national()).map(|fixture| fixture.outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_has_one_outcome_in_every_spelling() {
        for typed in ["9000000006", "+91 90000 00006", "0-90000-00006"] {
            assert_eq!(outcome_of(&Mobile::parse(typed).unwrap()), Some(Outcome::Locked), "{typed}");
        }
        assert_eq!(outcome_of(&Mobile::parse("9000000099").unwrap()), None);
    }
}
