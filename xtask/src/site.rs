//! The site: everything a browser loads, made small, hashed and compressed in `<target>/site`.
//!
//! | path | what | cached |
//! |---|---|---|
//! | `pkg/kyvs-<hash>.wasm`, `pkg/kyvs-<hash>.js` | the islands and their JavaScript | for good |
//! | `pkg/check-…`, `pkg/paste-…`, `pkg/scan-…` | the rules of passes, those of passes and results, the reader of QR codes, as WASM and JavaScript | for good |
//! | `pkg/icon-…` | the icon in pixels, for phones that install the gate | for good |
//! | `embed/kyvs-<hash>.js` | the loader, for pages that pin it by its integrity | for good |
//! | `embed/v1/kyvs.js`, `embed/v1/kyvs.d.ts` | the loader under its floating name, and its types | shortly |
//! | `gate-worker.js` | the gate's service worker, which names the files that it keeps | asked each time |
//! | `frame.js`, `gate.js`, `main.css`, `gate.css` | the scripts and styles that the server writes into its pages | never fetched |
//! | `favicon.svg` | the icon | shortly |
//! | `manifest.json` | the names above, for the server | never fetched |
//!
//! Each file but the manifest has a `.br` and a `.gz` beside it.

mod compress;
mod gate;
mod icon;
mod manifest;
mod script;
mod stamp;
mod style;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub(crate) use self::manifest::{Manifest, Sizes, hex};
use self::script::Kind;
use crate::workspace::Workspace;

/// One file of the site.
struct File {
    /// Within the site, with `/`.
    path: String,
    bytes: Vec<u8>,
}

impl File {
    fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// Builds the site, unless the one that is there came from the same inputs.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let compiled = wasm::compile(workspace)?;
    let tools = gate::compile(workspace)?;
    let stamp = stamp::of_inputs(workspace, &[std::slice::from_ref(&compiled), &tools[..]].concat())?;
    let site = workspace.site();
    if Manifest::read(&site).is_ok_and(|manifest| manifest.stamp == stamp) {
        eprintln!("{} is up to date", site.display());
        return Ok(());
    }
    let (files, manifest) = assemble(workspace, &compiled, &tools, stamp)?;
    // A half-written site must not look like a whole one: it is made beside and moved in.
    let fresh = workspace.target.join("site.new");
    clear(&fresh)?;
    let sizes = compress::write(&fresh, &files)?;
    Manifest { sizes, ..manifest }.write(&fresh)?;
    clear(&site)?;
    fs::rename(&fresh, &site).with_context(|| format!("failed to make {}", site.display()))?;
    eprintln!("{} made", site.display());
    Ok(())
}

/// Makes every file in memory and the manifest that names them.
fn assemble(workspace: &Workspace, compiled: &Path, tools: &[PathBuf], stamp: String) -> Result<(Vec<File>, Manifest)> {
    let name = &workspace.pages.output_name;
    let pkg = &workspace.pages.site_pkg_dir;
    let assets = workspace.assets();
    let bound = wasm::bind(compiled, name)?;

    let script = |file: &str| -> Result<String> {
        let path = assets.join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        script::minify(&text, Kind::Script, file)
    };
    let copy = |file: &str| {
        let path = assets.join(file);
        fs::read(&path).with_context(|| format!("failed to read {}", path.display()))
    };
    let loader = script("kyvs.js")?;
    let frame = script("frame.js")?;
    script::fit_for_html(&frame, "frame.js")?;
    let glue = script::minify(&bound.script, Kind::Module, "the bindings of the WASM")?;
    let css = style::bundle(&workspace.root.join(&workspace.pages.style_file))?;

    let (gate_files, gate) = gate::assemble(workspace, tools)?;
    let manifest = Manifest { gate, ..Manifest::new(stamp, pkg, name, &bound.wasm, &glue, &loader) };
    let mut files = vec![
        File::new(&manifest.wasm, bound.wasm),
        File::new(&manifest.js, glue),
        File::new(&manifest.loader.hashed, loader.clone()),
        File::new(manifest::LOADER, loader),
        File::new(manifest::LOADER_TYPES, copy("kyvs.d.ts")?),
        File::new(&manifest.frame, frame),
        File::new(&manifest.css, css),
        File::new("favicon.svg", copy("favicon.svg")?),
    ];
    files.extend(gate_files);
    Ok((files, manifest))
}

/// Removes a folder; that there is none is fine.
fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("failed to remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
