//! The stamp of the site's inputs: a site with the same stamp need not be made again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::manifest::hex;
use crate::workspace::Workspace;

/// Hashes the compiled WASM, the hand-written scripts, the styles, and which build of this program reads them.
pub(super) fn of_inputs(workspace: &Workspace, compiled: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(builder()?);
    let mut inputs = compiled.to_vec();
    inputs.extend(files(&workspace.assets())?);
    let style = workspace.root.join(&workspace.pages.style_file);
    inputs.extend(files(style.parent().unwrap_or(&workspace.root))?);
    for path in inputs {
        let bytes = fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?;
        // lengths keep two neighbours from being taken for one
        hash.update(path.to_string_lossy().len().to_le_bytes());
        hash.update(path.to_string_lossy().as_bytes());
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    Ok(hex(&hash.finalize()))
}

/// This program's own length and age: another build of it may make another site.
fn builder() -> Result<[u8; 24]> {
    let path = std::env::current_exe().context("failed to find this program")?;
    let about = fs::metadata(path).context("failed to look at this program")?;
    let age = about.modified()?.duration_since(UNIX_EPOCH)?;
    let mut bytes = [0; 24];
    bytes[..8].copy_from_slice(&about.len().to_le_bytes());
    bytes[8..].copy_from_slice(&age.as_nanos().to_le_bytes());
    Ok(bytes)
}

/// Every file below a folder, in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("failed to read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
