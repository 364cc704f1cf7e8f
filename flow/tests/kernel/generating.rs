//! Scenarios that are generated: they play, and come to what none came to before.

use std::sync::Arc;

use flow::process::Process;
use flow::scenario::{Coverage, Element, Scenario, Stage, Step, generate, run};
use flow::text::Language;
use proptest::prelude::*;
use serde_json::json;

use crate::drawing;
use crate::play::{T0, definition, organisation};

fn stage(definition: serde_json::Value) -> Stage {
    let definition = serde_json::from_value(definition).expect("the definition is well written");
    let process = Arc::new(Process::new(Arc::new(definition)).unwrap_or_else(|findings| panic!("{findings:#?}")));
    Stage { process, called: Vec::new(), organisation: Arc::new(organisation()), at: T0 }
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

#[test]
fn what_a_condition_asks_for_is_filled_in() {
    let nodes = json!([
        {"id": "start", "kind": "start"}, {"id": "x", "kind": "exclusive"},
        {"id": "board", "kind": "approve", "name": {"zh": "董事会", "en": "Board"}, "who": {"person": "zhou"}},
        {"id": "end", "kind": "end"},
    ]);
    let edges = ["start > x", "x > board: amount >= 20000 and fast = true", "x > end: default", "board > end"];
    let (scenarios, missed) = generated(&stage(definition(nodes, &edges)));
    assert_eq!(missed, NOTHING);
    let names = names(&scenarios, Language::English);
    println!("{names:?}");
    assert!(names.iter().any(|name| name.contains("amount 20,000")), "{names:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn of_random_processes_nearly_every_edge_is_come_to(block in drawing::block()) {
        let stage = stage(drawing::definition(&block));
        println!("{} edges…", stage.process.definition().edges.len());
        std::fs::write("/tmp/last.json", serde_json::to_string(&**stage.process.definition()).unwrap()).unwrap();
        let began = std::time::Instant::now();
        let scenarios = generate(&stage, &Coverage::default());
        let coverage = covered(&stage, &scenarios);
        let (all, missed) = (stage.process.definition().edges.len(), coverage.missing_edges(&stage.process));
        println!("{all} edges, {} missed, {} scenarios, {:?}", missed.len(), scenarios.len(), began.elapsed());
        if !missed.is_empty() { println!("{}", serde_json::to_string(&**stage.process.definition()).unwrap()); println!("{missed:?}"); }
    }
}
