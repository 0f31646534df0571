//! What people see and say about the checks on them.

use std::time::Duration;

use domain::{
    audit::{
        entry::{Act, Entry},
        proof::verify_inclusion,
        tree::{Head, leaf_hash},
    },
    person::ReferenceId,
    problem::ErrorCode,
    session::Session,
};
use server::{
    audit::AnchorMode,
    ports::{
        Check, Entered, Entrance, Mark, MessageKey, Objections, Opened, Own, OwnDeed, Presentation, Presented,
        RecordId, Resent, SmsOutcome, VerificationId,
    },
};

use crate::{
    audit::counted,
    damage::rows,
    kit::{CODE, MOBILE, NAME, REFERENCE, Rig, Run, Start, Try, acting, after, random},
    values::{dose, mobile, person, sms},
};

crate::on_every_store!(
    each_of_a_family_sees_their_own_records,
    records_come_newest_first_and_page_by_page,
    a_withdrawal_revokes_and_closes_the_door_to_one_provider,
    a_pause_closes_it_to_all_and_its_end_opens_it,
    what_is_typed_in_a_pause_hurts_nobody,
    every_act_of_ones_own_has_one_entry,
    a_record_is_proved_to_be_in_the_log,
    records_of_one_moment_have_their_own_entries,
    a_receipt_leaves_once,
    receipts_have_their_time,
    a_consent_is_found_by_its_record,
);

pub(crate) const SISTER: &str = "Sunita Sharma";

/// Two people on one mobile.
pub(crate) async fn family(rig: &Rig) {
    let doses = || vec![dose(1, "2021-03-01"), dose(2, "2021-06-01")];
    rig.import(vec![person(REFERENCE, NAME, MOBILE, doses()), person("81234567890124", SISTER, MOBILE, doses())]).await;
}

async fn asks(rig: &Rig, provider: &str, name: &str, at: u64) -> Start {
    Start { provider: provider.into(), at: after(at), ..rig.start_for(MOBILE, name).await }
}

/// A check by a provider, answered.
pub(crate) async fn answered(rig: &Rig, provider: &str, name: &str, at: u64) -> RecordId {
    let run = rig.open(&asks(rig, provider, name, at).await).await;
    match rig.try_code(&run, CODE, after(at + 1)).await {
        Try::Right(stored) => stored.id(),
        other => panic!("{other:?}"),
    }
}

/// The person's own page, opened with a code of their own.
pub(crate) async fn own(rig: &Rig, name: &str, at: u64) -> Own {
    let run = rig.open(&asks(rig, "", name, at).await).await;
    let attempt = rig.attempt(&run, CODE, after(at + 1));
    let entrance = Entrance {
        id: run.id,
        is_right: attempt.is_right,
        policy: attempt.policy,
        failures: attempt.failures,
        counter: attempt.provider,
        session: VerificationId::new(attempt.now, random()),
        lives: Session::begin(attempt.now, Duration::from_mins(10)),
        witness: attempt.witness,
        now: attempt.now,
    };
    match rig.store.enter(entrance).await.unwrap() {
        Entered::Open(own) => *own,
        _ => panic!("{name} has no page"),
    }
}

fn deed(rig: &Rig, own: &Own, record: Option<RecordId>, at: u64) -> OwnDeed {
    OwnDeed {
        subject: rig.secrets.person_pseudonym(own.person()),
        reference: record.map(|record| rig.secrets.verification_pseudonym(&record.0)),
        salt: random(),
        now: after(at),
    }
}

pub(crate) async fn withdraw(rig: &Rig, own: &Own, record: RecordId, at: u64) -> bool {
    rig.store.withdraw(own, record, deed(rig, own, Some(record), at)).await.unwrap()
}

pub(crate) async fn pause(rig: &Rig, own: &Own, paused: bool, at: u64) -> bool {
    rig.store.set_paused(own, paused, deed(rig, own, None, at)).await.unwrap()
}

pub(crate) async fn ids(rig: &Rig, own: &Own) -> Vec<RecordId> {
    rig.store.checks(own, None, 100).await.unwrap().iter().map(|check| check.id).collect()
}

