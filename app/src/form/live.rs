//! The rules of a form, alive in the page: the fields that one may see, on the kernel's own form engine.

use std::sync::Arc;

use flow::form;
use flow::id::FieldId;
use flow::kernel::{Context, Data, Facts, State};
use flow::model::{Choice, Definition, Edge, Field, Form, Kind, Node, Right};
use flow::organisation::Organisation;
use flow::process::{Process, Scope};
use flow::time::Moment;
use serde_json::Value as Json;

use crate::port::{FieldView, FormView, Values};

/// A form as a process of one step, so that its fields follow the very rules that they follow in the engine.
pub(super) struct LiveForm {
    view: FormView,
    /// None when the fields that one may see do not make a whole; then only the server computes.
    process: Option<Process>,
    organisation: Organisation,
}

/// A form after its rules have been followed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settled {
    /// The values, computed ones included.
    pub values: Values,
    /// The fields, in reading order.
    pub fields: Vec<FieldState>,
}

/// A field after its rules have been followed.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldState {
    /// Which.
    pub field: FieldId,
    /// What may be done with it.
    pub right: Right,
    /// Whether it is there.
    pub shown: bool,
    /// Whether it must be filled.
    pub required: bool,
    /// The options that are offered; none where none is ever left out.
    pub offered: Option<Vec<Choice>>,
}

impl FieldState {
    /// Whether it can be written.
    pub fn can_write(&self) -> bool {
        self.shown && self.right >= Right::Edit
    }
}

impl LiveForm {
    pub(super) fn new(view: FormView) -> Self {
        let process = Process::new(Arc::new(one_step(&view))).ok();
        Self { view, process, organisation: Organisation::default() }
    }

    pub(super) fn view(&self) -> &FormView {
        &self.view
    }

    pub(super) fn fields(&self) -> &[FieldView] {
        &self.view.fields
    }

    pub(super) fn name_of(&self, id: &str) -> Option<&flow::text::Text> {
        self.view.names.get(id)
    }

    /// Follows the rules for these values; `opened` are the fields that the outcome about to be chosen opens.
    pub(super) fn settle(&self, values: &Values, opened: &[FieldId]) -> Settled {
        let settled = self.process.as_ref().and_then(|process| self.follow(process, values));
        let mut settled = settled.unwrap_or_else(|| self.as_told(values));
        for (state, view) in settled.fields.iter_mut().zip(&self.view.fields) {
            if opened.contains(&state.field) {
                (state.right, state.required, state.shown) = (Right::Required, true, true);
            } else if !view.opened_by.is_empty() {
                state.shown = false;
            }
        }
        settled
    }

    fn follow(&self, process: &Process, values: &Values) -> Option<Settled> {
        // A value that is still being typed may not be of its type yet; the rest is followed all the same.
        let mut data = self.read(values);
        let computed = self.with_scope(process, &data, |scope| form::recompute(process, Data::new(), scope).ok())?;
        data.extend(computed);
        let mut shown = values.clone();
        shown.extend(
            form::write_json(&process.definition().form.fields, &data)
                .into_iter()
                .filter(|(field, _)| process.field(field).is_some_and(|field| field.compute.is_some())),
        );
        let state = |view: form::FieldView<'_>| FieldState {
            field: view.field.id.clone(),
            right: if view.read_only { view.right.min(Right::Read) } else { view.right },
            shown: view.shown,
            required: view.required,
            offered: view.offered,
        };
        let fields = self.with_scope(process, &data, |scope| {
            form::view(process, Some(process.start()), None, scope).into_iter().map(state).collect()
        });
        Some(Settled { values: shown, fields })
    }

    /// A row to begin with, for a table; empty where only the server could compute it.
    pub(super) fn new_row(&self, table: &FieldId, values: &Values) -> Values {
        let Some(process) = &self.process else { return Values::new() };
        let row = self.with_scope(process, &self.read(values), |scope| form::new_row(process, table, scope));
        match row.map(|row| form::write_value(&row)) {
            Some(Json::Object(row)) => row,
            _ => Values::new(),
        }
    }

    fn with_scope<T>(&self, process: &Process, data: &Data, look: impl FnOnce(&Scope<'_>) -> T) -> T {
        let (facts, state) = (Facts::default(), State::default());
        let context = Context { now: Moment::default(), organisation: &self.organisation, facts: &facts };
        look(&Scope::new(process, &state, &context).over(data))
    }

    fn read(&self, values: &Values) -> Data {
        let mut data = Data::new();
        for view in &self.view.fields {
            if let Some((id, value)) = values.get_key_value(view.field.id.as_str()) {
                let one = Values::from_iter([(id.clone(), value.clone())]);
                data.extend(form::read_json(std::slice::from_ref(&view.field), &one).unwrap_or_default());
            }
        }
        data
    }

    fn as_told(&self, values: &Values) -> Settled {
        let fields = self.view.fields.iter().map(|view| FieldState {
            field: view.field.id.clone(),
            right: if view.read_only { view.right.min(Right::Read) } else { view.right },
            shown: view.shown,
            required: view.required,
            offered: view.offered.clone(),
        });
        Settled { values: values.clone(), fields: fields.collect() }
    }
}

