use std::sync::Arc;

use crate::check::{Finding, How, Severity, Surroundings, check, uses};
use crate::file::{Format, read};
use crate::model::Definition;

/// The codes of this family.
const CODES: [&str; 6] =
    ["never_filled", "filled_on_some_ways", "may_be_left_empty", "required_in_vain", "written_by_nobody", "never_read"];

fn found(fields: &str, nodes: &str, edges: &str) -> Vec<Finding> {
    let text = format!(
        "lianban: 1\nkey: T\nname: T\ntitle: '{{a}}'\nform:\n  fields:\n    - {{id: a, type: number}}\n{fields}nodes:\n{nodes}edges:\n{edges}"
    );
    let definition = read::<Definition>(&text, Format::Yaml).unwrap_or_else(|found| panic!("{found:#?}\n{text}")).value;
    let mut found = check(&Arc::new(definition), &Surroundings::default());
    let errors: Vec<_> = found.iter().filter(|it| it.severity == Severity::Error).map(|it| it.code.as_str()).collect();
    assert!(errors.iter().all(|code| CODES.contains(code)), "{errors:?}");
    found.retain(|finding| CODES.contains(&finding.code.as_str()));
    found
}

/// What is found when a way out looks at `x > 1` behind two ways that meet: the first with work, the second without.
fn behind_two_ways(gateway: &str, x: &str, work: &str, condition: &str) -> Vec<Finding> {
    found(
        &format!("    - {{id: x, type: number{x}}}\n"),
        &format!(
            "  - {{id: start, kind: start, fields: {{a: required}}}}\n  - {{id: split, kind: {gateway}}}\n  \
             - {{id: work, kind: handle, who: initiator, {work}}}\n  - {{id: other, kind: handle, who: initiator}}\n  \
             - {{id: join, kind: {gateway}}}\n  - {{id: way, kind: exclusive}}\n  - {{id: look, kind: handle, who: initiator}}\n  \
             - {{id: end, kind: end}}\n"
        ),
        &format!(
            "  - {{id: e1, from: start, to: split}}\n  - {{id: e2, from: split, to: work{}}}\n  \
             - {{id: e3, from: split, to: other{}}}\n  - {{id: e4, from: work, to: join}}\n  \
             - {{id: e5, from: other, to: join}}\n  - {{id: e6, from: join, to: way}}\n  \
             - {{id: e7, from: way, to: look, when: '{condition}'}}\n  - {{id: e8, from: way, to: end, default: true}}\n  \
             - {{id: e9, from: look, to: end}}\n",
            if gateway == "exclusive" { ", when: a > 1" } else { "" },
            if gateway == "exclusive" { ", default: true" } else { "" },
        ),
    )
}

fn codes(found: &[Finding]) -> Vec<(&str, &str, Severity)> {
    found.iter().map(|it| (it.code.as_str(), it.element.as_deref().unwrap_or_default(), it.severity)).collect()
}

#[test]
fn a_field_that_is_filled_on_one_of_two_ways_is_told_with_the_other() {
    let found = behind_two_ways("exclusive", "", "fields: {x: required}", "x > 1");
    assert_eq!(codes(&found), [("filled_on_some_ways", "e7", Severity::Warning)]);
    let path: Vec<_> = found[0].path.iter().flatten().map(|node| node.as_str()).collect();
    assert_eq!(path, ["start", "split", "other", "join", "way"]);
}

#[test]
fn a_join_that_waits_for_all_has_what_any_branch_filled() {
    assert_eq!(codes(&behind_two_ways("parallel", "", "fields: {x: required}", "x > 1")), []);
}

#[test]
fn a_rule_that_says_what_holds_without_it_is_content() {
    assert_eq!(codes(&behind_two_ways("exclusive", "", "fields: {x: required}", "x = null or x > 1")), []);
}

#[test]
fn defaults_and_computed_fields_are_filled_from_the_beginning() {
    assert_eq!(codes(&behind_two_ways("exclusive", ", default: '1'", "fields: {x: edit}", "x > 1")), []);
    assert_eq!(codes(&behind_two_ways("exclusive", ", compute: a + 1", "", "x > 1")), []);
}

