//! Nodes under way: shown where they would stand, with their connections, touching nothing else.

use std::collections::BTreeSet;

use flow::design::{closure, followed};
use flow::id::NodeId;
use flow::layout::{Area, Point, between, label};

use crate::designer::scene::{EdgeScene, NodeScene, Scene};
use crate::designer::work::Work;
use leptos::prelude::*;

/// How near a line has to be to draw what is moved to it.
const SNAP: i32 = 6;
/// The grid that things stand on where no line is near.
const GRID: i32 = 4;

/// A line that what is moved stands on together with something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guide {
    Upright(i32),
    Level(i32),
}

/// Nodes that are being moved.
pub(super) struct Carry {
    /// What was taken.
    pub(super) nodes: BTreeSet<NodeId>,
    shapes: Vec<(NodeScene, Area)>,
    ways: Vec<Carried>,
    /// The middle of what was taken, and the middles of everything else.
    middle: Point,
    uprights: Vec<i32>,
    levels: Vec<i32>,
    /// How far it has come.
    pub(super) by: Point,
}

/// A connection with an end that moves.
struct Carried {
    scene: EdgeScene,
    way: Vec<Point>,
    /// Where somebody put its words.
    words: Option<Area>,
    moves: [bool; 2],
    ends: [Area; 2],
}

impl Carry {
    pub(super) fn take(work: Work, scene: Scene, nodes: BTreeSet<NodeId>) -> Option<Self> {
        let (definition, drawing) = (work.now(), scene.drawing());
        let all = closure(&definition, &nodes);
        let shapes: Vec<_> = all.iter().filter_map(|id| Some((scene.node(id)?, *drawing.nodes.get(id)?))).collect();
        let touched = definition.edges.iter().filter_map(|edge| {
            let moves = [&edge.from, &edge.to].map(|end| all.contains(end));
            let ends = [*drawing.nodes.get(&edge.from)?, *drawing.nodes.get(&edge.to)?];
            let way = drawing.edges.get(&edge.id)?.clone();
            let scene = scene.edge(&edge.id)?;
            let words = scene.label.get_untracked();
            moves.contains(&true).then_some(Carried { scene, way, words, moves, ends })
        });
        let ways = touched.collect();
        let others = drawing.nodes.iter().filter(|(id, _)| !all.contains(*id)).map(|(_, area)| area.centre());
        let (uprights, levels) = others.map(|middle| (middle.x, middle.y)).unzip();
        let middle = drawing.nodes.get(nodes.first()?)?.centre();
        Some(Self {
            nodes,
            shapes,
            ways,
            middle,
            uprights: sorted(uprights),
            levels: sorted(levels),
            by: Point::default(),
        })
    }

    /// Shows everything moved so far from where it was taken, drawn to lines that are near; tells which.
    pub(super) fn show(&mut self, across: i32, down: i32, freely: bool) -> Vec<Guide> {
        let mut guides = Vec::new();
        let (mut across, mut down) = (across, down);
        if !freely {
            match nearest(&self.uprights, self.middle.x + across) {
                Some(line) => {
                    across = line - self.middle.x;
                    guides.push(Guide::Upright(line));
                }
                None => across -= across.rem_euclid(GRID),
            }
            match nearest(&self.levels, self.middle.y + down) {
                Some(line) => {
                    down = line - self.middle.y;
                    guides.push(Guide::Level(line));
                }
                None => down -= down.rem_euclid(GRID),
            }
        }
        let by = Point { x: across, y: down };
        if self.by != by {
            self.by = by;
            self.draw();
        }
        guides
    }

    fn draw(&self) {
        for (shape, area) in &self.shapes {
            shape.place.set(area.moved(self.by));
        }
        for Carried { scene, way, words, moves, ends } in &self.ways {
            let by = moves.map(|moves| if moves { self.by } else { Point::default() });
            let (from, to) = (ends[0].moved(by[0]), ends[1].moved(by[1]));
            let now = followed(way, by.into(), (from, to)).unwrap_or_else(|| between(from, to));
            if let (Some(area), Some(was), Some(is)) = (words, label(way), label(&now)) {
                scene.label.set(Some(area.moved(Point { x: is.x - was.x, y: is.y - was.y })));
            }
            scene.way.set(now);
        }
    }

    /// The middle of what was taken, where it would stand now.
    pub(super) fn middle(&self) -> Point {
        self.middle.moved(self.by)
    }

    /// The node, when it is one alone that hangs together with nothing: it can be dropped on a connection.
    pub(super) fn loose(&self) -> Option<&NodeId> {
        (self.nodes.len() == 1 && self.ways.is_empty()).then(|| self.nodes.first()).flatten()
    }
}

fn sorted(mut lines: Vec<i32>) -> Vec<i32> {
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn nearest(lines: &[i32], to: i32) -> Option<i32> {
    let at = lines.partition_point(|line| *line < to);
    let near = lines[at.saturating_sub(1)..lines.len().min(at + 1)].iter();
    near.copied().filter(|line| (line - to).abs() <= SNAP).min_by_key(|line| (line - to).abs())
}
