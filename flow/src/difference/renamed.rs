//! Elements that have another id in the new definition and are the same otherwise.

use std::borrow::Cow;

use super::Weight;
use super::comparison::Noun;
use crate::id::{EdgeId, FieldId, NodeId};
use crate::model::{Definition, Edge, Field, Node};
use crate::text::Text;

/// An element that has another id now.
#[derive(Debug, PartialEq)]
pub(super) struct Renamed {
    pub(super) what: Noun,
    pub(super) weight: Weight,
    pub(super) from: String,
    pub(super) to: String,
    /// What people call it.
    pub(super) name: Text,
}

/// The old definition with the ids of the new one, and which those are.
///
/// One after the other, since an element may be the same only when another that it speaks of is.
pub(super) fn settle<'d>(old: &'d Definition, new: &Definition) -> (Cow<'d, Definition>, Vec<Renamed>) {
    let (mut old, mut renamed) = (Cow::Borrowed(old), Vec::new());
    loop {
        renamed.push(if let Some((from, to)) = node(&old, new) {
            let name = new.nodes.iter().find(|node| node.id == to).and_then(|node| node.name.clone());
            old.to_mut().rename_node(&from, &to);
            told(("节点", "node"), Weight::Behaviour, from, to, name)
        } else if let Some((from, to)) = field(&old, new) {
            let label = new.form.fields.iter().find(|field| field.id == to).and_then(|field| field.label.clone());
            old.to_mut().rename_field(&from, &to);
            told(("字段", "field"), Weight::Form, from, to, label)
        } else if let Some((from, to)) = edge(&old, new) {
            let name = new.edges.iter().find(|edge| edge.id == to).and_then(|edge| edge.name.clone());
            old.to_mut().rename_edge(&from, &to);
            told(("连线", "way"), Weight::Wording, from, to, name)
        } else {
            return (old, renamed);
        });
    }
}

fn told(what: Noun, weight: Weight, from: impl ToString, to: impl ToString, name: Option<Text>) -> Renamed {
    let (from, to) = (from.to_string(), to.to_string());
    let name = name.unwrap_or_else(|| to.as_str().into());
    Renamed { what, weight, from, to, name }
}

/// A node that is gone, and the only one that is new and says the same. Where nothing tells it from others of its kind,
/// it has to hang together with the rest as before.
fn node(old: &Definition, new: &Definition) -> Option<(NodeId, NodeId)> {
    let is_same = |gone: &Node, came: &Node| {
        let is_told_apart = gone.name.is_some();
        Node { id: came.id.clone(), ..gone.clone() } == *came
            && (is_told_apart || around(old, &gone.id) == around(new, &came.id))
    };
    only(&old.nodes, &new.nodes, |node| &node.id, is_same)
}

/// What is around a node: the ends and conditions of its edges that are not itself.
fn around<'d>(definition: &'d Definition, node: &NodeId) -> Vec<(bool, &'d NodeId, Option<&'d str>)> {
    let edges = definition.edges.iter();
    let mut around: Vec<_> = edges
        .flat_map(|edge| {
            let when = edge.when.as_ref().map(|when| when.0.as_str());
            let arrives = (edge.to == *node).then_some((false, &edge.from, when));
            let leaves = (edge.from == *node).then_some((true, &edge.to, when));
            arrives.into_iter().chain(leaves)
        })
        .collect();
    around.sort_unstable();
    around
}

/// A field that is gone, and the only one that is new and says the same.
fn field(old: &Definition, new: &Definition) -> Option<(FieldId, FieldId)> {
    let is_same = |gone: &Field, came: &Field| Field { id: came.id.clone(), ..gone.clone() } == *came;
    only(&old.form.fields, &new.form.fields, |field| &field.id, is_same)
}

/// An edge that is gone, and the only one that is new and leads the same way under the same condition.
fn edge(old: &Definition, new: &Definition) -> Option<(EdgeId, EdgeId)> {
    let is_same = |gone: &Edge, came: &Edge| Edge { id: came.id.clone(), ..gone.clone() } == *came;
    only(&old.edges, &new.edges, |edge| &edge.id, is_same)
}

/// The ids of one that is gone, and of the only one that is new and the same.
fn only<T, Id: Clone + PartialEq>(
    old: &[T],
    new: &[T],
    id: impl Fn(&T) -> &Id,
    is_same: impl Fn(&T, &T) -> bool,
) -> Option<(Id, Id)> {
    let missing_in = |others: &[T], one: &&T| !others.iter().any(|other| id(other) == id(one));
    let came: Vec<&T> = new.iter().filter(|came| missing_in(old, came)).collect();
    old.iter().filter(|gone| missing_in(new, gone)).find_map(|gone| {
        let mut same = came.iter().filter(|came| is_same(gone, came));
        let only = same.next().filter(|_| same.next().is_none())?;
        Some((id(gone).clone(), id(only).clone()))
    })
}
