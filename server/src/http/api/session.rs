//! Signing in and out, and how somebody wants the interface.

use app::port::{ChangePassword, Me, Port, Preferences, Session, SetUp, SignIn};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::cookie::{self, set_cookies};
use crate::http::refusal::Refusal;
use crate::http::site::Site;
use crate::http::visitor::{Answered, Asked, Caller, Reply, Sent, reply};
use crate::service::{SignedIn, Visitor};

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(session, sign_in, sign_out))
        .routes(routes!(set_up))
        .routes(routes!(change_password))
        .routes(routes!(prefer))
}

/// Who is signed in, or that nobody is, and how one may sign in.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Session)))]
async fn session(visitor: Visitor) -> Reply<Session> {
    reply(visitor.session().await)
}

/// Signs in. The answer sets the session's cookie.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = Me), (status = 401), (status = 429)))]
async fn sign_in(
    State(site): State<Site>,
    Caller(address): Caller,
    visitor: Visitor,
    Sent(with): Sent<SignIn>,
) -> Result<Response, Refusal> {
    let signed_in = site.service.sign_in(with, address, &visitor.agent).await?;
    Ok(begun(signed_in, &site))
}

/// Makes the first administrator of an empty installation, and signs them in.
#[utoipa::path(post, path = "/set-up", tag = "session", request_body = SetUp,
    responses((status = 200, body = Me), (status = 403), (status = 422)))]
async fn set_up(State(site): State<Site>, visitor: Visitor, Sent(first): Sent<SetUp>) -> Result<Response, Refusal> {
    let signed_in = site.service.set_up(first, &visitor.agent).await?;
    Ok(begun(signed_in, &site))
}

/// Changes one's own password. All sessions end; the answer sets the cookie of a new one.
#[utoipa::path(put, path = "/session/password", tag = "session", request_body = ChangePassword,
    responses((status = 200, body = Me), (status = 401), (status = 404), (status = 422), (status = 429)))]
async fn change_password(
    State(site): State<Site>,
    Caller(address): Caller,
    visitor: Visitor,
    Sent(change): Sent<ChangePassword>,
) -> Result<Response, Refusal> {
    let me = visitor.subject.as_ref().ok_or_else(Visitor::signed_out)?;
    let signed_in = site.service.change_password(me, change, address, &visitor.agent).await?;
    Ok(begun(signed_in, &site))
}

/// Which sessions are meant.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Every session of the person, not this one alone.
    #[serde(default)]
    everywhere: bool,
}

/// Signs out.
#[utoipa::path(delete, path = "/session", tag = "session", params(Which), responses((status = 204)))]
async fn sign_out(
    State(site): State<Site>,
    headers: HeaderMap,
    Asked(which): Asked<Which>,
) -> Result<Response, Refusal> {
    if let Some(token) = cookie::token(&headers, &site.address) {
        site.service.sign_out(token, which.everywhere).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookies(&mut response, [cookie::forgetting(&site.address)]);
    Ok(response)
}

/// Keeps language and theme.
#[utoipa::path(put, path = "/preferences", tag = "session", request_body = Preferences,
    responses((status = 200, body = Preferences)))]
async fn prefer(
    State(site): State<Site>,
    visitor: Visitor,
    Sent(wanted): Sent<Preferences>,
) -> Result<Response, Refusal> {
    let kept = visitor.prefer(wanted).await?;
    let mut response = Answered(kept).into_response();
    // The cookie too, so that the sign-in page knows them on this device.
    set_cookies(&mut response, cookie::preferring(kept, &site.address));
    Ok(response)
}

fn begun(signed_in: SignedIn, site: &Site) -> Response {
    let cookie = cookie::holding(&signed_in.token, signed_in.seconds, &site.address);
    let mut response = Answered(signed_in.me).into_response();
    set_cookies(&mut response, [cookie]);
    response
}
