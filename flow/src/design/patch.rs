//! What is different between two drafts of a definition.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::list::{Change, Listed, bring_about, changes, inverse};
use crate::id::{EdgeId, FieldId, LaneId, NodeId};
use crate::model::{Attached, Box, Definition, Diagram, Edge, Field, Lane, Node};

/// What a gesture made of a definition, and what was there before; it can be brought about, and taken back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Patch {
    nodes: Both<Node>,
    edges: Both<Edge>,
    attached: Both<Attached>,
    lanes: Both<Lane>,
    fields: Both<Field>,
    /// Whether things are placed at all, before and after.
    placed: (bool, bool),
    places: Entries<NodeId, Box>,
    ways: Entries<EdgeId, Vec<(f64, f64)>>,
    rooms: Entries<LaneId, Box>,
    collapsed: Entries<NodeId, ()>,
    labels: Entries<EdgeId, Box>,
    foreign: Entries<String, Json>,
    /// What holds for the whole process, by the key it has in the file.
    head: Entries<String, Json>,
}

/// The changes of a list, forwards and back.
#[derive(Debug, Clone, PartialEq)]
struct Both<T: Listed> {
    forwards: Vec<Change<T>>,
    back: Vec<Change<T>>,
}

impl<T: Listed> Default for Both<T> {
    fn default() -> Self {
        Self { forwards: Vec::new(), back: Vec::new() }
    }
}

impl<T: Listed> Both<T> {
    fn between(before: &[T], after: &[T]) -> Self {
        let forwards = changes(before, after);
        let back = inverse(&forwards, before);
        Self { forwards, back }
    }

    fn turned(self) -> Self {
        Self { forwards: self.back, back: self.forwards }
    }

    fn ids(&self) -> impl Iterator<Item = &T::Id> {
        self.forwards.iter().map(|change| &change.id)
    }
}

/// What became of the entries of a map, before and after.
type Entries<K, V> = BTreeMap<K, (Option<V>, Option<V>)>;

/// A part of a definition that is changed as a whole: where two people change different parts, both changes hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A node.
    Node(NodeId),
    /// A connection.
    Edge(EdgeId),
    /// A boundary event.
    Attached(NodeId),
    /// A lane.
    Lane(LaneId),
    /// A field of the form.
    Field(FieldId),
    /// Where a node stands.
    Place(NodeId),
    /// How a connection runs.
    Way(EdgeId),
    /// Where a lane is.
    Room(LaneId),
    /// Whether a sub-process is drawn as a single step.
    Collapsed(NodeId),
    /// Where the words on a connection stand.
    Label(EdgeId),
    /// What another tool's file carried of an element.
    Foreign(String),
    /// Something that holds for the whole process, by its key in the file.
    Head(String),
}

impl Part {
    /// The element that it is, or that it places; none for what holds for the whole process.
    pub fn element(&self) -> Option<&str> {
        Some(match self {
            Self::Node(id) | Self::Attached(id) | Self::Place(id) | Self::Collapsed(id) => id.as_str(),
            Self::Edge(id) | Self::Way(id) | Self::Label(id) => id.as_str(),
            Self::Lane(id) | Self::Room(id) => id.as_str(),
            Self::Field(id) => id.as_str(),
            Self::Foreign(id) => id,
            Self::Head(_) => return None,
        })
    }
}

impl Patch {
    /// What leads from one draft to another.
    pub fn between(before: &Definition, after: &Definition) -> Self {
        let (nowhere, everywhere) = (Diagram::default(), Diagram::default());
        let was = before.diagram.as_ref().unwrap_or(&nowhere);
        let is = after.diagram.as_ref().unwrap_or(&everywhere);
        Self {
            nodes: Both::between(&before.nodes, &after.nodes),
            edges: Both::between(&before.edges, &after.edges),
            attached: Both::between(&before.attached, &after.attached),
            lanes: Both::between(&before.lanes, &after.lanes),
            fields: Both::between(&before.form.fields, &after.form.fields),
            placed: (before.diagram.is_some(), after.diagram.is_some()),
            places: entries(&was.nodes, &is.nodes),
            ways: entries(&was.edges, &is.edges),
            rooms: entries(&was.lanes, &is.lanes),
            collapsed: entries(&marked(&was.collapsed), &marked(&is.collapsed)),
            labels: entries(&was.labels, &is.labels),
            foreign: entries(&before.foreign, &after.foreign),
            head: heads(before, after),
        }
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        let listed = self.nodes.forwards.is_empty() && self.edges.forwards.is_empty();
        let listed = listed && self.attached.forwards.is_empty() && self.lanes.forwards.is_empty();
        let drawn =
            self.places.is_empty() && self.ways.is_empty() && self.rooms.is_empty() && self.collapsed.is_empty();
        let drawn = drawn && self.labels.is_empty();
        let mapped = drawn && self.foreign.is_empty() && self.head.is_empty();
        listed && self.fields.forwards.is_empty() && mapped && self.placed.0 == self.placed.1
    }

    /// Brings the change about. In a draft that others have changed meanwhile it leaves alone what it does not speak of.
    pub fn apply(&self, definition: &mut Definition) {
        bring_about(&mut definition.nodes, &self.nodes.forwards);
        bring_about(&mut definition.edges, &self.edges.forwards);
        bring_about(&mut definition.attached, &self.attached.forwards);
        bring_about(&mut definition.lanes, &self.lanes.forwards);
        bring_about(&mut definition.form.fields, &self.fields.forwards);
        enter(&mut definition.foreign, &self.foreign);
        if self.placed.0 && !self.placed.1 {
            definition.diagram = None;
        } else if self.placed.1 || definition.diagram.is_some() {
            let diagram = definition.diagram.get_or_insert_default();
            enter(&mut diagram.nodes, &self.places);
            enter(&mut diagram.edges, &self.ways);
            enter(&mut diagram.lanes, &self.rooms);
            mark(&mut diagram.collapsed, &self.collapsed);
            enter(&mut diagram.labels, &self.labels);
        }
        if !self.head.is_empty() {
            set_head(definition, &self.head);
        }
    }

