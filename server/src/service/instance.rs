//! An instance as one person sees it.

use std::collections::BTreeMap;

use app::port::{Certainty, Expected, FormView, Instance, InstanceActions, OpenTask, Problem, TaskRef, Token};
use flow::id::{InstanceId, NodeId};
use flow::kernel::{Command, Decision, TaskStatus, Visit, VisitId, may_be_jumped_to, may_recall};
use flow::model::Withdraw;
use flow::text::Text;

use super::ahead::node_name;
use super::card::{ended, state_of};
use super::naming::Names;
use super::permission::{Action, Object, can};
use super::sight::{Sight, instance_id};
use super::timeline::{Linked, Reader};
use super::{Service, Subject, forms, problems};
use crate::store::Queries;
use crate::store::rows::InstanceRow;

impl Service {
    pub(super) async fn instance(&self, me: &Subject, instance: &InstanceId) -> Result<Instance, Problem> {
        let position = self.position().await?;
        let sight = self.see(me, instance).await?;
        let row = self.store().instance(sight.id).await.map_err(problems::store)?.ok_or_else(problems::not_found)?;
        let names = Names::new(&sight.organisation, sight.now);
        let form = sight.with_scope(|scope| forms::of_instance(sight.process(), &sight.fields, scope, names));
        let form = FormView { instance: Some(sight.instance_id()), ..form };
        let mine = sight.state().open_tasks().filter(|(_, task)| task.person == me.person);
        let tasks: Vec<TaskRef> = mine.map(|(no, _)| TaskRef { instance: sight.instance_id(), no }).collect();
        let caller = match row.parent {
            Some((caller, _)) => self.store().instance(caller).await.map_err(problems::store)?,
            None => None,
        };
        let caller = self.links(me, caller).await.pop();
        let called = self.links(me, self.store().called_by(sight.id).await.map_err(problems::store)?).await;
        let linked = self.linked(me, &sight).await?;
        let actions = InstanceActions { follow_ups: self.follow_ups(me, &sight).await?, ..actions(me, &sight, tasks) };
        Ok(Instance {
            id: sight.instance_id(),
            process: (row.process.clone(), sight.process().definition().name.clone()),
            version: row.version,
            number: row.number.clone(),
            title: row.title.clone(),
            summary: row.summary.clone(),
            initiator: names.person(&row.initiator),
            started: row.started,
            due: row.due,
            state: state_of(row.standing(), !actions.tasks.is_empty()),
            suspended: sight.state().suspended.filter(|_| sight.state().is_running()),
            ended: row.ended.zip(ended(row.status)),
            now: where_it_stands(&sight),
            caller,
            called,
            follows: linked.earlier.clone(),
            followed_by: linked.later.iter().map(link).collect(),
            attachments: self.attachments_in(&form, names).await?,
            timeline: self.timeline(&sight, &Reader { linked, ..Reader::of(&sight) }).await?,
            form,
            actions,
            revision: row.revision,
            position,
        })
    }

    /// Those of these instances that somebody may read, by their titles: nobody else learns what they are about.
    async fn links(&self, me: &Subject, rows: impl IntoIterator<Item = InstanceRow>) -> Vec<(InstanceId, Text)> {
        self.readable(me, rows).await.iter().map(link).collect()
    }

    async fn readable(&self, me: &Subject, rows: impl IntoIterator<Item = InstanceRow>) -> Vec<InstanceRow> {
        let mut readable = Vec::new();
        for row in rows {
            if self.see(me, &instance_id(row.id)).await.is_ok() {
                readable.push(row);
            }
        }
        readable
    }

    /// What an instance follows and what follows it, as far as somebody may read that.
    pub(super) async fn linked(&self, me: &Subject, sight: &Sight) -> Result<Linked, Problem> {
        let earlier = sight.state().header.as_ref().and_then(|header| header.follows.clone());
        let earlier = match earlier {
            Some(earlier) => self.see(me, &earlier).await.ok().map(|earlier| earlier.link()),
            None => None,
        };
        let later = self.store().followed_by(sight.id).await.map_err(problems::store)?;
        Ok(Linked { earlier, later: self.readable(me, later).await })
    }

    /// The position of the change stream that what is read from now on is up to.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn position(&self) -> Result<u64, Problem> {
        self.store().end_of_log().await.map_err(problems::store)
    }
}

fn link(row: &InstanceRow) -> (InstanceId, Text) {
    (instance_id(row.id), row.title.clone())
}

