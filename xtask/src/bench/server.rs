//! The servers: how each is started, and how it is ended.

use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::registry::Instance;
use super::stage::{Stage, pause};
use crate::process;

/// After which a server that does not answer never will.
const PATIENCE: Duration = Duration::from_secs(30);

/// Which server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The bare server.
    Roofline,
    /// The release binary.
    Kyvs,
    /// better-auth.
    Peer,
}

impl Kind {
    /// As the tools and folders name it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Roofline => "roofline",
            Self::Kyvs => "kyvs",
            Self::Peer => "peer",
        }
    }

    /// As people read it.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Roofline => "roofline",
            Self::Kyvs => "kyvs",
            Self::Peer => "better-auth",
        }
    }
}

/// A server that runs; ended when dropped.
pub(super) struct Running {
    kind: Kind,
    child: Child,
    pub(super) address: SocketAddr,
}

impl Running {
    /// Starts a server on its database and waits until it takes connections.
    pub(super) fn start(stage: &Stage<'_>, instance: &Instance) -> Result<Self> {
        let mut running = Self::spawn(stage, instance)?;
        let begun = Instant::now();
        while TcpStream::connect(running.address).is_err() {
            if running.child.try_wait()?.is_some() || begun.elapsed() > PATIENCE {
                bail!("{} does not listen; see {}", instance.kind.title(), instance.log().display());
            }
            pause(Duration::from_millis(2));
        }
        Ok(running)
    }

    /// Starts a server and waits for nothing.
    pub(super) fn spawn(stage: &Stage<'_>, instance: &Instance) -> Result<Self> {
        let address = free_address()?;
        let listen = address.to_string();
        let mut command = match instance.kind {
            Kind::Kyvs => {
                let mut kyvs = instance.kyvs(stage);
                kyvs.args(["serve"]).env("KYVS_SERVER__LISTEN", listen);
                kyvs.env("KYVS_SERVER__OPS_LISTEN", free_address()?.to_string());
                kyvs
            }
            Kind::Roofline => {
                let mut roofline = stage.tool("roofline");
                roofline.args(["--listen", &listen]).arg("--db").arg(&instance.db);
                roofline.arg("--gateway").arg(&stage.gateway);
                roofline
            }
            Kind::Peer => {
                let mut peer = instance.peer(stage, "serve");
                peer.arg(address.port().to_string()).arg(&stage.gateway);
                peer
            }
        };
        let log = File::options().create(true).append(true).open(instance.log())?;
        let child = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn();
        let child = child.with_context(|| format!("failed to start {}", instance.kind.title()))?;
        Ok(Self { kind: instance.kind, child, address })
    }

    /// The process.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, and waits until it has. One that catches the signal must end well.
    pub(super) fn stop(mut self) -> Result<()> {
        process::run(Command::new("kill").arg(self.id().to_string()))?;
        let status = self.child.wait()?;
        ensure!(self.kind != Kind::Kyvs || status.success(), "kyvs was told to end, and ended with {status}");
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // one that has ended already cannot be ended
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody has at the moment.
fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
