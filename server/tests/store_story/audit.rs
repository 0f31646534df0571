//! The audit log: every act has exactly one entry, written with it.

use std::collections::BTreeMap;

use domain::audit::{
    entry::{Act, Entry, Word},
    tile,
    tree::{Frontier, Hash, leaf_hash},
};
use server::ports::Resent;

use crate::{
    kit::{CODE, Rig, START, WRONG, acting, after},
    values::signing_key,
};

crate::on_every_store!(
    every_act_has_exactly_one_entry,
    entries_say_who_and_what,
    what_changes_nothing_leaves_no_entry,
    hashes_of_every_level_follow_from_the_entries,
);

/// All entries, after checking that the head follows from them.
pub(crate) async fn entries(rig: &Rig) -> Vec<Entry> {
    let (mut leaves, mut frontier) = (Vec::new(), Frontier::default());
    loop {
        let some = rig.store.audit_leaves(leaves.len() as u64, 7).await.unwrap();
        if some.is_empty() {
            break;
        }
        leaves.extend(some.into_iter().map(|(hash, leaf)| {
            assert_eq!(hash, leaf_hash(&leaf), "the stored hash is the leaf's");
            leaf
        }));
    }
    for leaf in &leaves {
        frontier.append(leaf_hash(leaf));
    }
    let head = rig.store.audit_head().await.unwrap();
    assert_eq!((head.size, head.root), (frontier.size(), frontier.root()), "the head follows from the entries");
    leaves.iter().map(|leaf| Entry::parse(leaf).unwrap()).collect()
}

/// How often each act stands in the log.
pub(crate) async fn counted(rig: &Rig) -> BTreeMap<&'static str, usize> {
    let mut counted = BTreeMap::new();
    for entry in entries(rig).await {
        *counted.entry(entry.act.as_str()).or_default() += 1;
    }
    counted
}

async fn every_act_has_exactly_one_entry(rig: Rig) {
    let start = rig.start().await;
    let before = counted(&rig).await;
    let mut expected = before.clone();
    let mut count = |act: Act, times: usize| *expected.entry(act.as_str()).or_default() += times;
    for _ in 0..5 {
        let run = rig.open(&start).await;
        rig.try_code(&run, WRONG, after(1)).await;
        rig.resend(&run, &start, "555666", 1, after(30)).await;
        rig.try_code(&run, "555666", after(31)).await;
        let cancelled = rig.open(&start).await;
        rig.cancel(&cancelled, after(1)).await;
    }
    count(Act::VerificationOpened, 10);
    count(Act::CodeRefused, 5);
    count(Act::CodeSentAgain, 5);
    count(Act::ResultGiven, 5);
    count(Act::VerificationCancelled, 5);
    rig.store.add_signing_key(signing_key("k1", 1, START), acting()).await.unwrap();
    count(Act::KeysRotated, 1);
    assert_eq!(counted(&rig).await, expected);
}

async fn entries_say_who_and_what(rig: Rig) {
    let start = rig.start().await;
    let from = rig.store.audit_head().await.unwrap().size;
    let run = rig.open(&start).await;
    rig.try_code(&run, WRONG, after(1)).await;
    rig.try_code(&run, CODE, after(2)).await;
    rig.store.add_signing_key(signing_key("k1", 1, START), acting()).await.unwrap();
    let entries = entries(&rig).await.split_off(usize::try_from(from).unwrap());
    let acts = [Act::VerificationOpened, Act::CodeRefused, Act::ResultGiven, Act::KeysRotated];
    assert_eq!(entries.iter().map(|entry| entry.act).collect::<Vec<_>>(), acts);
    for (entry, at) in entries.iter().zip([START, after(1), after(2)]) {
        assert_eq!((entry.at, entry.provider.as_ref().map(Word::as_str)), (at, Some("prv_hotel")));
        assert_eq!(entry.subject.unwrap().as_bytes(), &start.pseudonym);
        assert_eq!(entry.reference.unwrap().as_bytes(), &rig.secrets.verification_pseudonym(&run.id.0));
    }
    let last = entries.last().unwrap();
    assert_eq!((last.note.as_ref().map(Word::as_str), last.subject), (Some("k1"), None));
    let salts: std::collections::HashSet<_> = entries.iter().map(|entry| entry.salt).collect();
    assert_eq!(salts.len(), 4, "nobody can guess an entry from its hash");
}

async fn what_changes_nothing_leaves_no_entry(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    rig.store.add_signing_key(signing_key("k1", 1, START), acting()).await.unwrap();
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right());
    let before = rig.store.audit_head().await.unwrap();
    rig.try_code(&run, CODE, after(2)).await;
    rig.cancel(&run, after(2)).await;
    assert!(matches!(rig.resend(&run, &start, CODE, 1, after(40)).await, Resent::Refused(_)));
    assert!(rig.store.add_signing_key(signing_key("k1", 2, START), acting()).await.is_err());
    assert!(!rig.store.set_suspended("prv_nobody", true, acting()).await.unwrap());
    // The same verification again is refused after its counters were charged.
    assert!(rig.store.open(rig.opening(&run, &start)).await.is_err());
    rig.take_sms(after(3)).await;
    rig.store.sweep(after(4)).await.unwrap();
    assert_eq!(rig.store.audit_head().await.unwrap(), before);
}

async fn hashes_of_every_level_follow_from_the_entries(rig: Rig) {
    let start = rig.start().await;
    for _ in 0..260 {
        rig.open(&start).await;
    }
    let size = rig.store.audit_head().await.unwrap().size;
    let leaves = rig.store.audit_leaves(0, 1_000).await.unwrap();
    let hashes: Vec<Hash> = leaves.iter().map(|(_, leaf)| leaf_hash(leaf)).collect();
    assert_eq!(hashes.len() as u64, size);
    let open = u16::try_from(size - 256).unwrap();
    for (first, count) in [(0, 256), (0, 1), (100, 57), (256, open), (size - 1, 1)] {
        let from = usize::try_from(first).unwrap();
        let expected = hashes[from..from + usize::from(count)].to_vec();
        assert_eq!(rig.store.audit_hashes(0, first, count).await.unwrap(), Some(expected), "{count} from {first}");
    }
    let of_full_tile = tile::root(&hashes[..256]);
    assert_eq!(rig.store.audit_hashes(1, 0, 1).await.unwrap(), Some(vec![of_full_tile]));
    for (level, first, count) in [(0, size, 1), (0, size - 1, 2), (1, 0, 2), (1, 1, 1), (2, 0, 1)] {
        let found = rig.store.audit_hashes(level, first, count).await.unwrap();
        assert!(found.is_none(), "{count} of level {level} from {first}");
    }
}
