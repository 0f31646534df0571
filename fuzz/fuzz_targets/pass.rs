//! A pass, as it is scanned and typed, and with a good signature under any bytes: what is accepted has one form.
#![no_main]

use domain::keyset::KeySet;
use domain::pass::{PassClaims, RevocationList, Trust, Verdict, check, read, sign};
use domain::time::Timestamp;
use ed25519_dalek::SigningKey;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &[u8])| {
    let (text, bytes) = input;
    let key = SigningKey::from_bytes(&[7; 32]);
    let now = Timestamp::from_millis(1_800_000_000_000);
    let trust = Trust { keys: KeySet::new([&key.verifying_key()]), revoked: RevocationList::new([], now) };
    // nobody can have guessed the key
    assert!(matches!(
        check(text, &trust, Some(&trust), now),
        Verdict::NotAPass | Verdict::BadSignature | Verdict::KeysTooOld
    ));
    if let Some(claims) = PassClaims::decode(bytes) {
        assert_eq!(claims.encode(), bytes);
        let pass = sign(&claims, &key);
        assert_eq!(read(&pass).expect("its own form").claims(), &claims);
        assert!(matches!(
            check(&pass, &trust, Some(&trust), now),
            Verdict::Genuine(_) | Verdict::Expired(_) | Verdict::NotYet
        ));
    }
});
