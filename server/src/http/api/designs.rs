//! Definitions as they are drawn.

use app::port::{
    AnswerReview, AskForReview, Design, DesignChange, Here, Imported, Kept, Others, Page, Port, Replay, Review, Run,
    RunQuery, Surroundings, Upload,
};
use axum::extract::State;
use axum::response::Response;
use flow::id::{InstanceId, ProcessKey};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::saved::saved;
use crate::http::refusal::Refusal;
use crate::http::site::Site;
use crate::http::visitor::{Asked, Me, Named, Reply, Sent, reply};
use crate::service::{DesignFormat, Visitor};

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(design, keep))
        .routes(routes!(here))
        .routes(routes!(import))
        .routes(routes!(file))
        .routes(routes!(discard))
        .routes(routes!(ask_for_review))
        .routes(routes!(answer_review))
        .routes(routes!(surroundings))
        .routes(routes!(runs))
        .routes(routes!(replay))
}

/// Which version is meant.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Its number; without it the draft, or the version in force when there is none.
    version: Option<u32>,
}

/// A definition as JSON: the draft, else the version in force, or a version. A text that cannot be read as a definition
/// is refused with `text_unreadable`; it can be mended as a text.
#[utoipa::path(get, path = "/designs/{process}", tag = "designs", params(("process" = String, Path), Which),
    responses((status = 200, body = Design), (status = 403), (status = 404), (status = 422)))]
async fn design(visitor: Visitor, Named(process): Named<ProcessKey>, Asked(which): Asked<Which>) -> Reply<Design> {
    reply(visitor.design(process, which.version).await)
}

/// Keeps a definition as the draft, written as YAML; it may have errors. When the text that it is based on is not there
/// any more, nothing is kept (409 `changed_meanwhile`).
#[utoipa::path(put, path = "/designs/{process}", tag = "designs", params(("process" = String, Path)),
    request_body = DesignChange,
    responses((status = 200, body = Kept), (status = 403), (status = 409), (status = 413), (status = 422)))]
async fn keep(visitor: Visitor, Named(process): Named<ProcessKey>, Sent(change): Sent<DesignChange>) -> Reply<Kept> {
    reply(visitor.keep_design(process, change).await)
}

/// Says that an open page of mine is at a definition, until it leaves or says nothing more for 30 seconds. Answers who
/// else is there, and the revision that is there now.
#[utoipa::path(post, path = "/designs/{process}/here", tag = "designs", params(("process" = String, Path)),
    request_body = Here, responses((status = 200, body = Others), (status = 403), (status = 404), (status = 422)))]
async fn here(visitor: Visitor, Named(process): Named<ProcessKey>, Sent(here): Sent<Here>) -> Reply<Others> {
    reply(visitor.design_here(process, here).await)
}

/// Reads a definition from YAML, JSON or BPMN 2.0 XML without keeping it. Of several processes of a BPMN file the first
/// that can be executed is taken.
#[utoipa::path(post, path = "/designs/import", tag = "designs", request_body = Upload,
    responses((status = 200, body = Imported), (status = 403)))]
async fn import(visitor: Visitor, Sent(upload): Sent<Upload>) -> Reply<Imported> {
    reply(visitor.import_design(upload).await)
}

/// Which file is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// How it is written; YAML when it says nothing.
    #[serde(default)]
    #[param(inline)]
    format: DesignFormat,
    /// The version; without it the draft, or the version in force when there is none.
    version: Option<u32>,
}

/// A definition as a file to be saved.
#[utoipa::path(get, path = "/designs/{process}/file", tag = "designs", params(("process" = String, Path), Wanted),
    responses((status = 200, content_type = "application/yaml"), (status = 403), (status = 404), (status = 422)))]
async fn file(
    State(site): State<Site>,
    Me(me): Me,
    Named(process): Named<ProcessKey>,
    Asked(Wanted { format, version }): Asked<Wanted>,
) -> Result<Response, Refusal> {
    let file = site.service.design_file(&me, &process, version, format).await?;
    Ok(saved(&file.name, file.media_type, file.content))
}

/// Gives up the draft. The version in force stays; a process that was never published is there no more.
#[utoipa::path(post, path = "/designs/{process}/discard", tag = "designs", params(("process" = String, Path)),
    responses((status = 200), (status = 403), (status = 404)))]
async fn discard(visitor: Visitor, Named(process): Named<ProcessKey>) -> Reply<()> {
    reply(visitor.discard_draft(process).await)
}

/// Asks others to look at the draft before it comes into force. A draft that was changed meanwhile is not asked about (409
/// `changed_meanwhile`).
#[utoipa::path(post, path = "/designs/{process}/review", tag = "designs", params(("process" = String, Path)),
    request_body = AskForReview,
    responses((status = 200, body = Review), (status = 403), (status = 409), (status = 422)))]
async fn ask_for_review(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Sent(asked): Sent<AskForReview>,
) -> Reply<Review> {
    reply(visitor.ask_for_review(process, asked).await)
}

/// Says whether a draft may come into force as it is. Whoever asks for a review does not answer it (403); it is answered
/// once, and while the draft is the text that was looked at (409 `changed_meanwhile`).
#[utoipa::path(post, path = "/designs/{process}/review/answer", tag = "designs", params(("process" = String, Path)),
    request_body = AnswerReview,
    responses((status = 200, body = Review), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn answer_review(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Sent(answer): Sent<AnswerReview>,
) -> Reply<Review> {
    reply(visitor.answer_review(process, answer).await)
}

/// What a definition meets here: the organisation, and the processes that can be called.
#[utoipa::path(get, path = "/designs/{process}/surroundings", tag = "designs", params(("process" = String, Path)),
    responses((status = 200, body = Surroundings), (status = 403), (status = 404)))]
async fn surroundings(visitor: Visitor, Named(process): Named<ProcessKey>) -> Reply<Surroundings> {
    reply(visitor.surroundings(process).await)
}

/// The last instances of a process, the newest first, as far as I may read them.
#[utoipa::path(get, path = "/designs/{process}/instances", tag = "designs",
    params(("process" = String, Path), RunQuery),
    responses((status = 200, body = Page<Run>), (status = 403), (status = 404)))]
async fn runs(visitor: Visitor, Named(process): Named<ProcessKey>, Asked(query): Asked<RunQuery>) -> Reply<Page<Run>> {
    reply(visitor.runs(process, query).await)
}

/// What happened in an instance on the drawing of its process: where its tokens were, along which edges they went, who was
/// asked and who decided. No data of its form.
#[utoipa::path(get, path = "/designs/{process}/instances/{instance}/moves", tag = "designs",
    params(("process" = String, Path), ("instance" = String, Path)),
    responses((status = 200, body = Replay), (status = 403), (status = 404)))]
async fn replay(visitor: Visitor, Named((process, instance)): Named<(ProcessKey, InstanceId)>) -> Reply<Replay> {
    reply(visitor.replay(process, instance).await)
}
