//! Several instances and a clock in memory: what a server does, without one.
//!
//! Scenarios, traces, plays in the page and tests run on a [`World`]. It answers what the kernel needs to know, carries
//! what one instance asks of another, and moves its own clock; it draws nothing by chance.

mod instance;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

pub use instance::Instance;

use crate::id::{InstanceId, PersonId, ProcessKey};
use crate::kernel::{
    ChildResult, Command, Context, Decision, Fact, Facts, FollowUp, Parent, Rejection, Start, act, follow_ups,
    return_targets,
};
use crate::organisation::Organisation;
use crate::process::Process;
use crate::text::Text;
use crate::time::Moment;

/// How many instances may come out of one command, before calls are taken to go round in a circle.
const MOST_FOLLOW_UPS: u32 = 1_000;

/// Instances, the processes they run, the people who work at them, and the time.
#[derive(Debug, Clone)]
pub struct World {
    processes: BTreeMap<ProcessKey, Arc<Process>>,
    organisation: Arc<Organisation>,
    now: Moment,
    /// The last number given out in each scope.
    sequences: BTreeMap<String, u64>,
    instances: Vec<Instance>,
}

impl World {
    /// A world in which nothing has happened yet.
    pub fn new(
        processes: impl IntoIterator<Item = Arc<Process>>,
        organisation: Arc<Organisation>,
        now: Moment,
    ) -> Self {
        let processes = processes.into_iter().map(|process| (process.definition().key.clone(), process)).collect();
        Self { processes, organisation, now, sequences: BTreeMap::new(), instances: Vec::new() }
    }

    /// The time.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Moves the clock; never backwards.
    pub fn move_to(&mut self, moment: Moment) {
        self.now = self.now.max(moment);
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
        Ok(id)
    }

    /// Carries out a command, and whatever follows in other instances.
    ///
    /// # Errors
    /// Why it was not accepted. Nothing has changed then.
    pub fn execute(&mut self, id: &InstanceId, command: &Command) -> Result<(), Rejection> {
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
        let instance = &self.instances[at];
        let (events, state) = loop {
            let context = self.context(&facts);
            match act(&instance.process, &instance.state, command, &context) {
                Ok(result) => break result,
                Err(Decision::Needs(needed)) => {
                    for fact in needed {
                        if let Fact::Sequence(scope) = &fact {
                            taken.push(scope.clone());
                        }
                        self.find_out(fact, &mut facts)?;
                    }
                }
                Err(Decision::Rejected(rejection)) => return Err(rejection),
                Err(Decision::Events(_)) => return Err(Rejection::Unfit("events are no error".to_owned())),
            }
        };
        for scope in taken {
            *self.sequences.entry(scope).or_default() += 1;
        }
        asked.extend(follow_ups(&instance.process, &state, &events).into_iter().map(|next| (id.clone(), next)));
        self.instances[at].take_in(self.now, events, state);
        Ok(())
    }

    fn place(&self, id: &InstanceId) -> Result<usize, Rejection> {
        self.instances.iter().position(|instance| instance.id == *id).ok_or(Rejection::NotStarted)
    }

    /// Answers what a decision turned out to need.
    fn find_out(&self, fact: Fact, facts: &mut Facts) -> Result<(), Rejection> {
        if facts.get(&fact).is_some() {
            return Err(Rejection::Unfit(format!("{fact:?} was answered, and is asked again")));
        }
        match &fact {
            Fact::Sequence(scope) => {
                let next = self.sequences.get(scope).copied().unwrap_or_default() + 1;
                facts.insert(fact, feel::Value::from(next));
            }
            Fact::CallerReturns(caller) => {
                let nodes = self.caller_returns(caller);
                facts.insert_caller_returns(caller.clone(), &nodes);
            }
            Fact::CalledFields(key) => {
                let fields = self.processes.get(key).map(|process| &process.definition().form.fields);
                let names = fields.into_iter().flatten().map(|field| feel::Value::from(field.id.as_str()));
                let names: Vec<feel::Value> = names.collect();
                facts.insert(fact, feel::Value::from(names));
            }
        }
        Ok(())
    }

    /// The nodes of a caller that the matter may be returned to from any of its open calls.
    fn caller_returns(&self, caller: &InstanceId) -> Vec<crate::id::NodeId> {
        let Some(instance) = self.instance(caller) else { return Vec::new() };
        let visits = instance.state.active().map(|(visit, _)| visit);
        let targets = visits.flat_map(|visit| return_targets(&instance.process, &instance.state, visit));
        let mut nodes: Vec<_> = targets.map(|target| target.node).collect();
        nodes.sort();
        nodes.dedup();
        nodes
    }

    /// Carries on until no instance asks anything of another.
    fn settle(&mut self, mut asked: VecDeque<(InstanceId, FollowUp)>) {
        let mut left = MOST_FOLLOW_UPS;
        while let Some((id, next)) = asked.pop_front() {
            left = left.saturating_sub(1);
            self.follow_up(&id, next, left > 0, &mut asked);
        }
    }

    fn follow_up(
        &mut self,
        id: &InstanceId,
        next: FollowUp,
        may_start: bool,
        asked: &mut VecDeque<(InstanceId, FollowUp)>,
    ) {
        // An instance that has ended meanwhile does not answer, and need not.
        match next {
            FollowUp::StartChild { visit, process, input } => {
                let parent = Parent { instance: id.clone(), visit };
                let start = Start { by: self.initiator(id), version: 1, data: input, parent: Some(parent) };
                let started = match may_start {
                    true => self.begin(&process, start, asked),
                    false => Err(Rejection::Unfit("the processes call one another in a circle".to_owned())),
                };
                if let Err(rejection) = started {
                    let zh = format!("无法发起被调用的流程「{process}」：{rejection}");
                    let en = format!("the called process `{process}` cannot be started: {rejection}");
                    let result = ChildResult::Terminated { reason: Text::each(zh, en) };
                    _ = self.carry_out(id, &Command::ChildEnded { visit, result }, asked);
                }
            }
            FollowUp::EndChild { visit, command } => {
                let parent = Parent { instance: id.clone(), visit };
                if let Some(child) = self.child_of(&parent) {
                    _ = self.carry_out(&child, &command, asked);
                }
            }
            FollowUp::TellParent { parent, command } => {
                _ = self.carry_out(&parent.instance, &command, asked);
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
