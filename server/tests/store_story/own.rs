//! The person's own page: sessions, and cases.

use std::{sync::Arc, time::Duration};

use domain::{
    audit::entry::Act,
    case::{CaseNumber, DoseRef, Outcome, RecordFault, Report},
    code::{CodeHash, GuessRefused, verify_mac},
    session::{LONGEST, Session},
    time::Timestamp,
};
use server::ports::{Case, Entered, Entrance, Filing, Mark, Own, SessionId, StoreError, VerificationId};
use tokio::task::JoinSet;

use crate::{
    audit::counted,
    kit::{CODE, MOBILE, NAME, REFERENCE, Rig, Run, START, Start, Try, WRONG, after, binding, random},
    values::{dose, person},
};

crate::on_every_store!(
    a_right_code_opens_a_session,
    a_session_ends_with_its_time_and_by_wish,
    a_code_opens_one_session_also_in_parallel,
    wrong_codes_and_decoys_open_nothing,
    a_code_for_a_provider_opens_no_session,
    a_code_for_oneself_gives_a_provider_nothing,
    a_session_shows_one_person_of_a_mobile,
    a_report_is_one_case,
    a_case_is_closed_once,
    every_act_has_its_entry,
    what_is_over_is_swept,
    freshness_is_that_of_the_last_import,
);

const LIFE: Duration = Duration::from_mins(10);

impl Rig {
    /// How a person begins a check for their own eyes.
    async fn own_start(&self) -> Start {
        Start { provider: String::new(), ..self.start().await }
    }

    pub(crate) async fn enter(&self, run: &Run, code: &str, at: Timestamp) -> (SessionId, Entered) {
        let session = VerificationId::new(at, random());
        (session, self.store.enter(self.entrance(run, session, code, at)).await.unwrap())
    }

    fn entrance(&self, run: &Run, session: SessionId, code: &str, at: Timestamp) -> Entrance {
        let (code, secrets, bound) = (CodeHash::parse(code).unwrap(), Arc::clone(&self.secrets), run.clone());
        Entrance {
            id: run.id,
            is_right: Box::new(move |generation, mac| {
                verify_mac(secrets.otp_key(), &binding(&bound, generation), &code, mac)
            }),
            policy: self.policy,
            failures: self.failures,
            counter: self.provider_counter(&run.provider),
            session,
            lives: Session::begin(at, LIFE),
            witness: self.witness(run),
            now: at,
        }
    }

    /// A session of the person of most stories, begun at the start.
    pub(crate) async fn session(&self) -> (Run, SessionId) {
        let run = self.open(&self.own_start().await).await;
        let (session, entered) = self.enter(&run, CODE, START).await;
        assert!(matches!(entered, Entered::Open(_)));
        (run, session)
    }

    async fn own(&self, session: SessionId, at: Timestamp) -> Option<Own> {
        self.store.own(session, at).await.unwrap()
    }

    async fn file(&self, run: &Run, session: SessionId, number: &str, report: Report, at: Timestamp) -> Option<Case> {
        self.try_file(run, session, number, report, at).await.unwrap()
    }

    async fn try_file(
        &self,
        run: &Run,
        session: SessionId,
        number: &str,
        report: Report,
        at: Timestamp,
    ) -> Result<Option<Case>, StoreError> {
        let number = CaseNumber::parse(number).unwrap();
        self.store.report(Filing { session, number, report, witness: self.witness(run), now: at }).await
    }
}

const MISSING: Report = Report { fault: RecordFault::DoseMissing, dose: None };

fn mark(at: Timestamp) -> Mark {
    Mark { provider: String::new(), reference: [7; 16], salt: random(), now: at }
}

