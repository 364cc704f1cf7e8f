//! Sub-processes, and what events begin beside them.

use feel::Value;
use flow::kernel::{Command, Data};
use serde_json::{Value as Json, json};

use super::play::{Play, definition};

fn nodes(more: &[Json]) -> Json {
    let ends = [json!({"id": "start", "kind": "start"}), json!({"id": "end", "kind": "end"})];
    Json::Array(ends.into_iter().chain(more.iter().cloned()).collect())
}

pub(crate) fn drawn(more: &[Json], edges: &[&str], attached: Json) -> Json {
    let mut written = definition(nodes(more), edges);
    written["attached"] = attached;
    written
}

pub(crate) fn task(id: &str, within: Option<&str>) -> Json {
    let mut task = json!({"id": id, "kind": "handle", "who": "initiator"});
    if let Some(within) = within {
        task["within"] = json!(within);
    }
    task
}

#[test]
fn a_sub_process_is_done_when_nothing_is_left_in_it() {
    let all = [
        json!({"id": "sub", "kind": "sub_process"}),
        json!({"id": "in", "kind": "start", "within": "sub"}),
        json!({"id": "fork", "kind": "parallel", "within": "sub"}),
        task("a", Some("sub")),
        task("b", Some("sub")),
        json!({"id": "join", "kind": "parallel", "within": "sub"}),
        json!({"id": "out", "kind": "end", "within": "sub"}),
    ];
    let edges = ["start > sub", "in > fork", "fork > a", "fork > b", "a > join", "b > join", "join > out", "sub > end"];
    let mut play = Play::started(drawn(&all, &edges, json!([])), &[]);
    assert_eq!(play.open(), ["a: li", "b: li"]);
    play.decide("b", "li", "done").expect("li works");
    play.decide("a", "li", "done").expect("li works");
    assert_eq!(play.path(), ["start", "in", "fork", "b", "a", "join", "out", "sub", "end"]);
}

#[test]
fn terminating_in_a_sub_process_ends_that_alone() {
    let all = [
        json!({"id": "sub", "kind": "sub_process"}),
        json!({"id": "in", "kind": "start", "within": "sub"}),
        task("a", Some("sub")),
        task("b", Some("sub")),
        json!({"id": "out", "kind": "terminate", "within": "sub"}),
        task("after", None),
    ];
    let edges = ["start > sub", "in > a", "in > b", "a > out", "sub > after", "after > end"];
    let mut play = Play::started(drawn(&all, &edges, json!([])), &[]);
    play.decide("a", "li", "done").expect("li works");
    assert_eq!(play.open(), ["after: li"]);
}

