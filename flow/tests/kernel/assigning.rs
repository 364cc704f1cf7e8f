//! Promises 6, 7, 8 and 9 as the kernel keeps them.

use std::sync::Arc;

use flow::kernel::{Command, Data, Start};
use flow::process::Process;
use flow::world::World;
use serde_json::{Value as Json, json};

use crate::play::{Play, T0, definition, organisation, text};

fn process(node: Json) -> Json {
    let nodes = json!([{"id": "start", "kind": "start"}, node, {"id": "b", "kind": "approve", "who": {"person": "wang"}},
        {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > a", "a > b", "b > end"])
}

#[test]
fn an_initiators_own_approval_goes_to_their_superior() {
    let play = Play::started(process(json!({"id": "a", "kind": "approve", "who": "initiator"})), &[]);
    assert_eq!(play.open(), ["a: wang"]);
    let play = Play::started(process(json!({"id": "a", "kind": "handle", "who": "initiator"})), &[]);
    assert_eq!(play.open(), ["a: li"], "work may be one's own");
}

#[test]
fn the_same_person_again_passes_while_the_form_is_unchanged() {
    let mut asked =
        process(json!({"id": "a", "kind": "approve", "who": {"person": "wang"}, "fields": {"note": "edit"}}));
    asked["settings"] = json!({"same_person": "pass_if_unchanged"});
    let mut play = Play::started(asked.clone(), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.result(), "completed end", "b passed by itself");

    asked["nodes"][2]["control"] = json!(true);
    let mut play = Play::started(asked, &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.open(), ["b: wang"], "a control point never passes by itself");
}

#[test]
fn the_same_person_is_asked_again_by_default() {
    let mut play = Play::started(process(json!({"id": "a", "kind": "approve", "who": {"person": "wang"}})), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.open(), ["b: wang"]);
}

#[test]
fn separation_of_duties_holds_on_assignment_and_on_transfer() {
    let who = json!({"post": "cashier"});
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "handle", "who": {"person": "sun"}},
        {"id": "b", "kind": "approve", "who": who, "not": ["a"]}, {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > a", "a > b", "b > end"]), &[]);
    play.decide("a", "sun", "done").expect("sun has a");
    assert_eq!(play.open(), ["b: zhao"], "sun handled a");
    let task = play.task("b", "zhao");
    let back = Command::Transfer { task, by: "zhao".into(), to: "sun".into(), opinion: None, seen: None };
    assert_eq!(play.execute(&back).map_err(|rejection| rejection.code()), Err("separation"));
    let own = Command::Transfer { task, by: "zhao".into(), to: "li".into(), opinion: None, seen: None };
    assert_eq!(play.execute(&own).map_err(|rejection| rejection.code()), Err("separation"), "it is li's own matter");
}

/// The code of the refusal to hand a task over.
fn transferred(play: &mut Play, node: &str, by: &str, to: &str) -> Result<(), &'static str> {
    let task = play.task(node, by);
    let command = Command::Transfer { task, by: by.into(), to: to.into(), opinion: None, seen: None };
    play.execute(&command).map_err(|rejection| rejection.code())
}

#[test]
fn a_duty_keeps_a_task_from_whoever_is_meant_and_from_whoever_stands_in() {
    let asked = process(json!({"id": "a", "kind": "approve", "who": {"person": "wang"}, "not": ["initiator"]}));
    for away in ["li", "sun"] {
        let mut play = Play::of(asked.clone());
        play.stands_in(away, if away == "li" { "sun" } else { "li" });
        play.start("li", &[]).expect("li may start it");
        assert_eq!(transferred(&mut play, "a", "wang", away), Err("separation"), "{away} is away");
        assert_eq!(play.open(), ["a: wang"]);
    }
}

#[test]
fn nobody_who_was_asked_for_both_decides_both() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"},
        {"id": "maker", "kind": "approve", "who": {"person": "wang"}, "not": ["checker"]},
        {"id": "checker", "kind": "approve", "who": {"people": ["wang", "qian"]}, "not": ["maker"]},
        {"id": "join", "kind": "parallel"}, {"id": "end", "kind": "end"}]);
    let edges = ["start > split", "split > maker", "split > checker", "maker > join", "checker > join", "join > end"];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    play.decide("maker", "wang", "approve").expect("wang has maker");
    assert_eq!(play.decide("checker", "wang", "approve").map_err(|rejection| rejection.code()), Err("separation"));
    assert_eq!(transferred(&mut play, "checker", "wang", "sun"), Ok(()), "wang can still hand it over");
    play.decide("checker", "qian", "approve").expect("qian has checker");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn several_at_one_node_are_several_people() {
    let all = json!({"id": "a", "kind": "approve", "mode": "all", "who": {"people": ["wang", "qian"]}});
    let mut play = Play::started(process(all), &[]);
    assert_eq!(transferred(&mut play, "a", "wang", "qian"), Err("separation"), "qian is asked already");
    play.decide("a", "qian", "approve").expect("qian has a");
    assert_eq!(transferred(&mut play, "a", "wang", "qian"), Err("separation"), "qian has answered");
    play.stands_in("sun", "qian");
    assert_eq!(transferred(&mut play, "a", "wang", "sun"), Err("separation"), "qian would answer for sun");
    assert_eq!(transferred(&mut play, "a", "wang", "zhao"), Ok(()));
}

