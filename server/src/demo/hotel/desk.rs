//! The hotel's own server: verifies a result with the published keys, for this visit, once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    jws::{self, Expectation, VerifyError},
    keyset::KeySet,
    result::{Claims, Env},
    time::Timestamp,
};

use crate::ports::{Clock, Entropy};

/// How long a visit's nonce is good.
const VISIT: Duration = Duration::from_hours(2);
/// How long the fetched keys are believed; the service says the same.
const KEYS: Duration = Duration::from_mins(5);
/// The purpose that the hotel asks for.
const PURPOSE: &str = "check-in";

/// What the hotel was told when it registered with the service.
pub struct Service {
    /// Where it is; also the issuer of its results.
    pub address: String,
    /// The hotel's site key.
    pub site_key: String,
    /// The hotel's provider id, the audience of its results.
    pub provider_id: String,
    /// The hotel's own origin, as it is registered.
    pub origin: String,
}

/// A verified guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// 0, 1 or 2.
    pub status: u8,
    /// As typed and matched.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub as_of: String,
}

/// Why a result is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum NotAccepted {
    /// The nonce is not one that this server gave out, or its visit is over.
    #[error("the visit is over")]
    UnknownVisit,
    /// The key set could not be fetched.
    #[error("the keys of the service cannot be fetched")]
    NoKeys(#[from] reqwest::Error),
    /// The token does not verify.
    #[error(transparent)]
    Token(#[from] VerifyError),
    /// Given in a page of another origin, or for another purpose.
    #[error("the token was given for something else")]
    OtherUse,
    /// The token was accepted in another visit.
    #[error("the token was used before")]
    UsedBefore,
}

/// One visit of the booking page.
struct Visit {
    opened: Timestamp,
    accepted: Option<Guest>,
}

/// The hotel's desk.
pub struct Desk {
    service: Service,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    client: reqwest::Client,
    keys: Mutex<Option<(Timestamp, KeySet)>>,
    visits: Mutex<HashMap<String, Visit>>,
    /// Results that were accepted: in which visit, and until when they would verify.
    used: Mutex<HashMap<String, (String, Timestamp)>>,
}

impl Desk {
    /// A desk without visits.
    pub fn new(service: Service, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> reqwest::Result<Self> {
        // An error says that another part of the process has installed one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build()?;
        Ok(Self {
            service,
            clock,
            entropy,
            client,
            keys: Mutex::default(),
            visits: Mutex::default(),
            used: Mutex::default(),
        })
    }

    /// What the hotel knows of the service.
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// 128 random bits as text.
    pub fn random(&self) -> String {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        Base64UrlUnpadded::encode_string(&bytes)
    }

    /// A booking's reference, for people.
    pub fn booking_reference(&self) -> String {
        let mut bytes = [0; 2];
        self.entropy.fill(&mut bytes);
        format!("HS-{:05}", u16::from_be_bytes(bytes))
    }

    /// Opens a visit: gives the nonce that the answer must echo.
    pub fn open_visit(&self) -> String {
        let (nonce, now) = (self.random(), self.clock.now());
        let mut visits = lock(&self.visits);
        visits.retain(|_, visit| now < visit.opened.plus(VISIT));
        visits.insert(nonce.clone(), Visit { opened: now, accepted: None });
        nonce
    }

    /// Accepts a result in a visit. The same result again in the same visit changes nothing; in another visit it is refused.
    pub async fn accept(&self, result: &str, nonce: &str) -> Result<Guest, NotAccepted> {
        if !lock(&self.visits).contains_key(nonce) {
            return Err(NotAccepted::UnknownVisit);
        }
        let claims = self.verified(result, nonce).await?;
        let given_here = claims.origin.as_ref().is_none_or(|origin| *origin == self.service.origin);
        if !given_here || claims.purpose.as_str() != PURPOSE {
            return Err(NotAccepted::OtherUse);
        }
        let now = self.clock.now();
        let mut used = lock(&self.used);
        used.retain(|_, (_, until)| now < *until);
        let (visit, _) = used.entry(claims.jti.clone()).or_insert_with(|| (nonce.to_owned(), claims.expires_at()));
        if visit != nonce {
            return Err(NotAccepted::UsedBefore);
        }
        let guest =
            Guest { status: claims.vaccination_status.code(), name: claims.name, as_of: claims.as_of.to_string() };
        let mut visits = lock(&self.visits);
        visits.get_mut(nonce).ok_or(NotAccepted::UnknownVisit)?.accepted = Some(guest.clone());
        Ok(guest)
    }

    /// Ends a visit with a booking: with the guest accepted in it, or by the result that came with the form, or with none.
    pub async fn book(&self, result: &str, nonce: &str) -> Result<Option<Guest>, NotAccepted> {
        let accepted = lock(&self.visits).get(nonce).and_then(|visit| visit.accepted.clone());
        let guest = match accepted {
            None if result.is_empty() => None,
            None => Some(self.accept(result, nonce).await?),
            accepted => accepted,
        };
        lock(&self.visits).remove(nonce);
        Ok(guest)
    }

    async fn verified(&self, result: &str, nonce: &str) -> Result<Claims, NotAccepted> {
        let expect = Expectation {
            issuer: &self.service.address,
            audience: Some(&self.service.provider_id),
            nonce: Some(nonce),
            env: Env::Live,
        };
        let now = self.clock.wall();
        match jws::verify(result, &self.keys(false).await?, &expect, now) {
            // The service may have changed its key since the set was fetched.
            Err(VerifyError::UnknownKey) => Ok(jws::verify(result, &self.keys(true).await?, &expect, now)?),
            outcome => Ok(outcome?),
        }
    }

    /// The published key set, over HTTP.
    async fn keys(&self, fresh: bool) -> Result<KeySet, reqwest::Error> {
        let now = self.clock.now();
        if let Some((fetched, keys)) = lock(&self.keys).as_ref().filter(|_| !fresh)
            && now < fetched.plus(KEYS)
        {
            return Ok(keys.clone());
        }
        let address = format!("{}/.well-known/jwks.json", self.service.address);
        let keys: KeySet = self.client.get(address).send().await?.error_for_status()?.json().await?;
        *lock(&self.keys) = Some((now, keys.clone()));
        Ok(keys)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
