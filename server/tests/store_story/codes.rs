//! A code: wrong, right, once, replaced, expired, cancelled.

use std::sync::Arc;

use domain::{
    code::{GuessRefused, Phase, ResendRefused},
    time::Timestamp,
};
use server::ports::{Attempt, Resent, Verification};
use tokio::task::JoinSet;

use crate::kit::{CODE, NAME, Rig, Run, START, Start, Try, WRONG, after};

crate::on_every_store!(
    a_whole_check,
    a_code_works_once_also_in_parallel,
    three_guesses_are_evaluated_also_in_parallel,
    a_new_code_resets_nothing_and_kills_the_old_one,
    resends_keep_their_rules_and_races_lose,
    a_code_is_bound_to_verification_provider_and_origin,
    an_expired_code_is_refused_and_stays_so,
    a_cancelled_check_is_over,
    a_decoy_behaves_as_a_wrong_code,
    an_evaluated_guess_is_counted_whatever_its_outcome,
    what_was_seen_before_opens_nothing_that_is_over,
    what_was_seen_before_counts_no_guess_twice_and_forgets_none,
    unknown_ids_are_gone,
);

async fn a_whole_check(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let stored = rig.store.verification(run.id).await.unwrap().unwrap();
    assert_eq!((stored.typed.full_name.as_str(), stored.ask.purpose.as_str()), (NAME, "check-in"));
    assert!(stored.person.is_some());
    assert_eq!(stored.ask.as_of, Some(run.id.time().date()));
    assert!(matches!(rig.try_code(&run, WRONG, after(10)).await, Try::Wrong(2)));
    let Resent::Sent { verification: now, void: false, held: None } =
        rig.resend(&run, &start, "555666", 1, after(31)).await
    else {
        panic!("no new code")
    };
    assert_eq!((now.code.resends, now.code.guesses, now.sms_ref.as_str()), (1, 1, "QX"));
    let Try::Right(result) = rig.try_code(&run, "555666", after(60)).await else { panic!("refused") };
    let claims = result.claims();
    assert_eq!((claims.aud.as_str(), claims.name.as_str(), claims.vaccination_status.code()), ("prv_hotel", NAME, 2));
    assert_eq!(claims.jti, result.id().to_text());
    assert!(matches!(rig.try_code(&run, "555666", after(61)).await, Try::Refused(GuessRefused::Used)));
    assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.phase, Phase::Consumed);
}

async fn a_code_works_once_also_in_parallel(rig: Rig) {
    let mut rig = rig;
    // So that all 64 are compared, and only the consuming decides.
    rig.policy.max_guesses = 64;
    rig.failures.max = 65;
    let rig = Arc::new(rig);
    let start = rig.start().await;
    for _ in 0..4 {
        let run = rig.open(&start).await;
        let mut tries = JoinSet::new();
        for _ in 0..64 {
            let (rig, run) = (Arc::clone(&rig), run.clone());
            tries.spawn(async move { rig.try_code(&run, CODE, after(1)).await.is_right() });
        }
        let right = tries.join_all().await.into_iter().filter(|right| *right).count();
        assert_eq!(right, 1);
    }
}

async fn three_guesses_are_evaluated_also_in_parallel(rig: Rig) {
    let rig = Arc::new(rig);
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let mut tries = JoinSet::new();
    for _ in 0..50 {
        let (rig, run) = (Arc::clone(&rig), run.clone());
        tries.spawn(async move { matches!(rig.try_code(&run, WRONG, after(1)).await, Try::Wrong(_)) });
    }
    assert_eq!(tries.join_all().await.into_iter().filter(|evaluated| *evaluated).count(), 3);
    assert!(matches!(rig.try_code(&run, CODE, after(2)).await, Try::Refused(GuessRefused::AttemptsExceeded)));
}

async fn a_new_code_resets_nothing_and_kills_the_old_one(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    rig.try_code(&run, WRONG, after(1)).await;
    rig.try_code(&run, WRONG, after(2)).await;
    assert!(matches!(rig.resend(&run, &start, "555666", 1, after(40)).await, Resent::Sent { .. }));
    assert!(matches!(rig.try_code(&run, CODE, after(41)).await, Try::Wrong(0)), "the old code is dead");
    assert!(matches!(rig.try_code(&run, "555666", after(42)).await, Try::Refused(GuessRefused::AttemptsExceeded)));
}

