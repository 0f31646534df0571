//! The list of revoked passes, as it comes and with a good signature under any bytes: one way to write each.
#![no_main]

use domain::keyset::KeySet;
use domain::pass::RevocationList;
use ed25519_dalek::{Signer, SigningKey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let key = SigningKey::from_bytes(&[7; 32]);
    let keys = KeySet::new([&key.verifying_key()]);
    // nobody can have guessed the key
    assert!(RevocationList::verify(body, &keys).is_err());
    let signature = key.sign(&[b"kyvs revoked v1\n", body].concat());
    let signed = [body, &signature.to_bytes()].concat();
    if let Ok(list) = RevocationList::verify(&signed, &keys) {
        assert_eq!(list.sign(&key), signed);
    }
});
