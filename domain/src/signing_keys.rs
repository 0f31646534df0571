//! The life of a signing key: published first, then it signs, then it only verifies, then it is gone (design 4.3).
//!
//! A verifier may keep the key set for [`CACHE`]. So a key is published for that long before it signs, and stays published
//! until the last result or pass that it signed has expired: no verifier ever meets one whose key it cannot find.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// How long a verifier may keep the key set (design 4.1).
pub const CACHE: Duration = Duration::from_mins(5);

/// Longest until every process publishes a key that another one has made.
const TAKE_UP: Duration = Duration::from_secs(5);

/// How long a key that signs no more is published: as long as a pass may be good that it signed last, and a day more, which
/// leaves room for wrong clocks. Results live five minutes.
pub const PASSIVE: Duration = Duration::from_hours(24).saturating_add(crate::pass::MAX_LIFETIME);

/// State of a signing key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyState {
    /// Published, does not sign yet.
    Next,
    /// Signs.
    Active,
    /// Signs no more, still published.
    Passive,
    /// Compromised: not published, and what it signed is refused.
    Revoked,
}

/// A signing key, as far as these rules look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'k> {
    /// Its id.
    pub kid: &'k str,
    /// Its state.
    pub state: KeyState,
    /// Since when it has this state.
    pub since: Timestamp,
}

impl Standing<'_> {
    /// Whether it is in the published key set.
    pub fn is_published(&self, now: Timestamp) -> bool {
        match self.state {
            KeyState::Next | KeyState::Active => true,
            KeyState::Passive => !self.is_over(now),
            KeyState::Revoked => false,
        }
    }

    /// Whether nothing that it signed can be good any more, so that it may be deleted.
    fn is_over(&self, now: Timestamp) -> bool {
        self.state == KeyState::Passive && now >= self.since.plus(PASSIVE)
    }
}

/// What a change does, all of it at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Keys by id, the state that they have and the one that they get.
    pub moves: Vec<(String, KeyState, KeyState)>,
    /// States of the new keys to be made.
    pub add: Vec<KeyState>,
    /// Keys by id that are deleted: see [`PASSIVE`].
    pub delete: Vec<String>,
}

impl Plan {
    fn put(&mut self, key: &Standing<'_>, to: KeyState) {
        self.moves.push((key.kid.to_owned(), key.state, to));
    }
}

/// The next key must not sign yet: a verifier may still have a key set without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the next key is not published for long enough: verifiers may keep the key set for five minutes")]
pub struct NotYet {
    /// From when on it may.
    pub from: Timestamp,
}

/// Why a key cannot be revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RevokeError {
    /// No key has this id.
    #[error("there is no signing key with this id; see them with: kyvs keys list")]
    Unknown,
    /// It is revoked.
    #[error("this key is revoked already")]
    Already,
}

/// Whether every verifier has a key that is published since then.
pub fn is_known(published: Timestamp, now: Timestamp) -> Result<(), NotYet> {
    let from = published.plus(CACHE).plus(TAKE_UP);
    if now < from { Err(NotYet { from }) } else { Ok(()) }
}

