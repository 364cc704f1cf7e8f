//! Several instances and a clock in memory: what a server does, without one.
//!
//! Scenarios, traces, plays in the page and tests run on a [`World`]. It answers what the kernel needs to know, carries
//! what one instance asks of another, and moves its own clock; it draws nothing by chance.

mod facts;
mod instance;
mod messages;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

pub use instance::Instance;

use crate::id::{InstanceId, PersonId, ProcessKey, RegisterId};
use crate::kernel::{
    ChildResult, Command, Context, Data, Decision, Event, Fact, Facts, FollowUp, MOST_INSTANCES, Parent, Rejection,
    Row, Start, State, VisitId, act, follow_ups, next_moment,
};
use crate::organisation::Organisation;
use crate::process::Process;
use crate::text::Text;
use crate::time::Moment;

/// How many timers run off at most while the clock moves on: one that comes again each minute would never end.
const MOST_TIMERS: usize = 10_000;

/// Instances, the processes they run, the people who work at them, and the time.
#[derive(Debug, Clone)]
pub struct World {
    processes: BTreeMap<ProcessKey, Arc<Process>>,
    organisation: Arc<Organisation>,
    now: Moment,
    /// The last number given out in each scope.
    sequences: BTreeMap<String, u64>,
    instances: Vec<Instance>,
    /// Messages that nobody waited for when they were sent.
    kept: Vec<Command>,
    /// The rows that stood in registers before anything happened.
    entered_before: Vec<Row>,
}

impl World {
    /// A world in which nothing has happened yet.
    pub fn new(
        processes: impl IntoIterator<Item = Arc<Process>>,
        organisation: Arc<Organisation>,
        now: Moment,
    ) -> Self {
        let processes = processes.into_iter().map(|process| (process.definition().key.clone(), process)).collect();
        let (instances, kept, entered_before) = (Vec::new(), Vec::new(), Vec::new());
        Self { processes, organisation, now, sequences: BTreeMap::new(), instances, kept, entered_before }
    }

    /// The same with rows that stood in registers before: others have entered them.
    #[must_use]
    pub fn with_rows(self, rows: impl IntoIterator<Item = (RegisterId, Data)>) -> Self {
        let row = |(register, columns)| Row { visit: 0, register, columns };
        Self { entered_before: rows.into_iter().map(row).collect(), ..self }
    }

    /// The time.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Moves the clock, never backwards. The timers that run off on the way come in order, and what follows.
    pub fn move_to(&mut self, moment: Moment) {
        self.run_off_until(moment);
        self.now = self.now.max(moment);
    }

    /// Lets every timer run off whose moment has come by then.
    fn run_off_until(&mut self, moment: Moment) {
        for _ in 0..MOST_TIMERS {
            let due = self.next_moments().filter(|(at, _)| *at <= moment).min_by_key(|(at, _)| *at);
            let Some((at, id)) = due.map(|(at, id)| (at, id.clone())) else { break };
            self.now = self.now.max(at);
            if self.command(&id, &Command::Elapse).is_err() {
                break;
            }
        }
    }

    /// When time brings something next: a timer, a reminder or a limit.
    pub fn next_moment(&self) -> Option<Moment> {
        self.next_moments().map(|(at, _)| at).min()
    }

    fn next_moments(&self) -> impl Iterator<Item = (Moment, &InstanceId)> {
        let next = |instance: &Instance| {
            let context = Context { now: self.now, organisation: &self.organisation, facts: &Facts::default() };
            next_moment(&instance.process, &instance.state, &context)
        };
        self.instances.iter().filter_map(move |instance| Some((next(instance)?, &instance.id)))
    }

    /// The connectors that are asked to work: the instance and the visit of each.
    pub fn requests(&self) -> impl Iterator<Item = (&InstanceId, VisitId)> {
        self.instances.iter().flat_map(|instance| instance.requests().map(|visit| (&instance.id, visit)))
    }

    /// Who is who.
    pub fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// A process that can be started or called.
    pub fn process(&self, key: &ProcessKey) -> Option<&Arc<Process>> {
        self.processes.get(key)
    }

    /// Every instance, in the order of their beginning.
    pub fn instances(&self) -> &[Instance] {
        &self.instances
    }

    /// An instance by its name.
    pub fn instance(&self, id: &InstanceId) -> Option<&Instance> {
        self.instances.iter().find(|instance| instance.id == *id)
    }

    /// Starts an instance of a process, and whatever follows.
    ///
    /// # Errors
    /// Why it was not started. Nothing has changed then.
    pub fn start(&mut self, key: &ProcessKey, start: Start) -> Result<InstanceId, Rejection> {
        let mut asked = VecDeque::new();
        let id = self.begin(key, start, &mut asked)?;
        self.settle(asked);
        self.run_off_until(self.now);
        Ok(id)
    }

    /// Carries out a command, and whatever follows in other instances; a timer whose moment has passed runs off at once.
    ///
    /// # Errors
    /// Why it was not accepted. Nothing has changed then.
    pub fn execute(&mut self, id: &InstanceId, command: &Command) -> Result<(), Rejection> {
        self.command(id, command)?;
        self.run_off_until(self.now);
        Ok(())
    }

    fn command(&mut self, id: &InstanceId, command: &Command) -> Result<(), Rejection> {
        let mut asked = VecDeque::new();
        self.carry_out(id, command, &mut asked)?;
        self.settle(asked);
        Ok(())
    }

    /// Writes every state down and reads it again, as a server does that is restarted.
    ///
    /// # Errors
    /// When a state does not survive it.
    pub fn restart(&mut self) -> Result<(), serde_json::Error> {
        self.instances.iter_mut().try_for_each(Instance::restart)
    }

