//! The plot: flows a second and p99 over clients, a line a server, as SVG that is legible on light and on dark pages.

use std::fmt::Write as _;

use super::figures::Of;
use super::rounds::Rounds;
use super::server::Kind;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 330.0;
/// Of one panel's plane.
const PLANE: (f64, f64) = (285.0, 215.0);
const TOP: f64 = 70.0;
const PANELS: [f64; 2] = [55.0, 415.0];

/// How a server is drawn; never by colour alone.
const LINES: [(Kind, &str, &str); 3] =
    [(Kind::Roofline, "roofline", ""), (Kind::Kyvs, "kyvs", ""), (Kind::Peer, "peer", "6 4")];

/// Colours that stand on white and on near-black.
const STYLE: &str = "
  text { font: 13px system-ui, sans-serif; fill: #57606a }
  .title { font-weight: 600 }
  .grid { stroke: #8b949e; stroke-opacity: .3 }
  .roofline { stroke: #6e7781; fill: #6e7781 }
  .kyvs { stroke: #2f81f7; fill: #2f81f7 }
  .peer { stroke: #bf8700; fill: #bf8700 }
  polyline { fill: none !important; stroke-width: 2.5 }
  @media (prefers-color-scheme: dark) { text { fill: #adbac7 } .roofline { stroke: #adbac7; fill: #adbac7 } }
";

/// Both panels.
pub(super) fn draw(rounds: &Rounds) -> String {
    let mut svg = String::new();
    // writing to a string cannot fail
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         role=\"img\">\n<title>Flows a second and p99 over the number of clients</title>\n<style>{STYLE}</style>"
    );
    legend(&mut svg, rounds);
    let panels: [(&str, Of); 2] =
        [("flows a second", |figures| figures.per_second), ("p99 of a flow, ms", |figures| figures.flow.p99)];
    for (left, (title, of)) in PANELS.into_iter().zip(panels) {
        panel(&mut svg, rounds, left, title, of);
    }
    svg.push_str("</svg>\n");
    svg
}

fn legend(svg: &mut String, rounds: &Rounds) {
    let mut x = PANELS[0];
    for (kind, class, dashes) in LINES {
        if rounds.0.iter().any(|measured| measured.kind == kind) {
            let _ = writeln!(
                svg,
                "<g class=\"{class}\"><polyline stroke-dasharray=\"{dashes}\" points=\"{x},18 {},18\"/>{}</g>\
                 <text x=\"{}\" y=\"22\">{}</text>",
                x + 34.0,
                marker(kind, x + 17.0, 18.0),
                x + 42.0,
                kind.title()
            );
            x += 140.0;
        }
    }
}

/// One panel: both axes are logarithmic.
fn panel(svg: &mut String, rounds: &Rounds, left: f64, title: &str, of: Of) {
    let clients = rounds.clients();
    let value = |kind, clients| rounds.several(kind, clients, of).map(|several| several.median).filter(|v| *v > 0.0);
    let all: Vec<f64> =
        LINES.iter().flat_map(|(kind, ..)| clients.iter().filter_map(|clients| value(*kind, *clients))).collect();
    let (Some(first), Some(last)) = (clients.first(), clients.last()) else { return };
    let Some(span) = Span::of(&all) else { return };
    let (from, to) = (f64::from(*first).log2(), f64::from(*last).log2());
    let x = |clients: u32| left + PLANE.0 * (f64::from(clients).log2() - from) / (to - from).max(1.0);
    let y = |value: f64| TOP + PLANE.1 * (1.0 - span.place(value));

    let _ = writeln!(svg, "<text class=\"title\" x=\"{left}\" y=\"{}\">{title}</text>", TOP - 16.0);
    for value in span.marks() {
        let (y, right) = (y(value), left + PLANE.0);
        let _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{left:.1} {y:.1}H{right:.1}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 7.0,
            y + 4.5,
            short(value)
        );
    }
    for &clients in &clients {
        let (x, y) = (x(clients), TOP + PLANE.1 + 19.0);
        let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{clients}</text>");
    }
    let (middle, below) = (left + PLANE.0 / 2.0, TOP + PLANE.1 + 38.0);
    let _ = writeln!(svg, "<text x=\"{middle:.1}\" y=\"{below:.1}\" text-anchor=\"middle\">clients</text>");
    for (kind, class, dashes) in LINES {
        let points: Vec<_> =
            clients.iter().filter_map(|clients| Some((x(*clients), y(value(kind, *clients)?)))).collect();
        let line: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let markers: String = points.iter().map(|(x, y)| marker(kind, *x, *y)).collect();
        let _ = writeln!(
            svg,
            "<g class=\"{class}\"><polyline stroke-dasharray=\"{dashes}\" points=\"{}\"/>{markers}</g>",
            line.join(" ")
        );
    }
}

/// A shape a server.
fn marker(kind: Kind, x: f64, y: f64) -> String {
    match kind {
        Kind::Roofline => format!("<path d=\"M{:.1} {:.1}h8v8h-8z\"/>", x - 4.0, y - 4.0),
        Kind::Kyvs => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>"),
        Kind::Peer => format!("<path d=\"M{x:.1} {:.1}l5 9h-10z\"/>", y - 5.5),
    }
}

/// Powers of ten that hold all values.
struct Span {
    from: i32,
    to: i32,
}

impl Span {
    fn of(values: &[f64]) -> Option<Self> {
        let least = values.iter().copied().reduce(f64::min)?;
        let most = values.iter().copied().reduce(f64::max)?;
        #[expect(clippy::cast_possible_truncation, reason = "exponents of figures that people read")]
        let (from, to) = (least.log10().floor() as i32, most.log10().ceil() as i32);
        Some(Self { from, to: to.max(from + 1) })
    }

    /// From 0 to 1.
    fn place(&self, value: f64) -> f64 {
        (value.log10() - f64::from(self.from)) / f64::from(self.to - self.from)
    }

    fn marks(&self) -> impl Iterator<Item = f64> + use<> {
        (self.from..=self.to).map(|exponent| 10_f64.powi(exponent))
    }
}

fn short(value: f64) -> String {
    if value >= 1e3 { format!("{}k", value / 1e3) } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::figures::{Figures, Times};
    use super::super::rounds::Measured;
    use super::*;

    fn rounds(of: &[(Kind, u32, f64)]) -> Rounds {
        let figures = |per_second| Figures {
            per_second,
            flow: Times { p50: 1.0, p99: 2.0, max: 3.0 },
            flushes_a_flow: None,
            server_cpu_a_flow: None,
            own_cpu_a_flow: None,
            errors: 0,
            first_error: None,
            begun: 1,
        };
        let measured = |&(kind, clients, flows)| Measured { kind, clients, figures: figures(flows) };
        Rounds(of.iter().map(measured).collect())
    }

    /// Every element that is opened is closed, in order.
    fn is_well_formed(svg: &str) -> bool {
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1) {
            let Some((tag, _)) = tag.split_once('>') else { return false };
            if tag.matches('"').count() % 2 == 1 {
                return false;
            }
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    return false;
                }
            } else if !tag.ends_with('/') {
                open.push(tag.split_ascii_whitespace().next().unwrap_or_default());
            }
        }
        open.is_empty()
    }

    #[test]
    fn the_plot_is_well_formed_with_any_number_of_points() {
        let kinds = [Kind::Roofline, Kind::Kyvs, Kind::Peer];
        let full: Vec<_> =
            kinds.into_iter().flat_map(|kind| [1, 8, 256].map(|clients| (kind, clients, 900.0))).collect();
        for some in [&full[..], &full[..2], &full[3..4], &[]] {
            let svg = draw(&rounds(some));
            assert!(is_well_formed(&svg), "{svg}");
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
        assert!(!is_well_formed("<svg><g></svg>"));
    }

    #[test]
    fn more_is_higher_and_each_point_has_its_mark() {
        let svg = draw(&rounds(&[(Kind::Kyvs, 1, 100.0), (Kind::Kyvs, 32, 1_000.0)]));
        assert_eq!(svg.matches("<circle").count(), 5);
        let first = format!("points=\"55.0,{:.1} 340.0,{TOP:.1}\"", TOP + PLANE.1);
        assert!(svg.contains(&first), "{svg}");
    }
}