async fn present(rig: &Rig, record: RecordId, at: u64) -> Option<ErrorCode> {
    let mark = Mark { provider: "prv_hotel".into(), reference: [3; 16], salt: random(), now: after(at) };
    let presentation = Presentation { read: Ok(record), single_use: false, idempotency: None, mark };
    match rig.store.present(presentation).await.unwrap() {
        Presented::Good(_) => None,
        Presented::Refused(code) => Some(code),
        Presented::OtherRequest => panic!("another request"),
    }
}

/// Whether the provider's check would reach the person.
async fn reaches(rig: &Rig, provider: &str, name: &str, at: u64) -> bool {
    let (run, opened) = rig.try_open(&asks(rig, provider, name, at).await).await;
    let Opened::Open { void, .. } = opened else { panic!("limited") };
    let answered = rig.try_code(&run, CODE, after(at + 1)).await.is_right();
    assert_ne!(void, answered, "what is sent can be confirmed, and nothing else");
    answered
}

async fn each_of_a_family_sees_their_own_records(rig: Rig) {
    family(&rig).await;
    let (his, hers) = (answered(&rig, "prv_hotel", NAME, 0).await, answered(&rig, "prv_hotel", SISTER, 10).await);
    let (he, she) = (own(&rig, NAME, 20).await, own(&rig, SISTER, 30).await);
    assert!(ids(&rig, &he).await == [his] && ids(&rig, &she).await == [hers]);
    assert!(rig.store.check(&he, his).await.unwrap().is_some());
    assert!(rig.store.check(&he, hers).await.unwrap().is_none());
    assert!(!withdraw(&rig, &he, hers, 40).await, "another's record looks like none");
    assert_eq!(present(&rig, hers, 41).await, None);
    assert!(withdraw(&rig, &he, his, 42).await && pause(&rig, &he, true, 43).await);
    assert_eq!(rig.store.objections(&she).await.unwrap(), Objections::default());
    assert!(reaches(&rig, "prv_hotel", SISTER, 50).await);
    assert_eq!(present(&rig, hers, 60).await, None);
}

async fn records_come_newest_first_and_page_by_page(rig: Rig) {
    family(&rig).await;
    let mut all = Vec::new();
    for n in 0..5 {
        all.insert(0, answered(&rig, "prv_hotel", NAME, n * 10).await);
    }
    let he = own(&rig, NAME, 60).await;
    assert!(ids(&rig, &he).await == all);
    let first = rig.store.checks(&he, None, 2).await.unwrap();
    assert!(first.iter().map(|check| check.id).eq(all[..2].iter().copied()));
    let rest = rig.store.checks(&he, Some(first[1].id), 100).await.unwrap();
    assert!(rest.iter().map(|check| check.id).eq(all[2..].iter().copied()));
    let Check { consent, expires, used, revoked, .. } = &first[0];
    assert_eq!((consent.provider_id.as_str(), consent.purpose.as_str()), ("prv_hotel", "check-in"));
    assert_eq!((consent.given, *expires, *used, *revoked), (after(41), after(341), None, None));
}

