//! What the operator takes away is refused at once, however much comes in (check ADM-2): the real command, beside a service under load.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::RequestBuilder;
use serde_json::json;
use tokio::task::JoinSet;

use super::{Server, asked, typed};
use crate::world::{NOBODY, World, secret_key};

const LIMITS: &str = "[limits]\nperson_10m = 30\nperson_day = 100\nmobile_10m = 100\nmobile_day = 300\n\
                      provider_minute = 60000000\nservice_minute = 60000000\npumping_least = 1000000\n";
/// Callers of each way.
const CALLERS: usize = 2;
/// Answers on each way that are waited for, before and after.
const ENOUGH: usize = 5;
/// From then on nothing is accepted.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Ways into the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Start,
    /// The start of 2021.
    Legacy,
    Verify,
    /// The embedded page is opened.
    Page,
    /// Its form is posted.
    Form,
}

const WAYS: [Way; 5] = [Way::Start, Way::Legacy, Way::Verify, Way::Page, Way::Form];

/// What one way was answered.
#[derive(Default)]
struct Tally {
    /// Accepted before the command.
    before: AtomicUsize,
    /// Answered later than a second after it.
    late: AtomicUsize,
    /// Accepted so late.
    accepted_late: AtomicUsize,
}

/// A service, and what comes in.
struct Load {
    world: World,
    /// A result of the hotel's.
    result: String,
    /// When the command had ended.
    since: OnceLock<Instant>,
    over: AtomicBool,
    tallies: [Tally; WAYS.len()],
}

impl Load {
    async fn new() -> Arc<Self> {
        let world = World::with(LIMITS).await;
        let result = Server::of(&world, &world.hotel).result().await;
        let (since, over, tallies) = (OnceLock::new(), AtomicBool::new(false), Default::default());
        Arc::new(Self { world, result, since, over, tallies })
    }

    fn request(&self, way: Way) -> RequestBuilder {
        let World { http, url, hotel, .. } = &self.world;
        let (key, (full_name, mobile)) = (secret_key(hotel), NOBODY);
        let page = [("k", hotel.site_key.as_str()), ("o", "https://hotel.example"), ("i", "w")];
        let typed = [("action", "start"), ("full_name", full_name), ("mobile", mobile)];
        match way {
            Way::Start => http.post(format!("{url}/api/v1/verifications")).bearer_auth(key).json(&asked(NOBODY)),
            Way::Legacy => {
                let body = json!({ "mobile_number": mobile, "full_name": full_name });
                http.post(format!("{url}/api/v3/vaccination/generateOTP")).header("x-api-key", key).json(&body)
            }
            Way::Verify => {
                let body = json!({ "result": self.result, "single_use": false });
                http.post(format!("{url}/api/v1/results/verify")).bearer_auth(key).json(&body)
            }
            Way::Page => http.get(format!("{url}/embed")).query(&page),
            Way::Form => http.post(format!("{url}/embed")).form(&[page, typed].concat()),
        }
    }

    /// Comes in on one way, again and again.
    async fn call(self: Arc<Self>, way: Way) {
        let tally = &self.tallies[way as usize];
        let add = |count: &AtomicUsize, accepted: bool| count.fetch_add(usize::from(accepted), Ordering::SeqCst);
        while !self.over.load(Ordering::SeqCst) {
            let sent = Instant::now();
            let accepted = self.request(way).send().await.unwrap().status().is_success();
            match self.since.get() {
                None => {
                    add(&tally.before, accepted);
                }
                Some(since) if sent.saturating_duration_since(*since) > AT_ONCE => {
                    add(&tally.late, true);
                    add(&tally.accepted_late, accepted);
                }
                Some(_) => {}
            }
        }
    }

    /// Waits until every way has had enough of these answers.
    async fn until(&self, count: fn(&Tally) -> &AtomicUsize) {
        let waited = async {
            while self.tallies.iter().any(|tally| count(tally).load(Ordering::SeqCst) < ENOUGH) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), waited).await.expect("a caller has stopped");
    }
}

/// Runs a command under load: a second after it these ways are closed and the others open, and what was begun is not finished.
async fn closes(command: &[&str], closed: &[Way], told: (u16, &str)) {
    let load = Load::new().await;
    let hotel = Server::of(&load.world, &load.world.hotel);
    let (first, second) = (hotel.start().await.text_of("id"), hotel.start().await.text_of("id"));
    let confirm = async |id: &str| {
        let code = load.world.code_of(id, 0).await;
        hotel.post(&format!("verifications/{id}/confirm"), &typed(&code)).await
    };
    let mut callers = JoinSet::new();
    for way in WAYS.into_iter().cycle().take(WAYS.len() * CALLERS) {
        callers.spawn(Arc::clone(&load).call(way));
    }
    load.until(|tally| &tally.before).await;
    assert_eq!(confirm(&first).await.status, 200);
    load.world.kyvs(command);
    load.since.set(Instant::now()).unwrap();
    load.until(|tally| &tally.late).await;
    assert_eq!(confirm(&second).await.problem(), (told.0, told.1.to_owned()));
    load.over.store(true, Ordering::SeqCst);
    callers.join_all().await;
    for (way, tally) in WAYS.into_iter().zip(&load.tallies) {
        let (accepted, late) = (tally.accepted_late.load(Ordering::SeqCst), tally.late.load(Ordering::SeqCst));
        assert_eq!(accepted, if closed.contains(&way) { 0 } else { late }, "{way:?} of {late}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_load_nothing_of_a_suspended_provider_is_accepted_a_second_later() {
    closes(&["provider", "suspend", "prv_hotel"], &WAYS, (403, "provider-suspended")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_load_a_revoked_key_opens_nothing_a_second_later_and_the_page_stays() {
    let closed = [Way::Start, Way::Legacy, Way::Verify];
    closes(&["provider", "revoke-key", "prv_hotel", "--name", "first"], &closed, (401, "unauthorized")).await;
}
