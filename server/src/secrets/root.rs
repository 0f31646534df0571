//! Roots of keys: what the data keys of one version are derived from, and how a root lies in the database.

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use domain::mobile::Mobile;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{Key, MasterKey, expand};
use crate::ports::Entropy;

const NONCE: usize = 24;

/// 32 random bytes that keys are derived from. Zeroed when dropped.
#[derive(Clone)]
pub(crate) struct Root(Zeroizing<[u8; 32]>);

impl Root {
    pub(crate) fn generate(entropy: &dyn Entropy) -> Self {
        let mut root = Zeroizing::new([0; 32]);
        entropy.fill(root.as_mut());
        Self(root)
    }

    /// The master key itself, which is root 1 of databases that were made before there were roots.
    pub(super) fn of_master(master: &MasterKey) -> Self {
        Self(master.0.clone())
    }

    pub(super) fn hkdf(&self) -> Hkdf<Sha256> {
        Hkdf::new(Some(b"kyvs"), self.0.as_ref())
    }
}

/// Seals roots under the master key. A sealed root is `24-byte nonce | ciphertext | tag` of XChaCha20-Poly1305; its version is
/// authenticated with it.
pub(crate) struct WrappingKey(XChaCha20Poly1305);

impl WrappingKey {
    /// The one that follows from a master key.
    pub(crate) fn of(master: &MasterKey) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        expand(&Root::of_master(master).hkdf(), "keyring v1", key.as_mut());
        Self(XChaCha20Poly1305::new((&*key).into()))
    }

    pub(crate) fn wrap(&self, version: u8, root: &Root, entropy: &dyn Entropy) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let payload = Payload { msg: root.0.as_ref(), aad: &associated(version) };
        let Ok(sealed) = self.0.encrypt(&XNonce::from(nonce), payload) else {
            // The cipher refuses only what is longer than 256 GB.
            unreachable!("a root has 32 bytes");
        };
        [&nonce[..], &sealed].concat()
    }

    /// `None` when it was wrapped under another master key, for another version, or is damaged.
    pub(crate) fn unwrap(&self, version: u8, wrapped: &[u8]) -> Option<Root> {
        let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: &associated(version) };
        let plain = Zeroizing::new(self.0.decrypt(&XNonce::from(*nonce), payload).ok()?);
        let mut root = Zeroizing::new([0; 32]);
        (plain.len() == root.len()).then(|| root.copy_from_slice(&plain))?;
        Some(Root(root))
    }
}

fn associated(version: u8) -> Vec<u8> {
    [b"keyring|root|".as_slice(), &[version]].concat()
}

/// The keys of one version that data is sealed and found under. They rotate; all others follow from root 1 for ever.
pub(crate) struct DataKeys {
    version: u8,
    cells: XChaCha20Poly1305,
    mobiles: Key,
}

impl DataKeys {
    pub(crate) fn derive(version: u8, root: &Root) -> Self {
        let hkdf = root.hkdf();
        let mut cells = Zeroizing::new([0; 32]);
        expand(&hkdf, "cells v1", cells.as_mut());
        Self {
            version,
            cells: XChaCha20Poly1305::new((&*cells).into()),
            mobiles: Key::derive(&hkdf, "index of mobiles v1"),
        }
    }

    pub(crate) const fn version(&self) -> u8 {
        self.version
    }

    /// Seals and opens cells of this version.
    pub(crate) const fn cells(&self) -> &XChaCha20Poly1305 {
        &self.cells
    }

    /// Where a mobile stands in the blind index.
    pub(crate) fn mobile_index(&self, mobile: &Mobile) -> [u8; 16] {
        self.mobiles.short_tag(&[mobile.e164().as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::OsEntropy;

    #[test]
    fn a_root_opens_under_its_master_key_and_version_only() {
        let (master, other) = (MasterKey::generate(&OsEntropy), MasterKey::generate(&OsEntropy));
        let (key, root) = (WrappingKey::of(&master), Root::generate(&OsEntropy));
        let wrapped = key.wrap(2, &root, &OsEntropy);
        assert!(key.unwrap(2, &wrapped).is_some_and(|opened| *opened.0 == *root.0));
        assert!(key.unwrap(3, &wrapped).is_none());
        assert!(WrappingKey::of(&other).unwrap(2, &wrapped).is_none());
        for bit in 0..wrapped.len() * 8 {
            let mut damaged = wrapped.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(key.unwrap(2, &damaged).is_none(), "bit {bit}");
        }
        assert!(key.unwrap(2, &wrapped[..20]).is_none());
    }

    #[test]
    fn nothing_of_a_root_shows_in_what_is_stored() {
        let (key, root) = (WrappingKey::of(&MasterKey::generate(&OsEntropy)), Root::generate(&OsEntropy));
        let (one, two) = (key.wrap(1, &root, &OsEntropy), key.wrap(1, &root, &OsEntropy));
        assert_ne!(one, two);
        assert!(!one.windows(8).any(|window| window == &root.0[..8]));
    }

    /// Rows of an existing database are found only while this stays as it is. Worked out a second time in Python.
    #[test]
    fn the_index_of_mobiles_is_frozen() {
        let keys = DataKeys::derive(1, &Root::of_master(&MasterKey::parse(&"A".repeat(43)).unwrap()));
        let index = keys.mobile_index(&Mobile::parse("+919810000001").unwrap());
        let hex = index.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        assert_eq!(hex, "f89e57ff1a92c77a7ea7fbdace3a6ea9");
    }
}
