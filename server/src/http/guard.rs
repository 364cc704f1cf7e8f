//! What a request must be before anything looks at it: for this server, and from its own pages when it writes.

use app::port::{Code, Problem};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;
use super::site::{Address, Site, host_of};

/// Refuses requests for other names and writes from other sites.
///
/// The name matters because a demo signs in without a password: a foreign page could otherwise have its own name
/// resolved to this machine and read everything. Writes from other sites are told by the headers that browsers set
/// themselves and pages cannot; whoever sends neither is no browser, and holds no cookie that it did not ask for.
pub(super) async fn check(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (headers, uri) = (request.headers(), request.uri());
    if !host_of(headers, uri).is_some_and(|host| site.address.answers_to(host)) {
        let problem = Problem::new(421, Code::of("other_host"), "This server does not answer to that name");
        return Refusal(problem).into_response();
    }
    if !is_safe(request.method()) && !comes_from_here(headers, &site.address) {
        let problem = Problem::new(403, Code::CROSS_SITE, "Requests that change something must come from this site");
        return Refusal(problem).into_response();
    }
    let mut response = next.run(request).await;
    harden(response.headers_mut(), site.address.is_secure());
    response
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn comes_from_here(headers: &HeaderMap, address: &Address) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) if !matches!(site, "same-origin" | "none") => false,
        (_, Some(origin)) => address.is_own_origin(origin),
        (_, None) => true,
    }
}

/// Headers that every answer carries, unless the handler set its own.
fn harden(headers: &mut HeaderMap, secure: bool) {
    let mut set = |name: header::HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(
        header::HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    );
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let header = |(name, value): &(&'static str, &'static str)| {
            (header::HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        pairs.iter().map(header).collect()
    }

    #[test]
    fn a_write_from_another_site_is_told() {
        let address = Address::new(None, "127.0.0.1:7300".parse().unwrap(), None).unwrap();
        let own = "http://127.0.0.1:7300";
        for fine in [
            headers(&[]),
            headers(&[("origin", own)]),
            headers(&[("sec-fetch-site", "same-origin"), ("origin", own)]),
            headers(&[("sec-fetch-site", "none")]),
        ] {
            assert!(comes_from_here(&fine, &address), "{fine:?}");
        }
        for foreign in [
            headers(&[("sec-fetch-site", "cross-site")]),
            headers(&[("sec-fetch-site", "same-site"), ("origin", own)]),
            headers(&[("origin", "https://evil.example")]),
            headers(&[("origin", "null")]),
            headers(&[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")]),
        ] {
            assert!(!comes_from_here(&foreign, &address), "{foreign:?}");
        }
    }
}
