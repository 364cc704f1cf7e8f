//! What somebody typed and has not sent.

use app::components::typed_name;
use app::form::cell_name;
use app::port::{Draft, DraftKey, FormView, Problem, Values};
use flow::id::{FieldId, PersonId};
use flow::kernel::{Context, Data, FieldProblem, State, begin_with};
use flow::model::{Field, FieldType, Right};
use flow::process::{Local, Process, Scope, Step};
use flow::time::Moment;

use super::naming::{Names, Unclear};
use super::start::Beginning;
use super::values::{self, OPINION};
use super::{Service, Subject, Visitor, forms, problems};

/// A draft is no larger than this, in bytes of JSON.
const LONGEST: usize = 256 * 1024;

/// What somebody kept: when, the values, and the opinion.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    pub(super) at: Option<Moment>,
    pub(super) values: Values,
    pub(super) opinion: Option<String>,
}

impl Service {
    pub(super) async fn keep_draft(&self, me: &Subject, key: DraftKey, values: Values) -> Result<Draft, Problem> {
        let form = self.form_with(me, &key, &values).await?;
        let body = serde_json::to_string(&values).map_err(problems::internal)?;
        if body.len() > LONGEST {
            return Err(problems::malformed("草稿太大", "The draft is too large"));
        }
        let at = self.now();
        self.store().keep_draft(&me.person, &key.topic(), &body, at).await.map_err(problems::store)?;
        Ok(Draft { at, form })
    }

    pub(super) async fn drop_draft(&self, me: &Subject, key: &DraftKey) -> Result<(), Problem> {
        self.store().drop_draft(&me.person, &key.topic()).await.map_err(problems::store)
    }

    pub(super) async fn kept(&self, person: &PersonId, key: &DraftKey) -> Result<Kept, Problem> {
        let draft = self.store().draft(person, &key.topic()).await.map_err(problems::store)?;
        let Some((at, body)) = draft else { return Ok(Kept::default()) };
        let mut values: Values = serde_json::from_str(&body).unwrap_or_default();
        let opinion = values.remove(OPINION).and_then(|words| words.as_str().map(str::to_owned));
        Ok(Kept { at: Some(at), values, opinion })
    }

    /// The form that a draft is of, with these values in it.
    async fn form_with(&self, me: &Subject, key: &DraftKey, values: &Values) -> Result<FormView, Problem> {
        match key {
            DraftKey::Start(start) => {
                let beginning = self.beginning(me, start).await?;
                self.start_view(&beginning, values).await
            }
            DraftKey::Task(task) => {
                let sight = self.see_task(me, task).await?;
                let held = sight.state().task(task.no).ok_or_else(problems::not_found)?;
                let step = sight.step_of(held).ok_or_else(problems::not_found)?;
                let names = Names::new(&sight.organisation, sight.now);
                let look = |scope: &Scope<'_>| filled(sight.process(), step, scope, values, names);
                let form = self.informed(Some(sight.id), |facts| sight.knowing(facts, look)).await?;
                Ok(FormView { instance: Some(sight.instance_id()), ..form })
            }
        }
    }

    /// The form to start a process with.
    pub(super) async fn start_view(&self, beginning: &Beginning, values: &Values) -> Result<FormView, Problem> {
        let (organisation, now) = (self.organisation(), self.now());
        let (process, start, state) = (&beginning.compiled.process, &beginning.start, State::default());
        let form = self.informed_beside(beginning.known(), None, |facts| {
            let context = Context { now, organisation: &organisation, facts };
            let first = begin_with(process, start, &context)?;
            let scope = Scope::new(process, &state, &context);
            let scope = scope.with(Local { starter: Some(&start.by), ..Local::default() }).over(&first);
            Ok(filled(process, start.step(process), &scope, values, Names::new(&organisation, now)))
        });
        form.await?.map_err(problems::rejection)
    }
}

/// The form at a step with what somebody typed, as far as they may write it, and what follows from it.
pub(super) fn filled(process: &Process, step: &Step, scope: &Scope<'_>, typed: &Values, names: Names<'_>) -> FormView {
    let data = typed_over(process, step, scope, typed);
    let form = forms::at_step(process, step, &scope.over(&data), names);
    FormView { problems: unclear_names(&form, typed, names), ..form }
}

/// What is wrong with the names of people that were typed without script and kept with the values, each under the name
/// of its control.
fn unclear_names(form: &FormView, typed: &Values, names: Names<'_>) -> Vec<FieldProblem> {
    let is_person = |field: &Field| matches!(field.kind, FieldType::Person | FieldType::People);
    let mut problems = Vec::new();
    let mut look = |control: &str, field: &FieldId, cell: Option<(usize, FieldId)>| {
        let Some(words) = typed.get(&typed_name(control)).and_then(|words| words.as_str()) else { return };
        if let Err((words, unclear)) = people_called(words, names) {
            problems.push(unclear.problem(field, cell, &words));
        }
    };
    for field in form.fields.iter().map(|view| &view.field) {
        if is_person(field) {
            look(field.id.as_str(), &field.id, None);
        }
        let rows = typed.get(field.id.as_str()).and_then(|rows| rows.as_array()).map_or(0, Vec::len);
        for column in field.fields.iter().filter(|column| is_person(column)) {
            for row in 0..rows {
                let control = cell_name(field.id.as_str(), row, column.id.as_str());
                look(&control, &field.id, Some((row, column.id.clone())));
            }
        }
    }
    problems
}

/// Those whom one names, with commas between them; else the first name that does not tell who is meant.
fn people_called(words: &str, names: Names<'_>) -> Result<Vec<PersonId>, (String, Unclear)> {
    let several = words.split([',', '，', '、', ';', '；']).map(str::trim).filter(|name| !name.is_empty());
    several.map(|name| names.called(name).cloned().map_err(|unclear| (name.to_owned(), unclear))).collect()
}

impl Visitor {
    /// Those whom somebody names who could not choose from a list; none when it is not clear who is meant.
    #[must_use]
    pub fn people_called(&self, words: &str) -> Option<Vec<PersonId>> {
        let organisation = self.service.organisation();
        people_called(words, Names::new(&organisation, self.service.now())).ok()
    }
}

/// The data with what somebody typed in it, as far as they may write it at a step, and what follows from it.
pub(super) fn typed_over(process: &Process, step: &Step, scope: &Scope<'_>, typed: &Values) -> Data {
    let outcomes = step.human().map(|human| human.outcomes.as_slice()).unwrap_or_default();
    let writable = |field: &FieldId| {
        let when_chosen = outcomes.iter().map(Some).chain([None]);
        when_chosen.into_iter().any(|outcome| flow::form::right(step, process, field, outcome) >= Right::Edit)
    };
    let typed: Data = values::read_leniently(process, typed).into_iter().filter(|(field, _)| writable(field)).collect();
    // What cannot be computed yet is left out; the fields it waits for say so when the form is sent.
    let written = flow::form::recompute(process, typed.clone(), scope).unwrap_or(typed);
    scope.with_written(&written).data.to_data()
}
