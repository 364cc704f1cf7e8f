//! Who has to do with which field: where it is filled, where it is seen, and which rules look at it.

use super::reads::reads;
use super::writes::writes;
use crate::check::graph::Graph;
use crate::id::FieldId;
use crate::model::{Definition, Kind, Node, Right};
use crate::process::{HostNames, vocabulary};

/// That an element of the process has to do with a field of the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The field.
    pub field: FieldId,
    /// The node, boundary event or connection.
    pub element: String,
    /// What it has to do with it.
    pub how: How,
}

/// What an element has to do with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// It can get a value there: from people, from outside, by computation.
    Fills,
    /// People see it there and leave it as it is.
    Shows,
    /// A rule looks at it there: a condition, whom to ask, how long to wait.
    Decides,
}

/// All that elements have to do with fields, field by field in the order of the form.
///
/// ```
/// use flow::check::{How, uses};
/// use flow::model::{Definition, Field, FieldType, Kind, Node};
///
/// let mut definition = Definition { nodes: vec![Node::new("start", Kind::Start)], ..Definition::default() };
/// definition.form.fields.push(Field::new("days", FieldType::Number));
/// // Whoever starts fills the form.
/// assert_eq!(uses(&definition)[0].how, How::Fills);
/// ```
pub fn uses(definition: &Definition) -> Vec<Use> {
    let boundary = definition.boundary_nodes();
    let graph = Graph::new(definition, &boundary);
    let (names, declared) = (HostNames::of(definition), vocabulary(definition));
    let read = reads(&graph, &names, &declared);
    let mut found = Vec::new();
    for field in &definition.form.fields {
        let mut add =
            |element: &str, how| found.push(Use { field: field.id.clone(), element: element.to_owned(), how });
        for (_, node) in graph.nodes() {
            if writes(node, &field.id) {
                add(node.id.as_str(), How::Fills);
            } else if is_seen(node, &field.id) {
                add(node.id.as_str(), How::Shows);
            }
        }
        for read in read.iter().filter(|read| read.looks_at(field)) {
            add(read.element, How::Decides);
        }
    }
    // A rule may look at a field more than once.
    found.dedup();
    found
}

/// Whether people see a field at a node, and no more.
pub(super) fn is_seen(node: &Node, field: &FieldId) -> bool {
    let has_people = node.kind.is_human() || matches!(node.kind, Kind::Cc | Kind::Start);
    has_people && node.right_to(field) == Right::Read
}
