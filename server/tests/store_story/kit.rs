//! A store with people in it, a clock moved by hand, and the service's side of the protocol in a few words.

use std::{path::PathBuf, sync::Arc, time::Duration};

use domain::{
    code::{Binding, Code, CodeState, FailurePolicy, GuessRefused, Policy, mac, verify_mac},
    mobile::Mobile,
    person::Person,
    time::Timestamp,
};
use server::{
    ports::{
        Charge, CounterKey, Entropy, Guessing, ImportCounts, ImportedPerson, Opened, Opening, PersonKey, Redemption,
        Resend, Resent, Store, StoreError, Typed, VerificationId,
    },
    secrets::{MasterKey, Secrets},
    store::{
        Redeemed, Retention, StoredResult,
        memory::MemoryStore,
        sqlite::{Options, SqliteStore},
    },
    system::OsEntropy,
};

use crate::values::{ask, claims, consent, dose, mobile, person, sms};

/// The code that every verification of the kit sends.
pub(crate) const CODE: &str = "483920";
/// A wrong one.
pub(crate) const WRONG: &str = "111111";
/// When every story begins.
pub(crate) const START: Timestamp = Timestamp::from_seconds(1_800_000_000);
/// The person that most stories are about.
pub(crate) const NAME: &str = "Rajesh Sharma";
pub(crate) const MOBILE: &str = "+919810000001";
pub(crate) const REFERENCE: &str = "81234567890123";

/// A store, its secrets, and where it lies.
pub(crate) struct Rig {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) policy: Policy,
    pub(crate) failures: FailurePolicy,
    folder: Option<tempfile::TempDir>,
}

/// One verification as the caller knows it.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) id: VerificationId,
    pub(crate) provider: String,
    pub(crate) origin: String,
}

/// What a typed code led to.
pub(crate) enum Try {
    Right(Box<StoredResult>),
    /// Wrong, with the guesses left.
    Wrong(u8),
    Refused(GuessRefused),
    /// The code was right, but it was consumed, replaced or expired in between.
    Lost,
    Gone,
}

impl Try {
    pub(crate) fn is_right(&self) -> bool {
        matches!(self, Self::Right(_))
    }
}

/// How a verification is opened.
#[derive(Clone)]
pub(crate) struct Start {
    pub(crate) at: Timestamp,
    pub(crate) person: Option<PersonKey>,
    pub(crate) subject: CounterKey,
    pub(crate) mobile: Mobile,
    pub(crate) name: String,
    pub(crate) provider: String,
    pub(crate) budgets: Vec<Charge>,
    pub(crate) quiet_limits: Vec<Charge>,
}

impl Rig {
    pub(crate) fn in_memory() -> Self {
        let store = MemoryStore::new(Arc::new(OsEntropy), Retention::default());
        Self::new(Arc::new(store), new_secrets(), None)
    }

