//! Promises 2, 2a and 3: which ways tokens take, and when they join.

use feel::Value;
use flow::kernel::Command;
use serde_json::json;

use crate::play::{Play, definition, number};

fn handle(id: &str) -> serde_json::Value {
    json!({"id": id, "kind": "handle", "who": {"person": "wang"}})
}

#[test]
fn an_exclusive_gateway_takes_the_first_way_that_holds() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "x", "kind": "exclusive"}, handle("a"), handle("b"),
        handle("c"), {"id": "end", "kind": "end"}]);
    let edges =
        ["start > x", "x > c: default", "x > a: amount > 100", "x > b: amount > 10", "a > end", "b > end", "c > end"];
    for (amount, expected) in [(1_000, "a: wang"), (50, "b: wang"), (1, "c: wang")] {
        let play = Play::started(definition(nodes.clone(), &edges), &[("amount", number(amount))]);
        assert_eq!(play.open(), [expected], "{amount}");
    }
}

#[test]
fn a_gateway_without_a_way_that_holds_is_an_incident_that_can_be_tried_again() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "x", "kind": "exclusive"}, handle("a"),
        {"id": "end", "kind": "end"}]);
    let play = Play::started(definition(nodes, &["start > x", "x > a: amount > 100", "a > end"]), &[]);
    assert_eq!(play.incidents(), ["x"]);
    assert_eq!(play.result(), "running");
}

#[test]
fn a_parallel_join_waits_for_every_branch_and_opens_once() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"}, handle("a"), handle("b"),
        {"id": "join", "kind": "parallel"}, handle("c"), {"id": "end", "kind": "end"}]);
    let edges = ["start > split", "split > a", "split > b", "a > join", "b > join", "join > c", "c > end"];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    assert_eq!(play.open(), ["a: wang", "b: wang"]);
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(play.open(), ["a: wang"]);
    play.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(play.open(), ["c: wang"]);
    play.decide("c", "wang", "done").expect("wang has c");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn an_inclusive_join_waits_for_the_branches_that_were_taken() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "or", "kind": "inclusive"}, handle("a"), handle("b"),
        handle("c"), {"id": "join", "kind": "inclusive"}, {"id": "end", "kind": "end"}]);
    let edges = [
        "start > or",
        "or > a: amount > 1",
        "or > b: fast",
        "or > c: default",
        "a > join",
        "b > join",
        "c > join",
        "join > end",
    ];
    let taken = |amount, fast| {
        let data = [("amount", number(amount)), ("fast", Value::Bool(fast))];
        Play::started(definition(nodes.clone(), &edges), &data)
    };
    assert_eq!(taken(5, false).open(), ["a: wang"]);
    assert_eq!(taken(0, false).open(), ["c: wang"]);
    let mut both = taken(5, true);
    assert_eq!(both.open(), ["a: wang", "b: wang"]);
    both.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(both.result(), "running");
    both.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(both.result(), "completed end");
}

#[test]
fn an_inclusive_join_does_not_wait_for_a_token_that_went_elsewhere() {
    // b may go round the join to its own end; once it has, the join opens for a alone.
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"}, handle("a"), handle("b"),
        {"id": "x", "kind": "exclusive"}, {"id": "join", "kind": "inclusive"}, handle("c"),
        {"id": "end", "kind": "end"}, {"id": "aside", "kind": "end"}]);
    let edges = [
        "start > split",
        "split > a",
        "split > b",
        "a > join",
        "b > x",
        "x > join: fast",
        "x > aside: default",
        "join > c",
        "c > end",
    ];
    let mut play = Play::started(definition(nodes, &edges), &[("fast", Value::Bool(false))]);
    play.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(play.open(), ["b: wang"], "b can still come");
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(play.open(), ["c: wang"]);
}

