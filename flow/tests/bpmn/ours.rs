//! Our own definitions, out and in again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use flow::bpmn;
use flow::check::{Surroundings, check};
use flow::file::{Format, read, to_yaml};
use flow::model::Definition;
use serde_json::json;

fn definitions() -> Vec<(PathBuf, Definition)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in ["server/content", "docs/examples"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder of ours");
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.to_string_lossy().ends_with(".flow.yaml") {
                let text = std::fs::read_to_string(&path).expect("the file is read");
                let read = read::<Definition>(&text, Format::Yaml).expect("the definition is well written");
                found.push((path, read.value));
            }
        }
    }
    assert!(found.len() >= 8, "the definitions are there");
    found
}

#[test]
fn each_comes_back_the_same() {
    for (path, definition) in definitions() {
        let written = bpmn::write(&definition);
        let reading = bpmn::read(&written, None).unwrap_or_else(|found| panic!("{}: {found:?}", path.display()));
        let yaml = |definition| to_yaml(definition).expect("a definition has a YAML form");
        assert_eq!(yaml(&reading.definition), yaml(&definition), "{}\n{written}", path.display());
        assert_eq!(reading.definition, definition, "{}", path.display());
        let checked = |definition: Definition| check(&Arc::new(definition), &Surroundings::default());
        assert_eq!(checked(reading.definition), checked(definition.clone()), "{}", path.display());
        assert!(reading.findings.is_empty(), "{}: {:?}", path.display(), reading.findings);
    }
}

#[test]
fn what_is_written_is_standard_bpmn() {
    for (path, definition) in definitions() {
        let written = bpmn::write(&definition);
        let twice = bpmn::write(&bpmn::read(&written, None).expect("it is read").definition);
        assert_eq!(twice, written, "{}", path.display());
        for (what, count) in
            [("BPMNShape", definition.nodes.len() + definition.attached.len()), ("BPMNEdge", definition.edges.len())]
        {
            let drawn = written.matches(&format!("<bpmndi:{what} ")).count();
            let lanes =
                if what == "BPMNShape" && !definition.lanes.is_empty() { definition.lanes.len() + 1 } else { 0 };
            assert_eq!(drawn, count + lanes, "{}: {what}", path.display());
        }
    }
}

#[test]
fn every_way_to_say_who_is_asked_comes_back() {
    let rules = json!([
        {"chain": {"of": {"field": "buyer"}, "up_to": {"level": 3}}},
        {"chain": {"up_to": {"post": "pc.gm"}}},
        {"chain": {"up_to": {"role": "auditors"}}},
        {"table": {"inputs": ["amount"], "rules": [{"when": ["> 100"], "who": {"post": "cfo"}}], "otherwise": "initiator"}},
        {"least_loaded": [{"role": "buyers"}]},
        {"round_robin": [{"post": "clerk"}, {"person": "ann"}]}
    ]);
    for who in rules.as_array().expect("a list") {
        let definition: Definition = serde_json::from_value(json!({
            "lianban": 1, "key": "T", "name": "T",
            "form": {"fields": [{"id": "amount", "type": "number"}, {"id": "buyer", "type": "person"}]},
            "nodes": [{"id": "start", "kind": "start"}, {"id": "do", "kind": "handle", "who": who},
                {"id": "end", "kind": "end"}],
            "edges": [{"id": "e1", "from": "start", "to": "do"}, {"id": "e2", "from": "do", "to": "end"}]
        }))
        .expect("the definition is well written");
        let read = bpmn::read(&bpmn::write(&definition), None).expect("it is read").definition;
        assert_eq!(read.nodes[1].who, definition.nodes[1].who, "{who}");
        assert_eq!(serde_json::to_value(&read.nodes[1].who).expect("it is written"), *who);
    }
}

#[test]
fn which_sub_processes_are_collapsed_comes_back_whether_things_are_placed_or_not() {
    let mut definition: Definition = serde_json::from_value(json!({
        "lianban": 1, "key": "T", "name": "T",
        "nodes": [{"id": "start", "kind": "start"}, {"id": "part", "kind": "sub_process"},
            {"id": "do", "kind": "handle", "who": "initiator", "within": "part"}, {"id": "end", "kind": "end"}],
        "edges": [{"id": "e1", "from": "start", "to": "part"}, {"id": "e2", "from": "part", "to": "end"}]
    }))
    .expect("the definition is well written");
    flow::design::collapse(&mut definition, &"part".into());
    for place in [false, true] {
        if place {
            flow::design::place(&mut definition);
        }
        let written = bpmn::write(&definition);
        assert!(written.contains("isExpanded=\"false\""), "{written}");
        assert_eq!(bpmn::read(&written, None).expect("it is read").definition, definition);
    }
}
