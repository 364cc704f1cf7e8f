use reqwest::Method;
use serde_json::json;

use crate::house::{Guest, House, refusal, refused};

async fn upload(guest: &Guest, name: &str, content: &str) -> serde_json::Value {
    let request = guest.request(Method::POST, &format!("/api/v1/attachments?name={name}")).body(content.to_owned());
    guest.sent(async { request.send().await.unwrap() }).await
}

#[tokio::test]
async fn a_file_is_seen_with_its_instance_alone() {
    let house = House::open().await;
    let (ann, bob, fay) = (house.guest("ann").await, house.guest("bob").await, house.guest("fay").await);
    let file = upload(&ann, "offer.html", "<script>alert(1)</script>").await;
    let hash = file["hash"].as_str().unwrap();
    let values = json!({"subject": "Rope", "papers": [{"name": "offer.html", "size": file["size"], "hash": hash}]});
    let started = ann.sent(ann.post("/api/v1/instances", &json!({"process": "P-1", "values": values}))).await;
    let path = format!("/api/v1/instances/{}/attachments/{hash}", started["instance"].as_str().unwrap());

    let answer = bob.get(&path).await;
    assert_eq!(answer.headers()["content-type"], "application/octet-stream", "never shown as a page");
    assert!(
        answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"offer.html\"")
    );
    assert!(answer.headers()["content-security-policy"].to_str().unwrap().contains("sandbox"));
    assert_eq!(answer.text().await.unwrap(), "<script>alert(1)</script>");
    assert_eq!(refusal(fay.get(&path).await).await, refused(404, "not_found"));
    assert_eq!(refusal(fay.get(&format!("/api/v1/attachments/{hash}")).await).await, refused(404, "not_found"));
}

#[tokio::test]
async fn whoever_uploaded_a_file_reads_it_before_it_is_sent() {
    let house = House::open().await;
    let (ann, bob) = (house.guest("ann").await, house.guest("bob").await);
    let instance = house.started().await;
    let file = upload(&bob, "reply.txt", "no").await;
    let hash = file["hash"].as_str().unwrap();
    let task = bob.read(&format!("/api/v1/tasks/{instance}/0")).await;
    assert_eq!(task["form"]["instance"], instance.as_str(), "the page reads the files of its form there");
    for path in [format!("/api/v1/attachments/{hash}"), format!("/api/v1/instances/{instance}/attachments/{hash}")] {
        assert_eq!(bob.get(&path).await.text().await.unwrap(), "no", "{path}");
        assert_eq!(refusal(ann.get(&path).await).await, refused(404, "not_found"), "{path}");
    }
}

#[tokio::test]
async fn a_hash_alone_opens_nothing() {
    let house = House::open().await;
    let (ann, bob) = (house.guest("ann").await, house.guest("bob").await);
    let file = upload(&ann, "salaries.txt", "much").await;
    let stolen = json!({"subject": "Rope", "papers": [{"name": "x", "size": 4, "hash": file["hash"]}]});
    let answer = bob.post("/api/v1/instances", &json!({"process": "P-1", "values": stolen})).await;
    assert_eq!(refusal(answer).await, refused(422, "fields"));
}

#[tokio::test]
async fn a_file_has_a_largest_size() {
    let house = House::open().await;
    let ann = house.guest("ann").await;
    let request = ann.request(Method::POST, "/api/v1/attachments?name=x").body(vec![0; 26 * 1024 * 1024]);
    // The server may close the connection before the whole of it was sent.
    if let Ok(answer) = request.send().await {
        assert_eq!(refusal(answer).await, refused(413, "too_large"));
    }
}
