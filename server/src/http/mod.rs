//! The HTTP side of the server.
//!
//! | module | question it answers |
//! | --- | --- |
//! | [`guard`], [`site`] | is the request for us, and from our own pages when it writes? |
//! | [`requests`] | what is noted of it? |
//! | [`visitor`], [`cookie`] | who sent it, and what does it carry? |
//! | [`api`], [`forms`], [`documents`], [`assets`], [`health`] | what is answered? |

mod agent;
mod api;
mod assets;
mod cookie;
mod documents;
mod forms;
mod guard;
mod health;
mod refusal;
mod reload;
mod requests;
mod site;
mod visitor;

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

pub use site::{Address, NoAddress, Site};

/// A request that takes longer is given up. An event stream is answered at once and lives on.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// Everything that the server answers.
pub fn router(site: Site) -> Router {
    Router::new()
        .merge(api::router())
        .merge(forms::router())
        .merge(health::router())
        .merge(documents::router(&site))
        .nest(assets::PREFIX, assets::router())
        .merge(reload::router())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_REQUEST))
        .layer(CatchPanicLayer::custom(refusal::panicked))
        .layer(from_fn_with_state(site.clone(), guard::check))
        .layer(from_fn(requests::note))
        .with_state(site)
}
