//! A form as somebody fills it in: its fields in reading order, with the rules of the process live in the page.
//!
//! What is shown, computed and required while one types is decided by [`flow`], the same code that the server accepts
//! the form with ([`live`]). Every field is an ordinary control with its id as name, so the form also posts without
//! script.

mod entry;
mod keeping;
mod live;
mod parts;
mod reading;
mod rows;

use std::collections::BTreeMap;

use flow::id::FieldId;
use flow::kernel::FieldProblem;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use serde_json::Value as Json;

pub use entry::{Entries, Files, candidate, candidates, people_in, said};
pub use keeping::{Keeping, Kept, Sending, keep};
pub use live::Settled;
pub use reading::Readings;

pub(crate) use crate::text::words as in_words;

use crate::components::Candidate;
use crate::port::{FormView, Values};

/// The name of a control in a table, in a form that is posted.
pub fn cell_name(table: &str, row: usize, column: &str) -> String {
    format!("{table}[{row}].{column}")
}

/// Whether a value is none: nothing was typed, chosen or attached.
fn is_blank(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(parts) => parts.is_empty(),
        Json::Object(parts) => parts.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

/// A form being filled in. Cheap to copy; all parts of the page see the same values.
#[derive(Clone, Copy)]
pub struct Filling {
    form: StoredValue<live::LiveForm>,
    values: RwSignal<Values>,
    settled: Memo<Settled>,
    problems: RwSignal<Vec<FieldProblem>>,
    /// The outcome about to be chosen, which may open fields.
    opened: RwSignal<Vec<FieldId>>,
    /// People who were chosen here, whom the server's answer does not name.
    met: StoredValue<BTreeMap<String, Candidate>>,
}

impl Filling {
    /// Begins with what the server said.
    pub fn new(view: FormView) -> Self {
        let values = RwSignal::new(view.values.clone());
        let problems = RwSignal::new(view.problems.clone());
        let form = StoredValue::new(live::LiveForm::new(view));
        let opened = RwSignal::new(Vec::new());
        let settled = Memo::new(move |_| form.with_value(|form| form.settle(&values.read(), &opened.read())));
        Self { form, values, settled, problems, opened, met: StoredValue::default() }
    }

    /// What was typed and may be sent: the fields that can be written here.
    pub fn to_send(self) -> Values {
        let settled = self.settled.read_untracked();
        let writable =
            |field: &String| settled.fields.iter().any(|state| state.field.as_str() == field && state.can_write());
        let values = self.values.read_untracked();
        values
            .iter()
            .filter(|(field, _)| writable(field))
            .map(|(field, value)| (field.clone(), value.clone()))
            .collect()
    }

    /// The value of a field.
    pub fn value(self, field: &FieldId) -> Json {
        self.settled.read().values.get(field.as_str()).cloned().unwrap_or_default()
    }

    /// Writes a field.
    pub fn write(self, field: &FieldId, value: Json) {
        self.values.update(|values| _ = values.insert(field.to_string(), value));
        self.problems.update(|problems| problems.retain(|problem| problem.field != *field));
    }

    /// A row to begin with, for a table: what its columns begin with.
    fn new_row(self, table: &FieldId) -> Values {
        self.form.with_value(|form| form.new_row(table, &self.values.read_untracked()))
    }

    /// Whether the files that the form names are read with an instance.
    fn is_of_instance(self) -> bool {
        self.form.with_value(|form| form.view().instance.is_some())
    }

    /// Where a file that the form names is read: with the instance, or as one's own before there is one.
    pub fn address_of_file(self, hash: &str) -> String {
        match self.form.with_value(|form| form.view().instance.clone()) {
            Some(instance) => format!("/api/v1/instances/{instance}/attachments/{hash}"),
            None => format!("/api/v1/attachments/{hash}"),
        }
    }

    /// Counts what was typed, for whoever keeps it.
    pub fn values(self) -> RwSignal<Values> {
        self.values
    }

    /// Opens the fields of an outcome that is about to be chosen, and closes those of others.
    pub fn open(self, fields: Vec<FieldId>) {
        self.opened.set(fields);
    }

    /// Takes over what the server computed; what was typed stays as it is.
    pub fn refresh(self, view: FormView) {
        let writable = self.to_send();
        let mut values = view.values.clone();
        values.extend(writable);
        self.form.set_value(live::LiveForm::new(view));
        self.values.set(values);
    }

    /// Shows what the server found wrong.
    pub fn show_problems(self, problems: Vec<FieldProblem>) {
        self.problems.set(problems);
    }

    /// What is wrong with a field, in the reader's language.
    pub fn problem(self, field: &FieldId) -> Signal<Option<String>> {
        let field = field.clone();
        Signal::derive(move || {
            let problems = self.problems.read();
            let own = problems.iter().find(|problem| problem.field == field && problem.cell.is_none())?;
            Some(in_words(&own.message))
        })
    }

    /// What is wrong with a cell of a table.
    fn cell_problem(self, field: &FieldId, row: usize, column: &FieldId) -> Signal<Option<String>> {
        let (field, cell) = (field.clone(), (row, column.clone()));
        Signal::derive(move || {
            let problems = self.problems.read();
            let own = problems.iter().find(|problem| problem.field == field && problem.cell.as_ref() == Some(&cell))?;
            Some(in_words(&own.message))
        })
    }

    /// Whether any of these fields is empty.
    pub fn misses(self, fields: &[FieldId]) -> bool {
        fields.iter().any(|field| is_blank(&self.value(field)))
    }

    /// Brings the first of these fields to attention.
    pub fn focus(self, fields: &[FieldId]) {
        let Some(first) = fields.first() else { return };
        if let Some(control) = document().get_element_by_id(first.as_str())
            && let Ok(control) = control.dyn_into::<HtmlElement>()
        {
            // Focus is a courtesy; a browser may refuse it.
            let _ = control.focus();
        }
    }

    /// How many fields are wrong.
    pub fn problem_count(self) -> usize {
        self.problems.read().len()
    }
}
