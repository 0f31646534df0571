use std::sync::atomic::{AtomicI64, Ordering};

use domain::{fixtures::PEOPLE, problem::ErrorCode, provider::Provider, time::Timestamp};

use super::*;
use crate::{
    ports::Idempotency,
    secrets::MasterKey,
    service::{ApiAsk, ApiConsent, Started},
    system::OsEntropy,
};

struct HandClock(AtomicI64);

impl HandClock {
    fn advance(&self, span: Duration) {
        self.0.fetch_add(i64::try_from(span.as_millis()).unwrap(), Ordering::Relaxed);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::Relaxed))
    }
}

async fn assembled() -> (TestMode, Arc<HandClock>) {
    let config = Config::parse("the test's settings", "", []).unwrap();
    let secrets = Secrets::derive(&MasterKey::generate(&OsEntropy));
    let clock = Arc::new(HandClock(AtomicI64::new(1_790_000_000_000)));
    let (of_trait, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) = (Arc::clone(&clock) as _, Arc::new(OsEntropy));
    (TestMode::assemble(&config, &secrets, &of_trait, &entropy).await.unwrap().unwrap(), clock)
}

async fn demo(test: &TestMode) -> Arc<Provider> {
    test.service().caller("sk_test_demo").await.unwrap()
}

async fn start(test: &TestMode) -> Result<Started, ErrorCode> {
    let ask = ApiAsk {
        full_name: PEOPLE[0].name.to_owned(),
        mobile: PEOPLE[0].mobile.to_owned(),
        purpose: None,
        scopes: None,
        reference: None,
        nonce: None,
        lang: None,
        as_of: None,
    };
    test.service().api_start(demo(test).await, ask, None).await.map_err(|refusal| refusal.code)
}

#[tokio::test]
async fn so_many_are_opened_in_a_minute_and_all_are_gone_in_half_an_hour() {
    let (test, clock) = assembled().await;
    for _ in 0..BUDGET.burst {
        start(&test).await.unwrap();
    }
    assert_eq!(start(&test).await.err(), Some(ErrorCode::RateLimited));
    let store = &test.service().store;
    clock.advance(Duration::from_mins(1));
    assert_eq!(store.sweep(clock.now()).await.unwrap(), 0);
    clock.advance(Duration::from_mins(29));
    // The verifications, and the counters of the one mobile.
    assert_eq!(store.sweep(clock.now()).await.unwrap(), u64::from(BUDGET.burst) + 1);
}

#[tokio::test]
async fn answers_to_repeated_requests_are_kept_to_a_number_and_no_log_grows() {
    let (test, clock) = assembled().await;
    let (caller, id) = (demo(&test).await, start(&test).await.unwrap().id);
    let store = &test.service().store;
    let try_with = async |number: usize| {
        let mut key = [0; 16];
        key[..8].copy_from_slice(&number.to_be_bytes());
        let idempotency = Some(Idempotency { key, request: [0; 16] });
        let consent = ApiConsent { otp: "111111", scopes: None, receipt: false };
        test.service().api_confirm(Arc::clone(&caller), &id, consent, idempotency).await
    };
    for number in 0..MOST_ANSWERS + 100 {
        assert!(try_with(number).await.is_err());
    }
    assert_eq!(store.audit_head().await.unwrap().size, 0);
    clock.advance(Duration::from_mins(30));
    let gone = usize::try_from(store.sweep(clock.now()).await.unwrap()).unwrap();
    assert!((MOST_ANSWERS..MOST_ANSWERS + 5).contains(&gone), "{gone}");
}

#[tokio::test]
async fn it_is_there_only_when_it_is_switched_on() {
    let config = Config::parse("the test's settings", "[test_mode]\nenabled = false\n", []).unwrap();
    let secrets = Secrets::derive(&MasterKey::generate(&OsEntropy));
    let (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) =
        (Arc::new(HandClock(AtomicI64::new(0))), Arc::new(OsEntropy));
    assert!(TestMode::assemble(&config, &secrets, &clock, &entropy).await.unwrap().is_none());
}
