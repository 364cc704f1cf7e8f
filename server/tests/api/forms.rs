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

/// A form with people, a department, and rows of them.
const CREW: &str = "
lianban: 1
key: P-3
name: Crew
title: '{lead}'
starters: {union: [{department: yard}]}
form:
  fields:
    - {id: lead, type: person, required: true}
    - {id: unit, type: department}
    - id: hands
      type: table
      fields: [{id: who, type: person}, {id: from, type: date, default: today()}, {id: unit, type: department}]
nodes:
  - {id: start, kind: start}
  - {id: decide, kind: approve, name: Decide, who: {person: bob}}
  - {id: end, kind: end}
edges: [{id: e1, from: start, to: decide}, {id: e2, from: decide, to: end}]
";

#[tokio::test]
async fn a_browser_without_script_names_people_and_fills_rows() {
    let house = House::open().await;
    house.publish(CREW).await;
    let ann = house.guest("ann").await;
    let sent = [
        ("lead-typed", "cho"),
        ("unit", "yard"),
        ("hands[0].who-typed", ""),
        ("hands[0].from", ""),
        ("hands[1].who-typed", " Fay "),
        ("hands[1].from", "2026-03-02"),
        ("hands[1].unit", "yard"),
    ];
    let started = post(&ann, "/start/P-3", &sent).await;
    let instance = leads_to(&started).strip_prefix("/instances/").unwrap();
    let values = &ann.read(&format!("/api/v1/instances/{instance}")).await["form"]["values"];
    assert_eq!(values["lead"], "cho");
    assert_eq!(values["hands"], serde_json::json!([{"who": "fay", "from": "2026-03-02", "unit": "yard"}]));
}

#[tokio::test]
async fn a_name_that_nobody_has_is_told_where_it_was_typed() {
    let house = House::open().await;
    house.publish(CREW).await;
    let ann = house.guest("ann").await;
    let refused = post(&ann, "/start/P-3", &[("lead-typed", "Zoe"), ("hands[4].who-typed", "Yan")]).await;
    assert_eq!(leads_to(&refused), "/start/P-3?refused=fields");
    let form = &ann.read("/api/v1/catalogue/P-3").await["form"];
    assert_eq!(form["problems"][0]["field"], "lead");
    assert_eq!(
        (&form["problems"][1]["field"], &form["problems"][1]["cell"]),
        (&"hands".into(), &serde_json::json!([0, "who"]))
    );
    let page = ann.get("/start/P-3?refused=fields").await.text().await.unwrap();
    assert!(page.contains("没有叫「Zoe」的人") && page.contains("没有叫「Yan」的人"), "{page}");
}

#[tokio::test]
async fn departments_are_chosen_by_name() {
    let house = House::open().await;
    house.publish(CREW).await;
    let ann = house.guest("ann").await;
    let form = &ann.read("/api/v1/catalogue/P-3").await["form"];
    assert_eq!(form["departments"], serde_json::json!([{"id": "yard", "label": "Yard"}]));
    let begins = form["fields"][2]["field"]["fields"][1]["default"].as_str().unwrap();
    assert_eq!(begins, "date(\"2026-03-02\")", "what a page cannot follow begins with what it is now");
    let page = ann.get("/start/P-3").await.text().await.unwrap();
    let select = page.split("<select").nth(1).and_then(|rest| rest.split("</select>").next()).unwrap();
    assert!(
        select.contains("name=\"unit\"") && select.contains("value=\"yard\"") && select.contains("Yard"),
        "{select}"
    );
    assert_eq!(ann.read("/api/v1/catalogue/P-1").await["form"]["departments"], serde_json::Value::Null);
}

/// A form whose fields have parts, follow conditions, and are numbered.
const SITE: &str = "
lianban: 1
key: P-4
name: Site
title: '{where}'
starters: {union: [{department: yard}]}
form:
  fields:
    - {id: no, type: serial, pattern: 'S-{seq:3}'}
    - {id: stay, type: date_range, required: true}
    - {id: where, type: location}
    - {id: area, type: cascade, options: [{id: a, options: [{id: b}]}, {id: c, show: secret = \"x\"}]}
    - {id: mail, type: email, read_only: secret = \"y\"}
    - {id: secret, type: text}
nodes:
  - {id: start, kind: start, fields: {stay: edit, where: edit, area: edit, mail: edit, secret: hidden}}
  - {id: decide, kind: approve, name: Decide, who: {person: bob}}
  - {id: end, kind: end}
edges: [{id: e1, from: start, to: decide}, {id: e2, from: decide, to: end}]
";

#[tokio::test]
async fn a_browser_without_script_fills_values_of_parts() {
    let house = House::open().await;
    house.publish(SITE).await;
    let ann = house.guest("ann").await;
    let sent = [
        ("stay.from", "2026-03-02"),
        ("stay.to", "2026-03-04"),
        ("where", "Quay 5"),
        ("area", "a"),
        ("area", "b"),
        ("mail", " Ann@EXAMPLE.com"),
    ];
    let started = post(&ann, "/start/P-4", &sent).await;
    let instance = leads_to(&started).strip_prefix("/instances/").unwrap();
    let values = &ann.read(&format!("/api/v1/instances/{instance}")).await["form"]["values"];
    let kept = serde_json::json!({
        "no": "S-001", "stay": {"from": "2026-03-02", "to": "2026-03-04"}, "where": {"address": "Quay 5"},
        "area": ["a", "b"], "mail": "Ann@example.com"
    });
    for (field, value) in kept.as_object().unwrap() {
        assert_eq!(values[field], *value, "{field}");
    }
    let refused = post(&ann, "/start/P-4", &[("stay.from", "2026-03-04"), ("stay.to", "2026-03-02")]).await;
    assert_eq!(leads_to(&refused), "/start/P-4?refused=fields");
}

#[tokio::test]
async fn conditions_that_speak_of_what_is_hidden_are_told_as_they_are_now() {
    let house = House::open().await;
    house.publish(SITE).await;
    let form = &house.guest("ann").await.read("/api/v1/catalogue/P-4").await["form"];
    assert!(!form.to_string().contains("secret"), "{form}");
    let field = |id: &str| form["fields"].as_array().unwrap().iter().find(|view| view["field"]["id"] == id).unwrap();
    let options = &field("area")["field"]["options"];
    assert_eq!((&options[0]["show"], &options[1]["show"]), (&serde_json::Value::Null, &false.into()));
    assert_eq!(field("mail")["field"]["read_only"], serde_json::Value::Null);
}
