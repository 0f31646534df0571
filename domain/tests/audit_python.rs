//! An export of the audit log, checked by a program that shares no code with this one: `server/tests/audit/verify_audit.py`.

#![allow(clippy::unwrap_used, reason = "test helpers stand outside of test functions")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use domain::{
    audit::{
        checkpoint::{Checkpoint, LogKey, LogName},
        entry::{Act, Entry, Pseudonym, Word},
        export::{Line, proof_file},
        proof::inclusion_proof,
        tree::{Frontier, Hash, leaf_hash},
    },
    time::Timestamp,
};
use ed25519_dalek::SigningKey;

const SIZE: u8 = 240;

/// A log as files in a folder of its own.
struct Files {
    folder: PathBuf,
    leaves: Vec<Vec<u8>>,
    hashes: Vec<Hash>,
    key: SigningKey,
}

fn name() -> LogName {
    LogName::parse("kyvs.example/audit").unwrap()
}

fn leaf(number: u8) -> Vec<u8> {
    let act = Act::ALL[usize::from(number) % Act::ALL.len()];
    let entry = Entry {
        at: Timestamp::from_millis(1_790_000_000_000 + i64::from(number)),
        act,
        provider: Some(Word::parse("prv_hotel").unwrap()),
        subject: number.is_multiple_of(3).then_some(Pseudonym::new([number; 16])),
        reference: number.is_multiple_of(2).then_some(Pseudonym::new([!number; 16])),
        note: None,
        salt: [number; 16],
    };
    entry.encode()
}

impl Files {
    fn new(folder: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("audit-python").join(folder);
        fs::create_dir_all(&folder).unwrap();
        let leaves: Vec<Vec<u8>> = (0..SIZE).map(leaf).collect();
        let hashes = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
        let files = Self { folder, leaves, hashes, key: SigningKey::from_bytes(&[5; 32]) };
        files.write("checkpoint.txt", files.checkpoint().sign(&files.key).as_bytes());
        files.write("export.jsonl", &files.export());
        files
    }

    fn checkpoint(&self) -> Checkpoint {
        let mut log = Frontier::default();
        for hash in &self.hashes {
            log.append(*hash);
        }
        Checkpoint { origin: name(), size: log.size(), root: log.root() }
    }

    /// The export of the leaves as they are, beside the hashes that were stored with them.
    fn export(&self) -> Vec<u8> {
        let mut export = Vec::new();
        for (index, (leaf, hash)) in (0..).zip(self.leaves.iter().zip(&self.hashes)) {
            Line { index, hash: *hash, leaf }.write(&mut export);
        }
        export
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.join(name), bytes).unwrap();
    }

    /// What the verifier prints, and whether it is content.
    fn verify(&self, more: &[&str]) -> (String, bool) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/tests/audit/verify_audit.py");
        let key = LogKey::new(name(), self.key.verifying_key()).to_string();
        let run = Command::new("python3")
            .arg(script)
            .args(["--checkpoint", "checkpoint.txt", "--key", &key])
            .args(more)
            .current_dir(&self.folder)
            .output();
        let run = run.unwrap_or_else(|error| panic!("this test runs `python3` (3.8 or later): {error}"));
        assert_eq!(String::from_utf8(run.stderr).unwrap(), "");
        (String::from_utf8(run.stdout).unwrap(), run.status.success())
    }

    /// What is said about an export.
    fn said_about(&self, export: &[u8]) -> String {
        self.write("export.jsonl", export);
        let (said, content) = self.verify(&["--export", "export.jsonl"]);
        assert_eq!(content, said.starts_with("ok "), "{said}");
        said
    }
}

fn lines(export: &[u8]) -> Vec<Vec<u8>> {
    export.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

#[test]
fn an_export_is_good_for_an_independent_reader() {
    let files = Files::new("good");
    let (said, content) = files.verify(&["--export", "export.jsonl"]);
    let root = files.checkpoint().text().lines().nth(2).unwrap().to_owned();
    assert_eq!((said, content), (format!("ok size={SIZE} root={root}\n"), true));
}

#[test]
fn a_tampered_export_is_refused_with_the_index() {
    let mut files = Files::new("tampered");
    let good = lines(&files.export());
    let mut deleted = good.clone();
    deleted.remove(100);
    assert!(files.said_about(&deleted.concat()).starts_with("bad entry 100: entry 101"));
    let mut inserted = good.clone();
    inserted.insert(100, good[17].clone());
    assert!(files.said_about(&inserted.concat()).starts_with("bad entry 100: entry 17"));
    let mut moved = good.clone();
    moved.swap(3, 200);
    assert!(files.said_about(&moved.concat()).starts_with("bad entry 3: entry 200"));
    assert!(files.said_about(&good[..239].concat()).starts_with("bad entry 239: it is missing"));
    let longer = [good.concat(), good[0].clone()].concat();
    assert!(files.said_about(&longer).starts_with("bad entry 240: the checkpoint ends"));
    files.leaves[42] = leaf(43);
    assert!(files.said_about(&files.export()).starts_with("bad entry 42: it does not have the hash"));
    files.hashes[42] = leaf_hash(&files.leaves[42]);
    assert!(files.said_about(&files.export()).starts_with("bad root: "));
    assert!(files.said_about(&good.concat()).starts_with("ok size=240 "));
}

#[test]
fn another_checkpoint_is_refused() {
    let files = Files::new("checkpoint");
    let good = files.checkpoint().sign(&files.key);
    let other_key = files.checkpoint().sign(&SigningKey::from_bytes(&[6; 32]));
    let other_log = Checkpoint { origin: LogName::parse("other.example").unwrap(), ..files.checkpoint() };
    for (note, says) in [
        (good.replacen("\n240\n", "\n239\n", 1), "the signature of the checkpoint is wrong"),
        (other_key, "the checkpoint is not signed with this key"),
        (other_log.sign(&files.key), "the checkpoint is not signed with this key"),
        (files.checkpoint().text(), "the checkpoint is not a signed note"),
    ] {
        files.write("checkpoint.txt", note.as_bytes());
        assert_eq!(files.verify(&["--export", "export.jsonl"]), (format!("{says}\n"), false));
    }
}

#[test]
fn one_entry_is_proved_without_the_others() {
    let files = Files::new("proof");
    for index in [0_usize, 128, 239] {
        let number = u64::try_from(index).unwrap();
        let path = inclusion_proof(files.hashes.as_slice(), number, SIZE.into()).unwrap();
        let (leaf, index) = (&files.leaves[index], index.to_string());
        files.write("proof.json", &proof_file(number, SIZE.into(), &path, leaf));
        let (said, content) = files.verify(&["--prove", &index, "proof.json"]);
        assert!(content, "{said}");
        assert!(said.starts_with(&format!("entry {index}: {}\nok ", String::from_utf8_lossy(leaf))), "{said}");
        files.write("proof.json", &proof_file(number, SIZE.into(), &path, &files.leaves[1]));
        let (said, content) = files.verify(&["--prove", &index, "proof.json"]);
        assert_eq!((said, content), (format!("bad entry {index}: it is not in the log of the checkpoint\n"), false));
        files.write("proof.json", &proof_file(number, SIZE.into(), &path[1..], leaf));
        assert!(!files.verify(&["--prove", &index, "proof.json"]).1);
    }
}