async fn a_withdrawal_revokes_and_closes_the_door_to_one_provider(rig: Rig) {
    family(&rig).await;
    let (older, newer) = (answered(&rig, "prv_hotel", NAME, 0).await, answered(&rig, "prv_hotel", NAME, 10).await);
    let airline = answered(&rig, "prv_airline", NAME, 20).await;
    let start = asks(&rig, "prv_hotel", NAME, 30).await;
    let (open, resent) = (rig.open(&start).await, rig.open(&start).await);
    let he = own(&rig, NAME, 31).await;
    assert!(withdraw(&rig, &he, older, 40).await);
    let revoked = Some(ErrorCode::ResultRevoked);
    assert_eq!((present(&rig, older, 41).await, present(&rig, newer, 41).await), (revoked, revoked));
    assert_eq!(present(&rig, airline, 41).await, None);
    assert!(rig.store.collect(newer, after(41)).await.unwrap().is_none());
    assert!(
        matches!(rig.try_code(&open, CODE, after(42)).await, Try::Wrong(2)),
        "begun before, and looks like a decoy"
    );
    let again = rig.resend(&resent, &start, "555666", 1, after(61)).await;
    assert!(matches!(again, Resent::Sent { void: true, .. }), "no new code goes out");
    assert!(!reaches(&rig, "prv_hotel", NAME, 70).await);
    assert!(reaches(&rig, "prv_airline", NAME, 80).await);
    let Objections { paused, withdrawn } = rig.store.objections(&he).await.unwrap();
    assert_eq!((paused, withdrawn), (None, vec![("prv_hotel".to_owned(), after(40))]));
    assert_eq!(rig.store.check(&he, older).await.unwrap().unwrap().revoked, Some(after(40)));

    assert!(!rig.store.end_withdrawal(&he, "prv_airline", deed(&rig, &he, None, 90)).await.unwrap());
    assert!(rig.store.end_withdrawal(&he, "prv_hotel", deed(&rig, &he, None, 91)).await.unwrap());
    assert!(reaches(&rig, "prv_hotel", NAME, 100).await);
    assert_eq!(present(&rig, older, 110).await, revoked, "what was revoked stays so");
    assert_eq!(rig.store.objections(&he).await.unwrap(), Objections::default());
}

async fn a_pause_closes_it_to_all_and_its_end_opens_it(rig: Rig) {
    family(&rig).await;
    let given = answered(&rig, "prv_hotel", NAME, 0).await;
    let start = asks(&rig, "prv_airline", NAME, 5).await;
    let (open, resent) = (rig.open(&start).await, rig.open(&start).await);
    let he = own(&rig, NAME, 10).await;
    assert!(pause(&rig, &he, true, 20).await);
    assert_eq!(rig.store.objections(&he).await.unwrap().paused, Some(after(20)));
    for provider in ["prv_hotel", "prv_airline"] {
        assert!(!reaches(&rig, provider, NAME, 30).await, "{provider}");
    }
    assert!(matches!(rig.try_code(&open, CODE, after(35)).await, Try::Wrong(2)));
    let again = rig.resend(&resent, &start, "555666", 1, after(36)).await;
    assert!(matches!(again, Resent::Sent { void: true, .. }));
    assert_eq!(present(&rig, given, 40).await, None, "a pause takes nothing back");
    let again = own(&rig, NAME, 50).await;
    assert!(ids(&rig, &again).await == [given], "the person's own page goes on");
    assert!(pause(&rig, &again, false, 60).await);
    assert!(reaches(&rig, "prv_hotel", NAME, 70).await && reaches(&rig, "prv_airline", NAME, 80).await);
}

/// Neither the messages nor the guesses of the person are used up by those who ask in vain.
async fn what_is_typed_in_a_pause_hurts_nobody(rig: Rig) {
    family(&rig).await;
    let he = own(&rig, NAME, 0).await;
    let begun: Vec<Run> = {
        let start = asks(&rig, "prv_hotel", NAME, 1).await;
        let mut begun = Vec::new();
        for _ in 0..5 {
            begun.push(rig.open(&start).await);
        }
        begun
    };
    pause(&rig, &he, true, 2).await;
    for run in &begun {
        for _ in 0..3 {
            assert!(matches!(rig.try_code(run, CODE, after(3)).await, Try::Wrong(_)));
        }
    }
    let limited = asks(&rig, "prv_hotel", NAME, 4).await.person_gets(3);
    for _ in 0..8 {
        rig.open(&limited).await;
    }
    pause(&rig, &he, false, 5).await;
    let (run, opened) = rig.try_open(&Start { at: after(6), ..limited }).await;
    assert!(matches!(opened, Opened::Open { void: false, .. }), "three messages are left");
    assert!(rig.try_code(&run, CODE, after(7)).await.is_right(), "no pause after wrong codes");
}

