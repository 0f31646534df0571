//! What `cargo xtask bench` runs beside kyvs: a bare server that does the same work on disk (`roofline`), a generator of load
//! (`load`), and people to fill registries of any size with (`people`, `registry`).

pub mod gateway;
pub mod load;
pub mod people;
pub mod registry;
pub mod roofline;
pub mod size;
