use serde_json::json;

use super::*;

/// A claim whose amount many things speak of, in every way that there is.
fn claim(amount: &str) -> Definition {
    serde_json::from_value(json!({
        "lianban": 1, "key": "T", "name": "Claim",
        "title": format!("Claim of {{{amount}}}"),
        "form": {"fields": [
            {"id": amount, "type": "money", "checks": [{"rule": format!("{amount} > 0"), "message": "more"}]},
            {"id": "reason", "type": "text", "required": format!("{amount} > 1000"), "show": format!("{amount} != null")},
            {"id": "tax", "type": "money", "compute": format!("{amount} * 0.06")},
            {"id": "level", "type": "number", "read_only": format!("{amount} > 9")},
            {"id": "sort", "type": "choice", "options": [{"id": "big", "show": format!("{amount} > 7")}]},
            {"id": "lines", "type": "table", "fields": [
                {"id": "price", "type": "money", "default": amount},
                {"id": "share", "type": "number", "compute": format!("price / {amount}")}
            ]},
            {"id": "own", "type": "table", "fields": [
                {"id": "amount", "type": "money"}, {"id": "twice", "type": "money", "compute": "amount * 2"}
            ]}
        ]},
        "nodes": [
            {"id": "start", "kind": "start", "fields": {amount: "required"}},
            {"id": "set", "kind": "script", "script": format!("{{{amount}: {amount} + 1, tax: sum(lines.price)}}")},
            {"id": "rule", "kind": "rule", "table": {"inputs": [amount], "outputs": ["level"], "rules": [
                {"when": [format!("> {amount}")], "then": [format!("{amount} / 2")]}
            ]}},
            {"id": "check", "kind": "approve", "who": {"table": {"inputs": [amount], "rules": [
                {"when": ["> 10"], "who": "initiator"}
            ]}}, "outcomes": [{"id": "yes", "kind": "agree", "opens": [amount]}]},
            {"id": "end", "kind": "end"}
        ],
        "edges": [{"id": "on", "from": "start", "to": "set", "when": format!("{amount} > 1")}],
        "attached": [{"id": "late", "on": "check", "kind": "condition", "when": format!("{amount} > 5")}],
        "settings": {"share": {"fields": [amount]}},
        "scenarios": [{"name": "one", "start": {"by": "li", "data": {amount: 5}}}]
    }))
    .expect("the claim is well written")
}

#[test]
fn a_field_is_renamed_in_everything_that_speaks_of_it_and_nowhere_else() {
    let mut draft = claim("amount");
    let place = rename_field(&mut draft, &FieldPlace::of(&"amount".into()), "total").expect("the name is free");
    assert_eq!(place.field, "total");
    assert_eq!(draft, claim("total"));
}

#[test]
fn a_column_is_renamed_in_its_rows_and_wherever_the_table_is_asked_for_it() {
    let mut draft = claim("amount");
    let place = FieldPlace { table: Some("lines".into()), field: "price".into() };
    rename_field(&mut draft, &place, "cost").expect("the name is free");
    let lines = draft.form.fields.iter().find(|field| field.id == "lines").expect("the table");
    assert_eq!(lines.fields[0].id, "cost");
    assert_eq!(lines.fields[1].compute, Some("cost / amount".into()));
    let script = draft.nodes[1].script.as_ref().map(|script| script.0.as_str());
    assert_eq!(script, Some("{amount: amount + 1, tax: sum(lines.cost)}"));
}

#[test]
fn a_name_that_means_something_is_refused() {
    for (name, why) in [("reason", "already"), ("initiator", "cannot"), ("a+b", "cannot"), ("", "cannot")] {
        let mut draft = claim("amount");
        let refused = rename_field(&mut draft, &FieldPlace::of(&"amount".into()), name);
        let words = refused.expect_err(name).in_language(crate::text::Language::English).to_owned();
        assert!(words.contains(why), "{name}: {words}");
        assert_eq!(draft, claim("amount"), "{name}");
    }
}

#[test]
fn fields_come_go_and_change_places() {
    let mut draft = claim("amount");
    let ids = |draft: &Definition| draft.form.fields.iter().map(|field| field.id.to_string()).collect::<Vec<_>>();
    let added = add_field(&mut draft, FieldType::Money, "Fee".into(), None, Some(&"tax".into())).expect("added");
    assert_eq!(added.field, "amount2", "the amount and a column have the first names");
    assert_eq!(ids(&draft), ["amount", "reason", "amount2", "tax", "level", "sort", "lines", "own"]);
    move_field(&mut draft, &added, None);
    assert_eq!(ids(&draft).last().map(String::as_str), Some("amount2"));
    move_field(&mut draft, &added, Some(&"amount".into()));
    assert_eq!(ids(&draft)[0], "amount2");
    step_field(&mut draft, &added, false);
    assert_eq!(ids(&draft)[..2], ["amount", "amount2"]);
    step_field(&mut draft, &added, true);
    step_field(&mut draft, &added, true);
    assert_eq!(
        (ids(&draft)[0].as_str(), added.next(&draft)),
        ("amount2", Some("amount".into())),
        "there is none before"
    );
    remove_field(&mut draft, &added);
    assert_eq!(draft, claim("amount"));
    let copy = duplicate_field(&mut draft, &FieldPlace::of(&"tax".into())).expect("copied");
    assert_eq!((copy.field.as_str(), ids(&draft)[3].as_str()), ("tax2", "tax2"));
}

#[test]
fn before_a_field_goes_one_learns_what_uses_it() {
    let used = used_by(&claim("amount"), &"amount".into());
    for element in ["start", "set", "rule", "check", "on", "late"] {
        assert!(used.iter().any(|other| other == element), "{element}: {used:?}");
    }
    let mut draft = claim("amount");
    remove_field(&mut draft, &FieldPlace::of(&"amount".into()));
    assert!(!draft.nodes.iter().any(|node| node.fields.contains_key("amount")));
}
