//! What follows from the values of a form: computed fields, and fields that are not shown.

use std::sync::Arc;

use feel::{Context, Rounding, Value};

use super::compiled::{Form, Rules};
use super::types;
use crate::id::FieldId;
use crate::kernel::{Data, Incident};
use crate::model::{Field, FieldType};
use crate::process::{Local, Process, Scope};

/// The fields that change when these are written and everything that follows is made true: computed fields get their
/// values, each after those that it depends on, and fields that are not shown become empty.
///
/// # Errors
/// An expression could not be evaluated.
pub fn recompute(process: &Process, written: Data, scope: &Scope<'_>) -> Result<Data, Incident> {
    let derived = derived(process, scope, written)?;
    Ok(changes(derived, scope))
}

/// The values to begin with: the defaults of those fields that have one.
///
/// A default that cannot be evaluated, or has not the type of its field, is none.
pub fn initial(process: &Process, scope: &Scope<'_>) -> Data {
    initial_with(process, &Data::new(), scope)
}

/// The same with values that are handed over: where there is one, it stands in the place of the default.
///
/// One that has not the type of its field, and one of a field that is computed, is none.
pub fn initial_with(process: &Process, given: &Data, scope: &Scope<'_>) -> Data {
    let mut written = Data::new();
    for (field, rules) in process.definition().form.fields.iter().zip(&process.form().rules) {
        let scope = scope.with_written(&written);
        let given = given.get(&field.id).filter(|_| field.is_filled_by_people());
        let given = given.and_then(|given| held(field, given.clone(), &scope));
        if let Some(value) = given.or_else(|| default(field, rules, &scope)) {
            written.insert(field.id.clone(), value);
        }
    }
    changes(written, scope)
}

/// A row to begin with, for a table: the defaults of its columns. None when the form has no such table.
pub fn new_row(process: &Process, table: &FieldId, scope: &Scope<'_>) -> Option<Value> {
    let mut fields = process.definition().form.fields.iter().zip(&process.form().rules);
    let (field, rules) = fields.find(|(field, _)| field.id == *table && field.kind == FieldType::Table)?;
    let mut row = Context::new();
    for (column, rules) in field.fields.iter().zip(&rules.columns.rules) {
        let seen = whole_row(&field.fields, &row);
        let scope = scope.with(Local { row: Some(&seen), ..scope.local });
        if let Some(value) = default(column, rules, &scope) {
            row.insert(column.id.as_str(), value);
        }
    }
    Some(row.into())
}

fn default(field: &Field, rules: &Rules, scope: &Scope<'_>) -> Option<Value> {
    held(field, scope.value_of(rules.default.as_ref()?).ok()?, scope)
}

/// A value as its field holds it; none when it is nothing, or nothing that the field can hold.
fn held(field: &Field, value: Value, scope: &Scope<'_>) -> Option<Value> {
    let value = rounded(field, value);
    types::of_type(field, &value, scope).ok().filter(|value| !value.is_null())
}

/// What is written, with everything that follows from it.
pub(super) fn derived(process: &Process, scope: &Scope<'_>, mut written: Data) -> Result<Data, Incident> {
    let fields = &process.definition().form.fields;
    let form = process.form();
    for place in &form.order {
        let (field, rules) = (&fields[*place], &form.rules[*place]);
        let scope = scope.with_written(&written);
        let old = scope.data.get(field.id.as_str()).unwrap_or(&Value::Null);
        let new = follow(field, rules, old, &scope)?;
        if new != *old {
            written.insert(field.id.clone(), new);
        }
    }
    Ok(written)
}

/// The value of a field as it follows from the others.
fn follow(field: &Field, rules: &Rules, value: &Value, scope: &Scope<'_>) -> Result<Value, Incident> {
    if !rules.show.holds(scope)? {
        return Ok(Value::Null);
    }
    if let Some(compute) = &rules.compute {
        return Ok(rounded(field, scope.value_of(compute)?));
    }
    match value {
        Value::List(rows) if field.kind == FieldType::Table && !rules.columns.order.is_empty() => {
            let rows = rows.iter().map(|row| derived_row(&field.fields, &rules.columns, row, scope));
            Ok(Value::List(Arc::new(rows.collect::<Result<_, _>>()?)))
        }
        value => Ok(value.clone()),
    }
}

fn derived_row(columns: &[Field], form: &Form, row: &Value, scope: &Scope<'_>) -> Result<Value, Incident> {
    let Value::Context(row) = row else { return Ok(row.clone()) };
    let mut seen = whole_row(columns, row);
    for place in &form.order {
        let (column, rules) = (&columns[*place], &form.rules[*place]);
        let old = seen.get(column.id.as_str()).cloned().unwrap_or_default();
        let new = follow(column, rules, &old, &scope.with(Local { row: Some(&seen), ..scope.local }))?;
        seen.insert(column.id.as_str(), new);
    }
    let filled = seen.iter().filter(|(_, value)| !value.is_null());
    Ok(filled.map(|(name, value)| (name, value.clone())).collect::<Context>().into())
}

/// The row with every column, so that an empty cell hides a field of the same name.
pub(super) fn whole_row(columns: &[Field], row: &Context) -> Context {
    let cell = |column: &Field| {
        let id = column.id.as_str();
        (id.to_owned(), row.get(id).cloned().unwrap_or_default())
    };
    columns.iter().map(cell).collect()
}

/// A computed number in the decimals of its field, half up.
fn rounded(field: &Field, value: Value) -> Value {
    match (value, types::scale(field)) {
        (Value::Number(number), Some(scale)) => number.round(i32::from(scale), Rounding::HalfUp).into(),
        (value, _) => value,
    }
}

/// What is different from what the fields hold; null empties a field.
pub(super) fn changes(mut written: Data, scope: &Scope<'_>) -> Data {
    written.retain(|field, value| !scope.data.is(field.as_str(), value));
    written
}
