//! A gateway on loopback that comes and goes.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use serde::Deserialize;
use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinHandle,
};

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

type Messages = Arc<Mutex<Vec<Message>>>;

/// A gateway with an address of its own. At first nobody listens there.
pub(crate) struct Gateway {
    name: &'static str,
    address: SocketAddr,
    messages: Messages,
    running: Option<JoinHandle<()>>,
}

impl Gateway {
    /// Nobody listens yet.
    pub(crate) async fn closed(name: &'static str) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        Self { name, address, messages: Arc::default(), running: None }
    }

    /// Takes every message.
    pub(crate) async fn open(name: &'static str) -> Self {
        let mut gateway = Self::closed(name).await;
        gateway.answer(200);
        gateway
    }

    /// From now on it answers so.
    pub(crate) fn answer(&mut self, status: u16) {
        let state = (Arc::clone(&self.messages), StatusCode::from_u16(status).unwrap());
        self.serve(Router::new().route("/send", post(take)).with_state(state));
    }

    /// From now on it takes messages and never says so.
    pub(crate) fn say_nothing(&mut self) {
        let silent = |State(messages): State<Messages>, Json(message): Json<Message>| async move {
            messages.lock().unwrap().push(message);
            std::future::pending::<()>().await;
        };
        self.serve(Router::new().route("/send", post(silent)).with_state(Arc::clone(&self.messages)));
    }

    fn serve(&mut self, router: Router) {
        if let Some(running) = self.running.take() {
            running.abort();
        }
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(self.address).unwrap();
        let listener = socket.listen(64).unwrap();
        self.running = Some(tokio::spawn(async move { axum::serve(listener, router).await.unwrap() }));
    }

    /// Its section of the settings.
    pub(crate) fn section(&self, more: &str) -> String {
        format!("[sms.{}]\nkind = \"http\"\nurl = \"http://{}/send\"\n{more}\n", self.name, self.address)
    }

    /// What it was sent so far.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.messages.lock().unwrap().clone()
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

async fn take(State((messages, status)): State<(Messages, StatusCode)>, Json(message): Json<Message>) -> StatusCode {
    messages.lock().unwrap().push(message);
    status
}
