//! The rendered pages: documents made by crate `app`, under a strict content security policy.

use std::sync::LazyLock;

use app::{
    App,
    document::{AnswerStatus, Document, PageFiles},
};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
};
use leptos::{config::LeptosOptions, nonce::use_nonce, prelude::*};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};
use page::File;

use super::{assets, reload};

/// The page's files, when they were embedded.
static FILES: LazyLock<Option<PageFiles>> = LazyLock::new(|| {
    let address = |name| File::named(name).map(assets::address);
    let files = PageFiles {
        style: address("lianban.css")?,
        script: address("lianban.js")?,
        module: address("lianban.wasm")?,
        icon: address("favicon.svg")?,
        reload: reload::script(),
    };
    Some(files)
});

pub(super) fn router() -> Router {
    if FILES.is_none() {
        tracing::warn!("built without the page's files: pages come without script and style");
    }
    let options = LeptosOptions::builder().output_name("lianban").build();
    Router::new()
        .leptos_routes_with_context(&options, generate_route_list(App), provide_answer, Document)
        .fallback(leptos_axum::render_app_async_with_context(provide_answer, Document))
        .with_state(options)
}

/// What a document is rendered with, and the headers of the answer that carries it.
fn provide_answer() {
    if let Some(files) = FILES.clone() {
        provide_context(files);
    }
    let Some(answer) = use_context::<ResponseOptions>() else { return };
    if let Some(policy) = content_security_policy() {
        answer.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    answer.insert_header(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer.insert_header(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    provide_context(AnswerStatus::new(move |status| {
        if let Ok(status) = StatusCode::from_u16(status) {
            answer.set_status(status);
        }
    }));
}

/// Only scripts that carry this answer's nonce run, and what they load; styles come from our sheet alone.
fn content_security_policy() -> Option<HeaderValue> {
    let nonce = use_nonce()?;
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}
