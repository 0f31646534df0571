//! Records put in order of their keys, on disk but never in clear, in a memory that hardly grows with their number.
//!
//! An external sort: records are gathered in memory, sorted and written as a run of sealed blocks; the runs are then read side
//! by side. The file has no name, so that nothing is left behind whatever happens, and its key exists in this process only.
//! Memory is one run, and one block for each run: 64 KiB for every 24 MiB of records.

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

/// Bytes of records in memory before a run is written.
const RUN: usize = 24 * 1024 * 1024;

/// Clear text of a block.
const BLOCK: usize = 64 * 1024;

/// Bytes of the length that stands after each record's key.
const LENGTH: usize = 4;

/// Takes records in any order; they have keys of `KEY` bytes, at least eight.
pub(crate) struct Sorter<const KEY: usize> {
    file: File,
    cipher: XChaCha20Poly1305,
    run: usize,
    /// Records of the run being gathered: key, length, the record itself.
    records: Zeroizing<Vec<u8>>,
    /// The first eight bytes of each key, and where the record begins.
    order: Vec<(u64, usize)>,
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

/// Records that can be read in order, any number of times.
pub(crate) struct Sorted<const KEY: usize> {
    file: File,
    cipher: XChaCha20Poly1305,
    runs: Vec<Vec<Block>>,
}

impl<const KEY: usize> Sorter<KEY> {
    /// Makes the file in a directory; it is gone when the process ends, however it ends.
    pub(crate) fn new(directory: &Path) -> io::Result<Self> {
        Self::with_runs_of(directory, RUN)
    }

    fn with_runs_of(directory: &Path, run: usize) -> io::Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut()).map_err(io::Error::other)?;
        Ok(Self {
            file: tempfile::tempfile_in(directory)?,
            cipher: XChaCha20Poly1305::new((&*key).into()),
            run,
            records: Zeroizing::new(Vec::new()),
            order: Vec::new(),
            runs: Vec::new(),
            written: 0,
            blocks: 0,
        })
    }

    /// Adds a record, which `write` appends to the buffer it is given.
    pub(crate) fn push(
        &mut self,
        key: &[u8; KEY],
        write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.records.capacity() == 0 {
            // At once, and with room for the record that ends the run: growing would copy all of it again and again.
            self.records.reserve_exact(self.run + self.run / 16);
        }
        let start = self.records.len();
        self.records.extend_from_slice(key);
        self.records.extend_from_slice(&[0; LENGTH]);
        write(&mut self.records)?;
        let length = u32::try_from(self.records.len() - start - KEY - LENGTH).map_err(io::Error::other)?;
        self.records[start + KEY..start + KEY + LENGTH].copy_from_slice(&length.to_le_bytes());
        self.order.push((prefix(key), start));
        if self.records.len() >= self.run { self.write_run() } else { Ok(()) }
    }

    /// Ends the last run.
    pub(crate) fn finish(mut self) -> io::Result<Sorted<KEY>> {
        self.write_run()?;
        Ok(Sorted { file: self.file, cipher: self.cipher, runs: self.runs })
    }

    fn write_run(&mut self) -> io::Result<()> {
        if self.order.is_empty() {
            return Ok(());
        }
        let mut order = std::mem::take(&mut self.order);
        let key = |start: usize| &self.records[start..start + KEY];
        order.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| key(one.1).cmp(key(other.1))));
        let mut blocks = Vec::new();
        let mut block = Zeroizing::new(Vec::with_capacity(BLOCK * 2));
        for (_, start) in order.drain(..) {
            let record = &self.records[start..];
            let end = KEY + LENGTH + length_in::<KEY>(record).unwrap_or(0);
            block.extend_from_slice(&record[..end]);
            if block.len() >= BLOCK {
                blocks.push(self.write_block(&mut block)?);
            }
        }
        if !block.is_empty() {
            blocks.push(self.write_block(&mut block)?);
        }
        self.runs.push(blocks);
        self.records.as_mut_slice().zeroize();
        self.records.clear();
        self.order = order;
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

/// The start of a key as a number: it decides nearly always, and comparing numbers is fast.
fn prefix(key: &[u8]) -> u64 {
    key.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}

fn length_in<const KEY: usize>(record: &[u8]) -> Option<usize> {
    let length = record.get(KEY..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*length)).ok()
}

/// Reads a run from its start.
struct Cursor {
    run: usize,
    next: usize,
    block: Zeroizing<Vec<u8>>,
    /// Where the record under the cursor begins and ends.
    start: usize,
    end: usize,
}

