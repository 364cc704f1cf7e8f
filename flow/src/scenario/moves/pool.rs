//! Values worth trying for fields: what conditions compare with, and what lies next to it.

use std::collections::{BTreeMap, BTreeSet};

use feel::builder::{Condition, Joined, Literal, Member, Operand, Operator, Row, Test};
use feel::{Expression, Limits, Number, Value};

use crate::id::FieldId;
use crate::kernel::Data;
use crate::model::{Field, FieldType};
use crate::process::{Catch, First, Process, Purpose, RuleStep, Several, Work};
use crate::trace::Samples;

/// How many values of each kind are tried for a field.
const MOST_VALUES: usize = 40;
/// How many ways are tried to make a condition true.
const MOST_SOLUTIONS: usize = 12;

/// What decides where tokens go, and the fields that it depends on.
pub(in crate::scenario) struct Pool {
    /// Every constant that occurs, once.
    constants: Vec<Value>,
    /// The fields that matter, directly or through what is computed from them.
    matters: BTreeSet<FieldId>,
    /// The fields that nobody fills in, and that matter.
    kept: Vec<FieldId>,
    /// What would make conditions true.
    solutions: Vec<Data>,
    /// What everything that matters says.
    texts: Vec<String>,
}

impl Pool {
    pub(super) fn of(process: &Process) -> Self {
        let mut names = BTreeSet::new();
        let mut constants = Vec::new();
        let mut solutions = Vec::new();
        let mut texts: Vec<String> = Vec::new();
        let mut look = |expression: &Expression, names: &mut BTreeSet<FieldId>| {
            names.extend(expression.free_names().iter().map(|reference| FieldId::from(&*reference.name)));
            constants.extend(expression.constants());
            if !texts.contains(&expression.text().to_owned()) {
                texts.push(expression.text().to_owned());
            }
        };
        for step in process.steps() {
            for when in step.conditions() {
                look(when, &mut names);
                solutions.extend(solved(when));
            }
            match &step.catch {
                Some(Catch::Condition(when)) => {
                    look(when, &mut names);
                    solutions.extend(solved(when));
                }
                Some(Catch::Timer(timer)) => {
                    if let First::At(at) = &timer.first {
                        look(at, &mut names);
                    }
                }
                _ => {}
            }
            match &step.several {
                Some(Several::Each(each)) => look(&each.list, &mut names),
                Some(Several::Repeat(repeat)) => {
                    repeat.as_long.iter().for_each(|when| look(when, &mut names));
                }
                None => {}
            }
            match &step.work {
                Work::Script(script) => look(script, &mut names),
                Work::Rule(rule) => {
                    rule.table.inputs.iter().for_each(|input| look(&input.expression, &mut names));
                    for test in rule.table.rules.iter().flat_map(|rule| &rule.tests) {
                        names.extend(test.free_names().iter().map(|reference| FieldId::from(&*reference.name)));
                    }
                }
                _ => {}
            }
        }
        // What matters to what matters.
        loop {
            let before = names.len();
            for placed in process.placed() {
                let follows = matches!(placed.purpose, Purpose::Value | Purpose::Condition);
                let of = placed.row.clone().unwrap_or_else(|| FieldId::from(placed.element.as_str()));
                if follows && names.contains(&of) {
                    look(&placed.expression, &mut names);
                }
            }
            if names.len() == before {
                break;
            }
        }
        for step in process.steps() {
            if let Work::Rule(rule) = &step.work {
                constants
                    .extend(rule.table.rules.iter().flat_map(|rule| &rule.tests).flat_map(|test| test.constants()));
                solutions.extend((0..rule.table.rules.len()).filter_map(|row| row_solved(rule, row)));
            }
        }
        let mut once: Vec<Value> = Vec::new();
        for constant in constants {
            if !constant.is_null() && !once.contains(&constant) {
                once.push(constant);
            }
        }
        let fields = &process.definition().form.fields;
        let matters: BTreeSet<FieldId> =
            fields.iter().map(|field| field.id.clone()).filter(|field| names.contains(field)).collect();
        let is_filled = |field: &FieldId| {
            let place = process.place_of(field.as_str());
            place.is_some_and(|place| {
                process
                    .steps()
                    .iter()
                    .any(|step| step.rights.get(place).is_some_and(|right| *right >= crate::model::Right::Edit))
            })
        };
        let kept = matters.iter().filter(|field| !is_filled(field)).cloned().collect();
        Self { constants: once, matters, kept, solutions, texts }
    }

