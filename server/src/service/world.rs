//! Of which world a service is: the live one, or test mode, which plays fixtures (design 4.5). One value decides whose keys are
//! taken, what results say, whether codes are drawn, and whether anything is played, so that the two cannot be mixed.

use std::time::Duration;

use app::flow::{Pace, Refusal};
use domain::{
    code::{Code, CodeState, Policy},
    fixtures::{self, Outcome},
    mobile::Mobile,
    problem::ErrorCode,
    provider::Env,
    result::LIFETIME,
    time::Timestamp,
};
use tokio::{sync::Semaphore, time::sleep};

use super::{StatusService, ask::Asking};
use crate::ports::{Entropy, StoredResult, Verification};

/// What a fixture says when to try again, in seconds.
const RETRY_AFTER: u32 = 60;
/// How long the slow fixture takes.
const SLOW: Duration = Duration::from_secs(3);
/// Slow starts at a time. More are not slow: whoever asks for thousands of them must not take the places of live requests.
const SLOW_AT_A_TIME: usize = 8;

/// The live world, or test mode.
pub enum World {
    /// Real people.
    Live,
    /// Fixture people with a fixed code.
    Test(Stage),
}

/// What test mode needs to play its fixtures.
pub struct Stage {
    slow: Semaphore,
}

impl Default for Stage {
    fn default() -> Self {
        Self { slow: Semaphore::new(SLOW_AT_A_TIME) }
    }
}

impl Stage {
    async fn dawdle(&self) {
        if let Ok(_place) = self.slow.try_acquire() {
            sleep(SLOW).await;
        }
    }
}

impl World {
    /// What keys and results of this world say.
    pub(super) const fn env(&self) -> Env {
        match self {
            Self::Live => Env::Live,
            Self::Test(_) => Env::Test,
        }
    }

    /// A fresh code, or the fixed one.
    pub(super) fn code(&self, entropy: &dyn Entropy) -> Code {
        let number = match self {
            Self::Live => {
                let mut bytes = [0; 8];
                entropy.fill(&mut bytes);
                u64::from_be_bytes(bytes)
            }
            Self::Test(_) => fixtures::CODE_NUMBER,
        };
        Code::from_random(number)
    }

    /// What a fixture does before anybody is looked for.
    pub(super) async fn enter(&self, mobile: &Mobile) -> Result<(), Refusal> {
        let later = |code| Err(Refusal { retry_after: Some(RETRY_AFTER), ..Refusal::of(code) });
        match (self, self.outcome(mobile)) {
            (Self::Test(stage), Some(Outcome::Slow)) => stage.dawdle().await,
            (_, Some(Outcome::ServiceDown)) => return later(ErrorCode::ServiceUnavailable),
            (_, Some(Outcome::Maintenance)) => return later(ErrorCode::Maintenance),
            (_, Some(Outcome::RateLimited)) => return later(ErrorCode::RateLimited),
            _ => {}
        }
        Ok(())
    }

    /// The state of a first code. A fixture's may be spent or too old from the beginning.
    pub(super) fn first_code(&self, mobile: &Mobile, now: Timestamp, policy: &Policy) -> CodeState {
        let fresh = CodeState::start(now, policy);
        match self.outcome(mobile) {
            Some(Outcome::Locked) => {
                (0..policy.max_guesses).fold(fresh, |code, _| code.guess(now, policy).unwrap_or(code))
            }
            Some(Outcome::CodeExpired) => CodeState::start(now, &Policy { lifetime: Duration::ZERO, ..*policy }),
            _ => fresh,
        }
    }

    /// When a result counts as given.
    pub(super) fn issued(&self, mobile: &Mobile, now: Timestamp) -> Timestamp {
        match self.outcome(mobile) {
            Some(Outcome::ResultExpired) => Timestamp::from_seconds(now.as_seconds() - LIFETIME),
            _ => now,
        }
    }

    fn outcome(&self, mobile: &Mobile) -> Option<Outcome> {
        match self {
            Self::Live => None,
            Self::Test(_) => fixtures::outcome_of(mobile),
        }
    }
}

impl StatusService {
    /// How messages go at the moment: those of the whole service, or as a fixture has it.
    pub(super) fn pace(&self, mobile: &Mobile) -> Pace {
        match self.rules.world.outcome(mobile) {
            Some(Outcome::MessagesDelayed) => Pace::Queued,
            _ => self.hands.pace(),
        }
    }

    /// What a fixture does once a result is recorded.
    pub(super) async fn after_result(
        &self,
        asking: &Asking,
        verification: &Verification,
        stored: &StoredResult,
    ) -> Result<(), Refusal> {
        if self.rules.world.outcome(&verification.typed.mobile) == Some(Outcome::ResultRevoked) {
            let mark = self.mark(&asking.provider, Some(stored.id()), self.clock.now());
            self.store.revoke_result(stored.id(), mark).await.map_err(|error| self.failed(&error))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::OsEntropy;

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    fn test() -> World {
        World::Test(Stage::default())
    }

    fn mobile(outcome: Outcome) -> Mobile {
        let fixture = fixtures::PEOPLE.iter().find(|fixture| fixture.outcome == outcome).unwrap();
        Mobile::parse(fixture.mobile).unwrap()
    }

    #[test]
    fn only_test_mode_has_the_fixed_code() {
        assert_eq!(test().code(&OsEntropy).as_str(), fixtures::CODE);
        let drawn: std::collections::HashSet<_> =
            (0..20).map(|_| World::Live.code(&OsEntropy).as_str().to_owned()).collect();
        assert!(drawn.len() > 15);
    }

    #[tokio::test(start_paused = true)]
    async fn the_slow_fixture_is_slow_in_test_mode_and_never_for_many_at_once() {
        let (world, slow) = (test(), mobile(Outcome::Slow));
        let took = async |world: &World| {
            let started = tokio::time::Instant::now();
            world.enter(&slow).await.unwrap();
            started.elapsed()
        };
        assert_eq!(took(&world).await, SLOW);
        assert_eq!(took(&World::Live).await, Duration::ZERO);
        let World::Test(stage) = &world else { unreachable!() };
        let _others = stage.slow.try_acquire_many(8).unwrap();
        assert_eq!(took(&world).await, Duration::ZERO);
    }

    #[tokio::test]
    async fn the_live_world_plays_nothing() {
        let policy = Policy::default();
        for fixture in fixtures::PEOPLE {
            let mobile = Mobile::parse(fixture.mobile).unwrap();
            assert_eq!(World::Live.enter(&mobile).await, Ok(()));
            assert_eq!(World::Live.first_code(&mobile, NOW, &policy), CodeState::start(NOW, &policy));
            assert_eq!(World::Live.issued(&mobile, NOW), NOW);
        }
    }

    #[test]
    fn codes_are_spent_or_old_by_the_rules_of_every_code() {
        let (world, policy) = (test(), Policy::default());
        let locked = world.first_code(&mobile(Outcome::Locked), NOW, &policy);
        assert_eq!(locked.guesses_left(&policy), 0);
        assert!(!locked.is_expired(NOW));
        let old = world.first_code(&mobile(Outcome::CodeExpired), NOW, &policy);
        assert!(old.is_expired(NOW));
        let again = old.resend(NOW.plus(policy.resend_after), &policy).unwrap();
        assert!(!again.is_expired(NOW.plus(policy.resend_after)));
    }
}
