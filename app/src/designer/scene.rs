//! What is drawn: one signal for each thing, so that moving one of a thousand touches that one alone.

mod look;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use flow::check::{Finding, Severity};
use flow::id::{EdgeId, LaneId, NodeId};
use flow::layout::{Area, Layout, Point, drawn, label_area};
use flow::model::{Definition, Edge, Node};
use flow::scenario::{Coverage, Standing};
use leptos::prelude::*;

use super::work::{Selection, Work};
use crate::form::in_words;
pub(super) use look::{EdgeLook, Mark, NodeLook, Played};

/// A node, or a boundary event.
#[derive(Clone, Copy)]
pub(super) struct NodeScene {
    pub(super) id: StoredValue<NodeId>,
    pub(super) look: RwSignal<NodeLook>,
    pub(super) place: RwSignal<Area>,
    pub(super) selected: RwSignal<bool>,
    pub(super) worst: RwSignal<Option<Severity>>,
    pub(super) played: RwSignal<Option<Played>>,
    pub(super) mark: RwSignal<Option<Mark>>,
}

/// A connection.
#[derive(Clone, Copy)]
pub(super) struct EdgeScene {
    pub(super) id: StoredValue<EdgeId>,
    pub(super) look: RwSignal<EdgeLook>,
    pub(super) way: RwSignal<Vec<Point>>,
    /// Where somebody put its words.
    pub(super) label: RwSignal<Option<Area>>,
    pub(super) selected: RwSignal<bool>,
    pub(super) worst: RwSignal<Option<Severity>>,
    pub(super) played: RwSignal<Option<Played>>,
    pub(super) mark: RwSignal<Option<Mark>>,
}

impl EdgeScene {
    /// Where its words stand, when it has any.
    pub(super) fn words_area(self) -> Option<Area> {
        let name = self.look.with_untracked(|look| look.name.clone());
        let placed = self.label.get_untracked().filter(|_| !name.is_empty());
        placed.or_else(|| self.way.with_untracked(|way| label_area(way, &name)))
    }
}

/// A lane.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LaneScene {
    pub(super) id: LaneId,
    pub(super) name: String,
    pub(super) area: Area,
}

/// The drawing. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Scene {
    pub(super) nodes: RwSignal<Vec<NodeScene>>,
    pub(super) edges: RwSignal<Vec<EdgeScene>>,
    pub(super) lanes: RwSignal<Vec<LaneScene>>,
    by_node: StoredValue<HashMap<NodeId, NodeScene>>,
    by_edge: StoredValue<HashMap<EdgeId, EdgeScene>>,
    drawing: RwSignal<Arc<Layout>>,
    /// Where somebody put the words of connections.
    labels: StoredValue<BTreeMap<EdgeId, Area>>,
    /// What is hidden, and the sub-process that is drawn in its place.
    hidden: StoredValue<HashMap<NodeId, NodeId>>,
    /// Scenes live as long as the drawing, however often what shows them is made anew.
    owner: StoredValue<Owner>,
}

