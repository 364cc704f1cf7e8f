//! A task with everything needed to act on it.

use app::port::{
    Certainty, DraftKey, Duty, Expected, FormView, Offer, OutcomeButton, PersonRef, Problem, ReturnTarget, Task,
    TaskRef,
};
use flow::kernel::{self, Event, Help, Part, Recorded, TaskStatus, VisitId, return_targets, wants_opinion};
use flow::model::{Action, Outcome};
use flow::process::{HumanStep, Process, Scope, Step};

use super::ahead::node_name;
use super::card::progress;
use super::drafts::filled;
use super::helpers::asked_and_asking;
use super::naming::Names;
use super::sight::Sight;
use super::timeline::Reader;
use super::{Service, Subject, forms, problems};
use crate::store::Queries;

impl Service {
    pub(super) async fn task(&self, me: &Subject, task: TaskRef) -> Result<Task, Problem> {
        let position = self.position().await?;
        let sight = self.see(me, &task.instance).await?;
        let held = sight.state().task(task.no).ok_or_else(problems::not_found)?;
        let step = sight.step_of(held).ok_or_else(problems::not_found)?;
        let mine = held.person == me.person;
        let names = Names::new(&sight.organisation, sight.now);
        let key = DraftKey::Task(task.clone());
        let kept =
            if mine && held.is_open() { self.kept(&me.person, &key).await? } else { super::drafts::Kept::default() };
        let form = |scope: &Scope<'_>| match mine {
            true => filled(sight.process(), step, scope, &kept.values, names),
            false => forms::of_instance(sight.process(), &sight.fields, scope, names),
        };
        let form = self.informed(Some(sight.id), |facts| sight.knowing(facts, form)).await?;
        let form = FormView { instance: Some(sight.instance_id()), ..form };
        let duty = match step.human() {
            Some(human) if mine && held.is_open() => Some(self.duty(&sight, task.no, held, human).await?),
            _ => None,
        };
        let log = self.store().events(sight.id, 0).await.map_err(problems::store)?;
        let linked = self.linked(me, &sight).await?;
        let (asked, helpers) =
            if mine { asked_and_asking(&sight, task.no, held, &log, names) } else { Default::default() };
        let recall = mine && kernel::may_recall(sight.process(), sight.state(), task.no, &me.person).is_ok();
        let row = self.store().instance(sight.id).await.map_err(problems::store)?.ok_or_else(problems::not_found)?;
        let task_row = self.store().task(sight.id, task.no).await.map_err(problems::store)?;
        let card = self.card(&row, task_row.as_ref(), &[], &sight.organisation, sight.now).await;
        Ok(Task {
            card: card.map_err(problems::store)?,
            node: step.id.clone(),
            node_name: node_name(sight.process(), &step.id),
            requirement: step.node.requirement.clone(),
            why: held.why.clone(),
            stands_in_for: held.stands_in_for.as_ref().map(|person| names.person(person)),
            control: step.node.control,
            returned: returned(&sight, held.visit, &log, names),
            outside: if mine { self.contact(&sight, task.no, held).await? } else { None },
            asked,
            helpers,
            waits: mine && held.status == TaskStatus::Waiting,
            recall,
            draft_at: kept.at,
            draft_opinion: kept.opinion,
            duty,
            together: together(&sight, held, step, names),
            attachments: self.attachments_in(&form, names).await?,
            timeline: self.told(&sight, &Reader { linked, ..Reader::of(&sight) }, &log).await?,
            form,
            position,
        })
    }

    async fn duty(
        &self,
        sight: &Sight,
        no: kernel::TaskId,
        held: &kernel::Task,
        human: &HumanStep,
    ) -> Result<Duty, Problem> {
        let mut returns = Vec::new();
        let decides = !matches!(part_of(sight, no), Some(Part::Ask(_) | Part::Help(Help::Delegate)));
        if decides && human.actions.contains(&Action::Return) {
            returns = own_targets(sight, held.visit);
            returns.extend(self.caller_targets(sight).await?);
        }
        Ok(Duty {
            version: held.version,
            outcomes: choices(sight, no, human),
            returns,
            offers: offers(sight, no, held, human),
            progress: sight.state().visit(held.visit).and_then(progress),
        })
    }

    /// The nodes of the caller to which the matter may be sent back.
    async fn caller_targets(&self, sight: &Sight) -> Result<Vec<ReturnTarget>, Problem> {
        let parent = sight.state().header.as_ref().and_then(|header| header.parent.clone());
        let Some(parent) = parent else { return Ok(Vec::new()) };
        let id = super::sight::uuid(&parent.instance)?;
        let Some(caller) = self.runtime().live(id).await.map_err(problems::store)? else { return Ok(Vec::new()) };
        let process = &caller.definition.process;
        let targets = return_targets(process, &caller.state, parent.visit);
        let names = Names::new(&sight.organisation, sight.now);
        let target = |target: kernel::ReturnTarget| ReturnTarget {
            name: node_name(process, &target.node),
            people: handlers(&caller.state, target.visit, names),
            cancels: cancelled(process, &caller.state, &target.cancels, names),
            node: target.node,
            caller: true,
        };
        Ok(targets.into_iter().map(target).collect())
    }
}

/// What a place was added for, when it was.
fn part_of(sight: &Sight, no: kernel::TaskId) -> Option<&Part> {
    sight.state().seat_of(no).and_then(kernel::Seat::part)
}