#[test]
fn a_join_whose_branches_can_no_longer_come_stops_and_goes_on_when_tried_again() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"}, handle("a"), handle("b"),
        {"id": "x", "kind": "exclusive"}, {"id": "join", "kind": "parallel"}, handle("c"),
        {"id": "end", "kind": "end"}, {"id": "aside", "kind": "end"}]);
    let edges = [
        "start > split",
        "split > a",
        "split > b",
        "a > join",
        "b > x",
        "x > join: fast",
        "x > aside: default",
        "join > c",
        "c > end",
    ];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    play.decide("a", "wang", "done").expect("wang has a");
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!((play.open(), play.incidents()), (vec![], vec!["join".to_owned()]));
    let (visit, at) = play.state.active().next().expect("the token is at the join");
    assert_eq!((at.node.as_str(), play.state.waiting.len()), ("join", 0));
    let retry = Command::Retry { visit, by: "zhou".into(), reason: "b is not needed".into() };
    play.execute(&retry).expect("it stopped");
    assert_eq!((play.open(), play.incidents()), (vec!["c: wang".to_owned()], vec![]));
    play.decide("c", "wang", "done").expect("wang has c");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_loop_of_automatic_steps_stops_with_an_incident() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "x", "kind": "exclusive"},
        {"id": "s", "kind": "script", "script": "{amount: 1}"}, {"id": "end", "kind": "end"}]);
    let edges = ["start > x", "x > s: amount = 1", "x > end: default", "s > x"];
    let play = Play::started(definition(nodes, &edges), &[("amount", number(1))]);
    assert_eq!(play.result(), "running");
    assert_eq!(play.incidents().len(), 1);
    assert!(play.state.visits.len() <= 1_002, "it stopped in time");
}

#[test]
fn a_script_writes_what_it_yields() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "s", "kind": "script", "script": "{amount: amount * 2}"},
        {"id": "end", "kind": "end"}]);
    let play = Play::started(definition(nodes, &["start > s", "s > end"]), &[("amount", number(21))]);
    assert_eq!(play.state.data.get("amount"), Some(&number(42)));
    assert_eq!(play.result(), "completed end");
}

/// What a table over the amount of 500 makes of the field `note` or, when it stops, the incident.
fn table_of_500(table: serde_json::Value) -> String {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "r", "kind": "rule", "table": table},
        {"id": "end", "kind": "end"}]);
    let mut definition = definition(nodes, &["start > r", "r > end"]);
    let fields = definition["form"]["fields"].as_array_mut().expect("the form has fields");
    fields.push(json!({"id": "level", "type": "choice", "options": [{"id": "gm"}, {"id": "head"}, {"id": "self"}]}));
    let play = Play::started(definition, &[("amount", number(500))]);
    let stopped = play.state.active().find_map(|(_, visit)| Some(visit.incident.as_ref()?.what.message()));
    let field = table["outputs"][0].as_str().expect("an output");
    let value = || play.state.data.get(field).map(ToString::to_string).unwrap_or_default();
    stopped.map_or_else(value, |text| text.in_language(flow::text::Language::English).to_owned())
}

#[test]
fn each_hit_policy_of_a_table_makes_its_result() {
    let rules = json!([{"when": ["> 10"], "then": ["\"self\""]}, {"when": ["> 100"], "then": ["\"head\""]},
        {"when": ["> 1000"], "then": ["\"gm\""]}]);
    for (hit, expected) in [
        ("unique", "the decision table matched 2 rules"),
        ("any", "the decision table matched 2 rules"),
        ("priority", "\"head\""),
        ("first", "\"self\""),
        ("rule_order", "[\"self\", \"head\"]"),
        ("output_order", "[\"head\", \"self\"]"),
        ("collect", "[\"self\", \"head\"]"),
    ] {
        let table = json!({"hit": hit, "inputs": ["amount"], "outputs": ["level"], "rules": rules});
        assert_eq!(table_of_500(table), expected, "{hit}");
    }
    let rules = json!([{"when": ["> 10"], "then": ["amount / 5"]}, {"when": ["> 100"], "then": ["7"]}]);
    for (aggregate, expected) in [("sum", "107"), ("min", "7"), ("max", "100"), ("count", "2")] {
        let table = json!({"hit": "collect", "aggregate": aggregate, "inputs": ["amount"], "outputs": ["amount"],
            "rules": rules});
        assert_eq!(table_of_500(table), expected, "{aggregate}");
    }
}

#[test]
fn a_table_says_what_results_when_no_row_matches() {
    let rules = json!([{"when": ["> 1000"], "then": ["\"gm\""]}]);
    let mut table = json!({"inputs": ["amount"], "outputs": ["level"], "rules": rules});
    assert_eq!(table_of_500(table.clone()), "the decision table matched 0 rules");
    table["otherwise"] = json!(["\"self\""]);
    assert_eq!(table_of_500(table.clone()), "\"self\"");
    table["rules"] = json!([{"when": ["> 100"], "then": ["null"]}]);
    assert_eq!(table_of_500(table), "", "a row may say that there is nothing");
}

