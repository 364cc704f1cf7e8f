//! The HTTP side of the server.

mod assets;
mod documents;
mod reload;

use axum::Router;

/// Everything that the server answers.
pub fn router() -> Router {
    Router::new().nest(assets::PREFIX, assets::router()).merge(reload::router()).merge(documents::router())
}
