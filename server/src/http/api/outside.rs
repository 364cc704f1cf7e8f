//! Links by which people outside answer a task: handed out by whoever has it, opened with a code by whoever got one.

use app::port::{
    NewOutside, OutsideAnswer, OutsideCode, OutsideDone, OutsideDoor, OutsideLink, OutsideSecret, OutsideTask, Port,
    TaskRef,
};
use axum::extract::State;
use flow::id::InstanceId;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tasks::At;
use crate::http::site::Site;
use crate::http::visitor::{Caller, Intent, Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(links, hand_out))
        .routes(routes!(revoke))
        .routes(routes!(door))
        .routes(routes!(open))
        .routes(routes!(answer))
}

/// The links of a task of mine to the person outside, with their openings, the newest first.
#[utoipa::path(get, path = "/tasks/{instance}/{no}/outside", tag = "outside", params(At),
    responses((status = 200, body = Vec<OutsideLink>), (status = 403)))]
async fn links(visitor: Visitor, Named(at): Named<At>) -> Reply<Vec<OutsideLink>> {
    reply(visitor.outside_links(at.into()).await)
}

/// Makes a link for the person outside, in place of those that there were. Its address and code are told this once and
/// kept nowhere.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/outside", tag = "outside", params(At), request_body = NewOutside,
    responses((status = 200, body = OutsideSecret), (status = 403), (status = 409), (status = 422)))]
async fn hand_out(visitor: Visitor, Named(at): Named<At>, Sent(new): Sent<NewOutside>) -> Reply<OutsideSecret> {
    reply(visitor.hand_out(at.into(), new).await)
}

/// A link that a path names.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
struct LinkAt {
    /// The instance.
    #[param(value_type = String)]
    instance: InstanceId,
    /// The task's number in it.
    no: u32,
    /// The link's id.
    link: String,
}

/// Makes a link open nothing any more.
#[utoipa::path(post, path = "/tasks/{instance}/{no}/outside/{link}/revoke", tag = "outside", params(LinkAt),
    responses((status = 200), (status = 403), (status = 404)))]
async fn revoke(visitor: Visitor, Named(LinkAt { instance, no, link }): Named<LinkAt>) -> Reply<()> {
    reply(visitor.take_back_link(TaskRef { instance, no }, link).await)
}

/// What a link shows before its code. Needs no account.
#[utoipa::path(get, path = "/outside/{secret}", tag = "outside", params(("secret" = String, Path)),
    responses((status = 200, body = OutsideDoor), (status = 404), (status = 410), (status = 423)))]
async fn door(State(site): State<Site>, Named(secret): Named<String>) -> Reply<OutsideDoor> {
    reply(site.service.outside_door(&secret).await)
}

/// What the person outside is asked. Needs the code and no account; five wrong codes lock the link.
#[utoipa::path(post, path = "/outside/{secret}/open", tag = "outside", params(("secret" = String, Path)),
    request_body = OutsideCode,
    responses((status = 200, body = OutsideTask), (status = 403), (status = 404), (status = 410), (status = 423)))]
async fn open(
    State(site): State<Site>,
    Caller(address): Caller,
    visitor: Visitor,
    Named(secret): Named<String>,
    Sent(OutsideCode { code }): Sent<OutsideCode>,
) -> Reply<OutsideTask> {
    reply(site.service.open_outside(&secret, &code, address, &visitor.agent).await)
}

/// Takes the answer of the person outside, once. Needs the code and no account.
#[utoipa::path(post, path = "/outside/{secret}/answer", tag = "outside",
    params(("secret" = String, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = OutsideAnswer,
    responses((status = 200, body = OutsideDone), (status = 403), (status = 404), (status = 410), (status = 422), (status = 423)))]
async fn answer(
    State(site): State<Site>,
    Caller(address): Caller,
    Named(secret): Named<String>,
    Intent(intent): Intent,
    Sent(sent): Sent<OutsideAnswer>,
) -> Reply<OutsideDone> {
    reply(site.service.answer_outside(&secret, sent, intent, address).await)
}
