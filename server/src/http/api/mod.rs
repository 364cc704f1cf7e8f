//! The API below `/api/v1`: one file for each area. Handlers take a request apart and hand it to the service; what
//! they answer, and so what the document says, are the types of the port.

mod attachments;
mod definitions;
mod designs;
mod document;
mod inbox;
mod instances;
mod live;
mod organisation;
mod outside;
mod saved;
mod session;
mod shares;
mod start;
mod tasks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;

use super::site::Site;
use crate::service::Visitor;

/// The largest body that is read, in bytes; files have a limit of their own.
const LARGEST_BODY: usize = 2_500_000;

/// Everything below `/api/v1`, and the page about it.
pub(super) fn router() -> Router<Site> {
    let (router, described) = OpenApiRouter::with_openapi(document::about())
        .nest(
            "/api/v1",
            OpenApiRouter::new()
                .merge(session::router())
                .merge(inbox::router())
                .merge(start::router())
                .merge(tasks::router())
                .merge(instances::router())
                .merge(shares::router())
                .merge(outside::router())
                .merge(organisation::router())
                .merge(definitions::router())
                .merge(designs::router())
                .layer(DefaultBodyLimit::max(LARGEST_BODY))
                .merge(attachments::router())
                .merge(live::router()),
        )
        .split_for_parts();
    router.merge(document::router(described)).route("/api/{*rest}", axum::routing::any(nothing))
}

/// An address of the API that there is not answers with a problem, not with a page.
async fn nothing() -> super::refusal::Refusal {
    super::refusal::Refusal(Visitor::not_found())
}
