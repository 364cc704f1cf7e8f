//! Trying out what one does to a tree.

use super::sample::{drawn, told};
use crate::design::New;
use crate::design::tree::{Gap, tree};
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Kind};
use crate::text::Text;

/// Three branches and a step after them.
pub(super) const CHOICE: &str = "start -> choice \n choice -> a [x] \n choice -> b [y] \n choice -> c [default]
    a -> join \n b -> join \n c -> join \n join -> d \n d -> end";

/// How the tree of a process reads.
pub(super) fn read(definition: &Definition) -> String {
    told(&tree(definition).expect("it is a tree"))
}

/// What becomes of a process.
pub(super) fn after<T>(ways: &str, change: impl FnOnce(&mut Definition) -> Result<T, Text>) -> String {
    let mut definition = drawn(ways);
    change(&mut definition).unwrap_or_else(|text| panic!("it is refused: {text:?}"));
    read(&definition)
}

/// Whether a change is refused, which leaves everything as it was.
pub(super) fn refused<T>(ways: &str, change: impl FnOnce(&mut Definition) -> Result<T, Text>) -> bool {
    let mut definition = drawn(ways);
    let is_refused = change(&mut definition).is_err();
    assert!(!is_refused || definition == drawn(ways), "what is refused changes nothing");
    is_refused
}

/// The gap in a connection.
pub(super) fn at(edge: &str) -> Gap {
    Gap::Edge(edge.into())
}

/// Work.
pub(super) fn handle() -> New {
    New::node(Kind::Handle)
}

/// Where a connection leaves and arrives, its condition, and whether it is the default.
pub(super) fn way(definition: &Definition, id: &EdgeId) -> (NodeId, NodeId, Option<String>, bool) {
    let edge = definition.edges.iter().find(|edge| edge.id == *id).expect("it is there");
    (edge.from.clone(), edge.to.clone(), edge.when.clone().map(|when| when.0), edge.default)
}
