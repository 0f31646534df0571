//! Where a service lives, and the service.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use domain::{
    algorithm::Algorithm,
    names::Level,
    origin::Origin,
    provider::{Env, Provider, Purpose, Quotas, Scopes},
    time::Timestamp,
};
use serde_json::{Value, json};
use server::{
    config::Config,
    demo_data,
    import::{self, Format, Progress},
    instance::{Instance, Parts},
    ports::{Acting, Clock, KeyState, Store},
    secrets::{MasterKey, Secrets},
    signing,
    sms::Senders,
    stop::{Reason, Stopper},
    store::sqlite::{Options, SqliteStore},
    system::{OsEntropy, SystemClock},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

use crate::gateway::SOON;

/// Registered.
pub(crate) const SOMEBODY: (&str, &str) = ("Rajesh Kumar Sharma", "9810000001");
/// Registered too.
pub(crate) const ANOTHER: (&str, &str) = ("Sunita Devi", "9810000002");
/// Not registered.
pub(crate) const NOBODY: (&str, &str) = ("Rajesh Kumar Sharma", "9899999999");

const SECRET_KEY: &str = "sk_live_test";
const PEOPLE: u64 = 60;

/// Starts at the system's time and stands still until it is moved.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// A database with people in it, its secrets and a clock: what outlives a service.
pub(crate) struct Place {
    folder: TempDir,
    secrets: Arc<Secrets>,
    pub(crate) clock: Arc<HandClock>,
    /// Names and mobiles.
    pub(crate) people: Vec<(String, String)>,
}

impl Place {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(Secrets::derive(&MasterKey::generate(&OsEntropy)));
        let clock = Arc::new(HandClock(AtomicI64::new(SystemClock.now().as_millis())));
        let mut place = Self { folder, secrets, clock, people: Vec::new() };
        place.fill().await;
        place
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("kyvs.db")
    }

    fn store(&self) -> SqliteStore {
        SqliteStore::open(&self.database(), Arc::clone(&self.secrets), Arc::new(OsEntropy), Options::default()).unwrap()
    }

    async fn fill(&mut self) {
        let (store, now) = (self.store(), self.clock.now());
        let mut csv = Vec::new();
        demo_data::write_csv(&mut csv, PEOPLE, 1, demo_data::Doses::Usual).unwrap();
        let path = self.folder.path().join("people.csv");
        std::fs::write(&path, &csv).unwrap();
        let options = import::Options {
            format: Some(Format::Csv),
            today: now.date(),
            act: Acting::now(&SystemClock, &OsEntropy),
            work: self.folder.path(),
            report: None,
            progress: Progress::Hidden,
        };
        import::import_file(&store, &path, options).await.unwrap();
        for row in String::from_utf8(csv).unwrap().lines().skip(1) {
            let mut columns = row.split(',').skip(1).map(str::to_owned);
            let person = (columns.next().unwrap(), columns.next().unwrap());
            if !self.people.contains(&person) {
                self.people.push(person);
            }
        }
        let act = Acting { now, salt: [1; 16] };
        let hash = self.secrets.hash_secret_key(SECRET_KEY);
        store.add_provider(&hotel(now), hash, act).await.unwrap();
        store
            .add_signing_key(signing::new_key(&OsEntropy, Algorithm::EdDsa, KeyState::Active, now), act)
            .await
            .unwrap();
    }

    /// Runs a service here with these gateways.
    pub(crate) async fn serve(&self, sms: &str) -> Service {
        let (public, ops) = (listener().await, listener().await);
        let url = |listener: &TcpListener| format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let (url, ops_url) = (url(&public), url(&ops));
        let settings = format!("[server]\npublic_url = \"{url}\"\n[limits]\nmobile_10m = 30\n{sms}");
        let config = Config::parse("the test's settings", &settings, []).unwrap();
        let gateways = Senders::build(&config.sms).unwrap().all;
        let parts = Parts {
            config,
            store: Arc::new(self.store()),
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            entropy: Arc::new(OsEntropy),
            secrets: Arc::clone(&self.secrets),
            gateways,
        };
        let instance = Instance::assemble(parts).await.unwrap();
        let stopper = instance.stopper();
        let running = tokio::spawn(instance.run(public, ops));
        Service { url, ops: ops_url, http: reqwest::Client::builder().no_proxy().build().unwrap(), stopper, running }
    }
}

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

