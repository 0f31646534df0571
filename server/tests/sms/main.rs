//! Messages from the API to a gateway over HTTP and back: a service on a port of its own, gateways that come and go, a clock that
//! is moved by hand.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test ends at the first surprise")]

mod gateway;
mod once;
mod pace;
mod place;
mod report;
