//! ENU-1, ENU-2 and ENU-3: before the code, nobody learns whether a person is in the registry, by no byte and by no delay.

mod times;

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use self::times::Timings;
use super::Torture;
use super::client::{Answer, start_body, wrong};
use super::findings::{Findings, Outcome};
use super::people::Person;
use super::place::{Place, Setup};
use super::random::Random;
use super::server::Server;
use super::visit::Visit;

/// Who is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Name and mobile are one person's.
    Match,
    /// The mobile is somebody else's.
    WrongName,
    /// Nobody has the mobile.
    Unknown,
}

const KINDS: [Kind; 3] = [Kind::Match, Kind::WrongName, Kind::Unknown];
/// Without those who are in the registry by this name: nobody there is called as the longest names are.
const STRANGERS: [Kind; 2] = [Kind::WrongName, Kind::Unknown];
/// Headers that differ between any two answers.
const OWN: &[&str] = &["date", "x-request-id", "server-timing"];

/// Compares answers, then times.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    // enough that nobody is met by as many wrong codes as make a pause
    let place = Place::new(torture, "uniform", &Setup { people: 8_000, ..Setup::default() })?;
    let _server = Server::start(&place)?;
    let (mut random, mut findings) = (Random::new(torture.seed, "uniform"), Findings::default());
    let each = torture.pick(100, 1_000);
    starts(&place, each, &mut random, &mut findings)?;
    guesses(&place, torture.pick(50, 1_000), &mut random, &mut findings)?;
    beyond_limits(torture, torture.pick(3, PHONES / 2), &mut random, &mut findings)?;
    let mut timings = Timings { torture, place: &place, random: &mut random, findings: &mut findings };
    let told = [
        timings.starts("starts", &KINDS, someone)?,
        timings.starts("starts with laborious names", &STRANGERS, with_a_laborious_name)?,
        timings.wrong_codes()?,
        // the last: it moves the clock
        timings.new_codes()?,
    ];
    let at_full_phones = starts_at_full_phones(torture, &mut random, &mut findings)?;
    let told = told.join("; ");
    findings.verdict(format!(
        "{each} answers of each kind are the same, and beyond the limits too; {told}; {at_full_phones}"
    ))
}

/// Phones that as many people share as may, and as many that nobody has.
const PHONES: usize = 20;
/// Messages that a phone gets in ten minutes.
const MESSAGES: usize = 10;
/// The limits of people and phones as they are by themselves.
const USUAL: &str = "provider_minute = 1000000\nservice_minute = 10000000\npumping_percent = 0\n";

fn phone(kind: Kind, number: usize) -> String {
    format!("97{}{number:06}", if kind == Kind::Unknown { 13 } else { 12 })
}

const NAMES: [&str; 6] =
    ["Lalita Deshpande", "Mohan Deshpande", "Kavita Kulkarni", "Arvind Joshi", "Sunita Pawar", "Nitin Gokhale"];

/// People of those phones.
fn families() -> Vec<Person> {
    (0..PHONES).flat_map(|number| NAMES.map(|name| Person::new(name, &phone(Kind::WrongName, number)))).collect()
}

/// A wrong name, of six people or of nobody.
fn at_a_phone_of_six(_: &Place, kind: Kind, random: &mut Random) -> Person {
    let phone = phone(kind, random.below(PHONES));
    Person::new(&format!("{} {}", random.word(6), random.word(8)), &phone)
}

/// Who of a phone is asked about, one after the other: the first more often than a person gets messages in ten minutes, all together
/// more often than a phone does.
const STARTS: [usize; 15] = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5];

/// Starts until the limits of a person and then of the phone are reached, and four wrong codes for the last of them. Each answer is
/// compared with those that others got after as many.
fn beyond_limits(torture: &Torture, each: usize, random: &mut Random, findings: &mut Findings) -> Result<()> {
    let setup = Setup { people: 0, extra: &families(), limits: USUAL, ..Setup::default() };
    let place = Place::new(torture, "uniform-limits", &setup)?;
    let _server = Server::start(&place)?;
    let client = place.client();
    let mut compared: [Compared; STARTS.len() + 4] = std::array::from_fn(|_| Compared::default());
    for number in 0..each {
        for kind in KINDS {
            // those who match have a phone of their own
            let phone = phone(kind, number + if kind == Kind::Match { PHONES / 2 } else { 0 });
            let names = NAMES.map(|name| if kind == Kind::Match { name.to_owned() } else { random.word(8) });
            let (starts, guesses) = compared.split_at_mut(STARTS.len());
            let mut id = Value::Null;
            for (who, compared) in STARTS.into_iter().zip(starts) {
                let answer = client.start(None, &start_body(&Person::new(&names[who], &phone)))?;
                id = answer.json()["id"].take();
                compared.take(kind, &answer);
            }
            let id = id.as_str().context("the last start has no id")?;
            for (by, compared) in (1..).zip(guesses) {
                compared.take(kind, &client.confirm(id, None, &wrong("123456", by))?);
            }
        }
    }
    let sent = place.outbox().since(0).len();
    // ten a phone to those whom it belongs to, and nothing to others
    findings.expect(sent == each * MESSAGES, || format!("{sent} messages went to {each} phones, beyond their limits"));
    for (nth, compared) in compared.into_iter().enumerate() {
        compared.judge(&format!("answers beyond the limits, after {nth} others,"), findings);
    }
    Ok(())
}

