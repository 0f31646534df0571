//! What the pages that check passes and results load: their script, the rules and the reader of QR codes as WASM, and the service
//! worker that keeps all of it on the device.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::manifest::{Gate, Pair, short_hash};
use super::script::{self, Kind};
use super::{File, style, wasm};
use crate::workspace::Workspace;

/// The crates, and the first part of their files' names.
const CRATES: [&str; 3] = ["gate", "paste", "scan"];
const NAMES: [&str; 3] = ["check", "paste", "scan"];
/// Under this name the browser asks for it again and again.
const WORKER: &str = "gate-worker.js";
const CSS: &str = "gate.css";

/// Compiles the crates.
pub(super) fn compile(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    wasm::compile_tools(workspace, &CRATES)
}

/// Makes the files, named after their contents but for the worker.
pub(super) fn assemble(workspace: &Workspace, compiled: &[PathBuf]) -> Result<(Vec<File>, Gate)> {
    let [check, paste, scan] = compiled else { bail!("three crates were to be compiled") };
    let pkg = &workspace.pages.site_pkg_dir;
    let (mut files, check) = pair(check, pkg, NAMES[0])?;
    let (more, paste) = pair(paste, pkg, NAMES[1])?;
    files.extend(more);
    let (more, scan) = pair(scan, pkg, NAMES[2])?;
    files.extend(more);
    let page = script::minify(&read(workspace, "gate.js")?, Kind::Module, "gate.js")?;
    let js = format!("{pkg}/gate-{}.js", short_hash(page.as_bytes()));
    let style = workspace.root.join(&workspace.pages.style_file).with_file_name(CSS);
    let css = style::bundle(&style)?;

    let kept = [&js, &check.js, &check.wasm, &scan.js, &scan.wasm];
    let mut kept: Vec<_> = kept.iter().map(|path| format!("/{path}")).collect();
    kept.push("/favicon.svg".into());
    let worker = worker(&read(workspace, WORKER)?, &kept)?;

    files.push(File::new(&js, page));
    files.push(File::new(WORKER, worker));
    files.push(File::new(CSS, css));
    Ok((files, Gate { js, check, paste, scan, worker: WORKER.into(), css: CSS.into() }))
}

fn pair(compiled: &Path, pkg: &str, name: &str) -> Result<(Vec<File>, Pair)> {
    let bound = wasm::bind(compiled, name)?;
    let glue = script::minify(&bound.script, Kind::Module, "the bindings of the WASM")?;
    let pair = Pair {
        wasm: format!("{pkg}/{name}-{}.wasm", short_hash(&bound.wasm)),
        js: format!("{pkg}/{name}-{}.js", short_hash(glue.as_bytes())),
    };
    Ok((vec![File::new(&pair.wasm, bound.wasm), File::new(&pair.js, glue)], pair))
}

/// The worker begins with the names of the files that it keeps: when one changes, so does the worker, and browsers fetch all anew.
fn worker(source: &str, kept: &[String]) -> Result<String> {
    let list = serde_json::to_string(kept)?;
    let version = short_hash(format!("{list}{source}").as_bytes());
    script::minify(&format!("const VERSION={version:?},FILES={list};\n{source}"), Kind::Module, WORKER)
}

fn read(workspace: &Workspace, file: &str) -> Result<String> {
    let path = workspace.assets().join(file);
    fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_changes_with_the_files_that_it_keeps() {
        let source = "self.addEventListener('install',()=>self.keep(VERSION,FILES));";
        let of = |file: &str| worker(source, &[file.to_owned()]).unwrap();
        assert!(of("/pkg/one.js").contains("/pkg/one.js"));
        assert_ne!(of("/pkg/one.js"), of("/pkg/two.js"));
        assert_eq!(of("/pkg/one.js"), of("/pkg/one.js"));
    }
}
