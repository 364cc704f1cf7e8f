use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::compare::is_as_written;
use super::coverage::Coverage;
use super::model::{Doing, End, ExpectedTask, When};
use super::run::{Difference, Stage};
use crate::forecast::forecast;
use crate::form::read_json;
use crate::id::{FieldId, InstanceId, NodeId, OutcomeId, PersonId};
use crate::kernel::{Command, Data, Ended, Event, Rejection, Start, Status, TaskId};
use crate::model::{Kind, OutcomeKind, RestDay};
use crate::process::Process;
use crate::time::{Moment, Span};
use crate::world::{Instance, World};

/// A scenario at play: the world, and the instance that it is about.
pub(super) struct Play {
    world: World,
    key: crate::id::ProcessKey,
    main: Option<InstanceId>,
    restarts: bool,
}

impl Play {
    pub(super) fn new(stage: &Stage, at: Moment, restarts: bool) -> Self {
        let processes = stage.called.iter().chain([&stage.process]).cloned();
        let world = World::new(processes, stage.organisation.clone(), at);
        Self { world, key: stage.process.definition().key.clone(), main: None, restarts }
    }

    pub(super) fn start(&mut self, by: &PersonId, data: &Map<String, Json>) -> Result<(), Rejection> {
        let process = self.world.process(&self.key).ok_or(Rejection::NotStarted)?;
        let data = filled(process, data)?;
        let start = Start { by: by.clone(), version: 1, data, parent: None, event: None };
        self.main = Some(self.world.start(&self.key, start)?);
        Ok(())
    }

    pub(super) fn restart_if_asked(&mut self) -> Result<(), Difference> {
        if !self.restarts {
            return Ok(());
        }
        let restarted = self.world.restart();
        restarted.map_err(|error| Difference::new("a state that can be written down and read again", error.to_string()))
    }

    pub(super) fn wait(&mut self, span: Span) {
        let then = self.world.organisation().calendar.after(self.world.now(), span, RestDay::Stays);
        self.world.move_to(then);
    }

    pub(super) fn wait_until(&mut self, moment: Moment) -> Result<(), Difference> {
        if moment < self.world.now() {
            return Err(Difference::new("a moment that is still to come", self.written(self.world.now())));
        }
        self.world.move_to(moment);
        Ok(())
    }

    pub(super) fn does(&mut self, doing: &Doing) -> Result<(), Rejection> {
        let main = || self.main.clone().ok_or(Rejection::NotStarted);
        let (instance, command) = match doing {
            Doing::Message { name, key, data } => {
                let (message, key, data) = (name.clone(), as_written(key), self.brought(data));
                return self.world.receive(&Command::Deliver { message, key, node: None, data });
            }
            Doing::Signal { name, data } => {
                let (signal, data) = (name.clone(), self.brought(data));
                return self.world.receive(&Command::Signal { signal, data });
            }
            Doing::Withdraw { by, reason } => (main()?, Command::Withdraw { by: by.clone(), reason: reason.clone() }),
            Doing::Urge { by } => (main()?, Command::Urge { by: by.clone() }),
            Doing::Decide { node, by, outcome, data, opinion } => {
                let (instance, task) = self.task(node, by)?;
                let outcome = outcome.clone().unwrap_or_else(|| agreeing(&instance.process, node));
                let (data, opinion) = (filled(&instance.process, data)?, opinion.clone());
                (instance.id.clone(), Command::Decide { task, by: by.clone(), outcome, data, opinion, seen: None })
            }
            Doing::Return { node, by, to, caller, opinion } => {
                let (instance, task) = self.task(node, by)?;
                let (by, to, opinion) = (by.clone(), to.clone(), opinion.clone().unwrap_or_default());
                (instance.id.clone(), Command::Return { task, by, to, caller: *caller, opinion, seen: None })
            }
            Doing::Transfer { node, by, to, opinion } => {
                let (instance, task) = self.task(node, by)?;
                let (by, to, opinion) = (by.clone(), to.clone(), opinion.clone());
                (instance.id.clone(), Command::Transfer { task, by, to, opinion, seen: None })
            }
        };
        self.world.execute(&instance, &command)
    }

    /// What comes from outside, read by the types of the fields of the process that is tested; the rest as it is written.
    fn brought(&self, data: &Map<String, Json>) -> Data {
        let fields = self.world.process(&self.key).map(|process| &process.definition().form.fields);
        let read = |(name, value): (&String, &Json)| {
            let one = Map::from_iter([(name.clone(), value.clone())]);
            let by_type = fields.and_then(|fields| read_json(fields, &one).ok());
            let typed = by_type.and_then(|data| data.get(name.as_str()).cloned());
            (FieldId::from(name.as_str()), typed.unwrap_or_else(|| as_written(value)))
        };
        data.iter().map(read).collect()
    }

