//! What the pointer is at.

use flow::id::{EdgeId, LaneId, NodeId};
use flow::layout::{Area, Point};
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
    /// The words on a connection.
    Label(EdgeId),
    /// A corner of a sub-process.
    Grip(NodeId, Corner),
    Lane(LaneId),
    /// The lower edge of a lane.
    LaneGrip(LaneId),
}

/// A corner of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Corner {
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
}

impl Corner {
    pub(super) const ALL: [Self; 4] = [Self::TopLeft, Self::TopRight, Self::BottomLeft, Self::BottomRight];

    /// How the page names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::TopLeft => "top-left",
            Self::TopRight => "top-right",
            Self::BottomLeft => "bottom-left",
            Self::BottomRight => "bottom-right",
        }
    }

    pub(super) fn is_left(self) -> bool {
        matches!(self, Self::TopLeft | Self::BottomLeft)
    }

    pub(super) fn is_top(self) -> bool {
        matches!(self, Self::TopLeft | Self::TopRight)
    }

    /// A box with this corner moved so far, around another at least.
    pub(super) fn moved(self, area: Area, by: Point, least: Area) -> Area {
        let left = if self.is_left() { (area.x + by.x).min(least.x) } else { area.x };
        let top = if self.is_top() { (area.y + by.y).min(least.y) } else { area.y };
        let right = if self.is_left() { area.right() } else { (area.right() + by.x).max(least.right()) };
        let bottom = if self.is_top() { area.bottom() } else { (area.bottom() + by.y).max(least.bottom()) };
        Area { x: left, y: top, w: right - left, h: bottom - top }
    }
}

impl Target {
    pub(super) fn as_selection(&self) -> Option<Selection> {
        Some(match self {
            Self::Nothing => return None,
            Self::Node(id) | Self::Fold(id) | Self::Grip(id, _) => Selection::node(id),
            Self::Edge(id) | Self::End(id, _) | Self::Bend(id, _) | Self::Label(id) => Selection::edge(id),
            Self::Lane(id) | Self::LaneGrip(id) => Selection::lane(id),
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
        let grip = element.get_attribute("data-grip");
        if let Some(corner) = Corner::ALL.into_iter().find(|corner| grip.as_deref() == Some(corner.name())) {
            return Target::Grip(id.into(), corner);
        }
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
        let is_label = element.closest("[data-label]").ok().flatten().is_some();
        return if is_label { Target::Label(id.into()) } else { Target::Edge(id.into()) };
    }
    if let Some(id) = named("data-lane-grip") {
        return Target::LaneGrip(id.into());
    }
    named("data-lane").map_or(Target::Nothing, |id| Target::Lane(id.into()))
}
