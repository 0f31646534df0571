//! `cargo xtask gallery`: a screenshot of every state of the pages, in every width and the languages of `KYVS_GALLERY_LANGUAGES` (default
//! `en,hi,gu,ta`); graphics and papers as files, in all languages.

use anyhow::Result;

use crate::browser::Browser;
use crate::phase::phase;
use crate::process;
use crate::workspace::Workspace;

/// Runs the Playwright project `gallery`, which writes into `gallery/` (not committed).
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let browser = Browser::prepare(workspace)?;
    let folder = workspace.root.join("gallery");
    phase("gallery", || {
        let mut playwright = browser.playwright();
        playwright.args(["--project", "gallery"]).env("KYVS_GALLERY", &folder);
        process::run(&mut playwright)
    })?;
    phase("graphics", || {
        let mut cargo = process::cargo(&workspace.root);
        cargo.args(["test", "--package", "server", "--lib", "graphic::"]).env("KYVS_GALLERY", folder.join("graphic"));
        process::run(&mut cargo)
    })?;
    eprintln!("{}", folder.display());
    Ok(())
}
