use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{EdgeId, LaneId, NodeId};

/// Where things stand on the canvas, in pixels at zoom 1.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Diagram {
    /// The box of each node and boundary event.
    #[serde(default)]
    pub nodes: BTreeMap<NodeId, Box>,
    /// The way points of each edge.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub edges: BTreeMap<EdgeId, Vec<(f64, f64)>>,
    /// The box of each lane.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lanes: BTreeMap<LaneId, Box>,
    /// The sub-processes that are drawn as a single step, what is in them hidden.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub collapsed: BTreeSet<NodeId>,
    /// The box of the words on an edge, where somebody put them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<EdgeId, Box>,
}

impl Diagram {
    /// Whether everything is laid out: it may still say which sub-processes are collapsed.
    pub fn places_nothing(&self) -> bool {
        self.nodes.is_empty() && self.edges.is_empty() && self.lanes.is_empty()
    }
}

/// A box on the canvas: its upper left corner and size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Box {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}