async fn every_act_of_ones_own_has_one_entry(rig: Rig) {
    family(&rig).await;
    let record = answered(&rig, "prv_hotel", NAME, 0).await;
    let he = own(&rig, NAME, 10).await;
    let from = usize::try_from(rig.store.audit_head().await.unwrap().size).unwrap();
    for _ in 0..2 {
        withdraw(&rig, &he, record, 20).await;
        pause(&rig, &he, true, 21).await;
    }
    for _ in 0..2 {
        rig.store.end_withdrawal(&he, "prv_hotel", deed(&rig, &he, None, 22)).await.unwrap();
        pause(&rig, &he, false, 23).await;
    }
    let leaves = rig.store.audit_leaves(0, 1_000).await.unwrap().split_off(from);
    let entries: Vec<Entry> = leaves.iter().map(|(_, leaf)| Entry::parse(leaf).unwrap()).collect();
    let said: Vec<_> =
        entries.iter().map(|entry| (entry.act, entry.provider.as_ref().map(|word| word.as_str().to_owned()))).collect();
    let hotel = || Some("prv_hotel".to_owned());
    let expected = [
        (Act::ConsentWithdrawn, hotel()),
        (Act::ChecksPaused, None),
        (Act::WithdrawalEnded, hotel()),
        (Act::ChecksResumed, None),
    ];
    assert_eq!(said, expected);
    for entry in &entries {
        assert_eq!(entry.subject.unwrap().as_bytes(), &rig.secrets.person_pseudonym(he.person()));
    }
    assert_eq!(entries[0].reference.unwrap().as_bytes(), &rig.secrets.verification_pseudonym(&record.0));
    assert_eq!(counted(&rig).await.get(Act::ResultRevoked.as_str()), None, "one act, one entry");
}

async fn a_record_is_proved_to_be_in_the_log(rig: Rig) {
    family(&rig).await;
    for n in 0..3 {
        answered(&rig, "prv_hotel", SISTER, n * 10).await;
    }
    let record = answered(&rig, "prv_hotel", NAME, 40).await;
    let he = own(&rig, NAME, 50).await;
    let entry = rig.store.check(&he, record).await.unwrap().unwrap().entry.unwrap();
    let proof = rig.store.audit_proof(entry).await.unwrap().unwrap();
    let said = Entry::parse(&proof.leaf).unwrap();
    assert_eq!((said.act, said.at), (Act::ResultGiven, after(41)));
    assert_eq!(said.subject.unwrap().as_bytes(), &rig.secrets.person_pseudonym(he.person()));
    assert_eq!(proof.head, rig.store.audit_head().await.unwrap());
    let head = Head { size: proof.head.size, root: proof.head.root };
    assert_eq!(verify_inclusion(&leaf_hash(&proof.leaf), entry, &head, &proof.path), Ok(()));
    assert!(rig.store.audit_proof(proof.head.size).await.unwrap().is_none());
}

/// An answer whose receipt the person wishes for by SMS.
async fn records_of_one_moment_have_their_own_entries(rig: Rig) {
    family(&rig).await;
    let answer = |name, at| answered(&rig, "prv_hotel", name, at);
    let (a, b, c, d) = tokio::join!(answer(NAME, 10), answer(SISTER, 20), answer(NAME, 30), answer(SISTER, 40));
    for (name, records) in [(NAME, [(a, 11), (c, 31)]), (SISTER, [(b, 21), (d, 41)])] {
        let own = own(&rig, name, 50).await;
        for (record, at) in records {
            let entry = rig.store.check(&own, record).await.unwrap().unwrap().entry.unwrap();
            let said = Entry::parse(&rig.store.audit_proof(entry).await.unwrap().unwrap().leaf).unwrap();
            assert_eq!((said.act, said.at), (Act::ResultGiven, after(at)));
        }
    }
}

async fn with_receipt(rig: &Rig, at: u64) -> RecordId {
    let run = rig.open(&asks(rig, "prv_hotel", NAME, at).await).await;
    let mut attempt = rig.attempt(&run, CODE, after(at + 1));
    attempt.notice = Some(sms(&mobile(MOBILE), "receipt"));
    match rig.try_attempt(attempt).await.unwrap() {
        Try::Right(stored) => stored.id(),
        other => panic!("{other:?}"),
    }
}

