//! Scenarios that are generated: they play, and come to what none came to before.

use std::sync::Arc;

use flow::process::Process;
use flow::scenario::{Coverage, Element, Rows, Scenario, Stage, Step, generate, run, shrink};
use flow::text::Language;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::json;

use crate::drawing;
use crate::play::{T0, definition, organisation};

fn stage(definition: serde_json::Value) -> Stage {
    let definition = serde_json::from_value(definition).expect("the definition is well written");
    let process = Arc::new(Process::new(Arc::new(definition)).unwrap_or_else(|findings| panic!("{findings:#?}")));
    Stage { process, called: Vec::new(), organisation: Arc::new(organisation()), at: T0, registers: Rows::new() }
}

/// What generated scenarios come to, each of which has to pass.
fn covered(stage: &Stage, scenarios: &[Scenario]) -> Coverage {
    let mut coverage = Coverage::default();
    for scenario in scenarios {
        let outcome = run(scenario, stage);
        assert_eq!(outcome.difference, None, "{scenario:#?}");
        coverage.merge(outcome.coverage);
    }
    coverage
}

fn in_words(element: &Element) -> String {
    match element {
        Element::Node(node) => node.to_string(),
        Element::Edge(edge) => edge.to_string(),
        Element::Row(node, row) => format!("{node} row {}", row + 1),
    }
}

fn missed(stage: &Stage, scenarios: &[Scenario]) -> Vec<String> {
    covered(stage, scenarios).missing(&stage.process).iter().map(in_words).collect()
}

/// The generated scenarios of a process, by their names, and what they do not come to.
fn generated(stage: &Stage) -> (Vec<Scenario>, Vec<String>) {
    let scenarios = generate(stage, &Coverage::default());
    let missed = missed(stage, &scenarios);
    (scenarios, missed)
}

fn names(scenarios: &[Scenario], language: Language) -> Vec<&str> {
    scenarios.iter().map(|scenario| scenario.name.in_language(language)).collect()
}

const NOTHING: [&str; 0] = [];

fn nodes(more: &[serde_json::Value]) -> serde_json::Value {
    let mut nodes = vec![json!({"id": "start", "kind": "start", "name": "Start"})];
    nodes.extend(more.iter().cloned());
    nodes.push(json!({"id": "end", "kind": "end", "name": "End"}));
    nodes.into()
}

#[test]
fn what_a_condition_asks_for_is_filled_in_and_told_in_both_languages() {
    let board =
        json!({"id": "board", "kind": "approve", "name": {"zh": "董事会", "en": "Board"}, "who": {"person": "zhou"}});
    let nodes = nodes(&[json!({"id": "x", "kind": "exclusive"}), board]);
    let edges = ["start > x", "x > board: amount >= 20000 and fast = true", "x > end: default", "board > end"];
    let (scenarios, missed) = generated(&stage(definition(nodes, &edges)));
    assert_eq!(missed, NOTHING);
    assert_eq!(
        names(&scenarios, Language::English),
        ["Goes from “x” to “End”", "Reaches “End” by amount 20,000, fast yes"]
    );
    assert_eq!(names(&scenarios, Language::Chinese)[1], "到达「End」：amount 20,000，fast 是");
    let end = scenarios[1].end.as_ref().expect("it says how it ends");
    assert_eq!(end.result.as_deref(), Some("completed"));
    assert_eq!(end.asked["board"], ["zhou"]);
    // The shorter way has nothing to be decided and nothing to be filled in.
    assert!(scenarios[0].steps.is_empty() && scenarios[0].start.data.is_empty());
}

#[test]
fn time_messages_and_failures_are_brought_about() {
    let wait = |id: &str, event| json!({"id": id, "kind": "wait", "event": event});
    let nodes = nodes(&[
        json!({"id": "pay", "kind": "service"}),
        wait("paid", json!({"kind": "message", "of": "paid", "key": "note"})),
        wait("later", json!({"kind": "timer", "after": "90 minute"})),
        json!({"id": "mend", "kind": "handle", "who": {"person": "sun"}}),
        json!({"id": "given up", "kind": "end"}),
    ]);
    let edges =
        ["start > pay", "pay > paid", "paid > later", "later > end", "late > given up", "broken > mend", "mend > end"];
    let mut definition = definition(nodes, &edges);
    definition["attached"] = json!([
        {"id": "late", "on": "mend", "kind": "timer", "after": "2 hour"},
        {"id": "broken", "on": "pay", "kind": "error", "of": "E"},
    ]);
    let (scenarios, missed) = generated(&stage(definition));
    assert_eq!(missed, NOTHING);
    let told: Vec<String> = scenarios
        .iter()
        .map(|scenario| scenario.steps.iter().map(Step::describe).collect::<Vec<_>>().join(", "))
        .collect();
    assert_eq!(told, ["message paid, clock", "fail pay, act mend", "fail pay, clock"]);
}

