//! `cargo xtask invariants`: the rules of the architecture that neither the compiler nor clippy knows.
//!
//! Each rule reads what is there, the resolved dependencies or the source, and returns what breaks it.

mod crates;
mod source;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// One rule: what it says, and what breaks it (nothing when it holds).
struct Rule {
    says: &'static str,
    broken_by: fn(&Workspace) -> Result<Vec<String>>,
}

const RULES: &[Rule] = &[
    Rule { says: "the browser build holds no server crate", broken_by: crates::of_the_server_in_the_browser },
    Rule {
        says: "the domain depends on nothing with async, a clock, randomness, files or network",
        broken_by: crates::impure_in_the_domain,
    },
    Rule { says: "every crate takes the lints of the workspace", broken_by: crates::without_lints },
    Rule { says: "the lock file of the fuzz targets is complete", broken_by: crates::fuzz_locked },
    Rule {
        says: "the domain's source has no async, clock, environment, files or network",
        broken_by: source::impure_in_the_domain,
    },
    Rule {
        says: "server functions hold no logic: no storage, network, files or keys",
        broken_by: source::logic_in_server_functions,
    },
    Rule { says: "`ssr` and `hydrate` are refused together", broken_by: source::features_not_exclusive },
    Rule { says: "`main.rs` of the server has at most 40 lines, a Rust file at most 400", broken_by: source::too_long },
];

/// Checks every rule, then fails when one is broken.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut broken = 0;
    for rule in RULES {
        let findings = (rule.broken_by)(workspace)?;
        let mark = if findings.is_empty() { "ok    " } else { "BROKEN" };
        println!("{mark} {}", rule.says);
        for finding in &findings {
            println!("         {finding}");
        }
        broken += usize::from(!findings.is_empty());
    }
    if broken > 0 {
        bail!("{broken} of {} invariants are broken", RULES.len());
    }
    Ok(())
}
