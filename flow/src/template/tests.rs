use std::sync::Arc;

use feel::{Date, Value};
use serde_json::json;

use super::*;
use crate::kernel::{Context, Data, Facts, State};
use crate::organisation::Organisation;
use crate::process::Process;
use crate::time::Moment;

fn process() -> Process {
    let definition = json!({
        "lianban": 1, "key": "T", "name": "T",
        "form": {"fields": [
            {"id": "customer", "type": "text"},
            {"id": "qty", "type": "number"},
            {"id": "on", "type": "date"},
            {"id": "urgent", "type": "boolean"},
            {"id": "kind", "type": "choice", "options": [{"id": "sick", "label": {"zh": "病假", "en": "Sick leave"}}, {"id": "x"}]},
            {"id": "kinds", "type": "choices", "options": [{"id": "a", "label": {"zh": "甲", "en": "A"}}, {"id": "b"}]},
            {"id": "sales", "type": "person"}
        ]},
        "nodes": [{"id": "start", "kind": "start"}, {"id": "end", "kind": "end"}],
        "edges": [{"id": "e", "from": "start", "to": "end"}]
    });
    Process::new(Arc::new(serde_json::from_value(definition).unwrap())).unwrap()
}

fn data() -> Data {
    let date: Date = "2026-03-02".parse().unwrap();
    let kinds: Vec<Value> = vec!["a".into(), "b".into()];
    [
        ("customer", Value::from("华东电网")),
        ("qty", Value::from(12)),
        ("on", Value::Date(date)),
        ("urgent", Value::Bool(true)),
        ("kind", Value::from("sick")),
        ("kinds", Value::from(kinds)),
        ("sales", Value::from("li")),
    ]
    .map(|(field, value)| (field.into(), value))
    .into()
}

fn filled(text: &Text) -> Text {
    let (process, state, data, facts) = (process(), State::default(), data(), Facts::default());
    let organisation: Organisation =
        serde_json::from_value(json!({"people": {"li": {"name": {"zh": "李青", "en": "Li Qing"}}}})).unwrap();
    let context = Context { now: Moment(1_772_413_200_000), organisation: &organisation, facts: &facts };
    let scope = Scope::new(&process, &state, &context).over(&data);
    let names = crate::process::HostNames::with_fields(data.keys().map(crate::id::FieldId::as_str));
    Template::parse(text, names.names()).unwrap().fill(&scope)
}

#[test]
fn values_are_printed_for_people() {
    for (text, zh, en) in [
        ("{customer} · {qty}", "华东电网 · 12", "华东电网 · 12"),
        ("{on}: {qty * 2.50}", "2026-03-02: 30", "2026-03-02: 30"),
        ("{kind} {sales} {urgent}", "病假 李青 是", "Sick leave Li Qing yes"),
        ("{kinds}", "甲、b", "A, b"),
        ("{started}", "2026-03-02 09:00", "2026-03-02 09:00"),
        ("[{number}]", "[]", "[]"),
        ("{{{customer}}}", "{华东电网}", "{华东电网}"),
        (r#"{if qty > 10 then "many}" else {a: "few"}.a}"#, "many}", "many}"),
        ("no rule at all", "no rule at all", "no rule at all"),
    ] {
        let text = filled(&text.into());
        assert_eq!((text.in_language(Language::Chinese), text.in_language(Language::English)), (zh, en));
    }
}

#[test]
fn each_language_has_words_of_its_own() {
    let text = filled(&Text::each("{kind} {qty} 天", "{kind}, {qty} days"));
    assert_eq!(text, Text::each("病假 12 天", "Sick leave, 12 days"));
    assert_eq!(filled(&"{qty}".into()), Text::from("12"));
    let written = Translated { zh: Some("{qty}".into()), en: Some("{qty * 1}".into()) };
    assert_eq!(filled(&Text::from(written)), Text::from("12"), "what reads the same is one text");
    let written = Translated { zh: Some("{kind}".into()), en: None };
    assert_eq!(filled(&Text::from(written)), Text::from("病假"));
}

#[test]
fn a_wrong_template_is_told() {
    for wrong in ["{customer", "customer}", "{qty +}", "{}", "{\"open}"] {
        assert!(Template::parse(&wrong.into(), &()).is_err(), "{wrong}");
    }
}

#[test]
fn a_template_knows_its_expressions() {
    let template = Template::parse(&Text::each("{a} {b}", "{c}"), &()).unwrap();
    assert_eq!(template.expressions().map(feel::Expression::text).collect::<Vec<_>>(), ["a", "b", "c"]);
}
