//! What a drill found wrong, and how it ended.

use std::fmt::Display;

use anyhow::{Result, bail};

/// Findings that are printed; more of the same help nobody.
const SHOWN: usize = 12;

/// How a drill ended when nothing was wrong.
pub(crate) enum Outcome {
    /// What was done, in numbers.
    Passed(String),
    /// Why it could not be done here.
    Skipped(String),
    /// Why it is not done with these options.
    LeftOut(String),
}

/// Everything that was wrong in a drill; it goes on after the first.
#[derive(Default)]
pub(crate) struct Findings {
    found: Vec<String>,
}

impl Findings {
    /// Notes what is wrong.
    pub(crate) fn add(&mut self, what: impl Display) {
        self.found.push(what.to_string());
    }

    /// Notes what is wrong unless it holds.
    pub(crate) fn expect(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.found.push(what());
        }
    }

    /// Takes over what another one found.
    pub(crate) fn merge(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// So many so far.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Passed when nothing was found.
    pub(crate) fn verdict(self, done: impl Into<String>) -> Result<Outcome> {
        let done = done.into();
        if self.found.is_empty() {
            return Ok(Outcome::Passed(done));
        }
        let mut text = format!("{} findings; done: {done}", self.found.len());
        for finding in self.found.iter().take(SHOWN) {
            text.push_str("\n    - ");
            text.push_str(finding);
        }
        if self.found.len() > SHOWN {
            text.push_str("\n    - …");
        }
        bail!(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_finding_fails_the_drill() {
        let mut findings = Findings::default();
        findings.expect(true, || "fine".to_owned());
        assert!(matches!(findings.verdict("x"), Ok(Outcome::Passed(_))));
        let mut findings = Findings::default();
        findings.expect(false, || "two answers differ".to_owned());
        let error = findings.verdict("10 rounds").err().unwrap().to_string();
        assert!(error.contains("1 findings; done: 10 rounds") && error.contains("two answers differ"), "{error}");
    }
}
