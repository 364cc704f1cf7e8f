use std::sync::Arc;

use super::{Edit, Repair, Unfit};
use crate::check::tests::{SOUND, organisation};
use crate::check::{Finding, Severity, Surroundings, check};
use crate::file::{Format, read};
use crate::model::{Definition, Edge};

fn findings(definition: &Definition) -> Vec<Finding> {
    let organisation = organisation();
    let surroundings = Surroundings { organisation: Some(&organisation), ..Surroundings::default() };
    check(&Arc::new(definition.clone()), &surroundings)
}

/// Applies what is proposed for a finding: it has to be gone, and nothing worse there.
fn repair(from: &str, to: &str, code: &str) -> Definition {
    assert!(SOUND.contains(from), "{from}");
    repair_in(&SOUND.replacen(from, to, 1), code)
}

fn repair_in(text: &str, code: &str) -> Definition {
    let mut definition = read::<Definition>(text, Format::Yaml).unwrap_or_else(|it| panic!("{it:#?}")).value;
    let before = findings(&definition);
    let finding = before.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("{code}: {before:#?}"));
    let repair = finding.repair.as_ref().filter(|it| it.is_mechanical()).unwrap_or_else(|| panic!("{finding:?}"));
    repair.apply(&mut definition).expect("the repair fits");
    let after = findings(&definition);
    let same = |other: &&Finding| (&other.code, &other.element) == (&finding.code, &finding.element);
    assert!(!after.iter().any(|it| same(&it)), "{code} is still there: {after:#?}");
    let errors = |all: &[Finding]| all.iter().filter(|it| it.severity == Severity::Error).count();
    let known = |it: &Finding| before.iter().any(|other| other.code == it.code);
    assert!(after.iter().all(|it| it.severity != Severity::Error || known(it)), "{code} leads to others: {after:#?}");
    assert!(errors(&after) <= errors(&before), "{after:#?}");
    definition
}

#[test]
fn whatever_is_proposed_puts_it_right() {
    for (from, to, code) in [
        ("to: buy, default: true", "to: buy, when: 'size = \"small\"'", "no_default"),
        ("when: 'size = \"large\"'", "default: true", "several_defaults"),
        ("to: buy, default: true", "to: buy, default: true, when: 'price > 1'", "default_with_condition"),
        (
            "when: 'size = \"large\"'}\n  - {id: e3, from: way, to: buy, default: true}",
            "when: 'size = \"large\"'}\n  - {id: e3, from: way, to: buy}\n  - {id: e9, from: way, to: buy, when: 'price > 1'}",
            "never_taken",
        ),
        ("{id: way, kind: exclusive}", "{id: way, kind: parallel}", "condition_after_parallel"),
        (
            "{id: e4, from: approve, to: buy}",
            "{id: e4, from: approve, to: buy}\n  - {id: e9, from: approve, to: end, when: 'price > 1'}",
            "implicit_split",
        ),
        ("kind: start,", "kind: start, who: initiator,", "key_without_effect"),
        ("    control: true\n", "    control: true\n    nobody: pass\n", "control_passes"),
        ("unit: working_day}", "unit: working_day, overdue: approve}", "control_passes"),
        ("{id: remark, type: text}", "{id: remark, type: text, compute: '\"a\"', default: '\"b\"'}", "unused_default"),
        ("who: {field: buyer}", "who: {field: buyer}\n    mode: {vote: {share: 60}}", "vote_without_refuse"),
        ("{id: remark, type: text}", "{id: remark, type: text}\n    - {id: idle, type: text}", "written_by_nobody"),
        (
            "{id: price, type: money}\n",
            "{id: price, type: money, compute: '1'}\n    - {id: lost, type: text}\n",
            "written_by_nobody",
        ),
    ] {
        repair(from, to, code);
    }
}

#[test]
fn tables_are_put_right_too() {
    let small = r#"{when: ['"small"'], then: ['"s"']}"#;
    let rest = "{when: ['-'], then: ['\"x\"']}";
    for (rows, code) in [
        (format!("rules: [{small}]"), "rows_gap"),
        (format!("rules: [{small}, {rest}]"), "rows_overlap"),
        (format!("hit: first, rules: [{rest}, {small}]"), "row_never_used"),
    ] {
        let node = format!(
            "  - id: look\n    kind: rule\n    table: {{inputs: [size], outputs: [remark], {rows}}}\n  - id: buy\n"
        );
        let lead = "  - {id: e4, from: approve, to: look}\n  - {id: e9, from: look, to: buy}\n";
        let text = SOUND.replace("  - id: buy\n", &node).replace("  - {id: e4, from: approve, to: buy}\n", lead);
        repair_in(&text, code);
    }
}

