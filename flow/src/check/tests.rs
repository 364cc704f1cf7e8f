use std::sync::Arc;

use super::{Surroundings, check};
use crate::file::{Format, read};
use crate::model::Definition;
use crate::organisation::Organisation;

/// Nothing is wrong with this one; each case below spoils it in one way.
pub(super) const SOUND: &str = r#"lianban: 1
key: T-01
name: {zh: 采购, en: Purchase}
title: '{item}'
form:
  fields:
    - {id: item, type: text, required: true}
    - {id: price, type: money}
    - {id: buyer, type: person}
    - {id: size, type: choice, options: [{id: small}, {id: large}]}
    - {id: remark, type: text}
lanes:
  - {id: lane, name: {zh: 部门, en: Department}, responsible: {post: head}}
nodes:
  - {id: start, kind: start, fields: {item: required, price: edit, buyer: edit, size: edit}}
  - {id: way, kind: exclusive}
  - id: approve
    kind: approve
    name: {zh: 审批, en: Approve}
    lane: lane
    who: {post: head}
    control: true
    limit: {within: 1, unit: working_day}
  - id: buy
    kind: handle
    name: {zh: 采购, en: Buy}
    requirement: {zh: 下单。, en: Order it.}
    lane: lane
    who: {field: buyer}
    limit: {within: 2, unit: working_day}
    fields: {remark: edit}
  - {id: end, kind: end}
edges:
  - {id: e1, from: start, to: way}
  - {id: e2, from: way, to: approve, when: 'size = "large"'}
  - {id: e3, from: way, to: buy, default: true}
  - {id: e4, from: approve, to: buy}
  - {id: e5, from: buy, to: end}
"#;

pub(super) fn organisation() -> Organisation {
    let organisation = r#"{
        "posts": {"head": {"holders": [{"person": "ann"}]}, "empty": {}},
        "roles": {"nobody": {}},
        "departments": {"deserted": {}},
        "people": {"ann": {}, "ben": {}}
    }"#;
    serde_json::from_str(organisation).expect("the organisation reads")
}

