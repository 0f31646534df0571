//! What is counted for a mobile, for a provider and for the service, and how each counter decides. Every adapter keeps these
//! as one value a row and decides alike.

mod provider;

use std::time::Duration;

use domain::{
    code::{FailureCount, FailurePolicy},
    limits::{Rate, take},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

pub(crate) use self::provider::ProviderCounters;
use crate::ports::{QuietAxis, QuietLimits, Subject};

/// Pairs that matched nobody, counted on one mobile at most; the oldest makes room. They protect nobody.
const DECOYS: usize = 64;

/// A day's limit that is spent lets one message through all the same when nobody has asked for one for so long: a stranger who
/// uses up somebody's messages keeps them from a code for no longer than this after the last try.
const QUIET: Duration = Duration::from_mins(15);

/// Everything that is counted for one mobile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MobileCounters {
    /// Messages to its people, then messages that were never sent because a pair matched nobody.
    mobile: [Limits; 2],
    counted: Vec<Counted>,
}

/// A short and a long limit: the theoretical arrival times.
type Limits = [Option<Timestamp>; 2];

/// Somebody on a mobile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Counted {
    who: u32,
    decoy: bool,
    limits: Limits,
    failures: FailureCount,
    /// When the last failed guess came.
    failed: Option<Timestamp>,
}

impl MobileCounters {
    /// Charges one message to the mobile and to who gets it, all or nothing, and says what holds it back: the first of a spent
    /// limit and the pause. The same work either way.
    pub(crate) fn charge(&mut self, subject: Subject, limits: &QuietLimits, now: Timestamp) -> Option<QuietAxis> {
        let paused = self.is_paused(subject, now).then_some(QuietAxis::Pause);
        let before = self.mobile[usize::from(subject.decoy)];
        let of_mobile = ask(before, limits.mobile, now);
        let known = self.find(subject).map_or(Limits::default(), |counted| counted.limits);
        let of_who = ask(known, limits.person, now);
        let of_all = of_mobile.is_err().then_some(QuietAxis::Mobile);
        let spent = of_who.is_err().then_some(QuietAxis::Person).or(of_all);
        let (of_mobile, of_who) = match (of_mobile, of_who) {
            (Ok(of_mobile), Ok(of_who)) => (of_mobile, of_who),
            (of_mobile, of_who) => (of_mobile.err().unwrap_or(before), of_who.err().unwrap_or(known)),
        };
        self.mobile[usize::from(subject.decoy)] = of_mobile;
        if of_who != known {
            self.entry(subject).limits = of_who;
        }
        spent.or(paused)
    }

    /// Whether guesses for this subject are not evaluated now.
    pub(crate) fn is_paused(&self, subject: Subject, now: Timestamp) -> bool {
        self.find(subject).is_some_and(|counted| counted.failures.is_paused(now))
    }

    /// Counts a failure beforehand: whoever then guesses right has it cleared. `false` when the subject is paused and nothing
    /// was counted.
    pub(crate) fn count_failure(&mut self, subject: Subject, policy: &FailurePolicy, now: Timestamp) -> bool {
        if self.is_paused(subject, now) {
            return false;
        }
        let counted = self.entry(subject);
        counted.failures = counted.failures.record_failure(now, policy);
        counted.failed = Some(now);
        true
    }

    /// After a right code. `false` when there was nothing to clear.
    pub(crate) fn clear_failures(&mut self, subject: Subject) -> bool {
        let found = self.counted.iter_mut().find(|counted| counted.is(subject));
        let Some(counted) = found.filter(|counted| counted.failed.is_some()) else { return false };
        counted.failures = counted.failures.reset();
        counted.failed = None;
        true
    }

    /// Forgets who says nothing any more: limits after `limits`, failures after `failures`.
    pub(crate) fn prune(&mut self, now: Timestamp, limits: Duration, failures: Duration) {
        self.counted.retain(|counted| counted.keep_until(limits, failures) > now);
    }

    /// From when on nothing in it says anything.
    pub(crate) fn keep_until(&self, limits: Duration, failures: Duration) -> Timestamp {
        let of_mobile = self.mobile.iter().flatten().flatten().map(|tat| tat.plus(limits));
        let of_people = self.counted.iter().map(|counted| counted.keep_until(limits, failures));
        of_mobile.chain(of_people).max().unwrap_or(Timestamp::EPOCH)
    }

