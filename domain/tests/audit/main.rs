//! The audit log, seen from outside: published vectors, and properties against the definitions of RFC 9162.

#![allow(clippy::unwrap_used, reason = "test helpers stand outside of test functions")]

mod checkpoints;
mod checks;
mod entries;
mod naive;
mod proofs;
mod shelf;
mod tiles;
mod trees;
