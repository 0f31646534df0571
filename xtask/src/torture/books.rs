//! What the operator's own commands say of the database: `kyvs check` and `kyvs audit`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;
use serde_json::Value;

use super::findings::Findings;
use super::ledger::Deed;
use super::place::Place;

/// What the audit log says.
pub(crate) struct Log {
    /// Entries about something that has a pseudonym, in their order.
    pub(crate) deeds: Vec<Deed>,
    /// How many there are of each other act: those of the operator, and of the service by itself.
    pub(crate) others: BTreeMap<String, usize>,
}

/// The stopped service's records must be in order.
pub(crate) fn in_order(place: &Place, findings: &mut Findings) -> Result<usize> {
    let mut asked = 0;
    for args in [&["check"][..], &["audit", "verify"]] {
        if !place.has_command(args[0])? {
            continue;
        }
        asked += 1;
        let output = place.output(args)?;
        findings.expect(output.status.success(), || {
            format!("kyvs {}: {}: {}", args.join(" "), output.status, String::from_utf8_lossy(&output.stderr).trim())
        });
    }
    Ok(asked)
}

/// All entries of the audit log; `None` when this binary keeps none.
pub(crate) fn log(place: &Place) -> Result<Option<Log>> {
    if !place.has_command("audit")? {
        return Ok(None);
    }
    place.kyvs(&["audit", "export", "--out", "log"])?;
    let mut log = Log { deeds: Vec::new(), others: BTreeMap::new() };
    for line in fs::read_to_string(place.folder.join("log/entries.jsonl"))?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let text = |name: &str| line["entry"][name].as_str().unwrap_or_default();
        if text("ref").is_empty() {
            *log.others.entry(text("act").to_owned()).or_default() += 1;
        } else {
            log.deeds.push(Deed::new(text("ref"), text("subject"), text("act")));
        }
    }
    fs::remove_dir_all(place.folder.join("log"))?;
    Ok(Some(log))
}

/// Whether `kyvs check` sees damage in this database; `None` when this binary has no such command.
pub(crate) fn notices_damage(place: &Place, database: &str) -> Result<Option<bool>> {
    if !place.has_command("check")? {
        return Ok(None);
    }
    Ok(Some(!place.output(&["check", "--database", database])?.status.success()))
}
