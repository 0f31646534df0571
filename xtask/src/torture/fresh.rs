//! ADM-1: a fresh installation has nobody who may ask, no way in, and no route that only tests need. The published test keys reach
//! test mode and nothing else.

use anyhow::Result;
use serde_json::json;

use super::Torture;
use super::client::{Client, wrong};
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::server::Server;
use super::signed::{Keys, result_of};

/// What such services have left open elsewhere.
const PATHS: &[&str] = &[
    "/debug",
    "/debug/pprof",
    "/test",
    "/tests",
    "/admin",
    "/admin/",
    "/administrator",
    "/login",
    "/console",
    "/actuator",
    "/actuator/env",
    "/actuator/health",
    "/outbox",
    "/api/outbox",
    "/api/v1/outbox",
    "/phone",
    "/hotel",
    "/demo",
    "/sms",
    "/messages",
    "/inbox",
    "/codes",
    "/otp",
    "/clock",
    "/reset",
    "/metrics",
    "/healthz",
    "/readyz",
    "/status/server",
    "/server-status",
    "/.env",
    "/.git/config",
    "/.git/HEAD",
    "/config",
    "/config.json",
    "/kyvs.toml",
    "/kyvs.key",
    "/kyvs.db",
    "/kyvs.db-wal",
    "/backup",
    "/dump",
    "/export",
    "/people",
    "/api/v1/people",
    "/api/v1/registry",
    "/api/v1/providers",
    "/api/v1/keys",
    "/api/v1/admin",
    "/api/v1/debug",
    "/api/v1/test",
    "/api/v1/verifications/all",
    "/internal",
    "/trace",
    "/graphql",
    "/swagger",
    "/swagger-ui",
    "/swagger-ui.html",
    "/api-docs",
    "/phpinfo.php",
    "/wp-admin",
    "/robots.php",
    "/static/../kyvs.key",
    "/pkg/../kyvs.key",
    "/pkg/..%2fkyvs.key",
    "/pkg/%2e%2e/kyvs.key",
    "/embed/v1/..%2f..%2fkyvs.key",
];

/// Keys that somebody might have left in.
const KEYS: &[&str] = &[
    "",
    "admin",
    "test",
    "secret",
    "changeme",
    "kyvs",
    "demo",
    "sk_live_",
    "sk_test_",
    "sk_test_nobody",
    "pk_test_demo",
    "sk_live_test",
    "sk_live_demo",
    "sk_live_00000000000000000000000000000000000000000000000",
    "null",
    "undefined",
];

/// The code of test mode.
const CODE: &str = "000000";

/// Installs as the documentation says, and looks around.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let place = Place::empty(torture, "fresh")?;
    let mut findings = Findings::default();
    std::fs::write(place.folder.join("kyvs.toml"), place.kyvs(&["config"])?)?;
    place.kyvs(&["config", "--check"])?;
    place.kyvs(&["keys", "init"])?;
    let providers = place.kyvs(&["provider", "list", "--json"])?;
    findings.expect(providers.trim() == "[]", || format!("a fresh store has providers: {}", providers.trim()));
    // the default settings name no gateway, so that nothing starts by accident
    let refused = place.output(&["serve"])?;
    findings.expect(!refused.status.success(), || "a service without a gateway has started".to_owned());

    place.write_config(&Setup::default())?;
    let _server = Server::start(&place)?;
    let client = Client::new(&place.address, "");
    for path in PATHS {
        for method in ["GET", "POST"] {
            let answer = client.send(method, path, &[], (method == "POST").then_some(&[]))?;
            let closed = matches!(answer.status, 401 | 403 | 404 | 405);
            findings.expect(closed, || format!("{method} {path}: {}", answer.status));
        }
    }
    let body = json!({ "full_name": "Rajesh Kumar Sharma", "mobile": "9810000001", "purpose": "check-in" });
    for key in KEYS {
        let answer = Client::new(&place.address, key).start(None, &body)?;
        findings.expect(answer.status == 401, || format!("the key {key:?} is answered {}", answer.shown()));
    }
    test_keys(&place, &mut findings)?;
    findings.verdict(format!("{} addresses, {} guessed keys", PATHS.len(), KEYS.len()))
}

/// The published keys are answered, by people who do not exist, with results that no live verifier believes.
fn test_keys(place: &Place, findings: &mut Findings) -> Result<()> {
    let client = Client::new(&place.address, "sk_test_demo");
    let started = client.start(None, &json!({ "full_name": "Asha Full", "mobile": "9000000001" }))?;
    findings.expect(started.status == 201, || format!("test mode is answered {}", started.shown()));
    let given = client.confirm(&started.text("id"), None, CODE)?;
    let live = Keys::fetch(&client)?;
    let token = result_of(&given.body)?;
    findings.expect(live.claims(&token).is_err(), || "a live key has signed a result of test mode".to_owned());
    // A real person is nobody there, whatever is typed.
    let real = client.start(None, &json!({ "full_name": "Rajesh Kumar Sharma", "mobile": "9810000001" }))?;
    for code in [CODE.to_owned(), wrong(CODE, 1)] {
        let answer = client.confirm(&real.text("id"), None, &code)?;
        findings.expect(answer.text("code") == "otp-incorrect", || {
            format!("a real person in test mode: {}", answer.shown())
        });
    }
    let providers = place.kyvs(&["provider", "list", "--json"])?;
    findings.expect(providers.trim() == "[]", || format!("test mode has left a provider: {}", providers.trim()));
    Ok(())
}