#[test]
fn a_decision_table_sets_its_fields() {
    let table = json!({"hit": "first", "inputs": ["amount"], "outputs": ["note"], "rules": [
        {"when": ["> 100"], "then": ["\"much\""]}, {"when": ["-"], "then": ["\"little\""]}]});
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "r", "kind": "rule", "table": table},
        {"id": "end", "kind": "end"}]);
    for (amount, expected) in [(500, "much"), (5, "little")] {
        let definition = definition(nodes.clone(), &["start > r", "r > end"]);
        let play = Play::started(definition, &[("amount", number(amount))]);
        assert_eq!(play.state.data.get("note"), Some(&crate::play::text(expected)));
    }
}

/// Three branches that meet at a complex gateway, behind which there is work.
fn three_branches(activate: serde_json::Value) -> serde_json::Value {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"}, handle("a"), handle("b"),
        handle("c"), {"id": "join", "kind": "complex", "activate": activate}, handle("d"),
        {"id": "end", "kind": "end"}]);
    let edges = [
        "start > split",
        "split > a",
        "split > b",
        "split > c",
        "a > join",
        "b > join",
        "c > join",
        "join > d",
        "d > end",
    ];
    definition(nodes, &edges)
}

#[test]
fn a_complex_gateway_opens_with_the_first_and_takes_the_rest() {
    let mut play = Play::started(three_branches(json!({"count": 1})), &[]);
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(play.open(), ["a: wang", "c: wang", "d: wang"]);
    play.decide("d", "wang", "done").expect("wang has d");
    play.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(
        (play.result(), play.open()),
        ("running".to_owned(), vec!["c: wang".to_owned()]),
        "the rest is done too"
    );
    play.decide("c", "wang", "done").expect("wang has c");
    assert_eq!(play.result(), "completed end");
    let times = play.state.visits.iter().filter(|visit| visit.node.as_str() == "d").count();
    assert_eq!((times, play.state.opened.len(), play.state.waiting.len()), (1, 0, 0));
}

#[test]
fn a_complex_gateway_opens_with_as_many_as_are_enough() {
    let mut play = Play::started(three_branches(json!({"count": 2})), &[]);
    play.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(play.open(), ["b: wang", "c: wang"]);
    play.decide("c", "wang", "done").expect("wang has c");
    assert_eq!(play.open(), ["b: wang", "d: wang"]);
    play.decide("b", "wang", "done").expect("wang has b");
    play.decide("d", "wang", "done").expect("wang has d");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_complex_gateway_opens_when_its_condition_holds() {
    let activate = json!({"when": "activationCount >= 2 or activationCount >= 1 and fast"});
    let mut fast = Play::started(three_branches(activate.clone()), &[("fast", Value::Bool(true))]);
    fast.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(fast.open(), ["b: wang", "c: wang", "d: wang"]);
    let mut slow = Play::started(three_branches(activate), &[("fast", Value::Bool(false))]);
    slow.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(slow.open(), ["b: wang", "c: wang"]);
    slow.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(slow.open(), ["c: wang", "d: wang"]);
}

#[test]
fn a_complex_gateway_that_waits_for_more_than_can_come_stops() {
    // b may go elsewhere; then two of three can still come, and once c has gone elsewhere too, one is not enough.
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"}, handle("a"), handle("b"),
        {"id": "x", "kind": "exclusive"}, {"id": "join", "kind": "complex", "activate": {"count": 2}}, handle("d"),
        {"id": "end", "kind": "end"}, {"id": "aside", "kind": "end"}]);
    let edges = [
        "start > split",
        "split > a",
        "split > b",
        "a > join",
        "b > x",
        "x > join: fast",
        "x > aside: default",
        "join > d",
        "d > end",
    ];
    let mut play = Play::started(definition(nodes, &edges), &[("fast", Value::Bool(false))]);
    play.decide("a", "wang", "done").expect("wang has a");
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!((play.open(), play.incidents()), (vec![], vec!["join".to_owned()]));
    let (visit, _) = play.state.active().next().expect("the token is at the join");
    let retry = Command::Retry { visit, by: "zhou".into(), reason: "b is not needed".into() };
    play.execute(&retry).expect("it stopped");
    assert_eq!(play.open(), ["d: wang"]);
}

