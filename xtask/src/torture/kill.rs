//! DUR-1: `kill -9` at any moment, and an outside ledger of what was acknowledged.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};

use super::client::Client;
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::random::Random;
use super::server::{READY, Server};
use super::visit::Visit;
use super::wait::{pause, until};
use super::{Torture, books};

/// Callers at a time.
const CALLERS: usize = 8;
/// Rounds on one day of the service's clock: nobody's daily limit is met.
const ROUNDS_A_DAY: usize = 20;
const DAY: i64 = 25 * 3_600_000;
/// Acknowledged long ago and looked at again, a round.
const OLD: usize = 20;

/// What came of all rounds.
#[derive(Default)]
struct Sums {
    starts: usize,
    results: usize,
    cut_off: usize,
    slowest: Duration,
}

/// Runs the rounds.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let rounds = torture.pick(100, 1_000);
    let place = Place::new(torture, "kill", &Setup { people: 600, ..Setup::default() })?;
    let mut random = Random::new(torture.seed, "kill");
    let (mut findings, mut sums, mut today) = (Findings::default(), Sums::default(), Vec::new());
    for round in 0..rounds {
        if round % ROUNDS_A_DAY == 0 && round > 0 {
            place.set_clock(i64::try_from(round / ROUNDS_A_DAY)? * DAY)?;
            today.clear();
        }
        let visits = until_killed(&place, round, &mut random, &mut sums)?;
        let server = Server::start(&place)?;
        sums.slowest = sums.slowest.max(server.took);
        findings.expect(server.took < READY, || format!("round {round}: ready after {:?}", server.took));
        settle(&place, visits, &mut today, &mut sums, &mut findings, &mut random)?;
        // every other restart has found a finished log, every other one that of a killed process
        if random.percent(50) {
            server.stop()?;
        } else {
            server.kill()?;
        }
        if findings.len() > 20 {
            break;
        }
    }
    findings.expect(sums.cut_off > 0, || "no call was in flight at any kill".to_owned());
    let asked = books::in_order(&place, &mut findings)?;
    if let Some(acts) = books::acts(&place)? {
        let logged = |act: &str| acts.get(act).copied().unwrap_or(0);
        for (act, done) in [("verification-opened", sums.starts), ("result-given", sums.results)] {
            findings.expect(logged(act) == done, || format!("{} entries {act:?} for {done} of them", logged(act)));
        }
    }
    findings.verdict(format!(
        "{rounds} kills, {} starts, {} results, {} calls cut off, slowest restart {:?}, {asked} checks of the books",
        sums.starts, sums.results, sums.cut_off, sums.slowest
    ))
}

/// Callers work until the service is gone; gives their ledgers.
fn until_killed(place: &Place, round: usize, random: &mut Random, sums: &mut Sums) -> Result<Vec<Visit>> {
    let server = Server::start(place)?;
    let stop = &AtomicBool::new(false);
    // from the first request on, up to a dozen verifications a caller
    let delay = Duration::from_micros(5_000 + u64::try_from(random.below(250_000))?);
    let ledgers = thread::scope(|scope| -> Result<Vec<(Vec<Visit>, bool)>> {
        let callers: Vec<_> = (0..CALLERS)
            .map(|number| {
                let mut random = Random::new(random.next(), "caller");
                scope.spawn(move || call(place, round, number, &mut random, stop))
            })
            .collect();
        pause(delay);
        let killed = server.kill();
        stop.store(true, Ordering::Relaxed);
        let ledgers = callers.into_iter().map(|caller| caller.join().map_err(|_| anyhow!("a caller panicked")));
        let ledgers = ledgers.collect::<Result<Vec<_>>>()?;
        killed?;
        Ok(ledgers)
    })?;
    sums.cut_off += ledgers.iter().filter(|(_, cut_off)| *cut_off).count();
    Ok(ledgers.into_iter().flat_map(|(visits, _)| visits).collect())
}

/// One caller: starts, wrong guesses, confirmations, until an answer stays away. Gives whether the service was killed within a
/// call.
fn call(place: &Place, round: usize, number: usize, random: &mut Random, stop: &AtomicBool) -> (Vec<Visit>, bool) {
    let (client, outbox) = (place.client(), place.outbox());
    let mut visits = Vec::new();
    let share = place.people.len() / CALLERS;
    while !stop.load(Ordering::Relaxed) {
        // no two callers ask about one person
        let person = &place.people[number * share + random.below(share)];
        let key = format!("kill-{round}-{number}-{}", visits.len());
        let mut visit = Visit::new(person, key, &outbox);
        let done = step(&mut visit, &client, place, random, stop);
        visits.push(visit);
        if let Err(error) = done {
            return (visits, !is_refused(&error));
        }
    }
    (visits, false)
}

/// Whether nothing listened any more when the call was made.
fn is_refused(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(ureq::Error::Io(error)) if error.kind() == io::ErrorKind::ConnectionRefused)
}

/// One verification as far as it gets.
fn step(visit: &mut Visit, client: &Client, place: &Place, random: &mut Random, stop: &AtomicBool) -> Result<()> {
    visit.start(client)?;
    let outbox = place.outbox();
    let code = until(Duration::from_secs(2), || {
        let code = visit.code_now(&outbox);
        (code.is_some() || stop.load(Ordering::Relaxed)).then_some(code)
    });
    let Some(code) = code.flatten() else { return Ok(()) };
    if random.percent(25) {
        visit.guess_wrong(client, &code)?;
    }
    if random.percent(80) {
        visit.confirm(client, &code)?;
    }
    Ok(())
}

/// Goes through the ledger of the round, and through some older pages of it.
fn settle(
    place: &Place,
    mut visits: Vec<Visit>,
    today: &mut Vec<Visit>,
    sums: &mut Sums,
    findings: &mut Findings,
    random: &mut Random,
) -> Result<()> {
    let (client, outbox) = (place.client(), place.outbox());
    for visit in &mut visits {
        visit.settle(&client, &outbox, findings)?;
    }
    count_messages(place, &visits, findings);
    for _ in 0..OLD.min(today.len()) {
        let at = random.below(today.len());
        let mut old = today[at].clone();
        // guesses are not repeated: three are all there are
        old.left = None;
        old.settle(&client, &outbox, findings)?;
    }
    sums.starts += visits.iter().filter(|visit| visit.opened.is_some()).count();
    sums.results += visits.iter().filter(|visit| visit.result.is_some()).count();
    today.append(&mut visits);
    Ok(())
}

/// A start by one key sends at most one SMS, however often it was called.
fn count_messages(place: &Place, visits: &[Visit], findings: &mut Findings) {
    let since = visits.iter().map(|visit| visit.place).min().unwrap_or(0);
    let messages = place.outbox().since(since);
    for visit in visits {
        let to = visit.person.e164();
        let starts = visits.iter().filter(|other| other.person == visit.person).count();
        let sent = messages.iter().filter(|message| message.to == to).count();
        findings.expect(sent <= starts, || format!("{}: {sent} SMS for {starts} starts", visit.key));
    }
    let mut ids: Vec<String> = messages.iter().map(|message| message.id.to_string()).collect();
    ids.sort_unstable();
    let (all, ()) = (ids.len(), ids.dedup());
    findings.expect(ids.len() == all, || format!("{} SMS left twice", all - ids.len()));
}