fn codes(text: &str) -> Vec<String> {
    let organisation = organisation();
    let surroundings = Surroundings { organisation: Some(&organisation), ..Surroundings::default() };
    let definition = read::<Definition>(text, Format::Yaml).unwrap_or_else(|found| panic!("{found:#?}\n{text}")).value;
    let found = check(&Arc::new(definition), &surroundings);
    let mut codes: Vec<String> = found.into_iter().map(|finding| finding.code).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn spoiled(from: &str, to: &str) -> Vec<String> {
    assert!(SOUND.contains(from), "{from}");
    codes(&SOUND.replacen(from, to, 1))
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    assert_eq!(codes(SOUND), [""; 0]);
}

#[test]
fn structure() {
    for (from, to, expected) in [
        ("  - {id: end, kind: end}\n", "", vec!["dead_end", "no_end", "unknown_node"]),
        ("{id: e4, from: approve", "{id: e4, from: buy", vec!["dead_end", "implicit_split"]),
        ("{id: e2, from: way, to: approve", "{id: e2, from: way, to: buy", vec!["unreachable_node"]),
        ("to: buy, default: true", "to: buy, when: 'size = \"small\"'", vec!["no_default"]),
        ("when: 'size = \"large\"'", "default: true", vec!["several_defaults"]),
        ("to: buy, default: true", "to: buy, default: true, when: 'price > 1'", vec!["default_with_condition"]),
        (", when: 'size = \"large\"'", "", vec!["never_taken"]),
        ("{id: way, kind: exclusive}", "{id: way, kind: parallel}", vec!["condition_after_parallel"]),
        (
            "{id: e5, from: buy, to: end}",
            "{id: e5, from: buy, to: end}\n  - {id: e6, from: buy, to: start, when: 'true'}",
            vec!["edge_into_start", "implicit_split"],
        ),
        (
            "{id: e5, from: buy, to: end}",
            "{id: e5, from: buy, to: end}\n  - {id: e6, from: end, to: buy}",
            vec!["edge_out_of_end"],
        ),
        (
            "{id: e2, from: way, to: approve, when: 'size = \"large\"'}\n",
            "{id: e2, from: way, to: approve}\n  - {id: x, from: start, to: buy, default: true}\n#",
            vec!["idle_gateway"],
        ),
        (
            "{id: e5, from: buy, to: end}",
            "{id: e5, from: buy, to: loop}\n  - {id: e6, from: loop, to: loop}",
            vec!["unknown_node"],
        ),
    ] {
        let found = spoiled(from, to);
        for code in expected {
            assert!(found.iter().any(|found| found == code), "{from} → {to}: {code} not in {found:?}");
        }
    }
}

#[test]
fn what_may_be_followed() {
    let following = |follows: &str| format!("follows:\n  - {{process: T-01, {follows}}}\nlanes:");
    for (follows, code) in [
        ("data: {remark: earlier.data.remark}", ""),
        ("data: {remak: earlier.data.remark}", "unknown_field"),
        ("data: {remark: sooner.data.remark}", "unknown_field"),
        ("within: 0 day", "wrong_follows"),
        ("after: any}\n  - {process: T-01", "wrong_follows"),
    ] {
        let found = spoiled("lanes:", &following(follows));
        assert_eq!(found.first().map_or("", String::as_str), code, "{follows}");
    }
    let computed = SOUND.replacen("{id: remark, type: text}", "{id: remark, type: text, compute: '\"a\"'}", 1);
    let found = codes(&computed.replacen("lanes:", &following("data: {remark: earlier.title}"), 1));
    assert!(found.contains(&"wrong_follows".to_owned()), "{found:?}");
    let text = SOUND.replacen("lanes:", &following("after: any}\n  - {process: T-02"), 1);
    let definition = Arc::new(read::<Definition>(&text, Format::Yaml).expect("it reads").value);
    let unknown = |processes: &[&str]| {
        let processes = processes.iter().map(|process| (*process).into()).collect();
        let found = check(&definition, &Surroundings { processes: Some(&processes), ..Surroundings::default() });
        found.into_iter().filter(|finding| finding.code == "unknown_process").count()
    };
    assert_eq!((unknown(&[]), unknown(&["T-02"])), (1, 0), "itself it may follow before it is published");
}

#[test]
fn loops_without_work() {
    let looping = |last: &str| {
        let nodes = "  - {id: end, kind: end}\n  - {id: a, kind: exclusive}\n  - {id: b, kind: exclusive}\n";
        let edges = format!("to: a}}\n  - {{id: e6, from: a, to: b}}\n  - {{id: e7, from: b, to: a}}\n{last}");
        codes(&SOUND.replace("  - {id: end, kind: end}\n", nodes).replace("to: end}\n", &edges))
    };
    let shut = looping("");
    assert!(shut.iter().any(|code| code == "endless_loop"), "{shut:?}");
    assert!(shut.iter().any(|code| code == "no_way_to_end"), "{shut:?}");
    let open = looping("  - {id: e8, from: b, to: end, when: 'price > 1'}\n");
    assert!(open.iter().any(|code| code == "automatic_loop"), "{open:?}");
}

#[test]
fn what_instances_can_come_to() {
    let nodes = "  - {id: way, kind: exclusive}\n  - {id: all, kind: parallel}\n";
    let text = SOUND.replace("  - {id: way, kind: exclusive}\n", nodes);
    let text = text.replace("to: buy, default: true}", "to: all, default: true}");
    let text = text.replace("from: approve, to: buy}", "from: approve, to: all}\n  - {id: e6, from: all, to: buy}");
    let definition = read::<Definition>(&text, Format::Yaml).expect("it reads").value;
    let found = check(&Arc::new(definition), &Surroundings::default());
    let deadlock = found.iter().find(|finding| finding.code == "deadlock").expect("it is found");
    assert_eq!(deadlock.severity, super::Severity::Error);
    assert_eq!(deadlock.element.as_deref(), Some("all"));
    let path: Vec<&str> = deadlock.path.iter().flatten().map(|node| node.as_str()).collect();
    assert!(path == ["start", "way"] || path == ["start", "way", "approve"], "{path:?}");
}

#[test]
fn the_other_families() {
    for (from, to, code) in [
        // data
        ("item: required, price: edit, buyer: edit", "price: edit, buyer: edit", "required_never_editable"),
        ("options: [{id: small}, {id: large}]", "options: []", "no_options"),
        ("options: [{id: small}, {id: large}]", "options: [{id: large}, {id: large}]", "duplicate_option"),
        ("size = \"large\"", "size = \"huge\"", "unknown_option"),
        ("{id: price, type: money}", "{id: price, type: money, compute: '\"1\"'}", "wrong_kind_of_value"),
        ("{id: remark, type: text}", "{id: remark, type: table}", "no_columns"),
        ("{id: remark, type: text}", "{id: remark, type: text, compute: '\"a\"', default: '\"b\"'}", "unused_default"),
        ("title: '{item}'", "title: '{item} {itm}'", "unknown_field"),
        (
            "{id: remark, type: text}",
            "{id: remark, type: text, compute: size, show: 'remark = \"a\"'}",
            "computed_cycle",
        ),
        // people
        (", responsible: {post: head}", "", "lane_without_responsible"),
        ("who: {post: head}", "who: {post: gone}", "unknown_post"),
        ("who: {post: head}", "who: {post: empty}", "post_without_holder"),
        ("who: {post: head}", "who: {any: [{person: bob}]}", "unknown_person"),
        ("who: {post: head}", "who: {role: none}", "unknown_role"),
        ("who: {post: head}", "who: {department: none}", "unknown_department"),
        ("who: {post: head}", "who: {role: nobody}", "role_without_people"),
        ("who: {post: head}", "who: {department: deserted}", "department_without_people"),
        ("who: {field: buyer}", "who: {post: head}\n    not: [approve]", "separation_never_met"),
        ("who: {field: buyer}", "who: {people: [ann, ben]}\n    not: [approve]", ""),
        ("who: {field: buyer}", "who: {handler: approve}\n    not: [approve]", "nobody_left"),
        ("who: {field: buyer}", "who: {field: item}", "field_without_people"),
        ("who: {post: head}", "who: {handler: buy}", "no_handler_yet"),
        ("who: {post: head}", "who: initiator\n    not: [initiator]", "nobody_left"),
        ("who: {post: head}", "who: {post: head}\n    mode: {vote: {}}", "vote_without_measure"),
        ("who: {field: buyer}", "who: {field: buyer}\n    mode: {vote: {share: 60}}", "vote_without_refuse"),
        ("who: {post: head}", "who: {post: head}\n    mode: {vote: {share: 60}}", ""),
        ("who: {post: head}", "who: {people: [ann, ann]}\n    mode: {vote: {count: 2}}", "vote_out_of_reach"),
        ("who: {post: head}", "who: {post: head}\n    mode: {vote: {count: 9}}", ""),
        ("    lane: lane\n", "", "node_without_lane"),
        // outcomes
        (
            "    control: true\n",
            "    outcomes: [{id: yes, kind: agree}, {id: back, kind: return}]\n    returns: {to: []}\n",
            "return_without_way",
        ),
        ("who: {field: buyer}\n", "who: {field: buyer}\n    refuse: {back: approve}\n", "refuse_back_aside"),
        ("who: {field: buyer}\n", "who: {field: buyer}\n    refuse: {back: way}\n", ""),
        ("    control: true\n", "    outcomes: [{id: no, kind: refuse}]\n", "no_agreement"),
        (
            "    control: true\n",
            "    outcomes: [{id: yes, kind: agree}, {id: yes, kind: agree}]\n",
            "duplicate_outcome",
        ),
        ("    control: true\n", "    refuse: path\n    outcomes: []\n", ""),
        ("from: approve, to: buy}", "from: approve, to: buy, when: 'outcome = \"yes\"'}", "unknown_outcome"),
        ("from: approve, to: buy}", "from: approve, to: buy, when: 'outcome = \"refuse\"'}", "outcome_without_way"),
        // time
        ("    limit: {within: 1, unit: working_day}\n", "", "no_limit"),
        ("limit: {within: 1", "limit: {within: 0", "limit_of_nothing"),
        ("unit: working_day}", "unit: working_day, overdue: approve}", "control_passes"),
        // style
        ("    control: true\n", "    control: true\n    nobody: pass\n", "control_passes"),
        ("    name: {zh: 审批, en: Approve}\n", "", "no_name"),
        ("    name: {zh: 审批, en: Approve}\n", "    name: 审批\n", "missing_language"),
        ("    requirement: {zh: 下单。, en: Order it.}\n", "", "no_requirement"),
        ("title: '{item}'\n", "", "no_title"),
        ("title: '{item}'\n", "title: '{item}'\nabout: {purpose: {zh: 买, en: Buy}}\n", "no_owner"),
        ("{zh: 下单。, en: Order it.}", "{zh: 联系相关部门。, en: Order it.}", "vague_words"),
        ("{zh: 下单。, en: Order it.}", "{zh: 等待回复。, en: 'Order paper, pens, etc.'}", "vague_words"),
        ("{zh: 采购, en: Buy}", "{zh: 合同, en: Budget allocation}", ""),
        ("{zh: 采购, en: Buy}", "{zh: 合同, en: Allocation of the budget}", "name_without_verb"),
        ("    kind: handle\n", "    kind: approve\n", ""),
    ] {
        let found = spoiled(from, to);
        assert!(code.is_empty() || found.iter().any(|found| found == code), "{from} → {to}: {code} not in {found:?}");
    }
}

#[test]
fn keys_that_a_kind_has_no_use_for() {
    for (from, to) in [
        ("kind: start,", "kind: start, who: initiator,"),
        ("{id: end, kind: end}", "{id: end, kind: end, limit: {within: 1, unit: day}}"),
        ("{id: way, kind: exclusive}", "{id: way, kind: exclusive, control: true, fields: {item: read}}"),
        ("    kind: handle\n", "    kind: handle\n    result: refused\n"),
    ] {
        assert_eq!(spoiled(from, to), ["key_without_effect"], "{to}");
    }
    let rework = spoiled("kind: start,", "kind: start, limit: {within: 1, unit: day},");
    assert_eq!(rework, [""; 0], "it holds for what comes back");
}

#[test]
fn the_same_people_approve_twice() {
    let twice =
        SOUND.replace("    kind: handle\n", "    kind: approve\n").replace("who: {field: buyer}", "who: {post: head}");
    assert_eq!(codes(&twice), ["repeated_approval"]);
    let back = twice.replace(
        "kind: approve\n    name: {zh: 采购",
        "kind: approve\n    refuse: {back: approve}\n    name: {zh: 采购",
    );
    assert_ne!(back, twice);
    let again = codes(&back).iter().filter(|code| *code == "repeated_approval").count();
    assert_eq!(again, 1, "whoever refuses sends it back to what is no second approval");
}

#[test]
fn many_approvals_in_a_row() {
    let mut text = SOUND.replace("{id: e4, from: approve, to: buy}", "{id: e4, from: approve, to: a2}");
    for place in 2..=5 {
        let next = if place == 5 { "buy".to_owned() } else { format!("a{}", place + 1) };
        let node = format!(
            "  - id: a{place}\n    kind: approve\n    name: {{zh: 审批, en: Approve}}\n    lane: lane\n    \
             who: {{people: [ann, p{place}]}}\n    limit: {{within: 1, unit: day}}\n  - id: buy\n"
        );
        text =
            text.replacen("  - id: buy\n", &node, 1) + &format!("  - {{id: f{place}, from: a{place}, to: {next}}}\n");
    }
    assert!(codes(&text).contains(&"many_approvals".to_owned()), "{:?}", codes(&text));
    let refusing_at_last = text.replace("  - id: a5\n", "  - id: a5\n    refuse: {back: approve}\n");
    assert!(codes(&refusing_at_last).contains(&"many_approvals".to_owned()), "what goes back is no beginning less");
    let sent_back = "{id: back, from: a5, to: approve, when: 'outcome = \"refuse\"'}";
    let with_edge = text.replace(
        "  - {id: f5, from: a5, to: buy}\n",
        &format!("  - {sent_back}\n  - {{id: f5, from: a5, to: buy, default: true}}\n"),
    );
    assert!(codes(&with_edge).contains(&"many_approvals".to_owned()), "nor is what an edge leads back");
    assert!(!codes(SOUND).contains(&"many_approvals".to_owned()));
}

#[test]
fn tables() {
    let with = |rows: &str| {
        let node = format!(
            "  - id: look\n    kind: rule\n    table: {{inputs: [size], outputs: [remark], {rows}}}\n  - {{id: end, kind: end}}\n"
        );
        codes(
            &SOUND
                .replace("  - {id: end, kind: end}\n", &node)
                .replace("from: buy, to: end}", "from: buy, to: look}\n  - {id: e6, from: look, to: end}"),
        )
    };
    let row = r#"{when: ['"small"'], then: ['"s"']}"#;
    let rest = r#"{when: ['not("small")'], then: ['"x"']}"#;
    assert_eq!(with(&format!("rules: [{row}, {rest}]")), [""; 0]);
    assert_eq!(with(&format!("rules: [{row}]")), ["rows_gap"], "nothing is said of large");
    assert_eq!(with(&format!("rules: [{row}], otherwise: ['\"x\"']")), [""; 0]);
    assert_eq!(with("rules: []"), ["empty_table"]);
    assert_eq!(with(&format!("rules: [{row}, {row}, {rest}]")), ["rows_overlap"]);
    assert_eq!(with(&format!("hit: any, rules: [{row}, {row}, {rest}]")), [""; 0], "they say the same");
    let contrary = r#"{when: ['"small"'], then: ['"y"']}"#;
    assert_eq!(with(&format!("hit: any, rules: [{row}, {contrary}, {rest}]")), ["rows_overlap"]);
    assert_eq!(with(&format!("hit: priority, rules: [{row}, {rest}]")), ["table_priority"], "remark is no choice");
    assert_eq!(with(&format!("aggregate: sum, rules: [{row}, {rest}]")), ["table_aggregate"]);
    assert_eq!(with(&format!("hit: first, rules: [{{when: ['-'], then: ['\"x\"']}}, {row}]")), ["row_never_used"]);
    assert_eq!(with("rules: [{when: [], then: []}]"), ["table_shape"]);
}

#[test]
fn what_an_expression_yields_has_to_fit() {
    let with = |from: &str, to: &str| codes(&SOUND.replace(from, to));
    let price = "{id: price, type: money}";
    for (compute, expected) in [
        ("\"1\"", "wrong_kind_of_value"),
        ("item + 1", "wrong_kind_of_value"),
        ("count(item, 1, 2) + sqrt(\"a\")", "wrong_kind_of_value"),
        ("item.name", "wrong_kind_of_value"),
        ("add working days(started)", "wrong_kind_of_value"),
    ] {
        assert_eq!(with(price, &format!("{{id: price, type: money, compute: '{compute}'}}")), [expected], "{compute}");
    }
    let sound = "if remark = null then 0 else string length(remark)";
    assert_eq!(with(price, &format!("{{id: price, type: money, compute: '{sound}'}}")), [""; 0]);
}

#[test]
fn what_may_be_empty_is_told_where_it_matters() {
    let check = |rule: &str| {
        let price = format!(
            "{{id: price, type: money, checks: [{{rule: '{rule}', message: no}}]}}\n    - {{id: limit, type: money}}"
        );
        codes(&SOUND.replace("{id: price, type: money}", &price).replace("price: edit,", "price: edit, limit: edit,"))
    };
    assert_eq!(check("price > 0"), [""; 0], "a field that is empty is not checked");
    assert_eq!(check("price < limit"), ["may_be_empty"]);
    assert_eq!(check("limit = null or price < limit"), [""; 0]);
    let computed = "{id: price, type: money, compute: 'limit * 2'}\n    - {id: limit, type: money}";
    let found = codes(&SOUND.replace("{id: price, type: money}", computed).replace("price: edit,", "limit: edit,"));
    assert_eq!(found, [""; 0], "a value that cannot be computed yet is none");
}

#[test]
fn what_is_counted_is_there_where_it_is_counted() {
    let buys = |several: &str| codes(&SOUND.replace("  - id: buy\n", &format!("  - id: buy\n    {several}\n")));
    assert_eq!(buys("each: {in: '[1, 2]', until: 'numberOfCompletedInstances * 2 >= numberOfInstances'}"), [""; 0]);
    assert_eq!(buys("each: {in: '[1, 2]', into: remark, yields: 'loopCounter + 1'}"), [""; 0]);
    assert_eq!(buys("each: {in: '[loopCounter + 1]'}"), ["may_be_empty"], "the list is there before any of them");
    assert_eq!(buys("repeat: {while: 'loopCounter < 3'}"), [""; 0]);
    assert_eq!(buys("repeat: {while: 'loopCounter < 3', before: true}"), ["may_be_empty"], "nor is there a first yet");
    assert_eq!(
        buys("repeat: {while: 'numberOfInstances < 3'}"),
        ["may_be_empty"],
        "nobody knows how many there will be"
    );
    let within = |of_all: &str, when: &str| {
        let parts = format!(
            "  - {{id: all, kind: sub_process, {of_all}}}\n  - {{id: choose, kind: exclusive, within: all}}\n  \
             - {{id: x, kind: script, script: '{{remark: \"x\"}}', within: all}}\n  \
             - {{id: y, kind: script, script: '{{remark: \"y\"}}', within: all}}\n  - {{id: end, kind: end}}\n"
        );
        let edges = format!(
            "{{id: e5, from: buy, to: all}}\n  - {{id: e6, from: all, to: end}}\n  \
             - {{id: e7, from: choose, to: x, when: '{when}'}}\n  - {{id: e8, from: choose, to: y, default: true}}"
        );
        codes(&SOUND.replace("  - {id: end, kind: end}\n", &parts).replace("{id: e5, from: buy, to: end}", &edges))
    };
    assert_eq!(within("each: {in: '[1, 2]'}", "loopCounter > 1"), [""; 0]);
    assert_eq!(within("name: All", "loopCounter > 1"), ["may_be_empty"]);
    let opens = |when: &str| {
        let gateways = format!(
            "  - {{id: split, kind: parallel}}\n  - {{id: open, kind: complex, activate: {{when: '{when}'}}}}\n  - {{id: end, kind: end}}\n"
        );
        let edges = "{id: e5, from: buy, to: split}\n  - {id: e6, from: split, to: open}\n  \
                     - {id: e7, from: split, to: open}\n  - {id: e8, from: open, to: end}";
        codes(&SOUND.replace("  - {id: end, kind: end}\n", &gateways).replace("{id: e5, from: buy, to: end}", edges))
    };
    assert_eq!(opens("activationCount >= 2"), [""; 0]);
    assert_eq!(opens("loopCounter >= 2"), ["may_be_empty"]);
}

#[test]
fn what_is_put_on_record() {
    let with = |node: &str| {
        let with_node =
            SOUND.replace("  - {id: end, kind: end}\n", &format!("  - {node}\n  - {{id: end, kind: end}}\n"));
        let to_it = "{id: e5, from: buy, to: x}\n  - {id: e6, from: x, to: end}";
        with_node.replace("{id: e5, from: buy, to: end}", to_it)
    };
    let between = |node: &str| codes(&with(node));
    let exception = |how: &str| {
        codes(&SOUND.replace(
            "to: buy, default: true}",
            &format!("to: buy, default: true}}\n  - {{id: e6, from: way, to: end, exception: true{how}}}"),
        ))
    };
    assert_eq!(exception(", when: 'size = \"small\"'"), [""; 0]);
    assert_eq!(exception(", when: 'register count(\"exceptions\", {who: item}) = 0'"), ["unknown_column"]);
    assert!(exception("").contains(&"exception_without_condition".to_owned()));
    let read = |more: &str| {
        format!(
            "{{id: x, kind: read, name: {{zh: 阅, en: Read}}, lane: lane, who: {{post: head}}, limit: {{within: 1, unit: day}}{more}}}"
        )
    };
    assert_eq!(between(&read(", waits: false, mode: any")), [""; 0]);
    assert_eq!(between(&read(", mode: sequential")), ["read_mode"]);
    assert_eq!(between(&read(", fields: {price: edit}")), ["read_writes"]);
    assert_eq!(between(&read(", opinion: required")), ["key_without_effect"]);
    let external = |more: &str| {
        format!(
            "{{id: x, kind: external, name: {{zh: 确认, en: Confirm}}, requirement: {{zh: 请确认, en: Please confirm}}, lane: lane{more}}}"
        )
    };
    let limit = ", limit: {within: 3, unit: day}";
    assert_eq!(between(&external(&format!(", contact: {{name: remark}}, on_behalf: true{limit}"))), [""; 0]);
    assert_eq!(between(&external(", contact: {name: remark}")), ["no_deadline_outside"]);
    assert_eq!(between(&external(limit)), ["missing_key"]);
    assert_eq!(between(&external(&format!(", contact: {{name: nobody}}{limit}"))), ["unknown_field"]);
    assert_eq!(between(&external(&format!(", contact: {{name: remark}}, mode: all{limit}"))), ["key_without_effect"]);
    let fills = between(&external(&format!(", contact: {{name: remark}}, fields: {{buyer: edit}}{limit}")));
    assert_eq!(fills, ["kept_inside"]);
    let adds = ", contact: {name: remark}, on_behalf: true, fields: {buyer: edit}";
    assert_eq!(between(&external(&format!("{adds}{limit}"))), [""; 0], "whoever enters the answer may add it");
    assert_eq!(between(&read(", contact: {name: remark}")), ["key_without_effect"]);
    let filing = |numbers: &str| format!("{{id: x, kind: filing, filing: {{numbers: '{numbers}', into: remark}}}}");
    assert_eq!(between(&filing("BA-{yyyy}-{seq:4}")), [""; 0]);
    assert_eq!(between(&filing("BA-{yyyy}")), ["number_without_count"]);
    let ledger = |ledger: &str| format!("{{id: x, kind: ledger, ledger: {{register: spent, {ledger}}}}}");
    assert_eq!(between(&ledger("row: {what: item, price: price}")), [""; 0]);
    assert_eq!(between(&ledger("row: {}")), ["missing_key"]);
    let entered = with(&ledger("row: {what: item, price: price}"));
    assert_eq!(codes(&entered.replace("{id: item, ", "{id: item, personal: true, ")), ["personal_in_register"]);
    assert_eq!(between(&ledger("reverses: buy")), ["wrong_reversal"]);
    for (reads, expected) in [
        ("register sum(\"spent\", \"price\", {what: item})", None),
        ("register sum(\"spent\", \"prize\", {what: item})", Some("unknown_column")),
        ("register count(\"spent\", {who: item})", Some("unknown_column")),
        ("register count(\"of others\", {who: item})", None),
    ] {
        let found = between(&ledger(&format!("row: {{what: item, price: '{reads}'}}")));
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), Vec::from_iter(expected), "{reads}");
    }
}

