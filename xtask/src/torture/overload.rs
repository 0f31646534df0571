//! OVL-1: with twice the load that it can take, the service still does nearly all that it can, and says no to the rest.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::Torture;
use super::client::start_body;
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::server::Server;
use super::wait::pause;
use super::wire::Wire;
use crate::bench::figures::Several;

/// Callers that together find the capacity.
const CALLERS: usize = 32;
/// Callers that together offer twice as much.
const MANY: usize = 512;
/// Requests in work at most: a quarter of what it is by itself, so that fewer callers are too many.
const CAP: u32 = 256;
/// What must be left of the capacity.
const GOODPUT: f64 = 0.85;
/// Of the capacity, what must have come at least: twice as much is meant to, and answers take the callers' time.
const CAME: f64 = 1.6;
/// Seconds in which the capacity is measured, in each round.
const ALONE: Duration = Duration::from_secs(3);

/// What was answered.
#[derive(Default)]
struct Answers {
    good: AtomicUsize,
    shed: AtomicUsize,
    other: AtomicUsize,
    lost: AtomicUsize,
}

/// Starts a second in one round, and refusals.
struct Round {
    capacity: f64,
    good: f64,
    shed: f64,
}

/// Measures, then doubles, in rounds: a machine is not as fast in one second as in the next.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let cap = format!("max_in_flight = {CAP}\n");
    let place = Place::new(torture, "overload", &Setup { people: 5_000, server: &cap, ..Setup::default() })?;
    // callers and service on processors of their own: the callers must not take what they measure
    let _server = Server::start_under(&place, &["taskset", "-c", "0"])?;
    let _apart = Apart::begin();
    let time = Duration::from_secs(torture.pick(3, 5));
    // a first second for caches and connections
    load(&place, CALLERS, None, Duration::from_secs(1), &Answers::default());
    let mut findings = Findings::default();
    let rounds: Vec<Round> = (0..torture.pick(1, 5)).map(|_| round(&place, time, &mut findings)).collect();
    let median = |of: fn(&Round) -> f64| Several::of(rounds.iter().map(of)).map_or(0.0, |several| several.median);
    let done = median(|round| round.good / round.capacity);
    let came = median(|round| (round.good + round.shed) / round.capacity);
    findings.expect(done >= GOODPUT, || format!("{done:.2} of the capacity was done under load"));
    findings.expect(came >= CAME, || format!("only {came:.2} of the capacity came, not {CAME} or more"));
    findings.verdict(format!(
        "medians of {} rounds: capacity {:.0} starts a second; {came:.2} of that came, {done:.2} was done, the rest refused with 503; at most {CAP} in work",
        rounds.len(),
        median(|round| round.capacity),
    ))
}

fn round(place: &Place, time: Duration, findings: &mut Findings) -> Round {
    let alone = Answers::default();
    load(place, CALLERS, None, ALONE, &alone);
    let capacity = rate(&alone.good, ALONE);
    let answers = Answers::default();
    load(place, MANY, Some(capacity * 2.0), time, &answers);
    let (other, lost) = (answers.other.load(Ordering::Relaxed), answers.lost.load(Ordering::Relaxed));
    let shed = rate(&answers.shed, time);
    findings.expect(shed > 0.0, || "nobody was refused: the load was no load".to_owned());
    findings.expect(other == 0, || format!("{other} answers that are neither 201 nor 503 with Retry-After"));
    findings.expect(lost == 0, || format!("{lost} callers got no answer in 10 s"));
    Round { capacity, good: rate(&answers.good, time), shed }
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

/// Starts from so many callers; at a pace when one is given, else as fast as answers come.
fn load(place: &Place, callers: usize, offered: Option<f64>, time: Duration, answers: &Answers) {
    let (stop, requests) = (&AtomicBool::new(false), &requests(place));
    thread::scope(|scope| {
        for number in 0..callers {
            scope.spawn(move || {
                #[expect(clippy::cast_precision_loss, reason = "some hundred callers")]
                let every = offered.map(|offered| Duration::from_secs_f64(callers as f64 / offered));
                let mut wire = Wire::open(&place.address).ok();
                let (mut at, mut due) = (number, Instant::now());
                while !stop.load(Ordering::Relaxed) {
                    if !call(wire.as_mut(), &requests[at % requests.len()], answers) {
                        wire = Wire::open(&place.address).ok();
                    }
                    at += callers;
                    if let Some(every) = every {
                        due += every;
                        pause(due.saturating_duration_since(Instant::now()));
                    }
                }
            });
        }
        pause(time);
        stop.store(true, Ordering::Relaxed);
    });
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

/// Asks once; says whether the connection can be used again.
fn call(wire: Option<&mut Wire>, request: &[u8], answers: &Answers) -> bool {
    let told = wire.and_then(|wire| wire.ask(request).ok());
    let counter = match &told {
        Some(told) if told.status == 201 => &answers.good,
        Some(told) if told.status == 503 && told.says_when => &answers.shed,
        Some(_) => &answers.other,
        None => &answers.lost,
    };
    counter.fetch_add(1, Ordering::Relaxed);
    told.is_some()
}
