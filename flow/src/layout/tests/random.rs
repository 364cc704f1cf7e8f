//! What holds of every drawing, whatever the definition.

use std::collections::HashMap;

use proptest::prelude::*;

use super::super::{Area, Layout, MARGIN, Point, drawn, layout};
use crate::id::NodeId;
use crate::model::{Attached, Definition, Diagram, Edge, Event, EventKind, Kind, Lane, Node};

const KINDS: [Kind; 12] = [
    Kind::Start,
    Kind::End,
    Kind::Approve,
    Kind::Handle,
    Kind::Exclusive,
    Kind::Parallel,
    Kind::Wait,
    Kind::SubProcess,
    Kind::Transaction,
    Kind::AdHoc,
    Kind::EventSubProcess,
    Kind::Handle,
];
const DEEPEST: usize = 3;

#[derive(Debug, Clone)]
struct Recipe {
    /// Kind, what it is in, lane, whether it takes back.
    nodes: Vec<(usize, prop::sample::Index, usize, bool)>,
    /// What it sits on, and whether it has a name.
    events: Vec<(prop::sample::Index, bool)>,
    edges: Vec<(prop::sample::Index, prop::sample::Index, bool)>,
    lanes: usize,
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let index = any::<prop::sample::Index>;
    let nodes = prop::collection::vec((0..KINDS.len(), index(), 0..4_usize, prop::bool::weighted(0.1)), 1..30);
    let events = prop::collection::vec((index(), any::<bool>()), 0..8);
    let edges = prop::collection::vec((index(), index(), prop::bool::weighted(0.2)), 0..50);
    (nodes, events, edges, 0..4_usize).prop_map(|(nodes, events, edges, lanes)| Recipe { nodes, events, edges, lanes })
}

impl Recipe {
    fn definition(&self) -> Definition {
        let mut definition = Definition::default();
        let lanes = (0..self.lanes).map(|at| Lane {
            id: format!("l{at}").into(),
            name: format!("l{at}").as_str().into(),
            responsible: None,
        });
        definition.lanes = lanes.collect();
        let mut depths: Vec<(Option<NodeId>, usize)> = vec![(None, 0)];
        for (at, (kind, within, lane, takes_back)) in self.nodes.iter().enumerate() {
            let (within, depth) = within.get(&depths).clone();
            let mut node = Node::new(format!("n{at}"), KINDS[*kind]);
            node.within = within;
            node.lane = (*lane < self.lanes).then(|| format!("l{lane}").into());
            node.takes_back = *takes_back;
            if node.kind.is_sub_process() && depth < DEEPEST {
                depths.push((Some(node.id.clone()), depth + 1));
            }
            definition.nodes.push(node);
        }
        for (at, (on, has_name)) in self.events.iter().enumerate() {
            let on = on.get(&definition.nodes).id.clone();
            let mut event = Attached::new(format!("b{at}"), on, Event::new(EventKind::Timer));
            event.name = has_name.then(|| "三天内未答复".into());
            definition.attached.push(event);
        }
        let sources: Vec<(NodeId, Option<NodeId>)> = definition
            .nodes
            .iter()
            .chain(&definition.boundary_nodes())
            .map(|node| (node.id.clone(), node.within.clone()))
            .collect();
        for (at, (from, to, has_name)) in self.edges.iter().enumerate() {
            let (from, within) = from.get(&sources);
            let near: Vec<&Node> = definition.nodes.iter().filter(|node| node.within == *within).collect();
            if near.is_empty() {
                continue;
            }
            let mut edge = Edge::new(format!("e{at}"), from.clone(), to.get(&near).id.clone());
            edge.name = has_name.then(|| "金额超过五万元".into());
            definition.edges.push(edge);
        }
        definition
    }
}

/// What is around each element, itself left out.
fn ancestors(definition: &Definition, id: &NodeId) -> Vec<NodeId> {
    let all: HashMap<&NodeId, Option<&NodeId>> =
        definition.nodes.iter().map(|node| (&node.id, node.within.as_ref())).collect();
    let host = definition.attached.iter().find(|event| event.id == *id).map_or(id, |event| &event.on);
    let mut ancestors = Vec::new();
    let mut at = all[host];
    while let Some(around) = at {
        ancestors.push(around.clone());
        at = all[around];
    }
    ancestors
}

