//! One log line and one count a request, its id in whatever else is logged meanwhile, and its end when it takes too long. Routes are
//! logged as patterns: no ids, no queries.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    response::{IntoResponse as _, Response},
};
use tracing::Instrument as _;

use super::{
    admission::Ticket,
    client::{Client, Peer},
    problem,
    state::Shared,
};
use crate::logging::RequestLine;

/// Name of a request in log and problem documents.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Route of a request that fits none.
const NO_ROUTE: &str = "none";

/// Names, times, counts and logs a request.
pub(super) async fn observe<F>(state: &Shared, mut request: Request, next: impl FnOnce(Request) -> F) -> Response
where
    F: Future<Output = Response>,
{
    let started = request.extensions().get::<Ticket>().map_or_else(Instant::now, Ticket::since);
    let _in_flight = state.metrics.edge.requests.hold();
    let id = fresh_id(state);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let log = state.access_log.as_ref().filter(|_| tracing::enabled!(tracing::Level::INFO));
    let log = log.map(|log| (log, method_of(&request)));
    let client = request.extensions().get::<Peer>().map(|peer| Client::of(&state.proxies, *peer, request.headers()));
    if let Some(client) = client {
        request.extensions_mut().insert(client);
    }
    request.extensions_mut().insert(id.clone());

    // Of the highest level: a log of errors alone names the request too.
    let named = next(request).instrument(tracing::error_span!("request", request_id = id.0.as_str()));
    let mut response = match tokio::time::timeout(state.request_time, named).await {
        Ok(response) => response,
        Err(_) => problem::too_slow(&id).into_response(),
    };

    let (status, took) = (response.status().as_u16(), started.elapsed());
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(HEADER, value);
    }
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    state.metrics.request(route, status, took);
    if let Some((log, method)) = log {
        let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let client = client.and_then(|client| client.address).map(network_of);
        log.tell(RequestLine { request_id: &id.0, method, route, status, took_ms, client });
    }
    response
}

fn fresh_id(state: &Shared) -> RequestId {
    let mut bytes = [0; 8];
    state.entropy.fill(&mut bytes);
    RequestId(format!("{:016x}", u64::from_be_bytes(bytes)))
}

/// A method that HTTP defines: any other word is the client's own, and no log is to hold it.
fn method_of(request: &Request) -> &'static str {
    const KNOWN: [&str; 9] = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "TRACE"];
    KNOWN.into_iter().find(|known| *known == request.method().as_str()).unwrap_or("other")
}

/// The network an address is in: enough to see where a flood comes from, too little to know a person.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & 0xffff_ff00).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 80)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_of_the_clients_own_is_not_logged() {
        let logged =
            |method: &str| method_of(&Request::builder().method(method).body(axum::body::Body::empty()).unwrap());
        assert_eq!((logged("POST"), logged("DELETE"), logged("9810000001")), ("POST", "DELETE", "other"));
    }

    #[test]
    fn only_the_network_is_logged() {
        assert_eq!(network_of("198.51.100.77".parse().unwrap()).to_string(), "198.51.100.0");
        assert_eq!(network_of("2001:db8:1:2:3:4:5:6".parse().unwrap()).to_string(), "2001:db8:1::");
    }
}
