//! How messages go at the moment: one small value about the whole service. It is the same whoever asks, so it cannot tell a
//! person from nobody. What moves it is a look at the queue, at the gateways' doors, and at many messages together; never one.

use std::{
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    time::Duration,
};

use app::flow::Pace;
use domain::time::Timestamp;
use tokio::time::sleep;

use super::queue::{Hands, LOOK, Work};
use crate::stop::Stop;

/// Looks between two checks whether the gateways are there.
const LOOKS_A_CHECK: u32 = 5;
/// A message that has been due for so long waits for a worker.
const OVERDUE: Duration = Duration::from_secs(10);

/// What the last look found.
#[derive(Debug, Default)]
pub(super) struct Signs {
    overdue: AtomicBool,
    /// 0 when it is not known.
    usual_seconds: AtomicU32,
}

impl Hands {
    /// How messages go at the moment. That they do not arrive takes away their usual time, and no more: the few reports that
    /// put a gateway last may all be about one person, and must not show.
    pub fn pace(&self) -> Pace {
        let (work, now) = (&self.work, self.work.clock.now());
        let waits = self.free.available_permits() == 0 || work.signs.overdue.load(Ordering::Relaxed);
        if waits || work.ways.iter().all(|way| way.is_out(now)) {
            return Pace::Queued;
        }
        match work.signs.usual_seconds.load(Ordering::Relaxed) {
            0 => Pace::Usual,
            seconds => Pace::Delivered(seconds),
        }
    }

    /// Keeps the pace up to date until `stop`.
    pub(super) async fn watch(&self, mut stop: Stop) {
        for look in (0..LOOKS_A_CHECK).cycle() {
            if stop.is_asked() {
                return;
            }
            if look == 0 {
                self.work.check_ways().await;
            }
            self.work.look().await;
            tokio::select! {
                () = sleep(LOOK) => {}
                _ = stop.wait() => {}
            }
        }
    }

    /// A gateway, by its name, reports what became of a message. What is not known here changes nothing.
    pub fn report(&self, gateway: &str, number: i64, delivered: bool) {
        let work = &self.work;
        let Some((index, way)) = work.ways.iter().enumerate().find(|(_, way)| way.gateway.name() == gateway) else {
            return;
        };
        let now = work.clock.now();
        let Some(took) = work.reports.reported(number, index, delivered, now) else { return };
        work.metrics.sms_reported(gateway, delivered, took);
        if delivered {
            way.breaker.delivered();
        } else {
            way.breaker.undelivered(now);
            tracing::info!(message = number, gateway, "an SMS was not delivered, its gateway reports");
        }
    }
}

impl Work {
    /// Whether the gateways are there, apart from any message: what a real one finds out would tell it from a void one.
    async fn check_ways(&self) {
        for way in &self.ways {
            way.is_there.store(way.gateway.is_there().await, Ordering::Relaxed);
        }
    }

    async fn look(&self) {
        let now = self.clock.now();
        // A store that fails is told of by those who need it.
        if let Ok(next) = self.store.next_sms().await {
            self.signs.overdue.store(next.is_some_and(|due| is_overdue(due, now)), Ordering::Relaxed);
        }
        let usual = self.reports.usual_seconds(now).unwrap_or(0);
        self.signs.usual_seconds.store(usual, Ordering::Relaxed);
    }
}

fn is_overdue(due: Timestamp, now: Timestamp) -> bool {
    now.since(due) > OVERDUE
}
