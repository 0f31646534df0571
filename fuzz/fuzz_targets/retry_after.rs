//! How long a receiver asks to be left alone: in seconds or by a date, never for less than it is anyway, never for long.
#![no_main]

use std::time::Duration;

use domain::time::Timestamp;
use domain::webhook::next_attempt;
use jiff::fmt::rfc2822::DateTimePrinter;
use libfuzzer_sys::fuzz_target;
use server::webhooks::pause;

fuzz_target!(|input: (&str, u32, u32, u32)| {
    let (text, seconds, attempts, random) = input;
    let now = Timestamp::from_millis(1_800_000_000_500);
    let next = |asked| next_attempt(attempts, now, now, random, asked).expect("within a day");
    let at = next(pause(text, now));
    assert!(at > now && at >= next(None) && at.since(now) <= Duration::from_hours(5), "{text}");

    assert_eq!(pause(&format!(" {seconds} "), now), Some(Duration::from_secs(seconds.into())));
    let date = jiff::Timestamp::from_second(seconds.into()).expect("before 2107");
    let written = DateTimePrinter::new().timestamp_to_rfc9110_string(&date).expect("after 1969");
    assert_eq!(pause(&written, now), Some(Timestamp::from_seconds(seconds.into()).since(now)));
});
