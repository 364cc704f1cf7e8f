//! Work that is taken back once it is done.

use feel::Value;
use flow::kernel::{Command, Data};
use serde_json::{Value as Json, json};

use crate::nesting::{drawn, task};
use crate::play::Play;

/// Books a flight and a hotel; each can be taken back.
fn bookings(then: Json, kind: &str) -> Json {
    let book = |id: &str| json!({"id": id, "kind": "script", "script": "{}", "within": "trip"});
    let undo = |id: &str| json!({"id": id, "kind": "script", "script": "{}", "within": "trip", "takes_back": true});
    let all = [
        json!({"id": "trip", "kind": kind}),
        json!({"id": "in", "kind": "start", "within": "trip"}),
        book("flight"),
        book("hotel"),
        undo("noFlight"),
        undo("noHotel"),
        then,
        json!({"id": "given_up", "kind": "end"}),
    ];
    let edges =
        ["start > trip", "in > flight", "flight > hotel", "hotel > then", "trip > end", "f > noFlight", "h > noHotel"];
    let attached = json!([
        {"id": "f", "on": "flight", "kind": "compensation"},
        {"id": "h", "on": "hotel", "kind": "compensation"},
    ]);
    drawn(&all, &edges, attached)
}

#[test]
fn what_was_done_is_taken_back_the_latest_first() {
    let throw = json!({"id": "then", "kind": "throw", "within": "trip", "event": {"kind": "compensation"}});
    let play = Play::started(bookings(throw, "sub_process"), &[]);
    let expected = ["start", "in", "flight", "hotel", "h", "noHotel", "f", "noFlight", "then", "trip", "end"];
    assert_eq!(play.path(), expected);
    let only =
        json!({"id": "then", "kind": "end", "within": "trip", "event": {"kind": "compensation", "of": "flight"}});
    let play = Play::started(bookings(only, "sub_process"), &[]);
    assert_eq!(play.path(), ["start", "in", "flight", "hotel", "f", "noFlight", "then", "trip", "end"]);
}

#[test]
fn a_transaction_that_is_given_up_takes_back_its_work() {
    let cancel = json!({"id": "then", "kind": "end", "within": "trip", "event": {"kind": "cancel"}});
    let mut written = bookings(cancel, "transaction");
    let attached = written["attached"].as_array_mut().expect("there are boundary events");
    attached.push(json!({"id": "x", "on": "trip", "kind": "cancel"}));
    written["edges"].as_array_mut().expect("there are edges").push(json!({"id": "ex", "from": "x", "to": "given_up"}));
    let play = Play::started(written, &[]);
    assert_eq!(play.result(), "completed given_up");
    assert_eq!(play.path()[4..8], ["h", "noHotel", "f", "noFlight"]);
}

#[test]
fn a_sub_process_that_is_done_is_taken_back_from_within() {
    let throw = json!({"id": "then", "kind": "script", "script": "{}", "within": "trip"});
    let mut written = bookings(throw, "sub_process");
    let nodes = written["nodes"].as_array_mut().expect("there are nodes");
    nodes.push(json!({"id": "undo", "kind": "throw", "event": {"kind": "compensation"}}));
    let edges = written["edges"].as_array_mut().expect("there are edges");
    edges.retain(|edge| edge["from"] != "trip");
    edges.push(json!({"id": "x1", "from": "trip", "to": "undo"}));
    edges.push(json!({"id": "x2", "from": "undo", "to": "end"}));
    let play = Play::started(written, &[]);
    assert_eq!(play.path()[5..], ["trip", "h", "noHotel", "f", "noFlight", "undo", "end"]);
}

/// Work at `a` whose handler is these nodes, asked to be taken back after it.
fn with_a_handler(handler: &[Json], edges: &[&str]) -> Play {
    with_a_handler_and(handler, edges, &[])
}

