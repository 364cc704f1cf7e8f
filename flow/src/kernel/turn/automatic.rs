//! Tasks that decide themselves, always with a reason in the timeline. Never at a control point, and never for a
//! matter that came back by return.

use super::Turn;
use super::lineage::ancestors;
use crate::id::PersonId;
use crate::kernel::circumstance::Automatic;
use crate::kernel::event::Event;
use crate::kernel::task::{Task, TaskId, TaskStatus};
use crate::kernel::visit::VisitId;
use crate::model::{OutcomeKind, SamePerson, SelfApproval};
use crate::process::HumanStep;

impl Turn<'_> {
    /// Decides a task that was just assigned, if the process says that it passes.
    pub(super) fn decide_automatically(&mut self, task: TaskId, human: &HumanStep) {
        let Some(reason) = self.reason_to_pass(task, human) else { return };
        if let Some(agreed) = human.first_of(OutcomeKind::Agree) {
            let (outcome, kind) = (agreed.id.clone(), agreed.kind);
            let automatic = Some(reason);
            self.happens(Event::Decided { task, by: None, outcome, kind, opinion: None, automatic, outside: None });
            self.close_others_in_place(task);
        }
    }

    fn reason_to_pass(&self, task: TaskId, human: &HumanStep) -> Option<Automatic> {
        let task = self.state.task(task)?;
        if !human.decides || human.control || self.came_back(task.visit) {
            return None;
        }
        let settings = &self.process.definition().settings;
        let initiator = &self.state.header.as_ref()?.initiator;
        if settings.self_approval == SelfApproval::Pass && task.person == *initiator {
            return Some(Automatic::Initiator);
        }
        let before = || self.approval_before(&task.person, task.visit);
        match settings.same_person {
            SamePerson::Kept => None,
            SamePerson::PassIfUnchanged => self.is_unchanged(before()?).then_some(Automatic::SamePersonUnchanged),
            SamePerson::PassIfAdjacent => {
                self.is_step_before(before()?.visit, task.visit).then_some(Automatic::SamePersonAdjacent)
            }
        }
    }

    /// The person's latest approval on the token's own path. What lies before a return is not on it.
    fn approval_before(&self, person: &PersonId, visit: VisitId) -> Option<&Task> {
        let path = ancestors(&self.state, visit);
        let mut tasks = self.state.tasks.iter().rev().map(|task| &**task);
        tasks.find(|task| {
            let agreed = matches!(&task.status, TaskStatus::Decided(answer) if answer.kind == OutcomeKind::Agree);
            agreed && task.person == *person && path.contains(&task.visit) && self.is_decision(task.visit)
        })
    }

    fn is_decision(&self, visit: VisitId) -> bool {
        self.step_of(visit).is_ok_and(|step| step.human().is_some_and(|human| human.decides))
    }

    fn is_unchanged(&self, before: &Task) -> bool {
        matches!(&before.status, TaskStatus::Decided(answer) if answer.written == self.state.written)
    }

    /// Whether only gateways and automatic steps lie between two visits.
    fn is_step_before(&self, earlier: VisitId, later: VisitId) -> bool {
        let between = ancestors(&self.state, later);
        let last = between.into_iter().rev().find(|visit| self.is_human(*visit));
        last == Some(earlier)
    }

    fn is_human(&self, visit: VisitId) -> bool {
        self.step_of(visit).is_ok_and(|step| step.human().is_some())
    }
}
