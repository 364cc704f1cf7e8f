use std::sync::Arc;

use feel::Value;
use serde_json::{Value as Json, json};

use super::*;
use crate::id::FieldId;
use crate::kernel::{Context, Data, Facts, FieldProblem, Rejection, State};
use crate::model::{Outcome, Right};
use crate::organisation::Organisation;
use crate::process::{HumanStep, Process, Scope, Step};
use crate::text::Language;
use crate::time::Moment;

mod kinds;

/// An expense claim: the claimant writes, the accountant looks at it and says how it goes on.
fn claim() -> Process {
    let definition = json!({
        "lianban": 1, "key": "T", "name": "T",
        "form": {"fields": [
            {"id": "purpose", "type": "text", "required": true},
            {"id": "kind", "type": "choice", "default": "\"local\"", "options": [{"id": "local"}, {"id": "away"}]},
            {"id": "hotel", "type": "text", "show": "kind = \"away\"", "required": "kind = \"away\""},
            {"id": "from", "type": "date"},
            {"id": "to", "type": "date", "checks": [{"rule": "from = null or to >= from", "message": "It ends before it begins."}]},
            {"id": "advance", "type": "money", "default": "0"},
            {"id": "rest", "type": "money", "compute": "total - advance"},
            {"id": "total", "type": "money", "compute": "sum(lines.amount)"},
            {"id": "share", "type": "number", "scale": 1, "compute": "total / 3"},
            {"id": "lines", "type": "table",
                "checks": [{"rule": "count(lines) <= 3", "message": "At most three lines."}],
                "fields": [
                    {"id": "what", "type": "text", "required": true},
                    {"id": "qty", "type": "number", "scale": 0, "default": "1", "checks": [{"rule": "qty > 0", "message": "More than none."}]},
                    {"id": "price", "type": "money"},
                    {"id": "amount", "type": "money", "compute": "qty * price"},
                    {"id": "note", "type": "text", "show": "qty > 10"}
                ]},
            {"id": "files", "type": "files"},
            {"id": "who", "type": "person"},
            {"id": "checked", "type": "boolean"},
            {"id": "budget", "type": "money"},
            {"id": "verdict", "type": "long_text"},
            {"id": "secret", "type": "text"}
        ]},
        "nodes": [
            {"id": "start", "kind": "start", "fields": {
                "purpose": "edit", "kind": "edit", "hotel": "edit", "from": "edit", "to": "edit", "advance": "edit",
                "lines": "edit", "files": "edit", "who": "edit", "total": "edit", "secret": "hidden"
            }},
            {"id": "check", "kind": "approve", "who": "initiator",
                "fields": {"checked": "required", "secret": "hidden"},
                "outcomes": [
                    {"id": "ok", "kind": "agree", "opens": ["budget"]},
                    {"id": "no", "kind": "refuse", "opens": ["verdict"]}
                ]},
            {"id": "end", "kind": "end"}
        ],
        "edges": [{"id": "e1", "from": "start", "to": "check"}, {"id": "e2", "from": "check", "to": "end"}]
    });
    Process::new(Arc::new(serde_json::from_value(definition).unwrap())).unwrap()
}

/// Something happens to a claim with this data.
struct Desk {
    process: Process,
    organisation: Organisation,
    state: State,
    facts: Facts,
    data: Data,
}

impl Desk {
    fn new() -> Self {
        Self {
            process: claim(),
            organisation: serde_json::from_value(json!({"people": {"li": {"name": "李青"}}})).unwrap(),
            state: State::default(),
            facts: Facts::default(),
            data: Data::new(),
        }
    }

    fn with(mut self, data: Json) -> Self {
        self.data = self.read(&data).unwrap();
        self
    }

    fn read(&self, json: &Json) -> Result<Data, Vec<FieldProblem>> {
        read_json(&self.process.definition().form.fields, json.as_object().unwrap())
    }