impl Scene {
    /// The drawing of a draft, kept in step with it.
    pub(super) fn of(work: Work) -> Self {
        let scene = Self {
            nodes: RwSignal::new(Vec::new()),
            edges: RwSignal::new(Vec::new()),
            lanes: RwSignal::new(Vec::new()),
            by_node: StoredValue::new(HashMap::new()),
            by_edge: StoredValue::new(HashMap::new()),
            drawing: RwSignal::new(Arc::default()),
            labels: StoredValue::new(BTreeMap::new()),
            hidden: StoredValue::new(HashMap::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        scene.follow(work, &work.now());
        let drawn = move || (work.draft(), work.house.get());
        let follow = move |draft: &Definition| {
            scene.follow(work, draft);
            // What is found in something hidden is shown elsewhere than before.
            work.findings.with_untracked(|findings| scene.warn(findings.as_deref().unwrap_or_default()));
        };
        Effect::watch(drawn, move |(draft, _), _, _| follow(draft), false);
        Effect::watch(move || work.selection().get(), move |selection, before, _| scene.mark(selection, before), false);
        Effect::watch(
            move || work.findings.get(),
            move |findings, _, _| scene.warn(findings.as_deref().unwrap_or_default()),
            true,
        );
        scene
    }

    /// Where everything stands, as the draft has it.
    pub(super) fn drawing(self) -> Arc<Layout> {
        self.drawing.get_untracked()
    }

    /// The same, heard of when it changes.
    pub(super) fn drawing_now(self) -> Arc<Layout> {
        self.drawing.get()
    }

    pub(super) fn node(self, id: &NodeId) -> Option<NodeScene> {
        self.by_node.with_value(|nodes| nodes.get(id).copied())
    }

    /// What is drawn in the place of something: itself, or the collapsed sub-process that it is in.
    pub(super) fn drawn_as(self, id: &NodeId) -> NodeId {
        self.hidden.with_value(|hidden| hidden.get(id).unwrap_or(id).clone())
    }

    /// The same for whatever has that id.
    fn shown_as<'e>(hidden: &'e HashMap<NodeId, NodeId>, element: &'e str) -> &'e str {
        hidden.get(element).map_or(element, NodeId::as_str)
    }

    pub(super) fn edge(self, id: &EdgeId) -> Option<EdgeScene> {
        self.by_edge.with_value(|edges| edges.get(id).copied())
    }

    /// Shows everything where the draft has it: after a gesture that led to nothing.
    pub(super) fn settle(self) {
        let drawing = self.drawing();
        self.by_node.with_value(|nodes| {
            for (id, node) in nodes {
                if let Some(area) = drawing.nodes.get(id) {
                    set(node.place, *area);
                }
            }
        });
        self.by_edge.with_value(|edges| {
            for (id, edge) in edges {
                if let Some(way) = drawing.edges.get(id) {
                    set(edge.way, way.clone());
                }
                set(edge.label, self.labels.with_value(|labels| labels.get(id).copied()));
            }
        });
    }

    fn follow(self, work: Work, definition: &Definition) {
        let drawing = drawn(definition);
        let boundary = definition.boundary_nodes();
        let all: Vec<&Node> = definition.from_outside().into_iter().chain(&boundary).collect();
        let mut nodes = Vec::with_capacity(all.len());
        for node in all {
            let Some(area) = drawing.nodes.get(&node.id) else { continue };
            nodes.push(self.show_node(node, NodeLook::of(work, definition, node), *area));
        }
        let labels = definition.diagram.iter().flat_map(|diagram| &diagram.labels);
        self.labels.set_value(labels.map(|(id, bounds)| (id.clone(), Area::from(*bounds))).collect());
        let mut edges = Vec::with_capacity(definition.edges.len());
        for edge in &definition.edges {
            let Some(way) = drawing.edges.get(&edge.id) else { continue };
            edges.push(self.show_edge(edge, way.clone()));
        }
        let lanes = definition.lanes.iter().filter_map(|lane| {
            let (_, area) = drawing.lanes.iter().find(|(id, _)| *id == lane.id)?;
            Some(LaneScene { id: lane.id.clone(), name: in_words(&lane.name), area: *area })
        });
        let lanes: Vec<_> = lanes.collect();
        self.forget(&nodes, &edges);
        let hidden = definition.hidden().into_iter().map(|(id, outer)| (id.clone(), outer.clone())).collect();
        self.hidden.set_value(hidden);
        if self.lanes.with_untracked(|before| *before != lanes) {
            self.lanes.set(lanes);
        }
        let ids = |nodes: &[NodeScene]| nodes.iter().map(|node| node.id.get_value()).collect::<Vec<_>>();
        if self.nodes.with_untracked(|before| ids(before)) != ids(&nodes) {
            self.nodes.set(nodes);
        }
        let ids = |edges: &[EdgeScene]| edges.iter().map(|edge| edge.id.get_value()).collect::<Vec<_>>();
        if self.edges.with_untracked(|before| ids(before)) != ids(&edges) {
            self.edges.set(edges);
        }
        self.drawing.set(Arc::new(drawing));
    }

    fn show_node(self, node: &Node, look: NodeLook, area: Area) -> NodeScene {
        if let Some(known) = self.node(&node.id) {
            set(known.look, look);
            set(known.place, area);
            return known;
        }
        let made = self.owner.with_value(|owner| {
            owner.with(|| NodeScene {
                id: StoredValue::new(node.id.clone()),
                look: RwSignal::new(look),
                place: RwSignal::new(area),
                selected: RwSignal::new(false),
                worst: RwSignal::new(None),
                played: RwSignal::new(None),
                mark: RwSignal::new(None),
            })
        });
        self.by_node.update_value(|nodes| _ = nodes.insert(node.id.clone(), made));
        made
    }

    fn show_edge(self, edge: &Edge, way: Vec<Point>) -> EdgeScene {
        let look = EdgeLook::of(edge);
        let label = self.labels.with_value(|labels| labels.get(&edge.id).copied());
        if let Some(known) = self.edge(&edge.id) {
            set(known.look, look);
            set(known.way, way);
            set(known.label, label);
            return known;
        }
        let made = self.owner.with_value(|owner| {
            owner.with(|| EdgeScene {
                id: StoredValue::new(edge.id.clone()),
                look: RwSignal::new(look),
                way: RwSignal::new(way),
                label: RwSignal::new(label),
                selected: RwSignal::new(false),
                worst: RwSignal::new(None),
                played: RwSignal::new(None),
                mark: RwSignal::new(None),
            })
        });
        self.by_edge.update_value(|edges| _ = edges.insert(edge.id.clone(), made));
        made
    }

    /// Forgets what is not drawn any more.
    fn forget(self, nodes: &[NodeScene], edges: &[EdgeScene]) {
        self.by_node.update_value(|known| *known = nodes.iter().map(|node| (node.id.get_value(), *node)).collect());
        self.by_edge.update_value(|known| *known = edges.iter().map(|edge| (edge.id.get_value(), *edge)).collect());
    }

    fn mark(self, selection: &Selection, before: Option<&Selection>) {
        let was = before.cloned().unwrap_or_default();
        for id in was.nodes.symmetric_difference(&selection.nodes) {
            if let Some(node) = self.node(id) {
                node.selected.set(selection.nodes.contains(id));
            }
        }
        for id in was.edges.symmetric_difference(&selection.edges) {
            if let Some(edge) = self.edge(id) {
                edge.selected.set(selection.edges.contains(id));
            }
        }
    }

    /// Shows where tokens are and were; nothing when nothing is played.
    pub(super) fn show_play(self, standing: Option<&Standing>) {
        let token = |id: &NodeId| {
            standing.is_some_and(|standing| standing.tokens.iter().any(|token| self.drawn_as(token) == *id))
        };
        let waits = |id: &EdgeId| standing.is_some_and(|standing| standing.waiting.contains(id));
        let node = |id: &NodeId| match standing {
            Some(_) if token(id) => Some(Played::Token),
            Some(standing) if standing.visited.nodes().contains_key(id) => Some(Played::Visited),
            _ => None,
        };
        let edge = |id: &EdgeId| match standing {
            Some(_) if waits(id) => Some(Played::Token),
            Some(standing) if standing.visited.edges().contains_key(id) => Some(Played::Visited),
            _ => None,
        };
        self.mark_played(node, edge);
    }

    /// Shows what scenarios came to, and what they missed.
    pub(super) fn show_coverage(self, coverage: &Coverage) {
        let found = |is_there: bool| Some(if is_there { Played::Visited } else { Played::Missed });
        self.mark_played(|id| found(coverage.nodes().contains_key(id)), |id| found(coverage.edges().contains_key(id)));
    }

    /// Marks what has come to each thing, and unmarks all else.
    pub(super) fn mark_played(
        self,
        node: impl Fn(&NodeId) -> Option<Played>,
        edge: impl Fn(&EdgeId) -> Option<Played>,
    ) {
        self.by_node.with_value(|nodes| nodes.iter().for_each(|(id, shown)| set(shown.played, node(id))));
        self.by_edge.with_value(|edges| edges.iter().for_each(|(id, shown)| set(shown.played, edge(id))));
    }

    /// Marks what is to be noticed, and nothing else; of several marks for one thing the first counts.
    pub(super) fn show_marks<'e>(self, marks: impl IntoIterator<Item = (&'e str, Mark)>) {
        let hidden = self.hidden.get_value();
        let mut by_element: HashMap<&str, Mark> = HashMap::new();
        for (element, mark) in marks {
            by_element.entry(Self::shown_as(&hidden, element)).or_insert(mark);
        }
        self.by_node.with_value(|nodes| {
            nodes.iter().for_each(|(id, node)| set(node.mark, by_element.get(id.as_str()).copied()));
        });
        self.by_edge.with_value(|edges| {
            edges.iter().for_each(|(id, edge)| set(edge.mark, by_element.get(id.as_str()).copied()));
        });
    }

