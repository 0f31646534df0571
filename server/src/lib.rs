//! The `kyvs` status service: use cases over ports, adapters for both sides, and the commands.

pub mod audit;
pub mod command;
pub mod config;
pub mod demo;
pub mod demo_data;
pub mod graphic;
pub mod import;
pub mod instance;
pub mod logging;
pub mod maintenance;
pub mod metrics;
mod paths;
pub mod ports;
pub mod secrets;
pub mod service;
pub mod signing;
pub mod sms;
mod sorter;
pub mod stop;
pub mod store;
pub mod system;
pub mod test_mode;
mod upkeep;
pub mod web;
pub mod webhooks;