    /// The values of fields that nobody fills in, and on which something depends.
    pub(in crate::scenario) fn kept<'d>(&'d self, data: &'d Data) -> impl Iterator<Item = Option<&'d Value>> {
        self.kept.iter().map(|field| data.get(field))
    }

    /// What somebody could fill in to change what holds: for these fields, one at a time, then what would make a condition
    /// true.
    pub(in crate::scenario) fn tries<'f>(
        &self,
        writable: impl Iterator<Item = &'f Field>,
        samples: Samples<'_>,
    ) -> Vec<Data> {
        let fields: BTreeMap<&FieldId, &Field> = writable.map(|field| (&field.id, field)).collect();
        let mut tries: Vec<Data> = Vec::new();
        let mut add = |data: Data| {
            if !data.is_empty() && !tries.contains(&data) {
                tries.push(data);
            }
        };
        for solution in &self.solutions {
            let own = solution.iter().filter(|(field, _)| fields.contains_key(field));
            add(own.map(|(field, value)| (field.clone(), value.clone())).collect());
        }
        // The first values of every field before the next of any.
        let matter = fields.values().filter(|field| self.matters.contains(&field.id));
        let values: Vec<_> = matter.map(|field| (&field.id, self.values(field, samples))).collect();
        for n in 0..2 * MOST_VALUES {
            for (field, values) in &values {
                values.get(n).into_iter().for_each(|value| add([((*field).clone(), value.clone())].into()));
            }
        }
        tries
    }

    /// The values worth trying for a field.
    fn values(&self, field: &Field, samples: Samples<'_>) -> Vec<Value> {
        if field.kind == FieldType::Table {
            return self.rows(field, samples);
        }
        let mut values: Vec<Value> = Vec::new();
        if !matches!(field.kind, FieldType::Choice | FieldType::Choices | FieldType::Boolean) {
            values.extend(self.constants.iter().flat_map(around).filter(|value| fits(field.kind, value)));
        }
        values.extend((0..MOST_VALUES).map_while(|n| samples.of(field, n)));
        if field.kind == FieldType::Choices {
            values.push(Value::List(Vec::new().into()));
        }
        let mut once = Vec::new();
        for value in values {
            if !once.contains(&value) && once.len() < MOST_VALUES {
                once.push(value);
            }
        }
        once
    }

    /// Tables of one row, in which one cell is filled, each with another value.
    fn rows(&self, table: &Field, samples: Samples<'_>) -> Vec<Value> {
        let columns = table.fields.iter().filter(|column| column.is_filled_by_people());
        let columns = columns.filter(|column| self.texts.iter().any(|text| text.contains(column.id.as_str())));
        let columns: Vec<_> = columns.map(|column| (&column.id, self.values(column, samples))).collect();
        let nth = |n: usize| {
            let cells = columns.iter().filter_map(move |(column, values)| Some((column, values.get(n)?)));
            cells.map(|(column, value)| feel::Context::from(vec![(column.to_string(), value.clone())]))
        };
        (0..MOST_VALUES).flat_map(nth).map(|row| Value::from(vec![Value::from(row)])).collect()
    }
}

/// A constant, and what lies next to it.
fn around(constant: &Value) -> Vec<Value> {
    let mut values = vec![constant.clone()];
    match constant {
        Value::Number(number) => {
            let one = Number::from(1);
            values.extend([number.add(&one), number.sub(&one)].into_iter().flatten().map(Value::from));
        }
        Value::Date(date) => values.extend([1, -1].iter().filter_map(|days| date.plus_days(*days)).map(Value::Date)),
        _ => {}
    }
    values
}

