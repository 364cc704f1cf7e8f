//! What registers hold and people are asked, for rules that ask: forms, and looks ahead.

use app::port::Problem;
use feel::Value;
use flow::kernel::{Fact, Facts};
use uuid::Uuid;

use super::{Service, problems};
use crate::store::Recall;

impl Service {
    /// Looks at something until everything that it asks for is known. What an instance itself has done is left
    /// out: it knows that.
    pub(super) async fn informed<T>(&self, instance: Option<Uuid>, look: impl Fn(&Facts) -> T) -> Result<T, Problem> {
        self.informed_beside(Facts::default(), instance, look).await
    }

    /// The same beside what is known already.
    pub(super) async fn informed_beside<T>(
        &self,
        mut facts: Facts,
        instance: Option<Uuid>,
        look: impl Fn(&Facts) -> T,
    ) -> Result<T, Problem> {
        loop {
            let found = look(&facts);
            let missing = facts.missing();
            if missing.is_empty() {
                return Ok(found);
            }
            drop(found);
            self.find_out(instance, missing, &mut facts).await?;
        }
    }

    async fn find_out(&self, instance: Option<Uuid>, missing: Vec<Fact>, facts: &mut Facts) -> Result<(), Problem> {
        for fact in missing {
            let store = self.store();
            let answer: Value = match &fact {
                Fact::Register { register, of } => {
                    let rows = store.register_rows(register, of).await.map_err(problems::store)?;
                    let others = rows.into_iter().filter(|(of, _)| Some(*of) != instance);
                    others.map(|(_, columns)| columns.to_value()).collect::<Vec<_>>().into()
                }
                Fact::OpenTasks(person) => {
                    store.open_tasks(person, instance.as_slice()).await.map_err(problems::store)?.into()
                }
                Fact::LastAsked { process, node, among } => {
                    let last =
                        store.last_asked(process, node, among, instance.as_slice()).await.map_err(problems::store)?;
                    last.map(|last| Facts::last_asked(&last.person, last.at)).unwrap_or_default()
                }
                // Nothing else is asked for outside of a decision; and of an earlier instance only those are told who were
                // found to see it, which is known then.
                _ => Value::Null,
            };
            facts.insert(fact, answer);
        }
        Ok(())
    }
}