#[test]
fn what_nobody_can_have_filled_is_an_error() {
    let found = behind_two_ways("exclusive", "", "", "x > 1");
    assert_eq!(codes(&found), [("never_filled", "e7", Severity::Error)], "and not told again at the field");
}

/// A way out behind `nodes` that looks at `x > 1`; what fills x comes after.
fn straight(nodes: &str, edges: &str) -> Vec<Finding> {
    with_attached("", nodes, edges)
}

/// The same with a boundary event.
fn with_attached(event: &str, nodes: &str, edges: &str) -> Vec<Finding> {
    found(
        "    - {id: x, type: number}\n    - {id: lines, type: table, fields: [{id: y, type: number}], default: '[]'}\n",
        &format!(
            "  - {{id: start, kind: start, fields: {{a: required}}}}\n{nodes}  - {{id: way, kind: exclusive}}\n  \
             - {{id: late, kind: handle, who: initiator, fields: {{x: required}}}}\n  - {{id: end, kind: end}}\n"
        ),
        &format!(
            "{edges}  - {{id: e7, from: way, to: late, when: 'x > 1'}}\n  - {{id: e8, from: way, to: end, default: true}}\n  \
             - {{id: e9, from: late, to: end}}\nattached: [{event}]\n"
        ),
    )
}

#[test]
fn whatever_fills_a_field_counts() {
    let edges = "  - {id: e1, from: start, to: n}\n  - {id: e2, from: n, to: way}\n";
    for node in [
        "{id: n, kind: script, script: '{x: 1}'}",
        "{id: n, kind: rule, table: {inputs: [a], outputs: [x], rules: [{when: ['-'], then: ['1']}]}}",
        "{id: n, kind: call, call: {process: P, output: {x: y}}}",
        "{id: n, kind: wait, event: {kind: message, of: paid}}",
        "{id: n, kind: handle, who: initiator, outcomes: [{id: done, kind: agree, opens: [x]}]}",
        "{id: n, kind: script, script: '{a: 1}', each: {in: lines, into: x, yields: a}}",
    ] {
        let told = straight(&format!("  - {node}\n"), edges);
        let errors: Vec<_> = codes(&told).into_iter().filter(|(code, ..)| *code != "may_be_left_empty").collect();
        assert_eq!(errors, [], "{node}");
    }
    let told = straight("  - {id: n, kind: script, script: '{a: 1}'}\n", edges);
    assert_eq!(codes(&told), [("never_filled", "e7", Severity::Error)], "only a node after it fills it");
}

#[test]
fn what_is_filled_in_a_sub_process_is_there_afterwards_and_for_its_events_perhaps() {
    let nodes = "  - {id: sub, kind: sub_process}\n  - {id: begin, kind: start, within: sub}\n  \
                 - {id: inner, kind: handle, who: initiator, within: sub, fields: {x: required}}\n  \
                 - {id: done, kind: end, within: sub}\n";
    let inside = "  - {id: i1, from: begin, to: inner}\n  - {id: i2, from: inner, to: done}\n  - {id: e1, from: start, to: sub}\n";
    let after = format!("{inside}  - {{id: e2, from: sub, to: way}}\n");
    assert_eq!(codes(&straight(nodes, &after)), []);
    let aside = format!("{inside}  - {{id: e2, from: sub, to: end}}\n  - {{id: e4, from: timer, to: way}}\n");
    let told = with_attached("{id: timer, on: sub, kind: timer, after: 1 day}", nodes, &aside);
    assert_eq!(codes(&told), [("filled_on_some_ways", "e7", Severity::Warning)]);
}

#[test]
fn a_branch_beside_is_no_path_and_no_impossibility() {
    let nodes =
        "  - {id: split, kind: parallel}\n  - {id: fills, kind: handle, who: initiator, fields: {x: required}}\n";
    let edges = "  - {id: e1, from: start, to: split}\n  - {id: e2, from: split, to: fills}\n  - {id: e3, from: split, to: way}\n  \
                 - {id: e4, from: fills, to: end}\n";
    assert_eq!(codes(&straight(nodes, edges)), [("never_filled", "e7", Severity::Warning)]);
}

