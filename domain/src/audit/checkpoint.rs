//! Checkpoints: size and root of a log, signed (C2SP [tlog-checkpoint](https://c2sp.org/tlog-checkpoint) in a
//! [signed note](https://c2sp.org/signed-note) with Ed25519).

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::{
    text,
    tree::{Hash, Head, MAX_SIZE},
};

pub use super::name::{LogName, LogNameError};

/// The longest signed checkpoint that is looked at, in bytes: room for many witnesses.
pub const MAX_NOTE: usize = 64 * 1024;

/// The signature algorithm of signed notes: Ed25519 over the text.
const ED25519: u8 = 0x01;

/// What a signed checkpoint says: the log of this name had this size and root.
///
/// ```
/// use domain::audit::{checkpoint::{Checkpoint, LogKey, LogName}, tree::empty_root};
/// use ed25519_dalek::SigningKey;
///
/// let key = SigningKey::from_bytes(&[7; 32]);
/// let origin = LogName::parse("kyvs.example/audit").unwrap();
/// let checkpoint = Checkpoint { origin: origin.clone(), size: 0, root: empty_root() };
/// let note = checkpoint.sign(&key);
/// assert!(note.starts_with("kyvs.example/audit\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— kyvs.example/audit "));
///
/// let public = LogKey::new(origin, key.verifying_key());
/// assert_eq!(Checkpoint::open(&note, &public), Ok(checkpoint));
/// assert!(Checkpoint::open(&note.replace("\n0\n", "\n1\n"), &public).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log.
    pub origin: LogName,
    /// The number of leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Why a signed checkpoint is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not a signed note, or its text is not the three lines of a checkpoint.
    #[error("the checkpoint is not well-formed")]
    Malformed,
    /// Nobody whose key is known has signed it.
    #[error("the checkpoint is not signed with the log's key")]
    UnknownKey,
    /// The signature of the log's key does not fit.
    #[error("the checkpoint's signature is wrong")]
    BadSignature,
    /// It is signed with the log's key and speaks of another log.
    #[error("the checkpoint is of another log")]
    WrongOrigin,
}

impl Checkpoint {
    /// Size and root.
    pub const fn head(&self) -> Head {
        Head { size: self.size, root: self.root }
    }

    /// The text that is signed: three lines, each with its end.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, text::base64(&self.root))
    }

    /// Reads the text that is signed. Lines besides the three are refused.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let lines: Vec<&str> = text.strip_suffix('\n').ok_or(NoteError::Malformed)?.split('\n').collect();
        let [origin, size, root] = lines.as_slice() else {
            return Err(NoteError::Malformed);
        };
        let origin = LogName::parse(origin).map_err(|_| NoteError::Malformed)?;
        let size = text::decimal(size).filter(|size| *size <= MAX_SIZE).ok_or(NoteError::Malformed)?;
        let root = text::from_base64(root).ok_or(NoteError::Malformed)?;
        Ok(Self { origin, size, root })
    }

    /// The signed note, under the key of the log. The key's name is the origin.
    pub fn sign(&self, key: &SigningKey) -> String {
        let text = self.text();
        let signature = key.sign(text.as_bytes()).to_bytes();
        let public = LogKey::new(self.origin.clone(), key.verifying_key());
        let signed = [public.id().as_slice(), signature.as_slice()].concat();
        format!("{text}\n— {} {}\n", self.origin, text::base64(&signed))
    }

    /// Checks a signed note and gives its checkpoint. Signatures of others, as of witnesses, are passed over; every one
    /// that names the log's key must be right.
    pub fn open(note: &str, key: &LogKey) -> Result<Self, NoteError> {
        let (text, signatures) = parts(note)?;
        let id = key.id();
        let mut signed = false;
        for line in signatures.split_terminator('\n') {
            let (name, bytes) = signature_line(line)?;
            let Some(signature) = bytes.strip_prefix(&id).filter(|_| name == key.name.as_str()) else {
                continue;
            };
            let signature = Signature::from_slice(signature).map_err(|_| NoteError::BadSignature)?;
            key.key.verify_strict(text.as_bytes(), &signature).map_err(|_| NoteError::BadSignature)?;
            signed = true;
        }
        if !signed {
            return Err(NoteError::UnknownKey);
        }
        let checkpoint = Self::parse(text)?;
        if checkpoint.origin == key.name { Ok(checkpoint) } else { Err(NoteError::WrongOrigin) }
    }
}

