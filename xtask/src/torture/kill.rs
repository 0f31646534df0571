//! DUR-1, KEY-3 and AUD-1: `kill -9` at any moment, SIGTERM at some, and an outside ledger of what was acknowledged, which is then held
//! against the signed results and the audit log.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};

use super::client::{ANOTHER_CODE, Client};
use super::findings::{Findings, Outcome};
use super::ledger::{self, Deed};
use super::place::{Place, Setup};
use super::random::Random;
use super::server::{READY, Server};
use super::signed::{Keys, result_of};
use super::visit::Visit;
use super::wait::{pause, until};
use super::{Torture, books};

/// A message or a sign comes within this, or the service is gone.
const SOON: Duration = Duration::from_secs(2);
/// Callers at a time.
const CALLERS: usize = 8;
/// Rounds on one day of the service's clock: nobody's daily limit is met, and no code that is looked at again has expired.
const ROUNDS_A_DAY: usize = 10;
const DAY: i64 = 25 * 3_600_000;
/// In every so many-th of them callers ask for other codes too, for which the clock is moved.
const RESENDS: usize = 5;
/// Every so many-th round the service is told to end: no call is cut off then.
const STOPS: usize = 10;
/// Acknowledged long ago and looked at again, a round.
const OLD: usize = 20;

/// A service lives for some hundred writes here: its log is copied back meanwhile all the same, many times.
const OFTEN_COPIED: &str = "copy_after = 20\n";

/// Acts of the operator while the place was made. Keys were made too, and an entry tells of each.
const BEFORE: [(&str, usize); 2] = [("provider-added", 1), ("registry-imported", 1)];

/// What came of all rounds.
#[derive(Default)]
struct Sums {
    stops: usize,
    starts: usize,
    resends: usize,
    cut_off: usize,
    slowest: Duration,
    /// Whatever was acknowledged, each act once.
    deeds: Vec<Deed>,
    /// The names of the signed results.
    results: BTreeSet<String>,
}

/// Runs the rounds.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    // of these, 100 and 1,000 end with a kill
    let rounds = torture.pick(111, 1_111);
    let place = Place::new(torture, "kill", &Setup { people: 600, store: OFTEN_COPIED, ..Setup::default() })?;
    let mut random = Random::new(torture.seed, "kill");
    let (mut findings, mut sums, mut today) = (Findings::default(), Sums::default(), Vec::new());
    for round in 0..rounds {
        if round % ROUNDS_A_DAY == 0 && round > 0 {
            place.set_clock(i64::try_from(round / ROUNDS_A_DAY)? * DAY)?;
            today.clear();
        }
        let resends = torture.clock_moves && round % RESENDS == RESENDS - 1;
        // never a round in which callers ask for other codes
        let stops = round % STOPS == 2;
        let visits = if stops {
            until_stopped(&place, round, &mut random, &mut sums, &mut findings)?
        } else {
            until_killed(&place, round, resends, &mut random, &mut sums)?
        };
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
    logged(&place, &sums, &mut findings)?;
    findings.verdict(format!(
        "{} kills, {} stops, {} starts, {} other codes, {} results, {} acts, {} calls cut off, slowest restart {:?}, {asked} checks of the books",
        rounds - sums.stops,
        sums.stops,
        sums.starts,
        sums.resends,
        sums.results.len(),
        sums.deeds.len(),
        sums.cut_off,
        sums.slowest
    ))
}

/// The audit log has one entry for each act in the ledger, and no other. That they are equal, and not only nearly, is because nothing
/// is left undecided: what was in flight at a kill was sent again afterwards, under its idempotency key where it has one, and is an
/// act in the ledger from then on. Calls that are refused (a code that was used, a second presentation) are no acts.
fn logged(place: &Place, sums: &Sums, findings: &mut Findings) -> Result<()> {
    let Some(mut log) = books::log(place)? else { return Ok(()) };
    ledger::compare(&log.deeds, &sums.deeds, findings);
    log.others.remove("keys-rotated");
    let before: BTreeMap<String, usize> = BEFORE.iter().map(|(act, times)| ((*act).to_owned(), *times)).collect();
    findings.expect(log.others == before, || format!("entries of acts that nobody did: {:?}", log.others));
    Ok(())
}

