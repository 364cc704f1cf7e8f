//! What holds of the data of an instance.

use std::hash::{DefaultHasher, Hash, Hasher};

use feel::{Expression, Limits, Value};

use crate::process::{Catch, Local, RuleStep, Scope, Step, Work};

/// What holds, as an expression of the instance sees it.
#[derive(Clone, Copy)]
pub(in crate::scenario) struct Truth<'a>(pub(in crate::scenario) Scope<'a>);

impl Truth<'_> {
    /// Whether a condition holds, after an outcome; where it speaks of one that is not known yet, after any that it
    /// names, or after another.
    pub(in crate::scenario) fn is(&self, when: &Expression, outcome: Option<&str>) -> bool {
        let after = |outcome: Option<&str>| {
            let scope = self.0.with(Local { outcome, ..self.0.local });
            scope.value_of(when).is_ok_and(|value| value == Value::Bool(true))
        };
        let asks = outcome.is_none() && when.free_names().iter().any(|reference| &*reference.name == "outcome");
        if !asks {
            return after(outcome);
        }
        let constants = when.constants();
        after(Some("")) || constants.iter().filter_map(Value::as_str).any(|outcome| after(Some(outcome)))
    }

    /// Whether the tests of a row of a table hold, and, where the first row counts, of none before it.
    pub(in crate::scenario) fn matches(&self, rule: &RuleStep, row: usize) -> bool {
        crate::scenario::coverage::matching_rows(rule, &self.0).contains(&row)
    }

    /// What holds of all that decides where tokens go at these steps, in a number.
    pub(in crate::scenario) fn told<'p>(&self, steps: impl IntoIterator<Item = &'p Step>) -> u64 {
        let mut told = DefaultHasher::new();
        for step in steps {
            for when in step.conditions() {
                self.is(when, None).hash(&mut told);
            }
            if let Some(Catch::Condition(when)) = &step.catch {
                self.is(when, None).hash(&mut told);
            }
            if let Work::Rule(rule) = &step.work {
                let decided = rule.table.decide(&self.0, &mut Limits::default());
                decided.map(|decided| decided.matched).unwrap_or_default().hash(&mut told);
            }
        }
        told.finish()
    }
}
