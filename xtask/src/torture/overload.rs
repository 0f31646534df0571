//! OVL-1: with twice the load that it can take, the service still does nearly all that it can, and says no to the rest.

use std::collections::VecDeque;
use std::io;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rustix::process::{Resource, getrlimit, setrlimit};

use super::Torture;
use super::client::start_body;
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::server::Server;
use super::wait::pause;
use super::wire::{Told, Wire};
use crate::bench::figures::Several;

/// Callers that together find the capacity.
const CALLERS: usize = 40;
/// Callers that together want twice as much.
const MANY: usize = 1_000;
/// Requests in work at most: a quarter of what it is by itself, for one processor. Of these, what starts may take.
const CAP: usize = 64;
const STARTS: usize = CAP - CAP / 4;
/// What must be left of the capacity.
const GOODPUT: f64 = 0.85;
/// Of the capacity, what must have been answered or refused where callers wait too short: more than can be done.
const CAME: f64 = 1.05;
/// So many times the capacity would be there if everybody were refused who waits so long as callers then do.
const IN_VAIN: f64 = 1.3;
/// Time in which the capacity is measured, in each round: short, for a machine is not as fast in one second as in the next.
const ALONE: Duration = Duration::from_secs(1);
/// And in which twice as much is wanted.
const LOAD: Duration = Duration::from_millis(1_500);
/// Until all callers are there.
const RAMP: Duration = Duration::from_millis(300);
/// What a caller's thread needs.
const STACK: usize = 128 * 1024;

/// What was answered.
#[derive(Default)]
struct Answers {
    good: AtomicUsize,
    shed: AtomicUsize,
    other: AtomicUsize,
    lost: AtomicUsize,
}