/// Callers work until the service is killed; gives their ledgers.
fn until_killed(
    place: &Place,
    round: usize,
    resends: bool,
    random: &mut Random,
    sums: &mut Sums,
) -> Result<Vec<Visit>> {
    let server = Server::start(place)?;
    let signs = &Signs { stop: AtomicBool::new(false), later: AtomicBool::new(!resends) };
    let delay = delay(random)?;
    let ((), visits, cut_off) = with_callers(place, round, random, signs, || {
        pause(delay / 2);
        let moved = if resends { place.move_clock(ANOTHER_CODE) } else { Ok(()) };
        signs.later.store(true, Ordering::Relaxed);
        pause(delay / 2);
        let killed = server.kill();
        signs.stop.store(true, Ordering::Relaxed);
        moved.and(killed)
    })?;
    sums.cut_off += cut_off;
    Ok(visits)
}

/// Callers work until the service is told to end; what each of them has begun then is answered. Gives their ledgers.
fn until_stopped(
    place: &Place,
    round: usize,
    random: &mut Random,
    sums: &mut Sums,
    findings: &mut Findings,
) -> Result<Vec<Visit>> {
    let server = Server::start(place)?;
    let signs = &Signs { stop: AtomicBool::new(false), later: AtomicBool::new(true) };
    let delay = delay(random)?;
    let (status, visits, cut_off) = with_callers(place, round, random, signs, || {
        pause(delay);
        signs.stop.store(true, Ordering::Relaxed);
        server.end()
    })?;
    findings.expect(cut_off == 0, || {
        format!("round {round}: {cut_off} calls were cut off by a service that was told to end")
    });
    findings.expect(status.success(), || format!("round {round}: told to end, the service ended so: {status}"));
    sums.stops += 1;
    Ok(visits)
}

/// From the first request on, up to a dozen verifications a caller.
fn delay(random: &mut Random) -> Result<Duration> {
    Ok(Duration::from_micros(5_000 + u64::try_from(random.below(250_000))?))
}

/// Lets callers work until `end` has made them stop; gives what it gave, their ledgers, and how many of their last calls were cut off.
fn with_callers<T>(
    place: &Place,
    round: usize,
    random: &mut Random,
    signs: &Signs,
    end: impl FnOnce() -> Result<T>,
) -> Result<(T, Vec<Visit>, usize)> {
    let (ended, ledgers) = thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|number| {
                let mut random = Random::new(random.next(), "caller");
                scope.spawn(move || call(place, round, number, &mut random, signs))
            })
            .collect();
        let ended = end();
        let ledgers = callers.into_iter().map(|caller| caller.join().map_err(|_| anyhow!("a caller panicked")));
        (ended, ledgers.collect::<Result<Vec<_>>>())
    });
    let (ledgers, ended) = (ledgers?, ended?);
    let cut_off = ledgers.iter().filter(|(_, cut_off)| *cut_off).count();
    Ok((ended, ledgers.into_iter().flat_map(|(visits, _)| visits).collect(), cut_off))
}

/// What callers are told meanwhile.
struct Signs {
    /// The service is gone, or is told to end: no other verification is begun.
    stop: AtomicBool,
    /// The clock has been moved, or is not going to be: for what was started before, another code can be asked for.
    later: AtomicBool,
}

impl Signs {
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn later(&self) -> bool {
        self.later.load(Ordering::Relaxed)
    }
}

