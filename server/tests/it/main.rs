//! The service as its callers see it: the real router on a port of its own, a database of its own, a clock that is moved by
//! hand, an outbox instead of a gateway. Folders mirror addresses.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends at the first surprise")]

mod api;
mod audit;
mod docs;
mod embed;
#[path = "../../../domain/tests/forged/mod.rs"]
mod forgeries;
mod front_door;
mod gate;
mod headers;
mod hotel;
mod maintenance;
mod missing;
mod ops;
mod own;
mod pkg;
mod queue;
mod rotation;
mod service;
mod share;
mod tls;
mod webhooks;
mod well_known;
mod world;
