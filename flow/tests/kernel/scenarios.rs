//! Scenarios: what stands in registers before, and time that has passed already.

use std::sync::Arc;

use flow::process::Process;
use flow::scenario::{Difference, Rows, Stage, run};
use serde_json::{Value as Json, json};

use crate::play::{T0, definition, organisation};

/// How a scenario goes, where registers hold these rows.
fn played(definition: Json, rows: Json, scenario: Json) -> Option<Difference> {
    let definition = serde_json::from_value(definition).expect("the definition is well written");
    let process = Arc::new(Process::new(Arc::new(definition)).unwrap_or_else(|findings| panic!("{findings:#?}")));
    let registers: Rows = serde_json::from_value(rows).expect("the rows are well written");
    let stage = Stage { process, called: Vec::new(), organisation: Arc::new(organisation()), at: T0, registers };
    run(&serde_json::from_value(scenario).expect("the scenario is well written"), &stage).difference
}

/// zhao approves for whoever has been away for more than five hours this year.
fn away_often() -> Json {
    let this_year = "[date(\"2026-01-01\")..date(\"2026-12-31\")]";
    let often = format!("register sum(\"away\", \"hours\", {{person: initiator.id, on: {this_year}}}) > 5");
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "x", "kind": "exclusive"},
        {"id": "a", "kind": "approve", "who": {"person": "zhao"}}, {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > x", &format!("x > a: {often}"), "x > end: default", "a > end"])
}

fn away(who: &str, hours: &str, on: &str) -> Json {
    json!({"person": format!("\"{who}\""), "hours": hours, "on": format!("date(\"{on}\")")})
}

#[test]
fn rules_read_what_stands_in_registers_before() {
    let here =
        json!({"away": [away("li", "4", "2026-01-08"), away("li", "3", "2025-12-30"), away("sun", "9", "2026-01-08")]});
    let passes = |more: Json, result: &str| {
        let scenario = json!({"name": "", "registers": more, "start": {"by": "li"}, "end": {"result": result}});
        assert_eq!(played(away_often(), here.clone(), scenario), None);
    };
    passes(json!({}), "completed");
    passes(json!({"away": [away("li", "1.5", "2026-02-01")]}), "running");
    passes(json!({"late": [away("li", "1.5", "2026-02-01")]}), "completed");
}

#[test]
fn what_no_expression_can_enter_is_told_before_anything_is_played() {
    let scenario = json!({"name": "", "start": {"by": "li"}, "end": {"result": "completed"}});
    for wrong in ["li +", "3 4"] {
        let rows = json!({"away": [{"person": "\"li\"", "hours": wrong}]});
        let difference = played(away_often(), rows, scenario.clone()).expect("it is no row");
        assert_eq!(difference.step, "registers");
        assert!(difference.actual.contains(wrong), "{}", difference.actual);
    }
}

#[test]
fn what_is_waited_for_and_has_passed_is_not_waited_for() {
    let timer = |at: &str| json!({"kind": "timer", "at": format!("date and time(\"{at}\")")});
    let waits = |at: &str| {
        let nodes = json!([{"id": "start", "kind": "start"}, {"id": "w", "kind": "wait", "event": timer(at)},
            {"id": "a", "kind": "approve", "who": {"person": "zhao"}}, {"id": "end", "kind": "end"}]);
        definition(nodes, &["start > w", "w > a", "a > end"])
    };
    let at = |node: &str| json!({"name": "", "start": {"by": "li"}, "end": {"at": [node]}});
    assert_eq!(played(waits("2026-03-01T09:00:00+08:00"), json!({}), at("a")), None);
    assert_eq!(played(waits("2026-03-02T09:00:00+08:00"), json!({}), at("a")), None, "its moment is now");
    assert_eq!(played(waits("2026-03-02T09:00:01+08:00"), json!({}), at("w")), None);
}
