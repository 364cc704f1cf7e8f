use super::{Format, read, to_json, to_yaml};
use crate::check::Finding;
use crate::model::Definition;
use crate::scenario::ScenarioFile;
use crate::text::Language;

const SMALL: &str = r#"lianban: 1
key: T-01
name: {zh: 请假, en: Leave}
form:
  fields:
    - {id: days, type: number, compute: 1}
nodes:
  - {id: start, kind: start}
  - id: decide
    kind: approve
    who: {any: [{post: {id: head, in: initiator.department}}, {superior: {}}]}
    mode: {vote: {share: 50}}
    limit: {within: 1, unit: working_day, from: start, remind: [-4 working_hour]}
    refuse: {back: start}
  - {id: end, kind: end}
edges:
  - {id: e1, from: start, to: decide}
  - {id: e2, from: decide, to: end, when: 'outcome = "approve"'}
diagram: {nodes: {decide: {x: 838, y: 321, w: 140, h: 68.5}}, edges: {e2: [[1, 2], [3.5, 4]]}}
foreign: {decide: {a: [1, -2, 0.5, null, true]}}
"#;

fn findings(text: &str) -> Vec<Finding> {
    read::<Definition>(text, Format::Yaml).map(|read| read.value.key).expect_err("it has errors")
}

fn told(text: &str) -> Vec<(u32, String)> {
    let words = |finding: &Finding| finding.message.in_language(Language::English).to_owned();
    findings(text).iter().map(|finding| (finding.line.unwrap_or_default(), words(finding))).collect()
}

#[test]
fn what_is_written_is_what_was_read() {
    let read_yaml = read::<Definition>(SMALL, Format::Yaml).unwrap();
    assert_eq!(read_yaml.lines.of_element("decide"), Some(9));
    assert_eq!(read_yaml.lines.of_element("days"), Some(6));
    let first = read_yaml.value;

    let yaml = to_yaml(&first).unwrap();
    let json = to_json(&first).unwrap();
    assert_eq!(read::<Definition>(&yaml, Format::Yaml).unwrap().value, first);
    assert_eq!(read::<Definition>(&json, Format::Json).unwrap().value, first);
    assert_eq!(to_yaml(&read::<Definition>(&yaml, Format::Yaml).unwrap().value).unwrap(), yaml);
    assert!(yaml.starts_with("lianban: 1\nkey: T-01\nname:\n  zh: 请假\n"), "{yaml}");
}

#[test]
fn every_problem_is_told_at_once_and_where_it_is() {
    let broken = SMALL
        .replace("who: {any", "whoo: {any")
        .replace("kind: approve", "kind: aprove")
        .replace("share: 50", "share: half")
        .replace("unit: working_day", "unit: fortnight")
        .replace("{id: e1, from: start, to: decide}", "{id: e1, from: start}");
    let expected = [
        (10, "nodes[decide].kind: unknown value `aprove`; did you mean `approve`?"),
        (11, "nodes[decide]: unknown key `whoo`; did you mean `who`?"),
        (12, "nodes[decide].mode.vote.share: this should be a whole number from 0 to 255, and is the text \"half\""),
        (
            13,
            "nodes[decide].limit.unit: unknown value `fortnight`; known are minute, hour, day, working_hour, working_day",
        ),
        (17, "edges[e1]: `to` is missing"),
    ];
    let told = told(&broken);
    for (line, words) in expected {
        assert!(told.contains(&(line, words.to_owned())), "{line} {words}\n{told:#?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");
}

#[test]
fn a_finding_names_the_element_and_what_would_be_right() {
    let found = findings(&SMALL.replace("refuse: {back: start}", "opinions: required"));
    let [finding] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((finding.code.as_str(), finding.element.as_deref()), ("unknown_key", Some("decide")));
    assert_eq!(finding.repair.as_ref().unwrap().text.in_language(Language::English), "write `opinion`");
}

#[test]
fn a_missing_name_does_not_hide_the_rest() {
    let told = told("lianban: 1\nkey: X\nnodes: [{id: a, kind: start, colour: red}]\n");
    assert_eq!(told.len(), 2, "{told:#?}");
}

#[test]
fn a_file_of_a_later_format_is_refused() {
    let told = told(&SMALL.replace("lianban: 1", "lianban: 2"));
    assert_eq!(told, [(1, "lianban: this should be 1, the format of this version, and is the number `2`".to_owned())]);
}

#[test]
fn a_list_that_is_needed_and_missing_ends_the_reading() {
    let found = read::<ScenarioFile>("definition: small.flow.yaml\n", Format::Yaml).unwrap_err();
    let told = found.iter().map(|finding| finding.message.in_language(Language::English));
    assert_eq!(told.collect::<Vec<_>>(), ["column 1: `scenarios` is missing"]);
}

#[test]
fn json_is_told_with_lines_too() {
    let text = "{\n  \"lianban\": 1,\n  \"key\": \"X\",\n  \"name\": \"x\",\n  \"nods\": []\n}";
    let found = read::<Definition>(text, Format::Json).map(|read| read.value.key).unwrap_err();
    assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [Some(5)]);
}

#[test]
fn what_cannot_be_read_at_all_says_why() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e]\n";
    let deep = format!("a: {}{}", "[".repeat(200), "]".repeat(200));
    let ladder = "a: &a [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n\
                  b: &b [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\nc: [[[[[*b]]]]]\n";
    let long = format!("a: \"{}\"", "x".repeat(super::LONGEST));
    for (text, code) in [
        (bomb, "too_large"),
        (long.as_str(), "too_large"),
        (deep.as_str(), "too_deep"),
        (ladder, "too_deep"),
        ("a: 1\na: 2\n", "duplicate_key"),
        ("a: [1\nb: 2", "syntax"),
        ("a: 1\n---\nb: 2", "syntax"),
        ("[]", "wrong_type"),
        ("", "wrong_type"),
    ] {
        let found = findings(text);
        assert_eq!(found.first().map(|finding| finding.code.as_str()), Some(code), "{found:?}");
    }
    for text in ["{\"a\": 1, \"a\": 2}", "{", "", "[[", "{\"key\": 1e999}"] {
        assert!(read::<Definition>(text, Format::Json).is_err(), "{text}");
    }
}
