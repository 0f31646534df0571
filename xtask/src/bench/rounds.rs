//! The rounds: every server with every number of clients, in turn, so that what the machine does meanwhile meets all of them.

use std::process::Command;

use anyhow::{Result, bail};

use super::figures::{Figures, Several};
use super::registry::Instance;
use super::server::{Kind, Running};
use super::stage::{Stage, settle};

/// The number of clients that delays are compared at.
pub(super) const STEADY_CLIENTS: u32 = 32;
/// Part of what the slower of two servers can do, at which their delays are compared.
const STEADY_PART: f64 = 0.6;

/// One measurement.
pub(super) struct Measured {
    pub(super) kind: Kind,
    pub(super) clients: u32,
    pub(super) figures: Figures,
}

/// All measurements of one kind.
#[derive(Default)]
pub(super) struct Rounds(pub(super) Vec<Measured>);

impl Rounds {
    /// The same figure of every round. None where nothing was measured.
    pub(super) fn several(&self, kind: Kind, clients: u32, of: impl Fn(&Figures) -> f64) -> Option<Several> {
        Several::of(self.of(kind, clients).map(of))
    }

    /// Every round of one server with so many clients.
    pub(super) fn of(&self, kind: Kind, clients: u32) -> impl Iterator<Item = &Figures> {
        let wanted = move |measured: &&Measured| measured.kind == kind && measured.clients == clients;
        self.0.iter().filter(wanted).map(|measured| &measured.figures)
    }

    /// Numbers of clients, each once, from few to many.
    pub(super) fn clients(&self) -> Vec<u32> {
        let mut all: Vec<_> = self.0.iter().map(|measured| measured.clients).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Clients that begin the next flow when one is done.
pub(super) fn run(stage: &Stage<'_>, instances: &mut [Instance]) -> Result<Rounds> {
    let mut rounds = Rounds::default();
    for round in 1..=stage.options.rounds {
        for &clients in &stage.options.clients {
            for instance in &mut *instances {
                let figures = measure(stage, instance, clients, None)?;
                say(round, instance.kind, clients, &figures);
                rounds.0.push(Measured { kind: instance.kind, clients, figures });
            }
            // whoever came first comes last the next time
            instances.rotate_left(1);
        }
    }
    Ok(rounds)
}

/// The same number of flows a second for kyvs and for the bare server, at moments that do not wait for them.
pub(super) fn steady(stage: &Stage<'_>, instances: &mut [Instance], rounds: &Rounds) -> Result<Option<(u32, Rounds)>> {
    let flows = |kind| Some(rounds.several(kind, STEADY_CLIENTS, |figures| figures.per_second)?.median);
    let (Some(kyvs), Some(roofline)) = (flows(Kind::Kyvs), flows(Kind::Roofline)) else { return Ok(None) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
    let rate = (kyvs.min(roofline) * STEADY_PART) as u32;
    let mut steady = Rounds::default();
    for round in 1..=stage.options.rounds {
        for instance in instances.iter_mut().filter(|instance| instance.kind != Kind::Peer) {
            let figures = measure(stage, instance, STEADY_CLIENTS, Some(rate))?;
            say(round, instance.kind, STEADY_CLIENTS, &figures);
            steady.0.push(Measured { kind: instance.kind, clients: STEADY_CLIENTS, figures });
        }
    }
    Ok(Some((rate, steady)))
}

/// One measurement on a server that is started for it.
pub(super) fn measure(stage: &Stage<'_>, instance: &mut Instance, clients: u32, rate: Option<u32>) -> Result<Figures> {
    settle()?;
    let running = Running::start(stage, instance)?;
    let mut load = load(stage, instance, &running, clients);
    load.args(["--seconds", &stage.options.seconds.to_string()]);
    load.arg("--disk").arg(&stage.folder).args(["--pid", &running.id().to_string()]);
    if let Some(rate) = rate {
        load.args(["--rate", &rate.to_string()]);
    }
    let figures: Figures = Stage::json(&mut load)?;
    instance.asked += u64::from(figures.begun);
    running.stop()?;
    Ok(figures)
}

/// Starts that are left open.
pub(super) fn starts(stage: &Stage<'_>, instance: &mut Instance, running: &Running, starts: u32) -> Result<()> {
    let clients = if starts == 1 { 1 } else { STEADY_CLIENTS };
    let mut load = load(stage, instance, running, clients);
    let figures: Figures = Stage::json(load.args(["--starts", &starts.to_string()]))?;
    instance.asked += u64::from(figures.begun);
    if let Some(error) = figures.first_error {
        bail!("{} of {starts} starts failed; the first: {error}", figures.errors);
    }
    Ok(())
}

fn load(stage: &Stage<'_>, instance: &Instance, running: &Running, clients: u32) -> Command {
    let mut load = stage.tool("load");
    load.args(["--target", instance.kind.word(), "--address", &running.address.to_string()])
        .args(["--people", &instance.people.to_string(), "--skip", &instance.asked.to_string()])
        .args(["--clients", &clients.to_string()])
        .arg("--gateway")
        .arg(&stage.gateway);
    if !instance.key.is_empty() {
        load.env("BENCH_KEY", &instance.key);
    }
    load
}

fn say(round: u32, kind: Kind, clients: u32, figures: &Figures) {
    let Figures { per_second, flow, errors, first_error, .. } = figures;
    eprintln!(
        "    round {round}, {clients:>3} clients, {:<11} {per_second:>8.0} flows/s, p99 {:.1} ms, {errors} errors{}",
        kind.title(),
        flow.p99,
        first_error.as_ref().map(|error| format!(", the first: {error}")).unwrap_or_default()
    );
}
