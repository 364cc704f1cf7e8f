//! What is put on record: receipts.

use flow::kernel::Event;
use serde_json::json;

use crate::play::{Play, definition};

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