async fn a_right_code_opens_a_session(rig: Rig) {
    let run = rig.open(&rig.own_start().await).await;
    let (session, entered) = rig.enter(&run, CODE, after(5)).await;
    let Entered::Open(own) = entered else { panic!("refused") };
    assert_eq!((own.record().name.as_str(), own.record().mobile.as_str()), (NAME, "******0001"));
    assert_eq!((own.record().birth_year.get(), own.record().doses.len()), (1980, 2));
    let again = rig.own(session, after(6)).await.unwrap();
    assert!(again.person() == own.person());
    assert_eq!(again.session().left(after(6)), LIFE.checked_sub(Duration::from_secs(1)).unwrap());
    let mut other = session;
    other.0[21] ^= 1;
    assert!(rig.own(other, after(6)).await.is_none());
}

async fn a_session_ends_with_its_time_and_by_wish(rig: Rig) {
    let (run, session) = rig.session().await;
    assert!(rig.own(session, after(599)).await.is_some());
    assert!(rig.own(session, after(600)).await.is_none());
    assert!(rig.file(&run, session, "W-0000-0001", MISSING, after(600)).await.is_none());
    assert!(rig.own(session, START.minus(Duration::from_hours(1))).await.is_none(), "a clock set back revives nothing");
    rig.store.end_session(session, rig.witness(&run), after(10)).await.unwrap();
    rig.store.end_session(session, rig.witness(&run), after(11)).await.unwrap();
    assert!(rig.own(session, after(12)).await.is_none());
    assert!(rig.file(&run, session, "W-0000-0001", MISSING, after(12)).await.is_none());
    assert!(rig.store.cases(true).await.unwrap().is_empty());
}

async fn a_code_opens_one_session_also_in_parallel(rig: Rig) {
    let mut rig = rig;
    rig.policy.max_guesses = 32;
    rig.failures.max = 33;
    let rig = Arc::new(rig);
    let start = rig.own_start().await;
    for _ in 0..4 {
        let run = rig.open(&start).await;
        let mut tries = JoinSet::new();
        for _ in 0..32 {
            let (rig, run) = (Arc::clone(&rig), run.clone());
            tries.spawn(async move {
                let (session, entered) = rig.enter(&run, CODE, after(1)).await;
                (matches!(entered, Entered::Open(_)), rig.own(session, after(2)).await.is_some())
            });
        }
        let outcomes = tries.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == (true, true)).count(), 1);
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == (false, false)).count(), 31);
        assert!(matches!(rig.enter(&run, CODE, after(3)).await.1, Entered::Refused(GuessRefused::Used)));
    }
}

async fn wrong_codes_and_decoys_open_nothing(rig: Rig) {
    let run = rig.open(&rig.own_start().await).await;
    let decoy = Start { provider: String::new(), ..rig.start_for("9810000099", "Nobody Here").await };
    let decoy = rig.open(&decoy).await;
    for left in [2, 1, 0] {
        assert!(matches!(rig.enter(&run, WRONG, after(1)).await.1, Entered::Wrong { left: now } if now == left));
        assert!(matches!(rig.enter(&decoy, CODE, after(1)).await.1, Entered::Wrong { left: now } if now == left));
    }
    for run in [&run, &decoy] {
        let entered = rig.enter(run, CODE, after(1)).await.1;
        assert!(matches!(entered, Entered::Refused(GuessRefused::AttemptsExceeded)));
    }
    let late = rig.open(&rig.own_start().await).await;
    assert!(matches!(rig.enter(&late, CODE, after(180)).await.1, Entered::Refused(GuessRefused::Expired)));
    assert!(matches!(rig.enter(&late, CODE, after(100)).await.1, Entered::Refused(GuessRefused::Expired)));
}

async fn a_code_for_a_provider_opens_no_session(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let (session, entered) = rig.enter(&run, CODE, after(1)).await;
    assert!(matches!(entered, Entered::Gone));
    assert!(rig.own(session, after(1)).await.is_none());
    assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.guesses, 0, "nor is it a guess");
    assert!(rig.try_code(&run, CODE, after(2)).await.is_right());
}

async fn a_code_for_oneself_gives_a_provider_nothing(rig: Rig) {
    let run = rig.open(&rig.own_start().await).await;
    assert!(matches!(rig.try_code(&run, CODE, after(1)).await, Try::Gone));
    assert!(matches!(rig.enter(&run, CODE, after(2)).await.1, Entered::Open(_)), "nothing was used up");
}

