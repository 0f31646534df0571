//! DUR-3: the disk is full, then it takes no writes, then it is well again, and the service runs on.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::client::Client;
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::server::Server;
use super::visit::Visit;
use super::wait::until;
use super::{Torture, books, tools};

const IMAGE_BYTES: u64 = 24 * 1024 * 1024;
/// How soon writes go on when there is space again.
const RESUMES: Duration = Duration::from_secs(10);
/// Starts that surely fill what SQLite's log has kept for itself.
const ENOUGH: usize = 4_000;
/// Acknowledged verifications, the last ones, that are gone through from start to end; of the others it is asked how they stand.
const FULLY: usize = 40;

/// A small file system of its own.
struct Disk(PathBuf);

impl Disk {
    /// A loop image, or memory where there are no loop devices; `None` when this user may not mount.
    fn mount(place: &Place) -> Result<Option<Self>> {
        let (image, folder) = (place.folder.join("disk.img"), place.folder.join("disk"));
        fs::create_dir_all(&folder)?;
        File::create(&image)?.set_len(IMAGE_BYTES)?;
        let quietly = |command: &mut Command| {
            command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
        };
        let made = quietly(Command::new("mkfs.ext4").args(["-q", "-F", "-m", "0"]).arg(&image));
        let mounted = made && quietly(Command::new("mount").args(["-o", "loop"]).arg(&image).arg(&folder));
        let mounted =
            mounted || quietly(Command::new("mount").args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(&folder));
        Ok(mounted.then(|| Self(folder)))
    }

    /// Fills it to the last block.
    fn fill(&self) -> Result<()> {
        let mut file = File::create(self.0.join("filler"))?;
        for size in [1 << 20, 1 << 12, 1] {
            let block = vec![7; size];
            while file.write_all(&block).is_ok() {}
        }
        // what was only promised is taken now; a full disk may say so
        let _ = file.sync_all();
        Ok(())
    }

