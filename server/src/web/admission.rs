//! What is taken in at all: refusals that cost next to nothing, before any work and before the store hears of anything.
//!
//! Requests in work have a cap. What is above it waits a moment for room and is then answered "try again": who waits does not ask
//! again, and every refusal is work too. So those inside are still answered in good time when twice as many come as can be served.
//! A quarter of the cap is kept for codes: whoever has one gets through. Waiting is done in front of the router, where a request is
//! still small.

mod busy;
mod gate;

use std::{
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    BoxError,
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{self, HeaderMap, Method, StatusCode, header::CONTENT_ENCODING},
    response::{IntoResponse as _, Response},
};
use domain::problem::ErrorCode;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::timeout;

use self::{
    busy::Busy,
    gate::{Gate, Slot},
};
use super::{
    client::{Client, Peer},
    front::Next,
    held::Held,
    observe::RequestId,
    per_address::{PerAddress, Place},
    problem::Problem,
    timed::Cut,
};
use crate::{
    config::Network,
    metrics::{Metrics, count},
};

/// Within this a body must be complete whose request has waited, or it waits again: its slot must not wait for a slow client.
const BODY_AT_ONCE: Duration = Duration::from_millis(100);

/// The longest body that is read, in bytes.
const BODY_BYTES: usize = 16 * 1024;

/// What costs no work: files in the binary, by their folders, and what lies in memory. Paths, not routes: who is refused is refused
/// in front of the router.
const FREE_FOLDERS: [&str; 3] = ["/pkg/", "/embed/v1/", "/embed/"];
const FREE: [&str; 2] = ["/favicon.svg", "/.well-known/jwks.json"];

/// Pages whose forms start a check or finish it: which, their body says.
const FORMS: [&str; 3] = ["/embed", "/check", "/status"];

/// How much is taken in.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Requests in work at most.
    pub in_work: u32,
    /// Requests that wait to be in work, at most.
    pub waiting: u32,
    /// How long they wait at most.
    pub patience: Duration,
    /// Requests in flight of one client at most; 0 is no limit.
    pub per_client: u32,
}

/// Decides what is taken in.
pub struct Admission {
    gate: Gate,
    clients: Arc<PerAddress>,
    busy: Busy,
    proxies: Arc<[Network]>,
    metrics: Arc<Metrics>,
}

impl Admission {
    /// Takes in as much as there is room for. `https`: whether refusals are to say that this is the way to come.
    pub fn new(room: Room, proxies: Arc<[Network]>, https: bool, metrics: Arc<Metrics>) -> Arc<Self> {
        let gate = Gate::new(room, Arc::clone(&metrics.edge.waiting));
        let clients = PerAddress::new(room.per_client);
        Arc::new(Self { gate, clients, busy: Busy::new(https), proxies, metrics })
    }

    /// Each client is counted by what it has in flight: many share a proxy's connections, and one connection of HTTP/2 has many
    /// requests. This machine's own processes are not, nor a proxy that names nobody.
    fn place(&self, client: Option<&Client>) -> Result<Option<Place>, TooMany> {
        let one = |client: &Client| {
            client.address.filter(|address| client.is_forwarded || !(client.is_proxy || address.is_loopback()))
        };
        let Some(address) = client.and_then(one) else { return Ok(None) };
        self.clients.enter(address).map(Some).ok_or(TooMany)
    }

    fn busy(&self) -> Response {
        count(&self.metrics.edge.shed_busy);
        self.busy.answer()
    }

    /// Waits until there is room for this request, before anything else is done for it.
    pub(super) fn wait<'s, B>(
        &'s self,
        request: &http::Request<B>,
        peer: Peer,
    ) -> impl Future<Output = Turn> + use<'s, B> {
        let urgent = may_finish(request);
        let waits = !(self.gate.has_room(urgent) || is_free(request));
        // who has too many is refused where it is said why
        let place = waits.then(|| self.place(Some(&Client::of(&self.proxies, peer, request.headers()))).ok()).flatten();
        async move {
            let Some(place) = place else { return Turn::Goes(None) };
            let since = Instant::now();
            match self.gate.enter(urgent).await {
                Some(slot) => Turn::Goes(Some(Ticket(Arc::new(Waited { slot, place, since })))),
                None => Turn::IsOver,
            }
        }
    }

    /// Refuses a request that there is no room for.
    pub(super) async fn turn_away(&self, body: impl HttpBody<Error: Into<BoxError>>) -> Response {
        drain(body).await;
        self.busy()
    }

    /// Refuses a request, or reads its body and lets it in.
    pub(super) async fn admit(&self, request: Request, next: Next) -> Response {
        let id = request.extensions().get::<RequestId>().cloned();
        match self.take_in(request, next).await {
            Ok(response) => response,
            Err(problem) => match id {
                Some(id) => problem.of(&id).into_response(),
                None => problem.into_response(),
            },
        }
    }

    fn too_many(&self) -> Problem {
        count(&self.metrics.edge.shed_client);
        try_again("too many requests of this client are in work").retry_after(1)
    }

    async fn take_in(&self, mut request: Request, next: Next) -> Result<Response, Problem> {
        if is_encoded(request.headers()) {
            return Err(encoded());
        }
        if is_free(&request) {
            return Ok(next.run(request).await);
        }
        let (place, held) = match Ticket::of(&mut request) {
            Some(Waited { slot, place, .. }) => (place, Some(slot)),
            None => (self.place(request.extensions().get()).map_err(|TooMany| self.too_many())?, None),
        };
        // A body may take its time; only what is complete takes a slot, or a few slow clients would hold them all.
        let ((request, body), held) = complete_with(request, held).await?;
        let finishes = may_finish(&request) && (!is_form(&request) || confirms(&body));
        let slot = match held.filter(|slot| finishes || !slot.is_urgent()) {
            Some(slot) => Some(slot),
            None => self.gate.enter(finishes).await,
        };
        let Some(_slot) = slot else { return Ok(self.busy()) };
        let response = next.run(request).await;
        // An answer that its client does not take is in flight, too.
        Ok(match place {
            Some(place) => response.map(|body| Body::new(Held::new(body, place))),
            None => response,
        })
    }
}

