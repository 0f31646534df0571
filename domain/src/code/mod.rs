//! The one-time code: what was typed, when it is good, and how it is kept.
//!
//! A code is six digits. It is never stored: a keyed hash of it is ([`mac`]), bound to everything it is good for. Its life
//! is a state machine ([`CodeState`]) whose steps a store makes durable one by one; a guess is counted before anything is
//! compared.

mod binding;
mod failures;
mod hash;
mod state;
mod typed;

pub use binding::{Binding, mac, verify_mac};
pub use failures::{FailureCount, FailurePolicy};
pub use hash::CodeHash;
pub use state::{CodeState, ConsumeRefused, GuessRefused, MAX_LIFETIME, Phase, Policy, ResendRefused};
pub use typed::{Code, CodeError};
