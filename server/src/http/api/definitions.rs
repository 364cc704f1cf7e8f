//! Definitions: upload, look at, publish, download.

use app::port::{
    DefinitionRow, DefinitionText, Kept, ListQuery, Moved, Moving, Page, Port, Upload, Validation, Version,
};
use flow::difference::Difference;
use flow::id::ProcessKey;
use flow::migration::Mapping;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::site::Site;
use crate::http::visitor::{Asked, Intent, Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(definitions, keep))
        .routes(routes!(validate))
        .routes(routes!(versions))
        .routes(routes!(differences))
        .routes(routes!(moving))
        .routes(routes!(move_all))
        .routes(routes!(text))
        .routes(routes!(publish))
        .routes(routes!(cancel))
        .routes(routes!(back))
}

/// Every process, with its version in force and its draft.
#[utoipa::path(get, path = "/definitions", tag = "definitions", params(ListQuery),
    responses((status = 200, body = Page<DefinitionRow>), (status = 403)))]
async fn definitions(visitor: Visitor, Asked(query): Asked<ListQuery>) -> Reply<Page<DefinitionRow>> {
    reply(visitor.definitions(query).await)
}

/// Keeps a text as the draft of the process that it names; it may have errors.
#[utoipa::path(put, path = "/definitions", tag = "definitions", request_body = Upload,
    responses((status = 200, body = Validation), (status = 403)))]
async fn keep(visitor: Visitor, Sent(upload): Sent<Upload>) -> Reply<Validation> {
    reply(visitor.keep_definition(upload).await)
}

/// Looks at a text without keeping it.
#[utoipa::path(post, path = "/definitions/validate", tag = "definitions", request_body = Upload,
    responses((status = 200, body = Validation), (status = 403)))]
async fn validate(visitor: Visitor, Sent(upload): Sent<Upload>) -> Reply<Validation> {
    reply(visitor.validate(upload).await)
}

/// The versions of a process, newest first.
#[utoipa::path(get, path = "/definitions/{process}/versions", tag = "definitions", params(("process" = String, Path)),
    responses((status = 200, body = Vec<Version>), (status = 403)))]
async fn versions(visitor: Visitor, Named(process): Named<ProcessKey>) -> Reply<Vec<Version>> {
    reply(visitor.versions(process).await)
}

/// Which versions are compared.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Between {
    /// The number of the earlier one.
    from: u32,
    /// That of the later one; without it the draft, or the latest when there is none.
    to: Option<u32>,
}

/// What is different in a later version, in sentences.
#[utoipa::path(get, path = "/definitions/{process}/differences", tag = "definitions",
    params(("process" = String, Path), Between), responses((status = 200, body = Vec<Difference>), (status = 403)))]
async fn differences(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(Between { from, to }): Asked<Between>,
) -> Reply<Vec<Difference>> {
    reply(visitor.differences(process, from, to).await)
}

/// The running instances of earlier versions, the first 200 each with what keeps it from moving to the version in force.
#[utoipa::path(post, path = "/definitions/{process}/moving", tag = "definitions", params(("process" = String, Path)),
    request_body = Mapping, responses((status = 200, body = Moving), (status = 403)))]
async fn moving(visitor: Visitor, Named(process): Named<ProcessKey>, Sent(mapping): Sent<Mapping>) -> Reply<Moving> {
    reply(visitor.moving(process, mapping).await)
}

/// How instances move, and why.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Move {
    /// Which nodes of the version in force are those of the earlier ones, where the ids differ.
    #[serde(default)]
    mapping: Mapping,
    /// Why; it stands in the timeline of each.
    reason: String,
}

/// Moves the running instances of earlier versions to the version in force, as far as nothing keeps them from it.
#[utoipa::path(post, path = "/definitions/{process}/move", tag = "definitions",
    params(("process" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Move, responses((status = 200, body = Moved), (status = 403), (status = 422)))]
async fn move_all(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Intent(intent): Intent,
    Sent(Move { mapping, reason }): Sent<Move>,
) -> Reply<Moved> {
    reply(visitor.move_all(process, mapping, reason, intent).await)
}

/// Which version is meant.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Its number; without it the draft, or the latest when there is none.
    version: Option<u32>,
}

/// The text of a version, or of the draft.
#[utoipa::path(get, path = "/definitions/{process}", tag = "definitions", params(("process" = String, Path), Which),
    responses((status = 200, body = DefinitionText), (status = 403)))]
async fn text(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(which): Asked<Which>,
) -> Reply<DefinitionText> {
    reply(visitor.definition(process, which.version).await)
}

/// From when on.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct From {
    /// A day to come, such as `2027-03-09`, when it comes into force as the day begins; at once without it.
    from: Option<String>,
}

/// Puts the draft into force, or plans that it comes into force on a day; it is not changed until then (409
/// `scheduled`). A draft with errors is refused; what was planned is looked at again when its time has come, and stays a
/// draft when it has errors then.
#[utoipa::path(post, path = "/definitions/{process}/publish", tag = "definitions",
    params(("process" = String, Path), From),
    responses((status = 200, body = Version), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn publish(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(From { from }): Asked<From>,
) -> Reply<Version> {
    reply(match from {
        None => visitor.publish(process).await,
        Some(day) => visitor.publish_on(process, day).await,
    })
}

/// Takes back that the draft comes into force by itself.
#[utoipa::path(post, path = "/definitions/{process}/publish/cancel", tag = "definitions",
    params(("process" = String, Path)), responses((status = 200), (status = 403), (status = 404)))]
async fn cancel(visitor: Visitor, Named(process): Named<ProcessKey>) -> Reply<()> {
    reply(visitor.cancel_publishing(process).await)
}

/// What becomes of a draft that is there.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Back {
    /// It is given up.
    #[serde(default)]
    replace: bool,
}

/// Makes the text of an earlier version the draft. One that is there is kept (409 `draft_there`), unless it is to be
/// replaced.
#[utoipa::path(post, path = "/definitions/{process}/back/{version}", tag = "definitions",
    params(("process" = String, Path), ("version" = u32, Path), Back),
    responses((status = 200, body = Kept), (status = 403), (status = 404), (status = 409)))]
async fn back(
    visitor: Visitor,
    Named((process, version)): Named<(ProcessKey, u32)>,
    Asked(Back { replace }): Asked<Back>,
) -> Reply<Kept> {
    reply(visitor.back_to_version(process, version, replace).await)
}
