//! The queue of messages: sent at most once, in time, and only while their code lives.

use server::ports::{Resent, SmsOutcome};

use crate::kit::{CODE, MOBILE, Rig, START, after};

crate::on_every_store!(
    a_message_is_taken_once,
    a_message_that_was_not_taken_is_tried_again_in_time,
    a_sender_that_never_came_back_is_given_up,
    nothing_is_sent_after_its_end,
    a_new_code_calls_the_older_message_back,
    a_consumed_code_calls_its_message_back,
    the_oldest_come_first_and_no_more_than_asked_for,
);

async fn a_message_is_taken_once(rig: Rig) {
    let start = rig.start().await;
    rig.open(&start).await;
    let taken = rig.take_sms(START).await;
    assert_eq!(taken.len(), 1);
    let message = &taken[0];
    assert_eq!((message.sms.to.as_str(), message.attempts, message.expires), (MOBILE, 0, after(180)));
    assert!(message.sms.text.contains(CODE));
    assert!(rig.take_sms(START).await.is_empty());
    rig.store.settle_sms(message.id, SmsOutcome::Sent { gateway: "one".into() }, after(1)).await.unwrap();
    assert!(rig.take_sms(after(100)).await.is_empty());
}

async fn a_message_that_was_not_taken_is_tried_again_in_time(rig: Rig) {
    let start = rig.start().await;
    rig.open(&start).await;
    let first = rig.take_sms(START).await.remove(0);
    rig.store.settle_sms(first.id, SmsOutcome::Retry(after(5)), after(1)).await.unwrap();
    assert!(rig.take_sms(after(4)).await.is_empty());
    let again = rig.take_sms(after(5)).await.remove(0);
    assert_eq!((again.id, again.attempts), (first.id, 1));
    rig.store.settle_sms(again.id, SmsOutcome::Retry(after(180)), after(6)).await.unwrap();
    assert!(rig.take_sms(after(181)).await.is_empty(), "it would have come too late");
}

async fn a_sender_that_never_came_back_is_given_up(rig: Rig) {
    let start = rig.start().await;
    rig.open(&start).await;
    let lost = rig.take_sms(START).await.remove(0);
    assert!(rig.take_sms(after(31)).await.is_empty());
    // Late, it may say what happened, but the message never goes back into the queue.
    rig.store.settle_sms(lost.id, SmsOutcome::Retry(after(40)), after(35)).await.unwrap();
    assert!(rig.take_sms(after(50)).await.is_empty());
}

async fn nothing_is_sent_after_its_end(rig: Rig) {
    let start = rig.start().await;
    rig.open(&start).await;
    assert!(rig.take_sms(after(180)).await.is_empty());
    assert!(rig.take_sms(START).await.is_empty(), "nor when the clock is set back");
}

async fn a_new_code_calls_the_older_message_back(rig: Rig) {
    let start = rig.start().await;
    let (unsent, in_hand) = (rig.open(&start).await, rig.open(&start).await);
    let taken = rig.store.due_sms(START, after(60), 2).await.unwrap();
    rig.store.settle_sms(taken[0].id, SmsOutcome::Retry(after(50)), after(1)).await.unwrap();
    for run in [&unsent, &in_hand] {
        assert!(matches!(rig.resend(run, &start, "555666", 1, after(30)).await, Resent::Sent(_)));
    }
    rig.store.settle_sms(taken[1].id, SmsOutcome::Retry(after(50)), after(31)).await.unwrap();
    let new = rig.take_sms(after(51)).await;
    assert_eq!(new.len(), 2);
    assert!(new.iter().all(|message| message.sms.text.contains("555666")));
}

async fn a_consumed_code_calls_its_message_back(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right());
    assert!(rig.take_sms(after(2)).await.is_empty());
}

async fn the_oldest_come_first_and_no_more_than_asked_for(rig: Rig) {
    let mut start = rig.start().await;
    for second in [2, 1, 0] {
        start.at = after(second);
        rig.open(&start).await;
    }
    let taken = rig.store.due_sms(after(3), after(33), 2).await.unwrap();
    assert_eq!(taken.iter().map(|message| message.expires).collect::<Vec<_>>(), [after(180), after(181)]);
    assert_eq!(rig.take_sms(after(3)).await.len(), 1);
}
