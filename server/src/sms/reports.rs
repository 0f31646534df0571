//! What gateways report of messages: in memory, for a while, about the service as a whole. Nothing is kept of a person, and
//! nothing is written anywhere.
//!
//! How long messages usually take is worked out at the end of a window, and stands for the next one. Every second report counts for
//! it, by chance: whoever has caused all the others of a window learns nothing sure about one more, neither by whether there
//! is a figure nor by which.

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher as _, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::time::Timestamp;

/// Messages that a report is waited for; the oldest make room.
const KEPT: usize = 20_000;
/// Reports of a window that the usual time is worked out from: the last that count.
const RECENT: usize = 200;
/// Fewer say nothing.
const LEAST: usize = 20;
/// How long reports are collected for a figure.
const WINDOW: Duration = Duration::from_mins(10);
/// Times are told in steps of so many seconds.
const STEP: u32 = 5;
/// What a message takes that is reported as not delivered.
const NEVER: Duration = Duration::MAX;

/// The messages handed over lately, and how long the delivered ones took.
#[derive(Debug)]
pub(super) struct Reports {
    state: Mutex<State>,
    /// A secret of this process, which says by a message's number whether its report counts.
    chance: RandomState,
}

#[derive(Debug)]
struct State {
    out: HashMap<i64, Handed>,
    order: VecDeque<(i64, Timestamp)>,
    /// When this window began.
    began: Timestamp,
    /// How long the messages took whose reports count in it.
    times: VecDeque<Duration>,
    /// What the window before it showed, in seconds.
    usual: Option<u32>,
}

/// A message with a gateway.
#[derive(Clone, Copy, Debug)]
struct Handed {
    at: Timestamp,
    /// Number of the gateway in the order in which they are tried.
    way: usize,
}

impl Reports {
    /// None yet.
    pub(super) fn new(now: Timestamp) -> Self {
        let (out, order, times) = (HashMap::new(), VecDeque::new(), VecDeque::new());
        let state = State { out, order, began: now, times, usual: None };
        Self { state: Mutex::new(state), chance: RandomState::new() }
    }

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
        let counts = self.chance.hash_one(number) & 1 == 0;
        let mut state = self.state();
        let handed = state.out.get(&number).copied().filter(|handed| handed.way == way)?;
        state.out.remove(&number);
        let took = now.since(handed.at);
        if counts {
            state.count(if delivered { took } else { NEVER });
        }
        Some(took)
    }

    /// Seconds that messages usually take, as of the window that ended last; `None` when it had too few reports, or half of its
    /// messages did not arrive. To be asked often: whoever asks ends a window that is over.
    pub(super) fn usual_seconds(&self, now: Timestamp) -> Option<u32> {
        let mut state = self.state();
        if now.since(state.began) >= WINDOW {
            state.usual = state.median().map(in_steps);
            state.times.clear();
            state.began = now;
        }
        state.usual
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn count(&mut self, took: Duration) {
        self.times.push_back(took);
        if self.times.len() > RECENT {
            self.times.pop_front();
        }
    }

    /// What at least half of the messages took at most.
    fn median(&self) -> Option<Duration> {
        if self.times.len() < LEAST {
            return None;
        }
        let mut times: Vec<Duration> = self.times.iter().copied().collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied().filter(|took| *took != NEVER)
    }
}

/// Seconds, rounded up so that no single message shows.
fn in_steps(took: Duration) -> u32 {
    let seconds = u32::try_from(took.as_secs()).unwrap_or(u32::MAX);
    (seconds / STEP).saturating_add(1).saturating_mul(STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn after(seconds: u64) -> Timestamp {
        START.plus(Duration::from_secs(seconds))
    }

    /// Messages that take so many seconds each, or never arrive.
    fn after_reports(seconds: impl IntoIterator<Item = Option<u64>>) -> Reports {
        let reports = Reports::new(START);
        for (number, seconds) in (0..).zip(seconds) {
            reports.handed(number, 0, START);
            reports.reported(number, 0, seconds.is_some(), after(seconds.unwrap_or(1))).unwrap();
        }
        reports
    }

    /// What they have shown by the end of the first window.
    fn shown(seconds: impl IntoIterator<Item = Option<u64>>) -> Option<u32> {
        after_reports(seconds).usual_seconds(START.plus(WINDOW))
    }

    #[test]
    fn a_message_is_reported_once_by_its_own_gateway() {
        let reports = Reports::new(START);
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
        let reports = Reports::new(START);
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
        let reports = Reports::new(START);
        reports.handed(0, 0, START);
        reports.not_taken(0);
        reports.handed(0, 1, after(1));
        for number in 1..i64::try_from(KEPT).unwrap() {
            reports.handed(number, 0, after(1));
        }
        assert_eq!(reports.reported(0, 1, true, after(2)), Some(Duration::from_secs(1)));
    }

    #[test]
    fn the_usual_time_is_the_median_of_one_window_and_stands_for_the_next() {
        let reports = after_reports((0..200).map(|number| Some(if number % 4 == 0 { 90 } else { 7 })));
        let window = WINDOW.as_secs();
        assert_eq!(reports.usual_seconds(after(window - 1)), None, "while it lasts");
        assert_eq!(reports.usual_seconds(after(window)), Some(10));
        assert_eq!(reports.usual_seconds(after(2 * window - 1)), Some(10));
        assert_eq!(reports.usual_seconds(after(2 * window)), None, "it had no reports");
    }

    #[test]
    fn too_few_reports_show_nothing() {
        assert_eq!(shown([Some(4); LEAST - 1]), None);
    }

    /// Who knows all the reports of a window but one, and sees whether there is a figure, does not know whether there was that one.
    #[test]
    fn which_reports_count_is_chance() {
        let shown: Vec<bool> = (0..200).map(|_| shown([Some(4); 2 * LEAST]).is_some()).collect();
        assert!(shown.contains(&true) && shown.contains(&false));
    }

    #[test]
    fn messages_that_mostly_do_not_arrive_have_no_usual_time() {
        assert_eq!(shown((0..200).map(|number| (number % 4 == 0).then_some(4))), None);
        assert_eq!(shown((0..200).map(|number| (number % 4 != 0).then_some(4))), Some(5));
    }
}
