//! Going on under another version of the process.

use std::collections::{BTreeMap, BTreeSet};

use super::catch::{awaited, awaited_at};
use super::limit::with_running_limits;
use super::{Halt, Turn};
use crate::id::NodeId;
use crate::kernel::command::Migration;
use crate::kernel::event::{DueAnew, Event};
use crate::kernel::rejection::Rejection;
use crate::kernel::visit::{Visit, VisitId};
use crate::migration::plan;
use crate::process::{Catch, Process, Step};

/// The timers that were waited for in the old version, by what the new one calls them, each with where.
type Known = BTreeSet<(Option<VisitId>, NodeId)>;

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
        let timers = awaited(old, &self.state).map(|(visit, event)| (visit, old.at(event)));
        let timers = timers.filter(|(_, event)| matches!(event.catch, Some(Catch::Timer(_))));
        let known = timers.map(|(visit, event)| (visit, mapping.node(&event.id).clone())).collect();
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
        self.go_on_here(&known)
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
    fn go_on_here(&mut self, known: &Known) -> Result<(), Halt> {
        self.retitle();
        self.arm_besides(None, known);
        let active: Vec<VisitId> = self.state.active().map(|(id, _)| id).collect();
        for visit in active {
            // What has gone on may have taken it away.
            let Some(at) = self.state.visit(visit).filter(|at| at.is_active() && !at.is_stopped()) else { continue };
            let step = self.step_of(visit)?;
            let human = step.human().filter(|_| !step.is_whole(at));
            if self.arm_besides(Some(visit), known)
                && let Some(human) = human
            {
                self.weigh(visit, step, human)?;
            }
        }
        self.open_joins();
        Ok(())
    }

    /// Sets the timers of what is waited for there, those left out that were waited for before: they are set, or have come
    /// already. Tells whether all could be set.
    fn arm_besides(&mut self, visit: Option<VisitId>, known: &Known) -> bool {
        let process = self.process;
        let events = awaited_at(process, &self.state, visit).into_iter().map(|event| process.at(event));
        let besides = events.filter(|event| !known.contains(&(visit, event.id.clone())));
        besides.collect::<Vec<_>>().into_iter().all(|event| self.arm(visit, visit.unwrap_or_default(), event))
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