fn with_a_handler_and(handler: &[Json], edges: &[&str], events: &[Json]) -> Play {
    let mut all = vec![
        json!({"id": "a", "kind": "script", "script": "{}"}),
        json!({"id": "back", "kind": "throw", "event": {"kind": "compensation"}}),
    ];
    all.extend_from_slice(handler);
    let all_edges: Vec<&str> = ["start > a", "a > back", "back > end"].iter().chain(edges).copied().collect();
    let taken = json!({"id": "taken", "on": "a", "kind": "compensation"});
    let attached = std::iter::once(taken).chain(events.iter().cloned()).collect();
    Play::started(drawn(&all, &all_edges, attached), &[])
}

#[test]
fn whoever_asked_goes_on_when_a_handler_comes_to_an_end_of_its_own() {
    let undo = json!({"id": "undo", "kind": "script", "script": "{}", "takes_back": true});
    let done = json!({"id": "done", "kind": "end"});
    let play = with_a_handler(&[undo.clone(), done], &["taken > undo", "undo > done"]);
    assert_eq!(play.path(), ["start", "a", "taken", "undo", "done", "back", "end"]);
    assert_eq!(play.result(), "completed end");

    let told = json!({"id": "told", "kind": "end", "event": {"kind": "signal", "of": "undone"}});
    let play = with_a_handler(&[undo, told], &["taken > undo", "undo > told"]);
    assert_eq!(play.result(), "completed end", "whatever the end brings about");
}

#[test]
fn a_handler_of_several_branches_has_to_end_as_a_whole() {
    let handler = [
        json!({"id": "split", "kind": "parallel", "takes_back": true}),
        task("one", None),
        task("two", None),
        json!({"id": "first", "kind": "end"}),
        json!({"id": "second", "kind": "end"}),
    ];
    let edges = ["taken > split", "split > one", "split > two", "one > first", "two > second"];
    let mut play = with_a_handler(&handler, &edges);
    play.decide("one", "li", "done").expect("li works");
    assert_eq!(play.result(), "running", "the other branch is still at work");
    play.decide("two", "li", "done").expect("li works");
    assert_eq!(play.path(), ["start", "a", "taken", "split", "one", "first", "two", "second", "back", "end"]);

    let joined = [
        json!({"id": "split", "kind": "parallel", "takes_back": true}),
        task("one", None),
        task("two", None),
        json!({"id": "join", "kind": "parallel"}),
        json!({"id": "done", "kind": "end"}),
    ];
    let edges = ["taken > split", "split > one", "split > two", "one > join", "two > join", "join > done"];
    let mut play = with_a_handler(&joined, &edges);
    for node in ["one", "two"] {
        assert_eq!(play.result(), "running");
        play.decide(node, "li", "done").expect("li works");
    }
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_handler_may_join_its_tokens_and_wait_for_events() {
    let undo = json!({"id": "undo", "kind": "script", "script": "{}", "takes_back": true, "gives": 2});
    let more = json!({"id": "more", "kind": "script", "script": "{}", "needs": 2});
    let done = json!({"id": "done", "kind": "end"});
    let play = with_a_handler(&[undo, more, done.clone()], &["taken > undo", "undo > more", "more > done"]);
    assert_eq!(play.result(), "completed end", "work that needs several tokens is still the handler's");

    let message = json!({"kind": "message", "of": "late"});
    let late = Command::Deliver { message: "late".into(), key: Value::Null, node: None, data: Data::new() };
    let mut undo = task("undo", None);
    undo["takes_back"] = json!(true);
    let at_its_side = json!({"id": "late", "on": "undo", "kind": "message", "of": "late"});
    let edges = ["taken > undo", "undo > done", "late > done"];
    let mut play = with_a_handler_and(&[undo, done.clone()], &edges, &[at_its_side]);
    assert_eq!(play.open(), ["undo: li"]);
    play.execute(&late).expect("it is waited for");
    assert_eq!(play.result(), "completed end", "what comes at the side of a handler is the handler's");

    let first = json!({"id": "first", "kind": "event_based", "takes_back": true});
    let wait = json!({"id": "wait", "kind": "wait", "event": message});
    let mut play = with_a_handler(&[first, wait, done], &["taken > first", "first > wait", "wait > done"]);
    play.execute(&late).expect("it is waited for");
    assert_eq!(play.result(), "completed end", "so is the event that came first");
}
