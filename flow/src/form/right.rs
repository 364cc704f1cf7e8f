use feel::Value;

use super::compiled::{Rules, When};
use crate::id::FieldId;
use crate::kernel::Incident;
use crate::model::{Field, Outcome, Right};
use crate::process::{Process, Scope, Step};

/// What the handler of a step may do with a field, when they choose an outcome: what the node says, and what the
/// outcome opens. What nobody fills, such as a computed field, is read at most, and of a field that the form has not there is nothing to see.
pub fn right(step: &Step, process: &Process, field: &FieldId, outcome: Option<&Outcome>) -> Right {
    let place = process.place_of(field.as_str());
    place.map_or(Right::Hidden, |place| right_at(step, place, &process.definition().form.fields[place], outcome))
}

/// The same for a field that stands at a known place of the form.
pub(super) fn right_at(step: &Step, place: usize, field: &Field, outcome: Option<&Outcome>) -> Right {
    let right = if opens(outcome, field) { Right::Required } else { step.rights[place] };
    if field.is_filled_by_people() { right } else { right.min(Right::Read) }
}

/// Whether a field that could be edited may only be read now. To the condition its own value is empty, so that filling a
/// field never locks it.
pub(super) fn is_read_only(
    field: &Field,
    rules: &Rules,
    outcome: Option<&Outcome>,
    scope: &Scope<'_>,
) -> Result<bool, Incident> {
    match &rules.read_only {
        _ if opens(outcome, field) => Ok(false),
        When::Fixed(holds) => Ok(*holds),
        condition => {
            let mut others = scope.data.to_data();
            others.insert(field.id.clone(), Value::Null);
            condition.holds(&scope.over(&others))
        }
    }
}

/// Whether an outcome opens a field.
pub(super) fn opens(outcome: Option<&Outcome>, field: &Field) -> bool {
    outcome.is_some_and(|outcome| outcome.opens.contains(&field.id))
}