/// Starts for phones of six, more of them than a phone gets messages: so many as it takes to see each person's microseconds.
fn starts_at_full_phones(torture: &Torture, random: &mut Random, findings: &mut Findings) -> Result<String> {
    let setup = Setup { people: 0, extra: &families(), limits: USUAL, ..Setup::default() };
    let place = Place::new(torture, "uniform-phones", &setup)?;
    let _server = Server::start(&place)?;
    let client = place.client();
    for number in 0..PHONES {
        for kind in STRANGERS {
            for _ in 0..MESSAGES {
                let body = start_body(&Person::new(&random.word(8), &phone(kind, number)));
                let answer = client.start(None, &body)?;
                ensure!(answer.status == 201, "a start: {}", answer.shown());
            }
        }
    }
    let mut timings = Timings { torture, place: &place, random, findings };
    timings.starts("starts for phones of six", &STRANGERS, at_a_phone_of_six)
}

/// A name that takes as much work to compare as a name may: many long words, an initial, a title.
fn with_a_laborious_name(place: &Place, kind: Kind, random: &mut Random) -> Person {
    let words: Vec<String> = (0..6).map(|_| random.word(12)).collect();
    Person::new(&format!("Dr K {}", words.join(" ")), &someone(place, kind, random).mobile)
}

fn someone(place: &Place, kind: Kind, random: &mut Random) -> Person {
    let known = &place.people[random.below(place.people.len())];
    match kind {
        Kind::Match => known.clone(),
        Kind::WrongName => Person::new(&format!("{} {}", random.word(6), random.word(8)), &known.mobile),
        Kind::Unknown => Person::new(&known.name, &random.mobile()),
    }
}

/// Somebody; a match is another one for every number, for wrong codes in a row pause a person.
fn met_once(place: &Place, kind: Kind, number: usize, random: &mut Random) -> Person {
    if kind == Kind::Match { place.people[number % place.people.len()].clone() } else { someone(place, kind, random) }
}

/// An answer with everything masked that differs by design.
fn masked(answer: &Answer) -> String {
    let mut headers: Vec<String> =
        answer
            .headers
            .iter()
            .map(|(name, value)| {
                if OWN.contains(&name.as_str()) {
                    format!("{name}: {}", value.len())
                } else {
                    format!("{name}: {value}")
                }
            })
            .collect();
    headers.sort_unstable();
    let mut body = String::from_utf8_lossy(&answer.body).into_owned();
    let json = answer.json();
    for field in ["id", "sent_to", "sms_ref", "expires_at", "resend_at", "request_id"] {
        if let Some(text) = json[field].as_str() {
            // digits and letters are masked, the form stays
            let own = |letter: char| letter.is_alphanumeric() || (field == "id" && "-_".contains(letter));
            let form: String = text.chars().map(|letter| if own(letter) { 'x' } else { letter }).collect();
            body = body.replacen(&Value::from(text).to_string(), &form, 1);
        }
    }
    format!("{} {headers:?} {body}", answer.status)
}

/// Remembers the first answer and compares the others with it.
#[derive(Default)]
struct Compared(BTreeMap<String, (Kind, usize)>);

impl Compared {
    fn take(&mut self, kind: Kind, answer: &Answer) {
        self.0.entry(masked(answer)).or_insert((kind, 0)).1 += 1;
    }

    fn judge(self, what: &str, findings: &mut Findings) {
        findings.expect(self.0.len() <= 1, || {
            let forms =
                self.0.iter().take(4).map(|(form, (kind, times))| format!("\n      {times} x, first {kind:?}: {form}"));
            format!("{what} have {} forms:{}", self.0.len(), forms.collect::<String>())
        });
    }
}

fn starts(place: &Place, each: usize, random: &mut Random, findings: &mut Findings) -> Result<()> {
    let client = place.client();
    let mut compared = Compared::default();
    for _ in 0..each {
        for kind in KINDS {
            compared.take(kind, &client.start(None, &start_body(&someone(place, kind, random)))?);
        }
    }
    compared.judge("answers to starts", findings);
    Ok(())
}

/// Four wrong codes each: the first three are evaluated, the fourth is not.
fn guesses(place: &Place, each: usize, random: &mut Random, findings: &mut Findings) -> Result<()> {
    let (client, outbox) = (place.client(), place.outbox());
    let mut compared: [Compared; 4] = Default::default();
    for number in 0..each {
        for kind in KINDS {
            let person = met_once(place, kind, number, random);
            let mut visit = Visit::new(&person, format!("guess-{number}-{kind:?}"), &outbox);
            let answer = visit.start(&client)?;
            let code = match kind {
                Kind::Match => visit.code_from(&outbox).with_context(|| format!("no code came: {}", answer.shown()))?,
                _ => "123456".to_owned(),
            };
            for (by, compared) in (1..).zip(&mut compared) {
                compared.take(kind, &client.confirm(&visit.id(), None, &wrong(&code, by))?);
            }
        }
    }
    for (number, compared) in compared.into_iter().enumerate() {
        compared.judge(&format!("answers to wrong code {}", number + 1), findings);
    }
    Ok(())
}
