//! What the ops listener tells. Labels are routes and fixed words: never a name, a number or an id.
//!
//! Counting takes no lock that others wait for; a page of metrics reads the numbers one by one while they go on changing.

mod family;
mod histogram;
mod number;
mod step;
mod store;
mod text;
mod webhooks;

#[cfg(test)]
mod tests;

use std::{
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use domain::time::Timestamp;

use self::{family::Family, step::Steps, text::Text};
pub use self::{
    histogram::Histogram,
    number::{Counter, Gauge, Held},
    step::{Step, StepTimer},
    store::StoreMeter,
    webhooks::WebhookMetrics,
};

/// What is measured. One for the process, shared by reference.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Family<Route>,
    steps: Steps,
    limits: Family<Counter>,
    sms_times: Family<Times>,
    sms_reports: Family<Reported>,
    /// When the process started, in milliseconds since 1970.
    started: Gauge,
    /// Verifications opened, decoys too: the two are not told apart anywhere.
    pub opened: Counter,
    /// Verifications that ended in a signed result.
    pub confirmed: Counter,
    /// Codes that did not lead to a result.
    pub codes_refused: Counter,
    /// SMS that a gateway took.
    pub sms_sent: Counter,
    /// SMS put back for a later try.
    pub sms_retried: Counter,
    /// SMS given up.
    pub sms_failed: Counter,
    /// Messages to providers' servers.
    pub webhooks: WebhookMetrics,
    /// The front door.
    pub edge: EdgeMetrics,
    store: OnceLock<Arc<StoreMeter>>,
}

/// What the front door counts.
#[derive(Debug, Default)]
pub struct EdgeMetrics {
    /// Open connections.
    pub connections: Arc<Gauge>,
    /// Requests between their headers and their answer.
    pub requests: Arc<Gauge>,
    /// Of these, requests that wait because too many are in work.
    pub waiting: Arc<Gauge>,
    /// Connections closed at once because their address had too many.
    pub shed_connections: Counter,
    /// Requests refused because their client had too many in flight.
    pub shed_client: Counter,
    /// Requests refused because too many were in work.
    pub shed_busy: Counter,
}

/// One route: its times by class of status, 1xx to 5xx.
#[derive(Debug)]
struct Route([Histogram; 5]);

impl Default for Route {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Histogram::times()))
    }
}

#[derive(Debug)]
struct Times(Histogram);

impl Default for Times {
    fn default() -> Self {
        Self(Histogram::times())
    }
}

/// What a gateway reported of the messages that it took.
#[derive(Debug)]
struct Reported {
    delivered: Histogram,
    failed: Counter,
}

impl Default for Reported {
    fn default() -> Self {
        Self { delivered: Histogram::waits(), failed: Counter::default() }
    }
}

const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

impl Metrics {
    /// Tells of this store too. The first one stays.
    pub fn tell_of(&self, store: Arc<StoreMeter>) {
        let _ = self.store.set(store);
    }

    /// The process serves since then.
    pub fn started(&self, at: Timestamp) {
        self.started.set(at.as_millis());
    }

    /// An answered request by its route pattern and status. Patterns are few.
    pub fn request(&self, route: &str, status: u16, took: Duration) {
        let class = usize::from(status / 100).clamp(1, CLASSES.len()) - 1;
        self.requests.with(route, |route| {
            if let Some(times) = route.0.get(class) {
                times.took(took);
            }
        });
    }

    /// A request for a code met a limit, by what it counts.
    pub fn limit_hit(&self, axis: &'static str) {
        self.limits.with(axis, count);
    }

