//! The audit log: an append-only Merkle tree (RFC 6962, RFC 9162), so that no entry can be changed, left out, slipped in or
//! moved without its being found.
//!
//! An [`entry`] is what one leaf says. [`tree`] hashes leaves and keeps the growing end of the log in a few hundred bytes,
//! [`append`] gives the [`tile`]s (C2SP tlog-tiles) that become full on the way, [`proof`] makes and checks inclusion and
//! consistency proofs over tiles, a [`checkpoint`] is a signed statement of size and root (C2SP tlog-checkpoint), [`export`]
//! is the log as a file, and [`check`] walks a whole log and names the first entry that is wrong.

mod act;
pub mod append;
pub mod check;
pub mod checkpoint;
pub mod entry;
pub mod export;
mod name;
pub mod proof;
mod text;
pub mod tile;
pub mod tree;
