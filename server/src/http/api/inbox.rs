//! The inbox and the search.

use app::port::{Hit, Inbox, InboxCounts, InboxQuery, Port};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::site::Site;
use crate::http::visitor::{Asked, Reply, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(inbox)).routes(routes!(counts)).routes(routes!(search))
}

/// One view of my inbox: its columns with counts and cards.
#[utoipa::path(get, path = "/inbox", tag = "inbox", params(InboxQuery), responses((status = 200, body = Inbox)))]
async fn inbox(visitor: Visitor, Asked(query): Asked<InboxQuery>) -> Reply<Inbox> {
    reply(visitor.inbox(query).await)
}

/// How much waits in each view.
#[utoipa::path(get, path = "/inbox/counts", tag = "inbox", responses((status = 200, body = InboxCounts)))]
async fn counts(visitor: Visitor) -> Reply<InboxCounts> {
    reply(visitor.counts().await)
}

/// What is looked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Words of a title or name, a number, or the initials of a name.
    #[serde(default)]
    words: String,
}

/// Finds instances that I have to do with, processes that I may start, and people.
#[utoipa::path(get, path = "/search", tag = "inbox", params(Wanted), responses((status = 200, body = Vec<Hit>)))]
async fn search(visitor: Visitor, Asked(wanted): Asked<Wanted>) -> Reply<Vec<Hit>> {
    reply(visitor.search(wanted.words).await)
}
