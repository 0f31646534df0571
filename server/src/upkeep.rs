//! What a running service does by itself: it takes up changes of the keys, goes on with a rotation of the data keys, notes which
//! secret keys were used, and deletes what is past its time.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::time::sleep;

use crate::{
    ports::{Acting, Clock, Entropy, Resealed, Store, StoreError},
    service::StatusService,
    signing::Signer,
    stop::{Reason, Stop, Stopper},
};

/// How often it is asked whether another process has changed the keys.
const KEYS_EVERY: Duration = Duration::from_millis(500);
/// How often the signing keys are read again in any case: a passive key is published for a time only.
const RELOAD_EVERY: Duration = Duration::from_mins(1);
/// How often the uses of secret keys are written down.
const USES_EVERY: Duration = Duration::from_mins(1);
/// How often what is past its time is deleted.
const SWEEP_EVERY: Duration = Duration::from_mins(10);

/// How often it is asked whether a rotation of the data keys is to be done, and how long one is left alone after it began: by
/// then every process knows the new key, and looks for people where it puts them.
const ROTATION_EVERY: Duration = Duration::from_secs(2);
/// Rows in one step of a rotation: a few milliseconds of the writer.
const ROWS: usize = 256;
/// The writer is left to others for so many times as long as a step took.
const REST: u32 = 2;
/// How long a rotation waits for somebody to look after damaged rows.
const STUCK: Duration = Duration::from_mins(10);

/// The service's own work.
pub(crate) struct Upkeep {
    /// Durable state.
    pub(crate) store: Arc<dyn Store>,
    /// Remembers which secret keys were used.
    pub(crate) service: Arc<StatusService>,
    /// Holds the signing keys.
    pub(crate) signer: Arc<Signer>,
    /// The time.
    pub(crate) clock: Arc<dyn Clock>,
    /// Randomness.
    pub(crate) entropy: Arc<dyn Entropy>,
    /// Told when the store breaks.
    pub(crate) stopper: Stopper,
}

impl Upkeep {
    /// Runs until the service stops.
    pub(crate) async fn run(self, stop: Stop) {
        tokio::join!(self.keys(stop.clone()), self.rotation(stop.clone()), self.uses(stop.clone()), self.sweep(stop));
    }

    async fn keys(&self, mut stop: Stop) {
        let (mut known, mut read) = (None, Instant::now());
        while pause(KEYS_EVERY, &mut stop).await {
            let changes = match self.store.key_changes().await {
                Ok(changes) => Some(changes),
                Err(error) => {
                    self.failed(&error, "failed to ask for changes of the keys");
                    continue;
                }
            };
            if changes == known && read.elapsed() < RELOAD_EVERY {
                continue;
            }
            match self.signer.reload(&*self.store, self.clock.wall()).await {
                Ok(()) => (known, read) = (changes, Instant::now()),
                Err(error) => self.failed(&error, "failed to read the signing keys again"),
            }
        }
    }

    async fn rotation(&self, mut stop: Stop) {
        while pause(ROTATION_EVERY, &mut stop).await {
            match self.store.data_keys().await {
                Ok(keys) if keys.resealing.is_some() => {
                    if !pause(ROTATION_EVERY, &mut stop).await {
                        return;
                    }
                    self.reseal(&mut stop).await;
                }
                Ok(_) => {}
                Err(error) => self.failed(&error, "failed to ask for a rotation of the data keys"),
            }
        }
    }

    /// Goes on with a rotation to its end, with rests between the steps.
    async fn reseal(&self, stop: &mut Stop) {
        tracing::info!("the data keys are being rotated");
        loop {
            let started = Instant::now();
            let resealing = self.store.reseal(ROWS, Acting::now(&*self.clock, &*self.entropy));
            // The last step looks at the whole registry, and is begun again by whoever comes next.
            let stepped = tokio::select! {
                stepped = resealing => stepped,
                _ = stop.wait() => return,
            };
            let rest = match stepped {
                Ok(Resealed::Some(_)) => started.elapsed() * REST,
                Ok(Resealed::Finished) => {
                    tracing::info!("the data keys are rotated: nothing is sealed under the older key any more");
                    return;
                }
                Ok(Resealed::Nothing) => return,
                Ok(Resealed::Stuck(cells)) => {
                    tracing::error!(cells, "cells do not open, and the older data key stays; run: kyvs check");
                    STUCK
                }
                Err(error) => return self.failed(&error, "failed to go on with a rotation of the data keys"),
            };
            if !pause(rest, stop).await {
                return;
            }
        }
    }

    async fn uses(&self, mut stop: Stop) {
        while pause(USES_EVERY, &mut stop).await {
            if let Err(error) = self.service.book.write_uses().await {
                self.failed(&error, "failed to note which keys were used");
            }
        }
    }

    async fn sweep(&self, mut stop: Stop) {
        loop {
            // A stop does not wait for it: each step is a write of its own, and the next sweep goes on there.
            let swept = tokio::select! {
                swept = self.store.sweep(self.clock.now()) => swept,
                _ = stop.wait() => return,
            };
            match swept {
                Ok(rows) => tracing::info!(rows, "deleted what was past its time"),
                Err(error) => self.failed(&error, "failed to delete what was past its time"),
            }
            if !pause(SWEEP_EVERY, &mut stop).await {
                return;
            }
        }
    }

    fn failed(&self, error: &StoreError, what: &str) {
        tracing::error!(%error, "{what}");
        if matches!(error, StoreError::Broken(_)) {
            self.stopper.stop(Reason::StoreBroken);
        }
    }
}

/// Waits; `false` when the service stops meanwhile.
async fn pause(span: Duration, stop: &mut Stop) -> bool {
    if stop.is_asked() {
        return false;
    }
    tokio::select! {
        () = sleep(span) => true,
        _ = stop.wait() => false,
    }
}
