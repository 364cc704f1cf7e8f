//! For the development loop (`make dev`): an open page notices that the server was built again, and reloads.

use std::{env, process};

use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};

const SCRIPT: &str = include_str!("reload.js");

/// Where the script is, when the loop asked for it.
pub(super) fn script() -> Option<&'static str> {
    wanted().then_some("/dev/reload.js")
}

/// Only debug builds listen to the loop's variable.
fn wanted() -> bool {
    cfg!(debug_assertions) && env::var_os("LIANBAN_RELOAD").is_some()
}

pub(super) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    if !wanted() {
        return Router::new();
    }
    Router::new()
        .route("/dev/reload.js", get(async || uncached(SCRIPT, "text/javascript; charset=utf-8")))
        .route("/dev/process", get(async || uncached(process::id().to_string(), "text/plain")))
}

fn uncached(content: impl IntoResponse, media_type: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, content).into_response()
}