    /// The connectors that were asked have worked.
    pub(super) fn serve(&mut self) {
        loop {
            let first = self.world.requests().next().map(|(id, visit)| (id.clone(), visit));
            let Some((id, visit)) = first else { break };
            if self.world.execute(&id, &Command::Served { visit, data: Data::new() }).is_err() {
                break;
            }
        }
    }

    /// The open task of a person at a node, of whichever instance; else somebody's there, to hear why not.
    fn task(&self, node: &NodeId, by: &PersonId) -> Result<(&Instance, TaskId), Rejection> {
        let open = || self.open_tasks().filter(|(_, at, ..)| *at == node);
        let own = open().find(|(_, _, task, _)| self.holder(*task) == Some(by));
        let (instance, _, (_, task), _) = own.or_else(|| open().next()).ok_or(Rejection::NoTask)?;
        Ok((instance, task))
    }

    fn holder(&self, (instance, task): (usize, TaskId)) -> Option<&PersonId> {
        self.world.instances().get(instance)?.state.task(task).map(|task| &task.person)
    }

    /// Every open task, with its instance, its node, its number and its limit.
    fn open_tasks(&self) -> impl Iterator<Item = (&Instance, &NodeId, (usize, TaskId), Option<Moment>)> {
        self.world.instances().iter().enumerate().flat_map(|(place, instance)| {
            instance.state.open_tasks().filter_map(move |(id, task)| {
                let visit = instance.state.visit(task.visit)?;
                Some((instance, &visit.node, (place, id), visit.due))
            })
        })
    }

    pub(super) fn compare_tasks(&self, expected: &BTreeMap<NodeId, Vec<ExpectedTask>>) -> Result<(), Difference> {
        let mut actual: BTreeMap<NodeId, Vec<ExpectedTask>> = BTreeMap::new();
        for (_, node, task, due) in self.open_tasks() {
            let Some(who) = self.holder(task).cloned() else { continue };
            actual.entry(node.clone()).or_default().push(ExpectedTask { who, due: due.map(When) });
        }
        let mut expected = expected.clone();
        for tasks in expected.values_mut().chain(actual.values_mut()) {
            tasks.sort_by(|one, other| one.who.cmp(&other.who));
        }
        // What is not stated is not compared.
        for (node, tasks) in &mut actual {
            let stated = expected.get(node).into_iter().flatten();
            for (task, _) in tasks.iter_mut().zip(stated).filter(|(_, stated)| stated.due.is_none()) {
                task.due = None;
            }
        }
        match expected == actual {
            true => Ok(()),
            false => Err(Difference::new(self.tasks_in_words(&expected), self.tasks_in_words(&actual))),
        }
    }

    fn tasks_in_words(&self, tasks: &BTreeMap<NodeId, Vec<ExpectedTask>>) -> String {
        let one = |task: &ExpectedTask| match task.due {
            Some(When(due)) => format!("{} until {}", task.who, self.written(due)),
            None => task.who.to_string(),
        };
        let at = |(node, tasks): (&NodeId, &Vec<ExpectedTask>)| {
            format!("{node}: {}", tasks.iter().map(one).collect::<Vec<_>>().join(", "))
        };
        if tasks.is_empty() { "no task".to_owned() } else { tasks.iter().map(at).collect::<Vec<_>>().join("; ") }
    }

    pub(super) fn compare_forecast(&self, expected: &BTreeMap<NodeId, Vec<PersonId>>) -> Result<(), Difference> {
        let running = self.world.instances().iter().filter(|instance| instance.state.is_running());
        let expected_of = |instance: &Instance| {
            self.world.informed(Some(instance), |context| forecast(&instance.process, &instance.state, context))
        };
        let ahead: Vec<_> = running.flat_map(expected_of).collect();
        for (node, people) in expected {
            let found = ahead.iter().find(|step| step.node == *node).map(|step| step.people.as_slice());
            let mut found = found.unwrap_or_default().to_vec();
            let mut people = people.clone();
            people.sort();
            found.sort();
            if people != found {
                return Err(Difference::new(format!("{node}: {people:?}"), format!("{node}: {found:?}")));
            }
        }
        Ok(())
    }

