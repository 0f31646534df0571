//! The samples of the documentation, `docs/samples`, as an integrator runs them: each against results of a running service, and
//! against every forged token (KEY-1).

mod stacks;
mod webhooks;

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use domain::{
    algorithm::{Algorithm, PrivateKey},
    fixtures::Outcome,
    jws::{Expectation, verify},
    result::{Claims, Env},
    vaccination::Status,
};
use serde_json::json;
use server::ports::Clock as _;

use self::stacks::{Sample, needed};
use super::{Server, asked, test_mode, typed};
use crate::{
    forgeries::{self, Genuine},
    world::{FULLY, World, secret_key},
};

const NONCE: &str = "n-1";
/// Forgeries that the service alone must refuse: others need not know every word, and of the two signatures that fit on P-256
/// libraries take either.
const TAKEN_BY_OTHERS: [&str; 3] = ["unknown reason", "unknown flag", "the larger s"];
/// A check of one person after another.
const WIDE: &str = "[limits]\nperson_10m = 30\nperson_day = 100\n";

/// What a sample is told of the service and of itself.
struct Settings {
    issuer: String,
    audience: String,
    origin: String,
    algorithm: Algorithm,
    secret_key: String,
}

impl Settings {
    /// The airline's server, for answers that no page embeds.
    fn airline(world: &World, algorithm: Algorithm) -> Self {
        Self {
            issuer: world.url.clone(),
            audience: world.airline.id.clone(),
            origin: String::new(),
            algorithm,
            secret_key: secret_key(&world.airline),
        }
    }
}

/// What a sample said, line by line, and whether it relied on everything.
struct Said {
    lines: Vec<String>,
    is_success: bool,
}

impl Said {
    fn is_good(&self) -> bool {
        self.is_success && self.lines == ["2 series-complete"]
    }

    /// Refused in words, and not by falling over.
    fn is_refused(&self) -> bool {
        !self.is_success && matches!(&self.lines[..], [line] if line.starts_with("refused: ") && line.len() > 12)
    }
}

/// Asks a sample about results, each with the nonce that was given.
async fn ask(sample: &Sample, world: &World, settings: &Settings, questions: &[(&str, &str)]) -> Said {
    let line = |(nonce, result): &(&str, &str)| json!({ "nonce": nonce, "result": result }).to_string() + "\n";
    let lines = questions.iter().map(line).collect();
    let mut command = sample.command();
    command
        .env("KYVS_URL", &world.url)
        .env("KYVS_ISSUER", &settings.issuer)
        .env("KYVS_AUDIENCE", &settings.audience)
        .env("KYVS_ORIGIN", &settings.origin)
        .env("KYVS_SECRET_KEY", &settings.secret_key);
    // The rule is what samples do that are told nothing.
    if settings.algorithm != Algorithm::default() {
        command.env("KYVS_ALG", settings.algorithm.as_str());
    }
    tokio::task::spawn_blocking(move || fed(command, lines)).await.unwrap()
}

fn fed(mut command: Command, lines: String) -> Said {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // From a thread: a sample that answers each line at once would wait for us to read, and we for it.
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    Said { lines, is_success: output.status.success() }
}

/// A result of the airline, which learns everything, from its server's own calls.
async fn fresh(world: &World) -> String {
    let server = Server::of(world, &world.airline);
    let mut body = asked(FULLY);
    body["nonce"] = NONCE.into();
    let id = server.post("verifications", &body).await.text_of("id");
    let code = world.code_of(&id, 0).await;
    server.post(&format!("verifications/{id}/confirm"), &typed(&code)).await.text_of("result")
}

/// Everything that every sample must do.
async fn holds(sample: &Sample) {
    for algorithm in Algorithm::ALL {
        let world = signing_with(algorithm).await;
        answers_for_one_provider_page_and_question(sample, &world, algorithm).await;
        refuses_what_is_forged(sample, &world, algorithm).await;
        if algorithm == Algorithm::default() {
            answers_in_test_mode(sample, &world).await;
        }
    }
}

/// A service whose airline gets results that are signed in this way.
async fn signing_with(algorithm: Algorithm) -> World {
    let world = World::with(WIDE).await;
    world.sign_with(algorithm, &world.airline).await;
    world
}

async fn answers_for_one_provider_page_and_question(sample: &Sample, world: &World, algorithm: Algorithm) {
    let settings = Settings::airline(world, algorithm);
    assert!(ask(sample, world, &settings, &[(NONCE, &fresh(world).await)]).await.is_good());
    assert!(ask(sample, world, &settings, &[("n-2", &fresh(world).await)]).await.is_refused(), "another question");
    let hotel = &world.hotel;
    let other =
        Settings { audience: hotel.id.clone(), secret_key: secret_key(hotel), ..Settings::airline(world, algorithm) };
    assert!(ask(sample, world, &other, &[(NONCE, &fresh(world).await)]).await.is_refused(), "somebody else's");
    let page = |origin: &str| Settings { origin: origin.to_owned(), ..Settings::airline(world, algorithm) };
    let embedded = page("https://air.example");
    assert!(ask(sample, world, &embedded, &[(NONCE, &fresh(world).await)]).await.is_refused(), "from no page");

    let (ask_form, mut results) = (world.airline_asks(), Vec::new());
    for _ in 0..3 {
        let sent = world.start(&ask_form, FULLY).await;
        results.push(world.confirm(&ask_form, &sent.id, &world.code(&sent).await).await.unwrap().result);
    }
    assert!(ask(sample, world, &embedded, &[(NONCE, &results[0])]).await.is_good());
    let elsewhere = page("https://evil.example");
    assert!(ask(sample, world, &elsewhere, &[(NONCE, &results[1])]).await.is_refused(), "from another page");
    assert!(ask(sample, world, &settings, &[(NONCE, &results[2])]).await.is_refused(), "from a page");
}