#[test]
fn a_complex_gateway_that_has_opened_does_not_wait_for_what_went_elsewhere() {
    // While it waits for b it does not open for a again; when b has gone aside, it does.
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"}, handle("a"), handle("b"),
        {"id": "x", "kind": "exclusive"}, {"id": "join", "kind": "complex", "activate": {"count": 1}},
        {"id": "again", "kind": "exclusive"}, handle("d"), {"id": "end", "kind": "end"}, {"id": "aside", "kind": "end"}]);
    let edges = [
        "start > split",
        "split > a",
        "split > b",
        "a > join",
        "b > x",
        "x > join: fast",
        "x > aside: default",
        "join > d",
        "d > again",
        "again > a: amount < 10",
        "again > end: default",
    ];
    let data = [("fast", Value::Bool(false)), ("amount", number(1))];
    let mut play = Play::started(definition(nodes, &edges), &data);
    play.decide("a", "wang", "done").expect("wang has a");
    play.decide("d", "wang", "done").expect("wang has d");
    play.decide("a", "wang", "done").expect("wang has a again");
    assert_eq!(play.open(), ["b: wang"], "it has opened, and waits for b");
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(play.open(), ["d: wang"], "it is ready anew, and a has come");
}

#[test]
fn returning_to_a_branch_that_opened_a_complex_gateway_takes_that_back() {
    let mut play = Play::started(three_branches(json!({"count": 1})), &[]);
    play.decide("a", "wang", "done").expect("wang has a");
    play.give_back("d", "wang", "a").expect("a is on the way of d");
    assert_eq!(
        (play.open(), play.state.opened.len()),
        (["b: wang", "c: wang", "a: wang"].map(str::to_owned).to_vec(), 0)
    );
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(play.open(), ["c: wang", "a: wang", "d: wang"], "b opens it");
    let marking = flow::soundness::Marking::of(&play.process, &play.state);
    assert_eq!(flow::soundness::can_complete(&play.process, &marking), Ok(()));
}

#[test]
fn work_begins_when_as_many_tokens_have_come_as_it_needs() {
    let mut merged = handle("c");
    merged["needs"] = json!(2);
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"}, handle("a"), handle("b"),
        merged, {"id": "end", "kind": "end"}]);
    let edges = ["start > split", "split > a", "split > b", "a > c", "b > c", "c > end"];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(play.open(), ["a: wang"]);
    play.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(play.open(), ["c: wang"], "once, for both");
    play.decide("c", "wang", "done").expect("wang has c");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn work_gives_as_many_tokens_as_it_says() {
    let (mut given, mut merged) = (handle("a"), handle("c"));
    given["gives"] = json!(3);
    merged["needs"] = json!(3);
    let nodes = |last: serde_json::Value| {
        json!([{"id": "start", "kind": "start"}, given, handle("b"), last,
        {"id": "end", "kind": "end"}])
    };
    let edges = ["start > a", "a > b", "b > c", "c > end"];
    let mut play = Play::started(definition(nodes(merged), &edges), &[]);
    play.decide("a", "wang", "done").expect("wang has a");
    assert_eq!(play.open(), ["b: wang"; 3]);
    for left in [2, 1, 0] {
        assert!(!play.open().contains(&"c: wang".to_owned()));
        play.decide("b", "wang", "done").expect("wang has b");
        assert_eq!(play.open().iter().filter(|open| *open == "b: wang").count(), left);
    }
    assert_eq!(play.open(), ["c: wang"]);

    // What has fewer than it needs stops, and goes on with those when tried again.
    let mut more = handle("c");
    more["needs"] = json!(4);
    let mut play = Play::started(definition(nodes(more), &edges), &[]);
    play.decide("a", "wang", "done").expect("wang has a");
    (0..3).for_each(|_| play.decide("b", "wang", "done").expect("wang has b"));
    assert_eq!((play.open(), play.incidents()), (vec![], vec!["c".to_owned()]));
    let (visit, _) = play.state.active().next().expect("the tokens are there");
    play.execute(&Command::Retry { visit, by: "zhou".into(), reason: "three are enough".into() }).expect("it stopped");
    assert_eq!(play.open(), ["c: wang"]);
}

#[test]
fn rework_of_the_rest_does_not_come_straight_back_when_it_takes_an_opening_back() {
    // b and c have opened the gateway; a, the rest, goes back to the start: all of them come again.
    let mut written = three_branches(json!({"count": 2}));
    written["nodes"][2]["returns"] = json!({"then": "direct"});
    let mut play = Play::started(written, &[]);
    play.decide("b", "wang", "done").expect("wang has b");
    play.decide("c", "wang", "done").expect("wang has c");
    play.decide("d", "wang", "done").expect("wang has d");
    play.give_back("a", "wang", "start").expect("the start is on the way");
    play.decide("start", "li", "submit").expect("li submits again");
    assert_eq!(play.open(), ["a: wang", "b: wang", "c: wang"]);
}
