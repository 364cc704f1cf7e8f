//! What stands in one sub-process, or in none, laid out by itself; from the innermost outwards, then put into one
//! another.

use std::collections::HashMap;

use super::boundary::Spots;
use super::nesting::{Nesting, Source};
use super::plan::Plan;
use super::shelf::shelf;
use super::{Area, HEADING, Layout, MARGIN, PADDING, Point, ROW_GUTTER, between, label, rows, size, ways};
use crate::model::{Edge, Kind};

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) w: i32,
    pub(super) h: i32,
    /// How far something of it reaches below its box.
    pub(super) foot: i32,
    /// How wide the name below it is.
    pub(super) name: i32,
    pub(super) look: Look,
    pub(super) is_start: bool,
    /// Whether it belongs into no flow.
    pub(super) stands_apart: bool,
    /// Whether boundary events sit on it.
    pub(super) carries: bool,
    pub(super) lane: Option<usize>,
}

/// What lines have to know of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Lines leave and arrive at its corners.
    Gateway,
    /// Its name stands below it.
    Event,
    Box,
}

impl Item {
    /// Whether lines can leave and arrive below.
    pub(super) fn is_open_below(&self) -> bool {
        self.look != Look::Event && !self.carries
    }
}

/// A line between two items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The boundary event that it comes from.
    pub(super) event: Option<OnBorder>,
    /// What it comes from: the same number for the same node or boundary event.
    pub(super) source: usize,
    /// How wide the words on it are.
    pub(super) label: i32,
    /// Whether it only says what belongs below what.
    pub(super) hangs: bool,
}

/// A boundary event, as far as lines from it ask for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnBorder {
    /// Which it is, from the right.
    pub(super) nth: usize,
    /// How far it is from the middle of what it sits on.
    pub(super) aside: i32,
}

/// One scope laid out, its upper left corner at 0, 0.
#[derive(Default)]
struct Drawing {
    areas: Vec<Area>,
    ways: Vec<Vec<Point>>,
    lanes: Vec<Area>,
    w: i32,
    h: i32,
}

/// A scope's things with the lines between them.
struct Scope {
    items: Vec<Item>,
    lines: Vec<Line>,
    lanes: usize,
}

impl Scope {
    fn draw(&self) -> Drawing {
        let shelved = self.shelved();
        let (mut apart, flow): (Vec<usize>, Vec<usize>) = (0..self.items.len()).partition(|at| shelved[*at]);
        if apart.is_empty() {
            return self.grid();
        }
        let mut place = vec![0; self.items.len()];
        flow.iter().zip(0..).for_each(|(at, now)| place[*at] = now);
        let line = |line: &Line| Line { from: place[line.from], to: place[line.to], ..*line };
        let items = flow.iter().map(|at| self.items[*at]).collect();
        let drawing = Self { items, lines: self.lines.iter().map(line).collect(), ..*self }.grid();
        // Event sub-processes below single steps: they are the exception.
        apart.sort_by_key(|at| self.items[*at].stands_apart);
        let (on_shelf, w, h) = shelf(apart.iter().map(|at| &self.items[*at]), drawing.w);
        let top = if drawing.h > 0 { drawing.h + ROW_GUTTER } else { 0 };
        let on_shelf = on_shelf.into_iter().map(|area| area.moved(Point { x: 0, y: top }));
        let mut areas = vec![Area::default(); self.items.len()];
        for (at, area) in flow.into_iter().zip(drawing.areas).chain(apart.into_iter().zip(on_shelf)) {
            areas[at] = area;
        }
        Drawing { areas, w: drawing.w.max(w), h: top + h, ..drawing }
    }

    /// What no line connects, unless it belongs into a lane.
    fn shelved(&self) -> Vec<bool> {
        let mut shelved = vec![self.lanes == 0; self.items.len()];
        for line in &self.lines {
            (shelved[line.from], shelved[line.to]) = (false, false);
        }
        shelved
    }

    fn grid(&self) -> Drawing {
        let Self { items, lines, lanes } = self;
        let grid = rows::grid(items, lines, *lanes);
        let ways = ways::ways(items, lines, &grid);
        let plan = Plan::of(items, lines, &grid, &ways, *lanes > 0);
        if plan.is_empty() {
            return Drawing::default();
        }
        let areas: Vec<Area> = items.iter().zip(&grid.cells).map(|(item, cell)| plan.area(item, *cell)).collect();
        let points = lines.iter().zip(&ways.ways).map(|(line, way)| plan.points(way, areas[line.from], areas[line.to]));
        Drawing { ways: points.collect(), lanes: plan.lanes(*lanes), w: plan.width, h: plan.height, areas }
    }
}

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
                    let aside = width - spots.from_right(nth, width) - width / 2;
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
            origin: Point::default(),
            width: whole.w + 2 * MARGIN,
            height: whole.h + 2 * MARGIN,
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
        Kind::Start | Kind::End | Kind::Terminate | Kind::Wait | Kind::Throw | Kind::Boundary => Look::Event,
        _ => Look::Box,
    }
}
