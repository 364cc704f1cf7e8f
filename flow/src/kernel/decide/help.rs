//! Asking others: to decide as well, to do the work, to grant something; and of several who could, taking it.

use super::{needed, said};
use crate::assignment::{self, Found};
use crate::id::PersonId;
use crate::kernel::circumstance::{CloseReason, Rescheduling};
use crate::kernel::command::{Help, Wish};
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::seats::{Added, Part};
use crate::kernel::state::State;
use crate::kernel::task::{TaskId, TaskStatus};
use crate::kernel::turn::{Halt, Turn};
use crate::kernel::visit::VisitId;
use crate::model::{Action, Nobody, OutcomeKind};
use crate::process::{Asked, Rule};

/// How many people one command can add.
const MOST_ADDED: usize = 50;

/// A task, as its holder speaks of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mine<'a> {
    pub(super) task: TaskId,
    pub(super) by: &'a PersonId,
    pub(super) seen: Option<u32>,
}

impl Turn<'_> {
    pub(super) fn add(
        &mut self,
        mine: Mine<'_>,
        people: &[PersonId],
        help: Help,
        opinion: Option<&str>,
    ) -> Result<(), Halt> {
        let action = if help == Help::Delegate { Action::Delegate } else { Action::AddSigner };
        let (visit, seat) = self.offered(mine, action)?;
        self.must_speak_of_the_matter(mine.task)?;
        let most = if help == Help::Delegate { 1 } else { MOST_ADDED };
        if people.is_empty() || people.len() > most {
            return Err(Rejection::Unfit(format!("between 1 and {most} people can be asked at once")).into());
        }
        let part = Part::Help(help);
        let waits = part.goes_first();
        for person in people {
            self.must_be_here(person)?;
            let helper = assignment::helper(person, mine.by, help, self.context.organisation, self.context.now);
            for acting in helper.stands_in_for.iter().chain([&helper.person]) {
                self.must_be_allowed(visit, acting)?;
            }
            self.must_have_no_other_place(None, visit, &helper)?;
            let added = Added { to: seat, task: mine.task, by: mine.by.clone(), part: part.clone() };
            self.add_place(visit, added, vec![helper], opinion.and_then(said));
        }
        if waits {
            self.set_others_aside(mine.task);
            self.happens(Event::SetAside { task: mine.task });
        }
        Ok(())
    }

    /// Whoever added somebody takes them off again. What others said already stays, and decides or does not.
    pub(super) fn drop_place(&mut self, visit: VisitId, seat: u32, by: &PersonId) -> Result<(), Halt> {
        let (step, human) = self.human_at(visit)?;
        let place = self.seats(visit).get(seat as usize).filter(|place| !place.dropped).ok_or(Rejection::NoTask)?;
        if place.added.as_ref().is_none_or(|added| added.by != *by) {
            return Err(Rejection::NotYours { by: by.clone() }.into());
        }
        if place.answer.is_some() || !self.state.is_active(visit) {
            return Err(Rejection::TaskClosed.into());
        }
        self.close_within(visit, seat as usize, CloseReason::Dropped);
        self.happens(Event::Dropped { visit, seat, by: by.clone() });
        self.answered(visit, seat, human);
        self.weigh(visit, step, human)
    }

    pub(super) fn ask_for(&mut self, mine: Mine<'_>, wish: &Wish, opinion: &str) -> Result<(), Halt> {
        let action = match wish {
            Wish::Extension { .. } => Action::Extend,
            Wish::Transfer { .. } => Action::AskTransfer,
        };
        let (visit, seat) = self.offered(mine, action)?;
        self.must_speak_of_the_matter(mine.task)?;
        let opinion = needed(opinion)?;
        match wish {
            Wish::Extension { until } => self.must_be_later(visit, *until)?,
            Wish::Transfer { to } => self.must_be_here(to)?,
        }
        let is_like = |part: &Part| matches!(part, Part::Ask(asked) if asked.is_like(wish));
        let mut open = self.seats(visit).iter().filter(|place| place.answer.is_none() && !place.dropped);
        if open.any(|place| place.added.as_ref().is_some_and(|added| added.task == mine.task && is_like(&added.part))) {
            return Err(Rejection::AskedAlready.into());
        }
        let rule = Rule::Superior(Box::new(Rule::People(vec![mine.by.clone()])), 1);
        let found =
            assignment::find(&Asked { rule, nobody: Nobody::Fallback }, &[], false, &self.scope_at(Some(visit)));
        let granters = found.map(Found::into_candidates).unwrap_or_default();
        if granters.is_empty() {
            return Err(Rejection::NobodyToAsk.into());
        }
        let added = Added { to: seat, task: mine.task, by: mine.by.clone(), part: Part::Ask(wish.clone()) };
        self.add_place(visit, added, granters, Some(opinion));
        Ok(())
    }

    fn must_be_later(&self, visit: VisitId, until: crate::time::Moment) -> Result<(), Halt> {
        match self.due(Some(visit)) {
            None => Err(Rejection::NoLimit.into()),
            Some(due) if until <= due.max(self.context.now) => Err(Rejection::NotLater.into()),
            Some(_) => Ok(()),
        }
    }

    /// What was asked for is granted or denied.
    pub(super) fn grant(&mut self, asking: &Added, wish: &Wish, kind: OutcomeKind, by: &PersonId) -> Result<(), Halt> {
        let Some(visit) = self.state.task(asking.task).map(|task| task.visit) else { return Ok(()) };
        if kind != OutcomeKind::Agree {
            return Ok(());
        }
        match wish {
            Wish::Extension { until } => {
                self.reschedule(Some(visit), *until, Rescheduling::Granted { by: by.clone() });
                Ok(())
            }
            Wish::Transfer { to } => self.give(asking.task, visit, Some(by), to, None, false),
        }
    }

    pub(super) fn claim(&mut self, mine: Mine<'_>) -> Result<(), Halt> {
        self.held_by(mine.task, mine.by, mine.seen)?;
        if !is_shared(&self.state, mine.task) {
            return Err(Rejection::NotOffered.into());
        }
        self.happens(Event::Claimed { task: mine.task, by: mine.by.clone() });
        self.set_others_aside(mine.task);
        Ok(())
    }

    pub(super) fn release(&mut self, mine: Mine<'_>) -> Result<(), Halt> {
        self.held_by(mine.task, mine.by, mine.seen)?;
        if !is_claimed(&self.state, mine.task) {
            return Err(Rejection::NotOffered.into());
        }
        let others: Vec<TaskId> = self.state.others_in_place(mine.task, &TaskStatus::Waiting).collect();
        self.happens(Event::Released { task: mine.task, by: mine.by.clone() });
        for task in others {
            self.happens(Event::TakenUp { task });
        }
        Ok(())
    }

    /// The visit and the place of a task that its holder may do this with.
    pub(super) fn offered(&self, mine: Mine<'_>, action: Action) -> Result<(VisitId, u32), Halt> {
        let held = self.held_by(mine.task, mine.by, mine.seen)?;
        let (visit, seat) = (held.visit, held.seat);
        match self.human_at(visit)?.1.actions.contains(&action) {
            true => Ok((visit, seat)),
            false => Err(Rejection::NotOffered.into()),
        }
    }

    /// Whoever is asked to grant something answers, and does nothing else with it.
    fn must_speak_of_the_matter(&self, task: TaskId) -> Result<(), Halt> {
        match self.state.is_request(task) {
            true => Err(Rejection::NotOffered.into()),
            false => Ok(()),
        }
    }
}

/// Whether somebody has claimed a task that others could have taken as well.
pub fn is_claimed(state: &State, task: TaskId) -> bool {
    state.others_in_place(task, &TaskStatus::Waiting).next().is_some()
}

/// Whether others could take a task as well.
pub fn is_shared(state: &State, task: TaskId) -> bool {
    state.others_in_place(task, &TaskStatus::Open).next().is_some()
}
