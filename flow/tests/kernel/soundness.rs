//! Whether every instance can come to an end, told before one is started.

use std::sync::Arc;

use flow::process::Process;
use flow::soundness::{Fault, FaultKind, Hindrance, Marking, Token, Verdict, analyse, can_complete};
use serde_json::{Value as Json, json};

use crate::play::{Play, definition};

fn process(nodes: Json, edges: &[&str]) -> Process {
    let definition = serde_json::from_value(definition(nodes, edges)).expect("the definition is well written");
    Process::new(Arc::new(definition)).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// A fault as `kind at: way`.
fn told(fault: &Fault) -> String {
    let kind = match fault.kind {
        FaultKind::Deadlock => "deadlock",
        FaultKind::LeftBehind => "left behind",
        FaultKind::EndlessLoop => "endless",
        FaultKind::DeadNode => "dead",
        FaultKind::MeetsTwice => "meets",
    };
    let way: Vec<&str> = fault.nodes().map(|node| node.as_str()).collect();
    format!("{kind} {}: {}", fault.at, way.join(" "))
}

/// What is found, faults first.
fn found(process: &Process) -> Vec<String> {
    let analysis = analyse(process);
    let faults = match &analysis.verdict {
        Verdict::Sound => Vec::new(),
        Verdict::Unsound(faults) => faults.iter().map(told).collect(),
        Verdict::Undecided { .. } => vec!["undecided".to_owned()],
    };
    faults.into_iter().chain(analysis.meetings.iter().map(told)).collect()
}

fn found_in(nodes: Json, edges: &[&str]) -> Vec<String> {
    found(&process(nodes, edges))
}

fn nodes(described: &str) -> Json {
    let node = |text: &str| {
        let (id, kind) = text.split_once(' ').expect("a node has an id and a kind");
        match kind {
            "handle" | "approve" => json!({"id": id, "kind": kind, "who": {"person": "wang"}}),
            "message" => json!({"id": id, "kind": "wait", "event": {"kind": "message", "of": "m"}}),
            "script" => json!({"id": id, "kind": kind, "script": "{}"}),
            _ => json!({"id": id, "kind": kind}),
        }
    };
    described.split(", ").map(node).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn blocks_are_sound() {
    let parallel = nodes("s start, p parallel, a approve, b handle, j parallel, e end");
    assert_eq!(found_in(parallel, &["s > p", "p > a", "p > b", "a > j", "b > j", "j > e"]), NOTHING);
    let some = nodes("s start, o inclusive, a handle, b handle, j inclusive, e end");
    let edges = ["s > o", "o > a: fast", "o > b: amount > 1", "o > j: default", "a > j", "b > j", "j > e"];
    assert_eq!(found_in(some, &edges), NOTHING);
    let again = nodes("s start, m exclusive, a handle, x exclusive, e end");
    assert_eq!(found_in(again, &["s > m", "m > a", "a > x", "x > m: fast", "x > e: default"]), NOTHING);
}

#[test]
fn a_choice_before_a_parallel_join_keeps_it_waiting() {
    let nodes = nodes("s start, x exclusive, a handle, b handle, j parallel, e end");
    let edges = ["s > x", "x > a: fast", "x > b: default", "a > j", "b > j", "j > e"];
    assert_eq!(found_in(nodes, &edges), ["deadlock j: s x a"]);
}

#[test]
fn a_way_out_of_a_branch_keeps_the_others_waiting() {
    let nodes = nodes("s start, p parallel, a handle, b handle, x exclusive, j parallel, e end, f end");
    let edges = ["s > p", "p > a", "p > b", "b > x", "x > f: fast", "x > j: default", "a > j", "j > e"];
    assert_eq!(found_in(nodes, &edges), ["deadlock j: s p a b x f"]);
}

#[test]
fn what_ends_everything_is_a_way_out_of_a_branch() {
    let nodes = nodes("s start, p parallel, a handle, b handle, x exclusive, j parallel, e end, f terminate");
    let edges = ["s > p", "p > a", "p > b", "b > x", "x > f: fast", "x > j: default", "a > j", "j > e"];
    assert_eq!(found_in(nodes, &edges), NOTHING);
}

#[test]
fn a_token_too_many_is_left_at_a_join() {
    let nodes = nodes("s start, p parallel, a handle, b handle, q parallel, j parallel, e end");
    // b is split once more, and both of its tokens come to the same edge.
    let edges = ["s > p", "p > a", "p > b", "b > q", "q > m", "q > m", "m > j", "a > j", "j > e"];
    let mut nodes = nodes;
    nodes.as_array_mut().expect("nodes are a list").push(json!({"id": "m", "kind": "exclusive"}));
    let found = found_in(nodes, &edges);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("left behind j: s p"), "{found:?}");
}

#[test]
fn tokens_that_were_split_and_not_joined_meet_at_work() {
    let nodes = nodes("s start, p parallel, a handle, b handle, m exclusive, c handle, e end");
    let edges = ["s > p", "p > a", "p > b", "a > m", "b > m", "m > c", "c > e"];
    assert_eq!(found_in(nodes, &edges), ["meets c: s p a m b m"]);
}

#[test]
fn a_loop_that_nobody_can_leave_is_endless() {
    let nodes = nodes("s start, x exclusive, m exclusive, a handle, b handle, e end");
    let edges = ["s > x", "x > m: fast", "x > e: default", "m > a", "a > b", "b > m"];
    let found = found_in(nodes, &edges);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("endless "), "{found:?}");
}