    fn find(&self, subject: Subject) -> Option<&Counted> {
        self.counted.iter().find(|counted| counted.is(subject))
    }

    fn entry(&mut self, subject: Subject) -> &mut Counted {
        let index = self.counted.iter().position(|counted| counted.is(subject)).unwrap_or_else(|| {
            if self.counted.iter().filter(|counted| counted.decoy).count() >= DECOYS {
                self.forget_oldest_decoy();
            }
            self.counted.push(Counted::new(subject));
            self.counted.len() - 1
        });
        &mut self.counted[index]
    }

    fn forget_oldest_decoy(&mut self) {
        let decoys = self.counted.iter().enumerate().filter(|(_, counted)| counted.decoy);
        if let Some((oldest, _)) = decoys.min_by_key(|(_, counted)| counted.limits.iter().flatten().max().copied()) {
            self.counted.swap_remove(oldest);
        }
    }
}

impl Counted {
    fn new(subject: Subject) -> Self {
        let Subject { who, decoy, .. } = subject;
        Self { who, decoy, limits: Limits::default(), failures: FailureCount::default(), failed: None }
    }

    const fn is(&self, subject: Subject) -> bool {
        self.who == subject.who && self.decoy == subject.decoy
    }

    fn keep_until(&self, limits: Duration, failures: Duration) -> Timestamp {
        let limits = self.limits.iter().flatten().map(|tat| tat.plus(limits)).max();
        limits.max(self.failed.map(|failed| failed.plus(failures))).unwrap_or(Timestamp::EPOCH)
    }
}

/// Takes one from a short and a long limit. The error is what is stored when there is none: whoever asks although the long one
/// is spent fills the short one, whether or not a message goes; it so remembers when that was.
fn ask(limits: Limits, rates: [Rate; 2], now: Timestamp) -> Result<Limits, Limits> {
    let short = take(limits[0], now, rates[0]);
    match (short, take(limits[1], now, rates[1])) {
        (Ok(short), Ok(long)) => Ok([Some(short), Some(long)]),
        (Err(_), Ok(_)) => Err(limits),
        (short, Err(_)) => {
            let asked = [limits[0].max(Some(now.plus(rates[0].per))), limits[1]];
            if short.is_ok() && is_quiet(limits[0], rates[0], now) { Ok(asked) } else { Err(asked) }
        }
    }
}

