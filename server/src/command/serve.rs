//! `kyvs serve`: refuses doubtful starts, runs until it is told to stop.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result, bail};
use domain::origin::Origin;
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::time::sleep;

use super::{open, signals};
use crate::{
    config::{Config, GatewayKind, ListenAddress},
    instance::{Instance, Parts},
    logging,
    ports::Store,
    sms::Senders,
    stop::{Reason, Stopper},
    store::sqlite::SqliteStore,
    system::{OsEntropy, SteadyClock},
    web::{listener::Listener, state::AppState},
};

/// Exit code when the store breaks (`EX_TEMPFAIL` of sysexits): nothing is wrong with the settings, a restart heals.
pub const STORE_BROKEN: u8 = 75;

/// How long after the start, and after every busy moment, the fonts are looked at.
const BEFORE_FONTS: Duration = Duration::from_secs(20);

/// Files that are open besides connections: database, readers, logs, gateways.
const OTHER_FILES: u64 = 64;

/// A write could not be made durable; the process has stopped so that it acknowledges nothing more.
#[derive(Debug, thiserror::Error)]
#[error("a write could not be made durable, and nothing more is acknowledged; look after the disk, then start again")]
pub struct StoreBroken;

/// Runs the service.
pub async fn run(config: Config) -> Result<()> {
    logging::start();
    check(&config)?;
    let secrets = open::secrets(&config)?;
    let store = Arc::new(open::store_with(&config, Arc::clone(&secrets))?);
    let gateways = Senders::build(&config.sms)?.all;
    let public = listen("server.listen", &config.server.listen).await?;
    let ops = listen("server.ops_listen", &ListenAddress::Tcp(config.server.ops_listen)).await?;
    remark(&config, &store).await?;
    raise_open_files(config.server.max_connections);

    let (listen, origin) = (public.address()?, config.server.public_origin());
    let parts = Parts {
        config,
        store: Arc::clone(&store) as Arc<dyn Store>,
        clock: Arc::new(SteadyClock::start()),
        entropy: Arc::new(OsEntropy),
        secrets,
        gateways,
    };
    let instance = Instance::assemble(parts).await?;
    if !instance.state().assets.is_complete() {
        bail!("this binary holds no pages; build it with: cargo xtask build");
    }
    tokio::spawn(look_at_fonts(instance.state().clone()));
    instance.state().metrics.tell_of(store.meter());
    signals::watch(instance.stopper())?;
    stop_when_broken(&store, instance.stopper());
    tracing::info!(listen, public_url = origin, "serving");
    match instance.run(public, ops).await {
        // it may break while what is in flight is being finished
        Reason::Asked if !store.is_broken() => Ok(()),
        Reason::Asked | Reason::StoreBroken => Err(StoreBroken.into()),
    }
}

/// Sets every text once, which reads fonts for half a second: in a moment when nobody is being served.
async fn look_at_fonts(state: AppState) {
    loop {
        sleep(BEFORE_FONTS).await;
        if state.metrics.edge.requests.get() == 0 {
            break;
        }
    }
    tokio::task::spawn_blocking(move || warn_of_fonts(&state));
}

/// Says which languages have no graphics and papers.
fn warn_of_fonts(state: &AppState) {
    for (language, lack) in state.painter.lacking(&state.embed) {
        let (language, package) = (language.code(), lack.package);
        tracing::warn!(language, package, "graphics and papers in this language are refused: {lack}");
    }
}

/// Refuses settings that would run and be wrong.
pub(super) fn check(config: &Config) -> Result<()> {
    let server = &config.server;
    let is_for_others =
        server.listen.path().is_some() || !server.listen.is_of_this_machine() || !server.trusted_proxies.is_empty();
    if server.public_url.is_none() && is_for_others {
        bail!(
            "server.public_url is missing: browsers and verifiers must know the service by one address, such as https://status.example"
        );
    }
    let public = server.public_url.as_ref().is_some_and(|url| !Origin::is_local(url));
    let outbox = config.sms.gateways.iter().find(|gateway| matches!(gateway.kind, GatewayKind::Outbox { .. }));
    if let Some(outbox) = outbox.filter(|_| public) {
        bail!(
            "sms.{} is an outbox, which sends nothing, and server.public_url is no local address; name a real gateway in sms.gateways",
            outbox.name
        );
    }
    Ok(())
}

/// Says what works and is probably not meant.
async fn remark(config: &Config, store: &SqliteStore) -> Result<()> {
    if !config.server.ops_listen.ip().is_loopback() {
        tracing::warn!("server.ops_listen is reachable from other machines; keep it behind a firewall");
    }
    if config.webhooks.allow_private {
        tracing::warn!(
            "webhooks.allow_private is on: webhooks may reach addresses of this network; it is meant for trials"
        );
    }
    let unreadable = "the store cannot be read";
    if store.providers().await.context(unreadable)?.is_empty() {
        tracing::warn!("nobody may ask yet; add a provider with: kyvs provider add");
    }
    if store.count_people().await.context(unreadable)? == 0 {
        tracing::warn!("the registry is empty; fill it with: kyvs import");
    }
    Ok(())
}

async fn listen(key: &str, address: &ListenAddress) -> Result<Listener> {
    Listener::bind(address).await.with_context(|| format!("{key}: {address} cannot be listened on"))
}

/// Lets the process open as many files as there may be connections, as far as the system allows.
fn raise_open_files(connections: u32) {
    let needed = u64::from(connections) + OTHER_FILES;
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current.is_none_or(|current| current >= needed) {
        return;
    }
    let allowed = limit.maximum.map_or(needed, |maximum| maximum.min(needed));
    limit.current = Some(allowed);
    if setrlimit(Resource::Nofile, limit).is_err() || allowed < needed {
        tracing::warn!(needed, allowed, "server.max_connections is more than the system's limit of open files allows");
    }
}

/// The store breaks on its writer's thread; the whole process has to hear of it.
fn stop_when_broken(store: &SqliteStore, stopper: Stopper) {
    let broken = store.until_broken();
    tokio::spawn(async move {
        let why = broken.await;
        tracing::error!(why, "the store is broken");
        stopper.stop(Reason::StoreBroken);
    });
}
