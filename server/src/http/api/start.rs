//! Starting: the catalogue, its forms and drafts, and the start.

use app::port::{Ahead, Catalogue, Draft, DraftKey, ListQuery, NewInstance, Port, StartForm, Started, Values};
use flow::id::ProcessKey;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::site::Site;
use crate::http::visitor::{Asked, Beginning, Intent, Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(catalogue))
        .routes(routes!(form))
        .routes(routes!(ahead))
        .routes(routes!(keep_draft, drop_draft))
        .routes(routes!(start))
}

/// What I may start.
#[utoipa::path(get, path = "/catalogue", tag = "start", params(ListQuery), responses((status = 200, body = Catalogue)))]
async fn catalogue(visitor: Visitor, Asked(query): Asked<ListQuery>) -> Reply<Catalogue> {
    reply(visitor.catalogue(query).await)
}

/// The form to start a process with, filled from my draft when there is one, else with what it takes over from the
/// earlier instance that it follows.
#[utoipa::path(get, path = "/catalogue/{process}", tag = "start", params(("process" = String, Path), Beginning),
    responses((status = 200, body = StartForm), (status = 409)))]
async fn form(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(beginning): Asked<Beginning>,
) -> Reply<StartForm> {
    reply(visitor.start_form(beginning.of(process)).await)
}

/// Who will have to act if it is started with these values, which need not be complete.
#[utoipa::path(post, path = "/catalogue/{process}/ahead", tag = "start", params(("process" = String, Path), Beginning),
    request_body = Object, responses((status = 200, body = Ahead)))]
async fn ahead(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(beginning): Asked<Beginning>,
    Sent(values): Sent<Values>,
) -> Reply<Ahead> {
    reply(visitor.ahead_of_start(beginning.of(process), values).await)
}

/// Keeps what I typed and answers it with what was computed.
#[utoipa::path(put, path = "/catalogue/{process}/draft", tag = "start", params(("process" = String, Path), Beginning),
    request_body = Object, responses((status = 200, body = Draft)))]
async fn keep_draft(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(beginning): Asked<Beginning>,
    Sent(values): Sent<Values>,
) -> Reply<Draft> {
    reply(visitor.keep_draft(DraftKey::Start(beginning.of(process)), values).await)
}

/// Forgets my draft.
#[utoipa::path(delete, path = "/catalogue/{process}/draft", tag = "start", params(("process" = String, Path), Beginning),
    responses((status = 200)))]
async fn drop_draft(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(beginning): Asked<Beginning>,
) -> Reply<()> {
    reply(visitor.drop_draft(DraftKey::Start(beginning.of(process))).await)
}

/// Starts an instance. With the header `Idempotency-Key` the same request again has no second effect.
#[utoipa::path(post, path = "/instances", tag = "start", request_body = NewInstance,
    params(("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = Started), (status = 422)))]
async fn start(visitor: Visitor, Intent(intent): Intent, Sent(new): Sent<NewInstance>) -> Reply<Started> {
    reply(visitor.start(new, intent).await)
}
