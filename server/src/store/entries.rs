//! What an act's entry in the audit log says: the same for every adapter.

use domain::{
    audit::entry::{Act, Entry, Pseudonym, Word},
    time::Timestamp,
};

use crate::ports::{Acting, ImportCounts, Mark, Replay, Witness};

/// An act about a person and a verification.
pub(super) fn of(act: Act, witness: &Witness, at: Timestamp) -> Entry {
    Entry {
        at,
        act,
        provider: Word::parse(&witness.provider).ok(),
        subject: Some(Pseudonym::new(witness.subject)),
        reference: Some(Pseudonym::new(witness.reference)),
        note: None,
        salt: witness.salt,
    }
}

/// An act on a result.
pub(super) fn of_result(act: Act, mark: &Mark) -> Entry {
    Entry {
        at: mark.now,
        act,
        provider: Word::parse(&mark.provider).ok(),
        subject: None,
        reference: Some(Pseudonym::new(mark.reference)),
        note: None,
        salt: mark.salt,
    }
}

/// An act of the operator. What it is about is a word of the operator's, such as a provider's id.
pub(super) fn of_operator(act: Act, about: &str, acting: Acting) -> Entry {
    let word = Word::parse(about).ok();
    let (provider, note) = if about.starts_with("prv_") { (word, None) } else { (None, word) };
    Entry { at: acting.now, act, provider, subject: None, reference: None, note, salt: acting.salt }
}

/// What is noted of an import: how many people came, changed, and stayed as they were.
pub(super) fn of_import(counts: &ImportCounts) -> String {
    let ImportCounts { added, changed, unchanged } = counts;
    format!("added:{added}.changed:{changed}.same:{unchanged}")
}

/// What is noted of messages that are sent again: whose, when it was one provider's, or how many.
pub(super) fn of_replay(which: &Replay, replayed: u64) -> String {
    match which {
        Replay::Dead(Some(provider)) => provider.clone(),
        Replay::One(_) | Replay::Dead(None) => format!("messages:{replayed}"),
    }
}
