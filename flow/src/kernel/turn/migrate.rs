//! Going on under another version of the process.

use std::collections::{BTreeMap, BTreeSet};

use super::limit::with_running_limits;
use super::{Halt, Turn};
use crate::id::NodeId;
use crate::kernel::command::Migration;
use crate::kernel::event::{DueAnew, Event};
use crate::kernel::rejection::Rejection;
use crate::kernel::state::{Visit, VisitId};
use crate::migration::{Mapping, plan};
use crate::process::{Catch, Process, Step, StepIndex, Work};

impl Turn<'_> {
    /// Moves the instance here from another version, as far as nothing is in the way. Visits, tasks and tokens that wait
    /// are carried over; limits that are others now are counted anew, from when they began.
    pub(in crate::kernel) fn migrate(&mut self, old: &Process, migration: &Migration) -> Result<(), Halt> {
        let Migration { version, mapping, by, reason } = migration;
        let Some(header) = self.state.header.clone() else { return Err(Rejection::NotStarted.into()) };
        if !self.state.is_running() {
            return Err(Rejection::InstanceEnded.into());
        }
        if self.state.suspended.is_some() {
            return Err(Rejection::Suspended.into());
        }
        if header.version == *version {
            return Err(Rejection::Unfit(format!("it is at version {version} already")).into());
        }
        let plan = plan(old, self.process, mapping, &self.state).map_err(Rejection::CannotMigrate)?;
        let due = self.due_anew(old, &plan.nodes);
        let (was, is) = (&old.definition().settings, &self.process.definition().settings);
        let is_another = was.limit != is.limit || was.rest_day != is.rest_day;
        let whole = (is_another && !header.due_is_set).then(|| self.instance_due(&header.initiator, header.started));
        self.happens(Event::Migrated {
            version: *version,
            nodes: plan.nodes,
            edges: plan.edges,
            gone: plan.gone,
            due,
            is_counted_anew: whole.is_some(),
            instance_due: whole.flatten(),
            by: by.clone(),
            reason: reason.clone(),
        });
        self.go_on_here(old, mapping)
    }

    /// The limits that are others in this version, for the visits that go on. What somebody has said stays.
    fn due_anew(&self, old: &Process, nodes: &BTreeMap<NodeId, NodeId>) -> Vec<DueAnew> {
        let rest_day = |process: &Process| process.definition().settings.rest_day;
        let rests_alike = rest_day(old) == rest_day(self.process);
        let anew = |(id, visit): (VisitId, &Visit)| {
            let step = self.process.step(nodes.get(&visit.node).unwrap_or(&visit.node))?;
            let limit = |step: &Step| step.limit.as_ref().map(|(limit, _)| limit.clone());
            if old.step(&visit.node).map(limit) == Some(limit(step)) && rests_alike {
                return None;
            }
            let due = self.due_by_those_asked(step, id, visit);
            let reminded = due.map_or(0, |due| self.reminders_before_now(id, step, visit.entered, due));
            Some(DueAnew { visit: id, due, reminded })
        };
        with_running_limits(&self.state).filter(|(_, visit)| !visit.due_is_set).filter_map(anew).collect()
    }

    /// Sets what this version waits for besides, and lets go on what it holds up no longer.
    fn go_on_here(&mut self, old: &Process, mapping: &Mapping) -> Result<(), Halt> {
        self.retitle();
        let known = timers_known(old, mapping);
        let active: Vec<VisitId> = self.state.active().map(|(id, _)| id).collect();
        for visit in std::iter::once(None).chain(active.into_iter().map(Some)) {
            let at = visit.and_then(|visit| self.state.visit(visit));
            let is_stopped = at.and_then(|at| at.incident.as_ref()).is_some_and(|incident| incident.blocking);
            let is_over = visit.is_some() && !at.is_some_and(Visit::is_active);
            let step = visit.map(|visit| self.step_of(visit)).transpose()?;
            if is_stopped || is_over {
                continue;
            }
            let is_one_time = at.is_some_and(|at| at.time.is_some());
            let is_whole = step.is_some_and(|step| step.several.is_some()) && !is_one_time;
            let has_sides = !is_one_time && !at.is_some_and(Visit::is_left);
            let at_its_side = step.into_iter().flat_map(|step| &step.attached).copied().filter(|_| has_sides);
            let of_its_work = works_for(self.process, step).into_iter().filter(|_| !is_whole);
            let here = step.map(|step| &step.id);
            let events: Vec<&Step> = at_its_side.chain(of_its_work).map(|event| self.process.at(event)).collect();
            let all_set = events
                .into_iter()
                .filter(|event| !known.contains(&(here.cloned(), event.id.clone())))
                .all(|event| self.arm(visit, visit.unwrap_or_default(), event));
            if let (true, Some(visit), Some(step), false) = (all_set, visit, step, is_whole)
                && let Some(human) = step.human()
            {
                self.weigh(visit, step, human)?;
            }
        }
        self.open_joins();
        Ok(())
    }

    /// A join that waits for fewer branches now may open.
    fn open_joins(&mut self) {
        for (from, edge) in self.state.waiting.clone() {
            if let Some(step) = self.process.leads_to(&edge)
                && self.state.waiting.contains(&(from, edge))
            {
                self.open_full_join(step, self.state.around(from));
            }
        }
    }
}

/// The events that the work at a step waits for itself; of no step, those of the process.
fn works_for(process: &Process, step: Option<&Step>) -> Vec<StepIndex> {
    let begins = |around: Option<StepIndex>| {
        let events = process.event_sub_processes(around).iter().filter_map(|event| process.at(*event).sub());
        events.flat_map(|sub| &sub.begins).copied().collect()
    };
    let Some(step) = step else { return begins(None) };
    match &step.work {
        Work::Wait => vec![step.index],
        Work::EventBased => step.ways.iter().map(|way| way.to).collect(),
        Work::Sub(_) => begins(Some(step.index)),
        _ => Vec::new(),
    }
}

/// The timers of the old version, as the new one calls them, each with where it is set: those that were set there are
/// set, or have come already.
fn timers_known(old: &Process, mapping: &Mapping) -> BTreeSet<(Option<NodeId>, NodeId)> {
    let of = |step: Option<&Step>| -> Vec<(Option<NodeId>, NodeId)> {
        let at_its_side = step.into_iter().flat_map(|step| &step.attached).copied();
        let events = at_its_side.chain(works_for(old, step)).map(|event| old.at(event));
        let timers = events.filter(|event| matches!(event.catch, Some(Catch::Timer(_))));
        let here = step.map(|step| mapping.node(&step.id).clone());
        timers.map(|event| (here.clone(), mapping.node(&event.id).clone())).collect()
    };
    std::iter::once(None).chain(old.steps().iter().map(Some)).flat_map(of).collect()
}
