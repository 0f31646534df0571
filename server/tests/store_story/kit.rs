//! A store with people in it, a clock moved by hand, and the service's side of the protocol in a few words.

mod run;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use domain::{
    code::{Binding, CodeHash, CodeState, FailurePolicy, Policy, mac, verify_mac},
    limits::Rate,
    names,
    person::Person,
    time::Timestamp,
};
use server::{
    audit::AnchorMode,
    ports::{
        Acting, Attempt, Budgets, CounterKey, Entropy, ImportCounts, ImportedPerson, Message, MessageKey, Opened,
        Opening, ProviderBudget, Pumping, QueuedSms, QuietLimits, QuotaCharge, Resend, Resent, Settled, SmsOutcome,
        Store, StoreError, Subject, Typed, Verification, VerificationId, Witness,
    },
    secrets::{MasterKey, Secrets},
    store::{
        OpenError, Redeemed, Retention,
        memory::MemoryStore,
        sqlite::{Options, SqliteStore},
    },
    system::OsEntropy,
};

pub(crate) use self::run::{Run, Start, Try};
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

/// More than any story asks for.
pub(crate) const PLENTY: Rate = Rate::new(1_000_000, Duration::from_mins(10));

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

    /// The same with its store closed; the files stay.
    pub(crate) fn closed(self) -> Self {
        let none = MemoryStore::new(Arc::new(OsEntropy), Retention::default());
        self.with_store(Arc::new(none))
    }

    /// The same with its files opened again.
    pub(crate) fn reopened(self) -> Self {
        let store = open(&self.path(), &self.secrets);
        self.with_store(Arc::new(store))
    }

    /// Opens the store of these files, or says why not.
    pub(crate) fn reopen(&self, path: &Path, anchor: AnchorMode) -> Result<SqliteStore, OpenError> {
        let options = Options { anchor, ..Options::default() };
        SqliteStore::open(path, Arc::clone(&self.secrets), Arc::new(OsEntropy), options)
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
        self.store.import(Box::new(move || rows.next().unwrap_or(Ok(None))), acting()).await
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
        let pseudonym = person.map_or_else(
            || self.secrets.pair_pseudonym(&mobile, &names::key(name)),
            |person| self.secrets.person_pseudonym(person),
        );
        let [a, b, c, d, ..] = pseudonym;
        Start {
            at: START,
            person,
            subject: Subject {
                mobile: self.secrets.counter_key("mobile", mobile.e164().as_bytes()),
                who: u32::from_be_bytes([a, b, c, d]),
                decoy: person.is_none(),
            },
            pseudonym,
            mobile,
            name: name.into(),
            provider: "prv_hotel".into(),
            of_provider: PLENTY,
            of_service: PLENTY,
            pumping: Pumping { least: u32::MAX, percent: 0, divisor: 1 },
            quotas: QuotaCharge { quotas: vec![], who: CounterKey(1) },
            limits: QuietLimits { person: [PLENTY; 2], mobile: [PLENTY; 2] },
        }
    }

    /// The same with another store.
    pub(crate) fn with_store(self, store: Arc<dyn Store>) -> Self {
        Self { store, ..self }
    }

    pub(crate) async fn open(&self, start: &Start) -> Run {
        let (run, opened) = self.try_open(start).await;
        assert!(matches!(opened, Opened::Open { .. }));
        run
    }

    pub(crate) async fn try_open(&self, start: &Start) -> (Run, Opened) {
        let (run, opened) = self.open_result(start).await;
        (run, opened.unwrap())
    }

    pub(crate) async fn open_result(&self, start: &Start) -> (Run, Result<Opened, StoreError>) {
        let run = new_run(start);
        let opened = self.store.open(self.opening(&run, start)).await;
        (run, opened)
    }

    /// What the service would give to the store to open this verification, with its message in the queue.
    pub(crate) fn opening(&self, run: &Run, start: &Start) -> Opening {
        Opening {
            id: run.id,
            ask: ask(run),
            typed: Typed {
                full_name: start.name.clone(),
                mobile: start.mobile.clone(),
                mobile_as_typed: start.mobile.national().to_owned(),
            },
            person: start.person,
            subject: start.subject,
            code: CodeState::start(start.at, &self.policy),
            mac: self.mac(run, 0, CODE),
            sms_ref: "KD".into(),
            budgets: self.budgets(start, true),
            quotas: start.quotas.clone(),
            limits: start.limits,
            message: Message::Queued(sms(&start.mobile, CODE)),
            witness: self.witness(run),
            idempotency: None,
            now: start.at,
        }
    }

    fn budgets(&self, start: &Start, begins: bool) -> Budgets {
        let key = self.provider_counter(&start.provider);
        Budgets {
            provider: ProviderBudget { key, rate: start.of_provider, pumping: start.pumping, begins },
            service: (self.secrets.counter_key("service", b""), start.of_service),
        }
    }

    pub(crate) fn provider_counter(&self, provider: &str) -> CounterKey {
        self.secrets.counter_key("provider", provider.as_bytes())
    }

    pub(crate) fn witness(&self, run: &Run) -> Witness {
        Witness {
            provider: run.provider.clone(),
            subject: run.pseudonym,
            reference: self.secrets.verification_pseudonym(&run.id.0),
            salt: random(),
        }
    }

    pub(crate) async fn resend(&self, run: &Run, start: &Start, code: &str, generation: u8, at: Timestamp) -> Resent {
        self.store.resend(self.resending(run, start, code, generation, at)).await.unwrap()
    }

    pub(crate) fn resending(&self, run: &Run, start: &Start, code: &str, generation: u8, at: Timestamp) -> Resend {
        Resend {
            id: run.id,
            mac: self.mac(run, generation, code),
            generation,
            sms_ref: "QX".into(),
            budgets: self.budgets(start, false),
            limits: start.limits,
            message: Message::Queued(sms(&start.mobile, code)),
            witness: self.witness(run),
            idempotency: None,
            policy: self.policy,
            now: at,
        }
    }

    pub(crate) async fn cancel(&self, run: &Run, at: Timestamp) {
        self.store.cancel(run.id, self.witness(run), false, at).await.unwrap();
    }

    /// What the service does with a typed code: it reads the verification, and says what it has seen.
    pub(crate) async fn try_code(&self, run: &Run, code: &str, at: Timestamp) -> Try {
        let seen = self.see(run).await;
        self.try_attempt(Attempt { seen, ..self.attempt(run, code, at) }).await.unwrap()
    }

    /// The verification as it is, where it can be read.
    pub(crate) async fn see(&self, run: &Run) -> Option<Arc<Verification>> {
        self.store.verification(run.id).await.ok().flatten().map(Arc::new)
    }

    pub(crate) async fn try_attempt(&self, attempt: Attempt) -> Result<Try, StoreError> {
        self.store.attempt(attempt).await.map(Try::from)
    }

    pub(crate) fn attempt(&self, run: &Run, code: &str, at: Timestamp) -> Attempt {
        self.attempt_seeing(run, code, at, |_| ())
    }

    /// Lets the story look at what the code gives access to.
    pub(crate) fn attempt_seeing(
        &self,
        run: &Run,
        code: &str,
        at: Timestamp,
        look: impl FnOnce(&Redeemed) + Send + 'static,
    ) -> Attempt {
        let record = VerificationId::new(at, random());
        let receipt = domain::consent::receipt(random());
        let (code, secrets, bound) = (CodeHash::parse(code).unwrap(), Arc::clone(&self.secrets), run.clone());
        let (jti, provider, of_receipt) = (record.to_text(), run.provider.clone(), receipt.clone());
        Attempt {
            id: run.id,
            seen: None,
            is_right: Box::new(move |generation, mac| {
                verify_mac(secrets.otp_key(), &binding(&bound, generation), &code, mac)
            }),
            policy: self.policy,
            failures: self.failures,
            provider: self.provider_counter(&run.provider),
            record,
            consent: consent(run, &receipt, at),
            witness: self.witness(run),
            tell: false,
            idempotency: None,
            notice: None,
            now: at,
            claims: Box::new(move |redeemed| {
                look(redeemed);
                claims(redeemed, &jti, &provider, &of_receipt, at)
            }),
        }
    }

    pub(crate) fn mac(&self, run: &Run, generation: u8, code: &str) -> [u8; 16] {
        mac(self.secrets.otp_key(), &binding(run, generation), &CodeHash::parse(code).unwrap())
    }

    /// Takes every message that is due and leaves it taken.
    pub(crate) async fn take_sms(&self, at: Timestamp) -> Vec<QueuedSms> {
        self.store.due_sms(at, 100).await.unwrap()
    }

    /// Settles a message, and has it written: it goes with the next write, whatever that is.
    pub(crate) async fn settle(&self, key: MessageKey, outcome: SmsOutcome) {
        self.store.settle_sms(Settled { key, outcome });
        assert!(!self.store.set_suspended("prv_nobody", true, acting()).await.unwrap());
    }
}

/// An operator's act at the beginning of the story.
pub(crate) fn acting() -> Acting {
    Acting { now: START, salt: random() }
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsEntropy.fill(&mut bytes);
    bytes
}

pub(crate) fn new_run(start: &Start) -> Run {
    Run {
        id: VerificationId::new(start.at, random()),
        provider: start.provider.clone(),
        // Who asks for themselves does so on a page of ours.
        origin: if start.provider.is_empty() { String::new() } else { "https://hotel.example".into() },
        pseudonym: start.pseudonym,
    }
}

pub(crate) fn new_secrets() -> Arc<Secrets> {
    Arc::new(Secrets::derive(&MasterKey::generate(&OsEntropy)))
}

pub(crate) fn open(path: &Path, secrets: &Arc<Secrets>) -> SqliteStore {
    SqliteStore::open(path, Arc::clone(secrets), Arc::new(OsEntropy), Options::default()).unwrap()
}

pub(crate) fn after(seconds: u64) -> Timestamp {
    START.plus(Duration::from_secs(seconds))
}

pub(crate) fn binding(run: &Run, generation: u8) -> Binding<'_> {
    Binding { verification: &run.id.0, generation, provider: &run.provider, origin: &run.origin }
}
