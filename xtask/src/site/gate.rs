//! What the pages that check passes and results load: their script, the rules and the reader of QR codes as WASM, and the service
//! worker that keeps all of it on the device.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::manifest::{Gate, Pair, short_hash};
use super::script::{self, Kind};
use super::{File, icon, style, wasm};
use crate::workspace::Workspace;

/// The crates, and the first part of their files' names.
const CRATES: [&str; 3] = ["gate", "paste", "scan"];
const NAMES: [&str; 3] = ["check", "paste", "scan"];
/// Under this name the browser asks for it again and again.
const WORKER: &str = "gate-worker.js";
/// The server writes it into the pages.
const PAGE: &str = "gate.js";
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
    let page = script::minify(&read(workspace, PAGE)?, Kind::Module, PAGE)?;
    script::fit_for_html(&page, PAGE)?;
    let style = workspace.root.join(&workspace.pages.style_file).with_file_name(CSS);
    let css = style::bundle(&style)?;

    let kept = addresses(&[&check.js, &check.wasm, "favicon.svg"]);
    let worker = worker(&read(workspace, WORKER)?, &kept, &addresses(&[&scan.js, &scan.wasm]))?;

    let (drawn, icons) = icon::draw(read(workspace, "favicon.svg")?.as_bytes(), pkg)?;
    files.extend(drawn);
    files.push(File::new(PAGE, page));
    files.push(File::new(WORKER, worker));
    files.push(File::new(CSS, css));
    Ok((files, Gate { js: PAGE.into(), check, paste, scan, worker: WORKER.into(), css: CSS.into(), icons }))
}

fn addresses(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| format!("/{path}")).collect()
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

/// The worker begins with the names of the files that it keeps, and of the reader of QR codes, which it keeps only where it is needed:
/// when one changes, so does the worker, and browsers fetch all anew.
fn worker(source: &str, kept: &[String], reader: &[String]) -> Result<String> {
    let lists = format!("FILES={},READER={}", serde_json::to_string(kept)?, serde_json::to_string(reader)?);
    let version = short_hash(format!("{lists}{source}").as_bytes());
    script::minify(&format!("const VERSION={version:?},{lists};\n{source}"), Kind::Module, WORKER)
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
        let source = "self.addEventListener('install',()=>self.keep(VERSION,FILES,READER));";
        let of = |file: &str, reader: &str| worker(source, &[file.to_owned()], &[reader.to_owned()]).unwrap();
        let one = of("/pkg/one.js", "/pkg/scan.js");
        assert!(one.contains("/pkg/one.js") && one.contains("/pkg/scan.js"), "{one}");
        assert_ne!(one, of("/pkg/two.js", "/pkg/scan.js"));
        assert_ne!(one, of("/pkg/one.js", "/pkg/scan-2.js"));
        assert_eq!(one, of("/pkg/one.js", "/pkg/scan.js"));
    }
}
