//! An instance: read it, and what may be done with it as a whole.

use app::port::{Acted, DiagramView, FormView, Instance, Operation, Port};
use flow::id::{InstanceId, PersonId};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::site::Site;
use crate::http::visitor::{Intent, Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(instance))
        .routes(routes!(diagram))
        .routes(routes!(withdraw))
        .routes(routes!(urge))
        .routes(routes!(note))
        .routes(routes!(copy))
        .routes(routes!(operate))
        .routes(routes!(correction))
        .routes(routes!(terminate))
}

/// An instance: header, values, timeline and what I may do with it.
#[utoipa::path(get, path = "/instances/{instance}", tag = "instances", params(("instance" = String, Path)),
    responses((status = 200, body = Instance), (status = 404)))]
async fn instance(visitor: Visitor, Named(instance): Named<InstanceId>) -> Reply<Instance> {
    reply(visitor.instance(instance).await)
}

/// Its diagram with the state of each node.
#[utoipa::path(get, path = "/instances/{instance}/diagram", tag = "instances", params(("instance" = String, Path)),
    responses((status = 200, body = DiagramView)))]
async fn diagram(visitor: Visitor, Named(instance): Named<InstanceId>) -> Reply<DiagramView> {
    reply(visitor.diagram(instance).await)
}

/// Why the matter is taken back.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Withdrawal {
    /// Needed once somebody has decided.
    #[serde(default)]
    reason: Option<String>,
}

/// Takes the matter back.
#[utoipa::path(post, path = "/instances/{instance}/withdraw", tag = "instances",
    params(("instance" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Withdrawal, responses((status = 200, body = Acted), (status = 403), (status = 409)))]
async fn withdraw(
    visitor: Visitor,
    Named(instance): Named<InstanceId>,
    Intent(intent): Intent,
    Sent(Withdrawal { reason }): Sent<Withdrawal>,
) -> Reply<Acted> {
    reply(visitor.withdraw(instance, reason, intent).await)
}

/// Reminds whoever holds the work; once in two hours.
#[utoipa::path(post, path = "/instances/{instance}/urge", tag = "instances",
    params(("instance" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = Acted), (status = 429)))]
async fn urge(visitor: Visitor, Named(instance): Named<InstanceId>, Intent(intent): Intent) -> Reply<Acted> {
    reply(visitor.urge(instance, intent).await)
}

/// Something that is said.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Note {
    text: String,
    /// Who is asked to read it.
    #[serde(default)]
    to: Vec<PersonId>,
}

/// Says something without deciding, and asks people to read it.
#[utoipa::path(post, path = "/instances/{instance}/note", tag = "instances",
    params(("instance" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Note, responses((status = 200, body = Acted)))]
async fn note(
    visitor: Visitor,
    Named(instance): Named<InstanceId>,
    Intent(intent): Intent,
    Sent(Note { text, to }): Sent<Note>,
) -> Reply<Acted> {
    reply(visitor.note(instance, text, to, intent).await)
}

/// Who is told.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Copies {
    to: Vec<PersonId>,
}

/// Tells people of an instance: they may read it from then on.
#[utoipa::path(post, path = "/instances/{instance}/copy", tag = "instances",
    params(("instance" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Copies, responses((status = 200, body = Acted), (status = 403), (status = 422)))]
async fn copy(
    visitor: Visitor,
    Named(instance): Named<InstanceId>,
    Intent(intent): Intent,
    Sent(Copies { to }): Sent<Copies>,
) -> Reply<Acted> {
    reply(visitor.copy(instance, to, intent).await)
}

/// Steps in: suspends it or has it go on, tries a stopped step again, moves a token, changes a limit, corrects fields; for
/// those who look after the process.
#[utoipa::path(post, path = "/instances/{instance}/operate", tag = "instances",
    params(("instance" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Operation, responses((status = 200, body = Acted), (status = 403), (status = 409), (status = 422)))]
async fn operate(
    visitor: Visitor,
    Named(instance): Named<InstanceId>,
    Intent(intent): Intent,
    Sent(operation): Sent<Operation>,
) -> Reply<Acted> {
    reply(visitor.operate(instance, operation, intent).await)
}

/// The form of an instance as whoever corrects it fills it.
#[utoipa::path(get, path = "/instances/{instance}/correction", tag = "instances", params(("instance" = String, Path)),
    responses((status = 200, body = FormView), (status = 403)))]
async fn correction(visitor: Visitor, Named(instance): Named<InstanceId>) -> Reply<FormView> {
    reply(visitor.correction(instance).await)
}

/// Why an instance is ended.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Termination {
    reason: String,
}

/// Ends an instance for good; for those who look after the process.
#[utoipa::path(post, path = "/instances/{instance}/terminate", tag = "instances",
    params(("instance" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Termination, responses((status = 200, body = Acted), (status = 403)))]
async fn terminate(
    visitor: Visitor,
    Named(instance): Named<InstanceId>,
    Intent(intent): Intent,
    Sent(Termination { reason }): Sent<Termination>,
) -> Reply<Acted> {
    reply(visitor.terminate(instance, reason, intent).await)
}