fn fits(kind: FieldType, value: &Value) -> bool {
    match kind {
        FieldType::Number | FieldType::Money | FieldType::Rating | FieldType::Duration => {
            matches!(value, Value::Number(_))
        }
        FieldType::Date => matches!(value, Value::Date(_)),
        FieldType::Time => matches!(value, Value::Time(_)),
        FieldType::DateTime => matches!(value, Value::DateTime(_)),
        kind if kind.is_line() => matches!(value, Value::String(_)),
        FieldType::LongText => matches!(value, Value::String(_)),
        // People and departments that do not exist are refused by the form.
        FieldType::Person | FieldType::Department => matches!(value, Value::String(_)),
        _ => false,
    }
}

/// What would make a condition true, where it can be read off: tests of fields, all or any of which are to hold.
fn solved(when: &Expression) -> Vec<Data> {
    let read = Condition::from_expression(when);
    let mut solutions = read.map(|condition| of_condition(&condition)).unwrap_or_default();
    solutions.retain(|solution| !solution.is_empty());
    solutions
}

fn of_condition(condition: &Condition) -> Vec<Data> {
    let members = condition.members.iter().map(|member| match member {
        Member::Row(row) => of_row(row),
        Member::Group(group) => of_condition(group),
    });
    match condition.joined {
        Joined::Any => members.flatten().take(MOST_SOLUTIONS).collect(),
        Joined::All => members.fold(vec![Data::new()], |so_far, member| {
            let together = |one: &Data, other: &Data| {
                one.iter().chain(other).map(|(field, value)| (field.clone(), value.clone())).collect::<Data>()
            };
            let both = so_far.iter().flat_map(|one| member.iter().map(move |other| together(one, other)));
            both.take(MOST_SOLUTIONS).collect()
        }),
    }
}

/// What would make a test true; of what is no field of the form, nothing is said.
fn of_row(row: &Row) -> Vec<Data> {
    if !row.field.path.is_empty() || matches!(&*row.field.name, "outcome" | "outcomes") {
        return vec![Data::new()];
    }
    let field = FieldId::from(&*row.field.name);
    values_of(&row.test).into_iter().map(|value| [(field.clone(), value)].into()).collect()
}

fn values_of(test: &Test) -> Vec<Value> {
    let literal = |literal: &Literal| Value::from(literal.clone());
    match test {
        Test::Compare(Operator::Equal | Operator::AtMost | Operator::AtLeast, Operand::Value(value)) => {
            vec![literal(value)]
        }
        Test::Compare(operator, Operand::Value(value)) => {
            let value = literal(value);
            let beside = around(&value);
            let wanted = if *operator == Operator::Less { beside.get(2) } else { beside.get(1) };
            wanted.cloned().or((*operator == Operator::Unequal).then_some(Value::from("other"))).into_iter().collect()
        }
        Test::Between(Operand::Value(low), _) => vec![literal(low)],
        Test::In(values) => values.iter().map(literal).collect(),
        Test::Contains(Operand::Value(value)) | Test::StartsWith(Operand::Value(value)) => vec![literal(value)],
        Test::IsEmpty => vec![Value::Null],
        Test::IsTrue => vec![true.into()],
        Test::IsFalse => vec![false.into()],
        // What is only told by trying.
        Test::Compare(..) | Test::Between(..) | Test::NotIn(_) | Test::Contains(_) | Test::StartsWith(_) => {
            vec![]
        }
        Test::IsNotEmpty => vec![],
    }
}

/// What would match a row of a table, as far as its inputs are fields that are compared with constants.
fn row_solved(rule: &RuleStep, row: usize) -> Option<Data> {
    let mut data = Data::new();
    for (input, test) in rule.table.inputs.iter().zip(&rule.table.rules[row].tests) {
        let names = input.expression.free_names();
        let [only] = names.as_slice() else { continue };
        if *only.name != *input.expression.text() {
            continue;
        }
        let constants = test.constants();
        let candidates = constants.iter().flat_map(around);
        let matching =
            candidates.into_iter().find(|value| test.matches(value, &(), &mut Limits::default()).unwrap_or(false));
        if let Some(value) = matching {
            data.insert(FieldId::from(&*only.name), value);
        }
    }
    (!data.is_empty()).then_some(data)
}