/// What may be decided. Whoever reports says what they did, and whoever answers for somebody outside how they know.
fn choices(sight: &Sight, no: kernel::TaskId, human: &HumanStep) -> Vec<OutcomeButton> {
    let outside = human.outside.as_ref().filter(|_| !sight.state().is_request(no));
    if outside.is_some_and(|outside| !outside.on_behalf) {
        return Vec::new();
    }
    let reports = matches!(part_of(sight, no), Some(Part::Help(Help::Delegate)));
    let explains = reports || outside.is_some();
    let buttons = kernel::choices(human, sight.state(), no).iter().map(|outcome| button(human, outcome));
    buttons.map(|button| OutcomeButton { opinion: explains || button.opinion, ..button }).collect()
}

/// What else may be done with a task. Whoever is asked to grant something only answers.
fn offers(sight: &Sight, no: kernel::TaskId, held: &kernel::Task, human: &HumanStep) -> Vec<Offer> {
    if sight.state().is_request(no) {
        return Vec::new();
    }
    let has_limit = sight.state().visit(held.visit).is_some_and(|visit| visit.due.is_some());
    let by_action = human.actions.iter().filter_map(|action| match action {
        Action::Transfer => Some(Offer::Transfer),
        Action::Delegate => Some(Offer::Delegate),
        Action::AddSigner => Some(Offer::AddSigner),
        Action::Extend if has_limit => Some(Offer::Extend),
        Action::AskTransfer => Some(Offer::AskTransfer),
        Action::Return | Action::Recall | Action::Extend => None,
    });
    let claim = kernel::is_shared(sight.state(), no).then_some(Offer::Claim);
    let release = kernel::is_claimed(sight.state(), no).then_some(Offer::Release);
    claim.into_iter().chain(release).chain(by_action).collect()
}

/// Who sent it back here, and why.
fn returned(sight: &Sight, visit: VisitId, log: &[Recorded], names: Names<'_>) -> Option<(PersonRef, String)> {
    let from = sight.state().visit(visit)?.returned_from?;
    log.iter().rev().find_map(|entry| match &entry.event {
        Event::Returned { visit, by, opinion, .. } if *visit == from => Some((names.person(by), opinion.clone())),
        _ => None,
    })
}

fn own_targets(sight: &Sight, visit: VisitId) -> Vec<ReturnTarget> {
    let (process, state) = (sight.process(), sight.state());
    let names = Names::new(&sight.organisation, sight.now);
    let target = |target: kernel::ReturnTarget| ReturnTarget {
        name: node_name(process, &target.node),
        people: handlers(state, target.visit, names),
        cancels: cancelled(process, state, &target.cancels, names),
        node: target.node,
        caller: false,
    };
    return_targets(process, state, visit).into_iter().map(target).collect()
}

/// Who handled a visit; at the start, the initiator.
fn handlers(state: &kernel::State, visit: VisitId, names: Names<'_>) -> Vec<PersonRef> {
    let decided = state.tasks.iter().filter(|task| task.visit == visit);
    let decided = decided.filter(|task| matches!(task.status, TaskStatus::Decided(_)));
    let people: Vec<PersonRef> = decided.map(|task| names.person(&task.person)).collect();
    if people.is_empty() {
        return state.header.iter().map(|header| names.person(&header.initiator)).collect();
    }
    people
}

fn cancelled(process: &Process, state: &kernel::State, visits: &[VisitId], names: Names<'_>) -> Vec<Expected> {
    let active = visits.iter().filter_map(|id| Some((*id, state.visit(*id)?))).filter(|(_, visit)| visit.is_active());
    let expected = active.map(|(id, visit)| {
        let held = state.open_tasks().filter(|(_, task)| task.visit == id);
        Expected {
            node: visit.node.clone(),
            name: node_name(process, &visit.node),
            people: held.map(|(_, task)| names.person(&task.person)).collect(),
            due: visit.due,
            certainty: Certainty::Certain,
        }
    });
    expected.collect()
}

/// Everybody at the node and how they answered, when there are several.
fn together(
    sight: &Sight,
    held: &kernel::Task,
    step: &Step,
    names: Names<'_>,
) -> Vec<(PersonRef, Option<OutcomeButton>)> {
    let seats = sight.state().visit(held.visit).map(|visit| visit.seats.as_slice()).unwrap_or_default();
    let tasks = seats.iter().filter(|seat| seat.counts()).flat_map(|seat| &seat.tasks);
    let tasks: Vec<&kernel::Task> = tasks.filter_map(|task| sight.state().task(*task)).collect();
    let Some(human) = step.human().filter(|_| tasks.len() > 1) else { return Vec::new() };
    let answer = |task: &kernel::Task| match &task.status {
        TaskStatus::Decided(answer) => human.outcome(&answer.outcome).map(|outcome| button(human, outcome)),
        _ => None,
    };
    tasks.into_iter().map(|task| (names.person(&task.person), answer(task))).collect()
}

pub(super) fn button(human: &HumanStep, outcome: &Outcome) -> OutcomeButton {
    OutcomeButton {
        id: outcome.id.clone(),
        name: outcome.name.clone(),
        kind: outcome.kind,
        opens: outcome.opens.clone(),
        opinion: wants_opinion(human, outcome),
    }
}
