//! Rows set down in order of reference id, on disk but never in clear.
//!
//! An external sort: rows are gathered in memory, sorted and written as a run of sealed blocks; the runs are then read side
//! by side. The file has no name, so that nothing is left behind whatever happens, and its key exists in this process only.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, Write},
    os::unix::fs::FileExt,
    path::Path,
    sync::Arc,
};

use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::AeadInOut};
use zeroize::{Zeroize, Zeroizing};

use super::Entry;

/// Rows in memory before a run is written.
const RUN: usize = 24 * 1024 * 1024;

/// Clear text of a block.
const BLOCK: usize = 64 * 1024;

/// Reference id and line in front of each row, then its length.
const HEAD: usize = 8 + 8 + 4;

/// Takes rows in any order.
pub(super) struct Stage {
    file: File,
    cipher: XChaCha20Poly1305,
    run: usize,
    /// Rows of the run being gathered, each with its head.
    rows: Zeroizing<Vec<u8>>,
    order: Vec<(u64, u64, usize)>,
    runs: Vec<Vec<Block>>,
    written: u64,
    blocks: u64,
}

#[derive(Clone, Copy)]
struct Block {
    number: u64,
    offset: u64,
    length: usize,
}

/// Rows that can be read in order of reference id, then of line, any number of times.
pub(super) struct Sorted {
    file: File,
    cipher: XChaCha20Poly1305,
    runs: Vec<Vec<Block>>,
}

impl Stage {
    /// Makes the file in a directory; it is gone when the process ends, however it ends.
    pub(super) fn new(directory: &Path) -> io::Result<Self> {
        Self::with_runs_of(directory, RUN)
    }

    fn with_runs_of(directory: &Path, run: usize) -> io::Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut()).map_err(io::Error::other)?;
        Ok(Self {
            file: tempfile::tempfile_in(directory)?,
            cipher: XChaCha20Poly1305::new((&*key).into()),
            run,
            rows: Zeroizing::new(Vec::new()),
            order: Vec::new(),
            runs: Vec::new(),
            written: 0,
            blocks: 0,
        })
    }

    /// Adds a row.
    pub(super) fn push(&mut self, entry: &Entry) -> io::Result<()> {
        // Fourteen digits always fit.
        let reference: u64 = entry.reference_id.as_str().parse().map_err(io::Error::other)?;
        let start = self.rows.len();
        self.rows.extend_from_slice(&reference.to_le_bytes());
        self.rows.extend_from_slice(&entry.line.to_le_bytes());
        self.rows.extend_from_slice(&[0; 4]);
        serde_json::to_writer(&mut *self.rows, entry)?;
        let length = u32::try_from(self.rows.len() - start - HEAD).map_err(io::Error::other)?;
        self.rows[start + 16..start + HEAD].copy_from_slice(&length.to_le_bytes());
        self.order.push((reference, entry.line, start));
        if self.rows.len() >= self.run { self.write_run() } else { Ok(()) }
    }

    /// Ends the last run.
    pub(super) fn finish(mut self) -> io::Result<Sorted> {
        self.write_run()?;
        Ok(Sorted { file: self.file, cipher: self.cipher, runs: self.runs })
    }

    fn write_run(&mut self) -> io::Result<()> {
        if self.order.is_empty() {
            return Ok(());
        }
        self.order.sort_unstable();
        let mut blocks = Vec::new();
        let mut block = Zeroizing::new(Vec::with_capacity(BLOCK * 2));
        for (_, _, start) in std::mem::take(&mut self.order) {
            let head: Option<&[u8; HEAD]> = self.rows[start..].first_chunk();
            let length = head.map_or(0, length_in);
            block.extend_from_slice(&self.rows[start..start + HEAD + length]);
            if block.len() >= BLOCK {
                blocks.push(self.write_block(&mut block)?);
            }
        }
        if !block.is_empty() {
            blocks.push(self.write_block(&mut block)?);
        }
        self.runs.push(blocks);
        self.rows.zeroize();
        Ok(())
    }

    /// Seals the block where it lies and writes it.
    fn write_block(&mut self, block: &mut Vec<u8>) -> io::Result<Block> {
        let number = self.blocks;
        self.cipher
            .encrypt_in_place(&nonce(number), b"", block)
            .map_err(|_| io::Error::other("a block cannot be sealed"))?;
        self.file.write_all(block)?;
        let written = Block { number, offset: self.written, length: block.len() };
        self.written += block.len() as u64;
        self.blocks += 1;
        block.clear();
        Ok(written)
    }
}

/// Every block has its number as nonce; the key is used for one file only.
fn nonce(number: u64) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..8].copy_from_slice(&number.to_le_bytes());
    nonce.into()
}

fn length_in(head: &[u8; HEAD]) -> usize {
    u32::from_le_bytes([head[16], head[17], head[18], head[19]]) as usize
}

