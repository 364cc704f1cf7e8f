//! `lianban trace`: a definition at play by itself.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::{content, lianban, lines, words};

fn trace(file: &str, more: &[&str]) -> Output {
    lianban(&[&["trace", file, "--json"], more].concat())
}

/// The nodes that were completed, in order.
fn completed(steps: &[Value]) -> Vec<&str> {
    let done = steps.iter().filter(|step| step["event"] == "complete");
    done.map(|step| step["node"].as_str().unwrap()).collect()
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const SMALL: &str = "\
lianban: 1
key: small
name: {zh: 小, en: Small}
form:
  fields: [{id: amount, type: number, required: true}, {id: note, type: text}]
nodes:
  - {id: start, kind: start}
  - {id: check, kind: approve, name: {zh: 审核, en: Check}, who: {post: boss}, fields: {note: required}}
  - {id: x, kind: exclusive}
  - {id: big, kind: end}
  - {id: little, kind: end}
edges:
  - {id: a, from: start, to: check}
  - {id: b, from: check, to: x}
  - {id: c, from: x, to: big, when: amount > 100}
  - {id: d, from: x, to: little, default: true}
";

#[test]
fn an_order_goes_through_the_processes_that_it_calls() {
    // Ready today, as the contract will say that is signed today.
    let data = r#"{"matDays": 0, "prodDays": 0, "packDays": 0}"#;
    let regular = trace(&content("O-01.flow.yaml"), &["--process", "O-01", "--data", data]);
    assert_eq!(regular.status.code(), Some(0), "{regular:?}");
    let told = lines(&regular);
    let (last, steps) = told.split_last().unwrap();
    assert_eq!((&last["result"], &last["ends"], &last["open"]), (&json!("completed"), &json!(["ordered"]), &json!([])));
    assert_eq!(
        completed(steps),
        [
            "start",
            "confirm",
            "companyOf",
            "prepare",
            "classify",
            "byType",
            "feasible",
            "bySlack",
            "quotation",
            "byContract",
            "ordered",
        ]
    );

    let reviewed = trace(&content("O-01.flow.yaml"), &["--decide", "byType=e8", "--at", "2026-03-02T09:00:00+08:00"]);
    let told = lines(&reviewed);
    let (last, steps) = told.split_last().unwrap();
    assert_eq!(last["result"], "completed", "{told:#?}");
    assert!(completed(steps).windows(2).any(|pair| pair == ["review", "quotation"]), "{told:#?}");
    assert!(steps.iter().all(|step| step["time"] == "2026-03-02T09:00:00+08:00"));
}

#[test]
fn the_people_of_an_organisation_are_asked_when_there_is_one() {
    let org = content("org.yaml");
    let leave = trace(&content("S-01.flow.yaml"), &["--org", &org]);
    assert_eq!(leave.status.code(), Some(0), "{leave:?}");
    let nobody = trace(&content("S-01.flow.yaml"), &["--org", &org, "--by", "nobody"]);
    assert_eq!(nobody.status.code(), Some(2), "{nobody:?}");
}

#[test]
fn a_step_is_a_line_with_its_keys_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "small.flow.yaml", SMALL);
    let told = trace(&file, &["--data", r#"{"amount": 500.5}"#]);
    let text = String::from_utf8_lossy(&told.stdout);
    assert_eq!(
        text.lines().collect::<Vec<_>>(),
        [
            r#"{"seq":1,"time":"2026-01-05T09:00:00+08:00","node":"start","name":null,"kind":"start","event":"enter"}"#,
            r#"{"seq":2,"time":"2026-01-05T09:00:00+08:00","node":"start","name":null,"kind":"start","event":"complete"}"#,
            r#"{"seq":3,"time":"2026-01-05T09:00:00+08:00","node":"check","name":"Check","kind":"approve","event":"enter"}"#,
            r#"{"seq":4,"time":"2026-01-05T09:00:00+08:00","node":"check","name":"Check","kind":"approve","event":"complete","filled":{"note":"sample"}}"#,
            r#"{"seq":5,"time":"2026-01-05T09:00:00+08:00","node":"x","name":null,"kind":"exclusive","event":"enter"}"#,
            r#"{"seq":6,"time":"2026-01-05T09:00:00+08:00","node":"x","name":null,"kind":"exclusive","event":"complete"}"#,
            r#"{"seq":7,"time":"2026-01-05T09:00:00+08:00","node":"big","name":null,"kind":"end","event":"enter"}"#,
            r#"{"seq":8,"time":"2026-01-05T09:00:00+08:00","node":"big","name":null,"kind":"end","event":"complete"}"#,
            r#"{"result":"completed","ends":["big"],"open":[],"data":{"amount":"500.5","note":"sample"}}"#,
        ]
    );
    let data = write(folder.path(), "data.json", r#"{"amount": 1}"#);
    let from_file = trace(&file, &["--data", &format!("@{data}"), "--decide", "check=refuse"]);
    assert_eq!((from_file.status.code(), &lines(&from_file)[4]["result"]), (Some(1), &json!("refused")));
    let short = trace(&file, &["--max-steps", "4"]);
    assert_eq!(
        lines(&short)[4],
        json!({"result": "limit", "ends": [], "open": [], "data": {"amount": 1, "note": "sample"}})
    );
}

#[test]
fn for_people_it_is_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "small.flow.yaml", SMALL);
    let told = lianban(&["trace", &file, "--data", r#"{"amount": 1}"#]);
    let text = String::from_utf8_lossy(&told.stdout);
    let expected = ["2026-01-05T09:00:00+08:00  complete  Check", "note = \"sample\"", "completed at little"];
    assert!(expected.iter().all(|line| text.lines().any(|told| told.trim() == *line)), "{text}");
}

#[test]
fn a_broken_definition_prints_its_findings_and_no_result() {
    let folder = tempfile::tempdir().unwrap();
    for (broken, code) in [
        (SMALL.replace("amount > 100", "amuont > 100"), "unknown_field"),
        (SMALL.replace("to: check}", "to: chekc}"), "unknown_node"),
        (SMALL.replace("kind: approve", "knid: approve"), "unknown_key"),
    ] {
        let file = write(folder.path(), "broken.flow.yaml", &broken);
        let (told, found) = (trace(&file, &[]), lianban(&["validate", &file, "--json"]));
        assert_eq!(told.status.code(), Some(1), "{told:?}");
        assert_eq!(told.stdout, found.stdout, "the lines are those of validate");
        assert!(lines(&told).iter().any(|finding| finding["code"] == code), "{told:?}");
    }
}

#[test]
fn wrong_usage_and_unreadable_files_exit_with_2_and_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "small.flow.yaml", SMALL);
    let garbage = write(folder.path(), "garbage.flow.yaml", "lianban: [1");
    let cases: [(&str, &[&str], &str); 11] = [
        (&file, &["--process", "other"], "`small`"),
        (&file, &["--decide", "chekc=approve"], "check, x"),
        (&file, &["--decide", "check=accept"], "approve, refuse, return"),
        (&file, &["--decide", "x=e9"], "c, d"),
        (&file, &["--decide", "check=@late"], "waits for nothing"),
        (&file, &["--data", "[1]"], "JSON object"),
        (&file, &["--data", r#"{"amuont": 1}"#], "amuont"),
        (&file, &["--at", "monday"], "2026-03-02T09:00:00+08:00"),
        (&file, &["--max-steps", "0"], "0"),
        (&garbage, &[], ""),
        ("nowhere.flow.yaml", &[], ""),
    ];
    for (file, more, says) in cases {
        let told = trace(file, more);
        assert_eq!(told.status.code(), Some(2), "{more:?}: {told:?}");
        assert!(words(&told).contains(says), "{more:?}: {told:?}");
    }
}
