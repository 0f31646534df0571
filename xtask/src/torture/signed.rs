//! Results as a verifier sees them, checked without any code of the service.

use anyhow::{Context, Result, bail};
use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;

use super::client::Client;

/// The published keys.
pub(crate) struct Keys(Vec<VerifyingKey>);

impl Keys {
    /// Fetches them.
    pub(crate) fn fetch(client: &Client) -> Result<Self> {
        let answer = client.get("/.well-known/jwks.json")?.json();
        let keys = answer["keys"].as_array().context("no keys are published")?;
        let keys = keys.iter().filter_map(|key| {
            let bytes = Base64UrlUnpadded::decode_vec(key["x"].as_str()?).ok()?;
            VerifyingKey::from_bytes(&bytes.try_into().ok()?).ok()
        });
        Ok(Self(keys.collect()))
    }

    /// The claims of a result that one of the keys has signed.
    pub(crate) fn claims(&self, token: &str) -> Result<Value> {
        let (signed, signature) = token.rsplit_once('.').context("a result without dots")?;
        let payload = signed.split('.').nth(1).context("a result without claims")?;
        let signature = Signature::from_slice(&decode(signature)?)?;
        if !self.0.iter().any(|key| key.verify_strict(signed.as_bytes(), &signature).is_ok()) {
            bail!("no published key has signed the result");
        }
        Ok(serde_json::from_slice(&decode(payload)?)?)
    }

    /// Whether these 32 bytes are the seed of a published key.
    pub(crate) fn has_seed(&self, bytes: [u8; 32]) -> bool {
        let key = ed25519_dalek::SigningKey::from_bytes(&bytes).verifying_key();
        self.0.contains(&key)
    }
}

fn decode(text: &str) -> Result<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok().context("no base64url")
}

/// The result of a confirmation's answer.
pub(crate) fn result_of(body: &[u8]) -> Result<String> {
    let body: Value = serde_json::from_slice(body)?;
    Ok(body["result"].as_str().context("a confirmation without a result")?.to_owned())
}
