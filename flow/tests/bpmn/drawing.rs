//! The files of the interchange suite as the designer draws them, beside what they say of their own drawing.

use std::collections::HashMap;

use feel::xml::Element;
use flow::id::NodeId;
use flow::layout::{Area, Layout, TextLine, drawn, label_lines};
use flow::model::{Box, Definition};
use flow::text::Language;

use super::interchange::{model, readings};

/// What is written in labels, as the designer writes it.
const LETTERS: i32 = 11;

/// A process of a file, and how it is drawn.
struct Drawing {
    name: String,
    definition: Definition,
    layout: Layout,
    /// Where the file has its elements.
    said: HashMap<String, Box>,
}

fn drawings() -> impl Iterator<Item = Drawing> {
    readings().into_iter().map(|(name, text, reading)| {
        let mut said = HashMap::new();
        gather(&model(&text), &mut said);
        let definition = reading.definition;
        Drawing { name, layout: drawn(&definition), definition, said }
    })
}

/// The bounds of every shape, by what it draws: the first of each.
fn gather(element: &Element, said: &mut HashMap<String, Box>) {
    for part in element.elements() {
        let of = part.attribute("bpmnElement").filter(|_| part.local_name() == "BPMNShape");
        if let (Some(of), Some(bounds)) = (of, part.elements().find(|part| part.local_name() == "Bounds")) {
            let size = |name| bounds.attribute(name).expect("bounds have it").parse().expect("a number");
            let bounds = Box { x: size("x"), y: size("y"), w: size("width"), h: size("height") };
            let of = of.rsplit_once(':').map_or(of, |(_, of)| of);
            said.entry(of.to_owned()).or_insert(bounds);
        }
        gather(part, said);
    }
}

impl Drawing {
    fn area(&self, node: &NodeId) -> Area {
        *self.layout.nodes.get(node).unwrap_or_else(|| panic!("{}: {node} has no place", self.name))
    }

    /// What a node sits on or lies in, from the inside out, itself first.
    fn around<'d>(&'d self, node: &'d NodeId) -> impl Iterator<Item = &'d NodeId> {
        std::iter::successors(Some(node), |node| {
            let on = self.definition.attached.iter().find(|event| event.id == **node).map(|event| &event.on);
            on.or_else(|| self.definition.nodes.iter().find(|known| known.id == **node)?.within.as_ref())
        })
    }

    /// Whether one may stand on the other: what is in it, and what sits on its border or on that of what is in it.
    fn belong_together(&self, one: &NodeId, other: &NodeId) -> bool {
        self.around(one).any(|around| around == other) || self.around(other).any(|around| around == one)
    }

    fn overlap_in_the_file(&self, one: &NodeId, other: &NodeId) -> bool {
        let (Some(one), Some(other)) = (self.said.get(one.as_str()), self.said.get(other.as_str())) else {
            return false;
        };
        one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
    }
}

#[test]
fn every_node_stands_where_its_file_has_it() {
    for drawing in drawings() {
        for node in drawing.definition.element_ids() {
            let area = drawing.area(node);
            if let Some(said) = drawing.said.get(node.as_str()) {
                assert_eq!(area, Area::from(*said), "{}: {node}", drawing.name);
            }
        }
        for (lane, area) in &drawing.layout.lanes {
            if let Some(said) = drawing.said.get(lane.as_str()) {
                assert_eq!(*area, Area::from(*said), "{}: {lane}", drawing.name);
            }
        }
    }
}

#[test]
fn every_connection_that_leads_somewhere_has_a_way() {
    for Drawing { name, definition, layout, .. } in drawings() {
        let is_known = |id: &NodeId| layout.nodes.contains_key(id);
        for edge in definition.edges.iter().filter(|edge| is_known(&edge.from) && is_known(&edge.to)) {
            assert!(layout.edges.get(&edge.id).is_some_and(|way| way.len() > 1), "{name}: {}", edge.id);
        }
    }
}

#[test]
fn nothing_stands_on_anything_else_that_does_not_in_the_file() {
    for drawing in drawings() {
        let nodes: Vec<&NodeId> = drawing.definition.element_ids().collect();
        for (index, one) in nodes.iter().enumerate() {
            for other in &nodes[index + 1..] {
                let is_allowed = drawing.belong_together(one, other) || drawing.overlap_in_the_file(one, other);
                let overlap = drawing.area(one).overlaps(drawing.area(other));
                assert!(is_allowed || !overlap, "{}: {one} stands on {other}", drawing.name);
            }
        }
    }
}

#[test]
fn no_label_of_a_connection_stands_on_a_node() {
    for drawing in drawings() {
        let is_open = |id: &NodeId| drawing.definition.nodes.iter().any(|node| node.within.as_ref() == Some(id));
        for edge in &drawing.definition.edges {
            let (Some(name), Some(way)) = (&edge.name, drawing.layout.edges.get(&edge.id)) else { continue };
            for (at, words) in label_lines(way, name.in_language(Language::Chinese)) {
                let w = TextLine::measure(&words, LETTERS);
                let words_area = Area { x: at.x, y: at.y - LETTERS, w, h: LETTERS };
                for (node, area) in drawing.layout.nodes.iter().filter(|(node, _)| !is_open(node)) {
                    assert!(!area.overlaps(words_area), "{}: “{words}” stands on {node}", drawing.name);
                }
            }
        }
    }
}
