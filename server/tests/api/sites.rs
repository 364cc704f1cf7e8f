use reqwest::Method;
use serde_json::json;

use crate::house::{House, refusal, refused};

#[tokio::test]
async fn a_foreign_name_is_not_answered_to() {
    let house = House::open().await;
    let ann = house.guest("ann").await;
    for path in ["/api/v1/session", "/", "/healthz", "/sign-in", "/assets/x"] {
        for host in ["evil.example", "127.0.0.1.nip.io", ""] {
            let request = ann.request(Method::GET, path).header("host", host);
            // An empty name does not even get past the reading of the request.
            let Ok(answer) = request.send().await else { continue };
            assert!([421, 400].contains(&answer.status().as_u16()), "{path} as {host}: {}", answer.status());
        }
    }
}

#[tokio::test]
async fn a_write_from_another_site_is_refused_everywhere() {
    let house = House::open().await;
    let ann = house.guest("ann").await;
    let writes = [
        (Method::POST, "/api/v1/session"),
        (Method::DELETE, "/api/v1/session"),
        (Method::POST, "/api/v1/instances"),
        (Method::PUT, "/api/v1/preferences"),
        (Method::PUT, "/api/v1/people/ann"),
        (Method::POST, "/api/v1/attachments?name=x"),
        (Method::POST, "/api/any_server_function"),
        (Method::POST, "/sign-in"),
        (Method::POST, "/sign-out"),
        (Method::POST, "/start/P-1"),
        (Method::POST, "/tasks/x/0/decide"),
        (Method::PATCH, "/"),
    ];
    let foreign = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ];
    for (method, path) in writes {
        for (name, value) in foreign {
            let answer = ann.request(method.clone(), path).header(name, value).send().await.unwrap();
            assert_eq!(refusal(answer).await, refused(403, "cross_site"), "{method} {path} {name}: {value}");
        }
    }
    assert_eq!(ann.get("/api/v1/inbox").await.status(), 200, "and nobody was signed out by it");
    let own = format!("http://{}", house.at);
    let answer = ann.request(Method::PUT, "/api/v1/preferences").header("origin", own).json(&json!({})).send();
    assert_eq!(answer.await.unwrap().status(), 200);
}

#[tokio::test]
async fn every_answer_is_hardened_and_has_an_id() {
    let house = House::open().await;
    let visitor = house.visitor();
    for path in
        ["/api/v1/session", "/api/v1/nothing", "/api/v1/openapi.json", "/api/docs", "/healthz", "/readyz", "/sign-in"]
    {
        let answer = visitor.get(path).await;
        for name in [
            "x-request-id",
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "permissions-policy",
        ] {
            assert!(answer.headers().contains_key(name), "{path} {name}");
        }
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
    }
    let given =
        visitor.request(Method::GET, "/healthz").header("x-request-id", "from-the-proxy-1").send().await.unwrap();
    assert_eq!(given.headers()["x-request-id"], "from-the-proxy-1");
}

#[tokio::test]
async fn the_api_describes_itself() {
    let house = House::open().await;
    let visitor = house.visitor();
    let document = visitor.read("/api/v1/openapi.json").await;
    assert_eq!(document["openapi"].as_str().map(|version| &version[..2]), Some("3."));
    for path in [
        "/api/v1/inbox",
        "/api/v1/tasks/{instance}/{no}/decide",
        "/api/v1/instances",
        "/api/v1/designs/{process}",
        "/api/v1/live",
    ] {
        assert!(document["paths"].get(path).is_some(), "{path}");
    }
    for (path, operations) in document["paths"].as_object().unwrap() {
        let parameters =
            operations.as_object().unwrap().values().flat_map(|operation| operation["parameters"].as_array());
        for parameter in parameters.flatten() {
            let is_in_path = path.contains(&format!("{{{}}}", parameter["name"].as_str().unwrap()));
            assert_eq!(parameter["in"] == "path", is_in_path, "{path}: {parameter}");
        }
    }
    let unresolved = |text: &str| text.matches("#/components/schemas/").count();
    assert!(unresolved(&document.to_string()) > 20);
    let page = visitor.get("/api/docs").await.text().await.unwrap();
    assert!(page.contains("/api/v1/instances") && !page.contains("<script"));
}

#[tokio::test]
async fn metrics_tell_what_was_answered() {
    let house = House::open().await;
    let visitor = house.visitor();
    visitor.get("/api/v1/session").await;
    let measured = visitor.get("/metrics").await.text().await.unwrap();
    assert!(measured.contains("http_request_seconds") && measured.contains("/api/v1/session"), "{measured}");
}
