//! What kyvs takes of memory and disk, and how soon it answers, with registries of several sizes.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::figures::Several;
use super::memory;
use super::registry::{Import, Instance, number};
use super::rounds::{measure, starts};
use super::server::{Kind, Running};
use super::stage::{Stage, pause, settle};

/// Registries beside the one of the rounds, where that is larger.
const OTHER_SIZES: [u64; 2] = [10_000, 1_000_000];
/// Open verifications that memory is measured with.
const OPEN: u32 = 10_000;
/// As many before them: what connections, caches and the allocator take once, by their first use, is not what a verification
/// takes. What all of them take together has a limit of its own.
const WARM: u32 = OPEN;
/// Open verifications that the disk is measured with.
const OPEN_ON_DISK: u32 = 100_000;
/// How often the first answer is waited for.
pub(super) const FIRST_ANSWERS: usize = 3;

/// kyvs with a registry of one size.
pub(super) struct Size {
    pub(super) people: u64,
    pub(super) import: Option<Import>,
    /// Milliseconds from the start of the process to the first right answer.
    pub(super) first_answer: f64,
    /// Bytes of memory a second after the first answer of the last start, with no other request before or since.
    pub(super) memory: u64,
    /// With one client.
    pub(super) flows_per_second: f64,
    /// Milliseconds, half of the flows; with one client.
    pub(super) flow: f64,
}

/// What open verifications take.
pub(super) struct Open {
    /// Bytes of memory that so many take after as many others.
    pub(super) memory_of_10_000: u64,
    /// Bytes of memory that the service then takes in all.
    pub(super) memory_with_20_000: u64,
    /// Bytes on disk of one, without the audit log.
    pub(super) disk_of_one: f64,
}

/// All sizes, and the open verifications in the largest. Nothing where kyvs does not take part.
pub(super) fn weigh(stage: &Stage<'_>, instances: &mut [Instance]) -> Result<(Vec<Size>, Option<Open>)> {
    let Some(main) = instances.iter_mut().find(|instance| instance.kind == Kind::Kyvs) else {
        return Ok((Vec::new(), None));
    };
    let mut sizes = Vec::new();
    for people in OTHER_SIZES.into_iter().filter(|people| *people < main.people) {
        sizes.push(size(stage, &mut Instance::fill(stage, Kind::Kyvs, people)?)?);
    }
    sizes.push(size(stage, main)?);
    Ok((sizes, Some(open(stage, main)?)))
}

fn size(stage: &Stage<'_>, instance: &mut Instance) -> Result<Size> {
    let mut first = Vec::new();
    let mut memory = 0;
    for _ in 0..FIRST_ANSWERS {
        settle()?;
        let begun = Instant::now();
        let running = Running::spawn(stage, instance)?;
        starts(stage, instance, &running, 1)?;
        first.push(begun.elapsed().as_secs_f64() * 1e3);
        pause(Duration::from_secs(1));
        memory = memory::own(running.id())?;
        running.stop()?;
    }
    let figures = measure(stage, instance, 1, None)?;
    let first_answer = Several::of(first).map_or(0.0, |several| several.median);
    let Instance { people, import, .. } = *instance;
    Ok(Size { people, import, first_answer, memory, flows_per_second: figures.per_second, flow: figures.flow.p50 })
}

fn open(stage: &Stage<'_>, instance: &mut Instance) -> Result<Open> {
    let running = Running::start(stage, instance)?;
    starts(stage, instance, &running, WARM)?;
    let warm = memory::own(running.id())?;
    starts(stage, instance, &running, OPEN)?;
    let memory_with_20_000 = memory::own(running.id())?;
    let memory_of_10_000 = memory_with_20_000.saturating_sub(warm);
    running.stop()?;

    let before = bytes(stage, instance)?;
    let running = Running::start(stage, instance)?;
    starts(stage, instance, &running, OPEN_ON_DISK)?;
    running.stop()?;
    let grown = bytes(stage, instance)?.saturating_sub(before);
    Ok(Open { memory_of_10_000, memory_with_20_000, disk_of_one: number(grown) / f64::from(OPEN_ON_DISK) })
}

/// Of all tables but those of the audit log.
fn bytes(stage: &Stage<'_>, instance: &Instance) -> Result<u64> {
    let tables: BTreeMap<String, u64> = Stage::json(stage.tool("size").arg("--db").arg(&instance.db))?;
    Ok(tables.iter().filter(|(name, _)| !name.contains("audit")).map(|(_, bytes)| bytes).sum())
}