    pub(crate) fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = new_secrets();
        let store = open(&folder.path().join("kyvs.db"), &secrets);
        Self::new(Arc::new(store), secrets, Some(folder))
    }

    fn new(store: Arc<dyn Store>, secrets: Arc<Secrets>, folder: Option<tempfile::TempDir>) -> Self {
        Self { store, secrets, policy: Policy::default(), failures: FailurePolicy::default(), folder }
    }

    /// The database file, for stories of the store on disk.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.as_ref().unwrap().path().join("kyvs.db")
    }

    /// Closes the store and opens it again: a restart.
    pub(crate) fn restart(self) -> Self {
        let path = self.path();
        let Self { store, secrets, policy, failures, folder } = self;
        drop(store);
        let store = Arc::new(open(&path, &secrets));
        Self { store, secrets, policy, failures, folder }
    }

    pub(crate) async fn import(&self, people: Vec<Person>) -> ImportCounts {
        self.try_import(self.in_order(people).into_iter().map(|person| Ok(Some(person))).collect()).await.unwrap()
    }

    /// People in the order that the store wants.
    pub(crate) fn in_order(&self, people: Vec<Person>) -> Vec<ImportedPerson> {
        let order = |person: &Person| self.store.import_order(&person.mobile, &person.reference_id);
        let mut people: Vec<_> =
            people.into_iter().map(|person| ImportedPerson { order: order(&person), person }).collect();
        people.sort_by_key(|person| person.order);
        people
    }

    /// Feeds an import with what `rows` holds, then ends it.
    pub(crate) async fn try_import(
        &self,
        rows: Vec<Result<Option<ImportedPerson>, StoreError>>,
    ) -> Result<ImportCounts, StoreError> {
        let mut rows = rows.into_iter();
        self.store.import(Box::new(move || rows.next().unwrap_or(Ok(None)))).await
    }

    /// Registers the person of most stories, with two doses, and gives the way to open a verification for them.
    pub(crate) async fn start(&self) -> Start {
        self.import(vec![person(REFERENCE, NAME, MOBILE, vec![dose(1, "2021-03-01"), dose(2, "2021-06-01")])]).await;
        self.start_for(MOBILE, NAME).await
    }

    /// How the service would open a verification for this pair.
    pub(crate) async fn start_for(&self, typed_mobile: &str, name: &str) -> Start {
        let mobile = mobile(typed_mobile);
        let candidates = self.store.candidates(&mobile).await.unwrap();
        let person = candidates.iter().find(|candidate| candidate.name == name).map(|candidate| candidate.person);
        let subject = person
            .map_or_else(|| self.secrets.pair_subject(&mobile, name), |person| self.secrets.person_subject(person));
        let (budgets, quiet_limits) = (Vec::new(), Vec::new());
        Start {
            at: START,
            person,
            subject,
            mobile,
            name: name.into(),
            provider: "prv_hotel".into(),
            budgets,
            quiet_limits,
        }
    }

    /// The same with another store.
    pub(crate) fn with_store(self, store: Arc<dyn Store>) -> Self {
        Self { store, ..self }
    }

    pub(crate) async fn open(&self, start: &Start) -> Run {
        let (run, opened) = self.try_open(start).await;
        assert!(matches!(opened, Opened::Open));
        run
    }

    pub(crate) async fn try_open(&self, start: &Start) -> (Run, Opened) {
        let (run, opened) = self.open_result(start).await;
        (run, opened.unwrap())
    }

    pub(crate) async fn open_result(&self, start: &Start) -> (Run, Result<Opened, StoreError>) {
        let run =
            Run { id: new_id(start.at), provider: start.provider.clone(), origin: "https://hotel.example".into() };
        let opening = Opening {
            id: run.id,
            ask: ask(&run),
            typed: Typed {
                full_name: start.name.clone(),
                mobile: start.mobile.clone(),
                mobile_as_typed: start.mobile.national().to_owned(),
            },
            person: start.person,
            subject: start.subject,
            code: CodeState::start(start.at, &self.policy),
            mac: self.mac(&run, 0, CODE),
            sms_ref: "KD".into(),
            budgets: start.budgets.clone(),
            quiet_limits: start.quiet_limits.clone(),
            sms: sms(&start.mobile, CODE),
            now: start.at,
        };
        let opened = self.store.open(opening).await;
        (run, opened)
    }

    pub(crate) async fn resend(&self, run: &Run, start: &Start, code: &str, generation: u8, at: Timestamp) -> Resent {
        let resend = Resend {
            id: run.id,
            mac: self.mac(run, generation, code),
            generation,
            sms_ref: "QX".into(),
            budgets: start.budgets.clone(),
            quiet_limits: start.quiet_limits.clone(),
            sms: sms(&start.mobile, code),
            policy: self.policy,
            now: at,
        };
        self.store.resend(resend).await.unwrap()
    }

    /// Counts a guess, compares, and redeems when it was right: what the service does with a typed code.
    pub(crate) async fn try_code(&self, run: &Run, code: &str, at: Timestamp) -> Try {
        let guess = match self.store.guess(run.id, self.policy, self.failures, at).await.unwrap() {
            Guessing::Counted(guess) => guess,
            Guessing::Refused(refused) => return Try::Refused(refused),
            Guessing::Gone => return Try::Gone,
        };
        let code = Code::parse(code).unwrap();
        if !verify_mac(self.secrets.otp_key(), &binding(run, guess.generation), &code, &guess.mac) {
            return Try::Wrong(guess.left);
        }
        match self.redeem(run, guess.generation, at).await.unwrap() {
            Some(result) => Try::Right(Box::new(result)),
            None => Try::Lost,
        }
    }

    pub(crate) async fn redeem(
        &self,
        run: &Run,
        generation: u8,
        at: Timestamp,
    ) -> Result<Option<StoredResult>, StoreError> {
        self.redeem_seeing(run, generation, at, |_| ()).await
    }

    /// Redeems, and lets the story look at what the code gave access to.
    pub(crate) async fn redeem_seeing(
        &self,
        run: &Run,
        generation: u8,
        at: Timestamp,
        look: impl FnOnce(&Redeemed) + Send + 'static,
    ) -> Result<Option<StoredResult>, StoreError> {
        let mut random = [0; 10];
        OsEntropy.fill(&mut random);
        let receipt = domain::consent::receipt(random);
        let jti = format!("res_{receipt}");
        let consent = consent(run, &receipt, at);
        let (jti_claim, provider) = (jti.clone(), run.provider.clone());
        let claims = Box::new(move |redeemed: &Redeemed| {
            look(redeemed);
            claims(redeemed, &jti_claim, &provider, &receipt, at)
        });
        let redemption = Redemption { id: run.id, generation, consent, jti, now: at, claims };
        self.store.redeem(redemption).await
    }

    pub(crate) fn mac(&self, run: &Run, generation: u8, code: &str) -> [u8; 32] {
        mac(self.secrets.otp_key(), &binding(run, generation), &Code::parse(code).unwrap())
    }

    /// Takes every message that is due and leaves it taken.
    pub(crate) async fn take_sms(&self, at: Timestamp) -> Vec<server::ports::QueuedSms> {
        self.store.due_sms(at, at.plus(Duration::from_secs(30)), 100).await.unwrap()
    }
}

pub(crate) fn new_secrets() -> Arc<Secrets> {
    Arc::new(Secrets::derive(&MasterKey::generate(&OsEntropy)))
}

pub(crate) fn open(path: &std::path::Path, secrets: &Arc<Secrets>) -> SqliteStore {
    SqliteStore::open(path, Arc::clone(secrets), Arc::new(OsEntropy), Options::default()).unwrap()
}

pub(crate) fn after(seconds: u64) -> Timestamp {
    START.plus(Duration::from_secs(seconds))
}

fn new_id(at: Timestamp) -> VerificationId {
    let mut random = [0; 16];
    OsEntropy.fill(&mut random);
    VerificationId::new(at, random)
}

fn binding(run: &Run, generation: u8) -> Binding<'_> {
    Binding { verification: &run.id.0, generation, provider: &run.provider, origin: &run.origin }
}
