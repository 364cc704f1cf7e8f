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

/// The files of the content whose names end so, in order.
fn files(ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(content()).expect("the content is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    assert!(!files.is_empty(), "no file ends in {ending}");
    files
}

fn load<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&text, Format::Yaml).unwrap_or_else(|found| panic!("{}: {found:#?}", path.display())).value
}

fn definitions() -> Vec<Arc<Definition>> {
    files(".flow.yaml").iter().map(|path| Arc::new(load(path))).collect()
}

fn organisation() -> Organisation {
    load(&content().join("org.yaml"))
}

#[test]
fn every_scenario_passes_also_when_the_server_restarts_after_every_step() {
    let processes: Vec<Arc<Process>> = definitions()
        .into_iter()
        .map(|definition| Arc::new(Process::new(definition).unwrap_or_else(|found| panic!("{found:#?}"))))
        .collect();
    let organisation = Arc::new(organisation());
    let mut failed = Vec::new();
    for file in files(".test.yaml") {
        let suite: ScenarioFile = load(&file);
        let definition: Definition = load(&content().join(&suite.definition));
        let is_tested = |process: &&Arc<Process>| process.definition().key == definition.key;
        let stage = Stage {
            process: processes.iter().find(is_tested).expect("its definition is read above").clone(),
            called: processes.iter().filter(|process| !is_tested(process)).cloned().collect(),
            organisation: organisation.clone(),
            at: suite.at.expect("the content says when its scenarios begin").0,
        };
        for scenario in &suite.scenarios {
            if let Some(difference) = run(scenario, &stage).difference {
                failed.push(format!("{}: {:?}: {difference:#?}", definition.key, scenario.name));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn nothing_stands_in_the_way_of_publishing() {
    let organisation = organisation();
    let definitions = definitions();
    let keys = definitions.iter().map(|definition| definition.key.clone()).collect();
    let surroundings = Surroundings { organisation: Some(&organisation), processes: Some(&keys) };
    for definition in &definitions {
        let found = check(definition, &surroundings);
        let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", definition.key);
    }
}
