//! What the service calls: a provider's server and two SMS gateways. One gateway is asked by its address and refuses whatever it gets;
//! the other one takes messages, and once closes the connection without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::super::client::{Client, start_body};
use super::super::listen::{self, Request, held};
use super::super::outbox::Outbox;
use super::super::people::Person;
use super::super::place::Place;
use super::super::wait::until;
use super::traces::Traces;

/// A gateway's name for itself, with which it reports.
const TOKEN: &str = "canary-report-0123456789";
/// Members of a message to a provider's server, and of what it is about: no name, mobile, code or status is among them.
const MEMBERS: [&str; 3] = ["data", "timestamp", "type"];
const ABOUT: [&str; 3] = ["id", "provider", "ref"];
/// A message is there within this.
const ARRIVES: Duration = Duration::from_secs(10);

/// The listener.
pub(super) struct Receiver {
    address: String,
    came: Arc<Came>,
}

/// What has come to it.
#[derive(Default)]
struct Came {
    hooks: Mutex<Vec<Request>>,
    refused: AtomicUsize,
    lost: AtomicUsize,
    loses: AtomicBool,
}

impl Receiver {
    /// Listens; messages are added to a file as the stub gateway writes it.
    pub(super) fn open(outbox: &Outbox) -> Result<Self> {
        let file = Mutex::new(OpenOptions::new().append(true).create(true).open(&outbox.0)?);
        let came = Arc::<Came>::default();
        let taking = Arc::clone(&came);
        let address = listen::serve(move |stream: &TcpStream| taking.take(stream, &file))?;
        Ok(Self { address, came })
    }

    /// `[sms]`, and `[webhooks]` after it.
    pub(super) fn settings(&self) -> String {
        let address = &self.address;
        format!(
            "gateways = [\"refusing\", \"ours\"]\n\
             [sms.refusing]\nkind = \"http\"\nmethod = \"GET\"\nurl = \"http://{address}/refuse?to={{to}}&text={{text}}\"\n\
             [sms.ours]\nkind = \"http\"\nurl = \"http://{address}/send\"\n\
             [sms.ours.report]\ntoken = \"{TOKEN}\"\nid = \"id\"\nstatus = \"status\"\ndelivered = [\"1\"]\nfailed = [\"2\"]\n\
             [webhooks]\nallow_private = true\n"
        )
    }

    /// The provider's server is told what happens.
    pub(super) fn register(&self, place: &Place) -> Result<()> {
        let providers: Value = serde_json::from_str(&place.kyvs(&["provider", "list", "--json"])?)?;
        let id = providers[0]["provider_id"].as_str().context("no provider")?;
        place.kyvs(&["provider", "edit", id, "--webhook", &format!("http://{}/hook", self.address)])?;
        Ok(())
    }

    /// A gateway that says nothing after it took a message, and a report that says more than it should: both are written about.
    pub(super) fn misbehave(&self, place: &Place, client: &Client, person: &Person, traces: &mut Traces) -> Result<()> {
        let newest = place.outbox().since(0).pop().context("no message ever came")?;
        let id = newest.id.as_str().map_or_else(|| newest.id.to_string(), str::to_owned);
        let (to, code) = (&newest.to[1..], newest.code().unwrap_or_default());
        let report = format!("/sms/report/{TOKEN}?id={id}&status=1&to=%2B{to}&text={code}");
        let answer = client.get(&report)?;
        ensure!(answer.status == 204, "a gateway's report is answered {}", answer.shown());
        traces.answer("a gateway's report", &answer);
        self.came.loses.store(true, Ordering::Relaxed);
        traces.answer("a start whose message is lost", &client.start(None, &start_body(person))?);
        let lost = until(ARRIVES, || (self.came.lost.load(Ordering::Relaxed) > 0).then_some(()));
        self.came.loses.store(false, Ordering::Relaxed);
        lost.context("no message came to be lost")?;
        ensure!(self.came.refused.load(Ordering::Relaxed) > 0, "the gateway that refuses was never asked");
        Ok(())
    }

    /// Waits for the messages that are due to the provider's server, so many of each kind, and looks at what they say. Gives how many
    /// came.
    pub(super) fn judge(&self, due: &BTreeMap<&'static str, usize>, traces: &mut Traces) -> usize {
        until(ARRIVES, || (self.kinds() == named(due)).then_some(()));
        let (kinds, due) = (self.kinds(), named(due));
        traces
            .findings
            .expect(kinds == due, || format!("messages to the provider's server: {kinds:?}, {due:?} were due"));
        let hooks = held(&self.came.hooks);
        for (number, Request { head, body }) in hooks.iter().enumerate() {
            let message: Value = serde_json::from_slice(body).unwrap_or_default();
            let thin =
                members(&message) == MEMBERS && members(&message["data"]).iter().all(|name| ABOUT.contains(name));
            traces.findings.expect(thin, || format!("a message to the provider's server says more: {message}"));
            traces.record(format!("message {number} to the provider's server"), [head.as_bytes(), &body[..]].concat());
        }
        hooks.len()
    }

    /// How many messages of each kind have come; one that came twice has the same name.
    fn kinds(&self) -> BTreeMap<String, usize> {
        let hooks = held(&self.came.hooks);
        let named: BTreeSet<(String, String)> = hooks.iter().map(|request| (kind(request), name(request))).collect();
        let mut kinds = BTreeMap::new();
        for (kind, _) in named {
            *kinds.entry(kind).or_default() += 1;
        }
        kinds
    }
}

impl Came {
    fn take(&self, stream: &TcpStream, outbox: &Mutex<File>) -> Result<()> {
        let request = listen::read(stream)?;
        let path = request.head.split([' ', '?']).nth(1).unwrap_or_default().to_owned();
        match path.as_str() {
            "/hook" => held(&self.hooks).push(request),
            "/refuse" => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                return listen::answer(stream, "500 Internal Server Error");
            }
            "/send" => {
                // one write, so that a reader never sees half a line
                held(outbox).write_all(&[&request.body[..], b"\n"].concat())?;
                if self.loses.load(Ordering::Relaxed) {
                    self.lost.fetch_add(1, Ordering::Relaxed);
                    return Ok(());
                }
            }
            // somebody only looks whether a gateway is there
            _ => return Ok(()),
        }
        listen::answer(stream, "200 OK")
    }
}

fn named(due: &BTreeMap<&'static str, usize>) -> BTreeMap<String, usize> {
    due.iter().map(|(kind, times)| ((*kind).to_owned(), *times)).collect()
}

fn members(object: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = object.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names
}

fn kind(request: &Request) -> String {
    let message: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    message["type"].as_str().unwrap_or_default().to_owned()
}

/// The name of a message, which it has at every attempt.
fn name(request: &Request) -> String {
    let lines = request.head.lines().filter_map(|line| line.split_once(':'));
    let found = lines.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("webhook-id"));
    found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}
