//! The published schemas of the file formats are current, take what is shipped, and refuse what the reader refuses.

use std::fs;
use std::path::{Path, PathBuf};

use flow::file::{Format, read};
use flow::schema::Document;
use jsonschema::Validator;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn validator(document: Document) -> Validator {
    jsonschema::validator_for(document.schema().as_value()).expect("the schema is a schema")
}

/// The files of these folders whose names end so, each as JSON.
fn files(ending: &str) -> Vec<(PathBuf, Value)> {
    let folders = ["server/content", "docs/examples"].map(|folder| root().join(folder));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("the folder is there"));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let paths = paths.filter(|path| path.to_string_lossy().ends_with(ending));
    let as_json = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a file of ours");
        let json = read::<Value>(&text, Format::Yaml).expect("it is YAML").value;
        (path, json)
    };
    paths.map(as_json).collect()
}

fn against(validator: &Validator, json: &Value) -> Vec<String> {
    validator.iter_errors(json).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_published_schemas_are_current() {
    for document in Document::ALL {
        let file = Path::new("docs/schema").join(document.file_name());
        let text = fs::read_to_string(root().join(&file)).unwrap_or_default();
        let kept: Value = serde_json::from_str(&text).unwrap_or_default();
        let (file, name) = (file.display(), document.name());
        assert!(kept == *document.schema().as_value(), "renew it with: lianban schema {name} > {file}");
    }
}

#[test]
fn what_is_shipped_is_what_the_schemas_say() {
    for (document, ending) in [
        (Document::Definition, ".flow.yaml"),
        (Document::Scenarios, ".test.yaml"),
        (Document::Organisation, "org.yaml"),
    ] {
        let validator = validator(document);
        let files = files(ending);
        assert!(files.len() > 1, "files that end in {ending}");
        for (path, json) in files {
            assert_eq!(against(&validator, &json), Vec::<String>::new(), "{}", path.display());
        }
    }
}

#[test]
fn what_the_reader_refuses_the_schemas_refuse() {
    let definition = |more: Value| {
        let whole = json!({"lianban": 1, "key": "T", "name": "T", "nodes": [{"id": "start", "kind": "start"}]});
        let both = [whole, more].into_iter().filter_map(|part| part.as_object().cloned()).flatten();
        Value::Object(both.collect())
    };
    let step =
        |step: Value| json!({"definition": "T", "scenarios": [{"name": "n", "start": {"by": "a"}, "steps": [step]}]});
    let cases: [(Document, Value, bool); 14] = [
        (Document::Definition, definition(json!({})), true),
        (Document::Definition, definition(json!({"nodse": []})), false),
        (Document::Definition, definition(json!({"nodes": [{"id": "a", "kind": "start", "hwo": 1}]})), false),
        (Document::Definition, definition(json!({"nodes": [{"id": "a", "kind": "begin"}]})), false),
        (Document::Definition, definition(json!({"name": {"zh": "甲", "fr": "A"}})), false),
        (Document::Definition, definition(json!({"starters": {"post": {"id": "p", "in": "d"}}})), true),
        (Document::Definition, definition(json!({"starters": {"psot": "p"}})), false),
        (Document::Definition, definition(json!({"foreign": {"a": {"any": ["thing"]}}})), true),
        (Document::Scenarios, step(json!({"clock": "2 working_day"})), true),
        (Document::Scenarios, step(json!({"clock": "soon"})), false),
        (Document::Scenarios, step(json!({"act": "a", "by": "b", "otucome": "c"})), false),
        (Document::Scenarios, step(json!({"by": "b"})), false),
        (Document::Organisation, json!({"people": {"a": {"name": "A", "left": "2026-03-02"}}}), true),
        (Document::Organisation, json!({"people": {"a": {"name": "A", "boss": "b"}}}), false),
    ];
    for (document, json, is_right) in cases {
        let text = json.to_string();
        let reads = match document {
            Document::Definition => read::<flow::model::Definition>(&text, Format::Json).is_ok(),
            Document::Scenarios => read::<flow::scenario::ScenarioFile>(&text, Format::Json).is_ok(),
            Document::Organisation => read::<flow::organisation::Organisation>(&text, Format::Json).is_ok(),
        };
        assert_eq!(reads, is_right, "the reader: {text}");
        let found = against(&validator(document), &json);
        assert_eq!(found.is_empty(), is_right, "{text}: {found:?}");
    }
}
