use feel::{Context, Value};

use super::compiled::Rules;
use super::derive::{derived, whole_row};
use super::offered::offered;
use super::required::{must_be_filled, takes_the_form};
use super::right::{is_read_only, opens, right_at};
use crate::kernel::Data;
use crate::model::{Choice, Field, Outcome, Right};
use crate::process::{Local, Process, Scope, Step};

/// A field as somebody sees it at a step. Hidden fields have none.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldView<'a> {
    /// The field.
    pub field: &'a Field,
    /// What may be done with it: never [`Right::Hidden`].
    pub right: Right,
    /// Whether its condition lets it be there now.
    pub shown: bool,
    /// Whether it may only be read now, whatever the right.
    pub read_only: bool,
    /// Whether it must be filled now.
    pub required: bool,
    /// The options that are offered now; none where none is ever left out.
    pub offered: Option<Vec<Choice>>,
    /// Its value, as it follows from the others where it does.
    pub value: Value,
    /// The cells of each row, for a table.
    pub rows: Vec<Vec<FieldView<'a>>>,
}

/// The fields as somebody sees them at a step, or, without a step, in an instance as a whole.
///
/// The data of `scope` may be a draft: what follows from it is computed. An expression that cannot be evaluated leaves
/// its field as it is here; [`accept`](super::accept) tells what is wrong with it.
pub fn view<'a>(
    process: &'a Process,
    step: Option<&Step>,
    outcome: Option<&Outcome>,
    scope: &Scope<'_>,
) -> Vec<FieldView<'a>> {
    let written = derived(process, scope, Data::new()).unwrap_or_default();
    let scope = scope.with_written(&written);
    let fields = process.definition().form.fields.iter().zip(&process.form().rules).enumerate();
    let seen = fields.filter_map(|(place, (field, rules))| {
        let right = step.map_or(Right::Read, |step| right_at(step, place, field, outcome));
        let value = scope.data.get(field.id.as_str()).cloned().unwrap_or_default();
        (right > Right::Hidden).then(|| see(field, rules, right, value, outcome, &scope))
    });
    seen.collect()
}

fn see<'a>(
    field: &'a Field,
    rules: &Rules,
    right: Right,
    value: Value,
    outcome: Option<&Outcome>,
    scope: &Scope<'_>,
) -> FieldView<'a> {
    let shown = rules.show.holds(scope).unwrap_or(true);
    let asked = shown && (takes_the_form(outcome) || opens(outcome, field));
    let read_only = is_read_only(field, rules, outcome, scope).unwrap_or(false);
    let required = asked && !read_only && must_be_filled(right, &rules.required, scope).unwrap_or(false);
    let offered = offered(field, rules, scope);
    let rows = match &value {
        Value::List(rows) => rows.iter().filter_map(Value::as_context),
        _ => [].iter().filter_map(Value::as_context),
    };
    let rows = rows.map(|row| see_row(field, rules, row, right, outcome, scope)).collect();
    let value = if shown { value } else { Value::Null };
    FieldView { field, right, shown, read_only, required, offered, value, rows }
}

fn see_row<'a>(
    table: &'a Field,
    rules: &Rules,
    row: &Context,
    right: Right,
    outcome: Option<&Outcome>,
    scope: &Scope<'_>,
) -> Vec<FieldView<'a>> {
    let seen = whole_row(&table.fields, row);
    let scope = scope.with(Local { row: Some(&seen), ..scope.local });
    let cells = table.fields.iter().zip(&rules.columns.rules);
    let cells = cells.map(|(column, rules)| {
        let right = if column.is_filled_by_people() { right.min(Right::Edit) } else { Right::Read };
        let value = seen.get(column.id.as_str()).cloned().unwrap_or_default();
        see(column, rules, right, value, outcome, &scope)
    });
    cells.collect()
}
