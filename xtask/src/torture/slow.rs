//! HTTP-1: a thousand connections that send and read as slowly as they can; everybody else notices nothing.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::client::{Client, start_body};
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::random::Random;
use super::server::Server;
use super::wait::pause;
use super::{Torture, tools};

/// Others are answered within this.
const P99: Duration = Duration::from_millis(100);
const CONNECTIONS: &str = "1000";
/// Of them the service must have had so many at once.
const HELD: u64 = 900;
/// Seconds after which an attack would end by itself.
const LONGEST: &str = "60";
/// How often the connections are counted.
const LOOK: Duration = Duration::from_millis(200);

/// Slow headers, slow bodies, slow readers.
const WAYS: [(&str, &[&str]); 3] = [
    ("headers", &["-H", "-i", "5"]),
    ("bodies", &["-B", "-i", "5", "-s", "8192"]),
    ("reads", &["-X", "-w", "1", "-y", "2", "-n", "5", "-z", "1", "-k", "3"]),
];

/// One way after the other, with ordinary callers beside.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    if !tools::installed("slowhttptest") {
        return Ok(Outcome::Skipped("no slowhttptest (Debian: `apt-get install slowhttptest`)".to_owned()));
    }
    // the service closes such connections after ten seconds, so that a longer attack is several
    let (attacks, seconds) = torture.pick((1, 5), (8, 10));
    let place = Place::new(torture, "slow", &Setup { people: 600, ..Setup::default() })?;
    let server = Server::start(&place)?;
    let (mut random, mut findings, mut told) = (Random::new(torture.seed, "slow"), Findings::default(), Vec::new());
    for (way, flags) in WAYS {
        let (mut times, mut held) = (Vec::new(), u64::MAX);
        for _ in 0..attacks {
            let mut attack = Attack::begin(&place, flags)?;
            let until = Instant::now() + Duration::from_secs(seconds);
            held = held.min(others(&place, way, until, &mut random, &mut times, &mut findings)?);
            findings.expect(attack.goes_on(), || format!("slow {way}: slowhttptest has ended by itself"));
        }
        findings.expect(held >= HELD, || format!("slow {way}: the service had {held} connections at most"));
        times.sort_unstable();
        let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
        findings.expect(p99 < P99, || format!("slow {way}: p99 of the others is {p99:?}"));
        told.push(format!("{way}: {held} at once, p99 {p99:?} of {}", times.len()));
    }
    drop(server);
    findings.verdict(format!("{attacks} attacks of {seconds} s by {CONNECTIONS} connections each; {}", told.join("; ")))
}

/// Ordinary callers until then; gives the most connections that the service had meanwhile.
fn others(
    place: &Place,
    way: &str,
    until: Instant,
    random: &mut Random,
    times: &mut Vec<Duration>,
    findings: &mut Findings,
) -> Result<u64> {
    let (client, ops, mut held) = (place.client(), Client::new(&place.ops, ""), 0);
    let mut look = Instant::now();
    while Instant::now() < until {
        let person = &place.people[random.below(place.people.len())];
        for starts in [true, false] {
            let since = Instant::now();
            let answer = if starts { client.start(None, &start_body(person)) } else { client.get("/") };
            let answer = answer.with_context(|| format!("slow {way}"))?;
            times.push(since.elapsed());
            findings.expect(answer.status < 400, || format!("slow {way}: an honest caller got {}", answer.shown()));
        }
        if look.elapsed() > LOOK {
            held = held.max(connections(&ops)?);
            look = Instant::now();
        }
        pause(Duration::from_millis(10));
    }
    Ok(held)
}

/// Open connections, as the service counts them.
fn connections(ops: &Client) -> Result<u64> {
    let page = ops.get("/metrics")?;
    let text = String::from_utf8_lossy(&page.body);
    let count = text.lines().find_map(|line| line.strip_prefix("kyvs_connections "));
    count.and_then(|count| count.trim().parse().ok()).context("the metrics do not say how many connections are open")
}

/// The attacker; ended when dropped.
struct Attack(Child);

impl Attack {
    fn begin(place: &Place, flags: &[&str]) -> Result<Self> {
        let url = format!("http://{}/", place.address);
        let mut command = Command::new("slowhttptest");
        command.args(flags).args(["-c", CONNECTIONS, "-r", "300", "-l", LONGEST, "-u", &url]);
        let child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("slowhttptest")?;
        Ok(Self(child))
    }

    fn goes_on(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Attack {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
