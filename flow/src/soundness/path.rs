//! What tokens have passed, kept in pieces that are shared: a net that is reduced strings the same pieces together
//! again and again.

use rustc_hash::FxHashSet;

use super::verdict::Passage;
use crate::process::{Process, StepIndex};

/// A way that tokens went; none when nothing was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Path(u32);

impl Path {
    /// Nothing was passed.
    pub(super) const NOTHING: Self = Self(u32::MAX);
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    /// What was done at a step is done.
    Node(StepIndex),
    /// A token went along a way out of a step.
    Edge(StepIndex, u32),
    /// One after the other.
    Both(Path, Path),
}

/// Every piece there is.
#[derive(Debug, Default)]
pub(super) struct Paths {
    pieces: Vec<Piece>,
}

impl Paths {
    pub(super) fn node(&mut self, step: StepIndex) -> Path {
        self.add(Piece::Node(step))
    }

    pub(super) fn edge(&mut self, step: StepIndex, way: usize) -> Path {
        self.add(Piece::Edge(step, way as u32))
    }

    /// One after the other.
    pub(super) fn join(&mut self, first: Path, then: Path) -> Path {
        match (first, then) {
            (Path::NOTHING, only) | (only, Path::NOTHING) => only,
            _ => self.add(Piece::Both(first, then)),
        }
    }

    fn add(&mut self, piece: Piece) -> Path {
        self.pieces.push(piece);
        Path(self.pieces.len() as u32 - 1)
    }

    /// The steps on some paths, in no order.
    pub(super) fn steps(&self, paths: impl IntoIterator<Item = Path>) -> FxHashSet<StepIndex> {
        let mut steps = FxHashSet::default();
        let mut seen = vec![false; self.pieces.len()];
        let mut ahead: Vec<Path> = paths.into_iter().collect();
        while let Some(Path(at)) = ahead.pop() {
            if seen.get(at as usize).is_none_or(|seen| *seen) {
                continue;
            }
            seen[at as usize] = true;
            match self.pieces[at as usize] {
                Piece::Both(first, then) => ahead.extend([first, then]),
                Piece::Node(step) => _ = steps.insert(step),
                Piece::Edge(..) => {}
            }
        }
        steps
    }

    /// Whether a step is on a path.
    pub(super) fn has_step(&self, path: Path, step: StepIndex) -> bool {
        let mut found = false;
        self.walk(path, |piece| found |= matches!(piece, Piece::Node(at) if at == step));
        found
    }

    /// The first step on a path.
    pub(super) fn first_step(&self, path: Path) -> Option<StepIndex> {
        let mut first = None;
        self.walk(path, |piece| match piece {
            Piece::Node(step) => first = first.or(Some(step)),
            Piece::Edge(..) | Piece::Both(..) => {}
        });
        first
    }

    /// A path in the words of the process. The edges that tokens take out of a node stand behind it, also where what one
    /// of them meets further on was drawn together with it.
    pub(super) fn tell(&self, process: &Process, path: Path, told: &mut Vec<Passage>) {
        self.walk(path, |piece| match piece {
            Piece::Node(step) => told.push(Passage::Node(process.at(step).id.clone())),
            Piece::Edge(step, way) => {
                let step = process.at(step);
                let Some(way) = step.ways.get(way as usize) else { return };
                let node = told.iter().rposition(|at| matches!(at, Passage::Node(node) if *node == step.id));
                let behind = node.map_or(told.len(), |node| {
                    let edges = told[node + 1..].iter().take_while(|at| matches!(at, Passage::Edge(_)));
                    node + 1 + edges.count()
                });
                told.insert(behind, Passage::Edge(way.edge.clone()));
            }
            Piece::Both(..) => {}
        });
    }

    fn walk(&self, path: Path, mut passed: impl FnMut(Piece)) {
        let mut ahead = vec![path];
        while let Some(path) = ahead.pop() {
            match self.pieces.get(path.0 as usize) {
                Some(Piece::Both(first, then)) => ahead.extend([*then, *first]),
                Some(piece) => passed(*piece),
                None => {}
            }
        }
    }
}
