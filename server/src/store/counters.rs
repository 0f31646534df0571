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

/// A day's limit that is spent lets one message through all the same when none has gone for so long, however often somebody asks: a
/// stranger who uses up somebody's messages keeps them from a code for no longer than this after the last try.
const QUIET: Duration = Duration::from_mins(15);

/// Everything that is counted for one mobile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MobileCounters {
    /// Messages to its people, then messages that were never sent because a pair matched nobody.
    mobile: [Limits; 2],
    counted: Vec<Counted>,
    /// Requests for a message, whether or not the pair matched somebody.
    asked: Limits,
}

/// What came of a request for a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Charged {
    /// What holds the message back. Two pairs that match one person share a limit, and two that match nobody do not: whatever
    /// somebody outside can see must not follow from this.
    pub(crate) held: Option<QuietAxis>,
    /// Whether the mobile was asked about more often than it gets messages. Every request counts, matched or not.
    pub(crate) often: bool,
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
    pub(crate) fn charge(&mut self, subject: Subject, limits: &QuietLimits, now: Timestamp) -> Charged {
        let paused = self.is_paused(subject, now).then_some(QuietAxis::Pause);
        let of_all = self.mobile[usize::from(subject.decoy)];
        let of_who = self.find(subject).map_or(Limits::default(), |counted| counted.limits);
        let [all, who] = [Room::of(of_all, limits.mobile, now), Room::of(of_who, limits.person, now)];
        let spent = who.is_spent().then_some(QuietAxis::Person).or(all.is_spent().then_some(QuietAxis::Mobile));
        if spent.is_none() {
            // What goes beyond the day of one is charged to no day: one person's would use up that of the others.
            let counts = all.is_free() && who.is_free();
            self.mobile[usize::from(subject.decoy)] = all.charged(of_all, counts);
            self.entry(subject).limits = who.charged(of_who, counts);
        }
        Charged { held: spent.or(paused), often: self.is_asked_often(limits.mobile, now) }
    }

    /// Counts a request for a message; whether there were more than a mobile gets.
    fn is_asked_often(&mut self, rates: [Rate; 2], now: Timestamp) -> bool {
        let room = Room::of(self.asked, rates, now);
        self.asked = if let Room::Free(after) = room { after } else { self.asked };
        !room.is_free()
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
        let of_mobile = self.mobile.iter().chain([&self.asked]).flatten().flatten().map(|tat| tat.plus(limits));
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

/// What a short and a long limit leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    /// One of both: so they are when it is taken.
    Free(Limits),
    /// One beyond the long one, for none has gone for so long. The short one is full from here on, and so remembers when this was.
    Quiet(Timestamp),
    Spent,
}

impl Room {
    fn of(limits: Limits, rates: [Rate; 2], now: Timestamp) -> Self {
        match [0, 1].map(|at| take(limits[at], now, rates[at])) {
            [Ok(short), Ok(long)] => Self::Free([Some(short), Some(long)]),
            [Ok(_), Err(_)] if is_quiet(limits[0], rates[0], now) => Self::Quiet(now.plus(rates[0].per)),
            _ => Self::Spent,
        }
    }

    const fn is_free(self) -> bool {
        matches!(self, Self::Free(_))
    }

    const fn is_spent(self) -> bool {
        matches!(self, Self::Spent)
    }

    /// The limits when one is taken; whether it counts for the long one.
    const fn charged(self, before: Limits, counts: bool) -> Limits {
        match self {
            Self::Free(after) => [after[0], if counts { after[1] } else { before[1] }],
            Self::Quiet(full) => [Some(full), before[1]],
            Self::Spent => before,
        }
    }
}

