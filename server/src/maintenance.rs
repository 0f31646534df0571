//! Maintenance that the operator has announced: while a file is there, no check is taken in, and pages and API say until when.
//!
//! A file and not a row: it can be put there while the database is out of reach, and it stays over a restart. Keys, documentation
//! and the audit log go on being served, so results that were given before are verified as ever.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use app::flow::Refusal;
use domain::{problem::ErrorCode, time::Timestamp};
use tokio::time::{MissedTickBehavior, interval};

use crate::{paths::remove_if_there, ports::Clock, stop::Stop};

/// How often the file is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// What is said where the file names no time, in seconds.
const UNKNOWN: u32 = 300;

/// No announcement.
const NONE: i64 = 0;
/// An announcement without a time: it holds as long as the file is there.
const OPEN_END: i64 = i64::MAX;

/// What is announced at the moment.
pub struct Maintenance {
    file: PathBuf,
    /// The second until which it holds.
    until: AtomicI64,
    clock: Arc<dyn Clock>,
}

impl Maintenance {
    /// Looks at the file once.
    pub fn new(file: &Path, clock: Arc<dyn Clock>) -> Self {
        Self { file: file.to_owned(), until: AtomicI64::new(read(file)), clock }
    }

    /// Refuses with `maintenance` while it lasts.
    pub fn is_over(&self) -> Result<(), Refusal> {
        match self.until.load(Ordering::Relaxed) {
            NONE => Ok(()),
            OPEN_END => Err(closed_for(UNKNOWN)),
            until => match u32::try_from(until.saturating_sub(self.clock.wall().as_seconds())) {
                Ok(seconds @ 1..) => Err(closed_for(seconds)),
                Ok(0) | Err(_) => Ok(()),
            },
        }
    }

    /// Looks at the file every second, until it is told to stop.
    pub async fn watch(&self, mut stop: Stop) {
        let mut ticks = interval(LOOK_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => self.look().await,
                _ = stop.wait() => return,
            }
        }
    }

    async fn look(&self) {
        let file = self.file.clone();
        // A look that did not end changes nothing; the next one is a second away.
        let Ok(now) = tokio::task::spawn_blocking(move || read(&file)).await else { return };
        let before = self.until.swap(now, Ordering::Relaxed);
        match now {
            _ if now == before => {}
            NONE => tracing::info!("maintenance is over"),
            _ => tracing::info!(until = written(now), "maintenance is announced"),
        }
    }
}

fn closed_for(seconds: u32) -> Refusal {
    Refusal { retry_after: Some(seconds), ..Refusal::of(ErrorCode::Maintenance) }
}

/// What a file announces. One that does not read is there all the same: whoever put it there wants nobody in.
fn read(file: &Path) -> i64 {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => NONE,
        Ok(text) => text.trim().parse::<jiff::Timestamp>().map_or(OPEN_END, jiff::Timestamp::as_second),
        Err(_) => OPEN_END,
    }
}

fn written(until: i64) -> String {
    jiff::Timestamp::from_second(until).map_or_else(|_| "further notice".to_owned(), |until| until.to_string())
}

/// Announces maintenance until a moment, and gives that moment as the file says it.
pub fn announce(file: &Path, until: Timestamp) -> io::Result<String> {
    let until = written(until.as_seconds());
    // Moved in: a reader never sees half a time.
    let fresh = file.with_extension("fresh");
    fs::write(&fresh, format!("{until}\n"))?;
    fs::rename(&fresh, file)?;
    Ok(until)
}

/// Takes an announcement back; false where there was none.
pub fn withdraw(file: &Path) -> io::Result<bool> {
    remove_if_there(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_until_when() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("m");
        assert_eq!(read(&file), NONE);
        assert!(!withdraw(&file).unwrap());
        assert_eq!(announce(&file, Timestamp::from_seconds(1_790_000_000)).unwrap(), "2026-09-21T14:13:20Z");
        assert_eq!(read(&file), 1_790_000_000);
        assert!(withdraw(&file).unwrap());
        assert_eq!(read(&file), NONE);
    }

    #[test]
    fn a_file_that_says_nothing_holds_as_long_as_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("m");
        for text in [&b""[..], b"tomorrow", b"\xff\xfe"] {
            fs::write(&file, text).unwrap();
            assert_eq!(read(&file), OPEN_END);
        }
        assert_eq!(written(OPEN_END), "further notice");
    }
}
