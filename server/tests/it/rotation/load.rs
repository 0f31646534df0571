//! Signing keys of both kinds rotate under load, and no verifier refuses a good result (check KEY-2).

use std::{
    collections::BTreeSet,
    mem,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{
    algorithm::Algorithm,
    jws::{VerifyError, key_id},
    keyset::KeySet,
    provider::Provider,
    signing_keys::CACHE,
    time::Timestamp,
};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use server::{
    ports::Clock as _,
    signing::{self, RotateError, Rotated},
    store::sqlite::SqliteStore,
    system::OsEntropy,
};
use tokio::{sync::RwLock, task::JoinSet};

use super::PLENTY;
use crate::world::{FAMILY, FAMILY_MOBILE, FULLY, NOT, PARTIALLY, World, secret_key};

const ROTATIONS: usize = 20;
/// Two for each algorithm, each with a person of its own.
const CALLERS: usize = 4;
const PEOPLE: [(&str, &str); CALLERS] = [FULLY, PARTIALLY, NOT, (FAMILY[0], FAMILY_MOBILE)];
/// The clock's steps, in seconds: three for a verifier's cache and four for a rotation, so that each falls at every moment of the
/// other.
const STEP: u64 = 100;
/// A check so old is given up for a new one: its result ends a second later.
const OLD: Duration = Duration::from_secs(299);

/// Fetches the key set when the one it has is five minutes old, and never else.
#[derive(Clone)]
struct Verifier(KeySet, Timestamp);

impl Verifier {
    async fn fetch(world: &World) -> Self {
        Self(world.keys().await, world.clock.now())
    }

    async fn check(&mut self, world: &World, audience: &str, result: &str) -> Result<(), VerifyError> {
        if world.clock.now().since(self.1) >= CACHE {
            *self = Self::fetch(world).await;
        }
        world.check_for(audience, result, &self.0)
    }
}

/// A check whose result was given.
struct Check {
    id: String,
    code: String,
    given: Timestamp,
    /// As it was signed first.
    first: String,
}

/// What a caller saw.
#[derive(Default)]
struct Seen {
    verified: usize,
    refused: Vec<String>,
    kids: BTreeSet<String>,
}

/// What callers and rotations share.
struct Load {
    world: World,
    /// Read by whoever gets and checks a result: the clock stands still meanwhile, or five minutes of it would be over in a moment.
    steady: RwLock<()>,
    over: AtomicBool,
    rounds: [AtomicUsize; CALLERS],
}

impl Load {
    fn post(&self, provider: &Provider, path: &str) -> RequestBuilder {
        let address = format!("{}/api/v1/verifications{path}", self.world.url);
        self.world.http.post(address).bearer_auth(secret_key(provider))
    }

    async fn begin(&self, provider: &Provider, (full_name, mobile): (&str, &str)) -> Check {
        let body = json!({ "full_name": full_name, "mobile": mobile, "nonce": "n-1" });
        let id = told(self.post(provider, "").json(&body), "id").await;
        let code = self.world.code_of(&id, 0).await;
        let mut check = Check { id, code, given: self.world.clock.now(), first: String::new() };
        check.first = self.confirm(provider, &check).await;
        check
    }

    /// Under one idempotency key, so that the one result is signed again each time, by the key of that moment.
    async fn confirm(&self, provider: &Provider, check: &Check) -> String {
        let request = self.post(provider, &format!("/{}/confirm", check.id)).header("idempotency-key", "once");
        told(request.json(&json!({ "otp": check.code, "consent": true })), "result").await
    }

    /// Has results given as fast as they come, and every one checked by every verifier, to the end of the rotations.
    async fn call(self: Arc<Self>, number: usize, provider: Provider, mut verifiers: Vec<Verifier>) -> Seen {
        let (mut seen, mut held) = (Seen::default(), None::<Check>);
        while !self.over.load(Ordering::SeqCst) {
            let _steady = self.steady.read().await;
            let now = self.world.clock.now();
            let check = match held.take().filter(|check| now.since(check.given) < OLD) {
                Some(check) => check,
                None => self.begin(&provider, PEOPLE[number]).await,
            };
            let result = self.confirm(&provider, &check).await;
            seen.kids.extend(key_id(&result));
            for verifier in &mut verifiers {
                for text in [&check.first, &result] {
                    match verifier.check(&self.world, &provider.id, text).await {
                        Ok(()) => seen.verified += 1,
                        Err(error) => seen.refused.push(format!("{}: {error:?}", provider.id)),
                    }
                }
            }
            held = Some(check);
            self.rounds[number].fetch_add(1, Ordering::SeqCst);
        }
        seen
    }

    /// Moves the clock between two results.
    async fn step(&self) {
        let _alone = self.steady.write().await;
        self.world.advance(STEP);
    }

    /// Waits until every caller has had a whole round from now on.
    async fn another_round(&self) {
        let rounds = || self.rounds.each_ref().map(|rounds| rounds.load(Ordering::SeqCst));
        let before = rounds();
        let done = async {
            while rounds().iter().zip(before).any(|(now, before)| *now < before + 2) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), done).await.expect("a caller has stopped");
    }
}

