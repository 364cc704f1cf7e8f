use reqwest::Method;
use serde_json::json;

use crate::house::{House, refusal, refused};

#[tokio::test]
async fn what_cannot_be_understood_is_refused_in_one_form() {
    let house = House::open().await;
    let instance = house.started().await;
    let bob = house.guest("bob").await;
    let decide = format!("/api/v1/tasks/{instance}/0/decide");
    let raw = |body: &'static str, kind: &'static str| {
        bob.request(Method::POST, &decide).header("content-type", kind).body(body).send()
    };
    for (body, kind, status) in [
        ("", "application/json", 400),
        ("{", "application/json", 400),
        ("[]", "application/json", 422),
        ("{\"outcome\": 1}", "application/json", 422),
        ("{\"outcome\": \"approve\", \"surprise\": 1}", "application/json", 422),
        ("{\"outcome\": \"approve\", \"version\": -1}", "application/json", 422),
        ("outcome=approve", "application/x-www-form-urlencoded", 415),
        ("{\"outcome\": \"\u{0}\"}", "application/json", 422),
    ] {
        let (is, code) = refusal(raw(body, kind).await.unwrap()).await;
        assert!((400..=422).contains(&is), "{body}: {is} {code}");
        assert!(is == status || code == "no_outcome" || code == "malformed", "{body}: {is} {code}");
    }
}

#[tokio::test]
async fn what_names_nothing_is_not_found() {
    let house = House::open().await;
    let instance = house.started().await;
    let bob = house.guest("bob").await;
    let other = "00000000-0000-7000-8000-000000000000";
    for path in [
        "/api/v1/nothing".to_owned(),
        format!("/api/v1/instances/{other}"),
        "/api/v1/instances/x".to_owned(),
        "/api/v1/instances/%FF".to_owned(),
        format!("/api/v1/tasks/{instance}/99"),
        format!("/api/v1/tasks/{instance}/-1"),
        format!("/api/v1/tasks/{instance}/x"),
        format!("/api/v1/instances/{instance}/attachments/../../../../etc/passwd"),
        "/api/v1/catalogue/NOPE".to_owned(),
        "/api/v1/shared/0".to_owned(),
        "/api/v1/attachments/0".to_owned(),
    ] {
        assert_eq!(refusal(bob.get(&path).await).await, refused(404, "not_found"), "{path}");
    }
}

#[tokio::test]
async fn wrong_values_are_told_field_by_field() {
    let house = House::open().await;
    let ann = house.guest("ann").await;
    for (values, field) in [
        (json!({}), "subject"),
        (json!({"subject": 1}), "subject"),
        (json!({"subject": "Rope", "amount": "much"}), "amount"),
        (json!({"subject": "Rope", "amount": [1]}), "amount"),
        (json!({"subject": "Rope", "surprise": 1}), "surprise"),
        (json!({"subject": "Rope", "papers": [{"name": "a", "size": 1, "hash": "f".repeat(64)}]}), "files"),
    ] {
        let answer = ann.post("/api/v1/instances", &json!({"process": "P-1", "values": values})).await;
        let problem: serde_json::Value = answer.json().await.unwrap();
        assert_eq!((&problem["status"], &problem["code"]), (&json!(422), &json!("fields")), "{values}");
        assert_eq!(problem["fields"][0]["field"], field, "{problem}");
    }
}

#[tokio::test]
async fn what_is_too_large_or_odd_is_refused() {
    let house = House::open().await;
    let ann = house.guest("ann").await;
    let huge = json!({"process": "P-1", "values": {"subject": "x".repeat(3_000_000)}});
    assert_eq!(refusal(ann.post("/api/v1/instances", &huge).await).await, refused(413, "too_large"));
    let odd = ann.request(Method::POST, "/api/v1/instances").header("idempotency-key", "k".repeat(201));
    let odd = odd.json(&json!({"process": "P-1", "values": {"subject": "Rope"}})).send().await.unwrap();
    assert_eq!(refusal(odd).await, refused(400, "malformed"));
    let deep = "[".repeat(100_000);
    let deep = ann.request(Method::POST, "/api/v1/instances").header("content-type", "application/json").body(deep);
    assert_eq!(refusal(deep.send().await.unwrap()).await.1, "malformed");
    for query in ["?size=-1", "?view=nothing", "?column=1"] {
        let answer = ann.get(&format!("/api/v1/inbox{query}")).await;
        assert_eq!(refusal(answer).await, refused(400, "malformed"), "{query}");
    }
}
