//! A request's body that has to be complete in time.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Sleep, sleep};

/// Why a body ends early.
#[derive(Debug, thiserror::Error)]
pub(super) enum Cut {
    /// It did not come in time.
    #[error("the body did not come in time")]
    Late,
    /// The connection failed.
    #[error(transparent)]
    Connection(#[from] hyper::Error),
}

/// A body with a deadline; one that is complete already needs no timer.
pub(super) struct Timed {
    body: Incoming,
    deadline: Option<Pin<Box<Sleep>>>,
}

impl Timed {
    /// The time runs from now.
    pub(super) fn new(body: Incoming, time: Duration) -> Self {
        let deadline = (!body.is_end_stream()).then(|| Box::pin(sleep(time)));
        Self { body, deadline }
    }
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        let this = self.get_mut();
        let frame = Pin::new(&mut this.body).poll_frame(context);
        if frame.is_pending() && this.deadline.as_mut().is_some_and(|late| late.as_mut().poll(context).is_ready()) {
            return Poll::Ready(Some(Err(Cut::Late)));
        }
        frame.map_err(Cut::from)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
