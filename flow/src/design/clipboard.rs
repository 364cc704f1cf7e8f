//! Copying a part of a drawing, and putting it in again: there or in another definition.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::ids::{Names, taken};
use super::moving::{closure, put};
use crate::id::{EdgeId, NodeId};
use crate::layout::{Area, Point};
use crate::model::{Definition, Diagram, Field};

/// A part of a drawing, as it travels between definitions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fragment {
    /// The nodes, events and connections, where they stood, and the fields that they speak of.
    lianban_fragment: Definition,
}

impl Fragment {
    pub(super) fn of(part: Definition) -> Self {
        Self { lianban_fragment: part }
    }

    pub(super) fn part(&self) -> &Definition {
        &self.lianban_fragment
    }
}

/// Copies nodes with what is in them, at their side and between them.
pub fn copy(definition: &Definition, nodes: &BTreeSet<NodeId>) -> Fragment {
    let all = closure(definition, nodes);
    let mut placed = definition.clone();
    super::place(&mut placed);
    let drawing = placed.diagram.unwrap_or_default();
    let copied: Vec<_> = definition.nodes.iter().filter(|node| all.contains(&node.id)).cloned().collect();
    let speaks_of = |field: &&Field| copied.iter().any(|node| node.fields.contains_key(&field.id));
    let fields: Vec<Field> = definition.form.fields.iter().filter(speaks_of).cloned().collect();
    let edges = definition.edges.iter().filter(|edge| all.contains(&edge.from) && all.contains(&edge.to));
    let of_copied = |id: &EdgeId| edges.clone().any(|edge| edge.id == *id);
    let diagram = Diagram {
        nodes: drawing.nodes.into_iter().filter(|(id, _)| all.contains(id)).collect(),
        collapsed: drawing.collapsed.into_iter().filter(|id| all.contains(id)).collect(),
        labels: drawing.labels.into_iter().filter(|(id, _)| of_copied(id)).collect(),
        ..Diagram::default()
    };
    let mut part = Definition {
        edges: edges.cloned().collect(),
        attached: definition.attached.iter().filter(|event| all.contains(&event.id)).cloned().collect(),
        diagram: Some(diagram),
        nodes: copied,
        ..Definition::default()
    };
    part.form.fields = fields;
    for node in &mut part.nodes {
        node.within = node.within.take().filter(|around| all.contains(around));
        node.lane = None;
    }
    Fragment { lianban_fragment: part }
}

/// Puts a fragment in, moved by so much from where it was copied; everything gets ids that nothing has yet. Fields that it
/// speaks of and that the form lacks come with it. Answers which nodes were put in.
pub fn paste(definition: &mut Definition, fragment: &Fragment, across: i32, down: i32) -> BTreeSet<NodeId> {
    let part = renamed(definition, fragment.lianban_fragment.clone());
    let ids: BTreeSet<NodeId> = part.element_ids().cloned().collect();
    let places: BTreeMap<NodeId, Area> = part
        .diagram
        .iter()
        .flat_map(|diagram| &diagram.nodes)
        .map(|(id, bounds)| (id.clone(), Area::from(*bounds)))
        .collect();
    let Diagram { collapsed, labels, .. } = part.diagram.unwrap_or_default();
    super::place(definition);
    let by = Point { x: across, y: down };
    let diagram = definition.diagram.get_or_insert_default();
    diagram.collapsed.extend(collapsed);
    diagram.labels.extend(labels.into_iter().map(|(id, bounds)| (id, Area::from(bounds).moved(by).into())));
    let known: HashSet<_> = definition.form.fields.iter().map(|field| field.id.clone()).collect();
    definition.form.fields.extend(part.form.fields.into_iter().filter(|field| !known.contains(&field.id)));
    definition.nodes.extend(part.nodes);
    definition.edges.extend(part.edges);
    definition.attached.extend(part.attached);
    for (id, area) in places {
        put(definition, &id, area.moved(by));
    }
    ids
}

/// The part with ids that neither it nor the definition has.
pub(super) fn renamed(definition: &Definition, mut part: Definition) -> Definition {
    let known: HashSet<&str> = taken(definition).collect();
    let mut names = Names::of(&[definition, &part]);
    let nodes: Vec<NodeId> = part.element_ids().filter(|id| known.contains(id.as_str())).cloned().collect();
    for id in nodes {
        part.rename_node(&id, &names.another(id.as_str()));
    }
    let edges = part.edges.iter().map(|edge| edge.id.clone()).filter(|id| known.contains(id.as_str()));
    for id in edges.collect::<Vec<EdgeId>>() {
        part.rename_edge(&id, &names.another(id.as_str()));
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;

    #[test]
    fn a_copy_hangs_together_like_its_original_under_other_names() {
        let mut definition = review();
        let fragment = copy(&definition, &["check".into(), "choice".into()].into());
        let written = serde_json::to_string(&fragment).expect("it can be written");
        let read: Fragment = serde_json::from_str(&written).expect("and read");
        let pasted = paste(&mut definition, &read, 30, 40);
        assert_eq!(pasted, ["check2", "choice2", "late2"].into_iter().map(NodeId::from).collect());
        assert!(definition.edges.iter().any(|edge| edge.from == "check2" && edge.to == "choice2"));
        assert!(definition.attached.iter().any(|event| event.id == "late2" && event.on == "check2"));
        let ids: Vec<&NodeId> = definition.element_ids().collect();
        assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len());
    }
}
