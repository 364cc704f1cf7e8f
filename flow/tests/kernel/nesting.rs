//! Sub-processes, and work that is taken back.

use feel::Value;
use flow::kernel::{Command, Data};
use serde_json::{Value as Json, json};

use super::play::{Play, definition};

fn nodes(more: &[Json]) -> Json {
    let ends = [json!({"id": "start", "kind": "start"}), json!({"id": "end", "kind": "end"})];
    Json::Array(ends.into_iter().chain(more.iter().cloned()).collect())
}

fn drawn(more: &[Json], edges: &[&str], attached: Json) -> Json {
    let mut written = definition(nodes(more), edges);
    written["attached"] = attached;
    written
}

fn task(id: &str, within: Option<&str>) -> Json {
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
fn work_is_done_for_each_of_a_list_at_once_or_in_order() {
    let written = |in_order: bool| {
        let each = json!({"in": "[10, 20, 30]", "item": "part", "in_order": in_order,
            "until": "amount = 3 and numberOfCompletedInstances = 2"});
        let mut work = task("work", None);
        work["each"] = each;
        drawn(&[work], &["start > work", "work > end"], json!([]))
    };
    let mut play = Play::started(written(false), &[]);
    assert_eq!(play.open(), ["work: li"; 3]);
    for left in [2, 1, 0] {
        play.decide("work", "li", "done").expect("li works");
        assert_eq!(play.open().len(), left);
    }
    assert_eq!(play.result(), "completed end");

    let mut play = Play::started(written(true), &[("amount", 3.into())]);
    for open in [1, 1] {
        assert_eq!(play.open().len(), open);
        play.decide("work", "li", "done").expect("li works");
    }
    assert_eq!(play.result(), "completed end", "two of three are enough");
}

#[test]
fn what_each_yields_is_gathered_in_order() {
    let mut definition = drawn(
        &[json!({"id": "twice", "kind": "script", "script": "{amount: part * 2}",
            "each": {"in": "[1, 2, 3]", "item": "part", "into": "all", "yields": "part * 2 + loopCounter"}})],
        &["start > twice", "twice > end"],
        json!([]),
    );
    let fields = definition["form"]["fields"].as_array_mut().expect("there are fields");
    fields.push(json!({"id": "all", "type": "people"}));
    let play = Play::started(definition, &[]);
    assert_eq!(play.state.data.get("all").map(ToString::to_string).as_deref(), Some("[3, 6, 9]"));
    assert_eq!(play.state.data.get("amount"), Some(&6.into()));
}

#[test]
fn nothing_to_do_is_done_at_once() {
    let mut work = task("work", None);
    work["each"] = json!({"in": "[]"});
    assert_eq!(
        Play::started(drawn(&[work], &["start > work", "work > end"], json!([])), &[]).result(),
        "completed end"
    );
}

#[test]
fn what_is_done_is_not_done_again_when_it_is_tried_again() {
    let too_much = "count(for a in 1..1000, b in 1..1000, c in 1..1000 return a) > 0";
    let each = json!({"in": "[1, 2]", "in_order": true, "until": format!("amount = 1 and {too_much}")});
    let mut work = task("work", None);
    work["each"] = each;
    work["fields"] = json!({"amount": "edit"});
    let mut play = Play::started(drawn(&[work], &["start > work", "work > end"], json!([])), &[]);
    play.decide_with("work", "li", "done", &[("amount", 1.into())], None).expect("li works");
    assert_eq!(play.incidents(), ["work"], "whether it is enough takes too long to find out");
    play.state.data = std::sync::Arc::new(Data::from([("amount".into(), 2.into())]));
    let again = Command::Retry { visit: 1, by: "zhou".into(), reason: "again".to_owned() };
    let context = flow::kernel::Context { now: play.now, organisation: &play.organisation, facts: &play.facts };
    let (_, state) = flow::kernel::act(&play.process, play.state.clone(), &again, &context).expect("it is stopped");
    let open: Vec<u32> = state.open_tasks().map(|(task, _)| task).collect();
    assert_eq!(open, [1], "the second is asked");
}

#[test]
fn work_is_repeated_as_long_as_it_has_to_be() {
    let count = |repeat: Json| {
        let script = json!({"id": "add", "kind": "script", "script": "{amount: (if amount = null then 0 else amount) + 1}",
            "repeat": repeat});
        let play = Play::started(drawn(&[script], &["start > add", "add > end"], json!([])), &[]);
        play.state.data.get("amount").map(ToString::to_string).unwrap_or_default()
    };
    assert_eq!(count(json!({"while": "amount < 4"})), "4");
    assert_eq!(count(json!({"while": "amount < 4", "most": 2})), "2");
    assert_eq!(count(json!({"while": "false"})), "1", "it is looked at afterwards");
    assert_eq!(count(json!({"while": "false", "before": true})), "", "it is looked at before");
    assert_eq!(count(json!({"most": 5})), "5");
}

#[test]
fn a_sub_process_for_each_of_a_list_has_its_own_tokens() {
    let all = [
        json!({"id": "sub", "kind": "sub_process", "each": {"in": "[1, 2]", "item": "n"}}),
        json!({"id": "in", "kind": "start", "within": "sub"}),
        json!({"id": "odd", "kind": "exclusive", "within": "sub"}),
        task("one", Some("sub")),
        task("two", Some("sub")),
    ];
    let edges = ["start > sub", "in > odd", "odd > one: n = 1", "odd > two: default", "sub > end"];
    let attached = json!([{"id": "stop", "on": "sub", "kind": "signal", "of": "stop"}]);
    let mut play = Play::started(drawn(&all, &edges, attached), &[]);
    assert_eq!(play.open(), ["one: li", "two: li"]);
    play.decide("one", "li", "done").expect("li works");
    play.execute(&Command::Signal { signal: "stop".into(), data: Data::new() }).expect("it is waited for");
    assert_eq!(play.open(), [] as [&str; 0]);
    assert!(!play.state.is_running());
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

/// Work for each of three, of which two are enough, with work behind it; what sits at its side leads to `aside`.
fn two_of_three(each: serde_json::Value, attached: serde_json::Value) -> Play {
    let mut work = task("work", None);
    work["each"] = json!({"in": "[10, 20, 30]", "until": "numberOfCompletedInstances = 2", "rest": "goes_on"});
    work["each"].as_object_mut().expect("it is written").extend(each.as_object().expect("more of it").clone());
    let mut edges = vec!["start > work", "work > next", "next > end"];
    if attached != json!([]) {
        edges.push("late > aside");
    }
    let nodes = [work, task("next", None), task("aside", None)];
    let nodes = if attached == json!([]) { &nodes[..2] } else { &nodes[..] };
    Play::started(drawn(nodes, &edges, attached), &[])
}

#[test]
fn when_it_is_enough_the_token_goes_on_and_the_rest_is_done_all_the_same() {
    let mut play = two_of_three(json!({}), json!([]));
    play.decide("work", "li", "done").expect("li works");
    assert_eq!(play.open(), ["work: li", "work: li"]);
    play.decide("work", "li", "done").expect("li works");
    assert_eq!(play.open(), ["work: li", "next: li"]);
    play.decide("next", "li", "done").expect("li goes on");
    assert_eq!((play.result(), play.open()), ("running".to_owned(), vec!["work: li".to_owned()]));
    play.decide("work", "li", "done").expect("li does the rest");
    assert_eq!(play.result(), "completed end");
    assert_eq!(play.state.visits.iter().filter(|visit| visit.node.as_str() == "next").count(), 1);
}

#[test]
fn the_rest_goes_on_in_order_too_and_its_results_are_gathered() {
    let mut play = two_of_three(json!({"in_order": true, "until": "numberOfCompletedInstances = 1"}), json!([]));
    play.decide("work", "li", "done").expect("li works");
    assert_eq!(play.open(), ["work: li", "next: li"]);
    play.decide("work", "li", "done").expect("li works");
    play.decide("next", "li", "done").expect("li goes on");
    play.decide("work", "li", "done").expect("li works");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn returning_before_work_whose_rest_goes_on_takes_the_rest_away() {
    let mut play = two_of_three(json!({}), json!([]));
    play.decide("work", "li", "done").expect("li works");
    play.decide("work", "li", "done").expect("li works");
    play.give_back("next", "li", "start").expect("the start is on the way");
    assert_eq!(play.open(), ["start: li"]);
}

#[test]
fn an_event_at_the_side_of_the_rest_leads_nowhere() {
    let late = json!([{"id": "late", "on": "work", "kind": "timer", "after": "1 hour"}]);
    let mut play = two_of_three(json!({}), late);
    play.decide("work", "li", "done").expect("li works");
    assert_eq!(play.state.timers.len(), 1);
    play.decide("work", "li", "done").expect("li works");
    assert_eq!((play.open(), play.state.timers.len()), (vec!["work: li".to_owned(), "next: li".to_owned()], 0));

    let fails = json!([{"id": "late", "on": "work", "kind": "error"}]);
    let mut play = two_of_three(json!({}), fails);
    play.decide("work", "li", "done").expect("li works");
    play.decide("work", "li", "done").expect("li works");
    let marking = flow::soundness::Marking::of(&play.process, &play.state);
    assert_eq!(flow::soundness::can_complete(&play.process, &marking), Ok(()));
    let rest = play.state.active().find(|(_, visit)| visit.time.is_some()).map(|(id, _)| id).expect("one is open");
    play.execute(&Command::Fail { visit: rest, code: None }).expect("it is under way");
    assert_eq!(play.open(), ["next: li"], "the rest is given up, and nobody goes aside");
}

#[test]
fn an_inclusive_join_does_not_wait_for_the_rest() {
    let mut work = task("work", None);
    work["each"] = json!({"in": "[10, 20]", "until": "numberOfCompletedInstances = 1", "rest": "goes_on"});
    let nodes = [
        json!({"id": "split", "kind": "parallel"}),
        work,
        task("other", None),
        json!({"id": "x", "kind": "exclusive"}),
        json!({"id": "join", "kind": "inclusive"}),
        task("next", None),
    ];
    let edges = [
        "start > split",
        "split > work",
        "split > other",
        "work > x",
        "x > join: fast",
        "x > end: default",
        "other > join",
        "join > next",
        "next > end",
    ];
    let mut play = Play::started(drawn(&nodes, &edges, json!([])), &[]);
    play.decide("other", "li", "done").expect("li works");
    assert_eq!(play.open(), ["work: li", "work: li"]);
    play.decide("work", "li", "done").expect("li works");
    assert_eq!(play.open(), ["work: li", "next: li"]);
}

#[test]
fn the_rest_cannot_go_back_into_a_branch_that_has_been_joined() {
    let mut work = task("work", None);
    work["each"] = json!({"in": "[10, 20]", "until": "numberOfCompletedInstances = 1", "rest": "goes_on"});
    let nodes = [
        json!({"id": "split", "kind": "parallel"}),
        task("before", None),
        work,
        task("other", None),
        json!({"id": "join", "kind": "parallel"}),
        task("next", None),
    ];
    let edges = [
        "start > split",
        "split > before",
        "before > work",
        "split > other",
        "work > join",
        "other > join",
        "join > next",
        "next > end",
    ];
    let mut play = Play::started(drawn(&nodes, &edges, json!([])), &[]);
    for node in ["before", "work", "other"] {
        play.decide(node, "li", "done").expect("li works");
    }
    assert_eq!(play.open(), ["work: li", "next: li"]);
    assert!(play.give_back("work", "li", "before").is_err(), "the other branch would be lost");
    assert!(play.give_back("work", "li", "work").is_err(), "it is there already");
    play.give_back("work", "li", "start").expect("everything came out of the start");
    assert_eq!(play.open(), ["start: li"]);
}

#[test]
fn rework_comes_straight_back_to_work_for_each_as_a_whole() {
    let mut work = task("work", None);
    work["each"] = json!({"in": "[10, 20]", "in_order": true});
    work["returns"] = json!({"then": "direct"});
    let mut play = Play::started(drawn(&[work], &["start > work", "work > end"], json!([])), &[]);
    play.give_back("work", "li", "start").expect("the start is on the way");
    play.decide("start", "li", "submit").expect("li submits again");
    for _ in 0..2 {
        assert_eq!(play.open(), ["work: li"]);
        play.decide("work", "li", "done").expect("li works");
    }
    assert_eq!(play.result(), "completed end");
}
