//! Whom holders of tasks asked to help with them, or to grant something for them, and what came of it.

use app::port::Helper;
use flow::kernel::{self, Added, Event, Recorded, Seat, Task, TaskId, TaskStatus};
use flow::process::HumanStep;

use super::naming::Names;
use super::sight::Sight;
use super::task::button;

/// How the holder of a task came to be asked, when somebody at the node asked them; and whom they asked in turn, without
/// those whom they have taken off again.
pub(super) fn asked_and_asking(
    sight: &Sight,
    no: TaskId,
    held: &Task,
    log: &[Recorded],
    names: Names<'_>,
) -> (Option<Helper>, Vec<Helper>) {
    let at = sight.state().visit(held.visit);
    let human = sight.step_of(held).and_then(|step| step.human());
    let (Some(at), Some(human)) = (at, human) else { return Default::default() };
    let helper = |seat: u32, place: &Seat| {
        let added = place.added.as_deref().filter(|_| !place.dropped)?;
        let words = words_with(log, held, seat);
        Some((added.task, helper(sight, human, (seat, place), added, words, names)))
    };
    let asked = at.seats.get(held.seat as usize).and_then(|own| helper(held.seat, own)).map(|(_, helper)| helper);
    let added = (0..).zip(&at.seats).filter_map(|(seat, place)| helper(seat, place));
    (asked, added.filter(|(asker, _)| *asker == no).map(|(_, helper)| helper).collect())
}

fn helper(
    sight: &Sight,
    human: &HumanStep,
    (seat, place): (u32, &Seat),
    added: &Added,
    words: Option<String>,
    names: Names<'_>,
) -> Helper {
    let state = sight.state();
    let tasks = || place.tasks.iter().filter_map(|task| Some((*task, state.task(*task)?)));
    let answered = tasks().find_map(|(task, held)| match &held.status {
        TaskStatus::Decided(answer) => Some((task, answer)),
        _ => None,
    });
    let answer = answered.and_then(|(task, answer)| {
        let chosen = kernel::choices(human, state, task).iter().find(|choice| choice.id == answer.outcome)?;
        Some(button(human, chosen))
    });
    let asked = tasks().map(|(_, task)| &task.person);
    let later = place.meant.iter().map(|meant| &meant.person).filter(|_| place.tasks.is_empty());
    Helper {
        seat,
        by: names.person(&added.by),
        people: asked.chain(later).map(|person| names.person(person)).collect(),
        part: added.part.clone(),
        words,
        answer,
        opinion: answered.and_then(|(_, answer)| answer.opinion.as_deref().map(str::to_owned)),
    }
}

/// The words with which a place was added.
fn words_with(log: &[Recorded], held: &Task, seat: u32) -> Option<String> {
    log.iter().find_map(|entry| match &entry.event {
        Event::Seated { visit, seat: added, opinion, .. } if (*visit, *added) == (held.visit, seat) => opinion.clone(),
        _ => None,
    })
}
