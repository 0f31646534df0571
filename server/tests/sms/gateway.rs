//! A gateway on loopback that comes and goes.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use serde::Deserialize;
use tokio::net::TcpListener;

/// What waits at most for what comes by itself.
pub(crate) const SOON: Duration = Duration::from_secs(30);

/// What it was sent.
#[derive(Clone, Deserialize)]
pub(crate) struct Message {
    pub(crate) to: String,
    pub(crate) text: String,
    #[serde(rename = "message_id")]
    pub(crate) id: String,
}

/// Status 0: it never says anything.
type Behaviour = (Arc<Mutex<Vec<Message>>>, Arc<AtomicU16>);

/// A gateway with an address of its own. At first nobody listens there.
pub(crate) struct Gateway {
    name: &'static str,
    address: SocketAddr,
    behaviour: Behaviour,
    listens: bool,
}

impl Gateway {
    /// Nobody listens yet.
    pub(crate) async fn closed(name: &'static str) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        Self { name, address, behaviour: Behaviour::default(), listens: false }
    }

    /// Takes every message.
    pub(crate) async fn open(name: &'static str) -> Self {
        let mut gateway = Self::closed(name).await;
        gateway.answer(200).await;
        gateway
    }

    /// From now on it answers so.
    pub(crate) async fn answer(&mut self, status: u16) {
        self.behaviour.1.store(status, Ordering::SeqCst);
        if !self.listens {
            self.listens = true;
            let listener = TcpListener::bind(self.address).await.unwrap();
            let router = Router::new().route("/send", post(take)).with_state(self.behaviour.clone());
            tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        }
    }

    /// From now on it takes messages and never says so.
    pub(crate) async fn say_nothing(&mut self) {
        self.answer(0).await;
    }

    /// Its section of the settings.
    pub(crate) fn section(&self, more: &str) -> String {
        format!("[sms.{}]\nkind = \"http\"\nurl = \"http://{}/send\"\n{more}\n", self.name, self.address)
    }

    /// What it was sent so far.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.behaviour.0.lock().unwrap().clone()
    }

    /// What it was sent, as soon as there are so many.
    pub(crate) async fn sent(&self, count: usize) -> Vec<Message> {
        let all = async {
            loop {
                let messages = self.messages();
                if messages.len() >= count {
                    return messages;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(SOON, all).await.expect("as many messages")
    }
}

async fn take(State((messages, status)): State<Behaviour>, Json(message): Json<Message>) -> StatusCode {
    messages.lock().unwrap().push(message);
    match status.load(Ordering::SeqCst) {
        0 => std::future::pending().await,
        status => StatusCode::from_u16(status).unwrap(),
    }
}
