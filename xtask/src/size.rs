//! `cargo xtask size`: the byte budgets of what a browser loads, checked on the brotli sizes.

use anyhow::{Context, Result, bail};

use crate::site::{Manifest, Sizes};
use crate::workspace::Workspace;

const KIB: usize = 1024;
/// The hand-written loader on the host's page.
const LOADER: usize = 4 * KIB;
/// The islands' WASM with its JavaScript.
const ISLANDS: usize = 80 * KIB;

/// The gate's script, and the rules as WASM with their JavaScript.
const GATE: usize = 80 * KIB;

/// One line of the table.
struct Row {
    name: &'static str,
    sizes: Sizes,
    /// Brotli bytes at most, where there is a budget.
    budget: Option<usize>,
}

impl Row {
    fn is_over(&self) -> bool {
        self.budget.is_some_and(|budget| self.sizes.brotli > budget)
    }
}

/// Prints the sizes of the built site and fails where one is over its budget.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let manifest =
        Manifest::read(&workspace.site()).context("there is no built site; run `cargo xtask build` first")?;
    let rows = rows(&manifest)?;
    println!("{:<22} {:>9} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli", "budget");
    for row in &rows {
        let budget = row.budget.map_or("-".to_owned(), |bytes| bytes.to_string());
        let Sizes { raw, gzip, brotli } = row.sizes;
        println!("{:<22} {raw:>9} {gzip:>9} {brotli:>9} {budget:>9}", row.name);
    }
    let over: Vec<_> = rows.iter().filter(|row| row.is_over()).map(|row| row.name).collect();
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

fn rows(manifest: &Manifest) -> Result<Vec<Row>> {
    let sizes = |path: &str| {
        let found = manifest.sizes.get(path).copied();
        found.with_context(|| format!("manifest.json has no size of {path}"))
    };
    let (wasm, js) = (sizes(&manifest.wasm)?, sizes(&manifest.js)?);
    let both = Sizes { raw: wasm.raw + js.raw, gzip: wasm.gzip + js.gzip, brotli: wasm.brotli + js.brotli };
    let row = |name, sizes, budget| Row { name, sizes, budget };
    let sum = |paths: &[&str]| {
        paths.iter().try_fold(Sizes { raw: 0, gzip: 0, brotli: 0 }, |all, path| {
            let one = sizes(path)?;
            anyhow::Ok(Sizes { raw: all.raw + one.raw, gzip: all.gzip + one.gzip, brotli: all.brotli + one.brotli })
        })
    };
    let gate = &manifest.gate;
    Ok(vec![
        row("loader", sizes(&manifest.loader.hashed)?, Some(LOADER)),
        row("WASM", wasm, None),
        row("its JavaScript", js, None),
        row("WASM + JavaScript", both, Some(ISLANDS)),
        row("script in the frame", sizes(&manifest.frame)?, None),
        row("style", sizes(&manifest.css)?, None),
        row("gate", sum(&[&gate.js, &gate.check.wasm, &gate.check.js])?, Some(GATE)),
        row("page for pasting", sum(&[&gate.js, &gate.paste.wasm, &gate.paste.js])?, None),
        row("gate's QR reader", sum(&[&gate.scan.wasm, &gate.scan.js])?, None),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_may_be_met_and_not_exceeded() {
        let row = |brotli, budget| Row { name: "loader", sizes: Sizes { raw: 9, gzip: 9, brotli }, budget };
        assert!(!row(4096, Some(LOADER)).is_over());
        assert!(row(4097, Some(LOADER)).is_over());
        assert!(!row(1_000_000, None).is_over());
    }
}
