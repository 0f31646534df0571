//! What anybody may read: the keys, the issuer, the public part of the audit log, and the description itself.

use utoipa::{OpenApi, ToSchema};

use crate::web::{audit, keys, openapi, well_known};

/// Their part of the description.
#[derive(OpenApi)]
#[openapi(
    paths(
        openapi::description,
        keys::key_set,
        keys::test_key_set,
        well_known::issuer,
        audit::checkpoint,
        audit::key,
        audit::tile,
    ),
    tags((name = "public", description = "Readable by anybody, from any site.")),
)]
pub(super) struct Public;

/// Hashes one after another, 32 bytes each.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "it is read for the description only; the log writes the bytes")]
pub(in crate::web) struct Hashes(Vec<u8>);

/// The public keys (RFC 7517): those that sign, and those that will or did.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it is read for the description only; the signer writes the set")]
pub(in crate::web) struct KeySet {
    keys: Vec<Key>,
}

/// A public key: on Ed25519 (RFC 8037), or on P-256 (RFC 7518, 6.2) for providers whose results are signed with ES256.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it is read for the description only; the signer writes the key")]
struct Key {
    /// `OKP`, or `EC` for P-256.
    #[schema(pattern = "^(OKP|EC)$")]
    kty: String,
    /// `Ed25519` or `P-256`.
    #[schema(pattern = "^(Ed25519|P-256)$")]
    crv: String,
    /// `EdDSA` or `ES256`: the one algorithm that the key is used for.
    #[schema(pattern = "^(EdDSA|ES256)$")]
    alg: String,
    /// Always `sig`.
    #[schema(pattern = "^sig$")]
    r#use: String,
    /// Names the key: its thumbprint (RFC 7638).
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    kid: String,
    /// The key, base64url; for P-256 its first coordinate.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    x: String,
    /// For P-256 alone its second coordinate, base64url.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    y: Option<String>,
}
