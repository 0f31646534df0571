//! What an act's entry in the audit log says: the same for every adapter.

use domain::{
    audit::entry::{Act, Entry, Pseudonym, Word},
    case::Outcome,
    time::Timestamp,
};

use crate::ports::{Acting, ImportCounts, Mark, OwnDeed, Replay, Witness};

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

/// An act on a result or another object that has a pseudonym.
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

/// An act of a person's own, about a provider or about all.
pub(super) fn of_person(act: Act, provider: Option<&str>, deed: &OwnDeed) -> Entry {
    Entry {
        at: deed.now,
        act,
        provider: provider.and_then(|provider| Word::parse(provider).ok()),
        subject: Some(Pseudonym::new(deed.subject)),
        reference: deed.reference.map(Pseudonym::new),
        note: None,
        salt: deed.salt,
    }
}

/// A case is closed.
pub(super) fn of_closed_case(outcome: Outcome, mark: &Mark) -> Entry {
    Entry { note: Word::parse(outcome.as_str()).ok(), ..of_result(Act::CaseClosed, mark) }
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
