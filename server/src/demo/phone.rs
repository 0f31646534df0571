//! The demo's phone: a gateway that keeps every SMS, and a page that shows them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use axum::{
    Json, Router,
    extract::State,
    http::header::CONTENT_SECURITY_POLICY,
    response::{Html, IntoResponse},
    routing::get,
};
use serde::Serialize;

use super::{CSS, ICON, SCRIPT, file};
use crate::ports::{Clock, CodeSender, SendError, Sms};

/// Messages kept.
const KEPT: usize = 100;

/// The phone; clones share their messages.
#[derive(Clone)]
pub struct Phone {
    clock: Arc<dyn Clock>,
    messages: Arc<Mutex<VecDeque<Message>>>,
}

/// A message as the page shows it.
#[derive(Clone, Serialize)]
struct Message {
    to: String,
    text: String,
    lang: String,
    /// Milliseconds since 1970.
    at: i64,
}

impl Phone {
    /// A phone without messages.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, messages: Arc::default() }
    }

    /// The phone's page.
    pub fn router(self) -> Router {
        Router::new()
            .route("/", get(page))
            .route("/messages.json", get(messages))
            .route("/phone.css", get(|| async { file(CSS, include_str!("phone.css")) }))
            .route("/phone.js", get(|| async { file(SCRIPT, include_str!("phone.js")) }))
            .route("/favicon.svg", get(|| async { file(ICON, include_str!("hotel/favicon.svg")) }))
            .with_state(self)
    }
}

#[async_trait]
impl CodeSender for Phone {
    fn name(&self) -> &'static str {
        "demo phone"
    }

    async fn send(&self, sms: &Sms, _message_id: i64, _good_for: Duration) -> Result<(), SendError> {
        let message = Message {
            to: sms.to.clone(),
            text: sms.text.clone(),
            lang: sms.lang.clone(),
            at: self.clock.now().as_millis(),
        };
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        messages.truncate(KEPT - 1);
        messages.push_front(message);
        Ok(())
    }
}

async fn page() -> impl IntoResponse {
    let policy = "default-src 'self'; frame-ancestors 'none'";
    ([(CONTENT_SECURITY_POLICY, policy)], Html(include_str!("phone.html")))
}

/// Newest first.
async fn messages(State(phone): State<Phone>) -> impl IntoResponse {
    let messages = phone.messages.lock().unwrap_or_else(PoisonError::into_inner);
    Json(messages.iter().cloned().collect::<Vec<_>>())
}
