//! Files of BPMN, as the commands take them.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::{content, lianban, lines, words};

/// A collaboration of two processes; the second is executable.
const TWO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:other="urn:other" targetNamespace="urn:t">
  <process id="drawn" isExecutable="false"><startEvent id="s0"/></process>
  <process id="run" name="Run" isExecutable="true" other:note="kept">
    <startEvent id="s"/>
    <scriptTask id="js" scriptFormat="javascript"><script>total = 1</script></scriptTask>
    <exclusiveGateway id="g" default="small"/>
    <userTask id="t"/>
    <endEvent id="big"/>
    <endEvent id="little"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="js"/>
    <sequenceFlow id="f2" sourceRef="js" targetRef="g"/>
    <sequenceFlow id="large" sourceRef="g" targetRef="t"><conditionExpression>${amount &gt; 100}</conditionExpression></sequenceFlow>
    <sequenceFlow id="small" sourceRef="g" targetRef="little"/>
    <sequenceFlow id="f3" sourceRef="t" targetRef="big"/>
  </process>
</definitions>
"#;

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_foreign_script_is_refused_and_traced_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "two.bpmn", TWO);
    let told = lianban(&["validate", &file, "--json"]);
    assert_eq!(told.status.code(), Some(1));
    let errors: Vec<_> = lines(&told).into_iter().filter(|finding| finding["severity"] == "error").collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!((&errors[0]["code"], &errors[0]["element"]), (&json!("foreign_script"), &json!("js")));

    let told = lianban(&["trace", &file, "--json", "--data", r#"{"amount": 500, "more": "x"}"#]);
    assert_eq!(told.status.code(), Some(0), "{told:?}");
    let steps = lines(&told);
    let scripts: Vec<_> = steps.iter().filter(|step| !step["script"].is_null()).collect();
    assert_eq!(scripts.len(), 1);
    assert_eq!((&scripts[0]["node"], &scripts[0]["event"]), (&json!("js"), &json!("complete")));
    assert_eq!(scripts[0]["script"], "total = 1");
    let last = steps.last().unwrap();
    assert_eq!((&last["result"], &last["ends"]), (&json!("completed"), &json!(["big"])));
    let chosen = lianban(&["trace", &file, "--json", "--decide", "g=small"]);
    assert_eq!(lines(&chosen).last().unwrap()["ends"], json!(["little"]));
}

#[test]
fn a_file_of_bpmn_comes_back_through_our_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "two.bpmn", TWO);
    let yaml = folder.path().join("two.flow.yaml").to_str().unwrap().to_owned();
    let back = folder.path().join("back.bpmn").to_str().unwrap().to_owned();
    assert_eq!(lianban(&["convert", &file, &yaml]).status.code(), Some(0));
    // The refusal stays with it.
    assert_eq!(lianban(&["validate", &yaml]).status.code(), Some(1));
    assert_eq!(lianban(&["convert", &yaml, &back]).status.code(), Some(0));
    let written = fs::read_to_string(&back).unwrap();
    assert!(written.contains("<process id=\"drawn\"") && written.contains("other:note=\"kept\""), "{written}");
}

#[test]
fn our_own_definition_comes_back_through_bpmn() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plain, bpmn, back) = (path("plain.flow.yaml"), path("o.bpmn"), path("back.flow.yaml"));
    for (from, to) in [(&content("O-02.flow.yaml"), &plain), (&plain, &bpmn), (&bpmn, &back)] {
        assert_eq!(lianban(&["convert", from, to]).status.code(), Some(0));
    }
    assert_eq!(fs::read_to_string(&plain).unwrap(), fs::read_to_string(&back).unwrap());
}

#[test]
fn what_cannot_be_read_exits_with_2_and_names_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "two.bpmn", TWO);
    let drawn = lianban(&["trace", &file, "--process", "drawn", "--json"]);
    assert_eq!(drawn.status.code(), Some(1), "its start leads nowhere");
    let none = lianban(&["validate", &file, "--process", "gone"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(words(&none).contains("`gone`"), "{none:?}");
    let broken = write(folder.path(), "broken.bpmn", "<definitions>\n<a></b></definitions>");
    let told = lianban(&["validate", &broken, "--json"]);
    assert_eq!(told.status.code(), Some(2));
    assert_eq!((&lines(&told)[0]["code"], &lines(&told)[0]["line"]), (&json!("syntax"), &json!(2)));
}