#[test]
fn a_table_of_people_is_looked_at() {
    let with = |table: &str| {
        let who = format!("who: {{table: {{inputs: [size], {table}}}}}");
        codes(&SOUND.replacen("who: {post: head}\n    control", &format!("{who}\n    control"), 1))
    };
    let small = "{when: ['\"small\"'], who: {post: head}}";
    assert_eq!(with(&format!("rules: [{small}], otherwise: {{person: ann}}")), [""; 0]);
    assert_eq!(with(&format!("rules: [{small}]")), ["rows_gap"], "nothing is said of large");
    assert_eq!(with(&format!("rules: [{{when: ['-'], who: {{person: ann}}}}, {small}]")), ["row_never_used"]);
    assert_eq!(with("rules: [{when: [], who: {person: ann}}]"), ["table_shape"]);
    assert_eq!(with("rules: [{when: ['-'], who: {post: unheard}}]"), ["unknown_post"], "rules within it are looked at");
    assert_eq!(with("rules: [{when: ['> 1'], who: {person: ann}}], otherwise: {person: ben}"), ["wrong_kind_of_value"]);
}

#[test]
fn where_a_chain_ends_has_to_be_known() {
    let with = |up_to: &str| {
        let who = format!("who: {{chain: {{up_to: {up_to}}}}}\n    control");
        codes(&SOUND.replacen("who: {post: head}\n    control", &who, 1))
    };
    assert_eq!(with("{level: 2}"), [""; 0]);
    assert_eq!(with("{post: head}"), [""; 0]);
    assert_eq!(with("{post: unheard}"), ["unknown_post"]);
    assert_eq!(with("{role: unheard}"), ["unknown_role"]);
}