#[test]
fn fields_without_use_are_put_right_too() {
    let asked = SOUND.replace("fields: {remark: edit}", "fields: {remark: required}");
    repair_in(
        &asked.replace("{id: remark, type: text}", "{id: remark, type: text, compute: '\"a\"'}"),
        "required_in_vain",
    );
    let unseen = SOUND.replace("buyer: edit, size: edit}", "buyer: edit, size: edit, remark: hidden}");
    let repaired = repair_in(&unseen.replace("    control: true\n", "    fields: {remark: hidden}\n"), "never_read");
    assert!(repaired.form.fields.iter().all(|field| field.id != *"remark"));
}

#[test]
fn a_gateway_without_use_is_passed_over() {
    let text = SOUND
        .replace("  - {id: end, kind: end}\n", "  - {id: idle, kind: exclusive}\n  - {id: end, kind: end}\n")
        .replace("{id: e5, from: buy, to: end}", "{id: e5, from: buy, to: idle}\n  - {id: e6, from: idle, to: end}");
    let repaired = repair_in(&text, "idle_gateway");
    let last = repaired.edges.last().expect("there are edges");
    assert_eq!((last.from.as_str(), last.to.as_str()), ("buy", "end"));
}

#[test]
fn a_condition_is_not_lost_with_its_gateway() {
    let with = |way: &str| {
        let text = SOUND
            .replace("  - {id: end, kind: end}\n", "  - {id: idle, kind: exclusive}\n  - {id: end, kind: end}\n")
            .replace("{id: e5, from: buy, to: end}", &format!("{{id: e5, from: buy, to: idle}}\n  - {way}"));
        read::<Definition>(&text, Format::Yaml).expect("it reads").value
    };
    let plain = with("{id: e6, from: idle, to: end}");
    let pass_over = |definition: &Definition| {
        let found = findings(definition).into_iter().find(|finding| finding.code == "idle_gateway");
        found.and_then(|finding| finding.repair).expect("it is told")
    };
    for way in ["when: 'price > 1'", "when: 'price > 1', exception: true"] {
        let mut conditional = with(&format!("{{id: e6, from: idle, to: end, {way}}}"));
        assert!(!pass_over(&conditional).is_mechanical(), "{way}");
        let before = conditional.clone();
        let meanwhile = pass_over(&plain).apply(&mut conditional);
        assert_eq!(meanwhile, Err(Unfit::Condition("e6".to_owned())), "{way}");
        assert_eq!(conditional, before, "{way}");
    }
}

#[test]
fn a_repair_of_what_has_changed_meanwhile_changes_nothing() {
    let mut definition = read::<Definition>(SOUND, Format::Yaml).expect("it reads").value;
    let before = definition.clone();
    let (known, gone) = (&before.edges[0], Edge::new("gone", "start", "end"));
    let repair = Repair { text: "x".into(), edits: vec![Edit::set(known, "default", true), Edit::drop(&gone, "when")] };
    assert_eq!(repair.apply(&mut definition), Err(Unfit::Gone("gone".to_owned())));
    assert_eq!(definition, before);
}

#[test]
fn what_somebody_wrote_meanwhile_is_not_written_over() {
    let rows = |rows: &str| {
        let node = format!(
            "  - id: look\n    kind: rule\n    table: {{hit: first, inputs: [size], outputs: [remark], rules: [{rows}]}}\n  - id: buy\n"
        );
        let lead = "  - {id: e4, from: approve, to: look}\n  - {id: e9, from: look, to: buy}\n";
        let text = SOUND.replace("  - id: buy\n", &node).replace("  - {id: e4, from: approve, to: buy}\n", lead);
        read::<Definition>(&text, Format::Yaml).expect("it reads").value
    };
    let (rest, small) = ("{when: ['-'], then: ['\"x\"']}", r#"{when: ['"small"'], then: ['"s"']}"#);
    let found = findings(&rows(&format!("{rest}, {small}")));
    let repair = found.into_iter().find(|it| it.code == "row_never_used").and_then(|it| it.repair).expect("it is told");
    let sent = serde_json::to_string(&repair).expect("it is written");
    let repair: Repair = serde_json::from_str(&sent).expect("it is read");
    let mut changed = rows(&format!("{rest}, {small}, {small}"));
    let meanwhile = changed.clone();
    let unfit = Unfit::Changed { element: "look".to_owned(), key: "table/rules".to_owned() };
    assert_eq!(repair.apply(&mut changed), Err(unfit));
    assert_eq!(changed, meanwhile);
    assert_eq!(repair.apply(&mut rows(&format!("{rest}, {small}"))), Ok(()));
}
