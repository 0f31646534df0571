//! Structured logs: one JSON object a line on the standard error. They hold routes, codes and ids of requests; never a name, a
//! number, a code or a token. What is logged while a request is served has its id in `span`.

mod requests;

use std::panic::Location;

pub use requests::{RequestLine, RequestLog};
use tracing::Subscriber;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter, util::SubscriberInitExt as _};

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
    let _ = lines(default, std::io::stderr).try_init();
    std::panic::set_hook(Box::new(|panic| tell(panic.location())));
}

/// A panic's own words may hold what must not be logged: its place is enough.
fn tell(place: Option<&Location<'_>>) {
    let place = place.map(tracing::field::display);
    tracing::error!(place, "a fault in the program ended what was being done");
}

/// What [`start`] logs with, into any writer: one JSON object a line, and one write a line, so that lines of several threads never
/// mix.
pub fn lines(
    default: &str,
    writer: impl for<'w> MakeWriter<'w> + Send + Sync + 'static,
) -> impl Subscriber + Send + Sync + 'static {
    let filter = EnvFilter::try_from_env("KYVS_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(false)
        // A log that takes no lines must not end the service: the complaint would go to the same place, and panic there.
        .log_internal_errors(false)
        .with_env_filter(filter)
        .with_writer(writer)
        .finish()
}

#[cfg(test)]
mod tests {
    use std::{
        io::{self, Write},
        sync::{Arc, Mutex},
    };

    use super::*;

    /// Keeps each write for itself.
    #[derive(Clone, Default)]
    struct Writes(Arc<Mutex<Vec<Vec<u8>>>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_is_one_object_in_one_write() {
        let writes = Writes::default();
        let maker = writes.clone();
        tracing::subscriber::with_default(lines("info", move || maker.clone()), || {
            tracing::info!(route = "/embed", status = 200, client = Some("198.51.100.0"), "request");
            tracing::warn!(why = "a\nb\"c", "trouble");
            tracing::debug!("not asked for");
        });
        let writes = writes.0.lock().unwrap();
        assert_eq!(writes.len(), 2);
        for write in writes.iter() {
            let line = std::str::from_utf8(write).unwrap().strip_suffix('\n').unwrap();
            assert!(!line.contains('\n'), "{line}");
            assert!(serde_json::from_str::<serde_json::Value>(line).unwrap().is_object());
        }
        let first: serde_json::Value = serde_json::from_slice(&writes[0]).unwrap();
        assert_eq!((&first["route"], &first["client"]), (&"/embed".into(), &"198.51.100.0".into()));
    }

    #[test]
    fn what_is_logged_in_a_request_names_it_once() {
        let writes = Writes::default();
        let maker = writes.clone();
        tracing::subscriber::with_default(lines("error", move || maker.clone()), || {
            tracing::error_span!("request", request_id = "0123456789abcdef").in_scope(|| tracing::error!("trouble"));
            tracing::error!("trouble of nobody's request");
        });
        let lines: Vec<serde_json::Value> =
            writes.0.lock().unwrap().iter().map(|write| serde_json::from_slice(write).unwrap()).collect();
        assert_eq!(lines[0]["span"], serde_json::json!({ "name": "request", "request_id": "0123456789abcdef" }));
        assert_eq!((lines[0].get("spans"), lines[1].get("span")), (None, None));
    }
}
