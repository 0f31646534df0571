//! Random sequences of steps, against rules that are written down here a second time, as plainly as can be.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    code::{GuessRefused, ResendRefused},
    limits::Rate,
    time::Timestamp,
};
use proptest::{collection::vec, prelude::*};
use server::ports::{MessageKey, Opened, Resent};

use crate::{
    audit::counted,
    kit::{CODE, MOBILE, Rig, Run, START, Start, Try},
    values::person,
};

/// One step; verifications by their number, as far as there are so many.
#[derive(Clone, Debug)]
enum Step {
    Open { known: bool },
    Resend(usize),
    Guess(usize, Guess),
    Cancel(usize),
    Wait(u64),
}

#[derive(Clone, Copy, Debug)]
enum Guess {
    Right,
    Older,
    Wrong,
}

fn step() -> impl Strategy<Value = Step> {
    let which = || 0..3_usize;
    let guess = prop_oneof![2 => Just(Guess::Wrong), 2 => Just(Guess::Right), 1 => Just(Guess::Older)];
    prop_oneof![
        3 => prop::bool::weighted(0.7).prop_map(|known| Step::Open { known }),
        2 => which().prop_map(Step::Resend),
        8 => (which(), guess).prop_map(|(which, guess)| Step::Guess(which, guess)),
        1 => which().prop_map(Step::Cancel),
        4 => prop_oneof![0..5_u64, 25..35_u64, 170..190_u64, 290..310_u64].prop_map(Step::Wait),
    ]
}

/// A verification by the rules.
struct Check {
    run: Run,
    known: bool,
    started: Timestamp,
    issued: Timestamp,
    resends: u8,
    guesses: u8,
    over: Option<GuessRefused>,
    /// No code can be right any more.
    void: bool,
}

impl Check {
    fn code(generation: u8) -> String {
        let first: u32 = CODE.parse().unwrap();
        format!("{:06}", first + u32::from(generation))
    }

    fn typed(&self, guess: Guess) -> String {
        match guess {
            Guess::Right => Self::code(self.resends),
            Guess::Older => Self::code(self.resends.wrapping_sub(1).min(9)),
            Guess::Wrong => "000000".into(),
        }
    }
}

/// Failures in a row by the rules: a pause after each ten, of 5, 10, then 15 minutes.
#[derive(Default)]
struct Failures {
    in_a_row: u32,
    paused_until: Option<Timestamp>,
}

impl Failures {
    fn is_paused(&self, now: Timestamp) -> bool {
        self.paused_until.is_some_and(|until| now < until)
    }

    fn fail(&mut self, now: Timestamp) {
        if self.is_paused(now) {
            return;
        }
        self.in_a_row += 1;
        if self.in_a_row.is_multiple_of(10) {
            self.paused_until = Some(now.plus(Duration::from_mins(5 * u64::from(self.in_a_row / 10).min(3))));
        }
    }
}

struct Model {
    rig: Rig,
    /// How to open one for somebody who is known, and for nobody.
    starts: [Start; 2],
    failures: [Failures; 2],
    now: Timestamp,
    checks: Vec<Check>,
    acts: BTreeMap<&'static str, usize>,
}

impl Model {
    async fn new(rig: Rig) -> Self {
        let starts = [rig.start_for("9810000099", "Nobody Here").await, rig.start().await];
        let acts = counted(&rig).await;
        Self { rig, starts, failures: Default::default(), now: START, checks: Vec::new(), acts }
    }

    async fn run(mut self, steps: Vec<Step>) {
        for step in steps {
            match step {
                Step::Open { known } => self.open(known).await,
                Step::Resend(which) if which < self.checks.len() => self.resend(which).await,
                Step::Guess(which, guess) if which < self.checks.len() => self.guess(which, guess).await,
                Step::Cancel(which) if which < self.checks.len() => self.cancel(which).await,
                Step::Wait(seconds) => self.now = self.now.plus(Duration::from_secs(seconds)),
                _ => {}
            }
        }
        self.end().await;
    }

    fn act(&mut self, act: &'static str) {
        *self.acts.entry(act).or_default() += 1;
    }

