//! Taking one's own decision back, while nobody has acted on it.

use std::collections::BTreeSet;

use super::said;
use crate::id::PersonId;
use crate::kernel::circumstance::CloseReason;
use crate::kernel::command::Help;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::seats::{Part, added_to};
use crate::kernel::state::State;
use crate::kernel::task::{Answer, Task, TaskId, TaskStatus};
use crate::kernel::turn::{Halt, Turn, descendants};
use crate::kernel::visit::{Visit, VisitId, VisitStatus};
use crate::model::{Action, Mode};
use crate::process::{HumanStep, Process, Work};
use crate::text::Text;

/// Whether a person may take back what they decided in a task.
///
/// # Errors
/// Why not.
pub fn may_recall(process: &Process, state: &State, task: TaskId, by: &PersonId) -> Result<(), Rejection> {
    match state.is_running() {
        true => recalled(process, state, task, by).map(|_| ()),
        false => Err(Rejection::InstanceEnded),
    }
}

/// What came of a decision, and goes with it when it is taken back.
struct Consequences {
    visit: VisitId,
    /// The visits that its token came to since.
    out: BTreeSet<VisitId>,
    /// Tasks of the same visit that others were asked because of it.
    asked: Vec<TaskId>,
    /// Tasks of the same visit that were closed because of it.
    closed: Vec<TaskId>,
}

impl Turn<'_> {
    pub(super) fn recall(&mut self, task: TaskId, by: &PersonId, reason: Option<&str>) -> Result<(), Halt> {
        let Consequences { visit, out, asked, closed } = recalled(self.process, &self.state, task, by)?;
        let was_done = self.state.visit(visit).is_some_and(|at| !at.is_active());
        let reason = reason.and_then(said).map(str::to_owned);
        self.happens(Event::Recalled { task, by: by.clone(), reason });
        self.cancel_because(|other| out.contains(&other), CloseReason::Recalled);
        self.take_from_joins(|from| from == visit);
        for task in asked {
            self.happens(Event::Closed { task, reason: CloseReason::Recalled });
        }
        for task in closed {
            self.happens(Event::TakenUp { task });
        }
        self.set_aside_whoever_waited(task);
        if was_done {
            let step = self.step_of(visit)?;
            self.arm_boundary(visit, step);
        }
        Ok(())
    }

    /// Whoever had asked for this decision first waits for it again.
    fn set_aside_whoever_waited(&mut self, task: TaskId) {
        let added = self.state.seat_of(task).and_then(|seat| seat.added.as_deref());
        let Some(waits) = added.filter(|added| added.part.goes_first()).map(|added| added.task) else { return };
        if self.state.task(waits).is_some_and(Task::is_open) {
            self.happens(Event::SetAside { task: waits });
        }
    }
}

fn recalled(process: &Process, state: &State, task: TaskId, by: &PersonId) -> Result<Consequences, Rejection> {
    let found = state.task(task).ok_or(Rejection::NoTask)?;
    let TaskStatus::Decided(answer) = &found.status else {
        return Err(no("尚未作出决定", "it has not been decided"));
    };
    if answer.by.as_ref() != Some(by) {
        return Err(Rejection::NotYours { by: by.clone() });
    }
    let visit = found.visit;
    let Some(at) = state.visit(visit) else { return Err(Rejection::NoTask) };
    let human = process.step(&at.node).and_then(|step| step.human());
    let Some(human) = human.filter(|human| human.actions.contains(&Action::Recall) && !state.is_request(task)) else {
        return Err(Rejection::NotOffered);
    };
    let here = || (0..).zip(&state.tasks).filter(|(id, other)| other.visit == visit && *id != task);
    let since = |revision: u64| answer.revision == 0 || revision > answer.revision;
    if here().any(|(_, other)| matches!(&other.status, TaskStatus::Decided(later) if since(later.revision))) {
        return Err(no("此后已有他人作出决定", "somebody else has decided since"));
    }
    let asked = asked_next(state, human, at, found);
    let closed = here().filter(|(_, other)| is_closed_by(other, answer)).map(|(id, _)| id).collect();
    let out = match at.status {
        VisitStatus::Active => BTreeSet::new(),
        VisitStatus::Cancelled { .. } => return Err(no("该工作已被取消", "the work was taken away")),
        VisitStatus::Completed { .. } => what_came_of(process, state, (visit, at), answer)?,
    };
    let untouched = |(id, other): (TaskId, &Task)| {
        let is_of_it = out.contains(&other.visit) || asked.contains(&id);
        !is_of_it || (other.is_open() && other.version == 1) || is_by_rule(other)
    };
    match (0..).zip(&state.tasks).all(|(id, other)| untouched((id, other))) {
        true => Ok(Consequences { visit, out, asked, closed }),
        false => Err(no("已有人处理", "somebody has acted on it already")),
    }
}

