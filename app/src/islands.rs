//! The parts of a page that come alive in the browser. Each is small, and the form around it works without it.

mod code_field;
mod resend_panel;
#[cfg(feature = "hydrate")]
mod web_otp;

pub use code_field::CodeField;
pub use resend_panel::{ResendPanel, ResendWords};
