//! HTTP-1: a thousand connections that send and read as slowly as they can; everybody else notices nothing.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::client::start_body;
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::random::Random;
use super::server::Server;
use super::wait::pause;
use super::{Torture, tools};

/// Others are answered within this.
const P99: Duration = Duration::from_millis(100);
const CONNECTIONS: &str = "1000";

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
    let seconds = torture.pick(5, 80);
    let place = Place::new(torture, "slow", &Setup { people: 600, ..Setup::default() })?;
    let server = Server::start(&place)?;
    let (mut random, mut findings, mut told) = (Random::new(torture.seed, "slow"), Findings::default(), Vec::new());
    for (way, flags) in WAYS {
        let attack = attack(&place, flags, seconds)?;
        let until = Instant::now() + Duration::from_secs(seconds);
        let mut times = Vec::new();
        let client = place.client();
        while Instant::now() < until {
            let person = &place.people[random.below(place.people.len())];
            for starts in [true, false] {
                let since = Instant::now();
                let answer = if starts { client.start(None, &start_body(person)) } else { client.get("/") };
                let answer = answer.with_context(|| format!("slow {way}"))?;
                times.push(since.elapsed());
                findings.expect(answer.status < 400, || format!("slow {way}: an honest caller got {}", answer.shown()));
            }
            pause(Duration::from_millis(10));
        }
        drop(attack);
        times.sort_unstable();
        let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
        findings.expect(p99 < P99, || format!("slow {way}: p99 of the others is {p99:?}"));
        told.push(format!("{way} p99 {p99:?} of {}", times.len()));
    }
    drop(server);
    findings.verdict(format!("{CONNECTIONS} connections, {seconds} s each: {}", told.join(", ")))
}

/// The attacker; ended when dropped.
struct Attack(Child);

impl Drop for Attack {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn attack(place: &Place, flags: &[&str], seconds: u64) -> Result<Attack> {
    let (seconds, url) = (seconds.to_string(), format!("http://{}/", place.address));
    let mut command = Command::new("slowhttptest");
    command.args(flags).args(["-c", CONNECTIONS, "-r", "300", "-l", &seconds, "-u", &url]);
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("slowhttptest")?;
    Ok(Attack(child))
}
