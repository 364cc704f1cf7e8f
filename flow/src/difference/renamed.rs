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
    let has = |definition: &Definition, id: &NodeId| definition.nodes.iter().any(|node| node.id == *id);
    let gone = old.nodes.iter().filter(|node| !has(new, &node.id));
    let came: Vec<&Node> = new.nodes.iter().filter(|node| !has(old, &node.id)).collect();
    gone.filter_map(|gone| {
        let is_same = |came: &&&Node| Node { id: came.id.clone(), ..gone.clone() } == ***came;
        let is_told_apart = gone.name.is_some();
        let mut same =
            came.iter().filter(is_same).filter(|came| is_told_apart || around(old, &gone.id) == around(new, &came.id));
        let only = same.next().filter(|_| same.next().is_none())?;
        Some((gone.id.clone(), only.id.clone()))
    })
    .next()
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
    let has = |definition: &Definition, id: &FieldId| definition.form.fields.iter().any(|field| field.id == *id);
    let gone = old.form.fields.iter().filter(|field| !has(new, &field.id));
    let came: Vec<&Field> = new.form.fields.iter().filter(|field| !has(old, &field.id)).collect();
    gone.filter_map(|gone| {
        let is_same = |came: &&&Field| Field { id: came.id.clone(), ..gone.clone() } == ***came;
        let mut same = came.iter().filter(is_same);
        let only = same.next().filter(|_| same.next().is_none())?;
        Some((gone.id.clone(), only.id.clone()))
    })
    .next()
}

/// An edge that is gone, and the only one that is new and leads the same way under the same condition.
fn edge(old: &Definition, new: &Definition) -> Option<(EdgeId, EdgeId)> {
    let has = |definition: &Definition, id: &EdgeId| definition.edges.iter().any(|edge| edge.id == *id);
    let gone = old.edges.iter().filter(|edge| !has(new, &edge.id));
    let came: Vec<&Edge> = new.edges.iter().filter(|edge| !has(old, &edge.id)).collect();
    gone.filter_map(|gone| {
        let is_same = |came: &&&Edge| Edge { id: came.id.clone(), ..gone.clone() } == ***came;
        let mut same = came.iter().filter(is_same);
        let only = same.next().filter(|_| same.next().is_none())?;
        Some((gone.id.clone(), only.id.clone()))
    })
    .next()
}
