//! Where an instance is begun: by the rule, or at a start around it that people choose.

use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::house::{Guest, House, refusal, refused};

/// What cannot wait is bought at once; its price is stated later.
const BUYING: &str = "
lianban: 1
key: P-8
name: Buying
form:
  fields:
    - {id: subject, type: text, required: true}
    - {id: urgent, type: boolean}
    - {id: amount, type: money, required: true}
nodes:
  - {id: start, kind: start, name: Buy, fields: {subject: edit, urgent: edit, amount: edit}}
  - id: now
    kind: start
    name: {zh: 紧急采购, en: Buy at once}
    requirement: Only what cannot wait
    exception: urgent = true
    fields: {subject: edit, urgent: edit, amount: hidden}
  - {id: state, kind: handle, who: initiator, fields: {amount: required}}
  - {id: buy, kind: handle, who: {person: fay}}
  - {id: end, kind: end}
edges:
  - {id: e1, from: start, to: buy}
  - {id: e2, from: now, to: state}
  - {id: e3, from: state, to: buy}
  - {id: e4, from: buy, to: end}
";

async fn ann() -> (House, Guest) {
    let house = House::open().await;
    house.publish(BUYING).await;
    let ann = house.guest("ann").await;
    (house, ann)
}

fn fields(form: &Json) -> Vec<&str> {
    form["form"]["fields"].as_array().unwrap().iter().map(|view| view["field"]["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_form_is_that_of_the_start_which_is_chosen() {
    let (_house, ann) = ann().await;
    let usual = ann.sent(ann.get("/api/v1/catalogue/P-8")).await;
    assert_eq!(fields(&usual), ["subject", "urgent", "amount"]);
    let ways = json!([{"name": "Buy"}, {"at": "now", "name": {"zh": "紧急采购", "en": "Buy at once"}}]);
    assert_eq!(usual["ways"], ways);
    assert_eq!(usual["at"], Json::Null);
    let urgent = ann.sent(ann.get("/api/v1/catalogue/P-8?at=now")).await;
    assert_eq!(fields(&urgent), ["subject", "urgent"]);
    assert_eq!((&urgent["at"], &urgent["requirement"]), (&json!("now"), &json!("Only what cannot wait")));
    for nowhere in ["start", "state", "elsewhere"] {
        let form = format!("/api/v1/catalogue/P-8?at={nowhere}");
        assert_eq!(refusal(ann.get(&form).await).await, refused(409, "no_start"), "{nowhere}");
    }
    let no_choice = ann.sent(ann.get("/api/v1/catalogue/P-1")).await;
    assert_eq!(no_choice["ways"], Json::Null, "where there is one way to begin nothing is asked");
}

#[tokio::test]
async fn it_begins_where_it_was_chosen_and_only_in_its_case() {
    let (_house, ann) = ann().await;
    let new = |urgent: bool| json!({"process": "P-8", "at": "now", "values": {"subject": "Pump", "urgent": urgent}});
    let refused_start = ann.post("/api/v1/instances", &new(false)).await;
    assert_eq!(refusal(refused_start).await, refused(409, "no_exception"));
    let started = ann.sent(ann.post("/api/v1/instances", &new(true))).await;
    let instance = ann.sent(ann.get(&format!("/api/v1/instances/{}", started["instance"].as_str().unwrap()))).await;
    let told = instance["timeline"].as_array().unwrap().iter().map(|entry| &entry["what"]);
    assert!(told.clone().any(|what| what["what"] == "took_exception"), "{:?}", told.collect::<Vec<_>>());
    assert_eq!(instance["actions"]["tasks"][0]["no"], 0, "its initiator states the price next");
}

#[tokio::test]
async fn each_start_keeps_a_draft_of_its_own() {
    let (_house, ann) = ann().await;
    let draft = |query: &str| format!("/api/v1/catalogue/P-8/draft{query}");
    let keep = async |query: &str, subject: &str| {
        let kept = ann.request(Method::PUT, &draft(query)).json(&json!({ "subject": subject })).send();
        ann.sent(async { kept.await.unwrap() }).await;
    };
    keep("", "Desk").await;
    keep("?at=now", "Pump").await;
    let subject = |form: Json| form["form"]["values"]["subject"].clone();
    assert_eq!(subject(ann.sent(ann.get("/api/v1/catalogue/P-8")).await), "Desk");
    assert_eq!(subject(ann.sent(ann.get("/api/v1/catalogue/P-8?at=now")).await), "Pump");
    let new = json!({"process": "P-8", "at": "now", "values": {"subject": "Pump", "urgent": true}});
    ann.sent(ann.post("/api/v1/instances", &new)).await;
    assert_eq!(subject(ann.sent(ann.get("/api/v1/catalogue/P-8?at=now")).await), Json::Null);
    assert_eq!(subject(ann.sent(ann.get("/api/v1/catalogue/P-8")).await), "Desk", "what is begun elsewhere is kept");
}
