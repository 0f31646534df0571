//! The log as a file: JSON lines, one entry a line, beside a signed checkpoint in a file of its own.
//!
//! ```text
//! {"index":0,"hash":"<leaf hash, base64>","entry":{"v":1,"at":…,"act":"provider-added",…}}
//! {"index":1,"hash":"<leaf hash, base64>","entry":{"v":1,"at":…,"act":"verification-opened",…}}
//! ```
//!
//! The members stand in this order and without spaces, and what follows `"entry":` up to the last brace is the leaf, byte
//! for byte, so that a reader can hash it without writing JSON itself. The hash is the one that was stored when the entry
//! was made: it is what lets a reader name an entry that was changed later.

use super::{text, tree::Hash};

/// One line of an export.
///
/// ```
/// use domain::audit::{export::Line, tree::leaf_hash};
///
/// let leaf = br#"{"v":1}"#;
/// let line = Line { index: 7, hash: leaf_hash(leaf), leaf };
/// let mut file = Vec::new();
/// line.write(&mut file);
/// assert_eq!(Line::parse(file.strip_suffix(b"\n").unwrap()), Ok(line));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'l> {
    /// The index of the entry.
    pub index: u64,
    /// The stored hash of the leaf.
    pub hash: Hash,
    /// The leaf, exactly as stored.
    pub leaf: &'l [u8],
}

/// A line that is not as an export has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the line is not one of an audit log's export")]
pub struct LineError;

impl<'l> Line<'l> {
    /// Appends the line and its end.
    pub fn write(&self, out: &mut Vec<u8>) {
        let Self { index, hash, leaf } = self;
        out.extend_from_slice(format!(r#"{{"index":{index},"hash":"{}","entry":"#, text::base64(hash)).as_bytes());
        out.extend_from_slice(leaf);
        out.extend_from_slice(b"}\n");
    }

    /// Reads a line without its end. The leaf is given as it stands, whatever it says.
    pub fn parse(line: &'l [u8]) -> Result<Self, LineError> {
        let rest = line.strip_prefix(br#"{"index":"#.as_slice()).ok_or(LineError)?;
        let (index, rest) = split_at(rest, br#","hash":""#)?;
        let (hash, rest) = split_at(rest, br#"","entry":"#)?;
        let leaf = rest.strip_suffix(b"}").filter(|leaf| !leaf.is_empty()).ok_or(LineError)?;
        let index = text::decimal(index).ok_or(LineError)?;
        let hash = text::from_base64(hash).ok_or(LineError)?;
        Ok(Self { index, hash, leaf })
    }
}

/// The text before a mark and what is behind it.
fn split_at<'l>(line: &'l [u8], mark: &[u8]) -> Result<(&'l str, &'l [u8]), LineError> {
    let at = line.windows(mark.len()).take(64).position(|window| window == mark).ok_or(LineError)?;
    let (before, behind) = line.split_at_checked(at).ok_or(LineError)?;
    let before = std::str::from_utf8(before).map_err(|_| LineError)?;
    Ok((before, behind.strip_prefix(mark).ok_or(LineError)?))
}

/// An entry with the proof that it is in the log, as a file for the person whom it concerns: one JSON object, the leaf last,
/// as in a [`Line`]. It is checked against the checkpoint of the same size.
///
/// ```
/// use domain::audit::export::proof_file;
///
/// let file = proof_file(0, 1, &[], br#"{"v":1}"#);
/// assert_eq!(file, b"{\"index\":0,\"size\":1,\"path\":[],\"entry\":{\"v\":1}}\n");
/// ```
pub fn proof_file(index: u64, size: u64, path: &[Hash], leaf: &[u8]) -> Vec<u8> {
    with_leaf(&members(index, size, path), leaf)
}

/// The same with the signed checkpoint in it, so that one file is enough to check, with the log's public key.
///
/// ```
/// use domain::audit::export::own_proof_file;
///
/// let file = own_proof_file(0, 1, &[], "kyvs/x\n1\n", br#"{"v":1}"#);
/// assert_eq!(file, b"{\"index\":0,\"size\":1,\"path\":[],\"checkpoint\":\"kyvs/x\\n1\\n\",\"entry\":{\"v\":1}}\n");
/// ```
pub fn own_proof_file(index: u64, size: u64, path: &[Hash], checkpoint: &str, leaf: &[u8]) -> Vec<u8> {
    let checkpoint = serde_json::Value::from(checkpoint);
    with_leaf(&format!(r#"{},"checkpoint":{checkpoint}"#, members(index, size, path)), leaf)
}

fn members(index: u64, size: u64, path: &[Hash]) -> String {
    let path: Vec<String> = path.iter().map(|hash| format!(r#""{}""#, text::base64(hash))).collect();
    format!(r#"{{"index":{index},"size":{size},"path":[{}]"#, path.join(","))
}

fn with_leaf(members: &str, leaf: &[u8]) -> Vec<u8> {
    [members.as_bytes(), br#","entry":"#, leaf, b"}\n"].concat()
}
