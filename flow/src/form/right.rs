use crate::id::FieldId;
use crate::model::{Outcome, Right};
use crate::process::{Process, Step};

/// What the handler of a step may do with a field, when they choose an outcome: what the node says, and what the
/// outcome opens. A computed field is read at most.
pub fn right(step: &Step, process: &Process, field: &FieldId, outcome: Option<&Outcome>) -> Right {
    let stated = step.rights.get(field).copied().unwrap_or(step.other_rights);
    let opened = outcome.is_some_and(|outcome| outcome.opens.contains(field));
    let right = if opened { Right::Required } else { stated };
    match process.field(field.as_str()) {
        Some(field) if field.compute.is_some() => right.min(Right::Read),
        _ => right,
    }
}