/// Reads a run from its start.
struct Cursor {
    run: usize,
    next: usize,
    block: Zeroizing<Vec<u8>>,
    at: usize,
}

impl Cursor {
    /// The next row, with its place in the order.
    fn row(&mut self, sorted: &Sorted) -> io::Result<Option<(u64, u64, Entry)>> {
        if self.at == self.block.len() {
            let Some(block) = sorted.runs.get(self.run).and_then(|blocks| blocks.get(self.next)) else {
                return Ok(None);
            };
            sorted.read_block(*block, &mut self.block)?;
            self.next += 1;
            self.at = 0;
        }
        let cut = || io::Error::other("the working file is damaged");
        let rest = self.block.get(self.at..).ok_or_else(cut)?;
        let head: &[u8; HEAD] = rest.first_chunk().ok_or_else(cut)?;
        let number = |at: usize| {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(&head[at..at + 8]);
            u64::from_le_bytes(bytes)
        };
        let end = HEAD + length_in(head);
        let entry = serde_json::from_slice(rest.get(HEAD..end).ok_or_else(cut)?)?;
        let row = (number(0), number(8), entry);
        self.at += end;
        Ok(Some(row))
    }
}

impl Sorted {
    fn read_block(&self, block: Block, into: &mut Vec<u8>) -> io::Result<()> {
        into.resize(block.length, 0);
        self.file.read_exact_at(into, block.offset)?;
        self.cipher
            .decrypt_in_place(&nonce(block.number), b"", into)
            .map_err(|_| io::Error::other("the working file is damaged"))
    }

    /// All rows in order.
    pub(super) fn rows(self: &Arc<Self>) -> Rows {
        let cursors: Vec<Cursor> =
            (0..self.runs.len()).map(|run| Cursor { run, next: 0, block: Zeroizing::default(), at: 0 }).collect();
        Rows { sorted: Arc::clone(self), heads: BinaryHeap::new(), waiting: (0..cursors.len()).collect(), cursors }
    }
}

/// The rows of all runs, side by side.
pub(super) struct Rows {
    sorted: Arc<Sorted>,
    cursors: Vec<Cursor>,
    heads: BinaryHeap<Reverse<Head>>,
    /// Runs whose next row is to be read.
    waiting: Vec<usize>,
}

struct Head {
    order: (u64, u64),
    run: usize,
    entry: Entry,
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order.cmp(&other.order)
    }
}

impl Rows {
    fn advance(&mut self) -> io::Result<Option<Entry>> {
        while let Some(run) = self.waiting.pop() {
            if let Some(cursor) = self.cursors.get_mut(run)
                && let Some((reference, line, entry)) = cursor.row(&self.sorted)?
            {
                self.heads.push(Reverse(Head { order: (reference, line), run, entry }));
            }
        }
        let Some(Reverse(head)) = self.heads.pop() else {
            return Ok(None);
        };
        self.waiting.push(head.run);
        Ok(Some(head.entry))
    }
}

impl Iterator for Rows {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<io::Result<Entry>> {
        self.advance().transpose()
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        mobile::Mobile,
        person::{BirthYear, Gender, ReferenceId},
    };

    use super::*;

    fn entry(reference: u64, line: u64) -> Entry {
        Entry {
            line,
            reference_id: ReferenceId::parse(&format!("{reference:014}")).unwrap(),
            name: "CANARY".to_owned(),
            mobile: Mobile::parse("9810000001").unwrap(),
            birth_year: BirthYear::new(1980).unwrap(),
            estimated: false,
            gender: Gender::Unknown,
            dose: None,
        }
    }

    #[test]
    fn rows_come_back_in_order_and_nothing_is_in_clear() {
        let folder = tempfile::tempdir().unwrap();
        // small runs, so that there are many
        let mut stage = Stage::with_runs_of(folder.path(), 4096).unwrap();
        let count = 2000_u64;
        for line in 0..count {
            stage.push(&entry(line * 7919 % 997, line)).unwrap();
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the file has no name");
        let sorted = Arc::new(stage.finish().unwrap());
        assert!(sorted.runs.len() > 10);
        let mut raw = vec![0; usize::try_from(sorted.file.metadata().unwrap().len()).unwrap()];
        sorted.file.read_exact_at(&mut raw, 0).unwrap();
        assert!(!raw.windows(6).any(|window| window == b"CANARY"));
        for _ in 0..2 {
            let rows: Vec<(String, u64)> = sorted
                .rows()
                .map(|row| row.unwrap())
                .map(|row| (row.reference_id.as_str().to_owned(), row.line))
                .collect();
            assert_eq!(rows.len() as u64, count);
            assert!(rows.is_sorted());
        }
    }

    #[test]
    fn an_empty_stage_has_no_rows() {
        let folder = tempfile::tempdir().unwrap();
        let sorted = Arc::new(Stage::new(folder.path()).unwrap().finish().unwrap());
        assert!(sorted.rows().next().is_none());
    }
}