/// Whether nobody has asked for [`QUIET`], by a short limit that each of these asks has filled.
fn is_quiet(short: Option<Timestamp>, rate: Rate, now: Timestamp) -> bool {
    short.is_none_or(|full_until| full_until.plus(QUIET) <= now.plus(rate.per))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::CounterKey;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);
    const DAY: Duration = Duration::from_hours(24);
    const LIMITS: QuietLimits = QuietLimits {
        person: [Rate::new(3, Duration::from_mins(10)), Rate::new(8, DAY)],
        mobile: [Rate::new(10, Duration::from_mins(10)), Rate::new(30, DAY)],
    };

    const fn somebody(who: u32, decoy: bool) -> Subject {
        Subject { mobile: CounterKey(1), who, decoy }
    }

    fn after(span: Duration) -> Timestamp {
        START.plus(span)
    }

    #[test]
    fn a_family_of_six_gets_through_and_one_person_does_not_get_more() {
        let mut counters = MobileCounters::default();
        for who in 0..6 {
            assert_eq!(counters.charge(somebody(who, false), &LIMITS, START), None);
        }
        assert_eq!(counters.charge(somebody(0, false), &LIMITS, START), None);
        assert_eq!(counters.charge(somebody(0, false), &LIMITS, START), None);
        let fourth = counters.charge(somebody(0, false), &LIMITS, START);
        assert_eq!(fourth, Some(QuietAxis::Person), "a fourth message in ten minutes");
    }

    #[test]
    fn a_stranger_who_uses_up_a_day_locks_nobody_out_for_longer_than_a_quarter_of_an_hour() {
        let minutes = |minutes| after(Duration::from_mins(minutes));
        let mut counters = MobileCounters::default();
        let mut asks = |at| counters.charge(somebody(1, false), &LIMITS, at).is_none();
        // as fast as messages come back, until the day's are used up; and on, every minute, for hours
        let sent = (0..240).filter(|minute| asks(minutes(*minute))).count();
        assert_eq!(sent, 9, "and one that has come back after three hours");
        assert!(!asks(minutes(239 + 14)), "somebody has just asked");
        assert!(!asks(minutes(239 + 14 + 14)), "each try counts");
        assert!(asks(minutes(239 + 14 + 14 + 15)));
        assert!(!asks(minutes(239 + 14 + 14 + 16)), "one, not all of them");
        let again = 239 + 14 + 14 + 16 + 15;
        assert!(asks(minutes(again)));
        assert!(!asks(minutes(again + 9)), "what was let through counts as asking, like any other");
        assert!(!asks(minutes(again + 9 + 14)));
    }

    #[test]
    fn a_phone_whose_day_is_used_up_is_quiet_again_as_soon() {
        let mut counters = MobileCounters::default();
        let sent = (0..240_u32)
            .filter(|minute| {
                let at = after(Duration::from_mins(u64::from(*minute)));
                counters.charge(somebody(minute % 6, false), &LIMITS, at).is_none()
            })
            .count();
        assert!((30..=35).contains(&sent), "{sent}");
        assert_eq!(counters.charge(somebody(1, false), &LIMITS, after(Duration::from_mins(239 + 15))), None);
    }

    #[test]
    fn wrong_names_use_up_nothing_of_the_people() {
        let mut counters = MobileCounters::default();
        for who in 0..1_000 {
            counters.charge(somebody(who, true), &LIMITS, START);
            counters.count_failure(somebody(who, true), &FailurePolicy::default(), START);
        }
        assert!(counters.counted.len() <= DECOYS);
        assert_eq!(counters.charge(somebody(1, false), &LIMITS, START), None);
    }

    #[test]
    fn a_pause_holds_guesses_and_messages_back_until_a_code_was_right() {
        let (subject, policy) = (somebody(1, false), FailurePolicy::default());
        let mut counters = MobileCounters::default();
        assert!(!counters.clear_failures(subject), "nothing was counted");
        let failures = (0..100).take_while(|_| counters.count_failure(subject, &policy, START)).count();
        assert!((1..100).contains(&failures), "{failures}");
        assert!(counters.is_paused(subject, START) && !counters.is_paused(somebody(2, false), START));
        assert_eq!(counters.charge(subject, &LIMITS, START), Some(QuietAxis::Pause));
        assert!(counters.clear_failures(subject));
        assert!(!counters.is_paused(subject, START) && !counters.clear_failures(subject));
        assert_eq!(counters.charge(subject, &LIMITS, START), None);
    }

    #[test]
    fn the_wrong_name_that_was_typed_longest_ago_makes_room() {
        let mut counters = MobileCounters::default();
        let limits = QuietLimits { mobile: [Rate::new(1_000, DAY); 2], ..LIMITS };
        let typed = |counters: &mut MobileCounters, who: u32| {
            counters.charge(somebody(who, true), &limits, after(Duration::from_mins(who.into())));
        };
        let most = u32::try_from(DECOYS).unwrap();
        for who in 0..most {
            typed(&mut counters, who);
        }
        assert!((0..most).all(|who| counters.find(somebody(who, true)).is_some()));
        typed(&mut counters, most);
        assert!(counters.find(somebody(0, true)).is_none());
        assert!((1..=most).all(|who| counters.find(somebody(who, true)).is_some()));
    }

    #[test]
    fn everything_is_forgotten_in_its_time() {
        let mut counters = MobileCounters::default();
        counters.charge(somebody(1, false), &LIMITS, START);
        counters.count_failure(somebody(2, false), &FailurePolicy::default(), START);
        let (limits, failures) = (DAY * 2, DAY * 30);
        assert_eq!(counters.keep_until(limits, failures), after(failures));
        counters.prune(after(DAY * 4), limits, failures);
        assert_eq!(counters.counted.len(), 1, "failures stay longer");
        counters.prune(after(failures), limits, failures);
        assert!(counters.counted.is_empty());
    }
}
