//! Bytes as text, each in one spelling only.

use base64ct::{Base64, Base64UrlUnpadded, Encoding};

/// Exactly these many bytes out of base64 with padding; another spelling of the same bytes is refused.
pub(super) fn from_base64<const N: usize>(text: &str) -> Option<[u8; N]> {
    any_from_base64(text)?.try_into().ok()
}

/// Exactly these many bytes out of base64url without padding; another spelling of the same bytes is refused.
pub(super) fn from_base64url<const N: usize>(text: &str) -> Option<[u8; N]> {
    decode::<Base64UrlUnpadded>(text)?.try_into().ok()
}

/// Base64 with padding.
pub(super) fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Any bytes out of base64 with padding; another spelling of the same bytes is refused.
pub(super) fn any_from_base64(text: &str) -> Option<Vec<u8>> {
    decode::<Base64>(text)
}

fn decode<E: Encoding>(text: &str) -> Option<Vec<u8>> {
    // it refuses stray bits and padding by itself
    E::decode_vec(text).ok()
}

/// A decimal number without a sign or zeros too many.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
