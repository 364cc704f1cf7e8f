//! The document that describes the API, and a page that shows it: rendered here, complete without script.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde_json::Value as Json;
use utoipa::openapi::{Info, OpenApi, OpenApiBuilder};

use crate::http::site::Site;

/// What the API is, before its paths are known.
pub(super) fn about() -> OpenApi {
    let mut info = Info::new("Lianban", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "The API of Lianban. Sign in with POST /api/v1/session and send the cookie along. Failures are problem \
         documents (RFC 9457) with a stable `code`. Times are milliseconds since 1970 in UTC; decimals are strings."
            .to_owned(),
    );
    OpenApiBuilder::new().info(info).build()
}

/// Serves the document and its page.
pub(super) fn router(described: OpenApi) -> Router<Site> {
    let json = serde_json::to_value(&described).unwrap_or_default();
    let (page, document) = (page(&json), json.to_string());
    let document = move || std::future::ready(as_json(document.clone()));
    let page = move || std::future::ready(as_page(page.clone()));
    Router::new().route("/api/v1/openapi.json", get(document)).route("/api/docs", get(page))
}

fn as_json(document: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], document).into_response()
}

fn as_page(page: String) -> Response {
    let policy =
        HeaderValue::from_static("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    ([(header::CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response()
}

/// One section for each tag, one entry for each operation; types by name, with their fields below.
fn page(document: &Json) -> String {
    let mut html = String::from(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>Lianban API</title></head><body><main>\
         <h1>Lianban API</h1>",
    );
    html.push_str(&format!("<p>{}</p>", escaped(text(&document["info"]["description"]))));
    html.push_str("<p><a href=\"/api/v1/openapi.json\">openapi.json</a></p>");
    let mut tag = "";
    for (path, method, operation) in operations(document) {
        let this = text(&operation["tags"][0]);
        if this != tag {
            html.push_str(&format!("<h2 id=\"{0}\">{0}</h2>", escaped(this)));
            tag = this;
        }
        let summary = escaped(text(&operation["summary"]));
        html.push_str(&format!(
            "<h3><code>{} {}</code></h3><p>{summary}</p><ul>",
            method.to_uppercase(),
            escaped(path)
        ));
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let (name, place) = (escaped(text(&parameter["name"])), escaped(text(&parameter["in"])));
            let about = escaped(text(&parameter["description"]));
            html.push_str(&format!("<li><code>{name}</code> ({place}) {about}</li>"));
        }
        if let Some(body) = content_type_of(&operation["requestBody"]) {
            html.push_str(&format!("<li>body: {body}</li>"));
        }
        for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
            let body = content_type_of(answer).unwrap_or_default();
            html.push_str(&format!("<li>{}: {body}</li>", escaped(status)));
        }
        html.push_str("</ul>");
    }
    html.push_str("<h2>Types</h2>");
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        let about = escaped(text(&schema["description"]));
        let json = serde_json::to_string_pretty(schema).unwrap_or_default();
        html.push_str(&format!(
            "<h3 id=\"type-{0}\">{0}</h3><p>{about}</p><pre>{1}</pre>",
            escaped(name),
            escaped(&json)
        ));
    }
    html.push_str("</main></body></html>");
    html
}

/// Every operation, those of one tag together.
fn operations(document: &Json) -> Vec<(&str, &str, &Json)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let mut operations: Vec<(&str, &str, &Json)> = paths
        .flat_map(|(path, methods)| {
            methods.as_object().into_iter().flatten().map(move |(method, it)| (path.as_str(), method.as_str(), it))
        })
        .collect();
    operations.sort_by_key(|(path, _, operation)| (text(&operation["tags"][0]), *path));
    operations
}

/// The type of a body, with a link to it when it has a name.
fn content_type_of(body: &Json) -> Option<String> {
    let (_, content) = body["content"].as_object()?.iter().next()?;
    let schema = &content["schema"];
    let name = |schema: &Json| text(&schema["$ref"]).rsplit('/').next().map(escaped).filter(|name| !name.is_empty());
    let link = |name: String| format!("<a href=\"#type-{name}\">{name}</a>");
    match (name(schema), name(&schema["items"])) {
        (Some(name), _) => Some(link(name)),
        (None, Some(item)) => Some(format!("list of {}", link(item))),
        (None, None) => Some(escaped(text(&schema["type"]))),
    }
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
