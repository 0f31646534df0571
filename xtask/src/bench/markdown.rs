//! The report, as Markdown.

use std::fmt::Write as _;

use super::Options;
use super::figures::{Figures, Of, Several};
use super::goals;
use super::registry::number;
use super::rounds::Rounds;
use super::server::Kind;
use super::weight::{FIRST_ANSWERS, Open, Size};

/// Only kyvs is, and by the load that it is then measured with.
const RELEASED: &str = "the binary of `cargo xtask release`, which the compiler has arranged by counts of a run under this same \
                        load; the roofline is compiled without";

const KINDS: [Kind; 3] = [Kind::Roofline, Kind::Kyvs, Kind::Peer];

/// Everything that was measured.
pub(super) struct Report {
    pub(super) machine: String,
    /// The peer's version.
    pub(super) peer: Option<String>,
    pub(super) rounds: Rounds,
    /// At a steady rate: flows a second, and what was measured.
    pub(super) steady: Option<(u32, Rounds)>,
    pub(super) sizes: Vec<Size>,
    pub(super) open: Option<Open>,
}

impl Report {
    /// The whole page.
    pub(super) fn text(&self, options: &Options) -> String {
        let mut text = String::new();
        let Options { rounds, seconds, released, .. } = options;
        let people = digits(number(options.people));
        let (flag, binary) = match &options.binary {
            Some(binary) => (" --binary", format!("`{}`", binary.display())),
            None if *released => (" --released", RELEASED.to_owned()),
            None => ("", "the release binary".to_owned()),
        };
        let peer = self.peer.as_deref().map(|version| format!("better-auth {version}"));
        let peer = peer.unwrap_or_else(|| "better-auth, left out this time".to_owned());
        // writing to a string cannot fail
        let _ = write!(
            text,
            "# Benchmark\n\nMade by `cargo xtask bench{flag}`, all in one run on one machine: {}. Only the ratios mean anything \
             elsewhere.\n\n\
             A flow is: start, the code from a stub gateway, confirm, the signed answer. Each client begins the next flow, for \
             another person, when one is done; {people} people in every registry; medians of {rounds} rounds of {seconds} s, ± \
             half of the distance between the best and the worst. Flows under way when a round ends count in the times, not in \
             the flows a second. The generator of load shares the machine.\n\n\
             - **roofline**: a bare server (`bench/src/roofline`) with the same two requests, the same durable rows through one \
             grouping writer, one look-up by HMAC, one Ed25519 signature, and nothing else\n\
             - **kyvs**, with everything on (durable, encrypted, audited, limited): {binary}\n\
             - **{peer}** (`bench/peer`): phone-number and jwt plugins, SQLite with WAL and `synchronous=FULL`, in one process of \
             Node.js; it signs in a request of its own\n\n\
             ![Flows a second and p99 over clients](bench.svg)\n\n",
            self.machine
        );
        self.compared(&mut text);
        self.costs(&mut text);
        self.steady(&mut text);
        self.sizes(&mut text);
        self.goals(&mut text);
        text
    }

    fn kinds(&self) -> Vec<Kind> {
        KINDS.into_iter().filter(|kind| self.rounds.0.iter().any(|measured| measured.kind == *kind)).collect()
    }

    fn compared(&self, text: &mut String) {
        let columns: [(&str, Of, bool); 2] = [
            ("Flows a second", |figures| figures.per_second, true),
            ("p99 of a flow, ms", |figures| figures.flow.p99, false),
        ];
        for (title, of, with_ratios) in columns {
            let kinds = self.kinds();
            let ratios: &[Kind] = if with_ratios { &[Kind::Roofline, Kind::Peer] } else { &[] };
            let mut head: Vec<_> = ["clients"].into_iter().chain(kinds.iter().map(|kind| kind.title())).collect();
            let names: Vec<_> = ratios.iter().map(|kind| format!("kyvs / {}", kind.title())).collect();
            head.extend(names.iter().map(String::as_str));
            let rows = self.rounds.clients().into_iter().map(|clients| {
                let figures = kinds.iter().map(|kind| with_spread(self.rounds.several(*kind, clients, of)));
                let ratios = ratios.iter().map(|kind| optional(goals::ratio(&self.rounds, clients, *kind)));
                std::iter::once(clients.to_string()).chain(figures).chain(ratios).collect()
            });
            let _ = writeln!(text, "## {title}\n");
            table(text, &head, rows);
        }
    }

    fn costs(&self, text: &mut String) {
        text.push_str("## Beside that\n\nTimes of the processor are microseconds a flow.\n\n");
        let head = [
            "clients",
            "server",
            "p50, ms",
            "slowest, ms",
            "errors",
            "flushes a flow",
            "its processor",
            "the generator's",
        ];
        let rows = self.rounds.clients().into_iter().flat_map(|clients| {
            self.kinds().into_iter().map(move |kind| {
                let median = |of: fn(&Figures) -> Option<f64>| {
                    optional(Several::of(self.rounds.of(kind, clients).filter_map(of)).map(|several| several.median))
                };
                let errors: u32 = self.rounds.of(kind, clients).map(|figures| figures.errors).sum();
                let slowest =
                    self.rounds.several(kind, clients, |figures| figures.flow.max).map(|several| several.most);
                vec![
                    clients.to_string(),
                    kind.title().to_owned(),
                    median(|figures| Some(figures.flow.p50)),
                    optional(slowest),
                    errors.to_string(),
                    median(|figures| figures.flushes_a_flow),
                    median(|figures| figures.server_cpu_a_flow),
                    median(|figures| figures.own_cpu_a_flow),
                ]
            })
        });
        table(text, &head, rows);
    }

