//! The names that an expression introduces.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// The names that are known at a place because the expression itself introduces them.
#[derive(Default)]
pub(crate) struct Locals {
    /// Innermost last.
    names: Vec<Arc<str>>,
    /// How often each of them is introduced.
    counts: BTreeMap<Arc<str>, usize>,
}

impl Locals {
    pub(crate) fn push(&mut self, name: impl Into<Arc<str>>) {
        let name = name.into();
        *self.counts.entry(name.clone()).or_default() += 1;
        self.names.push(name);
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Forgets all but the outermost `count`.
    pub(crate) fn truncate(&mut self, count: usize) {
        for name in self.names.drain(count..) {
            if let Some(left) = self.counts.get_mut(&name) {
                *left -= 1;
                if *left == 0 {
                    self.counts.remove(&name);
                }
            }
        }
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.counts.contains_key(name)
    }

    /// Whether one of them begins like this.
    pub(crate) fn has_prefix(&self, prefix: &str) -> bool {
        let from_here = (Bound::Included(prefix), Bound::Unbounded);
        self.counts.range::<str, _>(from_here).next().is_some_and(|(name, _)| name.starts_with(prefix))
    }
}
