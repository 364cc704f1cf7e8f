use std::collections::BTreeMap;
use std::sync::Arc;

use super::pool::Pool;
use crate::id::ProcessKey;
use crate::process::Process;

/// What decides where tokens go in each process that is looked into.
pub(in crate::scenario) struct Pools(BTreeMap<ProcessKey, Pool>);

impl Pools {
    pub(in crate::scenario) fn of<'p>(processes: impl IntoIterator<Item = &'p Arc<Process>>) -> Self {
        let pool = |process: &Arc<Process>| (process.definition().key.clone(), Pool::of(process));
        Self(processes.into_iter().map(pool).collect())
    }

    /// That of a process; none when that is not looked into.
    pub(in crate::scenario) fn get(&self, process: &Process) -> Option<&Pool> {
        self.0.get(&process.definition().key)
    }
}
