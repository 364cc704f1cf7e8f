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

/// What is found in a process with these events at the side of its nodes.
fn found_with(nodes: Json, edges: &[&str], attached: Json) -> Vec<String> {
    let mut definition = definition(nodes, edges);
    definition["attached"] = attached;
    let definition = serde_json::from_value(definition).expect("the definition is well written");
    found(&Process::new(Arc::new(definition)).unwrap_or_else(|findings| panic!("{findings:#?}")))
}

/// A process around a sub-process with these nodes.
fn around(inner: Json) -> Json {
    let mut all = nodes("s start, sub sub_process, m exclusive, e end");
    for mut node in inner.as_array().expect("nodes are a list").clone() {
        node["within"] = json!("sub");
        all.as_array_mut().expect("nodes are a list").push(node);
    }
    all
}

#[test]
fn events_beside_work_may_flow_on_or_join() {
    let late = json!([{"id": "late", "on": "a", "kind": "timer", "after": "1 hour", "interrupting": false}]);
    let edges = ["s > a", "a > j", "late > n", "n > j", "j > e"];
    let joined = |join: &str| nodes(&format!("s start, a handle, n script, j {join}, e end"));
    assert_eq!(found_with(joined("inclusive"), &edges, late.clone()), NOTHING);
    assert_eq!(found_with(joined("parallel"), &edges, late.clone()), ["deadlock j: s a"]);
    let apart = nodes("s start, a handle, n handle, e end, f end");
    assert_eq!(found_with(apart, &["s > a", "a > e", "late > n", "n > f"], late), NOTHING);
}

#[test]
fn the_first_of_several_events_decides() {
    let events = nodes("s start, g event_based, a message, b message, j parallel, e end");
    let edges = ["s > g", "g > a", "g > b", "a > j", "b > j", "j > e"];
    assert_eq!(found_in(events, &edges), ["deadlock j: s g a"]);
    let events = nodes("s start, g event_based, a message, b message, j exclusive, e end");
    assert_eq!(found_in(events, &edges), NOTHING);
}

#[test]
fn an_error_leaves_a_sub_process_by_its_boundary() {
    let failed = || json!({"id": "failed", "kind": "end", "event": {"kind": "error", "of": "E"}});
    let boundary = json!([{"id": "error", "on": "sub", "kind": "error", "of": "E"}]);
    let edges = ["s > sub", "sub > m", "error > m", "m > e", "t > x", "x > failed: fast", "x > f: default"];
    let mut inner = nodes("t start, x exclusive, f end");
    inner.as_array_mut().expect("nodes are a list").push(failed());
    assert_eq!(found_with(around(inner), &edges, boundary.clone()), NOTHING);

    // When it always fails, nothing goes on where it would have completed.
    let inner = json!([{"id": "t", "kind": "start"}, failed()]);
    let mut always = around(inner);
    always.as_array_mut().expect("nodes are a list").push(json!({"id": "never", "kind": "handle", "who": "initiator"}));
    let edges = ["s > sub", "sub > never", "never > m", "error > m", "m > e", "t > failed"];
    assert_eq!(found_with(always, &edges, boundary), ["dead never: "]);
}

#[test]
fn an_escalation_that_nobody_brings_about_never_comes() {
    let boundary = json!([{"id": "up", "on": "sub", "kind": "escalation", "of": "U"}]);
    let edges = ["s > sub", "sub > m", "up > m", "m > e", "t > w", "w > f"];
    assert_eq!(found_with(around(nodes("t start, w handle, f end")), &edges, boundary.clone()), ["dead up: "]);
    let mut inner = nodes("t start, f end");
    let throw = json!({"id": "w", "kind": "throw", "event": {"kind": "escalation", "of": "U"}});
    inner.as_array_mut().expect("nodes are a list").push(throw);
    // It interrupts what it comes from: the sub-process never comes to its own end.
    assert_eq!(found_with(around(inner), &edges, boundary), ["dead f: "]);
}

#[test]
fn what_interrupts_from_outside_is_a_way_out_of_a_loop() {
    let boundary = json!([{"id": "stop", "on": "sub", "kind": "message", "of": "stop"}]);
    let edges = ["s > sub", "sub > m", "stop > m", "m > e", "t > n", "n > w", "w > x", "x > n: true", "x > f: default"];
    let inner = nodes("t start, n exclusive, w handle, x exclusive, f end");
    let found = |attached: Json, edges: &[&str]| found_with(around(inner.clone()), edges, attached);
    let with: Vec<&str> = edges.to_vec();
    assert_eq!(found(boundary, &with), ["dead f: "]);
    let without: Vec<&str> = edges.into_iter().filter(|edge| !edge.starts_with("stop")).collect();
    let shut = found(json!([]), &without);
    assert!(shut.len() == 1 && shut[0].starts_with("endless "), "{shut:?}");
}

#[test]
fn what_takes_work_back_has_its_place_beside_the_flow() {
    let undo = json!({"id": "undo", "kind": "script", "script": "{}", "takes_back": true});
    let back = json!({"id": "back", "kind": "throw", "event": {"kind": "compensation"}});
    let mut nodes = nodes("s start, a handle, e end");
    nodes.as_array_mut().expect("nodes are a list").extend([undo, back]);
    let edges = ["s > a", "a > back", "back > e", "taken > undo"];
    let attached = json!([{"id": "taken", "on": "a", "kind": "compensation"}]);
    assert_eq!(found_with(nodes, &edges, attached), NOTHING);
}

