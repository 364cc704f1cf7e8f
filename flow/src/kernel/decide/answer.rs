//! Deciding a task.

use super::help::Mine;
use super::said;
use crate::form;
use crate::id::{OutcomeId, PersonId};
use crate::kernel::choices::choices;
use crate::kernel::circumstance::Outsider;
use crate::kernel::command::Help;
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::seats::{Added, Part};
use crate::kernel::task::{Task, TaskId, TaskStatus};
use crate::kernel::turn::{Halt, Turn};
use crate::model::{Opinion, Outcome, OutcomeKind};
use crate::process::{HumanStep, Step};

/// What somebody decides a task with.
pub(super) struct Given<'g> {
    /// The outcome.
    pub(super) outcome: &'g OutcomeId,
    /// The fields that they wrote.
    pub(super) data: &'g Data,
    /// The words given with it.
    pub(super) opinion: Option<&'g str>,
    /// The person outside who answered by link.
    pub(super) outside: Option<&'g Outsider>,
}

impl<'a> Turn<'a> {
    pub(super) fn answer(&mut self, Mine { task, by, seen }: Mine<'_>, given: &Given<'_>) -> Result<(), Halt> {
        let Given { outcome, data, opinion, outside } = *given;
        let held = self.held_by(task, by, seen)?;
        let (visit, seat) = (held.visit, held.seat);
        let (step, human) = self.human_at(visit)?;
        let added = self.state.seat_of(task).and_then(|seat| seat.added.as_deref()).cloned();
        if let Some(asking @ Added { part: Part::Ask(wish), .. }) = &added {
            if outside.is_some() {
                return Err(Rejection::NotOffered.into());
            }
            let chosen = self.chosen(task, human, outcome)?;
            let kind = chosen.kind;
            self.decided(task, by, chosen, opinion.and_then(said), None);
            self.close_others_in_place(task);
            return self.grant(asking, wish, kind, by);
        }
        let outside = answers(human, outside)?;
        for person in held.stands_in_for.iter().chain([by]) {
            self.must_not_be_barred(human, person)?;
        }
        let chosen = self.chosen(task, human, outcome)?;
        let opinion = opinion.and_then(said);
        let reports = added.is_some_and(|added| added.part == Part::Help(Help::Delegate));
        let for_somebody_outside = human.outside.is_some() && outside.is_none();
        if opinion.is_none() && (reports || for_somebody_outside || wants_opinion(human, chosen)) {
            return Err(Rejection::OpinionMissing.into());
        }
        let changes = form::accept(self.process, step, Some(chosen), data, &self.scope_at(Some(visit)))?;
        self.write_down(changes, Some(by.clone()), Some(visit));
        self.decided(task, by, chosen, opinion, outside);
        self.close_others_in_place(task);
        self.answered(visit, seat, human);
        self.weigh(visit, step, human)
    }

    fn chosen(&self, task: TaskId, human: &'a HumanStep, outcome: &OutcomeId) -> Result<&'a Outcome, Halt> {
        let choices = choices(human, &self.state, task);
        choices.iter().find(|choice| choice.id == *outcome).ok_or_else(|| {
            let known = choices.iter().map(|outcome| outcome.id.clone()).collect();
            Rejection::NoOutcome { outcome: outcome.clone(), known }.into()
        })
    }

    fn decided(
        &mut self,
        task: TaskId,
        by: &PersonId,
        chosen: &Outcome,
        opinion: Option<&str>,
        outside: Option<Outsider>,
    ) {
        self.happens(Event::Decided {
            task,
            by: Some(by.clone()),
            outcome: chosen.id.clone(),
            kind: chosen.kind,
            opinion: opinion.map(Into::into),
            automatic: None,
            outside,
        });
    }

    /// The open task, if this person holds it and saw it as it is.
    pub(super) fn held_by(&self, task: TaskId, by: &PersonId, seen: Option<u32>) -> Result<&Task, Halt> {
        let found = self.state.task(task).ok_or(Rejection::NoTask)?;
        if found.person != *by {
            return Err(Rejection::NotYours { by: by.clone() }.into());
        }
        if found.status == TaskStatus::Waiting {
            return Err(Rejection::TaskWaits.into());
        }
        if !found.is_open() || self.is_filled(found.visit, found.seat) {
            return Err(Rejection::TaskClosed.into());
        }
        match seen {
            Some(seen) if seen != found.version => Err(Rejection::Stale { seen, is: found.version }.into()),
            _ => Ok(found),
        }
    }

    pub(super) fn human_at(&self, visit: u32) -> Result<(&'a Step, &'a HumanStep), Halt> {
        let step = self.step_of(visit)?;
        let human = step.human().ok_or_else(|| Rejection::Unfit("nobody works at this node".to_owned()))?;
        Ok((step, human))
    }
}

/// Who answers: at an external node the person outside, or its holder for them where the node allows that, who then says
/// how they know; elsewhere nobody from outside. Of the person outside the log keeps what it may.
fn answers(human: &HumanStep, outside: Option<&Outsider>) -> Result<Option<Outsider>, Rejection> {
    match (&human.outside, outside) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Rejection::NotOffered),
        (Some(node), None) if node.on_behalf => Ok(None),
        (Some(_), None) => Err(Rejection::AnsweredOutside),
        (Some(node), Some(who)) => Ok(Some(Outsider { name: who.name.clone().filter(|_| node.keeps_name) })),
    }
}

/// Whether a person has to say something when they choose an outcome.
pub fn wants_opinion(human: &HumanStep, chosen: &Outcome) -> bool {
    let against = matches!(chosen.kind, OutcomeKind::Refuse | OutcomeKind::Return);
    chosen.opinion
        || match human.opinion {
            Opinion::Required => true,
            Opinion::WhenRefusing => against,
            Opinion::Optional => false,
        }
}
