//! Instances that follow earlier ones: the form, the start, the links on both sides, and who may not.

use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::house::{Guest, House, refusal, refused};

const DAY: i64 = 24 * 3_600_000;

/// What is bought can be sent back; Fay, who has nothing to do with buying, takes it in.
const SENDING_BACK: &str = "
lianban: 1
key: P-9
name: Sending back
title: 'Back: {subject}'
follows:
  - process: P-1
    name: {zh: 退货, en: Send it back}
    within: 2 day
    data: {subject: earlier.data.subject, amount: earlier.data.amount, asked: earlier.initiator.id}
form:
  fields:
    - {id: subject, type: text, required: true}
    - {id: amount, type: money}
    - {id: asked, type: person}
    - {id: why, type: text, required: true}
nodes:
  - {id: start, kind: start, fields: {subject: edit, amount: read, asked: hidden, why: edit}}
  - {id: take, kind: handle, who: {person: fay}}
  - {id: end, kind: end}
edges:
  - {id: e1, from: start, to: take}
  - {id: e2, from: take, to: end}
";

/// A house in which something was bought, and that.
async fn bought() -> (House, String) {
    let house = House::open().await;
    house.publish(SENDING_BACK).await;
    let earlier = house.started().await;
    let bob = house.guest("bob").await;
    let decide = format!("/api/v1/tasks/{earlier}/0/decide");
    bob.sent(bob.post(&decide, &json!({"outcome": "approve"}))).await;
    (house, earlier)
}

async fn send_back(guest: &Guest, earlier: &str) -> String {
    let new = json!({"process": "P-9", "follows": earlier, "values": {"why": "torn"}});
    let started = guest.sent(guest.post("/api/v1/instances", &new)).await;
    started["instance"].as_str().unwrap().to_owned()
}

/// What the entries of a timeline tell.
fn told(instance: &Json) -> Vec<&Json> {
    instance["timeline"].as_array().unwrap().iter().map(|entry| &entry["what"]).collect()
}

#[tokio::test]
async fn the_form_and_the_start_take_over_the_same() {
    let (house, earlier) = bought().await;
    let ann = house.guest("ann").await;
    let whole = ann.read(&format!("/api/v1/instances/{earlier}")).await;
    assert_eq!(whole["actions"]["follow_ups"], json!([["P-9", {"zh": "退货", "en": "Send it back"}]]));

    let form = ann.read(&format!("/api/v1/catalogue/P-9?follows={earlier}")).await;
    assert_eq!(form["follows"], json!([earlier, "Rope"]));
    assert_eq!(form["form"]["values"]["subject"], "Rope");
    assert!(form["form"]["values"]["amount"].to_string().contains("12.5"), "{}", form["form"]["values"]);
    assert!(form["form"]["values"]["asked"].is_null(), "the start does not show it");
    let ahead = ann.sent(ann.post(&format!("/api/v1/catalogue/P-9/ahead?follows={earlier}"), &json!({}))).await;
    assert_eq!(ahead["steps"][0]["people"][0]["id"], "fay");
    assert_eq!(ahead["values"]["subject"], "Rope");

    let later = send_back(&ann, &earlier).await;
    let later = ann.read(&format!("/api/v1/instances/{later}")).await;
    assert_eq!(later["title"], "Back: Rope");
    assert!(later["form"]["values"]["amount"].to_string().contains("12.5"));
}

#[tokio::test]
async fn a_draft_of_what_follows_is_one_of_its_own() {
    let (house, earlier) = bought().await;
    let ann = house.guest("ann").await;
    let draft = format!("/api/v1/catalogue/P-9/draft?follows={earlier}");
    let kept = ann.request(Method::PUT, &draft).json(&json!({"why": "too short"})).send();
    let kept = ann.sent(async { kept.await.unwrap() }).await;
    assert_eq!(kept["form"]["values"]["subject"], "Rope", "what is taken over stays");
    let again = ann.read(&format!("/api/v1/catalogue/P-9?follows={earlier}")).await;
    assert_eq!(again["form"]["values"]["why"], "too short");
    let plain = ann.read("/api/v1/catalogue/P-9").await;
    assert!(plain["form"]["values"]["why"].is_null());
    send_back(&ann, &earlier).await;
    let after = ann.read(&format!("/api/v1/catalogue/P-9?follows={earlier}")).await;
    assert!(after["form"]["values"]["why"].is_null(), "it is forgotten with the start");
}

