use std::collections::BTreeSet;

use crate::{Type, Zone};

/// The names that an expression may use, which decide how a text such as `a-b` is read: as one name if there is one
/// like that, else as a difference. Names of plain words (`loan amount`) are read as one name in any case.
///
/// In a name the words are separated by single spaces.
pub trait Names {
    /// Whether this is the whole of a name.
    fn contains(&self, name: &str) -> bool;

    /// Whether a name begins like this.
    fn has_prefix(&self, prefix: &str) -> bool;

    /// The type of that name, when somebody defined one.
    fn type_named(&self, name: &str) -> Option<Type> {
        let _ = name;
        None
    }

    /// The zone of a name in a literal, see [`Scope::zone`](crate::Scope::zone).
    fn zone(&self, name: &str) -> Option<Zone> {
        Zone::named(name)
    }
}

/// No names are known beforehand.
impl Names for () {
    fn contains(&self, _: &str) -> bool {
        false
    }

    fn has_prefix(&self, _: &str) -> bool {
        false
    }
}

impl Names for &[&str] {
    fn contains(&self, name: &str) -> bool {
        <[&str]>::contains(self, &name)
    }

    fn has_prefix(&self, prefix: &str) -> bool {
        self.iter().any(|name| name.starts_with(prefix))
    }
}

impl Names for BTreeSet<String> {
    fn contains(&self, name: &str) -> bool {
        BTreeSet::contains(self, name)
    }

    fn has_prefix(&self, prefix: &str) -> bool {
        let from_here = (std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded);
        self.range::<str, _>(from_here).next().is_some_and(|name| name.starts_with(prefix))
    }
}
