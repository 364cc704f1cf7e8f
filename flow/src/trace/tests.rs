use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::{Ending, Happening, NoTrace, Plan, Trace, Wishes, trace};
use crate::process::Process;
use crate::text::Language;
use crate::time::Moment;

/// Monday 5 January 2026, 09:00 at +08:00.
const AT: Moment = Moment(1_767_574_800_000);

/// A process with these nodes and edges; an edge is `from > to` or `from > to: condition`, where the condition may be
/// `default`. Its edges are e0, e1, ….
fn process(key: &str, nodes: Json, edges: &[&str]) -> Process {
    let edge = |(at, text): (usize, &&str)| {
        let (way, when) = text.split_once(": ").map_or((*text, None), |(way, when)| (way, Some(when)));
        let (from, to) = way.split_once(" > ").expect("an edge has two ends");
        let mut edge = json!({"id": format!("e{at}"), "from": from, "to": to});
        match when {
            Some("default") => edge["default"] = true.into(),
            Some(when) => edge["when"] = when.into(),
            None => {}
        }
        edge
    };
    let edges: Vec<Json> = edges.iter().enumerate().map(edge).collect();
    let check = json!([{"rule": "qty > 5", "message": "more than 5"}]);
    let never = json!([{"rule": "false", "message": "never right"}]);
    let definition = json!({
        "lianban": 1, "key": key, "name": "test", "nodes": nodes, "edges": edges,
        "form": {"fields": [
            {"id": "amount", "type": "number"}, {"id": "note", "type": "text"}, {"id": "who", "type": "person"},
            {"id": "qty", "type": "number", "checks": check}, {"id": "odd", "type": "text", "checks": never},
            {"id": "size", "type": "choice", "options": [{"id": "small"}, {"id": "large"}]},
        ]},
    });
    let definition = serde_json::from_value(definition).expect("the definition is well written");
    Process::new(Arc::new(definition)).expect("the definition can be run")
}

fn plan(process: Process, wishes: &[&str]) -> Plan {
    let wishes = Wishes::read(&process, wishes.iter().copied()).expect("the wishes can be fulfilled");
    Plan {
        process: Arc::new(process),
        called: Vec::new(),
        organisation: None,
        by: None,
        at: AT,
        data: Map::new(),
        wishes,
        most: 1_000,
    }
}

fn traced(plan: &Plan) -> Trace {
    trace(plan).expect("it begins")
}

/// The nodes of what happened so, in order.
fn nodes(trace: &Trace, happening: Happening) -> Vec<&str> {
    trace.steps.iter().filter(|step| step.happening == happening).map(|step| step.node.as_str()).collect()
}

fn done(trace: &Trace) -> Vec<&str> {
    nodes(trace, Happening::Complete)
}

fn approve(id: &str) -> Json {
    json!({"id": id, "kind": "approve", "who": {"post": "boss"}})
}

fn start_and_end(more: &[Json]) -> Json {
    let ends = [json!({"id": "start", "kind": "start"}), json!({"id": "end", "kind": "end"})];
    ends.into_iter().chain(more.iter().cloned()).collect()
}

/// One task after another, of which the second sends a refusal back to the first.
fn two_steps() -> Process {
    let mut second = approve("second");
    second["refuse"] = json!({"back": "first"});
    process("T", start_and_end(&[approve("first"), second]), &["start > first", "first > second", "second > end"])
}

#[test]
fn tasks_complete_by_themselves_or_as_wished_in_turn() {
    let plain = traced(&plan(two_steps(), &[]));
    assert_eq!(done(&plain), ["start", "first", "second", "end"]);
    assert_eq!((plain.ending, plain.ends[0].as_str(), plain.open.len()), (Ending::Completed, "end", 0));
    let numbers: Vec<usize> = plain.steps.iter().map(|step| step.number).collect();
    assert_eq!(numbers, (1..=8).collect::<Vec<_>>());
    assert_eq!(plain.steps[0].time.to_string(), "2026-01-05T09:00:00+08:00");

    let back = traced(&plan(two_steps(), &["second=refuse,refuse", "first=approve"]));
    assert_eq!(done(&back), ["start", "first", "second", "first", "second", "first", "second", "end"]);

    let refused = traced(&plan(two_steps(), &["first=refuse"]));
    assert_eq!((refused.ending, refused.ends[0].as_str()), (Ending::Refused, "first"));
}

#[test]
fn a_task_is_sent_back_when_that_is_wished() {
    let back = traced(&plan(two_steps(), &["second=return"]));
    assert_eq!(nodes(&back, Happening::Cancel), ["second"]);
    assert_eq!(done(&back), ["start", "first", "start", "first", "second", "end"]);
}

