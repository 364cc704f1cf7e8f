//! Promise 10: several people at one node.

use flow::kernel::{Command, Event, VisitStatus};
use flow::model::OutcomeKind;
use serde_json::{Value as Json, json};

use crate::play::{Play, definition, text};

fn process(mode: Json, who: Json) -> Json {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": who, "mode": mode},
        {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > a", "a > end"])
}

fn finance() -> Json {
    json!({"people": ["qian", "sun", "zhao"]})
}

#[test]
fn all_must_agree_and_the_first_refusal_decides() {
    let mut play = Play::started(process(json!("all"), finance()), &[]);
    assert_eq!(play.open(), ["a: qian", "a: sun", "a: zhao"]);
    play.decide("a", "sun", "approve").expect("sun has a");
    assert_eq!(play.result(), "running");
    play.decide("a", "qian", "refuse").expect("qian has a");
    assert_eq!(play.result(), "refused a");
    assert_eq!(play.decide("a", "zhao", "approve").map_err(|r| r.code()), Err("instance_ended"));
}

#[test]
fn either_of_decides_with_the_first_decision() {
    let mut play = Play::started(process(json!("any"), finance()), &[]);
    play.decide("a", "zhao", "approve").expect("zhao has a");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_place_may_itself_be_any_of() {
    let who = json!({"all": [{"person": "wang"}, {"any": [{"person": "qian"}, {"person": "sun"}]}]});
    let mut play = Play::started(process(json!("all"), who), &[]);
    assert_eq!(play.open(), ["a: wang", "a: qian", "a: sun"]);
    play.decide("a", "sun", "approve").expect("sun has a");
    assert_eq!(play.open(), ["a: wang"], "qian's place is filled");
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_place_that_passes_by_rule_is_filled_for_everybody() {
    let who =
        json!({"all": [{"any": [{"person": "qian"}, {"person": "wang"}, {"person": "sun"}]}, {"person": "zhao"}]});
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "b", "kind": "approve", "who": who, "mode": "all"}, {"id": "end", "kind": "end"}]);
    let mut process = definition(nodes, &["start > a", "a > b", "b > end"]);
    process["settings"] = json!({"same_person": "pass_if_unchanged"});
    let mut play = Play::started(process, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.open(), ["b: zhao"], "wang's approval filled the other place");
    let late = |play: &mut Play, person| play.decide("b", person, "refuse").map_err(|rejection| rejection.code());
    assert_eq!(late(&mut play, "qian"), Err("task_closed"), "qian was asked before it passed");
    assert_eq!(late(&mut play, "sun"), Err("no_task"), "sun was never asked");
    play.decide("b", "zhao", "approve").expect("zhao has b");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn sequential_asks_one_after_the_other() {
    let mut play = Play::started(process(json!("sequential"), finance()), &[]);
    for person in ["qian", "sun", "zhao"] {
        assert_eq!(play.open(), [format!("a: {person}")]);
        play.decide("a", person, "approve").expect("it is their turn");
    }
    assert_eq!(play.result(), "completed end");
}

#[test]
fn who_comes_in_order_is_settled_when_it_begins() {
    let node = json!({"id": "a", "kind": "approve", "mode": "sequential", "who": {"expression": "split(note, \",\")"},
        "fields": {"note": "edit"}});
    let nodes = json!([{"id": "start", "kind": "start"}, node, {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > a", "a > end"]), &[("note", text("qian,sun,zhao"))]);
    play.decide_with("a", "qian", "approve", &[("note", text("sun,zhao"))], None).expect("qian strikes herself out");
    assert_eq!(play.open(), ["a: sun"], "nobody is passed over");
    play.stands_in("zhao", "wang");
    let transfer = Command::Transfer {
        task: play.task("a", "sun"),
        by: "sun".into(),
        to: "zhao".into(),
        opinion: None,
        seen: None,
    };
    let refused = play.execute(&transfer).map_err(|rejection| rejection.code());
    assert_eq!(refused, Err("separation"), "zhao's turn comes anyway");
    play.decide("a", "sun", "approve").expect("sun has a");
    assert_eq!(play.open(), ["a: wang"], "zhao is away by now");
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn whoever_has_left_before_their_turn_is_deputised() {
    let mut play = Play::started(process(json!("sequential"), finance()), &[]);
    play.organisation.people.get_mut("sun").expect("sun is here").left = Some(play.now);
    play.decide("a", "qian", "approve").expect("qian has a");
    assert_eq!((play.open(), play.incidents()), (vec!["a: qian".to_owned()], vec!["a".to_owned()]), "sun's superior");
}

#[test]
fn collect_waits_for_everybody() {
    let mut play = Play::started(process(json!("collect"), finance()), &[]);
    play.decide("a", "qian", "refuse").expect("qian has a");
    play.decide("a", "sun", "approve").expect("sun has a");
    assert_eq!(play.result(), "running");
    play.decide("a", "zhao", "approve").expect("zhao has a");
    assert_eq!(play.result(), "refused a");
}

fn with_outcomes(mode: Json) -> Json {
    let mut process = process(mode, finance());
    process["nodes"][1]["outcomes"] = json!([{"id": "back", "kind": "return"}, {"id": "abstain", "kind": "neutral"},
        {"id": "yes", "kind": "agree"}, {"id": "no", "kind": "refuse"}]);
    process
}

/// Who returned it, as the log says.
fn returned_by(play: &Play) -> Vec<String> {
    let returned = play.log.iter().filter_map(|entry| match &entry.event {
        Event::Returned { by, .. } => Some(by.to_string()),
        _ => None,
    });
    returned.collect()
}

#[test]
fn the_first_who_returns_decides_for_all() {
    for mode in ["all", "sequential"] {
        let mut play = Play::started(with_outcomes(json!(mode)), &[]);
        play.decide("a", "qian", "back").expect("qian has a");
        assert_eq!(play.open(), ["start: li"], "{mode}");
        assert_eq!(returned_by(&play), ["qian"]);
    }
}

#[test]
fn collect_returns_in_the_name_of_whoever_returned_it() {
    let mut play = Play::started(with_outcomes(json!("collect")), &[]);
    play.decide("a", "qian", "yes").expect("qian has a");
    play.decide("a", "sun", "back").expect("sun has a");
    assert_eq!(play.open(), ["a: zhao"]);
    play.decide("a", "zhao", "yes").expect("zhao has a");
    assert_eq!(play.open(), ["start: li"]);
    assert_eq!(returned_by(&play), ["sun"], "not zhao, who agreed last");
}

#[test]
fn who_is_neutral_does_not_agree() {
    let mut play = Play::started(with_outcomes(json!("all")), &[]);
    play.decide("a", "qian", "abstain").expect("qian has a");
    play.decide("a", "sun", "yes").expect("sun has a");
    assert_eq!(play.open(), ["a: zhao"], "it does not refuse either");
    play.decide("a", "zhao", "yes").expect("zhao has a");
    let decided = play.state.visits.iter().find_map(|visit| match &visit.status {
        VisitStatus::Completed { outcome: Some(outcome), kind, .. } => Some((outcome.to_string(), *kind)),
        _ => None,
    });
    assert_eq!(decided, Some(("abstain".to_owned(), Some(OutcomeKind::Neutral))));
}

#[test]
fn a_return_that_nobody_can_carry_out_stops_where_it_was_collected() {
    let mut process = with_outcomes(json!("collect"));
    process["nodes"][1]["returns"] = json!({"to": []});
    let mut play = Play::started(process, &[]);
    for (person, outcome) in [("qian", "back"), ("sun", "yes"), ("zhao", "yes")] {
        play.decide("a", person, outcome).expect("each has a");
    }
    assert_eq!((play.open(), play.incidents()), (vec![], vec!["a".to_owned()]));
}

#[test]
fn a_vote_is_over_as_soon_as_it_is_decided() {
    let vote = json!({"vote": {"share": 60, "weights": [3, 1, 1]}});
    let mut play = Play::started(process(vote.clone(), finance()), &[]);
    play.decide("a", "qian", "approve").expect("qian has a");
    assert_eq!(play.result(), "completed end", "3 of 5 weights are 60 percent");
    let mut play = Play::started(process(vote, finance()), &[]);
    play.decide("a", "qian", "refuse").expect("qian has a");
    assert_eq!(play.result(), "refused a", "60 percent cannot be reached any more");
}

#[test]
fn a_vote_that_asks_for_more_than_there_are_refuses_nobody() {
    let mut play = Play::started(process(json!({"vote": {"count": 4}}), finance()), &[]);
    assert_eq!((play.result(), play.incidents()), ("running".to_owned(), vec!["a".to_owned()]));
    assert_eq!(play.open().len(), 3, "whoever is asked may still send it back");
    play.give_back("a", "qian", "start").expect("qian has a");
    assert_eq!(play.open(), ["start: li"]);
}

#[test]
fn a_vote_that_nothing_refuses_stops_where_it_would_hang() {
    let outcomes = json!([{"id": "yes", "kind": "agree"}, {"id": "abstain", "kind": "neutral"}]);
    let vote =
        json!({"id": "a", "kind": "approve", "who": finance(), "mode": {"vote": {"share": 60}}, "outcomes": outcomes});
    let nodes = json!([{"id": "start", "kind": "start"}, vote, {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > a", "a > end"]), &[]);
    play.decide("a", "qian", "abstain").expect("qian has a");
    assert_eq!(play.incidents(), [""; 0], "two of three are enough");
    play.decide("a", "sun", "abstain").expect("sun has a");
    assert_eq!(play.incidents(), ["a"]);
    assert_eq!(play.open(), ["a: zhao"], "who may still send it back");
    play.decide("a", "zhao", "yes").expect("zhao has a");
    assert_eq!((play.result(), play.incidents()), ("running".to_owned(), vec!["a".to_owned()]));
}
