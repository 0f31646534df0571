//! The audit log outside the database: where its head is anchored, how it is checked, proved and handed out.

mod anchor;

pub use anchor::{Anchor, AnchorMode, Anchored, LogIdentity, newest_of};
