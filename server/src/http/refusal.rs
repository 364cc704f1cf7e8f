//! Problems as answers.

use app::port::{Code, Problem};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flow::text::Text;

/// A problem on its way out, as RFC 9457 has it.
#[derive(Debug)]
pub struct Refusal(pub Problem);

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl Refusal {
    /// The request is not one that the handler can understand.
    pub(super) fn malformed(status: StatusCode, why: String) -> Self {
        let code = if status == StatusCode::PAYLOAD_TOO_LARGE { Code::TOO_LARGE } else { Code::MALFORMED };
        let problem = Problem::new(status.as_u16(), code, "The request could not be understood");
        Self(problem.because(Text::Plain(why.into())))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(problem) = self;
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = problem.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The answer when a handler panicked: the connection lives on, and the log has what happened.
#[allow(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub(super) fn panicked(why: Box<dyn std::any::Any + Send>) -> Response {
    let text = why.downcast_ref::<String>().map(String::as_str).or_else(|| why.downcast_ref::<&str>().copied());
    tracing::error!(why = text.unwrap_or("no message"), "a handler panicked");
    Refusal(Problem::new(500, Code::INTERNAL, "The server failed")).into_response()
}
