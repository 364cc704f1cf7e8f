//! Where people begin an instance: by the rule, or around it.

use feel::Value;
use flow::kernel::{Command, Data, Rejection, Start};
use serde_json::{Value as Json, json};

use crate::play::{Play, definition};

/// By the rule the amount is stated and zhao approves; what is fast goes ahead, and its amount is stated later.
fn fast_lane() -> Json {
    let nodes = json!([
        {"id": "start", "kind": "start", "fields": {"amount": "required", "note": "edit", "fast": "edit"}},
        {"id": "urgent", "kind": "start", "exception": "fast and amount = null", "fields": {"fast": "edit"}},
        {"id": "a", "kind": "approve", "who": {"person": "zhao"}, "returns": {}},
        {"id": "later", "kind": "handle", "who": "initiator", "fields": {"amount": "required"}},
        {"id": "end", "kind": "end"},
    ]);
    definition(nodes, &["start > a", "urgent > later", "later > a", "a > end"])
}

fn begun(at: Option<&str>, data: &[(&str, Value)]) -> Result<Play, Rejection> {
    let mut play = Play::of(fast_lane());
    play.start_at(at, data).map(|()| play)
}

fn where_it_is(play: &Play) -> Vec<String> {
    play.state.active().map(|(_, visit)| visit.node.to_string()).collect()
}

#[test]
fn people_begin_by_the_rule_unless_they_choose_otherwise() {
    let amount = ("amount", Value::from(3));
    let by_rule = begun(None, &[amount]).expect("it is complete");
    assert_eq!(where_it_is(&by_rule), ["a"]);
    assert!(by_rule.state.registered.is_empty());
    let urgent = begun(Some("urgent"), &[("fast", Value::Bool(true))]).expect("it is fast");
    assert_eq!(where_it_is(&urgent), ["later"]);
}

#[test]
fn every_use_of_the_way_around_the_rule_is_counted() {
    let urgent = begun(Some("urgent"), &[("fast", Value::Bool(true))]).expect("it is fast");
    let [row] = &urgent.state.registered[..] else { panic!("{:?}", urgent.state.registered) };
    assert_eq!(row.register.as_str(), "exceptions");
    let column = |name: &str| row.columns.get(name).cloned().unwrap_or_default();
    assert_eq!([column("node"), column("edge"), column("initiator")], ["urgent".into(), Value::Null, "li".into()]);
}

#[test]
fn it_is_taken_only_where_its_condition_holds() {
    for fast in [Value::Bool(false), Value::Null] {
        let refused = begun(Some("urgent"), &[("fast", fast)]).err();
        assert_eq!(refused, Some(Rejection::NoException("urgent".into())));
    }
    for node in ["start", "a", "nowhere"] {
        let refused = begun(Some(node), &[("amount", Value::from(3))]).err();
        assert_eq!(refused, Some(Rejection::NoStart(node.into())), "only what goes around the rule is chosen");
    }
}

#[test]
fn the_form_of_the_chosen_start_holds() {
    let problems = match begun(Some("urgent"), &[("fast", Value::Bool(true)), ("amount", Value::from(3))]).err() {
        Some(Rejection::Fields(problems)) => problems,
        other => panic!("{other:?}"),
    };
    assert_eq!(problems[0].code, "not_writable");
    let by_rule = begun(None, &[("fast", Value::Bool(true))]).err();
    assert!(matches!(by_rule, Some(Rejection::Fields(_))), "{by_rule:?}");
}

#[test]
fn what_is_returned_goes_back_to_where_it_began() {
    let mut play = begun(Some("urgent"), &[("fast", Value::Bool(true))]).expect("it is fast");
    play.decide_with("later", "li", "done", &[("amount", Value::from(3))], None).expect("li completes it");
    play.give_back("a", "zhao", "urgent").expect("it came from there");
    assert_eq!(where_it_is(&play), ["urgent"]);
    play.decide("urgent", "li", "submit").expect("li submits again");
    assert_eq!(play.state.registered.len(), 1, "it was begun once");
}

#[test]
fn calls_and_the_like_begin_by_the_rule() {
    let mut play = Play::of(fast_lane());
    let (at, event) = (None, Some("start".into()));
    let start = Start { at, event, ..Start::by("li".into(), 1, Data::new()) };
    play.execute(&Command::Start(start)).expect("nobody filled in a form");
    assert_eq!(where_it_is(&play), ["a"]);
}

#[test]
fn a_way_around_needs_a_rule() {
    let mut alone = fast_lane();
    alone["nodes"].as_array_mut().expect("nodes").remove(0);
    alone["edges"].as_array_mut().expect("edges").remove(0);
    let alone = serde_json::from_value(alone).expect("it is well written");
    let found = flow::process::Process::new(std::sync::Arc::new(alone)).expect_err("it has no start by the rule");
    assert_eq!(found.iter().map(|found| &*found.code).collect::<Vec<_>>(), ["exception_without_rule"]);
}
