use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::house::{Guest, House, refusal, refused};

async fn with_key(guest: &Guest, path: &str, key: &str, body: &Json) -> reqwest::Response {
    let request = guest.request(Method::POST, path).header("idempotency-key", key).json(body);
    request.send().await.unwrap()
}

#[tokio::test]
async fn two_who_decide_at_once_have_one_effect() {
    let house = House::open().await;
    let instance = house.started().await;
    let (here, there) = (house.guest("bob").await, house.guest("bob").await);
    let decide = format!("/api/v1/tasks/{instance}/0/decide");
    let (one, other) = (json!({"outcome": "approve"}), json!({"outcome": "refuse", "opinion": "too dear"}));
    let (one, other) = tokio::join!(here.post(&decide, &one), there.post(&decide, &other));
    let (won, lost) = if one.status() == 200 { (one, other) } else { (other, one) };
    assert_eq!(won.status(), 200);
    let (status, code) = refusal(lost).await;
    assert!(status == 409 && ["task_closed", "instance_ended"].contains(&code.as_str()), "{status} {code}");
}

#[tokio::test]
async fn the_same_click_twice_has_one_effect() {
    let house = House::open().await;
    let ann = house.guest("ann").await;
    let start = json!({"process": "P-1", "values": {"subject": "Rope"}});
    let mut instances = Vec::new();
    for _ in 0..3 {
        let answer = ann.sent(with_key_of(&ann, "click-1", &start)).await;
        instances.push(answer["instance"].as_str().unwrap().to_owned());
    }
    assert!(instances.iter().all(|instance| *instance == instances[0]), "{instances:?}");
    assert_eq!(ann.read("/api/v1/inbox?view=started").await["columns"][0]["total"], 1);

    let other = json!({"process": "P-1", "values": {"subject": "Bell"}});
    let answer = with_key(&ann, "/api/v1/instances", "click-1", &other).await;
    assert_eq!(refusal(answer).await, refused(422, "intent_reused"));
    let another = ann.sent(with_key_of(&ann, "click-2", &start)).await;
    assert_ne!(another["instance"], instances[0].as_str());
}

async fn with_key_of(guest: &Guest, key: &str, body: &Json) -> reqwest::Response {
    with_key(guest, "/api/v1/instances", key, body).await
}

#[tokio::test]
async fn a_decision_is_on_the_task_that_was_seen() {
    let house = House::open().await;
    let instance = house.started().await;
    let bob = house.guest("bob").await;
    let task = bob.read(&format!("/api/v1/tasks/{instance}/0")).await;
    let version = task["duty"]["version"].as_u64().unwrap();
    let stale = json!({"outcome": "approve", "version": version + 1});
    let decide = format!("/api/v1/tasks/{instance}/0/decide");
    assert_eq!(refusal(bob.post(&decide, &stale).await).await, refused(409, "stale"));

    let acted = bob.sent(bob.post(&decide, &json!({"outcome": "approve", "version": version}))).await;
    assert_eq!((&acted["state"], &acted["instance"]), (&json!("done"), &json!(instance)));
    let story = bob.read(&format!("/api/v1/instances/{instance}")).await;
    let told: Vec<&str> =
        story["timeline"].as_array().unwrap().iter().filter_map(|entry| entry["what"]["what"].as_str()).collect();
    assert_eq!(told, ["started", "decided", "ended"]);
}

#[tokio::test]
async fn a_refusal_needs_words() {
    let house = House::open().await;
    let instance = house.started().await;
    let bob = house.guest("bob").await;
    let decide = format!("/api/v1/tasks/{instance}/0/decide");
    let without = json!({"outcome": "refuse", "opinion": "  "});
    assert_eq!(refusal(bob.post(&decide, &without).await).await, refused(422, "opinion_missing"));
    let acted = bob.sent(bob.post(&decide, &json!({"outcome": "refuse", "opinion": "too dear"}))).await;
    assert_eq!(acted["state"], "refuse");
}

#[tokio::test]
async fn what_was_typed_is_kept_and_given_back() {
    let house = House::open().await;
    let instance = house.started().await;
    let bob = house.guest("bob").await;
    let draft = format!("/api/v1/tasks/{instance}/0/draft");
    let typed = json!({"amount": "99.00", "secret": "not his to write", "": "half a sentence"});
    bob.sent(async { bob.request(Method::PUT, &draft).json(&typed).send().await.unwrap() }).await;
    let task = bob.read(&format!("/api/v1/tasks/{instance}/0")).await;
    assert_eq!(task["draft_opinion"], "half a sentence");
    assert!(task["form"]["values"]["amount"].to_string().contains("99"), "{}", task["form"]["values"]);
    assert!(task["form"]["values"].get("secret").is_none());
}

/// No amount of money, and one decides.
const PLAIN: &str = "
lianban: 1
key: P-2
name: Leave
starters: {union: [{department: yard}]}
form: {fields: [{id: subject, type: text}]}
nodes:
  - {id: start, kind: start}
  - {id: decide, kind: approve, name: Decide, who: {person: bob}}
  - {id: end, kind: end}
edges: [{id: e1, from: start, to: decide}, {id: e2, from: decide, to: end}]
";

#[tokio::test]
async fn what_was_sent_back_looks_like_it() {
    let house = House::open().await;
    house.publish(PLAIN).await;
    let (ann, bob) = (house.guest("ann").await, house.guest("bob").await);
    let start = json!({"process": "P-2", "values": {"subject": "Monday"}});
    let started = ann.sent(ann.post("/api/v1/instances", &start)).await;
    let instance = started["instance"].as_str().unwrap();
    let card = |inbox: &Json| inbox["columns"][0]["cards"][0].clone();
    assert_eq!(card(&bob.read("/api/v1/inbox").await)["state"], "wait");
    let back = json!({"to": "start", "opinion": "Which Monday?"});
    bob.sent(bob.post(&format!("/api/v1/tasks/{instance}/0/return"), &back)).await;
    let card = card(&ann.read("/api/v1/inbox").await);
    assert_eq!((&card["instance"], &card["state"]), (&Json::from(instance), &Json::from("back")), "{card}");
}
