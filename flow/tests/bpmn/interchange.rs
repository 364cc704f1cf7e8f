//! The files of the interchange suite of the BPMN Model Interchange Working Group, when they are there.

use std::path::PathBuf;
use std::sync::Arc;

use feel::xml::{self, Content, Element};
use flow::bpmn;
use flow::check::{Finding, Severity, Surroundings, check};
use flow::file::{Format, read, to_yaml};
use flow::model::Definition;
use flow::process::Process;
use flow::time::Moment;
use flow::trace::{Ending, Plan, Wishes, trace};

/// The files, with their names; none when `BPMN_MIWG` does not say where they are.
fn files() -> Vec<(String, String)> {
    let Some(folder) = std::env::var_os("BPMN_MIWG").map(PathBuf::from) else {
        eprintln!("skipped: BPMN_MIWG names no folder with the files of the interchange suite");
        return Vec::new();
    };
    let entries = std::fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|it| it == "bpmn")).collect();
    files.sort();
    assert!(!files.is_empty(), "{} holds no files", folder.display());
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = bpmn::decode(&std::fs::read(&path).expect("the file is read")).expect("its characters are known");
        (name, text)
    };
    files.into_iter().map(read).collect()
}

/// Every process of every file.
pub(super) fn readings() -> Vec<(String, String, bpmn::Reading)> {
    let of_file = |(name, text): (String, String)| {
        let processes = bpmn::processes(&text).expect("it is BPMN");
        let read = move |process: String| {
            let reading =
                bpmn::read(&text, Some(&process)).unwrap_or_else(|found| panic!("{name} {process}: {found:?}"));
            (format!("{name} {process}"), text.clone(), reading)
        };
        processes.into_iter().map(read)
    };
    files().into_iter().flat_map(of_file).collect()
}

fn errors(definition: &Arc<Definition>) -> Vec<Finding> {
    let found = check(definition, &Surroundings::default());
    found.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// The tree of a file, without the space between its elements.
pub(super) fn model(text: &str) -> Element {
    let mut root = xml::read(text).expect("it is XML");
    settle(&mut root);
    root
}

fn settle(element: &mut Element) {
    element.position = 0;
    let has_elements = element.elements().next().is_some();
    element.content.retain(|content| match content {
        Content::Text(text) => !(has_elements && text.trim().is_empty()),
        Content::Element(_) => true,
    });
    for content in &mut element.content {
        if let Content::Element(inner) = content {
            settle(inner);
        }
    }
}

#[test]
fn each_process_validates_or_is_refused_for_a_stated_reason() {
    for (name, _, reading) in readings() {
        for finding in errors(&Arc::new(reading.definition)) {
            assert!(finding.element.is_some(), "{name}: {finding:?}");
        }
    }
}

#[test]
fn each_goes_out_as_it_came_in() {
    for (name, text, reading) in readings() {
        let written = bpmn::write(&reading.definition);
        assert_eq!(model(&written), model(&text), "{name}");
        // By way of our own format, too.
        let yaml = to_yaml(&reading.definition).expect("a definition has a YAML form");
        let through = read::<Definition>(&yaml, Format::Yaml).unwrap_or_else(|found| panic!("{name}: {found:?}")).value;
        assert_eq!(through, reading.definition, "{name}");
        let again = bpmn::read(&written, Some(reading.definition.key.as_str())).expect("what was written is read");
        assert_eq!(model(again.definition.document().unwrap_or_default()), model(&text), "{name}");
    }
}

#[test]
fn each_executable_one_is_traced() {
    let mut traced = 0;
    for (name, text, reading) in readings() {
        let says_so = text.contains("isExecutable=\"true\"");
        let definition = Arc::new(reading.definition);
        if !errors(&definition).is_empty() {
            continue;
        }
        let process = Arc::new(Process::new(definition).expect("it has no errors"));
        let called = Vec::new();
        let data = serde_json::json!({"approved": true, "clarified": "yes"});
        let known = |field: &String| process.definition().form.fields.iter().any(|known| known.id == *field.as_str());
        let data = data.as_object().expect("an object").clone().into_iter().filter(|(field, _)| known(field)).collect();
        let wishes = Wishes::default();
        let plan = Plan {
            process,
            called,
            organisation: None,
            by: None,
            at: Moment(1_767_574_800_000),
            data,
            wishes,
            most: 1_000,
        };
        let ending = trace(&plan).unwrap_or_else(|error| panic!("{name}: {error:?}")).ending;
        assert!(!says_so || ending == Ending::Completed, "{name}: {}", ending.name());
        traced += 1;
    }
    assert!(traced > 0 || std::env::var_os("BPMN_MIWG").is_none());
}