#[test]
fn work_beside_a_loop_is_sound_however_often_it_is_begun() {
    let nodes = nodes("s start, m exclusive, a handle, p parallel, x exclusive, b handle, e end, f end");
    let edges = ["s > m", "m > a", "a > p", "p > b", "b > f", "p > x", "x > m: fast", "x > e: default"];
    assert_eq!(found_in(nodes, &edges), NOTHING);
}

#[test]
fn more_than_can_be_looked_at_is_not_decided() {
    // Each time round leaves work that may still be open the next time, and comes there from two sides.
    let nodes =
        nodes("s start, m exclusive, a handle, p parallel, x exclusive, b handle, c handle, d handle, e end, f end");
    let edges = ["s > m", "m > a", "a > p", "p > b", "p > c", "b > d", "c > d", "d > f", "p > x", "x > m: fast"];
    let edges: Vec<&str> = edges.into_iter().chain(["x > e: default"]).collect();
    let found = found_in(nodes, &edges);
    assert_eq!(found[0], "undecided");
    assert!(found[1].starts_with("meets d: s m a p"), "{found:?}");
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

/// Work in three branches that meet at a complex gateway, with work behind it.
fn some_of_three(activate: Json, edges: &[&str]) -> Process {
    let mut nodes =
        nodes("s start, p parallel, a handle, b handle, c handle, g complex, d handle, x exclusive, e end, f end");
    nodes[5]["activate"] = activate;
    process(nodes, &[&["s > p", "p > a", "p > b", "p > c", "a > g", "c > g", "g > d", "d > e"], edges].concat())
}

#[test]
fn a_complex_gateway_takes_as_many_as_are_enough_and_then_the_rest() {
    for activate in [json!({"count": 1}), json!({"count": 3}), json!({"when": "activationCount >= 2"})] {
        assert_eq!(found(&some_of_three(activate.clone(), &["b > x", "x > g"])), ["dead f: "], "{activate}");
    }
    // b may go elsewhere: two of three come all the same, three do not.
    let aside = ["b > x", "x > g: fast", "x > f: default"];
    assert_eq!(found(&some_of_three(json!({"count": 2}), &aside)), NOTHING);
    let stuck = found(&some_of_three(json!({"count": 3}), &aside));
    assert!(stuck.len() == 1 && stuck[0].starts_with("deadlock g: ") && stuck[0].contains("x f"), "{stuck:?}");
    // What looks at the data may hold.
    let when = json!({"when": "fast and activationCount > 1"});
    assert_eq!(found(&some_of_three(when, &aside)), NOTHING);
}

#[test]
fn an_instance_whose_complex_gateway_has_opened_can_complete() {
    let mut nodes = nodes("s start, p parallel, a handle, b handle, g complex, d handle, e end");
    nodes[4]["activate"] = json!({"count": 1});
    let edges = ["s > p", "p > a", "p > b", "a > g", "b > g", "g > d", "d > e"];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    play.decide("a", "wang", "done").expect("wang has a");
    let marking = Marking::of(&play.process, &play.state);
    assert!(marking.tokens.iter().any(|token| matches!(token, Token::Opened { edges, .. } if edges.len() == 1)));
    assert_eq!(can_complete(&play.process, &marking), Ok(()));
    // A token more than comes on the other edges opens the gateway once more.
    let join = play.process.step(&"g".into()).expect("the gateway").index;
    let waits = |edge: &str| Token::Waiting { join, edge: edge.into() };
    let tokens = vec![Token::Opened { join, edges: vec!["e3".into()] }, waits("e4"), waits("e3")];
    assert_eq!(can_complete(&play.process, &Marking { tokens }), Ok(()));
}

#[test]
fn work_that_needs_more_tokens_than_come_waits_for_ever() {
    let with = |gives: u32, needs: u32| {
        let mut nodes = nodes("s start, a handle, b script, c handle, e end");
        (nodes[1]["gives"], nodes[3]["needs"]) = (json!(gives), json!(needs));
        found_in(nodes, &["s > a", "a > b", "b > c", "c > e"])
    };
    assert_eq!(with(3, 3), NOTHING);
    assert_eq!(with(6, 3), NOTHING);
    assert_eq!(with(1, 2), ["deadlock c: s a b"]);
    let left = with(4, 3);
    assert!(left.len() == 1 && left[0].starts_with("deadlock c: s a b b b b c"), "{left:?}");
}

#[test]
fn more_choices_than_are_looked_at_together_are_not_decided() {
    let with = |ways: usize| {
        let mut nodes = nodes("s start, a handle, e end");
        nodes[1]["gives"] = json!(2);
        let more = (0..ways).map(|way| json!({"id": format!("w{way}"), "kind": "end"}));
        nodes.as_array_mut().expect("nodes are a list").extend(more);
        let edges: Vec<String> = (0..ways).map(|way| format!("a > w{way}: amount > {way}")).collect();
        let edges: Vec<&str> = edges.iter().map(String::as_str).chain(["s > a", "a > e: default"]).collect();
        found_in(nodes, &edges)
    };
    assert_eq!(with(3), NOTHING);
    assert_eq!(with(11), ["undecided"], "the last way may be taken, too");
}
