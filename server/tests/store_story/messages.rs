//! The queue of messages: sent at most once, in time, and only while their code lives.

use server::ports::{Message, Opened, Opening, QueuedSms, Resent, Settled, SmsOutcome};

use crate::kit::{CODE, MOBILE, Rig, START, after, new_run};

crate::on_every_store!(
    a_message_is_taken_once,
    a_message_that_was_not_taken_is_tried_again_in_time,
    a_sender_that_never_came_back_is_given_up,
    nothing_is_sent_after_its_end,
    a_new_code_calls_the_older_message_back,
    a_consumed_code_calls_its_message_back,
    a_message_in_a_sender_s_hand_never_waits,
    a_message_in_a_sender_s_hand_may_come_back,
    a_void_message_takes_every_step_but_the_sending,
    what_became_of_a_message_is_written_also_when_nothing_else_is,
    the_next_one_is_known,
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
    rig.settle(message.key, SmsOutcome::Sent { gateway: "one".into() }).await;
    assert!(rig.take_sms(after(100)).await.is_empty());
}

/// The gateway did not take it: again at `at`.
fn retry(message: QueuedSms, at: u64) -> SmsOutcome {
    SmsOutcome::Retry { at: after(at), sms: Box::new(message.sms), attempts: message.attempts + 1 }
}

async fn a_message_that_was_not_taken_is_tried_again_in_time(rig: Rig) {
    let start = rig.start().await;
    rig.open(&start).await;
    let first = rig.take_sms(START).await.remove(0);
    let key = first.key;
    rig.settle(key, retry(first, 5)).await;
    assert!(rig.take_sms(after(4)).await.is_empty());
    let again = rig.take_sms(after(5)).await.remove(0);
    assert!((again.key, again.attempts) == (key, 1));
    assert!(again.sms.text.contains(CODE));
    rig.settle(key, retry(again, 180)).await;
    assert!(rig.take_sms(after(181)).await.is_empty(), "it would have come too late");
}

async fn a_sender_that_never_came_back_is_given_up(rig: Rig) {
    let start = rig.start().await;
    rig.open(&start).await;
    let lost = rig.take_sms(START).await.remove(0);
    for second in [1, 31, 100] {
        assert!(rig.take_sms(after(second)).await.is_empty());
    }
    // What was settled once stays so.
    let key = lost.key;
    rig.settle(key, SmsOutcome::Failed).await;
    rig.settle(key, retry(lost, 110)).await;
    assert!(rig.take_sms(after(120)).await.is_empty());
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
    let mut taken = rig.take_sms(START).await;
    taken.sort_by_key(|message| message.key != unsent.message(0));
    let (back, lost) = (taken.remove(0), taken.remove(0));
    rig.settle(unsent.message(0), retry(back, 50)).await;
    for run in [&unsent, &in_hand] {
        assert!(matches!(rig.resend(run, &start, "555666", 1, after(30)).await, Resent::Sent { .. }));
    }
    rig.settle(in_hand.message(0), retry(lost, 50)).await;
    let new = rig.take_sms(after(51)).await;
    assert_eq!(new.len(), 2);
    assert!(new.iter().all(|message| message.sms.text.contains("555666") && message.key.generation == 1));
}

async fn a_consumed_code_calls_its_message_back(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right());
    assert!(rig.take_sms(after(2)).await.is_empty());
    // Also one that comes back into the queue only now.
    let run = rig.open(&start).await;
    let taken = rig.take_sms(START).await.remove(0);
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right());
    rig.settle(run.message(0), retry(taken, 2)).await;
    assert!(rig.take_sms(after(3)).await.is_empty());
}

async fn the_oldest_come_first_and_no_more_than_asked_for(rig: Rig) {
    let mut start = rig.start().await;
    for second in [2, 1, 0] {
        start.at = after(second);
        rig.open(&start).await;
    }
    let taken = rig.store.due_sms(after(3), 2).await.unwrap();
    assert_eq!(taken.iter().map(|message| message.expires).collect::<Vec<_>>(), [after(180), after(181)]);
    assert_eq!(rig.take_sms(after(3)).await.len(), 1);
}

async fn a_message_in_a_sender_s_hand_never_waits(rig: Rig) {
    let start = rig.start().await;
    let run = new_run(&start);
    let opened = rig.store.open(Opening { message: Message::Handed, ..rig.opening(&run, &start) }).await;
    assert!(matches!(opened, Ok(Opened::Open { void: false, .. })));
    assert_eq!(rig.store.next_sms().await.unwrap(), None);
    for second in [0, 60, 179] {
        assert!(rig.take_sms(after(second)).await.is_empty());
    }
    // A new code finds no free hand: it waits.
    assert!(matches!(rig.resend(&run, &start, "555666", 1, after(60)).await, Resent::Sent { void: false, .. }));
    assert_eq!(rig.take_sms(after(60)).await.len(), 1);
    assert!(rig.try_code(&run, "555666", after(61)).await.is_right());
}

async fn a_message_in_a_sender_s_hand_may_come_back(rig: Rig) {
    let start = rig.start().await;
    let run = new_run(&start);
    rig.store.open(Opening { message: Message::Handed, ..rig.opening(&run, &start) }).await.unwrap();
    let sms = Box::new(crate::values::sms(&start.mobile, CODE));
    rig.settle(run.message(0), SmsOutcome::Retry { at: after(5), sms, attempts: 1 }).await;
    let again = rig.take_sms(after(5)).await.remove(0);
    assert!((again.key, again.attempts, again.expires) == (run.message(0), 1, after(180)));
}

async fn a_void_message_takes_every_step_but_the_sending(rig: Rig) {
    let known = rig.start().await;
    let nobody = rig.start_for("9810000099", "Nobody Here").await;
    let spent = known.clone().person_gets(0);
    for start in [&nobody, &spent] {
        let (queued, opened) = rig.try_open(start).await;
        assert!(matches!(opened, Opened::Open { void: true, slowed: false, .. }));
        assert_eq!(rig.store.next_sms().await.unwrap(), Some(START), "it lies in the queue like any other");
        assert!(rig.take_sms(START).await.is_empty());
        assert_eq!(rig.store.next_sms().await.unwrap(), None, "and leaves it");
        let handed = new_run(start);
        let opening = Opening { message: Message::Handed, ..rig.opening(&handed, start) };
        assert!(matches!(rig.store.open(opening).await, Ok(Opened::Open { void: true, .. })));
        rig.settle(handed.message(0), SmsOutcome::Void).await;
        for run in [queued, handed] {
            assert!(matches!(rig.resend(&run, start, CODE, 1, after(30)).await, Resent::Sent { void: true, .. }));
        }
        assert!(rig.take_sms(after(30)).await.is_empty());
    }
}

async fn what_became_of_a_message_is_written_also_when_nothing_else_is(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let taken = rig.take_sms(START).await.remove(0);
    rig.store.settle_sms(Settled { key: run.message(0), outcome: retry(taken, 5) });
    let written = async {
        while rig.store.next_sms().await.unwrap() != Some(after(5)) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), written).await.expect("it was never written");
}

async fn the_next_one_is_known(rig: Rig) {
    assert_eq!(rig.store.next_sms().await.unwrap(), None);
    let mut start = rig.start().await;
    for second in [7, 3, 5] {
        start.at = after(second);
        rig.open(&start).await;
    }
    assert_eq!(rig.store.next_sms().await.unwrap(), Some(after(3)));
    rig.take_sms(after(3)).await;
    assert_eq!(rig.store.next_sms().await.unwrap(), Some(after(5)));
}
