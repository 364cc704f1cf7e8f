//! What somebody may see of an instance: whether it is there for them, and which of its fields.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::port::{Permission, Problem, TaskRef};
use flow::forecast::forecast;
use flow::form;
use flow::id::{FieldId, InstanceId, PersonId};
use flow::kernel::{Context, Facts, State, Task};
use flow::model::Right;
use flow::organisation::Organisation;
use flow::process::{Process, Scope, Step, Work};
use flow::text::Text;
use flow::time::Moment;
use uuid::Uuid;

use super::permission::{Action, Object, Relation, can};
use super::{Service, Subject, problems};
use crate::runtime::{Compiled, Live};
use crate::store::Queries;

/// An instance as one person may see it.
pub(super) struct Sight {
    pub(super) id: Uuid,
    pub(super) live: Arc<Live>,
    pub(super) relation: Relation,
    pub(super) fields: Seen,
    pub(super) organisation: Arc<Organisation>,
    pub(super) now: Moment,
    facts: Facts,
}

/// Fields that somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    /// Every one.
    All,
    /// These.
    Only(BTreeSet<FieldId>),
}

impl Seen {
    pub(super) fn includes(&self, field: &FieldId) -> bool {
        match self {
            Self::All => true,
            Self::Only(fields) => fields.contains(field),
        }
    }
}

impl Sight {
    pub(super) fn new(
        id: Uuid,
        live: Arc<Live>,
        relation: Relation,
        fields: Seen,
        organisation: Arc<Organisation>,
        now: Moment,
    ) -> Self {
        Self { id, live, relation, fields, organisation, now, facts: Facts::default() }
    }

    pub(super) fn process(&self) -> &Process {
        &self.live.definition.process
    }

    pub(super) fn state(&self) -> &State {
        &self.live.state
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context { now: self.now, organisation: &self.organisation, facts: &self.facts }
    }

    /// The step of a task.
    pub(super) fn step_of(&self, task: &Task) -> Option<&Step> {
        self.process().step(&self.state().visit(task.visit)?.node)
    }

    /// The id as the API writes it.
    pub(super) fn instance_id(&self) -> InstanceId {
        instance_id(self.id)
    }

    /// Its id and what it is called.
    pub(super) fn link(&self) -> (InstanceId, Text) {
        let title = self.state().header.as_ref().map(|header| header.title.clone());
        (self.instance_id(), title.unwrap_or_default())
    }

    /// Calls `look` with what expressions of the instance see.
    pub(super) fn with_scope<T>(&self, look: impl FnOnce(&Scope<'_>) -> T) -> T {
        self.knowing(&self.facts, look)
    }

    /// The same with other facts, for what somebody has typed.
    pub(super) fn knowing<T>(&self, facts: &Facts, look: impl FnOnce(&Scope<'_>) -> T) -> T {
        let context = Context { facts, ..self.context() };
        look(&Scope::new(self.process(), self.state(), &context))
    }
}

impl Service {
    /// An instance, when the subject may read it; else it looks as if there were none.
    pub(super) async fn see(&self, subject: &Subject, instance: &InstanceId) -> Result<Sight, Problem> {
        let id = uuid(instance)?;
        let live = self.runtime().live(id).await.map_err(problems::store)?.ok_or_else(problems::not_found)?;
        let (organisation, now) = (self.organisation(), self.now());
        let initiator = live.initiator() == Some(&subject.person);
        let was_asked = live.state.tasks.iter().any(|task| task.person == subject.person);
        let takes_part =
            initiator || was_asked || self.store().takes_part(&subject.person, id).await.map_err(problems::store)?;
        let looks_after = looks_after(&subject.person, &live.definition, &organisation);
        let relation = Relation { initiator, takes_part, looks_after };
        if !can(subject, Action::Read, &Object::Instance(relation)) {
            return Err(problems::not_found());
        }
        let steps_in = can(subject, Action::Operate, &Object::Instance(relation));
        let sees_all = steps_in || subject.has(Permission::ReadInstances);
        let fields = if sees_all { Seen::All } else { Seen::Only(fields_met(&live, &subject.person)) };
        self.informed_sight(Sight::new(id, live, relation, fields, organisation, now)).await
    }

    /// With what its expressions ask of registers as it stands.
    async fn informed_sight(&self, sight: Sight) -> Result<Sight, Problem> {
        if !sight.process().reads_registers() {
            return Ok(sight);
        }
        let facts = self.informed(Some(sight.id), |facts| {
            let context = Context { facts, ..sight.context() };
            form::view(sight.process(), None, None, &Scope::new(sight.process(), sight.state(), &context));
            forecast(sight.process(), sight.state(), &context);
            facts.clone()
        });
        let facts = facts.await?;
        Ok(Sight { facts, ..sight })
    }

    /// An instance in which the subject may do something.
    pub(super) async fn see_to(
        &self,
        subject: &Subject,
        instance: &InstanceId,
        action: Action,
    ) -> Result<Sight, Problem> {
        let sight = self.see(subject, instance).await?;
        if can(subject, action, &Object::Instance(sight.relation)) { Ok(sight) } else { Err(problems::forbidden()) }
    }

    /// The instance of a task that the subject may act on.
    pub(super) async fn see_task(&self, subject: &Subject, task: &TaskRef) -> Result<Sight, Problem> {
        let sight = self.see(subject, &task.instance).await?;
        let held = sight.state().task(task.no).ok_or_else(problems::not_found)?;
        if can(subject, Action::Act, &Object::Task { holder: &held.person }) {
            Ok(sight)
        } else {
            Err(problems::forbidden())
        }
    }
}

/// Whether somebody looks after a process: the head of the department that owns it, or named by it.
pub(super) fn looks_after(person: &PersonId, compiled: &Compiled, organisation: &Organisation) -> bool {
    let definition = compiled.process.definition();
    let owner = definition.about.owner_department();
    let head = owner.and_then(|owner| organisation.departments.get(&owner)?.head.clone());
    head.as_ref() == Some(person) || definition.settings.administrators.contains(person)
}

/// The fields that a person could see at one of the nodes where they had to do with the instance.
fn fields_met(live: &Live, person: &PersonId) -> BTreeSet<FieldId> {
    let process = &live.definition.process;
    let mut steps: Vec<&Step> = live
        .state
        .tasks
        .iter()
        .filter(|task| task.person == *person || task.stands_in_for.as_ref() == Some(person))
        .filter_map(|task| process.step(&live.state.visit(task.visit)?.node))
        .collect();
    if live.initiator() == Some(person) {
        steps.push(live.state.began_at(process));
    }
    if steps.is_empty() {
        // Somebody who was told and never asked.
        steps.extend(process.steps().iter().filter(|step| matches!(step.work, Work::Copy(_))));
    }
    let fields = process.definition().form.fields.iter().map(|field| &field.id);
    let visible =
        |field: &&FieldId| steps.iter().any(|step| flow::form::right(step, process, field, None) > Right::Hidden);
    fields.filter(visible).cloned().collect()
}

/// The id of an instance as the store has it; one that is none names nothing.
pub(super) fn uuid(instance: &InstanceId) -> Result<Uuid, Problem> {
    Uuid::parse_str(instance.as_str()).map_err(|_| problems::not_found())
}

pub(super) fn instance_id(id: Uuid) -> InstanceId {
    InstanceId::from(id.hyphenated().to_string())
}
