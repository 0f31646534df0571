//! Reading people and their doses into the registry.
//!
//! All or nothing for each file, in constant memory. First every row is read and checked, and set down in an encrypted file
//! without a name, sorted by reference id (`stage`); then rows of one person are brought together and compared
//! (`people`); only when nothing was refused do they go into the store, in one transaction.

mod check;
mod csv;
mod divoc;
mod lines;
mod people;
mod progress;
mod report;
mod stage;
mod values;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    mobile::Mobile,
    person::{BirthYear, Gender, ReferenceId},
    vaccination::DoseEvent,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    csv::HEADER,
    progress::Progress,
    report::{Refusal, Report},
};
use crate::ports::{ImportCounts, ImportedPerson, Store, StoreError};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Comma-separated values, one row a dose, with the header [`HEADER`].
    Csv,
    /// DIVOC or CoWIN certificates as JSON: one, a list, or one a line.
    Divoc,
}

/// One row of a file, checked.
#[derive(Clone, Serialize, Deserialize)]
struct Entry {
    line: u64,
    reference_id: ReferenceId,
    name: String,
    mobile: Mobile,
    birth_year: BirthYear,
    /// The year was worked out from an age, and may be one off.
    estimated: bool,
    gender: Gender,
    dose: Option<DoseEvent>,
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
    let (rows, sorted) = read(path, &options, &mut report)?;
    let sorted = Arc::new(sorted);
    let count = people::compare(&sorted, &mut report).map_err(ImportError::at(path))?;
    report.finish().map_err(ImportError::at(options.report.unwrap_or(path)))?;
    let people = if report.refused() == 0 {
        write(store, &sorted, count, options.progress).await?
    } else {
        ImportCounts::default()
    };
    let took = started.elapsed();
    Ok(Outcome {
        file: path.to_owned(),
        rows,
        refused: report.refused(),
        refusals: report.first,
        notes: report.notes.into_iter().collect(),
        people,
        seconds: took.as_secs_f64(),
        people_per_second: rate(people.added + people.changed + people.unchanged, took),
    })
}

/// Reads and checks every row, and sets the good ones down in order.
fn read(path: &Path, options: &Options<'_>, report: &mut Report) -> Result<(u64, stage::Sorted), ImportError> {
    let file = File::open(path).map_err(ImportError::at(path))?;
    let size = file.metadata().map_err(ImportError::at(path))?.len();
    let mut input = BufReader::with_capacity(256 * 1024, file);
    let format = options.format.map_or_else(|| guess(path, &mut input), Ok).map_err(ImportError::at(path))?;
    let mut source = open(format, input, options.today, report)?;
    let mut stage = stage::Stage::new(options.work).map_err(ImportError::at(options.work))?;
    let bar = options.progress.start("reading", size, "rows");
    let mut rows = 0;
    while let Some(entry) = source.next(report)? {
        stage.push(&entry).map_err(ImportError::at(options.work))?;
        rows += 1;
        bar.advance(source.bytes(), rows);
    }
    bar.finish(rows);
    Ok((rows + report.refused(), stage.finish().map_err(ImportError::at(options.work))?))
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
    sorted: &Arc<stage::Sorted>,
    count: u64,
    progress: Progress,
) -> Result<ImportCounts, ImportError> {
    let mut people = people::People::new(sorted);
    let bar = progress.start("writing", count, "people");
    let mut written = 0;
    let counts = store
        .import(Box::new(move || {
            let next = people.next().transpose().map_err(|error| StoreError::Unavailable(error.to_string()))?;
            match &next {
                Some(_) => {
                    written += 1;
                    bar.advance(written, written);
                }
                None => bar.finish(written),
            }
            Ok(next.map(|person| ImportedPerson { person }))
        }))
        .await?;
    Ok(counts)
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