#[test]
fn a_gateway_takes_the_wished_edge_whatever_its_condition_says() {
    let choice = |kind: &str| {
        let gateway = json!({"id": "x", "kind": kind});
        let edges = ["start > x", "x > big: amount > 100", "x > small: default", "big > x", "small > end"];
        process("T", start_and_end(&[gateway, approve("big"), approve("small")]), &edges)
    };
    for kind in ["exclusive", "inclusive"] {
        assert_eq!(done(&traced(&plan(choice(kind), &[]))), ["start", "x", "small", "end"], "{kind}");
        let wished = traced(&plan(choice(kind), &["x=e1,e1"]));
        assert_eq!(done(&wished), ["start", "x", "big", "x", "big", "x", "small", "end"], "{kind}");
        let mut with_data = plan(choice(kind), &["x=e2"]);
        with_data.data.insert("amount".to_owned(), json!(500));
        assert_eq!(done(&traced(&with_data)), ["start", "x", "small", "end"], "{kind}");
    }
    let too_many = traced(&plan(choice("exclusive"), &["x=e2,e1"]));
    assert_eq!(too_many.unfulfilled, ["x"]);
}

#[test]
fn what_never_ends_stops_at_the_limit() {
    let around = || {
        let edges = ["start > a", "a > x", "x > a: default", "x > end: amount > 1"];
        process("T", start_and_end(&[approve("a"), json!({"id": "x", "kind": "exclusive"})]), &edges)
    };
    let endless = traced(&plan(around(), &[]));
    assert_eq!((endless.ending, endless.steps.len()), (Ending::Limit, 1_000));
    let short = traced(&Plan { most: 3, ..plan(around(), &[]) });
    assert_eq!((short.ending, short.steps.len()), (Ending::Limit, 3));
    assert_eq!(short.open, ["a"], "as it stood after the last step");
    let exact = traced(&Plan { most: 8, ..plan(two_steps(), &[]) });
    assert_eq!(exact.ending, Ending::Completed);
}

#[test]
fn every_rule_finds_somebody_and_duties_are_kept_apart() {
    let rules = [
        json!("initiator"),
        json!({"person": "li"}),
        json!({"post": {"id": "clerk", "in": "note"}}),
        json!({"role": "auditor"}),
        json!({"department": "sales"}),
        json!({"head": "sales"}),
        json!({"head": "initiator.department"}),
        json!({"superior": {"level": 9}}),
        json!({"field": "who"}),
        json!({"expression": "null"}),
        json!({"all": [{"post": "boss"}, {"minus": [{"post": "clerk"}, {"post": "clerk"}]}]}),
    ];
    for who in rules {
        let once = json!({"id": "once", "kind": "approve", "who": who});
        let other = json!({"id": "other", "kind": "approve", "who": who, "not": ["initiator", "once"]});
        let edges = ["start > once", "once > other", "other > end"];
        let trace = traced(&plan(process("T", start_and_end(&[once, other]), &edges), &["other=approve"]));
        assert_eq!(done(&trace), ["start", "once", "other", "end"], "{who}");
        assert_eq!(nodes(&trace, Happening::Incident), Vec::<&str>::new(), "{who}");
    }
}

#[test]
fn what_the_form_asks_for_is_filled_and_told() {
    let mut task = approve("task");
    task["fields"] = json!({"qty": "required", "size": "required", "who": "required", "note": "edit"});
    let form = || process("T", start_and_end(std::slice::from_ref(&task)), &["start > task", "task > end"]);
    let trace = traced(&plan(form(), &[]));
    let done = trace.steps.iter().find(|step| step.node == *"task" && step.happening == Happening::Complete);
    let filled = &done.expect("the task is completed").filled;
    assert_eq!(filled.keys().map(|field| field.as_str()).collect::<Vec<_>>(), ["qty", "size", "who"]);
    assert_eq!(filled["qty"], 10.into(), "the first that the check lets through");
    assert_eq!(trace.data, *filled);

    let mut given = plan(form(), &[]);
    given.data.extend([("qty".to_owned(), json!(7)), ("size".to_owned(), json!("large"))]);
    let trace = traced(&given);
    assert_eq!((&trace.data["qty"], &trace.data["size"]), (&7.into(), &"large".into()));
}

#[test]
fn what_the_form_would_not_take_is_told_and_the_trace_goes_on() {
    let mut task = approve("task");
    task["fields"] = json!({"odd": "required"});
    let form = process("T", start_and_end(&[task]), &["start > task", "task > end"]);
    let trace = traced(&plan(form, &[]));
    let done = trace.steps.iter().find(|step| step.node == *"task" && step.happening == Happening::Complete);
    let message = done.and_then(|step| step.message.clone()).expect("it is told");
    assert!(message.in_language(Language::English).ends_with("odd: never right"), "{message:?}");
    assert_eq!((trace.ending, &trace.data["odd"]), (Ending::Completed, &"sample".into()));
}

