//! The scopes of a definition: laid out from the innermost outwards, then put into one another.

use std::collections::HashMap;

use super::boundary::Spots;
use super::nesting::{Nesting, Source};
use super::scope::{Drawing, Item, Line, Look, OnBorder, Scope};
use super::{Area, HEADING, Layout, MARGIN, PADDING, Point, between, label, size};
use crate::model::{Edge, Kind};

/// All scopes of a definition while they are laid out.
struct Scopes<'n, 'd> {
    nesting: &'n Nesting<'d>,
    /// Each thing's place among those of its scope.
    among: Vec<usize>,
    /// The edges of each scope, none's first.
    edges: Vec<Vec<(&'d Edge, Source, usize)>>,
    /// The number of each boundary event, after those of the things.
    event_numbers: Vec<usize>,
    lanes: HashMap<&'d str, usize>,
    /// What is in each sub-process.
    drawings: HashMap<usize, Drawing>,
}

/// Lays out a definition.
pub(super) fn laid_out(nesting: &Nesting<'_>) -> Layout {
    let mut scopes = Scopes::of(nesting);
    for scope in &nesting.from_within {
        let drawing = scopes.scope(Some(*scope)).draw();
        scopes.drawings.insert(*scope, drawing);
    }
    let whole = scopes.scope(None).draw();
    scopes.assembled(whole)
}

impl<'n, 'd> Scopes<'n, 'd> {
    fn of(nesting: &'n Nesting<'d>) -> Self {
        let mut among = vec![0; nesting.things.len()];
        for scope in nesting.from_within.iter().copied().map(Some).chain([None]) {
            nesting.within(scope).iter().zip(0..).for_each(|(thing, at)| among[*thing] = at);
        }
        let mut edges = vec![Vec::new(); nesting.things.len() + 1];
        for edge in &nesting.definition.edges {
            if let (Some(from), Some(Source::Thing(to))) = (nesting.find(&edge.from), nesting.find(&edge.to))
                && nesting.around[from.thing()] == nesting.around[to]
            {
                edges[slot(nesting.around[to])].push((edge, from, to));
            }
        }
        let mut next = nesting.things.len();
        let event_numbers = nesting.events.iter().map(|events| {
            next += events.len();
            next - events.len()
        });
        let lanes = nesting.definition.lanes.iter().map(|lane| lane.id.as_str()).zip(0..);
        Self {
            nesting,
            among,
            edges,
            event_numbers: event_numbers.collect(),
            lanes: lanes.collect(),
            drawings: HashMap::new(),
        }
    }

    fn scope(&self, scope: Option<usize>) -> Scope {
        let things = self.nesting.within(scope);
        let lanes = if scope.is_none() { self.nesting.definition.lanes.len() } else { 0 };
        let items: Vec<Item> = things.iter().map(|thing| self.item(*thing, lanes > 0)).collect();
        let line = |(edge, from, to): &(&Edge, Source, usize)| {
            let host = self.among[from.thing()];
            let (event, source) = match *from {
                Source::Thing(thing) => (None, thing),
                Source::Event { host: thing, nth } => {
                    let spots = Spots::of(&self.nesting.events[thing]);
                    let width = items[host].w;
                    let aside = width - spots.distance_from_right(nth, width) - width / 2;
                    (Some(OnBorder { nth, aside }), self.event_numbers[thing] + nth)
                }
            };
            Line {
                from: host,
                to: self.among[*to],
                hangs: event.is_some() && self.nesting.things[*to].takes_back,
                event,
                source,
                label: edge.name.as_ref().map_or(0, label::width),
            }
        };
        Scope { lines: self.edges[slot(scope)].iter().map(line).collect(), items, lanes }
    }

    fn item(&self, thing: usize, in_lanes: bool) -> Item {
        let about = &self.nesting.things[thing];
        let events = &self.nesting.events[thing];
        let spots = Spots::of(events);
        let (w, h) = match self.drawings.get(&thing) {
            Some(inside) => (inside.w + 2 * PADDING, HEADING + inside.h + 2 * PADDING),
            None => size(about.kind),
        };
        Item {
            w: w.max(spots.width()),
            h,
            foot: spots.foot(events),
            name: about.name.filter(|_| look(about.kind) == Look::Event).map_or(0, label::width),
            look: look(about.kind),
            is_start: about.kind == Kind::Start,
            stands_apart: about.kind == Kind::EventSubProcess,
            carries: !events.is_empty(),
            lane: about.lane.filter(|_| in_lanes).and_then(|lane| self.lanes.get(lane.as_str()).copied()),
        }
    }

    /// Everything in its place, from the outermost inwards.
    fn assembled(&self, whole: Drawing) -> Layout {
        let nesting = self.nesting;
        let lanes = nesting.definition.lanes.iter().map(|lane| lane.id.clone());
        let margin = Point { x: MARGIN, y: MARGIN };
        let mut layout = Layout {
            area: Area { w: whole.w + 2 * MARGIN, h: whole.h + 2 * MARGIN, ..Area::default() },
            lanes: lanes.zip(whole.lanes.iter().map(|lane| lane.moved(margin))).collect(),
            ..Layout::default()
        };
        let mut corners: HashMap<usize, Point> = HashMap::new();
        for scope in [None].into_iter().chain(nesting.from_within.iter().rev().copied().map(Some)) {
            let (drawing, corner) = match scope {
                None => (&whole, margin),
                Some(scope) => (&self.drawings[&scope], corners.get(&scope).copied().unwrap_or_default()),
            };
            for (thing, area) in nesting.within(scope).iter().zip(&drawing.areas) {
                let area = area.moved(corner);
                let inside = self.drawings.get(thing).map_or(0, |inside| inside.w);
                let to_the_middle = (area.w - inside) / 2;
                corners.insert(*thing, area.corner().moved(Point { x: to_the_middle, y: HEADING + PADDING }));
                let spots = Spots::of(&nesting.events[*thing]);
                for (nth, event) in nesting.events[*thing].iter().enumerate() {
                    layout.nodes.insert(event.id.clone(), spots.area(nth, area));
                }
                layout.nodes.insert(nesting.things[*thing].id.clone(), area);
            }
            for ((edge, ..), way) in self.edges[slot(scope)].iter().zip(&drawing.ways) {
                let way = way.iter().map(|point| point.moved(corner)).collect();
                layout.edges.insert(edge.id.clone(), way);
            }
        }
        across(nesting, &mut layout);
        layout
    }
}

/// Edges from one scope into another, or to a boundary event, are wrong, and drawn all the same.
fn across(nesting: &Nesting<'_>, layout: &mut Layout) {
    for edge in &nesting.definition.edges {
        if layout.edges.contains_key(&edge.id) {
            continue;
        }
        if let (Some(from), Some(to)) = (layout.nodes.get(&edge.from), layout.nodes.get(&edge.to)) {
            layout.edges.insert(edge.id.clone(), between(*from, *to));
        }
    }
}

/// Where the edges of a scope are.
fn slot(scope: Option<usize>) -> usize {
    scope.map_or(0, |scope| scope + 1)
}

fn look(kind: Kind) -> Look {
    match kind {
        _ if kind.is_gateway() => Look::Gateway,
        _ if kind.is_event() => Look::Event,
        _ => Look::Box,
    }
}