async fn resends_keep_their_rules_and_races_lose(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let early = rig.resend(&run, &start, CODE, 1, after(29)).await;
    assert!(matches!(early, Resent::Refused(ResendRefused::TooEarly { at }) if at == after(30)));
    assert!(matches!(rig.resend(&run, &start, CODE, 2, after(30)).await, Resent::Gone), "made for another generation");
    for generation in 1..=3 {
        let at = after(u64::from(generation) * 30);
        assert!(matches!(rig.resend(&run, &start, CODE, generation, at).await, Resent::Sent { .. }));
    }
    assert!(matches!(rig.resend(&run, &start, CODE, 4, after(200)).await, Resent::Refused(ResendRefused::TooMany)));
    assert!(rig.try_code(&run, CODE, after(201)).await.is_right());
}

async fn a_code_is_bound_to_verification_provider_and_origin(rig: Rig) {
    let start = rig.start().await;
    let (one, other) = (rig.open(&start).await, rig.open(&start).await);
    let elsewhere = [
        Run { id: other.id, ..one.clone() },
        Run { provider: "prv_other".into(), ..one.clone() },
        Run { origin: "https://evil.example".into(), ..one.clone() },
    ];
    // The code of each verification is the same here, its MAC is not: what is stored for `one` opens nothing else.
    for wrong in &elsewhere {
        assert_ne!(rig.mac(wrong, 0, CODE), rig.mac(&one, 0, CODE));
    }
    assert_ne!(rig.mac(&one, 1, CODE), rig.mac(&one, 0, CODE));
    assert!(matches!(rig.try_code(&elsewhere[1], CODE, after(1)).await, Try::Wrong(2)));
    assert!(matches!(rig.try_code(&elsewhere[2], CODE, after(1)).await, Try::Wrong(1)));
    assert!(rig.try_code(&one, CODE, after(1)).await.is_right());
}

async fn an_expired_code_is_refused_and_stays_so(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    assert!(matches!(rig.try_code(&run, CODE, after(180)).await, Try::Refused(GuessRefused::Expired)));
    // A clock that is set back afterwards does not revive it.
    assert!(matches!(rig.try_code(&run, CODE, after(100)).await, Try::Refused(GuessRefused::Expired)));
    let late = rig.open(&start).await;
    assert!(matches!(rig.try_code(&late, CODE, after(179)).await, Try::Right(_)));
    let between = rig.open(&start).await;
    assert!(matches!(rig.try_code(&between, WRONG, after(179)).await, Try::Wrong(2)));
    assert!(matches!(rig.try_code(&between, CODE, after(180)).await, Try::Refused(GuessRefused::Expired)));
}

async fn a_cancelled_check_is_over(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    rig.cancel(&run, after(1)).await;
    rig.cancel(&run, after(2)).await;
    assert!(matches!(rig.try_code(&run, CODE, after(3)).await, Try::Refused(GuessRefused::Cancelled)));
    assert!(matches!(rig.resend(&run, &start, CODE, 1, after(40)).await, Resent::Refused(ResendRefused::Closed)));
    assert!(rig.take_sms(after(4)).await.is_empty());
    let done = rig.open(&start).await;
    assert!(rig.try_code(&done, CODE, after(1)).await.is_right());
    rig.cancel(&done, after(2)).await;
    assert_eq!(rig.store.verification(done.id).await.unwrap().unwrap().code.phase, Phase::Consumed);
}

async fn a_decoy_behaves_as_a_wrong_code(rig: Rig) {
    rig.start().await;
    let start: Start = rig.start_for("9810000099", "Nobody Here").await;
    assert!(start.person.is_none());
    let run = rig.open(&start).await;
    for left in [2, 1, 0] {
        assert!(matches!(rig.try_code(&run, CODE, after(1)).await, Try::Wrong(now) if now == left));
    }
    assert!(matches!(rig.try_code(&run, CODE, after(1)).await, Try::Refused(GuessRefused::AttemptsExceeded)));
    let again = rig.open(&start).await;
    assert!(matches!(rig.resend(&again, &start, CODE, 1, after(40)).await, Resent::Sent { void: true, .. }));
    assert!(matches!(rig.try_code(&again, CODE, after(41)).await, Try::Wrong(2)));
    assert!(rig.take_sms(after(41)).await.is_empty());
}

