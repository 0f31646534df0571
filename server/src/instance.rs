//! One running service, put together from its ports. The same for `serve`, the demo and the tests.

use std::{sync::Arc, time::Duration};

use app::service::{SharedOwnService, SharedService, SharedSharingService};
use axum::Router;

use crate::{
    audit::LogIdentity,
    config::{Config, Network},
    graphic::{Fonts, Painter},
    logging::RequestLog,
    maintenance::Maintenance,
    metrics::Metrics,
    ports::{Clock, CodeSender, Entropy, Store, StoreError},
    secrets::Secrets,
    service::{Book, Rules, StatusService},
    signing::Signer,
    sms::Hands,
    stop::{Reason, Stop, Stopper},
    test_mode::{Door, TestMode},
    upkeep::Upkeep,
    web::{
        self, AppState, Reporting, Shared,
        admission::{Admission, Room},
        assets::{Assets, AssetsError},
        edge::{Edge, EdgeLimits},
        health,
        listener::Listener,
        tls::{Tls, TlsError},
    },
    webhooks::{Courier, CourierError, Messenger},
};

/// What handlers may take after a body has come in.
const WORK: Duration = Duration::from_secs(15);

/// What a service is put together from.
pub struct Parts {
    /// The operator's settings.
    pub config: Config,
    /// Durable state.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Derived keys.
    pub secrets: Arc<Secrets>,
    /// SMS gateways in the order they are tried.
    pub gateways: Vec<Arc<dyn CodeSender>>,
}

