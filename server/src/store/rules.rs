//! Decisions that every adapter makes alike.

use domain::{limits::take, time::Timestamp, vaccination::DoseEvent};

use crate::ports::{Charge, CounterKey};

/// The new moments of limits that were all within their rates, to be stored by key.
pub(super) type Taken = Vec<(CounterKey, Timestamp)>;

/// Charges all of `charges` or none. The inner error is when all of them may be tried again; nothing is stored then, so
/// that a refused try costs nobody anything.
pub(super) fn charge<E>(
    charges: &[Charge],
    now: Timestamp,
    mut stored: impl FnMut(CounterKey) -> Result<Option<Timestamp>, E>,
) -> Result<Result<Taken, Timestamp>, E> {
    let mut taken = Taken::with_capacity(charges.len());
    let mut retry = None;
    for charge in charges {
        let before = taken.iter().rev().find(|(key, _)| *key == charge.key).map(|(_, tat)| *tat);
        let tat = match before {
            Some(tat) => Some(tat),
            None => stored(charge.key)?,
        };
        match take(tat, now, charge.rate) {
            Ok(tat) => taken.push((charge.key, tat)),
            Err(at) => retry = retry.max(Some(at)),
        }
    }
    Ok(retry.map_or(Ok(taken), Err))
}

/// The doses of a person after an import: a number that the file has replaces what was recorded under that number, the
/// others stay. A file may hold one number twice (two first doses were recorded for many people): both are kept, and the
/// status rules flag them. The order is always the same, so that the same file twice gives the same record.
pub(super) fn merge_doses(recorded: &[DoseEvent], imported: &[DoseEvent]) -> Vec<DoseEvent> {
    let kept = recorded.iter().filter(|old| imported.iter().all(|new| new.dose != old.dose));
    let mut merged: Vec<DoseEvent> = kept.chain(imported).cloned().collect();
    merged.sort_unstable();
    merged.dedup();
    merged
}
