//! What expressions yield: types that never fit, and values that may be missing.

use feel::check::{Cell, Checked, Declarations, check, check_table};
use feel::{Error, ErrorCode, Lang, Type};

use super::Finding;
use crate::model::{Definition, Field, Formula};
use crate::process::{Placed, Process, RuleStep, Work, type_of, vocabulary, vocabulary_of_row};
use crate::text::Text;

/// Looks at every expression of a definition that can be run.
pub(super) fn look(process: &Process, findings: &mut Vec<Finding>) {
    let definition = process.definition();
    let declared = vocabulary(definition);
    let mut rules = Rules { definition, declared: &declared, findings };
    for placed in process.placed() {
        rules.look_at(placed);
    }
    for step in process.steps() {
        if let Work::Rule(rule) = &step.work {
            rules.look_at_table(rule, step.id.as_str());
        }
    }
}

/// The expressions of a definition.
struct Rules<'a> {
    definition: &'a Definition,
    declared: &'a Declarations,
    findings: &'a mut Vec<Finding>,
}

impl Rules<'_> {
    fn look_at(&mut self, placed: &Placed) {
        let table = placed.row.as_ref().and_then(|table| find(&self.definition.form.fields, table.as_str()));
        let fields = table.map_or(&self.definition.form.fields, |table| &table.fields);
        let field = find(fields, &placed.element);
        let role = self.role(placed, field);
        let mut declared =
            table.map_or_else(|| self.declared.clone(), |table| vocabulary_of_row(self.definition, table));
        if let (Role::Check, Some(field)) = (&role, field) {
            // What an empty field holds is not checked.
            declared = declared.with(field.id.as_str(), type_of(field));
        }
        let expected = match &role {
            Role::Way => Some(Type::Boolean.optional()),
            Role::Value(of_type) => Some(of_type.clone().optional()),
            Role::Check | Role::Condition | Role::Other => None,
        };
        let mut checked = check(&placed.expression, &declared, expected.as_ref());
        if matches!(role, Role::Value(_) | Role::Condition) {
            // A value that cannot be computed yet is none, and a condition that says nothing does not hold.
            checked.problems.retain(|problem| problem.code != ErrorCode::MayBeNull);
        }
        self.report(&checked, placed.expression.text(), &placed.element);
    }

    /// What an expression is for.
    fn role(&self, placed: &Placed, field: Option<&Field>) -> Role {
        let is = |formula: &Formula| formula.0 == placed.expression.text();
        let Some(field) = field else {
            let is_of_way = self.definition.edges.iter().any(|edge| edge.id.as_str() == placed.element);
            return if is_of_way { Role::Way } else { Role::Other };
        };
        if field.compute.iter().chain(&field.default).any(is) {
            return Role::Value(type_of(field));
        }
        if field.checks.iter().any(|check| is(&check.rule)) { Role::Check } else { Role::Condition }
    }

    fn look_at_table(&mut self, rule: &RuleStep, element: &str) {
        for (cell, problem) in check_table(&rule.table, self.declared).problems {
            let text = match cell {
                Cell::Test { rule: row, input } => rule.table.rules[row].tests[input].text(),
                Cell::Result { rule: row, output } => rule.table.rules[row].results[output].text(),
                // Inputs stand among the other expressions; values and defaults are options of fields, and rows.
                _ => continue,
            };
            self.report_one(&problem, text, element);
        }
    }

    fn report(&mut self, checked: &Checked, text: &str, element: &str) {
        checked.problems.iter().for_each(|problem| self.report_one(problem, text, element));
    }

    fn report_one(&mut self, problem: &Error, text: &str, element: &str) {
        let finding = finding(problem, text, element);
        // The same value in several rows is wrong once.
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// What an expression is for.
enum Role {
    /// It tells whether a token goes a way.
    Way,
    /// It gives a field of this type its value.
    Value(Type),
    /// It tells what has to hold of a field.
    Check,
    /// It tells whether a field is shown or required.
    Condition,
    /// Something else.
    Other,
}

fn find<'f>(fields: &'f [Field], id: &str) -> Option<&'f Field> {
    fields.iter().find(|field| field.id.as_str() == id)
}

fn finding(problem: &Error, text: &str, element: &str) -> Finding {
    let zh = format!("表达式「{text}」：{}", problem.message(Lang::Zh));
    let en = format!("the expression `{text}`: {}", problem.message(Lang::En));
    match problem.code {
        ErrorCode::MayBeNull => {
            let repair = Text::each(
                "设为必填或给出默认值，或写明为空时怎么办，例如 if x = null then … else …",
                "require it or give it a default, or say what holds when it is empty, as in `if x = null then … else …`",
            );
            Finding::warning("may_be_empty", element, Text::each(zh, en)).with_repair(repair)
        }
        _ => Finding::error("wrong_kind_of_value", element, Text::each(zh, en)),
    }
}
