//! The HTTP side of the server.

mod assets;
mod documents;

use axum::Router;

/// Everything that the server answers.
pub fn router() -> Router {
    Router::new().nest(assets::PREFIX, assets::router()).merge(documents::router())
}
