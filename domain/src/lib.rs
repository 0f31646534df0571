//! The rules of kyvs, and nothing else: who is meant, what a record of doses says, when a one-time code is good, what was
//! agreed to, how an answer is signed and checked, and how a log of all this is kept that cannot be rewritten unnoticed.
//!
//! Everything here is a pure function of its arguments. Time comes in as a [`time::Timestamp`], randomness as bytes. There
//! is no clock, no generator, no environment, no file, no network and no async, so that the same rules run on the server,
//! in a browser and in a test with a hand-moved clock.

pub mod algorithm;
pub mod audit;
pub mod case;
pub mod code;
pub mod consent;
mod digits;
pub mod fixtures;
pub mod inspect;
pub mod json;
pub mod jws;
pub mod keyset;
pub mod language;
pub mod limits;
pub mod mobile;
pub mod names;
pub mod origin;
pub mod pass;
pub mod person;
pub mod problem;
pub mod provider;
pub mod result;
pub mod session;
pub mod signing_keys;
pub mod time;
pub mod vaccination;
pub mod webhook;
