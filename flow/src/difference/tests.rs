use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::{Change, Difference, Weight, differences};
use crate::file::{Format, read};
use crate::model::Definition;
use crate::text::Language;

/// A process that uses most keys of the format.
const COMPLETE: &str = include_str!("../../../docs/examples/complete.flow.yaml");

/// A process with every kind of field.
const FIELDS: &str = include_str!("../../../docs/examples/fields.flow.yaml");

/// The other keys.
const REST: &str = r#"
lianban: 1
key: rest
name: Rest
follows:
  - {process: lease, name: {zh: 续租, en: Extend}, after: ended, within: 5 working_day, required: true, data: {cost: earlier.data.cost}}
form:
  fields: [{id: cost, type: money, currency: USD, scale: 2}]
nodes:
  - {id: sub, kind: ad_hoc, ad_hoc: {in_order: true, until: 'x > 1', let_finish: true}}
  - {id: inner, kind: handle, within: sub, who: initiator, each: {in: lines, item: line, in_order: true, until: 'x > 2', into: gathered, yields: line.x, rest: goes_on}, needs: 2, gives: 3}
  - {id: again, kind: script, script: '{x: 1}', takes_back: true, repeat: {while: x < 3, before: true, most: 4}}
  - {id: sums, kind: rule, table: {hit: collect, aggregate: sum, inputs: [x], outputs: [y], rules: [{when: ['-'], then: ['1']}], otherwise: ['0']}}
  - {id: late, kind: start, within: sub, beside: true, event: {kind: timer, after: 2 day, every: 1 day, times: 3}}
  - {id: monthly, kind: start, event: {kind: timer, days: day.day = 1, since: completion}}
  - {id: says, kind: throw, event: {kind: message, of: paid, key: orderNo, data: {amount: amount}}}
  - {id: once, kind: wait, event: {kind: condition, when: x > 1}}
  - {id: undone, kind: ledger, ledger: {register: purchases, reverses: sums}}
  - {id: then, kind: wait, event: {kind: timer, at: neededOn}}
  - {id: enough, kind: complex, activate: {count: 2}}
  - {id: above, kind: approve, who: {union: [{chain: {of: {person: ann}, up_to: {level: 2}}}, {chain: {up_to: {post: head}}}]}}
  - {id: shared, kind: handle, who: {union: [{least_loaded: [{role: buyers}]}, {round_robin: [{role: clerks}]}]}}
  - {id: byTable, kind: handle, who: {table: {inputs: [x], rules: [{when: ['1'], who: {person: ann}}], otherwise: {person: ben}}}}
edges: [{id: aside, from: sums, to: undone, when: x > 9, exception: true}]
attached:
  - {id: stops, on: sub, kind: message, name: {zh: 停, en: Stop}, interrupting: false, of: stop, key: orderNo}
  - {id: waits, on: sub, kind: timer, after: 1 day, every: 1 day, times: 2}
  - {id: comes, on: inner, kind: timer, at: neededOn}
  - {id: holds, on: inner, kind: condition, when: x > 1}
diagram: {collapsed: [sub], labels: {aside: {x: 1, y: 2, w: 30, h: 13}}}
"#;

fn yaml(text: &str) -> Definition {
    read::<Definition>(text, Format::Yaml).unwrap_or_else(|found| panic!("{found:#?}")).value
}

/// A definition with every key of the format in it.
fn rich() -> Definition {
    let (mut rich, mut rest) = (yaml(COMPLETE), yaml(REST));
    rich.nodes.append(&mut rest.nodes);
    rich.edges.append(&mut rest.edges);
    rich.attached.append(&mut rest.attached);
    rich.form.fields.append(&mut rest.form.fields);
    rich.form.fields.append(&mut yaml(FIELDS).form.fields);
    rich.follows.append(&mut rest.follows);
    if let (Some(diagram), Some(mut more)) = (&mut rich.diagram, rest.diagram) {
        diagram.collapsed.append(&mut more.collapsed);
        diagram.labels.append(&mut more.labels);
    }
    rich
}

/// The example with texts of it replaced by others.
fn changed(changes: &[(&str, &str)]) -> Definition {
    let mut changed = COMPLETE.to_owned();
    for (from, to) in changes {
        assert!(changed.contains(from), "{from}");
        changed = changed.replacen(from, to, 1);
    }
    yaml(&changed)
}

fn found(changes: &[(&str, &str)]) -> Vec<Difference> {
    differences(&yaml(COMPLETE), &changed(changes))
}

/// The same in one language.
fn told(language: Language, changes: &[(&str, &str)]) -> Vec<String> {
    found(changes).into_iter().map(|it| it.message.in_language(language).to_owned()).collect()
}

