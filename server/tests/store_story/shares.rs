//! Share links: shown until they end or are taken back, counted by person, erased with the person.

use std::time::Duration;

use domain::{audit::entry::Act, language::Language, time::Timestamp};
use server::ports::{SessionId, Share, ShareContent, ShareId, ShareKey, Shared, Sharing};

use crate::{
    kit::{CODE, Rig, Run, START, after, random},
    values::{dose, person},
};

crate::on_every_store!(
    a_link_shows_what_was_shared_until_it_ends,
    a_link_is_taken_back_by_its_owner_alone,
    a_person_makes_so_many_links_a_day,
    a_session_that_is_over_shares_nothing,
    every_act_has_its_entry,
    what_is_over_is_swept,
);

const DAY: u64 = 24 * 3_600;
const LIFE: u64 = 30 * DAY;

fn badge(name: Option<&str>) -> ShareContent {
    ShareContent { status: 2, as_of: START.date(), language: Language::Gu, name: name.map(str::to_owned) }
}

impl Rig {
    fn sharing(&self, run: &Run, session: SessionId, at: Timestamp) -> Sharing {
        Sharing {
            session,
            id: ShareId::new(random()),
            content: badge(Some("રાજેશ")),
            ends: at.plus(Duration::from_secs(LIFE)),
            most: 3,
            witness: self.witness(run),
            now: at,
        }
    }

    async fn share(&self, run: &Run, session: SessionId, at: Timestamp) -> (ShareId, Shared) {
        let sharing = self.sharing(run, session, at);
        (sharing.id, self.store.share(sharing).await.unwrap())
    }

    async fn shown(&self, id: ShareId, at: Timestamp) -> Option<Share> {
        self.store.shared(id, at).await.unwrap()
    }

    /// A second session of another person, for whom the first one's links are none.
    async fn session_of_another(&self) -> (Run, SessionId) {
        let (name, mobile, reference) = ("Asha Rao", "+919810000099", "81234567890199");
        self.import(vec![person(reference, name, mobile, vec![dose(1, "2021-03-01")])]).await;
        let start = crate::kit::Start { provider: String::new(), ..self.start_for(mobile, name).await };
        let run = self.open(&start).await;
        let (session, entered) = self.enter(&run, CODE, START).await;
        assert!(matches!(entered, server::ports::Entered::Open(_)));
        (run, session)
    }
}

fn made(shared: Shared) -> Share {
    match shared {
        Shared::Made(share) => share,
        other => panic!("{other:?}"),
    }
}

async fn a_link_shows_what_was_shared_until_it_ends(rig: Rig) {
    let (run, session) = rig.session().await;
    let (id, shared) = rig.share(&run, session, after(5)).await;
    let share = made(shared);
    assert_eq!((share.made, share.ends, &share.content), (after(5), after(5 + LIFE), &badge(Some("રાજેશ"))));
    assert_eq!(rig.shown(id, after(5)).await, Some(share.clone()));
    assert_eq!(rig.shown(id, after(5 + LIFE - 1)).await, Some(share.clone()), "long after the session");
    assert_eq!(rig.shown(id, after(5 + LIFE)).await, None);
    assert_eq!(rig.shown(ShareId::new(random()), after(5)).await, None);
    assert_eq!(rig.store.shares(session, after(6)).await.unwrap(), Some(vec![share]));
}

async fn a_link_is_taken_back_by_its_owner_alone(rig: Rig) {
    let (run, session) = rig.session().await;
    let (other_run, other) = rig.session_of_another().await;
    let (id, shared) = rig.share(&run, session, after(1)).await;
    let key = made(shared).key;
    assert_eq!(rig.store.shares(other, after(2)).await.unwrap(), Some(vec![]));
    assert!(!rig.store.unshare(other, key, rig.witness(&other_run), after(2)).await.unwrap());
    assert!(!rig.store.unshare(session, ShareKey([7; 16]), rig.witness(&run), after(2)).await.unwrap());
    assert!(rig.shown(id, after(2)).await.is_some());
    assert!(rig.store.unshare(session, key, rig.witness(&run), after(3)).await.unwrap());
    assert!(rig.shown(id, after(3)).await.is_none());
    assert_eq!(rig.store.shares(session, after(3)).await.unwrap(), Some(vec![]));
    assert!(!rig.store.unshare(session, key, rig.witness(&run), after(4)).await.unwrap(), "once only");
}

async fn a_person_makes_so_many_links_a_day(rig: Rig) {
    let (run, session) = rig.session().await;
    let key = made(rig.share(&run, session, after(1)).await.1).key;
    assert!(rig.store.unshare(session, key, rig.witness(&run), after(2)).await.unwrap());
    for second in [3, 4] {
        made(rig.share(&run, session, after(second)).await.1);
    }
    let (id, fourth) = rig.share(&run, session, after(5)).await;
    assert_eq!(fourth, Shared::TooMany, "the one that was taken back counts");
    assert!(rig.shown(id, after(5)).await.is_none());
    let (other_run, other) = rig.session_of_another().await;
    made(rig.share(&other_run, other, after(6)).await.1);
}

async fn a_session_that_is_over_shares_nothing(rig: Rig) {
    let (run, session) = rig.session().await;
    let (_, shared) = rig.share(&run, session, after(1)).await;
    let key = made(shared).key;
    rig.store.end_session(session, rig.witness(&run), after(2)).await.unwrap();
    assert_eq!(rig.share(&run, session, after(3)).await.1, Shared::Over);
    assert_eq!(rig.store.shares(session, after(3)).await.unwrap(), None);
    assert!(!rig.store.unshare(session, key, rig.witness(&run), after(3)).await.unwrap());
}

async fn every_act_has_its_entry(rig: Rig) {
    let (run, session) = rig.session().await;
    let key = made(rig.share(&run, session, after(1)).await.1).key;
    for second in [2, 3, 4, 5] {
        rig.share(&run, session, after(second)).await;
    }
    rig.store.unshare(session, key, rig.witness(&run), after(6)).await.unwrap();
    rig.store.unshare(session, key, rig.witness(&run), after(7)).await.unwrap();
    let acts = crate::audit::counted(&rig).await;
    assert_eq!(acts.get(Act::StatusShared.as_str()), Some(&3), "refused ones leave none");
    assert_eq!(acts.get(Act::ShareTakenBack.as_str()), Some(&1));
}

async fn what_is_over_is_swept(rig: Rig) {
    let (run, session) = rig.session().await;
    made(rig.share(&run, session, START).await.1);
    let kept = made(rig.share(&run, session, after(10)).await.1);
    rig.store.unshare(session, kept.key, rig.witness(&run), after(11)).await.unwrap();
    // everything of the flow is swept by then; the two links are what is left
    rig.store.sweep(after(LIFE - DAY)).await.unwrap();
    assert_eq!(rig.store.sweep(after(LIFE)).await.unwrap(), 0);
    assert_eq!(rig.store.sweep(after(LIFE + 1)).await.unwrap(), 1);
    assert_eq!(rig.store.sweep(after(LIFE + 11)).await.unwrap(), 1);
}
