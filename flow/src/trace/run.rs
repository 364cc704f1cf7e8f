use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use feel::Value;

use super::cast::{self, cast};
use super::ending::Trace;
use super::plan::{NoTrace, Plan};
use super::rehearsal::Rehearsal;
use super::sample::{Filled, Filling, Samples};
use super::step::Step;
use super::wishes::{Coming, Wishes};
use crate::form::{self, read_json};
use crate::id::{NodeId, PersonId, ProcessKey};
use crate::kernel::{
    Command, Context, Data, Facts, FieldProblem, Rejection, Start, State, TaskId, VisitId, awaited_events, may_start,
};
use crate::organisation::Organisation;
use crate::process::{Catch, Local, Process, Scope};
use crate::world::{Instance, World};

/// Traces a process.
///
/// # Errors
/// Why it does not begin.
pub fn trace(plan: &Plan) -> Result<Trace, NoTrace> {
    let data = read_json(&plan.process.definition().form.fields, &plan.data).map_err(NoTrace::Data)?;
    let made_up = plan.organisation.is_none();
    let traced = Rehearsal::new(&plan.process, &plan.data, plan.wishes.directions(), made_up)?;
    let called = plan.called.iter().map(|called| Rehearsal::of_call(called, made_up)).collect::<Result<Vec<_>, _>>()?;
    let organisation = match &plan.organisation {
        Some(organisation) => organisation.clone(),
        None => Arc::new(cast(&traced.written, called.iter().map(|called| &*called.written), &data)),
    };
    let initiator = initiator(plan, &traced.written, &organisation)?;
    // The traced process last: it is the one that its key stands for.
    let processes: Vec<Rehearsal> = called.into_iter().chain([traced]).collect();
    let mut run = Run::new(plan, &processes, organisation, initiator);
    run.start(&data)?;
    run.go_on();
    Ok(run.told())
}

/// Whoever starts: as planned, else the first who may, somebody with a superior before others.
fn initiator(plan: &Plan, process: &Process, organisation: &Organisation) -> Result<PersonId, NoTrace> {
    if let Some(by) = &plan.by {
        return Ok(by.clone());
    }
    if plan.organisation.is_none() {
        return Ok(cast::initiator());
    }
    let facts = Facts::default();
    let context = Context { now: plan.at, organisation, facts: &facts };
    let may = |person: &&PersonId| organisation.is_here(person, plan.at) && may_start(process, person, &context);
    let people = || organisation.people.keys().filter(may);
    let reports = people().find(|person| organisation.superior_of(person, plan.at).is_some());
    reports.or_else(|| people().next()).cloned().ok_or(NoTrace::NobodyMayStart)
}

/// A trace at work.
pub(super) struct Run<'a> {
    pub(super) plan: &'a Plan,
    pub(super) world: World,
    /// The processes with their forms as they are written.
    pub(super) written: BTreeMap<ProcessKey, Arc<Process>>,
    pub(super) organisation: Arc<Organisation>,
    initiator: PersonId,
    pub(super) wishes: Wishes,
    pub(super) steps: Vec<Step>,
    /// What was filled in at each visit of the traced instance, until it is completed.
    pub(super) filled: BTreeMap<VisitId, Filled>,
    /// How long the log was when there was no room for another step.
    pub(super) cut: Option<usize>,
    /// Whether a task could not be completed.
    pub(super) undecided: bool,
    /// How many steps there were in called processes.
    pub(super) elsewhere: usize,
    /// Tasks in the order in which they were assigned.
    pub(super) tasks: VecDeque<(usize, TaskId)>,
    /// How much of each instance was taken notice of.
    pub(super) noticed: Vec<Noticed>,
}

/// How much of an instance was taken notice of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Noticed {
    pub(super) events: usize,
    pub(super) tasks: usize,
}

/// The place of the traced instance in its world.
pub(super) const TRACED: usize = 0;

impl<'a> Run<'a> {
    fn new(plan: &'a Plan, processes: &[Rehearsal], organisation: Arc<Organisation>, initiator: PersonId) -> Self {
        let played = processes.iter().map(|process| process.played.clone());
        let written = processes.iter().map(|process| &process.written);
        Self {
            plan,
            world: World::new(played, organisation.clone(), plan.at),
            written: written.map(|process| (process.definition().key.clone(), process.clone())).collect(),
            organisation,
            initiator,
            wishes: plan.wishes.clone(),
            steps: Vec::new(),
            filled: BTreeMap::new(),
            cut: None,
            undecided: false,
            elsewhere: 0,
            tasks: VecDeque::new(),
            noticed: Vec::new(),
        }
    }

