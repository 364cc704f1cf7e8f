//! For whoever operates the server: does it live, is it ready, how much does it do?

use std::sync::OnceLock;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use subtle::ConstantTimeEq;

use super::refusal::Refusal;
use super::site::Site;
use super::visitor::Caller;
use crate::service::Visitor;

/// The variable that holds the word which reads metrics from elsewhere than this machine.
const TOKEN: &str = "LIANBAN_METRICS_TOKEN";

pub(super) fn router() -> Router<Site> {
    recorder();
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).route("/metrics", get(measured))
}

/// The process runs.
async fn alive() -> &'static str {
    "ok"
}

/// It can read its store and takes commands.
async fn ready(State(site): State<Site>) -> Response {
    let ending = *site.ending.borrow();
    let readable = site.service.runtime().store().end_of_log().await;
    match readable {
        Ok(_) if !ending => "ready".into_response(),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "ending").into_response(),
        Err(error) => {
            tracing::error!(%error, "the store cannot be read");
            (StatusCode::SERVICE_UNAVAILABLE, "the store cannot be read").into_response()
        }
    }
}

/// What was measured, as Prometheus reads it: from this machine, or with the word of `LIANBAN_METRICS_TOKEN`.
async fn measured(State(site): State<Site>, Caller(address): Caller, headers: HeaderMap) -> Response {
    if !address.is_loopback() && !knows_the_word(&headers) {
        return Refusal(Visitor::not_found()).into_response();
    }
    #[allow(clippy::cast_precision_loss, reason = "a queue has far fewer places than a float has whole numbers")]
    metrics::gauge!("commands_waiting").set(site.service.runtime().waiting() as f64);
    recorder().map(PrometheusHandle::render).unwrap_or_default().into_response()
}

fn knows_the_word(headers: &HeaderMap) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    match (std::env::var(TOKEN), given) {
        (Ok(word), Some(given)) if !word.is_empty() => word.as_bytes().ct_eq(given.as_bytes()).into(),
        _ => false,
    }
}

/// The one recorder of this process; none when another was installed before.
fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    RECORDER.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}
