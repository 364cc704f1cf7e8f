//! A changed definition in the file that it came from: what did not change stays as it was.

use std::collections::{HashMap, HashSet};

use feel::xml::{Content, Element};

use super::file::{NAMESPACES, Writer, words};
use super::ids::Of;
use super::renewed::{is_own_flow, renewed};
use crate::bpmn::document::{Document, is_bpmn};
use crate::bpmn::names::{DIAGRAM, is_flow_node, is_sub_process};
use crate::model::Definition;

/// The original file with what is different in the definition now.
pub(super) fn merge(document: &Document<'_>, writer: &Writer<'_>, before: &Definition) -> Element {
    let process = writer.process();
    let mut fresh = HashMap::new();
    gather(&process, &mut fresh);
    let merger = Merger { document, writer, before, fresh };
    let mut root = document.root.clone();
    for content in &mut root.content {
        if let Content::Element(element) = content {
            if is_bpmn(element) && element.local_name() == "process" && merger.own(element) == Some(before.key.as_str())
            {
                *element = merger.process(element);
            } else if element.namespace.as_deref() == Some(DIAGRAM) {
                *element = merger.drawing(element.clone());
            }
        }
    }
    let there: Vec<&str> = document.root.elements().filter_map(|element| element.attribute("id")).collect();
    let new = writer.referred_elements(&there).into_iter().map(Content::Element);
    root.content.splice(0..0, new);
    for (prefix, namespace) in NAMESPACES {
        let declared = document.prefix_of(namespace).is_some();
        if !declared {
            root.attributes.push((format!("xmlns:{prefix}"), namespace.to_owned()));
        }
    }
    root
}

struct Merger<'m, 'x> {
    document: &'m Document<'x>,
    writer: &'m Writer<'m>,
    /// The definition as the original file has it.
    before: &'m Definition,
    /// What is written of the definition as it is now, by id.
    fresh: HashMap<String, &'m Element>,
}

fn gather<'e>(element: &'e Element, by_id: &mut HashMap<String, &'e Element>) {
    for part in element.elements() {
        if let Some(id) = part.attribute("id") {
            by_id.insert(id.to_owned(), part);
        }
        gather(part, by_id);
    }
}

