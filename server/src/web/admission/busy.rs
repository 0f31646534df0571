//! The answer when more is asked than can be done: made once, given often. It is counted and not logged, but for one line a
//! second with the number.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};

use super::try_again;
use crate::web::headers;

/// Between two lines of the log.
const EVERY: Duration = Duration::from_secs(1);

/// Says "try again", and how often it has.
pub(super) struct Busy {
    /// One for each wait: callers come back spread over a few seconds, not all at once.
    answers: [(HeaderMap, Bytes); 3],
    given: AtomicUsize,
    told: Mutex<Told>,
}

/// What the log knows.
struct Told {
    /// Answers.
    given: usize,
    at: Option<Instant>,
}

impl Busy {
    pub(super) fn new(https: bool) -> Self {
        let answers = [1, 2, 3].map(|seconds| {
            let problem = try_again("more is asked than can be answered at the moment").retry_after(seconds);
            let body = problem.to_bytes();
            // nothing of the way to a route is passed: what every answer carries is put on here
            let mut headers = problem.into_response().into_parts().0.headers;
            headers::put(&mut headers, https);
            (headers, body)
        });
        Self { answers, given: AtomicUsize::new(0), told: Mutex::new(Told { given: 0, at: None }) }
    }

    /// The next answer.
    pub(super) fn answer(&self) -> Response {
        let before = self.given.fetch_add(1, Ordering::Relaxed);
        if let Some(refused) = self.due(before + 1, Instant::now()) {
            tracing::warn!(refused, "more is asked than can be answered; requests were refused");
        }
        let (headers, body) = &self.answers[before % self.answers.len()];
        let mut answer = Response::new(Body::from(body.clone()));
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        answer.headers_mut().clone_from(headers);
        answer
    }

    /// How many answers the log has not heard of, when it is time to say so.
    fn due(&self, given: usize, now: Instant) -> Option<usize> {
        // Whoever finds it held need not wait: somebody else is just telling.
        let mut told = match self.told.try_lock() {
            Ok(told) => told,
            Err(std::sync::TryLockError::Poisoned(told)) => PoisonError::into_inner(told),
            Err(std::sync::TryLockError::WouldBlock) => return None,
        };
        if told.at.is_some_and(|at| now.saturating_duration_since(at) < EVERY) {
            return None;
        }
        let untold = given.saturating_sub(told.given);
        *told = Told { given, at: Some(now) };
        Some(untold)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::RETRY_AFTER;

    use super::*;

    #[test]
    fn the_log_hears_once_a_second_how_many_there_were() {
        let (busy, start) = (Busy::new(false), Instant::now());
        let after = |millis| start + Duration::from_millis(millis);
        let said: Vec<_> = [(1, 0), (2, 10), (3, 999), (40, 1_000), (41, 1_999), (42, 2_500)]
            .map(|(given, millis)| busy.due(given, after(millis)))
            .to_vec();
        assert_eq!(said, [Some(1), None, None, Some(39), None, Some(2)]);
    }

    #[test]
    fn callers_come_back_spread_over_three_seconds() {
        let busy = Busy::new(false);
        let waits: Vec<_> = (0..6).map(|_| busy.answer().headers()[RETRY_AFTER].clone()).collect();
        assert_eq!(waits, ["1", "2", "3", "1", "2", "3"]);
    }
}
