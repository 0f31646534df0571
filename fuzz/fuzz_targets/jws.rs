//! A compact JWS, as it comes and with a good signature under any header and any claims.
#![no_main]

use base64ct::{Base64UrlUnpadded, Encoding};
use domain::jws::{Expectation, key_id, verify};
use domain::keyset::KeySet;
use domain::provider::Env;
use domain::time::Timestamp;
use ed25519_dalek::{Signer, SigningKey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &[u8], &[u8])| {
    let (token, header, payload) = input;
    let key = SigningKey::from_bytes(&[7; 32]);
    let keys = KeySet::new([&key.verifying_key()]);
    let expect = Expectation { issuer: "https://status.example", audience: None, nonce: None, env: Env::Live };
    let now = Timestamp::from_millis(1_800_000_000_000);
    // nobody can have guessed the key
    assert!(verify(token, &keys, &expect, now).is_err());
    assert!(key_id(token).is_none_or(|_| token.split('.').count() == 3));
    let signed = format!("{}.{}", Base64UrlUnpadded::encode_string(header), Base64UrlUnpadded::encode_string(payload));
    let signature = Base64UrlUnpadded::encode_string(&key.sign(signed.as_bytes()).to_bytes());
    let signed = format!("{signed}.{signature}");
    if let Ok(claims) = verify(&signed, &keys, &expect, now) {
        assert!(keys.find(&key_id(&signed).expect("it was found by it")).is_some());
        assert!(claims.exp - claims.iat <= domain::result::LIFETIME);
    }
});
