//! The time that codes and limits go by: whoever sets the system's clock neither revives a code nor refills a limit.
//!
//! It begins where the system's clock stands, and goes on with the time since the machine was started, which nobody sets. Small
//! corrections are followed as they come. A step forward is followed once it has stood for an hour: short limits are full again by
//! then anyway, and somebody will have looked. A step back is followed by the next start only: it would give an old code a second life.
//!
//! What is signed says what the system's clock says ([`Clock::wall`]): others read it by theirs.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use domain::time::Timestamp;
use rustix::time::{ClockId, clock_gettime};

use super::{offset_millis, system_millis};
use crate::ports::Clock;

/// Corrections up to this size are followed at once, in milliseconds: clocks are adjusted a little all the time.
const SMALL: i64 = 2_000;
/// How long a step forward has to stand.
const STANDS: Duration = Duration::from_hours(1);
/// Between two lines of the log about a step.
const EVERY: Duration = Duration::from_mins(10);

/// What a steady clock is made of.
pub trait Ticks: Send + Sync + 'static {
    /// The system's clock, in milliseconds since 1970.
    fn wall(&self) -> i64;
    /// Since the machine was started, in milliseconds; nobody sets it.
    fn since_start(&self) -> i64;
}

/// The system's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemTicks;

impl Ticks for SystemTicks {
    fn wall(&self) -> i64 {
        system_millis()
    }

    fn since_start(&self) -> i64 {
        // goes on while the machine sleeps, where there is such a clock
        #[cfg(target_os = "linux")]
        let since = clock_gettime(ClockId::Boottime);
        #[cfg(not(target_os = "linux"))]
        let since = clock_gettime(ClockId::Monotonic);
        since.tv_sec.saturating_mul(1_000).saturating_add(since.tv_nsec / 1_000_000)
    }
}

/// The clock of a service.
pub struct SteadyClock<T = SystemTicks> {
    ticks: T,
    state: Mutex<State>,
}

struct State {
    /// What the time is ahead of the ticks.
    ahead: i64,
    stray: Option<Stray>,
}

/// The system's clock is somewhere else.
struct Stray {
    /// By so much.
    by: i64,
    /// Since then, in ticks.
    since: i64,
    /// The log was told then, in ticks.
    told: i64,
}

impl SteadyClock {
    /// Begins where the system's clock stands.
    pub fn start() -> Self {
        Self::over(SystemTicks)
    }
}

impl<T: Ticks> SteadyClock<T> {
    /// The same over other ticks.
    pub fn over(ticks: T) -> Self {
        let ahead = ticks.wall() - ticks.since_start();
        Self { ticks, state: Mutex::new(State { ahead, stray: None }) }
    }
}

impl<T: Ticks> Clock for SteadyClock<T> {
    fn now(&self) -> Timestamp {
        let (wall, ticks) = (self.ticks.wall(), self.ticks.since_start());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Timestamp::from_millis(state.follow(wall, ticks).saturating_add(offset_millis()))
    }

    fn wall(&self) -> Timestamp {
        Timestamp::from_millis(self.ticks.wall().saturating_add(offset_millis()))
    }
}

impl State {
    /// The time, after the system's clock was looked at.
    fn follow(&mut self, wall: i64, ticks: i64) -> i64 {
        let by = wall - (ticks + self.ahead);
        if by.abs() <= SMALL {
            self.stray = None;
            self.ahead += by;
            return wall;
        }
        // A step of its own begins where the distance has changed.
        let stray = match self.stray.take() {
            Some(stray) if (by - stray.by).abs() <= SMALL => stray,
            _ => Stray { by, since: ticks, told: tell(by, ticks) },
        };
        if by > 0 && ticks - stray.since >= millis(STANDS) {
            tracing::warn!(milliseconds = by, "the system's clock has stood ahead for an hour and is followed now");
            self.ahead += by;
            return wall;
        }
        let told = if ticks - stray.told >= millis(EVERY) { tell(by, ticks) } else { stray.told };
        self.stray = Some(Stray { told, ..stray });
        ticks + self.ahead
    }
}

/// Tells the log; gives when.
fn tell(by: i64, ticks: i64) -> i64 {
    tracing::error!(
        milliseconds = by,
        "the system's clock was set; codes and limits go by the time of before: restart the service if the clock is right now"
    );
    ticks
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering::Relaxed},
    };

    use super::*;

    const START: i64 = 1_800_000_000_000;
    const MINUTE: i64 = 60_000;

    #[derive(Clone, Default)]
    struct Set(Arc<(AtomicI64, AtomicI64)>);

    impl Set {
        fn clock() -> (Self, SteadyClock<Self>) {
            let set = Self::default();
            set.0.0.store(START, Relaxed);
            (set.clone(), SteadyClock::over(set))
        }

        /// Time passes.
        fn pass(&self, millis: i64) {
            self.step(millis);
            self.0.1.fetch_add(millis, Relaxed);
        }

        /// Somebody sets the clock.
        fn step(&self, millis: i64) {
            self.0.0.fetch_add(millis, Relaxed);
        }
    }

    impl Ticks for Set {
        fn wall(&self) -> i64 {
            self.0.0.load(Relaxed)
        }

        fn since_start(&self) -> i64 {
            self.0.1.load(Relaxed)
        }
    }

    fn passed(clock: &SteadyClock<Set>) -> i64 {
        clock.now().as_millis() - START
    }

    #[test]
    fn a_step_changes_nothing_but_what_is_signed() {
        for step in [60 * MINUTE, -60 * MINUTE] {
            let (set, clock) = Set::clock();
            set.step(step);
            set.pass(MINUTE);
            assert_eq!(passed(&clock), MINUTE);
            assert_eq!(clock.wall().as_millis() - START, step + MINUTE);
            set.step(-step);
            set.pass(MINUTE);
            assert_eq!(passed(&clock), 2 * MINUTE, "and set right again");
        }
    }

    #[test]
    fn small_corrections_are_followed_at_once() {
        let (set, clock) = Set::clock();
        for correction in [1_500, -900, 2_000] {
            set.pass(MINUTE);
            set.step(correction);
            assert_eq!(passed(&clock), set.wall() - START);
        }
    }

    #[test]
    fn a_step_forward_is_followed_when_it_has_stood_for_an_hour() {
        let (set, clock) = Set::clock();
        set.step(600 * MINUTE);
        for minute in 0..60 {
            assert_eq!(passed(&clock), minute * MINUTE);
            set.pass(MINUTE);
        }
        assert_eq!(passed(&clock), 660 * MINUTE);
    }

    #[test]
    fn the_hour_begins_anew_with_another_step() {
        let (set, clock) = Set::clock();
        set.step(10 * MINUTE);
        assert_eq!(passed(&clock), 0);
        set.pass(59 * MINUTE);
        set.step(600 * MINUTE);
        assert_eq!(passed(&clock), 59 * MINUTE);
        set.pass(59 * MINUTE);
        assert_eq!(passed(&clock), 118 * MINUTE);
    }

    #[test]
    fn a_step_back_is_never_followed() {
        let (set, clock) = Set::clock();
        set.step(-10 * MINUTE);
        for hour in 0..48 {
            assert_eq!(passed(&clock), hour * 60 * MINUTE);
            set.pass(60 * MINUTE);
        }
    }

    #[test]
    fn it_begins_where_the_system_s_clock_stands() {
        let (clock, system) = (SteadyClock::start(), super::super::SystemClock);
        assert!((clock.now().as_millis() - system.now().as_millis()).abs() <= SMALL);
    }
}
