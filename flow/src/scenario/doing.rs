//! What somebody does in a scenario, as a command of the kernel.

use serde_json::{Map, Value as Json};

use super::model::{Doing, Handling, Supervision, When};
use super::play::{Play, as_written, filled};
use crate::form::read_json;
use crate::id::{FieldId, InstanceId, NodeId, OutcomeId, PersonId};
use crate::kernel::{Command, Data, Outsider, Rejection, TaskId, TaskStatus, VisitId, Wish};
use crate::model::OutcomeKind;
use crate::process::Process;
use crate::time::Moment;
use crate::world::Instance;

/// How many connectors work at most, one after the other, before something else happens: a loop in which nobody else works
/// would never end.
const MOST_SERVED: usize = 100;

/// A command, and the instance that it is for.
type Order = (InstanceId, Command);

impl Play {
    /// Does it.
    pub(super) fn does(&mut self, doing: &Doing) -> Result<(), Rejection> {
        match doing {
            Doing::Message { name, key, data } => {
                let (message, key, data) = (name.clone(), as_written(key), self.brought(data));
                self.world.receive(&Command::Deliver { message, key, node: None, data })
            }
            Doing::Signal { name, data } => {
                let (signal, data) = (name.clone(), self.brought(data));
                self.world.receive(&Command::Signal { signal, data })
            }
            Doing::Fail { node, code } => {
                self.serve_until(node);
                let (instance, visit) = self.visit(node)?;
                self.world.execute(&instance, &Command::Fail { visit, code: code.clone() })
            }
            other => {
                let (instance, command) = self.order(other)?;
                self.world.execute(&instance, &command)
            }
        }
    }

