//! OTP-6 and OTP-7: messages are limited by person, mobile, provider and service, and a pair that does not match gets none.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::json;

use super::Torture;
use super::client::{Client, start_body};
use super::findings::{Findings, Outcome};
use super::people::Person;
use super::place::{Place, Setup, WIDE};
use super::random::Random;
use super::server::Server;
use super::wait::{pause, until};

/// As the default settings have it, but for the budget of the provider.
const USUAL: &str = "provider_minute = 1000000\nservice_minute = 10000000\n";
/// As the default settings have it. Only that of a provider who has hardly any code completed is not slowed: that goes by windows
/// of ten minutes, one of which may end in the middle.
const UNSLOWED: &str = "pumping_percent = 0\n";
/// Invented people for each number that can be asked for: families share one, and some are left out. It takes 2.5.
const PEOPLE_A_NUMBER: usize = 3;
const MINUTE: i64 = 60_000;
/// Messages are there after this.
const ARRIVE: Duration = Duration::from_secs(3);
/// One too many would be there after this.
const SETTLE: Duration = Duration::from_millis(500);
/// Callers at a time.
const CALLERS: usize = 4;

/// Runs all of them.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let mut findings = Findings::default();
    let starts = one_person(torture, &mut findings)?;
    let numbers = many_numbers(torture, &mut findings)?;
    let pairs = random_pairs(torture, &mut findings)?;
    let moves = if torture.clock_moves { "" } else { "; the first ten minutes only, for the clock does not move" };
    findings.verdict(format!(
        "{starts} starts for one person, a family of six, {numbers} numbers, {pairs} random pairs{moves}"
    ))
}

fn family() -> Vec<Person> {
    let names = ["Jignesh Patel", "Hetal Patel", "Dhruv Patel", "Kinjal Patel", "Ramesh Patel", "Savita Patel"];
    names.map(|name| Person::new(name, "9810000777")).to_vec()
}

/// One person, over and over: three in ten minutes, eight in a day and then one when none has gone for a quarter of an hour. Then six
/// on one phone. Gives the starts for the one.
fn one_person(torture: &Torture, findings: &mut Findings) -> Result<usize> {
    let starts = torture.pick(400, 10_000);
    let lone = Person::new("Farida Banu", "9810000888");
    let extra: Vec<Person> = family().into_iter().chain([lone.clone()]).collect();
    let place = Place::new(torture, "limits", &Setup { people: 0, extra: &extra, limits: USUAL, ..Setup::default() })?;
    let _server = Server::start(&place)?;
    // (minutes ahead, messages so far): three at once, one more every 200 s, eight in a day, one after the quiet
    let due = windows(torture, [(0, 3), (11, 6), (22, 8), (26, 8), (48, 9)]);
    let each = starts / 5;
    for (ahead, due) in &due {
        place.set_clock(ahead * MINUTE)?;
        in_parallel(each, |client, _| client.start(None, &start_body(&lone)).map(drop), &place)?;
        let found = arrived(&place, &lone, *due);
        findings.expect(found == *due, || format!("{found} SMS to one person in {ahead} minutes; {due} were due"));
    }
    one_phone(torture, &place, due.last().map_or(0, |(ahead, _)| *ahead), findings)?;
    Ok(each * due.len())
}

/// Six people on one phone: all get theirs, and with more starts the phone's limits count: ten in ten minutes, thirty in a day, and
/// one after the quiet.
fn one_phone(torture: &Torture, place: &Place, from: i64, findings: &mut Findings) -> Result<()> {
    let (client, family) = (place.client(), family());
    // nobody among them meets a limit of their own: three at once, eight in a day
    for (ahead, due) in windows(torture, [(0, 10), (11, 20), (22, 30), (26, 30), (48, 31)]) {
        place.set_clock((from + ahead) * MINUTE)?;
        for round in 0..3 {
            for person in &family {
                client.start(None, &start_body(person))?;
            }
            if (ahead, round) == (0, 0) {
                let found = arrived(place, &family[0], family.len());
                findings.expect(found == family.len(), || format!("a family of six on one phone got {found} SMS"));
            }
        }
        let found = arrived(place, &family[0], due);
        findings.expect(found == due, || format!("{found} SMS to one phone in {ahead} minutes; {due} were due"));
    }
    Ok(())
}

/// Minutes ahead and messages so far; only the first where the clock does not move.
fn windows(torture: &Torture, all: [(i64, usize); 5]) -> Vec<(i64, usize)> {
    all.into_iter().take(if torture.clock_moves { all.len() } else { 1 }).collect()
}

/// The messages to a phone, once so many have come and one too many would have.
fn arrived(place: &Place, person: &Person, due: usize) -> usize {
    let to = person.e164();
    let sent = || place.outbox().since(0).iter().filter(|message| message.to == to).count();
    until(ARRIVE, || (sent() >= due).then_some(()));
    pause(SETTLE);
    sent()
}

