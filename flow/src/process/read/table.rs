//! Decision tables of rule nodes.

use feel::table::{Aggregation, HitPolicy, Input, Output, Rule};
use feel::{Expression, UnaryTests};

use super::Reader;
use crate::check::Finding;
use crate::id::FieldId;
use crate::model::{self, Aggregate, DecisionTable, Field, FieldType, Formula, Node};
use crate::process::step::RuleStep;
use crate::process::vocabulary::type_of;
use crate::text::Text;

impl Reader<'_> {
    pub(super) fn table(&mut self, node: &Node, table: &DecisionTable) -> Option<RuleStep> {
        let element = node.id.as_str();
        table.outputs.iter().for_each(|field| self.know_field(field, element));
        if !has_its_shape(table) {
            let zh = "决策表每一行的条件数须等于输入数，结果数须等于输出数";
            let en = "each row of the table needs a test for each input and a value for each output";
            self.findings.push(Finding::error("table_shape", element, Text::each(zh, en)));
            return None;
        }
        let hit = self.hit_policy(table, element)?;
        let mut inputs = Vec::with_capacity(table.inputs.len());
        for formula in &table.inputs {
            inputs.push(self.input(formula, element)?);
        }
        let otherwise = self.formulas_in_order(&table.otherwise, element)?;
        let mut otherwise = otherwise.into_iter();
        let outputs = table.outputs.iter().map(|field| Output {
            name: field.as_str().into(),
            of_type: None,
            values: self.field(field).and_then(options),
            default: otherwise.next(),
        });
        let outputs = outputs.collect();
        let mut rules = Vec::with_capacity(table.rules.len());
        for rule in &table.rules {
            let tests = rule.when.iter().map(|test| self.tests(&test.0, element)).collect::<Option<_>>()?;
            rules.push(Rule { tests, results: self.formulas_in_order(&rule.then, element)? });
        }
        let fields = table.outputs.clone();
        Some(RuleStep { table: feel::DecisionTable { hit, inputs, outputs, rules }, outputs: fields })
    }

    fn hit_policy(&mut self, table: &DecisionTable, element: &str) -> Option<HitPolicy> {
        let hit = match table.hit {
            model::HitPolicy::Unique => HitPolicy::Unique,
            model::HitPolicy::Any => HitPolicy::Any,
            model::HitPolicy::Priority => HitPolicy::Priority,
            model::HitPolicy::First => HitPolicy::First,
            model::HitPolicy::RuleOrder => HitPolicy::RuleOrder,
            model::HitPolicy::OutputOrder => HitPolicy::OutputOrder,
            model::HitPolicy::Collect => HitPolicy::Collect(table.aggregate.map(|aggregate| match aggregate {
                Aggregate::Sum => Aggregation::Sum,
                Aggregate::Min => Aggregation::Min,
                Aggregate::Max => Aggregation::Max,
                Aggregate::Count => Aggregation::Count,
            })),
        };
        let is_choice = |field: &FieldId| self.field(field).is_some_and(|field| options(field).is_some());
        if matches!(hit, HitPolicy::Priority | HitPolicy::OutputOrder) && !table.outputs.iter().all(is_choice) {
            let zh = "按优先级取结果时，每个输出须是选项字段：先列出的选项优先";
            let en =
                "results have a priority only where every output is a choice: the option that is listed first counts";
            self.findings.push(Finding::error("table_priority", element, Text::each(zh, en)));
            return None;
        }
        let summed_up = matches!(hit, HitPolicy::Collect(Some(_)));
        if (table.aggregate.is_some() && !summed_up) || (summed_up && table.outputs.len() != 1) {
            let zh = "只有 hit: collect 且只有一个输出的决策表才能汇总";
            let en = "only a table with hit: collect and a single output can be summed up";
            self.findings.push(Finding::error("table_aggregate", element, Text::each(zh, en)));
            return None;
        }
        Some(hit)
    }

    /// An input; of a field by itself it is known which values there are.
    pub(super) fn input(&mut self, formula: &Formula, element: &str) -> Option<Input> {
        let expression = self.formula(&formula.0, element)?;
        let field = self.field(&formula.0.trim().into());
        Some(Input { expression, of_type: field.map(type_of), allowed: field.and_then(options) })
    }

    fn formulas_in_order(&mut self, formulas: &[Formula], element: &str) -> Option<Vec<Expression>> {
        formulas.iter().map(|formula| self.formula(&formula.0, element)).collect()
    }

    pub(super) fn tests(&mut self, text: &str, element: &str) -> Option<UnaryTests> {
        let read = feel::parse_unary_tests(text, self.names.names());
        read.map_err(|error| self.wrong_expression(text, &error, element)).ok()
    }
}

fn has_its_shape(table: &DecisionTable) -> bool {
    let (inputs, outputs) = (table.inputs.len(), table.outputs.len());
    let fits = |rule: &model::Rule| rule.when.len() == inputs && rule.then.len() == outputs;
    table.rules.iter().all(fits) && (table.otherwise.is_empty() || table.otherwise.len() == outputs)
}

/// The options of a choice, in order, as unary tests.
fn options(field: &Field) -> Option<UnaryTests> {
    if field.kind != FieldType::Choice || field.options.is_empty() {
        return None;
    }
    let literals = field.options.iter().map(|option| feel::Value::from(option.id.as_str()).to_string());
    feel::parse_unary_tests(&literals.collect::<Vec<_>>().join(", "), &()).ok()
}
