//! Two files beside the database that say how far the audit log had come: a database that lies behind them has lost writes
//! that were acknowledged, or is an older copy that somebody put back.
//!
//! `…-heads` gets a line after every transaction, without a flush of its own: it survives the process, not the machine.
//! `…-checkpoint` is a signed note (C2SP tlog-checkpoint), flushed, at most once a second: it survives both.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use domain::audit::checkpoint::{Checkpoint, LogKey, LogName};
use ed25519_dalek::SigningKey;

use crate::{
    paths::{flush_name, remove_if_there, with_ending},
    ports::{AuditHead, StoreError},
    secrets::Secrets,
    store::{OpenError, StoreMeter},
};

/// How often a signed checkpoint is written at most.
const EVERY: Duration = Duration::from_secs(1);
/// Longest file of heads that is read: it is emptied at every checkpoint.
const HEADS_BYTES: u64 = 64 * 1024 * 1024;

/// Name and key of this installation's log.
pub struct LogIdentity {
    /// Name, also the first line of every checkpoint.
    pub name: LogName,
    key: SigningKey,
}

impl LogIdentity {
    /// The identity that follows from the master key. `None` cannot happen: the name is made of letters and digits.
    pub fn of(secrets: &Secrets) -> Option<Self> {
        let name = LogName::parse(&format!("kyvs/{}", secrets.log_id())).ok()?;
        Some(Self { name, key: secrets.audit_key() })
    }

    /// The public key that checkpoints are verified with.
    pub fn public(&self) -> LogKey {
        LogKey::new(self.name.clone(), self.key.verifying_key())
    }

    /// A signed statement of size and root.
    pub fn checkpoint(&self, head: AuditHead) -> String {
        Checkpoint { origin: self.name.clone(), size: head.size, root: head.root }.sign(&self.key)
    }
}

/// What to do about the anchor when a database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorMode {
    /// Refuse a database that is not where the anchor says.
    Check,
    /// Take the database as it is. The anchor is written anew with the first entry that is added: the one that says so.
    Accept,
}

/// The anchor of one database.
pub struct Anchor {
    heads: File,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    /// The checkpoint of a log that counts no more. It may be ahead, and one that is ahead would stay.
    overruled: Option<PathBuf>,
    complained: bool,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    head: Option<AuditHead>,
    closing: bool,
}

impl Anchor {
    /// Compares the log with the anchor, then keeps the anchor up to date. `head` gives the log's head, `root_at` the root that
    /// it had at a size. The head is asked for after the anchor was read: another process may be writing meanwhile, and a log
    /// that is newer than its anchor is all right.
    pub fn open(
        database: &Path,
        identity: LogIdentity,
        mode: AnchorMode,
        meter: Arc<StoreMeter>,
        head: impl FnOnce() -> Result<AuditHead, StoreError>,
        root_at: impl Fn(u64) -> Result<[u8; 32], StoreError>,
    ) -> Result<Self, OpenError> {
        let (heads, checkpoint) = (with_ending(database, "-heads"), with_ending(database, "-checkpoint"));
        let checkpoint_exists = checkpoint.exists();
        let (head, overruled) = match mode {
            AnchorMode::Check => {
                let anchored = Anchored::read(database, &identity)?;
                let head = head()?;
                anchored.check(head, root_at)?;
                (head, None)
            }
            AnchorMode::Accept => (head()?, Some(checkpoint.clone())),
        };
        let open = || OpenOptions::new().append(true).create(true).mode(0o600).open(&heads);
        let unusable = |error: io::Error| unusable(&heads, &error);
        let (file, cut) = (open().map_err(unusable)?, open().map_err(unusable)?);
        let shared = Arc::new(Shared { state: Mutex::default(), changed: Condvar::new() });
        let keeper = Keeper { identity, checkpoint, heads: cut, shared: Arc::clone(&shared), meter };
        let thread = std::thread::Builder::new().name("audit-anchor".into()).spawn(move || keeper.run());
        let thread = Some(thread.map_err(unusable)?);
        let mut anchor = Self { heads: file, shared, thread, overruled, complained: false };
        // A command that only reads leaves the anchor to whoever writes.
        if mode == AnchorMode::Check && !checkpoint_exists {
            anchor.note(head);
        }
        Ok(anchor)
    }

    /// The log has this head now, and it is durable. A failure is reported and costs nothing but this line.
    pub fn note(&mut self, head: AuditHead) {
        if let Some(checkpoint) = self.overruled.take()
            && let Err(error) = remove(&checkpoint)
        {
            tracing::error!(%error, "the checkpoint of before cannot be removed");
            self.overruled = Some(checkpoint);
        }
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        let written = self.heads.write_all(line(head).as_bytes());
        state.head = Some(head);
        drop(state);
        match written {
            Ok(()) => self.complained = false,
            Err(error) if !self.complained => {
                tracing::error!(%error, "the head of the audit log cannot be written beside the database");
                self.complained = true;
            }
            Err(_) => {}
        }
    }
}

