//! The page's own files: embedded, precompressed, named by their content and so cached for ever.

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use page::{AcceptedEncodings, Encoding, File};

/// Where the files are served.
pub(super) const PREFIX: &str = "/assets";

/// A name that carries its content's hash never changes its meaning.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

pub(super) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/{path}", get(asset))
}

async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    match File::at(&path) {
        Some(file) => answer(file, smallest_accepted(&headers)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn smallest_accepted(headers: &HeaderMap) -> Encoding {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    AcceptedEncodings(accepted).smallest()
}

fn answer(file: &'static File, encoding: Encoding) -> Response {
    let mut response = file.content(encoding).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type()));
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Some(token) = encoding.token() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
    }
    response
}

/// The address of a file of the page; it lives as long as the process, as the embedded file does.
pub(super) fn address(file: &File) -> &'static str {
    Box::leak(format!("{PREFIX}/{}", file.path).into_boxed_str())
}
