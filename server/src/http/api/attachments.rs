//! Files: uploaded before the form that names them is sent, read with the instance that shows them.

use app::port::Attachment;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use flow::id::InstanceId;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::saved::saved;
use crate::http::refusal::Refusal;
use crate::http::site::Site;
use crate::http::visitor::{Asked, Me, Named, Reply, reply};
use crate::service::{Download, LARGEST_FILE};

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(upload))
        .layer(DefaultBodyLimit::max(LARGEST_FILE))
        .routes(routes!(download))
        .routes(routes!(download_own))
}

/// What a file is called.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Called {
    /// Its name.
    name: String,
}

/// Uploads a file as the body, at most 25 MiB. Its hash then goes into the value of a field of files.
#[utoipa::path(post, path = "/attachments", tag = "attachments", params(Called),
    request_body(content_type = "application/octet-stream"), responses((status = 200, body = Attachment), (status = 413)))]
async fn upload(
    State(site): State<Site>,
    Me(me): Me,
    Asked(called): Asked<Called>,
    content: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Reply<Attachment> {
    let content = content.map_err(|error| Refusal::malformed(error.status(), error.body_text()))?;
    reply(site.service.keep_file(&me, &called.name, content.into()).await)
}

/// A file that a path names.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
struct At {
    /// The instance.
    #[param(value_type = String)]
    instance: InstanceId,
    /// The SHA-256 of its content.
    hash: String,
}

/// A file of an instance, for whoever may see a field that names it; and one that I uploaded to put it there.
#[utoipa::path(get, path = "/instances/{instance}/attachments/{hash}", tag = "attachments", params(At),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404)))]
async fn download(State(site): State<Site>, Me(me): Me, Named(at): Named<At>) -> Result<Response, Refusal> {
    handed_out(site.service.file(&me, &at.instance, &at.hash).await?).await
}

/// A file that I uploaded.
#[utoipa::path(get, path = "/attachments/{hash}", tag = "attachments", params(("hash" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404)))]
async fn download_own(State(site): State<Site>, Me(me): Me, Named(hash): Named<String>) -> Result<Response, Refusal> {
    handed_out(site.service.own_file(&me, &hash).await?).await
}

async fn handed_out(file: Download) -> Result<Response, Refusal> {
    let content = tokio::fs::read(&file.path).await.map_err(|error| {
        tracing::error!(%error, path = %file.path.display(), "an attachment cannot be read");
        Refusal(crate::service::Visitor::not_found())
    })?;
    Ok(saved(&file.name, "application/octet-stream", content))
}
