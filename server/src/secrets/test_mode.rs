//! The keys of test mode: a tree of their own, which hangs by one label on the keys of this installation. They stay the same over
//! restarts, and nothing that test mode makes opens or signs anything of the live service.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{MasterKey, Secrets, expand};

impl Secrets {
    /// The keys of test mode, and the seed of its signing key.
    pub(crate) fn of_test_mode(&self) -> (Self, Zeroizing<[u8; 32]>) {
        let root = MasterKey(self.test_mode.clone());
        let hkdf = Hkdf::<Sha256>::new(Some(b"kyvs"), root.0.as_ref());
        let mut seed = Zeroizing::new([0; 32]);
        expand(&hkdf, "signing key of test mode v1", seed.as_mut());
        (Self::derive(&root), seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_mode_has_keys_of_its_own_that_stay() {
        let installation = || Secrets::derive(&MasterKey::parse(&"A".repeat(43)).unwrap());
        let other = Secrets::derive(&MasterKey::parse(&format!("{}E", "A".repeat(42))).unwrap());
        let (live, (test, seed)) = (installation(), installation().of_test_mode());
        assert_eq!(*installation().of_test_mode().1, *seed, "the same after a restart");
        assert_ne!(*other.of_test_mode().1, *seed);
        assert_ne!(live.otp_key(), test.otp_key());
        assert_ne!(live.check_value(), test.check_value());
        assert_ne!(live.hash_secret_key("sk_test_demo"), test.hash_secret_key("sk_test_demo"));
    }
}