/// The text with the end of its last line, and the signature lines.
fn parts(note: &str) -> Result<(&str, &str), NoteError> {
    if note.len() > MAX_NOTE || !note.ends_with('\n') {
        return Err(NoteError::Malformed);
    }
    let blank = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
    let (text, signatures) = note.split_at_checked(blank + 1).ok_or(NoteError::Malformed)?;
    Ok((text, signatures.strip_prefix('\n').filter(|lines| !lines.is_empty()).ok_or(NoteError::Malformed)?))
}

/// Name and bytes of `— name base64`: four bytes of the key's id, and the signature.
fn signature_line(line: &str) -> Result<(&str, Vec<u8>), NoteError> {
    let (name, encoded) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or(NoteError::Malformed)?;
    LogName::parse(name).map_err(|_| NoteError::Malformed)?;
    let bytes = text::any_from_base64(encoded).filter(|bytes| bytes.len() > 4).ok_or(NoteError::Malformed)?;
    Ok((name, bytes))
}

/// The public key of a log, under its name.
///
/// ```
/// use domain::audit::checkpoint::{LogKey, LogName};
/// use ed25519_dalek::SigningKey;
///
/// let key = SigningKey::from_bytes(&[7; 32]).verifying_key();
/// let key = LogKey::new(LogName::parse("kyvs.example/audit").unwrap(), key);
/// let text = key.to_string();
/// assert!(text.starts_with("kyvs.example/audit+"));
/// assert_eq!(LogKey::parse(&text), Ok(key));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogKey {
    name: LogName,
    key: VerifyingKey,
}

/// A text that is no public key of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key of a log is written as name+id+key, as `kyvs audit key` shows it")]
pub struct LogKeyError;

impl LogKey {
    /// The key of the log of this name.
    pub const fn new(name: LogName, key: VerifyingKey) -> Self {
        Self { name, key }
    }

    /// The name of the log.
    pub const fn name(&self) -> &LogName {
        &self.name
    }

    /// What tells signatures of this key from others in a note; it is no proof of anything.
    pub fn id(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(self.name.as_str()).chain_update([b'\n', ED25519]);
        let [a, b, c, d, ..] = Hash::from(hash.chain_update(self.key.as_bytes()).finalize());
        [a, b, c, d]
    }

    /// Reads `name+id+key`; the id must be that of the key, and the key a sound one.
    pub fn parse(text: &str) -> Result<Self, LogKeyError> {
        let mut parts = text.splitn(3, '+');
        let name = parts.next().and_then(|name| LogName::parse(name).ok()).ok_or(LogKeyError)?;
        let encoded = parts.nth(1).ok_or(LogKeyError)?;
        let [_, key @ ..] = text::from_base64::<33>(encoded).ok_or(LogKeyError)?;
        let key = VerifyingKey::from_bytes(&key).ok().filter(|key| !key.is_weak()).ok_or(LogKeyError)?;
        let read = Self { name, key };
        // another algorithm, id or spelling makes another text
        if read.to_string() == text { Ok(read) } else { Err(LogKeyError) }
    }
}

impl fmt::Display for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = text::base64(&[[ED25519].as_slice(), self.key.as_bytes()].concat());
        write!(f, "{}+{:08x}+{encoded}", self.name, u32::from_be_bytes(self.id()))
    }
}
