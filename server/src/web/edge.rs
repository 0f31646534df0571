//! The front door: an accept loop of our own, because a half-sent header must not hold a connection open for ever.
//!
//! Every connection has a time for its headers, for silence and for its whole life. The number of connections has a cap, and what
//! is above it waits in the kernel's queue; an address has a cap of its own, and what is above that is closed.

use std::{convert::Infallible, net::IpAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Version, header::CONNECTION},
    response::Response,
};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{interval, sleep, timeout},
};
use tower::ServiceExt as _;

use super::{
    admission::{Admission, Ticket, Turn},
    client::Peer,
    held::Held,
    listener::{Listener, Socket},
    per_address::{PerAddress, Place},
    quiet::Quiet,
    timed::Timed,
    tls::Tls,
    work::{InWork, Work},
};
use crate::{
    config::Network,
    metrics::{self, Metrics, count},
    stop::Stop,
};

/// Limits of the front door.
#[derive(Clone, Copy, Debug)]
pub struct EdgeLimits {
    /// A request's headers must be complete within this, and a TLS handshake; also how long a kept-alive connection may wait for
    /// the next request.
    pub headers: Duration,
    /// A request's body must be complete within this after its headers.
    pub body: Duration,
    /// A connection on which no byte moves for this long is closed. Longer than a request may take. With the time for headers
    /// added, it is how long HTTP/2 may have no request in work, whatever moves.
    pub silence: Duration,
    /// A connection is closed after this, the request in flight being finished.
    pub life: Duration,
    /// How long connections are still taken, and requests on idle ones, once the process is to end: what a client or a proxy has
    /// sent meanwhile is answered, and every answer says that the connection closes.
    pub linger: Duration,
    /// What a request in flight gets when the process or the connection ends.
    pub grace: Duration,
    /// Connections at a time.
    pub connections: u32,
    /// Of these, how many one address may hold; 0 is no limit.
    pub per_address: u32,
}

impl Default for EdgeLimits {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(10),
            body: Duration::from_secs(10),
            silence: Duration::from_secs(45),
            life: Duration::from_mins(15),
            linger: Duration::from_millis(250),
            grace: Duration::from_secs(20),
            connections: 4096,
            per_address: 0,
        }
    }
}

impl EdgeLimits {
    /// Those of a trusted proxy: it has waited for slow clients itself.
    fn of_proxies(self) -> Self {
        Self {
            headers: self.headers.max(PROXY_IDLE),
            silence: self.silence.max(PROXY_IDLE),
            life: self.life.max(PROXY_LIFE),
            ..self
        }
    }
}

/// Headers of a request together, in bytes; more is refused.
const HEADER_BYTES: u32 = 16 * 1024;
/// Headers of a request, in number.
const HEADER_COUNT: usize = 64;
/// Requests at a time on one HTTP/2 connection.
const STREAMS: u32 = 32;
/// What an HTTP/2 connection may send before it is read, a request and all together: bodies are small.
const STREAM_WINDOW: u32 = 32 * 1024;
const CONNECTION_WINDOW: u32 = 128 * 1024;
/// How long a proxy's idle connection stays open: longer than proxies keep one, or they would send a request into its end.
const PROXY_IDLE: Duration = Duration::from_secs(130);
/// And how long it stays at all.
const PROXY_LIFE: Duration = Duration::from_hours(24);
/// What is kept for an HTTP/2 request whose client does not read, in bytes.
const SEND_BUFFER: usize = 64 * 1024;
/// How often certificate and key are looked at.
const CERTIFICATE_EVERY: Duration = Duration::from_mins(1);

/// A front door: what it answers and how.
pub struct Edge {
    inside: Inside,
    limits: EdgeLimits,
    builder: auto::Builder<TokioExecutor>,
    builder_of_proxies: auto::Builder<TokioExecutor>,
    addresses: Arc<PerAddress>,
    proxies: Arc<[Network]>,
    tls: Option<Tls>,
    metrics: Arc<Metrics>,
}

/// What is behind the door, and who lets in.
#[derive(Clone)]
struct Inside {
    app: Router,
    admission: Option<Arc<Admission>>,
}

