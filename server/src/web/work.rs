//! Whether a connection is used: the protocol's library gives HTTP/2 no time for a request's headers, and bytes that move are no
//! sign of use. Somebody who sends a header drop by drop would hold the connection for as long as it may live.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::http::{Request, Version};
use tokio::time::{Instant, sleep_until};

/// Requests in work on one connection.
pub(super) struct Work(Mutex<State>);

#[derive(Clone, Copy)]
enum State {
    /// HTTP/1, which has a time for headers by itself.
    Timed,
    /// None since then.
    Rests(Instant),
    /// So many.
    Runs(u32),
}

impl Work {
    /// A new connection.
    pub(super) fn new() -> Self {
        Self(Mutex::new(State::Rests(Instant::now())))
    }

    /// A request whose headers are complete; it is in work until what this gives is dropped.
    pub(super) fn begin<B>(self: &Arc<Self>, request: &Request<B>) -> Option<InWork> {
        let is_timed = request.version() < Version::HTTP_2;
        self.change(|state| match state {
            _ if is_timed => State::Timed,
            State::Runs(number) => State::Runs(number + 1),
            State::Timed | State::Rests(_) => State::Runs(1),
        });
        (!is_timed).then(|| InWork(Arc::clone(self)))
    }

    /// Waits until none has been in work for so long; for ever, where headers have a time by themselves.
    pub(super) async fn rests_for(&self, long: Duration) {
        let mut end = Instant::now() + long;
        loop {
            sleep_until(end).await;
            end = match self.now() {
                State::Timed => return std::future::pending().await,
                State::Runs(_) => Instant::now() + long,
                State::Rests(since) if since + long <= Instant::now() => return,
                State::Rests(since) => since + long,
            };
        }
    }

    fn now(&self) -> State {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(State) -> State) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = change(*state);
    }
}

/// A request in work.
pub(super) struct InWork(Arc<Work>);

impl Drop for InWork {
    fn drop(&mut self) {
        self.0.change(|state| match state {
            State::Runs(number) if number > 1 => State::Runs(number - 1),
            State::Timed => State::Timed,
            State::Runs(_) | State::Rests(_) => State::Rests(Instant::now()),
        });
    }
}
