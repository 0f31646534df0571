//! Passes, as far as everybody may know of them.

use super::StatusService;
use crate::ports::{RevokedPasses, StoreError};

impl StatusService {
    /// The passes that were taken back, as of now.
    pub async fn revoked_passes(&self) -> Result<RevokedPasses, StoreError> {
        self.store.revoked_passes(self.clock.wall()).await
    }
}
