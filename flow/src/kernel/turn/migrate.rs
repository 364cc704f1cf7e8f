//! Going on under another version of the process.

use std::collections::BTreeMap;

use super::limit::reminders_passed;
use super::{Halt, Turn};
use crate::id::NodeId;
use crate::kernel::command::Migration;
use crate::kernel::event::{DueAnew, Event};
use crate::kernel::rejection::Rejection;
use crate::kernel::state::{Visit, VisitId};
use crate::migration::plan;
use crate::process::{Process, Step, Work};

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
        let whole =
            (was.limit != is.limit || was.rest_day != is.rest_day).then(|| self.instance_due_from(header.started));
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
        self.go_on_here()
    }

    /// The limits that are others in this version, for the visits that go on.
    fn due_anew(&self, old: &Process, nodes: &BTreeMap<NodeId, NodeId>) -> Vec<DueAnew> {
        let rest_day = |process: &Process| process.definition().settings.rest_day;
        let rests_alike = rest_day(old) == rest_day(self.process);
        let anew = |(id, visit): (VisitId, &Visit)| {
            let step = self.process.step(nodes.get(&visit.node).unwrap_or(&visit.node))?;
            let limit = |step: &Step| step.limit.as_ref().map(|(limit, _)| limit.clone());
            if old.step(&visit.node).map(limit) == Some(limit(step)) && rests_alike {
                return None;
            }
            let due = self.due_since(step, visit.entered, &visit.from);
            let reminded = due.map_or(0, |due| reminders_passed(step, visit.entered, due, self.context));
            Some(DueAnew { visit: id, due, reminded })
        };
        self.state.active().filter_map(anew).collect()
    }

    /// Sets what this version waits for besides, and lets go on what it holds up no longer.
    fn go_on_here(&mut self) -> Result<(), Halt> {
        self.retitle();
        self.arm_event_sub_processes(None);
        let active: Vec<VisitId> = self.state.active().map(|(id, _)| id).collect();
        for visit in active {
            let step = self.step_of(visit)?;
            let Some(at) = self.state.visit(visit).filter(|at| at.is_active()) else { continue };
            let is_stopped = at.incident.as_ref().is_some_and(|incident| incident.blocking);
            let is_one_time = at.time.is_some();
            let is_whole = step.several.is_some() && !is_one_time;
            if is_stopped || !is_one_time && !self.arm_boundary(visit, step) || is_whole {
                continue;
            }
            match &step.work {
                Work::Wait => _ = self.arm(Some(visit), visit, step),
                Work::EventBased => {
                    _ = step.ways.iter().all(|way| self.arm(Some(visit), visit, self.process.at(way.to)))
                }
                Work::Sub(_) => _ = self.arm_event_sub_processes(Some(visit)),
                Work::Start(human) | Work::Human(human) => self.weigh(visit, step, human)?,
                _ => {}
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
                self.open_parallel_join(step, self.state.around(from));
            }
        }
    }
}
