//! A store in memory that stays small.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use super::{MemoryStore, state::State};
use crate::{ports::Entropy, store::Retention};

impl MemoryStore {
    /// An empty store that stays small whatever its callers do: it keeps no audit log, and of the answers to repeated requests
    /// the newest so many. Everything else is bounded by the limits that openings are charged to, and by the retention.
    pub fn bounded(entropy: Arc<dyn Entropy>, retention: Retention, most_answers: usize) -> Self {
        let state = State { bound: Some(Bound::new(most_answers)), ..State::default() };
        Self { state: Mutex::new(state), entropy, retention }
    }
}

/// What keeps a store small whose callers may do what they like.
pub(super) struct Bound {
    most_answers: usize,
    /// Keys of answers, oldest first; some may be gone already.
    order: VecDeque<[u8; 16]>,
}

impl Bound {
    const fn new(most_answers: usize) -> Self {
        Self { most_answers, order: VecDeque::new() }
    }

    /// Takes in another key, and gives the one that makes room for it.
    pub(super) fn push(&mut self, key: [u8; 16]) -> Option<[u8; 16]> {
        self.order.push_back(key);
        if self.order.len() > self.most_answers { self.order.pop_front() } else { None }
    }
}
