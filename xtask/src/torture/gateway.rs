//! OTP-9: a gateway that is slow, fails, or takes a message and says nothing. Callers feel nothing of it, nobody gets a code
//! twice, and no code arrives after it has expired.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Torture;
use super::client::start_body;
use super::findings::{Findings, Outcome};
use super::listen::{self, held};
use super::place::{Place, Setup};
use super::server::Server;
use super::wait::pause;

/// Starts are answered within this, whatever the gateway does.
const P99: Duration = Duration::from_millis(300);
/// Past the life of a code.
const EXPIRED: i64 = 200_000;

/// What the gateway does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    /// Takes it, and answers after half a minute.
    Slow,
    /// 500, without taking it.
    Failing,
    /// Takes it, and closes the connection without a word.
    Silent,
    /// Takes it.
    Well,
}

/// A gateway of our own.
struct Gateway {
    address: String,
    mood: Arc<Mutex<Mood>>,
    /// How often each message was taken.
    taken: Arc<Mutex<BTreeMap<String, usize>>>,
    asked: Arc<Mutex<usize>>,
    closed: Arc<AtomicBool>,
}

impl Gateway {
    fn open() -> Result<Self> {
        let mut gateway = Self {
            address: String::new(),
            mood: Arc::new(Mutex::new(Mood::Well)),
            taken: Arc::default(),
            asked: Arc::default(),
            closed: Arc::default(),
        };
        let (mood, taken) = (Arc::clone(&gateway.mood), Arc::clone(&gateway.taken));
        let (asked, closed) = (Arc::clone(&gateway.asked), Arc::clone(&gateway.closed));
        gateway.address = listen::serve(move |stream: &TcpStream| {
            let mood = *held(&mood);
            answer(stream, mood, &taken, &asked, &closed)
        })?;
        Ok(gateway)
    }

    fn set(&self, mood: Mood) {
        *held(&self.mood) = mood;
    }

    fn taken(&self) -> BTreeMap<String, usize> {
        held(&self.taken).clone()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
    }
}

/// One request on one connection.
fn answer(
    stream: &TcpStream,
    mood: Mood,
    taken: &Mutex<BTreeMap<String, usize>>,
    asked: &Mutex<usize>,
    closed: &AtomicBool,
) -> Result<()> {
    let message: Value = serde_json::from_slice(&listen::read(stream)?.body)?;
    *held(asked) += 1;
    if mood != Mood::Failing {
        *held(taken).entry(message["message_id"].to_string()).or_default() += 1;
    }
    match mood {
        Mood::Slow => {
            for _ in 0..300 {
                if closed.load(Ordering::Relaxed) {
                    return Ok(());
                }
                pause(Duration::from_millis(100));
            }
        }
        Mood::Silent => return Ok(()),
        Mood::Failing | Mood::Well => {}
    }
    listen::answer(stream, if mood == Mood::Failing { "500 Internal Server Error" } else { "200 OK" })
}

/// Every mood in turn.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let each = torture.pick(50, 500);
    let gateway = Gateway::open()?;
    let sms = format!(
        "gateways = [\"ours\"]\n[sms.ours]\nkind = \"http\"\nurl = \"http://{}/\"\ntimeout = \"5s\"\n",
        gateway.address
    );
    let place = Place::new(torture, "gateway", &Setup { people: 2_000, sms: &sms, ..Setup::default() })?;
    let (mut findings, mut told) = (Findings::default(), Vec::new());
    for (turn, mood) in [Mood::Well, Mood::Slow, Mood::Failing, Mood::Silent].into_iter().enumerate() {
        gateway.set(mood);
        // a new life for each: the service remembers how a gateway has done lately
        let server = Server::start(&place)?;
        let p99 = starts(&place, turn * each, each, mood, &mut findings)?;
        findings.expect(p99 < P99, || format!("{mood:?}: the slowest starts took {p99:?}"));
        told.push(format!("{mood:?} {p99:?}"));
        pause(Duration::from_secs(torture.pick(2, 12)));
        if torture.clock_moves {
            place.set_clock(EXPIRED * i64::try_from(turn + 1)?)?;
            let late = late(torture, &gateway);
            findings.expect(late == 0, || format!("{mood:?}: {late} codes arrived after they had expired"));
        }
        // a service that stops waits for calls in flight
        gateway.set(Mood::Well);
        server.stop()?;
    }
    let (taken, asked) = (gateway.taken(), *held(&gateway.asked));
    let twice = taken.values().filter(|times| **times > 1).count();
    findings.expect(twice == 0, || format!("{twice} codes were handed in twice"));
    findings.expect(taken.len() >= each, || format!("only {} messages ever came", taken.len()));
    let left_out = if torture.clock_moves { "" } else { "; codes that expire left out: the clock does not move" };
    findings.verdict(format!(
        "{each} starts each, p99 {}; {asked} calls, {} messages taken{left_out}",
        told.join(", "),
        taken.len()
    ))
}

/// What has not left by now has expired; a gateway that is well again gets none of it. Gives how much it got.
fn late(torture: &Torture, gateway: &Gateway) -> usize {
    let before = gateway.taken().len();
    gateway.set(Mood::Well);
    pause(Duration::from_secs(torture.pick(3, 35)));
    gateway.taken().len() - before
}

/// The 99th of a hundred starts, one after another. Each must be taken: budgets are wide here, and what is limited by person is a
/// message, not a start.
fn starts(place: &Place, first: usize, each: usize, mood: Mood, findings: &mut Findings) -> Result<Duration> {
    let client = place.client();
    let (mut times, mut others) = (Vec::with_capacity(each), BTreeMap::<String, usize>::new());
    for number in 0..each {
        let person = &place.people[(first + number) % place.people.len()];
        let since = Instant::now();
        let answer = client.start(None, &start_body(person)).context("a start")?;
        times.push(since.elapsed());
        if answer.status != 201 {
            *others.entry(answer.shown()).or_default() += 1;
        }
    }
    findings.expect(others.is_empty(), || format!("{mood:?}: of {each} starts some are answered {others:?}"));
    times.sort_unstable();
    Ok(times.get(times.len() * 99 / 100).copied().unwrap_or_default())
}
