//! Requests that come again: the same answer, and the effect once.

use domain::code::GuessRefused;
use server::ports::{Attempt, Idempotency, Opened, Opening, Resend, Resent};

use crate::kit::{CODE, Rig, Run, START, Start, Try, WRONG, after, new_run};

crate::on_every_store!(
    an_opening_that_comes_again_is_answered_as_before,
    a_resend_that_comes_again_is_answered_as_before,
    a_right_code_that_comes_again_gives_the_same_result,
    a_wrong_code_that_comes_again_is_counted_once,
    a_refusal_that_comes_again_stays_one,
    another_request_under_the_key_is_refused,
    what_was_not_done_is_not_remembered,
);

const ONE: Idempotency = Idempotency { key: [1; 16], request: [1; 16] };
/// Another request under the same key.
const OTHER: Idempotency = Idempotency { key: [1; 16], request: [2; 16] };

fn opening(rig: &Rig, run: &Run, start: &Start, of: Idempotency) -> Opening {
    Opening { idempotency: Some((of, run.id.0.to_vec())), ..rig.opening(run, start) }
}

fn resending(rig: &Rig, run: &Run, start: &Start, of: Idempotency) -> Resend {
    Resend { idempotency: Some((of, b"sent again".to_vec())), ..rig.resending(run, start, "555666", 1, after(30)) }
}

fn attempt(rig: &Rig, run: &Run, code: &str, at: u64, of: Idempotency) -> Attempt {
    Attempt { idempotency: Some(of), ..rig.attempt(run, code, after(at)) }
}

async fn an_opening_that_comes_again_is_answered_as_before(rig: Rig) {
    let start = rig.start().await.person_gets(2);
    let (run, again) = (new_run(&start), new_run(&start));
    assert!(matches!(rig.store.open(opening(&rig, &run, &start, ONE)).await, Ok(Opened::Open { .. })));
    let head = rig.store.audit_head().await.unwrap();
    for _ in 0..5 {
        let opened = rig.store.open(opening(&rig, &again, &start, ONE)).await;
        assert!(matches!(opened, Ok(Opened::Again(answer)) if answer == run.id.0));
    }
    assert!(rig.store.verification(again.id).await.unwrap().is_none());
    assert_eq!(rig.store.audit_head().await.unwrap(), head);
    assert_eq!(rig.take_sms(START).await.len(), 1);
    assert!(matches!(rig.try_open(&start).await.1, Opened::Open { void: false, .. }), "charged once");
}

async fn a_resend_that_comes_again_is_answered_as_before(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    rig.take_sms(START).await;
    assert!(matches!(rig.store.resend(resending(&rig, &run, &start, ONE)).await, Ok(Resent::Sent { .. })));
    let head = rig.store.audit_head().await.unwrap();
    for _ in 0..3 {
        let resent = rig.store.resend(resending(&rig, &run, &start, ONE)).await;
        assert!(matches!(resent, Ok(Resent::Again(answer)) if answer == b"sent again"));
    }
    assert_eq!(rig.store.audit_head().await.unwrap(), head);
    assert_eq!(rig.take_sms(after(30)).await.len(), 1);
    assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.resends, 1);
}

async fn a_right_code_that_comes_again_gives_the_same_result(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let Ok(Try::Right(first)) = rig.try_attempt(attempt(&rig, &run, CODE, 1, ONE)).await else { panic!("refused") };
    let head = rig.store.audit_head().await.unwrap();
    for second in [2, 200, 80_000] {
        let again = rig.try_attempt(attempt(&rig, &run, CODE, second, ONE)).await;
        let Ok(Try::Right(again)) = again else { panic!("refused") };
        assert_eq!(again.id().to_text(), first.id().to_text());
        assert_eq!(serde_json::to_string(again.claims()).unwrap(), serde_json::to_string(first.claims()).unwrap());
    }
    assert_eq!(rig.store.audit_head().await.unwrap(), head, "one result");
    assert!(matches!(rig.try_code(&run, CODE, after(3)).await, Try::Refused(GuessRefused::Used)), "without the key");
}

async fn a_wrong_code_that_comes_again_is_counted_once(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    for _ in 0..10 {
        assert!(matches!(rig.try_attempt(attempt(&rig, &run, WRONG, 1, ONE)).await, Ok(Try::Wrong(2))));
    }
    assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.guesses, 1);
    assert!(rig.try_code(&run, CODE, after(2)).await.is_right());
    assert!(matches!(rig.try_attempt(attempt(&rig, &run, WRONG, 3, ONE)).await, Ok(Try::Wrong(2))), "as before");
}