/// What is signed in one way is nothing to whoever expects the other: no result decides that.
async fn goes_by_one_algorithm(sample: &Sample) {
    for algorithm in Algorithm::ALL {
        let world = signing_with(algorithm).await;
        for expected in Algorithm::ALL {
            let settings = Settings::airline(&world, expected);
            let said = ask(sample, &world, &settings, &[(NONCE, &fresh(&world).await)]).await;
            assert_eq!(
                (said.is_good(), said.is_refused()),
                (expected == algorithm, expected != algorithm),
                "{algorithm}"
            );
        }
    }
}

/// The other world has an issuer and keys of its own, all of one kind.
async fn answers_in_test_mode(sample: &Sample, world: &World) {
    let server = test_mode::demo(world);
    let fixture = test_mode::fixture(Outcome::Answered(Status::Fully));
    let mut body = asked((fixture.name, fixture.mobile));
    body["nonce"] = NONCE.into();
    let started = server.post("verifications", &body).await;
    let result = test_mode::confirm(&server, &started, domain::fixtures::CODE).await.text_of("result");
    let settings = Settings {
        issuer: format!("{}/test", world.url),
        audience: "prv_test_demo".to_owned(),
        origin: String::new(),
        algorithm: Algorithm::default(),
        secret_key: "sk_test_demo".to_owned(),
    };
    let live = Settings { audience: settings.audience.clone(), ..Settings::airline(world, Algorithm::default()) };
    assert!(ask(sample, world, &live, &[(NONCE, &result)]).await.is_refused(), "a test result is none");
    assert!(ask(sample, world, &settings, &[(NONCE, &result)]).await.is_good());
    assert!(ask(sample, world, &settings, &[(NONCE, &fresh(world).await)]).await.is_refused(), "a live one is no test");
}

/// What a result of the service says, and the key that it is signed with.
async fn opened(world: &World, result: &str) -> (Claims, PrivateKey) {
    let expect = Expectation { issuer: &world.url, audience: None, nonce: Some(NONCE), env: Env::Live };
    let claims = verify(result, &world.keys().await, &expect, world.clock.now()).unwrap();
    (claims, world.key_under(result).await)
}

/// Reasons and flags may be added: whoever goes by the status takes a result with a new one. The service itself, and with it the
/// crate `domain`, knows all that it signs.
async fn takes_new_words(sample: &Sample) {
    let world = World::with(WIDE).await;
    let (claims, key) = opened(&world, &fresh(&world).await).await;
    let genuine = Genuine { key: &key, claims: &claims };
    let new = [genuine.with_claim("status_reason", json!("because")), genuine.with_claim("flags", json!(["shiny"]))];
    let questions = new.each_ref().map(|token| (NONCE, token.as_str()));
    let said = ask(sample, &world, &Settings::airline(&world, Algorithm::default()), &questions).await;
    assert_eq!((said.is_success, said.lines), (true, vec!["2 because".to_owned(), "2 series-complete".to_owned()]));
}

async fn refuses_what_is_forged(sample: &Sample, world: &World, algorithm: Algorithm) {
    let result = fresh(world).await;
    let (claims, key) = opened(world, &result).await;
    let genuine = Genuine { key: &key, claims: &claims };
    let mut forged = forgeries::all(&genuine);
    forged.retain(|forged| !TAKEN_BY_OTHERS.contains(&forged.what));
    assert!(forged.len() >= 60 && genuine.token() == result);
    let mut questions: Vec<_> = forged.iter().map(|forged| (NONCE, forged.token.as_str())).collect();
    questions.push((NONCE, &result));
    let said = ask(sample, world, &Settings::airline(world, algorithm), &questions).await;
    assert_eq!((said.lines.len(), said.is_success), (questions.len(), false), "{:?}", said.lines);
    for (forged, line) in forged.iter().zip(&said.lines) {
        assert!(line.starts_with("refused: "), "{algorithm}: {}: {line}", forged.what);
    }
    assert_eq!(said.lines.last().map(String::as_str), Some("2 series-complete"), "the good one among them");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn node_with_jose() {
    let prepared = tokio::task::spawn_blocking(stacks::node).await.unwrap();
    if let Some(sample) = needed("Node with jose", prepared) {
        holds(&sample).await;
        goes_by_one_algorithm(&sample).await;
        takes_new_words(&sample).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_with_pyjwt_and_with_joserfc() {
    let Some([pyjwt, joserfc]) = tokio::task::spawn_blocking(stacks::python).await.unwrap() else {
        assert!(needed("Python with PyJWT and joserfc", None).is_none());
        return;
    };
    for sample in [pyjwt, joserfc] {
        holds(&sample).await;
        goes_by_one_algorithm(&sample).await;
        takes_new_words(&sample).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn php_by_itself() {
    if let Some(sample) = needed("PHP", stacks::php()) {
        holds(&sample).await;
        goes_by_one_algorithm(&sample).await;
        takes_new_words(&sample).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rust_with_domain() {
    let sample = stacks::rust().expect("cargo builds it with the tests");
    holds(&sample).await;
    goes_by_one_algorithm(&sample).await;
}

/// The service knows how it signs for whom: there is nothing to choose.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shell_with_curl() {
    if let Some(sample) = needed("curl", stacks::curl()) {
        holds(&sample).await;
    }
}