/// One caller: starts, other codes, wrong guesses, confirmations, results presented, checks called off, until an answer stays away.
/// Gives whether the service went away within a call.
fn call(place: &Place, round: usize, number: usize, random: &mut Random, signs: &Signs) -> (Vec<Visit>, bool) {
    let (client, outbox) = (place.client(), place.outbox());
    let mut visits = Vec::new();
    let share = place.people.len() / CALLERS;
    while !signs.stopped() {
        // no two callers ask about one person
        let person = &place.people[number * share + random.below(share)];
        let key = format!("kill-{round}-{number}-{}", visits.len());
        let mut visit = Visit::new(person, key, &outbox);
        let done = step(&mut visit, &client, place, random, signs);
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
fn step(visit: &mut Visit, client: &Client, place: &Place, random: &mut Random, signs: &Signs) -> Result<()> {
    let early = !signs.later();
    visit.start(client)?;
    if early && random.percent(50) {
        let _ = until(SOON, || (signs.later() || signs.stopped()).then_some(()));
        visit.resend(client)?;
    }
    let outbox = place.outbox();
    let code = until(SOON, || {
        let code = visit.code_now(&outbox);
        (code.is_some() || signs.stopped()).then_some(code)
    });
    let Some(code) = code.flatten() else { return Ok(()) };
    if random.percent(25) {
        visit.guess_wrong(client, &code)?;
    }
    if random.percent(80) {
        visit.confirm(client, &code)?;
        if visit.result.is_some() && random.percent(50) {
            visit.present(client)?;
        }
    } else if random.percent(50) {
        visit.decline(client)?;
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
    let keys = Keys::fetch(&client)?;
    for visit in &mut visits {
        visit.settle(&client, &outbox, findings)?;
        // the right code is still good after wrong ones; and so nobody has ten of those in a row, which would be a pause
        if visit.left.is_some()
            && visit.code.is_none()
            && !visit.declined
            && let Some(code) = visit.code_now(&outbox)
        {
            let answer = visit.confirm(&client, &code)?;
            findings.expect(answer.status == 200, || {
                format!("{}: the code after wrong ones is answered {}", visit.key, answer.shown())
            });
        }
        if visit.result.is_some() {
            on_record(visit, &client, &keys, sums, findings)?;
        }
        sums.deeds.extend(visit.deeds());
    }
    count_messages(place, &visits, findings);
    for _ in 0..OLD.min(today.len()) {
        let at = random.below(today.len());
        today[at].clone().settle(&client, &outbox, findings)?;
    }
    sums.starts += visits.iter().filter(|visit| visit.opened.is_some()).count();
    sums.resends += visits.iter().filter(|visit| visit.resent.is_some()).count();
    today.append(&mut visits);
    Ok(())
}

/// A result is signed, is no other verification's, and the service has it on record.
fn on_record(visit: &mut Visit, client: &Client, keys: &Keys, sums: &mut Sums, findings: &mut Findings) -> Result<()> {
    if !visit.presented {
        visit.settle_present(client, findings)?;
    }
    let claims = visit.result.as_deref().map(|body| result_of(body).and_then(|token| keys.claims(&token)));
    match claims {
        Some(Ok(claims)) => {
            let name = claims["jti"].as_str().unwrap_or_default().to_owned();
            findings.expect(!name.is_empty() && sums.results.insert(name), || {
                format!("{}: its result has the name of another", visit.key)
            });
        }
        Some(Err(error)) => findings.add(format!("{}: its result: {error:#}", visit.key)),
        None => {}
    }
    Ok(())
}

/// A start by one key sends at most one SMS, however often it was called, and so does asking for another code.
fn count_messages(place: &Place, visits: &[Visit], findings: &mut Findings) {
    let since = visits.iter().map(|visit| visit.place).min().unwrap_or(0);
    let messages = place.outbox().since(since);
    for visit in visits {
        let to = visit.person.e164();
        let of_person = visits.iter().filter(|other| other.person == visit.person);
        let codes: usize = of_person.map(|visit| 1 + usize::from(visit.resent.is_some())).sum();
        let sent = messages.iter().filter(|message| message.to == to).count();
        findings.expect(sent <= codes, || format!("{}: {sent} SMS for {codes} codes", visit.key));
    }
    let mut ids: Vec<String> = messages.iter().map(|message| message.id.to_string()).collect();
    ids.sort_unstable();
    let (all, ()) = (ids.len(), ids.dedup());
    findings.expect(ids.len() == all, || format!("{} SMS left twice", all - ids.len()));
}
