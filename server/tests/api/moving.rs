//! Versions side by side, and running instances that move to the one in force.

use serde_json::{Value as Json, json};

use crate::house::{House, refusal, refused};

/// Bob decides, within some days.
fn written(days: u32) -> String {
    format!(
        "
lianban: 1
key: P-4
name: Leave
about: {{owner: 'dept:yard'}}
starters: {{union: [{{department: yard}}]}}
form: {{fields: [{{id: subject, type: text}}]}}
nodes:
  - {{id: start, kind: start}}
  - {{id: decide, kind: approve, name: Decide, who: {{person: bob}}, limit: {{within: {days}, unit: day}}}}
  - {{id: end, kind: end}}
edges: [{{id: e1, from: start, to: decide}}, {{id: e2, from: decide, to: end}}]
"
    )
}

/// The same where somebody else decides, at a node of another name.
const ANOTHER: &str = "
lianban: 1
key: P-4
name: Leave
about: {owner: 'dept:yard'}
starters: {union: [{department: yard}]}
form: {fields: [{id: subject, type: text}]}
nodes:
  - {id: start, kind: start}
  - {id: confirm, kind: approve, name: Confirm, who: {person: fay}}
  - {id: end, kind: end}
edges: [{id: e1, from: start, to: confirm}, {id: e2, from: confirm, to: end}]
";

async fn started(house: &House) -> String {
    let ann = house.guest("ann").await;
    let start = json!({"process": "P-4", "values": {"subject": "Monday"}});
    ann.sent(ann.post("/api/v1/instances", &start)).await["instance"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_differs_is_told_in_sentences() {
    let house = House::open().await;
    house.publish(&written(1)).await;
    house.publish(&written(2)).await;
    let dee = house.guest("dee").await;
    let found = dee.read("/api/v1/definitions/P-4/differences?from=1&to=2").await;
    let told: Vec<&str> =
        found.as_array().unwrap().iter().filter_map(|found| found["message"]["en"].as_str()).collect();
    assert_eq!(told, ["“Decide”, limit: 1 day → 2 days"]);
    let ann = house.guest("ann").await;
    let asked = ann.get("/api/v1/definitions/P-4/differences?from=1&to=2").await;
    assert_eq!(refusal(asked).await, refused(403, "forbidden"));
}

#[tokio::test]
async fn running_instances_move_to_the_version_in_force() {
    let house = House::open().await;
    house.publish(&written(1)).await;
    let instance = started(&house).await;
    house.publish(&written(2)).await;
    let (dee, bob) = (house.guest("dee").await, house.guest("bob").await);
    let plan = dee.sent(dee.post("/api/v1/definitions/P-4/moving", &json!({}))).await;
    assert_eq!((&plan["version"], &plan["total"]), (&json!(2), &json!(1)));
    assert_eq!(plan["instances"][0].get("obstacles"), None, "nothing is in the way");
    let due = |task: &Json| task["card"]["due"].as_i64().unwrap();
    let task = format!("/api/v1/tasks/{instance}/0");
    let before = due(&bob.read(&task).await);

    let wordless = dee.post("/api/v1/definitions/P-4/move", &json!({"reason": " "})).await;
    assert_eq!(refusal(wordless).await, refused(422, "fields"));
    let ann = house.guest("ann").await;
    let body = json!({"reason": "the new rule"});
    assert_eq!(refusal(ann.post("/api/v1/definitions/P-4/move", &body).await).await, refused(403, "forbidden"));
    let moved = dee.sent(dee.post("/api/v1/definitions/P-4/move", &body)).await;
    assert_eq!((&moved["moved"], &moved["left"]), (&json!(1), &json!([])));
    assert_eq!(due(&bob.read(&task).await), before + 86_400_000, "the limit is the new one");
    let seen = bob.read(&format!("/api/v1/instances/{instance}")).await;
    assert_eq!(seen["version"], 2);
    let entry = seen["timeline"].as_array().unwrap().iter().find(|entry| entry["what"]["what"] == "migrated");
    assert_eq!(entry.unwrap()["words"], "the new rule");
    bob.sent(bob.post(&format!("{task}/decide"), &json!({"outcome": "approve"}))).await;
    assert_eq!(bob.read(&format!("/api/v1/instances/{instance}")).await["state"], "done");
}

#[tokio::test]
async fn what_is_in_the_way_is_told_and_nothing_moves() {
    let house = House::open().await;
    house.publish(&written(1)).await;
    let instance = started(&house).await;
    house.publish(ANOTHER).await;
    let dee = house.guest("dee").await;
    let plan = dee.sent(dee.post("/api/v1/definitions/P-4/moving", &json!({}))).await;
    assert_eq!(plan["instances"][0]["obstacles"][0]["element"], "decide");
    let moved = dee.sent(dee.post("/api/v1/definitions/P-4/move", &json!({"reason": "try"}))).await;
    assert_eq!((&moved["moved"], &moved["left"][0]["instance"]), (&json!(0), &json!(instance)));

    let mapping = json!({"nodes": {"decide": "confirm"}});
    let plan = dee.sent(dee.post("/api/v1/definitions/P-4/moving", &mapping)).await;
    assert_eq!(plan["instances"][0].get("obstacles"), None, "a node of another name can be told");
    let moved = json!({"reason": "renamed", "mapping": mapping});
    assert_eq!(dee.sent(dee.post("/api/v1/definitions/P-4/move", &moved)).await["moved"], 1);
    let bob = house.guest("bob").await;
    let seen = bob.read(&format!("/api/v1/instances/{instance}")).await;
    assert_eq!(seen["now"][0]["node"], "confirm", "the task stays with Bob, under its new name");
}