#[test]
fn an_instance_begins_with_the_given_values_or_not_at_all() {
    let with = |data: Json| {
        let mut nodes = start_and_end(&[json!({"id": "x", "kind": "exclusive"}), approve("big")]);
        nodes[0]["fields"] = json!({"note": "edit"});
        let edges = ["start > x", "x > big: amount > 100", "x > end: default", "big > end"];
        let data = data.as_object().expect("data is an object").clone();
        trace(&Plan { data, ..plan(process("T", nodes, &edges), &[]) })
    };
    let hidden = with(json!({"amount": 500})).expect("also a field that the start does not show");
    assert_eq!(done(&hidden), ["start", "x", "big", "end"]);
    for wrong in [json!({"amuont": 1}), json!({"amount": "many"}), json!({"size": "huge"}), json!({"qty": 1})] {
        assert!(matches!(with(wrong.clone()), Err(NoTrace::Data(problems)) if problems.len() == 1), "{wrong}");
    }
}

#[test]
fn of_a_called_process_only_the_call_is_told() {
    let call = json!({"id": "call", "kind": "call", "call": {"process": "C", "output": {"note": "size"}}});
    let caller = || process("T", start_and_end(std::slice::from_ref(&call)), &["start > call", "call > end"]);
    let called = |field: &str| {
        let mut task = approve("task");
        task["fields"] = json!({ field: "required" });
        Arc::new(process("C", start_and_end(&[task]), &["start > task", "task > end"]))
    };
    let trace = traced(&Plan { called: vec![called("size")], ..plan(caller(), &[]) });
    assert_eq!(done(&trace), ["start", "call", "end"]);
    assert_eq!(trace.data["note"], "small".into());

    let broken =
        json!([{"id": "start", "kind": "start"}, {"id": "x", "kind": "exclusive"}, {"id": "end", "kind": "end"}]);
    let broken = Arc::new(process("C", broken, &["start > x", "x > end: amount > 1"]));
    let trace = traced(&Plan { called: vec![broken], ..plan(caller(), &[]) });
    assert_eq!((trace.ending, nodes(&trace, Happening::Incident)), (Ending::Incident, vec!["call"]));
    let message = trace.steps.last().and_then(|step| step.message.clone()).unwrap_or_default();
    assert!(message.in_language(Language::English).starts_with("C, x: "), "{message:?}");
    assert_eq!(trace.below, [("C".into(), vec!["x".into()])]);

    let alone = traced(&plan(caller(), &[]));
    assert_eq!((alone.ending, nodes(&alone, Happening::Incident)), (Ending::Incident, vec!["call"]));
}

#[test]
fn tokens_that_wait_in_vain_and_those_that_are_taken_away_are_told() {
    let x = json!({"id": "x", "kind": "exclusive"});
    let join = json!({"id": "join", "kind": "parallel"});
    let edges = ["start > x", "x > a: default", "x > join: amount > 1", "a > join", "join > end"];
    let stuck = traced(&plan(process("T", start_and_end(&[x, join, approve("a")]), &edges), &[]));
    assert_eq!(nodes(&stuck, Happening::Incident), ["join"]);
    assert_eq!((stuck.ending, stuck.open), (Ending::Incident, vec!["join".into()]));

    let split = json!({"id": "split", "kind": "parallel"});
    let stop = json!({"id": "stop", "kind": "terminate"});
    let edges = ["start > split", "split > a", "split > b", "a > stop", "b > end"];
    let nodes_ = start_and_end(&[split, stop, approve("a"), approve("b")]);
    let ended = traced(&plan(process("T", nodes_, &edges), &[]));
    assert_eq!((ended.ending, &ended.ends), (Ending::Terminated, &vec!["stop".into()]));
    assert_eq!(nodes(&ended, Happening::Cancel), ["b"]);
}

#[test]
fn wrong_wishes_say_what_would_be_right() {
    let x = json!({"id": "x", "kind": "exclusive"});
    let edges = ["start > a", "a > x", "x > p: default", "p > end"];
    let nodes = start_and_end(&[x, approve("a"), json!({"id": "p", "kind": "parallel"})]);
    let process = process("T", nodes, &edges);
    for (wrong, says) in [
        ("a", "`a` is not `NODE=X`"),
        ("a=", "`a=` is not `NODE=X`"),
        ("b=approve", "there is no node `b`; what can be decided here: x, a"),
        ("a=accept", "`accept` is no outcome of `a`; it has: approve, refuse, return"),
        ("a=approve,e1", "`e1` is no outcome of `a`"),
        ("x=e1", "no edge `e1` leaves `x`; these do: e2"),
        ("p=e3", "nothing is decided at `p`"),
        ("start=!late", "`start` is no work that could fail"),
        ("a=@late", "`a` waits for nothing, not for a message or signal called `late`"),
    ] {
        let error = Wishes::read(&process, [wrong]).expect_err(wrong).to_string();
        assert!(error.starts_with(says), "{wrong}: {error}");
    }
}
