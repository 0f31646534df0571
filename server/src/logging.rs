//! Structured logs: one JSON object a line on the standard error. They hold routes, codes and ids of requests; never a name, a
//! number, a code or a token.

use tracing_subscriber::EnvFilter;

/// Starts logging. `KYVS_LOG` takes the usual filter directives; the default is `info`.
///
/// A second call changes nothing, so that tests may call it too.
pub fn start() {
    let filter = EnvFilter::try_from_env("KYVS_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
