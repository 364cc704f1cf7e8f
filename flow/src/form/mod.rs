//! What may be written at a step, whether it is right, and what follows from it.

use feel::Value;

use crate::id::FieldId;
use crate::kernel::{Data, FieldProblem, Incident, Rejection};
use crate::model::{Field, Outcome, Right};
use crate::process::{Process, Scope, Step};

/// A field as somebody sees it at a step. Hidden fields have none.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldView<'a> {
    /// The field.
    pub field: &'a Field,
    /// What may be done with it: never [`Right::Hidden`].
    pub right: Right,
    /// Whether its condition lets it be there now.
    pub shown: bool,
    /// Whether it must be filled now.
    pub required: bool,
    /// Its value.
    pub value: Value,
}

/// What the handler of a step may do with a field, when they choose an outcome.
pub fn right(step: &Step, _process: &Process, field: &FieldId, _outcome: Option<&Outcome>) -> Right {
    step.rights.get(field).copied().unwrap_or(step.other_rights)
}

/// Takes in what somebody wrote at a step: the fields that change by it, computed and emptied ones included.
///
/// # Errors
/// [`Rejection::Fields`] with every problem there is.
pub fn accept(
    _process: &Process,
    _step: &Step,
    _outcome: Option<&Outcome>,
    given: &Data,
    _scope: &Scope<'_>,
) -> Result<Data, Rejection> {
    Ok(given.clone())
}

/// The computed fields that change, in an order in which each follows what it depends on.
///
/// # Errors
/// An expression could not be evaluated.
pub fn recompute(_process: &Process, _scope: &Scope<'_>) -> Result<Data, Incident> {
    Ok(Data::new())
}

/// The values to begin with.
pub fn initial(_process: &Process, _scope: &Scope<'_>) -> Data {
    Data::new()
}

/// The fields as somebody sees them at a step, or, without a step, in an instance as a whole.
pub fn view<'a>(
    process: &'a Process,
    step: Option<&Step>,
    outcome: Option<&Outcome>,
    scope: &Scope<'_>,
) -> Vec<FieldView<'a>> {
    let fields = process.definition().form.fields.iter();
    let views = fields.map(|field| FieldView {
        field,
        right: step.map_or(Right::Read, |step| right(step, process, &field.id, outcome)),
        shown: true,
        required: false,
        value: scope.data.get(&field.id).cloned().unwrap_or_default(),
    });
    views.filter(|view| view.right > Right::Hidden).collect()
}

/// Reads values from the API's JSON.
///
/// # Errors
/// Every value that has not the type of its field, and every name that is no field.
pub fn read_json(
    _fields: &[Field],
    _json: &serde_json::Map<String, serde_json::Value>,
) -> Result<Data, Vec<FieldProblem>> {
    Ok(Data::new())
}

/// Writes values as the API's JSON.
pub fn write_json(_fields: &[Field], _data: &Data) -> serde_json::Map<String, serde_json::Value> {
    serde_json::Map::new()
}