async fn a_refusal_that_comes_again_stays_one(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    rig.cancel(&run, after(1)).await;
    let done = rig.open(&start).await;
    assert!(rig.try_code(&done, CODE, after(1)).await.is_right());
    let spent = rig.open(&start).await;
    for _ in 0..3 {
        rig.try_code(&spent, WRONG, after(1)).await;
    }
    let late = rig.open(&start).await;
    let table = [
        (run, 2, GuessRefused::Cancelled),
        (done, 2, GuessRefused::Used),
        (spent, 2, GuessRefused::AttemptsExceeded),
        (late, 180, GuessRefused::Expired),
    ];
    for ((run, second, why), key) in table.into_iter().zip(1_u8..) {
        for _ in 0..2 {
            let of = Idempotency { key: [key; 16], request: [1; 16] };
            let tried = rig.try_attempt(attempt(&rig, &run, CODE, second, of)).await.unwrap();
            assert!(matches!(tried, Try::Refused(refused) if refused == why), "{why}: {tried:?}");
        }
    }
}

async fn another_request_under_the_key_is_refused(rig: Rig) {
    let start = rig.start().await;
    let run = new_run(&start);
    rig.store.open(opening(&rig, &run, &start, ONE)).await.unwrap();
    let head = rig.store.audit_head().await.unwrap();
    let opened = rig.store.open(opening(&rig, &new_run(&start), &start, OTHER)).await;
    assert!(matches!(opened, Ok(Opened::OtherRequest)));
    assert!(matches!(rig.store.resend(resending(&rig, &run, &start, OTHER)).await, Ok(Resent::OtherRequest)));
    assert!(matches!(rig.try_attempt(attempt(&rig, &run, CODE, 1, OTHER)).await, Ok(Try::OtherRequest)));
    assert_eq!(rig.store.audit_head().await.unwrap(), head);
    let now = rig.store.verification(run.id).await.unwrap().unwrap().code;
    assert_eq!((now.guesses, now.resends), (0, 0));
}

/// A request that had no effect may come again and then have one.
async fn what_was_not_done_is_not_remembered(rig: Rig) {
    let mut start = rig.start().await;
    let plenty =
        std::mem::replace(&mut start.of_service, domain::limits::Rate::new(0, std::time::Duration::from_secs(1)));
    let run = new_run(&start);
    assert!(matches!(rig.store.open(opening(&rig, &run, &start, ONE)).await, Ok(Opened::Limited(_))));
    assert!(matches!(rig.try_attempt(attempt(&rig, &run, CODE, 1, ONE)).await, Ok(Try::Gone)));
    start.of_service = plenty;
    assert!(matches!(rig.store.open(opening(&rig, &run, &start, ONE)).await, Ok(Opened::Open { .. })));
    let of = Idempotency { key: [2; 16], request: [1; 16] };
    let early = Resend { now: after(1), ..resending(&rig, &run, &start, of.clone()) };
    assert!(matches!(rig.store.resend(early).await, Ok(Resent::Refused(_))));
    assert!(matches!(rig.store.resend(resending(&rig, &run, &start, of)).await, Ok(Resent::Sent { .. })));
}

#[tokio::test]
async fn answers_survive_a_restart() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let run = new_run(&start);
    rig.store.open(opening(&rig, &run, &start, ONE)).await.unwrap();
    let [right, wrong, new_code] = [2, 3, 4].map(|key| Idempotency { key: [key; 16], request: [1; 16] });
    assert!(matches!(rig.try_attempt(attempt(&rig, &run, WRONG, 1, wrong.clone())).await, Ok(Try::Wrong(2))));
    let resent = rig.store.resend(resending(&rig, &run, &start, new_code.clone())).await;
    assert!(matches!(resent, Ok(Resent::Sent { .. })));
    let Ok(Try::Right(first)) = rig.try_attempt(attempt(&rig, &run, "555666", 31, right.clone())).await else {
        panic!("refused")
    };
    let rig = rig.restart();
    let opened = rig.store.open(opening(&rig, &new_run(&start), &start, ONE)).await;
    assert!(matches!(opened, Ok(Opened::Again(answer)) if answer == run.id.0));
    assert!(matches!(rig.store.open(opening(&rig, &new_run(&start), &start, OTHER)).await, Ok(Opened::OtherRequest)));
    assert!(matches!(rig.try_attempt(attempt(&rig, &run, WRONG, 1, wrong)).await, Ok(Try::Wrong(2))));
    let other = Idempotency { key: new_code.key, request: [2; 16] };
    let resent = rig.store.resend(resending(&rig, &run, &start, new_code)).await;
    assert!(matches!(resent, Ok(Resent::Again(answer)) if answer == b"sent again"));
    assert!(matches!(rig.store.resend(resending(&rig, &run, &start, other)).await, Ok(Resent::OtherRequest)));
    assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.resends, 1, "one new code");
    let again = rig.try_attempt(attempt(&rig, &run, "555666", 39, right)).await;
    assert!(matches!(again, Ok(Try::Right(again)) if again.claims().jti == first.claims().jti));
}
