//! A checkpoint of the audit log: what is accepted is written as it was read, and nobody has guessed the key.
#![no_main]

use domain::audit::checkpoint::{Checkpoint, LogKey};
use ed25519_dalek::SigningKey;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.text(), text);
        let key = SigningKey::from_bytes(&[7; 32]);
        let public = LogKey::new(checkpoint.origin.clone(), key.verifying_key());
        assert!(Checkpoint::open(text, &public).is_err());
        assert!(Checkpoint::open(&checkpoint.sign(&key), &public).is_ok());
    }
    if let Ok(key) = LogKey::parse(text) {
        let _ = Checkpoint::open(text, &key);
    }
});
