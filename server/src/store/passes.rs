//! What only a store can make of passes: the signer takes nothing else.

use domain::{
    pass::{PassClaims, PassId, RevocationList},
    time::Timestamp,
};

/// How long an expired pass is kept: a clock that is set back makes it good again at gates, and so it stays revoked.
pub(super) const KEPT_AFTER: std::time::Duration = std::time::Duration::from_hours(24);

/// A pass whose row is durable.
#[derive(Debug)]
pub struct StoredPass(PassClaims);

impl StoredPass {
    pub(super) const fn new(claims: PassClaims) -> Self {
        Self(claims)
    }

    /// What it says.
    pub const fn claims(&self) -> &PassClaims {
        &self.0
    }
}

/// Passes in the order of lists.
pub(super) fn newest_first(mut claims: Vec<PassClaims>) -> Vec<StoredPass> {
    claims.sort_unstable_by_key(|claims| std::cmp::Reverse((claims.issued(), claims.id())));
    claims.into_iter().map(StoredPass::new).collect()
}

/// The revoked passes of a moment, as stored.
#[derive(Debug)]
pub struct RevokedPasses(RevocationList);

impl RevokedPasses {
    pub(super) fn new(ids: impl IntoIterator<Item = PassId>, now: Timestamp) -> Self {
        Self(RevocationList::new(ids, now))
    }

    /// The list.
    pub const fn list(&self) -> &RevocationList {
        &self.0
    }
}
