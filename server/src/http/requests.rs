//! What is noted of every request: an id, a line in the log, and how long it took.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method, header::HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id, which the answer and every line of the log about it carry. One that a proxy gave is kept
/// when it looks like one.
pub(super) async fn note(mut request: Request, next: Next) -> Response {
    let given = request.headers().get(ID).and_then(|id| id.to_str().ok()).filter(|id| is_id(id)).map(str::to_owned);
    let id = given.unwrap_or_else(|| Uuid::now_v7().simple().to_string());
    // The route and not the path: a path may carry the secret of a share link.
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let method = known(request.method());
    let Ok(header) = HeaderValue::from_str(&id) else { return next.run(request).await };
    request.headers_mut().insert(ID, header.clone());

    let began = Instant::now();
    let span = tracing::info_span!("request", id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    response.headers_mut().insert(ID, header);

    let (status, took) = (response.status().as_u16(), began.elapsed());
    span.in_scope(|| {
        if status >= 500 {
            tracing::warn!(status, millis = took.as_millis(), "answered");
        } else {
            tracing::info!(status, millis = took.as_millis(), "answered");
        }
    });
    let labels = [("method", method.to_owned()), ("route", route), ("status", status.to_string())];
    metrics::histogram!("http_request_seconds", &labels).record(took.as_secs_f64());
    response
}

/// The method by its name; what a caller invents must not become a measurement of its own.
fn known(method: &Method) -> &'static str {
    let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    known.into_iter().find(|known| method == known).unwrap_or("other")
}

fn is_id(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}
