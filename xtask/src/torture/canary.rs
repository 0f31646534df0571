//! PRV-1 and KEY-4: names, mobiles, codes and keys that occur nowhere else are looked for in all that the service leaves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};
use base64ct::{Base64, Base64UrlUnpadded, Encoding};

use super::Torture;
use super::client::{Answer, start_body};
use super::findings::{Findings, Outcome};
use super::people::Person;
use super::place::{Place, Setup};
use super::random::Random;
use super::server::Server;
use super::signed::{Keys, result_of};
use super::visit::Visit;

/// People with such names and mobiles.
const CANARIES: usize = 12;
/// Length of a key.
const KEY: usize = 32;

/// Everything that was found, by where: answers, log, metrics, files.
type Traces = BTreeMap<String, Vec<u8>>;

/// Makes traffic, then searches.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let mut random = Random::new(torture.seed, "canary");
    let people: Vec<Person> = (0..CANARIES)
        .map(|_| Person::new(&format!("{} {}", random.word(9), random.word(11)), &random.mobile()))
        .collect();
    let place = Place::new(torture, "canary", &Setup { people: 0, extra: &people, ..Setup::default() })?;
    let server = Server::start(&place)?;
    let (mut traces, mut codes) = (Traces::new(), BTreeSet::new());
    traffic(&place, &people, &mut traces, &mut codes)?;
    let client = place.client();
    let keys = Keys::fetch(&client)?;
    let metrics = super::client::Client::new(&place.ops, "").get("/metrics")?;
    traces.insert("metrics".to_owned(), metrics.body);
    collect_files(&place, "alive", &mut traces)?;
    server.stop()?;
    collect_files(&place, "stopped", &mut traces)?;
    let master = fs::read_to_string(place.folder.join("kyvs.key"))?;
    let mut findings = Findings::default();
    search(&needles(&people, &codes, &place, master.trim())?, &traces, &mut findings);
    let windows = seeds(&keys, &traces, &mut findings);
    let bytes: usize = traces.values().map(Vec::len).sum();
    findings.verdict(format!(
        "{} people and {} codes in {} places, {bytes} bytes; {windows} windows are no signing key",
        people.len(),
        codes.len(),
        traces.len()
    ))
}

/// Matches, wrong names, wrong codes, results, refusals, and what goes wrong on the way.
fn traffic(place: &Place, people: &[Person], traces: &mut Traces, codes: &mut BTreeSet<String>) -> Result<()> {
    let (client, outbox) = (place.client(), place.outbox());
    let mut keep = |what: String, answer: &Answer| {
        let headers: Vec<String> = answer.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        traces.insert(what, [headers.join("\n").into_bytes(), answer.body.clone()].concat());
    };
    for (number, person) in people.iter().enumerate() {
        let mut visit = Visit::new(person, format!("canary-{number}"), &outbox);
        let answer = visit.start(&client)?;
        keep(format!("start {number}"), &answer);
        let code = visit.code_from(&outbox).with_context(|| format!("no code came after {}", answer.shown()))?;
        codes.insert(code.clone());
        keep(format!("state {number}"), &client.state(&visit.id())?);
        keep(format!("wrong code {number}"), &visit.guess_wrong(&client, &code)?);
        if number % 3 == 0 {
            continue;
        }
        let answer = visit.confirm(&client, &code)?;
        // the claims show the name and the masked mobile by design; the envelope must not
        let open = String::from_utf8_lossy(&answer.body).replace(&result_of(&answer.body)?, "");
        keep(format!("result {number}"), &Answer { body: open.into_bytes(), ..answer.clone() });
        keep(format!("used code {number}"), &client.confirm(&visit.id(), None, &code)?);
        let stranger = Person::new(&people[(number + 1) % people.len()].name, &person.mobile);
        keep(format!("wrong name {number}"), &client.start(None, &start_body(&stranger))?);
        let mut broken = start_body(person);
        broken["purpose"] = person.name.clone().into();
        broken["lang"] = person.mobile.clone().into();
        keep(format!("refused {number}"), &client.start(None, &broken)?);
        let form = format!("action=start&full_name={}&mobile={}", person.name.replace(' ', "+"), person.mobile);
        // a form shows what was typed to whoever typed it: it is only sent for what the log makes of it
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        for path in [format!("/check?k={}&purpose=check-in", place.site_key), "/embed".to_owned()] {
            client.send("POST", &path, &headers, Some(form.as_bytes()))?;
        }
    }
    Ok(())
}

