//! The operator's settings: in force, or refused in one line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::config::Config;

fuzz_target!(|text: &str| {
    if let Err(error) = Config::parse("kyvs.toml", text, []) {
        assert!(!error.to_string().trim_end().contains('\n'), "{error}");
    }
});
