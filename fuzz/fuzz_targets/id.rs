//! Ids in addresses and forms: one way to write each.
#![no_main]

use domain::pass::PassId;
use libfuzzer_sys::fuzz_target;
use server::ports::{ShareId, ShareKey, VerificationId};

fuzz_target!(|input: (&str, [u8; 22], [u8; 16], [u8; 8])| {
    let (text, verification, share, pass) = input;
    // those of sessions and of records are the same
    assert!(VerificationId::parse(text).is_none_or(|id| id.to_text() == text));
    assert!(ShareId::parse(text).is_none_or(|id| id.to_text() == text));
    assert!(ShareKey::parse(text).is_none_or(|key| key.to_text() == text));
    assert!(PassId::parse(text).is_none_or(|id| id.to_string() == text));

    let verification = VerificationId(verification);
    assert!(VerificationId::parse(&verification.to_text()) == Some(verification));
    assert!(VerificationId::first_at(verification.time()) <= verification);
    assert!(ShareId::parse(&ShareId::new(share).to_text()) == Some(ShareId::new(share)));
    assert_eq!(PassId::parse(&PassId::new(pass).to_string()), Some(PassId::new(pass)));
});
