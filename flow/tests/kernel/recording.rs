//! What is put on record: receipts, and rows of registers.

use feel::Value;
use flow::kernel::Event;
use serde_json::{Value as Json, json};

use crate::play::{Play, definition, number, text};

fn receipts(play: &Play) -> Vec<&str> {
    let receipts = play.log.iter().filter_map(|entry| match &entry.event {
        Event::Filed { number, .. } => Some(number.as_str()),
        _ => None,
    });
    receipts.collect()
}

#[test]
fn no_number_is_given_twice() {
    let file = json!({"id": "file", "kind": "filing", "each": {"in": "[1, 2, 3]"},
        "filing": {"numbers": "BA-{seq}", "into": "note"}});
    let nodes = json!([{"id": "start", "kind": "start"}, file, {"id": "end", "kind": "end"}]);
    let play = Play::started(definition(nodes, &["start > file", "file > end"]), &[]);
    assert_eq!(receipts(&play), ["BA-1", "BA-2", "BA-3"]);
}

#[test]
fn a_filing_gives_a_number_and_the_day_and_goes_on() {
    let nodes = json!([{"id": "start", "kind": "start"},
        {"id": "file", "kind": "filing", "filing": {"numbers": "BA-{yyyy}-{seq:4}", "into": "note", "on": "signed"}},
        {"id": "a", "kind": "handle", "who": {"person": "wang"}}, {"id": "end", "kind": "end"}]);
    let play = Play::started(definition(nodes, &["start > file", "file > a", "a > end"]), &[]);
    assert_eq!(play.open(), ["a: wang"], "nobody has a say in it");
    assert_eq!(play.state.data["note"].to_string(), "\"BA-2026-0001\"");
    assert_eq!(play.state.data["signed"].to_string(), "date(\"2026-03-02\")");
    assert_eq!(receipts(&play), ["BA-2026-0001"]);
}

/// Hours off: entered as they are earned, and used as long as there are enough.
fn hours_off() -> Json {
    let row = json!({"person": "initiator.id", "hours": "amount", "on": "date(started)"});
    let left = "register sum(\"hours off\", \"hours\", {person: initiator.id})";
    let nodes = json!([{"id": "start", "kind": "start"},
        {"id": "enter", "kind": "ledger", "ledger": {"register": "hours off", "row": row}},
        {"id": "enough", "kind": "exclusive"},
        {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "undo", "kind": "ledger", "ledger": {"register": "hours off", "reverses": "enter"}},
        {"id": "count", "kind": "script",
            "script": "{amount: register sum(\"hours off\", \"hours\"), signed: register last(\"hours off\", \"on\"), fast: register count(\"hours off\", {hours: [1..10]}) = 1}"},
        {"id": "end", "kind": "end"}]);
    let after = format!("enough > a: {left} >= 0");
    definition(
        nodes,
        &[
            "start > enter",
            "enter > enough",
            &after,
            "enough > undo: default",
            "undo > count",
            "a > count",
            "count > end",
        ],
    )
}

fn entered(person: &str, hours: i64) -> Value {
    let row = [("person", text(person)), ("hours", number(hours))].map(|(column, value)| (column.to_owned(), value));
    Value::from(feel::Context::from(row.to_vec()))
}

#[test]
fn a_register_is_read_with_what_others_and_the_instance_itself_have_entered() {
    let mut play = Play::of(hours_off());
    play.others = vec![entered("li", 8), entered("wang", 100)];
    play.start("li", &[("amount", number(-6))]).expect("li takes six of eight hours");
    assert_eq!(play.open(), ["a: wang"]);
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.state.data["amount"], number(102), "8 and 100, without the 6");
    assert_eq!(play.state.data["signed"].to_string(), "date(\"2026-03-02\")");
    assert_eq!(play.state.data["fast"], Value::Bool(true), "one row has one to ten hours");
}

#[test]
fn what_is_taken_back_counts_no_longer_and_stays_in_the_log() {
    let mut play = Play::of(hours_off());
    play.others = vec![entered("li", 8)];
    play.start("li", &[("amount", number(-9))]).expect("li asks for too much");
    assert_eq!(play.result(), "completed end");
    assert_eq!(play.state.data["amount"], number(8));
    assert_eq!(play.state.registered, []);
    let rows = play.log.iter().filter_map(|entry| match &entry.event {
        Event::Registered { row, reverses, .. } => Some((row["hours"].clone(), *reverses)),
        _ => None,
    });
    assert_eq!(rows.collect::<Vec<_>>(), [(number(-9), None), (number(-9), Some(1))]);
}

#[test]
fn ways_around_the_rule_are_counted_and_can_be_read() {
    let left = "register count(\"exceptions\", {edge: \"urgent\", initiator: initiator.id}) < 2";
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "way", "kind": "exclusive"},
        {"id": "a", "kind": "approve", "who": {"person": "wang"}}, {"id": "end", "kind": "end"}]);
    let mut process = definition(nodes, &["start > way", "way > a: default", "a > end"]);
    let urgent =
        json!({"id": "urgent", "from": "way", "to": "end", "exception": true, "when": format!("fast and {left}")});
    process["edges"].as_array_mut().expect("edges").push(urgent);
    let used = |by: &str| {
        let row = [("edge", text("urgent")), ("initiator", text(by))];
        Value::from(feel::Context::from(row.map(|(column, value)| (column.to_owned(), value)).to_vec()))
    };
    let start = |others: Vec<Value>| {
        let mut play = Play::of(process.clone());
        play.others = others;
        play.start("li", &[("fast", Value::Bool(true))]).expect("li may start it");
        play
    };
    let first = start(vec![used("wang"), used("wang"), used("li")]);
    assert_eq!(first.result(), "completed end");
    let row = &first.state.registered[0].columns;
    assert_eq!(
        row.keys().map(flow::id::FieldId::as_str).collect::<Vec<_>>(),
        ["edge", "initiator", "node", "on", "process"]
    );
    let third = start(vec![used("li"), used("li")]);
    assert_eq!(third.open(), ["a: wang"], "twice is enough");
    assert_eq!(third.state.registered, []);
}

#[test]
fn what_is_not_known_yet_is_nothing() {
    let script = "{fast: register count(\"r\", {person: note}) = null}";
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "s", "kind": "script", "script": script},
        {"id": "end", "kind": "end"}]);
    let play = Play::started(definition(nodes, &["start > s", "s > end"]), &[]);
    assert_eq!(play.state.data["fast"], Value::Bool(true));
}