/// Over many numbers the provider's budget counts: 600 in a minute, and ten more every second. Nobody is asked for twice.
fn many_numbers(torture: &Torture, findings: &mut Findings) -> Result<usize> {
    let wanted = torture.pick(900, 5_000);
    let setup = Setup { people: wanted * PEOPLE_A_NUMBER, limits: UNSLOWED, ..Setup::default() };
    let place = Place::new(torture, "limits-provider", &setup)?;
    let people = place.people.get(..wanted).with_context(|| format!("{} numbers, not {wanted}", place.people.len()))?;
    let numbers: BTreeSet<&str> = people.iter().map(|person| person.mobile.as_str()).collect();
    ensure!(numbers.len() == wanted, "{} numbers among {wanted} people", numbers.len());
    let _server = Server::start(&place)?;
    let since = Instant::now();
    let start = |client: &Client, at: usize| client.start(None, &start_body(&people[at])).map(|answer| answer.status);
    let statuses = in_parallel(wanted, start, &place)?;
    let due = 600 + usize::try_from(since.elapsed().as_secs())? * 10 + 10;
    let of = |status: u16| statuses.iter().filter(|found| **found == status).count();
    let (taken, refused) = (of(201), of(429));
    findings.expect(taken + refused == wanted, || {
        format!("{taken} of {wanted} starts were taken and {refused} refused; the others were answered otherwise")
    });
    findings.expect(taken >= 600, || format!("only {taken} starts of one provider were taken"));
    findings.expect(taken <= due, || format!("{taken} starts of one provider were taken, {due} were due"));
    let messages = || place.outbox().since(0);
    until(ARRIVE, || (messages().len() >= taken).then_some(()));
    pause(SETTLE);
    let messages = messages();
    let reached: BTreeSet<&str> = messages.iter().map(|message| message.to.as_str()).collect();
    let found = messages.len();
    findings.expect(found <= taken, || format!("{found} SMS for {taken} starts that were taken"));
    findings.expect(reached.len() == found, || format!("{found} SMS to {} numbers", reached.len()));
    // not of all: two names of one family may be the same to the service, as in two scripts
    findings.expect(found >= 500, || format!("only {found} SMS for {taken} starts, and nobody was over a limit"));
    Ok(wanted)
}

/// Random names with random mobiles, and right mobiles with random names: nothing leaves.
fn random_pairs(torture: &Torture, findings: &mut Findings) -> Result<usize> {
    let pairs = torture.pick(2_000, 100_000);
    let place = Place::new(torture, "limits-pairs", &Setup { people: 2_000, limits: WIDE, ..Setup::default() })?;
    let _server = Server::start(&place)?;
    let seed = torture.seed;
    let statuses = in_parallel(
        pairs,
        |client, at| {
            let mut random = Random::new(seed, &format!("pair {at}"));
            let known = &place.people[random.below(place.people.len())].mobile;
            let mobile = if random.percent(30) { known.clone() } else { random.mobile() };
            let body = json!({ "full_name": format!("{} {}", random.word(7), random.word(9)), "mobile": mobile, "purpose": "check-in" });
            client.start(None, &body).map(|answer| answer.status)
        },
        &place,
    )?;
    pause(SETTLE);
    let found = place.outbox().since(0).len();
    findings.expect(found == 0, || format!("{found} SMS to pairs that do not match"));
    let mut counts = BTreeMap::new();
    for status in statuses {
        *counts.entry(status).or_insert(0) += 1;
    }
    findings.expect(counts.get(&201) == Some(&pairs), || format!("answers to random pairs: {counts:?}"));
    // outside the ranges of Indian mobiles nothing is even taken
    let client = place.client();
    for mobile in ["1234567890", "+14155550100", "5810000001", "00449810000001", "98100000012", ""] {
        let body = json!({ "full_name": "Rajesh Kumar Sharma", "mobile": mobile, "purpose": "check-in" });
        let answer = client.start(None, &body)?;
        findings.expect((400..500).contains(&answer.status), || format!("the mobile {mobile:?}: {}", answer.shown()));
    }
    Ok(pairs)
}

/// Calls `work` for 0, 1, 2, … from several callers.
pub(super) fn in_parallel<T: Send>(
    times: usize,
    work: impl Fn(&Client, usize) -> Result<T> + Sync,
    place: &Place,
) -> Result<Vec<T>> {
    let work = &work;
    thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|number| {
                scope.spawn(move || -> Result<Vec<T>> {
                    let client = place.client();
                    (number..times).step_by(CALLERS).map(|at| work(&client, at)).collect()
                })
            })
            .collect();
        let mut all = Vec::with_capacity(times);
        for caller in callers {
            all.extend(caller.join().map_err(|_| anyhow!("a caller panicked"))??);
        }
        Ok(all)
    })
}
