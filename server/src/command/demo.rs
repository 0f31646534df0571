//! `kyvs demo`: everything on this machine, with invented people.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, ensure};
use axum::Router;
use domain::{
    algorithm::Algorithm,
    names::Level,
    origin::Origin,
    provider::{Env, Provider, Purpose, Quotas, Scopes},
};
use tokio::net::TcpListener;

use super::{open, output, provider, signals};
use crate::{
    config::Config,
    demo::{
        hotel::{self, Desk},
        phone::Phone,
    },
    demo_data,
    import::{self, Format, Progress},
    instance::{Instance, Parts},
    logging,
    ports::{Acting, Clock, KeyState, Store},
    secrets::MasterKey,
    signing,
    stop::{Reason, Stop},
    system::{OsEntropy, SteadyClock, SystemClock},
    web::edge::{Edge, EdgeLimits},
};

/// How many ports are tried when the named one is taken.
const TRIES: u16 = 20;

/// Limits of messages that nobody meets while trying: the demo's phone costs nothing.
const LIMITS: &str = "person_10m = 30\nperson_day = 100\nmobile_10m = 100\nmobile_day = 300\n";

/// Flags of `kyvs demo`.
#[derive(clap::Args)]
pub struct Args {
    /// Port of the status service; the next free one is taken when it is not free
    #[arg(long, default_value_t = 8420, value_name = "PORT")]
    port: u16,
    /// Port of the hotel's site
    #[arg(long, default_value_t = 8421, value_name = "PORT")]
    hotel_port: u16,
    /// Port of the phone's page
    #[arg(long, default_value_t = 8422, value_name = "PORT")]
    phone_port: u16,
    /// How many invented people are in the registry
    #[arg(long, default_value_t = 2000, value_name = "N")]
    people: u64,
    /// Keep keys and database in this folder; without it they are gone when the demo ends
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Where everything listens.
struct Listeners {
    service: TcpListener,
    ops: TcpListener,
    hotel: TcpListener,
    phone: TcpListener,
}

/// Runs the demo.
pub async fn run(args: Args) -> Result<()> {
    logging::start_quiet();
    let temporary = tempfile::tempdir().context("a temporary folder cannot be made")?;
    let folder = args.dir.clone().unwrap_or_else(|| temporary.path().to_owned());
    fs::create_dir_all(&folder).with_context(|| format!("--dir {}", folder.display()))?;
    let listeners = Listeners {
        service: next_free(args.port).await?,
        ops: next_free(0).await?,
        hotel: next_free(args.hotel_port).await?,
        phone: next_free(args.phone_port).await?,
    };
    let config = config(&folder, &listeners)?;
    if !folder.join("master.key").exists() {
        MasterKey::create_file(&folder.join("master.key"), &OsEntropy)?;
    }
    let secrets = open::secrets(&config)?;
    let store: Arc<dyn Store> = Arc::new(open::store_with(&config, Arc::clone(&secrets))?);
    prepare(&*store, &folder, args.people).await?;
    // Another host than the service's: browsers treat the two as strangers, as they are in life.
    let origin = format!("http://127.0.0.1:{}", listeners.hotel.local_addr()?.port());
    let provider = hotel(&origin)?;
    let secret_hash = secrets.hash_secret_key(&provider::random("sk_live_", 48));
    store
        .add_provider(&provider, secret_hash, Acting::now(&SystemClock, &OsEntropy))
        .await
        .context("the hotel cannot be registered")?;

    let clock: Arc<dyn Clock> = Arc::new(SteadyClock::start());
    let phone = Phone::new(Arc::clone(&clock));
    let service = config.server.public_origin();
    let parts = Parts {
        config,
        store,
        clock: Arc::clone(&clock),
        entropy: Arc::new(OsEntropy),
        secrets,
        gateways: vec![Arc::new(phone.clone())],
    };
    let instance = Instance::assemble(parts).await?;
    let desk = Desk::new(
        hotel::Service { address: service.clone(), site_key: provider.site_key, provider_id: provider.id, origin },
        clock,
        Arc::new(OsEntropy),
    )?;
    announce(&service, &desk.service().origin, listeners.phone.local_addr()?.port(), &folder, args.dir.is_some())?;
    run_all(instance, listeners, desk, phone).await
}

async fn run_all(instance: Instance, listeners: Listeners, desk: Desk, phone: Phone) -> Result<()> {
    let stopper = instance.stopper();
    signals::watch(stopper.clone())?;
    let (reason, (), ()) = tokio::join!(
        instance.run(listeners.service, listeners.ops),
        site(listeners.hotel, hotel::router(Arc::new(desk)), stopper.listen()),
        site(listeners.phone, phone.router(), stopper.listen()),
    );
    match reason {
        Reason::Asked => Ok(()),
        Reason::StoreBroken => Err(super::serve::StoreBroken.into()),
    }
}

async fn site(listener: TcpListener, router: Router, stop: Stop) {
    Edge::new(router, EdgeLimits { connections: 256, ..EdgeLimits::default() }).serve(listener, stop).await;
}

/// Listens on the port of this machine or, when it is taken, on the next free one. Port 0 is any.
async fn next_free(port: u16) -> Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(TRIES) {
        match TcpListener::bind(("127.0.0.1", port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let error = last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into());
    Err(error).with_context(|| format!("no port from {port} on is free"))
}

fn config(folder: &Path, listeners: &Listeners) -> Result<Config> {
    let (listen, ops) = (listeners.service.local_addr()?, listeners.ops.local_addr()?);
    let file = |name: &str| toml::Value::from(folder.join(name).display().to_string());
    let url = toml::Value::from(format!("sqlite:{}", folder.join("kyvs.db").display()));
    let text = format!(
        "[server]\nlisten = \"{listen}\"\nops_listen = \"{ops}\"\n[store]\nurl = {url}\n[secrets]\nmaster_key_file = {}\n\
         [limits]\n{LIMITS}",
        file("master.key")
    );
    Ok(Config::parse("the demo's settings", &text, [])?)
}

/// Fills an empty store: a signing key, invented people, and those whom the demo names.
async fn prepare(store: &dyn Store, folder: &Path, people: u64) -> Result<()> {
    if store.signing_keys().await?.is_empty() {
        let key = signing::new_key(&OsEntropy, Algorithm::EdDsa, KeyState::Active, SystemClock.now());
        store.add_signing_key(key, Acting::now(&SystemClock, &OsEntropy)).await?;
    }
    if store.count_people().await? > 0 {
        return Ok(());
    }
    output::note(format!("Making a registry of {people} invented people …"));
    let path = folder.join("people.csv");
    let mut file = BufWriter::new(File::create(&path)?);
    demo_data::write_csv(&mut file, people, 1, demo_data::Doses::Usual)?;
    file.flush()?;
    let options = import::Options {
        format: Some(Format::Csv),
        today: SystemClock.now().date(),
        act: Acting::now(&SystemClock, &OsEntropy),
        work: folder,
        report: None,
        progress: Progress::Hidden,
    };
    let outcome = import::import_file(store, &path, options).await?;
    ensure!(outcome.refused == 0, "{}: {} rows were refused", path.display(), outcome.refused);
    Ok(())
}

/// The hotel as it registers with the service.
fn hotel(origin: &str) -> Result<Provider> {
    let names = [("hi", "होटल सागर"), ("gu", "હોટેલ સાગર")];
    Ok(Provider {
        id: provider::random("prv_", 16),
        name: "Hotel Sagar".to_owned(),
        names: names.map(|(lang, name)| (lang.to_owned(), name.to_owned())).into(),
        site_key: provider::random("pk_live_", 26),
        origins: vec![Origin::parse(origin)?],
        purposes: vec![Purpose::parse("check-in")?, Purpose::parse("booking")?],
        scopes: Scopes::ALL,
        own_otp_screen: true,
        name_match: Level::Exact,
        return_urls: vec![format!("{origin}/")],
        expires: None,
        suspended: false,
        created: SystemClock.now(),
        env: Env::Live,
        parent: None,
        quotas: Quotas::default(),
        algorithm: Algorithm::default(),
        webhook: None,
    })
}

/// Says what to open and whom to ask for.
fn announce(service: &str, hotel: &str, phone: u16, folder: &Path, kept: bool) -> io::Result<()> {
    output::line(format!(
        "
  kyvs demo

  Hotel's site    {hotel}    <- start here
  Phone           http://127.0.0.1:{phone}    <- the SMS arrives here
  Own status      {service}/status    <- see a person's own status
  Status service  {service}

  Type one of these (the first is enough to begin):

  {people}

  Any other name or number looks the same, and no SMS comes.

  Data in {}{kept}. Ctrl-C ends the demo.
",
        folder.display(),
        kept = if kept { "" } else { ", deleted at the end" },
        people = demo_data::fixed_people(),
    ))
}
