//! Rules about the source, read as text. Comments do not count, nor does a file's module of tests.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// What reaches outside from within the rules.
const IMPURE: &[&str] = &[
    "async fn",
    "async move",
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
];

/// What a server function must leave to the service behind it.
const LOGIC: &[&str] = &["sql", "store", "std::fs", "std::env", "reqwest", "tokio", "hmac", "ed25519", "getrandom"];

/// The longest Rust file.
const FILE_LINES: usize = 400;
/// The longest `main.rs` of the server: wiring only.
const MAIN_LINES: usize = 40;

pub(super) fn impure_in_the_domain(workspace: &Workspace) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for path in rust_files(&workspace.root.join("domain/src"))? {
        found.extend(words_in(workspace, &path, IMPURE)?);
    }
    Ok(found)
}

pub(super) fn logic_in_server_functions(workspace: &Workspace) -> Result<Vec<String>> {
    let mut found = words_in(workspace, &workspace.root.join("app/src/calls.rs"), LOGIC)?;
    for path in rust_files(&workspace.root.join("app/src/calls"))? {
        found.extend(words_in(workspace, &path, LOGIC)?);
    }
    Ok(found)
}

pub(super) fn features_not_exclusive(workspace: &Workspace) -> Result<Vec<String>> {
    let path = workspace.root.join("app/src/lib.rs");
    let guard = r#"#[cfg(all(feature = "ssr", feature = "hydrate"))]compile_error!"#;
    let code = read(&path)?.split_whitespace().collect::<String>();
    let holds = code.contains(&guard.split_whitespace().collect::<String>());
    let missing = format!("{}: no `compile_error!` under both features", shown(workspace, &path));
    Ok(if holds { vec![] } else { vec![missing] })
}

pub(super) fn too_long(workspace: &Workspace) -> Result<Vec<String>> {
    let main = workspace.root.join("server/src/main.rs");
    let mut found = Vec::new();
    for member in ["domain", "app", "server", "bench", "xtask"] {
        for path in rust_files(&workspace.root.join(member))? {
            let limit = if path == main { MAIN_LINES } else { FILE_LINES };
            let lines = read(&path)?.lines().count();
            if lines > limit {
                found.push(format!("{}: {lines} lines", shown(workspace, &path)));
            }
        }
    }
    Ok(found)
}

/// Where the words stand in the code of a file, whatever their case.
fn words_in(workspace: &Workspace, path: &Path, words: &[&str]) -> Result<Vec<String>> {
    let name = shown(workspace, path);
    let text = read(path)?;
    let hits = hits(&text, words);
    Ok(hits.map(|(line, word)| format!("{name}:{line}: `{word}`")).collect())
}

/// Line numbers and words.
fn hits<'a>(text: &'a str, words: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    // by convention the last thing in a file; clippy sees to that
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    code.lines().zip(1..).flat_map(move |(line, number)| {
        let code = line.trim_start();
        let code = if code.starts_with("//") { "" } else { code };
        let code = code.to_ascii_lowercase();
        words.iter().filter(move |word| code.contains(&word.to_ascii_lowercase())).map(move |word| (number, *word))
    })
}

/// The Rust files below a folder; what cargo built does not count.
fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("failed to read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("target") {
            found.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))
}

fn shown(workspace: &Workspace, path: &Path) -> String {
    let short = path.strip_prefix(&workspace.root).unwrap_or(path);
    short.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_counts_and_comments_and_tests_do_not() {
        let text = "// std::fs is not here\nuse std::fs;\n    /// SystemTime\nlet a = SYSTEMTIME;\n#[cfg(test)]\nmod tests {\nuse std::env;\n";
        let found: Vec<_> = hits(text, IMPURE).collect();
        assert_eq!(found, [(2, "std::fs"), (4, "SystemTime")]);
    }
}
