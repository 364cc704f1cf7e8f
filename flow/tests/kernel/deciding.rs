//! Promises 12a, 13, 15 and 16: deciding, refusing, withdrawing.

use flow::kernel::Command;
use serde_json::{Value as Json, json};

use crate::play::{Play, definition, text};

fn one_approval(node: Json, edges: &[&str]) -> Json {
    let nodes = json!([{"id": "start", "kind": "start"}, node, {"id": "b", "kind": "handle", "who": {"person": "qian"}},
        {"id": "c", "kind": "handle", "who": {"person": "sun"}}, {"id": "end", "kind": "end"}]);
    let always = ["start > a", "b > end", "c > end"];
    definition(nodes, &[&always[..], edges].concat())
}

fn with_outcomes() -> Json {
    json!({"id": "a", "kind": "approve", "who": {"person": "wang"}, "outcomes": [
        {"id": "accept", "kind": "agree"},
        {"id": "conditional", "kind": "agree", "opens": ["conditions"]},
        {"id": "reject", "kind": "refuse"},
    ]})
}

#[test]
fn edges_speak_of_a_nodes_own_outcomes() {
    let edges = ["a > b: outcome = \"accept\"", "a > c: default"];
    let mut play = Play::started(one_approval(with_outcomes(), &edges), &[]);
    play.decide("a", "wang", "accept").expect("wang has a");
    assert_eq!(play.open(), ["b: qian"]);
}

#[test]
fn an_outcome_opens_fields_that_must_then_be_filled() {
    let edges = ["a > b: outcome = \"accept\"", "a > c: default"];
    let mut play = Play::started(one_approval(with_outcomes(), &edges), &[]);
    let refused = play.decide("a", "wang", "conditional");
    assert_eq!(refused.map_err(|rejection| rejection.code()), Err("fields"));
    let closed = play.decide_with("a", "wang", "accept", &[("conditions", text("none"))], None);
    assert_eq!(closed.map_err(|rejection| rejection.code()), Err("fields"), "accepting does not open it");
    play.decide_with("a", "wang", "conditional", &[("conditions", text("9 May"))], None).expect("now it is filled");
    assert_eq!(play.open(), ["c: sun"]);
}

#[test]
fn refusing_ends_the_instance_unless_an_edge_names_it() {
    let mut play =
        Play::started(one_approval(with_outcomes(), &["a > b: outcome = \"accept\"", "a > c: default"]), &[]);
    play.decide("a", "wang", "reject").expect("wang has a");
    assert_eq!(play.result(), "refused a");

    let edges = ["a > b: default", "a > c: outcome = \"reject\""];
    let mut play = Play::started(one_approval(with_outcomes(), &edges), &[]);
    play.decide("a", "wang", "reject").expect("wang has a");
    assert_eq!(play.open(), ["c: sun"]);
}

#[test]
fn refusing_wants_an_opinion() {
    let mut play = Play::started(one_approval(with_outcomes(), &["a > b"]), &[]);
    let refused = play.decide_with("a", "wang", "reject", &[], Some("  "));
    assert_eq!(refused.map_err(|rejection| rejection.code()), Err("opinion_missing"));
}

#[test]
fn a_decision_refers_to_the_task_as_it_was_seen() {
    let mut play = Play::started(one_approval(with_outcomes(), &["a > b"]), &[]);
    let task = play.task("a", "wang");
    let to_qian = Command::Transfer { task, by: "wang".into(), to: "qian".into(), opinion: None, seen: Some(1) };
    play.execute(&to_qian).expect("wang hands it over");
    assert_eq!(play.execute(&to_qian).map_err(|rejection| rejection.code()), Err("not_yours"));
    let late = Command::Decide {
        task,
        by: "qian".into(),
        outcome: "accept".into(),
        data: Default::default(),
        opinion: None,
        seen: Some(1),
        outside: None,
    };
    assert_eq!(play.execute(&late).map_err(|rejection| rejection.code()), Err("stale"));
}

#[test]
fn nobody_decides_for_somebody_else_or_twice() {
    let mut play = Play::started(one_approval(with_outcomes(), &["a > b"]), &[]);
    assert_eq!(play.decide("a", "li", "accept").map_err(|rejection| rejection.code()), Err("no_task"));
    assert_eq!(play.decide("b", "qian", "done").map_err(|rejection| rejection.code()), Err("no_task"), "not there yet");
    play.decide("a", "wang", "accept").expect("wang has a");
    assert_eq!(play.decide("a", "wang", "accept").map_err(|rejection| rejection.code()), Err("task_closed"));
}

#[test]
fn the_initiator_withdraws_while_nobody_has_decided() {
    let withdraw = |by: &str| Command::Withdraw { by: by.into(), reason: None };
    let mut play = Play::started(one_approval(with_outcomes(), &["a > b"]), &[]);
    assert_eq!(play.execute(&withdraw("wang")).map_err(|rejection| rejection.code()), Err("not_initiator"));
    play.execute(&withdraw("li")).expect("nobody has decided");
    assert_eq!(play.result(), "withdrawn");

    let mut play = Play::started(one_approval(with_outcomes(), &["a > b"]), &[]);
    play.decide("a", "wang", "accept").expect("wang has a");
    assert_eq!(play.execute(&withdraw("li")).map_err(|rejection| rejection.code()), Err("too_late_to_withdraw"));
}

#[test]
fn the_same_person_urges_once_in_two_hours() {
    let mut play = Play::started(one_approval(with_outcomes(), &["a > b"]), &[]);
    let urge = Command::Urge { by: "li".into() };
    play.execute(&urge).expect("the first time");
    assert_eq!(play.execute(&urge).map_err(|rejection| rejection.code()), Err("too_soon_to_urge"));
    play.now = play.now.plus_millis(2 * 3_600_000);
    play.execute(&urge).expect("two hours later");
}
