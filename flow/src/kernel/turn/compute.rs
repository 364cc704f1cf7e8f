//! Steps that compute: scripts and decision tables.

use feel::{Expression, Limits, Value};

use super::{Halt, Turn};
use crate::form;
use crate::kernel::circumstance::Incident;
use crate::kernel::data::Data;
use crate::kernel::state::VisitId;
use crate::model::HitPolicy;
use crate::process::{RuleStep, Scope, Step};
use crate::text::Text;

impl Turn<'_> {
    /// What an expression yields; what is wrong with it is an incident, never a guess.
    pub(super) fn yields(&self, expression: &Expression, scope: &Scope<'_>) -> Result<Value, Incident> {
        scope.value_of(expression)
    }

    /// A script yields a context, which is merged into the data.
    pub(super) fn compute(&mut self, visit: VisitId, step: &Step, script: &Expression) -> Result<(), Halt> {
        let yielded = self.yields(script, &self.scope_at(Some(visit)));
        match yielded {
            Ok(Value::Context(context)) => {
                let data = context.iter().map(|(field, value)| (field.into(), value.clone())).collect();
                self.write_and_pass(visit, step, data)
            }
            Ok(other) => {
                let zh = format!("脚本应得到一个上下文，得到的是 {other}");
                let en = format!("a script must yield a context, and this yields {other}");
                let message = Text::each(zh, en);
                self.stop(visit, Incident::Expression { text: script.text().to_owned(), message });
                Ok(())
            }
            Err(incident) => {
                self.stop(visit, incident);
                Ok(())
            }
        }
    }

    /// A decision table sets its fields by the rules that match.
    pub(super) fn look_up(&mut self, visit: VisitId, step: &Step, rule: &RuleStep) -> Result<(), Halt> {
        match self.matches(rule, &self.scope_at(Some(visit))) {
            Ok(data) => self.write_and_pass(visit, step, data),
            Err(incident) => {
                self.stop(visit, incident);
                Ok(())
            }
        }
    }

    fn matches(&self, rule: &RuleStep, scope: &Scope<'_>) -> Result<Data, Incident> {
        let inputs = rule.inputs.iter().map(|input| self.yields(input, scope)).collect::<Result<Vec<_>, _>>()?;
        let mut rows = Vec::new();
        for (when, then) in &rule.rules {
            let mut tests = when.iter().zip(&inputs);
            if tests.all(|(test, input)| test.matches(input, scope, &mut Limits::default()).unwrap_or(false)) {
                rows.push(then);
                if rule.hit == HitPolicy::First {
                    break;
                }
            }
        }
        if rows.is_empty() || (rule.hit == HitPolicy::Unique && rows.len() > 1) {
            return Err(Incident::Table { matched: rows.len() as u32 });
        }
        let mut data = Data::new();
        for (column, field) in rule.outputs.iter().enumerate() {
            let values = rows.iter().map(|row| self.yields(&row[column], scope)).collect::<Result<Vec<_>, _>>()?;
            let value = match rule.hit {
                HitPolicy::Collect => Value::List(values.into()),
                HitPolicy::Unique | HitPolicy::First => values.into_iter().next().unwrap_or_default(),
            };
            data.insert(field.clone(), value);
        }
        Ok(data)
    }

    fn write_and_pass(&mut self, visit: VisitId, step: &Step, data: Data) -> Result<(), Halt> {
        match self.write(data, Some(visit)) {
            Ok(()) => self.pass(visit, step),
            Err(incident) => {
                self.stop(visit, incident);
                Ok(())
            }
        }
    }

    /// Writes fields by rule, with what is computed from them.
    pub(in crate::kernel) fn write(&mut self, data: Data, visit: Option<VisitId>) -> Result<(), Incident> {
        let changes = form::recompute(self.process, data, &self.scope_at(visit))?;
        self.write_down(changes, None, visit);
        Ok(())
    }
}
