//! What is counted for a provider, and the service as a whole: messages, codes that come back, and the figures of the day.

use std::time::Duration;

use domain::{
    limits::{Arrival, Rate, take_fine},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::ports::{DayUsage, ProviderBudget, Pumping};

/// Over how long a provider's completed codes are compared with those it caused.
const WINDOW: Duration = Duration::from_mins(10);

/// What is counted for one provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProviderCounters {
    budget: Option<Arrival>,
    /// Which stretch of [`WINDOW`] since 1970 is counted now.
    window: i64,
    now: Codes,
    /// Of the windows before it, the older ones counting less.
    before: Codes,
    today: DayUsage,
    /// The day before, until it is written to where it stays.
    #[serde(skip)]
    over: Option<DayUsage>,
}

/// Codes in one window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Codes {
    opened: u32,
    completed: u32,
}

impl Codes {
    /// What is left after so many windows: half of it after each, so that nobody gets away with it who asks in every other one.
    const fn faded(self, windows: i64) -> Self {
        if windows >= 32 {
            return Self { opened: 0, completed: 0 };
        }
        Self { opened: self.opened >> windows, completed: self.completed >> windows }
    }

    const fn and(self, more: Self) -> Self {
        Self {
            opened: self.opened.saturating_add(more.opened),
            completed: self.completed.saturating_add(more.completed),
        }
    }
}

impl ProviderCounters {
    /// Charges one message. The error is when to try again.
    pub(crate) fn charge(&mut self, budget: &ProviderBudget, now: Timestamp) -> Result<(), Timestamp> {
        self.turn(now);
        let ProviderBudget { rate, pumping, .. } = budget;
        let rate = if self.is_slowed(pumping) {
            Rate { burst: (rate.burst / pumping.divisor.max(1)).max(1), ..*rate }
        } else {
            *rate
        };
        self.budget = Some(take_fine(self.budget, now, rate)?);
        self.now.opened = self.now.opened.saturating_add(1);
        let today = self.day(now);
        today.messages = today.messages.saturating_add(1);
        today.starts = today.starts.saturating_add(u32::from(budget.begins));
        Ok(())
    }

    /// Counts a code that was typed and compared.
    pub(crate) fn typed(&mut self, right: bool, now: Timestamp) {
        let today = self.day(now);
        today.confirms = today.confirms.saturating_add(1);
        today.results = today.results.saturating_add(u32::from(right));
        if right {
            self.turn(now);
            self.now.completed = self.now.completed.saturating_add(1);
        }
    }

    /// The figures of the day that is counted now.
    pub(crate) const fn today(&self) -> DayUsage {
        self.today
    }

    /// The figures of the day before, when the day has just changed: they are to be written down.
    pub(crate) const fn take_over(&mut self) -> Option<DayUsage> {
        self.over.take()
    }

    /// A clock set back goes on with the day it has.
    fn day(&mut self, now: Timestamp) -> &mut DayUsage {
        let day = now.date();
        if day > self.today.day {
            self.over = Some(self.today).filter(|before| before.is_within(before.day, before.day));
            self.today = DayUsage { day, ..DayUsage::default() };
        }
        &mut self.today
    }

    /// Whether of the codes of the windows before hardly any was completed, then or since.
    pub(crate) fn is_slowed(&self, pumping: &Pumping) -> bool {
        let completed = u64::from(self.before.completed) + u64::from(self.now.completed);
        self.before.opened >= pumping.least
            && completed * 100 < u64::from(pumping.percent) * u64::from(self.before.opened)
    }

