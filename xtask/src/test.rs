//! `cargo xtask test`: every test, in the order of what a failure costs to find.

use anyhow::Result;

use crate::browser::Browser;
use crate::phase::phase;
use crate::workspace::{PRODUCT, Workspace};
use crate::{process, site, size, torture};

/// Which tests.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Leave out the tests in a browser
    #[arg(long)]
    quick: bool,
    /// Only tests whose name holds this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

/// Runs them; the first phase that fails ends the run.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let filter = options.filter.as_deref();
    phase("site", || site::build(workspace))?;
    phase("size budgets", || size::run(workspace))?;
    // first of all what must be installed: the fonts are for the tests of pictures too
    let browser = (!options.quick).then(|| Browser::prepare(workspace)).transpose()?;
    phase("tests of the build itself", || rust_tests(workspace, &["--package", "xtask"], filter))?;
    phase("unit, property and integration tests", || rust_tests(workspace, PRODUCT, filter))?;
    phase("examples in the documentation", || {
        let mut cargo = process::cargo(&workspace.root);
        cargo.args(["test", "--doc"]).args(PRODUCT).args(filter);
        process::run(&mut cargo)
    })?;
    let Some(browser) = browser else { return Ok(()) };
    if filter.is_none() {
        phase("the API by its own description", || torture::by_description(workspace))?;
    }
    phase("tests in a browser", || {
        let mut playwright = browser.playwright();
        if let Some(text) = filter {
            playwright.args(["--pass-with-no-tests", "--grep", text]);
        }
        process::run(&mut playwright)
    })
}

/// With cargo-nextest where it is installed, else with cargo's own runner.
fn rust_tests(workspace: &Workspace, selection: &[&str], filter: Option<&str>) -> Result<()> {
    let mut cargo = process::cargo(&workspace.root);
    if process::answers("cargo-nextest", &["--version"]) {
        cargo.args(["nextest", "run", "--no-tests=pass"]);
    } else {
        cargo.args(["test", "--all-targets"]);
    }
    process::run(cargo.args(selection).args(filter))
}
