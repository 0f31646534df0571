//! The changes of an import, one row each, on their way from `plan` and `filing` to the writer; they are sealed in between.

use std::sync::mpsc::{Receiver, SyncSender};

use zeroize::Zeroizing;

use super::{
    Tools,
    fault::Fault,
    people::{seal_doses, seal_identity},
};
use crate::ports::StoreError;

/// Steps in a batch.
const BATCH: usize = 1024;

/// What a cell holds before it is sealed.
pub(super) type Plain = Zeroizing<Vec<u8>>;

/// A sealed cell.
pub(super) type Sealed = Vec<u8>;

/// One change of one row.
pub(super) enum Step<Cell> {
    /// A new row in `people`.
    Add { id: i64, identity: Cell, doses: Option<Cell> },
    /// New cells in a row.
    Replace { id: i64, identity: Cell, doses: Option<Cell> },
    /// New doses in a row.
    ReplaceDoses { id: i64, doses: Option<Cell> },
    /// A row goes.
    Remove { id: i64 },
    /// A new row in `people_by_reference`.
    File { place: i64, id: i64 },
    /// Another row for a person who is filed already.
    Refile { place: i64, id: i64 },
}

impl Step<Plain> {
    fn seal(self, tools: &Tools) -> Result<Step<Sealed>, Fault> {
        let doses_of = |id, doses: Option<Plain>| doses.map(|plain| seal_doses(tools, id, &plain)).transpose();
        Ok(match self {
            Self::Add { id, identity, doses } => {
                Step::Add { id, identity: seal_identity(tools, id, &identity)?, doses: doses_of(id, doses)? }
            }
            Self::Replace { id, identity, doses } => {
                Step::Replace { id, identity: seal_identity(tools, id, &identity)?, doses: doses_of(id, doses)? }
            }
            Self::ReplaceDoses { id, doses } => Step::ReplaceDoses { id, doses: doses_of(id, doses)? },
            Self::Remove { id } => Step::Remove { id },
            Self::File { place, id } => Step::File { place, id },
            Self::Refile { place, id } => Step::Refile { place, id },
        })
    }
}

/// Where steps are put: each sealer in turn gets a batch.
pub(super) struct Steps {
    sealers: Vec<SyncSender<Vec<Step<Plain>>>>,
    turn: usize,
    batch: Vec<Step<Plain>>,
}

impl Steps {
    pub(super) fn new(sealers: Vec<SyncSender<Vec<Step<Plain>>>>) -> Self {
        Self { sealers, turn: 0, batch: Vec::with_capacity(BATCH) }
    }

    pub(super) fn push(&mut self, step: Step<Plain>) -> Result<(), Fault> {
        self.batch.push(step);
        if self.batch.len() < BATCH { Ok(()) } else { self.flush() }
    }

    pub(super) fn flush(&mut self) -> Result<(), Fault> {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        let sent = self.sealers.get(self.turn).is_some_and(|sealer| sealer.send(batch).is_ok());
        self.turn = (self.turn + 1) % self.sealers.len().max(1);
        // The writer, or a sealer, has met an error of its own, which is the one that counts.
        if sent { Ok(()) } else { Err(Fault::Store(StoreError::Unavailable("the import has ended".into()))) }
    }
}

/// Seals batches until there are no more, or nobody takes them.
pub(super) fn seal(
    tools: &Tools,
    batches: &Receiver<Vec<Step<Plain>>>,
    out: &SyncSender<Vec<Step<Sealed>>>,
) -> Result<(), Fault> {
    for batch in batches {
        let sealed = batch.into_iter().map(|step| step.seal(tools)).collect::<Result<_, _>>()?;
        if out.send(sealed).is_err() {
            break;
        }
    }
    Ok(())
}
