//! OTP-1 and OTP-2: many callers hand in codes of one verification at the same moment.

use std::sync::Barrier;
use std::thread;

use anyhow::{Result, anyhow};

use super::Torture;
use super::client::{Answer, wrong};
use super::findings::{Findings, Outcome};
use super::people::Person;
use super::place::{Place, Setup};
use super::server::Server;
use super::visit::Visit;

/// Callers with the right code.
const RIGHT: usize = 64;
/// Callers with wrong ones.
const WRONG: usize = 50;
/// Guesses that are evaluated, a verification.
const GUESSES: usize = 3;

/// Runs both races.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let rounds = torture.pick(20, 200);
    let place = Place::new(torture, "races", &Setup { people: 600, ..Setup::default() })?;
    let _server = Server::start(&place)?;
    let mut findings = Findings::default();
    for round in 0..rounds {
        right(&place, round, person(&place, round * 2), &mut findings)?;
        wrong_then_right(&place, round, person(&place, round * 2 + 1), &mut findings)?;
    }
    findings.verdict(format!("{rounds} rounds of {RIGHT} right codes, {rounds} of {WRONG} wrong ones and a right one"))
}

fn person(place: &Place, number: usize) -> &Person {
    &place.people[number % place.people.len()]
}

fn opened(place: &Place, key: String, person: &Person) -> Result<(Visit, String)> {
    let (client, outbox) = (place.client(), place.outbox());
    let mut visit = Visit::new(person, key, &outbox);
    let code = visit.start_for_code(&client, &outbox)?;
    Ok((visit, code))
}

/// All at once, each on a connection of its own.
fn at_once(place: &Place, id: &str, codes: &[String]) -> Result<Vec<Answer>> {
    let barrier = Barrier::new(codes.len());
    let barrier = &barrier;
    thread::scope(|scope| {
        let callers: Vec<_> = codes
            .iter()
            .map(|code| {
                scope.spawn(move || {
                    let client = place.client();
                    // the connection is there before the race begins
                    let ready = client.state(id);
                    barrier.wait();
                    ready.and_then(|_| client.confirm(id, None, code))
                })
            })
            .collect();
        callers.into_iter().map(|caller| caller.join().map_err(|_| anyhow!("a caller panicked"))?).collect()
    })
}

fn right(place: &Place, round: usize, person: &Person, findings: &mut Findings) -> Result<()> {
    let (visit, code) = opened(place, format!("right-{round}"), person)?;
    let answers = at_once(place, &visit.id(), &vec![code; RIGHT])?;
    let given = answers.iter().filter(|answer| answer.status == 200).count();
    findings.expect(given == 1, || format!("round {round}: {given} of {RIGHT} got a result"));
    let broken = answers.iter().filter(|answer| answer.status >= 500).count();
    findings.expect(broken == 0, || format!("round {round}: {broken} answers of the server's own fault"));
    Ok(())
}

fn wrong_then_right(place: &Place, round: usize, person: &Person, findings: &mut Findings) -> Result<()> {
    let (visit, code) = opened(place, format!("wrong-{round}"), person)?;
    let codes: Vec<String> = (1..=WRONG).filter_map(|by| Some(wrong(&code, u32::try_from(by).ok()?))).collect();
    let answers = at_once(place, &visit.id(), &codes)?;
    let evaluated = answers.iter().filter(|answer| answer.text("code") == "otp-incorrect").count();
    findings.expect(evaluated <= GUESSES, || format!("round {round}: {evaluated} wrong codes were evaluated"));
    let given = answers.iter().filter(|answer| answer.status < 400).count();
    findings.expect(given == 0, || format!("round {round}: {given} wrong codes were taken"));
    let last = place.client().confirm(&visit.id(), None, &code)?;
    findings.expect(last.status >= 400, || format!("round {round}: the right code after {WRONG} wrong ones was taken"));
    Ok(())
}
