//! What gateways report of messages: in memory, for a while, about the service as a whole. Nothing is kept of a person, and
//! nothing is written anywhere.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::time::Timestamp;

/// Messages that a report is waited for; the oldest make room.
const KEPT: usize = 20_000;
/// Reports that the pace is told by.
const RECENT: usize = 200;
/// Fewer say nothing.
const LEAST: usize = 20;
/// Older ones say nothing any more.
const WINDOW: Duration = Duration::from_mins(10);
/// Times are told in steps of so many seconds.
const STEP: u32 = 5;

/// The messages handed over lately, and how long the last delivered ones took.
#[derive(Debug, Default)]
pub(super) struct Reports(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    out: HashMap<i64, Handed>,
    order: VecDeque<(i64, Timestamp)>,
    /// When each was delivered, and how long it took. What is void counts as if it had been sent.
    delivered: VecDeque<(Timestamp, Duration)>,
    /// How long messages took when one was last delivered.
    typical: Option<Duration>,
}

/// A message with a gateway.
#[derive(Clone, Copy, Debug)]
struct Handed {
    at: Timestamp,
    /// Number of the gateway in the order in which they are tried.
    way: usize,
}

impl Reports {
    /// A message goes to a gateway now. Noted before it leaves: a report may be faster than the gateway's answer.
    pub(super) fn handed(&self, number: i64, way: usize, at: Timestamp) {
        let mut state = self.state();
        state.out.insert(number, Handed { at, way });
        state.order.push_back((number, at));
        if state.order.len() > KEPT
            && let Some((oldest, at)) = state.order.pop_front()
            && state.out.get(&oldest).is_some_and(|handed| handed.at == at)
        {
            state.out.remove(&oldest);
        }
    }

    /// The gateway did not take it: there will be no report.
    pub(super) fn not_taken(&self, number: i64) {
        self.state().out.remove(&number);
    }

    /// What became of it is reported. How long that took; `None` for a message that is not known here, was reported before, or
    /// is with another gateway.
    pub(super) fn reported(&self, number: i64, way: usize, delivered: bool, now: Timestamp) -> Option<Duration> {
        let mut state = self.state();
        let handed = state.out.get(&number).copied().filter(|handed| handed.way == way)?;
        state.out.remove(&number);
        let took = now.since(handed.at);
        if delivered {
            state.count(now, took);
            state.typical = state.median(now);
        }
        Some(took)
    }

    /// A message is void, and would have left now: it counts as if it were delivered in the usual time. Otherwise the one report that is
    /// missing for a figure would tell whether a message had left.
    pub(super) fn void(&self, now: Timestamp) {
        let mut state = self.state();
        let took = state.typical.unwrap_or_default();
        state.count(now.plus(took), took);
    }

    /// Seconds that messages usually take: the median of the last reports, rounded up so that no single one shows; `None` when
    /// there are too few.
    pub(super) fn usual_seconds(&self, now: Timestamp) -> Option<u32> {
        let state = self.state();
        state.typical?;
        if state.fresh(now).count() < LEAST {
            return None;
        }
        let seconds = u32::try_from(state.median(now)?.as_secs()).unwrap_or(u32::MAX);
        Some((seconds / STEP).saturating_add(1).saturating_mul(STEP))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn count(&mut self, at: Timestamp, took: Duration) {
        self.delivered.push_back((at, took));
        if self.delivered.len() > RECENT {
            self.delivered.pop_front();
        }
    }

    /// Times of the last that have been delivered by now.
    fn fresh(&self, now: Timestamp) -> impl Iterator<Item = Duration> {
        let fresh = self.delivered.iter().filter(move |(at, _)| *at <= now && now.since(*at) <= WINDOW);
        fresh.map(|(_, took)| *took)
    }

    fn median(&self, now: Timestamp) -> Option<Duration> {
        let mut times: Vec<Duration> = self.fresh(now).collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn after(seconds: u64) -> Timestamp {
        START.plus(Duration::from_secs(seconds))
    }

    /// Messages that take so many seconds each.
    fn delivered(reports: &Reports, seconds: impl IntoIterator<Item = u64>) {
        for (number, seconds) in (0..).zip(seconds) {
            reports.handed(number, 0, START);
            reports.reported(number, 0, true, after(seconds)).unwrap();
        }
    }

    #[test]
    fn a_message_is_reported_once_by_its_own_gateway() {
        let reports = Reports::default();
        reports.handed(7, 1, START);
        assert_eq!(reports.reported(7, 0, true, after(3)), None, "another gateway");
        assert_eq!(reports.reported(8, 1, true, after(3)), None, "no such message");
        assert_eq!(reports.reported(7, 1, true, after(3)), Some(Duration::from_secs(3)));
        assert_eq!(reports.reported(7, 1, true, after(4)), None, "again");
        reports.handed(9, 0, START);
        reports.not_taken(9);
        assert_eq!(reports.reported(9, 0, false, after(1)), None);
    }

    #[test]
    fn only_the_newest_are_kept() {
        let reports = Reports::default();
        let kept = i64::try_from(KEPT).unwrap();
        for number in 0..=kept {
            reports.handed(number, 0, START);
        }
        let state = reports.state();
        assert_eq!((state.out.len(), state.order.len()), (KEPT, KEPT));
        assert!(!state.out.contains_key(&0) && state.out.contains_key(&1) && state.out.contains_key(&kept));
    }

    #[test]
    fn a_message_that_is_tried_again_keeps_its_newer_place() {
        let reports = Reports::default();
        reports.handed(0, 0, START);
        reports.not_taken(0);
        reports.handed(0, 1, after(1));
        for number in 1..i64::try_from(KEPT).unwrap() {
            reports.handed(number, 0, after(1));
        }
        assert_eq!(reports.reported(0, 1, true, after(2)), Some(Duration::from_secs(1)));
    }

    #[test]
    fn the_usual_time_is_the_median_of_enough_fresh_reports() {
        let few = Reports::default();
        delivered(&few, [4; LEAST - 1]);
        assert_eq!(few.usual_seconds(after(5)), None);
        let enough = Reports::default();
        delivered(&enough, (0..30).map(|number| if number < 20 { 7 } else { 90 }));
        assert_eq!(enough.usual_seconds(after(90)), Some(10));
        assert_eq!(enough.usual_seconds(after(90 + WINDOW.as_secs() + 1)), None, "too old");
    }

    /// The last message before there is a figure is one that leaves, or one that is void: nobody can tell which.
    #[test]
    fn what_is_void_counts_as_what_was_sent() {
        for is_void in [false, true] {
            let reports = Reports::default();
            delivered(&reports, [4; LEAST - 1]);
            if is_void {
                reports.void(after(10));
            } else {
                reports.handed(99, 0, after(10));
                reports.reported(99, 0, true, after(14)).unwrap();
            }
            assert_eq!((reports.usual_seconds(after(13)), reports.usual_seconds(after(14))), (None, Some(5)));
        }
        let nothing_real = Reports::default();
        (0..100).for_each(|_| nothing_real.void(START));
        assert_eq!(nothing_real.usual_seconds(after(60)), None, "there is nothing to tell");
    }

    #[test]
    fn what_failed_says_nothing_of_the_time() {
        let reports = Reports::default();
        for number in 0..30 {
            reports.handed(number, 0, START);
            reports.reported(number, 0, false, after(1)).unwrap();
        }
        assert_eq!(reports.usual_seconds(after(2)), None);
    }
}
