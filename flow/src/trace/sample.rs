//! Values for what a form asks for and nobody gave: samples of the field's type, the next one when a rule of the form
//! is against the last.

use std::collections::BTreeMap;

use feel::{Context, Value};
use serde_json::{Map, Value as Json};

use crate::calendar::Calendar;
use crate::form::{accept, right};
use crate::id::{FieldId, PersonId};
use crate::kernel::{Data, FieldProblem, Rejection};
use crate::model::{Choice, Field, FieldType, Outcome, Right};
use crate::organisation::Organisation;
use crate::process::{Process, Scope, Step, Values};
use crate::time::Moment;

/// What somebody fills in at a step, so that the form is content with it.
pub(crate) struct Filling<'a> {
    /// The process with its form as it is written.
    pub(crate) process: &'a Process,
    pub(crate) step: &'a Step,
    pub(crate) outcome: Option<&'a Outcome>,
    /// The values that were given, which are never replaced.
    pub(crate) given: &'a Map<String, Json>,
    pub(crate) samples: Samples<'a>,
}

/// A field, or the row and column of a table.
type Cell = (FieldId, Option<(usize, FieldId)>);

/// What is filled in, and what the form has against it all the same.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    pub(crate) data: Data,
    pub(crate) against: Vec<FieldProblem>,
}

impl Filling<'_> {
    /// Tries until the form is content, or there is nothing left to try; then the first samples are left.
    pub(crate) fn fit(&self, typed: &Data, scope: &Scope<'_>) -> Filled {
        let mut samples = Data::new();
        let mut tried: BTreeMap<Cell, usize> = BTreeMap::new();
        loop {
            let data = typed.iter().chain(&samples).map(|(field, value)| (field.clone(), value.clone())).collect();
            let Err(Rejection::Fields(against)) = accept(self.process, self.step, self.outcome, &data, scope) else {
                return Filled { data: samples, against: Vec::new() };
            };
            let mut any = false;
            for problem in against.iter().filter(|problem| self.may_fill(problem)) {
                let n = tried.entry((problem.field.clone(), problem.cell.clone())).or_default();
                if self.put(problem, *n, &mut samples, typed, scope.data) {
                    *n += 1;
                    any = true;
                }
            }
            if !any {
                for problem in against.iter().filter(|problem| self.may_fill(problem)) {
                    self.put(problem, 0, &mut samples, typed, scope.data);
                }
                return Filled { data: samples, against };
            }
        }
    }

    fn may_fill(&self, problem: &FieldProblem) -> bool {
        let is_given = self.given.contains_key(problem.field.as_str());
        !is_given && right(self.step, self.process, &problem.field, self.outcome) >= Right::Edit
    }

    /// Fills in the n-th sample where the form has something against what is there. Tells whether there is one.
    fn put(&self, problem: &FieldProblem, n: usize, samples: &mut Data, typed: &Data, before: Values<'_>) -> bool {
        let value = self.process.field(problem.field.as_str()).and_then(|field| match &problem.cell {
            None => self.samples.of(field, n),
            Some((row, column)) => {
                let column = field.fields.iter().find(|known| known.id == *column && known.is_filled_by_people())?;
                let rows = samples.get(&field.id).or_else(|| typed.get(&field.id));
                let rows = rows.or_else(|| before.get(field.id.as_str()))?;
                with_cell(rows, *row, &column.id, self.samples.of(column, n)?)
            }
        });
        value.map(|value| samples.insert(problem.field.clone(), value)).is_some()
    }
}

fn with_cell(rows: &Value, row: usize, column: &FieldId, cell: Value) -> Option<Value> {
    let mut rows = rows.as_list()?.to_vec();
    let mut cells = Context::clone(rows.get(row)?.as_context()?);
    cells.insert(column.as_str(), cell);
    rows[row] = cells.into();
    Some(rows.into())
}

/// Where samples come from.
#[derive(Clone, Copy)]
pub(crate) struct Samples<'a> {
    pub(crate) organisation: &'a Organisation,
    pub(crate) initiator: &'a PersonId,
    pub(crate) now: Moment,
}

/// Numbers worth trying: most forms ask for something above nothing.
const NUMBERS: [i64; 8] = [1, 0, 10, 100, 1_000, 10_000, 1_000_000, -1];
/// Days from today worth trying: most forms ask for today or later.
const DAYS: [i64; 6] = [0, 1, 30, 365, -1, -30];

