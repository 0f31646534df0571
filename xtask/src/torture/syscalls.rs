//! DUR-2: every write-side system call of a short life, and of commands that write, fails once, with EIO, with ENOSPC and with the end of the process.
//!
//! strace does it: the service starts under it, answers a fixed script and is told to finish, while the n-th call of one
//! kind on one of its files is answered with the error. What was acknowledged must be true after a clean start.

mod commands;
mod trace;

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::client::{ANOTHER_CODE, Answer};
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::random::Random;
use super::server::{EndedAtStart, STORE_BROKEN, Server};
use super::visit::Visit;
use super::{Torture, books, tools};

/// What writes, or prepares a write. The question mark: not every machine has every one.
const CALLS: &[&str] = &[
    "openat",
    "write",
    "writev",
    "pwrite64",
    "pwritev",
    "fsync",
    "fdatasync",
    "sync_file_range",
    "ftruncate",
    "fallocate",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "link",
    "linkat",
    "fchmod",
    "mmap",
];
const FAULTS: &[&str] = &["error=EIO", "error=ENOSPC", "signal=KILL"];
/// The service makes a few writes here: its log is copied back after every one or two, and these calls fail too.
const OFTEN_COPIED: &str = "copy_after = 2\n";
/// Files that are not the service's own records.
const FOREIGN: &[&str] =
    &["clock", "clock.fresh", "kyvs.toml", "server.log", "outbox.ndjson", "trace", commands::PEOPLE];
/// No answer takes longer.
const HANG: Duration = Duration::from_secs(9);
/// What the service logs when its store breaks.
const BROKEN: &str = "no more writes are taken";

/// Finds the calls, then lets each fail.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    if !tools::can_trace() {
        return Ok(Outcome::Skipped(
            "strace is missing, or may trace nothing here (Debian: `apt-get install strace`)".to_owned(),
        ));
    }
    let template = Place::new(torture, "syscalls", &Setup { people: 20, store: OFTEN_COPIED, ..Setup::default() })?;
    let mut findings = Findings::default();
    let mut done = vec![serving(torture, &template, &mut findings)?];
    for command in commands::ALL {
        done.push(command.fail(torture, &template, &mut findings)?);
    }
    findings.verdict(done.join("; "))
}

/// The service's own calls. Gives what was done.
fn serving(torture: &Torture, template: &Place, findings: &mut Findings) -> Result<String> {
    let files = own_files(template)?;
    let calls = Calls { who: "serve", counted: count(template, &files)?, short: 20 };
    Ok(calls.each(torture, findings, |inject, found| point(template, &files, inject, found)))
}

/// Calls by their names, and how often one thread makes them.
type Counted = BTreeMap<String, usize>;

/// Calls that are to fail, one after the other.
struct Calls {
    /// Who makes them.
    who: &'static str,
    /// How often each is made.
    counted: Counted,
    /// How many of them the short run lets fail.
    short: usize,
}

impl Calls {
    /// Lets each fail in each way; `point` does one, and gives whether the fault was felt. Gives what was done.
    fn each(
        &self,
        torture: &Torture,
        findings: &mut Findings,
        mut point: impl FnMut(&str, &mut Findings) -> Result<bool>,
    ) -> String {
        let Self { who, counted, short } = self;
        let mut points: Vec<String> = Vec::new();
        for (call, most) in counted {
            let every =
                (1..=*most).flat_map(|nth| FAULTS.iter().map(move |fault| format!("inject={call}:{fault}:when={nth}")));
            points.extend(every);
        }
        let all = points.len();
        Random::new(torture.seed, &format!("syscalls-{who}")).shuffle(&mut points);
        points.truncate(torture.pick(*short, all));
        let mut felt = 0;
        for inject in &points {
            let mut found = Findings::default();
            match point(inject, &mut found) {
                Ok(noticed) => felt += usize::from(noticed),
                Err(error) => found.add(format!("{error:#}")),
            }
            if found.len() > 0 {
                findings.add(format!("{who}, {inject}:"));
            }
            findings.merge(found);
        }
        let kinds: Vec<String> = counted.iter().map(|(call, most)| format!("{call} {most}")).collect();
        let points = points.len();
        // faults that nobody feels would mean that none was injected
        findings.expect(felt * 3 >= points, || format!("{who}: only {felt} of {points} faults had any effect"));
        format!("{who}: {points} of {all} points ({}), {felt} felt", kinds.join(", "))
    }
}

/// Every file that the service makes in a life of its own, as absolute paths, and the folder itself.
fn own_files(template: &Place) -> Result<Vec<String>> {
    let place = template.copy("syscalls-files")?;
    let server = Server::start(&place)?;
    script(&place, &mut Findings::default());
    let mut files = vec![String::new()];
    list(&place, &mut files)?;
    server.stop()?;
    list(&place, &mut files)?;
    Ok(files)
}

/// Adds the files that are there now.
fn list(place: &Place, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(&place.folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !FOREIGN.contains(&name.as_str()) && !files.contains(&name) {
            files.push(name);
        }
    }
    Ok(())
}