async fn a_session_shows_one_person_of_a_mobile(rig: Rig) {
    let sister = person("81234567890124", "Sunita Sharma", MOBILE, vec![dose(1, "2021-04-01")]);
    rig.import(vec![sister]).await;
    let (_, session) = rig.session().await;
    let start = Start { provider: String::new(), ..rig.start_for(MOBILE, "Sunita Sharma").await };
    let run = rig.open(&start).await;
    let (hers, entered) = rig.enter(&run, CODE, START).await;
    assert!(matches!(entered, Entered::Open(_)));
    let (his, hers) = (rig.own(session, START).await.unwrap(), rig.own(hers, START).await.unwrap());
    assert_eq!((his.record().name.as_str(), his.record().doses.len()), (NAME, 2));
    assert_eq!((hers.record().name.as_str(), hers.record().doses.len()), ("Sunita Sharma", 1));
    assert!(his.person() != hers.person());
}

async fn a_report_is_one_case(rig: Rig) {
    let (run, session) = rig.session().await;
    let of_dose = Report { dose: Some(DoseRef { number: 1, date: "2021-03-01".parse().unwrap() }), ..MISSING };
    let first = rig.file(&run, session, "W-0000-0001", MISSING, after(1)).await.unwrap();
    assert_eq!((first.number.as_str(), first.reference_id.as_str(), first.closed), ("W-0000-0001", REFERENCE, None));
    let same = rig.file(&run, session, "W-0000-0002", MISSING, after(2)).await.unwrap();
    assert_eq!(same, first, "the same report is the same case");
    let other = rig.file(&run, session, "W-0000-0003", of_dose, after(3)).await.unwrap();
    assert_eq!(other.report, of_dose);
    let wrong_name = Report { fault: RecordFault::WrongName, dose: None };
    let taken = rig.try_file(&run, session, "W-0000-0001", wrong_name, after(4)).await;
    assert!(matches!(taken, Err(StoreError::Conflict(_))));
    assert_eq!(rig.own(session, after(5)).await.unwrap().record().cases, [first.clone(), other.clone()]);
    assert_eq!(rig.store.cases(false).await.unwrap(), [first, other]);
}

async fn a_case_is_closed_once(rig: Rig) {
    let (run, session) = rig.session().await;
    let case = rig.file(&run, session, "W-0000-0001", MISSING, after(1)).await.unwrap();
    let close = async |outcome| rig.store.close_case(case.number.clone(), outcome, mark(after(2))).await.unwrap();
    assert!(close(Outcome::Corrected).await);
    assert!(!close(Outcome::Declined).await);
    let unknown = CaseNumber::parse("W-ZZZZ-ZZZZ").unwrap();
    assert!(!rig.store.close_case(unknown, Outcome::Declined, mark(after(2))).await.unwrap());
    assert!(rig.store.cases(false).await.unwrap().is_empty());
    let closed = rig.store.cases(true).await.unwrap();
    assert_eq!(closed[0].closed, Some((after(2), Outcome::Corrected)));
    let again = rig.file(&run, session, "W-0000-0002", MISSING, after(3)).await.unwrap();
    assert_eq!(again.number.as_str(), "W-0000-0002", "what was closed can be reported anew");
}

async fn every_act_has_its_entry(rig: Rig) {
    let (run, session) = rig.session().await;
    let before = counted(&rig).await;
    assert_eq!(before[Act::OwnStatusOpened.as_str()], 1);
    for number in ["W-0000-0001", "W-0000-0002"] {
        rig.file(&run, session, number, MISSING, after(1)).await.unwrap();
    }
    for _ in 0..2 {
        let number = CaseNumber::parse("W-0000-0001").unwrap();
        rig.store.close_case(number, Outcome::Declined, mark(after(2))).await.unwrap();
        rig.store.end_session(session, rig.witness(&run), after(3)).await.unwrap();
    }
    let mut expected = before;
    for act in [Act::CaseOpened, Act::CaseClosed, Act::OwnStatusClosed] {
        expected.insert(act.as_str(), 1);
    }
    assert_eq!(counted(&rig).await, expected);
}