/// Why a service does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store does not read.
    #[error("failed to read the signing keys: {0}")]
    Store(#[from] StoreError),
    /// Nothing could be signed.
    #[error("there is no active signing key; make one with `kyvs keys init`")]
    NoSigningKey,
    /// The audit log has no name.
    #[error("the audit log's name cannot be made")]
    Log,
    /// The binary was built without its pages.
    #[error(transparent)]
    Assets(#[from] AssetsError),
    /// The thread that writes lines about requests cannot be started.
    #[error("server.access_log: {0}")]
    AccessLog(std::io::Error),
    /// Messages to providers' servers cannot be sent.
    #[error(transparent)]
    Courier(#[from] CourierError),
    /// The certificate cannot be used.
    #[error("server.tls: {0}")]
    Tls(#[from] TlsError),
}

/// A service that is ready to run.
pub struct Instance {
    state: AppState,
    hands: Hands,
    clock: Arc<dyn Clock>,
    limits: EdgeLimits,
    tls: Option<Tls>,
    messenger: Messenger,
}

impl Instance {
    /// Puts a service together. It does not listen yet.
    pub async fn assemble(parts: Parts) -> Result<Self, StartError> {
        let Parts { config, store, clock, entropy, secrets, gateways } = parts;
        let signer = Arc::new(Signer::load(&*store, clock.wall()).await?);
        if !signer.can_sign() {
            return Err(StartError::NoSigningKey);
        }
        let log = Arc::new(LogIdentity::of(&secrets).ok_or(StartError::Log)?);
        let (metrics, stopper) = (Arc::new(Metrics::default()), Stopper::new());
        metrics.started(clock.now());
        let server = &config.server;
        let tls = server.tls.clone().map(Tls::load).transpose()?;
        let https = server.public_origin().starts_with("https://");
        let proxies: Arc<[Network]> = server.trusted_proxies.clone().into();
        let admission = Admission::new(room(&config), Arc::clone(&proxies), https, Arc::clone(&metrics));
        let hands = Hands::new(Arc::clone(&store), gateways, Arc::clone(&clock), Arc::clone(&metrics), stopper.clone());
        let maintenance = Arc::new(Maintenance::new(&server.maintenance_file, Arc::clone(&clock)));
        let test = TestMode::assemble(&config, &secrets, &clock, &entropy).await?;
        let service = StatusService {
            store: Arc::clone(&store),
            clock: Arc::clone(&clock),
            entropy: Arc::clone(&entropy),
            service_counter: secrets.counter_key("service", b""),
            secrets,
            signer: Arc::clone(&signer),
            rules: Rules::from(&config),
            metrics: Arc::clone(&metrics),
            hands: hands.clone(),
            book: Book::new(Arc::clone(&store)),
            bell: Arc::default(),
            stopper: stopper.clone(),
        };
        let service = Arc::new(service);
        let wanted = config.server.access_log;
        let access_log =
            wanted.then(|| RequestLog::start(std::io::stderr())).transpose().map_err(StartError::AccessLog)?;
        let messenger = Messenger {
            store: Arc::clone(&store),
            service: Arc::clone(&service),
            courier: Courier::new(&config.webhooks, &service.secrets)?,
            clock: Arc::clone(&clock),
            entropy: Arc::clone(&entropy),
            metrics: Arc::clone(&metrics),
            stopper: stopper.clone(),
            settings: config.webhooks.clone(),
        };
        let state = Arc::new(Shared {
            service: Door::open(Arc::clone(&service) as SharedService, test.as_ref(), Arc::clone(&maintenance)),
            own: Arc::clone(&service) as SharedOwnService,
            sharing: Arc::clone(&service) as SharedSharingService,
            painter: Painter::new(Fonts::find(&config.graphic.font_dirs)),
            api: service,
            maintenance,
            test,
            assets: Arc::new(Assets::load()?),
            signer,
            log,
            metrics,
            store,
            entropy,
            public_url: config.server.public_origin().into(),
            proxies,
            admission,
            access_log,
            reporting: Reporting::from(&config.sms),
            embed: Arc::new(config.embed.clone()),
            stopper,
            request_time: config.server.body_timeout + WORK,
        });
        Ok(Self { state, hands, clock, limits: limits(&config), tls, messenger })
    }

    /// What the public listener answers.
    pub fn router(&self) -> Router {
        web::router(self.state.clone())
    }

    /// Tells the service to finish.
    pub fn stopper(&self) -> Stopper {
        self.state.stopper.clone()
    }

    /// What handlers share.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    fn upkeep(&self) -> Upkeep {
        let Shared { store, api, signer, entropy, stopper, .. } = &*self.state;
        Upkeep {
            store: Arc::clone(store),
            service: Arc::clone(api),
            signer: Arc::clone(signer),
            clock: Arc::clone(&self.clock),
            entropy: Arc::clone(entropy),
            stopper: stopper.clone(),
        }
    }

    /// Runs until it is told to stop, finishes what is in flight, and gives the reason.
    pub async fn run(mut self, public: impl Into<Listener>, ops: impl Into<Listener>) -> Reason {
        let stopper = self.stopper();
        let front = Edge::new(self.router(), self.limits)
            .behind(Arc::clone(&self.state.proxies))
            .with_tls(self.tls.take())
            .admitting(Arc::clone(&self.state.admission))
            .counted(Arc::clone(&self.state.metrics));
        let ops_limits = EdgeLimits { connections: 64, per_address: 0, ..self.limits };
        let back = Edge::new(health::router(self.state.clone()), ops_limits);
        let upkeep = self.upkeep();
        let Self { state, hands, messenger, .. } = self;
        tokio::join!(
            front.serve(public, stopper.listen()),
            back.serve(ops, stopper.listen()),
            hands.run(stopper.listen()),
            upkeep.run(stopper.listen()),
            run_test_mode(state.test.as_ref(), stopper.listen()),
            messenger.run(stopper.listen()),
            state.maintenance.watch(stopper.listen()),
        );
        stopper.reason().unwrap_or(Reason::Asked)
    }
}

async fn run_test_mode(test: Option<&TestMode>, stop: Stop) {
    if let Some(test) = test {
        test.run(stop).await;
    }
}

/// How much is taken in by the operator's settings. As many wait as there are connections: over HTTP/1.1 each has one request.
fn room(Config { server, .. }: &Config) -> Room {
    Room {
        in_work: server.max_in_flight,
        waiting: server.max_connections,
        patience: server.max_wait,
        per_client: server.max_connections_per_address,
    }
}

/// The front door's limits by the operator's settings.
fn limits(config: &Config) -> EdgeLimits {
    let server = &config.server;
    let request = server.max_wait + server.body_timeout + WORK;
    EdgeLimits {
        headers: server.header_timeout,
        body: server.body_timeout,
        // Nothing moves on a connection while a handler works.
        silence: request + Duration::from_secs(5),
        grace: request,
        connections: server.max_connections,
        per_address: server.max_connections_per_address,
        ..EdgeLimits::default()
    }
}
