//! The stream of changes, as server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use futures::stream::unfold;
use serde::Deserialize;
use tokio::sync::watch;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::cookie;
use crate::http::refusal::Refusal;
use crate::http::site::Site;
use crate::http::visitor::{Asked, Me, Named};
use crate::service::Listener;

/// An idle stream says so often that it lives, so that nothing on the way cuts it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(live)).routes(routes!(live_share))
}

/// From where on a page wants to hear.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct From {
    /// The position that the page was read at. A browser that connects again says it by `Last-Event-ID` instead.
    since: Option<u64>,
}

/// What changes in what I may see, while it happens. Each event's data is a `Change`, its id the position.
#[utoipa::path(get, path = "/live", tag = "live", params(From),
    responses((status = 200, content_type = "text/event-stream")))]
async fn live(
    State(site): State<Site>,
    _me: Me,
    headers: HeaderMap,
    Asked(from): Asked<From>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    let token = cookie::token(&headers, &site.address).unwrap_or_default().to_owned();
    let listener = site.service.listen(token, heard(&headers, &from)).await?;
    Ok(stream(listener, site.ending))
}

/// What changes in a shared timeline, while it happens.
#[utoipa::path(get, path = "/shared/{secret}/live", tag = "live", params(("secret" = String, Path), From),
    responses((status = 200, content_type = "text/event-stream")))]
async fn live_share(
    State(site): State<Site>,
    Named(secret): Named<String>,
    headers: HeaderMap,
    Asked(from): Asked<From>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    let listener = site.service.listen_to_share(secret, heard(&headers, &from)).await?;
    Ok(stream(listener, site.ending))
}

fn heard(headers: &HeaderMap, from: &From) -> Option<u64> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    last.or(from.since)
}

/// The stream ends when the server does: otherwise ending would wait for it for ever.
fn stream(listener: Listener, ending: watch::Receiver<bool>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = unfold((listener, ending), async |(mut listener, mut ending)| {
        let change = tokio::select! {
            change = listener.next() => change?,
            _ = ending.wait_for(|ending| *ending) => return None,
        };
        let event = Event::default().id(change.position.to_string()).json_data(&change).ok()?;
        Some((Ok(event), (listener, ending)))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE))
}
