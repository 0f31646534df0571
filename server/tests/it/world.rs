//! One running service a test.

mod ticks;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use app::{
    flow::{Answer, AskForm, Refusal, Sent},
    service::SharedService,
};
use domain::{
    algorithm::{Algorithm, PrivateKey},
    jws::{self, Expectation},
    keyset::KeySet,
    names::Level,
    origin::Origin,
    provider::{Env, Provider, Purpose, Quotas, Scopes},
};
use server::{
    config::Config,
    demo_data,
    import::{self, Format, Progress},
    instance::{Instance, Parts},
    metrics::Metrics,
    ports::{Acting, Clock, CodeSender, KeyState, Mark, MessageKey, RecordId, Store, VerificationId},
    secrets::{MasterKey, Secrets},
    service::{Book, StatusService},
    signing,
    sms::Outbox,
    stop::{Reason, Stopper},
    store::sqlite::{Options, SqliteStore},
    system::{OsEntropy, SteadyClock, SystemClock},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

use self::ticks::HandTicks;

/// People that every registry of invented people begins with.
pub(crate) const FULLY: (&str, &str) = ("Rajesh Kumar Sharma", "9810000001");
pub(crate) const PARTIALLY: (&str, &str) = ("Sunita Devi", "9810000002");
pub(crate) const NOT: (&str, &str) = ("Arjun Patel", "9810000003");
pub(crate) const FAMILY: [&str; 6] =
    ["Jignesh Patel", "હેતલ પટેલ", "Mehul Patel", "Kinjal Patel", "Komal Patel", "Manilal Patel"];
pub(crate) const FAMILY_MOBILE: &str = "9810000004";
/// Nobody's.
pub(crate) const NOBODY: (&str, &str) = ("Rajesh Kumar Sharma", "9899999999");

/// By then a suspension has taken effect.
const HEARD: Duration = Duration::from_millis(500);

/// A running service.
pub(crate) struct World {
    pub(crate) service: SharedService,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) outbox: Outbox,
    pub(crate) metrics: Arc<Metrics>,
    api: Arc<StatusService>,
    pub(crate) clock: Arc<SteadyClock<HandTicks>>,
    ticks: HandTicks,
    pub(crate) url: String,
    pub(crate) ops: String,
    pub(crate) hotel: Provider,
    pub(crate) airline: Provider,
    /// May not take codes on its own screens.
    pub(crate) guard: Provider,
    pub(crate) http: reqwest::Client,
    pub(crate) stopper: Stopper,
    pub(crate) running: JoinHandle<Reason>,
    pub(crate) folder: TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with("").await
    }

    /// With more lines of configuration.
    pub(crate) async fn with(settings: &str) -> Self {
        Self::assemble(settings, Vec::new()).await
    }

    /// With these gateways instead of the outbox.
    pub(crate) async fn with_gateways(gateways: Vec<Arc<dyn CodeSender>>) -> Self {
        Self::assemble("", gateways).await
    }

    async fn assemble(settings: &str, mut gateways: Vec<Arc<dyn CodeSender>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (public, ops) = (listener().await, listener().await);
        let port = |listener: &TcpListener| listener.local_addr().unwrap().port();
        let (url, ops_url) =
            (format!("http://localhost:{}", port(&public)), format!("http://127.0.0.1:{}", port(&ops)));
        let config = Config::parse("the test's settings", &with_public_url(settings, &url), []).unwrap();
        let master = MasterKey::create_file(&folder.path().join("kyvs.key"), &OsEntropy).unwrap();
        let secrets = Arc::new(Secrets::derive(&master));
        let path = folder.path().join("kyvs.db");
        let store: Arc<dyn Store> =
            Arc::new(SqliteStore::open(&path, Arc::clone(&secrets), Arc::new(OsEntropy), Options::default()).unwrap());
        let ticks = HandTicks::from(SystemClock.now());
        let clock = Arc::new(SteadyClock::over(ticks.clone()));
        fill(&*store, &folder).await;
        let hotel = provider("hotel", "Hotel Sagar", "https://hotel.example", Scopes::STATUS);
        let airline = provider("airline", "Air Konkan", "https://air.example", Scopes::ALL);
        let guard =
            Provider { own_otp_screen: false, ..provider("guard", "Gate 3", "https://gate.example", Scopes::STATUS) };
        for provider in [&hotel, &airline, &guard] {
            let hash = secrets.hash_secret_key(&secret_key(provider));
            store.add_provider(provider, hash, Acting::now(&SystemClock, &OsEntropy)).await.unwrap();
        }
        let outbox = Outbox::new("outbox", None).unwrap();
        if gateways.is_empty() {
            gateways.push(Arc::new(outbox.clone()));
        }
        let parts = Parts {
            config,
            store: Arc::clone(&store),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::new(OsEntropy),
            secrets: Arc::clone(&secrets),
            gateways,
        };
        let instance = Instance::assemble(parts).await.unwrap();
        let (service, stopper) = (Arc::clone(&instance.state().service), instance.stopper());
        let (metrics, api) = (Arc::clone(&instance.state().metrics), Arc::clone(&instance.state().api));
        Self {
            service,
            store,
            secrets,
            outbox,
            metrics,
            api,
            clock,
            ticks,
            url,
            ops: ops_url,
            hotel,
            airline,
            guard,
            http: client(),
            stopper,
            running: tokio::spawn(instance.run(public, ops)),
            folder,
        }
    }

    /// What the hotel's page asks.
    pub(crate) fn hotel_asks(&self) -> AskForm {
        AskForm {
            site_key: self.hotel.site_key.clone(),
            origin: "https://hotel.example".to_owned(),
            purpose: "check-in".to_owned(),
            nonce: "n-1".to_owned(),
            reference: "booking 7".to_owned(),
            lang: "en".to_owned(),
            return_url: String::new(),
        }
    }

    /// What the airline's page asks.
    pub(crate) fn airline_asks(&self) -> AskForm {
        AskForm {
            site_key: self.airline.site_key.clone(),
            origin: "https://air.example".to_owned(),
            ..self.hotel_asks()
        }
    }

    /// Registers one more provider, with the secret key of its id.
    pub(crate) async fn add(&self, provider: &Provider) {
        let hash = self.secrets.hash_secret_key(&secret_key(provider));
        self.store.add_provider(provider, hash, Acting::now(&*self.clock, &OsEntropy)).await.unwrap();
        tokio::time::sleep(HEARD).await;
    }

    /// A part of the hotel, with everything that the hotel has.
    pub(crate) fn part_of_hotel(&self, id: &str, quotas: Quotas) -> Provider {
        Provider {
            id: format!("prv_{id}"),
            name: format!("Hotel Sagar, {id}"),
            names: [].into(),
            site_key: format!("pk_live_{id}"),
            parent: Some(self.hotel.id.clone()),
            quotas,
            ..self.hotel.clone()
        }
    }

    /// The store as a command in another process opens it.
    pub(crate) fn beside(&self) -> SqliteStore {
        let path = self.folder.path().join("kyvs.db");
        SqliteStore::open(&path, Arc::clone(&self.secrets), Arc::new(OsEntropy), Options::default()).unwrap()
    }

    /// Runs a command as the operator does beside the service: the real binary, where the database is.
    pub(crate) fn kyvs(&self, args: &[&str]) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kyvs"));
        let output = command.args(args).current_dir(self.folder.path()).env_clear().output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Suspends or resumes a provider, and waits until the service has heard of it.
    pub(crate) async fn set_suspended(&self, id: &str, suspended: bool) {
        let acting = Acting::now(&*self.clock, &OsEntropy);
        assert!(self.store.set_suspended(id, suspended, acting).await.unwrap());
        tokio::time::sleep(HEARD).await;
    }

    pub(crate) fn advance(&self, seconds: u64) {
        self.advance_millis(i64::try_from(seconds * 1000).unwrap());
    }

    pub(crate) fn advance_millis(&self, millis: i64) {
        self.ticks.pass(millis);
    }

    /// Somebody sets the system's clock: no time passes.
    pub(crate) fn set_clock(&self, millis: i64) {
        self.ticks.step(millis);
    }

    pub(crate) async fn start(&self, ask: &AskForm, who: (&str, &str)) -> Sent {
        self.service.start(ask, who.0, who.1).await.unwrap()
    }

    pub(crate) async fn confirm(&self, ask: &AskForm, id: &str, otp: &str) -> Result<Answer, Refusal> {
        self.service.confirm(ask, id, otp, true, true, false).await
    }

    /// The code that was sent last; its SMS leaves within moments.
    pub(crate) async fn code(&self, sent: &Sent) -> String {
        self.code_of(&sent.id, 3 - sent.resends_left).await
    }

    /// The code of a verification after so many resends.
    pub(crate) async fn code_of(&self, id: &str, generation: u8) -> String {
        let key = MessageKey { verification: VerificationId::parse(id).unwrap(), generation };
        for _ in 0..200 {
            if let Some(code) = self.code_now(key.number()) {
                return code;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no SMS for {id} came");
    }

    fn code_now(&self, number: i64) -> Option<String> {
        let messages = self.outbox.messages();
        let text = &messages.iter().find(|message| message.message_id == number)?.text;
        let code = text.split(|c: char| !c.is_ascii_digit()).find(|group| group.len() == 6)?;
        Some(code.to_owned())
    }

    /// Waits long enough for an SMS that should not come, and counts all that came.
    pub(crate) async fn sms_count(&self) -> usize {
        tokio::time::sleep(Duration::from_millis(150)).await;
        self.outbox.messages().len()
    }

    /// The receipts that came by SMS, once there are as many, and time enough for one too many.
    pub(crate) async fn receipts(&self, expected: usize) -> Vec<String> {
        let texts = || -> Vec<String> {
            let messages = self.outbox.messages().into_iter().filter(|message| message.template == "receipt");
            messages.map(|message| message.text).collect()
        };
        for _ in 0..100 {
            if texts().len() >= expected {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.sms_count().await;
        texts()
    }

    /// How many rows each table of the database has.
    pub(crate) fn rows(&self) -> BTreeMap<String, i64> {
        let database = rusqlite::Connection::open(self.folder.path().join("kyvs.db")).unwrap();
        let mut tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
        let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
        let count = |name: &str| database.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0));
        names.map(|name| (name.clone(), count(&name).unwrap())).collect()
    }

    /// The service's book of providers.
    pub(crate) fn book(&self) -> &Book {
        &self.api.book
    }

    /// Revokes a result.
    pub(crate) async fn revoke(&self, result: &str) {
        let expect = Expectation { issuer: &self.url, audience: None, nonce: None, env: Env::Live };
        let claims = jws::verify(result, &self.keys().await, &expect, self.clock.now()).unwrap();
        let mark = Mark { provider: String::new(), reference: [1; 16], salt: [2; 16], now: self.clock.now() };
        assert!(self.store.revoke_result(RecordId::parse(&claims.jti).unwrap(), mark).await.unwrap());
    }

    /// What the hotel's server is told about a result.
    pub(crate) async fn verify_for_hotel(&self, result: &str) -> serde_json::Value {
        let call = self.http.post(format!("{}/api/v1/results/verify", self.url)).bearer_auth(secret_key(&self.hotel));
        call.json(&serde_json::json!({ "result": result })).send().await.unwrap().json().await.unwrap()
    }

    /// Has a provider's results signed in this way from now on.
    pub(crate) async fn sign_with(&self, algorithm: Algorithm, provider: &Provider) {
        if algorithm != Algorithm::default() {
            signing::rotate(&*self.store, &OsEntropy, algorithm, self.acting(), true).await.unwrap();
            let after = Provider { algorithm, ..provider.clone() };
            assert!(self.store.change_provider(provider, &after, self.acting()).await.unwrap());
            // By then the service has heard of the keys and of the provider.
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// The private key under a result.
    pub(crate) async fn key_under(&self, result: &str) -> PrivateKey {
        let (kid, keys) = (jws::key_id(result).unwrap(), self.store.signing_keys().await.unwrap());
        let key = keys.iter().find(|key| key.kid == kid).unwrap();
        PrivateKey::from_seed(key.algorithm, &key.seed).unwrap()
    }

    pub(crate) async fn keys(&self) -> KeySet {
        let keys = self.http.get(format!("{}/.well-known/jwks.json", self.url)).send().await.unwrap();
        keys.json().await.unwrap()
    }
}

/// The secret key of a provider's server.
pub(crate) fn secret_key(provider: &Provider) -> String {
    format!("sk_live_{}", provider.id)
}

/// A code that is not this one.
pub(crate) fn other_than(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

pub(crate) fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

fn with_public_url(settings: &str, url: &str) -> String {
    match settings.split_once("[server]\n") {
        Some((before, after)) => format!("{before}[server]\npublic_url = \"{url}\"\n{after}"),
        None => format!("{settings}\n[server]\npublic_url = \"{url}\"\n"),
    }
}

async fn fill(store: &dyn Store, folder: &TempDir) {
    let path = folder.path().join("people.csv");
    let mut csv = Vec::new();
    demo_data::write_csv(&mut csv, 17, 1, demo_data::Doses::Usual).unwrap();
    std::fs::write(&path, csv).unwrap();
    let options = import::Options {
        format: Some(Format::Csv),
        today: SystemClock.now().date(),
        act: Acting::now(&SystemClock, &OsEntropy),
        work: folder.path(),
        report: None,
        progress: Progress::Hidden,
    };
    assert_eq!(import::import_file(store, &path, options).await.unwrap().people.added, 17);
    let key = signing::new_key(&OsEntropy, Algorithm::EdDsa, KeyState::Active, SystemClock.now());
    store.add_signing_key(key, Acting::now(&SystemClock, &OsEntropy)).await.unwrap();
}

fn provider(id: &str, name: &str, origin: &str, scopes: Scopes) -> Provider {
    Provider {
        id: format!("prv_{id}"),
        name: name.to_owned(),
        names: [("hi".to_owned(), "होटल सागर".to_owned())].into(),
        site_key: format!("pk_live_{id}"),
        origins: vec![Origin::parse(origin).unwrap()],
        purposes: vec![Purpose::parse("check-in").unwrap(), Purpose::parse("boarding").unwrap()],
        scopes,
        own_otp_screen: true,
        name_match: Level::Exact,
        return_urls: vec![format!("{origin}/return")],
        expires: None,
        suspended: false,
        created: SystemClock.now(),
        env: Env::Live,
        parent: None,
        quotas: Quotas::default(),
        algorithm: Algorithm::default(),
        webhook: None,
    }
}