#[test]
fn two_visits_of_one_sub_process_do_not_join() {
    let all = [
        json!({"id": "sub", "kind": "sub_process"}),
        task("a", Some("sub")),
        task("b", Some("sub")),
        json!({"id": "join", "kind": "parallel", "within": "sub"}),
        json!({"id": "out", "kind": "end", "within": "sub"}),
    ];
    let edges = ["start > sub", "start > sub", "a > join", "b > join", "join > out", "sub > end"];
    let mut play = Play::started(drawn(&all, &edges, json!([])), &[]);
    assert_eq!(play.open(), ["a: li", "b: li", "a: li", "b: li"]);
    let of = |play: &Play, place: usize| play.state.open_tasks().nth(place).map(|(task, _)| task).expect("it is open");
    let done = |task| Command::Decide {
        task,
        by: "li".into(),
        outcome: "done".into(),
        data: Data::new(),
        opinion: None,
        seen: None,
        outside: None,
    };
    let (first, last) = (of(&play, 0), of(&play, 3));
    play.execute(&done(first)).expect("li works");
    play.execute(&done(last)).expect("li works");
    assert_eq!(play.state.waiting.len(), 2, "tokens of two visits wait each for their own");
    play.decide("a", "li", "done").expect("li works");
    play.execute(&done(of(&play, 0))).expect("li works");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_matter_returns_out_of_a_sub_process_and_not_into_one_that_is_done() {
    let all = [
        task("before", None),
        json!({"id": "sub", "kind": "sub_process"}),
        task("inside", Some("sub")),
        task("beside", Some("sub")),
        task("after", None),
    ];
    let edges = ["start > before", "before > sub", "sub > after", "after > end"];
    let written = drawn(&all, &edges, json!([]));
    let mut play = Play::started(written, &[]);
    play.decide("before", "li", "done").expect("li works");
    play.give_back("inside", "li", "before").expect("it lies on the path");
    assert_eq!(play.open(), ["before: li"], "the whole sub-process is left");
    play.decide("before", "li", "done").expect("li works");
    play.decide("inside", "li", "done").expect("li works");
    play.decide("beside", "li", "done").expect("li works");
    assert_eq!(play.open(), ["after: li"]);
    assert!(play.give_back("after", "li", "inside").is_err(), "what is done within stays done");
    play.give_back("after", "li", "before").expect("it lies on the path");
}

#[test]
fn an_event_sub_process_interrupts_or_goes_on_beside() {
    let written = |beside: bool| {
        let all = [
            task("work", None),
            json!({"id": "help", "kind": "event_sub_process"}),
            json!({"id": "asked", "kind": "start", "within": "help", "beside": beside,
                "event": {"kind": "message", "of": "help"}}),
            task("answer", Some("help")),
        ];
        drawn(&all, &["start > work", "work > end", "asked > answer"], json!([]))
    };
    let asks = Command::Deliver { message: "help".into(), key: Value::Null, node: None, data: Data::new() };
    let mut play = Play::started(written(true), &[]);
    play.execute(&asks).expect("it is waited for");
    play.execute(&asks).expect("it is waited for again");
    assert_eq!(play.open(), ["work: li", "answer: li", "answer: li"]);

    let mut play = Play::started(written(false), &[]);
    play.execute(&asks).expect("it is waited for");
    assert_eq!(play.open(), ["answer: li"]);
    assert!(play.execute(&asks).is_err(), "what is interrupted is not interrupted again");
    play.decide("answer", "li", "done").expect("li answers");
    assert!(!play.state.is_running());
}

#[test]
fn an_error_in_a_sub_process_is_handled_in_it() {
    let all = [
        json!({"id": "sub", "kind": "sub_process"}),
        json!({"id": "in", "kind": "start", "within": "sub"}),
        json!({"id": "fails", "kind": "end", "within": "sub", "event": {"kind": "error", "of": "E"}}),
        json!({"id": "mend", "kind": "event_sub_process", "within": "sub"}),
        json!({"id": "failed", "kind": "start", "within": "mend", "event": {"kind": "error"}}),
        task("repair", Some("mend")),
    ];
    let edges = ["start > sub", "in > fails", "failed > repair", "sub > end"];
    let mut play = Play::started(drawn(&all, &edges, json!([])), &[]);
    assert_eq!(play.open(), ["repair: li"]);
    play.decide("repair", "li", "done").expect("li repairs");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn ad_hoc_work_is_done_in_any_order_until_it_is_enough() {
    let written = |ad_hoc: Json| {
        let mut sub = json!({"id": "sub", "kind": "ad_hoc"});
        sub["ad_hoc"] = ad_hoc;
        let all = [sub, task("a", Some("sub")), task("b", Some("sub")), task("c", Some("sub"))];
        drawn(&all, &["start > sub", "b > c", "sub > end"], json!([]))
    };
    let mut play = Play::started(written(json!({})), &[]);
    assert_eq!(play.open(), ["a: li", "b: li"], "c comes after b");
    for node in ["b", "c", "a"] {
        play.decide(node, "li", "done").expect("li works");
    }
    assert_eq!(play.result(), "completed end");

    let mut play = Play::started(written(json!({"in_order": true})), &[]);
    assert_eq!(play.open(), ["a: li"]);
    play.decide("a", "li", "done").expect("li works");
    assert_eq!(play.open(), ["b: li"]);

    let mut play = Play::started(written(json!({"until": "outcomes.a = \"done\""})), &[]);
    play.decide("a", "li", "done").expect("li works");
    assert_eq!(play.result(), "completed end", "b is not needed any more");
}
