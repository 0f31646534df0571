//! OTP-6 and OTP-7: messages are limited by person, mobile, provider and service, and a pair that does not match gets none.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
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

/// One person, over and over: three in ten minutes, eight in a day. Then six on one phone. Gives the starts for the one.
fn one_person(torture: &Torture, findings: &mut Findings) -> Result<usize> {
    let starts = torture.pick(400, 10_000);
    let lone = Person::new("Farida Banu", "9810000888");
    let extra: Vec<Person> = family().into_iter().chain([lone.clone()]).collect();
    let place = Place::new(torture, "limits", &Setup { people: 0, extra: &extra, limits: USUAL, ..Setup::default() })?;
    let _server = Server::start(&place)?;
    // (minutes ahead, messages so far): three at once, one more every 200 s, eight in a day
    let due = windows(torture, [(0, 3), (11, 6), (22, 8), (33, 8)]);
    let each = starts / 4;
    for (ahead, due) in &due {
        place.set_clock(ahead * MINUTE)?;
        in_parallel(each, |client, _| client.start(None, &start_body(&lone)).map(drop), &place)?;
        let found = arrived(&place, &lone, *due);
        findings.expect(found == *due, || format!("{found} SMS to one person in {ahead} minutes; {due} were due"));
    }
    one_phone(torture, &place, due.last().map_or(0, |(ahead, _)| *ahead), findings)?;
    Ok(each * due.len())
}

/// Six people on one phone: all get theirs, and with more starts the phone's limits count: ten in ten minutes, thirty in a day.
fn one_phone(torture: &Torture, place: &Place, from: i64, findings: &mut Findings) -> Result<()> {
    let (client, family) = (place.client(), family());
    // nobody among them meets a limit of their own: three at once, eight in a day
    for (ahead, due) in windows(torture, [(0, 10), (11, 20), (22, 30), (33, 30)]) {
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
fn windows(torture: &Torture, all: [(i64, usize); 4]) -> Vec<(i64, usize)> {
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

/// Over many numbers the provider's budget counts: 600 in a minute, and ten more every second.
fn many_numbers(torture: &Torture, findings: &mut Findings) -> Result<usize> {
    let people = torture.pick(900, 9_000);
    let place = Place::new(torture, "limits-provider", &Setup { people, limits: "", ..Setup::default() })?;
    let _server = Server::start(&place)?;
    let since = Instant::now();
    let people = &place.people[..place.people.len().min(5_000)];
    in_parallel(people.len(), |client, at| client.start(None, &start_body(&people[at])).map(drop), &place)?;
    pause(SETTLE);
    let due = 600 + usize::try_from(since.elapsed().as_secs())? * 10 + 10;
    let found = place.outbox().since(0).len();
    findings.expect(found <= due, || format!("{found} SMS for one provider, {due} were due"));
    let least = people.len().min(500);
    findings.expect(found >= least, || format!("only {found} SMS for one provider, and nobody was over a limit"));
    Ok(people.len())
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
