//! Names that nothing in a definition has yet.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::hash::Hash;

use crate::id::NodeId;
use crate::model::Definition;

/// The first of `stem`, `stem2`, `stem3` … that no element has.
pub(super) fn free<T: From<String>>(definition: &Definition, stem: &str) -> T {
    first_free(&taken(definition).collect::<HashSet<_>>(), stem).into()
}

/// The names that some definitions have, and those that were given out since.
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn of(definitions: &[&Definition]) -> Self {
        Self(definitions.iter().flat_map(|definition| taken(definition)).map(str::to_owned).collect())
    }

    /// A name like this one that none of them has.
    pub(super) fn another<T: From<String>>(&mut self, like: &str) -> T {
        let name = first_free(&self.0, like.trim_end_matches(|sign: char| sign.is_ascii_digit()));
        self.0.insert(name.clone());
        name.into()
    }
}

fn first_free<S: Borrow<str> + Eq + Hash>(taken: &HashSet<S>, stem: &str) -> String {
    let numbered = (2_u32..).map(|number| format!("{stem}{number}"));
    let mut names = std::iter::once(stem.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name.as_str())).unwrap_or_default()
}

/// Every id of the drawing; other tools' files want them to differ across kinds of elements.
pub(super) fn taken(definition: &Definition) -> impl Iterator<Item = &str> {
    let nodes = definition.element_ids().map(NodeId::as_str);
    let edges = definition.edges.iter().map(|edge| edge.id.as_str());
    let lanes = definition.lanes.iter().map(|lane| lane.id.as_str());
    nodes.chain(edges).chain(lanes)
}
