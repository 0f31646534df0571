//! How far an import is: a bar on a terminal, plain lines elsewhere.

use std::{
    cell::Cell,
    io::{IsTerminal, Write},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often a plain line is written.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// Where progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nowhere.
    Hidden,
    /// A bar on stderr.
    Bar,
    /// A line on stderr every ten seconds.
    Lines,
}

impl Progress {
    /// A bar when stderr is a terminal, else lines.
    pub fn usual() -> Self {
        if std::io::stderr().is_terminal() { Self::Bar } else { Self::Lines }
    }

    /// Begins a phase of known length; `unit` is what is counted.
    pub(super) fn start(self, phase: &'static str, length: u64, unit: &'static str) -> Phase {
        let bar = (self == Self::Bar).then(|| {
            let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(8));
            // The pattern is constant: a bar without it would still count.
            if let Ok(style) = ProgressStyle::with_template("{prefix:>8} {wide_bar} {percent:>3}% {msg} ETA {eta}") {
                bar.set_style(style);
            }
            bar.with_prefix(phase)
        });
        let now = Instant::now();
        Phase { bar, plain: self == Self::Lines, name: phase, unit, length, started: now, told: Cell::new(now) }
    }
}

/// One phase under way.
pub(super) struct Phase {
    bar: Option<ProgressBar>,
    plain: bool,
    name: &'static str,
    unit: &'static str,
    length: u64,
    started: Instant,
    told: Cell<Instant>,
}

impl Phase {
    /// `position` of the length is done, with `count` units.
    pub(super) fn advance(&self, position: u64, count: u64) {
        // Looking at the clock costs more than the rest.
        if !count.is_multiple_of(1024) {
            return;
        }
        if let Some(bar) = &self.bar {
            bar.set_position(position);
            bar.set_message(self.pace(count));
        } else if self.plain && self.told.get().elapsed() >= PLAIN_EVERY {
            self.told.set(Instant::now());
            let percent = position.saturating_mul(100) / self.length.max(1);
            self.tell(&format!("{percent}% {} ETA {}s", self.pace(count), self.left(position).as_secs()));
        }
    }

    /// The phase is over.
    pub(super) fn finish(&self, count: u64) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if self.bar.is_some() || self.plain {
            self.tell(&format!("{} in {:.1}s", self.pace(count), self.started.elapsed().as_secs_f64()));
        }
    }

    fn pace(&self, count: u64) -> String {
        format!("{count} {unit}, {rate} {unit}/s", unit = self.unit, rate = super::rate(count, self.started.elapsed()))
    }

    fn left(&self, position: u64) -> Duration {
        let elapsed = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let remaining = self.length.saturating_sub(position);
        Duration::from_millis(elapsed.saturating_mul(remaining) / position.max(1))
    }

    fn tell(&self, text: &str) {
        // A terminal that went away must not stop the import.
        let _ = writeln!(std::io::stderr().lock(), "{}: {text}", self.name);
    }
}
