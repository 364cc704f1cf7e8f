//! Share links: made and revoked by those who may, opened by anybody who has one.

use app::port::{NewShare, Port, Share, ShareSecret, SharedTimeline};
use axum::extract::State;
use flow::id::InstanceId;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::site::Site;
use crate::http::visitor::{Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(shares, create)).routes(routes!(revoke)).routes(routes!(shared))
}

/// The share links of an instance, with their openings.
#[utoipa::path(get, path = "/instances/{instance}/shares", tag = "shares", params(("instance" = String, Path)),
    responses((status = 200, body = Vec<Share>)))]
async fn shares(visitor: Visitor, Named(instance): Named<InstanceId>) -> Reply<Vec<Share>> {
    reply(visitor.shares(instance).await)
}

/// Makes a share link. Its address is told this once and kept nowhere.
#[utoipa::path(post, path = "/instances/{instance}/shares", tag = "shares", params(("instance" = String, Path)),
    request_body = NewShare, responses((status = 200, body = ShareSecret)))]
async fn create(visitor: Visitor, Named(instance): Named<InstanceId>, Sent(new): Sent<NewShare>) -> Reply<ShareSecret> {
    reply(visitor.create_share(instance, new).await)
}

/// A share link that a path names.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
struct At {
    /// The instance.
    #[param(value_type = String)]
    instance: InstanceId,
    /// The link's id.
    share: String,
}

/// Makes a share link open nothing any more.
#[utoipa::path(delete, path = "/instances/{instance}/shares/{share}", tag = "shares", params(At),
    responses((status = 200), (status = 404)))]
async fn revoke(visitor: Visitor, Named(at): Named<At>) -> Reply<()> {
    reply(visitor.revoke_share(at.instance, at.share).await)
}

/// What a share link shows. Needs no account. Reading it here again while its page is open counts as no opening.
#[utoipa::path(get, path = "/shared/{secret}", tag = "shares", params(("secret" = String, Path)),
    responses((status = 200, body = SharedTimeline), (status = 404)))]
async fn shared(State(site): State<Site>, Named(secret): Named<String>) -> Reply<SharedTimeline> {
    reply(site.service.shared(&secret, None).await)
}