    fn scope<T>(&self, look: impl FnOnce(&Scope<'_>) -> T) -> T {
        let context = Context { now: Moment(1_772_413_200_000), organisation: &self.organisation, facts: &self.facts };
        look(&Scope::new(&self.process, &self.state, &context).over(&self.data))
    }

    fn step(&self, node: &str) -> &Step {
        self.process.step(&node.into()).unwrap()
    }

    fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.step("check").human().and_then(|human: &HumanStep| human.outcome(&id.into()))
    }

    fn submit(&self, node: &str, outcome: &str, given: Json) -> Result<Json, Vec<FieldProblem>> {
        let given = self.read(&given)?;
        let accepted = self.scope(|scope| accept(&self.process, self.step(node), self.outcome(outcome), &given, scope));
        match accepted {
            Ok(changes) => Ok(write_json(&self.process.definition().form.fields, &changes).into()),
            Err(Rejection::Fields(problems)) => Err(problems),
            Err(other) => panic!("{other}"),
        }
    }

    /// `field code`, or `field[row].column code`, of each problem.
    fn problems(&self, node: &str, outcome: &str, given: Json) -> Vec<String> {
        let told = |problem: &FieldProblem| match &problem.cell {
            Some((row, column)) => format!("{}[{row}].{column} {}", problem.field, problem.code),
            None => format!("{} {}", problem.field, problem.code),
        };
        let problems = self.submit(node, outcome, given).expect_err("something is wrong");
        for problem in &problems {
            assert!(!problem.message.in_language(Language::Chinese).is_empty());
            assert!(!problem.message.in_language(Language::English).is_empty());
        }
        problems.iter().map(told).collect()
    }
}

#[test]
fn what_follows_from_a_submission_is_computed() {
    let desk = Desk::new();
    let given = json!({
        "purpose": "Visit", "advance": 10,
        "lines": [{"what": "Train", "qty": 3, "price": "0.335"}]
    });
    assert_eq!(desk.problems("start", "", given), ["lines[0].price type"]);
    let given = json!({
        "purpose": "Visit", "advance": 10,
        "lines": [{"what": "Train", "qty": 2, "price": "10.25"}, {"what": "Taxi", "qty": 1, "price": 30, "note": "dropped"}]
    });
    let changes = desk.submit("start", "", given).unwrap();
    assert_eq!(
        changes,
        json!({
            "purpose": "Visit", "advance": 10, "total": "50.5", "rest": "40.5", "share": "16.8",
            "lines": [
                {"what": "Train", "qty": 2, "price": "10.25", "amount": "20.5"},
                {"what": "Taxi", "qty": 1, "price": 30, "amount": 30}
            ]
        })
    );
}

#[test]
fn only_what_changes_comes_back() {
    let desk = Desk::new().with(json!({"purpose": "Visit", "kind": "local", "advance": 0}));
    assert_eq!(desk.submit("start", "", json!({"purpose": "Visit"})), Ok(json!({})));
    assert_eq!(desk.submit("start", "", json!({"purpose": "Talk", "kind": "local"})), Ok(json!({"purpose": "Talk"})));
    assert_eq!(desk.submit("start", "", json!({"kind": null})), Ok(json!({"kind": null})));
}

#[test]
fn a_field_that_is_not_shown_is_empty() {
    let desk = Desk::new().with(json!({"purpose": "Visit", "kind": "away", "hotel": "Inn"}));
    assert_eq!(desk.submit("start", "", json!({"kind": "local"})), Ok(json!({"kind": "local", "hotel": null})));
    let at_home = Desk::new().with(json!({"purpose": "Visit", "kind": "local"}));
    assert_eq!(at_home.submit("start", "", json!({"hotel": "Inn"})), Ok(json!({})));
    assert_eq!(at_home.problems("start", "", json!({"kind": "away"})), ["hotel required"]);
    let local = Data::from([("kind".into(), "local".into())]);
    let emptied = desk.scope(|scope| recompute(&desk.process, local, scope)).unwrap();
    assert_eq!(emptied, Data::from([("hotel".into(), Value::Null), ("kind".into(), "local".into())]));
}

