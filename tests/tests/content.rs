//! The processes that are shipped do what their scenarios say, and nothing is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flow::check::{Severity, Surroundings, check};
use flow::file::{Format, read};
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::scenario::{ScenarioFile, Stage, run};

/// Where the processes are kept that come with the demo.
fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/content")
}

/// Where definitions are kept that bring several processes of the content together.
fn together() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/together")
}

/// The files of a folder whose names end so, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    assert!(!files.is_empty(), "no file ends in {ending}");
    files
}

fn load<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&text, Format::Yaml).unwrap_or_else(|found| panic!("{}: {found:#?}", path.display())).value
}

fn definitions(folder: &Path) -> Vec<Arc<Definition>> {
    files(folder, ".flow.yaml").iter().map(|path| Arc::new(load(path))).collect()
}

fn processes(folder: &Path) -> Vec<Arc<Process>> {
    let read = |definition| Arc::new(Process::new(definition).unwrap_or_else(|found| panic!("{found:#?}")));
    definitions(folder).into_iter().map(read).collect()
}

fn organisation() -> Organisation {
    load(&content().join("org.yaml"))
}

/// What the scenarios of a folder expect and did not find, where these processes are.
fn failed(folder: &Path, processes: &[Arc<Process>]) -> Vec<String> {
    let organisation = Arc::new(organisation());
    let mut failed = Vec::new();
    for file in files(folder, ".test.yaml") {
        let suite: ScenarioFile = load(&file);
        let definition: Definition = load(&folder.join(&suite.definition));
        let is_tested = |process: &&Arc<Process>| process.definition().key == definition.key;
        let stage = Stage {
            process: processes.iter().find(is_tested).expect("its definition is read above").clone(),
            called: processes.iter().filter(|process| !is_tested(process)).cloned().collect(),
            organisation: organisation.clone(),
            at: suite.at.expect("the content says when its scenarios begin").0,
            registers: suite.registers,
        };
        for scenario in &suite.scenarios {
            if let Some(difference) = run(scenario, &stage).difference {
                failed.push(format!("{}: {:?}: {difference:#?}", definition.key, scenario.name));
            }
        }
    }
    failed
}

#[test]
fn every_scenario_passes_also_when_the_server_restarts_after_every_step() {
    let failed = failed(&content(), &processes(&content()));
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn processes_that_meet_in_a_register_find_there_what_the_others_entered() {
    let all = [processes(&content()), processes(&together())].concat();
    let failed = failed(&together(), &all);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn nothing_stands_in_the_way_of_publishing() {
    let organisation = organisation();
    let definitions = definitions(&content());
    let keys = definitions.iter().map(|definition| definition.key.clone()).collect();
    let surroundings = Surroundings { organisation: Some(&organisation), processes: Some(&keys) };
    for definition in &definitions {
        let found = check(definition, &surroundings);
        let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", definition.key);
    }
}
