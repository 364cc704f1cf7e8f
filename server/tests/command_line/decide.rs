use std::fs;

use serde_json::json;

use crate::{lianban, lines, words};

const FEES: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<d:definitions xmlns:d="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:t="urn:tool" name="Fees" namespace="urn:fees">
  <d:import name="rates" namespace="urn:rates" importType="DMN"/>
  <d:description>What it costs &amp; why</d:description>
  <d:inputData id="a" name="amount"><d:variable name="amount" typeRef="number"/></d:inputData>
  <d:decision id="f" name="fee"><d:extensionElements><t:colour>blue</t:colour></d:extensionElements>
    <d:variable name="fee" typeRef="number"/>
    <d:informationRequirement><d:requiredInput href="#a"/></d:informationRequirement>
    <d:informationRequirement><d:requiredDecision href="urn:rates#r"/></d:informationRequirement>
    <d:literalExpression><d:text>amount * rates.rate</d:text></d:literalExpression>
  </d:decision>
</d:definitions>"##;

const RATES: &str = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Rates" namespace="urn:rates">
  <decision id="r" name="rate"><literalExpression><text>0.02</text></literalExpression></decision>
</definitions>"#;

/// A folder with the two models, where the second is found by its namespace.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("fees.dmn"), FEES).unwrap();
    fs::write(folder.path().join("other name.dmn"), RATES).unwrap();
    folder
}

#[test]
fn a_decision_is_evaluated_with_the_models_that_it_uses() {
    let folder = folder();
    let file = folder.path().join("fees.dmn").to_str().unwrap().to_owned();
    let decided = lianban(&["decide", &file, "--decision", "fee", "--input", "{\"amount\": 1200}"]);
    assert_eq!((String::from_utf8_lossy(&decided.stdout).trim(), decided.status.code()), ("24", Some(0)));
    let unknown = lianban(&["decide", &file, "--decision", "free"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(words(&unknown).contains("there are: fee"), "{}", words(&unknown));
    let no_context = lianban(&["decide", &file, "--decision", "fee", "--input", "1"]);
    assert_eq!(no_context.status.code(), Some(2));
    let no_model = lianban(&["decide", "nothing.dmn", "--decision", "fee"]);
    assert_eq!(no_model.status.code(), Some(2));
}

#[test]
fn a_batch_is_answered_line_by_line_with_paths_from_its_folder() {
    let folder = folder();
    let batch = folder.path().join("batch.jsonl");
    let questions = [
        json!({"id": 1, "file": "fees.dmn", "invocable": "fee", "input": "{amount: 50}"}),
        json!({"id": "b", "file": "fees.dmn", "invocable": "fee", "input": "{amount: \"many\"}"}),
        json!({"id": null, "file": "none.dmn", "invocable": "fee"}),
    ];
    fs::write(&batch, questions.map(|question| question.to_string()).join("\n")).unwrap();
    let answered = lianban(&["decide", "--batch", batch.to_str().unwrap()]);
    let answers = lines(&answered);
    assert_eq!(answers[0], json!({"id": 1, "value": "1"}));
    assert_eq!(answers[1], json!({"id": "b", "value": "null"}), "many is no number");
    assert!(answers[2]["error"].is_string(), "{}", answers[2]);
    assert_eq!(answered.status.code(), Some(1));
}

#[test]
fn a_model_is_written_as_it_was_read() {
    let folder = folder();
    let (from, to) = (folder.path().join("fees.dmn"), folder.path().join("copy.dmn"));
    let converted = lianban(&["convert", from.to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(converted.status.code(), Some(0), "{}", words(&converted));
    let copy = fs::read_to_string(&to).unwrap();
    for kept in ["<t:colour>blue</t:colour>", "What it costs &amp; why", "xmlns:t=\"urn:tool\""] {
        assert!(copy.contains(kept), "{kept}: {copy}");
    }
    let decided = lianban(&["decide", to.to_str().unwrap(), "--decision", "fee", "--input", "{amount: 100}"]);
    assert_eq!(String::from_utf8_lossy(&decided.stdout).trim(), "2");
    let other = lianban(&["convert", from.to_str().unwrap(), folder.path().join("a.flow.yaml").to_str().unwrap()]);
    assert_eq!(other.status.code(), Some(2));
    fs::write(&from, "<!DOCTYPE a><a/>").unwrap();
    let refused = lianban(&["convert", from.to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&to).unwrap(), copy, "what was there stays");
}
