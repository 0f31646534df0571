//! Sealed cells: how personal data lies in a table.
//!
//! A cell is `version byte | 24-byte nonce | ciphertext | tag` of XChaCha20-Poly1305. The table, column, row and key version
//! are authenticated with it, so that a cell opens only where it was written: one that was damaged, or moved to another row,
//! does not open at all.

use std::sync::Arc;

use chacha20poly1305::{
    XNonce,
    aead::{Aead, AeadInOut, Payload},
};
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::{
    ports::{Entropy, StoreError},
    secrets::Secrets,
    store::keyring::Keyring,
};

const NONCE: usize = 24;
const HEAD: usize = 1 + NONCE;
const TAG: usize = 16;

/// A place in the database.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    /// Key of the row.
    pub(crate) row: &'a [u8],
}

impl Place<'_> {
    /// Table and column hold no `|` and the version is one byte at the end, so that no two places read the same.
    fn associated(&self, version: u8) -> Vec<u8> {
        [self.table.as_bytes(), b"|", self.column.as_bytes(), b"|", self.row, b"|", &[version]].concat()
    }

    fn damaged(&self) -> StoreError {
        StoreError::Damaged(format!("{}.{} does not open", self.table, self.column))
    }
}

/// Which version of the keys a cell is sealed under.
pub(crate) fn version(cell: &[u8]) -> Option<u8> {
    cell.first().copied()
}

/// Seals cells under the newest keys, and opens those of every version that is in use.
pub(crate) struct Sealer {
    keyring: Arc<Keyring>,
    entropy: Arc<dyn Entropy>,
}

impl Sealer {
    /// With the first version of the keys.
    pub(crate) fn new(secrets: &Secrets, entropy: Arc<dyn Entropy>) -> Self {
        Self { keyring: Arc::new(Keyring::new(secrets)), entropy }
    }

    /// The keys of this moment with other randomness.
    pub(crate) fn drawing(&self, entropy: Arc<dyn Entropy>) -> Self {
        Self { keyring: Arc::new(self.keyring.snapshot()), entropy }
    }

    /// The keys.
    pub(crate) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    pub(crate) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let ring = self.keyring.now();
        let keys = ring.newest();
        let mut nonce = [0; NONCE];
        self.entropy.fill(&mut nonce);
        let mut cell = Vec::with_capacity(HEAD + plain.len() + TAG);
        cell.push(keys.version());
        cell.extend_from_slice(&nonce);
        cell.extend_from_slice(plain);
        // Where it lies: an import seals a cell or two for each person.
        let aad = place.associated(keys.version());
        let tag = keys
            .cells()
            .encrypt_inout_detached(&XNonce::from(nonce), &aad, (&mut cell[HEAD..]).into())
            .map_err(|_| StoreError::Unavailable("a value is too large to be sealed".into()))?;
        cell.extend_from_slice(&tag);
        Ok(cell)
    }

    pub(crate) fn open(&self, place: Place<'_>, cell: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let Some((&[version, ref nonce @ ..], sealed)) = cell.split_first_chunk::<HEAD>() else {
            return Err(place.damaged());
        };
        let ring = self.keyring.now();
        let keys = ring.find(version).ok_or_else(|| place.damaged())?;
        let nonce: &[u8; NONCE] = nonce;
        keys.cells()
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &place.associated(version) })
            .map(Zeroizing::new)
            .map_err(|_| place.damaged())
    }

    pub(crate) fn seal_json(&self, place: Place<'_>, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        self.seal(place, &json(value)?)
    }

    pub(crate) fn open_json<T: DeserializeOwned>(&self, place: Place<'_>, cell: &[u8]) -> Result<T, StoreError> {
        serde_json::from_slice(&self.open(place, cell)?).map_err(|_| place.damaged())
    }
}

/// JSON text that is wiped after use.
pub(crate) fn json(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    serde_json::to_vec(value)
        .map(Zeroizing::new)
        .map_err(|_| StoreError::Unavailable("a value cannot be written as JSON".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{secrets::MasterKey, system::OsEntropy};

    const PLACE: Place<'_> = Place { table: "people", column: "doses", row: b"1" };

    fn sealer() -> Sealer {
        Sealer::new(&Secrets::derive(&MasterKey::generate(&OsEntropy)), Arc::new(OsEntropy))
    }

    #[test]
    fn opens_only_where_it_was_sealed() {
        let sealer = sealer();
        let cell = sealer.seal(PLACE, b"secret").unwrap();
        assert_eq!(cell.len(), HEAD + 6 + 16);
        assert_eq!(*sealer.open(PLACE, &cell).unwrap(), b"secret");
        for place in
            [Place { row: b"2", ..PLACE }, Place { column: "identity", ..PLACE }, Place { table: "sms", ..PLACE }]
        {
            assert!(matches!(sealer.open(place, &cell), Err(StoreError::Damaged(_))));
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let sealer = sealer();
        let cell = sealer.seal(PLACE, b"secret").unwrap();
        for bit in 0..cell.len() * 8 {
            let mut damaged = cell.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(sealer.open(PLACE, &damaged).is_err(), "bit {bit}");
        }
        for length in 0..cell.len() {
            assert!(sealer.open(PLACE, &cell[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn another_key_opens_nothing_and_no_nonce_repeats() {
        let one = sealer();
        let (first, second) = (one.seal(PLACE, b"x").unwrap(), one.seal(PLACE, b"x").unwrap());
        assert_ne!(first, second);
        assert!(sealer().open(PLACE, &first).is_err());
    }
}
