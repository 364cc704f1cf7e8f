//! Work that is done several times: for each of a list, or again and again.

use flow::kernel::{Command, Data};
use serde_json::{Value as Json, json};

use crate::nesting::{drawn, task};
use crate::play::Play;

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

/// Work for each of three, of which two are enough, with work behind it; what sits at its side leads to `aside`.
fn two_of_three(each: Json, attached: Json) -> Play {
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
