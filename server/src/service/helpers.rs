//! Whom holders of tasks asked to help with them, or to grant something for them, and what came of it.

use std::collections::HashMap;

use app::port::Helper;
use flow::kernel::{self, Event, Recorded, Seat, TaskId, TaskStatus, VisitId};

use super::naming::Names;
use super::sight::Sight;
use super::task::button;

/// Everybody who was added to a visit and not taken off again, in order.
pub(super) fn helpers_at(sight: &Sight, visit: VisitId, log: &[Recorded], names: Names<'_>) -> Vec<Helper> {
    let Some(at) = sight.state().visit(visit) else { return Vec::new() };
    let words: HashMap<u32, &String> = log
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::Seated { visit: of, seat, opinion: Some(opinion), .. } if *of == visit => Some((*seat, opinion)),
            _ => None,
        })
        .collect();
    let helper = |(no, seat): (u32, &Seat)| {
        let added = seat.added.as_deref().filter(|_| !seat.dropped)?;
        let tasks = || seat.tasks.iter().filter_map(|task| Some((*task, sight.state().task(*task)?)));
        let human = sight.process().step(&at.node)?.human()?;
        let answered = tasks().find_map(|(task, held)| match &held.status {
            TaskStatus::Decided(answer) => Some((task, answer)),
            _ => None,
        });
        let answer = answered.and_then(|(task, answer)| {
            let chosen =
                kernel::choices(human, sight.state(), task).iter().find(|choice| choice.id == answer.outcome)?;
            Some(button(human, chosen))
        });
        let asked = tasks().map(|(_, task)| names.person(&task.person));
        let later = seat.meant.iter().map(|meant| names.person(&meant.person));
        let people = if seat.tasks.is_empty() { later.collect() } else { asked.collect() };
        Some(Helper {
            seat: no,
            by: names.person(&added.by),
            people,
            part: added.part.clone(),
            words: words.get(&no).map(|words| (*words).clone()),
            answer,
            opinion: answered.and_then(|(_, answer)| answer.opinion.as_deref().map(str::to_owned)),
        })
    };
    (0..).zip(&at.seats).filter_map(helper).collect()
}

/// Those of them whom the holder of a task asked.
pub(super) fn asked_by(sight: &Sight, task: TaskId, helpers: Vec<Helper>) -> Option<Vec<Helper>> {
    let visit = sight.state().visit(sight.state().task(task)?.visit)?;
    let is_of_task = |helper: &Helper| {
        let added = visit.seats.get(helper.seat as usize).and_then(|seat| seat.added.as_deref());
        added.is_some_and(|added| added.task == task)
    };
    Some(helpers.into_iter().filter(is_of_task).collect())
}
