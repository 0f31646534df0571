//! What the operator's own commands say of the database: `kyvs check` and `kyvs audit`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;
use serde_json::Value;

use super::findings::Findings;
use super::place::Place;

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

/// How many entries of each act the audit log has; `None` when this binary keeps none.
pub(crate) fn acts(place: &Place) -> Result<Option<BTreeMap<String, usize>>> {
    if !place.has_command("audit")? {
        return Ok(None);
    }
    place.kyvs(&["audit", "export", "--out", "log"])?;
    let mut acts = BTreeMap::new();
    for line in fs::read_to_string(place.folder.join("log/entries.jsonl"))?.lines() {
        let line: Value = serde_json::from_str(line)?;
        *acts.entry(line["entry"]["act"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    fs::remove_dir_all(place.folder.join("log"))?;
    Ok(Some(acts))
}

/// Whether `kyvs check` sees damage in this database; `None` when this binary has no such command.
pub(crate) fn notices_damage(place: &Place, database: &str) -> Result<Option<bool>> {
    if !place.has_command("check")? {
        return Ok(None);
    }
    Ok(Some(!place.output(&["check", "--database", database])?.status.success()))
}