/// strace, its output, and the files it looks at.
fn wrapper(place: &Place, files: &[String], more: &[&str]) -> Vec<String> {
    let calls: Vec<String> = CALLS.iter().map(|call| format!("?{call}")).collect();
    // -D: the service stays our own child; -y: calls name the file
    let mut words = ["strace", "-D", "-f", "-y", "-qq", "-o", "trace", "-e"].map(str::to_owned).to_vec();
    words.push(format!("trace={}", calls.join(",")));
    for file in files {
        let path = place.folder.join(file).display().to_string().trim_end_matches('/').to_owned();
        // a call that takes a path may name it from the folder on
        for path in [path, file.clone()].into_iter().filter(|path| !path.is_empty()) {
            words.extend(["-P".to_owned(), path]);
        }
    }
    words.extend(more.iter().map(|word| (*word).to_owned()));
    words
}

fn start_under(place: &Place, words: &[String]) -> Result<Server> {
    Server::start_under(place, &words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// How often each call is made by one thread in a life of the service.
fn count(template: &Place, files: &[String]) -> Result<Counted> {
    let place = template.copy("syscalls-count")?;
    let server = start_under(&place, &wrapper(&place, files, &[]))?;
    script(&place, &mut Findings::default());
    server.stop()?;
    Ok(trace::most_by_one_thread(&fs::read_to_string(place.folder.join("trace"))?, CALLS))
}

/// One life with one fault, then a clean one. Gives whether the fault was felt at all.
fn point(template: &Place, files: &[String], inject: &str, findings: &mut Findings) -> Result<bool> {
    let place = template.copy("syscalls-point")?;
    let killed = inject.contains("signal=KILL");
    let (mut visits, mut felt) = (Vec::new(), true);
    match start_under(&place, &wrapper(&place, files, &["-e", inject])) {
        Ok(server) => {
            visits = script(&place, findings);
            felt = visits.iter().any(|visit| visit.opened.is_none()) || visits[0].result.is_none();
            felt |= !end(server, &place, killed, findings)?.success();
        }
        Err(error) => {
            // a start that fails has acknowledged nothing, but it must end
            let ended: EndedAtStart = error.downcast()?;
            findings.expect(ended.is_refusal() || (killed && ended.is_killed()), || ended.to_string());
        }
    }
    let server = Server::start(&place)?;
    let (client, outbox) = (place.client(), place.outbox());
    for visit in &mut visits {
        visit.settle(&client, &outbox, findings)?;
        let sent = outbox.since(0).iter().filter(|message| message.to == visit.person.e164()).count();
        // one for the start, and one for the resend that one of them asks for
        findings.expect(sent <= 2, || format!("{}: {sent} SMS", visit.key));
    }
    server.stop()?;
    books::in_order(&place, findings)?;
    Ok(felt)
}

/// How a life ends. A service whose store is broken ends by itself, and its exit code says so; every other one goes on until it is told,
/// and its store may break on the way.
fn end(mut server: Server, place: &Place, killed: bool, findings: &mut Findings) -> Result<ExitStatus> {
    let broken = is_broken(place)?;
    let by_itself = if broken { server.ends() } else { server.ended() };
    findings.expect(!broken || by_itself.is_some(), || "its store is broken, and it does not end by itself".to_owned());
    let (told, status) = match by_itself {
        Some(status) => (false, status),
        None => (true, server.end()?),
    };
    let honest = match status.code() {
        Some(code) => code == STORE_BROKEN || (told && code == 0),
        None => killed,
    };
    findings.expect(honest, || format!("it ended with {status}{}", if told { "" } else { ", by itself" }));
    Ok(status)
}

/// Whether the store is surely broken by now: by the call that has failed, or because the service says so.
fn is_broken(place: &Place) -> Result<bool> {
    let trace = fs::read_to_string(place.folder.join("trace"))?;
    Ok(trace::breaks_the_store(&trace) || place.log().contains(BROKEN))
}

/// A fixed sequence of calls. Answers may be missing, and must be honest.
fn script(place: &Place, findings: &mut Findings) -> Vec<Visit> {
    let (client, outbox) = (place.client(), place.outbox());
    let mut one = Visit::new(&place.people[0], "script-one".to_owned(), &outbox);
    let mut two = Visit::new(&place.people[1], "script-two".to_owned(), &outbox);
    let mut judge = |what: &str, since: Instant, answer: Result<Answer>| {
        let took = since.elapsed();
        findings.expect(took < HANG, || format!("{what}: no answer for {took:?}"));
        let Ok(answer) = answer else { return false };
        let honest = answer.status < 500 || answer.is_honest_503();
        findings.expect(honest, || format!("{what}: {}", answer.shown()));
        answer.status < 300
    };
    let since = Instant::now;
    let one_is_open = judge("first start", since(), one.start(&client));
    let two_is_open = judge("second start", since(), two.start(&client));
    if let Some(code) = one.code_from_if(one_is_open, &outbox) {
        judge("confirmation", since(), one.confirm(&client, &code));
    }
    if let Some(code) = two.code_from_if(two_is_open, &outbox) {
        judge("wrong guess", since(), two.guess_wrong(&client, &code));
        // past the pause before another code; without a moving clock the call is refused, which is as good
        if place.set_clock(ANOTHER_CODE).is_ok() {
            judge("resend", since(), client.resend(&two.id(), Some("script-resend")));
        }
    }
    judge("state", since(), client.state(&one.id()));
    vec![one, two]
}
