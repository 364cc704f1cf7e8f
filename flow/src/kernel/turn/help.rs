//! Places that holders of tasks add to their node, and what comes back to them from there.

use super::Turn;
use crate::assignment::{self, Candidate};
use crate::kernel::command::Help;
use crate::kernel::event::Event;
use crate::kernel::seats::{Added, Part, Seat, added_to, says, waits_for_others};
use crate::kernel::task::{TaskId, TaskStatus};
use crate::kernel::visit::VisitId;
use crate::model::OutcomeKind;
use crate::process::HumanStep;

impl Turn<'_> {
    /// Opens a place that was added, and asks its candidates, unless their turn comes later. Whoever is asked is asked
    /// themselves: nothing passes by rule there.
    pub(in crate::kernel) fn add_place(
        &mut self,
        visit: VisitId,
        added: Added,
        candidates: Vec<Candidate>,
        opinion: Option<&str>,
    ) {
        let seat = self.state.visit(visit).map_or(0, |visit| visit.seats.len()) as u32;
        let later = added.part == Part::Help(Help::After);
        let meant = if later { candidates.iter().map(Candidate::meant).collect() } else { Vec::new() };
        let (added, opinion) = (Some(Box::new(added)), opinion.map(str::to_owned));
        self.happens(Event::Seated { visit, seat, weight: 1, meant, added, opinion });
        if !later {
            self.ask_added(visit, seat, candidates);
        }
    }

    fn ask_added(&mut self, visit: VisitId, seat: u32, candidates: Vec<Candidate>) {
        for Candidate { person, stands_in_for, why } in candidates {
            let task = self.state.tasks.len() as TaskId;
            self.happens(Event::Assigned { task, visit, seat, person, stands_in_for, why });
        }
    }

    /// What an answer in a place brings about in the places that it belongs to: whoever is to decide after it is asked,
    /// and whoever waits for it goes on.
    pub(in crate::kernel) fn answered(&mut self, visit: VisitId, seat: u32, human: &HumanStep) {
        self.ask_those_after(visit, seat as usize, human);
        let mut at = seat as usize;
        while let Some(added) = self.added_and_settled(visit, at) {
            at = added.to as usize;
            if added.part.goes_first() {
                self.take_up_when_free(visit, &added);
                return;
            }
        }
    }

    /// How a place was added, once it has said all that it will.
    fn added_and_settled(&self, visit: VisitId, at: usize) -> Option<Added> {
        let seats = self.seats(visit);
        let added = seats.get(at)?.added.as_deref()?;
        (says(seats, at).is_some() || seats[at].dropped).then(|| added.clone())
    }

    /// The task of whoever asked others to go first returns to them when the last of those is done.
    fn take_up_when_free(&mut self, visit: VisitId, added: &Added) {
        let waits = self.state.task(added.task).is_some_and(|task| task.status == TaskStatus::Waiting);
        if waits && !waits_for_others(self.seats(visit), added.to as usize) {
            self.happens(Event::TakenUp { task: added.task });
        }
    }

    fn ask_those_after(&mut self, visit: VisitId, seat: usize, human: &HumanStep) {
        let seats = self.seats(visit);
        let agrees = |(_, kind): &(_, OutcomeKind)| matches!(kind, OutcomeKind::Agree | OutcomeKind::Neutral);
        if !seats.get(seat).and_then(|place| place.answer.as_ref()).is_some_and(agrees) {
            return;
        }
        let after: Vec<usize> = added_to(seats, seat, |part| *part == Part::Help(Help::After)).collect();
        for place in after {
            let Some(meant) = self.seats(visit).get(place).map(|place| place.meant.clone()) else { continue };
            let found = assignment::find_again(&meant, human, &self.scope_at(Some(visit)));
            let candidates = found.map(assignment::Found::into_candidates).unwrap_or_default();
            match candidates.is_empty() {
                true => self.stop(visit, crate::kernel::Incident::Nobody),
                false => self.ask_added(visit, place as u32, candidates),
            }
        }
    }

    /// Of several who could do a task one has it: the others see it no longer.
    pub(in crate::kernel) fn set_others_aside(&mut self, task: TaskId) {
        for other in self.state.others_in_place(task, &TaskStatus::Open).collect::<Vec<_>>() {
            self.happens(Event::SetAside { task: other });
        }
    }

    pub(in crate::kernel) fn seats(&self, visit: VisitId) -> &[Seat] {
        self.state.visit(visit).map(|visit| visit.seats.as_slice()).unwrap_or_default()
    }
}