/// All files but the ones that hold it by their nature: the stub gateway's, and the master key's own.
fn collect_files(place: &Place, when: &str, traces: &mut Traces) -> Result<()> {
    for entry in fs::read_dir(&place.folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && name != "outbox.ndjson" && name != "kyvs.key" {
            traces.insert(format!("{name} ({when})"), fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// What must not be found, in every form that it may take.
fn needles(people: &[Person], codes: &BTreeSet<String>, place: &Place, master: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let mut needles = Vec::new();
    let mut add = |what: &str, bytes: Vec<u8>| needles.push((what.to_owned(), bytes));
    for person in people {
        for (what, text) in [("a name", person.name.clone()), ("a mobile", person.mobile.clone())] {
            add(what, text.clone().into_bytes());
            add(&format!("{what} in small letters"), text.to_lowercase().into_bytes());
            add(&format!("{what} in UTF-16"), text.encode_utf16().flat_map(u16::to_le_bytes).collect());
            add(&format!("{what} in UTF-16, big end first"), text.encode_utf16().flat_map(u16::to_be_bytes).collect());
            add(&format!("{what} in hex"), hex(text.as_bytes()).into_bytes());
        }
        for word in person.name.split(' ') {
            add("a word of a name", word.as_bytes().to_vec());
            add("a word of a name in small letters", word.to_lowercase().into_bytes());
        }
        add("a name as in a form", person.name.replace(' ', "+").into_bytes());
        add("a name as in an address", person.name.replace(' ', "%20").into_bytes());
        for form in in_base64(person.e164().as_bytes()).into_iter().chain(in_base64(person.mobile.as_bytes())) {
            add("a mobile in base64", form);
        }
        let number: u64 = person.mobile.parse().context("a mobile of digits")?;
        add("a mobile as a number", number.to_be_bytes()[3..].to_vec());
        add("a mobile as a number, little end first", number.to_le_bytes()[..5].to_vec());
    }
    for code in codes {
        // six digits alone occur by chance in hashes and times; with quotes or a word's ends they do not
        add("a code", format!("\"{code}\"").into_bytes());
        add("a code", format!(" {code} ").into_bytes());
        add("a code", format!("={code}").into_bytes());
    }
    let raw = Base64UrlUnpadded::decode_vec(master).ok().context("the master key is no base64url")?;
    add("the master key", master.as_bytes().to_vec());
    add("the master key in hex", hex(&raw).into_bytes());
    add("the master key in bytes", raw);
    add("the provider's secret key", place.secret_key.clone().into_bytes());
    Ok(needles)
}

/// The three ways in which bytes may lie within a longer text in base64, without the letters that their neighbours share.
fn in_base64(bytes: &[u8]) -> Vec<Vec<u8>> {
    let shifts = (0..3).map(|shift| {
        let text = Base64::encode_string(&[vec![0; shift], bytes.to_vec()].concat());
        let start = (shift * 8).div_ceil(6);
        let end = (shift + bytes.len()) * 8 / 6;
        text.as_bytes()[start..end].to_vec()
    });
    shifts.collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn search(needles: &[(String, Vec<u8>)], traces: &Traces, findings: &mut Findings) {
    for (place, bytes) in traces {
        // by first byte: one pass over each place instead of hundreds
        let mut by_first: BTreeMap<u8, Vec<&(String, Vec<u8>)>> = BTreeMap::new();
        for needle in needles {
            by_first.entry(needle.1[0]).or_default().push(needle);
        }
        let mut found = BTreeSet::new();
        for (at, first) in bytes.iter().enumerate() {
            let Some(candidates) = by_first.get(first) else { continue };
            found.extend(candidates.iter().filter(|(_, needle)| bytes[at..].starts_with(needle)).map(|(what, _)| what));
        }
        for what in found {
            findings.add(format!("{what} is in {place}"));
        }
    }
}

/// Whether any 32 bytes anywhere, as they are or as base64url or hex, are the seed of a published key.
fn seeds(keys: &Keys, traces: &Traces, findings: &mut Findings) -> usize {
    let mut tried = BTreeSet::new();
    for (place, bytes) in traces {
        let plain = bytes.windows(KEY).filter_map(|window| <[u8; KEY]>::try_from(window).ok());
        let encoded = bytes.windows(43).filter_map(|window| {
            let text = std::str::from_utf8(window).ok()?;
            Base64UrlUnpadded::decode_vec(text).ok()?.try_into().ok()
        });
        for window in plain.chain(encoded) {
            // a key is 32 random bytes: hardly any value comes twice
            if window.iter().collect::<BTreeSet<_>>().len() < 20 || !tried.insert(window) {
                continue;
            }
            findings.expect(!keys.has_seed(window), || format!("the seed of a signing key is in {place}"));
        }
    }
    tried.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_found_wherever_it_begins() {
        for before in ["", "a", "ab", "abc"] {
            let text = Base64::encode_string(format!("{before}+919810000001 and more").as_bytes());
            let found =
                in_base64(b"+919810000001").iter().any(|form| text.contains(std::str::from_utf8(form).unwrap()));
            assert!(found, "{before}");
        }
    }

    #[test]
    fn what_is_there_is_found() {
        let traces = Traces::from([("log".to_owned(), b"x Rajesh y".to_vec())]);
        let mut findings = Findings::default();
        search(
            &[("a name".to_owned(), b"Rajesh".to_vec()), ("other".to_owned(), b"Sunita".to_vec())],
            &traces,
            &mut findings,
        );
        assert_eq!(findings.len(), 1);
    }
}
