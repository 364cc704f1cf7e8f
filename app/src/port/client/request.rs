//! One request to the API and its answer.

use js_sys::encode_uri_component;
use send_wrapper::SendWrapper;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::port::{Answer, Attachment, Code, Problem};

/// A request being put together.
pub(super) struct Request {
    method: &'static str,
    address: String,
    headers: Vec<(&'static str, String)>,
    body: Option<JsValue>,
}

impl Request {
    /// A request for a path below the API, each segment as it is meant, not as an address needs it.
    pub(super) fn new(method: &'static str, path: &[&str]) -> Self {
        let mut address = "/api/v1".to_owned();
        for segment in path {
            address.push('/');
            address.push_str(&String::from(encode_uri_component(segment)));
        }
        Self { method, address, headers: Vec::new(), body: None }
    }

    /// Asks for a part of it.
    pub(super) fn query(mut self, query: &impl Serialize) -> Self {
        if let Ok(query) = serde_urlencoded::to_string(query) {
            self.address.push('?');
            self.address.push_str(&query);
        }
        self
    }

    /// Sends a value along.
    pub(super) fn json(mut self, value: &impl Serialize) -> Self {
        self.headers.push(("content-type", "application/json".to_owned()));
        self.body = serde_json::to_string(value).ok().map(JsValue::from);
        self
    }

    /// Makes every retry of the same intent one.
    pub(super) fn intent(mut self, intent: String) -> Self {
        self.headers.push(("idempotency-key", intent));
        self
    }

    /// Sends it and reads the answer.
    pub(super) fn send<T: DeserializeOwned + 'static>(self) -> Answer<T> {
        Box::pin(SendWrapper::new(async move {
            let response = self.fetch().await.map_err(|_| offline())?;
            let text = JsFuture::from(response.text().map_err(|_| offline())?).await.map_err(|_| offline())?;
            let text = text.as_string().unwrap_or_default();
            if response.ok() {
                // An answer without a body means "done", which reads as null.
                let text = if text.is_empty() { "null" } else { &text };
                serde_json::from_str(text).map_err(|error| unreadable(response.status(), &error))
            } else {
                Err(serde_json::from_str(&text).unwrap_or_else(|error| unreadable(response.status(), &error)))
            }
        }))
    }

    async fn fetch(self) -> Result<Response, JsValue> {
        let headers = Headers::new()?;
        headers.set("accept", "application/json")?;
        for (name, value) in &self.headers {
            headers.set(name, value)?;
        }
        let init = RequestInit::new();
        init.set_method(self.method);
        init.set_headers(&headers);
        if let Some(body) = &self.body {
            init.set_body(body);
        }
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        JsFuture::from(window.fetch_with_str_and_init(&self.address, &init)).await?.dyn_into()
    }
}

/// Uploads a file; its hash then goes into the value of a field of files.
///
/// # Errors
/// It is too large, nobody is signed in, or the server cannot be reached.
pub async fn upload(file: web_sys::File) -> Result<Attachment, Problem> {
    let mut request = Request::new("POST", &["attachments"]).query(&[("name", file.name())]);
    request.headers.push(("content-type", "application/octet-stream".to_owned()));
    request.body = Some(file.into());
    request.send().await
}

fn offline() -> Problem {
    Problem::new(0, Code::OFFLINE, "The server cannot be reached")
}

fn unreadable(status: u16, error: &serde_json::Error) -> Problem {
    let code = if status >= 500 { Code::INTERNAL } else { Code::MALFORMED };
    Problem::new(status, code, "The answer could not be read").because(error.to_string().as_str())
}
