//! A database looked at by an operator's command, beside the running service: nothing is written to it.

use std::{path::Path, sync::Arc};

use domain::audit::{
    check::{Checker, Finding},
    proof::{self, ProofError},
    tree::{Frontier, Hash},
};
use rusqlite::Connection;

use super::{
    Tools, audit, backup,
    cells::{CELLS, Cells, bound_to},
    fault::Fault,
    keyring, owned, reseal, schema,
};
use crate::{
    audit::{Anchored, LogIdentity},
    ports::{AuditHead, Entropy, StoreError},
    secrets::Secrets,
    store::{OpenError, Retention, sealed::Sealer},
};

/// Findings that are listed; more only cost paper.
const FINDINGS: usize = 100;

/// A database, open for looking.
pub struct Inspector {
    db: Connection,
    anchored: Anchored,
    tools: Tools,
}

/// What a check looked at, and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Sealed cells that were opened, each under the version of the keys that it says.
    pub cells: u64,
    /// Those of them that a rotation of the data keys has still to seal anew.
    pub left: u64,
    /// Entries of the audit log that were hashed again.
    pub entries: u64,
    /// What is wrong; the first hundred. Nothing personal.
    pub findings: Vec<String>,
}

impl Inspector {
    /// Opens a database of this version under its master key. Everything is read as of this moment.
    pub fn open(path: &Path, secrets: Arc<Secrets>, entropy: Arc<dyn Entropy>) -> Result<Self, OpenError> {
        if !path.exists() {
            return Err(OpenError::Unusable(format!("{}: there is no database", path.display())));
        }
        let db = schema::onlooker(path)?;
        schema::is_current(&db)?;
        keyring::check(&db, &secrets)?;
        let anchored = Anchored::read(path, &LogIdentity::of(&secrets).ok_or(OpenError::Foreign)?)?;
        db.execute_batch("BEGIN")?;
        let sealer = Sealer::new(&secrets, Arc::clone(&entropy));
        let tools = Tools { secrets, sealer, entropy, retention: Retention::default() };
        keyring::refresh(&db, &tools).map_err(StoreError::from)?;
        Ok(Self { db, anchored, tools })
    }

    /// Name and key of the audit log.
    pub fn log(&self) -> Result<LogIdentity, OpenError> {
        LogIdentity::of(&self.tools.secrets).ok_or(OpenError::Foreign)
    }

    /// Head of the audit log.
    pub fn head(&self) -> Result<AuditHead, StoreError> {
        Ok(audit::head(&self.db)?)
    }

    /// Looks at everything: the file's structure, its references, every sealed cell, the audit log and its anchor.
    pub fn check(&self) -> Result<Checked, StoreError> {
        let mut checked = Checked::default();
        self.structure(&mut checked)?;
        for cells in &CELLS {
            self.cells(cells, &mut checked)?;
        }
        checked.left = reseal::left(&self.db, &self.tools)?;
        self.people(&mut checked)?;
        checked.findings.extend(owned::findings(&self.db)?);
        let (entries, finding) = self.audit()?;
        checked.entries = entries;
        checked.findings.extend(finding.map(|finding| format!("audit log: {finding}")));
        if let Err(error) = self.anchor() {
            checked.findings.push(error.to_string());
        }
        checked.findings.truncate(FINDINGS);
        Ok(checked)
    }

    fn structure(&self, checked: &mut Checked) -> Result<(), StoreError> {
        let sql = format!("PRAGMA integrity_check({FINDINGS})");
        let lines = self.strings(&sql)?;
        checked.findings.extend(lines.into_iter().filter(|line| line != "ok").map(|line| format!("structure: {line}")));
        let broken = self.strings("SELECT \"table\" FROM pragma_foreign_key_check")?;
        checked
            .findings
            .extend(broken.into_iter().map(|table| format!("{table}: a row refers to one that is not there")));
        Ok(())
    }