/// The nodes where people have work now, and who.
pub(super) fn where_it_stands(sight: &Sight) -> Vec<Expected> {
    let (state, names) = (sight.state(), Names::new(&sight.organisation, sight.now));
    let mut visits: BTreeMap<VisitId, Expected> = BTreeMap::new();
    for (id, visit) in state.active() {
        let is_work = sight
            .process()
            .step(&visit.node)
            .is_some_and(|step| step.human().is_some() || matches!(step.work, flow::process::Work::Call(_)));
        if is_work || visit.incident.is_some() {
            let expected = Expected {
                node: visit.node.clone(),
                name: node_name(sight.process(), &visit.node),
                people: Vec::new(),
                due: visit.due,
                certainty: Certainty::Certain,
            };
            visits.insert(id, expected);
        }
    }
    for (_, task) in state.open_tasks() {
        if let Some(expected) = visits.get_mut(&task.visit) {
            expected.people.push(names.person(&task.person));
        }
    }
    visits.into_values().collect()
}

fn actions(me: &Subject, sight: &Sight, tasks: Vec<TaskRef>) -> InstanceActions {
    let may = |action| can(me, action, &Object::Instance(sight.relation));
    let running = sight.state().is_running();
    let decided = sight.state().tasks.iter().any(|task| matches!(task.status, TaskStatus::Decided(_)));
    let later = sight.process().definition().settings.withdraw == Withdraw::UntilEnd;
    let goes_on = running && sight.state().suspended.is_none();
    let holds_everything = !tasks.is_empty() && tasks.len() == sight.state().open_tasks().count();
    InstanceActions {
        withdraw: may(Action::Withdraw)
            && would_accept(sight, &Command::Withdraw { by: me.person.clone(), reason: Some("?".into()) }),
        withdraw_reason: decided && later,
        urge: goes_on && may(Action::TakePart) && !holds_everything && sight.state().open_tasks().next().is_some(),
        note: running && may(Action::TakePart),
        recall: last_decided(me, sight),
        share: may(Action::Share),
        operate: running && may(Action::Operate),
        open: if running && may(Action::Operate) { open_tasks(sight) } else { Vec::new() },
        tokens: if running && may(Action::Operate) { tokens(sight) } else { Vec::new() },
        nodes: if running && may(Action::Operate) { nodes(sight) } else { Vec::new() },
        tasks,
        follow_ups: Vec::new(),
    }
}

/// The open tasks with who holds each.
fn open_tasks(sight: &Sight) -> Vec<OpenTask> {
    let names = Names::new(&sight.organisation, sight.now);
    let open = sight.state().open_tasks().filter_map(|(no, task)| {
        let visit = sight.state().visit(task.visit)?;
        let name = node_name(sight.process(), &visit.node);
        Some(OpenTask { task: TaskRef { instance: sight.instance_id(), no }, name, person: names.person(&task.person) })
    });
    open.collect()
}

/// The task that somebody decided last, when they may take that back.
fn last_decided(me: &Subject, sight: &Sight) -> Option<TaskRef> {
    let state = sight.state();
    let decided = state.tasks.iter().rposition(|task| match &task.status {
        TaskStatus::Decided(answer) => answer.by.as_ref() == Some(&me.person),
        _ => false,
    })?;
    let no = u32::try_from(decided).ok()?;
    let may = state.suspended.is_none() && may_recall(sight.process(), state, no, &me.person).is_ok();
    may.then(|| TaskRef { instance: sight.instance_id(), no })
}

/// Where the tokens are, in order of coming.
fn tokens(sight: &Sight) -> Vec<Token> {
    let state = sight.state();
    let at_joins = state.waiting.iter().filter_map(|(visit, _)| Some((*visit, state.visit(*visit)?)));
    let token = |(visit, at): (VisitId, &Visit)| Token {
        visit,
        name: node_name(sight.process(), &at.node),
        due: at.due.filter(|_| at.is_active()),
        stopped: at.incident.as_ref().filter(|found| found.blocking).map(|found| found.what.message()),
    };
    state.active().filter(|(_, at)| at.time.is_none()).chain(at_joins).map(token).collect()
}

/// The nodes to which a token may be moved, as the kernel says.
fn nodes(sight: &Sight) -> Vec<(NodeId, Text)> {
    let steps = sight.process().steps().iter().filter(|step| may_be_jumped_to(sight.process(), step));
    steps.map(|step| (step.id.clone(), node_name(sight.process(), &step.id))).collect()
}

/// Whether the kernel would accept a command now.
fn would_accept(sight: &Sight, command: &Command) -> bool {
    let decision = flow::kernel::decide(sight.process(), sight.state(), command, &sight.context());
    !matches!(decision, Decision::Rejected(_))
}

/// What to call an end.
pub(super) fn end_name(sight: &Sight, end: &flow::id::NodeId) -> Option<Text> {
    sight.process().step(end).and_then(|step| step.node.name.clone())
}
