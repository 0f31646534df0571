//! ENU-2: a start, a wrong code and another code take as long whoever is asked for. The kinds come in random order, on one
//! connection.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::{Compared, KINDS, Kind, met_once};
use crate::torture::Torture;
use crate::torture::client::{ANOTHER_CODE, Answer, Client, start_body, wrong};
use crate::torture::findings::Findings;
use crate::torture::people::Person;
use crate::torture::place::Place;
use crate::torture::random::Random;
use crate::torture::visit::Visit;
use crate::torture::wait::until;

/// Largest difference of the medians: absolute, and as a share.
const APART: (Duration, f64) = (Duration::from_micros(300), 0.03);
/// Wrong codes of a verification that are evaluated; as many new codes are sent.
const EACH: u8 = 3;
/// Verifications of each kind that are open together: few enough that their codes are still good when they are tried.
const TOGETHER: usize = 100;
/// Messages are there after this.
const ARRIVE: Duration = Duration::from_secs(5);

/// Draws somebody of a kind.
pub(super) type Anyone = fn(&Place, Kind, &mut Random) -> Person;

/// What is timed, and with what.
pub(super) struct Timings<'t> {
    pub(super) torture: &'t Torture,
    pub(super) place: &'t Place,
    pub(super) random: &'t mut Random,
    pub(super) findings: &'t mut Findings,
}

/// A verification that waits for its code.
struct Open {
    kind: Kind,
    id: String,
    /// The right code; of those who have none, any.
    code: String,
}

impl Timings<'_> {
    /// Starts for somebody of these kinds.
    pub(super) fn starts(&mut self, what: &str, kinds: &[Kind], anyone: Anyone) -> Result<String> {
        let (client, mut times) = (self.place.client(), Times::default());
        for _ in 0..self.each() {
            let mut kinds = kinds.to_vec();
            self.random.shuffle(&mut kinds);
            for kind in kinds {
                let body = start_body(&anyone(self.place, kind, self.random));
                times.take(kind, || client.start(None, &body))?;
            }
        }
        Ok(self.judge(times, what))
    }

    /// All the wrong codes that are evaluated.
    pub(super) fn wrong_codes(&mut self) -> Result<String> {
        let (client, mut times) = (self.place.client(), Times::default());
        for numbers in self.together() {
            let mut open = self.opened(&client, "wrong-code", numbers)?;
            for by in 1..=EACH {
                self.random.shuffle(&mut open);
                for Open { kind, id, code } in &open {
                    let code = wrong(code, by.into());
                    let answer = times.take(*kind, || client.confirm(id, None, &code))?;
                    let left = EACH - by;
                    ensure!(answer.json()["attempts_left"] == left, "wrong code {by}: {}", answer.shown());
                }
            }
        }
        Ok(self.judge(times, "wrong codes"))
    }

    /// All the new codes that are sent, and one too many; the answers are compared too. Moves the clock.
    pub(super) fn new_codes(&mut self) -> Result<String> {
        if !self.torture.clock_moves {
            return Ok("another code left out: the clock does not move, and it takes 30 s".to_owned());
        }
        let (client, outbox, mut times) = (self.place.client(), self.place.outbox(), Times::default());
        let (mut sent, mut refused) = (Compared::default(), Compared::default());
        let (from, mut due) = (outbox.end(), 0);
        for numbers in self.together() {
            due += numbers.len() * (1 + usize::from(EACH));
            let mut open = self.opened(&client, "new-code", numbers)?;
            for _ in 0..EACH {
                self.place.move_clock(ANOTHER_CODE)?;
                self.random.shuffle(&mut open);
                for Open { kind, id, .. } in &open {
                    let answer = times.take(*kind, || client.resend(id, None))?;
                    ensure!(answer.status == 202, "another code: {}", answer.shown());
                    sent.take(*kind, &answer);
                }
            }
            for Open { kind, id, .. } in &open {
                refused.take(*kind, &client.resend(id, None)?);
            }
        }
        sent.judge("answers to requests for another code", self.findings);
        refused.judge("answers to requests for one code too many", self.findings);
        // a match that met a limit would be a decoy, and its time that of one
        let messages = || outbox.since(from).len();
        until(ARRIVE, || (messages() >= due).then_some(()));
        let found = messages();
        self.findings.expect(found == due, || format!("{found} SMS to matches that were to get {due} codes"));
        Ok(self.judge(times, "another code"))
    }

    /// Calls of each kind.
    fn each(&self) -> usize {
        self.torture.pick(300, 5_000)
    }

    /// Numbers of verifications, so many that each is called [`EACH`] times, by those that are open together.
    fn together(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let all = self.each().div_ceil(EACH.into());
        (0..all).step_by(TOGETHER).map(move |first| first..all.min(first + TOGETHER))
    }

    /// Verifications of each kind with these numbers, opened in random order.
    fn opened(&mut self, client: &Client, what: &str, numbers: Range<usize>) -> Result<Vec<Open>> {
        let outbox = self.place.outbox();
        let mut asked: Vec<(usize, Kind)> = numbers.flat_map(|number| KINDS.map(|kind| (number, kind))).collect();
        self.random.shuffle(&mut asked);
        let mut visits = Vec::with_capacity(asked.len());
        for (number, kind) in asked {
            let person = met_once(self.place, kind, number, self.random);
            let mut visit = Visit::new(&person, format!("{what}-{number}-{kind:?}"), &outbox);
            let answer = visit.start(client)?;
            ensure!(answer.status == 201, "a start: {}", answer.shown());
            visits.push((kind, visit));
        }
        // waited for here and not between two calls: before a match's call there would be a pause, and before others none
        let open = |(kind, visit): (Kind, Visit)| -> Result<Open> {
            let code = if kind == Kind::Match {
                visit.code_from(&outbox).context("no code came")?
            } else {
                "123456".to_owned()
            };
            Ok(Open { kind, id: visit.id(), code })
        };
        visits.into_iter().map(open).collect()
    }

    /// A short run is too short to judge by.
    fn judge(&mut self, times: Times, what: &str) -> String {
        times.judge(what, !self.torture.short, self.findings)
    }
}

