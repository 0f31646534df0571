//! Counters for the ops listener. Labels are routes and fixed words: never a name, a number or an id.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// What is counted. One for the process, shared by reference.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    limits: Mutex<BTreeMap<&'static str, u64>>,
    /// Verifications opened, decoys too: the two are not told apart anywhere.
    pub opened: AtomicU64,
    /// Verifications that ended in a signed result.
    pub confirmed: AtomicU64,
    /// Codes that did not lead to a result.
    pub codes_refused: AtomicU64,
    /// SMS that a gateway took.
    pub sms_sent: AtomicU64,
    /// SMS put back for a later try.
    pub sms_retried: AtomicU64,
    /// SMS given up.
    pub sms_failed: AtomicU64,
}

impl Metrics {
    /// Counts an answered request by its route pattern and status. Patterns are few, so the map stays small.
    pub fn request(&self, route: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), status / 100)).or_default() += 1;
    }

    /// Counts a limit that was spent, by what it counts.
    pub fn limit_hit(&self, axis: &'static str) {
        *self.limits.lock().unwrap_or_else(PoisonError::into_inner).entry(axis).or_default() += 1;
    }

    /// The Prometheus text format, version 0.0.4.
    pub fn render(&self) -> String {
        let mut text = String::from(
            "# HELP kyvs_requests_total Answered requests by route and status class.\n# TYPE kyvs_requests_total counter\n",
        );
        for ((route, class), count) in self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(text, "kyvs_requests_total{{route=\"{route}\",class=\"{class}xx\"}} {count}");
        }
        let single = [
            ("kyvs_verifications_opened_total", "Verifications opened.", &self.opened),
            ("kyvs_verifications_confirmed_total", "Verifications answered with a signed result.", &self.confirmed),
            ("kyvs_codes_refused_total", "Codes that did not lead to a result.", &self.codes_refused),
        ];
        for (name, help, count) in single {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {count}");
        }
        text.push_str("# HELP kyvs_sms_total SMS by outcome.\n# TYPE kyvs_sms_total counter\n");
        for (outcome, count) in [("sent", &self.sms_sent), ("retried", &self.sms_retried), ("failed", &self.sms_failed)]
        {
            let _ = writeln!(text, "kyvs_sms_total{{outcome=\"{outcome}\"}} {}", count.load(Ordering::Relaxed));
        }
        text
    }
}

/// Adds one. The order between counters does not matter.
pub fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_route_and_class() {
        let metrics = Metrics::default();
        metrics.request("/embed", 200);
        metrics.request("/embed", 204);
        metrics.request("/embed", 429);
        count(&metrics.opened);
        let text = metrics.render();
        assert!(text.contains("kyvs_requests_total{route=\"/embed\",class=\"2xx\"} 2\n"));
        assert!(text.contains("kyvs_requests_total{route=\"/embed\",class=\"4xx\"} 1\n"));
        assert!(text.contains("kyvs_verifications_opened_total 1\n"));
        assert!(text.contains("kyvs_sms_total{outcome=\"failed\"} 0\n"));
    }
}
