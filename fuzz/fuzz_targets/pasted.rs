//! Whatever somebody pastes to see whether it is genuine: nothing is shown of what nobody signed.
#![no_main]

use domain::inspect::{Wanted, World, inspect};
use domain::keyset::KeySet;
use domain::pass::{RevocationList, Trust};
use domain::time::Timestamp;
use ed25519_dalek::SigningKey;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, Option<&str>, Option<&str>)| {
    let (text, audience, nonce) = input;
    let now = Timestamp::from_millis(1_800_000_000_000);
    let keys = KeySet::new([&SigningKey::from_bytes(&[7; 32]).verifying_key()]);
    let trust = Trust { keys, revoked: RevocationList::new([], now) };
    let world = World { issuer: "https://status.example".to_owned(), trust };
    let found = inspect(text, &world, Some(&world), Wanted { audience, nonce }, now);
    assert!(found.status.is_none() && found.facts.is_empty(), "{found:?}");
});
