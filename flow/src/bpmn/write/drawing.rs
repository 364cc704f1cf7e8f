//! The diagram.

use feel::xml::Element;

use super::file::Writer;
use super::ids::Of;
use crate::bpmn::names::{BOUNDS, DIAGRAM, WAY_POINTS};
use crate::layout::{Area, layout};
use crate::model::{Box, Definition, Diagram};

/// Room that a lane has around what stands in it.
const ROOM: f64 = 24.0;
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
        let nodes = self.definition.nodes.iter().map(|node| (node.id.as_str(), node.kind.is_sub_process()));
        let attached = self.definition.attached.iter().map(|attached| (attached.id.as_str(), false));
        let shape = |(id, opens): (&str, bool)| {
            let bounds = diagram.nodes.get(id)?;
            let shape = self.shape(self.node_id(id), *bounds);
            Some(if opens { shape.with("isExpanded", "true") } else { shape })
        };
        nodes.chain(attached).filter_map(shape).collect()
    }

    pub(super) fn lines(&self, diagram: &Diagram) -> Vec<Element> {
        let line = |edge: &crate::model::Edge| {
            let id = self.ids.of(Of::Edge, edge.id.as_str());
            let points = diagram.edges.get(&edge.id)?;
            let line = self.element_of(DIAGRAM, "BPMNEdge").with("id", drawn_id(id)).with("bpmnElement", id);
            Some(line.containing(self.way_points(points)))
        };
        self.definition.edges.iter().filter_map(line).collect()
    }

    pub(super) fn way_points(&self, points: &[(f64, f64)]) -> Vec<Element> {
        let point = |(x, y): &(f64, f64)| {
            self.element_of(WAY_POINTS, "waypoint").with("x", x.to_string()).with("y", y.to_string())
        };
        points.iter().map(point).collect()
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

    /// The pool and its lanes: as laid out, else around what stands in them.
    fn pool(&self, pool: &str, diagram: &Diagram) -> Vec<Element> {
        let laid_out = layout(self.definition);
        let is_laid_out = self.definition.diagram.is_none();
        let of_layout = |id: &str| laid_out.lanes.iter().find(|(lane, _)| *lane == *id).map(|(_, area)| of_area(*area));
        let (left, right) = sides(diagram.nodes.values());
        let lanes = self.definition.lanes.iter().filter_map(|lane| {
            let inside = self.definition.nodes.iter().filter(|node| node.lane.as_ref() == Some(&lane.id));
            let boxes: Vec<&Box> = inside.filter_map(|node| diagram.nodes.get(&node.id)).collect();
            let around = || {
                let top = boxes.iter().map(|it| it.y).reduce(f64::min)? - ROOM;
                let bottom = boxes.iter().map(|it| it.y + it.h).reduce(f64::max)? + ROOM;
                Some(Box { x: left - ROOM, y: top, w: right - left + 2.0 * ROOM, h: bottom - top })
            };
            let bounds = if is_laid_out { of_layout(lane.id.as_str()) } else { around() }?;
            Some((self.ids.of(Of::Lane, lane.id.as_str()), bounds))
        });
        let lanes: Vec<(&str, Box)> = lanes.collect();
        let top = lanes.iter().map(|(_, lane)| lane.y).reduce(f64::min).unwrap_or_default();
        let bottom = lanes.iter().map(|(_, lane)| lane.y + lane.h).reduce(f64::max).unwrap_or_default();
        let (left, right) = sides(lanes.iter().map(|(_, lane)| lane));
        let around = Box { x: left - HEADING, y: top, w: right - left + HEADING, h: bottom - top };
        let shape = |(id, bounds): (&str, Box)| self.shape(id, bounds).with("isHorizontal", "true");
        std::iter::once((pool, around)).chain(lanes).map(shape).collect()
    }
}

/// The id of the shape or line that draws an element.
fn drawn_id(id: &str) -> String {
    format!("{id}_di")
}

/// Where everything stands: as the definition says, else as it is laid out.
pub(super) fn drawn(definition: &Definition) -> Diagram {
    let mut diagram = laid_out(definition);
    if let Some(placed) = &definition.diagram {
        diagram.nodes.extend(placed.nodes.iter().map(|(id, bounds)| (id.clone(), *bounds)));
        diagram.edges.extend(placed.edges.iter().map(|(id, points)| (id.clone(), points.clone())));
    }
    diagram
}

/// Where things stand when nobody placed them.
pub(super) fn laid_out(definition: &Definition) -> Diagram {
    let laid_out = layout(definition);
    let nodes = laid_out.nodes.into_iter().map(|(id, area)| (id, of_area(area)));
    let point = |point: crate::layout::Point| (f64::from(point.x), f64::from(point.y));
    let edges = laid_out.edges.into_iter().map(|(id, points)| (id, points.into_iter().map(point).collect()));
    Diagram { nodes: nodes.collect(), edges: edges.collect() }
}

fn of_area(area: Area) -> Box {
    Box { x: area.x.into(), y: area.y.into(), w: area.w.into(), h: area.h.into() }
}

fn sides<'b>(boxes: impl Iterator<Item = &'b Box>) -> (f64, f64) {
    let fold = |(left, right): (f64, f64), it: &Box| (left.min(it.x), right.max(it.x + it.w));
    let (left, right) = boxes.fold((f64::INFINITY, f64::NEG_INFINITY), fold);
    if left.is_finite() { (left, right) } else { (0.0, 0.0) }
}