impl<'m> Merger<'m, '_> {
    fn own<'e>(&'e self, element: &'e Element) -> Option<&'e str> {
        let id = element.attribute("id")?;
        Some(self.document.find(id).and_then(|found| self.document.id_of(found)).unwrap_or(id))
    }

    fn process(&self, original: &Element) -> Element {
        let now = self.writer.definition;
        let mut process = self.flow(original, None);
        if now.key != self.before.key {
            set(&mut process, "lianban:id", now.key.as_str().to_owned());
        }
        if now.name != self.before.name {
            set(&mut process, "name", words(&now.name));
        }
        let lanes = |definition: &Definition| {
            let of = definition.nodes.iter().map(|node| (node.id.clone(), node.lane.clone())).collect::<Vec<_>>();
            (definition.lanes.clone(), of)
        };
        if lanes(now) != lanes(self.before) {
            let is_set = |content: &Content| matches!(content, Content::Element(it) if is_bpmn(it) && it.local_name() == "laneSet");
            let place = process.content.iter().position(is_set);
            process.content.retain(|content| !is_set(content));
            let is_flow = |content: &Content| matches!(content, Content::Element(it) if is_flow_node(it.local_name()));
            let place = place.or_else(|| process.content.iter().position(is_flow)).unwrap_or(process.content.len());
            let set = self.writer.lane_set().map(Content::Element);
            process.content.splice(place..place, set);
        }
        process
    }

    /// The flow of a process or sub-process: what stays, what changed, and what is new.
    fn flow(&self, original: &Element, within: Option<&str>) -> Element {
        let mut there = HashSet::new();
        let mut merged = original.clone();
        let content = original.content.iter().filter_map(|content| match content {
            Content::Element(element) if self.is_of_definition(element) => {
                let id = element.attribute("id")?;
                there.insert(id.to_owned());
                let fresh = self.fresh.get(id)?;
                Some(Content::Element(self.part(element, fresh)))
            }
            kept => Some(kept.clone()),
        });
        merged.content = content.collect();
        let new =
            self.writer.flow(within).into_iter().filter(|element| {
                element.attribute("id").is_some_and(|id| !there.contains(id) && !self.is_implied(id))
            });
        merged.content.extend(new.map(Content::Element));
        merged
    }

    /// Whether an element of the file is a node or an edge of the definition as it was.
    fn is_of_definition(&self, element: &Element) -> bool {
        let name = element.local_name();
        let Some(own) = self.own(element).filter(|_| is_bpmn(element)) else { return false };
        match name {
            "sequenceFlow" | "association" => self.before.edges.iter().any(|edge| edge.id == *own),
            name => is_flow_node(name) && self.before.element_ids().any(|id| *id == *own),
        }
    }

    /// Whether something is only in the definition because BPMN implies it.
    fn is_implied(&self, id: &str) -> bool {
        let is_it = |of, own: &str| self.writer.ids.of(of, own) == id;
        let mut nodes = self.before.element_ids();
        let mut edges = self.before.edges.iter();
        nodes.any(|own| is_it(Of::Node, own.as_str())) || edges.any(|edge| is_it(Of::Edge, edge.id.as_str()))
    }

    fn part(&self, original: &Element, fresh: &Element) -> Element {
        let Some(own) = self.own(original) else { return original.clone() };
        let now = self.writer.definition;
        let node = |definition: &Definition| definition.nodes.iter().find(|node| node.id == *own).cloned();
        let edge = |definition: &Definition| definition.edges.iter().find(|edge| edge.id == *own).cloned();
        let event = |definition: &Definition| definition.attached.iter().find(|event| event.id == *own).cloned();
        let stays =
            node(now) == node(self.before) && edge(now) == edge(self.before) && event(now) == event(self.before);
        let element = if stays { original.clone() } else { renewed(original, fresh) };
        let element = self.with_its_flows(element, fresh);
        match is_sub_process(element.local_name()) && is_sub_process(fresh.local_name()) {
            true => self.flow(&element, Some(own)),
            false => element,
        }
    }

    /// The flows that lead to and from a node, and the default among them, may have changed though it has not.
    fn with_its_flows(&self, mut element: Element, fresh: &Element) -> Element {
        match fresh.attribute("default") {
            Some(default) => set(&mut element, "default", default.to_owned()),
            None => element.attributes.retain(|(name, _)| name != "default"),
        }
        let is_flow = |content: &Content| matches!(content, Content::Element(part) if is_own_flow(part));
        let Some(first) = element.content.iter().position(is_flow) else {
            // An element that names no flows leaves that to the flows.
            return element;
        };
        if flows_of(&element) == flows_of(fresh) {
            return element;
        }
        element.content.retain(|content| !is_flow(content));
        let flows = fresh.content.iter().filter(|content| is_flow(content)).cloned().collect::<Vec<_>>();
        element.content.splice(first..first, flows);
        element
    }

    /// The drawing: what is gone is not drawn, what was moved is where it is now, what is new is added.
    fn drawing(&self, mut drawing: Element) -> Element {
        let now = super::drawing::drawn(self.writer.definition);
        let (placed, was) = (
            self.writer.definition.diagram.clone().unwrap_or_default(),
            self.before.diagram.clone().unwrap_or_default(),
        );
        let mut drawn = HashSet::new();
        let Some(plane) = drawing.content.iter_mut().find_map(|content| match content {
            Content::Element(plane) if plane.local_name() == "BPMNPlane" => Some(plane),
            _ => None,
        }) else {
            return drawing;
        };
        plane.content.retain_mut(|content| {
            let Content::Element(element) = content else { return true };
            let Some(id) = element.attribute("bpmnElement").map(str::to_owned) else { return true };
            drawn.insert(id.clone());
            let Some(of) = self.document.find(&id) else { return true };
            let own = self.own(of).unwrap_or_default().to_owned();
            let is_gone = match of.local_name() {
                "lane" => {
                    let is_in = |definition: &Definition| definition.lanes.iter().any(|lane| lane.id == *own);
                    is_in(self.before) && !is_in(self.writer.definition)
                }
                _ => self.is_of_definition(of) && !self.fresh.contains_key(&id),
            };
            if is_gone {
                return false;
            }
            let nodes = placed.nodes.get(own.as_str()).filter(|bounds| was.nodes.get(own.as_str()) != Some(bounds));
            let lanes = placed.lanes.get(own.as_str()).filter(|bounds| was.lanes.get(own.as_str()) != Some(bounds));
            if let Some(bounds) = if of.local_name() == "lane" { lanes } else { nodes } {
                replace(element, "Bounds", vec![self.writer.bounds(*bounds)]);
            }
            if placed.collapsed.contains(own.as_str()) != was.collapsed.contains(own.as_str()) {
                set(element, "isExpanded", was.collapsed.contains(own.as_str()).to_string());
            }
            if let Some(points) =
                placed.edges.get(own.as_str()).filter(|points| was.edges.get(own.as_str()) != Some(points))
            {
                replace(element, "waypoint", self.writer.way_points(points));
            }
            let label = placed.labels.get(own.as_str());
            if label != was.labels.get(own.as_str()) {
                replace(element, "BPMNLabel", Vec::new());
                element.content.extend(label.map(|bounds| Content::Element(self.writer.label(*bounds))));
            }
            true
        });
        // What is new is drawn where something of the process is.
        if drawn.iter().any(|id| self.fresh.contains_key(id)) {
            let is_here = |id: &str| drawn.contains(id) || self.is_implied(id);
            let shapes = self.writer.shapes(&now).into_iter().chain(self.writer.lines(&now));
            let new = shapes.filter(|shape| !shape.attribute("bpmnElement").is_some_and(is_here));
            plane.content.extend(new.map(Content::Element));
            // Lanes are behind what stands in them.
            let lanes = self.writer.definition.lanes.iter().filter(|lane| {
                let was_undrawn = self.before.lanes.iter().any(|was| was.id == lane.id);
                !was_undrawn || placed.lanes.contains_key(&lane.id)
            });
            let lanes: HashSet<&str> = lanes.map(|lane| self.writer.ids.of(Of::Lane, lane.id.as_str())).collect();
            let is_new = |id: &str| lanes.contains(id) && !drawn.contains(id);
            let new = self.writer.lane_shapes(&now).into_iter();
            let new = new.filter(|shape| shape.attribute("bpmnElement").is_some_and(is_new)).map(Content::Element);
            plane.content.splice(0..0, new);
        }
        drawing
    }
}

/// The flows that an element names.
fn flows_of(element: &Element) -> HashSet<(&str, String)> {
    let flows = element.elements().filter(|part| is_own_flow(part));
    flows.map(|flow| (flow.local_name(), flow.text().trim().to_owned())).collect()
}

fn set(element: &mut Element, name: &str, value: String) {
    match element.attributes.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = value,
        None => element.attributes.push((name.to_owned(), value)),
    }
}

/// Puts elements in the place of those of a name.
fn replace(element: &mut Element, local_name: &str, by: Vec<Element>) {
    let is_it = |content: &Content| matches!(content, Content::Element(part) if part.local_name() == local_name);
    let place = element.content.iter().position(is_it).unwrap_or(0);
    element.content.retain(|content| !is_it(content));
    element.content.splice(place..place, by.into_iter().map(Content::Element));
}