    fn free(&self) -> Result<()> {
        Ok(fs::remove_file(self.0.join("filler"))?)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // lazily: a service that was not stopped must not keep the folder
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Both troubles, one after the other.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let place = Place::empty(torture, "disk")?;
    let Some(disk) = Disk::mount(&place)? else {
        return Ok(Outcome::Skipped("no permission to mount".to_owned()));
    };
    let setup = Setup { people: 300, database: "disk/kyvs.db", ..Setup::default() };
    let place = Place::fill(place, &setup)?;
    let mut findings = Findings::default();
    let server = Server::start(&place)?;
    let mut ledger = vec![finished(&place, 0)?];
    let refused = full(&place, &disk, &mut ledger, &mut findings)?;
    let read_only = if tools::can_trace() {
        read_only(&place, &server, &mut ledger, &mut findings)?
    } else {
        "read-only left out: no strace".to_owned()
    };
    let ended = server.end()?;
    findings.expect(ended.success(), || format!("it ended with {ended}"));
    let server = Server::start(&place)?;
    all_there(&place, &mut ledger, &mut findings)?;
    server.stop()?;
    books::in_order(&place, &mut findings)?;
    drop(place);
    drop(disk);
    findings.verdict(format!(
        "full: {refused} writes refused, went on by itself; {read_only}; {} acknowledged",
        ledger.len()
    ))
}

/// A verification from start to result.
fn finished(place: &Place, number: usize) -> Result<Visit> {
    let (client, outbox) = (place.client(), place.outbox());
    let mut visit = Visit::new(&place.people[number], format!("disk-{number}"), &outbox);
    let code = visit.start_for_code(&client, &outbox)?;
    visit.confirm(&client, &code)?;
    Ok(visit)
}

/// Writes are refused, reads go on, and with space again writes do too.
fn full(place: &Place, disk: &Disk, ledger: &mut Vec<Visit>, findings: &mut Findings) -> Result<usize> {
    let (client, outbox) = (place.client(), place.outbox());
    disk.fill()?;
    let mut number = 1;
    loop {
        let mut visit = Visit::new(&place.people[number % place.people.len()], format!("full-{number}"), &outbox);
        let answer = visit.start(&client)?;
        number += 1;
        if answer.status == 201 && number < ENOUGH {
            ledger.push(visit);
            continue;
        }
        findings.expect(answer.is_honest_503(), || format!("a start on a full disk: {}", answer.shown()));
        break;
    }
    let mut refused = 1;
    for extra in 0..20 {
        let mut visit = Visit::new(&place.people[extra], format!("refused-{extra}"), &outbox);
        let answer = visit.start(&client)?;
        refused += usize::from(answer.status == 503);
        findings.expect(answer.status == 201 || answer.is_honest_503(), || format!("a start: {}", answer.shown()));
        if answer.status == 201 {
            ledger.push(visit);
        }
        reads(&client, &ledger[0], "on a full disk", findings)?;
    }
    disk.free()?;
    resumes(place, "with space again", ledger, findings);
    Ok(refused)
}

/// While strace answers every write to the database with EROFS, as a disk does that the system has set read-only.
fn read_only(place: &Place, server: &Server, ledger: &mut Vec<Visit>, findings: &mut Findings) -> Result<String> {
    let tracer = Tracer::attach(place, server)?;
    let (client, outbox) = (place.client(), place.outbox());
    let mut refused = 0;
    for number in 0..10 {
        let mut visit = Visit::new(&place.people[number], format!("read-only-{number}"), &outbox);
        let answer = visit.start(&client)?;
        refused += usize::from(answer.is_honest_503());
        findings.expect(answer.is_honest_503(), || format!("a start on a read-only disk: {}", answer.shown()));
        reads(&client, &ledger[0], "on a read-only disk", findings)?;
    }
    drop(tracer);
    resumes(place, "when the disk takes writes again", ledger, findings);
    Ok(format!("read-only: {refused} writes refused, went on by itself"))
}

fn reads(client: &Client, known: &Visit, when: &str, findings: &mut Findings) -> Result<()> {
    for path in ["/.well-known/jwks.json", "/"] {
        let answer = client.get(path)?;
        findings.expect(answer.status == 200, || format!("GET {path} {when}: {}", answer.shown()));
    }
    let state = client.state(&known.id())?;
    findings.expect(state.status == 200, || format!("the state of a verification {when}: {}", state.shown()));
    Ok(())
}

fn resumes(place: &Place, when: &str, ledger: &mut Vec<Visit>, findings: &mut Findings) {
    let (client, outbox) = (place.client(), place.outbox());
    let person = &place.people[(ledger.len() + 50) % place.people.len()];
    let mut visit = Visit::new(person, format!("resumed-{}", ledger.len()), &outbox);
    let opened = until(RESUMES, || visit.start(&client).is_ok_and(|answer| answer.status == 201).then_some(()));
    findings.expect(opened.is_some(), || format!("no start was taken {when}"));
    if opened.is_some() {
        ledger.push(visit);
    }
}

/// Whatever was acknowledged, before the trouble, in it or after it, is there.
fn all_there(place: &Place, ledger: &mut [Visit], findings: &mut Findings) -> Result<()> {
    let (client, outbox) = (place.client(), place.outbox());
    let newest = ledger.len().saturating_sub(FULLY);
    for (number, visit) in ledger.iter_mut().enumerate() {
        // the first one has a result
        if number == 0 || number >= newest {
            visit.settle(&client, &outbox, findings)?;
            continue;
        }
        let state = client.state(&visit.id())?;
        // the oldest codes may be too old by now
        let stands = state.status == 200 && matches!(state.text("state").as_str(), "open" | "expired");
        findings.expect(stands, || format!("{}: acknowledged, and now {}", visit.key, state.shown()));
    }
    Ok(())
}

/// strace on the running service.
struct Tracer(Child);

impl Tracer {
    fn attach(place: &Place, server: &Server) -> Result<Self> {
        let id = server.id().to_string();
        let calls = "openat,pwrite64,pwritev,fsync,fdatasync,ftruncate,fallocate";
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-p", &id, "-e", &format!("inject={calls}:error=EROFS")]);
        for name in ["kyvs.db", "kyvs.db-wal"] {
            // an open file is known by its whole path, one that is being opened by the words of the settings
            let path = Path::new("disk").join(name);
            command.arg("-P").arg(place.folder.join(&path)).arg("-P").arg(path);
        }
        let tracer = Self(command.spawn().context("strace")?);
        let attached = || {
            let tasks = fs::read_dir(format!("/proc/{id}/task")).ok()?;
            let all = tasks.flatten().all(|task| {
                let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
                status.lines().any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0"))
            });
            all.then_some(())
        };
        if until(Duration::from_secs(5), attached).is_none() {
            bail!("strace could not take hold of the service");
        }
        Ok(tracer)
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        // the service goes on untraced
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