#[test]
fn refusing_is_a_way_out_of_a_loop() {
    let nodes = nodes("s start, x exclusive, m exclusive, a approve, b handle, e end");
    let edges = ["s > x", "x > m: fast", "x > e: default", "m > a", "a > b", "b > m"];
    assert_eq!(found_in(nodes, &edges), NOTHING);
}

#[test]
fn outcomes_that_have_ways_of_their_own_exclude_each_other() {
    let nodes = json!([
        {"id": "s", "kind": "start"}, {"id": "p", "kind": "parallel"},
        {"id": "a", "kind": "approve", "who": {"person": "wang"}}, {"id": "b", "kind": "handle", "who": {"person": "wang"}},
        {"id": "c", "kind": "handle", "who": {"person": "wang"}}, {"id": "j", "kind": "parallel"}, {"id": "e", "kind": "end"},
    ]);
    let edges = ["s > p", "p > a", "p > b", "a > m: outcome = \"approve\"", "a > c: outcome = \"refuse\"", "c > m"];
    let mut nodes = nodes;
    nodes.as_array_mut().expect("nodes are a list").push(json!({"id": "m", "kind": "exclusive"}));
    let edges: Vec<&str> = edges.into_iter().chain(["m > j", "b > j", "j > e"]).collect();
    assert_eq!(found_in(nodes, &edges), NOTHING);
}

#[test]
fn a_condition_that_never_holds_leaves_a_node_dead() {
    let nodes = nodes("s start, x exclusive, a handle, m exclusive, e end");
    let edges = ["s > x", "x > a: false", "x > m: default", "a > m", "m > e"];
    assert_eq!(found_in(nodes, &edges), ["dead a: "]);
}

#[test]
fn joins_in_sub_processes_are_looked_at_from_the_beginning() {
    let nodes = json!([
        {"id": "s", "kind": "start"}, {"id": "h", "kind": "handle", "who": {"person": "wang"}},
        {"id": "sub", "kind": "sub_process"}, {"id": "e", "kind": "end"},
        {"id": "t", "kind": "start", "within": "sub"}, {"id": "x", "kind": "exclusive", "within": "sub"},
        {"id": "j", "kind": "parallel", "within": "sub"}, {"id": "f", "kind": "end", "within": "sub"},
    ]);
    let edges = ["s > h", "h > sub", "sub > e", "t > x", "x > j: fast", "x > j: default", "j > f"];
    assert_eq!(found_in(nodes, &edges), ["deadlock j: s h t x"]);
}

