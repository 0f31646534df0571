//! PRV-1 and KEY-4: names, mobiles, codes and keys that occur nowhere else are looked for in all that the service leaves.

mod addresses;
mod api;
mod checks;
mod cowin;
mod digits;
mod own;
mod receiver;
mod traces;
mod visitor;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::json;

use self::receiver::Receiver;
use self::traces::{Traces, needles};
use self::visitor::Visitor;
use super::Torture;
use super::client::Client;
use super::findings::Outcome;
use super::outbox::Message;
use super::people::Person;
use super::place::{Place, Setup};
use super::random::Random;
use super::server::Server;
use super::signed::Keys;

/// People with such names and mobiles.
const CANARIES: usize = 12;
/// Every so many-th of them sees all of the own page: graphics take their time.
const IN_FULL: usize = 4;
/// The reference id of the first of them, in the file of an import.
const FIRST: &str = "98000000000000";

/// How many messages of each kind the provider's server is to get.
type Due = BTreeMap<&'static str, usize>;

/// Makes traffic, then searches.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let mut random = Random::new(torture.seed, "canary");
    let people: Vec<Person> = (0..CANARIES)
        .map(|_| Person::new(&format!("{} {}", random.word(9), random.word(11)), &random.mobile()))
        .collect();
    let place = Place::empty(torture, "canary")?;
    let receiver = Receiver::open(&place.outbox())?;
    let sms = receiver.settings();
    let place = Place::fill(place, &Setup { people: 0, extra: &people, sms: &sms, ..Setup::default() })?;
    receiver.register(&place)?;
    let server = Server::start(&place)?;
    let client = place.client();
    let keys = Keys::fetch(&client)?;
    let mut traces = Traces::default();
    let due = traffic(torture, &place, &client, &keys, &people, &mut traces)?;
    receiver.misbehave(&place, &client, &people[0], &mut traces)?;
    let told = receiver.judge(&due, &mut traces);
    traces.answer("the key set", &client.get("/.well-known/jwks.json")?);
    let ops = Client::new(&place.ops, "");
    for path in ["/metrics", "/readyz"] {
        traces.answer(path, &ops.get(path)?);
    }
    traces.collect_files(&place, "alive")?;
    server.stop()?;
    traces.collect_files(&place, "stopped")?;
    place.kyvs(&["forget", "--reference", FIRST])?;
    traces.collect_files(&place, "with one person forgotten")?;
    search(&place, &people, &keys, told, traces)
}

/// Everybody in every way. Gives what the provider's server is to hear of it.
fn traffic(
    torture: &Torture,
    place: &Place,
    client: &Client,
    keys: &Keys,
    people: &[Person],
    traces: &mut Traces,
) -> Result<Due> {
    let (mut due, mut result) = (Due::from([("result.revoked", 1)]), None);
    for (number, person) in people.iter().enumerate() {
        let in_full = number % IN_FULL == 0;
        let resends = in_full && torture.clock_moves;
        let mut visitor = Visitor { place, client, outbox: place.outbox(), person, number, resends, traces };
        let given = api::walk(&mut visitor, &people[(number + 1) % people.len()])?;
        cowin::walk(&mut visitor)?;
        checks::walk(&mut visitor)?;
        own::walk(&mut visitor, in_full)?;
        // one of a framed page, one of the calls of 2021
        let results = 2 + usize::from(given.is_some());
        for (kind, times) in [
            ("verification.completed", results),
            ("verification.declined", 1),
            // one for each result that is good no more
            ("consent.withdrawn", if in_full { results } else { 0 }),
        ] {
            *due.entry(kind).or_default() += times;
        }
        // to be revoked: that of somebody who has withdrawn nothing
        result = given.filter(|_| !in_full).or(result);
    }
    let result = result.context("nobody has a result to revoke")?;
    let name = keys.claims(&result)?["jti"].as_str().context("a result without a name")?.to_owned();
    place.kyvs(&["results", "revoke", &name])?;
    let body = json!({ "result": result });
    traces.answer("a revoked result", &client.call("POST", "/api/v1/results/verify", None, Some(&body))?);
    Ok(due)
}

/// Looks for everybody and every code that was ever sent, everywhere.
fn search(place: &Place, people: &[Person], keys: &Keys, told: usize, mut traces: Traces) -> Result<Outcome> {
    // a receipt holds no code, and digits that look like one
    let messages = place.outbox().since(0);
    let with_code = messages.iter().filter(|message| message.text.starts_with(|first: char| first.is_ascii_digit()));
    let codes: BTreeSet<String> = with_code.filter_map(Message::code).collect();
    let needles = needles(people, &codes, &traces.sessions, place)?;
    traces.search(&needles);
    let windows = traces.search_seeds(keys);
    let (places, bytes) = traces.size();
    traces.findings.verdict(format!(
        "{} people and {} codes in {} SMS and {told} webhooks, looked for in {places} places, {bytes} bytes; {windows} windows are no \
         signing key",
        people.len(),
        codes.len(),
        messages.len()
    ))
}
