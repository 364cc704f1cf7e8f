//! Files: uploaded before the form that names them is sent, read with the instance that shows them.

use app::port::Attachment;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use flow::id::InstanceId;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

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

/// A file as something to be saved: never shown inside our pages, whatever is in it.
async fn handed_out(file: Download) -> Result<Response, Refusal> {
    let content = tokio::fs::read(&file.path).await.map_err(|error| {
        tracing::error!(%error, path = %file.path.display(), "an attachment cannot be read");
        Refusal(crate::service::Visitor::not_found())
    })?;
    let mut response = Body::from(content).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition(&file.name)) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// The header that names a saved file, as RFC 6266 has it: plain for old readers, UTF-8 for the others.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "._- ".contains(letter) { letter } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_in_any_script_is_named_safely() {
        assert_eq!(disposition("a b.pdf"), "attachment; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf");
        assert_eq!(disposition("合\".pdf"), "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E5%90%88%22.pdf");
    }
}
