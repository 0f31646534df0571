//! Test mode: a second service beside the live one, for integrators who try things out (design 4.5).
//!
//! It is made of the same parts, over a store in memory, with providers, people, keys and an issuer of its own. It is never given
//! the live store, the live keys or a gateway, so nothing it does can reach them. Clock and randomness are all that both share.

mod cast;
mod door;
mod silence;

use std::{sync::Arc, time::Duration};

use domain::{
    algorithm::Algorithm, code::FailurePolicy, fixtures::ISSUER_PATH, keyset, limits::Rate, result::LIFETIME,
};
use ed25519_dalek::SigningKey;
use tokio::time::sleep;
use zeroize::Zeroizing;

pub use self::door::{Door, belongs_here};
use self::silence::Silence;
use crate::{
    config::{Config, Limits},
    metrics::Metrics,
    ports::{Acting, Clock, CodeSender, Entropy, KeyState, Pumping, SigningKeyRow, Store, StoreError},
    secrets::Secrets,
    service::{Book, Rules, Stage, StatusService, World},
    signing::Signer,
    sms::Hands,
    stop::{Stop, Stopper},
    store::{Retention, memory::MemoryStore},
};

/// Messages of the whole of test mode, in a minute: with [`retention`] at most some 15,000 verifications are kept, of a few
/// kilobytes at most. That is 10 MB as people use it, and below 100 MB whatever anybody sends.
const BUDGET: Rate = Rate::new(600, Duration::from_mins(1));
/// Answers to repeated requests that are kept; a code may be typed, and an answer kept, without any budget.
const MOST_ANSWERS: usize = 5_000;
/// How often what is past its time is deleted.
const SWEEP_EVERY: Duration = Duration::from_mins(1);

/// Test mode, ready to run.
pub struct TestMode {
    service: Arc<StatusService>,
}

impl TestMode {
    /// Puts test mode together, when the operator has it on.
    pub async fn assemble(
        config: &Config,
        secrets: &Secrets,
        clock: &Arc<dyn Clock>,
        entropy: &Arc<dyn Entropy>,
    ) -> Result<Option<Self>, StoreError> {
        if !config.test_mode.enabled {
            return Ok(None);
        }
        let (secrets, seed) = secrets.of_test_mode();
        let store: Arc<dyn Store> =
            Arc::new(MemoryStore::bounded(Arc::clone(entropy), retention(config), MOST_ANSWERS));
        let act = Acting::now(&**clock, &**entropy);
        cast::fill(&*store, &secrets, act).await?;
        store.add_signing_key(signing_key(seed, act), act).await?;
        // Counted apart from the live service, and shown nowhere.
        let (metrics, stopper) = (Arc::new(Metrics::default()), Stopper::new());
        let gateways: Vec<Arc<dyn CodeSender>> = vec![Arc::new(Silence)];
        let service = StatusService {
            clock: Arc::clone(clock),
            entropy: Arc::clone(entropy),
            service_counter: secrets.counter_key("service", b""),
            secrets: Arc::new(secrets),
            signer: Arc::new(Signer::load(&*store, act.now).await?),
            rules: rules(config),
            hands: Hands::new(Arc::clone(&store), gateways, Arc::clone(clock), Arc::clone(&metrics), stopper.clone()),
            metrics,
            book: Book::new(Arc::clone(&store)),
            bell: Arc::default(),
            stopper,
            store,
        };
        Ok(Some(Self { service: Arc::new(service) }))
    }

    /// The use cases.
    pub const fn service(&self) -> &Arc<StatusService> {
        &self.service
    }

    /// Carries messages nowhere and deletes what is past its time, until the process stops.
    pub async fn run(&self, stop: Stop) {
        tokio::join!(self.service.hands.run(stop.clone()), self.sweep(stop));
    }

    async fn sweep(&self, mut stop: Stop) {
        while !stop.is_asked() {
            if let Err(error) = self.service.store.sweep(self.service.clock.now()).await {
                tracing::error!(%error, "failed to delete what is past its time in test mode");
            }
            tokio::select! {
                () = sleep(SWEEP_EVERY) => {}
                _ = stop.wait() => return,
            }
        }
    }
}

/// The operator's rules of codes and words; another issuer, and limits that fit people whom everybody shares.
fn rules(config: &Config) -> Rules {
    let live = Rules::from(config);
    let (of_one, of_all) = ([BUDGET, BUDGET], BUDGET);
    Rules {
        issuer: [&live.issuer, ISSUER_PATH].concat(),
        world: World::Test(Stage::default()),
        // What one visitor types wrong pauses nothing for the next one.
        failures: FailurePolicy { max: u32::MAX, pause: Duration::ZERO },
        limits: Limits {
            person: of_one,
            mobile: of_one,
            provider: of_all,
            service: of_all,
            // Whoever tries things out completes few codes.
            pumping: Pumping { percent: 0, ..live.limits.pumping },
        },
        ..live
    }
}

/// Everything is kept until the last result of a verification has expired, and no longer.
fn retention(config: &Config) -> Retention {
    let policy = config.otp_policy();
    let kept = policy.window + policy.lifetime + Duration::from_secs(LIFETIME.unsigned_abs());
    Retention { one_time: kept, limits: kept, failures: kept, records: kept }
}

fn signing_key(seed: Zeroizing<[u8; 32]>, act: Acting) -> SigningKeyRow {
    let kid = keyset::kid(&SigningKey::from_bytes(&seed).verifying_key());
    let algorithm = Algorithm::EdDsa;
    SigningKeyRow { kid, state: KeyState::Active, since: act.now, algorithm, seed, created: act.now }
}

#[cfg(test)]
mod tests;
