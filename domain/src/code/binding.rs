//! The keyed hash of a code, bound to what the code is good for.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::CodeHash;

/// First part of everything that is hashed, so that the key can serve nothing else by accident.
const LABEL: &[u8] = b"kyvs one-time code 2";

/// What a code is bound to: it is worthless anywhere else.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'b> {
    /// The verification's id.
    pub verification: &'b [u8],
    /// Which code of the verification: the number of resends before it.
    pub generation: u8,
    /// The provider's id.
    pub provider: &'b str,
    /// Origin of the embedding page; empty for a full page or the API.
    pub origin: &'b str,
}

/// First half of the HMAC-SHA-256 of a code's hash and its binding (RFC 2104 lets it be cut to half, and a code has 20 bits).
/// Every part is preceded by its length, so that no two bindings run together.
pub fn mac(key: &[u8; 32], binding: &Binding<'_>, code: &CodeHash) -> [u8; 16] {
    let mut hash = keyed(key);
    let parts = [
        LABEL,
        binding.verification,
        &[binding.generation],
        binding.provider.as_bytes(),
        binding.origin.as_bytes(),
        code.as_bytes(),
    ];
    for part in parts {
        hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let mut half = [0; 16];
    half.copy_from_slice(&hash.finalize().into_bytes()[..16]);
    half
}

/// Whether a stored hash is of this code and binding, compared in constant time.
pub fn verify_mac(key: &[u8; 32], binding: &Binding<'_>, code: &CodeHash, stored: &[u8; 16]) -> bool {
    mac(key, binding, code).ct_eq(stored).into()
}

/// A hash under a key. HMAC fills short keys up with zeros to a block; doing that here leaves no error to handle.
fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = zeroize::Zeroizing::new([0_u8; 64]);
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    let block: &[u8; 64] = &block;
    <Hmac<Sha256> as KeyInit>::new(block.into())
}