/// Whether no message has gone for [`QUIET`], by a short limit that was full after the last one. One that was not says so sooner.
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

    fn held(counters: &mut MobileCounters, subject: Subject, at: Timestamp) -> Option<QuietAxis> {
        counters.charge(subject, &LIMITS, at).held
    }

    #[test]
    fn a_family_of_six_gets_through_and_one_person_does_not_get_more() {
        let mut counters = MobileCounters::default();
        for who in 0..6 {
            assert_eq!(held(&mut counters, somebody(who, false), START), None);
        }
        assert_eq!(held(&mut counters, somebody(0, false), START), None);
        assert_eq!(held(&mut counters, somebody(0, false), START), None);
        let fourth = held(&mut counters, somebody(0, false), START);
        assert_eq!(fourth, Some(QuietAxis::Person), "a fourth message in ten minutes");
    }

    #[test]
    fn a_stranger_who_uses_up_a_day_locks_nobody_out_for_longer_than_a_quarter_of_an_hour() {
        let minutes = |minutes| after(Duration::from_mins(minutes));
        for between in 1..=15 {
            let mut counters = MobileCounters::default();
            let mut asks = |minute| held(&mut counters, somebody(1, false), minutes(minute)).is_none();
            // as fast as messages come back, until the day's are used up; and on, every minute, for hours
            let sent = (0..240).filter(|minute| asks(*minute)).count();
            assert_eq!(sent, 23, "eight, one that has come back, and one after every quarter of an hour without any");
            let waited = (1..=60).map(|turn| turn * between).find(|waited| asks(239 + waited));
            let waited = waited.expect("nobody gets through");
            assert!(waited < 15 + between, "tried every {between} minutes, got through after {waited}");
        }
    }

    #[test]
    fn what_a_stranger_uses_up_of_one_person_leaves_the_others_on_the_phone_theirs() {
        let mut counters = MobileCounters::default();
        let minutes = |minutes| after(Duration::from_mins(minutes));
        for minute in 0..24 * 60 {
            held(&mut counters, somebody(1, false), minutes(minute));
        }
        for (minute, sister) in (24 * 60..).zip(2..6) {
            assert_eq!(held(&mut counters, somebody(sister, false), minutes(minute)), None, "{sister}");
        }
    }

    /// What follows from `often` can be seen from outside: how long an answer takes.
    #[test]
    fn how_often_a_phone_was_asked_about_does_not_tell_who_is_on_it() {
        let (minute, matched) = (Duration::from_mins(1), |who| somebody(who, false));
        let asks: Vec<(u32, Duration)> = (0..200).map(|n: u32| (n % 13, minute / 7 * n)).collect();
        let seen = |is_decoy: &dyn Fn(u32) -> bool, person_of: &dyn Fn(u32) -> u32| -> Vec<bool> {
            let mut counters = MobileCounters::default();
            let subject = |pair| if is_decoy(pair) { somebody(pair, true) } else { matched(person_of(pair)) };
            asks.iter().map(|(pair, at)| counters.charge(subject(*pair), &LIMITS, after(*at)).often).collect()
        };
        let nobody = seen(&|_| true, &|pair| pair);
        assert_eq!(nobody.iter().position(|often| *often), Some(11), "ten, and one that has come back");
        assert_eq!(seen(&|pair| pair > 0, &|pair| pair), nobody, "one of the pairs is registered");
        assert_eq!(seen(&|pair| pair > 3, &|_| 1), nobody, "four of them are one person");
        assert_eq!(seen(&|_| false, &|pair| pair), nobody, "all of them are registered");
    }

    #[test]
    fn a_phone_whose_day_is_used_up_is_quiet_again_as_soon() {
        let mut counters = MobileCounters::default();
        let sent = (0..240_u32)
            .filter(|minute| {
                let at = after(Duration::from_mins(u64::from(*minute)));
                held(&mut counters, somebody(minute % 6, false), at).is_none()
            })
            .count();
        assert!((40..=50).contains(&sent), "{sent}");
        assert_eq!(held(&mut counters, somebody(1, false), after(Duration::from_mins(239 + 15))), None);
    }

    #[test]
    fn wrong_names_use_up_nothing_of_the_people() {
        let mut counters = MobileCounters::default();
        for who in 0..1_000 {
            counters.charge(somebody(who, true), &LIMITS, START);
            counters.count_failure(somebody(who, true), &FailurePolicy::default(), START);
        }
        assert!(counters.counted.len() <= DECOYS);
        assert_eq!(held(&mut counters, somebody(1, false), START), None);
    }

    #[test]
    fn a_pause_holds_guesses_and_messages_back_until_a_code_was_right() {
        let (subject, policy) = (somebody(1, false), FailurePolicy::default());
        let mut counters = MobileCounters::default();
        assert!(!counters.clear_failures(subject), "nothing was counted");
        let failures = (0..100).take_while(|_| counters.count_failure(subject, &policy, START)).count();
        assert!((1..100).contains(&failures), "{failures}");
        assert!(counters.is_paused(subject, START) && !counters.is_paused(somebody(2, false), START));
        assert_eq!(held(&mut counters, subject, START), Some(QuietAxis::Pause));
        assert!(counters.clear_failures(subject));
        assert!(!counters.is_paused(subject, START) && !counters.clear_failures(subject));
        assert_eq!(held(&mut counters, subject, START), None);
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