    fn order(&self, doing: &Doing) -> Result<Order, Rejection> {
        let main = || self.main.clone().ok_or(Rejection::NotStarted);
        Ok(match doing {
            Doing::Withdraw { by, reason } => (main()?, Command::Withdraw { by: by.clone(), reason: reason.clone() }),
            Doing::Urge { by } => (main()?, Command::Urge { by: by.clone() }),
            Doing::Note { by, text, people } => {
                (main()?, Command::Note { by: by.clone(), text: text.clone(), to: people.clone() })
            }
            Doing::Copy { by, people } => (main()?, Command::Copy { by: by.clone(), to: people.clone() }),
            Doing::Supervise { by, how, reason } => self.supervision(main()?, by, how, reason)?,
            Doing::Handle { node, by, how, opinion } => self.handling(node, by, how, opinion.clone())?,
            Doing::Decide { node, by, outcome, data, opinion, outside } => {
                let (instance, task) = self.task(node, by)?;
                let outcome = outcome.clone().unwrap_or_else(|| agreeing(&instance.process, node));
                let (by, data, opinion) = (by.clone(), filled(&instance.process, data)?, opinion.clone());
                let outside = outside.clone().map(|name| Outsider { name: Some(name) });
                (instance.id.clone(), Command::Decide { task, by, outcome, data, opinion, seen: None, outside })
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
            Doing::Message { name, .. } | Doing::Signal { name, .. } => {
                return Err(Rejection::NotExpected(name.clone()));
            }
            Doing::Fail { .. } => return Err(Rejection::NoTask),
        })
    }

    fn handling(
        &self,
        node: &NodeId,
        by: &PersonId,
        how: &Handling,
        opinion: Option<String>,
    ) -> Result<Order, Rejection> {
        if let Handling::Recall = how {
            let (instance, task) = self.decided(node, by)?;
            return Ok((instance.id.clone(), Command::Recall { task, by: by.clone(), reason: opinion }));
        }
        if let Handling::Drop(person) = how {
            let (instance, visit, seat) = self.place_of(node, person)?;
            return Ok((instance.id.clone(), Command::Drop { visit, seat, by: by.clone() }));
        }
        let (instance, task) = self.task(node, by)?;
        let (by, seen) = (by.clone(), None);
        let ask = |by, wish| Command::Ask { task, by, wish, opinion: opinion.clone().unwrap_or_default(), seen };
        let command = match how {
            Handling::Add(role, people) => {
                let (people, role) = (people.clone(), *role);
                Command::Add { task, by, people, role, opinion, seen }
            }
            Handling::AskTime(When(until)) => ask(by, Wish::Extension { until: *until }),
            Handling::AskTransfer(to) => ask(by, Wish::Transfer { to: to.clone() }),
            Handling::Claim => Command::Claim { task, by, seen },
            Handling::Release | Handling::Drop(_) | Handling::Recall => Command::Release { task, by, seen },
        };
        Ok((instance.id.clone(), command))
    }

    fn supervision(
        &self,
        main: InstanceId,
        by: &PersonId,
        how: &Supervision,
        reason: &str,
    ) -> Result<Order, Rejection> {
        let (by, reason) = (by.clone(), reason.to_owned());
        Ok(match how {
            Supervision::Suspend => (main, Command::Suspend { by, reason }),
            Supervision::Resume => (main, Command::Resume { by, reason }),
            Supervision::Terminate => (main, Command::Terminate { by: Some(by), reason: reason.as_str().into() }),
            Supervision::Jump(from, to) => {
                let (instance, visit) = self.visit(from)?;
                (instance, Command::Jump { visit, to: to.clone(), by, reason })
            }
            Supervision::Reschedule(None, When(due)) => {
                (main, Command::Reschedule { visit: None, due: *due, by, reason })
            }
            Supervision::Reschedule(Some(node), When(due)) => {
                let (instance, visit) = self.visit(node)?;
                (instance, Command::Reschedule { visit: Some(visit), due: *due, by, reason })
            }
            Supervision::Correct(data) => {
                let process = self.world.process(&self.key).ok_or(Rejection::NotStarted)?;
                (main, Command::Correct { data: filled(process, data)?, by, reason })
            }
            Supervision::Retry(node) => {
                let (instance, visit) = self.visit(node)?;
                (instance, Command::Retry { visit, by, reason })
            }
            Supervision::Reassign(node, to) => {
                let (instance, task) = self.task(node, &by)?;
                (instance.id.clone(), Command::Reassign { task, by, to: to.clone(), reason })
            }
        })
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

    /// Has the connectors work that were asked, all but the one of a node.
    fn serve_until(&mut self, node: &NodeId) {
        for _ in 0..MOST_SERVED {
            if self.visit(node).is_ok() || !self.serve_one() {
                break;
            }
        }
    }

    /// The connectors that were asked have worked, and those that were asked then.
    pub(super) fn serve(&mut self) {
        for _ in 0..MOST_SERVED {
            if !self.serve_one() {
                break;
            }
        }
    }

    /// The first connector that was asked has worked; false when none was.
    fn serve_one(&mut self) -> bool {
        let first = self.world.requests().next().map(|(id, visit)| (id.clone(), visit));
        first.is_some_and(|(id, visit)| self.world.execute(&id, &Command::Served { visit, data: Data::new() }).is_ok())
    }

    /// Where a token is at a node, of whichever instance.
    fn visit(&self, node: &NodeId) -> Result<(InstanceId, VisitId), Rejection> {
        let at = |instance: &Instance| {
            let visit = instance.state.active().find(|(_, visit)| visit.node == *node)?.0;
            Some((instance.id.clone(), visit))
        };
        let running = self.world.instances().iter().filter(|instance| instance.state.is_running());
        running.rev().find_map(at).ok_or(Rejection::NoTask)
    }

    /// What a person decided last at a node.
    fn decided(&self, node: &NodeId, by: &PersonId) -> Result<(&Instance, TaskId), Rejection> {
        let of = |instance: &Instance| {
            let tasks = (0..).zip(&instance.state.tasks);
            let own = tasks.filter(|(_, task)| task.person == *by && matches!(task.status, TaskStatus::Decided(_)));
            let at = own.filter(|(_, task)| instance.state.visit(task.visit).is_some_and(|visit| visit.node == *node));
            at.map(|(id, _)| id as TaskId).last()
        };
        let found = self.world.instances().iter().rev().find_map(|instance| Some((instance, of(instance)?)));
        found.ok_or(Rejection::NoTask)
    }

    /// The place that a person was given at a node who was added there.
    fn place_of(&self, node: &NodeId, person: &PersonId) -> Result<(&Instance, VisitId, u32), Rejection> {
        let of = |instance: &Instance| {
            let mut unsettled = instance.state.unsettled_tasks().filter(|(_, task)| task.person == *person);
            let at =
                unsettled.find(|(_, task)| instance.state.visit(task.visit).is_some_and(|visit| visit.node == *node));
            at.map(|(_, task)| (task.visit, task.seat))
        };
        let instances = self.world.instances().iter();
        let found = instances.rev().find_map(|instance| of(instance).map(|(visit, seat)| (instance, visit, seat)));
        found.ok_or(Rejection::NoTask)
    }

    /// The open task of a person at a node, of whichever instance; else somebody's there, to hear why not.
    pub(super) fn task(&self, node: &NodeId, by: &PersonId) -> Result<(&Instance, TaskId), Rejection> {
        let open = || self.open_tasks().filter(|(_, at, ..)| *at == node);
        let own = open().find(|(_, _, task, _)| self.holder(*task) == Some(by));
        let (instance, _, (_, task), _) = own.or_else(|| open().next()).ok_or(Rejection::NoTask)?;
        Ok((instance, task))
    }

    pub(super) fn holder(&self, (instance, task): (usize, TaskId)) -> Option<&PersonId> {
        self.world.instances().get(instance)?.state.task(task).map(|task| &task.person)
    }

    /// Every open task, with its instance, its node, its number and its limit.
    pub(super) fn open_tasks(&self) -> impl Iterator<Item = (&Instance, &NodeId, (usize, TaskId), Option<Moment>)> {
        self.world.instances().iter().enumerate().flat_map(|(place, instance)| {
            instance.state.open_tasks().filter_map(move |(id, task)| {
                let visit = instance.state.visit(task.visit)?;
                Some((instance, &visit.node, (place, id), visit.due))
            })
        })
    }
}

/// The first outcome of a node that agrees.
fn agreeing(process: &Process, node: &NodeId) -> OutcomeId {
    let human = process.step(node).and_then(|step| step.human());
    let outcome = human.and_then(|human| human.first_of(OutcomeKind::Agree));
    outcome.map_or_else(|| OutcomeId::from("approve"), |outcome| outcome.id.clone())
}