async fn what_is_over_is_swept(rig: Rig) {
    let (run, session) = rig.session().await;
    for number in ["W-0000-0001", "W-0000-0002"] {
        let dose = Some(DoseRef { number: 1, date: "2021-03-01".parse().unwrap() }).filter(|_| number.ends_with('2'));
        rig.file(&run, session, number, Report { dose, ..MISSING }, after(1)).await.unwrap();
    }
    let closed = CaseNumber::parse("W-0000-0001").unwrap();
    rig.store.close_case(closed, Outcome::Declined, mark(after(2))).await.unwrap();
    assert_eq!(rig.store.sweep(START.plus(LONGEST)).await.unwrap(), 0);
    assert_eq!(rig.store.sweep(START.plus(LONGEST).plus(Duration::from_secs(1))).await.unwrap(), 1, "the session");
    let kept = Duration::from_hours(24 * 400);
    rig.store.sweep(after(2).plus(kept)).await.unwrap();
    assert_eq!(rig.store.cases(true).await.unwrap().len(), 2);
    rig.store.sweep(after(3).plus(kept)).await.unwrap();
    let left = rig.store.cases(true).await.unwrap();
    assert_eq!(left.iter().map(|case| case.number.as_str()).collect::<Vec<_>>(), ["W-0000-0002"], "an open case stays");
}

async fn freshness_is_that_of_the_last_import(rig: Rig) {
    let (_, session) = rig.session().await;
    assert_eq!(rig.own(session, after(1)).await.unwrap().record().imported, Some(START));
}

mod on_disk {
    use domain::person::ReferenceId;
    use server::store::sqlite::Inspector;

    use super::*;
    use crate::kit::acting;

    #[tokio::test]
    async fn a_copy_of_the_database_opens_no_session() {
        let rig = Rig::on_sqlite();
        let (_, session) = rig.session().await;
        let database = rusqlite::Connection::open(rig.path()).unwrap();
        let key: [u8; 22] = database.query_row("SELECT key FROM sessions", [], |row| row.get(0)).unwrap();
        assert_eq!(key[..6], session.0[..6], "rows lie in the order of time");
        assert_ne!(key[6..], session.0[6..]);
        assert!(rig.own(VerificationId(key), START).await.is_none());
    }

    #[tokio::test]
    async fn a_restart_ends_no_session_and_erasing_ends_all() {
        let rig = Rig::on_sqlite();
        let (run, session) = rig.session().await;
        rig.file(&run, session, "W-0000-0001", MISSING, after(1)).await.unwrap();
        let rig = rig.restart();
        assert!(rig.own(session, after(2)).await.is_some());
        let store = rig.reopen(&rig.path(), server::audit::AnchorMode::Check).unwrap();
        assert!(store.erase(&ReferenceId::parse(REFERENCE).unwrap(), acting()).await.unwrap());
        assert!(rig.own(session, after(3)).await.is_none());
        assert!(rig.store.cases(true).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn sessions_and_cases_are_sealed_anew() {
        let rig = Rig::on_sqlite();
        let (run, session) = rig.session().await;
        rig.file(&run, session, "W-0000-0001", MISSING, after(1)).await.unwrap();
        assert!(rig.store.rotate_data_keys(acting()).await.unwrap());
        while !matches!(rig.store.reseal(100, acting()).await.unwrap(), server::ports::Resealed::Finished) {}
        assert_eq!(rig.own(session, after(2)).await.unwrap().record().cases.len(), 1);
        let inspector = Inspector::open(&rig.path(), Arc::clone(&rig.secrets), Arc::new(server::system::OsEntropy));
        assert_eq!(inspector.unwrap().check().unwrap().findings, [""; 0]);
    }
}