/// A client has too many requests in flight.
struct TooMany;

/// What becomes of a request at the door.
pub(super) enum Turn {
    /// It goes on, with its ticket when it has waited.
    Goes(Option<Ticket>),
    /// There was no room in time.
    IsOver,
}

/// What a request goes on with that has waited.
#[derive(Clone)]
pub(super) struct Ticket(Arc<Waited>);

/// The slot that it has waited for, and its place among its client's.
struct Waited {
    slot: Slot,
    place: Option<Place>,
    since: Instant,
}

impl Ticket {
    /// When the request had come.
    pub(super) fn since(&self) -> Instant {
        self.0.since
    }

    /// Takes it off the request.
    fn of(request: &mut Request) -> Option<Waited> {
        request.extensions_mut().remove::<Self>().and_then(|ticket| Arc::into_inner(ticket.0))
    }
}

/// Reads a request's body; gives the slot back meanwhile, unless the body is there at once.
async fn complete_with(request: Request, mut held: Option<Slot>) -> Result<((Request, Bytes), Option<Slot>), Problem> {
    let mut reading = pin!(complete(request));
    if held.is_some() {
        match timeout(BODY_AT_ONCE, reading.as_mut()).await {
            Ok(read) => return Ok((read?, held)),
            Err(_) => held = None,
        }
    }
    Ok((reading.await?, held))
}

/// Takes a small body off its connection: with a body left on it the connection would have to be closed, and opening the next
/// one costs more than this.
async fn drain(body: impl HttpBody<Error: Into<BoxError>>) {
    if body.size_hint().lower() <= BODY_BYTES as u64 {
        // What is too long or broken after all ends the connection.
        let _ = Limited::new(body, BODY_BYTES).collect().await;
    }
}

/// Whether it costs no work. An address that does not exist costs some: people get a page that says so.
fn is_free<B>(request: &http::Request<B>) -> bool {
    let path = request.uri().path();
    match FREE_FOLDERS.iter().find_map(|folder| path.strip_prefix(folder)) {
        Some(file) => !file.is_empty() && !file.contains('/'),
        None => FREE.contains(&path),
    }
}

/// A code may come in: somebody has an SMS in hand, and most of the work is done.
fn may_finish<B>(request: &http::Request<B>) -> bool {
    let path = request.uri().path();
    path.ends_with("/confirm") || path.ends_with("/confirmOTP") || is_form(request)
}

/// Whether a page's form was sent.
fn is_form<B>(request: &http::Request<B>) -> bool {
    request.method() == Method::POST && FORMS.contains(&request.uri().path())
}

/// Whether a form hands in a code.
pub fn confirms(form: &[u8]) -> bool {
    form_urlencoded::parse(form).any(|(name, value)| name == "action" && value == "confirm")
}

/// Bodies are read as they come: a small one could become an endless one.
fn is_encoded(headers: &HeaderMap) -> bool {
    headers.get_all(CONTENT_ENCODING).iter().any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// Reads a request's body, and shows it.
async fn complete(request: Request) -> Result<(Request, Bytes), Problem> {
    if request.body().is_end_stream() {
        return Ok((request, Bytes::new()));
    }
    let (parts, body) = request.into_parts();
    if body.size_hint().lower() > BODY_BYTES as u64 {
        return Err(too_large());
    }
    match Limited::new(body, BODY_BYTES).collect().await {
        Ok(body) => {
            let body = body.to_bytes();
            Ok((Request::from_parts(parts, Body::from(body.clone())), body))
        }
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        Err(error) if is_late(&*error) => Err(late()),
        Err(_) => Err(broken()),
    }
}

fn is_late(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source())
        .any(|error| matches!(error.downcast_ref(), Some(Cut::Late)))
}

fn try_again(detail: &'static str) -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, ErrorCode::ServiceUnavailable, detail, "try again in a moment")
}

fn encoded() -> Problem {
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ErrorCode::UnsupportedMediaType,
        "the body is compressed",
        "send it as it is, without Content-Encoding",
    )
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::PayloadTooLarge,
        "the body is longer than 16 KiB",
        "send only the fields that the documentation names",
    )
}

fn late() -> Problem {
    Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        ErrorCode::InvalidRequest,
        "the body did not come in time",
        "send the request again",
    )
}

fn broken() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, "the body does not read", "send the request again")
}

#[cfg(test)]
mod tests;
