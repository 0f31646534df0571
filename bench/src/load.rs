//! The generator of load: so many people at once, each of whom starts, waits for the code and confirms, over and over.
//!
//! It shares the machine with the server that it measures, so it is one thread and reads of an answer only what it needs.

mod client;
mod codes;
mod connection;
mod figures;
mod system;
mod target;

use std::{net::SocketAddr, path::PathBuf, rc::Rc, time::Duration};

use tokio::{
    task::LocalSet,
    time::{Instant, sleep_until},
};

use self::{
    client::{Client, Ends, Shared},
    codes::Codes,
    connection::Connection,
    figures::Figures,
    system::Reading,
    target::Target,
};
use crate::people::Walk;

/// Flags of `bench load`.
#[derive(clap::Args)]
pub struct Args {
    /// Which server it is: kyvs, roofline, peer
    #[arg(long)]
    target: target::Kind,
    /// Where it listens
    #[arg(long)]
    address: SocketAddr,
    /// The secret key of a provider of kyvs
    #[arg(long, default_value = "", env = "BENCH_KEY", hide_env_values = true)]
    key: String,
    /// The stub gateway, a named pipe
    #[arg(long)]
    gateway: PathBuf,
    /// People in the registry
    #[arg(long)]
    people: u64,
    /// Where to begin in the walk over them, so that nobody is asked about too often
    #[arg(long, default_value_t = 0)]
    skip: u64,
    /// People at once
    #[arg(long)]
    clients: u32,
    /// How long is measured, in seconds
    #[arg(long, default_value_t = 8)]
    seconds: u32,
    /// How long before that, in seconds
    #[arg(long, default_value_t = 1)]
    warm_up: u32,
    /// Flows a second, at fixed moments whatever the server does; without it the next begins when one is done
    #[arg(long)]
    rate: Option<u32>,
    /// Only so many starts, left open, and then the end
    #[arg(long)]
    starts: Option<u32>,
    /// Something on the disk whose flushes are counted
    #[arg(long)]
    disk: Option<PathBuf>,
    /// The server's process, whose processor time is counted
    #[arg(long)]
    pid: Option<u32>,
}

/// Runs the flows and prints the figures.
pub fn run(args: Args) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let figures = LocalSet::new().block_on(&runtime, measure(args))?;
    println!("{}", serde_json::to_string(&figures)?);
    Ok(())
}

async fn measure(args: Args) -> anyhow::Result<Figures> {
    let codes = Rc::new(Codes::default());
    tokio::task::spawn_local(Rc::clone(&codes).read(codes::open(&args.gateway)?));
    let target = Target::new(args.target, args.address, &args.key);
    let connecting = Instant::now();
    let mut connections = Vec::new();
    for _ in 0..args.clients {
        connections.push(tokio::task::spawn_local(Connection::open(args.address)));
    }
    let mut open = Vec::new();
    for connection in connections {
        open.push(connection.await??);
    }
    let connected = connecting.elapsed();

    let begun = Instant::now();
    let from = begun + Duration::from_secs(args.warm_up.into());
    let to = from + Duration::from_secs(args.seconds.into());
    let ends = args.starts.map_or(Ends::At(to), Ends::AfterStarts);
    let every = args.rate.map(|rate| Duration::from_secs(1) / rate.max(1));
    let shared = Rc::new(Shared::new(target, codes, Walk::new(args.people), args.skip, begun, ends, every));
    let clients: Vec<_> = open
        .into_iter()
        .map(|connection| tokio::task::spawn_local(Client::new(Rc::clone(&shared), connection).run()))
        .collect();
    let read = || Reading::take(args.disk.as_deref(), args.pid);
    let mut during = None;
    if args.starts.is_none() {
        sleep_until(from).await;
        let before = read();
        sleep_until(to).await;
        during = Some(read().since(&before));
    }
    for client in clients {
        client.await?;
    }
    let end = if args.starts.is_some() { Instant::now() } else { to };
    let from = if args.starts.is_some() { begun } else { from };
    Ok(Figures::of(&shared, connected, from, end, &during.unwrap_or_default(), args.clients))
}