impl Drop for Anchor {
    /// Writes the last checkpoint.
    fn drop(&mut self) {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner).closing = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// What lies beside a database. Read it before the database's own head: another process may add to both.
pub struct Anchored([Option<AuditHead>; 2]);

impl Anchored {
    /// Reads both files; either may be missing.
    pub fn read(database: &Path, identity: &LogIdentity) -> Result<Self, OpenError> {
        let (heads, checkpoint) = (with_ending(database, "-heads"), with_ending(database, "-checkpoint"));
        Ok(Self([read(&heads)?.and_then(|heads| newest_of(&heads)), signed_head(&checkpoint, identity)?]))
    }

    /// The log must contain what is anchored, and its own head must follow from its entries.
    pub fn check(
        &self,
        head: AuditHead,
        root_at: impl Fn(u64) -> Result<[u8; 32], StoreError>,
    ) -> Result<(), OpenError> {
        if head.size > 0 && self.0.iter().all(Option::is_none) {
            tracing::warn!("there is no anchor beside the database; whether it is the newest copy cannot be told");
        }
        self.0.iter().flatten().try_for_each(|anchored| agree(head, *anchored, &root_at))?;
        if root_at(head.size)? == head.root { Ok(()) } else { Err(OpenError::Forked(head.size)) }
    }
}

/// Writes the signed checkpoints.
struct Keeper {
    identity: LogIdentity,
    checkpoint: PathBuf,
    heads: File,
    shared: Arc<Shared>,
    meter: Arc<StoreMeter>,
}

impl Keeper {
    fn run(self) {
        let mut written = None;
        loop {
            let (head, closing) = self.wait();
            if let Some(head) = head.filter(|head| Some(*head) != written) {
                if let Err(error) = self.write(head) {
                    tracing::error!(%error, "the audit checkpoint cannot be written");
                } else {
                    self.meter.audit_covered(head.size, Instant::now());
                    written = Some(head);
                }
            }
            if closing {
                return;
            }
        }
    }

    fn wait(&self) -> (Option<AuditHead>, bool) {
        let state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.shared.changed.wait_timeout_while(state, EVERY, |state| !state.closing);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (state.head, state.closing)
    }

    /// The checkpoint is replaced as a whole; then the lines of heads before it say nothing more. One that another process has
    /// written stays when it is newer.
    fn write(&self, head: AuditHead) -> io::Result<()> {
        if signed_head(&self.checkpoint, &self.identity)
            .is_ok_and(|there| there.is_some_and(|there| there.size > head.size))
        {
            return Ok(());
        }
        let new = with_ending(&self.checkpoint, &format!("-{}", std::process::id()));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(self.identity.checkpoint(head).as_bytes())?;
        file.sync_data()?;
        fs::rename(&new, &self.checkpoint)?;
        flush_name(&self.checkpoint)?;
        // Between the two no line is added, or it would be lost with the rest.
        let state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.heads.set_len(0)?;
        (&self.heads).write_all(line(state.head.unwrap_or(head)).as_bytes())
    }
}

fn remove(path: &Path) -> Result<(), OpenError> {
    remove_if_there(path).map(drop).map_err(|error| unusable(path, &error))
}

fn unusable(path: &Path, error: &io::Error) -> OpenError {
    OpenError::Unusable(format!("{}: {error}", path.display()))
}

fn agree(
    head: AuditHead,
    anchored: AuditHead,
    root_at: &impl Fn(u64) -> Result<[u8; 32], StoreError>,
) -> Result<(), OpenError> {
    if head.size < anchored.size {
        return Err(OpenError::Behind { found: head.size, anchored: anchored.size });
    }
    if root_at(anchored.size)? == anchored.root { Ok(()) } else { Err(OpenError::Forked(anchored.size)) }
}

fn line(head: AuditHead) -> String {
    // a line follows every transaction: by hand this takes a tenth of what formatting byte after byte does
    let digits = head.root.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    let hex = digits.filter_map(|digit| char::from_digit(digit.into(), 16));
    let mut line = format!("{} ", head.size);
    line.extend(hex);
    line.push('\n');
    line
}

/// The head in the last whole line of `…-heads`; a crash may have cut the very last one.
pub fn newest_of(heads: &str) -> Option<AuditHead> {
    let (whole, _) = heads.rsplit_once('\n')?;
    whole.split('\n').rev().find_map(parse)
}

/// A line as [`line`] writes it, and no other.
fn parse(text: &str) -> Option<AuditHead> {
    let (size, hex) = text.split_once(' ')?;
    let mut root = [0; 32];
    for (byte, place) in root.iter_mut().zip(0..) {
        *byte = u8::from_str_radix(hex.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    let head = AuditHead { size: size.parse().ok()?, root };
    (line(head).strip_suffix('\n') == Some(text)).then_some(head)
}

/// The head of the checkpoint. One that is not ours, or was changed, is no anchor but a reason to stop.
fn signed_head(path: &Path, identity: &LogIdentity) -> Result<Option<AuditHead>, OpenError> {
    let Some(note) = read(path)? else { return Ok(None) };
    let opened = Checkpoint::open(&note, &identity.public());
    let checkpoint = opened.map_err(|error| OpenError::Unusable(format!("{}: {error}", path.display())))?;
    Ok(Some(AuditHead { size: checkpoint.size, root: checkpoint.root }))
}

fn read(path: &Path) -> Result<Option<String>, OpenError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(path, &error)),
    };
    let mut bytes = Vec::new();
    file.take(HEADS_BYTES).read_to_end(&mut bytes).map_err(|error| unusable(path, &error))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{secrets::MasterKey, system::OsEntropy};