#[test]
fn every_problem_is_told_at_once() {
    let desk = Desk::new();
    let given = json!({
        "kind": "abroad", "from": "2026-03-05", "to": "2026-03-02", "advance": "1.005", "secret": "x", "budget": 1,
        "lines": [{"qty": 0, "price": 1}, {"what": "  ", "qty": 1.5}, {"what": "Taxi", "amount": 5}],
        "who": "nobody", "total": 5
    });
    assert_eq!(
        desk.problems("start", "", given),
        [
            "advance type",
            "budget not_writable",
            "kind choice",
            "lines[1].qty type",
            "secret not_writable",
            "total not_writable",
            "who choice",
            "purpose required",
            "to check",
        ]
    );
    let rows = json!({"purpose": "x", "lines": [{"qty": 0, "price": 1}, {"what": "  ", "qty": 1}]});
    assert_eq!(
        desk.problems("start", "", rows),
        ["lines[0].what required", "lines[0].qty check", "lines[1].what required"]
    );
    let four: Vec<_> = (0..4).map(|_| json!({"what": "x"})).collect();
    assert_eq!(desk.problems("start", "", json!({"purpose": "x", "lines": four})), ["lines check"]);
}

#[test]
fn values_have_limits() {
    let desk = Desk::new();
    let long = |length| "长".repeat(length);
    assert!(desk.submit("start", "", json!({"purpose": long(10_000)})).is_ok());
    assert_eq!(desk.problems("start", "", json!({"purpose": long(10_001)})), ["purpose too_long"]);
    let rows: Vec<_> = (0..1001).map(|_| json!({"what": "x"})).collect();
    assert_eq!(desk.problems("start", "", json!({"purpose": "x", "lines": rows})), ["lines too_long"]);
    let file = |hash: &str| json!({"purpose": "x", "files": [{"name": "a.pdf", "size": 3, "hash": hash}]});
    assert!(desk.submit("start", "", file("ab")).is_ok());
    assert_eq!(desk.problems("start", "", file("")), ["files type"]);
}

#[test]
fn an_outcome_opens_fields_of_its_own() {
    let desk = Desk::new().with(json!({"purpose": "Visit", "total": 5}));
    assert_eq!(desk.problems("check", "ok", json!({})), ["checked required", "budget required"]);
    assert_eq!(desk.submit("check", "ok", json!({"checked": false, "budget": 9})).unwrap()["budget"], 9);
    assert_eq!(
        desk.problems("check", "ok", json!({"checked": true, "budget": 9, "verdict": "x"})),
        ["verdict not_writable"]
    );
    // Refusing asks for what it opens, and for nothing else.
    assert_eq!(desk.problems("check", "no", json!({})), ["verdict required"]);
    assert!(desk.submit("check", "no", json!({"verdict": "No."})).is_ok());
    // What may only be read may be given as it is.
    assert!(desk.submit("check", "no", json!({"verdict": "No.", "purpose": "Visit"})).is_ok());
    assert_eq!(desk.problems("check", "no", json!({"verdict": "No.", "purpose": "Walk"})), ["purpose not_writable"]);
}

#[test]
fn a_right_is_what_the_node_and_the_outcome_say() {
    let desk = Desk::new();
    for (node, outcome, field, expected) in [
        ("start", "", "purpose", Right::Edit),
        ("start", "", "total", Right::Read), // computed
        ("start", "", "secret", Right::Hidden),
        ("start", "", "verdict", Right::Read),
        ("check", "ok", "checked", Right::Required),
        ("check", "ok", "budget", Right::Required),
        ("check", "no", "budget", Right::Read),
        ("check", "no", "verdict", Right::Required),
    ] {
        let found = right(desk.step(node), &desk.process, &FieldId::from(field), desk.outcome(outcome));
        assert_eq!(found, expected, "{node} {outcome} {field}");
    }
}

