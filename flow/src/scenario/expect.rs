//! Whether it stands as a scenario says.

use std::collections::BTreeMap;

use super::compare::is_as_written;
use super::model::{End, ExpectedTask, Notice, Sent, When};
use super::play::Play;
use super::run::Difference;
use crate::forecast::forecast;
use crate::id::{NodeId, PersonId};
use crate::kernel::{Data, Ended, Event, State, Status, Thrown};
use crate::world::Instance;

impl Play {
    /// What came out, as a scenario states it: how it ended or where it stands, the way there, and who was asked.
    pub(super) fn came_out(&self) -> Option<End> {
        let instance = self.main_instance()?;
        let is_human = |node: &&NodeId| instance.process.step(node).is_some_and(|step| step.asked().is_some());
        let is_gateway = |node: &NodeId| instance.process.step(node).is_some_and(|step| step.node.kind.is_gateway());
        let mut nodes: Vec<NodeId> = instance.state.visits.iter().map(|visit| visit.node.clone()).collect();
        nodes.dedup();
        let asked: BTreeMap<_, _> =
            nodes.iter().filter(is_human).map(|node| (node.clone(), asked(instance, node))).collect();
        Some(End {
            result: Some(result(&instance.state.status).to_owned()),
            at: Some(stands_at(instance)),
            path: Some(path(instance).into_iter().filter(|node| !is_gateway(node)).collect()),
            asked: asked.into_iter().filter(|(_, people)| !people.is_empty()).collect(),
            ..End::default()
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
        for (node, expected) in &end.asked {
            same(&in_words(node, expected), &in_words(node, &asked(instance, node)))?;
        }
        for (node, When(expected)) in &end.due {
            let at = instance.state.active().find(|(_, visit)| visit.node == *node);
            let due = at.and_then(|(_, visit)| visit.due).map_or("no limit".to_owned(), |due| self.written(due));
            same(&format!("{node}: {}", self.written(*expected)), &format!("{node}: {due}"))?;
        }
        for (person, expected) in &end.told {
            let words = |notices: &[Notice]| format!("{person}: {notices:?}");
            same(&words(expected), &words(&told(instance, person)))?;
        }
        if !end.messages.is_empty() {
            let sent = sent(instance);
            let is_meant = |(expected, sent): (&Sent, &Sent)| is_as_sent(expected, sent);
            if end.messages.len() != sent.len() || !end.messages.iter().zip(&sent).all(is_meant) {
                return Err(Difference::new(messages_in_words(&end.messages), messages_in_words(&sent)));
            }
        }
        Ok(())
    }
}

fn same(expected: &str, actual: &str) -> Result<(), Difference> {
    if expected == actual { Ok(()) } else { Err(Difference::new(expected, actual)) }
}

fn nodes_in_words(nodes: &[NodeId]) -> String {
    nodes.iter().map(NodeId::as_str).collect::<Vec<_>>().join(", ")
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

/// The messages and signals that an instance has sent, in order.
fn sent(instance: &Instance) -> Vec<Sent> {
    let thrown = instance.log.iter().filter_map(|recorded| match &recorded.event {
        Event::Thrown { thrown, .. } => Some(thrown),
        _ => None,
    });
    let sent = thrown.filter_map(|thrown| match thrown {
        Thrown::Message { name, key, data } => Some((name, Some(key).filter(|key| !key.is_null()), data)),
        Thrown::Signal { name, data } => Some((name, None, data)),
        _ => None,
    });
    sent.map(|(of, key, data)| Sent { of: of.clone(), key: key.cloned(), data: data.clone() }).collect()
}

fn is_as_sent(expected: &Sent, sent: &Sent) -> bool {
    let key = |of: &Sent| of.key.clone().unwrap_or_default();
    expected.of == sent.of
        && (expected.key.is_none() || is_as_written(&key(expected), &key(sent)))
        && is_as_written(&expected.data.to_value(), &sent.data.to_value())
}

fn messages_in_words(sent: &[Sent]) -> String {
    let words = |sent: &Sent| {
        let key = sent.key.as_ref().map(|key| format!(" for {key}")).unwrap_or_default();
        format!("{}{key} {}", sent.of, sent.data.to_value())
    };
    sent.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// The ends that an instance reached, or where it was refused; where it stands while it is running.
fn stands_at(instance: &Instance) -> Vec<NodeId> {
    let is_end = |node: &NodeId| instance.process.step(node).is_some_and(|step| step.node.kind.is_end());
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

/// Everybody who was asked at a node, in order.
fn asked(instance: &Instance, node: &NodeId) -> Vec<PersonId> {
    let asked = instance.log.iter().filter_map(|recorded| match &recorded.event {
        Event::Assigned { visit, person, .. } => Some((instance.state.visit(*visit)?, person)),
        _ => None,
    });
    asked.filter(|(visit, _)| visit.node == *node).map(|(_, person)| person.clone()).collect()
}

/// What a person was told of an instance, in order.
fn told(instance: &Instance, person: &PersonId) -> Vec<Notice> {
    let mut state = State::default();
    let mut told = Vec::new();
    for recorded in &instance.log {
        let holds = |of: Option<u32>| {
            let mut open = state.open_tasks();
            open.any(|(_, task)| task.person == *person && of.is_none_or(|visit| task.visit == visit))
        };
        let notice = match &recorded.event {
            Event::Copied { person: copied, .. } if copied == person => Some(Notice::Copied),
            Event::Reminded { visit } if holds(Some(*visit)) => Some(Notice::Reminded),
            Event::Overdue { visit: Some(visit) } if holds(Some(*visit)) => Some(Notice::Overdue),
            Event::Urged { .. } if holds(None) => Some(Notice::Urged),
            Event::Noted { to, .. } if to.contains(person) => Some(Notice::Noted),
            _ => None,
        };
        told.extend(notice);
        state.apply(recorded.at, &recorded.event);
    }
    told
}

fn in_words(node: &NodeId, people: &[PersonId]) -> String {
    format!("{node}: {}", people.iter().map(PersonId::as_str).collect::<Vec<_>>().join(", "))
}