    /// Begins a new window when its time has come. A clock set back goes on with the window it has.
    fn turn(&mut self, now: Timestamp) {
        let window = now.as_millis() / i64::try_from(WINDOW.as_millis()).unwrap_or(i64::MAX);
        if window > self.window {
            self.before = self.before.faded(1).and(self.now).faded(window - self.window - 1);
            self.now = Codes::default();
            self.window = window;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::CounterKey;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);
    const DAY: Duration = Duration::from_hours(24);
    const PUMPING: Pumping = Pumping { least: 100, percent: 5, divisor: 10 };

    const fn budget() -> ProviderBudget {
        let rate = Rate::new(600, Duration::from_mins(1));
        ProviderBudget { key: CounterKey(1), rate, pumping: PUMPING, begins: true }
    }

    fn after(span: Duration) -> Timestamp {
        START.plus(span)
    }

    #[test]
    fn a_day_is_counted_and_handed_over_when_the_next_one_begins() {
        let mut counters = ProviderCounters::default();
        counters.charge(&budget(), START).unwrap();
        counters.charge(&ProviderBudget { begins: false, ..budget() }, START).unwrap();
        counters.typed(false, START);
        counters.typed(true, START);
        let counted = DayUsage { day: START.date(), starts: 1, messages: 2, confirms: 2, results: 1 };
        assert_eq!((counters.today(), counters.take_over()), (counted, None));
        counters.typed(false, after(DAY));
        assert_eq!((counters.take_over(), counters.take_over()), (Some(counted), None));
        counters.typed(false, START);
        assert_eq!(counters.today().confirms, 2, "a clock set back goes on with the day it has");
        assert_eq!(counters.today().day, after(DAY).date());
    }

    #[test]
    fn a_provider_whose_codes_hardly_ever_come_back_is_slowed_and_recovers() {
        let budget = budget();
        let mut counters = ProviderCounters::default();
        for _ in 0..200 {
            counters.charge(&budget, START).unwrap();
        }
        assert!(!counters.is_slowed(&PUMPING), "codes that were just sent cannot be back");
        let next = after(WINDOW);
        assert_eq!((0..600).filter(|_| counters.charge(&budget, next).is_ok()).count(), 60);
        assert!(counters.is_slowed(&PUMPING));
        let later = next.plus(WINDOW);
        for _ in 0..60 {
            counters.typed(true, later);
        }
        assert!(!counters.is_slowed(&PUMPING), "people complete them again");
    }

    #[test]
    fn one_in_twenty_is_enough() {
        let mut counters = ProviderCounters::default();
        for _ in 0..200 {
            counters.charge(&budget(), START).unwrap();
        }
        let next = after(WINDOW);
        for _ in 0..9 {
            counters.typed(true, next);
        }
        assert!(counters.is_slowed(&PUMPING), "nine of two hundred");
        counters.typed(false, next);
        assert!(counters.is_slowed(&PUMPING), "a wrong code completes nothing");
        counters.typed(true, next);
        assert!(!counters.is_slowed(&PUMPING), "ten of them");
    }

    #[test]
    fn half_is_left_after_each_window() {
        let codes = Codes { opened: 200, completed: 12 };
        let left = |windows| (codes.faded(windows).opened, codes.faded(windows).completed);
        assert_eq!([0, 1, 2, 31, 32, 1_000].map(left), [(200, 12), (100, 6), (50, 3), (0, 0), (0, 0), (0, 0)]);
    }

    #[test]
    fn a_day_on_which_nothing_was_asked_has_no_figures() {
        let day = START.date();
        let usage = |messages, confirms| DayUsage { day, messages, confirms, ..DayUsage::default() };
        assert!(usage(1, 0).is_within(day, day), "a code that nobody typed");
        assert!(usage(0, 1).is_within(day, day), "a code of the day before");
        assert!(!usage(0, 0).is_within(day, day));
        assert!(!usage(1, 1).is_within(after(DAY).date(), after(DAY).date()));
    }

    #[test]
    fn whoever_asks_in_every_other_window_only_is_slowed_all_the_same() {
        let budget = budget();
        let mut counters = ProviderCounters::default();
        let mut asks = |at| (0..600).filter(|_| counters.charge(&budget, at).is_ok()).count();
        assert_eq!(asks(START), 600);
        assert_eq!(asks(after(2 * WINDOW)), 60);
        assert_eq!(asks(after(4 * WINDOW)), 60);
        assert_eq!(asks(after(DAY)), 600, "it is not held against anybody for ever");
    }
}
