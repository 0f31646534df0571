//! What every request passes on its way to its route, and every answer on its way back: one layer, because each layer of axum
//! copies all that lie below it for every request.

use std::{convert::Infallible, sync::Arc};

use axum::{extract::Request, response::Response, routing::Route};
use tower::{Layer, Service, layer::layer_fn, service_fn};

use super::{headers, observe::observe, state::AppState};

/// The rest of the way, to the route.
pub(super) struct Next(pub(super) Route);

impl Next {
    /// Goes on to the route.
    pub(super) async fn run(mut self, request: Request) -> Response {
        match self.0.call(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

/// From the outside in: the headers of every answer, the request's name, count and line, what is admitted.
pub(super) fn front(
    state: AppState,
) -> impl Layer<
    Route,
    Service: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static,
> + Clone
+ Send
+ Sync
+ 'static {
    layer_fn(move |route: Route| {
        let state = Arc::clone(&state);
        service_fn(move |request| answer(Arc::clone(&state), request, Next(route.clone())))
    })
}

async fn answer(state: AppState, request: Request, next: Next) -> Result<Response, Infallible> {
    let admission = &state.admission;
    let mut response = observe(&state, request, |request| admission.admit(request, next)).await;
    headers::put(response.headers_mut(), state.public_url.starts_with("https://"));
    Ok(response)
}
