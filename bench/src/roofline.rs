//! The bare server: what a flow costs on this machine when nothing is done but the work on disk that durability asks for, one
//! look-up and one signature. It checks nothing, encrypts nothing, forgets nothing: no service, only a line to measure against.

mod answers;
mod rows;
mod writer;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::Context;
use axum::{Router, routing::post};
use tokio::net::TcpSocket;

use self::answers::Server;
pub(crate) use self::rows::make_tables;

/// Connections that may wait to be taken. With 128 some of 256 clients waited for a second.
const BACKLOG: u32 = 4_096;

/// Flags of `bench roofline`.
#[derive(clap::Args)]
pub struct Args {
    /// Where it listens
    #[arg(long)]
    listen: SocketAddr,
    /// Its database, with the registry that `bench registry` has made
    #[arg(long)]
    db: PathBuf,
    /// The stub gateway: a named pipe with a reader, or a file
    #[arg(long)]
    gateway: PathBuf,
}

/// Runs until it is ended.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let server = Arc::new(Server::open(&args.db, &args.gateway)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let socket = if args.listen.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        socket.set_reuseaddr(true)?;
        socket.set_nodelay(true)?;
        socket.bind(args.listen)?;
        let listener = socket.listen(BACKLOG).with_context(|| format!("{} cannot be listened on", args.listen))?;
        let router = Router::new()
            .route("/start", post(answers::start))
            .route("/confirm", post(answers::confirm))
            .with_state(server);
        axum::serve(listener, router).await?;
        Ok(())
    })
}