/// The visits that a decision led to, when all of that can be taken back.
fn what_came_of(
    process: &Process,
    state: &State,
    (visit, at): (VisitId, &Visit),
    decision: &Answer,
) -> Result<BTreeSet<VisitId>, Rejection> {
    let goes_on_around = at.within.is_none_or(|around| state.is_active(around));
    if at.time.is_some() || !goes_on_around {
        return Err(no("它所属的环节已经结束", "the part of the process that it belongs to is done"));
    }
    let mut out = descendants(state, visit);
    out.retain(|id| state.visit(*id).is_some_and(|came| came.revision > decision.revision));
    if std::iter::once(visit).chain(out.iter().copied()).any(|left| is_gone(process, state, left, &out)) {
        return Err(no("事项已转往别处", "the matter has gone another way"));
    }
    for came in out.iter().filter_map(|id| state.visit(*id)) {
        if came.from.iter().any(|from| *from != visit && !out.contains(from)) {
            return Err(no("此后已与其他分支汇合", "other branches have been joined since"));
        }
        if matches!(came.status, VisitStatus::Cancelled { .. }) {
            return Err(no("其后续此后已被取消", "what came of it was taken away since"));
        }
        let work = process.step(&came.node).map(|step| &step.work);
        if work.is_some_and(cannot_be_taken_back) || came.decided_below || is_a_finished_call(came, work) {
            return Err(no("后续已执行无法撤回的操作", "something has been done that cannot be taken back"));
        }
    }
    Ok(out)
}

/// Whether the token of a visit that is done is nowhere: not in a later visit, not at a join, not at an end.
fn is_gone(process: &Process, state: &State, visit: VisitId, out: &BTreeSet<VisitId>) -> bool {
    let Some(at) = state.visit(visit).filter(|at| !at.is_active()) else { return false };
    let ends = process.step(&at.node).is_some_and(|step| matches!(step.work, Work::End(..)));
    let went_on = || out.iter().filter_map(|later| state.visit(*later)).any(|later| later.from.contains(&visit));
    let waits = || state.waiting.iter().any(|(from, _)| *from == visit);
    !ends && !went_on() && !waits()
}

/// Whether others know of what happens there and cannot be made to forget it, or it stands in the books.
fn cannot_be_taken_back(work: &Work) -> bool {
    let is_told = matches!(work, Work::Service | Work::Throw(_) | Work::End(_, Some(_)));
    is_told || matches!(work, Work::Filing(_) | Work::Ledger(_))
}

fn is_a_finished_call(visit: &Visit, work: Option<&Work>) -> bool {
    matches!(work, Some(Work::Call(_))) && !visit.is_active()
}

/// Whose turn came with a decision at the same node: those who decide after it, and in order, whoever comes next.
fn asked_next(state: &State, human: &HumanStep, at: &Visit, decided: &Task) -> Vec<TaskId> {
    let own = decided.seat as usize;
    let after = added_to(&at.seats, own, |part| *part == Part::Help(Help::After));
    let in_order = human.mode == Mode::Sequential && at.seats.get(own).is_some_and(|seat| seat.added.is_none());
    let later = (own + 1..at.seats.len()).filter(|seat| in_order && at.seats[*seat].added.is_none());
    let tasks = after.chain(later).flat_map(|seat| at.seats[seat].tasks.iter().copied());
    tasks.filter(|task| state.task(*task).is_some_and(Task::is_unsettled)).collect()
}

/// Whether a task was closed because of the decision.
fn is_closed_by(task: &Task, decision: &Answer) -> bool {
    let because = [CloseReason::TakenByOther, CloseReason::NodeDecided];
    matches!(task.status, TaskStatus::Closed { at, reason, revision }
        if at == decision.at && revision > decision.revision && because.contains(&reason))
}

fn is_by_rule(task: &Task) -> bool {
    matches!(&task.status, TaskStatus::Decided(answer) if answer.by.is_none())
}

fn no(zh: &str, en: &str) -> Rejection {
    Rejection::NoRecall { because: Text::each(zh, en) }
}
