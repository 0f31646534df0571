//! Messages to providers' servers.

use super::{
    histogram::Histogram,
    number::{Counter, Gauge},
    text::Text,
};
use crate::ports::WebhookDepth;

/// What is counted of messages to providers' servers.
#[derive(Debug)]
pub struct WebhookMetrics {
    /// Arrived, or wanted by nobody any more.
    pub done: Counter,
    /// To be tried again.
    pub retried: Counter,
    /// Given up.
    pub dead: Counter,
    /// Answered with "no more of these".
    pub gone: Counter,
    /// Times of attempts.
    pub times: Histogram,
    waiting: Gauge,
    kept: Gauge,
}

impl Default for WebhookMetrics {
    fn default() -> Self {
        Self {
            done: Counter::default(),
            retried: Counter::default(),
            dead: Counter::default(),
            gone: Counter::default(),
            times: Histogram::times(),
            waiting: Gauge::default(),
            kept: Gauge::default(),
        }
    }
}

impl WebhookMetrics {
    /// So many messages are in the queue.
    pub fn deep(&self, depth: WebhookDepth) {
        let number = |rows| i64::try_from(rows).unwrap_or(i64::MAX);
        self.waiting.set(number(depth.waiting));
        self.kept.set(number(depth.dead));
    }

    pub(super) fn write(&self, text: &mut Text) {
        let outcomes = [
            ("done", self.done.get()),
            ("retried", self.retried.get()),
            ("dead", self.dead.get()),
            ("gone", self.gone.get()),
        ];
        text.counters("kyvs_webhooks_total", "Attempts to deliver a webhook by outcome.", "outcome", outcomes);
        text.head("kyvs_webhook_seconds", "histogram", "Time of an attempt to deliver a webhook.");
        text.histogram("kyvs_webhook_seconds", &[], &self.times);
        text.gauge("kyvs_webhooks_waiting", "Webhooks that wait or are on their way.", self.waiting.get());
        text.gauge("kyvs_webhooks_dead", "Webhooks that were given up and can be replayed.", self.kept.get());
    }
}
