//! What commands print: text or JSON on stdout, one line of complaint on stderr.

use std::io::{self, Write};

use domain::time::Timestamp;
use serde::Serialize;

/// Prints a line.
pub fn line(text: impl AsRef<str>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_ref().as_bytes())?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Prints a record, or a list of them, as JSON.
pub fn json<T: Serialize + ?Sized>(records: &T) -> anyhow::Result<()> {
    Ok(line(serde_json::to_string_pretty(records)?)?)
}

/// Tells the operator something that is no result. A terminal that went away must not stop the work.
pub fn note(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr().lock(), "{}", text.as_ref());
}

/// Tells of a fault in the program by its place only, as the log does: a panic's own words may hold what is personal.
pub fn tell_faults_by_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {place}"));
        note(format!("kyvs: a fault in the program{place} ended what was being done"));
    }));
}

/// Prints an error and its causes on one line.
pub fn complain(error: &anyhow::Error) {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    // An error that already tells its cause is not told twice.
    let mut text = String::new();
    for cause in causes {
        if !text.contains(&cause) {
            text = if text.is_empty() { cause } else { format!("{text}: {cause}") };
        }
    }
    note(format!("kyvs: {}", text.replace('\n', " ")));
}

/// Whether an error only says that nobody reads our output any more.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}

/// A moment as people and programs read it: RFC 3339, in UTC.
pub fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.as_millis()).map_or_else(|_| "?".to_owned(), |at| at.to_string())
}

/// The word that a value has in JSON, for tables.
pub fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