/// A text of an answer.
async fn told(request: RequestBuilder, member: &str) -> String {
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    answer[member].as_str().unwrap_or_else(|| panic!("no {member}: {answer}")).to_owned()
}

/// As the command does it; `None` before the next key is published for long enough.
async fn rotate(world: &World, command: &SqliteStore, algorithm: Algorithm, at_once: bool) -> Option<Rotated> {
    match signing::rotate(command, &OsEntropy, algorithm, world.acting(), at_once).await {
        Ok(rotated) => Some(rotated),
        Err(RotateError::NotYet(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

/// A provider for each algorithm.
async fn providers(world: &World) -> [Provider; 2] {
    let providers = Algorithm::ALL.map(|algorithm| Provider {
        id: format!("prv_{algorithm}"),
        site_key: format!("pk_live_{algorithm}"),
        algorithm,
        ..world.hotel.clone()
    });
    for provider in &providers {
        world.add(provider).await;
    }
    providers
}

/// Three, each with its key set from another moment.
async fn verifiers(world: &World) -> Vec<Verifier> {
    let mut verifiers = Vec::new();
    for _ in 0..3 {
        verifiers.push(Verifier::fetch(world).await);
        world.advance(STEP);
    }
    verifiers
}

/// Rotates both kinds of keys, again and again, as soon as they may. Gives the keys that have signed.
async fn rotations(load: &Load, command: &SqliteStore, mut next: Vec<String>) -> BTreeSet<String> {
    let mut signed = BTreeSet::new();
    while signed.len() < ROTATIONS * next.len() {
        load.step().await;
        let before = signed.len();
        for (algorithm, next) in Algorithm::ALL.into_iter().zip(&mut next) {
            let Some(rotated) = rotate(&load.world, command, algorithm, false).await else { continue };
            assert_eq!(rotated.active.as_ref(), Some(&*next));
            signed.insert(mem::replace(next, rotated.next.unwrap()));
        }
        if signed.len() > before {
            load.world.keys_when(|kids| next.iter().all(|kid| kids.contains(&kid.as_str()))).await;
            load.another_round().await;
        }
    }
    signed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_rotations_under_load_and_no_verifier_refuses_a_good_result() {
    let world = World::with(PLENTY).await;
    let providers = providers(&world).await;
    let command = world.beside();
    let mut next = Vec::new();
    for algorithm in Algorithm::ALL {
        next.push(rotate(&world, &command, algorithm, true).await.unwrap().next.unwrap());
    }
    world.keys_when(|kids| next.iter().all(|kid| kids.contains(&kid.as_str()))).await;
    let verifiers = verifiers(&world).await;
    let (steady, over, rounds) = (RwLock::new(()), AtomicBool::new(false), Default::default());
    let load = Arc::new(Load { world, steady, over, rounds });
    let mut callers = JoinSet::new();
    for number in 0..CALLERS {
        let provider = providers[number % providers.len()].clone();
        callers.spawn(Arc::clone(&load).call(number, provider, verifiers.clone()));
    }
    let signed = rotations(&load, &command, next).await;
    load.over.store(true, Ordering::SeqCst);
    let (mut verified, mut kids) = (0, BTreeSet::new());
    for seen in callers.join_all().await {
        assert!(seen.refused.is_empty(), "{:?}", seen.refused);
        verified += seen.verified;
        kids.extend(seen.kids);
    }
    assert!(signed.is_subset(&kids), "a result under every key was checked");
    assert!(verified >= 900, "only {verified} results were checked");
}