#[test]
fn rows_of_tables_are_come_to_one_by_one() {
    let table = json!({"hit": "first", "inputs": ["amount", "fast"], "outputs": ["note"], "rules": [
        {"when": ["> 500", "-"], "then": ["\"much\""]},
        {"when": ["[100..500]", "true"], "then": ["\"some\""]},
        {"when": ["-", "-"], "then": ["\"little\""]},
        {"when": ["< 0", "-"], "then": ["\"never\""]},
    ]});
    let nodes = nodes(&[json!({"id": "rate", "kind": "rule", "table": table})]);
    let stage = stage(definition(nodes, &["start > rate", "rate > end"]));
    let (scenarios, missed) = generated(&stage);
    assert_eq!(missed, ["rate row 4"], "where the first row counts, none behind one that matches everything does");
    assert_eq!(scenarios.len(), 3);
    let covered = covered(&stage, &scenarios);
    assert_eq!(covered.missing_rows(&stage.process)["rate"], [4]);
    assert!(generate(&stage, &covered).is_empty(), "what was come to is not generated again");
}

#[test]
fn of_random_processes_nearly_every_edge_is_come_to_and_always_the_same_way() {
    let mut runner = TestRunner::deterministic();
    let (mut all, mut come_to) = (0, 0);
    for number in 0..30 {
        let block = drawing::block().new_tree(&mut runner).expect("a process is drawn").current();
        let stage = stage(drawing::definition(&block));
        let scenarios = generate(&stage, &Coverage::default());
        let edges = stage.process.definition().edges.len();
        all += edges;
        come_to += edges - covered(&stage, &scenarios).missing_edges(&stage.process).len();
        if number % 10 == 0 {
            assert_eq!(generate(&stage, &Coverage::default()), scenarios);
        }
    }
    // What is missing cannot be come to: a way back where the flag that opens it has just been taken off.
    assert!(come_to * 100 >= all * 95, "{come_to} of {all} edges");
}

/// A scenario with more in it than its failure needs.
fn failing(end: serde_json::Value) -> (Stage, Scenario) {
    let asks =
        |id: &str, who: &str| json!({"id": id, "kind": "approve", "who": {"person": who}, "fields": {"note": "edit"}});
    let nodes = nodes(&[asks("first", "wang"), json!({"id": "x", "kind": "exclusive"}), asks("board", "zhou")]);
    let edges = ["start > first", "first > x", "x > board: amount > 1000", "x > end: default", "board > end"];
    let scenario = json!({
        "name": "large", "start": {"by": "li", "data": {"amount": 123_456, "fast": true, "note": "as agreed"}},
        "steps": [
            {"tasks": {"first": [{"who": "wang"}]}}, {"urge": {"by": "li"}}, {"note": "hm", "by": "li"}, {"clock": "1 hour"},
            {"act": "first", "by": "wang", "transfer": "qian"},
            {"act": "first", "by": "qian", "data": {"note": "fine with me"}, "opinion": "fine"}, {"clock": "2 hour"},
            {"refused": {"act": "board", "by": "li"}, "code": "not_yours"},
        ],
        "end": end,
    });
    let scenario = serde_json::from_value(scenario).expect("the scenario is well written");
    (stage(definition(nodes, &edges)), scenario)
}

#[test]
fn a_failing_scenario_shrinks_to_what_its_failure_needs() {
    let (stage, scenario) = failing(json!({"result": "running", "at": ["end"], "data": {"note": "fine with me"}}));
    let failure = run(&scenario, &stage).difference.expect("it fails");
    let small = shrink(&scenario, &stage);
    let still = run(&small, &stage).difference.expect("it fails still");
    assert_eq!((&still.step, &still.expected, &still.actual), (&failure.step, &failure.expected, &failure.actual));
    assert_eq!(still.actual, "board");
    let written = serde_json::to_value(&small).expect("it can be written");
    assert_eq!(
        written,
        json!({
            "name": "large", "start": {"by": "li", "data": {"amount": 1_234}},
            "steps": [{"act": "first", "by": "wang", "transfer": "qian"}, {"act": "first", "by": "qian"}],
            "end": {"at": ["end"]},
        })
    );
    assert_eq!(shrink(&small, &stage), small, "there is nothing left to leave out");
}

#[test]
fn a_scenario_that_passes_stays_as_it_is() {
    let (stage, scenario) = failing(json!({"result": "running", "at": ["board"]}));
    assert_eq!(run(&scenario, &stage).difference, None);
    assert_eq!(shrink(&scenario, &stage), scenario);
}

