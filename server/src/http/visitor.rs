//! Who a request comes from, and what it carries, as handlers take them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use app::port::{Problem, StartRef};
use axum::Json;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use flow::id::{InstanceId, NodeId, ProcessKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::site::Site;
use super::{agent, cookie};
use crate::service::{Subject, Visitor};

/// What a handler of the API answers.
pub(super) type Reply<T> = Result<Answered<T>, Refusal>;

/// A value as JSON that nothing may keep, for it is one person's.
#[derive(Debug)]
pub(super) struct Answered<T>(pub(super) T);

impl<T: Serialize> IntoResponse for Answered<T> {
    fn into_response(self) -> Response {
        ([(axum::http::header::CACHE_CONTROL, "no-store")], Json(self.0)).into_response()
    }
}

/// Turns what the service answers into what a handler answers.
pub(super) fn reply<T>(answer: Result<T, Problem>) -> Reply<T> {
    answer.map(Answered).map_err(Refusal)
}

/// The header by which an open page tells that it reads itself again.
const READ_AGAIN: &str = "x-read-again";

impl FromRequestParts<Site> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refusal> {
        let subject = match cookie::token(&parts.headers, &site.address) {
            Some(token) => site.service.subject_of(token).await?,
            None => None,
        };
        Ok(Self {
            service: site.service.clone(),
            subject,
            preferences: cookie::preferences(&parts.headers),
            agent: agent::of(&parts.headers),
            again: parts.headers.contains_key(READ_AGAIN),
        })
    }
}

/// Somebody who is signed in.
pub(super) struct Me(pub(super) Subject);

impl FromRequestParts<Site> for Me {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refusal> {
        let visitor = Visitor::from_request_parts(parts, site).await?;
        visitor.subject.map(Self).ok_or_else(|| Refusal(Visitor::signed_out()))
    }
}

/// The address that a request came from.
pub(super) struct Caller(pub(super) IpAddr);

impl FromRequestParts<Site> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Self(site.address.caller(peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)), &parts.headers)))
    }
}

/// The caller's name for what is to happen once, from the header `Idempotency-Key`; empty when there is none.
pub(super) struct Intent(pub(super) String);

/// The longest name that is taken.
const LONGEST_INTENT: usize = 200;

impl FromRequestParts<Site> for Intent {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Refusal> {
        let Some(key) = parts.headers.get("idempotency-key") else { return Ok(Self(String::new())) };
        match key.to_str() {
            Ok(key) if (1..=LONGEST_INTENT).contains(&key.len()) => Ok(Self(key.to_owned())),
            _ => {
                let why = format!("Idempotency-Key has 1 to {LONGEST_INTENT} visible ASCII characters");
                Err(Refusal::malformed(StatusCode::BAD_REQUEST, why))
            }
        }
    }
}

/// A value in the body, as JSON.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Site> for Sent<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Refusal> {
        let sent = Json::<T>::from_request(request, site).await;
        sent.map(|Json(value)| Self(value)).map_err(|error| Refusal::malformed(error.status(), error.body_text()))
    }
}

/// What is asked for, from the query.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Site> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refusal> {
        let asked = Query::<T>::from_request_parts(parts, site).await;
        asked.map(|Query(value)| Self(value)).map_err(|error| Refusal::malformed(error.status(), error.body_text()))
    }
}

/// How a process is about to be started, from the query.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Beginning {
    /// The start around the rule; without it the instance begins by the rule.
    at: Option<NodeId>,
    /// The earlier instance that it follows.
    follows: Option<InstanceId>,
}

impl Beginning {
    pub(super) fn of(self, process: ProcessKey) -> StartRef {
        StartRef { process, at: self.at, follows: self.follows }
    }
}

/// What the path names. A path that cannot be read names nothing that there is.
pub(super) struct Named<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Site> for Named<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refusal> {
        let named = Path::<T>::from_request_parts(parts, site).await;
        named.map(|Path(value)| Self(value)).map_err(|_| Refusal(Visitor::not_found()))
    }
}
