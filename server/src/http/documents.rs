//! The rendered pages: documents made by crate `app` for whoever asks, under a strict content security policy.

use std::sync::{Arc, LazyLock};

use app::document::{AnswerStatus, Document, ModuleFiles, PageFiles, PageScript, Position};
use app::module::Module;
use app::port::{InboxCounts, Port, Preferences, Session, SharedPort};
use app::text::{Reader, Zone};
use app::{App, Given};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use flow::time::Moment;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list_with_exclusions_and_ssg_and_context};
use page::File;

use super::site::Site;
use super::{assets, cookie, reload};
use crate::service::Visitor;

/// Where the pages lie that a link opens to anybody.
const SHARED: &str = "/s/";

/// Where the pages lie that ask people outside.
const OUTSIDE: &str = "/o/";

/// The page's files, when they were embedded.
static FILES: LazyLock<Option<Files>> = LazyLock::new(|| {
    let address = |name| File::named(name).map(assets::address);
    let whole = ModuleFiles { script: address("lianban.js")?, module: address("lianban.wasm")? };
    let designer = ModuleFiles { script: address("designer.js")?, module: address("designer.wasm")? };
    let inbox = ModuleFiles { script: address("inbox.js")?, module: address("inbox.wasm")? };
    Some(Files {
        style: address("lianban.css")?,
        icon: address("favicon.svg")?,
        follow: address("follow.js")?,
        whole,
        designer,
        inbox,
    })
});

/// Where the page's files are.
struct Files {
    style: &'static str,
    icon: &'static str,
    follow: &'static str,
    whole: ModuleFiles,
    designer: ModuleFiles,
    inbox: ModuleFiles,
}

pub(super) fn router(site: &Site) -> Router<Site> {
    if FILES.is_none() {
        tracing::warn!("built without the page's files: pages come without script and style");
    }
    let options = LeptosOptions::builder().output_name("lianban").build();
    let nobody = Visitor {
        service: site.service.clone(),
        subject: None,
        preferences: Preferences::default(),
        agent: String::new(),
        again: false,
    };
    let (routes, _) =
        generate_route_list_with_exclusions_and_ssg_and_context(App, None, move || provide_port(nobody.clone()));
    Router::new()
        .leptos_routes_with_context(&options, routes, provide_answer, Document)
        .fallback(leptos_axum::render_app_async_with_context(provide_answer, Document))
        .layer(from_fn_with_state(site.clone(), for_visitor))
        .with_state(options)
}

/// Finds out who asks for a page. Whoever is not signed in is led to sign in, and back.
async fn for_visitor(State(site): State<Site>, visitor: Visitor, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if visitor.subject.is_none() && !is_public(path) && *request.method() == Method::GET {
        let to = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let query = serde_urlencoded::to_string([("to", to)]).unwrap_or_default();
        return Redirect::to(&format!("/sign-in?{query}")).into_response();
    }
    if visitor.subject.is_some() && path == "/sign-in" {
        return Redirect::to("/").into_response();
    }
    let is_shared = is_secret(path);
    let now = site.service.runtime().now();
    let reader = reader_of(request.headers(), &visitor, now).await;
    // Before anything is read, so that no change falls between reading and listening. Without it the page hears only
    // what happens after it listens.
    if let Ok(position) = site.service.position().await {
        request.extensions_mut().insert(Position(position));
    }
    // Whoever opens a link learns what it shows, and nothing of who reads it or may sign in here.
    if !is_shared {
        request.extensions_mut().insert(given(&visitor).await);
    }
    request.extensions_mut().insert(visitor);
    request.extensions_mut().insert(reader);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // What a page shows is one person's, and may be another's tomorrow.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if is_shared {
        // The address is a secret: nothing that the page leads to may learn it, no search engine may list it.
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    }
    response
}

/// What the document brings along for whoever asks. Where it cannot be counted what waits, nothing is said to.
async fn given(visitor: &Visitor) -> Given {
    let session = visitor.session().await;
    let counts = match session {
        Ok(Session::SignedIn(_)) => visitor.counts().await.unwrap_or_default(),
        _ => InboxCounts::default(),
    };
    Given { session, counts }
}

/// The pages whose address is a secret.
fn is_secret(path: &str) -> bool {
    path.starts_with(SHARED) || path.starts_with(OUTSIDE)
}

/// The pages that anybody may open.
fn is_public(path: &str) -> bool {
    matches!(path, "/sign-in" | "/set-up") || is_secret(path) || path.starts_with("/dev/")
}

/// Who reads the page: as they said on this device, else on another one, else in the language that their browser asks
/// for; by the organisation's clock.
async fn reader_of(headers: &HeaderMap, visitor: &Visitor, now: Moment) -> Reader {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let offset = visitor.service.runtime().organisation().calendar.offset_at(now);
    let zone = Zone::fixed(utc_offset(offset), offset);
    match visitor.kept_preferences().await {
        Some(kept) => {
            let Preferences { language, theme } = cookie::preferences_or(headers, kept);
            Reader::new(language.into(), theme, zone, now)
        }
        None => Reader::from_headers(text(header::COOKIE), text(header::ACCEPT_LANGUAGE), zone, now),
    }
}

fn utc_offset(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn provide_port(visitor: Visitor) {
    let port: SharedPort = Arc::new(visitor);
    provide_context(port);
}

/// What a document is rendered with, and the headers of the answer that carries it.
fn provide_answer() {
    if let Some(parts) = use_context::<Parts>() {
        if let Some(files) = FILES.as_ref() {
            let (path, query) = (parts.uri.path(), parts.uri.query().unwrap_or_default());
            let script = script_for(path, query, files);
            provide_context(PageFiles { style: files.style, script, icon: files.icon, reload: reload::script() });
        }
        if let Some(visitor) = parts.extensions.get::<Visitor>() {
            provide_port(visitor.clone());
        }
        if let Some(reader) = parts.extensions.get::<Reader>() {
            provide_context(reader.clone());
        }
        if let Some(position) = parts.extensions.get::<Position>() {
            provide_context(*position);
        }
        if let Some(given) = parts.extensions.get::<Given>() {
            provide_context(given.clone());
        }
    }
    let Some(answer) = use_context::<ResponseOptions>() else { return };
    if let Some(policy) = content_security_policy() {
        answer.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    provide_context(AnswerStatus::new(move |status| {
        if let Ok(status) = StatusCode::from_u16(status) {
            answer.set_status(status);
        }
    }));
}

/// A shared page is complete without the module, and light on a visitor's phone; a few lines keep it current. The
/// gallery is not part of a module that was built for release.
fn script_for(path: &str, query: &str, files: &Files) -> Option<PageScript> {
    if path.starts_with(SHARED) {
        return Some(PageScript::Follow(files.follow));
    }
    if path.starts_with("/dev/") {
        return None;
    }
    let module = Module::of(path, query);
    Some(match module {
        // Whoever is about to sign in needs nothing else yet.
        Module::Inbox if is_public(path) => PageScript::TakeOver { module, files: files.inbox, next: None },
        Module::Inbox => PageScript::TakeOver { module, files: files.inbox, next: Some(files.whole) },
        Module::Whole => PageScript::TakeOver { module, files: files.whole, next: None },
        Module::Designer => PageScript::TakeOver { module, files: files.designer, next: None },
    })
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
