//! What the tests in a browser need besides cargo: Node, the packages of `end2end/`, Chromium and fonts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::phase::phase;
use crate::workspace::{PRODUCT, Workspace};
use crate::{process, site};

const CHROMIUM_PACKAGE: &str = "chromium";
/// Carries the scripts of the languages that the pages speak.
const FONTS_PACKAGE: &str = "fonts-noto-core";
/// One file of that package.
const A_FONT: &str = "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf";

/// Everything `npx playwright` needs, in place.
pub(crate) struct Browser {
    folder: PathBuf,
    chromium: PathBuf,
    binary: PathBuf,
}

impl Browser {
    /// Installs what is missing, builds the site and the binary whose clock the tests move.
    pub(crate) fn prepare(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.root.join("end2end");
        let chromium = phase("browser and packages", || {
            ensure_node()?;
            ensure_packages(&folder)?;
            ensure_chromium()
        })?;
        let binary = phase("test binary", || {
            site::build(workspace)?;
            test_binary(workspace)
        })?;
        Ok(Self { folder, chromium, binary })
    }

    /// A `playwright test` to which arguments can be added.
    pub(crate) fn playwright(&self) -> Command {
        let mut command = Command::new("npx");
        command
            .current_dir(&self.folder)
            .args(["--no-install", "playwright", "test"])
            .env("CHROMIUM", &self.chromium)
            .env("KYVS_BIN", &self.binary);
        command
    }
}

fn ensure_node() -> Result<()> {
    for program in ["node", "npm", "npx"] {
        if !process::answers(program, &["--version"]) {
            bail!(
                "the tests in a browser need Node.js 20 or later with npm, and `{program}` is not \
                 there; install it (https://nodejs.org), or run `cargo xtask test --quick`, which \
                 leaves these tests out"
            );
        }
    }
    Ok(())
}

/// Runs `npm ci` where the lock file is newer than what it installed.
pub(crate) fn ensure_packages(folder: &Path) -> Result<()> {
    let lock = changed(&folder.join("package-lock.json"))?;
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    if installed.is_ok_and(|installed| installed >= lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund"])
        // the browser is the system's
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut npm)
}

fn changed(path: &Path) -> Result<SystemTime> {
    let about = fs::metadata(path).with_context(|| format!("failed to read {}", path.display()))?;
    Ok(about.modified()?)
}

/// Finds Chromium, or installs it and the fonts where this user may.
fn ensure_chromium() -> Result<PathBuf> {
    let found = find_chromium()?;
    let mut missing = Vec::new();
    if found.is_none() {
        missing.push(CHROMIUM_PACKAGE);
    }
    if !Path::new(A_FONT).is_file() {
        missing.push(FONTS_PACKAGE);
    }
    let may_install = process::answers("apt-get", &["--version"]) && is_root();
    if may_install && !missing.is_empty() {
        install(&missing)?;
    }
    match (found, find_chromium()?) {
        (Some(path), _) | (None, Some(path)) => Ok(path),
        (None, None) => bail!(
            "Chromium is not there: install it (Debian: `apt-get install {CHROMIUM_PACKAGE} \
             {FONTS_PACKAGE}`), or name its path in the environment variable CHROMIUM, or run \
             `cargo xtask test --quick`, which leaves the tests in a browser out"
        ),
    }
}

/// The variable CHROMIUM, or a usual place.
fn find_chromium() -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        if path.is_file() {
            return Ok(Some(path));
        }
        bail!("the environment variable CHROMIUM names {}, which is not a file", path.display());
    }
    let usual = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).flat_map(|folder| usual.map(|name| folder.join(name))).find(|path| path.is_file());
    Ok(found)
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q");
        command
    };
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

/// Builds the binary with the moving clock and keeps a copy: the same path in the target folder is
/// also where the ordinary binary goes.
pub(crate) fn test_binary(workspace: &Workspace) -> Result<PathBuf> {
    let pages = &workspace.pages;
    process::run(process::cargo(&workspace.root).arg("build").args(PRODUCT).args([
        "--bin",
        &pages.bin_target,
        "--features",
        &format!("{}/moving-clock", pages.bin_package),
    ]))?;
    let folder = workspace.target.join("end2end");
    fs::create_dir_all(&folder)?;
    let kept = folder.join(&pages.bin_target);
    // made beside and moved in: a copy over a running program is refused
    let fresh = folder.join("fresh");
    fs::copy(workspace.binary("debug"), &fresh).context("failed to copy the test binary")?;
    fs::rename(&fresh, &kept).context("failed to place the test binary")?;
    Ok(kept)
}