impl Samples<'_> {
    /// The n-th value to try for a field, from 0.
    pub(crate) fn of(&self, field: &Field, n: usize) -> Option<Value> {
        let calendar: &Calendar = &self.organisation.calendar;
        Some(match field.kind {
            FieldType::Text | FieldType::LongText => match n {
                0 => "sample".into(),
                1 => calendar.date_of(self.now).to_string().into(),
                // Year and month.
                2 => calendar.date_of(self.now).to_string()[..7].into(),
                // As many digits as numbers of telephones, invoices, accounts and people have.
                n => "1".repeat(*[1, 8, 11, 16, 18, 20].get(n - 3)?).as_str().into(),
            },
            kind @ (FieldType::Email
            | FieldType::Phone
            | FieldType::IdNumber
            | FieldType::CreditCode
            | FieldType::CardNumber) => line(kind, n)?.into(),
            FieldType::Number | FieldType::Money => Value::from(*NUMBERS.get(n)?),
            FieldType::Date => Value::Date(calendar.date_of(self.now).plus_days(*DAYS.get(n)?)?),
            FieldType::Time => Value::Time(["09:00:00", "18:00:00"].get(n)?.parse().ok()?),
            FieldType::DateTime => {
                Value::DateTime(calendar.date_time(self.now.plus_millis(DAYS.get(n)? * 24 * 3_600_000)))
            }
            FieldType::Boolean => Value::Bool(*[false, true].get(n)?),
            FieldType::Rating => Value::from((1..=i64::from(field.stars())).nth(n)?),
            FieldType::Duration => Value::from(*NUMBERS.get(n).filter(|number| **number >= 0)?),
            FieldType::DateRange => {
                let from = calendar.date_of(self.now).plus_days(*DAYS.get(n)?)?;
                let ends = [("from", Value::Date(from)), ("to", Value::Date(from.plus_days(1)?))];
                ends.into_iter().collect::<Context>().into()
            }
            FieldType::Location if n == 0 => [("address", "sample".into())].into_iter().collect::<Context>().into(),
            FieldType::Cascade => leaves(&field.options).nth(n)?.into(),
            FieldType::Choice => field.options.get(n)?.id.as_str().into(),
            FieldType::Choices if n == field.options.len() => {
                field.options.iter().map(|option| Value::from(option.id.as_str())).collect::<Vec<_>>().into()
            }
            FieldType::Choices => vec![Value::from(field.options.get(n)?.id.as_str())].into(),
            FieldType::Person => self.person(n)?,
            FieldType::People => vec![self.person(n)?].into(),
            FieldType::Department => self.organisation.departments.keys().nth(n)?.as_str().into(),
            FieldType::Files if n == 0 => vec![file("sample.txt")].into(),
            FieldType::Picture | FieldType::Signature if n == 0 => vec![file("sample.png")].into(),
            FieldType::Table if n == 0 => vec![Value::from(Context::new())].into(),
            FieldType::Files | FieldType::Picture | FieldType::Signature | FieldType::Location | FieldType::Table => {
                return None;
            }
            FieldType::Serial | FieldType::Explanation => return None,
        })
    }

    /// Somebody, the initiator last: they are often who must not be asked.
    fn person(&self, n: usize) -> Option<Value> {
        let here = self.organisation.people.keys().filter(|person| self.organisation.is_here(person, self.now));
        let (own, others): (Vec<&PersonId>, Vec<&PersonId>) = here.partition(|person| *person == self.initiator);
        others.into_iter().chain(own).nth(n).map(|person| person.as_str().into())
    }
}

/// The ways through options that end where there is nothing more to choose.
fn leaves(options: &[Choice]) -> impl Iterator<Item = Vec<Value>> {
    let below = |option: &Choice| -> Vec<Vec<Value>> {
        let own = Value::from(option.id.as_str());
        match option.options.as_slice() {
            [] => vec![vec![own]],
            inner => leaves(inner).map(|path| [vec![own.clone()], path].concat()).collect(),
        }
    };
    options.iter().flat_map(below)
}

/// A line of text of which it is known what it looks like.
fn line(kind: FieldType, n: usize) -> Option<&'static str> {
    let samples: &[&str] = match kind {
        FieldType::Email => &["sample@example.com"],
        FieldType::Phone => &["13800138000", "010-62345678", "+49309018200"],
        FieldType::IdNumber => &["11010519491231002X", "320102198501150023"],
        FieldType::CreditCode => &["91110108MA01ABCD0B"],
        FieldType::CardNumber => &["6222020000000000018"],
        _ => &[],
    };
    samples.get(n).copied()
}

fn file(name: &str) -> Value {
    let parts = [("name", name.into()), ("size", 0.into()), ("hash", "0".repeat(64).as_str().into())];
    parts.into_iter().collect::<Context>().into()
}
