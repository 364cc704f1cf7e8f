//! Nodes where people work: asking them, and what their answers amount to.

use smallvec::SmallVec;

use super::lineage::{done_on_path, return_targets};
use super::modes::{Verdict, verdict};
use super::{Halt, MOST_TASKS, Turn};
use crate::assignment::{self, Candidate, Found, Place};
use crate::id::{NodeId, OutcomeId};
use crate::kernel::circumstance::{Automatic, CloseReason, Ended, Incident};
use crate::kernel::command::Help;
use crate::kernel::decide::Sending;
use crate::kernel::event::Event;
use crate::kernel::seats::{Part, Seat, added_to, counted};
use crate::kernel::task::{TaskId, TaskStatus};
use crate::kernel::visit::VisitId;
use crate::model::{Mode, OnRefuse, OutcomeKind};
use crate::process::{Asked, HumanStep, Reading, Step};

impl Turn<'_> {
    /// Asks the people that the node's rule yields.
    pub(in crate::kernel) fn ask(&mut self, visit: VisitId, step: &Step, human: &HumanStep) -> Result<(), Halt> {
        match self.find(visit, human) {
            Ok(Found::Places(places)) => self.seat(visit, human, places),
            Ok(Found::FellBack(places)) => {
                self.stop(visit, Incident::FellBack);
                self.seat(visit, human, places);
            }
            Ok(Found::Pass) => return self.answer_for_nobody(visit, step, human, OutcomeKind::Agree),
            Ok(Found::Refuse) => return self.answer_for_nobody(visit, step, human, OutcomeKind::Refuse),
            Ok(Found::Nobody) => self.stop(visit, Incident::Nobody),
            Err(incident) => self.stop(visit, incident),
        }
        self.count_for_those_asked(visit, step);
        let is_asked = self.state.visit(visit).is_some_and(|at| !at.seats.is_empty());
        if is_asked && human.reading == Some(Reading::GoesOn) {
            return self.pass(visit, step);
        }
        self.weigh(visit, step, human)
    }

    /// Opens the places of the mode; in order, only the first is asked now.
    fn seat(&mut self, visit: VisitId, human: &HumanStep, places: Vec<Place>) {
        let new = places.iter().map(|place| place.candidates.len()).sum::<usize>();
        if self.state.tasks.len() + new > self.tasks_before + MOST_TASKS {
            let limit = MOST_TASKS as u32;
            self.stop(visit, Incident::TooManySteps { limit });
            return;
        }
        let now = match human.mode {
            Mode::Sequential => 1,
            _ => places.len(),
        };
        for ((seat, weight), place) in (0..).zip(weights(&human.mode)).zip(&places) {
            let later = (seat as usize) >= now;
            let meant = if later { place.candidates.iter().map(Candidate::meant).collect() } else { Vec::new() };
            self.happens(Event::Seated { visit, seat, weight, meant, added: None, opinion: None });
        }
        for (seat, place) in (0..).zip(places).take(now) {
            self.assign(visit, seat, place, human);
        }
    }

    /// Asks the candidates of a place, until it is filled: when one of them passes by rule, nobody else is asked.
    fn assign(&mut self, visit: VisitId, seat: u32, place: Place, human: &HumanStep) {
        for Candidate { person, stands_in_for, why } in place.candidates {
            if self.is_filled(visit, seat) {
                break;
            }
            let task = self.state.tasks.len() as u32;
            self.happens(Event::Assigned { task, visit, seat, person, stands_in_for, why });
            self.decide_automatically(task, human);
        }
    }

    /// Whether somebody, or a rule, has answered for a place.
    pub(in crate::kernel) fn is_filled(&self, visit: VisitId, seat: u32) -> bool {
        let seat = self.state.visit(visit).and_then(|visit| visit.seats.get(seat as usize));
        seat.is_some_and(|seat| seat.answer.is_some())
    }

    /// The first decision in a place fills it. Whoever was asked to help with it, or to grant something for it, is no
    /// longer needed; those who decide after it are.
    pub(in crate::kernel) fn close_others_in_place(&mut self, decided: TaskId) {
        let Some((visit, seat)) = self.state.task(decided).map(|task| (task.visit, task.seat)) else { return };
        let helpers = added_to(self.seats(visit), seat as usize, |part| *part != Part::Help(Help::After));
        let unneeded = helpers.filter(|place| self.seats(visit)[*place].part() != Some(&Part::Help(Help::Beside)));
        let unneeded: Vec<usize> = unneeded.collect();
        for place in unneeded {
            self.close_within(visit, place, CloseReason::TakenByOther);
        }
        self.close(self.unsettled_among(self.seats(visit).get(seat as usize)), CloseReason::TakenByOther);
    }

    /// Closes the tasks of a place, and of those that were added to it.
    pub(in crate::kernel) fn close_within(&mut self, visit: VisitId, place: usize, reason: CloseReason) {
        let added: Vec<usize> = added_to(self.seats(visit), place, |_| true).collect();
        for place in added {
            self.close_within(visit, place, reason);
        }
        self.close(self.unsettled_among(self.seats(visit).get(place)), reason);
    }

    /// The tasks of some places of a visit that are neither decided nor closed.
    fn unsettled_among<'s>(&self, seats: impl IntoIterator<Item = &'s Seat>) -> SmallVec<[TaskId; 4]> {
        let is_unsettled = |task: &TaskId| self.state.task(*task).is_some_and(|task| task.is_unsettled());
        seats.into_iter().flat_map(|seat| &seat.tasks).copied().filter(is_unsettled).collect()
    }

    pub(in crate::kernel) fn close(&mut self, tasks: SmallVec<[TaskId; 4]>, reason: CloseReason) {
        for task in tasks {
            self.happens(Event::Closed { task, reason });
        }
    }

    /// Looks at the answers of a visit: asks the next in order, or goes on when the node is decided.
    pub(in crate::kernel) fn weigh(&mut self, visit: VisitId, step: &Step, human: &HumanStep) -> Result<(), Halt> {
        let Some(at) = self.state.visit(visit) else { return Ok(()) };
        let goes_on = human.reading == Some(Reading::GoesOn);
        if !(at.is_active() || goes_on) || at.seats.is_empty() {
            return Ok(());
        }
        match verdict(&human.mode, &at.seats, &human.outcomes) {
            Verdict::Decided(outcome, kind) => {
                let token_is_here = at.is_active();
                self.close_open_tasks(visit, CloseReason::NodeDecided);
                match token_is_here {
                    true => self.conclude(visit, step, human, outcome, kind, None),
                    false => Ok(()),
                }
            }
            Verdict::Open if human.mode == Mode::Sequential => self.ask_next(visit, step, human),
            Verdict::Open => Ok(()),
            Verdict::Never => {
                self.stop_undecided(visit);
                Ok(())
            }
        }
    }

    /// The work that is still open stays: whoever holds it may send the matter back.
    fn stop_undecided(&mut self, visit: VisitId) {
        let known = self.state.visit(visit).and_then(|at| at.incident.as_ref());
        if known.is_none_or(|known| known.what != Incident::Undecided) {
            self.stop(visit, Incident::Undecided);
        }
    }

    /// In order: when the place asked last has answered, the next one is asked. Who that is was settled when the places
    /// were opened; whether they are there, and who stands in for them, counts from when it is their turn.
    fn ask_next(&mut self, visit: VisitId, step: &Step, human: &HumanStep) -> Result<(), Halt> {
        let seats = self.seats(visit);
        let Some(next) = counted(seats).find(|place| place.says.is_none()).map(|place| place.seat) else {
            return Ok(());
        };
        let is_asked = seats[next].answer.is_some() || !self.unsettled_among(&seats[next..=next]).is_empty();
        if is_asked {
            return Ok(());
        }
        let meant = &seats[next].meant;
        let found = match meant.is_empty() {
            false => assignment::find_again(meant, human, &self.scope_at(Some(visit))),
            // Places that were opened before they were settled: the rule tells.
            true => self.find(visit, human).map(|found| found.only(next)),
        };
        let fell_back = matches!(found, Ok(Found::FellBack(_)));
        match found {
            Ok(Found::Places(mut places) | Found::FellBack(mut places)) if !places.is_empty() => {
                if fell_back {
                    self.stop(visit, Incident::FellBack);
                }
                self.assign(visit, next as u32, places.swap_remove(0), human);
                self.weigh(visit, step, human)
            }
            Ok(_) => {
                self.stop(visit, Incident::Nobody);
                Ok(())
            }
            Err(incident) => {
                self.stop(visit, incident);
                Ok(())
            }
        }
    }

    fn find(&self, visit: VisitId, human: &HumanStep) -> Result<Found, Incident> {
        assignment::find(&human.asked, &human.not, human.decides, &self.scope_at(Some(visit)))
    }

    pub(super) fn close_open_tasks(&mut self, visit: VisitId, reason: CloseReason) {
        let open = self.unsettled_among(self.seats(visit));
        self.close(open, reason);
    }

    /// The node is decided: the token goes on, unless refusing ends the matter or sends it back.
    pub(super) fn conclude(
        &mut self,
        visit: VisitId,
        step: &Step,
        human: &HumanStep,
        outcome: OutcomeId,
        kind: OutcomeKind,
        automatic: Option<Automatic>,
    ) -> Result<(), Halt> {
        if kind == OutcomeKind::Return && !self.has_way_for(visit, step, &outcome) {
            return self.send_to_rework(visit, human, &outcome);
        }
        if kind != OutcomeKind::Refuse {
            return self.finish(visit, step, Some((outcome, kind)), automatic);
        }
        match &human.refuse {
            Some(OnRefuse::Path) => self.finish(visit, step, Some((outcome, kind)), automatic),
            // The same move as a return: whatever came out of the target meanwhile is taken away.
            Some(OnRefuse::Back(to)) => match done_on_path(self.process, &self.state, visit, to) {
                Some(target) => {
                    self.complete(visit, Some((outcome, kind)), automatic);
                    self.visit_again(target, visit, None)
                }
                None => {
                    self.stop(visit, Incident::NoReturn { to: to.clone() });
                    Ok(())
                }
            },
            None if self.has_way_for(visit, step, &outcome) => {
                self.finish(visit, step, Some((outcome, kind)), automatic)
            }
            Some(OnRefuse::End) | None => {
                self.complete(visit, Some((outcome, kind)), automatic);
                self.end(Ended::Refused { end: step.id.clone() });
                Ok(())
            }
        }
    }

    /// An outcome that returns goes to the first node that the step names and the token has passed, else to the start;
    /// in the name of whoever gave it.
    fn send_to_rework(&mut self, visit: VisitId, human: &HumanStep, outcome: &OutcomeId) -> Result<(), Halt> {
        let to = self.rework_at(visit, human);
        let given = self.state.tasks.iter().filter(|task| task.visit == visit).find_map(|task| match &task.status {
            TaskStatus::Decided(answer) if answer.outcome == *outcome => Some(answer),
            _ => None,
        });
        let Some((by, opinion)) = given.and_then(|answer| Some((answer.by.clone()?, answer.opinion.clone()))) else {
            return Ok(());
        };
        let opinion = opinion.unwrap_or_default();
        match self.send_back(visit, &Sending { task: None, by: &by, to: &to, opinion: &opinion }) {
            // Whoever answered last need not be who returned it, and could not help it.
            Err(Halt::Rejected(_)) if matches!(human.mode, Mode::Collect | Mode::Vote(_)) => {
                self.stop(visit, Incident::NoReturn { to });
                Ok(())
            }
            other => other,
        }
    }

    fn rework_at(&self, visit: VisitId, human: &HumanStep) -> NodeId {
        let targets = return_targets(self.process, &self.state, visit);
        let mut named = human.returns.to.iter().flatten();
        let passed = named.clone().find(|to| targets.iter().any(|target| target.node == **to));
        passed.or(named.next()).unwrap_or(&self.state.began_at(self.process).id).clone()
    }

    /// Supposes an outcome for a visit, whoever would have to give it.
    pub(in crate::kernel) fn suppose(
        &mut self,
        visit: VisitId,
        outcome: OutcomeId,
        kind: OutcomeKind,
    ) -> Result<(), Halt> {
        let step = self.step_of(visit)?;
        match step.human() {
            Some(human) => {
                self.close_open_tasks(visit, CloseReason::NodeDecided);
                self.conclude(visit, step, human, outcome, kind, None)
            }
            None => self.finish(visit, step, Some((outcome, kind)), None),
        }
    }

    /// Whether an edge that speaks of the outcome holds: a path of its own for it.
    pub(in crate::kernel) fn has_way_for(&self, visit: VisitId, step: &Step, outcome: &OutcomeId) -> bool {
        let mut ways = step.ways.iter().filter(|way| way.names_outcome);
        ways.any(|way| self.holds(visit, way, Some(outcome.as_str())).unwrap_or(false))
    }

    /// Nobody was found, and the node says what that means. A control point never passes like that.
    fn answer_for_nobody(
        &mut self,
        visit: VisitId,
        step: &Step,
        human: &HumanStep,
        kind: OutcomeKind,
    ) -> Result<(), Halt> {
        let automatic = match kind {
            OutcomeKind::Refuse => Automatic::NobodyRefuse,
            _ => Automatic::NobodyPass,
        };
        match human.first_of(kind).map(|outcome| outcome.id.clone()) {
            Some(outcome) if !human.control => self.conclude(visit, step, human, outcome, kind, Some(automatic)),
            _ => {
                self.stop(visit, Incident::Nobody);
                Ok(())
            }
        }
    }

    /// Tells people, and goes on.
    pub(super) fn copy(&mut self, visit: VisitId, step: &Step, asked: &Asked) -> Result<(), Halt> {
        let found = assignment::find(asked, &[], false, &self.scope_at(Some(visit)));
        for candidate in found.map(Found::into_candidates).unwrap_or_default() {
            self.happens(Event::Copied { visit, person: candidate.person, by: None });
        }
        self.pass(visit, step)
    }
}

/// The weight of each place in order.
fn weights(mode: &Mode) -> impl Iterator<Item = u32> {
    let named = match mode {
        Mode::Vote(vote) => vote.weights.as_slice(),
        _ => &[],
    };
    named.iter().copied().chain(std::iter::repeat(1))
}