async fn an_evaluated_guess_is_counted_whatever_its_outcome(rig: Rig) {
    let start = rig.start().await;
    let decoy = rig.start_for("9810000099", "Nobody Here").await;
    for (start, code) in [(&start, WRONG), (&start, CODE), (&decoy, WRONG), (&decoy, CODE)] {
        let run = rig.open(start).await;
        rig.try_code(&run, code, after(1)).await;
        assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.guesses, 1);
    }
    let run = rig.open(&start).await;
    rig.try_code(&run, CODE, after(180)).await;
    assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.guesses, 0, "too late to be evaluated");
}

/// A typed code with what was seen of its verification at another time.
async fn try_seeing(rig: &Rig, run: &Run, code: &str, at: Timestamp, seen: Option<&Arc<Verification>>) -> Try {
    rig.try_attempt(Attempt { seen: seen.cloned(), ..rig.attempt(run, code, at) }).await.unwrap()
}

async fn what_was_seen_before_opens_nothing_that_is_over(rig: Rig) {
    let start = rig.start().await;
    let (used, cancelled, expired, replaced) =
        (rig.open(&start).await, rig.open(&start).await, rig.open(&start).await, rig.open(&start).await);
    let [of_used, of_cancelled, of_expired, of_replaced] =
        [rig.see(&used).await, rig.see(&cancelled).await, rig.see(&expired).await, rig.see(&replaced).await];

    assert!(try_seeing(&rig, &used, CODE, after(1), of_used.as_ref()).await.is_right());
    let again = try_seeing(&rig, &used, CODE, after(1), of_used.as_ref()).await;
    assert!(matches!(again, Try::Refused(GuessRefused::Used)));

    rig.cancel(&cancelled, after(1)).await;
    let after_no = try_seeing(&rig, &cancelled, CODE, after(2), of_cancelled.as_ref()).await;
    assert!(matches!(after_no, Try::Refused(GuessRefused::Cancelled)));

    // The clock was seen past the end, and was set back since.
    assert!(matches!(rig.try_code(&expired, CODE, after(180)).await, Try::Refused(GuessRefused::Expired)));
    let set_back = try_seeing(&rig, &expired, CODE, after(100), of_expired.as_ref()).await;
    assert!(matches!(set_back, Try::Refused(GuessRefused::Expired)));

    assert!(matches!(rig.resend(&replaced, &start, "555666", 1, after(31)).await, Resent::Sent { .. }));
    assert!(matches!(try_seeing(&rig, &replaced, CODE, after(32), of_replaced.as_ref()).await, Try::Wrong(2)));
    assert!(
        try_seeing(&rig, &replaced, "555666", after(33), of_replaced.as_ref()).await.is_right(),
        "the new code is in force"
    );

    // What is seen of one verification says nothing about another.
    let (one, other) = (rig.open(&start).await, rig.open(&start).await);
    let of_other = rig.see(&other).await;
    assert!(try_seeing(&rig, &one, CODE, after(1), of_other.as_ref()).await.is_right());
    assert!(rig.try_code(&other, CODE, after(2)).await.is_right(), "it is still open");
}

async fn what_was_seen_before_counts_no_guess_twice_and_forgets_none(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let seen = rig.see(&run).await;
    for left in [2, 1, 0] {
        assert!(matches!(try_seeing(&rig, &run, WRONG, after(1), seen.as_ref()).await, Try::Wrong(now) if now == left));
    }
    let spent = try_seeing(&rig, &run, CODE, after(2), seen.as_ref()).await;
    assert!(matches!(spent, Try::Refused(GuessRefused::AttemptsExceeded)));
}

async fn unknown_ids_are_gone(rig: Rig) {
    let start = rig.start().await;
    let mut run = rig.open(&start).await;
    run.id.0[21] ^= 1;
    assert!(rig.store.verification(run.id).await.unwrap().is_none());
    assert!(matches!(rig.try_code(&run, CODE, START).await, Try::Gone));
    assert!(matches!(rig.resend(&run, &start, CODE, 1, after(40)).await, Resent::Gone));
    rig.cancel(&run, START).await;
}