    fn head(size: u64) -> AuditHead {
        AuditHead { size, root: [u8::try_from(size).unwrap(); 32] }
    }

    fn identity() -> LogIdentity {
        LogIdentity::of(&Secrets::derive(&MasterKey::generate(&OsEntropy))).unwrap()
    }

    #[test]
    fn a_log_that_grows_while_it_is_compared_is_all_right() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("kyvs.db");
        let heads = with_ending(&database, "-heads");
        fs::write(&heads, line(head(1))).unwrap();
        // Between the two reads another process commits, and says so beside the database.
        let grows = || {
            fs::write(&heads, line(head(2))).unwrap();
            Ok(head(1))
        };
        let opened =
            Anchor::open(&database, identity(), AnchorMode::Check, Arc::default(), grows, |size| Ok(head(size).root));
        assert!(opened.is_ok());
    }

    #[test]
    fn the_last_whole_line_counts() {
        let (one, two) = (line(head(1)), line(head(2)));
        let table = [
            (String::new(), None),
            (one.clone(), Some(1)),
            (format!("{one}{two}"), Some(2)),
            (format!("{one}{}", &two[..two.len() - 1]), Some(1)),
            (format!("{one}\0\0\0\n"), Some(1)),
            (format!("{one}3 {}\n", "é".repeat(32)), Some(1)),
            (format!("{one}+3 {}\n", "03".repeat(32)), Some(1)),
            (format!("{one}3 {}\n", "0A".repeat(32)), Some(1)),
            (format!("{one}3 {}\n", "03".repeat(33)), Some(1)),
        ];
        for (text, size) in table {
            assert_eq!(newest_of(&text), size.map(head), "{text:?}");
        }
    }

    #[test]
    fn a_closed_anchor_has_the_newest_head_in_its_checkpoint() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("kyvs.db");
        let secrets = Secrets::derive(&MasterKey::generate(&OsEntropy));
        let open = |mode, size| {
            let identity = LogIdentity::of(&secrets).unwrap();
            Anchor::open(&database, identity, mode, Arc::default(), || Ok(head(size)), |size| Ok(head(size).root))
        };
        let mut anchor = open(AnchorMode::Check, 0).unwrap();
        for size in 1..=5 {
            anchor.note(head(size));
        }
        drop(anchor);
        let checkpoint = with_ending(&database, "-checkpoint");
        let identity = LogIdentity::of(&secrets).unwrap();
        assert_eq!(signed_head(&checkpoint, &identity).unwrap(), Some(head(5)));
        // Either file alone is enough.
        let heads = with_ending(&database, "-heads");
        let kept = fs::read(&heads).unwrap();
        fs::remove_file(&heads).unwrap();
        assert!(matches!(open(AnchorMode::Check, 4), Err(OpenError::Behind { found: 4, anchored: 5 })));
        fs::write(&heads, kept).unwrap();
        fs::remove_file(&checkpoint).unwrap();
        assert!(matches!(open(AnchorMode::Check, 4), Err(OpenError::Behind { found: 4, anchored: 5 })));
        // The operator's word counts when it is in the log.
        drop(open(AnchorMode::Accept, 4).unwrap());
        assert!(matches!(open(AnchorMode::Check, 4), Err(OpenError::Behind { .. })));
        open(AnchorMode::Accept, 4).unwrap().note(head(4));
        assert!(open(AnchorMode::Check, 4).is_ok());
    }
}
