//! A leaf of the audit log, and a line of its export: what is accepted is written as it was read.
#![no_main]

use domain::audit::entry::Entry;
use domain::audit::export::Line;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|leaf: &[u8]| {
    if let Ok(entry) = Entry::parse(leaf) {
        assert_eq!(entry.encode(), leaf);
    }
    let _ = Line::parse(leaf);
});