impl Answers {
    fn count(&self, told: Option<&Told>) {
        let counter = match told {
            Some(told) if told.status == 201 => &self.good,
            Some(told) if told.status == 503 && told.says_when => &self.shed,
            Some(_) => &self.other,
            None => &self.lost,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// Starts a second in one round, and refusals.
struct Round {
    capacity: f64,
    good: f64,
    shed: f64,
}

/// Medians of rounds: starts a second, and of these what came and what was done.
struct Rounds {
    capacity: f64,
    came: f64,
    done: f64,
}

/// First with the settings as they are: whoever waits gets in. Then everybody may wait only so long that not all can.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    allow_files(MANY + 100)?;
    let usual = format!("max_in_flight = {CAP}\n");
    let setup = Setup { people: 5_000, server: &usual, ..Setup::default() };
    let place = Place::new(torture, "overload", &setup)?;
    let _apart = Apart::begin();
    let mut findings = Findings::default();
    let waiting = rounds(torture, &place, &mut findings)?;
    #[expect(clippy::cast_precision_loss, reason = "some thousand callers")]
    let wait = Duration::from_secs_f64((MANY - STARTS) as f64 / (IN_VAIN * waiting.capacity.max(1.0)));
    let wait = wait.min(Duration::from_secs(10)).as_millis();
    let short = format!("{usual}max_wait = \"{wait}ms\"\n");
    place.write_config(&Setup { server: &short, ..setup })?;
    let in_vain = rounds(torture, &place, &mut findings)?;
    let Rounds { capacity, came, done } = in_vain;
    findings.expect(came >= CAME, || format!("only {came:.2} of the capacity came: the load was no load"));
    findings.verdict(format!(
        "{MANY} callers who want twice the capacity, {CAP} requests in work: {:.2} of {:.0} starts a second was done, \
         and {:.2} refused; waiting {wait} ms at most, {done:.2} of {capacity:.0} was done, and {:.2} refused",
        waiting.done,
        waiting.capacity,
        waiting.came - waiting.done,
        came - done,
    ))
}

/// Measures, then doubles, over and over.
fn rounds(torture: &Torture, place: &Place, findings: &mut Findings) -> Result<Rounds> {
    // callers and service on processors of their own: the callers must not take what they measure
    let _server = Server::start_under(place, &["taskset", "-c", "0"])?;
    // a first second for caches and connections
    load(place, CALLERS, None, Duration::from_secs(1), &Answers::default())?;
    let rounds = (0..torture.pick(3, 15)).map(|_| round(place, findings)).collect::<Result<Vec<Round>>>()?;
    let median = |of: fn(&Round) -> f64| Several::of(rounds.iter().map(of)).map_or(0.0, |several| several.median);
    let done = median(|round| round.good / round.capacity);
    findings.expect(done >= GOODPUT, || format!("{done:.2} of the capacity was done under load"));
    let came = median(|round| (round.good + round.shed) / round.capacity);
    Ok(Rounds { capacity: median(|round| round.capacity), came, done })
}

fn round(place: &Place, findings: &mut Findings) -> Result<Round> {
    let alone = Answers::default();
    load(place, CALLERS, None, ALONE, &alone)?;
    let capacity = rate(&alone.good, ALONE);
    let answers = Answers::default();
    load(place, MANY, Some(capacity * 2.0), LOAD, &answers)?;
    let (other, lost) = (answers.other.load(Ordering::Relaxed), answers.lost.load(Ordering::Relaxed));
    findings.expect(other == 0, || format!("{other} answers that are neither 201 nor 503 with Retry-After"));
    findings.expect(lost == 0, || format!("{lost} callers got no answer in 10 s"));
    Ok(Round { capacity, good: rate(&answers.good, LOAD), shed: rate(&answers.shed, LOAD) })
}

/// Every caller has a connection.
fn allow_files(needed: usize) -> Result<()> {
    let mut limit = getrlimit(Resource::Nofile);
    let needed = u64::try_from(needed)?;
    if limit.current.is_some_and(|current| current < needed) {
        limit.current = limit.maximum.map_or(Some(needed), |most| Some(most.min(needed)));
        setrlimit(Resource::Nofile, limit).context("more open files")?;
    }
    Ok(())
}

/// This process, kept off the first processor; on a machine with only one it stays where it is.
struct Apart(String);

impl Apart {
    fn begin() -> Self {
        let all = std::thread::available_parallelism().map_or(1, usize::from);
        let apart = Self(format!("0-{}", all - 1));
        if all > 1 {
            place_on(&format!("1-{}", all - 1));
        }
        apart
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        place_on(&self.0);
    }
}

fn place_on(processors: &str) {
    let id = std::process::id().to_string();
    // without taskset the load only measures less well
    let _ = Command::new("taskset").args(["-a", "-c", "-p", processors, &id]).stdout(Stdio::null()).status();
}

fn rate(count: &AtomicUsize, time: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a count of seconds' worth of calls")]
    let count = count.load(Ordering::Relaxed) as f64;
    count / time.as_secs_f64()
}

/// Starts from so many callers, who have all the connections among them; at a pace when one is given, else as fast as answers come.
fn load(place: &Place, callers: usize, offered: Option<f64>, time: Duration, answers: &Answers) -> Result<()> {
    let wires = (0..MANY).map(|_| Wire::open(&place.address)).collect::<io::Result<VecDeque<Wire>>>();
    let mut wires = wires.context("a caller's connection")?;
    let requests = &requests(place);
    let from = Instant::now() + RAMP;
    let window = Window { from, to: from + time };
    #[expect(clippy::cast_precision_loss, reason = "some thousand callers")]
    let every = offered.map_or(Duration::ZERO, |offered| Duration::from_secs_f64(callers as f64 / offered));
    thread::scope(|scope| {
        for number in 0..callers {
            let own = wires.drain(..MANY / callers).collect();
            let requests = requests.iter().cycle().skip(number % requests.len()).step_by(callers);
            let caller = move || keep_asking(own, &place.address, requests, every, window, answers);
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, caller)?;
        }
        Ok(())
    })
}

/// When answers count.
#[derive(Clone, Copy)]
struct Window {
    from: Instant,
    to: Instant,
}

/// One caller, with one connection after the other. Whoever is late asks again at once.
fn keep_asking<'r>(
    mut wires: VecDeque<Wire>,
    address: &str,
    requests: impl Iterator<Item = &'r Vec<u8>>,
    every: Duration,
    window: Window,
    answers: &Answers,
) {
    let mut due = window.from;
    for request in requests {
        pause(due.saturating_duration_since(Instant::now()));
        if Instant::now() >= window.to {
            return;
        }
        let mut wire = wires.pop_front();
        let told = wire.as_mut().and_then(|wire| wire.ask(request).ok());
        if told.is_none() {
            wire = Wire::open(address).ok();
        }
        wires.extend(wire);
        if told.is_none() || Instant::now() < window.to {
            answers.count(told.as_ref());
        }
        due += every;
    }
}

/// A start for each person, as it goes over the wire.
fn requests(place: &Place) -> Vec<Vec<u8>> {
    let written = place.people.iter().map(|person| {
        let (body, address, key) = (start_body(person).to_string(), &place.address, &place.secret_key);
        let head = format!(
            "POST /api/v1/verifications HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {key}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        (head + &body).into_bytes()
    });
    written.collect()
}