fn hotel(now: Timestamp) -> Provider {
    Provider {
        id: "prv_hotel".to_owned(),
        name: "Hotel Sagar".to_owned(),
        names: [].into(),
        site_key: "pk_live_hotel".to_owned(),
        origins: vec![Origin::parse("https://hotel.example").unwrap()],
        purposes: vec![Purpose::parse("check-in").unwrap()],
        scopes: Scopes::STATUS,
        own_otp_screen: true,
        name_match: Level::Exact,
        return_urls: Vec::new(),
        expires: None,
        suspended: false,
        created: now,
        env: Env::Live,
        parent: None,
        quotas: Quotas::default(),
        algorithm: Algorithm::default(),
        webhook: None,
    }
}

/// A running service.
pub(crate) struct Service {
    pub(crate) url: String,
    ops: String,
    pub(crate) http: reqwest::Client,
    stopper: Stopper,
    running: JoinHandle<Reason>,
}

impl Service {
    /// Ends it in order.
    pub(crate) async fn stop(self) {
        self.stopper.stop(Reason::Asked);
        tokio::time::timeout(SOON, self.running).await.unwrap().unwrap();
    }

    /// Starts a verification over the API.
    pub(crate) async fn start(&self, who: (&str, &str)) -> Value {
        self.call_start(who, None).await.json().await.unwrap()
    }

    /// The same as text, under an idempotency key.
    pub(crate) async fn start_once(&self, who: (&str, &str), key: &str) -> String {
        self.call_start(who, Some(key)).await.text().await.unwrap()
    }

    async fn call_start(&self, who: (&str, &str), key: Option<&str>) -> reqwest::Response {
        let call = self.http.post(format!("{}/api/v1/verifications", self.url)).bearer_auth(SECRET_KEY);
        let call = call.json(&json!({ "full_name": who.0, "mobile": who.1 }));
        let call = key.into_iter().fold(call, |call, key| call.header("idempotency-key", key));
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 201);
        answer
    }

    /// How a verification stands.
    pub(crate) async fn standing(&self, id: &Value) -> Value {
        let url = format!("{}/api/v1/verifications/{}", self.url, id.as_str().unwrap());
        self.http.get(url).bearer_auth(SECRET_KEY).send().await.unwrap().json().await.unwrap()
    }

    /// How a verification stands, as soon as its messages are said to go so.
    pub(crate) async fn standing_as_soon_as(&self, id: &Value, sms: &str) -> Value {
        let found = async {
            loop {
                let standing = self.standing(id).await;
                if standing["sms"] == sms {
                    return standing;
                }
            }
        };
        tokio::time::timeout(SOON, found).await.expect(sms)
    }

    /// The code's page in the frame.
    pub(crate) async fn page(&self, who: (&str, &str), lang: &str) -> String {
        let form = [
            ("k", "pk_live_hotel"),
            ("o", "https://hotel.example"),
            ("i", "w"),
            ("lang", lang),
            ("purpose", "check-in"),
            ("action", "start"),
            ("full_name", who.0),
            ("mobile", who.1),
        ];
        let answer = self.http.post(format!("{}/embed", self.url)).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    }

    /// The metrics, as soon as they hold this line.
    pub(crate) async fn metrics_with(&self, line: &str) -> String {
        let found = async {
            loop {
                let text = self.metrics().await;
                if text.lines().any(|found| found == line) {
                    return text;
                }
            }
        };
        tokio::time::timeout(SOON, found).await.expect(line)
    }

    pub(crate) async fn metrics(&self) -> String {
        self.http.get(format!("{}/metrics", self.ops)).send().await.unwrap().text().await.unwrap()
    }
}
