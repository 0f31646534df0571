//! DUR-4: single bits of the database, of its log and of a backup are turned. No signed answer may come from a damaged row, and
//! what was acknowledged does not vanish with the log unnoticed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::findings::{Findings, Outcome};
use super::pages::{self, Row};
use super::place::{Place, Setup};
use super::random::Random;
use super::server::{EndedAtStart, Server};
use super::signed::{Keys, result_of};
use super::visit::Visit;
use super::wait::pause;
use super::{Torture, books};

/// The anchor is written within this after its answer.
const ANCHORED: Duration = Duration::from_millis(500);

/// What a result says that must never change: by the person's mobile.
type Truth = BTreeMap<String, Value>;

/// What was there before a bit was turned.
struct Before {
    /// Some with a code that still opens, some finished.
    visits: Vec<Visit>,
    /// Finished ones of which no answer may vanish.
    acknowledged: Vec<Visit>,
    truth: Truth,
    /// When copies of it go on.
    since: Instant,
}

/// Sums over all flips.
#[derive(Default)]
struct Sums {
    flips: usize,
    noticed: usize,
    missed: usize,
    refused_starts: usize,
    started: usize,
    answers: usize,
    /// Those of the answers that an open code of before has brought.
    opened: usize,
}

/// Turns bits.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let flips = torture.pick(10, 100);
    let template = Place::new(torture, "flips", &Setup { people: 24, ..Setup::default() })?;
    let before = prepare(&template)?;
    let mut random = Random::new(torture.seed, "flips");
    let (mut findings, mut sums) = (Findings::default(), Sums::default());
    for number in 0..flips {
        let place = template.copy("flips-cell")?;
        let what = flip_cell(&place.folder.join("kyvs.db"), &mut random, number % 3 < 2)?;
        noticed(&place, "kyvs.db", &what, number % 3 < 2, &mut sums, &mut findings)?;
        look(&place, &before, &what, &mut sums, &mut findings)?;
    }
    let (log, before) = unfinished(&template, before)?;
    for _ in 0..flips {
        let place = log.copy("flips-log")?;
        let what = flip_anywhere(&place.folder.join("kyvs.db-wal"), &mut random)?;
        look(&place, &before, &what, &mut sums, &mut findings)?;
    }
    if template.has_command("backup")? {
        template.kyvs(&["backup", "--out", "backup.db"])?;
        for _ in 0..flips {
            let place = template.copy("flips-backup")?;
            let what = flip_cell(&place.folder.join("backup.db"), &mut random, true)?;
            sums.flips += 1;
            noticed(&place, "backup.db", &format!("a backup: {what}"), true, &mut sums, &mut findings)?;
        }
    }
    let Sums { flips, noticed, missed, refused_starts, started, answers, opened } = sums;
    let codes = started * template.people.len();
    findings.expect(!torture.clock_moves || opened > codes / 2, || {
        format!("of {codes} codes of before only {opened} opened anything: they had expired")
    });
    findings.verdict(format!(
        "{flips} flips, {answers} signed answers compared, {opened} of them by codes of before that were still open, {refused_starts} starts refused, in the others all {} results of the log there; `kyvs check` noticed {noticed}, missed {missed}",
        before.acknowledged.len()
    ))
}

/// Some verifications open, some finished; what the undamaged registry says of everybody.
fn prepare(place: &Place) -> Result<Before> {
    let server = Server::start(place)?;
    let (client, outbox) = (place.client(), place.outbox());
    let (keys, mut truth, mut visits) = (Keys::fetch(&client)?, Truth::new(), Vec::new());
    for (number, person) in place.people.iter().enumerate() {
        for finish in [true, false] {
            let mut visit = Visit::new(person, format!("flip-{number}-{finish}"), &outbox);
            let code = visit.start_for_code(&client, &outbox)?;
            if finish {
                let answer = visit.confirm(&client, &code)?;
                truth.insert(person.mobile.clone(), said(&keys.claims(&result_of(&answer.body)?)?));
            } else {
                visit.code = Some(code);
            }
            visits.push(visit);
        }
    }
    server.stop()?;
    Ok(Before { visits, acknowledged: Vec::new(), truth, since: Instant::now() })
}

/// A copy whose last acknowledged writes are only in the log, and what these were.
fn unfinished(template: &Place, before: Before) -> Result<(Place, Before)> {
    let place = template.copy("flips-unfinished")?;
    before.turn_back_the_clock(&place)?;
    let begun = Instant::now();
    let server = Server::start(&place)?;
    let (client, outbox, mut acknowledged) = (place.client(), place.outbox(), Vec::new());
    for (number, person) in place.people.iter().enumerate() {
        let mut visit = Visit::new(person, format!("log-{number}"), &outbox);
        let code = visit.start_for_code(&client, &outbox)?;
        let answer = visit.confirm(&client, &code)?;
        ensure!(answer.status == 200, "{}: the confirmation is answered {}", visit.key, answer.shown());
        acknowledged.push(visit);
    }
    // the anchor follows its answer, for which nobody waits
    pause(ANCHORED);
    server.kill()?;
    Ok((place, Before { acknowledged, since: before.since + begun.elapsed(), ..before }))
}

impl Before {
    /// A copy goes on where its original ended, so that the codes of then have not expired, however many copies came before.
    fn turn_back_the_clock(&self, place: &Place) -> Result<()> {
        let past = i64::try_from(self.since.elapsed().as_millis())?;
        place.set_clock(-past)
    }
}