#[test]
fn a_field_that_may_be_left_empty_is_noted_where_the_types_do_not_tell() {
    let edges = "  - {id: e1, from: start, to: n}\n  - {id: e2, from: n, to: way}\n";
    let told = straight("  - {id: n, kind: handle, who: initiator, fields: {x: edit}}\n", edges);
    assert_eq!(codes(&told), [("may_be_left_empty", "e7", Severity::Note)]);
}

#[test]
fn fields_that_nobody_fills_or_reads() {
    let nodes =
        "  - {id: n, kind: handle, who: initiator, fields: {x: required, kept: edit, lost: edit, sum: required}}\n";
    let edges = "  - {id: e1, from: start, to: n}\n  - {id: e2, from: n, to: end}\n";
    let of = |fields: &str, start: &str| {
        found(
            fields,
            &format!(
                "  - {{id: start, kind: start, fields: {{a: required{start}}}}}\n{nodes}  - {{id: end, kind: end}}\n"
            ),
            edges,
        )
    };
    let fields = "    - {id: x, type: number}\n    - {id: kept, type: text}\n    - {id: lost, type: text}\n    \
                  - {id: sum, type: number, compute: x + 1}\n    - {id: empty, type: text}\n";
    let told = of(fields, ", lost: hidden, sum: hidden");
    assert_eq!(
        codes(&told),
        [
            ("required_in_vain", "n", Severity::Warning),
            ("written_by_nobody", "empty", Severity::Warning),
            ("never_read", "lost", Severity::Note),
            ("never_read", "sum", Severity::Note),
        ]
    );
}

#[test]
fn what_a_node_fills_by_itself_is_not_removed_without_it() {
    for node in [
        "{id: n, kind: rule, table: {inputs: [a], outputs: [x], rules: [{when: ['-'], then: ['1']}]}}",
        "{id: n, kind: call, call: {process: P, input: {}, output: {x: y}}}",
        "{id: n, kind: filing, filing: {numbers: 'B-{seq:4}', into: x}}",
        "{id: n, kind: filing, filing: {numbers: 'B-{seq:4}', into: a, on: x}}",
        "{id: n, kind: script, script: '{a: 1}', each: {in: '[1]', into: x, yields: a}}",
        "{id: n, kind: script, script: '{x: 1}'}",
    ] {
        let told = found(
            "    - {id: x, type: text}\n",
            &format!(
                "  - {{id: start, kind: start, fields: {{a: required, x: hidden}}}}\n  - {node}\n  - {{id: end, kind: end}}\n"
            ),
            "  - {id: e1, from: start, to: n}\n  - {id: e2, from: n, to: end}\n",
        );
        assert_eq!(codes(&told), [("never_read", "x", Severity::Note)], "{node}");
        assert!(told[0].repair.as_ref().is_some_and(|repair| !repair.is_mechanical()), "{node}");
    }
}

/// What is found when the start fills `x` and nobody sees it afterwards; `rest` says more of nodes and edges, and stands
/// between two gateways that take every way.
fn read_between(of_type: &str, node: &str, join: &str, rest: &str) -> Vec<Finding> {
    found(
        &format!("    - {{id: x, type: {of_type}}}\n"),
        &format!(
            "  - {{id: start, kind: start, fields: {{a: required, x: required}}}}\n  - {{id: split, kind: parallel}}\n  \
             - {node}\n  - {{id: other, kind: handle, who: initiator, fields: {{x: hidden}}}}\n  - {{id: join, {join}}}\n  \
             - {{id: end, kind: end}}\n"
        ),
        &format!(
            "  - {{id: e1, from: start, to: split}}\n  - {{id: e2, from: split, to: n}}\n  - {{id: e3, from: split, to: other}}\n  \
             - {{id: e4, from: n, to: join}}\n  - {{id: e5, from: other, to: join}}\n  - {{id: e6, from: join, to: end}}\n{rest}"
        ),
    )
}