    /// Shows how far along a way a token has come: `come` nodes of it.
    pub(super) fn show_way(self, way: &[NodeId], come: usize) {
        let been = &way[..come.min(way.len())];
        let node = |id: &NodeId| match been.iter().rposition(|other| other == id) {
            Some(last) if last + 1 == been.len() => Some(Played::Token),
            Some(_) => Some(Played::Visited),
            None => None,
        };
        let edge = |id: &EdgeId| {
            let (from, to) = self.edge(id)?.look.with_untracked(|look| (look.from.clone(), look.to.clone()));
            let is_on_it = been.windows(2).any(|step| step[0] == from && step[1] == to);
            is_on_it.then_some(Played::Visited)
        };
        self.mark_played(node, edge);
    }

    fn warn(self, findings: &[Finding]) {
        let hidden = self.hidden.get_value();
        let mut worst: BTreeMap<&str, Severity> = BTreeMap::new();
        for finding in findings {
            if let Some(element) = &finding.element {
                let known = worst.entry(Self::shown_as(&hidden, element)).or_insert(finding.severity);
                *known = finding.severity.min(*known);
            }
        }
        self.by_node.with_value(|nodes| {
            nodes.iter().for_each(|(id, node)| set(node.worst, worst.get(id.as_str()).copied()));
        });
        self.by_edge.with_value(|edges| {
            edges.iter().for_each(|(id, edge)| set(edge.worst, worst.get(id.as_str()).copied()));
        });
    }
}

/// Sets a signal when that changes anything.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}