    /// The change back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            nodes: self.nodes.turned(),
            edges: self.edges.turned(),
            attached: self.attached.turned(),
            lanes: self.lanes.turned(),
            fields: self.fields.turned(),
            placed: (self.placed.1, self.placed.0),
            places: turned(self.places),
            ways: turned(self.ways),
            rooms: turned(self.rooms),
            collapsed: turned(self.collapsed),
            labels: turned(self.labels),
            foreign: turned(self.foreign),
            head: turned(self.head),
        }
    }

    /// The parts that are different.
    pub fn parts(&self) -> BTreeSet<Part> {
        let nodes = self.nodes.ids().cloned().map(Part::Node);
        let edges = self.edges.ids().cloned().map(Part::Edge);
        let attached = self.attached.ids().cloned().map(Part::Attached);
        let lanes = self.lanes.ids().cloned().map(Part::Lane);
        let fields = self.fields.ids().cloned().map(Part::Field);
        let places = self.places.keys().cloned().map(Part::Place);
        let ways = self.ways.keys().cloned().map(Part::Way);
        let rooms = self.rooms.keys().cloned().map(Part::Room);
        let collapsed = self.collapsed.keys().cloned().map(Part::Collapsed);
        let labels = self.labels.keys().cloned().map(Part::Label);
        let foreign = self.foreign.keys().cloned().map(Part::Foreign);
        let head = self.head.keys().cloned().map(Part::Head);
        let listed = nodes.chain(edges).chain(attached).chain(lanes).chain(fields);
        listed
            .chain(places)
            .chain(ways)
            .chain(rooms)
            .chain(collapsed)
            .chain(labels)
            .chain(foreign)
            .chain(head)
            .collect()
    }
}

fn entries<K: Clone + Ord, V: Clone + PartialEq>(before: &BTreeMap<K, V>, after: &BTreeMap<K, V>) -> Entries<K, V> {
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
    let gone = gone.map(|(key, was)| (key.clone(), (Some(was.clone()), None)));
    let there = after.iter().filter(|(key, is)| before.get(*key) != Some(*is));
    let there = there.map(|(key, is)| (key.clone(), (before.get(key).cloned(), Some(is.clone()))));
    gone.chain(there).collect()
}

fn enter<K: Clone + Ord, V: Clone>(map: &mut BTreeMap<K, V>, entries: &Entries<K, V>) {
    for (key, (_, is)) in entries {
        match is {
            Some(value) => _ = map.insert(key.clone(), value.clone()),
            None => _ = map.remove(key),
        }
    }
}

/// A set as the map that its changes are told by.
fn marked<K: Clone + Ord>(set: &BTreeSet<K>) -> BTreeMap<K, ()> {
    set.iter().map(|key| (key.clone(), ())).collect()
}

fn mark<K: Clone + Ord>(set: &mut BTreeSet<K>, entries: &Entries<K, ()>) {
    for (key, (_, is)) in entries {
        match is {
            Some(()) => _ = set.insert(key.clone()),
            None => _ = set.remove(key),
        }
    }
}

fn turned<K: Ord, V>(entries: Entries<K, V>) -> Entries<K, V> {
    entries.into_iter().map(|(key, (was, is))| (key, (is, was))).collect()
}

/// What holds for the whole process: the definition without its lists and maps.
fn head(definition: &Definition) -> Definition {
    Definition {
        lianban: definition.lianban,
        key: definition.key.clone(),
        name: definition.name.clone(),
        about: definition.about.clone(),
        title: definition.title.clone(),
        summary: definition.summary.clone(),
        number: definition.number.clone(),
        starters: definition.starters.clone(),
        follows: definition.follows.clone(),
        settings: definition.settings.clone(),
        scenarios: definition.scenarios.clone(),
        ..Definition::default()
    }
}

fn heads(before: &Definition, after: &Definition) -> Entries<String, Json> {
    let (before, after) = (head(before), head(after));
    if before == after {
        return Entries::new();
    }
    let mut found = entries(&written(&before), &written(&after));
    // Where a map has no entry of a key and the other has, the file says so too.
    found.remove("diagram");
    found
}

fn written(definition: &Definition) -> BTreeMap<String, Json> {
    match serde_json::to_value(definition) {
        Ok(Json::Object(entries)) => entries.into_iter().collect(),
        _ => BTreeMap::new(),
    }
}

fn set_head(definition: &mut Definition, changes: &Entries<String, Json>) {
    let mut keys = written(&head(definition));
    enter(&mut keys, changes);
    let Some(changed) = read::<Definition>(keys) else { return };
    let lists = std::mem::take(definition);
    *definition = Definition {
        form: lists.form,
        lanes: lists.lanes,
        nodes: lists.nodes,
        edges: lists.edges,
        attached: lists.attached,
        diagram: lists.diagram,
        foreign: lists.foreign,
        ..changed
    };
}

fn read<T: DeserializeOwned>(keys: BTreeMap<String, Json>) -> Option<T> {
    serde_json::from_value(Json::Object(keys.into_iter().collect::<Map<_, _>>())).ok()
}
