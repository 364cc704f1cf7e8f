//! Random steps of people, and of what is around them, in processes that were drawn.

use feel::Value;
use flow::id::PersonId;
use flow::kernel::{Command, Help, Outsider, State, TaskId, TaskStatus, awaited_events, choices, return_targets};
use flow::process::{Catch, Outside, Process, Work};

use crate::drawing::FLAGS;

/// The fields that a choice sets.
pub(crate) fn flags(choice: u32) -> Vec<(String, Value)> {
    (0..FLAGS).map(|flag| (format!("f{flag}"), Value::Bool(choice >> flag & 1 == 1))).collect()
}

/// One random step: mostly a decision, sometimes a return, rarely something that does not fit. None when nobody has
/// anything to do.
pub(crate) fn step(process: &Process, state: &State, choice: u32) -> Option<Command> {
    if state.suspended.is_some() {
        return Some(Command::Resume { by: "zhou".into(), reason: "…".into() });
    }
    let from_outside = from_outside(process, state);
    let is_outside = (choice >> 12).is_multiple_of(4) || state.open_tasks().next().is_none();
    if is_outside && let Some(command) = from_outside.get((choice >> 4) as usize % from_outside.len().max(1)) {
        return Some(command.clone());
    }
    let open: Vec<_> = state.open_tasks().map(|(id, task)| (id, task.person.clone(), task.visit)).collect();
    let (task, by, visit) = open.get(choice as usize % open.len().max(1)).cloned()?;
    let targets = return_targets(process, state, visit);
    let target = targets.get((choice >> 8) as usize % targets.len().max(1));
    Some(match (choice >> 16) % 16 {
        0 | 1 if target.is_some() => {
            let to = target.map(|target| target.node.clone()).unwrap_or_else(|| "start".into());
            Command::Return { task, by, to, caller: false, opinion: "again".into(), seen: None }
        }
        2 => Command::Transfer { task, by, to: "zhao".into(), opinion: None, seen: None },
        3 => Command::Decide {
            task,
            by: "zhou".into(),
            outcome: "approve".into(),
            data: Default::default(),
            opinion: None,
            seen: None,
            outside: None,
        },
        4 => Command::Note { by, text: "hm".into(), to: Vec::new() },
        14 | 15 => helped(state, task, by, choice >> 20),
        _ => {
            let human = state.visit(visit).and_then(|visit| process.step(&visit.node)).and_then(|step| step.human());
            let outcomes = human.map(|human| choices(human, state, task)).unwrap_or_default();
            // Refusing ends most runs early: do it rarely. Other outcomes than the first are rare too.
            let last = outcomes.len().saturating_sub(1);
            let index = match (choice >> 20) % 24 {
                0 => last,
                2..6 => last.min(1),
                6..8 => last.min(2),
                _ => 0,
            };
            let outcome = outcomes.get(index).map_or_else(|| "done".into(), |outcome| outcome.id.clone());
            let reads = human.is_some_and(|human| human.reading.is_some());
            let written = if reads { Vec::new() } else { flags(choice >> 24) };
            let data = written.into_iter().map(|(field, value)| (field.as_str().into(), value)).collect();
            let outside = human.and_then(|human| human.outside.as_ref()).filter(|_| !state.is_request(task));
            let by_link = |outside: &Outside| !outside.on_behalf || (choice >> 27).is_multiple_of(2);
            let outside = outside.is_some_and(by_link).then(Outsider::default);
            Command::Decide { task, by, outcome, data, opinion: Some("…".into()), seen: None, outside }
        }
    })
}

/// Something that holders do among one another, or an administrator does.
fn helped(state: &State, task: TaskId, by: PersonId, choice: u32) -> Command {
    let people = vec![["qian", "sun", "zhao", "zhou"][choice as usize % 4].into()];
    let opinion = Some("please".to_owned());
    let visit = state.task(task).map_or(0, |task| task.visit);
    let last = state.tasks.iter().rposition(|task| task.status != TaskStatus::Open).unwrap_or_default() as TaskId;
    let whoever = state.task(last).map_or_else(|| by.clone(), |task| task.person.clone());
    let zhou = || PersonId::from("zhou");
    match (choice >> 4) % 10 {
        0 => Command::Add { task, by, people, role: Help::Before, opinion, seen: None },
        1 => Command::Add { task, by, people, role: Help::After, opinion, seen: None },
        2 => Command::Add { task, by, people, role: Help::Beside, opinion, seen: None },
        3 => Command::Add { task, by, people, role: Help::Delegate, opinion, seen: None },
        4 => Command::Claim { task, by, seen: None },
        5 => Command::Release { task, by, seen: None },
        6 => {
            let seats = state.visit(visit).map(|visit| visit.seats.as_slice()).unwrap_or_default();
            let by = seats.last().and_then(|seat| seat.added.as_ref()).map_or(by, |added| added.by.clone());
            Command::Drop { visit, seat: (seats.len() as u32).saturating_sub(1), by }
        }
        7 => Command::Suspend { by: zhou(), reason: "…".into() },
        _ => Command::Recall { task: last, by: whoever, reason: None },
    }
}

/// What can come from outside: time that passes, messages, connectors that work or fail.
fn from_outside(process: &Process, state: &State) -> Vec<Command> {
    let mut commands = Vec::new();
    if !state.timers.is_empty() {
        commands.push(Command::Elapse);
    }
    for node in awaited_events(process, state) {
        let is_message = process.step(node).is_some_and(|step| matches!(step.catch, Some(Catch::Message(..))));
        if is_message {
            let (message, key) = ("m".to_owned(), Value::Null);
            commands.push(Command::Deliver { message, key, node: Some(node.clone()), data: Default::default() });
        }
    }
    for (id, visit) in state.active() {
        if process.step(&visit.node).is_some_and(|step| matches!(step.work, Work::Service)) {
            commands.push(Command::Served { visit: id, data: Default::default() });
            commands.push(Command::Fail { visit: id, code: Some("E".to_owned()) });
        }
    }
    commands
}
