//! Where things stand: the shapes and edges of the diagram.

use std::collections::HashSet;

use feel::xml::Element;

use super::Reader;
use crate::bpmn::names::{DIAGRAM, is_flow_node, is_sub_process};
use crate::id::NodeId;
use crate::model::{Box, Diagram};

impl<'x> Reader<'_, 'x> {
    /// The boxes of the nodes and the lanes, which sub-processes are collapsed, the way points of the edges and
    /// the boxes of the words on them; the first drawing of each counts.
    pub(super) fn diagram(&mut self) {
        let mut diagram = Diagram::default();
        let nodes: HashSet<&str> = self.definition.element_ids().map(NodeId::as_str).collect();
        let edges: HashSet<&str> = self.definition.edges.iter().map(|edge| edge.id.as_str()).collect();
        let lanes: HashSet<&str> = self.definition.lanes.iter().map(|lane| lane.id.as_str()).collect();
        let is_drawing = |element: &&Element| element.namespace.as_deref() == Some(DIAGRAM);
        let planes = self.document.root.elements().filter(is_drawing).flat_map(Element::elements);
        for drawn in planes.filter(is_drawing).flat_map(Element::elements).filter(is_drawing) {
            let Some(element) = drawn.attribute("bpmnElement").and_then(|of| self.document.find(of)) else { continue };
            let Some(of) = self.document.id_of(element) else { continue };
            match drawn.local_name() {
                "BPMNShape" if is_flow_node(element.local_name()) && nodes.contains(of) => {
                    if let Some(bounds) = bounds(drawn).filter(|_| !diagram.nodes.contains_key(of)) {
                        diagram.nodes.insert(of.into(), bounds);
                        if is_sub_process(element.local_name()) && drawn.attribute("isExpanded") == Some("false") {
                            diagram.collapsed.insert(of.into());
                        }
                    }
                }
                "BPMNShape" if element.local_name() == "lane" && lanes.contains(of) => {
                    if let Some(bounds) = bounds(drawn) {
                        diagram.lanes.entry(of.into()).or_insert(bounds);
                    }
                }
                "BPMNEdge" if edges.contains(of) && !diagram.edges.contains_key(of) => {
                    diagram.edges.insert(of.into(), way_points(drawn));
                    let label = drawn.elements().find(|part| part.local_name() == "BPMNLabel");
                    diagram.labels.extend(label.and_then(bounds).map(|bounds| (of.into(), bounds)));
                }
                _ => {}
            }
        }
        self.definition.diagram = (diagram != Diagram::default()).then_some(diagram);
    }
}

fn bounds(shape: &Element) -> Option<Box> {
    let bounds = shape.elements().find(|part| part.local_name() == "Bounds")?;
    let size = |name| number(bounds, name);
    Some(Box { x: size("x")?, y: size("y")?, w: size("width")?, h: size("height")? })
}

fn way_points(edge: &Element) -> Vec<(f64, f64)> {
    let points = edge.elements().filter(|part| part.local_name() == "waypoint");
    points.filter_map(|point| Some((number(point, "x")?, number(point, "y")?))).collect()
}

fn number(element: &Element, name: &str) -> Option<f64> {
    element.attribute(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}
