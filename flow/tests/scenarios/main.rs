//! The processes that come with the demo, and the examples, at play: scenarios of them are generated and come to
//! everything, and whoever rehearses one comes to its end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flow::file::{Format, read};
use flow::kernel::Status;
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::scenario::{Coverage, Element, Rehearsal, Rows, Scenario, Stage, Step, generate, run, run_all};
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
    processes(&content())
}

fn processes(folder: &Path) -> Vec<Arc<Process>> {
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(".flow.yaml")).collect();
    files.sort();
    let read = |path: &PathBuf| Process::new(Arc::new(load::<Definition>(path))).expect("it can be run");
    files.iter().map(|path| Arc::new(read(path))).collect()
}

/// Where a process plays, with the others to be called.
fn stage(process: &Arc<Process>, all: &[Arc<Process>], organisation: &Arc<Organisation>) -> Stage {
    let key = &process.definition().key;
    let called = all.iter().filter(|other| other.definition().key != *key).cloned().collect();
    let (process, organisation) = (process.clone(), organisation.clone());
    Stage { process, called, organisation, at: T0, registers: Rows::new() }
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
        let stage = stage(process, &processes, &organisation);
        let scenarios = generate(&stage, &Coverage::default());
        assert!(scenarios.iter().all(|scenario| !scenario.name.in_language(Language::English).is_empty()));
        not_come_to.extend(missed(&stage, &scenarios).into_iter().map(|element| format!("{key} {element}")));
    }
    let expected: Vec<&str> = NOT_COME_TO.iter().map(|(element, _)| *element).collect();
    assert_eq!(not_come_to, expected);
}

/// More steps than a rehearsal takes that goes round its loops.
const MOST_STEPS: usize = 150;

/// Everything that is offered on the way to the end can be done; going on by itself ends; what was done passes.
fn rehearse(stage: &Stage) {
    let key = &stage.process.definition().key;
    let openings = Rehearsal::openings(stage);
    assert!(!openings.is_empty(), "{key} can begin");
    for opening in openings {
        let mut rehearsal = Rehearsal::begin(stage.clone(), opening.what).expect("what is offered is accepted");
        for _ in 0..MOST_STEPS {
            let before = rehearsal.standing();
            if matches!(before.status, Status::Ended { .. }) {
                break;
            }
            for offer in rehearsal.offers() {
                let mut other = rehearsal.clone();
                assert_eq!(other.take(offer.what.clone()), Ok(()), "{key}: {:?}", offer.words);
            }
            rehearsal.auto(1);
            let after = rehearsal.standing();
            assert!(rehearsal.back() && rehearsal.standing() == before, "{key} is where it was");
            rehearsal.auto(1);
            assert_eq!(rehearsal.standing(), after, "{key} goes on as it did");
        }
        let standing = rehearsal.standing();
        assert!(
            matches!(standing.status, Status::Ended { .. }),
            "{key}: {:?}",
            rehearsal.steps().iter().map(Step::describe).collect::<Vec<_>>()
        );
        let kept = serde_json::to_value(rehearsal.scenario("kept".into())).expect("it can be written");
        let ran = run_all(stage, &[kept]);
        assert_eq!(ran.outcomes[0].1.difference, None, "{key}");
        assert_eq!(ran.coverage.nodes(), standing.visited.nodes());
    }
}

#[test]
fn every_shipped_process_is_rehearsed_to_its_end() {
    let organisation = Arc::new(load::<Organisation>(&content().join("org.yaml")));
    let processes = shipped();
    processes.iter().for_each(|process| rehearse(&stage(process, &processes, &organisation)));
}

#[test]
fn every_example_is_rehearsed_to_its_end() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/examples");
    let organisation = Arc::new(load::<Organisation>(&folder.join("org.yaml")));
    let processes = processes(&folder);
    processes.iter().for_each(|process| rehearse(&stage(process, &processes, &organisation)));
}