fn leg(pair: &[Point]) -> Area {
    let (x, y) = (pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
    Area { x, y, w: (pair[0].x - pair[1].x).abs(), h: (pair[0].y - pair[1].y).abs() }
}

/// Whether a leg, which has no width, runs through the inside of a box.
fn runs_through(leg: Area, area: Area) -> bool {
    let inner = Area { x: area.x + 1, y: area.y + 1, w: area.w - 2, h: area.h - 2 };
    leg.x <= inner.right() && inner.x <= leg.right() && leg.y <= inner.bottom() && inner.y <= leg.bottom()
}

fn is_on_border(area: Area, point: Point) -> bool {
    let (across, down) = (area.x..=area.right(), area.y..=area.bottom());
    across.contains(&point.x)
        && down.contains(&point.y)
        && (point.x == area.x || point.x == area.right() || point.y == area.y || point.y == area.bottom())
}

fn nothing_overlaps(definition: &Definition, layout: &Layout) -> Result<(), TestCaseError> {
    let hosts: HashMap<&NodeId, &NodeId> = definition.attached.iter().map(|event| (&event.id, &event.on)).collect();
    let areas: Vec<_> = layout.nodes.iter().collect();
    for (at, (one, area)) in areas.iter().enumerate() {
        for (other, with) in &areas[at + 1..] {
            let is_host = hosts.get(one) == Some(other) || hosts.get(other) == Some(one);
            let is_around = |outer: &NodeId, inner: &NodeId| ancestors(definition, inner).contains(outer);
            if is_host || is_around(one, other) || is_around(other, one) {
                continue;
            }
            prop_assert!(!area.overlaps(**with), "{one} {area:?} stands on {other} {with:?}");
        }
    }
    Ok(())
}

fn everything_is_in_what_is_around_it(definition: &Definition, layout: &Layout) -> Result<(), TestCaseError> {
    for (id, area) in &layout.nodes {
        if let Some(around) = ancestors(definition, id).first() {
            let inner = layout.nodes[around].with_room(-12);
            prop_assert!(inner.encloses(*area), "{id} {area:?} in {around} {inner:?}");
        }
    }
    Ok(())
}

fn lanes_hold_their_nodes(definition: &Definition, layout: &Layout) -> Result<(), TestCaseError> {
    for pair in layout.lanes.windows(2) {
        prop_assert!(pair[0].1.bottom() <= pair[1].1.y, "{:?}", layout.lanes);
    }
    for node in definition.nodes.iter().filter(|node| node.within.is_none()) {
        let lane = layout.lanes.iter().find(|(id, _)| Some(id) == node.lane.as_ref());
        let area = layout.nodes[&node.id];
        prop_assert!(lane.is_none_or(|(_, lane)| lane.encloses(area)), "{} {area:?} {lane:?}", node.id);
        for (id, other) in layout.lanes.iter().filter(|(id, _)| Some(id) != node.lane.as_ref()) {
            prop_assert!(!other.overlaps(area), "{} {area:?} in {id} {other:?}", node.id);
        }
    }
    Ok(())
}

fn edges_go_around_nodes(definition: &Definition, layout: &Layout) -> Result<(), TestCaseError> {
    let whole = Area { x: 0, y: 0, ..layout.area };
    for edge in &definition.edges {
        let way = &layout.edges[&edge.id];
        let (from, to) = (layout.nodes[&edge.from], layout.nodes[&edge.to]);
        prop_assert!(is_on_border(from, way[0]), "{} leaves {from:?} {way:?}", edge.id);
        prop_assert!(is_on_border(to, way[way.len() - 1]), "{} arrives at {to:?} {way:?}", edge.id);
        let scope = ancestors(definition, &edge.from);
        for pair in way.windows(2) {
            prop_assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{} {way:?}", edge.id);
            let leg = leg(pair);
            prop_assert!(whole.encloses(leg), "{} {way:?}", edge.id);
            for (id, area) in layout.nodes.iter().filter(|(id, _)| ancestors(definition, id) == scope) {
                prop_assert!(!runs_through(leg, *area), "{} {way:?} runs through {id} {area:?}", edge.id);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_is_laid_out_can_be_read(recipe in recipe()) {
        let definition = recipe.definition();
        let layout = layout(&definition);
        prop_assert_eq!(layout.nodes.len(), definition.nodes.len() + definition.attached.len());
        prop_assert_eq!(layout.edges.len(), definition.edges.len());
        nothing_overlaps(&definition, &layout)?;
        everything_is_in_what_is_around_it(&definition, &layout)?;
        lanes_hold_their_nodes(&definition, &layout)?;
        edges_go_around_nodes(&definition, &layout)?;
        prop_assert_eq!(&super::super::layout(&definition), &layout);
    }

    #[test]
    fn what_is_kept_of_a_drawing_is_the_same_drawing(recipe in recipe()) {
        let mut definition = recipe.definition();
        let layout = layout(&definition);
        definition.diagram = Some(layout.as_diagram());
        let drawn = drawn(&definition);
        prop_assert_eq!(&drawn.nodes, &layout.nodes);
        prop_assert_eq!(&drawn.edges, &layout.edges);
        prop_assert_eq!(&drawn.lanes, &layout.lanes);
    }

    #[test]
    fn what_is_not_placed_stands_free_inside_what_is_around_it(
        recipe in recipe(),
        kept in any::<prop::sample::Selector>(),
        by in (-5000_i32..5000, -5000_i32..5000),
    ) {
        let mut definition = recipe.definition();
        let laid_out = layout(&definition);
        let by = Point { x: by.0, y: by.1 };
        let placed = kept.try_select(definition.nodes.iter().filter(|node| node.within.is_none()));
        let Some(placed) = placed.map(|node| node.id.clone()) else { return Ok(()) };
        let area = laid_out.nodes[&placed].moved(by);
        let diagram = Layout { nodes: [(placed.clone(), area)].into(), ..Layout::default() }.as_diagram();
        definition.diagram = Some(Diagram { nodes: diagram.nodes, ..Diagram::default() });
        let drawn = drawn(&definition);
        prop_assert!(drawn.nodes[&placed].encloses(area));
        let whole = drawn.area;
        for (id, area) in &drawn.nodes {
            prop_assert!(whole.with_room(-MARGIN).encloses(*area), "{} is not in sight", id);
        }
        everything_is_in_what_is_around_it(&definition, &drawn)?;
        nothing_overlaps(&definition, &drawn)?;
    }
}
