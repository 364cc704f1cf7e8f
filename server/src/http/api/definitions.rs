//! Definitions: upload, look at, publish, download.

use app::port::{DefinitionRow, DefinitionText, ListQuery, Page, Port, Upload, Validation, Version};
use flow::id::ProcessKey;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::site::Site;
use crate::http::visitor::{Asked, Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(definitions, keep))
        .routes(routes!(validate))
        .routes(routes!(versions))
        .routes(routes!(text))
        .routes(routes!(publish))
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

/// Which version is meant.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
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

/// Puts the draft into force. A draft with errors is refused.
#[utoipa::path(post, path = "/definitions/{process}/publish", tag = "definitions", params(("process" = String, Path)),
    responses((status = 200, body = Version), (status = 403), (status = 422)))]
async fn publish(visitor: Visitor, Named(process): Named<ProcessKey>) -> Reply<Version> {
    reply(visitor.publish(process).await)
}
