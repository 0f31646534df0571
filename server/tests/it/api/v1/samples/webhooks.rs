//! The receivers of the documentation, `docs/samples/webhooks`, as an integrator runs them: each is sent a message of a running
//! service, as it came and otherwise.

use std::{
    io::{BufRead as _, BufReader, Lines},
    process::{Child, ChildStdout, Stdio},
    time::Duration,
};

use domain::webhook::{WebhookUrl, sign};
use ed25519_dalek::SigningKey;
use serde_json::Value;
use server::{
    config::Config,
    ports::{Clock as _, WebhookFailure},
    system::SystemClock,
    webhooks::{Answer, Courier},
};
use tokio::task::{block_in_place, spawn_blocking};

use super::stacks::{self, Sample, needed};
use crate::{
    webhooks::{Message, PRIVATE, Receiver, completed, world},
    world::World,
};

const NOT_SIGNED: &str = "refused: not signed by kyvs";

/// A receiver that listens, and what it says.
struct Running {
    program: Child,
    said: Lines<BufReader<ChildStdout>>,
    url: String,
}

impl Running {
    /// Starts that of a provider, with the key of the service. It listens when it has said where.
    fn start(sample: &Sample, provider: &str, key: &str) -> Self {
        let mut command = sample.command();
        command.env("KYVS_PROVIDER", provider).env("KYVS_WEBHOOK_KEY", key).env("PORT", "0").stdout(Stdio::piped());
        let mut program = command.spawn().unwrap();
        let said = BufReader::new(program.stdout.take().unwrap()).lines();
        let mut running = Self { program, said, url: String::new() };
        let line = running.says();
        running.url = format!("http://127.0.0.1:{}/kyvs", line.strip_prefix("listening on ").unwrap());
        running
    }

    /// Its next line.
    fn says(&mut self) -> String {
        block_in_place(|| self.said.next().unwrap().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// What is sent to a receiver.
#[derive(Clone)]
struct Request {
    id: String,
    sent: String,
    signature: String,
    body: Vec<u8>,
}

impl Request {
    fn of(message: &Message) -> Self {
        let [id, sent, signature] =
            ["webhook-id", "webhook-timestamp", "webhook-signature"].map(|name| message.header(name).to_owned());
        Self { id, sent, signature, body: message.body.clone().into_bytes() }
    }

    /// The status of the answer.
    async fn post(&self, http: &reqwest::Client, url: &str) -> u16 {
        let request = http
            .post(url)
            .header("webhook-id", &self.id)
            .header("webhook-timestamp", &self.sent)
            .header("webhook-signature", &self.signature);
        request.body(self.body.clone()).send().await.unwrap().status().as_u16()
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn by_a_stranger(&self) -> String {
        sign(&SigningKey::from_bytes(&[9; 32]), &self.id, self.sent.parse().unwrap(), self.text())
    }

    /// What it is made into, by whoever has no key.
    fn forged(&self) -> Vec<(String, Self)> {
        let changed = |place: usize| {
            let mut body = self.body.clone();
            body[place] ^= 1;
            (format!("byte {place}"), Self { body, ..self.clone() })
        };
        let with_signature = |what: &str, signature: String| (what.to_owned(), Self { signature, ..self.clone() });
        let earlier = self.sent.parse::<i64>().unwrap() - 1;
        let mut forged: Vec<_> = (0..self.body.len()).map(changed).collect();
        forged.extend([
            with_signature("a stranger's signature", self.by_a_stranger()),
            with_signature("another kind of signature", self.signature.replacen("v1a,", "v1,", 1)),
            with_signature("no signature", String::new()),
            ("another id".to_owned(), Self { id: format!("{}A", self.id), ..self.clone() }),
            ("another time".to_owned(), Self { sent: earlier.to_string(), ..self.clone() }),
        ]);
        forged
    }
}

async fn published_key(world: &World) -> String {
    let about = world.http.get(format!("{}/.well-known/kyvs", world.url)).send().await.unwrap();
    about.json::<Value>().await.unwrap()["webhook_key"].as_str().unwrap().to_owned()
}

/// Everything that every receiver must do.
async fn holds(sample: &Sample) {
    let inbox = Receiver::answering(&[(204, None)]).await;
    let world = world(&inbox).await;
    let (id, _) = completed(&world).await;
    let good = Request::of(&inbox.wait_for(1).await[0]);
    let key = published_key(&world).await;
    let mut running = Running::start(sample, &world.hotel.id, &key);
    let mut elsewhere = Running::start(sample, "prv_elsewhere", &key);
    let told = format!("verification.completed {id}");
    assert_eq!(good.post(&world.http, &elsewhere.url).await, 400);
    assert_eq!(elsewhere.says(), "refused: for somebody else");

    assert_eq!((good.post(&world.http, &running.url).await, running.says()), (204, told.clone()));
    for (what, request) in good.forged() {
        let answer = request.post(&world.http, &running.url).await;
        assert_eq!((answer, running.says().as_str()), (400, NOT_SIGNED), "{what}");
    }
    let several = format!("v1,AAAA {} {}", good.by_a_stranger(), good.signature);
    let several = Request { signature: several, ..good.clone() };
    assert_eq!((several.post(&world.http, &running.url).await, running.says()), (204, told.clone()), "one is enough");
    goes_by_the_time(&world, &mut running, &good, &told).await;
}

/// Messages as the service sends them, signed for other moments.
async fn goes_by_the_time(world: &World, running: &mut Running, message: &Request, told: &str) {
    let settings = Config::parse("the test's settings", PRIVATE, []).unwrap().webhooks;
    let courier = Courier::new(&settings, &world.secrets).unwrap();
    let url = WebhookUrl::parse(&running.url).unwrap();
    let (now, far, near) = (SystemClock.now(), Duration::from_secs(400), Duration::from_secs(200));
    let refused = Answer::Failed { why: WebhookFailure::Status(400), retry_after: None };
    for (at, answer, line) in [
        (now, Answer::Arrived, told),
        (now.minus(near), Answer::Arrived, told),
        (now.minus(far), refused, "refused: too old"),
        (now.plus(far), refused, "refused: too old"),
    ] {
        let answered = courier.send(&url, &message.id, at, message.text()).await;
        assert_eq!((answered, running.says().as_str()), (answer, line), "{at:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_in_node() {
    let prepared = spawn_blocking(stacks::node_receiver).await.unwrap();
    if let Some(sample) = needed("Node", prepared) {
        holds(&sample).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_in_python() {
    let prepared = spawn_blocking(stacks::python_receiver).await.unwrap();
    if let Some(sample) = needed("Python with cryptography", prepared) {
        holds(&sample).await;
    }
}