/// What a result says of the person, without what differs by design.
fn said(claims: &Value) -> Value {
    let fields =
        ["name", "mobile", "vaccination_status", "status_reason", "rule_version", "flags", "purpose", "aud", "sub"];
    fields.iter().map(|field| claims[*field].clone()).collect()
}

/// Turns a bit of a sealed value, or anywhere in a row. Gives a name for findings.
fn flip_cell(path: &Path, random: &mut Random, sealed: bool) -> Result<String> {
    let mut file = fs::read(path)?;
    let rows: Vec<Row> = pages::rows(&file)?.into_iter().filter(|row| !sealed || !row.sealed.is_empty()).collect();
    let mut tables: Vec<&str> = rows.iter().map(|row| row.table.as_str()).collect();
    tables.dedup();
    let table = tables.get(random.below(tables.len())).context("no rows")?;
    let rows: Vec<&Row> = rows.iter().filter(|row| row.table == *table).collect();
    let row = rows[random.below(rows.len())];
    let range = if sealed { row.sealed[random.below(row.sealed.len())].clone() } else { row.whole.clone() };
    let at = range.start + random.below(range.len());
    let what = format!("{} of {table}, byte {at}", if sealed { "a sealed value" } else { "a row" });
    file[at] ^= 1 << random.below(8);
    fs::write(path, file)?;
    Ok(what)
}

/// Turns a bit anywhere in a file.
fn flip_anywhere(path: &Path, random: &mut Random) -> Result<String> {
    let mut file = fs::read(path).with_context(|| path.display().to_string())?;
    let at = random.below(file.len());
    file[at] ^= 1 << random.below(8);
    fs::write(path, file)?;
    Ok(format!("byte {at} of the log"))
}

/// The operator's check must see every bit of a sealed value.
fn noticed(
    place: &Place,
    database: &str,
    what: &str,
    must: bool,
    sums: &mut Sums,
    findings: &mut Findings,
) -> Result<()> {
    match books::notices_damage(place, database)? {
        Some(true) => sums.noticed += 1,
        Some(false) => {
            sums.missed += 1;
            findings.expect(!must, || format!("{what}: `kyvs check` sees nothing"));
        }
        None => {}
    }
    Ok(())
}

/// Asks for everything again: what was acknowledged is there, what is signed is true, and everything else is refused.
fn look(place: &Place, before: &Before, what: &str, sums: &mut Sums, findings: &mut Findings) -> Result<()> {
    sums.flips += 1;
    before.turn_back_the_clock(place)?;
    let server = match Server::start(place) {
        Ok(server) => server,
        Err(error) => {
            // a start that is refused answers nothing wrong; one that hangs or crashes is not refused
            let refused = error.downcast_ref::<EndedAtStart>().is_some_and(EndedAtStart::is_refusal);
            findings.expect(refused, || format!("{what}: {error:#}"));
            sums.refused_starts += usize::from(refused);
            return Ok(());
        }
    };
    sums.started += 1;
    all_there(place, &before.acknowledged, what, findings);
    if let Err(error) = ask(place, before, what, sums, findings) {
        // a service that ends rather than answer is honest, one that hangs is not
        findings.expect(!format!("{error:#}").contains("timeout"), || format!("{what}: {error:#}"));
    }
    drop(server);
    Ok(())
}

/// The answers of before, byte for byte, from a service that has started with a damaged log.
fn all_there(place: &Place, acknowledged: &[Visit], what: &str, findings: &mut Findings) {
    let (client, outbox) = (place.client(), place.outbox());
    for visit in acknowledged {
        let before = findings.len();
        if let Err(error) = visit.clone().settle(&client, &outbox, findings) {
            findings.add(format!("{}: {error:#}", visit.key));
        }
        let same = findings.len() == before;
        findings.expect(same, || format!("{what}: {} is not as it was acknowledged", visit.key));
    }
}

fn ask(place: &Place, before: &Before, what: &str, sums: &mut Sums, findings: &mut Findings) -> Result<()> {
    let (client, outbox) = (place.client(), place.outbox());
    let Ok(keys) = Keys::fetch(&client) else { return Ok(()) };
    let mut opened = 0;
    let mut check = |visit: &Visit, body: &[u8]| -> Result<()> {
        sums.answers += 1;
        let claims = keys.claims(&result_of(body)?)?;
        let right = before.truth.get(&visit.person.mobile) == Some(&said(&claims));
        findings.expect(right, || format!("{what}: a signed answer about {} says {claims}", visit.key));
        Ok(())
    };
    for old in &before.visits {
        let mut visit = old.clone();
        let Some(code) = visit.code.clone() else { continue };
        let answer = visit.confirm(&client, &code)?;
        if answer.status == 200 {
            check(&visit, &answer.body)?;
            opened += usize::from(old.result.is_none());
        }
    }
    sums.opened += opened;
    for (number, person) in place.people.iter().enumerate() {
        let mut visit = Visit::new(person, format!("look-{number}"), &outbox);
        visit.start(&client)?;
        let code = super::wait::until(Duration::from_millis(300), || visit.code_now(&outbox));
        let Some(code) = code else { continue };
        let answer = visit.confirm(&client, &code)?;
        if answer.status == 200 {
            check(&visit, &answer.body)?;
        }
    }
    Ok(())
}
