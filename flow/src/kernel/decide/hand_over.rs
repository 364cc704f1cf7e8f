//! Handing a task to somebody else: by its holder, or by an administrator.

use crate::assignment::{self, Candidate};
use crate::id::PersonId;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::seats::{Part, Seat};
use crate::kernel::task::TaskId;
use crate::kernel::turn::{Halt, Turn};
use crate::kernel::visit::VisitId;
use crate::model::{Action, SelfApproval};
use crate::process::HumanStep;

impl Turn<'_> {
    pub(super) fn hand_over(
        &mut self,
        task: TaskId,
        by: &PersonId,
        to: &PersonId,
        opinion: Option<&str>,
        seen: Option<u32>,
    ) -> Result<(), Halt> {
        let visit = self.held_by(task, by, seen)?.visit;
        if !self.human_at(visit)?.1.actions.contains(&Action::Transfer) {
            return Err(Rejection::NotOffered.into());
        }
        self.give(task, visit, Some(by), to, opinion, false)
    }

    pub(super) fn reassign(&mut self, task: TaskId, by: &PersonId, to: &PersonId, reason: &str) -> Result<(), Halt> {
        let found = self.state.task(task).ok_or(Rejection::NoTask)?;
        if !found.is_unsettled() {
            return Err(Rejection::TaskClosed.into());
        }
        self.give(task, found.visit, Some(by), to, Some(reason), true)
    }

    /// Whoever is meant to get the task must be allowed to handle it, and so must whoever stands in for them.
    pub(in crate::kernel) fn give(
        &mut self,
        task: TaskId,
        visit: VisitId,
        by: Option<&PersonId>,
        to: &PersonId,
        opinion: Option<&str>,
        administrative: bool,
    ) -> Result<(), Halt> {
        self.must_be_here(to)?;
        let takes = assignment::stand_in(to, self.context.organisation, self.context.now);
        for person in takes.stands_in_for.iter().chain([&takes.person]) {
            self.must_be_allowed(visit, person)?;
        }
        if self.state.task(task).is_some_and(|task| task.person == takes.person) {
            return Err(Rejection::Unfit("they hold the task already".to_owned()).into());
        }
        self.must_have_no_other_place(Some(task), visit, &takes)?;
        self.happens(Event::Transferred {
            task,
            by: by.cloned(),
            to: takes.person,
            stands_in_for: takes.stands_in_for,
            opinion: opinion.map(str::to_owned),
            administrative,
        });
        Ok(())
    }

    pub(super) fn must_be_allowed(&self, visit: VisitId, person: &PersonId) -> Result<(), Halt> {
        let (_, human) = self.human_at(visit)?;
        let initiator = self.state.header.as_ref().map(|header| &header.initiator);
        let forbids_self = human.decides
            && self.process.definition().settings.self_approval != SelfApproval::Allow
            && initiator == Some(person);
        if forbids_self {
            return Err(separation(person, "nobody decides on their own matter"));
        }
        self.must_not_be_barred(human, person)
    }

    /// Whoever decides must still be allowed to: they may have handled a node meanwhile that keeps them from this one.
    pub(super) fn must_not_be_barred(&self, human: &HumanStep, person: &PersonId) -> Result<(), Halt> {
        match assignment::forbidden(person, &human.not, &self.state) {
            Some(duty) => Err(separation(person, duty)),
            None => Ok(()),
        }
    }

    /// Several at one node are several people: nobody answers in two places of it, neither as themselves nor through a
    /// stand-in.
    pub(super) fn must_have_no_other_place(
        &self,
        task: Option<TaskId>,
        visit: VisitId,
        takes: &Candidate,
    ) -> Result<(), Halt> {
        let on_the_matter = |seat: &&Seat| !seat.dropped && !seat.part().is_some_and(Part::is_request);
        let seats = || self.seats(visit).iter().filter(on_the_matter);
        let others = seats().flat_map(|seat| &seat.tasks).filter(|other| Some(**other) != task);
        let mut others = others.filter_map(|other| self.state.task(*other)).filter(|other| !other.is_closed());
        let meant = takes.stands_in_for.as_ref().unwrap_or(&takes.person);
        let later = seats().filter(|seat| seat.tasks.is_empty()).flat_map(|seat| &seat.meant);
        let mut later = later.map(|later| &later.person);
        let asked = others.any(|other| other.person == takes.person || other.meant() == meant);
        if asked || later.any(|later| *later == takes.person || later == meant) {
            return Err(separation(&takes.person, "they have another place of this node already"));
        }
        Ok(())
    }

    pub(super) fn must_be_here(&self, person: &PersonId) -> Result<(), Halt> {
        let found = self.context.organisation.people.get(person);
        let here = found.is_some_and(|person| person.left.is_none_or(|left| left > self.context.now));
        if here { Ok(()) } else { Err(Rejection::NoPerson(person.clone()).into()) }
    }
}

fn separation(person: &PersonId, because: impl ToString) -> Halt {
    Rejection::Separation { person: person.clone(), because: because.to_string() }.into()
}
