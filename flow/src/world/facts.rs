//! What instances of a world may know of it besides themselves.

use super::{Instance, World};
use crate::id::NodeId;
use crate::kernel::{self, Context, Fact, Facts, Rejection, caller_return_targets};

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
            Fact::Register { .. } | Fact::OpenTasks(_) | Fact::LastAsked { .. } | Fact::Earlier(_) => {
                let told = self.told_of_others(&fact, Some(instance));
                facts.insert(fact, told);
            }
        }
        Ok(())
    }

    /// What all instances but one tell of a fact: the rows of a register, and what people are asked.
    fn told_of_others(&self, fact: &Fact, but: Option<&Instance>) -> feel::Value {
        let others = self.instances.iter().filter(|other| but.is_none_or(|but| but.id != other.id));
        match fact {
            Fact::Register { register, of } => {
                let rows = self.entered_before.iter().chain(others.flat_map(|other| &other.state.registered));
                let rows = rows.filter(|row| row.register == *register);
                rows.filter(|row| row.holds(of)).map(|row| row.columns.to_value()).collect::<Vec<_>>().into()
            }
            Fact::OpenTasks(person) => {
                let open = others.flat_map(|other| other.state.open_tasks());
                open.filter(|(_, task)| task.person == *person).count().into()
            }
            Fact::LastAsked { process, node, among } => {
                let others = others.filter(|other| other.process.definition().key == *process);
                let asked = others.flat_map(|other| other.state.asked_at(node)).filter(|(_, who)| among.contains(*who));
                let last = asked.max_by_key(|(at, _)| *at);
                last.map(|(at, person)| Facts::last_asked(person, at)).unwrap_or_default()
            }
            Fact::Earlier(id) => {
                self.instance(id).map(|earlier| kernel::earlier(&earlier.state, &self.organisation)).unwrap_or_default()
            }
            // Nothing else is asked for outside of a decision.
            Fact::Sequence(_) | Fact::AnotherNumber { .. } | Fact::CallerReturns(_) | Fact::CalledFields(_) => {
                feel::Value::Null
            }
        }
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
                let answer = self.told_of_others(&fact, instance);
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
