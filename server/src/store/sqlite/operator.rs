//! What an operator does to a database by command, besides what every store can do.

use std::{path::Path, time::Duration};

use domain::{audit::entry::Act, person::ReferenceId};

use super::{SqliteStore, audit::Deed, erase, keyring};
use crate::{
    ports::{Acting, Entropy, StoreError},
    secrets::{MasterKey, Secrets},
    store::OpenError,
};

impl SqliteStore {
    /// The keys that follow from a master key for the database at `path`: it holds the root that they are derived from. For a
    /// database that is not there yet they are new.
    pub fn secrets(path: &Path, master: &MasterKey, entropy: &dyn Entropy) -> Result<Secrets, OpenError> {
        keyring::secrets(path, master, entropy)
    }

    /// Seals the roots of all keys under another master key. From then on the old one opens nothing; a process that runs goes on
    /// with the keys it has, and needs the new one at its next start. The log must be emptied afterwards
    /// ([`SqliteStore::empty_log`]).
    pub async fn change_master_key(&self, new: MasterKey, act: Acting) -> Result<(), StoreError> {
        self.write(move |turn| keyring::change_master(turn, &new, act)).await
    }

    /// Erases a person; `false` when nobody has this reference id. The log must be emptied afterwards
    /// ([`SqliteStore::empty_log`]).
    pub async fn erase(&self, reference: &ReferenceId, act: Acting) -> Result<bool, StoreError> {
        let reference = reference.clone();
        self.writer.run_alone(move |turn| erase::erase(turn, &reference, act)).await
    }

    /// Empties the log of a database, so that no older picture of a page is left in it. Waits for readers up to ten seconds.
    pub fn empty_log(path: &Path) -> Result<(), OpenError> {
        erase::empty_log(path, erase::PATIENCE)
    }

    /// Says in the audit log that an operator took a database that lay behind its anchor.
    pub async fn note_override(&self, act: Acting) -> Result<(), StoreError> {
        self.write(move |turn| {
            turn.deeds.push(Deed::of_operator(Act::AnchorOverridden, "rolled-back", act));
            Ok(())
        })
        .await
    }

    /// What was deleted is still in the log until that is written over. Nobody is kept waiting for it.
    pub(super) async fn try_to_empty_log(&self) {
        let file = self.file.clone();
        let emptied = tokio::task::spawn_blocking(move || erase::empty_log(&file, Duration::ZERO)).await;
        tracing::debug!(emptied = matches!(emptied, Ok(Ok(()))), "tried to empty the log");
    }
}
