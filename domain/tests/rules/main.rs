//! The rules of the domain, seen from outside: tables, properties and frozen vectors.

#![allow(clippy::unwrap_used, reason = "test helpers stand outside of test functions")]

mod code_state;
mod code_typed;
mod es256;
mod forged;
#[path = "../forged/mod.rs"]
mod forgeries;
mod inspected;
mod limits;
mod mobiles;
mod origins;
mod passes;
mod passes_forged;
mod people;
mod providers;
mod sample;
mod signed;
mod status;
mod status_doc;
mod status_properties;
