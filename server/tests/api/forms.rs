use reqwest::{Method, Response};

use crate::house::{Guest, House};

async fn post(guest: &Guest, path: &str, fields: &[(&str, &str)]) -> Response {
    guest.request(Method::POST, path).form(fields).send().await.unwrap()
}

fn leads_to(answer: &Response) -> &str {
    assert_eq!(answer.status(), 303);
    answer.headers()["location"].to_str().unwrap()
}

#[tokio::test]
async fn a_browser_without_script_signs_in_starts_and_decides() {
    let house = House::open().await;
    let ann = house.visitor();
    assert_eq!(leads_to(&post(&ann, "/sign-in", &[("person", "ann"), ("to", "/start/P-1")]).await), "/start/P-1");
    let started = post(&ann, "/start/P-1", &[("subject", "Rope"), ("amount", "12.50")]).await;
    let instance = leads_to(&started).strip_prefix("/instances/").unwrap().to_owned();

    let bob = house.guest("bob").await;
    let decide = format!("/tasks/{instance}/0/decide");
    let refused = post(&bob, &decide, &[("outcome", "refuse"), ("amount", "11"), ("opinion", "")]).await;
    assert_eq!(leads_to(&refused), format!("/tasks/{instance}/0?refused=opinion_missing"));
    let task = bob.read(&format!("/api/v1/tasks/{instance}/0")).await;
    assert!(
        task["form"]["values"]["amount"].to_string().contains("11"),
        "what was typed is kept: {}",
        task["form"]["values"]
    );

    let decided = post(&bob, &decide, &[("outcome", "approve"), ("version", "1")]).await;
    assert_eq!(leads_to(&decided), format!("/instances/{instance}"));
    assert_eq!(leads_to(&post(&ann, "/sign-out", &[]).await), "/sign-in");
    assert_eq!(ann.get("/api/v1/inbox").await.status(), 401);
}

#[tokio::test]
async fn a_page_leads_whoever_is_not_signed_in_to_sign_in_and_back() {
    let house = House::open().await;
    let visitor = house.visitor();
    let answer = visitor.get("/tasks/1/2?a=b").await;
    assert_eq!(leads_to(&answer), "/sign-in?to=%2Ftasks%2F1%2F2%3Fa%3Db");
    let foreign = post(&visitor, "/sign-in", &[("person", "ann"), ("to", "//evil.example")]).await;
    assert_eq!(leads_to(&foreign), "/");
}
