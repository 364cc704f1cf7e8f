//! The examples of the documentation are true: nothing is wrong with them, and their scenarios pass.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use flow::check::{Surroundings, check};
use flow::file::{Format, read};
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::scenario::{Coverage, ScenarioFile, Stage, run};

fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn load<T: serde::de::DeserializeOwned>(path: &str) -> T {
    read(&text(path), Format::Yaml).unwrap_or_else(|found| panic!("{path}: {found:#?}")).value
}

fn process(path: &str) -> Arc<Process> {
    let definition: Definition = load(path);
    Arc::new(Process::new(Arc::new(definition)).unwrap_or_else(|found| panic!("{path}: {found:#?}")))
}

#[test]
fn nothing_is_found_in_the_examples() {
    let organisation: Organisation = load("examples/org.yaml");
    assert_eq!(organisation.problems(), []);
    let processes = BTreeSet::from(["P-01".into(), "P-02".into()]);
    let surroundings = Surroundings { organisation: Some(&organisation), processes: Some(&processes) };
    for name in ["complete", "delivery", "renewal", "repair"] {
        let path = &*format!("examples/{name}.flow.yaml");
        let found = check(&Arc::new(load::<Definition>(path)), &surroundings);
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

#[test]
fn the_scenarios_of_the_examples_pass_and_come_to_every_node_and_edge() {
    for (name, called) in [("complete", Some("delivery")), ("repair", None)] {
        let suite: ScenarioFile = load(&format!("examples/{name}.test.yaml"));
        let stage = Stage {
            process: process(&format!("examples/{name}.flow.yaml")),
            called: called.map(|called| process(&format!("examples/{called}.flow.yaml"))).into_iter().collect(),
            organisation: Arc::new(load("examples/org.yaml")),
            at: suite.at.expect("it says when its clock starts").0,
            registers: suite.registers,
        };
        let mut coverage = Coverage::default();
        for scenario in &suite.scenarios {
            let played = run(scenario, &stage);
            assert!(played.difference.is_none(), "{name}, {:?}: {:#?}", scenario.name, played.difference);
            coverage.merge(played.coverage);
        }
        let missing = (coverage.missing_nodes(&stage.process), coverage.missing_edges(&stage.process));
        assert!(missing.0.is_empty() && missing.1.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn the_page_quotes_the_small_example() {
    let page = text("process-file.md");
    let quoted = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    let example = text("examples/delivery.flow.yaml");
    let example: String =
        example.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    assert_eq!(quoted, Some(example.as_str()));
}

#[test]
fn every_pattern_that_is_supported_is_shown_by_a_test() {
    let patterns = text("patterns.md");
    let rows: Vec<&str> =
        patterns.lines().filter(|line| line.starts_with("| ") && line.contains(" | yes | ")).collect();
    assert!(patterns.contains(&format!("Directly supported\nare {}.", rows.len())), "there are {}", rows.len());
    for row in rows {
        let shown = row.rsplit('`').nth(1).expect("a test in backticks");
        let (file, test) = shown.split_once("::").expect("a file and a test");
        let source = text(&format!("../flow/tests/kernel/{file}.rs"));
        assert!(source.contains(&format!("fn {test}(")), "{shown}");
    }
}
