//! The files of the interchange suite of the BPMN Model Interchange Working Group, when they are there.

use std::path::PathBuf;
use std::sync::Arc;

use flow::bpmn;
use flow::check::{Severity, Surroundings, check};

/// The files, with their names; none when `BPMN_MIWG` does not say where they are.
fn files() -> Vec<(String, String)> {
    let Some(folder) = std::env::var_os("BPMN_MIWG").map(PathBuf::from) else {
        println!("skipped: BPMN_MIWG names no folder with the files of the interchange suite");
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

#[test]
fn each_file_imports_with_a_list_of_findings() {
    for (name, text) in files() {
        for process in bpmn::processes(&text).expect("it is BPMN") {
            let reading = bpmn::read(&text, Some(&process)).unwrap_or_else(|found| panic!("{name}: {found:?}"));
            let definition = Arc::new(reading.definition);
            let found = check(&definition, &Surroundings::default());
            let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
            println!("== {name} {process}: {} nodes, {} edges, {} noted", definition.nodes.len(), definition.edges.len(), reading.findings.len());
            for field in &definition.form.fields { println!("   field {} {:?}", field.id, field.kind); }
            for e in errors { println!("   {} {:?} {}", e.code, e.element, e.message.in_language(flow::text::Language::English)); }
            for e in &reading.findings { println!("   note {} {:?} {}", e.code, e.element, e.message.in_language(flow::text::Language::English)); }
        }
    }
}
