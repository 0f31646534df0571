//! What a database takes on disk, table by table, once its log is copied back.

use std::{collections::BTreeMap, path::PathBuf};

use rusqlite::Connection;

/// Flags of `bench size`.
#[derive(clap::Args)]
pub struct Args {
    /// The database; no server may have it open
    #[arg(long)]
    db: PathBuf,
}

/// Prints `{"table": bytes}`; an index counts for itself.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let db = Connection::open(&args.db)?;
    println!("{}", serde_json::to_string(&tables(&db)?)?);
    Ok(())
}

fn tables(db: &Connection) -> rusqlite::Result<BTreeMap<String, i64>> {
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    db.prepare("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_indexes_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let db = Connection::open(folder.path().join("t.db")).unwrap();
        db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); CREATE INDEX t_by_x ON t (x);").unwrap();
        db.execute("INSERT INTO t VALUES (zeroblob(20000))", []).unwrap();
        let tables = tables(&db).unwrap();
        assert!(tables["t"] > 20_000 && tables["t_by_x"] > 20_000, "{tables:?}");
    }
}
