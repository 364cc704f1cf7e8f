//! Promise 14: returning, and what comes after.

use flow::kernel::{ReturnTarget, return_targets};
use serde_json::{Value as Json, json};

use crate::play::{Play, definition};

fn approve(id: &str, person: &str) -> Json {
    json!({"id": id, "kind": "approve", "who": {"person": person}})
}

fn chain() -> Json {
    let nodes = json!([{"id": "start", "kind": "start"}, approve("a", "wang"), approve("b", "qian"),
        approve("c", "sun"), {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > a", "a > b", "b > c", "c > end"])
}

fn branches() -> Json {
    let nodes = json!([{"id": "start", "kind": "start"}, approve("a", "wang"), {"id": "split", "kind": "parallel"},
        approve("b", "qian"), approve("b2", "qian"), approve("c", "sun"), {"id": "join", "kind": "parallel"},
        approve("d", "zhao"), {"id": "end", "kind": "end"}]);
    let edges =
        ["start > a", "a > split", "split > b", "split > c", "b > b2", "b2 > join", "c > join", "join > d", "d > end"];
    definition(nodes, &edges)
}

fn targets_of(play: &Play, node: &str) -> Vec<ReturnTarget> {
    let at = play.state.active().find(|(_, visit)| visit.node == *node).map(|(visit, _)| visit);
    return_targets(&play.process, &play.state, at.expect("a token is there"))
}

fn targets(play: &Play, node: &str) -> Vec<String> {
    targets_of(play, node).into_iter().map(|target| target.node.to_string()).collect()
}

#[test]
fn a_returned_matter_goes_through_the_nodes_between_again() {
    let mut play = Play::started(chain(), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    assert_eq!(targets(&play, "c"), ["b", "a", "start"]);
    play.give_back("c", "sun", "a").expect("a is on the path");
    assert_eq!(play.open(), ["a: wang"]);
    for (node, person) in [("a", "wang"), ("b", "qian"), ("c", "sun")] {
        play.decide(node, person, "approve").expect("it is their turn again");
    }
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_matter_returned_to_the_start_is_reworked_by_the_initiator() {
    let mut play = Play::started(chain(), &[]);
    play.give_back("a", "wang", "start").expect("the start can always be returned to");
    assert_eq!(play.open(), ["start: li"]);
    play.decide_with("start", "li", "submit", &[("note", crate::play::text("reworked"))], None).expect("li reworks it");
    assert_eq!(play.open(), ["a: wang"]);
}

#[test]
fn rework_can_go_straight_back_to_whoever_returned_it() {
    let mut definition = chain();
    definition["nodes"][3]["returns"] = json!({"then": "direct"});
    let mut play = Play::started(definition, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.give_back("c", "sun", "a").expect("a is on the path");
    play.decide("a", "wang", "approve").expect("wang has a again");
    assert_eq!(play.open(), ["c: sun"]);
}

#[test]
fn straight_rework_is_rework_and_not_whatever_else_the_node_decides() {
    let nodes = json!([{"id": "start", "kind": "start"}, approve("a", "wang"), approve("b", "qian"),
        {"id": "c", "kind": "approve", "who": {"person": "sun"}, "returns": {"then": "direct"}},
        {"id": "end", "kind": "end"}, {"id": "no", "kind": "end", "result": "refused"}]);
    let edges = ["start > a", "a > no: outcome = \"refuse\"", "a > b: default", "b > c", "c > end"];
    let definition = definition(nodes, &edges);
    let mut play = Play::started(definition, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.give_back("c", "sun", "a").expect("a is on the path");
    play.decide("a", "wang", "refuse").expect("wang has a again");
    assert_eq!(play.result(), "refused no");
}

#[test]
fn rework_that_took_other_branches_away_goes_through_the_nodes_between() {
    for first in [[].as_slice(), &[("b", "qian"), ("b2", "qian")]] {
        let mut definition = branches();
        definition["nodes"][5]["returns"] = json!({"then": "direct"});
        let mut play = Play::started(definition, &[]);
        play.decide("a", "wang", "approve").expect("wang has a");
        for (node, person) in first {
            play.decide(node, person, "approve").expect("it is their turn");
        }
        let offered = targets_of(&play, "c");
        assert_eq!(offered[0].then, flow::model::Rework::Again, "it is known before");
        assert!(!offered[0].cancels.is_empty(), "the other branch is taken away, also when it waits at the join");
        play.give_back("c", "sun", "a").expect("a is before the split");
        play.decide("a", "wang", "approve").expect("wang has a again");
        assert_eq!(play.open(), ["b: qian", "c: sun"]);
        for (node, person) in [("c", "sun"), ("b", "qian"), ("b2", "qian"), ("d", "zhao")] {
            play.decide(node, person, "approve").expect("each is asked once");
        }
        assert_eq!(play.result(), "completed end");
    }
}

#[test]
fn straight_rework_within_a_branch_leaves_the_other_branch_alone() {
    let mut definition = branches();
    definition["nodes"][4]["returns"] = json!({"then": "direct"});
    let mut play = Play::started(definition, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.give_back("b2", "qian", "b").expect("b is on this branch");
    play.decide("b", "qian", "approve").expect("qian has b again");
    assert_eq!(play.open(), ["c: sun", "b2: qian"]);
}

#[test]
fn a_node_says_where_it_may_be_returned_to() {
    let mut definition = chain();
    definition["nodes"][3]["returns"] = json!({"to": ["b"]});
    let mut play = Play::started(definition, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    assert_eq!(play.give_back("c", "sun", "a").map_err(|rejection| rejection.code()), Err("no_return"));
    play.give_back("c", "sun", "b").expect("b is offered");
}

#[test]
fn a_return_within_a_branch_leaves_the_other_branch_alone() {
    let mut play = Play::started(branches(), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.give_back("b2", "qian", "b").expect("b is on this branch");
    assert_eq!(play.open(), ["c: sun", "b: qian"]);
}

#[test]
fn a_return_to_before_the_split_takes_the_other_branches_away() {
    let mut play = Play::started(branches(), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.give_back("c", "sun", "a").expect("a is before the split");
    assert_eq!(play.open(), ["a: wang"]);
    assert_eq!(play.cancelled(), ["b", "c"]);
    play.decide("a", "wang", "approve").expect("wang has a again");
    assert_eq!(play.open(), ["b: qian", "c: sun"]);
}

#[test]
fn a_return_takes_a_waiting_token_away_too() {
    let mut play = Play::started(branches(), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("c", "sun", "approve").expect("sun has c");
    play.give_back("b", "qian", "a").expect("a is before the split");
    play.decide("a", "wang", "approve").expect("wang has a again");
    for (node, person) in [("b", "qian"), ("b2", "qian"), ("c", "sun"), ("d", "zhao")] {
        play.decide(node, person, "approve").expect("each is asked once");
    }
    assert_eq!(play.result(), "completed end");
}

#[test]
fn refusing_back_out_of_a_branch_takes_the_other_branches_away() {
    let mut definition = branches();
    definition["nodes"][5]["refuse"] = json!({"back": "a"});
    let mut play = Play::started(definition, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.decide("c", "sun", "refuse").expect("sun has c");
    assert_eq!(play.open(), ["a: wang"]);
    assert_eq!(play.cancelled(), ["b2"]);
    for (node, person) in [("a", "wang"), ("b", "qian"), ("c", "sun"), ("b2", "qian"), ("d", "zhao")] {
        play.decide(node, person, "approve").expect("each is asked once");
    }
    assert_eq!(play.result(), "completed end");
}

#[test]
fn refusing_back_within_a_branch_leaves_the_other_branch_alone() {
    let mut definition = branches();
    definition["nodes"][4]["refuse"] = json!({"back": "b"});
    let mut play = Play::started(definition, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.decide("b2", "qian", "refuse").expect("qian has b2");
    assert_eq!((play.open(), play.cancelled()), (vec!["c: sun".to_owned(), "b: qian".to_owned()], vec![]));
}

#[test]
fn refusing_back_where_the_matter_never_was_stops_and_says_so() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "x", "kind": "exclusive"}, approve("a", "wang"),
        {"id": "b", "kind": "approve", "who": {"person": "qian"}, "refuse": {"back": "a"}}, {"id": "end", "kind": "end"}]);
    let edges = ["start > x", "x > a: fast", "x > b: default", "a > b", "b > end"];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    play.decide("b", "qian", "refuse").expect("qian has b");
    assert_eq!((play.result(), play.incidents()), ("running".to_owned(), vec!["b".to_owned()]));
}

#[test]
fn after_straight_rework_everything_between_is_still_on_the_path() {
    let mut definition = chain();
    definition["nodes"][3]["returns"] = json!({"then": "direct"});
    definition["nodes"][3]["refuse"] = json!({"back": "b"});
    let mut play = Play::started(definition, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.give_back("c", "sun", "a").expect("a is on the path");
    play.decide("a", "wang", "approve").expect("wang has a again");
    assert_eq!(targets(&play, "c"), ["b", "a", "start"]);
    play.decide("c", "sun", "refuse").expect("sun has c again");
    assert_eq!(play.open(), ["b: qian"]);
}

#[test]
fn a_block_that_has_been_joined_cannot_be_returned_into() {
    let mut play = Play::started(branches(), &[]);
    for (node, person) in [("a", "wang"), ("b", "qian"), ("b2", "qian"), ("c", "sun")] {
        play.decide(node, person, "approve").expect("each has theirs");
    }
    assert_eq!(targets(&play, "d"), ["a", "start"]);
    assert_eq!(play.give_back("d", "zhao", "b").map_err(|rejection| rejection.code()), Err("no_return"));
}
