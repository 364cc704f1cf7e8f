//! The port in the browser: a client of `/api/v1`.

mod calls;
mod request;

pub use request::upload;

/// The port in the browser. The session's cookie says who calls.
#[derive(Debug, Clone, Copy, Default)]
pub struct Client;