    /// What an expression of an instance may look at now.
    pub fn context<'a>(&'a self, facts: &'a Facts) -> Context<'a> {
        Context { now: self.now, organisation: &self.organisation, facts }
    }

    fn begin(
        &mut self,
        key: &ProcessKey,
        start: Start,
        asked: &mut VecDeque<(InstanceId, FollowUp)>,
    ) -> Result<InstanceId, Rejection> {
        let process = self.processes.get(key).cloned();
        let process = process.ok_or_else(|| Rejection::Unfit(format!("there is no process called `{key}`")))?;
        let id = InstanceId::from((self.instances.len() + 1).to_string());
        self.instances.push(Instance::new(id.clone(), process));
        if let Err(rejection) = self.carry_out(&id, &Command::Start(start), asked) {
            self.instances.pop();
            return Err(rejection);
        }
        Ok(id)
    }

    fn carry_out(
        &mut self,
        id: &InstanceId,
        command: &Command,
        asked: &mut VecDeque<(InstanceId, FollowUp)>,
    ) -> Result<(), Rejection> {
        let at = self.place(id)?;
        let mut facts = Facts::default();
        let mut taken = Vec::new();
        let events = loop {
            match self.step(at, command, &facts) {
                Ok(events) => break events,
                Err(Decision::Needs(needed)) => {
                    for fact in needed {
                        if let Fact::Sequence(scope) | Fact::AnotherNumber { sequence: scope, .. } = &fact {
                            taken.push(scope.clone());
                        }
                        self.find_out(&self.instances[at], fact, &mut facts)?;
                    }
                }
                Err(Decision::Rejected(rejection)) => return Err(rejection),
                Err(Decision::Events(_)) => return Err(Rejection::Unfit("events are no error".to_owned())),
            }
        };
        for scope in taken {
            *self.sequences.entry(scope).or_default() += 1;
        }
        let instance = &mut self.instances[at];
        let next = follow_ups(&instance.process, &instance.state, &events);
        asked.extend(next.into_iter().map(|next| (id.clone(), next)));
        instance.write_down(self.now, events);
        Ok(())
    }

    /// Decides and applies, in place: what has not come about is forgotten by telling the log again.
    fn step(&mut self, at: usize, command: &Command, facts: &Facts) -> Result<Vec<Event>, Decision> {
        let state = std::mem::take(&mut self.instances[at].state);
        let decided = act(&self.instances[at].process, state, command, &self.context(facts));
        let instance = &mut self.instances[at];
        match decided {
            Ok((events, state)) => {
                instance.state = state;
                Ok(events)
            }
            Err(other) => {
                instance.state = State::replay(&instance.log);
                Err(other)
            }
        }
    }

    fn place(&self, id: &InstanceId) -> Result<usize, Rejection> {
        self.instances.iter().position(|instance| instance.id == *id).ok_or(Rejection::NotStarted)
    }

    /// Carries on until no instance asks anything of another.
    fn settle(&mut self, mut asked: VecDeque<(InstanceId, FollowUp)>) {
        let mut concerned = BTreeSet::new();
        loop {
            if asked.is_empty() {
                self.hand_out_kept(&mut asked);
            }
            let Some((id, next)) = asked.pop_front() else { break };
            concerned.insert(id.clone());
            concerned.extend(self.follow_up(&id, next, concerned.len() < MOST_INSTANCES, &mut asked));
        }
    }

    /// Does what an instance asks of another, and tells which that was.
    fn follow_up(
        &mut self,
        id: &InstanceId,
        next: FollowUp,
        may_start: bool,
        asked: &mut VecDeque<(InstanceId, FollowUp)>,
    ) -> Option<InstanceId> {
        // An instance that has ended meanwhile does not answer, and need not.
        match next {
            FollowUp::StartChild { visit, process, input } => {
                let parent = Parent { instance: id.clone(), visit };
                let start = Start { parent: Some(parent), ..Start::by(self.initiator(id), 1, input) };
                let started = match may_start {
                    true => self.begin(&process, start, asked),
                    false => Err(too_many()),
                };
                if let Err(rejection) = &started {
                    let zh = format!("无法发起被调用的流程「{process}」：{rejection}");
                    let en = format!("the called process `{process}` cannot be started: {rejection}");
                    let result = ChildResult::Terminated { reason: Text::each(zh, en) };
                    _ = self.carry_out(id, &Command::ChildEnded { visit, result }, asked);
                }
                started.ok()
            }
            FollowUp::HandOut { command } => {
                if !self.hand_out(Some(id), &command, may_start, asked) {
                    self.keep(command);
                }
                None
            }
            // Whoever plays in this world answers for the connectors.
            FollowUp::Serve { .. } => None,
            FollowUp::EndChild { visit, command } => {
                let parent = Parent { instance: id.clone(), visit };
                let child = self.child_of(&parent)?;
                _ = self.carry_out(&child, &command, asked);
                Some(child)
            }
            FollowUp::TellParent { parent, command } => {
                _ = self.carry_out(&parent.instance, &command, asked);
                Some(parent.instance)
            }
        }
    }

    fn initiator(&self, id: &InstanceId) -> PersonId {
        let header = self.instance(id).and_then(|instance| instance.state.header.as_ref());
        header.map_or_else(|| PersonId::from(""), |header| header.initiator.clone())
    }

    /// The running instance that a visit called.
    pub fn child_of(&self, parent: &Parent) -> Option<InstanceId> {
        let is_called = |instance: &&Instance| {
            instance.state.is_running()
                && instance.state.header.as_ref().and_then(|header| header.parent.as_ref()) == Some(parent)
        };
        self.instances.iter().find(is_called).map(|instance| instance.id.clone())
    }
}

fn too_many() -> Rejection {
    Rejection::Unfit(format!("one command concerns more than {MOST_INSTANCES} instances"))
}
