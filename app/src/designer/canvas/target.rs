//! What the pointer is at.

use flow::id::{EdgeId, LaneId, NodeId};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget};

use crate::designer::work::Selection;

/// What the pointer is at.
pub(super) enum Target {
    Nothing,
    Node(NodeId),
    /// The handle that collapses a sub-process and opens it.
    Fold(NodeId),
    Edge(EdgeId),
    End(EdgeId, bool),
    Bend(EdgeId, usize),
    Lane(LaneId),
}

impl Target {
    pub(super) fn as_selection(&self) -> Option<Selection> {
        Some(match self {
            Self::Nothing => return None,
            Self::Node(id) | Self::Fold(id) => Selection::node(id),
            Self::Edge(id) | Self::End(id, _) | Self::Bend(id, _) => Selection::edge(id),
            Self::Lane(id) => Selection::lane(id),
        })
    }
}

/// What an event is about.
pub(super) fn target(target: &Option<EventTarget>) -> Target {
    let Some(element) = target.as_ref().and_then(|target| target.dyn_ref::<Element>()) else { return Target::Nothing };
    let named = |attribute: &str| {
        let around = element.closest(&format!("[{attribute}]")).ok().flatten()?;
        around.get_attribute(attribute)
    };
    if let Some(id) = named("data-node") {
        let folds = element.closest("[data-fold]").ok().flatten().is_some();
        return if folds { Target::Fold(id.into()) } else { Target::Node(id.into()) };
    }
    if let Some(id) = named("data-edge") {
        if let Some(end) = element.get_attribute("data-end") {
            return Target::End(id.into(), end == "to");
        }
        if let Some(leg) = element.get_attribute("data-leg").and_then(|leg| leg.parse().ok()) {
            return Target::Bend(id.into(), leg);
        }
        return Target::Edge(id.into());
    }
    named("data-lane").map_or(Target::Nothing, |id| Target::Lane(id.into()))
}
