//! What expressions yield: types that never fit, and values that may be missing.

use std::borrow::Cow;

use feel::check::{Cell, Declarations, check, check_table};
use feel::{DecisionTable, Error, ErrorCode, Lang, Type};

use super::Finding;
use crate::model::Field;
use crate::process::{Placed, Process, Purpose, Several, Step, Work, at_gateway, each_time, type_of, within_row};
use crate::text::Text;

/// Looks at every expression of a definition that can be run.
pub(super) fn look(process: &Process, declared: &Declarations, findings: &mut Vec<Finding>) {
    let mut rules = Rules { process, declared, findings };
    for placed in process.placed() {
        rules.look_at(placed);
    }
    for step in process.steps() {
        if let Work::Rule(rule) = &step.work {
            rules.look_at_table(&rule.table, step.id.as_str());
        }
    }
    for (element, people) in process.people_tables() {
        rules.look_at_table(&people.table, element);
    }
}

/// The expressions of a process.
struct Rules<'a> {
    process: &'a Process,
    declared: &'a Declarations,
    findings: &'a mut Vec<Finding>,
}

impl Rules<'_> {
    fn look_at(&mut self, placed: &Placed) {
        let form = &self.process.definition().form.fields;
        let table = placed.row.as_ref().and_then(|table| find(form, table.as_str()));
        let fields = table.map_or(form, |table| &table.fields);
        let type_of_field = || find(fields, &placed.element).map(type_of);
        let mut declared = self.known_at(&placed.element, placed.purpose);
        if let Some(table) = table {
            declared = Cow::Owned(within_row(declared.into_owned(), table));
        }
        let expected = match placed.purpose {
            Purpose::Way => Some(Type::Boolean.optional()),
            Purpose::Value => type_of_field().map(Type::optional),
            Purpose::Check | Purpose::Condition | Purpose::Other | Purpose::Opening | Purpose::Times => None,
        };
        if let (Purpose::Check, Some(of_type)) = (placed.purpose, type_of_field()) {
            // What an empty field holds is not checked.
            declared = Cow::Owned(declared.into_owned().with(&placed.element, of_type));
        }
        let mut checked = check(&placed.expression, &*declared, expected.as_ref());
        if matches!(placed.purpose, Purpose::Value | Purpose::Condition) {
            // A value that cannot be computed yet is none, and a condition that says nothing does not hold.
            checked.problems.retain(|problem| problem.code != ErrorCode::MayBeNull);
        }
        for problem in &checked.problems {
            self.report(problem, placed.expression.text(), &placed.element);
        }
    }

    /// What an expression may speak of where it stands.
    fn known_at(&self, element: &str, purpose: Purpose) -> Cow<'_, Declarations> {
        let known = match self.several_around(element, purpose) {
            Some(several) => Cow::Owned(each_time(self.declared.clone(), several)),
            None => Cow::Borrowed(self.declared),
        };
        match purpose {
            Purpose::Opening => Cow::Owned(at_gateway(known.into_owned())),
            _ => known,
        }
    }

    /// The innermost work that is done several times of which an expression is part.
    fn several_around(&self, element: &str, purpose: Purpose) -> Option<&Several> {
        let around = |step: &Step| step.within.map(|around| self.process.at(around));
        let innermost = match purpose {
            // The rules of the form hold at every node.
            Purpose::Value | Purpose::Check | Purpose::Condition => None,
            Purpose::Way => {
                let edge = self.process.definition().edges.iter().find(|edge| edge.id == *element)?;
                self.process.step(&edge.from).and_then(around)
            }
            Purpose::Times => self.process.step(&element.into()).and_then(around),
            Purpose::Opening | Purpose::Other => self.process.step(&element.into()),
        };
        std::iter::successors(innermost, |step| around(step)).find_map(|step| step.several.as_ref())
    }

    fn look_at_table(&mut self, table: &DecisionTable, element: &str) {
        let declared = self.known_at(element, Purpose::Other);
        for (cell, problem) in check_table(table, &*declared).problems {
            let text = match cell {
                Cell::Test { rule: row, input } => table.rules[row].tests[input].text(),
                Cell::Result { rule: row, output } => table.rules[row].results[output].text(),
                // Inputs stand among the other expressions; values and defaults are options of fields, and rows.
                _ => continue,
            };
            self.report(&problem, text, element);
        }
    }

    fn report(&mut self, problem: &Error, text: &str, element: &str) {
        let finding = finding(problem, text, element);
        // The same value in several rows is wrong once.
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
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