    fn strings(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let read =
            || -> rusqlite::Result<Vec<String>> { self.db.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
        Ok(read().map_err(Fault::from)?)
    }

    fn cells(&self, cells: &Cells, checked: &mut Checked) -> Result<(), StoreError> {
        let Cells { table, cell, bound_to: bound, .. } = cells;
        let sql = format!("SELECT {bound}, {cell} FROM {table} WHERE {cell} IS NOT NULL");
        let mut statement = self.db.prepare(&sql).map_err(Fault::from)?;
        let mut rows = statement.query([]).map_err(Fault::from)?;
        let (mut damaged, mut first) = (0_u64, 0);
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(error) => {
                    checked.findings.push(format!("{}: {error}", cells.table));
                    break;
                }
            };
            checked.cells += 1;
            let key = bound_to(row, 0).map_err(Fault::from)?;
            let cell = row.get_ref(1).ok().and_then(|cell| cell.as_blob().ok()).unwrap_or_default();
            if self.tools.sealer.open(cells.place(&key), cell).is_err() {
                damaged += 1;
                first = if damaged == 1 { checked.cells } else { first };
            }
        }
        if damaged > 0 {
            let (table, column) = (cells.table, cells.column);
            checked.findings.push(format!("{table}.{column}: {damaged} cells do not open, the first is cell {first}"));
        }
        Ok(())
    }

    fn people(&self, checked: &mut Checked) -> Result<(), StoreError> {
        let count = |sql| self.db.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(Fault::from);
        let (counted, said) = (count("SELECT count(*) FROM people")?, count("SELECT people FROM meta")?);
        if counted != said {
            checked.findings.push(format!("people: there are {counted}, the database says {said}"));
        }
        Ok(())
    }

    /// Walks the audit log. Gives how many entries it has, and the first thing that is wrong.
    pub fn audit(&self) -> Result<(u64, Option<Finding>), StoreError> {
        let mut checker = Checker::new(audit::Hashes(&self.db));
        let mut entries = 0;
        let mut statement =
            self.db.prepare("SELECT n, hash, leaf FROM audit_entries ORDER BY n").map_err(Fault::from)?;
        let mut rows = statement.query([]).map_err(Fault::from)?;
        while let Some(row) = rows.next().map_err(Fault::from)? {
            let read = || Ok::<(i64, Hash, Vec<u8>), rusqlite::Error>((row.get(0)?, row.get(1)?, row.get(2)?));
            let (index, hash, leaf) = read().map_err(Fault::from)?;
            if let Err(finding) = checker.push(u64::try_from(index).unwrap_or(u64::MAX), &leaf, Some(&hash)) {
                return Ok((entries, Some(finding)));
            }
            entries += 1;
        }
        Ok((entries, checker.finish_at(&self.frontier()?).err()))
    }

    fn frontier(&self) -> Result<Frontier, StoreError> {
        Ok(audit::frontier(&self.db)?)
    }

    /// Whether the log is where the files beside the database say.
    pub fn anchor(&self) -> Result<(), OpenError> {
        self.anchored.check(self.head()?, |size| audit::root(&self.db, size))
    }

    /// Up to `most` entries from `from` on: the stored hash, and the leaf.
    pub fn lines(&self, from: u64, most: usize) -> Result<Vec<(Hash, Vec<u8>)>, StoreError> {
        Ok(audit::lines(&self.db, from, most)?)
    }

    /// The hashes that lead from an entry to the root of a tree of this size.
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, ProofError> {
        proof::inclusion_proof(&audit::Hashes(&self.db), index, size)
    }

    /// Copies the database as it is at this moment into a new file that only its owner may read; the file gets its name once it is whole
    /// and durable. `progress` is told pages done and pages in all.
    pub fn backup(&self, to: &Path, progress: impl FnMut(u64, u64)) -> Result<(), OpenError> {
        backup::copy(&self.db, to, progress)
    }
}
