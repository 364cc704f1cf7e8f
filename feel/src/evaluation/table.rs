//! Decision tables: which rules match, and what they make together.

use super::comparison::equal;
use super::{Bound, Evaluated, Frame, Machine};
use crate::syntax::{Kind, Node};
use crate::table::{Aggregation, Decided, DecisionTable, HitPolicy, Output, Rule};
use crate::{Context, Error, ErrorCode, Phrase, UnaryTests, Value, functions};

impl Machine<'_> {
    /// What a table comes to.
    pub(crate) fn decide(&mut self, table: &DecisionTable, frame: Option<&Frame<'_>>) -> Result<Decided, Box<Error>> {
        let Some(matched) = self.matching_rules(table, frame)? else {
            return Ok(Decided { matched: Vec::new(), result: None });
        };
        let result = match matched.is_empty() {
            true => self.default_of(table, frame)?,
            false => self.result_of(table, &matched, frame)?,
        };
        Ok(Decided { matched, result })
    }

    /// The rules all of whose tests pass; none at all when an input has a value that it may not have.
    fn matching_rules(
        &mut self,
        table: &DecisionTable,
        frame: Option<&Frame<'_>>,
    ) -> Result<Option<Vec<usize>>, Box<Error>> {
        let mut inputs = Vec::with_capacity(table.inputs.len());
        for input in &table.inputs {
            let node = input.expression.root();
            let value = match &input.of_type {
                Some(of_type) => self.typed(node, node, of_type, frame)?,
                None => self.value(node, frame)?,
            };
            if let Some(allowed) = &input.allowed
                && !value.is_null()
                && !self.passes_cell(allowed, &value, frame)?
            {
                self.null(ErrorCode::NotAllowed, node, || value.to_string());
                return Ok(None);
            }
            inputs.push(value);
        }
        let mut matched = Vec::new();
        for (position, rule) in table.rules.iter().enumerate() {
            if self.matches(rule, &inputs, frame)? {
                matched.push(position);
                if table.hit == HitPolicy::First {
                    break;
                }
            }
        }
        Ok(Some(matched))
    }

    fn matches(&mut self, rule: &Rule, inputs: &[Value], frame: Option<&Frame<'_>>) -> Result<bool, Box<Error>> {
        for (test, input) in rule.tests.iter().zip(inputs) {
            if !self.passes_cell(test, input, frame)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn passes_cell(
        &mut self,
        tests: &UnaryTests,
        input: &Value,
        frame: Option<&Frame<'_>>,
    ) -> Result<bool, Box<Error>> {
        let frame = Frame::new(Bound::Input(input), frame);
        Ok(self.value(tests.root(), Some(&frame))? == Value::Bool(true))
    }

    fn default_of(&mut self, table: &DecisionTable, frame: Option<&Frame<'_>>) -> Result<Option<Value>, Box<Error>> {
        if table.outputs.iter().all(|output| output.default.is_none()) {
            return Ok(None);
        }
        let mut values = Vec::with_capacity(table.outputs.len());
        for output in &table.outputs {
            values.push(match &output.default {
                Some(default) => self.output_value(output, default.root(), frame)?,
                None => Value::Null,
            });
        }
        Ok(Some(composed(&table.outputs, values)))
    }

    fn result_of(
        &mut self,
        table: &DecisionTable,
        matched: &[usize],
        frame: Option<&Frame<'_>>,
    ) -> Result<Option<Value>, Box<Error>> {
        let mut results = Vec::with_capacity(matched.len());
        for position in matched {
            let rule = &table.rules[*position];
            let mut values = Vec::with_capacity(table.outputs.len());
            for (output, result) in table.outputs.iter().zip(&rule.results) {
                values.push(self.output_value(output, result.root(), frame)?);
            }
            results.push(values);
        }
        if matches!(table.hit, HitPolicy::Priority | HitPolicy::OutputOrder) {
            self.put_in_order_of_outputs(table, &mut results, frame)?;
        }
        let outputs = &table.outputs;
        let mut results = results.into_iter().map(|values| composed(outputs, values));
        Ok(match table.hit {
            HitPolicy::Unique if matched.len() > 1 => self.broken(table, Phrase::fixed("unique", "唯一")),
            HitPolicy::Unique | HitPolicy::First | HitPolicy::Priority => results.next(),
            HitPolicy::Any => {
                let first = results.next().unwrap_or_default();
                match results.all(|other| equal(&first, &other) == Some(true)) {
                    true => Some(first),
                    false => self.broken(table, Phrase::fixed("any", "任意")),
                }
            }
            HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(None) => {
                Some(Value::list(results.collect()))
            }
            HitPolicy::Collect(Some(Aggregation::Count)) => Some(results.len().into()),
            HitPolicy::Collect(Some(Aggregation::Sum)) => functions::of_list("sum", results.collect()),
            HitPolicy::Collect(Some(Aggregation::Min)) => functions::of_list("min", results.collect()),
            HitPolicy::Collect(Some(Aggregation::Max)) => functions::of_list("max", results.collect()),
        })
    }

    fn output_value(&mut self, output: &Output, node: &Node, frame: Option<&Frame<'_>>) -> Evaluated {
        match &output.of_type {
            Some(of_type) => self.typed(node, node, of_type, frame),
            None => self.value(node, frame),
        }
    }

    /// Puts first what the outputs name first, the leftmost output deciding before the others.
    fn put_in_order_of_outputs(
        &mut self,
        table: &DecisionTable,
        results: &mut Vec<Vec<Value>>,
        frame: Option<&Frame<'_>>,
    ) -> Result<(), Box<Error>> {
        let mut ranked: Vec<(Vec<usize>, Vec<Value>)> = Vec::with_capacity(results.len());
        for values in results.drain(..) {
            let mut ranks = Vec::with_capacity(values.len());
            for (output, value) in table.outputs.iter().zip(&values) {
                ranks.push(self.rank(output, value, frame)?);
            }
            // Put where it belongs at once: few rules match, and a sort of the library weighs much in a page.
            let place = ranked.partition_point(|(before, _)| *before <= ranks);
            ranked.insert(place, (ranks, values));
        }
        results.extend(ranked.into_iter().map(|(_, values)| values));
        Ok(())
    }

    /// How far back an output names a value; values that it does not name come last.
    fn rank(&mut self, output: &Output, value: &Value, frame: Option<&Frame<'_>>) -> Result<usize, Box<Error>> {
        let Some(Kind::Tests(named)) = output.values.as_ref().map(|values| &values.root().kind) else {
            return Ok(usize::MAX);
        };
        for (rank, test) in named.iter().enumerate() {
            if equal(value, &*self.operand(test, frame)?) == Some(true) {
                return Ok(rank);
            }
        }
        Ok(usize::MAX)
    }

    /// The rules that match do not keep the hit policy.
    fn broken(&mut self, table: &DecisionTable, policy: Phrase) -> Option<Value> {
        if let Some(input) = table.inputs.first() {
            self.null(ErrorCode::HitPolicyBroken, input.expression.root(), || policy);
        }
        None
    }
}

/// The result of a rule: the value of the only output, or a context of all.
fn composed(outputs: &[Output], mut values: Vec<Value>) -> Value {
    match outputs {
        [_] => values.pop().unwrap_or_default(),
        outputs => outputs.iter().map(|output| output.name.clone()).zip(values).collect::<Context>().into(),
    }
}
