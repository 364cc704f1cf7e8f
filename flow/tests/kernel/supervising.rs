//! Promise 17, as far as it goes: what administrators do is said, and undoes nothing silently.

use feel::Value;
use flow::kernel::Command;
use serde_json::json;

use crate::play::{Play, definition};

#[test]
fn a_task_can_be_given_to_somebody_else() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > a", "a > end"]), &[]);
    let task = play.task("a", "wang");
    let reassign = |to: &str| Command::Reassign { task, by: "zhou".into(), to: to.into(), reason: "leave".into() };
    play.execute(&reassign("qian")).expect("qian may decide it");
    assert_eq!(play.open(), ["a: qian"]);
    assert_eq!(play.execute(&reassign("nobody")).map_err(|rejection| rejection.code()), Err("no_person"));
}

#[test]
fn a_stopped_step_is_tried_again() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "p", "kind": "parallel"},
        {"id": "w", "kind": "handle", "who": {"person": "wang"}, "fields": {"fast": "edit"}},
        {"id": "x", "kind": "exclusive"}, {"id": "end", "kind": "end"}]);
    let edges = ["start > p", "p > w", "p > x", "x > end: fast", "w > end"];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    assert_eq!(play.incidents(), ["x"]);
    play.decide_with("w", "wang", "done", &[("fast", Value::Bool(true))], None).expect("wang has w");
    assert_eq!(play.result(), "running", "nothing is lost, and nothing is tried by itself");
    let (visit, _) = play.state.active().next().expect("the token is still there");
    let retry = Command::Retry { visit, by: "zhou".into(), reason: "the field is filled now".into() };
    play.execute(&retry).expect("it stopped");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn an_instance_can_be_ended_for_good() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > a", "a > end"]), &[]);
    play.execute(&Command::Terminate { by: Some("zhou".into()), reason: "duplicate".into() }).expect("it runs");
    assert_eq!(play.result(), "terminated");
}