#[test]
fn a_person_can_read_what_changed() {
    for (change, zh, en) in [
        (
            ("{within: 1, unit: working_day, remind", "{within: 2, unit: working_day, remind"),
            "「部门负责人审批」的时限：1 个工作日（到期前 4 个工作小时、到期后 1 个工作日提醒） → \
             2 个工作日（到期前 4 个工作小时、到期后 1 个工作日提醒）",
            "“Head of the cost centre”, limit: 1 working day (reminded 4 working hours before and 1 working day after) → \
             2 working days (reminded 4 working hours before and 1 working day after)",
        ),
        (
            ("when: 'level = \"board\"'", "when: 'level = \"head\"'"),
            "连线「需要管理层？」 → 「管理层审批」的条件：「level = \"board\"」 → 「level = \"head\"」",
            "the way “Board?” → “Board”, condition: `level = \"board\"` → `level = \"head\"`",
        ),
        (
            ("who: {head: costCentre}", "who: {post: cfo}"),
            "「部门负责人审批」的办理人：部门 costCentre 的负责人 → 岗位 cfo",
            "“Head of the cost centre”, handler: the head of costCentre → the post cfo",
        ),
        (
            ("fields: {budgetLeft: required}", "fields: {budgetLeft: required, amount: edit}"),
            "「核对预算」可以填写「总额」",
            "“Check the budget” may now edit “Amount”",
        ),
        (
            ("mode: {vote: {count: 2}}", "mode: all"),
            "「验收」的多人方式：票签（2 票同意） → 会签：须全部同意",
            "“Accept the goods”, how several decide: a vote (2 agree) → all have to agree",
        ),
        (
            ("        - {when: ['> 5000', 'true'], then: ['\"board\"']}\n", ""),
            "删除「判断层级」的行「2」",
            "row “2” of “Find the level” removed",
        ),
    ] {
        assert_eq!(told(Language::Chinese, &[change]), [zh]);
        assert_eq!(told(Language::English, &[change]), [en]);
    }
}

#[test]
fn an_added_node_is_told_with_its_place() {
    let changes = [
        (
            "  - id: board\n",
            "  - {id: second, kind: approve, name: {zh: 复核, en: Second approval}, who: {post: cfo}}\n\n  - id: board\n",
        ),
        (
            "{id: e12, from: board, to: order}",
            "{id: e12, from: board, to: second}\n  - {id: e25, from: second, to: order}",
        ),
    ];
    let told = told(Language::English, &changes);
    assert_eq!(told[0], "“Second approval” added, between “Board” and “Order”");
    assert_eq!(found(&changes)[0].element.as_deref(), Some("second"));
    let gone = differences(&changed(&changes), &yaml(COMPLETE));
    assert_eq!(gone[0].message.in_language(Language::Chinese), "删除「复核」，原在「管理层审批」与「下单」之间");
}

#[test]
fn another_id_alone_is_a_renaming() {
    let mut new = yaml(COMPLETE);
    new.rename_node(&"board".into(), &"management".into());
    new.rename_field(&"conditions".into(), &"terms".into());
    new.rename_edge(&"e1".into(), &"first".into());
    // A gateway without a name is told by what is around it.
    new.rename_node(&"split".into(), &"fork".into());
    let found = differences(&yaml(COMPLETE), &new);
    let others: Vec<_> = found.iter().filter(|it| it.change != Change::Renamed).map(|it| &it.message).collect();
    assert!(others.is_empty(), "{others:?}");
    let elements: BTreeSet<_> = found.iter().filter_map(|it| it.element.as_deref()).collect();
    assert_eq!(elements, BTreeSet::from(["management", "terms", "first", "fork"]));
}

#[test]
fn moving_things_about_is_one_quiet_entry() {
    let found = found(&[("x: 60, y: 40", "x: 80, y: 90"), ("[[100, 60], [140, 60]]", "[[110, 60], [140, 70]]")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].weight, Weight::Drawing);
}