/// A process whose start has these fields with these rights.
fn one_step(view: &FormView) -> Definition {
    let node = |id: &str, kind, fields| Node { fields, ..Node::new(id, kind) };
    let rights = view.fields.iter().map(|view| (view.field.id.clone(), view.right)).collect();
    let fields: Vec<Field> = view.fields.iter().map(|view| view.field.clone()).collect();
    Definition {
        key: "form".into(),
        form: Form { fields },
        nodes: vec![node("fill", Kind::Start, rights), node("end", Kind::End, Default::default())],
        edges: vec![Edge::new("on", "fill", "end")],
        ..Definition::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn form() -> LiveForm {
        let field = |field: serde_json::Value, right| FieldView {
            field: serde_json::from_value(field).expect("the field is well written"),
            right,
            shown: true,
            read_only: false,
            required: false,
            offered: None,
            opened_by: Vec::new(),
        };
        LiveForm::new(FormView {
            fields: vec![
                field(json!({"id": "kind", "type": "text"}), Right::Edit),
                field(json!({"id": "days", "type": "number"}), Right::Edit),
                field(json!({"id": "proof", "type": "text", "required": "kind = \"sick\" and days > 2"}), Right::Edit),
                field(json!({"id": "double", "type": "number", "compute": "days * 2"}), Right::Read),
                field(json!({"id": "why", "type": "text", "show": "kind = \"other\""}), Right::Edit),
                field(json!({"id": "rate", "type": "number", "read_only": "kind = \"fixed\""}), Right::Edit),
                field(
                    json!({"id": "by", "type": "choice", "options": [
                        {"id": "train"}, {"id": "plane", "show": "days > 2"}
                    ]}),
                    Right::Edit,
                ),
                field(
                    json!({"id": "lines", "type": "table", "fields": [
                        {"id": "what", "type": "text", "default": "kind"}, {"id": "qty", "type": "number", "default": "1"},
                        {"id": "note", "type": "text"},
                    ]}),
                    Right::Edit,
                ),
            ],
            ..FormView::default()
        })
    }

    fn values(values: serde_json::Value) -> Values {
        values.as_object().expect("values are an object").clone()
    }

    #[test]
    fn rules_follow_what_is_typed() {
        let settled = form().settle(&values(json!({"kind": "sick", "days": "2.5"})), &[]);
        let state = |name: &str| settled.fields.iter().find(|state| state.field == *name).cloned().expect("a field");
        assert!(state("proof").required);
        assert!(!state("why").shown);
        assert_eq!(settled.values["double"], json!(5));
    }

    #[test]
    fn what_may_be_changed_and_chosen_follows_what_is_typed() {
        let state = |typed: serde_json::Value, name: &str| {
            let settled = form().settle(&values(typed), &[]);
            settled.fields.into_iter().find(|state| state.field == *name).expect("a field")
        };
        assert!(state(json!({"kind": "free"}), "rate").can_write());
        assert!(!state(json!({"kind": "fixed"}), "rate").can_write());
        let offered = |days: u8| state(json!({"days": days}), "by").offered.map_or(0, |options| options.len());
        assert_eq!((offered(2), offered(3)), (1, 2));
    }

    #[test]
    fn half_a_number_spoils_nothing() {
        let settled = form().settle(&values(json!({"kind": "other", "days": "1e"})), &[]);
        assert!(settled.fields.iter().any(|state| state.field == *"why" && state.shown));
        assert_eq!(settled.values["days"], json!("1e"), "what was typed stays");
    }

    #[test]
    fn a_row_begins_with_the_defaults_of_its_columns() {
        let row = form().new_row(&"lines".into(), &values(json!({"kind": "sick"})));
        assert_eq!(row, values(json!({"what": "sick", "qty": 1})));
        assert_eq!(form().new_row(&"kind".into(), &Values::new()), Values::new());
    }

    #[test]
    fn an_outcome_opens_fields() {
        let settled = form().settle(&Values::new(), &["double".into()]);
        let state = settled.fields.iter().find(|state| state.field == *"double").expect("a field");
        assert!(state.required && state.right == Right::Required);
    }
}