/// How long calls took.
#[derive(Default)]
struct Times(BTreeMap<Kind, Vec<Duration>>);

impl Times {
    /// Times a call.
    fn take(&mut self, kind: Kind, call: impl FnOnce() -> Result<Answer>) -> Result<Answer> {
        let since = Instant::now();
        let answer = call();
        let took = since.elapsed();
        self.0.entry(kind).or_default().push(took);
        answer
    }

    /// The medians in words; a finding when they are judged and too far apart.
    fn judge(self, what: &str, judged: bool, findings: &mut Findings) -> String {
        let each = self.0.values().map(Vec::len).min().unwrap_or_default();
        let medians: BTreeMap<Kind, Duration> = self.0.into_iter().map(|(kind, times)| (kind, median(times))).collect();
        let (least, most) = (medians.values().min().copied(), medians.values().max().copied());
        let (least, most) = (least.unwrap_or_default(), most.unwrap_or_default());
        let apart = most.saturating_sub(least);
        let share = apart.as_secs_f64() / least.as_secs_f64().max(1e-9);
        let told = format!("{what}: medians of {each} each {medians:?}, {apart:?} apart ({:.1} %)", share * 100.0);
        findings.expect(!judged || apart < APART.0 && share < APART.1, || told.clone());
        told
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Findings about these medians, in microseconds.
    fn found(matches: u64, strangers: u64, judged: bool) -> usize {
        let around = |median: u64| [median / 2, median, median * 3].map(Duration::from_micros).to_vec();
        let times = Times(BTreeMap::from([(Kind::Match, around(matches)), (Kind::Unknown, around(strangers))]));
        let mut findings = Findings::default();
        let told = times.judge("starts", judged, &mut findings);
        assert!(told.starts_with("starts: medians of 3 each {Match: "), "{told}");
        findings.len()
    }

    #[test]
    fn medians_may_be_apart_by_neither_measure() {
        assert_eq!(found(1_000, 1_020, true), 0);
        assert_eq!(found(1_040, 1_000, true), 1, "4 %");
        assert_eq!(found(20_000, 20_310, true), 1, "more than 0.3 ms, and less than 3 %");
        assert_eq!(found(1_000, 2_000, false), 0);
    }
}
