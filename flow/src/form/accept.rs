use feel::{Context, Value};

use super::compiled::{Form, Rules};
use super::derive::{changes, derived, whole_row};
use super::empty::is_empty;
use super::offered::is_offered;
use super::problem::Wrong;
use super::required::{must_be_filled, takes_the_form};
use super::right::{is_read_only, opens, right_at};
use super::types;
use crate::kernel::{Data, FieldProblem, Incident, Rejection};
use crate::model::{Field, Outcome, Right};
use crate::process::{Local, Process, Scope, Step};
use crate::text::Language;

/// Takes in what somebody wrote at a step: the fields that change by it, computed and emptied ones included.
///
/// Fields of which `given` says nothing stay as they are. Giving a field that may only be read the value that it has is
/// no change. Refusing and sending back take what is given and ask for nothing more than the outcome does.
///
/// # Errors
/// [`Rejection::Fields`] with every problem there is.
pub fn accept(
    process: &Process,
    step: &Step,
    outcome: Option<&Outcome>,
    given: &Data,
    scope: &Scope<'_>,
) -> Result<Data, Rejection> {
    let mut submission = Submission { process, step, outcome, given, problems: Vec::new() };
    let written = submission.written(scope);
    let followed = derived(process, scope, written);
    let data = followed.map_err(|incident| submission.unanswered(&incident))?;
    submission.look_at_fields(scope, &scope.with_written(&data));
    match submission.problems.is_empty() {
        true => Ok(changes(data, scope)),
        false => Err(Rejection::Fields(submission.problems)),
    }
}

/// Takes in what an administrator corrects: whatever field it is, as long as it is filled by people and the value has its
/// type.
///
/// # Errors
/// [`Rejection::Fields`] with every problem there is.
pub fn correct(process: &Process, given: &Data, scope: &Scope<'_>) -> Result<Data, Rejection> {
    let mut problems = Vec::new();
    let mut written = Data::new();
    for (id, value) in given {
        let Some(place) = process.place_of(id.as_str()) else {
            problems.push(Wrong::unknown(id.as_str()).of(id));
            continue;
        };
        let field = &process.definition().form.fields[place];
        match types::of_type(field, value, scope) {
            _ if !field.is_filled_by_people() => problems.push(Wrong::not_writable().of(id)),
            Ok(value) => _ = written.insert(id.clone(), value),
            Err(wrong) => problems.extend(wrong.into_iter().map(|wrong| wrong.of(id))),
        }
    }
    if !problems.is_empty() {
        return Err(Rejection::Fields(problems));
    }
    let derived = derived(process, scope, written);
    let data =
        derived.map_err(|incident| Rejection::Unfit(incident.message().in_language(Language::English).to_owned()))?;
    Ok(changes(data, scope))
}

/// What somebody writes at a step, and what is wrong with it.
struct Submission<'a> {
    process: &'a Process,
    step: &'a Step,
    outcome: Option<&'a Outcome>,
    given: &'a Data,
    problems: Vec<FieldProblem>,
}