#[tokio::test]
async fn both_lead_to_one_another_for_those_who_may_read_both() {
    let (house, earlier) = bought().await;
    let bob = house.guest("bob").await;
    let later = send_back(&bob, &earlier).await;
    let (first, second) = (format!("/api/v1/instances/{earlier}"), format!("/api/v1/instances/{later}"));

    let (one, two) = (bob.read(&first).await, bob.read(&second).await);
    assert_eq!(one["followed_by"], json!([[later, "Back: Rope"]]));
    let followed = *told(&one).last().unwrap();
    assert_eq!(followed, &json!({"what": "followed", "by": [later, "Back: Rope"]}), "{followed}");
    assert_eq!(two["follows"], json!([earlier, "Rope"]));
    assert_eq!(told(&two)[0], &json!({"what": "started_after", "earlier": [earlier, "Rope"]}));

    let (ann, fay) = (house.guest("ann").await, house.guest("fay").await);
    let one = ann.read(&first).await;
    assert!(one["followed_by"].is_null(), "Ann has nothing to do with what Bob sends back");
    assert!(!one.to_string().contains(&later), "{one}");
    let two = fay.read(&second).await;
    assert!(two["follows"].is_null(), "Fay may not read what was bought");
    assert!(!two.to_string().contains(&earlier), "{two}");
}

#[tokio::test]
async fn whoever_may_not_read_the_earlier_one_follows_nothing() {
    let (house, earlier) = bought().await;
    let fay = house.guest("fay").await;
    let new = json!({"process": "P-9", "follows": earlier, "values": {"subject": "x", "why": "y"}});
    let (form, ahead) =
        (format!("/api/v1/catalogue/P-9?follows={earlier}"), format!("/api/v1/catalogue/P-9/ahead?follows={earlier}"));
    assert_eq!(refusal(fay.get(&form).await).await, refused(404, "not_found"));
    assert_eq!(refusal(fay.post(&ahead, &json!({})).await).await, refused(404, "not_found"));
    assert_eq!(refusal(fay.post("/api/v1/instances", &new).await).await, refused(404, "not_found"));
    let draft = format!("/api/v1/catalogue/P-9/draft?follows={earlier}");
    let draft = fay.request(Method::PUT, &draft).json(&json!({})).send().await.unwrap();
    assert_eq!(refusal(draft).await, refused(404, "not_found"));
}

#[tokio::test]
async fn what_is_not_far_enough_or_too_old_is_not_followed() {
    let house = House::open().await;
    house.publish(SENDING_BACK).await;
    let ann = house.guest("ann").await;
    let running = house.started().await;
    let new = |earlier: &str| json!({"process": "P-9", "follows": earlier, "values": {"why": "torn"}});
    assert_eq!(refusal(ann.post("/api/v1/instances", &new(&running)).await).await, refused(409, "may_not_follow"));
    let whole = ann.read(&format!("/api/v1/instances/{running}")).await;
    assert_eq!(whole["actions"]["follow_ups"], json!([]));

    let (house, earlier) = bought().await;
    house.wait(3 * DAY);
    let ann = house.guest("ann").await;
    let form = format!("/api/v1/catalogue/P-9?follows={earlier}");
    assert_eq!(refusal(ann.get(&form).await).await, refused(409, "may_not_follow"));
    assert_eq!(refusal(ann.post("/api/v1/instances", &new(&earlier)).await).await, refused(409, "may_not_follow"));
    let whole = ann.read(&format!("/api/v1/instances/{earlier}")).await;
    assert_eq!(whole["actions"]["follow_ups"], json!([]));
}

#[tokio::test]
async fn where_it_has_to_follow_something_it_is_started_from_there_alone() {
    let (house, earlier) = bought().await;
    house.publish(&SENDING_BACK.replace("within: 2 day", "required: true")).await;
    let ann = house.guest("ann").await;
    let catalogue = ann.read("/api/v1/catalogue").await;
    let listed: Vec<_> = catalogue["rows"].as_array().unwrap().iter().map(|row| &row["process"]).collect();
    assert_eq!(listed, ["P-1"]);
    assert_eq!(refusal(ann.get("/api/v1/catalogue/P-9").await).await, refused(409, "follows_nothing"));
    let new = json!({"process": "P-9", "values": {"subject": "x", "why": "y"}});
    assert_eq!(refusal(ann.post("/api/v1/instances", &new).await).await, refused(409, "follows_nothing"));
    send_back(&ann, &earlier).await;
}

#[tokio::test]
async fn a_browser_without_script_keeps_what_it_follows() {
    let (house, earlier) = bought().await;
    let ann = house.guest("ann").await;
    let page = format!("/start/P-9?follows={earlier}");
    let post = async |fields: &[(&str, &str)]| {
        let answer = ann.request(Method::POST, &page).form(fields).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        answer.headers()["location"].to_str().unwrap().to_owned()
    };
    assert_eq!(post(&[("subject", "Rope"), ("why", "")]).await, format!("{page}&refused=fields"));
    let led_to = post(&[("subject", "Old rope"), ("why", "torn")]).await;
    let later = ann.read(&format!("/api/v1{led_to}")).await;
    assert_eq!(later["follows"], json!([earlier, "Rope"]));
    assert_eq!(later["title"], "Back: Old rope", "what is filled in lies over what was taken over");
}
