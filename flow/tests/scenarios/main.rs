//! Scenarios of the processes that come with the demo are generated: they play, and come to everything.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flow::file::{Format, read};
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::scenario::{Coverage, Element, Rows, Scenario, Stage, generate, run};
use flow::text::Language;
use flow::time::Moment;

/// Monday 2 March 2026, 09:00 at +08:00.
const T0: Moment = Moment(1_772_413_200_000);

/// Where the processes are kept that come with the demo.
fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/content")
}

fn load<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&text, Format::Yaml).unwrap_or_else(|found| panic!("{}: {found:#?}", path.display())).value
}

fn shipped() -> Vec<Arc<Process>> {
    let entries = fs::read_dir(content()).expect("the content is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(".flow.yaml")).collect();
    files.sort();
    let read = |path: &PathBuf| Process::new(Arc::new(load::<Definition>(path))).expect("it can be run");
    files.iter().map(|path| Arc::new(read(path))).collect()
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

/// Those of the shipped processes that are not come to, each with the reason.
const NOT_COME_TO: [(&str, &str); 2] =
    [("C-10 authority row 2", ABOVE_ALLOWANCE), ("C-10 authority row 4", ABOVE_ALLOWANCE)];

/// Nothing tells when the expenses are filled in that the kind and the amount of one together matter.
const ABOVE_ALLOWANCE: &str = "what lies above the allowance is only known once a table has set the allowance";

#[test]
fn every_shipped_process_is_covered() {
    let organisation = Arc::new(load::<Organisation>(&content().join("org.yaml")));
    let processes = shipped();
    let mut not_come_to = Vec::new();
    for process in &processes {
        let key = &process.definition().key;
        let called = processes.iter().filter(|other| other.definition().key != *key).cloned().collect();
        let stage = Stage {
            process: process.clone(),
            called,
            organisation: organisation.clone(),
            at: T0,
            registers: Rows::new(),
        };
        let scenarios = generate(&stage, &Coverage::default());
        assert!(scenarios.iter().all(|scenario| !scenario.name.in_language(Language::English).is_empty()));
        not_come_to.extend(missed(&stage, &scenarios).into_iter().map(|element| format!("{key} {element}")));
    }
    let expected: Vec<&str> = NOT_COME_TO.iter().map(|(element, _)| *element).collect();
    assert_eq!(not_come_to, expected);
}
