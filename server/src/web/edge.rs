//! The front door: an accept loop of our own, because a half-sent header must not hold a connection open for ever.
//!
//! Every connection has a time for its headers, for silence and for its whole life; the number of connections has a cap, and
//! what is above it waits in the kernel's queue.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request, response::Response};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tower::ServiceExt as _;

use super::{client::Peer, quiet::Quiet, timed::Timed};
use crate::stop::Stop;

/// Limits of the front door.
#[derive(Clone, Copy, Debug)]
pub struct EdgeLimits {
    /// A request's headers must be complete within this; also how long a kept-alive connection may wait for the next one.
    pub headers: Duration,
    /// A request's body must be complete within this after its headers.
    pub body: Duration,
    /// A connection on which no byte moves for this long is closed. Longer than a request may take.
    pub silence: Duration,
    /// A connection is closed after this, the request in flight being finished.
    pub life: Duration,
    /// What a request in flight gets when the process or the connection ends.
    pub grace: Duration,
    /// Connections at a time.
    pub connections: u32,
}

impl Default for EdgeLimits {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(10),
            body: Duration::from_secs(10),
            silence: Duration::from_secs(45),
            life: Duration::from_mins(15),
            grace: Duration::from_secs(20),
            connections: 4096,
        }
    }
}

/// Headers of a request together, in bytes; more is refused.
const HEADER_BYTES: u32 = 16 * 1024;
/// Headers of a request, in number.
const HEADER_COUNT: usize = 64;
/// Requests at a time on one HTTP/2 connection.
const STREAMS: u32 = 64;

/// Serves until `stop`; then takes no more connections and gives those in flight their grace.
pub async fn serve(listener: TcpListener, app: Router, limits: EdgeLimits, mut stop: Stop) {
    let slots = Arc::new(Semaphore::new(limits.connections as usize));
    let door = Arc::new(Door { builder: builder(limits), app, limits });
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &slots) => accepted,
            _ = stop.wait() => break,
        };
        let Some((stream, peer, slot)) = accepted else { continue };
        tokio::spawn(Arc::clone(&door).handle(stream, peer, slot, stop.clone()));
    }
    drop(listener);
    // Every connection holds a slot: when all slots are back, all are gone.
    if timeout(limits.grace, slots.acquire_many(limits.connections)).await.is_err() {
        tracing::warn!("some connections did not finish in time");
    }
}

/// The next connection with its slot; `None` when it could not be taken.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, slot)),
        Err(error) => {
            // Out of file descriptors, mostly: trying again at once would only burn the processor.
            tracing::warn!(%error, "failed to take a connection");
            sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

fn builder(limits: EdgeLimits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_headers(HEADER_COUNT)
        .max_buf_size(HEADER_BYTES as usize)
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(limits.headers)
        .keep_alive_timeout(limits.headers)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEADER_BYTES);
    builder
}

struct Door {
    builder: auto::Builder<TokioExecutor>,
    app: Router,
    limits: EdgeLimits,
}

impl Door {
    /// One connection from its first byte to its last.
    async fn handle(self: Arc<Self>, stream: TcpStream, peer: SocketAddr, slot: OwnedSemaphorePermit, mut stop: Stop) {
        // Answers are small and written at once; waiting for more to send only costs time.
        let _ = stream.set_nodelay(true);
        let stream = Quiet::new(stream, self.limits.headers, self.limits.silence);
        let (app, body_time) = (self.app.clone(), self.limits.body);
        let service = hyper::service::service_fn(move |request| answer(app.clone(), request, peer, body_time));
        let connection = self.builder.serve_connection(TokioIo::new(stream), service);
        let mut connection = std::pin::pin!(connection);
        let ended = tokio::select! {
            ended = connection.as_mut() => Some(ended),
            _ = stop.wait() => None,
            () = sleep(self.limits.life) => None,
        };
        let ended = if let Some(ended) = ended {
            ended
        } else {
            connection.as_mut().graceful_shutdown();
            timeout(self.limits.grace, connection).await.unwrap_or(Ok(()))
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
        drop(slot);
    }
}

async fn answer(
    app: Router,
    request: hyper::Request<Incoming>,
    peer: SocketAddr,
    body_time: Duration,
) -> Result<Response, Infallible> {
    let mut request: Request = request.map(|body| Body::new(Timed::new(body, body_time)));
    request.extensions_mut().insert(Peer(peer));
    app.oneshot(request).await
}
