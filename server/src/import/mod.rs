//! Reading people and their doses into the registry.
//!
//! All or nothing for each file, in a memory that hardly grows with it. First every row is read and checked, and set down in an
//! encrypted file without a name, in the order that the store wants (`crate::sorter`): one thread reads, one sorts. When nothing
//! was refused, rows of one person are brought together (`people`) while the store writes, in one transaction. Rows that
//! contradict one another end it; then, and when a row was refused, all rows are compared, so that every contradiction is told.

mod check;
mod csv;
mod divoc;
mod entry;
mod key;
mod lines;
mod people;
mod progress;
mod report;
mod values;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use jiff::civil::Date;
use serde::Serialize;

use self::{entry::Entry, key::KEY};

pub use self::{
    csv::HEADER,
    progress::Progress,
    report::{Refusal, Report},
};
use crate::{
    ports::{Acting, ImportCounts, Store, StoreError},
    sorter::{Sorted, Sorter},
};

/// Rows that the reading thread hands over at once.
const BATCH: usize = 512;

/// Batches between the threads.
const WAITING: usize = 8;

/// Checked rows in the order that the store wants.
type Rows = Sorted<KEY>;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Comma-separated values, one row a dose, with the header [`HEADER`].
    Csv,
    /// DIVOC or CoWIN certificates as JSON: one, a list, or one a line.
    Divoc,
}

/// Where rows come from, one after another. Refusals go to the report, which reading does not end for.
trait Source {
    /// The next good row; `None` at the end.
    fn next(&mut self, report: &mut Report) -> Result<Option<Entry>, ImportError>;
    /// Bytes read so far, for the progress bar.
    fn bytes(&self) -> u64;
}

/// How to import.
pub struct Options<'a> {
    /// What the file holds; by its name or first character when not given.
    pub format: Option<Format>,
    /// Today in India: no dose is later.
    pub today: Date,
    /// The import in the audit log.
    pub act: Acting,
    /// Where the encrypted working file goes; it has no name and is gone with the process.
    pub work: &'a Path,
    /// Where every refusal is written, one JSON object a line.
    pub report: Option<&'a Path>,
    /// Shows how far it is.
    pub progress: Progress,
}

/// What became of a file.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// The file.
    pub file: PathBuf,
    /// Rows, or certificates, that were read.
    pub rows: u64,
    /// Rows that were refused; when there are any, nothing was imported.
    pub refused: u64,
    /// The first hundred refusals.
    pub refusals: Vec<Refusal>,
    /// Remarks on what was read and is not wrong.
    pub notes: Vec<String>,
    /// What changed in the registry; nothing when a row was refused.
    pub people: ImportCounts,
    /// How long it took.
    pub seconds: f64,
    /// People a second.
    pub people_per_second: u64,
}

/// Why an import cannot go on. Rows that are refused are no error: they are in the [`Outcome`].
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read, or the working file not written.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no table or JSON that can be read at all.
    #[error("{0}")]
    Unreadable(String),
    /// The store did not take it; nothing was imported.
    #[error("nothing was imported: {0}")]
    Store(#[from] StoreError),
}

impl ImportError {
    fn at(path: &Path) -> impl Fn(io::Error) -> Self + use<'_> {
        move |source| Self::Io { path: path.display().to_string(), source }
    }
}

/// Imports a file: all of it, or nothing. Blocks the calling thread while reading.
pub async fn import_file(store: &dyn Store, path: &Path, options: Options<'_>) -> Result<Outcome, ImportError> {
    let started = Instant::now();
    let mut report = Report::new(options.report).map_err(ImportError::at(options.report.unwrap_or(path)))?;
    let (count, rows) = read(store, path, &options, &mut report)?;
    let rows = Arc::new(rows);
    let mut people = ImportCounts::default();
    let written = if report.refused() == 0 { write(store, &rows, count, &options).await.map(Some) } else { Ok(None) };
    match written {
        Ok(Some(counts)) => people = counts,
        Ok(None) | Err(StoreError::Conflict(_)) => {
            people::compare(&rows, options.work, &mut report).map_err(ImportError::at(options.work))?;
        }
        Err(_) => {}
    }
    report.finish().map_err(ImportError::at(options.report.unwrap_or(path)))?;
    if report.refused() == 0 {
        written?;
    }
    let took = started.elapsed();
    Ok(Outcome {
        file: path.to_owned(),
        rows: count,
        refused: report.refused(),
        refusals: report.first,
        notes: report.notes.into_iter().collect(),
        people,
        seconds: took.as_secs_f64(),
        people_per_second: rate(people.added + people.changed + people.unchanged, took),
    })
}