    async fn open(&mut self, known: bool) {
        let mut start = self.starts[usize::from(known)].clone();
        start.at = self.now;
        let (run, opened) = self.rig.try_open(&start).await;
        let expected = !known || self.failures[1].is_paused(self.now);
        assert!(matches!(opened, Opened::Open { void, slowed: false, .. } if void == expected));
        let (started, issued) = (self.now, self.now);
        let check = Check { run, known, started, issued, resends: 0, guesses: 0, over: None, void: expected };
        // The newest three are gone on with.
        self.checks.insert(0, check);
        self.act("verification-opened");
    }

    async fn resend(&mut self, which: usize) {
        let paused = self.failures[usize::from(self.checks[which].known)].is_paused(self.now);
        let (now, check) = (self.now, &mut self.checks[which]);
        let start = &self.starts[usize::from(check.known)];
        let generation = check.resends + 1;
        let resent = self.rig.resend(&check.run, start, &Check::code(generation), generation, now).await;
        let closed = check.over.is_some() || check.guesses == 3 || now > check.started.plus(Duration::from_mins(15));
        let at = check.issued.plus(Duration::from_secs(30));
        match resent {
            Resent::Refused(ResendRefused::Closed) => assert!(closed),
            Resent::Refused(ResendRefused::TooMany) => assert!(!closed && check.resends == 3),
            Resent::Refused(ResendRefused::TooEarly { at: told }) => assert!(!closed && now < at && told == at),
            Resent::Sent { void, .. } => {
                assert!(!closed && check.resends < 3 && now >= at);
                check.void |= paused;
                assert_eq!(void, check.void);
                (check.resends, check.issued) = (generation, now);
                self.act("code-sent-again");
            }
            _ => panic!("neither sent nor refused"),
        }
    }

    async fn guess(&mut self, which: usize, guess: Guess) {
        let (now, check) = (self.now, &mut self.checks[which]);
        let failures = &mut self.failures[usize::from(check.known)];
        let typed = check.typed(guess);
        let tried = self.rig.try_code(&check.run, &typed, now).await;
        let refused = match check.over {
            Some(over) => Some(over),
            None if check.guesses == 3 => Some(GuessRefused::AttemptsExceeded),
            None if now >= check.issued.plus(Duration::from_mins(3)) => Some(GuessRefused::Expired),
            None => None,
        };
        if let Some(why) = refused {
            assert!(matches!(tried, Try::Refused(told) if told == why), "{why}: {tried:?}");
            return;
        }
        check.guesses += 1;
        if typed == Check::code(check.resends) && !check.void && !failures.is_paused(now) {
            assert!(tried.is_right(), "{tried:?}");
            check.over = Some(GuessRefused::Used);
            *failures = Failures::default();
            self.act("result-given");
        } else {
            assert!(matches!(tried, Try::Wrong(left) if left == 3 - check.guesses), "{tried:?}");
            failures.fail(now);
            self.act("code-refused");
        }
    }

    async fn cancel(&mut self, which: usize) {
        let (now, check) = (self.now, &mut self.checks[which]);
        self.rig.cancel(&check.run, now).await;
        if check.over.is_none() {
            check.over = Some(GuessRefused::Cancelled);
            self.act("verification-cancelled");
        }
    }

    /// Every act is in the log once, and exactly those messages go out whose code may still be right.
    async fn end(self) {
        assert_eq!(counted(&self.rig).await, self.acts);
        let alive = |check: &&Check| {
            check.over.is_none() && !check.void && self.now < check.issued.plus(Duration::from_mins(3))
        };
        let mut expected: Vec<MessageKey> =
            self.checks.iter().filter(alive).map(|check| check.run.message(check.resends)).collect();
        let mut sent: Vec<MessageKey> = self.rig.take_sms(self.now).await.iter().map(|message| message.key).collect();
        expected.sort_unstable();
        sent.sort_unstable();
        assert!(sent == expected, "{} messages, not {}", sent.len(), expected.len());
    }
}

