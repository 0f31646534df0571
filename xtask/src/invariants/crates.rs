//! Rules about dependencies, read from `cargo tree`.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// What runs, stores, connects or signs on the server.
const SERVER_ONLY: &[&str] = &[
    "server",
    "tokio",
    "axum",
    "hyper",
    "rusqlite",
    "tokio-postgres",
    "reqwest",
    "ring",
    "rustls",
    "resvg",
    "krilla",
    "fast_qr",
    "p256",
];

/// What would bring the outside world into the rules.
const IMPURE: &[&str] = &[
    "app",
    "server",
    "async-trait",
    "futures-core",
    "futures-util",
    "getrandom",
    "hyper",
    "js-sys",
    "leptos",
    "mio",
    "rand",
    "reqwest",
    "rusqlite",
    "socket2",
    "tokio",
    "tracing",
    "web-time",
];

pub(super) fn of_the_server_in_the_browser(workspace: &Workspace) -> Result<Vec<String>> {
    let pages = &workspace.pages;
    let features = pages.lib_features.join(",");
    let found = tree(
        workspace,
        &[
            "--package",
            &pages.lib_package,
            "--target",
            "wasm32-unknown-unknown",
            "--no-default-features",
            "--features",
            &features,
        ],
    )?;
    Ok(forbidden(&found, SERVER_ONLY))
}

pub(super) fn impure_in_the_domain(workspace: &Workspace) -> Result<Vec<String>> {
    let mut found = tree(workspace, &["--package", "domain"])?;
    found.extend(tree(workspace, &["--package", "domain", "--target", "wasm32-unknown-unknown"])?);
    Ok(forbidden(&found, IMPURE))
}

pub(super) fn without_lints(workspace: &Workspace) -> Result<Vec<String>> {
    let mut without = Vec::new();
    for member in ["domain", "app", "gate", "paste", "scan", "server", "bench", "xtask"] {
        let path = workspace.root.join(member).join("Cargo.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        if !text.contains("[lints]\nworkspace = true") {
            without.push(member.to_owned());
        }
    }
    Ok(without)
}

/// `fuzz/` is a workspace of its own, which nothing but the drill builds: its lock file would fall behind unseen.
pub(super) fn fuzz_locked(workspace: &Workspace) -> Result<Vec<String>> {
    let mut asked = process::cargo(&workspace.root);
    asked.args(["metadata", "--locked", "--format-version=1", "--manifest-path=fuzz/Cargo.toml"]);
    let answer = asked.output().context("failed to start cargo")?;
    if answer.status.success() {
        return Ok(Vec::new());
    }
    let told = String::from_utf8_lossy(&answer.stderr);
    Ok(told
        .lines()
        .take(1)
        .map(|line| format!("{line} (`cargo metadata --manifest-path fuzz/Cargo.toml` mends it)"))
        .collect())
}

/// The names of every crate that goes into the build; those that only run during it are left out.
fn tree(workspace: &Workspace, selection: &[&str]) -> Result<BTreeSet<String>> {
    let text = process::output(
        process::cargo(&workspace.root)
            .args(["tree", "--edges", "normal,no-proc-macro"])
            .args(["--prefix", "none", "--format", "{p}"])
            .args(selection),
    )?;
    let names = text.lines().filter_map(|line| line.split(' ').next());
    Ok(names.filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn forbidden(found: &BTreeSet<String>, names: &[&str]) -> Vec<String> {
    let hits = names.iter().filter(|name| found.contains(**name));
    hits.map(|name| (*name).to_owned()).collect()
}
