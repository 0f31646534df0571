//! Structured logs: one JSON object a line on the standard error. They hold routes, codes and ids of requests; never a name, a
//! number, a code or a token.

use tracing_subscriber::EnvFilter;

/// Starts logging. `KYVS_LOG` takes the usual filter directives; the default is `info`.
pub fn start() {
    start_at("info");
}

/// Starts logging of what goes wrong only, for the demo's terminal.
pub fn start_quiet() {
    start_at("warn");
}

/// A second start changes nothing.
fn start_at(default: &str) {
    let filter = EnvFilter::try_from_env("KYVS_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