impl Edge {
    /// Answers with this router.
    pub fn new(app: Router, limits: EdgeLimits) -> Self {
        Self {
            inside: Inside { app, admission: None },
            limits,
            builder: builder(limits),
            builder_of_proxies: builder(limits.of_proxies()),
            addresses: PerAddress::new(limits.per_address),
            proxies: Arc::default(),
            tls: None,
            metrics: Arc::default(),
        }
    }

    /// Proxies that hold as many connections as they like: many clients are behind them.
    #[must_use]
    pub fn behind(self, proxies: Arc<[Network]>) -> Self {
        Self { proxies, ..self }
    }

    /// Speaks TLS on TCP connections.
    #[must_use]
    pub fn with_tls(self, tls: Option<Tls>) -> Self {
        Self { tls, ..self }
    }

    /// Lets what there is no room for wait, and turns it away, before anything else is done for it.
    #[must_use]
    pub fn admitting(self, admission: Arc<Admission>) -> Self {
        Self { inside: Inside { admission: Some(admission), ..self.inside }, ..self }
    }

    /// Counts here.
    #[must_use]
    pub fn counted(self, metrics: Arc<Metrics>) -> Self {
        Self { metrics, ..self }
    }

    /// Serves until `stop`; then takes what is on its way and gives what is in flight its grace.
    pub async fn serve(self, listener: impl Into<Listener>, stop: Stop) {
        let listener = listener.into();
        let slots = Arc::new(Semaphore::new(self.limits.connections as usize));
        let edge = Arc::new(self);
        tokio::select! {
            () = edge.accept_all(&listener, &slots, &stop) => {}
            () = edge.look_after_tls() => {}
            () = until_last(stop.clone(), edge.limits.linger) => {}
        }
        drop(listener);
        // Every connection holds a slot: when all slots are back, all are gone.
        let grace = edge.limits.linger + edge.limits.grace;
        if timeout(grace, slots.acquire_many(edge.limits.connections)).await.is_err() {
            tracing::warn!("some connections did not finish in time");
        }
    }

