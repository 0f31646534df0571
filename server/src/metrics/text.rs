//! The Prometheus text format, version 0.0.4.

use std::fmt::{Display, Write as _};

use super::histogram::Histogram;

/// A page of metrics being written: a family's head, then its samples.
pub(super) struct Text(String);

impl Text {
    pub(super) fn new() -> Self {
        Self(String::with_capacity(16 * 1024))
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    /// A family with one sample that has no labels and only grows.
    pub(super) fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.head(name, "counter", help);
        self.sample(name, &[], value);
    }

    /// A family with one sample that has no labels and may fall.
    pub(super) fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.head(name, "gauge", help);
        self.sample(name, &[], value);
    }

    /// A family with one label.
    pub(super) fn counters<'a>(
        &mut self,
        name: &str,
        help: &str,
        label: &str,
        values: impl IntoIterator<Item = (&'a str, u64)>,
    ) {
        self.head(name, "counter", help);
        for (word, value) in values {
            self.sample(name, &[(label, word)], value);
        }
    }

    /// What begins a family. A name begins one family only.
    pub(super) fn head(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// One line.
    pub(super) fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        self.0.push_str(name);
        self.labels(labels);
        let _ = writeln!(self.0, " {value}");
    }

    /// The lines of one histogram of a family.
    pub(super) fn histogram(&mut self, name: &str, labels: &[(&str, &str)], of: &Histogram) {
        let mut count = 0;
        for (end, below) in of.cumulative() {
            let _ = write!(self.0, "{name}_bucket");
            let with_end: Vec<_> = labels.iter().copied().chain([("le", end)]).collect();
            self.labels(&with_end);
            let _ = writeln!(self.0, " {below}");
            count = below;
        }
        self.sample(&format!("{name}_sum"), labels, of.sum());
        self.sample(&format!("{name}_count"), labels, count);
    }

    fn labels(&mut self, labels: &[(&str, &str)]) {
        let mut before = '{';
        for (name, value) in labels {
            let _ = write!(self.0, "{before}{name}=\"");
            for letter in value.chars() {
                match letter {
                    '\\' => self.0.push_str("\\\\"),
                    '"' => self.0.push_str("\\\""),
                    '\n' => self.0.push_str("\\n"),
                    other => self.0.push(other),
                }
            }
            self.0.push('"');
            before = ',';
        }
        if before == ',' {
            self.0.push('}');
        }
    }
}