/// The next key signs from now on, the active one only verifies, and a new next one is published. Where there is no next key
/// one is published and nothing else changes; with `at_once` a new key signs without having been published before.
pub fn rotation(keys: &[Standing<'_>], now: Timestamp, at_once: bool) -> Result<Plan, NotYet> {
    let mut plan = Plan { add: vec![KeyState::Next], ..Plan::default() };
    plan.delete.extend(keys.iter().filter(|key| key.is_over(now)).map(|key| key.kid.to_owned()));
    match with_state(keys, KeyState::Next).max_by_key(|key| key.since) {
        Some(next) => {
            if !at_once {
                is_known(next.since, now)?;
            }
            plan.put(next, KeyState::Active);
        }
        None if at_once => plan.add.push(KeyState::Active),
        None => return Ok(plan),
    }
    for active in with_state(keys, KeyState::Active) {
        plan.put(active, KeyState::Passive);
    }
    Ok(plan)
}

/// A key is used no more, and what it signed is refused. For an active one the next steps in at once, whatever its age: a
/// verifier that does not know it yet fetches the key set again.
pub fn revocation(keys: &[Standing<'_>], kid: &str) -> Result<Plan, RevokeError> {
    let key = keys.iter().find(|key| key.kid == kid).ok_or(RevokeError::Unknown)?;
    let mut plan = Plan::default();
    match key.state {
        KeyState::Revoked => return Err(RevokeError::Already),
        KeyState::Passive => {}
        KeyState::Next => plan.add.push(KeyState::Next),
        KeyState::Active => {
            plan.add.push(KeyState::Next);
            match with_state(keys, KeyState::Next).max_by_key(|key| key.since) {
                Some(next) => plan.put(next, KeyState::Active),
                None => plan.add.push(KeyState::Active),
            }
        }
    }
    plan.put(key, KeyState::Revoked);
    Ok(plan)
}

fn with_state<'k>(keys: &'k [Standing<'k>], state: KeyState) -> impl Iterator<Item = &'k Standing<'k>> {
    keys.iter().filter(move |key| key.state == state)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

    const fn key(kid: &str, state: KeyState, since: Timestamp) -> Standing<'_> {
        Standing { kid, state, since }
    }

    fn moved(kid: &str, from: KeyState, to: KeyState) -> (String, KeyState, KeyState) {
        (kid.to_owned(), from, to)
    }

    #[test]
    fn the_next_signs_the_active_verifies_and_a_new_next_is_made() {
        let old = NOW.minus(CACHE).minus(TAKE_UP);
        let keys = [key("a", KeyState::Active, old), key("n", KeyState::Next, old)];
        let plan = rotation(&keys, NOW, false).unwrap();
        let expected = [moved("n", KeyState::Next, KeyState::Active), moved("a", KeyState::Active, KeyState::Passive)];
        assert_eq!((plan.moves.as_slice(), plan.add.as_slice()), (&expected[..], &[KeyState::Next][..]));
        assert!(plan.delete.is_empty());
    }

    #[test]
    fn a_key_that_verifiers_may_not_have_signs_only_when_told_to() {
        for age in [0, 299, 304] {
            let since = NOW.minus(Duration::from_secs(age));
            let keys = [key("a", KeyState::Active, since), key("n", KeyState::Next, since)];
            assert_eq!(rotation(&keys, NOW, false), Err(NotYet { from: since.plus(Duration::from_secs(305)) }));
            assert_eq!(rotation(&keys, NOW, true).unwrap().moves.len(), 2);
        }
    }

    #[test]
    fn without_a_next_key_one_is_published_and_nothing_else_changes() {
        let keys = [key("a", KeyState::Active, NOW)];
        let plan = rotation(&keys, NOW, false).unwrap();
        assert_eq!(plan, Plan { add: vec![KeyState::Next], ..Plan::default() });
        let plan = rotation(&keys, NOW, true).unwrap();
        assert_eq!(plan.add, [KeyState::Next, KeyState::Active]);
        assert_eq!(plan.moves, [moved("a", KeyState::Active, KeyState::Passive)]);
    }

    #[test]
    fn a_passive_key_outlives_every_pass_and_is_then_deleted() {
        let almost = NOW.minus(PASSIVE).plus(Duration::from_millis(1));
        let keys = [
            key("gone", KeyState::Passive, NOW.minus(PASSIVE)),
            key("kept", KeyState::Passive, almost),
            key("bad", KeyState::Revoked, NOW.minus(PASSIVE)),
        ];
        let published: Vec<_> = keys.iter().map(|key| key.is_published(NOW)).collect();
        assert_eq!(published, [false, true, false]);
        assert_eq!(rotation(&keys, NOW, false).unwrap().delete, ["gone"], "who is revoked is remembered");
    }

    #[test]
    fn a_revoked_key_is_replaced_at_once() {
        let keys = [key("a", KeyState::Active, NOW), key("n", KeyState::Next, NOW), key("p", KeyState::Passive, NOW)];
        let plan = revocation(&keys, "a").unwrap();
        let expected = [moved("n", KeyState::Next, KeyState::Active), moved("a", KeyState::Active, KeyState::Revoked)];
        assert_eq!((plan.moves.as_slice(), plan.add.as_slice()), (&expected[..], &[KeyState::Next][..]));
        assert_eq!(revocation(&keys[..1], "a").unwrap().add, [KeyState::Next, KeyState::Active]);
        assert_eq!(revocation(&keys, "n").unwrap().add, [KeyState::Next]);
        assert!(revocation(&keys, "p").unwrap().add.is_empty());
        assert_eq!(revocation(&keys, "x"), Err(RevokeError::Unknown));
        assert_eq!(revocation(&[key("r", KeyState::Revoked, NOW)], "r"), Err(RevokeError::Already));
    }
}
