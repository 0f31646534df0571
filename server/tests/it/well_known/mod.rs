//! `/.well-known/…`

mod issuer;
mod jwks;