/// Reads and checks every row; the good ones are sorted beside that. Gives how many rows there were, with the refused.
fn read(
    store: &dyn Store,
    path: &Path,
    options: &Options<'_>,
    report: &mut Report,
) -> Result<(u64, Rows), ImportError> {
    let file = File::open(path).map_err(ImportError::at(path))?;
    let size = file.metadata().map_err(ImportError::at(path))?.len();
    let mut input = BufReader::with_capacity(256 * 1024, file);
    let format = options.format.map_or_else(|| guess(path, &mut input), Ok).map_err(ImportError::at(path))?;
    let mut source = open(format, input, options.today, report)?;
    let bar = options.progress.start("reading", size, "rows");
    thread::scope(|scope| {
        let (out, batches) = sync_channel(WAITING);
        let sorting = scope.spawn(move || sort(store, options.work, &batches));
        let (mut rows, mut batch) = (0, Vec::with_capacity(BATCH));
        while let Some(entry) = source.next(report)? {
            batch.push(entry);
            rows += 1;
            bar.advance(source.bytes(), rows);
            if batch.len() == BATCH && out.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
                // The sorter has failed, and says why below.
                break;
            }
        }
        let _ = out.send(batch);
        drop(out);
        let sorted = sorting.join().unwrap_or_else(|_| Err(io::Error::other("the rows cannot be sorted")));
        bar.finish(rows);
        Ok((rows + report.refused(), sorted.map_err(ImportError::at(options.work))?))
    })
}

fn sort(store: &dyn Store, work: &Path, batches: &Receiver<Vec<Entry>>) -> io::Result<Rows> {
    let mut sorter = Sorter::new(work)?;
    for entry in batches.iter().flatten() {
        let order = store.import_order(&entry.mobile, &entry.reference_id);
        sorter.push(&key::in_order(order, entry.line), |out| entry.write(out))?;
    }
    sorter.finish()
}

/// Reads and checks every row, and keeps none: how many are good and how many are not. What parses foreign bytes is tried
/// through this (see `fuzz/`).
pub fn rehearse(bytes: &[u8], format: Format, today: Date) -> Result<(u64, u64), ImportError> {
    let memory = |source| ImportError::Io { path: "memory".to_owned(), source };
    let mut report = Report::new(None).map_err(memory)?;
    let mut source = open(format, io::Cursor::new(bytes.to_vec()), today, &mut report)?;
    let mut good = 0;
    while source.next(&mut report)?.is_some() {
        good += 1;
    }
    Ok((good, report.refused()))
}

/// Feeds the store, which takes all or nothing.
async fn write(
    store: &dyn Store,
    rows: &Arc<Rows>,
    count: u64,
    options: &Options<'_>,
) -> Result<ImportCounts, StoreError> {
    store.import(Box::new(people::People::new(rows, count, options.progress)), options.act).await
}

/// By the name's ending, else by the first character that is no space.
fn guess(path: &Path, input: &mut impl BufRead) -> io::Result<Format> {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("json" | "ndjson" | "jsonl" | "jsonld") => Ok(Format::Divoc),
        _ => {
            let start = input.fill_buf()?;
            let start = start.strip_prefix(lines::BOM).unwrap_or(start);
            let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
            Ok(if matches!(first, Some(b'{' | b'[')) { Format::Divoc } else { Format::Csv })
        }
    }
}

fn open(
    format: Format,
    input: impl BufRead + 'static,
    today: Date,
    report: &mut Report,
) -> Result<Box<dyn Source>, ImportError> {
    Ok(match format {
        Format::Csv => Box::new(csv::Csv::open(input, today)?),
        Format::Divoc => {
            report.note(
                "The signatures of these certificates are not checked: import only what comes from your own registry.",
            );
            Box::new(divoc::Divoc::open(input, today))
        }
    })
}

fn rate(count: u64, took: Duration) -> u64 {
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
    count.saturating_mul(1000) / millis
}

/// Counts what is read through it.
struct Counted<R> {
    inner: R,
    bytes: u64,
}

impl<R: BufRead> Counted<R> {
    const fn new(inner: R) -> Self {
        Self { inner, bytes: 0 }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.bytes += count as u64;
        self.inner.consume(count);
    }
}