    /// Starts with the given values, and fills in what the form asks for besides.
    fn start(&mut self, given: &Data) -> Result<(), NoTrace> {
        let key = &self.plan.process.definition().key;
        let mut filled = Filled::default();
        if let Some(process) = self.written.get(key) {
            let nothing = State::default();
            let starter = Local { starter: Some(&self.initiator), ..Local::default() };
            filled = self.world.informed(None, |context| {
                let scope = Scope::new(process, &nothing, context).with(starter);
                let before = form::initial(process, &scope);
                let (step, samples) = (process.start(), self.samples());
                let filling = Filling { process, step, outcome: None, given: &self.plan.data, samples };
                filling.fit(given, &scope.over(&before))
            });
        }
        let is_given = |problem: &FieldProblem| given.contains_key(&problem.field);
        let wrong: Vec<FieldProblem> = filled.against.iter().filter(|problem| is_given(problem)).cloned().collect();
        if !wrong.is_empty() {
            return Err(NoTrace::Data(wrong));
        }
        let data = given.iter().chain(&filled.data).map(|(field, value)| (field.clone(), value.clone())).collect();
        let start = Start::by(self.initiator.clone(), 1, data);
        self.world.start(key, start).map_err(|rejection| match rejection {
            Rejection::Fields(problems) => NoTrace::Data(problems),
            other => NoTrace::Start(other),
        })?;
        self.note(0, filled);
        self.take_notice();
        Ok(())
    }

    /// Notes what was filled in at a visit of the traced instance.
    pub(super) fn note(&mut self, visit: VisitId, filled: Filled) {
        let noted = self.filled.entry(visit).or_default();
        noted.data.extend(filled.data);
        noted.against.extend(filled.against);
    }

    pub(super) fn samples(&self) -> Samples<'_> {
        Samples { organisation: &self.organisation, initiator: &self.initiator, now: self.world.now() }
    }

    /// Completes one task after the other until it has been enough. When none is open, connectors answer; then what was
    /// wished comes from outside; then the clock moves to the next timer.
    fn go_on(&mut self) {
        while !self.is_enough() && self.traced().state.is_running() {
            if let Some((place, task)) = self.tasks.pop_front() {
                if self.world.instances()[place].state.task(task).is_some_and(|task| task.is_open()) {
                    self.complete(place, task);
                }
            } else if !self.serve() && !self.send_a_wish() && !self.let_time_pass() {
                break;
            }
            self.take_notice();
        }
    }

    /// Has a connector answer that was asked; false when none was.
    fn serve(&mut self) -> bool {
        let Some((instance, visit)) = self.world.requests().next().map(|(id, visit)| (id.clone(), visit)) else {
            return false;
        };
        self.world.execute(&instance, &Command::Served { visit, data: Data::new() }).is_ok()
    }

    /// Sends the first message or signal that was wished and is waited for; false when there is none.
    fn send_a_wish(&mut self) -> bool {
        let traced = self.traced();
        let awaited = awaited_events(&traced.process, &traced.state);
        let awaited: BTreeSet<NodeId> = awaited.into_iter().cloned().collect();
        let coming = self.wishes.next_coming(|coming| awaited.contains(&coming.node));
        let Some(Coming { node, name }) = coming else { return false };
        let traced = self.traced();
        let is_signal = traced.process.step(&node).is_some_and(|step| matches!(step.catch, Some(Catch::Signal(_))));
        let command = match is_signal {
            true => Command::Signal { signal: name, data: Data::new() },
            false => Command::Deliver { message: name, key: Value::Null, node: Some(node), data: Data::new() },
        };
        let traced = traced.id.clone();
        self.world.execute(&traced, &command).is_ok()
    }

    /// Moves the clock to the next timer; false when there is none.
    fn let_time_pass(&mut self) -> bool {
        let Some(at) = self.world.next_moment() else { return false };
        self.world.move_to(at);
        true
    }

    /// Whether there were more steps than are wanted.
    pub(super) fn is_enough(&self) -> bool {
        self.cut.is_some() || self.elsewhere > self.plan.most
    }

    pub(super) fn traced(&self) -> &Instance {
        &self.world.instances()[TRACED]
    }
}
