//! What registers hold, for expressions that ask: forms, and looks ahead.

use app::port::Problem;
use flow::kernel::{Fact, Facts};
use uuid::Uuid;

use super::{Service, problems};
use crate::store::Recall;

impl Service {
    /// Looks at something until everything that it asks of registers is known. The rows of an instance itself are left
    /// out: it knows them.
    pub(super) async fn informed<T>(&self, instance: Option<Uuid>, look: impl Fn(&Facts) -> T) -> Result<T, Problem> {
        let mut facts = Facts::default();
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
            let rows = match &fact {
                Fact::Register { register, of } => {
                    self.store().register_rows(register, of).await.map_err(problems::store)?
                }
                // Nothing else is asked for outside of a decision.
                _ => Vec::new(),
            };
            let others = rows.into_iter().filter(|(of, _)| Some(*of) != instance);
            facts.insert(fact, others.map(|(_, columns)| columns.to_value()).collect::<Vec<_>>().into());
        }
        Ok(())
    }
}