    /// Measures a step of the flow until what is returned is dropped.
    pub fn step(&self, step: Step) -> StepTimer<'_> {
        self.steps.start(step)
    }

    /// A gateway, by its name in the settings, took so long for a message, whatever came of it.
    pub fn sms(&self, gateway: &str, took: Duration) {
        self.sms_times.with(gateway, |times| times.0.took(took));
    }

    /// A gateway, by its name in the settings, reported a message so long after it had got it.
    pub fn sms_reported(&self, gateway: &str, delivered: bool, took: Duration) {
        self.sms_reports.with(gateway, |reported| {
            if delivered {
                reported.delivered.took(took);
            } else {
                count(&reported.failed);
            }
        });
    }

    /// The Prometheus text format, version 0.0.4.
    pub fn render(&self, now: Instant) -> String {
        let mut text = Text::new();
        self.write_process(&mut text);
        self.write_requests(&mut text);
        self.write_flow(&mut text);
        self.write_sms(&mut text);
        self.webhooks.write(&mut text);
        if let Some(store) = self.store.get() {
            store.write(&mut text, now);
        }
        text.finish()
    }

    fn write_process(&self, text: &mut Text) {
        text.head("kyvs_build_info", "gauge", "Always 1; the labels say which build this is.");
        text.sample("kyvs_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
        let started = self.started.get();
        let help = "When the process started, in seconds since 1970.";
        text.gauge("process_start_time_seconds", help, format_args!("{}.{:03}", started / 1000, started % 1000));
        let edge = &self.edge;
        text.gauge("kyvs_connections", "Open connections.", edge.connections.get());
        text.gauge("kyvs_requests_in_flight", "Requests between headers and answer.", edge.requests.get());
        text.gauge("kyvs_requests_waiting", "Requests that wait because too many are in work.", edge.waiting.get());
        let shed = [
            ("connections", edge.shed_connections.get()),
            ("client", edge.shed_client.get()),
            ("busy", edge.shed_busy.get()),
        ];
        text.counters("kyvs_shed_total", "Connections and requests refused before any work.", "why", shed);
    }

    fn write_requests(&self, text: &mut Text) {
        let routes = self.requests.all();
        let answered = || {
            routes.iter().flat_map(|(name, route)| {
                let times = CLASSES.iter().zip(&route.0).filter(|(_, times)| times.count() > 0);
                times.map(move |(class, times)| ([("route", &**name), ("class", *class)], times))
            })
        };
        text.head("kyvs_requests_total", "counter", "Answered requests by route and status class.");
        for (labels, times) in answered() {
            text.sample("kyvs_requests_total", &labels, times.count());
        }
        text.head("kyvs_request_seconds", "histogram", "Time from a request's headers to its answer.");
        for (labels, times) in answered() {
            text.histogram("kyvs_request_seconds", &labels, times);
        }
    }

    fn write_flow(&self, text: &mut Text) {
        text.head("kyvs_step_seconds", "histogram", "Time of a step of the flow.");
        for (name, times) in self.steps.measured() {
            text.histogram("kyvs_step_seconds", &[("step", name)], times);
        }
        text.counter("kyvs_verifications_opened_total", "Verifications opened.", self.opened.get());
        let confirmed = self.confirmed.get();
        text.counter("kyvs_verifications_confirmed_total", "Verifications answered with a signed result.", confirmed);
        text.counter("kyvs_codes_refused_total", "Codes that did not lead to a result.", self.codes_refused.get());
        let hit = self.limits.all();
        let hit = hit.iter().map(|(axis, count)| (&**axis, count.get()));
        let help = "Requests for a code that met a limit: refused, or held back quietly; pumping: let through, slowed.";
        text.counters("kyvs_limits_hit_total", help, "axis", hit);
    }

    fn write_sms(&self, text: &mut Text) {
        let outcomes =
            [("sent", self.sms_sent.get()), ("retried", self.sms_retried.get()), ("failed", self.sms_failed.get())];
        text.counters("kyvs_sms_total", "SMS by outcome.", "outcome", outcomes);
        text.head("kyvs_sms_seconds", "histogram", "Time of handing a message to a gateway.");
        for (gateway, times) in self.sms_times.all() {
            text.histogram("kyvs_sms_seconds", &[("gateway", &*gateway)], &times.0);
        }
        let reports = self.sms_reports.all();
        text.head("kyvs_sms_delivered_total", "counter", "Reported SMS by gateway and what became of them.");
        for (gateway, reported) in &reports {
            let outcomes = [("delivered", reported.delivered.count()), ("failed", reported.failed.get())];
            for (outcome, number) in outcomes {
                text.sample("kyvs_sms_delivered_total", &[("gateway", gateway), ("outcome", outcome)], number);
            }
        }
        text.head("kyvs_sms_delivery_seconds", "histogram", "Time from handing a message to a gateway to its report.");
        for (gateway, reported) in &reports {
            text.histogram("kyvs_sms_delivery_seconds", &[("gateway", gateway)], &reported.delivered);
        }
    }
}

/// Adds one.
pub fn count(counter: &Counter) {
    counter.add(1);
}
