//! Where everything stands: as somebody placed it, the rest near it.

use std::collections::HashMap;

use super::between::{between, downwards};
use super::boundary::Spots;
use super::enclosing::{Lane, bands, extent};
use super::folding::folded;
use super::nesting::{Nesting, Source};
use super::placing::Placed;
use super::scopes::laid_out;
use super::{Area, Layout, Point};
use crate::id::{LaneId, NodeId};
use crate::model::{Attached, Definition, Diagram, Edge};

/// Where everything of a definition stands: what its diagram places is there, what it does not place stands near what
/// leads to it. Without a diagram everything is laid out. What is in a collapsed sub-process stands nowhere.
pub fn drawn(definition: &Definition) -> Layout {
    let definition = folded(definition);
    let nesting = Nesting::of(&definition);
    match &definition.diagram {
        Some(diagram) if !diagram.places_nothing() => {
            let is_placed = nesting.things.iter().all(|thing| diagram.nodes.contains_key(thing.id));
            let laid_out = if is_placed { Layout::default() } else { laid_out(&nesting) };
            Drawn { nesting: &nesting, laid_out, diagram }.draw()
        }
        _ => laid_out(&nesting),
    }
}

struct Drawn<'n, 'd> {
    nesting: &'n Nesting<'d>,
    laid_out: Layout,
    diagram: &'d Diagram,
}

impl Drawn<'_, '_> {
    fn draw(self) -> Layout {
        let Self { nesting, laid_out, diagram } = &self;
        let placed = Placed::of(nesting, laid_out, diagram);
        let mut layout = Layout::default();
        for (thing, area) in nesting.things.iter().zip(&placed.areas) {
            layout.nodes.insert(thing.id.clone(), *area);
        }
        for (host, events) in placed.areas.iter().zip(&nesting.events) {
            layout.nodes.extend(self.on_border(*host, events));
        }
        for edge in &nesting.definition.edges {
            if let Some(way) = self.way(edge, &placed, &layout) {
                layout.edges.insert(edge.id.clone(), way);
            }
        }
        layout.lanes = self.lanes(&placed);
        extent(&mut layout);
        layout
    }

    /// The boundary events on something: as placed, else where the border is free.
    fn on_border(&self, host: Area, events: &[&Attached]) -> Vec<(NodeId, Area)> {
        let placed = |event: &&Attached| self.diagram.nodes.get(&event.id).copied().map(Area::from);
        let spots = Spots::of(events);
        let mut taken: Vec<Area> = events.iter().filter_map(placed).collect();
        let area = |(nth, event): (usize, &&Attached)| {
            let area = placed(event).unwrap_or_else(|| {
                let mut near = (nth..events.len()).chain(0..nth).map(|nth| spots.area(nth, host));
                let is_free = |spot: &Area| !taken.iter().any(|taken| taken.overlaps(*spot));
                let area = near.find(is_free).unwrap_or_else(|| spots.area(nth, host));
                taken.push(area);
                area
            });
            (event.id.clone(), area)
        };
        events.iter().enumerate().map(area).collect()
    }

    /// The way of an edge: as given, else as laid out where its ends were moved together, else a new one.
    fn way(&self, edge: &Edge, placed: &Placed, layout: &Layout) -> Option<Vec<Point>> {
        let given = self.diagram.edges.get(&edge.id).filter(|way| way.len() > 1);
        if let Some(way) = given {
            return Some(way.iter().copied().map(Point::from).collect());
        }
        let (from, to) = (*layout.nodes.get(&edge.from)?, *layout.nodes.get(&edge.to)?);
        let source = self.nesting.find(&edge.from)?;
        let target = self.nesting.find(&edge.to)?;
        let is_free = |id: &NodeId| !self.diagram.nodes.contains_key(id);
        let by = placed.moved[source.thing()].filter(|_| is_free(&edge.from) && is_free(&edge.to));
        if let (Some(by), Some(way)) = (by, self.laid_out.edges.get(&edge.id))
            && placed.moved[target.thing()] == Some(by)
        {
            return Some(way.iter().map(|point| point.moved(by)).collect());
        }
        Some(match source {
            Source::Event { .. } => downwards(from, to),
            Source::Thing(_) => between(from, to),
        })
    }

    /// The lanes as placed; those that nobody placed around what stands in them.
    fn lanes(&self, placed: &Placed) -> Vec<(LaneId, Area)> {
        let lanes = &self.nesting.definition.lanes;
        let mut inside: HashMap<&str, Area> = HashMap::new();
        for thing in self.nesting.within(None) {
            if let Some(lane) = self.nesting.things[*thing].lane {
                let area = placed.areas[*thing];
                inside.entry(lane.as_str()).and_modify(|all| *all = all.with(area)).or_insert(area);
            }
        }
        let whole = self.nesting.within(None).iter().map(|thing| placed.areas[*thing]).reduce(Area::with);
        let lane = |id: &LaneId| Lane {
            placed: self.diagram.lanes.get(id).copied().map(Area::from),
            inside: inside.get(id.as_str()).copied(),
        };
        let known: Vec<Lane> = lanes.iter().map(|known| lane(&known.id)).collect();
        lanes.iter().map(|lane| lane.id.clone()).zip(bands(&known, whole)).collect()
    }
}
