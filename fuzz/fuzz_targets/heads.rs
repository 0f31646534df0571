//! The heads of the audit log beside a database: what counts is the last whole line that says anything, as it is written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::audit::newest_of;

fuzz_target!(|text: &str| {
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lines = || whole.split('\n').rev();
    let Some(newest) = newest_of(text) else {
        assert!(lines().all(|line| newest_of(&format!("{line}\n")).is_none()));
        return;
    };
    let hex: String = newest.root.iter().map(|byte| format!("{byte:02x}")).collect();
    let written = format!("{} {hex}", newest.size);
    assert_eq!(lines().find(|line| newest_of(&format!("{line}\n")).is_some()), Some(written.as_str()));
});
