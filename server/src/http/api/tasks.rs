//! A task: read it, keep a draft of it, act on it.

use app::port::{Acted, Ahead, Decision, Draft, DraftKey, Port, Returning, Task, TaskAct, TaskRef, Transfer, Values};
use flow::id::InstanceId;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::site::Site;
use crate::http::visitor::{Intent, Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(task))
        .routes(routes!(ahead))
        .routes(routes!(keep_draft, drop_draft))
        .routes(routes!(begin))
        .routes(routes!(decide))
        .routes(routes!(send_back))
        .routes(routes!(transfer))
        .routes(routes!(act))
        .routes(routes!(reassign))
}

/// The task that a path names.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct At {
    /// The instance.
    #[param(value_type = String)]
    instance: InstanceId,
    /// The task's number in it.
    no: u32,
}

impl From<At> for TaskRef {
    fn from(at: At) -> Self {
        Self { instance: at.instance, no: at.no }
    }
}

/// A task with everything needed to act on it.
#[utoipa::path(get, path = "/tasks/{instance}/{no}", tag = "tasks", params(At), responses((status = 200, body = Task)))]
async fn task(visitor: Visitor, Named(at): Named<At>) -> Reply<Task> {
    reply(visitor.task(at.into()).await)
}

/// Who will have to act if it is decided so.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/ahead", tag = "tasks", params(At), request_body = Decision,
    responses((status = 200, body = Ahead)))]
async fn ahead(visitor: Visitor, Named(at): Named<At>, Sent(decision): Sent<Decision>) -> Reply<Ahead> {
    reply(visitor.ahead_of_decision(at.into(), decision).await)
}

/// Keeps what I typed and answers it with what was computed.
#[utoipa::path(put, path = "/tasks/{instance}/{no}/draft", tag = "tasks", params(At), request_body = Object,
    responses((status = 200, body = Draft)))]
async fn keep_draft(visitor: Visitor, Named(at): Named<At>, Sent(values): Sent<Values>) -> Reply<Draft> {
    reply(visitor.keep_draft(DraftKey::Task(at.into()), values).await)
}

/// Forgets my draft.
#[utoipa::path(delete, path = "/tasks/{instance}/{no}/draft", tag = "tasks", params(At), responses((status = 200)))]
async fn drop_draft(visitor: Visitor, Named(at): Named<At>) -> Reply<()> {
    reply(visitor.drop_draft(DraftKey::Task(at.into())).await)
}

/// Whether a task is begun.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Begun {
    begun: bool,
}

/// Marks a task of mine as begun, or as not begun.
#[utoipa::path(put, path = "/tasks/{instance}/{no}/begun", tag = "tasks", params(At), request_body = Begun,
    responses((status = 200)))]
async fn begin(visitor: Visitor, Named(at): Named<At>, Sent(Begun { begun }): Sent<Begun>) -> Reply<()> {
    reply(visitor.begin(at.into(), begun).await)
}

/// Decides a task. A decision that names an older version of the task is refused with `stale`.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/decide", tag = "tasks", params(At, ("Idempotency-Key" = Option<String>, Header)),
    request_body = Decision, responses((status = 200, body = Acted), (status = 403), (status = 409), (status = 422)))]
async fn decide(
    visitor: Visitor,
    Named(at): Named<At>,
    Intent(intent): Intent,
    Sent(sent): Sent<Decision>,
) -> Reply<Acted> {
    reply(visitor.decide(at.into(), sent, intent).await)
}

/// Sends the matter back for rework.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/return", tag = "tasks", params(At, ("Idempotency-Key" = Option<String>, Header)),
    request_body = Returning, responses((status = 200, body = Acted), (status = 403), (status = 409), (status = 422)))]
async fn send_back(
    visitor: Visitor,
    Named(at): Named<At>,
    Intent(intent): Intent,
    Sent(sent): Sent<Returning>,
) -> Reply<Acted> {
    reply(visitor.send_back(at.into(), sent, intent).await)
}

/// Hands a task over for good.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/transfer", tag = "tasks", params(At, ("Idempotency-Key" = Option<String>, Header)),
    request_body = Transfer, responses((status = 200, body = Acted), (status = 403), (status = 409), (status = 422)))]
async fn transfer(
    visitor: Visitor,
    Named(at): Named<At>,
    Intent(intent): Intent,
    Sent(sent): Sent<Transfer>,
) -> Reply<Acted> {
    reply(visitor.transfer(at.into(), sent, intent).await)
}

/// Does something else with a task: asks others to help with it, asks for more time, takes it or lets it go, or takes back
/// how I decided it.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/act", tag = "tasks", params(At, ("Idempotency-Key" = Option<String>, Header)),
    request_body = TaskAct, responses((status = 200, body = Acted), (status = 403), (status = 409), (status = 422)))]
async fn act(
    visitor: Visitor,
    Named(at): Named<At>,
    Intent(intent): Intent,
    Sent(sent): Sent<TaskAct>,
) -> Reply<Acted> {
    reply(visitor.act(at.into(), sent, intent).await)
}

/// Gives somebody's open task to somebody else, with a reason; for those who look after the process.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/reassign", tag = "tasks", params(At, ("Idempotency-Key" = Option<String>, Header)),
    request_body = Transfer, responses((status = 200, body = Acted), (status = 403), (status = 409), (status = 422)))]
async fn reassign(
    visitor: Visitor,
    Named(at): Named<At>,
    Intent(intent): Intent,
    Sent(sent): Sent<Transfer>,
) -> Reply<Acted> {
    reply(visitor.reassign(at.into(), sent, intent).await)
}
