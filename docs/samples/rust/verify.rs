//! Verifies results on your own server: Rust, with the crate `domain` of this repository, which the service itself uses.
//!
//! One question a line on standard input, `{"nonce": "…", "result": "…"}`: the nonce that you gave to this visit, and the signed
//! answer that came back. One line of output for each; the exit code is 1 when one of them is refused.
#![allow(
    clippy::disallowed_methods,
    reason = "the service has a port for the time; a program of yours has the system's"
)]

use std::{
    env,
    error::Error,
    io::{self, BufRead as _},
    process::ExitCode,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use domain::{
    algorithm::Algorithm,
    jws::{self, Expectation, VerifyError},
    keyset::KeySet,
    result::{Claims, Env},
    time::Timestamp,
};

/// What you gave to a visit and what came back.
#[derive(serde::Deserialize)]
struct Question {
    nonce: String,
    result: String,
}

/// What a result must say.
struct Verifier {
    /// Who must have signed: the address of the service; in test mode with /test behind it.
    issuer: String,
    /// For whom: your provider id, `prv_…`.
    audience: String,
    /// Your page that embeds the check, as `https://hotel.example`; none for the full page and for the API.
    origin: Option<String>,
    /// How: `EdDSA`, or `ES256` when the operator has set that for you. No result chooses it.
    algorithm: Algorithm,
    keys: KeySet,
    fetched: Instant,
}

/// The keys may be kept for five minutes, as their Cache-Control says.
const CACHE: Duration = Duration::from_mins(5);

impl Verifier {
    async fn from_environment() -> Result<Self, Box<dyn Error>> {
        let (issuer, audience) = (env::var("KYVS_ISSUER")?, env::var("KYVS_AUDIENCE")?);
        let origin = env::var("KYVS_ORIGIN").ok().filter(|origin| !origin.is_empty());
        let algorithm = env::var("KYVS_ALG").ok().filter(|name| !name.is_empty());
        let algorithm = algorithm.map_or(Ok(Algorithm::EdDsa), |name| name.parse())?;
        let keys = fetch(&issuer, algorithm).await?;
        Ok(Self { issuer, audience, origin, algorithm, keys, fetched: Instant::now() })
    }

    /// Gives the claims of a good result.
    async fn verify(&mut self, question: &Question) -> Result<Claims, Box<dyn Error>> {
        if self.fetched.elapsed() >= CACHE {
            self.refresh().await?;
        }
        let claims = match self.check(question) {
            // The service may have a new key.
            Err(VerifyError::UnknownKey) => {
                self.refresh().await?;
                self.check(question)?
            }
            checked => checked?,
        };
        if claims.origin == self.origin { Ok(claims) } else { Err("from another page".into()) }
    }

    fn check(&self, question: &Question) -> Result<Claims, VerifyError> {
        let expect = Expectation {
            issuer: &self.issuer,
            audience: Some(&self.audience),
            nonce: Some(&question.nonce),
            env: if self.issuer.ends_with("/test") { Env::Test } else { Env::Live },
        };
        jws::verify(&question.result, &self.keys, &expect, now())
    }

    async fn refresh(&mut self) -> Result<(), Box<dyn Error>> {
        (self.keys, self.fetched) = (fetch(&self.issuer, self.algorithm).await?, Instant::now());
        Ok(())
    }
}

/// The service's public keys of this kind: a key verifies in one way, so that results of another kind have none here.
async fn fetch(issuer: &str, algorithm: Algorithm) -> Result<KeySet, Box<dyn Error>> {
    // Once a process is enough; that it is there already is no error.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().timeout(Duration::from_secs(10)).build()?;
    let answer = client.get(format!("{issuer}/.well-known/jwks.json")).send().await?;
    let mut set: KeySet = answer.error_for_status()?.json().await?;
    set.keys.retain(|key| key.alg == algorithm.as_str());
    Ok(set)
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_seconds(i64::try_from(since.as_secs()).unwrap_or_default())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut verifier = Verifier::from_environment().await?;
    let mut code = ExitCode::SUCCESS;
    for line in io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        match verifier.verify(&question).await {
            Ok(claims) => println!("{} {}", claims.vaccination_status.code(), claims.status_reason),
            Err(error) => {
                println!("refused: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}
