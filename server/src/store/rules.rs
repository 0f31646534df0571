//! Decisions that every adapter makes alike.

use domain::vaccination::DoseEvent;

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
