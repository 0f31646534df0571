//! SIGTERM and SIGINT ask the process to finish.

use tokio::signal::unix::{SignalKind, signal};

use crate::stop::{Reason, Stopper};

/// Watches for both signals from now on. A second one ends the process at once.
pub(super) fn watch(stopper: Stopper) -> std::io::Result<()> {
    let mut term = signal(SignalKind::terminate())?;
    let mut int = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        let mut asked = false;
        loop {
            tokio::select! {
                _ = term.recv() => {}
                _ = int.recv() => {}
            }
            if asked {
                std::process::exit(130);
            }
            asked = true;
            tracing::info!("finishing what is in flight");
            stopper.stop(Reason::Asked);
        }
    });
    Ok(())
}
