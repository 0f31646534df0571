//! The pages of `kyvs`: server-rendered forms that need no script, small islands on top, server functions as the only way to the service.
//!
//! The crate builds twice: with `ssr` into the server, with `hydrate` into the browser; never with both.
//! In the browser only [`islands`] and the client halves of [`calls`] remain.

#![allow(unreachable_pub, reason = "the component macro widens what it makes")]
#![allow(clippy::needless_pass_by_value, reason = "components own their properties")]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` exclude each other: build the server with one, the browser with the other");

pub mod calls;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
mod document;
pub mod flow;
pub mod history;
pub mod islands;
pub mod own;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod share_page;
pub mod sharing;
#[cfg(feature = "ssr")]
pub mod sheet;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod tools;
#[cfg(feature = "ssr")]
pub mod words;

/// Wakes the islands of the page; the boot script calls it once when the WASM has come.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
