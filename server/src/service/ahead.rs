//! Who will have to act: the kernel run ahead, where the directory and the hidden fields are.

use app::port::{Ahead, Certainty, Decision, Expected, Problem, StartRef, TaskRef, Values};
use flow::forecast::{self, forecast, forecast_after, forecast_start};
use flow::kernel::{Context, Facts, Rejection, Start, State, begin_with};
use flow::process::{Local, Process, Scope};

use super::drafts::typed_over;
use super::naming::Names;
use super::sight::Sight;
use super::{Service, Subject, problems, values};

impl Service {
    pub(super) async fn ahead_of_start(
        &self,
        me: &Subject,
        start: &StartRef,
        typed: &Values,
    ) -> Result<Ahead, Problem> {
        let beginning = self.beginning(me, start).await?;
        let (organisation, now) = (self.organisation(), self.now());
        let look = |facts: &Facts| {
            let context = Context { now, organisation: &organisation, facts };
            of_start(&beginning.compiled.process, &beginning.start, typed, &context)
        };
        self.informed_beside(beginning.known(), None, look).await?.map_err(problems::rejection)
    }

    pub(super) async fn ahead_of_decision(
        &self,
        me: &Subject,
        task: &TaskRef,
        decision: &Decision,
    ) -> Result<Ahead, Problem> {
        let sight = self.see_task(me, task).await?;
        let held = sight.state().task(task.no).ok_or_else(problems::not_found)?;
        let step = sight.step_of(held).ok_or_else(problems::not_found)?;
        let names = Names::new(&sight.organisation, sight.now);
        let outcome =
            step.human().and_then(|human| human.outcome(&decision.outcome)).ok_or_else(problems::not_found)?;
        let (process, visit) = (sight.process(), held.visit);
        let look = |facts: &Facts| {
            let accepted = sight.knowing(facts, |scope| {
                let typed = values::read_leniently(process, &decision.values);
                flow::form::accept(process, step, Some(outcome), &typed, scope)
            });
            let data = sight.knowing(facts, |scope| typed_over(process, step, scope, &decision.values));
            let state = State { data: data.into(), ..sight.state().clone() };
            let context = Context { facts, ..sight.context() };
            let steps = forecast_after(process, &state, &context, visit, &outcome.id, outcome.kind);
            let view = super::forms::at_step(process, step, &Scope::new(process, &state, &context), names);
            Ahead {
                steps: expected(process, &steps, names),
                complete: is_complete(&steps),
                fields: problems_of(accepted),
                values: view.values,
            }
        };
        self.informed(Some(sight.id), look).await
    }

    /// What is expected of a running instance from where it stands.
    pub(super) fn to_come(&self, sight: &Sight) -> Vec<Expected> {
        if !sight.state().is_running() {
            return Vec::new();
        }
        let steps = forecast(sight.process(), sight.state(), &sight.context());
        expected(sight.process(), &steps, Names::new(&sight.organisation, sight.now))
    }
}

/// What is expected when somebody starts a process with what they have typed.
fn of_start(process: &Process, start: &Start, typed: &Values, context: &Context<'_>) -> Result<Ahead, Rejection> {
    let (state, names) = (State::default(), Names::new(context.organisation, context.now));
    let scope = Scope::new(process, &state, context);
    let scope = scope.with(Local { starter: Some(&start.by), ..Local::default() });
    let first = begin_with(process, start, context)?;
    let step = start.step(process);
    let data = typed_over(process, step, &scope.over(&first), typed);
    let view = super::forms::at_step(process, step, &scope.over(&data), names);
    let accepted =
        flow::form::accept(process, step, None, &values::read_leniently(process, typed), &scope.over(&first));
    let start = Start { data, ..start.clone() };
    let steps = forecast_start(process, &start, context);
    Ok(Ahead {
        steps: expected(process, &steps, names),
        complete: is_complete(&steps),
        fields: problems_of(accepted),
        values: view.values,
    })
}

/// Steps in the words of the page.
pub(super) fn expected(process: &Process, steps: &[forecast::Expected], names: Names<'_>) -> Vec<Expected> {
    let step = |step: &forecast::Expected| Expected {
        node: step.node.clone(),
        name: node_name(process, &step.node),
        people: names.people(&step.people),
        due: None,
        certainty: match step.certainty {
            forecast::Certainty::Certain => Certainty::Certain,
            forecast::Certainty::OnDecision => Certainty::Decision,
            forecast::Certainty::OnField => Certainty::Field,
        },
    };
    steps.iter().map(step).collect()
}

/// What people call a node: its name, else its id.
pub(super) fn node_name(process: &Process, node: &flow::id::NodeId) -> flow::text::Text {
    let name = process.step(node).and_then(|step| step.node.name.clone());
    name.unwrap_or_else(|| flow::text::Text::from(node.as_str()))
}

fn is_complete(steps: &[forecast::Expected]) -> bool {
    steps.iter().all(|step| step.certainty == forecast::Certainty::Certain)
}

fn problems_of<T>(accepted: Result<T, Rejection>) -> Vec<flow::kernel::FieldProblem> {
    match accepted {
        Err(Rejection::Fields(fields)) => fields,
        _ => Vec::new(),
    }
}
