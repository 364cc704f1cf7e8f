//! What a trace takes notice of and tells.

use super::run::{Noticed, Run, TRACED};
use super::sample::Filled;
use super::step::{Happening, Step, Telling, telling, told_from_below, unheeded};
use crate::id::InstanceId;
use crate::kernel::{TaskId, VisitId};

impl Run<'_> {
    /// Takes notice of what has happened since the last time, in every instance.
    pub(super) fn take_notice(&mut self) {
        for place in 0..self.world.instances().len() {
            if self.noticed.len() == place {
                self.noticed.push(Noticed::default());
            }
            let instance = &self.world.instances()[place];
            let seen = &mut self.noticed[place];
            let new = seen.tasks..instance.state.tasks.len();
            self.tasks.extend(new.map(|task| (place, task as TaskId)));
            seen.tasks = instance.state.tasks.len();
            let events = std::mem::replace(&mut seen.events, instance.log.len());
            let fresh = instance.log.iter().enumerate().skip(events);
            let told: Vec<_> = fresh.filter_map(|(at, entry)| Some((at, telling(instance, &entry.event)?))).collect();
            for (at, telling) in told {
                if place == TRACED {
                    self.tell(at, telling);
                } else {
                    self.elsewhere += 1;
                    self.tell_from_below(place, telling);
                }
            }
        }
    }

    /// Adds a step that happened at a place of the log, if there is room for it.
    fn tell(&mut self, at: usize, telling: Telling) {
        if self.is_told_already(&telling) {
            return;
        }
        if self.steps.len() >= self.plan.most {
            self.cut.get_or_insert(at);
            return;
        }
        let Telling { node, visit, happening, message, .. } = telling;
        let Some(step) = self.traced().process.step(&node) else { return };
        let (name, kind) = (step.node.name.clone(), step.node.kind);
        let time = self.organisation.calendar.date_time(self.world.now());
        let Filled { data: filled, against } = match happening {
            Happening::Complete => self.filled.remove(&visit).unwrap_or_default(),
            _ => Filled::default(),
        };
        let foreign = || self.traced().process.definition().foreign_part(node.as_str())?.script;
        let script = if happening == Happening::Complete { foreign() } else { None };
        let message = message.or_else(|| unheeded(&against));
        let number = self.steps.len() + 1;
        self.steps.push(Step { number, time, node, name, kind, happening, filled, script, message });
    }

    /// Several tokens that wait in vain at one join are one trouble.
    fn is_told_already(&self, telling: &Telling) -> bool {
        let last = self.steps.last();
        telling.happening == Happening::Incident
            && last.is_some_and(|last| {
                last.happening == Happening::Incident && last.node == telling.node && last.message == telling.message
            })
    }

    /// What is wrong in a called process is told where it was called.
    fn tell_from_below(&mut self, place: usize, telling: Telling) {
        let instance = &self.world.instances()[place];
        if telling.happening != Happening::Incident || !telling.blocks {
            return;
        }
        if let Some(visit) = self.called_from(instance.id.clone()) {
            let at = self.traced().log.len();
            let node = self.traced().state.visit(visit).map(|visit| visit.node.clone());
            let message = told_from_below(instance, &telling);
            if let Some(node) = node {
                self.tell(at, Telling { node, visit, message: Some(message), ..telling });
            }
        }
    }

    /// The visit of the traced instance under which another was called, directly or not.
    fn called_from(&self, instance: InstanceId) -> Option<VisitId> {
        let mut at = instance;
        loop {
            let parent = self.world.instance(&at)?.state.header.as_ref()?.parent.clone()?;
            if parent.instance == self.traced().id {
                return Some(parent.visit);
            }
            at = parent.instance;
        }
    }

    /// Somebody could not do what they were to do: their task stays open.
    pub(super) fn report(&mut self, place: usize, telling: Telling) {
        self.undecided = true;
        match place {
            TRACED => self.tell(self.traced().log.len(), telling),
            _ => self.tell_from_below(place, telling),
        }
    }
}