#[test]
fn wherever_a_field_is_looked_at_it_is_read() {
    let (idle, all) = ("{id: n, kind: handle, who: initiator, fields: {x: hidden}}", "kind: parallel");
    assert_eq!(codes(&read_between("number", idle, all, "")), [("never_read", "x", Severity::Note)]);
    let by_people = |who: &str| format!("{{id: n, kind: handle, fields: {{x: hidden}}, who: {who}}}");
    let of_table = "{table: {inputs: [a], rules: [{when: ['> x'], who: {person: ann}}], otherwise: initiator}}";
    let lane = |who: &str| format!("lanes:\n  - {{id: lane, name: Lane, responsible: {who}}}\n");
    let (with_people, with_person) = (by_people(of_table), by_people("{field: x}"));
    for (of_type, node, join, rest) in [
        ("number", "{id: n, kind: ledger, ledger: {register: spent, row: {price: x}}}", all, ""),
        ("number", idle, "kind: complex, activate: {when: 'activationCount >= x'}", ""),
        ("date", idle, all, "settings: {limit: {within: 1, unit: day, from: x}}\n"),
        ("date", idle, all, "summary: '{working day(x)}'\n"),
        ("date", "{id: n, kind: script, script: '{a: if working day(x) then 1 else 2}'}", all, ""),
        (
            "number",
            "{id: n, kind: rule, table: {inputs: [a], outputs: [a], rules: [{when: ['> x'], then: ['1']}, {when: ['<= x'], then: ['2']}]}}",
            all,
            "",
        ),
        ("number", &with_people, all, ""),
        ("person", &with_person, all, ""),
        ("person", idle, all, &lane("{field: x}")),
        ("text", idle, all, &lane("{expression: x}")),
        ("number", idle, all, &lane(of_table)),
        ("number", idle, all, "settings: {share: {fields: [x]}}\n"),
    ] {
        assert_eq!(codes(&read_between(of_type, node, join, rest)), [], "{node} {join} {rest}");
    }
}

#[test]
fn what_only_has_to_fulfil_something_itself_is_not_read() {
    let told = found(
        "    - {id: x, type: number, checks: [{rule: x > 1, message: More}]}\n",
        "  - {id: start, kind: start, fields: {a: required, x: required}}\n  - {id: end, kind: end}\n",
        "  - {id: e1, from: start, to: end}\n",
    );
    assert_eq!(codes(&told), [("never_read", "x", Severity::Note)]);
}

#[test]
fn what_an_instance_begins_with_by_itself_is_there() {
    let with = |data: &str| {
        found(
            "    - {id: x, type: number}\n",
            &format!(
                "  - {{id: start, kind: start, fields: {{a: edit, x: read}}, who: {{person: ann}}, event: {{kind: timer, every: 1 day, data: {{{data}}}}}}}\n  \
                 - {{id: way, kind: exclusive}}\n  - {{id: other, kind: handle, who: initiator}}\n  - {{id: end, kind: end}}\n"
            ),
            "  - {id: e1, from: start, to: way}\n  - {id: e2, from: way, to: other, when: x > 1}\n  \
             - {id: e3, from: way, to: end, default: true}\n  - {id: e4, from: other, to: end}\n",
        )
    };
    assert_eq!(codes(&with("x: '2'")), []);
    assert_eq!(codes(&with("a: '2'")), [("never_filled", "e2", Severity::Error)]);
}