#[test]
fn a_refusal_that_was_not_expected_is_kept_with_its_reason() {
    let (stage, mut scenario) = failing(json!({"result": "completed"}));
    let wrong = json!({"act": "board", "by": "li", "data": {"note": "x"}, "opinion": "no"});
    scenario.steps.insert(7, serde_json::from_value(wrong).expect("it is a step"));
    let small = shrink(&scenario, &stage);
    let difference = run(&small, &stage).difference.expect("it fails still");
    assert!(difference.actual.starts_with("refused: not_yours"), "{difference:?}");
    assert_eq!(difference.step, "3 act board");
    assert!(small.end.is_none() && small.steps.len() == 3);
}

#[test]
fn what_people_do_besides_deciding_can_be_said_and_what_they_are_told() {
    let limited = json!({"id": "first", "kind": "approve", "limit": {"within": 4, "unit": "hour", "remind": ["-1 hour"]},
        "who": {"any": [{"person": "wang"}, {"person": "qian"}]}});
    let nodes = nodes(&[limited, json!({"id": "second", "kind": "approve", "who": {"person": "sun"}})]);
    let stage = stage(definition(nodes, &["start > first", "first > second", "second > end"]));
    let scenario = json!({
        "name": "everything", "start": {"by": "li"},
        "steps": [
            {"stands": {"due": {"first": "2026-03-02T13:00:00+08:00"}, "asked": {"first": ["wang", "qian"]}}},
            {"claim": "first", "by": "wang"},
            {"refused": {"act": "first", "by": "qian"}, "code": "not_yours"},
            {"release": "first", "by": "wang"},
            {"claim": "first", "by": "wang"},
            {"act": "first", "by": "wang", "add": "before", "people": ["zhao"], "opinion": "what do you think?"},
            {"act": "first", "by": "wang", "drop": "zhao"},
            {"act": "first", "by": "wang", "add": "delegate", "people": ["zhao"], "opinion": "please"},
            {"act": "first", "by": "zhao", "outcome": "done", "opinion": "here it is"},
            {"act": "first", "by": "wang", "until": "2026-03-02T17:00:00+08:00", "opinion": "ill"},
            {"act": "first", "by": "zhou"},
            {"stands": {"due": {"first": "2026-03-02T17:00:00+08:00"}}},
            {"reschedule": "2026-03-02T14:00:00+08:00", "at": "first", "by": "zhou", "reason": "it cannot wait"},
            {"note": "look", "by": "li", "people": ["wang"]},
            {"copy": ["sun"], "by": "li"},
            {"urge": {"by": "li"}},
            {"suspend": "flood", "by": "zhou"},
            {"refused": {"act": "first", "by": "wang"}, "code": "suspended"},
            {"correct": {"amount": 7}, "by": "zhou", "reason": "a slip"},
            {"resume": "dry again", "by": "zhou"},
            {"clock": "4 hour"},
            {"act": "first", "by": "wang"},
            {"recall": "first", "by": "wang", "reason": "wrong"},
            {"act": "first", "by": "wang"},
            {"reassign": "second", "transfer": "zhao", "by": "zhou", "reason": "sun is ill"},
            {"tasks": {"second": [{"who": "zhao"}]}},
            {"jump": "second", "to": "first", "by": "zhou", "reason": "once more"},
            {"stands": {"at": ["first"]}},
            {"terminate": "enough", "by": "zhou"},
        ],
        "end": {
            "result": "terminated", "data": {"amount": 7},
            "told": {"wang": ["noted", "urged", "reminded"], "sun": ["copied"], "li": []},
        },
    });
    let scenario: Scenario = serde_json::from_value(scenario).expect("the scenario is well written");
    assert_eq!(run(&scenario, &stage).difference, None);
}

#[test]
fn what_was_sent_can_be_said() {
    let order = json!({"id": "order", "kind": "throw",
        "event": {"kind": "message", "of": "ordered", "key": "amount", "data": {"amount": "amount + 1"}}});
    let told = json!({"id": "told", "kind": "throw", "event": {"kind": "signal", "of": "known"}});
    let stage = stage(definition(nodes(&[order, told]), &["start > order", "order > told", "told > end"]));
    let difference = |messages: serde_json::Value| {
        let start = json!({"by": "li", "data": {"amount": 7}});
        let scenario = json!({"name": "sent", "start": start, "steps": [], "end": {"messages": messages}});
        let scenario: Scenario = serde_json::from_value(scenario).expect("the scenario is well written");
        run(&scenario, &stage).difference.map(|difference| difference.actual)
    };
    assert_eq!(difference(json!([{"of": "ordered", "key": 7, "data": {"amount": 8}}, {"of": "known"}])), None);
    assert_eq!(difference(json!([{"of": "ordered"}, {"of": "known"}])), None, "what is not stated is not compared");
    let actual = Some("ordered for 7 {amount: 8}; known {}".to_owned());
    assert_eq!(difference(json!([{"of": "ordered", "key": 6}, {"of": "known"}])), actual);
    assert_eq!(difference(json!([{"of": "ordered"}])), actual, "nothing else was sent");
}