fn in_a_runtime<F: Future<Output = ()>>(work: F) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn any_sequence_of_steps_keeps_the_rules_in_memory(steps in vec(step(), 1..80)) {
        in_a_runtime(async { Model::new(Rig::in_memory()).await.run(steps).await });
    }

    #[test]
    fn limits_are_kept_in_every_window_in_memory(sends in vec((0..6_usize, 0..900_u64), 1..120)) {
        in_a_runtime(limits(Rig::in_memory(), sends));
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn any_sequence_of_steps_keeps_the_rules_on_sqlite(steps in vec(step(), 1..60)) {
        in_a_runtime(async { Model::new(Rig::on_sqlite()).await.run(steps).await });
    }

    #[test]
    fn limits_are_kept_in_every_window_on_sqlite(sends in vec((0..6_usize, 0..900_u64), 1..60)) {
        in_a_runtime(limits(Rig::on_sqlite(), sends));
    }
}

const PERSON: [Rate; 2] = [Rate::new(3, Duration::from_mins(10)), Rate::new(8, Duration::from_hours(24))];
const MOBILE_LIMITS: [Rate; 2] = [Rate::new(10, Duration::from_mins(10)), Rate::new(30, Duration::from_hours(24))];

/// One message goes when none has gone for so long, also when the day's are spent; a little sooner when the last one was of the
/// day's, for that fills the short limit less.
const QUIET: Duration = Duration::from_mins(15);

/// A message that went out, and whether none had gone before to that person, or to anybody on the mobile.
struct Sent {
    who: usize,
    at: Timestamp,
    quiet: [bool; 2],
}

/// A family of six asks for codes at random. Each item is who asks, and how many seconds after the one before.
async fn limits(rig: Rig, sends: Vec<(usize, u64)>) {
    let names = ["Asha Rao", "Ravi Rao", "Meena Rao", "Kiran Rao", "Anil Rao", "Sita Rao"];
    let family = names.iter().zip(1..).map(|(name, n)| person(&format!("812345678900{n:02}"), name, MOBILE, vec![]));
    rig.import(family.collect()).await;
    let mut starts = Vec::new();
    for name in names {
        let mut start = rig.start_for(MOBILE, name).await;
        (start.limits.person, start.limits.mobile) = (PERSON, MOBILE_LIMITS);
        starts.push(start);
    }
    let mut now = START;
    let mut sent: Vec<Sent> = Vec::new();
    for (who, seconds) in sends {
        now = now.plus(Duration::from_secs(seconds));
        let quiet = |last: Option<&Sent>, short: Rate| {
            last.is_none_or(|last| now.since(last.at) + short.per >= QUIET + short.per / short.burst)
        };
        let person = quiet(sent.iter().rfind(|sent| sent.who == who), PERSON[0]);
        let mobile = quiet(sent.last(), MOBILE_LIMITS[0]);
        if opens(&rig, &mut starts[who], now).await {
            sent.push(Sent { who, at: now, quiet: [person, mobile] });
        }
    }
    let chosen =
        |of: &dyn Fn(&Sent) -> bool| sent.iter().filter(|sent| of(sent)).map(|sent| sent.at).collect::<Vec<_>>();
    never_more(&chosen(&|_| true), MOBILE_LIMITS[0]);
    // what goes beyond the day of one counts for no day
    never_more(&chosen(&|sent| sent.quiet == [false; 2]), MOBILE_LIMITS[1]);
    for who in 0..6 {
        never_more(&chosen(&|sent| sent.who == who), PERSON[0]);
        never_more(&chosen(&|sent| sent.who == who && sent.quiet == [false; 2]), PERSON[1]);
    }
    now = now.plus(Duration::from_hours(24));
    for start in &mut starts {
        assert!(opens(&rig, start, now).await, "a family of six gets through");
    }
}

/// Whether a message goes out.
async fn opens(rig: &Rig, start: &mut Start, now: Timestamp) -> bool {
    start.at = now;
    matches!(rig.try_open(start).await.1, Opened::Open { void: false, .. })
}

/// In any stretch of time: what may come at once, and what has come back meanwhile.
fn never_more(sent: &[Timestamp], rate: Rate) {
    let back = rate.per / rate.burst;
    for (first, from) in sent.iter().enumerate() {
        for (last, to) in sent.iter().enumerate().skip(first) {
            let may = u128::from(rate.burst) + to.since(*from).as_millis() / back.as_millis();
            assert!(((last - first + 1) as u128) <= may, "{rate:?}");
        }
    }
}
