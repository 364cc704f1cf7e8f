use super::compiled::When;
use crate::kernel::Incident;
use crate::model::{Outcome, OutcomeKind, Right};
use crate::process::Scope;

/// Whether a field must be filled by whoever has this right to it.
pub(super) fn must_be_filled(right: Right, required: &When, scope: &Scope<'_>) -> Result<bool, Incident> {
    match right {
        Right::Hidden | Right::Read => Ok(false),
        Right::Edit => required.holds(scope),
        Right::Required => Ok(true),
    }
}

/// Whether an outcome takes the form as a whole: refusing and sending back must not wait for it to be filled.
pub(super) fn takes_the_form(outcome: Option<&Outcome>) -> bool {
    outcome.is_none_or(|outcome| matches!(outcome.kind, OutcomeKind::Agree | OutcomeKind::Neutral))
}

impl When {
    pub(super) fn holds(&self, scope: &Scope<'_>) -> Result<bool, Incident> {
        match self {
            Self::Fixed(holds) => Ok(*holds),
            Self::Holds(expression) => Ok(scope.value_of(expression)?.as_bool() == Some(true)),
        }
    }
}