    /// Takes connections, for ever.
    async fn accept_all(self: &Arc<Self>, listener: &Listener, slots: &Arc<Semaphore>, stop: &Stop) {
        while let Ok(slot) = Arc::clone(slots).acquire_owned().await {
            match listener.accept().await {
                Ok((socket, peer)) => self.take(socket, Peer(peer), slot, stop),
                Err(error) => {
                    // Out of file descriptors, mostly: trying again at once would only burn the processor.
                    tracing::warn!(%error, "failed to take a connection");
                    sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }

    fn take(self: &Arc<Self>, socket: Socket, peer: Peer, slot: OwnedSemaphorePermit, stop: &Stop) {
        let Ok(place) = self.place(peer) else {
            return count(&self.metrics.edge.shed_connections);
        };
        let held = Holding { _slot: slot, _place: place, _gauge: self.metrics.edge.connections.hold() };
        tokio::spawn(Arc::clone(self).handle(socket, peer.0, held, stop.clone()));
    }

    /// A place among the connections of the peer's address. Trusted proxies and this machine's own processes need none: a proxy
    /// that the settings do not name must not lock everybody out.
    fn place(&self, peer: Peer) -> Result<Option<Place>, Full> {
        let capped = peer.0.filter(|address| !address.is_loopback() && !peer.is_trusted(&self.proxies));
        capped.map(|address| self.addresses.enter(address).ok_or(Full)).transpose()
    }

    /// One connection from its first byte to its last.
    async fn handle(self: Arc<Self>, socket: Socket, peer: Option<IpAddr>, held: Holding, stop: Stop) {
        match socket {
            Socket::Unix(stream) => self.talk(stream, peer, stop).await,
            Socket::Tcp(stream) => {
                // Answers are small and written at once; waiting for more to send only costs time.
                let _ = stream.set_nodelay(true);
                match &self.tls {
                    None => self.talk(stream, peer, stop).await,
                    Some(tls) => Box::pin(self.greet(tls, stream, peer, stop)).await,
                }
            }
        }
        drop(held);
    }

    /// The TLS handshake, then as without it.
    async fn greet(&self, tls: &Tls, stream: TcpStream, peer: Option<IpAddr>, stop: Stop) {
        match timeout(self.limits.headers, tls.acceptor().accept(stream)).await {
            Ok(Ok(stream)) => self.talk(stream, peer, stop).await,
            Ok(Err(error)) => tracing::debug!(%error, "a handshake failed"),
            Err(_) => tracing::debug!("a handshake did not come to its end in time"),
        }
    }

    /// HTTP on an open stream.
    async fn talk(&self, stream: impl AsyncRead + AsyncWrite + Unpin + 'static, peer: Option<IpAddr>, stop: Stop) {
        let (limits, builder) = if Peer(peer).is_trusted(&self.proxies) {
            (self.limits.of_proxies(), &self.builder_of_proxies)
        } else {
            (self.limits, &self.builder)
        };
        let stream = Quiet::new(stream, limits.headers, limits.silence);
        let (inside, closing) = (self.inside.clone(), stop.clone());
        let work = Arc::new(Work::new());
        let service = hyper::service::service_fn({
            let work = Arc::clone(&work);
            move |request| {
                let held = work.begin(&request);
                answer(inside.clone(), request, held, Peer(peer), limits.body, closing.clone())
            }
        });
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        let mut connection = std::pin::pin!(connection);
        let ended = tokio::select! {
            ended = connection.as_mut() => Some(ended),
            () = until_last(stop, limits.linger) => None,
            () = sleep(limits.life) => None,
            // silence itself ends first what is merely idle
            () = work.rests_for(limits.silence + limits.headers) => None,
        };
        let ended = if let Some(ended) = ended {
            ended
        } else {
            connection.as_mut().graceful_shutdown();
            timeout(limits.grace, connection).await.unwrap_or(Ok(()))
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
    }

    /// Takes up new certificates, for ever.
    async fn look_after_tls(&self) {
        let Some(tls) = &self.tls else { return std::future::pending().await };
        let mut ticks = interval(CERTIFICATE_EVERY);
        loop {
            ticks.tick().await;
            match tls.refresh() {
                Ok(false) => {}
                Ok(true) => tracing::info!("took up the new certificate"),
                Err(error) => tracing::error!(%error, "the new certificate cannot be used; the one from before stays"),
            }
        }
    }
}

/// An address has all the connections that it may have.
#[derive(Debug)]
struct Full;

/// What a connection holds as long as it is open.
struct Holding {
    _slot: OwnedSemaphorePermit,
    _place: Option<Place>,
    _gauge: metrics::Held,
}

/// A little after the process was told to finish.
async fn until_last(mut stop: Stop, linger: Duration) {
    stop.wait().await;
    sleep(linger).await;
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
        // No pings: their answers would be bytes that move, and no connection would ever be silent.
        .timer(TokioTimer::new())
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEADER_BYTES)
        .max_send_buf_size(SEND_BUFFER);
    builder
}

async fn answer(
    Inside { app, admission }: Inside,
    request: hyper::Request<Incoming>,
    held: Option<InWork>,
    peer: Peer,
    body_time: Duration,
    stop: Stop,
) -> Result<Response, Infallible> {
    let persistent = request.version() < Version::HTTP_2;
    let request = request.map(|body| Timed::new(body, body_time));
    let mut response = match &admission {
        Some(admission) => match admission.wait(&request, peer).await {
            Turn::Goes(ticket) => go_in(app, request, peer, ticket).await?,
            Turn::IsOver => admission.turn_away(request.into_body()).await,
        },
        None => go_in(app, request, peer, None).await?,
    };
    if persistent && stop.is_asked() {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    // An answer that is being sent is in work, too.
    Ok(match held {
        Some(held) => response.map(|body| Body::new(Held::new(body, held))),
        None => response,
    })
}

/// On to the router.
async fn go_in(
    app: Router,
    request: hyper::Request<Timed>,
    peer: Peer,
    ticket: Option<Ticket>,
) -> Result<Response, Infallible> {
    let mut request: Request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    if let Some(ticket) = ticket {
        request.extensions_mut().insert(ticket);
    }
    app.oneshot(request).await
}

#[cfg(test)]
mod tests;
