//! Instances that begin by themselves.

use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::house::{House, decision};
use crate::runtime::{Target, check_read_models};
use crate::store::inbox::{Column, Filter, Sort};
use crate::store::{Queries, Upkeep};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// A process in which Bob does something that begins by itself.
fn begins(keys: Json) -> Json {
    let mut start = json!({"id": "begin", "kind": "start", "who": {"person": "ann"}});
    start.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
    json!({
        "lianban": 1, "key": "begins", "name": "begins", "form": {"fields": [{"id": "size", "type": "text"}]},
        "title": {"zh": "{size}", "en": "{size}"},
        "nodes": [start, {"id": "do", "kind": "handle", "who": {"person": "bob"}}, {"id": "end", "kind": "end"}],
        "edges": [{"id": "e1", "from": "begin", "to": "do"}, {"id": "e2", "from": "do", "to": "end"}],
    })
}

async fn publish(house: &House, definition: &Json) {
    let (key, by) = ("begins".into(), "ann".into());
    let draft =
        house.runtime.store().save_draft(&key, &definition.to_string(), &by, house.runtime.now()).await.unwrap();
    assert!(house.runtime.publish(&key, draft, &by).await.unwrap());
}

/// The instances that Bob has something to do in, the first first.
async fn begun(house: &House) -> Vec<Uuid> {
    let (filter, sort) = (Filter::default(), Sort::default());
    let page = house.runtime.store().inbox(&"bob".into(), Column::ToDo, &filter, sort, None, 100).await.unwrap();
    let mut begun: Vec<Uuid> = page.entries.iter().map(|entry| entry.instance.id).collect();
    begun.sort_unstable();
    begun
}

#[tokio::test]
async fn a_day_begins_one_instance_also_after_the_server_was_off() {
    let house = House::open().await;
    publish(&house, &begins(json!({"event": {"kind": "timer", "days": "true"}}))).await;
    assert_eq!(begun(&house).await.len(), 0, "the day has begun before");
    house.passes(DAY).await;
    assert_eq!(begun(&house).await.len(), 1);
    house.runtime.look_at_schedules().await.unwrap();
    house.passes(HOUR).await;
    assert_eq!(begun(&house).await.len(), 1, "once a day");
    let house = house.restarted().await;
    house.passes(5 * DAY).await;
    house.runtime.look_at_schedules().await.unwrap();
    assert_eq!(begun(&house).await.len(), 2, "what was missed begins once");
    house.passes(DAY).await;
    assert_eq!(begun(&house).await.len(), 3);
    let instance = house.runtime.store().instance(begun(&house).await[0]).await.unwrap().unwrap();
    assert_eq!(instance.initiator, "ann");
    assert_eq!(
        check_read_models(house.runtime.store()).await.unwrap(),
        [],
        "what they began for follows from the events"
    );
}

#[tokio::test]
async fn the_next_one_begins_so_long_after_the_last_was_completed() {
    let house = House::open().await;
    publish(&house, &begins(json!({"event": {"kind": "timer", "every": "10 hour", "since": "completion"}}))).await;
    house.passes(10 * HOUR).await;
    let first = begun(&house).await;
    assert_eq!(first.len(), 1, "so long after it came into force");
    house.passes(30 * HOUR).await;
    assert_eq!(begun(&house).await, first, "one is enough as long as it runs");
    house.submit(None, Target::Instance(first[0]), decision(0, "bob", "done")).await.unwrap();
    house.passes(9 * HOUR).await;
    assert_eq!(begun(&house).await.len(), 0);
    house.passes(HOUR).await;
    assert_eq!(begun(&house).await.len(), 1);
}

#[tokio::test]
async fn each_row_of_a_register_begins_one_instance() {
    let house = House::open().await;
    let rows = json!({"in": "register rows(\"made\")", "item": "made"});
    let event =
        json!({"kind": "timer", "at": "date(\"2026-02-01\")", "key": "made.size", "data": {"size": "made.size"}});
    publish(&house, &begins(json!({"each": rows, "event": event}))).await;
    let counted = house.start("counts").await.instance;
    house.decide(counted, "bob", "approve").await.unwrap();
    assert_eq!(begun(&house).await.len(), 0);
    house.passes(HOUR).await;
    let one = begun(&house).await;
    assert_eq!(one.len(), 1);
    let live = house.runtime.live(one[0]).await.unwrap().unwrap();
    assert_eq!(live.state.data["size"], feel::Value::from("large"), "it carries what the row says");
    house.passes(2 * HOUR).await;
    assert_eq!(begun(&house).await, one, "the same row never begins another");
}

#[tokio::test]
async fn another_version_goes_on_from_where_the_one_before_was() {
    let house = House::open().await;
    let daily = begins(json!({"event": {"kind": "timer", "days": "true"}}));
    publish(&house, &daily).await;
    house.passes(DAY).await;
    assert_eq!(begun(&house).await.len(), 1);
    publish(&house, &begins(json!({"event": {"kind": "timer", "days": "true", "at": "time(\"00:00:00\")"}}))).await;
    house.passes(HOUR).await;
    assert_eq!(begun(&house).await.len(), 1, "the day has had its instance");
    publish(&house, &begins(json!({}))).await;
    house.passes(3 * DAY).await;
    assert_eq!(begun(&house).await.len(), 1, "a version without a schedule begins nothing");
}