    fn steady(&self, text: &mut String) {
        let Some((rate, rounds)) = &self.steady else { return };
        let _ = writeln!(
            text,
            "## At a steady rate\n\n{} flows/s, begun at fixed moments whatever the server does; delays count from these.\n",
            digits((*rate).into())
        );
        let rows = rounds.clients().into_iter().flat_map(|clients| {
            [Kind::Roofline, Kind::Kyvs].map(|kind| {
                let of = |of: Of| with_spread(rounds.several(kind, clients, of));
                vec![kind.title().to_owned(), of(|f| f.per_second), of(|f| f.flow.p50), of(|f| f.flow.p99)]
            })
        });
        table(text, &["server", "flows/s", "p50, ms", "p99, ms"], rows);
    }

    fn sizes(&self, text: &mut String) {
        if self.sizes.is_empty() {
            return;
        }
        // writing to a string cannot fail
        let _ = write!(
            text,
            "## kyvs and the size of its registry\n\nPeople without doses; flows with one client. The first answer is that to a \
             start, from the start of the process on, median of {FIRST_ANSWERS}; memory is what is the process's own and no \
             file's (`RssAnon`), a second after the last of these, with no other request before or since. An import's counts pages of files too (`VmHWM`).\n\n"
        );
        let head = [
            "people",
            "import, people/s",
            "its most memory, MB",
            "bytes a person",
            "first answer, ms",
            "memory 1 s after it, MB",
            "flows/s",
            "p50, ms",
        ];
        let rows = self.sizes.iter().map(|size| {
            vec![
                digits(number(size.people)),
                optional(size.import.map(|import| import.per_second)),
                optional(size.import.map(|import| number(import.most_memory) / 1e6)),
                optional(size.import.map(|import| import.bytes_a_person)),
                digits(size.first_answer),
                digits(number(size.memory) / 1e6),
                digits(size.flows_per_second),
                digits(size.flow),
            ]
        });
        table(text, &head, rows);
    }

    fn goals(&self, text: &mut String) {
        let goals = goals::all(self);
        if goals.is_empty() {
            return;
        }
        text.push_str("## What is to be reached\n\n");
        let rows = goals.into_iter().map(|goal| {
            let reached = if goal.reached { "yes" } else { "**no**" };
            vec![goal.what, goal.wanted, goal.got, reached.to_owned()]
        });
        table(text, &["what", "wanted", "measured", "reached"], rows);
    }
}

/// All columns but the first are numbers or short.
fn table(text: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let _ = writeln!(text, "| {} |", head.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(head.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text.push('\n');
}

fn with_spread(several: Option<Several>) -> String {
    several.map_or_else(|| "-".to_owned(), |several| format!("{} ± {:.0} %", digits(several.median), several.spread()))
}

fn optional(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), digits)
}

/// As many digits as mean something, thousands parted by commas.
pub(super) fn digits(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = match value.abs() {
        0.0..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    };
    let whole = text.split('.').next().unwrap_or_default().len();
    let mut parted = String::with_capacity(text.len() + whole / 3);
    for (place, digit) in text.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::{figures::Times, rounds::Measured};
    use super::*;

    #[derive(clap::Parser)]
    struct Whole {
        #[command(flatten)]
        options: Options,
    }

    fn measured(kind: Kind, clients: u32, per_second: f64, p99: f64) -> Measured {
        let figures = Figures {
            per_second,
            flow: Times { p50: p99 / 2.0, p99, max: p99 * 2.0 },
            flushes_a_flow: Some(0.25),
            server_cpu_a_flow: None,
            own_cpu_a_flow: Some(40.0),
            errors: 0,
            first_error: None,
            begun: 10,
        };
        Measured { kind, clients, figures }
    }

    fn report() -> Report {
        let mut rounds = Rounds::default();
        for per_second in [9_000.0, 10_000.0, 11_000.0] {
            rounds.0.push(measured(Kind::Roofline, 32, per_second, 5.0));
            rounds.0.push(measured(Kind::Kyvs, 32, per_second * 0.7, 12.0));
            rounds.0.push(measured(Kind::Peer, 32, 100.0, 300.0));
        }
        Report {
            machine: "2 processors".into(),
            peer: Some("1.0.0".into()),
            rounds,
            steady: None,
            sizes: Vec::new(),
            open: None,
        }
    }

    #[test]
    fn medians_spreads_and_ratios_stand_in_the_table() {
        let text = report().text(&Whole::parse_from(["bench", "--released"]).options);
        let row = "| 32 | 10,000 ± 10 % | 7,000 ± 10 % | 100 ± 0 % | 0.70 | 70.0 |";
        assert!(text.lines().any(|line| line == row), "{text}");
        assert!(text.contains("10,000,000 people"), "{text}");
        assert!(text.contains("the binary of `cargo xtask release`, which"), "{text}");
    }

    #[test]
    fn goals_are_judged() {
        let goals = goals::all(&report());
        let judged: Vec<_> = goals.iter().map(|goal| (goal.got.as_str(), goal.reached)).collect();
        assert_eq!(judged, [("0.70 x", true), ("70.0 x", true), ("2.40 x", false), ("0.25", true)]);
    }

    #[test]
    fn numbers_are_short() {
        let table = [(0.0, "0"), (0.123, "0.12"), (45.67, "45.7"), (999.6, "1,000"), (1_234_567.8, "1,234,568")];
        for (value, text) in table {
            assert_eq!(digits(value), text);
        }
    }
}