#[test]
fn a_form_begins_with_its_defaults() {
    let desk = Desk::new();
    let fields = &desk.process.definition().form.fields;
    let data = desk.scope(|scope| initial(&desk.process, scope));
    assert_eq!(Json::from(write_json(fields, &data)), json!({"kind": "local", "advance": 0}));
    let row = desk.scope(|scope| new_row(&desk.process, &"lines".into(), scope)).unwrap();
    assert_eq!(row.as_context().and_then(|row| row.get("qty")), Some(&Value::from(1)));
}

#[test]
fn a_view_shows_what_may_be_seen() {
    let desk = Desk::new().with(json!({
        "kind": "away", "secret": "x", "lines": [{"what": "Train", "qty": 20, "price": 2}, {"what": "Taxi", "qty": 1, "price": 3}]
    }));
    let seen = desk.scope(|scope| {
        let view = view(&desk.process, Some(desk.step("start")), None, scope);
        let lines = view.iter().find(|view| view.field.id == "lines").unwrap();
        let cells = lines.rows.iter().map(|row| {
            row.iter()
                .map(|cell| {
                    format!(
                        "{}{}{}",
                        cell.field.id,
                        if cell.shown { "" } else { "-" },
                        if cell.required { "!" } else { "" }
                    )
                })
                .collect::<Vec<_>>()
                .join(" ")
        });
        assert_eq!(cells.collect::<Vec<_>>(), ["what! qty price amount note", "what! qty price amount note-"]);
        let total = view.iter().find(|view| view.field.id == "total").unwrap();
        assert_eq!((&total.value, total.right), (&Value::from(43), Right::Read));
        let names = view.iter().filter(|view| view.required).map(|view| view.field.id.to_string());
        (names.collect::<Vec<_>>(), view.iter().any(|view| view.field.id == "secret"))
    });
    assert_eq!(seen, (vec!["purpose".to_owned(), "hotel".to_owned()], false));
}

#[test]
fn fields_that_follow_themselves_are_known() {
    let fields = json!([
        {"id": "a", "type": "number", "compute": "b + 1"},
        {"id": "b", "type": "number", "compute": "a + 1"},
        {"id": "c", "type": "number", "compute": "d"},
        {"id": "d", "type": "number"}
    ]);
    let fields: Vec<crate::model::Field> = serde_json::from_value(fields).unwrap();
    let form = Form::read(&fields, &mut |formula, _, _, _| feel::parse(&formula.0, &()).ok());
    assert_eq!(form.circular().map(FieldId::as_str).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn json_reads_as_it_is_written() {
    let desk = Desk::new();
    let json = json!({
        "purpose": "x", "from": "2026-03-02", "advance": "1280.5", "checked": true, "kind": "away",
        "lines": [{"what": "Train", "qty": 3}],
        "files": [{"name": "a.pdf", "size": 3, "hash": "ab"}]
    });
    let data = desk.read(&json).unwrap();
    assert_eq!(Json::from(write_json(&desk.process.definition().form.fields, &data)), json);
    assert_eq!(desk.read(&json!({"advance": 1280.50})).unwrap(), desk.read(&json!({"advance": "1280.5"})).unwrap());
    assert_eq!(desk.read(&json!({"from": ""})).unwrap(), Data::from([("from".into(), Value::Null)]));
    for wrong in [
        json!({"nothing": 1}),
        json!({"purpose": 1}),
        json!({"from": "2 March"}),
        json!({"advance": "much"}),
        json!({"checked": "yes"}),
        json!({"lines": [1]}),
        json!({"lines": [{"who": 1}]}),
        json!({"files": ["a"]}),
    ] {
        assert!(desk.read(&wrong).is_err(), "{wrong}");
    }
}
