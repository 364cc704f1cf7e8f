//! The diagram.

use feel::xml::Element;

use super::file::Writer;
use super::ids::Of;
use crate::bpmn::names::{BOUNDS, DIAGRAM, WAY_POINTS};
use crate::layout;
use crate::model::{Box, Definition, Diagram, Node};

/// Width of a pool's heading.
const HEADING: f64 = 30.0;

impl Writer<'_> {
    /// The drawing of the process, or of the pool that it is in.
    pub(super) fn drawing(&self, plane: &str, pool: Option<&str>) -> Element {
        let diagram = drawn(self.definition);
        let lanes = pool.map(|pool| self.pool(pool, &diagram)).unwrap_or_default();
        let plane = self.element_of(DIAGRAM, "BPMNPlane").with("id", "plane").with("bpmnElement", plane);
        let plane = plane.containing(lanes).containing(self.shapes(&diagram)).containing(self.lines(&diagram));
        self.element_of(DIAGRAM, "BPMNDiagram").with("id", "diagram").containing([plane])
    }

    pub(super) fn shapes(&self, diagram: &Diagram) -> Vec<Element> {
        let opens = |node: &Node| node.kind.is_sub_process().then(|| !self.definition.is_collapsed(node));
        let nodes = self.definition.nodes.iter().map(|node| (node.id.as_str(), opens(node)));
        let attached = self.definition.attached.iter().map(|attached| (attached.id.as_str(), None));
        let shape = |(id, opens): (&str, Option<bool>)| {
            let bounds = diagram.nodes.get(id)?;
            let shape = self.shape(self.node_id(id), *bounds);
            Some(match opens {
                Some(opens) => shape.with("isExpanded", opens.to_string()),
                None => shape,
            })
        };
        nodes.chain(attached).filter_map(shape).collect()
    }

    pub(super) fn lines(&self, diagram: &Diagram) -> Vec<Element> {
        let line = |edge: &crate::model::Edge| {
            let id = self.ids.of(Of::Edge, edge.id.as_str());
            let points = diagram.edges.get(&edge.id)?;
            let line = self.element_of(DIAGRAM, "BPMNEdge").with("id", drawn_id(id)).with("bpmnElement", id);
            let label = diagram.labels.get(&edge.id).map(|bounds| self.label(*bounds));
            Some(line.containing(self.way_points(points)).containing(label))
        };
        self.definition.edges.iter().filter_map(line).collect()
    }

    pub(super) fn way_points(&self, points: &[(f64, f64)]) -> Vec<Element> {
        let point = |(x, y): &(f64, f64)| {
            self.element_of(WAY_POINTS, "waypoint").with("x", x.to_string()).with("y", y.to_string())
        };
        points.iter().map(point).collect()
    }

    pub(super) fn label(&self, bounds: Box) -> Element {
        self.element_of(DIAGRAM, "BPMNLabel").containing([self.bounds(bounds)])
    }

    fn shape(&self, id: &str, bounds: Box) -> Element {
        let shape = self.element_of(DIAGRAM, "BPMNShape").with("id", drawn_id(id)).with("bpmnElement", id);
        shape.containing([self.bounds(bounds)])
    }

    pub(super) fn bounds(&self, bounds: Box) -> Element {
        let Box { x, y, w, h } = bounds;
        let bounds = self.element_of(BOUNDS, "Bounds").with("x", x.to_string()).with("y", y.to_string());
        bounds.with("width", w.to_string()).with("height", h.to_string())
    }

    /// The pool around its lanes.
    fn pool(&self, pool: &str, diagram: &Diagram) -> Vec<Element> {
        let lanes = self.lane_shapes(diagram);
        let around = diagram.lanes.values().copied().reduce(around);
        let around = around.map(|lanes| Box { x: lanes.x - HEADING, w: lanes.w + HEADING, ..lanes });
        let pool = around.map(|bounds| self.shape(pool, bounds).with("isHorizontal", "true"));
        pool.into_iter().chain(lanes).collect()
    }

    pub(super) fn lane_shapes(&self, diagram: &Diagram) -> Vec<Element> {
        let lanes = self.definition.lanes.iter().filter_map(|lane| {
            let bounds = diagram.lanes.get(&lane.id)?;
            let id = self.ids.of(Of::Lane, lane.id.as_str());
            Some(self.shape(id, *bounds).with("isHorizontal", "true"))
        });
        lanes.collect()
    }
}

/// The least box around two.
fn around(one: Box, other: Box) -> Box {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let (right, bottom) = ((one.x + one.w).max(other.x + other.w), (one.y + one.h).max(other.y + other.h));
    Box { x, y, w: right - x, h: bottom - y }
}

/// The id of the shape or line that draws an element.
fn drawn_id(id: &str) -> String {
    format!("{id}_di")
}

/// Where everything stands, in the very numbers of the definition where it places things.
pub(super) fn drawn(definition: &Definition) -> Diagram {
    let mut drawn = layout::drawn(definition).as_diagram();
    if let Some(placed) = &definition.diagram {
        for (id, bounds) in &placed.nodes {
            // A sub-process grows around what nobody has placed in it.
            let is_in = drawn.nodes.get(id).is_none_or(|drawn| drawn.w <= bounds.w + 1.0 && drawn.h <= bounds.h + 1.0);
            if is_in {
                drawn.nodes.insert(id.clone(), *bounds);
            }
        }
        drawn.edges.extend(placed.edges.iter().map(|(id, points)| (id.clone(), points.clone())));
        drawn.lanes.extend(placed.lanes.iter().map(|(id, bounds)| (id.clone(), *bounds)));
        drawn.collapsed.clone_from(&placed.collapsed);
        drawn.labels.clone_from(&placed.labels);
    }
    drawn
}

/// Where things stand when nobody placed them.
pub(super) fn laid_out(definition: &Definition) -> Diagram {
    let collapsed = definition.diagram.as_ref().map(|diagram| diagram.collapsed.clone()).unwrap_or_default();
    Diagram { collapsed, ..layout::layout(definition).as_diagram() }
}
