//! What instances of a world may know of it besides themselves.

use std::collections::BTreeMap;

use super::{Instance, World};
use crate::id::{FieldId, NodeId, RegisterId};
use crate::kernel::{Context, Fact, Facts, Rejection, caller_return_targets};

impl World {
    /// Answers what a decision turned out to need.
    pub(super) fn find_out(&self, instance: &Instance, fact: Fact, facts: &mut Facts) -> Result<(), Rejection> {
        if facts.get(&fact).is_some() {
            return Err(Rejection::Unfit(format!("{fact:?} was answered, and is asked again")));
        }
        match &fact {
            Fact::Sequence(scope) => {
                let next = self.next_number(scope, 0);
                facts.insert(fact, next);
            }
            Fact::Register { register, of } => {
                let rows = self.rows(register, of, Some(instance));
                facts.insert(fact, rows);
            }
            Fact::AnotherNumber { sequence, taken } => {
                let next = self.next_number(sequence, *taken);
                facts.insert(fact, next);
            }
            Fact::CallerReturns(caller) => {
                let nodes = self.caller_returns(instance);
                facts.insert_caller_returns(caller.clone(), &nodes);
            }
            Fact::CalledFields(key) => {
                let fields = self.processes.get(key).map(|process| &process.definition().form.fields);
                let names = fields.into_iter().flatten().map(|field| feel::Value::from(field.id.as_str()));
                let names: Vec<feel::Value> = names.collect();
                facts.insert(fact, feel::Value::from(names));
            }
        }
        Ok(())
    }

    /// The rows in force of a register whose columns hold these texts, those of an instance left out.
    fn rows(&self, register: &RegisterId, of: &BTreeMap<FieldId, String>, but: Option<&Instance>) -> feel::Value {
        let others = self.instances.iter().filter(|other| but.is_none_or(|but| but.id != other.id));
        let rows = others.flat_map(|other| &other.state.registered).filter(|row| row.register == *register);
        rows.filter(|row| row.holds(of)).map(|row| row.columns.to_value()).collect::<Vec<_>>().into()
    }

    /// Looks at something that may ask for facts of an instance, or of none, until nothing is missing any more.
    pub fn informed<T>(&self, instance: Option<&Instance>, look: impl Fn(&Context<'_>) -> T) -> T {
        let mut facts = Facts::default();
        loop {
            let found = look(&self.context(&facts));
            let missing = facts.missing();
            if missing.is_empty() {
                return found;
            }
            for fact in missing {
                let answer = match &fact {
                    Fact::Register { register, of } => self.rows(register, of, instance),
                    _ => feel::Value::Null,
                };
                facts.insert(fact, answer);
            }
        }
    }

    fn next_number(&self, sequence: &str, taken: u32) -> feel::Value {
        let last = self.sequences.get(sequence).copied().unwrap_or_default();
        feel::Value::from(last + 1 + u64::from(taken))
    }

    /// The nodes of its caller that a called instance may be returned to.
    fn caller_returns(&self, called: &Instance) -> Vec<NodeId> {
        let parent = called.state.header.as_ref().and_then(|header| header.parent.as_ref());
        let caller = parent.and_then(|parent| Some((self.instance(&parent.instance)?, parent.visit)));
        let targets = caller.map(|(caller, visit)| caller_return_targets(&caller.process, &caller.state, visit));
        targets.into_iter().flatten().map(|target| target.node).collect()
    }
}