    pub(super) fn compare_end(&self, end: &End) -> Result<(), Difference> {
        let Some(instance) = self.main.as_ref().and_then(|main| self.world.instance(main)) else {
            return Err(Difference::new("an instance", "none was started"));
        };
        if let Some(expected) = &end.result {
            same(expected, result(&instance.state.status))?;
        }
        if let Some(expected) = &end.at {
            same(&nodes_in_words(expected), &nodes_in_words(&stands_at(instance)))?;
        }
        if let Some(expected) = &end.path {
            let works = |node: &&NodeId| !instance.process.step(node).is_some_and(|step| step.node.kind.is_gateway());
            let expected: Vec<NodeId> = expected.iter().filter(works).cloned().collect();
            let actual: Vec<NodeId> = path(instance).iter().filter(works).cloned().collect();
            same(&nodes_in_words(&expected), &nodes_in_words(&actual))?;
        }
        for (field, expected) in &end.data {
            let actual = instance.state.data.get(field).cloned().unwrap_or_default();
            if !is_as_written(expected, &actual) {
                return Err(Difference::new(format!("{field}: {expected}"), format!("{field}: {actual}")));
            }
        }
        for (register, expected) in &end.ledger {
            let rows = instance.state.registered.iter().filter(|row| row.register == *register);
            let actual: feel::Value = rows.map(|row| row.columns.to_value()).collect::<Vec<_>>().into();
            let expected: feel::Value = expected.iter().map(Data::to_value).collect::<Vec<_>>().into();
            if !is_as_written(&expected, &actual) {
                return Err(Difference::new(format!("{register}: {expected}"), format!("{register}: {actual}")));
            }
        }
        if !end.messages.is_empty() {
            return Err(Difference::new("messages", "these cannot be compared yet"));
        }
        Ok(())
    }

    pub(super) fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        let is_tested = |instance: &&Instance| instance.process.definition().key == self.key;
        self.world.instances().iter().filter(is_tested).for_each(|instance| coverage.add(instance));
        coverage
    }

    fn written(&self, moment: Moment) -> String {
        let offset = self.world.organisation().calendar.offset_at(moment);
        feel::DateTime::from_unix_millis(moment.0, offset).to_string()
    }
}

/// A value without a type: a text stays one.
fn as_written(value: &Json) -> feel::Value {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

fn same(expected: &str, actual: &str) -> Result<(), Difference> {
    if expected == actual { Ok(()) } else { Err(Difference::new(expected, actual)) }
}

fn nodes_in_words(nodes: &[NodeId]) -> String {
    nodes.iter().map(NodeId::as_str).collect::<Vec<_>>().join(", ")
}

/// What is filled in, read by the types of the fields as the server reads it.
fn filled(process: &Process, data: &Map<String, Json>) -> Result<Data, Rejection> {
    read_json(&process.definition().form.fields, data).map_err(Rejection::Fields)
}

/// The first outcome of a node that agrees.
fn agreeing(process: &Process, node: &NodeId) -> OutcomeId {
    let human = process.step(node).and_then(|step| step.human());
    let outcome = human.and_then(|human| human.first_of(OutcomeKind::Agree));
    outcome.map_or_else(|| OutcomeId::from("approve"), |outcome| outcome.id.clone())
}

/// How an instance stands, in one word.
fn result(status: &Status) -> &'static str {
    match status {
        Status::Running => "running",
        Status::Ended { how, .. } => match how {
            Ended::Completed { .. } => "completed",
            Ended::Refused { .. } => "refused",
            Ended::Returned { .. } => "returned",
            Ended::Withdrawn { .. } => "withdrawn",
            Ended::Terminated { .. } => "terminated",
        },
    }
}

/// The ends that an instance reached, or where it was refused; where it stands while it is running.
fn stands_at(instance: &Instance) -> Vec<NodeId> {
    let is_end = |node: &NodeId| {
        instance.process.step(node).is_some_and(|step| matches!(step.node.kind, Kind::End | Kind::Terminate))
    };
    match &instance.state.status {
        Status::Running => instance.state.active().map(|(_, visit)| visit.node.clone()).collect(),
        Status::Ended { how, .. } => {
            let reached: Vec<NodeId> = path(instance).into_iter().filter(is_end).collect();
            match how {
                Ended::Refused { end } if reached.is_empty() => vec![end.clone()],
                _ => reached,
            }
        }
    }
}

/// The nodes of an instance in the order in which they were done, or given back.
fn path(instance: &Instance) -> Vec<NodeId> {
    let done = instance.log.iter().filter_map(|recorded| match &recorded.event {
        Event::Completed { visit, .. } | Event::Returned { visit, .. } => instance.state.visit(*visit),
        _ => None,
    });
    done.map(|visit| visit.node.clone()).collect()
}