/// Every value of a tree that can be changed, by its path.
fn leaves(tree: &Json, path: &str, found: &mut Vec<String>) {
    match tree {
        Json::Object(entries) => {
            for (key, value) in entries {
                leaves(value, &format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Json::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                leaves(value, &format!("{path}/{place}"), found);
            }
        }
        _ => {}
    }
    if !tree.is_object() {
        found.push(path.to_owned());
    }
}

/// Other values that might stand in the place of one: what cannot be read is passed over.
fn others(value: &Json) -> Vec<Json> {
    let words = [
        "x",
        "2 day",
        "text",
        "number",
        "approve",
        "handle",
        "agree",
        "refuse",
        "neutral",
        "hidden",
        "edit",
        "all",
        "any",
        "first",
        "collect",
        "sum",
        "count",
        "required",
        "optional",
        "direct",
        "end",
        "path",
        "until_end",
        "allow",
        "pass_if_adjacent",
        "next_working_day",
        "stays",
        "names",
        "posts",
        "mark",
        "escalate",
        "start",
        "entry",
        "hour",
        "minute",
        "pass",
        "timer",
        "message",
        "refused",
        "terminated",
        "transfer",
        "return",
        "initiator",
        "kept",
        "superior",
    ];
    let mut others: Vec<Json> = words.into_iter().map(Json::from).collect();
    others.extend([
        json!(true),
        json!(false),
        json!(7),
        json!(null),
        json!([]),
        json!({}),
        json!(["x"]),
        json!({"post": "x"}),
    ]);
    match value {
        Json::Array(items) => {
            let reversed: Vec<Json> = items.iter().rev().cloned().collect();
            others.push(reversed.into());
            others.push(items.iter().skip(1).cloned().collect());
        }
        Json::Number(number) => others.extend(number.as_i64().map(|number| json!(number + 1))),
        _ => {}
    }
    others
}

/// Where two wordings mean the same: whose superior it is when it says nothing.
const SAME_MEANING: &str = "/superior";

#[test]
fn whatever_is_changed_is_told() {
    let old = rich();
    let tree = serde_json::to_value(&old).expect("a definition is written");
    let mut paths = Vec::new();
    leaves(&tree, "", &mut paths);
    let mut untried = Vec::new();
    for path in paths.iter().filter(|path| !path.is_empty()) {
        let was = tree.pointer(path).expect("a path of the tree");
        let (parent, key) = path.rsplit_once('/').expect("no root");
        let mut tried = 0;
        for other in std::iter::once(None).chain(others(was).into_iter().map(Some)) {
            let mut changed = tree.clone();
            match (other, changed.pointer_mut(parent)) {
                (Some(other), _) => *changed.pointer_mut(path).expect("the same path") = other,
                (None, Some(Json::Object(entries))) => _ = entries.remove(key),
                _ => continue,
            }
            let Ok(new) = serde_json::from_value::<Definition>(changed) else { continue };
            if new == old {
                continue;
            }
            tried += 1;
            let found = differences(&old, &new);
            assert!(!found.is_empty(), "nothing is told of a change at {path}");
            for (was, is) in found.iter().filter_map(|one| one.old.as_ref().zip(one.new.as_ref())) {
                let is_told = was != is || path.contains(SAME_MEANING);
                assert!(is_told, "the words do not tell the change at {path}: {found:#?}");
            }
            if tried == MOST_TRIED {
                break;
            }
        }
        if tried == 0 && !was.is_array() {
            untried.push(path);
        }
    }
    assert_eq!(untried, ["/lianban"], "no other value was found for these");
}

/// How many other values are tried in one place.
const MOST_TRIED: usize = 2;

#[test]
fn nothing_is_told_where_nothing_changed() {
    assert_eq!(differences(&rich(), &rich()), []);
}

/// The walk above sees the keys that the definition has: it has all that the format knows.
#[cfg(feature = "schema")]
#[test]
fn the_definition_that_is_changed_has_every_key() {
    let schema = serde_json::to_value(schemars::schema_for!(Definition)).expect("a schema is written");
    let (mut known, mut seen, mut ahead) = (BTreeSet::new(), BTreeSet::new(), vec![&schema]);
    while let Some(part) = ahead.pop() {
        match part {
            Json::Object(entries) => {
                for (key, value) in entries {
                    match (key.as_str(), value) {
                        ("$defs", _) => {}
                        ("$ref", Json::String(to)) => {
                            if seen.insert(to) {
                                ahead.extend(schema.pointer(to.trim_start_matches('#')));
                            }
                        }
                        ("properties", Json::Object(properties)) => {
                            let properties = properties.iter().filter(|(key, _)| *key != "scenarios");
                            for (key, value) in properties {
                                known.insert(key.clone());
                                ahead.push(value);
                            }
                        }
                        _ => ahead.push(value),
                    }
                }
            }
            Json::Array(items) => ahead.extend(items),
            _ => {}
        }
    }
    let tree = serde_json::to_value(rich()).expect("a definition is written");
    let mut paths = Vec::new();
    leaves(&tree, "", &mut paths);
    let keys: BTreeSet<String> = paths.iter().flat_map(|path| path.split('/')).map(str::to_owned).collect();
    let missing: Vec<_> = known.difference(&keys).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
