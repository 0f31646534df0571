//! What is to be reached, and whether it was.

use super::figures::Of;
use super::markdown::{Report, digits};
use super::rounds::{Rounds, STEADY_CLIENTS};
use super::server::Kind;

const MB: f64 = 1e6;

/// One figure with its limit.
pub(super) struct Goal {
    pub(super) what: String,
    pub(super) wanted: String,
    pub(super) got: String,
    pub(super) reached: bool,
}

/// Which side of the limit is good.
#[derive(Clone, Copy)]
enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

/// Those for which something was measured.
pub(super) fn all(report: &Report) -> Vec<Goal> {
    let mut goals = Goals::default();
    ratios(&mut goals, report);
    per_flow(&mut goals, &report.rounds);
    sizes(&mut goals, report);
    goals.0
}

#[derive(Default)]
struct Goals(Vec<Goal>);

impl Goals {
    fn add(&mut self, what: impl Into<String>, got: Option<f64>, limit: Limit, unit: &str) {
        let Some(got) = got else { return };
        let (wanted, reached) = match limit {
            Limit::AtLeast(least) => (format!("at least {}{unit}", digits(least)), got >= least),
            Limit::AtMost(most) => (format!("at most {}{unit}", digits(most)), got <= most),
        };
        self.0.push(Goal { what: what.into(), wanted, got: format!("{}{unit}", digits(got)), reached });
    }
}

fn ratios(goals: &mut Goals, report: &Report) {
    let rounds = &report.rounds;
    for clients in rounds.clients() {
        let least = if clients == 1 { 0.75 } else { 0.60 };
        let ratio = ratio(rounds, clients, Kind::Roofline);
        goals.add(format!("flows/s beside the roofline, clients: {clients}"), ratio, Limit::AtLeast(least), " x");
    }
    let peer = ratio(rounds, STEADY_CLIENTS, Kind::Peer);
    goals.add(format!("flows/s beside better-auth, clients: {STEADY_CLIENTS}"), peer, Limit::AtLeast(45.0), " x");
    let p99 = |rounds: &Rounds| {
        let of = |kind| Some(rounds.several(kind, STEADY_CLIENTS, |figures| figures.flow.p99)?.median);
        Some(of(Kind::Kyvs)? / of(Kind::Roofline)?)
    };
    let what = format!("p99 beside the roofline, clients: {STEADY_CLIENTS}");
    goals.add(&what, p99(rounds), Limit::AtMost(2.0), " x");
    if let Some((rate, steady)) = &report.steady {
        goals.add(format!("{what}, {rate} flows/s"), p99(steady), Limit::AtMost(2.0), " x");
    }
}

fn per_flow(goals: &mut Goals, rounds: &Rounds) {
    for (clients, most) in [(1, 2.05), (32, 0.30), (256, 0.20)] {
        let flushes = rounds.several(Kind::Kyvs, clients, |figures| figures.flushes_a_flow.unwrap_or(f64::NAN));
        let flushes = flushes.map(|several| several.median).filter(|median| !median.is_nan());
        goals.add(format!("flushes a flow, clients: {clients}"), flushes, Limit::AtMost(most), "");
    }
    let worst = |of: Of| Some(rounds.several(Kind::Kyvs, 256, of)?.most);
    goals.add("errors, clients: 256", worst(|figures| figures.errors.into()), Limit::AtMost(0.0), "");
    goals.add("slowest flow, clients: 256", worst(|figures| figures.flow.max), Limit::AtMost(250.0), " ms");
}

fn sizes(goals: &mut Goals, report: &Report) {
    let largest = report.sizes.last();
    let megabytes = |bytes: u64| super::registry::number(bytes) / MB;
    let memory = largest.map(|size| megabytes(size.memory));
    goals.add("memory a second after the first answer", memory, Limit::AtMost(25.0), " MB");
    let open = report.open.as_ref();
    let memory = open.map(|open| megabytes(open.memory_of_10_000));
    goals.add("memory of 10,000 open verifications, after as many", memory, Limit::AtMost(4.0), " MB");
    let in_all = open.map(|open| megabytes(open.memory_with_20_000));
    goals.add("memory in all with these 20,000", in_all, Limit::AtMost(25.0 + 2.0 * 4.0), " MB");
    let disk = open.map(|open| open.disk_of_one);
    goals.add("disk, an open verification without its audit entries", disk, Limit::AtMost(320.0), " bytes");
    goals.add("first answer after the start", largest.map(|size| size.first_answer), Limit::AtMost(50.0), " ms");
    let import = largest.and_then(|size| size.import);
    goals.add("import, people/s", import.map(|import| import.per_second), Limit::AtLeast(250_000.0), "");
    goals.add(
        "disk, a person without a dose",
        import.map(|import| import.bytes_a_person),
        Limit::AtMost(130.0),
        " bytes",
    );
}

/// Flows of kyvs over those of another; none where the other has done none.
pub(super) fn ratio(rounds: &Rounds, clients: u32, other: Kind) -> Option<f64> {
    let flows = |kind| Some(rounds.several(kind, clients, |figures| figures.per_second)?.median);
    let other = flows(other).filter(|flows| *flows > 0.0)?;
    Some(flows(Kind::Kyvs)? / other)
}