async fn due(rig: &Rig, at: u64) -> Vec<MessageKey> {
    let due = rig.store.due_sms(after(at), 100).await.unwrap();
    due.into_iter().filter(|message| message.key.is_notice()).map(|message| message.key).collect()
}

async fn a_receipt_leaves_once(rig: Rig) {
    family(&rig).await;
    let record = with_receipt(&rig, 0).await;
    assert_eq!(rig.store.next_sms().await.unwrap(), Some(after(1)));
    let taken = rig.store.due_sms(after(1), 100).await.unwrap();
    let [message] = taken.as_slice() else { panic!("{} messages", taken.len()) };
    assert!(message.key == MessageKey::notice(record));
    assert_eq!((message.sms.to.as_str(), message.sms.text.as_str()), (MOBILE, "receipt is your code. Ref KD"));
    assert_ne!(message.key.number(), MessageKey { verification: record, generation: 0 }.number());
    assert!(due(&rig, 2).await.is_empty(), "a sender has it");
    let again = SmsOutcome::Retry { at: after(5), sms: Box::new(message.sms.clone()), attempts: 1 };
    rig.settle(message.key, again).await;
    assert_eq!((due(&rig, 4).await.len(), due(&rig, 5).await.len()), (0, 1));
    rig.settle(message.key, SmsOutcome::Sent { gateway: "one".into() }).await;
    assert_eq!((due(&rig, 6).await.len(), rig.store.next_sms().await.unwrap()), (0, None));
}

async fn receipts_have_their_time(rig: Rig) {
    family(&rig).await;
    with_receipt(&rig, 0).await;
    assert!(due(&rig, 601).await.is_empty(), "ten minutes later it would only confuse");
    assert_eq!(rig.store.next_sms().await.unwrap(), None);
    let taken = with_receipt(&rig, 700).await;
    assert!(due(&rig, 702).await == [MessageKey::notice(taken)]);
    let late = SmsOutcome::Retry { at: after(1_400), sms: Box::new(sms(&mobile(MOBILE), "receipt")), attempts: 1 };
    rig.settle(MessageKey::notice(taken), late).await;
    assert!(due(&rig, 1_301).await.is_empty() && due(&rig, 1_500).await.is_empty());
}

async fn a_consent_is_found_by_its_record(rig: Rig) {
    family(&rig).await;
    let record = answered(&rig, "prv_hotel", NAME, 0).await;
    let (consent, as_of) = rig.store.consent(record).await.unwrap().unwrap();
    assert_eq!((consent.provider_id.as_str(), consent.given), ("prv_hotel", after(1)));
    assert_eq!(as_of, after(1).date());
    assert!(rig.store.consent(VerificationId::new(after(1), random())).await.unwrap().is_none());
}

#[tokio::test]
async fn a_no_outlives_a_restart_a_rotation_and_not_the_person() {
    let rig = Rig::on_sqlite();
    family(&rig).await;
    let record = with_receipt(&rig, 0).await;
    let he = own(&rig, NAME, 10).await;
    assert!(withdraw(&rig, &he, record, 20).await && pause(&rig, &he, true, 21).await);
    let rig = rig.restart();
    assert!(rig.store.rotate_data_keys(acting()).await.unwrap());
    while rig.store.reseal(100, acting()).await.unwrap() != server::ports::Resealed::Finished {}
    let he = own(&rig, NAME, 30).await;
    let said = rig.store.objections(&he).await.unwrap();
    assert_eq!((said.paused, said.withdrawn), (Some(after(21)), vec![("prv_hotel".to_owned(), after(20))]));
    assert!(!reaches(&rig, "prv_hotel", NAME, 40).await && !reaches(&rig, "prv_airline", NAME, 50).await);

    let kept = |rig: &Rig| ["objections", "notices", "records"].map(|table| rows(rig, table));
    assert_eq!(kept(&rig), [2, 1, 1]);
    let reference = ReferenceId::parse(REFERENCE).unwrap();
    let closed = rig.closed();
    let store = closed.reopen(&closed.path(), AnchorMode::Check).unwrap();
    assert!(store.erase(&reference, acting()).await.unwrap());
    drop(store);
    assert_eq!(kept(&closed), [0, 0, 0]);
}
