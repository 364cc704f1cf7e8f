//! What a decision needs to know besides its instance.

use std::collections::BTreeMap;
use std::sync::Arc;

use feel::Value;
use flow::id::{FieldId, RegisterId};
use flow::kernel::{self, Fact, Facts, return_targets};
use uuid::Uuid;

use super::{Carrier, Effect, id_of};
use crate::runtime::live::Live;
use crate::store::rows::LastAsked;
use crate::store::{Recall, StoreError};

impl Carrier<'_> {
    /// What a decision turned out to need.
    pub(super) async fn answer(&mut self, effect: &mut Effect, live: &Live, fact: &Fact) -> Result<Value, StoreError> {
        match fact {
            Fact::Sequence(scope) | Fact::AnotherNumber { sequence: scope, .. } => {
                let last = match effect.sequences.get(scope) {
                    Some(last) => *last,
                    None => self.working.last_number(scope, self.store).await?,
                };
                effect.sequences.insert(scope.clone(), last + 1);
                Ok(Value::Number((last + 1).cast_signed().into()))
            }
            Fact::Register { register, of } => self.rows(effect, live.id, register, of).await,
            Fact::CallerReturns(caller) => {
                let Some((parent, visit)) = live.parent().and_then(id_of) else { return Ok(Value::Null) };
                debug_assert_eq!(caller.as_str(), parent.hyphenated().to_string());
                let Some(caller) = self.live(effect, parent).await? else { return Ok(Value::Null) };
                let targets = return_targets(&caller.definition.process, &caller.state, visit);
                Ok(names(targets.iter().map(|target| target.node.as_str())))
            }
            Fact::CalledFields(process) => {
                let Some(version) = self.catalogue.version_in_force(process) else { return Ok(Value::Null) };
                let Some(called) = self.catalogue.compiled(process, version).await? else { return Ok(Value::Null) };
                Ok(names(called.process.definition().form.fields.iter().map(|field| field.id.as_str())))
            }
            Fact::Earlier(earlier) => {
                let Ok(earlier) = Uuid::parse_str(earlier.as_str()) else { return Ok(Value::Null) };
                let earlier = self.live(effect, earlier).await?;
                Ok(earlier.map(|live| kernel::earlier(&live.state, self.organisation)).unwrap_or_default())
            }
            Fact::OpenTasks(person) => {
                let latest = self.latest(effect);
                let stored = self.store.open_tasks(person, &all_but(&latest, live.id)).await?;
                let others = latest.values().filter(|other| other.id != live.id);
                let open = others.flat_map(|other| other.state.open_tasks());
                let since = open.filter(|(_, task)| task.person == *person).count() as u64;
                Ok((stored + since).into())
            }
            Fact::LastAsked { process, node, among } => {
                let latest = self.latest(effect);
                let stored = self.store.last_asked(process, node, among, &all_but(&latest, live.id)).await?;
                let others = latest.values().filter(|other| other.id != live.id && other.definition.key() == process);
                let asked =
                    others.flat_map(|other| other.state.asked_at(node).map(move |(at, person)| (at, other.id, person)));
                let since = asked.filter(|(_, _, person)| among.contains(*person));
                let since = since.map(|(at, instance, person)| LastAsked { at, instance, person: person.clone() });
                let last = since.chain(stored).max();
                Ok(last.map(|last| Facts::last_asked(&last.person, last.at)).unwrap_or_default())
            }
        }
    }

    /// The instances that are ahead of what is stored, each as it was left last.
    pub(super) fn latest<'e>(&'e self, effect: &'e Effect) -> BTreeMap<Uuid, &'e Arc<Live>> {
        let mut latest = BTreeMap::new();
        for live in effect.after.values().chain(self.working.lives()) {
            latest.entry(live.id).or_insert(live);
        }
        latest
    }

    /// The rows in force of a register, those of an instance left out: what is stored, and in place of that what
    /// instances have come to since.
    async fn rows(
        &self,
        effect: &Effect,
        but: Uuid,
        register: &RegisterId,
        of: &BTreeMap<FieldId, String>,
    ) -> Result<Value, StoreError> {
        let latest = self.latest(effect);
        let stored = self.store.register_rows(register, of).await?;
        let stored = stored.into_iter().filter(|(instance, _)| *instance != but && !latest.contains_key(instance));
        let since = latest.values().filter(|live| live.id != but).flat_map(|live| &live.state.registered);
        let since = since.filter(|row| row.register == *register && row.holds(of)).map(|row| row.columns.clone());
        let columns = stored.map(|(_, columns)| columns).chain(since);
        Ok(columns.map(|columns| columns.to_value()).collect::<Vec<_>>().into())
    }
}

/// These instances and one more, whose rows in the store do not count.
fn all_but(latest: &BTreeMap<Uuid, &Arc<Live>>, own: Uuid) -> Vec<Uuid> {
    latest.keys().copied().chain([own]).collect()
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> Value {
    Value::List(names.map(|name| Value::String(name.into())).collect::<Vec<_>>().into())
}
