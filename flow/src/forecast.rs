//! Who comes next, and why: the kernel run ahead on the data so far.
//!
//! People are taken to agree, called processes to complete. Where a way depends on what somebody will decide or on a
//! field that is not filled yet, what comes after says so.

use serde::{Deserialize, Serialize};

use crate::id::{NodeId, OutcomeId, PersonId, ProcessKey};
use crate::kernel::{Ahead, Context, Start, State, VisitId};
use crate::model::OutcomeKind;
use crate::process::{Process, Work};

/// A step that is expected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// The node.
    pub node: NodeId,
    /// Who will be asked, when people are.
    pub people: Vec<PersonId>,
    /// The process that will be called, when one is.
    pub calls: Option<ProcessKey>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// How sure an expected step is. Ordered: the later, the less sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It comes, whatever happens short of a return or a refusal.
    #[default]
    Certain,
    /// It depends on what somebody decides.
    OnDecision,
    /// It depends on a field that is not filled yet.
    OnField,
}

/// As many steps as anybody reads.
const MOST: usize = 60;

/// What is expected of a running instance, from where its tokens are.
pub fn forecast(process: &Process, state: &State, context: &Context<'_>) -> Vec<Expected> {
    let mut ahead = Ahead::of(process, state, context);
    ahead.run(MOST);
    expected(process, &ahead, state.visits.len())
}

/// What is expected once a visit has been decided with an outcome: the next people to act, in that case.
pub fn forecast_after(
    process: &Process,
    state: &State,
    context: &Context<'_>,
    visit: VisitId,
    outcome: &OutcomeId,
    kind: OutcomeKind,
) -> Vec<Expected> {
    let mut ahead = Ahead::of(process, state, context);
    ahead.suppose(visit, outcome.clone(), kind);
    let first = expected(process, &ahead, state.visits.len());
    first.into_iter().map(|step| Expected { certainty: Certainty::Certain, ..step }).collect()
}

/// What is expected when somebody starts an instance with this data, which need not be complete yet.
pub fn forecast_start(process: &Process, start: &Start, context: &Context<'_>) -> Vec<Expected> {
    let state = State::default();
    let mut ahead = Ahead::of(process, &state, context);
    ahead.begin(start);
    ahead.run(MOST);
    expected(process, &ahead, 1)
}

fn expected(process: &Process, ahead: &Ahead<'_>, known: usize) -> Vec<Expected> {
    let state = ahead.state();
    let mut steps: Vec<Expected> = Vec::new();
    for (id, visit) in (0..).zip(&state.visits).skip(known) {
        let Some(step) = process.step(&visit.node) else { continue };
        let calls = match &step.work {
            Work::Call(call) => Some(call.process.clone()),
            Work::Human(_) | Work::Start(_) => None,
            _ => continue,
        };
        let asked = visit.seats.iter().flat_map(|seat| &seat.tasks).filter_map(|task| state.task(*task));
        let people = asked.map(|task| task.person.clone()).collect();
        let certainty = ahead.certainty(id);
        steps.push(Expected { node: visit.node.clone(), people, calls, certainty });
    }
    steps
}
