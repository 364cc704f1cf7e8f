//! A task, or an instance, at a glance.

use app::port::{Card, EndedHow, Progress, State};
use flow::kernel::{Visit, tally};
use flow::model::{FieldType, Mode};
use flow::organisation::Organisation;
use flow::text::Text;
use flow::time::Moment;

use super::naming::Names;
use super::sight::instance_id;
use super::{Service, values};
use crate::runtime::{Compiled, Live};
use crate::store::StoreError;
use crate::store::rows::{InstanceRow, InstanceStatus, Standing, TaskRow};

impl Service {
    /// The card of an instance and, when the reader holds one, of their task; `held` are the open tasks of others.
    pub(super) async fn card(
        &self,
        instance: &InstanceRow,
        task: Option<&TaskRow>,
        held: &[TaskRow],
        organisation: &Organisation,
        now: Moment,
    ) -> Result<Card, StoreError> {
        let compiled = self.runtime().definition(&instance.process, instance.version).await?;
        // Amount, progress and that it came back stand in the instance itself, which is read only when there can be
        // such things.
        let live = match (&compiled, task) {
            (Some(compiled), Some(task)) if tells_more(compiled) || may_be_back(task) => {
                self.runtime().live(instance.id).await?
            }
            _ => None,
        };
        let names = Names::new(organisation, now);
        let visit = task.zip(live.as_deref()).and_then(|(task, live)| live.state.visit(task.visit));
        let returned = visit.is_some_and(|visit| visit.returned_from.is_some());
        let due = task.map_or(instance.due, |task| task.due);
        let mut nodes: Vec<Text> = task.into_iter().chain(held).map(|task| task.node_name.clone()).collect();
        nodes.dedup();
        Ok(Card {
            instance: instance_id(instance.id),
            task: task.map(|task| task.task),
            nodes,
            process: instance.process.clone(),
            process_name: name_of(compiled.as_deref(), instance),
            title: instance.title.clone(),
            summary: instance.summary.clone(),
            number: instance.number.clone(),
            state: if returned { State::Back } else { state_of(instance.standing(), task.is_some()) },
            due,
            overdue: instance.status == InstanceStatus::Running && due.is_some_and(|due| due < now),
            since: task.map_or(instance.started, |task| task.created),
            initiator: names.person(&instance.initiator),
            holders: if task.is_some() { Vec::new() } else { names.people(held.iter().map(|task| &task.person)) },
            stands_in_for: task.and_then(|task| task.stands_in_for.as_ref()).map(|person| names.person(person)),
            progress: visit.and_then(progress),
            amount: live.as_deref().and_then(amount),
            version: task.map(|task| task.version),
        })
    }
}

/// How an instance stands; for whoever holds a task of it, it waits.
pub(super) fn state_of(standing: Standing, waits: bool) -> State {
    match standing.status {
        InstanceStatus::Running if standing.stopped > 0 => State::Refuse,
        InstanceStatus::Running if waits => State::Wait,
        InstanceStatus::Running => State::Run,
        status => ended(status).map_or(State::Run, colour),
    }
}

/// How an instance ended, when it has.
pub(super) fn ended(status: InstanceStatus) -> Option<EndedHow> {
    match status {
        InstanceStatus::Running => None,
        InstanceStatus::Completed => Some(EndedHow::Completed),
        InstanceStatus::Refused => Some(EndedHow::Refused),
        InstanceStatus::Returned => Some(EndedHow::Returned),
        InstanceStatus::Withdrawn => Some(EndedHow::Withdrawn),
        InstanceStatus::Terminated => Some(EndedHow::Terminated),
    }
}

/// The colour of an end.
pub(super) fn colour(how: EndedHow) -> State {
    match how {
        EndedHow::Completed => State::Done,
        EndedHow::Refused => State::Refuse,
        EndedHow::Returned => State::Back,
        EndedHow::Withdrawn | EndedHow::Terminated => State::Idle,
    }
}

/// How far a node of several people is.
pub(super) fn progress(visit: &Visit) -> Option<Progress> {
    let (agreed, of) = tally(&visit.seats);
    let answered = visit.seats.iter().filter(|seat| seat.answer.is_some()).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (of > 1).then(|| Progress { answered: count(answered), agreed: count(agreed), of: count(of) })
}

fn name_of(compiled: Option<&Compiled>, instance: &InstanceRow) -> Text {
    compiled.map_or_else(|| Text::from(instance.process.as_str()), |known| known.process.definition().name.clone())
}

fn tells_more(compiled: &Compiled) -> bool {
    let process = &compiled.process;
    let several = |mode: &Mode| *mode != Mode::Any;
    process.definition().form.fields.iter().any(|field| field.kind == FieldType::Money)
        || process.steps().iter().filter_map(|step| step.human()).any(|human| several(&human.mode))
}

/// Whether work may have been returned to a node: whoever returned it was at another one, after the start.
fn may_be_back(task: &TaskRow) -> bool {
    const START: u32 = 0;
    task.visit > START + 1
}

/// The first amount of money of the form and its currency, as far as every handler may see it.
fn amount(live: &Live) -> Option<(String, String)> {
    use flow::model::Right;
    let process = &live.definition.process;
    let open_to_all = |field: &&flow::model::Field| {
        let steps = process.steps().iter().filter(|step| step.human().is_some());
        steps.into_iter().all(|step| flow::form::right(step, process, &field.id, None) > Right::Hidden)
    };
    let fields = process.definition().form.fields.iter().filter(|field| field.kind == FieldType::Money);
    let field = fields.filter(open_to_all).find(|field| live.state.data.contains_key(&field.id))?;
    let json = values::write(std::slice::from_ref(field), &live.state.data).remove(field.id.as_str())?;
    let amount = match json {
        serde_json::Value::String(text) if !text.is_empty() => text,
        serde_json::Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some((amount, field.currency.clone().unwrap_or_else(|| "CNY".to_owned())))
}