#[test]
fn whoever_passed_a_node_by_rule_or_through_a_stand_in_has_handled_it() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "b", "kind": "approve", "who": {"person": "wang"}},
        {"id": "c", "kind": "approve", "who": {"people": ["wang", "qian"]}, "not": ["b"]}, {"id": "end", "kind": "end"}]);
    let mut process = definition(nodes, &["start > a", "a > b", "b > c", "c > end"]);
    process["settings"] = json!({"same_person": "pass_if_unchanged"});
    let mut play = Play::started(process.clone(), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.open(), ["c: qian"], "wang's approval passed b");

    let mut play = Play::of(process);
    play.stands_in("wang", "sun");
    play.start("li", &[]).expect("li may start it");
    play.decide("a", "sun", "approve").expect("sun stands in for wang");
    assert_eq!(play.open(), ["c: qian"], "sun acted in wang's name");
}

#[test]
fn a_stand_in_gets_new_tasks_and_both_are_named() {
    let mut play = Play::of(process(json!({"id": "a", "kind": "approve", "who": {"person": "qian"}})));
    play.stands_in("qian", "sun");
    play.start("li", &[]).expect("li may start it");
    let (_, task) = play.state.open_tasks().next().expect("somebody is asked");
    assert_eq!(
        (task.person.as_str(), task.stands_in_for.as_ref().map(|person| person.as_str())),
        ("sun", Some("qian"))
    );
}

#[test]
fn when_nobody_is_found_the_superior_is_asked_and_an_administrator_sees_it() {
    let play = Play::started(process(json!({"id": "a", "kind": "approve", "who": {"field": "who"}})), &[]);
    assert_eq!(play.open(), ["a: wang"]);
    assert_eq!(play.incidents(), ["a"]);
}

#[test]
fn nobody_can_mean_pass_but_not_at_a_control_point() {
    let mut node = json!({"id": "a", "kind": "approve", "who": {"field": "who"}, "nobody": "pass"});
    assert_eq!(Play::started(process(node.clone()), &[]).open(), ["b: wang"]);
    node["control"] = json!(true);
    assert_eq!(Play::started(process(node), &[]).open(), Vec::<String>::new());
}

#[test]
fn people_in_a_form_field_are_asked() {
    let node = json!({"id": "a", "kind": "approve", "who": {"field": "who"}});
    let play = Play::started(process(node), &[("who", text("zhao"))]);
    assert_eq!(play.open(), ["a: zhao"]);
}

/// Several instances of a process over a node, started one after the other by li.
fn started(node: Json, times: usize) -> World {
    let definition = Arc::new(serde_json::from_value(process(node)).expect("the definition is well written"));
    let process = Arc::new(Process::new(definition).expect("the definition can be run"));
    let key = process.definition().key.clone();
    let mut world = World::new([process], Arc::new(organisation()), T0);
    for _ in 0..times {
        let start = Start::by("li".into(), 1, Data::new());
        world.start(&key, start).expect("li may start it");
    }
    world
}

/// Who was asked first in each instance.
fn first_asked(world: &World) -> Vec<&str> {
    world.instances().iter().map(|instance| instance.state.tasks[0].person.as_str()).collect()
}

#[test]
fn instances_share_work_out_in_turn() {
    let node = json!({"id": "a", "kind": "handle", "who": {"round_robin": [{"post": "cashier"}, {"person": "qian"}]}});
    assert_eq!(first_asked(&started(node, 5)), ["sun", "zhao", "qian", "sun", "zhao"]);
}

#[test]
fn whoever_has_the_least_to_do_is_asked_next() {
    let node = json!({"id": "a", "kind": "handle", "who": {"least_loaded": [{"post": "cashier"}]}});
    let mut world = started(node, 3);
    assert_eq!(first_asked(&world), ["sun", "zhao", "sun"]);
    let decide = |task| Command::Decide {
        task,
        by: "sun".into(),
        outcome: "done".into(),
        data: Data::new(),
        opinion: None,
        seen: None,
        outside: None,
    };
    for instance in ["1", "3"] {
        world.execute(&instance.into(), &decide(0)).expect("sun has it");
    }
    let key = world.instances()[0].process.definition().key.clone();
    let start = Start::by("li".into(), 1, Data::new());
    world.start(&key, start).expect("li may start it");
    assert_eq!(first_asked(&world), ["sun", "zhao", "sun", "sun"], "sun has nothing open, zhao one");
}

#[test]
fn two_nodes_of_one_step_share_work_out_too() {
    let least = json!({"least_loaded": [{"post": "cashier"}]});
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"},
        {"id": "a", "kind": "handle", "who": least}, {"id": "b", "kind": "handle", "who": least},
        {"id": "join", "kind": "parallel"}, {"id": "end", "kind": "end"}]);
    let edges = ["start > split", "split > a", "split > b", "a > join", "b > join", "join > end"];
    assert_eq!(Play::started(definition(nodes, &edges), &[]).open(), ["a: sun", "b: zhao"]);
}

#[test]
fn superiors_decide_one_after_the_other() {
    let chain = json!({"chain": {"up_to": {"level": 2}}});
    let mut play =
        Play::started(process(json!({"id": "a", "kind": "approve", "mode": "sequential", "who": chain})), &[]);
    assert_eq!(play.open(), ["a: wang"]);
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.open(), ["a: zhou"]);
    play.decide("a", "zhou", "approve").expect("zhou has a");
    assert_eq!(play.open(), ["b: wang"]);
}
