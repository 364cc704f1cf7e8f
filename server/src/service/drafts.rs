//! What somebody typed and has not sent.

use app::port::{Draft, DraftKey, FormView, Problem, Values};
use flow::id::{FieldId, PersonId, ProcessKey};
use flow::kernel::{Data, State};
use flow::model::Right;
use flow::process::{Local, Process, Scope, Step};
use flow::time::Moment;

use super::naming::Names;
use super::values::{self, OPINION};
use super::{Service, Subject, forms, problems};

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
        self.store().keep_draft(&me.person, &topic(&key), &body, at).await.map_err(problems::store)?;
        Ok(Draft { at, form })
    }

    pub(super) async fn drop_draft(&self, me: &Subject, key: &DraftKey) -> Result<(), Problem> {
        self.store().drop_draft(&me.person, &topic(key)).await.map_err(problems::store)
    }

    pub(super) async fn kept(&self, person: &PersonId, key: &DraftKey) -> Result<Kept, Problem> {
        let draft = self.store().draft(person, &topic(key)).await.map_err(problems::store)?;
        let Some((at, body)) = draft else { return Ok(Kept::default()) };
        let mut values: Values = serde_json::from_str(&body).unwrap_or_default();
        let opinion = values.remove(OPINION).and_then(|words| words.as_str().map(str::to_owned));
        Ok(Kept { at: Some(at), values, opinion })
    }

    /// The form that a draft is of, with these values in it.
    async fn form_with(&self, me: &Subject, key: &DraftKey, values: &Values) -> Result<FormView, Problem> {
        match key {
            DraftKey::Start { process } => self.start_view(me, process, values).await.map(|(_, form)| form),
            DraftKey::Task(task) => {
                let sight = self.see_task(me, task).await?;
                let held = sight.state().task(task.no).ok_or_else(problems::not_found)?;
                let step = sight.step_of(held).ok_or_else(problems::not_found)?;
                let names = Names::new(&sight.organisation, sight.now);
                Ok(sight.with_scope(|scope| filled(sight.process(), step, scope, values, names)))
            }
        }
    }

    /// The form to start a process with, and the version in force, for whoever may start it.
    pub(super) async fn start_view(
        &self,
        me: &Subject,
        process: &ProcessKey,
        values: &Values,
    ) -> Result<(u32, FormView), Problem> {
        let (version, compiled) = self.startable(me, process).await?;
        let (organisation, now) = (self.organisation(), self.now());
        let facts = flow::kernel::Facts::default();
        let context = flow::kernel::Context { now, organisation: &organisation, facts: &facts };
        let (process, state) = (&compiled.process, State::default());
        let scope = Scope::new(process, &state, &context);
        let scope = scope.with(Local { starter: Some(&me.person), ..Local::default() });
        let first = flow::form::initial(process, &scope);
        let form = filled(process, process.start(), &scope.over(&first), values, Names::new(&organisation, now));
        Ok((version, form))
    }
}

/// The form at a step with what somebody typed, as far as they may write it, and what follows from it.
pub(super) fn filled(process: &Process, step: &Step, scope: &Scope<'_>, typed: &Values, names: Names<'_>) -> FormView {
    let data = typed_over(process, step, scope, typed);
    forms::at_step(process, step, &scope.over(&data), names)
}

/// The data with what somebody typed in it, as far as they may write it at a step, and what follows from it.
pub(super) fn typed_over(process: &Process, step: &Step, scope: &Scope<'_>, typed: &Values) -> Data {
    let outcomes = step.human().map(|human| human.outcomes.as_slice()).unwrap_or_default();
    let writable = |field: &FieldId| {
        let when_chosen = outcomes.iter().map(Some).chain([None]);
        when_chosen.into_iter().any(|outcome| flow::form::right(step, process, field, outcome) >= Right::Edit)
    };
    let mut data = scope.data.clone();
    data.extend(values::read_leniently(process, typed).into_iter().filter(|(field, _)| writable(field)));
    forms::recomputed(process, scope, data)
}

fn topic(key: &DraftKey) -> String {
    match key {
        DraftKey::Start { process } => format!("start:{process}"),
        DraftKey::Task(task) => format!("task:{}:{}", task.instance, task.no),
    }
}
