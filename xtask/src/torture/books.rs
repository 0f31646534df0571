//! What the operator's own commands say of the database: `kyvs check` and `kyvs audit`.

use anyhow::Result;

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

/// Whether `kyvs check` sees damage; `None` when this binary has no such command.
pub(crate) fn notices_damage(place: &Place) -> Result<Option<bool>> {
    if !place.has_command("check")? {
        return Ok(None);
    }
    Ok(Some(!place.output(&["check"])?.status.success()))
}
