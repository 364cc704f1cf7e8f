//! The processes that play on a stage.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::run::Stage;
use crate::id::ProcessKey;
use crate::process::{Process, Work};

impl Stage {
    /// The process that is tested and those that it calls, directly or not, as far as they are there.
    pub(super) fn played(&self) -> Vec<&Arc<Process>> {
        let mut played = vec![&self.process];
        let mut looked_at = 0;
        while let Some(process) = played.get(looked_at) {
            for key in calls(process) {
                let there = self.called.iter().find(|other| other.definition().key == *key);
                played.extend(there.filter(|_| !contains(&played, key)));
            }
            looked_at += 1;
        }
        played
    }

    /// The processes that are called, directly or not, and are not there. A call of one stops for an administrator.
    pub fn missing_calls(&self) -> BTreeSet<ProcessKey> {
        let played = self.played();
        let called = played.iter().flat_map(|process| calls(process));
        called.filter(|key| !contains(&played, key)).cloned().collect()
    }
}

fn contains(processes: &[&Arc<Process>], key: &ProcessKey) -> bool {
    processes.iter().any(|process| process.definition().key == *key)
}

fn calls(process: &Process) -> impl Iterator<Item = &ProcessKey> {
    process.steps().iter().filter_map(|step| match &step.work {
        Work::Call(call) => Some(&call.process),
        _ => None,
    })
}
