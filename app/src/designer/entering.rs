//! Going into what holds more: opening a collapsed sub-process, or the designer of a process that is called.

use flow::design::{collapse, expand};
use flow::id::{NodeId, ProcessKey};
use flow::model::{Definition, Kind, Node};
use leptos::prelude::*;

use super::step::Step;
use super::work::{Selection, Work};
use crate::t;

/// The processes through which one came to this one, the last of them last. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub(super) struct Trail(StoredValue<Vec<ProcessKey>>);

impl Trail {
    /// As the address says it.
    pub(super) fn read(self, address: &str) {
        self.0.set_value(address.split(',').filter(|key| !key.is_empty()).map(ProcessKey::from).collect());
    }

    /// The process that one came from, and the address of its designer.
    pub(super) fn back(self) -> Option<(ProcessKey, String)> {
        let (last, before) =
            self.0.with_value(|all| all.split_last().map(|(last, rest)| (last.clone(), rest.to_vec())))?;
        let address = address(&last, &before);
        Some((last, address))
    }

    /// The address of the designer of a process that one goes to from here.
    fn into(self, here: &ProcessKey, called: &ProcessKey) -> String {
        let mut trail = self.0.get_value();
        trail.push(here.clone());
        address(called, &trail)
    }
}

fn address(process: &ProcessKey, trail: &[ProcessKey]) -> String {
    let trail: Vec<&str> = trail.iter().map(ProcessKey::as_str).collect();
    match trail.is_empty() {
        true => format!("/design/{process}"),
        false => format!("/design/{process}?from={}", trail.join(",")),
    }
}

/// Whether a node is a sub-process, which can be collapsed and opened.
pub(super) fn folds(definition: &Definition, id: &NodeId) -> bool {
    node(definition, id).is_some_and(|node| node.kind.is_sub_process())
}

/// Whether a node calls a process.
pub(super) fn calls(definition: &Definition, id: &NodeId) -> bool {
    node(definition, id).is_some_and(|node| node.kind == Kind::Call)
}

/// Whether a node is a sub-process that is collapsed.
pub(super) fn is_collapsed(definition: &Definition, id: &NodeId) -> bool {
    node(definition, id).is_some_and(|node| definition.is_collapsed(node))
}

fn node<'d>(definition: &'d Definition, id: &NodeId) -> Option<&'d Node> {
    definition.nodes.iter().find(|node| node.id == *id)
}

/// Collapses a sub-process, or opens it; tells whether it is one.
pub(super) fn fold(work: Work, id: &NodeId) -> bool {
    let draft = work.now();
    if !folds(&draft, id) {
        return false;
    }
    // What is hidden is chosen no longer.
    work.select(Selection::node(id));
    match is_collapsed(&draft, id) {
        true => work.draw_otherwise(Step::Expand, |draft| expand(draft, id)),
        false => work.draw_otherwise(Step::Collapse, |draft| collapse(draft, id)),
    }
    true
}

/// Goes into a node: opens it when it is collapsed, or goes to the designer of the process that it calls.
pub(super) fn enter(work: Work, trail: Trail, id: &NodeId) -> bool {
    let draft = work.now();
    if is_collapsed(&draft, id) {
        return fold(work, id);
    }
    if !calls(&draft, id) {
        return false;
    }
    match node(&draft, id).and_then(|node| node.call.as_ref()) {
        Some(call) if !call.process.as_str().is_empty() => {
            // The draft is in this browser already; without a window there is nobody to lead anywhere.
            let _ = window().location().assign(&trail.into(&draft.key, &call.process));
        }
        _ => work.toasts.failed(t!("designer-calls-nothing")),
    }
    true
}