#[test]
fn of_inclusive_ways_the_one_without_a_condition_is_always_taken() {
    let with = |condition: &str| {
        let nodes = "  - {id: split, kind: inclusive}\n  - {id: n, kind: handle, who: initiator, fields: {x: required}}\n  \
                     - {id: m, kind: handle, who: initiator}\n  - {id: join, kind: inclusive}\n";
        let edges = format!(
            "  - {{id: e1, from: start, to: split}}\n  - {{id: e2, from: split, to: n{condition}}}\n  \
             - {{id: e3, from: split, to: m, when: a > 2}}\n  - {{id: e4, from: n, to: join}}\n  \
             - {{id: e5, from: m, to: join}}\n  - {{id: e6, from: join, to: way}}\n"
        );
        straight(nodes, &edges).into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(with(""), [""; 0]);
    assert_eq!(with(", default: true"), ["filled_on_some_ways"]);
}

#[test]
fn a_value_that_is_only_passed_on_may_be_missing() {
    let edges = "  - {id: e1, from: start, to: n}\n  - {id: e2, from: n, to: way}\n";
    let pass = |script: &str| {
        let told = straight(&format!("  - {{id: n, kind: script, script: '{script}'}}\n"), edges);
        told.into_iter().filter(|finding| finding.element.as_deref() == Some("n")).map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(pass("{a: [x]}"), [""; 0]);
    assert_eq!(pass("{a: x + 1}"), ["never_filled"]);
}

/// A loop behind a join that waits for all: `f` is offered on one of the branches, and an edge in the loop looks at it.
/// The nodes stand in the file as listed.
fn loop_behind_a_join(order: &[&str]) -> Vec<Finding> {
    let line = |id: &&str| match *id {
        "split" | "join" => format!("  - {{id: {id}, kind: parallel}}\n"),
        "again" | "way" => format!("  - {{id: {id}, kind: exclusive}}\n"),
        "fills" => "  - {id: fills, kind: handle, who: initiator, fields: {f: edit}}\n".to_owned(),
        _ => format!("  - {{id: {id}, kind: handle, who: initiator}}\n"),
    };
    let nodes: String = order.iter().map(line).collect();
    found(
        "    - {id: f, type: text}\n",
        &format!("  - {{id: start, kind: start, fields: {{a: required}}}}\n{nodes}  - {{id: end, kind: end}}\n"),
        "  - {id: e1, from: start, to: split}\n  - {id: e2, from: split, to: other}\n  \
         - {id: e3, from: split, to: fills}\n  - {id: e4, from: other, to: join}\n  - {id: e5, from: fills, to: join}\n  \
         - {id: e6, from: join, to: again}\n  - {id: e7, from: again, to: work}\n  - {id: e8, from: work, to: way}\n  \
         - {id: e9, from: way, to: again, when: 'f = \"again\"'}\n  - {id: e10, from: way, to: end, default: true}\n",
    )
}

#[test]
fn a_loop_is_told_the_same_in_whatever_order_its_nodes_stand() {
    let with_the_flow = ["split", "fills", "other", "join", "again", "work", "way"];
    let against_it = ["split", "other", "way", "work", "again", "join", "fills"];
    let mixed = ["split", "other", "join", "again", "work", "way", "fills"];
    for order in [with_the_flow, against_it, mixed] {
        assert_eq!(codes(&loop_behind_a_join(&order)), [], "{order:?}");
    }
}

#[test]
fn what_elements_have_to_do_with_a_field_is_told_field_by_field() {
    let text = "lianban: 1\nkey: P\nname: P\nform:\n  fields:\n    - {id: amount, type: number}\n    - {id: note, type: text}\n\
        nodes:\n  - {id: start, kind: start, fields: {amount: required}}\n  \
        - {id: choice, kind: exclusive}\n  \
        - {id: check, kind: approve, who: initiator, fields: {amount: read, note: edit}}\n  \
        - {id: end, kind: end}\n\
        edges:\n  - {id: e1, from: start, to: choice}\n  - {id: e2, from: choice, to: check, when: amount > 100}\n  \
        - {id: e3, from: choice, to: end, default: true}\n  - {id: e4, from: check, to: end}\n";
    let definition = read::<Definition>(text, Format::Yaml).unwrap_or_else(|found| panic!("{found:#?}")).value;
    let told: Vec<(String, String, How)> =
        uses(&definition).into_iter().map(|used| (used.field.to_string(), used.element, used.how)).collect();
    let expected = [
        ("amount", "start", How::Fills),
        ("amount", "check", How::Shows),
        ("amount", "e2", How::Decides),
        ("note", "check", How::Fills),
    ];
    for (field, element, how) in expected {
        assert!(told.contains(&(field.to_owned(), element.to_owned(), how)), "{field} {element}: {told:?}");
    }
    assert!(!told.iter().any(|(field, element, how)| field == "note" && element == "e2" && *how == How::Decides));
}