#[test]
fn events_beside_work_may_flow_on_or_join() {
    let mut definition = definition(
        nodes("s start, a handle, n script, j inclusive, e end"),
        &["s > a", "a > j", "late > n", "n > j", "j > e"],
    );
    definition["attached"] =
        json!([{"id": "late", "on": "a", "kind": "timer", "after": "1 hour", "interrupting": false}]);
    let with = |definition: Json| {
        let definition = serde_json::from_value(definition).expect("the definition is well written");
        found(&Process::new(Arc::new(definition)).expect("the definition can be run"))
    };
    assert_eq!(with(definition.clone()), NOTHING);
    definition["nodes"][3]["kind"] = json!("parallel");
    assert_eq!(with(definition), ["deadlock j: s a"]);
}

#[test]
fn seventeen_branches_with_a_choice_in_each_are_no_more_than_one() {
    let mut nodes = vec![json!({"id": "s", "kind": "start"}), json!({"id": "p", "kind": "parallel"})];
    let mut edges = vec!["s > p".to_owned(), "j > e".to_owned()];
    for branch in 0..17 {
        for (id, kind) in [("x", "exclusive"), ("m", "exclusive")] {
            nodes.push(json!({"id": format!("{id}{branch}"), "kind": kind}));
        }
        for id in ["a", "b"] {
            nodes.push(json!({"id": format!("{id}{branch}"), "kind": "approve", "who": {"person": "wang"}}));
        }
        let ways = ["p > x", "x > a?: fast", "x > b?: default", "a > m?", "b > m?", "m > j"];
        edges.extend(ways.map(|way| {
            let (from, to) = way.split_once(" > ").expect("an edge has two ends");
            let from = if from == "p" { from.to_owned() } else { format!("{from}{branch}") };
            let to = if from == "p" { format!("{to}{branch}") } else { to.replace('?', &branch.to_string()) };
            format!("{from} > {to}")
        }));
    }
    nodes.extend([json!({"id": "j", "kind": "parallel"}), json!({"id": "e", "kind": "end"})]);
    let edges: Vec<&str> = edges.iter().map(String::as_str).collect();
    assert_eq!(found_in(Json::from(nodes), &edges), NOTHING);
}

#[test]
fn from_any_marking_it_is_told_whether_instances_can_complete() {
    let nodes = nodes("s start, p parallel, a handle, b handle, j parallel, c handle, e end");
    let edges = ["s > p", "p > a", "p > b", "a > j", "b > j", "j > c", "c > e"];
    let process = process(nodes.clone(), &edges);
    let at = |node: &str| process.step(&node.into()).expect("there is such a step").index;
    let from = |tokens: Vec<Token>| match can_complete(&process, &Marking { tokens }) {
        Ok(()) => "completes".to_owned(),
        Err(Hindrance::Fault(fault)) => told(&fault),
        Err(Hindrance::Undecided { .. }) => "undecided".to_owned(),
    };
    assert_eq!(from(vec![Token::At(at("a")), Token::At(at("b"))]), "completes");
    assert_eq!(from(vec![Token::At(at("c"))]), "completes");
    assert_eq!(from(vec![Token::At(at("a"))]), "deadlock j: a");
    let waiting = Token::Waiting { join: at("j"), edge: "e3".into() };
    assert_eq!(from(vec![waiting.clone()]), "deadlock j: ");
    assert_eq!(from(vec![waiting, Token::At(at("b"))]), "completes");
    assert_eq!(from(Vec::new()), "completes");

    // The same of an instance that runs.
    let mut play = Play::started(definition(nodes, &edges), &[]);
    play.decide("a", "wang", "done").expect("wang has it");
    let marking = Marking::of(&play.process, &play.state);
    let expected = [Token::At(at("b")), Token::Waiting { join: at("j"), edge: "e3".into() }];
    assert_eq!(marking.tokens, expected);
    assert_eq!(can_complete(&play.process, &marking), Ok(()));
}
