use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::Value;

/// Up to this many entries are found by looking at each.
const SMALL: usize = 16;

/// Named entries in the order in which they came.
#[derive(Clone, Default)]
pub struct Context {
    entries: Vec<(Arc<str>, Value)>,
    /// Where an entry stands, once there are many.
    index: BTreeMap<Arc<str>, usize>,
}

impl Context {
    /// A context without entries.
    pub fn new() -> Context {
        Context::default()
    }

    fn position(&self, name: &str) -> Option<usize> {
        if self.entries.len() <= SMALL {
            self.entries.iter().position(|(key, _)| &**key == name)
        } else {
            self.index.get(name).copied()
        }
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.position(name).map(|position| &self.entries[position].1)
    }

    /// Sets the value of that name. A new name goes to the end, a known one keeps its place; its old value is returned.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) -> Option<Value> {
        let name = name.into();
        if let Some(position) = self.position(&name) {
            return Some(std::mem::replace(&mut self.entries[position].1, value));
        }
        self.entries.push((name, value));
        if self.entries.len() > SMALL {
            for (position, (name, _)) in self.entries.iter().enumerate().skip(self.index.len()) {
                self.index.insert(name.clone(), position);
            }
        }
        None
    }

    /// The entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.entries.iter().map(|(name, value)| (&**name, value))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl PartialEq for Context {
    fn eq(&self, other: &Context) -> bool {
        self.entries == other.entries
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Into<Arc<str>>> FromIterator<(K, Value)> for Context {
    /// A name that comes again sets the value anew.
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(entries: I) -> Context {
        let mut context = Context::new();
        for (name, value) in entries {
            context.insert(name, value);
        }
        context
    }
}

impl From<Vec<(String, Value)>> for Context {
    fn from(entries: Vec<(String, Value)>) -> Context {
        entries.into_iter().collect()
    }
}