impl Cursor {
    /// Goes to the next record and gives its key; `None` at the run's end.
    fn advance<const KEY: usize>(&mut self, sorted: &Sorted<KEY>) -> io::Result<Option<[u8; KEY]>> {
        if self.end == self.block.len() {
            let Some(block) = sorted.runs.get(self.run).and_then(|blocks| blocks.get(self.next)) else {
                return Ok(None);
            };
            sorted.read_block(*block, &mut self.block)?;
            self.next += 1;
            self.end = 0;
        }
        self.start = self.end;
        let rest = self.block.get(self.start..).unwrap_or_default();
        let length = length_in::<KEY>(rest).filter(|length| KEY + LENGTH + length <= rest.len());
        let (Some(key), Some(length)) = (rest.first_chunk(), length) else {
            return Err(io::Error::other("the working file is damaged"));
        };
        self.end = self.start + KEY + LENGTH + length;
        Ok(Some(*key))
    }

    fn record<const KEY: usize>(&self) -> &[u8] {
        self.block.get(self.start + KEY + LENGTH..self.end).unwrap_or_default()
    }
}

impl<const KEY: usize> Sorted<KEY> {
    fn read_block(&self, block: Block, into: &mut Vec<u8>) -> io::Result<()> {
        into.resize(block.length, 0);
        self.file.read_exact_at(into, block.offset)?;
        self.cipher
            .decrypt_in_place(&nonce(block.number), b"", into)
            .map_err(|_| io::Error::other("the working file is damaged"))
    }

    /// All records in order.
    pub(crate) fn records(self: &Arc<Self>) -> Records<KEY> {
        let cursor = |run| Cursor { run, next: 0, block: Zeroizing::default(), start: 0, end: 0 };
        let cursors: Vec<Cursor> = (0..self.runs.len()).map(cursor).collect();
        Records { sorted: Arc::clone(self), heads: BinaryHeap::new(), waiting: (0..cursors.len()).collect(), cursors }
    }
}

/// The records of all runs, side by side.
pub(crate) struct Records<const KEY: usize> {
    sorted: Arc<Sorted<KEY>>,
    cursors: Vec<Cursor>,
    heads: BinaryHeap<Reverse<(u64, [u8; KEY], usize)>>,
    /// Runs whose next record is to be read.
    waiting: Vec<usize>,
}

impl<const KEY: usize> Records<KEY> {
    /// The next record with its key; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<([u8; KEY], &[u8])>> {
        while let Some(run) = self.waiting.pop() {
            if let Some(cursor) = self.cursors.get_mut(run)
                && let Some(key) = cursor.advance(&self.sorted)?
            {
                self.heads.push(Reverse((prefix(&key), key, run)));
            }
        }
        let Some(Reverse((_, key, run))) = self.heads.pop() else { return Ok(None) };
        self.waiting.push(run);
        Ok(self.cursors.get(run).map(|cursor| (key, cursor.record::<KEY>())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_in_order_and_nothing_is_in_clear() {
        let folder = tempfile::tempdir().unwrap();
        // small runs, so that there are many
        let mut sorter = Sorter::<16>::with_runs_of(folder.path(), 4096).unwrap();
        let count = 2000_u64;
        for line in 0..count {
            let key = u128::from(line * 7919 % 997) << 64 | u128::from(line);
            let record = |buffer: &mut Vec<u8>| write!(buffer, "CANARY {line}");
            sorter.push(&key.to_be_bytes(), record).unwrap();
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the file has no name");
        let whole = Arc::new(sorter.finish().unwrap());
        assert!(whole.runs.len() > 10);
        let mut raw = vec![0; usize::try_from(whole.file.metadata().unwrap().len()).unwrap()];
        whole.file.read_exact_at(&mut raw, 0).unwrap();
        assert!(!raw.windows(6).any(|window| window == b"CANARY"));
        for _ in 0..2 {
            let mut records = whole.records();
            let mut keys = Vec::new();
            while let Some((key, record)) = records.next().unwrap() {
                let key = u128::from_be_bytes(key);
                assert_eq!(record, format!("CANARY {}", key & u128::from(u64::MAX)).as_bytes());
                keys.push(key);
            }
            assert_eq!(keys.len() as u64, count);
            assert!(keys.is_sorted());
        }
    }

    #[test]
    fn a_damaged_block_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::<8>::new(folder.path()).unwrap();
        sorter.push(&[1; 8], |buffer| buffer.write_all(b"record")).unwrap();
        let whole = Arc::new(sorter.finish().unwrap());
        let mut byte = [0];
        whole.file.read_exact_at(&mut byte, 3).unwrap();
        whole.file.write_all_at(&[byte[0] ^ 1], 3).unwrap();
        assert!(whole.records().next().is_err());
    }

    #[test]
    fn nothing_sorted_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let whole = Arc::new(Sorter::<8>::new(folder.path()).unwrap().finish().unwrap());
        assert!(whole.records().next().unwrap().is_none());
    }
}
