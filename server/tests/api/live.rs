use futures::StreamExt;
use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::house::{Guest, House};

/// The next change that a stream tells.
async fn next(stream: &mut (impl futures::Stream<Item = reqwest::Result<axum::body::Bytes>> + Unpin)) -> Json {
    let mut text = String::new();
    while let Some(part) = stream.next().await {
        text.push_str(std::str::from_utf8(&part.unwrap()).unwrap());
        if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data:"))
            && text.ends_with("\n\n")
        {
            return serde_json::from_str(data.trim()).unwrap();
        }
    }
    panic!("the stream ended: {text}");
}

async fn listen(guest: &Guest, path: &str, last: Option<u64>) -> reqwest::Response {
    let mut request = guest.request(Method::GET, path);
    if let Some(last) = last {
        request = request.header("last-event-id", last.to_string());
    }
    let answer = request.send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["content-type"]),
        (200, &"text/event-stream".parse().unwrap())
    );
    answer
}

#[tokio::test]
async fn an_open_page_hears_what_it_may_see() {
    let house = House::open().await;
    let (bob, fay) = (house.guest("bob").await, house.guest("fay").await);
    let mut heard = listen(&bob, "/api/v1/live", None).await.bytes_stream();
    let mut unheard = listen(&fay, "/api/v1/live", None).await.bytes_stream();
    let first = house.started().await;
    let change = next(&mut heard).await;
    assert_eq!((&change["changed"], &change["instance"]), (&json!("instance"), &json!(first)));
    let nothing = futures::poll!(unheard.next());
    assert!(nothing.is_pending(), "a stranger heard {nothing:?}");

    // Fay becomes an auditor; what she hears first is what happened after, on the page that is open too.
    let dee = house.guest("dee").await;
    let role = json!({"id": "auditors", "name": "Auditors", "people": [{"id": "fay", "name": "Fay"}]});
    dee.sent(async { dee.request(Method::PUT, "/api/v1/roles/auditors").json(&role).send().await.unwrap() }).await;
    let mut now_heard = listen(&house.guest("fay").await, "/api/v1/live", None).await.bytes_stream();
    let second = house.started().await;
    assert_eq!(next(&mut now_heard).await["instance"], second);
    assert_eq!(next(&mut unheard).await["instance"], second);
}

#[tokio::test]
async fn a_page_that_was_away_hears_what_it_missed() {
    let house = House::open().await;
    let bob = house.guest("bob").await;
    let position = bob.read("/api/v1/inbox").await["position"].as_u64().unwrap();
    let first = house.started().await;
    let second = house.started().await;
    let mut heard = listen(&bob, "/api/v1/live", Some(position)).await.bytes_stream();
    assert_eq!(next(&mut heard).await["instance"], first);
    assert_eq!(next(&mut heard).await["instance"], second);
    let last = bob.read("/api/v1/inbox").await["position"].as_u64().unwrap();
    let mut nothing_missed = listen(&bob, &format!("/api/v1/live?since={last}"), None).await.bytes_stream();
    let third = house.started().await;
    assert_eq!(next(&mut nothing_missed).await["instance"], third);
}