impl Submission<'_> {
    /// What is given, as far as it may be written and is what its field holds.
    fn written(&mut self, scope: &Scope<'_>) -> Data {
        let mut data = Data::new();
        for (id, value) in self.given {
            let Some(place) = self.process.place_of(id.as_str()) else {
                self.problems.push(Wrong::unknown(id.as_str()).of(id));
                continue;
            };
            let field = &self.process.definition().form.fields[place];
            let right = right_at(self.step, place, field, self.outcome);
            if right < Right::Edit {
                let is_as_before = right == Right::Read && scope.data.is(id.as_str(), value);
                if !is_as_before {
                    self.problems.push(Wrong::not_writable().of(id));
                }
                continue;
            }
            match types::of_type(field, value, scope) {
                Ok(value) => _ = data.insert(id.clone(), value),
                Err(wrong) => self.problems.extend(wrong.into_iter().map(|wrong| wrong.of(id))),
            }
        }
        data
    }

    /// Looks at what has to be filled, and what has to hold of it.
    fn look_at_fields(&mut self, before: &Scope<'_>, scope: &Scope<'_>) {
        let found_before = self.problems.len();
        let fields = self.process.definition().form.fields.iter().zip(&self.process.form().rules).enumerate();
        for (place, (field, rules)) in fields {
            if self.problems[..found_before].iter().any(|problem| problem.field == field.id) {
                continue;
            }
            let right = right_at(self.step, place, field, self.outcome);
            let may_write = right >= Right::Edit;
            let is_locked = if may_write { is_read_only(field, rules, self.outcome, scope) } else { Ok(false) };
            match is_locked {
                Ok(true) => {
                    let now = scope.data.get(field.id.as_str()).unwrap_or(&Value::Null);
                    let is_as_before = before.data.is(field.id.as_str(), now);
                    if self.given.contains_key(&field.id) && !is_as_before {
                        self.problems.push(Wrong::read_only().of(&field.id));
                    }
                    continue;
                }
                Ok(false) => {}
                Err(incident) => self.problems.push(unanswered(&incident).of(&field.id)),
            }
            if self.is_in_question(field, right, scope) {
                match self.look_at(field, rules, right, scope) {
                    Ok(wrong) => self.problems.extend(wrong.into_iter().map(|wrong| wrong.of(&field.id))),
                    Err(incident) => self.problems.push(unanswered(&incident).of(&field.id)),
                }
            }
        }
    }

    /// Whether whoever writes answers for a field: they may fill it, or it was computed from what they filled in. Who
    /// refuses answers for what they give and what the outcome opens alone.
    fn is_in_question(&self, field: &Field, right: Right, scope: &Scope<'_>) -> bool {
        if takes_the_form(self.outcome) || opens(self.outcome, field) {
            right >= Right::Edit || (field.compute.is_some() && computed_anew(field, scope))
        } else {
            self.given.contains_key(&field.id)
        }
    }

    fn look_at(&self, field: &Field, rules: &Rules, right: Right, scope: &Scope<'_>) -> Result<Vec<Wrong>, Incident> {
        if !rules.show.holds(scope)? {
            return Ok(Vec::new());
        }
        let value = scope.data.get(field.id.as_str()).unwrap_or(&Value::Null);
        let required =
            if takes_the_form(self.outcome) || opens(self.outcome, field) { right } else { right.min(Right::Read) };
        look_at_value(field, rules, value, required, scope)
    }

    /// Everything found so far, with what could not be computed.
    fn unanswered(&self, incident: &Incident) -> Rejection {
        let mut problems = self.problems.clone();
        let fields = &self.process.definition().form.fields;
        let derived = fields.iter().find(|field| field.compute.is_some()).or(fields.first());
        problems.extend(derived.map(|field| unanswered(incident).of(&field.id)));
        Rejection::Fields(problems)
    }
}

fn computed_anew(field: &Field, scope: &Scope<'_>) -> bool {
    let before = scope.state.data.get(&field.id).unwrap_or(&Value::Null);
    !scope.data.is(field.id.as_str(), before)
}

/// Looks at one value, and at the cells of a table.
fn look_at_value(
    field: &Field,
    rules: &Rules,
    value: &Value,
    right: Right,
    scope: &Scope<'_>,
) -> Result<Vec<Wrong>, Incident> {
    if is_empty(value) {
        let missing = must_be_filled(right, &rules.required, scope)?;
        return Ok(if missing { vec![Wrong::required()] } else { Vec::new() });
    }
    let mut wrong = Vec::new();
    if right >= Right::Edit && !is_offered(field, rules, value, scope)? {
        wrong.push(Wrong::choice());
    }
    for (place, rule) in &rules.checks {
        if scope.value_of(rule)?.as_bool() != Some(true) {
            wrong.push(Wrong::check(field.checks[*place].message.clone()));
        }
    }
    if let Value::List(rows) = value {
        for (at, row) in rows.iter().enumerate() {
            if let Value::Context(row) = row {
                wrong.extend(look_at_row(&field.fields, &rules.columns, at, row, right, scope)?);
            }
        }
    }
    Ok(wrong)
}

fn look_at_row(
    columns: &[Field],
    form: &Form,
    at: usize,
    row: &Context,
    right: Right,
    scope: &Scope<'_>,
) -> Result<Vec<Wrong>, Incident> {
    let seen = whole_row(columns, row);
    let scope = scope.with(Local { row: Some(&seen), ..scope.local });
    // The table as a whole is required, not each of its cells.
    let right = right.min(Right::Edit);
    let mut wrong = Vec::new();
    for (column, rules) in columns.iter().zip(&form.rules) {
        let right = if column.is_filled_by_people() { right } else { Right::Read };
        if rules.show.holds(&scope)? {
            let cell = seen.get(column.id.as_str()).unwrap_or(&Value::Null);
            let found = look_at_value(column, rules, cell, right, &scope)?;
            wrong.extend(found.into_iter().map(|wrong| wrong.in_cell(at, &column.id)));
        }
    }
    Ok(wrong)
}

fn unanswered(incident: &Incident) -> Wrong {
    match incident {
        Incident::Expression { message, .. } => Wrong::expression(message),
        other => Wrong::expression(&format!("{other:?}").as_str().into()),
    }
}
